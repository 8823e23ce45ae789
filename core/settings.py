"""What the reader has set, in `settings.toml`. A mistake there costs the setting it is in and nothing else.

    name = "Ada Lindqvist"

    [screen]
    theme = "newsreader-light"

    [keys]
    preset = "vim"
    "quote.next" = "n, space"

A new section is a named tuple with a field in `Settings`; a new setting is a field annotated by `choice`, `words`,
`whole` or `switch`, which say what it means and what it can be. `described` tells all of them: the settings screen and
the manual are made of that. No annotation is looked at before something is read from the file or described.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

QUOTE_STYLES = ("plain", "markdown", "html")
CITATION_STYLES = ("apa", "mla", "chicago", "plain")
EXPORT_FORMATS = (
    "json", "jsonl", "csv", "markdown", "text", "html", "csl-json", "ris", "bibtex", "webannotation",
)  # fmt: skip

SIGNS = ("auto", "unicode", "plain", "ascii")
ORDERS = ("loaded", "newest", "outlet", "title")
PRESETS = ("newsreader", "vim", "newsboat")
KEYS_MEANING = (
    "Other keys for a command, by its name as on this page: as they are typed, ctrl+f, F5, space; "
    'two after one another as in gg; none as "".'
)

LONGEST = 200
"""Characters of a setting that is words."""

Check = Callable[[Any], str]
"""What is wrong with a value, to be read after the name of its key; "" where nothing is."""


class Rule(NamedTuple):
    """What a setting means, what it can be (for the manual), and what is wrong with a value."""

    values: tuple[str, ...]
    meaning: str
    wrong: Check


def choice(among: tuple[str, ...], meaning: str) -> Rule:
    """A setting that is one of some words."""

    def wrong(value: Any) -> str:
        return "" if value in among and isinstance(value, str) else f"must be one of {', '.join(among)}"

    return Rule(among, meaning, wrong)


def words(meaning: str, values: tuple[str, ...]) -> Rule:
    """A setting that is a line of words. values: what the manual calls them."""

    def wrong(value: Any) -> str:
        if not isinstance(value, str) or not (value.isprintable() and len(value) <= LONGEST):
            return f"must be a line of words in quotation marks, of at most {LONGEST} characters"
        return ""

    return Rule(values, meaning, wrong)


def whole(least: int, most: int, meaning: str) -> Rule:
    """A setting that is a whole number between two, both included."""

    def wrong(value: Any) -> str:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if fits else f"must be a whole number from {least} to {most}"

    return Rule((f"{least} to {most}",), meaning, wrong)


def switch(meaning: str) -> Rule:
    """A setting that is true or false."""

    def wrong(value: Any) -> str:
        return "" if isinstance(value, bool) else "must be true or false"

    return Rule(("true", "false"), meaning, wrong)


class Copying(NamedTuple):
    """What the copying keys put on the clipboard."""

    quote: Annotated[str, choice(QUOTE_STYLES, "How the copying key writes a quote with its source.")] = "plain"
    citation: Annotated[str, choice(CITATION_STYLES, "The style in which an article is cited.")] = "apa"


class Exporting(NamedTuple):
    """How quotes and articles are written to files."""

    format: Annotated[str, choice(EXPORT_FORMATS, "The format of an export that does not say its format.")] = "markdown"


class Screen(NamedTuple):
    """How the reader looks."""

    theme: Annotated[
        str, words("The colours. Your own themes are files in the folder themes beside this file.", ("a theme",))
    ] = "newsreader-dark"
    sort: Annotated[str, choice(ORDERS, "The order of the articles: as loaded, newest first, by outlet, by title.")] = (
        "loaded"
    )
    column: Annotated[int, whole(30, 160, "The widest a line of an article gets, in cells.")] = 72
    signs: Annotated[
        str,
        choice(
            SIGNS,
            "Lines and signs: any of Unicode, those that every terminal font has, or ASCII; auto goes by the terminal.",
        ),
    ] = "auto"
    quiet: Annotated[
        bool, switch("For screen readers and slow links: nothing moves by itself, and news of work come seldom.")
    ] = False


class Remapped(NamedTuple):
    """A command of the reader that the file gives other keys. line: where it stands, 0 where that cannot be told."""

    command: str
    keys: str
    line: int = 0


class Keys(NamedTuple):
    """Which keys do what. commands: what the file remaps; which commands there are only the reader knows."""

    preset: Annotated[str, choice(PRESETS, "Keys to begin with: the reader's own, or as in another program.")] = (
        "newsreader"
    )
    commands: tuple[Remapped, ...] = ()


class Settings(NamedTuple):
    """All settings."""

    name: Annotated[str, words("Under which you correct; without one, your login name.", ("a name",))] = ""
    screen: Screen = Screen()
    keys: Keys = Keys()
    copy: Copying = Copying()
    export: Exporting = Exporting()


class Described(NamedTuple):
    """One setting for the manual. key: with its section, as in `copy.quote`. values: what can be set."""

    key: str
    default: str | int | bool
    values: tuple[str, ...]
    meaning: str


def described() -> list[Described]:
    """Every setting, in the order of the file. The last one stands for all the commands that can be given keys."""
    found = list(_described(Settings(), ""))
    at = next(index for index, one in enumerate(found) if one.key == "keys.preset")
    found.insert(at + 1, Described("keys.COMMAND", "", ("key, key, …",), KEYS_MEANING))
    return found


def _described(section: Any, path: str) -> Iterator[Described]:
    rules = rules_of(type(section))
    for name, default in section._asdict().items():
        if name in rules:
            yield Described(path + name.replace("_", "-"), default, rules[name].values, rules[name].meaning)
        elif is_section(default):
            yield from _described(default, f"{path}{name}.")


def rules_of(section: type) -> dict[str, Rule]:
    """The rules of a section's settings by their names."""
    hints = get_type_hints(section, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")}


def is_section(value: object) -> bool:
    """Whether a value in `Settings` is a section."""
    return hasattr(value, "_fields")


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
    from newsreader.core.settings_reading import parse  # most readers have no file

    settings, mistakes = parse(text)
    return settings, tuple(f"{path}: {mistake}" for mistake in mistakes)
