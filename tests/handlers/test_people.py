"""First contact: what somebody new meets, and what is stored before they said yes."""

from sqlalchemy import func, select

from storage.tables import people
from tests.buurt import Buurt


async def count_people(buurt: Buurt) -> int:
    async with buurt.database.read() as tx:
        return await tx.value(select(func.count()).select_from(people))


async def test_nothing_is_stored_before_the_yes(buurt: Buurt):
    """Somebody who only looks leaves nothing behind."""
    anna = await buurt.stranger("Anna")

    await anna.starts(f"b_{buurt.id}")

    assert "Wat bewaar ik?" in anna.last()
    assert await count_people(buurt) == 0


async def test_who_sounds_like_a_child_is_asked_again_and_nothing_is_kept(buurt: Buurt):
    """Whoever tapped yes at 13 can still be honest; then it is as if they never came."""
    mees = await buurt.resident("Mees")
    await mees.says("/talent ik ben 13 en kan goed tekenen")

    await mees.taps("Nee, ik ben jonger")

    assert "Vraag iemand thuis" in mees.last()
    assert await count_people(buurt) == 0


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
    await anna.starts(f"b_{buurt.id}")

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
