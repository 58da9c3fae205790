"""Who may be called about what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from bot import matching
from bot.guide import Entry, Listed
from bot.messages import CommunityId, PersonId
from storage.database import Tx
from storage.tables import guide_entries, memberships, people

ENTRY = [guide_entries.c[name] for name in Entry.__slots__]


async def add(tx: Tx, *, person_id: PersonId, community_id: CommunityId, **values: Any) -> Entry:
    """Keep a new entry."""
    new = await tx.new_id(
        guide_entries,
        person_id=person_id,
        community_id=community_id,
        created_at=tx.now,
        **values,
    )
    found = await find(tx, new)
    assert found is not None  # noqa: S101  # added just above
    return found


async def find(tx: Tx, entry_id: int) -> Entry | None:
    return await tx.one(select(*ENTRY).where(guide_entries.c.id == entry_id), _entry)


async def change(tx: Tx, entry_id: int, **values: Any) -> None:
    """Write other values over an entry; it is as good as new."""
    mine = guide_entries.c.id == entry_id
    news = {**values, "confirmed_at": tx.now, "unanswered": 0}
    await tx.run(update(guide_entries).where(mine).values(**news))
    matching.forget()


async def save(tx: Tx, entry: Entry) -> None:
    """Write down its stand-in, when it was confirmed, and how often it was asked in vain."""
    mine = guide_entries.c.id == entry.id
    values = {name: getattr(entry, name) for name in ("stand_in_id", "confirmed_at", "unanswered")}
    await tx.run(update(guide_entries).where(mine).values(**values))


async def withdraw(tx: Tx, entry_id: int) -> None:
    """Forget an entry, in the matcher's memory too; questions that were asked go on."""
    await tx.run(delete(guide_entries).where(guide_entries.c.id == entry_id))
    matching.forget()


async def of_person(tx: Tx, person_id: PersonId, community_id: CommunityId) -> list[Entry]:
    """Somebody's own entries here, and those for which they are the stand-in."""
    mine = or_(guide_entries.c.person_id == person_id, guide_entries.c.stand_in_id == person_id)
    here = guide_entries.c.community_id == community_id
    statement = select(*ENTRY).where(mine, here).order_by(guide_entries.c.id)
    return await tx.all(statement, _entry)


async def listed(tx: Tx, community_id: CommunityId) -> list[Listed]:
    """Every entry of a neighbourhood, with the name its owner chose; oldest first."""
    statement = (
        select(*ENTRY, people.c.name, _present(tx).label("present"))
        .join(people, people.c.id == guide_entries.c.person_id)
        .join(
            memberships,
            (memberships.c.person_id == people.c.id)
            & (memberships.c.community_id == guide_entries.c.community_id),
        )
        .where(guide_entries.c.community_id == community_id)
        .order_by(guide_entries.c.id)
    )

    def one(*, name: str, present: bool, **row: Any) -> Listed:
        return Listed(entry=_entry(**row), name=name, away=not present)

    return await tx.all(statement, one)


async def present(
    tx: Tx, person_ids: Collection[PersonId], community_id: CommunityId
) -> dict[PersonId, str]:
    """The names of those who can be asked something now: members, not paused, not stopped."""
    statement = (
        select(people.c.id, people.c.name)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            people.c.id.in_(list(person_ids)),
            memberships.c.community_id == community_id,
            _present(tx),
        )
    )
    return dict(await tx.all(statement, lambda id, name: (PersonId(id), str(name))))


def _present(tx: Tx) -> ColumnElement[bool]:
    awake = or_(people.c.paused_until.is_(None), people.c.paused_until <= tx.now)
    return and_(people.c.reachable, people.c.stopped.is_(False), awake)


async def keep_link(tx: Tx, entry_id: int, token_hash: str, *, until: datetime) -> None:
    """A link for a stand-in; one that was made before works no more."""
    mine = guide_entries.c.id == entry_id
    values = {"token_hash": token_hash, "token_until": until}
    await tx.run(update(guide_entries).where(mine).values(**values))


async def find_by_link(tx: Tx, token_hash: str) -> Entry | None:
    """The entry for which this link still works."""
    works = (guide_entries.c.token_hash == token_hash) & (guide_entries.c.token_until > tx.now)
    return await tx.one(select(*ENTRY).where(works), _entry)


async def use_link(tx: Tx, token_hash: str) -> None:
    """It works once."""
    this = guide_entries.c.token_hash == token_hash
    await tx.run(update(guide_entries).where(this).values(token_hash=None, token_until=None))


def _entry(*, tags: list[str], **row: Any) -> Entry:
    return Entry(tags=tuple(tags), **row)
