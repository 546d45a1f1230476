"""The graph on disk is swapped whole: readers see the old version or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pmgraph.errors import StoreError
from pmgraph.publish.versions import GRAPH, building, current_version, swap_in, version_of

FILES = {GRAPH: "<a:> <b:> <c:> <d:> .\n", "texts/x.txt": "Zeile\r\nzwei\n"}
KILLS = int(os.environ.get("PMGRAPH_KILLS", "15"))


def test_what_is_swapped_in_is_current(tmp_path: Path) -> None:
    with building(tmp_path):
        version = swap_in(tmp_path, FILES)
    assert current_version(tmp_path) == version.resolve()
    assert (version / "texts" / "x.txt").read_bytes() == b"Zeile\r\nzwei\n", "no newline is translated"


def test_the_same_files_are_the_same_version(tmp_path: Path) -> None:
    with building(tmp_path):
        assert swap_in(tmp_path, FILES) == swap_in(tmp_path, dict(reversed(FILES.items())))
    assert len(list((tmp_path / "versions").iterdir())) == 1


def test_the_version_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    with building(tmp_path):
        names = [swap_in(tmp_path, {GRAPH: f"{n}\n"}).name for n in range(4)]
    assert {v.name for v in (tmp_path / "versions").iterdir()} == set(names[2:])


def test_a_folder_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph here; make one with `pmgraph build"):
        version_of(tmp_path)


_WRITER = """
import sys
from pathlib import Path
from pmgraph.publish.versions import building, swap_in
out, number = Path(sys.argv[1]), int(sys.argv[2])
with building(out):
    print("ready", flush=True)
    while True:
        number += 1
        swap_in(out, {"graph.nq": f"{number}\\n" * 2000, "a.txt": str(number), "b.txt": str(number)})
"""


def test_a_killed_build_leaves_a_whole_version(tmp_path: Path) -> None:
    with building(tmp_path):
        swap_in(tmp_path, {"graph.nq": "0\n" * 2000, "a.txt": "0", "b.txt": "0"})
    for kill in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path), str(kill * 100_000)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.002 * (kill % 11))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        version = current_version(tmp_path)
        assert version is not None
        number = (version / "a.txt").read_text()
        assert (version / "b.txt").read_text() == number
        assert (version / "graph.nq").read_text() == f"{number}\n" * 2000
    with building(tmp_path):
        assert not list((tmp_path / "versions").glob(".unfinished-*")), "the next build clears away what was left"
