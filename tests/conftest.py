"""What several suites share: the project that ships, its build, and a copy to change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

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
