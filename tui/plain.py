"""Terminals that lack signs: what is drawn for those that they cannot show.

One filter over all that goes to the terminal, so that no pane has to know: each sign becomes one as wide that means
the same everywhere on the screen, the help that explains it included.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGNS = {
    # The margin: how a quote is reported.
    "┃": "|", "╏": "!", "┊": ":", "▶": ">", "▷": "?", "║": "H", "≈": "~", "≠": "/", "★": "*", "✎": "n",
    "╎": "!", "◀": "<",
    # Lists.
    "•": "o", "▸": ">", "●": "@", "◆": "@", "○": "o", "✓": "v", "✗": "x", "×": "x",
    "↑": "^", "↓": "v", "←": "<", "→": ">", "↩": "<", "⏎": "<", "∙": ".",
    "◂": "<", "′": "'", "″": '"',
    # Between words.
    "·": ".", "…": "~", "—": "-", "–": "-", "‒": "-", "―": "-", "−": "-", "‐": "-", "‑": "-",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'",
    "‹": "'", "›": "'", "€": "E", "£": "L", "¥": "Y", "°": "o", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "ß": "s", "ø": "o", "Ø": "O", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "đ": "d", "ð": "d", "þ": "t", "ł": "l",
    "Ł": "L", "ı": "i", "Þ": "T", "Đ": "D",
}  # fmt: skip
"""What an ASCII terminal shows instead."""

_CORNERS = "┌┐└┘├┤┬┴┼╭╮╯╰┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬"
_ALONG = "─━╌╍┄┅┈┉═╴╶╸╺▁▔⎺⎽"
_UPRIGHT = "│╎┆┇┋╵╷╹╻▏▕"
_FILLED = "█▇▆▅▉▊▋▌▐▀▄▓■▪◼"
_LIGHT = "▃▂▍▎▒░"
_CONSOLE = {
    "┃": "║",
    "╏": "│",
    "┊": ":",
    "▶": "►",
    "◀": "◄",
    "║": "▓",
    "▸": "►",
    "★": "*",
    "✎": "n",
    "●": "@",
    "…": "~",
    "≠": "/",
}
"""Linux's own console has the signs of the first PCs, and no more: enough for lines and letters."""


def signs_of(setting: str, environ: Mapping[str, str]) -> str:
    """Which signs a terminal gets: "unicode", "plain" (what every font has) or "ascii".

    setting: `screen.signs`. A locale that says nothing is taken for one of today, which is UTF-8; what Python puts in
    place of C (LC_CTYPE=C.UTF-8, PEP 538) is Python's wish and not the terminal's.
    """
    if setting != "auto":
        return setting
    if environ.get("TERM") == "dumb":
        return "ascii"
    coerced = environ.get("LC_CTYPE") == "C.UTF-8" and environ.get("LANG") in ("C", "POSIX")
    named = environ.get("LC_ALL") or ("" if coerced else environ.get("LC_CTYPE")) or environ.get("LANG") or ""
    encoding = named.partition(".")[2].partition("@")[0]
    if named and not _is_unicode(encoding):
        return "ascii"
    return "plain" if environ.get("TERM") == "linux" else "unicode"


def lacks_signs(app: object) -> bool:
    """Whether an app draws for a terminal that lacks signs."""
    return getattr(app, "signs", "unicode") != "unicode"


def _is_unicode(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name.startswith("utf")
    except LookupError:
        return False


class PlainSigns(LineFilter):
    """Replaces what a terminal cannot show by something as wide. kind: "plain" or "ascii"."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._replace = replaced_ascii if kind == "ascii" else replaced_plain

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line with the signs that there are."""
        return [
            one if one.text.isascii() else Segment("".join(map(self._replace, one.text)), one.style, one.control)
            for one in segments
        ]


@lru_cache(maxsize=4096)
def replaced_ascii(sign: str) -> str:
    """A character in ASCII, in as many cells."""
    if sign.isascii():
        return sign
    if sign in SIGNS:
        return SIGNS[sign]
    for kind, plain in ((_CORNERS, "+"), (_ALONG, "-"), (_UPRIGHT, "|"), (_FILLED, "#"), (_LIGHT, ":")):
        if sign in kind:
            return plain
    cells = cell_len(sign)
    base = unicodedata.normalize("NFKD", sign)[:1]
    return base if cells == 1 and base.isascii() and base.isprintable() else "?" * cells


@lru_cache(maxsize=4096)
def replaced_plain(sign: str) -> str:
    """A character as the console's font has it: letters stay, of the signs those of the first PCs."""
    if sign in _CONSOLE:
        return _CONSOLE[sign]
    if sign.isascii() or sign.isalnum() or unicodedata.category(sign)[0] in "PZMC" or sign in "─│┌┐└┘├┤┬┴┼═║►▓█▄▀░▒·":
        return sign
    if sign in _CORNERS:
        return {"╭": "┌", "╮": "┐", "╯": "┘", "╰": "└"}.get(sign, "┼")
    for kind, plain in ((_ALONG, "─"), (_UPRIGHT, "│"), (_FILLED, "█"), (_LIGHT, "░")):
        if sign in kind:
            return plain
    return sign if sign in "←↑→↓≈±≤≥°" else replaced_ascii(sign)
