"""Joins the mentions of persons in one release: the full name, the surname alone, and the bare office."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pmgraph.extract.bodies import find_bodies
from pmgraph.extract.held import Held, attach
from pmgraph.extract.mentions import BodyMention, Mention, PersonMention, RoleMention, without_overlaps
from pmgraph.extract.persons import find_persons, may_be_name
from pmgraph.extract.places import bracketed, place_before
from pmgraph.extract.roles import find_houses, find_roles
from pmgraph.extract.words import Word, kinds_in
from pmgraph.german.names import CAPITALISED_NAME, TITLES
from pmgraph.model import Span
from pmgraph.reading import Layout, Person

_PERSONAL = Word.NAME | Word.OFFICE
_BODILY = Word.BODY | Word.LAND | Word.LISTED
_NAMING = _PERSONAL | _BODILY

RULE_NAME = "person.name"
RULE_SURNAME = "person.surname"


@dataclass(slots=True)
class _Group:
    """The mentions of one person while they are being joined."""

    given: str | None
    family: str
    mentions: list[PersonMention]


@dataclass(slots=True)
class Named:
    """What the sentences of one release name, sentence by sentence, and who is who among the persons.

    Sentence -1 is the title; it comes last in `spans`, so that the running text decides on full names.
    """

    layout: Layout
    spans: list[Span] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    """What kinds of words each sentence holds, as bits of `Word`."""
    persons: list[list[PersonMention]] = field(default_factory=list)
    bodies: list[list[BodyMention]] = field(default_factory=list)
    roles: list[list[RoleMention]] = field(default_factory=list)
    units: list[list[Mention]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    who: dict[Span, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, layout: Layout) -> Named:
        """Read the mentions of every sentence and join those of one person."""
        self = cls(layout)
        text = layout.text
        self.spans = [*layout.sentences, *([layout.title] if layout.title is not None else [])]
        for span in self.spans:
            kinds = kinds_in(text, span)
            self.kinds.append(kinds)
            if not kinds & _NAMING:
                self.persons.append([])
                self.roles.append([])
                self.bodies.append([])
                self.units.append([])
                continue
            persons = find_persons(text, span.start, span.end) if kinds & _PERSONAL else []
            bodies = find_bodies(text, span.start, span.end, kinds) if kinds & _BODILY else []
            if persons and bodies:
                persons = [p for p in persons if not any(_named_after(b, p) for b in bodies)]
            roles = find_roles(text, span.start, span.end) if kinds & Word.OFFICE else []
            if roles:
                bodies += find_houses(text, roles, bodies, span.end)
                bodies = [b for b in bodies if not any(_swallows(r, b) for r in roles)]
            if not (persons or bodies or roles):
                self.persons.append([])
                self.roles.append([])
                self.bodies.append([])
                self.units.append([])
                continue
            # A role's own complement swallows its body; the person must never be swallowed by either.
            units: list[Mention] = without_overlaps([*persons, *_outside(roles, persons), *_outside(bodies, persons)])
            self.persons.append([u for u in units if isinstance(u, PersonMention)])
            self.roles.append([u for u in units if isinstance(u, RoleMention)])
            self.units.append(units)
            self.bodies.append(sorted(bodies, key=lambda b: b.span))
        self._apposed()
        self._coordinated()
        self._trim()
        self._fullest()
        self._abbreviations()
        for persons, units in zip(self.persons, self.units, strict=True):
            if persons:
                self.held.extend(attach(text, units))
        self._places()
        self._surnames()
        self._join()
        return self

    def person(self, mention: PersonMention) -> Person:
        """The person that a mention means."""
        return self.who[mention.span]

    def holder(self, role: RoleMention) -> PersonMention | None:
        """The only person of the release who holds an office of this kind; None where there are several or none."""
        people = self.holders(role)
        return people[0] if len(people) == 1 else None

    def holders(self, role: RoleMention) -> list[PersonMention]:
        """Everybody who holds an office of this kind, each by the first mention that says so.

        The very word decides where it is held: "der Kultusminister" is not any minister.
        """
        held = [
            h for h in self.held if h.role is not None and h.role.concept == role.concept and h.person.span in self.who
        ]
        same = (
            [] if role.plural else [h for h in held if h.role is not None and h.role.word.lower() == role.word.lower()]
        )
        found: dict[int, PersonMention] = {}
        for h in same or held:
            found.setdefault(id(self.who[h.person.span]), h.person)
        return list(found.values())

    def bare_roles(self, sentence: int) -> list[RoleMention]:
        """The offices of a sentence that stand there without their holder's name."""
        named = {h.role.span for h in self.held if h.role is not None}
        return [r for r in self.roles[sentence] if r.span not in named]

    def _apposed(self) -> None:
        """Names that no first name gives away but their place does: "der Botschafter der Republik X, Abai Beispiel, kam"."""
        text = self.layout.text
        for index, units in enumerate(self.units):
            for at, unit in enumerate(list(units)):
                if (
                    not isinstance(unit, RoleMention | BodyMention)
                    or unit.span.end >= len(text)
                    or text[unit.span.end] != ","
                ):
                    continue
                if isinstance(unit, BodyMention) and not (at > 0 and isinstance(units[at - 1], RoleMention)):
                    continue
                match = _APPOSED.match(text, unit.span.end, self.spans[index].end)
                if (
                    match is None
                    or any(_overlap(match.span("name"), u.span) for u in units)
                    or not may_be_name(match["given"], match["family"])
                ):
                    continue
                person = PersonMention(
                    span=Span(*match.span("name")), name=f"{match['given']} {match['family']}", given=match["given"],
                    family=match["family"], titles=match["titles"], certain=False,
                )  # fmt: skip
                self.persons[index] = sorted([*self.persons[index], person], key=lambda m: m.span)
                units.append(person)
                units.sort(key=lambda u: u.span)

    def _coordinated(self) -> None:
        """Names that stand next to a known one: "Gerd Muster und Abai Beispiel unterzeichneten"."""
        text = self.layout.text
        for index, group in enumerate(self.persons):
            if not group:
                continue
            for known in list(group):
                match = (
                    _AND_NAME.match(text, known.span.end, self.spans[index].end) if known.given is not None else None
                )
                if (
                    match is None
                    or not may_be_name(match["given"], match["family"])
                    or _NOUN_END.search(match["given"])
                ):
                    continue
                span = Span(*match.span("name"))
                if any(_overlap((span.start, span.end), u.span) for u in self.units[index]):
                    continue
                person = PersonMention(
                    span=span, name=f"{match['given']} {match['family']}", given=match["given"], family=match["family"],
                    titles=match["titles"], certain=False,
                )  # fmt: skip
                group.append(person)
                self.units[index].append(person)
            group.sort(key=lambda m: m.span)
            self.units[index].sort(key=lambda u: u.span)

    def _trim(self) -> None:
        """Take a common noun off a name: "Minister Beispiel Verständnis" is Beispiel where he is so called elsewhere."""
        every = [m for group in self.persons for m in group]
        alone = {m.family for m in every if m.given is None} | {m.family for m in every if m.certain}
        for group, units in zip(self.persons, self.units, strict=True):
            for at, m in enumerate(group):
                if m.certain or m.given is None or " " in m.given or m.given not in alone or m.family in alone:
                    continue
                start = self.layout.text.index(m.given, m.span.start)
                short = replace(
                    m, span=Span(m.span.start, start + len(m.given)), name=m.given, given=None, family=m.given
                )
                group[at] = short
                units[units.index(m)] = short

    def _fullest(self) -> None:
        """Call every body by its fullest printed name: "Landtag" is "Landtag von Hessen" where the release says so once."""
        names = {b.name for group in self.bodies for b in group if b.kind not in ("land", "partei")}
        fuller: dict[str, str] = {}
        for name in names:
            longer = [
                n
                for n in names
                if n.startswith(name + " ") or (" " not in n and n != name and n.lower().endswith(name.lower()))
            ]
            if longer and all(n in max(longer, key=len) for n in longer):
                fuller[name] = max(longer, key=len)
        if not fuller:
            return
        for group, units in zip(self.bodies, self.units, strict=True):
            for at, body in enumerate(group):
                if body.name in fuller:
                    group[at] = full = replace(body, name=fuller[body.name])
                    if body in units:
                        units[units.index(body)] = full

    def _abbreviations(self) -> None:
        """Bodies by the abbreviation that the release gives them in brackets: "Landesbetrieb … (LBX)", later "LBX"."""
        text = self.layout.text
        known = {b.short: b for group in self.bodies for b in group if b.short is not None}
        if not known:
            return
        for index, (bodies, units) in enumerate(zip(self.bodies, self.units, strict=True)):
            self.bodies[index] = [b for b in bodies if b.span.of(text) not in known]
            self.units[index] = [u for u in units if not isinstance(u, BodyMention) or u.span.of(text) not in known]
        # Nearly always an abbreviation stands in its brackets alone: then no pattern needs to be compiled for it.
        used = [short for short in known if text.count(short) > text.count(f"({short}")]
        if not used:
            return
        alone = re.compile(
            r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, used), key=len, reverse=True)) + r")(?![\w-])"
        )
        for index, span in enumerate(self.spans):
            new = [
                BodyMention(
                    span=Span(*m.span()),
                    name=known[m.group()].name,
                    kind=known[m.group()].kind,
                    short=m.group(),
                    land=known[m.group()].land,
                )
                for m in alone.finditer(text, span.start, span.end)
                if text[m.start() - 1 : m.start()] != "("
                and not any(_overlap(m.span(), u.span) for u in (*self.units[index], *self.bodies[index]))
            ]
            if new:
                self.bodies[index] = sorted([*self.bodies[index], *new], key=lambda b: b.span)
                self.units[index] = without_overlaps([*self.units[index], *new])

    def _places(self) -> None:
        """Give an office that names no body the one that a place before it or in brackets stands for."""
        every = [b for group in self.bodies for b in group]
        spans = sorted(self.spans)
        for at, held in enumerate(self.held):
            if held.role is None or held.body is not None or held.role.body is not None:
                continue
            start = max((s.start for s in spans if s.start <= held.role.span.start), default=0)
            body = bracketed(self.layout.text, held.person, held.role, every)
            if body is None and held.role.span.start < held.person.span.start:
                body = place_before(self.layout.text, held.role, start)
            if body is not None:
                self.held[at] = replace(held, body=body)

    def _surnames(self) -> None:
        """Known family names that stand alone, such as "so Muster", without an article: "der Richter" is a judge."""
        families: dict[str, str] = {
            m.family.rsplit(" ", 1)[-1]: m.family for group in self.persons for m in group if m.given is not None
        }
        # Nearly always every family name stands in a full name: then there is nothing to look for.
        known = [m.family for group in self.persons for m in group]
        if not families or all(self.layout.text.count(f) == known.count(f) for f in families.values()):
            return
        order = sorted(range(len(self.spans)), key=lambda i: self.spans[i])
        starts = [self.spans[i].start for i in order]
        text = self.layout.text
        for end, family in ((end, family) for last, family in families.items() for end in _ends_of(last, text)):
            if not text.endswith(family, 0, end):
                continue
            here = Span(end - len(family), end)
            at = bisect_right(starts, here.start) - 1
            if (
                at < 0
                or here.end > self.spans[order[at]].end
                or _ARTICLE.search(text, max(0, here.start - 12), here.start)
            ):
                continue
            index = order[at]
            taken = (
                *(p.span for p in self.persons[index]),
                *(r.span for r in self.roles[index]),
                *(b.span for b in self.bodies[index]),
            )
            if not any(t.start < here.end and here.start < t.end for t in taken):
                self.persons[index].append(
                    PersonMention(span=here, name=family, given=None, family=family, certain=False)
                )
        for group in self.persons:
            group.sort(key=lambda m: m.span)

    def _join(self) -> None:
        groups: dict[str, list[_Group]] = {}
        every = [m for group in self.persons for m in group]
        for mention in every:
            if mention.given is None:
                continue
            first = mention.given.split()[0]
            namesakes = groups.setdefault(mention.family, [])
            known = next((g for g in namesakes if g.given is not None and g.given.split()[0] == first), None)
            if known is None:
                namesakes.append(_Group(mention.given, mention.family, [mention]))
            else:
                known.mentions.append(mention)
        for mention in every:
            if mention.given is not None:
                continue
            namesakes = groups.setdefault(mention.family, [])
            if not namesakes:
                namesakes.append(_Group(None, mention.family, [mention]))
            elif len(namesakes) == 1:
                namesakes[0].mentions.append(mention)
        for group in (g for namesakes in groups.values() for g in namesakes):
            person = self._as_person(group.given, group.family, group.mentions)
            self.people.append(person)
            for mention in group.mentions:
                self.who[mention.span] = person
        self.people.sort(key=lambda p: p.offset)
        self.persons = [[m for m in of_sentence if m.span in self.who] for of_sentence in self.persons]
        self.held = [h for h in self.held if h.person.span in self.who]

    def _as_person(self, given: str | None, family: str, mentions: list[PersonMention]) -> Person:
        evidence = tuple(
            self.layout.cite(m.span, RULE_NAME if m.given is not None else RULE_SURNAME)
            for m in sorted(mentions, key=lambda m: m.span)
        )
        titles = next((m.titles for m in mentions if m.titles), None)
        return Person(
            offset=min(e.span.start for e in evidence),
            name=f"{given} {family}" if given else family,
            given=given,
            family=family,
            titles=titles,
            mentions=evidence,
        )


_APPOSED = re.compile(
    rf",\s+(?P<name>(?:(?P<titles>{TITLES.pattern}))?(?P<given>{CAPITALISED_NAME})\s(?P<family>{CAPITALISED_NAME}))(?=,|\s\()"
)
_AND_NAME = re.compile(
    rf"\s+(?:und|sowie)\s+(?P<name>(?:(?P<titles>{TITLES.pattern}))?(?P<given>{CAPITALISED_NAME})\s(?P<family>{CAPITALISED_NAME}))(?=\s+[a-zäöüß(]|[.,;:)]|$)"
)
_NOUN_END = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|innen|nis|ment|sche|liche)$|^(?:Neue|Freie|Junge|Rote|Alte|Grüne)$"
)
_IN_WORD = re.compile(r"[\w-]|(?<=\w)[’']")
_ARTICLE = re.compile(r"\b(?:[Dd](?:er|ie|en|em|es)|[Ee]in(?:e[nrm]?)?)\s$")


def _ends_of(word: str, text: str) -> Iterator[int]:
    """Where `word` ends in the text as a word of its own: not inside "Muster-Beispiel", "Musters" or "O’Muster"."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and _IN_WORD.match(text, at - 1)) and not _IN_WORD.match(text, end):
            yield end
        at = text.find(word, end)


def _swallows(role: RoleMention, body: BodyMention) -> bool:
    """Whether a body is only part of an office's wording, such as the field behind "für"."""
    return role.body is None and role.span.start < body.span.start and body.span.end <= role.span.end


def _named_after(body: BodyMention, person: PersonMention) -> bool:
    """Whether the name is that of a company: "die Karl Muster GmbH" is no man."""
    inside = body.span.start <= person.span.start and person.span.end < body.span.end
    return inside and body.kind in ("unternehmen", "verband") and body.span.start == person.span.start


def _overlap(a: tuple[int, int], b: Span) -> bool:
    return a[0] < b.end and b.start < a[1]


def _outside(mentions: list[RoleMention] | list[BodyMention], persons: list[PersonMention]) -> list[Mention]:
    return [m for m in mentions if not any(p.span.start < m.span.end and m.span.start < p.span.end for p in persons)]
