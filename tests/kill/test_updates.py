"""The bot is killed while updates come in: each takes effect exactly once, and is answered."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.playground import User
from tests.kill.besieged import Besieged, Founded, Stalled, dice
from tests.kill.numbers import answers, effects

A_BATCH = 0.06  # seconds that a bot works on what it was given
STARTING = 0.2  # of the kills come while the bot starts


async def test_forty_kills_while_a_thousand_updates_come_in(founded: Founded):
    """No update is lost and none takes effect twice; answers come, at most three twice a kill."""
    buurt = await founded()

    problems = await besiege(buurt, residents=100, each=10, kills=40, chance=dice())

    assert problems == []
    assert buurt.kills == 40


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("mutant", ["noted_apart"])
async def test_each_update_once_needs_its_note_in_the_same_transaction(
    founded: Founded, mutant: str
):
    """The test above can fail; `python -m tests.kill` shows it for all of the protocol."""
    buurt = await founded(mutant=mutant)

    problems = await besiege(buurt, residents=40, each=5, kills=10, chance=dice())

    assert problems != []


async def besiege(
    buurt: Besieged, *, residents: int, each: int, kills: int, chance: random.Random
) -> list[str]:
    """Have everybody send their numbers while the bot is killed; what went wrong."""
    users = await buurt.peopled(residents)
    await buurt.opens()
    total = residents * each
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(numbers_come_in(buurt, users, each))
        tasks.create_task(kills_come(buurt, total, kills, chance))
    try:
        await buurt.settles()
    except Stalled as stalled:
        return [f"it never came to rest: {stalled}"]
    return [
        *await effects(buurt, total),
        *answers(buurt, total, kills=kills),
        *await buurt.failures(),
    ]


async def numbers_come_in(buurt: Besieged, users: list[User], each: int) -> None:
    """Faster than they can be taken, but never all at once."""
    total = len(users) * each
    backlog = max(total // 15, 40)
    for number in range(total):
        await buurt.standin.send(users[number % len(users)], None, f"/tel {number}")
        while len(buurt.standin.telegram.updates) > backlog:
            await asyncio.sleep(0.01)


async def kills_come(buurt: Besieged, total: int, kills: int, chance: random.Random) -> None:
    """Some while it starts, most while it works: spread over all the updates. But never three in a
    row at the same update: that one the bot would rightly put aside."""
    confirmed, in_vain = -1, 0
    for left in range(kills, 0, -1):
        in_vain = in_vain + 1 if buurt.confirmed == confirmed else 0
        confirmed = buurt.confirmed
        if in_vain == 2:
            await buurt.confirms_more(1)
        if chance.random() < STARTING:
            await asyncio.sleep(chance.uniform(0, 0.1))
        else:
            share = (total - len(buurt.updates)) / left
            await buurt.takes_more(int(chance.uniform(0, 2 * share)))
            await asyncio.sleep(chance.uniform(0, A_BATCH))
        await buurt.is_killed()
