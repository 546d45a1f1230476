"""Finds the names that stand only beside the running text: contact lines, imprints, staff lists.

They belong into the record of a release and never into the graph: nobody there acts in office.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmgraph.extract.persons import find_persons
from pmgraph.model import Claim
from pmgraph.reading import Layout, Person

RULE = "contact.name"


def find_contacts(layout: Layout, people: Sequence[Person]) -> tuple[Claim[str], ...]:
    """Each name of the margins once, as printed, less the persons whom the running text names."""
    known = {p.family for p in people}
    found: dict[str, Claim[str]] = {}
    for imprint in layout.imprints:
        if imprint.responsible is not None and imprint.responsible.value.split()[-1] not in known:
            found.setdefault(imprint.responsible.value, imprint.responsible)
    for line in layout.margins:
        if line.end - line.start > 400:
            continue
        for mention in find_persons(layout.text, line.start, line.end):
            if mention.family in known or (mention.given is None and mention.titles is None and not mention.polite):
                continue
            if not any(name.endswith(mention.family) for name in found):
                found[mention.name] = Claim(mention.name, (layout.cite(mention.span, RULE),))
    return tuple(found.values())
