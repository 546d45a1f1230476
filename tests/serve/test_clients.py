"""The clients that people use: SPARQLWrapper, rdflib, curl."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

WHO = """
SELECT ?person ?body WHERE {
  ?signature pm:signatory/foaf:name ?person ; pm:onBehalfOf/skos:prefLabel ?body FILTER(LANG(?body) = "de")
} ORDER BY ?person"""
SIGNED = [
    ("Heinz-Lothar Theel", "Landkreistag Sachsen-Anhalt"),
    ("Jürgen Leindecker", "Städte- und Gemeindebund Sachsen-Anhalt"),
    ("Michael Richter", "Land Sachsen-Anhalt"),
]


def wrapper(server: Any, query: str, format_: str) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{server.address}sparql")
    client.setQuery(query)
    client.setReturnFormat(format_)
    return client


@pytest.mark.parametrize("way", ["GET", POST, POSTDIRECTLY])
def test_sparqlwrapper_asks_in_each_way(server: Any, way: str) -> None:
    client = wrapper(server, "PREFIX pm: <https://w3id.org/pmgraph/ns#>" + WHO, JSON)
    if way != "GET":
        client.setMethod(POST)
        client.setRequestMethod(POSTDIRECTLY if way == POSTDIRECTLY else "urlencoded")
    found = client.queryAndConvert()["results"]["bindings"]
    assert [(r["person"]["value"], r["body"]["value"]) for r in found] == SIGNED


def test_sparqlwrapper_in_each_format_of_rows(server: Any) -> None:
    for format_ in (XML, CSV, TSV):
        response = wrapper(server, WHO, format_).query().response
        with response:
            assert "Landkreistag Sachsen-Anhalt" in response.read().decode()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # SPARQLWrapper 2 reads RDF into one
def test_sparqlwrapper_in_each_format_of_triples(server: Any) -> None:
    query = "CONSTRUCT WHERE { ?p a foaf:Person ; foaf:name ?n }"
    for format_ in (TURTLE, N3):
        text = wrapper(server, query, format_).queryAndConvert().decode()
        assert len(Graph().parse(data=text, format="turtle")) == 6
    assert len(wrapper(server, query, RDFXML).queryAndConvert()) == 6
    assert len(wrapper(server, query, "json-ld").queryAndConvert()) == 6


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # SPARQLWrapper leaves the body of an error open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_sparqlwrapper_understands_the_refusal(server: Any) -> None:
    with pytest.raises(QueryBadFormed, match="about:blank"):
        wrapper(server, "SELECT nothing", JSON).query()


def test_rdflib_reads_the_endpoint_as_its_store(server: Any) -> None:
    graph = Graph(SPARQLStore(f"{server.address}sparql"))
    person = URIRef("http://xmlns.com/foaf/0.1/Person")
    name = URIRef("http://xmlns.com/foaf/0.1/name")
    names = {str(graph.value(p, name)) for p in graph.subjects(RDF.type, person)}
    assert names == {person for person, _ in SIGNED}
    assert (None, name, Literal("Michael Richter")) in graph
    rows = graph.query("PREFIX pm: <https://w3id.org/pmgraph/ns#> SELECT ?s WHERE { ?s a pm:Signature }")
    assert len(list(rows)) == 3


def test_rdflib_dereferences_a_thing(server: Any, agreement: str) -> None:
    graph = Graph().parse(f"{server.address}id/{agreement}", format="turtle")
    thing = URIRef(f"https://w3id.org/pmgraph/id/{agreement}")
    parties = set(graph.objects(thing, URIRef("https://w3id.org/pmgraph/ns#hasParty")))
    assert len(parties) == 3
    label = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert Literal("Land Sachsen-Anhalt", "de") in {o for p in parties for o in graph.objects(p, label)}


def curl(*arguments: str) -> str:
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")
    done = subprocess.run([program, "--silent", "--show-error", "--fail", *arguments], capture_output=True, check=True)
    return done.stdout.decode()


def test_curl_with_no_accept_header_to_speak_of(server: Any) -> None:
    found = json.loads(curl(f"{server.address}sparql", "--data-urlencode", f"query={WHO}"))
    assert [(r["person"]["value"], r["body"]["value"]) for r in found["results"]["bindings"]] == SIGNED


def test_curl_gets_csv_and_follows_to_turtle(server: Any, release: str) -> None:
    text = curl("--get", f"{server.address}sparql", "--data-urlencode", f"query={WHO}", "-H", "Accept: text/csv")
    assert text.splitlines()[0] == "person,body"
    assert text.splitlines()[1:] == [",".join(row) for row in SIGNED]
    turtle = curl("--location", "-H", "Accept: text/turtle", f"{server.address}id/{release}")
    assert "pm:PressRelease" in turtle


def test_curl_compressed(server: Any) -> None:
    plain = curl(f"{server.address}ns.ttl")
    assert curl("--compressed", f"{server.address}ns.ttl") == plain


PAGE = (Path(__file__).parents[2] / "docs" / "clients.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", PAGE, re.S)
BY_COMMAND = [
    ("sh", c) for kind, block in BLOCKS if kind == "sh" for c in re.split(r"\n(?=curl|comunica)", block.strip())
]
SHOWN = [*BY_COMMAND, *((kind, block) for kind, block in BLOCKS if kind == "python")]


def test_the_page_on_clients_shows_some() -> None:
    assert [kind for kind, _ in SHOWN].count("sh") >= 5
    assert [kind for kind, _ in SHOWN].count("python") == 1


@pytest.mark.parametrize(("kind", "text"), SHOWN, ids=[" ".join(text.split()[:2]) for _, text in SHOWN])
def test_a_block_of_the_page_on_clients_runs(server: Any, kind: str, text: str) -> None:
    text = text.replace("http://localhost:8000/", server.address)
    if "comunica" in text:
        programs = Path(__file__).parents[1] / "clients" / "node_modules" / ".bin"
        if shutil.which("node") is None or not programs.is_dir():
            pytest.skip("Comunica is not installed: npm ci --prefix tests/clients (with Node 18 or newer)")
        text = f"PATH={programs}:$PATH\n{text}"
    command = ["sh", "-ec", text] if kind == "sh" else [sys.executable, "-c", text]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    assert any(
        word in said for word in ("Heinz-Lothar Theel", "Magdeburg", "Landkreistag", "2006-01-09", "prefLabel")
    ), said


def test_the_addresses_of_the_page_on_clients_answer(server: Any) -> None:
    paths = {p.rstrip(")") for p in re.findall(r"http://localhost:8000(/[^\s`\"'<>,]*)", PAGE)} - {"/"}
    assert len(paths) >= 8
    for path in paths:
        assert (path, server.ask(path).status in (200, 303)) == (path, True)
