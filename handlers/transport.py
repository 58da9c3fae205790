"""The road to Telegram: python-telegram-bot's requests over aiohttp, and our own raw calls.

Two promises hold for every error raised here. Its text, its cause and its context never hold the
address, because that holds the token. And its class tells what is known of the request:

    telegram.error.NetworkError    nobody knows whether Telegram got it
    ├── NeverLeft                  it surely did not: no connection came about
    ├── NotTelegram                something else answered
    └── telegram.error.TimedOut    nobody knows
    Refusal                        Telegram answered no: surely without effect below status 500
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

log = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0  # longer than Telegram takes when it is slow; a time-out leaves doubt
SENDING_CONNECTIONS = 100
POLLING_CONNECTIONS = 1
LONGEST_WAIT = 15.0

JSON_HEADERS = {
    "Content-Type": "application/json",
    "User-Agent": BaseRequest.USER_AGENT,
}
FORM_HEADERS = {"User-Agent": BaseRequest.USER_AGENT}


class NeverLeft(NetworkError):
    """The request did not reach Telegram: there was no connection to send it over."""


class NotTelegram(NetworkError):
    """What answered is no Bot API server: another site, or a proxy on the way."""


class Refusal(TelegramError):
    """Telegram answered with an error, here in its own words."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any]) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code
        self.description = description
        self.retry_after = _number(parameters.get("retry_after"))
        self.migrate_to = _number(parameters.get("migrate_to_chat_id"))


class AiohttpRequest(BaseRequest):
    """A pool of connections. Polling and sending each need their own."""

    def __init__(
        self,
        *,
        connections: int = SENDING_CONNECTIONS,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._connections = connections
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the pool; again is fine."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=55)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the pool; again is fine."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # aiohttp has none
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # counted as connecting
    ) -> tuple[int, bytes]:
        """Make a request for python-telegram-bot: the status and the body of the answer."""
        status, answer = await self._ask(
            method,
            url,
            data=_form(request_data),
            headers=FORM_HEADERS,
            read=_seconds(read_timeout, self._read_seconds),
            connect=_seconds(connect_timeout, self._connect_seconds),
        )
        if status < 500 and _content(answer) is None:
            raise NotTelegram("an answer that cannot be read")
        return status, answer

    async def upload(
        self, url: str, payload: Mapping[str, Any], *, filename: str, content: str
    ) -> Any:
        """Call a method of the Bot API with a document in it; its result, as `call` gives it."""
        form = aiohttp.FormData(quote_fields=False)
        for name, value in payload.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        form.add_field(
            "document", content.encode(), filename=filename, content_type="application/json"
        )
        status, answer = await self._ask(
            "POST",
            url,
            data=form,
            headers=FORM_HEADERS,
            read=self._read_seconds,
            connect=self._connect_seconds,
        )
        return _result(status, answer)

    async def call(
        self, url: str, payload: Mapping[str, Any], *, read_seconds: float | None = None
    ) -> Any:
        """Call a method of the Bot API as it is; its result. `Refusal` when Telegram says no."""
        body = json.dumps(payload, ensure_ascii=False).encode()
        read = self._read_seconds if read_seconds is None else read_seconds
        status, answer = await self._ask(
            "POST",
            url,
            data=body,
            headers=JSON_HEADERS,
            read=read,
            connect=self._connect_seconds,
        )
        return _result(status, answer)

    async def _ask(
        self,
        method: str,
        url: str,
        *,
        data: Any,
        headers: Mapping[str, str],
        read: float | None,
        connect: float | None,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NeverLeft("the connection pool is not open")
        timeout = aiohttp.ClientTimeout(connect=connect, sock_connect=connect, sock_read=read)
        try:
            async with self._session.request(
                method,
                url,
                data=data,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            failure = _failure(problem)
        # Outside the `except`, so that the error has no context: aiohttp's texts name the address.
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer. Unlike python-telegram-bot's own, it does not log what it cannot read."""
        try:
            return json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None


class TelegramBot(ExtBot[None]):
    """python-telegram-bot's bot, which also makes raw calls and keeps its token to itself."""

    def __init__(self, token: str, api_url: str, *, patient: bool) -> None:
        self._patient = patient
        self._polling = AiohttpRequest(connections=POLLING_CONNECTIONS)
        self._sending = AiohttpRequest()
        super().__init__(
            token,
            base_url=f"{api_url.rstrip('/')}/bot",
            base_file_url=f"{api_url.rstrip('/')}/file/bot",
            request=self._sending,
            get_updates_request=self._polling,
        )

    def __repr__(self) -> str:
        return "TelegramBot(token=...)"

    async def initialize(self) -> None:
        """Open the pools and ask Telegram who we are; InvalidToken when it does not know us.

        When it does not come to that the pools are closed again.
        """
        try:
            await self._get_known()
        except BaseException:
            await self.shutdown()
            raise

    async def _get_known(self) -> None:
        for attempt in itertools.count():
            known = True
            try:
                await super().initialize()
            except InvalidToken:
                known = False  # its text holds the token
            except NetworkError as problem:
                if not self._patient:
                    raise
                log.warning("Telegram does not answer yet (%s)", type(problem).__name__)
                await asyncio.sleep(min(0.25 * 2**attempt, LONGEST_WAIT))
                continue
            if not known:
                raise InvalidToken("Telegram does not know this token")
            return

    async def call(self, method: str, payload: Mapping[str, Any]) -> Any:
        """Call a method of the Bot API as it is; its result."""
        return await self._sending.call(f"{self.base_url}/{method}", payload)

    async def upload(
        self, method: str, payload: Mapping[str, Any], *, filename: str, content: str
    ) -> Any:
        """Call a method of the Bot API with a document in it; its result."""
        url = f"{self.base_url}/{method}"
        return await self._sending.upload(url, payload, filename=filename, content=content)

    async def poll(self, *, offset: int | None, seconds: int, kinds: list[str]) -> list[Any]:
        """The next updates, raw; an empty list when none came in so many seconds."""
        payload: dict[str, Any] = {
            "timeout": seconds,
            "allowed_updates": kinds,
            "limit": 100,
        }
        if offset is not None:
            payload["offset"] = offset
        found = await self._polling.call(
            f"{self.base_url}/getUpdates", payload, read_seconds=seconds + READ_SECONDS
        )
        return list(found)


def build_bot(token: str, api_url: str, *, patient: bool = True) -> TelegramBot:
    """The bot with this token, at Telegram or at a server that does as Telegram does.

    A patient one waits at its start until Telegram answers.
    """
    return TelegramBot(token, api_url, patient=patient)


def _form(request_data: RequestData | None) -> Any:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData(quote_fields=False)  # else "ü å.ics" arrives percent-encoded
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _seconds(given: Any, usual: float) -> float | None:
    """A time-out as python-telegram-bot gives it: left out, None for none, or a number."""
    return usual if given is BaseRequest.DEFAULT_NONE else given


def _failure(problem: Exception) -> NetworkError:
    name = type(problem).__name__
    connecting = (
        aiohttp.ClientConnectorError,
        aiohttp.ConnectionTimeoutError,
        ValueError,
    )
    if isinstance(problem, connecting):
        return NeverLeft(f"no connection ({name})")
    if isinstance(problem, TimeoutError):
        return TimedOut(f"no answer in time ({name})")
    return NetworkError(f"the connection broke ({name})")


def _result(status: int, answer: bytes) -> Any:
    content = _content(answer)
    if content is None:
        if 200 <= status < 300:
            raise NotTelegram("an answer that cannot be read")
        raise Refusal(status, f"HTTP {status}", {})
    if content.get("ok") is True:
        return content.get("result")
    raise Refusal(
        int(content.get("error_code") or status),
        str(content.get("description") or f"HTTP {status}"),
        content.get("parameters") or {},
    )


def _content(answer: bytes) -> dict[str, Any] | None:
    """An answer of the Bot API; None when it is none."""
    try:
        content = json.loads(answer)
    except ValueError:
        return None
    return content if isinstance(content, dict) and "ok" in content else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
