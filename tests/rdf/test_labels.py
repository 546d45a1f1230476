"""One label for each agreement and signing, however many sources name it and in whatever order."""

import random
from collections.abc import Callable, Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.iris import Iris
from pmgraph.rdf.derived import derive
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import Quad, dump
from pmgraph.vocab import DCTERMS, PM, RDFS, SCHEMA, SKOS, VOC

IRIS = Iris("https://example.org")
OLD = IRIS.id("agreement", "st", "2006", "rahmenvereinbarung-ikt")
UNDATED = IRIS.id("agreement", "st", "undated", "charta")
Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]


def source(
    name: str,
    title: str,
    *,
    agreement: str = OLD,
    announces: bool = False,
    kind: str = "rahmenvereinbarung",
    property_: str = DCTERMS("title"),
) -> list[Quad]:
    w = GraphWriter(IRIS, IRIS.graph("release", name), IRIS.release(name))
    w.type(agreement, PM("FrameworkAgreement" if kind == "rahmenvereinbarung" else "Agreement"))
    w.say(agreement, property_, title, "de")
    w.link(agreement, PM("agreementKind"), VOC(kind))
    w.link(agreement, PM("agreementKind"), VOC("freiwillige-vereinbarung"))
    w.link(agreement, PM("signedIn"), f"{agreement}/signing")
    w.link(IRIS.release(name), PM("announces") if announces else SCHEMA("mentions"), agreement)
    return w.quads


def labels(facts: Facts, quads: list[Quad], thing: str) -> list[str]:
    return sorted(facts(derive(quads, IRIS, frozenset())[0], thing).get(RDFS("label"), []))


def test_the_only_title_is_the_label_with_the_year_and_the_kind_in_english(facts: Facts) -> None:
    quads = source("a/2014/1", "Erste Rahmenvereinbarung")
    assert labels(facts, quads, OLD) == ["Erste Rahmenvereinbarung (2006)", "Framework agreement (2006)"]
    assert labels(facts, quads, f"{OLD}/signing") == [
        "Signing: Framework agreement (2006)",
        "Unterzeichnung: Erste Rahmenvereinbarung (2006)",
    ]


def test_the_source_that_announces_it_knows_its_name_best(facts: Facts) -> None:
    quads = source("a/2014/1", "Erste Rahmenvereinbarung über die Zusammenarbeit von Land und Kommunen") + source(
        "a/2006/9", "Rahmenvereinbarung IKT", announces=True
    )
    assert labels(facts, quads, OLD) == ["Framework agreement (2006)", "Rahmenvereinbarung IKT (2006)"]


def test_of_two_mentions_the_longer_name_wins(facts: Facts) -> None:
    quads = source("a/2014/1", "Erste Rahmenvereinbarung") + source(
        "a/2015/1", "Rahmenvereinbarung von Land und Kommunen"
    )
    assert labels(facts, quads, OLD)[1] == "Rahmenvereinbarung von Land und Kommunen (2006)"


def test_the_name_of_a_record_is_the_label_only_where_no_release_has_a_title(facts: Facts) -> None:
    record = source("r", "Rahmenvereinbarung nach dem Archiv und anderen", property_=SKOS("altLabel"))
    assert labels(facts, record, OLD)[1] == "Rahmenvereinbarung nach dem Archiv und anderen (2006)"
    both = record + source("a/2014/1", "Erste Rahmenvereinbarung")
    assert labels(facts, both, OLD)[0] == "Erste Rahmenvereinbarung (2006)"


def test_without_a_year_there_is_none_in_the_label(facts: Facts) -> None:
    quads = source("a/2014/1", "Charta", agreement=UNDATED, kind="sonstige-vereinbarung")
    assert labels(facts, quads, UNDATED) == ["Agreement", "Charta"]


def test_other_things_with_a_title_get_no_label(facts: Facts) -> None:
    w = GraphWriter(IRIS, IRIS.graph("release", "x"), IRIS.release("x"))
    w.say(IRIS.release("x"), DCTERMS("title"), "Kooperation", "de")
    assert derive(w.quads, IRIS, frozenset())[0] == []


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["Vertrag A", "Vertrag AB", "B"]), st.booleans()), min_size=1, max_size=4),
    st.randoms(),
)
def test_the_order_of_sources_does_not_matter(said: list[tuple[str, bool]], order: random.Random) -> None:
    quads = [q for n, (title, news) in enumerate(said) for q in source(f"a/2014/{n}", title, announces=news)]
    shuffled = list(quads)
    order.shuffle(shuffled)
    derived = derive(quads, IRIS, frozenset())[0]
    assert dump(derive(shuffled, IRIS, frozenset())[0]) == dump(derived)
    assert len({q for q in derived if q.p == f"<{RDFS('label')}>"}) == 4
