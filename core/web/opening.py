"""An address in the reader's own browser: no shell, no option that looks like an address, and never in this terminal.

Not Python's `webbrowser`: it hands an address that begins with "-" on as an option (CVE-2026-4519), and it starts text
browsers, which would take the terminal that the reader reads in.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator

from newsreader.core.errors import SourceError
from newsreader.core.web.addresses import shown

SECONDS = 0.3
"""How long a program is watched for failing at once."""

_IN_A_TERMINAL = {"w3m", "lynx", "links", "links2", "elinks", "www-browser", "browsh", "carbonyl", "chawan", "cha"}
_ON_A_DESKTOP = (
    *("xdg-open", "gio open", "x-www-browser", "firefox", "chromium", "chromium-browser", "google-chrome"),
    *("microsoft-edge", "epiphany", "falkon", "konqueror", "qutebrowser"),
)


def open_in_browser(address: str) -> None:
    """Show an address in the browser that BROWSER names, or that of the desktop. Waits no longer than `SECONDS`.

    Raises SourceError for what is no http or https address, and where there is no browser or it fails at once.
    """
    place = shown(address)
    failed = ""
    for command in _commands():
        try:
            _start([part.replace("%s", place) for part in command])
            return
        except OSError as error:
            failed = f"{command[0]} cannot be started ({(error.strerror or str(error)).lower()})"
        except subprocess.SubprocessError:
            failed = f"{command[0]} failed"
    raise SourceError(place, failed or "there is no browser to open it in")


def _commands() -> Iterator[list[str]]:
    """Command lines to be tried; "%s" stands for the address."""
    for named in os.environ.get("BROWSER", "").split(os.pathsep):
        try:
            parts = shlex.split(named)
        except ValueError:  # an open quotation mark
            continue
        if parts and os.path.basename(parts[0]) not in _IN_A_TERMINAL and shutil.which(parts[0]):
            yield parts if any("%s" in part for part in parts) else [*parts, "%s"]
    if sys.platform == "darwin":
        yield ["/usr/bin/open", "%s"]
    elif os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"):
        for line in _ON_A_DESKTOP:
            parts = line.split()
            if shutil.which(parts[0]):
                yield [*parts, "%s"]
    elif shutil.which("wslview"):
        yield ["wslview", "%s"]


def _start(command: list[str]) -> None:
    """Start a program that lives on by itself, in a session without a terminal. Raises where it fails at once."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # /dev/tty leads nowhere then
    )
    try:
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()  # so that it leaves no zombie
        return
    if code:
        raise subprocess.SubprocessError
