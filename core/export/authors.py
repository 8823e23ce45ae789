"""Who wrote an article, as names that a bibliography can sort.

In which order a name stands cannot be told from it: the last word is taken for the family name, with the particles
before it, as all do that make citations. What looks like no person's name is left as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"\s*(?:;|&|\n|\band\b|\bund\b|\bwith\b)\s*|\s*,\s+and\s+|\s*,\s*")
_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        """al af av ben bin da dal dalla das de dei del della den der des di do dos du el la las le los
        ten ter van vom von zu zum zur ibn st""",
    )
)
_AFTER = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_NO_PERSON = frozenset(
    re.findall(
        r"\w+",
        """agence agencies agency associated associates board bureau center centre collective committee
        correspondent correspondents council daily department desk editor editorial editors foundation free
        gazette group herald institute international journal magazine media ministry network news newspaper
        newspapers office online post press radio report reporter reporters reuters review service services
        society special staff sun team telegraph the times today tribune university weekly wire wires writer
        writers""",
    )
)
MOST_WORDS = 5
"""Words of a person's name; what has more is no name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name. family: with its particles; given: "" for one that is not to be taken apart; suffix: "Jr."."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Lindqvist, Ada."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def straight(self) -> str:
        """Ada Lindqvist."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    @property
    def initials(self) -> str:
        """Lindqvist, A. M."""
        parts = [
            "-".join(f"{part[0]}." for part in word.split("-") if part) for word in self.given.split() if word[0] != "-"
        ]
        return ", ".join(filter(None, (self.family, " ".join(parts), self.suffix)))


def names(author: str | None) -> tuple[Name, ...]:
    """The names in a byline, in its order."""
    line = _BY.sub("", " ".join((author or "").split()), count=1)
    pieces = [piece for piece in _BETWEEN.split(line) if piece]
    if len(pieces) == 2 and " and " not in line and _are_inverted(*pieces):
        return (_with_particles(pieces[1].split(), pieces[0].split()),)
    joined: list[str] = []
    for piece in pieces:
        if joined and _AFTER.fullmatch(piece):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return tuple(_name(piece) for piece in joined)


def _are_inverted(family: str, given: str) -> bool:
    """Whether "Lindqvist, Ada": one word, then no more than two, none of them telling that it is no person."""
    return len(family.split()) == 1 and len(given.split()) <= 2 and all(_is_personal(x) for x in (family, given))


def _name(words: str) -> Name:
    parts = words.split()
    suffix = parts.pop() if len(parts) > 2 and _AFTER.fullmatch(parts[-1]) else ""
    if not 2 <= len(parts) <= MOST_WORDS or not _is_personal(words):
        return Name(words)
    named = _with_particles(parts[:-1], parts[-1:])
    return Name(named.family, named.given, suffix)


def _with_particles(given: list[str], family: list[str]) -> Name:
    given = list(given)
    while len(given) > 1 and given[-1].lower() in _PARTICLES and given[-1][0].islower():
        family = [given.pop(), *family]
    return Name(" ".join(family), " ".join(given))


def _is_personal(words: str) -> bool:
    parts = words.split()
    return (
        not any(character.isdigit() or character in "@/()[]{}|" for character in words)
        and not any(part.lower().strip(".,'’") in _NO_PERSON for part in parts)
        and all(part[0].isupper() or part.lower() in _PARTICLES or not part.isascii() for part in parts)
        and not (len(parts) == 1 and words.isupper() and len(words) > 1)
    )
