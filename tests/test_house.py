"""The house: a module imports from lower floors and its own folder, stages never import each other, no cycles."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pmgraph"

# The first part of a module's path below the package -> its floor; docs/architecture.md shows the same picture.
FLOORS = {
    "__init__": 0, "__main__": 8, "model": 0, "errors": 0, "iris": 0, "vocab": 0, "edtf_dates": 0, "reading": 0, "curated": 0,
    "spoken_dates": 0, "extractor": 0,
    "german": 1,
    "text": 2, "extract": 2, "link": 2, "rdf": 2, "validate": 2,
    "resources": 3,
    "concepts": 4, "sources": 4, "tables": 4, "store": 4,
    "config": 5, "evaluate": 5, "delta": 5, "plugins": 5, "publish": 5, "queries": 5, "search": 5,
    "harvest": 6, "pipeline": 6, "serve": 6,
    "cli": 7,
}  # fmt: skip
PURE = frozenset(room for room, floor in FLOORS.items() if floor <= 2)
# What the pure floors may not touch: files, network, clock, environment, logging, randomness.
IMPURE_MODULES = frozenset(
    [
        "os",
        "sys",
        "io",
        "pathlib",
        "socket",
        "urllib.request",
        "http",
        "logging",
        "random",
        "subprocess",
        "tempfile",
        "time",
    ]
)
IMPURE_CALLS = frozenset(["open", "print", "input", "today", "now", "utcnow"])


def modules() -> dict[str, ast.Module]:
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = ast.parse(file.read_text(encoding="utf-8"), str(file))
    return found


MODULES = modules()


def imports(tree: ast.Module) -> list[tuple[str, int]]:
    """The modules of the package that a module imports, with the line."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.split(".")[0] == "pmgraph":
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(name if name in MODULES else node.module, node.lineno) for name in inner]
        elif isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names if alias.name.split(".")[0] == "pmgraph"]
    return found


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _may(own: int, other: int) -> bool:
    """Rooms of the lowest floor are plain values and may use each other; every other room looks down only."""
    return other < own or own == other == 0


def test_every_room_has_a_floor() -> None:
    assert {room(name) for name in MODULES} - set(FLOORS) == set()


def test_imports_go_down() -> None:
    breaches = [
        f"{name}:{line} (floor {FLOORS[room(name)]}) imports {target} (floor {FLOORS[room(target)]})"
        for name, tree in MODULES.items()
        for target, line in imports(tree)
        if room(name) != room(target) and not _may(FLOORS[room(name)], FLOORS[room(target)])
    ]
    assert breaches == []


def test_imports_have_no_cycle() -> None:
    graph = {name: {target for target, _ in imports(tree)} - {name} for name, tree in MODULES.items()}
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError with the cycle
    assert set(MODULES) <= set(order)


def test_every_import_stands_at_the_top() -> None:
    lazy = [
        f"{name}:{node.lineno}"
        for name, tree in MODULES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert lazy == []


def test_the_lower_floors_are_pure() -> None:
    found = []
    for name, tree in MODULES.items():
        if room(name) not in PURE or name == "pmgraph.__main__":
            continue
        for node in ast.walk(tree):
            targets: list[str] = []
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                targets = [node.module or ""]
            found += [
                f"{name} imports {t}" for t in targets if t in IMPURE_MODULES or t.split(".")[0] in IMPURE_MODULES
            ]
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called in IMPURE_CALLS:
                    found.append(f"{name}:{node.lineno} calls {called}()")
    assert found == []


def test_no_file_is_longer_than_400_lines() -> None:
    sizes = {
        str(file.relative_to(PACKAGE)): len(file.read_text(encoding="utf-8").splitlines())
        for file in PACKAGE.rglob("*.py")
    }
    assert {name: lines for name, lines in sizes.items() if lines > 400} == {}
