"""Reading the reader's settings: every mistake is told with its line and key, and costs the setting it is in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsreader.core.errors import NewsreaderError
from newsreader.core.settings import Keys, Remapped, Settings, is_section, rules_of

_PART = r"""(?:"[^"\\\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_TABLE = re.compile(rf"\s*\[\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]")
_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def line_of(key: str, path: Path | None = None) -> int:
    """The line on which a setting stands in the file, 0 where it does not."""
    try:
        if path is None:
            from newsreader.core.locations import settings_file

            path = settings_file()
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, NewsreaderError):
        return 0
    return _lines(text).get(tuple(key.split(".")), 0)


def parse(text: str) -> tuple[Settings, tuple[str, ...]]:
    """Settings from TOML, and a line about each mistake in it."""
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return Settings(), (f"{_in_words(error)}; nothing in it is used",)
    mistakes: list[str] = []
    settings = _read(Settings(), table, (), _lines(text), mistakes)
    return settings, tuple(mistakes)


def _read(
    section: Any,
    table: Mapping[str, Any],
    path: tuple[str, ...],
    lines: Mapping[tuple[str, ...], int],
    mistakes: list[str],
) -> Any:
    """A section with what a table sets in it."""
    rules = rules_of(type(section))
    known = {name.replace("_", "-"): name for name in section._fields if name != "commands"}
    values: dict[str, Any] = {}
    if isinstance(section, Keys):
        commands = {key: value for key, value in table.items() if key not in known}
        values["commands"] = tuple(_remapped(commands, path, lines, mistakes))
        table = {key: value for key, value in table.items() if key in known}
    for key, value in table.items():
        here = (*path, key)
        where = f"line {lines[here]}: " if here in lines else ""
        shown = ".".join(here) if ".".join(here).isprintable() else repr(".".join(here))
        name = known.get(key)
        if name is None:
            mistakes.append(f"{where}{shown} is no setting; known here: {', '.join(known)}")
        elif is_section(inner := getattr(section, name)):
            if isinstance(value, dict):
                values[name] = _read(inner, value, here, lines, mistakes)
            else:
                mistakes.append(f"{where}{shown} must be a section, [{shown}]")
        elif wrong := rules[name].wrong(value):
            mistakes.append(f"{where}{shown} {wrong}")
        else:
            values[name] = value
    return section._replace(**values)


def _remapped(
    table: Mapping[str, Any],
    path: tuple[str, ...],
    lines: Mapping[tuple[str, ...], int],
    mistakes: list[str],
) -> Iterator[Remapped]:
    """The commands in the section of keys; a dot in a name may have made tables of them."""
    for key, value in table.items():
        here = (*path, key)
        name = ".".join(here[1:])
        listed = isinstance(value, list) and all(isinstance(one, str) for one in value)
        if isinstance(value, dict):
            yield from _remapped(value, here, lines, mistakes)
        elif listed or isinstance(value, str):
            yield Remapped(name, value if isinstance(value, str) else ", ".join(value), lines.get(here, 0))
        else:
            where = f"line {lines[here]}: " if here in lines else ""
            shown = f"keys.{name}" if name.isprintable() else repr(f"keys.{name}")
            mistakes.append(f'{where}{shown} must be keys in quotation marks, as in "n, space"')


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """On which line each key stands, as far as that can be told without reading the whole grammar."""
    found: dict[tuple[str, ...], int] = {}
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if table := _TABLE.match(line):
            section = _path(table[1])
            found.setdefault(section, number)
        elif key := _KEY.match(line):
            path = (*section, *_path(key[1]))
            for length in range(len(section) + 1, len(path) + 1):
                found.setdefault(path[:length], number)
    return found


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))


def _in_words(error: Exception) -> str:
    line = _LINE.search(str(error))
    what = _LINE.sub("", str(error)).strip() or type(error).__name__
    where = f"line {line[1]}: " if line and line[1] else ""
    return f"{where}no TOML: {what[:1].lower()}{what[1:]}"
