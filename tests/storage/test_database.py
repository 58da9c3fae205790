"""The database: one time per transaction, nothing half done, one writer, and again when it must."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import delete, func, select, text, update

from bot.people import Role
from storage import postgresql, sqlite, tables
from storage.database import RERUNS, Database, Tx, normalised
from storage.errors import (
    DatabaseError,
    DatabaseInUse,
    IntegrityError,
    OutOfOrder,
    Unavailable,
    UnknownDatabase,
    Unusable,
    is_passing,
)
from storage.sqlite import take_file_lock
from storage.tables import communities, people, roles, schedules, timers

NOON = datetime(2027, 6, 7, 12, 0, tzinfo=UTC)


async def count(database: Database, table: tables.Table = timers) -> int:
    async with database.read() as tx:
        return int(await tx.value(select(func.count()).select_from(table)))


async def put(tx: Tx, subject: int, *, kind: str = "test", due_at: datetime = NOON) -> None:
    await tx.run(timers.insert().values(kind=kind, subject_id=subject, due_at=due_at))


# --- time --------------------------------------------------------------------------------------


async def test_a_transaction_has_one_now(database: Database):
    """Everything that happens together happened at the same moment."""
    ticking = itertools.count()
    database.clock = lambda: NOON + timedelta(seconds=next(ticking))

    async with database.begin() as tx:
        first = tx.now
        async with tx.savepoint():
            await put(tx, 1)
        assert tx.now == first

    async with database.begin() as later:
        assert later.now > first


async def test_a_rerun_has_a_now_of_its_own(database: Database):
    """What runs again runs later."""
    ticking = itertools.count()
    database.clock = lambda: NOON + timedelta(seconds=next(ticking))
    seen = []

    async def work(tx: Tx) -> None:
        seen.append(tx.now)
        if len(seen) == 1:
            raise OutOfOrder

    await database.transact(work)

    assert seen == sorted(set(seen))
    assert len(seen) == 2


# --- all or nothing ----------------------------------------------------------------------------


async def test_a_transaction_that_raises_leaves_nothing(database: Database):
    """Half an effect is worse than none."""

    async def fails() -> None:
        async with database.begin() as tx:
            await put(tx, 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()

    assert await count(database) == 0


async def test_a_savepoint_undoes_only_what_is_inside(database: Database):
    """A refusal undoes the sandwich, and the note that the update came stays."""

    async def fails(tx: Tx) -> None:
        async with tx.savepoint():
            await put(tx, 2)
            tx.woken = True
            raise RuntimeError

    async with database.begin() as tx:
        await put(tx, 1)
        with pytest.raises(RuntimeError):
            await fails(tx)
        assert not tx.woken
        await put(tx, 3)

    async with database.read() as tx:
        assert await tx.values(select(timers.c.subject_id).order_by(timers.c.subject_id)) == [1, 3]


async def test_a_savepoint_survives_an_error_of_the_database(database: Database):
    """PostgreSQL spoils a whole transaction on an error, unless a savepoint stands before it."""
    async with database.begin() as tx:
        await put(tx, 1)
        with pytest.raises(IntegrityError):
            await put_in_savepoint(tx, 1)
        await put(tx, 2)

    assert await count(database) == 2


async def put_in_savepoint(tx: Tx, subject: int) -> None:
    async with tx.savepoint():
        await put(tx, subject)


async def test_rows_for_the_postman_wake_it_after_the_commit(database: Database):
    """Woken before the commit it would find nothing, and sleep again."""
    woken: list[int] = []
    database.on_wake = lambda: woken.append(1)

    async with database.begin() as tx:
        tx.woken = True
        assert woken == []
    assert woken == [1]

    async with database.begin():
        pass
    assert woken == [1]


async def test_what_is_new_is_told_from_what_is_known(database: Database):
    """The set of updates that were taken rests on this."""
    values = {"kind": "test", "subject_id": 1}
    async with database.begin() as tx:
        assert await tx.insert_new(timers, **values, due_at=NOON)
        assert not await tx.insert_new(timers, **values, due_at=NOON)
        await tx.upsert(timers, key=values, values={"due_at": NOON + timedelta(days=1)})

    async with database.read() as tx:
        assert await tx.values(select(timers.c.due_at)) == [NOON + timedelta(days=1)]


# --- one writer --------------------------------------------------------------------------------


async def test_writes_of_many_tasks_come_one_after_the_other(database: Database):
    """Fifty taps at once add up to fifty, on both engines."""
    async with database.begin() as tx:
        await tx.run(
            communities.insert().values(
                id=1, name="0", language="nl", zone="Europe/Amsterdam", created_at=NOON
            )
        )

    async def one_more(tx: Tx) -> None:
        await tx.lock(7)
        before = int(await tx.value(select(communities.c.name)))
        await asyncio.sleep(0)
        await tx.run(update(communities).values(name=str(before + 1)))

    await asyncio.gather(*(one_more_at_last(database, one_more) for _ in range(50)))

    async with database.read() as tx:
        assert await tx.value(select(communities.c.name)) == "50"


async def one_more_at_last(database: Database, work: Callable[[Tx], Awaitable[None]]) -> None:
    """As intake does: what PostgreSQL could not serialise within the limit is tried as a whole."""
    done = False
    while not done:
        try:
            await database.transact(work)
            done = True
        except Unavailable:
            pass


async def test_a_reader_cannot_write(database: Database):
    """Whoever only looks changes nothing, by mistake or by design."""

    async def writes() -> None:
        async with database.read() as tx:
            await put(tx, 1)

    with pytest.raises(Unavailable, match=r"read-?only"):
        await writes()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_a_database_opened_read_only_cannot_write_at_all(database: Database):
    """`check` looks at the database of a bot that is running."""
    looking = await Database(database.url.render_as_string()).open(read_only=True)

    async def writes() -> None:
        async with looking.begin() as tx:
            await put(tx, 1)

    with pytest.raises(Unavailable, match="readonly"):
        await writes()
    assert await count(looking) == 0
    await looking.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_a_second_writer_on_the_same_file_is_refused(database: Database):
    """Two bots on one file would each believe to be the only one."""
    second = Database(database.url.render_as_string())

    with pytest.raises(DatabaseInUse):
        await second.open()

    await database.close()
    await second.open()
    await second.close()
    await database.open()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_a_second_process_on_the_same_file_is_refused(database: Database):
    """The operating system holds the lock, so that it goes when the process does, however it
    ends."""
    script = (
        "import asyncio, sys; from storage.database import Database\n"
        "asyncio.run(Database(sys.argv[1]).open())"
    )
    second = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", script, database.url.render_as_string()],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert second.returncode != 0
    assert "DatabaseInUse" in second.stderr


def test_the_lock_goes_with_its_holder(tmp_path: Path):
    """After `kill -9` the next start must not wait for anybody."""
    file = tmp_path / "buurt.db"
    held = take_file_lock(file)
    with pytest.raises(DatabaseInUse):
        take_file_lock(file)

    os.close(held)

    os.close(take_file_lock(file))


# --- as it is set up ---------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_sqlite_is_set_up_for_safety(database: Database):
    """Each of these has a story in which its absence loses or leaks something."""
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 10_000,
    }
    for opened in (database.begin, database.read):
        async with opened() as tx:
            for name, value in expected.items():
                assert await tx.value(text(f"PRAGMA {name}")) == value, name


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_what_is_erased_is_not_left_in_the_file(database: Database):
    """`Wis alles` means the file too, once the log is written back into it."""
    secret = "Moestuin in de Kerkstraat"
    async with database.begin() as tx:
        await tx.run(
            communities.insert().values(
                id=1, name=secret, language="nl", zone="UTC", created_at=NOON
            )
        )
    async with database.begin() as tx:
        await tx.run(delete(communities))
    await database.close()
    with sqlite3.connect(database.file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()

    assert secret.encode() not in database.file.read_bytes()
    await database.open()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_postgresql_is_serializable(database: Database):
    """The strictest there is; what it costs, `transact` pays."""
    async with database.begin() as tx:
        assert await tx.value(text("SHOW transaction_isolation")) == "serializable"


async def test_what_refers_to_nothing_is_refused(database: Database):
    """A role in a neighbourhood that is not there."""

    async def writes() -> None:
        async with database.begin() as tx:
            await tx.run(
                roles.insert().values(person_id=5, community_id=5, role=Role.ADMIN, given_at=NOON)
            )

    with pytest.raises(IntegrityError):
        await writes()


async def test_what_is_no_member_of_an_enum_is_refused(database: Database):
    """A word that the code does not know would fail at whoever reads it."""

    async def writes() -> None:
        async with database.begin() as tx:
            await tx.run(roles.insert().values(person_id=5, community_id=5, role="king"))

    with pytest.raises(LookupError):
        await writes()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite"),
        ("postgresql://h/x", "postgresql+asyncpg"),
        ("postgresql+psycopg://h/x", "postgresql+asyncpg"),
    ],
)
def test_a_url_gets_the_driver_that_we_use(url: str, driver: str):
    """People copy URLs from anywhere."""
    assert normalised(url).drivername == driver


@pytest.mark.parametrize("url", ["mysql://anna:secret@h/x", "anna:secret", ""])
def test_another_engine_is_refused_without_showing_its_password(url: str):
    """What is wrong ends in logs and on screens."""
    with pytest.raises(UnknownDatabase) as refused:
        normalised(url)

    assert "secret" not in str(refused.value)


# --- types -------------------------------------------------------------------------------------


async def test_an_instant_without_a_zone_is_refused(database: Database):
    """A naive datetime means another moment on every machine."""

    async def writes() -> None:
        async with database.begin() as tx:
            await put(tx, 1, due_at=datetime(2027, 6, 7, 12, 0))  # noqa: DTZ001  # the point of it

    with pytest.raises(ValueError, match="needs a zone"):
        await writes()


@pytest.mark.parametrize(
    "moment",
    [
        NOON,
        NOON.astimezone(timezone(timedelta(hours=5, minutes=45))),
        datetime(1969, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC),
        datetime(3000, 1, 1, tzinfo=UTC),
        NOON + timedelta(milliseconds=1),
    ],
)
async def test_an_instant_comes_back_as_the_same_moment(database: Database, moment: datetime):
    """To the millisecond, in UTC."""
    async with database.begin() as tx:
        await put(tx, 1, due_at=moment)

    async with database.read() as tx:
        again = await tx.value(select(timers.c.due_at))
    assert again == moment
    assert again.tzinfo is UTC


async def test_what_people_mean_by_a_day_and_a_time_has_no_zone(database: Database):
    """Half past seven stays half past seven, whatever the machine's zone."""
    async with database.begin() as tx:
        await tx.run(
            communities.insert().values(
                id=1, name="B", language="nl", zone="Europe/Amsterdam", created_at=NOON
            )
        )
        await tx.run(
            schedules.insert().values(
                kind="card",
                community_id=1,
                rule="daily",
                local_time=time(19, 30),
                zone="Europe/Amsterdam",
                grace_seconds=60,
                next_day=date(2027, 6, 8),
                next_due=NOON,
            )
        )

    async with database.read() as tx:
        row = await tx.one(
            select(schedules.c.local_time, schedules.c.next_day), lambda **row: tuple(row.values())
        )
    assert row == (time(19, 30), date(2027, 6, 8))


async def test_ids_hold_64_bits(database: Database):
    """Telegram's ids are larger than 32 bits by now."""
    async with database.begin() as tx:
        await tx.run(
            people.insert().values(
                telegram_id=2**52, name="Anna", consent_version=1, consented_at=NOON
            )
        )

    async with database.read() as tx:
        assert await tx.value(select(people.c.telegram_id)) == 2**52


# --- again when it must ------------------------------------------------------------------------


async def test_what_could_not_be_serialised_runs_again_as_a_whole(database: Database):
    """Nothing of the first run stays, and the second one counts."""
    runs = itertools.count(1)

    async def work(tx: Tx) -> int:
        run = next(runs)
        await put(tx, run)
        if run < 3:
            raise OutOfOrder
        return run

    assert await database.transact(work) == 3
    assert await count(database) == 1


async def test_after_the_limit_the_failure_is_told(database: Database):
    """Somebody above decides; for ever is not an answer."""
    runs: list[int] = []

    async def never(tx: Tx) -> None:
        runs.append(1)
        raise OutOfOrder

    with pytest.raises(OutOfOrder):
        await database.transact(never)

    assert len(runs) == RERUNS + 1


async def test_another_failure_is_not_tried_again(database: Database):
    """A mistake stays a mistake the second time."""
    runs: list[int] = []

    async def work(tx: Tx) -> None:
        runs.append(1)
        raise IntegrityError

    with pytest.raises(IntegrityError):
        await database.transact(work)

    assert runs == [1]


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_two_that_read_what_the_other_writes_are_not_both_right(database: Database):
    """One place left, two who look and take it: PostgreSQL stops one of them, and running again it
    sees that the place is taken."""
    both_looked = asyncio.Barrier(2)
    looks = itertools.count()

    async def take(tx: Tx) -> bool:
        free = await tx.value(select(func.count()).select_from(timers)) == 0
        if next(looks) < 2:
            await both_looked.wait()
        if free:
            await put(tx, 1, kind=f"taken {id(asyncio.current_task())}")
        return free

    took = await asyncio.gather(database.transact(take), database.transact(take))

    assert sorted(took) == [False, True]
    assert await count(database) == 1


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_lock_lets_one_transaction_through_at_a_time(database: Database):
    """A chat's updates are handled one after the other, also by two processes."""
    order: list[str] = []

    async def one(name: str) -> None:
        async with database.begin() as tx:
            await tx.lock(42)
            order.append(f"{name} in")
            await asyncio.sleep(0.05)
            order.append(f"{name} out")

    await asyncio.gather(one("a"), one("b"))

    assert [each.split()[1] for each in order] == ["in", "out", "in", "out"]


# --- what went wrong, in words of neither engine -------------------------------------------------


@pytest.mark.parametrize(
    ("sqlstate", "kind"),
    [
        ("40001", OutOfOrder),
        ("40P01", OutOfOrder),
        ("57P01", Unavailable),  # the server stops
        ("08006", Unavailable),  # the connection broke
        ("53300", Unavailable),  # too many connections
        ("25006", Unavailable),  # a spare server writes nothing
        ("23505", IntegrityError),
        ("42703", DatabaseError),
        ("28P01", Unusable),  # a wrong password
        ("28000", Unusable),  # no such role
        ("3D000", Unusable),  # no such database
        ("42501", Unusable),  # no right to it
    ],
)
def test_postgresql_says_what_can_be_tried_again(sqlstate: str, kind: type[DatabaseError]):
    """An update is put aside only for a mistake of ours, never because the database was away."""
    problem = asyncpg.PostgresError.new({"C": sqlstate, "M": "no", "D": "Key (name)=(Anna)"})

    found = postgresql.translated(problem)

    assert type(found) is kind
    assert "Anna" not in str(found)
    assert is_passing(found) is issubclass(kind, Unavailable)


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (ConnectionRefusedError(), Unavailable),
        (TimeoutError(), Unavailable),
        (asyncpg.InterfaceError("connection is closed"), Unavailable),
        (asyncpg.DataError("invalid input"), DatabaseError),
    ],
)
def test_a_connection_that_broke_is_told_from_a_mistake(
    problem: Exception, kind: type[DatabaseError]
):
    """The first passes, the second stays."""
    assert type(postgresql.translated(problem)) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, Unavailable),
        (sqlite3.SQLITE_IOERR_FSYNC, Unavailable),
        (sqlite3.SQLITE_BUSY, Unavailable),
        (sqlite3.SQLITE_ERROR, DatabaseError),
        (sqlite3.SQLITE_NOTADB, Unusable),
    ],
)
def test_sqlite_says_what_can_be_tried_again(code: int, kind: type[DatabaseError]):
    """A full disk passes; a table that is not there is a mistake of ours."""
    problem = sqlite3.OperationalError("no")
    problem.sqlite_errorcode = code

    assert type(sqlite.translated(problem)) is kind


@pytest.mark.parametrize(("problem", "passing"), [(ConnectionError(), True), (ValueError(), False)])
def test_what_passes_is_told_from_what_stays(problem: Exception, passing: bool):
    """Whatever raised it."""
    assert is_passing(problem) is passing


async def test_after_a_failure_nothing_more_is_done(database: Database):
    """SQLite may end a transaction by itself on a full disk: what came next would last alone."""

    async def goes_on(tx: Tx) -> None:
        await put(tx, 1)
        tx._failed = Unavailable("disk full")
        with contextlib.suppress(Unavailable):
            await put(tx, 2)

    async def writes() -> None:
        async with database.begin() as tx:
            await goes_on(tx)

    with pytest.raises(Unavailable):
        await writes()

    assert await count(database) == 0
