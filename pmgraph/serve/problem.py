"""Errors as problem documents, one shape for every route (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An answer that is an error. `detail` says what is wrong with which value and what to do."""

    def __init__(self, status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status, self.code, self.detail = status, code, detail
        self.headers = dict(headers or {})

    @property
    def title(self) -> str:
        """The phrase of the status, as RFC 9457 section 4.2.1 asks of the type `about:blank`."""
        return HTTPStatus(self.status).phrase

    def document(self) -> bytes:
        """The problem as JSON; `code` is a stable word for programs."""
        fields = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        return json.dumps(fields, ensure_ascii=False).encode()
