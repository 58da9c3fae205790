"""What can go wrong on purpose: each fault does what its name says and nothing else."""

import asyncio
import logging

import aiohttp
import pytest

from bot.playground import Chat, Limits, StandIn, User
from tests.playground.client import Bot


@pytest.fixture
async def anna(stand_in: StandIn) -> User:
    anna = stand_in.add_user("Anna")
    await stand_in.start(anna)
    return anna


def said(stand_in: StandIn, chat: Chat | User) -> list[str]:
    return [message.text for message in stand_in.messages(chat)]


async def test_an_outage_answers_502_and_ends_what_was_waiting(
    bot: Bot, stand_in: StandIn, anna: User
):
    """Nothing is done while it lasts, and nothing is remembered of it."""
    await bot.updates()
    poll = asyncio.create_task(bot.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    stand_in.faults.outage = True
    refusals = [await poll, await bot.refused("sendMessage", chat_id=anna.id, text="a")]
    stand_in.faults.outage = False
    await bot.says(anna.id, "b")

    assert refusals == ["Bad Gateway"] * 2
    assert said(stand_in, anna) == ["/start", "b"]


async def test_a_flood_hits_what_is_said(bot: Bot, stand_in: StandIn, anna: User):
    """Asking goes on."""
    stand_in.faults.flood = 7
    refusal = await bot.refused("sendMessage", chat_id=anna.id, text="a")
    await bot.does("getMe")
    stand_in.faults.flood = None
    await bot.says(anna.id, "b")

    assert refusal == "Too Many Requests: retry after 7"


async def test_a_dropped_reply_means_it_was_done(bot: Bot, stand_in: StandIn, anna: User):
    """The bot cannot know, and a person has read it."""
    stand_in.faults.drop_replies = 1
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot.says(anna.id, "gezegd of niet?")

    assert said(stand_in, anna)[-1] == "gezegd of niet?"
    assert stand_in.calls[-1].status == 0
    await bot.says(anna.id, "en door")


async def test_nobody_can_connect(bot: Bot, stand_in: StandIn, anna: User):
    """Only this proves that nothing was sent."""
    await bot.does("getMe")
    stand_in.faults.refuse_connections = True
    with pytest.raises(aiohttp.ClientError):
        await bot.says(anna.id, "a")
    with pytest.raises(aiohttp.ClientConnectorError):
        await bot.says(anna.id, "a")
    stand_in.faults.refuse_connections = False
    await asyncio.sleep(0.05)
    await bot.says(anna.id, "b")

    assert said(stand_in, anna) == ["/start", "b"]


async def test_the_next_calls_fail_as_told(bot: Bot, stand_in: StandIn, anna: User):
    """Any refusal, any number of times, without effect."""
    stand_in.faults.fail_next("sendMessage", 500, "Internal Server Error", times=2)
    words = [await bot.refused("sendMessage", chat_id=anna.id, text="a") for _ in range(2)]
    await bot.says(anna.id, "b")

    assert words == ["Internal Server Error"] * 2
    assert said(stand_in, anna) == ["/start", "b"]


async def test_a_slow_answer(bot: Bot, stand_in: StandIn, anna: User):
    """It was done before the bot gave up waiting."""
    stand_in.faults.delay = 0.2
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(bot.says(anna.id, "a"), 0.05)

    assert said(stand_in, anna) == ["/start", "a"]


@pytest.mark.parametrize("token", ["456:another", "no-token", ""])
async def test_who_does_not_know_the_token_learns_nothing(stand_in: StandIn, token: str):
    """401, as for a token that was taken back."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{stand_in.url}/bot{token}/getMe") as answer,
    ):
        assert (answer.status, await answer.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )


async def test_an_unknown_method(bot: Bot):
    """404, in these words."""
    assert await bot.refused("sendMassage") == "Not Found: method not found"


async def test_method_names_may_be_written_in_any_case(bot: Bot):
    """As on the real server."""
    assert (await bot.does("GETME"))["is_bot"]


async def test_the_token_is_in_no_log_and_no_record(
    bot: Bot, stand_in: StandIn, anna: User, caplog: pytest.LogCaptureFixture
):
    """Addresses hold it, so addresses are never written down."""
    with caplog.at_level(logging.DEBUG):
        await bot.says(anna.id, "a")
        await bot.refused("nonsense")
        await bot.session.get(f"{stand_in.url}/playground/state")

    written = [record.getMessage() for record in caplog.records if "aiohttp" not in record.name]
    assert stand_in.token not in str(written) + str(stand_in.calls)


async def test_a_form_and_a_file(bot: Bot, stand_in: StandIn, anna: User):
    """All ways to write a request; a file can be had back by its id."""
    base = f"{stand_in.url}/bot{stand_in.token}"
    form = aiohttp.FormData({"chat_id": str(anna.id), "caption": "<b>Jouw gegevens</b>"})
    form.add_field("parse_mode", "HTML")
    form.add_field("reply_markup", '{"inline_keyboard":[[{"text":"Wis","callback_data":"w"}]]}')
    form.add_field("document", b'{"naam": "Anna"}', filename="gegevens.json")
    async with bot.session.post(f"{base}/sendDocument", data=form) as answer:
        sent = (await answer.json())["result"]
    async with bot.session.get(
        f"{base}/sendMessage", params={"chat_id": str(anna.id), "text": "uit het adres"}
    ) as answer:
        assert (await answer.json())["ok"]
    found = await bot.does("getFile", file_id=sent["document"]["file_id"])
    async with bot.session.get(
        f"{stand_in.url}/file/bot{stand_in.token}/{found['file_path']}"
    ) as answer:
        content = await answer.read()
    again = await bot.does("sendDocument", chat_id=anna.id, document=sent["document"]["file_id"])

    card = stand_in.messages(anna)[1]
    assert (card.html, card.buttons[0][0].data) == ("<b>Jouw gegevens</b>", "w")
    assert sent["document"]["file_name"] == again["document"]["file_name"] == "gegevens.json"
    assert content == b'{"naam": "Anna"}'
    assert (
        await bot.refused("sendDocument", chat_id=anna.id)
        == "Bad Request: there is no document in the request"
    )
    assert (
        await bot.refused(
            "editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="b"
        )
        == "Bad Request: there is no text in the message to edit"
    )


async def test_closing_ends_quickly_while_someone_polls(limits: Limits):
    """A test that ends must not wait for a bot that does not know it."""
    stand_in = StandIn(limits=limits)
    await stand_in.serve()
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(Bot(session, stand_in).ask("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        await asyncio.wait_for(stand_in.close(), 2)
        await asyncio.gather(poll, return_exceptions=True)

    assert poll.done()
