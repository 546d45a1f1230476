"""The documentation is run: its commands print what it shows, its links lead somewhere."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmgraph.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```console\n\$ (?P<command>pmgraph [^\n]+)\n(?P<output>.*?)```", re.S)
SHOWN = [
    (m["command"], m["output"])
    for m in BLOCK.finditer((ROOT / "README.md").read_text(encoding="utf-8"))
    if m["output"].strip() and not m["output"].startswith("$")
]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "README.md"])


def on_a_terminal(command: str, folder: Path) -> str:
    """What a command prints on a plain terminal of 80 columns, without trailing spaces and empty lines."""
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")} | {
        "TERM": "dumb",
        "NO_COLOR": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", *command.split()], cwd=folder, env=environment, stdin=theirs, stdout=theirs,
        stderr=theirs, close_fds=True,
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
    process.wait()
    os.close(ours)
    return tidy(output.decode().replace("\r\n", "\n"))


def tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines() if line.strip())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "data", folder / "data")
    subprocess.run([sys.executable, "-m", "pmgraph", "build"], cwd=folder, check=True, capture_output=True)
    return folder


def test_the_readme_shows_output() -> None:
    assert len(SHOWN) >= 3


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[c for c, _ in SHOWN])
def test_a_command_of_the_readme_prints_what_it_shows(home: Path, command: str, output: str) -> None:
    assert on_a_terminal(command, home) == tidy(output)


def test_the_demo_prints_what_the_readme_shows(home: Path) -> None:
    shown = re.search(r"\$ make demo\n(.*?)http://127", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert shown is not None
    assert on_a_terminal("pmgraph build data --out build", home) == tidy(shown.group(1))


def test_the_readme_fits_and_names_every_common_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 140
    named = {c.__name__ for c in COMMANDS if f"pmgraph {c.__name__}" in text}
    assert {c.__name__ for c in COMMANDS} - named == set()


@pytest.mark.parametrize("page", PAGES, ids=[p.relative_to(ROOT).as_posix() for p in PAGES])
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    broken = [
        target
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()
    ]
    assert broken == []


def test_no_page_is_longer_than_500_lines() -> None:
    assert [p.name for p in PAGES if len(p.read_text(encoding="utf-8").splitlines()) > 500] == []
