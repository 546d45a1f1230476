"""Addresses in one spelling, and which of them a harvest may ask."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

_SUFFIXES = PublicSuffixList()
_PORTS = {"http": 80, "https": 443}
_PATH, _QUERY = "/%:@!$&'()*+,;=~-._", "/%:@!$&'()*+,;=~-._?"
_INDEX = ("index.", "default.")


def canonical(address: str, base: str | None = None) -> str | None:
    """The absolute http(s) address in one spelling, resolved against `base`; None for every other scheme.

    Scheme and host in lower case, no default port, no fragment, no user name; characters that an address may not
    hold are percent-encoded as UTF-8 (https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2).
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()) if base is not None else address.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        if scheme not in _PORTS or not host or any(c in host for c in ' "<>{}|\\^`%'):
            return None
        host = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:  # no port, no IPv6 address, no host name
        return None
    host = f"[{host}]" if ":" in host else host
    netloc = host if port is None or port == _PORTS[scheme] else f"{host}:{port}"
    return urlunsplit((scheme, netloc, quote(parts.path or "/", _PATH), quote(parts.query, _QUERY), ""))


def authority(address: str) -> str:
    """`scheme://host:port`, for which one robots.txt and one pace hold."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def registrable(host: str) -> str | None:
    """The registrable domain of a host name by the Public Suffix List (https://publicsuffix.org/), None for an IP."""
    if ":" in host or host.replace(".", "").isdigit():
        return None
    found = _SUFFIXES.privatesuffix(host)
    return found if isinstance(found, str) else None


def folder_of(address: str) -> str:
    """The path below which the pages of a list lie: `/presse/` for `/presse`, `/presse/` and `/presse/index.html`."""
    path = urlsplit(address).path
    head, _, last = path.rpartition("/")
    if last.startswith(_INDEX) or not last:
        return f"{head}/"
    return f"{path}/"


@dataclass(frozen=True, slots=True)
class Scope:
    """The hosts that a harvest may ask: those of its address, and those that its user allows by name."""

    address: str
    allowed: frozenset[str] = frozenset()

    def links_to(self, target: str, page: str) -> bool:
        """Whether a link on `page` may be followed: to the same host as address or page, or to an allowed one."""
        host = urlsplit(target).hostname
        return host in self.allowed or any(_same_host(target, known) for known in (self.address, page))

    def redirects_to(self, target: str) -> bool:
        """Whether a redirect may be followed: as a link, or to another host of the same registrable domain."""
        if self.links_to(target, self.address):
            return True
        own, other = (urlsplit(address).hostname or "" for address in (self.address, target))
        domain = registrable(own)
        return domain is not None and domain == registrable(other) and _same_port(self.address, target)


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).hostname == urlsplit(other).hostname and _same_port(one, other)


def _same_port(one: str, other: str) -> bool:
    """The same port, or the usual ones of http and https: a page may move from one to the other."""
    ports = {urlsplit(one).port, urlsplit(other).port}
    return len(ports) == 1
