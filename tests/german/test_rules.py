"""Every declared rule is proved by its own examples, and stays silent on its counter-examples."""

import pytest

from pmgraph.extract.content import Topic, TopicIndex
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.extract.verify import evidence_of
from pmgraph.german.rules import READING
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

KNOWLEDGE = Knowledge(TopicIndex((Topic("moore", ("Moore",)),)))
# Rules that no text alone can make fire, or whose id only stands in date claims made of another rule's evidence.
WITHOUT_EXAMPLE = {"topic.wording", "date.weekday"}


def fired(text: str) -> set[str]:
    document = Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    reading = read_release(read_layout(document), KNOWLEDGE)
    rules = {e.rule for e in evidence_of(reading)}
    for agreement in reading.agreements:
        rules |= {d.rule for d in agreement.signing.dates} if agreement.signing else set()
        rules |= {d.rule for d in (*agreement.term.begins, *agreement.term.ends)} if agreement.term else set()
    return rules


EXAMPLES = [(r.id, text) for r in READING for text in r.examples]
COUNTER_EXAMPLES = [(r.id, text) for r in READING for text in r.counter_examples]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_rule_reads_its_example(rule: str, text: str) -> None:
    assert rule in fired(text)


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_rule_is_silent_on_its_counter_example(rule: str, text: str) -> None:
    assert rule not in fired(text)


def test_every_rule_has_examples_and_says_its_purpose_in_two_languages() -> None:
    for rule in READING:
        assert rule.english.endswith((".", "«"))
        assert rule.german.endswith((".", "«"))
        if rule.id not in WITHOUT_EXAMPLE:
            assert rule.examples, rule.id
            assert rule.counter_examples, rule.id
    assert len({r.id for r in READING}) == len(READING)
