"""A tree to paragraphs of words, and what the markup says each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.core.model import BlockKind
from newsreader.core.sources.formats.html.tree import Node, tags
from newsreader.core.text import sanitise

_PARTS = tags(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody"
    " tfoot thead tr ul caption listing xmp optgroup option button"
)
"""What begins a new paragraph and ends it."""
_KINDS = {
    "li": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    "dt": BlockKind.ITEM,
    "blockquote": BlockKind.BLOCKQUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.SUBHEADING),
}
_SPACES = re.compile("[ \t\r\f]+")


@dataclass(slots=True)
class Paragraph:
    """Some words, and what the markup says of them: kind is None where it says nothing, names what classes do."""

    text: str
    kind: BlockKind | None = None
    names: str = ""
    links: float = 0.0


def paragraphs(root: Node) -> list[Paragraph]:
    """The paragraphs of a tree in their order, sanitised; none is blank."""
    writer = _Writer()
    stack: list[tuple[Node | str, bool, bool]] = [(root, False, False)]  # what, whether in `pre`, whether it ends
    while stack:
        item, raw, ends = stack.pop()
        if isinstance(item, str):
            writer.put(item if raw else item.replace("\n", " "))
        elif ends:
            writer.end(item)
        else:
            raw = raw or item.tag in ("pre", "listing", "xmp")
            writer.begin(item, raw)
            stack.append((item, raw, True))
            stack.extend((child, raw, False) for child in reversed(item.children))
    writer.flush()
    return writer.out


class _Writer:
    """Gathers words until a paragraph ends."""

    def __init__(self) -> None:
        self.out: list[Paragraph] = []
        self._words: list[str] = []
        self._kinds: list[tuple[Node, BlockKind]] = []
        self._pre = 0
        self._cells: Node | None = None  # the table row whose cells stand beside one another
        self._links = 0
        self._in_link = 0
        self._names = ""

    def put(self, words: str) -> None:
        self._words.append(words)
        if self._in_link:
            self._links += len(words.strip())

    def begin(self, node: Node, raw: bool) -> None:
        tag = node.tag
        if tag == "br":
            self._words.append("\n")
        elif tag == "a":
            self._in_link += 1
        elif tag == "tr":
            self.flush()
            self._cells = None if any(_has_parts(cell) for cell in node.nodes) else node
        elif tag in ("td", "th"):
            if self._cells is None or node.parent is not self._cells:
                self.flush()
            elif any(words != "\t" for words in self._words):
                self._words.append("\t")
        elif tag in _PARTS:
            self.flush()
        if raw and tag == "pre":
            self._pre += 1
        kind = _KINDS.get(tag)
        if kind is None and "caption" in node.cls.lower() and tag in ("p", "div") and node.chars < 600:
            kind = BlockKind.CAPTION
        if kind is not None:
            self._kinds.append((node, kind))
        if tag in _PARTS:
            self._names = node.names

    def end(self, node: Node) -> None:
        tag = node.tag
        if tag in _PARTS or (tag in ("td", "th") and self._cells is None):
            self.flush()
        if tag == "a":
            self._in_link -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag == "tr":
            self._cells = None
        if self._kinds and self._kinds[-1][0] is node:
            self._kinds.pop()

    def flush(self) -> None:
        if not self._words:
            return
        raw = "".join(self._words)
        self._words = []
        links, self._links = self._links, 0
        if raw.isspace():
            return
        text = sanitise(raw)
        if self._pre:
            text = text.strip("\n").rstrip()
        else:
            tabs = self._cells is not None
            lines = (" ".join(line.split(" ")) if tabs else _collapsed(line) for line in text.split("\n"))
            text = "\n".join(line for line in map(_stripped if tabs else str.strip, lines) if line)
        if text:
            kind = self._kinds[-1][1] if self._kinds else None
            self.out.append(Paragraph(text, kind, self._names, min(1.0, links / len(text))))


def _collapsed(line: str) -> str:
    return _SPACES.sub(" ", line)


def _stripped(line: str) -> str:
    return "\t".join(_collapsed(cell).strip() for cell in line.split("\t")).strip("\t")


def _has_parts(cell: Node) -> bool:
    return any(node.tag in _PARTS for node in cell.nodes)
