"""Learning in the background: the night after a choice on a card, a neighbourhood's weights are
fitted anew."""

from __future__ import annotations

from datetime import time

from bot.matching import MOST_DECISIONS, learn, lessons
from bot.messages import CommunityId
from bot.schedules import Rule, first_occurrence
from handlers.routing import Outcome, Router
from storage import communities, timers
from storage import learning as stored
from storage.database import Tx

router = Router()
LEARN = "learning"
LEARN_AT = time(4)  # when nobody waits for anything


async def tonight(tx: Tx, community_id: CommunityId) -> None:
    """A team chose, or took a choice back: this night something may be learned from it."""
    zone = (await communities.get(tx, community_id)).zone
    night = first_occurrence(Rule.daily(), at=LEARN_AT, zone=zone, now=tx.now)
    await timers.put(tx, LEARN, community_id, due_at=night.instant)


@router.timer(LEARN)
async def learn_from_choices(tx: Tx, community: int) -> Outcome:
    """From all choices that stand; of this neighbourhood alone."""
    here = CommunityId(community)
    decisions = await stored.decisions(tx, here, most=MOST_DECISIONS)
    await stored.keep(tx, here, lessons(learn(decisions)))
    return None
