"""Says what was not understood: a signing without an agreement, an office that signs without a name."""

from __future__ import annotations

from pmgraph.errors import CATALOGUE
from pmgraph.extract.clauses import bystanders
from pmgraph.extract.people import Named
from pmgraph.extract.signings import SigningRead
from pmgraph.model import Issue, Span
from pmgraph.reading import Agreement, Layout, Status


def not_understood(layout: Layout, named: Named, lost: list[SigningRead], agreements: list[Agreement]) -> list[Issue]:
    """The findings about signings that a human eye should see."""
    issues = [
        _issue(
            layout, "PM-SIGN-001", read.verb, read.sentence,
            f"{read.verb.of(layout.text)!r} reports a signing, but no agreement was recognised",
            f"„{read.verb.of(layout.text)}“ berichtet eine Unterzeichnung, erkannt wurde keine Vereinbarung",
        )
        for read in lost
    ]  # fmt: skip
    for agreement in agreements:
        signing = agreement.signing
        if (
            agreement.status not in (Status.SIGNED, Status.RENEWED)
            or signing is None
            or signing.signatures
            or agreement.parties
        ):
            continue
        kind = CATALOGUE["PM-SIGN-003"]
        span = signing.verb.span
        issues.append(
            Issue(
                code=kind.code, severity=kind.severity, cure=kind.cure, path=layout.document.path, line=layout.document.line_of(span.start), span=span,
                message=f"{signing.verb.exact!r} reports that {agreement.name.value!r} was signed, but not by whom",
                message_de=f"„{signing.verb.exact}“ berichtet die Unterzeichnung von „{agreement.name.value}“, nicht durch wen",
                sentence=_sentence_at(layout, span.start),
            )
        )  # fmt: skip
    return issues + _nameless(layout, named, agreements)


def _sentence_at(layout: Layout, offset: int) -> str | None:
    """The sentence that holds `offset` of the stored text; None for the title and the margins."""
    for sentence in layout.sentences:
        stored = layout.origin.to_original(sentence)
        if stored.start <= offset < stored.end:
            return sentence.of(layout.text)
    return None


def _nameless(layout: Layout, named: Named, agreements: list[Agreement]) -> list[Issue]:
    """Offices in a sentence that signs whose holder the release does not name."""
    issues: list[Issue] = []
    if not any(a.signing is not None for a in agreements):
        return issues
    for number, span in enumerate(layout.sentences):
        if not named.roles[number]:
            continue
        stored = layout.origin.to_original(span)
        if not any(a.signing is not None and stored.contains(a.signing.verb.span) for a in agreements):
            continue
        bare = named.bare_roles(number)
        away = bystanders(layout.text, span) if bare else []
        for role in bare:
            if named.holder(role) is None and not any(a.contains(role.span) for a in away):
                word = role.span.of(layout.text)
                issues.append(
                    _issue(
                        layout, "PM-SIGN-002", role.span, number,
                        f"{word!r} stands in a sentence about a signing without a name", f"„{word}“ steht ohne Namen in einem Satz über eine Unterzeichnung",
                    )
                )  # fmt: skip
    return issues


def _issue(layout: Layout, code: str, span: Span, sentence: int, message: str, message_de: str) -> Issue:
    kind = CATALOGUE[code]
    where = layout.origin.to_original(span)
    return Issue(
        code=code, severity=kind.severity, cure=kind.cure, path=layout.document.path, line=layout.document.line_of(where.start), span=where,
        message=message, message_de=message_de, sentence=layout.sentences[sentence].of(layout.text),
    )  # fmt: skip
