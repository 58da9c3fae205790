"""`python -m tests.bench [name ...]`: measures, and prints a row for each figure of the design.

The stand-in for Telegram and whoever writes run in this process, each bot in one of its own. What
counts is the ratio between two things measured in one run: machines differ.
"""

from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as time_of_day
from pathlib import Path

from sqlalchemy import insert, select

from bot.matching import Direction, Index, Posting, suggest_from
from bot.matching.knowledge import knowledge
from bot.messages import CommunityId
from bot.people import Role
from bot.playground import Limits, StandIn, User
from storage import communities, people, tables, talents
from storage import matching as stored_index
from storage.database import Database
from storage.migrate import migrate
from tests import postgres

UPDATES = 600
TALENTS, NEEDS = 10_000, 200
CARDS = 21  # buurtverbinders who look, after one who wakes the bot
DIRECTIONS = (*[Direction.OFFER] * 8, Direction.NEED, Direction.TOGETHER)
TAPS = 100
RECIPIENTS = 250
ALLOWED = 25
PATIENCE = 120
NOON = time_of_day(12)


@dataclass(slots=True)
class Ground:
    """A stand-in, a database with residents in it, and their telephones."""

    standin: StandIn
    url: str
    users: list[User]

    def replies(self, since: int = 0) -> list[float]:
        return [call.at for call in self.standin.calls[since:] if call.method == "sendMessage"]


async def main() -> None:
    chosen = sys.argv[1:] or list(BENCHES)
    gc.freeze()  # what was imported, as the bot does
    for name in chosen:
        await BENCHES[name]()


# --- benches -----------------------------------------------------------------------------------


async def throughput() -> None:
    """Updates through intake, handler, commit and reply, against a bare echo."""
    async with ground(UPDATES) as place:
        echo = await rate(place, [sys.executable, "-m", "tests.bench.echo"])
    async with ground(UPDATES) as place:
        ours = await rate(place, [sys.executable, "-m", "bot", "run"])
    row("updates a second, bare echo", f"{echo:.0f}")
    row("updates a second, buurtbot", f"{ours:.0f}")
    row("ratio", f"{ours / echo:.2f}", "0.30")


async def growth() -> None:
    """The cost of an update as residents grow from 100 to 100,000."""
    rates = []
    for residents in (UPDATES, 100_000):
        async with ground(UPDATES, residents=residents) as place:
            rates.append(await rate(place, [sys.executable, "-m", "bot", "run"]))
    row(f"updates a second with {UPDATES} and 100,000 residents", f"{rates[0]:.0f}, {rates[1]:.0f}")
    row("cost ratio", f"{rates[0] / rates[1]:.2f}", "1.30")


async def latency() -> None:
    """From what somebody writes to the answer, at an idle bot."""
    async with ground(TAPS) as place, running(place, [sys.executable, "-m", "bot", "run"]):
        await write_and_wait(place, place.users[0])
        spans = [await write_and_wait(place, user) for user in place.users[1:]]
    row("latency, median", f"{1000 * statistics.median(spans):.0f} ms")
    row("latency, p95", f"{1000 * p95(spans):.0f} ms", "40 ms")


async def broadcast() -> None:
    """Messages a second against the allowed rate, with Telegram's own limits on."""
    allowed = Limits(same_offset_slowdown=False)
    async with (
        ground(RECIPIENTS, allowed=allowed) as place,
        running(place, [sys.executable, "-m", "bot", "run"], RATE=str(ALLOWED)),
    ):
        noor = place.users[0]
        await place.standin.send(noor, None, "/bericht Zaterdag is de opening!")
        await tap(place, noor, "Versturen")
        begun = len(place.standin.calls)
        await place.standin.wait_until(lambda: sent(place, begun) >= RECIPIENTS - 1, PATIENCE)
        moments = place.replies(begun)
        floods = sum(call.status == 429 for call in place.standin.calls)
    middle = moments[len(moments) // 10 :]
    reached = (len(middle) - 1) / (middle[-1] - middle[0])
    row(f"broadcast to {RECIPIENTS}, messages a second", f"{reached:.1f}")
    row("share of the allowed rate", f"{reached / ALLOWED:.2f}", "0.97")
    row("429s", f"{floods} of {len(moments)}", "1%")


async def start() -> None:
    """From the command to the first question to Telegram, and what an idle bot holds."""
    spans, sizes = [], []
    for _ in range(5):
        async with ground(1) as place:
            begun = time.perf_counter()
            async with running(place, [sys.executable, "-m", "bot", "run"]) as process:
                await place.standin.wait_until(
                    lambda: (
                        any(call.method == "getUpdates" for call in place.standin.calls)
                        or place.standin._poll is not None
                    ),  # awaited here
                    PATIENCE,
                )
                spans.append(time.perf_counter() - begun)
                await write_and_wait(place, place.users[0])
                await asyncio.sleep(1)
                sizes.append(resident_megabytes(process.pid))
    row("start to ready, median of 5", f"{statistics.median(spans):.2f} s", "2 s")
    row("memory when idle", f"{max(sizes):.0f} MB", "130 MB")


async def matching() -> None:
    """One need among 10,000 talents, everything included, on one core; and many needs."""
    somebody = author()
    offers = [somebody(number, Direction.OFFER) for number in range(TALENTS)]
    needs = [somebody(TALENTS + number, Direction.NEED) for number in range(NEEDS)]
    before = resident_megabytes(os.getpid())
    begun = time.perf_counter()
    index = Index(offers)
    row(f"an index of {TALENTS} talents", f"{time.perf_counter() - begun:.1f} s")
    spans = []
    for need in needs:
        begun = time.perf_counter()
        suggest_from(index, need, now=datetime(2027, 6, 7, tzinfo=UTC))
        spans.append(time.perf_counter() - begun)
    held = resident_megabytes(os.getpid()) - before
    row("a need among them, median", f"{1000 * statistics.median(spans):.0f} ms")
    row("a need among them, p95", f"{1000 * p95(spans):.0f} ms", "35 ms")
    row(f"{NEEDS} needs", f"{sum(spans):.1f} s", "8 s")
    row("memory for it", f"{held:.0f} MB", "30 MB")


async def stored() -> None:
    """The same from the tables, on both engines; and a connector card with all that is on it."""
    await in_tables("sqlite")
    cluster = await asyncio.to_thread(postgres.start)
    try:
        await in_tables("postgresql", cluster)
    finally:
        await asyncio.to_thread(cluster.stop)


async def in_tables(engine: str, cluster: postgres.Cluster | None = None) -> None:
    async with ground(CARDS, residents=CARDS + TALENTS // 2, cluster=cluster) as place:
        begun = time.perf_counter()
        here = await everybody_says(place, TALENTS)
        row(f"{engine}: {TALENTS} talents told", f"{time.perf_counter() - begun:.0f} s")
        if cluster is not None:
            await look_around(place.url)
        before = resident_megabytes(os.getpid())
        spans, busy = await answers(place, here)
        held = resident_megabytes(os.getpid()) - before
        row(f"{engine}: a need, p95", f"{1000 * p95(spans):.0f} ms", "35 ms")
        row(f"{engine}: of which ours, p95", f"{1000 * p95(busy):.0f} ms")
        row(f"{engine}: memory for it", f"{held:.0f} MB", "30 MB")
        async with running(place, [sys.executable, "-m", "bot", "run"]) as process:
            await write_and_wait(place, place.users[0])
            before = resident_megabytes(process.pid)
            cards = [await card(place, user) for user in place.users[1:]]
            held = resident_megabytes(process.pid) - before
        row(
            f"{engine}: a card, median and p95",
            f"{1000 * statistics.median(cards):.0f}, {1000 * p95(cards):.0f} ms",
        )
        row(f"{engine}: memory for cards", f"{held:.0f} MB")


async def everybody_says(place: Ground, many: int) -> CommunityId:
    """Of ten talents eight offer, one seeks and one would like to do something together."""
    somebody = author()
    database = await Database(place.url).open()
    async with database.read() as tx:
        everyone = await tx.values(select(tables.people.c.id).order_by(tables.people.c.id))
        here = CommunityId(await tx.value(select(tables.communities.c.id)))
    for start in range(0, many, 500):
        async with database.begin() as tx:
            for number in range(start, start + 500):
                said = somebody(number, DIRECTIONS[number % 10])
                await talents.add(
                    tx,
                    person_id=everyone[CARDS + number % (len(everyone) - CARDS)],
                    community_id=here,
                    direction=said.direction,
                    words=said.text,
                )
    async with database.begin() as tx:
        for each in everyone[:CARDS]:
            await people.give_role(tx, each, here, Role.CONNECTOR)
    await database.close()
    return here


async def look_around(url: str) -> None:
    """What PostgreSQL does by itself within a minute: see how much is in its tables."""
    database = await Database(url).open()
    async with database.begin() as tx:
        await tx.sql("ANALYZE")
    await database.close()


async def answers(place: Ground, here: CommunityId) -> tuple[list[float], list[float]]:
    """How long each need takes, each in a transaction of its own; and how much of that is ours and
    not the server's."""
    somebody = author(seed=2)
    database = await Database(place.url).open()
    spans, busy = [], []
    gc.collect()
    gc.freeze()  # the stand-in and those who told: a bot has none of that to look through
    for number in range(NEEDS):
        need = somebody(10**9 + number, Direction.NEED)
        begun, worked = time.perf_counter(), time.process_time()
        async with database.read() as tx:
            found = await (await stored_index.index_of(tx, here)).shortlist(need)
            suggest_from(found, need, now=tx.now)
        spans.append(time.perf_counter() - begun)
        busy.append(time.process_time() - worked)
    await database.close()
    return spans, busy


async def card(place: Ground, user: User) -> float:
    """How long a buurtverbinder waits for a card, in seconds."""
    heard = len(place.standin.messages(user))
    begun = time.perf_counter()
    await place.standin.send(user, None, "/kaart")
    await place.standin.wait_until(lambda: len(place.standin.messages(user)) >= heard + 2, PATIENCE)
    return time.perf_counter() - begun


def author(seed: int = 1) -> Callable[[int, Direction], Posting]:
    """Somebody who says three things that the knowledge base knows, always the same ones."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    cues = [cue for cue in knowledge().cues if not cue.is_trap]

    def somebody(number: int, direction: Direction) -> Posting:
        said = ", ".join(cue.written for cue in chance.sample(cues, 3))
        return Posting(id=number, owner=number, text=f"Ik {said}", direction=direction)

    return somebody


BENCHES: dict[str, Callable[[], Awaitable[None]]] = {
    "throughput": throughput,
    "growth": growth,
    "latency": latency,
    "broadcast": broadcast,
    "start": start,
    "matching": matching,
    "stored": stored,
}


# --- how ---------------------------------------------------------------------------------------


@asynccontextmanager
async def ground(
    writers: int,
    *,
    residents: int | None = None,
    allowed: Limits | None = None,
    cluster: postgres.Cluster | None = None,
) -> AsyncIterator[Ground]:
    """A stand-in and a database with these residents, of whom some write; the first organises."""
    with tempfile.TemporaryDirectory(prefix="buurtbot-bench-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        if cluster is not None:
            await asyncio.to_thread(cluster.create_database, "bench")
            url = cluster.url("bench")
        await asyncio.to_thread(migrate, url)
        standin = StandIn(local=True, limits=allowed or Limits.off())
        users = [standin.add_user(f"Buur {number}") for number in range(writers)]
        for user in users:
            user.known = True
        await settle_in(url, users, residents or writers)
        await standin.serve()
        try:
            yield Ground(standin, url, users)
        finally:
            await standin.close()


async def settle_in(url: str, users: list[User], residents: int) -> None:
    database = await Database(url).open()
    async with database.begin() as tx:
        community = await communities.add(
            tx, name="Broeklanden", language="nl", zone=zone_at_noon(tx.now.hour)
        )
        ids = [user.id for user in users]
        ids += range(10_000_000_000, 10_000_000_000 + residents - len(users))
        agreed = {"name": "Buur", "consent_version": 1, "consented_at": tx.now}
        agreed |= {"telegram_language": "nl"}
        # Nobody has quiet hours here, or the broadcast would wait for the morning.
        agreed |= {"quiet_from": NOON, "quiet_until": NOON, "community_id": community}
        await tx.many(insert(tables.people), [{**agreed, "telegram_id": number} for number in ids])
        everyone = await tx.values(tables.people.select().with_only_columns(tables.people.c.id))
        await tx.many(
            insert(tables.memberships),
            [
                {"person_id": each, "community_id": community, "joined_at": tx.now}
                for each in everyone
            ],
        )
        for each in everyone[:2]:
            await people.give_role(tx, each, community, Role.ORGANIZER)
    await database.close()


def zone_at_noon(hour: int) -> str:
    """A zone in which it is about noon at this hour of UTC: a group has quiet hours too."""
    return f"Etc/GMT{hour - 12:+d}" if hour != 12 else "Etc/GMT"


@asynccontextmanager
async def running(
    place: Ground, command: list[str], **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot in a process of its own."""
    environment = {
        "BUURTBOT_TOKEN": place.standin.token,
        "BUURTBOT_API_URL": place.standin.url,
        "BUURTBOT_DATABASE_URL": place.url,
        "BUURTBOT_LISTEN": "127.0.0.1:0",
        "BUURTBOT_LOG": "WARNING",
        "BUURTBOT_RATE": "100000",
        **{f"BUURTBOT_{name}": value for name, value in settings.items()},
    }
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **environment})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), PATIENCE)


async def rate(place: Ground, command: list[str]) -> float:
    """Answers a second while everybody has written already."""
    for user in place.users:
        await place.standin.send(user, None, "hallo")
    async with running(place, command):
        await place.standin.wait_until(lambda: len(place.replies()) >= UPDATES, PATIENCE)
    moments = place.replies()
    return (UPDATES - 1) / (moments[UPDATES - 1] - moments[0])


async def write_and_wait(place: Ground, user: User) -> float:
    """How long somebody waits for an answer, in seconds."""
    heard = len(place.standin.messages(user))
    begun = time.perf_counter()
    await place.standin.send(user, None, "hallo")
    await place.standin.wait_until(lambda: len(place.standin.messages(user)) >= heard + 2, PATIENCE)
    return time.perf_counter() - begun


async def tap(place: Ground, user: User, label: str) -> None:
    def found() -> list[object]:
        return [
            message
            for message in place.standin.messages(user)
            if any(each.text == label for row in message.buttons for each in row)
        ]

    await place.standin.wait_until(lambda: bool(found()), PATIENCE)
    await place.standin.press(user, found()[-1], button=label)


def sent(place: Ground, since: int) -> int:
    return sum(
        call.method == "sendMessage" and "opening" in str(call.params.get("text"))
        for call in place.standin.calls[since:]
    )


def p95(spans: list[float]) -> float:
    return statistics.quantiles(spans, n=20)[-1]


def resident_megabytes(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError(process)


def row(what: str, found: str, reach: str = "") -> None:
    print(f"{what:<55} {found:>16}   {f'(reach {reach})' if reach else ''}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
