"""What the driver gets: also when the same statement comes again, with other values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Dialect, bindparam, insert, or_, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import asyncpg

from storage.database import Database
from storage.statements import Preparer
from storage.tables import people, timers
from storage.types import among

NOON = datetime(2027, 6, 7, 12, 0, tzinfo=UTC)
DUE = (
    select(timers.c.subject_id)
    .where(
        timers.c.due_at <= bindparam("now", type_=timers.c.due_at.type),
        timers.c.kind.in_(["early", "late"]),
    )
    .order_by(timers.c.subject_id)
)
THESE = (
    select(timers.c.subject_id)
    .where(or_(timers.c.subject_id.in_(bindparam("ids", expanding=True)), timers.c.kind == "late"))
    .order_by(timers.c.subject_id)
)
AMONG = select(timers.c.kind).where(among(timers.c.subject_id, "ids")).order_by(timers.c.subject_id)
OTHERS = (
    select(timers.c.subject_id)
    .where(or_(~among(timers.c.kind, "kinds"), timers.c.subject_id == 0))
    .order_by(timers.c.subject_id)
)


async def three(database: Database) -> None:
    put = insert(timers)
    async with database.begin() as tx:
        for number, kind in enumerate(("early", "early", "late")):
            due_at = NOON + timedelta(hours=number)
            await tx.run(put, kind=kind, subject_id=number, due_at=due_at)


async def test_a_statement_that_comes_again_has_its_new_values(database: Database):
    """Values are converted each time, and those of its own stay."""
    await three(database)

    async with database.read() as tx:
        found = [await tx.values(DUE, now=NOON + timedelta(hours=hours)) for hours in (0, 5, 1)]

    assert found == [[0], [0, 1, 2], [0, 1]]


async def test_a_list_may_have_another_length_each_time(database: Database):
    """Each length is another statement for the driver."""
    await three(database)

    async with database.read() as tx:
        found = [await tx.values(THESE, ids=ids) for ids in ([0], [0, 1], [], [1])]

    assert found == [[0, 2], [0, 1, 2], [2], [1, 2]]


async def test_a_list_may_be_one_value(database: Database):
    """Of any length, of numbers or of words, and the other way round."""
    await three(database)

    async with database.read() as tx:
        found = [await tx.values(AMONG, ids=ids) for ids in ([0], {0, 2, 7}, [])]
        others = [await tx.values(OTHERS, kinds=kinds) for kinds in (["early"], [], ["'", "late"])]

    assert found == [["early"], ["early", "late"], []]
    assert others == [[0, 2], [0, 1, 2], [0, 1]]


@pytest.mark.parametrize("dialect", [sqlite.dialect(), asyncpg.dialect()], ids=lambda it: it.name)
def test_a_list_as_one_value_is_the_same_statement_for_the_driver(dialect: Dialect):
    """Whatever its length: it is planned once."""
    prepare = Preparer(dialect, insert).one

    assert prepare(AMONG, {"ids": [1]}).sql == prepare(AMONG, {"ids": [1, 2, 3]}).sql
    assert prepare(THESE, {"ids": [1]}).sql != prepare(THESE, {"ids": [1, 2, 3]}).sql


async def test_the_same_insert_may_have_other_columns(database: Database):
    """What is not given gets what the table says."""
    put = insert(people)
    row = {"name": "Anna", "consent_version": 1, "consented_at": NOON}

    async with database.begin() as tx:
        await tx.run(put, telegram_id=1, **row)
        await tx.run(put, telegram_id=2, weekly_maximum=3, **row)
        await tx.run(put, telegram_id=3, **row)
        found = await tx.values(select(people.c.weekly_maximum).order_by(people.c.telegram_id))

    assert found == [5, 3, 5]
