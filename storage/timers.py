"""Timers: what happens once, at a moment. A row is deleted in the transaction of its effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from storage.database import Tx
from storage.tables import timers


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    kind: str
    subject_id: int
    due_at: datetime


async def put(tx: Tx, kind: str, subject: int, *, due_at: datetime) -> None:
    """Set, or move, the one timer of this kind for this subject."""
    key = {"kind": kind, "subject_id": subject}
    await tx.upsert(timers, key=key, values={"due_at": due_at})


async def drop(tx: Tx, kind: str, subject: int) -> bool:
    """Take a timer away; whether it was still there."""
    mine = (timers.c.kind == kind) & (timers.c.subject_id == subject)
    return await tx.run(delete(timers).where(mine)) == 1


async def due(tx: Tx, *, most: int) -> list[Timer]:
    """The timers whose moment has come, earliest first."""
    statement = (
        select(timers)
        .where(timers.c.due_at <= tx.now)
        .order_by(timers.c.due_at, timers.c.kind, timers.c.subject_id)
        .limit(most)
    )
    return await tx.all(statement, Timer)


async def next_due(tx: Tx) -> datetime | None:
    """When the next timer goes off."""
    return await tx.value(select(func.min(timers.c.due_at)))  # type: ignore[no-any-return]  # Instant
