"""The dialogue of an export: what, in which format, into which file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsreader.core.errors import NewsreaderError
from newsreader.core.export import FORMATS, Format, Options, format_of_file
from newsreader.core.export.filing import new_file
from newsreader.core.library import Library
from newsreader.tui.desk import Desk
from newsreader.tui.keymap import bindings
from newsreader.tui.offers import Offer, everything, file_name, of_tag, starred
from newsreader.tui.remapping import with_keys
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.choice_line import ChoiceLine
from newsreader.tui.widgets.field_line import Telling
from newsreader.tui.widgets.format_list import FormatList
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.wording import count

HINT = "↑ ↓ ← → choose · {exporting.next} goes on"


class ExportScreen(ModalScreen[str | None]):
    """Gives what it has done, in words; None where it did nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("exporting"))
    CSS_PATH = "export.tcss"

    def __init__(self, desk: Desk, offers: Sequence[Offer], palette: Palette) -> None:
        """`desk` reads the library; `offers` are what is nearest to the reader, the likeliest first."""
        super().__init__()
        self._desk, self._offers = desk, [*offers, starred(), everything()]
        self._formats = list(FORMATS.items())
        self._named = True  # whether the file's name is still ours
        self._overwrites = ""  # the file that the reader was asked about
        self._stopped = self._writes = False
        self.ready = False
        """Whether the settings and the tags are known."""
        self.what = ChoiceLine("What", [offer.label for offer in self._offers], palette, id="what")
        self.formats = FormatList(palette, id="formats")
        self.file = Input(compact=True, id="file")
        self._label, self._format_label = Telling("File", "", palette), Telling("Format", "", palette)
        self._told = Static(Content(with_keys(HINT, self.app)), id="told")

    def compose(self) -> ComposeResult:
        """What, the formats, the file, what is to be told."""
        with Vertical(id="export") as dialogue:
            dialogue.border_title = Content(f"Export · files go to {Path.cwd()}")
            dialogue.border_subtitle = with_keys("{exporting.write} writes · {exporting.back} goes back", self.app)
            yield self.what
            with Horizontal(id="how"):
                yield self._format_label
                yield self.formats
            with Horizontal(id="target"):
                yield self._label
                yield self.file
            yield self._told

    def on_mount(self) -> None:
        """Offer the formats, the one in the settings first."""
        self.formats.fill(self._formats, 0)
        self._rename()
        self._read()

    @work(exclusive=True, group="export")
    async def _read(self) -> None:
        """Ask for what the settings say and which tags there are."""
        from newsreader.core import settings

        def read(library: Library) -> tuple[str, list[str]]:
            return settings.load()[0].export.format, list(library.tags())

        if (known := await self._desk.ask(read)) is not None:
            format, tags = known
            self.formats.point(list(FORMATS).index(format))
            self._offers[-1:-1] = map(of_tag, tags)
            self.what.offer([offer.label for offer in self._offers], self.what.chosen)
            self._rename()
            self.ready = True

    @property
    def offer(self) -> Offer:
        """What is to be exported."""
        return self._offers[self.what.chosen]

    @property
    def format(self) -> Format:
        """In which format."""
        return self._formats[max(self.formats.cursor, 0)][1]

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self.what.palette = self._label.palette = self._format_label.palette = palette
        self.formats.recolour(palette)

    def on_descendant_focus(self) -> None:
        """Labels are drawn beside what they are of."""
        self._label.lead(self.focused is self.file)
        self._format_label.lead(self.focused is self.formats)

    @on(ChoiceLine.Changed)
    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _rename(self) -> None:
        """The file's name follows what is chosen until the reader types another; its ending always does."""
        with self.prevent(Input.Changed):
            if self._named:
                self.file.value = file_name(self.offer.title, self.format.suffix)
            elif (other := format_of_file(self.file.value)) is not None:
                self.file.value = self.file.value[: -len(_ending(self.file.value, other))] + self.format.suffix
        self._ask_again()

    @on(Input.Changed, "#file")
    def _typed(self) -> None:
        """The ending of a name tells the format."""
        self._named = False
        if (name := format_of_file(self.file.value)) is not None:
            self.formats.point(list(FORMATS).index(name))
            self.formats.refresh()
        self._ask_again()

    @on(Input.Submitted, "#file")
    def action_write(self) -> None:
        """Write the file; ask first where there is one of this name."""
        if self._writes:
            return
        if not self.file.value.strip():
            self._tell("The file needs a name", problem=True)
            return
        path = Path(self.file.value.strip()).expanduser()
        if self._overwrites != str(path) and path.exists():
            self._overwrites = str(path)
            self._tell(f"{path} is there already; Enter once more overwrites it", problem=True)
            return
        self._write(path, self.offer, self.format)

    def action_back(self) -> None:
        """Stop writing, or go back."""
        self._stopped = True
        if not self._writes:
            self.dismiss(None)

    @work(exclusive=True, group="export")
    async def _write(self, path: Path, offer: Offer, format: Format) -> None:
        self._writes, self._stopped = True, False
        loop = asyncio.get_running_loop()
        overwrite = self._overwrites == str(path)

        stops = with_keys("{exporting.back} stops it", self.app)

        def progress(done: int, total: int) -> None:
            if self._stopped:
                raise _Stopped
            loop.call_soon_threadsafe(self._tell, f"Writing {done:,} of {count(total, 'article')}; {stops}")

        def write(library: Library) -> int:
            selection = offer.select(library)
            total = len(selection)
            with new_file(str(path), overwrite) as (stream, keep):
                options = Options(mark=True, progress=lambda done: progress(done, total))
                if written := format.write(selection, stream, options):
                    keep()
            return written

        self._tell("Writing…")
        try:
            written = await self._desk.ask(write)
        except _Stopped:
            self._tell("Stopped, and nothing is written")
        except FileExistsError:
            self._overwrites = str(path)
            self._tell(f"{path} is there already; Enter once more overwrites it", problem=True)
        except (OSError, NewsreaderError) as error:
            self._tell(f"{path}: {getattr(error, 'strerror', None) or error}", problem=True)
        else:
            if written:
                self.dismiss(f"Exported {count(written, 'record')} to {path.absolute()}")
            elif written == 0:
                self._tell("There is nothing of it to export", problem=True)
            else:
                self._tell("The library could not be read", problem=True)
        finally:
            self._writes = False

    def _ask_again(self) -> None:
        """Something else is asked for now."""
        self._overwrites = ""
        self._tell(with_keys(HINT, self.app))

    def _tell(self, words: str, problem: bool = False) -> None:
        if self.is_attached:
            self._told.set_class(problem, "-problem")
            self._told.update(Content(words))


class _Stopped(Exception):
    """The reader does not want it any more."""


def _ending(name: str, format: str) -> str:
    """The end of a file's name that told its format."""
    suffix = FORMATS[format].suffix
    return suffix if name.lower().endswith(suffix) else Path(name).suffix
