"""The road to Telegram: what its errors tell, and what they never tell."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TimedOut

from bot.playground import Limits, StandIn, User
from handlers.routing import answer_tap
from handlers.transport import NeverLeft, Refusal, TelegramBot, build_bot


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    standin = StandIn(limits=Limits.off())
    await standin.serve()
    yield standin
    await standin.close()


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[TelegramBot]:
    bot = build_bot(standin.token, standin.url)
    await bot.initialize()
    yield bot
    await bot.shutdown()


@pytest.fixture
async def anna(standin: StandIn) -> User:
    anna = standin.add_user("Anna")
    await standin.start(anna)
    return anna


Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
async def odd_server() -> AsyncIterator[Callable[[Answer], Awaitable[TelegramBot]]]:
    """A server that answers as no Telegram should, and a bot that talks to it."""
    servers: list[asyncio.Server] = []
    bots: list[TelegramBot] = []

    async def begin(answer: Answer) -> TelegramBot:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        servers.append(server)
        port = server.sockets[0].getsockname()[1]
        bot = build_bot(
            "123456:a-token-that-nobody-may-see-in-any-text", f"http://127.0.0.1:{port}"
        )
        bots.append(bot)
        await bot._sending.initialize()
        return bot

    yield begin
    for bot in bots:
        await bot._sending.shutdown()
    for server in servers:
        server.close()
        await asyncio.sleep(0.01)


def replies(text: bytes) -> Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(text)
        writer.close()

    return answer


async def keeps_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()  # until the other side has had enough
    writer.close()


def everything_told(problem: BaseException | None) -> str:
    """The texts of an error and of all that it drags along."""
    if problem is None:
        return ""
    more = everything_told(problem.__cause__) + everything_told(problem.__context__)
    return f"{problem!r} {problem} {vars(problem)} {more}"


async def test_a_raw_call_gives_the_result(bot: TelegramBot, anna: User) -> None:
    """The postman sends stored payloads as they are and needs the message id."""
    result = await bot.call("sendMessage", {"chat_id": anna.id, "text": "Dag Anna"})

    assert result["text"] == "Dag Anna"
    assert isinstance(result["message_id"], int)


async def test_a_refusal_keeps_telegrams_own_words(bot: TelegramBot) -> None:
    """python-telegram-bot re-capitalises them; what we match on must be what was said."""
    with pytest.raises(Refusal) as caught:
        await bot.call("sendMessage", {"chat_id": 4711, "text": "Dag"})

    assert (caught.value.code, caught.value.description) == (400, "Bad Request: chat not found")


async def test_a_flood_tells_how_long(standin: StandIn, bot: TelegramBot, anna: User) -> None:
    standin.faults.flood = 7

    with pytest.raises(Refusal) as caught:
        await bot.call("sendMessage", {"chat_id": anna.id, "text": "Dag"})

    assert (caught.value.code, caught.value.retry_after) == (429, 7)


async def test_an_upgraded_group_tells_its_new_id(
    standin: StandIn, bot: TelegramBot, anna: User
) -> None:
    group = standin.add_group("Broeklanden", creator=anna)
    await standin.add_bot(group, by=anna)
    new = await standin.upgrade(group)

    with pytest.raises(Refusal) as caught:
        await bot.call("sendMessage", {"chat_id": group.id, "text": "Dag"})

    assert caught.value.migrate_to == new.id


async def test_python_telegram_bots_own_methods_work_over_it(
    standin: StandIn, bot: TelegramBot, anna: User
) -> None:
    """Handlers ask questions and answer taps with the library's methods."""
    group = standin.add_group("Broeklanden", creator=anna)
    await standin.add_bot(group, by=anna)
    await standin.upgrade(group)
    blocked = standin.add_user("Bram")
    await standin.start(blocked)
    await standin.block(blocked)

    sent = await bot.send_message(anna.id, "Dag")

    assert sent.text == "Dag"
    with pytest.raises(ChatMigrated):
        await bot.send_message(group.id, "Dag")
    with pytest.raises(Forbidden):
        await bot.send_message(blocked.id, "Dag")
    with pytest.raises(BadRequest):
        await bot.send_message(4711, "Dag")


async def test_a_file_keeps_its_name(standin: StandIn, bot: TelegramBot, anna: User) -> None:
    """Names of files have spaces and accents; people see them."""
    await bot.send_document(anna.id, InputFile(b"BEGIN:VCALENDAR", filename="ü å.ics"))

    call = next(call for call in standin.calls if call.method == "sendDocument")
    assert call.params["document"].filename == "ü å.ics"
    assert call.params["document"].content == b"BEGIN:VCALENDAR"


async def test_a_connection_that_is_refused_proves_that_nothing_left(
    standin: StandIn, bot: TelegramBot, anna: User
) -> None:
    """Only this may be sent again without a doubt."""
    standin.faults.refuse_connections = True
    await asyncio.sleep(0.02)  # an open connection that breaks just now would leave doubt

    with pytest.raises(NeverLeft) as caught:
        await bot.call("sendMessage", {"chat_id": anna.id, "text": "Dag"})

    assert standin.token not in everything_told(caught.value)


async def test_a_lost_answer_leaves_doubt(standin: StandIn, bot: TelegramBot, anna: User) -> None:
    """The message arrived, and nobody told us."""
    standin.faults.drop_replies = 1

    with pytest.raises(NetworkError) as caught:
        await bot.call("sendMessage", {"chat_id": anna.id, "text": "Dag"})

    assert not isinstance(caught.value, NeverLeft)
    assert [message.text for message in standin.messages(anna)][-1] == "Dag"


async def test_an_answer_that_does_not_come_is_a_time_out(odd_server) -> None:
    bot = await odd_server(keeps_silent)
    bot._sending._read_seconds = 0.05

    with pytest.raises(TimedOut) as caught:
        await bot.call("sendMessage", {})

    assert "nobody-may-see" not in everything_told(caught.value)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 15\r\n\r\n<html>no</html>", Refusal),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n<html>no</html>", NetworkError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", NetworkError),
        (b"", NetworkError),
        (b"nonsense\r\n\r\n", NetworkError),
    ],
)
async def test_whatever_comes_back_is_an_error_without_the_token(odd_server, answer, kind) -> None:
    """Proxies answer with HTML, connections break halfway; the address holds the token."""
    bot = await odd_server(replies(answer))

    with pytest.raises(kind) as raw:
        await bot.call("sendMessage", {})
    with pytest.raises(NetworkError) as by_library:
        await bot.send_message(1, "Dag")

    assert "nobody-may-see" not in everything_told(raw.value)
    assert "nobody-may-see" not in everything_told(by_library.value)


async def test_a_wrong_token_is_told_without_the_token(standin: StandIn) -> None:
    bot = build_bot("123456:a-token-that-nobody-may-see-in-any-text", standin.url)

    with pytest.raises(InvalidToken) as caught:
        await bot.initialize()
    await bot.shutdown()

    assert "nobody-may-see" not in everything_told(caught.value)
    assert "nobody-may-see" not in repr(bot)


async def test_a_patient_bot_waits_for_telegram(standin: StandIn) -> None:
    """A machine that starts before its network must not need a second start."""
    standin.faults.outage = True
    bot = build_bot(standin.token, standin.url)

    starting = asyncio.create_task(bot.initialize())
    await asyncio.sleep(0.1)
    standin.faults.outage = False
    await asyncio.wait_for(starting, 5)

    assert bot.username == standin.bot.username
    await bot.shutdown()


# --- taps --------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:.*retry_after.*")  # the library warns of itself
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
        (400, "Bad Request: MESSAGE_TOO_LONG"),
        (400, "Bad Request: URL_INVALID"),
        (401, "Unauthorized"),
        (403, "Forbidden: bot was blocked by the user"),
        (404, "Not Found: method not found"),
        (429, "Too Many Requests: retry after 5"),
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
    ],
)
async def test_a_tap_that_cannot_be_answered_is_let_go(
    standin: StandIn, bot: TelegramBot, code: int, words: str
) -> None:
    """Its effect is committed and its message will come; only the toast is lost."""
    parameters = {"retry_after": 5} if code == 429 else None
    standin.faults.fail_next("answerCallbackQuery", code, words, parameters)

    await answer_tap(bot, "4711", None)

    assert [call.status for call in standin.calls][-1] == code
