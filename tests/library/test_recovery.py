"""A damaged library is told, set aside as it is, and made anew from what can be read of it and of its backup."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, health, mending
from newsreader.core.library.health import Cure, examine
from newsreader.core.library.migrations import VERSION
from newsreader.core.library.recovery import keep_before, recover, set_aside
from newsreader.core.model import Analysis, Article, Quote, QuoteKind

PAGE = 4096
ARTICLES = 150


@dataclass
class Kept:
    """A closed library, and what is in it."""

    path: Path
    articles: list[Article]
    backup: Path | None = None

    def titles(self) -> set[str]:
        return {article.title for article in self.articles}


def article_of(number: int) -> Article:
    chance = random.Random(number)
    words = [f"word{chance.randrange(3_000)}" for _ in range(300)]
    text = f"Report {number}\n\n" + "\n\n".join(" ".join(words[at : at + 60]) for at in range(0, 300, 60)) + "\n"
    return Article(text=text, title=f"Report {number}", source=f"/news/{number}.txt")


def fill(path: Path, numbers: range) -> list[Article]:
    articles = [article_of(number) for number in numbers]
    with Library(path) as library, library.batch():
        for article in articles:
            library.add(article, b"raw of " + article.title.encode())
            quote = Quote(((0, 6),), QuoteKind.DIRECT, ((0, 6),), speaker_name=f"Speaker {article.title}")
            library.put_analysis(article.id, Analysis(article, (quote,), engine="test"))
            library.add_note(article.id, f"note on {article.title}", (0, 6))
            library.set_tags(article.id, ["kept"])
            library.star(article.id)
        library.save_search("mine", "words")
        library.refused.put("/news/broken", "the file is empty")
    return articles


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kept]:
    """A library, and one that had more articles put in after its backup."""
    found = {}
    for name in ("kept", "backed up"):
        path = tmp_path_factory.mktemp("made") / "library.db"
        found[name] = Kept(path, fill(path, range(ARTICLES)))
        if name == "backed up":
            with Library(path) as library:
                found[name].backup = library.back_up_daily()
            found[name].articles += fill(path, range(ARTICLES, ARTICLES + 10))
    return found


def copy_of(made: Kept, folder: Path) -> Kept:
    shutil.copytree(made.path.parent, folder, dirs_exist_ok=True)
    return Kept(folder / "library.db", list(made.articles), made.backup and folder / "backups" / made.backup.name)


@pytest.fixture
def kept(made: dict[str, Kept], tmp_path: Path) -> Kept:
    return copy_of(made["kept"], tmp_path)


@pytest.fixture
def backed_up(made: dict[str, Kept], tmp_path: Path) -> Kept:
    return copy_of(made["backed up"], tmp_path)


def cures(path: Path) -> list[Cure | None]:
    return [finding.cure for finding in examine(path) if not finding.ok]


def is_sound(path: Path) -> None:
    assert [finding for finding in examine(path) if not finding.ok] == []


def whole(library: Library, article: Article) -> bool:
    """Whether all that belongs to an article is there and as it was."""
    if article.id not in library:
        return False
    row, analysis, notes = library.row(article.id), library.analysis(article.id), library.notes(article.id)
    assert row is not None
    return (
        library.article(article.id).text == article.text
        and library.raw(article.id) == b"raw of " + article.title.encode()
        and analysis is not None
        and len(analysis.quotes) == 1
        and [(note.words, note.span) for note in notes] == [(f"note on {article.title}", (0, 6))]
        and row.starred
        and row.tags == ("kept",)
    )


def damage(path: Path, pages: list[int]) -> bytes:
    """Overwrite pages, the first being 1; gives the file's bytes."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(os.urandom(PAGE))
    return path.read_bytes()


def test_a_sound_library(kept: Kept) -> None:
    is_sound(kept.path)
    assert [finding.check for finding in examine(kept.path)] == [
        "library",
        "structure",
        "references",
        "texts",
        "places",
    ]


def test_looking_changes_nothing(kept: Kept) -> None:
    before = {one.name: one.read_bytes() for one in kept.path.parent.iterdir()}
    examine(kept.path)
    assert {one.name: one.read_bytes() for one in kept.path.parent.iterdir()} == before


# 2, 10, 32 and 36 hit pages by which others are found: those of notes, analyses, the list of tables, passages.
@pytest.mark.parametrize("seed", [0, 2, 10, 32, 36])
def test_damaged_pages_lose_little(kept: Kept, seed: int) -> None:
    count = kept.path.stat().st_size // PAGE
    damaged = damage(kept.path, random.Random(seed).sample(range(2, count + 1), 3))
    assert cures(kept.path) in ([Cure.RECOVERY], [Cure.REINDEX], [])  # a free page is not missed
    report = recover(kept.path)
    assert report.aside is not None
    assert report.aside.name.startswith("library.db.damaged-")
    assert report.aside.read_bytes() == damaged
    is_sound(kept.path)
    with Library(kept.path) as library:
        texts = {library.article(row.id).text for row in library.articles()}
        assert sum(article.text in texts for article in kept.articles) >= ARTICLES * 0.9
        assert report.notes >= ARTICLES * 0.9 or "notes" in report.gaps
        assert len(library) == report.articles
        titles = {article.title for article in kept.articles if article.text not in texts}
        ids = {article.id: article.title for article in kept.articles}
        named = {ids.get(name, name) for name in report.fewer + report.lost}
        assert titles <= named  # what is not whole is named


@pytest.mark.parametrize("seed", range(2))
def test_with_a_backup_nothing_older_is_lost(backed_up: Kept, seed: int) -> None:
    count = backed_up.path.stat().st_size // PAGE
    damage(backed_up.path, random.Random(seed).sample(range(2, count * 9 // 10), count // 10))
    report = recover(backed_up.path)
    is_sound(backed_up.path)
    with Library(backed_up.path) as library:
        texts = {library.article(row.id).text for row in library.articles()}
        assert all(article.text in texts for article in backed_up.articles[:ARTICLES])
        notes = {note.words for row in library.articles() for note in library.notes(row.id)}
        assert notes >= {f"note on {article.title}" for article in backed_up.articles[:ARTICLES]}
        assert library.saved_searches() == {"mine": "words"}
    assert not {article.title for article in backed_up.articles[:ARTICLES]} & {*report.lost, *report.fewer}


@pytest.mark.parametrize("length", [16, 100, PAGE])
@pytest.mark.parametrize("with_backup", [True, False])
def test_a_damaged_beginning(kept: Kept, length: int, with_backup: bool) -> None:
    if with_backup:
        with Library(kept.path) as library:
            library.back_up_daily()
    late = fill(kept.path, range(1_000, 1_003))
    with kept.path.open("r+b") as file:
        file.write(os.urandom(length))
    with pytest.raises(LibraryError, match="newsreader doctor"):
        Library(kept.path)
    assert cures(kept.path) == [Cure.RECOVERY]
    recover(kept.path)
    is_sound(kept.path)
    with Library(kept.path) as library:
        assert all(whole(library, article) for article in kept.articles + late)


def test_an_index_alone_is_made_anew(kept: Kept) -> None:
    connection = sqlite3.connect(kept.path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, '(speaker)', '(kind)') WHERE name = 'quote_speaker'"
    )
    connection.close()
    assert cures(kept.path) == [Cure.REINDEX]


@pytest.mark.parametrize("size", [0, 1000, PAGE * 5 + 7])
def test_a_file_cut_short_comes_back_from_the_backup(backed_up: Kept, size: int) -> None:
    with backed_up.path.open("r+b") as file:
        file.truncate(size)
    assert Cure.RECOVERY in cures(backed_up.path)
    recover(backed_up.path)
    is_sound(backed_up.path)
    with Library(backed_up.path) as library:
        assert all(whole(library, article) for article in backed_up.articles[:ARTICLES])
        assert library.saved_searches() == {"mine": "words"}


def test_a_missing_file_whose_log_is_there(backed_up: Kept) -> None:
    backed_up.path.unlink()
    log = Path(f"{backed_up.path}-wal")
    log.write_bytes(b"frames of a library that is gone")
    assert cures(backed_up.path) == [Cure.RECOVERY]
    report = recover(backed_up.path)
    assert report.aside is not None
    assert Path(f"{report.aside}-wal").read_bytes() == b"frames of a library that is gone"
    assert not log.exists()
    with Library(backed_up.path) as library:
        assert len(library) == ARTICLES


def test_a_log_that_holds_nonsense_does_no_harm(kept: Kept) -> None:
    Path(f"{kept.path}-wal").write_bytes(os.urandom(PAGE * 3))
    is_sound(kept.path)
    with Library(kept.path) as library:
        assert len(library) == ARTICLES


def test_nothing_to_be_had_leaves_an_empty_library_and_the_file(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"Dear diary, " * 1_000)
    assert cures(path) == [Cure.RECOVERY]
    report = recover(path)
    assert report.articles == 0
    assert report.aside is not None
    assert report.aside.read_bytes() == b"Dear diary, " * 1_000
    is_sound(path)


def test_another_programs_database_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 7")
    connection.execute("CREATE TABLE recipe (name)")
    connection.close()
    before = path.read_bytes()
    assert cures(path) == [None]
    with pytest.raises(LibraryError, match="another program's"):
        recover(path)
    assert path.read_bytes() == before


def test_a_library_that_is_open_is_not_recovered(kept: Kept) -> None:
    code = "import sys; from pathlib import Path; from newsreader.core.library import Library\n"
    code += "with Library(Path(sys.argv[1])) as library: print(len(library), flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(kept.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None and other.stdin is not None
    assert other.stdout.readline().strip() == str(ARTICLES).encode()
    with pytest.raises(LibraryError, match="another program has the library open"):
        recover(kept.path)
    other.communicate()
    assert recover(kept.path).articles == ARTICLES


def test_a_symbolic_link_stays_one(backed_up: Kept, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real.db"
    real.parent.mkdir()
    backed_up.path.rename(real)
    backed_up.path.symlink_to(real)
    damaged = damage(real, [3, 4, 5])
    report = recover(backed_up.path)
    assert backed_up.path.readlink() == real
    assert report.aside is not None
    assert report.aside.parent == real.parent
    assert report.aside.read_bytes() == damaged
    is_sound(backed_up.path)
    with Library(backed_up.path) as library:
        assert all(whole(library, article) for article in backed_up.articles[:ARTICLES])


def test_a_text_that_changed_by_itself_comes_from_the_backup(backed_up: Kept) -> None:
    old, new = backed_up.articles[3], backed_up.articles[-1]
    with Library(backed_up.path) as library, library.database.writing() as connection:
        for article in (old, new):
            connection.execute(
                "UPDATE passage SET words = replace(words, 'word1', 'bird1') WHERE article ="
                " (SELECT number FROM article WHERE id = ?)",
                (article.id,),
            )
    assert cures(backed_up.path) == [Cure.RECOVERY]
    report = recover(backed_up.path)
    assert report.fewer == [new.title]
    is_sound(backed_up.path)
    with Library(backed_up.path) as library:
        assert library.article(old.id).text == old.text
        assert any("bird1" in library.article(row.id).text for row in library.articles())


def test_what_does_not_fit_is_cleared(kept: Kept) -> None:
    article = kept.articles[0]
    with Library(kept.path) as library:
        library.database.rows("PRAGMA foreign_keys = OFF")
        with library.database.writing() as connection:
            connection.execute('UPDATE quote SET "end" = 100000 WHERE article = 1')
            connection.execute("INSERT INTO tag (article, tag) VALUES (9999, 'nobody''s')")
            connection.execute(
                'INSERT INTO quote (article, position, kind, start, "end", content, basis, confidence)'
                " VALUES (9999, 0, 'direct', 0, 1, '[[0,1]]', '', 0)"
            )
            connection.execute("UPDATE original SET blocks = 'not JSON' WHERE article = 2")
    assert cures(kept.path) == [Cure.CLEARING, Cure.CLEARING]
    copy = keep_before(kept.path)
    with Library(kept.path) as library:
        mending.clear(library)
        assert library.pending("test") == [article.id, kept.articles[1].id]
    is_sound(kept.path)
    assert cures(copy) == [Cure.CLEARING, Cure.CLEARING]


def test_names_of_what_is_set_aside_do_not_collide(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    names: set[str] = set()
    for number in range(3):
        path.write_text(str(number))
        aside = set_aside(path)
        assert aside is not None
        assert aside.read_text() == str(number)
        names.add(aside.name)
    assert len(names) == 3
    assert set_aside(path) is None


def test_an_older_library_is_told_so(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "VERSION", VERSION + 1)
    assert "brought up" in examine(kept.path)[0].words
    assert cures(kept.path) == []
