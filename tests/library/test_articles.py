"""Articles go in and come out as they were, once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article, Block, BlockKind, Quote, QuoteKind
from newsreader.core.search import search


def test_an_article_comes_back_as_it_was(library: Library, article: Article) -> None:
    assert library.add(article, article.text.encode("utf-16"))
    assert library.article(article.id) == article
    assert library.raw(article.id) == article.text.encode("utf-16")


def test_without_raw_bytes_the_text_stands_for_them(library: Library, article: Article) -> None:
    library.add(article)
    assert library.raw(article.id) == article.text.encode()


def test_the_same_text_again_adds_only_its_source(library: Library, article: Article) -> None:
    assert library.add(article)
    assert not library.add(replace(article, source="/elsewhere/harbour.txt", title="Another title"))
    assert not library.add(article)
    assert not library.add(replace(article, source=""))
    assert len(library) == 1
    assert library.sources(article.id) == ["/news/harbour.txt", "/elsewhere/harbour.txt"]
    assert library.article(article.id) == article


def test_the_list_shows_articles_in_order_of_loading(library: Library, article: Article) -> None:
    other = Article(text="Zwölf Wörter über nichts.", title="Nichts")
    library.add(article)
    library.add(other)
    library.mark_opened(other.id)
    first, second = library.articles()
    assert (first.id, first.title, first.source) == (article.id, article.title, "/news/harbour.txt")
    assert (first.outlet, first.author, first.published) == ("The Vellmouth Lantern", "A. Writer", "2025-03-01")
    assert (first.words, first.analysed, first.quotes, first.opened) == (len(article.text.split()), None, 0, False)
    assert (second.id, second.source, second.outlet, second.words, second.opened) == (other.id, "", None, 4, True)
    assert first.added <= second.added


def test_what_is_removed_is_gone_and_not_found(library: Library, article: Article) -> None:
    library.add(article, b"raw")
    assert article.id in library
    library.remove(article.id)
    library.remove(article.id)
    assert article.id not in library
    for table in ("article", "source", "original", "passage"):
        assert library.database.row(f"SELECT count(*) FROM {table}") == (0,), table
    assert not search(library, "the")
    assert library.add(article)


@pytest.mark.parametrize("method", ["article", "raw", "analysis"])
def test_an_unknown_article_is_a_clear_error(library: Library, method: str) -> None:
    with pytest.raises(LibraryError, match="no longer in the library"):
        getattr(library, method)("0123")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \n",
        "one line without an end",
        "\n\nafter white space\n\n\n\nand more\n",
        "nul \0 escape \x1b[2J and a lone \udc80 surrogate",
        "a" * 10_000,
        "word " * 3_000,
        "\U0001f600 e\u0301 \u202e\n\n日本語",
    ],
)
@pytest.mark.parametrize("with_blocks", [True, False])
def test_any_text_is_kept_character_for_character(library: Library, text: str, with_blocks: bool) -> None:
    blocks = (Block(len(text) // 3, len(text), BlockKind.BODY),) if with_blocks and text else ()
    article = Article(text=text, blocks=blocks, title="\ud800 title", source="/odd/\udcff\udcfe.txt", author="\udfff")
    assert library.add(article)
    assert library.article(article.id) == article
    assert library.articles()[0].source == "/odd/\udcff\udcfe.txt"
    assert not library.add(article)
    assert library.sources(article.id) == ["/odd/\udcff\udcfe.txt"]


def test_state_is_kept_across_openings(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        assert library.state("place") is None
        library.set_state("place", "one")
        library.set_state("place", 'two \udcff "三"')
    with Library(tmp_path / "library.db") as library:
        assert library.state("place") == 'two \udcff "三"'


def test_a_batch_is_kept_whole_or_not_at_all(library: Library, article: Article) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), library.batch():
        library.add(article)
        library.set_state("place", "here")
        raise Stop
    assert len(library) == 0
    assert library.state("place") is None
    with library.batch():
        library.add(article)
    assert len(library) == 1


def test_a_batch_that_fails_in_the_database_is_undone(library: Library, article: Article) -> None:
    with pytest.raises(LibraryError), library.batch():
        library.add(article)
        library.database.rows("SELECT * FROM no_such_table")
    assert len(library) == 0


def test_a_full_disk_is_a_clear_error_and_loses_nothing(library: Library, article: Article) -> None:
    library.add(article)
    row = library.database.row("PRAGMA page_count")
    assert row is not None
    library.database.rows(f"PRAGMA max_page_count = {row[0] + 2}")
    with pytest.raises(LibraryError, match="disk is full"):
        library.add(Article(text="Too much of it. " * 10_000))
    assert [one.id for one in library.articles()] == [article.id]
    assert library.article(article.id) == article


def test_a_closed_library_says_so(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.db")
    library.close()
    library.close()
    with pytest.raises(LibraryError, match=r"library\.db"):
        library.articles()


def test_an_empty_library_is_still_a_library(library: Library) -> None:
    assert len(library) == 0
    assert library
    assert library.articles() == []


def test_a_long_text_is_read_and_searched_at_once(library: Library) -> None:
    text = "\n\n".join(f"Paragraph {number} of the ledger of Vellmouth." for number in range(9_000))
    long = Article(text, title="The ledger", source="ledger.txt")
    assert library.add(long)
    assert library.article(long.id).text == text
    assert search(library, "paragraph 8999")[0].text == "Paragraph 8999 of the ledger of Vellmouth."
    library.remove(long.id)
    assert not search(library, "vellmouth")


def test_an_analysis_may_come_before_a_search(library: Library) -> None:
    text = "\n\n".join(f'"We count {number} boats," Ada Vell said.' for number in range(12_000))
    long = Article(text, title="Boats", source="boats.txt")
    library.add(long)
    quote = Quote(((1, 16),), QuoteKind.DIRECT, ((1, 16),), speaker_name="Ada Vell")
    library.put_analysis(long.id, Analysis(long, (quote,), engine="test"))
    assert search(library, "we count 11999 boats")
    assert search(library, "vell boats", kind="quote")[0].speaker == "Ada Vell"
    library.remove(long.id)
    assert not search(library, "boats")
