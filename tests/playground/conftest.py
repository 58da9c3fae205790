"""A stand-in, a plain client for it, and a look at everything that goes over the line."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground import Call, Limits, StandIn
from tests.playground.client import Bot, Clock
from tests.specification import Specification

SPECIFICATION = Specification.load()


class Watch:
    """Remembers what was wrong with anything that went over the line."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def call(self, call: Call) -> None:
        if SPECIFICATION is None or call.status != 200:
            return
        self.complaints += SPECIFICATION.check_request(call.method, call.params)
        # Updates are looked at one by one; hand-made ones may be as odd as a test wants.
        if call.method.lower() == "getupdates":
            return
        self.complaints += SPECIFICATION.check_answer(call.method, call.answer["result"])

    def update(self, update: dict[str, Any]) -> None:
        if SPECIFICATION is not None:
            self.complaints += SPECIFICATION.check_update(update)


@pytest.fixture
def clock() -> Clock:
    """The time in the world."""
    return Clock(1_780_000_000.0)


@pytest.fixture
def stopwatch() -> Clock:
    """The machine's own time, for limits."""
    return Clock(1000.0)


@pytest.fixture
def limits() -> Limits:
    """No limits; tests about limits set their own."""
    return Limits.off()


@pytest.fixture
def local() -> bool:
    """Telegram's own servers; tests about webhooks choose a local one."""
    return False


@pytest.fixture
async def stand_in(
    clock: Clock, stopwatch: Clock, limits: Limits, local: bool
) -> AsyncIterator[StandIn]:
    watch = Watch()
    stand_in = StandIn(
        limits=limits,
        local=local,
        now=clock,
        monotonic=stopwatch,
        on_call=watch.call,
        on_update=watch.update,
    )
    await stand_in.serve()
    yield stand_in
    await stand_in.close()
    assert watch.complaints == []


@pytest.fixture
async def bot(stand_in: StandIn) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as session:
        yield Bot(session, stand_in)
