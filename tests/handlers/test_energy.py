"""Stories of what moves: beside the suggestions on the card, and in the look at the week."""

from bot.matching import Direction
from tests.buurt import Buurt
from tests.handlers.test_welcomes import comes_in
from tests.introduced import Cast, brings, says_talent


async def test_the_card_tells_of_a_piece_that_nobody_took(buurt: Buurt):
    """Willem's bench needs a carpenter for a week; somebody may know one."""
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    bram = await buurt.resident("Bram")
    await willem.says("/idee Een bankje bij de speeltuin")
    await willem.says("iemand die kan timmeren")
    await willem.taps("Overslaan")
    await willem.taps("Plaatsen")
    await bram.taps_in_group("Ik doe mee")

    await buurt.moves(days=6)
    await fatima.says("/kaart")
    assert "Nog niemand gevonden" not in fatima.last()
    await buurt.moves(days=2)
    await fatima.says("/kaart")

    assert "Nog niemand gevonden voor Een bankje bij de speeltuin." in fatima.last()
    assert "Nodig: iemand die kan timmeren" in fatima.last()
    assert "Bekijk wat nodig is" in fatima.buttons()


async def test_each_kind_has_its_place_beside_three_suggestions(cast: Cast):
    """An idea that nobody heard falls off no card because there is much to introduce."""
    willem = await cast.buurt.resident("Willem")
    fanfare = {"title": "Een fanfare", "needs": "wie speelt er tuba", "excluded": None}
    await willem.fills_in("idea", "Plaatsen", **fanfare)
    await cast.anna.taps_in_group("Ik doe mee")
    await brings(await cast.buurt.resident("Karel"), "Een bankje bij de speeltuin")
    await cast.are_in_contact()
    await cast.buurt.moves(days=11)
    await cast.bram.taps("Ja, gelukt")
    await says_talent(cast.buurt, cast.bram, "mijn fiets is stuk", Direction.NEED, "bike-repair")
    for number in range(3):
        other, able = [await cast.buurt.resident(f"{who}{number}") for who in ("Buur", "Kan")]
        await says_talent(cast.buurt, other, "wie timmert er", Direction.NEED, "woodwork")
        await says_talent(cast.buurt, able, "Ik timmer", Direction.OFFER, "woodwork")
    newcomer = await comes_in(cast.buurt, "Olga")
    await newcomer.taps("Ja, graag")

    await cast.fatima.says("/kaart")

    assert "3. Timmeren" in cast.fatima.last()
    for line in (
        "Nieuw: Olga wil graag",
        "Nog stil: Een bankje",
        "Dit ging goed",
        "Nog niemand gevonden voor Een fanfare",
        "biedt nog niemand: Fiets",
    ):
        assert line in cast.fatima.last()


async def test_the_card_hints_at_what_nobody_offers(cast: Cast):
    """A topic and never a name; below five it is a few people."""
    await says_talent(cast.buurt, cast.bram, "mijn fiets is stuk", Direction.NEED, "bike-repair")

    await cast.fatima.says("/kaart")
    assert "Dit zoeken een paar mensen, en biedt nog niemand: Fiets" in cast.fatima.last()
    await says_talent(cast.buurt, cast.anna, "fietsen maken", Direction.OFFER, "bike-repair")
    await cast.fatima.says("/kaart")

    assert "biedt nog niemand" not in cast.fatima.last()


async def test_the_card_tells_one_thing_that_went_well_without_names(cast: Cast):
    """Who connects people hears what came of it, also of a colleague's work."""
    samira = await cast.buurt.verbinder("Samira")
    await cast.are_in_contact()
    await cast.buurt.moves(days=11)
    await samira.says("/kaart")
    assert "Dit ging goed" not in samira.last()

    await cast.bram.taps("Ja, gelukt")
    await samira.says("/kaart")

    assert "twee buren vonden elkaar. Het ging om: Timmeren." in samira.last()
    assert "Anna" not in samira.reads()
    assert "Bram" not in samira.reads()


async def test_where_is_energy_says_it_in_words(cast: Cast):
    """Topics and ideas, no people, no scores; and back to the card."""
    willem = await cast.buurt.resident("Willem")
    await brings(willem, "Samen soep koken")
    await cast.bram.taps_in_group("Ik doe mee")
    await cast.fatima.says("/kaart")

    await cast.fatima.taps("Waar zit energie?")

    told = cast.fatima.last()
    assert "Nieuw deze week: een paar mensen vertelden wat ze kunnen." in told
    assert "Het gaat om: Timmeren." in told
    assert "In beweging: Samen soep koken." in told
    assert not any(name in told for name in ("Anna", "Bram", "Willem"))
    await cast.fatima.taps("Terug")
    assert "Je verbinderskaart" in cast.fatima.last()


async def test_a_quiet_week_is_fine_and_only_buurtverbinders_look(buurt: Buurt):
    """An empty overview is no reproach; names or not, it is the team's."""
    fatima, anna = await buurt.verbinder("Fatima"), await buurt.resident("Anna")

    await fatima.says("/kaart")
    await fatima.taps("Waar zit energie?")
    assert "Een rustige week. Dat mag ook." in fatima.last()
    await fatima.taps("Terug")
    assert "Dat mag ook" in fatima.last()
    await anna.says("/energie")

    assert "werk van de buurtverbinders" in anna.last()
