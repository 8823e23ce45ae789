"""Every key as a page of the manual, made of the keymap."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from newsreader.core.docs import TOPICS
from newsreader.tui.keymap import COMMANDS

_PLACE = re.compile(r"(?<=<!-- keys -->\n).*(?=<!-- end -->)", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_<|\[])")
_WRITTEN = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "asterisk": "*",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "delete": "Del",
}


def written(keys: str) -> str:
    """Keys as a reader writes them. keys: Textual's names, with commas between."""
    return "  ".join(_key(key) for key in keys.split(","))


def _key(key: str) -> str:
    if key in _WRITTEN:
        return _WRITTEN[key]
    if len(key) == 1:
        return key
    *held, last = (_WRITTEN.get(part) or part for part in key.split("+"))
    return "+".join(
        (*map(str.capitalize, held), last.upper() if held and len(last) == 1 else last[:1].upper() + last[1:])
    )


def key_tables(keys: Mapping[str, str], names: bool = True) -> str:
    """All commands under their groups' headings, in Markdown. keys: those of a command, by its id; else its own."""
    columns = 3 if names else 2
    parts = []
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        parts.append(f"\n## {group}\n\n|{' |' * columns}\n|{' --- |' * columns}\n")
        for one in commands:
            marked = " ".join(f"`{key}`" for key in written(keys.get(one.id, one.keys)).replace("|", "\\|").split("  "))
            parts.append(f"| {marked} | {escaped(one.help)} |{f' {escaped(one.id)} |' if names else ''}\n")
    return "".join(parts).lstrip("\n") + "\n"


def keys_page(keys: Mapping[str, str] | None = None, names: bool = True) -> str:
    """The manual's page of keys, as they are now. names: with the commands' names, for the settings."""
    page = next(topic for topic in TOPICS if topic.name == "keys").text
    return _PLACE.sub(lambda _: key_tables(keys or {}, names), page)


def escaped(text: str) -> str:
    """Words as Markdown that says just them."""
    return _SPECIAL.sub(r"\\\1", text)
