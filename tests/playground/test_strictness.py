"""The stand-in refuses what Telegram refuses, in Telegram's words."""

import contextlib
import json
from itertools import product
from typing import Any

import pytest

from bot.playground import Chat, StandIn, User
from bot.playground.parameters import BOOLEANS, INTEGERS, STRUCTURES
from bot.playground.refusals import RefusedError
from tests.playground.client import Bot, Clock

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
DAY = 86_400


@pytest.fixture
async def anna(stand_in: StandIn) -> User:
    """A neighbour who has opened the bot."""
    anna = stand_in.add_user("Anna")
    await stand_in.start(anna)
    return anna


@pytest.fixture
async def group(stand_in: StandIn, anna: User) -> Chat:
    """A group of Anna's with the bot in it as an ordinary member."""
    group = stand_in.add_group("Broeklanden", creator=anna)
    await stand_in.add_bot(group, by=anna)
    return group


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "Ja", **action: Any) -> dict[str, Any]:
    return {"text": text, **(action or {"callback_data": "1"})}


# --- texts and keyboards --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a", "allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
        ({"text": "a", "link_preview_options": {"url": "nowhere"}}, "WEBPAGE_URL_INVALID"),
        (
            {"text": "a", "link_preview_options": {"is_disabled": "yes"}},
            'field "is_disabled" must be of type Boolean',
        ),
        (
            {"text": "a", "reply_markup": {"keyboard": [["A"]], "is_persistent": "yes"}},
            'field "is_persistent" must be of type Boolean',
        ),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 5, "length": 1}]},
            "entity begins after the end of the text at UTF-16 offset 5",
        ),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 9}]},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        (
            {"text": "a", "entities": [{"type": "shiny", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"text": "a", "entities": [{"type": "text_link", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        ({"text": "a", "reply_parameters": {"quote": "b"}}, 'can\'t find field "message_id"'),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "a" * 32_769}, "text is too long"),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"text": "Tom <3 Anna", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "3" at byte offset 4',
        ),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "a", "reply_markup": [1]}, "object expected as reply markup"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
async def test_a_message_that_cannot_be_sent(
    bot: Bot, anna: User, parameters: dict[str, Any], words: str
):
    """Every one of these has been met in the street."""
    refusal = await bot.refused("sendMessage", chat_id=anna.id, **parameters)

    assert refusal == f"Bad Request: {words}"


async def test_length_counts_after_parsing_and_in_characters(bot: Bot, anna: User):
    """4096 emoji with markup around them fit, though they are far more bytes."""
    message = await bot.says(anna.id, f"<b>{'🏟' * 4096}</b>", parse_mode="HTML")

    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[button(callback_data="x" * 65)]], "BUTTON_DATA_INVALID"),
        ([[button(callback_data="é" * 33)]], "BUTTON_DATA_INVALID"),
        (
            [[button(callback_data="")]],
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ([[button(copy_text={"text": ""})]], "BUTTON_COPY_TEXT_INVALID"),
        (
            [[button(url="ftp://example.org")]],
            "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
        ),
        (
            [[{"text": "Ja"}]],
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ([[button()] * 8] * 12 + [[button()] * 5], "reply markup is too long"),
        ([[button()] * 9], "reply markup is too long"),
        ([[button(callback_data="x" * 64, text="y" * 64)] * 8] * 12, "reply markup is too long"),
        (
            [[button(url="nowhere")]],
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            [[button(url="javascript://a.nl")]],
            "inline keyboard button URL 'javascript://a.nl' is invalid: Unsupported URL protocol",
        ),
    ],
)
async def test_a_keyboard_that_cannot_be_sent(
    bot: Bot, anna: User, rows: list[list[dict[str, Any]]], words: str
):
    """Payloads count in bytes, keyboards in buttons, rows and kilobytes."""
    refusal = await bot.refused(
        "sendMessage", chat_id=anna.id, text="a", reply_markup=keyboard(*rows)
    )

    assert refusal == f"Bad Request: {words}"


async def test_a_hundred_short_buttons_fit(bot: Bot, anna: User):
    """The limits are limits, not fears."""
    rows = [[button(callback_data="x" * 10)] * 8] * 12 + [[button()] * 4]

    message = await bot.says(anna.id, "a", reply_markup=keyboard(*rows))

    assert sum(map(len, message["reply_markup"]["inline_keyboard"])) == 100


# --- where one may speak --------------------------------------------------------------------------


async def test_whom_the_bot_may_not_write_to(bot: Bot, stand_in: StandIn, group: Chat):
    """Strangers, people who only know the bot from a group, and who blocked it: three answers."""
    bram, stranger = stand_in.add_user("Bram"), stand_in.add_user("Wie")
    stand_in.join(group, bram)
    await bot.does("getChatMember", chat_id=group.id, user_id=bram.id)

    words = [
        await bot.refused("sendMessage", chat_id=chat_id, text="a")
        for chat_id in (stranger.id, bram.id, stand_in.bot.id, "@nobody", None, -100_1)
    ]

    assert words == [
        "Bad Request: chat not found",
        "Forbidden: bot can't initiate conversation with a user",
        "Forbidden: the bot can't send messages to the bot",
        "Bad Request: chat not found",
        "Bad Request: chat_id is empty",
        "Bad Request: chat not found",
    ]


async def test_blocked_and_gone(bot: Bot, stand_in: StandIn, anna: User):
    """Blocking is told by an update and by a refusal; speaking again lifts it."""
    card = await bot.says(anna.id, "hoi")
    await bot.updates()
    await stand_in.block(anna)
    blocked = await bot.refused("sendMessage", chat_id=anna.id, text="a")
    edit = await bot.refused(
        "editMessageText", chat_id=anna.id, message_id=card["message_id"], text="b"
    )
    await stand_in.unblock(anna)
    told = [one["my_chat_member"]["new_chat_member"]["status"] for one in await bot.updates()]
    await bot.says(anna.id, "welkom terug")
    anna.deactivated = True

    assert blocked == edit == "Forbidden: bot was blocked by the user"
    assert told == ["kicked", "member"]
    assert (
        await bot.refused("sendMessage", chat_id=anna.id, text="a")
        == "Forbidden: user is deactivated"
    )


@pytest.mark.parametrize(("supergroup", "kind"), [(False, "group chat"), (True, "supergroup chat")])
async def test_groups_the_bot_is_not_in(
    bot: Bot, stand_in: StandIn, anna: User, supergroup: bool, kind: str
):
    """Removed, left and deleted are told apart."""
    group = stand_in.add_group("Straat", creator=anna, supergroup=supergroup)
    unknown = await bot.refused("sendMessage", chat_id=group.id, text="a")
    await stand_in.add_bot(group, by=anna)
    await stand_in.remove_bot(group, by=anna)
    kicked = await bot.refused("sendMessage", chat_id=group.id, text="a")
    await stand_in.add_bot(group, by=anna)
    await bot.says(group.id, "weer hier")
    await bot.does("leaveChat", chat_id=group.id)
    left = await bot.refused("sendMessage", chat_id=group.id, text="a")

    assert unknown == "Bad Request: chat not found"
    assert kicked == f"Forbidden: bot was kicked from the {kind}"
    assert left == f"Forbidden: bot is not a member of the {kind}"


async def test_a_deleted_group(bot: Bot, group: Chat):
    """Cards in it can never be edited again."""
    group.deleted = True

    assert (
        await bot.refused("sendMessage", chat_id=group.id, text="a")
        == "Forbidden: the group chat was deleted"
    )


async def test_an_upgraded_group_has_another_id(bot: Bot, stand_in: StandIn, group: Chat):
    """Both sides are told; who writes to the old one learns the new one."""
    card = await bot.says(group.id, "kaart")
    await bot.updates()
    supergroup = await stand_in.upgrade(group)

    told = [one["message"] for one in await bot.updates()]
    answer = await bot.ask("sendMessage", chat_id=group.id, text="a")
    old_card = await bot.refused(
        "editMessageText", chat_id=supergroup.id, message_id=card["message_id"] + 50, text="b"
    )

    assert [one.get("migrate_to_chat_id") for one in told] == [supergroup.id, None]
    assert [one.get("migrate_from_chat_id") for one in told] == [None, group.id]
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": supergroup.id},
    }
    assert old_card == "Bad Request: message to edit not found"
    await bot.says(supergroup.id, "hier verder")


async def test_a_silenced_bot(bot: Bot, stand_in: StandIn, anna: User):
    """Restricted in a supergroup, it may listen but not speak."""
    group = stand_in.add_group("Straat", creator=anna, supergroup=True)
    await stand_in.add_bot(group, by=anna)
    stand_in.restrict(group, stand_in.bot)

    assert (
        await bot.refused("sendMessage", chat_id=group.id, text="a")
        == "Bad Request: not enough rights to send text messages to the chat"
    )


# --- topics ---------------------------------------------------------------------------------------


async def test_topics(bot: Bot, stand_in: StandIn, anna: User, group: Chat):
    """The General topic has no number; closed and unknown topics say so."""
    forum = stand_in.add_group("Forum", creator=anna, forum=True)
    await stand_in.add_bot(forum, by=anna)
    topic = stand_in.add_topic(forum, "Ideeën")
    sent = await bot.says(forum.id, "in het onderwerp", message_thread_id=topic.id)
    general = await bot.says(forum.id, "algemeen")

    async def to(thread: int | None, chat: Chat = forum) -> str:
        return await bot.refused("sendMessage", chat_id=chat.id, text="a", message_thread_id=thread)

    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic.id, True)
    assert "message_thread_id" not in general
    assert await to(1, stand_in.add_group("x", creator=anna)) == "Bad Request: chat not found"
    assert await to(1, group) == "Bad Request: message thread not found"
    assert await to(999) == "Bad Request: message thread not found"
    stand_in.close_topic(forum, topic.id)
    assert await to(topic.id) == "Bad Request: TOPIC_CLOSED"
    stand_in.close_topic(forum)
    assert await to(None) == "Bad Request: TOPIC_CLOSED"
    stand_in.promote(forum, stand_in.bot)
    await bot.says(forum.id, "een beheerder mag het wel")


async def test_writing_to_the_general_topic_by_its_number_fails(
    bot: Bot, stand_in: StandIn, anna: User
):
    """Inside Telegram it is number 1, and still nobody may use that."""
    forum = stand_in.add_group("Forum", creator=anna, forum=True)
    await stand_in.add_bot(forum, by=anna)

    refusal = await bot.refused("sendMessage", chat_id=forum.id, text="a", message_thread_id=1)

    assert refusal == "Bad Request: message thread not found"


async def test_a_reply_has_a_thread_without_being_in_a_topic(stand_in: StandIn, anna: User):
    """`message_thread_id` alone does not mean that there are topics."""
    group = stand_in.add_group("Straat", creator=anna, supergroup=True)
    await stand_in.add_bot(group, by=anna, admin=True)
    first = await stand_in.send(anna, group, "eerst")

    answer = await stand_in.send(anna, group, "en dan", reply_to=first.id)

    assert answer.raw["message_thread_id"] == first.id
    assert "is_topic_message" not in answer.raw
    assert answer.thread is None


# --- changing and deleting ------------------------------------------------------------------------


async def test_editing(bot: Bot, stand_in: StandIn, anna: User):
    """Nothing new is refused, and so is what is not there or not the bot's own."""
    rows = keyboard([button()])
    card = await bot.says(anna.id, "<b>a</b>", parse_mode="HTML", reply_markup=rows)
    theirs = await stand_in.send(anna, None, "van mij")
    at = {"chat_id": anna.id, "message_id": card["message_id"]}

    same = await bot.refused(
        "editMessageText", **at, text="<b>a</b>", parse_mode="HTML", reply_markup=rows
    )
    same_buttons = await bot.refused("editMessageReplyMarkup", **at, reply_markup=rows)
    missing = await bot.refused("editMessageText", chat_id=anna.id, message_id=999, text="a")
    nothing = await bot.refused("editMessageText", chat_id=anna.id, text="a")
    foreign = await bot.refused("editMessageText", chat_id=anna.id, message_id=theirs.id, text="a")
    changed = await bot.does("editMessageText", **at, text="a")

    assert same == same_buttons == NOT_MODIFIED
    assert missing == "Bad Request: message to edit not found"
    assert nothing == "Bad Request: message identifier is not specified"
    assert foreign == "Bad Request: message can't be edited"
    assert "reply_markup" not in changed
    assert "edit_date" in changed


async def test_a_message_that_brought_a_keyboard_cannot_be_edited(bot: Bot, anna: User):
    """Only messages without or with inline buttons can be."""
    sent = await bot.says(anna.id, "a", reply_markup={"keyboard": [["Menu"]]})

    refusal = await bot.refused(
        "editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="b"
    )

    assert "reply_markup" not in sent
    assert refusal == "Bad Request: message can't be edited"


async def test_deleting(bot: Bot, stand_in: StandIn, clock: Clock, anna: User, group: Chat):
    """Only what is younger than 48 hours goes; others' messages need the right."""
    old = await bot.says(anna.id, "oud")
    theirs = await stand_in.send(anna, group, "van Anna")
    foreign = await bot.refused("deleteMessage", chat_id=group.id, message_id=theirs.id)
    stand_in.promote(group, stand_in.bot)
    await bot.does("deleteMessage", chat_id=group.id, message_id=theirs.id)
    again = await bot.refused("deleteMessage", chat_id=group.id, message_id=theirs.id)
    clock.move(2 * DAY + 1)
    late = await bot.refused("deleteMessage", chat_id=anna.id, message_id=old["message_id"])
    edited = await bot.does(
        "editMessageText", chat_id=anna.id, message_id=old["message_id"], text="nog te wijzigen"
    )

    assert foreign == "Bad Request: message can't be deleted"
    assert again == "Bad Request: message to delete not found"
    assert late == "Bad Request: message can't be deleted for everyone"
    assert edited["text"] == "nog te wijzigen"


async def test_deleting_many_skips_what_is_gone(bot: Bot, stand_in: StandIn, anna: User):
    """At most a hundred at once."""
    sent = [(await bot.says(anna.id, str(number)))["message_id"] for number in range(3)]

    await bot.does("deleteMessages", chat_id=anna.id, message_ids=[sent[0], 999, sent[2]])
    refusal = await bot.refused("deleteMessages", chat_id=anna.id, message_ids=[1] * 101)

    assert [message.text for message in stand_in.messages(anna)] == ["/start", "1"]
    assert refusal == "Bad Request: too many message identifiers specified"


async def test_pinning_needs_the_right(bot: Bot, stand_in: StandIn, anna: User, group: Chat):
    """In a private chat the bot may always pin."""
    card = await bot.says(group.id, "Wat speelt er?")
    at = {"chat_id": group.id, "message_id": card["message_id"]}
    private = await bot.says(anna.id, "Mijn week")

    refusal = await bot.refused("pinChatMessage", **at)
    stand_in.promote(group, stand_in.bot)
    await bot.does("pinChatMessage", **at)
    await bot.does("pinChatMessage", chat_id=anna.id, message_id=private["message_id"])
    pinned = [message.text for message in stand_in.messages(group) if message.pinned]
    chat = await bot.does("getChat", chat_id=group.id)
    await bot.does("unpinChatMessage", **at)

    assert refusal == "Bad Request: not enough rights to manage pinned messages in the chat"
    assert pinned == ["Wat speelt er?"]
    assert chat["pinned_message"]["message_id"] == card["message_id"]
    assert await bot.refused("unpinChatMessage", **at) == "Bad Request: message to unpin not found"


async def test_reactions(bot: Bot, stand_in: StandIn, anna: User):
    """One of Telegram's own, on a message that is there."""
    said = await stand_in.send(anna, None, "ik kan timmeren")
    at = {"chat_id": anna.id, "message_id": said.id}

    await bot.does("setMessageReaction", **at, reaction=[{"type": "emoji", "emoji": "❤️"}])
    odd = await bot.refused("setMessageReaction", **at, reaction=[{"type": "emoji", "emoji": "🥕"}])
    missing = await bot.refused("setMessageReaction", chat_id=anna.id, message_id=999)

    assert said.reactions[stand_in.bot.id] == [{"type": "emoji", "emoji": "❤️"}]
    assert odd == "Bad Request: REACTION_INVALID"
    assert missing == "Bad Request: message to react not found"


async def test_copying_and_forwarding(bot: Bot, stand_in: StandIn, anna: User, group: Chat):
    """A copy does not say whose it was, a forward does."""
    said = await stand_in.send(anna, None, "van Anna")

    copied = await bot.does(
        "copyMessage", chat_id=group.id, from_chat_id=anna.id, message_id=said.id
    )
    forwarded = await bot.does(
        "forwardMessage", chat_id=group.id, from_chat_id=anna.id, message_id=said.id
    )
    missing = await bot.refused(
        "copyMessage", chat_id=group.id, from_chat_id=anna.id, message_id=999
    )

    assert set(copied) == {"message_id"}
    assert forwarded["forward_origin"]["sender_user"]["id"] == anna.id
    assert missing == "Bad Request: message to copy not found"


async def test_places_and_actions(bot: Bot, anna: User):
    """A venue has a title and an address; an action is one of a list."""
    venue = {"latitude": 52.1, "longitude": 5.1, "title": "Buurthuis", "address": "Kerkstraat 1"}

    sent = await bot.does("sendVenue", chat_id=anna.id, **venue)
    await bot.does("sendChatAction", chat_id=anna.id, action="typing")

    assert sent["venue"]["location"] == {"latitude": 52.1, "longitude": 5.1}
    assert (
        await bot.refused("sendVenue", chat_id=anna.id, **{**venue, "latitude": None})
        == "Bad Request: latitude is empty"
    )
    assert (
        await bot.refused("sendChatAction", chat_id=anna.id, action="dancing")
        == "Bad Request: wrong parameter action in request"
    )


# --- answering presses ----------------------------------------------------------------------------


async def test_a_press_is_answered_once_and_in_time(
    bot: Bot, stand_in: StandIn, clock: Clock, anna: User
):
    """Twice or after 150 seconds is refused; the update itself is gone then too."""
    await bot.says(anna.id, "Doe je mee?", reply_markup=keyboard([button("Ja")]))
    card = stand_in.messages(anna)[-1]
    await bot.updates()

    stand_in.telegram.press(anna, card, "1")
    query = (await bot.updates())[0]["callback_query"]
    await bot.does("answerCallbackQuery", callback_query_id=query["id"], text="Fijn")
    twice = await bot.refused("answerCallbackQuery", callback_query_id=query["id"])
    late = stand_in.telegram.press(anna, card, "1")
    stand_in.telegram.say(anna, stand_in.telegram.private_chat(anna), "en een bericht")
    clock.move(151)
    waiting = await bot.updates()

    assert query["message"]["message_id"] == card.id
    assert twice == TOO_OLD
    assert [set(one) - {"update_id"} for one in waiting] == [{"message"}]
    assert await bot.refused("answerCallbackQuery", callback_query_id=late.id) == TOO_OLD
    assert await bot.refused("answerCallbackQuery", callback_query_id="1") == TOO_OLD


async def test_what_an_answer_may_hold(bot: Bot, stand_in: StandIn, anna: User):
    """A toast has 200 characters; the only address it may open is the bot's own."""
    await bot.says(anna.id, "?", reply_markup=keyboard([button()]))
    query = stand_in.telegram.press(anna, stand_in.messages(anna)[-1], "1")
    at = {"callback_query_id": query.id}

    long = await bot.refused("answerCallbackQuery", **at, text="a" * 201)
    foreign = await bot.refused("answerCallbackQuery", **at, url="https://example.org")
    await bot.does("answerCallbackQuery", **at, url="https://t.me/buurtbot_bot?start=abc_-9")

    assert long == "Bad Request: MESSAGE_TOO_LONG"
    assert foreign == "Bad Request: URL_INVALID"
    assert (await query.answer).url == "https://t.me/buurtbot_bot?start=abc_-9"


async def test_a_press_on_a_deleted_message_shows_only_where_it_was(
    bot: Bot, stand_in: StandIn, anna: User
):
    """Its date is 0: the bot cannot read it any more."""
    await bot.says(anna.id, "?", reply_markup=keyboard([button()]))
    card = stand_in.messages(anna)[-1]
    await bot.does("deleteMessage", chat_id=anna.id, message_id=card.id)
    await bot.updates()

    stand_in.telegram.press(anna, card, "1")

    pressed = (await bot.updates())[0]["callback_query"]["message"]
    assert pressed == {"chat": card.chat.raw(), "message_id": card.id, "date": 0}


async def test_pressing_waits_for_the_answer(stand_in: StandIn, anna: User, bot: Bot):
    """Nobody answers, and the presser sees that."""
    await bot.says(anna.id, "?", reply_markup=keyboard([button("Ja", url="https://example.org")]))
    card = stand_in.messages(anna)[-1]

    opened = await stand_in.press(anna, card, button="Ja")
    forged = await stand_in.press(anna, card, data="v1:forged", timeout=0.05)

    assert (opened.answered, opened.url) == (True, "https://example.org")
    assert not forged.answered
    with pytest.raises(LookupError):
        await stand_in.press(anna, card, button="Nee")


# --- what the bot gets to hear --------------------------------------------------------------------


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [one["message"]["text"] for one in updates if "text" in one.get("message", {})]


async def test_privacy_mode_hides_ordinary_talk(
    bot: Bot, stand_in: StandIn, anna: User, group: Chat
):
    """An idea posted as plain text is invisible, unless the bot is an administrator."""
    card = await bot.says(group.id, "kaart")
    await bot.updates()
    theirs = await stand_in.send(anna, group, "gewoon gepraat")
    await stand_in.send(anna, group, "ook dat", reply_to=theirs.id)
    await stand_in.send(anna, group, "antwoord op de bot", reply_to=card["message_id"])
    await stand_in.send(anna, group, "/idee@buurtbot_bot Moestuin")
    await stand_in.send(anna, group, "/idee@andere_bot Moestuin")
    await stand_in.send(anna, group, "/idee bankje")
    member = texts(await bot.updates())
    stand_in.promote(group, stand_in.bot)
    await stand_in.send(anna, group, "gewoon gepraat")

    assert member == ["antwoord op de bot", "/idee@buurtbot_bot Moestuin", "/idee bankje"]
    assert texts(await bot.updates()) == ["gewoon gepraat"]


async def test_a_bare_command_goes_to_the_bot_that_spoke_last(
    bot: Bot, stand_in: StandIn, anna: User, group: Chat
):
    """With another bot around, `/help` may be meant for that one."""
    other = stand_in.add_user("Quizbot", username="quiz_bot")
    other.is_bot = True
    stand_in.join(group, other)
    await bot.updates()
    await stand_in.send(other, group, "Vraag 1")

    await stand_in.send(anna, group, "/help")
    silent = texts(await bot.updates())
    await bot.says(group.id, "ik ben er ook")
    await stand_in.send(anna, group, "/help")

    assert silent == []
    assert texts(await bot.updates()) == ["/help"]


async def test_service_messages_are_always_heard(bot: Bot, stand_in: StandIn, group: Chat):
    """People coming and going is told to every bot."""
    bram = stand_in.add_user("Bram")
    await bot.updates()
    stand_in.join(group, bram)
    stand_in.leave(group, bram)

    came, went = (one["message"] for one in await bot.updates())

    assert came["new_chat_members"][0]["first_name"] == "Bram"
    assert went["left_chat_member"]["first_name"] == "Bram"


async def test_being_added_and_removed_is_told(bot: Bot, stand_in: StandIn, anna: User):
    """The bot learns its place by `my_chat_member`."""
    group = stand_in.add_group("Straat", creator=anna)
    await bot.updates()
    await stand_in.add_bot(group, by=anna, admin=True)
    await stand_in.remove_bot(group, by=anna)

    places = [
        one["my_chat_member"]["new_chat_member"]["status"]
        for one in await bot.updates()
        if "my_chat_member" in one
    ]

    assert places == ["member", "administrator", "kicked"]


async def test_chat_member_comes_only_when_asked_for_and_to_an_administrator(
    bot: Bot, stand_in: StandIn, anna: User, group: Chat
):
    """The default set leaves it out, and what was set stays set."""
    bram = stand_in.add_user("Bram")
    await bot.updates()
    stand_in.join(group, bram)
    before = [set(one) for one in await bot.updates(allowed_updates=["message", "chat_member"])]
    stand_in.leave(group, bram)
    stand_in.join(group, bram)
    as_member = [set(one) - {"update_id"} for one in await bot.updates()]
    stand_in.promote(group, stand_in.bot)
    await bot.updates()
    stand_in.leave(group, bram)
    await stand_in.block(anna)
    after = [set(one) - {"update_id"} for one in await bot.updates()]
    info = await bot.does("getWebhookInfo")

    assert before == [{"update_id", "message"}]
    assert as_member == [{"message"}, {"message"}]
    assert after == [{"message"}, {"chat_member"}]
    assert info["allowed_updates"] == ["message", "chat_member"]


async def test_reactions_of_people_come_only_when_asked_for(
    bot: Bot, stand_in: StandIn, anna: User
):
    """They are outside the default set too."""
    said = await stand_in.send(anna, None, "hoi")
    await bot.updates()
    await stand_in.react(anna, said, "👍")
    nothing = await bot.updates(allowed_updates=["message_reaction"])
    await stand_in.react(anna, said, None)

    (told,) = await bot.updates()

    assert nothing == []
    assert told["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_an_anonymous_administrator_is_the_group_but_presses_as_herself(
    bot: Bot, stand_in: StandIn, anna: User
):
    """Never trust 1087968824; a press carries the real id."""
    group = stand_in.add_group("Straat", creator=anna, supergroup=True)
    await stand_in.add_bot(group, by=anna, admin=True)
    stand_in.promote(group, anna, anonymous=True)
    await bot.says(group.id, "?", reply_markup=keyboard([button()]))
    card = stand_in.messages(group)[-1]
    await bot.updates()
    await stand_in.send(anna, group, "/instellen")
    stand_in.telegram.press(anna, card, "1")

    said, pressed = await bot.updates()
    owner = await bot.does("getChatMember", chat_id=group.id, user_id=anna.id)

    assert said["message"]["from"]["id"] == 1087968824
    assert said["message"]["sender_chat"]["id"] == group.id
    assert pressed["callback_query"]["from"]["id"] == anna.id
    assert (owner["status"], owner["is_anonymous"]) == ("creator", True)


async def test_many_people_have_no_username_and_no_language(bot: Bot, stand_in: StandIn):
    """Optional fields are absent, not empty."""
    await stand_in.start(stand_in.add_user("Yusuf", language_code=None))

    (told,) = await bot.updates()

    assert set(told["message"]["from"]) == {"id", "is_bot", "first_name"}


async def test_an_edited_message_is_told(bot: Bot, stand_in: StandIn, anna: User):
    """It keeps its number and gets a date of editing."""
    said = await stand_in.send(anna, None, "morgen om 8")
    await bot.updates()
    await stand_in.edit(anna, None, said.id, "morgen om 9")

    (told,) = await bot.updates()

    assert told["edited_message"]["message_id"] == said.id
    assert told["edited_message"]["text"] == "morgen om 9"
    assert told["edited_message"]["edit_date"]


async def test_updates_are_kept_a_day(bot: Bot, stand_in: StandIn, clock: Clock, anna: User):
    """After a longer outage they are gone."""
    await bot.updates()
    await stand_in.send(anna, None, "gisteren")
    clock.move(DAY + 1)
    await stand_in.send(anna, None, "vandaag")

    assert texts(await bot.updates()) == ["vandaag"]


# --- groups and members ---------------------------------------------------------------------------


async def test_members(bot: Bot, stand_in: StandIn, anna: User, group: Chat):
    """Who is in a group, and what is said about who is not."""
    bram = stand_in.add_user("Bram")
    stand_in.join(group, bram)
    stand_in.leave(group, bram)
    place = {"chat_id": group.id}

    owner = await bot.does("getChatMember", **place, user_id=anna.id)
    left = await bot.does("getChatMember", **place, user_id=bram.id)
    me = await bot.does("getChatMember", **place, user_id=stand_in.bot.id)
    administrators = await bot.does("getChatAdministrators", **place)

    assert [owner["status"], left["status"], me["status"]] == ["creator", "left", "member"]
    assert [one["user"]["id"] for one in administrators] == [anna.id]
    assert await bot.does("getChatMemberCount", **place) == 2
    assert (
        await bot.refused("getChatMember", **place, user_id=4242) == "Bad Request: user not found"
    )
    assert (
        await bot.refused("getChatMember", **place, user_id="x")
        == "Bad Request: invalid user_id specified"
    )
    assert (
        await bot.refused("getChatAdministrators", chat_id=anna.id)
        == "Bad Request: there are no administrators in the private chat"
    )


async def test_hidden_members_are_told_to_administrators_only(
    bot: Bot, stand_in: StandIn, anna: User
):
    """Without being an administrator nothing about others is guaranteed."""
    group = stand_in.add_group("Straat", creator=anna, supergroup=True)
    group.hidden_members = True
    await stand_in.add_bot(group, by=anna)
    at = {"chat_id": group.id, "user_id": anna.id}

    refusal = await bot.refused("getChatMember", **at)
    stand_in.promote(group, stand_in.bot)

    assert refusal == "Bad Request: CHAT_ADMIN_REQUIRED"
    assert (await bot.does("getChatMember", **at))["status"] == "creator"


async def test_message_numbers_are_per_supergroup_and_shared_elsewhere(
    bot: Bot, stand_in: StandIn, anna: User, group: Chat
):
    """A message id means nothing without its chat."""
    supergroup = stand_in.add_group("Straat", creator=anna, supergroup=True)
    await stand_in.add_bot(supergroup, by=anna)

    private = (await bot.says(anna.id, "a"))["message_id"]
    in_group = (await bot.says(group.id, "a"))["message_id"]
    in_supergroup = (await bot.says(supergroup.id, "a"))["message_id"]

    assert in_group == private + 1
    assert in_supergroup == 2


# --- commands and other settings ------------------------------------------------------------------


def listed(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"Over {name}"} for name in names]


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        (listed("Idee"), "BOT_COMMAND_INVALID"),
        (listed("idee-nieuw"), "BOT_COMMAND_INVALID"),
        (listed(""), "command must be non-empty"),
        (listed("a" * 33), "command length must not exceed 32"),
        ([{"command": "a", "description": ""}], "command description must be non-empty"),
        (
            [{"command": "a", "description": "b" * 257}],
            "command description length must not exceed 256",
        ),
    ],
)
async def test_commands_that_cannot_be_set(bot: Bot, commands: list[dict[str, str]], words: str):
    """Lower case, digits and underscores; everything has its length."""
    assert await bot.refused("setMyCommands", commands=commands) == f"Bad Request: {words}"


async def test_at_most_a_hundred_commands(bot: Bot):
    """A hundred fit."""
    await bot.does("setMyCommands", commands=listed(*(f"c{number}" for number in range(100))))

    assert "Bad Request" in await bot.refused(
        "setMyCommands", commands=listed(*(f"c{number}" for number in range(101)))
    )


async def test_people_see_the_narrowest_list_in_their_language(
    bot: Bot, stand_in: StandIn, anna: User, group: Chat
):
    """Seven scopes times languages; the first that has a list wins."""
    bram = stand_in.add_user("Bram", language_code="en")
    stand_in.join(group, bram)
    private = stand_in.telegram.private_chat(anna)

    async def set_list(name: str, scope: dict[str, Any], language: str = "") -> None:
        await bot.does("setMyCommands", commands=listed(name), scope=scope, language_code=language)

    def seen(user: User, chat: Chat) -> list[str]:
        return [one["command"] for one in stand_in.telegram.commands.seen_by(user, chat)]

    await set_list("default", {"type": "default"})
    assert seen(anna, private) == seen(bram, group) == ["default"]
    await set_list("groups", {"type": "all_group_chats"})
    await set_list("admins", {"type": "all_chat_administrators"})
    await set_list("private_nl", {"type": "all_private_chats"}, "nl")
    assert (seen(anna, group), seen(bram, group)) == (["admins"], ["groups"])
    assert seen(anna, private) == ["private_nl"]
    await set_list("here", {"type": "chat", "chat_id": group.id})
    await set_list("here_en", {"type": "chat", "chat_id": group.id}, "en")
    assert (seen(anna, group), seen(bram, group)) == (["here"], ["here_en"])
    member = {"type": "chat_member", "chat_id": group.id, "user_id": anna.id}
    await set_list("just_anna", member)
    assert seen(anna, group) == ["just_anna"]
    assert await bot.does("getMyCommands", scope=member) == listed("just_anna")
    await bot.does("deleteMyCommands", scope=member)
    assert seen(anna, group) == ["here"]


async def test_descriptions(bot: Bot):
    """Each language has its own, and each has its length."""
    await bot.does("setMyShortDescription", short_description="Buurtbot", language_code="nl")
    await bot.does("setMyDescription", description="Wat kan deze bot?")
    await bot.does("setMyName", name="Buurtbot")
    await bot.does("setChatMenuButton", menu_button={"type": "commands"})

    assert (await bot.does("getMyShortDescription", language_code="nl")) == {
        "short_description": "Buurtbot"
    }
    assert (await bot.does("getMyDescription", language_code="nl")) == {
        "description": "Wat kan deze bot?"
    }
    assert (await bot.does("getMyName"))["name"] == "Buurtbot"
    assert (await bot.does("getChatMenuButton")) == {"type": "commands"}
    assert "too long" in await bot.refused("setMyShortDescription", short_description="a" * 121)


ODD = (
    None,
    "",
    "x",
    "{",
    -1,
    0,
    10**20,
    2.5,
    True,
    [],
    [[]],
    [{}],
    [5],
    {},
    {"type": []},
    {"id": {}},
)


async def test_nonsense_is_refused_and_never_breaks_anything(
    bot: Bot, stand_in: StandIn, anna: User
):
    """Whatever a parameter holds, the answer is a refusal, not a crash of the stand-in."""
    await bot.says(anna.id, "a")
    names = INTEGERS | STRUCTURES | BOOLEANS | {"text", "action", "document", "parse_mode", "url"}
    sensible = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": 2, "text": "b"}
    for method, name, value in product(stand_in.methods.by_name, sorted(names), ODD):
        if method == "logout":
            continue
        with contextlib.suppress(RefusedError):
            json.dumps(stand_in.methods.call(method, {**sensible, name: value}))

    await bot.says(anna.id, "en door")


async def test_logging_out_ends_it(bot: Bot):
    """After logOut the cloud server answers nothing any more."""
    await bot.does("close")
    await bot.does("logOut")

    assert await bot.refused("getMe") == "Logged out"
