"""Stories of the connector card: what stands on it, for whom, and what is chosen."""

import pytest
from sqlalchemy import select

from bot.matching import Direction
from bot.people import Role
from handlers import teams
from storage import people
from storage.tables import introductions, outbox
from tests.buurt import Buurt
from tests.handlers.test_groups import starts_club
from tests.introduced import Cast, brings, member_of, says_talent, states

# --- the card ----------------------------------------------------------------------------------


async def test_the_card_says_who_fits_and_why(cast: Cast):
    """A buurtverbinder judges with names, both texts and the reasons at hand."""
    await cast.fatima.says("/kaart")

    assert "1. Timmeren: Anna en Bram" in cast.fatima.last()
    assert "De een zoekt dit, de ander kan het: Timmeren." in cast.fatima.last()
    await cast.fatima.taps("1 Timmeren")
    assert "Ik was meubelmaker" in cast.fatima.last()
    assert cast.fatima.buttons()[:4] == ["Stel voor", "Met een zin erbij", "Later", "Past niet"]


async def test_an_opened_line_shows_what_was_told_for_buurtverbinders(buurt: Buurt):
    """What somebody would rather not, about where and when: they were told that buurtverbinders
    see it, and those judge by it."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    more = {"times": ["weekend-morning"], "area": "bij de kerk", "asks": None}
    told = {"words": "Ik timmer", "direction": "offer", "tags": ["woodwork"], "listed": False}
    await anna.fills_in("talent", "Opslaan", **told, **more, avoid="geen zwaar werk")
    await says_talent(buurt, bram, "wie timmert", Direction.NEED, "woodwork")
    await fatima.says("/kaart")
    assert "geen zwaar werk" not in fatima.last()

    await fatima.taps("1 Timmeren")

    assert "Liever niet: geen zwaar werk" in fatima.last()
    assert "Kan meestal: in het weekend 's ochtends" in fatima.last()
    assert "Waar ongeveer: bij de kerk" in fatima.last()


async def test_the_card_comes_at_the_hour_that_was_chosen(cast: Cast):
    """Who becomes buurtverbinder chooses the hour, and gets one card then."""
    async with cast.buurt.database.begin() as tx:
        await teams.join(tx, await member_of(tx, cast.fatima))
    await cast.buurt.settles()
    await cast.fatima.taps("16.00 uur")
    await cast.fatima.taps("Elke werkdag")
    assert "elke werkdag om 16.00 uur" in cast.fatima.last()

    await cast.buurt.moves(hours=5)
    assert "Je verbinderskaart" not in cast.fatima.reads()
    await cast.buurt.moves(hours=2)

    assert "1. Timmeren: Anna en Bram" in cast.fatima.last()
    assert "Minder berichten" in cast.fatima.buttons()
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Later")
    assert "Minder berichten" in cast.fatima.buttons()


async def test_nothing_new_means_no_card(cast: Cast):
    """A line that was on yesterday's card is no reason for another one."""
    async with cast.buurt.database.begin() as tx:
        await teams.join(tx, await member_of(tx, cast.fatima))
    await cast.buurt.settles()
    await cast.fatima.taps("Elke werkdag")

    await cast.buurt.moves(days=4)

    cards = [each for each in cast.fatima.hears() if "Je verbinderskaart" in each]
    assert len(cards) == 1


async def test_without_suggestions_the_card_says_so_kindly(buurt: Buurt):
    """An empty card is fine too."""
    fatima = await buurt.verbinder("Fatima")

    await fatima.says("/kaart")

    assert "Dat mag ook" in fatima.last()


async def test_at_most_three_lines_stand_on_a_card(cast: Cast):
    """More is work; three is a pleasure."""
    for number in range(5):
        other = await cast.buurt.resident(f"Buur{number}")
        await says_talent(cast.buurt, other, "wie timmert er", Direction.NEED, "woodwork")

    await cast.fatima.says("/kaart")

    assert "3. Timmeren" in cast.fatima.last()
    assert "4. " not in cast.fatima.last()


async def test_only_a_buurtverbinder_sees_the_card(cast: Cast):
    """Names and own words on it are told to buurtverbinders only."""
    await cast.anna.says("/kaart")

    assert "werk van de buurtverbinders" in cast.anna.last()
    assert "Bram" not in cast.anna.reads()


async def test_a_suggestion_is_on_one_card_only(cast: Cast):
    """Two buurtverbinders never ask the same people; after `Later` the other may."""
    samira = await cast.buurt.verbinder("Samira")
    await cast.fatima.says("/kaart")
    await samira.says("/kaart")
    assert "Dat mag ook" in samira.last()

    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Later")
    assert "Later" in cast.fatima.last()
    await samira.says("/kaart")

    assert "1. Timmeren: Anna en Bram" in samira.last()


async def test_later_lasts_a_week(cast: Cast):
    """Put off is neither gone nor back at once."""
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Later")

    await cast.buurt.moves(days=6, hours=23)
    await cast.fatima.says("/kaart")
    assert "Dat mag ook" in cast.fatima.last()
    await cast.buurt.moves(hours=2)
    await cast.fatima.says("/kaart")

    assert "1. Timmeren: Anna en Bram" in cast.fatima.last()


async def test_a_buurtverbinder_does_not_see_who_would_be_asked_for_herself(buurt: Buurt):
    """Before two yeses nobody learns a name, not even who carries the card."""
    anna, fatima = await buurt.resident("Anna"), await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "Ik timmer", Direction.OFFER, "woodwork")
    await says_talent(buurt, fatima, "wie timmert", Direction.NEED, "woodwork")

    await fatima.says("/kaart")

    assert "Anna" not in fatima.reads()


async def test_what_does_not_fit_can_be_taken_back_and_otherwise_stays_away(cast: Cast):
    """`Past niet` is remembered for these two texts."""
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Past niet")
    assert "Past niet" in cast.fatima.last()
    await cast.fatima.taps("Toch niet")
    assert "1 Timmeren" in cast.fatima.buttons()
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Past niet")

    await cast.fatima.says("/kaart")

    assert "Dat mag ook" in cast.fatima.last()


async def test_what_an_idea_needs_is_sought_too(buurt: Buurt):
    """Bram asks for a carpenter in his idea; the garden in its title asks for nobody."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "Ik was meubelmaker", Direction.OFFER, "woodwork")
    await says_talent(buurt, willem, "Ik tuinier graag", Direction.OFFER, "vegetable-garden")
    await bram.says("/idee Moestuin in de Kerkstraat")
    await bram.says("iemand die bakken kan timmeren")
    await bram.taps("Overslaan")
    await bram.taps("Plaatsen")

    await fatima.says("/kaart")

    assert "1. Timmeren: Anna en Bram" in fatima.last()
    assert "Willem" not in fatima.last()


async def test_among_equals_a_bridge_between_circles_comes_first(buurt: Buurt):
    """Anna sees Bram at the club already; with Olga he meets people whom he does not know."""
    bram, anna = await buurt.resident("Bram"), await buurt.resident("Anna")
    karel, olga = await buurt.resident("Karel"), await buurt.resident("Olga")
    fatima = await buurt.verbinder("Fatima")
    await starts_club(bram)
    await anna.taps_in_group("Ik wil erbij")
    await brings(karel, "Samen soep koken")
    await olga.taps_in_group("Ik doe mee")
    for other in (anna, olga):
        await says_talent(buurt, other, "Ik timmer", Direction.OFFER, "woodwork")
    await says_talent(buurt, bram, "wie timmert", Direction.NEED, "woodwork")

    await fatima.says("/kaart")

    assert "1. Timmeren: Olga en Bram" in fatima.last()


# --- proposing ---------------------------------------------------------------------------------


async def test_nobody_is_asked_for_five_minutes(cast: Cast):
    """A slip of the finger reaches nobody."""
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")
    assert "Gevraagd op ma 7 jun" in cast.fatima.last()
    await cast.buurt.moves(minutes=4)
    assert cast.anna.hears() == []

    await cast.fatima.taps("Toch niet")
    await cast.buurt.moves(hours=1)

    assert cast.anna.hears() == []
    assert await states(cast.buurt) == ["suggested"]


async def test_after_five_minutes_it_cannot_be_taken_back_any_more(cast: Cast):
    """Anna was asked: what was tapped then is kept."""
    await cast.proposes()

    assert "Toch niet" not in cast.fatima.buttons()
    card = cast.fatima.private()[-1]
    await cast.fatima.presses(card, "ku_1")
    assert "Dat kan niet meer" in cast.fatima.last()
    assert await states(cast.buurt) == ["asking_giver"]


async def test_pressing_twice_proposes_once(cast: Cast):
    """Impatience asks nobody twice."""
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    card = cast.fatima.private()[-1]
    await cast.fatima.taps("Stel voor")
    await cast.fatima.presses(card, "kp_1")
    await cast.buurt.moves(hours=1)

    assert sum("Wil je kennismaken?" in each for each in cast.anna.hears()) == 1


async def test_who_was_asked_as_often_as_agreed_is_not_proposed(cast: Cast):
    """Anna agreed to one question a month, and stood on two lines when she got it."""
    anna = await cast.anna.member()
    async with cast.buurt.database.begin() as tx:
        await people.change(tx, anna.id, asks_a_month=1)
    willem = await cast.buurt.resident("Willem")
    await says_talent(cast.buurt, willem, "wie timmert er", Direction.NEED, "woodwork")
    await cast.proposes()

    await cast.fatima.taps("2 Timmeren")
    await cast.fatima.taps("Stel voor")
    assert "deze maand al vaak gevraagd. Kies Later" in cast.fatima.last()
    await cast.fatima.taps("Met een zin erbij")
    await cast.fatima.says("Jullie passen bij elkaar")
    await cast.fatima.taps("Stel voor")

    assert "deze maand al vaak gevraagd. Kies Later" in cast.fatima.last()
    assert await states(cast.buurt) == ["asking_giver", "suggested"]


@pytest.mark.parametrize("tag", ["ko", "kp", "kl", "kd", "ku"])
async def test_a_resident_with_a_forged_button_proposes_nothing(cast: Cast, tag: str):
    """Ids are no secrets; who presses is what counts."""
    await cast.fatima.says("/kaart")
    await cast.anna.says("/talent")

    await cast.anna.presses(cast.anna.private()[-1], f"{tag}_1")

    assert "werk van de buurtverbinders" in cast.anna.last()
    assert "Bram" not in cast.anna.reads()
    assert await states(cast.buurt) == ["suggested"]


async def test_another_neighbourhood_has_no_say(cast: Cast):
    """What lives in Broeklanden is decided there."""
    zeynep = await cast.buurt.elsewhere("Zeynep")
    await cast.fatima.says("/kaart")
    await zeynep.says("/talent")

    await zeynep.presses(zeynep.private()[-1], "kp_1")

    assert "andere buurt" in zeynep.last()
    assert await states(cast.buurt) == ["suggested"]


async def test_another_buurtverbinder_cannot_press_what_is_not_on_her_card(cast: Cast):
    """One suggestion, one card."""
    samira = await cast.buurt.verbinder("Samira")
    await cast.fatima.says("/kaart")
    await samira.says("/talent")

    await samira.presses(samira.private()[-1], "kp_1")

    assert "voor iemand anders" in samira.last()


# --- a colleague -------------------------------------------------------------------------------


async def test_a_line_can_be_passed_on_to_a_colleague_who_knows_them_better(cast: Cast):
    """Fatima gives it to Samira, who finds it on her own next card; nobody is disturbed."""
    samira = await cast.buurt.verbinder("Samira")
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Geef door")
    await cast.fatima.taps("Samira")

    assert "Doorgegeven aan Samira" in cast.fatima.last()
    assert "1 Timmeren" not in cast.fatima.buttons()
    assert samira.hears() == []
    await samira.says("/kaart")
    await samira.taps("1 Timmeren")
    assert "Toch niet" in cast.fatima.buttons()
    await samira.taps("Stel voor")
    assert "Toch niet" not in cast.fatima.buttons()
    await cast.buurt.moves(minutes=6)

    assert "Wil je kennismaken?" in cast.anna.last()


async def test_passing_on_can_be_taken_back_until_the_colleague_chose(cast: Cast):
    """A slip of the finger; afterwards it is Samira's."""
    samira = await cast.buurt.verbinder("Samira")
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Geef door")
    await cast.fatima.taps("Samira")
    await samira.says("/kaart")
    await cast.fatima.taps("Toch niet")

    assert "1 Timmeren" in cast.fatima.buttons()
    assert "Anna" not in samira.last()
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Geef door")
    await cast.fatima.taps("Samira")
    card = cast.fatima.private()[-1]
    await samira.says("/kaart")
    await samira.taps("1 Timmeren")
    await samira.taps("Past niet")
    await cast.fatima.presses(card, "ku_1")

    assert "je collega koos al" in cast.fatima.last()
    assert await states(cast.buurt) == ["dismissed"]


async def test_a_colleague_who_leaves_is_named_on_no_card(cast: Cast):
    """Also not on the card from which a line was passed on; it is free for others again."""
    samira = await cast.buurt.verbinder("Samira")
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Geef door")
    await cast.fatima.taps("Samira")
    await samira.says("/privacy")
    await samira.taps("Wis alles")
    await samira.taps("Ja, wis alles")

    assert "Samira" not in cast.fatima.reads()
    await cast.fatima.says("/kaart")
    assert "1. Timmeren: Anna en Bram" in cast.fatima.last()


async def test_it_is_passed_on_only_to_who_may_judge_it(cast: Cast):
    """Not to oneself alone, not to one of the two, not to a resident: forged or not."""
    anna, zeynep = await cast.anna.member(), await cast.buurt.elsewhere("Zeynep")
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    assert "Geef door" not in cast.fatima.buttons()
    card = cast.fatima.private()[-1]
    async with cast.buurt.database.begin() as tx:
        await people.give_role(tx, anna.id, anna.community_id, Role.CONNECTOR)

    for colleague in (anna.id, (await zeynep.member()).id, (await cast.fatima.member()).id):
        await cast.fatima.presses(card, f"kv_1_{colleague}")
        assert "knop is oud" in cast.fatima.last()

    await cast.bram.presses(cast.fatima.private()[-1], f"kv_1_{anna.id}")
    assert await states(cast.buurt) == ["suggested"]


async def test_a_no_leads_to_the_next_who_fits(cast: Cast):
    """One after the other; and the card tells it only at the hour at which a no is told."""
    noor = await cast.buurt.resident("Noor")
    await says_talent(cast.buurt, noor, "Ik timmer ook", Direction.OFFER, "woodwork")
    await cast.fatima.says("/kaart")
    assert "2. Timmeren" not in cast.fatima.last()
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")
    await cast.buurt.moves(minutes=6)
    [asked] = [each for each in (cast.anna, noor) if each.hears()]
    await asked.taps("Nu niet")
    await cast.fatima.says("/kaart")
    assert "Dat mag ook" in cast.fatima.last()

    await cast.buurt.moves(days=4)
    await cast.fatima.says("/kaart")

    other = "Anna" if asked is noor else "Noor"
    assert f"1. Timmeren: {other} en Bram" in cast.fatima.last()
    assert "Iemand anders die past" in cast.fatima.last()


# --- a warm sentence ---------------------------------------------------------------------------


async def begins_a_sentence(cast: Cast, words: str) -> None:
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Met een zin erbij")
    await cast.fatima.says(words)


async def test_a_warm_sentence_goes_to_both_as_it_was_shown(cast: Cast):
    """Fatima sees the exact sentence first, with the warning; the two read it with her name."""
    sentence = "Fatima schrijft: Ik denk dat jullie het goed kunnen vinden."
    await begins_a_sentence(cast, "Ik denk dat jullie het goed kunnen vinden.")
    assert sentence in cast.fatima.last()
    assert "Merkt de een hieruit wie de ander is?" in cast.fatima.last()
    await cast.fatima.taps("Stel voor")
    await cast.buurt.moves(minutes=4)
    assert cast.anna.hears() == []
    await cast.buurt.moves(minutes=2)

    assert sentence in cast.anna.last()
    await cast.anna.taps("Ja, graag")
    await cast.anna.taps("Toch niet")
    assert sentence in cast.anna.last()
    await cast.anna.taps("Ja, graag")
    assert sentence in cast.bram.last()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("bram", "bram"),
        ("BRAM,", "BRAM"),
        ("@bram_groen", "bram_groen"),
        ("Anna's", "Anna's"),
        ("Brams handen", "Brams"),
        ("‘Brammetje’", "Brammetje"),
        ("Brám", "Brám"),
        ("@annahout", "annahout"),
        ("anna-hout", "anna-hout"),
        ("Annaatje", "Annaatje"),
    ],
)
async def test_a_warm_sentence_names_neither_of_the_two(cast: Cast, name: str, word: str):
    """Before two yeses nobody learns a name, also not by kindness; and Fatima reads which word it
    is about."""
    await begins_a_sentence(cast, f"Jij en {name} passen bij elkaar")

    await cast.fatima.taps("Stel voor")

    refusal = cast.fatima.hears()[-2]
    assert f"of een woord dat erop lijkt: ‘{word}’" in refusal
    assert "Die horen ze pas als ze allebei ja zeggen" in refusal
    assert await states(cast.buurt) == ["suggested"]


async def test_after_a_refused_sentence_the_next_one_is_the_sentence(cast: Cast):
    """Nothing is to be found and tapped first, and the one before is not lost either."""
    await begins_a_sentence(cast, "Bram is aardig")
    await cast.fatima.taps("Stel voor")
    assert "Schrijf één warme zin" in cast.fatima.last()
    assert cast.fatima.buttons() == ["Terug", "Stoppen"]
    await cast.fatima.taps("Terug")
    assert "Fatima schrijft: Bram is aardig" in cast.fatima.last()
    await cast.fatima.taps("Stel voor")

    await cast.fatima.says("Jullie zijn allebei aardig")
    assert "Fatima schrijft: Jullie zijn allebei aardig" in cast.fatima.last()
    await cast.fatima.taps("Stel voor")
    await cast.buurt.moves(minutes=6)

    assert "Fatima schrijft: Jullie zijn allebei aardig" in cast.anna.last()


@pytest.mark.parametrize("asked", [False, True])
async def test_a_warm_sentence_goes_with_who_wrote_it(cast: Cast, asked: bool):
    """Fatima leaves: what she wrote is not asked any more, and nowhere kept."""
    await begins_a_sentence(cast, "Jullie passen bij elkaar")
    await cast.fatima.taps("Stel voor")
    await cast.buurt.moves(minutes=6 if asked else 1)
    await cast.fatima.says("/privacy")
    await cast.fatima.taps("Wis alles")
    await cast.fatima.taps("Ja, wis alles")

    await cast.buurt.moves(minutes=6)

    assert "Wil je kennismaken?" in cast.anna.last()
    assert ("Jullie passen bij elkaar" in cast.anna.reads()) == asked
    async with cast.buurt.database.read() as tx:
        assert await tx.values(select(introductions.c.warm_words)) == [None]
        assert "Jullie passen" not in str(await tx.values(select(outbox.c.payload)))


# --- ideas that nobody heard -------------------------------------------------------------------


async def test_an_idea_without_a_reaction_comes_on_the_card_after_three_days(buurt: Buurt):
    """Residents find no hearing; a buurtverbinder can be the first who says something."""
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    await brings(willem, "Een bankje bij de speeltuin")

    await fatima.says("/kaart")
    assert "bankje" not in fatima.last()
    await buurt.moves(days=3, hours=1)
    await fatima.says("/kaart")

    assert "Nog stil: Een bankje bij de speeltuin" in fatima.last()
    await fatima.taps("Lees het idee")
    assert "Een bankje bij de speeltuin" in fatima.last()


async def test_a_quiet_idea_is_worth_a_card_by_itself_once(buurt: Buurt):
    """The weekly card tells it when it is news, and does not nag."""
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    async with buurt.database.begin() as tx:
        await teams.join(tx, await fatima.member())
    await brings(willem, "Een bankje bij de speeltuin")

    await buurt.moves(days=11)
    assert fatima.reads().count("Nog stil") == 1
    await buurt.moves(days=14)
    assert fatima.reads().count("Nog stil") == 1


async def test_an_idea_that_stays_quiet_hides_no_other(buurt: Buurt):
    """Each idea gets its turn on the card."""
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    bram = await buurt.resident("Bram")
    await brings(willem, "Een bankje bij de speeltuin")
    await buurt.moves(days=2)
    await brings(bram, "Samen soep koken")
    await buurt.moves(days=4)

    await fatima.says("/kaart")

    assert "Nog stil: Samen soep koken" in fatima.last()


async def test_a_first_reaction_takes_an_idea_off_the_card(buurt: Buurt):
    """Heard is heard."""
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    bram = await buurt.resident("Bram")
    await brings(willem, "Een bankje bij de speeltuin")
    await bram.taps_in_group("Ik doe mee")
    await buurt.moves(days=4)

    await fatima.says("/kaart")

    assert "Nog stil" not in fatima.last()
