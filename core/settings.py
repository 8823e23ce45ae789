"""What the reader has set, in `settings.toml`. A mistake there costs the setting it is in and nothing else.

    name = "Ada Lindqvist"

    [screen]
    theme = "newsreader-light"

    [keys]
    preset = "vim"
    "quote.next" = "n, space"

A new section is a dataclass with a field in `Settings`; a new setting is a field made by `choice`, `words`, `whole` or
`switch`, which say what it means. `described` tells all of them: the settings screen and the manual are made of that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast, get_type_hints

from newsreader.core.errors import NewsreaderError

QUOTE_STYLES = ("plain", "markdown", "html")
CITATION_STYLES = ("apa", "mla", "chicago", "plain")
EXPORT_FORMATS = (
    "json", "jsonl", "csv", "markdown", "text", "html", "csl-json", "ris", "bibtex", "webannotation",
)  # fmt: skip

SIGNS = ("auto", "unicode", "plain", "ascii")
PRESETS = ("newsreader", "vim", "newsboat")
KEYS_MEANING = (
    "Other keys for a command, by its name as on this page: as they are typed, ctrl+f, F5, space; "
    'two after one another as in gg; none as "".'
)

LONGEST = 200
"""Characters of a setting that is words."""

Check = Callable[[Any], str]
"""What is wrong with a value, to be read after the name of its key; "" where nothing is."""

SettingsT = TypeVar("SettingsT")

_PART = r"""(?:"[^"\\\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_TABLE = re.compile(rf"\s*\[\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]")
_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def choice(default: str, among: tuple[str, ...], meaning: str) -> Any:
    """A setting that is one of some words."""

    def wrong(value: Any) -> str:
        return "" if value in among and isinstance(value, str) else f"must be one of {', '.join(among)}"

    return _setting(default, among, meaning, wrong)


def words(default: str = "", meaning: str = "", values: tuple[str, ...] = ("words",)) -> Any:
    """A setting that is a line of words. values: what the manual calls them."""

    def wrong(value: Any) -> str:
        if not isinstance(value, str) or not (value.isprintable() and len(value) <= LONGEST):
            return f"must be a line of words in quotation marks, of at most {LONGEST} characters"
        return ""

    return _setting(default, values, meaning, wrong)


def whole(default: int, least: int, most: int, meaning: str) -> Any:
    """A setting that is a whole number between two, both included."""

    def wrong(value: Any) -> str:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if fits else f"must be a whole number from {least} to {most}"

    return _setting(default, (f"{least} to {most}",), meaning, wrong)


def switch(default: bool, meaning: str) -> Any:
    """A setting that is true or false."""

    def wrong(value: Any) -> str:
        return "" if isinstance(value, bool) else "must be true or false"

    return _setting(default, ("true", "false"), meaning, wrong)


def _setting(default: Any, values: tuple[str, ...], meaning: str, wrong: Check) -> Any:
    return field(default=default, metadata={"values": values, "meaning": meaning, "wrong": wrong})


@dataclass(frozen=True, slots=True)
class Copying:
    """What the copying keys put on the clipboard."""

    quote: str = choice("plain", QUOTE_STYLES, "How the copying key writes a quote with its source.")
    citation: str = choice("apa", CITATION_STYLES, "The style in which an article is cited.")


@dataclass(frozen=True, slots=True)
class Exporting:
    """How quotes and articles are written to files."""

    format: str = choice("markdown", EXPORT_FORMATS, "The format of an export that does not say its format.")


@dataclass(frozen=True, slots=True)
class Screen:
    """How the reader looks."""

    theme: str = words(
        "newsreader-dark", "The colours. Your own themes are files in the folder themes beside this file.", ("a theme",)
    )
    column: int = whole(72, 30, 160, "The widest a line of an article gets, in cells.")
    signs: str = choice(
        "auto",
        SIGNS,
        "Lines and signs: any of Unicode, those that every terminal font has, or ASCII; auto goes by the terminal.",
    )
    quiet: bool = switch(
        False, "For screen readers and slow links: nothing moves by itself, and news of work come seldom."
    )


@dataclass(frozen=True, slots=True)
class Remapped:
    """A command of the reader that the file gives other keys. line: where it stands, 0 where that cannot be told."""

    command: str
    keys: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """Which keys do what. commands: what the file remaps; which commands there are only the reader knows."""

    preset: str = choice("newsreader", PRESETS, "Keys to begin with: the reader's own, or as in another program.")
    commands: tuple[Remapped, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings."""

    name: str = words(meaning="Under which you correct; without one, your login name.", values=("a name",))
    screen: Screen = field(default_factory=Screen)
    keys: Keys = field(default_factory=Keys)
    copy: Copying = field(default_factory=Copying)
    export: Exporting = field(default_factory=Exporting)


class Described(NamedTuple):
    """One setting for the manual. key: with its section, as in `copy.quote`. values: what can be set."""

    key: str
    default: str | int | bool
    values: tuple[str, ...]
    meaning: str


def described() -> list[Described]:
    """Every setting, in the order of the file. The last one stands for all the commands that can be given keys."""
    found = list(_described(Settings, ""))
    at = next(index for index, one in enumerate(found) if one.key == "keys.preset")
    found.insert(at + 1, Described("keys.COMMAND", "", ("key, key, …",), KEYS_MEANING))
    return found


def _described(kind: type, path: str) -> Iterator[Described]:
    types = get_type_hints(kind)
    for one in fields(kind):
        if is_dataclass(types[one.name]):
            yield from _described(cast(type, types[one.name]), f"{path}{one.name}.")
        elif one.metadata:
            key = path + one.name.replace("_", "-")
            yield Described(key, cast(str | int | bool, one.default), one.metadata["values"], one.metadata["meaning"])


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
    import tomllib  # most readers have no file

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
    known = {one.name.replace("_", "-"): one for one in fields(kind) if one.name != "commands"}  # type: ignore[arg-type]
    types = get_type_hints(kind)
    values: dict[str, Any] = {}
    if kind is Keys:
        commands = {key: value for key, value in table.items() if key not in known}
        values["commands"] = tuple(_remapped(commands, path, lines, mistakes))
        table = {key: value for key, value in table.items() if key in known}
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
