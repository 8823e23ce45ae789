"""A Doc as plain lists, for rules that look at a few of its tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc

from newsreader.core.model import Span

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ATTRIBUTES = [
    *(attrs.IDX, attrs.LENGTH, attrs.HEAD, attrs.TAG, attrs.DEP, attrs.ENT_TYPE, attrs.ENT_IOB, attrs.SENT_START),
    attrs.IS_SPACE,
]
_BEGINS = 3  # what spaCy writes as ENT_IOB where an entity begins
_Hashes = NDArray[np.uint64]


class _Labels:
    """spaCy's labels by their hash, asked for once each: hashes are the same in every vocabulary.

    They stand in a table at their hash modulo its size, which is one that keeps them apart.
    """

    def __init__(self) -> None:
        self._label = {0: ""}
        self._table = np.zeros(1, dtype=np.uint64), np.array([""], dtype=object)

    def __call__(self, hashes: _Hashes, strings: StringStore) -> list[str]:
        """The label of each hash."""
        known, labels = self._table
        at = hashes % np.uint64(len(known))
        if (known[at] != hashes).any():
            known, labels = self._learn(set(hashes.tolist()), strings)
            at = hashes % np.uint64(len(known))
        out: list[str] = labels[at].tolist()
        return out

    def _learn(self, hashes: set[int], strings: StringStore) -> tuple[_Hashes, NDArray[np.object_]]:
        self._label |= {key: strings[key] for key in hashes if key not in self._label}
        all_of = len(self._label)
        size = next(n for n in count(all_of) if len({key % n for key in self._label}) == all_of)
        known, labels = np.zeros(size, dtype=np.uint64), np.full(size, "", dtype=object)
        for key, label in self._label.items():
            known[key % size], labels[key % size] = key, label
        self._table = known, labels
        return self._table


_tag_labels, _dep_labels, _entity_labels = _Labels(), _Labels(), _Labels()


@dataclass(frozen=True)
class Tokens:
    """The tokens of a Doc as equally long lists.

    word: as written. start, end: characters. tag, dep, entity: spaCy's labels, "" where there is none. head: index.
    sent, para: running numbers; a paragraph ends with its line. quoted: whether a token stands in quotation marks.
    entities: first and last token of each entity. capitals: the tokens that begin with a capital letter.
    """

    text: str
    word: list[str]
    start: list[int]
    end: list[int]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    sent: list[int]
    para: list[int]
    quoted: list[bool]
    entities: list[tuple[int, int]]
    capitals: list[int]
    _tags: _Hashes = field(repr=False)
    _deps: _Hashes = field(repr=False)

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def subjects(self) -> list[int]:
        """Subjects and agents ("by Ann Roe") outside quotation marks."""
        return [
            i
            for i in self.related("nsubj", "nsubjpass", "pobj")
            if not self.quoted[i] and (self.dep[i] != "pobj" or self.dep[self.head[i]] == "agent")
        ]

    def tagged(self, *tags: str) -> list[int]:
        """The tokens with one of these tags."""
        return _places(self._tags, tags)

    def related(self, *deps: str) -> list[int]:
        """The tokens that stand in one of these relations to their head."""
        return _places(self._deps, deps)

    def at(self, offset: int) -> int:
        """The last token that starts at or before a character."""
        return max(0, bisect_right(self.start, offset) - 1)

    def head_of(self, first: int, last: int) -> int:
        """The token of first … last whose own head is outside them."""
        if first < last:
            head = self.head
            for i in range(last, first - 1, -1):
                if not first <= head[i] <= last or head[i] == i:
                    return i
        return last


def _places(hashes: _Hashes, labels: Sequence[str]) -> list[int]:
    found = hashes == get_string_id(labels[0])
    for label in labels[1:]:
        found |= hashes == get_string_id(label)
    out: list[int] = np.flatnonzero(found).tolist()
    return out


def make_tokens(doc: Doc, text: str, quoted: Sequence[Span]) -> Tokens:
    """The lists of a parsed Doc. text: what it was made from. quoted: the stretches in quotation marks (characters)."""
    raw = doc.to_array(_ATTRIBUTES)
    begin, length, head, tag, dep, entity, iob, sentence, space = np.ascontiguousarray(raw.T)
    start = begin.tolist()
    end = (begin + length).tolist()
    word = [text[s:e] for s, e in zip(start, end, strict=True)]
    breaks = np.zeros(len(word) + 1, dtype=np.int64)
    for i in np.flatnonzero(space).tolist():
        breaks[i + 1] = "\n" in word[i]
    inside = [False] * len(word)
    for left, right in quoted:
        first, stop = bisect_right(end, left), bisect_right(start, right - 1)
        inside[first:stop] = [True] * (stop - first)
    strings = doc.vocab.strings
    return Tokens(
        text=text,
        word=word,
        start=start,
        end=end,
        tag=_tag_labels(tag, strings),
        dep=_dep_labels(dep, strings),
        head=(np.arange(len(word)) + head.astype(np.int64)).tolist(),
        entity=_entity_labels(entity, strings),
        sent=np.cumsum(sentence == 1).tolist(),
        para=np.cumsum(breaks[:-1]).tolist(),
        quoted=inside,
        entities=_entities(entity, iob),
        capitals=_capitals(text, word, begin),
        _tags=tag,
        _deps=dep,
    )


def _entities(entity: _Hashes, iob: _Hashes) -> list[tuple[int, int]]:
    """First and last token of each entity."""
    begins = iob == _BEGINS
    first = np.flatnonzero(begins)
    stops = np.append(np.flatnonzero(begins | (entity == 0)), len(entity))
    last = stops[np.searchsorted(stops, first, side="right")] - 1
    return list(zip(first.tolist(), last.tolist(), strict=True))


def _capitals(text: str, word: Sequence[str], start: _Hashes) -> list[int]:
    """The tokens that begin with a capital letter."""
    first = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")[start]
    likely = np.flatnonzero(((first >= ord("A")) & (first <= ord("Z"))) | (first > ord("z")))
    return [i for i in likely.tolist() if word[i][0].isupper()]
