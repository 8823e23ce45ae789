"""`newsreader search`: what in the library answers a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from newsreader.core.cli.console import Console, one_line
from newsreader.core.cli.kept import users_library
from newsreader.core.model import Span
from newsreader.core.search import Hit, bring_up_to_date, search, waiting

AROUND = 160
"""Characters of a long passage shown on either side of the first matched word."""

MANY = 5_000
"""Changes of the library whose indexing takes long enough to be shown."""

_WHY = {"exact": "exact words", "all words": "all words", "typos": "similar words"}


def run(query: str, limit: int, form: str, console: Console) -> int:
    """Show the best hits. Gives the exit code: 1 when there are none."""
    library = users_library()
    if library is None:
        console.complain("the library is empty; add articles with `newsreader import`")
        return 1
    with library:
        if waiting(library.database) > MANY:
            bring_up_to_date(library.database, lambda done, total: console.progress(f"indexing {done:,}/{total:,}"))
        found = search(library, query, limit)
        for mistake in found.mistakes:
            console.complain(mistake)
        if form != "text":
            console.records((asdict(hit) for hit in found), lines=form == "jsonl")
            return 0 if found else 1
        for i, hit in enumerate(found):
            if i:
                console.print()
            about = [console.style(one_line(hit.title or hit.article_id), "bold"), hit.kind]
            if hit.articles > 1:
                about.append(f"in {hit.articles:,} articles")
            about += [console.style(one_line(part), "dim") for part in (hit.speaker, hit.outlet, hit.published) if part]
            console.print(" · ".join([*about, _WHY[hit.why]]))
            console.print("    " + _passage(hit, console))
        if found.total > len(found):
            console.say(f"{len(found):,} of {found.total:,}{'+' if found.more else ''} hits; more with --limit")
    if not found:
        console.complain("nothing found")
    return 0 if found else 1


def _passage(hit: Hit, console: Console) -> str:
    """The words around the matched ones, which are styled or, where nothing can be styled, put between asterisks."""
    first = hit.shown[0][0] if hit.shown else 0
    low, high = max(0, first - AROUND), min(len(hit.text), first + AROUND)
    return (
        ("…" if low else "") + _between(hit.text, low, high, hit.shown, console) + ("…" if high < len(hit.text) else "")
    )


def _between(text: str, low: int, high: int, marks: Sequence[Span], console: Console) -> str:
    out: list[str] = []
    at = low
    for start, end in marks:
        if at <= start < end <= high:
            word = one_line(text[start:end])
            out += [_flat(text[at:start]), console.style(word, "marked") if console.styled else f"*{word}*"]
            at = end
    return "".join([*out, _flat(text[at:high])])


def _flat(text: str) -> str:
    """On one line, but with the spaces at its ends."""
    inner = one_line(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")
