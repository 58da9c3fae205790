"""Two bots on one PostgreSQL: they want the same thing at once, and one takes over from the other."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.groups import JoinGroup
from bot.playground import User
from storage import groups, people
from storage.tables import group_members
from tests.kill.besieged import Besieged, Founded

TAPS = 50


@pytest.fixture
def engine() -> str:
    """SQLite lets only one process write."""
    return "postgresql"


async def test_of_fifty_taps_one_gets_the_last_place(founded: Founded):
    """Whoever decides does so on what is true when it is committed, whatever others do meanwhile."""
    buurt = await founded()

    problems = await fifty_taps(buurt)

    assert problems == []


@pytest.mark.parametrize("mutant", ["not_serializable", "no_rerun"])
async def test_the_last_place_needs_transactions_in_order(founded: Founded, mutant: str):
    """The test above can fail."""
    buurt = await founded(mutant=mutant)

    problems = await fifty_taps(buurt)

    assert problems != []


async def fifty_taps(buurt: Besieged) -> list[str]:
    """Have all tap at the same moment, in two processes; what went wrong."""
    founder, *others = await buurt.peopled(TAPS + 1)
    group = await a_group(buurt, founder, places=2)
    taps = [await a_tap(buurt, user, JoinGroup(group=group)) for user in others]
    start = time.monotonic() + 1.0
    halves = [
        await buurt.nursery.start(replace(buurt.job, take=half, at=start))
        for half in (taps[::2], taps[1::2])
    ]
    failed = [await buurt.nursery.wait(each) for each in halves]
    members = await buurt.rows(
        select(group_members.c.waiting).where(group_members.c.group_id == group)
    )
    waiting = sum(row["waiting"] for row in members)
    problems = [f"{number} taps without effect" for number in failed if number]
    if (len(members) - waiting, waiting) != (2, TAPS - 1):
        problems.append(f"{len(members) - waiting} have a place and {waiting} wait")
    return problems


async def a_group(buurt: Besieged, founder: User, *, places: int) -> int:
    async with buurt.database.begin() as tx:
        person = await people.find(tx, founder.id)
        assert person is not None
        group = await groups.add(
            tx, community_id=buurt.id, founder_id=person.id, name="Timmerclub", about=None,
            places=places,
        )
    return group.id


async def a_tap(buurt: Besieged, user: User, payload: JoinGroup) -> dict[str, object]:
    """The update of a tap in somebody's private chat."""
    message = await buurt.standin.send(user, None, "/groepen")
    buurt.standin.telegram.press(user, message, payload.pack())
    return buurt.standin.telegram.updates.waiting()[-1].body
