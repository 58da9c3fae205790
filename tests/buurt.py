"""A neighbourhood for story tests: people who write, tap and read, and a clock that moves.

The bot runs in this process and talks real HTTP to the stand-in; nothing in it is replaced.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dialogs import DIALOGS
from bot.messages import CommunityId, ToChat
from bot.people import Member, Role, TelegramUser
from bot.playground import Call, Chat, Limits, Message, Press, StandIn, User
from handlers import dialogs, tokens
from handlers.application import Buurtbot
from handlers.communities import Opening
from handlers.delivery import Limits as OwnLimits
from handlers.routing import Here
from storage import communities, people
from storage import dialogs as stored_dialogs
from storage.database import Database
from tests.specification import Specification

START = datetime(2027, 6, 7, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC)  # Monday
BETWEEN_TWO_ACTS = timedelta(seconds=7)  # two messages within five seconds would be one answer
FAST = OwnLimits(
    overall=100_000, overall_burst=100_000, private=100_000, private_burst=100_000, group=600_000
)


class Watch:
    """Looks over the bot's shoulder: every request and every answer must be as the specification
    says, where that is at hand."""

    specification = Specification.load()

    def __init__(self) -> None:
        self.problems: list[str] = []

    def call(self, call: Call) -> None:
        if self.specification is None or call.status != 200:
            return
        self.problems += self.specification.check_request(call.method, call.params)
        self.problems += self.specification.check_answer(call.method, call.answer["result"])

    def update(self, update: dict[str, object]) -> None:
        if self.specification is not None:
            self.problems += self.specification.check_update(update)


@dataclass(slots=True)
class Neighbour:
    """Somebody in the neighbourhood, seen from their own telephone."""

    buurt: Buurt
    user: User

    async def says(self, words: str, **options: object) -> None:
        """Write to the bot in private."""
        self.buurt.passes(BETWEEN_TWO_ACTS)
        await self.buurt.standin.send(self.user, None, words, **options)
        await self.buurt.settles()

    async def fills_in(self, dialog: str, last: str, **answers: object) -> None:
        """Come to the preview of a dialog with these answers, and tap there: its questions have
        stories of their own. One that is open already keeps what was answered in it."""
        self.buurt.passes(BETWEEN_TWO_ACTS)
        member = await self.member()
        async with self.buurt.database.begin() as tx:
            person = await people.find(tx, self.user.id)
            assert person is not None
            here = Here(
                user=as_telegram_user(self.user),
                person=person,
                member=member,
                chat=self.user.id,
                chat_title="",
                private=True,
                thread=None,
                community_id=member.community_id,
                words="",
                at=self.buurt.now,
            )
            open_now = await stored_dialogs.find(tx, person.id)
            if open_now is not None and open_now.state.dialog.name == dialog:
                answers = {**open_now.state.answers, **answers}
                await stored_dialogs.end(tx, person.id)
            await dialogs.begin(tx, here, DIALOGS[dialog], answers)
        await self.buurt.settles()
        await self.taps(last)

    async def edits(self, message: Message, words: str) -> None:
        await self.buurt.standin.edit(self.user, None, message.id, words)
        await self.buurt.settles()

    async def says_in_group(self, words: str, **options: object) -> None:
        self.buurt.passes(BETWEEN_TWO_ACTS)
        await self.buurt.standin.send(self.user, self.buurt.group, words, **options)
        await self.buurt.settles()

    async def starts(self, payload: str = "") -> None:
        await self.buurt.standin.start(self.user, payload)
        await self.buurt.settles()

    async def opens_from_group(self) -> None:
        """Open the bot by the link on the group's pinned message."""
        await self.starts(tokens.way_in(self.buurt.id).pack())

    async def taps(self, label: str) -> Press:
        """Tap a button of the newest private message that has it."""
        return await self._taps(self.private(), label)

    async def taps_in_group(self, label: str, *, chat: Chat | None = None) -> Press:
        """Tap a button in the group; a link to the bot is followed, as Telegram's app does."""
        return await self._taps(self.buurt.standin.messages(chat or self.buurt.group), label)

    async def presses(self, message: Message, data: str) -> Press:
        """Press forged data on any message, as a client of bad intent can."""
        pressed = await self.buurt.standin.press(self.user, message, data=data)
        await self.buurt.settles()
        return pressed

    async def _taps(self, messages: list[Message], label: str) -> Press:
        for message in reversed(messages):
            for row in message.buttons:
                for each in row:
                    if each.text == label:
                        return await self._tap(message, each.text, each.url)
        seen = [each.text for message in messages for row in message.buttons for each in row]
        raise AssertionError(f"{self.user.first_name} sees no {label!r}, but {seen}")

    async def _tap(self, message: Message, label: str, url: str | None) -> Press:
        if url is not None:
            await self._follows(url)
            return Press(answered=True, toast=None, alert=False, url=url)
        pressed = await self.buurt.standin.press(self.user, message, button=label)
        await self.buurt.settles()
        if pressed.url:
            await self._follows(pressed.url)
        return pressed

    async def _follows(self, url: str) -> None:
        if "?start=" in url:
            await self.starts(url.split("?start=")[1])

    def private(self) -> list[Message]:
        """Everything in the private chat, oldest first."""
        return self.buurt.standin.messages(self.user)

    def hears(self) -> list[str]:
        """What the bot says to them in private, oldest first."""
        bot = self.buurt.standin.bot.id
        return [each.text for each in self.private() if each.sender and each.sender.id == bot]

    def reads(self) -> str:
        """All that the bot says to them in private, buttons included."""
        bot = self.buurt.standin.bot.id
        lines: list[str] = []
        for message in self.private():
            if message.sender and message.sender.id == bot:
                lines.append(message.text)
                lines += [f"[{each.text}]" for row in message.buttons for each in row]
        return "\n".join(lines)

    def last(self) -> str:
        """The newest words of the bot."""
        return self.hears()[-1]

    def buttons(self) -> list[str]:
        """The buttons of the newest message that has any."""
        for message in reversed(self.private()):
            if message.buttons:
                return [each.text for row in message.buttons for each in row]
        return []

    async def member(self) -> Member:
        """What is stored of them."""
        async with self.buurt.database.read() as tx:
            person = await people.find(tx, self.user.id)
            assert person is not None, f"{self.user.first_name} is not known"
            found = await people.find_member(tx, person.id, person.community_id)
        assert found is not None
        return found


@dataclass(slots=True)
class Buurt:
    """The neighbourhood Broeklanden, its group and its bot."""

    database: Database
    standin: StandIn
    limits: OwnLimits
    watch: Watch
    now: datetime = START
    bot: Buurtbot = field(init=False)
    group: Chat = field(init=False)
    id: CommunityId = field(init=False)
    founder: User = field(init=False)

    @classmethod
    async def begins(
        cls,
        database: Database,
        *,
        limits: OwnLimits = FAST,
        allowed: Limits | None = None,
        opening: Opening | None = None,
        set_up: bool = True,
    ) -> Buurt:
        """Start the stand-in and the bot on an open database, with the neighbourhood there or yet
        to be set up."""
        watch = Watch()
        standin = StandIn(
            local=True,
            limits=allowed or Limits.off(),
            now=lambda: buurt.now.timestamp(),
            on_call=watch.call,
            on_update=watch.update,
        )
        buurt = cls(database=database, standin=standin, limits=limits, watch=watch)
        buurt.database.clock = lambda: buurt.now
        await standin.serve()
        await buurt.starts(opening)
        buurt.founder = standin.add_user("Oprichter", username="oprichter")
        buurt.group = standin.add_group("Broeklanden", creator=buurt.founder, supergroup=True)
        if set_up:
            standin.seat(buurt.group, standin.bot, status="administrator")
            buurt.id = await buurt._neighbourhood("Broeklanden", buurt.group)
        return buurt

    async def starts(self, opening: Opening | None = None) -> None:
        self.bot = Buurtbot(
            database=self.database,
            token=self.standin.token,
            api_url=self.standin.url,
            limits=self.limits,
            opening=opening or Opening(open_to_all=True),
            tick=3600,
            lists_commands=False,  # no story looks at that list, and it costs four calls
        )
        await self.bot.start()

    async def restarts(self) -> None:
        """Stop the bot and its database, and start them again, as after an update of the server."""
        opening = self.bot.opening
        await self.bot.stop()
        await self.database.close()
        await self.database.open()
        await self.starts(opening)
        await self.settles()

    async def ends(self) -> None:
        await self.bot.stop()
        await self.standin.close()
        assert self.watch.problems == []

    # --- the clock ---

    def passes(self, span: timedelta) -> None:
        self.now += span

    async def moves(self, **span: float) -> None:
        """Let time pass, stopping at every moment at which something is due."""
        until = self.now + timedelta(**span)
        while True:
            async with self.database.read() as tx:
                due = await self.bot.clock.next_due(tx)
            if due is None or due > until:
                break
            self.now = max(self.now, due)
            await self._tick()
            if due == self.now and await self._still_due(due):
                break
        self.now = until
        await self._tick()

    async def _still_due(self, due: datetime) -> bool:
        async with self.database.read() as tx:
            after = await self.bot.clock.next_due(tx)
        assert after != due, f"something stays due at {due}"
        return False

    async def _tick(self) -> None:
        await self.bot.clock.tick()
        await self.settles()

    async def settles(self, *, timeout: float = 20) -> None:
        """Wait until every update took effect and everything that could be said is said."""
        async with asyncio.timeout(timeout):
            await self.standin.wait_until(lambda: not len(self.standin.telegram.updates), timeout)
            postman = self.bot.postman
            await postman.drained()
            while postman.next_due and postman.next_due <= self.now:  # the clock moved meanwhile
                postman.wake()
                await postman.drained()

    # --- people ---

    async def resident(self, name: str, **telegram: object) -> Neighbour:
        """A neighbour who agreed, and is in the group."""
        neighbour = await self.stranger(name, **telegram)
        neighbour.user.started = True  # nobody agrees without having written to the bot
        async with self.database.begin() as tx:
            person = await people.add(tx, as_telegram_user(neighbour.user), name=name)
            await people.join(tx, person.id, self.id)
        return neighbour

    async def stranger(self, name: str, *, in_group: bool = True, **telegram: object) -> Neighbour:
        """Somebody with a telephone, who knows the bot but has not agreed to anything."""
        user = self.standin.add_user(name, **telegram)
        if in_group:
            self.standin.seat(self.group, user)
        user.known = True  # opened the chat with the bot once
        return Neighbour(self, user)

    async def verbinder(self, name: str) -> Neighbour:
        return await self._with(name, Role.CONNECTOR)

    async def organizer(self, name: str) -> Neighbour:
        return await self._with(name, Role.ORGANIZER)

    async def admin(self, name: str) -> Neighbour:
        return await self._with(name, Role.ADMIN)

    async def elsewhere(self, name: str) -> Neighbour:
        """A member of another neighbourhood on the same bot."""
        user = self.standin.add_user(name)
        group = self.standin.add_group("Zuidwijk", creator=user, supergroup=True)
        self.standin.seat(group, self.standin.bot, status="administrator")
        other = await self._neighbourhood("Zuidwijk", group)
        user.started = user.known = True
        async with self.database.begin() as tx:
            person = await people.add(tx, as_telegram_user(user), name=name)
            await people.join(tx, person.id, other)
        return Neighbour(self, user)

    async def _with(self, name: str, role: Role) -> Neighbour:
        neighbour = await self.resident(name)
        member = await neighbour.member()
        async with self.database.begin() as tx:
            await people.give_role(tx, member.id, self.id, role)
        return neighbour

    async def _neighbourhood(self, name: str, group: Chat) -> CommunityId:
        async with self.database.begin() as tx:
            community = await communities.add(tx, name=name, language="nl", zone="Europe/Amsterdam")
            await communities.remember_chat(
                tx, group.id, title=group.title, present=True, language="nl"
            )
            await communities.give_chat(tx, ToChat(group.id), community)
        return community

    # --- the group ---

    def in_group(self) -> list[Message]:
        """What the bot posted in the group and is still there, oldest first."""
        return [
            each
            for each in self.standin.messages(self.group)
            if each.sender and each.sender.id == self.standin.bot.id
        ]

    async def copy_of(self, message: Message) -> Message:
        """The same message once more, as after a crash between its sending and its `sent`."""
        await self.bot.bot.call(
            "sendMessage",
            {
                "chat_id": message.chat.id,
                "text": message.html,
                "parse_mode": "HTML",
                "reply_markup": {
                    "inline_keyboard": [
                        [{"text": each.text, "callback_data": each.data} for each in row]
                        for row in message.buttons
                    ]
                },
            },
        )
        return self.in_group()[-1]

    def group_reads(self) -> str:
        lines: list[str] = []
        for message in self.in_group():
            lines.append(message.text)
            lines += [f"[{each.text}]" for row in message.buttons for each in row]
        return "\n".join(lines)

    def group_last(self) -> str:
        return self.in_group()[-1].text


def as_telegram_user(user: User) -> TelegramUser:
    return TelegramUser(
        id=user.id,
        first_name=user.first_name,
        username=user.username,
        language=user.language_code,
    )
