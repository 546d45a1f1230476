"""What holds for the graph of any text: it is valid, every quote stands at its offsets, nothing is without an IRI."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat, parse

from pmgraph.iris import Iris
from pmgraph.rdf.release import Linked, map_release
from pmgraph.rdf.terms import dump, plain
from pmgraph.reading import Reading
from pmgraph.vocab import PM

SEED = Path(__file__).parents[2] / "data" / "corpus" / "000_e0aaa5cb92dd628b.txt"
TEXT = SEED.read_text(encoding="utf-8")
_place = st.integers(0, len(TEXT))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The release of 2014 with a few passages cut out, moved, or overwritten with characters that texts are damaged by."""
    text = TEXT
    for _ in range(draw(st.integers(0, 4))):
        start = min(draw(_place), len(text))
        end = min(start + draw(st.integers(0, 200)), len(text))
        put = draw(
            st.one_of(
                st.text('?¿"„“–-\n\r\t\\<>\u00a0\u00ad\u2028.,;:(){}@/ ', max_size=8), st.just(text[end : end + 60])
            )
        )
        text = text[:start] + put + text[end:]
    return text if text.strip() else "x"


@given(text=damaged())
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_a_valid_graph_whose_quotes_are_found_again(
    text: str, read: Callable[..., Reading], link: Callable[[Reading], Linked], iris: Iris
) -> None:
    reading = read(text)
    graph = map_release(reading, link(reading), iris)
    quads = list(parse(dump(graph.quads), format=RdfFormat.N_QUADS))
    assert len(quads) == len(set(graph.quads))
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    said: dict[str, dict[str, str]] = {}
    for quad in graph.quads:
        said.setdefault(quad.s, {})[plain(quad.p)] = plain(quad.o)
    for values in said.values():
        if PM("exact") in values:
            assert reading.document.text[int(values[PM("start")]) : int(values[PM("end")])] == values[PM("exact")]
