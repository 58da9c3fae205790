"""The team of buurtverbinders of a neighbourhood, and what each chose."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, select

from bot.messages import CommunityId, PersonId
from bot.people import Role
from bot.schedules import Rule
from bot.teams import Colleague
from storage.database import Tx
from storage.tables import colleagues, roles

CHOSEN = [colleagues.c.days, colleagues.c.daily, colleagues.c.away_until]
TEAM = (
    select(roles.c.person_id, roles.c.community_id, *CHOSEN)
    .outerjoin(
        colleagues,
        and_(
            colleagues.c.person_id == roles.c.person_id,
            colleagues.c.community_id == roles.c.community_id,
        ),
    )
    .where(roles.c.community_id == bindparam("community"), roles.c.role == Role.CONNECTOR)
    .order_by(roles.c.given_at, roles.c.person_id)
)


async def of(tx: Tx, community_id: CommunityId) -> list[Colleague]:
    """Every buurtverbinder, longest first; who chose nothing works every day."""
    return await tx.all(TEAM, _colleague, community=community_id)


async def find(tx: Tx, person_id: PersonId, community_id: CommunityId) -> Colleague:
    """What somebody chose here, or what holds until they choose."""
    team = {each.person_id: each for each in await of(tx, community_id)}
    nothing = Colleague(person_id=person_id, community_id=community_id)
    return team.get(person_id, nothing)


async def save(tx: Tx, mine: Colleague) -> None:
    """Write down what somebody chose."""
    key = {"person_id": mine.person_id, "community_id": mine.community_id}
    values = {"days": str(mine.days), "daily": mine.daily, "away_until": mine.away_until}
    await tx.upsert(colleagues, key=key, values=values)


def _colleague(
    *,
    person_id: PersonId,
    community_id: CommunityId,
    days: str | None,
    away_until: date | None,
    **chosen: Any,
) -> Colleague:
    if days is None:
        return Colleague(person_id=person_id, community_id=community_id)
    return Colleague(
        person_id=person_id,
        community_id=community_id,
        days=Rule.parse(days),
        away_until=away_until,
        **chosen,
    )
