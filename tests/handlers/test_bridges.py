"""Stories of two small groups: one has what the other looks for, and both starters say yes."""

import pytest

from bot.matching import Direction
from tests.buurt import Buurt, Neighbour
from tests.introduced import Cast, says_talent, states

SHARES, SEEKS = "Wat we kunnen delen", "Wat we zoeken"
NOT_THIS_TIME = "Deze keer is het niet gelukt. Dat kan veel redenen hebben."


async def starts(of: Neighbour, name: str) -> None:
    await of.fills_in("group", "Plaatsen", name=name, about=None, places=8)


async def tells(of: Neighbour, label: str, words: str) -> None:
    await of.taps(label)
    dialog = {SHARES: "group-offer", SEEKS: "group-need"}[label]
    await of.fills_in(dialog, "Opslaan", words=words, tags=["woodwork"])


@pytest.fixture
async def two(buurt: Buurt) -> Cast:
    """Anna's carpenters can share what Bram's gardeners look for; Fatima is buurtverbinder."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    cast = Cast(buurt, anna, bram, await buurt.verbinder("Fatima"))
    await starts(anna, "Timmerclub")
    await tells(anna, SHARES, "Wij timmeren graag en kunnen meebouwen")
    await starts(bram, "Buurttuin")
    await tells(bram, SEEKS, "Wie timmert onze bakken?")
    return cast


def reads_of(of: Neighbour, *names: str) -> bool:
    """Whether any of these names came to somebody in private."""
    return any(each in of.reads() for each in names)


async def test_two_groups_meet_once_both_starters_said_yes(two: Cast):
    """The buurtverbinder reads which groups; the starters read which, and each other's name, only
    after two yeses, and then have contact in the ways that neighbours have."""
    anna, bram, fatima = two.anna, two.bram, two.fatima
    before = len(bram.hears())
    await fatima.says("/kaart")
    assert "1. Timmeren: Timmerclub en Buurttuin" in fatima.last()
    assert "Twee groepjes die elkaar misschien iets te bieden hebben" in fatima.last()
    await fatima.taps("1 Timmeren")
    assert "Timmerclub, Dit kunnen we delen: Wij timmeren graag" in fatima.last()
    assert "Buurttuin, Dit zoeken we: Wie timmert onze bakken?" in fatima.last()

    await two.proposes()
    assert "Een groepje in je buurt zoekt hulp bij: Timmeren." in anna.last()
    assert "Dit leest de ander over jullie: Een groepje in je buurt kan dit goed" in anna.last()
    assert len(bram.hears()) == before
    await anna.taps("Ja, graag")
    assert "Een groepje in je buurt kan dit goed: Timmeren." in bram.last()
    assert not reads_of(anna, "Bram", "Buurttuin")
    assert not reads_of(bram, "Anna", "Timmerclub")
    await bram.taps("Ja, graag")

    assert "De ander heet Bram (Buurttuin)" in anna.last()
    assert "De ander heet Anna (Timmerclub)" in bram.last()
    await anna.taps("Begin contact")
    assert "Zodra Bram ook begint" in anna.last()
    await bram.taps("Begin contact")
    assert "Timmerclub en Buurttuin hebben contact" in fatima.last()
    assert "Jij en Anna (Timmerclub) hebben contact" in bram.last()
    await bram.taps("Schrijf Anna")
    await bram.says("Zaterdag om tien uur?")
    assert "Zaterdag om tien uur?" in anna.last()
    assert {"Stop contact", "Melden"} <= set(anna.buttons())
    await two.buurt.moves(days=11)
    assert "Heeft dit iets opgeleverd?" in bram.last()


async def test_a_no_is_told_to_nobody_and_these_two_are_not_proposed_again(two: Cast):
    """Anna's yes ends as silence would; which group the other was she never reads."""
    await two.proposes()
    await two.anna.taps("Ja, graag")
    await two.bram.taps("Nu niet")

    await two.buurt.moves(days=5)

    assert two.anna.last() == NOT_THIS_TIME
    assert not reads_of(two.anna, "Bram", "Buurttuin")
    assert not reads_of(two.bram, "Anna", "Timmerclub", NOT_THIS_TIME)
    await tells(two.anna, SEEKS, "Wie kan ons helpen timmeren?")
    await tells(two.bram, SHARES, "Wij timmeren ook")
    await two.buurt.moves(days=40)
    await two.fatima.says("/kaart")
    assert "Timmerclub" not in two.fatima.last()


async def test_groups_that_share_a_member_know_each_other(two: Cast):
    """Also when that comes about while they wait on a card; with another group there is a bridge
    still."""
    karel = await two.buurt.resident("Karel")
    await two.fatima.says("/kaart")
    assert "Timmerclub en Buurttuin" in two.fatima.last()
    for each in two.buurt.in_group():
        await karel.presses(each, each.buttons[0][0].data)

    await two.fatima.says("/kaart")
    assert "Timmerclub" not in two.fatima.last()
    olga = await two.buurt.resident("Olga")
    await starts(olga, "Bankjes")
    await tells(olga, SHARES, "Wij timmeren bankjes")
    await two.fatima.says("/kaart")

    assert "1. Timmeren: Bankjes en Buurttuin" in two.fatima.last()


async def test_a_group_and_a_person_are_not_taken_for_two_groups(two: Cast):
    """What the gardeners look for is no hint to find a person; and what Karel offers, he offers to
    a neighbour."""
    karel = await two.buurt.resident("Karel")
    await two.anna.taps("Weghalen")
    await two.anna.taps("Ja, haal weg")
    await two.fatima.says("/kaart")
    assert "biedt nog niemand" not in two.fatima.last()

    await says_talent(two.buurt, karel, "Ik timmer", Direction.OFFER, "woodwork")
    await two.fatima.says("/kaart")

    assert "Karel" not in two.fatima.last()


async def test_what_a_group_told_is_changed_and_taken_away_by_its_starter(two: Cast):
    """The same button shows what was told; a forged one of a member tells nothing for the group."""
    await two.anna.taps(SHARES)
    assert "Voor: Timmerclub" in two.anna.reads()
    await two.anna.taps("Veranderen")
    await two.anna.taps("Aanpassen")
    await two.anna.taps("Onze woorden")
    await two.anna.says("Wij timmeren bankjes")
    await two.anna.taps("Opslaan")
    assert "Dit kunnen we delen: Wij timmeren bankjes" in two.anna.last()
    await two.anna.says("/mijn")
    await two.anna.taps("Wat ik kan en zoek")
    assert "Wij timmeren bankjes (voor Timmerclub)" in two.anna.last()

    await two.bram.presses(two.bram.private()[-1], "gw_1_offer")
    assert "voor iemand anders" in two.bram.last()
    await two.anna.presses(two.anna.private()[-1], "gw_1_learn")
    assert "knop is oud" in two.anna.last()


async def test_a_group_that_ends_looks_for_nothing(two: Cast):
    """What was asked then ends as silence does, and its other starter reads nothing of it."""
    await two.proposes()
    await two.anna.taps("Ja, graag")
    await two.bram.taps("Bekijk het groepje")
    await two.bram.taps("Stop dit groepje")
    await two.bram.taps("Ja, stop")
    await two.buurt.moves(days=5)

    assert two.anna.last() == NOT_THIS_TIME
    assert await states(two.buurt) == ["declined"]


async def test_a_warm_sentence_names_no_group(two: Cast):
    """The name of a group would tell who the other is; its words in a sentence tell nothing."""
    await two.proposes_warmly("De Buurttuin zoekt jullie")
    assert not reads_of(two.anna, "Buurttuin")

    await two.anna.taps("Ja, graag")

    assert "Een groepje in je buurt kan dit goed" in two.bram.last()
