"""Maps the imprint of a release: how to reach the issuing house, never who works there."""

from __future__ import annotations

import re

from pmgraph.german.names import is_first_name
from pmgraph.rdf.scope import Scope
from pmgraph.rdf.terms import is_iri
from pmgraph.reading import Imprint
from pmgraph.vocab import VCARD


def map_imprint(scope: Scope, here: str, imprint: Imprint) -> None:
    """A vcard of the house, only where it says how to reach it. Who is responsible is not in the graph."""
    if imprint.organisation is None or not (imprint.email or imprint.telephone or imprint.url):
        return
    w = scope.w
    w.link(scope.R, VCARD("hasRelated"), here)
    w.type(here, VCARD("Kind"), VCARD("Organization"))
    names = [claim.value for claim in (imprint.organisation, imprint.unit) if claim is not None]
    w.say(here, VCARD("fn"), ", ".join(names), "de")
    # Where the issuer was read from the imprint, the release itself already cites this passage.
    if not w.cites(scope.R, imprint.organisation.evidence[0].span):
        w.evidence(here, VCARD("fn"), imprint.organisation.evidence)
    if imprint.street and imprint.postal_code and imprint.town:
        address = f"{here}/address"
        w.link(here, VCARD("hasAddress"), address)
        w.type(address, VCARD("Address"))
        w.say(address, VCARD("street-address"), imprint.street.value)
        w.say(address, VCARD("postal-code"), imprint.postal_code.value)
        w.say(address, VCARD("locality"), imprint.town.value)
    for kind, claim in (("telephone", imprint.telephone), ("fax", imprint.fax)):
        number = global_number(claim.value) if claim is not None else None
        if number is not None:
            line = f"{here}/{kind}"
            w.link(here, VCARD("hasTelephone"), line)
            w.type(line, VCARD("Fax" if kind == "fax" else "Voice"), VCARD("Work"))
            w.link(line, VCARD("hasValue"), number)
    # What a damaged text gives for an address may be none; then it is left out, not the release.
    mail = f"mailto:{imprint.email.value}" if imprint.email is not None else ""
    page = _web(imprint.url.value) if imprint.url is not None else ""
    if is_iri(mail) and not is_personal(mail.removeprefix("mailto:"), imprint):
        w.link(here, VCARD("hasEmail"), mail)
    elif is_iri(page):
        w.link(here, VCARD("hasURL"), page)


def is_personal(address: str, imprint: Imprint) -> bool:
    """Whether a mail address bears someone's name: a first name, or a part of the responsible person's."""
    words = [word for word in re.split(r"[^a-zäöüß]+", address.partition("@")[0].lower()) if len(word) > 2]
    named = set(re.findall(r"[a-zäöüß]{3,}", imprint.responsible.value.lower())) if imprint.responsible else set()
    return any(word in named or is_first_name(word.capitalize()) for word in words)


def global_number(printed: str) -> str | None:
    """A German number in global form, after RFC 3966 section 5 (https://www.rfc-editor.org/rfc/rfc3966#section-5)."""
    parts = re.findall(r"\d+", printed)
    if not parts or not parts[0].startswith("0") or parts[0].startswith("00"):
        return None
    return "tel:+49-" + "-".join([parts[0][1:], *parts[1:]])


def _web(printed: str) -> str:
    return printed if "://" in printed else f"https://{printed}"
