"""Finds dates that fit nothing: a day that the calendar does not have, a weekday beside a date of another weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pmgraph.errors import CATALOGUE
from pmgraph.german.dates import MONTHS, WEEKDAYS, DateKind, FoundDate, find_dates
from pmgraph.model import Issue, Span
from pmgraph.reading import Layout

_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = rf"\b(?:[12]?\d|0\d|3[01])\.\s?(?:\d{{1,2}}\.\s?(?:19|20)\d\d\b|(?:{_MONTH})\b(?:\s(?:19|20)\d\d\b)?)"
# Only what can be wrong is looked at closely: the last days of a month, and numbers that name none.
_SUSPECT = re.compile(
    rf"\b(?:29|3[01])\.\s?(?:0?[2469]\.|11\.|{_MONTH})|\b[0-3]?\d\.\s?(?:1[3-9]|[2-9]\d|00)\.\s?(?:19|20)\d\d",
    re.IGNORECASE,
)
_ANY_SUSPECT = re.compile(r"[0-9](?:(?<=2)9|(?<=3)[01]|\.\s?(?:1[3-9]|[2-9][0-9]|00))\.")
_ANY_WEEKDAY = re.compile(r"(?:tag|woch|abend|TAG|WOCH|ABEND),?\s(?:de[nmr]\s)?\d")
_WITH_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{'|'.join((*WEEKDAYS, 'sonnabend'))}),?\s(?:de[nmr]\s)?(?P<date>{_DAY})", re.IGNORECASE
)


def find_odd_dates(layout: Layout, issued: date | None) -> list[Issue]:
    """One finding for each such date of the header, title and running text; `issued` completes a day without a year."""
    # Few releases hold anything that could be odd, and every one is asked.
    suspect, dated = _ANY_SUSPECT.search(layout.text) is not None, _ANY_WEEKDAY.search(layout.text) is not None
    if not suspect and not dated:
        return []
    found: list[Issue] = []
    first = min((s.start for s in layout.sentences), default=0)
    above = [line for line in layout.margins if line.end <= first]
    for span in (*above, *((layout.title,) if layout.title is not None else ()), *layout.sentences):
        found += [
            _issue(
                layout, "PM-DATE-001", at, span, f"{odd.wording!r} is a day that the calendar does not have",
                f"„{odd.wording}“ gibt es im Kalender nicht",
            )
            for odd, at in (_impossible(layout.text, span, issued) if suspect else ())
        ]  # fmt: skip
        found += [
            _issue(
                layout, "PM-DATE-005", at, span, f"{at.of(layout.text)!r} contradicts itself: {day} is a {_ENGLISH[day.weekday()]}",
                f"„{at.of(layout.text)}“ widerspricht sich: {day} ist ein {WEEKDAYS[day.weekday()].capitalize()}",
            )
            for at, day in (_contradicting(layout.text, span, issued) if dated else ())
        ]  # fmt: skip
    return found


def _impossible(text: str, span: Span, issued: date | None) -> Iterator[tuple[FoundDate, Span]]:
    if _SUSPECT.search(text, span.start, span.end) is None:
        return
    for one in find_dates(span.of(text), anchor=issued):
        if one.kind is DateKind.IMPOSSIBLE and re.match(_DAY, one.wording, re.IGNORECASE):
            yield one, one.span.shifted(span.start)


def _contradicting(text: str, span: Span, issued: date | None) -> Iterator[tuple[Span, date]]:
    """Weekday and date as one passage, with the day that the date is. Without a year the date must be of the release's."""
    for match in _WITH_WEEKDAY.finditer(text, span.start, span.end):
        dates = find_dates(match["date"], anchor=issued)
        if len(dates) != 1 or dates[0].kind is not DateKind.DAY or dates[0].earliest is None:
            continue
        day = date.fromisoformat(dates[0].earliest)
        year_is_guessed = re.search(r"\d{4}$", match["date"]) is None
        if year_is_guessed and (issued is None or abs((day - issued).days) > 60):
            continue  # in December, "Dienstag, 6. Januar" is one of the next year
        name = match["weekday"].lower()
        if day.weekday() != (5 if name == "sonnabend" else WEEKDAYS.index(name)):
            yield Span(*match.span()), day


def _issue(layout: Layout, code: str, at: Span, sentence: Span, message: str, message_de: str) -> Issue:
    kind = CATALOGUE[code]
    where = layout.origin.to_original(at)
    return Issue(
        code=code, severity=kind.severity, cure=kind.cure, path=layout.document.path,
        line=layout.document.line_of(where.start), span=where, message=message, message_de=message_de,
        sentence=sentence.of(layout.text),
    )  # fmt: skip
