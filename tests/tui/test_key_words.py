"""Sentences that name a key name the one that the command has now."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import newsreader.tui
from newsreader.core.settings import Keys, Remapped
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.remapping import keymap, with_keys

SOURCES = sorted(Path(newsreader.tui.__file__ or "").parent.rglob("*.py"))
IDS = {command.id for command in COMMANDS}


class Running:
    """A running app, as far as its keys."""

    def __init__(self, keys: Keys) -> None:
        self.keys, mistakes = keymap(keys)
        assert not mistakes


def test_every_place_for_a_key_is_a_command_s() -> None:
    named = [
        place
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for place in re.findall(r"\{([a-z]+\.[a-z_]+)\}", node.value)
    ]
    assert len(named) > 40
    assert set(named) <= IDS


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (Keys(), "u undoes it · Ctrl+F searches · Esc goes back · y copies"),
        (Keys("vim"), "u undoes it · Ctrl+F searches · Esc goes back · yy copies"),
        (
            Keys(commands=(Remapped("edit.undo", "Q"), Remapped("quote.copy", ""))),
            "Q undoes it · Ctrl+F searches · Esc goes back · “Copy the quote with who said it and where” copies",
        ),
    ],
)
def test_a_sentence_goes_by_the_keys_in_use(keys: Keys, said: str) -> None:
    words = "{edit.undo} undoes it · {search.open} searches · {page.back} goes back · {quote.copy} copies"
    assert with_keys(words, Running(keys), short=False) == said
