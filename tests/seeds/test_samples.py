"""The sample articles are what they should be, and their annotation fits them.

tests/data/samples.gold.jsonl has a line for each of our own samples. Offsets are characters of the text that
`newsreader.core.sources.load` gives, end exclusive; `text`, `cue_text` and `mention_text` repeat the words, for people.
How it was annotated:

- A quote's content leaves out the quotation marks and keeps the comma inside them. Broken off by its speaker with a
  comma it is one quote of several spans; after a full stop a new quote begins, without a cue, with the same mention.
  A speech over several paragraphs is one quote.
- A mixed quote's content is the whole reported clause, without "that"; an indirect one's likewise.
- The cue is the verb without its auxiliaries. A mention has the title ("Ms") but no office ("Mayor"); the speaker is
  the fullest name in the article, without a title, or the words that stand for somebody unnamed.
- Quotes within quotes are apart, under `nested`. Headlines are annotated where words stand in marks.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from newsreader.core.sources import load

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parents[1] / "data" / "samples.gold.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
REAL = "000_6ed9a0887fe016b5.txt"
REAL_SHA256 = "fd2a63b833b1e089cf31b26562bc0e9d3e574b1edfd1f46f15c449b49fac100e"
OURS = sorted(p.name for p in SEEDS.iterdir() if p.suffix in {".txt", ".md"} and p.name not in {REAL, "README.md"})
MARKS = "\"'“”‘’"

each = pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["file"]))


def article_text(name: str) -> str:
    (article,) = load(str(SEEDS / name))
    return article.text


def quotes(kind: str | None = None) -> list[dict[str, Any]]:
    return [q for line in LINES for q in line["quotes"] if kind in (None, q["kind"])]


def test_the_real_article_is_untouched() -> None:
    assert hashlib.sha256((SEEDS / REAL).read_bytes()).hexdigest() == REAL_SHA256


def test_there_are_enough_samples_and_each_is_annotated_and_described() -> None:
    assert len(OURS) >= 8
    assert [line["file"] for line in LINES] == OURS
    described = json.loads((SEEDS / "samples.json").read_text(encoding="utf-8"))
    assert sorted(described) == sorted([REAL, *OURS])
    for name in OURS:
        assert described[name]["outlet"] and re.fullmatch(r"2025-\d\d-\d\d", described[name]["published"])


@each
def test_a_sample_says_that_it_is_one(line: dict[str, Any]) -> None:
    assert article_text(line["file"]).rstrip().endswith("Sample article: people, places and outlets are invented.")


@each
def test_annotation_is_of_this_text(line: dict[str, Any]) -> None:
    text = article_text(line["file"])
    if line["file"].endswith(".txt"):
        assert text == (SEEDS / line["file"]).read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == line["text_sha256"]
    assert text.startswith(line["title"] + "\n")


@each
def test_spans_are_whole_words(line: dict[str, Any]) -> None:
    text = article_text(line["file"])
    for quote in line["quotes"] + line["nested"]:
        assert [text[s:e] for s, e in quote["content"]] == quote["text"]
        assert quote["content"] == sorted(quote["content"])
        for s, e in [*quote["content"], *filter(None, (quote["cue"], quote["mention"]))]:
            assert text[s:e] == text[s:e].strip() != ""
            assert not re.search(r"\w\w", text[s - 1 : s + 1]), text[s:e]
            assert not re.search(r"\w\w", text[e - 1 : e + 1]), text[s:e]
        for name in ("cue", "mention"):
            assert quote[name + "_text"] == (text[slice(*quote[name])] if quote[name] else None)


@each
def test_kinds_agree_with_the_marks(line: dict[str, Any]) -> None:
    text = article_text(line["file"])
    for quote in line["quotes"]:
        content, marked = quote["content"], quote["marked"]
        assert all(span in content for span in marked)
        if quote["kind"] == "indirect":
            assert not marked
        if quote["kind"] in {"direct", "scare"}:
            assert marked == content
        if quote["kind"] == "mixed":
            assert marked and quote["cue"] and quote["mention"]
        assert (quote["kind"] == "scare") <= (quote["speaker"] is None)
        # In an interview a name in capitals stands before each turn, and there are no marks.
        is_turn = (quote["mention_text"] or "").isupper()
        assert is_turn or all(text[s - 1] in MARKS for s, _ in marked)


@each
def test_names_are_in_the_text_and_speakers_are_known(line: dict[str, Any]) -> None:
    text = article_text(line["file"])
    for forms in [*line["persons"].values(), *line["organisations"].values(), line["places"]]:
        for form in forms:
            assert re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text), form
    known = {*line["persons"], *line["organisations"], None}
    for quote in line["quotes"]:
        assert quote["speaker"] in known or quote["speaker"].casefold() in text.casefold()
    for spans in line["blocks"].values():
        for s, e in spans:
            assert text[s:e] and "\n" not in text[s:e]


def test_there_is_plenty_of_each_kind() -> None:
    kinds = Counter(quote["kind"] for quote in quotes())
    assert kinds["direct"] >= 120 and kinds["indirect"] >= 60 and kinds["mixed"] >= 25 and kinds["scare"] >= 4
    assert len({quote["cue_text"] for quote in quotes() if quote["cue"]}) >= 25


def test_one_speaker_goes_through_the_samples_under_many_names() -> None:
    forms, files = set(), set()
    for line in LINES:
        for quote in line["quotes"]:
            if quote["speaker"] == "Ilse Maarten-Vold":
                files.add(line["file"])
                forms.add(quote["mention_text"])
    assert len(files) >= 4
    assert {"she", "The minister", "Maarten-Vold", "Ms Maarten-Vold", "MAARTEN-VOLD"} <= forms


def test_quotes_are_shaped_in_every_way() -> None:
    texts = {name: article_text(name) for name in OURS}
    broken, long, later, far = 0, 0, 0, 0
    for line in LINES:
        text = texts[line["file"]]
        for quote in line["quotes"]:
            gaps = [text[a[1] : b[0]] for a, b in zip(quote["content"], quote["content"][1:], strict=False)]
            if quote["kind"] == "direct":
                broken += any("\n" not in gap for gap in gaps)
                long += any("\n" in gap for gap in gaps)
            if quote["mention"] and quote["mention"][0] > quote["content"][-1][1]:
                gap = text[quote["content"][-1][1] : quote["mention"][0]]
                later += "\n" not in gap and not quote["cue"]
                far += "\n" in gap
    assert broken >= 8 and long >= 2 and later >= 3 and far >= 1
    assert sum(len(line["nested"]) for line in LINES) >= 8
    surnames = [Counter(name.split()[-1] for name in line["persons"] if " " in name) for line in LINES]
    assert sum(max(count.values()) > 1 for count in surnames) >= 4


def test_marks_scripts_and_signs_are_all_there() -> None:
    texts = [article_text(name) for name in OURS]
    for pattern in (
        r"“[^”]+,” said", r"\"[^\"]+,\" said", r"‘[^’]+,’ said", r"'[^\n]+,' said", r"\[sic\]", r"\[[Tt]he minister\]",
        r" \. \. \. ", r"\" — [A-Z]", r"(?m)^[A-Z-]+: ", r"\d'\d\"", "🏀", "[\u0600-\u06ff]{3}", "[\u0400-\u04ff]{4}",
        "[\u4e00-\u9fff]{3}", "Zoë", "Łukasz", "READ MORE", "Advertisement", "Sign up for", "described by",
        "[Aa]ccording to",
    ):  # fmt: skip
        assert any(re.search(pattern, text) for text in texts), pattern


def test_two_outlets_carry_one_wire_story() -> None:
    ours, theirs = (article_text(name).split("\n\n") for name in OURS if name.startswith("02"))
    assert ours[0] != theirs[0]
    assert len(set(ours) & set(theirs)) >= 5
    near: dict[str, list[str]] = defaultdict(list)
    for paragraph in set(ours) - set(theirs):
        near[paragraph] = [p for p in set(theirs) - set(ours) if SequenceMatcher(None, p, paragraph).ratio() > 0.95]
    changed = [(a, b) for a, found in near.items() for b in found if len(set(a.split()) ^ set(b.split())) == 2]
    assert any({"eleven.", "twelve."} <= set(a.split()) | set(b.split()) for a, b in changed)
