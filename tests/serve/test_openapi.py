"""What the description offers is asked with made-up values of every kind: no answer is a fault of the server."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("schemathesis")


@pytest.mark.skipif(not COMMAND.exists(), reason="schemathesis is not installed beside this Python")
def test_no_made_up_request_is_a_fault_of_the_server(
    version: Path, serve_build: Callable[..., Any], tmp_path: Path
) -> None:
    with serve_build(version.parent.parent) as server:
        done = subprocess.run(
            [str(COMMAND), "run", f"{server.address}openapi.json", "--checks", "not_a_server_error", "--max-examples", "10",
             "--phases", "fuzzing", "--seed", "1", "--no-color", "--generation-database", "none"],
            capture_output=True, text=True, encoding="utf-8", timeout=500, cwd=tmp_path,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    cases = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert cases is not None
    assert int(cases[1]) == int(cases[2]) > 300
