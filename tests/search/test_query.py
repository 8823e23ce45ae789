"""The language of queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.search.query import LONGEST, MOST, Query, Term, parse


def only(text: str) -> Term:
    """The one term of a query."""
    ((term,),) = parse(text).clauses
    return term


def shape(query: Query) -> list[list[str]]:
    return [[("!" if t.negated else "") + f"{t.way}:{' '.join(t.words) or t.text}" for t in c] for c in query.clauses]


@pytest.mark.parametrize(
    "text, clauses",
    [
        ("putin missile", [["word:putin"], ["word:missile"]]),
        ("'missile ~misile", [["exact:missile"], ["near:misile"]]),
        ("^start end$ ^all$", [["exact:start"], ["exact:end"], ["exact:all"]]),
        ("!not !'not !^not", [["!exact:not"], ["!exact:not"], ["!exact:not"]]),
        ('"a phrase" “curly one” !"nor this"', [["phrase:a phrase"], ["phrase:curly one"], ["!phrase:nor this"]]),
        ('"a b"~10', [["within:a b"]]),
        ("a | b 'c | !d", [["word:a", "word:b"], ["exact:c", "!exact:d"]]),
        ("x a | b | c y", [["word:x"], ["word:a", "word:b", "word:c"], ["word:y"]]),
        ("co-operation it's", [["word:co"], ["word:operation"], ["word:it"], ["word:s"]]),
        ("co-operation | help", [["phrase:co operation", "word:help"]]),
        ("| a | | b |", [["word:a", "word:b"]]),
        ('speaker:putin Source:"The Times"', [["field:putin"], ["field:the times"]]),
        ("!tag:sport", [["!field:sport"]]),
        ("16:30 http://example.org", [["word:16"], ["word:30"], ["word:http"], ["word:example"], ["word:org"]]),
        ("cost $5 rose$", [["word:cost"], ["word:$"], ["word:5"], ["exact:rose"]]),
        ("' ! ^ $ ~ | speaker: \"", [["word:$"]]),
        ('"unclosed phrase', [["phrase:unclosed phrase"]]),
        ("'—", [["exact:—"]]),
        ("", []),
    ],
)
def test_what_is_typed_is_understood(text: str, clauses: list[list[str]]) -> None:
    assert shape(parse(text)) == clauses


def test_the_ends_of_exact_terms_and_distances_are_kept() -> None:
    assert (only("^a").at_start, only("^a").at_end) == (True, False)
    assert (only("a$").at_start, only("a$").at_end) == (False, True)
    assert (only("'^a$").at_start, only("'^a$").at_end) == (True, True)
    assert only('"a b"~10').distance == 10
    assert (only("speaker:putin").field, only("speaker:putin").text) == ("speaker", "putin")


def test_the_last_word_may_grow_until_it_is_left() -> None:
    assert [clause[0].grows for clause in parse("two wor").clauses] == [False, True]
    assert not any(clause[0].grows for clause in parse("two words ").clauses)
    assert not only("word.").grows
    assert only('"two wor').grows
    assert not only('"two words"').grows
    assert not any(clause[0].grows for clause in parse("word " * 100 + "x").clauses)


@pytest.mark.parametrize(
    "text, mistake",
    [
        ("speker:putin", "there is no field speker:, only speaker:"),
        ("before:someday", "before: needs a date, such as 2008, 2008-05 or 2008-05-12"),
        ("before:2008-13", "before: needs a date, such as 2008, 2008-05 or 2008-05-12"),
        ("newer:soon", 'newer: needs an age, such as "1 week" or 3d'),
        ("is:good", "is: takes starred, unread, read"),
        ('"a b"~', 'after a phrase, ~ needs a number: "two words"~10'),
    ],
)
def test_mistakes_are_told_and_left_out(text: str, mistake: str) -> None:
    query = parse(f"crane {text} harbour")
    assert query.mistakes == (mistake,)
    assert ["word:crane"] in shape(query)
    assert ["word:harbour"] in shape(query)


@pytest.mark.parametrize("text", ["is:s", "is:unread", "kind:quote,per", 'newer:"1 week"', "newer:3d", "before:2008-5"])
def test_values_may_be_short(text: str) -> None:
    assert not parse(text).mistakes


@given(st.text())
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert sum(map(len, query.clauses)) <= MOST
    assert all(len(term.words) <= MOST for clause in query.clauses for term in clause)


def test_endless_queries_end() -> None:
    assert len(parse("word " * 10_000).clauses) <= MOST
    assert parse("x" * 100_000).clauses
    assert parse('"' + "a b " * LONGEST).clauses
