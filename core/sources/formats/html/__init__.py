"""HTML: saved pages and fragments. The article's words without what stands around them, and what the page says of it.

    document(raw, "page.html")                          # -> Document
    document(raw, "https://…", charset="iso-8859-1")    # with what a server said

A page is decoded (decoding), parsed (parsing), made a tree that is easy to cut (tree), searched for its article
(grabbing, pruning, trimming, phrases: body), and written out as paragraphs (words) beside its metadata (metadata,
linked, values).
"""

from __future__ import annotations

from newsreader.core.sources.formats.html.page import document

__all__ = ["document"]
