"""Migrations: bringing a database to the tables that this version knows. Forward only.

Alembic does the work, configured here in code; the steps are in `storage/migrations/versions/`.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, column, event, func, literal_column, select, table
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from storage.database import Database, Tx, normalised
from storage.errors import DatabaseError, Unavailable, Unusable
from storage.sqlite import must_have_place, take_file_lock

FOLDER = Path(__file__).parent / "migrations"
VERSION: Select[Any] = select(column("version_num")).select_from(table("alembic_version"))
VERSIONS = sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("0*.py"))
NEWEST = VERSIONS[-1]


class NewerDatabase(RuntimeError):
    """The database was written by a newer version of the bot."""


def migrate(url: str, *, to: str = "heads", locked: bool = False) -> None:
    """Bring the database to the newest version; does nothing when it is there already.

    Raises `DatabaseInUse` when another process has the SQLite file (unless the caller holds the
    lock itself: `locked`), `NewerDatabase` when its version is unknown here, `Unusable` when the
    bot could not work with it.
    """
    parsed = normalised(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    lock = take_file_lock(Path(parsed.database or "")) if is_sqlite and not locked else None
    try:
        if to != "heads" or version(url) != NEWEST:
            asyncio.run(_run(url, lambda connection: _upgrade(connection, to)))
    finally:
        if lock is not None:
            os.close(lock)


def version(url: str) -> str | None:
    """The version of the database; None before its first migration.

    `Unusable` when it is no database, or one that the bot may not read and change.
    """
    return asyncio.run(_version(url))


async def _version(url: str) -> str | None:
    database = Database(url)
    if database.is_sqlite:
        must_have_place(database.file)
        if not database.file.exists():  # to look is not to make it
            return None
    await database.open(read_only=True)
    try:
        async with database.read() as tx:
            if not database.is_sqlite:
                await _must_have_rights(tx)
            return await tx.value(VERSION)  # type: ignore[no-any-return]
    except (Unavailable, Unusable):
        raise
    except DatabaseError:  # there is no such table
        return None
    finally:
        await database.close()


async def _must_have_rights(tx: Tx) -> None:
    """Raise `Unusable` when this role of PostgreSQL cannot do what the bot does: read and change
    its tables, or make them where there are none."""
    from storage.postgresql import no_right
    from storage.tables import metadata

    rights = " AND ".join(
        f"has_table_privilege(oid, '{each}')" for each in ("SELECT", "INSERT", "UPDATE", "DELETE")
    )
    may_make = "has_schema_privilege(current_schema(), 'CREATE')"
    ours: Select[Any] = select(literal_column(f"coalesce(bool_and({rights}), {may_make}, false)"))
    ours = ours.select_from(table("pg_class")).where(
        column("relname").in_([*metadata.tables, "alembic_version"]),
        func.pg_table_is_visible(column("oid")),
    )
    if not await tx.value(ours):
        raise no_right()


def _script() -> Any:
    from alembic.script import ScriptDirectory  # imported on use: it is slow

    return ScriptDirectory(str(FOLDER), version_locations=[str(FOLDER / "versions")])


async def _run(url: str, work: Any) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine  # it brings the whole ORM with it

    engine = create_async_engine(normalised(url))
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine.sync_engine, "connect")
        def set_up(connection: Any, _record: object) -> None:
            connection.isolation_level = None
            cursor = connection.cursor()
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA foreign_keys=OFF")  # batch mode rebuilds tables
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        async with engine.begin() as connection:
            await connection.run_sync(work)
    except (OperationalError, InterfaceError) as problem:
        raise Unavailable(str(problem.orig)) from None
    except DBAPIError as problem:
        if getattr(problem.orig, "sqlstate", None) == "42501":  # an owner alone may change a table
            from storage.postgresql import no_right

            raise no_right() from None
        raise
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, to: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.util.exc import CommandError

    from storage.tables import metadata

    script = _script()

    def steps(revision: Any, _context: Any) -> Any:
        try:
            return script._upgrade_revs(to, revision)
        except CommandError:
            raise NewerDatabase(str(revision)) from None

    environment = EnvironmentContext(Config(), script, fn=steps)
    environment.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with environment:
        environment.get_context()._ensure_version_table()
        environment.run_migrations()
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"a migration broke references: {broken[:3]}")
