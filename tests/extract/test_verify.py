"""A fact whose quote is not found again is dropped, with what depends on it, and reported."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.extract.verify import evidence_of, verify
from pmgraph.model import Claim, Span
from pmgraph.reading import Reading
from pmgraph.sources.text import read_text
from pmgraph.text.layout import read_layout

SEED = Path(__file__).parents[2] / "data" / "corpus" / "000_e0aaa5cb92dd628b.txt"


@pytest.fixture(scope="module")
def reading() -> Reading:
    document, _ = read_text(SEED.read_bytes(), key="seed", path="seed.txt")
    return read_release(read_layout(document), Knowledge(TopicIndex(())))


def test_a_sound_reading_stays_as_it_is(reading: Reading) -> None:
    assert verify(reading) is reading


def test_every_invented_release_stays_as_it_is_when_each_passage_is_looked_at() -> None:
    cases = yaml.safe_load((Path(__file__).parent / "invented.yaml").read_text(encoding="utf-8"))
    assert len(cases) > 60
    for case in cases:
        document, _ = read_text(case["text"].encode(), key=case["id"], path="a.txt")
        found = read_release(read_layout(document), Knowledge(TopicIndex(())))
        assert verify(found) is found, case["id"]


def test_a_passage_that_leads_to_nothing_is_noted_and_its_fact_goes(reading: Reading) -> None:
    layout = replace(reading.layout, hollow=[])
    nothing = layout.cite(Span(len(layout.text), len(layout.text)), "service.named")
    assert layout.hollow == [nothing.span]
    empty = replace(reading.services[0], evidence=nothing)
    kept = verify(replace(reading, layout=layout, services=(empty, *reading.services[1:])), cited=True)
    assert kept.services == reading.services[1:]


def test_a_fact_with_a_false_quote_goes_and_is_reported(reading: Reading) -> None:
    service = reading.services[0]
    false = replace(service, evidence=replace(service.evidence, exact="something else"))
    kept = verify(replace(reading, services=(false, *reading.services[1:])))
    assert kept.services == reading.services[1:]
    (issue,) = [i for i in kept.issues if i.code == "PM-EV-001"]
    assert issue.span == service.evidence.span
    assert "something else" in issue.message


def test_a_signature_goes_with_its_person(reading: Reading) -> None:
    new, *others = reading.agreements
    assert new.signing is not None
    first, *rest = new.signing.signatures
    wrong = replace(first.person.evidence[0], span=Span(0, 5), exact="XXXXX")
    broken = replace(first, person=Claim(first.person.value, (wrong,)))
    changed = replace(new, signing=replace(new.signing, signatures=(broken, *rest)))
    kept = verify(replace(reading, agreements=(changed, *others)))
    signing = kept.agreements[0].signing
    assert signing is not None
    assert signing.signatures == tuple(rest)


def test_a_signature_whose_office_is_its_name_is_not_understood(reading: Reading) -> None:
    new, *others = reading.agreements
    assert new.signing is not None
    first, *rest = new.signing.signatures
    mixed = replace(first, verb=first.person.evidence[0])
    changed = replace(new, signing=replace(new.signing, signatures=(mixed, *rest)))
    kept = verify(replace(reading, agreements=(changed, *others)))
    assert [i.code for i in kept.issues if i.code == "PM-SIGN-003"] == ["PM-SIGN-003"]
    assert first.person.value.name not in {s.person.value.name for s in kept.agreements[0].signing.signatures}  # type: ignore[union-attr]


def test_evidence_of_walks_everything(reading: Reading) -> None:
    rules = {e.rule for e in evidence_of(reading)}
    assert {"header.title", "imprint.block", "sign.idiom", "speech.subjunctive", "role.as"} <= rules
