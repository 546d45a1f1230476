"""Holds a reading to its evidence: what is not found again at its offsets is dropped and reported.

Every stage cites by offsets into the stored text, so that a mistake in an offset map would show here and nowhere else.
A fact goes when its last piece of evidence goes; what needs that fact (the signature of a person, the person of an
office) goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import Any

from pmgraph.errors import CATALOGUE
from pmgraph.model import Claim, DateClaim, Document, Evidence, Issue
from pmgraph.reading import Body, Layout, OffsetMap, Person, Reading, Signature

# Fields that are empty where nothing was read; losing any other field loses the value that holds it.
_OPTIONAL = frozenset(
    [
        "issuer", "body", "place", "signing", "predecessor", "replaces", "voluntary", "organisation", "unit",
        "responsible", "street", "postal_code", "town", "telephone", "fax", "email", "url", "number", "inner_number",
        "date", "inner_date", "today", "dateline", "title", "term", "duration", "extended_by", "open_ended",
    ]
)  # fmt: skip
_LEAVES = (str, int, float, bool, type(None), Document, Issue, OffsetMap)
_PLAIN = frozenset(
    [
        "str", "str | None", "int", "int | None", "bool", "Status", "SpeechMode", "Factuality", "Span",
        "OffsetMap", "Document", "tuple[Span, ...]", "tuple[Issue, ...]", "list[Span]",
    ]
)  # fmt: skip
"""Types that hold no evidence, as they are annotated."""
_LEAF_TYPES = frozenset(_LEAVES)
_GETTERS: dict[type, Callable[[Any], tuple[Any, ...]]] = {}
_FIELDS: dict[type, tuple[str, ...]] = {}


def evidence_of(value: object) -> Iterator[Evidence]:
    """Every piece of evidence anywhere in a reading or a part of it."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_of(item)
    elif is_dataclass(value) and not isinstance(value, _LEAVES):
        for name in _names(type(value)):
            yield from evidence_of(getattr(value, name))


def verify(reading: Reading, *, cited: bool = False) -> Reading:
    """The reading without the facts whose evidence does not hold, with one PM-EV-001 for each passage that does not.

    A signature whose person, role, body and verb are not passages of their own is dropped as well. `cited` says that all
    evidence was made by `Layout.cite`, which notes what leads to nothing: then nothing need be looked at if it noted
    nothing.
    """
    text = reading.document.text
    # Equal values are one object in a reading nearly always; looking at each object once keeps this cheap.
    sound = cited and not reading.layout.hollow
    bad = set() if sound else {e for e in _unique(reading) if not _holds(e, text)}
    mixed = {id(s) for a in reading.agreements if a.signing for s in a.signing.signatures if not apart(s)}
    if not bad and not mixed:
        return reading
    issues = [_issue(reading.document, e) for e in sorted(bad)]
    kept = _Keeper(bad, mixed)
    parts = {
        name: kept.value(getattr(reading, name))
        for name in _names(Reading)
        if name not in ("layout", "issues") and getattr(reading, name) is not None
    }
    return replace(
        reading, **parts, layout=_layout(reading.layout, kept), issues=(*reading.issues, *issues, *kept.issues(reading))
    )


def apart(signature: Signature) -> bool:
    """Whether person, role, body and verb of a signature are distinct passages, none of the others inside the name."""
    person = [e.span for e in signature.person.evidence]
    others = [signature.verb.span, *(e.span for o in signature.offices for e in o.role.evidence)]
    if signature.body is not None:
        others += [e.span for e in signature.body.evidence]
    return not any(p.contains(o) or o.contains(p) for p in person for o in others)


def _unique(reading: Reading) -> Iterator[Evidence]:
    """Every piece of evidence, each object looked at once; written for speed, because every release is verified."""
    seen: set[int] = set()
    pending: list[Any] = [reading]
    pop, extend, getters = pending.pop, pending.extend, _GETTERS
    while pending:
        value = pop()
        kind = type(value)
        if kind is Evidence:
            yield value
        elif value and kind not in _LEAF_TYPES and (at := id(value)) not in seen:
            seen.add(at)
            if kind is tuple:
                extend(value)
            elif (getter := getters.get(kind) or _getter(kind)) is not None:
                extend(getter(value))


def _getter(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What reads all fields of a dataclass at once that may hold evidence; None for any other type."""
    if not is_dataclass(kind):
        return None
    # Naming one field twice keeps the answer a tuple where there is only one.
    names = _names(kind)
    getter: Callable[[Any], tuple[Any, ...]] = attrgetter(*names, names[0]) if names else _nothing
    _GETTERS[kind] = getter
    return getter


def _nothing(value: Any) -> tuple[Any, ...]:
    return ()


def _names(kind: type) -> tuple[str, ...]:
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(f.name for f in fields(kind) if f.type not in _PLAIN)
    return names


def _holds(evidence: Evidence, text: str) -> bool:
    span = evidence.span
    return span.end <= len(text) and bool(evidence.exact) and text[span.start : span.end] == evidence.exact


class _Keeper:
    """Rebuilds values without the evidence that does not hold."""

    def __init__(self, bad: set[Evidence], mixed: set[int]) -> None:
        self.bad, self.mixed = bad, mixed

    def value(self, value: Any) -> Any:  # a generic walk: the fields decide the types
        """The value without what does not hold, or None where nothing of it is left."""
        if isinstance(value, Evidence):
            return None if value in self.bad else value
        if isinstance(value, tuple):
            return tuple(v for v in map(self.value, value) if v is not None)
        if isinstance(value, _LEAVES) or not is_dataclass(value):
            return value
        if id(value) in self.mixed:
            return None
        changed: dict[str, Any] = {}
        for name in _names(type(value)):
            before = getattr(value, name)
            after = self.value(before)
            if after is before or after == before:
                continue
            if after is None and name not in _OPTIONAL:
                return None
            changed[name] = after
        if not changed:
            return value
        emptied = changed.get("evidence") == () or changed.get("mentions") == ()
        if emptied and isinstance(value, Claim | DateClaim | Person | Body):
            return None
        rebuilt: Any = replace(value, **changed)  # type: ignore[type-var]
        return rebuilt

    def issues(self, reading: Reading) -> list[Issue]:
        """What became of signatures whose parts are not passages of their own."""
        found = []
        for agreement in reading.agreements:
            for signature in agreement.signing.signatures if agreement.signing else ():
                if id(signature) in self.mixed:
                    found.append(_issue(reading.document, signature.verb, "PM-SIGN-003"))
        return found


def _layout(layout: Layout, kept: _Keeper) -> Layout:
    return replace(layout, header=kept.value(layout.header), imprints=kept.value(layout.imprints))


def _issue(document: Document, evidence: Evidence, code: str = "PM-EV-001") -> Issue:
    kind = CATALOGUE[code]
    span = evidence.span
    return Issue(
        code=code, severity=kind.severity, cure=kind.cure, path=document.path,
        line=document.line_of(min(span.start, len(document.text))), span=span,
        message=f"{kind.title_en}: {evidence.exact!r} at [{span.start}, {span.end}), read by {evidence.rule}",
        message_de=f"{kind.title_de}: „{evidence.exact}“ bei [{span.start}, {span.end}), gelesen von {evidence.rule}",
    )  # fmt: skip
