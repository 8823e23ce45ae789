"""The signs of what a reader has added: they mean the same everywhere, in colour and without."""

from __future__ import annotations

from collections.abc import Iterable

STAR, NOTE, TAG, CORRECTED, ASIDE = "★", "✎", "#", "║", "?"

_OF = {"star": STAR, "note": NOTE, "tag": TAG}
_ORDER = {what: place for place, what in enumerate(_OF)}


def sign(what: str) -> str:
    """The sign of a star, note, tag or correction, as `MarkRow.what` names them."""
    return _OF.get(what, CORRECTED)


def signs(whats: Iterable[str]) -> str:
    """The signs of what is on some words, each once; of a correction none, since the quote itself shows it."""
    return "".join(_OF[what] for what in sorted({what for what in whats if what in _OF}, key=_ORDER.__getitem__))
