"""`/catalog`: the dataset as DCAT-AP.de for portals; `/.well-known/void`: its figures; `/dump`: all of it.

Both are read from `/graph/catalogue`, where a build wrote them. Addresses below the base become those of the serving
host, so that a portal can fetch what it is told of (https://www.w3.org/TR/void/#well-known).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse

from pmgraph.rdf.dcat import DUMPS, Dump
from pmgraph.serve.documents import RDF_FORMATS, split_suffix, turned
from pmgraph.serve.facts import Thing, read_thing
from pmgraph.serve.problem import Problem
from pmgraph.serve.reader import Reader
from pmgraph.serve.site import (
    HTML,
    absolute,
    answer,
    etag_of,
    language_of,
    links_of,
    negotiate,
    off_the_loop,
    page,
    raw_path,
    site_of,
    unchanged,
)
from pmgraph.vocab import DCAT, DCTERMS, FOAF, RDF, VOID, XSD

# Everything that the catalogue leads to, without the figures, which are many and no matter of a portal. The endpoint is
# found backwards: a query with the word "service" in it is parsed once more, to see whether it asks another endpoint.
_DCAT = """
CONSTRUCT { ?s ?p ?o } WHERE {
  GRAPH ?g {
    ?start (dcat:dataset|^dcat:servesDataset|dcat:distribution|dcat:contactPoint|dcterms:publisher|
            dcterms:spatial|dcterms:temporal|dcterms:provenance|vcard:hasTelephone)* ?s .
    ?s ?p ?o
  }
  FILTER(!STRSTARTS(STR(?p), STR(void:)) && !STRSTARTS(STR(?p), STR(sh:)))
  FILTER(!isIRI(?o) || !STRSTARTS(STR(?o), STR(void:)))
}"""
_VOID = """
CONSTRUCT { ?s ?p ?o } WHERE {
  GRAPH ?g {
    ?start (void:classPartition|void:propertyPartition|void:subset|void:objectsTarget|dcterms:publisher)* ?s .
    ?s ?p ?o
  }
  FILTER(!STRSTARTS(STR(?p), STR(dcat:)) && !STRSTARTS(STR(?p), STR(dcatde:)))
}"""
_PARTS = """
SELECT ?of ?count WHERE {
  GRAPH ?g { ?dataset void:classPartition ?part . ?part void:class ?of ; void:entities ?count }
} ORDER BY DESC(?count) ?of"""
_LINKSETS = """
SELECT ?to ?by ?count WHERE {
  GRAPH ?g { ?dataset void:subset ?set . ?set void:objectsTarget ?to ; void:linkPredicate ?by ; void:triples ?count }
} ORDER BY DESC(?count) ?to ?by"""
_MEDIA_TYPES = [f.media_type for f in RDF_FORMATS]


async def catalog(request: Request) -> Response:
    """The catalogue as a page or as RDF."""
    path, fixed = split_suffix(raw_path(request))
    if path != "/catalog":
        raise Problem(404, "not-found", f"there is nothing at {path}")
    media_type, language = fixed or negotiate(request, [HTML, *_MEDIA_TYPES]), language_of(request)
    host = absolute(request)(links_of(request).prefix)
    if (same := unchanged(request, media_type, language, host)) is not None:
        return same
    site, base = site_of(request), site_of(request).settings.base

    def body() -> bytes | str:
        triples = site.reader.triples(_DCAT, start=NamedNode(f"{base}/catalog"), g=NamedNode(f"{base}/graph/catalogue"))
        if not triples:
            raise Problem(404, "not-found", "this graph was served without a catalogue; `pmgraph build` writes one")
        if media_type != HTML:
            return turned(served_at(triples, base, host), media_type, f"{base}/catalog")
        return page(request, "catalogue.html", **_shown(site.reader, base))

    links = [f'<{host}/catalog.{f.extension}>; rel="alternate"; type="{f.media_type}"' for f in RDF_FORMATS]
    headers = {"Link": ", ".join([f'<{base}/catalog>; rel="canonical"', *links])}
    return answer(request, await off_the_loop(body), media_type, media_type, language, host, **headers)


def _shown(reader: Reader, base: str) -> dict[str, object]:
    """What the page shows: the dataset, its downloads, its figures."""
    graph, dataset = NamedNode(f"{base}/graph/catalogue"), NamedNode(f"{base}/id/dataset")
    whole = _thing(reader, dataset.value)
    parts = [(r["of"].value, int(r["count"].value)) for r in reader.rows(_PARTS, g=graph, dataset=dataset)]
    linksets = [
        (r["to"].value, r["by"].value, int(r["count"].value)) for r in reader.rows(_LINKSETS, g=graph, dataset=dataset)
    ]
    return {
        "dataset": whole, "contact": next(iter(whole.iris(DCAT("contactPoint"))), None),
        "distributions": [_thing(reader, iri) for iri in whole.iris(DCAT("distribution"))],
        "base": base, "parts": parts, "linksets": linksets, "formats": RDF_FORMATS, "path": "/catalog",
        "iri": f"{base}/catalog", "dcat": DCAT, "dcterms": DCTERMS, "void": VOID,
    }  # fmt: skip


def _thing(reader: Reader, iri: str) -> Thing:
    found = read_thing(reader, iri)
    if found is None:
        raise Problem(404, "not-found", f"the catalogue of this graph does not describe {iri}")
    return found


async def void(request: Request) -> Response:
    """What VoID says of the dataset; people are led to the page of the catalogue."""
    media_type = negotiate(request, [*_MEDIA_TYPES, HTML])
    links, site = links_of(request), site_of(request)
    if media_type == HTML:
        return RedirectResponse(f"{links.prefix}/catalog", 303, {"Vary": "Accept"})
    host, base = absolute(request)(links.prefix), site.settings.base
    if (same := unchanged(request, media_type, host)) is not None:
        return same

    def body() -> bytes:
        dataset = f"{base}/id/dataset"
        triples = site.reader.triples(_VOID, start=NamedNode(dataset), g=NamedNode(f"{base}/graph/catalogue"))
        if not triples:
            return turned(_bare(host, len(site.reader)), media_type, f"{host}/.well-known/void#dataset")
        document = NamedNode(f"{host}/.well-known/void")
        about = [
            Triple(document, NamedNode(RDF("type")), NamedNode(VOID("DatasetDescription"))),
            Triple(document, NamedNode(FOAF("primaryTopic")), NamedNode(dataset)),
        ]
        return turned([*about, *served_at(triples, base, host)], media_type, dataset)

    return answer(request, await off_the_loop(body), media_type, media_type, host)


def _bare(host: str, triples: int) -> list[Triple]:
    """What can be said of a file or a remote store that describes itself in no catalogue."""
    here = NamedNode(f"{host}/.well-known/void#dataset")
    return [
        Triple(here, NamedNode(RDF("type")), NamedNode(VOID("Dataset"))),
        Triple(here, NamedNode(VOID("triples")), Literal(str(triples), datatype=NamedNode(XSD("integer")))),
        Triple(here, NamedNode(VOID("sparqlEndpoint")), NamedNode(f"{host}/sparql")),
    ]


_ADDRESSES = frozenset(
    [DCAT(name) for name in ("accessURL", "downloadURL", "endpointURL", "endpointDescription", "landingPage")]
    + [VOID("sparqlEndpoint"), VOID("dataDump"), FOAF("homepage")]
)


def served_at(triples: Iterable[Triple], base: str, host: str) -> list[Triple]:
    """The triples in one order, with addresses below the base as those of the host; names of things stay.

    The base itself is the address of the site's first page, wherever it stands.
    """

    def moved(node: Triple | NamedNode | Literal | BlankNode, *, address: bool) -> Any:
        if not isinstance(node, NamedNode):
            return node
        if node.value == base:
            return NamedNode(f"{host}/")
        below = address and node.value.startswith((f"{base}/sparql", f"{base}/dump/"))
        return NamedNode(node.value.replace(base, host, 1)) if below else node

    found = (
        Triple(
            moved(t.subject, address=False), t.predicate, moved(t.object, address=t.predicate.value in _ADDRESSES)
        )
        for t in triples
    )  # fmt: skip
    return sorted(found, key=str)


async def dump(request: Request) -> Response:
    """The whole dataset as N-Quads as it was built, or as N-Triples: the union, each triple once."""
    path = raw_path(request).removeprefix("/")
    file = site_of(request).settings.dump
    chosen = next((one for one in DUMPS if one.path == path), None)
    if chosen is None or file is None or not file.is_file():
        raise Problem(404, "not-found", f"there is no download at /{path}; /catalog lists those that there are")
    if (same := unchanged(request, chosen.name)) is not None:
        return same
    return _file(request, file, chosen)


def _file(request: Request, file: Path, chosen: Dump) -> Response:
    tag = etag_of(request, chosen.name)
    headers = {"ETag": tag, "Cache-Control": "public, no-cache"} if tag is not None else {}
    headers["Content-Disposition"] = f'attachment; filename="{Path(chosen.path).name}"'
    if chosen.name == "nquads":
        return FileResponse(file, headers=headers, media_type=chosen.media_type)
    lines = union(file) if request.method != "HEAD" else iter(())
    return StreamingResponse(lines, headers=headers, media_type=chosen.media_type)


def union(file: Path) -> Iterator[bytes]:
    """The triples of a sorted dump in large pieces, each triple once: the graphs of one triple stand together."""
    former, piece = "", bytearray()
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            triple = line.rstrip("\n").removesuffix(" .").rpartition(" ")[0]
            if triple != former:
                piece += f"{triple} .\n".encode()
                former = triple
            if len(piece) > 65_536:
                yield bytes(piece)
                piece.clear()
    yield bytes(piece)
