"""Leads the canonical IRIs of the data to paths of the serving host, so that a copy works wherever it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_to_bytes

from pmgraph.vocab import CONCEPTS_GRAPH, ONTOLOGY_GRAPH, PM, VOC

_SAFE = "/:@!$&'()*+,;=~-._%#"
_CLICKABLE = ("http:", "https:", "mailto:", "tel:", "ftp:")
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_SERVED = (("/id/", "/doc/"), ("/graph/", "/graph/"), ("/release/", "/release/"), ("/dump/", "/dump/"))


@dataclass(frozen=True, slots=True)
class Links:
    """Canonical IRI to local path and back. `prefix` is the path under which the server is mounted, mostly empty."""

    base: str
    prefix: str = ""

    def path(self, iri: str) -> str | None:
        """The local path of a canonical IRI with its fragment if any, or None where the IRI is someone else's.

        Things lead straight to their document, so that a click needs no redirect.
        """
        if iri == self.base:
            return f"{self.prefix}/"
        if iri in (str(PM), ONTOLOGY_GRAPH):
            return f"{self.prefix}/ns"
        if iri in (str(VOC), CONCEPTS_GRAPH):
            return f"{self.prefix}/voc"
        if iri.startswith(f"{ONTOLOGY_GRAPH}/"):
            return f"{self.prefix}/ns{_quoted(iri.removeprefix(ONTOLOGY_GRAPH))}"
        if iri.startswith(str(PM)):
            return f"{self.prefix}/ns#{quote(iri.removeprefix(str(PM)))}"
        if iri.startswith(str(VOC)):
            return f"{self.prefix}/voc/{_quoted(iri.removeprefix(str(VOC)))}"
        if iri in (f"{self.base}/catalog", f"{self.base}/sparql"):
            return f"{self.prefix}{iri.removeprefix(self.base)}"
        for kind, served in (
            ("/id/", "/doc/"),
            ("/graph/", "/graph/"),
            ("/release/", "/release/"),
            ("/dump/", "/dump/"),
        ):
            if iri.startswith(self.base + kind):
                return f"{self.prefix}{served}{_quoted(iri.removeprefix(self.base + kind))}"
        return None

    def href(self, iri: str) -> str:
        """Where a link to this IRI goes: here if it is ours, else to the IRI itself.

        Data may hold `javascript:` and the like; such a link leads nowhere.
        """
        local = self.path(iri)
        if local is not None:
            return local
        return iri if iri.lower().startswith(_CLICKABLE) else "#"

    def things(self, path: str) -> tuple[str, ...]:
        """The canonical IRIs that `/id/{path}` and `/doc/{path}` may be about, the most literal first.

        Clients percent-encode what is not ASCII, so an IRI may have been written with the letters themselves (RFC 3987
        section 3.2), or with all of it decoded.
        """
        letters = _ENCODED.sub(lambda m: unquote_to_bytes(m[0]).decode(errors="replace"), path)
        return tuple(f"{self.base}/id/{p}" for p in dict.fromkeys((path, letters, unquote(path))))

    def document(self, iri: str) -> str:
        """The canonical IRI of the document about a thing."""
        return iri.replace(f"{self.base}/id/", f"{self.base}/doc/", 1)

    def graph(self, path: str) -> str:
        """The canonical IRI of a named graph."""
        return f"{self.base}/graph/{path}"


def _quoted(path: str) -> str:
    return quote(path, safe=_SAFE)
