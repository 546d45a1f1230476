"""What changed between two builds, as an editor would tell it; the builds are real, of the project that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from pmgraph.delta.compare import ThingDelta, Turn, compare
from pmgraph.delta.facts import Fact, Quote, Snapshot, read_facts
from pmgraph.delta.patch import rdf_patch
from pmgraph.delta.values import CS, as_triples, as_values
from pmgraph.delta.wording import phrase, sentence, thing_line
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.vocab import DCTERMS, PROV

B = "https://w3id.org/pmgraph"
AGREEMENT = f"{B}/id/agreement/st/2014/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government"
SEED = "Rahmenvereinbarung über Zusammenarbeit in Bereichen IKT und E-Government"


def snapshot(version: Path) -> Snapshot:
    return read_facts(EmbeddedGraph.of_build(version / "graph.nq"))


def told(
    delta: tuple[ThingDelta, ...], former: Snapshot, latter: Snapshot, language: str = "de"
) -> dict[str, list[str]]:
    return {
        thing_line(one, former, latter, language): [sentence(c, former, latter, language) for c in one.changes]
        for one in delta
    }


@pytest.fixture(scope="session")
def shipped(version: Path) -> Snapshot:
    return snapshot(version)


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    file = tmp_path_factory.mktemp("empty") / "graph.nq"
    file.write_text("")
    return read_facts(EmbeddedGraph.of_build(file))


@pytest.fixture
def edited(project: Path, rebuild: Callable[..., Any]) -> Callable[[bytes, bytes], Snapshot]:
    """The snapshot of the project with one passage of its release replaced."""

    def make(old: bytes, new: bytes) -> Snapshot:
        (seed,) = (project / "corpus").glob("*.txt")
        text = seed.read_bytes()
        assert text.count(old) >= 1
        seed.write_bytes(text.replace(old, new))
        return snapshot(rebuild().version)

    return make


def test_same_graph_has_no_difference(shipped: Snapshot) -> None:
    assert compare(shipped, shipped) == ()


def test_new_agreement_comes_with_all_its_facts_and_passages(shipped: Snapshot, nothing: Snapshot) -> None:
    found = told(compare(nothing, shipped), nothing, shipped)
    lines = found[f"Vereinbarung „{SEED} (2014)“ (neu)"]
    assert "+ Datum: 16. Juli 2014, denn: „am Mittwoch“ (st-mf/2014/31)" in lines
    assert "+ Partner: Landkreistag Sachsen-Anhalt, denn: „Landkreistags“ (st-mf/2014/31)" in lines
    assert "+ Vorgänger: Erste Rahmenvereinbarung (2006), denn: „Rahmenvereinbarung“ (st-mf/2014/31)" in lines
    (richter,) = [line for line in lines if "Michael Richter" in line]
    assert richter == (
        "+ Unterzeichner Michael Richter, Beauftragter der Landesregierung für Informationstechnik (CIO), für Land"
        " Sachsen-Anhalt, denn: „Michael Richter“ … „Beauftragter der Landesregierung für Informationstechnik (CIO)“ …"
        " „setzten ihre Unterschrift unter“ (st-mf/2014/31)"
    )
    assert (
        "+ Datum: 9. Januar 2006, laut Eintrag egovernment-2006"
        in found["Vereinbarung „Erste Rahmenvereinbarung (2006)“ (neu)"]
    )
    assert found["Stelle „Freistaat Bayern“ (neu)"][0] == "+ Name: „Freistaat Bayern“, laut Register"


def test_what_went_is_told_the_other_way_round(shipped: Snapshot, nothing: Snapshot) -> None:
    came, went = compare(nothing, shipped), compare(shipped, nothing)
    assert [d.thing for d in came] == [d.thing for d in went]
    assert {d.turn for d in went} == {Turn.WENT}
    lines = told(went, shipped, nothing)[f"Vereinbarung „{SEED} (2014)“ (entfallen)"]
    assert "− Datum: 16. Juli 2014, denn: „am Mittwoch“ (st-mf/2014/31)" in lines


def test_english_sentences_say_the_same(shipped: Snapshot, nothing: Snapshot) -> None:
    lines = told(compare(nothing, shipped), nothing, shipped, "en")["Agreement “Framework agreement (2014)” (new)"]
    assert "+ date: 16 July 2014, because: “am Mittwoch” (st-mf/2014/31)" in lines
    assert "+ kind: framework agreement, according to st-mf/2014/31" in lines
    assert any(line.startswith("+ signed by Jürgen Leindecker, ") for line in lines)


def test_changed_day_is_one_change_with_its_new_passage(
    shipped: Snapshot, edited: Callable[[bytes, bytes], Snapshot]
) -> None:
    after = edited(b"am Mittwoch", b"am 14. Juli 2014")
    (found,) = [d for d in compare(shipped, after) if d.thing == AGREEMENT]
    assert found.turn is Turn.CHANGED
    lines = [sentence(c, shipped, after, "de") for c in found.changes]
    assert "~ Datum: 16. Juli 2014 → 14. Juli 2014, denn: „14. Juli 2014“ (st-mf/2014/31)" in lines


def test_other_signatory_is_one_that_went_and_one_that_came(
    shipped: Snapshot, edited: Callable[[bytes, bytes], Snapshot]
) -> None:
    after = edited("Jürgen Leindecker".encode(), b"Sabine Muster")
    (found,) = [d for d in compare(shipped, after) if d.thing == AGREEMENT]
    lines = [sentence(c, shipped, after, "de") for c in found.changes]
    assert [line.split(",")[0] for line in lines] == [
        "− Unterzeichner Jürgen Leindecker",
        "+ Unterzeichner Sabine Muster",
    ]


def test_text_that_moves_is_no_news(shipped: Snapshot, edited: Callable[[bytes, bytes], Snapshot]) -> None:
    after = edited(b"setzten ihre Unterschrift unter", b"setzten ihre Unterschriften unter")
    assert [d.thing for d in compare(shipped, after)] == [], "offsets and opaque IRIs differ, the facts do not"


@pytest.mark.parametrize(
    ("office", "noun"),
    [("Staatssekretärin", "Unterzeichnerin"), ("Staatssekretär", "Unterzeichner"), ("Vorsitz", "Unterschrift von")],
)
def test_who_signs_is_called_as_the_text_calls_the_office(office: str, noun: str) -> None:
    quotes = (Quote("r", 0, 9, office, "x", "e1"), Quote("r", 20, 30, "unterzeichnete", "x", "e2"))
    names = {("https://p", "de"): f"{office} im Amt"}
    fact = Fact(thing="t", aspect="signature", parts={"person": "Kim Muster", "post": "https://p"}, quotes=quotes)
    found = phrase(fact, Snapshot(facts={}, kinds={}, names=names), "de")
    assert found == f"{noun} Kim Muster, {office} im Amt"


def test_values_for_json_bear_sentences_and_offsets(shipped: Snapshot, nothing: Snapshot) -> None:
    values = as_values(compare(nothing, shipped), nothing, shipped)
    agreement = next(v for v in values if v["thing"] == AGREEMENT)
    assert (agreement["kind"], agreement["turn"]) == ("agreement", "came")
    assert agreement["name"] == {"de": f"{SEED} (2014)", "en": "Framework agreement (2014)"}
    date = next(c for c in agreement["changes"] if c["aspect"] == "date")
    assert (date["before"], date["after"]) == (None, {"value": "2014-07-16"})
    (quote,) = date["evidence"]
    assert (quote["exact"], quote["end"] - quote["start"]) == ("am Mittwoch", len("am Mittwoch"))
    assert quote["release"] == f"{B}/id/release/st-mf/2014/31"


def test_triples_are_change_sets_with_subject_reason_and_evidence(shipped: Snapshot, nothing: Snapshot) -> None:
    delta = compare(nothing, shipped)
    triples = set(as_triples(delta, nothing, shipped, base=B))
    assert set(parse(serialize(triples, format=RdfFormat.TURTLE) or b"", format=RdfFormat.TURTLE))
    subjects = {t.subject.value for t in triples if t.predicate.value == CS("subjectOfChange")}
    assert len(subjects) == sum(len(d.changes) for d in delta)
    dates = {t.subject for t in triples if t.predicate.value == DCTERMS("type") and t.object.value == "date came"}
    sources = [t.object.value for t in triples if t.subject in dates and t.predicate.value == PROV("wasDerivedFrom")]
    assert any("/evidence/" in source for source in sources)


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_patch_turns_the_one_dump_into_the_other(former: set[int], latter: set[int]) -> None:
    old, new = (sorted(f'<http://s> <http://p> "{n}" .\n' for n in side) for side in (former, latter))
    patch = list(rdf_patch(old, new))
    assert (patch[0], patch[-1]) == ("TX .\n", "TC .\n")
    held = set(old)
    for line in patch[1:-1]:
        operation, quad = line[:2], line[2:]
        (held.add if operation == "A " else held.remove)(quad)
    assert sorted(held) == new
    assert len(patch) - 2 == len(former ^ latter)


@pytest.mark.parametrize("dump", [("<http://b> .\n", "<http://a> .\n"), ("<http://a> .\n", "<http://a> .\n")])
def test_unsorted_dump_is_refused_with_its_line(dump: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="line 2 of the latter dump"):
        list(rdf_patch([], dump))
