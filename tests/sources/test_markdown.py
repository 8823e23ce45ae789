"""Markdown: words stay, markup goes, headings and front matter are understood."""

from __future__ import annotations

import pytest

from newsreader.core.model import Article, BlockKind
from newsreader.core.sources import parse


def article(text: str) -> Article:
    [document] = parse(text.encode(), "story.md")
    return document.article


def kinds(made: Article) -> list[tuple[str, str]]:
    return [(made.text[b.start : b.end], b.kind.value) for b in made.blocks]


def test_words_without_markup() -> None:
    made = article(
        'Some **bold** and *slanted* `code` and a [link](https://x.example/a_b "t"), '
        "![a goat](goat.png), <https://y.example>, ~~gone~~\nand on; a <b>tag</b> \\*star\\* AT&amp;T.  \nNext line.\n"
    )
    assert made.text == (
        "Some bold and slanted code and a link, a goat, https://y.example, gone and on; a tag *star* AT&T.\nNext line."
    )


def test_headings_are_headline_and_subheadings() -> None:
    made = article("# Bridge *opens*\n\nIt opened on Monday, they said.\n\n## Reactions\n\nPeople walked over it.\n")
    assert made.title == "Bridge opens"
    assert kinds(made) == [
        ("Bridge opens", "headline"),
        ("It opened on Monday, they said.", "body"),
        ("Reactions", "subheading"),
        ("People walked over it.", "body"),
    ]


def test_underlined_headings() -> None:
    made = article("Bridge opens\n============\n\nIt opened.\n\nMore\n----\n\nAnd so on.\n")
    assert [kind for _, kind in kinds(made)] == ["headline", "body", "subheading", "body"]


def test_quotes_lists_tables_and_code_are_paragraphs() -> None:
    made = article(
        "Intro.\n\n> “We came,” she said,\n> “and saw.”\n\n- one\n- two\n  1. three\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```py\nx = 1\n```\n\n    indented\n"
    )
    assert made.text.split("\n\n") == [
        "Intro.", "“We came,” she said, “and saw.”", "one", "two", "1. three", "a\tb", "c\td", "x = 1", "indented",
    ]  # fmt: skip


def test_html_blocks_lose_tags_comments_and_scripts() -> None:
    made = article(
        '<div class="x">\n<p>He said <em>no</em> &amp; left.</p>\n</div>\n\n'
        "<!-- not\n\nshown -->\n\n<script>\nalert(1)\n</script>\n\nThe end.\n"
    )
    assert made.text == "He said no & left.\n\nThe end."


def test_front_matter() -> None:
    made = article(
        '---\ntitle: "Bridge: open"\nauthors:\n  - Ann Tolland\n  - "Bo Reed"\ndate: 2025-10-27\n'
        "outlet: The Skelby Post\ntags: [a, b]\n---\nIt opened on Monday.\n\nAnd closed on Tuesday.\n"
    )
    assert (made.title, made.author, made.published, made.outlet) == (
        "Bridge: open", "Ann Tolland, Bo Reed", "2025-10-27", "The Skelby Post",
    )  # fmt: skip
    assert kinds(made)[0] == ("Bridge: open", "headline")
    assert "tags" not in made.text


def test_title_of_the_front_matter_is_not_said_twice() -> None:
    made = article("---\ntitle: Bridge opens\n---\n\n# Bridge opens\n\nIt opened.\n")
    assert made.text == "Bridge opens\n\nIt opened."


@pytest.mark.parametrize(
    "text",
    [
        "---\nno end of it\n\nWords.",
        "Words.\n\n---\n\nauthor: x\n\n---\n",
        "---\n\nWords.\n\n---\n\nMore.\n",
        "---\n\nMayor: Words.\n\n---\n\nMore.\n",
        "---\nWords.\n---\n\nMore.\n",
        "---\nauthor: x\nWords.\n---\n\nMore.\n",
        "---\n# Words.\n- and more\n---\n",
    ],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    made = article(text)
    assert "Words." in made.text
    assert made.author is None


def test_all_that_stands_in_front_matter() -> None:
    made = article(
        '---\n# made by hand\nAuthor: Ann Tolland\nlead: >\n  Two lines\n  of text\n\n"site": The Skelby Post\n'
        "tags: [\n  a, b\n]\nrelated:\n- one\n-\n---\nIt opened on Monday.\n"
    )
    assert (made.author, made.outlet, made.text) == ("Ann Tolland", "The Skelby Post", "It opened on Monday.")


@pytest.mark.parametrize(
    ("start", "times"), [("[", 20_000), ("> ", 5_000), ("*a ", 20_000), ("<", 20_000), ("`", 9_999), ("&#x1b;", 9_999)]
)
def test_hostile_nesting_ends(start: str, times: int) -> None:
    assert article(start * times + "b\n\nThe end.").text.endswith("The end.")


@pytest.mark.parametrize(("mark", "times"), [("> ", 5_000), ("- ", 500), ("> - ", 100)])
def test_no_words_are_lost_in_deep_nesting(mark: str, times: int) -> None:
    made = article(f"{mark * times}deep *words*\nof two lines\n\nThe end.")
    assert made.text == "deep words of two lines\n\nThe end."


def test_items_nested_deeper_than_the_parser_goes_are_paragraphs() -> None:
    made = article("\n".join("  " * i + f"- item {i}" for i in range(40)) + "\n\nThe end.\n")
    assert made.text.split("\n\n") == [*(f"item {i}" for i in range(40)), "The end."]


def test_every_block_is_a_paragraph_of_the_text() -> None:
    made = article("# A\n\nb  \nc\n\n- d\n\n> e\n")
    for block in made.blocks:
        words = made.text[block.start : block.end]
        assert words == words.strip() != ""
    assert made.blocks[0].kind is BlockKind.HEADLINE


def test_the_numbers_of_a_list_are_words_and_its_bullets_are_not() -> None:
    made = article("3. first\n4. second\n\n   more of it\n\n- one\n- two\n")
    assert made.text == "3. first\n\n4. second\n\nmore of it\n\none\n\ntwo"
