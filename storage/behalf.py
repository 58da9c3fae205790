"""What was told on behalf of a neighbour without Telegram."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from bot.behalf import VERSION, Behalf
from bot.matching import Direction
from bot.messages import CommunityId, PersonId
from storage import talents as stored_talents
from storage.database import Tx
from storage.tables import behalf, talents

BEHALF = [behalf.c[name] for name in Behalf.__slots__]


async def add(tx: Tx, talent_id: int, *, proxy_id: PersonId, name: str, token_hash: str) -> Behalf:
    """Note who told it, and that the neighbour said yes to that now."""
    it = Behalf(
        talent_id=talent_id, proxy_id=proxy_id, name=name, yes_at=tx.now, yes_version=VERSION
    )
    values = {each: getattr(it, each) for each in Behalf.__slots__}
    await tx.insert(behalf, token_hash=token_hash, **values)
    return it


async def by_code(tx: Tx, token_hash: str) -> Behalf | None:
    """What a code stands for; None for one that was used, or never was."""
    return await tx.one(select(*BEHALF).where(behalf.c.token_hash == token_hash), Behalf)


async def told_by(tx: Tx, proxy_id: PersonId) -> list[Behalf]:
    """All that somebody told for others, in the order in which they did."""
    statement = select(*BEHALF).where(behalf.c.proxy_id == proxy_id).order_by(behalf.c.talent_id)
    return await tx.all(statement, Behalf)


async def by_link(tx: Tx, link_hash: str) -> Behalf | None:
    """Whose page a link opens; None for one that works no more, or never was."""
    return await tx.one(select(*BEHALF).where(behalf.c.link_hash == link_hash), Behalf)


async def give_link(tx: Tx, talent_id: int, *, link_hash: str) -> bool:
    """This link from now on; False when it was told for nobody else."""
    mine = behalf.c.talent_id == talent_id
    return await tx.run(update(behalf).where(mine).values(link_hash=link_hash)) == 1


async def take_over(tx: Tx, it: Behalf, *, by: PersonId) -> None:
    """It is the neighbour's own from now on, and the code is used."""
    await stored_talents.end_introductions(tx, it.talent_id)
    mine = talents.c.id == it.talent_id
    await tx.run(update(talents).where(mine).values(person_id=by))
    await tx.run(delete(behalf).where(behalf.c.talent_id == it.talent_id))


async def searching(
    tx: Tx, proxy_id: PersonId, community_id: CommunityId, *, besides: int | None
) -> list[str]:
    """For whom somebody has a search open here, by name, once for each search."""
    statement = (
        select(behalf.c.name)
        .join(talents, talents.c.id == behalf.c.talent_id)
        .where(
            behalf.c.proxy_id == proxy_id,
            talents.c.community_id == community_id,
            talents.c.direction == Direction.NEED,
            talents.c.id != (besides or 0),
        )
    )
    return await tx.values(statement)


async def rename(tx: Tx, talent_id: int, name: str) -> None:
    """Another nickname, or none."""
    await tx.run(update(behalf).where(behalf.c.talent_id == talent_id).values(name=name))
