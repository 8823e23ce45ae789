"""`newsreader overview`: who is quoted how much in the library."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from newsreader.core.cli.console import Console, one_line
from newsreader.core.cli.kept import users_library
from newsreader.core.library import Library
from newsreader.core.library.overview import By, Overview, Tally, overview

SHOWN = 20
"""Rows printed for a reader where nothing else is asked for."""

NAMELESS = {
    By.SPEAKER: "(nobody knows who)",
    By.OUTLET: "(no outlet)",
    By.MONTH: "(no date)",
    By.DAY: "(no date)",
    By.KIND: "",
    By.SOURCE: "",
}
"""What stands for a label that is not known."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula
_BAR = 20  # cells of the longest bar


def run(query: str, by: By, limit: int | None, form: str, console: Console) -> int:
    """Count and print. Gives the exit code: 1 where there is no quote to count."""
    library = users_library()
    if library is None:
        console.complain("the library is empty; add articles with `newsreader import`")
        return 1
    with library:
        found = _counted(library, query, by, console)
    rows = found.rows[: limit or (SHOWN if form == "text" else len(found.rows))]
    if form == "csv":
        console.write(_csv(found, rows))
    elif form == "text":
        _print(found, rows, console)
    else:
        console.records((record(found, row) for row in rows), lines=form == "jsonl")
    return 0 if found.rows else 1


def _counted(library: Library, query: str, by: By, console: Console) -> Overview:
    if not query.strip():
        return overview(library.database, by, named=None)
    from newsreader.core.search.narrowing import narrowing

    asked = narrowing(library.database, query)
    for mistake in asked.mistakes:
        console.complain(mistake)
    return overview(library.database, by, asked.where, *asked.values, named=None)


def record(found: Overview, row: Tally) -> dict[str, str | int | float]:
    """A row as a plain record. share: of all quotes counted, 0 to 1."""
    return {
        "by": found.by.value,
        "label": row.label,
        "quotes": row.quotes,
        "share": round(row.quotes / found.total.quotes, 4),
        "direct": row.direct,
        "mixed": row.mixed,
        "indirect": row.indirect,
        "named": row.named,
        "unnamed": row.unnamed,
        "unknown": row.unknown,
        "articles": row.articles,
    }


def _csv(found: Overview, rows: Sequence[Tally]) -> str:
    """The rows as RFC 4180 has them; a name that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    records: list[Mapping[str, object]] = [record(found, row) for row in rows]
    writer = csv.DictWriter(out, list(record(Overview(found.by, (), Tally("", 1)), Tally(""))), lineterminator="\n")
    writer.writeheader()
    for one in records:
        label = str(one["label"])
        writer.writerow({**one, "label": f"'{label}" if label.startswith(_FORMULA) else label})
    return out.getvalue()


def _print(found: Overview, rows: Sequence[Tally], console: Console) -> None:
    if not rows:
        console.complain("no quotes")
        return
    most = max(row.quotes for row in rows)
    console.print(
        console.style(f"{'quotes':>8}  {'share':>6}  {'direct':>6}  {'named':>6}  {'':{_BAR}}  {found.by.value}", "dim")
    )
    for row in rows:
        shares = (row.quotes / found.total.quotes, (row.direct + row.mixed) / row.quotes, row.named / row.quotes)
        cells = "  ".join(f"{share:>6.1%}" for share in shares)
        bar = console.style(("#" * max(round(_BAR * row.quotes / most), 1)).ljust(_BAR), "dim")
        label = console.style(one_line(row.label) or NAMELESS[found.by], "cyan")
        console.print(f"{row.quotes:>8,}  {cells}  {console.style(f'{bar:{_BAR}}', 'dim')}  {label}")
    total = found.total
    console.say(
        f"{len(rows):,} of {len(found.rows):,} rows; {total.quotes:,} quotes in {total.articles:,} articles,"
        f" {total.named / total.quotes:.0%} of a named source, {total.unnamed / total.quotes:.0%} of an unnamed one"
    )
