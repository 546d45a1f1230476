"""Servers that misbehave: the harvest stays polite, bounded and honest, and the other pages still come."""

from __future__ import annotations

import gzip
import threading
import zlib
from typing import Any

import pytest

GOOD = b"<p>Vereinbarung unterzeichnet.</p>"


def messages(account: Any) -> list[tuple[str, str]]:
    return [(issue.code, issue.message) for issue in account.issues]


@pytest.fixture
def odd(site: Any) -> Any:
    """A list of an odd page between two good ones, as /p/odd, /p/first and /p/last."""
    site.page("/p", "<a href='/p/first'><a href='/p/odd'><a href='/p/last'>")
    site.page("/p/first", GOOD)
    site.page("/p/last", b"<p>Noch eine.</p>")
    return site


def others_came(collect: Any) -> bool:
    return sorted(collect.corpus.values()) == sorted([GOOD, b"<p>Noch eine.</p>"])


def test_500_is_tried_again_with_growing_waits_and_then_given_up(odd: Any, collect: Any) -> None:
    odd.put("/p/odd", lambda handler: handler.reply(500))
    account = collect(f"{odd.base}/p", delay=1.0)
    assert odd.paths.count("/p/odd") == 4
    assert collect.sleeps == [1.0, 1.0, 1.0, 2.0, 4.0, 8.0, 1.0]
    assert messages(account) == [("PM-HARV-003", "HTTP 500")]
    assert others_came(collect)


def test_a_server_that_recovers_is_heard(odd: Any, collect: Any) -> None:
    odd.put("/p/odd", lambda h: h.reply(502), lambda h: h.reply(200, b"<p>Drei</p>"))
    account = collect(f"{odd.base}/p")
    assert account.issues == []
    assert b"<p>Drei</p>" in collect.corpus.values()


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7.0),
        ("Wed, 25 Nov 2026 12:01:30 GMT", 90.0),
        ("soon", 2.0),
        ("\xb2", 2.0),
        ("Wed, 25 Nov 99999 12:01:30 GMT", 2.0),
        ("-5", 2.0),
    ],
    ids=["seconds", "date", "word", "no-digit", "no-year", "negative"],
)
def test_retry_after_is_obeyed(odd: Any, collect: Any, status: int, header: str, wait: float) -> None:
    odd.put("/p/odd", lambda h: h.reply(status, Retry_After=header), lambda h: h.reply(200, b"<p>Drei</p>"))
    account = collect(f"{odd.base}/p", delay=0)
    assert collect.sleeps == [wait]
    assert (len(account.new), account.issues) == (3, [])


def test_a_host_that_asks_for_long_patience_is_left_alone_and_the_run_can_go_on(odd: Any, collect: Any) -> None:
    odd.put("/p/odd", lambda h: h.reply(503, Retry_After="3600"), lambda h: h.reply(200, b"<p>Drei</p>"))
    account = collect(f"{odd.base}/p", delay=0)
    assert collect.sleeps == []
    assert messages(account) == [("PM-HARV-012", "HTTP 503; the host asks to come back in 3,600 s")]
    assert (account.finished, account.pages_left, account.clean) == (False, 2, False)
    again = collect(f"{odd.base}/p", delay=0)
    assert odd.paths == ["/robots.txt", "/p", "/p/first", "/p/odd", "/robots.txt", "/p/odd", "/p/last"]
    assert again.finished


def test_429_without_end_stops_the_run(odd: Any, collect: Any) -> None:
    odd.put("/p/odd", lambda h: h.reply(429))
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-003", "HTTP 429, 4 times")]
    assert "/p/last" not in odd.paths


def test_a_host_in_trouble_is_left_alone(site: Any, collect: Any) -> None:
    site.page("/p", "".join(f"<a href='/p/{n}'>" for n in range(9)))
    for number in range(9):
        site.put(f"/p/{number}", lambda h: h.reply(500))
    account = collect(f"{site.base}/p", delay=0)
    assert site.paths[-1] == "/p/4"
    assert messages(account)[-1] == ("PM-HARV-012", "5 pages failed one after another")
    assert account.pages_left == 5


def test_a_slow_server_is_not_waited_for(odd: Any, collect: Any) -> None:
    release = threading.Event()

    def slow(handler: Any) -> None:
        release.wait(30)
        handler.close_connection = True

    odd.put("/p/odd", slow)
    collect.timeout = 0.3
    account = collect(f"{odd.base}/p", delay=0)
    release.set()
    assert messages(account) == [("PM-HARV-003", "no answer in time, 4 times")]
    assert others_came(collect)


def test_a_body_that_drips_for_ever_ends_at_the_deadline(odd: Any, collect: Any) -> None:
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(3):
            handler.wfile.write(b"x" * 65_536)
        handler.close_connection = True

    odd.put("/p/odd", drip)
    collect.tick = 200.0  # seconds that pass with each look at the clock, and there is one for each piece of a body
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-003", "not complete after 300 seconds, 4 times")]


@pytest.mark.parametrize("path", ["/p/odd", "/p/x"])
def test_redirects_in_a_circle_end(odd: Any, collect: Any, path: str) -> None:
    odd.put("/p/odd", lambda h: h.reply(302, Location=path))
    odd.put("/p/x", lambda h: h.reply(301, Location="/p/odd"))
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-008", f"redirects in a circle, last to {odd.base}/p/odd")]
    assert others_came(collect)


def test_redirects_are_followed_five_times(odd: Any, collect: Any) -> None:
    odd.put("/p/odd", lambda h: h.reply(302, Location="/r/1"))
    for number in range(1, 9):
        odd.put(f"/r/{number}", lambda h, n=number: h.reply(302, Location=f"/r/{n + 1}"))
    odd.page("/r/5", b"<p>Ziel</p>")
    collect(f"{odd.base}/p", delay=0)
    (name,) = [name for name, body in collect.corpus.items() if body == b"<p>Ziel</p>"]
    assert f"url: {odd.base}/r/5" in collect.sidecar(name), "the address where it lay"
    odd.put("/r/5", lambda h: h.reply(302, Location="/r/6"))
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-008", f"redirects more than 5 times, last to {odd.base}/r/6")]
    assert "/r/6" not in odd.paths


def test_a_redirect_is_paced_and_asks_robots(odd: Any, collect: Any) -> None:
    odd.page("/robots.txt", "User-agent: *\nDisallow: /intern\n", "text/plain")
    odd.put("/p/odd", lambda h: h.reply(302, Location="/intern/x"))
    account = collect(f"{odd.base}/p", delay=1.0)
    assert messages(account) == [("PM-HARV-001", "robots.txt disallows it")]
    assert (account.refused, account.clean) == (1, True)
    assert "/intern/x" not in odd.paths
    assert collect.sleeps == [1.0] * (len(odd.paths) - 1)


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2:{port}/x", "file:///etc/passwd", "http://[broken", "ftp://127.0.0.1/"]
)
def test_a_redirect_out_of_scope_is_refused(odd: Any, collect: Any, new_site: Any, target: str) -> None:
    other = new_site("127.0.0.2")
    location = target.format(port=other.server_address[1])
    odd.put("/p/odd", lambda h: h.reply(302, Location=location))
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-007", f"redirects to {location}, which is outside of what may be asked")]
    assert other.asked == []
    assert others_came(collect)


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(size)), packer.flush()])


def test_a_gzip_bomb_is_not_inflated(odd: Any, collect: Any) -> None:
    data = bomb(300)
    odd.put("/p/odd", lambda h: h.reply(200, data, Content_Encoding="gzip"))
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-005", "holds more than 2,000,000 bytes")]
    assert others_came(collect)


def test_a_large_body_is_not_read_to_its_end(odd: Any, collect: Any) -> None:
    odd.page("/p/odd", b"x" * 2_000_001, "text/plain")
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-005", "holds more than 2,000,000 bytes")]


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate"])
def test_a_content_coding_is_undone(odd: Any, collect: Any, coding: str) -> None:
    body = "<p>Köln</p>".encode() * 1000
    packed = (
        zlib.compress(body)
        if coding == "deflate"
        else gzip.compress(body[:5], mtime=0) + gzip.compress(body[5:], mtime=0)
    )
    odd.put("/p/odd", lambda h: h.reply(200, packed, Content_Encoding=coding))
    collect(f"{odd.base}/p", delay=0)
    assert body in collect.corpus.values()


@pytest.mark.parametrize(
    ("data", "coding", "says"),
    [
        (gzip.compress(GOOD, mtime=0)[:-9], "gzip", "the compressed body breaks off, 4 times"),
        (
            b"no gzip at all",
            "gzip",
            "the compressed body is broken: Error -3 while decompressing data: incorrect header check, 4 times",
        ),
        (b"\x0b\x02\x80", "br", "is sent in the content-coding 'br', which was not asked for"),
    ],
)
def test_a_broken_content_coding_leaves_nothing_behind(
    odd: Any, collect: Any, data: bytes, coding: str, says: str
) -> None:
    odd.put("/p/odd", lambda h: h.reply(200, data, Content_Encoding=coding))
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-003", says)]
    assert others_came(collect)


def half(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(GOOD)))
    handler.end_headers()
    handler.wfile.write(GOOD[:10])
    handler.wfile.flush()


def test_a_reset_in_mid_body_is_tried_again(odd: Any, collect: Any) -> None:
    def reset(handler: Any) -> None:
        half(handler)
        handler.reset()

    odd.put("/p/odd", reset, lambda h: h.reply(200, b"<p>Drei</p>"))
    account = collect(f"{odd.base}/p", delay=0)
    assert odd.paths.count("/p/odd") == 2
    assert (account.issues, account.fetched) == ([], 3)
    assert b"<p>Drei</p>" in collect.corpus.values()


def test_a_body_shorter_than_its_length_says_is_not_kept(odd: Any, collect: Any) -> None:
    def short(handler: Any) -> None:
        half(handler)
        handler.close_connection = True

    odd.put("/p/odd", short)
    account = collect(f"{odd.base}/p", delay=0)
    ((code, said),) = messages(account)
    assert code == "PM-HARV-003"
    assert said.endswith("4 times")
    assert others_came(collect)


def test_a_body_longer_than_its_length_says_does_not_spill_into_the_next(odd: Any, collect: Any) -> None:
    def long(handler: Any) -> None:
        handler.reply(200, b"<p>Drei</p>")
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong")
        handler.wfile.flush()

    odd.put("/p/odd", long)
    collect(f"{odd.base}/p", delay=0)
    assert sorted(collect.corpus.values()) == sorted([GOOD, b"<p>Drei</p>", b"<p>Noch eine.</p>"])


@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_an_empty_body_is_not_kept(odd: Any, collect: Any, body: bytes) -> None:
    odd.page("/p/odd", body)
    account = collect(f"{odd.base}/p", delay=0)
    assert messages(account) == [("PM-HARV-003", "the body is empty")]
    assert others_came(collect)


def test_no_server_at_all(collect: Any, new_site: Any) -> None:
    gone = new_site("127.0.0.3")
    gone.shutdown()
    gone.server_close()
    account = collect(f"{gone.base}/p", delay=0)
    ((code, said),) = messages(account)
    assert code == "PM-HARV-002"
    assert "Connection refused, 4 times" in said
    assert not account.clean


def test_a_validator_that_cannot_be_sent_back_is_forgotten(odd: Any, collect: Any) -> None:
    odd.page("/p/odd", b"<p>Drei</p>", ETag='"\xfc"', Last_Modified="")
    collect(f"{odd.base}/p", delay=0)
    assert collect(f"{odd.base}/p", delay=0).unchanged == 3
    assert not {"if-none-match", "if-modified-since"} & set(odd.headers("/p/odd")[1])


@pytest.mark.parametrize(
    "address", ["http://a..b/", f"http://{'a' * 64}.example/", "http://_.invalid/", "http://xn--a/"]
)
def test_a_host_that_cannot_be_is_a_finding(collect: Any, address: str) -> None:
    account = collect(address, delay=0)
    assert [issue.code for issue in account.issues] == ["PM-HARV-002"]


def test_headers_that_are_none_are_a_finding(odd: Any, collect: Any) -> None:
    def broken(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nno header\r\n\r\n")
        handler.close_connection = True

    odd.put("/p/odd", broken)
    account = collect(f"{odd.base}/p", delay=0)
    assert [issue.code for issue in account.issues] == ["PM-HARV-003"]
    assert others_came(collect)
