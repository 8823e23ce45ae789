"""What the command line has, as data: for completions, the man page, and the test that all of it is documented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """An option. flags: its names, as in --jobs and -j. takes: what stands for its value, "" where it takes none."""

    flags: tuple[str, ...]
    takes: str
    help: str


@dataclass(frozen=True, slots=True)
class Described:
    """A command. path: the words that call it, () for the program. takes: what stands for its arguments."""

    path: tuple[str, ...]
    help: str
    takes: tuple[str, ...]
    options: tuple[Option, ...]
    commands: tuple[Described, ...]

    @property
    def name(self) -> str:
        """The last of the words that call it."""
        return self.path[-1] if self.path else ""

    @property
    def summary(self) -> str:
        """What it does, in its first sentence."""
        return " ".join(self.help.split("\n\n")[0].split())

    def walk(self) -> Iterator[Described]:
        """This command and all below it."""
        yield self
        for command in self.commands:
            yield from command.walk()


def described() -> Described:
    """The program's commands, with all below them."""
    from typer.main import get_command

    from newsreader.core.cli.options import commands

    return _described(get_command(commands([])), ())


def _described(command: Any, path: tuple[str, ...]) -> Described:
    """command: one of click's, which typer has a copy of."""
    options = [_option(one) for one in command.params if one.param_type_name == "option"]
    below = getattr(command, "commands", {})
    return Described(
        path,
        command.help or "",
        tuple(_stands(one) for one in command.params if one.param_type_name == "argument"),
        (*options, Option(("--help", "-h"), "", "Show what there is, and nothing else.")),
        tuple(_described(one, (*path, name)) for name, one in below.items()),
    )


def _option(option: Any) -> Option:
    takes = "" if option.is_flag else _stands(option)
    return Option((*option.opts, *option.secondary_opts), takes, option.help or "")


def _stands(parameter: Any) -> str:
    """What stands for a value in help."""
    return str(parameter.metavar or parameter.name.upper())
