from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.core.errors import WorkerError
from newsreader.core.model import QuoteKind
from newsreader.core.nlp import long
from newsreader.core.nlp.language import NOT_ENGLISH, is_english
from newsreader.core.nlp.long import DENSEST, LIMIT, parts
from newsreader.core.nlp.version import ENGINE

GERMAN = (
    "„Wir werden den Hafen wieder aufbauen“, sagte die Bürgermeisterin am Montag. Die Arbeiten sollen im "
    "Frühjahr beginnen und werden nach Angaben der Stadt zwei Jahre dauern. Viele Fischer sind trotzdem unzufrieden."
)

PIECES = (
    *("\"“”'‘’«».,:—…-"),
    *(
        "\n",
        "\n\n",
        "\t",
        "\x00",
        "\ud800",
        "\u202e",
        "😀",
        "العربية",
        '12"',
        '<a href="x">',
        "</a>",
        "(R)",
        "Q:",
        "SMITH:",
    ),
    *("READ MORE", "“Follow us on X”", "said", "told", "claim", "admitted", "according to", "that", "by", "to"),
    *("Ann Lee", "he", "she", "the", "harbour", "is", "closing"),
)


def test_the_version_is_known_without_spacy() -> None:
    code = "import sys, newsreader.core.nlp as n; sys.exit(not n.ENGINE or bool({*sys.modules} & {'spacy', 'numpy'}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_long_texts_are_cut_between_paragraphs() -> None:
    text = "A line of words.\n" * 20_000
    cuts = list(parts(text))
    assert "".join(text[a:b] for a, b in cuts) == text
    assert len(cuts) == 5 and all(b - a <= LIMIT and text[b - 1] == "\n" for a, b in cuts)


def test_a_text_without_breaks_is_cut_all_the_same() -> None:
    assert [b - a for a, b in parts("x" * (2 * LIMIT + 7))] == [LIMIT, LIMIT, 7]


@pytest.mark.parametrize("dense", ["a ", "“", "a\tb\t", "?! "])
def test_what_has_many_words_is_cut_into_shorter_parts(dense: str) -> None:
    text = dense * 100_000
    cuts = list(parts(text))
    assert "".join(text[a:b] for a, b in cuts) == text
    assert max(b - a for a, b in cuts) <= DENSEST * len(dense)


@pytest.mark.model
def test_a_row_of_signs_takes_no_time_and_moves_nothing() -> None:
    from newsreader.core import analyse

    text = f"{'“' * 3000} “We are ready,” said Ann Tolland. \ud800"
    start = time.perf_counter()
    [quote] = [quote for quote in analyse(text).quotes if quote.speaker_name]
    assert time.perf_counter() - start < 10  # it was two minutes
    assert quote.mention is not None and text[slice(*quote.mention)] == "Ann Tolland"


@pytest.mark.model
def test_what_is_too_long_is_read_to_a_point_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsreader.core import analyse

    monkeypatch.setattr(long, "MOST_PARTS", 2)

    part = "“We are ready,” said Ann Tolland.\n" + "Nothing was said. \n" * 5262
    text = part * 3
    analysis = analyse(text)
    assert analysis.note.startswith("Quotes and people are found in the first 1")
    assert len(analysis.quotes) == 2


def test_english_is_told_from_german() -> None:
    assert not is_english(GERMAN)
    assert is_english(
        "The mayor said on Monday that the harbour will be rebuilt in two years, and that the work has begun. " * 3
    )
    assert is_english("Short line")


@pytest.mark.model
def test_one_text_and_many_give_the_same() -> None:
    from newsreader.core import analyse, analyse_many

    texts = ["“We go,” said Ann Tolland.", "", GERMAN, "Ben Orme said the boat had sunk."]
    several = list(analyse_many(texts))
    assert [a.article.text for a in several] == texts
    assert several == [analyse(text) for text in texts]
    assert {a.engine for a in several} == {ENGINE}


@pytest.mark.model
@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), min_size=1, max_size=20))
def test_no_text_is_given_up_on_and_every_span_holds_something(texts: list[str]) -> None:
    from newsreader.core import analyse, analyse_many

    for text, analysis in zip(texts, analyse_many(texts), strict=True):
        for quote in analysis.quotes:
            spans = [*quote.content, *quote.marked, *filter(None, (quote.cue, quote.mention))]
            assert all(0 <= start < end <= len(text) for start, end in spans)
    assert analyse(texts[-1]) == analysis


@pytest.mark.model
def test_matrix_products_have_all_cores_again_after_a_parse() -> None:
    from threadpoolctl import threadpool_info

    from newsreader.core import analyse

    before = [pool["num_threads"] for pool in threadpool_info()]
    analyse("“We go,” said Ann Tolland.")
    assert [pool["num_threads"] for pool in threadpool_info()] == before != []


@pytest.mark.model
def test_whoever_stops_early_gets_what_is_asked_for_and_no_thread_is_left() -> None:
    from newsreader.core import analyse_many

    before = threading.active_count()
    many = analyse_many(f"“We have {n} boats,” said Ann Tolland." for n in itertools.count())
    assert next(many).quotes[0].speaker_name == "Ann Tolland"
    many.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


@pytest.mark.model
def test_two_processes_give_the_same_in_the_same_order() -> None:
    from newsreader.core import analyse_many

    texts = [f"“We have {n} boats,” said Ann Tolland." for n in range(40)]
    assert list(analyse_many(texts, jobs=2)) == list(analyse_many(texts))


@pytest.mark.model
def test_other_languages_keep_their_marks_and_say_so() -> None:
    from newsreader.core import analyse

    found = analyse(GERMAN)
    assert found.note == NOT_ENGLISH
    assert [(q.kind, q.speaker_name) for q in found.quotes] == [(QuoteKind.DIRECT, None)]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "\ud800 “We go,” she said.",
        "“" * 500,
        "\x00\x07“a b c”",
        "[/x] “[sic] we go,” he said.",
        " \n\n ",
        "😀 “We go 😀,” he said.",
    ],
)
def test_odd_texts_go_through_with_offsets_of_the_given_text(text: str) -> None:
    from newsreader.core import analyse

    found = analyse(text)
    assert found.article.text == text
    for quote in found.quotes:
        for start, end in (*quote.content, quote.cue or (0, 0), quote.mention or (0, 0)):
            assert 0 <= start <= end <= len(text)


@pytest.mark.model
def test_a_text_beyond_one_part_keeps_offsets_and_joins_entities() -> None:
    from newsreader.core import analyse

    line = "“We will rebuild the harbour,” said Ann Tolland, the mayor of Lindmouth.\n\n"
    text = line * 3000
    found = analyse(text)
    assert len(text) > 200_000
    assert len(found.quotes) == 3000
    assert {text[slice(*q.marked[0])] for q in found.quotes} == {"We will rebuild the harbour,"}
    assert [e.name for e in found.entities].count("Ann Tolland") == 1
    assert {q.entity for q in found.quotes} == {[e.name for e in found.entities].index("Ann Tolland")}


@pytest.mark.model
def test_the_component_is_found_by_its_entry_point() -> None:
    import spacy

    from newsreader.core.nlp.pipeline import available_model

    nlp = spacy.load(available_model())
    nlp.add_pipe("newsreader_quotes")
    doc = nlp("“We will rebuild the harbour,” said Ann Tolland.")
    assert [q.speaker_name for q in doc._.quotes] == ["Ann Tolland"]
    from spacy.training import Example

    scores = nlp.get_pipe("newsreader_quotes").score([Example(doc, doc)])  # type: ignore[attr-defined]
    assert scores["quotes_f"] == 1


@pytest.mark.model
def test_several_processes_need_no_guard_in_a_script() -> None:
    code = (
        "from newsreader.core import analyse_many\n"
        "found = analyse_many(['“We go,” said Ann Tolland.'] * 20, jobs=2)\n"
        "print([a.quotes[0].speaker_name for a in found].count('Ann Tolland'))"
    )
    done = subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("20", 0)


def test_a_process_that_dies_is_one_clear_error() -> None:
    from newsreader.core.nlp.workers import Process

    process = Process()
    process._popen.kill()
    process._popen.wait()
    with pytest.raises(WorkerError, match="ended unexpectedly"):
        process.send([])
        process.receive()
    process.stop()
