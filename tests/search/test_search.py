"""What a reader types, and what comes up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.core.search import Hit, search

Make = Callable[..., Article]


def marked(library: Library, hit: Hit) -> list[str]:
    text = library.article(hit.article_id).text
    return [text[start:end] for start, end in hit.marks]


def passage(library: Library, hit: Hit) -> str:
    return library.article(hit.article_id).text[hit.start : hit.end]


@pytest.mark.parametrize("query", ["", "   ", "…", "\"'-*()^:", "\n", "\U0001f600"])
def test_a_query_without_words_finds_nothing(library: Library, query: str) -> None:
    assert not search(library, query)


def test_an_empty_library_has_no_hits(tmp_path: Path) -> None:
    with Library(tmp_path / "empty.db") as empty:
        assert not search(empty, "anything at all")


@pytest.mark.parametrize(
    "query, words, why",
    [
        ("waited long enough", ["waited", "long", "enough"], "exact"),
        ("WAITED LONG", ["waited", "long"], "exact"),
        ("waited long eno", ["waited", "long", "enough"], "exact"),
        ("enough waited crane", ["waited", "enough", "crane"], "all words"),
        ("waitd lnog enough council", ["waited", "long", "enough", "council"], "typos"),
        ("waited coucnil", ["waited", "council"], "typos"),
    ],
)
def test_the_passage_meant_comes_first(library: Library, query: str, words: list[str], why: str) -> None:
    best = search(library, query)[0]
    assert passage(library, best).startswith('"We have waited')
    assert (marked(library, best), best.why) == (words, why)


@pytest.mark.parametrize(
    "query, word",
    [
        ("skvorecka", "Škvorecká"),
        ("ŠKVORECKÁ", "Škvorecká"),
        ("skvoreka", "Škvorecká"),
        ("cafe", "café"),
        ("cafe\u0301", "café"),
        ("vellmuoth", "Vellmouth"),
        ("vellmou", "Vellmouth"),
        ("velmout", "Vellmouth"),
    ],
)
def test_case_diacritics_and_slips_do_not_matter(library: Library, query: str, word: str) -> None:
    best = search(library, query)[0]
    assert marked(library, best) == [word]


def test_exact_comes_before_all_words_before_typos(library: Library, make: Make) -> None:
    library.add(make("Notes", "We waited in the long grass, which was enough."))
    library.add(make("More notes", "A waiter, a long bench and enough waitng."))
    found = search(library, "waited long enough")
    assert [hit.why for hit in found[:3]] == ["exact", "all words", "all words"]
    assert sorted((hit.score for hit in found), reverse=True) == [hit.score for hit in found]


def test_whole_words_come_before_beginnings(library: Library, make: Make) -> None:
    library.add(make("Notes", "Craned necks."))
    assert [marked(library, hit)[0].lower() for hit in search(library, "crane")][-1] == "craned"
    assert all(marked(library, hit)[0].lower() == "crane" for hit in search(library, "crane "))


def test_a_finished_word_is_not_a_beginning(library: Library, make: Make) -> None:
    library.add(make("Notes", "Xylophones for sale."))
    assert len(search(library, "xyl")) == 1
    assert not search(library, "xyl ")


def test_hits_stay_while_a_misspelt_word_is_being_typed(library: Library) -> None:
    typed = "regrettable mayyor shruged"
    for length in range(4, len(typed) + 1):
        found = search(library, typed[:length])
        assert found, typed[:length]
        assert passage(library, found[0]).startswith("The mayor called"), typed[:length]


@pytest.mark.parametrize(
    "query, words",
    [
        ("longenough", ["long", "enough"]),
        ("har bour reo pen", ["Harbour", "reopen"]),
        ("zzzqqq waited qqqzzz long enough wxyv", ["waited", "long", "enough"]),
        ("something like a wait for the crane", ["waited", "crane"]),
    ],
)
def test_words_run_together_parted_or_made_up(library: Library, query: str, words: list[str]) -> None:
    assert set(words) <= set(marked(library, search(library, query)[0]))


def test_nonsense_finds_nothing(library: Library) -> None:
    assert not search(library, "zzzqqq wxyvut")


def test_each_passage_comes_up_once(library: Library) -> None:
    found = search(library, "crane")
    assert len({(hit.article_id, hit.start) for hit in found}) == len(found) == 4


def test_no_more_hits_than_asked_for(library: Library) -> None:
    assert len(search(library, "crane", limit=2)) == 2
    assert search(library, "crane", limit=2)[:] == search(library, "crane")[:2]


def test_a_hit_says_where_it_is_from(library: Library, harbour: Analysis) -> None:
    hit = search(library, "shrugged")[0]
    assert (hit.article_id, hit.title) == (harbour.article.id, "Harbour to reopen in May")
    assert (hit.outlet, hit.published) == ("The Vellmouth Lantern", "2025-03-01")
    assert passage(library, hit) == 'The mayor called the delay "regrettable". Škvorecká shrugged.'


def test_titles_are_told_apart_and_come_first(library: Library) -> None:
    first, second = search(library, "harbour")[:2]
    assert (first.kind, second.kind) == ("title", "text")
    assert passage(library, first) == "Harbour to reopen in May"


def test_a_title_that_is_not_in_the_text_is_found(library: Library) -> None:
    library.add(Article(text="Nothing of note happened.", title="Minutes of the harbour board"))
    hit = search(library, "minutes of the hrabour board")[0]
    assert (hit.kind, hit.title, hit.start, hit.end, hit.marks) == ("title", "Minutes of the harbour board", 0, 0, ())


def test_words_inside_a_quote_are_a_quote_with_its_speaker(analysed: Library) -> None:
    hit = search(analysed, "waited crane")[0]
    assert (hit.kind, hit.speaker) == ("quote", "Ingrid Škvorecká")
    hit = search(analysed, "told council")[0]
    assert (hit.kind, hit.speaker) == ("text", None)
    hit = search(analysed, "regrettable")[0]  # scare quotes are nobody's words
    assert (hit.kind, hit.speaker) == ("text", None)


def test_quotes_are_found_by_a_speaker_the_passage_does_not_name(analysed: Library) -> None:
    hit = next(hit for hit in search(analysed, "skvorecka crane") if hit.kind == "quote")
    assert hit.speaker == "Ingrid Škvorecká"
    assert passage(analysed, hit).startswith('"We have waited')
    assert marked(analysed, hit) == ["crane"]
    assert hit.why == "all words"
    alone = [hit for hit in search(analysed, "skvorecka") if hit.kind == "quote"]
    assert [(hit.speaker, hit.marks) for hit in alone] == [("Ingrid Škvorecká", ())]


def test_a_name_comes_up_once_as_a_name(analysed: Library) -> None:
    found = search(analysed, "škvorecká")
    assert [hit.kind for hit in found].count("person") == 1
    assert (found[0].kind, found[0].text, found[0].articles) == ("person", "Ingrid Škvorecká", 1)
    assert marked(analysed, found[0]) == ["Ingrid Škvorecká"]
    assert [found[0].text[start:end] for start, end in found[0].shown] == ["Škvorecká"]
    assert search(analysed, "ingrid skvorecka")[0].kind == "person"


def test_an_analysis_counts_from_the_moment_it_arrives(library: Library, harbour: Analysis) -> None:
    assert search(library, "waited crane")[0].kind == "text"
    library.put_analysis(harbour.article.id, harbour)
    assert search(library, "waited crane")[0].kind == "quote"
    library.put_analysis(harbour.article.id, replace(harbour, quotes=(), entities=()))
    assert search(library, "waited crane")[0].kind == "text"


def test_what_is_removed_is_not_found(library: Library, harbour: Analysis) -> None:
    library.remove(harbour.article.id)
    assert not search(library, "vellmouth council")


def test_what_another_connection_adds_is_found_at_once(library: Library, make: Make) -> None:
    assert not search(library, "archipelgao")
    with Library(library.path) as other:
        other.add(make("Islands", "The archipelago is growing."))
    assert marked(library, search(library, "archipelago")[0]) == ["archipelago"]


def test_a_misspelt_word_finds_new_articles_at_once(library: Library, make: Make) -> None:
    assert not search(library, "archipelgao ")
    library.add(make("Islands", "The archipelago is growing."))
    assert marked(library, search(library, "archipelgao ")[0]) == ["archipelago"]


def test_an_apostrophe_does_not_cut_a_mark(library: Library, make: Make) -> None:
    library.add(make("Notes", "It is the cook’s day off, and he doesn't mind."))
    assert marked(library, search(library, "cook's")[0]) == ["cook’s"]


def test_other_scripts_are_found(library: Library, make: Make) -> None:
    library.add(make("Names", "The composer (Владимир Ёлкин) signed in Cyrillic; 李明 did not."))
    library.add(make("More names", "مُحَمَّد and हिन्दी and 🙂 and ø."))
    assert marked(library, search(library, "محمد")[0]) == ["مُحَمَّد"]
    assert marked(library, search(library, "हिन्दी")[0]) == ["हिन्दी"]
    assert marked(library, search(library, "🙂")[0]) == ["🙂"]
    assert marked(library, search(library, "владимир елкин")[0]) == ["Владимир", "Ёлкин"]
    assert marked(library, search(library, "владимри")[0]) == ["Владимир"]
    assert marked(library, search(library, "李明")[0]) == ["李明"]


def test_a_repetitive_text_four_times_as_long_takes_no_more_than_about_four_times_as_long(tmp_path: Path) -> None:
    def seconds(length: int) -> float:
        with Library(tmp_path / f"{length}.db") as library:
            library.add(Article(text="ab" * length + " " + "la " * length, title="Song"))
            start = time.perf_counter()
            for query in ("la la la lla al", "abab" * 50, "b" * 300, "la " * 100):
                search(library, query)
            return time.perf_counter() - start

    assert seconds(100_000) < 10 * seconds(25_000)  # twice, where nothing else runs
