"""The named queries as files: found by any of their names, in two languages, and complete in themselves."""

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store
from rdflib.plugins.sparql import prepareQuery

from pmgraph.errors import QueryError
from pmgraph.queries.catalogue import NamedQuery, named_queries, named_query, read_query
from pmgraph.vocab import PREFIXES


def test_there_are_the_competency_questions_in_order() -> None:
    assert [query.id for query in named_queries()] == [f"q{n:02d}" for n in range(1, 22)]
    assert len({query.slug for query in named_queries()}) == 21


@pytest.mark.parametrize(
    "name", ["q03", "Q03", "q03-signatures", "q03-signatures.rq", "signatures", "3", "03", " q03 "]
)
def test_a_query_goes_by_number_slug_or_both(name: str) -> None:
    assert named_query(name).name == "q03-signatures"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("signature", r"no query called 'signature'; did you mean q03-signatures"),
        ("q3-signaturs", "did you mean q03-signatures"),
        ("q22", r"did you mean q2"),
        ("22", "no query called '22'"),
        ("everything!", "use q01 to q21"),
        ("", "use q01 to q21"),
    ],
)
def test_a_name_of_none_lists_the_close_ones(name: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        named_query(name)


@pytest.mark.parametrize("query", named_queries(), ids=lambda q: q.name)
def test_each_asks_in_german_and_english(query: NamedQuery) -> None:
    assert query.title_de.endswith("?")
    assert query.title_en.endswith("?")
    assert query.title_de != query.title_en
    assert query.kind == "SELECT"
    assert all(hint.endswith(".") for hint in query.hints)
    assert query.keywords_de
    assert query.keywords_en
    assert query.keywords_de != query.keywords_en


@pytest.mark.parametrize("query", named_queries(), ids=lambda q: q.name)
def test_each_declares_exactly_the_prefixes_that_it_uses(query: NamedQuery) -> None:
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]*)>$", query.text, re.MULTILINE))
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith(("PREFIX", "#")))
    used = set(re.findall(r"\b([a-z0-9]+):\w", re.sub(r'"[^"]*"|<[^>]*>', "", body)))
    assert declared.keys() == used
    assert declared == {name: PREFIXES[name] for name in declared}


@pytest.mark.parametrize("query", named_queries(), ids=lambda q: q.name)
def test_each_is_read_without_our_prefixes_by_two_parsers_and_sorts_its_rows(query: NamedQuery) -> None:
    answer = Store().query(query.text)
    assert isinstance(answer, QuerySolutions)
    prepareQuery(query.text)
    assert "ORDER BY" in query.text
    assert "GRAPH" not in query.text, "the union of all graphs is asked"
    assert "w3id.org/pmgraph/id" not in query.text, "the base of a project is a setting"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("signatures.rq", "# de: Wer?\n# en: Who?\nSELECT * {}"),
        ("q21-signatures.rq", "# de: Wer?\nSELECT * {}"),
        ("q21-signatures.rq", "# de: Wer?\n# en: Who?\nDROP ALL"),
    ],
)
def test_a_file_that_is_no_named_query_says_what_one_needs(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=rf"{name}: a query is called q01-some-words\.rq, begins with"):
        read_query(file)


def test_values_that_a_query_has_are_its_parameters() -> None:
    assert dict(named_query("q13").parameters) == {"from": "2014-07-01", "to": "2014-07-31"}
    assert dict(named_query("q21").parameters) == {"day": "2015-01-01"}
    assert [q.id for q in named_queries() if q.parameters] == ["q13", "q21"]


def test_a_parameter_takes_another_value_and_keeps_the_others() -> None:
    asked = named_query("q13").asked({"from": "2006-01-01"})
    assert 'VALUES (?from ?to) { ("2006-01-01" "2014-07-31") }' in asked
    assert asked.replace("2006-01-01", "2014-07-01") == named_query("q13").text
    assert named_query("q13").asked({}) == named_query("q13").text


@pytest.mark.parametrize("value", ["2014", "2014-02-30", "heute", '2014-07-01" "x', "٢٠١٤-07-01"])
def test_a_day_is_a_day(value: str) -> None:
    with pytest.raises(QueryError, match="is no day; write it like 2014-07-01"):
        named_query("q13").asked({"from": value})


def test_a_parameter_that_is_none_is_named() -> None:
    with pytest.raises(QueryError, match="q13-signed-in-period has no parameter 'until'; it has from, to"):
        named_query("q13").asked({"until": "2014-07-01"})
    with pytest.raises(QueryError, match="q01-agreements has no parameter 'x'; it has none"):
        named_query("q01").asked({"x": "1"})
