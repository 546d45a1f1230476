"""What was read from one release: its layout, and the agreements, signings, persons, bodies and statements in it.

`Layout` is the result of the `text` stage, `Reading` of the `extract` stage. Both are values of one document; nothing
here is linked to a register yet.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pmgraph.model import Claim, DateClaim, Document, Evidence, Factuality, Issue, Span

_NUMBERS = array("l", range(4096))
"""0, 1, 2 …: copied from for maps of texts that needed no repair, which is twenty times faster than counting anew."""


class OffsetMap:
    """Leads every offset of a repaired text back to the text it was made from.

    `starts[i]` and `ends[i]` are the half-open range of the original that repaired character `i` stands for. A
    character that the repair put in covers an empty range. Both are non-decreasing.
    """

    __slots__ = ("ends", "length", "starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int], length: int) -> None:
        if len(starts) != len(ends):
            raise ValueError(f"{len(starts)} starts but {len(ends)} ends")
        self.starts = starts if isinstance(starts, array) else array("l", starts)
        self.ends = ends if isinstance(ends, array) else array("l", ends)
        self.length = length

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that needed no repair."""
        global _NUMBERS
        if len(_NUMBERS) <= length:
            _NUMBERS = array("l", range(max(length + 1, 4096)))
        return cls(_NUMBERS[:length], _NUMBERS[1 : length + 1], length)

    def to_original(self, span: Span) -> Span:
        """The smallest range of the original that the repaired `span` was made from."""
        start, end = span.start, span.end
        while start < end and self.starts[start] == self.ends[start]:
            start += 1
        while end > start and self.starts[end - 1] == self.ends[end - 1]:
            end -= 1
        if start == end:
            at = self.starts[span.start] if span.start < len(self.starts) else self.length
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def to_repaired(self, offset: int) -> int:
        """The first repaired offset whose character ends after the original `offset`."""
        return bisect_left(self.ends, offset + 1)

    def after(self, first: OffsetMap) -> OffsetMap:
        """This map applied to the result of `first`, as one map to the text `first` started from."""
        spans = [first.to_original(Span(s, e)) for s, e in zip(self.starts, self.ends, strict=True)]
        return OffsetMap([s.start for s in spans], [s.end for s in spans], first.length)

    def __len__(self) -> int:
        return len(self.starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OffsetMap):
            return NotImplemented
        return (self.length, self.starts, self.ends) == (other.length, other.starts, other.ends)

    def __hash__(self) -> int:
        return hash((self.length, len(self.starts)))


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired copy of a text with its offset map, and how many characters of each kind of damage were mended."""

    text: str
    origin: OffsetMap
    mended: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The block at the end that says who is responsible and how to reach them. Telephone numbers are as printed."""

    evidence: Evidence
    organisation: Claim[str] | None = None
    unit: Claim[str] | None = None
    responsible: Claim[str] | None = None
    street: Claim[str] | None = None
    postal_code: Claim[str] | None = None
    town: Claim[str] | None = None
    telephone: Claim[str] | None = None
    fax: Claim[str] | None = None
    email: Claim[str] | None = None
    url: Claim[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above the text.

    `date` is the header's as printed, `inner_date` that of a repeated inner header, and `today` the day that the text
    itself calls today.
    """

    number: Claim[str] | None = None
    inner_number: Claim[str] | None = None
    issuer: Claim[str] | None = None
    place: Claim[str] | None = None
    date: DateClaim | None = None
    inner_date: DateClaim | None = None
    today: DateClaim | None = None
    dateline: Claim[str] | None = None
    title: Claim[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document taken apart. All spans in here are of the *repaired* text; `cite` leads back to the stored one."""

    document: Document
    text: str
    origin: OffsetMap
    header: Header
    title: Span | None
    sentences: tuple[Span, ...]
    """The sentences of the running text (lead and body), without header, title, imprint and menus."""
    imprints: tuple[Imprint, ...]
    margins: tuple[Span, ...] = ()
    """Lines outside the running text in which persons and houses may be named: kickers, contact lines, imprints."""
    issues: tuple[Issue, ...] = ()
    hollow: list[Span] = field(default_factory=list, compare=False, repr=False)
    """Passages that were cited and lead back to nothing; where there is none, every citation holds."""

    def cite(self, span: Span, rule: str, factuality: Factuality = Factuality.STATED) -> Evidence:
        """The evidence for a passage of the repaired text, in offsets and wording of the stored text."""
        there = self.origin.to_original(span)
        exact = there.of(self.document.text)
        if not exact:
            self.hollow.append(there)
        return Evidence(span=there, exact=exact, rule=rule, factuality=factuality)

    def sentence_at(self, offset: int) -> Span:
        """The sentence of the stored text that holds `offset`; outside the running text, the line that holds it."""
        for sentence in self.sentences:
            span = self.origin.to_original(sentence)
            if span.start <= offset < span.end:
                return span
        text = self.document.text
        end = text.find("\n", offset)
        return Span(text.rfind("\n", 0, offset) + 1, end if end >= 0 else len(text))


class Status(StrEnum):
    """What the release says about an agreement."""

    SIGNED = "signed"
    RENEWED = "renewed"
    PLANNED = "planned"
    MENTIONED = "mentioned"
    TERMINATED = "terminated"


class SpeechMode(StrEnum):
    """Whether a statement is given in the speaker's words or in the release's."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person named in a release; `offset` is that of the first mention in the stored text and never changes."""

    offset: int
    name: str
    given: str | None
    family: str
    titles: str | None
    mentions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A public body, association or company named in a release, its name in the nominative.

    `kind` is the slug of a body type in `ontology/concepts.ttl`; `short` a bracketed abbreviation.
    """

    name: str
    kind: str
    mentions: tuple[Evidence, ...]
    short: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """That a person holds a role, in a body if the text says which.

    `role` is the text's wording in the nominative, `concept` the slug of its concept in `ontology/concepts.ttl`.
    """

    person: Person
    role: Claim[str]
    concept: str
    body: Claim[Body] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person signing for one body in one capacity, each with the passage that says so."""

    person: Claim[Person]
    offices: tuple[Office, ...]
    body: Claim[Body] | None
    verb: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The act of signing: when and where, and who signed."""

    verb: Evidence
    dates: tuple[DateClaim, ...] = ()
    place: Claim[str] | None = None
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A digital service that a release names, such as a portal."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long an agreement is in force, as far as the release says. `duration` and `extended_by` are `xsd:duration`.

    `words` are the passages that say so without their values ("tritt in Kraft", "Laufzeit"). `extended_by` is what it
    runs on for by itself when it ends; `open_ended` is the passage that says that no end is agreed.
    """

    words: tuple[Evidence, ...]
    begins: tuple[DateClaim, ...] = ()
    ends: tuple[DateClaim, ...] = ()
    """The last day, or what is known of it."""
    duration: Claim[str] | None = None
    extended_by: Claim[str] | None = None
    open_ended: Evidence | None = None

    def __bool__(self) -> bool:
        return bool(self.begins or self.ends or self.duration or self.extended_by or self.open_ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement as the release describes it. `kind` is one of the words of the JSON record."""

    name: Claim[str]
    kind: str
    status: Status
    parties: tuple[Claim[Body], ...] = ()
    signing: Signing | None = None
    replaces: Claim[str] | None = None
    predecessor: Agreement | None = None
    provides_for: tuple[Claim[Body], ...] = ()
    topics: tuple[Claim[str], ...] = ()
    """Slugs of topic concepts."""
    term: Term | None = None
    voluntary: Evidence | None = None
    """The passage that calls it voluntary, if one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something a person is reported to have said."""

    text: Claim[str]
    """The words, with one piece of evidence for each sentence that they run over."""
    mode: SpeechMode
    speaker: Claim[Person]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read from one release, and what was not understood."""

    layout: Layout
    issuer: Claim[Body] | None
    issued: tuple[DateClaim, ...]
    """Every reading of the day of the release, the chosen one first."""
    agreements: tuple[Agreement, ...]
    persons: tuple[Person, ...]
    bodies: tuple[Body, ...]
    offices: tuple[Office, ...]
    statements: tuple[Statement, ...]
    contacts: tuple[Claim[str], ...]
    """Names that stand only in contact lines, imprints and staff lists: for the record, never for the graph."""
    services: tuple[Service, ...]
    issues: tuple[Issue, ...]

    @property
    def document(self) -> Document:
        return self.layout.document
