"""The dataset as VoID (https://www.w3.org/TR/void/): its figures, its classes and properties, and where it links to."""

from __future__ import annotations

from pmgraph.iris import Iris, digest
from pmgraph.rdf.dcat import DUMPS, dataset_iri
from pmgraph.rdf.formats import Kind, formats
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.statistics import AUTHORITIES, Statistics
from pmgraph.rdf.terms import typed
from pmgraph.vocab import DCTERMS, FOAF, PREFIXES, VOID, XSD

# Names in the registry of formats (https://www.w3.org/ns/formats/).
FEATURES = {
    "turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF_XML", "nquads": "N-Quads",
    "trig": "TriG", "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}  # fmt: skip
W3C_FORMATS = "http://www.w3.org/ns/formats/"


def describe_statistics(w: GraphWriter, found: Statistics) -> None:
    """Write the figures of the dataset, a partition for each class and property, and a linkset for each authority."""
    here, iris = dataset_iri(w.iris), w.iris
    w.type(here, VOID("Dataset"))
    for name, figure in (
        ("triples", found.triples), ("entities", found.entities), ("distinctSubjects", found.subjects),
        ("distinctObjects", found.objects), ("classes", len(found.classes)), ("properties", len(found.properties)),
    ):  # fmt: skip
        _figure(w, here, name, figure)
    w.say(here, VOID("uriSpace"), iris.id(""))
    w.link(here, VOID("sparqlEndpoint"), f"{iris.base}/sparql")
    for dump in DUMPS:
        w.link(here, VOID("dataDump"), f"{iris.base}/{dump.path}")
    for example in found.examples:
        w.link(here, VOID("exampleResource"), example)
    for namespace in sorted(vocabularies(found)):
        w.link(here, VOID("vocabulary"), namespace)
    for format_ in formats(Kind.TRIPLES):
        w.link(here, VOID("feature"), f"{W3C_FORMATS}{FEATURES[format_.name]}")
    _classes(w, here, found)
    for property_, counted in found.properties.items():
        part = f"{here}/property/{_name(property_)}"
        w.link(here, VOID("propertyPartition"), part)
        w.link(part, VOID("property"), property_)
        _figure(w, part, "triples", counted.triples)
        _figure(w, part, "distinctSubjects", counted.subjects)
        _figure(w, part, "distinctObjects", counted.objects)
    _linksets(w, here, found)


def vocabularies(found: Statistics) -> frozenset[str]:
    """The namespaces of the classes and properties in use, as far as the project has a prefix for them."""
    used = {*found.classes, *found.properties}
    return frozenset(str(space) for space in PREFIXES.values() if any(term.startswith(space) for term in used))


def _classes(w: GraphWriter, here: str, found: Statistics) -> None:
    for class_, entities in found.classes.items():
        part = f"{here}/class/{_name(class_)}"
        w.link(here, VOID("classPartition"), part)
        w.link(part, VOID("class"), class_)
        _figure(w, part, "entities", entities)
    for (class_, property_), triples in found.properties_of.items():
        part = f"{here}/class/{_name(class_)}"
        inner = f"{part}/{_name(property_)}"
        w.link(part, VOID("propertyPartition"), inner)
        w.link(inner, VOID("property"), property_)
        _figure(w, inner, "triples", triples)


def _linksets(w: GraphWriter, here: str, found: Statistics) -> None:
    for (slug, property_), triples in found.links.items():
        linkset, target = f"{here}/links/{slug}-{_name(property_)}", _authority(w.iris, slug)
        w.link(here, VOID("subset"), linkset)
        w.type(linkset, VOID("Linkset"))
        w.link(linkset, VOID("linkPredicate"), property_)
        w.link(linkset, VOID("subjectsTarget"), here)
        w.link(linkset, VOID("objectsTarget"), target)
        _figure(w, linkset, "triples", triples)
    used = {slug for slug, _ in found.links}
    for authority in AUTHORITIES:
        if authority.slug in used:
            target = _authority(w.iris, authority.slug)
            w.type(target, VOID("Dataset"))
            w.say(target, DCTERMS("title"), authority.title, "de")
            w.link(target, FOAF("homepage"), authority.homepage)
            for space in authority.spaces:
                w.say(target, VOID("uriSpace"), space)


def _authority(iris: Iris, slug: str) -> str:
    return iris.id("authority", slug)


def _figure(w: GraphWriter, here: str, name: str, figure: int) -> None:
    w.add(here, VOID(name), typed(str(figure), XSD("integer")))


def _name(term: str) -> str:
    """`pm-Signature` for a term with a known prefix, else a digest: part of an IRI."""
    for prefix, namespace in PREFIXES.items():
        local = term.removeprefix(namespace)
        if local != term and local.replace("-", "").replace("_", "").isalnum() and local.isascii():
            return f"{prefix}-{local}"
    return digest(term, length=12)
