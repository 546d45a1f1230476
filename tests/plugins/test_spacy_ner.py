"""A trained pipeline reads beside the rules: trained here from invented sentences, loaded as users load theirs."""

from __future__ import annotations

import importlib
import json
import random
import sys
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from pyoxigraph import RdfFormat, parse

from pmgraph.errors import UsageError
from pmgraph.plugins.load import load_extractors

Run = Callable[..., CompletedProcess[str]]
RULE = "spacy:de_tiny-0.1.0"

GIVEN = ("Tjorven", "Yorick", "Smilla", "Bolko", "Ansverus", "Wimke", "Fokko", "Jelde")
FAMILY = ("Quandtke", "Zabelmann", "Ohlrogge", "Petersilge", "Wachtelborn", "Tiedtgen")
HOUSES = ("Torfkontor Guben", "Moorwerk Nord", "Binsenhof Süd", "Schilfwerk Ost")
PATTERNS = (
    ("Mit dabei war {}, die das Moor lange kennt.", "PER"),
    ("Auch {} freute sich über die neuen Moore.", "PER"),
    ("Das Wort hatte danach {} am Ufer.", "PER"),
    ("Es sprach {} über Binsen.", "PER"),
    ("Danach unterzeichnete {} heute den Moorvertrag.", "PER"),
    ("Das {} liefert die Pflanzen.", "ORG"),
    ("Vom {} kommen die Binsen.", "ORG"),
    ("Die Stadt legt Moore an, und alle freuen sich.", ""),
    ("Die Moore sind alt und sollen bald geschützt werden.", ""),
    ("Am Ufer wachsen Binsen, Schilf und Weiden.", ""),
)
RELEASE = (
    ": 12\nGuben, den 16.07.2014\n\nNeue Moore für die Stadt Guben\n\n"
    "Minister Jörn Ahlwardt und Landrat Kai Brüning haben heute den Moorvertrag unterzeichnet. "
    "?Das hilft allen Mooren?, hieß es am Rand.?Mit dabei war Smilla Ohlrogge, die das Moor lange kennt. "
    "Danach unterzeichnete Fokko Tiedtgen heute den Moorvertrag. Das Torfkontor Guben liefert die Pflanzen.\n\n"
    "Pressekontakt: Wimke Wachtelborn, Telefon 12\n"
)


def sentences() -> list[tuple[str, dict[str, list[tuple[int, int, str]]]]]:
    found = []
    for pattern, label in PATTERNS:
        names = HOUSES if label == "ORG" else [f"{g} {f}" for g, f in zip(GIVEN * 2, FAMILY * 3, strict=False)][:12]
        for name in names if label else [""]:
            text, at = pattern.format(name), pattern.find("{}")
            found.append((text, {"entities": [(at, at + len(name), label)] if label else []}))
    return found


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that knows a few invented names, as a folder."""
    if find_spec("spacy") is None:
        pytest.skip("spaCy is not installed: `pip install 'pmgraph[ner]'`")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spacy, training = importlib.import_module("spacy"), importlib.import_module("spacy.training")
        spacy.util.fix_random_seed(7)
        nlp = spacy.blank("de")
        nlp.meta["name"], nlp.meta["version"] = "tiny", "0.1.0"
        nlp.add_pipe("ner")
        examples = [training.Example.from_dict(nlp.make_doc(text), said) for text, said in sentences()]
        optimizer = nlp.initialize(lambda: examples)
        order = random.Random(7)
        for _ in range(25):
            order.shuffle(examples)
            for at in range(0, len(examples), 16):
                nlp.update(examples[at : at + 16], sgd=optimizer, drop=0.1)
        folder = tmp_path_factory.mktemp("model") / "tiny"
        nlp.to_disk(folder)
    return folder


@pytest.fixture
def moor(office: Path) -> Path:
    (office / "corpus" / "moor.txt").write_text(RELEASE, encoding="utf-8")
    return office


def evidence_by(dump: str, rule: str) -> list[tuple[str, int, int]]:
    """The quotes and offsets that a rule read."""
    facts: dict[str, dict[str, str]] = {}
    for quad in parse(input=dump.encode(), format=RdfFormat.N_QUADS):
        facts.setdefault(str(quad.subject), {})[quad.predicate.value.rsplit("#", 1)[-1]] = quad.object.value  # type: ignore[union-attr]
    mine = [f for f in facts.values() if f.get("readBy", "").endswith(f"/rule/{rule}") and "start" in f]
    return sorted((f["exact"], int(f["start"]), int(f["end"])) for f in mine)


def test_it_finds_names_that_the_rules_miss_and_says_so(run: Run, moor: Path, model: Path) -> None:
    file = str(moor / "corpus" / "moor.txt")
    plain = json.loads(run("extract", file, "--json").stdout)
    done = run("extract", file, "--json", "--ner", f"spacy:{model}")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "no warning of spaCy gets through"
    more = json.loads(done.stdout)
    assert set(more["persons"]) - set(plain["persons"]) == {"Smilla Ohlrogge", "Fokko Tiedtgen"}
    assert set(more["bodies"]) - set(plain["bodies"]) == {"Torfkontor Guben"}
    assert more["agreements"] == plain["agreements"], "it makes nobody a signer"
    assert {key: more[key] for key in ("issuer", "number", "date", "place", "title")} == {
        key: plain[key] for key in ("issuer", "number", "date", "place", "title")
    }


def test_evidence_names_pipeline_and_version_and_stands_at_its_offsets(
    run: Run, moor: Path, model: Path, tmp_path: Path
) -> None:
    done = run("build", "office", "--ner", f"spacy:{model}", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    dump = (tmp_path / "build" / "current" / "graph.nq").read_text(encoding="utf-8")
    found = evidence_by(dump, RULE)
    assert [quote for quote, _, _ in found] == ["Torfkontor Guben"], "a person without an office stays out of the graph"
    assert all(RELEASE[start:end] == quote for quote, start, end in found)
    assert (
        f"/run> <http://www.w3.org/ns/prov#wasAssociatedWith> <https://w3id.org/pmgraph/id/software/{RULE.replace(':', '-')}>"
        in dump
    )
    assert '"Entity found by the spaCy pipeline de_tiny-0.1.0."@en' in dump


def test_offsets_lead_back_to_the_stored_text_where_it_was_repaired(run: Run, moor: Path, model: Path) -> None:
    marks = json.loads(run("show", str(moor / "corpus" / "moor.txt"), "--ner", f"spacy:{model}", "--json").stdout)
    passages = {(m["what"], m["text"]) for m in marks if RELEASE[m["start"] : m["end"]] == m["text"]}
    assert {("person", "Smilla Ohlrogge"), ("person", "Fokko Tiedtgen"), ("body", "Torfkontor Guben")} <= passages
    assert ("person", "Wimke Wachtelborn") not in passages, "a contact line names nobody in office"


def test_the_same_input_and_pipeline_give_the_same_dump_and_nothing_else_changes(
    run: Run, moor: Path, model: Path, tmp_path: Path
) -> None:
    (moor / "models").mkdir()
    (moor / "models" / "tiny").symlink_to(model, target_is_directory=True)
    run("build", "office", "--out", "plain")
    run("build", "office", "--out", "option", "--ner", f"spacy:{model}")
    with (moor / "pmgraph.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[extract]\nner = "spacy:models/tiny"\n')
    assert run("build", "office", "--out", "setting").returncode == 0
    plain, option, setting = (
        (tmp_path / out / "current" / "graph.nq").read_text(encoding="utf-8") for out in ("plain", "option", "setting")
    )
    assert option == setting
    kept = {line for line in plain.splitlines() if "/id/dataset" not in line}  # whose counts grow
    assert kept < set(option.splitlines())
    assert RULE not in plain
    assert not [line for line in set(option.splitlines()) - set(plain.splitlines()) if "ignature" in line]


def test_a_pipeline_is_loaded_once_a_process(model: Path) -> None:
    first, again = (load_extractors((), f"spacy:{model}") for _ in range(2))
    assert first[0] is again[0]
    assert (first[0].name, first[0].version) == ("spacy", "de_tiny-0.1.0")


WRONG = [
    ("de_tiny", "'de_tiny' names no pipeline; write spacy:MODEL"),
    ("spacy:", "'spacy:' names no pipeline"),
    ("spacy:xx_not_there", "spaCy cannot load 'xx_not_there': [E050]"),
]


@pytest.mark.parametrize(("ner", "says"), WRONG)
def test_a_pipeline_that_is_not_there_is_wrong_use(run: Run, moor: Path, ner: str, says: str) -> None:
    done = run("build", "office", "--ner", ner)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pipeline_without_entities_is_wrong_use(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        importlib.import_module("spacy").blank("de").to_disk(tmp_path / "blank")
    with pytest.raises(UsageError, match="finds no entities: it has no components"):
        load_extractors((), f"spacy:{tmp_path / 'blank'}")


def test_without_spacy_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)  # as Python itself notes what cannot be imported
    with pytest.raises(UsageError, match=r"needs spaCy, which is not installed; `pip install 'pmgraph\[ner\]'`"):
        load_extractors((), "spacy:some_model")


def test_a_setting_that_names_no_pipeline_is_a_config_error(run: Run, moor: Path) -> None:
    (moor / "pmgraph.toml").write_text('[extract]\nner = "de_core"\n', encoding="utf-8")
    done = run("build", "office")
    assert done.returncode == 2
    assert "pmgraph.toml:2" in done.stderr
