"""Finds who signs within a clause that reports a signing: names, surnames, and offices that stand for their holder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmgraph.extract.clauses import bystanders, opens_speech
from pmgraph.extract.mentions import BodyMention, PersonMention, RoleMention
from pmgraph.extract.people import Named
from pmgraph.extract.signings import SigningRead
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
    signers = sorted(_once(named, found), key=lambda s: s.words)
    return [replace(s, body=_signs_for(text, named, read, s, signers)) for s in signers]


def _signs_for(text: str, named: Named, read: SigningRead, signer: Signer, signers: list[Signer]) -> BodyMention | None:
    """The body behind "für" next to the signer: "für die Stadt unterzeichnete der Bürgermeister, A", "A für den Verband"."""
    for body in (*named.bodies[read.sentence], *_short_bodies(text, named, read)):
        if (
            not read.inner.contains(body.span)
            or _FOR.search(text, max(read.inner.start, body.span.start - 20), body.span.start) is None
        ):
            continue
        if body.span.end <= signer.words.start:
            between = Span(body.span.end, signer.words.start)
            if between.end - between.start <= 90 and not any(between.contains(o.words) for o in signers):
                return body
        elif signer.words.end <= body.span.start and _FOR_BEHIND.fullmatch(text[signer.words.end : body.span.start]):
            return body
    return None


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
_FOR = re.compile(r"\b[Ff]ür\s+(?:(?:die|das|den)\s+)?$")
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
        agent = _AGENT.search(text, start, span.start)
        return agent is not None
    return True


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
