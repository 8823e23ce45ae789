"""Plain text: the articles with their quotes, to be read or put into a mail."""

from __future__ import annotations

from typing import TextIO

from newsreader.core.export.citing import origin
from newsreader.core.export.escaping import one_line
from newsreader.core.export.evidence import Evidence
from newsreader.core.export.formats import Options
from newsreader.core.export.quoting import said_by, words
from newsreader.core.export.selecting import Portion, Selection


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write the text; how many quotes and passages are in it."""
    title = one_line(selection.title)
    stream.write(f"{title}\n{'=' * min(len(title), 100)}\n")
    count = 0
    for portion in options.through(selection):
        stream.write("\n" + "\n\n".join(_article(portion)) + "\n")
        count += len(portion.evidence)
    return count


def _article(portion: Portion) -> list[str]:
    title = one_line(portion.reference.title) or portion.reference.id
    head = [title, "-" * min(len(title), 100), one_line(origin(portion.reference))]
    if portion.tags:
        head.append(_tags(portion.tags))
    head += [f"Note: {one_line(note.words)}" for note in portion.marks.notes.get(None, ())]
    return ["\n".join(head), *(_quote(one) for one in portion.evidence)]


def _quote(one: Evidence) -> str:
    who = [one_line(said_by(one))] if said_by(one) else []
    if one.corrected_by:
        who.append(f"corrected by {one_line(one.corrected_by)}")
    lines = [("★ " if one.starred else "") + one_line(words(one))]
    lines += [f"    — {', '.join(who)}"] if who else []
    lines += [f"    {_tags(one.tags)}"] if one.tags else []
    return "\n".join([*lines, *(f"    Note: {one_line(note.words)}" for note in one.notes)])


def _tags(tags: tuple[str, ...]) -> str:
    return " ".join(f"#{one_line(tag)}" for tag in tags)
