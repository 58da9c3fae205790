"""Taking in: an update is acknowledged to Telegram only after its effects are committed.

By polling the next batch is asked for only when every update of this one is committed; by webhook
200 is the acknowledgement. Within a batch chats run next to each other and each chat in order.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import secrets
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext

from handlers.delivery import tell_trouble
from handlers.routing import Receipt, receipt, update_in_hand
from handlers.transport import Refusal, TelegramBot
from storage import updates
from storage.database import Database, Tx
from storage.errors import is_passing
from storage.process_roles import SingleOwner
from storage.updates import FailedUpdate

log = logging.getLogger(__name__)

ROLE = "poller"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
POLL_SECONDS = 30
CHATS_AT_ONCE = 8
CRASHES = 3  # with the same update first in line: then it is put aside
ATTEMPTS = 3  # at an update that fails outside its transaction, with the database well
LONGEST_WAIT = 15.0
ROLE_SECONDS = 1.0
DRAIN_SECONDS = 10.0
MOST_BODY = 1 << 20
HEADER = "X-Telegram-Bot-Api-Secret-Token"

Raw = dict[str, Any]


class NotTaken(Exception):
    """An update did not take effect: it must come again."""

    def __init__(self, *, passing: bool) -> None:
        super().__init__("the update did not take effect")
        self.passing = passing


class Intake:
    """Takes updates, from wherever they come, each exactly once."""

    def __init__(
        self,
        database: Database,
        bot: TelegramBot,
        application: Application[Any, Any, Any, Any, Any, Any],
        *,
        secret: str = "",
    ) -> None:
        self.last_answer_failed = False
        self._database = database
        self._bot = bot
        self._application = application
        self._secret = secret
        self._role = SingleOwner(database, ROLE)
        self._places = asyncio.Semaphore(CHATS_AT_ONCE)
        self._first = asyncio.Lock()
        self._started_well = False
        self._starts: dict[int, int] = {}
        self._failures: dict[int, int] = {}
        self._stopping = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        application.add_error_handler(_keep_to_receipt)

    # --- one update ---

    async def take(self, update: Update) -> None:
        """Let an update take effect, unless it already did. `NotTaken` when it must come again."""
        await self._process(update, Receipt())

    async def replay(self, failed: FailedUpdate) -> None:
        """Run an update that failed before once more. `NotTaken` when it fails again."""
        update = Update.de_json(failed.payload, self._bot)
        await self._process(update, Receipt(replay_of=failed.id))

    async def _process(self, update: Update, mine: Receipt) -> None:
        before = receipt.set(mine)
        in_hand = update_in_hand.set(update.update_id)
        try:
            await self._application.process_update(update)
        finally:
            receipt.reset(before)
            update_in_hand.reset(in_hand)
        if not mine.settled:
            problem = mine.problem
            passing = problem is not None and is_passing(problem)
            raise NotTaken(passing=passing) from problem

    async def _take_raw(self, raw: Raw) -> None:
        """Take an update as Telegram sent it, or put it aside when it can never be taken."""
        if self._started_well:
            await self._take_or_put_aside(raw)
            return
        async with self._first:
            await self._take_carefully(raw)

    async def _take_carefully(self, raw: Raw) -> None:
        """Take the first update since the start on its own: it may be what the last process, and
        the one before that, died of."""
        if self._started_well:  # meanwhile
            await self._take_or_put_aside(raw)
            return
        starts = await self._count_start(int(raw["update_id"]))
        if starts > CRASHES:
            await self._put_aside(raw, "crashed three times")
        else:
            await self._take_or_put_aside(raw)
        if starts:
            await self._database.transact(updates.started_well)
            self._started_well = True
            self._starts.clear()

    async def _count_start(self, update_id: int) -> int:
        """How often in a row a process started with this update first in line; 0 when it took
        effect already. Trying again is not another start."""

        async def count(tx: Tx) -> int:
            return (
                0 if await updates.is_taken(tx, update_id) else await updates.start(tx, update_id)
            )

        if update_id not in self._starts:
            self._starts[update_id] = await self._database.transact(count)
        return self._starts[update_id]

    async def _take_or_put_aside(self, raw: Raw) -> None:
        update_id = int(raw["update_id"])
        try:
            update = Update.de_json(raw, self._bot)
        except Exception as problem:  # Telegram invents new things; one must not stop the others
            log.error("update %d cannot be read: %s", update_id, type(problem).__name__)  # noqa: TRY400  # its traceback may quote people
            await self._put_aside(raw, f"unreadable: {type(problem).__name__}")
            return
        try:
            await self.take(update)
        except NotTaken as failure:
            if failure.passing:
                raise
            self._failures[update_id] = self._failures.get(update_id, 0) + 1
            if self._failures[update_id] < ATTEMPTS:
                raise
            await self._put_aside(raw, type(failure.__cause__).__name__)
        self._failures.pop(update_id, None)

    async def _put_aside(self, raw: Raw, reason: str) -> None:
        """Go on with the next update; this one `buurtbot replay` does again, unless a stranger
        sent it."""
        incident = secrets.token_hex(4)
        log.error("update %s put aside: %s", raw["update_id"], reason, extra={"incident": incident})

        async def keep(tx: Tx) -> None:
            if await updates.take(tx, int(raw["update_id"])):
                await updates.fail(
                    tx, raw, incident=incident, reason=reason, telegram_id=_sender(raw)
                )

        await self._database.transact(keep)

    # --- polling ---

    async def poll(self) -> None:
        """Ask for updates, until `stop`."""
        self._idle.clear()
        try:
            await self._prepare()
            offset: int | None = None
            while not self._stopping.is_set():
                batch = await self._ask(offset)
                await self._take_batch(batch)
                # An empty answer confirmed all before it. Without an offset we also hear of what
                # comes when Telegram, after a quiet week, starts to count anew.
                offset = int(batch[-1]["update_id"]) + 1 if batch else None
        finally:
            await self._role.release()
            self._idle.set()

    async def stop(self) -> None:
        """Ask nothing more; what is in hand gets ten seconds."""
        self._stopping.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await self._idle.wait()

    async def _prepare(self) -> None:
        """Become the only one who asks, and have updates wait for us instead of being sent."""
        wait = Waiting()
        while not self._stopping.is_set():
            try:
                if await self._role.acquire():
                    await self._bot.call("deleteWebhook", {})
                    return
                await self._rest(ROLE_SECONDS)
            except TelegramError as problem:
                self.last_answer_failed = True
                _tell(problem)
                await self._rest(wait.next())
            except Exception as problem:
                tell_trouble("becoming the poller", problem)
                await self._rest(wait.next())

    async def _ask(self, offset: int | None) -> list[Raw]:
        """The next batch; empty when we stop. Trouble on the way only makes it wait."""
        wait = Waiting()
        while not self._stopping.is_set():
            if self._role.lost.is_set():
                await self._prepare()
            try:
                found = await self._unless_stopped(offset)
            except TelegramError as problem:
                self.last_answer_failed = True
                _tell(problem)
                told = problem.retry_after if isinstance(problem, Refusal) else None
                await self._rest(max(wait.next(), told or 0))
            else:
                self.last_answer_failed = False
                return found
        return []

    async def _unless_stopped(self, offset: int | None) -> list[Raw]:
        poll = self._bot.poll(offset=offset, seconds=POLL_SECONDS, kinds=KINDS)
        asking = asyncio.ensure_future(poll)
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else []
        finally:
            stopping.cancel()
            asking.cancel()
            await asyncio.gather(asking, stopping, return_exceptions=True)

    async def _take_batch(self, batch: Sequence[Raw]) -> None:
        """Have all of a batch committed before anything else is asked."""
        rest = list(batch)
        while rest and not self._started_well:
            await self._insist(rest.pop(0))
        lanes: dict[int, list[Raw]] = {}
        for raw in rest:
            lanes.setdefault(_chat(raw), []).append(raw)
        async with asyncio.TaskGroup() as tasks:
            for lane in lanes.values():
                tasks.create_task(self._take_lane(lane))

    async def _take_lane(self, lane: Sequence[Raw]) -> None:
        async with self._places:
            for raw in lane:
                await self._insist(raw)

    async def _insist(self, raw: Raw) -> None:
        """Take an update; while the database is away, wait and try again."""
        wait = Waiting()
        while True:
            try:
                await self._take_raw(raw)
            except NotTaken as failure:
                cause = failure.__cause__
                log.warning("update %s waits: %s", raw["update_id"], type(cause).__name__)
            except Exception as problem:
                if not is_passing(problem):
                    raise
                tell_trouble("taking an update", problem)
            else:
                return
            await asyncio.sleep(wait.next())

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    # --- webhook ---

    async def set_up_webhook(self, url: str) -> None:
        """Have updates sent to this address, with our secret; tries until Telegram agrees."""
        wait = Waiting()
        payload = {"url": url, "secret_token": self._secret, "allowed_updates": KINDS}
        while not self._stopping.is_set():
            try:
                await self._bot.call("setWebhook", payload)
            except TelegramError as problem:
                self.last_answer_failed = True
                is_final = isinstance(problem, Refusal) and problem.code in {400, 404}
                if is_final:
                    log.error("Telegram does not take the webhook: %s", problem)  # noqa: TRY400
                else:
                    _tell(problem)
                told = problem.retry_after if isinstance(problem, Refusal) else None
                await self._rest(max(LONGEST_WAIT if is_final else wait.next(), told or 0))
            else:
                self.last_answer_failed = False
                return

    async def webhook(self, request: Request) -> Response:
        """Answer Telegram: 200 only when the update is committed."""
        given = request.headers.getlist(HEADER)
        if len(given) != 1 or not hmac.compare_digest(given[0].encode(), self._secret.encode()):
            return Response(status_code=401)
        if not self._secret or self._stopping.is_set():
            return Response(status_code=503)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        raw = _read(body)
        if raw is None:
            return Response(status_code=400)
        try:
            await self._take_raw(raw)
        except NotTaken as failure:
            log.warning("update %s waits: %s", raw["update_id"], type(failure.__cause__).__name__)
            return Response(status_code=503)
        except Exception as problem:
            tell_trouble("taking an update", problem)
            return Response(status_code=503)
        return Response(status_code=200)


class Waiting:
    """How long to wait each next time: longer and longer."""

    def __init__(self) -> None:
        self._times = 0

    def next(self) -> float:
        """The next wait, in seconds."""
        self._times += 1
        return float(min(0.1 * 2**self._times, LONGEST_WAIT))


async def _keep_to_receipt(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """An error is on the receipt, where intake finds it; what comes after the commit is not."""
    mine = receipt.get(None)
    if mine is None or mine.settled:
        log.error("after an update took effect", exc_info=context.error)
    elif mine.problem is None:
        mine.problem = context.error


def _tell(problem: TelegramError) -> None:
    """Log why Telegram gives no updates, in words that help."""
    if isinstance(problem, Refusal) and problem.code == 409:
        log.error("another process takes this bot's updates: %s", problem.description)
    elif isinstance(problem, Refusal) and problem.code == 401:
        log.error("Telegram does not know the token")
    else:
        log.warning("no updates from Telegram (%s); trying again", type(problem).__name__)


async def _body(request: Request) -> bytes | None:
    """The body of a request; None when it is larger than any update is."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            return None
    return bytes(body)


def _read(body: bytes) -> Raw | None:
    try:
        raw = json.loads(body)
    except ValueError:
        return None
    is_update = isinstance(raw, dict) and isinstance(raw.get("update_id"), int)
    return raw if is_update else None


def _content(raw: Raw) -> Raw:
    """What an update is about: the one part of it besides its number."""
    return next((part for part in raw.values() if isinstance(part, dict)), {})


def _chat(raw: Raw) -> int:
    """The chat in which an update must keep its order."""
    content = _content(raw)
    chat = content.get("chat") or (content.get("message") or {}).get("chat")
    return int((chat or content.get("from") or {}).get("id", 0))


def _sender(raw: Raw) -> int | None:
    sender = _content(raw).get("from")
    return int(sender["id"]) if isinstance(sender, dict) and "id" in sender else None
