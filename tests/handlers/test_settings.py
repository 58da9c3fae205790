"""Somebody decides alone what they hear and when; each tap shows what holds from then on."""

from __future__ import annotations

from bot.messages import Courtesy, Message, Text, ToPerson, button, column
from bot.people import FewerMessages
from storage import outbox
from tests.buurt import Buurt, Neighbour


async def test_settings_show_every_choice_and_change_in_place(buurt: Buurt) -> None:
    """A tap changes the message itself, so that what holds now is always on the screen."""
    anna = await buurt.resident("Anna")

    await anna.says("/instellingen")
    await anna.taps("Hoeveel berichten")
    await anna.taps("1 per week")

    assert "Hoeveel: hoogstens 1 per week" in anna.last()
    assert len(anna.hears()) == 1


async def test_how_often_to_be_asked_is_a_choice_of_its_own(buurt: Buurt) -> None:
    """It holds for all that somebody can, so it must be found without any of it at hand."""
    anna = await buurt.resident("Anna")

    await anna.says("/instellingen")
    assert "Kennismaken: hoogstens twee keer per maand" in anna.last()
    await anna.taps("Hoe vaak kennismaken")
    await anna.taps("drie keer per maand")

    assert "Kennismaken: hoogstens drie keer per maand" in anna.last()


async def test_choosing_a_language_changes_the_very_next_words(buurt: Buurt) -> None:
    """Who reads no Dutch must not have to look for a way out of it."""
    anna = await buurt.resident("Anna")

    await anna.says("/settings")
    await anna.taps("Taal kiezen")
    await anna.taps("English")

    assert "Settings" in anna.last()
    assert "Language: English" in anna.last()


async def test_quiet_hours_are_kept_from_the_next_message_on(buurt: Buurt) -> None:
    """Somebody who works nights sleeps in the morning."""
    anna = await buurt.resident("Anna")

    await anna.says("/instellingen")
    await anna.taps("Stille uren")
    await anna.taps("tot 10.00 uur")
    await anna.taps("Terug")
    await buurt.moves(hours=23)  # Tuesday, 9.00
    await _news_for(buurt, anna)
    early = "Nieuws voor je" in anna.reads()
    await buurt.moves(hours=2)

    assert "van 21.00 uur tot 10.00 uur" in anna.reads()
    assert not early
    assert "Nieuws voor je" in anna.reads()


async def test_a_pause_holds_back_and_its_end_brings_everything(buurt: Buurt) -> None:
    """Nothing is lost by pausing; it waits."""
    anna = await buurt.resident("Anna")

    await anna.says("/instellingen")
    await anna.taps("Pauze")
    await anna.taps("Tot ik weer begin")
    paused = anna.last()
    await _news_for(buurt, anna)
    await buurt.moves(days=40)
    while_paused = "Nieuws voor je" in anna.reads()
    await anna.taps("Pauze")
    await anna.taps("Pauze stoppen")

    assert "Pauze: tot jij weer begint" in paused
    assert not while_paused
    assert "Nieuws voor je" in anna.reads()


async def test_a_pause_until_a_day_ends_by_itself(buurt: Buurt) -> None:
    """Who is away until a date says that date, and need not remember to come back."""
    anna = await buurt.resident("Anna")

    await anna.says("/instellingen")
    await anna.taps("Pauze")
    await anna.taps("Tot een dag")
    for wrong in ("gisteren", "1 mei 2031", "ooit"):
        await anna.says(wrong)
        assert "Kies een dag na vandaag, tot en met woensdag 7 juni 2028" in anna.hears()[-2]
    await anna.says("over drie weken")
    assert "Tot maandag 28 juni 2027 hoor je niets" in anna.last()
    await anna.taps("Opslaan")
    assert "Pauze: tot maandag 28 juni 2027" in anna.last()
    await _news_for(buurt, anna)
    await buurt.moves(days=20, hours=13)
    assert "Nieuws voor je" not in anna.reads()
    await buurt.moves(hours=12)

    assert "Nieuws voor je" in anna.reads()
    await anna.says("/instellingen")
    assert "Pauze: nee" in anna.last()


async def test_a_day_may_be_typed_at_the_question_of_a_pause(buurt: Buurt) -> None:
    """What is tapped can be typed; and it is still one of the buttons that is tapped."""
    anna = await buurt.resident("Anna")

    await anna.says("/instellingen")
    await anna.taps("Pauze")
    await anna.says("tot 1 mei")
    assert "Tot maandag 1 mei 2028 hoor je niets" in anna.last()
    await anna.taps("Opslaan")
    await anna.taps("Pauze")
    await anna.says("t/m 30 april")
    assert "Tot maandag 1 mei 2028" in anna.last()
    await anna.says("/instellingen")
    await anna.taps("Pauze")
    await anna.taps("Een week")
    assert "Pauze: tot maandag 14 juni 2027" in anna.last()
    await anna.says("tot 1 mei")
    assert "Dat begreep ik niet helemaal" in anna.last()

    await anna.says("/idee")
    await anna.says("Een bankje voor iedereen")
    await anna.says("/instellingen")
    await anna.taps("Pauze")
    await anna.taps("Pauze stoppen")
    assert "Pauze: nee" in anna.last()
    await anna.says("Een schroef en een plank")
    assert "Dat begreep ik niet helemaal" not in anna.last()


async def test_another_name_is_asked_for_and_kept(buurt: Buurt) -> None:
    """A name is somebody's own, also afterwards."""
    anna = await buurt.resident("Anna")

    await anna.says("/instellingen")
    await anna.taps("Andere naam")
    await anna.says("Annie")
    await anna.says("/instellingen")

    assert "Naam: Annie" in anna.last()


async def test_stop_asks_what_and_works_at_once(buurt: Buurt) -> None:
    """Also what waits for the morning does not come any more; and it can be taken back."""
    anna = await buurt.resident("Anna")
    await buurt.moves(hours=13)  # 23.00: quiet hours
    await _news_for(buurt, anna)

    await anna.says("/stop")
    await anna.taps("Alle berichten")
    await buurt.moves(hours=12)
    stopped = anna.reads()
    await anna.taps("Toch niet")

    assert "ik ben stil" in stopped
    assert "[Toch niet]" in stopped
    assert "Nieuws voor je" not in stopped
    assert "Nieuws voor je" in anna.reads()


async def test_stopping_news_leaves_questions(buurt: Buurt) -> None:
    """Who wants less is not cut off from what is meant for them."""
    anna = await buurt.resident("Anna")

    await anna.says("/stop")
    await anna.taps("Alleen nieuws")
    await _news_for(buurt, anna)
    await _news_for(buurt, anna, courtesy=Courtesy.QUESTION, body="dialog-stopped")

    assert "Nieuws voor je" not in anna.reads()
    assert "Gestopt" in anna.last()


async def test_stop_in_a_form_only_leaves_the_form(buurt: Buurt) -> None:
    """Somebody halfway an idea means the idea."""
    anna = await buurt.resident("Anna")

    await anna.says("/idee")
    await anna.says("stop")

    assert "Wat wil je stoppen" not in anna.reads()


async def test_fewer_messages_leaves_the_message_it_stands_under(buurt: Buurt) -> None:
    """The invitation above must not disappear because somebody finds there are many."""
    anna = await buurt.resident("Anna")
    await _news_for(buurt, anna)

    await anna.taps("Minder berichten")
    await anna.taps("Minder vaak")

    assert "Nieuws voor je" in anna.reads()
    assert "Hoeveel berichten wil je" in anna.last()


async def test_a_forged_choice_changes_nothing(buurt: Buurt) -> None:
    """Only what was offered can be chosen."""
    anna = await buurt.resident("Anna")
    await anna.says("/instellingen")

    for data in ("stm_100000", "sth_3_2", "stl_xx"):
        await anna.presses(anna.private()[-1], data)
    await anna.says("/instellingen")

    assert "hoogstens 5 per week" in anna.last()
    assert "van 21.00 uur tot 08.00 uur" in anna.last()


async def _news_for(
    buurt: Buurt,
    someone: Neighbour,
    *,
    courtesy: Courtesy = Courtesy.NEWS,
    body: str = "name-kept",
) -> None:
    member = await someone.member()
    said = Text(body, {"name": "Nieuws voor je"} if body == "name-kept" else {})
    async with buurt.database.begin() as tx:
        await outbox.put(
            tx,
            Message(
                to=ToPerson(member.id),
                body=said,
                courtesy=courtesy,
                buttons=column(button("fewer-messages", FewerMessages())),
            ),
        )
    await buurt.settles()
