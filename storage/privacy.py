"""Everything that is kept of a person: giving it, erasing it, and forgetting what is old.

Which tables speak of people follows from their foreign keys, so a new table is found by itself.
What the matcher read of a talent hangs on the talent: it goes with it, and a download holds the
words it was made of rather than the same once more in pieces.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    String,
    Table,
    and_,
    case,
    cast,
    delete,
    false,
    or_,
    select,
    update,
)

from bot.asking import QuestionState
from bot.broadcasts import BroadcastState
from bot.introductions import Reply, Side
from bot.messages import CommunityId, PersonId
from bot.nominations import NominationState
from bot.people import Person
from bot.privacy import kept_for
from storage import communities, updates
from storage.database import Tx
from storage.tables import (
    broadcasts,
    cards,
    chats,
    dialogs,
    failed_updates,
    guide_questions,
    hints,
    introductions,
    invitations,
    metadata,
    nominations,
    occurrences,
    outbox,
    outbox_about,
    people,
    setup_codes,
    start_tokens,
)

# Rows that name somebody by their number at Telegram.
BY_ACCOUNT = {
    "failed_updates": failed_updates.c.person_telegram_id,
    "start_tokens": start_tokens.c.for_telegram_id,
    "outbox": outbox.c.chat_id,
    "cards": cards.c.chat_id,
}
# What is not given, because it would tell what somebody else chose or was sent.
OTHERS = {
    "never_pairs": "one of the two never wants to meet the other, and only that one knows who",
    "outbox_about": "letters to others",
}
# Of what two people share each reads their own side only: which column names them, and what they
# may know then.
SIDES: dict[str, dict[str, tuple[str, ...]]] = {
    "hints": {
        "person_id": ("id", "community_id", "words", "promised_on", "told_at"),
        "writer_id": ("id", "community_id"),
    },
    "nominations": {
        "nominated_by": ("id", "community_id", "expires_at"),
        "person_id": ("id", "community_id", "party", "state", "expires_at"),
    },
    "guide_questions": {
        "asker_id": (
            *("id", "community_id", "words", "why", "hope"),
            *("state", "asked_at", "promised_on"),
        ),
        "person_id": ("id", "community_id", "words", "why", "hope", "state", "promised_on"),
        "passed_by": ("id", "community_id", "asked_at"),
    },
}
SECRET = frozenset({"token_hash", "link_hash", "fence"})
WAITING = ("ready", "sending")

Rows = list[dict[str, Any]]


def to_people(table: Table) -> list[Column[Any]]:
    """The columns of a table that name a person."""
    return [
        column
        for column in table.columns
        if any(key.column is people.c.id for key in column.foreign_keys)
    ]


def about_people() -> list[Table]:
    """Every table that says anything of a person."""
    return [
        table
        for table in metadata.sorted_tables
        if table is people or table.name in BY_ACCOUNT or to_people(table)
    ]


# --- giving it ---------------------------------------------------------------------------------


async def export(tx: Tx, person: Person) -> dict[str, Rows]:
    """All that is kept of somebody, by table, as JSON has it."""
    found = {}
    for table in about_people():
        if table.name in OTHERS:
            continue
        if table is introductions:
            found[table.name] = await _introductions(tx, person.id)
        elif table.name in SIDES:
            found[table.name] = await _own_sides(tx, table, person.id)
        else:
            rows: Rows = await tx.all(select(table).where(_names(table, person)), dict)
            found[table.name] = [_as_json(row) for row in rows]
    return found


def _names(table: Table, person: Person) -> ColumnElement[bool]:
    """Whether a row of this table is about somebody."""
    if table is people:
        return people.c.id == person.id
    by_account = BY_ACCOUNT.get(table.name)
    by_number = false() if by_account is None else by_account == person.telegram_id
    return or_(by_number, *(column == person.id for column in to_people(table)))


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    shown = {name: _value(value) for name, value in row.items() if name not in SECRET}
    if row.get("method") == "sendDocument":
        del shown["payload"]  # an earlier download, with all that is here
    return shown


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


async def _own_sides(tx: Tx, table: Table, person: PersonId) -> Rows:
    found: Rows = []
    for me, known in SIDES[table.name].items():
        columns = [table.c[name] for name in known]
        found += await tx.all(select(*columns).where(table.c[me] == person), dict)
    return [_as_json(row) for row in found]


async def _introductions(tx: Tx, person: PersonId) -> Rows:
    """One's own side only: what the other answered is not told here either."""
    found: Rows = []
    for side in Side:
        said = introductions.c[f"{side}_said"]
        columns: list[ColumnElement[Any]] = [
            introductions.c[name]
            for name in ("id", "suggested_at", f"{side}_said", f"{side}_way", f"{side}_asked_at")
        ]
        columns.append(case((said == Reply.RATHER_NOT, introductions.c.about)).label("about"))
        if side is Side.ASKER:
            columns.append(introductions.c.for_whom)
        mine = introductions.c[f"{side}_id"] == person
        found += await tx.all(select(*columns).where(mine), dict)
    led = select(introductions.c.id, introductions.c.proposed_at, introductions.c.warm_words).where(
        or_(introductions.c.connector_id == person, introductions.c.passed_by == person)
    )
    found += await tx.all(led, dict)
    return [_as_json(row) for row in found]


# --- erasing it --------------------------------------------------------------------------------


async def erase(tx: Tx, person: Person, *, of: Collection[CommunityId]) -> None:
    """Forget a person and all that hangs on them, also in letters to others.

    What nouns decide about (an idea that others joined) was done before.
    """
    await _erase_letters(tx, person, of)
    await _erase_broadcasts(tx, person.id)
    mentions = cast(failed_updates.c.payload, String).like(f"%{person.telegram_id}%")
    await tx.run(delete(failed_updates).where(mentions))
    for name, column in BY_ACCOUNT.items():
        await tx.run(delete(metadata.tables[name]).where(column == person.telegram_id))
    await tx.run(delete(people).where(people.c.id == person.id))


async def _erase_letters(tx: Tx, person: Person, of: Collection[CommunityId]) -> None:
    about = outbox.c.id.in_(
        select(outbox_about.c.outbox_id).where(outbox_about.c.person_id == person.id)
    )
    await tx.run(delete(outbox).where(about, outbox.c.state.in_(WAITING)))
    # Of what was sent only that it was sent is still of use, and what a group reads is the group's.
    groups = outbox.c.chat_id.in_(select(chats.c.id).where(chats.c.community_id.in_(list(of))))
    done = and_(or_(about, groups), outbox.c.state.not_in(WAITING))
    await tx.run(update(outbox).where(done).values(payload={}))


async def _erase_broadcasts(tx: Tx, person: PersonId) -> None:
    """Their messages to everyone lose their words, and what is still on its way stops."""
    mine = broadcasts.c.sender_id == person
    theirs = outbox.c.broadcast_id.in_(select(broadcasts.c.id).where(mine))
    await tx.run(delete(outbox).where(theirs, outbox.c.state.in_(WAITING)))
    await tx.run(update(outbox).where(theirs).values(payload={}))
    under_way = broadcasts.c.state.in_([BroadcastState.WAITING, BroadcastState.SENDING])
    await tx.run(
        update(broadcasts)
        .where(mine, under_way)
        .values(state=BroadcastState.STOPPED, finished_at=tx.now)
    )
    await tx.run(update(broadcasts).where(mine).values(words=""))


# --- forgetting what is old --------------------------------------------------------------------


async def forget(tx: Tx) -> None:
    """Drop what has been kept long enough (`bot/privacy.py`: `RETENTION`)."""

    def before(what: str) -> datetime:
        return tx.now - kept_for(what)

    await tx.run(
        delete(outbox).where(
            outbox.c.state.not_in(WAITING),
            outbox.c.created_at < before("message"),
            or_(outbox.c.finished_at.is_(None), outbox.c.finished_at < before("message")),
        )
    )
    await tx.run(delete(failed_updates).where(failed_updates.c.failed_at < before("trouble")))
    await tx.run(delete(dialogs).where(dialogs.c.started_at < before("form")))
    looked = guide_questions.c.state == QuestionState.LOOKING
    await tx.run(delete(guide_questions).where(looked, guide_questions.c.asked_at < before("form")))
    await tx.run(delete(invitations).where(invitations.c.expires_at < before("invitation")))
    await tx.run(
        delete(nominations).where(
            nominations.c.expires_at < before("invitation"),
            nominations.c.state != NominationState.GIVEN,
        )
    )
    await tx.run(delete(hints).where(hints.c.told_at < before("hint")))
    await tx.run(delete(setup_codes).where(setup_codes.c.expires_at < before("invitation")))
    await tx.run(delete(occurrences).where(occurrences.c.at < before("occurrence")))
    await communities.forget_tokens(tx)
    await updates.forget_old(tx)
