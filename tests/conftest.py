"""What all tests have in common."""

from __future__ import annotations

import pytest


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name a case of bytes by its number: an archive made here has the time in it, and all processes must agree."""
    return argname if isinstance(val, bytes) else None
