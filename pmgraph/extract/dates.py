"""Chooses between readings of a date, and resolves weekdays and "heute" against the day of the release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from pmgraph.curated import Portal
from pmgraph.model import DateClaim, Evidence, Factuality
from pmgraph.reading import Header

RULE_ADDRESS = "address.path-date"
RULE_PORTAL = "portal.header-utc-summer"
RULE_WEEKDAY_OF_ISSUE = "date.weekday-of-issue"
RULE_WEEKDAY_NEAR = "date.weekday-near-dateline"

# The better reason comes first; a reading that none of these made counts as the header does.
_RANK = ("header.inner-dateline", "header.named-today", RULE_PORTAL, "header.dateline", RULE_ADDRESS)


def exact_day(claim: DateClaim | None) -> date | None:
    """The day of a claim that bounds exactly one."""
    if claim is None or claim.earliest is None or claim.earliest != claim.latest:
        return None
    return date.fromisoformat(claim.earliest)


def release_dates(header: Header, url: str | None, portal: Portal | None) -> tuple[DateClaim, ...]:
    """Every reading of the day of the release, the most trusted first.

    Where the portal is known to print local midnight in UTC, a header date in summer is one day early; if the address
    carries the following day, that is what happened, and a claim says so with the portal's rule.
    """
    claims = [c for c in (header.inner_date, header.today, header.date) if c is not None]
    address = _in_address(url, portal)
    if address is not None:
        claims.append(address)
    printed, published = exact_day(header.date), exact_day(address)
    if (
        portal is not None
        and portal.header_utc_summer
        and header.date is not None
        and printed is not None
        and published == printed + timedelta(days=1)
        and is_summer_time(published)
    ):
        claims.append(_day(published, header.date.wording, RULE_PORTAL, header.date.evidence, source=url))
    return tuple(sorted(claims, key=lambda c: _RANK.index(c.rule) if c.rule in _RANK else 3))


def _in_address(url: str | None, portal: Portal | None) -> DateClaim | None:
    if url is None or portal is None or portal.url_date is None:
        return None
    found = re.search(portal.url_date, url)
    if found is None:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return _day(day, found.group().strip("/"), RULE_ADDRESS, (), source=url, factuality=Factuality.STATED)


def is_summer_time(day: date) -> bool:
    """Whether Central European Summer Time holds on `day`: from the last Sunday of March to the last of October.

    Directive 2000/84/EC, articles 2 and 3 (https://eur-lex.europa.eu/eli/dir/2000/84/oj).
    """
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _day(
    day: date,
    wording: str,
    rule: str,
    evidence: tuple[Evidence, ...],
    *,
    source: str | None = None,
    factuality: Factuality = Factuality.INFERRED,
    weekday: int | None = None,
) -> DateClaim:
    iso = day.isoformat()
    return DateClaim(
        wording=wording, edtf=iso, earliest=iso, latest=iso, rule=rule, factuality=factuality, evidence=evidence,
        source=source, weekday=weekday,
    )  # fmt: skip


def weekday_claims(
    *, weekday: int, wording: str, evidence: Evidence, header: date | None, issued: DateClaim | None
) -> tuple[DateClaim, ...]:
    """The readings of a bare weekday, the finer one first.

    If the release was issued on that weekday, it is that day. A weekday that the header's date is not is within seven
    days of it on either side: both stay possible, because a header may be a day off and a signing may lie ahead.
    """
    claims: list[DateClaim] = []
    day = exact_day(issued)
    if day is not None and day.weekday() == weekday:
        claims.append(
            _day(
                day,
                wording,
                RULE_WEEKDAY_OF_ISSUE,
                (evidence,),
                source=issued.source if issued else None,
                weekday=weekday,
            )
        )
    if header is not None and header.weekday() != weekday:
        days = _near(weekday, header)
        claims.append(
            DateClaim(
                wording=wording,
                edtf="[" + ",".join(d.isoformat() for d in days) + "]",
                earliest=days[0].isoformat(),
                latest=days[-1].isoformat(),
                rule=RULE_WEEKDAY_NEAR,
                factuality=Factuality.INFERRED,
                evidence=(evidence,),
                weekday=weekday,
            )
        )
    return tuple(claims)


def _near(weekday: int, anchor: date) -> tuple[date, ...]:
    back = (anchor.weekday() - weekday) % 7
    return (anchor - timedelta(days=back), anchor + timedelta(days=7 - back))


def finest(claims: Iterable[DateClaim]) -> DateClaim | None:
    """The claim with the narrowest bounds; the first of those that are equally narrow."""
    return min(claims, key=_width, default=None)


def _width(claim: DateClaim) -> int:
    if claim.earliest is None or claim.latest is None:
        return 10_000_000
    return (date.fromisoformat(claim.latest) - date.fromisoformat(claim.earliest)).days
