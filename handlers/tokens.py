"""One-time tokens and codes: made here by chance, stored hashed, used once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from bot.behalf import ALPHABET, GROUPS, IN_A_GROUP, with_hyphens
from bot.callbacks import Rest
from bot.communities import TOKEN_LASTS
from bot.errors import Refused
from storage import communities
from storage.communities import StartToken
from storage.database import Tx

BYTES = 16  # 128 bits
PAGES = "/voor/"  # under the public address, with a token behind it


@dataclass(slots=True)
class Address:
    """Where people on the web find this bot's pages, if anywhere; without a slash at its end."""

    public: str | None = None

    def page(self, token: str) -> str | None:
        return None if self.public is None else f"{self.public}{PAGES}{token}"


address = Address()  # set once by handlers/application.py from the settings


def new() -> str:
    """A random token that fits in a start link."""
    return secrets.token_urlsafe(BYTES)


def readable() -> str:
    """A random code that can be copied from paper."""
    letters = (secrets.choice(ALPHABET) for _ in range(GROUPS * IN_A_GROUP))
    return with_hyphens("".join(letters))


def hashed(token: str) -> str:
    """What is stored of a token. It is random, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


async def keep(
    tx: Tx,
    command: str,
    words: str,
    *,
    chat: int,
    thread: int | None = None,
    only_for: int | None = None,
) -> str:
    """Keep a command for an hour, without who gave it; the token that brings it back."""
    token = new()
    kept = StartToken(
        command=command, words=words, chat_id=chat, thread=thread, for_telegram_id=only_for
    )
    await communities.add_token(tx, hashed(token), kept, expires_at=tx.now + TOKEN_LASTS)
    return token


async def drop(tx: Tx, token: Rest) -> None:
    """Forget what waits under a token, whoever it is for."""
    await communities.use_token(tx, hashed(token))


async def use(tx: Tx, token: Rest, *, by: int) -> StartToken:
    """Bring a kept command back, once; refuses an old token and somebody else's."""
    found = await communities.use_token(tx, hashed(token))
    if found is None or found.for_telegram_id not in {None, by}:
        raise Refused("link-old")
    return found
