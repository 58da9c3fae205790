"""The bot, put together: every router, and the parts that run next to each other."""

from __future__ import annotations

import asyncio
import os
import socket
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from telegram.ext import Application

from handlers import (
    asking,
    behalf,
    bridges,
    broadcasts,
    commands,
    communities,
    connectors,
    dialogs,
    digest,
    directory,
    energy,
    groups,
    guide,
    hints,
    ideas,
    introductions,
    learning,
    matching,
    mine,
    nominations,
    people,
    privacy,
    sessions,
    settings,
    talents,
    talks,
    teams,
    together,
    tokens,
    welcomes,
)
from handlers.clock import Clock
from handlers.communities import Opening, opening, replay_wanted
from handlers.delivery import Limits, Postman, tell_trouble
from handlers.encoder import Meanings, in_use, keep_reading
from handlers.intake import Intake, NotTaken, Waiting
from handlers.routing import Dispatcher, Router
from handlers.transport import TelegramBot, build_bot
from storage import updates
from storage.database import Database
from storage.errors import is_passing

BEAT_SECONDS = 60.0  # between two signs of life

# The table of contents of the bot.
ROUTERS = (
    people.router,
    communities.router,
    dialogs.router,
    digest.router,
    ideas.router,
    talents.router,
    connectors.router,
    learning.router,
    matching.router,
    together.router,
    teams.router,
    welcomes.router,
    hints.router,
    energy.router,
    talks.router,
    behalf.router,
    directory.router,
    introductions.router,
    nominations.router,
    guide.router,
    asking.router,
    groups.router,
    bridges.router,
    sessions.router,
    broadcasts.router,
    mine.router,
    settings.router,
    privacy.router,
)


def everything() -> Router:
    """All routes in one; the parts that give work to other routes learn where these are."""
    whole = Router()
    for router in ROUTERS:
        whole.include(router)
    dialogs.finishes.update(whole.finishes)
    people.presses.update(whole.presses)
    people.commands.update(whole.commands)
    return whole


@dataclass(slots=True)
class Buurtbot:
    """A bot that can be started and stopped. With a `webhook_url` updates come to us instead of
    being asked for; whoever serves the web app starts it first."""

    database: Database
    token: str
    api_url: str
    limits: Limits = field(default_factory=Limits)
    opening: Opening = field(default_factory=Opening)
    webhook_url: str | None = None
    webhook_secret: str = ""
    public_url: str | None = None
    tick: float = 15
    lists_commands: bool = True
    meanings: Meanings | None = None  # the operator's encoder
    bot: TelegramBot = field(init=False)
    postman: Postman = field(init=False)
    intake: Intake = field(init=False)
    clock: Clock = field(init=False)
    at_work: bool = field(init=False, default=False)
    _application: Application[Any, Any, Any, Any, Any, Any] = field(init=False)
    _was_awake: bool = field(init=False, default=False)  # at the sign of life before
    _tasks: list[asyncio.Task[None]] = field(init=False, default_factory=list)

    async def start(self) -> None:
        """Connect and begin; returns once the bot is at work. When it is cancelled before, while
        Telegram does not answer, nothing is left of it."""
        await self.database.transact(matching.begin)
        router = await self._connect()
        owner = f"{socket.gethostname()}:{os.getpid()}"
        self.postman = Postman(self.database, self.bot, limits=self.limits, owner=owner)
        self.database.on_wake = self.postman.wake
        self.clock = Clock(self.database, router, interval=self.tick)
        if self.webhook_url is None:
            taking = self.intake.poll()
        else:
            taking = self.intake.set_up_webhook(self.webhook_url)
        self._tasks = [
            asyncio.create_task(self.postman.run()),
            asyncio.create_task(taking),
            asyncio.create_task(self._replay_wanted()),
            asyncio.create_task(self._stay_alive()),
        ]
        if self.lists_commands:
            self._tasks.append(asyncio.create_task(commands.keep_registering(self.bot)))
        if self.meanings is not None:
            self._tasks.append(asyncio.create_task(keep_reading(self.database, self.meanings)))
        self.clock.start()
        self.at_work = True

    async def breaks(self) -> None:
        """Wait until a part ends that should not, and raise what it died of."""
        pending = set(self._tasks)
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                await task

    async def stop(self) -> None:
        """Finish what is under way (ten seconds at most) and let go, once it was at work."""
        if not self.at_work:
            return
        await self.clock.stop()
        await self.intake.stop()
        await self.postman.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._application.shutdown()
        self.at_work = False

    async def replay(self, incident: str | None) -> tuple[int, int]:
        """Do again what failed, without doing anything else; how many went well, and not. It does
        not wait for a Telegram that is away."""
        await self._connect(patient=False)
        try:
            async with self.database.read() as tx:
                waiting = await updates.failed(tx, incident)
            done = [await self._replay(each) for each in waiting]
        finally:
            await self._application.shutdown()
        return done.count(True), done.count(False)

    async def _connect(self, *, patient: bool = True) -> Router:
        router = everything()
        in_use.meaning = self.meanings
        opening.open_to_all, opening.zone = self.opening.open_to_all, self.opening.zone
        tokens.address.public = self.public_url
        tokens.secret.token = self.token
        self.bot = build_bot(self.token, self.api_url, patient=patient)
        self._application = (
            Application.builder().bot(self.bot).updater(None).job_queue(None).build()
        )
        Dispatcher(self.database, router).register(self._application)
        self.intake = Intake(self.database, self.bot, self._application, secret=self.webhook_secret)
        await self._application.initialize()
        return router

    async def _replay(self, failed: updates.FailedUpdate) -> bool:
        try:
            await self.intake.replay(failed)
        except NotTaken:
            return False
        return True

    async def beat(self) -> None:
        """Give a sign of life, unless Telegram is away: then it is an outage as well."""
        was_awake, self._was_awake = self._was_awake, False
        if self.intake.last_answer_failed:
            return
        await self.database.transact(partial(dialogs.beat, was_awake=was_awake))
        self._was_awake = True

    async def _stay_alive(self) -> None:
        while True:
            try:
                await self.beat()
            except Exception as problem:
                tell_trouble("a sign of life", problem)
            await asyncio.sleep(BEAT_SECONDS)

    async def _replay_wanted(self) -> None:
        """Do again what an admin asked for in `/team`, also before the last stop. While the
        database is away it waits."""
        wait = Waiting()
        failed: updates.FailedUpdate | None = None
        while True:
            replay_wanted.clear()
            try:
                failed = failed or await self.database.transact(updates.take_wanted)
                if failed is None:
                    await replay_wanted.wait()
                    continue
                await self.intake.replay(failed)
            except Exception as problem:
                tell_trouble("doing an update again", problem)
                passing = isinstance(problem, NotTaken) and problem.passing
                if failed is None or passing or is_passing(problem):
                    await asyncio.sleep(wait.next())
                    continue
            wait, failed = Waiting(), None
