"""Records of a project: their days by the portal's rule, their bodies by kind, persons joined across, open questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pmgraph.curated import EditorRecord, Register
from pmgraph.iris import Iris
from pmgraph.pipeline.build import BuildReport
from pmgraph.pipeline.linking import Linker
from pmgraph.pipeline.recording import days_of, map_records
from pmgraph.rdf.terms import plain
from pmgraph.tables.records import read_record
from pmgraph.vocab import FOAF, PM

RECORDS = Path(__file__).parents[2] / "data" / "records"
BASE = "https://w3id.org/pmgraph"


def shipped(slug: str) -> EditorRecord:
    return read_record(RECORDS / f"{slug}.yaml", f"{slug}.yaml")


@pytest.mark.parametrize(
    ("slug", "days"),
    [
        (
            "sportabzeichen-2015",
            [
                ("portal.header-utc-summer", "2015-07-08", "inferred"),
                ("header.dateline", "2015-07-07", "stated"),
                ("address.path-date", "2015-07-08", "stated"),
            ],
        ),
        (
            "sicherheitskooperation-2007",
            [("header.dateline", "2007-12-07", "stated"), ("address.path-date", "2007-12-07", "stated")],
        ),
        (
            "umweltallianz-2007-08",
            [("record.issued", "2007-08-28", "stated"), ("address.path-date", "2007-08-28", "stated")],
        ),
        ("region-centre-2014", [("address.path-date", "2014-12-03", "stated")]),
        ("theatervertraege-2009", [("header.dateline", "2009-02-12", "stated")]),
        ("altmark-kooperation", []),
    ],
    ids=["summer", "winter", "own day", "address alone", "other portal", "no day"],
)
def test_every_reading_of_the_day_of_a_linked_release_is_kept(slug: str, days: list[tuple[str, str, str]]) -> None:
    assert [(c.rule, c.edtf, c.factuality.value) for c in days_of(shipped(slug))] == days


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Wehrbereichskommando III", "bund-wehrbereichskommando-iii"),
        ("Bundesstadt Bonn", "nw-bundesstadt-bonn"),
        ("Land Hessen", "he-land-hessen"),
        ("Stadt Leverkusen", "nw-stadt-leverkusen"),
    ],
)
def test_a_body_is_at_home_where_its_name_and_kind_say(name: str, id_: str) -> None:
    assert Linker.of(Register(), Iris(BASE), {}).named(name, "nw") == (id_, False)


def test_persons_of_two_records_are_joined_and_the_graph_says_by_which_rule() -> None:
    linker, iris = Linker.of(Register(), Iris(BASE), {}), Iris(BASE)
    records = [shipped("altmark-kooperation"), shipped("festung-mark-2022")]
    for order in (records, records[::-1]):
        quads = list(map_records(order, linker, iris, frozenset()))
        rector = {q.s for q in quads if q.p == f"<{FOAF('name')}>" and plain(q.o) == "Anne Lequy"}
        reasons = [(q.s, plain(q.o), plain(q.g)) for q in quads if q.p == f"<{PM('joinedBy')}>"]
        assert len(rector) == 1
        assert reasons == [(*rector, f"{BASE}/id/rule/link.same-name-same-house", f"{BASE}/graph/derived")]
    later = [replace(records[0], entered="2027-01-01"), records[1]]
    (moved,) = {
        q.s for q in map_records(later, linker, iris, frozenset()) if q.p == f"<{FOAF('name')}>" and "Lequy" in q.o
    }
    assert {moved} != rector, "the source that was entered first gives the id"


def test_the_shipped_graph_joins_one_person_and_asks_of_another(built: BuildReport) -> None:
    assert built.version is not None
    lines = (built.version / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if f"> <{PM('joinedBy')}> <" in line and "/graph/derived> ." in line]) == 1
    asked = [i for i in built.issues if i.code == "PM-LINK-001"]
    assert len(asked) == 2
    assert all("both are called 'Stephan Dorgerloh'" in i.message for i in asked)
    assert all("beide heißen „Stephan Dorgerloh“" in str(i.message_de) for i in asked)
