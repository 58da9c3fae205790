"""The bot is killed while a message goes to everybody: nobody is forgotten or gets it twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest
from sqlalchemy import select

from bot.broadcasts import UNDO
from bot.messages import Repeat
from bot.people import Role
from bot.playground import User
from storage.tables import outbox
from tests.buurt import Neighbour
from tests.kill.besieged import FAST, Besieged, Founded, Stalled, arrived, dice

WORDS = "Zaterdag is de opening van de moestuin!"
RATE = 150.0  # slow enough for kills to fall in between
MOST_ON_THEIR_WAY = 8
ROUND_TRIP = 0.02  # seconds in which a message has arrived and its sender does not know


async def test_twenty_kills_during_a_broadcast_to_five_hundred(founded: Founded):
    """Never twice to anybody; who perhaps did not get it is counted in the sender's report."""
    limits = {**FAST, "overall": RATE, "overall_burst": 3}
    buurt = await founded(limits=limits)

    problems = await besiege(buurt, residents=500, kills=20, chance=dice())

    assert problems == []
    assert buurt.kills == 20


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_never_twice_needs_the_doubtful_to_be_held(founded: Founded):
    """The test above can fail."""
    limits = {**FAST, "overall": RATE, "overall_burst": 3}
    buurt = await founded(limits=limits, mutant="doubtful_is_repeated")

    problems = await besiege(buurt, residents=120, kills=6, chance=dice())

    assert any(" got 2;" in each for each in problems), problems


async def besiege(
    buurt: Besieged, *, residents: int, kills: int, chance: random.Random
) -> list[str]:
    """Have Noor send a message while the bot is killed; what went wrong."""
    noor, partner, *others = await buurt.peopled(residents + 1)
    for each in (noor, partner):
        await buurt.given_role(each, Role.ORGANIZER)
    await buurt.opens()
    buurt.standin.faults.delay = ROUND_TRIP
    sender = Neighbour(buurt, noor)
    await sender.says(f"/bericht {WORDS}")
    await sender.taps("Versturen")
    buurt.passes(UNDO)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(questions_come(buurt, others[: residents // 10]))
        tasks.create_task(kills_come(buurt, residents, kills, chance))
    try:
        await buurt.moves(minutes=2)
    except Stalled as stalled:
        return [f"it never came to rest: {stalled}"]
    return [
        *await messages(buurt, [partner, *others]),
        *await report(buurt, sender),
        *await repeats(buurt, residents // 10),
    ]


async def questions_come(buurt: Besieged, users: list[User]) -> None:
    """People go on asking things meanwhile."""
    for number, user in enumerate(users):
        await buurt.standin.send(user, None, f"/tel {number}")
        await buurt.hears_more(5)


async def kills_come(buurt: Besieged, residents: int, kills: int, chance: random.Random) -> None:
    """Spread over the whole broadcast."""
    for left in range(kills, 0, -1):
        gone = sum(arrived(buurt.standin.calls, WORDS).values())
        share = max(0, residents - gone) / left
        await buurt.hears_more(int(chance.uniform(0, 2 * share)))
        await asyncio.sleep(chance.uniform(0, 0.02))
        await buurt.is_killed()


async def messages(buurt: Besieged, users: list[User]) -> list[str]:
    """What is wrong with what each of them got, next to what is written down of it."""
    rows = await buurt.rows(
        select(outbox.c.chat_id, outbox.c.state).where(outbox.c.broadcast_id.is_not(None))
    )
    stored = Counter((row["chat_id"], row["state"]) for row in rows)
    got = Counter[int]()
    for (chat, _), times in arrived(buurt.standin.calls, WORDS).items():
        got[chat] += times
    problems = []
    for chat in [buurt.group.id, *[user.id for user in users]]:
        sent, unknown = stored.pop((chat, "sent"), 0), stored.pop((chat, "unknown"), 0)
        if sent + unknown != 1 or got[chat] > 1 or got[chat] < sent:
            problems.append(f"{chat} got {got[chat]}; {sent} sent and {unknown} doubtful")
    return problems + [f"one row too many: {row}" for row in stored]


async def report(buurt: Besieged, sender: Neighbour) -> list[str]:
    """What is wrong with what the sender sees of the doubtful ones."""
    doubtful = len(await buurt.rows(select(outbox.c.id).where(outbox.c.state == "unknown")))
    print(f"{doubtful} messages in doubt by {buurt.kills} kills")
    shown = f"Bij {doubtful} {'persoon' if doubtful == 1 else 'mensen'} weet ik niet"
    problems = []
    if doubtful > MOST_ON_THEIR_WAY * buurt.kills:
        problems.append(f"{doubtful} doubtful messages")
    if doubtful and shown not in sender.reads():
        problems.append(f"{shown!r} is not what the sender reads: {sender.last()}")
    return problems


async def repeats(buurt: Besieged, asked: int) -> list[str]:
    """What is wrong with the answers that were given meanwhile."""
    rows = await buurt.rows(
        select(outbox.c.attempts, outbox.c.state).where(outbox.c.repeat == Repeat.RETRY)
    )
    again = sum(row["attempts"] - 1 for row in rows)
    problems = [f"an answer is {row['state']}" for row in rows if row["state"] != "sent"]
    problems += [f"{again} repeats"] if again > 3 * buurt.kills else []
    said = arrived(buurt.standin.calls, "nummer")
    return problems + ([f"{len(said)} answers"] if len(said) != asked else [])
