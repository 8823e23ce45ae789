"""What the reader has set, in `settings.toml`. A mistake there costs the setting it is in and nothing else.

    name = "Ada Lindqvist"      # who corrects; else the name of the login

    [copy]
    quote = "plain"             # what y copies: plain, markdown, html
    citation = "apa"            # what Y copies: apa, mla, chicago, plain

    [export]
    format = "markdown"         # of an export that does not say its format

    [screen]
    quiet = true                # no animation and few redraws: for screen readers and slow links

A new section is a dataclass with a field in `Settings`; a new setting is a field made by `choice`, `words` or `switch`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

QUOTE_STYLES = ("plain", "markdown", "html")
CITATION_STYLES = ("apa", "mla", "chicago", "plain")
EXPORT_FORMATS = (
    "json", "jsonl", "csv", "markdown", "text", "html", "csl-json", "ris", "bibtex", "webannotation",
)  # fmt: skip

LONGEST = 200
"""Characters of a setting that is words."""

Check = Callable[[Any], str]
"""What is wrong with a value, to be read after the name of its key; "" where nothing is."""

SettingsT = TypeVar("SettingsT")

_PART = r"""(?:"[^"\\\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_TABLE = re.compile(rf"\s*\[\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]")
_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def choice(default: str, among: tuple[str, ...]) -> Any:
    """A setting that is one of some words."""

    def wrong(value: Any) -> str:
        return "" if value in among and isinstance(value, str) else f"must be one of {', '.join(among)}"

    return field(default=default, metadata={"wrong": wrong})


def words(default: str = "") -> Any:
    """A setting that is a line of words."""

    def wrong(value: Any) -> str:
        if not isinstance(value, str) or not (value.isprintable() and len(value) <= LONGEST):
            return f"must be a line of words in quotation marks, of at most {LONGEST} characters"
        return ""

    return field(default=default, metadata={"wrong": wrong})


def switch(default: bool) -> Any:
    """A setting that is true or false."""
    return field(
        default=default, metadata={"wrong": lambda value: "" if isinstance(value, bool) else "must be true or false"}
    )


@dataclass(frozen=True, slots=True)
class Copying:
    """What the copying keys put on the clipboard. quote: a quote with its source; citation: a citation's style."""

    quote: str = choice("plain", QUOTE_STYLES)
    citation: str = choice("apa", CITATION_STYLES)


@dataclass(frozen=True, slots=True)
class Exporting:
    """format: of an export that does not say its format, in words or by its file's name."""

    format: str = choice("markdown", EXPORT_FORMATS)


@dataclass(frozen=True, slots=True)
class OnScreen:
    """quiet: nothing moves by itself, and news of work in the background come seldom."""

    quiet: bool = switch(False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. name: who reads and corrects, "" for the name of the login."""

    name: str = words()
    copy: Copying = field(default_factory=Copying)
    export: Exporting = field(default_factory=Exporting)
    screen: OnScreen = field(default_factory=OnScreen)


def load(path: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and a line about each mistake in them with its number and key. Without a file all are as they come.

    path: the file; None for the user's own. Raises LibraryError where the user has no home.
    """
    if path is None:
        from newsreader.core.locations import settings_file

        path = settings_file()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings(), ()
    except UnicodeDecodeError:
        return Settings(), (f"{path}: is not in UTF-8; nothing in it is used",)
    except OSError as error:
        return Settings(), (f"{path}: {(error.strerror or str(error)).lower()}",)
    settings, mistakes = parse(text)
    return settings, tuple(f"{path}: {mistake}" for mistake in mistakes)


def parse(text: str) -> tuple[Settings, tuple[str, ...]]:
    """Settings from TOML, and a line about each mistake in it."""
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return Settings(), (f"{_in_words(error)}; nothing in it is used",)
    mistakes: list[str] = []
    settings = _read(Settings, table, (), _lines(text), mistakes)
    return settings, tuple(mistakes)


def _read(
    kind: type[SettingsT],
    table: Mapping[str, Any],
    path: tuple[str, ...],
    lines: Mapping[tuple[str, ...], int],
    mistakes: list[str],
) -> SettingsT:
    known = {one.name.replace("_", "-"): one for one in fields(kind)}  # type: ignore[arg-type]
    types = get_type_hints(kind)
    values: dict[str, Any] = {}
    for key, value in table.items():
        here = (*path, key)
        where = f"line {lines[here]}: " if here in lines else ""
        name = ".".join(here) if ".".join(here).isprintable() else repr(".".join(here))
        one = known.get(key)
        if one is None:
            mistakes.append(f"{where}{name} is no setting; known here: {', '.join(known)}")
        elif is_dataclass(types[one.name]):
            if isinstance(value, dict):
                values[one.name] = _read(types[one.name], value, here, lines, mistakes)
            else:
                mistakes.append(f"{where}{name} must be a section, [{name}]")
        elif wrong := one.metadata["wrong"](value):
            mistakes.append(f"{where}{name} {wrong}")
        else:
            values[one.name] = value
    return kind(**values)


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
