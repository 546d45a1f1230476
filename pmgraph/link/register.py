"""Links the bodies that a release names to the rows of the register, with the reason for each link.

A name joins a row only inside its jurisdiction and only if exactly one row bears it: precision before recall, since a
wrong link merges two houses. What joins no row keeps an IRI of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmgraph.curated import Register, RegisterBody, RegisterPlace
from pmgraph.german.bodies import LAENDER, LAND
from pmgraph.iris import distinct_slug, slug
from pmgraph.reading import Body

_FEDERAL = ("bundesregierung", "bundesbehoerde")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The id that a body goes by in its IRI, the row that it joined if any, and why."""

    id: str
    row: RegisterBody | None
    reason: str


_LAND = re.compile(rf"{LAND}s?\b(?!-)")


def land_in(name: str) -> str | None:
    """The code of the Land that a name holds, such as `he` of "Landkreistag Hessen"; None where it holds none."""
    found = _LAND.search(name)
    return LAENDER[re.sub(r"-\s+", "-", found["land"])] if found is not None else None


def home_of(body: Body, jurisdiction: str) -> str:
    """Where a body is at home: the federation by its kind, the Land of its own name, else where the release is from."""
    # A town may bear the title "Bundesstadt".
    if body.kind in _FEDERAL or (body.name.startswith("Bundes") and body.kind != "gemeinde"):
        return "bund"
    return land_in(body.name) or jurisdiction


class RegisterIndex:
    """Looks names up in a register; built once for a build."""

    def __init__(self, register: Register) -> None:
        self._names: dict[tuple[str, str], list[RegisterBody]] = {}
        self._anywhere: dict[str, list[RegisterBody]] = {}
        for row in register.bodies:
            for name in {slug(n, 200) for n in row.names}:
                self._names.setdefault((row.jurisdiction, name), []).append(row)
                self._anywhere.setdefault(name, []).append(row)
        self._places = {(p.jurisdiction, slug(p.label_de)): p for p in register.places}
        self.by_id = {row.id: row for row in register.bodies}

    def body(self, body: Body, jurisdiction: str) -> Link:
        """The link of one body named in a release of `jurisdiction`; a Land is known everywhere."""
        name, jurisdiction = slug(body.name, 200), home_of(body, jurisdiction)
        rows = self._anywhere.get(name, []) if body.kind == "land" else self._names.get((jurisdiction, name), [])
        if len(rows) == 1:
            return Link(
                id=rows[0].id, row=rows[0], reason=f"the only body called {body.name!r} in {rows[0].jurisdiction}"
            )
        return Link(
            id=f"{jurisdiction}-{distinct_slug(body.name)}",
            row=None,
            reason="no single row of the register bears this name",
        )

    def bodies(self, bodies: Iterable[Body], jurisdiction: str) -> Mapping[str, Link]:
        """The links of several bodies, by name."""
        return {body.name: self.body(body, jurisdiction) for body in bodies}

    def place(self, name: str, jurisdiction: str) -> tuple[str, RegisterPlace | None]:
        """The id of a place, and its row if the register knows it."""
        row = self._places.get((jurisdiction, slug(name)))
        return (row.id, row) if row is not None else (f"{jurisdiction}-{slug(name)}", None)
