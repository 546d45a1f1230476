"""Asks for one address as a good guest: robots.txt first, with pauses, patiently, along redirects within the scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx

from pmgraph import __version__
from pmgraph.harvest.addresses import Scope, authority, canonical
from pmgraph.harvest.exchange import Exchange, Response
from pmgraph.harvest.outcome import Answer, NotReceivedError, TryAgainError, Validators, Why, issue
from pmgraph.harvest.pace import Clock, Pace, wait_asked
from pmgraph.harvest.robots import LIMIT, Access, Robots, read_robots
from pmgraph.store.patience import Patience

REDIRECTS = 5
"""As many as RFC 9309 asks for with robots.txt (https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.2)."""
_MOVED = frozenset((301, 302, 303, 307, 308))
_PASSING = frozenset((429, 500, 502, 503, 504))
_GONE = frozenset((404, 410))
_ACCEPT = "text/html,application/xhtml+xml,text/plain,application/pdf,application/xml;q=0.9,application/json;q=0.8"


def user_agent(base: str) -> str:
    """The User-Agent header: software, version, and where to read whose harvest this is."""
    return f"pmgraph/{__version__} (+{base})"


@contextmanager
def open_exchange(base: str, clock: Clock, *, timeout: float = 30.0, deadline: float = 300.0) -> Iterator[Exchange]:
    """An Exchange with our headers, closed at the end.

    Each request has a connection of its own: on a shared one, a body that is longer than its Content-Length says would
    be read as the answer to the next request.
    """
    headers = {
        "User-Agent": user_agent(base), "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close",
    }  # fmt: skip
    limits = httpx.Limits(max_connections=1, max_keepalive_connections=0)
    with httpx.Client(headers=headers, timeout=timeout, limits=limits, follow_redirects=False) as client:
        yield Exchange(client, deadline=deadline, now=clock.now)


class Fetcher:
    """Fetches addresses one after another; robots.txt is fetched once for each host of a run."""

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        clock: Clock,
        *,
        delay: float,
        patience: Patience,
        on_wait: Callable[[str], None] = lambda said: None,
    ) -> None:
        self._exchange, self._scope, self._clock, self._patience = exchange, scope, clock, patience
        self._pace = Pace(clock, delay)
        self._robots: dict[str, Robots] = {}
        self._unknown: dict[str, str] = {}
        self._on_wait = on_wait

    def get(self, address: str, *, limit: int, validators: Validators | None = None) -> Answer:
        """The body at `address`, or 304 where the validators still hold; NotReceivedError says why there is none."""
        headers = validators.headers() if validators is not None else {}
        where, response = self._along(address, lambda here: self._permitted(here, headers, limit))
        status, given = response.status, response.headers
        if status != 200 and not (status == 304 and headers):
            raise _refusal(where, status)
        media_type, _, parameters = given.get("Content-Type", "").partition(";")
        return Answer(
            address=where, status=status, body=response.body, media_type=media_type.strip().lower(),
            charset=_charset(parameters), etag=_validator(given, "ETag"), modified=_validator(given, "Last-Modified"),
            links=tuple(given.get_list("Link")),
        )  # fmt: skip

    def _along(self, address: str, ask: Callable[[str], Response]) -> tuple[str, Response]:
        """The first response that is no redirect, and its address."""
        seen = [address]
        while True:
            here = seen[-1]
            response = ask(here)
            location = response.headers.get("Location")
            if response.status not in _MOVED or location is None:
                return here, response
            target = canonical(location, here)
            if target is None or not self._scope.redirects_to(target):
                where = location if target is None else target
                said = f"redirects to {where}, which is outside of what may be asked"
                raise NotReceivedError(issue("PM-HARV-007", address, said, f"leitet auf {where} weiter"))
            if target in seen or len(seen) > REDIRECTS:
                said = "redirects in a circle" if target in seen else f"redirects more than {REDIRECTS} times"
                kind_de = "leitet im Kreis weiter" if target in seen else f"leitet mehr als {REDIRECTS} Mal weiter"
                raise NotReceivedError(issue("PM-HARV-008", address, f"{said}, last to {target}", kind_de))
            seen.append(target)

    def _permitted(self, address: str, headers: dict[str, str], limit: int) -> Response:
        robots = self._robots_of(address)
        if robots.access is Access.NONE:
            host = authority(address)
            own = host == authority(self._scope.address)
            said = f"{host}/robots.txt cannot be had ({self._unknown[host]}), so nothing may be asked there"
            found = issue("PM-HARV-002", address, said, f"{host}/robots.txt ist nicht zu bekommen")
            raise NotReceivedError(found, Why.STOP if own else Why.REFUSED)
        if not robots.allows(address):
            found = issue("PM-HARV-001", address, "robots.txt disallows it", "robots.txt verbietet den Abruf")
            raise NotReceivedError(found, Why.REFUSED)
        return self._patiently(address, headers, limit)

    def _robots_of(self, address: str) -> Robots:
        host = authority(address)
        if host not in self._robots:
            try:
                _, response = self._along(f"{host}/robots.txt", lambda here: self._patiently(here, {}, LIMIT, cut=True))
                robots, said = read_robots(response.status, response.body), f"HTTP {response.status}"
            except NotReceivedError as error:
                robots, said = Robots(Access.NONE), error.issue.message
            if robots.access is Access.NONE:
                self._unknown[host] = said
            self._robots[host] = robots
            if robots.delay > self._patience.longest:
                said = f"robots.txt asks for {robots.delay:g} s between two requests, more than is waited here"
                found = issue("PM-HARV-012", address, said, f"robots.txt verlangt {robots.delay:g} s Abstand")
                raise NotReceivedError(found, Why.STOP)
            self._pace.slow_down(host, robots.delay)
        return self._robots[host]

    def _patiently(self, address: str, headers: dict[str, str], limit: int, *, cut: bool = False) -> Response:
        """The response, after as many tries as patience allows. A host that asks for more time stops the run."""
        waits = self._patience.waits()
        while True:
            response, said = self._once(address, headers, limit, cut)
            if response is not None and response.status not in _PASSING:
                return response
            wait = next(waits, None)
            if wait is None:
                return self._given_up(address, response, said)
            header = response.headers.get("Retry-After") if response is not None else None
            asked = wait_asked(header, wait, self._clock)
            if asked > self._patience.longest:
                said = f"{said}; the host asks to come back in {asked:,.0f} s"
                found = issue("PM-HARV-012", address, said, f"der Server bittet um {asked:.0f} s Geduld")
                raise NotReceivedError(found, Why.STOP)
            self._on_wait(f"{said} from {authority(address)}; next try in {asked:g} s")
            self._clock.sleep(asked)

    def _once(self, address: str, headers: dict[str, str], limit: int, cut: bool) -> tuple[Response | None, str]:
        """One request in its time: the response, or None where the network failed, and either in words."""
        host = authority(address)
        self._pace.before(host)
        try:
            response = self._exchange.get(address, headers, limit, cut=cut)
            return response, f"HTTP {response.status}"
        except TryAgainError as error:
            return None, str(error)
        finally:
            self._pace.after(host)

    def _given_up(self, address: str, response: Response | None, said: str) -> Response:
        """The last response of a server in trouble, which says the rest; 429 and a broken network have none."""
        if response is not None and response.status != 429:
            return response
        tries = self._patience.retries + 1
        found = issue("PM-HARV-003", address, f"{said}, {tries} times", f"{said}, {tries} Mal")
        raise NotReceivedError(found, Why.FAILED if response is None else Why.STOP)


def _refusal(address: str, status: int) -> NotReceivedError:
    found = issue("PM-HARV-003", address, f"HTTP {status}", f"HTTP {status}")
    return NotReceivedError(found, Why.GONE if status in _GONE else Why.FAILED)


def _validator(given: httpx.Headers, name: str) -> str | None:
    """A header's value if it can be sent back: outside of ASCII it is not certain which bytes it was."""
    value = given.get(name)
    return value if value and value.isascii() and value.isprintable() else None


def _charset(parameters: str) -> str | None:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
