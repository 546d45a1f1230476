"""`docs/queries.md` lists every query as its file has it."""

from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from pmgraph.queries.catalogue import NamedQuery, named_queries

PAGE = Path("docs") / "queries.md"


def line_of(query: NamedQuery) -> str:
    answer = Store().query(query.text)
    assert isinstance(answer, QuerySolutions)
    columns = ", ".join(f"`{variable.value}`" for variable in answer.variables)
    file = f"[{query.name}](../pmgraph/queries/{query.name}.rq)"
    return f"| {file} | {query.title_de} | {query.title_en} | {columns} |"


def test_the_page_lists_every_query_with_its_questions_and_columns(root: Path) -> None:
    listed = [line for line in (root / PAGE).read_text(encoding="utf-8").splitlines() if line.startswith("| [q")]
    expected = [line_of(query) for query in named_queries()]
    assert listed == expected, f"{PAGE}: put these lines into its table:\n" + "\n".join(expected)
