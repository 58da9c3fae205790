"""People, their memberships and their roles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, bindparam, delete, select, update

from bot.errors import Refused
from bot.messages import CommunityId, PersonId
from bot.people import CONSENT_VERSION, Member, Person, Role, TelegramUser
from bot.texts import FALLBACK, known
from storage.database import Tx
from storage.tables import communities, memberships, people, roles

PERSON = [people.c[name] for name in Person.__slots__]
BY_TELEGRAM_ID = select(*PERSON).where(people.c.telegram_id == bindparam("telegram"))


async def find(tx: Tx, telegram_id: int) -> Person | None:
    """Who this Telegram account is to us; None without consent, for then nothing is stored."""
    return await tx.one(BY_TELEGRAM_ID, Person, telegram=telegram_id)


async def get(tx: Tx, person_id: PersonId) -> Person:
    """The person; refuses when they have left."""
    found = await tx.one(select(*PERSON).where(people.c.id == person_id), Person)
    if found is None:
        raise Refused("person-gone")
    return found


async def add(tx: Tx, user: TelegramUser, *, name: str) -> Person:
    """Remember somebody who just agreed to it, with the moment and the version of the text."""
    await tx.insert(
        people,
        telegram_id=user.id,
        name=name,
        username=user.username,
        telegram_language=user.language,
        consent_version=CONSENT_VERSION,
        consented_at=tx.now,
    )
    added = await find(tx, user.id)
    assert added is not None  # noqa: S101  # inserted two lines above
    return added


async def seen(tx: Tx, person: Person, user: TelegramUser) -> None:
    """Somebody spoke: they can be reached, and may have a new username or language."""
    news = {"reachable": True, "username": user.username, "telegram_language": user.language}
    if any(getattr(person, name) != value for name, value in news.items()):
        await tx.run(update(people).where(people.c.id == person.id).values(**news))


async def change(tx: Tx, person_id: PersonId, **values: Any) -> None:
    """Change what a person chose: name, language, pause, community_id and the like."""
    await tx.run(update(people).where(people.c.id == person_id).values(**values))


async def erase(tx: Tx, person_id: PersonId) -> None:
    """Forget a person and all that hangs on them."""
    await tx.run(delete(people).where(people.c.id == person_id))


async def join(tx: Tx, person_id: PersonId, community_id: CommunityId) -> bool:
    """Make somebody a member of a neighbourhood and look there; whether that is new."""
    new = await tx.insert_new(
        memberships, person_id=person_id, community_id=community_id, joined_at=tx.now
    )
    await change(tx, person_id, community_id=community_id)
    return new


async def find_member(
    tx: Tx, person_id: PersonId, community_id: CommunityId | None
) -> Member | None:
    """A person in a neighbourhood, with their roles there; None when they are not a member."""
    if community_id is None:
        return None
    found = await tx.all(WITH_ROLES, _with_role, person=person_id, community=community_id)
    if not found:
        return None
    return replace(found[0], roles=frozenset().union(*(each.roles for each in found)))


async def member(tx: Tx, person_id: PersonId, community_id: CommunityId) -> Member:
    """A person in the neighbourhood of something; refuses who is not a member of it."""
    found = await find_member(tx, person_id, community_id)
    if found is None:
        raise Refused("refused-other-neighbourhood")
    return found


async def neighbourhoods(tx: Tx, person_id: PersonId) -> list[tuple[CommunityId, str]]:
    """The neighbourhoods that somebody is a member of, by name."""
    statement = (
        select(communities.c.id, communities.c.name)
        .join(memberships, memberships.c.community_id == communities.c.id)
        .where(memberships.c.person_id == person_id)
        .order_by(communities.c.name)
    )
    return await tx.all(statement, lambda id, name: (CommunityId(id), str(name)))


async def give_role(tx: Tx, person_id: PersonId, community_id: CommunityId, role: Role) -> bool:
    """Give a role; whether it is new."""
    return await tx.insert_new(
        roles, person_id=person_id, community_id=community_id, role=role, given_at=tx.now
    )


async def end_role(tx: Tx, person_id: PersonId, community_id: CommunityId, role: Role) -> bool:
    """Take a role away; whether it was there."""
    mine = (
        (roles.c.person_id == person_id)
        & (roles.c.community_id == community_id)
        & (roles.c.role == role)
    )
    return await tx.run(delete(roles).where(mine)) == 1


async def with_role(tx: Tx, community_id: CommunityId, role: Role) -> list[Member]:
    """Everyone with this role in a neighbourhood, longest first."""
    statement = (
        _members()
        .join(
            roles,
            (roles.c.person_id == people.c.id)
            & (roles.c.community_id == memberships.c.community_id),
        )
        .where(memberships.c.community_id == community_id, roles.c.role == role)
        .order_by(roles.c.given_at, people.c.id)
    )
    return await tx.all(statement, lambda **row: _member(frozenset({role}), **row))


def _members() -> Select[Any]:
    return (
        select(
            people.c.id,
            people.c.telegram_id,
            people.c.name,
            people.c.username,
            people.c.language,
            people.c.telegram_language,
            memberships.c.community_id,
            communities.c.name.label("community_name"),
            communities.c.language.label("community_language"),
            communities.c.zone,
        )
        .select_from(people)
        .join(memberships, memberships.c.person_id == people.c.id)
        .join(communities, communities.c.id == memberships.c.community_id)
    )


WITH_ROLES = (
    _members()
    .add_columns(roles.c.role)
    .outerjoin(
        roles,
        (roles.c.person_id == people.c.id) & (roles.c.community_id == memberships.c.community_id),
    )
    .where(people.c.id == bindparam("person"), memberships.c.community_id == bindparam("community"))
)


def _with_role(*, role: Role | None, **row: Any) -> Member:
    return _member(frozenset({role} if role else ()), **row)


def _member(
    held: frozenset[Role],
    *,
    language: str | None,
    telegram_language: str | None,
    community_language: str,
    **row: Any,
) -> Member:
    chosen = language or known(telegram_language) or community_language or FALLBACK
    return Member(language=chosen, roles=held, **row)
