"""Search across the library, as one types: `search(library, "missle defnce")` finds the missile defence.

A query goes through the library's full-text index, widened by near spellings where the words as typed find little
(candidates), is weighed passage by passage (ranking), and comes out as titles, quotes, names and text (hits).
"""

from __future__ import annotations

from newsreader.core.library import Library
from newsreader.core.search.candidates import candidates
from newsreader.core.search.hits import Hit, hits
from newsreader.core.search.query import parse
from newsreader.core.search.ranking import rank, without_guesses

__all__ = ["Hit", "search"]


def search(library: Library, query: str, limit: int = 50) -> list[Hit]:
    """The passages that answer a query, the best first, each once.

    Any text may be asked; one without a word in it finds nothing. The last word may be unfinished. Passages that hold
    the words as typed in that order come first, then those with all the words, then those with most of them or with
    words spelt nearly so. Articles are found as soon as they are loaded; quotes and names once they are analysed.
    Raises LibraryError where the library cannot be read.
    """
    asked = parse(query)
    if not asked.words:
        return []
    terms, passages = candidates(library.database, asked)
    ranked = without_guesses([found for passage in passages if (found := rank(passage, terms))])
    ranked.sort(key=lambda found: (-found.score, -found.passage.article, found.passage.start))
    return hits(library.database, ranked[:limit])
