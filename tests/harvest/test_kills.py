"""The real process is killed with SIGKILL; a rerun completes the corpus, with no partial file and nothing asked twice.

PMGRAPH_KILLS says how many moments are taken; they are spread evenly over the whole run.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

KILLS = int(os.environ.get("PMGRAPH_KILLS", "15"))
ON_NETWORK = max(6, KILLS // 2)
PAGES = 6
# Ends its own process at the n-th step on the project's files, however short the moment is.
AT_STEP = """
import os, signal, sys
folder, moment = sys.argv[1], int(sys.argv[2])
steps = 0
def count(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.remove", "os.truncate", "os.mkdir") and folder in str(arguments[0]):
        if "/corpus/" in str(arguments[0]) or "/.harvest" in str(arguments[0]):
            steps += 1
            if steps == moment:
                os.kill(os.getpid(), signal.SIGKILL)
from pmgraph.cli.main import run
sys.addaudithook(count)
code = run(sys.argv[3:])
print(steps, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def archive(site: Any) -> Any:
    """A list in two parts with six releases."""
    site.page("/p", "".join(f"<a href='/p/{n}'>" for n in range(4)) + "<link rel=next href='/p?2'>")
    site.page("/p?2", "".join(f"<a href='/p/{n}'>" for n in range(4, PAGES)))
    for number in range(PAGES):
        site.page(f"/p/{number}", body(number), ETag=f'"{number}"')
    return site


def body(number: int) -> bytes:
    return f"<p>Pressemitteilung {number}</p>".encode() * 3000


def call(code: list[str], project: Path, address: str) -> subprocess.Popen[str]:
    arguments = ["harvest", address, "--project", str(project), "--delay", "0", "--json"]
    return subprocess.Popen(
        [sys.executable, *code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def at_step(project: Path, moment: int) -> list[str]:
    return ["-c", AT_STEP, str(project), str(moment)]


def whole(project: Path, site: Any) -> None:
    """The corpus holds all releases with their sidecars, and nothing that is half-written."""
    files = [file for file in (project / "corpus").rglob("*") if file.is_file() and file.suffix != ".yaml"]
    assert sorted(file.read_bytes() for file in files) == sorted(body(n) for n in range(PAGES))
    for file in files:
        sidecar = yaml.safe_load(file.with_name(f"{file.name}.yaml").read_text(encoding="utf-8"))
        assert file.read_bytes() == body(int(sidecar["url"].removeprefix(f"{site.base}/p/")))
        assert "replaces" not in sidecar
    assert len(list((project / "corpus").rglob("*"))) == 2 * PAGES
    assert [file.name for file in (project / ".harvest").glob("*.part")] == []


def asked_twice(site: Any) -> Counter[str]:
    counts = Counter(site.paths)
    del counts["/robots.txt"]  # fetched once for each process
    return counts - Counter(set(counts))


def finished(project: Path) -> bool:
    """Whether the journal says that the run came to its end."""
    return any("begin" not in file.read_text(encoding="utf-8") for file in (project / ".harvest").glob("*.jsonl"))


def partial(project: Path) -> list[str]:
    """Releases on disk that are not whole."""
    files = (f for f in (project / "corpus").rglob("*.html") if not f.name.startswith("."))
    return [file.name for file in files if file.read_bytes() not in {body(n) for n in range(PAGES)}]


@pytest.fixture(scope="session")
def steps_of_a_run() -> dict[str, int]:
    return {}


@pytest.mark.slow
@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_at_any_step_on_disk(
    archive: Any, collect: Any, tmp_path: Path, kill: int, steps_of_a_run: dict[str, int]
) -> None:
    if not steps_of_a_run:
        process = call(at_step(tmp_path / "none", 0), collect.project, f"{archive.base}/p")
        assert process.communicate()[1].splitlines() == ["0"], "a run in another folder takes no steps here"
        first = tmp_path / "first"
        first.mkdir()
        (first / "pmgraph.toml").write_bytes((collect.project / "pmgraph.toml").read_bytes())
        process = call(at_step(first, 0), first, f"{archive.base}/p")
        steps_of_a_run["n"] = int(process.communicate()[1])
        assert steps_of_a_run["n"] > 6 * PAGES, "sidecar, text and journal are written and flushed for each page"
        archive.asked.clear()
        collect.project = tmp_path / "killed"
        collect.project.mkdir()
        (collect.project / "pmgraph.toml").write_bytes((first / "pmgraph.toml").read_bytes())
    moment = 1 + kill * (steps_of_a_run["n"] - 1) // max(1, KILLS - 1)
    process = call(at_step(collect.project, moment), collect.project, f"{archive.base}/p")
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert partial(collect.project) == []
    over = finished(collect.project)
    if over:  # nothing was left to do: the next run is another one, and asks whether something has changed
        archive.asked.clear()
    resumed = call(["-m", "pmgraph"], collect.project, f"{archive.base}/p")
    out, errors = resumed.communicate()
    assert resumed.returncode == 0, errors
    assert json.loads(out)["finished"]
    if over:
        assert json.loads(out)["unchanged"] == PAGES
    whole(collect.project, archive)
    assert sum(asked_twice(archive).values()) <= 1, asked_twice(archive)


@pytest.mark.slow
@pytest.mark.parametrize("kill", range(ON_NETWORK))
def test_a_kill_at_any_step_on_the_network(archive: Any, collect: Any, kill: int) -> None:
    requests = 3 + PAGES
    number, stage = divmod(kill * (3 * requests - 1) // max(1, ON_NETWORK - 1), 3)
    process: list[subprocess.Popen[str]] = []
    seen = 0
    # Which request a thread of the server is at: the next may have come before this one is over.
    here = threading.local()

    def strike(at: int) -> None:
        if here.number == number + 1 and stage == at and process:
            process.pop().kill()

    def before(path: str) -> None:
        nonlocal seen
        seen += 1
        here.number = seen
        strike(0)

    archive.before, archive.after = before, lambda path: strike(2)
    answer = archive.answer

    def halved(path: str) -> Any:
        """The answer, with the kill between its two halves."""
        usual = answer(path)
        if here.number != number + 1 or stage != 1:
            return usual

        def reply(handler: Any) -> None:
            write = handler.wfile.write

            def write_half(data: bytes) -> None:
                write(data[: len(data) // 2])
                handler.wfile.flush()
                strike(1)
                write(data[len(data) // 2 :])

            handler.wfile.write = write_half
            usual(handler)

        return reply

    archive.answer = halved
    started = call(["-m", "pmgraph"], collect.project, f"{archive.base}/p")
    process.append(started)
    started.communicate()
    assert started.returncode == -signal.SIGKILL
    assert partial(collect.project) == []
    seen = 10 * requests
    resumed = call(["-m", "pmgraph"], collect.project, f"{archive.base}/p")
    out, errors = resumed.communicate()
    assert resumed.returncode == 0, errors
    assert json.loads(out)["finished"]
    whole(collect.project, archive)
    assert sum(asked_twice(archive).values()) <= 1, asked_twice(archive)
