"""Findings of shapes as issues: code, severity, messages with the value at fault, and a stable order."""

import random

from rdflib import Graph

from pmgraph.model import Issue, Severity
from pmgraph.validate.shacl import CURES, Check, checks, short, validate

HEAD = """
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix ex: <https://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix org: <http://www.w3.org/ns/org#> .
"""
ONE_NAME = """
ex:PE02 a sh:PropertyShape ; sh:targetClass foaf:Person ; sh:path foaf:name ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:severity sh:Warning ; dcterms:identifier "PE02" ; rdfs:comment "Keep one."@en ;
  sh:message "PE02 a person has one name"@en , "PE02 eine Person hat einen Namen"@de .
"""


def turtle(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def test_a_check_says_its_code_severity_messages_and_cure() -> None:
    assert checks(turtle(ONE_NAME)) == (
        Check(
            code="PE02", severity=Severity.WARNING, cure="Keep one.",
            message="a person has one name", message_de="eine Person hat einen Namen",
        ),
    )  # fmt: skip


def test_an_issue_names_the_values_that_are_too_many() -> None:
    [issue] = validate(turtle('ex:p a foaf:Person ; foaf:name "B", "A"@de .'), turtle(ONE_NAME))
    assert issue == Issue(
        code="PE02", severity=Severity.WARNING, subject="https://example.org/p", cure="Keep one.",
        message='a person has one name; foaf:name is "A"@de, "B"',
        message_de='eine Person hat einen Namen; foaf:name ist "A"@de, "B"',
    )  # fmt: skip


def test_an_issue_of_a_missing_value_says_no_more_than_the_message() -> None:
    [issue] = validate(turtle("ex:p a foaf:Person ."), turtle(ONE_NAME))
    assert (issue.message, issue.message_de) == ("a person has one name", "eine Person hat einen Namen")


def test_a_constraint_that_two_components_find_broken_is_one_issue() -> None:
    shapes = turtle(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path org:memberOf ; sh:class ex:C ; sh:nodeKind sh:IRI ."
    )
    found = validate(turtle('ex:a org:memberOf "b" .'), shapes)
    assert [(i.code, i.severity, i.message) for i in found] == [
        ("SHACL", Severity.VIOLATION, 'a constraint of the shape does not hold; org:memberOf is "b"')
    ]
    assert found[0].cure == CURES[Severity.VIOLATION]


def test_the_placeholder_of_a_query_gives_way_to_the_value() -> None:
    shapes = turtle(
        """ex:X1 a sh:NodeShape ; sh:targetSubjectsOf ex:q ; dcterms:identifier "X1" ;
          sh:sparql [ sh:select "SELECT $this ?value WHERE { $this <https://example.org/q> ?value }" ] ;
          sh:message "X1 q is not allowed: {?value}"@en , "X1 q ist nicht erlaubt: {?value}"@de ."""
    )
    [issue] = validate(turtle("ex:a ex:q ex:b ."), shapes)
    assert issue.message == "q is not allowed: <https://example.org/b>"
    assert issue.message_de == "q ist nicht erlaubt: <https://example.org/b>"


def test_a_path_of_several_steps_is_named_as_in_sparql() -> None:
    shapes = turtle(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ( [ sh:inversePath org:member ] org:role ) ; sh:maxCount 0 ."
    )
    [issue] = validate(turtle("ex:m org:member ex:a ; org:role ex:r ."), shapes)
    assert issue.message.endswith("; ^org:member/org:role is <https://example.org/r>")


def test_worst_first_and_always_in_the_same_order() -> None:
    lines = [f"ex:{name} a foaf:Person ." for name in "abcdefgh"]
    shapes = turtle(
        ONE_NAME + 'ex:V1 sh:targetNode ex:h ; sh:nodeKind sh:Literal ; dcterms:identifier "V1" ; a sh:NodeShape .'
    )
    first = validate(turtle("\n".join(lines)), shapes)
    assert [(i.code, (i.subject or "")[-1]) for i in first] == [("V1", "h"), *(("PE02", name) for name in "abcdefgh")]
    random.Random(1).shuffle(lines)
    assert validate(turtle("\n".join(lines)), shapes) == first


def test_an_iri_is_shortened_only_where_the_short_form_can_be_read_back() -> None:
    assert short("https://w3id.org/pmgraph/ns#Signature") == "pm:Signature"
    assert short("https://w3id.org/pmgraph/voc/e-government") == "voc:e-government"
    assert short("https://w3id.org/pmgraph/id/body/st") == "<https://w3id.org/pmgraph/id/body/st>"
    assert short("https://schema.org/") == "<https://schema.org/>"
