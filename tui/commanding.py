"""What the command palette offers: all that can be done on the screen below it, with its keys, and the manual."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from newsreader.tui.keymap import COMMANDS
from newsreader.tui.keynames import shown
from newsreader.tui.remapping import keys_in_use

_BY_ID = {command.id: command for command in COMMANDS}
_OF_HANDS = frozenset(
    {"scroll", "page", "move", "top", "bottom", "first", "last", "app.command_palette", "dismiss", "back"}
)
"""Actions that somebody does with a key and would never look for by name."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that can be done. keys: as a reader writes them, "" where it has none. does: does it."""

    name: str
    keys: str
    does: Callable[[], Any]

    def shown(self, name: Content) -> Content:
        """Its line in the palette. name: its name, as it is to look."""
        return Content.assemble(name, "  ", (self.keys, "bold $text-accent")) if self.keys else name


class Commands(Provider):
    """Reads the keys from the screen: where they are remapped, the palette shows what they are now."""

    async def discover(self) -> Hits:
        """All of it, in the order of the help."""
        for one in self._offered():
            yield DiscoveryHit(one.shown(Content(one.name)), one.does, text=one.name)

    async def search(self, query: str) -> Hits:
        """What is called somehow like that."""
        matcher = self.matcher(query)
        for one in self._offered():
            if (score := matcher.match(one.name)) > 0:
                yield Hit(score, one.shown(matcher.highlight(one.name)), one.does, text=one.name)

    def _offered(self) -> Iterator[Offered]:
        keys, does = keys_in_use(self.app), dict[str, Callable[[], Any]]()
        for active in self.screen.active_bindings.values():
            name, action = active.binding.id, active.binding.action
            if active.enabled and name in _BY_ID and action.partition("(")[0] not in _OF_HANDS:
                does.setdefault(name, partial(self.app.run_action, action, active.node))
        for name in sorted(does, key=list(_BY_ID).index):
            yield Offered(_BY_ID[name].help, shown(keys[name]), does[name])
        for title, _, callback, _ in self.app.get_system_commands(self.screen):
            yield Offered(title, "", callback)
