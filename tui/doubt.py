"""How sure it is who said something. Confidence is calibrated, so the bounds are shares of right answers."""

from __future__ import annotations

from newsreader.core.model import Quote, QuoteKind

SURE = 0.85
DOUBTFUL = 0.6


def unsure(quote: Quote) -> bool:
    """Whether it is doubtful or unknown who said a quote; somebody's correction is beyond doubt, and a scare quote."""
    if quote.corrected_by is not None or quote.kind is QuoteKind.SCARE:
        return False
    return quote.speaker_name is None or quote.confidence < DOUBTFUL
