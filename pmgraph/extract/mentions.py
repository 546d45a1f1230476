"""What a sentence names: persons, roles, bodies and agreements, each at its place in the repaired text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmgraph.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A name as printed. `given` is None where the surname stands alone; `titles` are academic ones."""

    span: Span
    name: str
    given: str | None
    family: str
    titles: str | None = None
    certain: bool = True
    """False for a surname that only an office before it makes a name."""
    polite: bool = False
    """Whether "Herr" or "Frau" stands before the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMention:
    """An office with what belongs to it: "Beauftragter der Landesregierung für Informationstechnik (CIO)"."""

    span: Span
    text: str
    concept: str
    plural: bool
    word: str
    body: BodyMention | None = None
    """The body inside the role's own wording, as the Landesregierung above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMention:
    """A body with its name in the nominative; `land` is the ISO code of the Land that its name ends with."""

    span: Span
    name: str
    kind: str
    short: str | None = None
    land: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementMention:
    """A noun that names an agreement. `noun` is its nominative, `name` the noun with its printed complements."""

    span: Span
    noun: str
    name: str
    kind: str
    earlier: bool
    plural: bool
    sentence: int
    """Index of the sentence; -1 for the title."""
    quoted: bool = False
    definite: bool = False
    """Whether a definite article or pronoun stands before it."""
    year: int | None = None
    """The year that its name or wording gives: "Kooperationsvereinbarung 2008", "Vertrag aus dem Jahr 2008"."""
    year_at: Span | None = None


Mention = PersonMention | RoleMention | BodyMention


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order of place; where two overlap, the one that starts first, then the longer, stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or kept[-1].span.end <= mention.span.start:
            kept.append(mention)
    return kept
