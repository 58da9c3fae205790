"""Taking in: every update takes effect exactly once, whatever dies in between."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from sqlalchemy import func, select
from starlette.applications import Starlette
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CallbackContext, TypeHandler

from bot.playground import Limits as Allowed
from bot.playground import StandIn, User
from handlers import intake as intake_module
from handlers.intake import KINDS, Intake, NotTaken
from handlers.routing import receipt
from handlers.transport import TelegramBot, build_bot
from storage import people, updates
from storage.database import Database, Tx
from storage.errors import Unavailable
from storage.tables import audit_log, communities, update_starts
from tests.buurt import as_telegram_user

Work = Callable[[Update, Tx], Awaitable[None]]


@dataclass
class Taking:
    """Intake with one handler that notes what it did, in the transaction of the update."""

    database: Database
    standin: StandIn
    bot: TelegramBot = field(init=False)
    intake: Intake = field(init=False)
    application: Application[Any, Any, Any, Any, Any, Any] = field(init=False)
    work: Work | None = None
    before: Work | None = None
    community: int = 0
    task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """A process starts."""
        self.bot = build_bot(self.standin.token, self.standin.url)
        self.application = Application.builder().bot(self.bot).updater(None).job_queue(None).build()
        self.application.add_handler(TypeHandler(Update, self._handle))
        await self.application.initialize()
        self.intake = Intake(self.database, self.bot, self.application, secret="s3cret")

    def poll(self) -> None:
        self.task = asyncio.create_task(self.intake.poll())

    async def end(self) -> None:
        await self.intake.stop()
        if self.task is not None:
            await self.task
            self.task = None
        await self.application.shutdown()

    async def die(self) -> None:
        """End as after `kill -9`."""
        assert self.task is not None
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        self.task = None
        await self.application.shutdown()

    async def _handle(self, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        mine = receipt.get()
        try:
            if self.before is not None:
                await self.before(update, None)  # type: ignore[arg-type]  # outside
            await self.database.transact(lambda tx: self._effect(tx, update))
        except BaseException as problem:
            mine.problem = problem
            raise
        mine.settled = True

    async def _effect(self, tx: Tx, update: Update) -> None:
        mine = receipt.get()
        if mine.replay_of is not None:
            new = await updates.replayed(tx, mine.replay_of)
        else:
            new = await updates.take(tx, update.update_id)
        if not new:
            return
        if self.work is not None:
            await self.work(update, tx)
        said = update.effective_message.text if update.effective_message else ""
        await tx.insert(
            audit_log,
            community_id=self.community,
            at=tx.now,
            action="said",
            details={"words": said, "chat": update.effective_chat.id},
        )

    async def effects(self) -> list[str]:
        """What took effect, in order."""
        async with self.database.read() as tx:
            found = await tx.values(select(audit_log.c.details).order_by(audit_log.c.id))
        return [each["words"] for each in found]

    async def until(self, number: int) -> None:
        """Wait until so many updates took effect and Telegram knows it."""
        async with asyncio.timeout(15):  # what is asked is in the database
            while len(self.standin.telegram.updates) or len(await self.effects()) < number:  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    async def knows(self, *crowd: User) -> None:
        """They said yes to being kept."""

        async def agree(tx: Tx) -> None:
            for each in crowd:
                await people.add(tx, as_telegram_user(each), name=each.first_name)

        await self.database.transact(agree)

    async def failed(self) -> list[Any]:
        async with self.database.read() as tx:
            return await updates.failed(tx)


@pytest.fixture
async def taking(database: Database) -> AsyncIterator[Taking]:
    standin = StandIn(local=True, limits=Allowed.off())
    await standin.serve()
    taking = Taking(database, standin)

    async def found(tx: Tx) -> int:
        values = {"name": "B", "language": "nl", "zone": "UTC", "created_at": tx.now}
        return await tx.new_id(communities, **values)

    taking.community = await database.transact(found)
    await taking.begin()
    yield taking
    await taking.end()
    await standin.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait only briefly between two tries."""
    monkeypatch.setattr(intake_module, "LONGEST_WAIT", 0.05)


async def speak(standin: StandIn, number: int, *, users: int = 5) -> list[User]:
    crowd = [standin.add_user(f"Buur {each}") for each in range(users)]
    for each in range(number):
        await standin.send(crowd[each % users], None, str(each))
    return crowd


# --- polling -----------------------------------------------------------------------------------


async def test_everything_said_takes_effect_once(taking: Taking) -> None:
    await speak(taking.standin, 150)

    taking.poll()
    await taking.until(150)

    assert sorted(await taking.effects(), key=int) == [str(each) for each in range(150)]


async def test_each_chat_keeps_its_order(taking: Taking) -> None:
    """Chats run next to each other; within one, the question comes before its correction."""

    async def dawdle(update: Update, _: Tx) -> None:
        await asyncio.sleep(0.002 * (update.update_id % 3))

    taking.before = dawdle
    await speak(taking.standin, 60, users=4)

    taking.poll()
    await taking.until(60)

    effects = [int(each) for each in await taking.effects()]
    for chat in range(4):
        mine = [each for each in effects if each % 4 == chat]
        assert mine == sorted(mine)


async def test_slow_chats_do_not_hold_up_the_others(taking: Taking) -> None:
    gate = asyncio.Event()
    await speak(taking.standin, 1)
    taking.poll()
    await taking.until(1)

    async def hold(update: Update, _: Tx) -> None:
        if update.effective_message.text == "wacht":
            await gate.wait()

    taking.before = hold
    anna, bram = taking.standin.add_user("Anna"), taking.standin.add_user("Bram")
    await taking.standin.send(anna, None, "wacht")
    await taking.standin.send(bram, None, "nu")
    async with asyncio.timeout(5):
        while "nu" not in await taking.effects():  # noqa: ASYNC110  # it is in the database
            await asyncio.sleep(0.005)
    gate.set()
    await taking.until(3)

    assert (await taking.effects())[1:] == ["nu", "wacht"]


async def test_nothing_is_confirmed_before_it_is_committed(taking: Taking) -> None:
    """Whoever dies in between hears it again, and it takes effect once."""
    gate = asyncio.Event()

    async def hang(_: Update, __: Tx) -> None:
        await gate.wait()

    await speak(taking.standin, 1)
    taking.poll()
    await taking.until(1)
    taking.work = hang
    await speak(taking.standin, 3)
    await asyncio.sleep(0.2)
    assert len(taking.standin.telegram.updates) == 3
    await taking.die()
    taking.work = None

    await taking.begin()
    taking.poll()
    await taking.until(4)

    assert len(await taking.effects()) == 4


async def test_deaths_at_any_moment_lose_and_repeat_nothing(taking: Taking) -> None:
    """A small form of the kill test, with tasks cancelled where they stand."""
    for death in range(8):
        await speak(taking.standin, 25)
        before = len(await taking.effects())
        taking.poll()
        async with asyncio.timeout(15):  # three deaths at one update would put that aside
            while len(await taking.effects()) == before:  # noqa: ASYNC110  # in the database
                await asyncio.sleep(0.002)
        await asyncio.sleep(0.003 * death)
        await taking.die()
        await taking.begin()

    taking.poll()
    await taking.until(200)

    assert Counter(await taking.effects()) == {str(each): 8 for each in range(25)}


async def test_the_kinds_are_named_at_each_start(taking: Taking) -> None:
    """Left out, Telegram keeps what an earlier version asked for."""
    taking.poll()
    await speak(taking.standin, 1)
    await taking.until(1)

    polls = [call for call in taking.standin.calls if call.method == "getUpdates"]
    assert all(call.params["allowed_updates"] == KINDS for call in polls)
    assert "chat_member" in KINDS


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        (401, "Unauthorized", "does not know the token"),
        (
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot"
            " instance is running",
            "another process",
        ),
        (
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
            " delete the webhook first",
            "another process",
        ),
        (409, "Conflict: terminated by setWebhook request", "another process"),
        (429, "Too Many Requests: retry after 1", "trying again"),
        (500, "Internal Server Error: restart", "trying again"),
        (502, "Bad Gateway", "trying again"),
    ],
)
async def test_whatever_telegram_says_to_a_poll_it_goes_on(
    taking: Taking, caplog: pytest.LogCaptureFixture, code: int, words: str, told: str
) -> None:
    parameters = {"retry_after": 1} if code == 429 else None
    taking.standin.faults.fail_next("getUpdates", code, words, parameters, times=2)

    await speak(taking.standin, 3)
    taking.poll()
    await taking.until(3)

    assert told in caplog.text
    assert taking.standin.token not in caplog.text


@pytest.mark.usefixtures("impatient")
async def test_a_server_that_is_away_is_asked_again(taking: Taking) -> None:
    await speak(taking.standin, 3)
    taking.standin.faults.refuse_connections = True
    taking.poll()
    await asyncio.sleep(0.2)
    assert taking.intake.last_answer_failed

    taking.standin.faults.refuse_connections = False
    await taking.until(3)

    assert not taking.intake.last_answer_failed


async def test_a_webhook_of_before_is_taken_away(taking: Taking) -> None:
    """With one set Telegram refuses every poll."""
    await taking.bot.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})

    taking.poll()
    await taking.standin.wait_until(
        lambda: any(call.method == "deleteWebhook" for call in taking.standin.calls)
    )
    await speak(taking.standin, 2)
    await taking.until(2)

    assert len(await taking.effects()) == 2


@pytest.mark.usefixtures("impatient")
async def test_while_the_database_is_away_updates_wait_in_hand(
    taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are tried again without asking Telegram for them again."""
    broken = iter([True] * 5)
    really = taking.database.transact

    async def transact(work: Any) -> Any:
        if next(broken, False):
            raise Unavailable("disk I/O error")
        return await really(work)

    monkeypatch.setattr(taking.database, "transact", transact)

    await speak(taking.standin, 4)
    taking.poll()
    await taking.until(4)

    offsets = [
        call.params.get("offset") for call in taking.standin.calls if call.method == "getUpdates"
    ]
    assert offsets.count(None) == 1
    assert len(await taking.effects()) == 4


@pytest.mark.usefixtures("impatient")
async def test_what_fails_again_and_again_outside_its_transaction_is_put_aside(
    taking: Taking,
) -> None:
    """A chat must not stay shut behind it."""

    async def fail(update: Update, _: Tx) -> None:
        if update.effective_message.text == "0":
            raise KeyError("a name that belongs in no log")

    taking.before = fail
    await taking.knows(*await speak(taking.standin, 3, users=1))

    taking.poll()
    await taking.until(2)

    assert await taking.effects() == ["1", "2"]
    (failed,) = await taking.failed()
    assert failed.reason == "KeyError"
    assert failed.payload["message"]["text"] == "0"


@pytest.mark.usefixtures("impatient")
async def test_of_a_stranger_what_is_put_aside_is_not_kept(taking: Taking) -> None:
    """Nothing is, before their yes."""

    async def fail(update: Update, _: Tx) -> None:
        if update.effective_message.text == "0":
            raise KeyError("a name that belongs in no log")

    taking.before = fail
    await speak(taking.standin, 3, users=1)

    taking.poll()
    await taking.until(2)

    assert await taking.effects() == ["1", "2"]
    assert await taking.failed() == []


async def test_what_cannot_be_read_is_put_aside(taking: Taking) -> None:
    """Telegram invents new things."""
    taking.standin.update_raw({"message": {"chat": "no chat", "date": 0, "message_id": 1}})
    await speak(taking.standin, 2)

    taking.poll()
    await taking.until(2)

    assert len(await taking.failed()) == 1


async def test_of_two_processes_one_asks(taking: Taking, second: Database) -> None:
    """Telegram answers a second one with 409; a session lock keeps it from asking."""
    await speak(taking.standin, 3)
    taking.poll()
    await taking.until(3)
    other = Taking(second, taking.standin, community=taking.community)
    await other.begin()
    other.poll()
    await asyncio.sleep(0.3)
    refused = [call for call in taking.standin.calls if call.status == 409]
    await taking.die()

    await speak(taking.standin, 3)
    await taking.until(6)
    await other.end()
    await taking.begin()

    assert refused == []


# --- the first in line -------------------------------------------------------------------------


async def test_an_update_that_three_processes_died_of_is_put_aside(taking: Taking) -> None:
    """Otherwise no process would ever come past it."""
    deadly = asyncio.Event()

    async def hang(update: Update, _: Tx) -> None:
        if update.effective_message.text == "0":
            deadly.set()
            await asyncio.sleep(60)

    taking.before = hang
    await taking.knows(*await speak(taking.standin, 5))

    for _ in range(3):
        deadly.clear()
        taking.poll()
        await asyncio.wait_for(deadly.wait(), 5)
        await taking.die()
        await taking.begin()
    taking.poll()
    await taking.until(4)

    (failed,) = await taking.failed()
    assert failed.reason == "crashed three times"
    assert sorted(await taking.effects()) == ["1", "2", "3", "4"]


async def test_the_first_update_goes_alone(taking: Taking) -> None:
    """Else the innocent that died with it would be counted too."""
    gate, begun = asyncio.Event(), []

    async def note(update: Update, _: Tx) -> None:
        begun.append(update.effective_message.text)
        await gate.wait()

    taking.before = note
    await speak(taking.standin, 5)
    taking.poll()
    async with asyncio.timeout(5):
        while not begun:  # noqa: ASYNC110  # short
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.1)
    alone = list(begun)
    gate.set()
    await taking.until(5)

    assert alone == ["0"]


async def test_a_start_that_went_well_is_not_held_against_anything(taking: Taking) -> None:
    for number in range(1, 6):
        await speak(taking.standin, 1)
        taking.poll()
        await taking.until(number)
        await taking.die()
        await taking.begin()

    async with taking.database.read() as tx:
        assert await tx.value(select(func.count()).select_from(update_starts)) == 0
    assert await taking.failed() == []


@pytest.mark.usefixtures("impatient")
async def test_trying_again_is_not_another_start(taking: Taking) -> None:
    """A database that was away for a while must not put the first update aside."""
    tries = iter(range(10))

    async def fail(_: Update, __: Tx) -> None:
        if next(tries, None) is not None:
            raise Unavailable("away")

    taking.before = fail
    await speak(taking.standin, 1)
    taking.poll()
    await taking.until(1)

    assert await taking.failed() == []


# --- replay ------------------------------------------------------------------------------------


async def test_a_failed_update_can_be_run_again_once(taking: Taking) -> None:
    user = taking.standin.add_user("Anna")
    await taking.knows(user)
    await taking.standin.send(user, None, "Moestuin")
    raw = (await taking.bot.poll(offset=None, seconds=0, kinds=KINDS))[0]

    async def keep(tx: Tx) -> None:
        await updates.take(tx, raw["update_id"])
        await updates.fail(tx, raw, incident="abcd", reason="KeyError", telegram_id=user.id)

    await taking.database.transact(keep)
    (failed,) = await taking.failed()

    await taking.intake.replay(failed)
    await taking.intake.replay(failed)

    assert await taking.effects() == ["Moestuin"]
    assert await taking.failed() == []


async def test_a_replay_that_fails_stays_waiting(taking: Taking) -> None:
    user = taking.standin.add_user("Anna")
    await taking.knows(user)
    await taking.standin.send(user, None, "Moestuin")
    raw = (await taking.bot.poll(offset=None, seconds=0, kinds=KINDS))[0]
    await taking.database.transact(
        lambda tx: updates.fail(tx, raw, incident="abcd", reason="KeyError", telegram_id=user.id)
    )
    (failed,) = await taking.failed()

    async def fail(_: Update, __: Tx) -> None:
        raise KeyError

    taking.work = fail
    with pytest.raises(NotTaken):
        await taking.intake.replay(failed)

    assert len(await taking.failed()) == 1


# --- webhook -----------------------------------------------------------------------------------


async def post(taking: Taking, body: bytes, headers: list[tuple[bytes, bytes]]) -> int:
    """One request to the endpoint, as the web server hands it on."""
    app = Starlette(routes=[Route("/hook", taking.intake.webhook, methods=["POST"])])
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/hook",
        "raw_path": b"/hook",
        "query_string": b"",
        "headers": headers,
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
    await app(scope, receive, send)  # type: ignore[arg-type]  # plain dicts
    return status


SECRET = (b"x-telegram-bot-api-secret-token", b"s3cret")


async def raw_update(taking: Taking, words: str = "Dag") -> bytes:
    user = taking.standin.add_user("Anna")
    await taking.standin.send(user, None, words)
    found = await taking.bot.poll(offset=None, seconds=0, kinds=KINDS)
    return json.dumps(found[-1]).encode()


async def test_a_webhook_is_answered_after_the_commit(taking: Taking) -> None:
    body = await raw_update(taking)

    asked = await post(taking, body, [SECRET])

    assert asked == 200
    assert await taking.effects() == ["Dag"]


async def test_a_webhook_that_comes_twice_takes_effect_once(taking: Taking) -> None:
    """Telegram sends again when our answer got lost."""
    body = await raw_update(taking)

    statuses = [await post(taking, body, [SECRET]) for _ in range(3)]

    assert statuses == [200, 200, 200]
    assert await taking.effects() == ["Dag"]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"x-telegram-bot-api-secret-token", b"wrong")],
        [(b"x-telegram-bot-api-secret-token", b"")],
        [(b"x-telegram-bot-api-secret-token", "sécret".encode())],
        [SECRET, (b"x-telegram-bot-api-secret-token", b"wrong")],
        [SECRET, SECRET],
    ],
)
async def test_without_the_secret_nothing_happens(taking: Taking, headers: Any) -> None:
    body = await raw_update(taking)

    asked = await post(taking, body, headers)

    assert asked == 401
    assert await taking.effects() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"no json", 400), (b"[]", 400), (b'{"message": {}}', 400), (b" " * (1 << 20) + b"{}", 413)],
)
async def test_what_is_no_update_is_refused(taking: Taking, body: bytes, status: int) -> None:
    assert await post(taking, body, [SECRET]) == status


async def test_while_the_database_is_away_telegram_is_asked_to_come_again(taking: Taking) -> None:
    body = await raw_update(taking)
    really = taking.database.transact

    async def away(_: Any) -> Any:
        raise Unavailable("away")

    taking.database.transact = away  # type: ignore[method-assign]
    first = await post(taking, body, [SECRET])
    taking.database.transact = really  # type: ignore[method-assign]
    second = await post(taking, body, [SECRET])

    assert (first, second) == (503, 200)
    assert await taking.effects() == ["Dag"]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        (
            400,
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
            "does not take the webhook",
        ),
        (400, "Bad Request: secret token is too long", "does not take the webhook"),
        (404, "Not Found: method not found", "does not take the webhook"),
        (401, "Unauthorized", "does not know the token"),
        (429, "Too Many Requests: retry after 1", "trying again"),
        (500, "Internal Server Error: restart", "trying again"),
        (502, "Bad Gateway", "trying again"),
    ],
)
async def test_a_webhook_is_set_up_with_its_secret_and_its_kinds(
    taking: Taking, caplog: pytest.LogCaptureFixture, code: int, words: str, told: str
) -> None:
    """Whatever Telegram says first; the operator may mend the address meanwhile."""
    parameters = {"retry_after": 1} if code == 429 else None
    taking.standin.faults.fail_next("setWebhook", code, words, parameters)

    await taking.intake.set_up_webhook("http://127.0.0.1:9/hook")

    info = await taking.bot.call("getWebhookInfo", {})
    assert info["url"] == "http://127.0.0.1:9/hook"
    assert info["allowed_updates"] == KINDS
    assert told in caplog.text
    assert not taking.intake.last_answer_failed


async def test_updates_by_webhook_over_real_http(taking: Taking) -> None:
    """From the stand-in's queue to the commit, and confirmed after it."""
    app = Starlette(routes=[Route("/hook", taking.intake.webhook, methods=["POST"])])
    config = uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110  # short
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]

    await taking.intake.set_up_webhook(f"http://127.0.0.1:{port}/hook")
    await speak(taking.standin, 40)
    await taking.until(40)
    await taking.bot.call("deleteWebhook", {})
    server.should_exit = True
    await serving

    assert sorted(await taking.effects(), key=int) == [str(each) for each in range(40)]
