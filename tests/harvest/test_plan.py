"""What is asked next: each address once, a list's pages before the next list, those not had before first."""

from __future__ import annotations

import re

import pytest

from pmgraph.harvest.addresses import Scope
from pmgraph.harvest.links import Form, Listing
from pmgraph.harvest.plan import Plan, Selected, Task, select

HOST = "https://host.example"


def addresses(*paths: str) -> tuple[str, ...]:
    return tuple(HOST + path for path in paths)


def order(plan: Plan, lists: dict[str, Selected]) -> list[str]:
    found = []
    while (task := plan.next()) is not None:
        found.append(task.address.removeprefix(HOST))
        if task.is_list and task.address in lists:
            plan.add(lists[task.address])
    return found


def test_the_order() -> None:
    plan = Plan(f"{HOST}/1", had=lambda address: address.endswith(("/a", "/c")))
    lists = {
        f"{HOST}/1": Selected(addresses("/a", "/b", "/c", "/d", "/b", "/2"), addresses("/2", "/1")),
        f"{HOST}/2": Selected(addresses("/e", "/a"), addresses("/1")),
    }
    assert order(plan, lists) == ["/1", "/b", "/d", "/a", "/c", "/2", "/e"]


def test_what_is_done_is_passed_over_and_counted() -> None:
    plan = Plan(f"{HOST}/1", had=lambda address: False, done=addresses("/a", "/z"))
    assert order(plan, {f"{HOST}/1": Selected(addresses("/a", "/b"), ())}) == ["/1", "/b"]
    assert plan.skipped == 1


def test_what_is_left_is_counted() -> None:
    plan = Plan(f"{HOST}/1", had=lambda address: False)
    assert plan.next() == Task(f"{HOST}/1", True)
    plan.add(Selected(addresses("/a", "/b"), addresses("/2")))
    assert plan.left == (2, 1)


def test_where_the_first_address_led_is_not_asked_again() -> None:
    plan = Plan(f"{HOST}/1", had=lambda address: False)
    plan.next()
    plan.settle(f"{HOST}/one/")
    plan.add(Selected(addresses("/one/", "/one/a"), addresses("/one/")))
    assert order(plan, {}) == ["/one/a"]


LISTING = Listing(
    (*addresses("/p/a", "/p/", "/p/b.pdf", "/p/bild.JPG", "/q/c", "/p/?druck=1"), "https://other.example/p/d"),
    (f"{HOST}/p/?2", "https://other.example/p/?3"),
)


@pytest.mark.parametrize(
    ("form", "match", "pages", "elsewhere"),
    [
        (Form.HTML, None, ["/p/a", "/p/b.pdf"], 1),
        (Form.HTML, r"/(a|c|d)$", ["/p/a", "/q/c"], 2),
        (Form.FEED, None, ["/p/a", "/p/", "/p/b.pdf", "/p/bild.JPG", "/q/c", "/p/?druck=1"], 2),
        (Form.SITEMAP, r"\.pdf$", ["/p/b.pdf"], 1),
    ],
)
def test_the_links_that_are_followed(form: Form, match: str | None, pages: list[str], elsewhere: int) -> None:
    pattern = re.compile(match) if match is not None else None
    found = select(LISTING, form, page=f"{HOST}/p/", folder="/p/", scope=Scope(f"{HOST}/p/"), match=pattern)
    assert found == Selected(addresses(*pages), addresses("/p/?2"), (("other.example", elsewhere),))
