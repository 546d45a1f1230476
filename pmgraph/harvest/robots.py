"""robots.txt after RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309), and the Crawl-delay that many hosts add.

Parsing and matching (section 2.2) are protego's; what each way of not having the file means (section 2.3.1) is ours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from protego import Protego

TOKEN = "pmgraph"
"""The product token that groups of robots.txt name (section 2.2.1); the User-Agent header begins with it."""
LIMIT = 512_000
"""Bytes of a robots.txt that are read; section 2.5 asks for at least 500 kibibytes."""


class Access(StrEnum):
    """What a robots.txt, or its absence, allows (section 2.3.1)."""

    RULES = "rules"
    ALL = "all"
    """4xx: there is no such file, so everything may be asked (section 2.3.1.3)."""
    NONE = "none"
    """5xx, or the network fails: nothing may be asked (section 2.3.1.4)."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host."""

    access: Access
    rules: Protego | None = None

    def allows(self, address: str) -> bool:
        """Whether the address may be asked; `/robots.txt` itself always (section 2.2.2)."""
        if self.rules is None:
            return self.access is Access.ALL
        return bool(self.rules.can_fetch(address, TOKEN))

    @property
    def delay(self) -> float:
        """The seconds that the host wants between two requests; 0 where it does not say."""
        found = self.rules.crawl_delay(TOKEN) if self.rules is not None else None
        return max(0.0, float(found)) if found is not None and math.isfinite(found) else 0.0


def read_robots(status: int, body: bytes) -> Robots:
    """The rules in the answer to a request for robots.txt. 429 counts as 5xx: who is asked too much is left alone."""
    if status == 200:
        return Robots(Access.RULES, Protego.parse(body[:LIMIT].decode("utf-8-sig", "replace")))
    return Robots(Access.NONE if status >= 500 or status == 429 else Access.ALL)
