"""Adds what extractors find beside the rules: persons and bodies with their passages, never a change of what was read.

Everything an extractor says is held to the text, and precision comes before recall as for the rules: what overlaps a
passage that a rule read, stands outside the running text, or has not the shape of a name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from pmgraph.errors import CATALOGUE
from pmgraph.extract.beside_offices import offices_beside
from pmgraph.extract.persons import may_be_name
from pmgraph.extract.verify import evidence_of, verify
from pmgraph.extractor import BodyFound, Found, Installed, PersonFound
from pmgraph.german.agreements import is_agreement
from pmgraph.german.bodies import LAENDER
from pmgraph.german.names import PARTICLES, TITLES, is_first_name
from pmgraph.model import Evidence, Issue, Span
from pmgraph.reading import Body, Layout, Person, Reading

MOST = 2_000
"""Finds of one extractor in one release that are looked at."""
_LABEL = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
_LATIN = re.compile(r"[A-Za-zÄÖÜäöüß]")  # an IRI is made of it
_TITLES = re.compile(TITLES.pattern)
_NAME_WORD = re.compile(r"[A-ZÄÖÜÀ-ÖØ-Þ][\w’'.-]*")


def read_beside(
    reading: Reading, extractors: Sequence[Installed], kinds: Collection[str]
) -> tuple[Reading, tuple[Issue, ...], tuple[str, ...]]:
    """The reading with what the extractors add, what went wrong, and the agents that did read it to the end.

    `kinds` are the slugs of the body types. Each extractor is given the reading with what those before it added.
    """
    issues: list[Issue] = []
    agents: list[str] = []
    for extractor in extractors:
        try:
            # Taken whole before anything is added, so that one that breaks off leaves nothing half done.
            found = list(islice(extractor.find(reading.layout, reading), MOST))
        except (Exception, SystemExit) as error:  # whatever foreign code raises must not cost the release
            issues.append(_issue(reading.layout, extractor, "PM-EXT-001", f"{type(error).__name__}: {error}"))
            continue
        reading, refused = _added(reading, found, extractor, kinds)
        issues += refused
        agents.append(extractor.agent)
    return reading, tuple(issues), tuple(agents)


def _added(
    reading: Reading, found: Iterable[object], extractor: Installed, kinds: Collection[str]
) -> tuple[Reading, list[Issue]]:
    layout = reading.layout
    good: list[Found] = []
    issues: list[Issue] = []
    for one in found:
        wrong = _wrong(one, layout, kinds)
        if wrong is not None:
            issues.append(_issue(layout, extractor, "PM-EXT-002", wrong))
        elif isinstance(one, PersonFound | BodyFound):
            good.append(one)
    taken = [evidence.span for evidence in _read_by_rules(reading)]
    persons: list[tuple[Person, Span]] = []
    bodies: list[Body] = []
    for one in sorted(good, key=lambda f: (f.span, -f.span.end, f.label)):
        evidence = layout.cite(one.span, f"{extractor.name}:{one.label}")
        if not evidence.exact or not _in_running_text(one.span, layout) or _overlaps(evidence.span, taken):
            continue
        if isinstance(one, PersonFound):
            person = _person(one, evidence)
            if person is None or _is_known(person, reading, [p for p, _ in persons]):
                continue
            persons.append((person, one.span))
        else:
            body = _body(one, evidence)
            if body is None or _is_named(body, (*reading.bodies, *bodies)):
                continue
            bodies.append(body)
        taken.append(evidence.span)
    if not persons and not bodies:
        return reading, issues
    more = replace(
        reading,
        persons=tuple(sorted((*reading.persons, *(p for p, _ in persons)), key=lambda p: p.offset)),
        bodies=(*reading.bodies, *bodies),
        offices=(*reading.offices, *offices_beside(layout, persons, (*reading.bodies, *bodies))),
    )
    return verify(more), issues


def _wrong(found: object, layout: Layout, kinds: Collection[str]) -> str | None:
    """What makes an answer unusable, with its value; None where it is well formed and found at its offsets."""
    if not isinstance(found, PersonFound | BodyFound) or not isinstance(found.span, Span):
        return f"{type(found).__name__} is neither PersonFound nor BodyFound with a Span"
    if not isinstance(found.label, str) or _LABEL.fullmatch(found.label) is None:
        return f"label {found.label!r} is none; use letters, digits, '_', '.' and '-'"
    if not isinstance(found.name, str | None):
        return f"name {found.name!r} is no text"
    if not isinstance(found.quote, str) or not found.quote or found.span.of(layout.text) != found.quote:
        return f"{found.quote!r} does not stand at [{found.span.start}, {found.span.end}) of the repaired text"
    if found.name is not None and not _derivable(found.name, found.quote):
        return f"the name {found.name!r} cannot be read from {found.quote!r}"
    if isinstance(found, BodyFound) and (found.kind not in kinds or not isinstance(found.short, str | None)):
        return f"{found.kind!r} is no type of body, or {found.short!r} no abbreviation"
    return None


def _derivable(name: str, quote: str) -> bool:
    """Whether every word of a name stands in the passage, up to its ending: "Torfkontor" in "des Torfkontors"."""
    printed = _WORD.findall(quote.lower())
    return all(
        any(word.startswith(wanted[: max(3, len(wanted) - 3)]) for word in printed)
        for wanted in _WORD.findall(name.lower())
    )


def _read_by_rules(reading: Reading) -> Iterable[Evidence]:
    """Every passage that carries a name or an office; statements run over whole sentences and claim no name in them."""
    parts = (reading.issuer, reading.agreements, reading.persons, reading.bodies, reading.offices, reading.contacts)
    yield from evidence_of(tuple(part for part in parts if part is not None))
    yield from evidence_of(reading.services)


def _in_running_text(span: Span, layout: Layout) -> bool:
    """Whether a passage lies in one sentence or the title: headers, imprints and contact lines name nobody in office."""
    return any(s.contains(span) for s in layout.sentences) or (layout.title is not None and layout.title.contains(span))


def _overlaps(span: Span, taken: Iterable[Span]) -> bool:
    return any(t.start < span.end and span.start < t.end for t in taken)


def _person(found: PersonFound, evidence: Evidence) -> Person | None:
    """The person, if the name has the shape of first and family name, with nothing in it that a name does not have."""
    whole = " ".join((found.name or found.quote).split())
    match = _TITLES.match(whole)
    titles = match.group().strip() if match is not None else None
    words = (whole[match.end() :] if match is not None else whole).split()
    if not 2 <= len(words) <= 6:
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    given, family = words[:at], words[at:]
    named = (*given, family[-1])
    if not all(_NAME_WORD.fullmatch(word) and len(word) > 1 for word in named) or any(c.isdigit() for c in whole):
        return None
    if not all(may_be_name(word, family[-1]) or word.endswith(".") for word in given):
        return None
    return Person(
        offset=evidence.span.start, name=" ".join(words), given=" ".join(given), family=" ".join(family), titles=titles,
        mentions=(evidence,),
    )  # fmt: skip


def _is_known(person: Person, reading: Reading, more: Iterable[Person]) -> bool:
    """Whether the release has named the person already: the same family name and no other first name."""
    if any(contact.value.endswith(person.family) for contact in reading.contacts):
        return True
    first = (person.given or "").split()[0]
    return any(
        known.family == person.family and (known.given is None or known.given.split()[0] == first)
        for known in (*reading.persons, *more)
    )


def _body(found: BodyFound, evidence: Evidence) -> Body | None:
    """The body, if what is named can be one: no Land by itself, no first name, no agreement, no word in lower case."""
    name = " ".join((found.name or found.quote).split())
    words = name.split()
    first, last = words[0], words[-1].rsplit("-", 1)[-1]
    short = len(name) < 3 and not name.isupper()
    readable = first[0].isupper() or first[0].isdigit()
    if short or len(words) > 12 or not readable or _LATIN.search(name) is None:
        return None
    if name in LAENDER or is_agreement(last) or (len(words) <= 2 and is_first_name(first)):
        return None
    return Body(name=name, kind=found.kind, mentions=(evidence,), short=found.short)


def _is_named(body: Body, known: Iterable[Body]) -> bool:
    return any(body.name in (one.name, one.short) or one.name.startswith(f"{body.name} ") for one in known)


def _issue(layout: Layout, extractor: Installed, code: str, what: str) -> Issue:
    kind = CATALOGUE[code]
    # Where an object lies in memory differs from run to run.
    said = _ADDRESS.sub("0x…", " ".join(what.split()))[:300]
    return Issue(
        code=code, severity=kind.severity, cure=kind.cure, path=layout.document.path,
        message=f"{kind.title_en}: {extractor.name} {extractor.version}: {said}",
        message_de=f"{kind.title_de}: {extractor.name} {extractor.version}: {said}",
    )  # fmt: skip
