"""Names agreements as a reader would: the printed noun with its complements, one name for each of several."""

from __future__ import annotations

import re

from pmgraph.extract.clusters import Cluster
from pmgraph.extract.mentions import AgreementMention
from pmgraph.german.agreements import is_bare, singular
from pmgraph.model import Span
from pmgraph.reading import Layout

_ADJECTIVE = re.compile(r"(\w+?)e[nrsm]?\s+$")
_ABOUT = re.compile(
    r"(?:^|,\s*|\s+)(?:eine[nrsm]?|ein|die\s+(?:eine|andere)|die\s+erste|die\s+zweite)\s+(?P<about>(?:über|zu|zur|zum|für|mit)\s+[^,.;]+?)(?=,\s+(?:eine|die)|\s+(?:und|sowie)\s+(?:eine|die)|[.;]|$)"
)


def agreement_name(text: str, c: Cluster) -> tuple[str, Span]:
    """The name of an agreement and the passage that it is read from."""
    best = c.best
    if c.earlier and any(m.earlier for m in c.mentions):
        first = next(m for m in c.mentions if m.earlier)
        named = max((m for m in c.mentions if m.earlier), key=lambda m: len(m.name))
        return _with_ordinal(text, named), (named or first).span
    if is_bare(best.noun):
        named = next((m for m in c.mentions if m.name == m.noun == best.name and _of_town(text, m) != m.name), best)
        return _joint(text, named), named.span
    return best.name, best.span


def _joint(text: str, mention: AgreementMention) -> str:
    """ "Eine gemeinsame Erklärung" is called "Gemeinsame Erklärung", because the bare noun alone says too little."""
    before = re.search(
        r"\b(?P<word>[Gg]emeinsame|länderübergreifende|strategische)[nrsm]?\s+$",
        text[max(0, mention.span.start - 30) : mention.span.start],
    )
    if before is None:
        return _of_town(text, mention)
    if mention.name != mention.noun and before["word"][0].islower():
        return mention.name
    return f"{before['word'].capitalize()[:-1]}{_ending(mention.noun)} {mention.name}"


def _of_town(text: str, mention: AgreementMention) -> str:
    """ "Den Gubener Vertrag" is called "Gubener Vertrag": the adjective of a town is part of a name."""
    town = _TOWN.search(text, max(0, mention.span.start - 40), mention.span.start)
    return f"{town['town']} {mention.name}" if town is not None and mention.name == mention.noun else mention.name


_TOWN = re.compile(
    r"\b(?:[Dd](?:er|en|em|es|ie|as)|[Ii]m|[Zz]um|[Zz]ur|[Bb]eim|[Vv]om)\s+(?P<town>[A-ZÄÖÜ][a-zäöüß]{2,}er)\s+$"
)


def several_of(layout: Layout, c: Cluster) -> list[tuple[str, Span]]:
    """The names of several agreements that a plural noun lists: "zwei Verträge: einer über A, einer über B"."""
    for mention in c.mentions:
        if not mention.plural or mention.sentence < 0 or c.earlier:
            continue
        sentence = layout.sentences[mention.sentence]
        rest = layout.text[mention.span.end : sentence.end]
        if not re.match(r"\s*(?:[a-zäöüß]+\s*){0,2}[:–,(-]\s", rest):
            continue
        about = list(_ABOUT.finditer(rest))
        if len(about) > 1:
            noun = singular(mention.noun)
            return [
                (f"{noun} {' '.join(m['about'].split())}", Span(*m.span("about")).shifted(mention.span.end))
                for m in about
            ]
    return []


def _with_ordinal(text: str, mention: AgreementMention) -> str:
    """ "Eine erste Rahmenvereinbarung" is called "Erste Rahmenvereinbarung"; the ending follows the noun's gender."""
    word = _ADJECTIVE.search(text[max(0, mention.span.start - 40) : mention.span.start])
    if (
        word is None
        or not word.group(1)[0].islower()
        or word.group(1) in ("ein", "kein", "unser", "ihr", "sein", "dies", "neu", "d", "di", "jen", "dess", "der")
    ):
        return mention.name
    return f"{word.group(1).capitalize()}{_ending(mention.noun)} {mention.name}"


def _ending(noun: str) -> str:
    lower = noun.lower()
    if lower.endswith(("ung", "urkunde", "charta", "deklaration", "kunft")):
        return "e"
    return "es" if lower.endswith(("abkommen", "memorandum", "übereinkommen", "werk")) else "er"
