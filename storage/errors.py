"""What a database can refuse, in the words of neither engine. They name no values: those are
people's names and texts, and an error ends up in the log."""

from __future__ import annotations

FORMS = "must look like sqlite:///buurtbot.db or postgresql://role:password@host/name"


class DatabaseError(Exception):
    """The database refused a statement."""


class IntegrityError(DatabaseError):
    """A key is taken, a reference leads nowhere, or a value is missing."""


class Unavailable(DatabaseError):
    """The database is away, busy, full or read-only: the same may work later."""


class Unusable(DatabaseError):
    """The database as it is cannot be ours. Its text says to an operator why, and what to do."""


class OutOfOrder(Unavailable):
    """PostgreSQL could not put a transaction in order with others: it has to run again."""


class DatabaseInUse(RuntimeError):
    """Another process writes to this SQLite file."""


class UnknownDatabase(ValueError):
    """The URL names no database that we work with."""


def is_passing(problem: BaseException) -> bool:
    """Whether the database, not the code, is to blame: all that failed may be tried again."""
    return isinstance(problem, (Unavailable, ConnectionError))
