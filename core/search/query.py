"""The language of queries: what somebody has typed so far, as terms that a passage meets or fails.

    putin missile        words, forgivingly: misspelt, unfinished, in any order, one or the other missing
    'missile  ~missile   with these very letters in it; with this word or one spelt nearly so
    ^start  end$         the passage begins so; ends so
    "a phrase"           these words in this order; "two words"~10: with at most ten others between them
    !not                 without it; before any of the others, too
    a | b                one or the other
    speaker:putin        a field; "…" around a value with spaces. The fields are those of `fields.FIELDS`

The signs are fzf's, and so is smart case: with a capital or an accent in it, the text after ' ^ and before $ is taken
as it stands. Any text at all is a query: what cannot be meant is left out, and `mistakes` says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from newsreader.core.search.fieldnames import FIELDS, nearest_field
from newsreader.core.search.words import words

LONGEST = 300
"""Characters of a query that are looked at."""

MOST = 16
"""Words of a query that are looked at."""

_OPEN, _CLOSE = '"“”„', '"“”'
_FIELD = re.compile(r"([A-Za-z]+):")
_WITHIN = re.compile(r"~(\d{1,4})(?!\S)")


class Way(StrEnum):
    """How a term looks at a passage."""

    WORD = "word"
    NEAR = "near"
    EXACT = "exact"
    PHRASE = "phrase"
    WITHIN = "within"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked of a passage.

    words: the folded words of WORD (one), NEAR (one), PHRASE, WITHIN and, where it has any, EXACT.
    text: as typed, of EXACT and FIELD. grows: the last word may be unfinished. negated: it must not be so.
    at_start, at_end: EXACT is the beginning or the end of the passage. distance: other words that WITHIN allows
    between the first and the last. field: the name of a FIELD.
    """

    way: Way
    words: tuple[str, ...] = ()
    text: str = ""
    grows: bool = False
    negated: bool = False
    at_start: bool = False
    at_end: bool = False
    distance: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: every clause must hold, and a clause holds where one of its terms does.

    clauses: in the order typed. A clause of one WORD that is not negated ranks only, and a passage may lack it.
    mistakes: sentences about what was left out.
    """

    clauses: tuple[tuple[Term, ...], ...]
    mistakes: tuple[str, ...] = ()

    def ranking(self) -> list[Term]:
        """The terms that a passage's words can meet well or less well, in the order typed."""
        return [t for clause in self.clauses for t in clause if t.words and not t.negated and t.way is not Way.FIELD]

    def required(self) -> list[tuple[Term, ...]]:
        """The clauses that no hit may lack."""
        return [clause for clause in self.clauses if not _optional(clause)]


def _optional(clause: tuple[Term, ...]) -> bool:
    return len(clause) == 1 and clause[0].way is Way.WORD and not clause[0].negated


def parse(text: str) -> Query:
    """Any text as a query."""
    mistakes: list[str] = []
    clauses: list[list[Term]] = []
    joins, of_last_piece, room = False, 0, MOST
    for piece, ends in _pieces(text[:LONGEST]):
        if piece == "|":
            joins = bool(of_last_piece)
            continue
        terms = _terms(piece, ends and len(text) <= LONGEST, mistakes)[:room]
        room -= len(terms)
        if joins and terms:
            before = [term for clause in clauses[-of_last_piece:] for term in clause]
            alternatives = clauses[-1] if of_last_piece == 1 else [_as_one(before)]
            clauses[-of_last_piece:] = [[*alternatives, _as_one(terms)]]
            of_last_piece = 1
        else:
            clauses += [[term] for term in terms]
            of_last_piece = len(terms)
        joins = False
    return Query(tuple(map(tuple, clauses)), tuple(dict.fromkeys(mistakes)))


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The pieces between spaces that stand outside quotation marks; whether each ends where the text does."""
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start, quoted = at, False
        while at < len(text) and (quoted or not text[at].isspace()):
            quoted = text[at] not in _CLOSE if quoted else text[at] in _OPEN and _opens(text[start:at])
            at += 1
        found.append((text[start:at], at == len(text)))
    return found


def _opens(before: str) -> bool:
    """Whether a quotation mark after these characters begins a phrase: at a piece's start or a field's value."""
    return not before.strip("!'^~") or bool(_FIELD.fullmatch(before.lstrip("!")))


def _terms(piece: str, ends: bool, mistakes: list[str]) -> list[Term]:
    """The terms of a piece; several only for a word that is written as one and is several, such as "co-operation"."""
    negated = piece.startswith("!") and len(piece) > 1
    rest = piece[1:] if negated else piece
    if field := _FIELD.match(rest):
        name = field[1].lower()
        if name in FIELDS:
            return _field(name, rest[field.end() :], negated, mistakes)
        if (meant := nearest_field(name)) and rest[field.end() :]:
            mistakes.append(f"there is no field {field[1]}:, only {meant}:")
            return []
    if rest[:1] in _OPEN and rest[:1]:
        return _phrase(rest, negated, ends, mistakes)
    if rest.startswith("~") and len(rest) > 1:
        forms = _forms(rest)
        return [Term(Way.NEAR, (form,), grows=ends and form is forms[-1], negated=negated) for form in forms]
    if exact := _exact(rest, negated, ends):
        return [exact]
    found = words(rest)
    forms = tuple(word.form for word in found)
    grows = ends and bool(found) and found[-1].end == len(rest)
    if negated:
        # fzf's !not is about letters, not words, and so is ours.
        return [Term(Way.EXACT, forms, rest, grows=grows, negated=True)] if rest.strip() else []
    return [Term(Way.WORD, (form,), grows=grows and i == len(forms) - 1) for i, form in enumerate(forms)]


def _field(name: str, value: str, negated: bool, mistakes: list[str]) -> list[Term]:
    value = value.strip(_OPEN).strip()
    if not value:
        return []
    if problem := FIELDS[name].problem(value):
        mistakes.append(f"{name}: {problem}")
        return []
    return [Term(Way.FIELD, _forms(value), value, negated=negated, field=name)]


def _phrase(piece: str, negated: bool, ends: bool, mistakes: list[str]) -> list[Term]:
    close = next((at for at in range(1, len(piece)) if piece[at] in _CLOSE), len(piece))
    forms = _forms(piece[1:close])
    if not forms:
        return []
    after = piece[close + 1 :]
    if within := _WITHIN.match(after):
        return [Term(Way.WITHIN, forms, negated=negated, distance=int(within[1]))]
    if after.startswith("~"):
        mistakes.append('after a phrase, ~ needs a number: "two words"~10')
    inner = words(piece[1:close])
    grows = ends and close == len(piece) and inner[-1].end == close - 1
    return [Term(Way.PHRASE, forms, grows=grows, negated=negated)]


def _exact(rest: str, negated: bool, ends: bool) -> Term | None:
    text, quoted = rest, False
    if text.startswith("'") and len(text) > 1:
        text, quoted = text[1:], True
    at_start = text.startswith("^") and len(text) > 1
    text = text[1:] if at_start else text
    at_end = len(text) > 1 and text.endswith("$")
    text = text[:-1] if at_end else text
    if not text.strip() or not (quoted or at_start or at_end):
        return None
    return Term(Way.EXACT, _forms(text), text, grows=ends, negated=negated, at_start=at_start, at_end=at_end)


def _as_one(terms: list[Term]) -> Term:
    """The terms of one piece as one, to be one of several alternatives."""
    if len(terms) == 1:
        return terms[0]
    return Term(Way.PHRASE, tuple(form for term in terms for form in term.words), grows=terms[-1].grows)


def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in words(text))[:MOST]
