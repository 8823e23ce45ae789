"""What is escaped comes out as the same words, whatever they are."""

from __future__ import annotations

import csv
from io import StringIO

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsreader.core.export.escaping import cell, markdown, one_line, tex, tex_address
from newsreader.core.text import sanitise

_MARKS = "*_`[]()<>#+-=.!|~&\\^{}$%@\"'/:0123456789abc d\n\t,;"
words = (st.text(max_size=60) | st.text(st.sampled_from(_MARKS), max_size=60)).map(sanitise)
_parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(words)
@settings(max_examples=300, deadline=None)
def test_markdown(text: str) -> None:
    line = one_line(text)
    tokens = _parser.parse(f"> {markdown(line)}")
    shown = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in shown} <= {"text", "text_special"}
    assert "".join(child.content for child in shown) == line


@given(words)
@settings(max_examples=300, deadline=None)
def test_several_lines_of_markdown(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    tokens = _parser.parse(markdown("\n".join(lines)))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    shown = "".join("\n" if c.type == "softbreak" else c.content for token in tokens for c in token.children or ())
    assert shown.split() == " ".join(lines).split()


@given(words)
@settings(max_examples=100, deadline=None)
def test_bibtex(text: str) -> None:
    source = f"@misc{{key,\n  title = {{{tex(text)}}},\n  url = {{{tex_address(text)}}},\n  note = {{end}}\n}}\n"
    read = parse_string(source, append_middleware=[LatexDecodingMiddleware()])
    assert not read.failed_blocks
    [entry] = read.entries
    assert entry.fields_dict["note"].value == "end"
    if "{" not in text and "}" not in text:
        # What TeX makes ligatures of is not our doing: -- '' `` ?`
        plain = one_line(text).replace("^", "ˆ")
        if not any(pair in plain for pair in ("--", "''", "``", "?`", "!`", '"', "'", "`")):
            assert entry.fields_dict["title"].value.split() == plain.split()


@given(words)
@settings(max_examples=200, deadline=None)
def test_ris(text: str) -> None:
    line = one_line(text)
    read = rispy.loads(f"TY  - NEWS\r\nTI  - {line}\r\nN1  - end\r\nER  - \r\n") if line else [{"title": ""}]
    assert read[0]["title"] == line


@given(words)
def test_cells(text: str) -> None:
    stream = StringIO(newline="")
    csv.writer(stream).writerow([cell(text), "end"])
    [[shown, end]] = csv.reader(StringIO(stream.getvalue(), newline=""), strict=True)
    assert end == "end" and shown.removeprefix("'" if shown != text else "") == text
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_tex_has_its_own_way_for_each_sign() -> None:
    assert tex("a_b & 5% #1 $x ~y ^z \\w {v}") == (
        r"a\_b \& 5\% \#1 \$x \textasciitilde{}y \textasciicircum{}z \textbackslash{}w \{v\}"
    )
    assert tex("}{") == r"\textbraceright{}\textbraceleft{}"
