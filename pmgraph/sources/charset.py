"""Decodes bytes of HTML and XML: byte order mark, declaration, UTF-8 where it fits, else Windows-1252.

A declaration is looked for as in https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
and its label read as in https://encoding.spec.whatwg.org/#names-and-labels, where ISO-8859-1 and ASCII mean
Windows-1252. One thing is decided otherwise: bytes that are valid UTF-8 with letters beyond ASCII are UTF-8 whatever is
declared, since no German text in a one-byte charset looks like that by chance.
"""

from __future__ import annotations

import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252",
    "ascii": "cp1252", "us-ascii": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "x-cp1252": "cp1252",
    "iso-8859-2": "iso8859-2", "latin2": "iso8859-2", "windows-1250": "cp1250", "cp1250": "cp1250",
    "iso-8859-15": "iso8859-15", "latin-9": "iso8859-15", "windows-1257": "cp1257", "macintosh": "mac-roman",
    "ibm850": "cp850", "cp850": "cp850",
}  # fmt: skip
"""Labels that pages in Germany declare. UTF-16 in a declaration means UTF-8: read as bytes, it could not be UTF-16."""


def decode(data: bytes) -> tuple[str, str, str | None]:
    """The text, the codec that gave it, and the declared label where the bytes contradict it.

    Raises UnicodeDecodeError where the bytes fit neither the declaration nor UTF-8 nor Windows-1252.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec), codec, None
    found = _DECLARED.search(data, 0, 8192)
    label = (found[1] or found[2]).decode().lower() if found is not None else None
    declared = _CODECS.get(label or "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        wrong = label if declared in (None, "utf-8") else None
        codec = declared if declared not in (None, "utf-8") else "cp1252"
        return data.decode(codec or "cp1252"), codec or "cp1252", wrong
    return text, "utf-8", label if declared not in (None, "utf-8") and not text.isascii() else None
