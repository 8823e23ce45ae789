"""The reader's corrections: who said it, how it is given, which words it is, that it is no quote, or that it is one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from newsreader.core.errors import LibraryError
from newsreader.core.library import articles, aside, corrected, journal, quoting
from newsreader.core.library.aside import Kept
from newsreader.core.library.connection import Database
from newsreader.core.library.overlay import alike, over
from newsreader.core.library.rows import AsideRow, CorrectionRow
from newsreader.core.library.wording import check_span, named
from newsreader.core.model import Analysis, EntityKind, Quote, QuoteKind, Span


class Corrections:
    """What the reader says of quotes, kept apart from what the machine found and laid over it (see `overlay`)."""

    def __init__(self, database: Database, reader: Callable[[], str]) -> None:
        """reader: gives the name that corrections are made under."""
        self._database = database
        self._reader = reader

    def correct(
        self, article_id: str, quote: Quote, was: Quote | None, *, who: str | None = None, made: str | None = None
    ) -> int:
        """Have a quote the reader's way: its speaker, kind and extent; the number of the correction.

        quote: as the reader wants it. Its speaker is `entity`, an index of those of `Library.analysis`, or else
        `speaker_name` as typed: an entity of that name, one that alone is mentioned so, or a new one of kind PERSON. A
        speaker without a name ("one analyst") stays so where `was` has the same. basis, confidence and runner_up are
        not looked at. was: the quote that it takes the place of, as `Library.analysis` has it or as the machine had
        it; None for one that the machine missed. A quote that was corrected before is corrected anew. who, made: the
        reader and the time (UTC, ISO 8601) where they are not these.

        Raises LibraryError where the article is gone, a span is not in its text, spans overlap or are out of order, and
        where the words are mostly those of another quote that was corrected.
        """
        with self._database.writing():
            number = articles.number_of(self._database, article_id)
            words = self._check(number, quote)
            name, kind = self._speaker(number, quote, was)
            rows = corrected.corrections_of(self._database, number)
            before = _about(rows, was.content if was else None) or _of_words(rows, None if was else quote.content)
            if any(one != before and alike(one.content, quote.content) for one in rows):
                raise LibraryError("these words are mostly those of another quote that was corrected")
            # What the machine finds is told from this anew each time.
            own = quote._replace(entity=None, speaker_name=name, runner_up=None, corrected_by=None)
            row: journal.Columns = {
                "start": own.content[0][0],
                "end": own.content[-1][1],
                "was": corrected.spans_packed(before.was if before else was.content if was else None),
                "quote": corrected.quote_packed(own, kind),
            }
            return self._keep(number, before, row, f"Corrected {words}", who, made)

    def dismiss(self, article_id: str, was: Quote, *, who: str | None = None, made: str | None = None) -> int | None:
        """Have no quote where the machine or the reader had one; the number of the correction, None where none is left.

        who, made: see `correct`. Raises LibraryError where the article is gone or a span is not in its text.
        """
        with self._database.writing():
            number = articles.number_of(self._database, article_id)
            words = f"Dismissed {self._check(number, was)}"
            before = _about(corrected.corrections_of(self._database, number), was.content)
            if before is not None and before.was is None:
                with journal.recording(self._database, words) as edit:
                    edit.delete("correction", before.number)
                return None
            content = before.was if before is not None and before.was is not None else was.content
            row: journal.Columns = {
                "start": content[0][0],
                "end": content[-1][1],
                "was": corrected.spans_packed(content),
                "quote": None,
            }
            return self._keep(number, before, row, words, who, made)

    def withdraw(self, number: int) -> None:
        """Go back to the machine's answer; nothing happens where there is no correction of this number."""
        with self._database.writing():
            row = self._database.row('SELECT article, start, "end" FROM correction WHERE number = ?', number)
            if row is not None:
                words = named(articles.stretch_of(self._database, row[0], (row[1], row[2])))
                with journal.recording(self._database, f"Withdrew the correction of {words}") as edit:
                    edit.delete("correction", number)

    def of(self, article_id: str) -> list[CorrectionRow]:
        """The corrections of an article, the oldest first. Raises LibraryError where there is none of this id."""
        return corrected.corrections_of(self._database, articles.number_of(self._database, article_id))

    def all(self) -> list[CorrectionRow]:
        """The corrections of all articles, in order of loading and then of the text."""
        return corrected.all_corrections(self._database)

    def over(self, machine: Analysis) -> Analysis:
        """What the machine found just now with the corrections in it; as it is where its article is not kept here."""
        row = self._database.row("SELECT number FROM article WHERE id = ?", machine.article.id)
        return machine if row is None else over(machine, corrected.corrections_of(self._database, row[0]))

    def aside(self) -> list[AsideRow]:
        """Stars, tags, notes and corrections whose words are not certain to stand in their texts, the latest first.

        A note is on its article as a whole meanwhile, where it quotes the words that it was on.
        """
        return aside.listed(self._database)

    def attach(self, number: int, span: Span) -> None:
        """Put what was set aside on other words of its article; a correction on the quote there, if there is one.

        Raises LibraryError where the span is not in the text, nothing of this number is set aside, or a correction
        says that the words are no quote and there is none.
        """
        with self._database.writing():
            kept = aside.kept(self._database, number)
            check_span(span, articles.length_of(self._database, kept.article))
            words = named(articles.stretch_of(self._database, kept.article, span))
            with journal.recording(self._database, f"Put a {kept.what} on {words}") as edit:
                edit.delete("aside", number)
                if kept.what == "correction":
                    self._attach_correction(kept, span)
                else:
                    aside.attach(edit, kept, span)

    def forget(self, number: int) -> None:
        """Give up what was set aside; nothing happens where there is none. A note stays on its article as a whole."""
        with journal.recording(self._database, "Forgot what was set aside") as edit:
            edit.delete("aside", number)

    def _attach_correction(self, kept: Kept, span: Span) -> None:
        row = self._database.row("SELECT id FROM article WHERE number = ?", kept.article)
        assert row is not None
        packed = kept.record.get("quote")
        own, kind = corrected.quote_unpacked(None if packed is None else str(packed))
        there = self._quote_at(kept.article, span)
        who, made = str(kept.record["who"]), str(kept.record["made"])
        if own is None:
            if there is None:
                raise LibraryError("there is no quote at these words")
            self.dismiss(row[0], there, who=who, made=made)
            return
        content = there.content if there else (span,)
        marked = content if own.marked else ()
        # A speaker without a name stays so.
        was = there and there._replace(entity=None, speaker_name=own.speaker_name if kind is None else None)
        new = Quote(content, own.kind, marked, speaker_name=own.speaker_name)
        self.correct(row[0], new, was, who=who, made=made)

    def _quote_at(self, number: int, span: Span) -> Quote | None:
        """The quote whose content is mostly at a span, as far as its content goes."""
        rows = self._database.rows(
            'SELECT content FROM quote WHERE article = ? AND start < ? AND "end" > ?', number, span[1], span[0]
        )
        for (content,) in rows:
            spans = tuple((start, end) for start, end in json.loads(content))
            if alike(spans, (span,)):
                return Quote(spans, QuoteKind.INDIRECT)
        return None

    def _keep(
        self,
        number: int,
        before: CorrectionRow | None,
        row: journal.Columns,
        words: str,
        who: str | None,
        made: str | None,
    ) -> int:
        row = {
            **row,
            "who": who or self._reader(),
            "made": made or datetime.now(UTC).isoformat(timespec="milliseconds"),
        }
        with journal.recording(self._database, words) as edit:
            if before is None:
                return edit.insert("correction", {"article": number, **row})
            edit.update("correction", before.number, row)
            return before.number

    def _check(self, number: int, quote: Quote) -> str:
        """Its words as they are named to the reader. Raises LibraryError for what cannot be a quote of the article."""
        if not quote.content:
            raise LibraryError("a quote needs words")
        length = articles.length_of(self._database, number)
        extra = [span for span in (quote.cue, quote.mention) if span is not None]
        for span in (*quote.content, *quote.marked, *extra):
            check_span(span, length)
        for spans in (quote.content, quote.marked):
            if any(before[1] > after[0] for before, after in pairwise(spans)):
                raise LibraryError("the pieces of a quote overlap, or are not in the order of the text")
        if not set(quote.marked) <= set(quote.content):
            raise LibraryError("words in quotation marks are not among those of the quote")
        low, high = quote.content[0][0], quote.content[-1][1]
        words = articles.stretch_of(self._database, number, (low, high))
        if not any(words[start - low : end - low].strip() for start, end in quote.content):
            raise LibraryError("a quote needs words")
        return named(words)

    def _speaker(self, number: int, quote: Quote, was: Quote | None) -> tuple[str | None, EntityKind | None]:
        if quote.entity is not None:
            sql = "SELECT name, kind FROM entity WHERE article = ? AND position = ?"
            row = self._database.row(sql, number, quote.entity)
            if row is None:
                raise LibraryError(f"there is no person, organisation or place number {quote.entity} in the article")
            return row[0], EntityKind(row[1])
        name = " ".join((quote.speaker_name or "").split()) or None
        if was is not None and was.entity is None and was.speaker_name == quote.speaker_name:
            return name, None
        return name, None if name is None else EntityKind.PERSON


def _about(rows: Sequence[CorrectionRow], content: tuple[Span, ...] | None) -> CorrectionRow | None:
    """The correction that made a quote of this content, or else the one that is about the machine's quote of it."""
    return _of_words(rows, content) or next((one for one in rows if content and one.was == content), None)


def _of_words(rows: Sequence[CorrectionRow], content: tuple[Span, ...] | None) -> CorrectionRow | None:
    return next((one for one in rows if content and one.content == content), None)


@journal.after("correction")
def _follow(database: Database, changes: Sequence[journal.Change]) -> None:
    """Quotes and speakers where corrections have changed."""
    places: dict[int, list[Span]] = {}
    for change in changes:
        found = database.rows(
            'SELECT article, start, "end", was, quote FROM correction WHERE number = ?', change.number
        )
        names = ("article", "start", "end", "was", "quote")
        now = dict(zip(names, found[0], strict=True)) if found else {}
        for row in (change.before, change.after):
            if row is not None:
                whole = now | dict(row)
                places.setdefault(whole["article"], []).extend(corrected.places_of(whole))
    for number, spans in places.items():
        quoting.rewrite(database, number, spans)
