"""The outbox: everything that a person will see, saved in the transaction of its cause.

    ready ──claim──► sending ──► sent
      ▲                 │ ├────► dead      Telegram said no for ever
      │                 │ ├────► unknown   kind `hold`: it may have arrived; its sender decides
      └─────────────────┘ │                kind `retry`, or surely not sent: again
                          └────► skipped   too late, or not wanted any more

Every move out of `sending` names the fence of the postman that made it; a postman whose fence is
no longer the newest changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot import courtesy
from bot.callbacks import Payload
from bot.messages import (
    Button,
    CardId,
    Courtesy,
    Document,
    Edit,
    Keyboard,
    Message,
    MessageRef,
    Outgoing,
    Pin,
    Priority,
    React,
    Recipient,
    Remove,
    Repeat,
    Strip,
    Text,
    ToChat,
    ToPerson,
    ToStranger,
    Unpin,
)
from bot.texts import FALLBACK, html, known, plain
from storage import dialogs, timers
from storage.database import Tx
from storage.tables import (
    cards,
    chats,
    communities,
    outbox,
    outbox_about,
    people,
    process_roles,
    start_tokens,
)
from storage.types import among

MOST_ATTEMPTS = 8  # of a message whose fate stayed unknown, or that Telegram could not take
REASON_LENGTH = 200
SHUT = "group-shut"  # the timer that tells somebody
ACTIVE = ("ready", "sending")
LEFT = ("sending", "sent", "unknown")
COUNTED = ("ready", *LEFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A message on its way, as the postman gets it."""

    id: int
    chat_id: int
    person_id: int | None
    method: str
    payload: dict[str, Any]
    priority: int
    courtesy: Courtesy
    repeat: Repeat
    attempts: int
    expires_at: datetime | None
    card_id: int | None
    broadcast_id: int | None
    target: int | None  # the message at Telegram that an open card is

    @property
    def is_strangers(self) -> bool:
        """Whether it goes to somebody of whom nothing may be kept, also not that it was sent."""
        return self.person_id is None and self.chat_id > 0

    @property
    def makes_card(self) -> bool:
        """Whether it is the message that a live card begins with."""
        return self.card_id is not None and self.method == "sendMessage"

    @property
    def changes_card(self) -> bool:
        """Whether it changes the message that a live card is."""
        return self.card_id is not None and self.method != "sendMessage"


ROW = [outbox.c[name] for name in Row.__slots__ if name != "target"]


# --- putting -----------------------------------------------------------------------------------


async def put(tx: Tx, *things: Outgoing | None) -> None:
    """Save what has to be said; None is passed over. Courtesy decides when, or whether."""
    for thing in things:
        match thing:
            case None:
                pass
            case Message():
                await _put_message(tx, thing)
            case Document():
                await _put_document(tx, thing)
            case Edit():
                await _put_edit(tx, thing)
            case Strip():
                markup: dict[str, Any] = {"reply_markup": {"inline_keyboard": []}}
                await _put_call(tx, thing.target, "editMessageReplyMarkup", markup)
            case Remove():
                await _put_call(tx, thing.target, "deleteMessage", {})
            case React():
                emoji = [{"type": "emoji", "emoji": thing.emoji}]
                await _put_call(tx, thing.target, "setMessageReaction", {"reaction": emoji})
            case Pin():
                await _put_call(tx, thing.target, "pinChatMessage", {"disable_notification": True})
            case Unpin():
                await _put_call(tx, thing.target, "unpinChatMessage", {})
            case _:
                assert_never(thing)
    tx.woken = tx.woken or bool(things)


async def open_card(tx: Tx, *, chat: int, noun: str, subject: int) -> CardId:
    """Make room for a live message; the `Message` that names it fills it."""
    return CardId(await tx.new_id(cards, chat_id=chat, noun=noun, subject_id=subject))


async def adopt_card(tx: Tx, message: MessageRef, *, noun: str, subject: int) -> CardId:
    """The live one that a message is; one that Telegram has already becomes it."""
    found = await tx.values(
        CARD_AT, noun=noun, subject=subject, chat=message.chat, message=message.id
    )
    if found:
        return CardId(found[0])
    new = await tx.new_id(
        cards, chat_id=message.chat, message_id=message.id, noun=noun, subject_id=subject
    )
    return CardId(new)


async def turn_card(tx: Tx, card: CardId, *, noun: str, subject: int) -> bool:
    """Make a live message that of something else; False when it is closed."""
    is_open = and_(cards.c.id == card, cards.c.closed.is_(False))
    return await tx.run(update(cards).where(is_open).values(noun=noun, subject_id=subject)) == 1


async def cards_of(tx: Tx, noun: str, subject: int) -> list[tuple[CardId, int]]:
    """The open live messages of something, each with its chat."""
    return await tx.all(
        CARDS_OF, lambda id, chat_id: (CardId(id), int(chat_id)), noun=noun, subject=subject
    )


async def cards_in(tx: Tx, chat: int, noun: str, subject: int) -> list[CardId]:
    """Those of them in one chat."""
    return [card for card, there in await cards_of(tx, noun, subject) if there == chat]


async def shown_in(tx: Tx, chat: int, noun: str) -> set[int]:
    """What had its live message in a chat, or has one on its way there."""
    under_way = exists().where(
        outbox.c.card_id == cards.c.id,
        outbox.c.method == "sendMessage",
        outbox.c.state.in_(ACTIVE),
    )
    statement = select(cards.c.subject_id).where(
        cards.c.chat_id == chat,
        cards.c.noun == noun,
        or_(cards.c.message_id.is_not(None), cards.c.closed.is_(True), under_way),
    )
    return set(await tx.values(statement))


async def is_card(
    tx: Tx, where: MessageRef, noun: str, subject: int, card: CardId | None = None
) -> bool:
    """Whether that message is a live card of this (and this very card, if given); a copy that a
    crash left behind is not.

    While a card's first sending is still being written down, every message counts as it.
    """
    found = await tx.values(CARD_AT, noun=noun, subject=subject, chat=where.chat, message=where.id)
    return bool(found) if card is None else card in found


async def close_card(tx: Tx, card: CardId) -> None:
    """Nothing will be edited there any more."""
    await tx.run(CLOSE, card=card)


async def recall(tx: Tx, noun: str, subject: int) -> int:
    """Take back the live messages of something that have not left yet; how many."""
    waiting = and_(
        outbox.c.card_id.in_(
            select(cards.c.id).where(cards.c.noun == noun, cards.c.subject_id == subject)
        ),
        outbox.c.method == "sendMessage",
        outbox.c.state == "ready",
        outbox.c.attempts == 0,  # otherwise it may have arrived, and has to be changed instead
    )
    unsent = await tx.values(select(outbox.c.card_id).where(waiting))
    await tx.run(delete(outbox).where(outbox.c.card_id.in_(unsent)))
    await tx.run(delete(cards).where(cards.c.id.in_(unsent)))
    return len(unsent)


async def _put_message(tx: Tx, message: Message) -> None:
    reader = await _reader(tx, message.to)
    answer = await _when(tx, message, reader)
    row = {
        "chat_id": reader.chat,
        "person_id": message.to.id if isinstance(message.to, ToPerson) else None,
        "method": "sendMessage",
        "payload": written(message, reader.language),
        "priority": _priority(message),
        "courtesy": message.courtesy,
        "repeat": message.repeat,
        "created_at": tx.now,
        "due_at": answer.instant if isinstance(answer, courtesy.At) else tx.now,
        "state": "ready" if isinstance(answer, courtesy.At) else "skipped",
        "reason": answer.why if isinstance(answer, courtesy.Never) else None,
        "expires_at": message.expires_at,
        "card_id": message.card,
        "broadcast_id": message.broadcast,
    }
    await _insert(tx, row, message.about)


async def _put_document(tx: Tx, document: Document) -> None:
    reader = await _reader(tx, document.to)
    row = {
        "chat_id": reader.chat,
        "person_id": document.to.id if isinstance(document.to, ToPerson) else None,
        "method": "sendDocument",
        "payload": {
            "caption": html(document.caption, reader.language),
            "parse_mode": "HTML",
            "filename": document.filename,
            "document_text": document.content,
        },
        "priority": Priority.ANSWER,
        "courtesy": Courtesy.ANSWER,
        "repeat": Repeat.RETRY,
        "created_at": tx.now,
        "due_at": tx.now,
    }
    await _insert(tx, row, ())


async def _put_edit(tx: Tx, edit: Edit) -> None:
    reader = await _reader(tx, edit.to)
    content = _content(edit.body, edit.buttons, reader.language)
    if isinstance(edit.target, MessageRef):
        await _put_call(tx, edit.target, "editMessageText", content, about=edit.about)
        return
    # Only the newest state of a card matters: edits that still wait give way to it.
    await tx.run(DROP_WAITING_EDITS, card=edit.target)
    await _put_call(tx, edit.target, "editMessageText", content, about=edit.about)


async def _put_call(
    tx: Tx,
    target: CardId | MessageRef,
    method: str,
    payload: dict[str, Any],
    *,
    about: Iterable[int] = (),
) -> None:
    """Save a call that changes a message which Telegram has, or will have by then."""
    if isinstance(target, MessageRef):
        chat, card = target.chat, None
        payload = {"chat_id": chat, "message_id": target.id, **payload}
    else:
        found = await tx.value(CHAT_OF_OPEN_CARD, card=target)
        if found is None:
            return
        chat, card = int(found), target
        payload = {"chat_id": chat, **payload}
    row = {
        "chat_id": chat,
        "person_id": await tx.value(PERSON_OF_CHAT, chat=chat),
        "method": method,
        "payload": payload,
        "priority": Priority.ANSWER,
        "courtesy": Courtesy.ANSWER,
        "repeat": Repeat.RETRY,
        "created_at": tx.now,
        "due_at": tx.now,
        "card_id": card,
    }
    await _insert(tx, row, about)


# Built once, as everything that each update or turn asks: building costs more than running.
CARD_AT = select(cards.c.id).where(
    cards.c.noun == bindparam("noun"),
    cards.c.subject_id == bindparam("subject"),
    cards.c.chat_id == bindparam("chat"),
    or_(
        cards.c.message_id == bindparam("message"),
        and_(cards.c.message_id.is_(None), cards.c.closed.is_(False)),
    ),
)
CARDS_OF = select(cards.c.id, cards.c.chat_id).where(
    cards.c.noun == bindparam("noun"),
    cards.c.subject_id == bindparam("subject"),
    cards.c.closed.is_(False),
)
CLOSE = update(cards).where(cards.c.id == bindparam("card")).values(closed=True)
DROP_WAITING_EDITS = delete(outbox).where(
    outbox.c.card_id == bindparam("card"),
    outbox.c.state == "ready",
    outbox.c.method == "editMessageText",
)
CHAT_OF_OPEN_CARD = select(cards.c.chat_id).where(
    cards.c.id == bindparam("card"), cards.c.closed.is_(False)
)
PERSON_OF_CHAT = select(people.c.id).where(people.c.telegram_id == bindparam("chat"))


async def _insert(tx: Tx, row: dict[str, Any], about: Iterable[int]) -> None:
    row_id = await tx.new_id(outbox, **row)
    await tx.many(
        insert(outbox_about), [{"outbox_id": row_id, "person_id": each} for each in about]
    )


# --- who reads it ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reader:
    chat: int
    language: str
    zone: str = "UTC"


GROUP_READER = (
    select(chats.c.language, communities.c.language.label("neighbourhood"), communities.c.zone)
    .select_from(chats.outerjoin(communities))
    .where(chats.c.id == bindparam("chat"))
)
PERSON_READER = (
    select(
        people.c.telegram_id,
        people.c.language,
        people.c.telegram_language,
        communities.c.language.label("neighbourhood"),
        communities.c.zone,
    )
    .select_from(people.outerjoin(communities))
    .where(people.c.id == bindparam("person"))
)


async def _reader(tx: Tx, to: Recipient) -> _Reader:
    """Where somebody reads and in which language: their choice, Telegram's, the neighbourhood's."""
    match to:
        case ToStranger():
            return _Reader(to.id, known(to.language) or FALLBACK)
        case ToChat():

            def group(language: str | None, neighbourhood: str | None, zone: str | None) -> _Reader:
                return _Reader(to.id, neighbourhood or known(language) or FALLBACK, zone or "UTC")

            return await tx.one(GROUP_READER, group, chat=to.id) or _Reader(to.id, FALLBACK)
        case ToPerson():

            def person(
                telegram_id: int,
                language: str | None,
                telegram_language: str | None,
                neighbourhood: str | None,
                zone: str | None,
            ) -> _Reader:
                chosen = language or known(telegram_language) or neighbourhood or FALLBACK
                return _Reader(telegram_id, chosen, zone or "UTC")

            found = await tx.one(PERSON_READER, person, person=to.id)
            if found is None:
                raise LookupError(f"person {to.id}")
            return found
    assert_never(to)


async def language_of(tx: Tx, to: Recipient) -> str:
    """The language that this reader gets texts in."""
    return (await _reader(tx, to)).language


async def _when(tx: Tx, message: Message, reader: _Reader) -> courtesy.Answer:
    if message.courtesy is Courtesy.ANSWER:
        return courtesy.At(tx.now)
    urgent = message.expires_at is not None and message.expires_at - tx.now < courtesy.URGENT
    match message.to:
        case ToPerson(id=person):
            known_reader = await courtesy_reader(tx, person)
            return courtesy.when(message.courtesy, known_reader, now=tx.now, urgent=urgent)
        case ToChat():
            posts = await _posts(tx, message.to.id)
            group = courtesy.Reader(zone=reader.zone)
            return courtesy.when_in_group(group, now=tx.now, posts_today=posts)
        case ToStranger():
            return courtesy.Never("no-consent")
    assert_never(message.to)


async def courtesy_reader(tx: Tx, person: int, *, leaving: bool = False) -> courtesy.Reader:
    """What decides when this person may get something. What waits already comes before something
    new, but not before what is `leaving` now: two that wait would give way to each other for ever.
    """
    questions = await _recent(tx, person, Courtesy.QUESTION, leaving)
    lately = await _recent(tx, person, Courtesy.NEWS, leaving)

    def reader(*, news: bool, **known_of: Any) -> courtesy.Reader:
        return courtesy.Reader(
            wants_news=news, questions=tuple(questions), news=tuple(lately), **known_of
        )

    found = await tx.one(COURTESY_READER, reader, person=person)
    if found is None:
        raise LookupError(f"person {person}")
    return found


async def question_at(tx: Tx, person: int) -> courtesy.Answer:
    """When a question may reach this person."""
    reader = await courtesy_reader(tx, person)
    return courtesy.when(Courtesy.QUESTION, reader, now=tx.now)


async def _recent(tx: Tx, person: int, kind: Courtesy, leaving: bool) -> list[datetime]:
    recent = RECENT_THAT_LEFT if leaving else RECENT
    return await tx.values(recent, person=person, kind=kind, since=tx.now - courtesy.WEEK)


async def _posts(tx: Tx, chat: int, *, leaving: bool = False) -> tuple[datetime, ...]:
    posts = POSTS_THAT_LEFT if leaving else POSTS
    return tuple(await tx.values(posts, chat=chat, since=tx.now - timedelta(days=2)))


COURTESY_READER = (
    select(
        people.c.reachable,
        people.c.stopped,
        people.c.news,
        people.c.paused_until,
        people.c.quiet_from,
        people.c.quiet_until,
        people.c.weekly_maximum,
        func.coalesce(communities.c.zone, "UTC").label("zone"),
    )
    .select_from(people.outerjoin(communities))
    .where(people.c.id == bindparam("person"))
)
MOMENT = func.coalesce(outbox.c.finished_at, outbox.c.due_at)
TO_PERSON = select(MOMENT).where(
    bindparam("since", type_=outbox.c.due_at.type) < MOMENT,
    outbox.c.person_id == bindparam("person"),
    outbox.c.courtesy == bindparam("kind"),
)
TO_GROUP = select(MOMENT).where(
    bindparam("since", type_=outbox.c.due_at.type) < MOMENT,
    outbox.c.chat_id == bindparam("chat"),
    outbox.c.courtesy != Courtesy.ANSWER,
)
RECENT, RECENT_THAT_LEFT = (TO_PERSON.where(outbox.c.state.in_(each)) for each in (COUNTED, LEFT))
POSTS, POSTS_THAT_LEFT = (TO_GROUP.where(outbox.c.state.in_(each)) for each in (COUNTED, LEFT))


# --- what somebody chooses about it ------------------------------------------------------------


async def hold_back(tx: Tx, person: int, kinds: Collection[Courtesy], *, reason: str) -> None:
    """Somebody stopped these kinds: what waits for them does not go."""
    waiting = and_(outbox.c.person_id == person, outbox.c.state == "ready")
    await tx.run(
        update(outbox)
        .where(waiting, outbox.c.courtesy.in_(list(kinds)))
        .values(state="skipped", reason=f"stopped-{reason}", finished_at=tx.now)
    )


async def release(tx: Tx, person: int, *, reason: str) -> None:
    """They took it back: what was held back waits again, if there is still time."""
    held = and_(
        outbox.c.person_id == person,
        outbox.c.state == "skipped",
        outbox.c.reason == f"stopped-{reason}",
        outbox.c.finished_at > tx.now - timedelta(days=1),
    )
    await tx.run(update(outbox).where(held).values(state="ready", reason=None, finished_at=None))
    tx.woken = True


async def look_again(tx: Tx, person: int) -> None:
    """Somebody chose other hours, or a pause: courtesy is asked again of all that waits."""
    waiting = and_(outbox.c.person_id == person, outbox.c.state == "ready")
    await tx.run(
        update(outbox)
        .where(waiting, outbox.c.courtesy != Courtesy.ANSWER, outbox.c.due_at > tx.now)
        .values(due_at=tx.now)
    )
    tx.woken = True


# --- how it is written -------------------------------------------------------------------------


def written(message: Message, language: str) -> dict[str, Any]:
    """The message as Telegram gets it, in this language."""
    payload = _content(message.body, message.buttons, language)
    if message.keyboard:
        rows = [[{"text": plain(label, language)} for label in row] for row in message.keyboard]
        payload["reply_markup"] = {
            "keyboard": rows,
            "resize_keyboard": True,
            "is_persistent": True,
        }
    if message.silent:
        payload["disable_notification"] = True
    if isinstance(message.to, ToChat):
        payload |= _topic(message.to)
    if message.reply_to is not None:
        payload["reply_parameters"] = {
            "message_id": message.reply_to,
            "allow_sending_without_reply": True,
        }
    return payload


def _topic(group: ToChat) -> dict[str, int]:
    return {} if group.thread is None else {"message_thread_id": group.thread}


def _content(body: Text, buttons: Keyboard, language: str) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "text": html(body, language),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if buttons:
        rows = [[_button(each, language) for each in row] for row in buttons]
        payload["reply_markup"] = {"inline_keyboard": rows}
    return payload


def _button(button: Button, language: str) -> dict[str, Any]:
    written = {"text": plain(button.label, language)}
    if button.press is not None:
        return {**written, "callback_data": button.press.pack()}
    if button.url is not None:
        return {**written, "url": button.url}
    if button.start is not None:
        return {**written, "start": _packed(button.start)}
    if button.copies is not None:
        return {**written, "copy_text": {"text": button.copies}}
    raise ValueError(f"button {written['text']!r} does nothing")


def _packed(payload: Payload) -> str:
    return payload.pack()  # the postman knows the bot's name and makes it a link


def _priority(message: Message) -> int:
    if message.broadcast is not None:
        return Priority.BROADCAST
    if message.courtesy is Courtesy.ANSWER:
        return Priority.ANSWER
    return Priority.ANNOUNCEMENT


# --- sending -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """What a postman has to know at each turn: whether the role is still theirs, and the moment at
    which the first of what waits may go."""

    holds: bool
    next_due: datetime | None


async def look(tx: Tx, *, role: str, fence: int) -> Look:
    """Whether this fence of the role is still the newest, and what waits: in one question, as most
    turns ask nothing else."""
    found = await tx.one(LOOK, Look, role=role, fence=fence)
    assert found is not None  # noqa: S101  # a row of two answers
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a claim came to: rows to send now, and rows that will not go, or not yet."""

    rows: list[Row]
    passed_over: list[Row]


async def claim(
    tx: Tx, *, fence: int, places: Mapping[Repeat, int], most: int, busy: Collection[int]
) -> Claim:
    """Take up to `most` rows for sending: the first of each chat, but of none that is busy.

    `places`: how many of each kind may still be on their way. Answers go before announcements and
    those before broadcasts. Courtesy is asked again for what nobody asked for; what is too late is
    skipped.
    """
    found = Claim(rows=[], passed_over=[])
    left = {kind: number for kind, number in places.items() if number > 0}
    most = min(most, sum(left.values()))
    if most <= 0:
        return found
    parameters: dict[str, Any] = {"now": tx.now, "most": most}
    statement = SOME_MAY_START
    if busy:
        statement, parameters["busy"] = SOME_ELSEWHERE_MAY_START, list(busy)
    if len(left) == 1:
        statement = statement.where(outbox.c.repeat.in_(left))
    for row in await tx.all(statement, Row, **parameters):
        if not await _may_go(tx, row):
            found.passed_over.append(row)
        elif left[row.repeat] > 0:
            left[row.repeat] -= 1
            found.rows.append(row)
    ids = [row.id for row in found.rows]
    if ids:
        await tx.run(START, ids=ids, fence=fence)
    return found


def _waits_for_card(row: FromClause) -> ColumnElement[bool]:
    """Whether it changes a live card that is itself still waiting, for the morning perhaps."""
    return and_(
        row.c.card_id.is_not(None),
        row.c.method != "sendMessage",
        exists().where(
            FIRST.c.card_id == row.c.card_id,
            FIRST.c.method == "sendMessage",
            FIRST.c.state.in_(ACTIVE),
        ),
    )


def _may_start() -> Select[Any]:
    """What could go at the moment `now`, a parameter: due, with nothing before it in its chat."""
    now = bindparam("now", type_=outbox.c.due_at.type)
    blocked = exists().where(
        EARLIER.c.state == "ready",
        EARLIER.c.chat_id == outbox.c.chat_id,
        EARLIER.c.id < outbox.c.id,
        EARLIER.c.due_at <= now,
        ~_waits_for_card(EARLIER),
    )
    sending = exists().where(
        UNDER_WAY.c.state == "sending", UNDER_WAY.c.chat_id == outbox.c.chat_id
    )
    # A closed card still gets what was put before it closed.
    with_card = outbox.outerjoin(cards, cards.c.id == outbox.c.card_id)
    return (
        select(*ROW, cards.c.message_id.label("target"))
        .select_from(with_card)
        .where(
            outbox.c.state == "ready",
            outbox.c.due_at <= now,
            ~blocked,
            ~sending,
            ~_waits_for_card(outbox),
        )
        .order_by(outbox.c.priority, outbox.c.id)
    )


# Built once: asked at every turn, it cost more to build than to run.
EARLIER, UNDER_WAY, FIRST = (outbox.alias(name) for name in ("earlier", "under_way", "first"))
MAY_START = _may_start()
IS_BUSY = select(or_(exists().where(UNDER_WAY.c.state == "sending"), MAY_START.exists()))
SOME_MAY_START = MAY_START.limit(bindparam("most"))
SOME_ELSEWHERE_MAY_START = SOME_MAY_START.where(~among(outbox.c.chat_id, "busy"))
NEXT_DUE = select(func.min(outbox.c.due_at)).where(
    outbox.c.state == "ready", ~_waits_for_card(outbox)
)
IS_NEWEST = exists().where(
    process_roles.c.name == bindparam("role"), process_roles.c.fence == bindparam("fence")
)
LOOK = select(IS_NEWEST.label("holds"), NEXT_DUE.scalar_subquery().label("next_due"))
START = (
    update(outbox)
    .where(among(outbox.c.id, "ids"), outbox.c.state == "ready")
    .values(state="sending", attempts=outbox.c.attempts + 1)
)
MINE = and_(
    outbox.c.id == bindparam("row"),
    outbox.c.state == "sending",
    outbox.c.fence == bindparam("mine"),
)
LEAVE = update(outbox).where(MINE)
NAME_CARD = update(cards).where(
    cards.c.id == bindparam("card"), cards.c.chat_id == bindparam("chat")
)


async def _may_go(tx: Tx, row: Row) -> bool:
    if row.expires_at is not None and row.expires_at <= tx.now:
        await _skip(tx, row, "too-late")
        return False
    if row.changes_card and row.target is None:
        await _skip(tx, row, "no-card")
        return False
    if row.courtesy is Courtesy.ANSWER:
        return True
    if row.person_id is not None:
        urgent = row.expires_at is not None and row.expires_at - tx.now < courtesy.URGENT
        reader = await courtesy_reader(tx, row.person_id, leaving=True)
        answer = courtesy.when(row.courtesy, reader, now=tx.now, urgent=urgent)
    else:
        zone = (await _reader(tx, ToChat(row.chat_id))).zone
        posts = await _posts(tx, row.chat_id, leaving=True)
        answer = courtesy.when_in_group(courtesy.Reader(zone=zone), now=tx.now, posts_today=posts)
    if isinstance(answer, courtesy.Never):
        await _skip(tx, row, answer.why)
        return False
    if answer.instant > tx.now:
        await tx.run(update(outbox).where(outbox.c.id == row.id).values(due_at=answer.instant))
        return False
    return True


async def sent(tx: Tx, row: Row, *, fence: int, message_id: int | None) -> bool:
    """It arrived. A new card learns its message id in the same moment."""
    if not await _leave(tx, row, fence, state="sent", message_id=message_id, reason=None):
        return False
    if row.makes_card:
        # Unless the group became a supergroup meanwhile, where that id means another message.
        await tx.run(NAME_CARD, card=row.card_id, chat=row.chat_id, message_id=message_id)
    return True


async def not_sent(tx: Tx, row: Row, *, fence: int) -> None:
    """It surely did not arrive: it waits as if it had never been tried."""
    await _leave(tx, row, fence, state="ready", attempts=row.attempts)


async def doubtful(tx: Tx, row: Row, *, fence: int) -> None:
    """Nobody knows whether it arrived: the message's kind decides."""
    if row.repeat is Repeat.HOLD:
        await _leave(tx, row, fence, state="unknown", reason="doubtful")
    else:
        await again(tx, row, fence=fence, reason="no-answer")


async def again(tx: Tx, row: Row, *, fence: int, reason: str) -> None:
    """It may be tried again, but not for ever."""
    if row.attempts + 1 >= MOST_ATTEMPTS:
        await dead(tx, row, fence=fence, reason=reason)
    else:
        await _leave(tx, row, fence, state="ready")


async def dead(tx: Tx, row: Row, *, fence: int, reason: str) -> None:
    """Telegram refused it for ever."""
    left = await _leave(tx, row, fence, state="dead", reason=reason[:REASON_LENGTH])
    if left and row.makes_card:
        await _close(tx, row)


async def turned_away(tx: Tx, row: Row, *, fence: int, reason: str) -> bool:
    """Its group does not take it now. News waits, a card without a message, until the bot can speak
    there again. False when a newer postman has taken over."""
    left = await _leave(tx, row, fence, state="dead", reason=reason[:REASON_LENGTH])
    if left and row.makes_card and row.courtesy is Courtesy.ANSWER:
        await _close(tx, row)
    return left


async def shut_out(tx: Tx, row: Row, *, fence: int, reason: str) -> None:
    """No topic of its group takes it. When that was the one where the bot posts by itself, nothing
    goes there until it can speak again; somebody is told."""
    if not await turned_away(tx, row, fence=fence, reason=reason):
        return
    thread = row.payload.get("message_thread_id")
    own = chats.c.thread.is_(None) if thread is None else chats.c.thread == thread
    await tx.run(update(chats).where(chats.c.id == row.chat_id, own).values(present=False))
    await timers.put(tx, SHUT, row.chat_id, due_at=tx.now)


async def card_gone(tx: Tx, row: Row, *, fence: int, reason: str) -> None:
    """The message that it changes is not there any more: nothing will be changed there again."""
    if await _leave(tx, row, fence, state="dead", reason=reason[:REASON_LENGTH]):
        lost = cards.c.id == row.card_id
        await tx.run(update(cards).where(lost).values(closed=True, message_id=None))


async def give_back(tx: Tx, *, fence: int, but: Collection[int]) -> int:
    """Make claimed rows wait again that were never started, because the claim's commit failed in
    doubt; `but` are the ones on their way. How many there were."""
    lost = and_(outbox.c.state == "sending", outbox.c.fence == fence)
    statement = update(outbox).where(lost, outbox.c.id.not_in(list(but)))
    return await tx.run(statement.values(state="ready", attempts=outbox.c.attempts - 1))


async def take_over(tx: Tx, *, fence: int) -> frozenset[int]:
    """Settle what an earlier postman left between "handed over" and "written down".

    Gives the broadcasts that have doubtful rows because of it.
    """
    left = and_(outbox.c.state == "sending", outbox.c.fence < fence)
    held = and_(left, outbox.c.repeat == Repeat.HOLD)
    broadcasts = await tx.values(select(outbox.c.broadcast_id).where(held).distinct())
    await tx.run(
        update(outbox).where(held).values(state="unknown", reason="doubtful", finished_at=tx.now)
    )
    await tx.run(update(outbox).where(left).values(state="ready"))
    return frozenset(each for each in broadcasts if each is not None)


async def _leave(tx: Tx, row: Row, fence: int, *, state: str, **values: Any) -> bool:
    """Move a row out of `sending`; nothing happens when a newer postman has taken over."""
    finished = None if state == "ready" else tx.now
    if finished and row.is_strangers:
        return await tx.run(delete(outbox).where(MINE), row=row.id, mine=fence) == 1
    if finished and row.method == "sendDocument":
        values["payload"] = {}
    values |= {"state": state, "finished_at": finished}
    return await tx.run(LEAVE, row=row.id, mine=fence, **values) == 1


async def _skip(tx: Tx, row: Row, reason: str) -> None:
    await tx.run(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(state="skipped", reason=reason, finished_at=tx.now)
    )
    if row.makes_card:
        await _close(tx, row)


async def _close(tx: Tx, row: Row) -> None:
    if row.card_id is not None:
        await close_card(tx, CardId(row.card_id))


# --- what happens to chats ---------------------------------------------------------------------


async def unreachable(tx: Tx, telegram_id: int) -> None:
    """Somebody blocked the bot: nothing goes there until they speak again."""
    await tx.run(update(people).where(people.c.telegram_id == telegram_id).values(reachable=False))
    await _give_up(tx, telegram_id, "unreachable")


async def absent(tx: Tx, chat: int) -> None:
    """The bot is not in that group any more: nothing goes there until somebody adds it again."""
    await tx.run(update(chats).where(chats.c.id == chat).values(present=False))
    await _give_up(tx, chat, "absent")


async def _give_up(tx: Tx, chat: int, reason: str) -> None:
    waiting = and_(outbox.c.chat_id == chat, outbox.c.state == "ready")
    await tx.run(
        update(outbox).where(waiting).values(state="dead", reason=reason, finished_at=tx.now)
    )


async def migrate(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: everything that names its chat follows, at once."""
    await _move_chat(tx, old, new)
    await tx.run(update(start_tokens).where(start_tokens.c.chat_id == old).values(chat_id=new))
    await dialogs.move_chat(tx, old, new)
    # The new group numbers its messages anew, so the old ids mean nothing there, or other messages.
    await tx.run(
        update(cards)
        .where(cards.c.chat_id == old, cards.c.message_id.is_not(None))
        .values(chat_id=new, message_id=None, closed=True)
    )
    await tx.run(update(cards).where(cards.c.chat_id == old).values(chat_id=new))
    waiting = and_(outbox.c.chat_id == old, outbox.c.state == "ready")
    changes = and_(waiting, outbox.c.method != "sendMessage", outbox.c.card_id.is_(None))
    await tx.run(
        update(outbox).where(changes).values(state="skipped", reason="moved", finished_at=tx.now)
    )
    payloads = select(outbox.c.id, outbox.c.payload).where(waiting)
    for row_id, payload in await tx.all(payloads, lambda id, payload: (id, payload)):
        if payload.pop("reply_parameters", None) is not None:
            await tx.run(update(outbox).where(outbox.c.id == row_id).values(payload=payload))
    await tx.run(update(outbox).where(outbox.c.chat_id == old).values(chat_id=new))


async def move_topic(tx: Tx, group: ToChat) -> None:
    """What waits for the topic where the bot posted by itself goes to this one."""
    waiting = and_(
        outbox.c.chat_id == group.id,
        outbox.c.state == "ready",
        outbox.c.courtesy != Courtesy.ANSWER,
        outbox.c.method == "sendMessage",
    )
    payloads = select(outbox.c.id, outbox.c.payload).where(waiting)
    for row_id, payload in await tx.all(payloads, lambda id, payload: (id, payload)):
        payload.pop("message_thread_id", None)
        payload |= _topic(group)
        await tx.run(update(outbox).where(outbox.c.id == row_id).values(payload=payload))


async def _move_chat(tx: Tx, old: int, new: int) -> None:
    """Rename a group's row; when Telegram told of the new one first, that one inherits."""
    if await tx.value(select(chats.c.id).where(chats.c.id == new)) is None:
        await tx.run(update(chats).where(chats.c.id == old).values(id=new))
        return
    before = select(chats.c.community_id).where(chats.c.id == old).scalar_subquery()
    community = func.coalesce(chats.c.community_id, before)
    await tx.run(update(chats).where(chats.c.id == new).values(community_id=community))
    await tx.run(delete(chats).where(chats.c.id == old))


async def next_due(tx: Tx) -> datetime | None:
    """The moment at which the next waiting row may go, for a clock that hops."""
    return await tx.value(NEXT_DUE)  # type: ignore[no-any-return]  # an Instant column


async def is_idle(tx: Tx) -> bool:
    """Whether nothing waits that could go now and nothing is under way."""
    return not await tx.value(IS_BUSY, now=tx.now)


async def counts(tx: Tx) -> dict[str, int]:
    """How many rows there are in each state."""
    statement = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
    return dict(await tx.all(statement, lambda state, number: (str(state), int(number))))
