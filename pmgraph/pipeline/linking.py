"""Links one reading to the register: its issuer, its jurisdiction, and the ids that its bodies and places go by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmgraph import __version__
from pmgraph.curated import Portal, Register
from pmgraph.german.bodies import kind_of_name
from pmgraph.iris import Iris
from pmgraph.link.register import RegisterIndex, home_of
from pmgraph.model import Issue
from pmgraph.rdf.catalogue import software_iri
from pmgraph.rdf.release import Linked
from pmgraph.reading import Body, Reading
from pmgraph.tables.located import finding, near

FEDERATION = "de"
UNKNOWN_ISSUER = "unbekannt"


@dataclass(frozen=True, slots=True)
class Linker:
    """Links readings against one register, built once for a build."""

    index: RegisterIndex
    registered: frozenset[str]
    software: str
    roles: Mapping[str, tuple[str, str]]
    """Slug of a role -> its German and English label."""

    @classmethod
    def of(cls, register: Register, iris: Iris, roles: Mapping[str, tuple[str, str]]) -> Linker:
        """The linker of a register; posts are registered by their path below `id/body/`."""
        ids = {body.id for body in register.bodies} | {f"{post.body}/post/{post.role}" for post in register.posts}
        return cls(RegisterIndex(register), frozenset(ids), software_iri(iris, __version__), roles)

    def link(self, reading: Reading, portal: Portal | None) -> tuple[Linked, tuple[Issue, ...]]:
        """What the names of one release mean, and an issue where its sidecar names a publisher that is no body."""
        document, row = reading.document, None
        issues: tuple[Issue, ...] = ()
        if document.publisher is not None:
            row = self.index.by_id.get(document.publisher)
            if row is None:
                cure = near(document.publisher, self.index.by_id) if self.index.by_id else "add it to bodies.csv"
                message = f"publisher {document.publisher!r} is no id of register/bodies.csv; {cure}"
                issues = (finding("PM-DOC-009", message, f"{document.path}.yaml", None),)
        jurisdiction = row.jurisdiction if row is not None else self._jurisdiction(reading, portal)
        bodies = {b.name: self.index.body(b, jurisdiction).id for b in _bodies(reading)}
        if row is not None:
            issuer = row.id
        elif reading.issuer is not None:
            issuer = bodies[reading.issuer.value.name]
        else:
            issuer = UNKNOWN_ISSUER
        return Linked(
            issuer=issuer,
            jurisdiction=jurisdiction,
            bodies=bodies,
            registered=self.registered,
            places={name: self.index.place(name, jurisdiction)[0] for name in _places(reading)},
            software=self.software,
            roles=self.roles,
        ), issues

    def _jurisdiction(self, reading: Reading, portal: Portal | None) -> str:
        """The portal's, else that of the Land in the issuer's name, else one of the release's own.

        Names such as "Landkreistag" exist in every Land: where no source says which one a release is from, its bodies,
        places and agreements must not join those of another release.
        """
        if portal is not None and portal.jurisdiction is not None:
            return portal.jurisdiction
        issuer = reading.issuer.value if reading.issuer is not None else None
        known = home_of(issuer, "") if issuer is not None else ""
        return known or f"{FEDERATION}-{reading.document.text_sha256[:6]}"

    def named(self, name: str, jurisdiction: str) -> tuple[str, bool]:
        """The id of a body that a record names, and whether the register describes it."""
        row = self.index.by_id.get(name)
        if row is not None:
            return row.id, True
        link = self.index.body(Body(name=name, kind=kind_of_name(name), mentions=()), jurisdiction)
        return link.id, link.row is not None

    def placed(self, name: str, jurisdiction: str) -> tuple[str, bool]:
        """The id of a place that a record names, and whether the register describes it."""
        id_, row = self.index.place(name, jurisdiction)
        return id_, row is not None


def _bodies(reading: Reading) -> list[Body]:
    found = list(reading.bodies)
    if reading.issuer is not None:
        found.append(reading.issuer.value)
    for office in reading.offices:
        if office.body is not None:
            found.append(office.body.value)
    for agreement in reading.agreements:
        found += [party.value for party in agreement.parties]
        if agreement.signing is not None:
            found += [s.body.value for s in agreement.signing.signatures if s.body is not None]
    return found


def _places(reading: Reading) -> list[str]:
    header = reading.layout.header
    claims = [header.place, *(a.signing.place for a in reading.agreements if a.signing is not None)]
    return [claim.value for claim in claims if claim is not None]
