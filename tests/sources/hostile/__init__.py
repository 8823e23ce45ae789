"""Inputs that are made to hang, crash, swell, leak or lie, of every format: `python -m tests.sources.hostile` tries all.

from tests.sources.hostile import CASES      # {"zip/bomb.zip": function of a size that makes the bytes, ...}
"""

from __future__ import annotations

from tests.sources.hostile import mails, markups, packed, pdfs, records, texts
from tests.sources.hostile.cases import CASES, Make

__all__ = ["CASES", "Make", "mails", "markups", "packed", "pdfs", "records", "texts"]
