"""Nothing that commands a terminal or turns a line around gets to it, by whatever door it came."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.text.clean import DIRECTIONS, FORBIDDEN
from tests.terminal.conftest import Terminal

NewsReader = Callable[..., Terminal]

EVIL = "\x1b]0;pwned\x07\x1b[38;5;199mA\x9b2J\x1bP$qpwned\x1b\\\u202eB\u2066C\u2069\u200fD\x08\x7f\x85[red]E[/x] pwned"

OURS = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[\d*(?:;\d*)?H|\x1b\[K"  # colours, the cursor's place, the rest of a line
    rb"|\x1b\[\?[0-9;]*[hlu]|\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9;]*\$p"  # modes, the keyboard's protocol
    rb"|\x1b\]22;default\x07"  # Textual's: the shape of the mouse pointer
)


def leaked(output: bytes) -> list[str]:
    """What is in some output besides our own sequences, words and line ends."""
    words = OURS.sub(b"", output).decode("utf-8").replace("\r", "").replace("\t", "")
    places = [*FORBIDDEN.finditer(words.replace("\n", "")), *DIRECTIONS.finditer(words)]
    found = [repr(words[max(0, m.start() - 20) : m.start() + 20]) for m in places]
    return found + ["a colour of the article's"] * (b"\x1b[38;5;199m" in output)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hostile things of many formats, among them some that cannot be read."""
    folder = tmp_path / "evil"
    folder.mkdir()
    said = f"“We {EVIL} are ready,” said Ann {EVIL} Tolland of the {EVIL} board."
    coded = "".join(f"&#{ord(c)};" for c in EVIL)
    raw = EVIL.replace("\x00", "")
    page = f"<html><head><title>{coded}</title><meta name=author content='{coded}'></head><body><article>"
    page += f"<h1>{coded} in HTML</h1><p>“We {coded} are ready,” said Ann Tolland. {'The harbour waits. ' * 20}</p>"
    (folder / "page.html").write_text(f"{page}</article></body></html>")
    (folder / "plain.txt").write_text(f"{EVIL} in plain text\n\n{said}\n")
    (folder / "mark.md").write_text(f"---\ntitle: {EVIL}\nauthor: {EVIL}\n---\n# {EVIL} in Markdown\n\n{said}\n")
    title = html.escape(raw)
    (folder / "feed.xml").write_text(
        f"<rss version='2.0'><channel><title>{title}</title><item><title>{title} in a feed</title>"
        f"<link>javascript:{html.escape(raw)}</link><description>{html.escape(html.escape(said))}</description></item>"
        "</channel></rss>"
    )
    (folder / "mail.eml").write_text(
        f"From: {raw}\nSubject: {raw} in a mail\nDate: {raw}\nMessage-ID: <{raw}>\n\n{said}\n", newline="\n"
    )
    record = {"title": f"{EVIL} in JSON", "author": EVIL, "outlet": EVIL, "url": f"https://x.test/{EVIL}", "text": said}
    (folder / "records.jsonl").write_text(f"{json.dumps(record)}\n{{broken {EVIL}\n{json.dumps({EVIL: 1})}\n")
    (folder / "lists.opml").write_text(
        f"<opml><body><outline text='{html.escape(raw)}' xmlUrl='http://127.0.0.1:1/{html.escape(raw)}'/></body></opml>"
    )
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr(f"{EVIL}.txt", f"{EVIL} in an archive\n\n{said}\n")
        archive.writestr(f"../{EVIL}.html", "")
    name = EVIL.replace("/", "").replace("\x00", "")
    (folder / f"{name}.txt").write_text(f"{EVIL} under an evil name\n\n{said}\n")
    (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7 broken")
    return folder


def test_no_command_lets_anything_through(newsreader: NewsReader, folder: Path) -> None:
    seen = b""
    for arguments in (
        ["import", str(folder)],
        ["import", str(folder), "--json"],
        ["quotes"],
        ["quotes", "--jsonl"],
        ["quotes", str(folder / "page.html")],
        ["speakers"],
        ["entities"],
        ["entities", "--json"],
        ["search", "pwned", "ready"],
        ["search", EVIL.replace("\x00", "")],
        ["feeds", "list"],
        ["feeds", "export"],
        ["feeds", "add", EVIL.replace("\x00", "")],
        ["feeds", "remove", "http://" + EVIL.replace("\x00", "")],
        ["doctor"],
        ["doctor", "--json"],
        [f"--{EVIL}".replace("\x00", "")],
        [EVIL.replace("\x00", "")],
    ):
        terminal = newsreader(*arguments, columns=200)
        terminal.end()
        assert leaked(terminal.output) == [], arguments
        seen += terminal.output
    assert seen.count(b"pwned") > 50  # it was all shown


def test_no_screen_lets_anything_through(newsreader: NewsReader, folder: Path) -> None:
    terminal = newsreader(str(folder))
    terminal.wait_for("pwned", "Quote 1/")
    for _ in range(9):
        terminal.press("J")
        terminal.read(0.3)
    for keys in ("l", "p", "v", "]", "i", "\x1b", "o", "x", "?", "\x1b", "/pwned\r", "n", "\x1b", "m", "t" + "pwned\r"):
        terminal.press(keys)
        terminal.read(0.3)
    terminal.press("\x06")
    terminal.press("pwned ready")
    terminal.wait_for("all words")
    for keys in ("\t", "\x1b[19~", "\x1b[B", "\r", ":", "\x1b"):
        terminal.press(keys)
        terminal.read(0.3)
    terminal.press("\x11")
    assert terminal.end() == 2  # what could not be read is told once more
    assert leaked(terminal.output) == []
    assert terminal.output.count(b"pwned") > 50
