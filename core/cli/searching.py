"""`newsreader search`: passages of the library that answer a query."""

from __future__ import annotations

from dataclasses import asdict

from newsreader.core.cli.console import Console, one_line
from newsreader.core.cli.kept import users_library
from newsreader.core.search import Hit, search

AROUND = 160
"""Characters of a long passage shown on either side of the first matched word."""


def run(query: str, limit: int, form: str, console: Console) -> int:
    """Show the best hits. Gives the exit code: 1 when there are none."""
    library = users_library()
    if library is None:
        console.complain("the library is empty; add articles with `newsreader import`")
        return 1
    with library:
        found = search(library, query, limit)
        if form != "text":
            console.records((asdict(hit) for hit in found), lines=form == "jsonl")
            return 0 if found else 1
        for i, hit in enumerate(found):
            if i:
                console.print()
            about = [console.style(one_line(hit.title or hit.article_id), "bold"), hit.kind]
            about += [console.style(one_line(part), "dim") for part in (hit.speaker, hit.outlet, hit.published) if part]
            console.print(" · ".join(about))
            console.print("    " + _passage(hit, console))
    if not found:
        console.complain("nothing found")
    return 0 if found else 1


def _passage(hit: Hit, console: Console) -> str:
    """The words around the matched ones, which are styled or, where nothing can be styled, put between asterisks."""
    first = max(0, hit.marks[0][0] - hit.start) if hit.marks else 0
    low, high = max(0, first - AROUND), min(len(hit.text), first + AROUND)
    out = ["…" if low else ""]
    at = low
    for start, end in ((start - hit.start, end - hit.start) for start, end in hit.marks):
        if at <= start < end <= high:
            word = hit.text[start:end]
            out.append(_flat(hit.text[at:start]))
            out.append(console.style(one_line(word), "marked") if console.styled else f"*{one_line(word)}*")
            at = end
    out.append(_flat(hit.text[at:high]))
    out.append("…" if high < len(hit.text) else "")
    return "".join(out)


def _flat(text: str) -> str:
    """On one line, but with the spaces at its ends."""
    inner = one_line(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")
