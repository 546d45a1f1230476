"""One table of formats: names, endings and media types are each of one format."""

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

from pmgraph.rdf.formats import FORMATS, Kind, by_extension, formats, named

NEGOTIATED = formats(Kind.RESULTS, Kind.TRIPLES, Kind.QUADS)


def test_names_endings_and_media_types_are_unambiguous() -> None:
    for values in (
        [f.name for f in FORMATS],
        [f.extension for f in NEGOTIATED],
        [m for f in NEGOTIATED for m in f.media_types],
    ):
        assert len(values) == len(set(values))


@pytest.mark.parametrize("format_", NEGOTIATED, ids=lambda f: f.name)
def test_media_types_and_endings_are_those_of_the_library(format_) -> None:  # type: ignore[no-untyped-def]
    known = format_.results if format_.kind is Kind.RESULTS else format_.rdf
    assert known is not None
    assert known.media_type.split(";")[0] in format_.media_types
    assert format_.media_type == format_.media_types[0]
    of = QueryResultsFormat if format_.kind is Kind.RESULTS else RdfFormat
    assert of.from_media_type(format_.media_type) == known


def test_formats_of_a_kind_come_in_the_order_of_preference() -> None:
    assert [f.name for f in formats(Kind.RESULTS)] == ["json", "xml", "csv", "tsv"]
    assert next(f.name for f in formats(Kind.TRIPLES)) == "turtle"
    assert {f.name for f in formats(Kind.TRIPLES, Kind.QUADS)} >= {"nquads", "trig", "jsonld"}


def test_a_format_is_found_by_name_and_by_ending() -> None:
    assert named("Turtle").rdf == RdfFormat.TURTLE
    assert by_extension(".NQ") == named("nquads")
    assert by_extension("csv") == named("csv"), "a spreadsheet's CSV is no format of SPARQL"
    assert by_extension("doc") is None


@pytest.mark.parametrize("name", ["excel", "", "nquads"])
def test_a_format_that_is_none_here_names_those_that_are(name: str) -> None:
    with pytest.raises(ValueError, match="is no format here; use one of json, xml, csv, tsv"):
        named(name, formats(Kind.RESULTS))
