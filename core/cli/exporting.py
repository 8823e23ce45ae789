"""`newsreader export`: quotes and articles of the library in the formats of others, and all of it in our own."""

from __future__ import annotations

import os
from dataclasses import dataclass

from newsreader.core import settings
from newsreader.core.cli.console import Console
from newsreader.core.cli.kept import users_library
from newsreader.core.errors import NewsreaderError
from newsreader.core.export import FORMATS, Options, Selection, format_of_file, selecting
from newsreader.core.export.filing import is_passing, new_file
from newsreader.core.library import Library

SHOWN = 8
"""People that are named where a name may be that of several."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be exported; with nothing in it, everything."""

    articles: tuple[str, ...] = ()
    person: str | None = None
    search: str | None = None
    tag: str | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """How it is written. format: None for what the file's name or the settings say. file: "-" is standard output.

    For the others see `newsreader.core.export.Options`.
    """

    format: str | None = None
    file: str = "-"
    force: bool = False
    raw_cells: bool = False
    originals: bool = False


class ExportError(NewsreaderError):
    """What was asked for cannot be exported."""


def run(choice: Choice, output: Output, console: Console) -> int:
    """Write what is chosen. Gives the exit code: 1 where there is nothing of it, and then no file is written."""
    format = FORMATS[_format(output, console)]
    to_file = output.file != "-"
    if to_file and not output.force and os.path.lexists(output.file) and not is_passing(output.file):
        raise ExportError(f"{output.file}: is there already; --force overwrites it")
    library = users_library()
    if library is None:
        console.complain("the library is empty; add articles with `newsreader import`")
        return 1
    with library:
        selection = _selection(library, choice, console)
        if not selection:
            console.complain("nothing found")
            return 1
        total = len(selection)
        options = Options(
            output.raw_cells, to_file, output.originals, lambda done: console.progress(f"writing {done:,}/{total:,}")
        )
        if not to_file:
            count = format.write(selection, console.data(), options)
        else:
            with new_file(output.file, output.force) as (stream, keep):
                count = format.write(selection, stream, options)
                if count:
                    keep()
    if not count:
        console.complain("nothing found: nobody is quoted there")
        return 1
    if to_file:
        console.say(f"{count:,} {'record' if count == 1 else 'records'} of {total:,} articles in {output.file}")
    return 0


def _format(output: Output, console: Console) -> str:
    """The name of the format. Raises ExportError where it is none."""
    if output.format is None:
        if guessed := format_of_file(output.file) if output.file != "-" else None:
            return guessed
        set_, mistakes = settings.load()
        for mistake in mistakes:
            console.complain(mistake)
        return set_.export.format
    if output.format not in FORMATS:
        raise ExportError(f"{output.format}: no format of ours; there are {', '.join(FORMATS)}")
    return output.format


def _selection(library: Library, choice: Choice, console: Console) -> Selection:
    if choice.articles:
        return selecting.of_articles(library, [id for name in choice.articles for id in _articles(library, name)])
    if choice.person is not None:
        return _of_person(library, choice.person)
    if choice.search is not None:
        found, mistakes = selecting.of_search(library, choice.search)
        for mistake in mistakes:
            console.complain(mistake)
        return found
    if choice.tag is not None:
        return selecting.of_tag(library, choice.tag)
    return selecting.of_starred(library) if choice.starred else selecting.everything(library)


def _articles(library: Library, name: str) -> list[str]:
    """The articles of an id, a file or an address. Raises ExportError where there are none."""
    if (id := library.current(name)) is not None:
        return [id]
    if ids := library.of_source(name):
        return ids
    raise ExportError(f"{name}: no article of the library has this id, and none was read from there")


def _of_person(library: Library, name: str) -> Selection:
    """All that somebody said. Raises ExportError where the name is that of several."""
    if name.startswith("#") and name[1:].isdecimal():
        return selecting.of_person(library, int(name[1:]))
    found = [row for row in library.identities.search(name) if row.quotes]
    wanted = " ".join(name.split()).casefold()
    called = [row for row in found if wanted in map(str.casefold, (row.name, *row.forms))]
    if len(called) == 1 and (" " in wanted or called == found[:1]):  # a mere surname may be meant for a fuller name
        found = called
    if len(found) > 1:
        named = ", ".join(f"#{row.number} {row.name} ({row.quotes:,})" for row in found[:SHOWN])
        more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        raise ExportError(f"{name}: several are called so, with their quotes: {named}{more}; give the number")
    # Who has no name of their own ("one analyst") is nobody across articles.
    return selecting.of_person(library, found[0].number) if found else selecting.of_speaker(library, name)
