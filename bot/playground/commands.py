"""The command lists a bot shows: seven scopes times languages, of which a reader sees one."""

import re
from typing import Any

from bot.playground.chats import ADMINISTRATORS, Chat, User
from bot.playground.refusals import bad

Raw = dict[str, Any]
Key = tuple[str, int, int]

WITHOUT_CHAT = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
}
MOST_COMMANDS = 100


def checked(commands: Any) -> list[Raw]:
    """Check a list of commands as Telegram does."""
    if not isinstance(commands, list):
        raise bad("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad("can't set more than 100 bot commands")
    return [checked_command(one) for one in commands]


def checked_command(one: Any) -> Raw:
    if not isinstance(one, dict):
        raise bad("can't parse BotCommand: expected an Object")
    command = str(one.get("command", "")).removeprefix("/")
    description = str(one.get("description", "")).strip()
    if not command:
        raise bad("command must be non-empty")
    if len(command) > 32:
        raise bad("command length must not exceed 32")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > 256:
        raise bad("command description length must not exceed 256")
    if not re.fullmatch(r"[a-z0-9_]+", command):
        raise bad("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


class CommandLists:
    """All lists the bot has set."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Key, str], list[Raw]] = {}

    def set(self, key: Key, language: str, commands: list[Raw]) -> None:
        """Replace one list; an empty one takes it away."""
        if commands:
            self._lists[key, language] = commands
        else:
            self._lists.pop((key, language), None)

    def get(self, key: Key, language: str) -> list[Raw]:
        """Give exactly this list."""
        return self._lists.get((key, language), [])

    def seen_by(self, user: User, chat: Chat) -> list[Raw]:
        """Give the list that this person sees in this chat: the first scope that has one wins."""
        for key in scopes_for(user, chat):
            for language in (user.language_code or "", ""):
                if (key, language) in self._lists:
                    return self._lists[key, language]
        return []

    def everything(self) -> list[Raw]:
        """List all lists, for who wants to look."""
        return [
            {
                "scope": key[0],
                "chat_id": key[1],
                "user_id": key[2],
                "language_code": language,
                "commands": commands,
            }
            for (key, language), commands in self._lists.items()
        ]


def scopes_for(user: User, chat: Chat) -> list[Key]:
    """List the scopes that count for someone somewhere, narrowest first."""
    if not chat.is_group:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    administrator = chat.member(user).status in ADMINISTRATORS
    scopes: list[Key] = [("chat_member", chat.id, user.id)]
    if administrator:
        scopes.append(("chat_administrators", chat.id, 0))
    scopes.append(("chat", chat.id, 0))
    if administrator:
        scopes.append(("all_chat_administrators", 0, 0))
    return [*scopes, ("all_group_chats", 0, 0), ("default", 0, 0)]
