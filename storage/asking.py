"""The questions that go to one person, and the words somebody looks with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, or_, select, update

from bot.asking import OPEN, Asked, QuestionState
from bot.messages import CommunityId, PersonId
from storage.database import Tx
from storage.tables import guide_questions, never_pairs

QUESTION = [guide_questions.c[name] for name in Asked.__slots__]


async def ask(tx: Tx, **values: Any) -> Asked:
    """Keep a question, or the words somebody looks with."""
    new = await tx.new_id(guide_questions, asked_at=tx.now, **values)
    found = await find(tx, new)
    assert found is not None  # noqa: S101  # added just above
    return found


async def find(tx: Tx, question_id: int) -> Asked | None:
    return await tx.one(select(*QUESTION).where(guide_questions.c.id == question_id), Asked)


async def save(tx: Tx, it: Asked) -> None:
    """Write down with whom it is and how it stands."""
    names = ("person_id", "entry_id", "passed_by", "named", "state", "asked_at", "promised_on")
    values = {name: getattr(it, name) for name in names}
    await tx.run(update(guide_questions).where(guide_questions.c.id == it.id).values(**values))


async def asked_before(tx: Tx, it: Asked) -> set[PersonId]:
    """Who was asked the same before."""
    return set(
        await tx.values(
            select(guide_questions.c.person_id).where(
                guide_questions.c.asker_id == it.asker_id,
                guide_questions.c.community_id == it.community_id,
                guide_questions.c.words == it.words,
                guide_questions.c.person_id.is_not(None),
            )
        )
    )


async def waits_for(tx: Tx, asker_id: PersonId) -> set[PersonId]:
    """To whom somebody has a question that is not answered yet."""
    return set(
        await tx.values(
            select(guide_questions.c.person_id).where(
                guide_questions.c.asker_id == asker_id,
                guide_questions.c.person_id.is_not(None),
                guide_questions.c.state == QuestionState.WAITING,
            )
        )
    )


async def open_of(tx: Tx, asker_id: PersonId, community_id: CommunityId) -> int:
    """How many questions of somebody are not settled yet here."""
    statement = select(func.count()).where(
        guide_questions.c.asker_id == asker_id,
        guide_questions.c.community_id == community_id,
        guide_questions.c.state.in_(OPEN),
    )
    return int(await tx.value(statement))


async def open_questions(tx: Tx, person_id: PersonId, community_id: CommunityId) -> list[Asked]:
    """What somebody asked or was asked here, and is not settled yet; newest first."""
    statement = _of_either(person_id).where(guide_questions.c.community_id == community_id)
    return await tx.all(statement.order_by(guide_questions.c.id.desc()), Asked)


async def open_anywhere(tx: Tx, person_id: PersonId) -> list[Asked]:
    """The same, in every neighbourhood."""
    return await tx.all(_of_either(person_id), Asked)


def _of_either(person_id: PersonId) -> Select[Any]:
    either = or_(guide_questions.c.asker_id == person_id, guide_questions.c.person_id == person_id)
    return select(*QUESTION).where(either, guide_questions.c.state.in_(OPEN))


async def between(tx: Tx, one: PersonId, other: PersonId) -> list[Asked]:
    """Every question of one of these two to the other that is not over, oldest first."""
    both = [one, other]
    statement = select(*QUESTION).where(
        guide_questions.c.asker_id.in_(both),
        guide_questions.c.person_id.in_(both),
        guide_questions.c.state != QuestionState.ENDED,
    )
    return await tx.all(statement.order_by(guide_questions.c.id), Asked)


async def burden(tx: Tx, community_id: CommunityId) -> dict[PersonId, int]:
    """How many questions wait for each person of a neighbourhood."""
    statement = (
        select(guide_questions.c.person_id.label("person"), func.count().label("times"))
        .where(
            guide_questions.c.community_id == community_id,
            guide_questions.c.state.in_(OPEN),
            guide_questions.c.person_id.is_not(None),
        )
        .group_by(guide_questions.c.person_id)
    )
    return dict(await tx.all(statement, lambda person, times: (PersonId(person), int(times))))


async def never_of(tx: Tx, person_id: PersonId) -> set[PersonId]:
    """With whom somebody has no contact any more, whichever of the two wanted that."""
    mine = or_(never_pairs.c.person_id == person_id, never_pairs.c.other_id == person_id)
    statement = select(never_pairs.c.person_id, never_pairs.c.other_id).where(mine)
    pairs = await tx.all(statement, lambda person_id, other_id: {person_id, other_id})
    return set().union(*pairs) - {person_id}
