"""One step of the library's schema."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; `statements` run in order inside the transaction of all steps."""

    name: str
    statements: tuple[str, ...]
