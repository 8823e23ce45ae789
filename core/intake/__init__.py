"""The one door by which articles come in: read apart, with limits, and kept in the library with what went wrong.

    intake = Intake(library, jobs=2)
    for outcome in intake.take(["story.html", "folder/box.mbox", Raw("-", data)]):
        ...                                # Taken, Refused or Subscribed

Whatever reads somebody else's bytes does it in a process of its own, which may be killed.
"""

from __future__ import annotations

from newsreader.core.intake.intake import Intake
from newsreader.core.intake.outcomes import Outcome, Raw, Refused, Subscribed, Taken

__all__ = ["Intake", "Outcome", "Raw", "Refused", "Subscribed", "Taken"]
