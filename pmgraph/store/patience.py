"""How often and after what time a request is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Tries again on a lost connection and on 429 and 503, `retries` times, waiting twice as long each time.

    `first` is the first wait in seconds, `longest` the longest, also of those that a server asks for.
    """

    retries: int = 3
    first: float = 0.5
    longest: float = 30.0

    def waits(self) -> Iterator[float]:
        """The wait before each further try, in seconds."""
        for number in range(self.retries):
            yield min(self.first * 2**number, self.longest)


def retry_after(header: str | None, otherwise: float, *, now: datetime | None = None) -> float:
    """The seconds that a Retry-After header asks for (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after).

    `otherwise` where there is none that can be read. A point in time counts from `now`.
    """
    if header is None:
        return otherwise
    if header.strip().isdigit():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return otherwise
    if until.tzinfo is None:
        return otherwise
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())
