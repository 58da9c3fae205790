"""Stories of a welcome: a human hello for who is new."""

import pytest

from handlers.introductions import end_contact
from storage import introductions
from tests.buurt import Buurt, Neighbour
from tests.introduced import brings, member_of


async def comes_in(buurt: Buurt, name: str) -> Neighbour:
    neighbour = await buurt.stranger(name)
    await neighbour.opens_from_group()
    await neighbour.taps("Ja, ik ben 16 of ouder")
    await neighbour.taps(f"{name} is goed")
    return neighbour


async def test_a_newcomer_gets_a_line_of_a_buurtverbinder_and_says_hi(buurt: Buurt):
    """Fatima gets a card for it on the next working day, writes a line, and reads the hi."""
    fatima = await buurt.verbinder("Fatima")
    anna = await comes_in(buurt, "Anna")
    assert "Wil je iemand leren kennen?" in anna.last()
    await anna.taps("Ja, graag")
    assert "Uiterlijk woensdag 9 juni hoor je van mij" in anna.last()

    await buurt.moves(days=1)
    assert "Anna wil graag iemand leren kennen" in fatima.last()
    await fatima.taps("Schrijf een welkom")
    await fatima.says("Leuk dat je er bent! Dinsdag is er soep.")
    assert "Leuk dat je er bent!" in fatima.last()
    assert "soep" not in anna.reads()
    await fatima.taps("Versturen")

    assert "Fatima, buurtverbinder in Broeklanden, schrijft je:" in anna.last()
    assert anna.buttons() == ["Zeg hoi", "Liever niet", "Melden", "Minder berichten"]
    assert "Schrijf een welkom" not in fatima.reads()
    [asked] = [each for each in anna.private() if "Uiterlijk woensdag" in each.text]
    assert asked.buttons == []  # nothing is left to take back
    await anna.presses(anna.private()[-1], "wka_1_1")
    assert "knop is oud" in anna.last()
    await anna.taps("Zeg hoi")
    assert "Anna zegt hoi terug" in fatima.last()
    await buurt.moves(days=3)
    assert "nog niemand" not in anna.reads()


async def welcomed(buurt: Buurt) -> tuple[Neighbour, Neighbour]:
    """Fatima wrote a line to Anna."""
    fatima = await buurt.verbinder("Fatima")
    anna = await comes_in(buurt, "Anna")
    await anna.taps("Ja, graag")
    await buurt.moves(days=1)
    await fatima.taps("Schrijf een welkom")
    await fatima.says("Leuk dat je er bent!")
    await fatima.taps("Versturen")
    return fatima, anna


async def test_after_a_hi_the_two_write_to_each_other(buurt: Buurt):
    """A hello that cannot be answered is a leaflet. Each has a way out, and says it once."""
    fatima, anna = await welcomed(buurt)
    await fatima.presses(fatima.private()[-1], "wkt_1")
    assert "Dit contact is er niet meer" in fatima.last()
    await anna.taps("Zeg hoi")
    assert anna.buttons() == ["Schrijf Fatima", "Stop contact", "Melden"]

    await anna.taps("Schrijf Fatima")
    await anna.says("Hoe laat is de soep?")
    assert fatima.last() == "Anna schrijft:\nHoe laat is de soep?"
    assert fatima.buttons()[:3] == ["Antwoord", "Stop contact", "Melden"]
    await fatima.taps("Antwoord")
    await fatima.says("Om twaalf uur")
    assert anna.last() == "Fatima schrijft:\nOm twaalf uur"

    for who, other in ((anna, "Fatima"), (fatima, "Anna")):
        await who.says("/mijn")
        await who.taps("Kennismakingen")
        await who.taps(f"1 {other}")
        assert f"Jij en {other} kunnen elkaar schrijven" in who.last()
        await who.taps("Terug")
        await who.taps(f"1 {other}")
    await anna.taps("Stop contact")
    await anna.taps("Terug")
    assert "kunnen elkaar schrijven" in anna.last()
    await fatima.taps("Antwoord")
    await anna.taps("Stop contact")
    await anna.taps("Ja, geen contact")
    await fatima.says("Kom je dinsdag?")

    assert "dinsdag" not in anna.reads()
    assert "Deze kennismaking gaat niet door. Dat kan veel redenen hebben." in fatima.hears()
    assert "Dit contact is er niet meer" in fatima.reads()


async def test_a_line_can_be_reported_before_any_hi(buurt: Buurt):
    """What was not kind reaches an admin; who wrote it hears nothing, and the contact is over."""
    karel, bram = await buurt.admin("Karel"), await buurt.resident("Bram")
    fatima, anna = await welcomed(buurt)
    await brings(bram, "Moestuin")
    before = fatima.reads()
    pressed = await bram.presses(buurt.in_group()[-1], "wkm_1")
    assert "voor iemand anders" in (pressed.toast or "")

    await anna.taps("Melden")
    await anna.says("Dit is niet aardig")
    await anna.taps("Versturen")
    await anna.taps("Zeg hoi")

    assert "niet aardig" in karel.last()
    assert "Fatima heeft een rol in het team" in karel.last()
    assert karel.buttons() == ["Naar het team", "Minder berichten"]
    assert "Het contact is gestopt" in anna.reads()
    assert fatima.reads() == before
    async with buurt.database.read() as tx:
        one, other = await member_of(tx, anna), await member_of(tx, fatima)
        assert await introductions.are_never(tx, one.id, other.id)


async def test_contact_that_was_stopped_elsewhere_is_stopped_here(buurt: Buurt):
    """One contact, however many ways the two met."""
    fatima, anna = await welcomed(buurt)
    await anna.taps("Zeg hoi")
    async with buurt.database.begin() as tx:
        one, other = await member_of(tx, fatima), await member_of(tx, anna)
        await end_contact(tx, one.id, other.id)
    await anna.taps("Schrijf Fatima")

    assert "Dit contact is er niet meer" in anna.last()


async def test_who_left_is_not_written_to(buurt: Buurt):
    """What was being typed goes nowhere, and Anna reads why."""
    fatima, anna = await welcomed(buurt)
    await anna.taps("Zeg hoi")
    await anna.taps("Schrijf Fatima")
    await fatima.says("/privacy")
    await fatima.taps("Wis alles")
    await fatima.taps("Ja, wis alles")

    await anna.says("Hoe laat is de soep?")

    assert "Deze persoon doet niet meer mee" in anna.reads()
    assert "soep" not in fatima.reads()


async def test_rather_not_is_told_to_nobody(buurt: Buurt):
    """Anna owes nobody an answer."""
    fatima = await buurt.verbinder("Fatima")
    anna = await comes_in(buurt, "Anna")
    await anna.taps("Ja, graag")
    await buurt.moves(days=1)
    await fatima.taps("Schrijf een welkom")
    await fatima.says("Leuk dat je er bent!")
    await fatima.taps("Versturen")
    before = fatima.reads()

    await anna.taps("Liever niet")

    assert "Dat hoort niemand" in anna.last()
    assert fatima.reads() == before


async def test_not_now_can_be_taken_back_and_is_asked_once(buurt: Buurt):
    """And a yes too, as long as nobody wrote."""
    fatima = await buurt.verbinder("Fatima")
    anna = await comes_in(buurt, "Anna")
    await anna.taps("Nu niet")
    await anna.taps("Toch graag")
    await anna.taps("Toch niet")

    await buurt.moves(days=4)
    await anna.opens_from_group()

    assert "Anna" not in fatima.reads()
    assert anna.reads().count("Wil je iemand leren kennen?") == 0


async def test_a_yes_after_weeks_gets_a_card_too(buurt: Buurt):
    """What counts is when Anna wanted it, not when she was first asked."""
    fatima = await buurt.verbinder("Fatima")
    anna = await comes_in(buurt, "Anna")
    await anna.taps("Nu niet")
    await buurt.moves(days=28)

    await anna.taps("Toch graag")
    assert "hoor je van mij" in anna.last()
    await buurt.moves(days=1)

    assert "Anna wil graag iemand leren kennen" in fatima.last()


async def test_the_promised_day_is_kept_also_when_nobody_wrote(buurt: Buurt):
    """An honest word is better than silence; it is not about Anna."""
    await buurt.verbinder("Fatima")
    anna = await comes_in(buurt, "Anna")
    await anna.taps("Ja, graag")

    await buurt.moves(days=2, hours=8)

    assert "Dat ligt niet aan jou" in anna.last()


async def test_who_comes_for_an_idea_is_asked_a_day_later(buurt: Buurt):
    """One question at a time."""
    await buurt.verbinder("Fatima")
    anna = await buurt.stranger("Anna")
    await anna.says_in_group("/idee Een schaakbord op het plein")
    await anna.taps_in_group("Ga verder")
    await anna.taps("Ja, ik ben 16 of ouder")
    await anna.taps("Anna is goed")
    assert "leren kennen" not in anna.reads()

    await buurt.moves(days=1, hours=1)

    assert "Wil je iemand leren kennen?" in anna.last()
    assert "Minder berichten" in anna.buttons()


async def test_who_leaves_stands_on_no_card(buurt: Buurt):
    """Also not on one that was sent."""
    fatima = await buurt.verbinder("Fatima")
    anna = await comes_in(buurt, "Anna")
    await anna.taps("Ja, graag")
    await buurt.moves(days=1)
    assert "Anna" in fatima.reads()

    await anna.says("/privacy")
    await anna.taps("Wis alles")
    await anna.taps("Ja, wis alles")

    assert "Anna" not in fatima.reads()


async def test_without_buurtverbinders_nothing_is_promised(buurt: Buurt):
    """Nobody could write."""
    anna = await comes_in(buurt, "Anna")

    assert "leren kennen" not in anna.reads()


@pytest.mark.parametrize(
    "data", ["wkw_1", "wkh_1", "wkr_1", "wka_1_0", "wkt_1", "wks_1_1", "wkc_1"]
)
async def test_only_who_it_concerns_may_press(buurt: Buurt, data: str):
    """Ids are no secrets; who presses is what counts, and when."""
    await buurt.verbinder("Fatima")
    bram = await buurt.resident("Bram")
    anna = await comes_in(buurt, "Anna")
    await anna.taps("Ja, graag")
    await brings(bram, "Soep")

    await bram.presses(bram.private()[-1], data)

    assert "buurtverbinders" in bram.last() or "voor iemand anders" in bram.last()
    await buurt.moves(hours=1)
    assert "Uiterlijk woensdag 9 juni" in anna.last()
