"""From bytes to an `Article`: decoding, clean-up, blocks, title, author, date.

decoded = decode(raw)                                  # bytes -> words, or NotText
article = article_from_text(sanitise(decoded.text), source="report.txt")
"""

from newsreader.core.text.blocks import article_from_text
from newsreader.core.text.clean import Decoded, NotText, decode, sanitise

__all__ = ["Decoded", "NotText", "article_from_text", "decode", "sanitise"]
