"""Bars and timelines: as long as they should be, every date in its step, nothing unseen that is there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from newsreader.tui.drawing import Timeline, bar, column, day_of

DATES = some.lists(some.dates(date(1600, 1, 1), date(2100, 12, 31)).map(str), min_size=1, max_size=40)


def test_bars_grow_by_eighths() -> None:
    assert bar(0, 4) == ""
    assert bar(0.5, 4) == "██"
    assert bar(1, 4) == "████"
    assert bar(9 / 32, 4) == "█▏"
    assert bar(0.0001, 4) == "▏"
    assert bar(0.5, 4, plain=True) == "##"
    assert bar(0.0001, 4, plain=True) == "#"
    assert bar(1, 0) == bar(0.5, -3) == ""
    assert len(bar(7, 4)) == 4


def test_columns_show_what_is_there() -> None:
    assert [column(number, 8) for number in (0, 1, 4, 8, 9)] == [" ", "▁", "▄", "█", "█"]
    assert column(1, 1000) == "▁"
    assert column(1, 1000, plain=True).isascii()


@given(DATES, some.integers(1, 150))
def test_every_date_is_in_one_step_and_all_fit(dates: list[str], width: int) -> None:
    timeline = Timeline.over(dates, width)
    assert timeline
    counts = timeline.counts(dates)
    assert sum(counts) == len(dates)
    assert counts[-1]
    assert timeline.width <= width
    line = timeline.line(counts, max(counts))
    assert len(line) == timeline.width
    assert sum(not cell.isspace() for cell in line) == sum(map(bool, counts)) * max(timeline.cells - 1, 1)
    assert len(timeline.scale()) <= width


@pytest.mark.parametrize(
    ("first", "days", "unit", "scale"),
    [
        ("2016-03-30", 5, "day", "2016-03-30"),
        ("2016-03-30", 200, "week", "2016-03-28 2016-07"),
        ("2016-03-30", 500, "month", "2016-03     2017"),
        ("2009-05-01", 1700, "quarter", "2009 2011 2013"),
        ("1900-01-01", 100 * 366, "year", "1900"),
    ],
)
def test_steps_are_as_long_as_they_must_be(first: str, days: int, unit: str, scale: str) -> None:
    timeline = Timeline.over([first, str(date.fromisoformat(first) + timedelta(days))], 40)
    assert timeline
    assert timeline.unit == unit
    assert timeline.scale().startswith(scale.split()[0])
    assert all(label in timeline.scale() for label in scale.split())


def test_dates_may_be_of_a_month_a_year_or_none() -> None:
    assert day_of("2016-03") == date(2016, 3, 1)
    assert day_of("2016") == date(2016, 1, 1)
    assert day_of("2016-03-05T10:00:00Z") == date(2016, 3, 5)
    assert day_of("2016-99-05") == date(2016, 1, 1)
    assert day_of("yesterday") is day_of(None) is day_of("") is None
    assert Timeline.over([None, "once"], 40) is None
    assert Timeline.over(["2016"], 0) is None
