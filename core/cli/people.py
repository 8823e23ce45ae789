"""`newsreader people`: who is in the library across articles, and what one of them said."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from newsreader.core.cli.console import Console, one_line
from newsreader.core.cli.kept import users_library
from newsreader.core.library import Library, PersonRow, QuoteRow

FOUND, NOTHING = 0, 1

WIDTH = 100
"""Columns that a paragraph takes at most on a terminal."""


def run(name: str, limit: int | None, form: str, console: Console) -> int:
    """Show everyone, or those whom a name may mean with their quotes. Gives the exit code.

    limit: the most people to print as text, or None.
    """
    library = users_library()
    if library is None or not len(library):
        console.complain("the library is empty; add articles with `newsreader import`")
        return NOTHING
    with library:
        while left := library.identities.catch_up():
            console.progress(f"linking names, {left} articles left")
        found = library.identities.search(name) if name else library.people()
        if not found:
            console.complain(f"nobody in the library is called “{one_line(name)}”" if name else "nobody is named")
            return NOTHING
        if form != "text":
            console.records(_records(library, found, bool(name)), lines=form == "jsonl")
        elif name:
            _print_said(library, found[: limit or 1], console)
        else:
            _print_table(found[:limit], console)
    return FOUND


def _records(library: Library, found: Sequence[PersonRow], with_quotes: bool) -> Iterator[dict[str, Any]]:
    for row in found:
        record = person_record(row)
        if with_quotes:
            record["said"] = [_quote(quote) for quote in library.identities.said(row.number)]
        yield record


def person_record(row: PersonRow) -> dict[str, Any]:
    """A person for scripts."""
    return {
        "person": row.number,
        "name": row.name,
        "kind": row.kind.value,
        "forms": list(row.forms),
        "quotes": row.quotes,
        "articles": row.articles,
        "mentions": row.mentions,
        "outlets": list(row.outlets),
        "first": row.first,
        "last": row.last,
    }


def _quote(row: QuoteRow) -> dict[str, Any]:
    return {
        "article": row.article_id,
        "title": row.title,
        "outlet": row.outlet,
        "published": row.published,
        "kind": row.kind.value,
        "content": [list(span) for span in row.content],
        "words": row.words,
        "speaker_name": row.speaker,
        "basis": row.basis,
        "confidence": row.confidence,
    }


def _print_table(found: Sequence[PersonRow], console: Console) -> None:
    console.print(console.style("  quotes  articles      kind  name", "dim"))
    for row in found:
        others = [form for form in row.forms if form != row.name]
        forms = console.style(f"  ({one_line(', '.join(others[:4]))})", "dim") if others else ""
        name = console.style(one_line(row.name), "cyan")
        console.print(f"{row.quotes:>8}  {row.articles:>8}  {row.kind.value:>8}  {name}{forms}")


def _print_said(library: Library, found: Sequence[PersonRow], console: Console) -> None:
    for row in found:
        about = f"{row.kind.value} · {row.quotes} quotes · {row.articles} articles"
        console.print(f"{console.style(one_line(row.name), 'bold')} · {about}")
        for quote in library.identities.said(row.number):
            console.print()
            console.print(console.style(" · ".join(_where(quote)), "dim"))
            console.print(_paragraph(one_line(quote.words), console))
        console.print()


def _where(quote: QuoteRow) -> Iterator[str]:
    for part in (quote.published and quote.published[:10], quote.outlet, quote.title, quote.kind.value):
        if part:
            yield one_line(part)


def _paragraph(words: str, console: Console) -> str:
    if not console.on_terminal:
        return f"    {words}"
    width = min(WIDTH, shutil.get_terminal_size().columns)
    return textwrap.fill(words, max(width, 20), initial_indent="    ", subsequent_indent="    ")
