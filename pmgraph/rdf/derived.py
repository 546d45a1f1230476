"""Chooses one date for each thing from all readings of it, and one label for each agreement, into `/graph/derived`.

`choice.py` has the rules for dates, `labels.py` those for labels. Readings are taken from the quads, so that releases
and records count alike; a conflict is kept as a DataIssue even where a rule resolved it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pmgraph.edtf_dates import bounds, is_edtf
from pmgraph.errors import CATALOGUE
from pmgraph.iris import Iris
from pmgraph.model import DateClaim, Factuality, Issue, Severity
from pmgraph.rdf.choice import OPEN, Choice, DateReading, choose
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.labels import label_agreements
from pmgraph.rdf.terms import Quad, day, edtf, iri, plain
from pmgraph.vocab import DCTERMS, PM, RDF

_PORTAL, _HEADER = "portal.header-utc-summer", "header.dateline"
_READ = ("dateOf", "dateText", "edtfDate", "earliestDate", "latestDate", "readBy", "factuality")


def derive(quads: list[Quad], iris: Iris, releases: frozenset[str]) -> tuple[list[Quad], frozenset[str], list[Issue]]:
    """The quads of `/graph/derived`, the rules that chose, and the conflicts, open or `resolved_by` a rule.

    `releases` are the IRIs of releases, which also get `dcterms:issued` where their day is known. The result does not
    depend on the order of `quads`.
    """
    w = GraphWriter(iris, iris.graph("derived"), iris.id("derived"))
    issues: list[Issue] = []
    for thing, readings in claims_of(quads).items():
        choice = choose(readings)
        issue = _issue(thing, choice)
        if issue is not None:
            issues.append(issue)
            w.issue(thing, issue)
        if choice.chosen is not None:
            here, claim = choice.chosen.iri, choice.chosen.claim
        else:
            claim = _set_of(choice.against)
            here = w.date_claim(thing, claim, *(reading.iri for reading in choice.against)) or ""
        _write(w, thing, here, claim, choice.rule)
        if thing in releases and claim.earliest is not None and claim.earliest == claim.latest:
            w.add(thing, DCTERMS("issued"), day(claim.earliest))
    label_agreements(w, quads)
    return w.quads, frozenset(w.rules), issues


def _write(w: GraphWriter, thing: str, here: str, claim: DateClaim, rule: str) -> None:
    w.add(thing, PM("edtfDate"), edtf(claim.edtf or ""))
    for bound, value in (("earliestDate", claim.earliest), ("latestDate", claim.latest)):
        if value is not None:
            w.add(thing, PM(bound), day(value))
    w.link(thing, PM("chosenClaim"), here)
    w.rule(thing, PM("chosenBy"), rule)


def claims_of(quads: Sequence[Quad]) -> dict[str, list[DateReading]]:
    """Every date claim of the graphs, by the IRI of the thing that it dates."""
    names = {iri(PM(name)): name for name in _READ}
    type_, date_claim = iri(RDF("type")), iri(PM("DateClaim"))
    # Evidence bears rules too and is ten times as many: what is no claim is not kept.
    dated = {quad.s for quad in quads if quad.p == type_ and quad.o == date_claim}
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        name = names.get(quad.p)
        if name is not None and quad.s in dated:
            facts[quad.s][name] = plain(quad.o)
    found: dict[str, list[DateReading]] = defaultdict(list)
    for claim in sorted(dated):
        said = facts[claim]
        found[said["dateOf"]].append(DateReading(plain(claim), _claim(said)))
    return dict(sorted(found.items()))


def _claim(said: dict[str, str]) -> DateClaim:
    return DateClaim(
        wording=said.get("dateText", ""), edtf=said["edtfDate"], earliest=said.get("earliestDate"),
        latest=said.get("latestDate"), rule=said["readBy"].rsplit("/", 1)[-1],
        factuality=Factuality(said["factuality"].rsplit("/", 1)[-1]),
    )  # fmt: skip


def _set_of(readings: tuple[DateReading, ...]) -> DateClaim:
    """The readings as one of a set (EDTF level 2, https://www.loc.gov/standards/datetime/#set-representation)."""
    dates = (reading.claim.edtf or "" for reading in readings)
    members = {member.replace("/", "..").replace("....", "..") for d in dates for member in d.strip("[]").split(",")}
    edtf_ = f"[{','.join(sorted(members))}]"
    low, high = bounds(edtf_) if is_edtf(edtf_) else (None, None)
    return DateClaim(
        wording=" / ".join(sorted({reading.claim.wording for reading in readings})),
        edtf=edtf_, earliest=low, latest=high, rule=OPEN, factuality=Factuality.INFERRED,
    )  # fmt: skip


def _issue(thing: str, choice: Choice) -> Issue | None:
    """The conflict between readings, resolved if a rule chose one of them."""
    if not choice.against:
        return None
    rules = {reading.claim.rule for reading in choice.against}
    resolved_by = choice.rule if choice.chosen is not None else None
    code = "PM-DATE-003"
    # The portal's rule does more than win: it says why the header is a day early.
    if choice.chosen is not None and choice.chosen.claim.rule == _PORTAL and _HEADER in rules:
        code, resolved_by = "PM-DATE-004", _PORTAL
    kind = CATALOGUE[code]
    said = sorted(f"{reading.claim.edtf} ({reading.claim.rule})" for reading in choice.against)
    cure = kind.cure if resolved_by is None else "Nothing to do: a rule decided, and every reading is kept."
    return Issue(
        code=code,
        severity=kind.severity if resolved_by is None else Severity.INFO,
        message=f"{kind.title_en}: {', '.join(said)}" + (f"; {resolved_by} decides" if resolved_by else ""),
        message_de=f"{kind.title_de}: {', '.join(said)}" + (f"; {resolved_by} entscheidet" if resolved_by else ""),
        cure=cure,
        subject=thing,
        resolved_by=resolved_by,
    )
