"""Names of keys: as people write them, as Textual calls them, as the screen shows them.

Two keys one after the other are one name with a > between them: `g>g`.
"""

from __future__ import annotations

import re

from textual.keys import Keys, key_to_character

THEN = ">"
"""Stands between the two keys of a sequence; no key's own name has it."""

NEVER = "none"
"""In the place of a key: there is none."""

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "pgup": "pageup",
    "page_up": "pageup",
    "bs": "backspace",
    "spc": "space",
}
_AS_ANOTHER = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+j": "enter", "ctrl+m": "enter"}
_SHOWN = {"pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "delete": "Del"}
_SIGNS = {
    " ": "space", "!": "exclamation_mark", '"': "quotation_mark", "#": "number_sign", "$": "dollar_sign",
    "%": "percent_sign", "&": "ampersand", "'": "apostrophe", "(": "left_parenthesis", ")": "right_parenthesis",
    "*": "asterisk", "+": "plus", ",": "comma", "-": "minus", ".": "full_stop", "/": "slash", ":": "colon",
    ";": "semicolon", "<": "less_than_sign", "=": "equals_sign", ">": "greater_than_sign", "?": "question_mark",
    "@": "at", "[": "left_square_bracket", "\\": "backslash", "]": "right_square_bracket", "^": "circumflex_accent",
    "_": "underscore", "`": "grave_accent", "{": "left_curly_bracket", "|": "vertical_line",
    "}": "right_curly_bracket", "~": "tilde",
}  # fmt: skip
_BY_NAME = {name: sign for sign, name in _SIGNS.items() if sign != " "}
_KNOWN = frozenset(key.value for key in Keys if not key.value.startswith("<")) | frozenset(
    f"{held}+{key.value}" for key in Keys for held in ("shift", "ctrl", "alt") if "+" not in key.value
)


class NoKey(ValueError):
    """What somebody has written names no key; its text says why, to be read after the name of the command."""


def keys_of(text: str) -> list[str]:
    """The keys in a line such as `n, ctrl+f, gg`, by Textual's names; raises NoKey."""
    if not text.strip():
        return []
    # A comma is a key too: where nothing stands between two of them, or alone.
    parts = ["comma"] if text.strip() == "," else [part.strip() or "comma" for part in text.split(",")]
    return list(dict.fromkeys(key_of(part) for part in parts))


def key_of(text: str) -> str:
    """One key, or two after one another (`gg`, `g space`, `ctrl+w w`), by Textual's names; raises NoKey."""
    words = text.split()
    if len(words) == 1 and len(text) == 2 and text.isprintable() and text[0] != "^" and not _named(text):
        words = list(text)
    if len(words) > 2:
        raise NoKey(f"{text!r} is more than two keys")
    keys = [_single(word) for word in words]
    return THEN.join(keys)


def _single(word: str) -> str:
    key = _named(word)
    if not key:
        raise NoKey(f"{word!r} is no key; keys are letters and signs as they are typed, ctrl+f, F5, space, PgDn, gg …")
    if key in _AS_ANOTHER:
        raise NoKey(f"{word!r} reaches programs as {_AS_ANOTHER[key]}")
    return key


def _named(word: str) -> str:
    """Textual's name of one key; "" where there is none of that name."""
    if len(word) == 1:
        return _SIGNS.get(word, word if word.isalnum() else "")
    if re.fullmatch(r"\^[A-Za-z]", word):
        return f"ctrl+{word[1].lower()}"
    *held, last = word.split("+") if not word.endswith("++") else [*word[:-2].split("+"), "+"]
    modifiers = sorted(dict.fromkeys(one.lower() for one in held))
    if set(modifiers) - {"ctrl", "alt", "shift"}:
        return ""
    name = _OTHER_NAMES.get(last.lower(), last.lower())
    if len(last) == 1:
        name = _SIGNS.get(last, last.lower() if modifiers else last)
        if modifiers == ["shift"]:
            return last.upper() if last.isalpha() else ""
    key = "+".join((*modifiers, name))
    if name in _BY_NAME or name in _KNOWN or len(name) == 1 or name == "space":
        return key
    return ""


def is_typed(key: str) -> bool:
    """Whether a key is a letter, figure or sign, which a line to type into takes for itself."""
    return THEN not in key and key_to_character(key) is not None and "+" not in key


def shown(keys: str) -> str:
    """Textual's names, separated by commas, as the help writes them."""
    return "  ".join(shown_key(key) for key in keys.split(",") if key != NEVER)


def shown_key(key: str, short: bool = False) -> str:
    """One key or sequence as a reader writes it. short: ^F for Ctrl+F."""
    if THEN in key:
        parts = [shown_key(part, short) for part in key.split(THEN)]
        return ("" if all(len(part) == 1 for part in parts) else " ").join(parts)
    *held, last = key.split("+")
    name = _BY_NAME.get(last) or _SHOWN.get(last) or (last if len(last) == 1 else last.capitalize())
    if short and held == ["ctrl"]:
        return f"^{name.upper()}"
    name = name.upper() if held and len(name) == 1 and "ctrl" in held else name
    return "+".join((*(one.capitalize() for one in held), name))
