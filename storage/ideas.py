"""Ideas, who joined them, and what was said to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, select, update

from bot.errors import Refused
from bot.ideas import Idea, IdeaState, Response
from bot.messages import CommunityId, PersonId
from bot.paging import PAGE, Page, page_of, within
from storage.database import Tx
from storage.tables import idea_participants, idea_responses, ideas

IDEA = [ideas.c[name] for name in Idea.__slots__]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A response to an idea."""

    id: int
    idea_id: int
    person_id: PersonId
    kind: Response
    words: str


async def add(
    tx: Tx,
    *,
    community_id: CommunityId,
    author_id: PersonId,
    title: str,
    needs: str | None,
    excluded: str | None,
) -> Idea:
    """A new idea, as a sketch."""
    new = await tx.new_id(
        ideas,
        community_id=community_id,
        author_id=author_id,
        title=title,
        needs=needs,
        excluded=excluded,
        state=IdeaState.SKETCH,
        created_at=tx.now,
    )
    return await get(tx, new)


async def get(tx: Tx, idea_id: int) -> Idea:
    """The idea; refuses one that is not there any more."""
    found = await tx.one(select(*IDEA).where(ideas.c.id == idea_id), Idea)
    if found is None:
        raise Refused("idea-gone")
    return found


async def set_state(tx: Tx, idea: Idea) -> None:
    await tx.run(update(ideas).where(ideas.c.id == idea.id).values(state=idea.state))


async def last_by(tx: Tx, author: PersonId) -> datetime | None:
    """When somebody last brought an idea."""
    return await tx.value(  # type: ignore[no-any-return]  # an Instant column
        select(func.max(ideas.c.created_at)).where(ideas.c.author_id == author)
    )


async def page(tx: Tx, community_id: CommunityId, number: int) -> Page[Idea]:
    """The ideas of a neighbourhood, newest first."""
    statement = (
        select(*IDEA)
        .where(ideas.c.community_id == community_id, ideas.c.state != IdeaState.WITHDRAWN)
        .order_by(ideas.c.id.desc())
        .offset(within(number) * PAGE)
        .limit(PAGE + 1)
    )
    return page_of(await tx.all(statement, Idea), within(number))


async def all_open(tx: Tx, community_id: CommunityId) -> list[Idea]:
    """The ideas that can be joined, oldest first."""
    here = and_(ideas.c.community_id == community_id, ideas.c.state != IdeaState.WITHDRAWN)
    return await tx.all(select(*IDEA).where(here).order_by(ideas.c.id), Idea)


async def quiet(
    tx: Tx, community_id: CommunityId, *, before: datetime, besides: PersonId
) -> Idea | None:
    """The newest idea that waits for a first human reaction, brought before this moment by somebody
    else; None when every idea was heard. The newest, so that one that stays quiet for ever hides no
    other."""
    joined = exists().where(
        idea_participants.c.idea_id == ideas.c.id,
        idea_participants.c.person_id != ideas.c.author_id,
    )
    answered = exists().where(
        idea_responses.c.idea_id == ideas.c.id, idea_responses.c.person_id != ideas.c.author_id
    )
    statement = (
        select(*IDEA)
        .where(
            ideas.c.community_id == community_id,
            ideas.c.state != IdeaState.WITHDRAWN,
            ideas.c.author_id != besides,
            ideas.c.created_at <= before,
            ~joined,
            ~answered,
        )
        .order_by(ideas.c.id.desc())
        .limit(1)
    )
    return await tx.one(statement, Idea)


async def of_person(tx: Tx, person_id: PersonId) -> list[Idea]:
    """What somebody brought, newest first."""
    statement = (
        select(*IDEA)
        .where(ideas.c.author_id == person_id, ideas.c.state != IdeaState.WITHDRAWN)
        .order_by(ideas.c.id.desc())
    )
    return await tx.all(statement, Idea)


async def by_author(tx: Tx, person_id: PersonId) -> list[Idea]:
    """Everything somebody ever brought, withdrawn or not."""
    return await tx.all(select(*IDEA).where(ideas.c.author_id == person_id), Idea)


async def joined_by(tx: Tx, person_id: PersonId) -> list[Idea]:
    """The ideas that somebody joined."""
    statement = (
        select(*IDEA)
        .join(idea_participants, idea_participants.c.idea_id == ideas.c.id)
        .where(idea_participants.c.person_id == person_id)
    )
    return await tx.all(statement, Idea)


async def without_author(tx: Tx, idea_id: int) -> None:
    """The idea stays; who brought it is forgotten."""
    await tx.run(update(ideas).where(ideas.c.id == idea_id).values(author_id=None))


async def remove(tx: Tx, idea_id: int) -> None:
    """Nothing of the idea stays."""
    await tx.run(delete(ideas).where(ideas.c.id == idea_id))


async def join(tx: Tx, idea_id: int, person_id: PersonId) -> bool:
    """Join in; whether that is new."""
    return await tx.insert_new(
        idea_participants, idea_id=idea_id, person_id=person_id, joined_at=tx.now
    )


async def leave(tx: Tx, idea_id: int, person_id: PersonId) -> bool:
    """Join in no more; whether they did."""
    mine = (idea_participants.c.idea_id == idea_id) & (idea_participants.c.person_id == person_id)
    return await tx.run(delete(idea_participants).where(mine)) == 1


async def participants(tx: Tx, idea_id: int) -> list[PersonId]:
    """Everyone who joined, first come first."""
    statement = (
        select(idea_participants.c.person_id)
        .where(idea_participants.c.idea_id == idea_id)
        .order_by(idea_participants.c.joined_at, idea_participants.c.person_id)
    )
    return await tx.values(statement)


async def respond(tx: Tx, idea_id: int, person_id: PersonId, kind: Response, words: str) -> int:
    """Keep what somebody said; its id."""
    return await tx.new_id(
        idea_responses, idea_id=idea_id, person_id=person_id, kind=kind, words=words, at=tx.now
    )


async def response(tx: Tx, response_id: int) -> Said:
    """What was said; refuses what is gone."""

    def said(*, kind: str, **row: object) -> Said:
        return Said(kind=Response(kind), **row)  # type: ignore[arg-type]  # the columns below

    columns = [idea_responses.c[name] for name in Said.__slots__]
    found = await tx.one(select(*columns).where(idea_responses.c.id == response_id), said)
    if found is None:
        raise Refused("button-old")
    return found
