"""Telling the bot by webhook: each chat in order, again and again until it answers 2xx."""

import asyncio
import contextlib
import json
import ssl
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import h11

from bot.playground.refusals import bad
from bot.playground.updates import Updates, Waiting

Raw = dict[str, Any]

ANSWER_SECONDS, LONGEST_PAUSE, MOST_RETRY_AFTER = 60.0, 60.0, 3600.0
PORTS = frozenset({80, 88, 443, 8443})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def check_address(url: str, *, local: bool) -> None:
    """Refuse an address that Telegram would not call."""
    parts = urlsplit(url)
    if local and parts.scheme in {"http", "https"} and parts.hostname:
        return
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not parts.hostname:
        raise bad("bad webhook: URL host is empty")
    if parts.hostname in LOOPBACK:
        raise bad("bad webhook: IP address 127.0.0.1 is reserved")


@dataclass(frozen=True)
class Answer:
    """What the bot's web server said."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes


class Connection:
    """One connection to the bot's web server, kept open between updates."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.http = h11.Connection(h11.CLIENT)

    @classmethod
    async def open(cls, url: str, tls: ssl.SSLContext | None) -> "Connection":
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        context = (tls or ssl.create_default_context()) if parts.scheme == "https" else None
        return cls(*await asyncio.open_connection(parts.hostname, port, ssl=context))

    async def post(self, url: str, headers: list[tuple[str, str]], body: bytes) -> Answer:
        """Send one request and read its answer."""
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        request = h11.Request(
            method="POST",
            target=target,
            headers=[("Host", parts.netloc), ("Content-Length", str(len(body))), *headers],
        )
        out = [
            self.http.send(request),
            self.http.send(h11.Data(body)),
            self.http.send(h11.EndOfMessage()),
        ]
        self.writer.write(b"".join(piece for piece in out if piece))
        await self.writer.drain()
        return await self._answer()

    async def _answer(self) -> Answer:
        status, headers, pieces = 0, {}, []
        while True:
            event = self.http.next_event()
            if event is h11.NEED_DATA:
                self.http.receive_data(await self.reader.read(65_536))
            elif isinstance(event, h11.Response):
                status, headers = event.status_code, dict(event.headers)
            elif isinstance(event, h11.Data):
                pieces.append(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage):
                return Answer(status, headers, b"".join(pieces))
            elif isinstance(event, h11.ConnectionClosed):
                raise ConnectionResetError("closed before the answer")

    def reusable(self) -> bool:
        """Make ready for the next request, if the other side keeps the line open."""
        if self.http.our_state is h11.DONE and self.http.their_state is h11.DONE:
            self.http.start_next_cycle()
            return not self.reader.at_eof()
        return False

    def close(self) -> None:
        self.writer.close()


class Webhook:
    """Delivers the queue to one address until it is cancelled."""

    def __init__(
        self,
        url: str,
        updates: Updates,
        *,
        secret: str | None,
        max_connections: int,
        retry_seconds: float,
        certificate: bytes | None,
        reach_out: bool,
        now: Callable[[], float],
        execute: Callable[[str, Raw], Awaitable[Any]],
        away: Callable[[], bool],
    ) -> None:
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self._updates = updates
        self._retry_seconds = retry_seconds
        self._reach_out = reach_out
        self._now = now
        self._execute = execute
        self._away = away
        self._tls = ssl.create_default_context(cadata=certificate.decode()) if certificate else None
        self._idle: list[Connection] = []
        self._slots = asyncio.Semaphore(max_connections)
        self._lanes: dict[tuple[str, int], deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        for one in updates.waiting():
            self._take(one)
        updates.listener = self._take

    async def stop(self) -> None:
        """Stop delivering; what waits stays in the queue."""
        self._updates.listener = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    def _take(self, one: Waiting) -> None:
        """Put an update behind the others of its chat."""
        if one.lane in self._lanes:
            self._lanes[one.lane].append(one)
            return
        self._lanes[one.lane] = deque([one])
        task = asyncio.get_running_loop().create_task(self._empty(one.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _empty(self, lane: tuple[str, int]) -> None:
        """Deliver one chat's updates in order; a failing one holds up those after it."""
        waiting = self._lanes[lane]
        while waiting:
            await self._deliver(waiting[0])
            waiting.popleft()
        del self._lanes[lane]

    async def _deliver(self, one: Waiting) -> None:
        failures = 0
        while self._updates.waits(one):
            async with self._slots:
                pause = await self._try(one, failures)
            if pause is None:
                self._updates.confirm(one)
                return
            failures += 1
            await asyncio.sleep(pause)

    async def _try(self, one: Waiting, failures: int) -> float | None:
        """Deliver once; None when it was taken, else how long to wait before the next try."""
        pause = 0.0 if failures == 0 else self._retry_seconds * 2 ** min(failures - 1, 16)
        pause = min(pause, LONGEST_PAUSE)
        if self._away():
            return max(pause, 0.05)
        try:
            answer = await asyncio.wait_for(
                self._post(json.dumps(one.body).encode()), ANSWER_SECONDS
            )
        except (OSError, TimeoutError, h11.RemoteProtocolError, ssl.SSLError) as mistake:
            self._failed(
                "Connection refused"
                if isinstance(mistake, ConnectionRefusedError)
                else "Connection closed"
            )
            return pause
        if 200 <= answer.status < 300:
            await self._execute_reply(answer)
            return None
        self._failed(f"Wrong response from the webhook: {answer.status}")
        with contextlib.suppress(ValueError):
            pause = min(float(answer.headers.get(b"retry-after", b"")), MOST_RETRY_AFTER)
        return pause

    def _failed(self, sentence: str) -> None:
        self.last_error = (int(self._now()), sentence)

    async def _post(self, body: bytes) -> Answer:
        if not self._reach_out:
            # The stand-in never speaks to anything outside this machine.
            raise ConnectionRefusedError("only this machine is called")
        headers = [("Content-Type", "application/json"), ("Connection", "keep-alive")]
        if self.secret:
            headers.append(("X-Telegram-Bot-Api-Secret-Token", self.secret))
        connection = self._idle.pop() if self._idle else await Connection.open(self.url, self._tls)
        try:
            answer = await connection.post(self.url, headers, body)
        except BaseException:
            connection.close()
            raise
        if connection.reusable():
            self._idle.append(connection)
        else:
            connection.close()
        return answer

    async def _execute_reply(self, answer: Answer) -> None:
        """Do what the bot ordered in its answer, without telling it the result."""
        with contextlib.suppress(ValueError):
            order = json.loads(answer.body) if answer.body else None
            if isinstance(order, dict) and isinstance(order.get("method"), str):
                await self._execute(order.pop("method"), order)
