"""`Waar zit energie?` in the chat: a short look at the week, for buurtverbinders."""

from __future__ import annotations

from bot import energy as rules
from bot.connectors import ShowCard
from bot.energy import Energy, ShowEnergy
from bot.ideas import QUIET_AFTER, authors
from bot.messages import Message, button
from bot.people import Member
from bot.permissions import Action, require
from handlers.connectors import connector
from handlers.routing import Here, Outcome, Router, show
from storage import energy as stored
from storage import ideas, outbox
from storage.database import Tx

router = Router()


@router.press(ShowEnergy)
async def show_energy(tx: Tx, here: Here, press: ShowEnergy) -> Outcome:
    """In the message of the card, with the way back."""
    who = await connector(tx, here, press.community)
    back = button("back", ShowCard(community=who.community_id))
    week = await _energy(tx, who)
    await show(tx, here, *rules.screen(week, back=back), about=authors(week.moving, week.quiet))
    return None


@router.command("energie", "energy")
async def energy_now(tx: Tx, here: Here) -> Outcome:
    who = here.who
    require(who, Action.SEE_CONNECTOR_CARD, of=who.community_id)
    week = await _energy(tx, who)
    body, buttons = rules.screen(week)
    about = authors(week.moving, week.quiet)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons, about=about))
    return None


async def _energy(tx: Tx, who: Member) -> Energy:
    here, since = who.community_id, tx.now - rules.WEEK
    return Energy(
        new=await stored.new(tx, here, since=since),
        sought=await stored.sought(tx, here),
        moving=await stored.moving(tx, here, since=since),
        quiet=await ideas.quiet(tx, here, before=tx.now - QUIET_AFTER, besides=who.id),
    )
