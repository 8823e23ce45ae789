"""A tour of one minute over the real reader: what to press, and how one sees that it has been pressed. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

OFFER = "New here? {tour}: a tour of one minute, on these very articles.  {back}: no, thank you."

_READER, _PERSON, _TRAVELS, _HELP = "ReaderScreen", "PersonScreen", "TravelsScreen", "HelpScreen"


class Seen(NamedTuple):
    """What the reader has before them: the kind of screen, the quote chosen, whether it is corrected, hits, words."""

    screen: str = _READER
    article: str | None = None
    chosen: int = -1
    corrected: bool = False
    hits: bool = False
    said: str = ""


class Step(NamedTuple):
    """One thing to try. say: what, in words with places for keys.

    done: whether it has been, by what was seen at its beginning and what is now. part: which of the tour's parts it
    belongs to, from 1. travels: whether it is about a quote that other articles carry, to which the article is opened.
    """

    part: int
    say: str
    done: Callable[[Seen, Seen], bool]
    travels: bool = False


def _on(screen: str) -> Callable[[Seen, Seen], bool]:
    return lambda before, now: now.screen == screen


STEPS = (
    Step(
        1,
        "Every quote stands in its speaker's colour, and the foot says how we know it."
        " Press {quote.next} for the next one.",
        lambda before, now: now.chosen != before.chosen,
    ),
    Step(
        2,
        "Only what this speaker says? Press {quote.next_same} for their next quote,"
        " and {quote.previous_same} to go back.",
        lambda before, now: now.chosen != before.chosen,
    ),
    Step(3, "Who are they? Press {person.open} for their page: all they said, in all your articles.", _on(_PERSON)),
    Step(
        3,
        "Everything they are quoted with, what others say of them, and when."
        " {page.back} brings you back to where you were.",
        _on(_READER),
    ),
    Step(
        4,
        "≈ in the margin: another paper carries this quote, too. Press {travels.open} and see what was changed in it.",
        _on(_TRAVELS),
        travels=True,
    ),
    Step(4, "Word by word, the first seen first. Choose one with ↓. {page.back} brings you back.", _on(_READER)),
    Step(
        5,
        "Half remember a sentence? Press {search.open}, type  cautiosly optimistic  as it stands here, and Enter.",
        lambda before, now: now.screen == _READER and now.hits,
    ),
    Step(
        6,
        "The machine errs at times. Press {quote.correct}, type another speaker, Enter."
        " What you have corrected stays yours.",
        lambda before, now: now.corrected and now.screen == _READER,
    ),
    Step(
        6,
        "And {edit.undo} takes it back: whatever you did last, as often as you like.",
        lambda before, now: now.screen == _READER and not now.corrected,
    ),
    Step(
        7,
        "Press {quote.copy} to copy a quote with who said it, where and when;"
        " {article.cite} copies a citation, {export} exports.",
        lambda before, now: now.said != before.said and now.chosen == before.chosen,
    ),
    Step(
        8,
        "That is the heart of it. {help} shows every key, {palette} finds a command by its name, {quit} leaves."
        " Enjoy your reading.",
        _on(_HELP),
    ),
)
PARTS = STEPS[-1].part
