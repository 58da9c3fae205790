"""The postman: the only one who says anything, and never faster than Telegram allows.

Its work is a row of turns. A turn is one transaction: it writes down what became of the messages
that were on their way, and takes the next ones. Only after its commit are those sent. So at any
moment a message that may have left is written down as `sending`; whoever finds it so after a crash
knows that its fate is unknown.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never

from telegram.error import TelegramError

from bot.messages import Repeat
from handlers.transport import NeverLeft, Refusal, TelegramBot
from storage import outbox, process_roles
from storage.database import Database, Tx
from storage.errors import is_passing
from storage.outbox import Row
from storage.process_roles import SingleOwner

log = logging.getLogger(__name__)

ROLE = "postman"
IDLE_SECONDS = 1.0  # at most this long without a look, whatever the wake-up calls do
AFTER_TROUBLE_SECONDS = (0.1, 0.5, 2.0, 5.0)  # when the database is away
DRAIN_SECONDS = 10.0
FAILURES_TO_OPEN = 3
PROBE_SECONDS = 5.0
LONGEST_BACK_OFF = 120.0
SEVERAL_CHATS = 2  # as many that must wait within so many seconds: then it is about all of them
FLOOD_SECONDS = 5.0

SPOKEN = frozenset(
    {"sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup", "pinChatMessage"}
)  # what counts for a chat's limit; deleting and reacting make no noise

DOCUMENT = ("filename", "document_text")  # the parts of a payload that are a file


# --- how fast ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A little under Telegram's own: overall and to one private chat a second, to one group a
    minute."""

    overall: float = 25.0
    overall_burst: int = 3  # together with the rate it stays under 30 in any one second
    private: float = 1.0
    private_burst: int = 5
    group: int = 18
    in_flight_retry: int = 3
    in_flight_hold: int = 8
    back_off: float = 1.0  # seconds after a first failure, each time twice as long


class Bucket:
    """So many tokens, refilled at a steady pace."""

    def __init__(self, burst: float, per_second: float, now: float) -> None:
        self._burst, self._pace = burst, per_second
        self._tokens, self._at = burst, now

    def left(self, now: float) -> float:
        """How many tokens there are."""
        return min(self._burst, self._tokens + (now - self._at) * self._pace)

    def wait(self, now: float) -> float:
        """Seconds until there is one."""
        return max(0.0, (1.0 - self.left(now)) / self._pace)

    def spend(self, now: float) -> None:
        """Take one, on credit if it must be."""
        self._tokens, self._at = self.left(now) - 1.0, now

    def is_full(self, now: float) -> bool:
        """Whether it can be forgotten."""
        return self.left(now) >= self._burst


class Window:
    """At most so many within any minute. A bucket would let twice as many through at first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._spent: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more fits."""
        self._forget(now)
        return self._spent[-self._most] + 60.0 - now if len(self._spent) >= self._most else 0.0

    def spend(self, now: float) -> None:
        """Count one."""
        self._forget(now)
        self._spent.append(now)

    def is_full(self, now: float) -> bool:
        """Whether it can be forgotten."""
        self._forget(now)
        return not self._spent

    def _forget(self, now: float) -> None:
        while self._spent and self._spent[0] <= now - 60.0:
            self._spent.popleft()


class Pace:
    """Who may be spoken to now: our own limits, what Telegram told us to wait, and back-off."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._overall: Bucket | None = None
        self._chats: dict[int, Bucket | Window] = {}
        self._told: dict[int, float] = {}  # until when Telegram made a chat wait
        self._told_at: deque[tuple[float, int]] = deque()
        self._everybody_until = -math.inf
        self._resting: dict[int, float] = {}  # back-off

    def room(self, now: float) -> int:
        """How many may leave at this moment."""
        if now < self._everybody_until:
            return 0
        return int(self._all(now).left(now) + 1e-9)

    def busy(self, now: float) -> set[int]:
        """The chats that have to wait."""
        self._tidy(now)
        spent = {chat for chat, pace in self._chats.items() if pace.wait(now) > 1e-9}
        return spent | self._told.keys() | self._resting.keys()

    def wait(self, now: float) -> float:
        """Seconds until more may leave than now."""
        if now < self._everybody_until:
            return self._everybody_until - now
        waits = [pace.wait(now) for pace in self._chats.values()]
        waits += [until - now for until in (*self._told.values(), *self._resting.values())]
        waits.append(self._all(now).wait(now))
        return min((wait for wait in waits if wait > 0), default=math.inf)

    def spend(self, chat: int, method: str, now: float) -> None:
        """Count a call."""
        self._all(now).spend(now)
        if method not in SPOKEN:
            return
        if chat not in self._chats:
            limits = self._limits
            self._chats[chat] = (
                Window(limits.group)
                if chat < 0
                else Bucket(limits.private_burst, limits.private, now)
            )
        self._chats[chat].spend(now)

    def told_to_wait(self, chat: int, seconds: float, now: float) -> None:
        """Telegram said 429. When it says so of several chats, it means all."""
        self._told[chat] = max(self._told.get(chat, -math.inf), now + seconds)
        self._told_at.append((now, chat))
        while self._told_at[0][0] < now - FLOOD_SECONDS:
            self._told_at.popleft()
        chats = {each for _, each in self._told_at}
        if len(chats) >= SEVERAL_CHATS:
            until = max(self._told.get(each, now) for each in chats)
            self._everybody_until = max(self._everybody_until, until)

    def rest(self, chat: int, attempt: int, now: float) -> None:
        """Leave a chat alone for a while, longer after each attempt."""
        self._resting[chat] = now + min(LONGEST_BACK_OFF, self._limits.back_off * 2.0**attempt)

    def rested(self) -> None:
        """Telegram is back: nobody needs to rest any longer."""
        self._resting.clear()

    def _all(self, now: float) -> Bucket:
        if self._overall is None:
            limits = self._limits
            self._overall = Bucket(limits.overall_burst, limits.overall, now)
        return self._overall

    def _tidy(self, now: float) -> None:
        for waiting in (self._told, self._resting):
            for chat in [chat for chat, until in waiting.items() if until <= now]:
                del waiting[chat]
        for chat in [chat for chat, pace in self._chats.items() if pace.is_full(now)]:
            del self._chats[chat]


class Breaker:
    """Open while Telegram is away: then nothing is sent, and one harmless question now and then
    finds out whether it is back."""

    def __init__(self) -> None:
        self.is_open = False
        self.token_refused = False
        self.last_answer: float | None = None
        self._failures = 0
        self._next_probe = 0.0

    def answered(self, now: float) -> bool:
        """Telegram answered, whatever it said; whether that closed the breaker."""
        closed, self.is_open = self.is_open, False
        self.token_refused = False
        self._failures, self.last_answer = 0, now
        return closed

    def failed(self, now: float) -> None:
        """Telegram did not answer."""
        self._failures += 1
        if self._failures >= FAILURES_TO_OPEN:
            self._open(now)

    def refused_token(self, now: float) -> None:
        """Telegram does not know us (any more): nothing can be sent."""
        self.token_refused = True
        self._open(now)

    def wait(self, now: float) -> float:
        """Seconds until the next probe."""
        return max(0.0, self._next_probe - now)

    def _open(self, now: float) -> None:
        self.is_open = True
        self._next_probe = now + PROBE_SECONDS


# --- what became of a message ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived, or needs not be done any more."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Flooded:
    """Telegram wants us to wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NotSent:
    """It never left, or Telegram did not know us."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Nobody knows."""


@dataclass(frozen=True, slots=True)
class Dead:
    """Telegram will never take it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The whole chat is out of reach: blocked, removed, deleted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Shut:
    """No topic of the group takes it: its own is closed or gone, and the General one is closed."""

    reason: str


@dataclass(frozen=True, slots=True)
class CardGone:
    """The message that it changes is not there any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup."""

    to: int


Outcome = Sent | Flooded | NotSent | Doubtful | Dead | Gone | Shut | CardGone | Moved

# Telegram's words, from their beginning and in small letters.
DONE = ("message is not modified", "message to unpin not found")
MISSING = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message to pin not found",
    "message can't be pinned",
    "message to react not found",
    "message identifier is not specified",
    "message_id_invalid",
)
NO_CHAT = (
    "chat not found",
    "private chat not found",
    "user not found",
    "group chat was deactivated",
    "peer_id_invalid",
    "input_user_deactivated",
)
NO_TOPIC = ("topic_closed", "topic_deleted", "message thread not found")
NO_REPLY = ("message to be replied not found", "message to reply not found")


def judge(row: Row, problem: BaseException) -> Outcome:
    """What a failed call means for its message."""
    match problem:
        case NeverLeft():
            return NotSent()
        case Refusal(code=429):
            return Flooded(problem.retry_after or 1)
        case Refusal(code=401):
            return NotSent()
        case Refusal(migrate_to=int() as new):
            return Moved(new)
        case Refusal(code=403):
            return Gone(problem.description)
        case Refusal(code=400):
            return _judge_bad_request(row, problem.description)
        case Refusal() if problem.code < 500:
            return Dead(problem.description)
        case _:
            return Doubtful()


def _judge_bad_request(row: Row, description: str) -> Outcome:
    words = _words(description)
    if words.startswith(DONE):
        return Sent()
    if words.startswith(MISSING):
        # What had to be deleted and is not there any more is as it should be.
        is_done = row.method == "deleteMessage" and "not found" in words
        return Sent() if is_done else CardGone(description)
    if words.startswith(NO_CHAT):
        return Gone(description)
    if words.startswith(NO_TOPIC) and row.method.startswith("send"):
        return Shut(description)
    return Dead(description)


def _words(description: str) -> str:
    return description.casefold().removeprefix("bad request:").strip()


def _without(payload: dict[str, Any], problem: BaseException) -> dict[str, Any] | None:
    """The same call without the part that Telegram refused, when it can do without."""
    if not isinstance(problem, Refusal) or problem.code != 400:
        return None
    words = _words(problem.description)
    for beginnings, part in ((NO_TOPIC, "message_thread_id"), (NO_REPLY, "reply_parameters")):
        if words.startswith(beginnings) and part in payload:
            return {key: value for key, value in payload.items() if key != part}
    return None


# --- the postman -------------------------------------------------------------------------------


class Superseded(Exception):
    """Another postman has a newer fence."""


@dataclass(slots=True)
class Counts:
    """What is told to the operator."""

    sent: int = 0
    dead: int = 0
    doubtful: int = 0
    floods: int = 0


class Postman:
    """Sends what is in the outbox, as the only one."""

    def __init__(
        self,
        database: Database,
        bot: TelegramBot,
        *,
        limits: Limits | None = None,
        owner: str = "bot",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits or Limits()
        self.breaker = Breaker()
        self.counts = Counts()
        self._database = database
        self._bot = bot
        self._owner = owner
        self._monotonic = monotonic
        self._pace = Pace(self.limits)
        self._role = SingleOwner(database, ROLE, on_notice=self.wake)
        self._fence: int | None = None
        self._wake = asyncio.Event()
        self._turned = asyncio.Condition()
        self._on_their_way: dict[int, tuple[Row, asyncio.Task[None]]] = {}
        self._outcomes: list[tuple[Row, Outcome]] = []
        self._in_doubt = False  # a turn failed, perhaps after its commit
        self._again = False  # something was passed over: what comes after it may go
        self.next_due: datetime | None = None  # of what waits, as the last turn saw it
        self._until_due: timedelta | None = None  # from that turn
        self._is_quiet = False  # the last turn left nothing to do, and nobody woke us since
        self._looked = monotonic()  # when a turn last asked what may leave
        self._running = False
        self._resting = False  # between two turns
        self._stopping = False
        self._stopped = asyncio.Event()

    def wake(self) -> None:
        """There may be something to do."""
        self._is_quiet = False
        self._wake.set()

    async def run(self) -> None:
        """Take the role and send, until `stop`. Trouble with the database only makes it wait."""
        self._database.on_wake = self.wake
        self._running = True
        trouble = 0
        try:
            while not self._stopping:
                try:
                    pause = await self._work()
                    trouble = 0
                except Exception as problem:  # whatever it is: what is in the outbox must go out
                    tell_trouble("a turn of the postman", problem)
                    self._in_doubt = True
                    pause = AFTER_TROUBLE_SECONDS[min(trouble, 3)]
                    trouble += 1
                await self._sleep(pause)
            await self._finish()
        finally:
            for _, task in self._on_their_way.values():
                task.cancel()
            await self._role.release()
            self._running = False
            self._stopped.set()

    async def _work(self) -> float:
        """Do a turn, as the postman; how long to rest after it."""
        try:
            if self._fence is None and not await self._take_role():
                return IDLE_SECONDS
            await self._turn()
        except Superseded:
            log.warning("another process delivers now")
            self._fence = None
            return IDLE_SECONDS
        return self._pause()

    async def stop(self) -> None:
        """Take nothing more; what is on its way gets ten seconds to arrive."""
        self._stopping = True
        self.wake()
        if self._running:
            await self._stopped.wait()

    async def drained(self) -> None:
        """Wait until all that could go now is gone, and written down. Who moves the clock wakes us
        first, if `next_due` has passed."""
        while not await self._is_idle():
            async with self._turned:
                if self._resting and not self._on_their_way:  # else a turn comes anyway
                    self.wake()
                await self._turned.wait()

    async def _is_idle(self) -> bool:
        if self._on_their_way or self._outcomes:
            return False
        if self._fence is not None:
            return self._is_quiet
        async with self._database.read() as tx:  # another process may be the postman
            return await outbox.is_idle(tx)

    # --- the role ---

    async def _take_role(self) -> bool:
        if not await self._role.acquire():
            return False
        if self._on_their_way:  # left from when we had the role before
            await asyncio.wait([task for _, task in self._on_their_way.values()])
        self._outcomes.clear()

        async def take(tx: Tx) -> tuple[int, frozenset[int]]:
            fence = await process_roles.take(tx, ROLE, self._owner)
            return fence, await outbox.take_over(tx, fence=fence)

        self._fence, doubtful = await self._database.transact(take)
        self._in_doubt = False
        log.info("postman with fence %d", self._fence)
        if doubtful:
            log.warning("%d broadcasts have doubtful messages", len(doubtful))
        return True

    # --- a turn ---

    async def _turn(self) -> None:
        self._wake.clear()
        if self._role.lost.is_set():
            raise Superseded
        now = self._monotonic()
        if self.breaker.is_open and self.breaker.wait(now) <= 0:
            await self._probe()
        written = list(self._outcomes)
        claim = await self._database.transact(lambda tx: self._write_and_claim(tx, written))
        del self._outcomes[: len(written)]
        self._in_doubt = False
        self._again = bool(claim and claim.passed_over)
        for row in claim.rows if claim else ():
            self._start(row)
        self._is_quiet = self._found_nothing(claim) and not self._wake.is_set()
        async with self._turned:
            self._turned.notify_all()

    def _found_nothing(self, claim: outbox.Claim | None) -> bool:
        """Whether a turn looked, and nothing was due or under way."""
        if claim is None or claim.rows or claim.passed_over:
            return False
        return self._is_later and not self._on_their_way and not self._outcomes

    @property
    def _is_later(self) -> bool:
        """Whether what waits, as the last turn saw it, may go later or not at all."""
        return self._until_due is None or self._until_due > timedelta(0)

    async def _write_and_claim(
        self, tx: Tx, written: list[tuple[Row, Outcome]]
    ) -> outbox.Claim | None:
        """One turn's transaction; None when nothing may be claimed. It may run again, so it changes
        nothing but the database."""
        fence = self._fence
        if fence is None:
            raise Superseded
        for row, outcome in written:
            await self._write(tx, row, outcome, fence)
        # What came back since this turn began is still written down as on its way.
        away = [row for row, _ in self._on_their_way.values()]
        away += [row for row, _ in self._outcomes[len(written) :]]
        if self._in_doubt:
            await outbox.give_back(tx, fence=fence, but=[row.id for row in away])
        await self._look(tx, fence)
        if self._stopping or self.breaker.is_open:
            return None
        return await self._claim(tx, fence, away)

    async def _look(self, tx: Tx, fence: int) -> None:
        look = await outbox.look(tx, role=ROLE, fence=fence)
        if not look.holds:
            raise Superseded  # and so undoes what this turn has written
        self.next_due = look.next_due
        self._until_due = None if look.next_due is None else look.next_due - tx.now

    async def _claim(self, tx: Tx, fence: int, away: list[Row]) -> outbox.Claim:
        now = self._looked = self._monotonic()
        if self._is_later:
            return outbox.Claim(rows=[], passed_over=[])
        caps = {
            Repeat.RETRY: self.limits.in_flight_retry,
            Repeat.HOLD: self.limits.in_flight_hold,
        }
        return await outbox.claim(
            tx,
            fence=fence,
            places={
                kind: cap - sum(row.repeat is kind for row in away) for kind, cap in caps.items()
            },
            most=self._pace.room(now),
            busy=self._pace.busy(now),
        )

    async def _write(self, tx: Tx, row: Row, outcome: Outcome, fence: int) -> None:
        match outcome:
            case Sent(message_id):
                await outbox.sent(tx, row, fence=fence, message_id=message_id)
            case Flooded() | NotSent():
                await outbox.not_sent(tx, row, fence=fence)
            case Doubtful():
                await outbox.doubtful(tx, row, fence=fence)
            case Dead(reason):
                await outbox.dead(tx, row, fence=fence, reason=reason)
            case Gone(reason) if row.chat_id > 0:
                await outbox.dead(tx, row, fence=fence, reason=reason)
                await outbox.unreachable(tx, row.chat_id)
            case Gone(reason):
                await outbox.turned_away(tx, row, fence=fence, reason=reason)
                await outbox.absent(tx, row.chat_id)
            case Shut(reason):
                await outbox.shut_out(tx, row, fence=fence, reason=reason)
            case CardGone(reason):
                await outbox.card_gone(tx, row, fence=fence, reason=reason)
            case Moved(new):
                await outbox.migrate(tx, row.chat_id, new)
                if row.method == "sendMessage":
                    await outbox.again(tx, row, fence=fence, reason="moved")
                else:
                    await outbox.dead(tx, row, fence=fence, reason="moved")
            case _:
                assert_never(outcome)

    # --- on its way ---

    def _start(self, row: Row) -> None:
        self._pace.spend(row.chat_id, row.method, self._monotonic())
        task = asyncio.get_running_loop().create_task(self._deliver(row))
        self._on_their_way[row.id] = (row, task)

    async def _deliver(self, row: Row) -> None:
        outcome: Outcome = Doubtful()
        try:
            outcome = await self._say(row)
        except Exception:
            log.exception("message %d could not be said", row.id)
        finally:
            self._learn(row, outcome)
            del self._on_their_way[row.id]
            self._outcomes.append((row, outcome))
            self.wake()

    async def _say(self, row: Row) -> Outcome:
        payload = {**row.payload, "chat_id": row.chat_id}
        if row.changes_card:
            payload["message_id"] = row.target
        self._open_start_links(payload)
        try:
            result = await self._call(row, payload)
        except TelegramError as problem:
            if isinstance(problem, Refusal) and problem.code == 401:
                self._token_refused()
            return judge(row, problem)
        self._answered()
        return Sent(_message_id(row, result))

    async def _call(self, row: Row, payload: dict[str, Any]) -> Any:
        try:
            return await self._post(row.method, payload)
        except Refusal as problem:
            less = _without(payload, problem)
            if less is None:
                raise
        self._pace.spend(row.chat_id, row.method, self._monotonic())
        return await self._post(row.method, less)

    async def _post(self, method: str, payload: dict[str, Any]) -> Any:
        if "document_text" not in payload:
            return await self._bot.call(method, payload)
        rest = {key: value for key, value in payload.items() if key not in DOCUMENT}
        filename, content = (payload[key] for key in DOCUMENT)
        return await self._bot.upload(method, rest, filename=filename, content=content)

    def _open_start_links(self, payload: dict[str, Any]) -> None:
        """Turn buttons that open the private chat into links: here the bot's name is known."""
        markup = payload.get("reply_markup")
        if not markup or "inline_keyboard" not in markup:
            return
        rows = [[self._button(each) for each in row] for row in markup["inline_keyboard"]]
        payload["reply_markup"] = {**markup, "inline_keyboard": rows}

    def _button(self, button: dict[str, Any]) -> dict[str, Any]:
        if "start" not in button:
            return button
        link = f"https://t.me/{self._bot.username}?start={button['start']}"
        return {"text": button["text"], "url": link}

    def _learn(self, row: Row, outcome: Outcome) -> None:
        """Remember what an outcome says about the road, at once rather than at the next turn."""
        now = self._monotonic()
        match outcome:
            case Flooded(seconds):
                self.counts.floods += 1
                self._answered()
                self._pace.told_to_wait(row.chat_id, seconds, now)
            case NotSent() | Doubtful():
                self.counts.doubtful += isinstance(outcome, Doubtful)
                self._pace.rest(row.chat_id, row.attempts, now)
                self.breaker.failed(now)
            case Sent():
                self.counts.sent += 1
            case Dead(reason) | Gone(reason) | Shut(reason) | CardGone(reason):
                self.counts.dead += 1
                self._answered()
                log.info("message %d of method %s refused: %s", row.id, row.method, reason)
            case _:
                self._answered()

    def _answered(self) -> None:
        if self.breaker.answered(self._monotonic()):
            log.info("Telegram is back")
            self._pace.rested()

    async def _probe(self) -> None:
        """Ask something that does no harm. A message must not be what finds out."""
        try:
            await self._bot.call("getMe", {})
        except Refusal as problem:
            if problem.code == 401:
                self._token_refused()
            elif problem.code < 500 and problem.code != 429:
                self._answered()
            else:
                self.breaker.failed(self._monotonic())
        except TelegramError:
            self.breaker.failed(self._monotonic())
        else:
            self._answered()

    def _token_refused(self) -> None:
        log.error("Telegram does not know the token any more; nothing can be sent until it does")
        self.breaker.refused_token(self._monotonic())

    # --- waiting ---

    def _pause(self) -> float:
        """How long nothing can happen, as far as known."""
        if self._again or self._outcomes:
            return 0.0
        now = self._monotonic()
        # From when the last turn looked: what may leave since then was not seen by it.
        waits = [IDLE_SECONDS, max(0.0, self._looked + self._pace.wait(self._looked) - now)]
        if self.breaker.is_open:
            waits = [IDLE_SECONDS, self.breaker.wait(now)]
        elif self._until_due is not None and self._is_later:
            waits.append(self._until_due.total_seconds())
        return min(waits)

    async def _sleep(self, seconds: float) -> None:
        self._resting = True
        try:
            async with asyncio.timeout(0 if self._stopping else seconds):
                await self._wake.wait()
        except TimeoutError:
            pass
        finally:
            self._resting = False

    async def _finish(self) -> None:
        """Let arrive what is on its way, and write it down."""
        tasks = [task for _, task in self._on_their_way.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
        if self._outcomes and self._fence is not None:
            await self._turn()


def tell_trouble(what: str, problem: Exception) -> None:
    """Log that something failed and will be tried again: briefly when the database is away."""
    if is_passing(problem):
        log.warning("%s failed: the database does not answer (%s)", what, type(problem).__name__)
    else:
        log.error("%s failed", what, exc_info=problem)


def _message_id(row: Row, result: Any) -> int | None:
    if not row.method.startswith("send") or not isinstance(result, dict):
        return None
    found = result.get("message_id")
    return found if isinstance(found, int) else None
