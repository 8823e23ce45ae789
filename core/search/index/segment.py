"""A segment: the words of some documents, both ways round, in arrays that never change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsreader.core.search.index.vocabulary import SAID_BY, Ints, Longs, Vocabulary, vocabulary
from newsreader.core.search.words import fold, raw_words


class Sort(IntEnum):
    """Where a document is kept; with its row's number it makes the document's key: number * 4 + sort."""

    PASSAGE = 0
    NAME = 1
    NOTE = 2
    TAG = 3


class Kind(IntEnum):
    """What a document is to a reader."""

    TEXT = 0
    TITLE = 1
    FURNITURE = 2
    PERSON = 3
    ORGANISATION = 4
    PLACE = 5
    SPEAKER = 6
    NOTE = 7
    TAG = 8
    QUOTED = 9
    """Text in which somebody is quoted."""


PREFERENCE = np.zeros(len(Kind), np.float32)
"""What a document of a kind has over another that is as good: titles, names, notes and tags more, furniture less."""
PREFERENCE[[Kind.TITLE, Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.NOTE, Kind.TAG]] = 1.0
PREFERENCE[Kind.FURNITURE] = -1.0


class Document(NamedTuple):
    """Something to be found. article: its row's number, 0 of a name. speakers: names, one a line ("?": unknown)."""

    key: int
    article: int
    kind: Kind
    words: str
    speakers: str


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Some documents' words.

    keys: (documents) int64. articles: (documents) int32. kinds: (documents) uint8. gone: int64, the keys of documents
    that this segment takes out of older ones. tokens: int32, the documents' words as numbers in the vocabulary, one
    document after another, each ended by 0, the empty word, which stands between text and speakers, too; starts:
    (documents + 1) int64, where each begins. posting_starts: (vocabulary + 1) int64 into postings: int32, the
    documents that hold a word, ascending, each once.
    """

    keys: Longs
    articles: Ints
    kinds: NDArray[np.uint8]
    gone: Longs
    starts: Longs
    tokens: Ints
    posting_starts: Longs
    postings: Ints
    vocabulary: Vocabulary
    spellings: dict[tuple[str, bool, bool], Any] = field(default_factory=dict)
    """What words may stand for here, as far as it has been asked for."""

    def __len__(self) -> int:
        return len(self.keys)

    def holding(self, word: int) -> Ints:
        """The documents that hold a word, ascending."""
        return self.postings[self.posting_starts[word] : self.posting_starts[word + 1]]

    def frequencies(self, words: Ints) -> Longs:
        """In how many documents each word stands."""
        return self.posting_starts[words + 1] - self.posting_starts[words]


ARRAYS = tuple(one.name for one in fields(Segment) if one.name not in ("vocabulary", "spellings"))


def segment(documents: Sequence[Document], gone: Iterable[int] = ()) -> Segment:
    """The segment of documents in the order given."""
    numbers = _Numbers()
    tokens: list[int] = []
    starts = [0]
    for document in documents:
        tokens += map(numbers.__getitem__, raw_words(document.words))
        if document.speakers:
            tokens.append(0)
            tokens += (numbers.of(SAID_BY + fold(word)) for word in raw_words(document.speakers))
        tokens.append(0)
        starts.append(len(tokens))
    known = vocabulary(numbers.forms)
    places = np.empty(len(numbers.forms), np.int32)
    places[[numbers.forms[word] for word in known.words()]] = np.arange(len(known), dtype=np.int32)
    sequence = places[np.array(tokens, np.int32)] if tokens else np.zeros(0, np.int32)
    begins = np.array(starts, np.int64)
    posting_starts, postings = _postings(sequence, begins, len(known))
    return Segment(
        keys=np.array([d.key for d in documents], np.int64),
        articles=np.array([d.article for d in documents], np.int32),
        kinds=np.array([d.kind for d in documents], np.uint8),
        gone=np.array(sorted(gone), np.int64),
        starts=begins,
        tokens=sequence,
        posting_starts=posting_starts,
        postings=postings,
        vocabulary=known,
    )


class _Numbers(dict[str, int]):
    """Numbers of words as they stand in texts; several forms of one folded word have the same."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, int] = {"": 0}

    def of(self, form: str) -> int:
        return self.forms.setdefault(form, len(self.forms))

    def __missing__(self, word: str) -> int:
        number = self[word] = self.of(fold(word))
        return number


def _postings(tokens: Ints, starts: Longs, words: int) -> tuple[Longs, Ints]:
    documents = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(tokens, kind="stable")
    by_word, documents = tokens[order], documents[order]
    keep = by_word > 0  # the gap is no word
    keep[1:] &= (by_word[1:] != by_word[:-1]) | (documents[1:] != documents[:-1])
    by_word, documents = by_word[keep], documents[keep]
    return np.searchsorted(by_word, np.arange(words + 1)).astype(np.int64), documents
