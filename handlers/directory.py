"""`Wat kunnen mensen hier?` in the chat."""

from __future__ import annotations

from bot import directory as rules
from bot.directory import ShowDirectory
from handlers.routing import Here, Outcome, Router, show
from storage import directory as stored
from storage.database import Tx

router = Router()


@router.command("talenten", "talents")
@router.press(ShowDirectory)
async def look_around(tx: Tx, here: Here, press: ShowDirectory | None = None) -> Outcome:
    who = here.who
    entries = await stored.entries(tx, who.community_id)
    page = rules.page(entries, press.page if press else 0, of=who)
    body, buttons = rules.screen(page)
    await show(tx, here, body, buttons, about=frozenset(each.person_id for each in page.items))
    return None
