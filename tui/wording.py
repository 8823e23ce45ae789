"""How quotes and counts are put into words, the same everywhere."""

from __future__ import annotations

import re
from functools import lru_cache

from newsreader.core.model import Analysis, Quote, QuoteKind
from newsreader.tui.doubt import DOUBTFUL, SURE
from newsreader.tui.reading import Reading
from newsreader.tui.signs import STAR, TAG

UNKNOWN = "Unknown speaker"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

NAMED = 48
"""Characters by which words are named in the status line."""


def certainty(quote: Quote) -> str:
    """How sure the speaker is, in one word; "yours" where the reader says so."""
    if quote.corrected_by is not None:
        return "yours"
    if quote.confidence >= SURE:
        return "sure"
    return "doubtful" if quote.confidence < DOUBTFUL else "likely"


def speaker_label(quote: Quote) -> str:
    """The speaker's name as shown: with a question mark when doubtful."""
    if quote.speaker_name is None:
        return UNKNOWN
    return quote.speaker_name + ("?" if quote.confidence < DOUBTFUL else "")


def words(analysis: Analysis, quote: Quote) -> str:
    """The quote's own words, what stands between its pieces shown as an ellipsis in brackets."""
    text = analysis.article.text
    return " […] ".join(text[start:end] for start, end in quote.marked or quote.content)


def reading_status(reading: Reading, hopeless: str | None) -> str:
    """The status line of an open article: its chosen quote and the note on it, or why there is none.

    hopeless: why the article cannot be analysed, where that is so.
    """
    if reading.analysis is None:
        return f"No quotes: {hopeless}" if hopeless else "Looking for quotes and people…"
    about = [reading.analysis.note] if reading.analysis.note else []  # in the frame there is not room for all of it
    if reading.quote is None:
        return " · ".join(["No quotes found in this article", *about])
    steps = reading.steps
    number = steps.index(reading.chosen) + 1 if reading.chosen in steps else 0
    status = quote_status(reading.article.text, number, len(steps), reading.quote)
    marks = reading.marks_on(reading.quote)
    if others := reading.elsewhere.get(reading.chosen):
        status += f" · also in {count(others, 'other')}"
    parts = [status, STAR if any(mark.what == "star" for mark in marks) else ""]
    parts.append(" ".join(f"{TAG}{mark.value}" for mark in marks if mark.what == "tag"))
    parts.append(f"Note: {reading.note.value}" if reading.note else "")
    return " · ".join((*filter(None, parts), *(about if reading.quote.speaker_name is None else ())))


def quote_status(text: str, number: int, total: int, quote: Quote) -> str:
    """A chosen quote of an article's text: which, who, by which cue, how sure; who else, when doubtful."""
    parts = [f"Quote {number}/{total}"]
    if quote.kind is QuoteKind.INDIRECT:
        parts[0] += " (indirect)"
    parts.append(speaker_label(quote))
    if quote.corrected_by is not None:
        parts += [text[slice(*quote.cue)] if quote.cue else "", certainty(quote)]
    elif quote.speaker_name is not None:
        parts.append(text[slice(*quote.cue)] if quote.cue else quote.basis)
        parts.append(certainty(quote))
        if quote.runner_up and quote.confidence < SURE:
            parts.append(f"else {quote.runner_up}")
    return " · ".join(part for part in parts if part)


def found_words(text: str, quote: Quote | None) -> str:
    """A quote as the machine found it: who, by which cue, how sure; for a panel that changes it."""
    if quote is None:
        return "no quote here"
    parts = [speaker_label(quote)]
    if quote.kind is QuoteKind.SCARE:
        parts = ["words in marks that nobody said"]
    elif quote.speaker_name is not None:
        parts += [f"cue “{text[slice(*quote.cue)]}”" if quote.cue else quote.basis, certainty(quote)]
    return " · ".join((*filter(None, parts), quote.kind))


def shortened(words: str) -> str:
    """Words as they are named in the status line: on one line, and no more than tell them from others."""
    end = "…”" if words.endswith("”") else "…"
    words = " ".join(words[: 8 * NAMED].split())  # a passage may be long
    return words if len(words) <= NAMED else words[: NAMED - 1].rstrip() + end


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 quote", "2 quotes"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@lru_cache(maxsize=4096)
def day(published: str | None) -> str:
    """The day of a date that may come with an hour, to be read: "2 Mar 2016"; "Mar 2016" and "2016" of less."""
    date = (published or "")[:10]
    found = _DATE.fullmatch(date)
    if not found or not 1 <= int(found[2] or 1) <= len(_MONTHS):
        return date
    year, month, of_month = found.groups()
    parts = (str(int(of_month)) if of_month else "", _MONTHS[int(month) - 1] if month else "", year)
    return " ".join(filter(None, parts))
