"""Gathers the parties of an agreement from everything that the release says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgraph.extract.clauses import bystanders
from pmgraph.extract.clusters import Cluster
from pmgraph.extract.mentions import BodyMention
from pmgraph.extract.parties import (
    both_parties,
    clause_parties,
    followed_parties,
    groups,
    named_parties,
    subject_parties,
    title_parties,
)
from pmgraph.extract.people import Named
from pmgraph.extract.signatures import Signatures, stated_body
from pmgraph.extract.signings import SigningRead
from pmgraph.extract.words import holds
from pmgraph.german.bodies import LAENDER
from pmgraph.model import Claim, Span
from pmgraph.reading import Body, Layout, Signing

_AMONG = re.compile(
    r"\b(?:unter|zu)\s+den\s+(?:[a-zäöüß]+en\s+)?Unterzeichne(?:rn|nden)\b|\b(?:Vertrags|Kooperations|Bündnis|Vereinbarungs)partner(?:\s+[\wäöüß]+){0,3}?\s+sind\b"
    r"|\b(?:Partner|Unterzeichner|Unterzeichnende|Beteiligte|Mitglieder)(?:innen)?\s+(?:der|des|dieser|dieses)\s+[\wäöüß-]*"
    r"(?:vereinbarung|vertrag(?:e?s)?|abkommens|pakte?s|erklärung|bündnisses|allianz)\s+sind\b",
    re.IGNORECASE,
)
_AMONG_WORDS = ("nterzeichne", "partner", "Partner", "Beteiligte", "Mitglieder")
"""One of these stands in everything that `_AMONG` finds."""
_BULLET = re.compile(r"[-–•*·▪‣]\s*\S")
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
        if c.earlier and not reads:
            return found
        for mention in c.mentions:
            sentence = layout.title if mention.sentence < 0 else layout.sentences[mention.sentence]
            if sentence is not None:
                bodies = self.named.bodies[mention.sentence]
                found += [self.body(b, "party.between") for b in named_parties(text, mention, bodies, sentence)]
        found += self._subjects(c, reads)
        for read in reads:
            if read.rule not in _WITHOUT_SUBJECT:
                found += [
                    self.body(b, "party.subject")
                    for b in clause_parties(text, read.inner, self.named.bodies[read.sentence], self._taken(c, read))
                ]
        for signature in signing.signatures if signing is not None else ():
            body = stated_body(signature)
            if body is not None and body.value.kind != "landesregierung":
                self.bodies.setdefault(body.value.name, body.value)
                found.append(body)
        if reads and not c.earlier:
            found += self._listed()
        if not found and not c.earlier:
            found += self._around(reads)
        if len({p.value.name for p in found}) < 2 and layout.title is not None and not c.earlier and reads:
            found += self._of_title()
        return self._settled(_once(found))

    def _subjects(self, c: Cluster, reads: list[SigningRead]) -> list[Claim[Body]]:
        """The subject of the sentence that agrees, which may stand right before the one that signs."""
        if c.earlier or not reads:
            return []
        numbers = {m.sentence for m in c.mentions if m.sentence >= 0} | {s.sentence for s in reads}
        near = sorted(numbers | {n - 1 for n in numbers if n > 0})
        return [
            self.body(b, "party.subject")
            for n in near
            for b in subject_parties(self.layout.text, self.layout.sentences[n], self.named.bodies[n])
        ]

    def _around(self, reads: list[SigningRead]) -> list[Claim[Body]]:
        """Parties that the sentences next to the signing name, where it names none itself."""
        text, sentences, bodies = self.layout.text, self.layout.sentences, self.named.bodies
        for read in reads:
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
            if holds(text, span, _AMONG_WORDS) and _AMONG.search(text, span.start, span.end):
                for at in (number, *self._bullets(number)):
                    here = self.layout.sentences[at]
                    found += [
                        self.body(b, "party.among-signers")
                        for b in clause_parties(text, here, self.named.bodies[at], [])
                    ]
        return found

    def _bullets(self, number: int) -> Iterator[int]:
        """The sentences of the list that a sentence opens with its colon; each begins with a bullet."""
        text, sentences = self.layout.text, self.layout.sentences
        if text[sentences[number].end - 1] != ":":
            return
        for at in range(number + 1, len(sentences)):
            if _BULLET.match(text, sentences[at].start) is None:
                return
            yield at

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

    def body(self, mention: BodyMention, rule: str) -> Claim[Body]:
        """A party as a body with evidence; the first mention of a name decides its type."""
        evidence = self.layout.cite(mention.span, rule)
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
