"""`docs/shapes.md` lists every check as the shapes state it; `python tests/shapes/test_docs.py` writes it anew."""

from pathlib import Path

from rdflib import Graph

from pmgraph.resources import shape_files
from pmgraph.validate.shacl import checks

PAGE = Path(__file__).parents[2] / "docs" / "shapes.md"
INTRODUCTION = """# The checks

Every check is a SHACL shape of `shapes/` with a stable code, a severity, and a message in English and German. A build
reports what they find with the value at fault; `pmgraph check` does so for a built graph.

A **violation** is a contradiction or a broken structure and holds a release back. A **warning** is a gap or an oddity
that a human should look at. An **info** is a gap that an honest reading of a short release leaves.

Each check stands on its own: it has its own target, so that it can be run or left out alone. It sees the union of all
graphs with the ontology and the concept schemes; merge these into the data, since they do not reach the shapes as an
ontology graph. Codes are never given to another check; a gap in the numbers is one that was given up.
"""


def page() -> str:
    """The page as it should be."""
    parts = [INTRODUCTION]
    for file in shape_files():
        graph = Graph().parse(file)
        rows = checks(graph)
        if not rows:
            continue
        title = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").rstrip(".")
        parts.append(f"## {title}: `shapes/{file.name}`\n")
        table = ["| code | severity | what | was |", "| --- | --- | --- | --- |"]
        table += [f"| {c.code} | {c.severity} | {plain(c.message)} | {plain(c.message_de)} |" for c in rows]
        parts.append("\n".join(table) + "\n")
    return "\n".join(parts)


def plain(message: str) -> str:
    return message.replace("|", "\\|")


def test_the_page_lists_every_check_as_the_shapes_state_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python tests/shapes/test_docs.py`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
