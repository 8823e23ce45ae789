"""What the reader has corrected goes out as the reader's, beside what the machine had."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from newsreader.core.export import Selection, selecting
from newsreader.core.export.gathering import evidence
from newsreader.core.library import Library
from tests.export.conftest import article_of, written


@pytest.fixture
def corrected(library: Library) -> Selection:
    """One quote, whose speaker the reader "Ada" has changed."""
    article, analysis = article_of("gales", "Nobody goes out")
    library.add(article)
    library.put_analysis(article.id, analysis)
    quote = analysis.quotes[0]
    library.corrections.correct(article.id, quote._replace(speaker_name="Bo Reed", entity=None), quote, who="Ada")
    return selecting.everything(library)


def test_evidence(corrected: Selection) -> None:
    [portion] = corrected
    [one] = evidence(corrected.library, portion.article, [0])
    assert (one.speaker, one.corrected_by, one.confidence) == ("Bo Reed", "Ada", 1.0)
    assert one.machine is not None and one.machine["speaker_name"] == "Ann Tolland"
    assert one.machine["confidence"] == 0.97 and "Ann Tolland" in one.basis


def test_formats(corrected: Selection) -> None:
    [row] = csv.DictReader(StringIO(written(corrected, "csv"), newline=""))
    told = (row["speaker"], row["corrected_by"], row["machine_speaker"], row["machine_kind"])
    assert told == ("Bo Reed", "Ada", "Ann Tolland", "direct")
    [annotation] = json.loads(written(corrected, "webannotation"))["first"]["items"]
    assert annotation["creator"] == {"type": "Person", "name": "Ada"} and "generator" not in annotation
    for format in ("markdown", "text", "html"):
        assert "— Bo Reed, corrected by Ada" in written(corrected, format)
    [article] = json.loads(written(corrected, "json"))["articles"]
    assert article["quotes"][0]["machine"]["speaker_name"] == "Ann Tolland"
    assert article["analysis"]["quotes"][0]["speaker_name"] == "Ann Tolland"


def test_a_quote_that_the_machine_missed_has_no_answer_of_the_machine(library: Library) -> None:
    article, analysis = article_of("goats", "They mind")
    library.add(article)
    library.put_analysis(article.id, replace(analysis, quotes=()))
    library.corrections.correct(article.id, analysis.quotes[0], None, who="Ada")
    [one] = evidence(library, article)
    assert (one.exact, one.corrected_by, one.machine) == ("They mind", "Ada", None)
    library.corrections.dismiss(article.id, analysis.quotes[0])
    assert evidence(library, article) == []
