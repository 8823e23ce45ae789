"""Bytes to articles: text of any encoding comes in whole, what is no text is refused."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.sources import load, parse, read

STORY = 'Harbour stays shut\n\n"Nobody is going out today," said Ann Tolland.\n'


def test_the_text_is_the_file_and_the_bytes_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    [document] = read(str(file))
    assert document.raw == STORY.encode()
    assert document.article.text == STORY
    assert document.article.title == "Harbour stays shut"
    assert document.article.source == str(file)
    assert load(str(tmp_path)) == [document.article]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Bodø café\n\n“Déjà vu,” said Zoë Ångström. “The façade is crème brûlée.”\n"
    [document] = parse(text.encode(encoding), "story.txt")
    assert document.article.text == text
    assert document.note == ""


def test_invalid_utf8_is_read_with_a_note() -> None:
    [document] = parse(
        b"A caf\xc3\xa9 and a bro\xffken byte, she said in B\xc3\xb8rsa. \xc3\xa9\xc3\xa9\n", "story.txt"
    )
    assert document.article.text == "A café and a bro\ufffdken byte, she said in Børsa. éé\n"
    assert "1 unreadable byte" in document.note


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.md", b"", "the file is empty"),
        ("a.txt", b" \n\t\r\n\xef\xbb\xbf", "there are no words in it"),
        ("a.txt", b"\xef\xbb\xbf", "there are no words in it"),
        ("a.md", b"---\nauthor: Ann\n---\n\n<!-- -->\n", "there are no words in it"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file (a picture)"),
        ("a.md", bytes(range(256)) * 40, "not a text file (binary data)"),
        ("a.html", b"<p></p>", "there are no words in it"),
    ],
)
def test_what_is_no_article_is_refused(name: str, raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as raised:
        parse(raw, name)
    assert raised.value.reason == reason


@pytest.mark.parametrize("name", ["story.txt", "story.md"])
def test_control_characters_go_no_further(name: str) -> None:
    hostile = "# \x1b]0;owned\x07[/x] \u202etitle\n\n\x9b2JHello & &#27; &#x202e; &#x9b;, she said.\n"
    raw = (hostile + "\nAnd so on, and so forth, for a while.\n" * 9).encode()
    [document] = parse(raw, f"\x1b[31m\udcff{name}")
    article = document.article
    for text in (article.text, article.title, article.source):
        assert not any(c in text for c in "\x1b\x07\x9b\u202e\udcff")
    assert "[/x]" in article.title
    assert document.raw == raw


def test_a_file_whose_name_is_no_utf8_is_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write(STORY)
    [article] = load(os.fsdecode(name))
    article.source.encode()
    assert article.text == STORY


@pytest.mark.parametrize("join", ["\n\n", " "], ids=["paragraphs", "one line"])
def test_ten_times_the_text_takes_about_ten_times_as_long(join: str) -> None:
    def seconds(sentences: int) -> float:
        sentence = '"We shall see," said Ann Tolland of the harbour board, and went home to her goats.'
        raw = join.join([sentence] * sentences).encode()
        start = time.perf_counter()
        [document] = parse(raw, "long.txt")
        took = time.perf_counter() - start
        assert len(document.article.text) == len(raw)
        return took

    assert seconds(72_000) < 30 * min(seconds(7_200) for _ in range(3))  # six megabytes
