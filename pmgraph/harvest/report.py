"""What a harvest did: the account that its user gets."""

from __future__ import annotations

from dataclasses import dataclass, field

from pmgraph.model import Issue


@dataclass(slots=True, kw_only=True)
class Account:
    """The counts and findings of one harvest. Files are named as paths below the project folder.

    `fetched` counts the answers with a page in them, `unchanged` those pages that say what they said before, with or
    without a new answer, `before` the pages that an interrupted run had dealt with already.
    """

    address: str
    form: str | None = None
    fetched: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    before: int = 0
    refused: int = 0
    gone: int = 0
    failed: int = 0
    pages_left: int = 0
    lists_left: int = 0
    finished: bool = False
    would_ask: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether everything was received that was asked for and may be received."""
        return self.failed == 0
