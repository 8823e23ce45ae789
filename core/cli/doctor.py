"""`newsreader doctor`: whether all is well with the library and what the program needs; mends what can be mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsreader.core.cli.console import Console, one_line
from newsreader.core.cli.surroundings import surroundings
from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, backups
from newsreader.core.library.health import Cure, Finding, examine
from newsreader.core.locations import library_file
from newsreader.core.search.index.checking import trouble
from newsreader.core.search.index.upkeep import index_of
from newsreader.core.web.addresses import shown

SHOWN = 20
"""Sources or feeds that are listed; JSON has all of them."""

WRONG = 2


def run(repair: bool, as_json: bool, console: Console) -> int:
    """Look at everything, after mending it where that is asked for. Gives the exit code: 2 where something is wrong."""
    path = library_file()
    done = list(_repair(path, console)) if repair else []
    findings = [*_library(path), *surroundings(path)]
    refused, feeds = _sources(path, findings)
    wrong = sum(not finding.ok for finding in findings)
    if as_json:
        records: list[dict[str, object]] = [
            {"check": finding.check, "ok": finding.ok, "words": finding.words} for finding in findings
        ]
        records += [{"check": "refused", "ok": True, "source": name, "words": reason} for name, reason in refused]
        records += [{"check": "feed", "ok": True, "source": name, "words": error} for name, error in feeds]
        records += [{"check": "repaired", "ok": True, "words": words} for words in done]
        console.records(records, lines=False)
        return WRONG if wrong else 0
    for words in done:
        console.print(f"{console.style('mended', 'bold')}  {one_line(words)}")
    for finding in findings:
        mark = console.style("ok    " if finding.ok else "WRONG ", "dim" if finding.ok else "bold")
        console.print(f"{mark}  {finding.check}: {one_line(finding.words)}")
    _listed("could not be read", refused, console)
    _listed("could not be fetched", feeds, console)
    if wrong and not repair and any(finding.cure for finding in findings):
        console.say("`newsreader doctor --repair` mends what can be mended")
    return WRONG if wrong else 0


def _library(path: Path) -> Iterator[Finding]:
    found = examine(path)
    yield from found
    if path.is_file() and all(finding.ok for finding in found):
        try:
            with Library(path) as library:
                wrong = trouble(library.database)
                waiting = index_of(library.database).unwritten() if not wrong else 0
                words = wrong or (f"{waiting:,} changes are still to be taken in" if waiting else "up to date")
                yield Finding("search index", not wrong, words, Cure.REINDEX if wrong else None)
        except LibraryError as error:
            yield Finding("library", False, str(error))
    yield _backups(path)


def _backups(path: Path) -> Finding:
    try:
        known = backups.backups(path)
    except OSError as error:
        return Finding("backups", False, f"{backups.folder_of(path)}: {(error.strerror or str(error)).lower()}")
    if not known:
        return Finding("backups", True, "none yet")
    state = backups.quick_check(known[-1])
    words = f"{len(known)}, the newest of {backups.day_of(known[-1])}"
    return Finding("backups", state == "ok", words if state == "ok" else f"{words} is damaged: {state}")


def _sources(path: Path, findings: list[Finding]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Sources that could not be read, and feeds that could not be fetched, with the reasons."""
    if not path.is_file() or not all(finding.ok for finding in findings if finding.check in ("library", "structure")):
        return [], []
    try:
        with Library(path) as library:
            refused = [(row.source, row.reason) for row in library.refused.all()]
            feeds = library.database.rows("SELECT url, error FROM feed WHERE error != '' ORDER BY number")
    except LibraryError:
        return [], []  # said already
    return refused, [(shown(url), error) for url, error in feeds]


def _listed(what: str, named: list[tuple[str, str]], console: Console) -> None:
    if not named:
        return
    console.print(f"{len(named):,} {what}:")
    for name, reason in named[-SHOWN:]:
        console.print(f"    {one_line(name)}: {one_line(reason)}")


def _repair(path: Path, console: Console) -> Iterator[str]:
    """Mend what can be mended, the gravest first; says what was done."""
    tried: set[Cure] = set()
    while cure := next((f.cure for f in examine(path) if f.cure and not f.ok and f.cure not in tried), None):
        tried.add(cure)
        console.progress(f"mending: {cure}")
        try:
            yield from _mend(path, cure)
        except LibraryError as error:
            console.complain(str(error))
    if path.is_file():
        try:
            with Library(path) as library:
                if wrong := trouble(library.database):
                    index = index_of(library.database)
                    index.discard()
                    index.bring_up_to_date(lambda done, total: console.progress(f"indexing {done:,}/{total:,}"))
                    yield f"the search index was {wrong}; it was made anew"
        except LibraryError as error:
            console.complain(str(error))


def _mend(path: Path, cure: Cure) -> Iterator[str]:
    from newsreader.core.library import mending, recovery

    if cure is Cure.RECOVERY:
        report = recovery.recover(path)
        if report.aside:
            yield f"the damaged library was set aside as {report.aside.name}"
        if report.backup:
            yield f"the backup of {backups.day_of(report.backup)} took its place"
        yield f"{report.articles:,} articles, {report.notes:,} notes kept"
        yield from (f"only a part could be read of: {name}" for name in report.fewer)
        yield from (f"could not be read: {name}" for name in report.lost)
        if report.gaps:
            yield f"some may be missing of: {', '.join(report.gaps)}"
        return
    copy = recovery.keep_before(path)
    yield f"the library as it was is kept as {copy.name}"
    with Library(path) as library:
        if cure is Cure.REINDEX:
            library.database.rows("REINDEX")
            yield "the indexes of the library were made anew"
        else:
            mending.clear(library)
            yield "what belonged to no article, or to no place in its text, was removed"
