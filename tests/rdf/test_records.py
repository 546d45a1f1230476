"""An editor's record in the graph: the same terms as a release, with the record as the source of each fact."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from pmgraph.curated import Curated, EditorRecord, RecordAgreement, RecordSignatory
from pmgraph.iris import Iris
from pmgraph.model import DateClaim
from pmgraph.rdf.records import map_record
from pmgraph.rdf.terms import Quad
from pmgraph.vocab import BIBO, DCTERMS, FOAF, OPENGOV, ORG, PM, PROV, RDF, SCHEMA, SKOS, TIME, VOC

BASE = "https://w3id.org/pmgraph"
HERE = f"{BASE}/id/record/example"
Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]


def body_id(name: str, jurisdiction: str) -> tuple[str, bool]:
    known = {"Ministerium der Finanzen": "st-mf", "Land Sachsen-Anhalt": "st"}
    return (known[name], True) if name in known else (f"{jurisdiction}-{name.lower().replace(' ', '-')}", False)


def record(*agreements: RecordAgreement, issued: str | None = "2013-09-04") -> EditorRecord:
    return EditorRecord(
        slug="example", path="records/example.yaml", source="https://example.org/news", title="Bund fürs Archiv",
        publisher="Landesarchiv", issued=issued, entered="2026-11-24", jurisdiction="st", agreements=agreements, note="Aus der Presse.",
    )  # fmt: skip


def agreement(**changes: object) -> RecordAgreement:
    values: dict[str, object] = {
        "id": None,
        "name": "Vertrag über das Archiv",
        "kind": "Vertrag",
        "status": "signed",
        "line": 7,
    }
    return RecordAgreement(**(values | changes))  # type: ignore[arg-type]


def test_the_record_names_its_source_and_the_day_it_was_entered(iris: Iris, facts: Facts) -> None:
    w = map_record(record(agreement()), iris, body_id)
    assert {q.g for q in w.quads} == {f"<{BASE}/graph/record/example>"}
    said = facts(w.quads, HERE)
    assert said[RDF("type")] == [PM("EditorialRecord")]
    assert said[DCTERMS("source")] == ["https://example.org/news"]
    assert said[DCTERMS("title")] == ["Bund fürs Archiv"]
    assert said[PM("enteredOn")] == ["2026-11-24"]
    assert said[DCTERMS("bibliographicCitation")] == ["Bund fürs Archiv (Landesarchiv, 2013-09-04)"]
    assert said[SKOS("editorialNote")] == ["Aus der Presse."]
    assert said[SCHEMA("about")] == [f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv"]


def test_an_agreement_of_its_own_has_title_kind_and_status(iris: Iris, facts: Facts) -> None:
    w = map_record(
        record(agreement(signed_on="2013-09-02", signed_at="Halle", parties=("Land Sachsen-Anhalt", "Verein Archiv"))),
        iris,
        body_id,
    )
    here = f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv"
    said = facts(w.quads, here)
    assert said[RDF("type")] == [PM("Agreement")]
    assert said[DCTERMS("title")] == ["Vertrag über das Archiv"]
    assert said[PM("agreementKind")] == [VOC("vertrag")]
    assert said[PM("agreementStatus")] == [VOC("signed")]
    assert said[PROV("wasDerivedFrom")] == [HERE]
    assert set(said[PM("hasParty")]) == {f"{BASE}/id/body/st", f"{BASE}/id/body/st-verein-archiv"}
    assert facts(w.quads, f"{BASE}/id/body/st") == {}, "the register describes it"
    assert facts(w.quads, f"{BASE}/id/body/st-verein-archiv")[ORG("classification")] == [VOC("verband")]
    signing = facts(w.quads, f"{here}/signing")
    assert signing[PROV("wasDerivedFrom")] == [HERE]
    assert signing[PROV("atLocation")] == [f"{BASE}/id/place/st-halle"]
    assert facts(w.quads, f"{BASE}/id/place/st-halle")[SKOS("prefLabel")] == ["Halle"]


def test_a_term_is_in_the_same_terms_as_that_of_a_release(iris: Iris, facts: Facts) -> None:
    typed = agreement(in_force_from="2013-10-01", in_force_until="2018", term="P5Y", extended_by="P1Y")
    w = map_record(record(typed), iris, body_id)
    here = f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv"
    assert facts(w.quads, here)[DCTERMS("temporal")] == [f"{here}/term"]
    term = facts(w.quads, f"{here}/term")
    assert (term[TIME("hasXSDDuration")], term[PM("extendedBy")]) == (["P5Y"], ["P1Y"])
    assert term[PROV("wasDerivedFrom")] == [HERE]
    assert term[TIME("hasEnd")] == [f"{here}/term/end"]
    (claim,) = [q.s.strip("<>") for q in w.quads if q.o == f"<{here}/term/end>" and q.p == f"<{PM('dateOf')}>"]
    told = facts(w.quads, claim)
    assert (told[PM("edtfDate")], told[PM("latestDate")], told[DCTERMS("source")]) == (["2018"], ["2018-12-31"], [HERE])


def test_open_ended_is_said_of_the_term(iris: Iris, facts: Facts) -> None:
    w = map_record(record(agreement(term="open-ended")), iris, body_id)
    term = facts(w.quads, f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv/term")
    assert term[PM("openEnded")] == ["true"]
    assert TIME("hasXSDDuration") not in term


@pytest.mark.parametrize("status", ["signed", "renewed", "mentioned", "planned", "terminated"])
def test_every_status_is_a_concept(iris: Iris, facts: Facts, status: str) -> None:
    w = map_record(record(agreement(status=status, signed_on="2013")), iris, body_id)
    assert facts(w.quads, f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv")[PM("agreementStatus")] == [
        VOC(status)
    ]


@pytest.mark.parametrize(
    ("signed_on", "low", "high", "year"),
    [
        ("2013-09", "2013-09-01", "2013-09-30", "2013"),
        ("2013-09-02", "2013-09-02", "2013-09-02", "2013"),
        ("2008-05~", "2008-05-01", "2008-05-31", "2008"),
        ("../2013-10-22", None, "2013-10-22", "2013"),
        ("2012/2013", "2012-01-01", "2013-12-31", "2012"),
        ("XXXX-12-03", None, None, "undated"),
    ],
)
def test_the_date_is_a_claim_with_the_bounds_that_are_known(
    iris: Iris, facts: Facts, signed_on: str, low: str | None, high: str | None, year: str
) -> None:
    w = map_record(record(agreement(signed_on=signed_on, wording="so gesagt", status="planned")), iris, body_id)
    claims = {q.s[1:-1] for q in w.quads if q.o == f"<{PM('DateClaim')}>"}
    (claim,) = [c for c in claims if facts(w.quads, c)[PM("dateOf")] != [HERE]]
    said = facts(w.quads, claim)
    assert claim.startswith(f"{HERE}/date/")
    assert said[PM("dateOf")] == [f"{BASE}/id/agreement/st/{year}/vertrag-ueber-das-archiv/signing"]
    assert (said[PM("edtfDate")], said[PM("dateText")]) == ([signed_on], ["so gesagt"])
    assert (said.get(PM("earliestDate")), said.get(PM("latestDate"))) == (
        [low] if low else None,
        [high] if high else None,
    )
    assert said[DCTERMS("source")] == [HERE]
    assert said[PM("readBy")] == [f"{BASE}/id/rule/record.entered"]
    assert said[PM("factuality")] == [VOC("planned")]


def test_an_agreement_that_a_release_describes_gets_no_second_title(iris: Iris, facts: Facts) -> None:
    path = "st/2006/rahmenvereinbarung-ikt"
    joined = record(agreement(id=path, kind="Rahmenvereinbarung", signed_on="2006-01-09"))
    for described in (None, frozenset({f"{BASE}/id/agreement/{path}"})):
        said = facts(map_record(joined, iris, body_id, described=described).quads, f"{BASE}/id/agreement/{path}")
        assert said[SKOS("altLabel")] == ["Vertrag über das Archiv"]
        assert said[RDF("type")] == [PM("FrameworkAgreement")]
        assert not {DCTERMS("title"), PM("agreementStatus")} & said.keys()


def test_an_agreement_with_an_id_that_no_release_describes_is_described_here(iris: Iris, facts: Facts) -> None:
    w = map_record(record(agreement(id="st/2013/archiv", signed_on="2013")), iris, body_id, described=frozenset())
    said = facts(w.quads, f"{BASE}/id/agreement/st/2013/archiv")
    assert said[DCTERMS("title")] == ["Vertrag über das Archiv"]
    assert said[PM("agreementStatus")] == [VOC("signed")]


@pytest.mark.parametrize(
    ("replaces", "before"),
    [
        ("st/2006/rahmenvereinbarung-ikt", "st/2006/rahmenvereinbarung-ikt"),
        ("st/undated/archiv", "st/undated/archiv"),
        ("Alter Vertrag", "st/2004/alter-vertrag"),
        ("früherer Vertrag", "st/undated/frueherer-vertrag-example"),
        ("Charta des Archivs", "st/undated/charta-des-archivs"),
    ],
)
def test_what_it_replaces_is_an_id_another_of_the_record_or_a_name(
    iris: Iris, facts: Facts, replaces: str, before: str
) -> None:
    old = agreement(name="Alter Vertrag", status="mentioned", signed_on="2004")
    w = map_record(record(agreement(replaces=replaces, signed_on="2013"), old), iris, body_id)
    assert facts(w.quads, f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv")[PM("renews")] == [
        f"{BASE}/id/agreement/{before}"
    ]
    if replaces == "Charta des Archivs":
        assert facts(w.quads, f"{BASE}/id/agreement/{before}")[DCTERMS("title")] == [replaces]


def test_a_signatory_signs_for_a_body_in_a_post_with_the_concept_of_the_role(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(
        person="Erika von Beispiel", title="Dr.", role="Finanzstaatssekretärin", body="Ministerium der Finanzen"
    )
    w = map_record(record(agreement(signed_on="2013-09-02", signatories=(who,))), iris, body_id)
    signing = f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv/signing"
    (signature,) = facts(w.quads, signing)[PM("hasSignature")]
    said = facts(w.quads, signature)
    assert said[RDF("type")] == [PM("Signature")]
    assert said[PM("onBehalfOf")] == [f"{BASE}/id/body/st-mf"]
    assert said[PM("inCapacity")] == [f"{BASE}/id/body/st-mf/post/staatssekretaer"]
    assert said[PROV("wasDerivedFrom")] == [HERE]
    person = facts(w.quads, said[PM("signatory")][0])
    assert (person[FOAF("name")], person[FOAF("title")]) == (["Erika von Beispiel"], ["Dr."])
    assert (person[FOAF("givenName")], person[FOAF("familyName")]) == (["Erika"], ["Beispiel"])
    assert "beispiel" not in said[PM("signatory")][0]
    assert "beispiel" not in signature
    post = facts(w.quads, said[PM("inCapacity")][0])
    assert post[SKOS("prefLabel")] == ["Finanzstaatssekretärin, Ministerium der Finanzen"]
    assert (post[ORG("role")], post[ORG("postIn")]) == ([VOC("staatssekretaer")], [f"{BASE}/id/body/st-mf"])
    (membership,) = {q.s[1:-1] for q in w.quads if q.o == f"<{ORG('Membership')}>"}
    held = facts(w.quads, membership)
    assert (held[ORG("member")], held[OPENGOV("post")]) == (said[PM("signatory")], said[PM("inCapacity")])
    assert held[PM("attestedOn")] == ["2013-09-04"]


def test_a_post_that_the_register_describes_is_not_described_again(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(person="Erika Beispiel", role="Staatssekretärin", body="Ministerium der Finanzen")
    w = map_record(
        record(agreement(signatories=(who,))),
        iris,
        body_id,
        registered=frozenset({"st-mf", "st-mf/post/staatssekretaer"}),
    )
    assert facts(w.quads, f"{BASE}/id/body/st-mf/post/staatssekretaer") == {}


def test_posts_are_called_by_their_role_where_its_labels_are_given(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(person="Erika Beispiel", role="Chefin der Kasse", body="Verein Archiv")
    labels = {"leitung": ("Leitung", "head")}
    w = map_record(record(agreement(signatories=(who,))), iris, body_id, roles=labels)
    said = facts(w.quads, f"{BASE}/id/body/st-verein-archiv/post/leitung")
    assert set(said[SKOS("prefLabel")]) == {"Leitung", "head"}
    assert said[SKOS("altLabel")] == ["Chefin der Kasse"]


def test_a_role_that_names_no_office_is_a_function(iris: Iris) -> None:
    who = RecordSignatory(person="Erika Beispiel", role="Dienstälteste", body="Verein Archiv")
    w = map_record(record(agreement(signatories=(who,))), iris, body_id)
    assert any(q.s == f"<{BASE}/id/body/st-verein-archiv/post/funktion>" for q in w.quads)


def test_a_known_place_is_pointed_to(iris: Iris, facts: Facts) -> None:
    w = map_record(record(agreement(signed_at="Magdeburg")), iris, body_id, place_id=lambda name, _: ("15003000", True))
    assert facts(w.quads, f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv/signing")[PROV("atLocation")] == [
        f"{BASE}/id/place/15003000"
    ]
    assert facts(w.quads, f"{BASE}/id/place/15003000") == {}


def test_the_record_that_ships_dates_the_agreement_of_2006(curated: Curated, iris: Iris, facts: Facts) -> None:
    (shipped,) = [r for r in curated.records if "egovernment.de" in r.source]
    w = map_record(shipped, iris, body_id)
    signing = f"{BASE}/id/agreement/st/2006/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government/signing"
    (claim,) = {q.s[1:-1] for q in w.quads if q.o == f"<{PM('DateClaim')}>"}
    said = facts(w.quads, claim)
    assert said[PM("dateOf")] == [signing]
    assert said[PM("edtfDate")] == said[PM("earliestDate")] == said[PM("latestDate")] == ["2006-01-09"]


def test_what_the_record_leaves_open_is_left_out(iris: Iris, facts: Facts) -> None:
    bare = replace(record(issued=None), publisher=None, note=None)
    assert facts(map_record(bare, iris, body_id).quads, HERE).keys() == {
        RDF("type"),
        DCTERMS("title"),
        DCTERMS("source"),
        PM("enteredOn"),
    }
    people = (RecordSignatory(person="Beispiel"), RecordSignatory(person="Erika Muster", body="Verein Archiv"))
    w = map_record(record(agreement(signatories=people), issued="2013"), iris, body_id)
    signatures = {q.s[1:-1] for q in w.quads if q.o == f"<{PM('Signature')}>"}
    assert sorted(facts(w.quads, s).get(PM("onBehalfOf"), []) for s in signatures) == [
        [],
        [f"{BASE}/id/body/st-verein-archiv"],
    ]
    assert not [q for q in w.quads if q.p in (f"<{PM('inCapacity')}>", f"<{ORG('member')}>")]
    (short,) = [facts(w.quads, q.s[1:-1]) for q in w.quads if q.o == '"Beispiel"' and q.p == f"<{FOAF('name')}>"]
    assert FOAF("givenName") not in short


def test_a_post_of_a_linked_release_that_gives_only_its_year_is_attested_on_no_day(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(person="Erika Muster", role="Leiterin", body="Verein Archiv")
    w = map_record(record(agreement(signatories=(who,)), issued="2013"), iris, body_id)
    (membership,) = {q.s[1:-1] for q in w.quads if q.o == f"<{ORG('Membership')}>"}
    assert PM("attestedOn") not in facts(w.quads, membership)


def test_the_record_says_what_the_linked_release_says_of_itself(iris: Iris, facts: Facts) -> None:
    made = replace(
        record(agreement(), issued=None), printed_title="?Bund? fürs Archiv", issuer="Ministerium der Finanzen",
        number="031/13", place="Halle", read="once",
    )  # fmt: skip
    said = facts(map_record(made, iris, body_id).quads, HERE)
    assert said[PM("printedTitle")] == ["?Bund? fürs Archiv"]
    assert said[DCTERMS("title")] == ["Bund fürs Archiv"]
    assert said[DCTERMS("publisher")] == [f"{BASE}/id/body/st-mf"]
    assert said[BIBO("number")] == ["031/13"]
    assert said[SCHEMA("locationCreated")] == [f"{BASE}/id/place/st-halle"]
    assert said[PM("reviewState")] == [VOC("read-once")]


def test_every_reading_of_the_day_of_the_linked_release_is_kept_and_the_better_one_dates_the_rest(
    iris: Iris, facts: Facts
) -> None:
    days = {"header.dateline": "2013-07-03", "portal.header-utc-summer": "2013-07-04"}
    claims = tuple(
        DateClaim(wording=day, edtf=day, earliest=day, latest=day, rule=rule, source="https://example.org/news")
        for rule, day in days.items()
    )
    who = RecordSignatory(person="Erika Muster", role="Leiterin", body="Verein Archiv")
    w = map_record(record(agreement(signatories=(who,)), issued=None), iris, body_id, issued=claims)
    dated = [facts(w.quads, q.s[1:-1]) for q in w.quads if q.p == f"<{PM('dateOf')}>" and q.o == f"<{HERE}>"]
    assert {d[PM("readBy")][0].rsplit("/", 1)[-1]: d[PM("edtfDate")][0] for d in dated} == days
    assert {d[DCTERMS("source")][0] for d in dated} == {"https://example.org/news"}
    (membership,) = {q.s[1:-1] for q in w.quads if q.o == f"<{ORG('Membership')}>"}
    assert facts(w.quads, membership)[PM("attestedOn")] == ["2013-07-04"], "the better reading dates the rest"
    assert any(q.s == f"<{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv>" for q in w.quads)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Kooperationsvertrag", "kooperationsvertrag-example"),
        ("Zielvereinbarungen 2015-2019", "zielvereinbarungen-2015-2019-example"),
        ("Memorandum of Understanding", "memorandum-of-understanding-example"),
        ("Vereinbarung aus dem Jahr 1999", "vereinbarung-aus-dem-jahr-1999-example"),
        ("neue Vereinbarung der Archive", "neue-vereinbarung-der-archive"),
    ],
)
def test_a_bare_noun_takes_the_name_of_its_record(iris: Iris, name: str, path: str) -> None:
    w = map_record(record(agreement(name=name, signed_on="2013")), iris, body_id)
    assert any(q.s == f"<{BASE}/id/agreement/st/2013/{path}>" for q in w.quads)


def test_a_day_that_a_word_and_the_release_explain_is_inferred(iris: Iris, facts: Facts) -> None:
    w = map_record(record(agreement(signed_on="2013-09-04", wording="heute", inferred=True)), iris, body_id)
    (claim,) = [q.s[1:-1] for q in w.quads if q.o == '"heute"@de']
    said = facts(w.quads, claim)
    assert (said[PM("factuality")], said[PM("readBy")]) == ([VOC("inferred")], [f"{BASE}/id/rule/record.inferred"])


def test_who_is_to_sign_what_is_only_planned_has_not_signed(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(person="Erika Muster", role="Leiterin", body="Verein Archiv")
    w = map_record(record(agreement(status="planned", signed_on="2013-10-01", signatories=(who,))), iris, body_id)
    assert not [q for q in w.quads if q.o == f"<{PM('Signature')}>"]
    signing = facts(w.quads, f"{BASE}/id/agreement/st/2013/vertrag-ueber-das-archiv/signing")
    (person,) = signing[PM("expectedSignatory")]
    assert facts(w.quads, person)[FOAF("name")] == ["Erika Muster"]
    assert [q for q in w.quads if q.p == f"<{ORG('member')}>" and q.o == f"<{person}>"], (
        "she holds the post all the same"
    )


def test_a_role_without_a_body_is_kept_as_worded(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(person="Erika Muster", role="Oberbürgermeisterin")
    w = map_record(record(agreement(signatories=(who,))), iris, body_id)
    (signature,) = [facts(w.quads, q.s[1:-1]) for q in w.quads if q.o == f"<{PM('Signature')}>"]
    assert signature[PM("capacityText")] == ["Oberbürgermeisterin"]
    assert PM("inCapacity") not in signature


def test_who_stands_in_for_another_signs_and_the_other_does_not(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(person="Erika Muster", body="Verein Archiv", in_place_of="Max Beispiel")
    w = map_record(record(agreement(signatories=(who,))), iris, body_id)
    (signature,) = [facts(w.quads, q.s[1:-1]) for q in w.quads if q.o == f"<{PM('Signature')}>"]
    names = {p: facts(w.quads, signature[PM(p)][0])[FOAF("name")] for p in ("signatory", "inPlaceOf")}
    assert names == {"signatory": ["Erika Muster"], "inPlaceOf": ["Max Beispiel"]}


def test_a_group_is_a_party_of_its_own_record(iris: Iris, facts: Facts) -> None:
    w = map_record(record(agreement(parties=("Verein Archiv",), groups=("die Vereine",))), iris, body_id)
    here = f"{BASE}/id/body/st-die-vereine-example"
    parties = [q.o[1:-1] for q in w.quads if q.p == f"<{PM('hasParty')}>"]
    assert parties == [f"{BASE}/id/body/st-verein-archiv", here]
    assert facts(w.quads, here)[ORG("classification")] == [VOC("gruppe")]


def test_persons_that_are_joined_bear_the_id_that_is_given(iris: Iris, facts: Facts) -> None:
    who = RecordSignatory(person="Erika Muster", body="Verein Archiv")
    w = map_record(record(agreement(signatories=(who,))), iris, body_id, persons={"Erika Muster": "00000000000000aa"})
    assert facts(w.quads, f"{BASE}/id/person/00000000000000aa")[FOAF("name")] == ["Erika Muster"]
