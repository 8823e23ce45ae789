"""Where the hostile inputs are gathered: a name that a file might have, and a function that makes its bytes.

The function is given a size, 1 in the tests and 10 in a full run, and makes an input in proportion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Make = Callable[[int], bytes]

CASES: dict[str, Make] = {}
"""All inputs, once the modules beside this one have been imported."""

PROSE = "The bridge over the Ald opened on Monday. “Nobody believed in it any more,” said Ann Tolland of the board.\n\n"


def case(name: str) -> Callable[[Make], Make]:
    """Adds what a function makes; its name must be new."""

    def add(make: Make) -> Make:
        assert name not in CASES, name
        CASES[name] = make
        return make

    return add


def same(kind: str, suffix: str, inputs: Mapping[str, bytes]) -> None:
    """Adds small inputs of a kind."""
    for name, raw in inputs.items():
        case(f"{kind}/{name}{suffix}")(lambda _, raw=raw: raw)  # type: ignore[misc]


def sized(kind: str, suffix: str, inputs: Mapping[str, Make]) -> None:
    """Adds inputs of a kind that grow."""
    for name, make in inputs.items():
        case(f"{kind}/{name}{suffix}")(make)
