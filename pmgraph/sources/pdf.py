"""Reads the text layer of a PDF: its pages one below the other, with the lines of a paragraph joined.

The page's own layout decides: lines of full width go on in the next, a hyphen at the end of such a line before a small
letter is a break of the word, and vertical space ends a paragraph.
"""

from __future__ import annotations

import io
import logging
import re
from importlib.metadata import version

from pypdf import PdfReader

from pmgraph.errors import DocumentError
from pmgraph.model import Document
from pmgraph.sources.received import Found, Received, printable

READER = f"pdf/1+pypdf-{version('pypdf')}"
PAGES = 40
"""Pages beyond which a file is not one release."""
_FULL, _NARROW = 0.7, 40
_HYPHEN = re.compile(r"(?<=[a-zäöüß])[-\u2010\u00ad]$")
_ITEM = re.compile(r"[•·▪●*–-]\s|\d{1,2}[.)]\s")
# pypdf logs what it mends; a finding says it where it matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes, received: Received) -> Found:
    """The one document of a PDF. One that is encrypted, damaged, or scanned without text raises DocumentError."""
    yield _document(data, received)


def _document(data: bytes, received: Received) -> Document:
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted
        # Many files are encrypted with an empty password only to forbid printing: they ask nobody for one.
        if locked and not reader.decrypt(""):
            raise received.error("PM-DOC-011", "PDF asks for a password", "PDF verlangt ein Kennwort")
        count = len(reader.pages)
        if not count:
            raise received.error("PM-DOC-012", "PDF has no pages", "PDF hat keine Seiten")
        if count > PAGES:
            raise received.error("PM-DOC-005", f"PDF has {count} pages", f"PDF hat {count} Seiten")
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except DocumentError:
        raise
    except Exception as error:
        # A PDF written with ill will makes the parser raise anything; none of it may end a build.
        said = str(error).split("\n", 1)[0] or type(error).__name__
        code = "PM-DOC-011" if "ryptography" in said else "PM-DOC-012"
        raise received.error(code, f"PDF cannot be read: {said}", "PDF ist nicht lesbar") from error
    text = "\n\n".join(filter(None, (paragraphs(printable(page)) for page in pages)))
    if not text:
        message = f"none of its {count} pages holds text; it is a picture of the release"
        raise received.error("PM-DOC-010", message, "keine Seite enthält Text")
    return received.document(received.checked(text), reader=READER, encoding="utf-8")


def paragraphs(page: str) -> str:
    """The lines of a page as paragraphs, an empty line between those that stand apart on the page."""
    lines = [re.sub(" {2,}", " ", line).strip(" \t\r\f") for line in page.split("\n")]
    width = max(map(len, lines), default=0)
    done: list[str] = []
    last = ""
    for line in lines:
        if not line:
            if done and done[-1]:
                done.append("")
        elif width >= _NARROW and len(last) >= _FULL * width and not _ITEM.match(line):
            whole = done[-1]
            broken = _HYPHEN.search(whole) is not None and line[0].islower() and not line.startswith(("und ", "oder "))
            done[-1] = whole[:-1] + line if broken else f"{whole} {line}"
        else:
            done.append(line)
        last = line
    return "\n".join(done).strip("\n")
