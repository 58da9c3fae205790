"""The postman: nothing is lost, nothing comes twice that may not, and never faster than allowed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.messages import Priority, Repeat
from bot.playground import Limits as Allowed
from handlers import delivery
from handlers.delivery import Breaker, Bucket, Limits, Pace, Postman, Window
from storage import outbox, process_roles
from storage.database import Database
from storage.tables import chats, communities, start_tokens
from storage.tables import people as people_table
from tests.handlers.conftest import Round, put_row, round_of

# --- what is sent ------------------------------------------------------------------------------


async def test_what_is_put_arrives(trip: Round) -> None:
    """The commit that puts a row wakes the postman."""
    anna = await trip.resident()

    row = await trip.put(anna, "Welkom")
    await trip.drained()

    assert trip.said(anna) == ["Welkom"]
    stored = await trip.row(row)
    assert (stored["state"], stored["message_id"]) == ("sent", trip.messages(anna)[-1].id)


async def test_one_chat_hears_things_in_order(trip: Round) -> None:
    """An answer that overtakes the question before it makes no sense."""
    anna = await trip.resident()

    for number in range(12):
        await trip.put(anna, str(number), repeat=(Repeat.RETRY, Repeat.HOLD)[number % 2])
    await trip.drained()

    assert trip.said(anna) == [str(number) for number in range(12)]


async def test_answers_go_before_announcements_and_those_before_broadcasts(trip: Round) -> None:
    """Who taps a button must not wait for a message to five hundred."""
    people_here = [await trip.resident(f"Buur {number}") for number in range(3)]
    await trip.stop()
    for person, priority in zip(
        people_here,
        (Priority.BROADCAST, Priority.ANNOUNCEMENT, Priority.ANSWER),
        strict=True,
    ):
        await trip.put(person, str(priority), priority=priority)
    trip.limits = Limits(in_flight_retry=1)

    trip.start()
    await trip.drained()

    assert [call.params["text"] for call in trip.calls("sendMessage")] == ["0", "1", "2"]


async def test_a_start_button_becomes_a_link_to_the_bot(trip: Round) -> None:
    """Only the postman knows what the bot is called."""
    anna = await trip.resident()
    keyboard = [[{"text": "Doe mee", "start": "abc"}, {"text": "Nu niet", "callback_data": "x"}]]

    await trip.put(anna, payload={"text": "Dag", "reply_markup": {"inline_keyboard": keyboard}})
    await trip.drained()

    link, press = trip.messages(anna)[-1].buttons[0]
    assert link.url == f"https://t.me/{trip.bot.username}?start=abc"
    assert press.data == "x"


async def test_a_file_is_sent_as_a_document(trip: Round) -> None:
    """What somebody asked to download."""
    anna = await trip.resident()
    payload = {"caption": "Alsjeblieft", "filename": "é.json", "document_text": '{"naam": "Anna"}'}

    row = await trip.put(anna, method="sendDocument", payload=payload)
    await trip.drained()

    sent = trip.calls("sendDocument")[-1].params
    assert (sent["document"].filename, sent["document"].content) == (
        "é.json",
        b'{"naam": "Anna"}',
    )
    assert (sent["caption"], await trip.state(row)) == ("Alsjeblieft", "sent")


async def test_what_is_for_later_waits_until_then(trip: Round) -> None:
    anna = await trip.resident()
    soon = datetime.now(UTC) + timedelta(milliseconds=300)

    row = await trip.put(anna, due_at=soon)
    await trip.drained()
    before = await trip.state(row)
    await trip.until(row, "sent")

    assert before == "ready"


async def test_what_is_too_late_is_not_sent_but_recorded(trip: Round) -> None:
    """A reminder after the meeting is of no use."""
    anna = await trip.resident()
    past = datetime.now(UTC) - timedelta(minutes=1)

    row = await trip.put(anna, expires_at=past)
    await trip.drained()

    assert trip.said(anna) == []
    assert (await trip.row(row))["reason"] == "too-late"


# --- cards -------------------------------------------------------------------------------------


async def test_a_card_learns_its_message_and_is_edited_in_place(trip: Round) -> None:
    group = await trip.group()
    card = await trip.open_card(group.id)

    await trip.put(group.id, "Moestuin", card_id=card)
    await trip.put(
        group.id, card_id=card, method="editMessageText", payload={"text": "Moestuin, met Bram"}
    )
    await trip.drained()

    assert trip.said(group) == ["Moestuin, met Bram"]
    assert (await trip.card(card))["message_id"] == trip.messages(group)[-1].id


async def test_an_edit_waits_for_a_card_that_comes_tomorrow(trip: Round) -> None:
    """A card put in quiet hours is posted in the morning; changes meanwhile must not be lost."""
    group = await trip.group()
    card = await trip.open_card(group.id)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    first = await trip.put(group.id, "Moestuin", card_id=card, due_at=tomorrow)
    edit = await trip.put(
        group.id, card_id=card, method="editMessageText", payload={"text": "Met Bram"}
    )
    await trip.put(group.id, "Iets anders")
    await trip.drained()

    assert trip.said(group) == ["Iets anders"]
    assert await trip.state(edit) == "ready"
    async with trip.database.read() as tx:
        assert await outbox.next_due(tx) == (await trip.row(first))["due_at"]

    await trip.in_tx(lambda tx: tx.run(update(outbox.outbox).values(due_at=tx.now)))
    trip.postman.wake()
    await trip.drained()

    assert trip.said(group) == ["Iets anders", "Met Bram"]


async def test_what_changes_a_card_that_never_came_is_dropped(trip: Round) -> None:
    group = await trip.group()
    card = await trip.open_card(group.id)
    trip.standin.faults.fail_next("sendMessage", 400, "Bad Request: message is too long")

    first = await trip.put(group.id, "Moestuin", card_id=card)
    edit = await trip.put(
        group.id, card_id=card, method="editMessageText", payload={"text": "Met Bram"}
    )
    await trip.drained()

    assert (await trip.state(first), await trip.state(edit)) == ("dead", "skipped")
    assert (await trip.card(card))["closed"]


@pytest.mark.parametrize(
    "words",
    ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"],
)
async def test_a_card_whose_message_is_gone_is_closed(trip: Round, words: str) -> None:
    """Somebody deleted it, so nothing will be changed there any more."""
    group = await trip.group()
    card = await trip.open_card(group.id)
    await trip.put(group.id, "Moestuin", card_id=card)
    await trip.drained()
    trip.standin.faults.fail_next("editMessageText", 400, f"Bad Request: {words}")

    await trip.put(group.id, card_id=card, method="editMessageText", payload={"text": "Met Bram"})
    later = await trip.put(
        group.id, card_id=card, method="editMessageText", payload={"text": "Met Anna"}
    )
    await trip.drained()

    assert (await trip.card(card))["closed"]
    assert await trip.state(later) == "skipped"


async def test_an_edit_that_changes_nothing_counts_as_done(trip: Round) -> None:
    anna = await trip.resident()
    await trip.put(anna, "Dag")
    await trip.drained()
    payload = {"message_id": trip.messages(anna)[-1].id, "text": "Dag"}

    edit = await trip.put(anna, method="editMessageText", payload=payload)
    await trip.drained()

    assert trip.calls("editMessageText")[-1].status == 400
    assert await trip.state(edit) == "sent"


async def test_deleting_what_is_gone_counts_as_done(trip: Round) -> None:
    anna = await trip.resident()

    row = await trip.put(anna, method="deleteMessage", payload={"message_id": 4711})
    await trip.drained()

    assert trip.calls("deleteMessage")[-1].answer["description"].endswith("to delete not found")
    assert await trip.state(row) == "sent"


# --- Telegram says no --------------------------------------------------------------------------

FOR_EVER = [
    (
        "sendMessage",
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 1',
    ),
    ("sendMessage", 400, "Bad Request: message text is empty"),
    ("sendMessage", 400, "Bad Request: message is too long"),
    ("sendMessage", 400, "Bad Request: text is too long"),
    ("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", 400, "Bad Request: reply markup is too long"),
    ("sendMessage", 400, "Bad Request: have no write access to the chat"),
    ("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat"),
    ("sendMessage", 400, "Bad Request: TOPIC_CLOSED"),
    ("sendMessage", 404, "Not Found: method not found"),
    ("sendMessage", 413, "Request Entity Too Large"),
    ("sendDocument", 400, "Bad Request: message caption is too long"),
    ("sendDocument", 413, "Request Entity Too Large"),
    ("editMessageText", 400, "Bad Request: message identifier is not specified"),
    ("editMessageReplyMarkup", 400, "Bad Request: message to edit not found"),
    ("deleteMessage", 400, "Bad Request: message can't be deleted for everyone"),
    ("pinChatMessage", 400, "Bad Request: not enough rights to manage pinned messages in the chat"),
    ("pinChatMessage", 400, "Bad Request: message to pin not found"),
    ("setMessageReaction", 400, "Bad Request: message to react not found"),
    ("setMessageReaction", 400, "Bad Request: REACTION_INVALID"),
]


@pytest.mark.parametrize(("method", "code", "words"), FOR_EVER)
async def test_what_telegram_never_takes_is_put_away_with_its_reason(
    trip: Round, method: str, code: int, words: str
) -> None:
    """A poison message must not be sent for ever, nor hold up the next one."""
    group = await trip.group()
    trip.standin.faults.fail_next(method, code, words)

    changing = {"text": "Dag", "message_id": 1}
    file = {"caption": "Je gegevens", "filename": "b.json", "document_text": "{}"}
    payload = file if method == "sendDocument" else changing
    row = await trip.put(group.id, method=method, payload=payload)
    after = await trip.put(group.id, "En verder")
    await trip.drained()

    stored = await trip.row(row)
    assert (stored["state"], stored["reason"]) == ("dead", words)
    assert await trip.state(after) == "sent"
    assert len(trip.calls(method)) - (method == "sendMessage") == 1


OUT_OF_REACH = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: the bot can't send messages to the bot"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: private chat not found"),
    (400, "Bad Request: user not found"),
]


@pytest.mark.parametrize(("code", "words"), OUT_OF_REACH)
async def test_who_blocked_the_bot_is_left_alone(trip: Round, code: int, words: str) -> None:
    """Nothing goes there until they speak again, and what waited is put away."""
    anna = await trip.resident()
    trip.standin.faults.fail_next("sendMessage", code, words)

    first, second = await trip.put_many([anna, anna])
    await trip.drained()

    assert (await trip.state(first), await trip.state(second)) == ("dead", "dead")
    assert (await trip.row(first))["reason"] == words
    assert len(trip.calls("sendMessage")) == 1
    async with trip.database.read() as tx:
        assert not await tx.value(select(people_table.c.reachable))


KICKED = [
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: bot is not a member of the supergroup chat"),
    (403, "Forbidden: the group chat was deleted"),
    (400, "Bad Request: group chat was deactivated"),
]


@pytest.mark.parametrize(("code", "words"), KICKED)
async def test_a_group_without_the_bot_is_left_alone(trip: Round, code: int, words: str) -> None:
    group = await trip.group()
    await trip.in_tx(lambda tx: tx.upsert(chats, key={"id": group.id}, values={"title": "B"}))
    trip.standin.faults.fail_next("sendMessage", code, words)

    first, second = await trip.put_many([group.id, group.id])
    await trip.drained()

    assert (await trip.state(first), await trip.state(second)) == ("dead", "dead")
    async with trip.database.read() as tx:
        assert not await tx.value(select(chats.c.present))


@pytest.mark.parametrize("words", ["TOPIC_CLOSED", "message thread not found"])
async def test_without_its_topic_a_message_goes_to_the_general_one(trip: Round, words: str) -> None:
    """Better there than nowhere."""
    group = await trip.group()
    trip.standin.faults.fail_next("sendMessage", 400, f"Bad Request: {words}")

    row = await trip.put(group.id, payload={"text": "Dag", "message_thread_id": 77})
    await trip.drained()

    assert await trip.state(row) == "sent"
    assert trip.said(group) == ["Dag"]


async def test_with_all_topics_closed_it_is_tried_once_more_only(trip: Round) -> None:
    group = await trip.group()
    trip.standin.faults.fail_next("sendMessage", 400, "Bad Request: TOPIC_CLOSED", times=2)

    row = await trip.put(group.id, payload={"text": "Dag", "message_thread_id": 77})
    await trip.drained()

    assert await trip.state(row) == "dead"
    assert len(trip.calls("sendMessage")) == 2


async def test_an_answer_to_a_deleted_message_is_said_all_the_same(trip: Round) -> None:
    group = await trip.group()
    trip.standin.faults.fail_next(
        "sendMessage", 400, "Bad Request: message to be replied not found"
    )

    await trip.put(group.id, payload={"text": "Dag", "reply_parameters": {"message_id": 4711}})
    await trip.drained()

    assert trip.said(group) == ["Dag"]


async def test_a_group_that_became_a_supergroup_is_followed_everywhere(trip: Round) -> None:
    """In one transaction: its own row, its cards, its links and all that waits."""
    old = await trip.group(supergroup=False)
    community = await trip.in_tx(
        lambda tx: tx.new_id(
            communities, name="B", language="nl", zone="Europe/Amsterdam", created_at=tx.now
        )
    )
    values = {"title": "B", "community_id": community}
    await trip.in_tx(lambda tx: tx.upsert(chats, key={"id": old.id}, values=values))
    await trip.in_tx(
        lambda tx: tx.insert_new(
            start_tokens,
            token_hash="h",
            command="idee",
            words="",
            chat_id=old.id,
            expires_at=tx.now,
        )
    )
    card = await trip.open_card(old.id)
    await trip.put(old.id, "Moestuin", card_id=card)
    await trip.drained()
    message = trip.messages(old)[-1].id
    new = await trip.standin.upgrade(old)

    reply = {"text": "Antwoord", "reply_parameters": {"message_id": message}}
    change = {"card_id": card, "method": "editMessageText", "payload": {"text": "x"}}
    removal = {"method": "deleteMessage", "payload": {"message_id": message}}
    puts: list[dict[str, Any]] = [{}, {"payload": reply}, removal, change]

    async def put(tx: Any) -> list[int]:
        tx.woken = True
        return [await put_row(tx, old.id, **values) for values in puts]

    ids = await trip.in_tx(put)
    await trip.drained()

    assert [await trip.state(each) for each in ids] == [
        "sent",
        "sent",
        "skipped",
        "skipped",
    ]
    assert trip.said(new)[-2:] == ["Dag", "Antwoord"]
    assert "reply_parameters" not in trip.calls("sendMessage")[-1].params
    assert (await trip.card(card))["closed"]
    async with trip.database.read() as tx:
        assert await tx.values(select(chats.c.id)) == [new.id]
        assert await tx.values(select(chats.c.community_id)) == [community]
        assert await tx.values(select(start_tokens.c.chat_id)) == [new.id]


async def test_a_supergroup_heard_of_first_inherits_the_neighbourhood(trip: Round) -> None:
    """Telegram may tell of the new group before it tells that the old one moved."""
    old, new = -100, -1001
    community = await trip.in_tx(
        lambda tx: tx.new_id(communities, name="B", language="nl", zone="UTC", created_at=tx.now)
    )
    await trip.in_tx(lambda tx: tx.insert_new(chats, id=old, title="B", community_id=community))
    await trip.in_tx(lambda tx: tx.insert_new(chats, id=new, title="B"))

    await trip.in_tx(lambda tx: outbox.migrate(tx, old, new))

    async with trip.database.read() as tx:
        found = await tx.all(select(chats.c.id, chats.c.community_id), lambda **row: row)
    assert found == [{"id": new, "community_id": community}]


# --- Telegram says wait ------------------------------------------------------------------------


async def test_a_flood_makes_one_chat_wait_and_costs_no_attempt(trip: Round) -> None:
    anna, bram = await trip.resident("Anna"), await trip.resident("Bram")
    trip.standin.faults.fail_next(
        "sendMessage", 429, "Too Many Requests: retry after 1", {"retry_after": 1}
    )

    row = await trip.put(anna)
    await trip.until(row, "ready")
    other = await trip.put(bram)
    await trip.until(other, "sent")
    waiting = await trip.row(row)
    await trip.until(row, "sent")

    assert (waiting["state"], waiting["attempts"]) == ("ready", 0)
    sends = trip.calls("sendMessage")
    assert sends[-1].at - sends[0].at >= 0.95


async def test_a_flood_without_a_span_waits_a_second(trip: Round) -> None:
    anna = await trip.resident()
    trip.standin.faults.fail_next("sendMessage", 429, "Too Many Requests: retry after 0")

    await trip.put(anna)
    await trip.drained()

    first, second = trip.calls("sendMessage")
    assert second.at - first.at >= 0.95


# --- nobody knows ------------------------------------------------------------------------------

DOUBTS: list[tuple[int, str]] = [
    (500, "Internal Server Error"),
    (500, "Internal Server Error: restart"),
    (502, "Bad Gateway"),
    (504, "Gateway Timeout"),
]


@pytest.mark.parametrize(("code", "words"), DOUBTS)
async def test_a_doubtful_answer_is_repeated_and_a_doubtful_broadcast_is_not(
    trip: Round, code: int, words: str
) -> None:
    """A 5xx may come after the message was taken."""
    anna, bram = await trip.resident("Anna"), await trip.resident("Bram")
    trip.standin.faults.fail_next("sendMessage", code, words, times=2)

    answer = await trip.put(anna, repeat=Repeat.RETRY)
    broadcast = await trip.put(bram, repeat=Repeat.HOLD)
    await trip.until(answer, "sent")

    assert trip.said(anna) == ["Dag"]
    stored = await trip.row(broadcast)
    assert (stored["state"], stored["reason"]) == ("unknown", "doubtful")
    assert trip.said(bram) == []


async def test_a_lost_reply_is_doubtful(trip: Round) -> None:
    """The message arrived and nobody told us: `hold` keeps it at once, `retry` says it twice."""
    anna, bram = await trip.resident("Anna"), await trip.resident("Bram")
    trip.standin.faults.drop_replies = 2

    answer = await trip.put(anna, repeat=Repeat.RETRY)
    broadcast = await trip.put(bram, repeat=Repeat.HOLD)
    await trip.until(answer, "sent")

    assert await trip.state(broadcast) == "unknown"
    assert (trip.said(anna), trip.said(bram)) == (["Dag", "Dag"], ["Dag"])


async def test_a_message_that_always_breaks_telegram_is_given_up(trip: Round) -> None:
    """A chat must not stay shut for ever behind one message."""
    anna = await trip.resident()
    row = await trip.put(anna, due_at=datetime.now(UTC) + timedelta(hours=1))
    spent = {"attempts": outbox.MOST_ATTEMPTS - 1, "due_at": datetime.now(UTC)}
    trip.standin.faults.fail_next("sendMessage", 500, "Internal Server Error")

    await trip.in_tx(lambda tx: tx.run(update(outbox.outbox).values(**spent)))
    trip.postman.wake()
    await trip.until(row, "dead")

    assert (await trip.row(row))["reason"] == "no-answer"


async def test_an_outage_loses_nothing_and_leaves_telegram_in_peace(trip: Round) -> None:
    """Three failures open the breaker; then a harmless question finds out, not a message."""
    neighbours = [await trip.resident(f"Buur {number}") for number in range(30)]
    trip.standin.faults.refuse_connections = True
    await asyncio.sleep(0.02)

    sent = await trip.put_many(neighbours, repeat=Repeat.HOLD)
    await trip.standin.wait_until(lambda: trip.postman.breaker.is_open)
    await asyncio.sleep(0.2)
    tried = [(await trip.row(row))["state"] for row in sent]
    trip.standin.faults.refuse_connections = False
    trip.postman.breaker._next_probe = 0
    trip.postman.wake()
    await trip.drained()

    assert tried.count("ready") == 30
    assert [trip.said(each) for each in neighbours] == [["Dag"]] * 30
    assert not trip.postman.breaker.is_open


async def test_a_revoked_token_stops_sending_and_loses_nothing(
    trip: Round, caplog: pytest.LogCaptureFixture
) -> None:
    anna = await trip.resident()
    trip.standin.faults.fail_next("sendMessage", 401, "Unauthorized")

    row = await trip.put(anna)
    await trip.standin.wait_until(lambda: trip.postman.breaker.token_refused)
    await trip.until(row, "ready")
    await asyncio.sleep(0.1)

    assert len(trip.calls("sendMessage")) == 1
    assert "does not know the token" in caplog.text
    assert trip.standin.token not in caplog.text
    trip.postman.breaker._next_probe = 0
    trip.postman.wake()
    await trip.until(row, "sent")


# --- crashes and takeovers ---------------------------------------------------------------------


async def test_after_a_crash_the_doubtful_follow_their_kind(trip: Round) -> None:
    """What was on its way is unknown: `retry` is said again, `hold` waits for its sender."""
    anna, bram = await trip.resident("Anna"), await trip.resident("Bram")
    trip.standin.faults.delay = 0.5
    answer = await trip.put(anna, repeat=Repeat.RETRY)
    broadcast = await trip.put(bram, repeat=Repeat.HOLD)
    await trip.standin.wait_until(lambda: len(trip.calls("sendMessage")) == 2)
    await trip.die()
    trip.standin.faults.delay = 0
    assert [await trip.state(answer), await trip.state(broadcast)] == ["sending", "sending"]

    trip.start()
    await trip.drained()

    assert await trip.state(broadcast) == "unknown"
    assert (trip.said(anna), trip.said(bram)) == (["Dag", "Dag"], ["Dag"])


async def test_a_stop_lets_arrive_what_is_on_its_way(trip: Round) -> None:
    anna = await trip.resident()
    trip.standin.faults.delay = 0.3
    row = await trip.put(anna)
    await trip.standin.wait_until(lambda: bool(trip.calls("sendMessage")))

    await trip.stop()

    assert await trip.state(row) == "sent"


async def test_who_is_stopped_while_it_takes_the_role_looks_no_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first turn does not forget the call to stop, and then sleep."""
    monkeypatch.setattr(delivery, "IDLE_SECONDS", 3600)
    async with round_of(database, Allowed.off()) as trip:
        postman = Postman(database, trip.bot)
        running = asyncio.create_task(postman.run())
        await asyncio.sleep(0)

        async with asyncio.timeout(10):
            await postman.stop()

        await running


async def test_with_an_old_fence_nothing_is_written(trip: Round) -> None:
    """A postman that was only paused must not overwrite what its successor decided."""
    anna = await trip.resident()
    trip.standin.faults.delay = 0.3
    row = await trip.put(anna, repeat=Repeat.HOLD)
    await trip.standin.wait_until(lambda: bool(trip.calls("sendMessage")))

    async def succeed(tx: Any) -> None:
        fence = await process_roles.take(tx, "postman", "another")
        await outbox.take_over(tx, fence=fence)

    await trip.in_tx(succeed)
    trip.standin.faults.delay = 0
    await trip.drained()

    assert await trip.state(row) == "unknown"


async def test_a_superseded_postman_takes_nothing(database: Database) -> None:
    """Between its last look and its next transaction somebody else took the role."""
    async with round_of(database, Allowed.off()) as trip:
        anna = await trip.resident()
        postman = Postman(database, trip.bot)
        assert await postman._take_role()
        await trip.in_tx(lambda tx: process_roles.take(tx, "postman", "another"))

        row = await trip.put(anna)
        pause = await postman._work()

        await postman._role.release()

        assert pause > 0
        assert (await trip.state(row), trip.said(anna)) == ("ready", [])


async def test_a_place_that_came_free_since_the_last_look_is_not_slept_through(
    database: Database,
) -> None:
    """The look found no room, and a moment later there is: then the next look is due at once."""
    async with round_of(database, Allowed.off()) as trip:
        now = 100.0
        limits = Limits(overall=10, overall_burst=1)
        postman = Postman(database, trip.bot, limits=limits, monotonic=lambda: now)
        assert await postman._take_role()
        postman._pace.spend(1, "sendMessage", now)

        now = 100.09
        await postman._turn()
        assert postman._pause() == pytest.approx(0.01)
        now = 100.11
        assert postman._pause() == 0

        await postman._role.release()


async def test_a_claim_whose_commit_failed_is_given_back(trip: Round, monkeypatch: Any) -> None:
    """The commit may have worked all the same: such rows were never started, so surely not sent."""
    anna = await trip.resident()
    really, broken = trip.database.transact, iter([True])

    async def transact(work: Any) -> Any:
        result = await really(work)
        if isinstance(result, outbox.Claim) and result.rows and next(broken, False):
            raise ConnectionError
        return result

    monkeypatch.setattr(trip.database, "transact", transact)

    row = await trip.put(anna, repeat=Repeat.HOLD)
    await trip.until(row, "sent")

    assert trip.said(anna) == ["Dag"]


async def _broadcast(tx: Any) -> int:
    from storage.tables import broadcasts

    community = await tx.new_id(communities, name="B", language="nl", zone="UTC", created_at=tx.now)
    return await tx.new_id(
        broadcasts, community_id=community, words="x", state="sending", total=1, created_at=tx.now
    )


# --- how many at once --------------------------------------------------------------------------


async def test_no_more_are_on_their_way_than_a_crash_may_repeat(trip: Round) -> None:
    """At most 3 of kind `retry` and 8 of kind `hold`, unwritten ones included."""
    neighbours = [await trip.resident(f"Buur {number}") for number in range(40)]
    trip.standin.faults.delay = 0.15
    worst = {Repeat.RETRY: 0, Repeat.HOLD: 0}

    for number, each in enumerate(neighbours):
        await trip.put(each, repeat=(Repeat.RETRY, Repeat.HOLD)[number % 2])
    async with asyncio.timeout(20):
        while True:
            async with trip.database.read() as tx:
                sending = await tx.values(
                    select(outbox.outbox.c.repeat).where(outbox.outbox.c.state == "sending")
                )
                idle = await outbox.is_idle(tx)
            for kind in worst:
                worst[kind] = max(worst[kind], sending.count(kind))
            if idle:
                break
            await asyncio.sleep(0.002)

    assert worst[Repeat.RETRY] <= 3
    assert 3 < worst[Repeat.HOLD] <= 8


async def test_a_strict_telegram_never_has_to_say_wait(database: Database) -> None:
    """Our own limits stay under Telegram's, in any second and any minute."""
    async with round_of(database, Allowed(), limits=Limits()) as trip:
        neighbours = [await trip.resident(f"Buur {number}") for number in range(40)]
        group = await trip.group()
        trip.start()

        await trip.put_many([*neighbours, *[group.id] * 18, *[neighbours[0]] * 5])
        await trip.drained()

        assert [call for call in trip.standin.calls if call.status == 429] == []


# --- pace, with time in hand -------------------------------------------------------------------


def test_a_bucket_lets_a_burst_through_and_then_its_pace() -> None:
    bucket = Bucket(5, 1.0, 100.0)
    for _ in range(5):
        assert bucket.wait(100.0) == 0
        bucket.spend(100.0)

    assert bucket.wait(100.0) == 1.0
    assert bucket.wait(100.4) == pytest.approx(0.6)
    assert bucket.wait(101.0) == 0
    assert bucket.is_full(105.0)


def test_a_group_gets_eighteen_in_any_minute() -> None:
    """A bucket would let 36 through in the first one; Telegram allows 20."""
    window, spent = Window(18), []
    now = 0.0
    while now < 300:
        if window.wait(now) == 0:
            window.spend(now)
            spent.append(now)
        now += 0.5

    for start in spent:
        assert sum(start <= each < start + 60 for each in spent) <= 18
    assert len(spent) == 18 * 5


def test_the_overall_pace_is_25_a_second_and_never_30() -> None:
    pace, now, spent = Pace(Limits()), 0.0, []
    while now < 10:
        for _ in range(pace.room(now)):
            pace.spend(len(spent), "sendMessage", now)
            spent.append(now)
        now += 0.01

    assert len(spent) >= 250
    for start in spent:
        assert sum(start <= each < start + 1 for each in spent) < 30


def test_a_chat_that_had_its_share_is_busy_and_the_others_are_not() -> None:
    pace = Pace(Limits(overall=1000, overall_burst=1000))
    for _ in range(5):
        pace.spend(1, "sendMessage", 0.0)
    pace.spend(2, "sendMessage", 0.0)

    assert pace.busy(0.0) == {1}
    assert pace.busy(1.0) == set()
    assert pace.wait(0.0) == pytest.approx(1.0)


def test_deleting_and_reacting_cost_a_chat_nothing() -> None:
    pace = Pace(Limits(overall=1000, overall_burst=1000))
    for _ in range(50):
        pace.spend(-1, "deleteMessage", 0.0)
        pace.spend(-1, "setMessageReaction", 0.0)

    assert pace.busy(0.0) == set()


def test_edits_count_for_a_group() -> None:
    pace = Pace(Limits(overall=1000, overall_burst=1000))
    for _ in range(18):
        pace.spend(-1, "editMessageText", 0.0)

    assert pace.busy(59.0) == {-1}
    assert pace.busy(60.1) == set()


def test_one_chat_told_to_wait_stops_only_that_chat() -> None:
    pace = Pace(Limits())
    pace.told_to_wait(1, 30, 0.0)

    assert pace.room(0.0) > 0
    assert pace.busy(29.0) == {1}
    assert pace.busy(30.0) == set()


def test_several_chats_told_to_wait_stop_everybody() -> None:
    """Then it is the limit over all chats."""
    pace = Pace(Limits())
    pace.told_to_wait(1, 7, 0.0)
    pace.told_to_wait(2, 5, 1.0)

    assert pace.room(6.9) == 0
    assert pace.wait(2.0) == pytest.approx(5.0)
    assert pace.room(7.0) > 0


def test_one_chat_told_twice_is_still_one_chat() -> None:
    pace = Pace(Limits())
    pace.told_to_wait(1, 7, 0.0)
    pace.told_to_wait(1, 7, 1.0)

    assert pace.room(2.0) > 0


def test_back_off_grows_and_ends_when_telegram_is_back() -> None:
    pace = Pace(Limits())
    pace.rest(1, 0, 0.0)
    pace.rest(2, 5, 0.0)

    assert pace.busy(0.5) == {1, 2}
    assert pace.busy(1.0) == {2}
    pace.rested()
    assert pace.busy(1.0) == set()


def test_the_breaker_opens_at_the_third_failure_in_a_row_and_probes_every_five_seconds() -> None:
    breaker = Breaker()
    breaker.failed(0)
    breaker.failed(0)
    breaker.answered(0)
    breaker.failed(1)
    breaker.failed(1)
    assert not breaker.is_open

    breaker.failed(1)

    assert breaker.is_open
    assert breaker.wait(1) == 5
    assert breaker.wait(6) == 0
    breaker.failed(6)
    assert breaker.wait(7) == 4
    assert breaker.answered(8)
    assert not breaker.is_open


# --- two processes on PostgreSQL ---------------------------------------------------------------


async def test_of_two_processes_one_delivers_and_the_other_takes_over(
    trip: Round, second: Database
) -> None:
    """A session lock proves the first one dead; until then nothing is sent twice."""
    neighbours = [await trip.resident(f"Buur {number}") for number in range(20)]
    standby = Postman(second, trip.bot, limits=trip.limits, owner="standby")
    await trip.put_many(neighbours, "Een", repeat=Repeat.HOLD)
    await trip.drained()
    waiting = asyncio.create_task(standby.run())
    await asyncio.sleep(0.3)
    async with trip.database.read() as tx:
        assert await tx.value(select(process_roles.process_roles.c.owner)) == "test"

    await trip.put_many(neighbours, "Twee", repeat=Repeat.HOLD)
    await trip.drained()
    await trip.die()
    await trip.put_many(neighbours, "Drie", repeat=Repeat.HOLD)
    everything = [["Een", "Twee", "Drie"]] * 20
    await trip.standin.wait_until(
        lambda: [trip.said(each) for each in neighbours] == everything, timeout=10
    )
    await standby.drained()
    await standby.stop()
    await waiting

    assert [trip.said(each) for each in neighbours] == everything


async def test_a_commit_elsewhere_wakes_the_postman(trip: Round, second: Database) -> None:
    """By NOTIFY, long before the next look."""
    anna = await trip.resident()
    await trip.drained()
    await asyncio.sleep(0.05)
    loop = asyncio.get_running_loop()

    async def put(tx: Any) -> None:
        tx.woken = True
        await put_row(tx, anna)

    began = loop.time()
    await second.transact(put)
    await trip.standin.wait_until(lambda: bool(trip.calls("sendMessage")))

    assert loop.time() - began < 0.5
