"""What holds for the reading of any text at all: every passage is found again, is small, and stands where it may."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pmgraph.extract.content import Topic, TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.extract.verify import apart, evidence_of
from pmgraph.model import Document, Span
from pmgraph.reading import Reading
from pmgraph.text.layout import read_layout
from pmgraph.text.repair import repair

SEED = (Path(__file__).parents[2] / "data" / "corpus" / "000_e0aaa5cb92dd628b.txt").read_text(encoding="utf-8")
KNOWLEDGE = Knowledge(TopicIndex((Topic("ikt", ("IKT",)), Topic("schule", ("Schulen",)))))

PIECES = [
    ": 12\n", "Guben, den 03.04.2012\n", "\n\n", "\n", " ", "   ", "Ministerium für Moorschutz - Pressemitteilung Nr.: 012/12 ", "Menu\n",
    "Guben (ots)\n", "Land und Moorbund unterzeichnen Rahmenvereinbarung\n", "Die Rahmenvereinbarung über Moore ", "eine erste Vereinbarung ",
    "wurde heute unterzeichnet", "unterzeichneten am Mittwoch ", "setzten ihre Unterschrift unter das Dokument. ", "haben am 3. Mai 2012 ",
    "Minister Dr. Jörn Ahlwardt ", "Landrätin Wibke Ostermann (Landkreis Nordmoor) ", "und die Geschäftsführer des Moorbundes, Gerd Kunze, sowie des Torfverbands, ",
    "Prof. Dr. Ute von der Heide, Rektorin der Hochschule Guben, ", "im Beisein von ", "Foto: Lutz Abel. ", "Bei der Unterzeichnung: ", "„Das hilft“, sagte ",
    "?Das hilft?, so ", "¿", "?", "¿ ", "heute (8. Juli) ", "zwischen der Stadt Guben und dem Landkreis Nordmoor ", "zwei Verträge: einer über Torf, einer über Moos. ",
    "Impressum:Ministerium für MoorschutzPressestelleMoorweg 1215344 GubenTel: (03561) 55-12Fax: (03561) 55-13Mail: presse@moor.example.de", ". ", ", ",
    "So sei alles gut. ", "unter das Bürgermeister Olaf Brandt seine Unterschrift setzte. ", "Guben.", "LMX ", "(LMX) ", "\u00a0", "\u00ad", "Ã¤", "e. V. ", "(", ")", "–",
]  # fmt: skip

ARBITRARY = st.text(max_size=300)
GERMAN = st.text(alphabet=st.sampled_from("aeinstABD äöüß.,:;?¿„“–-()/\n0123456789\u00a0"), max_size=300)
ASSEMBLED = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The release of 2014 with passages cut, doubled, moved, or filled with other pieces."""
    text = SEED
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, max(0, len(text) - 1)))
        end = min(len(text), start + draw(st.integers(0, 120)))
        piece = draw(st.sampled_from(["", text[start:end] * 2, *PIECES]))
        text = text[:start] + piece + text[end:]
    return text


def document(text: str) -> Document:
    return Document(key="t", path="t.txt", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")


def read(text: str) -> Reading:
    return read_release(read_layout(document(text)), KNOWLEDGE)


def places(reading: Reading) -> list[Span]:
    """Where evidence may lie: in one sentence, in the title, or in one line of the stored text."""
    layout = reading.layout
    spans = [layout.origin.to_original(s) for s in layout.sentences]
    if layout.title is not None:
        spans.append(layout.origin.to_original(layout.title))
    at = 0
    for line in layout.document.text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def check(text: str) -> None:
    reading = read(text)
    allowed = places(reading)
    for evidence in evidence_of(reading):
        assert evidence.exact
        assert evidence.span.of(text) == evidence.exact
        assert any(place.contains(evidence.span) for place in allowed), evidence
    for agreement in reading.agreements:
        for signature in agreement.signing.signatures if agreement.signing else ():
            assert apart(signature)
            assert len({signature.person.evidence[0].span, signature.verb.span}) == 2
    assert not [i for i in reading.issues if i.code == "PM-EV-001"]
    assert read(text) == reading
    as_record(reading)


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(ARBITRARY | GERMAN)
@example("")
@example("\n")
@example("?")
def test_evidence_of_any_text_is_found_again_within_its_sentence(text: str) -> None:
    check(text)


@settings(max_examples=250, deadline=None, suppress_health_check=SLOW)
@given(ASSEMBLED)
def test_evidence_of_assembled_releases_is_found_again_within_its_sentence(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(mutated())
def test_evidence_of_the_damaged_release_of_2014_is_found_again_within_its_sentence(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(ARBITRARY | GERMAN | ASSEMBLED)
def test_repairing_twice_changes_nothing(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@pytest.mark.parametrize("seed", range(20))
def test_persons_keep_their_offset_when_text_is_added_below(seed: int) -> None:
    """A person is known by the offset of the first mention, so what follows must not move it."""
    rng = random.Random(seed)
    below = "".join(rng.choice(PIECES) for _ in range(10))
    before = {p.name: p.offset for p in read(SEED).persons}
    after = {p.name: p.offset for p in read(SEED.replace("Impressum:", "") + "\n\n" + below).persons}
    assert {name: after.get(name) for name in before} == before
