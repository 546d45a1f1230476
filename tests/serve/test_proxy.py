"""Behind a proxy: the addresses that clients see stand in every answer, and only a trusted proxy may say what they are."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from pmgraph.errors import UsageError
from pmgraph.serve.proxy import Proxied, checked_network, checked_prefix

SD = "http://www.w3.org/ns/sparql-service-description#"
FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "daten.amt.example", "X-Forwarded-Prefix": "/graph"}


def endpoint(server: Any, headers: dict[str, str], path: str = "/sparql") -> str:
    answer = server.ask(path, headers=headers, accept="application/n-triples")
    assert answer.status == 200, answer.text
    found = re.search(rf"<{SD}endpoint> <([^>]*)>", answer.text)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def trusting(dump: Path, serve: Callable[..., Any]) -> Iterator[Any]:
    with serve(dump, trusted=("127.0.0.0/8",), workers=4) as server:
        yield server


def test_a_stranger_cannot_say_what_the_address_is(server: Any) -> None:
    assert endpoint(server, FORWARDED) == f"{server.address}sparql"


def test_a_trusted_proxy_says_what_the_address_is(trusting: Any) -> None:
    assert endpoint(trusting, FORWARDED) == "https://daten.amt.example/graph/sparql"
    assert endpoint(trusting, {}) == f"{trusting.address}sparql"


def test_catalogue_feeds_and_links_bear_that_address_too(trusting: Any) -> None:
    assert "<https://daten.amt.example/graph/dump/graph.nq>" in trusting.ask("/catalog.ttl", headers=FORWARDED).text
    assert '"url": "https://daten.amt.example/graph"' in trusting.ask("/openapi.json", headers=FORWARDED).text
    assert 'href="/graph/sparql"' in trusting.ask("/catalog", headers=FORWARDED, accept="text/html").text


def test_answers_for_two_addresses_bear_two_tags(trusting: Any) -> None:
    tags = {
        trusting.ask(path, headers=headers, accept="text/turtle").headers["ETag"]
        for path in ("/sparql", "/catalog", "/.well-known/void")
        for headers in (FORWARDED, {})
    }
    assert len(tags) == 6


def test_of_several_values_the_nearest_proxy_wrote_the_last(trusting: Any) -> None:
    headers = {**FORWARDED, "X-Forwarded-Host": "evil.example, daten.amt.example"}
    assert endpoint(trusting, headers) == "https://daten.amt.example/graph/sparql"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Proto": "javascript"},
        {"X-Forwarded-Prefix": "//evil.example"},
        {"X-Forwarded-Prefix": "/a b"},
        {"X-Forwarded-Host": "a host <b>"},
    ],
)
def test_what_is_no_address_is_left_out(trusting: Any, headers: dict[str, str]) -> None:
    assert endpoint(trusting, headers).startswith("http://127.0.0.1")


@pytest.mark.parametrize("stripped", [True, False])
def test_a_root_path_may_be_stripped_or_not(dump: Path, serve: Callable[..., Any], stripped: bool) -> None:
    before = "" if stripped else "/pmgraph"
    with serve(dump, root_path="/pmgraph", workers=4) as server:
        assert endpoint(server, {}, f"{before}/sparql") == f"{server.address}pmgraph/sparql"
        answer = server.ask(f"{before}/id/body/st")
        assert (answer.status, answer.headers["Location"]) == (303, "/pmgraph/doc/body/st")
        page = server.ask(f"{before}/", accept="text/html").text
        links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
        assert len(links) > 10
        assert all(link.startswith("/pmgraph/") for link in links), links
        for link in ("/static/pmgraph.css", "/catalog", "/ns", "/agreements"):
            assert server.ask(f"{before}{link}", accept="text/html,*/*;q=0.1").status == 200, link


@pytest.mark.parametrize("base", ["https://w3id.org/pmgraph", "https://daten.amt.example/v/graph"])
def test_every_page_below_a_root_path_links_below_it(
    seed_version: Path, tmp_path: Path, serve: Callable[..., Any], base: str
) -> None:
    """A reader behind a proxy that strips the path clicks on: all answers are there, no link leaves the path."""
    dump = tmp_path / "graph.nq"
    text = (seed_version / "graph.nq").read_text(encoding="utf-8")
    # The ontology and its concepts keep their names, whatever the base of a project is.
    dump.write_text(re.sub(r"https://w3id\.org/pmgraph(?!/ns|/voc)", base, text), encoding="utf-8")
    with serve(dump, root_path="/amt/pmgraph", workers=2, base=base) as server:
        waiting, seen_ = ["/amt/pmgraph/"], set[str]()
        kinds: Counter[str] = Counter()
        while waiting:
            link = waiting.pop(0)
            kind = "/".join(link.split("/")[3:5])
            if link in seen_ or kinds[kind] >= 12:
                continue
            seen_.add(link)
            kinds[kind] += 1
            answer = server.ask(link.removeprefix("/amt/pmgraph"), accept="text/html,*/*;q=0.1")
            if answer.status in (301, 302, 303, 307):
                assert answer.headers["Location"].startswith("/amt/pmgraph/"), link
                waiting.append(answer.headers["Location"])
                continue
            assert answer.status == 200, (link, answer.text[:200])
            for local in re.findall(r"<(/[^>]*)>", answer.headers.get("Link", "")):
                assert local.startswith("/amt/pmgraph/"), (link, local)
            if answer.type == "text/html":
                found = [html.unescape(u) for u in re.findall(r'(?:href|src|action)="(/[^"#]*)', answer.text)]
                assert all(u.startswith("/amt/pmgraph/") for u in found), (link, found)
                waiting += found
        assert {
            "doc/agreement",
            "doc/body",
            "doc/person",
            "doc/release",
            "ns",
            "voc",
            "catalog",
            "search",
            "graph/register",
        } <= set(kinds), kinds


async def seen(proxied: dict[str, Any], **scope: Any) -> Scope:
    """The scope that the application gets."""
    found: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.append(scope)

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        raise AssertionError

    given = {
        "type": "http",
        "scheme": "http",
        "path": "/a",
        "raw_path": b"/a",
        "headers": [(b"x-forwarded-proto", b"https")],
    }
    await Proxied(app, **proxied)({**given, **scope}, receive, send)
    return found[0]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("client", "scheme"),
    [
        (("10.1.2.3", 1), "https"),
        (("11.1.2.3", 1), "http"),
        (("::1", 1), "https"),
        (None, "http"),
        (("unix", 0), "http"),
    ],
)
async def test_who_is_trusted(client: tuple[str, int] | None, scheme: str) -> None:
    scope = await seen({"trusted": ("10.0.0.0/8", "::1")}, client=client)
    assert scope["scheme"] == scheme


@pytest.mark.anyio
async def test_the_prefix_itself_is_the_first_page() -> None:
    scope = await seen({"root_path": "/x"}, path="/x", raw_path=b"/x", client=None)
    assert (scope["path"], scope["raw_path"], scope["root_path"]) == ("/x/", b"/x/", "/x")


@pytest.mark.anyio
async def test_other_scopes_pass_unchanged() -> None:
    scope = await seen({"root_path": "/x"}, type="lifespan")
    assert "root_path" not in scope


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_settings_that_are_none_say_so() -> None:
    assert checked_prefix("/a/b/") == "/a/b"
    assert checked_network("10.0.0.0/8") == "10.0.0.0/8"
    with pytest.raises(UsageError, match="'a b' is no path"):
        checked_prefix("a b")
    with pytest.raises(UsageError, match="write an address as 127"):
        checked_network("10.0.0.1/8")
