"""Broadcasts in the chat: writing, a minute to take it back, fanning out, progress and report."""

from __future__ import annotations

from typing import Any

from bot import broadcasts as rules
from bot.broadcasts import (
    AHEAD,
    BATCH,
    BROADCAST,
    EVERY,
    UNDO,
    Broadcast,
    BroadcastState,
    LeaveDoubtful,
    Screen,
    SendDoubtful,
    TakeBackBroadcast,
    WriteBroadcast,
)
from bot.communities import Logged
from bot.errors import Refused
from bot.messages import CommunityId, Courtesy, Edit, Message, Repeat, ToPerson
from bot.people import Member
from handlers import dialogs
from handlers.routing import Here, Outcome, Router, show
from storage import broadcasts as stored
from storage import communities, outbox, people, timers
from storage.database import Tx

router = Router()
CARD = "broadcast"  # the sender's own message: waiting, progress, report
START, PROGRESS = "broadcast-start", "broadcast-progress"
FAN_OUT, PUT_BATCH = "broadcast-fan-out", "broadcast-batch"


# --- writing -----------------------------------------------------------------------------------


@router.command("bericht", "broadcast")
@router.press(WriteBroadcast)
async def write(tx: Tx, here: Here, press: WriteBroadcast | None = None) -> Outcome:
    """Ask for the words; the preview tells how many will get them."""
    who = here.who
    audience = await stored.audience(tx, who.community_id, besides=who.id)
    rules.check_may_write(who, audience, of=who.community_id)
    known = rules.known_before(who, audience)
    if here.words:
        known["words"] = rules.read_words(here.words)
    await dialogs.begin(tx, here, BROADCAST, known)
    return None


@router.finish("broadcast")
async def confirm(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """It waits a minute, in which it can be taken back."""
    who = await _member(tx, here, answers["community"])
    audience = await stored.audience(tx, who.community_id, besides=who.id)
    rules.check_may_write(who, audience, of=answers["community"])
    broadcast = await stored.add(
        tx, of=who.community_id, by=who.id, words=answers["words"], audience=audience
    )
    card = await outbox.open_card(tx, chat=who.telegram_id, noun=CARD, subject=broadcast.id)
    await stored.change(tx, broadcast.id, card_id=card)
    await timers.put(tx, START, broadcast.id, due_at=tx.now + UNDO)
    body, buttons = rules.waiting(broadcast.id, audience)
    await outbox.put(tx, Message(to=ToPerson(who.id), body=body, buttons=buttons, card=card))
    return None


@router.press(TakeBackBroadcast)
async def take_back(tx: Tx, here: Here, press: TakeBackBroadcast) -> Outcome:
    """`Toch niet versturen`, while nothing has left."""
    broadcast, who = await _broadcast(tx, here, press.broadcast)
    rules.check_may_take_back(broadcast, by=who)
    await _stop(tx, broadcast)
    await show(tx, here, *rules.stopped(broadcast, by_sender=True))
    return None


# --- sending -----------------------------------------------------------------------------------


@router.timer(START)
async def start(tx: Tx, broadcast_id: int) -> None:
    """The minute is over: begin, or wait for the morning."""
    broadcast = await stored.find(tx, broadcast_id)
    if broadcast is None or broadcast.state is not BroadcastState.WAITING:
        return
    sender = await _sender(tx, broadcast)
    if sender is None:
        await _stop(tx, broadcast)
        await _show_sender(tx, broadcast, rules.stopped(broadcast, by_sender=False))
        return
    moment = rules.leaves_at(tx.now, sender.zone)
    if moment > tx.now:
        await timers.put(tx, START, broadcast_id, due_at=moment)
        screen = rules.waiting_until(broadcast, moment, sender.zone)
        await _show_sender(tx, broadcast, screen)
        return
    await _begin(tx, broadcast, sender)


@router.timer(FAN_OUT)
async def fan_out(tx: Tx, broadcast_id: int) -> None:
    """Let the next batch be put, never far ahead of the postman and not in quiet hours.

    Looking at the postman's queue and adding to it are two transactions. In one it would get in
    the postman's way, and on PostgreSQL lose from it every time.
    """
    broadcast = await stored.find(tx, broadcast_id)
    if broadcast is None or broadcast.state is not BroadcastState.SENDING:
        return
    zone = (await communities.get(tx, broadcast.community_id)).zone
    if await stored.ahead(tx, broadcast_id) > AHEAD - BATCH:
        await timers.put(tx, FAN_OUT, broadcast_id, due_at=tx.now + EVERY)
    else:
        await timers.put(tx, PUT_BATCH, broadcast_id, due_at=rules.leaves_at(tx.now, zone))


@router.timer(PUT_BATCH)
async def put_batch(tx: Tx, broadcast_id: int) -> None:
    """Put the message for the next five hundred, and remember how far that is."""
    broadcast = await stored.find(tx, broadcast_id)
    if broadcast is None or broadcast.state is not BroadcastState.SENDING:
        return
    sender = await _sender(tx, broadcast)
    if sender is None:
        await stored.change(tx, broadcast_id, complete=True)
        return
    recipients = await stored.next_people(
        tx, broadcast.community_id, after=broadcast.cursor, besides=sender.id, most=BATCH
    )
    await _put_for(tx, broadcast, sender, recipients)
    if len(recipients) < BATCH:
        await stored.change(tx, broadcast_id, complete=True)
        return
    await stored.change(tx, broadcast_id, cursor=recipients[-1].id)
    await timers.put(tx, FAN_OUT, broadcast_id, due_at=tx.now)


@router.timer(PROGRESS)
async def report(tx: Tx, broadcast_id: int) -> None:
    """Show its sender how far it is, and at the end what became of it."""
    broadcast = await stored.find(tx, broadcast_id)
    if broadcast is None or broadcast.state is not BroadcastState.SENDING:
        return
    counts = await stored.counts(tx, broadcast_id)
    again = rules.look_again_at(broadcast, counts, now=tx.now)
    if again is not None:
        await timers.put(tx, PROGRESS, broadcast_id, due_at=again)
    else:
        await stored.change(tx, broadcast_id, state=BroadcastState.DONE, finished_at=tx.now)
    await _show_progress(tx, broadcast)


# --- what may have arrived, or not -------------------------------------------------------------


@router.press(SendDoubtful)
async def send_doubtful(tx: Tx, here: Here, press: SendDoubtful) -> Outcome:
    """`Stuur nog een keer`."""
    broadcast, who = await _broadcast(tx, here, press.broadcast)
    rules.check_may_settle(broadcast, by=who)
    if not await stored.send_again(tx, broadcast.id):
        raise Refused("button-old")
    await stored.change(tx, broadcast.id, state=BroadcastState.SENDING)
    await timers.put(tx, PROGRESS, broadcast.id, due_at=tx.now + EVERY)
    await _show_progress(tx, broadcast)
    return None


@router.press(LeaveDoubtful)
async def leave_doubtful(tx: Tx, here: Here, press: LeaveDoubtful) -> Outcome:
    """`Laat zo`."""
    broadcast, who = await _broadcast(tx, here, press.broadcast)
    rules.check_may_settle(broadcast, by=who)
    if not await stored.let_be(tx, broadcast.id):
        raise Refused("button-old")
    await _show_progress(tx, broadcast)
    return None


# --- steps -------------------------------------------------------------------------------------


async def _begin(tx: Tx, broadcast: Broadcast, sender: Member) -> None:
    """Post it in the groups, and let the clock put it for everybody."""
    values = {"state": BroadcastState.SENDING, "complete": broadcast.only_group}
    await stored.change(tx, broadcast.id, **values)
    await communities.note(tx, broadcast.community_id, Logged.BROADCAST_SENT, by=sender.id)
    for group in await communities.groups_of(tx, broadcast.community_id):
        await outbox.put(
            tx,
            Message(
                to=group,
                body=rules.group_message(broadcast, sender),
                courtesy=Courtesy.NEWS,
                repeat=Repeat.HOLD,
                silent=True,
                about=frozenset({sender.id}),
                broadcast=broadcast.id,
            ),
        )
    if not broadcast.only_group:
        await timers.put(tx, FAN_OUT, broadcast.id, due_at=tx.now)
    await timers.put(tx, PROGRESS, broadcast.id, due_at=tx.now + EVERY)


async def _put_for(
    tx: Tx, broadcast: Broadcast, sender: Member, recipients: list[stored.Recipient]
) -> None:
    community = await communities.get(tx, broadcast.community_id)
    body, buttons = rules.message(broadcast, sender)
    await stored.put_rows(
        tx,
        broadcast,
        recipients,
        body=body,
        buttons=buttons,
        language=community.language,
        about=sender.id,
    )


async def _stop(tx: Tx, broadcast: Broadcast) -> None:
    stopped = BroadcastState.STOPPED
    await stored.change(tx, broadcast.id, state=stopped, finished_at=tx.now)
    await timers.drop(tx, START, broadcast.id)


async def _show_progress(tx: Tx, broadcast: Broadcast) -> None:
    """Change the sender's message, when there is something new to see in it."""
    counts = await stored.counts(tx, broadcast.id)
    mark = rules.mark(broadcast, counts)
    if mark == broadcast.shown:
        return
    await stored.change(tx, broadcast.id, shown=mark)
    await _show_sender(tx, broadcast, rules.progress(broadcast, counts))


async def _show_sender(tx: Tx, broadcast: Broadcast, screen: Screen) -> None:
    if broadcast.sender_id is None or broadcast.card_id is None:
        return
    body, buttons = screen
    await outbox.put(
        tx,
        Edit(
            target=broadcast.card_id,
            to=ToPerson(broadcast.sender_id),
            body=body,
            buttons=buttons,
        ),
    )


async def _sender(tx: Tx, broadcast: Broadcast) -> Member | None:
    """The sender, as long as they may send."""
    if broadcast.sender_id is None:
        return None
    found = await people.find_member(tx, broadcast.sender_id, broadcast.community_id)
    return found if rules.may_still_send(found, of=broadcast.community_id) else None


async def _broadcast(tx: Tx, here: Here, broadcast_id: int) -> tuple[Broadcast, Member]:
    broadcast = await stored.get(tx, broadcast_id)
    return broadcast, await _member(tx, here, broadcast.community_id)


async def _member(tx: Tx, here: Here, community_id: CommunityId) -> Member:
    assert here.person is not None  # noqa: S101  # no strangers here
    return await people.member(tx, here.person.id, community_id)
