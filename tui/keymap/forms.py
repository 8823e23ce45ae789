"""Keys where something is typed or chosen."""

from __future__ import annotations

from newsreader.tui.keymap.command import Command

_SETTINGS = "In the settings"
_LINE = "In a line to type into"
_CORRECTING = "While a quote is corrected"
_EXPORTING = "In an export"

FORMS: tuple[Command, ...] = (
    Command("line.next", "down", "turn(1)", "", "Be about the quote, the passage, the article in turn", _LINE, "line"),
    Command("line.previous", "up", "turn(-1)", "", "And the other way round", _LINE, "line"),
    Command("line.keep", "enter", "submit", "", "Keep what it says", _LINE, "line"),
    Command("line.cancel", "escape", "cancel", "", "Leave everything as it was", _LINE, "line"),
    Command("name.next", "down", "offer(1)", "", "Speaker: the next name that could be meant", _CORRECTING, "name"),
    Command("name.previous", "up", "offer(-1)", "", "Speaker: the one before", _CORRECTING, "name"),
    Command(
        "choice.next", "right,l", "choose(1)", "", "Kind: the next one; or type its first letter", _CORRECTING, "choice"
    ),
    Command("choice.previous", "left,h", "choose(-1)", "", "Kind: the one before", _CORRECTING, "choice"),
    Command("edge.right", "right,l", "edge('word', 1)", "", "Begins, ends: a word later", _CORRECTING, "edge"),
    Command("edge.left", "left,h", "edge('word', -1)", "", "Begins, ends: a word earlier", _CORRECTING, "edge"),
    Command("edge.down", "down,j", "edge('sentence', 1)", "", "Begins, ends: a sentence later", _CORRECTING, "edge"),
    Command("edge.up", "up,k", "edge('sentence', -1)", "", "Begins, ends: a sentence earlier", _CORRECTING, "edge"),
    Command(
        "correcting.next",
        "tab",
        "app.focus_next",
        "",
        "Speaker, kind, beginning, end",
        _CORRECTING,
        "correcting",
        priority=True,
    ),
    Command(
        "correcting.previous",
        "shift+tab",
        "app.focus_previous",
        "",
        "And back",
        _CORRECTING,
        "correcting",
        priority=True,
    ),
    Command("correcting.found", "ctrl+r", "found", "", "Back to what the machine found", _CORRECTING, "correcting"),
    Command("correcting.keep", "enter", "keep", "", "Keep it as it is shown", _CORRECTING, "correcting"),
    Command("correcting.cancel", "escape", "cancel", "", "Leave the quote as it was", _CORRECTING, "correcting"),
    Command(
        "exporting.next", "tab", "app.focus_next", "", "What, format, file", _EXPORTING, "exporting", priority=True
    ),
    Command(
        "exporting.previous", "shift+tab", "app.focus_previous", "", "And back", _EXPORTING, "exporting", priority=True
    ),
    Command("exporting.write", "enter", "write", "", "Write the file", _EXPORTING, "exporting"),
    Command("exporting.back", "escape", "back", "", "Back, or stop writing", _EXPORTING, "exporting"),
    Command(
        "settings.choose", "right", "values", "Change", "What it can be set to", _SETTINGS, "settings", shown="Enter"
    ),
    Command(
        "settings.other",
        "tab,shift+tab",
        "other",
        "Other list",
        "From one list to the other",
        _SETTINGS,
        "settings",
        shown="Tab",
        priority=True,
    ),
    Command(
        "settings.back", "escape,q,left", "back", "Back", "Back to where you were", _SETTINGS, "settings", shown="Esc"
    ),
    Command(
        "settings.reset", "delete,backspace", "reset", "As it came", "As it comes", _SETTINGS, "settings", shown="Del"
    ),
    Command(
        "settings.help", "question_mark,f1", "help", "Keys", "Keys, and the manual", _SETTINGS, "settings", shown="?"
    ),
)
