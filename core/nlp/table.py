"""Parsed articles as flat arrays: everything after the parse is a few array operations, not a loop over tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.strings import get_string_id
from spacy.tokens import Doc

from newsreader.core.model import Span
from newsreader.core.nlp.lexicon import Ints, Lookup, among, numbered, read_groups, verb_forms
from newsreader.core.nlp.marks import Mark

_inventory = {group: [word for line in lines for word in line] for group, lines in read_groups("inventory.txt").items()}
TAGS = _inventory["tags"]
DEPS = _inventory["deps"]
ENTITIES = _inventory["entities"]
TAG = {name: number for number, name in enumerate(TAGS, 1)}
DEP = {name: number for number, name in enumerate(DEPS, 1)}
ENTITY = {name: number for number, name in enumerate(ENTITIES, 1)}
PRONOUNS = _inventory["pronouns"]
WORDS = _inventory["words"]
WORD = {name: number for number, name in enumerate(WORDS, 1)}

_tag_of = numbered(TAGS)
_dep_of = numbered(DEPS)
_entity_of = numbered(ENTITIES)
_word_of = numbered(WORDS)
_pronoun_of = numbered(PRONOUNS)
_VERB_FORMS, VERBS, PLAIN_VERBS = verb_forms()
_verb_of = Lookup(_VERB_FORMS)
MAKE_CLEAR, ACCORDING, BESIDE, AGREE = (VERBS.index(verb) for verb in ("make", "according", "beside", "agree"))
HASHED = 4097  # numbers that stand for words, 0 for none included
NOUN_GROUPS = ("voice", "group", "text", "speech", "work")


def _noun_lookups() -> list[Lookup]:
    groups = read_groups("nouns.txt")
    return [numbered(dict.fromkeys(word for line in groups[name] for word in line)) for name in NOUN_GROUPS]


_nouns_of = _noun_lookups()
_cue_noun_of = Lookup({noun: _VERB_FORMS[line[0]] for line in read_groups("nouns.txt")["cue"] for noun in line[1:]})
_LEFT_OF_NAME = [
    DEP[d] for d in ("det", "compound", "amod", "nmod", "nummod", "poss", "quantmod", "predet", "case", "neg")
]


@dataclass(frozen=True)
class Table:
    """The tokens of one or more pages without their white space, as equally long arrays.

    text: those of the pages, joined; bases: where in it each begins. start, end: characters of it. head: index in this
    table. tag, dep, entity: numbers of the lists above, 0 for others. lower: spaCy's hash. sent, para: running
    numbers. page: number of the page. unit: number of the stretch in quotation marks a token lies in, -1 outside.
    marks: those stretches, in characters of `text`. upper: 1 where the first letter is a capital.
    """

    text: str
    bases: Ints
    marks: Sequence[Mark]
    start: Ints
    end: Ints
    head: Ints
    tag: Ints
    dep: Ints
    entity: Ints
    entity_left: Ints
    entity_right: Ints
    lower: NDArray[np.uint64]
    sent: Ints
    para: Ints
    page: Ints
    unit: Ints
    upper: Ints

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def _vocabulary(self) -> tuple[NDArray[np.uint64], Ints]:
        """The different words, and which of them each token is."""
        words, which = np.unique(self.lower, return_inverse=True)
        return words, which

    def _number(self, look: Lookup) -> Ints:
        """The number of each token's word in a list, 0 for others."""
        words, which = self._vocabulary
        return look(words)[which]

    @cached_property
    def word(self) -> Ints:
        """Number in WORDS of each token, 0 for others."""
        return self._number(_word_of)

    @cached_property
    def outside(self) -> Ints:
        """How many tokens outside quotation marks stand before each token, and one more value for the end."""
        return np.concatenate(([0], np.cumsum(self.unit < 0)))

    @cached_property
    def verb(self) -> Ints:
        """Number of the reporting verb of each verb token, 0 for all others.

        "made it clear" counts as one verb at "made", "according to" as one at "according"; "made" alone is none, nor is
        any verb within quotation marks.
        """
        is_verb = (self.tag >= TAG["VB"]) & (self.tag <= TAG["VBZ"]) & (self.unit < 0)
        verb = np.where(is_verb, self._number(_verb_of), 0)
        makes = np.flatnonzero(verb == MAKE_CLEAR)
        clear = self.word == WORD["clear"]
        near = [makes + step for step in (1, 2, 3)]
        is_clear = np.any([clear[np.minimum(at, len(self) - 1)] for at in near], axis=0) if len(makes) else makes
        verb[makes] = np.where(is_clear, MAKE_CLEAR, 0)
        objects = self.head[(self.dep == DEP["dobj"]) & (np.arange(len(self)) > self.head)]
        verb[objects[verb[objects] == AGREE]] = 0  # to agree a plan is no report
        according = np.flatnonzero((self.word[:-1] == WORD["according"]) & (self.word[1:] == WORD["to"]))
        verb[according] = ACCORDING
        return np.where(is_verb & (verb == 0) & self._beside_quote, BESIDE, verb)

    @cached_property
    def report(self) -> Ints:
        """The same, and for nouns that report ("his claim that …") the number of the verb they stand for."""
        is_noun = ((self.tag == TAG["NN"]) | (self.tag == TAG["NNS"])) & (self.unit < 0)
        return np.where((self.verb == 0) & is_noun, self._number(_cue_noun_of), self.verb)

    @cached_property
    def _beside_quote(self) -> NDArray[np.bool_]:
        """Tokens next to a quoted stretch, or with only a comma or colon between."""
        quoted = np.append(self.unit >= 0, [False, False])
        mark = np.append(among(self.word, [WORD[","], WORD[":"]]), [False, False])
        at = np.arange(len(self))
        ahead = quoted[at + 1] | (mark[at + 1] & quoted[at + 2])
        back = quoted[at - 1] | (mark[at - 1] & quoted[at - 2])
        return np.asarray((self.unit < 0) & (ahead | back))

    @cached_property
    def pronoun(self) -> Ints:
        """Number in PRONOUNS, 0 for others."""
        return self._number(_pronoun_of)

    @cached_property
    def nouns(self) -> list[Ints]:
        """For each group of `nouns.txt`, the number of the noun in it or 0."""
        return [self._number(look) for look in _nouns_of]

    @cached_property
    def left(self) -> Ints:
        """First token of the noun phrase or name that each token heads."""
        left = self.entity_left.copy()
        index = np.arange(len(self))
        part = np.flatnonzero(
            among(self.dep, _LEFT_OF_NAME) & (self.head > index) & (self.sent == self.sent[self.head])
        )
        for _ in range(3):
            np.minimum.at(left, self.head[part], left[part])
        joined = np.flatnonzero(
            self.tag[np.maximum(left - 1, 0)] == TAG["HYPH"]
        )  # "co-anchor Lee" parsed as "anchor Lee"
        joined = joined[(left[joined] >= 2) & (self.sent[left[joined] - 1] == self.sent[joined])]
        left[joined] = left[left[joined] - 2]
        return left

    @cached_property
    def right(self) -> Ints:
        """Last token of the name that each token stands in, or the token."""
        return self.entity_right

    @cached_property
    def edges(self) -> tuple[Ints, Ints]:
        """First and last token of the subtree of each token."""
        left, right = np.arange(len(self)), np.arange(len(self))
        head = self.head
        for _ in range(40):
            old = left.copy(), right.copy()
            np.minimum.at(left, head, left)
            np.maximum.at(right, head, right)
            if (old[0] == left).all() and (old[1] == right).all():
                break
        return left, right

    @cached_property
    def classes(self) -> Ints:
        """A class below 60 for each token: the word itself for marks and little words, else its kind."""
        tag = self.tag
        kind = np.full(len(self), 50)
        kind[tag <= TAG["NNS"]] = 51
        kind[(tag == TAG["NNP"]) | (tag == TAG["NNPS"])] = 52
        kind[self.pronoun > 0] = 53
        kind[(tag >= TAG["VB"]) & (tag <= TAG["VBZ"])] = 54
        kind[self.verb > 0] = 56
        kind[(self.verb > 0) & (self.verb <= PLAIN_VERBS)] = 55
        kind[(tag == TAG["DT"]) | (tag == TAG["PRP$"])] = 57
        kind[(tag == TAG["JJ"]) | (tag == TAG["RB"])] = 58
        return np.where(self.word > 0, self.word, kind)

    @cached_property
    def hashed(self) -> Ints:
        """The lower-case form of each token as a number from 1 up, below HASHED: two words seldom share one."""
        return (self.lower % np.uint64(HASHED - 1)).astype(np.int64) + 1

    @cached_property
    def first_of_para(self) -> Ints:
        """First token of the paragraph of each token."""
        return np.searchsorted(self.para, self.para, side="left")

    @cached_property
    def last_of_para(self) -> Ints:
        """Last token of the paragraph of each token."""
        return np.searchsorted(self.para, self.para, side="right") - 1

    def at(self, offset: int) -> int:
        """Index of the first token that ends after `offset`."""
        return int(np.searchsorted(self.end, offset, side="right"))


_ATTRIBUTES = [
    attrs.IDX,
    attrs.LENGTH,
    attrs.HEAD,
    attrs.TAG,
    attrs.DEP,
    attrs.ENT_TYPE,
    attrs.ENT_IOB,
    attrs.LOWER,
    attrs.SENT_START,
    attrs.IS_SPACE,
    attrs.IS_TITLE,
    attrs.IS_UPPER,
]
_GAP_PARAGRAPHS, _GAP_TOKENS = 4, 8
# A gap is made of full stops: two to a paragraph, so that nothing that counts paragraphs reaches over it.
_GAP = np.zeros((_GAP_TOKENS, len(_ATTRIBUTES)), dtype=np.uint64)
_GAP[:, [3, 7]] = get_string_id(".")
_GAP[:, 4] = get_string_id("punct")
_GAP[:, [6, 8]] = 2, 1


class Page(NamedTuple):
    """One article for a table: the parsed text, its quotation marks and paragraphs (in characters of it)."""

    doc: Doc
    text: str
    marks: Sequence[Mark]
    paragraphs: Sequence[Span]


def make_table(pages: Sequence[Page]) -> Table:
    """One table of all pages, which costs little more than that of one: most of the time goes by the array operation.

    What is found on a page is the same whatever pages stand beside it: gaps of full stops keep them apart, and stand
    at both ends too. `doc.text` is slow to make, which is why a page has its text.
    """
    text = "\n".join(page.text for page in pages)
    bases = np.concatenate(([0], np.cumsum([len(page.text) + 1 for page in pages])))
    blocks, places, sizes, para = [], [], [], []
    marks: list[Mark] = []
    paragraph = 0
    for number, page in enumerate(pages):
        base = int(bases[number])
        raw = page.doc.to_array(_ATTRIBUTES)
        blocks += [_GAP, raw]
        places += [base, base]
        sizes += [_GAP_TOKENS, len(raw)]
        para += [paragraph + np.arange(_GAP_TOKENS) // (_GAP_TOKENS // _GAP_PARAGRAPHS)]
        paragraph += _GAP_PARAGRAPHS
        starts = np.array([p[0] for p in page.paragraphs] or [0])
        para += [paragraph + np.searchsorted(starts, raw[:, 0].astype(np.int64), side="right") - 1]
        paragraph += max(len(starts), 1)
        marks += [mark.moved(base) for mark in page.marks]
    blocks.append(_GAP)
    places.append(len(text))
    sizes.append(_GAP_TOKENS)
    para.append(paragraph + np.arange(_GAP_TOKENS) // (_GAP_TOKENS // _GAP_PARAGRAPHS))
    raw = np.concatenate(blocks)
    signed = raw.astype(np.int64)
    is_word = raw[:, 9] == 0
    keep = np.flatnonzero(is_word)
    place = np.cumsum(is_word) - 1  # a head that is white space becomes the word before it
    count = len(keep)
    start = signed[keep, 0] + np.repeat(places, sizes)[keep]
    end = start + signed[keep, 1]
    index = np.arange(count)
    head = place[np.clip(keep + signed[keep, 2], 0, len(raw) - 1)]
    inside = signed[keep, 6] == 1
    entity_left = np.maximum.accumulate(np.where(inside, 0, index))
    entity_right = np.minimum.accumulate(np.where(np.append(inside[1:], False), count, index)[::-1])[::-1]
    unit = np.full(count, -1, dtype=np.int64)
    low = np.searchsorted(end, [mark.start for mark in marks], side="right")
    high = np.searchsorted(start, [mark.end for mark in marks], side="left")
    for number, (first, last) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
        unit[first:last] = number
    return Table(
        text=text,
        bases=bases[:-1],
        marks=marks,
        start=start,
        end=end,
        head=head,
        tag=_tag_of(raw[keep, 3]),
        dep=_dep_of(raw[keep, 4]),
        entity=_entity_of(raw[keep, 5]),
        entity_left=entity_left,
        entity_right=entity_right,
        lower=raw[keep, 7],
        sent=np.cumsum(raw[:, 8] == 1)[keep],
        para=np.concatenate(para)[keep],
        page=np.repeat(np.arange(len(sizes)) // 2, sizes)[keep],
        unit=unit,
        upper=((raw[keep, 10] | raw[keep, 11]) > 0).astype(np.int64),
    )
