"""The library's rows go straight into data frames."""

from __future__ import annotations

from importlib import import_module

import pytest

from newsreader.core.library import Library


@pytest.mark.parametrize("frames", ["pandas", "polars"])
def test_rows_are_records(hostile: Library, frames: str) -> None:
    module = import_module(frames)
    for rows in (hostile.quotes(), hostile.entities(), hostile.articles(), hostile.identities.people()):
        frame = module.DataFrame(rows)
        assert len(frame) == len(rows) > 0
        assert list(frame.columns) == list(rows[0]._fields)
    quotes = module.DataFrame(hostile.quotes())
    assert list(quotes["words"]) == [row.words for row in hostile.quotes()]
    assert set(quotes["speaker"]) == {"Ann Tolland"} and float(quotes["confidence"].mean()) == pytest.approx(0.97)


def test_the_worked_example(hostile: Library) -> None:
    import pandas as pd

    quotes = pd.DataFrame(hostile.quotes())
    quotes = quotes[quotes.kind != "scare"]
    people = pd.DataFrame(hostile.identities.people())
    said = quotes.merge(people[["number", "name"]], left_on="person", right_on="number")
    table = said.groupby(["name", "outlet"]).size().unstack(fill_value=0)
    assert int(table.loc["Ann Tolland", "The Lantern"]) == sum(row.outlet == "The Lantern" for row in hostile.quotes())
