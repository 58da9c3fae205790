"""Sessions and what people answered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update

from bot.errors import Refused
from bot.messages import CardId, CommunityId, PersonId
from bot.paging import PAGE, Page, page_of, within
from bot.sessions import MIGHT_COME, Answer, Guest, Listed, Plan, Session, SessionState
from storage.database import Tx
from storage.tables import cards, people, session_answers, sessions

SESSION = [sessions.c[name] for name in Session.__slots__ if name != "organizer_name"]


async def add(tx: Tx, plan: Plan, *, community_id: CommunityId, organizer_id: PersonId) -> Session:
    """A new session."""
    new = await tx.new_id(
        sessions,
        community_id=community_id,
        organizer_id=organizer_id,
        title=plan.title,
        day=plan.moment.day,
        local_time=plan.moment.time,
        zone=plan.moment.zone,
        starts_at=plan.moment.instant(),
        place=plan.place,
        state=SessionState.PLANNED,
        created_at=tx.now,
    )
    return await get(tx, new)


async def find(tx: Tx, session_id: int) -> Session | None:
    return await tx.one(_sessions().where(sessions.c.id == session_id), Session)


async def get(tx: Tx, session_id: int) -> Session:
    """The session; refuses one that is not there."""
    found = await find(tx, session_id)
    if found is None:
        raise Refused("button-old")
    return found


async def save(tx: Tx, session: Session) -> None:
    """Write down what can change of a session: its moment, its place, its state."""
    changing = ("day", "local_time", "zone", "starts_at", "place", "state")
    values = {name: getattr(session, name) for name in changing}
    await tx.run(update(sessions).where(sessions.c.id == session.id).values(**values))


async def coming(tx: Tx, community_id: CommunityId) -> list[Session]:
    """The sessions of a neighbourhood that are still to begin, soonest first."""
    statement = _sessions().where(sessions.c.community_id == community_id, _is_ahead(tx))
    return await tx.all(statement.order_by(sessions.c.starts_at, sessions.c.id), Session)


async def page(tx: Tx, community_id: CommunityId, number: int, *, reader: PersonId) -> Page[Listed]:
    """A page of the sessions that are still to begin, with what the reader answered."""
    number = within(number)
    here = sessions.c.community_id == community_id
    statement = _listed(reader).where(here, _is_ahead(tx))
    rows = statement.offset(number * PAGE).limit(PAGE + 1)
    return page_of(await tx.all(rows, _as_listed), number)


async def of_person(tx: Tx, person_id: PersonId) -> list[Listed]:
    """The sessions still to begin that somebody planned, or might come to; soonest first."""
    mine = or_(sessions.c.organizer_id == person_id, session_answers.c.answer.in_(MIGHT_COME))
    return await tx.all(_listed(person_id).where(mine, _is_ahead(tx)), _as_listed)


async def by_organizer(tx: Tx, person_id: PersonId) -> list[Session]:
    """Every session somebody ever planned."""
    return await tx.all(_sessions().where(sessions.c.organizer_id == person_id), Session)


async def remove(tx: Tx, session_id: int) -> None:
    """Nothing of the session stays."""
    await tx.run(delete(sessions).where(sessions.c.id == session_id))


async def answered_by(tx: Tx, person_id: PersonId) -> list[Session]:
    """The sessions still to begin that somebody answered."""
    statement = _sessions().join(session_answers, session_answers.c.session_id == sessions.c.id)
    mine = session_answers.c.person_id == person_id
    return await tx.all(statement.where(mine, _is_ahead(tx)), Session)


# --- answers -----------------------------------------------------------------------------------


async def set_answer(tx: Tx, session_id: int, person_id: PersonId, answer: Answer) -> None:
    """Write down an answer; the last one counts."""
    key = {"session_id": session_id, "person_id": person_id}
    await tx.upsert(session_answers, key=key, values={"answer": answer, "at": tx.now})


async def drop_answer(tx: Tx, session_id: int, person_id: PersonId) -> None:
    """Forget an answer."""
    await tx.run(delete(session_answers).where(_is(session_id, person_id)))


async def find_answer(tx: Tx, session_id: int, person_id: PersonId) -> Answer | None:
    return await tx.value(  # type: ignore[no-any-return]  # an Answer column
        select(session_answers.c.answer).where(_is(session_id, person_id))
    )


async def count_going(tx: Tx, session_id: int) -> int:
    """How many say that they come."""
    statement = select(func.count()).where(
        session_answers.c.session_id == session_id, session_answers.c.answer == Answer.GOING
    )
    return int(await tx.value(statement))


async def guests(tx: Tx, session_id: int) -> list[Guest]:
    """Who might come, by name."""
    statement = (
        select(people.c.id, people.c.name, session_answers.c.answer)
        .join(session_answers, session_answers.c.person_id == people.c.id)
        .where(
            session_answers.c.session_id == session_id,
            session_answers.c.answer.in_(MIGHT_COME),
        )
        .order_by(people.c.name, people.c.id)
    )
    return await tx.all(statement, Guest)


async def card_in(tx: Tx, noun: str, session_id: int, *, chat: int) -> CardId | None:
    """The newest live message about this session in one chat."""
    statement = select(func.max(cards.c.id)).where(
        cards.c.noun == noun,
        cards.c.subject_id == session_id,
        cards.c.chat_id == chat,
        cards.c.closed.is_(False),
    )
    return await tx.value(statement)  # type: ignore[no-any-return]  # an id column


def _is(session_id: int, person_id: PersonId) -> ColumnElement[bool]:
    return (session_answers.c.session_id == session_id) & (session_answers.c.person_id == person_id)


def _is_ahead(tx: Tx) -> ColumnElement[bool]:
    return (sessions.c.state == SessionState.PLANNED) & (sessions.c.starts_at > tx.now)


def _sessions() -> Select[Any]:
    return select(*SESSION, people.c.name.label("organizer_name")).select_from(
        sessions.outerjoin(people, people.c.id == sessions.c.organizer_id)
    )


def _listed(reader: PersonId) -> Select[Any]:
    """Sessions with the reader's own answer and the number who come."""
    other = session_answers.alias("other")
    going = (
        select(func.count())
        .where(other.c.session_id == sessions.c.id, other.c.answer == Answer.GOING)
        .scalar_subquery()
    )
    mine = (session_answers.c.session_id == sessions.c.id) & (session_answers.c.person_id == reader)
    whole = sessions.outerjoin(people, people.c.id == sessions.c.organizer_id).outerjoin(
        session_answers, mine
    )
    return (
        select(
            *SESSION,
            people.c.name.label("organizer_name"),
            going.label("going"),
            session_answers.c.answer.label("mine"),
        )
        .select_from(whole)
        .order_by(sessions.c.starts_at, sessions.c.id)
    )


def _as_listed(*, going: int, mine: Answer | None, **row: Any) -> Listed:
    return Listed(session=Session(**row), going=going, mine=mine)
