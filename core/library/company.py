"""The company of a name: who else its article names, and the words beside it; and how well that fits a person."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from newsreader.core.library.connection import Database
from newsreader.core.model import Mention, MentionKind
from newsreader.core.people.lists import fold, folded, roles, states, titles

LOOKED_AT = 200
"""Articles of a person whose names are looked at, the ones loaded last."""

WEIGHT = 0.5
"""Share of a person's own articles in how likely another name is to be in one; the rest is chance."""

SMOOTHING = 4.0
"""Articles at which that share is half as great: one article tells little."""

_BESIDE = 48
"""Characters before and after a name in which words for a role are looked for."""

_MOST = 12
"""Words for roles that are kept of a name."""

_NAMES = 4
"""Mentions by name whose surroundings are looked at; the first ones tell who it is."""

_RARE = 0.03
"""Share of all people who have a word for a role beside their names, about."""

_AFTER = re.compile(r"(?:'s)?, ((?!New York|Washington|Me\b|O\b)[A-Z][A-Za-z]*\.?(?:[A-Z]\.| [A-Z][a-z]+)?)")
"""Two towns one after the other are no town and its state: New York and Washington do not count."""

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")


def about(text: str, mentions: Sequence[Mention]) -> str:
    """The words for roles and the titles beside a name and in what describes it, folded, joined by spaces."""
    found: dict[str, None] = {}
    names = [m for m in mentions if m.kind is MentionKind.NAME][:_NAMES]
    for mention in names:
        before = _sentence_end(text[max(0, mention.start - _BESIDE) : mention.start])
        after = text[mention.end : mention.end + _BESIDE].split(". ")[0]
        found.update(dict.fromkeys(_roles((*_WORD.findall(before)[-4:], *_WORD.findall(after)[:6]))))
    for mention in (m for m in mentions if m.kind is MentionKind.NOMINAL):
        found.update(dict.fromkeys(_roles(_WORD.findall(text[mention.start : min(mention.end, mention.start + 80)]))))
    return " ".join(list(found)[:_MOST])


def within(text: str, mentions: Sequence[Mention]) -> str:
    """The state that is written after the name of a town, folded; "" without one."""
    for mention in mentions:
        if mention.kind is MentionKind.NAME:
            after = _AFTER.match(text, mention.end)
            state = states().get(folded(after[1])) if after else None
            if state and fold(text[mention.start : mention.end]) not in states():
                return state
    return ""


def _sentence_end(before: str) -> str:
    return re.split(r"[.!?][”\"’]?\s+(?=[A-Z])(?<!Mr. )(?<!Mrs. )(?<!Ms. )(?<!Sen. )(?<!Rep. )", before)[-1]


def _roles(words: Iterable[str]) -> list[str]:
    return [folded for word in words if (folded := fold(word)) in roles() or folded in titles()]


def gender_of(words: Iterable[str]) -> str:
    """ "m", "f" or "" by the titles among the words about a name."""
    told = {gender for word in words if word in ("mr", "mrs", "ms", "miss") and (gender := titles().get(word))}
    return told.pop() if len(told) == 1 else ""


class Company:
    """The company of one name of an article."""

    def __init__(self, database: Database, article: int, others: Iterable[int], words: Iterable[str]) -> None:
        """others: whom the other names of the article stand for; words: those about the name."""
        self._database = database
        self._article = article
        self._others = list(dict.fromkeys(others))
        self._words = list(words)
        self._known: dict[int, float] = {}

    def __call__(self, person: int) -> float:
        """How many times likelier it is with a person than with anybody, as a logarithm; nothing speaks against one."""
        if person not in self._known:
            self._known[person] = self._named_with(person) + self._spoken_of(person)
        return self._known[person]

    def within(self, person: int) -> dict[str, int]:
        """The states that are written after the name of a place, in how many articles each."""
        rows = self._database.rows(
            "SELECT about, count(*) FROM entity WHERE held = ? AND kind = 'GPE' AND about != '' AND article != ?"
            " GROUP BY about",
            *(person, self._article),
        )
        return dict(rows)

    def _named_with(self, person: int) -> float:
        chances = self._chances
        articles = [
            article
            for (article,) in self._database.rows(
                "SELECT DISTINCT article FROM entity WHERE held = ? AND article != ? ORDER BY article DESC LIMIT ?",
                *(person, self._article, LOOKED_AT),
            )
        ]
        if not articles or not chances:
            return 0.0
        share = WEIGHT * len(articles) / (len(articles) + SMOOTHING)
        total = 0.0
        for other, together in self._database.rows(
            f"SELECT held, count(DISTINCT article) FROM entity WHERE held IN ({', '.join(map(str, chances))})"
            f" AND article IN ({', '.join(map(str, articles))}) AND held != ? GROUP BY held",
            person,
        ):
            total += max(0.0, math.log(1 - share + share * together / len(articles) / chances[other]))
        return total

    @cached_property
    def articles(self) -> int:
        """How many articles are linked."""
        row = self._database.row("SELECT count(*) FROM article WHERE linked")
        return int(row[0]) if row else 0

    @cached_property
    def _chances(self) -> dict[int, float]:
        """How likely each other name is to be in any article."""
        if not self._others:
            return {}
        count = self.articles
        return {
            other: min(0.9, (articles + 0.5) / (count + 1))
            for other, articles in self._database.rows(
                "SELECT person, sum(articles) FROM called"
                f" WHERE person IN ({', '.join(map(str, self._others))}) GROUP BY person"
            )
        }

    def _spoken_of(self, person: int) -> float:
        if not self._words:
            return 0.0
        rows = self._database.rows(
            "SELECT about FROM entity WHERE held = ? AND article != ? AND about != '' ORDER BY article DESC LIMIT 60",
            *(person, self._article),
        )
        if not rows:
            return 0.0
        counts = Counter(word for (words,) in rows for word in words.split())
        share = WEIGHT * len(rows) / (len(rows) + SMOOTHING)
        return sum(max(0.0, math.log(1 - share + share * counts[word] / len(rows) / _RARE)) for word in self._words)
