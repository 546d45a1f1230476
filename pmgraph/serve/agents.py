"""What the pages of bodies and persons show: what they agreed, signed, said, and the posts they hold."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from pmgraph.serve.reader import Reader, Row

_SIGNED = """
SELECT ?s ?signature ?agreement ?person ?body ?post ?edtf WHERE {
  %s
  ?signing pm:hasSignature ?signature . ?agreement pm:signedIn ?signing .
  OPTIONAL { ?signature pm:signatory ?person }
  OPTIONAL { ?signature pm:onBehalfOf ?body }
  OPTIONAL { ?signature pm:inCapacity ?post }
  OPTIONAL { ?signing pm:edtfDate ?edtf }
} ORDER BY DESC(?edtf) ?signature"""
_SIGNED_BY = _SIGNED % "?signature pm:signatory ?s ."
_SIGNED_FOR = _SIGNED % "?signature pm:onBehalfOf ?s ."
_PARTY = """
SELECT ?s ?agreement ?edtf WHERE {
  ?agreement pm:hasParty ?s OPTIONAL { ?agreement pm:signedIn/pm:edtfDate ?edtf }
} ORDER BY DESC(?edtf) ?agreement"""
_HOLDS = """
SELECT ?s ?membership ?person ?body ?role ?post WHERE {
  ?membership org:member ?s ; org:organization ?body BIND(?s AS ?person)
  OPTIONAL { ?membership org:role ?role } OPTIONAL { ?membership opengov:post ?post }
} ORDER BY ?membership"""
_HELD = """
SELECT ?s ?membership ?person ?body ?role ?post WHERE {
  ?membership org:organization ?s ; org:member ?person BIND(?s AS ?body)
  OPTIONAL { ?membership org:role ?role } OPTIONAL { ?membership opengov:post ?post }
} ORDER BY ?membership"""
_SAID = """
SELECT ?s ?statement ?text ?release ?mode WHERE {
  ?statement prov:wasAttributedTo ?s ; schema:text ?text
  OPTIONAL { ?statement prov:wasQuotedFrom ?release } OPTIONAL { ?statement pm:speechMode ?mode }
} ORDER BY ?statement"""
_POINTING = "SELECT DISTINCT ?s ?from WHERE { %s } ORDER BY ?from LIMIT 500"
_NAMED_IN = _POINTING % "?from a pm:PressRelease ; schema:mentions ?s"
_ISSUED = _POINTING % "?from dcterms:publisher ?s"
_PARTS = _POINTING % "?from org:subOrganizationOf ?s"
_POSTS = _POINTING % "?from org:postIn ?s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature with the agreement under it."""

    signature: str
    agreement: str
    person: str | None
    body: str | None
    post: str | None
    edtf: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a person holds a post or role in a body."""

    iri: str
    person: str
    body: str
    post: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the release that reports it."""

    iri: str
    text: str
    release: str | None
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentView:
    """The page of a body or a person; what does not apply is empty."""

    signed: tuple[Signed, ...] = ()
    agreements: tuple[tuple[str, str | None], ...] = ()
    """Pairs of agreement and its date."""
    memberships: tuple[Membership, ...] = ()
    statements: tuple[Said, ...] = ()
    named_in: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


def read_person(reader: Reader, iri: str) -> AgentView:
    """What a person signed, held and said."""
    node = NamedNode(iri)
    return AgentView(
        signed=_signed(reader.rows(_SIGNED_BY, s=node)),
        memberships=_memberships(reader.rows(_HOLDS, s=node)),
        statements=tuple(
            Said(
                row["statement"].value, row["text"].value, _text(row, "release"),
                (_text(row, "mode") or "").endswith("/direct"),
            )
            for row in reader.rows(_SAID, s=node)
        ),
        named_in=_pointing(reader, _NAMED_IN, node),
    )  # fmt: skip


def read_body(reader: Reader, iri: str) -> AgentView:
    """What a body agreed, who signed for it and who holds office in it."""
    node = NamedNode(iri)
    dates: dict[str, str | None] = {}
    for row in reader.rows(_PARTY, s=node):
        dates.setdefault(row["agreement"].value, _text(row, "edtf"))
    return AgentView(
        signed=_signed(reader.rows(_SIGNED_FOR, s=node)),
        agreements=tuple(dates.items()),
        memberships=_memberships(reader.rows(_HELD, s=node)),
        named_in=_pointing(reader, _NAMED_IN, node),
        issued=_pointing(reader, _ISSUED, node),
        parts=_pointing(reader, _PARTS, node),
        posts=_pointing(reader, _POSTS, node),
    )


def _signed(rows: list[Row]) -> tuple[Signed, ...]:
    found: dict[str, Signed] = {}
    for row in rows:
        found.setdefault(
            row["signature"].value,
            Signed(
                signature=row["signature"].value, agreement=row["agreement"].value, person=_text(row, "person"),
                body=_text(row, "body"), post=_text(row, "post"), edtf=_text(row, "edtf"),
            ),
        )  # fmt: skip
    return tuple(found.values())


def _memberships(rows: list[Row]) -> tuple[Membership, ...]:
    found: dict[tuple[str, str, str | None], Membership] = {}
    for row in rows:
        post = _text(row, "post") or _text(row, "role")
        key = (row["person"].value, row["body"].value, post)
        found.setdefault(key, Membership(iri=row["membership"].value, person=key[0], body=key[1], post=post))
    return tuple(found.values())


def _pointing(reader: Reader, query: str, node: NamedNode) -> tuple[str, ...]:
    return tuple(row["from"].value for row in reader.rows(query, s=node))


def _text(row: Row, name: str) -> str | None:
    return row[name].value if name in row else None
