"""What every test may use: a database of each kind, and a neighbourhood that lives on it."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Delete, Table, delete, exists, literal_column, select, union_all
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from storage import tables
from storage.database import Database, machine_clock
from storage.migrate import migrate
from tests import cores, postgres
from tests.buurt import Buurt
from tests.kill.process import Nursery
from tests.specification import MISSING, Specification

ENGINES = ("sqlite", "postgresql")

# Each run tries other examples. `pytest --hypothesis-profile=thorough` tries many at once.
settings.register_profile("suite", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("suite")

gc.disable()  # while all tests are imported: what comes then stays


def pytest_configure(config: pytest.Config) -> None:
    postgres.configure(config)


def pytest_collection_finish() -> None:
    """Collect garbage again, but never look through all that was imported; and stay on a core."""
    gc.freeze()
    gc.enable()
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        cores.stay_on(int(worker.removeprefix("gw")))


def pytest_unconfigure(config: pytest.Config) -> None:
    postgres.unconfigure(config)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many a test waits for a bot, a browser or a clock."""
    return 1 + len(cores.ALL)


class Sharing(LoadScopeScheduling):
    """Which worker gets which tests: each for itself, but for those that share something dear: a
    browser, a large library, all of our code as syntax trees, or the process from which bots are
    forked. The large shares come first.

    Marks cannot say it: pytest-xdist 3.8 does not hear of them from pytest 9.2
    (https://github.com/pytest-dev/pytest-xdist/issues/1386).
    """

    TOGETHER = (
        "tests/playground/test_page.py",
        "tests/playground/test_aiogram.py",
        "tests/bot/test_texts.py",
        "tests/test_house.py",
        "tests/storage/test_migrate.py",
    )
    FORKING = ("tests/kill/", "tests/test_cli.py")

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(self.FORKING):
            return "sqlite is forked" if "sqlite" in nodeid else "the rest is forked"
        return file if file in self.TOGETHER else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing:
    return Sharing(config, log)


def pytest_report_header(config: pytest.Config) -> str:
    found = Specification.load()
    return f"bot api: {MISSING if found is None else 'checked against ' + found.version}"


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def worker_postgresql() -> str:
    """This worker's own migrated database on the run's PostgreSQL."""
    cluster = postgres.shared()
    name = f"buurt_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    cluster.create_database(name)
    url = cluster.url(name)
    migrate(url)
    return url


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where bots that are processes of their own come from, and other programs of ours."""
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Both engines, one after the other."""
    return str(request.param)


@pytest.fixture(scope="session")
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one: a story needs no disk under it, a crash does."""
    memory = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
    with tempfile.TemporaryDirectory(
        prefix="buurtbot-", dir=memory if memory.is_dir() else None
    ) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
async def lasting_sqlite(quick_folder: Path, empty_sqlite: Path) -> AsyncIterator[Database]:
    """A SQLite database that stays open as long as this worker lives."""
    path = quick_folder / "lasting.db"
    shutil.copy(empty_sqlite, path)
    database = await Database(f"sqlite+aiosqlite:///{path}").open()
    yield database
    await database.close()


@pytest.fixture(scope="session")
async def lasting_postgresql(worker_postgresql: str) -> AsyncIterator[Database]:
    """The same on PostgreSQL."""
    database = await Database(worker_postgresql).open()
    yield database
    await database.close()


@pytest.fixture
def lasting(engine: str, request: pytest.FixtureRequest) -> Database:
    """This engine's database that stays open; asked for before any loop runs."""
    found: Database = request.getfixturevalue(f"lasting_{engine}")
    return found


TABLES = tables.metadata.sorted_tables
FILLED = union_all(
    *(select(literal_column(f"'{each.name}'")).where(exists().select_from(each)) for each in TABLES)
)
NUMBERS = ", ".join(
    f"setval(pg_get_serial_sequence('{each.name}', 'id'), 1, false)"
    for each in TABLES
    if each.autoincrement_column is not None
)


async def empty(database: Database) -> None:
    """Empty every table and number anew: many times as fast as TRUNCATE on few rows."""
    async with database.begin() as tx:
        filled = set(await tx.values(FILLED))
        for each in reversed(TABLES):
            if each.name in filled:
                await tx.run(_delete(each))
        await tx.sql("DELETE FROM sqlite_sequence" if database.is_sqlite else f"SELECT {NUMBERS}")


@cache
def _delete(table: Table) -> Delete:
    return delete(table)


@pytest.fixture
async def database(lasting: Database) -> AsyncIterator[Database]:
    """An open, empty database on the machine's clock. It stays connected from test to test:
    connecting, and preparing every statement anew, takes longer than most of them."""
    lasting.clock = machine_clock
    yield lasting
    lasting.on_wake = lambda: None
    await empty(lasting)


@pytest.fixture
async def database_url(
    lasting: Database, quick_folder: Path, empty_sqlite: Path
) -> AsyncIterator[str]:
    """The address of an empty, migrated database for another process."""
    if not lasting.is_sqlite:
        yield lasting.url.render_as_string(hide_password=False)
        await empty(lasting)
        return
    path = quick_folder / f"{uuid.uuid4()}.db"
    shutil.copy(empty_sqlite, path)
    yield f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def buurt(database: Database) -> AsyncIterator[Buurt]:
    """A neighbourhood on a running bot, behind a strict stand-in for Telegram."""
    living = await Buurt.begins(database)
    yield living
    await living.ends()


@pytest.fixture
async def buurt_without_neighbourhood(database: Database) -> AsyncIterator[Buurt]:
    """The same, before anybody added the bot to a group."""
    living = await Buurt.begins(database, set_up=False)
    yield living
    await living.ends()
