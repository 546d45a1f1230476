"""Reconciliation Service API 0.2, by the schemas of the specification and by what a client would do with the answers.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from pmgraph.serve.candidates import read_query

Valid = Callable[[str, Any], Any]


@pytest.fixture(scope="module")
def valid(shared: Path) -> Valid:
    """Checks a value against a schema of the specification, and gives it back."""
    folder = shared / "judges" / "reconciliation" / "schemas"
    schemas = {file.name: json.loads(file.read_text()) for file in folder.glob("*.json")}
    base = "https://reconciliation-api.github.io/specs/0.2/schemas/"
    swagger = {"definitions": {"securityDefinitions": {"additionalProperties": {}}}}
    contents = {f"{base}{name}": schema for name, schema in schemas.items()} | {
        "http://swagger.io/v2/schema.json": swagger
    }
    registry: Registry[Any] = Registry().with_resources(
        (address, Resource.from_contents(schema, default_specification=DRAFT7)) for address, schema in contents.items()
    )

    def check(name: str, value: Any) -> Any:
        jsonschema.Draft7Validator({"$ref": f"{base}{name}.json"}, registry=registry).validate(value)
        return value

    return check


@pytest.fixture(scope="module")
def recon(version: Path, serve_build: Callable[..., Any]) -> Iterator[Any]:
    with serve_build(version.parent.parent) as running:
        yield running


def get(server: Any, path: str) -> Any:
    answer = server.ask(path, headers={"Origin": "http://openrefine.example"})
    assert answer.status == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.type == "application/json"
    return json.loads(answer.body)


def reconcile(
    server: Any, valid: Valid, queries: dict[str, Any], *, post: bool = True
) -> dict[str, list[dict[str, Any]]]:
    valid("reconciliation-query-batch", queries)
    form = urlencode({"queries": json.dumps(queries)})
    if post:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = server.ask("/reconcile", "POST", body=form.encode(), headers=headers)
    else:
        answer = server.ask(f"/reconcile?{form}")
    assert answer.status == 200, answer.text
    found = valid("reconciliation-result-batch", json.loads(answer.body))
    assert list(found) == list(queries)
    return {key: value["result"] for key, value in found.items()}


def test_manifest_is_valid_and_its_addresses_answer(recon: Any, valid: Valid) -> None:
    manifest = valid("manifest", get(recon, "/reconcile"))
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/pmgraph/id/"
    assert [t["id"] for t in manifest["defaultTypes"]] == ["agreement", "body", "person", "place", "release"]
    here = recon.address.rstrip("/")
    for name in ("view", "preview"):
        path = manifest[name]["url"].replace("{{id}}", "body/st-mf").removeprefix(here)
        assert recon.ask(path, accept="text/html").status == 200
    entity = manifest["suggest"]["entity"]
    assert entity["service_url"] + entity["service_path"] == f"{here}/reconcile/suggest/entity"


@pytest.mark.parametrize("post", [True, False])
def test_batch_matches_bodies_by_their_names(recon: Any, valid: Valid, post: bool) -> None:
    found = reconcile(
        recon, valid, post=post,
        queries={
            "q0": {"query": "Landkreistag Sachsen-Anhalt", "type": "body"},
            "q1": {"query": "Staedte- und Gemeindebund Sachsen Anhalt", "type": "body", "limit": 2},
            "q2": {"query": "Landkreistag Bayern", "type": ["body"]},
            "q3": {"query": "Quastenflosser", "type": "body"},
        },
    )  # fmt: skip
    first = found["q0"][0]
    assert (first["id"], first["match"], first["score"]) == ("body/st-lkt", True, 100)
    assert first["type"] == [{"id": "body", "name": "Body"}] or first["type"] == [{"id": "body", "name": "Stelle"}]
    assert (found["q1"][0]["id"], found["q1"][0]["match"]) == ("body/st-sgsa", True)
    assert len(found["q1"]) == 2
    assert not any(c["match"] for c in found["q2"]), "another Land is another body"
    assert not any(c["match"] for c in found["q3"])


def test_person_is_certain_only_with_a_body_beside_the_name(recon: Any, valid: Valid) -> None:
    person = {"query": "Michael Richter", "type": "person"}
    values = {"right": "Land Sachsen-Anhalt", "by id": {"id": "body/st"}, "wrong": "Landkreistag Hessen"}
    queries: dict[str, Any] = {"name": person}
    for key, value in values.items():
        queries[key] = person | {"properties": [{"pid": "body", "v": value}]}
    found = reconcile(recon, valid, queries)
    assert [found[key][0]["name"] for key in found] == ["Michael Richter"] * 4
    assert [found[key][0]["match"] for key in ("name", "right", "by id", "wrong")] == [False, True, True, False]
    features = {f["id"]: f["value"] for f in found["right"][0]["features"]}
    assert features == {"name": 100, "body": 100}


def test_agreement_is_found_by_its_properties_alone(recon: Any, valid: Valid) -> None:
    wanted = [{"pid": "party", "v": "Landkreistag Sachsen-Anhalt"}, {"pid": "date", "v": "2014"}]
    (found,) = reconcile(recon, valid, {"q": {"type": "agreement", "properties": wanted, "limit": 1}}).values()
    assert "/2014/rahmenvereinbarung" in found[0]["id"]


def test_type_strict_decides_over_several_types(recon: Any, valid: Valid) -> None:
    def one(strict: str, types: list[str]) -> list[dict[str, Any]]:
        query = {"query": "Landkreistag Sachsen-Anhalt", "type": types, "type_strict": strict}
        return reconcile(recon, valid, {"q": query})["q"]

    assert one("any", ["body", "person"])[0]["id"] == "body/st-lkt"
    assert one("all", ["body", "person"]) == [], "nothing is both"
    assert one("should", ["person"])[0]["score"] == 80
    assert one("any", ["castle"]) == []


def test_suggestions_complete_what_is_typed(recon: Any, valid: Valid) -> None:
    found = valid("suggest-entities-response", get(recon, "/reconcile/suggest/entity?prefix=Landkr&type=body"))
    assert "body/st-lkt" in [r["id"] for r in found["result"]]
    types = valid("suggest-types-response", get(recon, "/reconcile/suggest/type?prefix=bod"))
    assert [t["id"] for t in types["result"]] == ["body"]
    properties = valid("suggest-properties-response", get(recon, "/reconcile/suggest/property?prefix=part"))
    assert "party" in [p["id"] for p in properties["result"]]


def test_table_is_extended_by_values_and_things(recon: Any, valid: Valid, agreement_id: str) -> None:
    extend = {
        "ids": [agreement_id, "agreement/none"],
        "properties": [{"id": "date"}, {"id": "party"}, {"id": "signatory", "settings": {"limit": 1}}],
    }
    valid("data-extension-query", extend)
    found = valid("data-extension-response", get(recon, f"/reconcile?{urlencode({'extend': json.dumps(extend)})}"))
    row = found["rows"][agreement_id]
    assert row["date"] == [{"str": "2014-07-16"}]
    assert {"body/st", "body/st-lkt", "body/st-sgsa"} == {cell["id"] for cell in row["party"]}
    assert len(row["signatory"]) == 1
    assert found["rows"]["agreement/none"] == {"date": [], "party": [], "signatory": []}
    assert [m["id"] for m in found["meta"]] == ["date", "party", "signatory"]
    proposal = valid("data-extension-property-proposal", get(recon, "/reconcile/properties?type=person"))
    assert "post" in [p["id"] for p in proposal["properties"]]


@pytest.fixture(scope="module")
def agreement_id(recon: Any) -> str:
    found = get(recon, "/reconcile/suggest/entity?prefix=IKT&type=agreement")["result"]
    return next(str(r["id"]) for r in found if "/2014/" in r["id"])


def test_preview_may_be_framed_and_flyout_is_html_in_json(recon: Any, agreement_id: str) -> None:
    answer = recon.ask(f"/reconcile/preview/{agreement_id}", accept="text/html")
    assert "Landkreistag" in answer.text or "Rural Districts" in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in recon.ask("/", accept="text/html").headers["Content-Security-Policy"]
    found = get(recon, f"/reconcile/flyout/{agreement_id}")
    assert found["id"] == agreement_id
    assert found["html"].startswith("<h3>")
    assert recon.ask("/reconcile/preview/body/none", accept="application/json").problem["code"] == "not-found"


@pytest.mark.parametrize(
    ("parameter", "value", "status", "code"),
    [
        ("queries", "{", 400, "bad-queries"),
        ("queries", "[]", 400, "bad-queries"),
        ("queries", '{"q": 1}', 400, "bad-queries"),
        ("queries", '{"q": {}}', 400, "bad-queries"),
        ("queries", '{"q": {"query": "a", "limit": "x"}}', 400, "bad-queries"),
        ("queries", '{"q": {"query": "a", "properties": [{"pid": 1}]}}', 400, "bad-queries"),
        ("queries", json.dumps({str(n): {"query": "a"} for n in range(201)}), 413, "too-many-queries"),
        ("queries", "[" * 3000, 400, "bad-queries"),
        ("extend", '{"ids": []}', 400, "bad-extend"),
        ("extend", '{"ids": [], "properties": [{"id": "x"}]}', 400, "bad-extend"),
        ("extend", '{"ids": [], "properties": [{"id": "date", "settings": {"limit": 1e999}}]}', 400, "bad-extend"),
    ],
)
def test_wrong_request_says_what_is_wrong(recon: Any, parameter: str, value: str, status: int, code: str) -> None:
    answer = recon.ask(f"/reconcile?{parameter}={quote(value)}", accept="application/json")
    assert (answer.status, answer.problem["code"]) == (status, code)


@pytest.mark.parametrize("body", [b"queries=%ff", b"a=1&" * 101 + b"b=2", b"queries"])
def test_body_that_is_no_form_is_refused(recon: Any, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    answer = recon.ask("/reconcile", "POST", body=body, headers=headers)
    assert (answer.status, answer.problem["code"]) in ((400, "bad-form"), (400, "bad-queries"))


def test_error_names_the_query_of_the_batch() -> None:
    with pytest.raises(ValueError, match="limit is a number from 1 to 100, not 0"):
        read_query({"query": "a", "limit": 0})
    with pytest.raises(ValueError, match="type_strict is any, should or all, not 'most'"):
        read_query({"query": "a", "type_strict": "most"})
