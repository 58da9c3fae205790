"""A second, independent client drives the stand-in, so that it is not bent to one library.

Its models are strict, and of a newer Bot API than the description the other tests check against:
they want a right that is unknown there, which these tests hand out.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from bot.playground import Chat, Limits, StandIn, User
from tests.playground.client import Clock

if TYPE_CHECKING:
    import aiogram


@pytest.fixture(scope="module", autouse=True)
def _imported_on_use() -> None:
    """It takes seconds to import, and of a run's workers only one runs these tests."""
    global aiogram
    import aiogram


@pytest.fixture
async def stand_in(clock: Clock) -> AsyncIterator[StandIn]:
    stand_in = StandIn(limits=Limits.off(), now=clock)
    await stand_in.serve()
    yield stand_in
    await stand_in.close()


@pytest.fixture
async def client(stand_in: StandIn) -> AsyncIterator[aiogram.Bot]:
    """The other library's bot."""
    async with client_of(stand_in, stand_in.token) as client:
        yield client


def client_of(stand_in: StandIn, token: str) -> aiogram.Bot:
    server = aiogram.client.telegram.TelegramAPIServer.from_base(stand_in.url)
    return aiogram.Bot(token, session=aiogram.client.session.aiohttp.AiohttpSession(api=server))


def yes() -> aiogram.types.InlineKeyboardMarkup:
    join = aiogram.types.InlineKeyboardButton(text="Ik doe mee", callback_data="v1:join")
    return aiogram.types.InlineKeyboardMarkup(inline_keyboard=[[join]])


@pytest.fixture
async def anna(stand_in: StandIn) -> User:
    anna = stand_in.add_user("Anna", username="anna_k")
    await stand_in.start(anna)
    return anna


async def let_in(stand_in: StandIn, group: Chat, by: User) -> None:
    """Make the bot administrator, with the right this client's models insist on."""
    await stand_in.add_bot(group, by=by)
    stand_in.promote(group, stand_in.bot, can_send_welcome_messages=False)


async def test_who_it_is(client: aiogram.Bot, stand_in: StandIn):
    """Its model of a bot fits."""
    me = await client.get_me()

    assert (me.id, me.username, me.can_join_groups) == (stand_in.bot.id, "buurtbot_bot", True)


async def test_sending_changing_and_deleting(client: aiogram.Bot, stand_in: StandIn, anna: User):
    """What the client sends is what Anna reads."""
    sent = await client.send_message(
        anna.id, "<b>Moestuin</b> &amp; meer", parse_mode="HTML", reply_markup=yes()
    )
    await client.send_message(
        anna.id,
        "een antwoord",
        reply_parameters=aiogram.types.ReplyParameters(message_id=sent.message_id),
        link_preview_options=aiogram.types.LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
    )
    changed = await sent.edit_text("Moestuin (2 doen mee)", reply_markup=yes())
    pinned = await client.pin_chat_message(anna.id, sent.message_id)
    first, second = stand_in.messages(anna)[1:]

    assert sent.html_text == "<b>Moestuin</b> &amp; meer"
    assert isinstance(changed, aiogram.types.Message)
    assert changed.edit_date
    assert (first.text, first.edits, first.pinned, pinned) == (
        "Moestuin (2 doen mee)",
        1,
        True,
        True,
    )
    assert second.raw["reply_to_message"]["message_id"] == sent.message_id
    assert second.silent
    await changed.delete()
    assert [message.text for message in stand_in.messages(anna)] == ["/start", "een antwoord"]


async def test_a_file_a_place_and_a_reaction(client: aiogram.Bot, stand_in: StandIn, anna: User):
    """Multipart and nested objects, as this client writes them."""
    file = aiogram.types.BufferedInputFile(b'{"naam": "Anna"}', filename="gegevens.json")
    sent = await client.send_document(anna.id, file, caption="Jouw gegevens")
    await client.send_venue(anna.id, 52.1, 5.1, "Buurthuis", "Kerkstraat 1")
    await client.set_message_reaction(
        anna.id, stand_in.messages(anna)[0].id, [aiogram.types.ReactionTypeEmoji(emoji="👍")]
    )
    assert sent.document is not None
    back = await client.download(sent.document)
    copied = await client.copy_message(anna.id, anna.id, sent.message_id)
    forwarded = await client.forward_message(anna.id, anna.id, sent.message_id)

    assert back is not None
    assert back.read() == b'{"naam": "Anna"}'
    assert copied.message_id == sent.message_id + 2
    assert forwarded.forward_origin is not None


async def test_polling_a_command_and_a_press(client: aiogram.Bot, stand_in: StandIn, anna: User):
    """Its own dispatcher finds the command and its payload, and answers the press."""
    dispatcher = aiogram.Dispatcher()

    @dispatcher.message(aiogram.filters.CommandStart(deep_link=True))
    async def greet(message: aiogram.types.Message, command: aiogram.filters.CommandObject) -> None:
        await message.answer(f"Welkom met {command.args}", reply_markup=yes())

    @dispatcher.callback_query(aiogram.F.data == "v1:join")
    async def join(query: aiogram.types.CallbackQuery) -> None:
        assert isinstance(query.message, aiogram.types.Message)
        await query.message.edit_text("Je doet mee")
        await query.answer("Fijn", show_alert=True)

    polling = asyncio.create_task(
        dispatcher.start_polling(client, handle_signals=False, close_bot_session=False)
    )
    await stand_in.start(anna, "token-1")
    await stand_in.wait_until(lambda: stand_in.messages(anna)[-1].buttons != [])
    press = await stand_in.press(anna, stand_in.messages(anna)[-1], button="Ik doe mee")
    await dispatcher.stop_polling()
    await polling

    assert (press.answered, press.toast, press.alert) == (True, "Fijn", True)
    assert stand_in.messages(anna)[-1].text == "Je doet mee"


async def test_updates_of_every_kind_fit_its_models(
    client: aiogram.Bot, stand_in: StandIn, anna: User
):
    """Its models refuse what is misshapen: joining, leaving, reacting, topics, upgrading."""
    kinds = ["message", "edited_message", "my_chat_member", "chat_member", "message_reaction"]
    await client.get_updates(allowed_updates=kinds)
    group = stand_in.add_group("Straat", creator=anna)
    bram = stand_in.add_user("Bram", language_code=None)
    await let_in(stand_in, group, anna)
    stand_in.join(group, bram)
    said = await stand_in.send(bram, group, "hoi @anna_k")
    await stand_in.edit(bram, group, said.id, "hoi Anna")
    await stand_in.react(anna, said, "❤")
    stand_in.leave(group, bram)
    upgraded = await stand_in.upgrade(group)
    stand_in.promote(upgraded, anna, anonymous=True)
    await stand_in.send(anna, upgraded, "namens de groep")
    forum = stand_in.add_group("Forum", creator=anna, forum=True)
    await let_in(stand_in, forum, anna)
    topic = stand_in.add_topic(forum, "Ideeën")
    await stand_in.send(anna, forum, "in het onderwerp", thread=topic.id)
    await stand_in.block(anna)

    updates = await client.get_updates(offset=0)

    assert {update.event_type for update in updates} == set(kinds)


async def test_commands_and_members(client: aiogram.Bot, stand_in: StandIn, anna: User):
    """Lists per scope and language; places in a group as its own types."""
    group = stand_in.add_group("Straat", creator=anna, supergroup=True)
    await let_in(stand_in, group, anna)
    listed = [aiogram.types.BotCommand(command="idee", description="Breng een idee in")]
    scope = aiogram.types.BotCommandScopeAllPrivateChats()
    await client.set_my_commands(listed, scope=scope, language_code="nl")
    await client.set_my_description("Wat kan deze bot?")

    (idee,) = await client.get_my_commands(scope=scope, language_code="nl")
    assert (idee.command, idee.description) == ("idee", "Breng een idee in")
    assert isinstance(
        await client.get_chat_member(group.id, anna.id), aiogram.types.ChatMemberOwner
    )
    assert len(await client.get_chat_administrators(group.id)) == 2
    assert (await client.get_chat(group.id)).title == "Straat"
    assert (await client.get_chat(anna.id)).username == "anna_k"
    assert await client.get_chat_member_count(group.id) == 2


async def test_refusals_are_the_errors_it_knows(client: aiogram.Bot, stand_in: StandIn, anna: User):
    """It sorts errors by code and words, so both must be Telegram's."""
    group = stand_in.add_group("Straat", creator=anna)
    await stand_in.add_bot(group, by=anna)
    await stand_in.upgrade(group)
    with pytest.raises(aiogram.exceptions.TelegramMigrateToChat):
        await client.send_message(group.id, "a")
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="chat not found"):
        await client.send_message(4242, "a")
    await stand_in.block(anna)
    with pytest.raises(aiogram.exceptions.TelegramForbiddenError):
        await client.send_message(anna.id, "a")
    stand_in.faults.flood = 9
    with pytest.raises(aiogram.exceptions.TelegramRetryAfter) as flooded:
        await client.send_message(anna.id, "a")
    assert flooded.value.retry_after == 9
    stand_in.faults.flood = None
    stand_in.faults.outage = True
    with pytest.raises(aiogram.exceptions.TelegramServerError):
        await client.get_me()
    stand_in.faults.outage = False
    stand_in.faults.fail_next("getMe", 404, "Not Found: method not found")
    with pytest.raises(aiogram.exceptions.TelegramNotFound):
        await client.get_me()
    stand_in.faults.drop_replies = 1
    with pytest.raises(aiogram.exceptions.TelegramNetworkError):
        await client.set_my_description("Wat kan deze bot?")


async def test_two_at_once(client: aiogram.Bot):
    """The older one is told that there is another."""
    first = asyncio.create_task(client.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await client.get_updates()

    with pytest.raises(aiogram.exceptions.TelegramConflictError):
        await first


async def test_a_token_that_was_taken_back(stand_in: StandIn):
    """It raises what it raises for Telegram."""
    async with client_of(stand_in, "456:other") as client:
        with pytest.raises(aiogram.exceptions.TelegramUnauthorizedError):
            await client.get_me()
