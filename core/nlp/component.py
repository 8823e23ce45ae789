"""The engine as a spaCy component: `nlp.add_pipe("newsreader_quotes")` sets `doc._.quotes` in anybody's pipeline."""

# No `from __future__ import annotations` here: spaCy reads the factory's annotations as types.

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from newsreader.core.model import Quote


class QuoteFinder:
    """Finds who said what in a Doc and sets `doc._.quotes`, a tuple of `newsreader.core.model.Quote` in text order."""

    def __init__(self, name: str = "newsreader_quotes") -> None:
        self.name = name
        if not Doc.has_extension("quotes"):
            Doc.set_extension("quotes", default=())

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def predict(self, docs: Iterable[Doc]) -> list[tuple[Quote, ...]]:
        """The quotes of each Doc; the Docs are not changed."""
        from newsreader.core.nlp.quotes import find_quotes
        from newsreader.core.text import article_from_text

        return [find_quotes(doc, article_from_text(doc.text))[0] for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], found: Iterable[tuple[Quote, ...]]) -> None:
        """Stores what `predict` returned."""
        for doc, quotes in zip(docs, found, strict=True):
            doc._.quotes = quotes

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, float]:
        """Precision, recall and F of spans with the speaker's mention, against the reference Docs' `doc._.quotes`."""
        right = predicted = expected = 0
        for example in examples:
            ours, gold = (
                {(q.marked or q.content, q.mention) for q in doc._.quotes}
                for doc in (example.predicted, example.reference)
            )
            right += len(ours & gold)
            predicted += len(ours)
            expected += len(gold)
        precision = right / predicted if predicted else 0.0
        recall = right / expected if expected else 0.0
        f = 2 * precision * recall / (precision + recall) if right else 0.0
        return {"quotes_p": precision, "quotes_r": recall, "quotes_f": f}


@Language.factory(
    "newsreader_quotes",
    assigns=["doc._.quotes"],
    requires=["token.tag", "token.dep", "token.head", "doc.ents"],
    default_score_weights={"quotes_f": 1.0},
)
def create_quotes(nlp: Language, name: str) -> QuoteFinder:
    """The component. It needs a tagger, a parser and a name finder before it, and English text."""
    return QuoteFinder(name)
