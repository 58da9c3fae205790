"""The team of buurtverbinders of a neighbourhood, and what each chose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, select

from bot.introductions import IntroductionState
from bot.messages import CommunityId, PersonId
from bot.people import Role
from bot.schedules import Rule
from bot.teams import Colleague, Load
from storage.database import Tx
from storage.tables import colleagues, introductions, roles

CHOSEN = [colleagues.c[name] for name in ("days", "daily", "away_until", "most_a_week")]
WEEK = timedelta(days=7)
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
    values = {
        "days": str(mine.days),
        "daily": mine.daily,
        "away_until": mine.away_until,
        "most_a_week": mine.most_a_week,
    }
    await tx.upsert(colleagues, key=key, values=values)


async def loads(tx: Tx, team: Sequence[Colleague]) -> list[Load]:
    """How much each of these has now."""
    got = introductions.c.handed_at > tx.now - WEEK
    waiting = and_(
        introductions.c.state == IntroductionState.SUGGESTED,
        introductions.c.put_off_until.is_(None),
    )
    counted: dict[str, dict[PersonId, int]] = {}
    for what, condition in (("got", got), ("waiting", waiting)):
        statement = (
            select(introductions.c.connector_id, func.count().label("lines"))
            .where(introductions.c.community_id.in_({each.community_id for each in team}))
            .where(introductions.c.connector_id.is_not(None), condition)
            .group_by(introductions.c.connector_id)
        )
        counted[what] = dict(
            await tx.all(statement, lambda connector_id, lines: (PersonId(connector_id), lines))
        )
    return [
        Load(
            person_id=each.person_id,
            got=counted["got"].get(each.person_id, 0),
            waiting=counted["waiting"].get(each.person_id, 0),
            most=each.most_a_week,
        )
        for each in team
    ]


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
