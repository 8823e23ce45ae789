"""The table of keys: one key, one meaning in a place; ids are unique; the help shows all of it."""

from __future__ import annotations

from collections import Counter

from newsreader.tui.keymap import COMMANDS
from newsreader.tui.keypage import escaped, keys_page
from newsreader.tui.remapping import OWN

KEPT_OFF = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+enter", "ctrl+b", "ctrl+s"}  # terminals and tmux take them


def test_ids_are_unique() -> None:
    assert max(Counter(command.id for command in COMMANDS).values()) == 1


def test_a_key_has_one_meaning_in_each_place() -> None:
    keys = Counter((command.where, key) for command in COMMANDS for key in command.keys.split(","))
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_key_hides_one_of_the_reader() -> None:
    reader = {key for command in COMMANDS if command.where == "reader" for key in command.keys.split(",")}
    panes = {key for command in COMMANDS if command.where in ("article", "list") for key in command.keys.split(",")}
    assert not reader & panes


def test_keys_that_terminals_take_are_left_alone() -> None:
    assert not KEPT_OFF & {key for command in COMMANDS for key in command.keys.split(",")}


def test_the_help_shows_every_command_with_its_keys_and_its_name() -> None:
    page = keys_page({**OWN, "quote.next": "f5,ctrl+k"})
    for command in COMMANDS:
        assert f" | {escaped(command.help)} | {escaped(command.id)} |" in page
    assert "| `F5` `Ctrl+K` | Next quote | quote.next |" in page
