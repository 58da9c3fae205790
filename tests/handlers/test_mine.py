"""What somebody placed or promised must be found back, or it cannot be taken away."""

from __future__ import annotations

from sqlalchemy import select

from storage.tables import timers
from tests.buurt import Buurt, Neighbour
from tests.handlers.test_privacy import erase, introduced, plan, say_talent, start_group
from tests.introduced import brings


async def test_who_placed_nothing_is_invited_to(buurt: Buurt) -> None:
    """An empty list is a dead end."""
    anna = await buurt.resident("Anna")

    await anna.says("/mijn")

    assert "nog niets geplaatst" in anna.last()
    assert "Ik heb een idee" in anna.buttons()


async def test_everything_of_mine_can_be_opened_and_withdrawn(buurt: Buurt) -> None:
    """From the list to the thing itself in two taps, and back."""
    anna = await _busy(buurt)

    await anna.says("/mijn")
    overview = anna.last()
    await anna.taps("Mijn ideeën")
    await anna.taps("1 Een moestuin acht…")
    idea = anna.last()
    await anna.taps("Neem het idee terug")

    assert "1 idee" in overview
    assert "1 groep" in overview
    assert "1 bijeenkomst" in overview
    assert "1 ding dat je kunt of zoekt" in overview
    assert "Een moestuin achter de flat" in idea
    assert "Weet je het zeker?" in anna.last()


async def test_sections_lead_to_what_they_name(buurt: Buurt) -> None:
    """A talent, a group and a meeting have their own screens."""
    anna = await _busy(buurt)
    seen = []

    for section, item in (
        ("Wat ik kan en zoek", "1 Ik kan goed timme…"),
        ("Mijn groepen", "1 Wandelen"),
        ("Mijn bijeenkomsten", "1 Samen koken"),
    ):
        await anna.says("/mijn")
        await anna.taps(section)
        await anna.taps(item)
        seen.append(anna.last())

        assert anna.buttons()[-1] in {"Terug", "Alle groepjes", "Alle bijeenkomsten"}

    assert "timmeren" in seen[0]
    assert "Wandelen" in seen[1]
    assert "Samen koken" in seen[2]


async def test_nobody_sees_what_is_mine(buurt: Buurt) -> None:
    """`/mijn` of somebody else is empty, whatever I placed."""
    await _busy(buurt)
    bram = await buurt.resident("Bram")

    await bram.says("/my")

    assert "nog niets geplaatst" in bram.last()


async def test_my_week_has_the_days_of_what_i_do(buurt: Buurt) -> None:
    """A day and a time, not "binnenkort"."""
    anna = await _busy(buurt)

    await anna.says("Mijn week")

    assert "zaterdag 12 juni om 18.00 uur: Samen koken (Buurthuis)" in anna.last()


async def test_no_week_goes_on_without_its_person(buurt: Buurt):
    """What tells the pinned week that a day passed goes too when somebody is erased."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await plan(bram, "Samen koken")
    await anna.says("Mijn week")
    kind = select(timers.c.subject_id).where(timers.c.kind == "my-week")
    async with buurt.database.read() as tx:
        assert await tx.values(kind) == [(await anna.member()).id]

    await erase(anna)

    async with buurt.database.read() as tx:
        assert await tx.values(kind) == []


def pinned(of: Neighbour) -> list[str]:
    return [each.text for each in of.private() if each.pinned]


async def test_my_week_stands_on_top_and_changes_without_a_sound(buurt: Buurt) -> None:
    """One pinned message, which always says how it is now (EXPERIENCE 5)."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await plan(anna, "Samen koken")
    await bram.says("Mijn week")
    [first] = pinned(bram)
    assert first.startswith("Mijn week\nRustige week")  # the bar on top shows its beginning

    await bram.taps("Samen koken")
    await bram.taps("Ik kom")
    assert "Je zei ja" in bram.last()
    assert "Samen koken (Buurthuis)" in pinned(bram)[0]
    await bram.says("Mijn week")
    assert len(pinned(bram)) == 1  # and not one more at each look
    assert "zaterdag 12 juni om 18.00 uur: Samen koken (Buurthuis)" in pinned(bram)[0]
    heard = len(bram.hears())
    await anna.says("/mijn")
    for label in ("Mijn bijeenkomsten", "1 Samen koken", "Andere plek"):
        await anna.taps(label)
    await anna.says("De speeltuin")
    await anna.taps("Doorgeven")

    assert "Samen koken (De speeltuin)" in pinned(bram)[0]
    assert len(bram.hears()) == heard + 1  # that the place changed, and nothing about the pin
    await buurt.moves(days=6)
    assert "Rustige week" in pinned(bram)[0]


async def test_my_week_is_there_where_pinning_is_refused(buurt: Buurt) -> None:
    """Nobody hears of it, and the message is kept up to date all the same."""
    anna = await buurt.resident("Anna")
    refusal = "Bad Request: not enough rights to manage pinned messages in the chat"
    buurt.standin.faults.fail_next("pinChatMessage", 400, refusal)

    await anna.says("Mijn week")
    assert pinned(anna) == []
    assert "Rustige week" in anna.last()
    await plan(anna, "Samen koken")

    assert any("Samen koken (Buurthuis)" in each and "Mijn week" in each for each in anna.hears())


async def test_a_quiet_week_is_fine_and_has_one_suggestion(buurt: Buurt) -> None:
    """No reproach, and one open door."""
    await _busy(buurt)
    bram = await buurt.resident("Bram")

    await bram.says("Mijn week")

    assert "Rustige week. Dat mag ook." in bram.last()
    assert bram.buttons() == ["Samen koken"]


async def test_a_question_that_waits_can_be_found_back_and_answered(buurt: Buurt) -> None:
    """Scrolled away is not forgotten; and no name is told before two yeses."""
    anna, bram = await introduced(buurt)

    await anna.says("/mijn")
    await anna.taps("Kennismakingen")
    await anna.taps("1 Antwoord geven")
    question = anna.last()
    await anna.taps("Terug")
    assert anna.buttons() == ["1 Antwoord geven", "Terug"]
    await anna.taps("1 Antwoord geven")
    await anna.taps("Ja, graag")
    await bram.taps("Ja, graag")
    await anna.says("/mijn")
    await anna.taps("Kennismakingen")

    assert "Bram" not in question
    assert "Je kent Bram via mij" in anna.last()


async def test_who_opens_a_contact_finds_the_way_back(buurt: Buurt) -> None:
    """Before they began and after; what is tapped there stays a contact."""
    anna, bram = await introduced(buurt)
    for each in (anna, bram):
        await each.taps("Ja, graag")

    await bram.says("/mijn")
    await bram.taps("Kennismakingen")
    await bram.taps("1 Anna")
    assert "Begin contact" in bram.buttons()
    await bram.taps("Terug")
    assert "Je kent Anna via mij" in bram.last()
    for each in (anna, bram):
        await each.taps("Begin contact")
    await bram.says("/mijn")
    await bram.taps("Kennismakingen")
    await bram.taps("1 Anna")
    await bram.taps("Terug")

    assert "Je kent Anna via mij" in bram.last()


async def _busy(buurt: Buurt) -> Neighbour:
    anna = await buurt.resident("Anna")
    await brings(anna, "Een moestuin achter de flat")
    await start_group(anna, "Wandelen")
    await plan(anna, "Samen koken")
    await say_talent(anna, "Ik kan goed timmeren")
    return anna
