"""The values that the stages hand to each other: text, spans, evidence, claims, issues.

Everything here is immutable and knows nothing of files, RDF or rules. A *claim* is one value read
from one place; it keeps the evidence it was read from, so that every fact of the graph leads back to
a passage of a received text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Factuality(StrEnum):
    """How a source commits itself to a fact."""

    STATED = "stated"
    INFERRED = "inferred"
    PLANNED = "planned"


class Severity(StrEnum):
    """How bad a finding is, in the words of SHACL (https://www.w3.org/TR/shacl/#severity)."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst, so that `sorted(..., key=rank)` puts violations first."""
        return ("violation", "warning", "info").index(self.value)


class PublishText(StrEnum):
    """How much of a release's wording may be shown to others."""

    FULL = "full"
    QUOTES = "quotes"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range `[start, end)` of code points, so that `text[start:end]` is the passage."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # A hundred of these are made for every release: the slots are set as directly as a frozen class allows.
        if not 0 <= start <= end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{start}, {end})")
        _set_start(self, start)
        _set_end(self, end)

    def of(self, text: str) -> str:
        """The passage of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same span, `by` code points further on."""
        return Span(self.start + by, self.end + by)


_set_start, _set_end = Span.__dict__["start"].__set__, Span.__dict__["end"].__set__


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """The smallest passage that carries a value, in offsets of the *stored* text, never of a repaired copy.

    `exact` equals `document.text[span.start:span.end]`; `rule` is the identifier of the rule that read it.
    """

    span: Span
    exact: str
    rule: str
    factuality: Factuality = Factuality.STATED


@dataclass(frozen=True, slots=True)
class Claim(Generic[T]):
    """One value, with the passages it was read from (at least one)."""

    value: T
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClaim:
    """One reading of a date; a thing may have several, and none is thrown away.

    `edtf` is a date of EDTF level 0 to 2 (https://www.loc.gov/standards/datetime/); `earliest` and `latest` bound
    it as `YYYY-MM-DD`, or are None where that side is open or the year unknown. `wording` is the text's own, or the
    part of the address that was read. `evidence` is empty only where the date was not read from the text; then
    `source` names the address or record that says it.
    """

    wording: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    rule: str
    factuality: Factuality = Factuality.STATED
    evidence: tuple[Evidence, ...] = ()
    source: str | None = None
    weekday: int | None = None
    """0 for Monday to 6 for Sunday, where the wording names one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A received text, exactly as the reader decoded it, and where it came from.

    `key` is the stable name of the document in its project (the path below `corpus/`); `path` is what messages
    show. `text` is never repaired or normalised: every offset in the graph refers to it.
    """

    key: str
    path: str
    text: str
    text_sha256: str
    raw_sha256: str
    encoding: str
    reader: str
    url: str | None = None
    publisher: str | None = None
    retrieved: str | None = None
    publish_text: PublishText = PublishText.QUOTES

    def line_of(self, offset: int) -> int:
        """The 1-based line in which `offset` lies, counted by line feeds."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A finding: something in a source, a curated file or the graph that needs a human eye.

    `code` is one of the catalogue in `errors.py` or of a check in `shapes/`. `message` is English, `message_de`
    German; both say what is wrong with which value. `cure` says what to do. `line` is 1-based.
    """

    code: str
    severity: Severity
    message: str
    message_de: str = ""
    cure: str = ""
    path: str | None = None
    line: int | None = None
    span: Span | None = None
    subject: str | None = None
    graph: str | None = None
    sentence: str | None = None
    resolved_by: str | None = None

    @property
    def where(self) -> str:
        """`file:line` if known, else the IRI, else an empty string."""
        if self.path is not None:
            return f"{self.path}:{self.line}" if self.line is not None else self.path
        return self.subject or ""
