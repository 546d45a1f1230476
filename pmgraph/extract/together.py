"""Gathers the parties of an agreement from everything that the release says about it."""

from __future__ import annotations

import re

from pmgraph.extract.clauses import bystanders
from pmgraph.extract.clusters import Cluster
from pmgraph.extract.ended import ENDING, ended_in
from pmgraph.extract.lists import items_behind, leading_bodies, lines_behind, lists_signers
from pmgraph.extract.mentions import AgreementMention, BodyMention
from pmgraph.extract.parties import (
    both_parties,
    clause_parties,
    followed_parties,
    groups,
    named_parties,
    short_bodies,
    subject_parties,
    title_parties,
)
from pmgraph.extract.people import Named
from pmgraph.extract.places import OF_LAND
from pmgraph.extract.signatures import Signatures, stated_body
from pmgraph.extract.signings import SigningRead
from pmgraph.extract.words import holds
from pmgraph.german.bodies import LAENDER
from pmgraph.german.offices import resort_of
from pmgraph.model import Claim, Factuality, Span
from pmgraph.reading import Body, Layout, Signing

_AMONG = re.compile(
    r"\b(?:unter|zu)\s+den\s+(?:[a-zäöüß]+en\s+)?Unterzeichne(?:rn|nden)\b|\b(?:Vertrags|Kooperations|Bündnis|Vereinbarungs)partner(?:\s+[\wäöüß]+){0,3}?\s+sind\b"
    r"|\b(?:Partner|Unterzeichner|Unterzeichnende|Beteiligte|Mitglieder)(?:innen)?\s+(?:der|des|dieser|dieses)\s+[\wäöüß-]*"
    r"(?:vereinbarung|vertrag(?:e?s)?|abkommens|pakte?s|erklärung|bündnisses|allianz)\s+sind\b"
    r"|\b(?:Unterzeichner(?:innen)?|Unterzeichnende)\s+(?:sind|waren)\b|\bUnterzeichnet\s+haben\b",
    re.IGNORECASE,
)
_AMONG_WORDS = ("Unterzeichne", "partner", "Partner", "Beteiligte", "Mitglieder")
"""One of these stands in everything that `_AMONG` finds."""
_AMONG_VERBS = (" sind", " waren", "nterzeichne")
"""And one of these."""
_LAND_ACTS = re.compile(
    r"\b[Dd](?:as|er)\s+(?P<land>Land|Freistaat)\s+(?:gibt|zahlt|stellt|fördert|unterstützt|beteiligt|übernimmt|trägt|investiert|finanziert|verpflichtet|leistet|sichert)\b"
)
# In an adjectival participle and a caption no clause names who agrees.
_WITHOUT_SUBJECT = ("sign.participle", "sign.caption", "sign.nominal")


class Together:
    """Finds parties and remembers the bodies that they are."""

    def __init__(self, layout: Layout, named: Named, signatures: Signatures) -> None:
        self.layout, self.named, self.signatures = layout, named, signatures
        self.bodies: dict[str, Body] = {}

    def parties(self, c: Cluster, reads: list[SigningRead], signing: Signing | None) -> list[Claim[Body]]:
        """The parties of one agreement, each once, those of its own wording first."""
        text, layout = self.layout.text, self.layout
        found: list[Claim[Body]] = []
        ends = self.ends(c) if not reads else []
        if c.earlier and not reads and not ends:
            return found
        for mention in c.mentions:
            sentence = layout.title if mention.sentence < 0 else layout.sentences[mention.sentence]
            if sentence is not None:
                bodies = self.named.bodies[mention.sentence]
                found += [self.body(b, "party.between") for b in named_parties(text, mention, bodies, sentence)]
        own: list[Claim[Body]] = []
        for read in reads:
            if read.rule not in _WITHOUT_SUBJECT:
                here = self.named.bodies[read.sentence]
                here = [*here, *short_bodies(text, read.inner, here, self.named.bodies)]
                own += [
                    self.body(b, "party.subject") for b in clause_parties(text, read.inner, here, self._taken(c, read))
                ]
        for signature in signing.signatures if signing is not None else ():
            body = stated_body(signature)
            if body is not None and body.value.kind != "landesregierung":
                self.bodies.setdefault(body.value.name, body.value)
                own.append(body)
        for mention, clause in ends:
            taken = [mention.span, *bystanders(text, clause), *(r.span for r in self.named.roles[mention.sentence])]
            bodies = clause_parties(text, clause, self.named.bodies[mention.sentence], taken)
            own += [self.body(b, "party.terminates") for b in bodies]
        agreed = {p.value.name for p in own}
        found += [*self._subjects(c, reads, agreed if len(agreed) > 1 else set()), *own]
        if reads and not c.earlier:
            found += self._listed()
            found += [p for n in {r.sentence for r in reads if r.sentence >= 0} for p in self._items(n)]
        if not found and not c.earlier:
            found += self._around(reads)
        if reads and not c.earlier:
            found += self._houses(reads, found)
        if len({p.value.name for p in found}) < 2 and layout.title is not None and not c.earlier and reads:
            found += self._of_title()
        return self._settled(_once(self._members(found)))

    def ends(self, c: Cluster) -> list[tuple[AgreementMention, Span]]:
        """The mentions of an agreement that a clause says was ended, with that clause."""
        text, sentences = self.layout.text, self.layout.sentences
        return [
            (m, clause) for m in c.mentions
            if m.sentence >= 0 and not m.plural and holds(text, sentences[m.sentence], ENDING) and (clause := ended_in(text, sentences[m.sentence], m)) is not None
        ]  # fmt: skip

    def _subjects(self, c: Cluster, reads: list[SigningRead], own: set[str]) -> list[Claim[Body]]:
        """The subject of the sentence that agrees, which may stand right before the one that signs.

        Where a clause of signing itself names who agrees, the sentence before it is about something else, unless it
        names one of these as well. `own` are the names of all signings together, if they are several.
        """
        if c.earlier or not reads:
            return []
        numbers = {n for n in (*(m.sentence for m in c.mentions), *(s.sentence for s in reads)) if n >= 0}
        found: list[Claim[Body]] = []
        told = {r.sentence for r in reads if own and r.agents}
        for n in sorted(numbers | {n - 1 for n in numbers if n > 0}):
            subjects = subject_parties(self.layout.text, self.layout.sentences[n], self.named.bodies[n])
            if n in numbers or n + 1 not in told or any(b.name in own for b in subjects):
                found += [self.body(b, "party.subject") for b in subjects]
        return found

    def _around(self, reads: list[SigningRead]) -> list[Claim[Body]]:
        """Parties that the sentences next to the signing name, where it names none itself."""
        text, sentences, bodies = self.layout.text, self.layout.sentences, self.named.bodies
        for read in (r for r in reads if r.sentence >= 0):
            before = [bodies[read.sentence - 1]] if read.sentence > 0 else []
            titled = [bodies[-1]] if self.layout.title is not None else []
            both = both_parties(text, read.inner, [*before, *titled])
            if both:
                return [self.body(b, "party.both-sides") for b in both]
            if read.sentence + 1 < len(sentences):
                behind = followed_parties(text, sentences[read.sentence + 1], bodies[read.sentence + 1])
                if behind:
                    return [self.body(b, "party.next-sentence") for b in behind]
        return []

    def _listed(self) -> list[Claim[Body]]:
        """Who a sentence counts among the signers: "Neu unter den Unterzeichnern ist der Verband"."""
        text = self.layout.text
        found: list[Claim[Body]] = []
        if not holds(text, Span(0, len(text)), _AMONG_WORDS):
            return found
        for number, span in enumerate(self.layout.sentences):
            if (
                holds(text, span, _AMONG_WORDS)
                and holds(text, span, _AMONG_VERBS)
                and _AMONG.search(text, span.start, span.end)
            ):
                found += [
                    self.body(b, "party.among-signers")
                    for b in clause_parties(text, span, self.named.bodies[number], [])
                ]
                found += self._items(number)
        return found

    def _houses(self, reads: list[SigningRead], found: list[Claim[Body]]) -> list[Claim[Body]]:
        """The ministry or the Land that a signing minister acts for, where the running text names it by itself.

        "Kultusminister A" binds the Kultusministerium that the text goes on about, or "das Land" that pays; without such
        a passage the office alone makes no party.
        """
        text, houses = self.layout.text, []
        signers = {id(self.named.person(s.person)) for r in reads for s in self.signatures.signers(r) if s.body is None}
        held = [h for h in self.named.held if h.role is not None and id(self.named.who.get(h.person.span)) in signers]
        bound = {id(self.named.who.get(h.person.span)) for h in held if h.body is not None}
        for h in held:
            if (
                h.role is None
                or h.role.concept not in OF_LAND
                or h.role.word.startswith("Bundes")
                or id(self.named.who.get(h.person.span)) in bound
            ):
                continue
            resort = resort_of(h.role.word)
            own = [
                b for group in self.named.bodies[: len(self.layout.sentences)] for b in group
                if "minist" in b.name.lower() and any(part in b.name.lower() for part in resort)
            ]  # fmt: skip
            if len({b.name for b in own}) == 1:
                houses.append(self.body(own[0], "party.own-house", Factuality.INFERRED))
            elif not any(p.value.kind in ("land", "landesministerium") for p in found):
                acting = next(
                    (m for s in self.layout.sentences if (m := _LAND_ACTS.search(text, s.start, s.end))), None
                )
                if acting is not None:
                    land = BodyMention(span=Span(*acting.span("land")), name=acting["land"], kind="gruppe")
                    houses.append(self.body(land, "party.own-house", Factuality.INFERRED))
        return houses

    def _items(self, number: int) -> list[Claim[Body]]:
        """The bodies that the items of a list of signers start with."""
        text, sentences = self.layout.text, self.layout.sentences
        if not lists_signers(text, sentences[number]):
            return []
        return [
            self.body(b, "party.list-item")
            for at in items_behind(text, sentences, number)
            for b in leading_bodies(text, sentences[at], self.named.bodies[at])
        ]

    def _members(self, parties: list[Claim[Body]]) -> list[Claim[Body]]:
        """The parties with each group replaced by its members where a list names them: "Beteiligte Hochschulen: …"."""
        text, sentences, found = self.layout.text, self.layout.sentences, []
        for party in parties:
            noun = party.value.name.rsplit(" ", 1)[-1]
            members: list[BodyMention] = []
            if party.value.kind == "gruppe" and noun.endswith("n"):
                for number, span in enumerate(sentences):
                    words = span.of(text).rstrip()
                    if words.endswith(":") and re.search(rf"\b{noun}\b", words):
                        members = lines_behind(text, sentences, number, self.named.bodies)
            found += [self.body(b, "party.list-item") for b in members] if len(members) > 1 else [party]
        return found

    def _of_title(self) -> list[Claim[Body]]:
        title = self.layout.title
        assert title is not None
        bodies = title_parties(self.layout.text, title, self.named.bodies[-1])
        return [self.body(b, "party.title") for b in bodies]

    def _taken(self, c: Cluster, read: SigningRead) -> list[Span]:
        """The passages of a clause whose bodies are not its subject: names of agreements, the houses of others."""
        spans = [Span(m.span.start, m.span.end) for m in c.mentions if m.sentence == read.sentence]
        if read.agreement is not None:
            spans.append(read.agreement.span)
        spans += bystanders(self.layout.text, read.inner)
        spans += [r.span for r in self.named.roles[read.sentence]]
        signers = {id(self.named.person(s.person)) for s in self.signatures.signers(read)}
        for held in self.named.held:
            if held.body is not None and id(self.named.who[held.person.span]) not in signers:
                spans.append(held.body.span)
        return spans

    def body(self, mention: BodyMention, rule: str, factuality: Factuality = Factuality.STATED) -> Claim[Body]:
        """A party as a body with evidence; the first mention of a name decides its type."""
        evidence = self.layout.cite(mention.span, rule, factuality)
        body = self.bodies.setdefault(
            mention.name, Body(name=mention.name, kind=mention.kind, mentions=(evidence,), short=mention.short)
        )
        return Claim(body, (evidence,))

    def _settled(self, parties: list[Claim[Body]]) -> list[Claim[Body]]:
        """Without groups whose members are named, and with the Land's name where the text has only one."""
        kinds = {p.value.kind for p in parties}
        kept = []
        for party in parties:
            if party.value.kind != "gruppe":
                kept.append(party)
                continue
            if party.value.name in ("Land", "Freistaat"):
                land = self._only_land(parties)
                if land is None:
                    kept.append(party)
                elif not any(p.value.name == land for p in parties):
                    body = self.bodies.setdefault(land, Body(name=land, kind="land", mentions=party.evidence))
                    kept.append(Claim(body, party.evidence))
                continue
            members = {"kommunale Spitzenverbände": "kommunaler-spitzenverband", "Hochschulen": "hochschule"}.get(
                party.value.name
            )
            if members is None or members not in kinds:
                kept.append(party)
        return _without_parts(kept)

    def _only_land(self, parties: list[Claim[Body]]) -> str | None:
        """The Land that the release is about, if it names exactly one."""
        named = {p.value.name for p in parties if p.value.kind == "land"}
        if len(named) == 1:
            return named.pop()
        text = self.layout.text
        inside = [
            land for land in LAENDER if land in text and not any(land != o and land in o and o in text for o in LAENDER)
        ]
        return f"Land {inside[0]}" if len(inside) == 1 else None

    def groups(self, span: Span) -> list[BodyMention]:
        """The groups that a passage names."""
        return groups(self.layout.text, span)


def _without_parts(parties: list[Claim[Body]]) -> list[Claim[Body]]:
    """A Land that is named twice, once with "Land" before it, is one party."""
    plain = {p.value.name.split(" ", 1)[-1] for p in parties if p.value.kind == "land" and " " in p.value.name}
    return [p for p in parties if not (p.value.kind == "land" and p.value.name in plain)]


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
