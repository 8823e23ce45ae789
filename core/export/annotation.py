"""W3C Web Annotation: a collection of annotations in JSON-LD, one for each quote and passage.

See "Web Annotation Data Model" (W3C Recommendation, 2017). The target is the article's address, or a URN made from its
text; each piece of an utterance is a target of its own, chosen by its words with what stands around them and by its
characters in the text. Annotations of the same words have the same id in every export.
"""

from __future__ import annotations

import uuid
from typing import TextIO

from newsreader.core.export.evidence import PASSAGE, Evidence, Json, around
from newsreader.core.export.formats import Options
from newsreader.core.export.selecting import Portion, Selection
from newsreader.core.jsons import dumps
from newsreader.core.model import Span

CONTEXT_OF_W3C = "http://www.w3.org/ns/anno.jsonld"

_OURS = uuid.UUID("2f4ed3c5-1c0f-5a3e-9f0b-7c6a3a0a5e11")
"""The namespace of the names that are made here."""


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write a collection of one page; how many annotations are in it."""
    stream.write(
        f'{{"@context": "{CONTEXT_OF_W3C}",\n"type": "AnnotationCollection",\n"label": {dumps(selection.title)},\n'
        '"generator": {"type": "Software", "name": "newsreader"},\n'
        '"first": {"type": "AnnotationPage", "startIndex": 0, "items": ['
    )
    count = 0
    for portion in options.through(selection):
        for one in portion.evidence:
            stream.write(("," if count else "") + "\n" + dumps(annotation(one, portion)))
            count += 1
    stream.write(f'\n]}},\n"total": {count}}}\n')
    return count


def annotation(one: Evidence, portion: Portion) -> Json:
    """One quote or passage as an annotation."""
    name = f"{portion.reference.id}:{one.kind}:{one.content}"
    made: Json = {
        "id": uuid.uuid5(_OURS, name).urn,
        "type": "Annotation",
        "motivation": _motivation(one),
        "body": _bodies(one),
        "target": [_target(span, portion) for span in one.content],
    }
    if one.corrected_by:
        made["creator"] = {"type": "Person", "name": one.corrected_by}
    elif one.kind != PASSAGE:
        made["generator"] = {"type": "Software", "name": "newsreader"}
    if len(made["target"]) == 1:
        made["target"] = made["target"][0]
    return {key: value for key, value in made.items() if value}


def _motivation(one: Evidence) -> str:
    if one.kind != PASSAGE:
        return "identifying"
    return "commenting" if one.notes else "tagging" if one.tags else "bookmarking" if one.starred else "highlighting"


def _bodies(one: Evidence) -> list[Json]:
    bodies = []
    if one.speaker:
        bodies.append(_body(one.speaker, "identifying"))
    if one.kind != PASSAGE:
        bodies.append(_body(one.kind, "classifying"))
    if one.basis:
        bodies.append(_body(one.basis, "describing"))
    bodies += [_body(tag, "tagging") for tag in one.tags]
    bodies += [_body(note.words, "commenting") | {"modified": note.written} for note in one.notes]
    return bodies


def _body(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(span: Span, portion: Portion) -> Json:
    exact, prefix, suffix = around(portion.article.text, *span)
    about = portion.reference
    return {
        "type": "SpecificResource",
        "source": about.url or uuid.uuid5(_OURS, about.id).urn,
        "selector": [
            {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
        ],
    }
