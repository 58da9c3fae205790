"""The protocol with one line taken out at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storage import database
from storage.database import Database

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


@mutant
def not_serializable() -> None:
    """Transactions on PostgreSQL that do not see what others do at the same moment."""
    original: Any = database.create_async_engine

    def create(url: Any, **options: Any) -> Any:
        return original(url, **{**options, "isolation_level": "READ COMMITTED"})

    database.create_async_engine = create


@mutant
def no_rerun() -> None:
    """A transaction that PostgreSQL could not put in order just fails."""

    async def transact(self: Database, work: Any) -> Any:
        async with self.begin() as tx:
            return await work(tx)

    Database.transact = transact  # type: ignore[method-assign]
