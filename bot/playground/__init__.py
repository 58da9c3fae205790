"""A stand-in for Telegram on this machine: as strict as the real one."""

from bot.playground.chats import Button, Chat, Message, User
from bot.playground.faults import Faults
from bot.playground.limits import Limits
from bot.playground.server import Call, StandIn
from bot.playground.telegram import Press

__all__ = ["Button", "Call", "Chat", "Faults", "Limits", "Message", "Press", "StandIn", "User"]
