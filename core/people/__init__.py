"""Across articles: who is one person, organisation or place. Names and contexts in, decisions out; knows no library."""
