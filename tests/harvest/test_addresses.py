"""Addresses have one spelling, and the scope of a harvest has an edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgraph.curated import Sidecar
from pmgraph.harvest.addresses import Scope, canonical, folder_of, registrable
from pmgraph.tables.sidecars import _Sidecar


@pytest.mark.parametrize(
    ("address", "spelt"),
    [
        ("HTTP://Host.Example:80", "http://host.example/"),
        ("https://host.example:443/a/?b#c", "https://host.example/a/?b"),
        ("https://host.example:8443/a", "https://host.example:8443/a"),
        ("https://user:secret@host.example/", "https://host.example/"),
        ("https://köln.example/straße", "https://xn--kln-sna.example/stra%C3%9Fe"),
        ("https://host.example/a%20b%2F|c", "https://host.example/a%20b%2F%7Cc"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("file:///etc/passwd", None),
        ("host.example/a", None),
        ("https:///a", None),
        ("https://host.example:port/", None),
        ("http://[::1/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_an_address_in_one_spelling(address: str, spelt: str | None) -> None:
    assert canonical(address) == spelt


@given(st.text(max_size=40), st.text(max_size=20))
def test_every_spelling_is_stable_and_a_sidecar_takes_it(path: str, query: str) -> None:
    spelt = canonical(f"/{path}?{query}", "https://host.example/a/")
    if spelt is not None:
        assert canonical(spelt) == spelt
        assert _Sidecar(url=spelt).url == Sidecar(url=spelt).url


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("https://h/presse", "/presse/"),
        ("https://h/presse/", "/presse/"),
        ("https://h/presse/index.php?p=1", "/presse/"),
        ("https://h/presse/release.html", "/presse/release.html/"),
        ("https://h/", "/"),
    ],
)
def test_the_folder_of_a_list(address: str, folder: str) -> None:
    assert folder_of(address) == folder


@pytest.mark.parametrize(
    ("host", "domain"),
    [("presse.sachsen-anhalt.de", "sachsen-anhalt.de"), ("a.b.co.uk", "b.co.uk"), ("de", None), ("localhost", None),
     ("127.0.0.1", None), ("::1", None)],
)  # fmt: skip
def test_the_registrable_domain(host: str, domain: str | None) -> None:
    assert registrable(host) == domain


START = "https://presse.land.de/liste"


@pytest.mark.parametrize(
    ("target", "link", "redirect"),
    [
        ("https://presse.land.de/a", True, True),
        ("http://presse.land.de/a", True, True),
        ("https://presse.land.de:8443/a", False, False),
        ("https://www.land.de/a", False, True),
        ("https://www.land.de:8443/a", False, False),
        ("https://other.de/a", False, False),
        ("https://evilland.de/a", False, False),
        ("https://cdn.example/a", True, True),
    ],
)
def test_the_scope(target: str, link: bool, redirect: bool) -> None:
    scope = Scope(START, frozenset({"cdn.example"}))
    assert scope.links_to(target, START) is link
    assert scope.redirects_to(target) is redirect


def test_public_suffixes_are_no_common_domain() -> None:
    assert not Scope("https://a.co.uk/").redirects_to("https://b.co.uk/")
    assert not Scope("http://127.0.0.1/").redirects_to("http://10.0.0.1/")
