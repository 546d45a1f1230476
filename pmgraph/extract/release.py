"""Reads one release: from its layout to agreements, signings, persons, bodies and statements, each with evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pmgraph.curated import Portal
from pmgraph.errors import CATALOGUE
from pmgraph.extract.compose import compose_agreements
from pmgraph.extract.contacts import find_contacts
from pmgraph.extract.content import TopicIndex, find_services
from pmgraph.extract.dates import release_dates
from pmgraph.extract.issuer import find_issuer
from pmgraph.extract.people import Named
from pmgraph.extract.statements import StatementRead, find_quotes, find_statements
from pmgraph.extract.verify import verify
from pmgraph.german.bodies import resort_key
from pmgraph.german.offices import RESORT_WORDS, resort_of
from pmgraph.model import Claim, Evidence, Factuality, Issue
from pmgraph.reading import Agreement, Body, Layout, Office, Reading, Service, Statement


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the extraction is told beside the text: the topics to look for, and the portal that the text came from."""

    topics: TopicIndex
    portal: Portal | None = None


def read_release(layout: Layout, knowledge: Knowledge) -> Reading:
    """Everything that the rules read from one release. Nothing is taken from a register."""
    issued = release_dates(layout.header, layout.document.url, knowledge.portal)
    named = Named.of(layout)
    quotes = find_quotes(layout.text)
    issuer = find_issuer(layout)
    offices = _offices(layout, named, issuer)
    agreements, bodies, issues = compose_agreements(layout, named, quotes, offices, issued, knowledge.topics)
    statements = find_statements(
        layout.text,
        layout.sentences,
        quotes,
        [m for group in named.persons for m in group],
        [m for group in named.roles for m in group],
        named.holder,
    )
    reading = Reading(
        layout=layout,
        issuer=issuer,
        issued=issued,
        agreements=agreements,
        persons=tuple(named.people),
        bodies=_bodies(layout, named, issuer, bodies, agreements),
        offices=offices,
        statements=tuple(_statement(layout, named, s) for s in statements),
        contacts=find_contacts(layout, named.people),
        services=tuple(
            Service(name=name, evidence=layout.cite(span, "service.named"))
            for name, span in find_services(layout.text, layout.sentences)
        ),
        issues=(*layout.issues, *_head_issues(layout, issuer, issued), *issues),
    )
    return verify(reading, cited=True)


def _offices(layout: Layout, named: Named, issuer: Claim[Body] | None) -> tuple[Office, ...]:
    """Who holds which role where. A resort in a compound ("Finanzstaatssekretär") is held in the issuing ministry."""
    found: list[Office] = []
    seen: set[tuple[int, str, str | None]] = set()
    for held in named.held:
        if held.role is None:
            continue
        person = named.person(held.person)
        role = Claim(held.role.text, (layout.cite(held.role.span, held.rule),))
        body: Claim[Body] | None = None
        if held.body is not None:
            evidence = layout.cite(held.body.span, held.rule)
            body = Claim(
                Body(name=held.body.name, kind=held.body.kind, mentions=(evidence,), short=held.body.short), (evidence,)
            )
        elif issuer is not None and _is_house_of(held.role.word, issuer.value.name):
            body = Claim(issuer.value, (layout.cite(held.role.span, "role.resort-compound", Factuality.INFERRED),))
        key = (person.offset, held.role.concept, body.value.name if body else None)
        if key not in seen:
            seen.add(key)
            found.append(Office(person=person, role=role, concept=held.role.concept, body=body))
    # "Staatssekretär Muster" repeats what "Finanzstaatssekretär Max Muster" said with more.
    located = {(o.person.offset, o.concept) for o in found if o.body is not None}
    return tuple(o for o in found if o.body is not None or (o.person.offset, o.concept) not in located)


def _is_house_of(word: str, house: str) -> bool:
    lower = house.lower()
    return "minist" in lower and any(part in lower for part in resort_of(word))


def _statement(layout: Layout, named: Named, read: StatementRead) -> Statement:
    person = named.person(read.speaker)
    pieces = tuple(layout.cite(piece, read.rule, read.factuality) for piece in read.pieces)
    start, end = pieces[0].span.start, pieces[-1].span.end
    return Statement(
        text=Claim(layout.document.text[start:end], pieces),
        mode=read.mode,
        speaker=Claim(person, (layout.cite(read.named, read.rule, read.factuality),)),
    )


def _bodies(
    layout: Layout,
    named: Named,
    issuer: Claim[Body] | None,
    parties: dict[str, Body],
    agreements: tuple[Agreement, ...],
) -> tuple[Body, ...]:
    """Every body once: the issuing house, the parties, and all that the running text names; a Land only as a party."""
    found: dict[str, Body] = dict(parties)
    if issuer is not None:
        found.setdefault(issuer.value.name, issuer.value)
    more: dict[str, dict[Evidence, None]] = {}
    for group in named.bodies:
        for mention in group:
            if mention.kind == "land":
                continue  # a place, unless it is a party
            evidence = layout.cite(mention.span, "body.head-noun")
            found.setdefault(
                mention.name, Body(name=mention.name, kind=mention.kind, mentions=(evidence,), short=mention.short)
            )
            more.setdefault(mention.name, dict.fromkeys(found[mention.name].mentions))[evidence] = None
    for name, mentions in more.items():
        if len(mentions) > 1:
            found[name] = replace(found[name], mentions=tuple(mentions))
    for later in _later_houses(layout, issuer):
        found.setdefault(later.value, Body(name=later.value, kind="sonstige-stelle", mentions=later.evidence))
    return tuple(b for b in found.values() if b.kind != "gruppe" and not _is_short_form(b.name, found))


def _later_houses(layout: Layout, issuer: Claim[Body] | None) -> list[Claim[str]]:
    """Houses of imprints that are not the issuer's own, such as the ministry that its tasks went to."""
    houses = [i.organisation for i in layout.imprints if i.organisation is not None]
    known = issuer.value.name if issuer is not None else ""
    return [h for h in houses if known and not h.value.startswith(known) and not known.startswith(h.value)]


def _is_short_form(name: str, found: dict[str, Body]) -> bool:
    """Whether a ministry's compound name stands for one that is named in full: "Finanzministerium", "Ministerium der Finanzen"."""
    key = resort_key(name)
    words = RESORT_WORDS.get(key, ()) if key is not None else ()
    return any(o != name and "Ministerium" in o and any(w in o.lower() for w in words) for o in found)


def _head_issues(layout: Layout, issuer: Claim[Body] | None, issued: tuple[object, ...]) -> list[Issue]:
    issues = []
    for missing, code in (
        (not issued, "PM-HEAD-002"),
        (issuer is None and layout.document.publisher is None, "PM-HEAD-003"),
    ):
        if missing:
            kind = CATALOGUE[code]
            issues.append(
                Issue(
                    code=code, severity=kind.severity, message=f"{kind.title_en}: neither header nor imprint gives one",
                    message_de=f"{kind.title_de}: weder Kopf noch Impressum geben Auskunft", cure=kind.cure,
                    path=layout.document.path,
                )
            )  # fmt: skip
    return issues
