"""What the reader says of quotes laid over what the machine found; the machine's answer itself is never changed.

The rule, for each correction and each quote of the machine alone, so that the order of corrections does not matter:
- The quote whose content is exactly `was` is left out.
- Where there is none (another engine found other extents), those are left out that are alike `was` or the reader's
  quote: at least half of the characters of each are shared.
- Those are left out that are alike the reader's quote, and more so than `was`: the same words are no two quotes.
- Those are left out of which at least half lies in the reader's quote, unless half of them lay in `was` already: what
  the reader's quote has swallowed goes, a quote that the machine found inside another one stays.
- Then the reader's quote is put in, where there is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from newsreader.core.library.rows import CorrectionRow
from newsreader.core.model import Analysis, Entity, EntityKind, MentionKind, Quote, Span

Spans = tuple[Span, ...]

ALIKE = 0.5
"""Share of the characters of the longer of two contents from which on they are the same words."""


def over(machine: Analysis, corrections: Sequence[CorrectionRow]) -> Analysis:
    """An analysis with the reader's corrections, the oldest first, in it.

    Its quotes are sorted by where they start. Speakers that the machine did not find are entities after its own.
    """
    if not corrections:
        return machine
    article = machine.article

    def mentioned() -> Iterable[tuple[str, int]]:
        for position, entity in enumerate(machine.entities):
            for mention in entity.mentions:
                if mention.kind is not MentionKind.PRONOUN:
                    yield article.text[mention.start : mention.end], position

    speakers = Speakers([(entity.name, entity.kind) for entity in machine.entities], mentioned)
    quotes = effective(machine.quotes, corrections, speakers)
    typed = tuple(Entity(name, kind) for name, kind in speakers.typed)
    return replace(machine, quotes=tuple(quotes), entities=machine.entities + typed)


def effective(quotes: Sequence[Quote], corrections: Sequence[CorrectionRow], speakers: Speakers) -> list[Quote]:
    """Quotes of the machine with corrections in them, sorted by where they start."""
    near = _Near(quotes)
    dropped: set[int] = set()
    added = []
    for one in corrections:
        found = near.overlapping(hull_of(one))
        out = _left_out(one, quotes, found)
        dropped.update(out)
        if one.quote is not None:
            position, name = speakers.of(one)
            was = min(out, key=lambda index: -_likeness(quotes[index].content, one.was or one.content), default=None)
            quote = one.quote._replace(entity=position, speaker_name=name, corrected_by=one.who, confidence=1.0)
            added.append(quote._replace(basis=_basis(quote, None if was is None else quotes[was])))
    kept = [quote for index, quote in enumerate(quotes) if index not in dropped]
    return sorted(kept + added, key=lambda quote: (quote.start, quote.content))


@dataclass
class Speakers:
    """The entities of an article as speakers; `typed` are those that the reader named and the machine did not find.

    entities: names and kinds of the machine's. mentioned: gives the words of their mentions, pronouns left out, and
    whose they are; asked only where a name is none of the entities'. nobodys: names for which it was asked before, and
    which are not one entity's alone.
    """

    entities: Sequence[tuple[str, EntityKind]]
    mentioned: Callable[[], Iterable[tuple[str, int]]]
    nobodys: Collection[str] = ()

    def __post_init__(self) -> None:
        self.typed: list[tuple[str, EntityKind]] = []
        self._named: defaultdict[str, list[int]] = defaultdict(list)
        self._mentions: defaultdict[str, set[int]] | None = None
        for position, (name, _) in enumerate(self.entities):
            self._named[_key(name)].append(position)

    def of(self, correction: CorrectionRow) -> tuple[int | None, str | None]:
        """The entity and the name of a corrected quote's speaker.

        An entity of that name, of that kind if there are several; else the only one that is mentioned so; else a new
        one: two that are called the same are not told apart by guessing.
        """
        name = correction.quote.speaker_name if correction.quote else None
        kind = correction.speaker_kind
        if name is None or kind is None:
            return None, name
        named = self._named[_key(name)]
        alike = [position for position in named if self.entities[position][1] is kind] or named
        if not alike and name not in self.nobodys:
            alike = sorted(self._mentioned().get(_key(name), ()))
        if alike and (named or len(alike) == 1):
            return alike[0], self.entities[alike[0]][0]
        known = [_key(one) for one, _ in self.typed]
        if _key(name) not in known:
            known.append(_key(name))
            self.typed.append((name, kind))
        index = known.index(_key(name))
        return len(self.entities) + index, self.typed[index][0]

    def _mentioned(self) -> Mapping[str, set[int]]:
        if self._mentions is None:
            as_written: defaultdict[str, set[int]] = defaultdict(set)
            for words, position in self.mentioned():
                as_written[words].add(position)
            self._mentions = defaultdict(set)
            for words, positions in as_written.items():
                self._mentions[_key(words)] |= positions
        return self._mentions


class _Near:
    """Finds quotes by where they are: by the first character of their content, and how far those before it reach."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._order = sorted(range(len(quotes)), key=lambda index: quotes[index].content[0][0])
        self._starts = [quotes[index].content[0][0] for index in self._order]
        self._reach = list(accumulate((quotes[index].content[-1][1] for index in self._order), max))

    def overlapping(self, span: Span) -> list[int]:
        """The quotes that may share a character with a span, in their order."""
        return sorted(self._order[bisect_right(self._reach, span[0]) : bisect_right(self._starts, span[1] - 1)])


def _left_out(one: CorrectionRow, quotes: Sequence[Quote], near: Sequence[int]) -> list[int]:
    own = one.content
    exact = {index for index in near if one.was is not None and quotes[index].content == one.was}
    was = one.was or ()

    def goes(index: int) -> bool:
        content = quotes[index].content
        half = _size(content) / 2
        to_was, to_own = _likeness(content, was), _likeness(content, own)
        return (
            index in exact
            or (not exact and max(to_was, to_own) >= ALIKE)
            or (to_own >= ALIKE and to_own > to_was)
            or (0 < half <= shared(content, own) and shared(content, was) < half)
        )

    return [index for index in near if goes(index)]


def _basis(quote: Quote, was: Quote | None) -> str:
    """In words for a reader: what the machine had."""
    if was is None:
        return "you: added"
    had = []
    if quote.speaker_name != was.speaker_name:
        had.append(f'"{was.speaker_name}"' if was.speaker_name else "unknown")
    if quote.kind is not was.kind:
        had.append(str(was.kind))
    if quote.content != was.content:
        had.append("other words")
    return f"you: was {', '.join(had)}" if had else "you: confirmed"


def shared(one: Spans, other: Spans) -> int:
    """How many characters two contents share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in one for t, f in other)


def alike(one: Spans, other: Spans) -> bool:
    """Whether two contents are the same words: they share at least half of the characters of each."""
    return _likeness(one, other) >= ALIKE


def _likeness(one: Spans, other: Spans) -> float:
    return shared(one, other) / (max(_size(one), _size(other)) or 1)


def _size(content: Spans) -> int:
    return sum(end - start for start, end in content)


def hull_of(correction: CorrectionRow) -> Span:
    """From the first to the last character that a correction speaks of, what was and what is."""
    places = [correction.span, *(correction.was or ())]
    return min(start for start, _ in places), max(end for _, end in places)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
