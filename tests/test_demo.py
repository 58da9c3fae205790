"""The demo's own clock, which the page moves."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import demo
from bot.demo import Playground

SECONDS = 5  # far less than the clock needed when it waited for messages


@pytest.fixture
async def playground(empty_sqlite: Path, quick_folder: Path) -> AsyncIterator[Playground]:
    path = quick_folder / "demo.db"
    shutil.copy(empty_sqlite, path)
    playing = await demo.begin(f"sqlite+aiosqlite:///{path}", port=0)
    yield playing
    await demo.end(playing)


@pytest.mark.parametrize("fault", [{"outage": True}, {"flood": 5}])
async def test_the_clock_moves_also_while_telegram_fails(
    playground: Playground, fault: dict[str, int]
):
    """Who plays a fault wants to see what comes of it hours later; what could not be said comes
    when the fault ends."""
    standin = playground.standin
    anna = next(each for each in standin.telegram.users.values() if each.first_name == "Anna")
    heard = len(standin.messages(anna))
    for name, value in fault.items():
        setattr(standin.faults, name, value)
    await standin.send(anna, None, "/help")
    before = playground.now()

    await asyncio.wait_for(playground.advance(3600), SECONDS)

    assert playground.now() - before >= timedelta(hours=1)
    standin.faults.outage, standin.faults.flood = False, None
    await standin.wait_until(lambda: len(standin.messages(anna)) > heard + 1, 20)
