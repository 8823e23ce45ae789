"""An export of ours back into a library, which may have some of it already.

What the library has stays as it is: its texts, what it knows of them, its analyses, its reader's corrections. What it
has not comes from the file: articles, sources, stars, tags, notes, corrections of other quotes, what was set aside,
earlier texts. Nothing is there twice. An article whose text is an earlier one of the library's becomes an earlier one,
with its marks moved along, and the other way round. A saved search whose name stands for another query gets a number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from newsreader.core.export.relinking import Relinking
from newsreader.core.library import Added, Library, articles, aside, copies, corrected, intake, quoting, versions
from newsreader.core.library.connection import Database, utf8
from newsreader.core.library.overlay import alike
from newsreader.core.model import Article, Span
from newsreader.core.record import analysis_from
from newsreader.core.sources import Kept, KeptHead, KeptText


class Restoring:
    """One export on its way into a library, an article at a time."""

    def __init__(self, library: Library, head: KeptHead) -> None:
        """Begins with what the export says besides its articles."""
        self._library, self._database = library, library.database
        self._relinking = Relinking(library.database, head.people)
        self._restore_searches(head.searches)

    def article(self, kept: Kept) -> tuple[str, Added]:
        """Put in an article with all that belongs to it; the id of the article that it is now. All of it or nothing.

        Raises LibraryError where the library cannot be written.
        """
        database, article = self._database, kept.article
        with database.writing() as connection:
            connection.execute("SAVEPOINT restoring")
            try:
                number, added = self._put(kept)
                self._restore_marks(number, kept.record)
                self._restore_analysis(number, article, kept.record)
                self._restore_corrections(number, kept.record["corrections"])
                self._relinking.article(number, kept.record)
                self._restore_versions(number, article, kept.versions)
                number = self._join(number, article)
            except BaseException:
                if connection.in_transaction:  # a full disk has ended it already
                    connection.execute("ROLLBACK TO restoring")
                    connection.execute("RELEASE restoring")
                raise
            connection.execute("RELEASE restoring")
        row = database.row("SELECT id FROM article WHERE number = ?", number)
        return (str(row[0]) if row else article.id), added

    def finish(self) -> None:
        """Put in who is who, after the last article."""
        self._relinking.finish()

    def _restore_searches(self, searches: dict[str, str]) -> None:
        known = self._library.saved_searches()
        for name, query in searches.items():
            free, count = name, 1
            while known.get(free, query) != query:
                count += 1
                free = f"{name} ({count})"
            if free not in known:
                self._library.save_search(free, query)
                known[free] = query

    def _put(self, kept: Kept) -> tuple[int, Added]:
        """The article, if it is not there, and what is known of it that the library does not know."""
        database, article, record = self._database, kept.article, kept.record
        row = database.row("SELECT number FROM article WHERE id = ?", article.id)
        added = Added.NEW if row is None else Added.KNOWN
        with database.writing() as connection:
            if row is None:
                number = articles.insert(database, article, kept.raw or b"")
                copies.note(database, number, article)
                if record["added"]:
                    connection.execute("UPDATE article SET added = ? WHERE number = ?", (record["added"], number))
            else:
                number = int(row[0])
                columns = ("outlet", "author", "published", "language", "url")
                connection.execute(
                    f"UPDATE article SET {', '.join(f'{one} = coalesce({one}, CAST(? AS TEXT))' for one in columns)}"
                    " WHERE number = ?",
                    (*(utf8(getattr(article, one)) for one in columns), number),
                )
                if kept.raw is not None:
                    connection.execute(
                        "UPDATE original SET raw = ? WHERE article = ? AND raw IS NULL",
                        (articles.packed(kept.raw), number),
                    )
            connection.execute(
                "UPDATE article SET opened = opened OR ?, starred = starred OR ? WHERE number = ?",
                (record["opened"], record["starred"], number),
            )
            for one in record["sources"]:
                place = intake.place_of(one["source"]) if one["placed"] else None
                connection.execute(
                    # A place that gives another article here goes on giving that one.
                    "INSERT INTO source (article, source, place, behind) SELECT ?1, CAST(?2 AS TEXT), CASE WHEN EXISTS"
                    " (SELECT 1 FROM source WHERE place = CAST(?3 AS TEXT) AND article != ?1) THEN NULL"
                    " ELSE CAST(?3 AS TEXT) END, ?4 WHERE true ON CONFLICT (article, source) DO NOTHING",
                    (number, utf8(one["source"]), utf8(place), one["behind"]),
                )
        return number, added

    def _restore_marks(self, number: int, record: dict[str, Any]) -> None:
        """Stars and tags on words or on the whole, notes, and what was set aside."""
        for table, name, columns in (("star", "stars", ("start", "end")), ("tag", "tags", ("start", "end", "tag"))):
            for row in record[name]:
                if self._same(table, number, row, columns) is None:
                    _insert(self._database, table, {"article": number, **row})
        notes = [self._restore_note(number, row) for row in record["notes"]]
        there = aside.listed(self._database) if record["aside"] else []
        id = self._database.row("SELECT id FROM article WHERE number = ?", number)
        known = {(row.what, row.value, row.words, row.before, row.after) for row in there if id == (row.article_id,)}
        for row in record["aside"]:
            was = row["record"]
            if row["what"] == "note":
                was = {"number": notes[was["note"]], "words": was["words"], "quoting": was["quoting"]}
            elif row["what"] == "correction":
                was = {**was, "quote": None if was["quote"] is None else _compact(was["quote"])}
            value = aside.value_of(row["what"], was)
            if (row["what"], value, row["words"], row["before"], row["after"]) not in known:
                _insert(self._database, "aside", {"article": number, **row, "record": _compact(was)})

    def _restore_note(self, number: int, row: dict[str, Any]) -> int:
        """The number of a note, which may be there already: two that were written at one time are one."""
        same = self._same("note", number, row, ("written",)) if row["written"] else None
        same = self._same("note", number, row, ("start", "end", "words")) if same is None else same
        return _insert(self._database, "note", {"article": number, **row}) if same is None else same

    def _same(self, table: str, number: int, row: dict[str, Any], columns: Sequence[str]) -> int | None:
        """The number of a row of an article that has the same values."""
        same = " AND ".join(f'"{one}" IS {_place(row[one])}' for one in columns)
        sql = f"SELECT number FROM {table} WHERE article = ? AND {same} ORDER BY number"
        found = self._database.row(sql, number, *(_bound(row[one]) for one in columns))
        return None if found is None else int(found[0])

    def _restore_corrections(self, number: int, rows: Iterable[dict[str, Any]]) -> None:
        """Those of quotes, and of words, of which the library's reader has said nothing."""
        places: list[Span] = []
        for row in rows:
            was = corrected.spans_unpacked(None if row["was"] is None else _compact(row["was"]))
            quote, _ = corrected.quote_unpacked(None if row["quote"] is None else _compact(row["quote"]))
            content = (quote.content if quote else was) or ()
            there = corrected.corrections_of(self._database, number)
            if any(alike(content, one.content or one.was or ()) or (was and one.was == was) for one in there):
                continue
            packed = {key: None if row[key] is None else _compact(row[key]) for key in ("was", "quote")}
            _insert(self._database, "correction", {"article": number, **row, **packed})
            places += [*content, *(was or ())]
        quoting.rewrite(self._database, number, places)

    def _restore_analysis(self, number: int, article: Article, record: dict[str, Any]) -> None:
        """The machine's analysis, where there is none."""
        row = self._database.row("SELECT engine IS NOT NULL FROM article WHERE number = ?", number)
        if record["analysis"] is not None and not (row and row[0]):
            self._library.put_analysis(article.id, analysis_from(record["analysis"], article))

    def _restore_versions(self, number: int, article: Article, kept: Iterable[KeptText]) -> None:
        for one in kept:
            if one.article.id == article.id:
                continue
            versions.put_aside(self._database, number, one.article, one.raw or b"")
            if one.replaced:
                with self._database.writing() as connection:
                    connection.execute(
                        "UPDATE version SET replaced = ? WHERE article = ? AND id = ?",
                        (one.replaced, number, one.article.id),
                    )

    def _join(self, number: int, article: Article) -> int:
        """Make two articles one of which one has the other's text among its earlier ones; the library's text stays."""
        later = self._database.row(
            "SELECT article FROM version WHERE id = ? AND article != ? ORDER BY number DESC", article.id, number
        )
        if later is not None:
            versions.merge(self._database, number, int(later[0]))
            return int(later[0])
        earlier = self._database.rows(
            "SELECT a.number FROM version v JOIN article a ON a.id = v.id WHERE v.article = ? AND a.number != ?",
            number,
            number,
        )
        for (other,) in earlier:
            versions.merge(self._database, int(other), number)
        return number


def _insert(database: Database, table: str, row: dict[str, Any]) -> int:
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(_place(value) for value in row.values())
    with database.writing() as connection:
        number = connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({places})", [_bound(value) for value in row.values()]
        ).lastrowid
    assert number is not None
    return number


def _place(value: object) -> str:
    return "CAST(? AS TEXT)" if isinstance(value, str) else "?"


def _bound(value: object) -> object:
    return utf8(value) if isinstance(value, str) else value


def _compact(value: object) -> str:
    """JSON as the library keeps it."""
    return json.dumps(value, separators=(",", ":"))
