"""Files and folders: what is found, in which order, and what is said of what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import expand, read


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"An article called {name}.")


def found(folder: Path) -> list[str]:
    files, errors = expand([str(folder)])
    assert errors == []
    return [str(Path(file).relative_to(folder)) for file in files]


def test_folder_gives_its_articles_in_natural_order(tmp_path: Path) -> None:
    write(tmp_path, "10.txt", "2.txt", "b.TXT", "A.md", "sub/1.md", "sub/deep/3.txt")
    assert found(tmp_path) == ["2.txt", "10.txt", "A.md", "b.TXT", "sub/1.md", "sub/deep/3.txt"]


def test_hidden_and_other_files_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "seen.txt", ".hidden.txt", ".git/config.txt", "picture.png", "notes.txt~", "style.css")
    assert found(tmp_path) == ["seen.txt"]


def test_names_that_differ_in_case_or_leading_zeros_keep_a_fixed_order(tmp_path: Path) -> None:
    write(tmp_path, "a1.txt", "a01.txt", "A1.txt")
    assert found(tmp_path) == found(tmp_path)
    assert len(found(tmp_path)) == 3


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    files, _ = expand([str(tmp_path), str(tmp_path / "one.txt")])
    assert files == [str(tmp_path / "one.txt")]


def test_a_file_named_by_itself_may_be_called_anything(tmp_path: Path) -> None:
    write(tmp_path, "report", ".draft.txt")
    assert [d.article.text for d in read(str(tmp_path / "report"))] == ["An article called report."]
    assert [d.article.text for d in read(str(tmp_path / ".draft.txt"))] == ["An article called .draft.txt."]


def test_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "picture.png")
    files, errors = expand([str(tmp_path)])
    assert files == []
    assert [str(error) for error in errors] == [f"{tmp_path}: no articles in this folder"]


def test_symbolic_links_to_folders_are_not_followed_around_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == ["one.txt"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing.txt", "no such file or folder"),
        ("one.txt/two.txt", "no such file or folder"),
        ("bad\0name.txt", "no such file or folder"),
        ("x" * 300, "the name is too long"),
        ("loop", "it is a symbolic link that leads back to itself"),
        ("pipe", "not a regular file"),
        ("ftp://news.example/story", "only files, folders and addresses of http or https can be read"),
        ("/dev/zero", "not a regular file"),
    ],
)
def test_what_cannot_be_read_is_said_in_plain_words(
    path: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "one.txt")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError) as raised:
        read(path)
    assert raised.value.source == path
    assert raised.value.reason == reason


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_forbidden_folder_is_said_and_the_rest_is_found(tmp_path: Path) -> None:
    write(tmp_path, "one.txt", "shut/two.txt")
    (tmp_path / "shut").chmod(0)
    try:
        files, errors = expand([str(tmp_path)])
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert files == [str(tmp_path / "one.txt")]
    assert [str(error) for error in errors] == [f"{tmp_path / 'shut'}: permission denied"]
