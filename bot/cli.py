"""The command line. Each command fails with one clear sentence and a code that is not zero."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.settings import Settings, WrongSetting, read

app = typer.Typer(
    help="Buurtbot: a Telegram bot for neighbourhoods that work community-up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
WHERE_TO_BEGIN = (
    "BUURTBOT_TOKEN is not set. Ask @BotFather in Telegram for a bot and its token, and put the "
    "token there, or in a file named by BUURTBOT_TOKEN_FILE. To try the bot without Telegram: "
    "buurtbot demo"
)


class Problem(Exception):
    """Something the operator can mend; its text says how."""


def main() -> None:
    """Run a command; a problem ends it with a sentence."""
    gc.disable()  # what is imported stays: looking through it again and again delays the start
    try:
        app()
    except Problem as problem:
        sys.exit(f"buurtbot: {problem}")


@app.command()
def run() -> None:
    """Run the bot: by polling, or by webhook when BUURTBOT_WEBHOOK_URL is set."""
    settings = read_settings()
    if settings.token is None:
        raise Problem(WHERE_TO_BEGIN)
    _ready_database(settings)
    _in_loop(_run(settings, settings.token.get_secret_value()))


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(help="Where the page is, on this machine.", min=0, max=65535)
    ] = 8765,
    database: Annotated[
        Path | None, typer.Option(help="A SQLite file to keep; else a temporary one.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page.")] = True,
) -> None:
    """Try the bot without Telegram: a page on which you play everyone."""
    from bot.demo import play  # only this command needs it

    _all_is_imported()
    with _sentences(database="--database", listen="--port"):
        _in_loop(play(port=port, database=database, browser=browser))


@app.command()
def check() -> None:
    """Say in plain sentences what is wrong with token, rights, database, webhook and encoder."""
    from handlers.check import findings

    settings = read_settings()
    found = asyncio.run(
        findings(
            database_url=settings.database_url,
            token=settings.token.get_secret_value() if settings.token else None,
            api_url=settings.api_url,
            webhook_url=settings.webhook_url,
            public_url=settings.public_url,
            is_open=settings.open,
            encoder=settings.encoder,
        )
    )
    for finding in found:
        typer.echo(f"{'ok  ' if finding.fine else 'MEND'} {finding.sentence}")
    if any(not finding.fine for finding in found):
        raise typer.Exit(code=1)


@app.command()
def migrate() -> None:
    """Bring the database to the tables of this version. Does nothing when they are there."""
    settings = read_settings()
    _ready_database(settings)
    typer.echo("The database is up to date.")


@app.command("invite-community")
def invite_community() -> None:
    """Make a code with which one neighbourhood can be set up, once, within 48 hours."""
    settings = read_settings()
    _ready_database(settings)
    typer.echo(_with_database(settings, _new_code))


@app.command()
def replay(
    incident: Annotated[
        str | None, typer.Argument(help="The code in the apology; all of them when left out.")
    ] = None,
) -> None:
    """Do again what went wrong, once its cause is mended. Stop the bot first on SQLite."""
    settings = read_settings()
    if settings.token is None:
        raise Problem(WHERE_TO_BEGIN)
    _ready_database(settings)
    done, left = _with_database(settings, lambda database: _replay(settings, database, incident))
    if incident is not None and not done + left:
        raise Problem(f"nothing waits by the code {incident}. It may have been done again already.")
    typer.echo(f"Done again: {done}. Still failing: {left}.")
    if left:
        raise typer.Exit(code=1)


def read_settings() -> Settings:
    """The settings; a problem names the one that is wrong, never its value."""
    try:
        return read()
    except WrongSetting as problem:
        raise Problem(str(problem)) from None


async def _run(settings: Settings, token: str) -> None:
    from handlers.application import Buurtbot
    from handlers.communities import Opening
    from handlers.delivery import Limits
    from handlers.encoder import Encoder, Meanings
    from handlers.logging import set_up
    from handlers.web import Web
    from storage.database import Database

    _all_is_imported()
    set_up(settings.log)
    secret = settings.webhook_secret
    database = Database(settings.database_url, clock=settings.now)
    with _sentences():
        meanings = Meanings(Encoder(settings.encoder)) if settings.encoder else None
        await database.open()
    bot = Buurtbot(
        database=database,
        token=token,
        api_url=settings.api_url,
        limits=Limits(overall=settings.rate),
        opening=Opening(open_to_all=settings.open, zone=settings.timezone),
        webhook_url=settings.webhook_url,
        webhook_secret=secret.get_secret_value() if secret else "",
        public_url=settings.public_url,
        tick=settings.tick,
        meanings=meanings,
    )
    stopping = _stop_signals()
    web = Web(bot, listen=settings.listen)
    try:
        with _sentences():
            await web.start()
            await _until(stopping, _live(bot))
    finally:
        web.draining = True
        await bot.stop()
        await web.stop()
        await database.close()


async def _live(bot: Any) -> None:
    """Start the bot, and go on until a part of it breaks."""
    await bot.start()
    await bot.breaks()


async def _until(stopping: asyncio.Event, living: Coroutine[Any, Any, None]) -> None:
    """Live until a signal to stop comes; what goes wrong before is raised."""
    signalled, lived = asyncio.create_task(stopping.wait()), asyncio.create_task(living)
    await asyncio.wait({signalled, lived}, return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()
    if not lived.done():
        lived.cancel()
        await asyncio.wait({lived})
        return
    await lived


async def _new_code(database: Any) -> str:
    from bot.communities import SETUP_CODE_LASTS
    from handlers import tokens
    from storage import communities

    code = tokens.new()
    async with database.begin() as tx:
        until = tx.now + SETUP_CODE_LASTS
        await communities.add_setup_code(tx, tokens.hashed(code), expires_at=until)
    return f"{code}\n(works once, until {until:%Y-%m-%d %H:%M} UTC)"


async def _replay(settings: Settings, database: Any, incident: str | None) -> tuple[int, int]:
    from handlers.application import Buurtbot

    assert settings.token is not None  # noqa: S101  # checked by the command
    bot = Buurtbot(
        database=database,
        token=settings.token.get_secret_value(),
        api_url=settings.api_url,
    )
    return await bot.replay(incident)


def _all_is_imported() -> None:
    """What is there now stays: the collector needs not look at it ever again."""
    gc.freeze()
    gc.enable()


def _ready_database(settings: Settings) -> None:
    from storage.migrate import migrate as bring_up_to_date

    with _sentences():
        bring_up_to_date(settings.database_url)


def _with_database(settings: Settings, work: Callable[[Any], Awaitable[Any]]) -> Any:
    from storage.database import Database

    _all_is_imported()

    async def whole() -> Any:
        database = await Database(settings.database_url, clock=settings.now).open()
        try:
            return await work(database)
        finally:
            await database.close()

    with _sentences():
        return asyncio.run(whole())


@contextlib.contextmanager
def _sentences(
    *, database: str = "BUURTBOT_DATABASE_URL", listen: str = "BUURTBOT_LISTEN"
) -> Iterator[None]:
    """Turn what an operator can mend into a sentence. `database`, `listen`: what chose these."""
    from telegram.error import InvalidToken, NetworkError, TelegramError

    from handlers.encoder import NoEncoder
    from storage.errors import FORMS, DatabaseInUse, UnknownDatabase, Unusable, is_passing
    from storage.migrate import NewerDatabase

    try:
        yield
    except DatabaseInUse as problem:
        raise Problem(
            f"another process uses {problem}. On SQLite only one may: stop it first, or use "
            "PostgreSQL."
        ) from None
    except NewerDatabase:
        raise Problem(
            "the database was written by a newer version of the bot. Install that version, or "
            "restore a backup from before it."
        ) from None
    except Unusable as problem:
        raise Problem(f"the database cannot be used: {problem} See {database}.") from None
    except NoEncoder as problem:
        raise Problem(f"BUURTBOT_ENCODER: {problem}") from None
    except InvalidToken:
        raise Problem("Telegram does not know this token. Copy it again from @BotFather.") from None
    except NetworkError as problem:
        name = type(problem).__name__
        raise Problem(f"Telegram does not answer ({name}). Ask `buurtbot check`.") from None
    except TelegramError as problem:
        raise Problem(f"Telegram said no: {type(problem).__name__}") from None
    except UnknownDatabase:
        raise Problem(f"BUURTBOT_DATABASE_URL {FORMS}") from None
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        if problem.filename is not None:
            raise Problem(f"{problem.filename}: {why}") from None
        if problem.errno == errno.EADDRINUSE:
            why = "another program listens on that port already"
        raise Problem(f"the bot cannot listen there: {why}. Choose another by {listen}.") from None
    except Exception as problem:
        if is_passing(problem):
            why = str(problem) or type(problem).__name__
            raise Problem(f"the database does not answer ({why}). See {database}.") from None
        raise


def _in_loop(work: Coroutine[Any, Any, None]) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(work)


def _stop_signals() -> asyncio.Event:
    """Set by the first SIGTERM or SIGINT; a second one ends the process at once."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if stopping.is_set():
            sys.exit(1)
        stopping.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop)
    return stopping
