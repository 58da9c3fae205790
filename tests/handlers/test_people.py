"""First contact: what somebody new meets, and what is stored before they said yes."""

import pytest
from sqlalchemy import func, select

from storage.tables import memberships, people, start_tokens
from tests.buurt import Buurt
from tests.introduced import brings


async def count_people(buurt: Buurt) -> int:
    async with buurt.database.read() as tx:
        return await tx.value(select(func.count()).select_from(people))


async def test_nothing_is_stored_before_the_yes(buurt: Buurt):
    """Somebody who only looks leaves nothing behind."""
    anna = await buurt.stranger("Anna")

    await anna.opens_from_group()

    assert "Wat bewaar ik?" in anna.last()
    assert await count_people(buurt) == 0


@pytest.mark.parametrize("guessed", ["b_{id}", "b_{id}_0000000000000000000000", "g_{id}_m"])
async def test_nobody_joins_a_neighbourhood_by_guessing(buurt: Buurt, guessed: str):
    """Its number is small and no secret; the way in stands in its group."""
    zeynep, kees = await buurt.elsewhere("Zeynep"), await buurt.stranger("Kees", in_group=False)
    before = (await zeynep.member()).community_id
    guess = guessed.format(id=buurt.id)

    await zeynep.starts(guess)
    await kees.starts(guess)
    await kees.taps("Ja, ik ben 16 of ouder")
    await kees.taps("Kees is goed")
    await kees.presses(kees.private()[-1], guess)

    assert (await zeynep.member()).community_id == before
    assert "Tik daar op ‘Open de buurtbot’" in kees.reads()
    async with buurt.database.read() as tx:
        joined = select(func.count()).where(memberships.c.community_id == buurt.id)
        assert await tx.value(joined) == 0


async def test_a_link_that_was_used_still_shows_the_way(buurt: Buurt):
    """A tap in the group is good for one, and who comes late reads where the door is."""
    anna, kees = await buurt.stranger("Anna"), await buurt.stranger("Kees", in_group=False)
    await brings(await buurt.resident("Bram"), "Moestuin")
    pressed = await anna.taps_in_group("Ik doe mee")
    await anna.taps("Ja, ik ben 16 of ouder")
    await anna.taps("Anna is goed")
    assert "Moestuin" in anna.last()

    await kees.starts((pressed.url or "").split("?start=")[1])
    await kees.taps("Ja, ik ben 16 of ouder")
    await kees.taps("Kees is goed")

    assert "Deze link werkt niet meer" in kees.reads()
    assert "Tik daar op ‘Open de buurtbot’" in kees.last()
    assert "Onder in je scherm staan nu drie knoppen" in kees.reads()


async def test_who_thinks_it_over_for_a_day_still_comes_in(buurt: Buurt):
    """What was tapped in the group is done after the yes, also tomorrow."""
    anna = await buurt.stranger("Anna")
    await brings(await buurt.resident("Bram"), "Moestuin")
    await anna.taps_in_group("Ik doe mee")
    await buurt.moves(hours=24)

    await anna.taps("Ja, ik ben 16 of ouder")
    await anna.taps("Anna is goed")

    assert "Moestuin" in anna.last()


async def test_who_sounds_like_a_child_is_asked_again_and_nothing_is_kept(buurt: Buurt):
    """Whoever tapped yes at 13 can still be honest; then it is as if they never came."""
    mees = await buurt.resident("Mees")
    await mees.says("/talent ik ben 13 en kan goed tekenen")

    await mees.taps("Nee, ik ben jonger")

    assert "Vraag iemand thuis" in mees.last()
    assert await count_people(buurt) == 0


async def test_a_no_after_a_hasty_yes_erases_what_was_kept(buurt: Buurt):
    """`/start` twice gives two questions; the yes on one does not make the no on the other void."""
    mees = await buurt.stranger("Mees")
    await mees.opens_from_group()
    await mees.opens_from_group()
    await mees.taps("Ja, ik ben 16 of ouder")

    await mees.taps("Nee, ik ben jonger")

    assert await count_people(buurt) == 0
    answered = next(each for each in mees.private() if "Vraag iemand thuis" in each.text)
    assert "Ik heb alles van je gewist" in answered.text
    assert answered.buttons == []


async def test_an_old_no_of_somebody_who_is_in_is_asked_once_more(buurt: Buurt):
    """A thumb that slips erases nobody; what is meant still does."""
    anna = await buurt.stranger("Anna")
    await anna.opens_from_group()
    await anna.opens_from_group()
    await anna.taps("Ja, ik ben 16 of ouder")
    await anna.taps("Anna is goed")
    await buurt.moves(days=3)

    await anna.taps("Nee, ik ben jonger")
    assert "Dan wis ik alles van je" in anna.reads()
    assert await count_people(buurt) == 1
    await anna.taps("Ja, ik ben 16 of ouder")
    assert "Wat wil je doen?" in anna.reads()
    assert "[Nee, ik ben jonger]" not in anna.reads()

    await anna.presses(anna.private()[-1], "cy_")
    await anna.taps("Nee, ik ben jonger")
    assert await count_people(buurt) == 0
    assert "Ik heb alles van je gewist" in anna.reads()


async def test_a_no_takes_what_waited_for_the_yes_along(buurt: Buurt):
    """ "Ik heb niets van je bewaard" is true at once, and not only an hour later."""
    mees = await buurt.stranger("Mees")
    await mees.says("/idee Een voetbalclub")

    await mees.taps("Nee, ik ben jonger")

    assert "Ik heb niets van je bewaard" in mees.last()
    async with buurt.database.read() as tx:
        assert await tx.value(select(func.count()).select_from(start_tokens)) == 0


async def test_who_is_old_enough_after_all_goes_on_where_they_were(buurt: Buurt):
    """What they typed is not lost."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")
    await anna.says("Een tekenclub voor wie zegt: ik ben 13")
    asked = anna.last()

    await anna.taps("Ja, ik ben 16 of ouder")

    assert "ben je 16 of ouder?" in asked
    assert "We gaan verder" in anna.reads()
    assert "nog nodig" in anna.last()


async def test_a_yes_and_a_name_lead_to_the_menu(buurt: Buurt):
    """The way in is two taps long."""
    anna = await buurt.stranger("Anna")
    await anna.opens_from_group()

    await anna.taps("Ja, ik ben 16 of ouder")
    await anna.taps("Anna is goed")

    assert "Wat wil je doen?" in anna.last()
    assert anna.buttons() == [
        "Ik heb een idee",
        "Ik kan iets",
        "Ik zoek iemand",
        "Wat speelt er?",
        "Help me op weg",
    ]
