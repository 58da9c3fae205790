"""PostgreSQL through asyncpg: a pool of connections, every writing transaction SERIALIZABLE."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.engine import URL

from storage.errors import DatabaseError, IntegrityError, OutOfOrder, Unavailable, Unusable
from storage.statements import Preparer, Values

T = TypeVar("T")

PREPARER = Preparer(dialect(), insert)  # type: ignore[no-untyped-call]
CONNECTIONS = 10
KEPT_STATEMENTS = 500  # of each connection: the bot asks some three hundred different ones
OUT_OF_ORDER = {"40001", "40P01"}
# Connection, resources, operator's intervention, system: none of them is about the statement.
PASSING_CLASSES = {"08", "53", "57", "58"}
READ_ONLY = "25006"  # a server that became the spare one
NOT_LET_IN = "28"  # a class
NO_SUCH_DATABASE = "3D000"
NO_RIGHT = "42501"
# So that PostgreSQL finds out within a minute that a machine is gone, and lets go of its locks.
KEEPALIVE = {
    "tcp_keepalives_idle": "20",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}


async def connect(url: URL) -> Any:
    """A connection of asyncpg that belongs to the caller alone. Raises what asyncpg raises."""
    return await asyncpg.connect(_dsn(url), server_settings=KEEPALIVE)


def _dsn(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


class PostgresqlConnection:
    """A connection while a transaction has it."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain

    async def fetch(self, first: Sequence[str], sql: str, values: Values) -> list[Any]:
        """Run what has to run first, then the statement; its rows."""
        await self.script(first)
        return await _asked(self._plain.fetch(sql, *values))

    async def change(self, first: Sequence[str], sql: str, values: Values) -> int:
        """Run what has to run first, then the statement; how many rows it touched."""
        await self.script(first)
        status = await _asked(self._plain.execute(sql, *values))
        last = status.rpartition(" ")[2]
        return int(last) if last.isdecimal() else -1

    async def change_many(self, first: Sequence[str], sql: str, rows: Sequence[Values]) -> None:
        """Run what has to run first, then the statement for each row."""
        await self.script(first)
        await _asked(self._plain.executemany(sql, rows))

    async def fetch_many(self, first: Sequence[str], sql: str, rows: Sequence[Values]) -> list[Any]:
        """Run what has to run first, then the statement for each row; all rows that come back."""
        await self.script(first)
        return await _asked(self._plain.fetchmany(sql, rows))

    async def script(self, statements: Sequence[str]) -> None:
        """Run these, one after the other, in one message to the server."""
        if statements:
            await _asked(self._plain.execute("; ".join(statements)))

    async def roll_back(self) -> None:
        """Undo the transaction, if one is still open. When that fails the connection is given up
        with all that it did."""
        with contextlib.suppress(DatabaseError):
            if self._plain.is_in_transaction():
                await self.script(["ROLLBACK"])


async def _asked(answer: Awaitable[T]) -> T:
    try:
        return await answer
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as problem:
        raise translated(problem) from None


def translated(problem: Exception) -> DatabaseError:
    """The same in our own words, without the detail line, which quotes values."""
    if not isinstance(problem, asyncpg.PostgresError):
        is_ours = isinstance(problem, ValueError)  # a value that the column cannot hold
        return (DatabaseError if is_ours else Unavailable)(type(problem).__name__)
    code = problem.sqlstate or ""
    words = f"{code} {type(problem).__name__}: {problem.args[0] if problem.args else ''}"
    if code in OUT_OF_ORDER:
        return OutOfOrder(words)
    if code[:2] in PASSING_CLASSES or code == READ_ONLY:
        return Unavailable(words)
    if code == NO_RIGHT:
        return no_right()
    if code == NO_SUCH_DATABASE:
        return Unusable(
            "PostgreSQL has no database of that name. Make it (createdb), or mend the name."
        )
    if code.startswith(NOT_LET_IN):
        return Unusable(
            "PostgreSQL does not let this role in. Make the role (createuser), mend its name or "
            "password, or allow it in pg_hba.conf."
        )
    if code.startswith("23"):
        return IntegrityError(words)
    return DatabaseError(words)


def no_right() -> Unusable:
    """What to do for a role that lacks a right."""
    return Unusable(
        "this role may not read and change all that the bot has in PostgreSQL. Make it the owner "
        "of the database and its tables (ALTER DATABASE, ALTER TABLE … OWNER TO), or use the role "
        "that is."
    )


class Postgresql:
    """A PostgreSQL database, open."""

    preparer = PREPARER
    begin_writing = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    # Who only reads needs no place in the order of those who write, and never runs again.
    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def __init__(self, url: URL) -> None:
        self._url = url
        self._pool: Any = None
        self._making = asyncio.Lock()

    async def close(self) -> None:
        """Disconnect."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await pool.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[PostgresqlConnection]:
        """A connection for one transaction."""
        pool = await self._open_pool()
        plain = await _asked(pool.acquire())
        try:
            yield PostgresqlConnection(plain)
        finally:
            if plain.is_in_transaction():  # its end did not get through
                plain.terminate()
            await _asked(pool.release(plain))

    reading = writing

    async def _open_pool(self) -> Any:
        async with self._making:
            if self._pool is None:
                self._pool = await _asked(
                    asyncpg.create_pool(
                        _dsn(self._url),
                        min_size=0,
                        max_size=CONNECTIONS,
                        server_settings=KEEPALIVE,
                        statement_cache_size=KEPT_STATEMENTS,
                        max_cached_statement_lifetime=0,
                        init=_read_json,
                        reset=_leave_as_it_is,
                    )
                )
            return self._pool


async def _read_json(plain: Any) -> None:
    for name in ("json", "jsonb"):
        await plain.set_type_codec(name, schema="pg_catalog", encoder=str, decoder=json.loads)


async def _leave_as_it_is(_plain: Any) -> None:
    """Nothing is set on a connection that would have to be set back."""
