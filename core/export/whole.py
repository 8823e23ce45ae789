"""All there is about articles, in JSON that `newsreader import` takes back: the reader's work as well as the machine's.

    {"newsreader": "export", "version": 1, "exported": …, "of": …, "whole": true,
    "searches": {name: query}, "people": [{number, kind, first, name, merged}],
    "articles": [
    {id, title, …, text, blocks, sources, …, analysis, corrections, stars, tags, notes, aside, versions, quotes},
    …]}

`quotes` has the chosen quotes and passages as evidence, for whoever reads the file; what is restored is the rest.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from newsreader.core.export.evidence import Json, record
from newsreader.core.export.formats import Options
from newsreader.core.export.selecting import Portion, Selection
from newsreader.core.jsons import dumps
from newsreader.core.library import Library, linking, pins
from newsreader.core.library.articles import number_of
from newsreader.core.library.connection import Row

VERSION = 1
"""Of the shape of the file. A file of a later one is refused by name."""


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write the file; how many articles are in it."""
    library = selection.library
    head = {
        "newsreader": "export",
        "version": VERSION,
        "exported": datetime.now(UTC).isoformat(timespec="seconds"),
        "of": selection.title,
        "whole": selection.whole,
        "searches": library.saved_searches() if selection.whole else {},
        "people": list(_people(selection)),
    }
    stream.write(dumps(head)[:-1] + ',\n"articles": [')
    count = 0
    for count, portion in enumerate(selection, 1):
        stream.write(("\n" if count == 1 else ",\n") + dumps(article_record(library, portion, options.originals)))
        options.progress(count)
    stream.write("\n]}\n")
    return count


def article_record(library: Library, portion: Portion, originals: bool) -> Json:
    """One article. originals: with the bytes that its texts were read from, where those are not the text itself."""
    database, article = library.database, portion.article
    number = number_of(database, article.id)
    row = database.row("SELECT added, opened, starred, engine IS NOT NULL FROM article WHERE number = ?", number)
    assert row is not None
    analysis = database.row("SELECT record FROM analysis WHERE article = ?", number)
    made: Json = {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "text": article.text,
        "blocks": [[block.start, block.end, block.kind] for block in article.blocks],
        "sources": [
            {"source": source, "placed": place is not None, "behind": bool(behind)}
            for source, place, behind in database.rows(
                "SELECT source, place, behind FROM source WHERE article = ? ORDER BY rowid", number
            )
        ],
        "added": row[0],
        "opened": bool(row[1]),
        "starred": bool(row[2]),
        "analysis": json.loads(analysis[0]) if analysis and row[3] else None,
        "corrections": _rows(library, "correction", number, {"was", "quote"}),
        "stars": _rows(library, "star", number),
        "tags": _rows(library, "tag", number),
        "notes": _rows(library, "note", number),
        "aside": list(_aside(library, number)),
        "people": _linked(library, number),
        "pins": _rows(library, "pin", number),
        "linking": linking.VERSION,
        "versions": list(_versions(library, number, originals)),
        "quotes": [record(one, article=False) for one in portion.evidence],
    }
    if originals:
        made["raw"] = _bytes(database.row("SELECT raw FROM original WHERE article = ?", number))
    return made


def _rows(library: Library, table: str, number: int, as_json: set[str] | None = None) -> list[Json]:
    """The rows of a table about an article by the names of their columns, without their numbers."""
    names = [row[1] for row in library.database.rows(f"PRAGMA table_info({table})")]
    found = []
    for row in library.database.rows(f"SELECT * FROM {table} WHERE article = ? ORDER BY number", number):
        values: dict[str, Any] = dict(zip(names, row, strict=True))
        del values["number"], values["article"]
        for name in as_json or ():
            values[name] = None if values[name] is None else json.loads(values[name])
        found.append(values)
    return found


def _aside(library: Library, number: int) -> Iterator[Json]:
    """What is set aside, with as much of what it was as is needed to put it somewhere else.

    Of a note, which is on the article as a whole meanwhile, its place among the notes.
    """
    rows = library.database.rows("SELECT number FROM note WHERE article = ? ORDER BY number", number)
    notes = {note: position for position, (note,) in enumerate(rows)}
    for what, words, before, after, kept, at in library.database.rows(
        "SELECT what, words, before, after, record, at FROM aside WHERE article = ? ORDER BY number", number
    ):
        try:
            was = json.loads(kept)
            match what:
                case "star":
                    record = {"at": was["at"]}
                case "tag":
                    record = {"tag": was["tag"]}
                case "note":
                    record = {"note": notes[was["number"]], "words": was["words"], "quoting": was["quoting"]}
                case _:
                    quote = was["quote"] and json.loads(was["quote"])
                    record = {"quote": quote, "who": was["who"], "made": was["made"]}
        except (LookupError, TypeError, ValueError):
            continue  # damaged, or its note is gone: it can be put nowhere
        yield {"what": what, "words": words, "before": before, "after": after, "record": record, "at": at}


def _people(selection: Selection) -> Iterator[Json]:
    """Who is named in the articles, and whom the reader has named, merged or told apart."""
    database = selection.library.database
    rows = database.rows("SELECT number, kind, first, name, merged FROM person ORDER BY number")
    if not selection.whole:
        ids = json.dumps(list(selection.choices))
        its = "a ON a.number = article WHERE a.id IN (SELECT value FROM json_each(?))"
        wanted = {
            number for row in database.rows(f"SELECT found, held FROM entity JOIN article {its}", ids) for number in row
        }
        wanted.update(number for (number,) in database.rows(f"SELECT person FROM pin JOIN article {its}", ids))
        merged = pins.merges(database)
        wanted |= {pins.final(number, merged) for number in wanted if number is not None}
        wanted |= {number for number in merged if pins.final(number, merged) in wanted}
        rows = [row for row in rows if row[0] in wanted]
    for number, kind, first, name, merged in rows:
        yield {"number": number, "kind": kind, "first": first, "name": name, "merged": merged}


def _linked(library: Library, number: int) -> list[Json]:
    """Whom the names of an article stand for across articles, as far as that is decided by today's linking."""
    rows = library.database.rows(
        "SELECT position, name, found, held, link, why FROM entity e JOIN article a ON a.number = e.article"
        " WHERE e.article = ? AND found IS NOT NULL AND linked = ? ORDER BY position",
        number,
        linking.VERSION,
    )
    return [
        {"entity": position, "name": name, "found": found, "held": held, "link": link, "why": why}
        for position, name, found, held, link, why in rows
    ]


def _versions(library: Library, number: int, originals: bool) -> Iterator[Json]:
    columns = "id, title, source, outlet, author, published, language, url, replaced"
    for *values, blocks, text, raw in library.database.rows(
        f"SELECT {columns}, blocks, text, raw FROM version WHERE article = ? ORDER BY replaced, number", number
    ):
        made: Json = dict(zip(columns.split(", "), values, strict=True))
        made["text"] = zlib.decompress(text).decode("utf-8", "surrogatepass")
        made["blocks"] = json.loads(blocks)
        if originals:
            made["raw"] = _bytes((raw,))
        yield made


def _bytes(row: Row | None) -> str | None:
    """Bytes as they are kept, in base64; None where the text itself is all there is."""
    return b64encode(zlib.decompress(row[0])).decode("ascii") if row and row[0] is not None else None
