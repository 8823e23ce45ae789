"""Random edits of a library, with undo and redo among them: a state machine for hypothesis.

Every step draws a number or two and makes the rest of them, so that a thousand steps fit into one example. After each
undo and redo all that the reader added must be as it was; after each step the rows of quotes and entities must be the
machine's answer with the corrections over it.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.library.health import examine
from newsreader.core.model import Analysis, Article, Entity, EntityKind, Mention, MentionKind, Quote, QuoteKind, Span

TEXTS = (
    'Ferry late again\n\n"The tide was late," Ingrid Sørby told Tass on Monday, "and so were we." Olav Moe said that it'
    " was no surprise to him. Sørby would not say when the ferry, which Moe called “a disgrace”, is to sail again.\n",
    "Moe: no surprise\n\nTass reported that Ingrid Sørby had blamed the tide. “Nonsense,” said Olav Moe, a fisherman."
    " He added that the ferry is always late. One passenger said nobody had told her “anything at all”.\n",
)
NAMES = (
    *(("Ingrid Sørby", EntityKind.PERSON), ("Olav Moe", EntityKind.PERSON), ("Tass", EntityKind.ORG)),
    *(("Sørby", EntityKind.PERSON), ("Moe", EntityKind.PERSON)),
)
TYPED = ("Olav Moe", "sørby", "Tass", "Nobody \udcff", "Ada Lind", "One passenger")
TAGS = ("sea", "late", "\ud800 odd", "Sea")
numbers = st.integers(0, 2**30)


def words_of(article: Article, chance: random.Random) -> Span:
    """From the first to the last of a few words of a text."""
    starts = [0, *(i + 1 for i, letter in enumerate(article.text) if letter.isspace())]
    starts = [start for start in starts if article.text[start : start + 1].strip()]
    first = chance.randrange(len(starts))
    last = min(first + chance.randrange(12), len(starts) - 1)
    end = starts[last + 1] - 1 if last + 1 < len(starts) else len(article.text)
    return starts[first], start_of_space(article.text, starts[first], end)


def start_of_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def found(article: Article, number: int) -> Analysis:
    """What an engine of a number finds in an article: quotes here and there, some of them one in another."""
    chance = random.Random(f"{article.id} {number}")
    entities = []
    for name, kind in chance.sample(NAMES, chance.randrange(len(NAMES) + 1)):
        at = article.text.find(name)
        if at >= 0:
            entities.append(Entity(name, kind, (Mention(at, at + len(name), MentionKind.NAME),)))
    quotes = []
    for _ in range(chance.randrange(7)):
        span = words_of(article, chance)
        how = chance.choice(list(QuoteKind))
        entity = chance.randrange(len(entities)) if entities and chance.random() < 0.6 else None
        speaker = entities[entity].name if entity is not None else chance.choice([None, "one passenger"])
        marked = (span,) if how in (QuoteKind.DIRECT, QuoteKind.SCARE) else ()
        quotes.append(Quote((span,), how, marked, entity=entity, speaker_name=speaker, basis="guessed", confidence=0.5))
    once = {quote.content: quote for quote in quotes}
    ordered = sorted(once.values(), key=lambda quote: (quote.start, quote.content))
    if chance.random() < 0.2:
        chance.shuffle(ordered)
    return Analysis(article, tuple(ordered), tuple(entities), f"engine {number}")


class Editing(RuleBasedStateMachine):
    """past, future: what the reader had added before each step that can be undone, or done again.

    steps: edits that were made; turns: how often one was undone or done again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="newsreader-edits-"))
        self.library = Library(self.folder / "library.db")
        self.articles = [Article(text, text.splitlines()[0], source=f"/news/{i}.txt") for i, text in enumerate(TEXTS)]
        self.past: list[dict[str, object]] = []
        self.future: list[dict[str, object]] = []
        self.steps = self.turns = 0

    @initialize(engine=numbers)
    def load(self, engine: int) -> None:
        for article in self.articles:
            self.library.add(article)
            self.library.put_analysis(article.id, found(article, engine))

    def edit(self, number: int, do: Callable[[random.Random, Article], object]) -> None:
        """Do something that may be refused, or change nothing; either is no step."""
        before, last = self.added(), self.newest()
        chance = random.Random(number)
        try:
            do(chance, chance.choice(self.articles))
        except LibraryError as error:
            assert "\n" not in str(error)
            assert self.added() == before
        if self.newest() != last:
            self.past.append(before)
            self.future.clear()
            self.steps += 1
        else:
            assert self.added() == before

    @rule(number=numbers)
    def mark(self, number: int) -> None:
        def do(chance: random.Random, article: Article) -> None:
            span = words_of(article, chance) if chance.random() < 0.7 else None
            match chance.randrange(5):
                case 0:
                    self.library.star(article.id, span)
                case 1:
                    self.library.set_tags(article.id, chance.sample(TAGS, chance.randrange(3)), span)
                case 2:
                    self.library.add_note(article.id, chance.choice(TAGS), span)
                case _:
                    self.change(chance)

        self.edit(number, do)

    def change(self, chance: random.Random) -> None:
        """Change or remove something that is there."""
        there = [row for row in self.library.marked() if row.what != "correction"]
        if not there:
            return
        row = chance.choice(there)
        if row.what == "star":
            self.library.unstar(row.article_id, row.span)
        elif row.what == "tag":
            self.library.set_tags(row.article_id, chance.sample(TAGS, chance.randrange(2)), row.span)
        elif chance.random() < 0.5:
            self.library.change_note(row.number, chance.choice(TAGS))
        else:
            self.library.remove_note(row.number)

    @rule(number=numbers)
    def correct(self, number: int) -> None:
        def do(chance: random.Random, article: Article) -> None:
            analysis = self.library.analysis(article.id)
            assert analysis is not None
            was = chance.choice([None, *analysis.quotes])
            rows = self.library.corrections.of(article.id)
            what = chance.randrange(6)
            if what == 0 and rows:
                self.library.corrections.withdraw(chance.choice(rows).number)
            elif what == 1 and was is not None:
                self.library.corrections.dismiss(article.id, was)
            else:
                self.library.corrections.correct(article.id, wanted(chance, article, analysis, was), was)

        self.edit(number, do)

    @rule(number=numbers)
    def identify(self, number: int) -> None:
        def do(chance: random.Random, _: Article) -> None:
            people = self.library.people()
            if not people:
                return
            who, other = chance.choice(people).number, chance.choice(people).number
            match chance.randrange(3):
                case 0:
                    self.library.identities.merge(who, other)
                case 1:
                    self.library.identities.rename(who, chance.choice([None, *TYPED]))
                case _:
                    places = [(row.article_id, row.position) for row in self.library.identities.appearances(who)]
                    self.library.identities.split(who, places[:1])

        self.edit(number, do)

    @rule()
    @precondition(lambda self: self.past)
    def undo(self) -> None:
        self.turns += 1
        self.future.append(self.added())
        assert self.library.edits.undo() is not None
        same(self.added(), self.past.pop())

    @rule()
    @precondition(lambda self: self.future)
    def redo(self) -> None:
        self.turns += 1
        self.past.append(self.added())
        assert self.library.edits.redo() is not None
        same(self.added(), self.future.pop())

    @rule(engine=numbers)
    def analyse_again(self, engine: int) -> None:
        before = self.added()
        article = random.Random(engine).choice(self.articles)
        self.library.put_analysis(article.id, found(article, engine))
        self.library.identities.catch_up()
        assert self.added() == before

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library(self.folder / "library.db")

    @invariant()
    def rows_are_what_is_shown(self) -> None:
        shown = []
        for number, article in enumerate(self.articles, 1):
            machine, analysis = self.library.machine_analysis(article.id), self.library.analysis(article.id)
            if machine is None or analysis is None:  # before `load`
                return
            assert analysis == self.library.corrections.over(machine)
            shown += [
                (number, i, q.kind, q.start, q.end, json.dumps(q.content), q.speaker_name, q.basis, q.entity)
                for i, q in enumerate(analysis.quotes)
            ]
            for row in self.library.corrections.of(article.id):
                own = [quote for quote in analysis.quotes if quote.content == row.content]
                assert len(own) == (row.quote is not None)
                assert all((q.corrected_by, q.kind) == (row.who, row.quote and row.quote.kind) for q in own)
            rows = self.library.database.rows(
                "SELECT name, kind, typed FROM entity WHERE article = ? ORDER BY position", number
            )
            assert rows == [(e.name, e.kind, int(i >= len(machine.entities))) for i, e in enumerate(analysis.entities)]
            count = sum(quote.kind is not QuoteKind.SCARE for quote in analysis.quotes)
            listed = self.library.row(article.id)
            assert listed is not None and listed.quotes == count
        assert shown == self.library.database.rows(
            'SELECT article, position, kind, start, "end", content, speaker, basis, entity FROM quote'
            " ORDER BY article, position"
        )
        assert self.library.database.row("PRAGMA foreign_key_check") is None

    def teardown(self) -> None:
        try:
            if self.past or self.future:
                self.back_and_forth()
        finally:
            self.library.close()
            shutil.rmtree(self.folder)

    def back_and_forth(self) -> None:
        while self.future:
            self.redo()
        end, quotes = self.added(), self.library.quotes()
        for article in self.articles:
            self.library.put_analysis(article.id, self.library.machine_analysis(article.id))  # type: ignore[arg-type]
        assert [quote._replace(family=None, person=None) for quote in self.library.quotes()] == [
            quote._replace(family=None, person=None) for quote in quotes
        ]
        assert not [finding for finding in examine(self.library.path) if not finding.ok]
        while self.past:
            self.undo()
        self.rows_are_what_is_shown()
        assert self.library.edits.undo() is None
        assert self.added() == {"article": [(1, 0), (2, 0)], **{table: [] for table in TABLES}}
        for article in self.articles:
            assert self.library.analysis(article.id) == self.library.machine_analysis(article.id)
        assert self.library.database.rows("SELECT 1 FROM entity WHERE person IS NOT found OR typed") == []
        while self.future:
            self.redo()
        self.rows_are_what_is_shown()
        same(self.added(), end)

    def newest(self) -> int:
        return max((row.number for row in self.library.edits.list()), default=0)

    def added(self) -> dict[str, object]:
        """All that the reader added; of people, what was said of them, not who was found."""
        rows: dict[str, object] = {
            "article": self.library.database.rows("SELECT number, starred FROM article ORDER BY number")
        }
        for table, where in TABLES.items():
            rows[table] = self.library.database.rows(f"SELECT * FROM {table} WHERE {where} ORDER BY number")
        return rows


def same(one: dict[str, object], other: dict[str, object]) -> None:
    different = [(table, rows, other[table]) for table, rows in one.items() if rows != other[table]]
    assert not different, different


TABLES = {
    **dict.fromkeys(("tag", "star", "note", "correction", "aside", "pin"), "1"),
    "person": "name IS NOT NULL OR merged IS NOT NULL",
}


def wanted(chance: random.Random, article: Article, analysis: Analysis, was: Quote | None) -> Quote:
    """A quote that a reader might want."""
    if was is None or chance.random() < 0.3:
        content = tuple(sorted({words_of(article, chance) for _ in range(chance.choice([1, 1, 2]))}))
        quote = Quote(content, chance.choice(list(QuoteKind)), content[: chance.randrange(2)])
    else:
        quote = was
    if chance.random() < 0.5:
        quote = quote._replace(kind=chance.choice(list(QuoteKind)))
    entity = chance.randrange(len(analysis.entities) + 1)
    if entity < len(analysis.entities) and chance.random() < 0.5:
        return quote._replace(entity=entity)
    return quote._replace(entity=None, speaker_name=chance.choice([None, quote.speaker_name, *TYPED]))
