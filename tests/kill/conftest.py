"""What the kill tests share: the process that bots are forked from, and honest databases."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from tests import postgres
from tests.kill.besieged import Besieged
from tests.kill.process import Nursery


@pytest.fixture(scope="session")
def honest_postgresql() -> Iterator[postgres.Cluster]:
    """A PostgreSQL that writes to the disk what it promised, with a migrated database `empty`."""
    cluster = postgres.start(fsync=True)
    cluster.create_database("empty")
    migrate(cluster.url("empty"))
    yield cluster
    cluster.stop()


@pytest.fixture
def new_database(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[], str]]:
    """Makes a migrated, empty database, as often as it is called."""
    numbers = itertools.count()
    if engine == "sqlite":
        empty = request.getfixturevalue("empty_sqlite")

        def copy() -> str:
            path = tmp_path / f"buurt{next(numbers)}.db"
            shutil.copy(empty, path)
            return f"sqlite+aiosqlite:///{path}"

        yield copy
        return
    cluster: postgres.Cluster = request.getfixturevalue("honest_postgresql")
    made: list[str] = []

    def create() -> str:
        made.append(f"buurt_{os.getpid()}_{next(numbers)}")
        cluster.create_database(made[-1], template="empty")
        return cluster.url(made[-1])

    yield create
    for name in made:
        cluster.drop_database(name)


@pytest.fixture
async def founded(
    new_database: Callable[[], str], nursery: Nursery, tmp_path: Path
) -> AsyncIterator[Callable[..., Awaitable[Besieged]]]:
    """Founds a neighbourhood on a database of its own, as often as it is called."""
    made: list[Besieged] = []

    async def found(**options: object) -> Besieged:
        folder = tmp_path / f"bot{len(made)}"
        folder.mkdir()
        made.append(await Besieged.founded(new_database(), nursery, folder, **options))
        return made[-1]

    yield found
    for each in made:
        await each.ends()
