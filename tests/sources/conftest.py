"""What the readers are tried on: an invented release, and a PDF of it written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pmgraph.curated import Portal
from pmgraph.model import Document, Issue
from pmgraph.sources.read import read_documents

Read = Callable[..., tuple[tuple[Document, ...], tuple[Issue, ...]]]
TITLE = "Kreise richten gemeinsame Leitstelle ein"
FIRST = (
    "Der Landkreis Nordheide und der Landkreis Südheide haben heute eine Vereinbarung über eine gemeinsame Leitstelle"
    " unterzeichnet. Die Leitstelle nimmt im Herbst ihre Arbeit auf und wird von beiden Kreisen getragen."
)
SECOND = "Landrätin Anna Beispiel und Landrat Bernd Muster setzten ihre Unterschrift unter das Dokument."


@pytest.fixture
def title() -> str:
    return TITLE


@pytest.fixture
def paragraphs() -> tuple[str, str]:
    return FIRST, SECOND


@pytest.fixture
def read() -> Read:
    """Reads text or bytes under one name, whatever they hold."""

    def run(
        data: bytes | str, *, limit: int = 2_000_000, portals: tuple[Portal, ...] = ()
    ) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
        raw = data.encode() if isinstance(data, str) else data
        return read_documents(raw, key="a.txt", path="corpus/a.txt", limit=limit, portals=portals)

    return run


@pytest.fixture
def as_pdf() -> Callable[[list[list[tuple[int, str]]]], bytes]:
    """A PDF of pages, each of them lines with their height on the page (https://www.iso.org/standard/75839.html)."""

    def write(pages: list[list[tuple[int, str]]]) -> bytes:
        kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        ]
        for number, lines in enumerate(pages):
            shown = b"".join(
                b"BT /F1 10 Tf 50 %d Td (%s) Tj ET\n"
                % (y, text.replace("(", "\\(").replace(")", "\\)").encode("cp1252"))
                for y, text in lines
            )
            page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            objects.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        out, places = bytearray(b"%PDF-1.4\n"), []
        for at, body in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (at, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(out)

    return write
