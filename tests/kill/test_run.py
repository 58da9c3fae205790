"""`buurtbot run` itself, stopped and killed in the middle of its work."""

from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.groups import JoinGroup
from bot.playground import User
from storage import groups, people
from storage.tables import group_members, outbox
from tests.buurt import START
from tests.kill.besieged import Besieged, Founded
from tests.kill.process import Program

PEOPLE = 60
SLOW_START = 40  # seconds, on a busy machine


async def test_the_program_stops_cleanly_and_survives_a_kill(founded: Founded, tmp_path: Path):
    """SIGTERM leaves nothing in doubt; after SIGKILL all goes on, and nothing was done twice."""
    offset = tmp_path / "offset"
    offset.write_text(str((START - datetime.now(UTC)).total_seconds()), encoding="ascii")
    buurt = await founded()
    buurt.nursery = Program(offset)
    users = await buurt.peopled(PEOPLE)
    clubs = [await a_club(buurt, user) for user in users]
    buurt.passes(timedelta(minutes=30))  # its clock runs on: what is due by then is due
    await buurt.opens()

    await buurt.standin.wait_until(lambda: has_started(buurt), timeout=SLOW_START)
    await taps_come(buurt, users[1:30], clubs)
    code = await buurt.dies(signal.SIGTERM)
    left = await states(buurt)
    await buurt.starts()
    await taps_come(buurt, users[30:], clubs[29:])
    await buurt.is_killed()
    await buurt.settles(patient=SLOW_START)

    assert code == 0, buurt.log()
    assert left.keys() <= {("sent", 1), ("ready", 0)}, "something is in doubt"
    assert await joined(buurt) == PEOPLE - 1
    assert await told(buurt) == {user.id: 1 for user in users[:-1]}
    assert await buurt.failures() == []


def has_started(buurt: Besieged) -> bool:
    """Whether it asks for updates: by then it knows what to do with SIGTERM."""
    return any(call.method == "deleteWebhook" for call in buurt.standin.calls)


async def a_club(buurt: Besieged, founder: User) -> int:
    """Everybody has one, so that nobody hears too much at once."""
    async with buurt.database.begin() as tx:
        person = await people.find(tx, founder.id)
        assert person is not None
        club = await groups.add(
            tx, community_id=buurt.id, founder_id=person.id, name="Club", about=None, places=3
        )
    return club.id


async def taps_come(buurt: Besieged, users: list[User], clubs: list[int]) -> None:
    """Each joins the club of the one before; back while the bot is in the middle of it."""
    for user, club in zip(users, clubs, strict=False):
        await buurt.standin.start(user, JoinGroup(group=club).pack())
    await buurt.hears_more(10, seconds=SLOW_START)
    await asyncio.sleep(0.01)


async def states(buurt: Besieged) -> dict[tuple[str, int], int]:
    """How many messages are in which state, after how many attempts."""
    count = func.count().label("count")
    statement = select(outbox.c.state, outbox.c.attempts, count)
    rows = await buurt.rows(statement.group_by(outbox.c.state, outbox.c.attempts))
    return {(row["state"], row["attempts"]): row["count"] for row in rows}


async def joined(buurt: Besieged) -> int:
    """How many are in somebody else's club."""
    rows = await buurt.rows(select(group_members.c.person_id))
    return len(rows) - PEOPLE


async def told(buurt: Besieged) -> dict[int, int]:
    """How often each founder is told that somebody came."""
    rows = await buurt.rows(select(outbox.c.chat_id, outbox.c.payload))
    chats = [
        row["chat_id"]
        for row in rows
        if "Club" in row["payload"]["text"] and "komt bij" in row["payload"]["text"]
    ]
    return {chat: chats.count(chat) for chat in chats}
