"""DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/dcatde/3.0/spec/): each MUST with its section, and what stays out.

The conventions for delivery to GovData (https://www.dcat-ap.de/def/dcatde/2.0/implRules/) are named K with their number.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from pmgraph.config import load_settings
from pmgraph.iris import Iris
from pmgraph.rdf.dcat import Days, describe_catalogue
from pmgraph.rdf.entry import Contact, Entry
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import Quad
from pmgraph.vocab import PREFIXES

ROOT = Path(__file__).parents[2]
IRIS = Iris("https://daten.amt.example/vereinbarungen")
DAYS = Days(issued="2026-01-15", modified="2026-11-24", earliest="2006-01-09", latest="2014-07-16")
LISTS = """
PREFIX eu: <http://publications.europa.eu/resource/authority/>
PREFIX licenses: <http://dcat-ap.de/def/licenses/>
"""


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> Entry:
    folder = tmp_path_factory.mktemp("complete")
    (folder / "pmgraph.toml").write_bytes((ROOT / "tests" / "complete.toml").read_bytes())
    return load_settings(folder).entry


def quads(entry: Entry, days: Days = DAYS) -> list[Quad]:
    w = GraphWriter(IRIS, IRIS.graph("catalogue"), IRIS.id("catalogue"))
    describe_catalogue(w, entry, days, version="0123456789abcdef", software=[IRIS.id("software", "pmgraph-1.0")])
    return w.quads


def graph(entry: Entry, days: Days = DAYS) -> Graph:
    lines = [f"{q.s} {q.p} {q.o} ." for q in quads(entry, days)]
    return Graph().parse(data="\n".join(lines), format="nt")


def ask(data: Graph, pattern: str) -> bool:
    return bool(data.query(f"{LISTS} ASK {{ {pattern} }}", initNs=PREFIXES).askAnswer)


# (section of the specification, what it demands, a pattern that finds a breach)
BREACHES = [
    ("katalog-titel", "a catalogue has a title", "?x a dcat:Catalog FILTER NOT EXISTS { ?x dcterms:title ?t }"),
    ("katalog-beschreibung", "a catalogue has a description",
     "?x a dcat:Catalog FILTER NOT EXISTS { ?x dcterms:description ?t }"),
    ("katalog-herausgeber", "a catalogue has a publisher, an agent",
     "?x a dcat:Catalog FILTER NOT EXISTS { ?x dcterms:publisher/rdf:type foaf:Agent }"),
    ("katalog-herausgeber", "and one alone", "?x a dcat:Catalog ; dcterms:publisher ?a, ?b FILTER(?a != ?b)"),
    ("datensatz-titel", "a dataset has a title", "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcterms:title ?t }"),
    ("datensatz-beschreibung", "a dataset has a description",
     "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcterms:description ?t }"),
    ("datensatz-herausgeber", "a dataset has a publisher, an agent",
     "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcterms:publisher/rdf:type foaf:Agent }"),
    ("distribution-zugangs-url", "a distribution has an access address, an IRI",
     "?x a dcat:Distribution FILTER NOT EXISTS { ?x dcat:accessURL ?u FILTER(isIRI(?u)) }"),
    ("distribution-lizenz", "a distribution has a licence",
     "?x a dcat:Distribution FILTER NOT EXISTS { ?x dcterms:license ?l FILTER(isIRI(?l)) }"),
    ("distribution-lizenz", "and one alone", "?x a dcat:Distribution ; dcterms:license ?a, ?b FILTER(?a != ?b)"),
    ("datenservice-url-endpunkt", "a data service has an endpoint, an IRI",
     "?x a dcat:DataService FILTER NOT EXISTS { ?x dcat:endpointURL ?u FILTER(isIRI(?u)) }"),
    ("datenservice-titel", "a data service has a title",
     "?x a dcat:DataService FILTER NOT EXISTS { ?x dcterms:title ?t }"),
    ("datenservice-herausgeber", "a data service has a publisher",
     "?x a dcat:DataService FILTER NOT EXISTS { ?x dcterms:publisher/rdf:type foaf:Agent }"),
    ("verantwortliche-stelle-name", "an agent has a name",
     "?x a foaf:Agent FILTER NOT EXISTS { ?x foaf:name ?n }"),
    ("klasse-kontakt", "a contact has an e-mail, a website or a telephone",
     "?x a vcard:Kind FILTER NOT EXISTS { ?x vcard:hasEmail|vcard:hasURL|vcard:hasTelephone ?c }"),
    ("klasse-zeitraum", "a period has a beginning or an end",
     "?x a dcterms:PeriodOfTime FILTER NOT EXISTS { ?x dcat:startDate|dcat:endDate ?d }"),
    ("datensatz-veroffentlichungsdatum", "dates are typed",
     "?x dcterms:issued|dcterms:modified ?d FILTER(DATATYPE(?d) NOT IN (xsd:date, xsd:dateTime))"),
    ("kv-languages", "languages are of the EU table",
     "?x dcterms:language ?v FILTER(!STRSTARTS(STR(?v), STR(eu:language)))"),
    ("kv-frequency", "the frequency is of the EU table",
     "?x dcterms:accrualPeriodicity ?v FILTER(!STRSTARTS(STR(?v), STR(eu:frequency)))"),
    ("kv-data-theme", "themes are of the EU table", "?x dcat:theme ?v FILTER(!STRSTARTS(STR(?v), CONCAT(STR(eu:), 'data-theme/')))"),
    ("kv-file-type", "formats are of the EU table",
     "?x dcterms:format ?v FILTER(!STRSTARTS(STR(?v), CONCAT(STR(eu:), 'file-type/')))"),
    ("kv-availability", "the availability is of the EU table",
     "?x dcatap:availability ?v FILTER(!STRSTARTS(STR(?v), CONCAT(STR(eu:), 'planned-availability/')))"),
    ("kv-availability", "and said once", "?x dcatap:availability ?a, ?b FILTER(?a != ?b)"),
    ("kv-licenses", "licences are of the list of DCAT-AP.de",
     "?x dcterms:license ?v FILTER(!STRSTARTS(STR(?v), STR(licenses:)))"),
    ("kv-spatial", "an area is a location", "?x dcterms:spatial ?v FILTER NOT EXISTS { ?v a dcterms:Location }"),
    ("datensatz-geopolitischen-abdeckung", "the deprecated property is not used", "?x dcatde:politicalGeocodingURI ?v"),
    ("K12", "a dataset has a contributorID", "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcatde:contributorID ?c }"),
    ("K13", "and one alone", "?x dcatde:contributorID ?a, ?b FILTER(?a != ?b)"),
    ("K30", "a dataset has a theme", "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcat:theme ?t }"),
    ("K31", "a distribution has a format", "?x a dcat:Distribution FILTER NOT EXISTS { ?x dcterms:format ?t }"),
    ("K32", "a service has a licence too", "?x a dcat:DataService FILTER NOT EXISTS { ?x dcterms:license ?t }"),
    ("K35", "a licence with attribution comes with the text",
     "?x a dcat:Distribution FILTER NOT EXISTS { ?x dcatde:licenseAttributionByText ?t }"),
    ("K39", "what can only be downloaded has one address for both",
     "?x a dcat:Distribution ; dcat:downloadURL ?d ; dcat:accessURL ?a FILTER(?d != ?a)"),
    ("K41", "what a service delivers has the endpoint as its address",
     "?x dcat:accessService/dcat:endpointURL ?e ; dcat:accessURL ?a FILTER(?e != ?a)"),
    ("K41", "and no download", "?x dcat:accessService ?s ; dcat:downloadURL ?d"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "demand", "breach"), BREACHES, ids=[f"{s}: {d}" for s, d, _ in BREACHES])
def test_demand(section: str, demand: str, breach: str, entry: Entry) -> None:
    assert not ask(graph(entry), breach), f"{section}: {demand}"


PRESENT = ["Catalog", "Dataset", "Distribution", "DataService"]


def test_every_class_of_the_demands_is_there(entry: Entry) -> None:
    data = graph(entry)
    for name in PRESENT:
        assert ask(data, f"?x a dcat:{name}"), name
    assert ask(data, "?x a foaf:Agent . ?y a vcard:Kind . ?z a dcterms:PeriodOfTime")


@pytest.mark.parametrize(
    ("section", "breach"), [(s, b) for s, _, b in BREACHES if "FILTER NOT EXISTS" in b and "a dcat:" in b]
)
def test_a_breach_would_be_found(section: str, breach: str, entry: Entry) -> None:
    """Without the lines that meet it, a demand is broken: the pattern is no blank cartridge."""
    data = graph(entry)
    for s, p, o in list(data):
        if not str(p).endswith("#type"):
            data.remove((s, p, o))
    assert ask(data, breach), section


def test_what_is_unknown_stays_out() -> None:
    bare = Entry(title_de="Titel", title_en="Title", description_de="Beschreibung", description_en="Description")
    data = graph(bare, Days())
    for unknown in (
        "dcterms:publisher", "dcat:contactPoint", "dcatde:contributorID", "dcterms:license", "dcterms:spatial",
        "dcatde:licenseAttributionByText", "dcatde:politicalGeocodingLevelURI", "dcterms:accrualPeriodicity",
        "dcatap:availability", "dcterms:issued", "dcterms:modified", "dcterms:temporal",
    ):  # fmt: skip
        assert not ask(data, f"?x {unknown} ?o"), unknown
    eu = "http://publications.europa.eu/resource/authority/"
    assert ask(data, f"?d a dcat:Dataset ; dcat:theme <{eu}data-theme/GOVE> ; dcterms:language <{eu}language/DEU>")


def test_a_licence_that_asks_for_no_name_gets_none(entry: Entry) -> None:
    free = replace(entry, licence="http://dcat-ap.de/def/licenses/dl-zero-de/2.0")
    assert not ask(graph(free), "?x dcatde:licenseAttributionByText ?t")
    assert ask(graph(entry), '?x dcatde:licenseAttributionByText "Beispielamt für Vereinbarungen"@de')


def test_geocoding_level_publisher_and_contact_are_those_of_the_configuration(entry: Entry) -> None:
    data = graph(entry)
    de = "http://dcat-ap.de/def/"
    assert ask(data, f"?d dcatde:politicalGeocodingLevelURI <{de}politicalGeocoding/Level/state>")
    assert ask(data, f"?d dcterms:spatial <{de}politicalGeocoding/stateKey/15>")
    assert ask(data, f"?d dcatde:contributorID <{de}contributors/landSachsenAnhalt>")
    assert ask(data, "?p foaf:name 'Beispielamt für Vereinbarungen'@de ; foaf:homepage <https://amt.example/>")
    assert ask(data, "?p dcterms:type <http://purl.org/adms/publishertype/RegionalAuthority>")
    assert ask(data, "?c vcard:fn 'Beispielamt, Datenstelle'@de ; vcard:hasEmail <mailto:daten@amt.example>")
    assert ask(data, "?c vcard:hasTelephone/vcard:hasValue <tel:+49-391-1234567>")
    assert ask(data, "?d dcat:keyword 'Vereinbarungen'@de, 'agreements'@en ; dcat:version '0123456789abcdef'")


def test_days_come_from_the_data_and_no_clock(entry: Entry) -> None:
    received = ["2026-03-01", "2026-02-01", "2026-11-24"]
    told = Days.of(replace(entry, issued=None), received, "2006", None)
    assert (told.issued, told.modified) == ("2026-02-01", "2026-11-24")
    assert Days.of(entry, received, None, None).issued == "2026-01-15"
    assert Days.of(replace(entry, issued=None), [], None, None) == Days()
    assert Days.of(entry, [], None, None).modified == "2026-01-15"


def test_the_same_values_are_the_same_quads(entry: Entry) -> None:
    assert sorted(quads(entry)) == sorted(quads(entry))
    assert {q.g for q in quads(entry)} == {f"<{IRIS.graph('catalogue')}>"}


def test_a_contact_may_have_one_channel_alone(entry: Entry) -> None:
    data = graph(replace(entry, contact=Contact(name="Amt", url="https://amt.example/")))
    assert ask(
        data, "?c vcard:hasURL <https://amt.example/> FILTER NOT EXISTS { ?c vcard:hasEmail|vcard:hasTelephone ?x }"
    )
