"""The state of a day: releases as mementos of what is released (Memento, https://www.rfc-editor.org/rfc/rfc7089).

`/release/latest/PATH` is the original and its own TimeGate, `/release/ID/PATH` a memento, `/release/timemap/PATH` the
list of all of them. A release is of a day, which begins at midnight in UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from starlette.requests import Request

from pmgraph.publish.releases import Published
from pmgraph.publish.versions import MANIFEST
from pmgraph.serve.problem import Problem
from pmgraph.serve.site import absolute, links_of

LINK_FORMAT = "application/link-format"


def moment(release: Published) -> str:
    """When a release was made, as HTTP writes it."""
    return format_datetime(datetime.combine(release.published, time(tzinfo=UTC)), usegmt=True)


def holding(releases: Sequence[Published], path: str) -> tuple[Published, ...]:
    """The releases that have a file, the oldest first; all of them for the page of a release."""
    if path in ("", MANIFEST):
        return tuple(releases)
    return tuple(r for r in releases if any(entry["path"] == path for entry in r.manifest["files"]))


def wanted(request: Request, releases: Sequence[Published]) -> Published:
    """The release that was the newest at Accept-Datetime, the first for times before it; without one, the newest.

    Problem 400 where the header is no date (section 4.5.3).
    """
    asked = request.headers.get("accept-datetime")
    if asked is None:
        return releases[-1]
    try:
        at = parsedate_to_datetime(asked)
    except ValueError as error:
        raise Problem(
            400, "bad-accept-datetime", f"Accept-Datetime {asked!r} is no date; write it like {moment(releases[-1])}"
        ) from error
    day = (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).astimezone(UTC).date()
    return next((r for r in reversed(releases) if r.published <= day), releases[0])


def links(request: Request, releases: Sequence[Published], path: str) -> str:
    """The Link header of a memento and of the TimeGate: the original, the TimeMap, the first and the last memento."""
    found = [_original(request, path), f"{_timemap(request, path)}; {_reach(releases)}"]
    if releases:
        found += [_memento(request, one, path, rel) for one, rel in _ends(releases)]
    return ", ".join(found)


def timemap(request: Request, releases: Sequence[Published], path: str) -> str:
    """Every memento of a path (section 5), in link format (RFC 6690)."""
    ends = {one.id: rel for one, rel in _ends(releases)}
    found = [_original(request, path), f"{_timemap(request, path, 'self')}; {_reach(releases)}"]
    found += [_memento(request, one, path, ends.get(one.id, "memento")) for one in releases]
    return ",\n".join(found) + "\n"


def _ends(releases: Sequence[Published]) -> list[tuple[Published, str]]:
    if len(releases) == 1:
        return [(releases[0], "first last memento")]
    return [(releases[0], "first memento"), (releases[-1], "last memento")]


def _original(request: Request, path: str) -> str:
    return f'<{_at(request, "latest", path)}>; rel="original timegate"'


def _timemap(request: Request, path: str, rel: str = "timemap") -> str:
    return f'<{_at(request, "timemap", path)}>; rel="{rel}"; type="{LINK_FORMAT}"'


def _reach(releases: Sequence[Published]) -> str:
    return f'from="{moment(releases[0])}"; until="{moment(releases[-1])}"'


def _memento(request: Request, release: Published, path: str, rel: str) -> str:
    return f'<{_at(request, release.id, path)}>; rel="{rel}"; datetime="{moment(release)}"'


def _at(request: Request, id_: str, path: str) -> str:
    return absolute(request)(f"{links_of(request).prefix}/release/{id_}/{quote(path)}")
