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


def cards(buurt: Buurt, thread: int | None) -> str:
    """What stands on its cards in a topic, the overview left out."""
    texts = [each.text for each in said(buurt, thread)]
    return "\n".join(each for each in texts if "Wat speelt er" not in each)


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


async def test_where_the_general_topic_is_closed_who_added_it_hears_what_to_do(forum: Buurt):
    """The bot cannot know which topics there are; somebody has to call it into one."""
    topic = forum.standin.add_topic(forum.group, "Buurt")
    forum.standin.close_topic(forum.group)
    karel = await adds_bot(forum)
    await forum.moves(minutes=1)

    assert not forum.in_group()
    assert "In Broeklanden kan ik niets zeggen" in karel.last()
    await karel.says_in_group("/hulp", thread=topic.id)
    await sets_up(karel)

    assert "Wat speelt er in Broeklanden?" in said(forum, topic.id)[-1].text
    assert karel.reads().count("kan ik niets zeggen") == 1


@pytest.mark.parametrize("deleted", [False, True])
async def test_without_its_topic_it_speaks_in_the_general_one(forum: Buurt, deleted: bool):
    """Better there than nowhere."""
    topic = forum.standin.add_topic(forum.group, "Buurt")
    karel = await adds_bot(forum)
    await karel.says_in_group("/hulp", thread=topic.id)
    await sets_up(karel)

    if deleted:
        forum.standin.telegram.delete_topic(forum.group, topic.id)
    else:
        forum.standin.close_topic(forum.group, topic.id)
    await brings(karel, "Moestuin")

    assert "Moestuin" in cards(forum, None)


async def shut_out(forum: Buurt) -> tuple[Neighbour, Neighbour]:
    """Set up in the General topic, which is closed after that; and an idea."""
    karel = await adds_bot(forum)
    await sets_up(karel)
    anna = await forum.resident("Anna")
    forum.standin.close_topic(forum.group)
    await brings(anna, "Moestuin")
    await forum.moves(minutes=1)
    return karel, anna


async def test_when_no_topic_takes_it_an_admin_hears_it_and_nothing_is_lost(forum: Buurt):
    """What could not be posted comes in the topic that an admin then points out."""
    karel, anna = await shut_out(forum)
    topic = forum.standin.add_topic(forum.group, "Buurt")
    bram = await forum.resident("Bram")

    assert "In Broeklanden kan ik niets meer plaatsen" in karel.last()
    assert "niets meer plaatsen" not in anna.reads()
    await brings(bram, "Buurtsoep")
    assert "In de groep kan ik het nu niet zetten" in bram.last()
    await karel.says_in_group("/hier", thread=topic.id)

    assert "Voortaan plaats ik" in karel.last()
    overview, moestuin, buurtsoep = said(forum, topic.id)
    assert "Wat speelt er in Broeklanden?" in overview.text
    assert "Moestuin" in moestuin.text
    assert "Buurtsoep" in buurtsoep.text
    await anna.taps_in_group("Ik doe mee")
    await forum.moves(days=2)
    assert len(said(forum, topic.id)) == 3
    assert karel.reads().count("niets meer plaatsen") == 1


async def test_a_topic_that_is_opened_again_is_used_again(forum: Buurt):
    """Who opened it expects nothing else."""
    topic = forum.standin.add_topic(forum.group, "Buurt")
    karel = await adds_bot(forum)
    await karel.says_in_group("/hulp", thread=topic.id)
    await sets_up(karel)
    forum.standin.close_topic(forum.group)
    forum.standin.close_topic(forum.group, topic.id)
    await brings(karel, "Moestuin")
    await forum.moves(minutes=1)
    assert "niets meer plaatsen" in karel.last()

    forum.standin.telegram.reopen_topic(forum.group, topic.id)
    await forum.settles()

    assert "Moestuin" in cards(forum, topic.id)


async def test_made_an_admin_that_manages_topics_it_posts_what_it_could_not(forum: Buurt):
    """A closed topic is open to who may open it."""
    await shut_out(forum)

    forum.standin.promote(forum.group, forum.standin.bot)
    await forum.settles()

    assert "Moestuin" in cards(forum, None)


async def test_what_waits_for_the_morning_goes_to_the_new_topic(forum: Buurt):
    """`/hier` counts for everything that the bot posts by itself."""
    topic = forum.standin.add_topic(forum.group, "Buurt")
    karel = await adds_bot(forum)
    await sets_up(karel)
    await forum.moves(hours=13)
    await brings(karel, "Moestuin")

    await karel.says_in_group("/hier", thread=topic.id)
    await forum.moves(hours=12)

    assert "Moestuin" in cards(forum, topic.id)


async def test_only_an_admin_says_where_the_bot_posts(forum: Buurt):
    """Anybody else could move it away; in private there is no topic to point at."""
    topic = forum.standin.add_topic(forum.group, "Buurt")
    karel = await adds_bot(forum)
    await sets_up(karel)
    anna = await forum.resident("Anna")

    await anna.says_in_group("/hier", thread=topic.id)
    await karel.says("/hier")

    assert "alleen een beheerder" in anna.last()
    assert "in de groep" in karel.last()
    assert not said(forum, topic.id)
