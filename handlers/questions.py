"""Questions to Telegram, asked before the transaction that needs their answer."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

ADMINS = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


async def is_chat_admin(bot: Bot, *, chat: int, user: int) -> bool | None:
    """Whether somebody is owner or administrator of a group at this moment; None when Telegram
    cannot say."""
    try:
        member = await bot.get_chat_member(chat, user)
    except TelegramError:
        return None
    return member.status in ADMINS
