"""A page as a tree that is easy to cut: nodes with their text between them, not after them as in lxml.

Only what reading needs is kept: no scripts, styles, pictures or attributes that say nothing about the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def tags(names: str) -> frozenset[str]:
    """Names parted by spaces as a set."""
    return frozenset(names.split())


BLOCKS = tags("blockquote dl div img ol p pre table ul")
"""What parts a division from a paragraph: one that holds none of these is a paragraph itself."""

_PHRASING = tags(
    "abbr audio b bdo br button cite code data datalist dfn em embed i img input kbd label mark math meter noscript"
    " object output progress q ruby samp script select small span strong sub sup textarea time var wbr"
)
_PHRASING_IF_ALL_IN_IT_IS = frozenset(("a", "del", "ins"))
_DROPPED = tags(
    "script style noscript template svg math link meta title base canvas map area param source track datalist rp"
)
_EMPTY = frozenset(("iframe", "object", "embed", "video", "audio", "select", "textarea", "input", "img"))
"""What counts, but has no words of the article in it."""
_SPACE = re.compile("[ \t\n\r\f]+")
_UNEVEN = re.compile("[\t\n\r\f]|  ")
_HASH = re.compile(r"#.")
_COMMAS = re.compile("[,،﹐︐︑⹁⸴⸲，]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Node:
    """An element. children: nodes and the texts between them, white space in those collapsed but for `pre`.

    chars, commas: of all text in it; links: characters in links, those to places in the page counted 0.3.
    phrasing, block: whether all of it may stand in a paragraph, and whether something that may not stands in it.
    """

    __slots__ = (
        "block",
        "chars",
        "children",
        "cls",
        "commas",
        "hidden",
        "href",
        "id",
        "itemprop",
        "links",
        "parent",
        "phrasing",
        "rel",
        "role",
        "score",
        "tag",
    )

    def __init__(self, tag: str, children: list[Node | str] | None = None) -> None:
        self.tag = tag
        self.cls = self.id = self.role = self.rel = self.itemprop = self.href = ""
        self.hidden = False
        self.parent: Node | None = None
        self.score: float | None = None
        self.chars = self.commas = 0
        self.links = 0.0
        self.phrasing = self.block = False
        self.children: list[Node | str] = children if children is not None else []
        for child in self.children:
            if isinstance(child, Node):
                child.parent = self

    @property
    def names(self) -> str:
        """What its author called it."""
        return f"{self.cls} {self.id}"

    @property
    def nodes(self) -> list[Node]:
        """The children that are no text."""
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def link_density(self) -> float:
        """The part of its text that stands in links, 0 to 1."""
        return self.links / self.chars if self.chars else 0.0

    def add(self, child: Node | str) -> None:
        """Put something at its end."""
        self.children.append(child)
        if isinstance(child, Node):
            child.parent = self

    def walk(self) -> Iterator[Node]:
        """It and all nodes in it, in the order of the page. What is cut while it runs may still come."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack += [child for child in reversed(node.children) if isinstance(child, Node)]

    def above(self) -> Iterator[Node]:
        """What it stands in, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """All its words, white space collapsed."""
        out: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                out.append(item)
            elif item.tag == "br":
                out.append(" ")
            else:
                if not item.phrasing:
                    out.append(" ")
                stack.extend(reversed(item.children))
        return " ".join("".join(out).split())


def build(root: _Element, hidden: bool = False) -> Node:
    """The tree of a parsed page, measured. hidden: with what the page does not show at first, too.

    Where something is left out because it is not shown, the tree itself is marked as hidden.
    """
    top = _node(root, "div")
    stack: list[tuple[_Element, Node, Iterator[_Element], bool]] = []
    _put(top, root.text, False)
    stack.append((root, top, iter(root), False))
    while stack:
        element, node, rest, raw = stack[-1]
        below = next(rest, None)
        if below is None:
            stack.pop()
            _finish(node)
            if stack:
                _put(stack[-1][1], element.tail, stack[-1][3])
            continue
        tag = below.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            _put(node, below.tail, raw)
            continue
        child = _node(below, tag)
        if child.hidden and not hidden:
            top.hidden = True
            _put(node, below.tail, raw)
            continue
        node.add(child)
        pre = raw or tag in ("pre", "listing", "xmp")
        if tag in _EMPTY:
            stack.append((below, child, iter(()), pre))
        else:
            _put(child, below.text, pre)
            stack.append((below, child, iter(below), pre))
    return top


def _node(element: _Element, tag: str) -> Node:
    node = Node("span" if tag == "font" else tag)
    for name, value in element.items()[:60]:
        if name == "class":
            node.cls = value[:300]
        elif name == "id":
            node.id = value[:300]
        elif name == "role":
            node.role = value[:40]
        elif name == "rel":
            node.rel = value[:40]
        elif name == "itemprop":
            node.itemprop = value[:80]
        elif name == "href":
            node.href = value[:300]
        elif name == "hidden" or (name == "aria-hidden" and value == "true"):
            node.hidden = "fallback-image" not in (element.get("class") or "")
        elif name == "style" and _HIDDEN.search(value[:500]):
            node.hidden = True
        elif name == "open" and tag == "dialog":
            node.hidden = False
    return node


def _put(node: Node, text: str | None, raw: bool) -> None:
    if text:
        if not raw and _UNEVEN.search(text):
            text = _SPACE.sub(" ", text)
        node.children.append(text)


def _finish(node: Node) -> None:
    """Its paragraphs parted by line breaks become paragraphs, and it is measured."""
    if node.tag != "pre" and sum(child.tag == "br" for child in node.children if isinstance(child, Node)) > 1:
        _part_at_breaks(node)
    measure_one(node)
    tag = node.tag
    below = node.nodes
    node.phrasing = tag in _PHRASING or (tag in _PHRASING_IF_ALL_IN_IT_IS and all(child.phrasing for child in below))
    node.block = any(child.tag in BLOCKS or child.block for child in below)


def is_phrasing(child: Node | str) -> bool:
    """Whether something may stand in a paragraph."""
    return isinstance(child, str) or child.phrasing


def is_blank(child: Node | str) -> bool:
    """Whether something is white space."""
    return not child.strip() if isinstance(child, str) else child.tag == "br"


def paragraph(children: Iterable[Node | str]) -> Node:
    """A paragraph of these, blanks at its end left out, measured."""
    kept = list(children)
    while kept and is_blank(kept[-1]):
        kept.pop()
    made = Node("p", kept)
    measure_one(made)
    made.block = any(isinstance(child, Node) and (child.tag in BLOCKS or child.block) for child in kept)
    return made


def _part_at_breaks(node: Node) -> None:
    """Two line breaks or more part paragraphs: what follows them, up to the next two, becomes one."""
    out: list[Node | str] = []
    open_: list[Node | str] | None = None  # the paragraph that follows breaks
    children = node.children
    parted = False
    i = 0
    while i < len(children):
        child = children[i]
        if isinstance(child, Node) and child.tag == "br":
            j, count = i, 0
            while j < len(children) and is_blank(children[j]):
                count += isinstance(children[j], Node)
                j += 1
            if count > 1:
                if open_:
                    out.append(paragraph(open_))
                open_, parted = [], True
                i = j
                continue
        if open_ is not None and is_phrasing(child):
            open_.append(child)
        else:
            if open_:
                out.append(paragraph(open_))
            open_ = None
            out.append(child)
        i += 1
    if open_:
        out.append(paragraph(open_))
    if not parted:
        return
    node.children = []
    for child in out:
        if isinstance(child, str) or child.tag != "p" or child.children:
            node.add(child)
    if node.tag == "p":
        node.tag = "div"


def measure_one(node: Node) -> None:
    """Count what is in a node whose children have been counted."""
    chars = commas = 0
    links = 0.0
    for child in node.children:
        if isinstance(child, str):
            if not child.isspace():
                chars += len(child)
                commas += len(_COMMAS.findall(child))
        else:
            chars += child.chars
            commas += child.commas
            links += child.links
    if node.tag == "a":
        links = chars * (0.3 if _HASH.match(node.href) else 1.0)
    node.chars, node.commas, node.links = chars, commas, links


def measure(root: Node) -> None:
    """Count everything anew after cuts."""
    for node in reversed(list(root.walk())):
        measure_one(node)
