"""The text layer of a PDF, with the lines of a paragraph joined; what has none says so."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from pmgraph.errors import DocumentError
from pmgraph.sources.pdf import PAGES, paragraphs

Read = Callable[..., Any]
AsPdf = Callable[[list[list[tuple[int, str]]]], bytes]

PAGE = [
    (800, "Pressemitteilung Nr. 12"),
    (788, "Nordstadt, den 12. Mai 2015"),
    (752, "Kreise richten gemeinsame Leitstelle ein"),
    (716, "Der Landkreis Nordheide und der Landkreis Südheide haben heute eine"),
    (704, "Vereinbarung über eine gemeinsame Leitstelle unterzeichnet, sagte Land-"),
    (692, "rätin Anna Beispiel (parteilos)."),
    (656, "Sie gilt für zehn Jahre."),
]
TEXT = """\
Pressemitteilung Nr. 12
Nordstadt, den 12. Mai 2015

Kreise richten gemeinsame Leitstelle ein

Der Landkreis Nordheide und der Landkreis Südheide haben heute eine Vereinbarung über eine gemeinsame Leitstelle \
unterzeichnet, sagte Landrätin Anna Beispiel (parteilos).

Sie gilt für zehn Jahre."""


def test_the_lines_of_a_paragraph_are_joined(read: Read, as_pdf: AsPdf) -> None:
    ((document,), issues) = read(as_pdf([PAGE, [(800, "Seite zwei")]]))
    assert document.text == f"{TEXT}\n\nSeite zwei"
    assert document.reader == f"pdf/1+pypdf-{pypdf.__version__}"
    assert issues == ()


WIDE = "Diese Zeile reicht über die ganze Breite der Seite und geht"
JOINED = [
    (f"{WIDE}\nweiter.", f"{WIDE} weiter."),
    (f"{WIDE}\n- ein Punkt", f"{WIDE}\n- ein Punkt"),
    (f"{WIDE} Städte-\nund Gemeindebund", f"{WIDE} Städte- und Gemeindebund"),
    (f"{WIDE} Kom-\nmunen", f"{WIDE} Kommunen"),
    (f"{WIDE} CDU-\nFraktion", f"{WIDE} CDU- Fraktion"),
    (f"Titel\n{WIDE}", f"Titel\n{WIDE}"),
    ("kurz\nund schmal", "kurz\nund schmal"),
    ("a\n\n\n\nb", "a\n\nb"),
]


@pytest.mark.parametrize(("page", "text"), JOINED)
def test_a_line_goes_on_where_it_is_full(page: str, text: str) -> None:
    assert paragraphs(page) == text


def test_a_scanned_pdf_says_that_it_holds_no_text(read: Read, as_pdf: AsPdf) -> None:
    with pytest.raises(DocumentError, match="none of its 2 pages holds text") as caught:
        read(as_pdf([[], []]))
    assert caught.value.issue.code == "PM-DOC-010"


def test_an_encrypted_pdf_asks_for_its_password(read: Read, as_pdf: AsPdf) -> None:
    def locked(password: str) -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf([PAGE])))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    with pytest.raises(DocumentError, match="asks for a password") as caught:
        read(locked("geheim"))
    assert caught.value.issue.code == "PM-DOC-011"
    ((document,), _) = read(locked(""))
    assert document.text == TEXT, "an empty password only forbids printing"


def test_a_book_is_no_release(read: Read, as_pdf: AsPdf) -> None:
    with pytest.raises(DocumentError, match=f"PDF has {PAGES + 1} pages"):
        read(as_pdf([PAGE] * (PAGES + 1)))


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_a_damaged_pdf_is_named(read: Read, as_pdf: AsPdf, share: float) -> None:
    data = as_pdf([PAGE])
    with pytest.raises(DocumentError, match="PDF") as caught:
        read(data[: int(len(data) * share)])
    assert caught.value.issue.code == "PM-DOC-012"


def test_a_pdf_without_pages_is_damaged(read: Read, as_pdf: AsPdf) -> None:
    with pytest.raises(DocumentError, match="has no pages"):
        read(as_pdf([]))
