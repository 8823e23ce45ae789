"""Quotation marks of every style, paired within paragraphs in linear time. No text is ever given up on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsreader.core.model import Span
from newsreader.core.text.paragraphs import paragraphs as find_paragraphs

_MARK = re.compile(r"''|``|[\"“”„«»‹›‘’‚'`]")
_TAG = re.compile(r"<[a-zA-Z][\w-]*(?: [^<>]{0,2000})?>")  # left over from a page: its attributes are no speech
_SINGLES = frozenset("‘’‚'`‹›")
_BEFORE_OPEN = frozenset("([{—–-/‘'“\"…:")
_AFTER_CLOSE = frozenset(".,;:!?)]}—–-/’'”\"…")
_CLOSERS = {'"': '"”', "“": '”"', "”": '”"', "„": '“”"', "«": "»", "»": "«", "''": "''\"”", "``": "''\"”"}
_SINGLE_CLOSERS = {"'": "'’", "‘": "’'", "’": "’'", "‚": "‘’'", "‹": "›", "›": "‹", "`": "'’"}
# Words that begin with an apostrophe, which is then no opening mark.
_ELISION = re.compile(
    r"(?:\d\ds?|em|til|tis|twas|cause|round|bout|n|nuff|cos|cuz|ere|neath|tween|twere|twill|ello|er)\b", re.I
)
_SHORTEST_UNCLOSED = 4  # characters; less after a lone mark is a stray mark


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch in quotation marks.

    start, end: with its marks. inner: without them. closed: False when the paragraph ended first, as when a
    speech runs over paragraphs that are each opened anew. single: in single marks. turn: no marks at all, but a turn of
    a transcript.
    """

    start: int
    end: int
    inner: Span
    closed: bool = True
    single: bool = False
    turn: bool = False

    def moved(self, by: int) -> Mark:
        """The same mark `by` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by, inner=(self.inner[0] + by, self.inner[1] + by))


def find_marks(text: str, paragraphs: Sequence[Span] | None = None) -> list[Mark]:
    """All outermost stretches in quotation marks, in text order; none crosses a paragraph's end."""
    found: list[Mark] = []
    plain = _TAG.sub(lambda tag: " " * len(tag[0]), text) if '="' in text else text
    for start, end in find_paragraphs(text) if paragraphs is None else paragraphs:
        line = plain[start:end]
        if _MARK.search(line):
            found.extend(_in_paragraph(line, start))
    return found


def _in_paragraph(line: str, offset: int) -> list[Mark]:
    tokens = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(line)]
    doubles = _pair_doubles(line, [t for t in tokens if t[2] not in _SINGLES])
    singles = [t for t in tokens if t[2] in _SINGLES]
    if singles and doubles:
        starts = [d[0] for d in doubles]

        def is_outside(at: int) -> bool:
            index = bisect_right(starts, at) - 1
            return index < 0 or at >= doubles[index][1]

        singles = [t for t in singles if is_outside(t[0])]
    pairs = doubles + (_pair_singles(line, singles) if singles else [])
    pairs = _outermost(sorted(pairs))
    marks = (_mark(line, offset, *pair) for pair in pairs)
    return [mark for mark in marks if mark.inner[0] < mark.inner[1]]  # nothing but space is no stretch


_Pair = tuple[int, int, int, int, bool, bool]  # start, end, inner start, inner end, closed, single


def _mark(line: str, offset: int, start: int, end: int, inner: int, inner_end: int, closed: bool, single: bool) -> Mark:
    while inner < inner_end and line[inner].isspace():
        inner += 1
    while inner_end > inner and line[inner_end - 1].isspace():
        inner_end -= 1
    return Mark(offset + start, offset + end, (offset + inner, offset + inner_end), closed, single)


def _outermost(pairs: list[_Pair]) -> list[_Pair]:
    kept: list[_Pair] = []
    for pair in pairs:
        if pair[3] > pair[2] and (not kept or pair[0] >= kept[-1][1]):
            kept.append(pair)
    return kept


def _direction(line: str, start: int, end: int, sign: str, is_open: bool) -> str:
    """'o' or 'c': which way a double mark looks, from its shape, else from the characters around it."""
    before = line[start - 1] if start else " "
    after = line[end] if end < len(line) else " "
    if sign in ("“", "„", "«", "``"):
        return "o"
    if sign in ("”", "»"):
        return "c"
    opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSE)
    if opens and not closes:
        return "o"
    if closes and not opens:
        return "c"
    return "c" if is_open else "o"


def _pair_doubles(line: str, tokens: list[tuple[int, int, str]]) -> list[_Pair]:
    pairs: list[_Pair] = []
    opened: tuple[int, int, str] | None = None
    depth = 0
    last = len(tokens) - 1
    for index, (start, end, sign) in enumerate(tokens):
        before = line[start - 1] if start else " "
        after = line[end] if end < len(line) else " "
        way = _direction(line, start, end, sign, opened is not None)
        if opened is None:
            if way == "c":
                reversed_guillemet = sign == "»" and not after.isspace() and before.isspace() and "«" in line[end:]
                misprinted = sign == "”" and before.isspace() and not after.isspace()
                if not (reversed_guillemet or misprinted):
                    continue
            if sign == '"' and before.isdigit():  # inches
                continue
            opened, depth = (start, end, sign), 0
            continue
        if sign in _CLOSERS[opened[2]] and way == "o" and sign in "“«" and opened[2] in "„»":
            way = "c"  # „low-high“ and »turned« pairs
        if way == "o":
            if sign in ('"', "''"):
                pairs.append((opened[0], end if index == last else start, opened[1], start, index == last, False))
                opened = None if index == last else (start, end, sign)
            elif sign == "“" and after.isspace() and (before.isspace() or before in ".,?!") and depth == 0:
                pairs.append((opened[0], end, opened[1], start, True, False))
                opened = None
            elif _nests(tokens, index):
                depth += 1
            continue
        if sign == '"' and before.isdigit() and index < last and _closes_next(line, tokens, index):
            continue  # inches inside a quote that is closed later
        if depth:
            depth -= 1
            continue
        pairs.append((opened[0], end, opened[1], start, True, False))
        opened = None
    if opened is not None:
        tail = line[opened[0] :].rstrip()
        if len(tail) >= _SHORTEST_UNCLOSED:
            pairs.append((opened[0], opened[0] + len(tail), opened[1], opened[0] + len(tail), False, False))
    return pairs


def _nests(tokens: list[tuple[int, int, str]], index: int) -> bool:
    """Whether a second opening mark has its own closing one: the next two directed marks both close."""
    following = [sign for _, _, sign in tokens[index + 1 : index + 3]]
    return len(following) == 2 and all(sign in "”»" for sign in following)


def _closes_next(line: str, tokens: list[tuple[int, int, str]], index: int) -> bool:
    start, end, sign = tokens[index + 1]
    return sign == '"' and _direction(line, start, end, sign, True) == "c" and not line[start - 1].isdigit()


def _pair_singles(line: str, tokens: list[tuple[int, int, str]]) -> list[_Pair]:
    """Pairs of single marks, apostrophes told apart.

    A closing mark after punctuation (`,'` `.'`) is certain; one after a plain s with a word behind it
    ("the workers' rights") only counts when no better one follows before the next opening mark.
    """
    pairs: list[_Pair] = []
    opened: tuple[int, int, str] | None = None
    doubtful: tuple[int, int] | None = None

    def close(start: int, end: int) -> None:
        assert opened is not None
        pairs.append((opened[0], end, opened[1], start, True, True))

    for start, end, sign in tokens:
        before = line[start - 1] if start else " "
        after = line[end] if end < len(line) else " "
        if before.isalnum() and after.isalnum():
            continue
        can_open = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace() and sign != "’"
        can_open = can_open and (sign not in "'‘" or not _ELISION.match(line, end))
        can_close = (not before.isspace() and not after.isalnum() and sign not in "‘‚") or (
            sign == "‘" and opened is not None and opened[2] == "‚"
        )
        if opened is not None and can_close and sign in _SINGLE_CLOSERS[opened[2]]:
            if before in "sz" and after.isspace() and line[end + 1 : end + 2].isalpha() and sign in "'’":
                doubtful = (start, end)
                continue
            close(start, end)
            opened = doubtful = None
            continue
        if can_open and after not in ".,;:!?)":
            if opened is not None and doubtful is not None:
                close(*doubtful)
            elif opened is not None and sign == "'" and opened[2] == "'":
                pass
            opened, doubtful = (start, end, sign), None
    if opened is not None:
        if doubtful is not None:
            close(*doubtful)
        elif opened[0] == 0 and len(line) > 60 and opened[2] in "'‘" and pairs == []:
            tail = len(line.rstrip())
            pairs.append((opened[0], tail, opened[1], tail, False, True))
    return pairs
