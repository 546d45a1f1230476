"""What extractors find is added under guard: nothing that was read changes, nothing without the shape of a name comes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from pmgraph.extract.beside import MOST, read_beside
from pmgraph.extract.content import TopicIndex
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.extract.verify import evidence_of
from pmgraph.extractor import BodyFound, Found, Installed, PersonFound
from pmgraph.model import Document, Issue, Span
from pmgraph.reading import Layout, Reading
from pmgraph.text.layout import read_layout

KINDS = frozenset(["sonstige-stelle", "unternehmen"])
TEXT = (
    ": 12\nGuben, den 16.07.2014\n\nNeue Moore für die Stadt Guben\n\n"
    "Minister Jörn Ahlwardt und Landrat Kai Brüning haben heute den Moorvertrag unterzeichnet. {}\n\n"
    "Pressekontakt: Uta Brandt, Telefon 12\n"
)


def reading_of(sentence: str) -> Reading:
    text = TEXT.format(sentence)
    document = Document(
        key="t", path="t.txt", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1"
    )
    return read_release(read_layout(document), Knowledge(TopicIndex(())))


class Finder:
    """Names whatever passages it is told to, wherever they stand: "passage", or "passage=name"."""

    api = 1

    def __init__(self, persons: Iterable[str] = (), bodies: Iterable[str] = ()) -> None:
        self.persons, self.bodies = tuple(persons), tuple(bodies)

    def __call__(self, layout: Layout, reading: Reading) -> Iterator[Found]:
        for person in self.persons:
            passage, _, name = person.partition("=")
            for match in re.finditer(re.escape(passage), layout.text):
                yield PersonFound(span=Span(*match.span()), quote=passage, label="p", name=name or None)
        for body in self.bodies:
            passage, _, name = body.partition("=")
            for match in re.finditer(re.escape(passage), layout.text):
                yield BodyFound(span=Span(*match.span()), quote=passage, label="b", name=name or None)


def with_finder(reading: Reading, finder: Finder) -> tuple[Reading, tuple[Issue, ...], tuple[str, ...]]:
    return read_beside(reading, [Installed(name="moor", version="1.2", find=finder)], KINDS)


TAKEN = [
    ("Auch Tjorven Quandtke kam.", "Tjorven Quandtke", "Tjorven Quandtke", None),
    ("Auch Tjorven „Torf“ Quandtke kam.", "Tjorven „Torf“ Quandtke=Tjorven Quandtke", "Tjorven Quandtke", None),
    ("Auch Tjorven von der Quandt kam.", "Tjorven von der Quandt", "Tjorven von der Quandt", None),
]


@pytest.mark.parametrize(("sentence", "passage", "name", "titles"), TAKEN)
def test_a_person_is_added_with_the_extractor_as_rule(
    sentence: str, passage: str, name: str, titles: str | None
) -> None:
    before = reading_of(sentence)
    after, issues, agents = with_finder(before, Finder([passage]))
    (added,) = [p for p in after.persons if p not in before.persons]
    assert (added.name, added.titles) == (name, titles)
    (mention,) = added.mentions
    assert mention.rule == "moor:p"
    assert mention.span.of(after.document.text) == mention.exact == passage.partition("=")[0]
    assert added.offset == mention.span.start
    assert (issues, agents) == ((), ("moor-1.2",))
    assert [p for p in after.persons if p is not added] == list(before.persons)
    assert (after.agreements, after.statements, after.contacts) == (
        before.agreements,
        before.statements,
        before.contacts,
    )


LEFT_OUT = [
    ("overlaps a name that was read", "", "Jörn Ahlwardt"),
    ("overlaps an office and a name", "", "Landrat Kai Brüning"),
    ("stands in a contact line", "", "Uta Brandt"),
    ("a surname alone", "Auch Quandtke kam.", "Quandtke"),
    ("an office is no first name", "Auch Landrat Quandtke kam.", "Landrat Quandtke"),
    ("a Land is no family name", "Auch Tjorven Sachsen kam.", "Tjorven Sachsen"),
    ("digits", "Auch Tjorven 4711 kam.", "Tjorven 4711"),
    ("lower case", "Auch tjorven quandtke kam.", "tjorven quandtke"),
    ("known by first and family name", "So Jörn Ahlwardt.", "So Jörn Ahlwardt"),
    ("runs over two sentences", "Es sprach Tjorven. Quandtke ging danach wieder nach Hause.", "Tjorven. Quandtke"),
]


@pytest.mark.parametrize(("why", "sentence", "passage"), LEFT_OUT, ids=[why for why, _, _ in LEFT_OUT])
def test_a_person_is_left_out(why: str, sentence: str, passage: str) -> None:
    before = reading_of(sentence)
    assert passage in before.document.text
    assert with_finder(before, Finder([passage]))[0] is before, why


BODIES_LEFT_OUT = [
    ("a Land", "Bayern half auch.", "Bayern"),
    ("an agreement", "Der Torfpakt half auch.", "Torfpakt"),
    ("lower case", "Das torfkontor half auch.", "torfkontor"),
    ("read by the rules", "", "Stadt Guben"),
    ("two letters", "Die Xy half auch.", "Xy"),
    ("no letters for an IRI", "Dort half Дом auch.", "Дом"),
]


@pytest.mark.parametrize(("why", "sentence", "passage"), BODIES_LEFT_OUT, ids=[why for why, _, _ in BODIES_LEFT_OUT])
def test_a_body_is_left_out(why: str, sentence: str, passage: str) -> None:
    before = reading_of(sentence)
    assert with_finder(before, Finder(bodies=[passage]))[0].bodies == before.bodies, why


def test_a_name_in_the_nominative_must_be_that_of_its_passage() -> None:
    before = reading_of("Die Pflanzen des Torfkontors Guben kommen.")
    after, issues, _ = with_finder(before, Finder(bodies=["Torfkontors Guben=Torfkontor Guben"]))
    assert [b.name for b in after.bodies if b not in before.bodies] == ["Torfkontor Guben"]
    assert issues == ()
    after, (issue,), _ = with_finder(before, Finder(bodies=["Torfkontors Guben=Binsenhof Guben"]))
    assert after is before
    assert "the name 'Binsenhof Guben' cannot be read from 'Torfkontors Guben'" in issue.message


def test_a_body_is_added_once_however_often_it_is_named() -> None:
    before = reading_of("Das Torfkontor half. Auch danach half das Torfkontor.")
    after, _, _ = with_finder(before, Finder(bodies=["Torfkontor"]))
    (added,) = [b for b in after.bodies if b not in before.bodies]
    assert (added.name, added.kind, len(added.mentions)) == ("Torfkontor", "sonstige-stelle", 1)


def test_an_office_beside_a_found_person_is_theirs_and_nobody_else_changes() -> None:
    before = reading_of("Auch Tjorven Quandtke, Präsident des Moorverbandes, kam.")
    after, _, _ = with_finder(before, Finder(["Tjorven Quandtke"]))
    (office,) = [o for o in after.offices if o not in before.offices]
    assert office.body is not None
    assert (office.person.name, office.role.value, office.body.value.name) == (
        "Tjorven Quandtke",
        "Präsident",
        "Moorverband",
    )
    assert {e.rule for e in office.role.evidence} == {"role.behind-name"}


def test_nobody_becomes_a_signer() -> None:
    before = reading_of("Danach hat Tjorven Quandtke den Torfvertrag unterzeichnet.")
    after, _, _ = with_finder(before, Finder(["Tjorven Quandtke"]))
    assert "Tjorven Quandtke" in {p.name for p in after.persons}
    assert after.agreements == before.agreements


def test_all_evidence_holds_in_a_text_that_was_repaired() -> None:
    before = reading_of("?Das hilft?, hieß es.?Auch Tjorven Quandtke kam mit dem Torf¿kontor.")
    after, _, _ = with_finder(before, Finder(["Tjorven Quandtke"]))
    assert "Tjorven Quandtke" in {p.name for p in after.persons}
    text = after.document.text
    assert all(e.span.of(text) == e.exact for e in evidence_of(after))


class Endless(Finder):
    def __call__(self, layout: Layout, reading: Reading) -> Iterator[Found]:
        at = layout.text.index("Torfkontor")
        while True:
            yield BodyFound(span=Span(at, at + 10), quote="Torfkontor", label="b")


class Leaving(Finder):
    def __call__(self, layout: Layout, reading: Reading) -> Iterator[Found]:
        raise SystemExit("enough of it, says <object at 0x7f00aa11bb22>")


def test_an_endless_answer_ends() -> None:
    before = reading_of("Das Torfkontor half.")
    after, issues, _ = with_finder(before, Endless())
    assert MOST < 10_000
    assert [b.name for b in after.bodies if b not in before.bodies] == ["Torfkontor"]
    assert issues == ()


def test_an_extractor_that_leaves_is_named_without_what_differs_from_run_to_run() -> None:
    before = reading_of("")
    after, (issue,), agents = with_finder(before, Leaving())
    assert after is before
    assert agents == ()
    assert issue.message == "extractor failed: moor 1.2: SystemExit: enough of it, says <object at 0x…>"
