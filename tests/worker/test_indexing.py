"""The child keeps the search index up to date while it does everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsreader.core.library import Library
from newsreader.core.search import search, waiting

pytestmark = pytest.mark.model


async def test_what_is_loaded_comes_into_the_index(tmp_path: Path, watched: Any) -> None:
    long = tmp_path / "ledger.txt"
    long.write_text("\n\n".join(f"Paragraph {number} of the ledger of Vellmouth." for number in range(1_500)))
    watched.worker.load([str(long)])
    with Library(watched.library) as library:
        await watched.until(lambda: len(library) and library.database.row("SELECT 1 FROM change") is None)
        assert waiting(library.database) == 0
        assert search(library, "paragraph 1499", everything=False)[0].text.startswith("Paragraph 1499")
    await watched.until_idle("index")
