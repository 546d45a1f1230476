"""Compares one record with its annotation, fact by fact.

Every figure, every miss and every rule's share is counted from these findings. Lists of names are first rid of their
repetitions; then each fact that was read takes the first annotated one that it is the same as, in the order of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pmgraph.evaluate.likeness import folded, number_in, same_name, same_person, same_role, shared_words

Place = tuple[str | int, ...]
"""Where in a record a value stands: ("agreements", 0, "signatories", 1, "body")."""
Item = tuple[Place, Any]
Json = Mapping[str, Any]
Same = Callable[[Any, Any], bool]

SETS = (
    "persons", "bodies", "agreements signed", "agreements any", "parties", "signatories", "signatory for body",
    "signatory in role",
)  # fmt: skip
"""The facts of which a release may have any number: measured by precision, recall and F1."""
FIELDS = ("issuer", "number", "date", "place", "title", "kind", "signed on")
"""The values of which there is one or none: measured by the share that is right, and by what was invented."""

_NEWS = ("signed", "renewed")
_TITLE_SHARED = 0.7


class Outcome(StrEnum):
    """What became of a fact. `OPEN` is a field that the release leaves open and the record too."""

    RIGHT = "right"
    FALSE = "false"
    MISSED = "missed"
    WRONG = "wrong"
    INVENTED = "invented"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact: `found` as the record has it, `gold` as the annotation has it, `at` its place in the record."""

    figure: str
    outcome: Outcome
    found: Any = None
    gold: Any = None
    at: Place | None = None


def compare_record(record: Json, gold: Json) -> tuple[Finding, ...]:
    """The findings of one release; a key that is missing counts as open."""
    return (*_head(record, gold), *_names(record, gold), *_agreements(record, gold))


def _head(record: Json, gold: Json) -> Iterator[Finding]:
    def field(name: str, same: Same, value: Callable[[Any], Any] = lambda v: v) -> Finding:
        return _field(name, value(record.get(name)), value(gold.get(name)), same, (name,))

    yield field("issuer", same_name)
    yield field("number", _equal, number_in)
    yield field("date", _equal)
    yield field("place", _folded_equal)
    if gold.get("title"):  # a release without a headline is not asked for one
        yield field("title", lambda a, b: shared_words(a, b) >= _TITLE_SHARED)


def _names(record: Json, gold: Json) -> Iterator[Finding]:
    for figure, same in (("persons", same_person), ("bodies", same_name)):
        found = _distinct(_items(record, figure), same)
        yield from _matched(figure, found, _distinct(_items(gold, figure), same), same)


def _agreements(record: Json, gold: Json) -> Iterator[Finding]:
    every, annotated = _items(record, "agreements"), _items(gold, "agreements")
    news = [i for i in every if i[1].get("status") in _NEWS]
    gold_news = [i for i in annotated if i[1].get("status") in _NEWS]
    yield from _matched("agreements any", every, annotated, _same_agreement)
    for finding in _matched("agreements signed", news, gold_news, _same_agreement):
        yield finding
        ours, theirs = finding.found or {}, finding.gold or {}
        yield from _details(ours, theirs, finding.at or ())
        if finding.outcome is Outcome.RIGHT:
            at = finding.at or ()
            yield _field("kind", ours.get("kind"), theirs.get("kind"), _folded_equal, (*at, "kind"))
            # A wording that only the address resolves is not asked for: the annotation is of the text alone.
            if theirs.get("signed_on") or not theirs.get("signed_text"):
                yield _field("signed on", ours.get("signed_on"), theirs.get("signed_on"), _equal, (*at, "signed_on"))


def _details(ours: Json, theirs: Json, at: Place) -> Iterator[Finding]:
    """Parties and signatories of one agreement; of one that was missed or made up, all are."""
    parties = _distinct(_items(ours, "parties", at), same_name)
    yield from _matched("parties", parties, _distinct(_items(theirs, "parties"), same_name), same_name)
    signers = [i for i in _items(ours, "signatories", at) if i[1].get("person")]
    gold_signers = [i for i in _items(theirs, "signatories") if i[1].get("person")]

    def who(a: Json, b: Json) -> bool:
        return same_person(a["person"], b["person"])

    yield from _matched("signatories", signers, gold_signers, who)
    yield from _matched(
        "signatory for body",
        _with(signers, "body"),
        _with(gold_signers, "body"),
        lambda a, b: who(a, b) and same_name(a["body"], b["body"]),
    )
    yield from _matched(
        "signatory in role",
        _with(signers, "role"),
        _with(gold_signers, "role"),
        lambda a, b: who(a, b) and same_role(a["role"], b["role"]),
    )


def _with(signers: Iterable[Item], key: str) -> list[Item]:
    """The signatories of whom `key` is said, each at the place where it is."""
    return [((*place, key), signer) for place, signer in signers if signer.get(key)]


def _same_agreement(one: Json, other: Json) -> bool:
    """Two agreements are one if their names are, or if they are of one kind and share a party or a signer."""
    if same_name(one.get("name") or "", other.get("name") or ""):
        return True
    if not one.get("kind") or one.get("kind") != other.get("kind"):
        return False
    return any(same_name(a, b) or same_person(a, b) for a in _involved(one) for b in _involved(other))


def _involved(agreement: Json) -> list[str]:
    signers = [s.get("person") or "" for s in agreement.get("signatories") or ()]
    return [*(agreement.get("parties") or ()), *signers]


def _items(of: Json, key: str, at: Place = ()) -> list[Item]:
    return [((*at, key, n), value) for n, value in enumerate(of.get(key) or ())]


def _distinct(items: Sequence[Item], same: Same) -> list[Item]:
    """The items less the empty ones and those that repeat one before them."""
    kept: list[Item] = []
    for place, value in items:
        if value and not any(same(value, other) for _, other in kept):
            kept.append((place, value))
    return kept


def _matched(figure: str, found: Sequence[Item], gold: Sequence[Item], same: Same) -> Iterator[Finding]:
    """What is right or false of `found`, in its order, then what is missed of `gold`."""
    left = list(range(len(gold)))
    for place, value in found:
        hit = next((n for n in left if same(value, gold[n][1])), None)
        if hit is None:
            yield Finding(figure=figure, outcome=Outcome.FALSE, found=value, at=place)
        else:
            left.remove(hit)
            yield Finding(figure=figure, outcome=Outcome.RIGHT, found=value, gold=gold[hit][1], at=place)
    for n in left:
        yield Finding(figure=figure, outcome=Outcome.MISSED, gold=gold[n][1])


def _field(figure: str, found: Any, gold: Any, same: Same, at: Place) -> Finding:
    """One value. Where the annotation is open, any value is invented; where it is not, none is wrong."""
    if gold is None:
        outcome = Outcome.OPEN if found is None else Outcome.INVENTED
    else:
        outcome = Outcome.RIGHT if found is not None and same(found, gold) else Outcome.WRONG
    return Finding(figure=figure, outcome=outcome, found=found, gold=gold, at=None if found is None else at)


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _folded_equal(one: str, other: str) -> bool:
    return folded(one) == folded(other)
