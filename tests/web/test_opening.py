"""The browser gets an address and nothing else, and not the terminal."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from newsreader.core.errors import SourceError
from newsreader.core.web import open_in_browser


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the browsers of this test write what they were started with; there are no others on the path."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "said"


def browser(folder: Path, name: str, then: str = "") -> Path:
    file = folder / name
    file.write_text(
        f"#!{sys.executable}\nimport os, sys\n"
        "try:\n    os.open('/dev/tty', os.O_RDWR); tty = True\nexcept OSError:\n    tty = False\n"
        f"with open({str(folder / 'said')!r}, 'a') as file:\n"
        "    print(sys.argv[1:], tty, os.isatty(0), os.isatty(1), file=file)\n" + then
    )
    file.chmod(0o755)
    return file


def until(file: Path) -> str:
    for _ in range(200):
        if file.exists() and file.read_text().endswith("\n"):
            break
        time.sleep(0.02)
    return file.read_text()


def test_the_browser_that_is_named(said: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", str(browser(said.parent, "mine")))
    open_in_browser("HTTPS://me:pass@Example.org/a b;touch x'$(id)`id`#part")
    assert until(said) == '["https://example.org/a%20b;touch%20x\'$(id)%60id%60#part"] False False False\n'


def test_with_a_place_for_the_address(said: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", f"{browser(said.parent, 'mine')} --new %s --private")
    open_in_browser("http://example.org/?q=%s")
    assert until(said).startswith("['--new', 'http://example.org/?q=%25s', '--private']")


def test_browsers_of_the_terminal_are_left_out(said: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser(said.parent, "w3m")
    browser(said.parent, "xdg-open")
    monkeypatch.setenv("BROWSER", os.pathsep.join(["w3m", str(said.parent / "w3m") + " -T", "missing", "'"]))
    with pytest.raises(SourceError, match="there is no browser to open it in"):
        open_in_browser("http://example.org/")
    monkeypatch.setenv("DISPLAY", ":7")
    open_in_browser("http://example.org/")
    assert until(said).startswith("['http://example.org/']")


def test_a_browser_that_fails_gives_way_to_the_next(said: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser(said.parent, "xdg-open", "sys.exit(3)")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(SourceError, match="xdg-open failed"):
        open_in_browser("http://example.org/")
    browser(said.parent, "firefox")
    open_in_browser("http://example.org/")


def test_one_that_goes_on_is_not_waited_for(said: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", str(browser(said.parent, "mine", "import time; time.sleep(5)")))
    start = time.monotonic()
    open_in_browser("http://example.org/")
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "--version", "", "http://-x/"])
def test_only_web_addresses(said: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("BROWSER", str(browser(said.parent, "mine")))
    with pytest.raises(SourceError):
        open_in_browser(address)
    assert not said.exists()
