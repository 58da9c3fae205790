"""The database: two engines, one code base, and the only place where the time is asked.

SQLite is the embedded default: one writing connection in one process, guarded by the operating
system's lock on a file next to the database, and a few reading ones. PostgreSQL runs every
transaction SERIALIZABLE; `transact` runs the whole sandwich again when it asks for that.

A step of a transaction that gives nothing back (its begin, a savepoint) waits for the next one that
does and goes along with it: each way to a database and back costs more than most statements.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Executable, Insert, Table, insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import OutOfOrder, Unavailable, UnknownDatabase
from storage.statements import Preparer, Shape, Values

T = TypeVar("T")

NOTICE = "outbox"  # the channel on which PostgreSQL tells other processes of rows to send
RERUNS = 5  # of a transaction that PostgreSQL could not serialise


def machine_clock() -> datetime:
    """The machine's own time. Only a transaction hands it out."""
    return datetime.now(UTC)


class Connection(Protocol):
    """What a transaction needs of a connection. `first` is run before the statement, with it."""

    async def fetch(self, first: Sequence[str], sql: str, values: Values) -> list[Any]: ...
    async def change(self, first: Sequence[str], sql: str, values: Values) -> int: ...
    async def fetch_many(
        self, first: Sequence[str], sql: str, rows: Sequence[Values]
    ) -> list[Any]: ...
    async def change_many(self, first: Sequence[str], sql: str, rows: Sequence[Values]) -> None: ...
    async def script(self, statements: Sequence[str]) -> None: ...
    async def roll_back(self) -> None: ...


class Engine(Protocol):
    """An open database of one kind."""

    preparer: Preparer
    begin_writing: str
    begin_reading: str

    def writing(self) -> AbstractAsyncContextManager[Connection]: ...
    def reading(self) -> AbstractAsyncContextManager[Connection]: ...
    async def close(self) -> None: ...


class Tx:
    """A transaction: the way to the driver, and the one `now` of everything done in it."""

    def __init__(
        self, connection: Connection, preparer: Preparer, now: datetime, *, begin: str, sender: str
    ) -> None:
        self._connection = connection
        self._preparer = preparer
        self._first = [begin]  # what goes along with the next step
        self._sender = sender
        self._savepoints = 0
        self._failed: Unavailable | None = None
        self._has_begun = False
        self.now = now
        self.woken = False  # rows for the postman were put
        self._afterwards: list[Callable[[], None]] = []

    async def run(self, statement: Executable, **parameters: Any) -> int:
        """Run a statement; how many rows it touched."""
        ready = self._preparer.one(statement, parameters)
        return await self._step(self._connection.change, ready.sql, ready.values)

    async def many(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
        """Run a statement once for each row of values."""
        if rows:
            ready = self._preparer.many(statement, rows)
            await self._step(self._connection.change_many, ready.sql, ready.rows)

    async def insert(self, table: Table, **values: Any) -> None:
        """Insert a row."""
        await self.run(_insert(table), **values)

    async def new_id(self, table: Table, **values: Any) -> int:
        """Insert a row; its id."""
        return int(await self.value(_insert_for_id(table), **values))

    async def new_ids(self, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
        """Insert many rows; their ids, in the same order."""
        ready = self._preparer.many(_insert_for_id(table), rows)
        found = await self._step(self._connection.fetch_many, ready.sql, ready.rows)
        return [int(row[0]) for row in found]

    async def insert_new(self, table: Table, **values: Any) -> bool:
        """Insert a row unless its key is taken; whether it is new."""
        return await self.run(_insert_if_new(self._preparer, table), **values) == 1

    async def upsert(self, table: Table, *, key: dict[str, Any], values: dict[str, Any]) -> None:
        """Insert a row, or change the one that has this key."""
        statement = _upsert(self._preparer, table, tuple(key), tuple(values))
        await self.run(statement, **key, **values)

    async def one(
        self, statement: Executable, into: Callable[..., T], **parameters: Any
    ) -> T | None:
        """The first row as a value, or None."""
        shape, rows = await self._rows(statement, parameters)
        return into(**shape.named(rows[0])) if rows else None

    async def all(
        self, statement: Executable, into: Callable[..., T], **parameters: Any
    ) -> list[T]:
        """Every row as a value."""
        shape, rows = await self._rows(statement, parameters)
        return [into(**shape.named(row)) for row in rows]

    async def rows(self, statement: Executable, **parameters: Any) -> list[Sequence[Any]]:
        """Every row as it is, for thousands of small ones: to name their columns costs more than
        to fetch them."""
        shape, rows = await self._rows(statement, parameters)
        return [shape.read(row) for row in rows] if shape.converts else rows

    async def value(self, statement: Executable, **parameters: Any) -> Any:
        """The first column of the first row, or None."""
        shape, rows = await self._rows(statement, parameters)
        return shape.read(rows[0])[0] if rows else None

    async def values(self, statement: Executable, **parameters: Any) -> list[Any]:
        """The first column of every row."""
        shape, rows = await self._rows(statement, parameters)
        return [shape.read(row)[0] for row in rows]

    async def sql(self, statement: str) -> None:
        """Run a statement that the engines spell their own way."""
        await self._step(self._script, [statement])

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What is done inside is undone when it raises; the transaction goes on."""
        woken, calls = self.woken, len(self._afterwards)
        self._savepoints += 1
        name = f"s{self._savepoints}"
        self._first.append(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            self._first += [f"ROLLBACK TO SAVEPOINT {name}", f"RELEASE SAVEPOINT {name}"]
            self.woken = woken
            del self._afterwards[calls:]
            raise
        self._first.append(f"RELEASE SAVEPOINT {name}")

    def afterwards(self, call: Callable[[], None]) -> None:
        """Call this once it all lasts. What must outlive a crash is looked at after a start too."""
        self._afterwards.append(call)

    def committed(self) -> None:
        """Call what waits for that. For `Database`, as `commit`."""
        for call in self._afterwards:
            call()

    async def lock(self, key: int) -> None:
        """On PostgreSQL: wait until no other transaction holds this key. SQLite has one writer."""
        if self._is_postgresql:
            await self.sql(f"SELECT pg_advisory_xact_lock({key:d})")

    async def commit(self) -> None:
        """Make it all last. For `Database`, which knows when everything is done."""
        if self._has_begun:
            tells = self.woken and self._is_postgresql
            notice = [f"NOTIFY {NOTICE}, '{self._sender}'"] if tells else []
            await self._step(self._script, [*notice, "COMMIT"])

    @property
    def _is_postgresql(self) -> bool:
        return self._preparer.dialect.name == "postgresql"

    async def _rows(
        self, statement: Executable, parameters: Mapping[str, Any]
    ) -> tuple[Shape, list[Any]]:
        ready = self._preparer.one(statement, parameters)
        return ready.shape, await self._step(self._connection.fetch, ready.sql, ready.values)

    async def _script(self, first: Sequence[str], statements: Sequence[str]) -> None:
        await self._connection.script([*first, *statements])

    async def _step(self, step: Callable[..., Awaitable[T]], *what: Any) -> T:
        """One visit to the database. After it failed to answer nothing more is done: SQLite may
        have ended the transaction by itself, and what came next would last on its own."""
        if self._failed is not None:
            raise self._failed
        first, self._first = self._first, []
        self._has_begun = True
        try:
            return await step(first, *what)
        except Unavailable as problem:
            self._failed = problem
            raise


# Statements are built once: building one costs more than running it.


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _insert_for_id(table: Table) -> Executable:
    return insert(table).returning(table.c.id)


@cache
def _insert_if_new(preparer: Preparer, table: Table) -> Any:
    return preparer.insert(table).on_conflict_do_nothing()


@cache
def _upsert(preparer: Preparer, table: Table, key: tuple[str, ...], values: tuple[str, ...]) -> Any:
    statement = preparer.insert(table)
    return statement.on_conflict_do_update(
        index_elements=list(key), set_={name: statement.excluded[name] for name in values}
    )


class Database:
    """A database. `clock` is where `now` comes from; tests and the playground move it."""

    def __init__(self, url: str, *, clock: Callable[[], datetime] = machine_clock) -> None:
        self.url = normalised(url)
        self.clock = clock
        self.on_wake: Callable[[], None] = lambda: None
        self.sender = secrets.token_hex(8)  # whose notices are our own: those `on_wake` tells
        self._rerunning = asyncio.Lock()
        self._engine: Engine

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path:
        """The file of a SQLite database."""
        return Path(self.url.database or "")

    async def open(self, *, read_only: bool = False) -> Database:
        """Be ready for transactions. `DatabaseInUse` when another process writes to this SQLite
        file."""
        if self.is_sqlite:
            from storage.sqlite import Sqlite  # each engine on use only

            self._engine = Sqlite(self.file, read_only=read_only)
        else:
            from storage.postgresql import Postgresql

            self._engine = Postgresql(self.url)
        return self

    async def close(self) -> None:
        """Disconnect and let go of the file."""
        await self._engine.close()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """One transaction that may write. Prefer `transact`, which runs again when it must."""
        engine = self._engine
        async with self._transaction(engine.writing(), engine.begin_writing) as tx:
            yield tx
        if tx.woken:
            self.on_wake()
        tx.committed()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """One transaction that only reads."""
        engine = self._engine
        async with self._transaction(engine.reading(), engine.begin_reading) as tx:
            yield tx

    @asynccontextmanager
    async def _transaction(
        self, opening: AbstractAsyncContextManager[Connection], begin: str
    ) -> AsyncIterator[Tx]:
        async with opening as connection:
            tx = Tx(
                connection, self._engine.preparer, self.clock(), begin=begin, sender=self.sender
            )
            try:
                yield tx
                await tx.commit()
            except BaseException:
                await connection.roll_back()
                raise

    async def transact(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Do all of `work` in one transaction, again from its start when PostgreSQL asks for it.

        `work` must have no effect outside the transaction.
        """
        try:
            async with self.begin() as tx:
                return await work(tx)
        except OutOfOrder:
            pass
        async with self._rerunning:  # one at a time, or they would be in each other's way again
            for attempt in range(RERUNS - 1):
                try:
                    async with self.begin() as tx:
                        return await work(tx)
                except OutOfOrder:
                    await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311  # not a secret
            async with self.begin() as tx:
                return await work(tx)


def normalised(url: str) -> URL:
    """The URL with the driver that we use; `UnknownDatabase` when it is of neither engine."""
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    try:
        parsed = make_url(url)
        return parsed.set(drivername=drivers[parsed.get_backend_name()])
    except (ArgumentError, KeyError, ValueError):
        raise UnknownDatabase from None  # its text may hold a password
