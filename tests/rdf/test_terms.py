"""N-Quads text: every term comes back as it was, and the dump is a function of the set of quads."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, parse

from pmgraph.rdf.terms import Quad, count, day, dump, edtf, iri, parse_line, plain, text, typed
from pmgraph.vocab import EDTF, XSD

S, P, G = "<http://example.org/s>", "<http://example.org/p>", "<http://example.org/g>"
strings = st.text(st.characters(exclude_categories=["Cs"]))
languages = st.sampled_from([None, "de", "en", "de-Latn-1996"])
ODD = "".join(map(chr, range(0x21))) + '"\\\x7f\x80\x85\u2028\ufeff\ufffe\U0010ffff€'


@pytest.mark.parametrize(
    "value",
    ["https://w3id.org/pmgraph/ns#Signature", "tel:+49-391-567-1105", "mailto:a@b.de", "urn:x:ä", "http://x/%20"],
)
def test_an_absolute_iri_is_put_into_angle_brackets(value: str) -> None:
    assert iri(value) == f"<{value}>"
    assert plain(iri(value)) == value
    assert NamedNode(value).value == value


@pytest.mark.parametrize(
    "value",
    ["", "id/release", "/id", "//host/x", "1x:y", "http://a b", "http://a\n", "http://a>b", "http://a<b", 'http://a"', "http://{a}",
     "http://a|b", "http://a^b", "http://a`b", "http://a\\b", "http://a\x00", "http://a\x1f"],
)  # fmt: skip
def test_what_is_no_absolute_iri_is_an_error_with_its_value(value: str) -> None:
    with pytest.raises(ValueError, match="is not an absolute IRI; percent-encode") as caught:
        iri(value)
    assert repr(value) in str(caught.value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('say "ja"', '"say \\"ja\\""'),
        ("C:\\n", '"C:\\\\n"'),
        ("a\nb\rc\td\be\f", '"a\\nb\\rc\\td\\be\\f"'),
        ("\x00\x1f\x7f", '"\\u0000\\u001F\\u007F"'),
        ("Städte € 😀", '"Städte € 😀"'),
    ],
)
def test_strings_are_escaped_as_the_grammar_asks(value: str, written: str) -> None:
    assert text(value) == written
    assert text(value, "de") == f"{written}@de"


def test_typed_literals_bear_their_datatype() -> None:
    assert day("2014-07-16") == f'"2014-07-16"^^<{XSD("date")}>'
    assert edtf("[2014-07-09,2014-07-16]") == f'"[2014-07-09,2014-07-16]"^^<{EDTF}>'
    assert count(332) == f'"332"^^<{XSD("nonNegativeInteger")}>'


@settings(deadline=None)
@given(strings, languages)
@example(ODD, "de")
@example('"@de', None)
@example('"^^<http://example.org/x>', "en")
def test_a_literal_goes_out_and_in_unchanged(value: str, language: str | None) -> None:
    (quad,) = parse(dump([Quad(S, P, text(value, language), G)]), format=RdfFormat.N_QUADS)
    assert quad.object == Literal(value, language=language)
    assert (quad.subject, quad.graph_name) == (NamedNode(S[1:-1]), NamedNode(G[1:-1]))
    assert plain(text(value, language)) == value


@settings(deadline=None)
@given(strings)
@example(ODD)
def test_a_typed_literal_goes_out_and_in_unchanged(value: str) -> None:
    (quad,) = parse(dump([Quad(S, P, typed(value, EDTF), G)]), format=RdfFormat.N_QUADS)
    assert quad.object == Literal(value, datatype=NamedNode(EDTF))
    assert plain(typed(value, EDTF)) == value


quads = st.builds(
    Quad,
    st.sampled_from([S, "<http://example.org/s2>"]),
    st.sampled_from([P, "<http://example.org/p2>"]),
    st.one_of(
        strings.map(text), strings.map(lambda v: text(v, "de")), st.sampled_from([S, day("2014-07-16"), count(3)])
    ),
    st.sampled_from([G, "<http://example.org/g2>"]),
)


@settings(deadline=None)
@given(st.lists(quads), st.randoms())
def test_the_same_set_of_quads_is_the_same_bytes(some: list[Quad], order: random.Random) -> None:
    shuffled = some + some[: len(some) // 2]
    order.shuffle(shuffled)
    assert dump(shuffled) == dump(some)


@settings(deadline=None)
@given(st.lists(quads))
def test_a_dump_is_read_back_as_the_same_set(some: list[Quad]) -> None:
    written = dump(some)
    lines = written.split("\n")[:-1]
    assert {parse_line(line) for line in lines} == set(some)
    assert len(lines) == len(set(some))
    store = Store()
    store.load(written.encode(), format=RdfFormat.N_QUADS)
    assert len(store) == len(set(some))
    assert not any(quad.graph_name == DefaultGraph() for quad in store)
