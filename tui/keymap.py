"""Every key of the program, in one place: what it does, where, and how the help calls it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does.

    id: stable name (for remapping). keys: Textual key names, comma-separated. action: Textual action.
    label: two or three words for the footer. help: a line for the help screen. group: its heading there.
    where: the part of the program that has the key. footer: whether the footer shows it. shown: how it is written there.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    group: str
    where: str = "reader"
    footer: bool = False
    shown: str = ""
    priority: bool = False


COMMANDS: tuple[Command, ...] = (
    Command(
        "quote.next", "right_square_bracket,s", "step(1)", "Next quote", "Next quote", "Quotes", footer=True, shown="]"
    ),
    Command(
        "quote.previous",
        "left_square_bracket,S",
        "step(-1)",
        "Previous",
        "Previous quote",
        "Quotes",
        footer=True,
        shown="[",
    ),
    Command(
        "quote.next_same",
        "right_curly_bracket",
        "step_same(1)",
        "Same speaker",
        "Next quote of the same speaker",
        "Quotes",
        footer=True,
        shown="}",
    ),
    Command(
        "quote.previous_same",
        "left_curly_bracket",
        "step_same(-1)",
        "Same, back",
        "Previous quote of the same speaker",
        "Quotes",
        shown="{",
    ),
    Command("find.open", "slash", "find", "Find", "Find in this article", "Find and search", footer=True, shown="/"),
    Command("find.next", "n", "hit(1)", "Next hit", "Next hit", "Find and search"),
    Command("find.previous", "N", "hit(-1)", "Previous hit", "Previous hit", "Find and search"),
    Command(
        "search.open",
        "ctrl+f,f3",
        "search",
        "Search all",
        "Search all loaded articles",
        "Find and search",
        footer=True,
        shown="^F",
        priority=True,
    ),
    Command("article.next", "J", "article(1)", "Next article", "Next article of the list", "Articles"),
    Command("article.previous", "K", "article(-1)", "Previous article", "Previous article of the list", "Articles"),
    Command("pane.list", "l", "pane('list')", "Articles", "Go to the list of articles", "Panes", footer=True),
    Command(
        "pane.panel",
        "p",
        "pane('entities')",
        "People",
        "Go to the people, organisations and places",
        "Panes",
        footer=True,
    ),
    Command("pane.quotes", "v", "pane('quotes')", "Quotes", "Go to the list of quotes (who said what)", "Panes"),
    Command("pane.next", "tab", "app.focus_next", "Next pane", "Next pane", "Panes", shown="Tab"),
    Command(
        "pane.previous", "shift+tab", "app.focus_previous", "Previous pane", "Previous pane", "Panes", shown="Shift+Tab"
    ),
    Command("pane.zen", "z", "zen", "Zen", "Nothing but the article, and back", "Panes"),
    Command("help", "question_mark,f1", "help", "Keys", "This page", "Program", footer=True, shown="?"),
    Command(
        "palette", "colon", "app.command_palette", "Commands", "Command palette: themes and more", "Program", shown=":"
    ),
    Command("back", "escape", "back", "Back", "Back: out of a pane, a search, a find", "Program", shown="Esc"),
    Command("quit", "q", "leave", "Quit", "Back, and quit from the article", "Program", footer=True),
    Command("quit.always", "ctrl+q", "app.quit", "Quit", "Quit from anywhere", "Program", shown="^Q", priority=True),
    Command("article.down", "down,j", "scroll(1)", "Down", "Down a line", "Moving", "article", shown="↓ j"),
    Command("article.up", "up,k", "scroll(-1)", "Up", "Up a line", "Moving", "article", shown="↑ k"),
    Command(
        "article.page_down",
        "pagedown,space",
        "page(1)",
        "Page down",
        "Down a screen",
        "Moving",
        "article",
        shown="Space PgDn",
    ),
    Command("article.page_up", "pageup,b", "page(-1)", "Page up", "Up a screen", "Moving", "article", shown="b PgUp"),
    Command("article.top", "home,g", "top", "Top", "To the beginning", "Moving", "article", shown="g Home"),
    Command("article.bottom", "end,G", "bottom", "End", "To the end", "Moving", "article", shown="G End"),
    Command("list.down", "down,j", "move(1)", "Down", "Down a row", "In lists", "list", shown="↓ j"),
    Command("list.up", "up,k", "move(-1)", "Up", "Up a row", "In lists", "list", shown="↑ k"),
    Command(
        "list.page_down",
        "pagedown,space",
        "page(1)",
        "Page down",
        "Down a screen",
        "In lists",
        "list",
        shown="Space PgDn",
    ),
    Command("list.page_up", "pageup,b", "page(-1)", "Page up", "Up a screen", "In lists", "list", shown="b PgUp"),
    Command("list.top", "home,g", "first", "First", "To the first row", "In lists", "list", shown="g Home"),
    Command("list.bottom", "end,G", "last", "Last", "To the last row", "In lists", "list", shown="G End"),
    Command(
        "list.choose",
        "enter",
        "choose",
        "Open",
        "Open the article, go to the quote, walk the mentions",
        "In lists",
        "list",
        shown="Enter",
    ),
    Command("search.down", "down", "move(1)", "Down", "Next result", "In the search", "search", shown="↓"),
    Command("search.up", "up", "move(-1)", "Up", "Previous result", "In the search", "search", shown="↑"),
    Command(
        "search.page_down",
        "pagedown",
        "move(10)",
        "Page down",
        "Ten results on",
        "In the search",
        "search",
        shown="PgDn",
    ),
    Command(
        "search.page_up", "pageup", "move(-10)", "Page up", "Ten results back", "In the search", "search", shown="PgUp"
    ),
    Command(
        "search.choose",
        "enter",
        "choose",
        "Open",
        "Open the article at the hit",
        "In the search",
        "search",
        footer=True,
        shown="Enter",
    ),
    Command(
        "search.back",
        "escape",
        "back",
        "Back",
        "Back to where you were",
        "In the search",
        "search",
        footer=True,
        shown="Esc",
    ),
)


def bindings(where: str) -> list[Binding]:
    """The Textual bindings of one part of the program."""
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=command.footer,
            key_display=command.shown or None,
            priority=command.priority,
            tooltip=command.help,
            id=command.id,
        )
        for command in COMMANDS
        if command.where == where
    ]
