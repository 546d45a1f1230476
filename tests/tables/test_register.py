"""The register: the one that ships, and every wrong cell with its line and cure."""

from pathlib import Path

import pycountry
import pytest

from pmgraph.concepts import read_concepts
from pmgraph.curated import Register
from pmgraph.errors import ConfigError
from pmgraph.tables.register import COLUMNS, read_register

CONCEPTS = read_concepts()
BODIES = ",".join(COLUMNS["bodies.csv"]) + "\n"
ROW = "st,Land Sachsen-Anhalt,State of Saxony-Anhalt,Sachsen-Anhalt | das Land,land,,st,http://a.example/1 | http://a.example/2,,a release\n"


def read(tmp_path: Path, **files: str) -> Register:
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_register(tmp_path, "register", CONCEPTS.slugs)


def test_the_shipped_register_names_a_source_in_every_row(root: Path) -> None:
    register = read_register(root / "data" / "register", "register", CONCEPTS.slugs)
    assert [b.id for b in register.bodies if b.jurisdiction == "st"] == [
        "st", "st-landesregierung", "st-mf", "st-sgsa", "st-lkt", "st-staatskanzlei", "st-kultusministerium",
        "st-ministerium-bildung", "st-ministerium-innern", "st-ministerium-wirtschaft-arbeit",
        "st-ministerium-wissenschaft-wirtschaft", "st-ministerium-landwirtschaft-umwelt", "st-juedische-gemeinschaft",
        "st-kaschade-stiftung", "st-foerderkreis-stendal",
    ]  # fmt: skip
    assert all(row.source for row in (*register.bodies, *register.posts, *register.places))
    assert {b.id: b.parent for b in register.bodies}["st-mf"] == "st-landesregierung"


def test_the_shipped_register_has_the_sixteen_laender(root: Path) -> None:
    register = read_register(root / "data" / "register", "register", CONCEPTS.slugs)
    laender = {s.code.removeprefix("DE-").lower(): s.name for s in pycountry.subdivisions.get(country_code="DE")}
    found = {b.id: b for b in register.bodies if b.kind == "land"}
    assert set(found) == set(laender)
    assert {id_: name in b.names and b.jurisdiction == id_ for id_, b in found.items() for name in [laender[id_]]} == (
        dict.fromkeys(laender, True)
    )


def test_a_cell_may_hold_several_values(tmp_path: Path) -> None:
    (body,) = read(tmp_path, bodies=BODIES + ROW).bodies
    assert body.alternatives == ("Sachsen-Anhalt", "das Land")
    assert body.same_as == ("http://a.example/1", "http://a.example/2")
    assert body.line == 2


def test_files_that_are_not_there_are_empty(tmp_path: Path) -> None:
    assert read(tmp_path) == Register()


WRONG = [
    (BODIES + ROW.replace(",land,", ",Land,"), 2, "kind 'Land' is no body type; did you mean 'land'?"),
    (BODIES + ROW.replace("st,Land", "S T,Land", 1), 2, "id 'S T' is no slug"),
    (BODIES + ROW.replace("a release", ""), 2, "column 'source' is empty"),
    (BODIES + ROW + ROW, 3, "id 'st' stands in line 2 too"),
    (BODIES + ROW.replace(",land,,", ",land,st-x,"), 2, "parent 'st-x' is no id of this file"),
    (BODIES + ROW.replace("http://a.example/1", "Q1206"), 2, "same_as: 'Q1206' is not an absolute http address"),
    (BODIES + "st,Land\n", 2, "2 cells in a row of 10 columns"),
    (BODIES.replace("label_de", "lable_de") + ROW, 1, "'lable_de' is no column here; did you mean 'label_de'?"),
]


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_a_wrong_cell_names_line_value_and_cure(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, bodies=text)
    problem = caught.value.problems[0]
    assert problem.where == f"register/bodies.csv:{line}"
    assert says in problem.message


def test_a_post_needs_a_body_of_the_register(tmp_path: Path) -> None:
    posts = ",".join(COLUMNS["posts.csv"]) + "\nst-mf,staatssekretaer,Staatssekretär,,a release\n"
    with pytest.raises(ConfigError, match=r"register/posts.csv:2: body 'st-mf' is no id of bodies.csv"):
        read(tmp_path, bodies=BODIES + ROW, posts=posts)


MOVED = ",".join(COLUMNS["moved.csv"]) + "\n"


def test_a_moved_name_says_where_and_why(tmp_path: Path) -> None:
    (row,) = read(tmp_path, moved=MOVED + "body/st-alt,body/st-mf,two rows were one\n").moved
    assert (row.old, row.new, row.source, row.line) == ("body/st-alt", "body/st-mf", "two rows were one", 2)


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ("body/a,body/a,x\n", 2, "old 'body/a' leads back to itself"),
        ("body/a,body/b,x\nbody/b,body/c,x\nbody/c,body/a,x\n", 2, "leads back to itself"),
        ("body/z,body/a,x\nbody/a,body/b,x\nbody/b,body/a,x\n", 3, "old 'body/a' leads back"),
        ("body/a,body/b,x\nbody/a,body/c,x\n", 3, "old 'body/a' stands in line 2 too"),
        ("https://w3id.org/pmgraph/id/body/a,body/b,x\n", 2, "write what stands behind /id/"),
        ("body/a,,x\n", 2, "column 'new' is empty"),
        ("body/a,body/b,\n", 2, "column 'source' is empty"),
    ],
)
def test_a_wrong_move_names_its_line(tmp_path: Path, rows: str, line: int, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, moved=MOVED + rows)
    assert any(p.where == f"register/moved.csv:{line}" and says in p.message for p in caught.value.problems)
