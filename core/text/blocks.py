"""A text as an `Article`: what each of its paragraphs is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.core.model import Article, Block, BlockKind, Span
from newsreader.core.text import furniture
from newsreader.core.text.paragraphs import paragraphs

FRONT = 8
"""Paragraphs at the top among which headline, standfirst, byline and date are looked for."""

_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
_SENTENCE_BREAK = re.compile(r"[a-z]{3}[.!?][\"”’']?\s+[A-Z\"“]")
_PLAIN = re.compile(r"\b(?:the|an?|was|were|had|has|is|are|said)\b", re.IGNORECASE)  # words that headlines leave out
_LOWER_WORD = re.compile(r"\b[a-z]{4,}")
_INVITATION = re.compile(r"(?:read (?:more|also|next)|related.*|see also|more on this story|recommended.*)\W*", re.I)
_QUOTED_HEADING = re.compile(r"[‘'“\"]\w[^.,!?\"”]*\w[’'”\"]")
_WORD = re.compile(r"\w+")
_CUT = ("…", "...", ". . .", "[…]", "[...]")
_CLOSED = (".", "!", ",", ";", ":", '"', "”", "’", "'", ")", "…", "»", "-", "–", "—", "|")


def article_from_text(text: str, *, source: str = "", title: str | None = None) -> Article:
    """The text with its paragraphs as blocks, and title, author, date and outlet where it states them.

    text: used as it is; sanitise it before. title: a title known from elsewhere, taken before the headline.
    Headline and other front matter is looked for in the first FRONT paragraphs, credits and boilerplate everywhere.
    Linear in the length of the text.
    """
    spans = paragraphs(text)
    kinds = [_kind_anywhere(text[s:e]) if e - s <= furniture.FURNITURE_LIMIT else BlockKind.BODY for s, e in spans]
    front = _Front(text, spans, kinds, title)
    front.read()
    _subheadings(text, spans, kinds)
    _neighbours(text, spans, kinds)
    outlet = front.outlet or _outlet(text, spans, kinds)
    return Article(
        text=text,
        title=title if title is not None else front.title,
        blocks=tuple(Block(s, e, kind) for (s, e), kind in zip(spans, kinds, strict=True)),
        source=source,
        outlet=outlet,
        author=front.author,
        published=front.published,
    )


def _kind_anywhere(line: str) -> BlockKind:
    if furniture.is_boilerplate(line):
        return BlockKind.BOILERPLATE
    if furniture.is_credit(line):
        return BlockKind.CREDIT
    return BlockKind.BODY


class _Front:
    """Reads the top of an article, one paragraph after the other, and corrects their kinds."""

    def __init__(self, text: str, spans: Sequence[Span], kinds: list[BlockKind], title: str | None) -> None:
        self.lines = [text[s:e] if e - s <= 2000 else text[s : s + 2000] for s, e in spans[: FRONT + 4]]
        self.kinds = kinds
        self.title = ""
        self.author: str | None = None
        self.outlet: str | None = None
        self.published: str | None = None
        self.given = title

    def read(self) -> None:
        for i, line in enumerate(self.lines[:FRONT]):
            if self._is_dated(i, line) or self._is_signed(i, line):
                continue
            if not self.title and self._is_headline(i, line):
                self.kinds[i] = BlockKind.HEADLINE
                heading = _HEADING.fullmatch(line)
                self.title = " ".join((heading[1] if heading else line).split()).rstrip(";")
            elif self.title and self._repeats(i, line):
                self.kinds[i] = BlockKind.BOILERPLATE
            elif self.title and self._is_standfirst(i, line):
                self.kinds[i] = BlockKind.STANDFIRST
            elif self.kinds[i] is BlockKind.BODY:
                self.outlet = self.outlet or furniture.wire(line)
                self.published = self.published or furniture.date_of_wire(line)
                break

    def _is_dated(self, i: int, line: str) -> bool:
        day = furniture.date(line)
        if not day and not (0 < i < len(self.lines) - 1 and furniture.is_place_line(line)):
            return False
        self.published = self.published or day
        self.kinds[i] = BlockKind.DATELINE
        return True

    def _is_signed(self, i: int, line: str) -> bool:
        followed = i + 1 < len(self.lines)
        dated = followed and bool(self.kinds[i - 1] is BlockKind.DATELINE or furniture.date(self.lines[i + 1]))
        if not self.title and not line.lower().startswith(("by", "author")):
            return False
        found = furniture.byline(line, bare=dated and not self.author)
        if found is None or not followed:
            return False
        self.author = self.author or found.author
        self.outlet = self.outlet or found.outlet
        self.kinds[i] = BlockKind.BYLINE
        return True

    def _is_headline(self, i: int, line: str) -> bool:
        if self.given and _letters(self.given) == _letters(line):
            return True
        if self.kinds[i] is not BlockKind.BODY or i + 1 >= len(self.lines) or len(line) > 250:
            return False
        if _HEADING.fullmatch(line):
            return True
        words = line.split()
        if (
            len(words) > 30
            or (len(words) > 8 and _SENTENCE_BREAK.search(line))
            or (line[0] in '"“«' and line[-1] in ".,")
        ):
            return False
        if line[-1] not in ".,:" and (line[-1] not in '"”' or line[-2:-1] not in (".", ",")):
            return len(line) < max(map(len, self.lines[i + 1 :]))
        if line[-1] != ".":
            return False
        small = _LOWER_WORD.findall(line)  # "Daggers Drawn As Rivals Meet.": a headline that was given a full stop
        following = self.lines[i + 1]
        return len(words) <= 20 and (
            len(small) * 3 < len(words)
            or (not _PLAIN.search(line) and len(following) > 100)
            or bool(furniture.wire(following) or furniture.byline(following) or furniture.date(following))
        )

    def _is_standfirst(self, i: int, line: str) -> bool:
        """A line under the headline that is cut, or unfinished, or stands above the byline."""
        if self.kinds[i] is not BlockKind.BODY or len(line) > 350 or i + 1 >= len(self.lines):
            return False
        if line[0] in '"“«#' or any(self.kinds[j] is BlockKind.STANDFIRST for j in range(i)) or line.count(" ") < 4:
            return False
        if self.lines[i - 1].endswith(";"):
            return True
        if not line.endswith((".", "!", "?", '"', "”", ":", ",", "’", "'")) or line.endswith(_CUT):
            return len(line) < max(map(len, self.lines[i + 1 :]))
        following = self.lines[i + 1 : i + 3]
        return any(furniture.byline(f) or furniture.date(f) for f in following)

    def _repeats(self, i: int, line: str) -> bool:
        """A teaser: the beginning of a paragraph below it, usually cut short; or the headline again."""
        bare = _letters(line)
        if bare and bare == _letters(self.title):
            return True
        if line.endswith(_CUT):
            bare = bare[: -max(1, len(bare) // 10)]  # the last word may itself be cut
        elif _WORD.findall(line)[8:] == []:
            return False
        return len(bare) >= 20 and any(_begins(other, bare) for other in self.lines[i + 1 :])


def _begins(line: str, bare: str) -> bool:
    """Whether a line begins with these letters, and goes on."""
    if not bare.startswith(_letters(line[:8])[: len(bare)]):  # most lines, at little cost
        return False
    letters = _letters(line)
    return letters.startswith(bare) and letters != bare


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _subheadings(text: str, spans: Sequence[Span], kinds: list[BlockKind]) -> None:
    """Short unfinished lines between longer paragraphs of the body."""
    for i in range(1, len(spans) - 1):
        start, end = spans[i]
        if end - start > 80 or kinds[i] is not BlockKind.BODY:
            continue
        before, after = spans[i - 1], spans[i + 1]
        line = text[start:end]
        if _HEADING.fullmatch(line) or (
            kinds[i - 1] is BlockKind.BODY
            and kinds[i + 1] is BlockKind.BODY
            and after[1] - after[0] > max(70, 2 * (end - start))
            and before[1] - before[0] > 40
            and text[before[1] - 1] in ".!?\"”’')…"
            and (_QUOTED_HEADING.fullmatch(line) or (line[0].isalnum() and not line.endswith(_CLOSED)))
            and not line[0].islower()
            and line.count(" ") < (5 if line.endswith("?") else 10)
            and ":" not in line
        ):
            kinds[i] = BlockKind.SUBHEADING


def _neighbours(text: str, spans: Sequence[Span], kinds: list[BlockKind]) -> None:
    """Another article's headline under "READ MORE" is no body; a name after a dash is, but at the end of the text."""
    for i in range(1, len(spans)):
        start, end = spans[i]
        above = text[spans[i - 1][0] : spans[i - 1][1]]
        if kinds[i] is BlockKind.CREDIT:
            is_speaker = above.endswith(("”", '"', "»")) and text[start] in "–—"
            is_item = text[start] in "-–—" and text[end - 1] != ")" and i < len(spans) - 3
            if is_speaker or is_item:
                kinds[i] = BlockKind.BODY
        elif (
            kinds[i - 1] is BlockKind.BOILERPLATE
            and kinds[i] in (BlockKind.BODY, BlockKind.SUBHEADING)
            and _INVITATION.fullmatch(above)
            and end - start <= 150
            and text[end - 1] not in '.!”"'
            and i + 1 < len(spans)
        ):
            kinds[i] = BlockKind.BOILERPLATE


def _outlet(text: str, spans: Sequence[Span], kinds: Sequence[BlockKind]) -> str | None:
    """The outlet of the last credit that names one."""
    for (start, end), kind in zip(reversed(spans), reversed(kinds), strict=True):
        if kind is BlockKind.CREDIT and (outlet := furniture.credit_outlet(text[start:end])):
            return outlet
    return None
