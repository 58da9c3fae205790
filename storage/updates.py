"""Updates: which ones took effect, which ones failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.messages import CommunityId
from storage import people
from storage.database import Tx
from storage.tables import failed_updates, memberships, update_starts, updates
from storage.tables import people as persons

KEPT = timedelta(days=2)  # Telegram forgets an update after one
OF_A_GROUP = {
    "my_chat_member": {"new_chat_member"},
    "message": {"migrate_to_chat_id", "migrate_from_chat_id"},
}
NOBODY = {"id": 0, "is_bot": False, "first_name": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedUpdate:
    """An update that raised: its payload waits here until it is replayed."""

    id: int
    update_id: int
    incident: str
    payload: dict[str, Any]
    reason: str
    failed_at: datetime
    wanted: bool


FAILED = [failed_updates.c[name] for name in FailedUpdate.__slots__]


async def take(tx: Tx, update_id: int) -> bool:
    """Note that this update takes effect in this transaction; False when it already did."""
    return await tx.insert_new(updates, update_id=update_id, taken_at=tx.now)


async def is_taken(tx: Tx, update_id: int) -> bool:
    """Whether this update has taken effect."""
    statement = select(updates.c.update_id).where(updates.c.update_id == update_id)
    return await tx.value(statement) is not None


async def latest(tx: Tx) -> datetime | None:
    """When the last update took effect."""
    return await tx.value(select(func.max(updates.c.taken_at)))  # type: ignore[no-any-return]  # Instant


async def start(tx: Tx, update_id: int) -> int:
    """Note that a process starts with this update first in line; how often in a row that happened
    now."""
    await tx.run(delete(update_starts).where(update_starts.c.update_id != update_id))
    if not await tx.insert_new(update_starts, update_id=update_id, starts=1):
        mine = update_starts.c.update_id == update_id
        await tx.run(update(update_starts).where(mine).values(starts=update_starts.c.starts + 1))
    statement = select(update_starts.c.starts).where(update_starts.c.update_id == update_id)
    return int(await tx.value(statement))


async def started_well(tx: Tx) -> None:
    """The first update in line was taken, or put aside: no start is held against it any more."""
    await tx.run(delete(update_starts))


async def fail(
    tx: Tx, payload: dict[str, Any], *, incident: str, reason: str, telegram_id: int | None
) -> bool:
    """Keep an update that raised; whether it is kept. Of who did not agree to that only what is
    about a group itself is, without them."""
    kept: dict[str, Any] | None = payload
    if telegram_id is not None and await people.find(tx, telegram_id) is None:
        kept, telegram_id = _of_the_group(payload), None
    if kept is not None:
        await tx.insert(
            failed_updates,
            update_id=payload["update_id"],
            incident=incident,
            person_telegram_id=telegram_id,
            payload=kept,
            reason=reason[:200],
            failed_at=tx.now,
        )
    return kept is not None


def _of_the_group(payload: dict[str, Any]) -> dict[str, Any] | None:
    """The bot was added to a group or removed, or the group moved: that, and not who did it."""
    for kind, signs in OF_A_GROUP.items():
        content = payload.get(kind)
        if content is not None and signs & content.keys() and content["chat"]["id"] < 0:
            return {**payload, kind: {**content, "from": NOBODY}}
    return None


async def failed(tx: Tx, incident: str | None = None) -> list[FailedUpdate]:
    """The updates that wait for a replay, oldest first; only the one of this incident, if given."""
    statement = select(*FAILED).where(failed_updates.c.replayed_at.is_(None))
    if incident is not None:
        statement = statement.where(failed_updates.c.incident == incident)
    return await tx.all(statement.order_by(failed_updates.c.id), FailedUpdate)


async def count_failed(tx: Tx) -> int:
    """How many updates wait for a replay."""
    waiting = select(func.count()).where(failed_updates.c.replayed_at.is_(None))
    return int(await tx.value(waiting))


async def replayed(tx: Tx, failed_id: int) -> bool:
    """Note that a failed update takes effect in this transaction; False when it already did."""
    waiting = (failed_updates.c.id == failed_id) & failed_updates.c.replayed_at.is_(None)
    return await tx.run(update(failed_updates).where(waiting).values(replayed_at=tx.now)) == 1


async def forget_old(tx: Tx) -> None:
    """Drop the ids that Telegram cannot send again."""
    await tx.run(delete(updates).where(updates.c.taken_at < tx.now - KEPT))


async def failed_of_members(tx: Tx, community_id: CommunityId) -> list[FailedUpdate]:
    """What failed for the members of a neighbourhood and was not done again, newest first."""
    statement = (
        select(*FAILED)
        .join(persons, persons.c.telegram_id == failed_updates.c.person_telegram_id)
        .join(memberships, memberships.c.person_id == persons.c.id)
        .where(failed_updates.c.replayed_at.is_(None), memberships.c.community_id == community_id)
        .order_by(failed_updates.c.id.desc())
    )
    return await tx.all(statement, FailedUpdate)


async def want_replay(tx: Tx, failed_id: int) -> None:
    """Note that a failed update should be done again."""
    await _want(tx, failed_id, wanted=True)


async def take_wanted(tx: Tx) -> FailedUpdate | None:
    """The oldest one that should be done again, if any. That uses the wish up: what ends the
    process would otherwise end it at each start."""
    wanted = failed_updates.c.wanted & failed_updates.c.replayed_at.is_(None)
    statement = select(*FAILED).where(wanted).order_by(failed_updates.c.id).limit(1)
    found = await tx.one(statement, FailedUpdate)
    if found is not None:
        await _want(tx, found.id, wanted=False)
    return found


async def _want(tx: Tx, failed_id: int, *, wanted: bool) -> None:
    mine = failed_updates.c.id == failed_id
    await tx.run(update(failed_updates).where(mine).values(wanted=wanted))
