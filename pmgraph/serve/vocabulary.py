"""The ontology at `/ns` and the concepts at `/voc`, as pages and as RDF."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmgraph.serve.documents import RDF_FORMATS, split_suffix, turned
from pmgraph.serve.facts import describe, read_thing
from pmgraph.serve.ontology import about, terms
from pmgraph.serve.problem import Problem
from pmgraph.serve.reader import pick
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
from pmgraph.vocab import CONCEPTS_GRAPH, ONTOLOGY_GRAPH, SKOS, VOC

_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_SCHEMES = """
SELECT ?scheme ?concept WHERE {
  ?scheme a skos:ConceptScheme OPTIONAL { ?concept skos:inScheme ?scheme }
} ORDER BY ?scheme ?concept"""


async def ontology(request: Request) -> Response:
    """Every term of the namespace, each under its own anchor, or the ontology as RDF."""

    def shown() -> str:
        reader, language = site_of(request).reader, language_of(request)
        head = about(reader, language)
        groups = terms(reader, language)
        if head is None or not groups:
            raise Problem(404, "not-found", "this graph was served without its ontology")
        return page(
            request, "ontology.html", about=head, groups=groups, iri=ONTOLOGY_GRAPH, formats=RDF_FORMATS, path="/ns"
        )

    return await _graph(request, ONTOLOGY_GRAPH, shown)


async def version(request: Request) -> Response:
    """303 from the IRI of a version to the ontology, where it is that version; 404 for others."""
    asked = f"{ONTOLOGY_GRAPH}/{request.path_params['version']}"
    head = await off_the_loop(lambda: about(site_of(request).reader, language_of(request)))
    if head is None or head.version_iri != asked:
        known = head.version_iri if head is not None else "no ontology"
        raise Problem(404, "not-found", f"this server has {known}, not {asked}")
    return RedirectResponse(f"{links_of(request).prefix}/ns", 303)


async def concepts(request: Request) -> Response:
    """Every concept scheme with its concepts, or all of them as RDF."""

    def shown() -> str:
        reader = site_of(request).reader
        schemes: dict[str, list[str]] = {}
        for row in reader.rows(_SCHEMES):
            of_scheme = schemes.setdefault(row["scheme"].value, [])
            if "concept" in row:
                of_scheme.append(row["concept"].value)
        if not schemes:
            raise Problem(404, "not-found", "this graph was served without its concepts")
        return page(
            request, "concepts.html", schemes=schemes, prefix_voc=str(VOC), formats=RDF_FORMATS, path="/voc",
            iri=CONCEPTS_GRAPH,
        )  # fmt: skip

    return await _graph(request, CONCEPTS_GRAPH, shown)


async def concept(request: Request) -> Response:
    """One concept: its names, its place in its scheme, and what uses it."""
    slug, fixed = split_suffix(raw_path(request).removeprefix("/voc/"))
    media_type = fixed or negotiate(request, _OFFERS)
    language = language_of(request)
    if (same := unchanged(request, media_type, language)) is not None:
        return same

    def body() -> bytes | str:
        reader = site_of(request).reader
        try:
            thing = read_thing(reader, f"{VOC}{slug}")
        except ValueError:
            thing = None
        if thing is None:
            raise Problem(404, "not-found", f"there is no concept {slug!r}")
        if media_type != HTML:
            return turned(describe(reader, thing.iri), media_type, thing.iri)
        said = [v.term for v in thing.values(SKOS("definition"))]
        return page(
            request, "concept.html", thing=thing, title=reader.name(thing.iri, language), path=f"/voc/{slug}",
            definition=pick(said, language) if said else "", formats=RDF_FORMATS,
        )  # fmt: skip

    return answer(request, await off_the_loop(body), media_type, media_type, language, Link=_links(request, slug))


_OFFERS = [HTML, *(f.media_type for f in RDF_FORMATS)]


def _links(request: Request, slug: str) -> str:
    local = f"{links_of(request).prefix}/voc/{slug}"
    return ", ".join(f'<{local}.{f.extension}>; rel="alternate"; type="{f.media_type}"' for f in RDF_FORMATS)


async def _graph(request: Request, graph: str, shown: Callable[[], str]) -> Response:
    path, fixed = split_suffix(raw_path(request))
    if "." in path:
        raise Problem(404, "not-found", f"there is nothing at {path}")
    media_type = fixed or negotiate(request, _OFFERS)
    language = language_of(request)
    if (same := unchanged(request, media_type, language)) is not None:
        return same
    reader = site_of(request).reader

    def body() -> bytes | str:
        if media_type == HTML:
            return shown()
        triples = reader.triples(_GRAPH, g=NamedNode(graph))
        if not triples:
            raise Problem(404, "not-found", f"this graph was served without {graph}")
        return turned(sorted(triples, key=str), media_type, graph)

    return answer(request, await off_the_loop(body), media_type, media_type, language)
