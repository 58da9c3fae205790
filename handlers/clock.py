"""The clock: ticks that ask the database what is due. The rows are the truth, not the ticks."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import Refused
from bot.schedules import Outcome
from handlers.delivery import tell_trouble
from handlers.routing import Router, Run
from storage import outbox, privacy, schedules, timers
from storage.database import Database, Tx
from storage.errors import is_passing
from storage.timers import Timer

log = logging.getLogger(__name__)

TICK_SECONDS = 15.0
BEAT_SECONDS = 1.0
HOUSEKEEPING_SECONDS = 3600.0
JUMP = timedelta(seconds=30)
AT_ONCE = 100
MOST_A_TICK = 10_000  # a timer that sets itself again for now would otherwise never end
FIRST_DELAY = timedelta(minutes=1)  # of what failed
LONGEST_DELAY = timedelta(hours=1)


class Clock:
    """Does what is due, each thing in a transaction of its own, so that one failing thing holds up
    no other."""

    def __init__(
        self,
        database: Database,
        router: Router,
        *,
        interval: float = TICK_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._router = router
        self._interval = interval
        self._monotonic = monotonic
        self._ticking = asyncio.Lock()
        self._failures: dict[tuple[str, int], int] = {}
        self._beat_at: tuple[datetime, float] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._ticked_at: float | None = None  # on the machine's own clock

    def start(self) -> None:
        """Begin to tick, at once and then regularly."""
        self._scheduler.add_job(self._tick_safely)
        self._scheduler.add_job(self._tick_safely, "interval", seconds=self._interval)
        self._scheduler.add_job(self.beat, "interval", seconds=BEAT_SECONDS)
        self._scheduler.add_job(self._keep_house, "interval", seconds=HOUSEKEEPING_SECONDS)
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more; what is under way is finished first."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        async with self._ticking:
            self._scheduler.shutdown(wait=False)

    async def beat(self) -> None:
        """Notice a clock that was put forward or back, and do at once what is due by it."""
        now, machine = self._database.clock(), self._monotonic()
        before, self._beat_at = self._beat_at, (now, machine)
        if before is None:
            return
        jump = (now - before[0]) - timedelta(seconds=machine - before[1])
        if abs(jump) > JUMP:
            log.warning("the clock jumped by %d seconds", jump.total_seconds())
            await self._tick_safely()

    async def tick(self) -> None:
        """Do all that is due."""
        async with self._ticking:
            await self._run_timers()
            await self._run_schedules()
            self._ticked_at = self._monotonic()

    async def next_due(self, tx: Tx) -> datetime | None:
        """The next moment at which anything happens by itself."""
        moments = [
            await timers.next_due(tx),
            await schedules.next_due(tx),
            await outbox.next_due(tx),
        ]
        return min((moment for moment in moments if moment is not None), default=None)

    def age(self) -> float | None:
        """By how many seconds the next tick is late; None before the first."""
        if self._ticked_at is None:
            return None
        return max(0.0, self._monotonic() - self._ticked_at - self._interval)

    async def _tick_safely(self) -> None:
        try:
            await self.tick()
        except Exception as problem:
            tell_trouble("a tick", problem)

    async def _keep_house(self) -> None:
        try:
            await self._database.transact(privacy.forget)
        except Exception as problem:
            tell_trouble("housekeeping", problem)

    async def _run_timers(self) -> None:
        for _ in range(MOST_A_TICK // AT_ONCE):
            async with self._database.read() as tx:
                found = await timers.due(tx, most=AT_ONCE)
            for timer in found:
                await self._database.transact(partial(self._run_timer, timer=timer))
            if not found:
                return

    async def _run_timer(self, tx: Tx, timer: Timer) -> None:
        """A timer's effect and its end, in one transaction."""
        if not await timers.drop(tx, timer.kind, timer.subject_id):
            return  # another process was first
        later = await self._try(
            tx,
            (timer.kind, timer.subject_id),
            self._router.timers.get(timer.kind),
            timer.subject_id,
        )
        if later is not None:
            await timers.put(tx, timer.kind, timer.subject_id, due_at=tx.now + later)

    async def _run_schedules(self) -> None:
        for _ in range(MOST_A_TICK // AT_ONCE):
            async with self._database.read() as tx:
                found = await schedules.due(tx, most=AT_ONCE)
            for each in found:
                await self._database.transact(partial(self._run_schedule, schedule_id=each))
            if not found:
                return

    async def _run_schedule(self, tx: Tx, schedule_id: int) -> None:
        """What a schedule's days come to, and its next one, in one transaction.

        Of several days that are not too late yet, only the newest takes place: who was away for
        three days gets one letter. Every other is recorded as skipped.
        """
        schedule = await schedules.claim(tx, schedule_id)
        if schedule is None:
            return
        tick = schedule.tick(tx.now)
        if not tick.occurrences:  # the zone's rules changed since the instant was reckoned
            await schedules.move(tx, schedule, day=tick.next.day, due_at=tick.next.instant)
            return
        *before, newest = tick.occurrences
        for occurrence in before:
            await schedules.record(tx, schedule, occurrence, Outcome.SKIPPED)
        key = (f"schedule {schedule.kind}", schedule.id)
        later = None
        if await schedules.record(tx, schedule, newest, newest.outcome):
            if newest.outcome is Outcome.FIRED:
                run = self._router.schedules.get(schedule.kind)
                later = await self._try(tx, key, run, schedule, newest.day)
            else:
                log.warning("schedule %d came too late for %s", schedule.id, newest.day)
        if later is None:
            await schedules.move(tx, schedule, day=tick.next.day, due_at=tick.next.instant)
        else:
            await schedules.forget(tx, schedule, newest)
            await schedules.move(tx, schedule, day=newest.day, due_at=tx.now + later)

    async def _try(
        self, tx: Tx, key: tuple[str, int], run: Run | None, *arguments: object
    ) -> timedelta | None:
        """Do it, in a savepoint; when it fails, how much later to try again."""
        if run is None:
            return self._delay(key, LookupError("nothing in this version does that"))
        try:
            async with tx.savepoint():
                await run(tx, *arguments)
        except Refused as refusal:
            log.info("%s %d has no effect any more: %s", *key, refusal.key)
        except Exception as problem:
            if is_passing(problem):
                raise
            return self._delay(key, problem)
        self._failures.pop(key, None)
        return None

    def _delay(self, key: tuple[str, int], problem: Exception) -> timedelta:
        """Log a failure; how long to leave it alone, longer each time."""
        log.error("%s %d failed", *key, extra={"incident": secrets.token_hex(4)}, exc_info=problem)
        self._failures[key] = times = self._failures.get(key, 0) + 1
        return min(FIRST_DELAY * 2.0 ** (times - 1), LONGEST_DELAY)
