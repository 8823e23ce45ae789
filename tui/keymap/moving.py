"""Keys of the article and of lists, where they have the keys."""

from __future__ import annotations

from newsreader.tui.keymap.command import Command

_MOVING = "Moving in the article"
_LISTS = "In lists"

MOVING: tuple[Command, ...] = (
    Command("article.down", "down,j", "scroll(1)", "", "Down a line", _MOVING, "article"),
    Command("article.up", "up,k", "scroll(-1)", "", "Up a line", _MOVING, "article"),
    Command("article.page_down", "pagedown,space", "page(1)", "", "Down a screen", _MOVING, "article"),
    Command("article.page_up", "pageup,b", "page(-1)", "", "Up a screen", _MOVING, "article"),
    Command("article.top", "home,g", "top", "", "To the beginning", _MOVING, "article"),
    Command("article.bottom", "end,G", "bottom", "", "To the end", _MOVING, "article"),
    Command("bare.back", "escape,q,Z", "back", "", "Out of the plain text", _MOVING, "bare"),
    Command("list.down", "down,j", "move(1)", "", "Down a row", _LISTS, "list"),
    Command("list.up", "up,k", "move(-1)", "", "Up a row", _LISTS, "list"),
    Command("list.page_down", "pagedown,space", "page(1)", "", "Down a screen", _LISTS, "list"),
    Command("list.page_up", "pageup,b", "page(-1)", "", "Up a screen", _LISTS, "list"),
    Command("list.top", "home,g", "first", "", "To the first row", _LISTS, "list"),
    Command("list.bottom", "end,G", "last", "", "To the last row", _LISTS, "list"),
    Command(
        "list.choose",
        "enter",
        "choose",
        "Open",
        "Open the article, go to the quote, open somebody's page",
        _LISTS,
        "list",
        shown="Enter",
    ),
)
