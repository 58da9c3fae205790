"""Willem may be called about the green, Bram wants to know more: the cast of guide and asking."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import select

from storage.tables import guide_questions
from tests.buurt import Buurt, Neighbour

GRASS = "/zoek wie gaat er over het gras?"


async def says_entry(of: Neighbour, words: str = "Gras maaien en groen in het park") -> None:
    """Somebody says what they may be called about."""
    can = "Maaien laten doen wel, bomen kappen niet"
    await of.fills_in("guide", "Plaatsen", words=words, direction="offer", tags=None, can=can)


async def searches_along(of: Neighbour) -> None:
    """Somebody who searches along with who does not know whom to ask."""
    known = {"words": "Wieberdewap", "can": "Ik ken veel mensen", "along": True}
    other = {"direction": "offer", "tags": None, "reach": None, "warm": None}
    await of.fills_in("guide", "Plaatsen", **known, **other)


async def asks(someone: Neighbour, button: str) -> None:
    """Why, and what they hope."""
    await someone.taps(button)
    hope = "Dat het voor het feest gemaaid is"
    await someone.fills_in("guideask", "Versturen", why="Het gras staat kniehoog", hope=hope)


@dataclass
class Cast:
    """Willem may be called about the green; Bram wants to know something about it."""

    buurt: Buurt
    willem: Neighbour
    bram: Neighbour

    @classmethod
    async def begins(cls, buurt: Buurt) -> Self:
        willem, bram = await buurt.resident("Willem"), await buurt.resident("Bram")
        await says_entry(willem)
        return cls(buurt, willem, bram)

    async def asked(self) -> None:
        await self.bram.says(GRASS)
        await asks(self.bram, "Vraag Willem")

    async def promised(self) -> None:
        """On Monday, for Tuesday, Thursday or next Monday; Thursday it is."""
        await self.asked()
        await self.willem.taps("Je hoort van mij")
        await self.willem.taps("do 10 jun")


async def states(buurt: Buurt) -> list[str]:
    """Of the questions that were sent."""
    statement = select(guide_questions.c.state).order_by(guide_questions.c.id)
    async with buurt.database.read() as tx:
        return [str(each) for each in await tx.values(statement) if each != "looking"]


def letters(of: Neighbour, words: str) -> int:
    return sum(words in each for each in of.hears())


async def becomes_stand_in(owner: Neighbour, other: Neighbour) -> str:
    """The link is passed on and taken; it comes back for a second try."""
    await owner.taps("Vraag een vervanger")
    [link] = [each.url for row in owner.private()[-1].buttons for each in row]
    assert link is not None
    token = link.split("?start=")[1]
    await other.starts(token)
    await other.taps("Ja, dat is goed")
    return token
