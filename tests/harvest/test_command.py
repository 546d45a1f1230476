"""`pmgraph harvest` as its users call it: a real process, its account, its exit code, and a build of what came."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmgraph", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def portal(site: Any, root: Path) -> Any:
    """A feed of one release, whose text is the one that ships with another number."""
    (seed,) = (root / "data" / "corpus").glob("000_*.txt")
    text = seed.read_bytes().replace(b": 31\n", b": 99\n", 1).replace(b"IKT", b"Archivwesen")
    site.page("/2014/07/16/archiv/", text, "text/plain; charset=utf-8")
    site.page("/feed.xml", f"<rss><channel><item><link>{site.base}/2014/07/16/archiv/</link></item></channel></rss>", "text/xml")  # fmt: skip
    return site


def test_a_harvest_is_built(home: Path, portal: Any) -> None:
    done = call(home, "harvest", f"{portal.base}/feed.xml", "--publisher", "st-mf", "--delay", "0", "--json")
    assert done.returncode == 0, done.stderr
    account = json.loads(done.stdout)
    assert (account["form"], account["finished"], account["fetched"], account["failed"]) == ("feed", True, 1, 0)
    (stored,) = account["new"]
    assert stored.startswith("corpus/archiv-")
    assert (home / "data" / stored).read_bytes() == portal_text(portal)
    built = call(home, "build")
    assert built.returncode == 0, built.stdout
    assert json.loads(built.stdout)["releases"] == 2


def portal_text(portal: Any) -> bytes:
    """What the portal sends."""
    seen: list[bytes] = []

    class Reader:
        def reply(self, status: int, body: bytes, *_: str, **__: str) -> None:
            seen.append(body)

    portal.answer("/2014/07/16/archiv/")(Reader())
    return seen[0]


def test_the_account_on_a_terminal(home: Path, portal: Any) -> None:
    portal.page("/liste", "<a href='/2014/07/16/archiv/'><a href='/2014/weg'>")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pmgraph", "harvest", f"{portal.base}/liste", "--match", "/2014/", "--delay", "0"],
        cwd=home, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(theirs)
    output = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux reports the end of a terminal so
            break
        if not piece:
            break
        output += piece
    os.close(ours)
    assert process.wait() == 1
    lines = [line.rstrip() for line in output.decode().splitlines()]
    assert lines == [
        "1 fetched, 1 new, 0 changed, 0 unchanged, 1 failed",
        f"warning   PM-HARV-003 {portal.base}/2014/weg",
        "          HTTP 404",
        "          → Open the address in a browser; harvest again later.",
    ]


def test_a_dry_run_shows_the_pages(home: Path, portal: Any) -> None:
    before = sorted(home.rglob("*"))
    done = call(home, "harvest", f"{portal.base}/feed.xml", "--delay", "0", "--dry-run", "--json")
    assert json.loads(done.stdout)["would_ask"] == [f"{portal.base}/2014/07/16/archiv/"]
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["file:///etc/passwd"], "'file:///etc/passwd' is not an absolute http address; write it as https://host/path"),
        (["https://host.example/", "--publisher", "st-fm"], "did you mean 'st-mf'?"),
        (["https://host.example/", "--match", "("], "--match '(' is no regular expression"),
        (["https://host.example/", "--delay", "-1"], "--delay"),
        (["https://host.example/", "--project", "nowhere"], "nowhere: no such folder"),
    ],
)
def test_wrong_use_exits_with_2_before_anything_is_asked(home: Path, arguments: list[str], says: str) -> None:
    done = call(home, "harvest", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
