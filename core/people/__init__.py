"""Across articles: who is one person, and what is one quote. It knows nothing of the library that keeps the answers."""
