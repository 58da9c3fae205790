"""Migrations: they lead to the tables that the code knows, on both engines, and lose nothing."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import uuid
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Boolean, Column, Enum, Integer, String, Table, inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage import matching
from storage import migrate as migrating
from storage.database import Database, Tx, normalised
from storage.errors import DatabaseInUse
from storage.migrate import FOLDER, NEWEST, NewerDatabase, migrate, version
from storage.sqlite import take_file_lock
from storage.tables import metadata
from storage.types import Day, Instant, Json, LocalTime
from tests import postgres

T = TypeVar("T")
EVERY_TABLE = metadata.sorted_tables
VERSIONS = sorted(path.stem.split("_")[0] for path in (FOLDER / "versions").glob("0*.py"))


@pytest.fixture
def url(engine: str, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if engine == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
        return
    cluster = postgres.shared()
    name = f"new_{uuid.uuid4().hex[:12]}"
    cluster.create_database(name)
    yield cluster.url(name)
    cluster.drop_database(name)


@pytest.fixture(scope="session")
def migrated_postgresql() -> str:
    """The name of a migrated database on the run's PostgreSQL, to be copied."""
    cluster = postgres.shared()
    name = f"migrated_{uuid.uuid4().hex[:12]}"
    cluster.create_database(name)
    migrate(cluster.url(name))
    return name


@pytest.fixture
def migrated(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the newest version, made by our migrations and then copied: they take half a
    second."""
    if engine == "sqlite":
        path = tmp_path / "migrated.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    cluster = postgres.shared()
    name = f"copy_{uuid.uuid4().hex[:12]}"
    cluster.create_database(name, template=request.getfixturevalue("migrated_postgresql"))
    yield cluster.url(name)
    cluster.drop_database(name)


def look(url: str, work: Callable[[Connection], T]) -> T:
    """Do something on a plain connection, past everything of ours."""

    async def connected() -> T:
        engine = create_async_engine(normalised(url))
        async with engine.begin() as connection:
            found = await connection.run_sync(work)
        await engine.dispose()
        return found

    return asyncio.run(connected())


def within(url: str, work: Callable[[Tx], Awaitable[T]]) -> T:
    """Do something in a transaction of ours."""

    async def opened() -> T:
        database = await Database(url).open()
        try:
            return await database.transact(work)
        finally:
            await database.close()

    return asyncio.run(opened())


def tables_in(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def described(connection: Connection) -> dict[str, Any]:
    """Everything about the tables that a database tells."""
    found = inspect(connection)
    return {
        name: {
            "columns": sorted(
                (each["name"], str(each["type"]), each["nullable"], str(each["default"]))
                for each in found.get_columns(name)
            ),
            "key": found.get_pk_constraint(name),
            "references": sorted(
                (each["constrained_columns"], each["referred_table"], each["options"])
                for each in found.get_foreign_keys(name)
            ),
            "unique": sorted(
                (each["name"], each["column_names"]) for each in found.get_unique_constraints(name)
            ),
            "checks": sorted(
                (each["name"], each["sqltext"]) for each in found.get_check_constraints(name)
            ),
            "indexes": sorted(
                (each["name"], each["column_names"], each["unique"])
                for each in found.get_indexes(name)
            ),
        }
        for name in sorted(set(found.get_table_names()) - {"alembic_version", "sqlite_sequence"})
    }


def numbers_once(connection: Connection) -> set[str]:
    """The tables on SQLite that never give a number out again."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    return {name for name, sql in rows if re.search("AUTOINCREMENT", sql or "", re.IGNORECASE)}


# --- where they lead ---------------------------------------------------------------------------


def test_migrations_lead_to_the_tables_that_the_code_knows(migrated: str):
    """A column that only the code knows fails at its first use, on the machine of somebody else."""

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    assert look(migrated, differences) == []


def test_migrated_tables_are_those_that_the_code_would_make(migrated: str):
    """Also what Alembic does not compare: defaults, checks, what happens to references."""
    by_migrations = look(migrated, described)
    look(migrated, drop_everything)
    look(migrated, metadata.create_all)

    assert look(migrated, described) == by_migrations


def drop_everything(connection: Connection) -> None:
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_number_is_never_given_out_again_on_sqlite(migrated: str):
    """What still names something erased must not come to name something new."""
    numbered = {each.name for each in EVERY_TABLE if each.autoincrement_column is not None}

    assert look(migrated, numbers_once) == numbered


def test_the_first_tables_do_not_follow_the_code():
    """A migration says what was, so it may not read what is."""
    for path in (FOLDER / "versions").glob("0*.py"):
        assert not re.search(
            r"^from (storage|bot)|^import (storage|bot)", path.read_text(), re.MULTILINE
        )


def test_migrations_are_one_line(migrated: str):
    """Two heads would leave it to chance which tables a database has."""
    assert (NEWEST, version(migrated)) == (VERSIONS[-1], VERSIONS[-1])


def test_who_wanted_a_card_every_day_still_does(url: str):
    """Choices survive: 0005 keeps with the person what the schedule alone knew."""
    migrate(url, to=VERSIONS[VERSIONS.index("0005") - 1])
    fill(url)
    look(
        url,
        lambda connection: connection.execute(
            text("UPDATE schedules SET kind = 'connector-card', rule = 'daily'")
        ),
    )

    migrate(url)

    [chosen] = contents(url)["colleagues"]
    assert chosen[:4] == (1, 1, "daily", True)


def test_what_was_suggested_before_teaches_nothing(url: str):
    """0006 keeps what a suggestion scored on; of older ones nobody knows that any more."""
    migrate(url, to=VERSIONS[VERSIONS.index("0006") - 1])
    fill(url)

    migrate(url)

    kept = look(
        url,
        lambda connection: connection.execute(select(metadata.tables["introductions"])).mappings(),
    )
    assert [dict(each)["features"] for each in kept] == [{}]


def test_a_contact_of_before_holds_its_search_no_longer_than_one_of_now(url: str):
    """0009 sets the moment for contacts whose question went out already, and for no other."""
    migrate(url, to=VERSIONS[VERSIONS.index("0009") - 1])
    fill(url)
    look(
        url,
        lambda connection: connection.execute(
            text("UPDATE introductions SET state = 'in_contact', result = NULL")
        ),
    )

    migrate(url)

    asked = datetime(2027, 6, 7, 12, 0, tzinfo=UTC)
    new = [row for row in contents(url)["timers"] if row[0] == "introduction-untold"]
    assert new == [("introduction-untold", 1, asked + timedelta(days=49))]


@pytest.mark.parametrize("nominated", [True, False])
def test_where_a_buurtverbinder_lives_is_known_or_asked(url: str, nominated: bool):
    """0009 counts everybody: who was nominated said it, who was invited is asked once."""
    migrate(url, to=VERSIONS[VERSIONS.index("0009") - 1])
    fill(url)
    state = "given" if nominated else "ended"
    look(
        url,
        lambda connection: connection.execute(
            text("UPDATE nominations SET state = :state"), {"state": state}
        ),
    )

    migrate(url)

    [role] = contents(url)["roles"]
    asked = [row[1] for row in contents(url)["timers"] if row[0] == "connector-party"]
    assert (role[3], asked) == (("resident", []) if nominated else (None, [1]))


def test_what_was_told_before_is_read_after(url: str):
    """0010 keeps what the matcher reads; what people said before is read in the background."""
    migrate(url, to=VERSIONS[VERSIONS.index("0010") - 1])
    fill(url)

    migrate(url)

    assert contents(url)["readings"] == []
    [(where, told)] = within(url, lambda tx: matching.unread(tx, most=10))
    assert (where, told.id, told.text) == (1, 1, "woorden")
    within(url, lambda tx: matching.keep(tx, told, community_id=where))
    assert within(url, lambda tx: matching.unread(tx, most=10)) == []


@pytest.mark.parametrize("refused", ["giver_said", "asker_said", None])
def test_what_was_refused_before_stays_refused(url: str, refused: str | None):
    """0011 keeps what a refusal was about; until then that stood with what the other told."""
    migrate(url, to=VERSIONS[VERSIONS.index("0011") - 1])
    fill(url)
    look(url, lambda c: c.execute(text("""UPDATE talents SET tags = '["woodwork"]'""")))
    if refused is not None:
        said = text(f"UPDATE introductions SET {refused} = 'rather-not'")  # noqa: S608  # two names
        look(url, lambda c: c.execute(said))

    migrate(url)

    column = metadata.tables["introductions"].c.about
    [about] = within(url, lambda tx: tx.values(select(column)))
    assert about == (["woodwork"] if refused else [])


# --- again, and never half ---------------------------------------------------------------------


def test_migrating_twice_does_nothing(migrated: str):
    """`run` migrates at every start."""
    before = look(migrated, described)
    fill(migrated)
    filled = contents(migrated)

    migrate(migrated)

    assert look(migrated, described) == before
    assert contents(migrated) == filled


def test_a_database_that_is_migrated_keeps_its_rows(url: str):
    """One row in each table, as the version before the newest had them."""
    for each in VERSIONS[:-1]:
        migrate(url, to=each)
    if VERSIONS[:-1]:
        fill(url)
    before = contents(url) if VERSIONS[:-1] else {}

    migrate(url)

    after = contents(url)
    assert all(len(after[name]) >= len(rows) for name, rows in before.items())


def test_every_table_takes_a_row(migrated: str):
    """The rows that the tests above rest on; and what refers to what is whole."""
    fill(migrated)

    assert {name for name, rows in contents(migrated).items() if rows} == set(metadata.tables)


def test_an_interrupted_migration_leaves_nothing(url: str, monkeypatch: pytest.MonkeyPatch):
    """The power goes in the middle: the database is as it was, and the next start does it all."""

    def fails(connection: Connection, to: str) -> None:
        upgrade(connection, to)
        raise KeyboardInterrupt

    upgrade = migrating._upgrade
    monkeypatch.setattr(migrating, "_upgrade", fails)
    with pytest.raises(KeyboardInterrupt):
        migrate(url)
    assert look(url, tables_in) == set()

    monkeypatch.undo()
    migrate(url)
    assert version(url) == VERSIONS[-1]


# --- saying no ---------------------------------------------------------------------------------


def test_a_database_of_a_newer_version_is_left_alone(migrated: str):
    """Somebody went back to an older version: better no start than a start that spoils."""
    look(migrated, lambda connection: set_version(connection, "9999"))

    with pytest.raises(NewerDatabase):
        migrate(migrated)

    assert version(migrated) == "9999"


def set_version(connection: Connection, version: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_database_in_use_is_not_migrated(url: str):
    """`buurtbot migrate` next to a running bot."""
    held = take_file_lock(Path(normalised(url).database or ""))

    with pytest.raises(DatabaseInUse):
        migrate(url)
    migrate(url, locked=True)  # by the one who holds the lock

    os.close(held)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_migration_that_breaks_references_is_undone(
    migrated: str, monkeypatch: pytest.MonkeyPatch
):
    """Foreign keys are off while tables are rebuilt, and looked at afterwards."""
    look(migrated, with_a_broken_reference)

    with pytest.raises(RuntimeError, match="broke references"):
        migrate(migrated, to=NEWEST)


def with_a_broken_reference(connection: Connection) -> None:
    connection.execute(text("PRAGMA foreign_keys=OFF"))
    connection.execute(
        text("INSERT INTO memberships (person_id, community_id, joined_at) VALUES (5, 5, 0)")
    )


# --- rows --------------------------------------------------------------------------------------


def fill(url: str) -> None:
    """One row in each table, with something in every column that it has in this version."""
    there = look(url, columns_of)

    async def work(tx: Tx) -> None:
        for table in (each for each in EVERY_TABLE if each.name in there):
            known = [each for each in table.columns if each.name in there[table.name]]
            await tx.run(table.insert().values({each.name: some(each) for each in known}))

    within(url, work)


def columns_of(connection: Connection) -> dict[str, set[str]]:
    seen = inspect(connection)
    return {
        table.name: {str(each["name"]) for each in seen.get_columns(table.name)}
        for table in EVERY_TABLE
        if seen.has_table(table.name)
    }


def some(column: Column[Any]) -> Any:
    """A value that fits. Every row has number 1, so that references hold."""
    kind = column.type
    if column.foreign_keys or column.autoincrement is True or column.name == "id":
        return 1
    for types, value in (
        (Enum, None),
        (Instant, datetime(2027, 6, 7, 12, 0, tzinfo=UTC)),
        (Day, date(2027, 6, 7)),
        (LocalTime, time(19, 30)),
        (Json, {"a": [1, "é"]}),
        (Boolean, True),
        (Integer, 1),
    ):
        if isinstance(kind, types):
            return kind.enums[0] if isinstance(kind, Enum) else value
    if isinstance(kind, String):
        return allowed(column.table, column) or "woorden"[: kind.length or 7]
    return 1


def allowed(table: Table, column: Column[Any]) -> str | None:
    """The first word that a CHECK of the table allows in this column."""
    for each in table.constraints:
        found = re.match(rf"{column.name} IN \('(\w+)'", str(getattr(each, "sqltext", "")))
        if found:
            return found.group(1)
    return None


def contents(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, with the columns of this version."""
    there = look(url, columns_of)

    async def work(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: await tx.all(
                select(*(each for each in table.columns if each.name in there[table.name])),
                lambda **row: tuple(row.values()),
            )
            for table in EVERY_TABLE
            if table.name in there
        }

    return within(url, work)
