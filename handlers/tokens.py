"""One-time tokens and codes: made here by chance, stored hashed, used once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from bot.behalf import ALPHABET, GROUPS, IN_A_GROUP, with_hyphens
from bot.callbacks import Rest
from bot.communities import TOKEN_LASTS, JoinCommunity
from bot.errors import Refused
from bot.messages import CommunityId
from storage import communities
from storage.communities import StartToken
from storage.database import Tx

BYTES = 16  # 128 bits
TAP = "tap"  # instead of a command: the words are the payload that was tapped
PAGES = "/voor/"  # under the public address, with a token behind it


@dataclass(slots=True)
class Address:
    """Where people on the web find this bot's pages, if anywhere; without a slash at its end."""

    public: str | None = None

    def page(self, token: str) -> str | None:
        return None if self.public is None else f"{self.public}{PAGES}{token}"


address = Address()  # set once by handlers/application.py from the settings


@dataclass(slots=True)
class Secret:
    """What nobody can guess keys without: the bot's own token, which is kept nowhere else."""

    token: str = ""


secret = Secret()  # set once by handlers/application.py


def way_in(community_id: CommunityId) -> JoinCommunity:
    """The link by which a group, and whoever it hands the link to, comes into its neighbourhood."""
    said = f"way in: {community_id}".encode()
    key = hmac.digest(secret.token.encode(), said, hashlib.sha256)[:BYTES]
    written = base64.urlsafe_b64encode(key).decode().rstrip("=")
    return JoinCommunity(community=community_id, key=Rest(written))


def fits(press: JoinCommunity) -> bool:
    """Whether this is the link that the group shows."""
    shown = way_in(CommunityId(press.community))
    return hmac.compare_digest(press.key.encode(), shown.key.encode())


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
    lasts: timedelta = TOKEN_LASTS,
) -> str:
    """Keep a command for a while, without who gave it; the token that brings it back."""
    token = new()
    kept = StartToken(
        command=command, words=words, chat_id=chat, thread=thread, for_telegram_id=only_for
    )
    await communities.add_token(tx, hashed(token), kept, expires_at=tx.now + lasts)
    return token


async def find(tx: Tx, token: Rest, *, by: int) -> StartToken | None:
    """What waits under a token, which stays good; None when it is too old or somebody else's."""
    found = await communities.find_token(tx, hashed(token))
    return found if found is not None and found.for_telegram_id in {None, by} else None


async def drop(tx: Tx, token: Rest) -> None:
    """Forget what waits under a token."""
    await communities.drop_token(tx, hashed(token))


async def use(tx: Tx, token: Rest, *, by: int) -> StartToken:
    """Bring a kept command back, once; refuses an old token and somebody else's."""
    found = await find(tx, token, by=by)
    if found is None:
        raise Refused("link-old")
    await drop(tx, token)
    return found
