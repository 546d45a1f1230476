"""Maps the records of a project, with the days of the linked releases and the persons that several records name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmgraph.curated import EditorRecord
from pmgraph.extract.dates import release_dates
from pmgraph.iris import Iris
from pmgraph.link.persons import RULE_JOINED, Named, join_persons
from pmgraph.model import DateClaim
from pmgraph.pipeline.linking import Linker
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.record_dates import header_claim, issued_claims
from pmgraph.rdf.records import map_record, person_id
from pmgraph.rdf.terms import Quad
from pmgraph.reading import Header
from pmgraph.tables.portals import portal_of, shipped_portals
from pmgraph.vocab import PM


def map_records(
    records: Sequence[EditorRecord], linker: Linker, iris: Iris, described: frozenset[str]
) -> Iterable[Quad]:
    """The graphs of all records, and in the derived graph by which rule persons of several were joined."""
    joined = join_persons(one for record in records for one in named_in(record, linker))
    for record in records:
        ids = {name: id_ for (source, name), id_ in joined.items() if source == record.slug}
        yield from map_record(
            record, iris, linker.named, place_id=linker.placed, registered=linker.registered, roles=linker.roles,
            described=described, issued=days_of(record), persons=ids,
        ).quads  # fmt: skip
    yield from _reasons(joined, iris)


def days_of(record: EditorRecord) -> tuple[DateClaim, ...]:
    """Every reading of the day of the linked release: its own, its header's, its address's, by the portal's profile."""
    portal = portal_of(record.source, shipped_portals())
    return (*issued_claims(record), *release_dates(Header(date=header_claim(record)), record.source, portal))


def named_in(record: EditorRecord, linker: Linker) -> Iterable[Named]:
    """Each signatory of a record once, with the bodies that the record shows the person in."""
    houses: dict[str, set[str]] = {}
    for agreement in record.agreements:
        for signatory in agreement.signatories:
            of_person = houses.setdefault(signatory.person, set())
            if signatory.body is not None:
                of_person.add(linker.named(signatory.body, record.jurisdiction)[0])
    for name, ids in houses.items():
        yield Named(
            source=record.slug, entered=record.entered, name=name, houses=frozenset(ids),
            id=person_id(record.slug, name),
        )  # fmt: skip


def _reasons(joined: Mapping[tuple[str, str], str], iris: Iris) -> Iterable[Quad]:
    w = GraphWriter(iris, iris.graph("derived"), iris.id("derived"))
    for id_ in sorted(set(joined.values())):
        w.rule(iris.id("person", id_), PM("joinedBy"), RULE_JOINED)
    return w.quads
