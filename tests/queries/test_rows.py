"""What each question answers on the release of 2014, the register, and the record of 2006."""

from collections.abc import Callable

import pytest

Rows = list[dict[str, str]]
NEW = "id/agreement/st/2014/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government"
OLD = NEW.replace("2014", "2006")
NAME = "Rahmenvereinbarung über Zusammenarbeit in Bereichen IKT und E-Government (2014)"
R = "id/release/st-mf/2014/31"
LAND, MF, SGSA, LKT = (
    "Land Sachsen-Anhalt",
    "Ministerium der Finanzen des Landes Sachsen-Anhalt",
    "Städte- und Gemeindebund Sachsen-Anhalt",
    "Landkreistag Sachsen-Anhalt",
)
CIO = "Beauftragter der Landesregierung für Informationstechnik (CIO)"

EXPECTED: dict[str, tuple[tuple[str, ...], list[tuple[str | None, ...]]]] = {
    "q01": (
        ("agreement", "label", "status", "wording", "date"),
        [
            (OLD, "Erste Rahmenvereinbarung (2006)", "erwähnt", "vom 9. Januar 2006", "2006-01-09"),
            (NEW, NAME, "erneuert", "am Mittwoch", "2014-07-16"),
        ],
    ),
    "q02": (
        ("agreement", "label", "body", "name", "type"),
        [
            (NEW, NAME, "id/body/st", LAND, "Land"),
            (NEW, NAME, "id/body/st-lkt", LKT, "kommunaler Spitzenverband"),
            (NEW, NAME, "id/body/st-sgsa", SGSA, "kommunaler Spitzenverband"),
        ],
    ),
    "q03": (
        ("agreement", "name", "body", "capacity"),
        [
            (NEW, "Heinz-Lothar Theel", LKT, "Geschäftsführer des Landkreistags Sachsen-Anhalt"),
            (NEW, "Jürgen Leindecker", SGSA, "Geschäftsführer des Städte- und Gemeindebundes Sachsen-Anhalt"),
            (NEW, "Michael Richter", LAND, CIO),
        ],
    ),
    "q04": (("new", "old", "newYear", "oldYear", "years"), [(NEW, OLD, "2014", "2006", "8")]),
    "q05": (("agreement", "label", "predecessor", "predecessorLabel"), [(NEW, NAME, OLD, "Erste Rahmenvereinbarung (2006)")]),
    "q06": (("agreement", "name", "factuality"), [(NEW, "Koordinierungsgremium", "beabsichtigt")]),
    "q07": (("issuer", "name", "year", "releases"), [("id/body/st-mf", MF, "2014", "1")]),
    "q09": (
        ("name", "post", "body", "day"),
        [
            ("Heinz-Lothar Theel", "Geschäftsführer des Landkreistags Sachsen-Anhalt", LKT, "2014-07-16"),
            ("Jürgen Leindecker", "Geschäftsführer des Städte- und Gemeindebundes Sachsen-Anhalt", SGSA, "2014-07-16"),
            ("Michael Richter", CIO, "Landesregierung Sachsen-Anhalt", "2014-07-16"),
            ("Michael Richter", "Staatssekretär im Ministerium der Finanzen", MF, "2014-07-16"),
        ],
    ),
    "q10": (
        ("concept", "agreements"),
        [
            ("voc:e-government", "1"),
            ("voc:ikt", "1"),
            ("voc:digitale-verwaltungsablaeufe", "1"),
            ("voc:online-dienstleistungen", "1"),
        ],
    ),
    "q13": (("signing", "earliest", "latest"), [(f"{NEW}/signing", "2014-07-16", "2014-07-16")]),
    "q14": (
        ("name", "signedFor", "memberOf"),
        [("Michael Richter", LAND, "Landesregierung Sachsen-Anhalt"), ("Michael Richter", LAND, MF)],
    ),
    "q15": (("agreement", "parties", "signatures"), [(OLD, "0", "0")]),
    "q16": (
        ("issuer", "name", "street", "postalCode", "town", "telephone", "mail"),
        [
            (
                "id/body/st-mf", "Ministerium der Finanzen, Pressestelle", "Editharing 40", "39108", "Magdeburg",
                "tel:+49-391-567-1105", "mailto:presse.mf@sachsen-anhalt.de",
            )
        ],
    ),
    "q17": (
        ("thing", "label", "external"),
        [
            ("id/body/st", LAND, "http://dcat-ap.de/def/politicalGeocoding/stateKey/15"),
            ("id/body/st", LAND, "http://www.wikidata.org/entity/Q1206"),
            ("id/place/15003000", "Magdeburg", "http://www.wikidata.org/entity/Q1733"),
        ],
    ),
    "q19": (
        ("kind", "type", "signatures"),
        [("voc:kommunaler-spitzenverband", "kommunaler Spitzenverband", "2"), ("voc:land", "Land", "1")],
    ),
    "q21": (
        ("agreement", "label", "from", "until", "inForce"),
        [(OLD, "Erste Rahmenvereinbarung (2006)", None, None, "unbekannt"), (NEW, NAME, None, None, "unbekannt")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_rows_of_a_query_in_their_order(rows: Callable[..., Rows], name: str) -> None:
    columns, expected = EXPECTED[name]
    assert [tuple(row.get(column) for column in columns) for row in rows(name)] == expected


def test_q08_tells_direct_from_indirect_speech(rows: Callable[..., Rows]) -> None:
    found = rows("q08")
    assert [row["mode"] for row in found] == ["direkte Rede"] * 4 + ["indirekte Rede"] * 3
    assert {row["name"] for row in found} == {"Michael Richter"}
    assert [row["text"].split(",")[0] for row in found if row["mode"] == "direkte Rede"][1:3] == [
        "Wir wollen",
        "Die Bürgerinnen und Bürger erwarten",
    ]
    assert "So biete die moderne IKT Möglichkeiten zur Verringerung der Verwaltungskosten." in [
        row["text"] for row in found
    ]


def test_q11_gives_the_passage_the_rule_and_how_sure_it_is(rows: Callable[..., Rows]) -> None:
    found = rows("q11")
    assert len(found) == 12, "four passages for each of three signatures"
    theel = [
        (r["property"], r["exact"], r["start"], r["end"], r["factuality"])
        for r in found
        if r["name"] == "Heinz-Lothar Theel"
    ]
    assert theel == [
        ("pm:inCapacity", "Geschäftsführer", "756", "771", "ausdrücklich"),
        ("pm:onBehalfOf", "Landkreistags", "833", "846", "ausdrücklich"),
        ("pm:signatory", "Heinz-Lothar Theel", "848", "866", "ausdrücklich"),
        ("pm:hasSignature", "setzten ihre Unterschrift unter", "868", "899", "ausdrücklich"),
    ]
    (land,) = [r for r in found if r["name"] == "Michael Richter" and r["property"] == "pm:onBehalfOf"]
    assert (land["factuality"], land["rule"]) == ("erschlossen", "id/rule/signatory.for-land")
    assert {r["text"] for r in found} == {f"{R}/text/58b97810c053"}


def test_q12_lists_open_and_resolved_issues_with_their_reason(rows: Callable[..., Rows]) -> None:
    found = {(r["code"], r["target"]): r for r in rows("q12")}
    assert {(key[0], row["state"]) for key, row in found.items()} >= {
        ("PM-DATE-002", "geklärt"),
        ("PM-DATE-004", "geklärt"),
        ("PM-HEAD-001", "offen"),
        ("PM-TEXT-001", "offen"),
    }
    assert "2014-07-09" in found["PM-DATE-002", f"{NEW}/signing"]["why"]
    assert found["PM-DATE-004", R]["kind"] == "Datum im Kopf weicht von der Adresse ab"


def test_q18_lists_what_is_inferred_or_planned(rows: Callable[..., Rows]) -> None:
    found = rows("q18")
    assert len(found) >= 11
    told = {(r["property"], r.get("value"), r["factuality"]) for r in found}
    assert ("pm:providesFor", "id/body/st-koordinierungsgremium-18dde7", "beabsichtigt") in told
    assert ("pm:edtfDate", "[2014-07-09,2014-07-16]", "erschlossen") in told
    assert ("pm:edtfDate", "2014-07-16", "erschlossen") in told
    assert ("pm:onBehalfOf", None, "erschlossen") in told
    assert ("http://www.w3.org/ns/org#organization", None, "erschlossen") in told
    assert all(r["factuality"] != "ausdrücklich" for r in found)


def test_q20_leads_to_the_software_and_the_text(rows: Callable[..., Rows]) -> None:
    (row,) = rows("q20")
    assert (row["release"], row["run"]) == (R, f"{R}/run")
    assert row["software"].startswith("pmgraph ")
    assert row["sha256"].startswith("58b97810c053")


LISTED = (2, 3, 3, 1, 1, 1, 1, 7, 4, 4, 1, 3, 1, 2, 1, 1, 3, 11, 2, 1, 2)


@pytest.mark.parametrize(("number", "least"), tuple(enumerate(LISTED, 1)))
def test_there_are_at_least_the_rows_that_the_sample_of_the_design_has(
    rows: Callable[..., Rows], number: int, least: int
) -> None:
    found = len(rows(str(number)))
    assert found == least if number not in range(11, 19) else found >= least
