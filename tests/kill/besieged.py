"""A neighbourhood whose bot is a process of its own, that gets killed and started again.

What it says is not held against the specification here, as it is in all other tests: that takes
longer than the bot itself.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import struct
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Executable, select, text

from bot.people import Role
from bot.playground import Call, Chat, Limits, Message, Press, StandIn, User
from storage import outbox, people, schedules, timers
from storage.database import Database, Tx
from storage.tables import failed_updates
from tests.buurt import FAST as OWN_FAST
from tests.buurt import START, Buurt, Watch, as_telegram_user
from tests.kill.process import Job, Nursery

FAST = asdict(OWN_FAST)
LONGEST_ACT = 0.1  # seconds from somebody's tap to the last word about it
MOST_TAPS = 3  # on a button of which nothing comes
PATIENCE_SECONDS = 10.0  # a bot that has something to do does it sooner, also on a busy machine


def dice() -> random.Random:
    """Chance that can be had again: a failing test prints its seed, which may be set."""
    seed = int(os.environ.get("BUURTBOT_TEST_SEED") or random.SystemRandom().randrange(10**6))
    print(f"BUURTBOT_TEST_SEED={seed}")
    return random.Random(seed)  # noqa: S311  (no secret)


class Stalled(AssertionError):
    """Nothing happens any more, and it is not what should have happened."""


class Patience:
    """Runs out when the bot asked nothing and said nothing for a long time."""

    def __init__(self, standin: StandIn, seconds: float) -> None:
        self._standin = standin
        self._seconds = seconds
        self._seen = (-1, 0.0)

    def is_over(self) -> bool:
        calls, now = len(self._standin.calls), time.monotonic()
        if calls != self._seen[0]:
            self._seen = (calls, now)
        return now - self._seen[1] > self._seconds


class PatientStandIn(StandIn):
    """People who know that the bot is unwell: they tap again when it died and nothing comes of a
    tap, and do not mind to see the same thing twice."""

    act: Callable[[], None]
    look: Callable[[], Awaitable[None]]
    deaths: Callable[[], int]
    repeated: int = 0  # taps

    async def send(self, user: User, chat: Chat | None, text: str, **options: Any) -> Message:
        self.act()
        return await super().send(user, chat, text, **options)

    async def press(
        self,
        user: User,
        message: Message,
        *,
        data: str | None = None,
        button: str | None = None,
        timeout: float = 10,
    ) -> Press:
        self.act()
        pressed = await self._tap(user, message, data, button, timeout)
        other = self._copy_left_of(message)
        if other is not None:  # of two the same the older one went at its tap
            self.repeated += 1
            pressed = await self._tap(user, other, data, button, timeout)
        return pressed

    def _copy_left_of(self, message: Message) -> Message | None:
        if not message.deleted:
            return None
        copies = [each for each in super().messages(message.chat) if _is_copy(each, message)]
        return copies[-1] if copies else None

    async def _tap(
        self, user: User, message: Message, data: str | None, button: str | None, timeout: float
    ) -> Press:
        tries = 0
        while True:
            tries += 1
            self.repeated += tries > 1
            before, deaths = self._seen(user), self.deaths()
            press = super().press(user, message, data=data, button=button, timeout=timeout)
            tap = asyncio.create_task(press)
            await asyncio.sleep(0)  # so that the tap is there
            while not tap.done():
                died = self.deaths() > deaths
                await self.look()
                await asyncio.wait([tap], timeout=0.05)
                if died:
                    break
            if tap.done():
                pressed = tap.result()
                # A bot that died between its commit and its answer answers the same tap empty.
                said = pressed.url or pressed.toast or self._seen(user) != before
                if said or self.deaths() == deaths or tries == MOST_TAPS:
                    return pressed
                continue
            tap.cancel()
            await asyncio.wait([tap])
            if self._seen(user) != before:
                return Press(answered=False)

    def _seen(self, user: User) -> list[tuple[str, Any]]:
        """What stands in their private chat: every tap, in a group too, shows or opens there."""
        return [(each.html, each.buttons) for each in self.messages(user)]

    def messages(self, chat: Chat | User, *, service: bool = False) -> list[Message]:
        seen: list[Message] = []
        for message in super().messages(chat, service=service):
            if not seen or not _is_copy(message, seen[-1]):
                seen.append(message)
        return seen


def _is_copy(message: Message, of: Message) -> bool:
    return (
        message.sender is not None
        and message.sender.is_bot
        and message.sender == of.sender
        and (message.html, message.buttons) == (of.html, of.buttons)
    )


@dataclass(slots=True, kw_only=True)
class Besieged(Buurt):
    """Broeklanden, with a bot that dies often. The test itself only reads its database."""

    nursery: Nursery
    job: Job
    process: int | None = None
    kills: int = 0
    updates: set[int] = field(default_factory=set)
    messages: int = 0  # that the stand-in got
    acts: int = 0  # of people and of the clock
    doomed: dict[int, float] = field(default_factory=dict)
    _strikes: set[asyncio.Task[None]] = field(default_factory=set)
    _one_life: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    async def founded(
        cls,
        url: str,
        nursery: Nursery,
        folder: Path,
        *,
        limits: dict[str, float] | None = None,
        mutant: str | None = None,
        set_up: bool = True,
    ) -> Besieged:
        """The neighbourhood as it is before its bot starts; `prepared` fills it."""
        standin = PatientStandIn(local=True, limits=Limits.off(), now=lambda: buurt.now.timestamp())
        standin.act = lambda: buurt.act()
        standin.look = lambda: buurt.settles()
        standin.deaths = lambda: buurt.kills
        standin.telegram.on_update = lambda update: buurt.updates.add(update["update_id"])
        standin.on_call = lambda call: buurt._count(call)
        await standin.serve()
        clock, log = folder / "clock", folder / "bot.log"
        clock.write_bytes(struct.pack("d", START.timestamp()))
        job = Job(
            database=url,
            token=standin.token,
            api_url=standin.url,
            limits=limits or FAST,
            clock=str(clock),
            log=str(log),
            mutant=mutant or os.environ.get("BUURTBOT_TEST_MUTANT"),
        )
        database = Database(url)
        buurt = cls(
            database=database,
            standin=standin,
            limits=OWN_FAST,
            watch=Watch(),
            nursery=nursery,
            job=job,
        )
        buurt.database.clock = lambda: buurt.now
        buurt.founder = standin.add_user("Oprichter", username="oprichter")
        buurt.group = standin.add_group("Broeklanden", creator=buurt.founder, supergroup=True)
        await database.open()
        if set_up:
            await standin.add_bot(buurt.group, by=buurt.founder, admin=True)
            buurt.id = await buurt._neighbourhood("Broeklanden", buurt.group)
        return buurt

    def _count(self, call: Call) -> None:
        self.messages += call.method == "sendMessage"

    # --- before the bot starts ---

    async def peopled(self, number: int) -> list[User]:
        """So many neighbours who agreed to everything."""
        users = [self.standin.add_user(f"Buur {each}") for each in range(number)]
        async with self.database.begin() as tx:
            for user in users:
                user.started = user.known = True
                person = await people.add(tx, as_telegram_user(user), name=user.first_name)
                await people.join(tx, person.id, self.id)
        return users

    async def given_role(self, user: User, role: Role) -> None:
        async with self.database.begin() as tx:
            person = await people.find(tx, user.id)
            assert person is not None
            await people.give_role(tx, person.id, self.id, role)

    # --- living and dying ---

    async def opens(self) -> None:
        """The bot starts; from now on the test only reads."""
        await self.database.close()
        await self.starts()
        await self.database.open(read_only=True)

    async def starts(self, _opening: object = None) -> None:
        self.process = await self.nursery.start(self.job)

    async def dies(self, number: int = signal.SIGKILL) -> int:
        """The bot gets a signal; its exit code once it is gone."""
        assert self.process is not None
        process, self.process = self.process, None
        code = await self.nursery.kill(process, number)
        self.kills += number == signal.SIGKILL
        if number == signal.SIGKILL:
            assert code == -signal.SIGKILL, f"it died of itself, with {code}:\n{self.log()}"
        await self._roles_are_free()
        return code

    async def _roles_are_free(self) -> None:
        """PostgreSQL needs a moment to notice; a bot that came earlier would wait a second."""
        if self.database.is_sqlite:
            return
        held = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        async with self.database.read() as tx:
            while await tx.value(held):
                await asyncio.sleep(0.002)

    async def is_killed(self) -> None:
        """Killed at this very moment, and started again."""
        async with self._one_life:
            await self.dies()
            await self.starts()

    async def restarts(self) -> None:
        """Stopped as it should be, and started again."""
        async with self._one_life:
            assert await self.dies(signal.SIGTERM) == 0, self.log()
            await self.starts()

    def doom(self, acts: Sequence[int], chance: random.Random) -> None:
        """The bot will be killed a moment after each of these acts began."""
        self.doomed = {number: chance.uniform(0, LONGEST_ACT) for number in acts}

    def act(self) -> None:
        """Somebody does something, or time passes."""
        if self.acts in self.doomed:
            strike = asyncio.create_task(self._strike(self.doomed[self.acts]))
            self._strikes.add(strike)
            strike.add_done_callback(self._strikes.discard)
        self.acts += 1

    async def _strike(self, after: float) -> None:
        await asyncio.sleep(after)
        await self.is_killed()

    async def strikes_are_over(self) -> None:
        """Every kill that was to come has come, and the bot is back."""
        await asyncio.gather(*self._strikes)
        await self.settles()

    async def ends(self) -> None:
        if self.process is not None:
            process, self.process = self.process, None
            await self.nursery.kill(process)
        await self.database.close()
        await self.standin.close()

    def log(self) -> str:
        """What the bots said last."""
        path = Path(self.job.log or os.devnull)
        return path.read_text(errors="replace")[-6000:] if path.exists() else ""

    # --- time ---

    def passes(self, span: timedelta) -> None:
        self.now += span
        self._write_clock()
        if self.process is not None:
            self.nursery.tell_time(self.process)

    def _write_clock(self) -> None:
        assert self.job.clock is not None
        file = os.open(self.job.clock, os.O_WRONLY)
        os.pwrite(file, struct.pack("d", self.now.timestamp()), 0)
        os.close(file)

    async def settles(self, *, timeout: float = 60, patient: float = PATIENCE_SECONDS) -> None:
        """Wait until every update took effect, everything due was done and all of it is said."""
        patience = Patience(self.standin, patient)
        async with asyncio.timeout(timeout):
            while not await self._is_settled():
                if patience.is_over():
                    raise Stalled(self.log() or "no log")
                await asyncio.sleep(0.02)

    async def _is_settled(self) -> bool:
        if len(self.standin.telegram.updates):
            return False
        async with self.database.read() as tx:
            due = await self._next_due(tx)
            return (due is None or due > self.now) and await outbox.is_idle(tx)

    async def moves(self, **span: float) -> None:
        """Let time pass, stopping at every moment at which something is due."""
        until = self.now + timedelta(**span)
        while True:
            await self.settles()
            async with self.database.read() as tx:
                due = [await self._next_due(tx), await outbox.next_due(tx)]
            upcoming = min((each for each in due if each is not None), default=until)
            if self.now >= until:
                return
            self.act()
            self.passes(min(max(upcoming, self.now), until) - self.now)

    async def _next_due(self, tx: Tx) -> datetime | None:
        due = [await timers.next_due(tx), await schedules.next_due(tx)]
        return min((each for each in due if each is not None), default=None)

    async def takes_more(self, number: int) -> None:
        """Wait until so many more updates came in, which come as fast as the bot takes them."""
        patience, wanted = Patience(self.standin, 1.5), len(self.updates) + number
        while len(self.updates) < wanted and not patience.is_over():
            await asyncio.sleep(0.001)

    @property
    def confirmed(self) -> int:
        """How many updates the bot has said to have taken."""
        return len(self.updates) - len(self.standin.telegram.updates)

    async def confirms_more(self, number: int) -> None:
        """Wait until the bot confirmed so many more updates, or all there are."""
        patience, wanted = Patience(self.standin, PATIENCE_SECONDS), self.confirmed + number
        while self.confirmed < min(wanted, len(self.updates)) and not patience.is_over():
            await asyncio.sleep(0.001)

    async def hears_more(self, number: int, *, seconds: float = 1.5) -> None:
        """Wait until the stand-in got so many more messages, or heard nothing for so long."""
        patience, wanted = Patience(self.standin, seconds), self.messages + number
        while self.messages < wanted and not patience.is_over():
            await asyncio.sleep(0.001)

    # --- what became of it ---

    async def rows(self, statement: Executable) -> list[dict[str, Any]]:
        """Rows as the database has them."""
        async with self.database.read() as tx:
            return await tx.all(statement, dict)

    async def failures(self) -> list[str]:
        """Updates that were put aside."""
        rows = await self.rows(select(failed_updates.c.update_id, failed_updates.c.reason))
        return [f"update {row['update_id']} failed: {row['reason']}" for row in rows]


def arrived(calls: Iterable[Call], words: str = "") -> Counter[tuple[int, str]]:
    """How often which text came to whom, as the stand-in counted: lost answers included."""
    return Counter(
        (int(call.params["chat_id"]), str(call.params["text"]))
        for call in calls
        if call.method == "sendMessage" and call.status in {0, 200} and words in call.params["text"]
    )


Founded = Callable[..., Awaitable[Besieged]]
