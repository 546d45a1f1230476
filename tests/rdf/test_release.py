"""The 2014 release from end to end: the triples of every section of `docs/graph.md`."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from pmgraph.iris import Iris
from pmgraph.model import PublishText
from pmgraph.rdf.release import Linked, ReleaseGraph, key_of, map_release
from pmgraph.rdf.terms import Quad, dump, plain
from pmgraph.reading import Reading
from pmgraph.vocab import (
    BIBO,
    DCTERMS,
    EDTF,
    FOAF,
    M8G,
    OA,
    OPENGOV,
    ORG,
    PM,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TIME,
    VCARD,
    VOC,
    XSD,
)

BASE = "https://w3id.org/pmgraph"
R = f"{BASE}/id/release/st-mf/2014/31"
TEXT = f"{R}/text/58b97810c053"
NEW = f"{BASE}/id/agreement/st/2014/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government"
OLD = NEW.replace("/2014/", "/2006/")
SIGNING = f"{NEW}/signing"
BODY = f"{BASE}/id/body"
MAGDEBURG = f"{BASE}/id/place/15003000"
TITLE = "Kooperation zwischen Land und Kommunen erneuert Rahmenvereinbarung über Zusammenarbeit in Bereichen IKT und E-Government"

Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]
Of = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="module")
def of(mapped: ReleaseGraph, facts: Facts) -> Of:
    return lambda thing: facts(mapped.quads, thing)


def nodes(mapped: ReleaseGraph, class_: str) -> list[str]:
    return sorted({plain(q.s) for q in mapped.quads if plain(q.p) == RDF("type") and plain(q.o) == class_})


def evidence(mapped: ReleaseGraph, of: Of, thing: str) -> dict[str, list[str]]:
    """What is cited for each property of a thing."""
    found: dict[str, list[str]] = {}
    for node in of(thing)[PM("hasEvidence")]:
        cited = of(node)
        found.setdefault(cited[PM("supports")][0], []).extend(cited[PM("exact")])
    return found


def test_key_graph_and_iri_come_from_issuer_printed_year_and_number(mapped: ReleaseGraph) -> None:
    assert (mapped.key, mapped.iri) == ("st-mf/2014/31", R)
    assert mapped.graph == f"{BASE}/graph/release/st-mf/2014/31"
    assert {q.g for q in mapped.quads} == {f"<{mapped.graph}>"}


def test_the_release_itself(mapped: ReleaseGraph, of: Of) -> None:
    said = of(R)
    assert said[RDF("type")] == [PM("PressRelease")]
    assert said[DCTERMS("title")] == [TITLE]
    assert PM("printedTitle") not in said, "the title needed no repair"
    assert said[BIBO("number")] == ["31"]
    assert said[DCTERMS("identifier")] == ["st-mf/2014/31"]
    assert said[DCTERMS("publisher")] == [f"{BODY}/st-mf"]
    assert said[DCTERMS("language")] == ["http://publications.europa.eu/resource/authority/language/DEU"]
    assert said[SCHEMA("locationCreated")] == [MAGDEBURG]
    assert said[SCHEMA("dateline")] == ["Magdeburg, den 15.07.2014"]
    assert said[SCHEMA("url")] == ["https://presse.sachsen-anhalt.de/not-rated/2014/07/16/kooperation/"]
    assert said[VCARD("hasRelated")] == [f"{R}/imprint/1"]
    assert said[PM("announces")] == [NEW]
    assert {OLD, f"{BODY}/st", f"{BODY}/st-sgsa", f"{BODY}/st-lkt", f"{BASE}/id/service/st/landesportal"} <= set(
        said[SCHEMA("mentions")]
    )
    assert DCTERMS("issued") not in said, "the chosen day stands in the derived graph"
    cited = evidence(mapped, of, R)
    assert cited[DCTERMS("title")] == [TITLE]
    assert cited[BIBO("number")] == ["31"]
    assert cited[DCTERMS("publisher")] == ["Ministerium der Finanzen"]
    assert cited[SCHEMA("locationCreated")] == ["Magdeburg"]


def test_text_version_and_run(of: Of, reading: Reading) -> None:
    said = of(TEXT)
    assert said[RDF("type")] == [PM("TextVersion")]
    assert said[PROV("specializationOf")] == [R]
    assert said[SCHEMA("sha256")] == said[PM("rawSha256")] == [reading.document.text_sha256]
    assert said[SCHEMA("encodingFormat")] == ["text/plain; charset=utf-8"]
    assert said[PM("reader")] == ["text/1"]
    run = of(f"{R}/run")
    assert (run[RDF("type")], run[PROV("used")]) == ([PM("ExtractionRun")], [TEXT])
    assert run[PROV("wasAssociatedWith")][0].startswith(f"{BASE}/id/software/pmgraph-")


def test_imprint(of: Of) -> None:
    here = f"{R}/imprint/1"
    said = of(here)
    assert set(said[RDF("type")]) == {VCARD("Kind"), VCARD("Organization")}
    assert said[VCARD("fn")] == ["Ministerium der Finanzen, Pressestelle"]
    assert said[VCARD("hasEmail")] == ["mailto:presse.mf@sachsen-anhalt.de"]
    assert said[VCARD("hasTelephone")] == [f"{here}/fax", f"{here}/telephone"]
    assert of(f"{here}/address") == {
        RDF("type"): [VCARD("Address")],
        VCARD("street-address"): ["Editharing 40"],
        VCARD("postal-code"): ["39108"],
        VCARD("locality"): ["Magdeburg"],
    }
    assert of(f"{here}/telephone")[VCARD("hasValue")] == ["tel:+49-391-567-1105"]
    assert of(f"{here}/fax") == {
        RDF("type"): [VCARD("Fax"), VCARD("Work")],
        VCARD("hasValue"): ["tel:+49-391-567-1390"],
    }


def test_agreement_of_2014(mapped: ReleaseGraph, of: Of) -> None:
    said = of(NEW)
    name = "Rahmenvereinbarung über Zusammenarbeit in Bereichen IKT und E-Government"
    assert said[RDF("type")] == [PM("FrameworkAgreement")]
    assert said[DCTERMS("title")] == [name]
    assert RDFS("label") not in said, "the label is chosen among all sources, in the derived graph"
    assert set(said[PM("agreementKind")]) == {VOC("rahmenvereinbarung"), VOC("freiwillige-vereinbarung")}
    assert said[PM("agreementStatus")] == [VOC("renewed")]
    assert set(said[DCTERMS("subject")]) == {
        VOC(t) for t in ("ikt", "e-government", "digitale-verwaltungsablaeufe", "online-dienstleistungen")
    }
    assert set(said[PM("hasParty")]) == {f"{BODY}/st", f"{BODY}/st-lkt", f"{BODY}/st-sgsa"}
    assert said[PM("renews")] == [OLD]
    assert said[PM("signedIn")] == [SIGNING]
    cited = evidence(mapped, of, NEW)
    assert cited[PM("agreementKind")] == ["freiwilligen Übereinkommen"]
    assert len(cited[PM("hasParty")]) == 3, "one passage for each party"
    assert len(cited[DCTERMS("subject")]) == 4, "one passage for each topic"
    assert cited[PM("renews")] == ["Rahmenvereinbarung"]


def test_agreement_of_2006_is_only_mentioned(of: Of) -> None:
    said = of(OLD)
    assert said[DCTERMS("title")] == ["Erste Rahmenvereinbarung"]
    assert said[PM("agreementStatus")] == [VOC("mentioned")]
    assert PM("hasParty") not in said
    assert of(f"{OLD}/signing")[PM("dateText")] == ["im Jahr 2006"]


def test_planned_committee(mapped: ReleaseGraph, of: Of) -> None:
    (committee,) = of(NEW)[PM("providesFor")]
    said = of(committee)
    assert set(said[RDF("type")]) == {ORG("OrganizationalCollaboration"), ORG("Organization")}
    assert "Koordinierungsgremium" in said[SKOS("prefLabel")]
    assert said[ORG("classification")] == [VOC("gremium")]
    (cited,) = [of(n) for n in of(NEW)[PM("hasEvidence")] if of(n)[PM("supports")] == [PM("providesFor")]]
    assert cited[PM("supportsValue")] == [committee]
    assert cited[PM("factuality")] == [VOC("planned")]


def test_signing_and_its_date_claims(mapped: ReleaseGraph, of: Of) -> None:
    said = of(SIGNING)
    assert said[RDF("type")] == [PM("SigningEvent")]
    assert said[PROV("atLocation")] == [MAGDEBURG]
    assert said[PM("dateText")] == ["am Mittwoch"]
    assert said[PM("statedWeekday")] == [TIME("Wednesday")]
    assert len(said[PM("hasSignature")]) == 3
    assert PM("edtfDate") not in said, "the chosen date stands in the derived graph"
    claims = {
        of(c)[PM("edtfDate")][0]: of(c) for c in nodes(mapped, PM("DateClaim")) if of(c)[PM("dateOf")] == [SIGNING]
    }
    assert claims.keys() == {"2014-07-16", "[2014-07-09,2014-07-16]"}
    both = claims["[2014-07-09,2014-07-16]"]
    assert (both[PM("earliestDate")], both[PM("latestDate")]) == (["2014-07-09"], ["2014-07-16"])
    assert both[PM("dateText")] == ["am Mittwoch"]
    assert both[PM("factuality")] == [VOC("inferred")]
    assert both[DCTERMS("source")] == [R]
    assert both[PM("readBy")] == [f"{BASE}/id/rule/date.weekday-near-dateline"]
    (cited,) = both[PM("hasEvidence")]
    assert of(cited)[PM("exact")] == ["am Mittwoch"]


def test_every_reading_of_the_day_of_the_release_is_kept(mapped: ReleaseGraph, of: Of) -> None:
    claims = [of(c) for c in nodes(mapped, PM("DateClaim")) if of(c)[PM("dateOf")] == [R]]
    assert {(c[PM("edtfDate")][0], c[PM("readBy")][0].rsplit("/", 1)[1]) for c in claims} == {
        ("2014-07-15", "header.dateline"),
        ("2014-07-16", "address.path-date"),
        ("2014-07-16", "portal.header-utc-summer"),
    }


@pytest.mark.parametrize(
    ("name", "body", "post", "cited"),
    [
        ("Michael Richter", "st", "st-landesregierung/post/cio", ("Beauftragter der Landesregierung für Informationstechnik (CIO)", "Landesregierung")),
        ("Jürgen Leindecker", "st-sgsa", "st-sgsa/post/geschaeftsfuehrung", ("Geschäftsführer", "Städte- und Gemeindebundes")),
        ("Heinz-Lothar Theel", "st-lkt", "st-lkt/post/geschaeftsfuehrung", ("Geschäftsführer", "Landkreistags")),
    ],
)  # fmt: skip
def test_each_signature_has_person_capacity_body_and_verb_in_passages_of_their_own(
    mapped: ReleaseGraph, of: Of, name: str, body: str, post: str, cited: tuple[str, str]
) -> None:
    (person,) = [p for p in nodes(mapped, FOAF("Person")) if of(p)[FOAF("name")] == [name]]
    (signature,) = [s for s in nodes(mapped, PM("Signature")) if of(s)[PM("signatory")] == [person]]
    said = of(signature)
    assert said[PM("onBehalfOf")] == [f"{BODY}/{body}"]
    assert said[PM("inCapacity")] == [f"{BODY}/{post}"]
    assert evidence(mapped, of, signature) == {
        PM("signatory"): [name],
        PM("inCapacity"): [cited[0]],
        PM("onBehalfOf"): [cited[1]],
        PM("hasSignature"): ["setzten ihre Unterschrift unter"],
    }
    assert len(set(said[PM("hasEvidence")])) == 4


def test_that_richter_signs_for_the_land_is_inferred(mapped: ReleaseGraph, of: Of) -> None:
    (signature,) = [s for s in nodes(mapped, PM("Signature")) if of(s)[PM("onBehalfOf")] == [f"{BODY}/st"]]
    (cited,) = [of(e) for e in of(signature)[PM("hasEvidence")] if of(e)[PM("supports")] == [PM("onBehalfOf")]]
    assert cited[PM("factuality")] == [VOC("inferred")]
    assert cited[PM("readBy")] == [f"{BASE}/id/rule/signatory.for-land"]


def test_persons_are_opaque_and_hold_their_posts_on_the_day_of_the_release(mapped: ReleaseGraph, of: Of) -> None:
    persons = {of(p)[FOAF("name")][0]: p for p in nodes(mapped, FOAF("Person"))}
    assert persons.keys() == {"Michael Richter", "Jürgen Leindecker", "Heinz-Lothar Theel"}
    assert of(persons["Heinz-Lothar Theel"])[FOAF("givenName")] == ["Heinz-Lothar"]
    assert of(persons["Heinz-Lothar Theel"])[FOAF("familyName")] == ["Theel"]
    for iri in (*persons.values(), *nodes(mapped, PM("Signature"))):
        tail = iri.rsplit("/", 1)[1]
        assert len(tail) == 16
        assert set(tail) <= set("0123456789abcdef")
    held = [of(m) for m in nodes(mapped, ORG("Membership"))]
    assert {
        (m[ORG("member")][0], m[ORG("organization")][0], m[ORG("role")][0], m[OPENGOV("post")][0]) for m in held
    } == {
        (persons["Michael Richter"], f"{BODY}/st-mf", VOC("staatssekretaer"), f"{BODY}/st-mf/post/staatssekretaer"),
        (persons["Michael Richter"], f"{BODY}/st-landesregierung", VOC("cio"), f"{BODY}/st-landesregierung/post/cio"),
        (
            persons["Jürgen Leindecker"],
            f"{BODY}/st-sgsa",
            VOC("geschaeftsfuehrung"),
            f"{BODY}/st-sgsa/post/geschaeftsfuehrung",
        ),
        (
            persons["Heinz-Lothar Theel"],
            f"{BODY}/st-lkt",
            VOC("geschaeftsfuehrung"),
            f"{BODY}/st-lkt/post/geschaeftsfuehrung",
        ),
    }
    assert {m[PM("attestedOn")][0] for m in held} == {"2014-07-16"}


def test_what_the_register_describes_is_not_described_again(mapped: ReleaseGraph) -> None:
    described = {plain(q.s) for q in mapped.quads if plain(q.p) == SKOS("prefLabel")}
    assert not {d for d in described if d.startswith((f"{BODY}/st-mf", f"{BODY}/st-lkt", f"{BODY}/st-sgsa", MAGDEBURG))}
    assert nodes(mapped, M8G("PublicOrganisation")) == []


def test_statements_with_their_speaker_and_mode(mapped: ReleaseGraph, of: Of) -> None:
    statements = sorted(nodes(mapped, PM("ReportedStatement")), key=lambda s: int(s.rsplit("/", 1)[1]))
    assert [of(s)[PM("speechMode")][0] for s in statements] == [
        VOC(mode) for mode in ("direct", "indirect", "indirect", "direct", "direct", "indirect", "direct")
    ]
    last = of(statements[-1])
    assert statements[-1] == f"{R}/statement/2242"
    assert last[SCHEMA("text")][0].startswith("Wozu andere Bundesländer ein Gesetz benötigen")
    assert last[PROV("wasQuotedFrom")] == [R]
    assert of(last[PROV("wasAttributedTo")][0])[FOAF("name")] == ["Michael Richter"]
    assert [e for e in evidence(mapped, of, statements[-1])[SCHEMA("text")] if e.startswith("Ich bin überzeugt")]


def test_services_are_named(mapped: ReleaseGraph, of: Of) -> None:
    assert [of(s)[SKOS("prefLabel")] for s in nodes(mapped, SCHEMA("Service"))] == [
        ["Formularserver"],
        ["Landesportal"],
    ]


def test_issues_hang_on_what_they_are_about(mapped: ReleaseGraph, of: Of) -> None:
    issues = {of(i)[PM("issueCode")][0]: of(i) for i in nodes(mapped, PM("DataIssue"))}
    assert issues["PM-DATE-002"][OA("hasTarget")] == [SIGNING]
    assert issues["PM-DATE-002"][DCTERMS("type")] == [VOC("weekday-conflict")]
    assert issues["PM-DATE-002"][PM("issueState")] == [VOC("resolved")]
    assert issues["PM-DATE-002"][PM("resolvedBy")] == [f"{BASE}/id/rule/date.weekday-of-issue"]
    assert issues["PM-TEXT-001"][OA("hasTarget")] == issues["PM-HEAD-001"][OA("hasTarget")] == [TEXT]
    assert issues["PM-TEXT-001"][PM("issueState")] == [VOC("open")]


def test_every_quote_stands_at_its_offsets(mapped: ReleaseGraph, of: Of, reading: Reading) -> None:
    text = reading.document.text
    found = nodes(mapped, PM("Evidence"))
    assert found
    for node in found:
        said = of(node)
        start, end = int(said[PM("start")][0]), int(said[PM("end")][0])
        assert said[PM("exact")] == [text[start:end]]
        assert said[PM("textVersion")] == [TEXT]
        assert node.startswith(f"{R}/evidence/{start}-{end}-")
        (thing,) = said[PM("evidences")]
        assert node in of(thing)[PM("hasEvidence")]
        assert len(said[PM("supports")]) == len(said[PM("factuality")]) == len(said[PM("readBy")]) == 1


def test_no_blank_nodes_and_all_minted_iris_under_the_base(mapped: ReleaseGraph) -> None:
    for quad in mapped.quads:
        assert quad.s.startswith(f"<{BASE}/id/")
        assert quad.o.startswith(("<", '"'))


def test_literals_bear_the_datatypes_of_the_contract(mapped: ReleaseGraph) -> None:
    types = {
        PM("start"): XSD("nonNegativeInteger"), PM("end"): XSD("nonNegativeInteger"), PM("edtfDate"): EDTF,
        PM("earliestDate"): XSD("date"), PM("latestDate"): XSD("date"), PM("attestedOn"): XSD("date"),
    }  # fmt: skip
    seen = set()
    for quad in mapped.quads:
        if plain(quad.p) in types:
            assert quad.o.endswith(f"^^<{types[plain(quad.p)]}>")
            seen.add(plain(quad.p))
    assert seen == types.keys()


def test_another_base_moves_things_but_not_terms(reading: Reading, link: Callable[[Reading], Linked]) -> None:
    graph = map_release(reading, link(reading), Iris("https://data.example.org/kg/"))
    assert graph.iri == "https://data.example.org/kg/id/release/st-mf/2014/31"
    assert all(q.s.startswith("<https://data.example.org/kg/id/") for q in graph.quads)
    assert any(plain(q.o) == PM("Signature") for q in graph.quads)


def test_mapping_twice_gives_the_same_bytes(
    read: Callable[..., Reading], link: Callable[[Reading], Linked], iris: Iris, mapped: ReleaseGraph
) -> None:
    again = read()
    assert dump(map_release(again, link(again), iris).quads) == dump(mapped.quads)


def test_without_rights_no_wording_is_in_the_graph_but_every_fact(
    read: Callable[..., Reading], link: Callable[[Reading], Linked], iris: Iris, mapped: ReleaseGraph
) -> None:
    closed = read(publish_text=PublishText.NONE)
    graph = map_release(closed, link(closed), iris)
    properties = {plain(q.p) for q in graph.quads}
    assert not properties & {PM("exact"), SCHEMA("text"), PM("printedTitle"), PM("speechMode")}
    assert {PM("start"), PM("end"), PM("signatory"), PM("hasParty")} <= properties
    written = dump(graph.quads)
    for passage in ("setzten ihre Unterschrift", "demografische Wandel", "freiwilligen Übereinkommen"):
        assert passage in dump(mapped.quads)
        assert passage not in written
    assert {q for q in graph.quads if plain(q.p) == PM("hasSignature")} == {
        q for q in mapped.quads if plain(q.p) == PM("hasSignature")
    }


def test_quotes_may_stay_where_only_the_whole_text_is_withheld(
    read: Callable[..., Reading], link: Callable[[Reading], Linked], iris: Iris, mapped: ReleaseGraph
) -> None:
    quoted = read(publish_text=PublishText.QUOTES)
    assert dump(map_release(quoted, link(quoted), iris).quads) == dump(mapped.quads)


def test_without_a_known_issuer_there_is_no_publisher(
    reading: Reading, iris: Iris, link: Callable[[Reading], Linked]
) -> None:
    linked = Linked(
        issuer="unbekannt",
        jurisdiction="de",
        bodies={},
        registered=frozenset(),
        places={},
        software=f"{BASE}/id/software/x",
    )
    graph = map_release(reading, linked, iris)
    assert not [q for q in graph.quads if plain(q.p) == DCTERMS("publisher")]


def test_a_suffix_keeps_two_texts_of_one_number_apart(reading: Reading) -> None:
    assert key_of(reading, "st-mf", "-58b97810") == "st-mf/2014/31-58b97810"


def test_the_richest_release_stays_within_a_thousand_quads(mapped: ReleaseGraph) -> None:
    assert len(mapped.quads) == len(set(mapped.quads))
    assert len(mapped.quads) <= 1_000


def test_persons_offices_and_issues_that_say_less_give_less(
    reading: Reading, link: Callable[[Reading], Linked], iris: Iris, facts: Facts
) -> None:
    office = next(o for o in reading.offices if o.concept == "staatssekretaer")
    person = replace(office.person, given=None, titles="Dr.")
    bodyless = replace(office, person=person, body=None)
    silent = replace(reading.persons[-1], offset=2_700)
    issue = next(i for i in reading.issues if i.code == "PM-DATE-002")
    less = replace(
        reading, persons=(person, silent), offices=(bodyless,), agreements=(), statements=(), issued=(),
        issues=(replace(issue, span=None),),
    )  # fmt: skip
    graph = map_release(less, link(less), iris)
    (only,) = nodes(graph, FOAF("Person"))
    said = facts(graph.quads, only)
    assert (said[FOAF("title")], FOAF("givenName") in said) == (["Dr."], False)
    assert nodes(graph, ORG("Membership")) == []
    (found,) = nodes(graph, PM("DataIssue"))
    assert facts(graph.quads, found)[OA("hasTarget")] == [graph.iri]


def test_a_post_is_attested_on_no_day_where_the_day_of_the_release_is_open(
    reading: Reading, link: Callable[[Reading], Linked], iris: Iris
) -> None:
    vague = replace(reading, issued=())
    assert not [q for q in map_release(vague, link(vague), iris).quads if plain(q.p) == PM("attestedOn")]
