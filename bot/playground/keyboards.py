"""Which keyboards Telegram accepts under a message."""

import json
from typing import Any

from bot.playground.entities import link_problem
from bot.playground.refusals import bad

Raw = dict[str, Any]

MOST_BUTTONS, MOST_IN_A_ROW, MOST_BYTES, MOST_DATA, MOST_COPIED = 100, 8, 10_240, 64, 256
SWITCHES = (
    "force_reply",
    "remove_keyboard",
    "selective",
    "is_persistent",
    "resize_keyboard",
    "one_time_keyboard",
)
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def checked(markup: Any, *, inline_only: bool = False) -> Raw | None:
    """Give the keyboard as Telegram keeps it, or refuse it in Telegram's words."""
    if markup is None or markup == "":
        return None
    if isinstance(markup, str):
        raise bad("can't parse reply keyboard markup JSON object")
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    check_switches(markup, SWITCHES)
    if "inline_keyboard" in markup:
        return checked_inline(markup["inline_keyboard"])
    if inline_only and markup:
        raise bad("inline keyboard expected")
    if "keyboard" in markup:
        return checked_reply(markup)
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    return None


def check_switches(given: Raw, names: tuple[str, ...]) -> None:
    """Refuse a yes or no that is neither."""
    for name in names:
        if name in given and not isinstance(given[name], bool):
            raise bad(f'field "{name}" must be of type Boolean')


def checked_inline(rows: Any) -> Raw | None:
    """Check the buttons under a message."""
    if not isinstance(rows, list):
        raise bad('field "inline_keyboard" must be of type Array')
    kept = []
    for row in rows:
        if not isinstance(row, list):
            raise bad('field "inline_keyboard" must be an Array of Arrays')
        kept.append([checked_button(button) for button in row])
    kept = [row for row in kept if row]
    check_size(kept)
    return {"inline_keyboard": kept} if kept else None


def checked_button(button: Any) -> Raw:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or "text" not in button:
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad("BUTTON_TEXT_INVALID")
    # An empty address or payload is as good as none; an empty inline query is one.
    empty = {name for name in ("url", "callback_data") if button.get(name) == ""}
    actions = [action for action in ACTIONS if action in button and action not in empty]
    if not actions:
        raise bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "url" in actions:
        return {"text": text, "url": checked_url(str(button["url"]))} | styled(button)
    if "callback_data" in actions:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= MOST_DATA:
            raise bad("BUTTON_DATA_INVALID")
        return {"text": text, "callback_data": data} | styled(button)
    if "copy_text" in button and not 1 <= len(copied(button["copy_text"])) <= MOST_COPIED:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if "pay" in button:
        raise bad("BUTTON_TYPE_INVALID")
    return dict(button)


def copied(copy_text: Any) -> str:
    return str(copy_text.get("text") or "") if isinstance(copy_text, dict) else ""


def styled(button: Raw) -> Raw:
    return {key: button[key] for key in ("style", "icon_custom_emoji_id") if key in button}


def checked_url(address: str) -> str:
    problem = link_problem(address)
    if address.lower().startswith("ftp:"):
        problem = "Unsupported URL protocol"
    if problem:
        raise bad(f"inline keyboard button URL '{address}' is invalid: {problem}")
    return address


def check_size(rows: list[list[Raw]]) -> None:
    too_long = sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows)
    if too_long or len(json.dumps(rows, ensure_ascii=False).encode()) > MOST_BYTES:
        raise bad("reply markup is too long")


def checked_reply(markup: Raw) -> Raw:
    """Check the keyboard that takes the place of the letters."""
    rows = markup["keyboard"]
    if not isinstance(rows, list):
        raise bad('field "keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad('field "keyboard" must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        if not isinstance(button, (str, dict)) or (
            isinstance(button, dict) and not button.get("text")
        ):
            raise bad("can't parse keyboard button: Can't find field \"text\"")
    if len(str(markup.get("input_field_placeholder", ""))) > 64:
        raise bad("REPLY_MARKUP_INVALID")
    check_size(
        [
            [button if isinstance(button, dict) else {"text": button} for button in row]
            for row in rows
        ]
    )
    return markup
