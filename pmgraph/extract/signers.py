"""Finds who signs within a clause that reports a signing: names, surnames, and offices that stand for their holder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmgraph.extract.bodies import plain_land
from pmgraph.extract.clauses import bystanders, opens_speech
from pmgraph.extract.lists import items_behind, leading_bodies, lists_signers
from pmgraph.extract.mentions import BodyMention, PersonMention, RoleMention
from pmgraph.extract.people import Named
from pmgraph.extract.signings import SigningRead
from pmgraph.german.bodies import LAENDER, LAND
from pmgraph.model import Span

_AGENT = re.compile(r"\b(?:von|durch|vom)\s")
_TO_BE = re.compile(r"\s+(?:worden|werden)\b")
# "…, so Minister A, …" and "A lädt zur Unterzeichnung ein": they speak and invite.
_SAYS = re.compile(r",\s+(?:so|wie)\s+(?:[a-zäöüß]+\s+){0,2}(?:[A-ZÄÖÜ][\w-]+\s+){0,2}$")
# "… unterschrieben Minister A (SPD): „…": a headline ran into the name of who speaks.
_SPEAKS = re.compile(r"(?:\s\([^()\n]{1,40}\))?:\s*[„\"»]")
_DEFINITE = re.compile(r"\b(?:[Dd]er|[Dd]ie|[Dd]em)\s+$")
_BOTH = re.compile(r"\b[Bb]eiden?\s+(?:[a-zäöüß]+e[nr]?\s+)?$")
_NOT_ACTING = re.compile(
    r"\b(?:[Vv]orgänger(?:in|s)?|[Nn]achfolger(?:in|s)?|unter|[Gg]ründer(?:in|s)?|[Nn]amensgeber(?:in|s)?|[Ss]ohn|[Tt]ochter|[Gg]ast|[Zz]eugen?)\s+(?:von\s+|Herrn?\s+|Frau\s+)?(?:[A-ZÄÖÜ][\w-]+\s+)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A person who signs, and the words of the clause that say so: the name, or the office that stands for it."""

    person: PersonMention
    words: Span
    rule: str
    body: BodyMention | None = None
    """The body that the clause itself says the person signs for."""


def find_signers(text: str, named: Named, read: SigningRead) -> list[Signer]:
    """The signers of one act, in the order of the clause. A participle before its noun names none."""
    if not read.agents:
        return []
    clause = read.inner
    away = bystanders(text, clause)
    found = [
        Signer(person=p, words=p.span, rule="person.name" if p.given else "person.surname")
        for p in named.persons[read.sentence]
        if clause.contains(p.span) and not _is_away(p.span, away) and _acts(text, read, p.span)
    ]
    found += [
        s
        for r in named.bare_roles(read.sentence)
        if clause.contains(r.span) and not _is_away(r.span, away) and _acts(text, read, r.span)
        for s in _holders(text, named, r)
    ]
    found += _of_list(text, named, read)
    if not found:
        found += _pronoun(text, named, read)
    signers = sorted(_once(named, found), key=lambda s: s.words)
    signed_for = _signed_for(text, named, read, signers) if signers else {}
    return [replace(s, body=signed_for.get(s.words, s.body)) for s in signers]


def _pronoun(text: str, named: Named, read: SigningRead) -> list[Signer]:
    """The one person of the sentence before, whom "er" or "sie" means next to a verb in the singular."""
    if read.sentence < 1 or read.rule not in ("sign.preterite", "sign.perfect", "sign.idiom"):
        return []
    match = _HE.search(text, read.inner.start, read.inner.end)
    if match is None:
        return []
    before = named.persons[read.sentence - 1]
    people = {id(named.person(p)): p for p in before}
    if len(people) != 1:
        return []
    (person,) = people.values()
    held = [h.role for h in named.held if h.role is not None and named.who.get(h.person.span) is named.person(person)]
    woman = any(r.word.endswith(("in", "frau")) for r in held)
    # Without an office nothing tells a woman, and "er" or "sie" may be the body that the sentence is about.
    if not held or (match.group().lower() == "sie") is not woman:
        return []
    lead = named.spans[read.sentence - 1]
    if before[0].span.start - lead.start > _LEAD:
        return []
    return [Signer(person=person, words=Span(*match.span()), rule="person.by-pronoun")]


_HE = re.compile(
    r"(?<![\w,] )\b(?:Er|Sie)(?=\s+(?:hat|unterschrieb|unterzeichnete|setzte)\b)|(?:(?<=\bhat )|(?<=unterschrieb )|(?<=unterzeichnete )|(?<=setzte ))(?:er|sie)\b"
)
_LEAD = 60
"""Letters at the start of a sentence within which its subject stands."""


def _of_list(text: str, named: Named, read: SigningRead) -> list[Signer]:
    """The persons of the list that the signing opens: "Unterzeichnet haben: 1. Landrat A, 2. Anke B für den Verband"."""
    sentences = named.layout.sentences
    if read.sentence < 0 or not lists_signers(text, sentences[read.sentence]):
        return []
    found = []
    for at in items_behind(text, sentences, read.sentence):
        leading = leading_bodies(text, sentences[at], named.bodies[at])
        for person in named.persons[at][:1]:
            body = next((b for b in leading if b.span.end <= person.span.start), None)
            rule = "person.name" if person.given else "person.surname"
            found.append(Signer(person=person, words=person.span, rule=rule, body=body))
    return found


def _signed_for(text: str, named: Named, read: SigningRead, signers: list[Signer]) -> dict[Span, BodyMention]:
    """The bodies behind "für", by the words of their signer: "für die Stadt unterzeichnete der Bürgermeister, A".

    Where the first of them stands before the first signer, each belongs to the signer behind it, and otherwise to the
    signer right before it: "A für die Stadt und B für den Verband".
    """
    bodies = sorted(
        (
            b
            for b in (*named.bodies[read.sentence], *_short_bodies(text, named, read), *_laender(text, read.inner))
            if read.inner.contains(b.span) and _FOR.search(text, max(read.inner.start, b.span.start - 24), b.span.start)
        ),
        key=lambda b: b.span,
    )
    found = _represented(text, named.bodies[read.sentence], signers)
    leading = bool(bodies) and bodies[0].span.end <= signers[0].words.start
    for body in bodies:
        behind = next((s for s in signers if body.span.end <= s.words.start), None)
        before = next((s for s in reversed(signers) if s.words.end <= body.span.start), None)
        if leading and behind is not None and behind.words.start - body.span.end <= _NEAR:
            found.setdefault(behind.words, body)
        elif (
            not leading and before is not None and _FOR_BEHIND.fullmatch(text[before.words.end : body.span.start])
        ) or (
            len(signers) == 1
            and before is not None
            and _BEHIND_VERB.fullmatch(text[before.words.end : body.span.start])
        ):
            found.setdefault(before.words, body)
        elif behind is not None and _BEFORE_OFFICE.fullmatch(text[body.span.end : behind.words.start]):
            found.setdefault(behind.words, body)
    return found


def _represented(text: str, bodies: list[BodyMention], signers: list[Signer]) -> dict[Span, BodyMention]:
    """The bodies that act through a signer: "die Stadt, vertreten durch Bürgermeisterin A, und der Verband …"."""
    return {
        s.words: b for b in bodies for s in signers
        if b.span.end <= s.words.start and _THROUGH.fullmatch(text[b.span.end : s.words.start])
    }  # fmt: skip


def _laender(text: str, clause: Span) -> list[BodyMention]:
    """Länder that "für" names without a noun: "für Thüringen unterzeichnete die Ministerin"."""
    return [
        BodyMention(
            span=Span(*m.span("land")), name=plain_land(m["land"]), kind="land", land=LAENDER[plain_land(m["land"])]
        )
        for m in _FOR_LAND.finditer(text, clause.start, clause.end)
    ]


def _short_bodies(text: str, named: Named, read: SigningRead) -> list[BodyMention]:
    """Bodies that "für" names by their head noun alone, where the release has one such body: "für den Landkreis"."""
    found = []
    for match in _FOR_HEAD.finditer(text, read.inner.start, read.inner.end):
        known = {
            b.name: b
            for group in named.bodies
            for b in group
            if b.name.split(" ", 1)[0] == match["head"] and " " in b.name
        }
        if len(known) == 1:
            body = next(iter(known.values()))
            found.append(replace(body, span=Span(*match.span("head"))))
    return found


_FOR_HEAD = re.compile(r"\b[Ff]ür\s+(?:die|das|den)\s+(?P<head>[A-ZÄÖÜ][\wäöüß-]+)(?=\s+(?:[a-zäöüß]|[A-ZÄÖÜ])|\s*,)")
_FOR = re.compile(
    r"\b(?:[Ff]ür\s+(?:(?:die|das|den)\s+)?|(?:[Aa]uf\s+Seiten|[Aa]ufseiten|[Ss]eitens|[Nn]amens|[Ii]m\s+Namen)\s+(?:der|des|von)\s+)$"
)
_FOR_LAND = re.compile(rf"\b[Ff]ür\s+{LAND}\b(?![-\w])")
_BEFORE_OFFICE = re.compile(r"\s+(?:[A-ZÄÖÜ][\w-]*\s+|(?:der|die)\s+){0,3}")
_BEHIND_VERB = re.compile(
    r"[^.;:]{0,60}?\s(?:hat|unterzeichnete|unterschrieb)\s+(?:[a-zäöüß]+\s+){0,2}für\s+(?:(?:die|das|den)\s+)?"
)
_THROUGH = re.compile(r"\s*\(?,?\s*vertreten\s+durch\s+(?:(?:den|die|ihren?|seinen?)\s+)?(?:[A-ZÄÖÜ][\w-]*,?\s+){0,3}")
_NEAR = 90
"""Letters between the body and the signer behind it."""
_FOR_BEHIND = re.compile(r"\s+\(?für\s+(?:(?:die|das|den)\s+)?")


def _is_away(span: Span, away: list[Span]) -> bool:
    return any(a.start <= span.start < a.end for a in away)


def _acts(text: str, read: SigningRead, span: Span) -> bool:
    """Whether nothing between verb and name makes the name that of a speaker, of a forerunner, or no agent at all."""
    if opens_speech(
        text,
        read.verb.end if span.start > read.verb.start else span.end,
        span.start if span.start > read.verb.start else read.verb.start,
    ):
        return False
    if _NOT_ACTING.search(text, max(read.inner.start, span.start - 60), span.start):
        return False
    if _SAYS.search(text, max(read.inner.start, span.start - 60), span.start) or _SPEAKS.match(text, span.end):
        return False
    if read.rule in ("sign.passive", "sign.by-agent") or (read.planned and _TO_BE.match(text, read.verb.end)):
        start = read.verb.end if read.rule == "sign.by-agent" else read.inner.start
        agents = list(_AGENT.finditer(text, start, span.start))
        if not agents or _ATTRIBUTE.match(text, span.end, read.inner.end):
            return False
        return _OF_NOUN.search(text, max(start, agents[-1].start() - 40), agents[-1].start()) is None
    return True


# "der von A ausgehandelte Vertrag": the person belongs to an adjective.
_ATTRIBUTE = re.compile(r"\s+(?!unterzeichnet|unterschrieben)[a-zäöüß]+(?:t|en)e[nrsm]?\s+[A-ZÄÖÜ]")
# "im Büro von A", "auf Initiative von A": the person belongs to a noun.
_OF_NOUN = re.compile(
    r"\b(?:Büro|Amtszimmer|Dienstzimmer|Initiative|Wunsch|Vorschlag|Betreiben|Bitte|Rat|Entwurf|Idee|Vorsitz|Regie|Hilfe|Beisein|Gegenwart|Amtszeit|Auftrag"
    r"|Einverständnis|Rede|Grußwort|Nachfolge|Haus|[A-ZÄÖÜ][a-zäöüß]*(?:(?<!chn)(?<!einbar)ung|schaft|heit|enz))\s+$"
)


def _holders(text: str, named: Named, role: RoleMention) -> list[Signer]:
    """Whom a bare office means: "der Landrat" its only holder, "beide Landräte" the only two."""
    if _BOTH.search(text, max(0, role.span.start - 30), role.span.start):
        people = named.holders(role)
        return [Signer(person=p, words=role.span, rule="person.by-office") for p in people] if len(people) == 2 else []
    if role.plural or _DEFINITE.search(text, max(0, role.span.start - 8), role.span.start) is None:
        return []
    holder = named.holder(role)
    return [Signer(person=holder, words=role.span, rule="person.by-office")] if holder is not None else []


def _once(named: Named, signers: list[Signer]) -> list[Signer]:
    seen: dict[int, Signer] = {}
    for signer in signers:
        seen.setdefault(id(named.person(signer.person)), signer)
    return list(seen.values())
