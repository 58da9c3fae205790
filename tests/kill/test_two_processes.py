"""Two bots on one PostgreSQL: they want the same at once, and one takes over from the other."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Coroutine
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import column, select, text

from bot.groups import JoinGroup
from bot.playground import User
from storage import groups, people
from storage.tables import group_members, outbox, process_roles
from tests.kill.besieged import Besieged, Founded
from tests.kill.numbers import answers, effects

# Of all sessions but that of the test, which holds none.
END_ITS_LOCKS = """
    SELECT DISTINCT pg_terminate_backend(pid) AS ended FROM pg_locks
    WHERE locktype = 'advisory' AND granted
"""
TAPS = 50
MOST_AGAIN = TAPS // 4  # for which five reruns were not enough; without reruns it is half of them


@pytest.fixture
def engine() -> str:
    """SQLite lets only one process write."""
    return "postgresql"


async def test_of_fifty_taps_one_gets_the_last_place(founded: Founded):
    """What was decided is still true when it is committed, whatever others do meanwhile."""
    buurt = await founded()

    problems = await fifty_taps(buurt)

    assert problems == []


@pytest.mark.parametrize("mutant", ["not_serializable"])
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
    again = [await buurt.nursery.wait(each) for each in halves]
    members = await buurt.rows(
        select(group_members.c.waiting).where(group_members.c.group_id == group)
    )
    waiting = sum(row["waiting"] for row in members)
    problems = [f"{again} taps had to come again"] if sum(again) > MOST_AGAIN else []
    if (len(members) - waiting, waiting) != (2, TAPS - 1):
        problems.append(f"{len(members) - waiting} have a place and {waiting} wait")
    return problems


async def a_group(buurt: Besieged, founder: User, *, places: int) -> int:
    async with buurt.database.begin() as tx:
        person = await people.find(tx, founder.id)
        assert person is not None
        group = await groups.add(
            tx,
            community_id=buurt.id,
            founder_id=person.id,
            name="Timmerclub",
            about=None,
            places=places,
        )
    return group.id


async def a_tap(buurt: Besieged, user: User, payload: JoinGroup) -> dict[str, object]:
    """The update of somebody who follows a link to the group."""
    await buurt.standin.start(user, payload.pack())
    return buurt.standin.telegram.updates.waiting()[-1].body


async def test_by_webhook_both_take_in_and_one_delivers(founded: Founded):
    """The one that delivers is killed: the other takes over, nothing is lost or doubled."""
    buurt = await founded()
    users = await buurt.peopled(40)
    async with Door.opened() as door:
        one, other = [
            await buurt.nursery.start(replace(buurt.job, webhook_url=door.url, listen=listen))
            for listen in door.behind
        ]
        await numbers_come(buurt, users, 0)
        await buurt.settles()
        postman = await delivering(buurt)
        asking = asyncio.create_task(numbers_come(buurt, users, len(users)))
        await buurt.hears_more(10)

        await buurt.nursery.kill(postman)
        await asking
        await buurt.settles()
        successor = await delivering(buurt)
        await buurt.nursery.kill(successor)

    assert {postman, successor} == {one, other}
    assert all(door.let_in), "only one of them took in"
    assert await effects(buurt, 2 * len(users)) == []
    assert answers(buurt, 2 * len(users), kills=1) == []


async def test_a_postman_that_was_thought_dead_delivers_nothing_more(founded: Founded):
    """It slept, PostgreSQL let go of its lock, another took over; then it wakes."""
    buurt = await founded()

    problems = await a_sleeper_wakes(buurt)

    assert problems == []


@pytest.mark.parametrize("mutant", ["no_fence"])
async def test_a_sleeper_is_stopped_by_its_fence(founded: Founded, mutant: str):
    """The test above can fail."""
    buurt = await founded(mutant=mutant)

    problems = await a_sleeper_wakes(buurt)

    assert problems != []


async def a_sleeper_wakes(buurt: Besieged) -> list[str]:
    """Have the postman sleep through its own replacement; what went wrong."""
    users = await buurt.peopled(40)
    bots = [await buurt.nursery.start(buurt.job) for _ in range(2)]
    await numbers_come(buurt, users, 0)
    await buurt.settles()
    sleeper = await delivering(buurt)
    os.kill(sleeper, signal.SIGSTOP)
    await buurt.rows(text(END_ITS_LOCKS).columns(column("ended")))
    while await delivering(buurt) == sleeper:
        await asyncio.sleep(0.01)
    os.kill(sleeper, signal.SIGCONT)
    before = len(await buurt.rows(select(outbox.c.id)))

    for first in range(len(users), 5 * len(users), len(users)):
        await numbers_come(buurt, users, first)
        await buurt.settles()
    for each in bots:
        await buurt.nursery.kill(each)

    fences = await buurt.rows(select(outbox.c.fence).order_by(outbox.c.id).offset(before))
    stale = [row["fence"] for row in fences if row["fence"] == 1]
    problems = [f"{len(stale)} messages were sent with the old fence"] if stale else []
    return [*problems, *await effects(buurt, 5 * len(users))]


async def numbers_come(buurt: Besieged, users: list[User], first: int) -> None:
    for number, user in enumerate(users, first):
        await buurt.standin.send(user, None, f"/tel {number}")
        await asyncio.sleep(0.005)


async def delivering(buurt: Besieged) -> int:
    """The process id of the postman."""
    mine = process_roles.c.name == "postman"
    rows = await buurt.rows(select(process_roles.c.owner).where(mine))
    return int(rows[0]["owner"].rpartition(":")[2])


class Door:
    """One address before two bots, as a load balancer has it."""

    def __init__(self) -> None:
        self.behind = [f"127.0.0.1:{free_port()}" for _ in range(2)]
        self.let_in = [0, 0]
        self._next = itertools.cycle((0, 1))
        self._open: set[asyncio.Task[None]] = set()
        self.url = ""

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls) -> AsyncIterator[Door]:
        door = cls()
        server = await asyncio.start_server(door._visit, "127.0.0.1", 0)
        door.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/telegram"
        yield door
        server.close()
        for each in door._open:
            each.cancel()
        await asyncio.gather(*door._open, return_exceptions=True)

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.current_task()
        assert visit is not None
        self._open.add(visit)
        with contextlib.suppress(OSError), contextlib.closing(writer):
            inner, outer = await self._one_who_lives()
            with contextlib.closing(outer):
                await either(pass_on(reader, outer), pass_on(inner, writer))

    async def _one_who_lives(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """In turn, but not one that is dead."""
        try:
            return await self._call(next(self._next))
        except OSError:
            return await self._call(next(self._next))

    async def _call(self, number: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, _, port = self.behind[number].rpartition(":")
        streams = await asyncio.open_connection(host, int(port))
        self.let_in[number] += 1
        return streams


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65_536):
        writer.write(piece)
        await writer.drain()


async def either(*ways: Coroutine[Any, Any, None]) -> None:
    """Until one of them ends."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
