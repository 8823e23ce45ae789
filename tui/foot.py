"""Which keys the foot of a screen shows, and in which order: what one does in the pane that has the keys. Pure."""

from __future__ import annotations

from functools import lru_cache

from newsreader.tui.keymap import COMMANDS, Command

_ALWAYS = " help.more help"
_ARTICLE = (
    "quote.next quote.previous quote.next_same find.open search.open person.open quote.copy travels.open own.star"
    " quote.correct jump pane.list pane.panel overview.open export own.tags own.note edit.undo own.list"
    " article.about article.full_text article.browser feeds.refresh article.read pane.bare quit"
)
_LIST = (
    "list.choose list.limit article.sort article.all find.open search.open own.star own.tags own.note article.read"
    " article.cite article.browser feeds.refresh article.about article.full_text export jump pane.fold_list edit.undo"
    " own.list overview.open quit"
)
_ENTITIES = (
    "list.choose mentions.next find.open list.limit pane.quotes jump search.open overview.open pane.fold_side"
    " pane.list quit"
)
_QUOTES = (
    "list.choose person.open travels.open quote.copy find.open list.limit own.star quote.correct own.tags own.note"
    " export jump search.open pane.fold_side pane.list edit.undo own.list quit"
)
_ORDERS = {
    "list": _LIST + _ALWAYS,
    "entities": _ENTITIES + _ALWAYS,
    "quotes": _QUOTES + _ALWAYS,
    "search": (
        "search.choose search.complete search.back search.kind_next search.past search.save search.jump search.export"
        " search.help"
    ),
    "past": "search.choose search.forget search.back search.past search.complete search.jump search.help",
    "marks": ("marks.choose marks.remove marks.undo marks.kind_next marks.back marks.attach marks.jump marks.help"),
}


@lru_cache(maxsize=8)
def foot(pane: str, list_folded: bool = False) -> tuple[Command, ...]:
    """The commands for the foot, the most useful first. pane: of the reader the one that has the keys, or a screen.

    list_folded: the list of articles is not to be seen, and the foot of the article says early how to get at it.
    """
    by_id = {command.id: command for command in COMMANDS}
    names = _ORDERS.get(pane, _ARTICLE + _ALWAYS).split()
    if list_folded and pane not in _ORDERS:
        names.remove("pane.list")
        names.insert(2, "pane.list")
    return tuple(by_id[name] for name in names)
