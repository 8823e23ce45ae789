"""The analysis that ships with the samples is the engine's own."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.model
def test_the_shipped_analysis_is_what_the_engine_finds() -> None:
    spec = importlib.util.spec_from_file_location("build", SEEDS / "build.py")
    assert spec and spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    shipped = json.loads((SEEDS / "analysis.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(build.write(build.build())), "run: python seeds/build.py"
