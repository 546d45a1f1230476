"""No rule is fitted to an annotated release: the package names none of their persons, titles, agreements or bodies."""

import json
import re
from pathlib import Path

import pytest

from pmgraph.german.bodies import LAENDER, body_word

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"
CASES = sorted(GOLD.glob("*.json")) if GOLD.is_dir() else []
pytestmark = pytest.mark.skipif(not CASES, reason=f"no annotated releases at {GOLD.name}/ beside the checkout")

# Names of closed classes that every reader of German administration knows; each with the reason why it may be named.
ALLOWED = {
    "CDU": "a party of the Bundestag, a closed class like the Länder",
    "SPD": "likewise",
    "FDP": "likewise",
    "GEW": "a trade union that releases name by abbreviation alone, a closed class as well",
    "dbb tarifunion": "likewise",
    "Bundesrepublik Deutschland": "the state itself",
    "Deutschland": "the state itself",
    "Deutsche Bundesbank": "a federal institution that exists once",
    "Europäische Union": "an institution that exists once",
    "Post": "a common noun, and a class of the Organization Ontology",
}
# Fields and tasks in the names of ministries and committees: general nouns of German administration.
FIELDS = frozenset(
    [
        "Finanzen",
        "Justiz",
        "Innern",
        "Inneres",
        "Sport",
        "Bildung",
        "Kultur",
        "Wissenschaft",
        "Wirtschaft",
        "Arbeit",
        "Umwelt",
        "Landwirtschaft",
        "Gleichstellung",
        "Energie",
        "Verkehr",
        "Landes",
        "Land",
        "Freistaat",
        "Juden",
        "Musikschulen",
        "Polizei",
        "Brand",
        "Katastrophenschutz",
        "Technik",
        "Aufgaben",
        "Partnern",
        "Schulen",
        "Kommunen",
        "Wirtschaft",
        "Verbände",
    ]
)


def sources() -> str:
    """The text of everything that the package ships as code or data, with runs of space as one."""
    files = [
        p
        for p in (ROOT / "pmgraph").rglob("*")
        if p.suffix in {".py", ".json", ".yaml", ".yml", ".toml", ".ttl", ".rq", ".html"}
    ]
    files += list((ROOT / "ontology").glob("*.ttl"))
    return "\n".join(re.sub(r"[ \t]+", " ", p.read_text(encoding="utf-8")) for p in files)


@pytest.fixture(scope="module")
def code() -> str:
    return sources()


@pytest.fixture(scope="module")
def releases() -> list[dict]:
    return [json.loads(c.read_text(encoding="utf-8"))["gold"] for c in CASES]


def named(code: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", code) is not None


def is_proper(body: str) -> bool:
    """Whether a body's name holds a word that is no general noun and no Land."""
    words = re.findall(r"[A-ZÄÖÜ][\w-]*", body)
    return any(
        w not in LAENDER and w.rstrip("s") not in LAENDER and w not in FIELDS and body_word(w) is None for w in words
    )


def test_no_person_of_the_annotated_releases_is_named(code: str, releases: list[dict]) -> None:
    people = {p for r in releases for p in r["persons"] if " " in p}
    assert len(people) > 60
    assert not {p for p in people if named(code, f"{p.split()[0]} {p.split()[-1]}")}


def test_no_title_or_agreement_of_four_words_is_named(code: str, releases: list[dict]) -> None:
    names = {r["title"] for r in releases if r.get("title")} | {
        a["name"] for r in releases for a in r.get("agreements") or []
    }
    long = {n for n in names if len(n.split()) >= 4}
    assert len(long) > 40
    assert not {n for n in long if " ".join(n.split()) in code}


def test_no_body_with_a_proper_name_is_named(code: str, releases: list[dict]) -> None:
    bodies = {b for r in releases for b in r["bodies"] if is_proper(b)} - ALLOWED.keys()
    assert len(bodies) > 50
    assert not {b for b in bodies if named(code, b)}
