"""Characters to a parsed page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsreader.core.errors import SourceError
from newsreader.core.sources.formats.taming import tamed

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 20_000_000
"""Characters that a page may have."""

FLATTENED = "The page's markup was too deep and was left out; its words are all there."

_DEPTH = re.compile("depth", re.IGNORECASE)
_TAGS_THAT_SAY_NOTHING = re.compile(
    r"<(?!/?(?:p|br|li|h[1-6]|title|meta|link|script|style|pre|html|head|body|time)\b)/?[A-Za-z][^<>]*>",
    re.IGNORECASE,
)
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)  # lxml has what follows them in another tree, out of sight
_NUL_AND_SURROGATES = re.compile("[\0\ud800-\udfff]")


def parse(text: str, source: str) -> tuple[_Element, str]:
    """The root of a page, and a note where it had to be changed. Raises SourceError where it is too large or nothing.

    libxml2 gives up where elements are nested deeper than 2,048; then the markup but for paragraphs is left out.
    """
    if len(text) > LARGEST:
        raise SourceError(source, f"the page is too large (more than {LARGEST // 1_000_000} million characters)")
    text = tamed(_END.sub("", _NUL_AND_SURROGATES.sub("\ufffd", text)))
    root, complete = _parsed(text)
    note = ""
    if not complete:
        root, complete = _parsed(_TAGS_THAT_SAY_NOTHING.sub("\n", text))
        note = FLATTENED
    if not complete:
        root, _ = _parsed("<p>" + re.sub(r"<[^<>]*>", "<p>", text))
    if root is None:
        raise SourceError(source, "there are no words in it")
    return root, note


def _parsed(text: str) -> tuple[_Element | None, bool]:
    from lxml import etree  # 30 ms

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, default_doctype=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing that is an element
        return None, True
    return root, not any(_DEPTH.search(entry.message) for entry in parser.error_log)
