"""Broadcasts, and the rows of the outbox that they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, distinct, func, insert, or_, select, update

from bot.broadcasts import Audience, Broadcast, BroadcastState, Counts
from bot.errors import Refused
from bot.messages import (
    CommunityId,
    Courtesy,
    Keyboard,
    Message,
    PersonId,
    Priority,
    Repeat,
    Text,
    ToPerson,
)
from bot.texts import known
from storage import outbox
from storage.database import Tx
from storage.tables import broadcasts, chats, memberships, outbox_about, people, roles
from storage.tables import outbox as rows

BROADCAST = [broadcasts.c[name] for name in Broadcast.__slots__]
UNREACHABLE = "unreachable"
DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who wants messages of organisers. `language` is None when they chose none."""

    id: PersonId
    telegram_id: int
    language: str | None
    telegram_language: str | None


async def add(
    tx: Tx, *, of: CommunityId, by: PersonId, words: str, audience: Audience
) -> Broadcast:
    """A new broadcast, which waits for its minute to pass."""
    new = await tx.new_id(
        broadcasts,
        community_id=of,
        sender_id=by,
        words=words,
        state=BroadcastState.WAITING,
        only_group=audience.only_group,
        total=audience.total,
        created_at=tx.now,
    )
    return await get(tx, new)


async def find(tx: Tx, broadcast_id: int) -> Broadcast | None:
    return await tx.one(select(*BROADCAST).where(broadcasts.c.id == broadcast_id), Broadcast)


async def get(tx: Tx, broadcast_id: int) -> Broadcast:
    """The broadcast; refuses one that is not there."""
    found = await find(tx, broadcast_id)
    if found is None:
        raise Refused("button-old")
    return found


async def change(tx: Tx, broadcast_id: int, **values: Any) -> None:
    await tx.run(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(**values))


# --- for whom ----------------------------------------------------------------------------------


async def audience(tx: Tx, community_id: CommunityId, *, besides: PersonId) -> Audience:
    """Whom a broadcast would reach now, its sender left out."""
    wanting = (
        select(func.count()).select_from(_members()).where(*_wants_it(tx, community_id, besides))
    )
    groups = select(func.count()).where(
        chats.c.community_id == community_id, chats.c.present.is_(True)
    )
    team = select(func.count(distinct(roles.c.person_id))).where(
        roles.c.community_id == community_id
    )
    return Audience(
        people=int(await tx.value(wanting)),
        groups=int(await tx.value(groups)),
        team=int(await tx.value(team)),
    )


async def next_people(
    tx: Tx, community_id: CommunityId, *, after: int, besides: PersonId, most: int
) -> list[Recipient]:
    """The next ones who want it, in the order of the cursor."""
    columns = [people.c[name] for name in Recipient.__slots__]
    statement = (
        select(*columns)
        .select_from(_members())
        .where(*_wants_it(tx, community_id, besides), memberships.c.person_id > after)
        .order_by(memberships.c.person_id)
        .limit(most)
    )
    return await tx.all(statement, Recipient)


def _members() -> Any:
    return memberships.join(people, people.c.id == memberships.c.person_id)


def _wants_it(tx: Tx, community_id: CommunityId, besides: PersonId) -> tuple[Any, ...]:
    return (
        memberships.c.community_id == community_id,
        memberships.c.person_id != besides,
        people.c.news.is_(True),
        people.c.stopped.is_(False),
        people.c.reachable.is_(True),
        or_(people.c.paused_until.is_(None), people.c.paused_until <= tx.now),
    )


# --- its messages ------------------------------------------------------------------------------


async def put_rows(
    tx: Tx,
    broadcast: Broadcast,
    recipients: Sequence[Recipient],
    *,
    body: Text,
    buttons: Keyboard,
    language: str,
    about: PersonId,
) -> None:
    """Put the message for all these people in the outbox: rendered once for each language, in one
    statement. `language` is the neighbourhood's, for who chose none."""
    if not recipients:
        return
    spoken = {each.id: _language(each, language) for each in recipients}
    message = Message(to=ToPerson(about), body=body, buttons=buttons, silent=True)
    written = {each: outbox.written(message, each) for each in set(spoken.values())}
    values = [
        {
            "chat_id": each.telegram_id,
            "person_id": each.id,
            "method": "sendMessage",
            "payload": written[spoken[each.id]],
            "priority": Priority.BROADCAST,
            "courtesy": Courtesy.NEWS,
            "repeat": Repeat.HOLD,
            "created_at": tx.now,
            "due_at": tx.now,
            "broadcast_id": broadcast.id,
        }
        for each in recipients
    ]
    new = await tx.new_ids(rows, values)
    await tx.many(insert(outbox_about), [{"outbox_id": each, "person_id": about} for each in new])
    tx.woken = True


async def ahead(tx: Tx, broadcast_id: int) -> int:
    """How many of its messages wait before the postman."""
    statement = select(func.count()).where(
        rows.c.broadcast_id == broadcast_id,
        rows.c.person_id.is_not(None),
        rows.c.state.in_(outbox.ACTIVE),
        rows.c.due_at <= tx.now,
    )
    return int(await tx.value(statement))


async def counts(tx: Tx, broadcast_id: int) -> Counts:
    """What became of its messages."""
    private, active = rows.c.person_id.is_not(None), rows.c.state.in_(outbox.ACTIVE)
    later = and_(rows.c.state == "ready", rows.c.due_at > tx.now)
    lost = and_(rows.c.state == "dead", rows.c.reason != DOUBTFUL)
    unreachable = and_(rows.c.state == "skipped", rows.c.reason == UNREACHABLE)
    unwanted = and_(rows.c.state == "skipped", rows.c.reason != UNREACHABLE)
    statement = select(
        _how_many(private, rows.c.state == "sent").label("sent"),
        _how_many(active, ~later).label("due"),
        _how_many(private, later).label("later"),
        func.min(case((later, rows.c.due_at))).label("next_due"),
        _how_many(private, lost | unreachable).label("unreachable"),
        _how_many(private, unwanted).label("unwanted"),
        _how_many(rows.c.state == "unknown").label("doubtful"),
        _how_many(rows.c.state == "dead", rows.c.reason == DOUBTFUL).label("let_be"),
        _how_many(~private, rows.c.state == "sent").label("groups"),
        _how_many(~private, later).label("groups_later"),
    ).where(rows.c.broadcast_id == broadcast_id)
    found = await tx.one(statement, Counts)
    return found or Counts()


async def send_again(tx: Tx, broadcast_id: int) -> int:
    """Let the doubtful ones go once more; how many."""
    again = update(rows).where(_doubtful(broadcast_id))
    return await tx.run(
        again.values(state="ready", reason=None, attempts=0, due_at=tx.now, finished_at=None)
    )


async def let_be(tx: Tx, broadcast_id: int) -> int:
    """Leave the doubtful ones as they are; how many."""
    return await tx.run(update(rows).where(_doubtful(broadcast_id)).values(state="dead"))


def _doubtful(broadcast_id: int) -> Any:
    return and_(rows.c.broadcast_id == broadcast_id, rows.c.state == "unknown")


def _how_many(*conditions: Any) -> Any:
    return func.coalesce(func.sum(case((and_(*conditions), 1), else_=0)), 0)


def _language(who: Recipient, neighbourhood: str) -> str:
    return who.language or known(who.telegram_language) or neighbourhood
