"""What several suites share: the project that ships, its build, and a copy to change."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import hypothesis
import pytest

from pmgraph.config import Settings, load_settings
from pmgraph.pipeline.build import BuildReport, build

ROOT = Path(__file__).parents[1]

# A busy machine is no failure, and the same commit gives the same examples.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="A skipped test fails: every tool it needs must be there.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        reason: Any = report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, but nothing may be skipped here: {reason[-1] if reason else ''}"
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Where annotated releases and other people's test suites are, beside the checkout; skips where they are not."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: the suites of others are not part of the project")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """A build of the project that ships."""
    return build(load_settings(ROOT / "data"), tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def version(built: BuildReport) -> Path:
    """The folder of that build's version."""
    assert built.version is not None
    return built.version


TERMS = {
    "corpus/moor.txt": """: 12
Guben, den 03.04.2014

Neue Moore für die Stadt

Der Landkreis Nordmoor und die Stadt Guben haben heute eine Moorvereinbarung unterzeichnet. Sie tritt am 1. Mai 2014 in \
Kraft und hat eine Laufzeit von fünf Jahren. Die Vereinbarung verlängert sich automatisch um ein Jahr.
""",
    "corpus/torf.txt": """: 13
Guben, den 04.04.2014

Torf bleibt im Boden

Der Landkreis Nordmoor und die Stadt Guben haben heute einen Torfvertrag unterzeichnet. Der Vertrag gilt unbefristet. \
Er soll am 1. Juni 2014 in Kraft treten, sobald der Kreistag zustimmt.
""",
    "records/heide.yaml": """source: https://zeitung.example/2014/heide
title: Kreise schützen die Heide
entered: "2026-11-24"
jurisdiction: bb
agreements:
  - name: Heidepakt
    kind: Pakt
    status: signed
    signed_on: "2014-03-02"
    parties: [Landkreis Nordmoor, Landkreis Südheide]
    in_force_from: "2014"
    in_force_until: "2020"
    term: P6Y
""",
}
"""Two invented releases and a record that say how long agreements are in force."""


@pytest.fixture(scope="session")
def terms_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of agreements with terms: one with both ends, one without an end and only planned, one of a record."""
    folder = tmp_path_factory.mktemp("terms") / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("*.txt", "*.yaml"))
    for name, text in TERMS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def terms_version(terms_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its build's version."""
    report = build(load_settings(terms_project), tmp_path_factory.mktemp("terms_built"))
    assert report.version is not None
    return report.version


@pytest.fixture(scope="session")
def seed_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the release of 2014 with the record of 2006 alone, for tests that look at one agreement and no other."""
    folder = Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("seed") / "data"))
    for record in (folder / "records").glob("*.yaml"):
        if record.stem != "egovernment-2006":
            record.unlink()
    report = build(load_settings(folder), tmp_path_factory.mktemp("seed-built"))
    assert report.version is not None
    return report.version


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that ships, to change."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "project"))


@pytest.fixture
def rebuild(project: Path, tmp_path: Path) -> Callable[..., BuildReport]:
    """Builds that copy, again and again, into one folder."""

    def run(*, strict: bool = False) -> BuildReport:
        settings: Settings = load_settings(project)
        return build(settings, tmp_path / "out", strict=strict)

    return run


@pytest.fixture(scope="session")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The version of a build whose configuration says all that a catalogue wants to know."""
    folder = tmp_path_factory.mktemp("complete")
    project = Path(shutil.copytree(ROOT / "data", folder / "project"))
    shutil.copy(ROOT / "tests" / "complete.toml", project / "pmgraph.toml")
    found = build(load_settings(project), folder / "out")
    assert found.version is not None
    return found.version


@dataclass(frozen=True)
class Store:
    """A running store of another maker: where it answers SPARQL, where it takes graphs, and who may write."""

    query: str
    graphs: str
    user: str | None = None
    password: str | None = None


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@contextmanager
def _running(command: list[str], folder: Path, probe: str) -> Iterator[None]:
    """A process that answers at an address, and is ended afterwards."""
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 90
        while True:
            try:
                with urlopen(probe, timeout=5):
                    break
            except (URLError, OSError):
                if process.poll() is not None or time.monotonic() > until:
                    raise AssertionError((folder / "output.log").read_text(errors="replace")) from None
                time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Starts Oxigraph's own server, empty and in memory, as a context; with `union` its default graph is all graphs."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.is_file():
        pytest.skip("Oxigraph's server is not installed: pip install oxigraph")

    @contextmanager
    def start(*, union: bool = False) -> Iterator[Store]:
        address = f"127.0.0.1:{free_port()}"
        command = [str(binary), "serve", "--bind", address, *(["--union-default-graph"] if union else [])]
        with _running(command, tmp_path_factory.mktemp("oxigraph"), f"http://{address}/query?query=ASK%20%7B%7D"):
            yield Store(query=f"http://{address}/query", graphs=f"http://{address}/store")

    return start


VIRTUOSO = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A Virtuoso of Debian, with nothing in it but what it brings itself."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, sql=free_port(), http=port), encoding="utf-8")
    address = f"http://127.0.0.1:{port}"
    command = [binary, "+configfile", "virtuoso.ini", "+foreground"]
    with _running(command, folder, f"{address}/sparql?query=ASK%20%7B%7D"):
        yield Store(f"{address}/sparql", f"{address}/sparql-graph-crud-auth", user="dba", password="dba")
