"""Routing: from an update of Telegram to a function of ours, and the sandwich around that.

Each module of `handlers/` has a `Router`; `handlers/application.py` lists them. A route runs in one
transaction together with the note that its update took effect. It gets what it needs as plain
values (`Here`), never Telegram's objects, and returns the toast for a tap.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from telegram import Bot, Chat, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import courtesy, texts
from bot.callbacks import Payload, Rest, Unreadable, unpack
from bot.communities import TAP_LASTS
from bot.errors import Refused
from bot.messages import (
    CardId,
    CommunityId,
    Courtesy,
    Edit,
    Keyboard,
    MessageRef,
    PersonId,
    Recipient,
    Remove,
    Strip,
    Text,
    Toast,
    ToChat,
    ToPerson,
    ToStranger,
)
from bot.messages import Message as Say
from bot.moderation import danger, sounds_under_16
from bot.people import Member, Person, StartWith, TelegramUser
from handlers import tokens
from storage import communities, outbox, people, updates
from storage.database import Database, Tx
from storage.errors import is_passing

log = logging.getLogger(__name__)

Context = CallbackContext[Any, Any, Any, Any]

LONGEST_TOAST = 200
TOPIC_OPENED = (
    filters.StatusUpdate.FORUM_TOPIC_REOPENED | filters.StatusUpdate.GENERAL_FORUM_TOPIC_UNHIDDEN
)
GIVES_WAY = timedelta(hours=1)  # to what somebody waits for


# --- what a route gets and gives ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Open:
    """Answer a tap by opening the private chat with this payload."""

    payload: Payload


@dataclass(frozen=True, slots=True)
class Told:
    """A toast in the reader's language."""

    words: str
    alert: bool


Outcome = Toast | Open | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """The message that somebody replied to."""

    id: int
    author: TelegramUser | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Who does something, and where.

    `member` is the person in the neighbourhood concerned: that of the group they are in, or in
    private the one they look at. `pressed` is the message whose button was tapped, when it is one
    that the route may edit (a private message, or a live card).
    """

    user: TelegramUser
    person: Person | None
    member: Member | None
    chat: int
    chat_title: str
    private: bool
    thread: int | None
    community_id: CommunityId | None
    words: str
    at: datetime
    pressed: MessageRef | None = None
    wrote: MessageRef | None = None
    replied: Replied | None = None
    asked: Any = None

    @property
    def who(self) -> Member:
        """The member; refuses somebody who has no neighbourhood yet."""
        if self.member is None:
            raise Refused("no-neighbourhood")
        return self.member

    def anew(self) -> Here:
        """The same, answered in a new message instead of the one that was tapped."""
        return replace(self, pressed=None)

    @property
    def me(self) -> Recipient:
        """Their private chat."""
        if self.person is not None:
            return ToPerson(self.person.id)
        return ToStranger(self.user.id, self.user.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyStatus:
    """The bot itself was added to a chat, removed from it, blocked or unblocked."""

    present: bool
    admin: bool
    by: TelegramUser


class Question(Protocol):
    """Something asked of Telegram before the transaction; its answer arrives as `here.asked`."""

    async def __call__(self, bot: Bot, *, chat: int, user: int) -> Any: ...


Run = Callable[..., Awaitable[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """`stranger`: also for who has not agreed yet. `newcomer`: also without a neighbourhood."""

    run: Run
    stranger: bool = False
    newcomer: bool = False
    ask: Question | None = None
    quiet_words: bool = False  # what stands behind the command in a group is not used there


@dataclass(slots=True)
class Router:
    """What one module answers to."""

    commands: dict[str, Route] = field(default_factory=dict)
    presses: dict[type[Payload], Route] = field(default_factory=dict)
    labels: dict[str, Route] = field(default_factory=dict)
    finishes: dict[str, Run] = field(default_factory=dict)
    timers: dict[str, Run] = field(default_factory=dict)
    schedules: dict[str, Run] = field(default_factory=dict)
    doors: dict[str, Route] = field(default_factory=dict)

    def command(self, *names: str, **options: Any) -> Callable[[Run], Run]:
        """Answer a command: `(tx, here)`; `here.words` is what stands behind it."""
        return _into(self.commands, names, options)

    def press(self, *kinds: type[Payload], **options: Any) -> Callable[[Run], Run]:
        """Answer a button or a start link: `(tx, here, payload)`."""
        return _into(self.presses, kinds, options)

    def label(self, *keys: str, **options: Any) -> Callable[[Run], Run]:
        """Answer a label of the small keyboard, typed or tapped: `(tx, here)`."""
        return _into(self.labels, keys, options)

    def finish(self, dialog: str) -> Callable[[Run], Run]:
        """Take the answers of a dialog when it is confirmed: `(tx, here, answers)`."""
        return _into(self.finishes, (dialog,), None)

    def timer(self, kind: str) -> Callable[[Run], Run]:
        """Do what happens once: `(tx, subject_id)`."""
        return _into(self.timers, (kind,), None)

    def schedule(self, kind: str) -> Callable[[Run], Run]:
        """Do what recurs: `(tx, schedule, day)`."""
        return _into(self.schedules, (kind,), None)

    def door(self, name: str, **options: Any) -> Callable[[Run], Run]:
        """Take one of the ways in that have no name of their own.

        `text` and `edited`: what somebody types in private, `(tx, here)`. `status`: the bot was
        added, removed, blocked or unblocked, `(tx, here, MyStatus)`. `stranger`: somebody who did
        not agree yet used a command, `(tx, here, command)`. `age`: somebody who sounds younger
        than 16, likewise. `group`: a command given in a group, `(tx, here, command, route)`.
        `danger`: a command in a group with words that need help now, `(tx, here)`. `moved`: a
        group became a supergroup, `(tx, here, chat)`. `opened`: a topic that was closed is open
        again, `(tx, here)`.
        """
        return _into(self.doors, (name,), options)

    def include(self, other: Router) -> None:
        """Take over all routes of another router; nothing may be answered twice."""
        for name in self.__slots__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if twice := mine.keys() & theirs.keys():
                raise ValueError(f"{name}: {twice} twice")
            mine.update(theirs)


def _into(table: dict[Any, Any], keys: tuple[Any, ...], options: Any) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        for key in keys:
            if key in table:
                raise ValueError(f"{key} twice")
            table[key] = run if options is None else Route(run=run, **options)
        return run

    return register


# --- what came in ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An update as plain values."""

    update_id: int
    user: TelegramUser
    chat: int
    chat_title: str
    private: bool
    thread: int | None
    words: str
    at: datetime
    message_id: int | None
    anonymous: bool
    replied: Replied | None = None
    query_id: str | None = None


@dataclass(slots=True)
class Receipt:
    """What became of one update: intake acknowledges it only once `settled`."""

    settled: bool = False
    problem: BaseException | None = None
    replay_of: int | None = None  # the failed update that runs again


receipt: ContextVar[Receipt] = ContextVar("receipt")
update_in_hand: ContextVar[int | None] = ContextVar("update_in_hand", default=None)


def _user(user: User) -> TelegramUser:
    return TelegramUser(
        id=user.id,
        first_name=user.first_name,
        username=user.username,
        language=user.language_code,
    )


def _thread(message: Message) -> int | None:
    """The topic it is in; None is the General one, or a group without topics."""
    return message.message_thread_id if message.is_topic_message else None


def _from_message(update: Update, message: Message, words: str) -> Incoming:
    user = message.from_user
    return Incoming(
        update_id=update.update_id,
        user=_user(user) if user else TelegramUser(id=0, first_name=""),
        chat=message.chat.id,
        chat_title=message.chat.title or "",
        private=message.chat.type == Chat.PRIVATE,
        thread=_thread(message),
        words=texts.clean(words),
        at=message.date,
        message_id=message.message_id,
        anonymous=message.sender_chat is not None,
        replied=_replied(message.reply_to_message),
    )


def _replied(message: Message | None) -> Replied | None:
    if message is None or not message.text:
        return None
    author = message.from_user
    is_person = author is not None and not author.is_bot and message.sender_chat is None
    return Replied(
        id=message.message_id,
        author=_user(author) if author and is_person else None,
        words=texts.clean(message.text),
    )


# --- the sandwich ------------------------------------------------------------------------------


class Dispatcher:
    """Gives each update to its route, in a transaction that also notes the update."""

    def __init__(self, database: Database, router: Router) -> None:
        self.database = database
        self.router = router
        self.labels = {
            spelling: route
            for key, route in router.labels.items()
            for spelling in texts.every_way(key)
        }

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Tell python-telegram-bot what we listen to. The first that fits gets the update."""
        message = filters.UpdateType.MESSAGE
        for name in self.router.commands:
            application.add_handler(CommandHandler(name, self.on_command, message))
        application.add_handler(CallbackQueryHandler(self.on_press))
        application.add_handler(ChatMemberHandler(self.on_my_status, -1))
        application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, self.on_migrate))
        application.add_handler(MessageHandler(TOPIC_OPENED, self.on_topic_opened))
        private = filters.ChatType.PRIVATE
        edited = filters.UpdateType.EDITED_MESSAGE & private
        application.add_handler(MessageHandler(edited, self.on_edited))
        application.add_handler(MessageHandler(message & private, self.on_text))
        application.add_handler(TypeHandler(Update, self.on_anything))

    async def on_command(self, update: Update, context: Context) -> None:
        message = update.effective_message
        assert message is not None  # noqa: S101  # the filter saw it
        assert message.text is not None  # noqa: S101  # a command is text
        first, _, rest = message.text.partition(" ")
        name = first[1:].split("@")[0].split("\n")[0].lower()
        if "\n" in first:
            first, _, rest = message.text.partition("\n")
        incoming = _from_message(update, message, rest)
        route = self.router.commands[name]
        if not incoming.private:
            await self._sandwich(update, incoming, self._in_group(route, name))
        else:
            await self._sandwich(update, incoming, self._gated(route, command=name))

    async def on_press(self, update: Update, context: Context) -> None:
        query = update.callback_query
        assert query is not None  # noqa: S101  # the handler saw it
        message = query.message
        incoming = Incoming(
            update_id=update.update_id,
            user=_user(query.from_user),
            chat=message.chat.id if message else query.from_user.id,
            chat_title=(message.chat.title or "") if message else "",
            private=message is None or message.chat.type == Chat.PRIVATE,
            thread=_thread(message) if isinstance(message, Message) else None,
            words="",
            at=self.database.clock(),
            message_id=message.message_id if message else None,
            anonymous=False,
            query_id=query.id,
        )
        asked = None
        try:
            payload: Payload | None = unpack(query.data or "")
        except Unreadable:
            payload = None
        route = self.router.presses.get(type(payload)) if payload is not None else None
        if route is not None and route.ask is not None:
            asked = await route.ask(update.get_bot(), chat=incoming.chat, user=incoming.user.id)
        work = self._stale if route is None or payload is None else self._pressed(route, payload)
        outcome = await self._sandwich(update, incoming, work, asked=asked)
        await answer_tap(update.get_bot(), query.id, outcome)

    async def on_my_status(self, update: Update, context: Context) -> None:
        change = update.my_chat_member
        if change is None:
            await self.on_anything(update, context)
            return
        status = change.new_chat_member.status
        incoming = Incoming(
            update_id=update.update_id,
            user=_user(change.from_user),
            chat=change.chat.id,
            chat_title=change.chat.title or "",
            private=change.chat.type == Chat.PRIVATE,
            thread=None,
            words="",
            at=change.date,
            message_id=None,
            anonymous=False,
        )
        news = MyStatus(
            present=status in {"member", "administrator", "restricted"},
            admin=status == "administrator",
            by=incoming.user,
        )

        async def tell(tx: Tx, here: Here) -> Outcome:
            return await self.router.doors["status"].run(tx, here, news)

        await self._sandwich(update, incoming, tell)

    async def on_migrate(self, update: Update, context: Context) -> None:
        message = update.effective_message
        assert message is not None  # noqa: S101  # the filter saw it
        old, new = message.migrate_from_chat_id, message.migrate_to_chat_id
        pair = (old, message.chat.id) if old is not None else (message.chat.id, new)

        async def move(tx: Tx, here: Here) -> Outcome:
            if pair[0] is None or pair[1] is None:
                return None
            await outbox.migrate(tx, pair[0], pair[1])
            return await self.router.doors["moved"].run(tx, here, pair[1])

        await self._sandwich(update, _from_message(update, message, ""), move)

    async def on_topic_opened(self, update: Update, context: Context) -> None:
        message = update.effective_message
        assert message is not None  # noqa: S101  # the filter saw it
        route = self.router.doors["opened"]
        await self._sandwich(update, _from_message(update, message, ""), route.run)

    async def on_edited(self, update: Update, context: Context) -> None:
        message = update.effective_message
        assert message is not None  # noqa: S101  # the filter saw it
        await self._private_text(update, message, "edited")

    async def on_text(self, update: Update, context: Context) -> None:
        message = update.effective_message
        assert message is not None  # noqa: S101  # the filter saw it
        await self._private_text(update, message, "text")

    async def _private_text(self, update: Update, message: Message, kind: str) -> None:
        incoming = _from_message(update, message, message.text or "")
        route = self.labels.get(incoming.words.casefold()) if kind == "text" else None
        await self._sandwich(
            update,
            incoming,
            self._gated(route or self.router.doors[kind], command="" if kind == "text" else None),
        )

    async def on_anything(self, update: Update, context: Context) -> None:
        """Nothing of ours: only note that it came."""

        async def note(tx: Tx) -> None:
            await updates.take(tx, update.update_id)

        await self._settle(self.database.transact(note))

    # Each of these gives the inner part of a sandwich: `(tx, here) -> Outcome`.

    def _gated(self, route: Route, *, command: str | None) -> Run:
        """`command`: "" for running text, None for what counts for nothing."""

        async def run(tx: Tx, here: Here) -> Outcome:
            if danger(here.words):  # nothing else is done with it, so it is stored nowhere
                await outbox.put(tx, Say(to=here.me, body=Text("danger")))
                return None
            if here.person is None and not route.stranger:
                await self._ask_consent(tx, here, command or "")
                return None
            if here.member is None and not (route.newcomer or route.stranger):
                raise Refused("no-neighbourhood")
            if here.person is not None and command is not None and sounds_under_16(here.words):
                return await self.router.doors["age"].run(tx, here, command)
            return await route.run(tx, here)

        return run

    def _in_group(self, route: Route, command: str) -> Run:
        async def run(tx: Tx, here: Here) -> Outcome:
            if danger(here.words):
                return await self.router.doors["danger"].run(tx, here)
            young = sounds_under_16(here.words)
            unheard = route.quiet_words or (young and here.person is None)
            heard = replace(here, words="") if unheard else here
            if young and here.person is not None:
                return await self.router.doors["age"].run(tx, heard, command)
            return await self.router.doors["group"].run(tx, heard, command, route)

        return run

    def _pressed(self, route: Route, payload: Payload) -> Run:
        async def run(tx: Tx, here: Here) -> Outcome:
            stranger = here.person is None or (here.member is None and not route.newcomer)
            if stranger and not route.stranger:
                return await self._come_in(tx, here, payload)
            return await route.run(tx, here, payload)

        return run

    async def _come_in(self, tx: Tx, here: Here, payload: Payload) -> Outcome:
        """Somebody new taps: agree first, then exactly this is done (EXPERIENCE 1)."""
        if here.private and here.person is not None:
            raise Refused("no-neighbourhood")
        if here.private:
            await self._ask_consent(tx, here, "")
            return None
        if here.community_id is None:
            raise Refused("group-not-set-up")
        words = payload.pack()
        token = await tokens.keep(tx, tokens.TAP, words, chat=here.chat, lasts=TAP_LASTS)
        return Open(StartWith(token=Rest(token)))

    async def _ask_consent(self, tx: Tx, here: Here, command: str) -> None:
        await self.router.doors["stranger"].run(tx, here, command)

    async def _stale(self, tx: Tx, here: Here) -> Outcome:
        raise Refused("button-old")

    # --- one transaction ---

    async def _sandwich(
        self, update: Update, incoming: Incoming, work: Run, *, asked: Any = None
    ) -> Told | Open | None:
        return await self._settle(  # type: ignore[no-any-return]  # what `_once` returns
            self.database.transact(lambda tx: self._once(tx, update, incoming, work, asked))
        )

    async def _settle(self, done: Awaitable[Any]) -> Any:
        mine = receipt.get()
        try:
            outcome = await done
        except BaseException as problem:
            mine.problem = problem
            raise
        mine.settled = True
        return outcome

    async def _once(
        self, tx: Tx, update: Update, incoming: Incoming, work: Run, asked: Any
    ) -> Told | Open | None:
        outcome = await self._done(tx, update, incoming, work, asked)
        if not isinstance(outcome, Toast):
            return outcome
        person = await people.find(tx, incoming.user.id)
        language = await outbox.language_of(tx, _private(incoming, person))
        return Told(texts.plain(outcome.body, language)[:LONGEST_TOAST], alert=outcome.alert)

    async def _done(
        self, tx: Tx, update: Update, incoming: Incoming, work: Run, asked: Any
    ) -> Outcome:
        await tx.lock(incoming.chat)
        replay_of = receipt.get().replay_of
        if replay_of is not None:
            new = await updates.replayed(tx, replay_of)
        else:
            new = await updates.take(tx, incoming.update_id)
        if not new:
            return None
        try:
            async with tx.savepoint():
                return await work(tx, await self._here(tx, incoming, asked))
        except Refused as refusal:
            return await self._tell(tx, incoming, Text(refusal.key, refusal.params))
        except Exception as problem:
            if is_passing(problem) or replay_of is not None:
                raise
            return await self._apologise(tx, update, incoming, problem)

    async def _here(self, tx: Tx, incoming: Incoming, asked: Any) -> Here:
        is_person = not incoming.anonymous and incoming.user.id > 0
        person = await people.find(tx, incoming.user.id) if is_person else None
        if person is not None:
            await people.seen(tx, person, incoming.user)
        group = None if incoming.private else await communities.of_chat(tx, incoming.chat)
        looks_at = group if not incoming.private else (person.community_id if person else None)
        member = await people.find_member(tx, person.id, looks_at) if person else None
        ref = MessageRef(incoming.chat, incoming.message_id) if incoming.message_id else None
        return Here(
            user=incoming.user,
            person=person,
            member=member,
            chat=incoming.chat,
            chat_title=incoming.chat_title,
            private=incoming.private,
            thread=incoming.thread,
            community_id=group,
            words=incoming.words,
            at=incoming.at,
            pressed=ref if incoming.query_id else None,
            wrote=None if incoming.query_id else ref,
            replied=incoming.replied,
            asked=asked,
        )

    async def _tell(self, tx: Tx, incoming: Incoming, body: Text) -> Outcome:
        """Say why something was not done: in private, to a tap in a group as an alert. Who is
        new there cannot be written to."""
        if incoming.query_id is not None and not incoming.private:
            return Toast(body, alert=True)
        person = await people.find(tx, incoming.user.id)
        if incoming.private or person is not None:
            await outbox.put(tx, Say(to=_private(incoming, person), body=body))
        return None

    async def _apologise(
        self, tx: Tx, update: Update, incoming: Incoming, problem: Exception
    ) -> Outcome:
        """Keep what could not be done, of who agreed to that, and take the blame
        (EXPERIENCE 7)."""
        incident = secrets.token_hex(4)
        log.exception("update failed", extra={"incident": incident}, exc_info=problem)
        kept = await updates.fail(
            tx,
            update.to_dict(),
            incident=incident,
            reason=type(problem).__name__,
            telegram_id=incoming.user.id,
        )
        sorry = "went-wrong" if kept else "went-wrong-not-kept"
        return await self._tell(tx, incoming, Text(sorry, {"incident": incident}))


def _private(incoming: Incoming, person: Person | None) -> Recipient:
    if person is not None:
        return ToPerson(person.id)
    return ToStranger(incoming.user.id, incoming.user.language)


async def at_home(tx: Tx, here: Here, of: CommunityId) -> Here:
    """The same person as a member of this neighbourhood, and looking at it from now on."""
    assert here.person is not None  # noqa: S101  # no strangers here
    await people.join(tx, here.person.id, of)
    return replace(here, member=await people.find_member(tx, here.person.id, of))


async def show(
    tx: Tx,
    here: Here,
    body: Text,
    buttons: Keyboard = (),
    *,
    about: frozenset[PersonId] = frozenset(),
) -> None:
    """Answer in private: a tap there changes its message, everything else gets a new one."""
    if here.pressed is not None and here.private:
        edit = Edit(target=here.pressed, to=here.me, body=body, buttons=buttons, about=about)
        await outbox.put(tx, edit)
    else:
        await outbox.put(tx, Say(to=here.me, body=body, buttons=buttons, about=about))


async def drop_orphan(tx: Tx, here: Here, noun: str, subject: int) -> None:
    """A copy of a card that a crash left behind in a group goes away at its first tap."""
    if here.pressed is None or here.private:
        return
    if not await outbox.is_card(tx, here.pressed, noun, subject):
        await outbox.put(tx, Remove(here.pressed))


async def card_for(tx: Tx, chat: int, noun: str, subject: int) -> CardId:
    """The live message of something in a group: the one that could not come yet, or a new one."""
    waiting = await outbox.cards_in(tx, chat, noun, subject)
    return (
        waiting[0] if waiting else await outbox.open_card(tx, chat=chat, noun=noun, subject=subject)
    )


async def post_cards(
    tx: Tx,
    noun: str,
    subject: int,
    body: Text,
    buttons: Keyboard,
    *,
    to: Sequence[ToChat],
    about: frozenset[PersonId],
) -> None:
    """Put a live card in these groups, as silent news."""
    for chat in to:
        card = await card_for(tx, chat.id, noun, subject)
        await outbox.put(
            tx,
            Say(
                to=chat,
                body=body,
                buttons=buttons,
                card=card,
                courtesy=Courtesy.NEWS,
                silent=True,
                about=about,
            ),
        )


async def refresh_cards(
    tx: Tx,
    noun: str,
    subject: int,
    body: Text,
    buttons: Keyboard,
    *,
    about: frozenset[PersonId],
) -> None:
    """Show on the live cards how it is now."""
    for card, chat in await outbox.cards_of(tx, noun, subject):
        edit = Edit(target=card, to=ToChat(chat), body=body, buttons=buttons, about=about)
        await outbox.put(tx, edit)


async def end_cards(tx: Tx, noun: str, subject: int) -> None:
    """What was erased leaves one line in the groups, without its words."""
    for card, chat in await outbox.cards_of(tx, noun, subject):
        await outbox.put(tx, Edit(target=card, to=ToChat(chat), body=Text("card-erased")))
        await outbox.close_card(tx, card)


async def strip_cards(tx: Tx, noun: str, subject: int) -> None:
    """What was asked before loses its buttons."""
    for card, _ in await outbox.cards_of(tx, noun, subject):
        await outbox.put(tx, Strip(card))
        await outbox.close_card(tx, card)


async def ask_anew(
    tx: Tx,
    who: Person,
    noun: str,
    subject: int,
    body: Text,
    buttons: Keyboard,
    *,
    courtesy: Courtesy = Courtesy.QUESTION,
) -> None:
    """What comes more than once: only the newest has buttons."""
    await strip_cards(tx, noun, subject)
    card = await outbox.open_card(tx, chat=who.telegram_id, noun=noun, subject=subject)
    await outbox.put(
        tx,
        Say(
            to=ToPerson(who.id),
            body=body,
            buttons=buttons,
            card=card,
            courtesy=courtesy,
            silent=True,
        ),
    )


async def gives_way_until(tx: Tx, person: PersonId, *, at_most: timedelta) -> datetime | None:
    """Until when a question that can wait leaves the week's place to others; None when it may go
    now. After `at_most` it is looked at again: a pause may have ended, or messages been resumed."""
    again = tx.now + at_most
    match await outbox.question_at(tx, person):
        case courtesy.At(instant) if instant <= tx.now:
            return None
        case courtesy.At(instant):
            return min(instant + GIVES_WAY, again)
        case courtesy.Never():
            return again


async def answer_tap(bot: Bot, query_id: str, outcome: Told | Open | None) -> None:
    """Answer a tap after its transaction. When Telegram is away the tap's own message tells."""
    try:
        match outcome:
            case Told(words, alert):
                await bot.answer_callback_query(query_id, text=words, show_alert=alert)
            case Open(payload):
                link = f"https://t.me/{bot.username}?start={payload.pack()}"
                await bot.answer_callback_query(query_id, url=link)
            case None:
                await bot.answer_callback_query(query_id)
    except TelegramError as problem:
        log.info("tap not answered: %s", type(problem).__name__)
