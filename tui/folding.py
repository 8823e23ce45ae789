"""Text as it is typed: typographic marks and accents as what a keyboard has for them, character for character."""

from __future__ import annotations

import unicodedata

_MARKS = {
    **dict.fromkeys("‘’‚‛ʼ′‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict(zip("ŁłØøĐđĦħŦŧı", "LlOoDdHhTti", strict=True)),
    "\xa0": " ",
}


def _table() -> dict[int, str]:
    letters = (chr(code) for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00)) for code in block)
    bases = {letter: unicodedata.normalize("NFD", letter)[0] for letter in letters}
    plain = {letter: base for letter, base in bases.items() if base.isascii()}
    return str.maketrans({**plain, **_MARKS})


_TABLE = _table()


def fold(text: str) -> str:
    """`text` with plain marks, dashes and letters; as long as it was, so that offsets hold."""
    return text if text.isascii() else text.translate(_TABLE)
