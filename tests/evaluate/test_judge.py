"""Every figure equals that of the judge's own script, which runs as a process of its own, to the last digit."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Json = dict[str, Any]
Figures = Callable[[list[tuple[Json, Json]]], Json]
Judge = Callable[[dict[str, Json], dict[str, Json]], Json]


@pytest.fixture(scope="module")
def judge(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """The figures that the script gives for records and annotations, both by id."""
    script = shared / "eval" / "score.py"
    if not script.is_file():
        pytest.skip("the judge's script is not beside the checkout")

    def run(records: dict[str, Json], gold: dict[str, Json]) -> Json:
        folder = tmp_path_factory.mktemp("judge")
        for name, values in (("gold", gold), ("records", records)):
            (folder / name).mkdir()
            for id_, record in values.items():
                content = {"id": id_, "text": "x", "gold": record} if name == "gold" else record
                (folder / name / f"{id_}.json").write_text(json.dumps(content), encoding="utf-8")
        command = [sys.executable, str(script), str(folder / "gold"), "--records", str(folder / "records"), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures: Json = json.loads(done.stdout)
        assert figures.pop("releases")["scored"] == len(gold)
        return figures

    return run


def agree(ours: Json, theirs: Json) -> None:
    """Both have the same figures; the judge leaves out a kind of fact that no release has."""
    assert {name: figures for name, figures in ours.items() if name in theirs} == theirs
    assert all(not any(ours[name].values()) for name in ours.keys() - theirs.keys())


def drop_signatories(record: Json, chance: random.Random) -> None:
    for agreement in record["agreements"] or []:
        agreement["signatories"] = [s for s in agreement["signatories"] or [] if chance.random() < 0.6]


def swap_bodies(record: Json, chance: random.Random) -> None:
    chance.shuffle(record["bodies"])
    signatories = [s for a in record["agreements"] for s in a["signatories"]]
    bodies = [s["body"] for s in signatories]
    chance.shuffle(bodies)
    for signatory, body in zip(signatories, bodies, strict=True):
        signatory["body"] = body
    if record["bodies"] and chance.random() < 0.5:
        record["bodies"][0] += " Sachsen" if chance.random() < 0.5 else " und Umgebung GmbH"


def invent_persons(record: Json, chance: random.Random) -> None:
    made_up = ["Prof. Dr. Ada Moorhuhn", "Moorhuhn", "Dr.", "", "Bert von der Heide-Kraut", "Ada Heide-Kraut"]
    record["persons"] += chance.sample(made_up, 3)
    for agreement in record["agreements"]:
        agreement["signatories"].append({"person": chance.choice(made_up), "role": "Wart", "body": "Verein e. V."})


def wrong_dates(record: Json, chance: random.Random) -> None:
    record["date"] = chance.choice(["2001-01-01", record["date"]])
    record["number"] = chance.choice(["07/2001", "ohne", record["number"]])
    for agreement in record["agreements"]:
        agreement["signed_on"] = chance.choice([None, "2001", agreement["signed_on"]])


def repeat(record: Json, chance: random.Random) -> None:
    for key in ("persons", "bodies", "agreements"):
        record[key] = [copy.deepcopy(chance.choice(record[key])) for _ in record[key]] + record[key]
    for agreement in record["agreements"]:
        agreement["signatories"] += copy.deepcopy(agreement["signatories"][:1])
        agreement["parties"] += agreement["parties"][:1]


def empty(record: Json, chance: random.Random) -> None:
    for holder in (record, *record["agreements"]):
        for key in list(holder):
            if chance.random() < 0.3 and key not in ("agreements", "status"):
                holder[key] = None
    for agreement in record["agreements"]:
        for signatory in agreement["signatories"] or []:
            for key in signatory:
                signatory[key] = None if chance.random() < 0.3 else signatory[key]


def fill(record: Json, chance: random.Random) -> None:
    for key in ("issuer", "number", "date", "place", "title"):
        record[key] = record[key] or chance.choice(["Amt 7", "", "Land"])


def other_status(record: Json, chance: random.Random) -> None:
    for agreement in record["agreements"]:
        agreement["status"] = chance.choice(["signed", "renewed", "planned", "mentioned", "terminated"])
        agreement["kind"] = chance.choice(["Vertrag", agreement["kind"], "other"])
        agreement["name"] = chance.choice(["Vertrag", agreement["name"], "Etwas ganz anderes"])


def disorder(record: Json, chance: random.Random) -> None:
    for key in ("persons", "bodies", "agreements"):
        chance.shuffle(record[key])


DAMAGE = (
    drop_signatories, swap_bodies, invent_persons, wrong_dates, repeat, empty, fill, other_status, disorder,
)  # fmt: skip


def damaged(gold: dict[str, Json], kinds: tuple[Callable[[Json, random.Random], None], ...]) -> dict[str, Json]:
    chance, records = random.Random(20), copy.deepcopy(gold)
    for record in records.values():
        for kind in kinds:
            kind(record, chance)
    return records


@pytest.mark.parametrize("kind", DAMAGE, ids=[kind.__name__ for kind in DAMAGE])
def test_a_damaged_record_is_measured_as_the_judge_does(
    kind: Callable[[Json, random.Random], None], annotated: dict[str, Json], judge: Judge, figures_of: Figures
) -> None:
    records = damaged(annotated, (kind,))
    figures = figures_of([(records[id_], annotated[id_]) for id_ in annotated])
    agree(figures, judge(records, annotated))
    assert figures != figures_of([(annotated[id_], annotated[id_]) for id_ in annotated]) or kind is disorder


def test_damage_of_every_kind_at_once_is_measured_as_the_judge_does(
    annotated: dict[str, Json], judge: Judge, figures_of: Figures
) -> None:
    kinds = tuple(kind for kind in DAMAGE if kind is not empty)
    records = damaged(annotated, (*kinds, empty))
    agree(figures_of([(records[id_], annotated[id_]) for id_ in annotated]), judge(records, annotated))


def test_a_record_of_another_release_is_measured_as_the_judge_does(
    annotated: dict[str, Json], judge: Judge, figures_of: Figures
) -> None:
    ids = list(annotated)
    records = {id_: annotated[other] for id_, other in zip(ids, [*ids[1:], ids[0]], strict=True)}
    agree(figures_of([(records[id_], annotated[id_]) for id_ in ids]), judge(records, annotated))


def test_no_record_at_all_is_measured_as_the_judge_does(
    annotated: dict[str, Json], judge: Judge, figures_of: Figures
) -> None:
    figures = figures_of([({}, record) for record in annotated.values()])
    agree(figures, judge({}, annotated))
    assert figures["signatories"]["r"] == 0.0
    assert figures["signatories"]["p"] is None


# Words that meet each other often: with and without Land, title, function words, endings, accents, digits.
WORDS = st.lists(
    st.sampled_from(
        [
            "Land",
            "Länder",
            "Freistaat",
            "Sachsen",
            "Sachsens",
            "Sachsen-Anhalt",
            "Anhalt",
            "Bremen",
            "Baden-Württemberg",
            "Thüringens",
            "Amt",
            "Ämter",
            "Amtes",
            "Verein",
            "e.",
            "V.",
            "für",
            "und",
            "Kreis",
            "Kreises",
            "Städten",
            "Bäcker",
            "Straße",
            "Dr.",
            "Prof.",
            "Herr",
            "Anna",
            "Annas",
            "Müller",
            "Mueller",
            "Moll-Ruß",
            "Renée",
            "de",
            "(DS)",
            "7",
            "007",
            "ot",
            "&",
            "–",
            "ẞ",
            "İ",
        ]
    ),
    max_size=4,
).map(" ".join)
TEXT = st.none() | WORDS | st.text(max_size=6)
SIGNATORY = st.fixed_dictionaries({}, optional={"person": TEXT, "title": TEXT, "role": TEXT, "body": TEXT})
AGREEMENT = st.fixed_dictionaries(
    {"status": st.sampled_from(["signed", "renewed", "planned", "mentioned", "terminated"])},
    optional={
        "name": TEXT,
        "kind": st.none() | st.sampled_from(["Vertrag", "vertrag", "Pakt", ""]),
        "signed_on": st.none() | st.sampled_from(["2001", "2001-01-01", ""]),
        "signed_text": st.none() | st.just("am Mittwoch"),
        "parties": st.none() | st.lists(WORDS, max_size=3),
        "signatories": st.none() | st.lists(SIGNATORY, max_size=3),
    },
)
RECORD = st.fixed_dictionaries(
    {"persons": st.none() | st.lists(WORDS, max_size=4)},
    optional={
        **dict.fromkeys(("issuer", "number", "place", "title"), TEXT),
        "date": st.none() | st.sampled_from(["2001-01-01", "2001-01-02"]),
        "bodies": st.none() | st.lists(WORDS, max_size=4),
        "agreements": st.none() | st.lists(AGREEMENT, max_size=3),
    },
)


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(RECORD, RECORD), min_size=25, max_size=25))
def test_any_records_are_measured_as_the_judge_does(
    judge: Judge, figures_of: Figures, pairs: list[tuple[Json, Json]]
) -> None:
    records = {f"{n:03}": record for n, (record, _) in enumerate(pairs)}
    gold = {f"{n:03}": record for n, (_, record) in enumerate(pairs)}
    agree(figures_of(pairs), judge(records, gold))
