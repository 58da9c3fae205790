"""Stories of the team: working days, being away, and what the bot promises meanwhile."""

from bot.matching import Direction
from handlers import teams
from tests.buurt import Buurt, Neighbour
from tests.introduced import Cast, member_of, says_talent, states


async def joins_the_team(buurt: Buurt, who: Neighbour) -> None:
    async with buurt.database.begin() as tx:
        await teams.join(tx, await member_of(tx, who))
    await buurt.settles()


def cards(of: Neighbour) -> int:
    return sum("Je verbinderskaart" in each for each in of.hears())


async def test_no_card_comes_on_a_day_off(cast: Cast):
    """Fatima works on Tuesdays and Wednesdays: the card of the week comes on Tuesday."""
    await joins_the_team(cast.buurt, cast.fatima)
    for day in ("✓ ma", "✓ do", "✓ vr", "✓ za", "✓ zo"):
        await cast.fatima.taps(day)
    assert "elke week op dinsdag om 10.00 uur" in cast.fatima.last()
    await cast.fatima.taps("✓ wo")
    await cast.fatima.taps("✓ di")
    assert "Eén werkdag blijft staan" in cast.fatima.last()

    await cast.buurt.moves(hours=23)
    assert cards(cast.fatima) == 0
    await cast.buurt.moves(hours=2)

    assert cards(cast.fatima) == 1


async def test_a_card_comes_at_an_hour_and_a_day_of_ones_own(cast: Cast):
    """Fatima starts at half past nine, and prefers Fridays; what holds has a mark, and she finds
    the way back."""
    await joins_the_team(cast.buurt, cast.fatima)
    assert {"✓ 10.00 uur", "✓ Elke week op donderdag"} <= set(cast.fatima.buttons())
    await cast.fatima.taps("Ander uur")
    await cast.fatima.says("vroeg")
    assert "Ik begrijp nog niet hoe laat." in cast.fatima.reads()
    await cast.fatima.says("half tien")
    assert "9.30 uur" in cast.fatima.last()
    await cast.fatima.taps("Opslaan")
    assert "✓ 09.30 uur" in cast.fatima.buttons()
    await cast.fatima.taps("✓ di")
    await cast.fatima.taps("✓ Elke week op donderdag")
    assert "✓ donderdag" in cast.fatima.buttons()
    assert "dinsdag" not in cast.fatima.buttons()
    await cast.fatima.presses(cast.fatima.private()[-1], f"kjw_{cast.buurt.id}_1")
    assert "Deze knop is oud" in cast.fatima.last()
    await cast.fatima.taps("vrijdag")
    assert "elke week op vrijdag om 09.30 uur" in cast.fatima.reads()

    await cast.buurt.moves(days=3, hours=23)
    assert cards(cast.fatima) == 0
    await cast.buurt.moves(hours=1)
    assert cards(cast.fatima) == 1
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("Mijn dagen en uur")
    await cast.fatima.taps("10.00 uur")
    await cast.fatima.taps("Elke werkdag")
    assert "elke werkdag om 10.00 uur" in cast.fatima.last()
    assert "Elke week" in cast.fatima.buttons()


async def test_what_waits_goes_to_the_others_while_somebody_is_away(cast: Cast):
    """Nobody in the neighbourhood waits for a holiday to end."""
    samira = await cast.buurt.verbinder("Samira")
    await joins_the_team(cast.buurt, cast.fatima)
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("Mijn dagen en uur")
    await cast.fatima.taps("Ik ben er even niet")
    await cast.fatima.says("5 juli")
    assert "Op maandag 5 juli" in cast.fatima.last()
    await cast.fatima.taps("Opslaan")

    await samira.says("/kaart")
    assert "1. Timmeren: Anna en Bram" in samira.last()
    await samira.taps("1 Timmeren")
    assert "Geef door" not in samira.buttons()
    await cast.buurt.moves(days=20)
    assert cards(cast.fatima) == 1
    await cast.fatima.says("/kaart")

    assert "Je bent er even niet" in cast.fatima.last()


async def test_who_is_back_early_gets_a_card_again(cast: Cast):
    """Plans change; until then no card comes, also when there is something to judge."""
    await joins_the_team(cast.buurt, cast.fatima)
    await cast.fatima.taps("Ik ben er even niet")
    await cast.fatima.taps("ma 28 jun")
    await cast.fatima.taps("Opslaan")

    await cast.buurt.moves(days=4)
    assert cards(cast.fatima) == 0
    await cast.fatima.taps("Ik ben er weer")
    assert "Ik ben er even niet" in cast.fatima.buttons()
    await cast.buurt.moves(days=7)

    assert cards(cast.fatima) == 1


async def test_only_a_buurtverbinder_sets_working_days(cast: Cast):
    """Ids are no secrets; who presses is what counts."""
    await cast.anna.says("/talent")
    for data in ("kwd_1_0", "kwa_1", "kwb_1"):
        await cast.anna.presses(cast.anna.private()[-1], data)

        assert "werk van de buurtverbinders" in cast.anna.last()


async def test_a_promise_to_a_seeker_falls_on_a_day_that_the_team_works(cast: Cast):
    """Nobody of the team works on Mondays: Bram hears on Tuesday, as promised."""
    await joins_the_team(cast.buurt, cast.fatima)
    await cast.fatima.taps("✓ ma")

    await cast.bram.says("/zoek iemand die piano speelt")
    await cast.bram.taps("Geen van deze")
    await cast.bram.taps("Opslaan")
    assert "Op dinsdag 15 juni laat ik weten" in cast.bram.last()
    await cast.buurt.moves(days=7, hours=20)
    before = cast.bram.hears()
    await cast.buurt.moves(hours=8)

    assert len(cast.bram.hears()) == len(before) + 1


# --- load --------------------------------------------------------------------------------------


async def is_busy(cast: Cast, *, needs: int) -> None:
    for number in range(needs):
        other = await cast.buurt.resident(f"Buur{number}")
        await says_talent(cast.buurt, other, "wie timmert er", Direction.NEED, "woodwork")


async def test_what_is_over_goes_to_the_colleague_with_the_least(cast: Cast):
    """Fatima wants three a week; the fourth is for Samira, and next week Fatima has room again."""
    samira = await cast.buurt.verbinder("Samira")
    await joins_the_team(cast.buurt, cast.fatima)
    await cast.fatima.taps("Hoogstens 3 per week")
    await is_busy(cast, needs=4)
    await cast.fatima.says("/kaart")
    for number in (1, 2, 3):
        await cast.fatima.taps(f"{number} Timmeren")
        await cast.fatima.taps("Past niet")

    await cast.fatima.says("/kaart")
    assert "Dat mag ook" in cast.fatima.last()
    await samira.says("/kaart")
    assert "2. Timmeren" in samira.last()
    await cast.buurt.moves(days=8)
    await is_busy(cast, needs=1)
    await cast.fatima.says("/kaart")

    assert "1. Timmeren" in cast.fatima.last()


async def test_who_is_full_still_sees_what_is_theirs(cast: Cast):
    """What a colleague leaves behind is older, and may not push it off the card."""
    samira = await cast.buurt.verbinder("Samira")
    await joins_the_team(cast.buurt, cast.fatima)
    await cast.fatima.taps("Hoogstens 3 per week")
    await is_busy(cast, needs=5)
    await samira.says("/kaart")
    await cast.fatima.says("/kaart")
    hers = [each for each in cast.fatima.last().split("\n") if ". Timmeren" in each]

    await samira.says("/kaart")
    await samira.taps("Mijn dagen en uur")
    await samira.taps("Ik ben er even niet")
    await samira.taps("ma 28 jun")
    await samira.taps("Opslaan")
    await cast.fatima.says("/kaart")

    assert len(hers) == 3
    assert all(each in cast.fatima.last() for each in hers)


async def test_what_nobody_chose_for_weeks_leaves_the_card(cast: Cast):
    """No pile grows without end, and the two hear nothing of it."""
    await cast.fatima.says("/kaart")
    await cast.buurt.moves(days=27)
    await cast.fatima.says("/kaart")
    assert "1. Timmeren" in cast.fatima.last()

    await cast.buurt.moves(days=2)
    await cast.fatima.says("/kaart")

    assert "Dat mag ook" in cast.fatima.last()
    assert await states(cast.buurt) == ["lapsed"]
    assert cast.anna.hears() == []
