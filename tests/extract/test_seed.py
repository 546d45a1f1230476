"""The 2014 release, read from end to end: every value of its record, and the passage that each was read from."""

from pathlib import Path

import pytest

from pmgraph.curated import Portal, Sidecar
from pmgraph.extract.content import Topic, TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Factuality
from pmgraph.reading import Reading, SpeechMode, Status
from pmgraph.sources.text import read_text
from pmgraph.text.layout import read_layout

SEED = Path(__file__).parents[2] / "data" / "corpus" / "000_e0aaa5cb92dd628b.txt"
ADDRESS = "https://presse.sachsen-anhalt.de/not-rated/2014/07/16/kooperation/"
PORTAL = Portal(
    id="presse-sachsen-anhalt",
    hosts=("presse.sachsen-anhalt.de",),
    url_date=r"/(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/",
    header_utc_summer=True,
    jurisdiction="st",
    reason="measured",
)
TOPICS = TopicIndex(
    (
        Topic("ikt", ("IKT", "Informations- und Kommunikationstechnologie")),
        Topic("e-government", ("E-Government",)),
        Topic("digitale-verwaltungsablaeufe", ("digitalisierte Verwaltungsabläufe",)),
        Topic("online-dienstleistungen", ("elektronische Dienstleistungen",)),
    )
)


def read(*, address: bool) -> Reading:
    sidecar = Sidecar(url=ADDRESS) if address else None
    document, _ = read_text(SEED.read_bytes(), key="seed", path=SEED.name, sidecar=sidecar)
    return read_release(read_layout(document), Knowledge(TOPICS, PORTAL if address else None))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(address=True)


def test_header_title_and_imprint(reading: Reading) -> None:
    record = as_record(reading)
    assert record["issuer"] == "Ministerium der Finanzen"
    assert (record["number"], record["date"], record["place"]) == ("31", "2014-07-15", "Magdeburg")
    assert record["title"].startswith("Kooperation zwischen Land und Kommunen erneuert")
    (imprint,) = reading.layout.imprints
    values = [imprint.street, imprint.postal_code, imprint.town, imprint.telephone, imprint.fax, imprint.email]
    assert [c.value for c in values if c is not None] == [
        "Editharing 40",
        "39108",
        "Magdeburg",
        "(0391) 567-1105",
        "(0391) 567-1390",
        "presse.mf@sachsen-anhalt.de",
    ]


def test_agreement_of_2014_renews_that_of_2006(reading: Reading) -> None:
    new, old = reading.agreements
    assert new.name.value == "Rahmenvereinbarung über Zusammenarbeit in Bereichen IKT und E-Government"
    assert (new.kind, new.status) == ("Rahmenvereinbarung", Status.RENEWED)
    assert new.predecessor == old
    assert [p.value.name for p in new.parties] == ["Land Sachsen-Anhalt", "Städte- und Gemeindebund", "Landkreistag"]
    assert (old.name.value, old.status) == ("Erste Rahmenvereinbarung", Status.MENTIONED)
    assert old.signing is not None
    assert [d.edtf for d in old.signing.dates] == ["2006"]
    assert not old.parties, "the parties of 2006 are not stated"


def test_three_signatures_with_spans_of_their_own(reading: Reading) -> None:
    signing = reading.agreements[0].signing
    assert signing is not None
    signed = {s.person.value.name: s for s in signing.signatures}
    assert {name: s.body.value.name for name, s in signed.items() if s.body} == {
        "Michael Richter": "Land Sachsen-Anhalt",
        "Jürgen Leindecker": "Städte- und Gemeindebund",
        "Heinz-Lothar Theel": "Landkreistag",
    }
    assert [o.role.value for o in signed["Michael Richter"].offices] == [
        "Finanzstaatssekretär",
        "Beauftragter der Landesregierung für Informationstechnik (CIO)",
    ]
    assert [o.role.value for o in signed["Heinz-Lothar Theel"].offices] == ["Geschäftsführer"]
    for signature in signed.values():
        assert signature.body is not None
        spans = {
            signature.person.evidence[0].span,
            signature.body.evidence[0].span,
            signature.offices[0].role.evidence[0].span,
            signature.verb.span,
        }
        assert len(spans) == 4
    assert signed["Michael Richter"].body is not None
    assert signed["Michael Richter"].body.evidence[0].factuality is Factuality.INFERRED


def test_with_the_address_the_signing_is_one_day(reading: Reading) -> None:
    signing = reading.agreements[0].signing
    assert signing is not None
    assert [(d.edtf, d.rule) for d in signing.dates] == [
        ("2014-07-16", "date.weekday-of-issue"),
        ("[2014-07-09,2014-07-16]", "date.weekday-near-dateline"),
    ]
    assert [(d.edtf, d.rule) for d in reading.issued] == [
        ("2014-07-16", "portal.header-utc-summer"),
        ("2014-07-15", "header.dateline"),
        ("2014-07-16", "address.path-date"),
    ]
    (issue,) = [i for i in reading.issues if i.code == "PM-DATE-002"]
    assert issue.resolved_by == "date.weekday-of-issue"


def test_without_the_address_both_wednesdays_stay_possible() -> None:
    reading = read(address=False)
    signing = reading.agreements[0].signing
    assert signing is not None
    assert [d.edtf for d in signing.dates] == ["[2014-07-09,2014-07-16]"]
    (issue,) = [i for i in reading.issues if i.code == "PM-DATE-002"]
    assert issue.resolved_by is None
    assert as_record(reading)["agreements"][0]["signed_on"] is None


def test_seven_statements_of_one_speaker(reading: Reading) -> None:
    assert [s.mode for s in reading.statements] == [
        SpeechMode.DIRECT,
        SpeechMode.INDIRECT,
        SpeechMode.INDIRECT,
        SpeechMode.DIRECT,
        SpeechMode.DIRECT,
        SpeechMode.INDIRECT,
        SpeechMode.DIRECT,
    ]
    assert {s.speaker.value.name for s in reading.statements} == {"Michael Richter"}
    assert reading.statements[-1].text.value.startswith("Wozu andere Bundesländer")
    assert "arbeiten ? und nicht zuletzt" in reading.statements[-1].text.value, "the stored text is never mended"


def test_topics_committee_and_services(reading: Reading) -> None:
    new = reading.agreements[0]
    assert {t.value for t in new.topics} == {
        "ikt",
        "e-government",
        "digitale-verwaltungsablaeufe",
        "online-dienstleistungen",
    }
    (committee,) = new.provides_for
    assert committee.value.name == "Koordinierungsgremium"
    assert committee.evidence[0].factuality is Factuality.PLANNED
    assert [s.name for s in reading.services] == ["Landesportal", "Formularserver"]
