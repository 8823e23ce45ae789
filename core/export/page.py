"""A page of HTML that needs nothing beside itself: the articles with their quotes as cards. No script is in it."""

from __future__ import annotations

from html import escape
from typing import TextIO

from newsreader.core.export.citing import origin
from newsreader.core.export.escaping import one_line
from newsreader.core.export.evidence import Evidence
from newsreader.core.export.formats import Options
from newsreader.core.export.quoting import speaker, words
from newsreader.core.export.selecting import Portion, Selection

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fff; --card: #f5f5f2; --edge: #b9b9b0; --dim: #5c5c60; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e1; --paper: #16171a; --card: #212327; --edge: #5a5d64; --dim: #a5a7ad; }
}
body { margin: 2rem auto; padding: 0 1rem; max-width: 44rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.25; }
h2 { margin: 2.5rem 0 .25rem; }
a { color: inherit; }
.about, footer, .note, .tags { color: var(--dim); font: .875rem/1.5 system-ui, sans-serif; margin: .25rem 0; }
blockquote { margin: 1rem 0; padding: .75rem 1rem; background: var(--card); border-left: 4px solid var(--edge); }
blockquote p { margin: 0 0 .25rem; }
blockquote.direct, blockquote.mixed { border-left-style: solid; }
blockquote.indirect, blockquote.passage { border-left-style: dotted; }
@media print { body { margin: 0; max-width: none; } blockquote { break-inside: avoid; } }
"""


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write the page; how many quotes and passages are on it."""
    title = escape(one_line(selection.title))
    stream.write(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="newsreader">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    count = 0
    for portion in options.through(selection):
        stream.write(_article(portion))
        count += len(portion.evidence)
    stream.write("</body>\n</html>\n")
    return count


def _article(portion: Portion) -> str:
    about = portion.reference
    language = f' lang="{escape(about.language)}"' if about.language else ""
    title = escape(one_line(about.title) or about.id)
    lines = [f'<article id="a{escape(about.id)}"{language}>', f"<h2>{title}</h2>", _origin(portion)]
    if portion.tags:
        lines.append(_tags(portion.tags))
    lines += [_note(note.words) for note in portion.marks.notes.get(None, ())]
    return "\n".join([*lines, *(_card(one) for one in portion.evidence), "</article>\n"])


def _origin(portion: Portion) -> str:
    url = portion.reference.url or ""
    line = one_line(origin(portion.reference))
    link = f'<a href="{escape(url)}">{escape(url)}</a>' if url.startswith(("http://", "https://")) else escape(url)
    return f'<p class="about">{escape(line.removesuffix(url))}{link}</p>'


def _card(one: Evidence) -> str:
    url = one.article.url or ""
    cite_of = f' cite="{escape(url)}"' if url.startswith(("http://", "https://")) else ""
    lines = [
        f'<blockquote class="{escape(one.kind)}" data-start="{one.start}" data-end="{one.end}"{cite_of}>',
        f"<p>{'★ ' if one.starred else ''}{escape(one_line(words(one)))}</p>",
    ]
    who = [escape(one_line(speaker(one)))] if speaker(one) else []
    if one.corrected_by:
        who.append(f"corrected by {escape(one_line(one.corrected_by))}")
    if who:
        title = f' title="{escape(one_line(one.basis))}"' if one.basis else ""
        lines.append(f"<footer{title}>— {', '.join(who)} <small>{escape(_how(one))}</small></footer>")
    if one.tags:
        lines.append(_tags(one.tags))
    return "\n".join([*lines, *(_note(note.words) for note in one.notes), "</blockquote>"])


def _how(one: Evidence) -> str:
    sure = f", {one.confidence:.0%} sure" if one.confidence is not None and one.speaker else ""
    return f"({one.kind}{sure})"


def _tags(tags: tuple[str, ...]) -> str:
    return f'<p class="tags">{escape(" ".join(f"#{one_line(tag)}" for tag in tags))}</p>'


def _note(note: str) -> str:
    return f'<p class="note">Note: {escape(one_line(note))}</p>'
