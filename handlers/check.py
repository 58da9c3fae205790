"""`buurtbot check`: what is wrong, in plain sentences, without changing anything."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram.error import InvalidToken, TelegramError

from handlers.encoder import Encoder, NoEncoder
from handlers.transport import NotTelegram, build_bot
from storage.errors import FORMS, DatabaseError, UnknownDatabase, Unusable
from storage.migrate import NEWEST, VERSIONS, version


@dataclass(frozen=True, slots=True)
class Finding:
    fine: bool
    sentence: str


async def findings(
    *,
    database_url: str,
    token: str | None,
    api_url: str,
    webhook_url: str | None,
    public_url: str | None,
    is_open: bool,
    encoder: Path | None = None,
) -> list[Finding]:
    """All that can be said about this installation."""
    found = [await _database(database_url)]
    if token is None:
        sentence = "Token: BUURTBOT_TOKEN is not set. @BotFather gives one; the demo needs none."
        found.append(Finding(False, sentence))
    else:
        found += await _telegram(token, api_url, webhook_url)
    found.append(
        Finding(True, f"Pages: for neighbours without Telegram, at {public_url}.")
        if public_url is not None
        else Finding(
            True, "Pages: none; without Telegram there is a code on paper (BUURTBOT_PUBLIC_URL)."
        )
    )
    found.append(
        Finding(True, "Opening: every group admin may set up a neighbourhood (BUURTBOT_OPEN).")
        if is_open
        else Finding(
            True, "Opening: setting up a neighbourhood takes a code of `buurtbot invite-community`."
        )
    )
    if encoder is not None:
        found.append(await asyncio.to_thread(_encoder, encoder))
    return found


def _encoder(folder: Path) -> Finding:
    try:
        Encoder(folder)
    except NoEncoder as problem:
        return Finding(False, f"Encoder: {problem} See BUURTBOT_ENCODER.")
    return Finding(True, "Encoder: it reads sentences.")


async def _database(url: str) -> Finding:
    try:
        here = await asyncio.to_thread(version, url)
    except UnknownDatabase:
        return Finding(False, f"Database: BUURTBOT_DATABASE_URL {FORMS}.")
    except Unusable as problem:
        return Finding(False, f"Database: {problem} See BUURTBOT_DATABASE_URL.")
    except DatabaseError as problem:
        return Finding(False, f"Database: no answer ({problem}). See BUURTBOT_DATABASE_URL.")
    if here == NEWEST:
        return Finding(True, f"Database: reachable and up to date (version {here}).")
    if here is None:
        return Finding(True, "Database: reachable and empty; the first start fills it.")
    if here not in VERSIONS:
        return Finding(
            False,
            f"Database: a newer version of the bot wrote it ({here}; this one knows {NEWEST}). "
            "Install that version, or restore a backup from before it.",
        )
    return Finding(False, f"Database: at version {here}, this bot needs {NEWEST}: buurtbot migrate")


async def _telegram(token: str, api_url: str, webhook_url: str | None) -> list[Finding]:
    bot = build_bot(token, api_url, patient=False)
    try:
        await bot.initialize()
        me = await bot.call("getMe", {})
        hook = await bot.call("getWebhookInfo", {})
    except InvalidToken:
        return [Finding(False, "Token: Telegram does not know it. Copy it again from @BotFather.")]
    except NotTelegram:
        why = f"what answers at {api_url} is no Bot API server. See BUURTBOT_API_URL."
        return [Finding(False, f"Telegram: {why}")]
    except TelegramError as problem:
        why = f"{api_url} does not answer ({type(problem).__name__}). See BUURTBOT_API_URL"
        return [Finding(False, f"Telegram: {why} and the network of this machine.")]
    finally:
        await bot.shutdown()
    return [
        Finding(True, f"Token: this is @{me['username']}."),
        _groups(me),
        _reading(me),
        _webhook(hook, webhook_url),
    ]


def _groups(me: dict[str, Any]) -> Finding:
    if me.get("can_join_groups", False):
        return Finding(True, "Rights: it may be added to groups.")
    return Finding(False, "Rights: it may not join groups. @BotFather: /setjoingroups, Enable.")


def _reading(me: dict[str, Any]) -> Finding:
    if me.get("can_read_all_group_messages", False):
        return Finding(
            False,
            "Rights: privacy mode is off, so Telegram sends it all that is said in groups. The bot "
            "needs none of that. @BotFather: /setprivacy, Enable.",
        )
    return Finding(True, "Rights: privacy mode is on, so it does not see what groups say.")


def _webhook(hook: dict[str, Any], wanted: str | None) -> Finding:
    there = str(hook.get("url") or "")
    if hook.get("last_error_message"):
        return Finding(False, f"Webhook: Telegram's last error was: {hook['last_error_message']}")
    if wanted is None and there:
        return Finding(True, "Webhook: one is set; the bot takes it away and polls.")
    if wanted is None:
        return Finding(True, "Webhook: none; the bot polls.")
    if there != wanted:
        return Finding(True, "Webhook: not set yet; the bot sets it when it starts.")
    return Finding(True, "Webhook: set.")
