"""What every test may use: a database of each kind, and a neighbourhood that lives on it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage import tables
from storage.database import Database, machine_clock
from storage.migrate import migrate
from tests import postgres
from tests.buurt import Buurt
from tests.kill.process import Nursery
from tests.specification import MISSING, Specification

ENGINES = ("sqlite", "postgresql")


def pytest_configure(config: pytest.Config) -> None:
    postgres.configure(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    postgres.unconfigure(config)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many a test waits for a bot, a browser or a clock."""
    return 1 + (len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1)


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


@pytest.fixture
def migrated_url(engine: str, quick_folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database, before any loop runs."""
    if engine == "postgresql":
        yield str(request.getfixturevalue("worker_postgresql"))
        return
    path = quick_folder / f"{uuid.uuid4()}.db"
    shutil.copy(request.getfixturevalue("empty_sqlite"), path)
    yield f"sqlite+aiosqlite:///{path}"
    for each in quick_folder.glob(f"{path.name}*"):
        each.unlink()


def emptied() -> Iterator[str]:
    """Empty every table and number anew: fifteen times as fast as TRUNCATE on few rows."""
    for table in reversed(tables.metadata.sorted_tables):
        yield f'DELETE FROM "{table.name}"'  # noqa: S608  # our own names
    for table in tables.metadata.sorted_tables:
        if table.autoincrement_column is not None:
            yield f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), 1, false)"


@pytest.fixture
async def database_url(engine: str, migrated_url: str) -> AsyncIterator[str]:
    """An empty, migrated database."""
    yield migrated_url
    if engine == "postgresql":
        database = await Database(migrated_url).open()
        async with database.begin() as tx:
            await tx.sql("; ".join(emptied()))
        await database.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database on the machine's clock."""
    opened = await Database(database_url, clock=machine_clock).open()
    yield opened
    await opened.close()


@pytest.fixture
async def buurt(database_url: str) -> AsyncIterator[Buurt]:
    """A neighbourhood on a running bot, behind a strict stand-in for Telegram."""
    living = await Buurt.begins(database_url)
    yield living
    await living.ends()


@pytest.fixture
async def buurt_without_neighbourhood(database_url: str) -> AsyncIterator[Buurt]:
    """The same, before anybody added the bot to a group."""
    living = await Buurt.begins(database_url, set_up=False)
    yield living
    await living.ends()
