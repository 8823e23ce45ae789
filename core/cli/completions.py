"""Scripts by which shells complete the command line, made of what it has; nothing in them calls the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newsreader.core.cli.describing import Described, Option, described
from newsreader.core.docs import TOPICS
from newsreader.core.settings import EXPORT_FORMATS

_NAME = re.compile(r"[A-Z\[\]. -]+")
_VALUES = {"FORMAT": EXPORT_FORMATS, "PAGE": tuple(one.name for one in TOPICS)}
"""What can stand for a placeholder whose values the command line does not spell out."""


def _words(takes: str) -> tuple[str, ...]:
    """What can stand there, where it is one of some words."""
    if takes in _VALUES:
        return _VALUES[takes]
    return tuple(takes.split("|")) if "|" in takes and not _NAME.fullmatch(takes.replace("|", "")) else ()


def _is_file(takes: str) -> bool:
    return any(part in ("PATH", "FILE") for part in re.split(r"\W+", takes))


def _valued(command: Described) -> list[Option]:
    """The options after which a value comes."""
    return [option for option in command.options if option.takes]


def bash() -> str:
    """For bash 3.2 and later."""
    return "\n".join(
        [
            "# Completions of newsreader for bash: source <(newsreader completions bash)",
            "_newsreader() {",
            '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"',
            '    local command="" words="" files="" i',
            "    COMPREPLY=()",
            "    for ((i = 1; i < COMP_CWORD; i++)); do",
            '        case "$i $command ${COMP_WORDS[i]}" in',
            f'            {_bash_paths()}) command="${{command:+$command }}${{COMP_WORDS[i]}}" ;;',
            "        esac",
            "    done",
            '    case "$command $before" in',
            *_bash_values(),
            '        *) case "$command" in',
            *_bash_commands(),
            "        esac ;;",
            "    esac",
            "    local IFS=$'\\n'",
            '    COMPREPLY=($(IFS=" "; compgen -W "$words" -- "$word"))',
            '    if [ -n "$files" ]; then',
            "        compopt -o filenames 2>/dev/null",
            '        COMPREPLY+=($(compgen -f -- "$word"))',
            "    fi",
            "}",
            "complete -F _newsreader newsreader",
            "",
        ]
    )


def _bash_paths() -> str:
    """Patterns of a word that goes on with the command: its place, the command so far, the word."""
    return "|".join(
        f'"1  {one.name}"' if len(one.path) == 1 else f'"{len(one.path)} {" ".join(one.path[:-1])} {one.name}"'
        for one in described().walk()
        if one.path
    )


def _bash_values() -> Iterator[str]:
    for command in described().walk():
        for option in _valued(command):
            patterns = "|".join(f'"{" ".join(command.path)} {flag}"' for flag in option.flags)
            does = "files=1" if _is_file(option.takes) else f'words="{" ".join(_words(option.takes))}"'
            yield f"        {patterns}) {does} ;;"


def _bash_commands() -> Iterator[str]:
    for command in described().walk():
        path = " ".join(command.path)
        flags = " ".join(flag for option in command.options for flag in option.flags if flag.startswith("--"))
        words = [*(one.name for one in command.commands), *(word for takes in command.takes for word in _words(takes))]
        if not command.path:  # files are opened; a command is only one where it comes first
            does = f'files=1; if [ "$COMP_CWORD" = 1 ]; then words="{" ".join(words)}"; fi'
        else:
            files = "; files=1" if any(map(_is_file, command.takes)) else ""
            does = f'words="{" ".join(words)}"{files}'
        yield f'            "{path}") if [[ "$word" == -* ]]; then words="{flags}"; else {does}; fi ;;'


def zsh() -> str:
    """For zsh, after compinit."""
    lines = ["#compdef newsreader", "# Completions of newsreader for zsh: source <(newsreader completions zsh)"]
    for command in reversed(list(described().walk())):
        lines += _zsh_function(command)
    lines += [
        'if [ "$funcstack[1]" = "_newsreader" ]; then _newsreader "$@"; else compdef _newsreader newsreader; fi',
        "",
    ]
    return "\n".join(lines)


def _zsh_function(command: Described) -> Iterator[str]:
    yield f"_{'_'.join(('newsreader', *command.path))}() {{"
    options = [spec for option in command.options for spec in _zsh_option(option)]
    if not command.commands:
        arguments = [f"*: :{_zsh_action(takes)}" for takes in command.takes]
        yield f"    _arguments {' '.join(map(_quoted, (*options, *arguments)))}"
    else:
        yield '    local curcontext="$curcontext" state line'
        yield f"    _arguments -C {' '.join(map(_quoted, options))} '1: :->first' '*:: :->rest'"
        yield "    case $state in"
        names = " ".join(_quoted(f"{one.name}:{_short(one.summary)}") for one in command.commands)
        files = "; _files" if not command.path else ""
        yield f"        first) local -a commands=({names}); _describe command commands{files} ;;"
        yield "        rest) case $line[1] in"
        for one in command.commands:
            yield f"            {one.name}) {'_'.join(('_newsreader', *one.path))} ;;"
        yield f"            *) {'_files' if not command.path else ':'} ;;"
        yield "        esac ;;"
        yield "    esac"
    yield "}"


def _zsh_option(option: Option) -> Iterator[str]:
    help = _short(option.help).replace("[", "(").replace("]", ")").replace(":", "\\:")
    for flag in option.flags:
        value = f": :{_zsh_action(option.takes)}" if option.takes else ""
        yield f"{'*' if 'repeated' in option.help else ''}{flag}[{help}]{value}"


def _zsh_action(takes: str) -> str:
    if words := _words(takes):
        return f"({' '.join(words)})"
    return "_files" if _is_file(takes) else " "


def fish() -> str:
    """For fish 3 and later."""
    paths = [one.path for one in described().walk() if one.path]
    cases = " ".join(_quoted(f"{' '.join(path[:-1])} {path[-1]}") for path in paths)
    return "\n".join(
        [
            "# Completions of newsreader for fish: put them into ~/.config/fish/completions/newsreader.fish",
            "function __newsreader_at",
            "    set -l command ''",
            "    for word in (commandline -opc)[2..-1]",
            '        switch "$command $word"',
            f"            case {cases}",
            '                set command (string trim "$command $word")',
            "        end",
            "    end",
            '    test "$command" = "$argv"',
            "end",
            *(line for command in described().walk() for line in _fish_lines(command)),
            "",
        ]
    )


def _fish_lines(command: Described) -> Iterator[str]:
    start = f"complete -c newsreader -n {_quoted('__newsreader_at ' + ' '.join(command.path))}"
    for one in command.commands:
        yield f"{start} -a {one.name} -d {_quoted(_short(one.summary))}"
    if command.path and not any(map(_is_file, command.takes)):
        words = " ".join(word for takes in command.takes for word in _words(takes))
        yield f"{start} -f" + (f" -a {_quoted(words)}" if words else "")
    for option in command.options:
        names = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
        value = ""
        if option.takes:
            value = " -r" if _is_file(option.takes) else f" -x -a {_quoted(' '.join(_words(option.takes)))}"
        yield f"{start} {names}{value} -d {_quoted(_short(option.help))}"


def _short(help: str) -> str:
    """A help text short enough to stand beside a word."""
    return help.split(";")[0].split(". ")[0].rstrip(".")


def _quoted(text: str) -> str:
    """As one word, for any of the shells."""
    return "'" + text.replace("'", "’") + "'"


SHELLS: dict[str, Callable[[], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
"""What makes the script of each shell."""
