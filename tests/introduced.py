"""Anna can do what Bram looks for; Fatima is buurtverbinder: the cast of introductions."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.matching import Direction
from storage import people, talents
from storage.tables import introductions
from tests.buurt import Buurt, Neighbour


async def says_talent(
    buurt: Buurt, of: Neighbour, words: str, direction: Direction, *tags: str
) -> int:
    """A talent as the dialog keeps it."""
    who = await of.member()
    async with buurt.database.begin() as tx:
        return await talents.add(
            tx,
            person_id=who.id,
            community_id=who.community_id,
            direction=direction,
            words=words,
            tags=tags,
        )


@dataclass
class Cast:
    """Anna can do what Bram looks for; Fatima is buurtverbinder."""

    buurt: Buurt
    anna: Neighbour
    bram: Neighbour
    fatima: Neighbour

    async def proposes(self) -> None:
        """Fatima proposes the two, and the five minutes pass."""
        await self.fatima.says("/kaart")
        await self.fatima.taps("1 Timmeren")
        await self.fatima.taps("Stel voor")
        await self.buurt.moves(minutes=6)

    async def proposes_warmly(self, words: str) -> None:
        """With a sentence; one that names somebody is refused, and then she proposes without."""
        await self.fatima.says("/kaart")
        await self.fatima.taps("1 Timmeren")
        await self.fatima.taps("Met een zin erbij")
        await self.fatima.says(words)
        await self.fatima.taps("Stel voor")
        if "Die horen ze pas" in self.fatima.hears()[-2]:
            await self.fatima.taps("Stoppen")
            await self.fatima.taps("Stel voor")
        await self.buurt.moves(minutes=6)

    async def both_say_yes(self) -> None:
        await self.proposes()
        await self.anna.taps("Ja, graag")
        await self.bram.taps("Ja, graag")

    async def are_in_contact(self) -> None:
        await self.both_say_yes()
        await self.anna.taps("Begin contact")
        await self.bram.taps("Begin contact")


async def states(buurt: Buurt) -> list[str]:
    async with buurt.database.read() as tx:
        return [
            str(each)
            for each in await tx.values(select(introductions.c.state).order_by(introductions.c.id))
        ]


async def member_of(tx, of: Neighbour):
    person = await people.find(tx, of.user.id)
    assert person is not None
    return await people.member(tx, person.id, person.community_id)


async def brings(of: Neighbour, title: str) -> None:
    await of.fills_in("idea", "Plaatsen", title=title, needs=None, excluded=None)
