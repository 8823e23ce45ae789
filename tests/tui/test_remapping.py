"""Keys of one's own: names, presets, conflicts, sequences; and that the screens go by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.settings import Keys, Remapped
from newsreader.tui.keymap import COMMANDS
from newsreader.tui.keynames import THEN, NoKey, keys_of, shown, shown_key
from newsreader.tui.presets import PRESETS
from newsreader.tui.remapping import _TOGETHER, OWN, _meet, _overlaps, keymap, remapped


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("n, space", ["n", "space"]),
        (",", ["comma"]),
        ("n, ,", ["n", "comma"]),
        ("gg", ["g>g"]),
        ("]q, g space", ["right_square_bracket>q", "g>space"]),
        ("^F, Ctrl+F", ["ctrl+f"]),
        ("F5, Esc, PgDn", ["f5", "escape", "pagedown"]),
        ("S, shift+s, shift+tab", ["S", "shift+tab"]),
        ("ctrl+shift+up", ["ctrl+shift+up"]),
        ("é", ["é"]),
        ("", []),
    ],
)
def test_keys_are_written_as_people_write_them(written: str, keys: list[str]) -> None:
    assert keys_of(written) == keys


@pytest.mark.parametrize("written", ["foo", "<C-f>", "ctrl+i", "^M", "a b c", "F25", "meta+x", "n, nope", "\x1b"])
def test_what_is_no_key_is_told(written: str) -> None:
    with pytest.raises(NoKey) as caught:
        keys_of(written)
    assert str(caught.value).isprintable()


@given(st.text(max_size=12))
def test_any_text_is_keys_or_no_key(text: str) -> None:
    try:
        keys = keys_of(text)
    except NoKey:
        return
    for key in keys:
        if "," not in shown_key(key) and " " not in key:
            assert keys_of(shown_key(key)) == [key]


def test_every_key_of_the_program_can_be_written_as_the_help_shows_it() -> None:
    for command in COMMANDS:
        assert [key for one in shown(command.keys).split("  ") for key in keys_of(one)] == command.keys.split(",")


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_has_a_conflict_or_leaves_a_command_without_a_key(preset: str) -> None:
    found, mistakes = keymap(Keys(preset))
    assert mistakes == ()
    assert set(PRESETS[preset]) <= {command.id for command in COMMANDS}
    held = {command: keys.split(",") for command, keys in found.items()}
    assert [command for command, keys in held.items() if keys == ["none"]] == []
    ids = list(held)
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            alike = _overlaps(OWN[one].split(","), OWN[other].split(","))  # meant to be: Enter in a list on a page
            assert alike or not (_meet(one, other) and _overlaps(held[one], held[other])), (one, other)


def test_what_the_settings_say_wins_over_the_programs_own_keys() -> None:
    found, mistakes = keymap(Keys(commands=(Remapped("quote.next", "n, space", 3),)))
    assert found["quote.next"] == "n,space"
    assert found["article.page_down"] == "pagedown"  # live at the same moment
    assert found["help.page_down"] == "pagedown,space"  # never live with it
    assert mistakes == ("line 3: keys.quote.next leaves find.next without a key",)
    assert set(remapped(found)) == {"quote.next", "article.page_down", "list.page_down", "find.next"}


def test_two_commands_on_one_key_are_told_and_the_first_one_keeps_it() -> None:
    found, mistakes = keymap(Keys(commands=(Remapped("quote.next", "x", 3), Remapped("article.about", "x, F9", 4))))
    assert found["quote.next"] == "x" and found["article.about"] == "f9"
    assert mistakes == (
        "line 4: keys.article.about: x is the key of quote.next, which keeps it",
        "line 3: keys.quote.next leaves article.full_text without a key",
    )


def test_a_key_and_a_sequence_that_begins_with_it_are_a_conflict() -> None:
    found, mistakes = keymap(Keys(commands=(Remapped("own.list", "gm", 1), Remapped("article.top", "g", 2))))
    assert found["own.list"] == f"g{THEN}m" and found["article.top"] == "home"
    assert mistakes[0] == "line 2: keys.article.top: g is the key of own.list, which keeps it"


@pytest.mark.parametrize(
    ("command", "keys", "told"),
    [
        ("quote.nxt", "n", "line 7: keys.quote.nxt is no command; did you mean quote.next?"),
        ("zzz", "n", "line 7: keys.zzz is no command; the settings page has their names"),
        ("quote.next", "nope", "line 7: keys.quote.next: 'nope' is no key; "),
        ("search.down", "j", "line 7: keys.search.down: j is typed there; "),
    ],
)
def test_mistakes_are_told_and_cost_nothing_else(command: str, keys: str, told: str) -> None:
    found, [mistake] = keymap(Keys(commands=(Remapped(command, keys, 7), Remapped("pane.zen", "H", 8))))
    assert mistake.startswith(told)
    assert remapped(found) == {"pane.zen": "H"}


def test_a_command_can_have_no_key() -> None:
    found, mistakes = keymap(Keys(commands=(Remapped("pane.zen", "", 1),)))
    assert found["pane.zen"] == "none" and mistakes == ()


def test_every_part_of_the_program_is_known_to_stand_alone_or_not() -> None:
    """A new one has to be put among those that are live together with it, or nobody is told of a conflict."""
    alone = {"search", "choosing", "line", "help", "manual", "marks"}
    assert {command.where for command in COMMANDS} - set().union(*_TOGETHER, {"app"}) == alone
