"""The stand-in itself: the Bot API over HTTP, and the hands with which tests play everyone."""

import asyncio
import contextlib
import itertools
import json
import re
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from bot.playground import parameters as reading
from bot.playground import webhook as hooks
from bot.playground.chats import Button, Chat, Message, Raw, Topic, User
from bot.playground.faults import Faults
from bot.playground.limits import Limits, Meter
from bot.playground.methods import Methods
from bot.playground.page import is_local, page_for
from bot.playground.parameters import Parameters
from bot.playground.refusals import RefusedError, bad, conflict, too_many
from bot.playground.telegram import Press, Query, Telegram

# No real bot can have this token: ids below a thousand were never given out.
FAKE_TOKEN = "123:playground-only-not-a-real-token"  # noqa: S105
LONGEST_POLL = 50
CONFLICT_PAUSE = 3.0
MOST_CALLS_KEPT = 200_000
SECRETS = frozenset({"secret_token"})
App = Callable[[Any, Any, Any], Awaitable[None]]


@dataclass(frozen=True)
class Call:
    """One call of the bot and what it got. `status` is 0 when the answer was lost on purpose."""

    number: int
    at: float
    method: str
    params: Parameters
    status: int
    answer: Any


class StandIn:
    """A strict stand-in for Telegram's Bot API server, on this machine only."""

    def __init__(
        self,
        *,
        token: str = FAKE_TOKEN,
        local: bool = False,
        limits: Limits | None = None,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        advance: Callable[[float], Awaitable[None]] | None = None,
        on_call: Callable[[Call], None] | None = None,
        on_update: Callable[[Raw], None] | None = None,
        bot_name: str = "Buurtbot",
        bot_username: str = "buurtbot_bot",
    ) -> None:
        limits = limits or Limits()
        self.token = token
        self.local = local
        self.advance = advance
        self.on_call = on_call
        self.beside: dict[str, App] = {}  # what else is served here, by the beginning of its path
        self.url = ""
        self.calls: list[Call] = []
        self.notice = ""
        bot_id = int(token.partition(":")[0])
        self.bot = User(bot_id, bot_name, username=bot_username, is_bot=True, known=True)
        self.telegram = Telegram(bot=self.bot, limits=limits, now=now, on_update=on_update)
        self.methods = Methods(self.telegram, Meter(limits, monotonic))
        self.faults = Faults(on_change=self._fault_changed)
        self._limits = limits
        self._monotonic = monotonic
        self._number = itertools.count(1)
        self._poll: asyncio.Future[RefusedError] | None = None
        self._last_offset: int | None = None
        self._last_poll_at = float("-inf")
        self._last_set_webhook_at = float("-inf")
        self._next_conflict_at = float("-inf")
        self._webhook: hooks.Webhook | None = None
        self._listener: Listener | None = None
        self._page = page_for(self)

    def limit(self, limits: Limits) -> None:
        """Allow this much from now on."""
        self._limits = limits
        self.methods.meter = Meter(limits, self._monotonic)

    # --- serving --------------------------------------------------------------------------

    async def serve(self, *, port: int = 0) -> str:
        """Start serving on loopback in this loop; give the address."""
        self._listener = Listener(self)
        self.url = await self._listener.open(port)
        return self.url

    async def close(self) -> None:
        """Stop serving and delivering."""
        await self._stop_webhook()
        self._end_poll(conflict("the stand-in stops"))
        if self._listener is not None:
            await self._listener.close()
            self._listener = None

    def _fault_changed(self) -> None:
        if self._listener is not None:
            self._listener.refuse(self.faults.refuse_connections)
        if self.faults.outage:
            self._end_poll(bad_gateway())
        self.telegram.changed()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request: the Bot API here, the page and its hands elsewhere."""
        path: str = scope["path"]
        if path.startswith("/bot"):
            await self._answer(scope, receive, send)
        elif path.startswith("/file/bot"):
            await self._answer_file(path, send)
        else:
            beside = (app for begin, app in self.beside.items() if path.startswith(begin))
            await next(beside, self._page)(scope, receive, send)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        body = await read_all(receive)
        lost = False
        try:
            method, called = self._read(scope, body)
        except RefusedError as refusal:
            status, answer = refusal.code, refusal.answer()
        else:
            status, answer, lost = await self._answered(method, called, receive)
        if lost:
            scope["playground.transport"].abort()
            await asyncio.sleep(0)
            return
        await respond(send, status, json.dumps(answer).encode(), answer.get("parameters"))

    def _read(self, scope: Any, body: bytes) -> tuple[str, Parameters]:
        """Read which method is called with what, by someone who knows the token."""
        if self.faults.outage:
            raise bad_gateway()
        if not is_local(header(scope, b"host")):
            raise RefusedError(403, "Forbidden: only this computer may ask")
        token, _, method = scope["path"][len("/bot") :].partition("/")
        if token != self.token:
            raise RefusedError(401, "Unauthorized")
        kind = header(scope, b"content-type")
        return method, reading.read(scope["query_string"], kind, body)

    async def _answered(
        self, method: str, called: Parameters, receive: Any
    ) -> tuple[int, Raw, bool]:
        if method.lower() != "getupdates":
            return await self.call(method, called)
        gone = asyncio.create_task(gone_away(receive))
        try:
            return await self.call(method, called, gone=gone)
        finally:
            gone.cancel()

    async def _answer_file(self, path: str, send: Any) -> None:
        token, _, name = path[len("/file/bot") :].partition("/")
        content = self.methods.file_at(name) if token == self.token else None
        if content is None:
            answer = RefusedError(404, "Not Found").answer()
            await respond(send, 404, json.dumps(answer).encode())
        else:
            await respond(send, 200, content, kind=b"application/octet-stream")

    # --- one call -------------------------------------------------------------------------

    async def call(
        self, method: str, called: Parameters, *, gone: asyncio.Task[None] | None = None
    ) -> tuple[int, Raw, bool]:
        """Do what the bot asks; give status, answer, and whether the answer gets lost."""
        at = self.telegram.now()
        try:
            self.faults.strike(method)
            result = await self._do(method, called, gone)
        except RefusedError as refusal:
            status, answer = refusal.code, refusal.answer()
            lost = False
        else:
            status, answer = 200, {"ok": True, "result": result}
            lost = self.faults.drops_reply(method)
        self._record(at, method, called, 0 if lost else status, answer)
        if self.faults.delay and not method.lower().startswith("get"):
            await asyncio.sleep(self.faults.delay)
        return status, answer, lost

    async def _do(self, method: str, called: Parameters, gone: asyncio.Task[None] | None) -> Any:
        name = method.lower()
        if self.methods.knows(name):
            return self.methods.call(name, called)
        if name == "getupdates":
            return await self._get_updates(called, gone)
        if name == "setwebhook":
            return await self._set_webhook(called)
        if name == "deletewebhook":
            return await self._delete_webhook(called)
        if name == "getwebhookinfo":
            return self._webhook_info()
        raise RefusedError(404, "Not Found: method not found")

    def _record(self, at: float, method: str, called: Parameters, status: int, answer: Raw) -> None:
        shown = {key: "***" if key in SECRETS else value for key, value in called.items()}
        call = Call(next(self._number), at, method, shown, status, answer)
        self.calls.append(call)
        if len(self.calls) > MOST_CALLS_KEPT:
            del self.calls[: MOST_CALLS_KEPT // 2]
        if self.on_call is not None:
            self.on_call(call)
        if not method.lower().startswith("get"):
            self.telegram.changed()

    # --- polling --------------------------------------------------------------------------

    async def _get_updates(self, called: Parameters, gone: asyncio.Task[None] | None) -> list[Raw]:
        if self._webhook is not None:
            raise await self._conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete"
                " the webhook first"
            )
        offset, limit, timeout = (
            whole(called, "offset", 0),
            whole(called, "limit", 100),
            whole(called, "timeout", 0),
        )
        limit, timeout = min(max(limit, 1), 100), min(max(timeout, 0), LONGEST_POLL)
        self.telegram.updates.allow(allowed(called))
        self._end_poll(
            conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is"
                " running"
            )
        )
        timeout, limit = self._slowed(offset, limit, timeout)
        return await self._long_poll(offset, limit, timeout, gone)

    def _slowed(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """Who asks the same again and again gets slower answers."""
        now = self._monotonic()
        since = now - self._last_poll_at
        if self._limits.same_offset_slowdown and offset == self._last_offset:
            timeout = 3 if timeout < 3 and since < 3.0 else timeout
            limit = 1 if since < 0.5 else limit
        self._last_offset, self._last_poll_at = offset, now
        return timeout, limit

    async def _long_poll(
        self, offset: int, limit: int, seconds: int, gone: asyncio.Task[None] | None
    ) -> list[Raw]:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        ended: asyncio.Future[RefusedError] = loop.create_future()
        self._poll = ended
        try:
            while not (found := self.telegram.updates.read(offset, limit)):
                left = deadline - loop.time()
                if left <= 0 or (gone is not None and gone.done()):
                    break
                await self._something(ended, gone, left)
                if ended.done():
                    refusal = ended.result()
                    raise await self._paced(refusal) if refusal.code == 409 else refusal
            return found
        finally:
            if self._poll is ended:
                self._poll = None

    async def _something(
        self, ended: asyncio.Future[RefusedError], gone: asyncio.Task[None] | None, left: float
    ) -> None:
        """Wait for an update, for another poll, or for the asker to go away."""
        arrival = asyncio.create_task(self.telegram.updates.arrival())
        waited: set[Any] = {arrival, ended} | ({gone} if gone is not None else set())
        try:
            await asyncio.wait(waited, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()

    def _end_poll(self, refusal: RefusedError) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(refusal)

    async def _conflict(self, sentence: str) -> RefusedError:
        return await self._paced(conflict(sentence))

    async def _paced(self, refusal: RefusedError) -> RefusedError:
        """At most one conflict in three seconds is told at once."""
        now = self._monotonic()
        if now >= self._next_conflict_at:
            self._next_conflict_at = now + CONFLICT_PAUSE
        elif self._limits.same_offset_slowdown:
            await asyncio.sleep(CONFLICT_PAUSE)
        return refusal

    # --- webhooks -------------------------------------------------------------------------

    async def _set_webhook(self, called: Parameters) -> bool:
        url = str(called.get("url") or "")
        if not url:
            return await self._delete_webhook(called)
        secret = str(called.get("secret_token") or "") or None
        check_secret(secret)
        hooks.check_address(url, local=self.local)
        now = self._monotonic()
        if self._limits.overall_per_second is not None and now - self._last_set_webhook_at < 1.0:
            raise too_many(1)
        self._last_set_webhook_at = now
        self.telegram.updates.allow(allowed(called))
        self._end_poll(conflict("terminated by setWebhook request"))
        await self._stop_webhook()
        if called.get("drop_pending_updates"):
            self.telegram.updates.drop()
        certificate = called.get("certificate")
        self._webhook = hooks.Webhook(
            url,
            self.telegram.updates,
            secret=secret,
            max_connections=min(max(whole(called, "max_connections", 40), 1), 100),
            retry_seconds=self._limits.webhook_retry_seconds,
            certificate=certificate.content if isinstance(certificate, reading.Upload) else None,
            reach_out=self.local,
            now=self.telegram.now,
            execute=self.call,
            away=lambda: self.faults.outage,
        )
        return True

    async def _delete_webhook(self, called: Parameters) -> bool:
        await self._stop_webhook()
        if called.get("drop_pending_updates"):
            self.telegram.updates.drop()
        return True

    async def _stop_webhook(self) -> None:
        if self._webhook is not None:
            stopping, self._webhook = self._webhook, None
            await stopping.stop()

    def _webhook_info(self) -> Raw:
        self.telegram.updates.expire()
        info: Raw = {
            "url": self._webhook.url if self._webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.telegram.updates),
        }
        if self._webhook is not None:
            info["max_connections"] = self._webhook.max_connections
            if self._webhook.last_error is not None:
                info["last_error_date"], info["last_error_message"] = self._webhook.last_error
        if self.telegram.updates.allowed_explicitly is not None:
            info["allowed_updates"] = self.telegram.updates.allowed_explicitly
        return info

    # --- hands: what people do ------------------------------------------------------------

    def add_user(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "nl",
    ) -> User:
        """Someone opens an account."""
        return self.telegram.add_user(
            first_name, last_name=last_name, username=username, language_code=language_code
        )

    def add_group(
        self,
        title: str,
        *,
        creator: User,
        members: Sequence[User] = (),
        supergroup: bool = False,
        forum: bool = False,
    ) -> Chat:
        """Someone makes a group."""
        return self.telegram.add_group(
            title, creator=creator, members=members, supergroup=supergroup, forum=forum
        )

    def seat(self, group: Chat, user: User, *, status: str = "member") -> None:
        """Someone is in a group already, the bot perhaps: nobody hears of it."""
        self.telegram.seat(group, user, status=status)

    def join(self, group: Chat, user: User) -> None:
        """Someone comes into a group."""
        self.telegram.join(group, user)

    def leave(self, group: Chat, user: User) -> None:
        """Someone leaves a group."""
        self.telegram.leave(group, user)

    def promote(self, group: Chat, user: User, *, anonymous: bool = False, **rights: bool) -> None:
        """Make someone administrator, the bot too."""
        self.telegram.promote(group, user, anonymous=anonymous, **rights)

    def demote(self, group: Chat, user: User) -> None:
        """Make an administrator an ordinary member again."""
        self.telegram.demote(group, user)

    def restrict(self, group: Chat, user: User, **rights: bool) -> None:
        """Take rights away from a member, the bot too."""
        self.telegram.restrict(group, user, **rights)

    async def add_bot(self, group: Chat, *, by: User, admin: bool = False) -> None:
        """Someone adds the bot to a group."""
        status = "administrator" if admin else "member"
        self.telegram.join(group, self.bot, by=by, status=status)

    async def remove_bot(self, group: Chat, *, by: User) -> None:
        """Someone removes the bot from a group."""
        self.telegram.leave(group, self.bot, by=by)

    def add_topic(self, forum: Chat, name: str) -> Topic:
        """Open a topic in a forum."""
        return self.telegram.add_topic(forum, name)

    def close_topic(self, forum: Chat, thread: int | None = None) -> None:
        """Close a topic; None is the General one."""
        self.telegram.close_topic(forum, thread)

    async def send(
        self,
        user: User,
        chat: Chat | None,
        text: str,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        anonymous: bool = False,
    ) -> Message:
        """Someone writes in a group, or to the bot when the chat is None."""
        place = chat or self.telegram.private_chat(user)
        return self.telegram.say(
            user, place, text, reply_to=reply_to, thread=thread, anonymous=anonymous
        )

    async def edit(self, user: User, chat: Chat | None, message_id: int, text: str) -> None:
        """Someone changes what she wrote."""
        place = chat or self.telegram.private_chat(user)
        self.telegram.edit(user, place.history[message_id], text)

    async def forward(self, user: User, message: Message, chat: Chat | None = None) -> Message:
        """Someone passes on a message, to the bot when the chat is None."""
        return self.telegram.forward(user, message, chat or self.telegram.private_chat(user))

    async def react(self, user: User, message: Message, emoji: str | None) -> None:
        """Someone puts a reaction under a message."""
        self.telegram.react(user, message, emoji)

    async def press(
        self,
        user: User,
        message: Message,
        *,
        data: str | None = None,
        button: str | None = None,
        timeout: float = 10,  # noqa: ASYNC109 (an unanswered press is an outcome, not an error)
    ) -> Press:
        """Someone presses a button, named by its text, or sends data that no button has."""
        if data is None:
            found = find_button(message, button)
            if found.data is None:
                return Press(answered=True, url=found.url)
            data = found.data
        query = self.telegram.press(user, message, data)
        return await answer_of(query, timeout)

    async def start(self, user: User, payload: str = "") -> Message:
        """Someone opens the bot, by a link with a payload perhaps."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,64}", payload):
            raise ValueError("a start link carries at most 64 letters, digits, _ and -")
        return await self.send(user, None, f"/start {payload}".strip())

    async def block(self, user: User) -> None:
        """Someone blocks the bot."""
        self.telegram.block(user)

    async def unblock(self, user: User) -> None:
        """Someone lets the bot speak again."""
        self.telegram.block(user, blocked=False)

    async def upgrade(self, group: Chat) -> Chat:
        """A group becomes a supergroup; give the new one."""
        return self.telegram.upgrade(group)

    def messages(self, chat: Chat | User, *, service: bool = False) -> list[Message]:
        """List what is visible in a chat now, in order; service messages only on request."""
        place = self.telegram.private_chat(chat) if isinstance(chat, User) else chat
        return [
            message
            for message in place.history.values()
            if not message.deleted and (service or not message.service)
        ]

    def update_raw(self, update: Raw) -> None:
        """Queue a hand-made update."""
        self.telegram.updates.add_raw(update)
        self.telegram.changed()

    async def wait_until(
        self,
        predicate: Callable[[], bool],
        timeout: float = 10,  # noqa: ASYNC109 (the message says what was called meanwhile)
    ) -> None:
        """Wait until something is so, looking again at each change."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        flag = self.telegram.watch()
        try:
            while not predicate():
                left = deadline - loop.time()
                if left <= 0:
                    raise TimeoutError(f"not so within {timeout} s; {self._latest_calls()}")
                # What others do (a database) is no change here: look now and then.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(flag.wait(), min(left, 0.1))
                flag.clear()
        finally:
            self.telegram.unwatch(flag)

    def _latest_calls(self) -> str:
        said = [call for call in self.calls if not call.method.startswith("get")][-5:]
        shown = "; ".join(
            f"{call.method} {call.status} {call.answer.get('description', '')}".strip()
            for call in said
        )
        return f"last calls: {shown or 'none'}"


class Listener:
    """The open port, with uvicorn's protocol behind it, in a loop that is not its own."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app
        self._config = uvicorn.Config(
            app,
            log_config=None,
            lifespan="off",
            ws="none",
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=75,
        )
        self._config.load()
        self._state = ServerState()
        self._server: asyncio.Server | None = None
        self._port = 0
        self._reopening: asyncio.Task[None] | None = None

    async def open(self, port: int) -> str:
        """Listen on loopback; give the address."""
        self._server = await asyncio.get_running_loop().create_server(
            self._protocol, sock=bound(port), backlog=512
        )
        self._port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{self._port}"

    def _protocol(self) -> "Protocol":
        return Protocol(self._config, self._state, {})

    def refuse(self, refuse: bool) -> None:
        """Close the port and every connection, or open it again."""
        if refuse and self._server is not None:
            self._server.close()
            self._server = None
            self._abort()
        elif not refuse and self._server is None and self._reopening is None:
            self._reopening = asyncio.get_running_loop().create_task(self._reopen())

    async def _reopen(self) -> None:
        await self.open(self._port)
        self._reopening = None

    def _abort(self) -> None:
        for connection in list(self._state.connections):
            connection.transport.abort()

    async def close(self) -> None:
        """Close the port; what is being answered gets a moment to end."""
        if self._server is not None:
            self._server.close()
        for connection in list(self._state.connections):
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=1.0)
        self._abort()
        for task in list(self._state.tasks):
            task.cancel()
        await asyncio.gather(*self._state.tasks, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()


class Protocol(HttpToolsProtocol):
    """Uvicorn's protocol without an access log (addresses hold the token), that can be cut off."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.access_log = False
        inner = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            scope["playground.transport"] = transport
            await inner(scope, receive, send)

        self.app = app


def bound(port: int) -> socket.socket:
    """Take a port on loopback, also right after somebody else had it."""
    # Named as TCP, because only then asyncio turns off Nagle's waiting (40 ms an answer).
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(("127.0.0.1", port))
    except OSError:
        taken.close()
        raise
    return taken


def find_button(message: Message, text: str | None) -> Button:
    """Find a button by its text; the only one there is needs no name."""
    buttons = [button for row in message.buttons for button in row]
    found = [one for one in buttons if text is None or one.text == text]
    if len(found) == 1 or (found and text is not None):
        return found[0]
    raise LookupError(
        f"no button {text!r} under {message.text[:60]!r}: {[one.text for one in buttons]}"
    )


async def answer_of(query: Query, timeout: float) -> Press:  # noqa: ASYNC109
    """Wait for the bot's answer to a press."""
    try:
        return await asyncio.wait_for(asyncio.shield(query.answer), timeout)
    except TimeoutError:
        return Press(answered=False)


async def read_all(receive: Any) -> bytes:
    """Read the whole body of a request."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


async def gone_away(receive: Any) -> None:
    """Return when the asker has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass


def header(scope: Any, name: bytes) -> str:
    """Give one header, or nothing."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def respond(
    send: Any,
    status: int,
    body: bytes,
    extra: Raw | None = None,
    *,
    kind: bytes = b"application/json",
) -> None:
    """Send one answer."""
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if extra and "retry_after" in extra:
        headers.append((b"retry-after", str(extra["retry_after"]).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def bad_gateway() -> RefusedError:
    """Refuse as the machines before Telegram do when it is away."""
    return RefusedError(502, "Bad Gateway")


def whole(called: Parameters, name: str, otherwise: int) -> int:
    """Give a number, or what holds when it is not one."""
    value = called.get(name)
    return value if isinstance(value, int) else otherwise


def allowed(called: Parameters) -> list[Any] | None:
    """Give the kinds of updates that were named; None when none were."""
    kinds = called.get("allowed_updates")
    return kinds if isinstance(kinds, list) else None


def check_secret(secret: str | None) -> None:
    if secret is None:
        return
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not all(one.isascii() and (one.isalnum() or one in "_-") for one in secret):
        raise bad("secret token contains unallowed characters")
