"""What is going on: on demand, and on the pinned message of every group."""

from __future__ import annotations

from bot import digest as rules
from bot.digest import SHOWN, News, Overview
from bot.messages import CardId, CommunityId, Edit, Keyboard, Message, Pin, Text, ToChat, Unpin
from bot.moments import local
from handlers import mine, tokens
from handlers.routing import Here, Outcome, Router, show
from storage import communities, groups, ideas, outbox, sessions
from storage.database import Tx

router = Router()
CARD = "overview"


@router.command("buurt", "news")
@router.press(Overview)
async def overview(tx: Tx, here: Here, press: Overview | None = None) -> Outcome:
    """`Wat speelt er?`"""
    community = await communities.get(tx, here.who.community_id)
    here = await mine.beside_week(tx, here)
    await show(tx, here, *rules.screen(community, await _news(tx, community.id)))
    return None


async def begin(tx: Tx, card: CardId, community_id: CommunityId) -> bool:
    """A live message becomes the group's pinned overview; False when it is not live any more."""
    if not await outbox.turn_card(tx, card, noun=CARD, subject=community_id):
        return False
    await outbox.put(tx, Pin(card))
    await refresh(tx, community_id)
    return True


async def post(tx: Tx, group: ToChat, community_id: CommunityId) -> None:
    """A new overview, in a group that the bot comes back to."""
    for card in await outbox.cards_in(tx, group.id, CARD, community_id):
        await outbox.put(tx, Unpin(card))
        await outbox.close_card(tx, card)
    body, buttons = await _group_screen(tx, community_id)
    card = await outbox.open_card(tx, chat=group.id, noun=CARD, subject=community_id)
    await outbox.put(
        tx, Message(to=group, body=body, buttons=buttons, card=card, silent=True), Pin(card)
    )


async def ensure(tx: Tx, group: ToChat, community_id: CommunityId) -> None:
    """An overview in this group, unless it has one."""
    if not await outbox.cards_in(tx, group.id, CARD, community_id):
        await post(tx, group, community_id)


async def refresh(tx: Tx, community_id: CommunityId) -> None:
    """Show on every group's overview what is going on now."""
    cards = await outbox.cards_of(tx, CARD, community_id)
    if not cards:
        return
    body, buttons = await _group_screen(tx, community_id)
    for card, chat in cards:
        await outbox.put(tx, Edit(target=card, to=ToChat(chat), body=body, buttons=buttons))


async def _group_screen(tx: Tx, community_id: CommunityId) -> tuple[Text, Keyboard]:
    community, news = await communities.get(tx, community_id), await _news(tx, community_id)
    return rules.group_screen(community, news, way_in=tokens.way_in(community_id))


async def _news(tx: Tx, community_id: CommunityId) -> News:
    newest = await ideas.page(tx, community_id, 0)
    coming = await sessions.coming(tx, community_id)
    open_groups = await groups.page(tx, community_id, 0)
    return News(
        ideas=[idea.title for idea in newest.items[:SHOWN]],
        sessions=[
            (local(session.starts_at, session.zone), session.title) for session in coming[:SHOWN]
        ],
        groups=[group.name for group in open_groups.items[:SHOWN]],
    )
