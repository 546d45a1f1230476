"""The pages that are about no single thing: what is in here, and the lists."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from pmgraph.resources import resource_dir
from pmgraph.serve.agreement import SigningView, read_parties, read_signings
from pmgraph.serve.problem import Problem
from pmgraph.serve.reader import Reader
from pmgraph.serve.site import HTML, answer, html, language_of, negotiate, off_the_loop, site_of, unchanged

PAGE_SIZE = 50
_COUNTS = """
SELECT ?kind (COUNT(DISTINCT ?x) AS ?count) WHERE {
  { ?x a pm:PressRelease BIND("releases" AS ?kind) }
  UNION { VALUES ?c { pm:Agreement pm:FrameworkAgreement } ?x a ?c BIND("agreements" AS ?kind) }
  UNION { ?x a pm:Signature BIND("signatures" AS ?kind) }
  UNION { ?x a foaf:Person BIND("persons" AS ?kind) }
  UNION { ?x a org:Organization BIND("bodies" AS ?kind) }
  UNION { ?x a pm:ReportedStatement BIND("statements" AS ?kind) }
  UNION { ?x a pm:Evidence BIND("evidence" AS ?kind) }
  UNION { ?x a pm:EditorialRecord BIND("records" AS ?kind) }
} GROUP BY ?kind"""
# The pattern of each list, and what it is sorted by.
LISTS = {
    "agreements": (
        "VALUES ?c { pm:Agreement pm:FrameworkAgreement } ?x a ?c "
        "OPTIONAL { ?x pm:signedIn ?n . ?n pm:earliestDate ?key ; pm:edtfDate ?date }",
        "DESC(?sort)",
    ),
    "bodies": ('?x a org:Organization OPTIONAL { ?x skos:prefLabel ?key FILTER(LANG(?key) = "de") }', "?sort"),
    "persons": ("?x a foaf:Person OPTIONAL { ?x foaf:familyName ?key }", "?sort"),
    "records": ("?x a pm:EditorialRecord OPTIONAL { ?x pm:earliestDate ?key ; pm:edtfDate ?date }", "DESC(?sort)"),
    "releases": ("?x a pm:PressRelease OPTIONAL { ?x pm:earliestDate ?key ; pm:edtfDate ?date }", "DESC(?sort)"),
}


async def home(request: Request) -> Response:
    """What is in the graph, the newest agreements, and where to go on."""
    negotiate(request, [HTML])
    language = language_of(request)
    if (same := unchanged(request, HTML, language)) is not None:
        return same
    site = site_of(request)

    def work() -> Response:
        reader = site.reader
        counts = {r["kind"].value: int(r["count"].value) for r in reader.constant(_COUNTS)}
        listed = _listed(reader, "agreements", 0, 8)
        newest = [(iri, read_signings(reader, iri), read_parties(reader, iri)) for iri, _ in listed]
        data: dict[str, object] = {"counts": counts, "newest": newest, "examples": site.settings.examples[:12]}
        return html(request, "home.html", triples=len(reader), **data)

    return await off_the_loop(work)


def listing(kind: str) -> Callable[[Request], Awaitable[Response]]:
    """The handler of one of `LISTS`."""

    async def handler(request: Request) -> Response:
        negotiate(request, [HTML])
        language = language_of(request)
        asked = request.query_params.get("page", "1")
        number = int(asked) if asked.isdecimal() and len(asked) < 8 else 0
        if number < 1:
            raise Problem(400, "bad-page", f"page {asked!r} is no number from 1")
        if (same := unchanged(request, HTML, language)) is not None:
            return same
        reader = site_of(request).reader

        def work() -> Response:
            pattern, _ = LISTS[kind]
            (row,) = reader.constant(f"SELECT (COUNT(DISTINCT ?x) AS ?count) WHERE {{ {pattern} }}")
            total = int(row["count"].value)
            last = max(1, -(-total // PAGE_SIZE))
            if number > last:
                raise Problem(404, "not-found", f"page {number} of {last} does not exist")
            found = _listed(reader, kind, (number - 1) * PAGE_SIZE, PAGE_SIZE)
            signings: dict[str, tuple[SigningView, ...]] = {}
            parties: dict[str, tuple[str, ...]] = {}
            if kind == "agreements":
                signings = {iri: read_signings(reader, iri) for iri, _ in found}
                parties = {iri: read_parties(reader, iri) for iri, _ in found}
            return html(
                request, "list.html", kind=kind, rows=found, signings=signings, parties=parties, total=total,
                number=number, last=last,
            )  # fmt: skip

        return await off_the_loop(work)

    return handler


def _listed(reader: Reader, kind: str, offset: int, limit: int) -> list[tuple[str, str | None]]:
    pattern, order = LISTS[kind]
    date = "(SAMPLE(?date) AS ?edtf)" if "?date" in pattern else ""
    query = (
        f"SELECT ?x (MIN(?key) AS ?sort) {date} WHERE {{ {pattern} }} GROUP BY ?x "
        f"ORDER BY {order} ?x LIMIT {limit:d} OFFSET {offset:d}"
    )
    return [(r["x"].value, r["edtf"].value if "edtf" in r else None) for r in reader.rows(query)]


async def robots(_: Request) -> Response:
    """Pages may be indexed; queries are no pages."""
    return PlainTextResponse("User-agent: *\nDisallow: /sparql?\n")


async def context(request: Request) -> Response:
    """The JSON-LD context, for documents that would rather name it than hold it."""
    file = resource_dir("ontology") / "context.jsonld"
    return answer(request, file.read_bytes(), "application/ld+json", "context")


async def favicon(_: Request) -> Response:
    """The icon, for browsers that ask without looking at the page."""
    return FileResponse(Path(__file__).parent / "static" / "icon.svg", media_type="image/svg+xml")
