"""Every key as a page of the manual, made of the keymap."""

from __future__ import annotations

import re
from itertools import groupby

from newsreader.core.docs import TOPICS
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.keynames import shown
from newsreader.tui.remapping import OWN, Keymap

_PLACE = re.compile(r"(?<=<!-- keys -->\n).*(?=<!-- end -->)", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_<|\[])")


def key_tables(keys: Keymap = OWN, names: bool = True) -> str:
    """All commands under their groups' headings, in Markdown."""
    columns = 3 if names else 2
    parts = []
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        parts.append(f"\n## {group}\n\n|{' |' * columns}\n|{' --- |' * columns}\n")
        for one in commands:
            marked = " ".join(f"`{key}`" for key in shown(keys[one.id]).replace("|", "\\|").split("  "))
            parts.append(f"| {marked} | {escaped(one.help)} |{f' {escaped(one.id)} |' if names else ''}\n")
    return "".join(parts).lstrip("\n") + "\n"


def keys_page(keys: Keymap = OWN, names: bool = True) -> str:
    """The manual's page of keys, as they are now. names: with the commands' names, for the settings."""
    page = next(topic for topic in TOPICS if topic.name == "keys").text
    return _PLACE.sub(lambda _: key_tables(keys, names), page)


def escaped(text: str) -> str:
    """Words as Markdown that says just them."""
    return _SPECIAL.sub(r"\\\1", text)
