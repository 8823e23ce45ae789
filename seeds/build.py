"""Analyse the sample articles and write what ships with them, `analysis.json`.

    python seeds/build.py

To be run after every change of the engine or of an article; a test notices when it was not.
"""

from __future__ import annotations

import json
from pathlib import Path

from newsreader.core.library.samples import ANALYSES, sample_names
from newsreader.core.nlp import ENGINE, analyse
from newsreader.core.record import Json, analysis_record
from newsreader.core.sources import load

HERE = Path(__file__).parent


def build() -> Json:
    """The analyses of all samples, as `core/library/samples.py` reads them."""
    articles = {}
    for name in sample_names():
        [article] = load(str(HERE / name))
        articles[name] = analysis_record(analyse(article))
    return {"engine": ENGINE, "articles": articles}


def write(analyses: Json) -> str:
    """The file's text: a line an article, so that a change shows where it is."""
    lines = [
        f"  {json.dumps(name)}: {json.dumps(record, ensure_ascii=False)}"
        for name, record in analyses["articles"].items()
    ]
    return f'{{"engine": {json.dumps(analyses["engine"])}, "articles": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    (HERE / ANALYSES).write_text(write(build()), encoding="utf-8")
