"""A message to everybody who wants it: preview, a minute to take it back, progress, report."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, update

from bot.broadcasts import BroadcastState
from bot.people import Role
from bot.playground import User
from storage import people as stored_people
from storage.tables import broadcasts, memberships, outbox, people, timers
from tests.buurt import Buurt, Neighbour

WORDS = "Zaterdag is de straat dicht. Kom buiten spelen!"
ARRIVED = f"{WORDS}\n\nVan Noor namens Broeklanden"


@pytest.fixture
async def noor(buurt: Buurt) -> Neighbour:
    """An organiser whose team has two people."""
    await buurt.admin("Karel")
    return await buurt.organizer("Noor")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty at a time, eighty ahead: a crowd that a test can send to."""
    monkeypatch.setattr("handlers.broadcasts.BATCH", 20)
    monkeypatch.setattr("handlers.broadcasts.AHEAD", 80)


async def send(noor: Neighbour, words: str = WORDS) -> None:
    """Write it and confirm it; the minute has yet to pass."""
    await noor.says(f"/bericht {words}")
    await noor.taps("Versturen")


async def change(neighbour: Neighbour, **values: object) -> None:
    member = await neighbour.member()
    async with neighbour.buurt.database.begin() as tx:
        await stored_people.change(tx, member.id, **values)


async def until(buurt: Buurt, day: int, clock: str) -> None:
    hour, minute = map(int, clock.split("."))
    moment = datetime(2027, 6, day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))
    await buurt.moves(seconds=(moment - buurt.now).total_seconds())


async def crowd(buurt: Buurt, count: int) -> list[User]:
    """Many neighbours at once."""
    users = [buurt.standin.add_user(f"Buur {number}") for number in range(count)]
    for user in users:
        user.known = user.started = True
    rows = [
        {
            "telegram_id": user.id,
            "name": user.first_name,
            "consent_version": 1,
            "consented_at": buurt.now,
        }
        for user in users
    ]
    async with buurt.database.begin() as tx:
        await tx.many(insert(people), rows)
        ids = await tx.values(
            select(people.c.id).where(people.c.telegram_id.in_([user.id for user in users]))
        )
        joined = [
            {"person_id": each, "community_id": buurt.id, "joined_at": buurt.now} for each in ids
        ]
        await tx.many(insert(memberships), joined)
    return users


async def minute_passes(buurt: Buurt) -> None:
    """The minute passes and rows are put; nothing waits until they are sent."""
    buurt.passes(timedelta(seconds=70))
    await buurt.bot.clock.tick()


async def rows(buurt: Buurt) -> int:
    """How many rows of broadcasts there are for people."""
    count = select(func.count()).where(
        outbox.c.broadcast_id.is_not(None), outbox.c.person_id.is_not(None)
    )
    async with buurt.database.read() as tx:
        return int(await tx.value(count))


async def state(buurt: Buurt) -> BroadcastState:
    async with buurt.database.read() as tx:
        return await tx.value(select(broadcasts.c.state))


async def make_doubtful(buurt: Buurt, neighbour: Neighbour) -> None:
    """As if the process had died between handing over and writing down."""
    member = await neighbour.member()
    async with buurt.database.begin() as tx:
        await tx.run(
            update(outbox)
            .where(outbox.c.person_id == member.id, outbox.c.broadcast_id.is_not(None))
            .values(state="unknown", reason="doubtful")
        )
        await tx.run(update(broadcasts).values(state=BroadcastState.SENDING))
        await tx.insert(timers, kind="broadcast-progress", subject_id=1, due_at=buurt.now)


# --- writing -----------------------------------------------------------------------------------


async def test_the_preview_shows_the_message_and_how_many_get_it(buurt: Buurt, noor: Neighbour):
    """Exactly what they will read, before anything is decided."""
    await buurt.resident("Anna")
    await noor.says("/bericht")
    assert "Wie ziet dit? Iedereen in de buurt die berichten wil" in noor.last()

    await noor.says(WORDS)

    assert ARRIVED in noor.last()
    assert "2 mensen krijgen dit bericht. Het komt ook in de groep." in noor.last()
    assert noor.buttons() == ["Versturen", "Aanpassen", "Stoppen"]


async def test_everybody_who_wants_it_gets_it_once(buurt: Buurt, noor: Neighbour):
    """In private with `Minder berichten`, and once in the group."""
    anna, zeynep = await buurt.resident("Anna"), await buurt.elsewhere("Zeynep")

    await send(noor)
    assert WORDS not in anna.reads()
    await buurt.moves(minutes=2)

    assert anna.hears().count(ARRIVED) == 1
    assert "Minder berichten" in anna.buttons()
    assert buurt.group_reads().count(ARRIVED) == 1
    assert WORDS not in zeynep.reads()
    assert "Klaar. 2 mensen kregen je bericht." in noor.last()
    assert "Het staat in de groep." in noor.last()


async def test_who_does_not_want_it_does_not_get_it(buurt: Buurt, noor: Neighbour):
    """No news, everything stopped, on a pause, not reachable: four ways to be left alone."""
    anna, bram, fatima, willem = [
        await buurt.resident(name) for name in ("Anna", "Bram", "Fatima", "Willem")
    ]
    await change(anna, news=False)
    await change(bram, stopped=True)
    await change(fatima, paused_until=buurt.now.replace(year=2028))
    await change(willem, reachable=False)

    await noor.says(f"/bericht {WORDS}")
    assert "1 persoon krijgt dit bericht." in noor.last()
    await noor.taps("Versturen")
    await buurt.moves(minutes=2)

    assert not any(WORDS in each.reads() for each in (anna, bram, fatima, willem))


async def test_somebody_who_says_no_meanwhile_is_not_sent_to(buurt: Buurt, noor: Neighbour):
    """Courtesy is asked again when it leaves; the report names nobody."""
    anna = await buurt.resident("Anna")
    await send(noor)
    await buurt.bot.postman.stop()
    await minute_passes(buurt)
    await change(anna, news=False)
    await buurt.restarts()
    await buurt.moves(minutes=1)

    assert WORDS not in anna.reads()
    assert "Geen nieuws gewenst: een paar mensen." in noor.last()


async def test_it_can_be_taken_back_for_a_minute(buurt: Buurt, noor: Neighbour):
    """A mistake seen just after sending costs nothing, and the words are not lost."""
    anna = await buurt.resident("Anna")
    await send(noor)

    await noor.taps("Toch niet versturen")
    await buurt.moves(hours=1)

    assert "Je bericht is niet verstuurd." in noor.last()
    assert WORDS in noor.last()
    assert WORDS not in anna.reads()
    assert WORDS not in buurt.group_reads()


async def test_what_is_on_its_way_cannot_be_taken_back(buurt: Buurt, noor: Neighbour):
    """An honest no instead of a half truth."""
    await buurt.resident("Anna")
    await send(noor)
    waiting = noor.private()[-1]
    await buurt.moves(minutes=2)

    await noor.presses(waiting, "wbx_1")

    assert "Terughalen lukt niet meer." in noor.last()
    assert await state(buurt) is BroadcastState.DONE


async def test_an_organiser_without_a_team_reaches_only_the_group(buurt: Buurt):
    """Nobody alone gets the ear of a whole neighbourhood."""
    noor, anna = await buurt.organizer("Noor"), await buurt.resident("Anna")
    await noor.says(f"/bericht {WORDS}")
    assert "Dit komt alleen in de groep." in noor.last()

    await noor.taps("Versturen")
    await buurt.moves(minutes=2)

    assert WORDS not in anna.reads()
    assert buurt.group_reads().count(ARRIVED) == 1
    assert noor.last() == "Het staat in de groep."


# --- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["resident", "verbinder", "admin"])
async def test_only_organisers_write_to_everybody(buurt: Buurt, role: str):
    """The refusal says whom to ask."""
    anna = await getattr(buurt, role)("Anna")

    await anna.says(f"/bericht {WORDS}")

    assert "Dit kan alleen een organisator." in anna.last()


async def test_an_organiser_of_elsewhere_cannot_write_here(buurt: Buurt, noor: Neighbour):
    """Roles hold in one neighbourhood."""
    zeynep = await buurt.elsewhere("Zeynep")
    member = await zeynep.member()
    async with buurt.database.begin() as tx:
        await stored_people.give_role(tx, member.id, member.community_id, Role.ORGANIZER)
    await send(noor)
    await zeynep.says("/start")

    await zeynep.presses(zeynep.private()[-1], "wbx_1")

    assert "Dit hoort bij een andere buurt" in zeynep.last()
    assert await state(buurt) is BroadcastState.WAITING


async def test_another_organiser_cannot_take_it_back(buurt: Buurt, noor: Neighbour):
    """It is the sender's own decision."""
    other = await buurt.organizer("Olga")
    await send(noor)
    await other.says("/start")

    await other.presses(other.private()[-1], "wbx_1")

    assert "voor iemand anders" in other.last()
    assert await state(buurt) is BroadcastState.WAITING


async def test_a_text_that_does_not_fit_is_refused(buurt: Buurt, noor: Neighbour):
    """The limit is said, and the question stays open."""
    await noor.says("/bericht")

    await noor.says("a" * 3001)

    assert "Er passen er 3.000." in noor.reads()
    assert "Wat wil je de buurt vertellen?" in noor.last()


async def test_the_longest_text_fits(buurt: Buurt, noor: Neighbour):
    """Preview and message stay within Telegram's limit, signs that HTML escapes included."""
    anna = await buurt.resident("Anna")

    await send(noor, "&" * 3000)
    await buurt.moves(minutes=2)

    assert "&" * 3000 in anna.last()


async def test_an_old_preview_sends_nothing(buurt: Buurt, noor: Neighbour):
    """Two taps on `Versturen` are one message."""
    anna = await buurt.resident("Anna")
    await noor.says(f"/bericht {WORDS}")
    preview = noor.private()[-1]
    await noor.taps("Versturen")

    await noor.presses(preview, "dp")
    await buurt.moves(minutes=2)

    assert anna.hears().count(ARRIVED) == 1


async def test_who_lost_the_role_within_the_minute_sends_nothing(buurt: Buurt, noor: Neighbour):
    """Ending a role works at once."""
    anna = await buurt.resident("Anna")
    await send(noor)
    member = await noor.member()
    async with buurt.database.begin() as tx:
        await stored_people.end_role(tx, member.id, buurt.id, Role.ORGANIZER)

    await buurt.moves(minutes=2)

    assert "Je bent nu geen organisator." in noor.last()
    assert WORDS not in anna.reads()
    assert WORDS not in buurt.group_reads()


# --- sending -----------------------------------------------------------------------------------


async def test_at_night_it_waits_and_can_still_be_taken_back(buurt: Buurt, noor: Neighbour):
    """Nothing has left, so nothing is too late."""
    anna = await buurt.resident("Anna")
    await until(buurt, 7, "22.00")
    await send(noor)
    await until(buurt, 7, "23.00")
    assert "Je bericht gaat weg op dinsdag 8 juni om 08.00 uur." in noor.last()
    assert WORDS not in anna.reads()

    await until(buurt, 8, "8.05")
    assert anna.hears().count(ARRIVED) == 1

    await until(buurt, 8, "22.00")
    await send(noor, "Nog iets")
    await until(buurt, 8, "23.00")
    await noor.taps("Toch niet versturen")
    await until(buurt, 9, "9.00")
    assert "Nog iets" not in anna.reads()


async def test_a_crowd_is_served_in_batches_once_each(
    buurt: Buurt, noor: Neighbour, small_batches: None
):
    """Also when the bot restarts in the middle of it."""
    users = await crowd(buurt, 45)
    await send(noor)
    await minute_passes(buurt)

    await buurt.restarts()
    await buurt.moves(minutes=2)

    assert await rows(buurt) == 46  # and Karel
    assert "Klaar. 46 mensen kregen je bericht." in noor.last()
    copies = [len(buurt.standin.messages(user)) for user in users]
    assert set(copies) == {1}


async def test_the_fan_out_never_runs_far_ahead(buurt: Buurt, noor: Neighbour, small_batches: None):
    """With the postman away it stops after four batches, and goes on when he is back."""
    await crowd(buurt, 130)
    await send(noor)
    await buurt.bot.postman.stop()

    await minute_passes(buurt)
    assert await rows(buurt) == 80

    await buurt.restarts()
    await buurt.moves(minutes=1)
    assert await rows(buurt) == 131
    assert "Klaar. 131 mensen kregen je bericht." in noor.last()


async def test_progress_is_shown_while_it_runs(buurt: Buurt, noor: Neighbour):
    """Counted from what is really sent."""
    await crowd(buurt, 10)
    await send(noor)
    await buurt.bot.postman.stop()
    await minute_passes(buurt)
    async with buurt.database.begin() as tx:
        four = select(outbox.c.id).where(outbox.c.person_id.is_not(None)).limit(4)
        chosen = four.where(outbox.c.broadcast_id.is_not(None))
        await tx.run(
            update(outbox)
            .where(outbox.c.id.in_(await tx.values(chosen)))
            .values(state="sent", finished_at=tx.now)
        )
    await minute_passes(buurt)

    async with buurt.database.read() as tx:
        waiting = await tx.values(
            select(outbox.c.payload).where(
                outbox.c.state == "ready", outbox.c.method == "editMessageText"
            )
        )
    assert [each["text"] for each in waiting] == ["Ik verstuur je bericht: 4 van 11."]


async def test_who_blocked_the_bot_is_in_the_report(buurt: Buurt, noor: Neighbour):
    """Few are never counted: in a small street that would name them."""
    anna = await buurt.resident("Anna")
    anna.user.blocked = True
    await send(noor)
    await buurt.moves(minutes=2)

    assert "Niet te bereiken: een paar mensen." in noor.last()
    assert "Klaar. 1 persoon kreeg je bericht." in noor.last()


async def test_the_open_log_tells_it(buurt: Buurt, noor: Neighbour):
    """Every neighbour may know who spoke to all."""
    anna = await buurt.resident("Anna")
    await send(noor)
    await buurt.moves(minutes=2)

    await anna.says("/logboek")

    assert "Noor stuurde een bericht aan de buurt" in anna.reads()


# --- what may have arrived ---------------------------------------------------------------------


async def test_the_doubtful_are_shown_and_can_be_sent_again(buurt: Buurt, noor: Neighbour):
    """Nobody gets it twice unless the sender wants to."""
    anna = await buurt.resident("Anna")
    await send(noor)
    await buurt.moves(minutes=2)
    await make_doubtful(buurt, anna)
    await buurt.moves(minutes=1)
    assert "Bij 1 persoon weet ik niet of het aankwam." in noor.last()
    assert noor.buttons() == ["Stuur nog een keer", "Laat zo"]

    await noor.taps("Stuur nog een keer")
    await buurt.moves(minutes=1)

    assert anna.hears().count(ARRIVED) == 2
    assert "Klaar. 2 mensen kregen je bericht." in noor.last()
    assert "weet ik niet" not in noor.last()


async def test_the_doubtful_can_be_left(buurt: Buurt, noor: Neighbour):
    """And that decision holds: a second tap, or a restart, sends nothing."""
    anna = await buurt.resident("Anna")
    await send(noor)
    await buurt.moves(minutes=2)
    await make_doubtful(buurt, anna)
    await buurt.moves(minutes=1)
    report = noor.private()[-1]

    await noor.taps("Laat zo")
    assert "Misschien niet aangekomen: een paar mensen." in noor.last()
    await noor.presses(report, "wba_1")
    await buurt.restarts()
    await buurt.moves(hours=1)

    assert anna.hears().count(ARRIVED) == 1
