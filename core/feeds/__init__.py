"""Feeds: what is new in them, and lists of them from elsewhere."""

from __future__ import annotations
