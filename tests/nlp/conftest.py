from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

MakeDoc = Callable[[str], Doc]


@pytest.fixture
def make_doc() -> MakeDoc:
    """A Doc from lines of "word tag head dep [entity]"; heads count from 0, a line "-" starts a sentence."""

    def made(table: str) -> Doc:
        words, tags, heads, deps, entities = [], [], [], [], []
        starts: list[bool | int | None] = []
        start = True
        for line in table.strip().splitlines():
            if line.strip() == "-":
                start = True
                continue
            word, tag, head, dep, *entity = line.split()
            words.append(word)
            tags.append(tag)
            heads.append(int(head))
            deps.append(dep)
            entities.append(entity[0] if entity else "O")
            starts.append(start)
            start = False
        spaces = [nxt not in ".,:?”" and word not in "“" for word, nxt in zip(words, [*words[1:], "."], strict=False)]
        return Doc(
            spacy.blank("en").vocab,
            words=words,
            spaces=spaces,
            tags=tags,
            heads=heads,
            deps=deps,
            ents=entities,
            sent_starts=starts,
        )

    return made
