"""Answers given again: only whole ones, only those that stay true, and never more than the room allows."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmgraph.serve.cache import ReplyCache
from pmgraph.serve.execute import Job, Outcome, Reply


def job(query: str, results: str = "json") -> Job:
    return Job(query=query, results=results, triples="turtle")


def done(body: bytes = b"{}") -> Reply:
    return Reply(Outcome.DONE, format="json", body=body)


def test_reply_comes_back_for_the_same_question_in_the_same_format() -> None:
    cache = ReplyCache(1_000_000)
    cache.put(job("ASK {}"), done(b"1"))
    assert cache.get(job("ASK {}")) == done(b"1")
    assert cache.get(job("ASK {}", "xml")) is None
    assert cache.get(job("ASK { }")) is None
    assert cache.get(Job(query="ASK {}", results="json", triples="turtle", default_graphs=("http://g",))) is None


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (RAND() AS ?x) {}",
        "SELECT (now () AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (StrUUID() AS ?x) {}",
        "SELECT (BNODE() AS ?x) {}",
        r"SELECT (\u0052AND() AS ?x) {}",
    ],
)
def test_answer_that_changes_from_call_to_call_is_not_kept(query: str) -> None:
    cache = ReplyCache(1_000_000)
    cache.put(job(query), done())
    assert len(cache) == 0


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.DONE])
def test_failure_is_not_kept(outcome: Outcome) -> None:
    cache = ReplyCache(1_000_000)
    cache.put(job("ASK {}"), Reply(outcome, "why"))
    assert len(cache) == 0


def test_longest_unasked_leaves_first() -> None:
    cache = ReplyCache(20_000)
    for n in range(9):
        cache.put(job(f"ASK {{}} # {n}"), done(b"x" * 1_000))
        cache.get(job("ASK {} # 0"))
    kept = [n for n in range(9) if cache.get(job(f"ASK {{}} # {n}"))]
    assert kept == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    cache.get(job("ASK {} # 0"))
    cache.put(job("ASK {} # 9"), done(b"x" * 1_400))
    kept = [n for n in range(10) if cache.get(job(f"ASK {{}} # {n}"))]
    assert kept == [0, 2, 3, 4, 5, 6, 7, 8, 9]


def test_single_answer_that_would_push_out_the_rest_is_not_kept() -> None:
    cache = ReplyCache(80_000)
    cache.put(job("ASK {}"), done(b"x" * 8_900))
    cache.put(job("ASK { }"), done(b"x" * 9_100))
    assert cache.get(job("ASK {}")) is not None
    assert cache.get(job("ASK { }")) is None


def test_reply_put_twice_counts_once() -> None:
    cache = ReplyCache(16_000)
    for _ in range(50):
        cache.put(job("ASK {}"), done(b"x" * 900))
    cache.put(job("ASK { }"), done(b"x" * 900))
    assert len(cache) == 2


def test_no_room_keeps_nothing() -> None:
    cache = ReplyCache(0)
    cache.put(job("ASK {}"), done())
    assert len(cache) == 0


@pytest.mark.parametrize(("room", "answered"), [(1_000_000, 200), (0, 503)])
def test_server_answers_again_without_a_worker(dump: Path, serve: Callable[..., Any], room: int, answered: int) -> None:
    with serve(dump, workers=1, seconds=1, cache_bytes=room) as server:
        assert server.query("ASK { ?s a foaf:Person }", format="xml").status == 200
        assert server.query("SELECT (RAND() AS ?x) {}").body != server.query("SELECT (RAND() AS ?x) {}").body
        (worker,) = server.workers()
        os.kill(worker, signal.SIGSTOP)
        again = server.query("ASK { ?s a foaf:Person }", format="xml")
        assert again.status == answered
        if answered == 200:
            assert "<boolean>true</boolean>" in again.text
