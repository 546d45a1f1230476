"""Tells whether the release reports that an agreement was ended: given notice of, dissolved or repealed."""

from __future__ import annotations

import re

from pmgraph.extract.clauses import clause_of
from pmgraph.extract.mentions import AgreementMention
from pmgraph.model import Span

_VERB = re.compile(r"\b(?:(?P<finite>(?:kündig|beend)e?ten?)|(?:auf)?gekündigt|beendet|aufgehoben|aufgelöst)\b")
ENDING = ("kündigt", "beend", "aufgehoben", "aufgelöst")
"""One of these stands in every sentence that ends an agreement."""
_DONE = re.compile(r"\b(?:haben|hat|hatten|hatte|wurde|wurden|worden|ist|sind)\b")
_NOT = re.compile(
    r"\b(?:nicht|kein\w*|nie|weder|soll\w*|will|wollen|wollte\w*|kann|können|könnte\w*|möchte\w*|muss|müssen|darf|dürfen|wird|werden|würde\w*"
    r"|droht\w*|falls|wenn|sofern|sobald|ob)\b"
)
# "kündigte eine Vereinbarung an": that is to announce one.
_ANNOUNCES = re.compile(r"\ban\s*(?:[.,;:!?“\"]|$|und\b)")
_OTHER_OBJECT = re.compile(r"\b(?:Mitgliedschaft|Mitarbeiter\w*|Wohnung|Arbeitsverhältnis\w*|Stelle)\b")


def ended_in(text: str, sentence: Span, mention: AgreementMention) -> Span | None:
    """The clause that says that the agreement was ended; None if that is not said, or planned, denied or only possible."""
    for match in _VERB.finditer(text, sentence.start, sentence.end):
        clause = clause_of(text, sentence, Span(*match.span()))
        if (
            not clause.contains(Span(mention.span.start, mention.span.start))
            or _NOT.search(text, clause.start, clause.end)
            or _OTHER_OBJECT.search(text, clause.start, clause.end)
        ):
            continue
        if match["finite"] is None:
            if _DONE.search(text, clause.start, clause.end):
                return clause
        elif _ANNOUNCES.search(text, match.end(), sentence.end) is None:
            return clause
    return None
