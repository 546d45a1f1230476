"""Tells whether the release reports that an agreement was ended: given notice of, dissolved or repealed."""

from __future__ import annotations

import re

from pmgraph.extract.clauses import clause_of
from pmgraph.extract.clusters import Cluster
from pmgraph.model import Span
from pmgraph.reading import Layout

_ENDS = re.compile(r"\b(?:kündigt(?:e|en)?|beendet(?:e|en)?)\b")
# "kündigte eine Vereinbarung an": that is to announce one.
_ANNOUNCES = re.compile(r"\ban\s*(?:[.,;:!?“\"]|$|und\b)")
_ENDED = re.compile(r"\b(?:auf)?gekündigt\b|\bbeendet\b|\baufgehoben\b|\baufgelöst\b")
_DONE = re.compile(r"\b(?:haben|hat|hatten|hatte|wurde|wurden|worden|ist|sind)\b")
_NOT = re.compile(
    r"\b(?:nicht|kein\w*|nie|weder|soll\w*|will|wollen|wollte\w*|kann|können|könnte\w*|möchte\w*|muss|müssen|darf|dürfen|wird|werden|würde\w*"
    r"|droht\w*|falls|wenn|sofern|ob)\b"
)


def is_ended(layout: Layout, c: Cluster) -> bool:
    """Whether a sentence says that this agreement was ended; not so if that is planned, denied or only possible."""
    return any(
        _ends(layout.text, layout.sentences[m.sentence], m.span) for m in c.mentions if m.sentence >= 0 and not m.plural
    )


def _ends(text: str, sentence: Span, mention: Span) -> bool:
    for pattern, perfect in ((_ENDS, False), (_ENDED, True)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            clause = clause_of(text, sentence, Span(*match.span()))
            if not clause.contains(Span(mention.start, mention.start)) or _NOT.search(text, clause.start, clause.end):
                continue
            if perfect and _DONE.search(text, clause.start, clause.end):
                return True
            if (
                not perfect
                and match.end() <= mention.start
                and not _ANNOUNCES.search(text, mention.start, sentence.end)
            ):
                return True
    return False
