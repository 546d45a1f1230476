"""Other engines ask our endpoint beside data of their own, and pages as linked data."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib

from pmgraph.store.protocol import select
from pmgraph.store.remote import RemoteGraph

PLACE = "https://w3id.org/pmgraph/id/place/15003000"
NEAR = f"<{PLACE}> <https://data.example/ns#river> <https://data.example/elbe> .\n"
NEAR += '<https://data.example/elbe> <http://www.w3.org/2000/01/rdf-schema#label> "Elbe" .\n'
CLIENTS = Path(__file__).parents[1] / "clients"


@pytest.fixture(scope="module")
def theirs(oxigraph: Callable[..., Any]) -> Iterator[Any]:
    """Another endpoint, which knows on which river a town lies."""
    with oxigraph() as store:
        httpx.put(f"{store.graphs}?default", content=NEAR, headers={"Content-Type": "text/turtle"}).raise_for_status()
        yield store


def across(server: Any) -> str:
    """Agreements with the river of the town in which they were signed: half of it is ours, half of it theirs."""
    return f"""
    PREFIX pm: <https://w3id.org/pmgraph/ns#>
    PREFIX schema: <https://schema.org/>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?town ?river WHERE {{
      ?place <https://data.example/ns#river>/<http://www.w3.org/2000/01/rdf-schema#label> ?river .
      SERVICE <{server.address}sparql> {{
        ?release a pm:PressRelease ; schema:locationCreated ?place .
        ?place skos:prefLabel ?town FILTER(LANG(?town) = "de")
      }}
    }}"""


def test_another_endpoint_asks_ours_with_service(server: Any, theirs: Any) -> None:
    assert list(select(RemoteGraph(theirs.query), across(server))) == [{"town": "Magdeburg", "river": "Elbe"}]


def test_rdflib_asks_ours_with_service(server: Any) -> None:
    graph = rdflib.Graph().parse(data=NEAR, format="turtle")
    assert [tuple(map(str, row)) for row in graph.query(across(server))] == [("Magdeburg", "Elbe")]


def test_ours_asks_nobody(server: Any, theirs: Any) -> None:
    answer = server.query(f"SELECT * {{ SERVICE <{theirs.query}> {{ ?s ?p ?o }} }}")
    assert answer.status == 400
    assert "opens no other address" in answer.problem["detail"]


def comunica(*arguments: str) -> list[dict[str, str]]:
    """The rows that Comunica's command gives."""
    node, program = shutil.which("node"), CLIENTS / "node_modules" / ".bin" / "comunica-sparql"
    if node is None or not program.exists():
        pytest.skip("Comunica is not installed: npm ci --prefix tests/clients (with Node 18 or newer)")
    done = subprocess.run(
        [node, str(program.resolve()), *arguments, "-t", "text/csv"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_comunica_asks_the_endpoint(server: Any) -> None:
    query = """PREFIX pm: <https://w3id.org/pmgraph/ns#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      SELECT ?name (COUNT(?s) AS ?n) { ?s pm:signatory/foaf:name ?name } GROUP BY ?name ORDER BY ?name"""
    rows = comunica(f"{server.address}sparql", "-q", query)
    assert [row["name"] for row in rows] == ["Heinz-Lothar Theel", "Jürgen Leindecker", "Michael Richter"]
    assert {row["n"] for row in rows} == {"1"}


def test_comunica_joins_ours_with_another_endpoint(server: Any, theirs: Any) -> None:
    query = """SELECT ?town ?river { ?release <https://schema.org/locationCreated> ?place .
      ?place <http://www.w3.org/2004/02/skos/core#prefLabel> ?town ; <https://data.example/ns#river> ?river }"""
    rows = comunica(f"{server.address}sparql", f"sparql@{theirs.query}", "-q", query)
    assert {(row["town"], row["river"].strip("<>")) for row in rows} == {("Magdeburg", "https://data.example/elbe")}


def test_comunica_reads_pages_as_linked_data(server: Any, agreement: str) -> None:
    """A page says enough to be asked without the endpoint: who the parties are, and what they are called."""
    query = """PREFIX pm: <https://w3id.org/pmgraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      SELECT DISTINCT ?name { ?agreement pm:hasParty ?body . ?body skos:prefLabel ?name } ORDER BY ?name"""
    rows = comunica(f"{server.address}id/{agreement}", "-q", query)
    assert "Land Sachsen-Anhalt" in {row["name"] for row in rows}


def test_comunica_reads_the_tree_of_json_ld(server: Any, agreement: str) -> None:
    query = "SELECT ?p ?o { ?s ?p ?o }"
    rows = comunica(f"{server.address}doc/{agreement}.jsonld", "-q", query)
    lines = server.ask(f"/doc/{agreement}.nt").text.strip().splitlines()
    assert len(rows) == len(lines)
