"""The check against the Bot API's own description is itself checked: it finds what is wrong."""

from typing import Any

import pytest

from bot.playground.methods import Methods
from bot.playground.parameters import Upload
from tests.playground.client import Bot
from tests.specification import MISSING, Specification

LOADED = Specification.load()
pytestmark = pytest.mark.skipif(LOADED is None, reason=MISSING)

ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}
CHAT = {"id": 7, "type": "private", "first_name": "Anna"}
MESSAGE = {"message_id": 1, "date": 1_780_000_000, "chat": CHAT, "from": ANNA, "text": "hoi"}


@pytest.fixture
def specification() -> Specification:
    assert LOADED is not None
    return LOADED


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"chat_id": 7}, "sendMessage: text is required"),
        ({"chat_id": 7, "text": "a", "texxt": "b"}, "sendMessage: unknown parameter texxt"),
        ({"chat_id": 7.5, "text": "a"}, "sendMessage.chat_id: 7.5 is no Integer"),
        ({"chat_id": 7, "text": 5}, "sendMessage.text: 5 is no String"),
        ({"chat_id": 7, "text": "a", "parse_mode": "html"}, "sendMessage.parse_mode: 'html' is no"),
        (
            {"chat_id": 7, "text": "a", "reply_markup": '{"inline_keyboard": [[{"text": 1}]]}'},
            "sendMessage.reply_markup.inline_keyboard[0][0].text: 1 is no String",
        ),
        (
            {"chat_id": 7, "text": "a", "link_preview_options": {"is_disable": True}},
            "sendMessage.link_preview_options: LinkPreviewOptions has no field is_disable",
        ),
    ],
)
def test_a_wrong_request_is_found(
    specification: Specification, params: dict[str, Any], complaint: str
):
    """A typing mistake in a parameter would otherwise be ignored by every server."""
    (found,) = specification.check_request("sendMessage", params)

    assert found.startswith(complaint)


@pytest.mark.parametrize(
    "params",
    [
        {"chat_id": "7", "text": "a", "disable_notification": "true"},
        {"chat_id": 7, "text": "a", "reply_markup": {"keyboard": [["Menu", {"text": "Hulp"}]]}},
        {"chat_id": "@straat", "text": "a", "message_thread_id": "3", "parse_mode": None},
        {"chat_id": 7, "text": "a", "reply_parameters": '{"message_id": 3}'},
    ],
)
def test_a_good_request_is_left_in_peace(specification: Specification, params: dict[str, Any]):
    """Forms write numbers and objects as words."""
    assert specification.check_request("sendMessage", params) == []


def test_files_are_known(specification: Specification):
    """An upload, or a word that points at one."""
    upload = Upload("a.json", "application/json", b"{}")

    direct = {"chat_id": 7, "document": upload}
    pointed = {"chat_id": 7, "document": "attach://a", "a": upload}

    assert specification.check_request("sendDocument", direct) == []
    assert specification.check_request("sendDocument", pointed) == []


@pytest.mark.parametrize(
    ("method", "result", "complaint"),
    [
        ("sendMessage", {**MESSAGE, "date": "now"}, ".date: 'now' is no Integer"),
        ("sendMessage", {"text": "a"}, "Message needs message_id"),
        ("sendMessage", {**MESSAGE, "button": 1}, "Message has no field button"),
        ("deleteMessage", {"ok": 1}, "is no Boolean"),
        ("getChatMember", {"user": ANNA, "status": "admin"}, ""),
        ("getChatMember", {"user": ANNA, "status": "creator"}, "needs is_anonymous"),
        ("getChatAdministrators", [{"user": ANNA}], "needs status"),
        ("noMethod", True, "there is no such method"),
    ],
)
def test_a_wrong_answer_is_found(
    specification: Specification, method: str, result: Any, complaint: str
):
    """The stand-in itself must not give what Telegram would not."""
    found = specification.check_answer(method, result)

    assert found
    assert any(complaint in line for line in found)


def test_a_good_answer_is_left_in_peace(specification: Specification):
    """Editing gives a message, or True for messages that are nowhere."""
    assert specification.check_answer("editMessageText", MESSAGE) == []
    assert specification.check_answer("editMessageText", True) == []
    assert specification.check_answer("getChatMember", {"user": ANNA, "status": "left"}) == []


def test_an_update_holds_one_thing(specification: Specification):
    """And that thing has its shape."""
    assert specification.check_update({"update_id": 1, "message": MESSAGE}) == []
    assert specification.check_update({"update_id": 1})
    assert specification.check_update({"update_id": 1, "message": {"message_id": 1}})
    assert specification.check_update({"update_id": 1, "message": MESSAGE, "poll": {}})


async def test_every_method_of_the_stand_in_exists(specification: Specification, bot: Bot):
    """It invents none of its own."""
    methods: Methods = bot.stand_in.methods
    strange = [
        name for name in methods.by_name if "no such" in str(specification.check_answer(name, None))
    ]

    assert strange == []
