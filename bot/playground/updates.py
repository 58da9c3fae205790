"""What waits to be told to the bot: its queue, for how long, and which kinds it wants."""

import asyncio
import itertools
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.playground.limits import Limits

Raw = dict[str, Any]

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
)
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
BY_DEFAULT = frozenset(KINDS) - NOT_BY_DEFAULT


@dataclass(frozen=True, slots=True)
class Waiting:
    """One update that the bot has not confirmed yet."""

    id: int
    body: Raw
    lane: tuple[str, int]
    expires: float
    key: int


class Updates:
    """The queue of one bot; `on_taken` is called when the bot has confirmed some."""

    def __init__(
        self, limits: Limits, now: Callable[[], float], *, on_taken: Callable[[], None]
    ) -> None:
        self.allowed: frozenset[str] = BY_DEFAULT
        self.allowed_explicitly: list[str] | None = None
        self.listener: Callable[[Waiting], None] | None = None
        self._limits = limits
        self._now = now
        self._on_taken = on_taken
        self._queue: OrderedDict[int, Waiting] = OrderedDict()
        self._sequence = itertools.count()
        # Telegram starts at a random number too.
        self._next_id = 100_000_000 + secrets.randbelow(800_000_000)
        self._arrived = asyncio.Event()

    def __len__(self) -> int:
        return len(self._queue)

    def allow(self, kinds: Iterable[Any] | None) -> None:
        """Set which kinds come from now on; None keeps the setting, empty means the default."""
        if kinds is None:
            return
        named = [kind for kind in kinds if kind in KINDS]
        self.allowed_explicitly = named or None
        self.allowed = frozenset(named) if named else BY_DEFAULT

    def add(self, kind: str, content: Raw, *, lane: tuple[str, int]) -> Raw | None:
        """Queue an update, unless its kind is not wanted."""
        if kind not in self.allowed:
            return None
        return self._put({"update_id": self._take_id(), kind: content}, kind, lane)

    def add_raw(self, update: Raw) -> Raw:
        """Queue a hand-made update as it is; it gets a number when it has none."""
        body = update if "update_id" in update else {"update_id": self._take_id(), **update}
        kind = next((key for key in body if key != "update_id"), "message")
        return self._put(body, kind, ("raw", 0))

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _put(self, body: Raw, kind: str, lane: tuple[str, int]) -> Raw:
        seconds = (
            self._limits.callback_seconds
            if kind == "callback_query"
            else self._limits.update_seconds
        )
        key = next(self._sequence)
        one = Waiting(body["update_id"], body, lane, self._now() + seconds, key)
        self._queue[key] = one
        if self.listener is not None:
            self.listener(one)
        self._arrived.set()
        return body

    def expire(self) -> None:
        """Forget what has waited too long."""
        now = self._now()
        for one in [one for one in self._queue.values() if one.expires <= now]:
            del self._queue[one.key]

    def drop(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()

    def read(self, offset: int, limit: int) -> list[Raw]:
        """Confirm everything before the offset and give what comes after."""
        self._arrived.clear()
        if offset < 0:
            ids = [one.id for one in self._queue.values()]
            offset = ids[max(len(ids) + offset, 0)] if ids else 0
        before = len(self._queue)
        while offset > 0 and self._queue:
            first = next(iter(self._queue.values()))
            if first.id >= offset:
                break
            del self._queue[first.key]
        if len(self._queue) < before:
            self._on_taken()
        now = self._now()
        alive = (one for one in self._queue.values() if one.expires > now)
        return [one.body for one in itertools.islice(alive, limit)]

    def waiting(self) -> list[Waiting]:
        """List what waits, oldest first."""
        self.expire()
        return list(self._queue.values())

    def waits(self, one: Waiting) -> bool:
        """Tell whether an update is still to be delivered."""
        return one.key in self._queue and one.expires > self._now()

    def confirm(self, one: Waiting) -> None:
        """Take out one update: it was delivered."""
        self._queue.pop(one.key, None)
        self._on_taken()

    async def arrival(self) -> None:
        """Wait until something was queued since the last `read`, or something else asks for
        attention. (Were the mark taken away here, what comes between the two would be missed.)"""
        await self._arrived.wait()

    def wake(self) -> None:
        """Make whoever waits look again."""
        self._arrived.set()
