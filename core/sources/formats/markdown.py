"""Markdown: the words without the markup, and what headings and front matter say about them.

Links keep their words and lose their addresses, pictures their alternative text, HTML its tags; code stays as it is.
Paragraphs, headings, list items and table rows are paragraphs of the text, parted by blank lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsreader.core.model import Article, Block, BlockKind
from newsreader.core.sources.decoding import words_of
from newsreader.core.sources.document import Document
from newsreader.core.text import article_from_text, sanitise

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"[\"']?([^\W\d_][\w.-]{0,40})[\"']?:(?:[^\S\n]+(.*))?")
_NO_FIELD = re.compile(r"\s.*|-(?:\s.*)?|#.*|[\]}],?\s*|")
"""What else stands in front matter: continuations, list items, comments, the end of a list, blank lines."""
_ITEM = re.compile(r"\s*-\s+(.+)")
_FIELDS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "by"),
    "published": ("date", "published", "pubdate"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "site"),
}
_NOT_SHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_MARKS = re.compile(r"(?:>\s*|[*+-](?:\s+|$))+")  # of lists and quotes, at the start of a line
_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    heading: int = 0  # its level, 0 when it is none


def document(raw: bytes, source: str) -> Document:
    """The article of a Markdown text. Raises SourceError where the bytes are no text."""
    text, note = words_of(raw, source)
    return Document(raw, article(text, sanitise(source)), note)


def article(text: str, source: str) -> Article:
    """The article of a Markdown text that has been sanitised."""
    fields, body = _front_matter(text)
    paragraphs = [p for p in _paragraphs(body) if p.text]
    title = fields.get("title")
    heading = next((p.text for p in paragraphs if p.heading), None)
    if title and title != heading and all(p.text != title for p in paragraphs[:1]):
        paragraphs.insert(0, _Paragraph(title, 1))
    joined = "\n\n".join(p.text for p in paragraphs)
    made = article_from_text(
        joined, source=source, title=title or (heading if paragraphs and paragraphs[0].heading else None)
    )
    return replace(
        made,
        blocks=_with_headings(made.blocks, paragraphs),
        author=fields.get("author") or made.author,
        published=fields.get("published") or made.published,
        outlet=fields.get("outlet") or made.outlet,
    )


def _with_headings(blocks: Sequence[Block], paragraphs: Sequence[_Paragraph]) -> tuple[Block, ...]:
    """The blocks, with those that are headings said to be: the first thing in the text its headline."""
    kinds: dict[int, BlockKind] = {}
    start = 0
    for i, paragraph in enumerate(paragraphs):
        if paragraph.heading:
            kinds[start] = BlockKind.SUBHEADING if i else BlockKind.HEADLINE
        start += len(paragraph.text) + 2
    return tuple(block._replace(kind=kinds.get(block.start, block.kind)) for block in blocks)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the lines between two "---" at the top say of the article, and the text after them.

    Enough of YAML for what people write there: `key: value`, quoted values, and lists in either form. Between two
    rules may also stand a part of the article. As in Pandoc, the first is a rule when a blank line follows it.
    """
    match = _FRONT_MATTER.match(text)
    lines = match[1].split("\n") if match else []
    if match is None or not lines[0].strip() or not _are_fields(lines):
        return {}, text
    given: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if item := _ITEM.fullmatch(line):
            given.setdefault(key, []).append(_unquoted(item[1]))
        elif field := _FIELD.fullmatch(line):
            key = field[1].strip().lower()
            value = (field[2] or "").strip()
            listed = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            given[key] = [part for part in map(_unquoted, listed) if part]
    fields = {name: ", ".join(given[key]) for name, keys in _FIELDS.items() for key in reversed(keys) if given.get(key)}
    return fields, text[match.end() :]


def _are_fields(lines: Sequence[str]) -> bool:
    fields = [line for line in lines if not _NO_FIELD.fullmatch(line)]
    return bool(fields) and all(map(_FIELD.fullmatch, fields))


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return " ".join(value.split())


def _paragraphs(text: str) -> list[_Paragraph]:
    """The paragraphs in text order."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.block.ruler.before("table", "too_deep", _too_deep)
    tokens = parser.parse(text)
    out: list[_Paragraph] = []
    cells: list[str] | None = None
    number = ""  # of the list item that begins; a bullet says nothing and is left out
    for i, token in enumerate(tokens):
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            out.append(_Paragraph("\t".join(cells)))
            cells = None
        elif token.type == "inline":
            words = _clean(_words(token.children or ()))
            if cells is not None:
                cells.append(words)
            else:
                before = tokens[i - 1]
                out.append(_Paragraph(number + words, int(before.tag[1]) if before.type == "heading_open" else 0))
                number = ""
        elif token.type in ("fence", "code_block"):
            out += [_Paragraph(part.strip()) for part in token.content.split("\n\n")]
        elif token.type == "html_block":
            out += [_Paragraph(_clean(part)) for part in _without_tags(token.content).split("\n\n")]
    return out


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule for the parser, which would leave out what is nested deeper than its limit: there it is taken as it is."""
    if silent or state.level < state.md.options.maxNesting - 2:  # a list takes two levels
        return False
    lines: list[str] = []
    for i in range(start, end):
        line = state.src[state.bMarks[i] + state.tShift[i] : state.eMarks[i]]
        if lines and (not line.strip() or _MARKS.match(line)):
            break
        lines.append(_MARKS.sub("", line, 1) if not lines else line)
    token = state.push("inline", "", 0)
    token.content, token.children = "\n".join(lines), []
    state.line = start + len(lines)
    return True


def _words(children: Sequence[Token]) -> str:
    """The words of a line of tokens; HTML between them is left out, with what is in comments and scripts."""
    out: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline", "text_special"):
            out.append(token.content)
        elif token.type == "softbreak":
            out.append(" ")
        elif token.type == "hardbreak":
            out.append("\n")
        elif token.type == "image":
            out.append(_words(token.children or ()))
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            out.append("\n")
    return "".join(out)


def _without_tags(markup: str) -> str:
    return html.unescape(_TAG.sub("", _NOT_SHOWN.sub("", markup)))


def _clean(words: str) -> str:
    """Lines without surrounding spaces or blank lines between them; character references may have brought controls."""
    lines = (line.strip() for line in sanitise(words).split("\n"))
    return "\n".join(line for line in lines if line)
