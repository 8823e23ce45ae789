"""Writes what the manual can take from the program itself: the tables of keys and settings, and the man page.

    python -m newsreader.tui.manual

A test says when that has to be done again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from newsreader.core.cli.describing import Described, described
from newsreader.core.docs import HERE, TOPICS
from newsreader.core.settings import described as settings
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.keynames import shown
from newsreader.tui.keypage import escaped, keys_page

_SETTINGS = re.compile(r"(?<=<!-- settings -->\n).*(?=<!-- end -->)", re.DOTALL)
_SHOWN_KEYS = ("reader", "article", "list")  # of the others the manual tells


def made() -> dict[Path, str]:
    """The files that are made, as they should be."""
    page = next(topic for topic in TOPICS if topic.name == "settings").text
    return {
        HERE / "keys.md": keys_page(),
        HERE / "settings.md": _SETTINGS.sub(lambda _: settings_table(), page),
        HERE / "newsreader.1": man_page(),
    }


def settings_table() -> str:
    """Every setting in Markdown."""
    rows = [
        f"| `{one.key}` | {escaped(_values(one.values))} | {_default(one.default)} | {escaped(one.meaning)} |\n"
        for one in settings()
    ]
    return "".join(("| Setting | Values | As it comes | |\n| --- | --- | --- | --- |\n", *rows))


def _values(values: tuple[str, ...]) -> str:
    return ", ".join(values)


def _default(value: str | int | bool) -> str:
    return f"`{str(value).lower() if isinstance(value, bool) else value}`" if value != "" else ""


def man_page() -> str:
    """newsreader(1), in the macros of man(7)."""
    return "\n".join(_man()) + "\n"


def _man() -> Iterator[str]:
    program = described()
    yield '.\\" Written by python -m newsreader.tui.manual.'
    yield '.TH NEWSREADER 1 2026-11-26 newsreader "User Commands"'
    yield ".SH NAME"
    yield "newsreader \\- a terminal reader for news that shows who said what"
    yield ".SH SYNOPSIS"
    yield ".B newsreader"
    yield "[\\fIPATH\\fR|\\fIURL\\fR|\\-]..."
    for command in program.commands:
        yield ".br"
        yield f".B newsreader {_roff(command.name)}"
        yield " ".join(("[\\fIOPTION\\fR]...", *(f"\\fI{_roff(one)}\\fR" for one in _arguments(command))))
    yield ".SH DESCRIPTION"
    for number, paragraph in enumerate(program.help.strip().split("\n\n")[1:]):
        if number:
            yield ".PP"
        yield from _lines(paragraph)
    yield ".SH COMMANDS"
    for command in program.walk():
        if command.path:
            yield from _man_command(command)
    yield ".SH KEYS"
    yield "Those of the reader. The key ? shows all of them, and every page of the manual."
    for one in COMMANDS:
        if one.where in _SHOWN_KEYS:
            yield ".TP"
            yield f"\\fB{_roff(shown(one.keys))}\\fR"
            yield from _lines(one.help)
    yield ".SH SETTINGS"
    yield "In \\fI~/.config/newsreader/settings.toml\\fR, all of them optional."
    for setting in settings():
        yield ".TP"
        yield f"\\fB{_roff(setting.key)}\\fR"
        values = f"{', '.join(setting.values)}{f'; as it comes, {setting.default}' if setting.default != '' else ''}"
        yield from _lines(f"{setting.meaning} ({values})")
    yield from _MAN_REST


def _man_command(command: Described) -> Iterator[str]:
    yield f".SS {_roff(' '.join((*command.path, *_arguments(command))))}"
    for number, paragraph in enumerate(command.help.split("\n\n")):
        if number:
            yield ".PP"
        yield from _lines(paragraph)
    for option in command.options[:-1]:  # but --help
        yield ".TP"
        value = f" \\fI{_roff(option.takes)}\\fR" if option.takes else ""
        yield f"\\fB{_roff(', '.join(option.flags))}\\fR{value}"
        yield from _lines(option.help)


def _arguments(command: Described) -> list[str]:
    return ["COMMAND"] if command.commands else list(command.takes)


def _lines(text: str) -> Iterator[str]:
    """A paragraph on lines of a length that roff's checkers like."""
    for line in wrap(" ".join(text.split()), 72, break_long_words=False, break_on_hyphens=False):
        yield _roff(line)


def _roff(text: str) -> str:
    """Words that roff prints as they are, not at the beginning of a line as a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    text = text.replace("`", "\\(ga").replace("'", "\\(aq").replace('"', "\\(dq")
    text = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in text)
    return f"\\&{text}" if text.startswith((".", "\\(aq")) else text


_MAN_REST = """\
.SH FILES
.TP
.I ~/.config/newsreader/settings.toml
The settings.
.TP
.I ~/.local/share/newsreader/library.db
The library: articles, quotes, marks and feeds.
.TP
.I ~/.local/state/newsreader/newsreader.log
What went wrong.
.SH ENVIRONMENT
.TP
.B NO_COLOR
No colours.
.TP
.B BROWSER
What opens an article\\(aqs address.
.TP
.B NEWSREADER_MODEL
Another English model of spaCy.
.SH EXIT STATUS
0 done, 1 nothing found, 2 an error, 130 interrupted.
.SH SEE ALSO
.B newsreader docs
prints the pages of the manual.""".splitlines()


def main() -> None:
    """Write them."""
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
