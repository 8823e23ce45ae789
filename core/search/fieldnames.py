"""The fields of the query language: their names, what they are for, and which values they take."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

KINDS = ("title", "text", "quote", "direct", "mixed", "indirect", "person", "organisation", "place", "note", "tag")
"""What `kind:` takes: the kinds of hits, and the three kinds of quotes; several with commas between."""

STATES = ("starred", "unread", "read")
"""What `is:` takes."""

_AGE = re.compile(r"(\d{1,4})\s*(day|week|month|year)s?|(\d{1,4})([dwmy])", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Field:
    """A field. help: what it does, for a list of them. problem: a value's fault in a few words, "" for none."""

    help: str
    problem: Callable[[str], str] = lambda value: ""


def _one_of(values: tuple[str, ...]) -> Callable[[str], str]:
    def problem(value: str) -> str:
        known = all(any(one.startswith(part) for one in values) for part in value.lower().split(","))
        return "" if known else f"takes {', '.join(values)}"

    return problem


def _age_problem(value: str) -> str:
    return "" if age_in_days(value) is not None else 'needs an age, such as "1 week" or 3d'


def _date_problem(value: str) -> str:
    return "" if first_day(value) else "needs a date, such as 2008, 2008-05 or 2008-05-12"


FIELDS: dict[str, Field] = {
    "speaker": Field("quotes of this speaker, and the other words inside them"),
    "about": Field("quotes that speak of this person, organisation or place"),
    "entity": Field("passages that mention this person, organisation or place"),
    "source": Field("articles of this outlet, or from this file or address"),
    "title": Field("articles with this in the title"),
    "tag": Field("articles with this tag"),
    "kind": Field(f"hits of one kind: {', '.join(KINDS)}", _one_of(KINDS)),
    "is": Field(f"articles that are {', '.join(STATES)}", _one_of(STATES)),
    "newer": Field('articles of the last "1 week", 3d, 2m', _age_problem),
    "older": Field("articles from before that", _age_problem),
    "after": Field("articles of this day, month or year, or later", _date_problem),
    "before": Field("articles from before this day, month or year", _date_problem),
}


def nearest_field(name: str) -> str | None:
    """The field that a misspelt one was meant to be."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(name) < 4:
        return None
    found = process.extractOne(name, FIELDS.keys(), scorer=OSA.distance, score_cutoff=2)
    return str(found[0]) if found else None


def age_in_days(value: str) -> int | None:
    """An age such as "1 week" in days, a month being 30 of them; None where it is none."""
    match = _AGE.fullmatch(value.strip())
    if match is None:
        return None
    return int(match[1] or match[3]) * _DAYS[(match[2] or match[4])[0].lower()]


def day_of_age(value: str, today: date) -> str:
    """The day so long ago, ISO 8601."""
    days = age_in_days(value)
    assert days is not None
    return (today - timedelta(days=min(days, today.toordinal() - 1))).isoformat()


def first_day(value: str) -> str | None:
    """The first day of a year, a month or a day, ISO 8601; None where there is no such date."""
    match = _DATE.fullmatch(value.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)).isoformat()
    except ValueError:
        return None
