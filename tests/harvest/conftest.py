"""A real HTTP server on loopback that answers, or misbehaves, as a test says, and a harvest with a clock of its own."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pmgraph.config import load_settings
from pmgraph.harvest.fetch import open_exchange
from pmgraph.harvest.pace import Clock
from pmgraph.harvest.report import Account
from pmgraph.harvest.run import Options, harvest

Answering = Callable[["Handler"], None]


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it."""

    path: str
    headers: dict[str, str]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        site = self.server
        with site.lock:
            self.counted = 1
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
            site.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}))
        try:
            site.before(self.path)
            site.answer(self.path)(self)
            site.after(self.path)
        except OSError:  # whoever asked has gone
            self.close_connection = True
        finally:
            self.answered()

    def answered(self) -> None:
        """Counted before the last bytes go out: who has them may ask again before this thread does anything more."""
        with self.server.lock:
            self.server.at_once -= self.counted
            self.counted = 0

    def log_message(self, *args: object) -> None:
        pass

    def reply(self, status: int, body: bytes = b"", kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """A whole response; `Retry_After` is the header Retry-After."""
        given = {"Content-Type": kind, "Content-Length": str(len(body))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        self.send_response(status)
        for name, value in given.items():
            self.send_header(name, value)
        self.answered()
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def reset(self) -> None:
        """End the connection with RST."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


class Site(ThreadingHTTPServer):
    """What lies at each path: one way of answering, or several, the last of which stays."""

    daemon_threads = True

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__((address, port), Handler)
        self.lock = threading.Lock()
        self.asked: list[Asked] = []
        self.at_once = self.most_at_once = 0
        self.pages: dict[str, list[Answering]] = {}
        self.before: Callable[[str], None] = lambda path: None
        self.after: Callable[[str], None] = lambda path: None
        self.base = f"http://{address}:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        pass

    def put(self, path: str, *answers: Answering) -> str:
        """Say how a path is answered; its address."""
        self.pages[path] = list(answers)
        return self.base + path

    def page(self, path: str, body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Say what a path holds; its address."""
        data = body.encode() if isinstance(body, str) else body
        return self.put(path, lambda handler: handler.reply(200, data, kind, **headers))

    def answer(self, path: str) -> Answering:
        answers = self.pages.get(path)
        if answers is None:
            return lambda handler: handler.reply(404, b"nothing here")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    @property
    def paths(self) -> list[str]:
        """What was asked, in order."""
        return [asked.path for asked in self.asked]

    def headers(self, path: str) -> list[dict[str, str]]:
        """The headers of each request for a path."""
        return [asked.headers for asked in self.asked if asked.path == path]


@pytest.fixture
def new_site() -> Iterator[Callable[[str], Site]]:
    """Starts further servers, each with the loopback address that is given."""
    running: list[Site] = []

    def start(address: str = "127.0.0.1", port: int = 0) -> Site:
        site = Site(address, port)
        running.append(site)
        threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return site

    yield start
    for site in running:
        site.shutdown()
        site.server_close()


@pytest.fixture
def site(new_site: Callable[[], Site]) -> Site:
    return new_site()


@dataclass
class Harvester:
    """Harvests into a project, with a clock that only sleeping and `tick` move."""

    project: Path
    sleeps: list[float] = field(default_factory=list)
    time: float = 1000.0
    tick: float = 0.0
    day: datetime = datetime(2026, 11, 25, 12, tzinfo=UTC)
    timeout: float = 5.0

    def __call__(self, address: str, **options: object) -> Account:
        clock = Clock(now=self._now, today=lambda: self.day + timedelta(seconds=self.time - 1000), sleep=self._sleep)
        settings = load_settings(self.project)
        with open_exchange(settings.base, clock, timeout=self.timeout, deadline=300) as exchange:
            return harvest(settings, address, Options(**options), exchange=exchange, clock=clock)  # type: ignore[arg-type]

    def _now(self) -> float:
        self.time += self.tick
        return self.time

    def _sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.time += seconds

    @property
    def corpus(self) -> dict[str, bytes]:
        """Every file of the corpus but sidecars, by name, also hidden ones."""
        files = (f for f in (self.project / "corpus").rglob("*") if f.is_file() and f.suffix != ".yaml")
        return {file.name: file.read_bytes() for file in files}

    def sidecar(self, name: str) -> str:
        return (self.project / "corpus" / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def collect(tmp_path: Path) -> Harvester:
    """A harvester of an empty project."""
    project = tmp_path / "office"
    (project / "corpus").mkdir(parents=True)
    (project / "pmgraph.toml").write_text('[dataset]\nbase = "https://data.example.de/v"\n', encoding="utf-8")
    return Harvester(project)
