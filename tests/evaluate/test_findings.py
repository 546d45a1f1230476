"""Each fact of a record is right, false, missed, wrong, invented or open; perfect records have nothing but right ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.evaluate.findings import FIELDS, SETS, Outcome, compare_record
from pmgraph.evaluate.tally import Tally, rule_counts, status_table, total

Json = dict[str, Any]
Figures = Callable[[list[tuple[Json, Json]]], Json]

GOLD: Json = {
    "issuer": "Landkreis Moorland",
    "number": "12/2015",
    "date": "2015-03-02",
    "place": None,
    "title": "Moorvertrag unterzeichnet",
    "agreements": [
        {
            "name": "Moorvertrag",
            "kind": "Vertrag",
            "status": "signed",
            "signed_on": "2015-03-02",
            "parties": ["Landkreis Moorland", "Verein Heide"],
            "signatories": [
                {"person": "Ada Moorhuhn", "role": "Landrätin", "body": "Landkreis Moorland"},
                {"person": "Bert Kraut", "role": "Vorsitzender", "body": None},
            ],
        },
        {"name": "Heidepakt", "kind": "Pakt", "status": "planned"},
    ],
    "persons": ["Ada Moorhuhn", "Bert Kraut"],
    "bodies": ["Landkreis Moorland", "Verein Heide"],
}


def outcomes(record: Json, gold: Json) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in compare_record(record, gold):
        found.setdefault(finding.figure, []).append(finding.outcome.value)
    return found


def test_a_perfect_record_is_right_in_everything() -> None:
    found = outcomes(GOLD, GOLD)
    assert found.pop("place") == ["open"]
    assert {o for listed in found.values() for o in listed} == {"right"}
    assert set(found) == {*SETS, *FIELDS} - {"place"}
    assert found["agreements any"] == ["right", "right"]
    assert found["agreements signed"] == ["right"]


def test_each_error_is_named() -> None:
    record = GOLD | {
        "issuer": None,
        "date": "2015-03-01",
        "place": "Moorstadt",
        "persons": ["Moorhuhn", "Carla Kraut"],
        "agreements": [
            GOLD["agreements"][0] | {"signed_on": None, "signatories": [{"person": "Kraut", "role": "Wart"}]}
        ],
    }
    found = outcomes(record, GOLD)
    assert (found["issuer"], found["date"], found["place"]) == (["wrong"], ["wrong"], ["invented"])
    assert found["persons"] == ["right", "false", "missed"]
    assert found["signatories"] == ["right", "missed"]
    assert found["signatory in role"] == ["false", "missed", "missed"]
    assert found["signatory for body"] == ["missed"]
    assert found["signed on"] == ["wrong"]
    assert found["agreements any"] == ["right", "missed"]


def test_a_planned_agreement_read_as_signed_costs_its_signers_too() -> None:
    gold = GOLD | {"agreements": [GOLD["agreements"][0] | {"status": "planned"}]}
    findings = compare_record(GOLD | {"agreements": [GOLD["agreements"][0]]}, gold)
    false = [f.figure for f in findings if f.outcome is Outcome.FALSE]
    assert false == [
        "agreements signed",
        *["parties"] * 2,
        *["signatories"] * 2,
        "signatory for body",
        *["signatory in role"] * 2,
    ]
    assert status_table(findings) == {"planned": {"signed": 1}}


def test_the_status_table_shows_what_only_one_side_has() -> None:
    assert status_table(compare_record({}, GOLD)) == {"planned": {"absent": 1}, "signed": {"absent": 1}}
    assert status_table(compare_record(GOLD, {})) == {"absent": {"planned": 1, "signed": 1}}
    assert status_table(compare_record(GOLD, GOLD)) == {"planned": {"planned": 1}, "signed": {"signed": 1}}


def test_a_rule_is_right_as_often_as_the_facts_that_rest_on_it() -> None:
    record = GOLD | {"persons": ["Ada Moorhuhn", "Moorhuhn", "Carla Kraut"]}
    rules = {
        ("persons", 0): frozenset({"person.full", "person.titled"}),
        ("persons", 1): frozenset({"person.surname"}),
        ("persons", 2): frozenset({"person.full"}),
        ("date",): frozenset({"header.date"}),
    }
    assert rule_counts(compare_record(record, GOLD), rules) == {
        "person.full": {"persons": (1, 1), "all": (1, 1)},
        "person.titled": {"persons": (1, 0), "all": (1, 0)},
        "header.date": {"date": (1, 0), "all": (1, 0)},
    }, "a repetition is measured for no rule"


def test_a_fact_of_two_figures_is_right_for_its_rule_only_if_it_is_in_both() -> None:
    gold = GOLD | {"agreements": [GOLD["agreements"][0] | {"status": "planned"}]}
    record = GOLD | {"agreements": [GOLD["agreements"][0]]}
    rules = {("agreements", 0): frozenset({"agreement.noun"})}
    assert rule_counts(compare_record(record, gold), rules) == {
        "agreement.noun": {"agreements any": (1, 0), "agreements signed": (0, 1), "all": (0, 1)}
    }


def test_a_weekday_that_only_the_address_resolves_is_not_asked_for() -> None:
    agreement = GOLD["agreements"][0] | {"signed_on": None, "signed_text": "am Mittwoch"}
    assert "signed on" not in outcomes(GOLD, GOLD | {"agreements": [agreement]})
    assert outcomes(GOLD, GOLD | {"agreements": [agreement | {"signed_text": None}]})["signed on"] == ["invented"]


# Names of which no two can be taken for each other, so that the order in which facts are matched cannot matter.
NAMES = tuple(f"{first}{last}" for first in ("Moor", "Heide", "Wald") for last in ("kolk", "furt", "born", "stein"))
PEOPLE = st.lists(st.sampled_from(NAMES), unique=True, max_size=5)
AGREEMENTS = st.lists(st.sampled_from(NAMES), unique=True, max_size=4).flatmap(
    lambda names: st.tuples(*(agreement(name) for name in names)).map(list)
)


def agreement(name: str) -> st.SearchStrategy[Json]:
    signatory = st.fixed_dictionaries(
        {"role": st.none() | st.sampled_from(["Rektor", "Wart"]), "body": st.none() | st.sampled_from(NAMES)}
    )
    return st.fixed_dictionaries(
        {
            "name": st.just(name),
            "kind": st.none(),
            "status": st.sampled_from(["signed", "renewed", "planned", "mentioned"]),
            "signed_on": st.none() | st.sampled_from(["2001", "2002-02"]),
            "parties": PEOPLE,
            "signatories": PEOPLE.flatmap(
                lambda people: st.tuples(*(signatory.map(lambda s, p=p: {"person": p, **s}) for p in people)).map(list)
            ),
        }
    )


RECORDS = st.fixed_dictionaries(
    {
        "issuer": st.none() | st.sampled_from(NAMES),
        "date": st.none() | st.sampled_from(["2001-01-01", "2002-02-02"]),
        "title": st.none() | st.sampled_from(NAMES),
        "agreements": AGREEMENTS,
        "persons": PEOPLE,
        "bodies": PEOPLE,
    }
)


def reordered(record: Json, draw: Any) -> Json:
    agreements = [
        a | {key: draw(st.permutations(a[key])) for key in ("parties", "signatories")} for a in record["agreements"]
    ]
    return record | {
        "agreements": draw(st.permutations(agreements)),
        "persons": draw(st.permutations(record["persons"])),
        "bodies": draw(st.permutations(record["bodies"])),
    }


@given(st.data(), RECORDS, RECORDS)
def test_the_order_of_facts_does_not_matter(figures_of: Figures, data: st.DataObject, record: Json, gold: Json) -> None:
    mixed = figures_of([(reordered(record, data.draw), reordered(gold, data.draw))])
    assert mixed == figures_of([(record, gold)])


@given(RECORDS)
def test_an_annotation_is_perfect_against_itself(figures_of: Figures, gold: Json) -> None:
    figures = figures_of([(gold, gold)])
    assert {f[m] for f in figures.values() for m in ("p", "r", "f1", "accuracy") if m in f} <= {1.0, None}
    assert figures["invented"]["filled"] == 0
    assert figures["persons"]["tp"] == len(gold["persons"])
    assert figures["agreements any"]["tp"] == len(gold["agreements"])


@settings(max_examples=40)
@given(st.lists(st.tuples(RECORDS, RECORDS), max_size=3))
def test_the_figures_of_a_folder_are_those_of_the_sum(figures_of: Figures, pairs: list[tuple[Json, Json]]) -> None:
    one = [Tally.of(compare_record(record, gold)) for record, gold in pairs]
    assert total(one) == total(reversed(one))
    assert total([total(one[:2]), total(one[2:])]).figures() == figures_of(pairs)
