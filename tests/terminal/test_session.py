"""A reader's session in a real terminal, from the first start to the prompt coming back."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NewsReader = Callable[..., Any]


def test_the_first_start_opens_a_sample_and_steps_search_and_quit_work(newsreader: NewsReader, home: Path) -> None:
    terminal = newsreader()
    terminal.wait_for("Articles", "missile scheme", "Quote 1/", "George W Bush")
    terminal.press("]")
    terminal.wait_for("Quote 2/")
    terminal.press("\x06")  # Ctrl+F
    terminal.wait_for("Search all articles")
    terminal.press("cautiosly optimistic")
    terminal.wait_for("Vladimir Putin", "similar words")
    terminal.press("\r")
    terminal.wait_for("Found: 1/2")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.restored
    assert (home / ".local/share/newsreader/library.db").is_file()


def test_the_second_start_is_where_the_first_one_ended(newsreader: NewsReader) -> None:
    terminal = newsreader()
    terminal.wait_for("Quote 1/")
    terminal.press("]")
    terminal.wait_for("Quote 2/")
    terminal.press("]")
    terminal.wait_for("Quote 3/")
    terminal.press("q")
    assert terminal.end() == 0
    again = newsreader()
    again.wait_for("Quote 3/")


def test_what_the_reader_adds_is_there_at_the_next_start(newsreader: NewsReader) -> None:
    terminal = newsreader()
    terminal.wait_for("Quote 1/")
    terminal.press("M")
    terminal.wait_for("Starred")
    terminal.press("Tmissiles, to read\r")  # in one go: the letters after the t belong to the line
    terminal.wait_for("Tagged #missiles #to read")
    terminal.press("awho says?\r")
    terminal.wait_for("Noted")
    terminal.press("lfmissiles\r")
    terminal.wait_for("Limited: 1 of", "1 of 11")
    terminal.press("qq")
    assert terminal.end() == 0
    again = newsreader()
    again.wait_for("Note: who says?", "★", "#missiles")


def test_a_quote_is_corrected_in_one_go_and_still_is_at_the_next_start(newsreader: NewsReader) -> None:
    terminal = newsreader()
    terminal.wait_for("Quote 1/")
    terminal.press("c")
    terminal.wait_for("Correct this quote", "Found")
    terminal.press("Tass\tm\r")  # the letter after the tab belongs to the next line
    terminal.wait_for("Corrected ·", "Tass")
    terminal.press("]")
    terminal.wait_for("Quote 2/")
    terminal.press("[")
    terminal.wait_for("Quote 1/", "Tass · said · yours")
    terminal.press("q")
    assert terminal.end() == 0
    again = newsreader()
    again.wait_for("Quote 1/", "Tass · said · yours")
    again.press("u")
    again.wait_for("Undone: Corrected")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(newsreader: NewsReader, number: signal.Signals) -> None:
    terminal = newsreader()
    terminal.wait_for("Quote 1/")
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert terminal.restored


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_of_work_leaves_the_terminal_as_it_was(
    newsreader: NewsReader, tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for i in range(3000):
        (folder / f"{i}.txt").write_text(f"Story number {i}\n\n“The {i} goats are well,” said Ann Tolland.\n")
    terminal = newsreader(str(folder))
    terminal.wait_for("Loading", "goats")
    terminal.press("\x06")
    terminal.press("goats tol")
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number, terminal.output[-3000:]
    assert terminal.restored


def test_ctrl_q_quits_from_anywhere(newsreader: NewsReader) -> None:
    terminal = newsreader()
    terminal.wait_for("Quote 1/")
    terminal.press("?")
    terminal.wait_for("Same speaker's next quote")
    terminal.press("\x11")
    assert terminal.end() == 0
    assert terminal.restored


def test_no_escape_sequence_of_an_article_reaches_the_terminal(newsreader: NewsReader, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;name\x07b.txt"
    path.write_bytes(
        b"Title \x1b]0;owned\x07 [/x] [bold]end\n\n"
        b'"\x1b[2Jgone \xc2\x9b5m \xe2\x80\xae reversed," Ada \x1b]52;c;cGFzdGU=\x07 Lindqvist said.\n'
    )
    terminal = newsreader(str(path))
    terminal.wait_for("[/x] [bold]end", "Quote 1/1")
    terminal.press("\x06")
    terminal.press("gone")
    terminal.wait_for("exact words")
    terminal.press("\x11")
    assert terminal.end() == 0
    output = terminal.output.replace(b"\x1b]22;default\x07", b"")  # Textual's own: the shape of the mouse pointer
    for sequence in (b"\x1b]0;", b"\x1b[2Jgone", b"\x1b]52", b"\xc2\x9b", b"\xe2\x80\xae", b"\x07"):
        assert sequence not in output


def test_a_dead_child_is_replaced_and_the_reader_is_told(newsreader: NewsReader) -> None:
    terminal = newsreader()
    terminal.wait_for("Quote 1/")
    for _ in range(200):
        terminal.read(0.05)
        children = Path(f"/proc/{terminal.process.pid}/task/{terminal.process.pid}/children").read_text().split()
        if children:
            break
    os.kill(int(children[0]), signal.SIGKILL)
    terminal.wait_for("was started again")
    terminal.press("]")
    terminal.wait_for("Quote 2/")
    terminal.press("q")
    assert terminal.end() == 0


def test_without_colour_there_is_none(newsreader: NewsReader) -> None:
    terminal = newsreader(NO_COLOR="1")
    terminal.wait_for("Quote 1/")
    assert b"38;2;" not in terminal.output and b"48;2;" not in terminal.output
    assert "▶" in terminal.drawn


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (60, 20), (80, 24)])
def test_small_terminals_work(newsreader: NewsReader, columns: int, rows: int) -> None:
    terminal = newsreader(columns=columns, rows=rows)
    if columns > 1:
        terminal.wait_for("Quote 1/")
    else:
        terminal.read(2)
    terminal.press("]")
    terminal.press("\x11")
    assert terminal.end() == 0
    assert b"Traceback" not in terminal.output


def test_what_cannot_be_read_is_told_and_the_rest_opens(newsreader: NewsReader, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text('The ferry sails\n\n"We are off," Ada Vell said.\n', encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "folder").mkdir()
    bad = [str(tmp_path / name) for name in ("missing.txt", "empty.txt", "binary.txt", "folder")]
    terminal = newsreader(*bad, str(good))
    terminal.wait_for("The ferry sails", "Quote 1/1", "Ada Vell")
    terminal.press("q")
    assert terminal.end() == 2
    told = terminal.drawn
    for path, reason in zip(bad, ("no such file", "empty", "not a text file", "no articles"), strict=True):
        assert f"newsreader: {path}: " in told
        assert reason in told


def test_a_place_that_cannot_be_written_is_told_and_the_samples_open(newsreader: NewsReader, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    terminal = newsreader(XDG_DATA_HOME=str(tmp_path / "file"))
    terminal.wait_for("Nothing of this session will be kept", "Quote 1/")
    terminal.press("q")
    assert terminal.end() == 0


def test_standard_input_is_read_and_the_keys_come_from_the_terminal(newsreader: NewsReader, tmp_path: Path) -> None:
    text = tmp_path / "piped"
    text.write_text('The tide\n\n"It turned," Ada Vell said. "Twice."\n', encoding="utf-8")
    terminal = newsreader(shell=f"cat {text} | {{newsreader}} -")
    terminal.wait_for("The tide", "Quote 1/2")
    terminal.press("]")
    terminal.wait_for("Quote 2/2")
    terminal.press("q")
    assert terminal.end() == 0


def test_what_is_typed_in_a_burst_is_not_lost(newsreader: NewsReader) -> None:
    terminal = newsreader()
    terminal.wait_for("Quote 1/")
    terminal.press("/nato\r")
    terminal.wait_for("Found: 1/")
    terminal.press("/and/or\r")
    terminal.wait_for("Found: nothing")
    terminal.press("\x06strong leader\r")
    terminal.wait_for("Found: 1/2")
    terminal.press("q")
    assert terminal.end() == 0
