"""Too fast is told with 429 and how long to wait; the time is ours to move."""

import pytest

from bot.playground import Chat, Limits, StandIn, User
from tests.playground.client import Bot, Clock


@pytest.fixture
def limits() -> Limits:
    return Limits(overall_per_second=10, chat_burst=3, group_per_minute=4)


@pytest.fixture
async def anna(stand_in: StandIn) -> User:
    anna = stand_in.add_user("Anna")
    await stand_in.start(anna)
    return anna


@pytest.fixture
async def group(stand_in: StandIn, anna: User) -> Chat:
    group = stand_in.add_group("Straat", creator=anna)
    await stand_in.add_bot(group, by=anna)
    return group


async def test_a_person_gets_one_a_second_with_some_room(bot: Bot, stopwatch: Clock, anna: User):
    """A short burst is tolerated; then it is one a second."""
    for number in range(3):
        await bot.says(anna.id, str(number))
    answer = await bot.ask("sendMessage", chat_id=anna.id, text="te snel")
    stopwatch.move(1)
    await bot.says(anna.id, "nu wel")

    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert "retry after 1" in await bot.refused("sendMessage", chat_id=anna.id, text="weer te snel")


async def test_a_group_gets_so_many_a_minute_and_edits_count(
    bot: Bot, stopwatch: Clock, group: Chat
):
    """A card that is edited at each answer uses up the group's minute."""
    card = await bot.says(group.id, "kaart")
    at = {"chat_id": group.id, "message_id": card["message_id"]}
    for number in range(3):
        stopwatch.move(1)
        await bot.does("editMessageText", **at, text=str(number))
    refusal = await bot.refused("editMessageText", **at, text="nog eens")
    stopwatch.move(57)
    await bot.does("editMessageText", **at, text="nog eens")

    assert refusal == "Too Many Requests: retry after 57"


async def test_overall_so_many_a_second(bot: Bot, stand_in: StandIn, stopwatch: Clock):
    """Writing to many people has a limit too, whoever they are."""
    people = [stand_in.add_user(f"Buur {number}") for number in range(11)]
    for person in people:
        await stand_in.start(person)
    for person in people[:10]:
        await bot.says(person.id, "hoi")

    refusal = await bot.refused("sendMessage", chat_id=people[10].id, text="hoi")
    stopwatch.move(1)
    await bot.says(people[10].id, "hoi")

    assert refusal == "Too Many Requests: retry after 1"


async def test_what_is_refused_does_not_count_and_answers_are_free(
    bot: Bot, stand_in: StandIn, anna: User
):
    """A bot that writes nonsense is told so, however often."""
    for _ in range(20):
        await bot.refused("sendMessage", chat_id=anna.id, text="<b>", parse_mode="HTML")
    said = await stand_in.send(anna, None, "hoi")
    for _ in range(20):
        await bot.does("setMessageReaction", chat_id=anna.id, message_id=said.id)

    await bot.says(anna.id, "en dit kan nog")
