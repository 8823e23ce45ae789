"""What the library hands out besides articles and analyses: plain rows."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from newsreader.core.library.listing import ArticleRow as ArticleRow
from newsreader.core.model import EntityKind, Quote, QuoteKind, Span


class Added(IntEnum):
    """What became of an article on its way into the library; true where its text was not current before.

    KNOWN: the same text is there already. NEW: it is another article. VERSION: it took the place of an earlier text,
    that of the same source or of a teaser, and is the same article; the id of the earlier one is no longer listed.
    """

    KNOWN = 0
    NEW = 1
    VERSION = 2


class QuoteRow(NamedTuple):
    """A quote with where it stands: `words` are its content spans' words joined by a space; offsets are characters.

    position: its index among the article's quotes. entity: its speaker's index among the article's entities, None for
    an unnamed or unknown one. person: who that is across articles, see `PersonRow.number`. family: the same number in
    all versions of one quote, None where it stands alone. corrected: the reader has changed it.
    """

    article_id: str
    title: str
    outlet: str | None
    published: str | None
    kind: QuoteKind
    content: tuple[Span, ...]
    words: str
    speaker: str | None
    basis: str
    confidence: float
    position: int = 0
    entity: int | None = None
    person: int | None = None
    family: int | None = None
    corrected: bool = False


class EntityRow(NamedTuple):
    """A person, organisation or place of one article: its fullest name there, how often it is mentioned and quoted.

    position: its index among the article's entities. person: who it is across articles, see `PersonRow.number`.
    """

    article_id: str
    title: str
    outlet: str | None
    published: str | None
    kind: EntityKind
    name: str
    mentions: int
    quotes: int
    position: int = 0
    person: int | None = None


class PersonRow(NamedTuple):
    """A person, organisation or place across articles.

    number: its name inside the library, never given to another. name: the reader's own where there is one (`renamed`),
    else its fullest. forms: the names that articles have for it, the most used first. articles, mentions, quotes: how
    many there are of it; scare quotes are not counted. outlets: by how much they quote it. first, last: the earliest
    and latest dates of its articles.
    """

    number: int
    kind: EntityKind
    name: str
    forms: tuple[str, ...]
    articles: int
    mentions: int
    quotes: int
    outlets: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    renamed: bool = False


class Appearance(NamedTuple):
    """A person, organisation or place in one article.

    name, kind, position: of the article's entity; confidence: 0 to 1, how likely it is this person; why: how that was
    found, in words for a reader.
    """

    article_id: str
    title: str
    outlet: str | None
    published: str | None
    name: str
    kind: EntityKind
    position: int
    confidence: float
    why: str


class Family(NamedTuple):
    """A quote that several articles carry, see `Travels.families`.

    number: the same in all its versions while one of them is there. words: the longest version's. versions, articles,
    outlets: how many carry it. first_id, first_title, first_outlet, first_published: where it was first seen.
    """

    number: int
    words: str
    versions: int
    articles: int
    outlets: int
    first_id: str
    first_title: str
    first_outlet: str | None
    first_published: str | None


class Note(NamedTuple):
    """What a reader wrote about an article, or about some of its words.

    number: its name inside the library, never given to another note. span: characters of the text, None for the
    article as a whole. written: UTC, ISO 8601, when its words were last changed.
    """

    number: int
    article_id: str
    span: Span | None
    words: str
    written: str


class CorrectionRow(NamedTuple):
    """What a reader says of a quote.

    number: its name inside the library, never given to another correction. span: from its first to its last character.
    was: the content of the machine's quote that it is about, None where the machine had none. quote: as the reader
    wants it, None where the words are no quote; its speaker is `speaker_name`, an entity of the article of the kind
    `speaker_kind`, or without a name of its own ("one analyst") where that is None. who: the reader. made: UTC, ISO
    8601.
    """

    number: int
    article_id: str
    span: Span
    was: tuple[Span, ...] | None
    quote: Quote | None
    speaker_kind: EntityKind | None
    who: str
    made: str

    @property
    def content(self) -> tuple[Span, ...]:
        """The content of the reader's quote; () where the words are none."""
        return self.quote.content if self.quote is not None else ()


class MarkRow(NamedTuple):
    """A star, tag, note or correction.

    span: characters of the text, None for one on the article as a whole. words: those of the span, "" without one.
    what: "star", "tag", "note" or "correction". value: the tag, the note's words, whom a corrected quote is by
    ("no quote" where it is none), "" of a star. at: UTC, ISO 8601, "" where it is not known. number: its name among
    those of its sort, 0 of an article's star.
    """

    article_id: str
    title: str
    span: Span | None
    words: str
    what: str
    value: str
    at: str
    number: int = 0


class AsideRow(NamedTuple):
    """A star, tag, note or correction whose words are not certain to stand in the article's present text.

    number: its name inside the library, never given to another. what, value: see `MarkRow`. words: those that it was
    on; before, after: up to 32 characters around them. at: UTC, ISO 8601, when it was set aside.
    """

    number: int
    article_id: str
    title: str
    what: str
    value: str
    words: str
    before: str
    after: str
    at: str


class EditRow(NamedTuple):
    """Something that the reader did. at: UTC, ISO 8601. words: what it was. undone: it may be done again."""

    number: int
    at: str
    words: str
    undone: bool


class RefusedRow(NamedTuple):
    """A source that could not be read.

    reason: why, in one line after its name. size: bytes. at: UTC, ISO 8601, when it was tried last. kept: whether its
    bytes are.
    """

    source: str
    reason: str
    size: int
    at: str
    kept: bool


class VersionRow(NamedTuple):
    """An earlier text of an article.

    number: its name inside the library, never given to another. id: the article's while it was the current one.
    replaced: UTC, ISO 8601, when another text took its place.
    """

    number: int
    id: str
    title: str
    source: str
    published: str | None
    words: int
    replaced: str


class FeedRow(NamedTuple):
    """A feed that is subscribed to.

    number: its name inside the library, never given to another feed. title: what the reader or else the feed calls it.
    site: the page that it is of. checked, due: UTC, ISO 8601: when it was last asked for, when it is to be next; None
    for never and at once. failures: in a row; error: why the last one was. gone: the server said that it does not come
    back. typed: the reader gave the address, which then may be a private one. unread, total: of its articles.
    etag, modified: to ask the server with whether there is anything new.
    """

    number: int
    url: str
    title: str = ""
    site: str | None = None
    tags: tuple[str, ...] = ()
    checked: str | None = None
    due: str | None = None
    failures: int = 0
    error: str = ""
    gone: bool = False
    typed: bool = False
    unread: int = 0
    total: int = 0
    etag: str | None = None
    modified: str | None = None
