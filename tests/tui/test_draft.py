"""What a corrected quote consists of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.model import Analysis, Quote, QuoteKind, Span
from newsreader.tui.draft import Draft, draft_of, guessed_kind, marked_in, quote_of
from tests.tui.conftest import TEXT, span

DIRECT, MIXED, INDIRECT, SCARE = QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT, QuoteKind.SCARE


def words(spans: tuple[Span, ...]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


def corrected(analysis: Analysis, number: int, **changes: object) -> Quote:
    base = analysis.quotes[number]
    draft = draft_of(base)
    wanted = Draft(**{"speaker": draft.speaker, "kind": draft.kind, "span": draft.span, **changes})  # type: ignore[arg-type]
    quote = quote_of(wanted, base, TEXT, analysis.entities)
    assert quote is not None
    return quote


def test_a_draft_that_says_the_same_is_the_same_quote(analysis: Analysis) -> None:
    for number, quote in enumerate(analysis.quotes):
        assert corrected(analysis, number) == quote


def test_another_speaker_of_the_article_is_its_entity_and_the_cue_stays(analysis: Analysis) -> None:
    quote = corrected(analysis, 0, speaker="Tomás Rey")
    assert (quote.speaker_name, quote.entity, quote.mention) == ("Tomás Rey", 1, None)
    assert quote.cue == analysis.quotes[0].cue
    assert quote.content == analysis.quotes[0].content


def test_a_name_from_elsewhere_has_no_entity_and_none_is_unknown(analysis: Analysis) -> None:
    assert (corrected(analysis, 0, speaker=" Tass ").speaker_name, corrected(analysis, 0, speaker="X").entity) == (
        "Tass",
        None,
    )
    unknown = corrected(analysis, 0, speaker="")
    assert (unknown.speaker_name, unknown.entity) == (None, None)


def test_no_quote_is_none(analysis: Analysis) -> None:
    draft = draft_of(analysis.quotes[0])
    assert quote_of(Draft(draft.speaker, None, draft.span), analysis.quotes[0], TEXT, ()) is None


def test_words_that_nobody_said_have_no_speaker_and_no_cue(analysis: Analysis) -> None:
    quote = corrected(analysis, 0, kind=SCARE)
    assert (quote.speaker_name, quote.entity, quote.cue, quote.mention) == (None, None, None, None)
    assert quote.marked == quote.content == analysis.quotes[0].content


def test_a_shorter_quote_keeps_the_pieces_that_are_left(analysis: Analysis) -> None:
    start = TEXT.index("or a shed")
    assert words(corrected(analysis, 1, span=(start, start + 9)).content) == ["or a shed"]
    first = TEXT.index("lose")
    assert words(corrected(analysis, 1, span=(first, start + 9)).content) == ["lose a garden,", "or a shed"]


def test_a_longer_direct_quote_takes_in_what_stands_in_marks_and_not_what_the_reporter_says(
    analysis: Analysis,
) -> None:
    quote = corrected(analysis, 0, span=(analysis.quotes[0].start, analysis.quotes[1].end))
    assert words(quote.content) == ["We start in May,", "Nobody will lose a garden,", "or a shed."]
    assert quote.marked == quote.content


def test_a_direct_quote_begins_where_the_reader_says_marks_or_not(analysis: Analysis) -> None:
    start = TEXT.index("Okoro")
    quote = corrected(analysis, 0, span=(start, analysis.quotes[0].end))
    assert words(quote.content) == ["Okoro", "We start in May,"]


def test_a_mixed_quote_has_the_clause_and_the_marked_words(analysis: Analysis) -> None:
    whole = (TEXT.index("said the tram"), analysis.quotes[2].end)
    quote = corrected(analysis, 2, span=whole)
    assert words(quote.content) == ["said the tram would cost", "less than a bridge"]
    assert words(quote.marked) == ["less than a bridge"]


def test_a_kind_can_change_alone(analysis: Analysis) -> None:
    assert corrected(analysis, 0, kind=INDIRECT).marked == ()
    assert words(corrected(analysis, 2, kind=DIRECT).marked) == ["the tram would cost", "less than a bridge"]


def test_what_was_missed_is_made_from_its_words(analysis: Analysis) -> None:
    place = span(TEXT, "Residents spoke of a")
    quote = quote_of(Draft("Residents", INDIRECT, place), None, TEXT, analysis.entities)
    assert quote == Quote((place,), INDIRECT, speaker_name="Residents")


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ('"We start in May,"', DIRECT),
        ("We start in May,", DIRECT),
        ('said the tram would cost "less than a bridge"', MIXED),
        ("rents would rise", INDIRECT),
    ],
)
def test_the_kind_is_guessed_by_the_marks(part: str, kind: QuoteKind) -> None:
    assert guessed_kind(TEXT, span(TEXT, part)) is kind


def test_an_apostrophe_is_no_mark() -> None:
    text = "‘It’s the workers’ day,’ she’d said."
    assert [text[a:b] for a, b in marked_in(text, (0, len(text)))] == ["It’s the workers"]  # as one would by eye
    assert marked_in("It's all she'd said", (0, 19)) == ()


@given(st.text(alphabet="ab \"“”'’!?\n(é日", min_size=1, max_size=50), st.integers(0, 49), st.integers(1, 50))
def test_the_parts_of_any_quote_are_in_order_and_inside(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text) - 1), min(max(end, start + 1), len(text))
    if start >= end:
        return
    for kind in QuoteKind:
        quote = quote_of(Draft("X", kind, (start, end)), None, text, ())
        assert quote is not None and quote.content
        edges = [edge for one in quote.content for edge in one]
        assert edges == sorted(edges) and start <= edges[0] < edges[-1] <= end
        assert set(quote.marked) <= set(quote.content)
