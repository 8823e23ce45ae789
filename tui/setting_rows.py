"""The settings as rows to be shown: what is set, and what could be."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from textual.theme import Theme

from newsreader.core.settings import Described, Settings, described
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.keynames import shown
from newsreader.tui.remapping import Keymap
from newsreader.tui.widgets.setting_list import SettingRow, ValueRow

COMMAND = "keys.COMMAND"
"""The key of the row that stands for all commands."""

_SECTIONS = {"": "Reader", "screen": "Screen", "keys": "Keys", "copy": "Copying", "export": "Export"}
_NAMES = {"name": "your name", COMMAND: "each command"}


def setting_rows(settings: Settings) -> list[SettingRow]:
    """Every setting as it is, under the headings of the sections."""
    rows: list[SettingRow] = []
    for section, members in groupby(described(), key=lambda one: one.key.rpartition(".")[0]):
        rows.append(SettingRow("", _SECTIONS.get(section, section.capitalize())))
        for one in members:
            value = value_of(settings, one.key)
            told = _told(one, value)
            rows.append(
                SettingRow(one.key, _NAMES.get(one.key, one.key.rpartition(".")[2]), told, value != one.default)
            )
    return rows


def value_of(settings: Settings, key: str) -> str | int | bool:
    """What a setting is set to; of the commands, how many the file gives other keys."""
    if key == COMMAND:
        number = len(settings.keys.commands)
        return f"{number} with keys of your own" if number else ""
    value: Any = settings
    for part in key.split("."):
        value = getattr(value, part.replace("-", "_"))
    plain: str | int | bool = value
    return plain


def value_rows(one: Described, settings: Settings, themes: Mapping[str, Theme], keymap: Keymap) -> list[ValueRow]:
    """What a setting can be set to, as far as that is a list; of the commands all, with the keys that they have."""
    value = value_of(settings, one.key)
    if one.key == COMMAND:
        own = {remapped.command for remapped in settings.keys.commands}
        return [
            ValueRow(
                command.id, command.help, f"{shown(keymap[command.id]) or 'no key'}  {command.id}", command.id in own
            )
            for command in COMMANDS
        ]
    if one.key == "screen.theme":
        ours = sorted(themes, key=lambda name: (not name.startswith("newsreader-"), name))
        return [ValueRow(name, name, "" if themes[name].dark else "light", name == value) for name in ours]
    if one.key == "name" or (isinstance(one.default, int) and not isinstance(one.default, bool)):
        return []
    written = str(value).lower() if isinstance(value, bool) else value
    return [ValueRow(word, word, "", word == written) for word in one.values]


def read(one: Described, text: str) -> str | int | bool:
    """A value as it was chosen or typed, for the file; what makes no sense stays text, and reading it back tells so."""
    text = text.strip()
    if isinstance(one.default, bool):
        return text.lower() == "true"
    return int(text) if isinstance(one.default, int) and text.isdecimal() else text


def _told(one: Described, value: str | int | bool) -> str:
    if one.key == "name" and not value:
        return "as you log in"
    if one.key == COMMAND and not value:
        return "as in the preset"
    return ("on" if value else "off") if isinstance(value, bool) else str(value)
