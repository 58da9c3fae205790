"""The web: where Telegram brings updates, and where the operator's tools look how we are.

The proxy in front forwards only the webhook and the pages under `/voor/`; everything else is for
this machine. A page is for somebody without Telegram (`handlers/behalf.py`). It needs no script, is
kept nowhere on its way, and tells no other site where its reader came from.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.behalf import Page
from bot.messages import Text
from bot.texts import html
from handlers import behalf
from handlers.application import Buurtbot
from handlers.delivery import tell_trouble
from handlers.tokens import PAGES
from storage import outbox, process_roles, updates

LATEST = 60.0  # seconds that the clock may be late
MOST_TYPED = 1_000  # bytes of a form
STYLE = (
    "body{font:1.25rem/1.6 sans-serif;max-width:34rem;margin:0 auto;padding:1rem;color:#111;"
    "background:#fff}h1{font-size:1.6rem}label{display:block}input{font:inherit;width:100%;"
    "box-sizing:border-box;padding:.5rem;margin:.5rem 0}button{font:inherit;padding:.6rem 1rem}"
    ".paper{display:none;overflow-wrap:anywhere}"
    "@media print{form{display:none}.paper{display:block}body{font-size:14pt;padding:0}}"
)
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
Answer = Callable[[Request], Awaitable[Response]]
STATES = ("ready", "sending", "sent", "unknown", "dead", "skipped")


class Web:
    """The one web application, and the server that serves it."""

    def __init__(self, bot: Buurtbot, *, listen: str) -> None:
        self.draining = False  # we stop: nothing new should come here
        self._bot = bot
        self._listen = listen
        self._server: QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> int:
        """Listen; the port. OSError when somebody else does."""
        host, _, port = self._listen.rpartition(":")
        taken = _listening(host.strip("[]"), int(port))
        config = uvicorn.Config(
            self.application(), log_config=None, access_log=False, lifespan="off", ws="none"
        )
        self._server = QuietServer(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[taken]))
        return int(taken.getsockname()[1])

    def application(self) -> Starlette:
        """The web application, with the way in for Telegram when we have a webhook."""
        routes = [
            Route("/healthz", self.healthz),
            Route("/readyz", self.readyz),
            Route("/metrics", self._once_at_work(self.metrics)),
        ]
        if self._bot.public_url is not None:
            path = f"{urlsplit(self._bot.public_url).path}{PAGES}{{token}}"
            routes.append(Route(path, self._once_at_work(self.page), methods=["GET"]))
            routes.append(Route(path, self._once_at_work(self.erase), methods=["POST"]))
        if self._bot.webhook_url is not None:
            path = urlsplit(self._bot.webhook_url).path or "/"
            routes.append(Route(path, self._once_at_work(self.webhook), methods=["POST"]))
        return Starlette(routes=routes)

    def _once_at_work(self, answer: Answer) -> Answer:
        """What cannot be answered before the bot has started."""

        async def answered(request: Request) -> Response:
            if not self._bot.at_work:
                return PlainTextResponse("starting", 503)
            return await answer(request)

        return answered

    async def stop(self) -> None:
        """Answer what was asked and close."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
            self._server = self._serving = None

    async def webhook(self, request: Request) -> Response:
        """An update, brought by Telegram."""
        return await self._bot.intake.webhook(request)

    async def page(self, request: Request) -> Response:
        """What waits for somebody without Telegram."""
        async with self._bot.database.read() as tx:
            shown, language = await behalf.read_page(
                tx, request.path_params["token"], bot=self._bot.bot.username
            )
        return _html(shown, language)

    async def erase(self, request: Request) -> Response:
        """`Wis alles` on that page, with the code on the paper."""
        typed = b""
        async for chunk in request.stream():
            typed += chunk
            if len(typed) > MOST_TYPED:
                return Response(status_code=413, headers=HEADERS)
        [code] = parse_qs(typed.decode(errors="replace")).get("code", [""])[:1]
        shown, language = await self._bot.database.transact(
            lambda tx: behalf.erase_on_page(
                tx, request.path_params["token"], code=code, bot=self._bot.bot.username
            )
        )
        return _html(shown, language)

    async def healthz(self, _: Request) -> Response:
        """Whether the process lives: its loop answers and its clock ticks. While it starts it has
        no clock yet: to be started again would not help."""
        age = self._bot.clock.age() if self._bot.at_work else None
        healthy = age is None or age < LATEST
        return PlainTextResponse(
            "ok" if healthy else "the clock stands still", 200 if healthy else 503
        )

    async def readyz(self, _: Request) -> Response:
        """Whether it can do its work, and what keeps it from that."""
        checks = {
            "staying": not self.draining,
            "database": await self._database_takes_writes(),
            "telegram": self._telegram_answers(),
            "token": not (self._bot.at_work and self._bot.postman.breaker.token_refused),
        }
        return JSONResponse(checks, status_code=200 if all(checks.values()) else 503)

    def _telegram_answers(self) -> bool:
        return self._bot.at_work and not (
            self._bot.postman.breaker.is_open or self._bot.intake.last_answer_failed
        )

    async def _database_takes_writes(self) -> bool:
        try:
            await self._bot.database.transact(process_roles.probe)
        except Exception as problem:
            tell_trouble("a test write", problem)
            return False
        return True

    async def metrics(self, _: Request) -> Response:
        """Figures for Prometheus; nothing in them is about a person."""
        async with self._bot.database.read() as tx:
            rows = await outbox.counts(tx)
            failed = await updates.count_failed(tx)
        counts, breaker = self._bot.postman.counts, self._bot.postman.breaker
        lines = [
            f'buurtbot_outbox_rows{{state="{state}"}} {rows.get(state, 0)}' for state in STATES
        ]
        lines += [
            f"buurtbot_sent_total {counts.sent}",
            f"buurtbot_refused_total {counts.dead}",
            f"buurtbot_doubtful_total {counts.doubtful}",
            f"buurtbot_telegram_429_total {counts.floods}",
            f"buurtbot_breaker_open {int(breaker.is_open)}",
            f"buurtbot_failed_updates {failed}",
        ]
        if (age := self._bot.clock.age()) is not None:
            lines.append(f"buurtbot_tick_late_seconds {age:.1f}")
        return PlainTextResponse("\n".join(lines) + "\n")


def _html(shown: Page, language: str) -> Response:
    """A page as a browser shows it, on a telephone and on paper."""
    title = html(shown.title, language)
    said = "".join(f"<p>{html(each, language).replace(chr(10), '<br>')}</p>" for each in shown.said)
    if shown.on_paper is not None:
        said += f'<p class="paper">{html(shown.on_paper, language)}</p>'
    form = ""
    if shown.asks_code:
        label, erase = (html(Text(f"behalf-page-{each}"), language) for each in ("code", "wipe"))
        form = (
            f'<form method="post"><label>{label}<input name="code" autocomplete="off" required>'
            f"</label><button>{erase}</button></form>"
        )
    written = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="robots" content="noindex,nofollow"><style>{STYLE}</style></head>'
        f"<body><main><h1>{title}</h1>{said}{form}</main></body></html>"
    )
    return HTMLResponse(written, 404 if shown.is_gone else 200, headers=HEADERS)


class QuietServer(uvicorn.Server):
    """Uvicorn, which leaves signals to us."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Catch none."""
        yield


def _listening(host: str, port: int) -> socket.socket:
    family: Any = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(128)  # who comes before the first turn of the server waits
    except OSError:
        taken.close()
        raise
    return taken
