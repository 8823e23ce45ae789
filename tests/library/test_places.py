"""Whatever stands at the place of the library, and whoever else writes to it: one plain sentence, or it works."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, connection
from newsreader.core.model import Analysis, Article


@pytest.mark.parametrize(
    "name", ["100%.db", "what?.db", "a#b.db", "sp ace.db", "%41?mode=ro.db", "été 日本.db", "-.db"]
)
def test_any_name_will_do(tmp_path: Path, article: Article, name: str) -> None:
    folder = tmp_path / f"folder of {name}"
    path = folder / name
    with Library(path) as library:
        library.add(article)
        copy = library.back_up_daily()
    assert copy is not None
    assert copy.exists()
    assert path.exists()
    with Library(path) as library:
        assert library.article(article.id) == article
    folder.chmod(0o755)
    with Library.open_for_session(path) as library:
        assert library.notice == ""


def test_a_pipe_or_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "library.db")
    for path in (tmp_path / "library.db", Path("/dev/null"), Path("/dev/zero")):
        with pytest.raises(LibraryError, match="is not a regular file"):
            Library(path)
        with Library.open_for_session(path) as library:
            assert library.notice
            assert library.add(Article(text="Goes on."))


def test_a_symbolic_link_is_followed(tmp_path: Path, article: Article) -> None:
    (tmp_path / "elsewhere").mkdir()
    link, real = tmp_path / "library.db", tmp_path / "elsewhere" / "real.db"
    link.symlink_to(real)
    with Library(link) as library:
        library.add(article)
        with Library(real) as other:
            assert article.id in other
    assert real.is_file()
    assert link.is_symlink()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(LibraryError, match="loop"):
        Library(tmp_path / "loop")


def test_without_a_home_it_says_so() -> None:
    code = (
        "import pwd\n"
        "def nobody(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = nobody\n"
        "from newsreader.core.library import Library\n"
        "from newsreader.core.errors import LibraryError\n"
        "try:\n    Library()\nexcept LibraryError as error:\n    print(error)\n"
        "with Library.open_for_session() as library:\n    print(library.notice)\n"
    )
    kept = {key: value for key, value in os.environ.items() if key != "HOME" and not key.startswith("XDG_")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=kept, check=True)
    assert done.stdout.startswith("there is no home folder; set HOME")
    assert "Nothing of this session will be kept" in done.stdout


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A write waits a tenth of a second for another's to end."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)


WRITES: list[Callable[[Library, Article], object]] = [
    lambda library, article: library.add(Article(text="Another.")),
    lambda library, article: library.add(Article(text="Changed.", source=article.source)),
    lambda library, article: library.put_analysis(article.id, Analysis(article, engine="test")),
    lambda library, article: library.remove(article.id),
    lambda library, article: library.star(article.id),
    lambda library, article: library.set_tags(article.id, ["tag"]),
    lambda library, article: library.add_note(article.id, "note"),
    lambda library, article: library.mark_opened(article.id),
    lambda library, article: library.set_state("key", "value"),
    lambda library, article: library.save_search("name", "query"),
    lambda library, article: library.remember_query("query"),
    lambda library, article: library.refused.put("source", "reason"),
    lambda library, article: library.files.set("path", "stamp"),
    lambda library, article: library.files.watch("path"),
    lambda library, article: library.database.write_in_turns("INSERT INTO watched VALUES (?)", [("a",)]),
]


def test_a_writer_that_goes_on_and_on_is_named_and_readers_read(
    tmp_path: Path, article: Article, impatient: None
) -> None:
    path = tmp_path / "library.db"
    with Library(path) as busy, Library(path) as library:
        library.add(article)
        with busy.batch():
            busy.set_state("busy", "yes")
            for write in WRITES:
                with pytest.raises(LibraryError, match="another program is writing to the library; try again"):
                    write(library, article)
            with Library(path) as reader:  # opens and reads as if nothing were
                assert [row.id for row in reader.articles()] == [article.id]
                assert reader.article(article.id) == article
                assert reader.state("busy") is None
                assert reader.back_up_daily()
        for write in WRITES[:1] + WRITES[4:]:
            write(library, article)
