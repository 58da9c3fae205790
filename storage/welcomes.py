"""Who was asked whether they want a welcome, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, delete, or_, select, update

from bot.messages import CommunityId, PersonId
from bot.welcomes import TALKING, Welcome, WelcomeState
from storage.database import Tx
from storage.tables import people, welcomes

WELCOME = [welcomes.c[name] for name in Welcome.__slots__ if name != "name"]


async def offer(tx: Tx, person_id: PersonId, community_id: CommunityId) -> Welcome | None:
    """Note that somebody is asked; None when they were before."""
    new = await tx.insert_new(
        welcomes,
        person_id=person_id,
        community_id=community_id,
        state=WelcomeState.OFFERED,
        offered_at=tx.now,
    )
    mine = _all().where(welcomes.c.person_id == person_id, welcomes.c.community_id == community_id)
    return await tx.one(mine, Welcome) if new else None


async def find(tx: Tx, welcome_id: int) -> Welcome | None:
    return await tx.one(_all().where(welcomes.c.id == welcome_id), Welcome)


async def save(tx: Tx, it: Welcome) -> None:
    """Write down what became of it."""
    values = {"state": it.state, "promised_on": it.promised_on, "greeter_id": it.greeter_id}
    await tx.run(update(welcomes).where(welcomes.c.id == it.id).values(**values))


async def waiting(
    tx: Tx, community_id: CommunityId, *, besides: PersonId, since: date
) -> Welcome | None:
    """Who has waited longest for a line, of those who were promised one after this day."""
    statement = (
        _all()
        .where(
            welcomes.c.community_id == community_id,
            welcomes.c.state == WelcomeState.WANTED,
            welcomes.c.person_id != besides,
            welcomes.c.promised_on > since,
        )
        .order_by(welcomes.c.promised_on, welcomes.c.id)
        .limit(1)
    )
    return await tx.one(statement, Welcome)


async def of_person(tx: Tx, person_id: PersonId, community_id: CommunityId) -> list[Welcome]:
    """Where somebody said hi or was said hi to, and may write; newest first."""
    statement = _all().where(
        welcomes.c.community_id == community_id,
        welcomes.c.state == WelcomeState.GREETED,
        or_(welcomes.c.person_id == person_id, welcomes.c.greeter_id == person_id),
        welcomes.c.greeter_id.is_not(None),
    )
    return await tx.all(statement.order_by(welcomes.c.id.desc()), Welcome)


async def between(tx: Tx, one: PersonId, other: PersonId) -> list[Welcome]:
    """The welcomes of one of these two to the other that are not over."""
    both = [one, other]
    statement = _all().where(
        welcomes.c.person_id.in_(both),
        welcomes.c.greeter_id.in_(both),
        welcomes.c.state.in_(TALKING),
    )
    return await tx.all(statement, Welcome)


async def forget(tx: Tx, person_id: PersonId) -> list[CommunityId]:
    """Forget that somebody was new; where that was."""
    mine = welcomes.c.person_id == person_id
    places = await tx.values(select(welcomes.c.community_id).where(mine))
    await tx.run(delete(welcomes).where(mine))
    return places


def _all() -> Select[Any]:
    return select(*WELCOME, people.c.name).join(people, people.c.id == welcomes.c.person_id)
