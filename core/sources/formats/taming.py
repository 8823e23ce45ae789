"""Markup that would keep a parser busy for minutes, made harmless."""

from __future__ import annotations

import re

MOST_ATTRIBUTES = 1000
"""Of one tag. The time that lxml takes grows with their square."""

# Quotation marks that are not closed for so long are none: each tag would look for the mark to the end of the text.
_LONG_TAG = re.compile(
    r"<(?P<name>[A-Za-z][\w:-]{0,40})(?=[^<]{4000})(?:[^\"'<>]|\"[^\"]{0,100000}\"|'[^']{0,100000}')*+>"
)
_ATTRIBUTE = re.compile(r"[\s/\"'][^\s/\"'=<>]")


def tamed(markup: str) -> str:
    """Markup in which tags with more attributes than MOST_ATTRIBUTES have none."""
    return _LONG_TAG.sub(_bare, markup)


def _bare(tag: re.Match[str]) -> str:
    return f"<{tag['name']}>" if len(_ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES else tag[0]
