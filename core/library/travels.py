"""The same quote elsewhere: which articles carry it, cut or changed, and where it was first seen."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from newsreader.core.library import analyses, gathering, records
from newsreader.core.library.connection import Database
from newsreader.core.library.rows import Family, QuoteRow
from newsreader.core.library.sayings import Sayings
from newsreader.core.model import QuoteKind, Span
from newsreader.core.people.difference import Comparison, alters, difference

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ].*)?)?)?")


class Travels:
    """The families of quotes of one library. Every method raises LibraryError where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sayings: Sayings | None = None

    def counts(self, article_id: str) -> dict[int, int]:
        """For each quote of an article that others carry too, by its position: how many other articles do."""
        return dict(
            self._database.rows(
                "SELECT one.position, count(DISTINCT other.article) FROM article JOIN quote one ON one.article = number"
                " JOIN quote other ON other.family = one.family AND other.article != one.article"
                " WHERE id = ? GROUP BY one.position",
                article_id,
            )
        )

    def of(self, article_id: str, position: int) -> list[QuoteRow]:
        """All versions of a quote, that one included, the first seen at the beginning; none of one that stands alone.

        First seen: by the day it was published, where that is not known by when the article was loaded.
        """
        row = self._database.row(
            "SELECT family FROM quote JOIN article ON article = number WHERE id = ? AND position = ?",
            article_id,
            position,
        )
        if row is None or row[0] is None:
            return []
        versions = records.quotes(self._database, "q.family = ?", row[0])
        if len(versions) < 2:
            return []
        added: dict[str, str] = dict(
            self._database.rows(
                "SELECT id, added FROM article WHERE number IN (SELECT article FROM quote WHERE family = ?)", row[0]
            )
        )
        return sorted(versions, key=lambda one: _seen(one.published, added[one.article_id]))

    def families(self, most: int | None = None) -> list[Family]:
        """The quotes that several articles carry, that of the most articles first; so many at most."""
        found = self._database.rows(
            "SELECT family, count(*), count(DISTINCT article), count(DISTINCT outlet) FROM quote"
            " JOIN article ON number = article WHERE family IS NOT NULL GROUP BY family"
            " HAVING count(DISTINCT article) > 1 ORDER BY 3 DESC, 2 DESC, min(article), min(position) LIMIT ?",
            -1 if most is None else most,
        )
        return [self._family(*row) for row in found]

    def compared(self, one: QuoteRow, other: QuoteRow) -> Comparison:
        """What two versions of a quote have word for word in common, and how the words in quotation marks differ."""
        return Comparison(
            difference(one.words, other.words),
            alters(one.words, other.words, self._marked(one), self._marked(other)),
        )

    def catch_up(self, most: int = 20) -> int:
        """Gather the quotes of articles that older releases have kept, so many articles at most; how many are left."""
        sayings, self._sayings = self._sayings or Sayings(self._database), None
        left = gathering.catch_up(self._database, most, sayings)
        if left:  # else, and after an error, it is not to be used again
            self._sayings = sayings
        return left

    def _family(self, number: int, versions: int, articles: int, outlets: int) -> Family:
        members = self._database.rows(
            "SELECT article, content, id, title, outlet, published, added FROM quote"
            " JOIN article ON number = article WHERE family = ? ORDER BY article, position",
            number,
        )
        longest = max(members, key=lambda row: sum(end - start for start, end in json.loads(row[1])))
        article, content, *_ = longest
        id_, title, outlet, published = min(members, key=lambda row: _seen(row[5], row[6]))[2:6]
        words = self._words(article, json.loads(content))
        return Family(number, words, versions, articles, outlets, id_, title, outlet, published)

    def _words(self, article: int, spans: Sequence[Span]) -> str:
        """Some characters of a text, without reading all of it."""
        said = []
        for start, end in spans:
            rows = self._database.rows(
                "SELECT start, words FROM passage WHERE article = ? AND start >= coalesce((SELECT max(start) FROM"
                " passage WHERE article = ? AND start BETWEEN 0 AND ?), 0) AND start < ? ORDER BY start",
                *(article, article, start, end),
            )
            if rows:
                said.append("".join(words for _, words in rows)[start - rows[0][0] : end - rows[0][0]])
        return " ".join(said)

    def _marked(self, quote: QuoteRow) -> list[Span]:
        """What of its words stands in quotation marks, in characters of `words`."""
        if quote.kind is QuoteKind.INDIRECT:
            return []
        if quote.kind is QuoteKind.DIRECT:
            return [(0, len(quote.words))]
        analysis = analyses.analysis(self._database, quote.article_id)
        said = analysis.quotes if analysis else ()
        marked = next((one.marked for one in said if one.content == quote.content), ())
        found, before = [], 0
        for start, end in quote.content:
            inside = [(max(start, a), min(end, b)) for a, b in marked if a < end and start < b]
            found += [(a - start + before, b - start + before) for a, b in inside]
            before += end - start + 1
        return found


def _seen(published: str | None, added: str) -> tuple[str, str]:
    """For sorting by the first time."""
    return (published if published and _DATE.fullmatch(published) else added), added
