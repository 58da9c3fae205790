"""Which circles people pointed to, and whether a buurtverbinder followed that up."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, delete, exists, select, update

from bot.hints import Hint, HintState
from bot.messages import CommunityId, PersonId
from storage.database import Tx
from storage.tables import hints, never_pairs, people

HINT = [hints.c[name] for name in Hint.__slots__ if name != "name"]


async def add(
    tx: Tx, *, person_id: PersonId, community_id: CommunityId, words: str, promised_on: date
) -> int:
    return await tx.new_id(
        hints,
        community_id=community_id,
        person_id=person_id,
        words=words,
        state=HintState.TOLD,
        promised_on=promised_on,
        told_at=tx.now,
    )


async def find(tx: Tx, hint_id: int) -> Hint | None:
    """The hint with this id, or None: the id came from a button or a timer."""
    return await tx.one(_all().where(hints.c.id == hint_id), Hint)


async def of_person(tx: Tx, person_id: PersonId, community_id: CommunityId) -> Hint | None:
    """What somebody told, and nobody wrote about yet."""
    mine = and_(hints.c.person_id == person_id, hints.c.community_id == community_id)
    return await tx.one(_all().where(mine, hints.c.state == HintState.TOLD).limit(1), Hint)


async def save(tx: Tx, it: Hint) -> None:
    """Write down what became of it."""
    values = {"state": it.state, "writer_id": it.writer_id}
    await tx.run(update(hints).where(hints.c.id == it.id).values(**values))


async def remove(tx: Tx, it: Hint) -> None:
    """It led to contact, or to nothing: nothing of it is kept."""
    await tx.run(delete(hints).where(hints.c.id == it.id))


async def waiting(tx: Tx, community_id: CommunityId, *, to: PersonId) -> Hint | None:
    """What waits longest for a line of this buurtverbinder: not their own, and of nobody with whom
    they have no contact for ever."""
    first = case((hints.c.person_id < to, hints.c.person_id), else_=to)
    second = case((hints.c.person_id < to, to), else_=hints.c.person_id)
    never = exists().where(never_pairs.c.person_id == first, never_pairs.c.other_id == second)
    statement = (
        _all()
        .where(
            hints.c.community_id == community_id,
            hints.c.state == HintState.TOLD,
            hints.c.person_id != to,
            ~never,
        )
        .order_by(hints.c.id)
        .limit(1)
    )
    return await tx.one(statement, Hint)


def _all() -> Select[Any]:
    return select(*HINT, people.c.name).join(people, people.c.id == hints.c.person_id)
