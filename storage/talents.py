"""What people said about themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, func, or_, select, update

from bot import matching
from bot.introductions import ASKING, NEVER_PROPOSED, IntroductionState, Reply
from bot.matching import Direction, Posting
from bot.messages import CommunityId, PersonId
from bot.tags import MOST_TAGS, suggested_tags
from bot.talents import TRIES, Talent
from storage.database import Tx
from storage.introductions import FOUND
from storage.tables import (
    behalf,
    group_members,
    groups,
    introductions,
    memberships,
    people,
    talents,
    together_people,
    togethers,
)

ASKS_COUNT_FOR = timedelta(days=30)
NEW_FOR = timedelta(days=30)
TOLD = (
    "direction",
    "words",
    "tags",
    "avoid",
    "times",
    "area",
    "listed",
    "confirmed_at",
    "unanswered",
)
NAMES = {"on_behalf": behalf.c.name, "group_name": groups.c.name}  # of whom it is about
TALENT = [
    NAMES[name].label(name) if name in NAMES else talents.c[name] for name in Talent.__slots__
]
SAID = talents.outerjoin(behalf, behalf.c.talent_id == talents.c.id).outerjoin(
    groups, groups.c.id == talents.c.group_id
)


MEMBERS = (
    select(group_members.c.group_id.label("group"), group_members.c.person_id.label("person"))
    .join(talents, talents.c.group_id == group_members.c.group_id)
    .where(
        talents.c.community_id == bindparam("community", type_=BigInteger), ~group_members.c.waiting
    )
    .distinct()
)


async def add(
    tx: Tx,
    *,
    person_id: PersonId,
    community_id: CommunityId,
    direction: Direction,
    words: str,
    tags: Sequence[str] | None = None,
    avoid: str = "",
    times: Sequence[str] = (),
    area: str = "",
    listed: bool = False,
    idea_id: int | None = None,
    group_id: int | None = None,
) -> int:
    """Keep a talent or a need; its id. Without `tags` those that the words betray most surely.

    `idea_id` and `group_id`: it goes when the idea or the group goes.
    """
    if tags is None:
        tags = suggested_tags(words, direction)[:MOST_TAGS]
    return await tx.new_id(
        talents,
        person_id=person_id,
        community_id=community_id,
        direction=direction,
        words=words,
        tags=list(tags),
        avoid=avoid,
        times=list(times),
        area=area,
        listed=listed,
        idea_id=idea_id,
        group_id=group_id,
        created_at=tx.now,
    )


async def find(tx: Tx, talent_id: int) -> Talent | None:
    statement = select(*TALENT).select_from(SAID).where(talents.c.id == talent_id)
    return await tx.one(statement, _talent)


async def of_person(tx: Tx, person_id: PersonId, community_id: CommunityId) -> list[Talent]:
    """What somebody said in this neighbourhood, newest first."""
    statement = (
        select(*TALENT)
        .select_from(SAID)
        .where(talents.c.person_id == person_id, talents.c.community_id == community_id)
        .order_by(talents.c.id.desc())
    )
    return await tx.all(statement, _talent)


async def all_of(tx: Tx, person_id: PersonId) -> list[int]:
    """The ids of all that somebody said, in every neighbourhood."""
    return await tx.values(select(talents.c.id).where(talents.c.person_id == person_id))


async def save(tx: Tx, talent: Talent) -> None:
    """Write down when it was confirmed, and how often it was asked in vain."""
    mine = talents.c.id == talent.id
    values = {"confirmed_at": talent.confirmed_at, "unanswered": talent.unanswered}
    await tx.run(update(talents).where(mine).values(**values))


async def rewrite(tx: Tx, talent: Talent) -> None:
    """Write a talent as it is told now. What was suggested for what it was before, and nobody was
    asked about, is forgotten, so that it is looked at afresh."""
    await _forget_suggestions(tx, talent.id)
    values = {name: getattr(talent, name) for name in TOLD}
    lists = {name: list(values[name]) for name in ("tags", "times")}
    await tx.run(update(talents).where(talents.c.id == talent.id).values({**values, **lists}))
    matching.forget()


async def found_somebody(tx: Tx, talent_id: int) -> bool:
    """Whether a search led to two neighbours who know each other's name, and does still."""
    theirs = select(func.count()).where(introductions.c.need_id == talent_id, FOUND)
    return bool(await tx.value(theirs))


async def open_searches(tx: Tx, person_id: PersonId, community_id: CommunityId) -> int:
    """How many searches somebody has open for themselves, those of ideas and groups aside."""
    statement = select(func.count()).where(
        talents.c.person_id == person_id,
        talents.c.community_id == community_id,
        talents.c.direction == Direction.NEED,
        talents.c.idea_id.is_(None),
        talents.c.group_id.is_(None),
        talents.c.id.not_in(select(behalf.c.talent_id)),
    )
    return int(await tx.value(statement))


async def withdraw(tx: Tx, talent_id: int) -> None:
    """Forget a talent, words and tags, in the matcher's memory too. Introductions over it that
    still ask count as a no from whose talent it was, which the other side can't tell from silence.
    """
    await end_introductions(tx, talent_id)
    await tx.run(delete(talents).where(talents.c.id == talent_id))
    matching.forget()


async def end_introductions(tx: Tx, talent_id: int) -> None:
    """Introductions over a talent that still ask count as a no from whose it was; one about which
    nobody was asked yet is over."""
    await _forget_suggestions(tx, talent_id)
    over_it = (
        (introductions.c.offer_id, introductions.c.giver_said),
        (introductions.c.need_id, introductions.c.asker_said),
    )
    for column, said in over_it:
        mine = column == talent_id
        unasked = introductions.c.state == IntroductionState.PROPOSED
        await tx.run(
            update(introductions)
            .where(mine, unasked)
            .values(state=IntroductionState.LAPSED, closed_at=tx.now)
        )
        await tx.run(
            update(introductions)
            .where(mine, introductions.c.state.in_(ASKING))
            .values({said: Reply.NOT_NOW, introductions.c.state: IntroductionState.DECLINED})
        )


async def _forget_suggestions(tx: Tx, talent_id: int) -> None:
    over_it = or_(introductions.c.offer_id == talent_id, introductions.c.need_id == talent_id)
    undecided = introductions.c.state.in_(NEVER_PROPOSED)
    await tx.run(delete(introductions).where(over_it, undecided))


async def end_of_idea(tx: Tx, idea_id: int) -> None:
    """An idea is withdrawn: what it sought is no longer sought."""
    for talent_id in await tx.values(select(talents.c.id).where(talents.c.idea_id == idea_id)):
        await withdraw(tx, talent_id)


async def of_group(tx: Tx, group_id: int) -> list[Talent]:
    """What a small group looks for and can share."""
    statement = select(*TALENT).select_from(SAID).where(talents.c.group_id == group_id)
    return await tx.all(statement.order_by(talents.c.id), _talent)


async def end_of_group(tx: Tx, group_id: int) -> None:
    """A group ends, or has no starter any more who can be asked: it looks for nothing now."""
    for told in await of_group(tx, group_id):
        await withdraw(tx, told.id)


_TEXTS = select(talents.c.words).order_by(talents.c.id)


async def texts(tx: Tx) -> list[str]:
    """The words of all that anybody said, in every neighbourhood, oldest first."""
    return await tx.values(_TEXTS)


async def postings(tx: Tx, community_id: CommunityId, *directions: Direction) -> list[Posting]:
    """All that the matcher may read of a neighbourhood, oldest first; or of these directions."""
    asks = await _asks(tx, community_id)
    members = await _members(tx, community_id)
    statement = (
        select(
            *TALENT,
            people.c.paused_until,
            people.c.asks_a_month,
            people.c.stopped,
            people.c.reachable,
            memberships.c.joined_at,
        )
        .select_from(SAID)
        .join(people, people.c.id == talents.c.person_id)
        .join(
            memberships,
            (memberships.c.person_id == people.c.id)
            & (memberships.c.community_id == talents.c.community_id),
        )
        .where(
            talents.c.community_id == community_id,
            talents.c.direction.in_(directions or list(Direction)),
        )
        .order_by(talents.c.created_at, talents.c.id)
    )

    def posting(**row: Any) -> Posting:
        paused_until = row["paused_until"]
        paused = paused_until is not None and paused_until > tx.now
        return Posting(
            id=row["id"],
            owner=row["person_id"],
            text=row["words"],
            direction=row["direction"],
            tags=tuple(row["tags"]),
            avoid=row["avoid"],
            area=row["area"],
            times=frozenset(row["times"]),
            posted_at=row["confirmed_at"] or row["created_at"],
            asks_last_30_days=asks.get(row["person_id"], 0),
            asks_agreed=row["asks_a_month"],
            paused=paused or row["stopped"] or not row["reachable"] or row["unanswered"] > TRIES,
            newcomer=tx.now - row["joined_at"] < NEW_FOR,
            members=members.get(row["group_id"], frozenset()),
        )

    return await tx.all(statement, posting)


async def _members(tx: Tx, community_id: CommunityId) -> dict[int | None, frozenset[int]]:
    """Who is in each group of a neighbourhood that looks for something or shares it."""
    found: dict[int | None, set[int]] = defaultdict(set)
    for group, person in await tx.all(
        MEMBERS, lambda group, person: (group, person), community=community_id
    ):
        found[group].add(person)
    return {group: frozenset(inside) for group, inside in found.items()}


async def _asks(tx: Tx, community_id: CommunityId) -> dict[int, int]:
    """How often each person of a neighbourhood was asked in the last thirty days."""
    since = tx.now - ASKS_COUNT_FOR
    asked = (
        (introductions.c.giver_id, introductions.c.giver_asked_at),
        (introductions.c.asker_id, introductions.c.asker_asked_at),
    )
    counts: dict[int, int] = {}
    counting = [
        select(person.label("person"), func.count().label("times"))
        .where(introductions.c.community_id == community_id, moment > since)
        .group_by(person)
        for person, moment in asked
    ]
    counting.append(
        select(together_people.c.person_id.label("person"), func.count().label("times"))
        .join(togethers, togethers.c.id == together_people.c.together_id)
        .where(togethers.c.community_id == community_id, together_people.c.asked_at > since)
        .group_by(together_people.c.person_id)
    )
    for statement in counting:
        for who, times in await tx.all(statement, lambda person, times: (person, times)):
            counts[who] = counts.get(who, 0) + times
    return counts


def _talent(*, tags: list[str], times: list[str], **row: Any) -> Talent:
    return Talent(tags=tuple(tags), times=tuple(times), **row)
