"""Which keys each command has: the reader's own, a preset's instead, and what the settings give other keys.

Commands that can be called at the same moment must not share a key. Where the settings make two of them do, the one
that stands first in the file keeps it, and that is told; against the reader's own keys the settings always win.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from newsreader.core.settings import Keys, Remapped
from newsreader.tui.keymap import COMMANDS, Command
from newsreader.tui.keynames import NEVER, THEN, NoKey, is_typed, keys_of, shown_key
from newsreader.tui.presets import PRESETS

Keymap = Mapping[str, str]
"""Textual's names of a command's keys, comma-separated, by the command's id: of all commands."""

_TOGETHER = (
    {"reader", "article"},
    {"reader", "list"},
    {"page", "list"},
    {"settings", "list"},
    {"page", "person"},
    {"page", "travels"},
    {"correcting", "name", "choice"},
    {"correcting", "edge"},
    {"exporting", "choice"},
    {"bare", "article"},
)
"""Parts of the program whose keys are live at once; those of "app" are with all."""

_TYPED_INTO = frozenset({"search", "choosing", "line", "name", "marks", "exporting", "correcting"})
"""Parts of the program in which letters are typed."""

_PLACE = re.compile(r"\{([a-z._]+)\}")

_COMMANDS = {command.id: command for command in COMMANDS}

OWN: Keymap = {command.id: command.keys for command in COMMANDS}
"""The keys as they come."""


def keymap(keys: Keys) -> tuple[Keymap, tuple[str, ...]]:
    """All commands' keys, and a line about each mistake in the settings' section of keys."""
    if keys == Keys():
        return OWN, ()
    mistakes: list[str] = []
    current = {command: keys.split(",") for command, keys in OWN.items()}
    _give(current, {command: keys_of(text) for command, text in PRESETS[keys.preset].items()})
    wanted: dict[str, list[str]] = {}
    for one in keys.commands:
        if (named := _named(one, mistakes)) is not None:
            kept = [key for key in named if _is_free(key, one, wanted, mistakes)]
            if kept or not named:
                wanted[one.command] = kept
    before = dict(current)
    _give(current, wanted)
    lines = {one.command: one for one in keys.commands}
    for command, held in current.items():
        if not held and before[command] and command not in wanted:
            taker = next(
                other for other in wanted if _overlaps(before[command], wanted[other]) and _meet(command, other)
            )
            mistakes.append(f"{_at(lines[taker])} leaves {command} without a key")
    return {command: ",".join(held) or NEVER for command, held in current.items()}, tuple(mistakes)


def remapped(map: Keymap) -> Keymap:
    """What Textual has to be told: the commands whose keys are not their own."""
    return {command: keys for command, keys in map.items() if keys != OWN[command]}


def keys_in_use(app: object) -> Keymap:
    """The keys of a running app; as they come, in one that has no settings."""
    keys: Keymap = getattr(app, "keys", OWN)
    return keys


def foot_key(command: Command, map: Keymap) -> str:
    """How the foot of a screen writes a command's key; "" where it has none."""
    keys = map[command.id]
    if keys == command.keys and command.shown:
        return command.shown
    return "" if keys == NEVER else shown_key(keys.split(",")[0], short=True)


def key_of(command: str, app: object, short: bool = True) -> str:
    """How a command's key is written in a sentence, in a running app; "" where it has none. short: ^F for Ctrl+F.

    Its usual key, as long as it still has that.
    """
    keys, usual = keys_in_use(app)[command].split(","), OWN[command].split(",")[0]
    return "" if keys == [NEVER] else shown_key(usual if usual in keys else keys[0], short)


def with_keys(text: str, app: object, short: bool = True) -> str:
    """A sentence of the program's own in which `{command}` stands for the key that the command has now.

    One without a key is told by its name in the palette.
    """
    return _PLACE.sub(lambda place: key_of(place[1], app, short) or f"“{_COMMANDS[place[1]].help}”", text)


def first_keys(map: Keymap) -> frozenset[str]:
    """The keys after which another one has to come."""
    return frozenset(key.split(THEN)[0] for keys in map.values() for key in keys.split(",") if THEN in key)


def _named(one: Remapped, mistakes: list[str]) -> list[str] | None:
    """The keys that a line of the settings names; None where it is of no use."""
    if one.command not in _COMMANDS:
        mistakes.append(f"{_at(one)} is no command{_meant(one.command)}")
        return None
    try:
        named = keys_of(one.keys)
    except NoKey as error:
        mistakes.append(f"{_at(one)}: {error}")
        return None
    if _COMMANDS[one.command].where in _TYPED_INTO and (
        typed := [key for key in named if is_typed(key.split(THEN)[0])]
    ):
        mistakes.append(f"{_at(one)}: {shown_key(typed[0])} is typed there; take a key such as ctrl+x or F9")
        return None
    return named


def _is_free(key: str, one: Remapped, wanted: Mapping[str, Sequence[str]], mistakes: list[str]) -> bool:
    for other, keys in wanted.items():
        if other != one.command and _meet(other, one.command) and _overlaps([key], keys):
            mistakes.append(f"{_at(one)}: {shown_key(key)} is the key of {other}, which keeps it")
            return False
    return True


def _give(current: dict[str, list[str]], wanted: Mapping[str, list[str]]) -> None:
    """Give commands other keys, and take those away from all that could be called at the same moment."""
    for command in current:
        if command not in wanted:
            taken = [key for other, keys in wanted.items() if _meet(command, other) for key in keys]
            current[command] = [key for key in current[command] if not _overlaps([key], taken)]
    for command, keys in wanted.items():
        current[command] = list(keys)


def _meet(one: str, other: str) -> bool:
    """Whether two commands can be called at the same moment."""
    parts = {_COMMANDS[one].where, _COMMANDS[other].where}
    return len(parts) == 1 or "app" in parts or any(parts <= together for together in _TOGETHER)


def _overlaps(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two sets of keys share one; g is one with gg, since after it nobody could tell what is meant."""
    others = list(others)
    return any(
        a == b or a.startswith(b + THEN) or b.startswith(a + THEN) for a in some for b in others if NEVER not in (a, b)
    )


def _at(one: Remapped) -> str:
    name = one.command if one.command.isprintable() else repr(one.command)
    return f"line {one.line}: keys.{name}" if one.line else f"keys.{name}"


def _meant(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _COMMANDS, 1)
    return f"; did you mean {near[0]}?" if near else "; the settings page has their names"
