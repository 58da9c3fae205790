"""Small groups and who is in them."""

from __future__ import annotations

from sqlalchemy import and_, delete, select, update

from bot.errors import Refused
from bot.groups import Group, GroupState, Membership
from bot.messages import CommunityId, PersonId
from bot.paging import PAGE, Page, page_of, within
from storage.database import Tx
from storage.tables import group_members, groups

GROUP = [groups.c[name] for name in Group.__slots__]
MEMBERSHIP = [group_members.c[name] for name in Membership.__slots__]


async def add(
    tx: Tx,
    *,
    community_id: CommunityId,
    founder_id: PersonId | None,
    name: str,
    about: str | None,
    places: int,
) -> Group:
    """A new group, with its founder in it, if it is anybody's."""
    new = await tx.new_id(
        groups,
        community_id=community_id,
        founder_id=founder_id,
        name=name,
        about=about,
        places=places,
        state=GroupState.OPEN,
        created_at=tx.now,
    )
    group = await get(tx, new)
    if founder_id is not None:
        await put_member(tx, group.id, founder_id, waiting=False)
    return group


async def get(tx: Tx, group_id: int) -> Group:
    """The group; refuses one that is not there any more."""
    found = await tx.one(select(*GROUP).where(groups.c.id == group_id), Group)
    if found is None:
        raise Refused("group-gone")
    return found


async def set_state(tx: Tx, group: Group) -> None:
    await tx.run(update(groups).where(groups.c.id == group.id).values(state=group.state))


async def members(tx: Tx, group_id: int) -> list[Membership]:
    """Everyone in the group and on its waiting list, first come first."""
    statement = (
        select(*MEMBERSHIP)
        .where(group_members.c.group_id == group_id)
        .order_by(group_members.c.joined_at, group_members.c.person_id)
    )
    return await tx.all(statement, Membership)


async def put_member(tx: Tx, group_id: int, person_id: PersonId, *, waiting: bool) -> None:
    """Take somebody in, or put them on the waiting list; their place in line stays."""
    if not await tx.insert_new(
        group_members,
        group_id=group_id,
        person_id=person_id,
        waiting=waiting,
        joined_at=tx.now,
    ):
        mine = (group_members.c.group_id == group_id) & (group_members.c.person_id == person_id)
        await tx.run(update(group_members).where(mine).values(waiting=waiting))


async def remove_member(tx: Tx, group_id: int, person_id: PersonId) -> bool:
    """Let somebody go; whether they were there."""
    mine = (group_members.c.group_id == group_id) & (group_members.c.person_id == person_id)
    return await tx.run(delete(group_members).where(mine)) == 1


async def by_founder(tx: Tx, person_id: PersonId) -> list[Group]:
    """Every group somebody ever started, ended or not."""
    return await tx.all(select(*GROUP).where(groups.c.founder_id == person_id), Group)


async def set_founder(tx: Tx, group: Group) -> None:
    """Whose it is now, if it is anybody's own."""
    mine = groups.c.id == group.id
    await tx.run(update(groups).where(mine).values(founder_id=group.founder_id))


async def remove(tx: Tx, group_id: int) -> None:
    """Nothing of the group stays."""
    await tx.run(delete(groups).where(groups.c.id == group_id))


async def page(tx: Tx, community_id: CommunityId, number: int) -> Page[Group]:
    """The groups of a neighbourhood, newest first."""
    statement = (
        select(*GROUP)
        .where(groups.c.community_id == community_id, groups.c.state == GroupState.OPEN)
        .order_by(groups.c.id.desc())
        .offset(within(number) * PAGE)
        .limit(PAGE + 1)
    )
    return page_of(await tx.all(statement, Group), within(number))


async def all_open(tx: Tx, community_id: CommunityId) -> list[Group]:
    """The groups that can be joined, oldest first."""
    here = and_(groups.c.community_id == community_id, groups.c.state == GroupState.OPEN)
    return await tx.all(select(*GROUP).where(here).order_by(groups.c.id), Group)


async def of_person(tx: Tx, person_id: PersonId) -> list[Group]:
    """The groups that somebody is in, or waits for."""
    statement = (
        select(*GROUP)
        .join(group_members, group_members.c.group_id == groups.c.id)
        .where(group_members.c.person_id == person_id, groups.c.state == GroupState.OPEN)
        .order_by(groups.c.id.desc())
    )
    return await tx.all(statement, Group)
