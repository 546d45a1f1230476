"""`/release`: the releases of the graph, their files, and what changed from one to the next."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from pmgraph.publish.releases import CHANGES, Published, releases_of
from pmgraph.publish.versions import MANIFEST
from pmgraph.serve import memento
from pmgraph.serve.feeds import ATOM, Entry, Feed, atom
from pmgraph.serve.problem import Problem
from pmgraph.serve.site import HTML, absolute, answer, html, language_of, links_of, negotiate, off_the_loop, site_of
from pmgraph.serve.words import word

JSON = "application/json"
# A release is never written again, so whoever holds one of its files need not ask anew.
_FOR_EVER = "public, max-age=31536000, immutable"
_FEED_RELEASES = 20


def _releases(request: Request) -> tuple[Published, ...]:
    """The releases as they are now, the oldest first: one may be made while the server runs."""
    folder = site_of(request).settings.out
    return releases_of(folder) if folder is not None else ()


def _release(request: Request, id_: str) -> Published:
    found = [release for release in _releases(request) if release.id == id_]
    if not found:
        raise Problem(404, "not-found", f"there is no release {id_!r}; /release lists those that exist")
    return found[0]


async def index(request: Request) -> Response:
    """Every release, the newest first: a page, or the manifests as JSON."""
    chosen = JSON if request.url.path.endswith(".json") else negotiate(request, [HTML, JSON])

    def work() -> Response:
        found = tuple(reversed(_releases(request)))
        if chosen == JSON:
            values = [{k: v for k, v in r.manifest.items() if k not in ("files", "inputs")} for r in found]
            return _fresh(answer(request, json.dumps(values, ensure_ascii=False, indent=1), JSON))
        return _fresh(html(request, "releases.html", releases=found))

    return await off_the_loop(work)


async def newest(request: Request) -> Response:
    """302 to the newest release, or to the same file in it; with Accept-Datetime to that of a day (`memento.py`)."""
    path = request.path_params.get("path", "")
    found = await off_the_loop(lambda: _holding(request, path))
    chosen = memento.wanted(request, found)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Datetime", "Link": memento.links(request, found, path)}
    return RedirectResponse(f"{links_of(request).prefix}/release/{chosen.id}/{quote(path)}", 302, headers)


async def timemap(request: Request) -> Response:
    """Every release that holds a file, with its day."""
    path = request.path_params.get("path", "")
    found = await off_the_loop(lambda: _holding(request, path))
    return Response(
        memento.timemap(request, found, path), headers={"Cache-Control": "no-cache"}, media_type=memento.LINK_FORMAT
    )


def _holding(request: Request, path: str) -> tuple[Published, ...]:
    released = _releases(request)
    if not released:
        raise Problem(404, "not-found", "nothing was released yet; `pmgraph publish` makes a release")
    found = memento.holding(released, path)
    if not found:
        raise Problem(404, "not-found", f"no release has a file {path!r}; manifest.json names those of the newest")
    return found


def _dated(request: Request, one: Published, path: str, response: Response) -> Response:
    """The response as a memento: of which day it is, and where the others are."""
    response.headers["Memento-Datetime"] = memento.moment(one)
    response.headers["Link"] = memento.links(request, memento.holding(_releases(request), path), path)
    return response


async def release(request: Request) -> Response:
    """One release: a page with its files and how to cite it, or its manifest as JSON."""
    chosen = negotiate(request, [HTML, JSON])

    def work() -> Response:
        one = _release(request, request.path_params["id"])
        if chosen == JSON:
            return _dated(request, one, "", answer(request, (one.folder / MANIFEST).read_bytes(), JSON, one.id))
        shown = html(request, "edition.html", release=one, manifest=one.manifest, things=_changes(one) or [])
        return _dated(request, one, "", _fresh(shown))

    return await off_the_loop(work)


async def bare(request: Request) -> Response:
    """308 to the address with its slash, below which the files are."""
    return RedirectResponse(f"{links_of(request).prefix}/release/{quote(request.path_params['id'])}/", 308)


async def file(request: Request) -> Response:
    """A file of a release, for ever the same, in parts too (RFC 9110 section 14)."""
    path = request.path_params["path"]

    def work() -> Response:
        one = _release(request, request.path_params["id"])
        entry = next((e for e in one.manifest["files"] if e["path"] == path), None)
        if path == MANIFEST:
            return _dated(request, one, path, answer(request, (one.folder / MANIFEST).read_bytes(), JSON, one.id))
        # Only what the manifest names is given out, so no path leads elsewhere.
        if entry is None:
            raise Problem(404, "not-found", f"release {one.id} has no file {path!r}; its manifest.json names them all")
        tag = f'"{entry["sha256"][:32]}"'
        headers = {"ETag": tag, "Cache-Control": _FOR_EVER}
        if tag in [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
        found = FileResponse(one.folder / path, headers=headers, media_type=entry["media_type"])
        return _dated(request, one, path, found)

    return await off_the_loop(work)


async def changes(request: Request) -> Response:
    """What changed from release to release: a page, JSON, or an Atom feed; `?release=` picks one."""
    ending = request.url.path.rpartition(".")[2]
    chosen = {"json": JSON, "atom": ATOM}.get(ending) or negotiate(request, [HTML, JSON, ATOM])
    asked = request.query_params.get("release")

    def work() -> Response:
        found = [_release(request, asked)] if asked else list(reversed(_releases(request)))[:_FEED_RELEASES]
        told = [(one, things) for one in found if (things := _changes(one)) is not None]
        if chosen == JSON:
            values = [{"release": one.id, "former": one.manifest["former"], "things": things} for one, things in told]
            return _fresh(answer(request, json.dumps(values, ensure_ascii=False, indent=1), JSON))
        if chosen == ATOM:
            return _fresh(answer(request, atom(_feed(request, told)), ATOM))
        return _fresh(html(request, "changes.html", told=told, only=asked))

    return await off_the_loop(work)


def _changes(one: Published) -> list[dict[str, Any]] | None:
    """The changes that a release brought; None for the first, before which there was nothing."""
    found: list[dict[str, Any]] | None = json.loads((one.folder / CHANGES).read_text(encoding="utf-8"))
    return found


def _feed(request: Request, told: list[tuple[Published, list[dict[str, Any]]]]) -> Feed:
    site, language = site_of(request), language_of(request)
    base, at = site.settings.base, absolute(request)
    entries = [
        Entry(
            id=f"{base}/release/{one.id}/#{thing['thing'].removeprefix(base)}",
            title=f"{word(thing['kind'], language)}: {thing['name'][language]}",
            updated=one.manifest["published"],
            address=at(links_of(request).href(thing["thing"])),
            lines=[change["sentence"][language] for change in thing["changes"]],
        )
        for one, things in told
        for thing in things
    ]
    title = site.settings.title_de if language == "de" else site.settings.title_en
    return Feed(
        id=f"{base}/changes", title=f"{title}: {word('changes', language)}", author=title, language=language,
        address=str(request.url), page=at(f"{links_of(request).prefix}/changes"), entries=entries,
        updated="1970-01-01",
    )  # fmt: skip


def _fresh(response: Response) -> Response:
    """Without the entity tag of the build, which a new release does not change."""
    del response.headers["ETag"]
    response.headers["Cache-Control"] = "no-cache"
    return response
