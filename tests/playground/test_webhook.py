"""Webhooks as they are: a secret, one chat in order, again until 2xx, orders in the answer."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web

from bot.playground import Limits, StandIn, User
from tests.playground.client import Bot

BAD = "Bad Request: bad webhook: "
SECRET = "geheim-1"


class Hook:
    """A bot's web server that answers what a test tells it to."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.order: dict[str, Any] | None = None
        self.slow_for: int | None = None
        self.let_go = asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.slow_for == chat_of(update):
            await self.let_go.wait()
        status = self.statuses.pop(0) if self.statuses else 200
        if self.order is not None:
            order, self.order = self.order, None
            return web.json_response(order, status=status)
        return web.Response(status=status)

    def texts(self) -> list[str]:
        return [one["message"]["text"] for one in self.got]


def chat_of(update: dict[str, Any]) -> int:
    return int(update.get("message", {}).get("chat", {}).get("id", 0))


@pytest.fixture
def local() -> bool:
    """Like Telegram's own local server: plain http on any port."""
    return True


@pytest.fixture
def limits() -> Limits:
    return replace(Limits.off(), webhook_retry_seconds=0.02)


@pytest.fixture
async def hook() -> Hook:
    return Hook()


@pytest.fixture
async def address(hook: Hook) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", hook.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


@pytest.fixture
def anna(stand_in: StandIn) -> User:
    return stand_in.add_user("Anna")


async def test_updates_come_with_the_secret(
    bot: Bot, stand_in: StandIn, hook: Hook, address: str, anna: User
):
    """What waited comes too, and what was taken is not kept."""
    await stand_in.start(anna)
    await bot.does("setWebhook", url=address, secret_token=SECRET)
    await stand_in.send(anna, None, "twee")
    await stand_in.wait_until(lambda: len(hook.got) == 2)
    await asyncio.sleep(0.02)
    info = await bot.does("getWebhookInfo")

    assert hook.texts() == ["/start", "twee"]
    assert hook.secrets == [SECRET] * 2
    assert info["pending_update_count"] == 0
    assert SECRET not in str([call.params for call in stand_in.calls])


async def test_a_failing_update_comes_again_and_holds_up_its_chat_only(
    bot: Bot, stand_in: StandIn, hook: Hook, address: str, anna: User
):
    """Order within a chat is kept, whatever it takes."""
    bram = stand_in.add_user("Bram")
    await bot.does("setWebhook", url=address)
    hook.slow_for, hook.statuses = anna.id, [200]
    await stand_in.send(anna, None, "een")
    await stand_in.send(anna, None, "twee")
    await stand_in.send(bram, None, "van Bram")
    await stand_in.wait_until(lambda: "van Bram" in hook.texts())
    before = hook.texts()
    hook.statuses = [500, 503, 200]
    hook.let_go.set()
    await stand_in.wait_until(lambda: "twee" in hook.texts())

    assert "twee" not in before
    assert [text for text in hook.texts() if text != "van Bram"] == ["een"] * 3 + ["twee"]
    info = await bot.does("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503"


async def test_an_order_in_the_answer_is_carried_out(
    bot: Bot, stand_in: StandIn, hook: Hook, address: str, anna: User
):
    """Its result is told to nobody."""
    await bot.does("setWebhook", url=address)
    hook.order = {"method": "sendMessage", "chat_id": anna.id, "text": "meteen terug"}
    await stand_in.start(anna)

    await stand_in.wait_until(lambda: len(stand_in.messages(anna)) == 2)

    assert stand_in.messages(anna)[-1].text == "meteen terug"


async def test_a_server_that_is_away_gets_it_later(
    bot: Bot, stand_in: StandIn, anna: User, unused_tcp_port: int
):
    """Nothing is lost while the bot restarts."""
    hook = Hook()
    await bot.does("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/hook")
    await stand_in.start(anna)
    await asyncio.sleep(0.05)
    app = web.Application()
    app.router.add_post("/hook", hook.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    try:
        await stand_in.wait_until(lambda: len(hook.got) == 1)
    finally:
        await runner.cleanup()


async def test_webhook_and_polling_exclude_each_other(bot: Bot, address: str):
    """Whoever polls is told about the webhook."""
    poll = asyncio.create_task(bot.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await bot.does("setWebhook", url=address)

    assert await asyncio.wait_for(poll, 1) == "Conflict: terminated by setWebhook request"
    assert await bot.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
        " delete the webhook first"
    )
    await bot.does("deleteWebhook")
    assert await bot.does("getUpdates") == []


async def test_pending_updates_can_be_dropped(bot: Bot, stand_in: StandIn, anna: User):
    """Only when asked for."""
    await stand_in.start(anna)
    await bot.does("deleteWebhook")
    kept = await bot.does("getWebhookInfo")
    await bot.does("deleteWebhook", drop_pending_updates=True)

    assert kept["pending_update_count"] == 1
    assert (await bot.does("getWebhookInfo"))["pending_update_count"] == 0


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ("a" * 257, "secret token is too long"),
        ("geheim!", "secret token contains unallowed characters"),
    ],
)
async def test_a_secret_has_its_rules(bot: Bot, address: str, secret: str, words: str):
    """1 to 256 letters, digits, _ and -."""
    refusal = await bot.refused("setWebhook", url=address, secret_token=secret)

    assert refusal == f"Bad Request: {words}"


class TestTelegramsOwnServers:
    """Without `--local` only https on four ports, and never this machine."""

    @pytest.fixture
    def local(self) -> bool:
        return False

    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("http://example.org/hook", "An HTTPS URL must be provided for webhook"),
            (
                "https://example.org:8444/hook",
                "Webhook can be set up only on ports 80, 88, 443 or 8443",
            ),
            ("https://127.0.0.1/hook", "IP address 127.0.0.1 is reserved"),
        ],
    )
    async def test_addresses_that_are_refused(self, bot: Bot, url: str, words: str):
        """A bot at home behind plain http learns it here."""
        assert await bot.refused("setWebhook", url=url) == BAD + words

    async def test_nothing_leaves_this_machine(self, bot: Bot, stand_in: StandIn, anna: User):
        """A good address is accepted and never called."""
        await bot.does("setWebhook", url="https://example.org/hook")
        await stand_in.start(anna)
        await asyncio.sleep(0.05)

        info = await bot.does("getWebhookInfo")
        assert (info["pending_update_count"], info["last_error_message"]) == (
            1,
            "Connection refused",
        )
        await bot.does("deleteWebhook")
