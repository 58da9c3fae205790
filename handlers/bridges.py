"""What a small group looks for and can share, in the chat."""

from __future__ import annotations

from typing import Any

from bot import bridges as rules
from bot.groups import Group, TellOfGroup
from bot.matching import Direction
from bot.messages import Message
from bot.talents import opened
from handlers import dialogs
from handlers.routing import Here, Outcome, Router, show
from handlers.talents import keep_told
from storage import groups, outbox, talents
from storage.database import Tx

router = Router()


@router.press(TellOfGroup)
async def tell(tx: Tx, here: Here, press: TellOfGroup) -> Outcome:
    """Ask it; what was told before is shown, to change or to take away."""
    group = await _of_mine(tx, here, press.group, press.direction)
    for told in await talents.of_group(tx, group.id):
        if told.direction is press.direction:
            await show(tx, here, *opened(told))
            return None
    known = {"group": group.id, "direction": press.direction.value}
    await dialogs.begin(tx, here, rules.DIALOG[press.direction], known)
    return None


@router.finish(rules.DIALOG[Direction.NEED].name)
@router.finish(rules.DIALOG[Direction.OFFER].name)
async def keep(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Keep it, for the buurtverbinders only."""
    await _of_mine(tx, here, int(answers["group"]), Direction(answers["direction"]))
    told = await keep_told(tx, here, answers, open_searches=0)
    body, buttons = rules.saved(told)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


async def _of_mine(tx: Tx, here: Here, group_id: int, direction: Direction) -> Group:
    """The presser's own group; refuses anybody else's."""
    group = await groups.get(tx, group_id)
    rules.check_may_tell(group, direction, by=here.who)
    return group
