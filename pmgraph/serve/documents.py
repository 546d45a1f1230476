"""Linked data: `/id/…` leads to `/doc/…`, which describes the thing in the form that the client asks for."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from pyoxigraph import NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmgraph.publish.releases import last_holding
from pmgraph.rdf.formats import Format, Kind, by_extension, formats
from pmgraph.serve import annotation, kinds
from pmgraph.serve.facts import Thing, describe, is_evidence, moved_to, read_thing
from pmgraph.serve.jsonld import compact
from pmgraph.serve.problem import Problem
from pmgraph.serve.site import (
    HTML,
    answer,
    language_of,
    links_of,
    negotiate,
    off_the_loop,
    page,
    raw_path,
    site_of,
    unchanged,
)
from pmgraph.vocab import FOAF, PREFIXES

RDF_FORMATS = formats(Kind.TRIPLES)
_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_GRAPH_ROWS = """
SELECT ?g ?s (COUNT(*) AS ?count) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ?s ORDER BY ?s"""


def split_suffix(path: str) -> tuple[str, str | None]:
    """The path without its ending, and the media type that the ending names: `.html`, `.ttl`, `.jsonld`, `.nt`, `.rdf`.

    An identifier may hold dots itself (`rule/sign.participle`), so only these endings count.
    """
    stem, dot, ending = path.rpartition(".")
    if dot and ending == "html":
        return stem, HTML
    found = by_extension(ending) if dot else None
    if found is not None and found in RDF_FORMATS:
        return stem, found.media_type
    return path, None


def turned(triples: Iterable[Triple], media_type: str, first: str | None = None) -> bytes:
    """The triples in the format of that media type; JSON-LD is compact and begins with the node `first`."""
    if media_type == "application/ld+json":
        return compact(triples, first)
    chosen: Format = next(f for f in RDF_FORMATS if f.media_type == media_type)
    written = serialize(triples, format=chosen.rdf, prefixes=dict(PREFIXES))
    assert written is not None
    return written


async def redirect(request: Request) -> Response:
    """303 from a thing to its document (https://www.w3.org/TR/cooluris/#r303gendocument); 404 where it is unknown.

    301 where it has another name now (RFC 9110, section 15.4.2).
    """
    path = raw_path(request).removeprefix("/id/")
    if (onward := await off_the_loop(lambda: _onward(request, path))) is not None:
        return _moved(request, onward.replace("/doc/", "/id/", 1))
    thing = await off_the_loop(lambda: _find(request, path))
    if thing is None:
        raise await off_the_loop(lambda: _missing(request, path))
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{links_of(request).prefix}/doc/{path}{query}", 303, {"Vary": "Accept"})


def _onward(request: Request, path: str) -> str | None:
    """The path of the document of a thing that has another name now; None where it has not."""
    links, reader = links_of(request), site_of(request).reader
    for iri in links.things(path):
        if (new := moved_to(reader, iri)) is not None:
            return links.path(new) or new
    return None


def _moved(request: Request, there: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(there + query, 301)


def _missing(request: Request, path: str) -> Problem:
    """410 where a release once described the thing (RFC 9110 section 15.5.11), with the way there; else 404."""
    out, links = site_of(request).settings.out, links_of(request)
    last = last_holding(out, links.things(path)) if out is not None else None
    if last is None:
        return Problem(404, "not-found", f"the graph says nothing of /id/{path}")
    there = f"{links.prefix}/release/{last.id}/"
    detail = f"the graph says nothing of /id/{path} any more; release {last.id} was the last to describe it ({there})"
    return Problem(410, "gone", detail, headers={"Link": f'<{there}>; rel="predecessor-version"'})


def _find(request: Request, path: str) -> Thing | None:
    """The thing under this path, however the client encoded it."""
    reader = site_of(request).reader
    for candidate in links_of(request).things(path):
        try:
            thing = read_thing(reader, candidate)
        except ValueError:
            continue
        if thing is not None:
            return thing
    return None


async def document(request: Request) -> Response:
    """The description of a thing as a page or as RDF; evidence also as a Web Annotation."""
    path, fixed = split_suffix(raw_path(request).removeprefix("/doc/"))
    if (onward := await off_the_loop(lambda: _onward(request, path))) is not None:
        return _moved(request, onward + ("" if fixed is None else ".html" if fixed == HTML else _ending(fixed)))
    thing = await off_the_loop(lambda: _find(request, path))
    if thing is None and fixed is not None:
        whole = raw_path(request).removeprefix("/doc/")
        if (dotted := await off_the_loop(lambda: _find(request, whole))) is not None:
            path, fixed, thing = whole, None, dotted
    if thing is None:
        raise await off_the_loop(lambda: _missing(request, path))
    evidence = is_evidence(thing)
    offers = [HTML, *(f.media_type for f in RDF_FORMATS)] + ([annotation.MEDIA_TYPE] if evidence else [])
    media_type = fixed or negotiate(request, offers)
    if evidence and media_type == "application/ld+json" and request.query_params.get("profile") == annotation.CONTEXT:
        media_type = annotation.MEDIA_TYPE
    language = language_of(request)
    if (same := unchanged(request, media_type, language)) is not None:
        return same
    body = await off_the_loop(lambda: _body(request, thing, path, media_type))
    headers = {"Link": _link_header(request, thing.iri, f"/doc/{path}", evidence)}
    if media_type != HTML:
        headers["Content_Location"] = f"{links_of(request).prefix}/doc/{path}{_ending(media_type)}"
    return answer(request, body, media_type, media_type, language, **headers)


def _ending(media_type: str) -> str:
    chosen = next((f for f in RDF_FORMATS if f.media_type == media_type), None)
    return f".{chosen.extension}" if chosen is not None else f".jsonld?profile={annotation.CONTEXT}"


def _body(request: Request, thing: Thing, path: str, media_type: str) -> bytes | str:
    site, links = site_of(request), links_of(request)
    if media_type == HTML:
        template, data = kinds.read(site, thing, language_of(request))
        return page(request, template, thing=thing, path=f"/doc/{path}", formats=RDF_FORMATS, **data)
    if media_type == annotation.MEDIA_TYPE:
        version = next(iter(thing.iris(f"{PREFIXES['pm']}textVersion")), None)
        return annotation.as_annotation(thing, read_thing(site.reader, version) if version else None)
    about = Triple(NamedNode(links.document(thing.iri)), NamedNode(FOAF("primaryTopic")), NamedNode(thing.iri))
    return turned([about, *describe(site.reader, thing.iri)], media_type, thing.iri)


def _link_header(request: Request, iri: str, path: str, evidence: bool = False) -> str:
    """Relations after RFC 8288: the thing's own address, the other forms, and what describes it."""
    links = links_of(request)
    local = f"{links.prefix}{path}"
    found = [f'<{links.document(iri)}>; rel="canonical"', f'<{iri}>; rel="describes"']
    found += [f'<{local}.html>; rel="alternate"; type="{HTML}"']
    found += [f'<{local}.{f.extension}>; rel="alternate"; type="{f.media_type}"' for f in RDF_FORMATS]
    found.append(f'<{local}.ttl>; rel="describedby"; type="text/turtle"')
    licence = site_of(request).settings.licence
    if licence is not None:
        found.append(f'<{licence}>; rel="license"')
    if evidence:
        found.append(
            f'<{local}.jsonld?profile={annotation.CONTEXT}>; rel="alternate"; type="application/ld+json"; '
            f'profile="{annotation.CONTEXT}"'
        )
    return ", ".join(found)


async def named_graph(request: Request) -> Response:
    """A named graph: its triples as RDF, or a page of the things that it speaks of."""
    path, fixed = split_suffix(raw_path(request).removeprefix("/graph/"))
    links, reader = links_of(request), site_of(request).reader
    iri = links.graph(unquote(path))
    media_type = fixed or negotiate(request, [HTML, *(f.media_type for f in RDF_FORMATS)])
    language = language_of(request)
    if (same := unchanged(request, media_type, language)) is not None:
        return same

    def body() -> bytes | str:
        try:
            node = NamedNode(iri)
        except ValueError as error:
            raise Problem(404, "not-found", f"{iri!r} is no IRI of a graph: {error}") from error
        rows = reader.rows(_GRAPH_ROWS, g=node)
        if not rows:
            raise Problem(404, "not-found", f"there is no named graph {iri}")
        if media_type != HTML:
            return turned(sorted(reader.triples(_GRAPH, g=node), key=str), media_type)
        subjects = [(row["s"].value, int(row["count"].value)) for row in rows]
        return page(
            request, "graph.html", iri=iri, subjects=subjects[:1000], count=len(subjects),
            triples=sum(n for _, n in subjects), path=f"/graph/{path}", formats=RDF_FORMATS,
        )  # fmt: skip

    found = await off_the_loop(body)
    headers = {"Link": _link_header(request, iri, f"/graph/{path}")}
    return answer(request, found, media_type, media_type, language, **headers)
