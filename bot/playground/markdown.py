"""MarkdownV2 and the old Markdown, as Telegram reads them.

Offsets in messages about mistakes are bytes of UTF-8, so the reading is done in bytes.
"""

from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

RESERVED = b"_*[]()~`>#+-=|{}.!\n"
NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "precode": "PreCode",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
# What starts a kind also ends it, except for links and quotes.
MARKS = {
    b"*": "bold",
    b"~": "strikethrough",
    b"`": "code",
    b"_": "italic",
    b"__": "underline",
    b"||": "spoiler",
    b"```": "pre",
}
MARK_OF = {kind: mark for mark, kind in MARKS.items()} | {"precode": b"```"}
VERBATIM = frozenset({"code", "pre", "precode"})


class MarkdownError(Exception):
    """The text cannot be read; the message says where, in Telegram's words."""


@dataclass
class Open:
    """Formatting that was started and not ended yet."""

    kind: str
    argument: str
    at: int
    offset: int


class MarkdownV2:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self.source = text.encode("utf-8", "surrogatepass")
        self.at = 0
        self.written = bytearray()
        self.length = 0
        self.open: list[Open] = []
        self.entities: list[Entity] = []
        self.may_quote = True

    def read(self) -> tuple[str, list[Entity]]:
        """Give the plain text and its entities."""
        while self.at < len(self.source):
            self._step()
        if self.open and self.open[-1].kind == "blockquote":
            self._end_quote()
        if self.open and self._is_sign_of_long_quote():
            self._end_long_quote()
        if self.open:
            last = self.open[-1]
            raise MarkdownError(
                f"Can't find end of {NAMES[last.kind]} entity at byte offset {last.at}"
            )
        return self.written.decode("utf-8", "replace"), self.entities

    def _step(self) -> None:
        byte = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        if byte == ord("\\") and following and 0 < following[0] < 127:
            self._write(following)
            self.at += 2
            self.may_quote = False
        elif self._is_plain(byte):
            self._write(bytes([byte]))
            self.at += 1
            # A carriage return keeps the beginning of a line the beginning.
            self.may_quote = self.may_quote and byte == ord("\r")
        elif self._ends():
            self._end()
        else:
            self._begin()

    def _is_plain(self, byte: int) -> bool:
        if self.open and self.open[-1].kind in VERBATIM:
            return byte != ord("`")
        return byte not in RESERVED

    def _write(self, piece: bytes) -> None:
        self.written += piece
        for byte in piece:
            if byte & 0xC0 != 0x80:
                self.length += 2 if byte >= 0xF0 else 1

    def _follows(self, mark: bytes) -> bool:
        return self.source.startswith(mark, self.at)

    # --- ending ---------------------------------------------------------------------------

    def _ends(self) -> bool:
        """Tell whether what was started last ends here."""
        if not self.open:
            return False
        kind = self.open[-1].kind
        if kind in {"text_link", "custom_emoji"}:
            return self._follows(b"]")
        if kind == "blockquote":
            return self._follows(b"\n") and not self._quote_goes_on()
        if kind == "italic":
            return self._follows(b"_") and not self._follows(b"__")
        return self._follows(MARK_OF[kind])

    def _quote_goes_on(self) -> bool:
        return self.source[self.at + 1 : self.at + 2] == b">"

    def _end(self) -> None:
        ended = self.open[-1]
        if ended.kind == "blockquote":
            self._write(b"\n")
            self.at += 1
            self._end_quote()
            self.may_quote = True
        elif ended.kind in {"text_link", "custom_emoji"}:
            self.open.pop()
            self.at += 1
            self._end_link(ended)
        else:
            self.open.pop()
            self.at += len(MARK_OF[ended.kind])
            self._keep(ended)

    def _keep(self, ended: Open, kind: str | None = None, **more: Any) -> None:
        length = self.length - ended.offset
        if length <= 0:
            return
        named = kind or {"precode": "pre"}.get(ended.kind, ended.kind)
        entity = {"type": named, "offset": ended.offset, "length": length, **more}
        if ended.kind == "precode":
            entity["language"] = ended.argument
        self.entities.append(entity)

    def _end_quote(self, kind: str = "blockquote") -> None:
        self._keep(self.open.pop(), kind)

    def _is_sign_of_long_quote(self) -> bool:
        """`||` that ends a quote does not hide anything: it says that the quote is a long one."""
        return (
            len(self.open) >= 2
            and self.open[-1].kind == "spoiler"
            and self.open[-2].kind == "blockquote"
            and self.open[-1].offset == self.length
            and self.open[-1].at + 2 == self.at
        )

    def _end_long_quote(self) -> None:
        self.open.pop()
        self._end_quote("expandable_blockquote")

    def _end_link(self, ended: Open) -> None:
        address = self._read_address(ended)
        if ended.kind == "custom_emoji":
            self._keep(ended, custom_emoji_id=emoji_id(address))
        else:
            self._keep(ended, url=address or "")

    def _read_address(self, ended: Open) -> str | None:
        if not self._follows(b"("):
            return None
        self.at += 1
        begin = self.at
        piece = bytearray()
        while self.at < len(self.source) and self.source[self.at] != ord(")"):
            escaped = self.source[self.at] == ord("\\")
            if escaped and 0 < (self.source[self.at + 1 : self.at + 2] or b"\0")[0] < 127:
                self.at += 1
            piece.append(self.source[self.at])
            self.at += 1
        if self.at >= len(self.source):
            what = "custom emoji URL" if ended.kind == "custom_emoji" else "URL"
            raise MarkdownError(f"Can't find end of a {what} at byte offset {begin}")
        self.at += 1
        return piece.decode("utf-8", "replace")

    # --- beginning ------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._follows(b"\n"):
            self._begin_line()
        elif self._begins_quote():
            self.at += 3 if self._follows(b"**>") else 1
            self.open.append(Open("blockquote", "", self.at, self.length))
            self.may_quote = False
        elif self._follows(b"["):
            self.open.append(Open("text_link", "", self.at, self.length))
            self.at += 1
            self.may_quote = False
        elif self._follows(b"!["):
            self.open.append(Open("custom_emoji", "", self.at, self.length))
            self.at += 2
            self.may_quote = False
        else:
            self._begin_mark()

    def _begin_line(self) -> None:
        """A new line: the quote goes on, ends, or there was none."""
        quoted = any(one.kind == "blockquote" for one in self.open)
        if quoted and self._quote_goes_on():
            self._write(b"\n")
            self.at += 2
            return
        if quoted and self._is_sign_of_long_quote():
            self._write(b"\n")
            self.at += 1
            self._end_long_quote()
        elif quoted:
            last = self.open[-1]
            raise MarkdownError(
                f"Can't find end of {NAMES[last.kind]} entity at byte offset {last.at}"
            )
        else:
            self._write(b"\n")
            self.at += 1
        self.may_quote = True

    def _begins_quote(self) -> bool:
        quoted = any(one.kind == "blockquote" for one in self.open)
        return self.may_quote and not quoted and (self._follows(b">") or self._follows(b"**>"))

    def _begin_mark(self) -> None:
        mark = next((one for one in (b"```", b"__", b"||") if self._follows(one)), None)
        mark = mark or self.source[self.at : self.at + 1]
        kind = MARKS.get(mark)
        if kind is None:
            raise MarkdownError(
                f"Character '{mark.decode()}' is reserved and must be escaped"
                " with the preceding '\\'"
            )
        begin = self.at
        self.at += len(mark)
        language = self._read_language() if kind == "pre" else ""
        self.open.append(Open("precode" if language else kind, language, begin, self.length))
        if kind in VERBATIM:
            self.may_quote = False

    def _read_language(self) -> str:
        end = self.at
        while end < len(self.source) and self.source[end] not in b" \t\r\n`":
            end += 1
        if end == self.at or end >= len(self.source) or self.source[end] == ord("`"):
            self._skip_line_end()
            return ""
        language = self.source[self.at : end].decode("utf-8", "replace")
        self.at = end
        self._skip_line_end()
        return language

    def _skip_line_end(self) -> None:
        """One line end right after the beginning of a block does not count."""
        ends = (self.source[self.at : self.at + 1], self.source[self.at + 1 : self.at + 2])
        if ends[0] in {b"\n", b"\r"}:
            both = ends[1] in {b"\n", b"\r"} and ends[0] != ends[1]
            self.at += 2 if both else 1


def emoji_id(address: str | None) -> str:
    """Read which emoji a `tg://emoji?id=` link means."""
    if not address:
        raise MarkdownError("Custom emoji entity must contain a tg://emoji URL")
    scheme, _, rest = address.partition(":")
    if scheme.lower() != "tg":
        raise MarkdownError("Custom emoji URL must have scheme tg")
    path, _, query = rest.partition("#")[0].removeprefix("//").partition("?")
    if path.strip("/").lower() != "emoji":
        raise MarkdownError('Custom emoji URL must have host "emoji"')
    given = dict(pair.partition("=")[::2] for pair in query.split("&"))
    if "id" not in given:
        raise MarkdownError("Custom emoji URL must have an emoji identifier")
    number = str(given["id"])
    if not number.isdecimal() or number.startswith("0"):
        raise MarkdownError("Invalid custom emoji identifier specified")
    return number


def parse_markdown_v2(text: str) -> tuple[str, list[Entity]]:
    """Read MarkdownV2."""
    return MarkdownV2(text).read()


OLD_MARKS = {ord("_"): "italic", ord("*"): "bold", ord("`"): "code", ord("["): "text_link"}


def parse_markdown(text: str) -> tuple[str, list[Entity]]:
    """Read the old Markdown, which cannot be nested."""
    source, written = text.encode("utf-8", "surrogatepass"), bytearray()
    entities: list[Entity] = []
    at = 0
    while at < len(source):
        byte = source[at]
        if byte == ord("\\") and source[at + 1 : at + 2] and source[at + 1] in OLD_MARKS:
            written.append(source[at + 1])
            at += 2
        elif byte not in OLD_MARKS:
            written.append(byte)
            at += 1
        else:
            at = read_old_entity(source, at, written, entities)
    return written.decode("utf-8", "replace"), entities


def read_old_entity(source: bytes, at: int, written: bytearray, entities: list[Entity]) -> int:
    """Read one piece of formatting of the old Markdown; give where it ends."""
    block = source.startswith(b"```", at)
    mark = b"```" if block else source[at : at + 1]
    closing = b"]" if mark == b"[" else mark
    end = source.find(closing, at + len(mark))
    if end < 0:
        raise MarkdownError(f"Can't find end of the entity starting at byte offset {at}")
    inner = source[at + len(mark) : end]
    entity: Entity = {"type": "pre" if block else OLD_MARKS[source[at]], "offset": units(written)}
    after = end + len(closing)
    if mark == b"[" and source[after : after + 1] == b"(":
        stop = source.find(b")", after)
        stop = len(source) if stop < 0 else stop
        entity["url"] = source[after + 1 : stop].decode("utf-8", "replace")
        after = stop + 1
    elif mark == b"[":
        entity["url"] = ""
    written += inner
    entity["length"] = units(written) - entity["offset"]
    if entity["length"]:
        entities.append(entity)
    return after


def units(written: bytearray) -> int:
    """Tell how many UTF-16 units these bytes are."""
    return len(written.decode("utf-8", "replace").encode("utf-16-le")) // 2
