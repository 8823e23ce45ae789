"""What a stream of an office document's elements says: targets for lxml's parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsreader.core.model import BlockKind
from newsreader.core.sources.formats.markup import Part
from newsreader.core.text import sanitise

if TYPE_CHECKING:
    from lxml.etree import _Element

Attributes = Any
"""An element's: a mapping of names to values, of a class of lxml's own."""

_LONGEST_CELL = 500
"""Characters; a table with longer cells is there for the looks of it, and its cells are paragraphs."""

_BY_NAME = (
    (re.compile(r"title|headline", re.I), BlockKind.HEADLINE),
    (re.compile(r"subtitle|standfirst", re.I), BlockKind.STANDFIRST),
    (re.compile(r"(?:heading|contents heading|toc heading|überschrift|titre)[ _]*\d*", re.I), BlockKind.SUBHEADING),
    (re.compile(r"(?:intense )?quote|quotations?|block text|citat(?:ion)?|zitat", re.I), BlockKind.BLOCKQUOTE),
    (re.compile(r"list\b.*", re.I), BlockKind.ITEM),
    (re.compile(r"caption|figure|illustration|table", re.I), BlockKind.CAPTION),
    (re.compile(r"byline|author", re.I), BlockKind.BYLINE),
)


def kind_of_style(name: str) -> BlockKind | None:
    """What paragraphs of a style are, by its name; None where that says nothing."""
    return next((kind for pattern, kind in _BY_NAME if pattern.fullmatch(name.strip())), None)


class _Paragraphs:
    """Gathers paragraphs and the rows of tables; paragraphs may hold others, in boxes."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.characters = 0
        self.elements = 0
        self._open: list[tuple[list[str], BlockKind]] = []
        self._rows: list[list[list[Part]]] = []  # of the tables that are open, one in the other

    def _begin(self, kind: BlockKind = BlockKind.BODY) -> None:
        self._open.append(([], kind))

    def _mark(self, kind: BlockKind) -> None:
        if self._open:
            self._open[-1] = (self._open[-1][0], kind)

    def _write(self, text: str) -> None:
        if self._open:
            self._open[-1][0].append(text)
            self.characters += len(text)

    def _end(self) -> None:
        if not self._open:
            return
        words, kind = self._open.pop()
        lines = (" ".join(line.split()) for line in sanitise("".join(words)).split("\n"))
        text = "\n".join(filter(None, lines))
        if text:
            (self._rows[-1][-1] if self._rows and self._rows[-1] else self.parts).append((kind, text))

    def _begin_row(self) -> None:
        self._rows.append([])

    def _begin_cell(self) -> None:
        if self._rows:
            self._rows[-1].append([])

    def _end_row(self) -> None:
        """One paragraph of short cells; else those that the cells hold."""
        if not self._rows:
            return
        cells = [cell for cell in self._rows.pop() if cell]
        out = self._rows[-1][-1] if self._rows and self._rows[-1] else self.parts
        if len(cells) > 1 and all(len(cell) == 1 and len(cell[0][1]) <= _LONGEST_CELL for cell in cells):
            out.append((BlockKind.BODY, "\t".join(" ".join(cell[0][1].split("\n")) for cell in cells)))
        else:
            out += [part for cell in cells for part in cell]

    def finished(self) -> list[Part]:
        """All paragraphs, those too that the end of the file cut off."""
        while self._open:
            self._end()
        while self._rows:
            self._end_row()
        return self.parts

    def close(self) -> None:
        """The parser calls it at the end."""


class Styles:
    """The paragraph styles of a Word document. root: of word/styles.xml."""

    def __init__(self, root: _Element | None) -> None:
        self._names: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        for style in root.iter("{*}style") if root is not None else ():
            id_ = _value(style.attrib, "styleId")
            for node in style:
                tag = str(node.tag).rpartition("}")[2]
                if tag == "name":
                    self._names[id_] = _value(node.attrib, "val")
                elif tag == "basedOn":
                    self._bases[id_] = _value(node.attrib, "val")

    def kind(self, id_: str) -> BlockKind:
        """What paragraphs of a style are: by its name, or those of the styles that it is made from."""
        for _ in range(20):
            if kind := kind_of_style(self._names.get(id_, re.sub(r"(?<=[a-z])(?=[A-Z\d])", " ", id_))):
                return kind
            if not (id_ := self._bases.get(id_, "")):
                break
        return BlockKind.BODY


class Word(_Paragraphs):
    """The paragraphs of word/document.xml, or of its notes."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._skipped = 0  # elements that are open and not read
        self._in_text = False
        self._hidden = False

    def start(self, tag: str, attrib: Attributes) -> None:
        """An element begins."""
        self.elements += 1
        name = _local(tag)
        if self._skipped or name in ("del", "moveFrom", "Fallback", "instrText", "delText", "separator"):
            self._skipped += 1
        elif name == "p":
            self._begin()
        elif name == "t":
            self._in_text = True
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = _value(attrib, "val") not in ("0", "false")
        elif name in ("tab", "ptab"):
            self._write(" ")
        elif name in ("br", "cr"):
            self._write(" " if _value(attrib, "type") in ("page", "column") else "\n")
        elif name == "noBreakHyphen":
            self._write("-")
        elif name == "pStyle":
            self._mark(self._styles.kind(_value(attrib, "val")))
        elif name == "numPr" and self._open and self._open[-1][1] is BlockKind.BODY:
            self._mark(BlockKind.ITEM)
        elif name == "tr":
            self._begin_row()
        elif name == "tc":
            self._begin_cell()

    def data(self, text: str) -> None:
        """Words between tags; those outside of runs are white space."""
        if self._in_text and not self._skipped and not self._hidden:
            self._write(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        name = _local(tag)
        if name == "t":
            self._in_text = False
        elif name == "p":
            self._end()
        elif name == "tr":
            self._end_row()


class Odt(_Paragraphs):
    """The paragraphs of an OpenDocument text's content.xml. Notes follow the paragraph that they belong to."""

    _SKIPPED = frozenset(
        re.findall(
            r"[\w-]+",
            """tracked-changes annotation note-citation forms scripts font-face-decls sequence-decls table-of-content
            title desc""",  # the last two of pictures
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self._parents: dict[str, str] = {}
        self._skipped = 0
        self._items = 0

    def start(self, tag: str, attrib: Attributes) -> None:
        """An element begins."""
        self.elements += 1
        name = _local(tag)
        if self._skipped or name in self._SKIPPED:
            self._skipped += 1
        elif name == "style":
            self._parents[_value(attrib, "name")] = _value(attrib, "parent-style-name")
        elif name == "h":
            self._begin(BlockKind.SUBHEADING)
        elif name == "p":
            self._begin(self._kind(_value(attrib, "style-name")))
        elif name == "list-item":
            self._items += 1
        elif name in ("s", "tab"):
            self._write(" ")
        elif name == "line-break":
            self._write("\n")
        elif name == "table-row":
            self._begin_row()
        elif name in ("table-cell", "covered-table-cell"):
            self._begin_cell()

    def _kind(self, style: str) -> BlockKind:
        for name in (style, self._parents.get(style, "")):
            if kind := kind_of_style(name.replace("_20_", " ")):
                return kind
        return BlockKind.ITEM if self._items else BlockKind.BODY

    def data(self, text: str) -> None:
        """Words between tags."""
        if not self._skipped:
            self._write(text.replace("\n", " "))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        name = _local(tag)
        if name in ("p", "h"):
            self._end()
        elif name == "list-item":
            self._items -= 1
        elif name == "table-row":
            self._end_row()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _value(attrib: Attributes, name: str) -> str:
    """An attribute of any namespace."""
    return next((str(value) for key, value in attrib.items() if key.rpartition("}")[2] == name), "")
