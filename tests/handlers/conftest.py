"""A postman on its round: a real database and stand-in, and rows put straight into the outbox;
and the cast of introductions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from bot.matching import Direction
from bot.messages import CardId, Courtesy, Priority, Repeat
from bot.people import TelegramUser
from bot.playground import Limits as Allowed
from bot.playground import Message, StandIn, User
from handlers.delivery import Limits, Postman
from handlers.transport import TelegramBot, build_bot
from storage import outbox, people
from storage.database import Database, Tx
from storage.tables import cards
from storage.tables import outbox as rows
from tests.buurt import Buurt
from tests.introduced import Cast, says_talent

QUICK = Limits(
    overall=1e6,
    overall_burst=1_000,
    private=1e6,
    private_burst=1_000,
    group=10_000,
    back_off=0.05,
)


@dataclass
class Round:
    """The postman at work, and what it works with."""

    database: Database
    standin: StandIn
    bot: TelegramBot
    limits: Limits = QUICK
    postman: Postman = field(init=False)
    task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.postman = Postman(self.database, self.bot, limits=self.limits, owner="test")
        self.task = asyncio.create_task(self.postman.run())

    async def stop(self) -> None:
        if self.task is not None:
            await self.postman.stop()
            await self.task
            self.task = None

    async def die(self) -> None:
        """End as after `kill -9`: nothing is written down any more."""
        assert self.task is not None
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        self.task = None

    async def drained(self) -> None:
        async with asyncio.timeout(10):
            await self.postman.drained()

    async def put(self, chat: User | int, text: str = "Dag", **values: Any) -> int:
        return (await self.put_many([chat], text, **values))[0]

    async def put_many(
        self, chats: Iterable[User | int], text: str = "Dag", **values: Any
    ) -> list[int]:
        """Put a row for each chat, in one transaction."""

        async def work(tx: Tx) -> list[int]:
            tx.woken = True
            return [await put_row(tx, chat, text, **values) for chat in chats]

        return await self.database.transact(work)

    async def open_card(self, chat: int) -> CardId:
        return await self.in_tx(lambda tx: outbox.open_card(tx, chat=chat, noun="idea", subject=1))

    async def in_tx(self, work: Callable[[Tx], Awaitable[Any]]) -> Any:
        return await self.database.transact(work)

    async def row(self, row_id: int) -> dict[str, Any]:
        async with self.database.read() as tx:
            found = await tx.one(select(rows).where(rows.c.id == row_id), dict)
        assert found is not None
        return found

    async def state(self, row_id: int) -> str:
        return str((await self.row(row_id))["state"])

    async def card(self, card: CardId) -> dict[str, Any]:
        async with self.database.read() as tx:
            found = await tx.one(select(cards).where(cards.c.id == card), dict)
        assert found is not None
        return found

    async def until(self, row_id: int, state: str) -> None:
        """Wait until a row gets there."""
        async with asyncio.timeout(10):
            while await self.state(row_id) != state:  # noqa: ASYNC110  # it is in the database
                await asyncio.sleep(0.005)

    def said(self, chat: User | Any) -> list[str]:
        """What the bot said there, oldest first."""
        return [each.text for each in self.messages(chat)]

    def messages(self, chat: User | Any) -> list[Message]:
        return [m for m in self.standin.messages(chat) if m.sender is self.standin.bot]

    async def resident(self, name: str = "Anna") -> User:
        user = self.standin.add_user(name)
        await self.standin.start(user)
        known = TelegramUser(id=user.id, first_name=name)
        await self.in_tx(lambda tx: people.add(tx, known, name=name))
        return user

    async def group(self, *, supergroup: bool = True, **options: Any) -> Any:
        creator = self.standin.add_user("Noor")
        group = self.standin.add_group(
            "Broeklanden", creator=creator, supergroup=supergroup, **options
        )
        await self.standin.add_bot(group, by=creator, admin=True)
        return group

    def calls(self, method: str) -> list[Any]:
        return [call for call in self.standin.calls if call.method == method]


async def put_row(tx: Tx, chat: User | int, text: str = "Dag", **values: Any) -> int:
    chat_id = chat if isinstance(chat, int) else chat.id
    person = await people.find(tx, chat_id)
    row: dict[str, Any] = {
        "chat_id": chat_id,
        "person_id": person.id if person else None,
        "method": "sendMessage",
        "payload": {"text": text},
        "priority": Priority.ANSWER,
        "courtesy": Courtesy.ANSWER,
        "repeat": Repeat.RETRY,
        "created_at": tx.now,
        "due_at": tx.now,
    }
    return await tx.new_id(rows, **(row | values))


@asynccontextmanager
async def round_of(database: Database, allowed: Allowed, **options: Any) -> AsyncIterator[Round]:
    standin = StandIn(local=True, limits=allowed)
    await standin.serve()
    bot = build_bot(standin.token, standin.url)
    await bot.initialize()
    trip = Round(database, standin, bot, **options)
    try:
        yield trip
    finally:
        await trip.stop()
        await bot.shutdown()
        await standin.close()


@pytest.fixture
async def trip(database: Database) -> AsyncIterator[Round]:
    """A postman at work without limits on either side."""
    async with round_of(database, Allowed.off()) as trip:
        trip.start()
        yield trip


@pytest.fixture
async def second(database: Database) -> AsyncIterator[Database]:
    """Another process's connection to the same PostgreSQL database."""
    if database.is_sqlite:
        pytest.skip("a second process cannot open a SQLite file: the lock on it proves that")
    url = database.url.render_as_string(hide_password=False)
    other = await Database(url).open()
    yield other
    await other.close()


@pytest.fixture
async def cast(buurt: Buurt) -> Cast:
    anna = await buurt.resident("Anna", username="anna_hout")
    bram = await buurt.resident("Bram", username="bram_groen")
    fatima = await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "Ik was meubelmaker", Direction.OFFER, "woodwork")
    await says_talent(buurt, bram, "wie timmert een bak", Direction.NEED, "woodwork")
    return Cast(buurt, anna, bram, fatima)
