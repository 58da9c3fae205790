"""SQLite through aiosqlite: one writing connection, a few reading ones, each in its own thread."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.aiosqlite import dialect

from storage.errors import DatabaseError, DatabaseInUse, IntegrityError, Unavailable, Unusable
from storage.statements import Preparer, Values

T = TypeVar("T")

PREPARER = Preparer(dialect(), insert)
READERS = 4
CACHED_STATEMENTS = 500
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
)
PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
NO_DATABASE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def take_file_lock(database: Path) -> int:
    """Hold the lock next to a SQLite file until the process ends; the open descriptor.

    Raises `DatabaseInUse` when another process has it, `Unusable` when it cannot be here at all.
    """
    must_have_place(database)
    try:
        descriptor = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise _not_ours(database) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise DatabaseInUse(str(database)) from None
    return descriptor


def must_have_place(database: Path) -> None:
    """Raise `Unusable` when this file cannot be opened and written here."""
    if not database.name or database.is_dir():
        raise Unusable(f"{database} is a folder. Name a file in it.")
    if not database.parent.is_dir():
        raise Unusable(f"there is no folder {database.parent}. Make it, or name another file.")
    needed = [database.parent, *([database] if database.exists() else [])]
    if not all(os.access(each, os.R_OK | os.W_OK) for each in needed):
        raise _not_ours(database)


def _not_ours(database: Path) -> Unusable:
    return Unusable(
        f"this account may not write {database} and next to it. Give it that file and its folder "
        "(chown), or name another file."
    )


class SqliteConnection(aiosqlite.Connection):
    """A connection that does all of a step in one visit to its thread: going there and back takes
    longer than most statements."""

    async def fetch(self, first: Sequence[str], sql: str, values: Values) -> list[Any]:
        """Run what has to run first, then the statement; its rows."""
        return await self._visit(first, lambda plain: plain.execute(sql, values).fetchall())

    async def change(self, first: Sequence[str], sql: str, values: Values) -> int:
        """Run what has to run first, then the statement; how many rows it touched."""

        def run(plain: sqlite3.Connection) -> int:
            cursor = plain.execute(sql, values)
            cursor.fetchall()  # a statement that gives rows is done only when they are read
            return cursor.rowcount

        return await self._visit(first, run)

    async def change_many(self, first: Sequence[str], sql: str, rows: Sequence[Values]) -> None:
        """Run what has to run first, then the statement for each row."""
        await self._visit(first, lambda plain: plain.executemany(sql, rows))

    async def fetch_many(self, first: Sequence[str], sql: str, rows: Sequence[Values]) -> list[Any]:
        """Run what has to run first, then the statement for each row; all rows that come back."""

        def run(plain: sqlite3.Connection) -> list[Any]:
            return [found for row in rows for found in plain.execute(sql, row).fetchall()]

        return await self._visit(first, run)

    async def script(self, statements: Sequence[str]) -> None:
        """Run these, one after the other."""
        await self._visit(statements, lambda _plain: None)

    async def roll_back(self) -> None:
        """Undo the transaction, if one is still open: some failures end it by themselves."""

        def undo() -> None:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")

        await self._execute(undo)  # type: ignore[no-untyped-call]

    async def _visit(self, first: Sequence[str], then: Callable[[sqlite3.Connection], T]) -> T:
        def work() -> T:
            for statement in first:
                self._conn.execute(statement)
            return then(self._conn)

        try:
            done: T = await self._execute(work)  # type: ignore[no-untyped-call]
        except sqlite3.Error as problem:
            raise translated(problem) from None
        return done


def translated(problem: sqlite3.Error) -> DatabaseError:
    """The same in our own words; SQLite's name tables and columns, never values."""
    if isinstance(problem, sqlite3.IntegrityError):
        return IntegrityError(str(problem))
    code = getattr(problem, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in PASSING:
        return Unavailable(str(problem))
    if code is not None and code & 0xFF in NO_DATABASE:
        return Unusable(
            f"the file is no SQLite database, or a damaged one ({problem}). Name another file, or "
            "restore a backup."
        )
    return DatabaseError(str(problem))


class Sqlite:
    """A SQLite file, open. One process may write to it, and in that one transaction at a time."""

    preparer = PREPARER
    begin_reading = "BEGIN"

    def __init__(self, file: Path, *, read_only: bool) -> None:
        self._file = file
        self._read_only = read_only
        self.begin_writing = "BEGIN" if read_only else "BEGIN IMMEDIATE"
        self._lock = None if read_only else take_file_lock(file)
        self._writing = asyncio.Lock()
        self._writer: SqliteConnection | None = None
        self._places = asyncio.Semaphore(READERS)
        self._readers: list[SqliteConnection] = []

    async def close(self) -> None:
        """Disconnect and let go of the file."""
        for connection in (self._writer, *self._readers):
            if connection is not None:
                await connection.close()
        self._writer, self._readers = None, []
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqliteConnection]:
        """The connection that writes, for one transaction."""
        async with self._writing:
            if self._writer is None:
                self._writer = await self._connect(writes=not self._read_only)
            yield self._writer

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqliteConnection]:
        """A connection that cannot write, for one transaction."""
        async with self._places:
            connection = self._readers.pop() if self._readers else await self._connect(writes=False)
            try:
                yield connection
            finally:
                self._readers.append(connection)

    async def _connect(self, *, writes: bool) -> SqliteConnection:
        connection = SqliteConnection(self._plain, iter_chunk_size=64)
        try:
            await connection
        except sqlite3.Error as problem:
            # Its thread has a last word to say to this loop, which may end before.
            await asyncio.to_thread(connection._thread.join)
            raise translated(problem) from None
        try:
            await connection.script(PRAGMAS if writes else (*PRAGMAS, "PRAGMA query_only=ON"))
        except BaseException:
            await connection.close()
            raise
        return connection

    def _plain(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._file,
            isolation_level=None,  # we say BEGIN ourselves
            cached_statements=CACHED_STATEMENTS,
        )
