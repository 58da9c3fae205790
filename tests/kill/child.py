"""The bots that get killed, and other short-lived programs: a process that has imported everything
and forks one on command.

`python -m tests.kill.child` reads a command a line and answers each with one line:

    start {"database": ..., "token": ...}    the process id of a new bot
    run {"arguments": [...], ...}            the process id of a new `buurtbot`
    wait <process id>                        its exit code, once it is really gone

It has no loop, engine or thread, so forking is safe and a bot lives within milliseconds.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiosqlite  # noqa: F401  (what a bot would import on use, here once for all)
import alembic.runtime.environment
import alembic.script  # noqa: F401
import asyncpg  # noqa: F401
import sqlalchemy.ext.asyncio  # noqa: F401
from sqlalchemy import select
from telegram import Update

from bot import cli, texts
from bot.matching.knowledge import knowledge
from bot.messages import Message, Text
from handlers import application, delivery
from handlers.application import Buurtbot
from handlers.communities import Opening
from handlers.delivery import Limits
from handlers.intake import CHATS_AT_ONCE, NotTaken
from handlers.routing import Here, Router
from handlers.web import Web
from storage import outbox
from storage.database import Database, Tx, machine_clock
from storage.tables import audit_log
from tests import cores
from tests.kill import mutants
from tests.kill.process import CLOCK_MOVED, Job, Order

LONGEST_BLIND = 0.25  # seconds until a bot looks by itself for what came or became due

# --- a route of our own, whose effects can be counted --------------------------------------------

counting = Router()


@counting.command("tel")
async def count(tx: Tx, here: Here) -> None:
    """Write down a number, and say it."""
    row = {"community_id": here.who.community_id, "at": tx.now, "actor_id": here.who.id}
    await tx.insert(audit_log, **row, action="counted", details={"n": here.words})
    said = {"words": f"nummer {here.words}", "name": "Teller", "neighbourhood": "Broeklanden"}
    await outbox.put(tx, Message(to=here.me, body=Text("broadcast", said)))


# --- one bot --------------------------------------------------------------------------------------


async def live(job: Job) -> int:
    """Be a bot until SIGTERM; the exit code."""
    stopping, moved = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    loop.add_signal_handler(CLOCK_MOVED, moved.set)
    database = await Database(job.database, clock=_clock(job.clock)).open()
    bot = Buurtbot(
        database=database,
        token=job.token,
        api_url=job.api_url,
        limits=Limits(**job.limits),  # type: ignore[arg-type]  # JSON has no other numbers
        opening=Opening(open_to_all=True),
        webhook_url=job.webhook_url,
        webhook_secret="a-secret-of-the-webhook" if job.webhook_url else "",
        tick=LONGEST_BLIND,
    )
    if job.take:
        return await _take_at_once(bot, job)
    await bot.start()
    following = loop.create_task(_follow_clock(bot, moved))
    web = Web(bot, listen=job.listen)
    if job.webhook_url:
        await web.start()
    await stopping.wait()
    following.cancel()
    await bot.stop()
    await web.stop()
    await database.close()
    return 0


async def _follow_clock(bot: Buurtbot, moved: asyncio.Event) -> None:
    """Do at once what is due when the test has put the clock forward."""
    while True:
        await moved.wait()
        moved.clear()
        bot.postman.wake()
        await bot.clock._tick_safely()


async def _connected(database: Database) -> None:
    async with database.read() as tx:
        await tx.value(select(1))


async def _take_at_once(bot: Buurtbot, job: Job) -> int:
    """Take all updates at the same moment; how many had to come again."""
    await bot._connect()
    places = asyncio.Semaphore(CHATS_AT_ONCE)
    await asyncio.gather(*[_connected(bot.database) for _ in range(CHATS_AT_ONCE)])  # all connected
    await asyncio.sleep(job.at - time.monotonic())

    async def take(raw: dict[str, Any]) -> int:
        async with places:
            try:
                await bot.intake.take(Update.de_json(raw, bot.bot))
            except NotTaken:
                await bot.intake._insist(raw)
                return 1
            return 0

    refused = sum(await asyncio.gather(*[take(raw) for raw in job.take]))
    await bot._application.shutdown()
    await bot.database.close()
    return refused


def _clock(path: str | None) -> Callable[[], datetime]:
    """The moment that the test wrote down: eight bytes, which are never read half."""
    if path is None:
        return machine_clock
    file = os.open(path, os.O_RDONLY)

    def now() -> datetime:
        return datetime.fromtimestamp(struct.unpack("d", os.pread(file, 8, 0))[0], UTC)

    return now


# --- the process that forks ---------------------------------------------------------------------


def forked(be: Callable[[], int]) -> int:
    """Fork a process that is this, and nothing else; its process id."""
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        code = be()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # nothing of the parent is cleaned up here


def be_bot(job: Job) -> int:
    """Be a bot; the exit code."""
    _redirect(out=os.devnull, err=job.log or os.devnull)
    if job.database.startswith("sqlite"):  # with a thread; PostgreSQL is a process of its own
        cores.stay_on(os.getpid())
    mutants.apply(job.mutant)
    delivery.IDLE_SECONDS = LONGEST_BLIND
    return asyncio.run(live(job))


def be_program(order: Order) -> int:
    """Be `buurtbot`, with these arguments and settings; the exit code."""
    _redirect(out=order.said, err=order.said)
    kept = {name: each for name, each in os.environ.items() if not name.startswith("BUURTBOT_")}
    os.environ.clear()
    os.environ.update(kept | {f"BUURTBOT_{name}": each for name, each in order.settings.items()})
    sys.argv = ["buurtbot", *order.arguments]
    try:
        cli.main()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return end.code or 0
    return 0


def _redirect(*, out: str, err: str) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), number)


def wait(process: int) -> int:
    """Wait until a bot is gone; its exit code, or minus the signal that killed it."""
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def main() -> None:
    """Do what is commanded, until nobody commands any more."""
    signal.signal(CLOCK_MOVED, signal.SIG_IGN)  # a new bot needs no telling: it looks at its start
    application.ROUTERS = (*application.ROUTERS, counting)
    for language in texts.LANGUAGES:
        texts.catalogue(language)  # a second and a half that no bot needs to spend again
    knowledge()
    gc.freeze()  # else each bot would look through all of it, and so copy it
    living: set[int] = set()
    print("ready", flush=True)
    for line in sys.stdin:
        command, _, rest = line.partition(" ")
        match command:
            case "start":
                answer = forked(partial(be_bot, Job(**json.loads(rest))))
                living.add(answer)
            case "run":
                answer = forked(partial(be_program, Order(**json.loads(rest))))
                living.add(answer)
            case _:
                living.discard(int(rest))
                answer = wait(int(rest))
        print(answer, flush=True)
    for process in living:
        os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    main()
