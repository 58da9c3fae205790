"""What recurs happens once a day, also for who chooses another hour on that day."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial

import pytest

from bot.schedules import Rule
from handlers.clock import Clock
from handlers.routing import Router
from storage import communities, schedules
from storage.database import Database, Tx
from storage.schedules import Schedule
from tests.buurt import START
from tests.kill import mutants

KIND = "test"


async def test_another_hour_on_the_same_day_does_not_repeat_the_day(database: Database):
    """A buurtverbinder who had today's card at ten and chooses six o'clock gets tomorrow's."""
    days = await days_that_came(database)

    assert days == [date(2027, 6, 7), date(2027, 6, 8)]


async def test_it_is_the_occurrence_that_holds_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    """The test above can fail: without a unique occurrence the day comes twice."""
    monkeypatch.setattr(schedules, "record", schedules.record)
    mutants.apply("any_occurrence")

    days = await days_that_came(database)

    assert days == [date(2027, 6, 7), date(2027, 6, 7), date(2027, 6, 8)]


async def days_that_came(database: Database) -> list[date]:
    """Something daily at ten; after it came, it is put at six in the evening."""
    now = START - timedelta(hours=1)
    database.clock = lambda: now
    router, came = Router(), []

    @router.schedule(KIND)
    async def note(_tx: Tx, _schedule: Schedule, day: date) -> None:
        came.append(day)

    clock = Clock(database, router)
    await database.transact(partial(put, hour=10))
    for hours, other in ((0, 18), (8, None), (32, None)):
        now = START + timedelta(hours=hours)
        await clock.tick()
        if other is not None:
            await database.transact(partial(put, hour=other))
    return came


async def put(tx: Tx, hour: int) -> None:
    known = await communities.all_ids(tx)
    community = (
        known[0]
        if known
        else await communities.add(tx, name="Broeklanden", language="nl", zone="Europe/Amsterdam")
    )
    await schedules.put(
        tx,
        KIND,
        community=community,
        rule=Rule.daily(),
        local_time=time(hour),
        zone="Europe/Amsterdam",
        grace=timedelta(hours=3),
    )
