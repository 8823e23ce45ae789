"""How well and how fast search finds a half-remembered passage: run `python -m tests.benchmarks.search --help`."""
