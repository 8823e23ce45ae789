"""What pages write between and below their articles, in the languages that most of them are in."""

from __future__ import annotations

import re

HEADING = 60
"""Characters; a longer line is no heading such as "Related"."""

_OVER = (
    r"related(?: (?:articles|stories|topics|content|coverage|links|posts|news))?",
    r"(?:recommended|suggested)(?: (?:articles|stories|reading|for you|videos))?",
    r"(?:our )?editors?['’]?s?['’]? (?:recommendations|picks?|choice)",
    r"more (?:from|on|stories|news|in|about|like|coverage|information)\b.*|explore further.*|keep reading",
    r"(?:read|watch|see|up|what to read) (?:more|next|also)\b.*",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested).*",
    r"most (?:popular|read|viewed|commented|shared)|trending(?: now| stories)?",
    r"(?:popular|latest)(?: (?:now|stories|news|posts|articles|videos|on .*))?",
    r"about (?:the )?(?:author|writer)s?|(?:\d+ )?comments?(?: \(?\d+\)?)?",
    r"(?:leave|post|add|write) a (?:comment|reply)|join the (?:conversation|discussion)",
    r"(?:share|tweet|like)(?: (?:this|on|with)\b.*)?|tags?|filed (?:under|in)\b.*|topics|categories|category\b.{0,30}",
    r"(?:sign up|subscribe|get)\b.{0,40}\b(?:newsletters?|inbox|updates|alerts|email)|newsletters?|follow us\b.*",
    r"(?:next|previous) (?:article|post|story)\b.*|citation\b.*",
    r"mehr (?:zum thema|dazu|lesen|aus|von)\b.*|lesen sie (?:auch|mehr)\b.*|(?:das )?k[öo]nnte (?:sie|dich) auch.*",
    r"weitere (?:artikel|informationen|links|themen|nachrichten|beiträge)\b.*|weiterführende links?|verwandte .*",
    r"kommentare?(?: .{0,20})?|zum thema|schlagw[öo]rter|teilen",
    r"(?:à|a) lire (?:aussi|également)|lire aussi|sur le même sujet|commentaires?|partager|réagir|articles liés",
    r"(?:también )?te puede interesar|(?:lee|lea|leer) también|más (?:información|noticias|sobre)\b.*",
    r"comentarios?|compartir|etiquetas|leggi anche|commenti|condividi|lees ook|leia (?:também|mais)|compartilhe",
    r"läs (?:mer|också|även)|関連記事|相关阅读|相关新闻|相关文章|延伸阅读|阅读下一篇",
)
_IS_OVER = re.compile(rf"(?:{'|'.join(_OVER)})\s*[:：»›>…!?]*\s*", re.IGNORECASE)
_SOURCES = re.compile(r"(?:more information|journal information|citation|explore further)\s*:", re.IGNORECASE)
_LABELS = frozenset(("advertisement", "anzeige", "publicidad", "publicité", "advertising", "hide caption", "share"))


def says_the_article_is_over(line: str) -> bool:
    """Whether a paragraph stands above what a page has below its article: "Related stories", "Comments (3)"."""
    return (len(line) <= HEADING and _IS_OVER.fullmatch(line) is not None) or _SOURCES.match(line) is not None


def is_a_label(line: str) -> bool:
    """Whether a paragraph only names what stands beside it and is no part of the article: "Advertisement"."""
    return len(line) < 40 and line.strip("[]():. ").lower() in _LABELS
