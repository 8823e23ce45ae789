"""Who said what in invented sentences, one for each way news has of saying it. Loads the language model."""

from __future__ import annotations

import pytest

from newsreader.core import analyse
from newsreader.core.model import Quote, QuoteKind

pytestmark = pytest.mark.model

INTRO = "Harbour talks go on\n\nMayor Ann Tolland and the harbour master, Ben Orme, met in Lindmouth on Monday.\n\n"


def quotes(text: str, kind: QuoteKind | None = None) -> list[Quote]:
    return [q for q in analyse(text).quotes if kind is None or q.kind is kind]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        # named speaker after and before, in either order with the cue
        ("“We will rebuild the harbour,” said Ann Tolland.", "Ann Tolland", "said"),
        ("“We will rebuild the harbour,” Ann Tolland said on Monday.", "Ann Tolland", "said"),
        ("Ann Tolland said: “We will rebuild the harbour.”", "Ann Tolland", "said"),
        ("Ann Tolland told reporters, “We will rebuild the harbour.”", "Ann Tolland", "told"),
        ("Asked about the cost, Ann Tolland replied: “We will rebuild the harbour.”", "Ann Tolland", "replied"),
        ("“We will rebuild the harbour,” said the mayor, Ann Tolland, on Monday.", None, "said"),
        # apposition, title, nominal
        ("“The boats are safe,” said Ben Orme, the harbour master.", "Ben Orme", "said"),
        ("“The boats are safe,” said Captain Ben Orme.", "Ben Orme", "said"),
        ("“The boats are safe,” two officials said.", "two officials", "said"),
        ("“The boats are safe,” according to Ben Orme.", "Ben Orme", "according to"),
        # British single marks, straight doubles
        ("'I don't know where the boats are,' said Ben Orme.", "Ben Orme", "said"),
        ('"The boats are safe," said Ben Orme.', "Ben Orme", "said"),
    ],
)
def test_direct_speech(text: str, speaker: str | None, cue: str) -> None:
    (quote,) = quotes(text, QuoteKind.DIRECT)
    assert quote.cue is not None and text[slice(*quote.cue)] == cue
    if speaker:
        assert quote.speaker_name == speaker
    assert quote.confidence > 0.5


def test_a_quote_broken_by_its_speaker_is_one_quote() -> None:
    text = "“Nobody,” said Ann Tolland, the mayor, “is going out today.”"
    (quote,) = quotes(text)
    assert [text[a:b] for a, b in quote.content] == ["Nobody,", "is going out today."]
    assert quote.speaker_name == "Ann Tolland"


def test_a_second_sentence_continues_the_quote() -> None:
    text = INTRO + "“We will rebuild it,” said Ann Tolland. “It will take two years, and it will cost a lot.”"
    first, second = quotes(text, QuoteKind.DIRECT)
    assert first.speaker_name == second.speaker_name == "Ann Tolland"
    assert second.cue is None
    assert second.basis == "continues the quote before"


def test_a_speech_over_paragraphs_is_one_quote() -> None:
    text = (
        INTRO
        + "Ann Tolland said in a speech:\n\n“First we dig out the basin, which has silted up over thirty years.\n\n"
        "“Then we build the wall, and after that the houses behind it.\n\n“Then we rest.”"
    )
    (quote,) = quotes(text, QuoteKind.DIRECT)
    assert quote.speaker_name == "Ann Tolland"
    assert [text[a:b].split()[0] for a, b in quote.content] == ["First", "Then", "Then"]


def test_a_pronoun_is_resolved_and_the_basis_says_so() -> None:
    text = "Ann Tolland has been mayor for six years. “We will rebuild the harbour,” she said."
    (quote,) = quotes(text)
    assert quote.speaker_name == "Ann Tolland"
    assert quote.mention is not None and text[slice(*quote.mention)] == "she"
    assert "she → Ann Tolland" in quote.basis


def test_words_quoted_within_a_clause_know_the_whole_clause() -> None:
    text = "Ann Tolland conceded that there had been “some difficult weeks”."
    (quote,) = quotes(text)
    assert quote.kind is QuoteKind.MIXED
    assert [text[a:b] for a, b in quote.content] == ["there had been", "some difficult weeks"]
    assert [text[a:b] for a, b in quote.marked] == ["some difficult weeks"]
    assert quote.speaker_name == "Ann Tolland"


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        ("Ben Orme said the harbour would close in May.", ["the harbour would close in May"], "Ben Orme", "said"),
        ("Ben Orme said that the harbour would close.", ["the harbour would close"], "Ben Orme", "said"),
        ("The harbour would close in May, Ben Orme said.", ["The harbour would close in May"], "Ben Orme", "said"),
        ("According to Ben Orme, the harbour will close.", ["the harbour will close"], "Ben Orme", "According to"),
        ("Ben Orme told the council that it would close.", ["it would close"], "Ben Orme", "told"),
        ("Ben Orme made it clear that it would close.", ["it would close"], "Ben Orme", "made it clear"),
    ],
)
def test_indirect_speech(text: str, content: list[str], speaker: str, cue: str) -> None:
    (quote,) = quotes(text)
    assert quote.kind is QuoteKind.INDIRECT
    assert [text[a:b] for a, b in quote.content] == content
    assert quote.speaker_name == speaker
    assert quote.cue is not None and text[slice(*quote.cue)] == cue


def test_content_on_both_sides_of_a_cue_is_one_quote() -> None:
    text = "The harbour, Ben Orme said, would have to close for a year before the work could begin."
    (quote,) = quotes(text)
    assert [text[a:b] for a, b in quote.content] == [
        "The harbour",
        "would have to close for a year before the work could begin",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Tolland wants to rebuild the harbour and plans to open it in May.",
        "The two towns failed to agree a plan for the harbour.",
        "The ferry sailed at noon and reached the island in an hour.",
    ],
)
def test_wishes_plans_and_deeds_are_no_speech(text: str) -> None:
    assert quotes(text) == []


def test_titles_in_marks_are_nobodys_words() -> None:
    text = INTRO + "The choir sang its old song “The Lamps of Lindmouth” and then went home.\n\nIt rained."
    (quote,) = quotes(text)
    assert quote.kind is QuoteKind.SCARE
    assert quote.speaker_name is None


def test_two_speakers_take_turns() -> None:
    text = (
        INTRO
        + "“The wall is too low,” said Ben Orme.\n\n“The wall is as high as we can pay for,” said Ann Tolland.\n\n"
        "“Then the sea will come in,” Mr Orme said."
    )
    assert [q.speaker_name for q in quotes(text, QuoteKind.DIRECT)] == ["Ben Orme", "Ann Tolland", "Ben Orme"]


def test_a_transcript_knows_its_speakers_by_their_labels() -> None:
    turns = [
        ("TOLLAND", "The wall is too low and we all know it."),
        ("ORME", "It is high enough."),
        ("TOLLAND", "For now."),
    ]
    text = INTRO + "\n\n".join(f"{label}: {words}" for label, words in turns)
    found = quotes(text, QuoteKind.DIRECT)
    assert [text[slice(*q.content[0])] for q in found] == [words for _, words in turns]
    assert [q.speaker_name for q in found] == ["Ann Tolland", "Ben Orme", "Ann Tolland"]
    assert found[0].basis == "label “TOLLAND:”"


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        ("Ben Orme admitted that the boats had been lost.", "the boats had been lost", "admitted"),
        ("The mayor's promise to rebuild the harbour drew applause.", "to rebuild the harbour", "promise"),
    ],
)
def test_what_doubled_forms_and_nouns_report(sentence: str, content: str, cue: str) -> None:
    text = INTRO + sentence
    (quote,) = quotes(text, QuoteKind.INDIRECT)
    assert [text[a:b] for a, b in quote.content] == [content]
    assert quote.cue is not None and text[slice(*quote.cue)] == cue


def test_nothing_is_heard_in_an_invitation_to_follow() -> None:
    text = (
        INTRO
        + "“We will rebuild the harbour,” said Ann Tolland.\n\n“Follow Ben Orme on Mastodon: “@orme@example.org”.”"
    )
    (quote,) = quotes(text)
    assert quote.speaker_name == "Ann Tolland"
