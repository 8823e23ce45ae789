"""Near copies: a wire story that several outlets print, cut here and there, under other headlines and names.

A text is taken as the set of its sequences of five words. A few of them, chosen by their hashes and so the same ones
in every copy, are kept as its sketch. An article that arrives is compared in full with those few that share most of
its sketch. Copies have one `story` number.
"""

from __future__ import annotations

import os
import re
import zlib
from collections import Counter

from newsreader.core.library import articles, listing
from newsreader.core.library.connection import Database
from newsreader.core.library.listing import ArticleRow
from newsreader.core.model import Article, BlockKind

VERSION = 1
"""Another one wherever sketches are made in another way."""

SEQUENCE = 5
"""Words of a sequence."""

SKETCH = 32
"""Sequences of a sketch, about; half as many at least."""

SHORTEST = 30
"""Sequences of a text worth comparing; shorter ones are teasers, or all furniture."""

CONTAINED = 0.6
"""Share of the shorter text's sequences from which on it is a copy."""

ALIKE = 0.5
"""Share of all sequences of both from which on they are copies."""

SHORTER = 0.4
"""Length of the shorter one, in that of the longer: a round-up of many stories is no copy of each."""

LONGEST = 600_000
"""Characters of a body that are looked at; books have more, and nobody prints them with small cuts."""

COMMON = 50
"""Articles that have a sequence, from which on it tells nothing: a notice, an address, a slogan."""

CANDIDATES = 4
"""Articles that are compared in full at most."""

_WORD = re.compile(r"\w+")
_BODY = (BlockKind.BODY, BlockKind.BLOCKQUOTE, BlockKind.ITEM)


def sequences(article: Article) -> frozenset[int]:
    """Hashes of the word sequences of an article's body; of the whole text where its blocks are not known."""
    found: set[int] = set()
    body = [article.text[b.start : b.end] for b in article.blocks if b.kind in _BODY] or [article.text]
    words = _WORD.findall("\n".join(body)[:LONGEST].casefold())
    hash_of = zlib.crc32
    for at in range(len(words) - SEQUENCE + 1):
        found.add(hash_of(" ".join(words[at : at + SEQUENCE]).encode("utf-8", "surrogatepass")))
    return frozenset(found)


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts are near copies, by their sequences."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHORTEST or shorter < SHORTER * longer:
        return False
    shared = len(one & other)
    return shared >= CONTAINED * shorter or shared >= ALIKE * (shorter + longer - shared)


def note(database: Database, number: int, article: Article) -> None:
    """Keep the sketch of a text that an article has got, and make it one story with the nearest of its copies."""
    own = sequences(article)
    sketch = _sketch(own)
    with database.writing() as connection:
        connection.execute("DELETE FROM sketch WHERE article = ?", (number,))
        story = None
        if copy := _copy_of(database, number, article, own, sketch):
            story = copy[1] or int.from_bytes(os.urandom(7))
            if copy[1] is None:
                connection.execute("UPDATE article SET story = ? WHERE number = ?", (story, copy[0]))
        connection.execute("UPDATE article SET story = ?, sketched = ? WHERE number = ?", (story, VERSION, number))
        connection.executemany("INSERT OR IGNORE INTO sketch VALUES (?, ?)", [(one, number) for one in sketch])


def catch_up(database: Database, most: int) -> int:
    """Note articles that were there before there were sketches, so many at most; how many of them are left."""
    rows = database.rows("SELECT number FROM article WHERE sketched != ? ORDER BY number LIMIT ?", VERSION, most)
    for (number,) in rows:
        with database.writing():
            note(database, number, articles.article_at(database, number))
    row = database.row("SELECT count(*) FROM article WHERE sketched != ?", VERSION)
    return int(row[0]) if row else 0


def copies(database: Database, article_id: str) -> list[ArticleRow]:
    """The other articles of its story, the one loaded last at the end; none of an article that is not there."""
    ids = database.rows(
        "SELECT other.id FROM article one JOIN article other ON other.story = one.story AND other.number != one.number"
        " WHERE one.id = ? ORDER BY other.number",
        article_id,
    )
    return [row for (id_,) in ids if (row := listing.row(database, id_))]


def _sketch(own: frozenset[int]) -> list[int]:
    """The sequences whose hashes are multiples of a power of two, so that longer texts' are among shorter copies'."""
    if len(own) < SHORTEST:
        return []
    mask = 0
    while len(own) / (mask + 1) > SKETCH:
        mask = mask * 2 + 1
    return sorted(one for one in own if not one & mask)


def _copy_of(
    database: Database, number: int, article: Article, own: frozenset[int], sketch: list[int]
) -> tuple[int, int | None] | None:
    """The number and story of the copy that shares most of the sketch, if there is one."""
    shared: Counter[int] = Counter()
    for one in sketch:
        holders = database.rows("SELECT article FROM sketch WHERE hash = ? LIMIT ?", one, COMMON + 1)
        if len(holders) <= COMMON:
            shared.update(holder for (holder,) in holders)
    del shared[number]
    words = len(article.text.split())
    compared = 0
    for other, _ in shared.most_common(4 * CANDIDATES):
        row = database.row("SELECT words, story FROM article WHERE number = ?", other)
        # By all words, so with a margin: other paragraphs may be no body.
        if row is None or min(row[0], words) < SHORTER / 2 * max(row[0], words):
            continue
        if are_copies(own, sequences(articles.article_at(database, other))):
            return other, row[1]
        compared += 1
        if compared == CANDIDATES:
            break
    return None
