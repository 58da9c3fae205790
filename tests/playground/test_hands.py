"""What the page asks and does: one person plays everyone, on this machine only."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.playground import Limits, StandIn, User
from tests.playground.client import Bot


class Hands:
    """Speaks as the page does."""

    def __init__(self, session: aiohttp.ClientSession, stand_in: StandIn) -> None:
        self.session, self.stand_in = session, stand_in

    async def sees(self, path: str) -> Any:
        async with self.session.get(f"{self.stand_in.url}/playground/{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def does(self, path: str, **wanted: Any) -> Any:
        address = f"{self.stand_in.url}/playground/{path}"
        async with self.session.post(address, json=wanted) as answer:
            content = await answer.json()
            assert answer.status == 200, content
            return content

    async def fails(self, path: str, **wanted: Any) -> str:
        address = f"{self.stand_in.url}/playground/{path}"
        async with self.session.post(address, json=wanted) as answer:
            assert answer.status == 400
            return str((await answer.json())["error"])


@pytest.fixture
async def hands(stand_in: StandIn, bot: Bot) -> Hands:
    return Hands(bot.session, stand_in)


@pytest.fixture
async def anna(stand_in: StandIn) -> User:
    return stand_in.add_user("Anna")


async def test_a_neighbourhood_is_built_by_hand(hands: Hands, anna: User):
    """People, a group, the bot in it as administrator and out again."""
    bram = (await hands.does("people", first_name="Bram", username="bram_b"))["id"]
    group = (await hands.does("groups", title="Broeklanden", creator=anna.id))["id"]
    await hands.does("join", user=bram, chat=group)
    await hands.does("groups/bot", chat=group, by=anna.id, status="administrator")
    state = await hands.sees("state")
    await hands.does("groups/bot", chat=group, by=anna.id, status="member")
    await hands.does("groups/bot", chat=group, by=anna.id, status="left")
    after = await hands.sees("state")

    bot = state["bot"]["id"]
    assert [person["first_name"] for person in state["people"]] == ["Anna", "Bram"]
    assert [(one["user_id"], one["status"]) for one in state["chats"][0]["members"]] == [
        (anna.id, "creator"),
        (bram, "member"),
        (bot, "administrator"),
    ]
    assert after["chats"][0]["members"][-1] == {"user_id": bot, "status": "kicked"}
    assert after["version"] > state["version"]
    assert not state["can_advance"]


async def test_talking_and_tapping(hands: Hands, stand_in: StandIn, bot: Bot, anna: User):
    """What is said is seen; a tap shows what the bot answered."""
    await hands.does("start", user=anna.id, payload="abc")
    rows = {"inline_keyboard": [[{"text": "Ja", "callback_data": "1"}]]}
    await bot.says(anna.id, "Doe je <b>mee</b>?", parse_mode="HTML", reply_markup=rows)
    card = stand_in.messages(anna)[-1]
    said = await hands.does("say", user=anna.id, chat=anna.id, text="ja hoor", reply_to=card.id)
    await hands.does(
        "edit", user=anna.id, chat=anna.id, message_id=said["message_id"], text="jazeker"
    )
    stand_in.telegram.changed()
    tapping = hands.does("tap", user=anna.id, chat=anna.id, message_id=card.id, row=0, column=0)
    await bot.updates()
    tapped, _ = await asyncio.gather(tapping, answer_press(bot))
    seen = (await hands.sees(f"messages?chat={anna.id}&viewer={anna.id}"))["messages"]

    assert [one["text"] for one in seen] == ["/start abc", "Doe je mee?", "jazeker"]
    assert seen[1]["entities"][0]["type"] == "bold"
    assert seen[2]["reply_to_message"]["message_id"] == card.id
    assert seen[2]["edited"]
    assert tapped == {"answered": True, "toast": "Fijn", "alert": True, "url": None}


async def answer_press(bot: Bot) -> None:
    while not (found := await bot.updates(timeout=1)):
        pass
    await bot.does(
        "answerCallbackQuery",
        callback_query_id=found[0]["callback_query"]["id"],
        text="Fijn",
        show_alert=True,
    )


async def test_a_keyboard_for_typing_is_shown_to_the_page_only(
    hands: Hands, stand_in: StandIn, bot: Bot, anna: User
):
    """The Bot API leaves it out of messages, the page needs it."""
    await stand_in.start(anna)
    await bot.says(anna.id, "a", reply_markup={"keyboard": [["Menu", {"text": "Hulp"}]]})

    seen = (await hands.sees(f"messages?chat={anna.id}&viewer={anna.id}"))["messages"]

    assert seen[-1]["reply_markup"]["keyboard"] == [["Menu", {"text": "Hulp"}]]
    assert stand_in.messages(anna)[-1].reply_keyboard == [["Menu", "Hulp"]]


async def test_commands_calls_and_switches(hands: Hands, stand_in: StandIn, bot: Bot, anna: User):
    """The page shows what this person may choose, and what the bot asked."""
    await stand_in.start(anna)
    await bot.does("setMyCommands", commands=[{"command": "idee", "description": "Een idee"}])
    await hands.does("faults", outage=False, flood=5, drop_replies=2)
    await hands.does("block", user=anna.id, blocked=True)
    listed = await hands.sees(f"commands?user={anna.id}&chat={anna.id}")
    calls = (await hands.sees("calls?after=0"))["calls"]
    state = await hands.sees("state")

    assert listed["commands"] == [{"command": "idee", "description": "Een idee"}]
    assert [call["method"] for call in calls] == ["setMyCommands"]
    assert (await hands.sees(f"calls?after={calls[-1]['number']}"))["calls"] == []
    assert state["faults"] == {"outage": False, "flood": 5, "drop_replies": 2}
    assert state["people"][0]["blocked"]


async def test_changes_are_told(hands: Hands, stand_in: StandIn, anna: User):
    """The page hears of each change and looks again."""
    async with hands.session.get(f"{stand_in.url}/playground/events") as events:
        first = json.loads((await events.content.readuntil(b"\n\n"))[6:])
        await stand_in.start(anna)
        second = json.loads((await events.content.readuntil(b"\n\n"))[6:])

    assert second["version"] > first["version"]


async def test_mistakes_are_told_in_a_sentence(hands: Hands, stand_in: StandIn, anna: User):
    """The page shows them as they are."""
    group = stand_in.add_group("Straat", creator=anna)
    bram = stand_in.add_user("Bram")

    assert await hands.fails("say", user=1, chat=1, text="a") == "there is no such person"
    assert await hands.fails("say", user=bram.id, chat=group.id, text="a") == (
        "Bram is not in Straat"
    )
    assert await hands.fails("say", user=anna.id, chat=anna.id, text=" ") == (
        "a message has 1 to 4096 characters"
    )
    assert await hands.fails("advance", seconds=60) == "the clock cannot be moved here"
    assert await hands.fails("tap", user=anna.id, chat=anna.id, message_id=9, row=0, column=0) == (
        "that message is not there any more"
    )
    assert await hands.fails("people", first_name="") == "a first name has 1 to 64 characters"
    assert await hands.fails("say", user="x", chat=1, text="a")


async def test_a_stranger_sees_nothing_of_a_group(hands: Hands, stand_in: StandIn, anna: User):
    """Whoever is not in it reads nothing."""
    group = stand_in.add_group("Straat", creator=anna)
    bram = stand_in.add_user("Bram")
    await stand_in.send(anna, group, "onder ons")

    async def read_by(user: User) -> int:
        return len((await hands.sees(f"messages?chat={group.id}&viewer={user.id}"))["messages"])

    assert (await read_by(anna), await read_by(bram)) == (1, 0)


async def test_the_clock_is_moved_by_its_owner(limits: Limits):
    """The stand-in only passes on what the button asked."""
    moved: list[float] = []

    async def advance(seconds: float) -> None:
        moved.append(seconds)

    stand_in = StandIn(limits=limits, advance=advance)
    await stand_in.serve()
    async with aiohttp.ClientSession() as session:
        hands = Hands(session, stand_in)
        await hands.does("advance", seconds=3600)
        backwards = await hands.fails("advance", seconds=-1)
        state = await hands.sees("state")
    await stand_in.close()

    assert moved == [3600]
    assert state["can_advance"]
    assert backwards == "the clock moves forward only, at most a year"


async def test_an_upgrade_by_hand(hands: Hands, stand_in: StandIn, anna: User):
    """The page follows to the new group."""
    group = stand_in.add_group("Straat", creator=anna)

    upgraded = (await hands.does("upgrade", chat=group.id))["id"]

    chats = {chat["id"]: chat for chat in (await hands.sees("state"))["chats"]}
    assert chats[group.id]["migrated_to"] == upgraded
    assert chats[upgraded]["type"] == "supergroup"
    assert "already" in await hands.fails("upgrade", chat=upgraded)


@pytest.mark.parametrize("path", ["/", "/playground/state", "/playground/calls"])
async def test_other_hosts_are_turned_away(stand_in: StandIn, bot: Bot, path: str):
    """A name that was made to point at this machine must not open it to a page elsewhere."""
    elsewhere = {"Host": "playground.example.org"}
    async with bot.session.get(stand_in.url + path, headers=elsewhere) as answer:
        assert answer.status == 403


async def test_pages_from_elsewhere_cannot_act(stand_in: StandIn, bot: Bot):
    """A browser sends where a request comes from."""
    async with bot.session.post(
        f"{stand_in.url}/playground/people",
        json={"first_name": "Mallory"},
        headers={"Origin": "https://example.org"},
    ) as answer:
        assert answer.status == 403

    assert len(stand_in.telegram.users) == 1


async def test_the_page_is_served(stand_in: StandIn, bot: Bot):
    """One file, kept by no cache, that may not be framed."""
    async with bot.session.get(stand_in.url) as answer:
        assert answer.content_type == "text/html"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert stand_in.token not in await answer.text()
