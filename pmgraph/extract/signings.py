"""Finds acts of signing: the construction that reports one, the agreement it is about, and the clause it stands in.

Each construction is a rule of its own. A signing that is only planned keeps its rule and is marked as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pmgraph.extract.clauses import clause_of, ends_clause, opens_speech
from pmgraph.extract.denied import is_denied
from pmgraph.extract.lists import lists_signers
from pmgraph.extract.mentions import AgreementMention
from pmgraph.extract.words import holds
from pmgraph.german.agreements import ANAPHOR, is_private
from pmgraph.german.bodies import LAND, LEGAL_FORM, body_word
from pmgraph.model import Span

_MOST = 8
"""Verbs of signing that are looked at in one sentence."""
_PARTICIPLE = re.compile(
    r"\b(?P<verb>unterzeichnete[nrsm]?|unterschriebene[nrsm]?|(?:ab)?geschlossene[nrsm]?)\s+(?:(?!(?:heute|gerne|die|diese[nrsm]?|eine[nrsm]?|ihre[nrsm]?|seine[nrsm]?|keine[nrsm]?|alle|beide)\s)[a-zäöüß]+e[nrsm]?\s+){0,2}$"
)
_INNER = re.compile(
    r"\b(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Dd]es|[Ee]ine[rnsm]?)\s+(?P<inner>(?:(?!\b(?:der|die|das|dem|den|des)\b)(?:[^,.;:]|(?<=\d)\.)){0,90})$"
)
_IDIOM = re.compile(
    r"\b(?P<verb>setz(?:te|ten|en|t)\s+(?:[^.;:,]{0,60}?\s)?Unterschrift(?:en)?\s+unter)\b"
    r"|\b(?P<wide>setz(?:te|ten|en|t)\s+[^;:!?]{0,300}?\b(?:Unterschrift(?:en)?|(?:ihren?|seinen)\s+Namen)\s+unter)\b"
    r"|\b(?P<put>(?:hat|haben)\s+[^;:!?]{0,300}?\bUnterschrift(?:en)?\s+unter\b[^;:!?]{0,200}?\bgesetzt)\b"
    r"|\b(?P<late>[Uu]nter\s+(?:das|die|den)\b[^;:]{0,240}?\bUnterschrift(?:en)?\s+(?:ge)?setz(?:te|ten|t|en)?)\b"
    r"|\b(?P<seal>(?:besiegel|bekräftig)(?:te|ten|n|t)\b[^;:]{0,120}?\bUnterschrift(?:en)?|[Mm]it\s+(?:ihre[rn]|seine[rn])\s+"
    r"Unterschrift(?:en)?\b[^;:]{0,400}?\b(?:besiegel|bekräftig)(?:te|ten|t|n))\b"
    r"|\b(?P<bears>träg(?:t|en)\s+(?:seit\s+)?(?:heute|gestern|jetzt|nun)\b[^.;:]{0,30}?\bUnterschrift(?:en)?\s+(?:von|der|des))\b"
    r"|\b(?P<given>leist(?:ete|eten)\s+(?:[^.;:,]{0,40}?\s)?Unterschrift(?:en)?|Unterschrift(?:en)?\s+leist(?:ete|eten))\b"
)
_AS_SIGNER = re.compile(
    r"\b(?P<verb>[Aa]ls\s+Unterzeichner(?:in|innen)?|[Zz]u\s+den\s+Unterzeichne(?:rn|nden)\s+(?:gehör|zähl)(?:t|en|te|ten)|Unterzeichner\s+(?:sind|waren))\b"
)
_DONE = re.compile(r"\b(?P<verb>[Uu]nterzeichnet|[Uu]nterschrieben|[Gg]ezeichnet)\b")
_CONCLUDED = re.compile(r"\b(?P<verb>(?:ab)?geschlossen)\b")
_FINITE = re.compile(
    r"\b(?P<verb>unterzeichneten?|unterschrieb(?:en)?|unterzeichnen|unterschreiben|schloss(?:en)?|unterschreibt)\b"
)
_HAVE = re.compile(r"\b(?:haben|hat|hatten|hatte|habe|habt)\b")
_BE = re.compile(r"\b(?:wurde|wurden|worden|ist|sind|war|waren)\b")
_BECOME = re.compile(r"\b(?:wird|werden|würde|würden)\b")
_MODAL = re.compile(
    r"\b(?:soll|sollen|sollte|sollten|will|wollen|wollte|wollten|kann|können|möchte|möchten|muss|müssen|müsste|darf|dürfen|beabsichtig\w*|plan(?:t|en)|vorgesehen"
    r"|unterschriftsreif|bevor|sobald|wenn|falls|würde|würden)\b"
)
_READY = re.compile(
    r"\b(?P<verb>unterschriftsreif|(?:fertig\s+)?zur\s+Unter(?:schrift|zeichnung)(?:\s+(?:vor|bereit|fertig))?)\b"
)
_NEGATED = re.compile(r"\b(?:nicht|kein(?:e[nrsm]?)?|noch\s+nicht|weder|ohne)\s+(?:\w+\s+){0,2}$")
_OTHER = re.compile(
    r"\b(?:[A-ZÄÖÜ][\wäöüß-]*)?(?:[Gg]esetze?s?|[Gg]ästebuch|[Ee]rnennungsurkunden?|[Pp]etition|[Vv]erordnung|[Ee]rlass|[Bb]escheide?|[Aa]ufruf|[Aa]ppell|[Rr]esolution|[Hh]aushaltsplan|Buch|Brief|Trikots?)\b"
)
# A contract of one person's own: "unterschrieb einen Vertrag bis 2019 beim Verein", "als Trainer", "seinen Vertrag".
_OWN = re.compile(
    r"\b(?:seine[nm]|ihre[nm])\s+(?:[a-zäöüß]+e[nrsm]?\s+)?Vertrag\b(?!\s+(?:mit|über|zum|zur))|\bVertrag\s+(?:[a-zäöüß]+\s+)?(?:als\s+[A-ZÄÖÜ]|beim?\s|bis\s+(?:\d{4}|zum\s+[A-ZÄÖÜ]\w+ende|Saisonende))"
)
_SINGULAR = re.compile(r"\b(?:unterschrieb|unterzeichnete|unterschreibt|hat|hatte|unterzeichnet)\b")
_TODAY = re.compile(r"\b(?:[Hh]eute|heutigen)\b")
_ABOUT = re.compile(
    r"\b(?:über|zum|zur|zu|für|mit|gegen)\s+(?:de[nmr]\s+|die\s+|das\s+|eine[nmr]?\s+)?(?:[a-zäöüß]+\s+)?$"
)
_PAPERS = ("vertrag", "urkunde", "erklärung")
"""One of these stands in every noun for a paper that binds no bodies."""
_CAPITAL = re.compile(r"\b[A-ZÄÖÜ][\wäöüß-]+")
_SIGNS_FOR = re.compile(
    rf"\b[Ff]ür\s+(?:(?:die|das|den)\s+(?:[a-zäöüß]+e[nrs]?\s+)?(?P<noun>[A-ZÄÖÜ][\wäöüß-]*(?:\s[A-ZÄÖÜ][\wäöüß-]*)?)|{LAND}\b)"
    r"|\b(?:[Aa]uf\s+Seiten|[Aa]ufseiten|[Nn]amens|[Ss]eitens)\s+(?:der|des|von)\s"
)
_AGENT = re.compile(r"\s+(?:von|durch)\b")
_PRONOUN = re.compile(r"\b(?:sie|ihn|es|diese[nrsm]?|dies|darunter)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRead:
    """One reported act of signing.

    `inner` is the clause in which its date, place, signers and parties are looked for; `agreement` the noun that the
    clause itself names, `anaphor` the word that stands for one named before ("das Dokument").
    """

    sentence: int
    verb: Span
    rule: str
    planned: bool
    agreement: AgreementMention | None
    anaphor: Span | None
    inner: Span
    agents: bool = True
    """Whether the clause names who signs: not so for an adjectival participle, nor for what lies ready to be signed."""
    signs_for: bool = False
    """Whether the clause says for whom someone signs, which makes an object superfluous: "für die Stadt unterschrieb …"."""


def find_signings(text: str, sentences: tuple[Span, ...], agreements: list[AgreementMention]) -> list[SigningRead]:
    """The acts of signing that the sentences report, in order."""
    found: list[SigningRead] = []
    if not any(hint in text for hint in _HINTS):
        return found
    by_sentence: dict[int, list[AgreementMention]] = {}
    for mention in agreements:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for number, span in enumerate(sentences):
        here = by_sentence.get(number, [])
        if not holds(text, span, _HINTS):
            continue
        participles = [s for a in here if (s := _attributive(text, span, a)) is not None]
        found.extend(participles)
        taken = {s.verb for s in participles}
        for verb, rule, planned in _verbs(text, span, taken, bool(here)):
            read = _predicate(text, number, span, here, verb, rule, planned)
            if read is not None and not any(r.sentence == number and r.inner == read.inner for r in found):
                found.append(read)
    return sorted(found, key=lambda r: (r.sentence, r.verb.start))


_HINTS = ("nterz", "nterschr", "ezeichn", "schloss", "Namen unter")
"""One of these stands in every verb of signing."""


def _attributive(text: str, sentence: Span, agreement: AgreementMention) -> SigningRead | None:
    """ "in der am Mittwoch in Magdeburg unterzeichneten Rahmenvereinbarung": the participle right before the noun."""
    match = _PARTICIPLE.search(text, max(sentence.start, agreement.span.start - 60), agreement.span.start)
    if match is None:
        return None
    verb = Span(*match.span("verb"))
    inner = _INNER.search(text, max(sentence.start, verb.start - 120), verb.start)
    if inner is None:
        return None
    return SigningRead(
        sentence=agreement.sentence, verb=verb, rule="sign.concluded" if "schlossen" in match["verb"] else "sign.participle",
        planned=False, agreement=agreement, anaphor=None, inner=Span(*inner.span("inner")), agents=False,
    )  # fmt: skip


def _predicate(
    text: str, number: int, span: Span, agreements: list[AgreementMention], verb: Span, rule: str, planned: bool
) -> SigningRead | None:
    """The act that a verb reports, with the clause around it and the agreement that the clause names."""
    if _NEGATED.search(text, max(span.start, verb.start - 40), verb.start):
        return None
    clause = _own_relative(text, clause_of(text, span, verb), agreements, verb)
    if text[clause.end : clause.end + 1] == ":" and lists_signers(text, Span(span.start, clause.end + 1)):
        clause = Span(clause.start, span.end)  # "Den Vertrag haben unterzeichnet: A, B und C"
    inside = [a for a in agreements if clause.contains(a.span) or clause.contains(Span(a.span.start, a.span.start))]
    object_ = min(inside or agreements, key=lambda a: _distance(a.span, verb), default=None)
    if object_ is None and rule == "sign.concluded":
        return None
    if _other_object(text, clause, object_):
        return None
    if is_denied(text, span, clause, verb, object_.span if object_ is not None else None):
        return None
    noun = None
    if object_ is None:
        noun = ANAPHOR.search(text, clause.start, clause.end) or _PRONOUN.search(text, clause.start, clause.end)
    return SigningRead(
        sentence=number, verb=verb, rule=rule, planned=planned, agreement=object_, anaphor=Span(*noun.span()) if noun else None,
        inner=clause, agents=_READY.fullmatch(text, verb.start, verb.end) is None,
        signs_for=object_ is None and (_signs_for(text, clause) or lists_signers(text, span)),
    )  # fmt: skip


def _signs_for(text: str, clause: Span) -> bool:
    """Whether the clause says for which body someone signs: "für die Stadt unterschrieb …", not "für das Gelände"."""
    for match in _SIGNS_FOR.finditer(text, clause.start, clause.end):
        noun = match["noun"]
        if noun is None or any(body_word(w) is not None or LEGAL_FORM.match(w) for w in noun.split()):
            return True
    return False


def _own_relative(text: str, clause: Span, agreements: list[AgreementMention], verb: Span) -> Span:
    """The clause without what stands before an agreement's relative clause that the verb ends: "…, den A unterzeichnete"."""
    if not ends_clause(text, verb, clause.end):
        return clause
    starts = [
        m.end() for a in agreements
        if clause.start <= a.span.start and (m := _WHICH.match(text, a.span.end, verb.start)) is not None
    ]  # fmt: skip
    if not starts:
        return clause
    comma = text.find(",", verb.end, clause.end)
    return Span(max(starts), comma if comma >= 0 else clause.end)


_WHICH = re.compile(r"(?:\s+[a-zäöüß]+)?\s*,(?=\s+(?:de[nmr]|das|die|welche[nsr]?)\s)")


def _other_object(text: str, clause: Span, agreement: AgreementMention | None) -> bool:
    """Whether something else is signed: a law, a guest book, a petition, also one that is about an agreement."""
    inside = agreement is not None and clause.contains(Span(agreement.span.start, agreement.span.start))
    if (
        not inside
        and holds(text, clause, _PAPERS)
        and any(is_private(m.group()) for m in _CAPITAL.finditer(text, clause.start, clause.end))
    ):
        return True
    other = _OTHER.search(text, clause.start, clause.end)
    if other is None:
        return _OWN.search(text, clause.start, clause.end) is not None and (
            _SINGULAR.search(text, clause.start, clause.end) is not None
        )
    if agreement is None or not inside:
        return True
    return other.end() <= agreement.span.start and _ABOUT.search(text, other.end(), agreement.span.start) is not None


def _verbs(text: str, span: Span, taken: set[Span], named: bool) -> list[tuple[Span, str, bool]]:
    """The verbs of signing in a sentence, each with its rule and whether it lies ahead."""
    found: list[tuple[Span, str, bool]] = []
    idiom = _IDIOM.search(text, span.start, span.end)
    if idiom is not None:
        return [(_idiom_verb(idiom), "sign.idiom", _ahead(text, span, Span(*idiom.span())))]
    signer = _AS_SIGNER.search(text, span.start, span.end)
    if signer is not None:
        return [(Span(*signer.span("verb")), "sign.as-signer", False)]
    for done in islice(_DONE.finditer(text, span.start, span.end), _MOST):
        verb = Span(*done.span("verb"))
        rule = _participle_rule(text, span, verb, done["verb"], named)
        if rule is not None:
            found.append((verb, *rule))
    for finite in islice(_FINITE.finditer(text, span.start, span.end), _MOST):
        verb = Span(*finite.span("verb"))
        if verb in taken or any(verb.start <= v.end and v.start <= verb.end for v, _, _ in found):
            continue
        rule = _finite_rule(text, span, verb, finite["verb"], named)
        if rule is not None:
            found.append((verb, *rule))
    if not found and named:
        concluded = _CONCLUDED.search(text, span.start, span.end)
        if concluded is not None:
            verb = Span(*concluded.span("verb"))
            found.append((verb, "sign.concluded", _ahead(text, span, verb)))
    if not found and named:
        ready = _READY.search(text, span.start, span.end)
        if ready is not None:
            found.append((Span(*ready.span("verb")), "sign.planned", True))
    return found


def _idiom_verb(idiom: re.Match[str]) -> Span:
    """The words of signing alone: of "unter das A und B ihre Unterschriften setzten" the last two."""
    noun = re.search(r"\b(?:ihre[rn]?\s+|seine[rn]?\s+)?(?:Unterschrift(?:en)?|Namen)\b", idiom.group())
    assert noun is not None
    start = idiom.start() + noun.start()
    if idiom["late"] is None and idiom["seal"] is None and idiom["put"] is None:
        # "setzte gemeinsam mit Landrat B seine Unterschrift unter": who else signs is no word of signing.
        names = any(c.isupper() for c in idiom.group()[: noun.start()])
        return Span(start if names else idiom.start(), idiom.end())
    if idiom["late"] is not None:
        return Span(start, idiom.end())
    return Span(start, idiom.start() + noun.end())


def _participle_rule(text: str, span: Span, verb: Span, word: str, named: bool) -> tuple[str, bool] | None:
    clause = clause_of(text, span, verb)
    ahead = _ahead(text, span, verb)
    if word.lower() == "gezeichnet" and not named:
        return None
    if _HAVE.search(text, clause.start, clause.end):
        return ("sign.planned", True) if ahead else ("sign.perfect", False)
    if _BE.search(text, clause.start, clause.end):
        return ("sign.planned", True) if ahead else ("sign.passive", False)
    if ahead or _BECOME.search(text, clause.start, clause.end):
        return "sign.planned", True
    if _AGENT.match(text, verb.end, span.end) or (named and _elliptic(text, span, verb)):
        return "sign.by-agent", False
    if word.lower() == "unterzeichnet" and (named or _CONJUNCTION.search(text, span.start, verb.start) is None):
        return "sign.present", not _is_todays_news(text, clause)  # "Ministerin A unterzeichnet am Freitag …"
    return None


def _is_todays_news(text: str, clause: Span) -> bool:
    """Whether the present tense tells what happens today; with an hour it still invites."""
    return _TODAY.search(text, clause.start, clause.end) is not None and " Uhr" not in text[clause.start : clause.end]


def _elliptic(text: str, span: Span, verb: Span) -> bool:
    """Whether the participle ends its sentence without an auxiliary, as headlines and captions do.

    Behind a conjunction the same word is a verb in the present: "…, dass der Landrat den Vertrag unterzeichnet".
    """
    return text[verb.end : span.end].strip(" .!“") == "" and _CONJUNCTION.search(text, span.start, verb.start) is None


_CONJUNCTION = re.compile(
    r"\b(?:dass|daß|ob|wenn|falls|sobald|bevor|ehe|bis|damit|sofern|solange|indem|weil)\b|,\s+(?:d(?:er|ie|as|en)|welche[rns]?)\s",
    re.IGNORECASE,
)


def _finite_rule(text: str, span: Span, verb: Span, word: str, named: bool) -> tuple[str, bool] | None:
    if word.startswith("schloss"):
        return ("sign.concluded", False) if named else None
    infinitive = word.endswith(("zeichnen", "schreiben", "schreibt"))
    if infinitive:
        if _is_caption(text, span):
            return "sign.caption", False
        if _ahead(text, span, verb) or _BECOME.search(text, span.start, span.end):
            return "sign.planned", True
        return "sign.present", not _is_todays_news(text, clause_of(text, span, verb))
    return ("sign.planned", True) if _ahead(text, span, verb) else ("sign.preterite", False)


_CAPTION_WORDS = re.compile(
    r"\b(?:Bildunterschrift|Foto|Bild|Auf dem (?:Foto|Bild))\b|\((?:l\.|r\.|links|rechts|v\.\s?l\.|Mitte|M\.)",
    re.IGNORECASE,
)


def _is_caption(text: str, span: Span) -> bool:
    return _CAPTION_WORDS.search(text, span.start, span.end) is not None


def _ahead(text: str, span: Span, verb: Span) -> bool:
    """Whether a modal verb or the like in the same clause puts the signing into the future."""
    clause = clause_of(text, span, verb)
    modal = _MODAL.search(text, clause.start, clause.end)
    if modal is not None and not opens_speech(text, modal.start(), verb.start):
        return True
    become = _BECOME.search(text, clause.start, clause.end)
    return (
        become is not None
        and _BE.search(text, clause.start, clause.end) is None
        and _HAVE.search(text, clause.start, clause.end) is None
        and _near(become, verb)
    )


def _near(match: re.Match[str], verb: Span) -> bool:
    return abs(match.start() - verb.start) < 200


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
