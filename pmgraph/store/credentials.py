"""Who asks a remote store: a name with a password, or a token. Never printed, never part of an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmgraph.errors import UsageError

USER, PASSWORD, TOKEN = "PMGRAPH_STORE_USER", "PMGRAPH_STORE_PASSWORD", "PMGRAPH_STORE_TOKEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A name with its password, or a bearer token (https://www.rfc-editor.org/rfc/rfc6750)."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


def credentials_in(environment: Mapping[str, str]) -> Credentials | None:
    """What the environment states under `PMGRAPH_STORE_…`, if anything; UsageError where it states half of it."""
    user, password, token = (environment.get(name) or None for name in (USER, PASSWORD, TOKEN))
    if (user is None) is not (password is None):
        missing = PASSWORD if password is None else USER
        raise UsageError(f"{missing} is not set; a store wants both {USER} and {PASSWORD}, or {TOKEN} alone")
    if user is not None and token is not None:
        raise UsageError(f"{USER} and {TOKEN} are both set; unset one of them")
    return Credentials(user=user, password=password, token=token) if user is not None or token is not None else None
