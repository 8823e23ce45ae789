"""Where in a page its article stands: by how its paragraphs score, and what stands beside the best of them.

The method is that of Readability as Mozilla carries it on: paragraphs give points for their length and commas to what
they stand in, names of classes add to them, links take from them. This module and `pruning` are its script written
anew in Python and changed. Readability is Copyright (c) 2010 Arc90 Inc, under the Apache License, Version 2.0: see
LICENSE-Apache-2.0.txt beside this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsreader.core.sources.formats.html.tree import Node, is_blank, is_phrasing, measure, measure_one, paragraph

_UNLIKELY = re.compile(
    "-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu"
    "|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination"
    "|pager|popup|yom-remote",
    re.IGNORECASE,
)
_MAYBE = re.compile("and|article|body|column|content|main|shadow", re.IGNORECASE)
_POSITIVE = re.compile(
    "article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story", re.IGNORECASE
)
_NEGATIVE = re.compile(
    "-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain"
    "|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    re.IGNORECASE,
)
_BYLINE = re.compile("byline|author|dateline|writtenby|p-author", re.IGNORECASE)
_ROLES = frozenset(("menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"))
_SCORED = frozenset(("section", "h2", "h3", "h4", "h5", "h6", "p", "td", "pre"))
_EMPTIED = frozenset(("div", "section", "header", "h1", "h2", "h3", "h4", "h5", "h6"))
_START = {"div": 5, "pre": 3, "td": 3, "blockquote": 3}
_START |= dict.fromkeys(("address", "ol", "ul", "dl", "dd", "dt", "li", "form"), -3)
_START |= dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "th"), -5)
_AS_THEY_ARE = frozenset(("div", "article", "section", "p", "ol", "ul"))
_SENTENCE_END = re.compile(r"\.( |$)")
_WORDS = re.compile(r"\W+")
_BEST = 5  # candidates that are compared
NAMES = 5000
"""Names of classes that are remembered with what was said of them: a page uses few, again and again."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How strict to be: leave out what has an unlikely name, weigh names, cut what looks like no article."""

    unlikely: bool = True
    weights: bool = True
    cuts: bool = True


def weight(node: Node, ways: Ways) -> int:
    """What its names say for or against a node: -50 to 50."""
    return _worth(node.cls) + _worth(node.id) if ways.weights else 0


@lru_cache(NAMES)
def _worth(name: str) -> int:
    return (25 if _POSITIVE.search(name) else 0) - (25 if _NEGATIVE.search(name) else 0) if name else 0


@lru_cache(NAMES)
def _is_unlikely(names: str) -> bool:
    return _UNLIKELY.search(names) is not None and _MAYBE.search(names) is None


def similarity(title: str, heading: str) -> float:
    """The part of a heading's letters that stand in words of the title, 0 to 1."""
    known = set(filter(None, _WORDS.split(title.lower())))
    words = [word for word in _WORDS.split(heading.lower()) if word]
    if not known or not words:
        return 0.0
    new = [word for word in words if word not in known]
    return 1 - len(" ".join(new)) / len(" ".join(words))


def grab(page: Node, title: str, ways: Ways, byline: bool) -> tuple[Node, str]:
    """What of a page may be its article, before it is cleaned, and the byline that stood there.

    byline: whether one is looked for; it is taken out. The page is used up.
    """
    sifter = _Sifter(title, ways, byline)
    sifter.sift(page)
    measure(page)
    candidates = _score(sifter.scored, page, ways)
    return _with_siblings(_best(candidates, page, ways), page), sifter.byline


class _Sifter:
    """Takes out what cannot be the article, and makes paragraphs of divisions that are used as such."""

    def __init__(self, title: str, ways: Ways, byline: bool) -> None:
        self.title, self.ways, self.wanted = title, ways, byline
        self.byline = ""
        self.scored: list[Node] = []

    def sift(self, page: Node) -> None:
        stack = [(page, iter(page.children), list[Node | str]())]
        while stack:
            node, rest, kept = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                node.children = kept
            elif isinstance(child, str):
                kept.append(child)
            elif not self._goes(child):
                child = self._reshaped(child)
                child.parent = node
                kept.append(child)
                stack.append((child, iter(child.children), []))

    def _goes(self, node: Node) -> bool:
        names = node.names
        if self.wanted and not self.byline and 0 < node.chars < 110 and _is_byline(node, names):
            text = node.text()
            if 0 < len(text) < 100:
                self.byline = text
                return True
        if (
            node.tag in ("h1", "h2")
            and self.title
            and 0 < node.chars < 500
            and similarity(self.title, node.text()) > 0.75
        ):
            self.title = ""
            return True
        if self.ways.unlikely:
            if (
                node.tag not in ("body", "a")
                and _is_unlikely(names)
                and not _stands_in(node, "table")
                and not _stands_in(node, "code")
            ):
                return True
            if node.role in _ROLES:
                return True
        return node.tag in _EMPTIED and not node.chars and all(n.tag in ("br", "hr") for n in node.nodes)

    def _reshaped(self, node: Node) -> Node:
        if node.tag in _SCORED:
            self.scored.append(node)
        if node.tag != "div":
            return node
        _wrap(node)
        below = node.nodes
        alone = len(below) == 1 and all(not isinstance(c, str) or c.isspace() for c in node.children)
        if alone and below[0].tag == "p" and node.link_density < 0.25:
            inner = below[0]
            self.scored.append(inner)
            return inner
        if not node.block:
            node.tag = "p"
            self.scored.append(node)
        return node


def _is_byline(node: Node, names: str) -> bool:
    return node.rel == "author" or "author" in node.itemprop or _BYLINE.search(names) is not None


def _stands_in(node: Node, tag: str) -> bool:
    """Whether one of the four elements around a node is such a one."""
    around = node.parent
    for _ in range(4):
        if around is None:
            return False
        if around.tag == tag:
            return True
        around = around.parent
    return False


def _wrap(node: Node) -> None:
    """What stands loose in a division becomes paragraphs of it."""
    out: list[Node | str] = []
    loose: list[Node | str] = []
    for child in node.children:
        if is_phrasing(child):
            if loose or not is_blank(child):
                loose.append(child)
            else:
                out.append(child)
        else:
            if loose:
                out.append(paragraph(loose))
                loose = []
            out.append(child)
    if loose:
        out.append(paragraph(loose))
        node.block = True
    node.children = []
    for child in out:
        node.add(child)


def _score(scored: list[Node], page: Node, ways: Ways) -> list[Node]:
    """What paragraphs stand in, with the points these give."""
    candidates: list[Node] = []
    for node in scored:
        if node.chars < 25:
            continue
        points = 2 + node.commas + min(node.chars // 100, 3)
        for level, around in enumerate(node.above()):
            if level == 5 or around is page:
                break
            if around.score is None:
                around.score = float(_START.get(around.tag, 0) + weight(around, ways))
                candidates.append(around)
            around.score += points / (1, 2, 6, 9, 12)[level]
    for node in candidates:
        node.score = (node.score or 0.0) * (1 - node.link_density)
    return candidates


def _best(candidates: list[Node], page: Node, ways: Ways) -> Node:
    """The node that holds the article; the page itself where there is no candidate."""
    best = sorted(candidates, key=_points, reverse=True)[:_BEST]  # stable: of equals the first in the page
    body = next((node for node in page.nodes if node.tag == "body"), page)
    if not best or best[0] is body:
        return body
    top = best[0]
    close = [list(node.above()) for node in best[1:] if _points(top) > 0 and _points(node) / _points(top) >= 0.75]
    if len(close) >= 3:
        for around in top.above():
            if around is body or around is page:
                break
            if sum(around in others for others in close) >= 3:
                top = around
                break
    if top.score is None:
        top.score = float(_START.get(top.tag, 0) + weight(top, ways))
    last = _points(top)
    lowest = last / 3
    for around in top.above():
        if around is body or around is page:
            break
        if around.score is None:
            continue
        if around.score < lowest:
            break
        if around.score > last:
            top = around
            break
        last = around.score
    while top.parent is not None and top.parent not in (body, page) and len(top.parent.nodes) == 1:
        top = top.parent
    if top.score is None:
        top.score = float(_START.get(top.tag, 0) + weight(top, ways))
    return top


def _points(node: Node) -> float:
    return node.score or 0.0


def _with_siblings(top: Node, page: Node) -> Node:
    """The best node with what stands beside it and looks like a part of the same."""
    article = Node("div")
    parent = top.parent
    if parent is None or top.tag == "body" or top is page:
        article.add(top)
        measure_one(article)
        return article
    enough = max(10.0, _points(top) * 0.2)
    for sibling in parent.nodes:
        if sibling is top or _belongs(sibling, top, enough):
            if sibling.tag not in _AS_THEY_ARE:
                sibling.tag = "div"
            article.add(sibling)
    measure_one(article)
    return article


def _belongs(sibling: Node, top: Node, enough: float) -> bool:
    bonus = _points(top) * 0.2 if sibling.cls and sibling.cls == top.cls else 0.0
    if sibling.score is not None and sibling.score + bonus >= enough:
        return True
    if sibling.tag != "p":
        return False
    if sibling.chars > 80:
        return sibling.link_density < 0.25
    return sibling.chars > 0 and not sibling.links and _SENTENCE_END.search(sibling.text()) is not None
