"""Stories of a welcome: a human hello for who is new."""

import pytest

from tests.buurt import Buurt, Neighbour
from tests.introduced import brings


async def comes_in(buurt: Buurt, name: str) -> Neighbour:
    neighbour = await buurt.stranger(name)
    await neighbour.starts(f"b_{buurt.id}")
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
    assert anna.buttons() == ["Zeg hoi", "Liever niet", "Minder berichten"]
    assert "Schrijf een welkom" not in fatima.reads()
    await anna.presses(anna.private()[-1], "wka_1_1")
    assert "knop is oud" in anna.last()
    await anna.taps("Zeg hoi")
    assert "Anna zegt hoi terug" in fatima.last()
    await buurt.moves(days=3)
    assert "nog niemand" not in anna.reads()


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
    await anna.starts(f"b_{buurt.id}")

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


@pytest.mark.parametrize("data", ["wkw_1", "wkh_1", "wkr_1", "wka_1_0"])
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
