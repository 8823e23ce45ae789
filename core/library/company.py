"""The company of a name: who else its article names, and the words beside it; and how well that fits a person."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsreader.core.library.connection import Database
from newsreader.core.model import Mention, MentionKind
from newsreader.core.people.lists import fold, roles, titles

LOOKED_AT = 200
"""Articles of a person whose names are looked at, the ones loaded last."""

SMOOTHING = 3.0
"""Articles by chance that are counted among a person's."""

_BESIDE = 48
"""Characters before and after a name in which words for a role are looked for."""

_MOST = 12
"""Words for roles that are kept of a name."""

_NAMES = 4
"""Mentions by name whose surroundings are looked at; the first ones tell who it is."""

_RARE = 0.03
"""Share of all people who have a word for a role beside their names, about."""

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
        """How many times likelier it is with a person than with anybody, as a logarithm."""
        if person not in self._known:
            self._known[person] = self._named_with(person) + self._spoken_of(person)
        return self._known[person]

    def _named_with(self, person: int) -> float:
        others = [other for other in self._others if other != person]
        articles = [
            article
            for (article,) in self._database.rows(
                "SELECT DISTINCT article FROM entity WHERE held = ? AND article != ? ORDER BY article DESC LIMIT ?",
                *(person, self._article, LOOKED_AT),
            )
        ]
        (everything,) = self._database.row("SELECT count(*) FROM article WHERE linked") or (0,)
        if not articles or not others:
            return 0.0
        together: Counter[int] = Counter()
        held = ", ".join(map(str, articles))
        for other, count in self._database.rows(
            f"SELECT held, count(DISTINCT article) FROM entity WHERE held IN ({', '.join(map(str, others))})"
            f" AND article IN ({held}) GROUP BY held"
        ):
            together[other] = count
        total = 0.0
        for other in others:
            (all_of,) = self._database.row("SELECT count(*) FROM entity WHERE held = ?", other) or (0,)
            chance = min(0.9, (all_of + 0.5) / (everything + 1))
            rate = (together[other] + SMOOTHING * chance) / (len(articles) + SMOOTHING)
            total += math.log(rate / chance)
        return total

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
        return sum(
            math.log((counts[word] + SMOOTHING * _RARE) / (len(rows) + SMOOTHING) / _RARE) for word in self._words
        )
