"""Evidence as a Web Annotation (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json
from typing import Any

from pmgraph.serve.facts import Thing
from pmgraph.vocab import PM, PROV, SCHEMA

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'


def as_annotation(evidence: Thing, text: Thing | None) -> bytes:
    """The annotation: its body is the thing that the passage is evidence for, its target the passage.

    Offsets count code points of the text version, as section 4.2.5 asks of a TextPositionSelector. `text` is the text
    version's own description, whose address is the source where it was published.
    """
    one = {name: evidence.one(PM(name)) for name in ("exact", "start", "end", "evidences", "supports", "textVersion")}
    values = {name: v.term.value for name, v in one.items() if v is not None}
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": int(values["start"]), "end": int(values["end"])},
        {"type": "TextQuoteSelector", "exact": values["exact"]},
    ]
    target: dict[str, Any] = {"source": values["textVersion"], "selector": selectors}
    if text is not None and (digest := text.one(SCHEMA("sha256"))) is not None:
        target["state"] = {"type": "State", SCHEMA("sha256"): digest.term.value}
        if (release := text.one(PROV("specializationOf"))) is not None:
            target["scope"] = release.term.value
    body: dict[str, Any] = {"source": values["evidences"], "purpose": "identifying", PM("supports"): values["supports"]}
    annotation: dict[str, Any] = {
        "@context": CONTEXT,
        "id": evidence.iri,
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": target,
    }
    return json.dumps(annotation, ensure_ascii=False, indent=2).encode()
