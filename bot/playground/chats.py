"""Who and where: people, groups with their members and topics, and the messages in them."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.entities import to_html

Raw = dict[str, Any]

GROUP_ANONYMOUS_BOT: Raw = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
ADMINISTRATORS = frozenset({"creator", "administrator"})

ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
# What a group's creator gives when ticking the ordinary boxes.
USUAL_RIGHTS = {
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_change_info": True,
    "can_invite_users": True,
    "can_pin_messages": True,
}
RESTRICTED_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(eq=False)
class User:
    """A person or a bot. Many people have no last name, no username and no language."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    blocked: bool = False
    deactivated: bool = False
    started: bool = False
    known: bool = False

    def raw(self) -> Raw:
        """Write this person as the Bot API does."""
        shape: Raw = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            shape["last_name"] = self.last_name
        if self.username:
            shape["username"] = self.username
        if self.language_code:
            shape["language_code"] = self.language_code
        return shape


@dataclass(eq=False)
class Member:
    """Someone's place in a group."""

    user: User
    status: str
    is_anonymous: bool = False
    rights: dict[str, bool] = field(default_factory=dict)

    def may(self, right: str) -> bool:
        """Tell whether this member has a right."""
        return self.status == "creator" or (
            self.status == "administrator" and self.rights.get(right, False)
        )

    def raw(self, group_type: str) -> Raw:
        """Write this place as the Bot API's ChatMember."""
        shape: Raw = {"user": self.user.raw(), "status": self.status}
        if self.status == "creator":
            shape["is_anonymous"] = self.is_anonymous
        elif self.status == "administrator":
            shape |= {"can_be_edited": False, "is_anonymous": self.is_anonymous}
            shape |= {right: self.rights.get(right, False) for right in ADMINISTRATOR_RIGHTS}
            # Rights that a newer Bot API knows are told as they were given.
            shape |= {right: given for right, given in self.rights.items() if right not in shape}
            if group_type == "supergroup":
                shape["can_manage_topics"] = self.rights.get("can_manage_topics", False)
            else:
                shape.pop("can_manage_topics", None)
        elif self.status == "restricted":
            shape |= {"is_member": True, "until_date": 0}
            shape |= {right: self.rights.get(right, False) for right in RESTRICTED_RIGHTS}
        elif self.status == "kicked":
            shape["until_date"] = 0
        return shape


@dataclass(eq=False)
class Topic:
    """One topic of a forum."""

    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Button:
    """A button under a message, as its reader sees it."""

    text: str
    data: str | None = None
    url: str | None = None
    raw: Raw = field(default_factory=dict, repr=False)


@dataclass(eq=False)
class Chat:
    """A private chat with the bot, a group or a supergroup."""

    id: int
    type: str
    title: str | None = None
    user: User | None = None
    is_forum: bool = False
    username: str | None = None
    members: dict[int, Member] = field(default_factory=dict)
    history: dict[int, "Message"] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    general_closed: bool = False
    deleted: bool = False
    hidden_members: bool = False
    migrated_to: int | None = None
    last_bot_speaker: int | None = None
    last_message_id: int = 0
    pinned: list[int] = field(default_factory=list)
    menu_button: Raw | None = None

    @property
    def is_group(self) -> bool:
        return self.type != "private"

    def raw(self) -> Raw:
        """Write this chat as the Bot API does."""
        shape: Raw = {"id": self.id, "type": self.type}
        if self.user is not None:
            person = self.user.raw()
            shape |= {
                key: person[key] for key in ("first_name", "last_name", "username") if key in person
            }
            return shape
        shape["title"] = self.title
        if self.username:
            shape["username"] = self.username
        if self.is_forum:
            shape["is_forum"] = True
        return shape

    def member(self, user: User) -> Member:
        """Give someone's place here; a stranger's is `left`."""
        return self.members.get(user.id) or Member(user, "left")

    def has(self, user: User) -> bool:
        """Tell whether someone is in this group."""
        return self.member(user).status in PRESENT

    def present(self) -> list[Member]:
        """List who is in this group."""
        return [member for member in self.members.values() if member.status in PRESENT]


class Message:
    """What was said, as it stands now. `raw` is replaced, never changed: it can be handed out."""

    __slots__ = (
        "chat",
        "deleted",
        "edits",
        "had_reply_markup",
        "id",
        "protected",
        "raw",
        "reactions",
        "reply_markup",
        "sender",
        "silent",
        "visible_to_bot",
    )

    def __init__(self, chat: Chat, sender: User | None, raw: Raw) -> None:
        self.id: int = raw["message_id"]
        self.chat = chat
        self.sender = sender
        self.raw = raw
        self.deleted = False
        self.edits = 0
        self.silent = False
        self.protected = False
        self.had_reply_markup = False
        self.visible_to_bot = False
        self.reply_markup: Raw | None = None
        self.reactions: dict[int, list[Raw]] = {}

    def __repr__(self) -> str:
        return f"<Message {self.id} in {self.chat.id}: {self.text[:40]!r}>"

    @property
    def text(self) -> str:
        """The plain text, or the caption."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def html(self) -> str:
        """The text with its formatting as HTML."""
        return to_html(
            self.text, self.raw.get("entities") or self.raw.get("caption_entities") or []
        )

    @property
    def date(self) -> int:
        """When it was sent, in seconds since 1970."""
        return int(self.raw["date"])

    @property
    def thread(self) -> int | None:
        """The topic it is in, if any."""
        return self.raw.get("message_thread_id") if self.raw.get("is_topic_message") else None

    @property
    def pinned(self) -> bool:
        """Whether it is pinned in its chat."""
        return self.id in self.chat.pinned

    @property
    def service(self) -> bool:
        """Whether Telegram wrote it, not a person or bot ("Anna joined")."""
        return not (self.raw.keys() & {"text", "document", "venue", "location", "caption"})

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of buttons under it now."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [
            [Button(one["text"], one.get("callback_data"), one.get("url"), one) for one in row]
            for row in rows
        ]

    @property
    def reply_keyboard(self) -> list[list[str]] | None:
        """The keyboard it put under the writing field; [] when it took that away."""
        if self.reply_markup is None:
            return None
        if "keyboard" in self.reply_markup:
            return [
                [one if isinstance(one, str) else one["text"] for one in row]
                for row in self.reply_markup["keyboard"]
            ]
        return [] if self.reply_markup.get("remove_keyboard") else None

    def change(self, **fields: Any) -> None:
        """Replace fields; None takes one away."""
        raw = {**self.raw, **fields}
        self.raw = {key: value for key, value in raw.items() if value is not None}

    def as_reply(self) -> Raw:
        """Write this message as the one that is replied to: without its own reply inside."""
        return {key: value for key, value in self.raw.items() if key != "reply_to_message"}
