"""A server of bad manners for all tests of this folder, and an environment without proxies."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.web.server import BadServer


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def server() -> Iterator[BadServer]:
    with BadServer() as opened:
        yield opened
