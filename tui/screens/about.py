"""What is known of an article besides its words: where it is from, who printed it too, and its earlier texts."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from newsreader.core.library import ArticleRow, Library, VersionRow
from newsreader.tui.wording import count, day


@dataclass(frozen=True, slots=True)
class Known:
    """All of it."""

    row: ArticleRow
    sources: list[str]
    copies: list[ArticleRow]
    versions: list[VersionRow]


def known_of(library: Library, article_id: str) -> Known | None:
    """What the library knows of an article; None where it is gone."""
    row = library.row(article_id)
    if row is None:
        return None
    return Known(row, library.sources(article_id), library.copies(article_id), library.versions(article_id))


def about(known: Known) -> Content:
    """It as a page."""
    row = known.row
    facts = [
        ("Title", row.title),
        ("Outlet", row.outlet),
        ("Author", row.author),
        ("Published", row.published),
        ("Address", row.url),
        ("Length", count(row.words, "word")),
        ("Added", _moment(row.added)),
        ("Read from", "\n".join(known.sources)),
        ("Near copies", "\n".join(map(_copy, known.copies))),
        ("Earlier texts", "\n".join(map(_version, known.versions))),
    ]
    wide = max(len(name) for name, _ in facts)
    parts: list[Content | str] = []
    for name, value in facts:
        for i, line in enumerate((value or "").splitlines()):
            parts += [Content.styled(("" if i else name).ljust(wide + 2), "bold"), f"{line}\n"]
    return Content.assemble(*parts).rstrip()


def _copy(row: ArticleRow) -> str:
    return " · ".join(part for part in (row.outlet, day(row.published), row.title or row.source) if part)


def _version(row: VersionRow) -> str:
    return f"until {_moment(row.replaced)} · {count(row.words, 'word')} · {row.title or row.source}"


def _moment(utc: str) -> str:
    """A moment as the clock on the wall shows it, to the minute."""
    from datetime import datetime

    return datetime.fromisoformat(utc).astimezone().strftime("%Y-%m-%d %H:%M")
