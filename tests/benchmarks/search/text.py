"""Words, and the real text that a benchmark is given: files, cut at blank lines into paragraphs."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

SAMPLES = Path(__file__).parents[3] / "seeds"
"""The project's own sample articles, invented from the first word to the last."""

FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about above after again against all also am an and any are as at back be because been before being below
    between both but by can could did do does doing down during each even ever every few first for from further get had
    has have having he her here hers him his how i if in into is it its just last like made make many may me might more
    most much must my never new no nor not now of off on once one only or other our out over own per said same say says
    shall she should since so some still such than that the their them then there these they this those though through
    to too two under until up upon us very was way we well were what when where which while who whom whose why will
    with within without would yet you your""",
    )
)
"""Words that say nothing about what a text is about, the ones every English text is half made of."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN = re.compile(r"[\W_]+")
_BLANK_LINE = re.compile(r"\n\s*\n")


def words(text: str) -> list[str]:
    """The words as they are written, apostrophes kept: `Don’t` is one."""
    return _WORD.findall(text)


def key(text: str) -> str:
    """The sequence of words without case and marks, with a space at both ends; two texts of one key say the same."""
    return f" {_BETWEEN.sub(' ', text.lower()).strip()} "


def is_content(word: str) -> bool:
    """Whether a word may tell one passage from another."""
    return len(word) > 3 and word.lower() not in FUNCTION_WORDS and word.isalpha()


def paragraphs(text: str) -> list[str]:
    """A text cut at blank lines, all white space in a paragraph a single space."""
    return [tidy for part in _BLANK_LINE.split(text) if (tidy := " ".join(part.split()))]


def documents(places: Sequence[Path]) -> list[list[str]]:
    """Every document under files and folders, in the order of their names, as its paragraphs.

    Text and Markdown files are a document each; a `.jsonl` or `.jsonl.gz` file has one a line, under "text".
    """
    return [found for file in files(places) for text in _texts(file) if (found := paragraphs(text))]


def files(places: Sequence[Path]) -> list[Path]:
    """The files that are read, those in folders by name. Raises FileNotFoundError where there is nothing."""
    found: list[Path] = []
    for place in places:
        if not place.exists():
            raise FileNotFoundError(place)
        inside = sorted(path for path in place.rglob("*") if _is_text(path)) if place.is_dir() else [place]
        found += inside
    return found


def fingerprint(paths: Sequence[Path]) -> str:
    """Eight hexadecimal digits that change when a file does."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def samples() -> list[str]:
    """The paragraphs of the project's own sample articles."""
    return [part for path in sorted(SAMPLES.glob("0*.txt")) for part in paragraphs(path.read_text(encoding="utf-8"))]


def _is_text(path: Path) -> bool:
    return path.is_file() and path.name.endswith((".txt", ".md", ".jsonl", ".jsonl.gz"))


def _texts(file: Path) -> Iterator[str]:
    if file.name.endswith((".jsonl", ".jsonl.gz")):
        raw = file.read_bytes()
        for line in (gzip.decompress(raw) if file.suffix == ".gz" else raw).splitlines():
            if line.strip():
                yield str(json.loads(line)["text"])
    else:
        yield file.read_text(encoding="utf-8", errors="replace")
