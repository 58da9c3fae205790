"""What people said about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, or_, select, update

from bot.introductions import ASKING, NEVER_PROPOSED, IntroductionState, Reply
from bot.matching import Direction, Posting, forget
from bot.messages import CommunityId, PersonId
from bot.tags import MOST_TAGS, suggested_tags
from bot.talents import Talent
from storage import matching
from storage.database import Tx
from storage.introductions import FOUND
from storage.tables import behalf, groups, introductions, talents

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
    new = await tx.new_id(
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
    told = Posting(
        id=new, owner=person_id, text=words, direction=direction, tags=tuple(tags), avoid=avoid
    )
    await matching.keep(tx, told, community_id=community_id)
    return new


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
    told = Posting(
        id=talent.id,
        owner=talent.person_id,
        text=talent.words,
        direction=talent.direction,
        tags=talent.tags,
        avoid=talent.avoid,
    )
    await matching.keep(tx, told, community_id=talent.community_id)
    forget()


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
    forget()


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


def _talent(*, tags: list[str], times: list[str], **row: Any) -> Talent:
    return Talent(tags=tuple(tags), times=tuple(times), **row)
