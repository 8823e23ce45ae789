"""Whatever is in the program is in the manual, what the manual shows works, and its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from newsreader.core.cli.describing import described
from newsreader.core.docs import HERE, TOPICS
from newsreader.core.export import FORMATS
from newsreader.core.library import Library
from newsreader.core.library.samples import add_samples
from newsreader.core.search.fieldnames import FIELDS, KINDS, STATES
from newsreader.core.search.query import parse
from newsreader.core.settings import described as settings
from newsreader.core.settings_reading import parse as parse_settings
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.keynames import shown
from newsreader.tui.manual import made
from newsreader.tui.remapping import keymap
from newsreader.tui.themes import THEMES
from newsreader.tui.user_themes import read_themes

ROOT = Path(__file__).parents[1]
PAGES = {topic.name: topic.text for topic in TOPICS}
MANUAL = "\n".join(PAGES.values())
OTHERS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
PROGRAM = described()


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


# Nothing is missing


@pytest.mark.parametrize("path", made(), ids=lambda path: path.name)
def test_what_is_made_from_the_program_is_as_the_program_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == made()[path], "run python -m newsreader.tui.manual"


@pytest.mark.parametrize("command", [one.path for one in PROGRAM.walk() if one.path], ids=" ".join)
def test_every_command_is_documented(command: tuple[str, ...]) -> None:
    assert re.search(rf"newsreader {' '.join(command)}\b", MANUAL)
    assert f".SS {' '.join(command)}" in (HERE / "newsreader.1").read_text()


@pytest.mark.parametrize(
    "flag", sorted({flag for one in PROGRAM.walk() for opt in one.options for flag in opt.flags[:1]})
)
def test_every_option_is_documented(flag: str) -> None:
    assert re.search(rf"(?<![\w-]){flag}(?![\w-])", MANUAL)


def test_every_command_line_option_and_command_says_what_it_does() -> None:
    for one in PROGRAM.walk():
        assert one.summary.endswith((".", ":")) and all(option.help for option in one.options), one.path


def test_every_key_is_documented_with_the_name_of_its_command() -> None:
    rows = {
        row[2]: row[1] for row in re.findall(r"^\| ((`.+?`) \| .+ \| ([a-z_.\\]+)) \|$", PAGES["keys"], re.MULTILINE)
    }
    for command in COMMANDS:
        keys = re.findall(r"`([^`]+)`", rows[command.id.replace("_", "\\_")])
        assert [key.replace("\\", "") for key in keys] == shown(command.keys).split(), command.id


def test_every_setting_is_documented_with_its_values() -> None:
    rows = dict(re.findall(r"^\| `([\w.-]+)` \|(.*)$", PAGES["settings"], re.MULTILINE))
    for one in settings():
        assert all(value.replace("_", "\\_") in rows[one.key] for value in one.values), one.key
        assert one.meaning


def test_every_search_field_is_documented_with_its_values() -> None:
    rows = dict(re.findall(r"^\| `(\w+):[^`]+` \|(.*)$", PAGES["queries"], re.MULTILINE))
    assert rows.keys() == FIELDS.keys()
    assert all(kind in rows["kind"] for kind in KINDS) and all(state in rows["is"] for state in STATES)


def test_every_export_format_is_documented() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|", PAGES["formats"], re.MULTILINE)
    assert [name for name in FORMATS if name not in rows] == []


def test_the_map_names_every_room() -> None:
    rooms = {
        str(path.parent.relative_to(ROOT)) for top in ("core", "tui") for path in (ROOT / top).rglob("__init__.py")
    } - {"core", "tui"}
    assert sorted(room for room in rooms if f"`{room}`" not in OTHERS["CONTRIBUTING.md"]) == []


# Nothing is dead


def links() -> Iterator[tuple[Path, str]]:
    """What the pages link to, with the folder that a link begins in."""
    for name, text in OTHERS.items():
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)|`((?:core|tui|tests|seeds)/[\w/.]+)`", text):
            yield ROOT, link[0] or link[1]
        yield ROOT, name
    for text in PAGES.values():
        yield from ((HERE, link) for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text))


@pytest.mark.parametrize(("folder", "link"), sorted(set(links())))
def test_every_link_leads_somewhere(folder: Path, link: str) -> None:
    assert (folder / link).exists()


def test_the_readme_shows_pictures_and_fits_three_screens() -> None:
    assert len(re.findall(r"^!\[.{20,}\]\(screenshots/\w+\.svg\)$", OTHERS["README.md"], re.MULTILINE)) >= 3
    assert len(OTHERS["README.md"].splitlines()) <= 80
    assert [topic.name for topic in TOPICS if f"(core/docs/{topic.name}.md)" not in OTHERS["README.md"]] == []


# What is shown works


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples in its library and one of them as a file."""
    home = tmp_path_factory.mktemp("home")
    shutil.copy(ROOT / "seeds" / "010_harbour-bridge-inquiry.txt", home / "bridge.txt")
    with Library(home / "data" / "newsreader" / "library.db") as library:
        add_samples(library)
        while library.identities.catch_up() or library.travels.catch_up():
            pass
    return home


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """With that home, and the installed command first on the path."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "STATE", "CONFIG", "CACHE")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **folders, "HOME": str(home), "PATH": path, "COLUMNS": "100"}


def examples() -> Iterator[tuple[str, list[str]]]:
    """Commands of the page for scripts, with the lines that they print."""
    for block in blocks(PAGES["scripts"], "console"):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = example.splitlines()
            yield command, output


@pytest.mark.parametrize(("command", "output"), examples())
def test_the_examples_for_the_shell_print_what_they_say(
    home: Path, environment: dict[str, str], command: str, output: list[str]
) -> None:
    """A line of three dots is any number of lines; a line's own end may be three dots."""
    for name in ("ilse.csv", "all.json"):
        (home / name).unlink(missing_ok=True)
    done = subprocess.run(["bash", "-c", command], cwd=home, env=environment, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    printed = iter(done.stdout.decode().splitlines())
    for line in output:
        if line == "...":
            return
        pattern = re.sub(r"([\[\]?*])", r"[\1]", line.removesuffix("..."))
        assert fnmatchcase(next(printed), pattern + "*" * line.endswith("..."))
    assert list(printed) == []


@pytest.mark.model
@pytest.mark.parametrize("code", blocks(PAGES["scripts"], "python"), ids=lambda code: code.split("\n")[0])
def test_the_examples_in_python_run(
    home: Path,
    environment: dict[str, str],
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(home)
    *_, last = code.strip().splitlines()
    scope: dict[str, object] = {}
    exec(compile(code, "scripts.md", "exec"), scope)
    shown = capsys.readouterr().out
    assert shown.strip() not in ("", "[]") if "print" in code else "Ilse Maarten-Vold" in str(eval(last, scope))
    if isinstance(library := scope.get("library"), Library):
        library.close()


def test_the_examples_of_settings_have_no_mistake(tmp_path: Path) -> None:
    for text in blocks(PAGES["settings"], "toml"):
        if "background" in text:
            (tmp_path / "own.toml").write_text(text)
            [theme], mistakes = read_themes(tmp_path, ())
            assert theme.name == "dusk" and not mistakes
        else:
            found, told = parse_settings(text)
            assert told == () and keymap(found.keys)[1] == ()
    assert [theme.name for theme in THEMES if f"`{theme.name}`" not in PAGES["settings"]] == []


@pytest.mark.parametrize(
    "query", re.findall(r"^\| `((?:[^`\\]|\\.)+)`", PAGES["queries"].split("## In the search")[0], re.MULTILINE)
)
def test_the_examples_of_queries_have_no_mistake(query: str) -> None:
    parsed = parse(query.replace("\\|", "|"))
    assert parsed.mistakes == ()


def test_the_commands_of_the_readme_parse() -> None:
    """Their names and options are there; what they would do is tested elsewhere."""
    names = {one.name for one in PROGRAM.commands}
    for line in re.findall(r"^    newsreader (\S.*?)(?:  |$)", OTHERS["README.md"], re.MULTILINE):
        [first, *_] = shlex.split(line)
        assert first in names or "." in first or first.startswith("http"), line


# The man page


@pytest.mark.parametrize(
    "lint",
    [["man", "--warnings", "-E", "UTF-8", "-l"], ["mandoc", "-T", "lint", "-W", "warning"]],
    ids=lambda lint: lint[0],
)
def test_the_man_page_has_no_fault(lint: list[str]) -> None:
    if shutil.which(lint[0]) is None:
        pytest.skip(f"{lint[0]} is not installed")
    done = subprocess.run([*lint, HERE / "newsreader.1"], capture_output=True, env={**os.environ, "MANPAGER": "cat"})
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert b"unknown" not in done.stdout or lint[0] == "man"
