"""Attaches offices to persons and bodies, from the order of their mentions and the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmgraph.extract.mentions import BodyMention, Mention, PersonMention, RoleMention

# What may stand between an office and the body it is held in.
_IN_BODY = re.compile(
    r"\s+(?:des|der|vom|von|von\s+der|beim|bei\s+der|im|in\s+der|am|an\s+der|für\s+das|für\s+die)\s+(?:[a-zäöüß]+en\s+)?$"
)
_NEXT_TO = re.compile(r"\s+$")
_BEFORE_NAME = re.compile(r",?\s+(?:Herrn?\s+|Frau\s+)?$")
_APPOSITION = re.compile(r",\s+(?P<article>(?:der|die|dem|den)\s+)?(?:[A-ZÄÖÜ]?[a-zäöüß]+e[nr]?\s+)?$")
_AS = re.compile(r",?\s+(?:(?:zugleich|auch)\s+)?als\s+(?:[a-zäöüß]+e[nr]?\s+)?$")
_OPEN = re.compile(r"\s+\((?:[a-zäöüß]+e[nr]?\s+)?$")
_FROM = re.compile(r"\s+(?:vom|von\s+der|von\s+den|von)\s+$")
_ELLIPSIS = re.compile(r"\s*,?\s+(?:und|sowie|bzw\.|,)\s+(?:des|der|vom|von\s+der)\s+$")
_OF_GROUP = re.compile(r"\s+(?:der|des|von|beider)\s+[^.;:()]{2,90},\s+$")
_OF_UNKNOWN = re.compile(
    r"\s+(?:der|des)\s+[A-ZÄÖÜ][\wäöüß-]+(?:\s(?:(?:de|di|of|du|la|del)\s)?[A-ZÄÖÜ][\wäöüß-]+){0,2},\s+$"
)
_LISTED = re.compile(r"(?:\s*\([^()]{1,60}\))?\s*(?:,|\s+und|\s+sowie|,\s+und)\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """That a person holds a role, with the body that the text attaches to it and the rule that read it so."""

    person: PersonMention
    role: RoleMention | None
    body: BodyMention | None
    rule: str


def attach(text: str, units: list[Mention]) -> list[Held]:
    """Who holds which role in which body.

    `units` are mentions of one sentence, in order and without overlaps. Rules, by construction: role before name,
    role with body before name, name with role behind it, name with bracket, "als", and the plural role that several
    names share, each with a body of its own or none ("die Geschäftsführer des X, A, sowie des Y, B").
    """
    if not any(isinstance(u, PersonMention) for u in units):
        return []
    units = [u for u in units if not _is_party(text, u)]
    held: list[Held] = []
    shared: dict[int, RoleMention] = {}
    respective = _respective(text, units)
    for at, unit in enumerate(units):
        if not isinstance(unit, PersonMention):
            continue
        before = respective.get(at) or _before(text, units, at, shared)
        after = _after(text, units, at, before)
        if before is not None and before.body is None:
            own = _own_body(text, units, at)
            before = replace(before, body=own) if own is not None else before
        if before is not None and before.role is not None and before.role.plural:
            shared[at] = before.role
        held.extend(h for h in (before, *_ranked(text, units, at), *after) if h is not None)
    return held


def _respective(text: str, units: list[Mention]) -> dict[int, Held]:
    """Names that share a plural office with as many bodies: "die Präsidenten des X und des Y, A und B"."""
    found: dict[int, Held] = {}
    for at, role in enumerate(units):
        if not isinstance(role, RoleMention):
            continue
        bodies: list[BodyMention] = []
        behind = at + 1
        while behind < len(units) and isinstance(body := units[behind], BodyMention):
            bodies.append(body)
            behind += 1
        persons: list[PersonMention] = []
        while behind < len(units) and isinstance(person := units[behind], PersonMention):
            if persons and not _LISTED.match(_gap(text, persons[-1], person)):
                break
            persons.append(person)
            behind += 1
        if (
            len(bodies) < 2
            or len(bodies) != len(persons)
            or not _OF_GROUP.match(text[role.span.end : persons[0].span.start])
        ):
            continue
        for number, (person, body) in enumerate(zip(persons, bodies, strict=True)):
            found[behind - len(persons) + number] = Held(person=person, role=role, body=body, rule="role.plural-shared")
    return found


def _is_party(text: str, unit: Mention) -> bool:
    """Whether the unit is a party's name in brackets behind a person, which says nothing of the office."""
    return isinstance(unit, BodyMention) and unit.kind == "partei"


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
        if (
            gap.startswith(",")
            and at >= 2
            and isinstance(units[at - 2], PersonMention)
            and not _with_article(text, units, at - 2, left)
        ):
            return None  # "A, Rektorin, B": the role belongs to the name before it
        return Held(person=person, role=left, body=left.body, rule="role.before-name")
    if isinstance(left, RoleMention) and not left.plural and _OF_UNKNOWN.match(gap):
        return Held(person=person, role=left, body=None, rule="role.before-name")
    if isinstance(left, RoleMention) and left.plural and _OF_GROUP.match(gap):
        return Held(person=person, role=left, body=None, rule="role.plural-shared")
    if isinstance(left, PersonMention) and at - 1 in shared and _LISTED.match(gap):
        shared[at] = shared[at - 1]
        return Held(person=person, role=shared[at], body=None, rule="role.plural-shared")
    if (
        isinstance(left, BodyMention)
        and at >= 2
        and isinstance(units[at - 2], PersonMention)
        and at - 2 in shared
        and _LISTED.match(text[units[at - 2].span.end : person.span.start])
    ):
        shared[at] = shared[at - 2]
        return Held(person=person, role=shared[at], body=None, rule="role.plural-shared")
    if not isinstance(left, BodyMention) or not _BEFORE_NAME.match(gap) or at < 2:
        return None
    further = units[at - 2]
    link = _gap(text, further, left)
    if isinstance(further, RoleMention) and (_IN_BODY.match(link) or _NEXT_TO.match(link)):
        if (
            at >= 3
            and isinstance(units[at - 3], PersonMention)
            and _APPOSITION.match(_gap(text, units[at - 3], further))
            and not _with_article(text, units, at - 3, further)
        ):
            return None  # "A, Rektorin der X, B": likewise
        return Held(person=person, role=further, body=left, rule="role.of-body-before-name")
    if isinstance(further, PersonMention) and at - 2 in shared and _ELLIPSIS.match(link):
        shared[at] = shared[at - 2]
        return Held(person=person, role=shared[at - 2], body=left, rule="role.plural-shared")
    return None


def _with_article(text: str, units: list[Mention], at: int, role: RoleMention) -> bool:
    """Whether the office between two names has an article, so that it goes with the name behind it: "A, der Rektor der X, B"."""
    match = _APPOSITION.match(_gap(text, units[at], role))
    return match is not None and match["article"] is not None


def _own_body(text: str, units: list[Mention], at: int) -> BodyMention | None:
    """The body behind a name whose office stands before it: "Landrat A (Landkreis B)", "General A vom Kommando B"."""
    if at + 1 >= len(units):
        return None
    right = units[at + 1]
    if isinstance(right, BodyMention) and right.kind != "partei":
        gap = _gap(text, units[at], right)
        if _OPEN.match(gap) or _FROM.match(gap):
            return right
    return None


def _after(text: str, units: list[Mention], at: int, before: Held | None) -> list[Held]:
    person = units[at]
    assert isinstance(person, PersonMention)
    if at + 1 >= len(units):
        return []
    right = units[at + 1]
    gap = _gap(text, person, right)
    bracket = _OPEN.match(gap) is not None
    if isinstance(right, BodyMention):
        return (
            [Held(person=person, role=None, body=right, rule="body.in-brackets")] if bracket and before is None else []
        )
    if not isinstance(right, RoleMention):
        return []
    named_as = _AS.match(gap) is not None
    apposition = _APPOSITION.match(re.sub(r"^\s*\([^()]{1,30}\)", "", gap))
    if not (bracket or named_as or apposition is not None):
        return []
    body, follower = right.body, at + 2
    if body is None and follower < len(units):
        inside = units[follower]
        link = _gap(text, right, inside)
        if isinstance(inside, BodyMention) and (_IN_BODY.match(link) or _NEXT_TO.match(link)):
            body, follower = inside, follower + 1
    if (
        before is not None
        and not (bracket or named_as)
        and (body is None or before.body is not None or _next_is_named(text, units, follower))
    ):
        return []
    if not (bracket or named_as) and follower < len(units):
        following = units[follower]
        if isinstance(following, PersonMention):
            link = _gap(text, units[follower - 1], following)
            if follower == at + 2 and _NEXT_TO.match(link):
                return []  # "Minister A, Präsident B": the office belongs to the name behind it
            if apposition is not None and apposition["article"] and _BEFORE_NAME.match(link):
                return []  # "A, der Rektor der X, B": likewise
    return [Held(person=person, role=right, body=body, rule="role.as" if named_as else "role.behind-name")]


def _ranked(text: str, units: list[Mention], at: int) -> list[Held]:
    """The office before a rank: "der Leiter der Direktion X, Polizeioberrat A" names one person."""
    if at < 2 or not isinstance(rank := units[at - 1], RoleMention) or _RANK.match(rank.word) is None:
        return []
    left = units[at - 2]
    body = left if isinstance(left, BodyMention) else None
    place = at - 3 if body is not None else at - 2
    if place < 0 or not isinstance(office := units[place], RoleMention) or office.plural:
        return []
    if not _ARTICLE_BEFORE.search(text, max(0, office.span.start - 30), office.span.start):
        return []
    gap = _gap(text, left, rank)
    if body is None:
        fits = _OF_UNKNOWN.match(gap) is not None or gap == ", "
    else:
        fits = gap == ", " and _IN_BODY.match(_gap(text, office, body)) is not None
    person = units[at]
    assert isinstance(person, PersonMention)
    return [Held(person=person, role=office, body=body or office.body, rule="role.before-rank")] if fits else []


_ARTICLE_BEFORE = re.compile(r"\b(?:[Dd]er|[Dd]ie|[Dd]em|[Dd]en)\s+(?:[a-zäöüß]+e[nr]?\s+)?$")
_RANK = re.compile(
    r"(?:(?:Leitende[rn]?\s)?(?:Polizei|Kriminal|Regierungs|Ministerial|Zoll|Verwaltungs|Schul|Forst|Bau|Bibliotheks|Studien|Oberstudien|Justiz|Steuer)[a-zäöüß]*"
    r"(?:rat|rätin|direktor|direktorin|dirigent|dirigentin|kommissar|kommissarin)|Ober(?:st|st\w+|regierungs\w+)|General\w*(?:major|leutnant)|Konsul(?:in)?|Professor(?:in)?|Pfarrer(?:in)?)$"
)


def _next_is_named(text: str, units: list[Mention], at: int) -> bool:
    """Whether a name follows right behind a comma or a space, so that the office before it may be that person's."""
    return (
        at < len(units)
        and isinstance(units[at], PersonMention)
        and _BEFORE_NAME.match(_gap(text, units[at - 1], units[at])) is not None
    )
