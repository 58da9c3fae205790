"""Stories: the four easy questions."""

from bot.matching import Direction
from storage import talents
from tests.buurt import Buurt, Neighbour


async def kept(buurt: Buurt, of: Neighbour) -> list[talents.Talent]:
    who = await of.member()
    async with buurt.database.read() as tx:
        return await talents.of_person(tx, who.id, who.community_id)


async def begins(of: Neighbour) -> None:
    await of.says("/talent")
    await of.taps("Vier korte vraagjes")


async def test_each_answer_becomes_a_talent_of_its_own(buurt: Buurt):
    """Somebody who would leave a form open answers a question; a place to share counts too."""
    anna = await buurt.resident("Anna")
    await begins(anna)

    assert "Waar weet je veel van?" in anna.last()
    await anna.taps("Overslaan")
    await anna.says("Ik was meubelmaker")
    await anna.taps("Timmeren")
    await anna.taps("Klaar")
    await anna.says("Samen wandelen")
    await anna.taps("Wandelen")
    await anna.taps("Klaar")
    await anna.says("Ik heb een schuur")
    await anna.taps("Schuur, garage of opslag")
    await anna.taps("Klaar")
    assert "Dit doe ik graag samen: Samen wandelen" in anna.last()
    await anna.taps("Opslaan")

    assert [(each.words, each.direction, each.tags) for each in await kept(buurt, anna)] == [
        ("Ik heb een schuur", Direction.OFFER, ("storage",)),
        ("Samen wandelen", Direction.TOGETHER, ("walking",)),
        ("Ik was meubelmaker", Direction.OFFER, ("woodwork",)),
    ]
    await anna.taps("Wat ik kan en zoek")
    assert "Ik heb een schuur" in anna.last()


async def test_it_is_enough_at_any_moment(buurt: Buurt):
    """Nobody has to answer four questions to have one answer kept."""
    anna = await buurt.resident("Anna")
    await begins(anna)
    assert "Genoeg voor nu" not in anna.buttons()
    await anna.says("Ik weet veel van planten")

    await anna.taps("Genoeg voor nu")
    await anna.taps("Opslaan")

    [talent] = await kept(buurt, anna)
    assert talent.words == "Ik weet veel van planten"


async def test_telling_nothing_is_fine_too(buurt: Buurt):
    """No reproach, and nothing kept."""
    anna = await buurt.resident("Anna")
    await begins(anna)
    for _ in range(4):
        await anna.taps("Overslaan")

    await anna.taps("Opslaan")

    assert "Dat mag ook" in anna.last()
    assert await kept(buurt, anna) == []


async def test_own_words_are_one_tap_away_and_back(buurt: Buurt):
    """Whoever knows what to say is not led by the hand, in the same message; typing works too."""
    anna = await buurt.resident("Anna")
    await begins(anna)

    await anna.taps("In eigen woorden")
    assert "Wat kun je goed" in anna.last()
    assert len(anna.hears()) == 1
    await anna.says("vier korte vraagjes")

    assert "Waar weet je veel van?" in anna.last()


async def test_an_old_button_changes_no_half_told_talk(buurt: Buurt):
    """What was told already is not thrown away by a tap on what is no longer there."""
    anna = await buurt.resident("Anna")
    await begins(anna)
    await anna.says("Ik weet veel van planten")

    await anna.presses(anna.private()[-1], "di_talent")
    await anna.taps("Genoeg voor nu")

    assert "Dit vertelde je:\nDit kan ik: Ik weet veel van planten" in anna.reads()


async def test_a_place_to_share_reads_as_something_that_somebody_has(buurt: Buurt):
    """ "Is good at a shed" is what a machine says."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await begins(anna)
    for _ in range(3):
        await anna.taps("Overslaan")
    await anna.says("Ik heb een schuur")
    for label in ("Schuur, garage of opslag", "Klaar", "Opslaan"):
        await anna.taps(label)
    await bram.says("/zoek een plek om mijn fiets te stallen")
    for label in ("Kies uit de lijst", "Ruimte en spullen", "Schuur, garage of opslag"):
        await bram.taps(label)
    await bram.taps("Klaar")
    await bram.taps("Opslaan")

    await fatima.says("/kaart")
    await fatima.taps(next(each for each in fatima.buttons() if each.startswith("1 ")))
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)
    assert "Iemand in je buurt zoekt dit: Schuur, garage of opslag." in anna.last()
    await anna.taps("Ja, graag")

    assert "heeft dit, en deelt het graag: Schuur, garage of opslag." in bram.last()
