"""A harvest from the address to the corpus: what is asked, what is written, what is said."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from pmgraph import __version__
from pmgraph.errors import UsageError
from pmgraph.model import Severity

HTML = "<!doctype html><meta charset=utf-8><title>Ä</title>"


def release(number: int) -> bytes:
    return f"{HTML}<p>Pressemitteilung {number}: Vereinbarung unterzeichnet.</p>".encode()


def index(*paths: str, more: str = "") -> str:
    return HTML + "".join(f"<a href='{path}'>Mitteilung</a>" for path in paths) + more


def messages(account: Any) -> list[tuple[str, str]]:
    return [(issue.code, issue.message) for issue in account.issues]


@pytest.fixture
def portal(site: Any) -> Any:
    """A list of three releases below /presse."""
    site.page("/presse", index("/presse/a", "/presse/b", "/presse/c", "/impressum", "mailto:x@example.de"))
    for number, path in enumerate(("/presse/a", "/presse/b", "/presse/c"), start=1):
        site.page(path, release(number))
    return site


def test_a_list_is_collected_byte_for_byte_with_sidecars(portal: Any, collect: Any) -> None:
    account = collect(f"{portal.base}/presse", publisher="st-mf")
    assert portal.paths == ["/robots.txt", "/presse", "/presse/a", "/presse/b", "/presse/c"]
    assert sorted(collect.corpus.values()) == [release(1), release(2), release(3)]
    first = next(name for name in collect.corpus if name.startswith("a-"))
    assert re.fullmatch(r"a-[0-9a-f]{12}\.html", first)
    assert collect.sidecar(first) == f"url: {portal.base}/presse/a\npublisher: st-mf\nretrieved: '2026-11-25'\n"
    assert (account.fetched, account.unchanged, account.failed, account.finished) == (3, 0, 0, True)
    assert sorted(account.new) == sorted(f"corpus/{name}" for name in collect.corpus)
    assert account.issues == []


def test_it_says_who_asks_and_asks_one_at_a_time_with_a_pause(portal: Any, collect: Any) -> None:
    collect(f"{portal.base}/presse", delay=2.5)
    assert {asked.headers["user-agent"] for asked in portal.asked} == {
        f"pmgraph/{__version__} (+https://data.example.de/v)"
    }
    assert {asked.headers["accept-encoding"] for asked in portal.asked} == {"gzip"}
    assert portal.most_at_once == 1
    assert collect.sleeps == [2.5] * 4, "before every request but the first"


def test_a_single_page_is_kept(site: Any, collect: Any) -> None:
    address = site.page("/2014/07/16/release/", index("/andere/", more="<p>Unterzeichnet.</p>"))
    account = collect(address)
    assert list(collect.corpus.values()) == [index("/andere/", more="<p>Unterzeichnet.</p>").encode()]
    assert (account.form, len(account.new)) == ("page", 1)
    again = collect(address)
    assert (again.new, again.unchanged) == ([], 1)


@pytest.mark.parametrize(
    ("kind", "body", "suffix"),
    [
        ("text/plain; charset=iso-8859-1", "Für Köln\r\n".encode("latin-1"), ".txt"),
        ("application/pdf", b"%PDF-1.7\n\xff\x00\r\n", ".pdf"),
        ("application/json", b'{"title": "a"}', ".json"),
        ("text/xml", b"<?xml version='1.0'?><nitf/>", ".xml"),
        ("text/html; charset=utf-8", "<p>Kein UTF-8: Köln".encode("cp1252"), ".html"),
        ("text/html; charset=nonsense", b"<p>\xff\xfe", ".html"),
        ("", b"%PDF-1.4\n\x00", ".pdf"),
        ("application/octet-stream", b"Pressemitteilung", ".txt"),
    ],
)
def test_bytes_stay_as_received_whatever_their_type_and_charset(
    site: Any, collect: Any, kind: str, body: bytes, suffix: str
) -> None:
    collect(site.page("/presse/eins", body, kind))
    ((name, kept),) = collect.corpus.items()
    assert kept == body
    assert name.endswith(suffix)


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4", "text/css"])
def test_other_types_are_not_kept(portal: Any, collect: Any, kind: str) -> None:
    portal.page("/presse/b", b"\x89PNG", kind)
    account = collect(f"{portal.base}/presse")
    assert sorted(collect.corpus.values()) == [release(1), release(3)]
    assert messages(account) == [("PM-HARV-006", f"has the media type {kind!r}, which no release has")]
    assert account.failed == 1


def test_a_feed_among_the_pages_is_no_release(portal: Any, collect: Any) -> None:
    portal.page("/presse/b", "<rss><channel/></rss>", "text/plain")
    account = collect(f"{portal.base}/presse")
    assert messages(account) == [("PM-HARV-006", "is a feed, not a release; harvest it by itself")]


def test_paging_follows_rel_next_in_page_and_header(site: Any, collect: Any) -> None:
    site.page("/presse", index("/presse/a", more="<link rel='next' href='/presse?seite=2'>"))
    site.page("/presse?seite=2", index("/presse/b"), Link='</presse?seite=3>; rel="prev next"; title="a, b"')
    # The last part leads back to the first: nothing is asked twice.
    site.page("/presse?seite=3", index("/presse/c", "/presse/a", more="<a rel=next href='/presse'>"))
    for path in ("/presse/a", "/presse/b", "/presse/c"):
        site.page(path, release(1))
    collect(f"{site.base}/presse")
    assert site.paths == [
        "/robots.txt", "/presse", "/presse/a", "/presse?seite=2", "/presse/b", "/presse?seite=3", "/presse/c",
    ]  # fmt: skip


def test_match_chooses_the_links(portal: Any, collect: Any) -> None:
    portal.page("/archiv.html", index("/presse/a", "/presse/b", "/kontakt"))
    collect(f"{portal.base}/archiv.html", match=r"/presse/[b-z]$")
    assert portal.paths == ["/robots.txt", "/archiv.html", "/presse/b"]


def test_a_match_without_hit_is_reported_and_nothing_is_kept(portal: Any, collect: Any) -> None:
    account = collect(f"{portal.base}/presse", match="/2014/")
    assert messages(account) == [("PM-HARV-010", "holds no links that match '/2014/'")]
    assert collect.corpus == {}


def test_links_to_other_hosts_are_counted_and_not_asked(site: Any, collect: Any, new_site: Any) -> None:
    other = new_site("127.0.0.2")
    other.page("/presse/x", release(9))
    site.page("/feed", f"<rss><channel><item><link>{other.base}/presse/x</link></item>"
              f"<item><link>{site.base}/a</link></item><item><link>file:///etc/passwd</link></item></channel></rss>", "application/rss+xml")  # fmt: skip
    site.page("/a", release(1))
    account = collect(f"{site.base}/feed")
    assert other.asked == []
    assert list(collect.corpus.values()) == [release(1)]
    assert messages(account) == [("PM-HARV-007", "1 of its links lead to 127.0.0.2, which is not asked")]
    collect(f"{site.base}/feed", allowed=frozenset({"127.0.0.2"}))
    assert other.paths == ["/robots.txt", "/presse/x"]
    assert sorted(collect.corpus.values()) == [release(1), release(9)]


def test_the_next_run_asks_conditionally(portal: Any, collect: Any) -> None:
    tagged = lambda handler: handler.reply(200, release(1), ETag='"v1"', Last_Modified="Wed, 16 Jul 2014 08:00:00 GMT")  # noqa: E731
    portal.put("/presse/a", tagged, lambda handler: handler.reply(304))
    collect(f"{portal.base}/presse")
    before = collect.corpus
    account = collect(f"{portal.base}/presse")
    first, second = portal.headers("/presse/a")
    assert "if-none-match" not in first
    assert second["if-none-match"] == '"v1"'
    assert second["if-modified-since"] == "Wed, 16 Jul 2014 08:00:00 GMT"
    assert "if-none-match" not in portal.headers("/presse/b")[1], "it had no validators"
    assert (account.fetched, account.unchanged, account.new, account.changed) == (2, 3, [], [])
    assert collect.corpus == before
    collect(f"{portal.base}/presse")
    assert portal.headers("/presse/a")[2]["if-none-match"] == '"v1"', "a 304 keeps the validators"


def test_a_removed_file_is_fetched_again_in_full(portal: Any, collect: Any) -> None:
    portal.page("/presse/a", release(1), ETag='"v1"')
    collect(f"{portal.base}/presse")
    for file in (collect.project / "corpus").glob("a-*"):
        file.unlink()
    account = collect(f"{portal.base}/presse")
    assert "if-none-match" not in portal.headers("/presse/a")[1]
    assert len(account.new) == 1
    assert release(1) in collect.corpus.values()


def test_a_changed_page_becomes_a_new_version_and_keeps_publisher_and_rights(portal: Any, collect: Any) -> None:
    collect(f"{portal.base}/presse", publisher="st-mf")
    (old,) = [name for name in collect.corpus if name.startswith("a-")]
    sidecar = Path(collect.project / "corpus" / f"{old}.yaml")
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + "publish_text: none\n", encoding="utf-8")
    portal.page("/presse/a", release(7))
    account = collect(f"{portal.base}/presse")
    (new,) = [name for name in collect.corpus if name.startswith("a-") and name != old]
    assert collect.corpus[old] == release(1)
    assert collect.corpus[new] == release(7)
    assert collect.sidecar(new) == (
        f"url: {portal.base}/presse/a\npublisher: st-mf\nretrieved: '2026-11-25'\npublish_text: none\nreplaces: {old}\n"
    )
    assert account.changed == [f"corpus/{new}"]
    assert messages(account) == [("PM-HARV-009", f"changed: corpus/{new} follows corpus/{old}")]
    portal.page("/presse/a", release(8))
    collect(f"{portal.base}/presse")
    (newest,) = [name for name in collect.corpus if name.startswith("a-") and name not in (old, new)]
    assert collect.sidecar(newest).endswith(f"replaces: {new}\n")


def test_a_page_that_goes_back_to_an_earlier_text_is_reported_and_not_written_twice(portal: Any, collect: Any) -> None:
    for body in (release(1), release(7), release(1)):
        portal.page("/presse/a", body)
        account = collect(f"{portal.base}/presse")
    (old,) = [name for name, body in collect.corpus.items() if body == release(1)]
    assert messages(account) == [("PM-HARV-009", f"says again what corpus/{old} says")]
    assert len(collect.corpus) == 4
    again = collect(f"{portal.base}/presse")
    assert (again.unchanged, again.changed, again.issues) == (3, [], []), "reported once"


def test_other_markup_with_the_same_words_is_no_new_version(portal: Any, collect: Any) -> None:
    collect(f"{portal.base}/presse")
    before = collect.corpus
    portal.page("/presse/a", release(1) + b"<script>token='4711'</script><!-- 12:30 -->")
    account = collect(f"{portal.base}/presse")
    assert account.unchanged == 3
    assert collect.corpus == before


def test_a_page_that_was_added_by_hand_is_known(portal: Any, collect: Any) -> None:
    own = collect.project / "corpus" / "own.html"
    own.write_bytes(release(1))
    own.with_name("own.html.yaml").write_text(f"url: {portal.base}/presse/a\n", encoding="utf-8")
    account = collect(f"{portal.base}/presse")
    assert account.unchanged == 1
    assert portal.paths[-1] == "/presse/a", "what is not had yet is asked first"
    assert sorted(collect.corpus.values()) == [release(1), release(2), release(3)]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_reported_and_its_text_stays(portal: Any, collect: Any, status: int) -> None:
    collect(f"{portal.base}/presse")
    before = collect.corpus
    portal.put("/presse/a", lambda handler: handler.reply(status))
    account = collect(f"{portal.base}/presse")
    assert messages(account) == [("PM-HARV-004", f"HTTP {status}: the page is gone; the text received before stays")]
    assert (account.gone, account.failed, account.clean) == (1, 0, True)
    assert collect.corpus == before


def test_a_page_that_redirects_to_the_start_page_is_gone(portal: Any, collect: Any) -> None:
    portal.put("/presse/b", lambda handler: handler.reply(302, Location="/presse"))
    account = collect(f"{portal.base}/presse")
    assert messages(account) == [("PM-HARV-003", f"redirects to the start page {portal.base}/presse")]
    assert len(collect.corpus) == 2


def test_limit_bounds_the_pages_and_the_next_run_goes_on(portal: Any, collect: Any) -> None:
    account = collect(f"{portal.base}/presse", limit=2)
    assert (len(account.new), account.pages_left, account.finished, account.clean) == (2, 1, False, True)
    assert messages(account) == [("PM-HARV-012", "stopped after 2 pages, as --limit says")]
    again = collect(f"{portal.base}/presse", limit=2)
    assert portal.paths[4:] == ["/robots.txt", "/presse/c"], "neither the list nor a page is asked twice"
    assert (again.before, again.fetched, again.finished) == (2, 1, True)


def test_an_interrupted_run_of_long_ago_starts_from_the_top(portal: Any, collect: Any) -> None:
    collect(f"{portal.base}/presse", limit=2)
    collect.time += 3 * 86_400
    collect(f"{portal.base}/presse")
    assert portal.paths.count("/presse") == 2
    assert portal.paths.count("/presse/a") == 2


def test_a_dry_run_reads_the_list_and_writes_nothing(portal: Any, collect: Any) -> None:
    account = collect(f"{portal.base}/presse", dry_run=True)
    assert account.would_ask == [f"{portal.base}/presse/{name}" for name in "abc"]
    assert portal.paths == ["/robots.txt", "/presse"]
    assert sorted(file.name for file in collect.project.rglob("*")) == ["corpus", "pmgraph.toml"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host.example/a", "presse", "http://", "http://a:b/"])
def test_only_http_addresses_are_harvested(collect: Any, address: str) -> None:
    with pytest.raises(UsageError, match="write it as https://host/path"):
        collect(address)


def test_a_wrong_pattern_is_named(collect: Any) -> None:
    with pytest.raises(UsageError, match=r"--match '\[' is no regular expression"):
        collect("http://127.0.0.1/", match="[")


def test_robots_refusing_the_address_itself_is_a_failure(site: Any, collect: Any) -> None:
    site.page("/robots.txt", "User-agent: pmgraph\nDisallow: /\n", "text/plain")
    account = collect(site.page("/presse", release(1)))
    assert site.paths == ["/robots.txt"]
    assert [(i.code, i.severity) for i in account.issues] == [("PM-HARV-001", Severity.WARNING)]
    assert not account.clean


def test_an_index_of_sitemaps_leads_to_compressed_ones(portal: Any, collect: Any) -> None:
    portal.page("/sitemap.xml", "<sitemapindex><sitemap><loc>/s1.xml.gz</loc></sitemap></sitemapindex>", "text/xml")
    urls = "".join(f"<url><loc>{portal.base}{path}</loc></url>" for path in ("/presse/a", "/impressum", "/presse/b"))
    portal.page("/s1.xml.gz", gzip.compress(f"<urlset>{urls}</urlset>".encode(), mtime=0), "application/gzip")
    account = collect(f"{portal.base}/sitemap.xml", match="/presse/.")
    assert portal.paths == ["/robots.txt", "/sitemap.xml", "/s1.xml.gz", "/presse/a", "/presse/b"]
    assert sorted(collect.corpus.values()) == [release(1), release(2)]
    assert (account.form, account.issues) == ("sitemap index", [])


def test_a_broken_list_among_good_ones_is_reported(portal: Any, collect: Any) -> None:
    portal.page("/sitemap.xml", "<sitemapindex><sitemap><loc>/bad.xml</loc></sitemap><sitemap><loc>/a.pdf</loc></sitemap>"
                "<sitemap><loc>/good.xml</loc></sitemap></sitemapindex>", "text/xml")  # fmt: skip
    portal.page("/bad.xml", "<urlset><url>", "text/xml")
    portal.page("/a.pdf", b"%PDF-1.7", "application/pdf")
    portal.page("/good.xml", "<urlset><url><loc>/presse/c</loc></url></urlset>", "text/xml")
    account = collect(f"{portal.base}/sitemap.xml")
    assert [(i.code, i.subject.removeprefix(portal.base)) for i in account.issues] == [
        ("PM-HARV-011", "/bad.xml"),
        ("PM-HARV-011", "/a.pdf"),
    ]
    assert list(collect.corpus.values()) == [release(3)]


def test_a_single_page_is_asked_conditionally_and_shown_by_a_dry_run(site: Any, collect: Any) -> None:
    address = site.put("/r", lambda h: h.reply(200, release(1), ETag='"1"'), lambda h: h.reply(304))
    assert len(collect(address).new) == 1
    account = collect(address)
    assert site.headers("/r")[1]["if-none-match"] == '"1"'
    assert (account.form, account.unchanged, account.fetched) == ("page", 1, 0)
    site.page("/r", release(1))
    assert collect(address, dry_run=True).would_ask == [address]


def test_a_page_too_large_to_be_a_release_is_not_kept(site: Any, collect: Any) -> None:
    account = collect(site.page("/r", b"x" * 2_000_001, "text/plain"))
    assert messages(account) == [("PM-HARV-005", "holds more than 2,000,000 bytes")]
    assert collect.corpus == {}


def test_a_damaged_journal_is_reported_and_the_harvest_goes_on(portal: Any, collect: Any) -> None:
    collect(f"{portal.base}/presse")
    (journal,) = (collect.project / ".harvest").glob("*.jsonl")
    journal.write_bytes(b"damaged\n" + journal.read_bytes())
    account = collect(f"{portal.base}/presse")
    assert [(i.code, i.where) for i in account.issues] == [("PM-HARV-013", f"{journal}:1")]
    assert account.unchanged == 3
    assert collect(f"{portal.base}/presse").issues == [], "the end of the run has mended it"
