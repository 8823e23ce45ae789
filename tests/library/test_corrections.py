"""The reader's corrections: shown in place of the machine's answer, kept apart from it, and never lost."""

from __future__ import annotations

import contextlib
import json
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library, corrected
from newsreader.core.library.overlay import alike
from newsreader.core.model import Analysis, Article, Entity, EntityKind, Mention, Quote, QuoteKind, Span
from newsreader.core.record import analysis_from, analysis_record, quote_record
from newsreader.core.search import search
from tests.library.editing import TEXTS, found, wanted


@pytest.fixture(autouse=True)
def _analysed(library: Library, article: Article, analysis: Analysis) -> None:
    library.reader = "Ada"
    library.add(article)
    library.put_analysis(article.id, analysis)


def quotes(library: Library, article: Article) -> list[Quote]:
    """The effective quotes, and the rows say the same."""
    found = library.analysis(article.id)
    assert found is not None
    rows = library.quotes()
    assert [(r.position, r.content, r.kind, r.speaker, r.basis, r.entity, r.corrected) for r in rows] == [
        (i, q.content, q.kind, q.speaker_name, q.basis, q.entity, q.corrected_by is not None)
        for i, q in enumerate(found.quotes)
    ]
    assert [(r.position, r.name, r.kind) for r in library.entities()] == [
        (i, e.name, e.kind) for i, e in enumerate(found.entities)
    ]
    return list(found.quotes)


def at(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return start, start + len(words)


def test_a_speaker_is_corrected_and_the_machines_answer_kept(
    library: Library, article: Article, analysis: Analysis
) -> None:
    was = analysis.quotes[1]
    number = library.corrections.correct(article.id, was._replace(entity=None, speaker_name=" One  fisherman "), was)
    quote = quotes(library, article)[1]
    assert (quote.speaker_name, quote.corrected_by, quote.confidence) == ("One fisherman", "Ada", 1.0)
    assert quote.basis == 'you: was "Ingrid Sørby"'
    assert (quote.content, quote.kind, quote.cue, quote.mention) == (was.content, was.kind, was.cue, was.mention)
    effective = library.analysis(article.id)
    assert effective is not None
    assert effective.entities == (*analysis.entities, Entity("One fisherman", EntityKind.PERSON))
    assert library.machine_analysis(article.id) == analysis
    (row,) = library.corrections.of(article.id)
    assert (row.number, row.was, row.who, row.speaker_kind) == (number, was.content, "Ada", EntityKind.PERSON)
    assert library.corrections.all() == [row]
    assert search(library, "speaker:fisherman gulls")
    (hit,) = search(library, "kind:person fisherman")
    assert (hit.kind, hit.text, hit.start, hit.end) == ("person", "One fisherman", was.start, was.end)
    assert library.edits.undo() == 'Corrected “We have waited long enough," she told t…”'
    assert library.analysis(article.id) == analysis
    assert not search(library, "speaker:fisherman gulls")
    assert library.edits.redo()
    assert quotes(library, article)[1] == quote
    library.corrections.withdraw(number)
    library.corrections.withdraw(number)
    assert quotes(library, article) == list(analysis.quotes)
    assert library.corrections.of(article.id) == []


@pytest.mark.parametrize(
    ("typed", "name", "entity"),
    [
        ("ingrid sørby", "Ingrid Sørby", 1),
        ("Vellmouth", "Vellmouth", 0),
        ("she", "she", 2),  # a pronoun is nobody's name
        ("Tass", "Tass", 2),
        ("\udcff [/x]", "\udcff [/x]", 2),
    ],
)
def test_a_typed_name_is_an_entity(
    library: Library, article: Article, analysis: Analysis, typed: str, name: str, entity: int
) -> None:
    was = analysis.quotes[2]
    library.corrections.correct(article.id, was._replace(kind=QuoteKind.DIRECT, speaker_name=typed), was)
    quote = quotes(library, article)[2]
    assert (quote.speaker_name, quote.entity, quote.basis) == (name, entity, "you: was unknown, scare")


def test_a_mention_of_one_alone_is_that_one_and_of_two_is_nobody(
    library: Library, article: Article, analysis: Analysis
) -> None:
    lone = Mention(*at(article, "Ingrid"))
    other = Entity("Olav Sørby", EntityKind.PERSON, (Mention(*at(article, "Sørby")),))
    entities = (analysis.entities[0], analysis.entities[1]._replace(mentions=(lone,)), other)
    was = analysis.quotes[1]
    library.put_analysis(article.id, replace(analysis, entities=entities))
    library.corrections.correct(article.id, was._replace(entity=None, speaker_name="Sørby"), was)
    assert (quotes(library, article)[1].speaker_name, quotes(library, article)[1].entity) == ("Olav Sørby", 2)
    mentions = (lone, Mention(*at(article, "Sørby")))
    library.put_analysis(
        article.id, replace(analysis, entities=(entities[0], entities[1]._replace(mentions=mentions), other))
    )
    assert (quotes(library, article)[1].speaker_name, quotes(library, article)[1].entity) == ("Sørby", 3)


def test_a_speaker_without_a_name_stays_so(library: Library, article: Article, analysis: Analysis) -> None:
    was = analysis.quotes[2]._replace(kind=QuoteKind.DIRECT, speaker_name="one fisherman")
    library.put_analysis(article.id, replace(analysis, quotes=(*analysis.quotes[:2], was)))
    library.corrections.correct(article.id, was._replace(kind=QuoteKind.MIXED), was)
    quote = quotes(library, article)[2]
    assert (quote.kind, quote.speaker_name, quote.entity) == (QuoteKind.MIXED, "one fisherman", None)
    assert quote.basis == "you: was direct"
    library.corrections.correct(article.id, quote._replace(speaker_name=None), quote)
    quote = quotes(library, article)[2]
    assert (quote.speaker_name, quote.basis) == (None, 'you: was "one fisherman", direct')
    assert len(library.corrections.all()) == 1


def test_kind_and_extent(library: Library, article: Article, analysis: Analysis) -> None:
    was = analysis.quotes[1]
    content = (was.content[0],)
    wanted = was._replace(content=content, marked=content, kind=QuoteKind.MIXED)
    library.corrections.correct(article.id, wanted, was)
    quote = quotes(library, article)[1]
    assert (quote.content, quote.entity, quote.basis) == (
        content,
        1,
        "you: was direct, other words",
    )
    assert library.articles()[0].quotes == 2


def test_a_quote_that_the_machine_missed_and_one_that_is_none(
    library: Library, article: Article, analysis: Analysis
) -> None:
    words = at(article, "Harbour to reopen in May")
    missed = Quote((words,), QuoteKind.INDIRECT, speaker_name="Ingrid Sørby")
    library.corrections.correct(article.id, missed, None)
    assert library.corrections.dismiss(article.id, analysis.quotes[2]) is not None
    found = quotes(library, article)
    assert [q.content for q in found] == [(words,), analysis.quotes[0].content, analysis.quotes[1].content]
    assert (found[0].basis, found[0].entity) == ("you: added", 1)
    assert library.articles()[0].quotes == 3
    assert library.database.rows("SELECT speakers FROM passage ORDER BY start")[0] == ("Ingrid Sørby",)
    assert library.corrections.dismiss(article.id, found[0]) is None  # there was none before
    assert [q.content for q in quotes(library, article)] == [q.content for q in analysis.quotes[:2]]
    assert library.database.rows("SELECT speakers FROM passage ORDER BY start")[0] == ("",)
    while library.edits.undo():
        pass
    assert library.analysis(article.id) == analysis
    assert quotes(library, article) == list(analysis.quotes)


def test_the_same_words_are_no_two_quotes(library: Library, article: Article, analysis: Analysis) -> None:
    """What a longer quote has swallowed goes; a quote that the machine had inside another one stays."""
    inside = Quote((at(article, "waited long"),), QuoteKind.SCARE, (at(article, "waited long"),))
    machine = replace(analysis, quotes=(*analysis.quotes[:2], inside, analysis.quotes[2]))
    library.put_analysis(article.id, machine)
    was = analysis.quotes[1]
    number = library.corrections.correct(article.id, was._replace(entity=0), was)
    assert inside in quotes(library, article)
    library.corrections.withdraw(number)
    whole = was.start, len(article.text.rstrip())
    number = library.corrections.correct(article.id, was._replace(content=(whole,), marked=()), was)
    assert [q.content for q in quotes(library, article)] == [analysis.quotes[0].content, (whole,), inside.content]
    library.corrections.withdraw(number)
    library.corrections.correct(article.id, was._replace(content=inside.content, marked=()), was)
    assert [q.content for q in quotes(library, article)].count(inside.content) == 1


def test_corrections_survive_a_new_analysis(library: Library, article: Article, analysis: Analysis) -> None:
    indirect, direct, scare = analysis.quotes
    library.corrections.correct(article.id, indirect._replace(entity=None, speaker_name="Tass"), indirect)
    library.corrections.correct(article.id, direct._replace(kind=QuoteKind.MIXED), direct)
    library.corrections.dismiss(article.id, scare)
    had = quotes(library, article)
    start, end = indirect.content[0]
    others = [
        (),  # it finds nothing any more
        (indirect._replace(content=((start + 4, end - 1),)),),  # other extents
        (scare._replace(content=((scare.start - 1, scare.end + 1),), marked=()), direct),
        tuple(quote._replace(corrected_by=None, entity=None) for quote in had),  # what the reader says
    ]
    for other in others:
        library.put_analysis(article.id, Analysis(article, other, (), engine="test 2"))
        now = quotes(library, article)
        assert [(q.content, q.kind, q.speaker_name) for q in now] == [(q.content, q.kind, q.speaker_name) for q in had]
        assert all(q.corrected_by == "Ada" for q in now)
    assert [q.basis for q in now] == ["you: confirmed", "you: confirmed"]
    library.put_analysis(article.id, analysis)
    assert quotes(library, article) == had


def test_a_correction_is_corrected_anew(library: Library, article: Article, analysis: Analysis) -> None:
    was = analysis.quotes[1]
    first = library.corrections.correct(article.id, was._replace(entity=0), was)
    library.reader = "Bob"
    there = quotes(library, article)[1]
    assert library.corrections.correct(article.id, there._replace(content=(was.content[0],), marked=()), there) == first
    assert library.corrections.correct(article.id, was._replace(entity=None, speaker_name="Tass"), was) == first
    (row,) = library.corrections.all()
    assert (row.was, row.who) == (was.content, "Bob")
    library.corrections.dismiss(article.id, quotes(library, article)[1])
    (row,) = library.corrections.all()
    assert (row.quote, row.was, row.number) == (None, was.content, first)
    assert len(quotes(library, article)) == 2
    library.corrections.correct(article.id, was, was)
    assert quotes(library, article)[1].basis == "you: confirmed"


@pytest.mark.parametrize(
    "bad",
    [
        {"content": ()},
        {"content": ((5, 5),)},
        {"content": ((-1, 5),)},
        {"content": ((0, 100_000),)},
        {"content": ((0, 9), (5, 12))},
        {"content": ((5, 12), (0, 4))},
        {"content": ((24, 26),)},  # nothing but white space
        {"content": ((0, True),)},
        {"content": ((0.0, 5),)},
        {"marked": ((0, 3),)},
        {"cue": (3, 100_000)},
        {"mention": (3, 2)},
        {"entity": 2},
        {"entity": -1},
    ],
)
def test_bad_quotes_are_refused(library: Library, article: Article, analysis: Analysis, bad: dict[str, object]) -> None:
    was = analysis.quotes[0]
    with pytest.raises(LibraryError) as error:
        library.corrections.correct(article.id, was._replace(**bad), was)  # type: ignore[arg-type]
    assert "\n" not in str(error.value)
    assert library.corrections.all() == []
    assert library.edits.last is None


def test_two_corrections_of_the_same_words_are_refused(library: Library, article: Article, analysis: Analysis) -> None:
    indirect, direct, _ = analysis.quotes
    library.corrections.correct(article.id, indirect._replace(entity=0), indirect)
    with pytest.raises(LibraryError, match="another quote that was corrected"):
        library.corrections.correct(article.id, direct._replace(content=indirect.content, marked=()), direct)
    with pytest.raises(LibraryError, match="no longer in the library"):
        library.corrections.correct("0123", direct, None)
    with pytest.raises(LibraryError, match="not the machine's"):
        library.put_analysis(article.id, library.analysis(article.id) or analysis)


def test_before_there_is_an_analysis(library: Library) -> None:
    other = Article(text="“Never,” said no one.")
    library.add(other)
    library.corrections.correct(other.id, Quote(((1, 7),), QuoteKind.DIRECT, speaker_name="No One"), None)
    assert library.analysis(other.id) is None
    library.put_analysis(other.id, Analysis(other, engine="test 1"))
    found = library.analysis(other.id)
    assert found is not None and [q.speaker_name for q in found.quotes] == ["No One"]


def test_a_damaged_correction_counts_as_none(library: Library, article: Article, analysis: Analysis) -> None:
    was = analysis.quotes[1]
    elsewhere = corrected.quote_packed(was._replace(content=((0, 10**9),)), None)
    for damage in ("{", "[]", "{}", '{"content": []}', "5", elsewhere):
        number = library.corrections.correct(article.id, was._replace(entity=0), was)
        library.database.rows("UPDATE correction SET quote = ? WHERE number = ?", damage, number)
        assert library.analysis(article.id) == analysis
        assert library.corrections.all() == []
        assert library.marked()[-1].value in ("unknown", "Ingrid Sørby")
        library.corrections.withdraw(number)
        library.put_analysis(article.id, analysis)


def test_records_of_quotes(analysis: Analysis, article: Article) -> None:
    record = json.loads(json.dumps(analysis_record(analysis)))
    assert analysis_from(record, article) == analysis  # as older releases kept it
    own = replace(analysis, quotes=(analysis.quotes[0]._replace(corrected_by="Ada"),))
    assert analysis_from(json.loads(json.dumps(analysis_record(own))), article) == own
    assert list(quote_record(analysis.quotes[0]))[-1] == "corrected_by"
    assert quote_record(analysis.quotes[0])["corrected_by"] is None


def test_what_the_machine_found_just_now_is_corrected_too(
    library: Library, article: Article, analysis: Analysis
) -> None:
    library.corrections.dismiss(article.id, analysis.quotes[0])
    assert library.corrections.over(analysis).quotes == analysis.quotes[1:]
    other = Analysis(Article(text="Elsewhere."))
    assert library.corrections.over(other) is other


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**30), engines=st.lists(st.integers(0, 2**30), min_size=1, max_size=3))
def test_no_engine_undoes_a_correction(library: Library, seed: int, engines: list[int]) -> None:
    """Whatever other engines find, more or less or elsewhere: each correction is there, its words are no other's."""
    chance = random.Random(seed)
    text = TEXTS[0] + f"\n{seed} {engines}\n"  # another article each time
    other = Article(text)
    library.add(other)
    library.put_analysis(other.id, found(other, seed))
    for _ in range(4):
        analysis = library.analysis(other.id)
        assert analysis is not None
        was = chance.choice([None, *analysis.quotes])
        with contextlib.suppress(LibraryError):  # the words of another correction
            library.corrections.correct(other.id, wanted(chance, other, analysis, was), was)
    rows = library.corrections.of(other.id)
    assert rows
    for engine in engines:
        library.put_analysis(other.id, moved(found(other, seed), random.Random(engine)))
        analysis = library.analysis(other.id)
        assert analysis is not None
        assert library.corrections.of(other.id) == rows
        assert list(analysis.quotes) == sorted(analysis.quotes, key=lambda quote: quote.start)
        for row in rows:
            (own,) = (quote for quote in analysis.quotes if quote.content == row.content)
            assert row.quote is not None
            assert (own.corrected_by, own.kind, own.marked) == ("Ada", row.quote.kind, row.quote.marked)
            if row.speaker_kind is None:
                assert (own.entity, own.speaker_name) == (None, row.quote.speaker_name)
            else:
                assert own.entity is not None and analysis.entities[own.entity].name == own.speaker_name
            same = [
                q for q in analysis.quotes if q is not own and q.corrected_by is None and alike(q.content, own.content)
            ]
            # One that the machine has inside, or around, the very quote that was corrected.
            assert not same or row.was in {q.content for q in (library.machine_analysis(other.id) or analysis).quotes}


def moved(analysis: Analysis, chance: random.Random) -> Analysis:
    """What an engine finds that sets borders elsewhere, misses quotes, splits and joins them, and names others."""
    length = len(analysis.article.text)
    quotes = []
    for quote in analysis.quotes:
        (start, end), *_ = quote.content
        match chance.randrange(5):
            case 0:
                continue
            case 1 if end - start > 3:
                middle = chance.randrange(start + 1, end)
                spans: list[Span] = [(start, middle), (middle, end)]
            case 2:
                spans = [(max(0, start - chance.randrange(9)), min(length, end + chance.randrange(9)))]
            case _:
                spans = [(start, end)]
        quotes += [quote._replace(content=(span,), marked=(), entity=None, speaker_name=None) for span in spans]
    return replace(analysis, quotes=tuple(quotes), entities=analysis.entities[: chance.randrange(3)], engine="other")
