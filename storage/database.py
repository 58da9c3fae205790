"""The database: two engines, one code base, and the only place where the time is asked.

SQLite is the embedded default: one writing connection in one process, guarded by the operating
system's lock on a file next to the database, and a few reading ones. PostgreSQL runs every
transaction SERIALIZABLE; `transact` runs the whole sandwich again when it asks for that.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Executable, Insert, Table, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

T = TypeVar("T")

NOTICE = "outbox"  # the channel on which PostgreSQL tells other processes of rows to send
RERUNS = 5  # of a transaction that PostgreSQL could not serialise
READERS = 4
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
)


class DatabaseInUse(RuntimeError):
    """Another process writes to this SQLite file."""


class UnknownDatabase(ValueError):
    """The URL names no database that we work with."""


def machine_clock() -> datetime:
    """The machine's own time. Only a transaction hands it out."""
    return datetime.now(UTC)


def is_passing(problem: BaseException) -> bool:
    """Whether the database, not the code, is to blame: all that failed may be tried again."""
    if isinstance(problem, (OperationalError, InterfaceError, PoolTimeout, ConnectionError)):
        return True
    return isinstance(problem, DBAPIError) and (
        problem.connection_invalidated or _sqlstate(problem) in {"40001", "40P01", "57P01"}
    )


def _sqlstate(problem: DBAPIError) -> str | None:
    return getattr(problem.orig, "sqlstate", None)


def _is_out_of_order(problem: DBAPIError) -> bool:
    """Whether PostgreSQL could not put a transaction in order with others: it has to run again."""
    return _sqlstate(problem) in {"40001", "40P01"}


class Tx:
    """A transaction: the way to the driver, and the one `now` of everything done in it."""

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._connection = connection
        self.now = now
        self.woken = False  # rows for the postman were put

    async def run(self, statement: Executable) -> int:
        """Run a statement; how many rows it touched."""
        return (await self._connection.execute(statement)).rowcount

    async def many(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
        """Run a statement once for each row of values."""
        if rows:
            await self._connection.execute(statement, rows)

    async def new_id(self, statement: Insert) -> int:
        """Insert a row; its id."""
        result = await self._connection.execute(statement.returning(statement.table.c.id))
        return int(result.scalar_one())

    async def new_ids(self, statement: Insert, rows: Sequence[dict[str, Any]]) -> list[int]:
        """Insert many rows at once; their ids."""
        result = await self._connection.execute(statement.returning(statement.table.c.id), rows)
        return list(result.scalars())

    async def insert_new(self, table: Table, **values: Any) -> bool:
        """Insert a row unless its key is taken; whether it is new."""
        statement = self._insert(table).values(**values).on_conflict_do_nothing()
        return await self.run(statement) == 1

    async def upsert(self, table: Table, *, key: dict[str, Any], values: dict[str, Any]) -> None:
        """Insert a row, or change the one that has this key."""
        statement = self._insert(table).values(**key, **values)
        await self.run(statement.on_conflict_do_update(index_elements=list(key), set_=values))

    async def one(self, statement: Executable, into: Callable[..., T]) -> T | None:
        """The first row as a value, or None."""
        row = (await self._connection.execute(statement)).mappings().first()
        return None if row is None else into(**row)

    async def all(
        self, statement: Executable, into: Callable[..., T], **parameters: Any
    ) -> list[T]:
        """Every row as a value."""
        rows = await self._connection.execute(statement, parameters)
        return [into(**row) for row in rows.mappings()]

    async def value(self, statement: Executable, **parameters: Any) -> Any:
        """The first column of the first row, or None."""
        return (await self._connection.execute(statement, parameters)).scalar()

    async def values(self, statement: Executable) -> list[Any]:
        """The first column of every row."""
        return list((await self._connection.execute(statement)).scalars())

    async def sql(self, statement: str) -> None:
        """Run a statement that the engines spell their own way."""
        await self._connection.exec_driver_sql(statement)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What is done inside is undone when it raises; the transaction goes on."""
        woken = self.woken
        try:
            async with self._connection.begin_nested():
                yield
        except BaseException:
            self.woken = woken
            raise

    async def lock(self, key: int) -> None:
        """On PostgreSQL: wait until no other transaction holds this key. SQLite has one writer."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.exec_driver_sql("SELECT pg_advisory_xact_lock($1)", (key,))

    def _insert(self, table: Table) -> Any:
        module = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        return module.insert(table)


class Database:
    """An open database. `clock` is where `now` comes from; tests and the playground move it."""

    def __init__(self, url: str, *, clock: Callable[[], datetime] = machine_clock) -> None:
        self.url = normalised(url)
        self.clock = clock
        self.on_wake: Callable[[], None] = lambda: None
        self._writing = asyncio.Lock()
        self._rerunning = asyncio.Lock()
        self._lock_file: int | None = None
        self._writer: AsyncEngine
        self._reader: AsyncEngine

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path:
        """The file of a SQLite database."""
        return Path(self.url.database or "")

    async def open(self, *, read_only: bool = False) -> Database:
        """Connect. `DatabaseInUse` when another process writes to this SQLite file."""
        if self.is_sqlite:
            if not read_only:
                self._lock_file = take_file_lock(self.file)
            self._writer = _sqlite_engine(self.url, writes=not read_only, size=1)
            self._reader = _sqlite_engine(self.url, writes=False, size=READERS)
        else:
            self._writer = create_async_engine(
                self.url,
                isolation_level="SERIALIZABLE",
                pool_size=10,
                pool_pre_ping=True,
                hide_parameters=True,  # they would put names and texts in the log
            )
            # Who only reads needs no place in the order of those who write, and never runs again.
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        return self

    async def close(self) -> None:
        """Disconnect and let go of the file."""
        await self._writer.dispose()
        if self.is_sqlite:
            await self._reader.dispose()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """One transaction that may write. Prefer `transact`, which runs again when it must."""
        if self.is_sqlite:
            async with self._writing, self._writer.begin() as connection:
                tx = Tx(connection, self.clock())
                yield tx
        else:
            async with self._writer.begin() as connection:
                tx = Tx(connection, self.clock())
                yield tx
                if tx.woken:
                    await connection.exec_driver_sql(f"NOTIFY {NOTICE}")
        if tx.woken:
            self.on_wake()

    async def transact(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Do all of `work` in one transaction, again from its start when PostgreSQL asks for it.

        `work` must have no effect outside the transaction.
        """
        try:
            async with self.begin() as tx:
                return await work(tx)
        except DBAPIError as problem:
            if not _is_out_of_order(problem):
                raise
        async with self._rerunning:  # one at a time, or they would be in each other's way again
            for attempt in range(RERUNS - 1):
                try:
                    async with self.begin() as tx:
                        return await work(tx)
                except DBAPIError as problem:
                    if not _is_out_of_order(problem):
                        raise
                    await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311  # not a secret
            async with self.begin() as tx:
                return await work(tx)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """One transaction that only reads."""
        async with self._reader.begin() as connection:
            yield Tx(connection, self.clock())

    async def ping(self) -> None:
        """Raise when the database does not answer."""
        async with self.read() as tx:
            await tx.value(select(1))


def normalised(url: str) -> URL:
    """The URL with the driver that we use; `UnknownDatabase` when it is of neither engine."""
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    try:
        parsed = make_url(url)
        return parsed.set(drivername=drivers[parsed.get_backend_name()])
    except (ArgumentError, KeyError):
        raise UnknownDatabase from None  # its text may hold a password


def take_file_lock(database: Path) -> int:
    """Hold the lock next to a SQLite file until the process ends; the open descriptor."""
    descriptor = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise DatabaseInUse(str(database)) from None
    return descriptor


def _sqlite_engine(url: URL, *, writes: bool, size: int) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=size, max_overflow=0, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that DDL rolls back too
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        if not writes:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
