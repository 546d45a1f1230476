"""The named queries: one file each in this folder, used by the command line, the pages, the docs and the tests.

A file is called `q03-signatures.rq`. Its first lines are comments: the question in German (`# de: …`) and English
(`# en: …`), keywords in both (`# de keywords: …`, separated by commas), then hints on parameters. Every query asks the
union of all graphs, declares its prefixes, and so runs on any SPARQL 1.1 store unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pyoxigraph import Literal

from pmgraph.errors import QueryError
from pmgraph.store.protocol import Term
from pmgraph.store.sparql_text import bind

_FOLDER = Path(__file__).parent
_NAME = re.compile(r"(?P<id>q\d{2,})-(?P<slug>[a-z0-9-]+)")
_HEADER = re.compile(r"# (?P<key>(?:de|en)(?: keywords)?): (?P<title>.+)")
_DEFAULTS = re.compile(r'VALUES (?P<names>\?\w+|\((?:\?\w+ ?)+\)) \{ (?P<values>"[^"\\]*"|\((?:"[^"\\]*" ?)+\)) \}')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORM = re.compile(r"^(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One named query. `id` is `q03`, `slug` is `signatures`, `kind` the form: `SELECT`, `ASK`, `CONSTRUCT` …

    `hints` say which variables may be bound. `text` is the whole file. `parameters` are the variables that have a value
    already, a text in the query's one row of VALUES, each with that value.
    """

    id: str
    slug: str
    title_de: str
    title_en: str
    text: str
    kind: str
    hints: tuple[str, ...] = ()
    keywords_de: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The full name, which is that of the file: `q03-signatures`."""
        return f"{self.id}-{self.slug}"

    def asked(self, values: Mapping[str, str], bindings: Mapping[str, Term] | None = None) -> str:
        """The text with other values for its parameters, and with variables bound (see `sparql_text.bind`).

        QueryError where there is no such parameter, or where a day is wanted and none is given.
        """
        chosen = dict(self.parameters)
        for name, value in values.items():
            if name not in chosen:
                raise QueryError(f"{self.name} has no parameter {name!r}; it has {', '.join(chosen) or 'none'}")
            if _DAY.fullmatch(chosen[name]) and not _is_day(value):
                raise QueryError(f"{name} {value!r} is no day; write it like {chosen[name]}")
            chosen[name] = value
        row = " ".join(str(Literal(value)) for value in chosen.values())
        names = " ".join(f"?{name}" for name in chosen)
        text = _DEFAULTS.sub(lambda _: f"VALUES ({names}) {{ ({row}) }}", self.text, count=1) if values else self.text
        return bind(text, bindings) if bindings else text


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Every named query, in the order of their numbers."""
    return tuple(read_query(file) for file in sorted(_FOLDER.glob("*.rq")))


def named_query(name: str) -> NamedQuery:
    """The query called `name`: `q03`, `q03-signatures`, `signatures` or `3`. Any other raises QueryError."""
    known = named_queries()
    wanted = name.strip().lower().removesuffix(".rq")
    if wanted.isdecimal():
        wanted = f"q{int(wanted):02d}"
    for query in known:
        if wanted in (query.id, query.slug, query.name):
            return query
    names = [word for query in known for word in (query.name, query.slug, query.id)]
    close = list(dict.fromkeys(named_query(word).name for word in get_close_matches(wanted, names, n=6, cutoff=0.5)))
    meant = f"did you mean {' or '.join(close[:3])}?" if close else f"use {known[0].id} to {known[-1].id}"
    raise QueryError(f"there is no query called {name!r}; {meant}")


def read_query(file: Path) -> NamedQuery:
    """The query in `file`; one without its name, its titles or its form raises QueryError that says what it needs."""
    text = file.read_text(encoding="utf-8")
    match = _NAME.fullmatch(file.stem)
    comments = [line for line in text.split("PREFIX", 1)[0].splitlines() if line.startswith("# ")]
    titles = {found["key"]: found["title"] for line in comments if (found := _HEADER.fullmatch(line))}
    form = _FORM.search(text)
    if match is None or form is None or not titles.keys() >= {"de", "en"}:
        raise QueryError(
            f"{file}: a query is called q01-some-words.rq, begins with '# de: …' and '# en: …', "
            "and has SELECT, ASK, CONSTRUCT or DESCRIBE at the start of a line"
        )
    return NamedQuery(
        id=match["id"], slug=match["slug"], title_de=titles["de"], title_en=titles["en"], text=text,
        kind=form.group(), hints=tuple(line[2:] for line in comments if not _HEADER.fullmatch(line)),
        parameters=_defaults(text),
        keywords_de=_words(titles.get("de keywords", "")), keywords_en=_words(titles.get("en keywords", "")),
    )  # fmt: skip


def _defaults(text: str) -> dict[str, str]:
    found = _DEFAULTS.search(text)
    if found is None:
        return {}
    return dict(zip(re.findall(r"\w+", found["names"]), re.findall(r'"([^"]*)"', found["values"]), strict=True))


def _is_day(value: str) -> bool:
    try:
        return _DAY.fullmatch(value) is not None and date.fromisoformat(value) is not None
    except ValueError:
        return False


def _words(listed: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in listed.split(",") if word.strip())
