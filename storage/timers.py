"""Timers: what happens once, at a moment. A row is deleted in the transaction of its effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from storage.database import Tx
from storage.tables import timers


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    kind: str
    subject_id: int
    due_at: datetime


DROP = delete(timers).where(
    timers.c.kind == bindparam("kind_of"), timers.c.subject_id == bindparam("subject")
)
DUE = (
    select(timers)
    .where(timers.c.due_at <= bindparam("now", type_=timers.c.due_at.type))
    .order_by(timers.c.due_at, timers.c.kind, timers.c.subject_id)
    .limit(bindparam("most"))
)
NEXT_DUE = select(func.min(timers.c.due_at))


async def put(tx: Tx, kind: str, subject: int, *, due_at: datetime) -> None:
    """Set, or move, the one timer of this kind for this subject."""
    key = {"kind": kind, "subject_id": subject}
    await tx.upsert(timers, key=key, values={"due_at": due_at})


async def drop(tx: Tx, kind: str, subject: int) -> bool:
    """Take a timer away; whether it was still there."""
    return await tx.run(DROP, kind_of=kind, subject=subject) == 1


async def due(tx: Tx, *, most: int) -> list[Timer]:
    """The timers whose moment has come, earliest first."""
    return await tx.all(DUE, Timer, now=tx.now, most=most)


async def next_due(tx: Tx) -> datetime | None:
    """When the next timer goes off."""
    return await tx.value(NEXT_DUE)  # type: ignore[no-any-return]  # Instant
