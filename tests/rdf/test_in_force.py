"""A term in the graph: a period with dated ends, its length, and the passage for each."""

from collections.abc import Callable, Iterable

from pmgraph.iris import Iris
from pmgraph.rdf.derived import derive
from pmgraph.rdf.release import ReleaseGraph, map_release
from pmgraph.rdf.terms import Quad
from pmgraph.reading import Reading
from pmgraph.vocab import DCTERMS, PM, RDF, RDFS, TIME, VOC

Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]
TEXT = """: 12
Guben, den 03.04.2014

Neue Moore für die Stadt

Der Landkreis Nordmoor und die Stadt Guben haben heute eine Moorvereinbarung unterzeichnet. {}
"""


def mapped(read: Callable[..., Reading], link: Callable[[Reading], object], iris: Iris, words: str) -> ReleaseGraph:
    reading = read(TEXT.format(words), url=None)
    return map_release(reading, link(reading), iris)  # type: ignore[arg-type]


def agreement_of(quads: Iterable[Quad], facts: Facts) -> str:
    (term,) = [q.s.strip("<>") for q in quads if q.p == f"<{DCTERMS('temporal')}>"]
    return term


def test_a_term_has_dated_ends_and_a_length_with_their_passages(
    read: Callable[..., Reading], link: Callable[[Reading], object], iris: Iris, facts: Facts
) -> None:
    words = "Sie tritt am 1. Mai 2014 in Kraft, gilt bis 2019 und verlängert sich automatisch um ein Jahr."
    quads = mapped(read, link, iris, words).quads
    agreement = agreement_of(quads, facts)
    term = f"{agreement}/term"
    said = facts(quads, term)
    assert set(said[RDF("type")]) == {DCTERMS("PeriodOfTime"), TIME("ProperInterval")}
    assert said[TIME("hasBeginning")] == [f"{term}/beginning"]
    assert said[PM("extendedBy")] == ["P1Y"]
    derived = derive(quads, iris, frozenset())[0]
    begins = facts(derived, f"{term}/beginning")
    assert (begins[PM("edtfDate")], begins[PM("latestDate")]) == (["2014-05-01"], ["2014-05-01"])
    assert set(begins[RDFS("label")]) == {
        "Inkrafttreten: Moorvereinbarung (2014)",
        "Entry into force: Agreement (2014)",
    }
    (claim,) = begins[PM("chosenClaim")]
    told = facts(quads, claim)
    assert (told[PM("dateText")], told[PM("factuality")]) == (["1. Mai 2014"], [VOC("stated")])
    (evidence,) = told[PM("hasEvidence")]
    assert facts(quads, evidence)[PM("exact")] == ["1. Mai 2014"]
    (words_of,) = [
        e
        for e in facts(quads, agreement)[PM("hasEvidence")]
        if facts(quads, e)[PM("supports")] == [DCTERMS("temporal")]
    ]
    assert facts(quads, words_of)[PM("exact")] == ["in Kraft"]


def test_a_term_without_an_end_has_no_last_day(
    read: Callable[..., Reading], link: Callable[[Reading], object], iris: Iris, facts: Facts
) -> None:
    quads = mapped(read, link, iris, "Die Vereinbarung gilt unbefristet.").quads
    said = facts(quads, f"{agreement_of(quads, facts)}/term")
    assert said[PM("openEnded")] == ["true"]
    assert TIME("hasEnd") not in said
    assert TIME("hasBeginning") not in said


def test_an_agreement_of_which_nothing_is_said_has_no_term(
    read: Callable[..., Reading], link: Callable[[Reading], object], iris: Iris
) -> None:
    quads = mapped(read, link, iris, "Die Förderung läuft bis 2020.").quads
    assert not [q for q in quads if q.p == f"<{DCTERMS('temporal')}>"]
