"""Decides which nouns of a release mean the same agreement, and to which agreement each reported signing belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pmgraph.extract.mentions import AgreementMention
from pmgraph.extract.signings import SigningRead
from pmgraph.extract.words import holds
from pmgraph.german.agreements import OLD_ONE, RENEWAL, is_bare, is_weak, short_form, singular
from pmgraph.model import Span
from pmgraph.reading import Layout


@dataclass(slots=True)
class Cluster:
    """The mentions that mean one agreement, and the signings reported of it."""

    mentions: list[AgreementMention]
    earlier: bool
    signings: list[SigningRead] = field(default_factory=list)
    recalled: set[int] = field(default_factory=set)
    """Ids of the signings that are background."""

    @property
    def fullest(self) -> AgreementMention:
        """The mention with the longest noun and the most complement, a telling one before "Vereinbarung" alone."""
        return max(
            self.mentions, key=lambda m: (not m.plural, not is_bare(m.noun), len(m.noun), len(m.name), -m.span.start)
        )

    @property
    def best(self) -> AgreementMention:
        """The mention that names it: the fullest noun, or one with complements where that has none."""
        fullest = self.fullest
        if fullest.name != fullest.noun:
            return fullest
        told = [m for m in self.mentions if m.sentence >= 0 and len(m.name) - len(m.noun) > 8]
        return max(told, key=lambda m: len(m.noun), default=fullest)

    @property
    def first(self) -> tuple[int, int]:
        """Where it is mentioned first."""
        return min((m.sentence, m.span.start) for m in self.mentions)


def cluster(mentions: list[AgreementMention], signings: list[SigningRead], *, year: int | None) -> list[Cluster]:
    """The agreements that the mentions mean, in order of their first mention, the earlier ones last.

    Mentions with the same noun, or of which one noun is the short form of the other, mean one agreement. An earlier one
    ("die erste Rahmenvereinbarung", "die Vereinbarung von 2008") stands apart. So do several of one kind where the
    release says that there are several. A bare noun inside a quotation makes no agreement of its own.
    """
    objects = {s.agreement.span for s in signings if s.agreement is not None}
    known = [_dated(m, year) for m in mentions if not (m.quoted and is_bare(m.noun)) or m.span in objects]
    several = {_base(m.noun) for m in known if m.plural}
    clusters: list[Cluster] = []
    for mention in sorted(known, key=lambda m: (-len(m.noun), m.sentence, m.span.start)):
        home = _home(clusters, mention, several)
        if home is None:
            clusters.append(Cluster([mention], mention.earlier))
        else:
            home.mentions.append(mention)
    for each in clusters:
        each.mentions.sort(key=lambda m: (m.sentence, m.span.start))
    clusters = _without_plurals(_anaphoric(clusters), several)
    return sorted(clusters, key=lambda c: (c.earlier, c.first))


def _dated(mention: AgreementMention, year: int | None) -> AgreementMention:
    """A mention with a year of its own before that of the release is an earlier one."""
    if mention.year is None or year is None or mention.year >= year:
        return mention
    return replace(mention, earlier=True)


def _home(clusters: list[Cluster], mention: AgreementMention, several: set[str]) -> Cluster | None:
    lower = short_form(mention.noun)
    fitting = [
        c
        for c in clusters
        if c.earlier == mention.earlier
        and any(short_form(m.noun).endswith(lower) for m in c.mentions)
        and not _other_of_several(c, mention, several)
    ]
    before = [c for c in fitting if c.first <= (mention.sentence, mention.span.start)]
    return max(
        before,
        key=lambda c: max(
            p for m in c.mentions if (p := (m.sentence, m.span.start)) <= (mention.sentence, mention.span.start)
        ),
        default=None,
    ) or (fitting[0] if fitting else None)


def _base(noun: str) -> str:
    lower = singular(noun).lower()
    return next(
        (
            end
            for end in ("vereinbarung", "vertrag", "abkommen", "pakt", "urkunde", "erklärung", "memorandum")
            if lower.endswith(end)
        ),
        lower,
    )


def _other_of_several(c: Cluster, mention: AgreementMention, several: set[str]) -> bool:
    """Whether the release speaks of several agreements of this kind and the complements differ."""
    if mention.plural or _base(mention.noun) not in several:
        return False
    tails = {m.name[len(m.noun) :] for m in c.mentions if not m.plural and m.name != m.noun}
    return mention.name != mention.noun and bool(tails) and mention.name[len(mention.noun) :] not in tails


def _without_plurals(clusters: list[Cluster], several: set[str]) -> list[Cluster]:
    """Where singular mentions stand for the agreements one by one, the plural is not one more."""
    kept = []
    for c in clusters:
        if all(m.plural for m in c.mentions):
            base = _base(c.mentions[0].noun)
            singles = [
                o
                for o in clusters
                if o is not c
                and not o.earlier
                and _base(o.mentions[0].noun) == base
                and not all(m.plural for m in o.mentions)
            ]
            if len(singles) > 1:
                continue
        kept.append(c)
    return kept


def _anaphoric(clusters: list[Cluster]) -> list[Cluster]:
    """A bare noun with the definite article that has no compound of its own stands for the agreement named before."""
    kept = list(clusters)
    for c in clusters:
        if c.earlier or not all(is_bare(m.noun) and m.name == m.noun and m.definite for m in c.mentions):
            continue
        before = [o for o in kept if o is not c and not o.earlier and o.first < c.first]
        if before:
            max(before, key=lambda o: o.first).mentions.extend(c.mentions)
            kept.remove(c)
    return kept


def merge_title(clusters: list[Cluster]) -> list[Cluster]:
    """An agreement that only the title names is the one that the text says was signed, if there is one such."""
    titled = [c for c in clusters if not c.earlier and all(m.sentence < 0 for m in c.mentions) and not c.signings]
    signed = [c for c in clusters if not c.earlier and c.signings and any(m.sentence >= 0 for m in c.mentions)]
    others = signed or [c for c in clusters if not c.earlier and c not in titled]
    if len(titled) != 1 or len(others) != 1:
        return clusters
    title, text = titled[0], others[0]
    if _base(title.mentions[0].noun) == _base(text.mentions[0].noun):
        text.mentions[:0] = title.mentions
    return [c for c in clusters if c is not title]


def assign(clusters: list[Cluster], signings: list[SigningRead]) -> list[SigningRead]:
    """Give each signing to its agreement; returns those that found none.

    One that names none by itself belongs to the agreement named last before it, or to the only one there is.
    """
    lost = []
    for signing in signings:
        home = next(
            (
                c
                for c in clusters
                if signing.agreement is not None and signing.agreement.span in [m.span for m in c.mentions]
            ),
            None,
        )
        if home is None:
            fresh = [c for c in clusters if not c.earlier]
            before = [c for c in fresh if any(m.sentence <= signing.sentence for m in c.mentions)]
            strong = (
                signing.anaphor is not None
                or signing.signs_for
                or signing.rule in ("sign.idiom", "sign.caption", "sign.nominal", "sign.as-signer")
            )
            if strong and before:
                home = max(
                    before,
                    key=lambda c: max((m.sentence, m.span.start) for m in c.mentions if m.sentence <= signing.sentence),
                )
            elif len(fresh) == 1 and (strong or signing.signs_for):
                home = fresh[0]
        if home is not None:
            home.signings.append(signing)
        elif signing.rule not in ("sign.caption", "sign.concluded"):
            lost.append(signing)
    return lost


def without_weak(clusters: list[Cluster]) -> list[Cluster]:
    """A declaration or deed, or "Verträge" at large, is an agreement only where the text says that it was signed."""
    return [
        c
        for c in clusters
        if any(s.rule != "sign.concluded" for s in c.signings)
        or not all(is_weak(m.noun) or (m.plural and is_bare(m.noun)) for m in c.mentions)
    ]


def split_recalled(clusters: list[Cluster], long_ago: set[int]) -> list[Cluster]:
    """A noun that is the object of a signing long ago is another agreement where the same words have a newer signing."""
    result = []
    for c in clusters:
        old = [s for s in c.signings if id(s) in long_ago]
        new = [s for s in c.signings if id(s) not in long_ago]
        nouns = [s.agreement for s in old if s.agreement is not None]
        own = [m for m in c.mentions if any(n.span == m.span for n in nouns)]
        rest = [m for m in c.mentions if m not in own]
        if old and new and own and rest:
            result.append(Cluster(rest, c.earlier, new))
            result.append(Cluster([replace(m, earlier=True) for m in own], True, old))
        else:
            result.append(c)
    return result


_SOON = 2


def renews(layout: Layout, c: Cluster) -> bool:
    """Whether a word of renewal stands right before a noun, in the title, or in the sentences about the signing."""
    text = layout.text
    if any(not m.earlier and RENEWAL.search(text, max(0, m.span.start - 40), m.span.start) for m in c.mentions):
        return True
    if layout.title is not None and RENEWAL.search(text, layout.title.start, layout.title.end):
        return True
    numbers = {n for s in c.signings if not s.planned for n in range(s.sentence, s.sentence + 1 + _SOON)} | {
        s.sentence - 1 for s in c.signings
    }
    if any(_renewal_in(text, layout.sentences[n]) for n in numbers if 0 <= n < len(layout.sentences)):
        return True
    if not any(word in text for word in ("ersetzt", "löst", "an die Stelle")):
        return False
    return any(_REPLACES.search(text, s.start, s.end) for s in layout.sentences)


_ANAPHOR = r"(?:sie|er|es|diese[rs]?|die\s+neue\s+\w+|der\s+neue\s+\w+|das\s+neue\s+\w+)"
_RENEWED = re.compile(
    rf"\b(?:{_ANAPHOR}\s+(?:wird|wurde|ist)\s+(?:(?!automatisch|stillschweigend|jeweils|sofern|wenn)[\wäöüß]+\s+){{0,12}}(?:erneuert|verlängert|fortgeschrieben|fortgesetzt)\b"
    rf"|(?:tritt|treten|trat|traten)\s+(?:[\wäöüß]+\s+){{0,4}}an\s+die\s+Stelle|(?:löst|lösen|löste|lösten)\s+(?:damit\s+)?{OLD_ONE}\b[^.]{{0,80}}\bab\b"
    rf"|(?:ersetzt|ersetzen|ersetzte|ersetzten)\s+(?:damit\s+)?(?:{OLD_ONE}|(?:die|den|das)\s+(?:bisherige|alte|frühere|auslaufende))"
    rf"|{OLD_ONE}\b[^.;]{{0,80}}\b(?:wird|wurde|werden|wurden)\s+(?:damit\s+|nun\s+|dadurch\s+)?(?:abgelöst|ersetzt)"
    r"|Erneuerung\s+(?:des|der)\s|Verlängerung\s+(?:des|der)\s|[Ee]rstmals\s+(?:hatte|wurde|war)[^.]{0,60}\b(?:geschlossen|unterzeichnet))",
    re.IGNORECASE,
)


# Told anywhere in the release, where the new agreement is the subject: "Die Erklärung ersetzt einen Vertrag von 2009".
_REPLACES = re.compile(
    rf"\b(?:(?:[Dd]ie|[Dd]iese|[Dd]er|[Dd]ieser|[Dd]as|[Dd]ieses)\s+(?:neue\s+)?\w*(?:vereinbarung|erklärung|vertrag|abkommen|pakt|memorandum)|[Ss]ie|[Ee]r|[Ee]s)"
    rf"\s+(?:(?:ersetzt|löst)\s+(?:damit\s+)?{OLD_ONE}|tritt\s+(?:damit\s+)?an\s+die\s+Stelle)",
    re.IGNORECASE,
)


_REPLACED = re.compile(
    r"\b(?:ersetzt|tritt\s+an\s+die\s+Stelle)\b|\b(?:löst|lösen)\b[^.]{0,120}\bab\b|\babgelöst\b", re.IGNORECASE
)


def is_replaced(layout: Layout, c: Cluster) -> bool:
    """Whether a sentence says of an earlier agreement that another takes its place."""
    spans = [layout.sentences[m.sentence] for m in c.mentions if m.sentence >= 0]
    return any(_REPLACED.search(layout.text, span.start, span.end) for span in spans)


def _renewal_in(text: str, sentence: Span) -> bool:
    return holds(text, sentence, _RENEWING) and _RENEWED.search(text, sentence.start, sentence.end) is not None


_RENEWING = (
    "rsetz", "lös", "Stelle", "erneuer", "rneuerung", "verlänger", "erlängerung", "fortge", "rstmals",
)  # fmt: skip
"""One of these stands in everything that `_RENEWED` finds."""
