"""The one door by which articles come in: read apart, with limits, and kept in the library with what went wrong.

    with Intake(library, jobs=2) as intake:
        for told in intake.take(["story.html", "box.mbox", Raw("-", data), Page("https://…")]):
            for thing, outcome in told:
                ...                        # Taken, Refused or Subscribed; None when all of a thing is in

Whatever reads somebody else's bytes does it in a process of its own, which may be killed. The names are loaded when
they are first used: who only says what is to be read does not pay for the reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsreader.core.intake.things import Page, Raw, Thing, things_of

if TYPE_CHECKING:
    from newsreader.core.intake.intake import Intake
    from newsreader.core.intake.outcomes import Outcome, Refused, Subscribed, Taken
    from newsreader.core.intake.readers import Readers

__all__ = [
    "Intake",
    "Outcome",
    "Page",
    "Raw",
    "Readers",
    "Refused",
    "Subscribed",
    "Taken",
    "Thing",
    "things_of",
]

_HOMES = {"Intake": "intake", "Readers": "readers"}


def __getattr__(name: str) -> Any:
    """Load one of the public names from its home."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'outcomes')}"), name)
