"""Stories: what people can, shown to the neighbourhood by those who want that."""

from dataclasses import replace

from bot.matching import Direction
from bot.talents import TRIES
from storage import talents
from tests.buurt import Buurt, Neighbour


async def shows(buurt: Buurt, of: Neighbour, words: str, *tags: str, listed: bool = True) -> int:
    """A talent as the dialog keeps it, for everyone to see."""
    who = await of.member()
    async with buurt.database.begin() as tx:
        return await talents.add(
            tx,
            person_id=who.id,
            community_id=who.community_id,
            direction=Direction.OFFER,
            words=words,
            tags=tags,
            listed=listed,
        )


async def test_who_chooses_so_is_seen_by_everyone_with_the_chosen_name(buurt: Buurt):
    """The default is buurtverbinders only; more is a choice of one's own, at a question that says
    who will see it."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await anna.says("/talent Ik was meubelmaker")
    for label in ("Dit kan ik", "Timmeren", "Klaar"):
        await anna.taps(label)
    assert "Wie ziet dit? Alleen de buurtverbinders." in anna.last()
    await anna.taps("Meer vertellen")
    for label in ("Overslaan", "Maakt niet uit", "Overslaan", "Overslaan"):
        await anna.taps(label)

    await anna.taps("Iedereen, met mijn naam")
    assert "Wie ziet dit? Iedereen in je buurt, met je naam." in anna.last()
    await anna.taps("Opslaan")

    await bram.says("/talenten")
    assert "Timmeren: Anna\nDit kan ik: Ik was meubelmaker" in bram.last()


async def test_what_somebody_looks_for_cannot_be_listed(buurt: Buurt):
    """Needing something is told to the buurtverbinders only, whichever way it was said."""
    bram = await buurt.resident("Bram")

    await bram.says("/talent iemand die bakken kan timmeren")
    for label in ("Dit zoek ik", "Timmeren", "Klaar", "Meer vertellen", "Genoeg voor nu"):
        await bram.taps(label)
    await bram.taps("Aanpassen")

    assert "Hoe vaak vragen" in bram.buttons()
    assert "Wie dit ziet" not in bram.buttons()


async def test_only_what_was_meant_for_everyone_is_shown_and_only_here(buurt: Buurt):
    """Neither what was told in confidence, nor what rests, nor anything to another
    neighbourhood."""
    anna, zeynep = await buurt.resident("Anna"), await buurt.elsewhere("Zeynep")
    await shows(buurt, anna, "een geheim", listed=False)
    rests = await shows(buurt, anna, "van lang geleden")
    await shows(buurt, anna, "Ik brei", "knitting")
    async with buurt.database.begin() as tx:
        talent = await talents.find(tx, rests)
        assert talent is not None
        await talents.save(tx, replace(talent, unanswered=TRIES + 1))

    await anna.says("/talenten")
    await zeynep.says("/talenten")

    assert "Ik brei" in anna.last()
    assert "geheim" not in anna.last()
    assert "lang geleden" not in anna.last()
    assert "Hier staat nu niemand in" in zeynep.last()


async def test_the_list_goes_by_topic_and_name_a_page_at_a_time(buurt: Buurt):
    """Nobody stands above another for being first, or for being asked most."""
    bram, anna = await buurt.resident("Bram"), await buurt.resident("Anna")
    await shows(buurt, bram, "zonder onderwerp")
    await shows(buurt, bram, "brt", "woodwork")
    await shows(buurt, anna, "ant", "woodwork")
    await shows(buurt, bram, "brb", "baking")
    await shows(buurt, bram, "brf", "cycling")
    await shows(buurt, bram, "brn", "sewing")

    await anna.says("/start")
    await anna.taps("Help me op weg")
    await anna.taps("Wat kunnen mensen hier?")
    first = anna.last()
    await anna.taps("Volgende")

    at = [first.index(each) for each in ("brb", "brf", "brn", "ant", "brt")]
    assert at == sorted(at)
    assert "Iets anders: Bram" in anna.last()
    assert "ant" not in anna.last()


async def test_who_is_listed_is_still_asked_without_a_name(buurt: Buurt):
    """The list and an introduction never meet: being seen in one gives nothing away in the
    other."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await shows(buurt, anna, "Ik was meubelmaker", "woodwork")
    await bram.says("/zoek iemand die bakken kan timmeren")
    for label in ("Timmeren", "Klaar", "Opslaan"):
        await bram.taps(label)
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)

    await anna.taps("Ja, graag")

    assert "Wil je kennismaken?" in bram.last()
    assert "Anna" not in bram.reads()
    assert "meubelmaker" not in bram.reads()
