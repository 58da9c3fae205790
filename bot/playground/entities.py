"""Text and its formatting as Telegram counts them, and its words for mistakes.

Offsets of entities are UTF-16 units; offsets in messages about mistakes are bytes of UTF-8.
"""

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from bot.playground.markdown import MarkdownError, parse_markdown, parse_markdown_v2

Entity = dict[str, Any]
FindUser = Callable[[int], dict[str, Any] | None]

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
SPACE = b" \t\r\n\v\0"
REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,8})|([a-z]{1,5}));?")
MARKUP = re.compile(rb"[<&]")
VERBATIM = ("pre", "code")
MAX_ENTITIES = 100


class WrongEntityError(Exception):
    """An entity a client sent along cannot be; the text is its own explanation."""


class UnparsableError(Exception):
    """Telegram cannot make sense of this formatting; the text is its own explanation."""


def utf16_length(text: str) -> int:
    """Tell how many UTF-16 units this text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Give the piece of text an entity covers."""
    units = text.encode("utf-16-le")
    return units[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def parse(text: str, mode: str | None, find_user: FindUser) -> tuple[str, list[Entity]]:
    """Turn marked-up text into plain text and its entities, or refuse it as Telegram does."""
    if mode is None:
        plain, entities = text, list[Entity]()
    else:
        try:
            plain, entities = PARSERS[mode](text)
        except MarkdownError as mistake:
            raise UnparsableError(str(mistake)) from mistake
    return finish(plain, [known for one in entities if (known := resolved(one, plain, find_user))])


def resolved(entity: Entity, text: str, find_user: FindUser) -> Entity | None:
    """Turn links into what Telegram makes of them: a mention, a checked address, or nothing."""
    if entity["type"] != "text_link":
        return entity
    address = entity["url"] or cut(text, entity["offset"], entity["length"])
    mentioned = mentioned_user(address)
    place = {"offset": entity["offset"], "length": entity["length"]}
    if mentioned is not None:
        user = find_user(mentioned)
        return {"type": "text_mention", **place, "user": user} if user else None
    checked = checked_link(address)
    return {"type": "text_link", **place, "url": checked} if checked else None


def mentioned_user(address: str) -> int | None:
    """Read the person out of a `tg://user?id=` link."""
    parts = urlsplit(address) if address.startswith("tg:") else None
    if parts is None or (parts.netloc or parts.path.strip("/")) != "user":
        return None
    ids = parse_qs(parts.query).get("id", [""])
    return int(ids[0]) if ids[0].isdecimal() else None


def link_problem(address: str) -> str | None:
    """Say in Telegram's words what is wrong with an address, if anything."""
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host = parts.hostname or ""
    except ValueError:
        return "Wrong HTTP URL"
    if parts.scheme not in {"http", "https", "tg", "ton", "tonsite", "ftp"}:
        return "Unsupported URL protocol"
    if parts.scheme in {"tg", "ton"}:
        return None
    if not host:
        return "URL host is empty"
    if re.search(r"[\s<>\"{}|\\^`]", address) or (
        "." not in host and host != "localhost" and ":" not in host
    ):
        return "Wrong HTTP URL"
    return None


def checked_link(address: str) -> str | None:
    """Give an address the way Telegram stores it, or None when it would drop the link."""
    address = address.strip()
    if not address or link_problem(address):
        return None
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme in {"tg", "ton"}:
        return address
    return urlunsplit(
        (parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, parts.fragment)
    )


# --- HTML -------------------------------------------------------------------------------------


class Reader:
    """A place in UTF-8 bytes; past the end it reads as zero, as the original does."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.at = 0

    def byte(self) -> int:
        return self.source[self.at] if self.at < len(self.source) else 0

    def skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in SPACE:
            self.at += 1

    def until(self, stops: bytes) -> bytes:
        """Read up to a space or one of these bytes."""
        begin = self.at
        while self.at < len(self.source) and self.source[self.at] not in SPACE + stops:
            self.at += 1
        return self.source[begin : self.at]


class Written:
    """Plain text being written, with its length in UTF-16 units."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += utf16_length(piece)

    def text(self) -> str:
        return "".join(self.pieces)


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Read Telegram's HTML."""
    reader, written = Reader(text.encode("utf-8", "surrogatepass")), Written()
    entities: list[Entity] = []
    open_tags: list[tuple[str, str, int]] = []
    while reader.at < len(reader.source):
        found = MARKUP.search(reader.source, reader.at)
        end = found.start() if found else len(reader.source)
        written.add(reader.source[reader.at : end].decode("utf-8", "replace"))
        reader.at = end
        if found is None:
            break
        if reader.byte() == ord("&"):
            written.add(read_reference(reader) or read_plain(reader))
        elif reader.source[reader.at + 1 : reader.at + 2] == b"/":
            entities += close_tag(reader, open_tags, written)
        else:
            tag, argument = open_tag(reader)
            open_tags.append((tag, argument, written.length))
    if open_tags:
        raise UnparsableError(
            f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"'
        )
    return written.text(), entities


def read_plain(reader: Reader) -> str:
    reader.at += 1
    return chr(reader.source[reader.at - 1])


def read_reference(reader: Reader) -> str | None:
    """Read `&lt;`, `&#39;` or `&#x27;`; None when it is just an ampersand."""
    found = REFERENCE.match(reader.source, reader.at)
    if found is None:
        return None
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        character = NAMED.get(name)
    else:
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        character = chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else None
    if character is not None:
        reader.at = found.end()
    return character


def open_tag(reader: Reader) -> tuple[str, str]:
    """Read a start tag with its attributes."""
    begin = reader.at
    reader.at += 1
    tag = reader.until(b">").decode("utf-8", "replace").lower()
    if reader.at >= len(reader.source):
        raise UnparsableError(f"Unclosed start tag at byte offset {begin}")
    if tag not in TAGS:
        raise UnparsableError(f'Unsupported start tag "{tag}" at byte offset {begin}')
    argument = ""
    while True:
        reader.skip_space()
        if reader.byte() == ord(">"):
            break
        name, value = read_attribute(reader, tag, begin)
        argument = tag_argument(tag, name, value) or argument
    reader.at += 1
    if tag == "span" and argument != "spoiler":
        raise UnparsableError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    return tag, argument


def read_attribute(reader: Reader, tag: str, begin: int) -> tuple[str, str]:
    """Read `name="value"`; `expandable` alone is allowed as Telegram allows it."""
    name = reader.until(b"=>").decode("utf-8", "replace")
    if not name:
        raise UnparsableError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
    reader.skip_space()
    if reader.byte() != ord("="):
        if reader.at >= len(reader.source):
            raise UnparsableError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        return name, ""
    reader.at += 1
    reader.skip_space()
    if reader.at >= len(reader.source):
        raise UnparsableError(f'Unclosed start tag "{tag}" at byte offset {begin}')
    value = read_quoted(reader) if reader.byte() in b"'\"" else read_name_token(reader)
    if reader.at >= len(reader.source):
        raise UnparsableError(f"Unclosed start tag at byte offset {begin}")
    return name, value


def read_name_token(reader: Reader) -> str:
    begin = reader.at
    found = re.compile(rb"[A-Za-z0-9.-]*").match(reader.source, begin)
    reader.at = found.end() if found else begin
    if reader.byte() not in SPACE + b">":
        raise UnparsableError(f"Unexpected end of name token at byte offset {begin}")
    return reader.source[begin : reader.at].decode().lower()


def read_quoted(reader: Reader) -> str:
    quote = reader.byte()
    end = reader.source.find(quote, reader.at + 1)
    end = len(reader.source) if end < 0 else end
    inner = Reader(reader.source[reader.at + 1 : end])
    reader.at = min(end + 1, len(reader.source))
    pieces = bytearray()
    while inner.at < len(inner.source):
        character = read_reference(inner) if inner.byte() == ord("&") else None
        if character is None:
            pieces.append(inner.byte())
            inner.at += 1
        else:
            pieces += character.encode()
    return pieces.decode("utf-8", "replace")


def tag_argument(tag: str, name: str, value: str) -> str | None:
    """Keep the one attribute of a tag that means something."""
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if (tag, name) == ("blockquote", "expandable"):
        return "1"
    return None


def close_tag(
    reader: Reader, open_tags: list[tuple[str, str, int]], written: Written
) -> list[Entity]:
    """Read an end tag and give the entity it completes."""
    begin = reader.at
    if not open_tags:
        raise UnparsableError(f"Unexpected end tag at byte offset {begin}")
    reader.at += 2
    name = reader.until(b">").decode("utf-8", "replace")
    reader.skip_space()
    if reader.byte() != ord(">"):
        raise UnparsableError(f"Unclosed end tag at byte offset {begin}")
    reader.at += 1
    tag, argument, offset = open_tags.pop()
    if name and name != tag:
        raise UnparsableError(
            f'Unmatched end tag at byte offset {begin}, expected "</{tag}>", found "</{name}>"'
        )
    if written.length == offset:
        return []
    return [entity_of(tag, argument, offset, written.length - offset)]


def entity_of(tag: str, argument: str, offset: int, length: int) -> Entity:
    entity: Entity = {"type": TAGS[tag], "offset": offset, "length": length}
    if tag == "a":
        entity["url"] = argument
    elif tag == "tg-emoji":
        entity["custom_emoji_id"] = argument
    elif tag == "code" and argument:
        entity["language"] = argument
    elif tag == "blockquote" and argument:
        entity["type"] = "expandable_blockquote"
    return entity


# --- after parsing ----------------------------------------------------------------------------


def finish(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trim the text, add what Telegram finds by itself, and put the entities in its order."""
    text = text.replace("\r", "").replace("\0", "")
    stripped = text.lstrip()
    shift = utf16_length(text) - utf16_length(stripped)
    stripped = stripped.rstrip()
    end = utf16_length(stripped)
    kept = [one for one in (clipped(entity, shift, end) for entity in entities) if one]
    kept = without_overlap(merged_code(kept))
    kept += [one for one in found_in(stripped) if not any(crosses(one, other) for other in kept)]
    kept.sort(key=lambda one: (one["offset"], -one["length"]))
    return stripped, kept[:MAX_ENTITIES]


def clipped(entity: Entity, shift: int, end: int) -> Entity | None:
    begin = max(entity["offset"] - shift, 0)
    stop = min(entity["offset"] - shift + entity["length"], end)
    return {**entity, "offset": begin, "length": stop - begin} if stop > begin else None


def merged_code(entities: list[Entity]) -> list[Entity]:
    """Make `<pre><code class=...>` one entity, and drop a language from code alone."""
    blocks = {(one["offset"], one["length"]): one for one in entities if one["type"] == "pre"}
    kept = []
    for entity in entities:
        block = blocks.get((entity["offset"], entity["length"]))
        if entity["type"] == "code" and block is not None:
            if "language" in entity:
                block["language"] = entity["language"]
        else:
            kept.append(entity)
    for entity in kept:
        if entity["type"] == "code":
            entity.pop("language", None)
    return kept


def without_overlap(entities: list[Entity]) -> list[Entity]:
    """Inside code nothing else is formatted."""
    code = [one for one in entities if one["type"] in VERBATIM]
    return [
        one
        for one in entities
        if one["type"] in VERBATIM
        or one["type"].endswith("blockquote")
        or not any(crosses(one, other) for other in code)
    ]


def crosses(one: Entity, other: Entity) -> bool:
    """Tell whether an entity is in the way of another; ordinary formatting may enclose it."""
    if other["type"] not in {*VERBATIM, "text_link", "text_mention", "custom_emoji"}:
        return False
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


FOUND = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?://)[^\s<>\"]+[^\s<>\".,:;!?)\]}']"
    r"|(?<![\w@./-])(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|nl|eu|me|io|be|de|info)(?:/[^\s<>\"]*)?(?![\w-]))"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w))"
    r"|(?P<hashtag>(?<!\w)#(?=[\w·]*[^\W\d])[\w·]{1,256})"
)
HINTS = re.compile(r"[/@#.]")


def found_in(text: str) -> list[Entity]:
    """Find commands, mentions, addresses and hashtags as Telegram does by itself."""
    if not HINTS.search(text):
        return []
    entities = []
    for match in FOUND.finditer(text):
        kind = match.lastgroup or ""
        offset = utf16_length(text[: match.start()])
        entities.append({"type": kind, "offset": offset, "length": utf16_length(match.group())})
    return entities


KINDS = frozenset(TAGS.values()) | {"expandable_blockquote", "text_mention"}
# These Telegram finds itself; what a client says about them is ignored.
FOUND_KINDS = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)


def given(entities: list[Any], text: str, find_user: FindUser) -> tuple[str, list[Entity]]:
    """Take entities a client sent along instead of markup."""
    total = utf16_length(text)
    kept = [checked_entity(one, total, find_user) for one in entities]
    return finish(text, [one for one in kept if one is not None])


def checked_entity(entity: Any, total: int, find_user: FindUser) -> Entity | None:
    if not isinstance(entity, dict):
        raise WrongEntityError("can't parse MessageEntity: Expected an Object")
    kind, offset, length = (entity.get(name) for name in ("type", "offset", "length"))
    if not isinstance(kind, str) or kind not in KINDS | FOUND_KINDS:
        raise WrongEntityError("can't parse MessageEntity: Unsupported type specified")
    if not isinstance(offset, int) or offset < 0:
        raise WrongEntityError(f"receive an entity with incorrect offset {offset}")
    if not isinstance(length, int) or length < 0:
        raise WrongEntityError(f"receive an entity with incorrect length {length}")
    if offset > total:
        raise WrongEntityError(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > total:
        raise WrongEntityError(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
            f" at UTF-16 offset {offset + length}"
        )
    if kind in FOUND_KINDS or not length:
        return None
    return {**entity, **checked_target(entity, find_user)}


def checked_target(entity: Entity, find_user: FindUser) -> Entity:
    """Check where a link or mention leads to."""
    needed = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
    name = needed.get(entity["type"])
    if name is not None and name not in entity:
        raise WrongEntityError(f"can't parse MessageEntity: Can't find field \"{name}\"")
    if name == "url":
        problem = link_problem(str(entity["url"]))
        if problem:
            raise WrongEntityError(f"entity URL '{entity['url']}' is invalid: {problem}")
    if name == "user":
        named = entity["user"].get("id") if isinstance(entity["user"], dict) else None
        user = find_user(named) if isinstance(named, int) else None
        if user is None:
            raise WrongEntityError("user not found")
        return {"user": user}
    return {}


OPEN = {
    "bold": "<b>",
    "italic": "<i>",
    "underline": "<u>",
    "strikethrough": "<s>",
    "spoiler": "<tg-spoiler>",
    "code": "<code>",
    "pre": "<pre>",
    "blockquote": "<blockquote>",
    "expandable_blockquote": "<blockquote expandable>",
}


def to_html(text: str, entities: list[Entity]) -> str:
    """Write text and entities as the HTML a bot would have sent."""
    units = text.encode("utf-16-le")
    cuts = {0, len(units) // 2}
    marks = [
        one
        for one in entities
        if one["type"] in OPEN or one["type"] in {"text_link", "text_mention"}
    ]
    for one in marks:
        cuts |= {one["offset"], one["offset"] + one["length"]}
    places = sorted(cuts)
    pieces = []
    for begin, end in zip(places, [*places[1:], places[-1]], strict=True):
        closing = [one for one in marks if one["offset"] + one["length"] == begin]
        opening = [one for one in marks if one["offset"] == begin]
        pieces += [
            end_tag(one) for one in sorted(closing, key=lambda one: (-one["offset"], one["length"]))
        ]
        pieces += [start_tag(one) for one in sorted(opening, key=lambda one: -one["length"])]
        pieces.append(html.escape(units[begin * 2 : end * 2].decode("utf-16-le"), quote=False))
    return "".join(pieces)


def start_tag(entity: Entity) -> str:
    if entity["type"] == "text_link":
        return f'<a href="{html.escape(entity["url"])}">'
    if entity["type"] == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">'
    return OPEN[entity["type"]]


def end_tag(entity: Entity) -> str:
    if entity["type"] in {"text_link", "text_mention"}:
        return "</a>"
    return f"</{OPEN[entity['type']][1:-1].split()[0]}>"


PARSERS: dict[str, Callable[[str], tuple[str, list[Entity]]]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
}
