"""Which named graph is at fault for a finding."""

import pytest

from pmgraph.model import Issue, Severity
from pmgraph.validate.attribute import attribute

B = "https://example.org/graph/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
PM = "https://w3id.org/pmgraph/ns#"
QUADS = (
    ("<s:release>", TYPE, f"<{PM}PressRelease>", f"<{B}release/st-mf/2014/31>"),
    ("<s:release>", f"<{PM}edtfDate>", '"2014"', f"<{B}derived>"),
    ("<s:signing>", TYPE, f"<{PM}SigningEvent>", f"<{B}release/st-mf/2014/31>"),
    ("<s:signing>", TYPE, f"<{PM}SigningEvent>", f"<{B}record/zeitung-2006>"),
    ("<s:body>", TYPE, "<http://www.w3.org/ns/org#Organization>", f"<{B}register>"),
    ("<s:body>", "<http://www.w3.org/2004/02/skos/core#prefLabel>", '"Land"@de', f"<{B}release/st-mf/2014/31>"),
    ("<s:rule>", TYPE, f"<{PM}Rule>", f"<{B}catalogue>"),
    ("<s:claim-of-release>", TYPE, f"<{PM}DateClaim>", f"<{B}derived>"),
    ("<s:claim-of-release>", f"<{PM}dateOf>", "<s:release>", f"<{B}derived>"),
    ("<s:issue-of-signing>", TYPE, f"<{PM}DataIssue>", f"<{B}derived>"),
    ("<s:issue-of-signing>", "<http://www.w3.org/ns/oa#hasTarget>", "<s:signing>", f"<{B}derived>"),
    ("<s:untyped>", f"<{PM}edtfDate>", '"2014"', f"<{B}release/st-mf/2014/31>"),
)


@pytest.mark.parametrize(
    ("subject", "graph"),
    [
        ("s:release", "release/st-mf/2014/31"),
        ("s:signing", None),
        ("s:body", "register"),
        ("s:rule", "catalogue"),
        ("s:claim-of-release", "release/st-mf/2014/31"),
        ("s:issue-of-signing", None),
        ("s:untyped", None),
        ("s:unknown", None),
    ],
)
def test_the_one_graph_that_describes_the_subject_is_at_fault(subject: str, graph: str | None) -> None:
    issue = Issue(code="X1", severity=Severity.VIOLATION, message="m", subject=subject)
    [found] = attribute([issue], QUADS)
    assert found.graph == (B + graph if graph is not None else None)
    assert (found.code, found.subject, found.message) == ("X1", subject, "m")


def test_issues_keep_their_order_and_number() -> None:
    issues = [Issue(code=code, severity=Severity.INFO, message="m", subject="s:rule") for code in ("B", "A", "B")]
    assert [issue.code for issue in attribute(iter(issues), iter(QUADS))] == ["B", "A", "B"]


def test_an_issue_without_subject_has_no_graph() -> None:
    assert attribute([Issue(code="X", severity=Severity.INFO, message="m")], QUADS)[0].graph is None
