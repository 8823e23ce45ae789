from __future__ import annotations

from newsreader.core.model import Article, Block, BlockKind, Quote, QuoteKind
from newsreader.core.nlp.headlines import repeat_speakers

TEXT = "‘We go tonight’\n\n“We go tonight, all of us,” said Ann.\n"
ARTICLE = Article(TEXT, blocks=(Block(0, 15, BlockKind.HEADLINE),))
HEAD = Quote(((1, 14),), QuoteKind.DIRECT, ((1, 14),))
BODY = Quote(((18, 42),), QuoteKind.DIRECT, ((18, 42),), mention=(49, 52), speaker_name="Ann", confidence=0.9)


def test_a_headline_takes_the_speaker_of_the_same_words_below() -> None:
    head, body = repeat_speakers(TEXT, ARTICLE, [HEAD, BODY])
    assert (head.speaker_name, head.mention, head.confidence) == ("Ann", (49, 52), 0.9)
    assert head.basis == "the same words in the text below"
    assert body is BODY


def test_a_headline_with_a_likely_speaker_and_other_words_are_left() -> None:
    sure = Quote(HEAD.content, QuoteKind.DIRECT, HEAD.marked, speaker_name="Ben", confidence=0.7)
    assert repeat_speakers(TEXT, ARTICLE, [sure, BODY])[0] is sure
    other = Quote(((19, 25),), QuoteKind.DIRECT, ((19, 25),), speaker_name="Ann", confidence=0.9)
    assert repeat_speakers(TEXT, ARTICLE, [HEAD, other])[0] is HEAD
