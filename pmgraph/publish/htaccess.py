"""The redirects by which a permanent address leads to where the site runs, for Apache and w3id.org.

A base IRI such as https://w3id.org/pmgraph stays when a host or a path changes. At https://w3id.org/ a project keeps a
folder with an `.htaccess` (https://github.com/perma-id/w3id.org); any Apache with mod_rewrite reads it likewise.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from pmgraph.errors import UsageError
from pmgraph.iris import web_iri


def htaccess(base: str, address: str) -> str:
    """The `.htaccess` for the folder that `base` names, with `address` as the place of the site.

    A thing leads to its document with 303 (https://www.w3.org/TR/cooluris/), which negotiates the form; everything else
    keeps its path with 302. UsageError where the address is none or lies below the base: that would lead in circles.
    """
    try:
        target = web_iri(address).rstrip("/")
    except ValueError as error:
        raise UsageError(f"{address!r} is no address of a site: {error}") from error
    parts = urlsplit(target)
    if parts.query or parts.fragment:
        raise UsageError(f"{address!r} has a query or a fragment; give the address of the start page")
    if f"{target}/".startswith(f"{base}/"):
        raise UsageError(f"{address!r} lies below the base {base}, so it would lead to itself; give the server's own")
    # A percent sign and a dollar mean something in the target of a rule.
    safe = target.replace("%", r"\%").replace("$", r"\$")
    return _TEMPLATE.format(base=base, target=target, safe=safe)


_TEMPLATE = """# {base} leads to {target}
# Written by pmgraph; write it again when the site moves.

Options -MultiViews -Indexes
Header always set Access-Control-Allow-Origin "*"
Header always append Vary "Accept"

RewriteEngine On

# A thing is not a document: 303 to what describes it, in the form that the client asks for.
RewriteRule ^id/(.+)$ {safe}/doc/$1 [R=303,L,NE]

# Documents, graphs, ontology, concepts, catalogue, releases, SPARQL and all else keep their paths.
RewriteRule ^(.*)$ {safe}/$1 [R=302,L,NE]
"""
