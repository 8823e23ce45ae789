"""Words as search sees them: without case and diacritics, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_POINTS = [*range(0x300, 0x1E00), *range(0x20D0, 0x2100), *range(0xA66F, 0xABEE), *range(0xFE00, 0xFE30)]
_MARKS = "".join(chr(point) for point in _POINTS if unicodedata.category(chr(point)).startswith("M"))
"""Accents and vowel signs that are characters of their own and part of the word they stand in."""

_ACCENTS = re.compile(f"[{''.join(chr(point) for point in _POINTS if unicodedata.category(chr(point)) == 'Mn')}]+")
"""Those that take no place of their own and that a reader may leave out."""

_ALONE = (
    "\u0e00-\u0e3a\u0e40-\u0e4f\u0e81-\u0edf\u1780-\u17b3"  # Thai, Lao, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # kana and Han
)
"""Letters of scripts that leave no spaces between words: each is taken for a word."""

_SIGNS = "$%¢£¥\u20a0-\u20cf\u2190-\u2bff\U0001f000-\U0001faff"
"""Currencies, arrows, symbols, emoji: each is a word, too, so that it can be found."""

_INSIDE = f"[{_MARKS}\u200c\u200d]*"
_LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"  # in one go: three times as fast, and most of most texts
_WORD = re.compile(f"(?:[{_LATIN}]+{_INSIDE}|(?![{_ALONE}])[^\\W_]{_INSIDE})+|[{_ALONE}][{_MARKS}]*|[{_SIGNS}]")
_ASCII_WORD = re.compile("[A-Za-z0-9]+|[$%]")
"""The same for texts that have nothing else, four times as fast."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
    | {"\u0640": None, "\u200c": None, "\u200d": None}  # Arabic's lengthening stroke and joiners say nothing
)
"""Letters that are not a base letter with a mark to Unicode, and are to whoever has no such key."""


_BOTH_CASES = _LETTERS | {ord(chr(k).upper()): v and v.upper() for k, v in _LETTERS.items() if len(chr(k).upper()) == 1}
_SINGULAR = re.compile(f"[{''.join(map(chr, _BOTH_CASES))}]")


class Word(NamedTuple):
    """A word of a text: its folded form and its span in characters."""

    form: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """All words of a text in order."""
    return tuple(Word(fold(match[0]), match.start(), match.end()) for match in _pattern(text).finditer(text))


@lru_cache(maxsize=512)
def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of all words in order; the last texts are remembered: as one types, the same ones come up again."""
    return tuple(match.span() for match in _pattern(text).finditer(text))


def raw_words(text: str) -> list[str]:
    """The words of a text as they stand in it, to be folded by `fold`."""
    return _pattern(text).findall(text)


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_WORD if text.isascii() else _WORD


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in lower case and without diacritics: `Škvorecký` is `skvorecky`, `Ёлкин` is `елкин`, `Straße` `strasse`.

    Compatibility forms are their plain ones (`ﬁ` is `fi`), as in Unicode's NFKD.
    """
    lower = word.lower()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFKD", lower.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart)).translate(_LETTERS).casefold() or lower


def plain(text: str, cased: bool, marked: bool) -> str:
    """A text to be looked through by letters: in lower case unless `cased`, without diacritics unless `marked`."""
    if not cased:
        text = text.casefold()
    if not marked and not text.isascii():
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
        if _SINGULAR.search(text):
            text = text.translate(_BOTH_CASES)
    return text


def smart(text: str) -> tuple[bool, bool]:
    """Whether case, and whether diacritics, of a text that was typed are meant: where it has capitals, or any marks."""
    return text != text.lower(), plain(text, True, False) != text
