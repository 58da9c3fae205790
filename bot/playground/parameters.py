"""What a caller sent along, whatever way it was written: address, form, multipart or JSON."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.refusals import bad

Parameters = dict[str, Any]

# fmt: off
INTEGERS = frozenset({
    "chat_id", "from_chat_id", "message_id", "message_thread_id", "user_id", "offset",
    "limit", "timeout", "max_connections", "cache_time", "live_period", "heading",
    "proximity_alert_radius", "direct_messages_topic_id", "video_start_timestamp",
})
# fmt: on
NUMBERS = frozenset({"latitude", "longitude", "horizontal_accuracy"})
# fmt: off
BOOLEANS = frozenset({
    "disable_notification", "protect_content", "show_alert", "drop_pending_updates",
    "allow_paid_broadcast", "is_big", "disable_content_type_detection",
    "show_caption_above_media", "for_channels", "return_bots",
})
# fmt: on
# fmt: off
STRUCTURES = frozenset({
    "reply_markup", "entities", "caption_entities", "reply_parameters",
    "link_preview_options", "commands", "scope", "allowed_updates", "message_ids", "reaction",
    "menu_button", "rights", "suggested_post_parameters",
})
# fmt: on
TRUE_WORDS = frozenset({"true", "yes", "1"})


@dataclass(frozen=True)
class Upload:
    """A file that came along."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)


def read(query: bytes, content_type: str, body: bytes) -> Parameters:
    """Read all parameters of a call."""
    raw: Parameters = (
        dict(parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True)) if query else {}
    )
    if body:
        raw |= read_body(content_type, body)
    return {name: typed(name, value) for name, value in raw.items()}


def read_body(content_type: str, body: bytes) -> Parameters:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        try:
            content = json.loads(body)
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise bad("can't parse request JSON object")
        return content
    if kind == "multipart/form-data":
        return read_multipart(content_type, body)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def read_multipart(content_type: str, body: bytes) -> Parameters:
    """Read a form with files."""
    boundary = re.search(r'boundary="?([^";]+)"?', content_type)
    if boundary is None:
        raise bad("can't find boundary in the multipart content type")
    parameters: Parameters = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:]:
        if part.startswith(b"--"):
            break
        header, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        described = header.decode("utf-8", "replace")
        name = re.search(r'\bname="([^"]*)"|\bname=([^;\s]+)', described)
        if name is None:
            continue
        parameters[name[1] or name[2]] = part_value(described, content)
    return parameters


def part_value(described: str, content: bytes) -> Upload | str:
    filename = re.search(r'\bfilename="([^"]*)"', described)
    if filename is None:
        return content.decode("utf-8", "replace")
    kind = re.search(r"(?im)^content-type:\s*(\S+)", described)
    return Upload(filename[1], kind[1] if kind else "application/octet-stream", content)


def typed(name: str, value: Any) -> Any:
    """Give a value its type; what cannot have it stays as it came, for the method to refuse."""
    if name in BOOLEANS and not isinstance(value, bool):
        return str(value).lower() in TRUE_WORDS
    if not isinstance(value, str):
        return value
    if name in INTEGERS and re.fullmatch(r"-?[0-9]{1,19}", value):
        return int(value)
    if name in NUMBERS and re.fullmatch(r"-?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?", value):
        return float(value)
    if name in STRUCTURES and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
