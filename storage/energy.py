"""What moves in a neighbourhood: talents and searches of late, and ideas that people join."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, bindparam, exists, func, or_, select

from bot.energy import SEEKS, Said, Sought
from bot.ideas import Idea, IdeaState
from bot.introductions import UNDER_WAY
from bot.messages import CommunityId, PersonId
from bot.talents import TRIES
from storage.database import Tx
from storage.ideas import IDEA
from storage.introductions import FOUND
from storage.tables import idea_participants, ideas, introductions, reading_concepts, talents

HAS_SOMEBODY = exists().where(
    introductions.c.need_id == talents.c.id, or_(FOUND, introductions.c.state.in_(UNDER_WAY))
)

OF_SOMEBODY = talents.c.group_id.is_(None)  # what a group tells is for another group

# For a line of the card, which is written anew many times a day: from what the matcher read.
CONFIRMED = (
    select(reading_concepts.c.concept.label("tag"))
    .join(talents, talents.c.id == reading_concepts.c.talent_id)
    .where(
        reading_concepts.c.community_id == bindparam("community", type_=BigInteger),
        reading_concepts.c.confirmed,
        talents.c.unanswered <= TRIES,
        OF_SOMEBODY,
    )
    .group_by(reading_concepts.c.concept)
)
OFFERED = CONFIRMED.where(reading_concepts.c.direction.not_in(SEEKS))
SOUGHT = CONFIRMED.add_columns(func.count(talents.c.person_id.distinct()).label("people")).where(
    reading_concepts.c.direction.in_(SEEKS), ~HAS_SOMEBODY
)


async def offered(tx: Tx, community_id: CommunityId) -> frozenset[str]:
    """The topics that anybody offers, or likes to do together."""
    return frozenset(await tx.values(OFFERED, community=community_id))


async def most_sought(tx: Tx, community_id: CommunityId) -> list[Sought]:
    """The topics that people seek, and how many of those nobody was found or is being asked for."""
    return await tx.all(SOUGHT, Sought, community=community_id)


async def new(tx: Tx, community_id: CommunityId, *, since: datetime) -> list[Said]:
    """What people said lately that they can, or like to do together."""
    return await _said(
        tx, community_id, talents.c.created_at > since, talents.c.direction.not_in(SEEKS)
    )


async def sought(tx: Tx, community_id: CommunityId) -> list[Said]:
    """What people seek, and nobody was found or is being asked for."""
    return await _said(
        tx,
        community_id,
        talents.c.unanswered <= TRIES,
        talents.c.direction.in_(SEEKS),
        ~HAS_SOMEBODY,
    )


async def moving(tx: Tx, community_id: CommunityId, *, since: datetime) -> Idea | None:
    """The idea that most people joined lately."""
    joiners = func.count(idea_participants.c.person_id)
    statement = (
        select(*IDEA)
        .join(idea_participants, idea_participants.c.idea_id == ideas.c.id)
        .where(
            ideas.c.community_id == community_id,
            ideas.c.state != IdeaState.WITHDRAWN,
            idea_participants.c.joined_at > since,
            idea_participants.c.person_id.is_distinct_from(ideas.c.author_id),
        )
        .group_by(*IDEA)
        .order_by(joiners.desc(), ideas.c.id.desc())
        .limit(1)
    )
    return await tx.one(statement, Idea)


async def open_piece(
    tx: Tx, community_id: CommunityId, *, before: datetime, but: int | None
) -> Idea | None:
    """The newest idea that still needs something for a while, for which nobody is being asked."""
    statement = (
        select(*IDEA)
        .join(talents, talents.c.idea_id == ideas.c.id)
        .where(
            ideas.c.community_id == community_id,
            ideas.c.state != IdeaState.WITHDRAWN,
            ideas.c.needs.is_not(None),
            ideas.c.id != (but or 0),
            talents.c.created_at <= before,
            ~HAS_SOMEBODY,
        )
        .order_by(ideas.c.id.desc())
        .limit(1)
    )
    return await tx.one(statement, Idea)


async def _said(tx: Tx, community_id: CommunityId, *which: ColumnElement[bool]) -> list[Said]:
    statement = (
        select(talents.c.person_id, talents.c.direction, talents.c.tags)
        .where(talents.c.community_id == community_id, OF_SOMEBODY, *which)
        .order_by(talents.c.id)
    )

    def one(*, person_id: int, tags: list[str], **row: Any) -> Said:
        return Said(person_id=PersonId(person_id), tags=tuple(tags), **row)

    return await tx.all(statement, one)
