"""What can be exported from where the reader is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.core.library import Library
from newsreader.tui.subjects import Scope, Subject

if TYPE_CHECKING:
    from newsreader.core.export import Selection

_LONGEST = 60  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be exported. label: for the reader. title: what its file is named after.

    select: chooses it in a library; it raises LibraryError where that cannot be read.
    """

    label: str
    title: str
    select: Callable[[Library], Selection]


def of_quote(article_id: str, title: str, position: int) -> Offer:
    """A quote, by its index in its article."""
    return of_subject(Subject(article_id, title, Scope.QUOTE), position)


def of_subject(subject: Subject, position: int) -> Offer:
    """A quote, by its index in the article, a passage, or an article with all that is said in it."""

    def select(library: Library) -> Selection:
        from newsreader.core.export import selecting

        if subject.scope is Scope.ARTICLE:
            return selecting.of_articles(library, [subject.id])
        choice = selecting.Choice({position}, set())
        if subject.scope is Scope.PASSAGE:
            choice = selecting.Choice(set(), {subject.span} if subject.span else set())
        return selecting.Selection(library, subject.title, {subject.id: choice})

    return Offer(f"this {subject.scope}", subject.title, select)


def of_person(name: str, number: int) -> Offer:
    """All that somebody said, in whatever article."""

    def select(library: Library) -> Selection:
        from newsreader.core.export import selecting

        return selecting.of_person(library, number)

    return Offer(name, name, select)


def of_speaker(name: str, article_id: str, entity: int | None) -> Offer:
    """All that the speaker of an article's quote said, in whatever article; entity: who that is there."""

    def select(library: Library) -> Selection:
        from newsreader.core.export import selecting

        number = None if entity is None else library.identities.of(article_id, entity)
        return selecting.of_speaker(library, name) if number is None else selecting.of_person(library, number)

    return Offer(name, name, select)


def of_search(query: str) -> Offer:
    """What answers a query."""

    def select(library: Library) -> Selection:
        from newsreader.core.export import selecting

        return selecting.of_search(library, query)[0]

    return Offer("these results", query, select)


def of_tag(tag: str) -> Offer:
    """What has a tag."""

    def select(library: Library) -> Selection:
        from newsreader.core.export import selecting

        return selecting.of_tag(library, tag)

    return Offer(f"#{tag}", tag, select)


def starred() -> Offer:
    """What is starred."""

    def select(library: Library) -> Selection:
        from newsreader.core.export import selecting

        return selecting.of_starred(library)

    return Offer("all stars", "starred", select)


def everything() -> Offer:
    """All of the library."""

    def select(library: Library) -> Selection:
        from newsreader.core.export import selecting

        return selecting.everything(library)

    return Offer("everything", "newsreader", select)


def file_name(title: str, suffix: str) -> str:
    """A name for the file of something: its words with hyphens between them, in lower case."""
    words = re.sub(r"[^\w]+", "-", title.lower()).strip("-_")[:_LONGEST].rstrip("-")
    return (words or "newsreader") + suffix
