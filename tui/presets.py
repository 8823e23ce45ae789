"""Keys as in other programs: what differs from the reader's own, as a reader would write it in the settings.

A command that is not here keeps its keys, but for those that are given to another command of the same place.
"""

from __future__ import annotations

from collections.abc import Mapping

VIM: Mapping[str, str] = {
    "article.top": "gg, home",
    "article.bottom": "G, end",
    "article.page_down": "ctrl+d, space, pgdn",
    "article.page_up": "ctrl+u, pgup",
    "list.top": "gg, home",
    "list.bottom": "G, end",
    "list.page_down": "ctrl+d, space, pgdn",
    "list.page_up": "ctrl+u, pgup",
    "help.top": "gg, home",
    "help.page_down": "ctrl+d, space, pgdn",
    "help.page_up": "ctrl+u, pgup",
    "manual.top": "gg, home",
    "manual.page_down": "ctrl+d, space, pgdn",
    "manual.page_up": "ctrl+u, pgup",
    "search.open": "g/, F3, ctrl+f",
    "quote.copy": "yy",
    "page.copy": "yy",
    "edit.redo": "ctrl+r, U",
    "trail.back": "ctrl+o, backspace",
    "page.back": "ctrl+o, esc, backspace, q",
    "quit": "q, ZZ",
    "pane.next": "ctrl+w w, tab",
    "pane.previous": "ctrl+w p, shift+tab",
    "pane.list": "ctrl+w h, l",
    "pane.panel": "ctrl+w l, p",
    "search.down": "down, ctrl+n",
    "search.complete": "tab, ctrl+y",
}

NEWSBOAT: Mapping[str, str] = {
    "article.unread": "n",
    "article.previous": "p, K",
    "article.read": "N",
    "feeds.refresh": "R, r",
    "export": "s, e",
    "quote.next": "]",
    "find.next": "ctrl+n",
    "find.previous": "ctrl+o",
    "pane.panel": "E, F7",
    "article.full_text": "x, d",
    "page.export": "s, e",
}

PRESETS: Mapping[str, Mapping[str, str]] = {"newsreader": {}, "vim": VIM, "newsboat": NEWSBOAT}
