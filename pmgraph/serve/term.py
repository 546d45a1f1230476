"""What the page of an agreement shows of its term: first and last day by which reading, length, extension, open end."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from pmgraph.serve.agreement import DateReading, read_readings
from pmgraph.serve.facts import Quote, read_quotes
from pmgraph.serve.reader import Reader, Row
from pmgraph.vocab import PM, TIME

_TERM = """
SELECT ?s ?term ?length ?extension ?open WHERE {
  ?s dcterms:temporal ?term
  OPTIONAL { ?term time:hasXSDDuration ?length }
  OPTIONAL { ?term pm:extendedBy ?extension }
  OPTIONAL { ?term pm:openEnded ?open }
} ORDER BY ?term ?length ?extension"""
_DAYS = """
SELECT ?s ?side ?day ?edtf ?chosen ?rule WHERE {
  VALUES ?side { time:hasBeginning time:hasEnd } ?s ?side ?day
  OPTIONAL { ?day pm:edtfDate ?edtf }
  OPTIONAL { ?day pm:chosenClaim ?chosen }
  OPTIONAL { ?day pm:chosenBy ?rule }
} ORDER BY ?side ?day"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The first or the last day of a term: its date, the rule that chose it, and every reading of it."""

    iri: str
    edtf: str | None
    rule: str | None
    readings: tuple[DateReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """How long an agreement is in force; lengths are `xsd:duration`, several where sources differ."""

    iri: str
    begins: Day | None
    ends: Day | None
    lengths: tuple[str, ...]
    extensions: tuple[str, ...]
    open_ended: bool
    quotes: tuple[Quote, ...]

    def quotes_for(self, term: str) -> tuple[Quote, ...]:
        """The passages for a property, such as that of the length."""
        return tuple(q for q in self.quotes if q.supports == term)

    @property
    def of_length(self) -> tuple[Quote, ...]:
        return self.quotes_for(TIME("hasXSDDuration"))

    @property
    def of_extension(self) -> tuple[Quote, ...]:
        return self.quotes_for(PM("extendedBy"))

    @property
    def of_open_end(self) -> tuple[Quote, ...]:
        return self.quotes_for(PM("openEnded"))


def read_term(reader: Reader, iri: str) -> TermView | None:
    """The term of an agreement, if anything is said of it."""
    rows = reader.rows(_TERM, s=NamedNode(iri))
    if not rows:
        return None
    term = rows[0]["term"].value
    days: dict[str, Day] = {}
    for row in reader.rows(_DAYS, s=NamedNode(term)):
        day, chosen = row["day"].value, row.get("chosen")
        readings = read_readings(reader, day, chosen.value if chosen is not None else None)
        edtf, rule = row.get("edtf"), row.get("rule")
        days.setdefault(
            row["side"].value,
            Day(
                iri=day, edtf=edtf.value if edtf is not None else None, rule=rule.value if rule is not None else None,
                readings=readings,
            ),
        )  # fmt: skip
    return TermView(
        iri=term, begins=days.get(TIME("hasBeginning")), ends=days.get(TIME("hasEnd")),
        lengths=_values(rows, "length"), extensions=_values(rows, "extension"),
        open_ended=any(row["open"].value == "true" for row in rows if "open" in row), quotes=read_quotes(reader, term),
    )  # fmt: skip


def _values(rows: list[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[name].value for row in rows if name in row))
