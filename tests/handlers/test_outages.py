"""Stories: the bot was away, and Telegram lost what people tapped meanwhile."""

from datetime import timedelta

from bot.playground import Message
from storage import process_roles
from tests.buurt import Buurt, Neighbour
from tests.introduced import brings


async def away(buurt: Buurt, **span: float) -> None:
    """The bot stops, and starts again after a while."""
    await buurt.bot.stop()
    buurt.passes(timedelta(**span))
    await buurt.starts()
    await buurt.bot.beat()
    await buurt.settles()


def questions(who: Neighbour) -> list[Message]:
    """Each time that the bot asked what the idea needs."""
    return [each for each in who.private() if "Wat is er nog nodig?" in each.text]


async def test_after_an_outage_an_open_question_is_shown_afresh(buurt: Buurt):
    """A tap of more than 150 seconds ago is lost: who tapped in vain sees that it goes on now."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await anna.says("/idee Moestuin")
    heard = len(bram.private())

    await away(buurt, minutes=10)

    old, new = questions(anna)
    assert not old.buttons
    assert new.silent
    assert len(bram.private()) == heard
    await anna.taps("Overslaan")
    assert "Wie kan misschien niet meedoen?" in anna.last()


async def test_it_is_shown_once_for_each_outage(buurt: Buurt):
    """Not again after a crash, nor after a short stop."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")

    await away(buurt, minutes=10)
    await away(buurt, seconds=1)
    await away(buurt, seconds=100)

    assert len(questions(anna)) == 2


async def test_a_clock_that_is_put_forward_is_no_outage(buurt: Buurt):
    """The bot was there all the time."""
    anna = await buurt.resident("Anna")
    await buurt.bot.beat()
    await anna.says("/idee Moestuin")
    buurt.passes(timedelta(hours=5))

    await buurt.bot.beat()
    await buurt.settles()

    assert len(questions(anna)) == 1


async def test_while_telegram_is_away_nobody_can_tap(buurt: Buurt):
    """That is an outage too, though the bot was running."""
    anna = await buurt.resident("Anna")
    await buurt.bot.beat()
    await anna.says("/idee Moestuin")
    buurt.passes(timedelta(minutes=10))
    buurt.bot.intake.last_answer_failed = True
    await buurt.bot.beat()
    buurt.bot.intake.last_answer_failed = False
    assert len(questions(anna)) == 1

    await buurt.bot.beat()
    await buurt.settles()

    assert len(questions(anna)) == 2


async def test_a_preview_is_an_open_question_too(buurt: Buurt):
    """`Plaatsen` may have been tapped in vain as well."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    await anna.taps("Overslaan")
    await anna.taps("Overslaan")

    await away(buurt, minutes=10)
    await anna.taps("Plaatsen")

    assert "staat erop" in anna.last()


async def test_what_was_left_long_ago_stays_as_it_is(buurt: Buurt):
    """Nobody waits for it; and what is over is not asked again."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(bram, "Buurtsoep")
    heard = len(bram.private())
    await anna.says("/idee Moestuin")
    buurt.passes(timedelta(days=2))
    async with buurt.database.begin() as tx:
        await process_roles.beat(tx)

    await away(buurt, minutes=10)

    assert len(questions(anna)) == 1
    assert len(bram.private()) == heard


async def test_what_somebody_did_not_see_yet_comes_once(buurt: Buurt):
    """Telegram was away: the question itself still waits."""
    anna = await buurt.resident("Anna")
    await buurt.bot.postman.stop()
    await buurt.standin.send(anna.user, None, "/idee Moestuin")
    await buurt.standin.wait_until(lambda: not len(buurt.standin.telegram.updates), 10)

    await away(buurt, minutes=10)

    assert len(questions(anna)) == 1
