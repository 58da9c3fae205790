"""The protocol with one line of it taken out, to see that the tests miss it.

`python -m tests.kill` plays each of these against the test that should fail, on both databases.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import update

from handlers.intake import Intake
from handlers.routing import Dispatcher
from storage import outbox, process_roles, schedules, tables, updates
from storage.database import Database, Tx
from storage.postgresql import Postgresql
from storage.process_roles import SingleOwner

Mutant = Callable[[], None]
MUTANTS: dict[str, Mutant] = {}


def mutant(function: Mutant) -> Mutant:
    """Give it the name of its function."""
    MUTANTS[function.__name__] = function
    return function


def apply(name: str | None) -> None:
    """Take a line out of this process; nothing without a name."""
    if name is not None:
        MUTANTS[name]()


# --- taking in ---------------------------------------------------------------------------------


@mutant
def noted_apart() -> None:
    """The update is noted in a transaction of its own, before that of its effects."""
    take, sandwich = updates.take, Dispatcher._sandwich
    is_new: ContextVar[bool] = ContextVar("is_new")

    async def sandwich_apart(self: Any, update: Any, *rest: Any, **options: Any) -> Any:
        is_new.set(await self.database.transact(partial(take, update_id=update.update_id)))
        return await sandwich(self, update, *rest, **options)

    async def taken(_tx: Tx, _update_id: int) -> bool:
        return is_new.get()

    Dispatcher._sandwich = sandwich_apart  # type: ignore[method-assign]
    updates.take = taken


@mutant
def not_looked_up() -> None:
    """Nobody looks whether an update took effect already."""
    take = updates.take

    async def always(tx: Tx, update_id: int) -> bool:
        await take(tx, update_id)
        return True

    updates.take = always


@mutant
def acknowledged_too_soon() -> None:
    """The next updates are asked for before these are committed."""
    take_batch = Intake._take_batch
    tasks = set()

    async def in_the_background(self: Any, batch: Any) -> None:
        tasks.add(asyncio.create_task(take_batch(self, batch)))

    Intake._take_batch = in_the_background  # type: ignore[method-assign]


# --- sending -----------------------------------------------------------------------------------


@mutant
def same_fence() -> None:
    """Every postman has the same fence, so nobody knows what the last one left behind."""

    async def take(tx: Tx, name: str, owner: str) -> int:
        values = {"owner": owner, "fence": 1}
        await tx.upsert(tables.process_roles, key={"name": name}, values=values)
        return 1

    process_roles.take = take


@mutant
def no_take_over() -> None:
    """What the last postman left on its way stays there."""

    async def nothing(_tx: Tx, *, fence: int) -> frozenset[int]:
        return frozenset()

    outbox.take_over = nothing


@mutant
def doubtful_is_repeated() -> None:
    """What must not come twice goes again when nobody knows whether it arrived."""

    async def take_over(tx: Tx, *, fence: int) -> frozenset[int]:
        left = (tables.outbox.c.state == "sending") & (tables.outbox.c.fence < fence)
        await tx.run(update(tables.outbox).where(left).values(state="ready"))
        return frozenset()

    outbox.take_over = take_over


@mutant
def no_fence() -> None:
    """A postman that was taken over from goes on as before."""
    look, leave = outbox.look, outbox._leave

    async def always(tx: Tx, **options: Any) -> outbox.Look:
        return replace(await look(tx, **options), holds=True)

    async def with_any_fence(tx: Tx, row: Any, fence: int, **values: Any) -> bool:
        mine = (tables.outbox.c.id == row.id) & (tables.outbox.c.state == "sending")
        await tx.run(update(tables.outbox).where(mine).values(fence=fence))
        return await leave(tx, row, fence, **values)

    outbox.look = always
    outbox._leave = with_any_fence
    SingleOwner._ended = lambda *_: None  # type: ignore[method-assign]


@mutant
def no_lock() -> None:
    """Every process believes that it is the only one."""

    async def always(self: SingleOwner) -> bool:
        self.lost.clear()
        return True

    SingleOwner.acquire = always  # type: ignore[method-assign]


# --- the clock and the database ------------------------------------------------------------------


@mutant
def any_occurrence() -> None:
    """A day may be accounted for twice."""
    record = schedules.record

    async def again(tx: Tx, *what: Any) -> bool:
        await record(tx, *what)
        return True

    schedules.record = again


@mutant
def not_serializable() -> None:
    """Transactions on PostgreSQL that do not see what others do at the same moment."""
    Postgresql.begin_writing = "BEGIN ISOLATION LEVEL READ COMMITTED"


@mutant
def no_rerun() -> None:
    """A transaction that PostgreSQL could not put in order just fails."""

    async def transact(self: Database, work: Any) -> Any:
        async with self.begin() as tx:
            return await work(tx)

    Database.transact = transact  # type: ignore[method-assign]
