"""Reading in the background: what another edition of the knowledge base read of a talent, or nobody
yet, is read again, a few at a time."""

from __future__ import annotations

from handlers.routing import Outcome, Router
from storage import matching as stored
from storage import timers
from storage.database import Tx

router = Router()
READ = "reading"
AT_ONCE = 25  # a few hundredths of a second, in which nobody else is answered
ALL = 0  # the timer is about every neighbourhood


async def begin(tx: Tx) -> None:
    """At the start of the bot: is there anything to read?"""
    if await stored.unread(tx, most=1):
        await timers.put(tx, READ, ALL, due_at=tx.now)


@router.timer(READ)
async def read_on(tx: Tx, _: int) -> Outcome:
    """Some of what is left, and then the rest."""
    left = await stored.unread(tx, most=AT_ONCE)
    for community_id, posting in left:
        await stored.keep(tx, posting, community_id=community_id)
    if len(left) == AT_ONCE:
        await timers.put(tx, READ, ALL, due_at=tx.now)
    return None
