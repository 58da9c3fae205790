"""The command lists that Telegram shows, per scope and language."""

from __future__ import annotations

import asyncio
import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import NetworkError, RetryAfter

from bot.messages import Text
from bot.texts import FALLBACK, LANGUAGES, plain

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds

# At most eight in private and four in groups (EXPERIENCE 4); the rest works unlisted.
PRIVATE = {
    "nl": ("start", "idee", "talent", "zoek", "bijeenkomst", "buurt", "mijn", "hulp"),
    "en": ("start", "idea", "talent", "seek", "meeting", "news", "my", "help"),
}
GROUP = {
    "nl": ("buurt", "ideeen", "bijeenkomsten", "hulp"),
    "en": ("news", "ideas", "meetings", "help"),
}


async def keep_registering(bot: Bot) -> None:
    """Tell Telegram until it hears it."""
    wait = FIRST_WAIT
    while True:
        try:
            await register(bot)
        except RetryAfter as problem:
            told = problem.retry_after
            wait = max(wait, told if isinstance(told, int) else told.total_seconds())
        except NetworkError as problem:
            log.warning("the commands are not listed yet (%s)", type(problem).__name__)
        else:
            return
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


async def register(bot: Bot) -> None:
    """Tell Telegram which commands to list."""
    for language in LANGUAGES:
        code = None if language == FALLBACK else language
        for names, scope in (
            (PRIVATE[language], BotCommandScopeAllPrivateChats()),
            (GROUP[language], BotCommandScopeAllGroupChats()),
        ):
            await bot.set_my_commands(
                [
                    BotCommand(dutch, plain(Text(f"command-{key}"), language))
                    for dutch, key in zip(names, _keys(names, language), strict=True)
                ],
                scope=scope,
                language_code=code,
            )


def _keys(names: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Texts are keyed by the Dutch name, whatever the command is called."""
    for table in (PRIVATE, GROUP):
        if names == table[language]:
            return table["nl"]
    raise ValueError(names)
