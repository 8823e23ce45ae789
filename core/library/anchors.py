"""Where the words of one version of a text stand in another."""

from __future__ import annotations

from newsreader.core.model import Span

CONTEXT = 32
"""Characters before or after the words by which a place is known among others."""

TELLING = 24
"""Characters from which on words that occur once in both texts are known without what stands around them."""

NEARBY = 8
"""Characters before or after shorter ones that occur once in both texts, by which they are known."""


def moved(span: Span, old: str, new: str) -> Span | None:
    """Where the words at a span of the old text stand in the new one; None where that is not certain.

    They are the same words, character for character. Where they occur several times in either text, the same
    characters must stand before or after them; one place that has both is preferred to others.
    """
    start, end = span
    words = old[start:end]
    places = _places(words, new) if words else []
    if len(places) == 1 and len(_places(words, old)) == 1:
        place = places[0]
        if len(words) >= TELLING or any(_likeness(old, start, end, new, place, NEARBY)):
            return place, place + len(words)
        return None
    likeness = [sum(_likeness(old, start, end, new, place, CONTEXT)) for place in places]
    best = max(likeness, default=0)
    if best == 0 or likeness.count(best) > 1:
        return None
    place = places[likeness.index(best)]
    return place, place + len(words)


def _likeness(old: str, start: int, end: int, new: str, place: int, length: int) -> tuple[bool, bool]:
    """Whether the same characters stand before, and after, a place. At an end of a text one side alone says nothing."""
    stop = place + end - start
    before = old[max(0, start - length) : start], new[max(0, place - length) : place]
    after = old[end : end + length], new[stop : stop + length]
    same = before[0] == before[1], after[0] == after[1]
    if all(same):
        return same
    return same[0] and len(before[0]) == length, same[1] and len(after[0]) == length


def _places(words: str, text: str) -> list[int]:
    found = []
    place = text.find(words)
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1)
    return found
