"""Puts agreements together: which nouns mean the same one, how it was signed, by whom, for whom, and what it renews."""

from __future__ import annotations

import re
from dataclasses import replace

from pmgraph.extract.agreements import find_agreements, find_unusual
from pmgraph.extract.captions import find_captions
from pmgraph.extract.clusters import (
    Cluster,
    assign,
    cluster,
    is_replaced,
    merge_title,
    renews,
    split_recalled,
    without_weak,
)
from pmgraph.extract.content import TopicIndex, find_committees
from pmgraph.extract.gaps import not_understood
from pmgraph.extract.headline import find_headline
from pmgraph.extract.mentions import AgreementMention
from pmgraph.extract.moments import Moments
from pmgraph.extract.naming import agreement_name, several_of
from pmgraph.extract.odd_dates import find_odd_dates
from pmgraph.extract.people import Named
from pmgraph.extract.signatures import Signatures
from pmgraph.extract.signings import SigningRead, find_signings
from pmgraph.extract.terms import Terms, tells_term
from pmgraph.extract.together import Together
from pmgraph.extract.words import Word, holds
from pmgraph.german.agreements import VOLUNTARY
from pmgraph.model import Claim, DateClaim, Evidence, Factuality, Issue, Span
from pmgraph.reading import Agreement, Body, Layout, Office, Signing, Status

_MOST = 200
"""Nouns for agreements that are looked at: no release has more."""


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
        if named.kinds[number] & Word.AGREEMENT:
            mentions += find_agreements(layout.text, span, number, quotes)
        elif not mentions and holds(layout.text, span, ("nterzeichne", "nterschr")):
            mentions += find_unusual(layout.text, span, number, quotes)
    mentions = mentions[:_MOST]
    signings = [
        *find_signings(layout.text, layout.sentences, mentions),
        *find_captions(layout.text, layout.sentences, mentions),
        *find_headline(layout.text, layout.title, layout.sentences, mentions),
    ]
    if any(s.rule != "sign.concluded" for s in signings):
        signings = [s for s in signings if not tells_term(layout.text, s)]
    moments = Moments(layout, issued)
    signatures = Signatures(layout, named, offices)
    clusters, lost = _clusters(layout, mentions, signings, moments, signatures)
    terms = Terms(layout, clusters, moments.issued_on)
    composer = _Composer(layout, named, moments, signatures, topics, terms)
    drafts: list[Agreement] = []
    kept: list[Cluster] = []
    for each in clusters:
        for draft in composer.agreements(each):
            drafts.append(draft)
            kept.append(each)
    issues = [*not_understood(layout, named, lost, drafts), *moments.issues, *find_odd_dates(layout, moments.issued_on)]
    return tuple(_chain(layout, drafts, kept)), composer.together.bodies, issues


def _clusters(
    layout: Layout,
    mentions: list[AgreementMention],
    signings: list[SigningRead],
    moments: Moments,
    signatures: Signatures,
) -> tuple[list[Cluster], list[SigningRead]]:
    issued = moments.issued_on
    clusters = cluster(mentions, signings, year=issued.year if issued else None)
    lost = assign(clusters, signings)
    titled = {id(c) for c in clusters if any(m.sentence < 0 for m in c.mentions)}
    recalled = {
        id(s) for c in clusters for s in c.signings
        if moments.is_recalled(s, signers=bool(signatures.signers(s)), in_title=id(c) in titled)
    }  # fmt: skip
    vague = {id(s) for c in clusters for s in c.signings if id(s) in recalled and moments.is_vague(s)}
    clusters = split_recalled(merge_title(without_weak(clusters)), recalled - vague)
    for each in clusters:
        each.recalled = recalled
    return sorted(clusters, key=lambda c: (c.earlier, c.first)), lost


def _chain(layout: Layout, drafts: list[Agreement], clusters: list[Cluster]) -> list[Agreement]:
    """Tie a renewed agreement to the earlier one of the same kind, or of any kind that it is said to replace."""
    earlier = [(a, is_replaced(layout, c)) for a, c in zip(drafts, clusters, strict=True) if c.earlier]
    chained = []
    for draft, c in zip(drafts, clusters, strict=True):
        fitting = [a for a, replaced in earlier if replaced or _same_kind(a.kind, draft.kind)]
        if draft.status is Status.RENEWED and not c.earlier and len(fitting) == 1:
            draft = replace(_like(draft, c, fitting[0]), predecessor=fitting[0], replaces=fitting[0].name)
        chained.append(draft)
    return chained


def _same_kind(earlier: str, later: str) -> bool:
    """Whether one kind is the other or its short form: "die Vereinbarung von 2006" may be a Rahmenvereinbarung."""
    one, other = earlier.lower(), later.lower()
    return one.endswith(other) or (other.endswith(one) and earlier != "other")


def _like(draft: Agreement, c: Cluster, before: Agreement) -> Agreement:
    """ "Die neue Vereinbarung" that renews a Rahmenvereinbarung is one: the short form takes the kind of the full one."""
    shortens = before.kind.lower().endswith(draft.kind.lower())
    if draft.kind == before.kind or not shortens or c.best.name != c.best.noun:
        return draft
    name = re.sub(r"^(?:Erste|Frühere|Bisherige|Alte)[nrsm]?\s", "", before.name.value)
    return replace(draft, kind=before.kind, name=Claim(name, (*draft.name.evidence, *before.name.evidence)))


class _Composer:
    """Turns clusters into agreements with the help of everything else that the release names."""

    def __init__(
        self,
        layout: Layout,
        named: Named,
        moments: Moments,
        signatures: Signatures,
        topics: TopicIndex,
        terms: Terms,
    ) -> None:
        self.layout, self.moments, self.signatures, self.topics = layout, moments, signatures, topics
        self.terms = terms
        self.together = Together(layout, named, signatures)
        self.main_done = False

    def agreements(self, c: Cluster) -> list[Agreement]:
        """The agreement of a cluster, or the several that one plural noun lists: "zwei Verträge: einer über …"."""
        whole = self.agreement(c)
        names = several_of(self.layout, c)
        if not names:
            return [whole]
        return [replace(whole, name=Claim(name, (self.layout.cite(span, "agreement.listed"),))) for name, span in names]

    def agreement(self, c: Cluster) -> Agreement:
        """One agreement with its signing, parties and topics; the first fresh one carries what the release is about."""
        recalled = [s for s in c.signings if id(s) in c.recalled]
        news = [] if c.earlier else [s for s in c.signings if not s.planned and id(s) not in c.recalled]
        ahead = [s for s in c.signings if s.planned]
        reads = news or ([] if recalled and not ahead else ahead) or recalled
        if c.earlier:
            reads = c.signings
        status = self._status(c, news, ahead)
        signing = self._signing(reads, status) or self._of_year(c)
        parties = self.together.parties(c, reads, signing)
        if signing is not None:
            signing = self.signatures.for_bodies(signing, parties)
        main = not c.earlier and not self.main_done
        self.main_done = self.main_done or main
        name, span = agreement_name(self.layout.text, c)
        return Agreement(
            name=Claim(name, (self.layout.cite(span, "agreement.noun"),)),
            kind=c.fullest.kind,
            status=status,
            parties=tuple(parties),
            signing=signing,
            provides_for=self._committees() if main else (),
            topics=self._topics(c) if main else (),
            term=self.terms.of(c, signing, status),
            voluntary=self._voluntary() if main else None,
        )

    def _status(self, c: Cluster, news: list[SigningRead], ahead: list[SigningRead]) -> Status:
        if news and any(s.rule != "sign.concluded" for s in news):
            return Status.RENEWED if renews(self.layout, c) else Status.SIGNED
        if news:
            return Status.SIGNED
        if self.together.ends(c):
            return Status.TERMINATED
        return Status.PLANNED if ahead and not c.earlier else Status.MENTIONED

    def _signing(self, reads: list[SigningRead], status: Status) -> Signing | None:
        if not reads:
            return None
        dates: list[DateClaim] = []
        for read in reads:
            dates.extend(d for d in self.moments.dates(read) if d not in dates)
        place = next((p for r in reads if (p := self.moments.place(r)) is not None), None)
        signer = next((r for r in reads if self.signatures.signers(r)), reads[0])
        return Signing(
            verb=self.signatures.verb(signer),
            dates=_finest_first(dates),
            place=place,
            signatures=self.signatures.of(reads),
        )

    def _of_year(self, c: Cluster) -> Signing | None:
        """The signing of an earlier agreement of which only the year is told: "der Vertrag aus dem Jahr 2008"."""
        mention = next((m for m in c.mentions if c.earlier and m.year_at is not None), None)
        if mention is None or mention.year_at is None:
            return None
        year = f"{mention.year:04d}"
        evidence = self.layout.cite(mention.year_at, "agreement.of-year")
        date = DateClaim(
            wording=mention.year_at.of(self.layout.text), edtf=year, earliest=f"{year}-01-01", latest=f"{year}-12-31",
            rule="agreement.of-year", evidence=(evidence,),
        )  # fmt: skip
        return Signing(verb=evidence, dates=(date,))

    def _committees(self) -> tuple[Claim[Body], ...]:
        found = []
        for name, span, _ in find_committees(self.layout.text, self.layout.sentences):
            evidence = self.layout.cite(span, "body.planned-committee", Factuality.PLANNED)
            found.append(Claim(Body(name=name, kind="gremium", mentions=(evidence,)), (evidence,)))
        return tuple(found)

    def _topics(self, c: Cluster) -> tuple[Claim[str], ...]:
        """Topics of the title, of the lead, and of the sentences that name the agreement."""
        numbers = sorted(
            {0, *(m.sentence for m in c.mentions if m.sentence >= 0)} & set(range(len(self.layout.sentences)))
        )
        spans = [s for s in (self.layout.title, *(self.layout.sentences[n] for n in numbers)) if s is not None]
        found: dict[str, tuple[Evidence, ...]] = {}
        for span in spans:
            for slug, where in self.topics.find(self.layout.text, span):
                found[slug] = (*found.get(slug, ()), self.layout.cite(where, "topic.wording"))
        return tuple(Claim(slug, evidence) for slug, evidence in found.items())

    def _voluntary(self) -> Evidence | None:
        if "freiwillig" not in self.layout.text:
            return None
        for sentence in self.layout.sentences:
            match = VOLUNTARY.search(self.layout.text, sentence.start, sentence.end)
            if match is not None:
                return self.layout.cite(Span(*match.span()), "agreement.voluntary")
        return None


def _finest_first(dates: list[DateClaim]) -> tuple[DateClaim, ...]:
    from_day = [d for d in dates if d.earliest is not None and d.earliest == d.latest]
    return (*from_day, *(d for d in dates if d not in from_day))
