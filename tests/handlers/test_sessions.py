"""Meeting each other: planned in three answers, announced, answered, reminded, changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.callbacks import unpack
from bot.dialogs import Context
from bot.sessions import AnswerSession, ReallyCancel, WhoComes, read_moment
from storage import people
from storage.tables import sessions, timers
from tests.buurt import Buurt, Neighbour

THURSDAY = "donderdag 10 juni 2027 om 19.30 uur"


async def plan(host: Neighbour, what: str = "Samen koken", when: str = "donderdag 19.30") -> None:
    """Plan a meeting, and let the clock announce it."""
    known = {"community": host.buurt.id, "what": what, "where": "Buurthuis"}
    context = Context(language="nl", zone="Europe/Amsterdam", now=host.buurt.now)
    await host.fills_in("session", "Plaatsen", when=read_moment(when, context), **known)
    await host.buurt.moves(minutes=1)


async def until(buurt: Buurt, day: int, clock: str) -> None:
    """Let time pass until a moment in June 2027, on the clocks of the neighbourhood."""
    hour, minute = map(int, clock.split("."))
    moment = datetime(2027, 6, day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))
    await buurt.moves(seconds=(moment - buurt.now).total_seconds())


async def stored(buurt: Buurt, statement):
    async with buurt.database.read() as tx:
        return await tx.values(statement)


# --- planning ----------------------------------------------------------------------------------


async def test_what_was_understood_is_shown_back_in_full(buurt: Buurt):
    """A wrong evening is worse than a second question, so the year and the weekday are there."""
    noor = await buurt.resident("Noor")
    await noor.says("/bijeenkomst")
    assert "Wie ziet dit? De hele groep" in noor.last()
    await noor.says("Samen koken")
    await noor.says("donderdag 19.30")
    await noor.says("Buurthuis")

    assert THURSDAY in noor.last()
    assert noor.buttons() == ["Plaatsen", "Aanpassen", "Stoppen"]


async def test_nothing_is_planned_before_the_yes(buurt: Buurt):
    """Whoever stops in the preview has bothered nobody."""
    noor = await buurt.resident("Noor")
    await noor.says("/bijeenkomst Samen koken")
    await noor.says("donderdag 19.30")
    await noor.says("Buurthuis")

    await noor.taps("Stoppen")
    await buurt.moves(days=1)

    assert await stored(buurt, select(sessions.c.id)) == []
    assert "Samen koken" not in buurt.group_reads()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ergens volgende maand", "Ik begrijp nog niet wanneer"),
        ("donderdag", "Hoe laat begint het"),
        ("6 juni 2027 om 19.30", "al voorbij"),
        ("10 juni 2031 om 19.30", "nog heel ver weg"),
    ],
)
async def test_a_moment_that_cannot_be_used_is_asked_again(buurt: Buurt, typed: str, answer: str):
    """The error says what is possible, and the question stays open."""
    noor = await buurt.resident("Noor")
    await noor.says("/bijeenkomst Samen koken")

    await noor.says(typed)

    assert answer in noor.reads()
    await noor.says("donderdag 19.30")
    assert "Waar is het?" in noor.last()


async def test_a_moment_that_passed_while_the_preview_lay_open_is_refused(buurt: Buurt):
    """Nobody is invited to yesterday."""
    noor = await buurt.resident("Noor")
    await noor.says("/bijeenkomst Samen koken")
    await noor.says("vanavond 20.00")
    await noor.says("Buurthuis")
    await buurt.moves(days=1)

    await noor.taps("Plaatsen")

    assert "al voorbij" in noor.last()
    assert await stored(buurt, select(sessions.c.id)) == []


async def test_an_answer_can_be_given_again_from_the_preview(buurt: Buurt):
    """A typing error does not cost the whole form."""
    noor = await buurt.resident("Noor")
    await noor.says("/bijeenkomst Samen koken")
    await noor.says("donderdag 19.30")
    await noor.says("Buurthuis")

    await noor.taps("Aanpassen")
    await noor.taps("Wanneer")
    await noor.says("vrijdag 20.00")

    assert "vrijdag 11 juni 2027 om 20.00 uur" in noor.last()
    assert "Buurthuis" in noor.last()


async def test_the_group_gets_a_card_with_three_buttons(buurt: Buurt):
    """The announcement comes by itself, and only once."""
    noor = await buurt.resident("Noor")

    await plan(noor)
    await buurt.moves(hours=2)

    assert buurt.group_reads().count("[Ik kom]") == 1
    assert buurt.group_last().startswith(
        "📅 Samen koken\ndonderdag 10 juni om 19.30 uur\nBuurthuis"
    )
    assert "Noor nodigt je uit." in buurt.group_last()


async def test_a_meeting_planned_at_night_is_announced_in_the_morning(buurt: Buurt):
    """A group sleeps too, and a restart in between changes nothing."""
    noor = await buurt.resident("Noor")
    await until(buurt, 7, "23.00")
    await plan(noor)

    assert "Samen koken" not in buurt.group_reads()
    await buurt.restarts()
    await until(buurt, 8, "8.30")

    assert buurt.group_reads().count("[Ik kom]") == 1


async def test_a_meeting_that_has_begun_is_not_announced_any_more(buurt: Buurt):
    """Planned at night for seven in the morning: the group wakes up at eight."""
    noor = await buurt.resident("Noor")
    await until(buurt, 7, "23.00")

    await plan(noor, when="morgenochtend 7.00")

    for clock in ("8.30", "12.00"):
        await until(buurt, 8, clock)
        assert "Samen koken\n" not in buurt.group_reads()


# --- answering ---------------------------------------------------------------------------------


async def test_the_group_sees_a_number_and_no_names(buurt: Buurt):
    """Who comes is between them and the host; the number is edited in place."""
    noor = await buurt.resident("Noor")
    neighbours = [await buurt.resident(name) for name in ("Anna", "Bram", "Fatima")]
    await plan(noor)

    for each in neighbours:
        await each.taps_in_group("Ik kom")

    assert "3 mensen komen." in buurt.group_last()
    assert buurt.group_reads().count("Samen koken\n") == 1
    assert "Anna" not in buurt.group_reads()


async def test_an_answer_is_told_in_private_and_changed_in_place(buurt: Buurt):
    """Every tap stays visible; a second one does not fill the chat."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    await anna.taps_in_group("Ik kom")
    assert "Je zei ja, do 10 jun" in anna.last()
    before = len(anna.hears())

    await anna.taps_in_group("Misschien")
    assert "Je zei misschien" in anna.last()
    await anna.taps("Ik kom niet")

    assert "Je zei nee" in anna.last()
    assert len(anna.hears()) == before
    assert "Wie komt er?" in buurt.group_last()


async def test_an_answer_can_be_taken_back(buurt: Buurt):
    """`Toch niet` leaves nothing behind."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    await anna.taps_in_group("Ik kom")

    await anna.taps("Toch niet")

    assert "Je antwoord is weg" in anna.last()
    assert "Wie komt er?" in buurt.group_last()


async def test_a_newcomer_comes_in_and_has_answered(buurt: Buurt):
    """The first tap leads through consent to exactly what was tapped."""
    noor, bram = await buurt.resident("Noor"), await buurt.stranger("Bram")
    await plan(noor)

    await bram.taps_in_group("Ik kom")
    await bram.taps("Ja, ik ben 16 of ouder")
    await bram.taps("Bram is goed")

    assert "Je zei ja" in bram.last()
    assert "1 persoon komt." in buurt.group_last()


async def test_somebody_of_another_neighbourhood_cannot_answer(buurt: Buurt):
    """Forged data is checked against who presses and what is stored."""
    noor, zeynep = await buurt.resident("Noor"), await buurt.elsewhere("Zeynep")
    await plan(noor)
    [session] = await stored(buurt, select(sessions.c.id))
    await zeynep.says("/start")

    await zeynep.presses(zeynep.private()[-1], f"sa_{session}_going")

    assert "Dit hoort bij een andere buurt" in zeynep.reads()
    assert "Wie komt er?" in buurt.group_last()


# --- the day before ----------------------------------------------------------------------------


async def test_who_might_come_is_reminded_the_day_before(buurt: Buurt):
    """Once, in private, and only who said yes or perhaps; also when the bot restarts meanwhile."""
    noor = await buurt.resident("Noor")
    anna, bram, fatima = [await buurt.resident(name) for name in ("Anna", "Bram", "Fatima")]
    await plan(noor)
    await anna.taps_in_group("Ik kom")
    await bram.taps_in_group("Misschien")
    await fatima.taps_in_group("Ik kom niet")

    await until(buurt, 9, "19.00")
    assert "⏰" not in anna.reads()
    await until(buurt, 9, "19.45")
    await buurt.restarts()
    await until(buurt, 10, "19.00")

    assert anna.reads().count("⏰ Je zei ja: Samen koken") == 1
    assert bram.reads().count("⏰ Je zei misschien: Samen koken") == 1
    assert "⏰" not in fatima.reads()
    assert "⏰" not in noor.reads()
    assert "Minder berichten" in anna.buttons()


async def test_a_reminder_moves_out_of_the_quiet_hours(buurt: Buurt):
    """The day before at 22.00 nobody wants to be woken: 20.30 it is."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor, when="donderdag 22.00")
    await anna.taps_in_group("Ik kom")

    await until(buurt, 9, "20.45")

    assert "⏰ Je zei ja" in anna.reads()


async def test_a_meeting_on_the_same_day_is_reminded_two_hours_before(buurt: Buurt):
    """There is no day before any more."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor, when="vandaag 19.30")
    await anna.taps_in_group("Ik kom")

    await until(buurt, 7, "17.15")
    assert "⏰" not in anna.reads()
    await until(buurt, 7, "17.45")

    assert "⏰ Je zei ja" in anna.reads()


async def test_the_card_is_closed_when_it_is_over(buurt: Buurt):
    """Nobody can still answer to what has been."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    await anna.taps_in_group("Ik kom")

    await until(buurt, 10, "22.00")

    assert "Was op donderdag 10 juni." in buurt.group_last()
    assert "[Ik kom]" not in buurt.group_reads()
    await anna.taps("Misschien")
    assert "al begonnen" in anna.last()


# --- the host ----------------------------------------------------------------------------------


async def test_only_the_host_sees_who_comes(buurt: Buurt):
    """A list of names is not for everybody."""
    noor, anna, bram = [await buurt.resident(name) for name in ("Noor", "Anna", "Bram")]
    await plan(noor)
    await anna.taps_in_group("Ik kom")
    [session] = await stored(buurt, select(sessions.c.id))

    await noor.taps("Wie komt er?")
    await bram.says("/bijeenkomsten")
    await bram.presses(bram.private()[-1], WhoComes(session=session).pack())

    assert "Komt: Anna" in noor.last()
    assert "voor iemand anders" in bram.last()
    assert "Anna" not in bram.reads()


async def test_another_time_is_told_to_who_might_come(buurt: Buurt):
    """The card follows, and the reminder comes the day before the new day."""
    noor, anna, bram = [await buurt.resident(name) for name in ("Noor", "Anna", "Bram")]
    await plan(noor)
    await anna.taps_in_group("Ik kom")
    await bram.taps_in_group("Ik kom niet")

    await noor.taps("Andere tijd")
    await noor.says("vrijdag 20.00")
    assert "vrijdag 11 juni 2027 om 20.00 uur" in noor.last()
    await noor.taps("Doorgeven")

    assert "nieuwe tijd: vrijdag 11 juni om 20.00 uur" in anna.last()
    assert "nieuwe tijd" not in bram.reads()
    assert "vrijdag 11 juni om 20.00 uur" in buurt.group_last()
    assert buurt.group_reads().count("Samen koken\n") == 1
    await until(buurt, 10, "19.45")
    assert "⏰" not in anna.reads()
    await until(buurt, 10, "20.15")
    assert anna.reads().count("⏰") == 1


async def test_another_place_is_told_to_who_might_come(buurt: Buurt):
    """Nobody stands before a closed door."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    await anna.taps_in_group("Ik kom")

    await noor.taps("Andere plek")
    await noor.says("De speeltuin")
    await noor.taps("Doorgeven")

    assert "andere plek: De speeltuin" in anna.last()
    assert "De speeltuin" in buurt.group_last()


async def test_calling_off_is_asked_once_more(buurt: Buurt):
    """One slip of a thumb must not cost an evening."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    await anna.taps_in_group("Ik kom")

    await noor.taps("Afzeggen")
    assert "1 persoon hoort het dan van mij." in noor.last()
    await noor.taps("Terug")

    assert "gaat niet door" not in anna.reads()
    assert "[Ik kom]" in buurt.group_reads()


async def test_calling_off_reaches_everybody_who_might_come(buurt: Buurt):
    """And nobody is reminded of what does not happen."""
    noor = await buurt.resident("Noor")
    anna, bram, fatima = [await buurt.resident(name) for name in ("Anna", "Bram", "Fatima")]
    await plan(noor)
    await anna.taps_in_group("Ik kom")
    await bram.taps_in_group("Misschien")
    await fatima.taps_in_group("Ik kom niet")

    await noor.taps("Afzeggen")
    await noor.taps("Ja, zeg af")
    assert await stored(buurt, select(timers.c.kind)) == []
    await buurt.moves(days=5)

    assert "Samen koken van donderdag 10 juni om 19.30 uur gaat niet door." in anna.reads()
    assert "gaat niet door." in bram.reads()
    assert "gaat niet door." not in fatima.reads()
    assert "Gaat niet door" in buurt.group_last()
    assert "⏰" not in anna.reads()


async def test_calling_off_before_the_morning_posts_nothing(buurt: Buurt):
    """What was never announced need not be called off in the group."""
    noor = await buurt.resident("Noor")
    await until(buurt, 7, "23.00")
    await plan(noor)

    await noor.taps("Afzeggen")
    await noor.taps("Ja, zeg af")
    await until(buurt, 8, "12.00")

    assert "Samen koken" not in buurt.group_reads()


async def test_calling_off_shortly_before_breaks_the_night(buurt: Buurt):
    """Better woken than standing at the door at nine."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor, when="morgen 9.00")
    await anna.taps_in_group("Ik kom")
    await until(buurt, 7, "23.30")

    await noor.taps("Afzeggen")
    await noor.taps("Ja, zeg af")

    assert "gaat niet door" in anna.last()


async def test_only_the_host_can_call_off(buurt: Buurt):
    """A forged button does nothing."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    [session] = await stored(buurt, select(sessions.c.id))
    await anna.says("/bijeenkomsten")

    await anna.presses(anna.private()[-1], ReallyCancel(session=session).pack())

    assert "voor iemand anders" in anna.last()
    assert "[Ik kom]" in buurt.group_reads()


async def test_an_answer_to_what_is_off_is_refused(buurt: Buurt):
    """An old card in somebody's hand says why."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    await anna.taps_in_group("Ik kom")
    await noor.taps("Afzeggen")
    await noor.taps("Ja, zeg af")

    await anna.taps("Misschien")

    assert "‘Samen koken’ gaat niet door." in anna.last()


# --- looking around ----------------------------------------------------------------------------


async def test_the_list_shows_my_answers_and_pages(buurt: Buurt):
    """Soonest first, five at a time, each to be opened and answered there."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    for number in range(1, 7):
        await plan(noor, what=f"Plan {number}", when=f"{10 + number} juni 19.30")
    await anna.says("/bijeenkomsten")
    assert "1. Plan 1" in anna.last()
    assert "Plan 6" not in anna.last()

    await anna.taps("Volgende")
    await anna.taps("6 Plan 6")
    await anna.taps("Ik kom")
    await anna.taps("Ik kom niet")
    await anna.says("/bijeenkomsten")
    await anna.taps("Volgende")

    assert "Je zei: ik kom niet." in anna.last()
    assert "Je zei nee" in anna.hears()[-2]  # the opened page became the answer, in place


async def test_an_empty_list_invites_to_plan(buurt: Buurt):
    """No dead end."""
    anna = await buurt.resident("Anna")
    await anna.says("/bijeenkomsten")
    assert "nog niets gepland" in anna.last()

    await anna.taps("Plan een bijeenkomst")

    assert "Wat gaan jullie doen?" in anna.last()


async def test_a_host_who_left_leaves_the_meeting_standing(buurt: Buurt):
    """The others may still go; their card just has no name any more."""
    noor, anna = await buurt.resident("Noor"), await buurt.resident("Anna")
    await plan(noor)
    host = await noor.member()
    async with buurt.database.begin() as tx:
        await people.erase(tx, host.id)

    await anna.taps_in_group("Ik kom")

    assert "Iemand uit de buurt nodigt je uit." in buurt.group_last()


def test_every_answer_fits_in_a_button():
    """Sessions are many, so their ids are long."""
    for answer in ("going", "maybe", "not-going"):
        payload = AnswerSession(session=2**62, answer=answer)
        assert unpack(payload.pack()) == payload
