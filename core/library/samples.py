"""The sample articles that come with the program, for a library that has nothing else yet."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from newsreader.core.library.library import Library
from newsreader.core.record import analysis_from
from newsreader.core.sources import parse

ANALYSES = "analysis.json"
"""The shipped analyses: {"engine": version, "articles": {file name: analysis record}}."""

DETAILS = "samples.json"
"""What the articles do not say themselves: {file name: {"outlet": name or null, "published": ISO date or null}}."""


def add_samples(library: Library) -> list[str]:
    """Put the sample articles and their shipped analyses into a library; gives the articles' ids in order of file name.

    An article that is there already is left alone, and so is its analysis. No language model is needed.
    """
    folder = files("newsreader.seeds")
    details, analyses = _json(folder / DETAILS), _json(folder / ANALYSES).get("articles", {})
    added = []
    with library.batch():
        for name in sample_names():
            for document in parse((folder / name).read_bytes(), f"samples/{name}"):
                known = {key: value for key, value in details.get(name, {}).items() if value}
                article = replace(document.article, **known)
                library.add(article, document.raw)
                if name in analyses and library.analysis(article.id) is None:
                    # The first start waits for this; the child process looks across articles a moment later.
                    library.put_analysis(article.id, analysis_from(analyses[name], article), across=False)
                added.append(article.id)
    return added


def sample_names() -> list[str]:
    """The file names of the sample articles in `newsreader.seeds`."""
    names = (entry.name for entry in files("newsreader.seeds").iterdir())
    return sorted(name for name in names if name.endswith((".txt", ".md")) and name != "README.md")


def _json(file: Traversable) -> dict[str, Any]:
    """A JSON object from a file; empty where there is no such file."""
    if not file.is_file():
        return {}
    value: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return value
