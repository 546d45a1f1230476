"""The offices that the text attaches to persons whom the rules did not find, by the same constructions as for the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmgraph.extract.bodies import find_bodies
from pmgraph.extract.held import Held, attach
from pmgraph.extract.mentions import BodyMention, Mention, PersonMention, RoleMention, without_overlaps
from pmgraph.extract.persons import find_persons
from pmgraph.extract.roles import find_roles
from pmgraph.model import Claim, Span
from pmgraph.reading import Body, Layout, Office, Person


def offices_beside(layout: Layout, persons: Sequence[tuple[Person, Span]], known: Iterable[Body]) -> list[Office]:
    """The offices of these persons, each given with the passage of the repaired text that names it.

    A body that was read before stays as it was read.
    """
    found: list[Office] = []
    bodies = {body.name: body for body in known}
    for person, span in persons:
        sentence = next((s for s in layout.sentences if s.contains(span)), None)
        if sentence is None:
            continue
        beside = [other for _, other in persons if other != span and sentence.contains(other)]
        for held in _held(layout.text, sentence, person, span, beside):
            if held.role is not None:
                found.append(_office(layout, person, held.role, held.body, held.rule, bodies))
    return found


def _held(text: str, sentence: Span, person: Person, span: Span, beside: Sequence[Span]) -> list[Held]:
    """What the person holds. An office that stands nearer to somebody else is theirs: they are mentions as well."""
    own = PersonMention(span=span, name=person.name, given=person.given, family=person.family, titles=person.titles)
    known = find_persons(text, sentence.start, sentence.end)
    known += [PersonMention(span=s, name=s.of(text), given=None, family=s.of(text)) for s in beside]
    others = [p for p in known if not _overlap(p.span, span)]
    roles = [r for r in find_roles(text, sentence.start, sentence.end) if not _overlap(r.span, span)]
    bodies = [b for b in find_bodies(text, sentence.start, sentence.end) if not _overlap(b.span, span)]
    units: list[Mention] = without_overlaps([own, *others, *roles, *bodies])
    return [held for held in attach(text, units) if held.person.span == span]


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _office(
    layout: Layout, person: Person, role: RoleMention, body: BodyMention | None, rule: str, bodies: Mapping[str, Body]
) -> Office:
    claim: Claim[Body] | None = None
    if body is not None:
        evidence = layout.cite(body.span, rule)
        new = Body(name=body.name, kind=body.kind, mentions=(evidence,), short=body.short)
        claim = Claim(bodies.get(body.name, new), (evidence,))
    return Office(
        person=person, role=Claim(role.text, (layout.cite(role.span, rule),)), concept=role.concept, body=claim
    )
