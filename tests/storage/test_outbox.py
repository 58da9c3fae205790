"""The outbox as a table: who goes first, who waits for whom, and what the fence stops."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.messages import Courtesy, Priority, Repeat
from storage import outbox, process_roles
from storage.database import Database, Tx
from storage.outbox import Row
from storage.tables import broadcasts, cards, communities, people
from storage.tables import outbox as rows

BOTH = {Repeat.RETRY: 100, Repeat.HOLD: 100}
FENCE = 1


async def put(tx: Tx, chat: int, **values: Any) -> int:
    row: dict[str, Any] = {
        "chat_id": chat,
        "method": "sendMessage",
        "payload": {"text": "Dag"},
        "priority": Priority.ANSWER,
        "courtesy": Courtesy.ANSWER,
        "repeat": Repeat.RETRY,
        "created_at": tx.now,
        "due_at": tx.now,
    }
    return await tx.new_id(rows, **(row | values))


async def claim(
    tx: Tx,
    *,
    fence: int = FENCE,
    places: dict[Repeat, int] | None = None,
    most: int = 100,
    busy: Collection[int] = (),
) -> list[Row]:
    found = await outbox.claim(tx, fence=fence, places=places or BOTH, most=most, busy=busy)
    return found.rows


async def leave(tx: Tx) -> list[int]:
    """Send what may go now; its numbers."""
    gone = await claim(tx)
    for row in gone:
        assert await outbox.sent(tx, row, fence=FENCE, message_id=row.id)
    return [row.id for row in gone]


async def state(tx: Tx, row: int) -> str:
    return str(await tx.value(select(rows.c.state).where(rows.c.id == row)))


async def reason(tx: Tx, row: int) -> str:
    return str(await tx.value(select(rows.c.reason).where(rows.c.id == row)))


async def card(tx: Tx, chat: int, **values: Any) -> int:
    made = await outbox.open_card(tx, chat=chat, noun="idea", subject=1)
    if values:
        await tx.run(update(cards).where(cards.c.id == made).values(**values))
    return made


# --- claiming ----------------------------------------------------------------------------------


async def test_only_the_first_of_each_chat_is_taken(database: Database) -> None:
    """The next one waits until the fate of the first is written down."""
    async with database.begin() as tx:
        first, _, other = await put(tx, -1), await put(tx, -1), await put(tx, -2)

        assert [row.id for row in await claim(tx)] == [first, other]
        assert await claim(tx) == []


async def test_priority_chooses_between_chats_and_age_within(database: Database) -> None:
    async with database.begin() as tx:
        news = await put(tx, -1, priority=Priority.BROADCAST)
        await put(tx, -1, priority=Priority.ANSWER)
        answer = await put(tx, -2, priority=Priority.ANSWER)
        announcement = await put(tx, -3, priority=Priority.ANNOUNCEMENT)

        assert [row.id for row in await claim(tx)] == [answer, announcement, news]


async def test_each_kind_has_its_own_places(database: Database) -> None:
    async with database.begin() as tx:
        for chat in range(-1, -9, -1):
            await put(tx, chat, repeat=Repeat.RETRY)
        for chat in range(-9, -17, -1):
            await put(tx, chat, repeat=Repeat.HOLD)

        found = await claim(tx, places={Repeat.RETRY: 2, Repeat.HOLD: 0})
        more = await claim(tx, places={Repeat.RETRY: 0, Repeat.HOLD: 3})

        assert [row.repeat for row in found] == [Repeat.RETRY] * 2
        assert [row.repeat for row in more] == [Repeat.HOLD] * 3
        assert await claim(tx, places={Repeat.RETRY: 0, Repeat.HOLD: -1}) == []
        assert len(await claim(tx, most=1)) == 1


async def test_a_busy_chat_and_a_later_moment_are_passed_by(database: Database) -> None:
    async with database.begin() as tx:
        await put(tx, -1)
        await put(tx, -2, due_at=tx.now + timedelta(hours=1))
        after = await put(tx, -2)

        assert [row.id for row in await claim(tx, busy=[-1])] == [after]


async def test_an_edit_waits_for_its_card_only(database: Database) -> None:
    async with database.begin() as tx:
        made = await card(tx, -1)
        tomorrow = tx.now.replace(microsecond=0) + timedelta(days=1)
        await put(tx, -1, card_id=made, due_at=tomorrow)
        edit = await put(tx, -1, card_id=made, method="editMessageText")
        other = await put(tx, -1)

        assert [row.id for row in await claim(tx)] == [other]
        assert await state(tx, edit) == "ready"
        await outbox.sent(tx, (await _row(tx, other)), fence=FENCE, message_id=1)
        assert await outbox.is_idle(tx)
        assert await outbox.next_due(tx) == tomorrow


async def test_an_edit_knows_the_message_of_its_card(database: Database) -> None:
    async with database.begin() as tx:
        made = await card(tx, -1, message_id=77)
        await put(tx, -1, card_id=made, method="editMessageText")

        assert [row.target for row in await claim(tx)] == [77]


async def test_what_is_too_late_is_skipped_and_told(database: Database) -> None:
    async with database.begin() as tx:
        made = await card(tx, -1)
        late = await put(tx, -1, card_id=made, expires_at=tx.now)
        found = await outbox.claim(tx, fence=FENCE, places=BOTH, most=10, busy=())

        assert ([row.id for row in found.passed_over], found.rows) == ([late], [])
        assert (await state(tx, late), await reason(tx, late)) == ("skipped", "too-late")
        assert await outbox.cards_of(tx, "idea", 1) == []


async def test_courtesy_is_asked_again_when_it_leaves(database: Database) -> None:
    """Who stopped between the putting and the sending gets nothing."""
    async with database.begin() as tx:
        person = await _person(tx, stopped=True)
        row = await put(tx, 5, person_id=person, courtesy=Courtesy.NEWS)

        assert await claim(tx) == []
        assert (await state(tx, row), await reason(tx, row)) == ("skipped", "stopped")


async def test_in_quiet_hours_it_moves_to_the_morning(database: Database) -> None:
    database.clock = lambda: datetime.fromisoformat("2027-06-07T23:30:00+00:00")
    async with database.begin() as tx:
        person = await _person(tx)
        row = await put(tx, 5, person_id=person, courtesy=Courtesy.PROMISED)

        assert await claim(tx) == []
        assert await state(tx, row) == "ready"
        assert await outbox.next_due(tx) == datetime.fromisoformat("2027-06-08T08:00:00+00:00")


async def test_questions_that_wait_together_leave_one_a_week(database: Database) -> None:
    """Each finds its week; none gives way to those behind it."""
    noon = datetime.fromisoformat("2027-06-07T12:00:00+00:00")
    database.clock = lambda: noon
    async with database.begin() as tx:
        person = await _person(tx)
        due = [noon, noon, noon + timedelta(days=7)]  # as after a pause
        asked = [
            await put(tx, 5, person_id=person, courtesy=Courtesy.QUESTION, due_at=each)
            for each in due
        ]

    left = []
    for days in (0, 3, 7, 10, 14):
        database.clock = lambda days=days: noon + timedelta(days=days)
        async with database.begin() as tx:
            left.append(await leave(tx))
            assert await leave(tx) == []

    assert left == [[asked[0]], [], [asked[1]], [], [asked[2]]]


async def test_posts_that_wait_together_leave_two_a_day(database: Database) -> None:
    """A group reads all of them in the end, the oldest first."""
    noon = datetime.fromisoformat("2027-06-07T12:00:00+00:00")
    database.clock = lambda: noon
    async with database.begin() as tx:
        posts = [await put(tx, -5, courtesy=Courtesy.PROMISED) for _ in range(5)]

    left = []
    for day in range(3):
        database.clock = lambda day=day: noon + timedelta(days=day)
        async with database.begin() as tx:
            left.append([*await leave(tx), *await leave(tx), *await leave(tx)])

    assert left == [posts[:2], posts[2:4], posts[4:]]


# --- the fence ---------------------------------------------------------------------------------


async def _row(tx: Tx, row_id: int) -> Row:
    columns = [*outbox.ROW, cards.c.message_id.label("target")]
    joined = rows.outerjoin(cards, cards.c.id == rows.c.card_id)
    found = await tx.one(select(*columns).select_from(joined).where(rows.c.id == row_id), Row)
    assert found is not None
    return found


MOVES = {
    "sent": lambda tx, row, fence: outbox.sent(tx, row, fence=fence, message_id=1),
    "not_sent": lambda tx, row, fence: outbox.not_sent(tx, row, fence=fence),
    "doubtful": lambda tx, row, fence: outbox.doubtful(tx, row, fence=fence),
    "again": lambda tx, row, fence: outbox.again(tx, row, fence=fence, reason="x"),
    "dead": lambda tx, row, fence: outbox.dead(tx, row, fence=fence, reason="x"),
    "card_gone": lambda tx, row, fence: outbox.card_gone(tx, row, fence=fence, reason="x"),
}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("repeat", list(Repeat))
async def test_an_old_fence_moves_nothing(database: Database, move: str, repeat: Repeat) -> None:
    """Whoever was superseded may think what it likes about a message: nothing is written."""
    async with database.begin() as tx:
        made = await card(tx, -1)
        row = await put(tx, -1, repeat=repeat, card_id=made)
        (taken,) = await claim(tx, fence=2)

        await MOVES[move](tx, taken, 1)

        assert await state(tx, row) == "sending"
        message, closed = await tx.one(
            select(cards.c.message_id, cards.c.closed),
            lambda message_id, closed: (message_id, closed),
        ) or (0, 0)
        assert (message, closed) == (None, False)


@pytest.mark.parametrize("move", MOVES)
async def test_a_settled_row_is_not_settled_again(database: Database, move: str) -> None:
    async with database.begin() as tx:
        row = await put(tx, -1)
        (taken,) = await claim(tx)
        await outbox.dead(tx, taken, fence=FENCE, reason="first")

        await MOVES[move](tx, taken, FENCE)

        assert (await state(tx, row), await reason(tx, row)) == ("dead", "first")


async def test_a_takeover_settles_only_what_older_fences_left(database: Database) -> None:
    async with database.begin() as tx:
        broadcast = await _broadcast(tx)
        retry = await put(tx, -1, repeat=Repeat.RETRY)
        hold = await put(tx, -2, repeat=Repeat.HOLD, broadcast_id=broadcast)
        await claim(tx, fence=4)
        mine = await put(tx, -3, repeat=Repeat.HOLD)
        await claim(tx, fence=5, busy=[-1, -2])

        doubtful = await outbox.take_over(tx, fence=5)

        assert doubtful == {broadcast}
        assert [await state(tx, each) for each in (retry, hold, mine)] == [
            "ready",
            "unknown",
            "sending",
        ]
        assert await outbox.take_over(tx, fence=5) == frozenset()


async def test_a_new_fence_is_higher_than_any_before(database: Database) -> None:
    async with database.begin() as tx:
        first = await process_roles.take(tx, "postman", "a")
        second = await process_roles.take(tx, "postman", "b")

        assert second > first
        assert not (await outbox.look(tx, role="postman", fence=first)).holds
        assert (await outbox.look(tx, role="postman", fence=second)).holds


async def test_a_role_that_nobody_took_is_not_held(database: Database) -> None:
    async with database.begin() as tx:
        assert await outbox.look(tx, role="postman", fence=1) == outbox.Look(False, None)


async def test_what_was_claimed_but_never_started_is_given_back(database: Database) -> None:
    async with database.begin() as tx:
        started, lost, older = [await put(tx, chat) for chat in (-1, -2, -3)]
        await claim(tx, busy=[-3])
        await claim(tx, fence=FENCE - 1)

        assert await outbox.give_back(tx, fence=FENCE, but=[started]) == 1

        assert [await state(tx, each) for each in (started, lost, older)] == [
            "sending",
            "ready",
            "sending",
        ]
        (again,) = await claim(tx)
        assert (again.id, again.attempts) == (lost, 0)


# --- attempts ----------------------------------------------------------------------------------


async def test_what_never_left_is_never_given_up(database: Database) -> None:
    """A day without a network must lose nothing."""
    async with database.begin() as tx:
        row = await put(tx, -1)
        for _ in range(outbox.MOST_ATTEMPTS * 3):
            (taken,) = await claim(tx)
            await outbox.not_sent(tx, taken, fence=FENCE)

        assert await state(tx, row) == "ready"


async def test_what_stays_doubtful_is_given_up_at_last(database: Database) -> None:
    async with database.begin() as tx:
        row = await put(tx, -1)
        for _ in range(outbox.MOST_ATTEMPTS):
            assert await state(tx, row) == "ready"
            (taken,) = await claim(tx)
            await outbox.doubtful(tx, taken, fence=FENCE)

        assert (await state(tx, row), await reason(tx, row)) == ("dead", "no-answer")


async def test_a_doubtful_broadcast_is_never_tried_again(database: Database) -> None:
    async with database.begin() as tx:
        row = await put(tx, -1, repeat=Repeat.HOLD)
        (taken,) = await claim(tx)
        await outbox.doubtful(tx, taken, fence=FENCE)

        assert await state(tx, row) == "unknown"
        assert await claim(tx) == []


async def test_it_counts_what_there_is(database: Database) -> None:
    async with database.begin() as tx:
        for chat in (-1, -2, -3):
            await put(tx, chat)
        await claim(tx, most=1)

        assert await outbox.counts(tx) == {"ready": 2, "sending": 1}


async def _person(tx: Tx, **values: Any) -> int:
    return await tx.new_id(
        people, telegram_id=5, name="Anna", consent_version=1, consented_at=tx.now, **values
    )


async def _broadcast(tx: Tx) -> int:
    values = {"name": "B", "language": "nl", "zone": "UTC", "created_at": tx.now}
    community = await tx.new_id(communities, **values)
    return await tx.new_id(
        broadcasts, community_id=community, words="x", state="sending", total=1, created_at=tx.now
    )
