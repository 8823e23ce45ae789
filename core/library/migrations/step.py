"""One step of the library's schema."""

from __future__ import annotations

from typing import NamedTuple


class Migration(NamedTuple):
    """One step of the schema; `statements` run in order inside the transaction of all steps."""

    name: str
    statements: tuple[str, ...]
