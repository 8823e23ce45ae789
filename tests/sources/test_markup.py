"""Clean markup: paragraphs as a browser shows them, whatever it is made of."""

from __future__ import annotations

import pytest

from newsreader.core.model import BlockKind
from newsreader.core.sources.formats.markup import TOO_DEEP, article_of, parts_of


def kinds(markup: str | bytes) -> list[tuple[str, str]]:
    return [(kind.value, words) for kind, words in parts_of(markup).blocks]


def words(markup: str | bytes) -> list[str]:
    return [words for _, words in parts_of(markup).blocks]


def test_blocks_are_what_the_markup_says() -> None:
    assert kinds(
        "<nav><ul><li>Home</ul></nav><h1>Bridge <i>opens</i></h1><p>It opened.<ul><li>one<li><p>two</p></ul>"
        "<blockquote><p>“No,” he said.</blockquote><figure><img alt=x><figcaption>The bridge</figcaption></figure>"
        "<h3>More</h3><dl><dt>a<dd>b</dl>loose"
    ) == [
        ("boilerplate", "Home"), ("subheading", "Bridge opens"), ("body", "It opened."), ("item", "one"),
        ("item", "two"), ("blockquote", "“No,” he said."), ("caption", "The bridge"), ("subheading", "More"),
        ("item", "a"), ("item", "b"), ("body", "loose"),
    ]  # fmt: skip


def test_white_space_is_that_of_a_browser() -> None:
    assert words("<p>&#847;&zwnj;&nbsp;&#8203;</p>") == []
    assert words("<p>a \n b&nbsp;c<br>d<br/> <br>e&shy;f</p>\n\n<pre>  x\n   y\n\nz</pre>") == [
        "a b c\nd", "ef", "  x\n   y", "z",
    ]  # fmt: skip


def test_rows_of_a_table_are_paragraphs_unless_their_cells_hold_some() -> None:
    assert words("<table><tr><th>a<th>b<tr><td>c<td><tr><td><p>d</p><p>e</p></table>") == ["a\tb", "c", "d", "e"]


def test_what_is_not_shown_is_left_out() -> None:
    assert words(
        "<script>1</script>a<!-- b --><style>c</style> d<span hidden>e</span><div style='display : none'>f</div>"
        "<template>g</template><svg><text>h</text></svg>i"
    ) == ["a di"]


def test_quotation_elements_get_the_marks_that_a_browser_draws() -> None:
    assert words("<p><q>He said <q>no</q>,</q> she said.") == ["“He said ‘no’,” she said."]


def test_controls_in_any_disguise() -> None:
    assert words("<p>a&#27;[2Jb\x1bc\x9bd&#x9b;e\u202ef&#x202e;g&#0;h&#13;i</p>") == [
        "a\ufffd[2Jb\ufffdc\ufffdd›e\ufffdf\ufffdg\ufffdh i"
    ]


def test_xhtml_ends_empty_elements_and_knows_named_characters() -> None:
    raw = (
        '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE html [<!ENTITY x "bomb">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script/></head>'
        '<body><p>Café&nbsp;&hellip; &x; &amp;<a id="b"/> more</p></body></html>'
    ).encode("latin-1")
    assert words(raw) == ["Café … &x; & more"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=koi8-r>", "koi8-r"),
        ('<meta http-equiv=Content-Type content="text/html; charset=windows-1251">', "cp1251"),
        ("", "utf-8"),
        ("<meta charset=no-such-thing>", "utf-8"),
        ("<meta charset=ascii>", "utf-8-sig"),
        ("<meta charset=utf-8>", "utf-16"),
    ],
)
def test_encodings(head: str, encoding: str) -> None:
    assert words(f"<html><head>{head}</head><p>Мост открыт, сказал он.".encode(encoding)) == ["Мост открыт, сказал он."]


@pytest.mark.parametrize(
    "markup", ["<div>" * 300 + "deep <b>x</b>", f"<p>{'a ' * 5_100_000}<p>deep x"], ids=["deep", "long"]
)
def test_no_words_are_lost_where_the_parser_gives_up(markup: str) -> None:
    found = parts_of(markup + "<p>after 1 < 2 &amp; so on")
    assert [words[-20:] for _, words in found.blocks[-2:]] == ["deep x", "after 1 < 2 & so on"]
    assert found.note == TOO_DEEP


def test_a_known_title_is_the_headline() -> None:
    parts = [(BlockKind.BODY, "News"), (BlockKind.SUBHEADING, "Bridge\nopens"), (BlockKind.BODY, "It opened, he said.")]
    made = article_of(parts, "x", title="Bridge opens", author="Ann Tolland", language="en")
    assert made.text == "News\n\nBridge\nopens\n\nIt opened, he said."
    assert (made.title, made.author, made.language) == ("Bridge opens", "Ann Tolland", "en")
    assert [b.kind.value for b in made.blocks] == ["body", "headline", "headline", "body"]


def test_a_title_that_stands_nowhere_is_set_before_the_text() -> None:
    made = article_of(parts_of("<p>It opened.<h2>Later</h2><p>It shut.").blocks, "x", title="Bridge \x1b opens")
    assert made.text == "Bridge \ufffd opens\n\nIt opened.\n\nLater\n\nIt shut."
    assert [b.kind.value for b in made.blocks] == ["headline", "body", "subheading", "body"]


def test_without_a_title_the_heading_is_the_headline() -> None:
    made = article_of(parts_of("<p>By Ann Tolland<h1>Bridge opens</h1><p>It opened on Monday, she said.").blocks, "x")
    assert (made.title, made.author) == ("Bridge opens", "Ann Tolland")
    assert [b.kind.value for b in made.blocks] == ["byline", "headline", "body"]


def test_nothing_gives_nothing() -> None:
    assert parts_of("").blocks == parts_of(b"<!-- -->").blocks == parts_of("<p> &nbsp;</p>").blocks == []
    assert article_of([], "x").text == ""
