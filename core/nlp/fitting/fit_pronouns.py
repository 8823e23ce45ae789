"""Fits the weights of `data/pronouns.json`. For development only: imported by nothing else.

    python -m newsreader.core.nlp.fitting.fit_pronouns PRONOUNS.jsonl QUOTES.jsonl[.gz] --out pronouns.json

A pronoun line is {"id", "genre", "text", "prons": [{"span": [start, end], "name"}, …]}, corrected by hand (GUM). A
quote line is {"text", "quotes": [{"content", "source": [[start, end], …], "source_kind", "silver_name"}, …]} with names
found by a machine (PolNeAR): those that the weights so far think unlikely are left out. News of the first file is never
fitted on, so that it can be tested on. What pronouns before a pronoun stand for is decided by the weights of the round
before, as in use; the weights of all rounds but the first are averaged. Softmax over candidates, marginal over several
right ones, L2, gradient descent.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from newsreader.core.nlp import coref
from newsreader.core.nlp.entities import Cast, find_cast
from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.names import compatible, parse_name
from newsreader.core.nlp.pipeline import load_pipeline
from newsreader.core.text import article_from_text

ROUNDS, STEPS, L2, RATE = 4, 300, 10.0, 0.03
LESS = 0.5
"""Weight of a pronoun in a biography, where one person is meant nearly throughout; others have 1."""
PASSES = 3
"""How often the machine's names are sifted anew in a round."""
BELIEVED = 0.3
"""Probability that a machine-found name must have under the weights so far."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """One pronoun: the features of each candidate, and which are right. sure: corrected by hand. weight: in fitting."""

    features: list[list[str]]
    right: list[bool]
    sure: bool
    weight: float = 1.0


def _lines(path: Path) -> Iterator[Json]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def _same(one: str, two: str) -> bool:
    a, b = parse_name(one), parse_name(two)
    if a is None or b is None:
        return False
    if len(a.parts) > 1 and len(b.parts) > 1:
        return compatible(a, b)
    return a.last in b.parts or b.last in a.parts


def _example(cast: Cast, at: int, said: list[int], name: str, sure: bool) -> Example | None:
    if cast.tokens.word[at].lower() not in coref.GENDER:
        return None
    live = coref.candidates(cast.tokens, cast.people, at)
    right = [_same(cast.entities[person.number].name, name) for person, _ in live]
    if not any(right) or all(right):
        return None
    return Example(list(coref.features(cast.tokens, at, live, said)), right, sure)


def _examples(record: Json, doc: Doc) -> Iterator[Example]:
    cast = find_cast(doc, article_from_text(record["text"]), [mark.inner for mark in find_marks(record["text"])])
    place = {start: i for i, start in enumerate(cast.tokens.start)}
    for p in record.get("prons", ()):
        at = place.get(p["span"][0])
        if at is not None and (example := _example(cast, at, cast.heard(at), p["name"], True)):
            yield replace(example, weight=LESS if record["genre"] == "bio" else 1.0)
    said: list[int] = []
    for quote in sorted(record.get("quotes", ()), key=lambda q: q["content"][0][0]):
        if not quote["source"]:
            continue
        span = min(s for s, _ in quote["source"]), max(e for _, e in quote["source"])
        at = place.get(span[0])
        if at is not None and quote["source_kind"] == "pronoun" and quote["silver_name"]:
            example = _example(cast, at, said[-coref.HEARD :] or cast.heard(at), quote["silver_name"], False)
            if example is not None:
                yield example
        speaker = cast.who(span, at=quote["content"][0][0], said=said).entity
        if speaker is not None:
            said.append(speaker)


def _probability(example: Example, weights: dict[str, float]) -> float:
    scores = np.array([sum(weights.get(f, 0.0) for f in own) for own in example.features])
    e = np.exp(scores - scores.max())
    return float(e[np.array(example.right)].sum() / e.sum())


def fit(examples: list[Example]) -> dict[str, float]:
    """Weights by feature."""
    number = {f: i for i, f in enumerate(sorted({f for x in examples for own in x.features for f in own}))}
    rows = [[number[f] for f in own] for x in examples for own in x.features]
    row = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    column = np.concatenate([np.array(r) for r in rows])
    sizes = [len(x.features) for x in examples]
    begin = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    owner = np.repeat(np.arange(len(examples)), sizes)
    right = np.concatenate([np.array(x.right, dtype=float) for x in examples])
    weight = np.array([x.weight for x in examples])[owner]
    w, mean, square = (np.zeros(len(number)) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = np.bincount(row, weights=w[column], minlength=len(rows))
        e = np.exp(score - np.maximum.reduceat(score, begin)[owner])
        p = e / np.add.reduceat(e, begin)[owner]
        q = p * right
        q /= np.add.reduceat(q, begin)[owner]
        gradient = np.bincount(column, weights=(weight * (p - q))[row], minlength=len(number)) + L2 * w
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient * gradient
        rate = RATE * (1 - 0.9 * step / STEPS)
        w -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {f: float(w[i]) for f, i in number.items()}


def main() -> None:
    """Fits and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pronouns", type=Path)
    parser.add_argument("quotes", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    records = [r for r in _lines(args.pronouns) if r["genre"] != "news"] + list(_lines(args.quotes))
    docs = list(load_pipeline().pipe((r["text"] for r in records), batch_size=16))
    total: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for number in range(ROUNDS):
        coref.use(weights)
        examples = [x for record, doc in zip(records, docs, strict=True) for x in _examples(record, doc)]
        if not number:
            weights = fit([x for x in examples if x.sure])
        for _ in range(PASSES):
            kept = [x for x in examples if x.sure or _probability(x, weights) >= BELIEVED]
            weights = fit(kept)
        if number:
            total.update(weights)
            weights = {f: value / number for f, value in total.items()}
        print(f"round {number + 1}: {len(kept)} of {len(examples)} pronouns")
    note = "fitted by fit_pronouns.py on GUM without its news (CC BY 4.0) and machine-made names of PolNeAR train"
    rounded = {f: round(value, 3) for f, value in sorted(weights.items())}
    args.out.write_text(json.dumps({"note": note, "weights": rounded}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
