"""Finds offices with what belongs to their wording, and attaches them to the persons and bodies around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmgraph.extract.bodies import find_bodies
from pmgraph.extract.mentions import BodyMention, Mention, PersonMention, RoleMention
from pmgraph.german.offices import find_offices, office_word
from pmgraph.model import Span

_FOR = re.compile(
    r"\s+für\s+(?:(?:die|den|das)\s+)?[A-ZÄÖÜ][\wäöüß-]*(?:(?:,\s+|\s+und\s+|\s+sowie\s+)[A-ZÄÖÜ][\wäöüß-]*)*(?!\s+[A-ZÄÖÜ])"
)
_BRACKET = re.compile(r"\s\((?P<short>[A-ZÄÖÜ]{2,6})\)")
_PLURAL_ARTICLE = re.compile(r"\b[Dd]ie\s+(?:[a-zäöüß]+en\s+)?$")
_ARTICLE = re.compile(r"\s+(?:der|des)\s+")

# What may stand between an office and the body it is held in.
_IN_BODY = re.compile(
    r"^\s+(?:des|der|vom|von|von\s+der|beim|bei\s+der|im|in\s+der|am|an\s+der|für\s+das|für\s+die)\s+$"
)
_ONLY_SPACE = re.compile(r"^\s+$")
_BEFORE_NAME = re.compile(r"^,?\s+(?:Herrn?\s+|Frau\s+)?$")
_APPOSITION = re.compile(r"^,\s+(?:(?:der|die|dem|den)\s+)?(?:[a-zäöüß]+e[nr]?\s+)?$")
_AS = re.compile(r"^,?\s+(?:(?:zugleich|auch)\s+)?als\s+(?:[a-zäöüß]+e[nr]?\s+)?$")
_OPEN = re.compile(r"^\s+\($")
_ELLIPSIS = re.compile(r"^\s*,?\s+(?:und|sowie|bzw\.|,)\s+(?:des|der|vom|von\s+der)\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """That a person holds a role, with the body that the text attaches to it and the rule that read it so."""

    person: PersonMention
    role: RoleMention | None
    body: BodyMention | None
    rule: str


def find_roles(text: str, start: int, end: int) -> list[RoleMention]:
    """The offices named in `text[start:end]`, in order, each with its complement where that makes it one office."""
    found: list[RoleMention] = []
    for first, last, word in find_offices(text, start, end):
        if found and first < found[-1].span.end:
            continue
        label, finish, body, concept = word.nominative, last, None, word.concept
        rest = _ARTICLE.match(text, last, end)
        inner = [b for b in find_bodies(text, rest.end(), end) if b.span.start == rest.end()] if rest else []
        # "Beauftragter der Landesregierung für Informationstechnik": the field is part of the office, so the body
        # between the two is as well.
        phrase = _FOR.match(text, inner[0].span.end if inner else last, end)
        if phrase is not None:
            body = inner[0] if inner else None
            label = f"{word.nominative}{' ' if body else ''}{text[last : phrase.end()].strip() if body else text[last : phrase.end()]}"
            finish = phrase.end()
        bracket = _BRACKET.match(text, finish, end)
        if bracket is not None:
            inside = office_word(bracket["short"])
            if inside is not None:
                label, finish, concept = label + bracket.group(), bracket.end(), inside.concept
        found.append(
            RoleMention(
                span=Span(first, finish),
                text=" ".join(label.split()),
                concept=concept,
                plural=word.plural or _made_plural(text, first, word.nominative),
                word=word.nominative,
                body=body,
            )
        )
    return found


def _made_plural(text: str, start: int, nominative: str) -> bool:
    """Whether the article tells what the noun does not: "die Geschäftsführer" are several."""
    return not nominative.endswith(("in", "e")) and _PLURAL_ARTICLE.search(text, max(0, start - 40), start) is not None


def attach(text: str, units: list[Mention]) -> list[Held]:
    """Who holds which role in which body, from the order of names and the words between them.

    `units` are mentions of one sentence, in order and without overlaps. Rules, by construction: role before name,
    role with body before name, name with role behind it, name with bracket, "als", and the plural role that a second
    body and name share ("die Geschäftsführer des X, A, sowie des Y, B").
    """
    held: list[Held] = []
    shared: dict[int, RoleMention] = {}
    for at, unit in enumerate(units):
        if not isinstance(unit, PersonMention):
            continue
        before = _before(text, units, at, shared)
        after = _after(text, units, at, bool(before))
        if before is not None and before.role is not None and before.role.plural:
            shared[at] = before.role
        held.extend(h for h in (before, *after) if h is not None)
    return held


def _gap(text: str, left: Mention, right: Mention) -> str:
    return text[left.span.end : right.span.start]


def _before(text: str, units: list[Mention], at: int, shared: dict[int, RoleMention]) -> Held | None:
    person = units[at]
    assert isinstance(person, PersonMention)
    if at == 0:
        return None
    left = units[at - 1]
    gap = _gap(text, left, person)
    if isinstance(left, RoleMention) and _BEFORE_NAME.match(gap):
        if gap.startswith(",") and at >= 2 and isinstance(units[at - 2], PersonMention):
            return None  # "A, Rektorin, B": the role belongs to the name before it
        return Held(person=person, role=left, body=left.body, rule="role.before-name")
    if not isinstance(left, BodyMention) or not _BEFORE_NAME.match(gap) or at < 2:
        return None
    further = units[at - 2]
    link = _gap(text, further, left)
    if isinstance(further, RoleMention) and _IN_BODY.match(link):
        if (
            at >= 3
            and isinstance(units[at - 3], PersonMention)
            and _APPOSITION.match(_gap(text, units[at - 3], further))
        ):
            return None  # "A, Rektorin der X, B": likewise
        return Held(person=person, role=further, body=left, rule="role.of-body-before-name")
    if isinstance(further, PersonMention) and at - 2 in shared and _ELLIPSIS.match(link):
        shared[at] = shared[at - 2]
        return Held(person=person, role=shared[at - 2], body=left, rule="role.plural-shared")
    return None


def _after(text: str, units: list[Mention], at: int, has_role: bool) -> list[Held]:
    person = units[at]
    assert isinstance(person, PersonMention)
    if at + 1 >= len(units):
        return []
    right = units[at + 1]
    gap = _gap(text, person, right)
    bracket = _OPEN.match(gap) is not None
    if isinstance(right, BodyMention):
        return [Held(person=person, role=None, body=right, rule="body.in-brackets")] if bracket and not has_role else []
    if not isinstance(right, RoleMention):
        return []
    named_as = _AS.match(gap) is not None
    if not (bracket or named_as or (_APPOSITION.match(gap) and not has_role)):
        return []
    body, follower = right.body, at + 2
    if body is None and follower < len(units):
        inside = units[follower]
        if isinstance(inside, BodyMention) and _IN_BODY.match(_gap(text, right, inside)):
            body, follower = inside, follower + 1
    if not (bracket or named_as) and follower == at + 2 and follower < len(units):
        following = units[follower]
        if isinstance(following, PersonMention) and _ONLY_SPACE.match(_gap(text, right, following)):
            return []  # "Minister A, Präsident B": the office belongs to the name behind it
    return [Held(person=person, role=right, body=body, rule="role.as" if named_as else "role.behind-name")]
