"""Says a change as a sentence of German or English, with the passage that it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmgraph.delta.compare import Change, ThingDelta, Turn
from pmgraph.delta.facts import Fact, Quote, Snapshot
from pmgraph.spoken_dates import spoken

SIGNS = {Turn.CAME: "+", Turn.WENT: "−", Turn.CHANGED: "~"}

_QUOTED = {"de": "„%s“", "en": "“%s”"}
_ASPECTS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "name": "Name", "title": "Titel", "kind": "Art", "status": "Stand", "date": "Datum", "place": "Ort",
        "identifier": "Kennung", "issuer": "Herausgeber", "party": "Partner", "predecessor": "Vorgänger",
        "committee": "sieht vor", "topic": "Thema", "announces": "berichtet von", "type": "Typ",
        "parent": "gehört zu", "office": "Amt", "statement": "Aussage", "issue": "Befund", "former": "früher unter",
    },
    "en": {
        "name": "name", "title": "title", "kind": "kind", "status": "status", "date": "date", "place": "place",
        "identifier": "identifier", "issuer": "publisher", "party": "party", "predecessor": "predecessor",
        "committee": "provides for", "topic": "topic", "announces": "reports", "type": "type",
        "parent": "belongs to", "office": "post", "statement": "statement", "issue": "finding", "former": "formerly at",
    },
}  # fmt: skip
_KINDS = {
    "de": {"agreement": "Vereinbarung", "release": "Mitteilung", "body": "Stelle"},
    "en": {"agreement": "agreement", "release": "release", "body": "body"},
}
_STATES = {"de": {"open": "offen", "resolved": "gelöst"}, "en": {"open": "open", "resolved": "resolved"}}
_SIGNER = {"de": ("Unterzeichnerin", "Unterzeichner", "Unterschrift von"), "en": ("signed by",) * 3}
_WORDS = {
    "de": {"for": "für", "because": "denn", "by": "laut", "register": "Register", "record": "Eintrag",
           "catalogue": "Katalog", "derived": "Ableitung", "at": "Zeichen", "new": "neu", "gone": "entfallen"},
    "en": {"for": "for", "because": "because", "by": "according to", "register": "register", "record": "record",
           "catalogue": "catalogue", "derived": "derivation", "at": "characters", "new": "new", "gone": "gone"},
}  # fmt: skip
_PRINTED = frozenset({"title", "statement"})
# How an office is put tells how its holder is called, where the text says it: "Ministerin", "Geschäftsführer".
_FEMININE = re.compile(r"\b[\wäöüß-]+in\b")
_MASCULINE = re.compile(r"\b[\wäöüß-]+(?:er|or|ent|är|rat|mann|eur|ist|ant|Präses)\b")


def thing_line(delta: ThingDelta, former: Snapshot, latter: Snapshot, language: str) -> str:
    """The line above the changes of a thing: its kind and name, and whether it came or went."""
    snapshot = former if delta.turn is Turn.WENT else latter
    kind, name = _KINDS[language][delta.kind], snapshot.name(delta.thing, language)
    line = f"{kind[0].upper()}{kind[1:]} {_QUOTED[language] % name}"
    tail = {Turn.CAME: _WORDS[language]["new"], Turn.WENT: _WORDS[language]["gone"]}.get(delta.turn)
    return f"{line} ({tail})" if tail is not None else line


def sentence(change: Change, former: Snapshot, latter: Snapshot, language: str) -> str:
    """The change without the name of its thing, such as "+ Unterzeichnerin …, denn: „…“"."""
    if change.before is not None and change.after is not None:
        before, after = phrase(change.before, former, language), phrase(change.after, latter, language)
        said = f"{before} → {_less(after, before)}"
    else:
        said = phrase(change.fact, latter if change.after is not None else former, language)
    snapshot = latter if change.after is not None else former
    if change.fact.aspect in _PRINTED and change.fact.quotes:
        # The fact is its own passage.
        return f"{SIGNS[change.turn]} {said} ({_short(change.fact.quotes[0].release)})"
    return f"{SIGNS[change.turn]} {said}, {grounds(change.fact, snapshot, language)}"


def _less(after: str, before: str) -> str:
    """The second phrase without the head that both share: "Stand: geplant → unterzeichnet"."""
    head, colon, value = after.partition(": ")
    return value if colon and before.startswith(f"{head}: ") else after


def phrase(fact: Fact, snapshot: Snapshot, language: str) -> str:
    """What a fact says, such as "Partner: Landkreistag Sachsen-Anhalt"."""
    parts, quoted = fact.parts, _QUOTED[language]
    if fact.aspect == "signature":
        return _signature(fact, snapshot, language)
    head = _ASPECTS[language][fact.aspect]
    if fact.aspect == "office":
        post = parts.get("post")
        return f"{head}: {parts['person']}" + (f", {snapshot.name(post, language)}" if post else "")
    if fact.aspect == "statement":
        speaker = f" ({parts['person']})" if "person" in parts else ""
        return f"{head}{speaker}: {quoted % parts['text']}"
    if fact.aspect == "issue":
        state = parts["state"].rsplit("/", 1)[-1]
        return f"{head} {parts['code']}: {_STATES[language].get(state, state)}"
    value = parts["value"]
    if fact.aspect == "date":
        return f"{head}: {spoken(value, language)}"
    if fact.aspect in ("name", "title"):
        return f"{head}: {quoted % value}"
    if fact.aspect == "former":
        return f"{head}: {value.rpartition('/id/')[2]}"
    return f"{head}: {snapshot.name(value, language) if '://' in value else value}"


def _signature(fact: Fact, snapshot: Snapshot, language: str) -> str:
    feminine, masculine, neutral = _SIGNER[language]
    wording = " ".join(q.exact for q in fact.quotes if q.exact)
    post = snapshot.name(fact.parts["post"], language) if "post" in fact.parts else None
    office = post if post is not None and post.split(" ")[0] in wording else ""
    first = office.split(" ")[0]
    noun = feminine if _FEMININE.fullmatch(first) else masculine if _MASCULINE.fullmatch(first) else neutral
    said = f"{noun} {fact.parts['person']}"
    if post is not None:
        said += f", {post}"
    if "body" in fact.parts:
        said += f", {_WORDS[language]['for']} {snapshot.name(fact.parts['body'], language)}"
    return said


def grounds(fact: Fact, snapshot: Snapshot, language: str) -> str:
    """Why: the wording of the passages with the release they are of, or the source that says so without a passage."""
    words = _WORDS[language]
    releases: dict[str, list[Quote]] = {}
    for quote in fact.quotes:
        releases.setdefault(quote.release, []).append(quote)
    if releases:
        said = "; ".join(_passages(quotes, language) + f" ({_short(release)})" for release, quotes in releases.items())
        return f"{words['because']}: {said}"
    return f"{words['by']} " + ", ".join(_source(graph, words) for graph in fact.graphs or ("/graph/derived",))


def _passages(quotes: list[Quote], language: str) -> str:
    """The passages in the order of the text, none that lies inside another; offsets where there is no wording."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        if not kept or quote.end > kept[-1].end:
            kept.append(quote)
    if all(quote.exact for quote in kept):
        return " … ".join(_QUOTED[language] % quote.exact for quote in kept)
    return f"{_WORDS[language]['at']} " + ", ".join(f"{quote.start}–{quote.end}" for quote in kept)


def _short(release: str) -> str:
    return release.partition("/id/release/")[2] or release


def _source(graph: str, words: Mapping[str, str]) -> str:
    """A named graph as a reader says it: "Register", "Eintrag …", or the release."""
    _, _, tail = graph.partition("/graph/")
    kind, _, rest = tail.partition("/")
    if kind == "record":
        return f"{words['record']} {rest}"
    return (rest or words.get(kind, graph)) if tail else graph
