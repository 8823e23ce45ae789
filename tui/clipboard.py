"""Copying out of the terminal: by the terminal itself, by the tmux or screen it runs in, by the platform's program.

A terminal is asked by the control sequence OSC 52 (xterm's "Manipulate Selection Data"), which goes through SSH as
everything on the screen does; it never answers. tmux by default lets no program in it do that, but does it itself when
it is told to load a buffer. screen passes on what stands in its own wrapper, in short pieces.
"""

from __future__ import annotations

import asyncio
import base64
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LIMIT = 74_994
"""Bytes that a terminal takes by OSC 52: 100,000 of the sequence, which is in base64."""

PATIENCE = 2.0
"""Seconds that a program is given."""

TERMINAL = "the terminal"

_SCREEN_PIECE = 76  # bytes in a wrapper of screen's: it drops what is longer than its buffer, 256 in old releases
_SSH = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a text: by which ways it went, whether it was too long for the terminal."""

    ways: tuple[str, ...]
    too_long: bool = False

    def __str__(self) -> str:
        """For the status line."""
        if not self.ways:
            return f"Not copied: terminals take {LIMIT // 1000} KB at most" if self.too_long else "Not copied"
        how = f"by {' and '.join(self.ways)}"
        return f"{how}; too long for {TERMINAL}" if self.too_long else how


@dataclass(frozen=True, slots=True)
class Program:
    """A program that takes what is to be copied on its standard input."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


TMUX = Program(("tmux", "load-buffer", "-w", "-"))
OLD_TMUX = Program(("tmux", "load-buffer", "-"))
"""Before 3.2 tmux told the terminal nothing when it loaded a buffer, but passed on what stood in its wrapper."""


async def copy(
    text: str,
    write: Callable[[str], object],
    environ: Mapping[str, str],
    patience: float = PATIENCE,
) -> Copied:
    """Copy a text by every way that there is here, without holding up the loop.

    write: writes to the terminal. environ: the environment variables. patience: seconds for each program.
    """

    async def takes(program: Program) -> bool:
        return await _runs(program, text.encode(program.encoding, "surrogatepass"), environ, patience)

    data = text.encode("utf-8", "surrogatepass")
    short = len(data) <= LIMIT
    ways = []
    if in_tmux(environ) and await takes(TMUX):
        ways.append("tmux")
    else:
        if in_tmux(environ) and await takes(OLD_TMUX):
            ways.append("tmux")
        if short:
            write(sequence(data, environ))
            ways.append(TERMINAL)
    if (program := platform_program(environ)) and await takes(program):
        ways.append(program.command[0])
    return Copied(tuple(ways), not short)


def in_tmux(environ: Mapping[str, str]) -> bool:
    """Whether the program runs inside tmux."""
    return bool(environ.get("TMUX"))


def sequence(data: bytes, environ: Mapping[str, str]) -> str:
    """OSC 52 for some bytes, in the wrapper of what the program runs in."""
    bare = f"\x1b]52;c;{base64.b64encode(data).decode()}\a"
    if in_tmux(environ):
        return f"\x1bPtmux;{bare.replace(chr(27), 2 * chr(27))}\x1b\\"
    if environ.get("STY"):
        pieces = (bare[at : at + _SCREEN_PIECE] for at in range(0, len(bare), _SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return bare


def platform_program(environ: Mapping[str, str], platform: str = sys.platform) -> Program | None:
    """The installed program that sets this machine's clipboard; None over SSH, where it would be another machine's."""
    if any(environ.get(name) for name in _SSH):
        return None
    candidates: list[Program] = []
    if platform == "darwin":
        candidates.append(Program(("pbcopy",)))
    if environ.get("WSL_DISTRO_NAME"):
        candidates.append(Program(("clip.exe",), "utf-16-le"))
    if environ.get("WAYLAND_DISPLAY"):
        candidates.append(Program(("wl-copy",)))
    if environ.get("DISPLAY"):
        candidates += [Program(("xclip", "-selection", "clipboard")), Program(("xsel", "--clipboard", "--input"))]
    return next((one for one in candidates if shutil.which(one.command[0], path=environ.get("PATH"))), None)


async def _runs(program: Program, data: bytes, environ: Mapping[str, str], patience: float) -> bool:
    """Whether a program took some bytes in time."""
    try:
        process = await asyncio.create_subprocess_exec(
            *program.command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,  # xclip and wl-copy stay behind, and would hold a pipe open
            stderr=asyncio.subprocess.DEVNULL,
            env=dict(environ),
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(data), patience)
    except (TimeoutError, OSError):
        if process.returncode is None:
            process.kill()
            await process.wait()
        return False
    return process.returncode == 0
