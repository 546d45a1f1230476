"""Joins the mentions of persons in one release: the full name, the surname alone, and the bare office."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pmgraph.extract.bodies import find_bodies
from pmgraph.extract.mentions import BodyMention, Mention, PersonMention, RoleMention, without_overlaps
from pmgraph.extract.persons import find_persons
from pmgraph.extract.roles import Held, attach, find_roles
from pmgraph.model import Span
from pmgraph.reading import Layout, Person

RULE_NAME = "person.name"
RULE_SURNAME = "person.surname"


@dataclass(slots=True)
class Named:
    """What the sentences of one release name, sentence by sentence, and who is who among the persons.

    Sentence -1 is the title; it comes last in `spans`, so that the running text decides on full names.
    """

    layout: Layout
    spans: list[Span] = field(default_factory=list)
    persons: list[list[PersonMention]] = field(default_factory=list)
    bodies: list[list[BodyMention]] = field(default_factory=list)
    roles: list[list[RoleMention]] = field(default_factory=list)
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
            persons = find_persons(text, span.start, span.end)
            bodies = find_bodies(text, span.start, span.end)
            roles = find_roles(text, span.start, span.end)
            # A role's own complement swallows its body; the person must never be swallowed by either.
            units: list[Mention] = without_overlaps([*persons, *_outside(roles, persons), *_outside(bodies, persons)])
            self.persons.append([u for u in units if isinstance(u, PersonMention)])
            self.roles.append([u for u in units if isinstance(u, RoleMention)])
            self.bodies.append(bodies)
            self.held.extend(attach(text, units))
        self._surnames()
        self._join()
        return self

    def person(self, mention: PersonMention) -> Person:
        """The person that a mention means."""
        return self.who[mention.span]

    def holder(self, role: RoleMention) -> PersonMention | None:
        """The only person of the release who holds an office of this kind; None where there are several or none."""
        of_kind = [h.person for h in self.held if h.role is not None and h.role.concept == role.concept]
        people = {id(self.who[m.span]) for m in of_kind if m.span in self.who}
        return of_kind[0] if len(people) == 1 else None

    def _surnames(self) -> None:
        """Known family names that stand alone, such as "so Wernicke", without an article: "der Richter" is a judge."""
        families = {m.family for group in self.persons for m in group if m.given is not None}
        if not families:
            return
        alone = re.compile(
            r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, families), key=len, reverse=True)) + r")(?![\w-])"
        )
        for index, span in enumerate(self.spans):
            taken = [*(p.span for p in self.persons[index]), *(r.span for r in self.roles[index])]
            for match in alone.finditer(self.layout.text, span.start, span.end):
                here = Span(*match.span())
                if any(t.start < here.end and here.start < t.end for t in taken):
                    continue
                if _ARTICLE.search(self.layout.text, max(0, here.start - 12), here.start):
                    continue
                self.persons[index].append(
                    PersonMention(span=here, name=match.group(), given=None, family=match.group(), certain=False)
                )
            self.persons[index].sort(key=lambda m: m.span)

    def _join(self) -> None:
        groups: list[tuple[str | None, str, list[PersonMention]]] = []
        every = [m for group in self.persons for m in group]
        for mention in every:
            if mention.given is None:
                continue
            first = mention.given.split()[0]
            group = next(
                (g for g in groups if g[1] == mention.family and g[0] is not None and g[0].split()[0] == first), None
            )
            if group is None:
                groups.append((mention.given, mention.family, [mention]))
            else:
                group[2].append(mention)
        for mention in every:
            if mention.given is not None:
                continue
            namesakes = [g for g in groups if g[1] == mention.family]
            if len(namesakes) == 1:
                namesakes[0][2].append(mention)
            elif not namesakes:
                groups.append((None, mention.family, [mention]))
        for given, family, mentions in groups:
            person = self._as_person(given, family, mentions)
            self.people.append(person)
            for mention in mentions:
                self.who[mention.span] = person
        self.people.sort(key=lambda p: p.offset)
        self.persons = [[m for m in group if m.span in self.who] for group in self.persons]
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


_ARTICLE = re.compile(r"\b(?:[Dd](?:er|ie|en|em|es)|[Ee]in(?:e[nrm]?)?)\s$")


def _outside(mentions: list[RoleMention] | list[BodyMention], persons: list[PersonMention]) -> list[Mention]:
    return [m for m in mentions if not any(p.span.start < m.span.end and m.span.start < p.span.end for p in persons)]
