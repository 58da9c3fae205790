"""Nominations, and the neighbours who know somebody."""

from __future__ import annotations

from sqlalchemy import delete, func, select, update

from bot.messages import CommunityId, PersonId
from bot.nominations import LASTS, Nomination, NominationState, Party
from bot.people import Role
from storage.database import Tx
from storage.tables import nomination_confirmations as confirmations
from storage.tables import nominations, roles

_connects = roles.c.role == Role.CONNECTOR
NOMINATION = [nominations.c[name] for name in Nomination.__slots__]


async def add(
    tx: Tx,
    *,
    token_hash: str,
    by: PersonId,
    of: CommunityId,
    person: PersonId | None = None,
) -> Nomination:
    """A new one, open to whoever has its link, or to `person` alone."""
    new = await tx.new_id(
        nominations,
        token_hash=token_hash,
        community_id=of,
        nominated_by=by,
        person_id=person,
        state=NominationState.OPEN,
        expires_at=tx.now + LASTS,
    )
    found = await find(tx, new)
    assert found is not None  # noqa: S101  # added just above
    return found


async def find(tx: Tx, nomination_id: int) -> Nomination | None:
    """The nomination with this id, or None: the id came from a button."""
    mine = nominations.c.id == nomination_id
    return await tx.one(select(*NOMINATION).where(mine), Nomination)


async def find_by_link(tx: Tx, token_hash: str) -> Nomination | None:
    mine = nominations.c.token_hash == token_hash
    return await tx.one(select(*NOMINATION).where(mine), Nomination)


async def save(tx: Tx, it: Nomination) -> None:
    """Write down whose it is and what became of it."""
    mine = nominations.c.id == it.id
    values = {name: getattr(it, name) for name in ("person_id", "party", "state", "expires_at")}
    await tx.run(update(nominations).where(mine).values(**values))


async def open_of(tx: Tx, by: PersonId, of: CommunityId) -> int:
    """How many links somebody has out that were not answered yet."""
    statement = select(func.count()).where(
        nominations.c.nominated_by == by,
        nominations.c.community_id == of,
        nominations.c.state == NominationState.OPEN,
        nominations.c.expires_at > tx.now,
    )
    return int(await tx.value(statement))


async def of_person(tx: Tx, person: PersonId) -> list[Nomination]:
    """Every nomination of somebody."""
    mine = nominations.c.person_id == person
    return await tx.all(select(*NOMINATION).where(mine), Nomination)


async def standing_of(tx: Tx, person: PersonId, of: CommunityId) -> Nomination | None:
    """The one that somebody has in the group now, if any."""
    statement = select(*NOMINATION).where(
        nominations.c.person_id == person,
        nominations.c.community_id == of,
        nominations.c.state == NominationState.STANDING,
    )
    return await tx.one(statement, Nomination)


async def standing(tx: Tx, of: CommunityId) -> list[Nomination]:
    """Every one that is in the group now, oldest first."""
    here = nominations.c.community_id == of
    statement = select(*NOMINATION).where(here, nominations.c.state == NominationState.STANDING)
    return await tx.all(statement.order_by(nominations.c.id), Nomination)


async def remove(tx: Tx, nomination_id: int) -> None:
    await tx.run(delete(nominations).where(nominations.c.id == nomination_id))


async def confirm(tx: Tx, nomination_id: int, by: PersonId) -> bool:
    """Note that a neighbour knows them; whether that is new."""
    return await tx.insert_new(confirmations, nomination_id=nomination_id, person_id=by, at=tx.now)


async def take_back(tx: Tx, nomination_id: int, by: PersonId) -> bool:
    """Whether there was something to take back."""
    mine = (confirmations.c.nomination_id == nomination_id) & (confirmations.c.person_id == by)
    return await tx.run(delete(confirmations).where(mine)) == 1


async def count(tx: Tx, nomination_id: int) -> int:
    """How many neighbours know them. For the decision alone: nobody reads a number."""
    mine = confirmations.c.nomination_id == nomination_id
    return int(await tx.value(select(func.count()).select_from(confirmations).where(mine)))


# --- who lives here, and who works here ---------------------------------------------------------


async def parties(tx: Tx, of: CommunityId, *, but: PersonId | None = None) -> list[Party | None]:
    """What each buurtverbinder of a neighbourhood said of themselves; `but`: one left out."""
    theirs = select(roles.c.party).where(_connects, roles.c.community_id == of)
    return await tx.values(theirs if but is None else theirs.where(roles.c.person_id != but))


async def untold(tx: Tx, person: PersonId) -> list[CommunityId]:
    """Where somebody is buurtverbinder and never said whether they live or work there."""
    mine = _connects & (roles.c.person_id == person) & roles.c.party.is_(None)
    return await tx.values(select(roles.c.community_id).where(mine).order_by(roles.c.community_id))


async def tell_party(tx: Tx, person: PersonId, of: CommunityId, party: Party) -> None:
    mine = _connects & (roles.c.person_id == person) & (roles.c.community_id == of)
    await tx.run(update(roles).where(mine).values(party=party))
