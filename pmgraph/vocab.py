"""The namespaces and terms of the graph; a test keeps `PM` equal to `ontology/pmgraph.ttl`."""

from __future__ import annotations


class Vocabulary(str):
    """A namespace; `PM("Signature")` is a full IRI, and a term that a closed vocabulary lacks is an error."""

    terms: frozenset[str] | None

    def __new__(cls, namespace: str, *terms: str) -> Vocabulary:
        self = super().__new__(cls, namespace)
        self.terms = frozenset(terms) if terms else None
        return self

    def __call__(self, term: str) -> str:
        if self.terms is not None and term not in self.terms:
            raise KeyError(f"{term!r} is not a term of {self}; add it to ontology/pmgraph.ttl and vocab.py")
        return str.__add__(self, term)


PM_CLASSES = (
    "Agreement", "DataIssue", "DateClaim", "EditorialRecord", "Evidence", "ExtractionRun", "FrameworkAgreement",
    "PressRelease", "ReportedStatement", "Rule", "Signature", "SigningEvent", "TextVersion",
)  # fmt: skip
PM_PROPERTIES = (
    "agreementKind", "agreementStatus", "announces", "attestedOn", "capacityText", "chosenBy", "chosenClaim",
    "dateOf", "dateText", "earliestDate", "edtfDate", "end", "enteredOn", "evidences", "exact", "expectedSignatory",
    "extendedBy", "factuality", "hasEvidence", "hasParty", "hasSignature", "inCapacity", "inPlaceOf", "issueCode",
    "issueState", "joinedBy", "latestDate", "measuredOn", "measuredPrecision", "onBehalfOf", "openEnded",
    "printedTitle", "providesFor", "rawSha256", "readBy", "reader", "renews", "resolvedBy", "reviewState",
    "signatory", "signedIn", "speechMode", "start", "statedWeekday", "supports", "supportsValue", "textVersion",
)  # fmt: skip

PM = Vocabulary("https://w3id.org/pmgraph/ns#", *PM_CLASSES, *PM_PROPERTIES)
VOC = Vocabulary("https://w3id.org/pmgraph/voc/")
ADMS = Vocabulary("http://www.w3.org/ns/adms#")
BIBO = Vocabulary("http://purl.org/ontology/bibo/")
DCAT = Vocabulary("http://www.w3.org/ns/dcat#")
DCATAP = Vocabulary("http://data.europa.eu/r5r/")
DCATDE = Vocabulary("http://dcat-ap.de/def/dcatde/")
DCTERMS = Vocabulary("http://purl.org/dc/terms/")
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
EU_LANGUAGE = Vocabulary("http://publications.europa.eu/resource/authority/language/")
FOAF = Vocabulary("http://xmlns.com/foaf/0.1/")
M8G = Vocabulary("http://data.europa.eu/m8g/")
OA = Vocabulary("http://www.w3.org/ns/oa#")
OPENGOV = Vocabulary("http://www.w3.org/ns/opengov#")
ORG = Vocabulary("http://www.w3.org/ns/org#")
OWL = Vocabulary("http://www.w3.org/2002/07/owl#")
PROV = Vocabulary("http://www.w3.org/ns/prov#")
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Vocabulary("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Vocabulary("https://schema.org/")
SD = Vocabulary("http://www.w3.org/ns/sparql-service-description#")
SH = Vocabulary("http://www.w3.org/ns/shacl#")
SKOS = Vocabulary("http://www.w3.org/2004/02/skos/core#")
TIME = Vocabulary("http://www.w3.org/2006/time#")
VANN = Vocabulary("http://purl.org/vocab/vann/")
VCARD = Vocabulary("http://www.w3.org/2006/vcard/ns#")
VOID = Vocabulary("http://rdfs.org/ns/void#")
XSD = Vocabulary("http://www.w3.org/2001/XMLSchema#")

ONTOLOGY_GRAPH = "https://w3id.org/pmgraph/ns"
CONCEPTS_GRAPH = "https://w3id.org/pmgraph/voc"

PREFIXES: dict[str, str] = {
    "adms": ADMS, "bibo": BIBO, "dcat": DCAT, "dcatap": DCATAP, "dcatde": DCATDE, "dcterms": DCTERMS,
    "edtf": "http://id.loc.gov/datatypes/edtf/", "foaf": FOAF, "m8g": M8G, "oa": OA, "opengov": OPENGOV, "org": ORG,
    "owl": OWL, "pm": PM, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA, "sd": SD, "sh": SH, "skos": SKOS,
    "time": TIME, "vcard": VCARD, "voc": VOC, "void": VOID, "xsd": XSD,
}  # fmt: skip
"""The prefixes of queries, Turtle files and pages."""
