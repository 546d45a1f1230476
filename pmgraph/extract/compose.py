"""Puts agreements together: which nouns mean the same one, how it was signed, by whom, for whom, and what it renews."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from pmgraph.errors import CATALOGUE
from pmgraph.extract.agreements import find_agreements
from pmgraph.extract.content import TopicIndex, find_committees
from pmgraph.extract.dates import exact_day, finest, weekday_claims
from pmgraph.extract.mentions import AgreementMention, BodyMention
from pmgraph.extract.parties import between_parties, subject_parties
from pmgraph.extract.people import Named
from pmgraph.extract.signings import SigningRead, find_signings
from pmgraph.german.agreements import RENEWAL, VOLUNTARY
from pmgraph.german.dates import FoundDate, find_dates
from pmgraph.model import Claim, DateClaim, Evidence, Factuality, Issue, Span
from pmgraph.reading import Agreement, Body, Layout, Office, Signature, Signing, Status

_PLACE = re.compile(
    r"\bin\s+(?P<place>[A-ZÄÖÜ][a-zäöüß]+(?:[-/][A-ZÄÖÜ][a-zäöüß]+)*)(?=\s*$|\s+(?:eine[nrsm]?|de[nrms]|die|das|unter))"
)
_SENTENCE_PLACE = re.compile(
    r"\b(?:heute|\d{4}|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)\s+in\s+(?P<place>[A-ZÄÖÜ][a-zäöüß]+(?:[-/][A-ZÄÖÜ][a-zäöüß]+)*)\b"
)
_LONG_AGO = 60
"""Days before the release beyond which a signing is background and not its news."""


@dataclass(slots=True)
class _Cluster:
    """The mentions that mean one agreement, and the signings reported of it."""

    mentions: list[AgreementMention]
    earlier: bool
    signings: list[SigningRead] = field(default_factory=list)

    @property
    def best(self) -> AgreementMention:
        """The mention with the longest noun and the most complement; the title's before the text's."""
        return max(self.mentions, key=lambda m: (len(m.noun), len(m.name), -m.span.start))


def compose_agreements(
    layout: Layout,
    named: Named,
    quotes: list[Span],
    offices: tuple[Office, ...],
    issued: tuple[DateClaim, ...],
    topics: TopicIndex,
) -> tuple[tuple[Agreement, ...], dict[str, Body], list[Issue]]:
    """The agreements of a release in order of their first mention, their parties by name, and what was not understood."""
    mentions: list[AgreementMention] = []
    if layout.title is not None:
        mentions += find_agreements(layout.text, layout.title, -1, quotes)
    for number, span in enumerate(layout.sentences):
        mentions += find_agreements(layout.text, span, number, quotes)
    signings = find_signings(layout.text, layout.sentences, mentions, named.persons)
    clusters = _cluster(mentions)
    issues = _assign(layout, clusters, signings)
    composer = _Composer(layout, named, offices, issued, topics)
    renewed = next((m for m in mentions if _renews(layout, m)), None)
    drafts = [composer.agreement(c, renewed if renewed in c.mentions else None) for c in clusters]
    return tuple(_chain(drafts, clusters)), composer.bodies, [*issues, *composer.issues]


def _cluster(mentions: list[AgreementMention]) -> list[_Cluster]:
    """Mentions with the same noun, or of which one noun is the short form of the other, mean the same agreement.

    An earlier one ("die erste Rahmenvereinbarung") stands apart. Nouns inside quotations make no agreement.
    """
    clusters: list[_Cluster] = []
    for mention in sorted((m for m in mentions if not m.quoted), key=lambda m: (-len(m.noun), m.span.start)):
        lower = mention.noun.lower()
        home = next(
            (
                c
                for c in clusters
                if c.earlier == mention.earlier and any(m.noun.lower().endswith(lower) for m in c.mentions)
            ),
            None,
        )
        if home is None:
            clusters.append(_Cluster([mention], mention.earlier))
        else:
            home.mentions.append(mention)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: (m.sentence, m.span.start))
    return sorted(clusters, key=lambda c: (c.earlier, c.mentions[0].sentence, c.mentions[0].span.start))


def _assign(layout: Layout, clusters: list[_Cluster], signings: list[SigningRead]) -> list[Issue]:
    """Give each signing to its agreement; one that names none goes to the agreement that was named last."""
    issues: list[Issue] = []
    for signing in signings:
        home = next((c for c in clusters if signing.agreement is not None and signing.agreement in c.mentions), None)
        if home is None and (signing.anaphor is not None or signing.rule == "sign.idiom"):
            before = [c for c in clusters if not c.earlier and any(m.sentence <= signing.sentence for m in c.mentions)]
            home = before[0] if len(before) == 1 else None
        if home is not None:
            home.signings.append(signing)
            continue
        kind = CATALOGUE["PM-SIGN-001"]
        where = layout.origin.to_original(signing.verb)
        issues.append(
            Issue(
                code=kind.code,
                severity=kind.severity,
                message=f"{signing.verb.of(layout.text)!r} reports a signing, but no agreement was recognised",
                message_de=f"„{signing.verb.of(layout.text)}“ berichtet eine Unterzeichnung, erkannt wurde keine Vereinbarung",
                cure=kind.cure,
                path=layout.document.path,
                line=layout.document.line_of(where.start),
                span=where,
                sentence=layout.sentences[signing.sentence].of(layout.text),
            )
        )
    return issues


def _renews(layout: Layout, mention: AgreementMention) -> bool:
    """Whether a word of renewal stands right before the noun, or governs it in the title."""
    if mention.earlier or mention.quoted:
        return False
    return RENEWAL.search(layout.text, max(0, mention.span.start - 40), mention.span.start) is not None


def _chain(drafts: list[Agreement], clusters: list[_Cluster]) -> list[Agreement]:
    """Tie a renewed agreement to the earlier one of the same kind, if the release names one."""
    earlier = [a for a, c in zip(drafts, clusters, strict=True) if c.earlier]
    chained = []
    for draft in drafts:
        fitting = [a for a in earlier if a.kind == draft.kind]
        if draft.status is Status.RENEWED and len(fitting) == 1:
            draft = replace(draft, predecessor=fitting[0], replaces=fitting[0].name)
        chained.append(draft)
    return chained


class _Composer:
    """Turns clusters into agreements with the help of everything else that the release names."""

    def __init__(
        self,
        layout: Layout,
        named: Named,
        offices: tuple[Office, ...],
        issued: tuple[DateClaim, ...],
        topics: TopicIndex,
    ) -> None:
        self.layout, self.named, self.offices, self.issued, self.topics = layout, named, offices, issued, topics
        self.bodies: dict[str, Body] = {}
        self.issues: list[Issue] = []

    def agreement(self, cluster: _Cluster, renewed: AgreementMention | None) -> Agreement:
        best = cluster.best
        name = best.name
        if cluster.earlier:
            name = _with_ordinal(self.layout.text, best)
        news = [] if cluster.earlier else [s for s in cluster.signings if not s.planned]
        signing = self._signing(cluster, news or cluster.signings)
        recalled = signing is not None and self._long_ago(signing)
        status = Status.MENTIONED
        if cluster.signings and not cluster.earlier and not recalled:
            status = Status.PLANNED if not news else Status.SIGNED
        if status is Status.SIGNED and renewed is not None:
            status = Status.RENEWED
        parties = self._parties(cluster, news)
        if signing is not None:
            signing, parties = self._signed_for(signing, parties)
        main = not cluster.earlier and status is not Status.MENTIONED
        return Agreement(
            name=Claim(name, (self.layout.cite(best.span, "agreement.noun"),)),
            kind=best.kind,
            status=status,
            parties=tuple(parties),
            signing=signing,
            provides_for=self._committees() if main else (),
            topics=self._topics(cluster) if main else (),
            voluntary=self._voluntary() if main else None,
        )

    def _long_ago(self, signing: Signing) -> bool:
        chosen, issued = finest(signing.dates), exact_day(self.issued[0]) if self.issued else None
        if chosen is None or chosen.latest is None or issued is None:
            return False
        return (issued - date.fromisoformat(chosen.latest)).days > _LONG_AGO

    def _signing(self, cluster: _Cluster, reads: list[SigningRead]) -> Signing | None:
        if not reads:
            return None
        dates: list[DateClaim] = []
        place: Claim[str] | None = None
        for read in reads:
            dates.extend(d for d in self._dates(read) if d not in dates)
            place = place or self._place(read)
        signer = next((r for r in reads if r.signers), reads[0])
        return Signing(
            verb=self.layout.cite(
                signer.verb, signer.rule, Factuality.PLANNED if signer.planned else Factuality.STATED
            ),
            dates=tuple(sorted(dates, key=lambda d: d is not finest(dates))),
            place=place,
            signatures=tuple(s for r in reads for s in self._signatures(r)),
        )

    def _signatures(self, read: SigningRead) -> list[Signature]:
        found = []
        for mention in read.signers:
            person = self.named.person(mention)
            found.append(
                Signature(
                    person=Claim(person, (self.layout.cite(mention.span, "person.name"),)),
                    offices=tuple(o for o in self.offices if o.person is person),
                    body=None,
                    verb=self.layout.cite(
                        read.verb, read.rule, Factuality.PLANNED if read.planned else Factuality.STATED
                    ),
                )
            )
        return found

    def _dates(self, read: SigningRead) -> list[DateClaim]:
        issued = exact_day(self.issued[0]) if self.issued else None
        found = [
            f for f in find_dates(read.inner.of(self.layout.text), anchor=issued) if f.edtf or f.weekday is not None
        ]
        if not found:
            return []
        nearest = min(found, key=lambda f: abs(read.inner.start + f.span.start - read.verb.start))
        return self._claims(nearest, nearest.span.shifted(read.inner.start))

    def _claims(self, found: FoundDate, span: Span) -> list[DateClaim]:
        if found.edtf is None and found.weekday is not None:
            claims = weekday_claims(
                weekday=found.weekday,
                wording=found.wording,
                evidence=self.layout.cite(span, "date.weekday"),
                header=exact_day(self.layout.header.inner_date or self.layout.header.date),
                issued=self.issued[0] if self.issued else None,
            )
            if len(claims) != 1 or claims[0].rule == "date.weekday-near-dateline":
                self.issues.append(self._weekday_issue(found, span, claims))
            return list(claims)
        return [
            DateClaim(
                wording=found.wording, edtf=found.edtf, earliest=found.earliest, latest=found.latest, rule=found.rule,
                evidence=(self.layout.cite(span, found.rule),), weekday=found.weekday,
            )
        ]  # fmt: skip

    def _weekday_issue(self, found: FoundDate, span: Span, claims: tuple[DateClaim, ...]) -> Issue:
        kind = CATALOGUE["PM-DATE-002"]
        where = self.layout.origin.to_original(span)
        header = exact_day(self.layout.header.inner_date or self.layout.header.date)
        possible = next((c.edtf for c in claims if c.rule == "date.weekday-near-dateline"), None)
        chosen = finest(claims)
        resolved = chosen.rule if chosen is not None and exact_day(chosen) is not None else None
        printed = header.isoformat() if header else "no date"
        return Issue(
            code=kind.code,
            severity=kind.severity,
            message=f"{found.wording!r} does not fit the header's date {printed}; possible: {possible}",
            message_de=f"„{found.wording}“ passt nicht zum Datum {printed} im Kopf; möglich: {possible}",
            cure=kind.cure,
            path=self.layout.document.path,
            line=self.layout.document.line_of(where.start),
            span=where,
            resolved_by=resolved,
        )

    def _place(self, read: SigningRead) -> Claim[str] | None:
        pattern = _PLACE if read.rule == "sign.participle" else _SENTENCE_PLACE
        match = pattern.search(self.layout.text, read.inner.start, read.inner.end)
        if match is None:
            return None
        return Claim(match["place"], (self.layout.cite(Span(*match.span("place")), "sign.place"),))

    def _body(self, mention: BodyMention, rule: str) -> Claim[Body]:
        evidence = self.layout.cite(mention.span, rule)
        body = self.bodies.setdefault(
            mention.name, Body(name=mention.name, kind=mention.kind, mentions=(evidence,), short=mention.short)
        )
        return Claim(body, (evidence,))

    def _parties(self, cluster: _Cluster, news: list[SigningRead]) -> list[Claim[Body]]:
        """The subject of the sentence that agrees or signs, and who stands in the agreement's own "zwischen … und"."""
        found: list[Claim[Body]] = []
        if cluster.earlier:
            return found
        numbers = {m.sentence for m in cluster.mentions if m.sentence >= 0} | {s.sentence for s in news}
        near = sorted(numbers | {n - 1 for n in numbers if n > 0}) if news else sorted(numbers)
        for number in near:
            for mention in subject_parties(self.layout.text, self.layout.sentences[number], self.named.bodies[number]):
                found.append(self._body(mention, "party.subject"))
        best = cluster.best
        bodies = self.named.bodies[best.sentence]
        found += [self._body(b, "party.between") for b in between_parties(self.layout.text, best.span, bodies)]
        return _once(found)

    def _signed_for(self, signing: Signing, parties: list[Claim[Body]]) -> tuple[Signing, list[Claim[Body]]]:
        """Add the body that each signatory signs for; a commissioner of the Landesregierung signs for the Land."""
        land = next((p for p in parties if p.value.kind == "land"), None)
        signatures = []
        for signature in signing.signatures:
            bodies = [
                o.body
                for o in signature.offices
                if o.body is not None and o.body.evidence[0].factuality is Factuality.STATED
            ]
            body: Claim[Body] | None = None
            if bodies:
                body = bodies[0]
                if body.value.kind == "landesregierung" and land is not None:
                    evidence = replace(body.evidence[0], rule="signatory.for-land", factuality=Factuality.INFERRED)
                    body = Claim(land.value, (evidence,))
                else:
                    self.bodies.setdefault(body.value.name, body.value)
                    parties = [*parties, body]
            signatures.append(replace(signature, body=body))
        return replace(signing, signatures=tuple(signatures)), _once(parties)

    def _committees(self) -> tuple[Claim[Body], ...]:
        found = []
        for name, span, _ in find_committees(self.layout.text, self.layout.sentences):
            evidence = self.layout.cite(span, "body.planned-committee", Factuality.PLANNED)
            found.append(Claim(Body(name=name, kind="gremium", mentions=(evidence,)), (evidence,)))
        return tuple(found)

    def _topics(self, cluster: _Cluster) -> tuple[Claim[str], ...]:
        """Topics of the title, of the lead, and of the sentences that name the agreement."""
        numbers = sorted(
            {0, *(m.sentence for m in cluster.mentions if m.sentence >= 0)} & set(range(len(self.layout.sentences)))
        )
        spans = [s for s in (self.layout.title, *(self.layout.sentences[n] for n in numbers)) if s is not None]
        found: dict[str, tuple[Evidence, ...]] = {}
        for span in spans:
            for slug, where in self.topics.find(self.layout.text, span):
                found[slug] = (*found.get(slug, ()), self.layout.cite(where, "topic.wording"))
        return tuple(Claim(slug, evidence) for slug, evidence in found.items())

    def _voluntary(self) -> Evidence | None:
        for sentence in self.layout.sentences:
            match = VOLUNTARY.search(self.layout.text, sentence.start, sentence.end)
            if match is not None:
                return self.layout.cite(Span(*match.span()), "agreement.voluntary")
        return None


def _once(parties: list[Claim[Body]]) -> list[Claim[Body]]:
    """Each party once, with the evidence of all its mentions."""
    merged: dict[str, Claim[Body]] = {}
    for party in parties:
        known = merged.get(party.value.name)
        evidence = (
            party.evidence
            if known is None
            else (*known.evidence, *(e for e in party.evidence if e not in known.evidence))
        )
        merged[party.value.name] = Claim(party.value, evidence)
    return list(merged.values())


def _with_ordinal(text: str, mention: AgreementMention) -> str:
    """ "Eine erste Rahmenvereinbarung" is called "Erste Rahmenvereinbarung"; the ending follows the noun's gender."""
    word = re.search(r"(\w+?)e[nrsm]?\s+$", text[: mention.span.start])
    if word is None:
        return mention.name
    lower = mention.noun.lower()
    ending = (
        "e"
        if lower.endswith(("ung", "urkunde", "charta"))
        else "es"
        if lower.endswith(("abkommen", "memorandum", "übereinkommen"))
        else "er"
    )
    return f"{word.group(1).capitalize()}{ending} {mention.name}"
