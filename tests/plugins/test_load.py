"""Installed extractors read beside the rules: a real distribution, a real process, its dump."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from pmgraph.vocab import PREFIXES

Run = Callable[..., CompletedProcess[str]]
BASE = "https://w3id.org/pmgraph"
READ = """SELECT ?quote ?property ?start WHERE { GRAPH ?g {
  ?evidence pm:readBy ?rule ; pm:exact ?quote ; pm:supports ?property ; pm:start ?start } } ORDER BY ?start"""


def graph_of(folder: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(folder / "current" / "graph.nq"), format=RdfFormat.N_QUADS)
    return store


def read_by(store: Store, rule: str) -> list[tuple[str, str]]:
    """The quotes that a rule read, with what they are evidence for."""
    query = READ.replace("?rule ;", f"<{BASE}/id/rule/{rule}> ;")
    rows = store.query(query, prefixes=dict(PREFIXES))
    return [(row["quote"].value, row["property"].value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]) for row in rows]  # type: ignore[union-attr]


def agents(store: Store) -> set[str]:
    found = store.quads_for_pattern(None, NamedNode(PREFIXES["prov"] + "wasAssociatedWith"), None, None)
    return {quad.object.value.rsplit("/", 1)[-1].split("-0.")[0] for quad in found}  # type: ignore[union-attr]


def test_the_graph_holds_what_an_extractor_found_with_its_rule(run: Run, office: Path, tmp_path: Path) -> None:
    done = run("build", "office", "--extractor", "moor", "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    store = graph_of(tmp_path / "build")
    assert read_by(store, "moor:register.person") == [("Tjorven Quandtke", "name")]
    assert read_by(store, "moor:register.house") == [("Torfkontor Guben", "prefLabel")]
    assert agents(store) == {"pmgraph", "moor-1.2"}
    labels = {q.object for q in store.quads_for_pattern(NamedNode(f"{BASE}/id/software/moor-1.2"), None, None, None)}
    assert Literal("moor 1.2", language="en") in labels
    definition = store.quads_for_pattern(NamedNode(f"{BASE}/id/rule/moor:register.house"), None, None, None)
    assert Literal("Read by the extractor moor as register.house.", language="en") in {q.object for q in definition}


def test_what_the_rules_read_stays_as_it_is(run: Run, office: Path, tmp_path: Path) -> None:
    run("build", "office", "--out", "plain")
    run("build", "office", "--out", "more", "--extractor", "moor")
    # Counts of the whole dataset grow with what is read beside.
    plain, more = (
        {str(q) for q in graph_of(tmp_path / name) if "/id/dataset" not in str(q.subject)} for name in ("plain", "more")
    )
    assert plain < more
    assert not [q for q in more - plain if "Ahlwardt" in q], "the rules have read that name"
    signatures = sorted(q for q in more if "ns#Signature>" in q)
    assert signatures == sorted(q for q in plain if "ns#Signature>" in q)
    assert len(signatures) == 2


def test_the_same_input_gives_the_same_dump_by_option_or_by_setting(run: Run, office: Path, tmp_path: Path) -> None:
    run("build", "office", "--out", "a", "--extractor", "moor")
    with (office / "pmgraph.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[extract]\nextractors = ["moor"]\n')
    assert run("build", "office", "--out", "b").returncode == 0
    a, b = ((tmp_path / name / "current" / "graph.nq").read_bytes() for name in ("a", "b"))
    assert a == b
    assert b"moor-1.2" in a


def test_an_office_that_the_text_gives_a_found_person_is_read_by_the_rules(
    run: Run, office: Path, tmp_path: Path
) -> None:
    run("build", "office", "--extractor", "moor")
    store = graph_of(tmp_path / "build")
    assert ("Geschäftsführer", "role") in read_by(store, "role.behind-name")


def test_an_extractor_that_breaks_off_loses_nothing(run: Run, office: Path, tmp_path: Path) -> None:
    run("build", "office", "--out", "plain")
    done = run("build", "office", "--out", "broken", "--extractor", "broken", "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["releases"], report["swapped"]) == (0, 1, True)
    (issue,) = [i for i in report["issues"] if i["code"] == "PM-EXT-001"]
    assert issue["message"] == "extractor failed: broken 1.2: KeyError: 'a table of the extractor'"
    assert issue["where"] == "corpus/moor.txt"
    plain, broken = ((tmp_path / name / "current" / "graph.nq").read_bytes() for name in ("plain", "broken"))
    assert plain == broken, "the run does not name who did not read to the end"


def test_answers_that_do_not_stand_in_the_text_are_refused_one_by_one(run: Run, office: Path, tmp_path: Path) -> None:
    done = run("build", "office", "--extractor", "sloppy", "--json")
    said = [i["message"] for i in json.loads(done.stdout)["issues"] if i["code"] == "PM-EXT-002"]
    assert any("label 'off by one' is none" in message for message in said)
    assert any("'Torfkontor Guben' does not stand at [" in message for message in said)
    assert any("str is neither PersonFound nor BodyFound" in message for message in said)
    assert any("'moorhaus' is no type of body" in message for message in said)
    assert all("sloppy 1.2" in message for message in said)
    assert read_by(graph_of(tmp_path / "build"), "sloppy:register.house") == [("Torfkontor Guben", "prefLabel")]


def test_the_record_has_them_and_extract_says_what_went_wrong(run: Run, office: Path) -> None:
    file = str(office / "corpus" / "moor.txt")
    plain, more = (
        json.loads(run("extract", file, "--json", *option).stdout) for option in ((), ("--extractor", "moor"))
    )
    assert set(more["persons"]) - set(plain["persons"]) == {"Tjorven Quandtke"}
    assert set(more["bodies"]) - set(plain["bodies"]) == {"Torfkontor Guben"}
    assert more["agreements"] == plain["agreements"]
    lines = run("extract", str(office / "corpus"), "--extractor", "moor").stdout.splitlines()
    assert [json.loads(line)["persons"] for line in lines] == [more["persons"]]
    broken = run("extract", file, "--json", "--extractor", "broken")
    assert (broken.returncode, json.loads(broken.stdout)) == (0, plain)
    assert "PM-EXT-001" in broken.stderr
    shown = run("show", file, "--extractor", "moor").stdout
    assert "[person: Tjorven Quandtke]" in shown
    assert "[body: Torfkontor Guben]" in shown


def test_add_and_rules_know_extractors(run: Run, office: Path, tmp_path: Path) -> None:
    received = tmp_path / "received.txt"
    received.write_text(
        (office / "corpus" / "moor.txt").read_text(encoding="utf-8").replace(": 12", ": 13"), encoding="utf-8"
    )
    url = "https://presse.example.de/13"
    done = run("add", str(received), "--url", url, "--project", "office", "--extractor", "moor")
    assert done.returncode == 0, done.stderr
    assert "[person: Tjorven Quandtke]" in done.stdout
    listed = {rule["id"]: rule for rule in json.loads(run("rules", "--json").stdout)}
    assert listed["moor:register.house"]["state"] == "extractor"
    assert listed["moor:register.house"]["fired"] == 2


WRONG = [
    ("mor", "extractor 'mor' is not installed; did you mean 'moor'?"),
    ("future", "was written for version 2 of the contract, and this pmgraph knows version 1"),
    ("gone", "extractor 'gone' cannot be loaded from moor_names:Gone: AttributeError"),
]


@pytest.mark.parametrize(("name", "says"), WRONG)
def test_an_extractor_that_cannot_be_used_is_wrong_use(run: Run, office: Path, name: str, says: str) -> None:
    done = run("build", "office", "--extractor", name)
    assert done.returncode == 2
    assert says in done.stderr
