"""Stories: a group with topics. The bot answers where it was spoken to."""

from collections.abc import AsyncIterator

import pytest

from bot.playground import Message
from handlers.communities import Opening
from storage import communities
from storage.database import Database
from tests.buurt import Buurt, Neighbour
from tests.introduced import brings


@pytest.fixture
async def forum(database: Database) -> AsyncIterator[Buurt]:
    """A group with topics, that the bot is not in yet."""
    buurt = await Buurt.begins(database, opening=Opening(open_to_all=True), set_up=False)
    buurt.group = buurt.standin.add_group("Broeklanden", creator=buurt.founder, forum=True)
    yield buurt
    await buurt.ends()


async def adds_bot(buurt: Buurt) -> Neighbour:
    """Somebody who has spoken to the bot adds it, as an ordinary member."""
    karel = Neighbour(buurt, buurt.founder)
    await karel.starts()
    await buurt.standin.add_bot(buurt.group, by=buurt.founder)
    await buurt.settles()
    return karel


async def sets_up(karel: Neighbour) -> None:
    """Tap `Buurt instellen` on the newest greeting and go all the way."""
    await karel.taps_in_group("Buurt instellen")
    await karel.taps("Ja, ik ben 16 of ouder")
    await karel.taps("Oprichter is goed")
    await karel.taps("Broeklanden")
    await karel.taps("Ja, zet de buurt aan")
    async with karel.buurt.database.read() as tx:
        found = await communities.of_chat(tx, karel.buurt.group.id)
    assert found is not None
    karel.buurt.id = found


def said(buurt: Buurt, thread: int | None) -> list[Message]:
    """What the bot said in a topic; None is the General one."""
    return [each for each in buurt.in_group() if each.thread == thread]


async def test_it_speaks_in_the_topic_where_it_was_set_up(forum: Buurt):
    """Greeting, overview and cards: all in the topic where somebody asked for it."""
    topic = forum.standin.add_topic(forum.group, "Buurt")
    karel = await adds_bot(forum)
    assert "Ik ben de buurtbot" in said(forum, None)[-1].text
    await karel.says_in_group("/hulp", thread=topic.id)
    assert "Ik ben de buurtbot" in said(forum, topic.id)[-1].text

    await sets_up(karel)
    await brings(karel, "Moestuin")

    overview, card = said(forum, topic.id)
    assert "Wat speelt er in Broeklanden?" in overview.text
    assert "Moestuin" in card.text
    (old,) = said(forum, None)
    assert not old.buttons


async def test_it_comes_back_to_its_topic(forum: Buurt):
    """Removed and added again, it does not start to speak in another topic."""
    topic = forum.standin.add_topic(forum.group, "Buurt")
    karel = await adds_bot(forum)
    await karel.says_in_group("/hulp", thread=topic.id)
    await sets_up(karel)
    before = len(said(forum, topic.id))

    await forum.standin.remove_bot(forum.group, by=forum.founder)
    await forum.settles()
    await forum.standin.add_bot(forum.group, by=forum.founder)
    await forum.settles()

    after = said(forum, topic.id)
    assert "Wat speelt er in Broeklanden?" in after[-1].text
    assert len(after) == before + 1
