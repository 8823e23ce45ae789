"""From a key to the last byte of what it changes on the screen, and how many bytes that takes.

    python -m tests.benchmarks.key_to_paint [--articles N] [--words N] [--rounds N] [--folder FOLDER]

The real program in a pseudo-terminal of 120x40 that knows synchronised output, on a library of 100,000 articles with
one of 100,000 words and thousands of quotes open, against the smallest Textual list whose cursor moves, in the same
run. The library is made by the public API from short texts, with analyses that are made here and not by the model;
in FOLDER it is kept and used again.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article, Block, BlockKind, Entity, EntityKind, Mention, Quote, QuoteKind
from newsreader.core.nlp import ENGINE
from tests.benchmarks.terminal import Terminal

OPTIONS = """
from textual.app import App
from textual.widgets import OptionList
class Floor(App):
    def compose(self):
        yield OptionList(*[f"Row number {n} of a hundred" for n in range(100)])
Floor().run()
"""
ITEMS = """
from textual.app import App
from textual.widgets import Label, ListItem, ListView
class Floor(App):
    def compose(self):
        yield ListView(*[ListItem(Label(f"Row number {n} of a hundred")) for n in range(100)])
Floor().run()
"""

UP, DOWN, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~"
LIMIT = 16.0
"""Milliseconds, of the slowest key but one in twenty."""

_WORDS = tuple(
    """
    the council said that a new bridge over the river would be built before winter and nobody would lose a garden
    although engineers had warned of floods near the old harbour where ferries leave for the islands each morning
    """.split()  # noqa: SIM905 - words are easier to read than a tuple of them
)
_PEOPLE = ("Ada Lindqvist", "Tomás Rey", "Nell Okoro", "Jun Watanabe", "Miriam Adler", "Pavel Novák", "Chloe Baptiste")


def long_article(words: int) -> Analysis:
    """An article of so many words, a quote in every paragraph of fifty, with the analysis that belongs to it."""
    source = cycle(_WORDS)
    parts: list[str] = ["A very long day at the council"]
    at, said = len(parts[0]) + 2, []
    for number in range(words // 50):
        name = _PEOPLE[number * 5 % len(_PEOPLE)]
        spoken, rest = " ".join(islice(source, 18)), " ".join(islice(source, 29))
        paragraph = f"“{spoken},” {name} said. {rest.capitalize()}."
        start = at + 1
        cue = start + len(spoken) + 3 + len(name) + 1
        said.append((number, name, (start, start + len(spoken) + 1), cue))
        parts.append(paragraph)
        at += len(paragraph) + 2
    text, blocks, at = "\n\n".join(parts), [], 0
    for part in parts:
        blocks.append(Block(at, at + len(part), BlockKind.BODY if at else BlockKind.HEADLINE))
        at += len(part) + 2
    article = Article(text, title=parts[0], blocks=tuple(blocks), source="long.txt")
    entities = {name: index for index, name in enumerate(_PEOPLE)}
    mentions: dict[str, list[Mention]] = {name: [] for name in _PEOPLE}
    quotes = []
    for number, name, content, cue in said:
        mention = (cue - 1 - len(name), cue - 1)
        mentions[name].append(Mention(*mention))
        kind = QuoteKind.INDIRECT if number % 7 == 3 else QuoteKind.DIRECT
        quotes.append(
            Quote((content,), kind, (content,), (cue, cue + 4), mention, entities[name], name, 'cue "said"', 0.9)
        )
    people = tuple(Entity(name, EntityKind.PERSON, tuple(mentions[name])) for name in _PEOPLE)
    return Analysis(article, tuple(quotes), people, engine=ENGINE)


def fill(library: Library, articles: int, words: int) -> None:
    """Put in the long article and as many short ones; the long one is the one that is opened."""
    chance = Random(7)
    for first in range(0, articles, 1_000):
        with library.batch():
            for number in range(first, min(first + 1_000, articles)):
                # Not of the same words: near copies of one another are looked for, and there would be no end of it.
                about = " ".join(f"{chance.choice(_WORDS)}{chance.randrange(1_000)}" for _ in range(25))
                text = f"Story {number} of the harbour\n\n{about.capitalize()}."
                article = Article(text, title=f"Story {number} of the harbour", source=f"{number}.txt")
                library.add(article)
                library.put_analysis(article.id, Analysis(article, engine=ENGINE))
    analysis = long_article(words)
    library.add(analysis.article)
    library.put_analysis(analysis.article.id, analysis)
    library.set_state("last article", analysis.article.id)


@dataclass(frozen=True, slots=True)
class Pressed:
    """Of every press of some keys: milliseconds on the clock, and of computing; bytes."""

    clock: list[float]
    cpu: list[float]
    sizes: list[int]

    @property
    def size(self) -> float:
        """Bytes of most presses."""
        return statistics.median(self.sizes)


def pressed(terminal: Terminal, keys: list[str], rounds: int) -> Pressed:
    """Press keys in turns. What paints nothing, such as a key at the end of the article, is left out."""
    found = Pressed([], [], [])
    for key in islice(cycle(keys), rounds):
        before = terminal.cpu
        seconds, painted = terminal.press(key)
        if painted:
            found.clock.append(1000 * seconds)
            found.cpu.append(1000 * (terminal.cpu - before))
            found.sizes.append(len(painted))
    return found


def row(what: str, found: Pressed, floors: list[Pressed]) -> str:
    """A line of the table: the bytes also as multiples of the floors'."""
    if not found.clock:
        return f"{what:34} nothing was painted"
    p95 = statistics.quantiles(found.clock, n=20)[-1]
    middle, cpu = statistics.median(found.clock), statistics.median(found.cpu)
    ratios = "".join(f" {found.size / floor.size:6.2f} x" for floor in floors)
    return f"{what:34} p50 {middle:5.1f} ms  p95 {p95:5.1f} ms  cpu {cpu:5.1f} ms {found.size:7.0f} bytes{ratios}"


def main() -> None:
    """Print a line a key."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--words", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = asked.folder or Path(temporary)
        place = home / ".local" / "share" / "newsreader" / "library.db"
        if not place.exists():
            with Library(place) as library:
                fill(library, asked.articles, asked.words)
        env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        env |= {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        floors: list[Pressed] = []
        for name, code in (("OptionList", OPTIONS), ("ListView", ITEMS)):
            with Terminal([sys.executable, "-c", code], env) as terminal:
                terminal.wait_for(b"Row number 20")
                terminal.settle()
                floors.append(pressed(terminal, [DOWN, DOWN, UP], asked.rounds))
            print(row(f"Textual's {name}, Down and Up", floors[-1], []), flush=True)
        command = [sys.executable, "-m", "newsreader.tui"]
        with Terminal(command, env) as terminal:
            terminal.wait_for(b" Quote ")
            terminal.settle(3.0)

            def told(what: str, keys: list[str]) -> None:
                print(row(what, pressed(terminal, keys, asked.rounds), floors), flush=True)

            told("next quote, ]", ["]"])
            told("previous quote, [", ["["])
            told("a line, j and k", ["j", "j", "k"])
            told("a page, PgDn", [PAGE_DOWN])
            told("a page, PgUp", [PAGE_UP])
            for key in ("/", *"harbour", "\r"):
                terminal.press(key)
            told("next hit, n", ["n"])
            told("previous hit, N", ["N"])
            terminal.press("\x1b")
            terminal.settle(0.5)
            terminal.press("\t")  # the people
            terminal.press("\t")
            told("in the list of quotes, Down and Up", [DOWN, DOWN, UP])
            terminal.press("\t")
            told("in the list of articles, Down, Up", [DOWN, DOWN, UP])
            told("in the list of articles, PgUp", [PAGE_UP])


if __name__ == "__main__":
    main()
