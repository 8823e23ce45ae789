"""Words made safe for a terminal."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# C0 but the newline and the tab, DEL, C1, the line and paragraph separators, bidi overrides and isolates, surrogates.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
DIRECTIONS = re.compile("[\u061c\u200e\u200f]")
"""Marks of direction: part of a text, but nothing that a terminal should get."""
_LINE_ENDS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")


def sanitise(text: str) -> str:
    """The text with every kind of line end as LF, and with U+FFFD for what could drive a terminal or turn it around.

    Line ends are CRLF, CR, and the rarer VT, FF, NEL, U+2028 and U+2029. U+FFFD stands for the other C0 controls but
    the tab, DEL, C1, lone surrogates, and the bidirectional overrides and isolates. One for one, so that offsets hold
    (CRLF apart); already clean text comes back the same.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    text = _LINE_ENDS.sub("\n", text)
    return FORBIDDEN.sub(REPLACEMENT, text)
