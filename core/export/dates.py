"""Dates of articles, as far as they are told."""

from __future__ import annotations

import re
from datetime import date

Parts = tuple[int, ...]
"""Year; year and month; or year, month and day."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

MONTHS_OF_MLA = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


def parts(written: str | None) -> Parts:
    """What a date says that begins like ISO 8601: of one to three numbers as many as make sense; () of any other."""
    match = _DATE.match(written or "")
    if match is None or match[1] == "0000":
        return ()
    year, *rest = (int(number) for number in match.groups() if number)
    if not rest or not 1 <= rest[0] <= 12:
        return (year,)
    try:
        return (year, *rest) if len(rest) == 1 or date(year, rest[0], rest[1]) else (year,)
    except ValueError:
        return (year, rest[0])


def day_first(parts: Parts, months: tuple[str, ...] = MONTHS) -> str:
    """1 May 2008, May 2008 or 2008."""
    return " ".join([*(str(day) for day in parts[2:]), *(months[month - 1] for month in parts[1:2]), str(parts[0])])


def month_first(parts: Parts) -> str:
    """May 1, 2008, May 2008 or 2008."""
    if len(parts) < 3:
        return day_first(parts)
    return f"{MONTHS[parts[1] - 1]} {parts[2]}, {parts[0]}"
