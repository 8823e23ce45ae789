"""A Doc as plain lists, for rules that look at a few of its tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy import attrs
from spacy.strings import StringStore
from spacy.tokens import Doc

from newsreader.core.model import Span

_ATTRIBUTES = [
    *(attrs.IDX, attrs.LENGTH, attrs.HEAD, attrs.TAG, attrs.DEP, attrs.ENT_TYPE, attrs.ENT_IOB, attrs.SENT_START),
    attrs.IS_SPACE,
]


class _Labels(dict[int, str]):
    """spaCy's labels by their hash, looked up once each: hashes are the same in every vocabulary."""

    def __init__(self) -> None:
        super().__init__({0: ""})
        self.strings: StringStore | None = None

    def __missing__(self, key: int) -> str:
        assert self.strings is not None
        label = self[key] = self.strings[key]
        return label


_labels = _Labels()


@dataclass(frozen=True)
class Tokens:
    """The tokens of a Doc as equally long lists.

    word: as written. start, end: characters. tag, dep, entity: spaCy's labels, "" where there is none. head: index.
    begins: whether a token begins an entity. sent, para: running numbers; a paragraph ends with its line.
    quoted: whether a token stands in quotation marks. capitals: the tokens that begin with a capital letter.
    """

    text: str
    word: list[str]
    start: list[int]
    end: list[int]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    begins: list[bool]
    sent: list[int]
    para: list[int]
    quoted: list[bool]
    capitals: list[int]

    def __len__(self) -> int:
        return len(self.word)

    def at(self, offset: int) -> int:
        """The last token that starts at or before a character."""
        return max(0, bisect_right(self.start, offset) - 1)

    def head_of(self, first: int, last: int) -> int:
        """The token of first … last whose own head is outside them."""
        for i in range(last, first - 1, -1):
            if not first <= self.head[i] <= last or self.head[i] == i:
                return i
        return last


def make_tokens(doc: Doc, text: str, quoted: Sequence[Span]) -> Tokens:
    """The lists of a parsed Doc. text: what it was made from. quoted: the stretches in quotation marks (characters)."""
    raw = doc.to_array(_ATTRIBUTES)
    start = raw[:, 0].tolist()
    end = (raw[:, 0] + raw[:, 1]).tolist()
    word = [text[s:e] for s, e in zip(start, end, strict=True)]
    breaks = np.zeros(len(word) + 1, dtype=np.int64)
    for i in np.flatnonzero(raw[:, 8]).tolist():
        breaks[i + 1] = "\n" in word[i]
    _labels.strings = doc.vocab.strings
    inside = [False] * len(word)
    for left, right in quoted:
        for i in range(bisect_right(end, left), bisect_right(start, right - 1)):
            inside[i] = True
    return Tokens(
        text=text,
        word=word,
        start=start,
        end=end,
        tag=list(map(_labels.__getitem__, raw[:, 3].tolist())),
        dep=list(map(_labels.__getitem__, raw[:, 4].tolist())),
        head=(np.arange(len(word)) + raw[:, 2].astype(np.int64)).tolist(),
        entity=list(map(_labels.__getitem__, raw[:, 5].tolist())),
        begins=(raw[:, 6] == 3).tolist(),
        sent=np.cumsum(raw[:, 7] == 1).tolist(),
        para=np.cumsum(breaks[:-1]).tolist(),
        quoted=inside,
        capitals=[i for i, token in enumerate(word) if token[0].isupper()],
    )
