"""Search costs nothing until it is used, and never loads the parser."""

from __future__ import annotations

import subprocess
import sys

from newsreader.core.library import Library

SEARCH = """
import sys
from pathlib import Path
from newsreader.core.library import Library
from newsreader.core.search import search
assert "rapidfuzz" not in sys.modules
with Library(Path(sys.argv[1])) as library:
    assert search(library, "harbuor")
print(" ".join({name.partition(".")[0] for name in sys.modules}))
"""


def test_search_loads_no_parser_and_no_screen(library: Library) -> None:
    run = subprocess.run([sys.executable, "-c", SEARCH, str(library.path)], capture_output=True, text=True, check=True)
    assert not {"spacy", "textual", "rich", "typer"} & set(run.stdout.split())
