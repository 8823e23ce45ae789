"""Lines that stand somewhere on pages to paragraphs: a PDF knows no paragraphs, only where its letters are.

Lines are joined where a typesetter would have broken them; a word broken with a hyphen is made whole only where that
is sure, else the hyphen stays. What stands at the head or foot of most pages is kept once, as boilerplate at the end.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsreader.core.model import BlockKind
from newsreader.core.sources.formats.pdf_lines import BROKEN, MARK, Line

Part = tuple[BlockKind, str]

_EDGE = 3
"""Lines at the top and at the bottom of a page among which heads and feet are looked for."""

_ENDS = (".", "!", "?", ":", ";", "”", '"', "’", "'", ")", "…", "»")
_BULLET = re.compile(rf"(?:{MARK.pattern})\s+")
_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|von)\s*\d{1,4})?\s*[-–—|]?", re.I
)
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+(?:-\w+)*")
# No English word begins with the letters that these stand for, so that a hyphen before them was the typesetter's.
_NO_WORDS = frozenset(
    re.findall(
        r"\w+",
        """tion tions sion sions ment ments ness ing ings ity ities tional tionally sional ously ally ably ibly
        tive tively tives ture tures ence ences ance ances ation ations cation cations lation nation ulation ization
        ational erally ically cal cally tary tory tors ters mental dents""",
    )
) - {"nation", "ally", "tory"}


def parts_of(pages: Sequence[Sequence[Line]]) -> list[Part]:
    """The paragraphs of a document: headings, list items, boilerplate and body."""
    kept, furniture = _without_furniture(pages)
    if not kept:
        return [(BlockKind.BODY, line.text.replace(BROKEN, "-")) for line in furniture]
    layout = _Layout(kept)
    words = Counter(_WORD.findall("\n".join(line.text for line in kept).lower()))
    out: list[Part] = []
    for lines in _paragraphs(kept, layout):
        if text := _joined(lines, words):
            out.append((_kind(lines, text, layout), text))
    return out + [(BlockKind.BOILERPLATE, line.text.replace(BROKEN, "-")) for line in furniture]


def _without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[Line]]:
    """The lines without page numbers and what most pages have at head or foot; and of those heads one each."""
    seen: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    edges = [_edges(page) for page in pages]
    for number, edge in enumerate(edges):
        for line in edge:
            seen[_key(line)].add(number)
    full = sum(1 for page in pages if page)
    repeated = {key for key, on in seen.items() if full >= 3 and len(on) * 2 > full}
    first: dict[tuple[str, int, int], Line] = {}
    kept: list[Line] = []
    for page, edge in zip(pages, edges, strict=True):
        left_out = set()
        for line in edge:
            if _key(line) in repeated:
                left_out.add(id(line))
                if not _NUMBER.fullmatch(line.text):
                    first.setdefault(_key(line), line)
            elif full >= 2 and line in edge[:1] + edge[-1:] and _NUMBER.fullmatch(line.text):
                left_out.add(id(line))
        kept += [line for line in page if id(line) not in left_out]
    return kept, list(first.values())


def _edges(page: Sequence[Line]) -> list[Line]:
    """The highest and the lowest lines of a page, from top to bottom."""
    ordered = sorted(page, key=lambda line: -line.base)
    return ordered if len(ordered) <= 2 * _EDGE else ordered[:_EDGE] + ordered[-_EDGE:]


def _key(line: Line) -> tuple[str, int, int]:
    """The same for a running head on every page: words without numbers, height on the page, size."""
    return _DIGITS.sub("#", line.text), round(line.base / 4), round(line.height)


class _Layout:
    """What the lines of a document have in common: size, distance, margins."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.height * 2) / 2] += len(line.text)
        self.height = max(sizes.most_common(1)[0][0], 0.5)
        leadings: dict[float, Counter[float]] = defaultdict(Counter)
        for a, b in pairwise(lines):
            down = a.base - b.base
            if a.page == b.page and 0 < down < 3 * a.height and abs(a.height - b.height) < 0.1 * a.height:
                leadings[round(a.height)][round(down * 2) / 2] += 1
        self._leadings = {height: counted.most_common(1)[0][0] for height, counted in leadings.items()}
        self._lefts: dict[tuple[int, int], list[float]] = defaultdict(list)
        self._rights: dict[tuple[int, int], float] = {}
        for line in lines:
            for column in self._columns(line):
                self._rights[column] = max(line.right, self._rights.get(column, line.right))
                self._lefts[column].append(line.left)
        self._margins = {
            column: sorted(lefts)[len(lefts) // 10] if len(lefts) > 3 else min(lefts)
            for column, lefts in self._lefts.items()
        }

    def _columns(self, line: Line) -> tuple[tuple[int, int], ...]:
        at = int(line.left // (4 * self.height))
        return (line.page, at - 1), (line.page, at), (line.page, at + 1)

    def leading(self, line: Line) -> float:
        """Points from one line to the next in a paragraph of this size."""
        return self._leadings.get(round(line.height), 1.2 * line.height)

    def right(self, line: Line) -> float:
        """Where the lines beside it end."""
        return self._rights[self._columns(line)[1]]

    def indent(self, line: Line) -> bool:
        """Whether it begins further right than the lines beside it, as the first of a paragraph may."""
        return 0.7 * line.height < line.left - self._margins[self._columns(line)[1]] < 5 * line.height

    def is_large(self, line: Line) -> bool:
        return line.height > 1.12 * self.height


def _paragraphs(lines: Iterable[Line], layout: _Layout) -> list[list[Line]]:
    out: list[list[Line]] = []
    for line in lines:
        if out and _goes_on(out[-1], line, layout):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _goes_on(paragraph: Sequence[Line], line: Line, layout: _Layout) -> bool:
    """Whether a line belongs to the paragraph above it."""
    last = paragraph[-1]
    if _is_initial(paragraph, line):
        return True
    if last.text.endswith(BROKEN):
        return True
    if abs(last.height - line.height) > 0.12 * max(last.height, line.height) or "\t" in last.text + line.text:
        return False
    ended = last.text.endswith(_ENDS)
    small = line.text[:1].islower()
    down = last.base - line.base
    if last.page != line.page or down <= 0:  # the next page or column
        if layout.is_large(line) or _BULLET.match(line.text):
            return False
        return (small and not ended) or (not _fits(last, line, layout) and not layout.indent(line) and not ended)
    leading = layout.leading(line)
    if down > 1.35 * leading:
        return small and not ended and down < 2.2 * leading
    if layout.is_large(line):
        return True
    if _BULLET.match(line.text) and (ended or _BULLET.match(paragraph[0].text)):
        return False
    if _BULLET.match(paragraph[0].text) and line.left > paragraph[0].left + 0.3 * line.height:
        return True
    if line.left - last.left > 0.7 * line.height and layout.indent(line) and len(paragraph) + ended > 1:
        return False
    if not _fits(last, line, layout):
        return True
    return small and not ended


def _is_initial(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether the paragraph so far is one large letter that the line goes on from."""
    first = paragraph[0]
    return len(paragraph) == 1 and len(first.text) == 1 and first.text.isalpha() and first.height > 1.8 * line.height


def _fits(last: Line, line: Line, layout: _Layout) -> bool:
    """Whether the first word of a line would have fitted on the one above: then that one ends a paragraph."""
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) * (len(word) + 1) / max(1, len(line.text))
    return last.right + width < layout.right(last) - 0.3 * line.height


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    out = ""
    for i, line in enumerate(lines):
        if not out or (i == 1 and _is_initial(lines[:1], line)):
            out += line.text
        elif out.endswith((BROKEN, "\xad")):
            out = _mended(out[:-1], line.text, words, sure=out.endswith("\xad"))
        elif out.endswith("-") and len(out) > 1 and out[-2].isalnum() and line.text[:1].isalnum():
            out = _mended(out[:-1], line.text, words, sure=False)
        else:
            out += f" {line.text}"
    return out.replace(BROKEN, "-").replace("\xad", "").strip()


def _mended(before: str, after: str, words: Counter[str], *, sure: bool) -> str:
    """Two halves of a word, without the hyphen where the whole is elsewhere in the document, or no half is a word."""
    match = _WORD.match(after)
    end = match[0] if match else ""
    start = before[max(before.rfind(" "), before.rfind("\t")) + 1 :].lstrip("“‘\"'(")
    whole, hyphened = f"{start}{end}".lower(), f"{start}-{end}".lower()
    if sure or (end.islower() and not words[hyphened] and (words[whole] or (end in _NO_WORDS and start.isalpha()))):
        return before + after
    return f"{before}-{after}"


def _kind(lines: Sequence[Line], text: str, layout: _Layout) -> BlockKind:
    if len(text) <= 250 and all(map(layout.is_large, lines)) and any(c.isalpha() for c in text):
        return BlockKind.SUBHEADING
    return BlockKind.ITEM if _BULLET.match(text) and text[0] in "•‣▪●◦∙" else BlockKind.BODY
