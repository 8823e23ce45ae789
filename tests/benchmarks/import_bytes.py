"""What the terminal gets while articles come in and nobody presses a key, on a quiet screen and on the usual one.

    python -m tests.benchmarks.import_bytes FOLDER [--seconds N]

FOLDER holds articles, some hundreds of them or the work ends before the clock does. Each run starts with an empty
library in a pseudo-terminal of 120x40; counted is from a second after the first paint.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.terminal import Terminal


def main() -> None:
    """Print a line a screen."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folder")
    options.add_argument("--seconds", type=float, default=20.0)
    asked = options.parse_args()
    for what, settings in (("usual", ""), ("quiet", "[screen]\nquiet = true\n")):
        with tempfile.TemporaryDirectory() as home:
            file = Path(home) / ".config" / "newsreader" / "settings.toml"
            file.parent.mkdir(parents=True)
            file.write_text(settings)
            env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
            env |= {"HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            with Terminal([sys.executable, "-m", "newsreader.tui", os.path.abspath(asked.folder)], env) as terminal:
                terminal.wait_for(b"Articles")
                until = time.monotonic() + 1.0
                while time.monotonic() < until:
                    terminal.read(0.1)
                before, frames = len(terminal.seen), float(terminal.seen.count(b"\x1b[?2026h"))
                until = time.monotonic() + asked.seconds
                while time.monotonic() < until:
                    terminal.read(0.1)
                sent: float = len(terminal.seen) - before
                frames = terminal.seen.count(b"\x1b[?2026h") - frames
        print(
            f"{what:6} {sent / asked.seconds:8,.0f} bytes and {frames / asked.seconds:5.1f} frames a second", flush=True
        )


if __name__ == "__main__":
    main()
