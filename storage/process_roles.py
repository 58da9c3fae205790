"""What only one process may do, and the fence that proves who does it now."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage.database import NOTICE, Database, Tx
from storage.tables import process_roles

log = logging.getLogger(__name__)

LIFE = "life"  # no role, but the row of the bot's last sign of life
FENCE = select(process_roles.c.fence).where(process_roles.c.name == bindparam("role"))
LAST_BEAT = select(process_roles.c.until).where(process_roles.c.name == bindparam("role"))


async def take(tx: Tx, name: str, owner: str) -> int:
    """Become the owner of a role; the new fence. Call it only when the old owner is proven dead:
    by the lock on the SQLite file, or by PostgreSQL's session lock."""
    fence = 1 + int(await tx.value(FENCE, role=name) or 0)
    await tx.upsert(process_roles, key={"name": name}, values={"owner": owner, "fence": fence})
    return fence


async def probe(tx: Tx) -> None:
    """Write something harmless: it raises when the database takes no writes, on a full disk say."""
    await tx.upsert(process_roles, key={"name": "probe"}, values={"owner": "probe", "fence": 0})


async def beat(tx: Tx) -> datetime | None:
    """Write down a sign of life; the moment of the one before."""
    before: datetime | None = await tx.value(LAST_BEAT, role=LIFE)
    values = {"owner": LIFE, "fence": 0, "until": tx.now}
    await tx.upsert(process_roles, key={"name": LIFE}, values=values)
    return before


class SingleOwner:
    """The proof that no other process has this role.

    On SQLite the lock on the file, taken when the database was opened, is that proof already. On
    PostgreSQL it is a session lock on a connection of its own, which PostgreSQL lets go of when
    this process dies. It is past a connection pool's reach, and so is LISTEN on that connection.
    """

    def __init__(
        self, database: Database, name: str, *, on_notice: Callable[[], None] | None = None
    ) -> None:
        self.name = name
        self.lost = asyncio.Event()
        self._database = database
        self._on_notice = on_notice
        self._connection: Any = None
        self._key = zlib.crc32(name.encode())

    async def acquire(self) -> bool:
        """Try to get the role; whether it is ours now. Raises when the database is away."""
        self.lost.clear()
        if self._database.is_sqlite:
            return True
        try:
            if self._connection is None:
                await self._connect()
            statement = "SELECT pg_try_advisory_lock($1)"
            return bool(await self._connection.fetchval(statement, self._key))
        except BaseException:
            await self.release()
            raise

    async def _connect(self) -> None:
        from storage.postgresql import connect  # on use only: SQLite needs it not

        self._connection = await connect(self._database.url)
        self._connection.add_termination_listener(self._ended)
        if self._on_notice is not None:
            await self._connection.add_listener(NOTICE, self._noticed)

    async def release(self) -> None:
        """Let somebody else have it; again is fine."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.remove_termination_listener(self._ended)
            connection.terminate()

    def _ended(self, _connection: object) -> None:
        log.warning("lost the lock of the role %s", self.name)
        self._connection = None
        self.lost.set()

    def _noticed(self, _connection: object, _pid: int, _channel: str, sender: str) -> None:
        if self._on_notice is not None and sender != self._database.sender:
            self._on_notice()
