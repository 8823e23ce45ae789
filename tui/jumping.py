"""Letters for the places one can jump to. Pure."""

from __future__ import annotations

from itertools import islice, product

LETTERS = "fjdkslaghrueiwoqptycvnmxbz"
"""The home row first, then what is reached without moving the hand."""


def labels(count: int) -> list[str]:
    """So many labels, none the beginning of another, as short as they can be all in all; the easiest first.

    One letter each as far as that goes; of more places the last ones get two letters, of which the first begins no
    other label. More than there are pairs of letters get none.
    """
    many = len(LETTERS)
    if count <= many:
        return list(LETTERS[:count])
    leads = next((leads for leads in range(1, many + 1) if many - leads + leads * many >= count), many)
    singles, pairs = LETTERS[: many - leads], product(LETTERS[many - leads :], LETTERS)
    return list(islice([*singles, *map("".join, pairs)], count))
