"""Keys of the search."""

from __future__ import annotations

from newsreader.tui.keymap.command import Command

_SEARCH = "In the search"

SEARCHING: tuple[Command, ...] = (
    Command("search.down", "down", "move(1)", "", "Next result", _SEARCH, "search"),
    Command("search.up", "up", "move(-1)", "", "Previous result", _SEARCH, "search"),
    Command("search.page_down", "pagedown", "move(10)", "", "Ten results on", _SEARCH, "search"),
    Command("search.page_up", "pageup", "move(-10)", "", "Ten results back", _SEARCH, "search"),
    Command(
        "search.choose", "enter", "choose", "Open", "Open the article at the hit", _SEARCH, "search", shown="Enter"
    ),
    Command(
        "search.complete",
        "tab",
        "complete",
        "Complete",
        "Complete what is typed; with nothing to complete, the next kind of results",
        _SEARCH,
        "search",
        shown="Tab",
        priority=True,
    ),
    Command(
        "search.kind_previous",
        "shift+tab,f7",
        "kind(-1)",
        "",
        "Previous kind of results",
        _SEARCH,
        "search",
        priority=True,
    ),
    Command(
        "search.kind_next",
        "f8",
        "kind(1)",
        "Kind",
        "Next kind of results",
        _SEARCH,
        "search",
        shown="F8",
        priority=True,
    ),
    Command(
        "search.past", "ctrl+r", "past", "Past", "Saved and recent searches, and back", _SEARCH, "search", shown="^R"
    ),
    Command("search.save", "f2", "save", "Save", "Save the search under a name", _SEARCH, "search", shown="F2"),
    Command(
        "search.forget",
        "delete,ctrl+d",
        "forget",
        "Forget",
        "Forget the saved or recent search under the cursor",
        _SEARCH,
        "search",
        shown="Del",
        priority=True,
    ),
    Command("search.export", "f4", "export", "Export", "Export what was found", _SEARCH, "search", shown="F4"),
    Command(
        "search.jump",
        "ctrl+o",
        "app.jump",
        "Jump",
        "Letters over results: type one to open it",
        _SEARCH,
        "search",
        shown="^O",
    ),
    Command("search.help", "f1", "help", "Keys", "Keys, and the manual", _SEARCH, "search", shown="F1"),
    Command("search.back", "escape", "back", "Back", "Back to where you were", _SEARCH, "search", shown="Esc"),
)
