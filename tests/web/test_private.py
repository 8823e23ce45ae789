"""Private addresses are for who typed them: no redirect, no name and no name server leads there otherwise."""

from __future__ import annotations

import asyncio
from typing import Any

import httpcore
import pytest

from newsreader.core.web import Fetched, FetchError, fetch, get
from tests.web.server import STORY, BadServer, Manner, Turn, serve

PUBLIC = "93.184.216.34"
OTHER = "8.8.8.8"


class Mapped(httpcore.AnyIOBackend):
    """The internet as this test has it: two public addresses, behind both of which is the loopback."""

    def __init__(self) -> None:
        self.connected: list[str] = []

    async def connect_tcp(self, host: str, port: int, *rest: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        self.connected.append(host)
        return await super().connect_tcp("127.0.0.1" if host in (PUBLIC, OTHER) else host, port, *rest, **more)


NAMES = {
    "news.test": [PUBLIC],
    "other.test": [OTHER],
    "inside.test": ["10.0.0.7"],
    "mixed.test": ["127.0.0.1", "::1", PUBLIC],
    "mapped.test": ["::ffff:127.0.0.1"],
}


async def names(host: str, port: int) -> list[str]:
    return NAMES[host]


def asked(address: str, internet: Mapped, typed: bool = False) -> Fetched:
    return asyncio.run(fetch(address, typed=typed, resolve=names, inner=internet, seconds=2))


@pytest.fixture
def internet() -> Mapped:
    return Mapped()


def test_a_public_name_is_asked(server: BadServer, internet: Mapped) -> None:
    answer = asked(f"http://news.test:{server.port}/story", internet)
    assert answer.raw == STORY
    assert answer.url == f"http://news.test:{server.port}/story"
    assert internet.connected == [PUBLIC]
    assert server.turns[-1].headers["host"] == f"news.test:{server.port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_what_nobody_typed_is_not_asked(server: BadServer, internet: Mapped, host: str) -> None:
    with pytest.raises(FetchError, match="it is on a private network"):
        asked(f"http://{host}:{server.port}/story", internet)
    assert internet.connected == []


@pytest.mark.parametrize("name", ["inside.test", "mapped.test"])
def test_a_public_name_of_a_private_address(server: BadServer, internet: Mapped, name: str) -> None:
    with pytest.raises(FetchError, match="it is on a private network"):
        asked(f"http://{name}:{server.port}/story", internet)
    assert internet.connected == []


def test_of_several_addresses_only_the_public_ones_are_used(server: BadServer, internet: Mapped) -> None:
    assert asked(f"http://mixed.test:{server.port}/story", internet).raw == STORY
    assert internet.connected == [PUBLIC]


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("place", ["127.0.0.1", "localhost", "inside.test", "[::ffff:7f00:1]", "0177.1", "router"])
def test_no_redirect_leads_inside(internet: Mapped, place: str, typed: bool) -> None:
    with serve({"/secret": Turn.answer}) as inside:
        to = f"http://{place}:{inside.port}/secret"
        with serve({"/": lambda turn: turn.redirect(to)}) as outside:  # noqa: SIM117
            with pytest.raises(FetchError, match=r"it redirects to http://.*, which is on a private network"):
                asked(f"http://news.test:{outside.port}/", internet, typed)
        assert inside.turns == []
        assert internet.connected == [PUBLIC]


def test_a_typed_private_host_may_redirect_to_itself_and_outside_but_to_no_other_port(internet: Mapped) -> None:
    with serve({"/secret": lambda turn: turn.answer()}) as other:
        places: dict[str, Manner] = {
            "/a": lambda turn: turn.redirect("/b"),
            "/b": lambda turn: turn.redirect(f"http://news.test:{turn.server.port}/c"),
            "/c": Turn.answer,
            "/port": lambda turn: turn.redirect(other.url("/secret")),
        }
        with serve(places) as server:
            assert asked(server.url("/a"), internet, typed=True).raw == STORY
            with pytest.raises(FetchError, match="which is on a private network"):
                asked(server.url("/port"), internet, typed=True)
        assert other.turns == []


@pytest.mark.parametrize("typed", [False, True])
def test_a_name_server_that_changes_its_mind(internet: Mapped, typed: bool) -> None:
    answers = [[PUBLIC], ["127.0.0.1"]]

    async def rebinding(host: str, port: int) -> list[str]:
        return answers.pop(0)

    with serve({"/": lambda turn: turn.redirect("/again"), "/again": Turn.answer}) as server:
        with pytest.raises(FetchError, match="which is on a private network"):
            asyncio.run(
                fetch(f"http://news.test:{server.port}/", typed=typed, resolve=rebinding, inner=internet, seconds=2)
            )
        assert [turn.target for turn in server.turns] == ["/"]


def test_an_address_that_does_not_answer_gives_way_to_the_next(server: BadServer) -> None:
    async def two(host: str, port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    port = server.port
    answer = asyncio.run(fetch(f"http://twice.test:{port}/story", typed=True, resolve=two, seconds=2))
    assert answer.raw == STORY


def test_the_command_of_a_notebook_may_ask_the_loopback(server: BadServer) -> None:
    assert get(server.url("/story"), typed=True).raw == STORY
