"""`buurtbot demo`: a stand-in for Telegram, the bot against it, and a neighbourhood to play in.

An entry point, like `bot/cli.py`: it sees everything. It owns the clock, and moves it from due
moment to due moment so that nothing is skipped.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bot.moments import local, resolve
from bot.playground import Chat, StandIn, User
from bot.playground import Limits as Telegrams
from handlers import logging
from handlers.application import Buurtbot
from handlers.communities import Opening
from handlers.delivery import Limits
from handlers.tokens import PAGES
from handlers.web import Web
from storage import communities, schedules, timers, updates
from storage.database import Database, machine_clock
from storage.migrate import migrate

READY_SECONDS = 20
TICK_SECONDS = 2
ZONE = "Europe/Amsterdam"
MORNING, EVENING = time(10), time(20)
BETWEEN_TWO_ACTS = timedelta(seconds=7)  # within five, two messages would be one answer
AT_ONCE = Limits(
    overall=10_000, overall_burst=10_000, private=10_000, private_burst=10_000, group=10_000
)


@dataclass(slots=True)
class Playground:
    """The stand-in, the bot and the clock that both follow."""

    database: Database
    standin: StandIn
    bot: Buurtbot
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return machine_clock() + self.ahead

    async def wind_back(self) -> None:
        """To yesterday morning, so that what people did then takes no place of today; but never to
        before the last thing that a kept database knows."""
        yesterday = local(machine_clock(), ZONE).date() - timedelta(days=1)
        async with self.database.read() as tx:
            latest = await updates.latest(tx)
        self.ahead = resolve(yesterday, MORNING, ZONE) - machine_clock()
        if latest is not None:
            self.ahead = max(self.ahead, latest - machine_clock())

    async def wind_on(self) -> None:
        """To now, or to a time at which people are awake."""
        now = local(machine_clock(), ZONE)
        day = now.date() + timedelta(days=1 if now.time() >= EVENING else 0)
        awake = machine_clock()
        if not MORNING <= now.time() < EVENING:
            awake = resolve(day, MORNING, ZONE)
        await self.advance(max((awake - self.now()).total_seconds(), 0))

    async def advance(self, seconds: float) -> None:
        """Let time pass, stopping wherever something is due."""
        until = self.now() + timedelta(seconds=seconds)
        while True:
            due = await self._next_due()
            if due is None or due > until:
                break
            self.ahead += max(due - self.now(), timedelta(0))
            await self.bot.clock.tick()
            await self.settle()
        self.ahead += max(until - self.now(), timedelta(0))
        await self.bot.clock.tick()
        await self.settle()

    async def _next_due(self) -> datetime | None:
        """The next moment at which anything happens. While Telegram is made to fail no message is
        waited for: it would be due again and again."""
        async with self.database.read() as tx:
            if not self._telegram_fails:
                return await self.bot.clock.next_due(tx)
            moments = [await timers.next_due(tx), await schedules.next_due(tx)]
        return min((each for each in moments if each is not None), default=None)

    @property
    def _telegram_fails(self) -> bool:
        return bool(self.standin.faults.outage or self.standin.faults.flood)

    async def settle(self) -> None:
        """Wait until everybody was heard and everything was said; not while Telegram is made to
        fail, for that lasts until somebody ends it."""
        if self._telegram_fails:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(READY_SECONDS):
                heard = self.standin.telegram.updates
                await self.standin.wait_until(lambda: not len(heard), READY_SECONDS)
                self.bot.postman.wake()  # the clock may have moved
                await self.bot.postman.drained()


async def play(*, port: int, database: Path | None, browser: bool) -> None:
    """Serve the page until interrupted."""
    logging.set_up("ERROR", plain=True)
    with tempfile.TemporaryDirectory(prefix="buurtbot-demo-") as folder:
        file = database or Path(folder) / "demo.db"
        url = f"sqlite+aiosqlite:///{file}"
        await asyncio.to_thread(migrate, url)
        playground = await begin(url, port=port)
        print(f"Buurtbot: open {playground.standin.url} (Ctrl+C stops)", flush=True)
        if browser:
            await asyncio.to_thread(webbrowser.open, playground.standin.url)
        stopping = asyncio.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, stopping.set)
        try:
            await stopping.wait()
        finally:
            await end(playground)


async def begin(url: str, *, port: int) -> Playground:
    """Start the stand-in and the bot on a database, and let people move in."""
    opened = Database(url, clock=lambda: playground.now())
    standin = StandIn(
        local=True,
        limits=Telegrams.off(),
        now=lambda: playground.now().timestamp(),
        advance=lambda seconds: playground.advance(seconds),
    )
    bot = Buurtbot(
        database=opened,
        token=standin.token,
        api_url="",
        limits=AT_ONCE,
        opening=Opening(open_to_all=True),
        tick=TICK_SECONDS,
    )
    playground = Playground(database=opened, standin=standin, bot=bot)
    await opened.open()
    bot.api_url = bot.public_url = await standin.serve(port=port)
    # The page of a neighbour without Telegram is at the same address.
    standin.beside[PAGES] = Web(bot, listen=urlsplit(standin.url).netloc).application()
    await bot.start()
    await playground.wind_back()
    await Neighbourhood(playground).moves_in()
    await playground.wind_on()
    # People moved in at once, yesterday; from here on Telegram's limits hold.
    await bot.stop()
    standin.limit(Telegrams())
    bot.limits = Limits()
    await bot.start()
    return playground


async def end(playground: Playground) -> None:
    """Stop everything that `begin` started."""
    await playground.bot.stop()
    await playground.database.close()
    await playground.standin.close()


class Neighbourhood:
    """An example neighbourhood, made through the front door as its people would."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._standin = playground.standin

    async def moves_in(self) -> None:
        """Broeklanden, which has just been set up, and Zuidwijk, which is yours to set up.

        A database that was kept knows these people already: the stand-in numbers them alike in
        each run. Then they only come back to their telephones.
        """
        karel = self._person("Karel", username="karel_beheert")
        names = ("Anna", "Bram", "Fatima", "Noor", "Willem")
        others = [self._person(name) for name in names]
        group = self._standin.add_group(
            "Broeklanden", creator=karel, members=others, supergroup=True
        )
        zeynep = self._person("Zeynep", language_code="tr")
        self._standin.add_group("Zuidwijk", creator=zeynep, supergroup=True)
        await self._standin.add_bot(group, by=karel, admin=True)
        await self._settles()
        if await self._is_kept():
            for person in (karel, *others):
                await self._says(person, "/start")
            return
        await self._sets_up(karel, group)
        for person in others:
            await self._comes_in(person, group)
        await self._may_organise(others[names.index("Noor")], asked_by=karel)
        await self._willem_brings_an_idea(others[-1])

    async def _is_kept(self) -> bool:
        async with self._playground.database.read() as tx:
            return bool(await communities.all_ids(tx))

    def _person(self, name: str, *, username: str | None = None, language_code: str = "nl") -> User:
        return self._standin.add_user(name, username=username, language_code=language_code)

    async def _sets_up(self, admin: User, group: Chat) -> None:
        pressed = await self._taps(admin, "Buurt instellen", chat=group)
        await self._follows(admin, pressed)
        await self._agrees(admin)
        await self._taps(admin, "Broeklanden")
        await self._taps(admin, "Ja, zet de buurt aan")

    async def _comes_in(self, person: User, group: Chat) -> None:
        await self._follows(person, self._link(group, "Open de buurtbot"))
        await self._agrees(person)

    async def _agrees(self, person: User) -> None:
        await self._taps(person, "Ja, ik ben 16 of ouder")
        await self._taps(person, f"{person.first_name} is goed")

    async def _may_organise(self, person: User, *, asked_by: User) -> None:
        await self._says(asked_by, "/team")
        await self._taps(asked_by, "Nodig organisator uit")
        await self._follows(person, self._link(asked_by, "Ja, ik wil dat"))
        await self._taps(asked_by, "Ja, klopt")

    async def _willem_brings_an_idea(self, willem: User) -> None:
        await self._says(willem, "/idee Een bankje bij de speeltuin")
        await self._says(willem, "Iemand die weet waar het mooi kan staan")
        await self._taps(willem, "Overslaan")
        await self._taps(willem, "Plaatsen")

    async def _says(self, person: User, words: str) -> None:
        self._playground.ahead += BETWEEN_TWO_ACTS
        await self._standin.send(person, None, words)
        await self._settles()

    async def _taps(self, person: User, label: str, *, chat: Chat | None = None) -> str | None:
        """Tap the newest button with this label; the link that the answer opens, if any."""
        for message in reversed(self._standin.messages(chat or person)):
            for row in message.buttons:
                if any(button.text == label for button in row):
                    pressed = await self._standin.press(person, message, button=label)
                    await self._settles()
                    return pressed.url
        raise LookupError(label)

    def _link(self, where: Chat | User, label: str) -> str | None:
        for message in self._standin.messages(where):
            for row in message.buttons:
                for button in row:
                    if button.text == label:
                        return button.url
        raise LookupError(label)

    async def _follows(self, person: User, link: str | None) -> None:
        if link is None:
            raise LookupError("no link")
        await self._standin.start(person, link.split("?start=")[1])
        await self._settles()

    async def _settles(self) -> None:
        await self._playground.settle()
