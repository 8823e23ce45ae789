"""Clean HTML and XHTML to paragraphs: chapters of a book, entries of a feed, mails. All words are kept, furniture too.

    parts = parts_of("<h1>Bridge opens</h1><p>It <b>opened</b>.").blocks
    # [(SUBHEADING, "Bridge opens"), (BODY, "It opened.")]
    article = article_of(parts, "story.epub#1", title="Bridge opens")

Paragraphs, headings, list items, table rows and captions become paragraphs of the text. White space is collapsed as a
browser does it, no-break spaces too; soft hyphens, scripts, styles and what is hidden are left out; <br> is a line end,
two are the end of a paragraph; <pre> stays as it is, and <q> gets the marks that a browser draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from newsreader.core.model import Article, Block, BlockKind
from newsreader.core.sources.fields import one_line
from newsreader.core.sources.formats.taming import tamed
from newsreader.core.text import article_from_text, decode, sanitise
from newsreader.core.text.decoding import NotText

if TYPE_CHECKING:
    from lxml.etree import _Element

Part = tuple[BlockKind, str]

TOO_DEEP = "It is nested so deeply, or has such long lines, that headings and lists in it were not recognised."

_DROPPED = frozenset(
    re.findall(
        r"\w+",
        """script style head title meta link template noscript svg iframe object embed applet audio video canvas select
        button input textarea map rp datalist""",
    )
)
_INLINE = frozenset(
    re.findall(
        r"\w+",
        """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr output q rb rt
        rtc ruby s samp small span strike strong sub sup time tt u var wbr br td th""",
    )
)
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.SUBHEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.BLOCKQUOTE,
    "nav": BlockKind.BOILERPLATE,
}
_INVISIBLE = dict.fromkeys(map(ord, "\u034f\u200b\u200c\u200d\u2007\u2060\ufeff"))
_SPACE = re.compile(r"\s+")
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!DOCTYPE(?:[^<>\[]|\[[^\]]*\])*>)?", re.IGNORECASE)
_DECLARED = re.compile(
    rb"""\s*<\?xml[^<>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})|<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTROL = re.compile(r"&#(?:0*(?:[0-8]|1[14-9]|2\d|3[01])|[xX]0*(?:[0-8BbEeFf]|1[0-9A-Fa-f]))(?![0-9A-Fa-f]);?")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|head|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)?(?<!<)[^<>]*>")
_END = "\ufdd0"  # of a paragraph; no character, so that no text has it
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Parts:
    """Paragraphs in text order. note: a sentence for the reader when structure was lost, else ""; words never are."""

    blocks: list[Part]
    note: str = ""


def parts_of(markup: str | bytes) -> Parts:
    """The paragraphs of some HTML or XHTML, sanitised. Headings of every level are SUBHEADING.

    Bytes are decoded by byte order mark, XML declaration or meta element, else as `decode` guesses. Linear in their
    number. Markup that the parser gives up on loses its tags only. No entity is resolved and nothing is loaded.
    """
    text = sanitise(markup if isinstance(markup, str) else _decoded(markup))
    text = _CONTROL.sub("\ufffd", tamed(text))  # what stands for a control character would end the parse
    root, complete = _parsed(text)
    if not complete:
        return Parts(_without_tags(text), TOO_DEEP)
    return Parts(_Walk().blocks(root) if root is not None else [])


def article_of(
    parts: Sequence[Part],
    source: str,
    *,
    title: str | None = None,
    author: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    url: str | None = None,
) -> Article:
    """The paragraphs as an article. What is known of it goes before what the text says; all of it must be clean.

    A title that is known and does not stand among the first paragraphs is set before them, to be read there; where
    none is known it is a heading that stands first, or a headline as `article_from_text` finds it.
    """
    parts = [(kind, words) for kind, words in parts if words]
    known = one_line(title)
    marked = [i for i, (kind, _) in enumerate(parts[:3]) if kind is BlockKind.SUBHEADING]
    first = next((i for i, (kind, _) in enumerate(parts[:8]) if kind is BlockKind.HEADLINE), next(iter(marked), None))
    if first is not None and any(len(words) > 200 for _, words in parts[:first]):
        first = None  # the article has begun
    if known is not None:
        at = [i for i, (_, words) in enumerate(parts[:4]) if _letters(words) == _letters(known)]
        first = at[0] if at else 0
        if not at:
            parts.insert(0, (BlockKind.HEADLINE, known))
    elif first is not None:
        known = one_line(parts[first][1])
    made = article_from_text("\n\n".join(words for _, words in parts), source=sanitise(source), title=known)
    return replace(
        made,
        blocks=_as_marked(made.blocks, parts, first),
        author=author or made.author,
        published=published or made.published,
        outlet=outlet or made.outlet,
        language=language,
        url=url,
    )


def _as_marked(blocks: Iterable[Block], parts: Sequence[Part], headline: int | None) -> tuple[Block, ...]:
    """The blocks, of the kinds that the markup gave them where it did."""
    ends: list[int] = []
    end = -2
    for _, words in parts:
        end += len(words) + 2
        ends.append(end)
    out: list[Block] = []
    i = 0
    for block in blocks:
        while ends[i] <= block.start:
            i += 1
        kind = parts[i][0]
        if i == headline:
            kind = BlockKind.HEADLINE
        elif kind is BlockKind.BODY and block.kind is BlockKind.HEADLINE and headline is not None:
            pass  # there is one already
        elif kind is BlockKind.BODY or (kind is BlockKind.SUBHEADING and block.kind is BlockKind.BOILERPLATE):
            kind = block.kind
        out.append(block._replace(kind=kind))
    return tuple(out)


def _letters(words: str) -> str:
    return "".join(c for c in words[:2000].casefold() if c.isalnum())


def _decoded(raw: bytes) -> str:
    declared = _DECLARED.search(raw[:4096])
    name = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    if name and not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\0" not in raw[:256]:
        # What is declared to be Latin-1 is Windows-1252 in practice, and browsers read it so.
        name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252") else name
        try:
            return raw.decode(name)
        except (LookupError, UnicodeError, ValueError):
            pass  # no such encoding, or a lie
    try:
        return decode(raw).text
    except NotText:
        return raw.decode("utf-8", "replace")


def _parsed(text: str) -> tuple[_Element | None, bool]:
    """The document's root, None of an empty one, and whether all of it was read."""
    from lxml import etree

    bare = _PROLOGUE.sub("", text, count=1)  # its encoding would count for more than ours, its entities may be bombs
    head = text[:3000]
    if (head.lstrip().startswith("<?xml") or "1999/xhtml" in head) and "<!DOCTYPE" not in bare:
        parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
        try:  # as XML, where <title/> and the like end at once
            return etree.fromstring(_NAMED.sub(_character, bare).encode(), parser), True
        except (etree.XMLSyntaxError, ValueError):
            pass
    html_parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = etree.fromstring(bare.encode(), html_parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    complete = not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in html_parser.error_log)
    return root, complete and (root is not None or not _without_tags(text))


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _OF_XML else html5.get(f"{name};", match[0])


class _Walk:
    """Goes through a document without recursion and gathers its paragraphs."""

    def __init__(self) -> None:
        self._out: list[Part] = []
        self._buffer: list[str] = []
        self._kinds = [BlockKind.BODY]
        self._pre = 0
        self._quotes = 0

    def blocks(self, root: _Element) -> list[Part]:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start":
                tag = _name(node)
                if tag in _DROPPED or _is_hidden(node):
                    walk.skip_subtree()
                    continue
                self._open(tag)
                self._add(node.text)
            else:
                if event == "end" and not ((tag := _name(node)) in _DROPPED or _is_hidden(node)):
                    self._close(tag)
                if node is not root:
                    self._add(node.tail)
        self._flush()
        return self._out

    def _open(self, tag: str) -> None:
        if tag == "br":
            self._buffer.append("\n")
        elif tag == "q":
            self._quotes += 1
            self._buffer.append("“" if self._quotes % 2 else "‘")
        elif tag in ("td", "th"):
            self._buffer.append("\t")
        elif tag not in _INLINE:
            self._flush()
            self._kinds.append(self._kind(tag))
            self._pre += tag == "pre"

    def _close(self, tag: str) -> None:
        if tag == "q":
            self._buffer.append("”" if self._quotes % 2 else "’")
            self._quotes -= 1
        elif tag not in _INLINE:
            self._flush()
            self._kinds.pop()
            self._pre -= tag == "pre"

    def _kind(self, tag: str) -> BlockKind:
        around = self._kinds[-1]
        kind = _KINDS.get(tag, around)
        return around if around in (BlockKind.BOILERPLATE, BlockKind.CAPTION, BlockKind.SUBHEADING) else kind

    def _add(self, text: str | None) -> None:
        if text:
            self._buffer.append(text if self._pre else _SPACE.sub(" ", text))

    def _flush(self) -> None:
        words = "".join(self._buffer).replace("\xad", "")
        self._buffer.clear()
        if not words.translate(_INVISIBLE).strip():  # newsletters are full of them
            return
        words = sanitise(words)
        kind = self._kinds[-1]
        if self._pre:
            self._out += [(kind, part.strip("\n").rstrip()) for part in _BLANK.split(words) if part.strip()]
            return
        cells = ([" ".join(cell.split()) for cell in line.split("\t")] for line in words.split("\n"))
        joined = "\n".join("\t".join(filter(None, line)) for line in cells)
        self._out += [(kind, part.strip("\n")) for part in joined.split("\n\n") if part.strip("\n")]


def _name(node: _Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is_hidden(node: _Element) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def _without_tags(text: str) -> list[Part]:
    """The paragraphs of markup that no parser takes: tags are left out, those of blocks end a paragraph."""
    marked = _TAG.sub(_replaced, _NOT_SHOWN.sub(" ", text.replace(_END, "")))
    words = (" ".join(sanitise(unescape(part)).replace("\xad", "").split()) for part in marked.split(_END))
    return [(BlockKind.BODY, paragraph) for paragraph in words if paragraph]


def _replaced(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower()
    return "" if name in _INLINE and name not in ("br", "td", "th") else _END
