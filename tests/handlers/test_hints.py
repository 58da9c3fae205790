"""Stories of a hint: somebody knows a circle, and a buurtverbinder follows that up in person."""

import pytest
from sqlalchemy import select

from storage import introductions, privacy
from storage.tables import hints as hint_rows
from tests.buurt import Buurt, Neighbour

CIRCLE = "Ik ken mensen die op zondag samen vissen bij de plas"


async def hints(of: Neighbour) -> None:
    await of.says(f"/kring {CIRCLE}")
    await of.taps("Versturen")


async def writes(of: Neighbour) -> None:
    await of.taps("Lees over de kring")
    await of.taps("Schrijf erover")
    await of.says("Wat mooi. Zullen we eens bellen?")
    await of.taps("Versturen")


@pytest.fixture
async def anna(buurt: Buurt) -> Neighbour:
    return await buurt.resident("Anna")


@pytest.fixture
async def fatima(buurt: Buurt) -> Neighbour:
    return await buurt.verbinder("Fatima")


async def test_a_buurtverbinder_follows_up_in_person(
    buurt: Buurt, anna: Neighbour, fatima: Neighbour
):
    """Anna points to a circle and names nobody; Fatima writes a line of her own, and after Anna's
    yes the two have contact as neighbours have."""
    await anna.says("/start")
    await anna.taps("Help me op weg")
    await anna.taps("Ik ken mensen die…")
    assert "Noem geen namen" in anna.last()
    await anna.says("Bel Piet op 06 12345678, die vist")
    assert "Laat een nummer of adres weg" in anna.reads()
    await anna.says(CIRCLE)
    assert "Alleen de buurtverbinders" in anna.last()
    await anna.taps("Versturen")
    assert "Uiterlijk woensdag 9 juni hoor je van mij" in anna.last()

    await buurt.moves(days=1)
    assert "Anna wijst op een kring" in fatima.last()
    await writes(fatima)
    assert "Fatima, buurtverbinder in Broeklanden, schrijft je" in anna.last()
    assert "Minder berichten" in anna.buttons()
    assert "Anna wijst op een kring" not in fatima.last()
    await anna.taps("Ja, graag")

    assert "Jij en Fatima hebben contact via de bot" in anna.reads()
    assert "Jij en Anna hebben contact via de bot" in fatima.last()
    await fatima.taps("Schrijf Anna")
    await fatima.says("Mag ik zondag mee?")
    assert "Mag ik zondag mee?" in anna.last()
    assert {"Stop contact", "Melden"} <= set(anna.buttons())
    await buurt.moves(days=3)
    assert "nog niemand" not in anna.reads()


@pytest.mark.parametrize("dismissed", [True, False])
async def test_a_circle_that_nobody_follows_up_is_told_honestly(
    buurt: Buurt, anna: Neighbour, fatima: Neighbour, dismissed: bool
):
    """`Past niet` and no time sound the same; and after three weeks nothing is kept."""
    await hints(anna)
    await fatima.says("/kaart")
    if dismissed:
        await fatima.taps("Lees over de kring")
        await fatima.taps("Past niet")
        assert "Anna wijst op een kring" not in fatima.last()

    await buurt.moves(days=3)
    assert anna.reads().count("Nog niemand van de buurtverbinders schreef je") == 1
    async with buurt.database.read() as tx:
        kept = await tx.values(select(hint_rows.c.id))
    assert bool(kept) is not dismissed
    await buurt.moves(days=19)
    await buurt.database.transact(privacy.forget)

    await fatima.says("/kaart")
    assert "Anna wijst op een kring" not in fatima.last()


async def test_a_no_and_a_hint_taken_back_are_told_to_nobody(
    buurt: Buurt, anna: Neighbour, fatima: Neighbour
):
    """Anna owes nobody anything, before Fatima wrote and after."""
    await hints(anna)
    await anna.says("/kring mensen die breien")
    assert CIRCLE in anna.last()
    await anna.taps("Weghalen")
    await fatima.says("/kaart")
    assert "Anna wijst op een kring" not in fatima.last()

    await hints(anna)
    await fatima.says("/kaart")
    await writes(fatima)
    before = fatima.reads()
    await anna.taps("Liever niet")

    assert "Dat hoort niemand" in anna.last()
    assert fatima.reads() == before


async def test_only_the_team_reads_it_and_only_its_teller_answers(
    buurt: Buurt, anna: Neighbour, fatima: Neighbour
):
    """Forged buttons tell nothing; nor does it come to a buurtverbinder whom Anna ruled out."""
    bram, samira = await buurt.resident("Bram"), await buurt.verbinder("Samira")
    async with buurt.database.begin() as tx:
        await introductions.never_again(tx, (await anna.member()).id, (await samira.member()).id)
    await hints(anna)
    await bram.says("/hulp")
    for forged in ("hko_1", "hkw_1", "hkd_1"):
        await bram.presses(bram.private()[-1], forged)
        assert "werk van de buurtverbinders" in bram.last()
    await samira.says("/kaart")
    assert "Anna" not in samira.last()
    for forged in ("hko_1", "hkw_1", "hkd_1"):
        await samira.presses(samira.private()[-1], forged)
        assert "Anna" not in samira.reads()
    await fatima.says("/kaart")
    await writes(fatima)

    await bram.presses(bram.private()[-1], "hka_1_1")

    assert "voor iemand anders" in bram.last()
    assert "Fatima" not in bram.reads()


async def test_without_a_team_nobody_is_promised_anything(buurt: Buurt, anna: Neighbour):
    """Also when the only buurtverbinder is who tells it."""
    await anna.says("/kring mensen die vissen")
    assert "nog geen buurtverbinder" in anna.last()

    fatima = await buurt.verbinder("Fatima")
    await fatima.says("/kring mensen die breien")

    assert "nog geen buurtverbinder" in fatima.last()
