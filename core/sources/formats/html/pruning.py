"""What does not belong to an article and stands in the midst of it: forms, share bars, lists of links.

After Readability, as `grabbing` is, and under the same licence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from newsreader.core.sources.formats.html.grabbing import NAMES, Ways, weight
from newsreader.core.sources.formats.html.tree import Node, measure, measure_one, tags

_GOES = tags("object embed footer aside nav menu dialog iframe input textarea select button")
_SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.IGNORECASE)
_AD = re.compile(
    "(ad(vertising|vertisement)?|pub(licité)?|werb(ung)?|广告|Реклама|Anuncio|(loading|正在加载|Загрузка|chargement"
    r"|cargando)(…|\.\.\.)?)",
    re.IGNORECASE,
)
_NOT_OF_THE_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|recommend\w*|newsletters?|promos?|promoted|outbrain|taboola|share|sharing|sharebar"
    r"|shares|social|sharedaddy|comments?|disqus|subscribe|subscription|sign-?up|trending|popular|mostread|read-?more"
    r"|readnext|see-?also|also-?read|next-?up|author-?(?:bio|info|box|card|profile|about|description)|bio|about-?author"
    r"|tags|taglist|tag-list|breadcrumbs?|byline|sponsored?|advert\w*|ads?|dfp|cookies?|consent|gdpr|toolbar|teasers?"
    r"|read-?also|pager|pagination|timestamp|pubdate|dateline|print-?only|printfriendly|donate|donation)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
_FOR_LISTENERS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|off-?screen|visually-?hidden|screen-?reader(?:-text)?|visuallyhidden|a11y-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TEXTISH = tags("span li td blockquote dl div img ol p pre table ul")
_EMBEDS = frozenset(("object", "embed", "iframe"))
_DATA = frozenset(("col", "colgroup", "tfoot", "thead", "th"))


def prune(article: Node, ways: Ways) -> None:
    """Cut what is no part of the text out of an article that was grabbed."""
    data = _data_tables(article)
    if ways.cuts:
        _cut(article, ("form", "fieldset"), data, ways)
    half = article.chars / 2  # some pages keep their article in an aside
    remove(
        article,
        lambda node: (
            (node.tag in _GOES and node.chars < half)
            or (node.chars < 500 and node.parent is not article and _SHARE.search(node.names) is not None)
            or (node.tag in ("h1", "h2") and weight(node, ways) < 0)
        ),
    )
    if ways.cuts:
        for tag in ("table", "ul", "div"):
            _cut(article, (tag,), data, ways)
        _cut_furniture(article)


def _cut_furniture(article: Node) -> None:
    """Take out what is named as no part of the article, unless that would take much of what reads like one."""
    few = article.chars / 5
    named = {node for node in article.walk() if node.chars < few and _is_named_as_furniture(node)}
    prosy = {node for node in named if node.chars > 100 and node.link_density < 0.2}
    if sum(node.chars for node in prosy if not any(above in prosy for above in node.above())) > few:
        named -= prosy
    remove(article, lambda node: node in named)


def _is_named_as_furniture(node: Node) -> bool:
    """Whether its class or id says that it is no part of the article."""
    return (node.cls != "" or node.id != "") and _names_furniture(node.names)


@lru_cache(NAMES)
def _names_furniture(names: str) -> bool:
    return bool(_FOR_LISTENERS.search(names) or _NOT_OF_THE_ARTICLE.search(_CAMEL.sub("-", names)))


def remove(article: Node, unwanted: Callable[[Node], bool]) -> None:
    """Take out all nodes that are unwanted, and measure what is left."""
    for node in article.walk():
        if any(isinstance(child, Node) and unwanted(child) for child in node.children):
            node.children = [child for child in node.children if isinstance(child, str) or not unwanted(child)]
    measure(article)


@dataclass(slots=True)
class _Counts:
    """What is in a node, apart from what it counts itself."""

    p: int = 0
    img: int = 0
    li: int = 0
    input: int = 0
    embeds: int = 0
    headings: int = 0  # characters
    textish: int = 0
    lists: int = 0
    data: bool = False


def _cut(article: Node, tags: tuple[str, ...], data: set[Node], ways: Ways) -> None:
    """Take out the nodes of these tags that look like no text, the innermost first."""
    nodes = list(article.walk())
    if not any(node.tag in tags for node in nodes):
        return
    counted: dict[Node, _Counts] = {}
    inside = _inside(article, data)
    for node in reversed(nodes):
        total = _Counts()
        gone: set[int] = set()
        for child in node.nodes:
            counts = counted.pop(child)
            if (
                child.tag in tags
                and child not in inside
                and child not in data
                and not counts.data
                and _is_no_text(child, counts, ways)
            ):
                gone.add(id(child))
                continue
            _sum(total, counts, child, data)
        if gone:
            node.children = [child for child in node.children if id(child) not in gone]
        counted[node] = total
        measure_one(node)


def _sum(total: _Counts, counts: _Counts, child: Node, data: set[Node]) -> None:
    tag = child.tag
    total.p += counts.p + (tag == "p")
    total.img += counts.img + (tag == "img")
    total.li += counts.li + (tag == "li")
    total.input += counts.input + (tag == "input")
    total.embeds += counts.embeds + (tag in _EMBEDS)
    total.headings += counts.headings + (child.chars if tag in _HEADINGS else 0)
    total.textish += counts.textish + (child.chars if tag in _TEXTISH else 0)
    total.lists += counts.lists + (child.chars if tag in ("ul", "ol") else 0)
    total.data = total.data or counts.data or child in data


def _inside(article: Node, data: set[Node]) -> set[Node]:
    """What stands in a table of data or in code, which is left as it is."""
    found: set[Node] = set()
    for node in article.walk():
        parent = node.parent
        if parent is not None and (parent in found or parent in data or parent.tag == "code"):
            found.add(node)
    return found


def _is_no_text(node: Node, counts: _Counts, ways: Ways) -> bool:
    chars = node.chars
    is_list = node.tag == "ul" or bool(chars and counts.lists / chars > 0.9)
    weighed = weight(node, ways)
    if weighed < 0:
        return True
    if node.commas >= 10:
        return False
    if chars < 20 and _AD.fullmatch(node.text()):
        return True
    density = node.link_density
    in_figure = any(around.tag == "figure" for _, around in zip(range(4), node.above(), strict=False))
    p, img = counts.p, counts.img
    bad = (
        (not in_figure and img > 1 and p / img < 0.5)
        or (not is_list and counts.li - 100 > p)
        or counts.input > p // 3
        or (
            not is_list
            and not in_figure
            and (not chars or counts.headings / chars < 0.9)
            and chars < 25
            and (img == 0 or img > 2)
            and density > 0
        )
        or (not is_list and weighed < 25 and density > 0.2)
        or (weighed >= 25 and density > 0.5)
        or (counts.embeds == 1 and chars < 75)
        or counts.embeds > 1
        or (img == 0 and counts.textish == 0)
    )
    if bad and is_list and all(len(child.nodes) <= 1 for child in node.nodes):
        return counts.li != img
    return bad


def _data_tables(article: Node) -> set[Node]:
    """The tables that hold data, not a layout."""
    found: set[Node] = set()
    for node in article.walk():
        if node.tag == "table" and _is_data(node):
            found.add(node)
    return found


def _is_data(table: Node) -> bool:
    if table.role == "presentation":
        return False
    rows = columns = 0
    for node in table.walk():
        if node.tag in _DATA or (node.tag == "caption" and node.children):
            return True
        if node.tag == "table" and node is not table:
            return False
        if node.tag == "tr":
            rows += 1
            columns = max(columns, sum(child.tag == "td" for child in node.nodes))
    if rows <= 1 or columns <= 1:
        return False
    return rows >= 10 or columns > 4 or rows * columns > 10
