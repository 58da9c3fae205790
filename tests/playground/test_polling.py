"""getUpdates as it is: offsets, long polls, one asker at a time, slower for who asks the same."""

import asyncio
from typing import Any

import pytest

from bot.playground import Limits, StandIn, User
from tests.playground.client import Bot, Clock

OTHER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)


@pytest.fixture
async def anna(stand_in: StandIn) -> User:
    """A neighbour who has opened the bot."""
    anna = stand_in.add_user("Anna")
    await stand_in.start(anna)
    return anna


def numbers(updates: list[dict[str, Any]]) -> list[int]:
    return [one["update_id"] for one in updates]


async def test_an_update_comes_again_until_it_is_confirmed(bot: Bot, stand_in: StandIn, anna: User):
    """Only an offset beyond it takes an update out; a crash before that loses nothing."""
    await stand_in.send(anna, None, "twee")
    first = await bot.does("getUpdates")
    again = await bot.does("getUpdates")
    rest = await bot.does("getUpdates", offset=first[0]["update_id"] + 1)

    assert numbers(again) == numbers(first)
    assert numbers(rest) == numbers(first)[1:]
    assert numbers(first)[1] == numbers(first)[0] + 1


async def test_limit_and_negative_offset(bot: Bot, stand_in: StandIn, anna: User):
    """A negative offset counts from the end and forgets what came before."""
    for number in range(4):
        await stand_in.send(anna, None, str(number))
    one = await bot.does("getUpdates", limit=1)
    last_two = await bot.does("getUpdates", offset=-2)

    assert len(one) == 1
    assert [update["message"]["text"] for update in last_two] == ["2", "3"]
    assert numbers(await bot.does("getUpdates")) == numbers(last_two)


async def test_a_long_poll_returns_when_something_happens(bot: Bot, stand_in: StandIn, anna: User):
    """It does not wait out its time."""
    await bot.updates()
    poll = asyncio.create_task(bot.does("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()

    await stand_in.send(anna, None, "hoi")

    assert [one["message"]["text"] for one in await asyncio.wait_for(poll, 1)] == ["hoi"]


async def test_a_long_poll_ends_empty(bot: Bot):
    """Nothing happened, and that is an answer."""
    assert await bot.does("getUpdates", timeout=1) == []


async def test_a_second_asker_ends_the_first(bot: Bot):
    """Two running bots fight; the older one hears why."""
    first = asyncio.create_task(bot.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)

    assert await bot.does("getUpdates") == []

    assert await asyncio.wait_for(first, 1) == OTHER


async def test_an_asker_that_died_is_in_nobodys_way(bot: Bot, stand_in: StandIn):
    """After kill -9 the next process just goes on."""
    poll = asyncio.create_task(bot.does("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    poll.cancel()
    await stand_in.wait_until(lambda: [call.method for call in stand_in.calls] == ["getUpdates"])

    assert await bot.does("getUpdates") == []
    assert [call.status for call in stand_in.calls] == [200, 200]


async def test_what_was_set_stays_set(bot: Bot, stand_in: StandIn, anna: User):
    """Without allowed_updates the previous setting stays; an empty list is the default."""
    await bot.updates()
    await bot.does("getUpdates", allowed_updates=["callback_query"])
    await stand_in.send(anna, None, "niet gehoord")
    await bot.does("getUpdates")
    await stand_in.send(anna, None, "ook niet gehoord")
    nothing = await bot.does("getUpdates", allowed_updates=[])
    await stand_in.send(anna, None, "wel gehoord")

    assert nothing == []
    assert len(await bot.does("getUpdates")) == 1


async def test_a_hand_made_update_is_delivered_as_it_is(bot: Bot, stand_in: StandIn):
    """For tests of what no person can do here, such as a redelivery."""
    stand_in.update_raw({"update_id": 7, "message": {"odd": True}})
    stand_in.update_raw({"update_id": 7, "message": {"odd": True}})

    assert await bot.does("getUpdates") == [{"update_id": 7, "message": {"odd": True}}] * 2


class TestAskingTheSame:
    """Who asks the same offset again gets slower answers."""

    @pytest.fixture
    def limits(self) -> Limits:
        return Limits()

    async def test_within_half_a_second_one_update_at_a_time(
        self, bot: Bot, stand_in: StandIn, stopwatch: Clock, anna: User
    ):
        """So "ask until it is empty" does not get everything."""
        await stand_in.send(anna, None, "twee")
        first = await bot.does("getUpdates")
        soon = await bot.does("getUpdates")
        stopwatch.move(1)
        later = await bot.does("getUpdates")

        assert [len(first), len(soon), len(later)] == [2, 1, 2]

    async def test_an_empty_answer_takes_three_seconds(
        self, bot: Bot, stand_in: StandIn, stopwatch: Clock, anna: User
    ):
        """A busy loop on an empty queue becomes a slow one."""
        first = await bot.does("getUpdates")
        after = {"offset": first[0]["update_id"] + 1}
        assert await bot.does("getUpdates", **after) == []
        stopwatch.move(1)
        slow = asyncio.create_task(bot.does("getUpdates", **after))
        await asyncio.sleep(0.1)
        assert not slow.done()
        await stand_in.send(anna, None, "hoi")

        assert len(await asyncio.wait_for(slow, 1)) == 1
