"""A quote as it is passed on."""

from __future__ import annotations

from newsreader.core.export import Evidence, Reference, quote_text
from newsreader.core.export.evidence import PASSAGE, passage
from newsreader.core.export.quoting import words
from newsreader.core.model import QuoteKind, Span

ABOUT = Reference("0" * 16, "A <b>day</b>", "The Lantern", "Ada", "2025-03-01", "https://lantern.example/a_b?<c>")


def _quote(
    text: str, kind: QuoteKind, *pieces: str, marked: tuple[int, ...] = (), speaker: str | None = "Bo"
) -> Evidence:
    spans: list[Span] = []
    for piece in pieces:
        start = text.index(piece, spans[-1][1] if spans else 0)
        spans.append((start, start + len(piece)))
    start, end = spans[0][0], spans[-1][1]
    return Evidence(
        ABOUT, kind, start, end, text[start:end], "", "", tuple(spans), pieces, tuple(spans[i] for i in marked),
        speaker=speaker,
    )  # fmt: skip


def test_a_direct_quote_that_the_reporter_breaks_says_so() -> None:
    one = _quote('"We wait," he said, "and see."', QuoteKind.DIRECT, "We wait,", "and see.", marked=(0, 1))
    assert words(one) == "“We wait, […] and see.”"


def test_paragraphs_of_one_quote_are_one_line() -> None:
    one = _quote('"We wait.\n\n"And see."', QuoteKind.DIRECT, "We wait.", "And see.", marked=(0, 1))
    assert words(one) == "“We wait. And see.”"


def test_a_mixed_quote_keeps_what_is_marked_apart() -> None:
    text = 'It would cost "less than a bridge" to build, un"believably" so.'
    one = _quote(
        text,
        QuoteKind.MIXED,
        "It would cost ",
        "less than a bridge",
        " to build, un",
        "believably",
        " so.",
        marked=(1, 3),
    )
    assert words(one) == "It would cost “less than a bridge” to build, un“believably” so."


def test_an_indirect_quote_has_no_marks_and_is_called_so() -> None:
    one = _quote("He said rents\nwould rise.", QuoteKind.INDIRECT, "rents\nwould rise")
    assert quote_text(one, "plain").splitlines() == [
        "rents would rise",
        "— Bo (indirect), “A <b>day</b>”, The Lantern, 1 March 2025, https://lantern.example/a_b?<c>",
    ]


def test_an_unknown_speaker_is_not_made_up() -> None:
    one = _quote('"No," he said.', QuoteKind.DIRECT, "No,", marked=(0,), speaker=None)
    assert quote_text(one, "plain").splitlines()[1].startswith("— unknown speaker, ")


def test_markdown_and_html_are_escaped() -> None:
    one = _quote('"*No* <b>," he said.', QuoteKind.DIRECT, "*No* <b>,", marked=(0,))
    assert quote_text(one, "markdown") == (
        "> “\\*No\\* \\<b\\>,”\n>\n> — Bo, “A \\<b\\>day\\</b\\>”, The Lantern, 1 March 2025,"
        " <https://lantern.example/a_b?%3Cc%3E>"
    )
    shown = quote_text(one, "html")
    assert shown.startswith('<blockquote cite="https://lantern.example/a_b?&lt;c&gt;"><p>“*No* &lt;b&gt;,”</p><footer>')
    assert "<b>" not in shown


def test_a_passage_is_nobodys() -> None:
    one = passage(ABOUT, "Some words here", (5, 10))
    assert one.kind == PASSAGE and one.exact == "words" and one.prefix == "Some " and one.suffix == " here"
    assert quote_text(one, "plain").splitlines()[1].startswith("— “A <b>day</b>”, The Lantern")
