"""Keeps the answers that queries got, for as long as the graph is the same."""

from __future__ import annotations

import re
from collections import OrderedDict

from pmgraph.serve.execute import Job, Outcome, Reply

# Functions whose value differs from call to call (https://www.w3.org/TR/sparql11-query/#func-rand, #func-now, …), and
# the escape that can spell their names differently. A match inside a string costs no more than a place in the cache.
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(|\\u", re.IGNORECASE)
_LARGEST = 8


class ReplyCache:
    """The replies used last, up to `max_bytes` of queries and answers; to be used from one thread.

    The graph of a server does not change, so what was answered once stays true: an entry leaves for want of room
    only. Not kept are failures, answers of queries that call NOW or RAND and the like, and single answers that would
    take more than an eighth of the room.
    """

    def __init__(self, max_bytes: int) -> None:
        self._room = max_bytes
        self._used = 0
        self._replies: OrderedDict[Job, Reply] = OrderedDict()

    def __len__(self) -> int:
        return len(self._replies)

    def get(self, job: Job) -> Reply | None:
        """The reply that the same job got before, if it is still here."""
        found = self._replies.get(job)
        if found is not None:
            self._replies.move_to_end(job)
        return found

    def put(self, job: Job, reply: Reply) -> None:
        """Keeps the reply if it may be given again, and lets those go that were not asked for longest."""
        size = _size(job, reply)
        if reply.outcome is not Outcome.DONE or size > self._room // _LARGEST or _VOLATILE.search(job.query):
            return
        if job in self._replies:
            self._used -= _size(job, self._replies.pop(job))
        self._replies[job] = reply
        self._used += size
        while self._used > self._room:
            self._used -= _size(*self._replies.popitem(last=False))


def _size(job: Job, reply: Reply) -> int:
    return len(reply.body) + len(job.query) + 1_000
