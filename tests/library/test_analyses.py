"""Analyses come back as they were, and their quotes and names can be asked for across articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsreader.core.errors import LibraryError
from newsreader.core.library import EntityRow, Library
from newsreader.core.library.connection import Database
from newsreader.core.model import Analysis, Article, EntityKind, QuoteKind


def test_an_analysis_comes_back_as_it_was(library: Library, article: Article, analysis: Analysis) -> None:
    library.add(article)
    assert library.analysis(article.id) is None
    library.put_analysis(article.id, analysis)
    assert library.analysis(article.id) == analysis
    row = library.articles()[0]
    assert (row.analysed, row.quotes) == ("test 1", 2)  # the scare quote is nobody's


def test_a_newer_analysis_takes_the_place_of_the_old(library: Library, article: Article, analysis: Analysis) -> None:
    library.add(article)
    library.put_analysis(article.id, analysis)
    library.put_analysis(article.id, replace(analysis, engine="test 2", quotes=analysis.quotes[:1]))
    again = library.analysis(article.id)
    assert again is not None
    assert (again.engine, len(again.quotes)) == ("test 2", 1)
    assert len(library.quotes()) == 1


def test_pending_are_those_of_no_or_another_engine(library: Library, article: Article, analysis: Analysis) -> None:
    other = Article(text="Nothing was said.")
    library.add(article)
    library.add(other)
    library.put_analysis(article.id, analysis)
    assert library.pending("test 1") == [other.id]
    assert library.pending("test 2") == [article.id, other.id]


def test_quotes_and_entities_are_plain_records(library: Library, article: Article, analysis: Analysis) -> None:
    library.add(article)
    library.put_analysis(article.id, analysis)
    indirect, direct, scare = library.quotes()
    assert (indirect.kind, indirect.words) == (QuoteKind.INDIRECT, "The harbour of Vellmouth will reopen in May")
    assert direct.words == "We have waited long enough, and so have the gulls."
    assert (direct.speaker, direct.outlet, direct.confidence) == ("Ingrid Sørby", "The Vellmouth Lantern", 0.9)
    assert direct.content == analysis.quotes[1].content
    assert (scare.kind, scare.speaker) == (QuoteKind.SCARE, None)
    place, person = library.entities()
    assert person == EntityRow(
        article_id=article.id,
        title=article.title,
        outlet="The Vellmouth Lantern",
        published="2025-03-01",
        kind=EntityKind.PERSON,
        name="Ingrid Sørby",
        mentions=2,
        quotes=2,
        position=1,
        person=library.identities.of(article.id, 1),
    )
    assert {quote.person for quote in (indirect, direct)} == {person.person} != {None}
    assert (place.name, place.kind, place.quotes) == ("Vellmouth", EntityKind.GPE, 0)


def test_passages_know_who_is_quoted_in_them(library: Library, article: Article, analysis: Analysis) -> None:
    library.add(article)
    library.put_analysis(article.id, analysis)
    rows = library.database.rows("SELECT speakers FROM passage ORDER BY start")
    assert rows == [("",), ("Ingrid Sørby",), ("Ingrid Sørby",), ("",)]
    library.put_analysis(article.id, replace(analysis, quotes=()))
    assert library.database.rows("SELECT DISTINCT speakers FROM passage") == [("",)]
    library.remove(article.id)
    assert library.quotes() == []
    assert library.entities() == []


def test_an_analysis_of_another_shape_is_as_none_and_made_anew(
    library: Library, article: Article, analysis: Analysis
) -> None:
    library.add(article)
    for record in ("{}", "[]", "not JSON", '{"quotes": [{}]}', '{"quotes": [], "entities": null}'):
        library.put_analysis(article.id, analysis)
        assert library.pending("test 1") == []
        with library.database.writing() as connection:
            connection.execute("UPDATE analysis SET record = ?", (record,))
        assert library.analysis(article.id) is None
        assert library.pending("test 1") == [article.id]
    library.put_analysis(article.id, analysis)
    assert library.analysis(article.id) == analysis


def test_a_books_analysis_gives_others_their_turn_and_counts_when_it_is_whole(
    library: Library, article: Article, analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "at_once", 2)  # so that four passages are a book
    library.add(article)
    with library.database.writing() as connection:
        pass
    with Library(library.path) as other:
        turns: list[list[str]] = []

        def before(statement: str) -> None:
            if statement.startswith("BEGIN"):
                other.set_state("turn", "taken")
                turns.append(other.pending("test 1"))

        connection.set_trace_callback(before)
        library.put_analysis(article.id, analysis)
        connection.set_trace_callback(None)
        assert len(turns) >= 4 and all(turn == [article.id] for turn in turns)
        assert other.pending("test 1") == []
    assert library.database.rows("SELECT speakers FROM passage ORDER BY start")[1] == ("Ingrid Sørby",)


def test_an_analysis_of_something_else_is_refused(library: Library, article: Article, analysis: Analysis) -> None:
    other = Article(text="Nothing was said.")
    library.add(other)
    with pytest.raises(LibraryError, match="not of"):
        library.put_analysis(other.id, analysis)
    with pytest.raises(LibraryError, match="no longer in the library"):
        library.put_analysis(article.id, analysis)
    assert library.analysis(other.id) is None


def test_odd_names_are_kept(library: Library, article: Article, analysis: Analysis) -> None:
    odd = replace(
        analysis,
        quotes=(analysis.quotes[0]._replace(speaker_name="\udcff\n[/x]", basis="\ud800"),),
        entities=(analysis.entities[0]._replace(name="\udcff"),),
    )
    library.add(article)
    library.put_analysis(article.id, odd)
    assert library.analysis(article.id) == odd
    assert library.quotes()[0].speaker == "\udcff\n[/x]"
    assert library.entities()[0].name == "\udcff"
