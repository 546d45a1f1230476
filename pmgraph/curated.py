"""The values of a project's hand-written files: register, records, sidecars. `tables.py` reads and checks them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pmgraph.model import PublishText

OPEN_ENDED = "open-ended"
"""What `term` says of an agreement for which no end is agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBody:
    """A row of `register/bodies.csv`. `id` is the last part of its IRI, such as `st-mf`; `parent` another row's id."""

    id: str
    label_de: str
    label_en: str | None
    alternatives: tuple[str, ...]
    kind: str
    parent: str | None
    jurisdiction: str
    same_as: tuple[str, ...]
    spatial: str | None
    source: str
    path: str
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """Every German name under which a text may call it."""
        return (self.label_de, *self.alternatives)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlace:
    """A row of `register/places.csv`; `id` is the AGS (8 digits) where a source gives it, else a slug."""

    id: str
    label_de: str
    jurisdiction: str
    same_as: tuple[str, ...]
    source: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPost:
    """A row of `register/posts.csv`: the labels of the post that `role` (a slug of the role scheme) is in `body`."""

    body: str
    role: str
    label_de: str
    label_en: str | None
    source: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A row of `register/moved.csv`: a thing's former path below `id/` and its new one, such as `body/st-mf`."""

    old: str
    new: str
    source: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Register:
    """The bodies, places and posts that a project knows by name, and the names that things had before."""

    bodies: tuple[RegisterBody, ...] = ()
    places: tuple[RegisterPlace, ...] = ()
    posts: tuple[RegisterPost, ...] = ()
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignatory:
    """A person that a record says signed, or of an agreement that is only planned, is to sign.

    `in_place_of` names the person whom this one stood in for ("in Vertretung").
    """

    person: str
    title: str | None = None
    role: str | None = None
    body: str | None = None
    in_place_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgreement:
    """An agreement of a record. `id` is its IRI below `id/agreement/`, where it joins one that a release names.

    `inferred` says that the source gives no day of the signing, but a word such as "heute" in `wording` that the day of
    the release explains. `groups` are parties that the source names only together, such as "Hochschulen".
    """

    id: str | None
    name: str
    kind: str
    status: str
    line: int
    signed_on: str | None = None
    wording: str | None = None
    inferred: bool = False
    signed_at: str | None = None
    in_force_from: str | None = None
    in_force_until: str | None = None
    term: str | None = None
    """An `xsd:duration`, or `open-ended`."""
    extended_by: str | None = None
    parties: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    signatories: tuple[RecordSignatory, ...] = ()
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorRecord:
    """Facts that an editor typed in from a source that is only linked. `slug` is the file's name without ending.

    `title` is repaired, `printed_title` what stands in the source where that differs. `issuer` is the body that issued
    the release, by its name or its id in the register; `publisher` is who published the page, as cited. `issued` is the
    day that the release gives itself, `header_date` the day that the header of its page prints; the day in the address
    is read from `source`. `read` says how often the source was read: `once` or `twice`.
    """

    slug: str
    path: str
    source: str
    title: str
    publisher: str | None
    issued: str | None
    entered: str
    jurisdiction: str
    agreements: tuple[RecordAgreement, ...]
    printed_title: str | None = None
    issuer: str | None = None
    number: str | None = None
    place: str | None = None
    header_date: str | None = None
    read: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What is known of a corpus file beside its bytes.

    `replaces` is the path below `corpus/` of the file that this one is a newer version of.
    """

    url: str | None = None
    publisher: str | None = None
    retrieved: str | None = None
    publish_text: PublishText | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """Where a portal's pages carry what a release is made of, as CSS selectors; `drop` is what is none of it."""

    number: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    body: str | None = None
    imprint: str | None = None
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """How a press portal prints its pages: a profile of the package, chosen by the host of the address.

    `url_date` is a regular expression with groups `year`, `month`, `day` on the address's path. `header_utc_summer`
    says that the header prints local midnight in UTC, so that its date is one day early in summer. `page` is None where
    nothing is known of the layout of its pages.
    """

    id: str
    hosts: tuple[str, ...]
    url_date: str | None
    header_utc_summer: bool
    jurisdiction: str | None
    reason: str
    page: PageLayout | None = None


@dataclass(frozen=True, slots=True)
class Curated:
    """All hand-written input of a project beside its corpus."""

    register: Register = field(default_factory=Register)
    records: tuple[EditorRecord, ...] = ()
