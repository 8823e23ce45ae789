"""Every key of the program, in one place: what it does, where, and how the help calls it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does.

    id: stable name (for remapping). keys: Textual key names, comma-separated. action: Textual action.
    label: a word for the footer, "" to leave it out there; shown: how the footer writes the key.
    help: a line for the help screen. group: its heading there. where: the part of the program that has the key.
    priority: whether it comes before the pane that has the keys, so that what is typed right after it is not lost.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    group: str
    where: str = "reader"
    shown: str = ""
    priority: bool = False


_QUOTES, _FINDING, _ARTICLES, _PANES, _PROGRAM = "Quotes", "Find and search", "Articles", "Panes", "Program"
_OWN, _OUT, _WEB = "Your own marks", "Evidence", "The web"
_MOVING, _LISTS, _SEARCH = "Moving in the article", "In lists", "In the search"
_SETTINGS = "In the settings"
_LINE, _HELP, _MANUAL = "In a line to type into", "On a page over the reader", "In these pages"
_ACROSS, _PAGE, _PERSON = "Across articles", "On a page about all articles", "On somebody's page"
_CHOOSING, _TRAVELS = "Choosing a name", "Among the versions of a quote"
_CORRECTING, _EXPORTING, _MARKS = "While a quote is corrected", "In an export", "In the list of marks"

COMMANDS: tuple[Command, ...] = (
    Command("quote.next", "right_square_bracket,s", "step(1)", "Next", "Next quote", _QUOTES, shown="]"),
    Command("quote.previous", "left_square_bracket,S", "step(-1)", "Prev", "Previous quote", _QUOTES, shown="["),
    Command(
        "quote.next_same",
        "right_curly_bracket",
        "step_same(1)",
        "Same",
        "Same speaker's next quote",
        _QUOTES,
        shown="}",
    ),
    Command("quote.previous_same", "left_curly_bracket", "step_same(-1)", "", "Same speaker's previous quote", _QUOTES),
    Command(
        "find.open",
        "slash",
        "find",
        "Find",
        "Find in the article, or in a list",
        _FINDING,
        shown="/",
        priority=True,
    ),
    Command("find.next", "n", "hit(1)", "", "Next hit", _FINDING),
    Command("find.previous", "N", "hit(-1)", "", "Previous hit", _FINDING),
    Command(
        "search.open",
        "ctrl+f,f3",
        "search",
        "Search",
        "Search all loaded articles",
        _FINDING,
        shown="^F",
        priority=True,
    ),
    Command(
        "person.open",
        "P",
        "person",
        "Speaker",
        "The page of the quote's speaker, or of who is under the cursor",
        _ACROSS,
        shown="P",
    ),
    Command("travels.open", "V", "travels", "Versions", "The quote's versions in other articles", _ACROSS, shown="V"),
    Command("overview.open", "O,f4", "overview", "Overview", "Who is quoted how much", _ACROSS, shown="O"),
    Command(
        "mentions.next",
        "w",
        "walk(1)",
        "Walk",
        "Walk the mentions of the speaker, or of who is under the cursor",
        _ACROSS,
        shown="w",
    ),
    Command("mentions.previous", "W", "walk(-1)", "", "Walk them backwards", _ACROSS),
    Command("trail.back", "backspace", "trail_back", "", "Back to the page that the article was opened from", _ACROSS),
    Command("article.next", "J", "article(1)", "", "Next article of the list", _ARTICLES),
    Command("article.unread", "ctrl+n", "unread", "", "Next unread article", _ARTICLES),
    Command("article.previous", "K", "article(-1)", "", "Previous article of the list", _ARTICLES),
    Command(
        "article.about",
        "i",
        "about",
        "Info",
        "Source, near copies and earlier texts",
        _ARTICLES,
        shown="i",
    ),
    Command("article.remove", "D,delete", "remove", "", "Remove the article; u brings it back", _ARTICLES),
    Command("help", "question_mark,f1", "help", "Keys", "Keys, and the manual", _PROGRAM, shown="?"),
    Command("help.more", "full_stop", "more_keys", "More", "The other keys, along the foot", _PROGRAM, shown="."),
    Command("tour", "ctrl+t", "tour", "", "A tour of one minute; on to its next step", _PROGRAM, "app", priority=True),
    Command("back", "escape", "back", "", "Back: out of a pane, a find, a message", _PROGRAM),
    Command("quit", "q", "leave", "Quit", "Back, and from the article: quit", _PROGRAM, shown="q"),
    Command("quit.always", "ctrl+q", "app.quit", "", "Quit from anywhere", _PROGRAM, priority=True),
    Command("settings.open", "comma,f9", "app.settings", "", "Settings: colours, keys and all the rest", _PROGRAM),
    Command(
        "palette", "colon,ctrl+p", "app.command_palette", "", "Everything that can be done here, by its name", _PROGRAM
    ),
    Command("quote.copy", "y", "copy", "Copy", "Copy the quote with who said it and where", _OUT, shown="y"),
    Command("article.cite", "Y", "cite", "Cite", "Copy a citation of the article", _OUT, shown="Y"),
    Command("export", "e", "export", "Export", "Export: quotes, articles, everything", _OUT, shown="e"),
    Command("quote.correct", "c", "correct", "Correct", "Correct the quote: speaker, kind, extent", _OWN, shown="c"),
    Command("quote.add", "C", "add_quote", "", "Add a quote that was missed", _OWN),
    Command("own.star", "m", "star", "Star", "Star the quote or passage, or take its star away", _OWN, shown="m"),
    Command("own.tags", "t", "tags", "Tags", "Its tags", _OWN, shown="t", priority=True),
    Command("own.note", "a", "note", "Note", "A note on it", _OWN, shown="a", priority=True),
    Command("edit.undo", "u", "undo", "Undo", "Undo what you did last", _OWN, shown="u"),
    Command("edit.redo", "U", "redo", "", "Do it again", _OWN),
    Command("article.star", "M", "star(True)", "", "Star the article, or take its star away", _OWN),
    Command("article.tags", "T", "tags(True)", "", "The article's tags", _OWN, priority=True),
    Command("article.note", "A", "note(True)", "", "A note on the article", _OWN, priority=True),
    Command(
        "own.list",
        "asterisk,f6",
        "marks",
        "Marks",
        "Everything you have marked, and what lost its words",
        _OWN,
        shown="*",
    ),
    Command("article.read", "r", "read", "Read", "Unread again, or read", _OWN, shown="r"),
    Command(
        "jump",
        "semicolon,ctrl+o",
        "app.jump",
        "Jump",
        "Letters over quotes, names, articles and panes: type one to go there",
        _PANES,
        shown=";",
    ),
    Command("pane.list", "l", "pane('list')", "Articles", "The list of articles", _PANES, shown="l", priority=True),
    Command(
        "pane.panel",
        "p",
        "pane('entities')",
        "People",
        "People, organisations and places",
        _PANES,
        shown="p",
        priority=True,
    ),
    Command("pane.quotes", "v", "pane('quotes')", "Quotes", "The list of quotes", _PANES, shown="v", priority=True),
    Command("pane.next", "tab", "next_pane(1)", "", "Next pane", _PANES, priority=True),
    Command("pane.previous", "shift+tab", "next_pane(-1)", "", "Previous pane", _PANES, priority=True),
    Command(
        "pane.fold_list",
        "less_than_sign",
        "fold('near')",
        "Fold",
        "Fold the list away, or have it stay",
        _PANES,
        shown="<",
    ),
    Command(
        "pane.fold_side",
        "greater_than_sign",
        "fold('side')",
        "Fold",
        "Fold people and quotes away, or have them stay",
        _PANES,
        shown=">",
    ),
    Command(
        "pane.wider", "right_parenthesis,ctrl+right", "resize(1)", "", "Panel wider; from the article, both", _PANES
    ),
    Command("pane.narrower", "left_parenthesis,ctrl+left", "resize(-1)", "", "Panel narrower", _PANES),
    Command("pane.reset", "equals_sign", "reset", "", "Panels as they were at first", _PANES),
    Command("pane.zen", "z", "zen", "", "Nothing but the article, and back", _PANES),
    Command("column.wider", "plus", "column(1)", "", "Longer lines", _PANES, shown="+"),
    Command("column.narrower", "minus", "column(-1)", "", "Shorter lines", _PANES, shown="-"),
    Command(
        "pane.bare",
        "Z,f12",
        "bare",
        "Plain",
        "The plain text alone, for the terminal's own selection; Esc: back",
        _PANES,
        shown="Z",
    ),
    Command(
        "list.limit",
        "f",
        "limit",
        "Limit",
        "Limit a list to the rows that match",
        _PANES,
        shown="f",
        priority=True,
    ),
    Command(
        "load.open",
        "L,insert",
        "add",
        "",
        "Load a file, a folder or an address; subscribe to a feed",
        _WEB,
        priority=True,
    ),
    Command("article.full_text", "x", "full_text", "Full", "Fetch the article's full text", _WEB, shown="x"),
    Command("article.browser", "o", "browser", "Browser", "Open the article in the browser", _WEB, shown="o"),
    Command("work.stop", "X", "stop_work", "", "Stop loading, fetching and analysing", _WEB),
    Command("feeds.refresh", "R", "refresh", "Refresh", "Fetch the feeds", _WEB, shown="R"),
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
    Command("page.choose", "enter", "choose", "Open", "Open what is under the cursor", _PAGE, "page", shown="Enter"),
    Command(
        "page.filter",
        "f,slash",
        "filter",
        "Filter",
        "Only what matches: words, source:, kind:, after:, before: …",
        _PAGE,
        "page",
        shown="f",
        priority=True,
    ),
    Command("page.back", "escape,backspace,q", "back", "Back", "Back to where you were", _PAGE, "page", shown="Esc"),
    Command(
        "page.next", "tab,f8,right", "kind(1)", "Next tab", "The next tab", _PAGE, "page", shown="Tab", priority=True
    ),
    Command("page.previous", "shift+tab,f7,left", "kind(-1)", "", "The previous tab", _PAGE, "page", priority=True),
    Command("page.copy", "y", "copy", "Copy", "Copy the quote under the cursor", _PAGE, "page", shown="y"),
    Command("page.cite", "Y", "cite", "", "Copy a citation of its article", _PAGE, "page"),
    Command("page.export", "e", "export", "Export", "Export somebody's quotes, or the quote", _PAGE, "page", shown="e"),
    Command("page.overview", "O,f4", "overview", "", "Who is quoted how much", _PAGE, "page"),
    Command("page.palette", "colon", "app.command_palette", "", "Everything that can be done here", _PAGE, "page"),
    Command("page.help", "question_mark,f1", "help", "Keys", "Keys, and the manual", _PAGE, "page", shown="?"),
    Command(
        "page.jump",
        "semicolon,ctrl+o",
        "app.jump",
        "",
        "Letters over rows and tabs: type one to go there",
        _PAGE,
        "page",
    ),
    Command("page.more", "full_stop", "more_keys", "More", "The other keys, along the foot", _PAGE, "page", shown="."),
    Command(
        "page.person",
        "P",
        "person",
        "Speaker",
        "The page of the speaker of what is under the cursor",
        _PAGE,
        "page",
        shown="P",
    ),
    Command(
        "page.travels",
        "V",
        "travels",
        "Versions",
        "The versions of the quote under the cursor",
        _PAGE,
        "page",
        shown="V",
    ),
    Command("travels.down", "J", "scroll(3)", "", "The difference: on", _TRAVELS, "travels"),
    Command("travels.up", "K", "scroll(-3)", "", "The difference: back", _TRAVELS, "travels"),
    Command("choosing.down", "down", "move(1)", "", "Next name", _CHOOSING, "choosing"),
    Command("choosing.up", "up", "move(-1)", "", "Previous name", _CHOOSING, "choosing"),
    Command("choosing.take", "enter", "choose", "", "Take the name under the cursor", _CHOOSING, "choosing"),
    Command("choosing.back", "escape", "back", "", "Nobody", _CHOOSING, "choosing"),
    Command(
        "person.merge",
        "M",
        "merge",
        "Merge",
        "This is somebody else, too: make one of both",
        _PERSON,
        "person",
        shown="M",
    ),
    Command(
        "person.split",
        "S",
        "split",
        "Split",
        "Not the same one in the article under the cursor: split off",
        _PERSON,
        "person",
        shown="S",
    ),
    Command("person.rename", "f2,R", "rename", "Rename", "Give a name of your own", _PERSON, "person", shown="F2"),
    Command("person.undo", "u", "undo", "Undo", "Undo the last merge, split or renaming", _PERSON, "person", shown="u"),
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
    Command("marks.down", "down", "move(1)", "", "Next mark", _MARKS, "marks"),
    Command("marks.up", "up", "move(-1)", "", "Previous mark", _MARKS, "marks"),
    Command("marks.page_down", "pagedown", "move(10)", "", "Ten marks on", _MARKS, "marks"),
    Command("marks.page_up", "pageup", "move(-10)", "", "Ten marks back", _MARKS, "marks"),
    Command("marks.choose", "enter", "choose", "Go", "Go to where it is", _MARKS, "marks", shown="Enter"),
    Command(
        "marks.kind_next",
        "tab,f8",
        "kind(1)",
        "Kind",
        "Next kind of marks",
        _MARKS,
        "marks",
        shown="Tab",
        priority=True,
    ),
    Command(
        "marks.kind_previous", "shift+tab,f7", "kind(-1)", "", "Previous kind of marks", _MARKS, "marks", priority=True
    ),
    Command(
        "marks.remove",
        "delete,ctrl+d",
        "remove",
        "Remove",
        "Take the mark away",
        _MARKS,
        "marks",
        shown="Del",
        priority=True,
    ),
    Command(
        "marks.attach",
        "f4",
        "attach",
        "Put",
        "Put what was set aside on the chosen quote",
        _MARKS,
        "marks",
        shown="F4",
    ),
    Command("marks.undo", "ctrl+z", "undo", "Undo", "Undo what you did last", _MARKS, "marks", shown="^Z"),
    Command(
        "marks.jump",
        "ctrl+o",
        "app.jump",
        "Jump",
        "Letters over marks: type one to go there",
        _MARKS,
        "marks",
        shown="^O",
    ),
    Command("marks.help", "f1", "help", "Keys", "Keys, and the manual", _MARKS, "marks", shown="F1"),
    Command("marks.back", "escape", "back", "Back", "Back to where you were", _MARKS, "marks", shown="Esc"),
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


def bindings(where: str) -> list[Binding]:
    """The Textual bindings of one part of the program."""
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=bool(command.label),
            key_display=command.shown or None,
            priority=command.priority,
            tooltip=command.help,
            id=command.id,
        )
        for command in COMMANDS
        if command.where == where
    ]
