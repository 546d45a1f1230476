"""The dataset as DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/dcatde/3.0/spec/): catalogue, dataset, downloads, endpoint.

Addresses stand under the project's base, so that the graph is the same wherever it is served; a server puts its own
address in their place. What the configuration does not say stays out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmgraph.iris import Iris
from pmgraph.rdf.entry import CONTRIBUTORS, DCAT_AP_DE, EU, PUBLISHER_TYPES, Entry, needs_attribution
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import day
from pmgraph.vocab import ADMS, DCAT, DCATAP, DCATDE, DCTERMS, FOAF, RDFS, VCARD, VOID

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Dump:
    """The whole dataset as one file to download."""

    name: str
    """The name of its format in `formats.py`."""
    path: str
    """Its address below the base."""
    media_type: str
    file_type: str
    """The code of the EU file-type table."""
    title_de: str
    title_en: str


DUMPS = (
    Dump(
        "nquads", "dump/graph.nq", "application/n-quads", "RDF_N_QUADS", "N-Quads: alle Graphen mit ihren Namen",
        "N-Quads: every graph with its name",
    ),
    Dump(
        "ntriples", "dump/graph.nt", "application/n-triples", "RDF_N_TRIPLES", "N-Triples: alle Graphen vereint",
        "N-Triples: the union of all graphs",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What the data tell of the dataset's time: when its sources came in, and the time that they speak of."""

    issued: str | None = None
    modified: str | None = None
    earliest: str | None = None
    latest: str | None = None

    @classmethod
    def of(cls, entry: Entry, received: Iterable[str], earliest: str | None, latest: str | None) -> Days:
        """`received` are the days on which releases were retrieved and records typed in; there is no clock in it."""
        known = sorted(received)
        return cls(
            issued=entry.issued or (known[0] if known else None), modified=known[-1] if known else entry.issued,
            earliest=earliest, latest=latest,
        )  # fmt: skip


def catalogue_iri(iris: Iris) -> str:
    """The IRI of the catalogue, which is its own document."""
    return f"{iris.base}/catalog"


def dataset_iri(iris: Iris) -> str:
    """The IRI of the dataset."""
    return iris.id("dataset")


def service_iri(iris: Iris) -> str:
    """The IRI of the SPARQL service as a thing; its address is another."""
    return iris.id("service", "sparql")


def describe_catalogue(w: GraphWriter, entry: Entry, days: Days, *, version: str, software: Iterable[str]) -> None:
    """Write catalogue, dataset, distributions, service, publisher and contact."""
    catalogue, dataset = catalogue_iri(w.iris), dataset_iri(w.iris)
    w.type(catalogue, DCAT("Catalog"))
    _resource(w, catalogue, entry, days)
    w.say(catalogue, DCTERMS("title"), f"Katalog: {entry.title_de}", "de")
    w.say(catalogue, DCTERMS("title"), f"Catalogue: {entry.title_en}", "en")
    w.link(catalogue, FOAF("homepage"), w.iris.base)
    w.link(catalogue, DCAT("themeTaxonomy"), f"{EU}data-theme")
    w.link(catalogue, DCAT("dataset"), dataset)
    w.link(catalogue, DCAT("service"), service_iri(w.iris))
    if entry.licence is not None:
        w.link(catalogue, DCTERMS("license"), entry.licence)
    _dataset(w, dataset, entry, days, version)
    _provenance(w, dataset, software)
    for dump in DUMPS:
        _download(w, dataset, dump, entry, days)
    _service(w, dataset, entry, days)
    if entry.publisher is not None:
        _publisher(w, entry, entry.publisher)
    _contact(w, dataset, entry)


def _resource(w: GraphWriter, here: str, entry: Entry, days: Days) -> None:
    """What catalogue and dataset have in common."""
    w.say(here, DCTERMS("description"), entry.description_de, "de")
    w.say(here, DCTERMS("description"), entry.description_en, "en")
    if entry.publisher is not None:
        w.link(here, DCTERMS("publisher"), _publisher_iri(w.iris))
    _dated(w, here, days)
    _available(w, here, entry)
    for language in entry.languages:
        w.link(here, DCTERMS("language"), f"{EU}language/{language}")
    for place in entry.places:
        w.link(here, DCTERMS("spatial"), place)
        w.type(place, DCTERMS("Location"))


def _dated(w: GraphWriter, here: str, days: Days) -> None:
    if days.issued is not None:
        w.add(here, DCTERMS("issued"), day(days.issued))
    if days.modified is not None:
        w.add(here, DCTERMS("modified"), day(days.modified))


def _available(w: GraphWriter, here: str, entry: Entry) -> None:
    if entry.availability is not None:
        w.link(here, DCATAP("availability"), f"{EU}planned-availability/{entry.availability}")


def _dataset(w: GraphWriter, here: str, entry: Entry, days: Days, version: str) -> None:
    w.type(here, DCAT("Dataset"), VOID("Dataset"))
    _resource(w, here, entry, days)
    w.say(here, DCTERMS("title"), entry.title_de, "de")
    w.say(here, DCTERMS("title"), entry.title_en, "en")
    w.say(here, DCTERMS("identifier"), here)
    w.say(here, DCAT("version"), version)
    w.link(here, DCAT("landingPage"), w.iris.base)
    w.type(w.iris.base, FOAF("Document"))
    w.link(here, DCTERMS("accessRights"), f"{EU}access-right/PUBLIC")
    for theme in entry.themes:
        w.link(here, DCAT("theme"), f"{EU}data-theme/{theme}")
    for language, keywords in (("de", entry.keywords_de), ("en", entry.keywords_en)):
        for keyword in keywords:
            w.say(here, DCAT("keyword"), keyword, language)
    if entry.contributor_id is not None:
        w.link(here, DCATDE("contributorID"), f"{CONTRIBUTORS}{entry.contributor_id}")
    if entry.level is not None:
        w.link(here, DCATDE("politicalGeocodingLevelURI"), f"{DCAT_AP_DE}politicalGeocoding/Level/{entry.level}")
    if entry.frequency is not None:
        w.link(here, DCTERMS("accrualPeriodicity"), f"{EU}frequency/{entry.frequency}")
    if entry.licence is not None:
        w.link(here, DCTERMS("license"), entry.licence)
    if days.earliest is not None or days.latest is not None:
        period = f"{here}/period"
        w.link(here, DCTERMS("temporal"), period)
        w.type(period, DCTERMS("PeriodOfTime"))
        if days.earliest is not None:
            w.add(period, DCAT("startDate"), day(days.earliest))
        if days.latest is not None:
            w.add(period, DCAT("endDate"), day(days.latest))


def _provenance(w: GraphWriter, dataset: str, software: Iterable[str]) -> None:
    here = f"{dataset}/provenance"
    names = ", ".join(sorted(agent.rsplit("/", 1)[-1].replace("-", " ", 1) for agent in software))
    w.link(dataset, DCTERMS("provenance"), here)
    w.type(here, DCTERMS("ProvenanceStatement"))
    w.say(
        here, RDFS("label"),
        f"Gelesen aus Pressemitteilungen mit benannten Regeln ({names}) und ergänzt um Angaben der Redaktion aus "
        "verlinkten Quellen; jede Quelle steht in einem eigenen benannten Graphen, jede Aussage mit ihrer Textstelle.",
        "de",
    )  # fmt: skip
    w.say(
        here, RDFS("label"),
        f"Read from press releases by named rules ({names}), with facts that editors took from linked sources; every "
        "source has its own named graph, every statement its passage.",
        "en",
    )  # fmt: skip


def _download(w: GraphWriter, dataset: str, dump: Dump, entry: Entry, days: Days) -> None:
    here, address = w.iris.id("distribution", dump.name), f"{w.iris.base}/{dump.path}"
    _distribution(w, dataset, here, (dump.title_de, dump.title_en), address, entry, days)
    w.link(here, DCAT("downloadURL"), address)
    w.link(here, DCTERMS("format"), f"{EU}file-type/{dump.file_type}")
    w.link(here, DCAT("mediaType"), f"{_MEDIA_TYPES}{dump.media_type}")


def _distribution(
    w: GraphWriter, dataset: str, here: str, titles: tuple[str, str], address: str, entry: Entry, days: Days
) -> None:
    w.link(dataset, DCAT("distribution"), here)
    w.type(here, DCAT("Distribution"))
    w.say(here, DCTERMS("title"), titles[0], "de")
    w.say(here, DCTERMS("title"), titles[1], "en")
    w.link(here, DCAT("accessURL"), address)
    w.link(here, ADMS("status"), f"{EU}distribution-status/COMPLETED")
    _dated(w, here, days)
    _available(w, here, entry)
    for language in entry.languages:
        w.link(here, DCTERMS("language"), f"{EU}language/{language}")
    if entry.licence is not None:
        w.link(here, DCTERMS("license"), entry.licence)
        if entry.attribution is not None and needs_attribution(entry.licence):
            w.say(here, DCATDE("licenseAttributionByText"), entry.attribution, "de")


def _service(w: GraphWriter, dataset: str, entry: Entry, days: Days) -> None:
    """The endpoint as a service, and as a distribution that it delivers: `accessURL` is the endpoint (K41)."""
    here, endpoint, titles = service_iri(w.iris), f"{w.iris.base}/sparql", ("SPARQL-Endpunkt", "SPARQL endpoint")
    w.type(here, DCAT("DataService"))
    w.say(here, DCTERMS("title"), titles[0], "de")
    w.say(here, DCTERMS("title"), titles[1], "en")
    w.say(here, DCTERMS("description"), "Nur lesend, nach dem SPARQL-1.1-Protokoll.", "de")
    w.say(here, DCTERMS("description"), "Read-only, by the SPARQL 1.1 Protocol.", "en")
    w.link(here, DCAT("endpointURL"), endpoint)
    # Without a query the endpoint answers with its service description.
    w.link(here, DCAT("endpointDescription"), endpoint)
    w.link(here, DCAT("servesDataset"), dataset)
    w.link(here, DCTERMS("accessRights"), f"{EU}access-right/PUBLIC")
    _available(w, here, entry)
    if entry.publisher is not None:
        w.link(here, DCTERMS("publisher"), _publisher_iri(w.iris))
    if entry.licence is not None:
        w.link(here, DCTERMS("license"), entry.licence)
    delivered = w.iris.id("distribution", "sparql")
    _distribution(w, dataset, delivered, titles, endpoint, entry, days)
    w.link(delivered, DCTERMS("format"), f"{EU}file-type/SPARQLQRES")
    w.link(delivered, DCAT("accessService"), here)


def _publisher_iri(iris: Iris) -> str:
    return iris.id("agent", "publisher")


def _publisher(w: GraphWriter, entry: Entry, name: str) -> None:
    here = _publisher_iri(w.iris)
    w.type(here, FOAF("Agent"))
    w.say(here, FOAF("name"), name, "de")
    if entry.publisher_type is not None:
        w.link(here, DCTERMS("type"), f"{PUBLISHER_TYPES}{entry.publisher_type}")
    if entry.publisher_homepage is not None:
        w.link(here, FOAF("homepage"), entry.publisher_homepage)


def _contact(w: GraphWriter, dataset: str, entry: Entry) -> None:
    if entry.contact is None:
        return
    here = w.iris.id("agent", "contact")
    w.link(dataset, DCAT("contactPoint"), here)
    w.type(here, VCARD("Kind"), VCARD("Organization"))
    w.say(here, VCARD("fn"), entry.contact.name, "de")
    if entry.contact.email is not None:
        w.link(here, VCARD("hasEmail"), f"mailto:{entry.contact.email}")
    if entry.contact.url is not None:
        w.link(here, VCARD("hasURL"), entry.contact.url)
    if entry.contact.phone is not None:
        phone = f"{here}/telephone"
        w.link(here, VCARD("hasTelephone"), phone)
        w.type(phone, VCARD("Voice"))
        w.link(phone, VCARD("hasValue"), f"tel:{entry.contact.phone}")
