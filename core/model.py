"""What the whole program speaks of: articles, quotes, the people and places in them.

Every offset is in characters of `Article.text`; every span is a half-open pair (start, end).
Nothing here needs a library beyond the standard one, and nothing here changes after it is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

Span = tuple[int, int]


class BlockKind(StrEnum):
    """What a stretch of an article is for."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEADING = "subheading"
    BODY = "body"
    ITEM = "item"
    BLOCKQUOTE = "blockquote"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    CREDIT = "credit"


class Block(NamedTuple):
    """One paragraph or line of an article. Blocks do not overlap and stand in text order."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True)
class Article:
    """A text as it came, with what is known about it.

    `text` is the decoded source, character for character, except that forbidden control characters are
    U+FFFD one for one and CRLF is LF. `source` is the path, address or "-" it was read from. url: where it stands on
    the web, http or https.
    """

    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    source: str = ""
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None

    @cached_property
    def id(self) -> str:
        """Sixteen hexadecimal digits made from the text alone: the same words are the same article."""
        import hashlib  # brings OpenSSL, for which the first paint does not wait

        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class QuoteKind(StrEnum):
    """How somebody's words are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    SCARE = "scare"


class Quote(NamedTuple):
    """Something that somebody is reported as saying, or words in marks that nobody is.

    content: the spans of the utterance in text order, quotation marks excluded. A direct quote broken by its
        speaker has one span a piece; a mixed quote has its marked words and the reporter's words around them
        as separate spans, together the whole reported clause.
    marked: the spans among `content` that stand in quotation marks; empty for an indirect quote.
    cue: the reporting verb or phrase; mention: the words that name or point at the speaker.
    entity: index into `Analysis.entities` of the speaker, None for an unnamed or unknown one.
    speaker_name: the speaker's fullest name in the article, or a nominal such as "one analyst".
    basis: how the speaker was found, in words for a reader.
    confidence: 0 to 1, how likely the speaker is the right one.
    runner_up: the next most likely speaker's name.
    corrected_by: the reader who corrected or added it, None where it is as the machine found it.
    """

    content: tuple[Span, ...]
    kind: QuoteKind
    marked: tuple[Span, ...] = ()
    cue: Span | None = None
    mention: Span | None = None
    entity: int | None = None
    speaker_name: str | None = None
    basis: str = ""
    confidence: float = 0.0
    runner_up: str | None = None
    corrected_by: str | None = None

    @property
    def start(self) -> int:
        """Where the quote is: its first marked character, or its first one."""
        return (self.marked or self.content)[0][0]

    @property
    def end(self) -> int:
        """The end of its last marked span, or of its last one."""
        return (self.marked or self.content)[-1][1]

    def moved(self, by: int) -> Quote:
        """The same quote `by` characters further on."""
        if not by:
            return self
        return self._replace(
            content=tuple((a + by, b + by) for a, b in self.content),
            marked=tuple((a + by, b + by) for a, b in self.marked),
            cue=self.cue and (self.cue[0] + by, self.cue[1] + by),
            mention=self.mention and (self.mention[0] + by, self.mention[1] + by),
        )


class EntityKind(StrEnum):
    """What a name stands for, in spaCy's labels."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"


class MentionKind(StrEnum):
    """How a mention points at its entity: by name, by description, by pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Mention(NamedTuple):
    """A span that names or points at an entity."""

    start: int
    end: int
    kind: MentionKind = MentionKind.NAME


class Entity(NamedTuple):
    """A person, organisation or place of one article under its fullest name there; mentions in text order."""

    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """Who said what in one article.

    quotes: by where they start. entities: by first mention. engine: version of the rules and weights that made it.
    note: a sentence for the reader when something could not be done ("Speakers are found in English only"), else "".
    """

    article: Article
    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
    engine: str = ""
    note: str = field(default="")

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The speakers' names in order of first quote, each once."""
        return tuple(dict.fromkeys(q.speaker_name for q in self.quotes if q.speaker_name))
