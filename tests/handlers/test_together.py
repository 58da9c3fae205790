"""Stories of a small group: several want the same thing, each is asked, and three say yes."""

import pytest

from bot.matching import Direction
from storage import introductions
from tests.buurt import Buurt, Neighbour
from tests.introduced import says_talent

QUESTION = "Een paar buren willen dit ook graag samen doen: Wandelen."
NOT_THIS_TIME = "Deze keer is het niet gelukt. Dat kan veel redenen hebben."
NAMES = ("Anna", "Bram", "Karel")


@pytest.fixture
async def walkers(buurt: Buurt) -> list[Neighbour]:
    """Anna, Bram and Karel each like to walk with others."""
    found = [await buurt.resident(name) for name in NAMES]
    for each in found:
        await says_talent(buurt, each, "Samen wandelen", Direction.TOGETHER, "walking")
    return found


@pytest.fixture
async def fatima(buurt: Buurt) -> Neighbour:
    return await buurt.verbinder("Fatima")


async def asks(buurt: Buurt, fatima: Neighbour) -> None:
    """The five minutes pass, too."""
    await fatima.says("/kaart")
    await fatima.taps("Samen: Wandelen")
    await fatima.taps("Vraag wie mee wil")
    await buurt.moves(minutes=6)


def others_of(one: Neighbour) -> list[str]:
    return [name for name in NAMES if name != one.user.first_name]


async def test_three_yeses_make_a_group_and_only_then_tell_names(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """Nobody reads who else likes to walk before three people said yes, and the group has no
    name of a founder on it."""
    await fatima.says("/kaart")
    assert "Drie of meer buren willen dit samen: Wandelen." in fatima.last()
    await asks(buurt, fatima)
    assert all(QUESTION in each.last() for each in walkers)
    assert all("Minder berichten" in each.buttons() for each in walkers)
    for each in walkers[:2]:
        await each.taps("Ja, graag")
        assert "Je zei ja, ma 7 jun" in each.last()
    for each in walkers:
        assert not any(name in each.reads() for name in others_of(each))
    assert "Het is gelukt" not in fatima.reads()

    await walkers[2].taps("Ja, graag")

    for each in walkers:
        assert all(f"• {name}" in each.reads() for name in others_of(each))
        assert "groepje ‘Wandelen’" in each.reads()
    assert "Het is gelukt. Een paar buren vormen nu een groepje: Wandelen." in fatima.last()


async def test_one_of_them_takes_the_group_on_and_can_end_it(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """It begins as nobody's own; with their name on it, one of them is told who joins and may stop
    it. Who does not want that after all gives it back. A yes that comes later joins nothing."""
    anna, bram, karel = walkers
    noor = await buurt.resident("Noor")
    await says_talent(buurt, noor, "Samen wandelen", Direction.TOGETHER, "walking")
    await asks(buurt, fatima)
    for each in walkers:
        await each.taps("Ja, graag")
    await karel.taps("Plan iets samen")
    assert "Wat gaan jullie doen?" in karel.last()
    assert "• Anna" in karel.reads()  # the names stay
    willem = await buurt.resident("Willem")
    await willem.says("/groepen")
    await willem.taps("1 Wandelen")
    assert "Ik neem dit groepje over" not in willem.buttons()
    await willem.presses(willem.private()[-1], "gt_1_1")
    assert "voor iemand anders" in willem.last()
    await anna.taps("Bekijk het groepje")
    await anna.taps("Ik neem dit groepje over")
    assert "De hele buurt leest je naam" in anna.reads()
    await anna.taps("Ja, ik doe het")
    await bram.presses(bram.private()[-1], "gt_1_1")
    assert "Iemand anders regelt dit groepje al" in bram.last()
    await anna.taps("Toch niet")
    await bram.taps("Bekijk het groepje")
    await bram.taps("Ik neem dit groepje over")
    await bram.taps("Ja, ik doe het")
    await willem.says("/groepen")
    await willem.taps("1 Wandelen")
    assert "Een groepje van Bram" in willem.reads()

    await bram.taps("Bekijk het groepje")
    await bram.taps("Stop dit groepje")
    await bram.taps("Ja, stop")

    assert "Bedankt dat je meedeed" in karel.last()
    await noor.taps("Ja, graag")
    assert "Noor" not in karel.reads()
    await buurt.moves(days=5)
    assert noor.last() == NOT_THIS_TIME


async def test_a_group_of_nobody_ends_when_the_last_one_leaves(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """An empty group that stands in the list for ever would be of use to nobody."""
    await asks(buurt, fatima)
    for each in walkers:
        await each.taps("Ja, graag")
    for each in walkers:
        await each.taps("Bekijk het groepje")
        await each.taps("Ik stop ermee")

    assert "Jij was de laatste, dus ‘Wandelen’ is nu gestopt" in walkers[2].reads()
    await walkers[0].says("/groepen")
    assert "Wandelen" not in walkers[0].last()


async def test_a_no_and_silence_look_alike_and_nobody_is_asked_twice(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """Who said yes hears the same sentence at the same hour, whatever the others did."""
    anna, bram, karel = walkers
    await asks(buurt, fatima)
    await anna.taps("Ja, graag")
    await bram.taps("Nu niet")
    assert "We laten niemand weten dat je nee zei" in bram.last()
    heard = len(karel.hears())

    await buurt.moves(days=5)

    assert anna.reads().count(NOT_THIS_TIME) == 1
    assert NOT_THIS_TIME not in bram.reads()
    assert len(karel.hears()) == heard
    await karel.taps("Ja, graag")
    assert "Deze vraag is voorbij" in karel.last()
    await fatima.says("/kaart")
    assert "Samen: Wandelen" not in fatima.buttons()


async def test_until_the_group_is_there_a_yes_can_be_taken_back(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """Two who said yes, and one who did and did not after all, are no three."""
    anna, bram, karel = walkers
    await asks(buurt, fatima)
    await anna.taps("Ja, graag")
    await anna.taps("Toch niet")
    assert QUESTION in anna.last()
    await bram.taps("Ja, graag")
    await karel.taps("Ja, graag")
    assert "Anna" not in bram.reads()
    assert "Karel" not in bram.reads()

    await anna.taps("Ja, graag")

    assert "• Anna" in bram.reads()


async def test_who_says_yes_later_comes_too_and_who_left_stays_away(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """A fourth yes brings a fourth name, and puts nobody back who left the group."""
    noor = await buurt.resident("Noor")
    await says_talent(buurt, noor, "Samen wandelen", Direction.TOGETHER, "walking")
    await asks(buurt, fatima)
    for each in walkers:
        await each.taps("Ja, graag")
    anna, bram, _ = walkers
    await anna.taps("Bekijk het groepje")
    await anna.taps("Ik stop ermee")

    await noor.taps("Ja, graag")

    assert "Noor komt ook bij jullie groepje" in bram.last()
    assert "Noor" not in anna.reads()
    assert "• Karel" in noor.reads()
    assert "Anna" not in noor.reads()


async def test_who_never_want_to_meet_are_in_no_group_together(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """`Niet met deze persoon` is for ever, also when it is said after the question was put."""
    anna, bram, _ = walkers
    await asks(buurt, fatima)
    async with buurt.database.begin() as tx:
        await introductions.never_again(tx, (await anna.member()).id, (await bram.member()).id)

    for each in walkers:
        await each.taps("Ja, graag")

    assert not any(name in each.reads() for each in walkers for name in others_of(each))


async def test_a_slip_of_the_finger_asks_nobody(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """For five minutes `Toch niet` undoes it, and the wish is back on the card."""
    await fatima.says("/kaart")
    await fatima.taps("Samen: Wandelen")
    await fatima.taps("Vraag wie mee wil")
    assert "Gevraagd op ma 7 jun" in fatima.last()

    await fatima.taps("Toch niet")
    await buurt.moves(minutes=6)

    assert "Samen: Wandelen" in fatima.buttons()
    assert all(each.hears() == [] for each in walkers)


async def test_a_wish_that_does_not_fit_is_dismissed(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """`Past niet` is one tap, and can be taken back; these three are not shown for it again."""
    await fatima.says("/kaart")
    await fatima.taps("Samen: Wandelen")
    await fatima.taps("Past niet")
    assert "Samen: Wandelen. Past niet" in fatima.last()
    await fatima.taps("Toch niet")
    await fatima.taps("Samen: Wandelen")
    await fatima.taps("Terug")
    await fatima.taps("Samen: Wandelen")
    dismissed = fatima.private()[-1]
    await fatima.taps("Past niet")
    await fatima.presses(dismissed, "kgd_1_walking")
    assert "knop is oud" in fatima.last()

    await buurt.moves(days=1)
    await fatima.says("/kaart")

    assert "Drie of meer buren" not in fatima.last()
    assert all(each.hears() == [] for each in walkers)


async def test_while_a_wish_stands_its_people_are_no_pairs(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """Who may be asked with all of them is not asked with one; also who was suggested to another
    before a third came, or while the question is out. When it does not fit, two may meet still."""
    olga, noor = await buurt.resident("Olga"), await buurt.resident("Noor")
    for each in (olga, noor):
        await says_talent(buurt, each, "Samen zingen", Direction.TOGETHER, "singing")
    await fatima.says("/kaart")
    assert "1. Zingen: " in fatima.last()
    assert "2. " not in fatima.last()
    willem = await buurt.resident("Willem")
    await says_talent(buurt, willem, "Ik zing graag samen", Direction.TOGETHER, "singing")
    await fatima.taps("Samen: Wandelen")
    await fatima.taps("Past niet")
    await buurt.moves(minutes=6)

    await fatima.says("/kaart")
    assert "willen dit samen: Zingen" in fatima.last()
    assert "1. Wandelen: " in fatima.last()
    assert "Zingen: " not in fatima.last()
    await fatima.taps("Samen: Zingen")
    await fatima.taps("Vraag wie mee wil")
    await fatima.says("/kaart")

    assert "Zingen: " not in fatima.last()


async def test_these_questions_count_among_what_one_agreed_to(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """Twice a month is twice a month, whatever it is about."""
    await asks(buurt, fatima)

    async with buurt.database.read() as tx:
        times = [await introductions.times_asked(tx, (await each.member()).id) for each in walkers]

    assert times == [1, 1, 1]


async def test_a_stranger_to_it_cannot_answer(
    buurt: Buurt, walkers: list[Neighbour], fatima: Neighbour
):
    """A forged button of somebody who was not asked lets nobody into a group, nor reads names."""
    willem = await buurt.resident("Willem")
    await asks(buurt, fatima)
    await willem.says("/hulp")

    await willem.presses(willem.private()[-1], "kga_1_yes")
    assert "voor iemand anders" in willem.last()
    await willem.presses(willem.private()[-1], "kgp_1_walking")

    assert "werk van de buurtverbinders" in willem.last()
    assert not any(name in willem.reads() for name in NAMES)
