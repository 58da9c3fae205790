"""What several people want together: who was asked about it, and what they said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from bot.messages import CommunityId, PersonId
from bot.together import Asked, Together, Wish
from storage.database import Tx
from storage.tables import together_people, togethers

TOGETHER = [togethers.c[name] for name in Together.__slots__ if name != "people"]
ASKED = [together_people.c[name] for name in Asked.__slots__]


async def add(
    tx: Tx,
    found: Wish,
    *,
    community_id: CommunityId,
    connector_id: PersonId,
    dismissed: bool = False,
) -> int:
    """A wish that will be asked about, or that did not fit: it is not shown to them again."""
    new = await tx.new_id(
        togethers,
        community_id=community_id,
        concept=found.concept,
        connector_id=connector_id,
        planned_at=tx.now,
        closed_at=tx.now if dismissed else None,
    )
    for person in found.people:
        await tx.insert(together_people, together_id=new, person_id=person)
    return new


async def find(tx: Tx, together_id: int) -> Together | None:
    """The one with this id, or None: the id came from a button or a timer."""
    return await _one(tx, togethers.c.id == together_id)


async def under_way(tx: Tx, community_id: CommunityId) -> Together | None:
    """What a neighbourhood is asked about now; one thing at a time."""
    here = togethers.c.community_id == community_id
    return await _one(tx, here & togethers.c.closed_at.is_(None))


async def just_dismissed(
    tx: Tx, community_id: CommunityId, *, by: PersonId, since: datetime
) -> Together | None:
    """What this buurtverbinder said does not fit, since then."""
    mine = (togethers.c.community_id == community_id) & (togethers.c.connector_id == by)
    dismissed = togethers.c.asked_at.is_(None) & (togethers.c.closed_at > since)
    return await _one(tx, mine & dismissed)


async def _one(tx: Tx, which: ColumnElement[bool]) -> Together | None:
    row: dict[str, Any] | None = await tx.one(
        select(*TOGETHER).where(which).order_by(togethers.c.id).limit(1), dict
    )
    if row is None:
        return None
    asked = select(*ASKED).where(together_people.c.together_id == row["id"])
    people = await tx.all(asked.order_by(together_people.c.person_id), Asked)
    return Together(**row, people=tuple(people))


async def save(tx: Tx, it: Together) -> None:
    """Write down what became of it; who is not asked after all is not in it any more."""
    values = {"asked_at": it.asked_at, "closed_at": it.closed_at, "group_id": it.group_id}
    await tx.run(update(togethers).where(togethers.c.id == it.id).values(**values))
    of_it = together_people.c.together_id == it.id
    kept: Sequence[int] = [each.person_id for each in it.people]
    await tx.run(delete(together_people).where(of_it, together_people.c.person_id.not_in(kept)))
    for each in it.people:
        mine = of_it & (together_people.c.person_id == each.person_id)
        said = {"asked_at": each.asked_at, "said": each.said, "joined": each.joined}
        await tx.run(update(together_people).where(mine).values(**said))


async def remove(tx: Tx, it: Together) -> None:
    """As if it had not been planned."""
    await tx.run(delete(togethers).where(togethers.c.id == it.id))


async def asked_before(tx: Tx, community_id: CommunityId) -> frozenset[tuple[int, str]]:
    """Who was asked about what."""
    statement = (
        select(together_people.c.person_id, togethers.c.concept)
        .join(togethers, togethers.c.id == together_people.c.together_id)
        .where(togethers.c.community_id == community_id)
    )
    return frozenset(await tx.all(statement, lambda person_id, concept: (person_id, concept)))
