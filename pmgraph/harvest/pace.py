"""When the next request may be sent: one at a time, a pause between two, longer where a host asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from pmgraph.store.patience import Patience, retry_after

PATIENCE = Patience(retries=3, first=2.0, longest=120.0)
"""How often an address is asked again, and how long a host may make us wait before the run is put off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time as a harvest sees it: `now` in seconds that never run backwards, `today` the point in time."""

    now: Callable[[], float]
    today: Callable[[], datetime]
    sleep: Callable[[float], None]

    @property
    def day(self) -> str:
        """The day in UTC as YYYY-MM-DD."""
        return self.today().astimezone(UTC).date().isoformat()


class Pace:
    """Keeps the pause between two requests to one host, counted from the end of the first."""

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock, self._delay = clock, delay
        self._asked: dict[str, float] = {}
        self._own: dict[str, float] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """The pause that a host itself asks for; the longer one holds."""
        self._own[host] = delay

    def before(self, host: str) -> None:
        """Wait until the next request to `host` may be sent."""
        last = self._asked.get(host)
        if last is not None:
            wait = last + max(self._delay, self._own.get(host, 0.0)) - self._clock.now()
            if wait > 0:
                self._clock.sleep(wait)

    def after(self, host: str) -> None:
        """A request to `host` has ended."""
        self._asked[host] = self._clock.now()


def wait_asked(header: str | None, otherwise: float, clock: Clock) -> float:
    """The seconds that a Retry-After header asks for, `otherwise` where there is none that can be read."""
    # A digit outside of ASCII is none that float() reads as a header means it.
    return retry_after(header if header is None or header.isascii() else None, otherwise, now=clock.today())
