"""The tables of a release: what each holds, how its columns are called and typed, and the query that fills it.

One definition makes the CSV files, their metadata (CSVW), and the SQLite database. What a thing may have several of are
rows of a table of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolutions

from pmgraph.store.protocol import Graph


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it tells, its datatype (https://www.w3.org/TR/tabular-data-primer/#datatypes)."""

    name: str
    datatype: str
    de: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. `key` names the columns that tell rows apart, `references` the table whose key a column holds."""

    name: str
    de: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()
    query: str


IRI, TEXT, DAY, COUNT = "anyURI", "string", "date", "integer"
_DATED = (
    Column("date", TEXT, "Datum als EDTF", "date as EDTF"),
    Column("earliest", DAY, "frühester Tag", "earliest day"),
    Column("latest", DAY, "spätester Tag", "latest day"),
)
_AGREEMENT = "{ ?iri a pm:Agreement } UNION { ?iri a pm:FrameworkAgreement }"
_LABEL = 'FILTER(LANG(?{0}) IN ("de", ""))'


def _label(of: str, name: str, path: str = "skos:prefLabel") -> str:
    return f"OPTIONAL {{ ?{of} {path} ?{name} {_LABEL.format(name)} }}"


TABLES: tuple[Table, ...] = (
    Table(
        name="releases", de="Pressemitteilungen", en="press releases", key=("iri",), references=(("issuer", "bodies"),),
        columns=(
            Column("iri", IRI, "IRI der Mitteilung", "IRI of the release"),
            Column("identifier", TEXT, "Kennung", "identifier"),
            Column("title", TEXT, "Titel, von Schäden befreit", "title, with damage repaired"),
            Column("issuer", IRI, "Herausgeber", "publisher"),
            Column("number", TEXT, "Nummer", "number"),
            *_DATED,
        ),
        query="""SELECT ?iri (MIN(?a) AS ?identifier) (MIN(?b) AS ?title) (MIN(?c) AS ?issuer) (MIN(?d) AS ?number)
            (MIN(?e) AS ?date) (MIN(?f) AS ?earliest) (MAX(?g) AS ?latest) WHERE { ?iri a pm:PressRelease .
            OPTIONAL { ?iri dcterms:identifier ?a } OPTIONAL { ?iri dcterms:title ?b }
            OPTIONAL { ?iri dcterms:publisher ?c } OPTIONAL { ?iri bibo:number ?d }
            OPTIONAL { ?iri pm:edtfDate ?e ; pm:earliestDate ?f ; pm:latestDate ?g } } GROUP BY ?iri""",
    ),
    Table(
        name="agreements", de="Vereinbarungen", en="agreements", key=("iri",),
        columns=(
            Column("iri", IRI, "IRI der Vereinbarung", "IRI of the agreement"),
            Column("name", TEXT, "Bezeichnung", "name"),
            Column("kind", TEXT, "Art, von mehreren die erste (alle: kinds)", "kind, the first of several"),
            Column("status", TEXT, "Stand", "status"),
            *_DATED,
            Column("place", TEXT, "Ort der Unterzeichnung", "place of signing"),
        ),
        query=f"""SELECT ?iri (MIN(?a) AS ?name) (MIN(?b) AS ?kind) (MIN(?c) AS ?status) (MIN(?d) AS ?date)
            (MIN(?e) AS ?earliest) (MAX(?f) AS ?latest) (MIN(?g) AS ?place) WHERE {{ {_AGREEMENT}
            {_label("iri", "a", "rdfs:label")}
            OPTIONAL {{ ?iri pm:agreementKind ?k . {_label("k", "b")} }}
            OPTIONAL {{ ?iri pm:agreementStatus ?s . {_label("s", "c")} }}
            OPTIONAL {{ ?iri pm:signedIn ?signing . ?signing pm:edtfDate ?d ; pm:earliestDate ?e ; pm:latestDate ?f }}
            OPTIONAL {{ ?iri pm:signedIn/prov:atLocation ?p . {_label("p", "g")} }} }} GROUP BY ?iri""",
    ),
    Table(
        name="kinds", de="Arten der Vereinbarungen", en="kinds of the agreements", key=("agreement", "kind"),
        references=(("agreement", "agreements"),),
        columns=(
            Column("agreement", IRI, "Vereinbarung", "agreement"),
            Column("kind", IRI, "Art", "kind"),
            Column("label", TEXT, "Bezeichnung der Art", "label of the kind"),
        ),
        query=f"""SELECT ?agreement ?kind (MIN(?a) AS ?label) WHERE {{
            ?agreement pm:agreementKind ?kind . {_label("kind", "a")} }} GROUP BY ?agreement ?kind""",
    ),
    Table(
        name="parties", de="Partner der Vereinbarungen", en="parties of the agreements", key=("agreement", "body"),
        references=(("agreement", "agreements"), ("body", "bodies")),
        columns=(Column("agreement", IRI, "Vereinbarung", "agreement"), Column("body", IRI, "Stelle", "body")),
        query="SELECT DISTINCT ?agreement ?body WHERE { ?agreement pm:hasParty ?body }",
    ),
    Table(
        name="signatures", de="Unterschriften", en="signatures", key=("iri",),
        references=(("agreement", "agreements"), ("body", "bodies")),
        columns=(
            Column("iri", IRI, "IRI der Unterschrift", "IRI of the signature"),
            Column("agreement", IRI, "Vereinbarung", "agreement"),
            Column("person", IRI, "IRI der Person", "IRI of the person"),
            Column("name", TEXT, "Name der Person", "name of the person"),
            Column("body", IRI, "Stelle, für die unterschrieben wurde", "body signed for"),
            Column("capacity", TEXT, "Amt oder Funktion", "office or function"),
        ),
        query=f"""SELECT ?iri (MIN(?a) AS ?agreement) (MIN(?p) AS ?person) (MIN(?n) AS ?name) (MIN(?b) AS ?body)
            (COALESCE(MIN(?w), MIN(?c)) AS ?capacity) WHERE {{
            ?a pm:signedIn/pm:hasSignature ?iri . ?iri pm:signatory ?p .
            OPTIONAL {{ ?p foaf:name ?n }} OPTIONAL {{ ?iri pm:onBehalfOf ?b }}
            OPTIONAL {{ ?iri pm:capacityText ?w }}
            OPTIONAL {{ ?iri pm:inCapacity ?post . {_label("post", "c")} }} }} GROUP BY ?iri""",
    ),
    Table(
        name="bodies", de="Stellen", en="bodies", key=("iri",),
        columns=(
            Column("iri", IRI, "IRI der Stelle", "IRI of the body"),
            Column("name", TEXT, "Name", "name"),
            Column("type", TEXT, "Typ", "type"),
            Column("parent", IRI, "gehört zu", "belongs to"),
        ),
        query=f"""SELECT ?iri (MIN(?a) AS ?name) (MIN(?b) AS ?type) (MIN(?c) AS ?parent) WHERE {{
            ?iri a org:Organization . {_label("iri", "a")}
            OPTIONAL {{ ?iri org:classification ?t . {_label("t", "b")} }}
            OPTIONAL {{ ?iri org:subOrganizationOf ?c }} }} GROUP BY ?iri""",
    ),
    Table(
        name="renewals", de="Vereinbarungen und ihre Vorgänger", en="agreements and their predecessors",
        key=("agreement", "predecessor"), references=(("agreement", "agreements"), ("predecessor", "agreements")),
        columns=(
            Column("agreement", IRI, "Vereinbarung", "agreement"),
            Column("predecessor", IRI, "Vorgänger", "predecessor"),
        ),
        query="SELECT DISTINCT ?agreement ?predecessor WHERE { ?agreement pm:renews ?predecessor }",
    ),
    Table(
        name="announcements", de="welche Mitteilung welche Vereinbarung meldet",
        en="which release reports which agreement", key=("release", "agreement"),
        references=(("release", "releases"), ("agreement", "agreements")),
        columns=(
            Column("release", IRI, "Mitteilung", "release"),
            Column("agreement", IRI, "Vereinbarung", "agreement"),
        ),
        query="SELECT DISTINCT ?release ?agreement WHERE { ?release pm:announces ?agreement }",
    ),
    Table(
        name="addresses", de="Adressen der Mitteilungen", en="addresses of the releases", key=("release", "url"),
        references=(("release", "releases"),),
        columns=(Column("release", IRI, "Mitteilung", "release"), Column("url", IRI, "Adresse", "address")),
        query="SELECT DISTINCT ?release ?url WHERE { ?release a pm:PressRelease ; schema:url ?url }",
    ),
    Table(
        name="topics", de="Themen der Vereinbarungen", en="topics of the agreements", key=("agreement", "topic"),
        references=(("agreement", "agreements"),),
        columns=(
            Column("agreement", IRI, "Vereinbarung", "agreement"),
            Column("topic", IRI, "Thema", "topic"),
            Column("label", TEXT, "Bezeichnung des Themas", "label of the topic"),
        ),
        query=f"""SELECT ?agreement ?topic (MIN(?a) AS ?label) WHERE {{ {_AGREEMENT.replace("?iri", "?agreement")}
            ?agreement dcterms:subject ?topic . {_label("topic", "a")} }} GROUP BY ?agreement ?topic""",
    ),
    Table(
        name="evidence", de="Textstellen, auf denen Angaben beruhen", en="passages that statements rest on",
        key=("iri",), references=(("release", "releases"),),
        columns=(
            Column("iri", IRI, "IRI des Belegs", "IRI of the evidence"),
            Column("release", IRI, "Mitteilung", "release"),
            Column("thing", IRI, "wovon die Angabe handelt", "what the statement is about"),
            Column("property", IRI, "Eigenschaft", "property"),
            Column("value", IRI, "Wert, wo es mehrere gibt", "value, where there are several"),
            Column("start", COUNT, "erstes Zeichen, ab 0", "first character, from 0"),
            Column("end", COUNT, "Zeichen nach dem letzten", "character after the last"),
            Column("exact", TEXT, "Wortlaut, wo die Rechte ihn erlauben", "wording, where rights allow it"),
            Column("factuality", TEXT, "Verbindlichkeit", "factuality"),
            Column("rule", IRI, "Regel", "rule"),
        ),
        query=f"""SELECT ?iri (MIN(?a) AS ?release) (MIN(?b) AS ?thing) (MIN(?c) AS ?property) (MIN(?d) AS ?value)
            (MIN(?e) AS ?start) (MIN(?f) AS ?end) (MIN(?g) AS ?exact) (MIN(?h) AS ?factuality) (MIN(?i) AS ?rule)
            WHERE {{
            ?iri a pm:Evidence ; pm:textVersion/prov:specializationOf ?a ; pm:evidences ?b ; pm:supports ?c ;
              pm:start ?e ; pm:end ?f ; pm:readBy ?i . OPTIONAL {{ ?iri pm:supportsValue ?d }}
            OPTIONAL {{ ?iri pm:exact ?g }}
            OPTIONAL {{ ?iri pm:factuality ?x . {_label("x", "h")} }} }} GROUP BY ?iri""",
    ),
)  # fmt: skip


def rows(graph: Graph, table: Table) -> Iterator[tuple[str | None, ...]]:
    """The rows of a table as text, sorted by their key; None where the graph says nothing."""
    answer = graph.query(table.query)
    assert isinstance(answer, QuerySolutions)
    names = [column.name for column in table.columns]
    found = [tuple(None if row[name] is None else row[name].value for name in names) for row in answer]
    at = [names.index(name) for name in table.key]
    # A GROUP BY over nothing answers with one row without its key.
    return iter(sorted((row for row in found if row[at[0]] is not None), key=lambda row: [row[i] or "" for i in at]))
