"""The language of queries as a filter of quotes: what is typed there narrows a list here, and forgives nothing.

    missile defence          both words, at the beginning of a word, inside the quote's own words
    "missile defence"        these words in this order; 'letters  !without  a|b  as in a search
    source:times speaker:lindqvist kind:indirect after:2016-03 before:2016-05 tag:energy is:starred

A query (see `query`) becomes an SQL condition of the tables quote (q), article (a) and entity, the speaker's (e), as
`records.quotes` and `overview` take it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from newsreader.core.library.connection import Database
from newsreader.core.model import QuoteKind
from newsreader.core.search.fieldnames import day_of_age, first_day
from newsreader.core.search.query import Term, Way, parse
from newsreader.core.search.words import plain, smart

_LONGEST_PASSAGE = 2000  # characters, see passages.LONGEST; only so far back can a passage begin that holds a place
_WHEN = "CASE WHEN a.published GLOB '[0-9][0-9][0-9][0-9]*' THEN a.published ELSE a.added END"
_STATES = {"s": "a.starred", "u": "NOT a.opened", "r": "a.opened"}
_KINDS = [str(kind) for kind in QuoteKind if kind is not QuoteKind.SCARE]
_NAMED = "SELECT name FROM name WHERE has(name, ?, 0, 0)"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """An SQL condition with its values; mistakes: sentences about what was left out of it."""

    where: str = "1"
    values: tuple[object, ...] = ()
    mistakes: tuple[str, ...] = ()

    def and_also(self, where: str, *values: object) -> Narrowing:
        """It, narrowed further."""
        return Narrowing(f"({self.where}) AND ({where})", (*self.values, *values), self.mistakes)


def narrowing(database: Database, text: str) -> Narrowing:
    """What was typed, as a condition; "1" where nothing is asked. Teaches the connection the function it needs."""
    query = parse(text)
    mistakes = [*query.mistakes]
    clauses: list[str] = []
    values: list[object] = []
    for clause in query.clauses:
        parts = []
        for term in clause:
            sql, wanted, mistake = _condition(term)
            if mistake:
                mistakes.append(mistake)
            else:
                parts.append(f"NOT ifnull(({sql}), 0)" if term.negated else sql)
                values += wanted
        if parts:
            clauses.append(" OR ".join(f"({part})" for part in parts))
    if clauses:
        database.teach("has", 4, _has)
    where = " AND ".join(f"({clause})" for clause in clauses) or "1"
    return Narrowing(where, tuple(values), tuple(dict.fromkeys(mistakes)))


def kept(database: Database, asked: Narrowing) -> set[tuple[str, int]]:
    """The quotes that a condition holds for: the id of the article, the position among its quotes."""
    rows = database.rows(
        "SELECT a.id, q.position FROM quote q JOIN article a ON a.number = q.article"
        f" LEFT JOIN entity e ON e.article = q.article AND e.position = q.entity WHERE {asked.where}",
        *asked.values,
    )
    return {(article_id, position) for article_id, position in rows}


def _condition(term: Term) -> tuple[str, list[object], str]:
    """A term as SQL, its values, and why it cannot be meant here, "" where it can."""
    if term.way is not Way.FIELD:
        pattern, cased, marked = _pattern_of(term)
        return _SAID, [pattern, cased, marked] * 2, "" if pattern else "nothing to look for"
    value = term.text
    words = _in_any_order(term.words)
    match term.field:
        case "kind":
            wanted = [kind for kind in _KINDS for part in value.lower().split(",") if part and kind.startswith(part)]
            if "quote".startswith(value.lower()):
                wanted = _KINDS
            problem = "" if wanted else f"kind: here takes {', '.join(_KINDS)}"
            return f"q.kind IN ({', '.join('?' * len(wanted))})", [*wanted], problem
        case "speaker":
            people = f"SELECT person FROM entity WHERE person IS NOT NULL AND name IN ({_NAMED})"
            return f"q.speaker IN ({_NAMED}) OR ifnull(e.person IN ({people}), 0)", [words, words], ""
        case "about":
            return _ABOUT, [words, words], ""
        case "source":
            outlets = "SELECT number FROM article WHERE has(outlet, ?, 0, 0)"
            sources = "SELECT article FROM source WHERE has(source, ?, 0, 0)"
            letters = re.escape(plain(value, False, False))
            return f"q.article IN ({outlets} UNION ALL {sources})", [letters, letters], ""
        case "title":
            return "has(a.title, ?, 0, 0)", [re.escape(plain(value, False, False))], ""
        case "tag":
            tags = "SELECT article FROM tag WHERE has(tag, ?, 0, 0)"
            return f"q.article IN ({tags})", [re.escape(plain(value, False, False))], ""
        case "is":
            return _STATES[value[0].lower()], [], ""
        case "newer" | "older":
            day = day_of_age(value, datetime.now(UTC).date())
            return f"{_WHEN} {'>=' if term.field == 'newer' else '<'} ?", [day], ""
        case "after" | "before":
            return f"{_WHEN} {'>=' if term.field == 'after' else '<'} ?", [first_day(value)], ""
        case _:
            return "", [], f"{term.field}: does not narrow quotes"


_SPAN = "json_extract(s.value, '$[0]')", "json_extract(s.value, '$[1]')"
_SAID = (
    # The passages are asked once and for all; then the words of the quotes in those articles, piece by piece.
    "q.article IN (SELECT article FROM passage WHERE has(words, ?, ?, ?))"
    " AND EXISTS (SELECT 1 FROM json_each(q.content) s JOIN passage p ON p.article = q.article"
    f" AND p.start < {_SPAN[1]} AND p.start >= 0"
    f" AND p.start > {_SPAN[0]} - {_LONGEST_PASSAGE} WHERE"
    f" has(substr(p.words, max({_SPAN[0]} - p.start, 0) + 1, {_SPAN[1]} - max({_SPAN[0]}, p.start)), ?, ?, ?))"
)
_ABOUT = (
    f"q.article IN (SELECT article FROM entity WHERE name IN ({_NAMED})) AND EXISTS"
    " (SELECT 1 FROM entity m JOIN json_each(m.mentions) n JOIN json_each(q.content) s WHERE m.article = q.article"
    f" AND m.position IS NOT q.entity AND m.name IN ({_NAMED})"
    f" AND json_extract(n.value, '$[0]') >= {_SPAN[0]} AND json_extract(n.value, '$[1]') <= {_SPAN[1]})"
)


def _pattern_of(term: Term) -> tuple[str, bool, bool]:
    """A regular expression for the words of a passage; whether case, whether accents count."""
    match term.way:
        case Way.EXACT:
            cased, marked = smart(term.text)
            return re.escape(plain(term.text, cased, marked)), cased, marked
        case Way.PHRASE:
            return _START + r"\W+".join(map(re.escape, term.words)) + ("" if term.grows else r"(?!\w)"), False, False
        case Way.WITHIN:
            between = rf"(?:\W+\w+){{0,{min(term.distance, 50)}}}\W+"
            return _START + between.join(map(re.escape, term.words)), False, False
        case _:
            return _START + re.escape(term.words[0]), False, False


_START = r"(?<!\w)"


def _in_any_order(words: Sequence[str]) -> str:
    return "".join(f"(?=.*{_START}{re.escape(word)})" for word in words)


def _has(text: str | None, pattern: str, cased: int, marked: int) -> bool:
    return text is not None and _compiled(pattern).search(plain(text, bool(cased), bool(marked))) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)
