"""`pmgraph.toml`: found, read once, and every wrong key named with its line."""

from pathlib import Path

import pytest

from pmgraph.config import find_project, load_settings
from pmgraph.errors import ConfigError, UsageError
from pmgraph.model import PublishText


def write(folder: Path, text: str) -> Path:
    (folder / "pmgraph.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, ""))
    assert (settings.base, settings.publish_text) == ("https://w3id.org/pmgraph", PublishText.QUOTES)


def test_the_right_to_publish_goes_by_the_host_of_the_address(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[sources."presse.example.de"]\npublish_text = "full"\n'))
    assert settings.may_publish("https://presse.example.de/a") is PublishText.FULL
    assert settings.may_publish("https://other.example.de/a") is PublishText.QUOTES
    assert settings.may_publish(None) is PublishText.QUOTES


def test_extractors_and_a_pipeline_are_named_in_the_order_given(tmp_path: Path) -> None:
    text = '[extract]\nextractors = ["b", "a"]\nner = "spacy:models/mine"\n'
    settings = load_settings(write(tmp_path, text))
    assert (settings.extractors, settings.ner) == (("b", "a"), "spacy:models/mine")
    (tmp_path / "models" / "mine").mkdir(parents=True)
    assert load_settings(tmp_path).ner == f"spacy:{tmp_path / 'models' / 'mine'}"


WRONG = [
    ('[extract]\nner = "de_core"\n', 2, "'extract.ner' is 'de_core'"),
    ('[extract]\nextractor = ["a"]\n', 2, "did you mean 'extractors'?"),
    ('[dataset]\nbase = "https://a.example/x"\nlizenz = "x"\n', 3, "'dataset.lizenz' is no key here"),
    ('[dataset]\n\nbase = "ftp://a"\n', 3, "'ftp://a' is not an absolute http address"),
    ('[reading]\npublish_text = "some"\n', 2, "'reading.publish_text' is 'some'"),
    ('[sources."a.example"]\npublish = "full"\n', 2, "is no key here"),
    ("[dataset\n", 1, "not TOML"),
    ("a = " + "[" * 5000 + "\n", 1, "nested more than 30 deep"),
    ('[sources."Presse.example"]\n', 1, "'Presse.example' is no host; write it in lower case"),
]


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_a_wrong_setting_names_line_and_cure(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(write(tmp_path, text))
    problem = caught.value.problems[0]
    assert problem.where == f"{tmp_path / 'pmgraph.toml'}:{line}"
    assert says in problem.message


def test_the_project_is_data_or_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"no pmgraph.toml in data/ or \./; .* `pmgraph init FOLDER`"):
        find_project(None)
    write(tmp_path, "")
    assert find_project(None) == Path()
    (tmp_path / "data").mkdir()
    write(tmp_path / "data", "")
    assert find_project(None) == Path("data")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder; `pmgraph init"):
        find_project(tmp_path / "nowhere")


def test_a_file_that_is_not_utf_8_names_the_byte(tmp_path: Path) -> None:
    (tmp_path / "pmgraph.toml").write_bytes(b'[dataset]\ntitle_de = "Vertr\xe4ge"\n')
    with pytest.raises(ConfigError, match=r"pmgraph.toml:2: not UTF-8 at byte 27"):
        load_settings(tmp_path)
