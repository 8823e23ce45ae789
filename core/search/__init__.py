"""Search across the library, as one types: `search(library, "missle defnce")` finds the missile defence.

A query (query) is looked up in an index beside the library (index): what no hit may lack (holding, fields), what its
words may stand for (spelling, wanted), the documents that hold most of it (candidates), how well they do (ranking).
The best are read and come out as titles, quotes, names, text, notes and tags with the matched words (looking, hits).
"""

from __future__ import annotations

from newsreader.core.search.hits import Hit
from newsreader.core.search.index.upkeep import bring_up_to_date, waiting
from newsreader.core.search.searching import Results, search, within

__all__ = ["Hit", "Results", "bring_up_to_date", "search", "waiting", "within"]
