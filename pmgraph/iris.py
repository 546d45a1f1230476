"""IRIs, made of stable raw input alone: no clock, no row number, no person's name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NO_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str, limit: int = 60) -> str:
    """`text` as lower-case ASCII words joined by hyphens, cut at a word's edge before `limit` characters.

    Umlauts become two letters before accents are dropped, so that "Städte" is `staedte`, not `stadte`.
    """
    folded = unicodedata.normalize("NFC", text).lower().translate(_UMLAUTS)
    ascii_only = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    joined = _NO_SLUG.sub("-", ascii_only).strip("-")
    if len(joined) <= limit:
        return joined
    cut = joined[: limit + 1]
    return cut[: cut.rfind("-")] if "-" in cut else joined[:limit]


def digest(*parts: object, length: int = 16) -> str:
    """The first `length` hex digits of a SHA-256 over the parts, which a unit separator keeps apart."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:length]


def distinct_slug(text: str, limit: int = 60) -> str:
    """`slug`, with a digest of the whole where it had to be cut: two long names never share one for their beginning."""
    short, whole = slug(text, limit), slug(text, 10_000)
    return short if short == whole else f"{short}-{digest(whole, length=6)}"


# What an IRI may not hold as it stands: the IRIREF production of N-Quads (https://www.w3.org/TR/n-quads/#grammar-production-IRIREF).
_NOT_IN_IRIS = re.compile(r"[\x00-\x20\x7f<>\"{}|^`\\\u2028\u2029\u0085]")


def web_iri(value: str) -> str:
    """`value` if it is an absolute http(s) IRI with a host; ValueError says what to write instead."""
    cure = "write it as https://host/path, with what it may not hold percent-encoded"
    if _NOT_IN_IRIS.search(value):
        raise ValueError(f"{value!r} holds a character that no address may hold; {cure}")
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise ValueError(f"{value!r} is no address ({error}); {cure}") from error
    if not known:
        raise ValueError(f"{value!r} is not an absolute http address; {cure}")
    return value


class Iris:
    """Mints the IRIs of one project under its base, which has no slash at its end."""

    __slots__ = ("base",)

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def id(self, *path: str) -> str:
        """`base/id/…` for a thing."""
        return "/".join((self.base, "id", *path))

    def graph(self, *path: str) -> str:
        """`base/graph/…` for a named graph."""
        return "/".join((self.base, "graph", *path))

    def release(self, key: str) -> str:
        """`key` is `issuer/year/number`, as `release_key` makes it."""
        return self.id("release", key)

    def rule(self, rule: str) -> str:
        """The IRI of a rule, whose identifier such as `sign.participle` is part of it."""
        return self.id("rule", rule)


def release_key(*, issuer: str, year: str | None, number: str | None, month_day: str | None, sha256: str) -> str:
    """`issuer/year/number` of a release; without a number, `mmdd-` and the text's digest stand in its place.

    The year is the one that the release prints: numbers start again each year. `031/14` and `31` are one number.
    """
    digits = re.match(r"\s*0*(\d+)", number or "")
    tail = digits.group(1) if digits else f"{month_day}-{sha256[:8]}" if month_day else sha256[:8]
    return f"{issuer}/{year or 'undated'}/{tail}"
