"""Keys that come one after the other, and letters that belong to the line in which somebody types."""

from __future__ import annotations

from textual import events
from textual.app import App

from newsreader.tui.keynames import THEN, shown_key
from newsreader.tui.remapping import Keymap, first_keys, remapped
from newsreader.tui.widgets.status_line import StatusLine


class KeySequences(App[int]):
    """An app with sequences of two keys: after the first one the next key decides, whenever it comes."""

    _first_keys: frozenset[str] = frozenset()
    _pending = ""
    _is_remapped = False

    def use_keys(self, keymap: Keymap) -> None:
        """Have the commands called by other keys, at once."""
        changed = remapped(keymap)
        self._first_keys, self._is_remapped = first_keys(keymap), bool(changed)
        self._wait_for("")
        self.set_keymap(changed)

    async def on_event(self, event: events.Event) -> None:
        """See whether a key is the first or second one of a sequence, before anything else has it."""
        if self._is_remapped and isinstance(event, events.Key) and not event.is_forwarded and await self._takes(event):
            return
        await super().on_event(event)

    async def _takes(self, event: events.Key) -> bool:
        if first := self._pending:
            self._wait_for("")
            both = f"{first}{THEN}{event.key}"
            if not (
                event.key == "escape" or await self._check_bindings(both, True) or await self._check_bindings(both)
            ):
                self._tell_keys(f"{shown_key(both)} is no key")
            return True
        typed_into = self.focused
        if typed_into is not None and typed_into.check_consume_key(event.key, event.character):
            # Textual looks at who takes a key for itself before it looks at the keymap: a command that has been given
            # a letter would take it from the line in which that letter is typed.
            typed_into._forward_event(event)
            return True
        if event.key in self._first_keys and self._leads_on(event.key):
            self._wait_for(event.key)
            return True
        return False

    def _leads_on(self, key: str) -> bool:
        """Whether a sequence that begins with a key can be called where the reader is."""
        return any(other.startswith(key + THEN) and one.enabled for other, one in self.screen.active_bindings.items())

    def _wait_for(self, key: str) -> None:
        if key or self._pending:
            self._pending = key
            self._tell_keys(f"{shown_key(key)} …" if key else "")

    def _tell_keys(self, words: str) -> None:
        for line in self.screen.query(StatusLine):
            line.keys(words)
