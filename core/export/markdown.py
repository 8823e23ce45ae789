"""Markdown: the articles as headings, the quotes as blockquotes with who said them."""

from __future__ import annotations

from typing import TextIO

from newsreader.core.export.citing import origin
from newsreader.core.export.escaping import markdown, one_line
from newsreader.core.export.evidence import Evidence
from newsreader.core.export.formats import Options
from newsreader.core.export.quoting import address, said_by, words
from newsreader.core.export.selecting import Portion, Selection


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write a document; how many quotes and passages are in it."""
    stream.write(f"# {markdown(one_line(selection.title))}\n")
    count = 0
    for portion in options.through(selection):
        stream.write("\n" + "\n\n".join(_article(portion)) + "\n")
        count += len(portion.evidence)
    return count


def _article(portion: Portion) -> list[str]:
    about = portion.reference
    blocks = [f"## {markdown(one_line(about.title) or about.id)}", _origin(portion)]
    if portion.tags:
        blocks.append(_tags(portion.tags))
    blocks += [f"Note: {markdown(one_line(note.words))}" for note in portion.marks.notes.get(None, ())]
    for one in portion.evidence:
        blocks += _quote(one)
    return blocks


def _origin(portion: Portion) -> str:
    """Where it is from, its address as a link."""
    url, line = portion.reference.url or "", origin(portion.reference)
    return markdown(line.removesuffix(url)) + (f"<{address(url)}>" if url else "")


def _quote(one: Evidence) -> list[str]:
    who = [markdown(said_by(one))] if said_by(one) else []
    if one.corrected_by:
        who.append(f"corrected by {markdown(one_line(one.corrected_by))}")
    quote = [f"> {markdown(words(one))}"]
    if who:
        quote.append(f">\n> — {', '.join(who)}")
    after = ["★"] if one.starred else []
    after += [_tags(one.tags)] if one.tags else []
    after += [f"Note: {markdown(one_line(note.words))}" for note in one.notes]
    return ["\n".join(quote), *after]


def _tags(tags: tuple[str, ...]) -> str:
    return " ".join(markdown(f"#{one_line(tag)}") for tag in tags)
