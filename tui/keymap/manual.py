"""Keys of the manual and other pages over the reader."""

from __future__ import annotations

from newsreader.tui.keymap.command import Command

_HELP = "On a page over the reader"
_MANUAL = "In these pages"

MANUAL: tuple[Command, ...] = (
    Command("help.down", "down,j", "scroll(1)", "", "Down a line", _HELP, "help"),
    Command("help.up", "up,k", "scroll(-1)", "", "Up a line", _HELP, "help"),
    Command("help.page_down", "pagedown,space", "scroll(10)", "", "Ten lines on", _HELP, "help"),
    Command("help.page_up", "pageup,b", "scroll(-10)", "", "Ten lines back", _HELP, "help"),
    Command("help.top", "home,g", "top", "", "To the beginning", _HELP, "help"),
    Command("help.bottom", "end,G", "bottom", "", "To the end", _HELP, "help"),
    Command("help.close", "escape,q,question_mark,f1,enter", "dismiss", "", "Back", _HELP, "help"),
    Command("manual.next", "tab,right,l", "kind(1)", "Pages", "Next page", _MANUAL, "manual", shown="Tab"),
    Command("manual.previous", "shift+tab,left,h", "kind(-1)", "", "Previous page", _MANUAL, "manual"),
    Command(
        "manual.palette", "colon", "app.command_palette", "", "Everything that can be done here", _MANUAL, "manual"
    ),
    Command(
        "manual.jump",
        "semicolon,ctrl+o",
        "app.jump",
        "",
        "Letters over links and tabs: type one to go there",
        _MANUAL,
        "manual",
    ),
    Command("manual.find", "slash", "find", "Find", "Find on the page", _MANUAL, "manual", shown="/"),
    Command("manual.hit", "n", "hit(1)", "Next", "Next hit", _MANUAL, "manual", shown="n"),
    Command("manual.hit_before", "N", "hit(-1)", "", "Previous hit", _MANUAL, "manual"),
    Command("manual.down", "down,j", "scroll(1)", "", "Down a line", _MANUAL, "manual"),
    Command("manual.up", "up,k", "scroll(-1)", "", "Up a line", _MANUAL, "manual"),
    Command("manual.page_down", "pagedown,space", "page(1)", "", "Down a screen", _MANUAL, "manual"),
    Command("manual.page_up", "pageup,b", "page(-1)", "", "Up a screen", _MANUAL, "manual"),
    Command("manual.top", "home,g", "top", "", "To the beginning", _MANUAL, "manual"),
    Command("manual.bottom", "end,G", "bottom", "", "To the end", _MANUAL, "manual"),
    Command(
        "manual.close",
        "escape,q,question_mark,f1",
        "dismiss",
        "Back",
        "Back to where you were",
        _MANUAL,
        "manual",
        shown="Esc",
    ),
)
