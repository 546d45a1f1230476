"""robots.txt: each section of RFC 9309 that says what a crawler does, against a real server."""

from __future__ import annotations

from typing import Any

import pytest

from pmgraph.harvest.robots import Access, Robots, read_robots

ADDRESS = "https://host.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /p/", "/p/a", False),
        ("User-agent: *\nDisallow: /p/", "/q", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: pmgraph\nAllow: /", "/p/a", True),
        ("User-agent: PMGraph\nDisallow: /p", "/p/a", False),
        ("User-agent: other\nDisallow: /", "/p/a", True),
        ("User-agent: *\nDisallow: /p\nAllow: /p/a", "/p/a", True),
        ("User-agent: *\nAllow: /p\nDisallow: /p/a", "/p/a", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/p/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/p/a.pdf?x", True),
        ("User-agent: *\nDisallow: /p/%C3%A4", "/p/%C3%A4", False),
        ("User-agent: *\nDisallow:", "/p", True),
        ("\ufeffUser-agent: *\r\nDisallow: /p # a remark", "/p/a", False),
        ("User-agent: a\nUser-agent: pmgraph\nDisallow: /p", "/p", False),
        ("<html>no robots here</html>\0\xff", "/p", True),
    ],
)
def test_rules_of_section_2_2(text: str, path: str, allowed: bool) -> None:
    assert read_robots(200, text.encode()).allows(ADDRESS + path) is allowed


@pytest.mark.parametrize(
    ("status", "access"),
    [(200, Access.RULES), (400, Access.ALL), (401, Access.ALL), (404, Access.ALL), (410, Access.ALL),
     (429, Access.NONE), (500, Access.NONE), (503, Access.NONE)],
)  # fmt: skip
def test_what_a_missing_file_means(status: int, access: Access) -> None:
    robots = read_robots(status, b"")
    assert robots.access is access
    assert robots.allows(ADDRESS) is (access is not Access.NONE)


@pytest.mark.parametrize(
    ("text", "delay"),
    [("Crawl-delay: 2.5", 2.5), ("Crawl-delay: 0", 0.0), ("Crawl-delay: soon", 0.0), ("", 0.0), ("Crawl-delay: inf", 0.0),
     ("Crawl-delay: nan", 0.0), ("Crawl-delay: -3", 0.0)],
)  # fmt: skip
def test_crawl_delay(text: str, delay: float) -> None:
    assert read_robots(200, f"User-agent: *\n{text}\nDisallow: /x".encode()).delay == delay


def test_without_rules_there_is_no_delay() -> None:
    assert Robots(Access.ALL).delay == 0.0


@pytest.fixture
def pages(site: Any) -> Any:
    site.page("/p", "<a href='/p/a'><a href='/p/b'><a href='/p/c'>")
    for name in "abc":
        site.page(f"/p/{name}", f"<p>Mitteilung {name}</p>")
    return site


def test_a_disallowed_page_is_not_asked_and_the_file_is_fetched_once(pages: Any, collect: Any) -> None:
    pages.page("/robots.txt", "User-agent: *\nDisallow: /p/b\n", "text/plain")
    account = collect(f"{pages.base}/p")
    assert pages.paths == ["/robots.txt", "/p", "/p/a", "/p/c"]
    assert [(i.code, i.subject, i.severity.value) for i in account.issues] == [
        ("PM-HARV-001", f"{pages.base}/p/b", "info")
    ]
    assert (account.refused, account.failed, account.clean) == (1, 0, True)


def test_crawl_delay_outranks_a_shorter_delay(pages: Any, collect: Any) -> None:
    pages.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    collect(f"{pages.base}/p", delay=1.0)
    assert collect.sleeps == [7.0] * 4
    collect.sleeps.clear()
    collect(f"{pages.base}/p", delay=9.0)
    assert collect.sleeps == [9.0] * 4


def test_a_crawl_delay_beyond_patience_puts_the_harvest_off(pages: Any, collect: Any) -> None:
    pages.page("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", "text/plain")
    account = collect(f"{pages.base}/p")
    assert pages.paths == ["/robots.txt"]
    assert [i.code for i in account.issues] == ["PM-HARV-012"]
    assert not account.clean


@pytest.mark.parametrize("status", [404, 403])
def test_4xx_allows_everything(pages: Any, collect: Any, status: int) -> None:
    pages.put("/robots.txt", lambda handler: handler.reply(status))
    assert len(collect(f"{pages.base}/p").new) == 3


def test_5xx_forbids_everything(pages: Any, collect: Any) -> None:
    pages.put("/robots.txt", lambda handler: handler.reply(500))
    account = collect(f"{pages.base}/p")
    assert set(pages.paths) == {"/robots.txt"}
    assert [(i.code, i.message) for i in account.issues] == [
        ("PM-HARV-002", f"{pages.base}/robots.txt cannot be had (HTTP 500), so nothing may be asked there")
    ]
    assert (account.finished, account.clean) == (False, False)


def test_a_redirected_file_holds_for_the_first_host(pages: Any, collect: Any) -> None:
    pages.put("/robots.txt", lambda handler: handler.reply(301, Location="/rules"))
    pages.page("/rules", "User-agent: *\nDisallow: /p/b\n", "text/plain")
    collect(f"{pages.base}/p")
    assert pages.paths == ["/robots.txt", "/rules", "/p", "/p/a", "/p/c"]


def test_rules_within_the_first_500_kibibytes_are_read_and_no_more(pages: Any, collect: Any) -> None:
    rules = b"User-agent: *\nDisallow: /p/b\n" + b"# filler\n" * 60_000 + b"Disallow: /p/c\n"
    pages.page("/robots.txt", rules, "text/plain")
    collect(f"{pages.base}/p")
    assert pages.paths == ["/robots.txt", "/p", "/p/a", "/p/c"]


def test_every_host_is_asked_for_its_own(pages: Any, collect: Any, new_site: Any) -> None:
    other = new_site("127.0.0.2")
    other.put("/robots.txt", lambda handler: handler.reply(500))
    other.page("/p/x", "<p>x</p>")
    pages.page("/list", f"<a href='{other.base}/p/x'><a href='/p/a'>")
    account = collect(f"{pages.base}/list", match="/p/", allowed=frozenset({"127.0.0.2"}))
    assert set(other.paths) == {"/robots.txt"}
    assert [(i.code, i.subject) for i in account.issues] == [("PM-HARV-002", f"{other.base}/p/x")]
    assert len(account.new) == 1, "the other host is left alone, the first goes on"
