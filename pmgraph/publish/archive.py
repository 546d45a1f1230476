"""Packs a release into one ZIP for archives, with an RO-Crate description (https://www.researchobject.org/ro-crate/1.1/)."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

# The first moment that a ZIP can tell: the same files make the same archive.
_EPOCH = (1980, 1, 1, 0, 0, 0)
METADATA = "ro-crate-metadata.json"


def write_archive(file: Path, folder: Path, paths: Iterable[str], manifest: Mapping[str, Any]) -> None:
    """Writes the files below `folder` that `paths` names, and `ro-crate-metadata.json`, in the order of their names."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        _add(archive, METADATA, json.dumps(describe(manifest), ensure_ascii=False, indent=1).encode() + b"\n")
        for path in sorted(paths):
            with (folder / path).open("rb") as source, archive.open(_entry(path), "w", force_zip64=True) as target:
                while part := source.read(1 << 20):
                    target.write(part)


def describe(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The RO-Crate metadata: a root dataset with its files, licence and date, from the release's manifest."""
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": manifest["title"]["de"],
        "description": manifest["title"]["en"],
        "identifier": manifest["address"],
        "datePublished": manifest["published"],
        "version": manifest["id"],
        "hasPart": [{"@id": entry["path"]} for entry in manifest["files"]],
    }
    if manifest.get("licence"):
        root["license"] = {"@id": manifest["licence"]}
    files = [
        {
            "@id": entry["path"], "@type": "File", "name": entry["title"]["en"], "encodingFormat": entry["media_type"],
            "contentSize": str(entry["bytes"]), "sha256": entry["sha256"],
        }
        for entry in manifest["files"]
    ]  # fmt: skip
    about = {
        "@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }  # fmt: skip
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, *files]}


def _add(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    archive.writestr(_entry(path), data)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
