"""A page's Markdown on lines: nothing is lost, nothing is too wide."""

from __future__ import annotations

import re

import pytest

from newsreader.core.docs import TOPICS, topic
from newsreader.core.docs.layout import Look, Piece, cells, lay_out, plain

PAGE = """# A page

Some *strong* words, `code here` and a
[link](keys.md).

- one that is long enough for a second line
- two

1. first

| Key | |
| --- | --- |
| `a \\| b` | what it does, in more words than fit |

<!-- a comment -->

```sh
left   as it is
```
"""


def text(markdown: str, width: int) -> list[str]:
    return [plain(line) for line in lay_out(markdown, width)]


def test_blocks_are_laid_out() -> None:
    assert text(PAGE, 36) == [
        "A page",
        "",
        "Some strong words, code here and a",
        "link.",
        "",
        "• one that is long enough for a",
        "  second line",
        "• two",
        "",
        "1. first",
        "",
        "Key",
        "a | b  what it does, in more words",
        "       than fit",
        "",
        "  left   as it is",
    ]


def test_looks_are_kept() -> None:
    lines = lay_out(PAGE, 80)
    assert lines[0] == (Piece("A page", Look.TITLE),)
    looks = {piece.text: piece.look for line in lines for piece in line}
    assert looks["strong"] == Look.STRONG and looks["code here"] == looks["a | b"] == Look.CODE
    assert looks["link"] == Look.LINK and looks["Key"] == Look.STRONG and looks[" words, "] == Look.PLAIN


def test_tables_without_a_heading_stand_in_line() -> None:
    one, other = (f"| | |\n| --- | --- |\n| {key} | does |\n" for key in ("a", "a longer key"))
    assert text(f"{one}\n\nBetween.\n\n{other}", 60) == ["a             does", "", "Between.", "", "a longer key  does"]


def test_a_table_without_room_is_a_list() -> None:
    table = f"| | |\n| --- | --- |\n| {'key' * 8} | {'word ' * 9}|\n"
    assert text(table, 40) == ["key" * 8, "  " + " ".join(["word"] * 7), "  word word"]


def test_wide_characters_take_two_cells() -> None:
    assert cells("日本 a") == 6
    assert all(cells(line) <= 10 for line in text("日本 " * 9, 10))


@pytest.mark.parametrize("width", [1, 20, 58, 78, 96])
@pytest.mark.parametrize("page", TOPICS, ids=lambda page: page.name)
def test_every_page_fits_and_loses_no_word(page: object, width: int) -> None:
    markdown = next(one.text for one in TOPICS if one is page)
    lines = text(markdown, width)
    assert lines[0] and lines[-1]
    code = {
        f"  {line}" for block in re.findall(r"```\w+\n(.*?)```", markdown, re.DOTALL) for line in block.splitlines()
    }
    for line in lines:
        assert cells(line) <= width or line in code or len(line.split()) == 1 or width == 1, line
    laid = "".join("".join(lines).split())
    for word in re.findall(r"[A-Za-z]{3,}", re.sub(r"<!--.*?-->|^```\w+|\]\([\w.]+\)|---", "", markdown, flags=re.M)):
        assert word in laid or width < 58, word  # in narrow columns one word may stand inside another


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("keys", "keys"),
        ("SEARCH", "queries"),
        ("queries.md", "queries"),
        ("setings", "settings"),
        ("", None),
        ("xyz", None),
    ],
)
def test_pages_are_found_by_nearly_their_names(name: str, found: str | None) -> None:
    page = topic(name)
    assert (page.name if page else None) == found
