"""Feeds of the newest agreements, as Atom and as JSON Feed."""

from __future__ import annotations

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from pmgraph.serve.feeds import ATOM, JSON_FEED, Entry, Feed, atom, json_feed
from pmgraph.serve.reader import Reader
from pmgraph.serve.site import absolute, answer, language_of, links_of, off_the_loop, site_of, unchanged
from pmgraph.serve.words import word
from pmgraph.spoken_dates import spoken

_ENTRIES = 50
# By the day they were signed, or else announced; what has no day at all is no news.
_NEWEST = f"""
SELECT ?agreement (MIN(?day) AS ?on) (MIN(?date) AS ?edtf) WHERE {{
  {{ ?agreement pm:signedIn ?signing . ?signing pm:latestDate ?day ; pm:edtfDate ?date }}
  UNION {{ ?release pm:announces ?agreement ; pm:latestDate ?day
          FILTER NOT EXISTS {{ ?agreement pm:signedIn/pm:edtfDate ?x }} }}
}} GROUP BY ?agreement ORDER BY DESC(?on) ?agreement LIMIT {_ENTRIES}"""
_PARTIES = "SELECT DISTINCT ?s ?party WHERE { ?s pm:hasParty ?party } ORDER BY ?party"
_PLANNED = "SELECT ?s WHERE { ?s pm:agreementStatus voc:planned }"
_SIGNERS = """SELECT DISTINCT ?s ?signature ?person ?body WHERE {
  ?s pm:signedIn/pm:hasSignature ?signature . ?signature pm:signatory ?person
  OPTIONAL { ?signature pm:onBehalfOf ?body } } ORDER BY ?signature"""


async def agreements_feed(request: Request) -> Response:
    """`/agreements.atom` and `/agreements.json`: the newest agreements with parties and signatories."""
    media_type = ATOM if request.url.path.endswith(".atom") else JSON_FEED
    language = language_of(request)
    if (same := unchanged(request, media_type, language)) is not None:
        return same

    def work() -> Response:
        feed = _feed(request, language)
        body = atom(feed) if media_type == ATOM else json_feed(feed)
        return answer(request, body, media_type, media_type, language)

    return await off_the_loop(work)


def _feed(request: Request, language: str) -> Feed:
    site, links, at = site_of(request), links_of(request), absolute(request)
    reader = site.reader
    title = site.settings.title_de if language == "de" else site.settings.title_en
    entries = [
        Entry(
            id=row["agreement"].value, title=reader.name(row["agreement"].value, language), updated=row["on"].value,
            address=at(links.href(row["agreement"].value)),
            lines=_told(reader, row["agreement"].value, row["edtf"].value if "edtf" in row else None, language),
        )
        for row in reader.constant(_NEWEST)
        if "agreement" in row
    ]  # fmt: skip
    return Feed(
        id=f"{site.settings.base}/agreements", title=title, author=title, language=language, address=str(request.url),
        page=at(f"{links.prefix}/agreements"), entries=entries, updated="1970-01-01",
    )  # fmt: skip


def _told(reader: Reader, agreement: str, edtf: str | None, language: str) -> list[str]:
    """What a feed says of an agreement: when, between whom, and who signed for whom."""
    node, lines = NamedNode(agreement), []
    if edtf is not None:
        planned = bool(reader.rows(_PLANNED, s=node))
        lines.append(f"{word('to_be_signed_on' if planned else 'signed_on', language)}: {spoken(edtf, language)}")
    parties = [reader.name(row["party"].value, language) for row in reader.rows(_PARTIES, s=node)]
    if parties:
        lines.append(f"{word('parties', language)}: {', '.join(parties)}")
    for row in reader.rows(_SIGNERS, s=node):
        body = f" {word('body_for', language)} {reader.name(row['body'].value, language)}" if "body" in row else ""
        lines.append(f"{word('signatures', language)}: {reader.name(row['person'].value, language)}{body}")
    return lines
