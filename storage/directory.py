"""What people chose to show to everyone in their neighbourhood."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.directory import Entry
from bot.messages import CommunityId
from bot.talents import TRIES
from storage.database import Tx
from storage.tables import memberships, people, talents


async def entries(tx: Tx, community_id: CommunityId) -> list[Entry]:
    """What its owner wants everyone here to see, and what does not rest."""
    statement = (
        select(
            talents.c.id,
            talents.c.person_id,
            people.c.name,
            talents.c.direction,
            talents.c.words,
            talents.c.tags,
        )
        .join(people, people.c.id == talents.c.person_id)
        .join(
            memberships,
            (memberships.c.person_id == people.c.id)
            & (memberships.c.community_id == talents.c.community_id),
        )
        .where(
            talents.c.community_id == community_id,
            talents.c.listed,
            talents.c.unanswered <= TRIES,
        )
    )
    return await tx.all(statement, _entry)


def _entry(*, tags: list[str], **row: Any) -> Entry:
    return Entry(tags=tuple(tags), **row)
