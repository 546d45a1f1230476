"""The pages: what a reader sees, where every link leads, and that nothing is loaded from elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from pmgraph.queries.catalogue import named_queries

LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background"}
VOID = {"meta", "link", "br", "input", "hr", "img"}


class Page(HTMLParser):
    """Links, loads, ids and text of a page; complains about elements that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.tags: Counter[str] = Counter()
        self.language = ""
        self.unlabelled: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag not in VOID:
            self._open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "a":
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") != "alternate":
            self.loads.append(given["href"])
        if tag == "link" and given.get("rel") == "alternate":
            self.links.append(given["href"])
        self.loads += [given[name] for name in LOADING & set(given)]
        assert "style" not in given, "the policy forbids inline styles"
        assert not [name for name in given if name.startswith("on")], "the policy forbids inline scripts"

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag, f"</{tag}> closes another element"


def page(server: Any, path: str) -> Page:
    answer = server.ask(path, accept="text/html")
    assert (answer.status, answer.type) == (200, "text/html"), path
    return Page(answer.text)


def text_of(server: Any, path: str) -> str:
    """The text of a page with its white space joined."""
    plain = re.sub(r"<[^>]+>", " ", server.ask(path, accept="text/html").text)
    return re.sub(r"\s+", " ", plain)


KINDS = {
    "home": r"/", "lists": r"/(agreements|bodies|persons|releases)", "sparql": r"/sparql", "ontology": r"/ns",
    "concepts": r"/voc", "concept": r"/voc/[^.]+", "release": r"/doc/release/[^/]+/\d+/\d+",
    "agreement": r"/doc/agreement/[^/]+/\d+/[^/.]+", "signing": r"/doc/agreement/.*/signing", "body": r"/doc/body/[^/.]+",
    "post": r"/doc/body/.*/post/[^.]+", "person": r"/doc/person/\w+", "signature": r"/doc/signature/\w+",
    "evidence": r"/doc/release/.*/evidence/[^.]+", "date": r"/doc/.*/date/\w+", "statement": r"/doc/.*/statement/\d+",
    "membership": r"/doc/.*/membership/\w+", "issue": r"/doc/.*/issue/[\w-]+", "text": r"/doc/.*/text/\w+",
    "rule": r"/doc/rule/[a-z-]+\.[a-z-]+", "record": r"/doc/record/[\w-]+", "place": r"/doc/place/[\w-]+",
    "service": r"/doc/service/[\w/-]+", "catalogue": r"/catalog", "graph": r"/graph/.+", "software": r"/doc/software/.*",
    "turtle": r".*\.ttl", "jsonld": r".*\.jsonld", "ntriples": r".*\.nt", "rdfxml": r".*\.rdf",
}  # fmt: skip


@pytest.mark.slow
def test_every_link_of_every_page_leads_somewhere(server: Any) -> None:
    """A reader who clicks everything: all pages answer, all fragments exist, nothing loads from another host."""
    waiting, seen, fragments = ["/", "/?lang=en"], set[str](), list[tuple[str, str, str]]()
    ids: dict[str, set[str]] = {}
    kinds: Counter[str] = Counter()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = server.ask(path, accept="text/html,*/*;q=0.5")
        assert answer.status < 400, f"{path}: {answer.status} {answer.text[:300]}"
        kinds.update(kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, urlsplit(path).path))
        if answer.type != "text/html":
            continue
        read = Page(answer.text)
        ids[path] = set(read.ids)
        assert len(read.ids) == len(ids[path]), f"{path} has an id twice: {Counter(read.ids).most_common(3)}"
        assert read.tags["h1"] == 1, path
        assert read.language in ("de", "en"), path
        for load in read.loads:
            assert urlsplit(load).netloc == "", f"{path} loads {load}"
        for link in read.links:
            target, fragment = urldefrag(urljoin(server.address + path.lstrip("/"), link))
            if not target.startswith(server.address):
                continue
            local = target.removeprefix(server.address.rstrip("/"))
            # The English half is the same code with other words: its pages are opened, not crawled on from.
            if "lang=" not in path or "lang=en" not in local:
                waiting.append(local)
            if fragment:
                fragments.append((path, local, fragment))
    assert set(KINDS) == set(kinds), f"never seen: {set(KINDS) - set(kinds)}"
    for origin, target, fragment in fragments:
        if target in ids:
            assert fragment in ids[target], f"{origin} links to #{fragment}, which {target} has not"
    assert sum(1 for _, _, fragment in fragments if re.fullmatch(r"t\d+-\d+", fragment)) > 100
    assert kinds["evidence"] > 40, "every passage has a page"


def test_home_says_what_is_in_here(server: Any) -> None:
    text = text_of(server, "/?lang=de")
    assert "16. Juli 2014 Rahmenvereinbarung über Zusammenarbeit in Bereichen IKT und E-Government (2014)" in text
    assert "Michael Richter für Land Sachsen-Anhalt" in text
    assert "9. Januar 2006 Erste Rahmenvereinbarung (2006)" in text
    assert all(query.title_de in text for query in named_queries()[:12])
    english = text_of(server, "/?lang=en")
    assert all(query.title_en in english for query in named_queries()[:12])


def test_agreement_shows_who_signed_for_whom_with_each_passage(server: Any, agreement: str, release: str) -> None:
    text = text_of(server, f"/doc/{agreement}?lang=de")
    assert "Unterzeichnet am 16. Juli 2014 , Magdeburg" in text
    for row in (
        "Heinz-Lothar Theel Heinz-Lothar Theel Landkreistag Sachsen-Anhalt Landkreistags "
        "Geschäftsführer des Landkreistags Sachsen-Anhalt Geschäftsführer",
        "Michael Richter Michael Richter Land Sachsen-Anhalt Landesregierung erschlossen Beauftragter der Landesregierung",
    ):
        assert row in text
    assert "9. Juli 2014 oder 16. Juli 2014" in text, "the reading that was not chosen"
    assert "gilt" in text
    assert "9. Januar 2006 Erste Rahmenvereinbarung (2006)" in text
    links = page(server, f"/doc/{agreement}?lang=de").links
    passages = [link for link in links if link.startswith(f"/doc/{release}?lang=de#t")]
    assert len(passages) > 15
    shown = page(server, f"/doc/{release}?lang=de").ids
    assert {link.partition("#")[2] for link in passages} <= set(shown)


def test_release_marks_what_was_read(server: Any, release: str) -> None:
    answer = server.ask(f"/doc/{release}?lang=de", accept="text/html")
    assert re.search(
        r'<a class="mark person" href="/doc/person/\w+\?lang=de" title="[^"]*">Jürgen Leindecker</a>', answer.text
    )
    assert re.search(r'<a class="mark date" [^>]*>am Mittwoch</a>', answer.text)
    assert "?Der demografische Wandel" in text_of(server, f"/doc/{release}").replace("? Der", "?Der"), (
        "text as received"
    )
    assert "presse.mf@sachsen-anhalt.de" in answer.text


def test_text_that_may_not_be_shown_is_quotes_alone(
    dump: Path, serve: Callable[..., Any], release: str, agreement: str
) -> None:
    with serve(dump, show=False) as closed:
        answer = closed.ask(f"/doc/{release}", accept="text/html")
        assert "Anhänge zur Pressemitteilung" not in answer.text
        assert "Jürgen Leindecker" in answer.text
        ids = Page(answer.text).ids
        passages = [link for link in page(closed, f"/doc/{agreement}").links if f"{release}#t" in link]
        assert passages
        assert {link.partition("#")[2] for link in passages} <= set(ids)


def test_person_and_body_say_what_they_signed(server: Any) -> None:
    (row,) = server.query('SELECT ?p WHERE { ?p foaf:name "Michael Richter" }').rows
    person = text_of(server, "/doc/" + row["p"].removeprefix("https://w3id.org/pmgraph/id/") + "?lang=de")
    assert "für Land Sachsen-Anhalt , als Beauftragter der Landesregierung" in person
    assert "Staatssekretär im Ministerium der Finanzen" in person
    assert "Wozu andere Bundesländer" in person
    body = text_of(server, "/doc/body/st?lang=de")
    assert "Für sie unterzeichnet Michael Richter" in body
    assert "http://www.wikidata.org/entity/Q1206" in body


def test_language_by_parameter_then_header_then_german(server: Any, agreement: str) -> None:
    def language(query: str, header: str | None) -> str:
        headers = {"Accept-Language": header} if header else {}
        return Page(server.ask(f"/doc/{agreement}{query}", accept="text/html", headers=headers).text).language

    assert language("", None) == "de"
    assert language("", "en-US,en;q=0.9") == "en"
    assert language("?lang=de", "en") == "de"
    assert language("?lang=xx", "en") == "en"
    english = text_of(server, f"/doc/{agreement}?lang=en")
    assert "Who signed for whom Signed on 16 July 2014" in english
    links = [link for link in page(server, f"/doc/{agreement}?lang=en").links if re.fullmatch(r"/doc/[^.]+", link)]
    assert len(links) > 20
    assert {link for link in links if "lang=en" not in link} == {f"/doc/{agreement}?lang=de"}, "the switch alone"


def test_odds_and_ends(server: Any) -> None:
    assert server.ask("/robots.txt").text.startswith("User-agent: *")
    assert server.ask("/favicon.ico").type == "image/svg+xml"
    assert server.ask("/static/pmgraph.css").type == "text/css"
    assert server.ask("/static/../app.py").status == 404
    assert server.ask("/static/nothing.js").problem["code"] == "not-found"


def test_style_loads_nothing_from_elsewhere() -> None:
    folder = Path(__file__).parents[2] / "pmgraph" / "serve" / "static"
    for file in folder.iterdir():
        for address in re.findall(r"(?:url\(|@import|https?:)[^)\s;\"]*", file.read_text()):
            assert address == "http://www.w3.org/2000/svg", f"{file.name}: {address}"


def test_markup_in_data_is_text(tmp_path: Path, serve: Callable[..., Any]) -> None:
    file = tmp_path / "evil.ttl"
    base = "https://w3id.org/pmgraph"
    file.write_text(
        f'<{base}/id/person/1> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> '
        f'"<script>alert(1)</script>" ; <http://example.org/p> <javascript:alert(1)> , "\\"><b>" .'
    )  # fmt: skip
    with serve(file, build=False) as server:
        text = server.ask("/doc/person/1", accept="text/html").text
        assert "<script>" not in text
        assert "&lt;script&gt;" in text
        assert 'href="javascript:' not in text


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--enable-logging=stderr",
    "--v=0",
    "--dump-dom",
]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_browser_shows_every_kind_of_page_without_complaint(
    server: Any, agreement: str, release: str, tmp_path: Path
) -> None:
    for path in (
        "",
        f"doc/{agreement}",
        f"doc/{release}",
        "doc/body/st",
        "sparql?query=ASK%7B%7D",
        "ns",
        "voc",
        "agreements",
    ):
        done = subprocess.run(
            [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"{server.address}{path}"],
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        assert "<main" in done.stdout
        complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        assert not complaints, f"{path}: {complaints}"


def test_the_ontology_says_of_each_term_where_it_stands_and_what_for(server: Any) -> None:
    german, english = text_of(server, "/ns?lang=de"), text_of(server, "/ns?lang=en")
    assert "Namensraum PREFIX pm: &lt;https://w3id.org/pmgraph/ns#&gt; Version 0.1.0" in german
    for words in (
        "pm:hasParty hat Vertragspartner Durch die Vereinbarung gebundene Stelle; nie die Person, die unterzeichnet. von "
        "Vereinbarung nach Organisation in diesem Graphen",
        "pm:Agreement Vereinbarung Übereinkunft zwischen zwei oder mehr Stellen, gleich welcher Rechtsform. Unterbegriff von "
        "prov:Entity Oberbegriff von Rahmenvereinbarung",
        "AG07 ein Vertragspartner ist eine im Graphen beschriebene Stelle, nie eine Person",
        "Aus anderen Vokabularen Präfix Namensraum benutzte Begriffe",
    ):
        assert words in german
    assert "AG07 a party is an organisation that the graph describes, never a person" in english
    assert "Classes (13) · Properties between things (29) · Properties with values (18)" in english


def test_counts_of_the_ontology_are_those_of_the_graph(server: Any) -> None:
    page = server.ask("/ns?lang=en", accept="text/html").text
    for name in ("Signature", "Evidence", "SigningEvent"):
        (row,) = server.query(f"SELECT (COUNT(?s) AS ?n) {{ ?s a <https://w3id.org/pmgraph/ns#{name}> }}").rows
        block = page.partition(f'id="{name}"')[2].partition("</article>")[0]
        assert re.search(rf"in this graph</dt><dd>{row['n']}, for example", block), name
