"""The talent talk in the chat: what was answered is kept, each answer as a talent."""

from __future__ import annotations

from typing import Any

from bot import talents, talks
from bot.messages import Message
from handlers.routing import Here, Outcome, Router
from handlers.talents import keep_new
from storage import outbox
from storage.database import Tx

router = Router()


@router.finish(talks.TALK.name)
async def keep(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Keep what was told, for the buurtverbinders only."""
    parts = talks.told(answers)
    new = [talents.say(here.who, part, open_searches=0) for part in parts]
    body, buttons = talks.saved([await keep_new(tx, each, zone=here.who.zone) for each in new])
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None
