"""`python -m newsreader.core.worker LIBRARY`: the child process. Started by `Worker`, of no use by hand."""

from __future__ import annotations

import sys
from pathlib import Path

from newsreader.core.worker.child import serve

if __name__ == "__main__":
    serve(Path(sys.argv[1]))
