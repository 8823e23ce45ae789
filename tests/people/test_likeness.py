"""Versions of a quote are told from other quotes, in words that were really said and translated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.people.likeness import Alike, Saying, alike
from newsreader.core.people.wording import keys, packed, unpacked, wording

DATA = Path(__file__).parents[1] / "data"
FULL = "We have waited long enough for the tide barrier at Skelby, and I will not send another crew out to prove it."


def records(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def saying(words: str, speaker: str | None = None, story: int | None = None, article: int | None = None) -> Saying:
    return Saying(wording(words), speaker, story, marked=True, article=article)


def test_most_quotes_that_came_back_from_another_language_are_known() -> None:
    pairs = [
        (saying(r["words"], r["speaker"]), saying(r["back"], r["speaker"]))
        for r in records("quotes_translated_back.jsonl")
    ]
    assert sum(bool(alike(one, back)) for one, back in pairs) >= 0.85 * len(pairs) > 100


def test_other_quotes_of_one_speaker_in_one_article_stay_apart() -> None:
    pairs = [(saying(r["one"], r["speaker"]), saying(r["other"], r["speaker"])) for r in records("quotes_apart.jsonl")]
    assert sum(bool(alike(one, other)) for one, other in pairs) <= 0.02 * len(pairs) and len(pairs) > 100


@pytest.mark.parametrize(
    "version",
    [
        "WE HAVE WAITED LONG ENOUGH FOR THE TIDE BARRIER AT SKELBY AND I WILL NOT SEND ANOTHER CREW OUT TO PROVE IT",
        "We’ve waited long enough for the tide-barrier at Skelby - and I won't send another crew out to prove it",
        "they had waited long enough for the tide barrier at Skelby, and she would send no other crew out to prove it",
        "We have waited long enough for the tide barrier at Skelby",
        "I will not send another crew out to prove it",
        "We have waited long enough … and I will not send another crew out to prove it.",
    ],
)
def test_versions_are_known_by_whoever_they_are_said(version: str) -> None:
    one, other = saying(FULL), saying(version)
    assert alike(one, other) and alike(other, one)
    assert keys(one.wording) & keys(other.wording)
    assert not alike(saying(FULL, article=1), saying("Another crew will prove it at Skelby.", article=2))


def test_short_quotes_are_one_of_one_speaker_or_in_near_copies() -> None:
    assert alike(saying("We will win", "lind"), saying("“WE WILL WIN!”", "lind")) is Alike.NEARLY_SAME
    assert not alike(saying("We will win", "lind"), saying("We will win", "lasko"))
    assert not alike(saying("We will win"), saying("We will win"))
    assert not alike(saying("Yes", "lind"), saying("Yes", "lind"))
    assert alike(saying("Yes", story=7), saying("Yes", story=7))
    assert not alike(saying("", story=7), saying("", story=7))


def test_a_pair_of_one_article_needs_more() -> None:
    one = "The harbour will reopen in May once the crane is mended"
    other = "Once the crane is mended, the harbour may reopen for herring boats"
    apart = alike(saying(one, "lind", article=1), saying(other, "lind", article=2))
    together = alike(saying(one, "lind", article=1), saying(other, "lind", article=1))
    assert together <= apart


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    one, other = saying(a, "lind"), saying(b, "lind")
    assert alike(one, other) == alike(other, one)
    assert unpacked(packed(one.wording)) == one.wording


def test_words_come_down_to_what_they_have_in_common() -> None:
    assert wording("They sought 9,400 ships").stems == wording("they seek 9400 ship").stems
    assert wording("nine boats don’t").stems == wording("9 boat do not").stems
    assert wording("the").bits == b"\0" and wording("gull").bits > wording("president").bits
    assert sum(wording("we met Ingrid Vellmouth Sørby there").bits) < sum(
        wording("we met gull herring crane there").bits
    )
