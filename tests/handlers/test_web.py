"""The web: what the operator's tools see, and the way in for Telegram."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from telegram.ext import Application

from bot.playground import Limits as Allowed
from handlers.clock import Clock
from handlers.intake import Intake
from handlers.routing import Router
from handlers.web import Web
from storage.database import Database
from storage.errors import Unavailable
from tests.handlers.conftest import Round, round_of


@pytest.fixture
async def place(database: Database) -> AsyncIterator[Any]:
    """A postman at work with its web application, and a client."""
    async with round_of(database, Allowed.off()) as trip:
        trip.start()
        application = Application.builder().bot(trip.bot).updater(None).job_queue(None).build()
        bot = SimpleNamespace(
            database=database,
            at_work=True,
            postman=trip.postman,
            clock=Clock(database, Router(), interval=15, monotonic=lambda: 1000.0),
            intake=Intake(database, trip.bot, application, secret="s3cret"),
            webhook_url="https://buurt.example/hook/abc",
            public_url=None,
        )
        web = Web(cast(Any, bot), listen="127.0.0.1:0")
        port = await web.start()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
            yield SimpleNamespace(trip=trip, web=web, bot=bot, client=client)
        await web.stop()


async def get(place: Any, path: str) -> tuple[int, str]:
    async with place.client.get(path) as response:
        return response.status, await response.text()


async def test_a_bot_at_work_is_healthy_and_ready(place: Any) -> None:
    assert await get(place, "/healthz") == (200, "ok")
    status, _ = await get(place, "/readyz")
    assert status == 200


async def test_a_clock_that_stands_still_is_unhealthy(place: Any) -> None:
    """Then nothing would be announced or reminded, and nobody would notice."""
    await place.bot.clock.tick()
    place.bot.clock._monotonic = lambda: 1000.0 + 15 + 61

    status, words = await get(place, "/healthz")

    assert (status, words) == (503, "the clock stands still")


async def test_ready_names_what_is_wrong(place: Any) -> None:
    place.trip.postman.breaker.refused_token(math.inf)  # no probe comes soon
    place.web.draining = True

    async with place.client.get("/readyz") as response:
        assert response.status == 503
        assert await response.json() == {
            "staying": False,
            "database": True,
            "telegram": False,
            "token": False,
        }


async def test_a_database_without_room_is_not_ready(place: Any, monkeypatch: Any) -> None:
    async def full(_: Any) -> None:
        raise Unavailable("database or disk is full")

    await place.trip.stop()
    monkeypatch.setattr(place.bot.database, "transact", full)

    async with place.client.get("/readyz") as response:
        assert (response.status, (await response.json())["database"]) == (503, False)


async def test_the_figures_count_what_was_sent(place: Any) -> None:
    trip: Round = place.trip
    anna = await trip.resident()
    await trip.put(anna)
    await trip.drained()

    _, figures = await get(place, "/metrics")

    assert 'buurtbot_outbox_rows{state="sent"} 1' in figures
    assert "buurtbot_sent_total 1" in figures
    assert str(anna.id) not in figures


async def test_telegram_comes_in_by_the_path_of_the_webhook_only(place: Any) -> None:
    async with place.client.post("/hook/abc", data=b"{}") as response:
        refused = response.status
    async with place.client.post("/hook/other", data=b"{}") as response:
        elsewhere = response.status

    assert (refused, elsewhere) == (401, 404)


async def test_a_port_in_use_is_told_at_once(place: Any) -> None:
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    web = Web(place.bot, listen=f"127.0.0.1:{port}")

    with pytest.raises(OSError, match="in use"):
        await web.start()
    taken.close()
