"""The clock: what is due happens once, or is recorded as skipped; never silent, never twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import Refused
from bot.schedules import Rule
from handlers.clock import Clock
from handlers.routing import Router
from storage import outbox, schedules, timers
from storage.database import Database, Tx
from storage.tables import audit_log, communities, occurrences
from tests.handlers.conftest import put_row

AMSTERDAM = "Europe/Amsterdam"
START = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)  # Monday, the week of the clock change


@dataclass
class Ticking:
    """A clock whose every effect is a line in the log, written in its own transaction."""

    database: Database
    now: datetime = START
    machine: float = 0.0
    router: Router = field(default_factory=Router)
    clock: Clock = field(init=False)
    community: int = 0

    def another(self) -> Clock:
        """The clock of another process."""
        return Clock(self.database, self.router, interval=3600, monotonic=lambda: self.machine)

    async def note(self, tx: Tx, what: str, **details: Any) -> None:
        values = {"community_id": self.community, "at": tx.now, "action": what}
        await tx.insert(audit_log, **values, details=details)

    async def notes(self) -> list[tuple[str, dict[str, Any]]]:
        async with self.database.read() as tx:
            statement = select(audit_log.c.action, audit_log.c.details).order_by(audit_log.c.id)
            return await tx.all(statement, lambda action, details: (action, details))

    async def put(self, kind: str, subject: int = 1, **later: float) -> None:
        due = self.now + timedelta(**later)
        await self.database.transact(lambda tx: timers.put(tx, kind, subject, due_at=due))

    async def schedule(self, kind: str = "letter", **changes: Any) -> None:
        values: dict[str, Any] = {
            "community": self.community,
            "rule": Rule.daily(),
            "local_time": time(9),
            "zone": AMSTERDAM,
            "grace": timedelta(hours=2),
        }
        await self.database.transact(lambda tx: schedules.put(tx, kind, **(values | changes)))

    async def days(self) -> dict[date, str]:
        """What became of each local day."""
        async with self.database.read() as tx:
            statement = select(occurrences.c.day, occurrences.c.status)
            return dict(await tx.all(statement, lambda day, status: (day, str(status))))

    async def next_due(self) -> datetime | None:
        async with self.database.read() as tx:
            return await self.clock.next_due(tx)

    async def hop(self, until: datetime) -> None:
        """Go from due moment to due moment."""
        while (due := await self.next_due()) is not None and due <= until:
            self.now = max(self.now, due)
            await self.clock.tick()
        self.now = until


@pytest.fixture
async def ticking(database: Database) -> AsyncIterator[Ticking]:
    ticking = Ticking(database)
    database.clock = lambda: ticking.now

    async def found(tx: Tx) -> int:
        values = {"name": "B", "language": "nl", "zone": AMSTERDAM, "created_at": tx.now}
        return await tx.new_id(communities, **values)

    ticking.community = await database.transact(found)

    @ticking.router.timer("lapse")
    async def lapse(tx: Tx, subject: int) -> None:
        await ticking.note(tx, "lapse", subject=subject)

    @ticking.router.timer("broken")
    async def broken(tx: Tx, subject: int) -> None:
        await ticking.note(tx, "half done", subject=subject)
        raise KeyError("a name that belongs in no log")

    @ticking.router.timer("late")
    async def late(tx: Tx, subject: int) -> None:
        raise Refused("already-over")

    @ticking.router.schedule("letter")
    async def letter(tx: Tx, schedule: schedules.Schedule, day: date) -> None:
        await ticking.note(tx, "letter", day=day.isoformat())

    ticking.clock = ticking.another()
    yield ticking
    await ticking.clock.stop()


# --- timers ------------------------------------------------------------------------------------


async def test_a_timer_goes_off_once_at_its_moment(ticking: Ticking) -> None:
    await ticking.put("lapse", 7, hours=72)

    await ticking.clock.tick()
    before = await ticking.notes()
    ticking.now += timedelta(hours=72)
    await ticking.clock.tick()
    await ticking.clock.tick()

    assert before == []
    assert await ticking.notes() == [("lapse", {"subject": 7})]


async def test_two_processes_tick_and_it_happens_once(ticking: Ticking) -> None:
    for subject in range(20):
        await ticking.put("lapse", subject)
    other = ticking.another()

    await asyncio.gather(ticking.clock.tick(), other.tick())

    assert sorted(details["subject"] for _, details in await ticking.notes()) == list(range(20))


async def test_after_a_long_night_everything_is_done_in_one_tick(ticking: Ticking) -> None:
    for subject in range(120):
        await ticking.put("lapse", subject, minutes=subject)
    ticking.now += timedelta(hours=12)

    await ticking.clock.tick()

    assert len(await ticking.notes()) == 120


async def test_a_failing_timer_holds_up_no_other_and_is_tried_later(
    ticking: Ticking, caplog: pytest.LogCaptureFixture
) -> None:
    """Its half-done work is undone, and it waits longer each time."""
    await ticking.put("broken", 1)
    await ticking.put("lapse", 2)

    await ticking.clock.tick()
    first = await ticking.next_due()
    ticking.now += timedelta(minutes=1)
    await ticking.clock.tick()
    second = await ticking.next_due()

    assert await ticking.notes() == [("lapse", {"subject": 2})]
    assert first == START + timedelta(minutes=1)
    assert second == START + timedelta(minutes=3)
    assert any(getattr(record, "incident", None) for record in caplog.records)


async def test_a_timer_that_nobody_knows_is_kept(ticking: Ticking) -> None:
    """An older version may run for a while next to a newer one."""
    await ticking.put("of the next version")

    await ticking.clock.tick()

    assert await ticking.next_due() == START + timedelta(minutes=1)


async def test_a_timer_without_effect_any_more_is_over(ticking: Ticking) -> None:
    await ticking.put("late")

    await ticking.clock.tick()

    assert await ticking.next_due() is None


async def test_a_timer_dies_with_its_transaction(ticking: Ticking) -> None:
    """Cut off halfway, both its effect and its end come again: once."""
    dying = True

    @ticking.router.timer("deadly")
    async def deadly(tx: Tx, subject: int) -> None:
        await ticking.note(tx, "deadly", subject=subject)
        if dying:
            raise ConnectionError

    await ticking.put("deadly")
    with pytest.raises(ConnectionError):
        await ticking.clock.tick()
    before = await ticking.notes()
    dying = False
    await ticking.clock.tick()

    assert before == []
    assert await ticking.notes() == [("deadly", {"subject": 1})]


# --- schedules ---------------------------------------------------------------------------------


async def test_a_schedule_fires_once_each_local_day_over_the_clock_change(
    ticking: Ticking,
) -> None:
    """At nine by the clocks of the neighbourhood, also when those move an hour."""
    await ticking.schedule()

    await ticking.hop(START + timedelta(days=8))

    days = [date(2027, 3, 23) + timedelta(days=number) for number in range(8)]
    assert await ticking.days() == dict.fromkeys(days, "fired")
    assert [details["day"] for _, details in await ticking.notes()] == [
        day.isoformat() for day in days
    ]
    async with ticking.database.read() as tx:
        found = await schedules.find(tx, "letter", community=ticking.community)
    assert found is not None
    assert found.next_due == datetime(2027, 3, 31, 7, 0, tzinfo=UTC)


async def test_two_processes_tick_and_a_letter_comes_once(ticking: Ticking) -> None:
    await ticking.schedule()
    ticking.now += timedelta(days=1)
    other = ticking.another()

    await asyncio.gather(ticking.clock.tick(), other.tick())

    assert len(await ticking.notes()) == 1


async def test_what_came_too_late_is_recorded_as_skipped(ticking: Ticking) -> None:
    """Never silent."""
    await ticking.schedule(grace=timedelta(hours=2))
    ticking.now = datetime(2027, 3, 24, 12, 0, tzinfo=UTC)  # away from Monday to Wednesday noon

    await ticking.clock.tick()

    assert await ticking.days() == {
        date(2027, 3, 23): "skipped",
        date(2027, 3, 24): "skipped",
    }
    assert await ticking.notes() == []


async def test_after_days_away_only_the_newest_letter_comes(ticking: Ticking) -> None:
    """Three letters at once would be noise; the older ones are recorded."""
    await ticking.schedule(grace=timedelta(days=7))
    ticking.now = datetime(2027, 3, 25, 12, 0, tzinfo=UTC)

    await ticking.clock.tick()

    assert list((await ticking.days()).values()) == ["skipped", "skipped", "fired"]
    assert await ticking.notes() == [("letter", {"day": "2027-03-25"})]


async def test_a_clock_put_back_repeats_nothing(ticking: Ticking) -> None:
    await ticking.schedule()
    ticking.now += timedelta(days=1)
    await ticking.clock.tick()

    ticking.now -= timedelta(hours=3)
    await ticking.clock.tick()
    ticking.now += timedelta(hours=3)
    await ticking.clock.tick()

    assert len(await ticking.notes()) == 1


async def test_changing_the_hour_gives_no_second_letter_that_day(ticking: Ticking) -> None:
    """An occurrence is unique by local day."""
    await ticking.schedule()
    ticking.now = datetime(2027, 3, 23, 9, 0, tzinfo=UTC)
    await ticking.clock.tick()

    await ticking.schedule(local_time=time(18))
    ticking.now = datetime(2027, 3, 23, 18, 0, tzinfo=UTC)
    await ticking.clock.tick()

    assert [details["day"] for _, details in await ticking.notes()] == ["2027-03-23"]


async def test_a_failing_schedule_is_tried_later_the_same_day(ticking: Ticking) -> None:
    """A day is not spent on an attempt that failed."""
    good = ticking.router.schedules.pop("letter")
    failing = True

    @ticking.router.schedule("letter")
    async def letter(tx: Tx, schedule: schedules.Schedule, day: date) -> None:
        await good(tx, schedule, day)
        if failing:
            raise KeyError("x")

    await ticking.schedule()
    ticking.now += timedelta(days=1)
    await ticking.clock.tick()
    failed = (await ticking.days(), await ticking.notes())
    failing = False
    ticking.now += timedelta(minutes=1)
    await ticking.clock.tick()

    assert failed == ({}, [])
    assert await ticking.days() == {date(2027, 3, 23): "fired"}
    assert await ticking.next_due() == datetime(2027, 3, 24, 8, 0, tzinfo=UTC)


async def test_one_schedule_of_a_kind_for_each_neighbourhood_and_person(
    ticking: Ticking,
) -> None:
    """Putting it again changes it, also where no person is named."""
    await ticking.schedule()
    await ticking.schedule(local_time=time(18))
    await ticking.hop(START + timedelta(days=2))
    notes = len(await ticking.notes())

    await ticking.database.transact(
        lambda tx: schedules.remove(tx, "letter", community=ticking.community)
    )

    assert notes == 2  # this evening and tomorrow's
    assert await ticking.next_due() is None


# --- what is next, and jumps -------------------------------------------------------------------


async def test_the_next_moment_is_the_earliest_of_all(ticking: Ticking) -> None:
    later = START + timedelta(minutes=30)
    await ticking.put("lapse", hours=2)
    await ticking.schedule()
    by_timer = await ticking.next_due()
    await ticking.database.transact(lambda tx: put_row(tx, 1, due_at=later))

    assert by_timer == START + timedelta(hours=2)
    assert await ticking.next_due() == later
    async with ticking.database.read() as tx:
        assert await outbox.next_due(tx) == later


@pytest.mark.parametrize("jump", [timedelta(hours=2), timedelta(hours=-2)])
async def test_a_clock_that_jumps_is_noticed_at_the_next_beat(
    ticking: Ticking, jump: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    """What is due by the new time must not wait for the next tick."""
    await ticking.put("lapse", hours=1)
    await ticking.clock.beat()
    ticking.machine += 1
    ticking.now += timedelta(seconds=1)
    await ticking.clock.beat()
    assert "jumped" not in caplog.text

    ticking.machine += 1
    ticking.now += jump
    await ticking.clock.beat()

    assert "jumped" in caplog.text
    assert len(await ticking.notes()) == (1 if jump > timedelta(0) else 0)


async def test_a_started_clock_ticks_at_once(ticking: Ticking) -> None:
    """What came due while the process was away is done at its start."""
    await ticking.put("lapse")

    ticking.clock.start()
    async with asyncio.timeout(5):
        while not await ticking.notes():  # noqa: ASYNC110  # it is in the database
            await asyncio.sleep(0.01)

    assert await ticking.notes() == [("lapse", {"subject": 1})]
