"""Stories of reading: what was said before this version counts too, and words that go leave nothing
that was made of them."""

import json

from sqlalchemy import delete, select, update

from bot.matching import Direction, edition
from handlers.matching import AT_ONCE
from storage import people, privacy, tables
from tests.buurt import Buurt, Neighbour
from tests.introduced import says_talent

KEPT = (tables.readings, tables.reading_concepts, tables.reading_terms)


async def test_what_was_said_before_is_read_after_the_start(buurt: Buurt):
    """A new version reads better, or is the first that keeps what it read: nobody has to say it
    again, and the bot does not wait for it."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "Ik was meubelmaker", Direction.OFFER, "woodwork")
    await says_talent(buurt, bram, "wie timmert een kast", Direction.NEED, "woodwork")
    for number in range(AT_ONCE):
        await says_talent(buurt, anna, f"Ik brei {number} sokken", Direction.OFFER, "knitting")
    async with buurt.database.begin() as tx:
        offers = tables.readings.c.direction == Direction.OFFER
        await tx.run(delete(tables.readings).where(offers))
        await tx.run(update(tables.readings).values(edition="older", said={}))
    await fatima.says("/kaart")
    assert "Anna en Bram" not in fatima.last()

    await buurt.restarts()
    await buurt.moves(minutes=1)
    await fatima.says("/kaart")

    assert "Anna en Bram" in fatima.last()
    assert await editions(buurt) == [edition()] * (AT_ONCE + 2)


async def editions(buurt: Buurt) -> list[str]:
    async with buurt.database.read() as tx:
        return await tx.values(select(tables.readings.c.edition))


async def test_what_was_read_goes_with_the_words(buurt: Buurt):
    """Stems and topics tell of somebody too. A download holds the words they were made of, and not
    the same once more in pieces."""
    anna = await buurt.resident("Anna")
    await says_talent(buurt, anna, "Ik was meubelmaker", Direction.OFFER, "woodwork")
    assert all(await many(buurt))

    held = await download(buurt, anna)
    await anna.says("/privacy")
    await anna.taps("Wis alles")
    await anna.taps("Ja, wis alles")

    assert "Ik was meubelmaker" in json.dumps(held["talents"])
    assert not {table.name for table in KEPT} & held.keys()
    assert await many(buurt) == [0, 0, 0]


async def many(buurt: Buurt) -> list[int]:
    """How much is kept of what was read."""
    async with buurt.database.read() as tx:
        return [len(await tx.values(select(table))) for table in KEPT]


async def download(buurt: Buurt, of: Neighbour) -> dict[str, privacy.Rows]:
    async with buurt.database.read() as tx:
        person = await people.find(tx, of.user.id)
        assert person is not None
        return await privacy.export(tx, person)
