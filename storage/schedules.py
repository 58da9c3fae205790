"""Schedules: what recurs. A row knows its next local day and instant; an occurrence is unique."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, select, update

from bot.schedules import Occurrence, Outcome, Rule, Tick, due_days, first_occurrence
from storage.database import Tx
from storage.tables import occurrences, schedules


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What recurs, for a neighbourhood or for one person in it."""

    id: int
    kind: str
    community_id: int
    person_id: int | None
    rule: str
    local_time: time
    zone: str
    grace_seconds: int
    next_day: date
    next_due: datetime

    def tick(self, now: datetime) -> Tick:
        """What has come due by now, and what is next."""
        return due_days(
            Rule.parse(self.rule),
            at=self.local_time,
            zone=self.zone,
            next_day=self.next_day,
            now=now,
            grace=timedelta(seconds=self.grace_seconds),
        )


DUE = (
    select(schedules.c.id)
    .where(schedules.c.next_due <= bindparam("now", type_=schedules.c.next_due.type))
    .order_by(schedules.c.next_due, schedules.c.id)
    .limit(bindparam("most"))
)
NEXT_DUE = select(func.min(schedules.c.next_due))


async def put(
    tx: Tx,
    kind: str,
    *,
    community: int,
    person: int | None = None,
    rule: Rule,
    local_time: time,
    zone: str,
    grace: timedelta,
) -> None:
    """Set, or change, the one schedule of this kind; it starts with the first time to come."""
    upcoming = first_occurrence(rule, at=local_time, zone=zone, now=tx.now)
    values = {
        "rule": str(rule),
        "local_time": local_time,
        "zone": zone,
        "grace_seconds": int(grace.total_seconds()),
        "next_day": upcoming.day,
        "next_due": upcoming.instant,
    }
    # Not an upsert: a missing person is never equal to a missing person, in either engine.
    if not await tx.run(update(schedules).where(_of(kind, community, person)).values(**values)):
        key = {"kind": kind, "community_id": community, "person_id": person}
        await tx.insert(schedules, **key, **values)


async def find(tx: Tx, kind: str, *, community: int, person: int | None = None) -> Schedule | None:
    """The schedule of this kind, if there is one."""
    return await tx.one(select(schedules).where(_of(kind, community, person)), Schedule)


async def remove(tx: Tx, kind: str, *, community: int, person: int | None = None) -> None:
    """It does not recur any longer; none is fine."""
    await tx.run(delete(schedules).where(_of(kind, community, person)))


async def due(tx: Tx, *, most: int) -> list[int]:
    """The schedules whose moment has come, earliest first."""
    return await tx.values(DUE, now=tx.now, most=most)


async def claim(tx: Tx, schedule: int) -> Schedule | None:
    """A schedule that is due, for this transaction alone; None when somebody else has it, or it is
    not due any more."""
    statement = select(schedules).where(schedules.c.id == schedule, schedules.c.next_due <= tx.now)
    return await tx.one(statement.with_for_update(skip_locked=True), Schedule)


async def record(tx: Tx, schedule: Schedule, occurrence: Occurrence, outcome: Outcome) -> bool:
    """Note what became of one local day; False when that day was accounted for already."""
    return await tx.insert_new(
        occurrences, schedule_id=schedule.id, day=occurrence.day, status=outcome, at=tx.now
    )


async def forget(tx: Tx, schedule: Schedule, occurrence: Occurrence) -> None:
    """Take back a note: that day failed and is tried again."""
    mine = (occurrences.c.schedule_id == schedule.id) & (occurrences.c.day == occurrence.day)
    await tx.run(delete(occurrences).where(mine))


async def move(tx: Tx, schedule: Schedule, *, day: date, due_at: datetime) -> None:
    """Point at the next time."""
    mine = schedules.c.id == schedule.id
    await tx.run(update(schedules).where(mine).values(next_day=day, next_due=due_at))


async def next_due(tx: Tx) -> datetime | None:
    """When the next schedule comes due."""
    return await tx.value(NEXT_DUE)  # type: ignore[no-any-return]  # Instant


def _of(kind: str, community: int, person: int | None) -> ColumnElement[bool]:
    mine = schedules.c.person_id.is_(None) if person is None else schedules.c.person_id == person
    return and_(schedules.c.kind == kind, schedules.c.community_id == community, mine)
