"""What a reconciliation client may ask of a thing beyond its name, to tell namesakes apart or to extend its table."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from pmgraph.serve.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property of some kinds of thing. `of` is the kind of its values where they are things themselves."""

    id: str
    kinds: tuple[str, ...]
    de: str
    en: str
    pattern: str
    of: str | None = None

    def name(self, language: str) -> str:
        """What people call it."""
        return self.de if language == "de" else self.en


@dataclass(frozen=True, slots=True)
class Value:
    """One value: the IRI of a thing, or None where it is a literal, and its name or text."""

    iri: str | None
    name: str


_SIGNATURE = "?agreement pm:signedIn/pm:hasSignature ?signature . ?signature"
PROPERTIES: tuple[Property, ...] = (
    Property(
        id="date",
        kinds=("agreement", "release"),
        de="Datum",
        en="date",
        pattern="{ ?s pm:signedIn/pm:edtfDate ?value } UNION { ?s a pm:PressRelease ; pm:edtfDate ?value }",
    ),
    Property(id="kind", kinds=("agreement",), de="Art", en="kind", pattern="?s pm:agreementKind ?value", of="concept"),
    Property(
        id="status", kinds=("agreement",), de="Stand", en="status", pattern="?s pm:agreementStatus ?value", of="concept"
    ),
    Property(id="party", kinds=("agreement",), de="Partner", en="party", pattern="?s pm:hasParty ?value", of="body"),
    Property(
        id="signatory",
        kinds=("agreement",),
        de="Unterzeichner",
        en="signatory",
        of="person",
        pattern="?s pm:signedIn/pm:hasSignature/pm:signatory ?value",
    ),
    Property(
        id="place",
        kinds=("agreement",),
        de="Ort der Unterzeichnung",
        en="place of signing",
        of="place",
        pattern="?s pm:signedIn/prov:atLocation ?value",
    ),
    Property(
        id="predecessor",
        kinds=("agreement",),
        de="Vorgänger",
        en="predecessor",
        pattern="?s pm:renews ?value",
        of="agreement",
    ),
    Property(
        id="topic", kinds=("agreement",), de="Thema", en="topic", pattern="?s dcterms:subject ?value", of="concept"
    ),
    Property(id="type", kinds=("body",), de="Typ", en="type", pattern="?s org:classification ?value", of="concept"),
    Property(
        id="parent",
        kinds=("body",),
        de="gehört zu",
        en="belongs to",
        pattern="?s org:subOrganizationOf ?value",
        of="body",
    ),
    Property(
        id="body",
        kinds=("person",),
        de="Stelle",
        en="body",
        of="body",
        pattern="{ ?m org:member ?s ; org:organization ?value } UNION { ?x pm:signatory ?s ; pm:onBehalfOf ?value }",
    ),
    Property(
        id="post",
        kinds=("person",),
        de="Amt",
        en="post",
        pattern="?x pm:signatory ?s ; pm:inCapacity ?value",
        of="post",
    ),
    Property(
        id="signed",
        kinds=("body", "person"),
        de="hat unterzeichnet",
        en="signed",
        of="agreement",
        pattern="{ ?value pm:signedIn/pm:hasSignature/pm:signatory ?s } UNION "
        "{ ?value pm:signedIn/pm:hasSignature/pm:onBehalfOf ?s }",
    ),
    Property(
        id="issuer",
        kinds=("release",),
        de="Herausgeber",
        en="publisher",
        pattern="?s dcterms:publisher ?value",
        of="body",
    ),
    Property(id="number", kinds=("release",), de="Nummer", en="number", pattern="?s bibo:number ?value"),
    Property(id="address", kinds=("release",), de="Adresse", en="address", pattern="?s schema:url ?value"),
    Property(
        id="announces",
        kinds=("release",),
        de="berichtet von",
        en="reports",
        pattern="?s pm:announces ?value",
        of="agreement",
    ),
)
BY_ID = {one.id: one for one in PROPERTIES}


def values_of(reader: Reader, iri: str, one: Property, language: str) -> tuple[Value, ...]:
    """The values of a property of a thing, by name."""
    rows = reader.rows(f"SELECT DISTINCT ?s ?value WHERE {{ {one.pattern} }}", s=NamedNode(iri))
    found = {
        Value(None, row["value"].value)
        if isinstance(row["value"], Literal) or one.of is None
        else Value(row["value"].value, reader.name(row["value"].value, language))
        for row in rows
    }
    return tuple(sorted(found, key=lambda value: (value.name, value.iri or "")))
