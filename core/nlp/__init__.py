"""Who said what: from an article's text to its quotes, their speakers and the people and places in it.

analyse("text…").quotes
"""

from __future__ import annotations

from newsreader.core.nlp.engine import ENGINE, analyse, analyse_many

__all__ = ["ENGINE", "analyse", "analyse_many"]
