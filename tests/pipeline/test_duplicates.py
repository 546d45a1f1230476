"""Copies of one release become one with several sources; what is merely alike is reported and stays two."""

from __future__ import annotations

import itertools
import random
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from pmgraph.concepts import read_concepts
from pmgraph.curated import Sidecar
from pmgraph.model import Document, Issue
from pmgraph.pipeline.build import BuildReport
from pmgraph.pipeline.duplicates import SIMILAR, joined, similar_pairs
from pmgraph.pipeline.readings import Release, read_all
from pmgraph.sources.text import read_text
from pmgraph.tables.portals import shipped_portals

Rebuild = Callable[..., BuildReport]

BODY = (
    "Der Landkreis Nordheide und der Landkreis Südheide haben heute eine Vereinbarung über eine gemeinsame Leitstelle"
    " unterzeichnet. Landrätin Anna Beispiel sagte: „Das ist ein guter Tag für die Sicherheit der Menschen – hier wie"
    " dort.“ Die Leitstelle nimmt im Herbst ihre Arbeit auf. Die Kosten von drei Millionen Euro tragen beide Kreise je"
    " zur Hälfte; das Land beteiligt sich an der Technik."
)
TITLE = "Kreise richten gemeinsame Leitstelle ein"
IMPRINT = "Impressum:Landkreis NordheidePressestelleMarktplatz 512345 NordstadtTel: (01234) 567-89Mail: presse@nordheide.example.de"
PORTAL = f": 7\nNordstadt, den 12.05.2015\n\n{TITLE}\n\n{BODY}\n\n{IMPRINT}\n"
INNER = f"Landkreis Nordheide - Pressemitteilung Nr.: 007/2015\n\nNordstadt, den 12. Mai 2015\n\n{TITLE}\n\n{BODY}\n"
BARE = f"{TITLE}\n\n12.05.2015\n\n{BODY}\n"
DAMAGED = INNER.replace("„", "?").replace("“", "?").replace("–", "?").replace("auf. Die", "auf.  \u00a0 Die")
WRAPPED = INNER.replace("unterzeichnet. Land", "unterzeichnet.\nLand").replace("die Sicherheit", "die\u00a0Sicherheit")
NARROW = "\n".join(textwrap.fill(line, 60) for line in INNER.split("\n"))
LAYOUTS = {"portal": PORTAL, "inner": INNER, "bare": BARE, "damaged": DAMAGED, "wrapped": WRAPPED}


def document(name: str, text: str, url: str | None = None) -> Document:
    return read_text(text.encode(), key=name, path=f"corpus/{name}", sidecar=Sidecar(url=url))[0]


def merged(*documents: Document) -> tuple[tuple[Release, ...], tuple[Issue, ...]]:
    return read_all(documents, read_concepts().topics, shipped_portals())


def codes(issues: tuple[Issue, ...]) -> list[tuple[str, str | None]]:
    return sorted((i.code, i.path) for i in issues if i.code in ("PM-DOC-007", "PM-DOC-015"))


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(sorted(LAYOUTS), 2)))
def test_one_release_in_two_layouts_is_one_with_two_addresses(one: str, other: str) -> None:
    first = document("a", LAYOUTS[one], "https://a.example/1")
    second = document("b", LAYOUTS[other], "https://b.example/1")
    (release,), issues = merged(first, second)
    assert {release.reading.document.url, *release.other_addresses} == {"https://a.example/1", "https://b.example/1"}
    ((code, path),) = codes(issues)
    assert code == "PM-DOC-007"
    assert path != release.reading.document.path


def test_the_copy_that_says_most_of_itself_is_read() -> None:
    (release,), issues = merged(
        document("a", BARE, "https://a.example/1"), document("b", PORTAL, "https://b.example/1")
    )
    assert release.reading.document.key == "b"
    assert [i.message for i in issues if i.code == "PM-DOC-007"] == [
        "release received more than once: in other layout the same release as corpus/b"
    ]
    (release,), _ = merged(document("a", BARE, "https://a.example/1"), document("b", PORTAL))
    assert release.reading.document.key == "a", "an address may date the release"


def test_neither_order_nor_names_choose() -> None:
    texts = [(text, f"https://{name}.example/") for name, text in LAYOUTS.items()]
    found = set()
    for at, order in enumerate(itertools.permutations(texts)):
        if at % 7:
            continue
        (release,), issues = merged(*(document(f"{at}-{i}", text, url) for i, (text, url) in enumerate(order)))
        found.add((release.reading.document.text_sha256, release.other_addresses, len(codes(issues))))
    assert len(found) == 1


def test_line_breaks_make_no_other_release_and_never_hide_a_copy() -> None:
    releases, _ = merged(document("a", INNER), document("b", NARROW))
    assert len(releases) == 1
    for text in (PORTAL, BARE):
        _, issues = merged(document("a", text), document("b", NARROW))
        assert len(codes(issues)) == 1, "with another header too it is merged, or at least reported"


BOILERPLATE = (
    "Der Landkreis Nordheide teilt mit: Wegen der Bauarbeiten der kommenden Woche werden alle Bürgerinnen und Bürger"
    " gebeten, die ausgeschilderten Umleitungen zu nutzen und mehr Zeit einzuplanen. Die Kreisverwaltung bittet um"
    " Verständnis für die Behinderungen und dankt allen Beteiligten für ihre Geduld. Auskünfte gibt die Pressestelle."
)


def notice(number: int, day: str, what: str) -> str:
    return (
        f"Landkreis Nordheide - Pressemitteilung Nr.: {number}/2015\n\nNordstadt, den {day}\n\n{what} wird gesperrt\n\n"
        f"{what} wird gesperrt. {BOILERPLATE}\n\n{IMPRINT}\n"
    )


def test_two_releases_of_one_house_and_day_with_one_boilerplate_stay_two() -> None:
    one = document("a", notice(8, "12. Mai 2015", "Die Kreisstraße 4"), "https://a.example/8")
    other = document("b", notice(9, "12. Mai 2015", "Die Brücke am Markt"), "https://a.example/9")
    releases, issues = merged(one, other)
    assert [r.reading.document.key for r in releases] == ["a", "b"]
    assert [r.other_addresses for r in releases] == [(), ()]
    assert codes(issues) == [("PM-DOC-015", "corpus/b")]
    (near,) = [i for i in issues if i.code == "PM-DOC-015"]
    assert "is that of corpus/a; both are kept" in near.message


def test_unnumbered_releases_of_one_day_that_differ_in_a_word_stay_two() -> None:
    texts = [BARE, BARE.replace("drei Millionen", "vier Millionen")]
    releases, issues = merged(*(document(f"{i}", text) for i, text in enumerate(texts)))
    assert len(releases) == 2
    assert codes(issues) == [("PM-DOC-015", "corpus/1")]


@pytest.mark.parametrize(
    ("number", "day"), [("8", "12. Mai 2015"), ("7", "19. Mai 2015"), ("8", "19. Mai 2015")]
)  # fmt: skip
def test_the_same_words_under_another_number_or_day_are_another_release(number: str, day: str) -> None:
    again = INNER.replace("007/2015", f"{number}/2015").replace("12. Mai 2015", day)
    releases, issues = merged(document("a", INNER), document("b", again))
    assert len(releases) == 2
    assert codes(issues) == [("PM-DOC-015", "corpus/b")]


def test_a_day_that_a_portal_prints_too_early_is_no_other_day() -> None:
    releases, _ = merged(document("a", INNER), document("b", PORTAL.replace("12.05.2015", "11.05.2015")))
    assert len(releases) == 1


def test_short_texts_are_copies_only_where_all_of_them_agrees() -> None:
    short = "Landkreis Nordheide - Pressemitteilung Nr.: {}/2015\n\nTermin\n\nDer Termin fällt aus.\n"
    releases, _ = merged(document("a", short.format(1)), document("b", short.format(2)))
    assert len(releases) == 2
    releases, _ = merged(document("a", short.format(1)), document("b", short.format(1).replace("\n\n", "\n \n")))
    assert len(releases) == 1


def test_a_copy_with_a_header_line_in_its_running_text_is_a_copy() -> None:
    glued = INNER.replace(BODY, f"{BODY} Landkreis Nordheide Pressestelle Nordstadt")
    both = glued + f"\n{IMPRINT}\n"
    releases, issues = merged(document("a", PORTAL), document("b", both))
    assert len(releases) == 1
    assert [code for code, _ in codes(issues)] == ["PM-DOC-007"]
    more = INNER.replace(BODY, f"{BODY} Der Kreistag lehnte ab.")
    releases, issues = merged(document("a", PORTAL), document("b", more))
    assert len(releases) == 2
    assert [code for code, _ in codes(issues)] == ["PM-DOC-015"]


def invented(count: int) -> list[str]:
    dice = random.Random(7)
    words = [f"wort{i}" for i in range(3_000)]
    return [" ".join(dice.choice(words) for _ in range(120)) for _ in range(count)]


def test_similar_texts_are_found_among_many_and_no_others() -> None:
    texts = invented(300)
    phrase = " ".join(f"formel{i}" for i in range(20))
    texts = [f"{text} {phrase}" for text in texts]
    changed = texts[40].split()
    changed[10], changed[50] = "anders", "neu"
    pairs = list(similar_pairs([*texts, " ".join(changed)]))
    assert [(one, other) for one, other, _ in pairs] == [(40, 300)]
    assert pairs[0][2] > 0.85 > SIMILAR


@pytest.mark.parametrize(
    ("groups", "pairs", "united"),
    [
        ([[0, 3], [1], [2]], [], [[0, 3], [1], [2]]),
        ([[0, 3], [1], [2]], [(1, 2)], [[0, 3], [1, 2]]),
        ([[0], [1], [2], [4]], [(1, 2), (4, 2), (0, 4)], [[0, 1, 2, 4]]),
    ],
)
def test_groups_are_united_by_pairs_of_their_leaders(
    groups: list[list[int]], pairs: list[tuple[int, int]], united: list[list[int]]
) -> None:
    assert joined(groups, pairs) == united


def test_a_build_gives_one_release_with_both_addresses(project: Path, rebuild: Rebuild) -> None:
    for name, text in (("a", PORTAL), ("b", INNER)):
        (project / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
        (project / "corpus" / f"{name}.txt.yaml").write_text(f"url: https://{name}.example/7\n", encoding="utf-8")
    report = rebuild()
    assert report.releases == 2, "the release that ships, and this one"
    assert report.version is not None
    graph = (report.version / "graph.nq").read_text(encoding="utf-8")
    addresses = {
        line.split("> <")[0] for line in graph.splitlines() if "schema.org/url" in line and ".example/7>" in line
    }
    assert len(addresses) == 1
    assert "https://a.example/7" in graph
    assert "https://b.example/7" in graph
