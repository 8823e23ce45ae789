"""The panel in which a reader corrects a quote: who, how, from where to where. The article above it shows it live."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from newsreader.core.model import Article, Entity, Quote, QuoteKind
from newsreader.tui.draft import Draft, draft_of, quote_of
from newsreader.tui.extent import surroundings
from newsreader.tui.keymap import bindings
from newsreader.tui.naming import Names
from newsreader.tui.remapping import with_keys
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.choice_line import ChoiceLine
from newsreader.tui.widgets.edge_line import EdgeLine
from newsreader.tui.widgets.field_line import Telling
from newsreader.tui.widgets.name_line import NameLine, NameOffer
from newsreader.tui.wording import found_words

KINDS: tuple[QuoteKind | None, ...] = (*QuoteKind, None)
NO_QUOTE = "no quote"

_HINT = "↑ ↓ ← → change · {correcting.next} goes on · {correcting.found} as found"

HEIGHT = 9
"""Lines of the screen that the panel takes."""

Preview = Callable[[Quote | None], None]
"""Shows in the article what the quote would become; None: no quote."""


class Case(NamedTuple):
    """What is to be corrected.

    now: the quote as it is, as far as it is one. found: as the machine found it, None where it found nothing here.
    draft: what the panel says at first.
    """

    article: Article
    entities: tuple[Entity, ...]
    now: Quote | None
    found: Quote | None
    draft: Draft


class Verdict(NamedTuple):
    """What the reader says: the quote as it should be, None for no quote; or that the machine was right."""

    quote: Quote | None
    as_found: bool


class CorrectionScreen(ModalScreen[Verdict | None]):
    """Gives the verdict, None where all is to stay as it was."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("correcting"))
    CSS_PATH = "correction.tcss"

    def __init__(self, case: Case, names: Names, palette: Palette, preview: Preview) -> None:
        """`names` are the speakers that are offered."""
        super().__init__()
        self._case, self._preview = case, preview
        self._span = case.draft.span
        self._near = surroundings(case.article, case.draft.span[0])
        text = case.article.text
        self._lines = [
            Telling("Found", found_words(text, case.found), palette, id="found"),
            offer := NameOffer(palette, id="offer"),
            kind := ChoiceLine("Kind", [one or NO_QUOTE for one in KINDS], palette, id="kind"),
            start := EdgeLine("Begins", "start", text, palette, id="start"),
            end := EdgeLine("Ends", "end", text, palette, id="end"),
        ]
        self.kind, self.start, self.end = kind, start, end
        self._label = Telling("Speaker", "", palette)
        self._hint = Telling("", with_keys(_HINT, self.app), palette, id="hint")
        self.speaker = NameLine("", names, offer, id="speaker")

    def compose(self) -> ComposeResult:
        """What was found, the four things that can be changed, the keys."""
        found, offer, *rest = self._lines
        with Vertical(id="correction") as panel:
            panel.border_title = "Correct this quote" if self._case.now else "Add a quote that was missed"
            panel.border_subtitle = with_keys(
                "{correcting.keep} keeps · {correcting.cancel} leaves it as it was", self.app
            )
            yield found
            with Horizontal(id="who"):
                yield self._label
                yield self.speaker
            yield offer
            yield from rest
            yield self._hint

    def on_mount(self) -> None:
        """Say what the quote is now."""
        self._say(self._case.draft)
        self.set_focus(self.speaker if self._case.now else self.start)

    @property
    def draft(self) -> Draft:
        """What the panel says."""
        return Draft(self.speaker.name_chosen, KINDS[self.kind.chosen], self._span)

    def know(self, names: Names) -> None:
        """Offer other names."""
        self.speaker.know(names)

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        for line in (*self._lines, self._label, self._hint):
            line.palette = palette

    def on_descendant_focus(self) -> None:
        """The label of the speaker's line is drawn beside it."""
        self._label.lead(self.focused is self.speaker)

    @on(ChoiceLine.Changed)
    @on(NameLine.Chosen)
    def _changed(self) -> None:
        self._show()

    def on_edge_line_moved(self, message: EdgeLine.Moved) -> None:
        """Move an end, as far as there are words."""
        self._span = self._near.move(self._span, message.edge, message.unit, message.by)
        self._show()

    def action_found(self) -> None:
        """Say what the machine found; nothing here: no quote."""
        found = self._case.found
        self._say(draft_of(found) if found else Draft("", None, self._case.draft.span))

    @on(Input.Submitted, "#speaker")
    def action_keep(self) -> None:
        """Give what the panel says; nothing where it says what is so already."""
        now, found = self._case.now, self._case.found
        draft = self.draft
        if draft == (draft_of(found) if found else Draft(draft.speaker, None, draft.span)):
            # What the machine found, or that there is none where it found none.
            self.dismiss(Verdict(found, as_found=True) if now != found else None)
        elif now and draft == draft_of(now):
            self.dismiss(None)
        else:
            self.dismiss(Verdict(self.shown, as_found=False))

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    @property
    def shown(self) -> Quote | None:
        """The quote that the panel asks for."""
        base = self._case.now or self._case.found
        return quote_of(self.draft, base, self._case.article.text, self._case.entities)

    def _say(self, draft: Draft) -> None:
        self.speaker.say(draft.speaker)
        self.kind.point(KINDS.index(draft.kind))
        self._span = draft.span
        self._show()

    def _show(self) -> None:
        self.start.point(self._span[0])
        self.end.point(self._span[1])
        self._preview(self.shown)
