"""The register as a graph, whatever the order of its rows."""

import random
from collections.abc import Callable, Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.curated import Curated, Register
from pmgraph.iris import Iris
from pmgraph.rdf.curated import map_record, map_register
from pmgraph.rdf.terms import Quad, dump
from pmgraph.vocab import DCTERMS, M8G, ORG, RDF, SCHEMA, SKOS, VOC

BASE = "https://w3id.org/pmgraph"
Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]


def test_a_body_has_labels_type_parent_keys_and_source(curated: Curated, iris: Iris, facts: Facts) -> None:
    w = map_register(curated.register, iris)
    assert {q.g for q in w.quads} == {f"<{BASE}/graph/register>"}
    land = facts(w.quads, f"{BASE}/id/body/st")
    assert set(land[RDF("type")]) == {M8G("PublicOrganisation"), ORG("Organization"), ORG("FormalOrganization")}
    assert set(land[SKOS("prefLabel")]) == {"Land Sachsen-Anhalt", "State of Saxony-Anhalt"}
    assert land[ORG("classification")] == [VOC("land")]
    assert land[SKOS("exactMatch")] == ["http://www.wikidata.org/entity/Q1206"]
    assert land[DCTERMS("spatial")] == ["http://dcat-ap.de/def/politicalGeocoding/stateKey/15"]
    assert land[SKOS("editorialNote")]
    ministry = facts(w.quads, f"{BASE}/id/body/st-mf")
    assert ministry[SKOS("altLabel")] == ["Ministerium der Finanzen"]
    assert ministry[ORG("subOrganizationOf")] == [f"{BASE}/id/body/st-landesregierung"]


def test_posts_and_places_are_described_with_their_source(curated: Curated, iris: Iris, facts: Facts) -> None:
    w = map_register(curated.register, iris)
    post = facts(w.quads, f"{BASE}/id/body/st-mf/post/staatssekretaer")
    assert post[RDF("type")] == [ORG("Post")]
    assert set(post[SKOS("prefLabel")]) == {
        "Staatssekretär im Ministerium der Finanzen",
        "State Secretary at the Ministry of Finance",
    }
    assert (post[ORG("role")], post[ORG("postIn")]) == ([VOC("staatssekretaer")], [f"{BASE}/id/body/st-mf"])
    assert post[SKOS("editorialNote")]
    place = facts(w.quads, f"{BASE}/id/place/15003000")
    assert set(place[RDF("type")]) == {DCTERMS("Location"), SCHEMA("Place")}
    assert (place[SKOS("prefLabel")], place[DCTERMS("identifier")]) == (["Magdeburg"], ["15003000"])


@settings(deadline=None)
@given(st.randoms())
def test_the_order_of_rows_does_not_matter(curated: Curated, iris: Iris, order: random.Random) -> None:
    register = curated.register
    shuffled = [list(rows) for rows in (register.bodies, register.places, register.posts)]
    for rows in shuffled:
        order.shuffle(rows)
    again = Register(bodies=tuple(shuffled[0]), places=tuple(shuffled[1]), posts=tuple(shuffled[2]))
    assert dump(map_register(again, iris).quads) == dump(map_register(register, iris).quads)


def test_records_are_mapped_from_here_too() -> None:
    assert map_record.__module__ == "pmgraph.rdf.records"
