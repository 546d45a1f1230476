"""`/graph/catalogue`: the rules that read the graph, and the software; `dcat.py` and `void.py` add the dataset."""

from __future__ import annotations

from pmgraph.german.rules import READING
from pmgraph.iris import Iris
from pmgraph.rdf.graph import GraphWriter
from pmgraph.vocab import DCTERMS, PM, PROV, RDFS, SKOS

# What each rule does, in English and German. A rule that is missing here is an error of the build, not a gap. The rules
# that read a text declare themselves, with their examples; here stand those that read an address, a record, or choose.
RULES: dict[str, tuple[str, str]] = {rule.id: (rule.english, rule.german) for rule in READING} | {
    "address.path-date": (
        "Date in the path of the page's address.",
        "Datum im Pfad der Adresse.",
    ),
    "portal.header-utc-summer": (
        "This portal prints local midnight in UTC, so a header date in summer is one day early.",
        "Dieses Portal druckt Mitternacht in UTC; im Sommer ist das Datum im Kopf einen Tag zu früh.",
    ),
    "record.entered": (
        "Typed in by an editor from the source.",
        "Von der Redaktion aus der Quelle erfasst.",
    ),
    "record.issued": (
        "Day that the linked release gives itself, typed in by an editor.",
        "Tag, den die verlinkte Mitteilung selbst nennt, von der Redaktion erfasst.",
    ),
    "record.inferred": (
        'Inferred by an editor from a word such as "heute" and the day of the release.',
        "Von der Redaktion aus einem Wort wie „heute“ und dem Tag der Mitteilung erschlossen.",
    ),
    "link.same-name-same-house": (
        "Two sources give the same full name for a person of the same body.",
        "Zwei Quellen nennen denselben vollen Namen für eine Person derselben Stelle.",
    ),
    "choose.only": (
        "The only reading.",
        "Die einzige Lesart.",
    ),
    "choose.finest": (
        "The finest of readings that agree.",
        "Die feinste von Lesarten, die sich vertragen.",
    ),
    "choose.best-reason": (
        "The reading with the best reason.",
        "Die Lesart mit dem besten Grund.",
    ),
    "choose.open-conflict": (
        "Readings contradict each other; all stay possible.",
        "Lesarten widersprechen sich; alle bleiben möglich.",
    ),
}


RETIRED = ("A rule of an earlier version.", "Eine Regel einer früheren Fassung.")
"""What is said of a rule that this version does not know, which the last good graph of a release may still name."""


def of_extractor(rule: str) -> bool:
    """Whether a rule is the label of an extractor that was installed beside the rules: `NAME:label`."""
    return ":" in rule


def definition_of(rule: str) -> tuple[str, str]:
    """What a rule does, in English and German."""
    if of_extractor(rule):
        name, _, label = rule.partition(":")
        if name == "spacy":
            return f"Entity found by the spaCy pipeline {label}.", f"Von der spaCy-Pipeline {label} gefunden."
        return f"Read by the extractor {name} as {label}.", f"Von der Erweiterung {name} als {label} gelesen."
    return RULES.get(rule, RETIRED)


def map_catalogue(used: frozenset[str], software: frozenset[str], iris: Iris) -> GraphWriter:
    """The rules that some claim or evidence names, and the software by its IRIs."""
    w = GraphWriter(iris, iris.graph("catalogue"), iris.id("catalogue"))
    for rule in sorted(used):
        english, german = definition_of(rule)
        here = iris.rule(rule)
        w.type(here, PM("Rule"))
        w.say(here, DCTERMS("identifier"), rule)
        w.say(here, SKOS("definition"), english, "en")
        w.say(here, SKOS("definition"), german, "de")
    for agent in sorted(software):
        w.type(agent, PROV("SoftwareAgent"))
        w.say(agent, RDFS("label"), " ".join(agent.rsplit("/", 1)[-1].rsplit("-", 1)), "en")
    return w


def software_iri(iris: Iris, version: str) -> str:
    """The IRI of this version of pmgraph as an agent."""
    return iris.id("software", f"pmgraph-{version}")
