"""The dialog that somebody is in: one per person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.dialogs import DIALOGS, State
from bot.messages import CardId, CommunityId, PersonId
from storage.database import Tx
from storage.tables import cards, dialogs, people

OF_PERSON = select(dialogs).where(dialogs.c.person_id == bindparam("person"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A dialog as it lies in the database. `waiting` is another one that was asked for meanwhile:
    its name and first answers."""

    person_id: PersonId
    community_id: CommunityId | None
    state: State
    card_id: CardId | None
    waiting: dict[str, Any] | None


async def find(tx: Tx, person_id: PersonId) -> Stored | None:
    """The dialog that this person is in, or None."""
    return await tx.one(OF_PERSON, _stored, person=person_id)


async def save(
    tx: Tx,
    person_id: PersonId,
    state: State,
    *,
    community_id: CommunityId | None,
    card_id: CardId | None,
) -> None:
    """Write down where somebody is. What waited for this dialog to end goes on waiting."""
    values = {
        "community_id": community_id,
        "name": state.dialog.name,
        "answers": dict(state.answers),
        "changing": state.changing,
        "more": state.more,
        "last_key": state.last_key,
        "last_at": state.last_at,
        "card_id": card_id,
        "started_at": tx.now,
    }
    await tx.upsert(dialogs, key={"person_id": person_id}, values=values)


async def seen_between(tx: Tx, since: datetime, until: datetime) -> list[PersonId]:
    """Whose dialog came to where it is in this time, and who have that before them."""
    shown = select(dialogs.c.person_id).select_from(
        dialogs.join(cards, cards.c.id == dialogs.c.card_id).join(
            people, people.c.id == dialogs.c.person_id
        )
    )
    return await tx.values(
        shown.where(
            dialogs.c.started_at.between(since, until),
            cards.c.message_id.is_not(None),
            people.c.reachable,
        ).order_by(dialogs.c.person_id)
    )


async def show_on(tx: Tx, person_id: PersonId, card_id: CardId) -> None:
    """Where somebody is stands in another message now; it is no newer for that."""
    mine = dialogs.c.person_id == person_id
    await tx.run(update(dialogs).where(mine).values(card_id=card_id))


async def let_wait(tx: Tx, person_id: PersonId, waiting: dict[str, Any] | None) -> None:
    """Keep, or forget, another dialog that was asked for."""
    mine = dialogs.c.person_id == person_id
    await tx.run(update(dialogs).where(mine).values(waiting=waiting))


async def move_chat(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: what is being filled in about it is about the new one."""
    for person_id, answers, waiting in await tx.rows(OPEN_ONES):
        now = {"answers": _moved(answers, old, new)}
        if waiting is not None:
            now["waiting"] = {**waiting, "answers": _moved(waiting["answers"], old, new)}
        if (answers, waiting) != (now["answers"], now.get("waiting")):
            await tx.run(update(dialogs).where(dialogs.c.person_id == person_id).values(**now))


OPEN_ONES = select(dialogs.c.person_id, dialogs.c.answers, dialogs.c.waiting)


def _moved(answers: dict[str, Any], old: int, new: int) -> dict[str, Any]:
    return {**answers, "chat": new} if answers.get("chat") == old else answers


async def end(tx: Tx, person_id: PersonId) -> None:
    """The dialog is over."""
    await tx.run(delete(dialogs).where(dialogs.c.person_id == person_id))


def _stored(
    *,
    person_id: PersonId,
    community_id: CommunityId | None,
    name: str,
    answers: dict[str, Any],
    changing: str | None,
    more: bool,
    last_key: str | None,
    last_at: datetime | None,
    card_id: CardId | None,
    waiting: dict[str, Any] | None,
    started_at: datetime,
) -> Stored:
    state = State(
        dialog=DIALOGS[name],
        answers=answers,
        changing=changing,
        more=more,
        last_key=last_key,
        last_at=last_at,
    )
    return Stored(
        person_id=person_id,
        community_id=community_id,
        state=state,
        card_id=card_id,
        waiting=waiting,
    )
