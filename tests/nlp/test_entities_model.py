"""Names and pronouns with the real model, on invented texts."""

from __future__ import annotations

import pytest

from newsreader.core.model import EntityKind, MentionKind
from newsreader.core.nlp.entities import Cast, find_cast
from newsreader.core.nlp.marks import find_marks
from newsreader.core.nlp.pipeline import load_pipeline
from newsreader.core.text import article_from_text

pytestmark = pytest.mark.model

TEXT = """\
Ferry levy sinks by one vote

LINDMOUTH, 5 July 2025 - The Ostmere Assembly threw out a levy on ferry passengers on Friday. Infrastructure Minister \
Ilse Maarten-Vold, who had proposed it, was stuck in a lift.

"I could hear the bell," Dr Maarten-Vold said. "It was a very clear bell."

She was let out after half an hour. Corwin Adeyemi, a deputy for Skelby, said he had voted against the levy. "I would \
do it again," he said.

The assembly will meet again on Tuesday. It said the lift would be mended.
"""


@pytest.fixture(scope="module")
def cast() -> Cast:
    article = article_from_text(TEXT)
    return find_cast(load_pipeline()(TEXT), article, [mark.inner for mark in find_marks(TEXT)])


def test_people_bodies_and_places(cast: Cast) -> None:
    kinds = {entity.name: entity.kind for entity in cast.entities}
    assert kinds["Ilse Maarten-Vold"] is EntityKind.PERSON
    assert kinds["Corwin Adeyemi"] is EntityKind.PERSON
    assert kinds["Ostmere Assembly"] is EntityKind.ORG
    assert sum(kind is EntityKind.PERSON for kind in kinds.values()) == 2


def test_pronouns_are_mentions(cast: Cast) -> None:
    pronouns = {
        TEXT[m.start : m.end + 8]: e.name for e in cast.entities for m in e.mentions if m.kind is MentionKind.PRONOUN
    }
    assert pronouns["She was let"] == "Ilse Maarten-Vold"
    assert pronouns["he had vot"] == pronouns["he said.\n\nT"[:10]] == "Corwin Adeyemi"


def test_it_is_the_assembly(cast: Cast) -> None:
    at = TEXT.index("It said")
    assert cast.who((at, at + 2), at=at).name == "Ostmere Assembly"
