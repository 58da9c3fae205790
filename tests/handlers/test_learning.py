"""Stories of learning: what a team dismisses comes less, there and nowhere else."""

from sqlalchemy import update

from bot.introductions import IntroductionState
from bot.matching import FEWEST_DECISIONS, Decision, Direction, suggest_from
from bot.messages import CommunityId
from bot.people import Role
from storage import introductions, learning, matching, people, tables
from tests.buurt import Buurt, Neighbour, as_telegram_user
from tests.introduced import Cast, says_talent

ROUGH = ("making",)  # what is only roughly about what somebody seeks


async def test_what_a_team_dismisses_comes_less_in_its_own_neighbourhood_only(buurt: Buurt):
    """Fatima says the same thing evening after evening, and the bot hears it; Zeynep did not."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima, zeynep = await buurt.verbinder("Fatima"), await buurt.elsewhere("Zeynep")
    await makes_verbinder(buurt, zeynep)
    yusuf, olga = await beside(buurt, zeynep, "Yusuf"), await beside(buurt, zeynep, "Olga")
    await says_talent(buurt, anna, "Van alles", Direction.OFFER, *ROUGH)
    await dismissed_before(buurt, of=bram, times=FEWEST_DECISIONS - 1)
    await says_talent(buurt, bram, "Wie helpt", Direction.NEED, "woodwork")
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    await fatima.taps("Past niet")

    await buurt.moves(days=1)
    await says_talent(buurt, bram, "Wie helpt mee", Direction.NEED, "woodwork")
    await says_talent(buurt, yusuf, "Van alles", Direction.OFFER, *ROUGH)
    await says_talent(buurt, olga, "Wie helpt mee", Direction.NEED, "woodwork")
    await fatima.says("/kaart")
    await zeynep.says("/kaart")

    assert "Dat mag ook" in fatima.last()
    assert "1. Timmeren: Yusuf en Olga" in zeynep.last()


async def test_only_a_choice_that_stands_teaches(cast: Cast):
    """`Later` is no judgement, and a slip of the finger that was taken back is none either."""
    for name in ("Karel", "Mila"):
        other = await cast.buurt.resident(name)
        await says_talent(cast.buurt, other, "wie timmert er", Direction.NEED, "woodwork")
    await cast.fatima.says("/kaart")
    await chooses(cast.fatima, "1 Timmeren", "Past niet")
    await chooses(cast.fatima, "2 Timmeren", "Later")
    await chooses(cast.fatima, "3 Timmeren", "Past niet")
    await cast.fatima.taps("3 Toch niet")
    assert await taught(cast.buurt) == [False]

    await chooses(cast.fatima, "3 Timmeren", "Stel voor")
    assert await taught(cast.buurt) == [True, False]
    await cast.fatima.taps("3 Toch niet")

    assert await taught(cast.buurt) == [False]


async def test_who_leaves_teaches_nothing_any_more(cast: Cast):
    """`Wis alles` takes along what a suggestion of two people scored on."""
    await cast.proposes()
    assert await taught(cast.buurt) == [True]

    await cast.bram.says("/privacy")
    await cast.bram.taps("Wis alles")
    await cast.bram.taps("Ja, wis alles")

    assert await taught(cast.buurt) == []


# --- the cast ----------------------------------------------------------------------------------


async def chooses(who: Neighbour, line: str, choice: str) -> None:
    await who.taps(line)
    await who.taps(choice)


async def taught(buurt: Buurt) -> list[bool]:
    """What the choices of the team say, the newest suggestion first."""
    async with buurt.database.read() as tx:
        found: list[Decision] = await learning.decisions(tx, buurt.id, most=10)
    return [each.introduced for each in found]


async def dismissed_before(buurt: Buurt, *, of: Neighbour, times: int) -> None:
    """Suggestions for somebody's needs that a buurtverbinder dismissed on earlier cards."""
    for number in range(times):
        await says_talent(buurt, of, f"Wie helpt {number}", Direction.NEED, "woodwork")
    async with buurt.database.begin() as tx:
        index = await matching.index_of(tx, buurt.id)
        for need in await index.needs():
            [found] = suggest_from(await index.shortlist(need), need, now=tx.now)
            await introductions.add(tx, found, of=buurt.id)
        await tx.run(update(tables.introductions).values(state=IntroductionState.DISMISSED))


async def makes_verbinder(buurt: Buurt, who: Neighbour) -> None:
    member = await who.member()
    async with buurt.database.begin() as tx:
        await people.give_role(tx, member.id, member.community_id, Role.CONNECTOR)


async def beside(buurt: Buurt, whom: Neighbour, name: str) -> Neighbour:
    """Somebody in the same neighbourhood as Zeynep."""
    user = buurt.standin.add_user(name)
    user.known = user.started = True
    there: CommunityId = (await whom.member()).community_id
    async with buurt.database.begin() as tx:
        person = await people.add(tx, as_telegram_user(user), name=name)
        await people.join(tx, person.id, there)
    return Neighbour(buurt, user)
