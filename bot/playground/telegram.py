"""The world inside the stand-in: who says what to whom, and which of it the bot gets to hear."""

import asyncio
import itertools
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.playground import entities
from bot.playground.chats import (
    ADMINISTRATORS,
    GROUP_ANONYMOUS_BOT,
    PRESENT,
    USUAL_RIGHTS,
    Chat,
    Member,
    Message,
    Raw,
    Topic,
    User,
)
from bot.playground.commands import CommandLists
from bot.playground.limits import Limits
from bot.playground.updates import Updates

MOST_TEXT = 4096


@dataclass(frozen=True)
class Press:
    """What came of pressing a button."""

    answered: bool
    toast: str | None = None
    alert: bool = False
    url: str | None = None


@dataclass(eq=False)
class Query:
    """A press that waits for its answer."""

    id: str
    at: float
    answer: asyncio.Future[Press]
    answered: bool = False


class Telegram:
    """Everybody and everything said, in memory."""

    def __init__(
        self,
        *,
        bot: User,
        limits: Limits,
        now: Callable[[], float],
        on_update: Callable[[Raw], None] | None,
    ) -> None:
        self.now = now
        self.limits = limits
        self.bot = bot
        self.bot_reads_all_groups = False
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.updates = Updates(limits, now, on_taken=self.changed)
        self.commands = CommandLists()
        self.queries: dict[str, Query] = {}
        self.version = 0
        self.on_update = on_update
        self._watchers: set[asyncio.Event] = set()
        self._people = itertools.count(0)
        self._groups = itertools.count(0)
        # Private chats and basic groups share one row of numbers, as in a real account.
        self._account_message_id = 0

    # --- change ---------------------------------------------------------------------------

    def changed(self) -> None:
        """Tell whoever watches that something changed."""
        self.version += 1
        for watcher in self._watchers:
            watcher.set()

    def watch(self) -> asyncio.Event:
        """Give a flag that is raised at each change."""
        flag = asyncio.Event()
        self._watchers.add(flag)
        return flag

    def unwatch(self, flag: asyncio.Event) -> None:
        self._watchers.discard(flag)

    def _tell(self, kind: str, content: Raw, *, lane: tuple[str, int]) -> None:
        update = self.updates.add(kind, content, lane=lane)
        if update is not None and self.on_update is not None:
            self.on_update(update)

    # --- people and groups ----------------------------------------------------------------

    def add_user(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "nl",
    ) -> User:
        """Someone opens an account."""
        # Beyond 32 bits, as ids have been since 2021.
        user_id = 5_100_000_017 + next(self._people) * 7_919_023
        user = User(user_id, first_name, last_name, username, language_code or None)
        self.users[user.id] = user
        self.changed()
        return user

    def add_group(
        self,
        title: str,
        *,
        creator: User,
        members: Sequence[User] = (),
        supergroup: bool = False,
        forum: bool = False,
    ) -> Chat:
        """Someone makes a group."""
        chat = Chat(self._group_id(supergroup=supergroup or forum), "group", title)
        if supergroup or forum:
            chat.type, chat.is_forum = "supergroup", forum
        chat.members[creator.id] = Member(creator, "creator")
        chat.members |= {user.id: Member(user, "member") for user in members}
        self.chats[chat.id] = chat
        self.changed()
        return chat

    def _group_id(self, *, supergroup: bool) -> int:
        step = next(self._groups) * 15_485_863
        return -1_001_700_000_023 - step if supergroup else -4_200_000_011 - step

    def private_chat(self, user: User) -> Chat:
        """Give someone's chat with the bot."""
        chat = self.chats.get(user.id)
        if chat is None:
            chat = self.chats[user.id] = Chat(user.id, "private", user=user)
        return chat

    def known_user(self, user_id: int) -> Raw | None:
        """Give a person the bot has met."""
        user = self.users.get(user_id)
        return user.raw() if user and (user.known or user is self.bot) else None

    def promote(self, group: Chat, user: User, *, anonymous: bool = False, **rights: bool) -> None:
        """Make someone administrator, or change what an administrator may do."""
        if anonymous and group.type != "supergroup":
            raise ValueError("only in a supergroup can administrators be anonymous")
        old = group.member(user)
        if old.status not in PRESENT:
            raise ValueError(f"{user.first_name} is not in {group.title}")
        if old.status == "creator":
            group.members[user.id] = Member(user, "creator", is_anonymous=anonymous)
        else:
            given = {**USUAL_RIGHTS, "can_manage_topics": True, **rights}
            group.members[user.id] = Member(user, "administrator", anonymous, given)
        self._member_changed(group, self._creator(group), old, group.members[user.id])

    def demote(self, group: Chat, user: User) -> None:
        """Make an administrator an ordinary member again."""
        old = group.member(user)
        group.members[user.id] = Member(user, "member")
        self._member_changed(group, self._creator(group), old, group.members[user.id])

    def restrict(self, group: Chat, user: User, **rights: bool) -> None:
        """Take away rights from a member; what is not named is not allowed."""
        old = group.member(user)
        group.members[user.id] = Member(user, "restricted", rights=rights)
        self._member_changed(group, self._creator(group), old, group.members[user.id])

    def _creator(self, group: Chat) -> User:
        return next(m.user for m in group.members.values() if m.status == "creator")

    def join(
        self, group: Chat, user: User, *, by: User | None = None, status: str = "member"
    ) -> None:
        """Someone comes into a group, alone or brought by another."""
        actor = by or user
        old = group.member(user)
        joins_as = status
        if user is self.bot and status == "administrator" and group.type == "group":
            joins_as = "member"
        self.seat(group, user, status=joins_as)
        self._member_changed(group, actor, old, group.members[user.id])
        newcomers = [user.raw()]
        self._service(group, actor, {"new_chat_members": newcomers})
        if joins_as != status:
            self.promote(group, user)

    def seat(self, group: Chat, user: User, *, status: str = "member") -> None:
        """Someone is in a group already: nobody hears of it."""
        rights = {**USUAL_RIGHTS, "can_manage_topics": True} if status == "administrator" else {}
        group.members[user.id] = Member(user, status, rights=rights)

    def leave(self, group: Chat, user: User, *, by: User | None = None) -> None:
        """Someone goes, or is removed by another."""
        actor = by or user
        old = group.member(user)
        present = old.status in PRESENT
        group.members[user.id] = Member(user, "left" if actor is user else "kicked")
        if present and not (user is self.bot and actor is user):
            self._service(group, actor, {"left_chat_member": user.raw()}, heard=True)
        self._member_changed(group, actor, old, group.members[user.id])

    def _member_changed(self, group: Chat, actor: User, old: Member, new: Member) -> None:
        content = {
            "chat": group.raw(),
            "from": actor.raw(),
            "date": int(self.now()),
            "old_chat_member": old.raw(group.type),
            "new_chat_member": new.raw(group.type),
        }
        if new.user is self.bot:
            actor.known = True
            self._tell("my_chat_member", content, lane=("my_chat_member", group.id))
        elif group.member(self.bot).status in ADMINISTRATORS:
            actor.known = True
            new.user.known = True
            self._tell("chat_member", content, lane=("chat_member", new.user.id))
        self.changed()

    def block(self, user: User, *, blocked: bool = True) -> None:
        """Someone blocks the bot, or lets it speak again."""
        chat = self.private_chat(user)
        if user.blocked == blocked:
            return
        user.blocked = blocked
        user.known = True
        was, becomes = ("member", "kicked") if blocked else ("kicked", "member")
        content = {
            "chat": chat.raw(),
            "from": user.raw(),
            "date": int(self.now()),
            "old_chat_member": Member(self.bot, was).raw("private"),
            "new_chat_member": Member(self.bot, becomes).raw("private"),
        }
        self._tell("my_chat_member", content, lane=("my_chat_member", chat.id))
        self.changed()

    def upgrade(self, group: Chat) -> Chat:
        """A group becomes a supergroup: another chat, with another id and its own numbering."""
        if group.type != "group" or group.migrated_to is not None:
            raise ValueError("this group is a supergroup already")
        chat = Chat(self._group_id(supergroup=True), "supergroup", group.title)
        chat.members = dict(group.members)
        self.chats[chat.id] = chat
        creator = self._creator(group)
        self._service(group, creator, {"migrate_to_chat_id": chat.id})
        group.migrated_to = chat.id
        self._service(chat, None, {"migrate_from_chat_id": group.id})
        return chat

    # --- topics ---------------------------------------------------------------------------

    def add_topic(self, forum: Chat, name: str, *, by: User | None = None) -> Topic:
        """Someone opens a topic; its id is the id of the message that says so."""
        actor = by or self._creator(forum)
        content = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self._service(forum, actor, content, thread=0)
        topic = forum.topics[message.id] = Topic(message.id, name)
        return topic

    def close_topic(self, forum: Chat, thread: int | None = None) -> None:
        """Close a topic; None is the General one."""
        if thread is None:
            forum.general_closed = True
        else:
            forum.topics[thread].closed = True
            self._service(forum, self._creator(forum), {"forum_topic_closed": {}}, thread=thread)
        self.changed()

    def reopen_topic(self, forum: Chat, thread: int | None = None) -> None:
        """Open a topic again; None is the General one."""
        if thread is None:
            forum.general_closed = False
        else:
            forum.topics[thread].closed = False
            self._service(forum, self._creator(forum), {"forum_topic_reopened": {}}, thread=thread)
        self.changed()

    def delete_topic(self, forum: Chat, thread: int) -> None:
        """Take a topic away with all that was said in it."""
        forum.topics[thread].deleted = True
        for message in forum.history.values():
            if message.raw.get("message_thread_id") == thread:
                message.deleted = True
        self.changed()

    # --- speaking -------------------------------------------------------------------------

    def next_message_id(self, chat: Chat) -> int:
        """Number a message: per supergroup, or per account elsewhere."""
        if chat.type == "supergroup":
            chat.last_message_id += 1
            return chat.last_message_id
        self._account_message_id += 1
        return self._account_message_id

    def say(
        self,
        user: User,
        chat: Chat,
        text: str,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        anonymous: bool = False,
    ) -> Message:
        """A person (or another bot) writes something."""
        plain, found = entities.finish(text, [])
        if not plain or len(plain) > MOST_TEXT:
            raise ValueError("a message has 1 to 4096 characters")
        self._check_may_speak(user, chat, thread)
        anonymous = anonymous or chat.member(user).is_anonymous
        raw = self._envelope(chat, user, anonymous=anonymous, thread=thread)
        raw |= self.reply_fields(chat, reply_to, thread)
        raw["text"] = plain
        if found:
            raw["entities"] = found
        message = self.keep(chat, user, raw)
        self._deliver(message)
        return message

    def _check_may_speak(self, user: User, chat: Chat, thread: int | None) -> None:
        if chat.is_group and not chat.has(user):
            raise ValueError(f"{user.first_name} is not in {chat.title}")
        if chat.migrated_to is not None:
            raise ValueError("this group was upgraded to a supergroup; speak there")
        if thread is not None and (thread not in chat.topics or chat.topics[thread].deleted):
            raise ValueError("there is no such topic")

    def _envelope(
        self, chat: Chat, user: User | None, *, anonymous: bool, thread: int | None
    ) -> Raw:
        raw: Raw = {"message_id": self.next_message_id(chat)}
        if user is None or anonymous:
            raw |= {"from": GROUP_ANONYMOUS_BOT, "sender_chat": chat.raw()}
        else:
            raw["from"] = user.raw()
        raw |= {"chat": chat.raw(), "date": int(self.now())}
        if thread is not None and chat.is_forum:
            raw |= {"message_thread_id": thread or raw["message_id"], "is_topic_message": True}
        return raw

    def reply_fields(self, chat: Chat, reply_to: int | None, thread: int | None) -> Raw:
        """Write what a message says about the one it answers."""
        fields: Raw = {}
        if reply_to is None and thread and chat.is_forum:
            # In a topic every message answers the one that opened it.
            opener = chat.history.get(thread)
            return {"reply_to_message": opener.as_reply()} if opener else {}
        if reply_to is None:
            return {}
        replied = chat.history[reply_to]
        fields["reply_to_message"] = replied.as_reply()
        if chat.type == "supergroup" and not chat.is_forum:
            fields["message_thread_id"] = replied.raw.get("message_thread_id", reply_to)
        return fields

    def keep(self, chat: Chat, sender: User | None, raw: Raw) -> Message:
        """Put a message in its chat."""
        message = chat.history[raw["message_id"]] = Message(chat, sender, raw)
        if sender is not None and sender.is_bot:
            chat.last_bot_speaker = sender.id
        self.changed()
        return message

    def _service(
        self,
        chat: Chat,
        actor: User | None,
        content: Raw,
        *,
        thread: int | None = None,
        heard: bool | None = None,
    ) -> Message:
        """Telegram itself says that something happened; the bot always hears that."""
        anonymous = actor is not None and chat.member(actor).is_anonymous
        raw = self._envelope(chat, actor, anonymous=anonymous, thread=thread)
        message = self.keep(chat, actor, {**raw, **content})
        if heard or (chat.has(self.bot) and actor is not self.bot):
            self._hear(message)
        return message

    def service_by_bot(self, chat: Chat, content: Raw) -> Message:
        """Telegram says what the bot did; the bot itself does not hear that."""
        return self._service(chat, self.bot, content)

    def _deliver(self, message: Message, kind: str = "message") -> None:
        chat = message.chat
        if not chat.is_group and message.sender is not None:
            message.sender.started = True
            if message.sender.blocked:
                self.block(message.sender, blocked=False)
        if self.bot_hears(message):
            self._hear(message, kind)

    def _hear(self, message: Message, kind: str = "message") -> None:
        message.visible_to_bot = True
        if message.sender is not None and "sender_chat" not in message.raw:
            message.sender.known = True
        self._tell(kind, message.raw, lane=("message", message.chat.id))

    def bot_hears(self, message: Message) -> bool:
        """Tell whether the bot gets this message: privacy mode, membership, other bots."""
        chat, sender = message.chat, message.sender
        if not chat.is_group:
            return True
        if not chat.has(self.bot) or (sender is not None and sender.is_bot):
            return False
        if self.bot_reads_all_groups or chat.member(self.bot).status in ADMINISTRATORS:
            return True
        return self._meant_for_bot(message)

    def _meant_for_bot(self, message: Message) -> bool:
        replied = message.raw.get("reply_to_message")
        if replied is not None and "forum_topic_created" not in replied:
            original = message.chat.history.get(replied["message_id"])
            if original is not None and (
                original.sender is self.bot or (original.visible_to_bot and not original.service)
            ):
                return True
        command = message.text.split(maxsplit=1)[0] if message.text.startswith("/") else ""
        name, at, addressee = command.partition("@")
        if at:
            return addressee.lower() == (self.bot.username or "").lower()
        return len(name) > 1 and message.chat.last_bot_speaker in {None, self.bot.id}

    def edit(self, user: User, message: Message, text: str) -> None:
        """A person changes what she wrote."""
        if message.sender is not user or message.deleted:
            raise ValueError("one can only edit one's own messages")
        plain, found = entities.finish(text, [])
        message.change(text=plain, entities=found or None, edit_date=int(self.now()))
        message.edits += 1
        if message.visible_to_bot or self.bot_hears(message):
            self._hear(message, "edited_message")
        self.changed()

    def forward(self, user: User, message: Message, chat: Chat) -> Message:
        """A person passes on a message, to the bot or to a group."""
        raw = self._envelope(chat, user, anonymous=False, thread=None)
        origin = message.sender or self.bot
        raw["forward_origin"] = {"type": "user", "date": message.date, "sender_user": origin.raw()}
        kept = ("text", "entities", "caption", "caption_entities", "document", "venue", "location")
        raw |= {key: message.raw[key] for key in kept if key in message.raw}
        forwarded = self.keep(chat, user, raw)
        self._deliver(forwarded)
        return forwarded

    def react(self, user: User, message: Message, emoji: str | None) -> None:
        """A person puts a reaction under a message, or takes it away."""
        old = message.reactions.get(user.id, [])
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        message.reactions[user.id] = new
        chat = message.chat
        hears = not chat.is_group or chat.member(self.bot).status in ADMINISTRATORS
        if hears:
            user.known = True
            content = {
                "chat": chat.raw(),
                "message_id": message.id,
                "user": user.raw(),
                "date": int(self.now()),
                "old_reaction": old,
                "new_reaction": new,
            }
            self._tell("message_reaction", content, lane=("message_reaction", chat.id))
        self.changed()

    # --- pressing -------------------------------------------------------------------------

    def press(self, user: User, message: Message, data: str) -> Query:
        """A person presses a button with data; the query waits for the bot's answer."""
        query = Query(
            str(secrets.randbelow(8 * 10**18) + 10**18),
            self.now(),
            asyncio.get_running_loop().create_future(),
        )
        self._forget_old_queries()
        self.queries[query.id] = query
        user.known = True
        # Also when the person is an anonymous administrator: a press carries the real id.
        content = {
            "id": query.id,
            "from": user.raw(),
            "message": self._pressed(message),
            "chat_instance": str(5_000_000_000_000_000_000 + message.chat.id),
            "data": data,
        }
        self._tell("callback_query", content, lane=("callback_query", user.id))
        self.changed()
        return query

    def _pressed(self, message: Message) -> Raw:
        if message.deleted:
            return {"chat": message.chat.raw(), "message_id": message.id, "date": 0}
        return message.raw

    def _forget_old_queries(self) -> None:
        too_old = self.now() - 10 * self.limits.callback_seconds
        while self.queries:
            first = next(iter(self.queries.values()))
            if first.at > too_old:
                return
            del self.queries[first.id]

    def take_query(self, query_id: str) -> Query | None:
        """Take the query that is being answered, unless it is too old or was answered before."""
        query = self.queries.get(query_id)
        if query is None or query.answered:
            return None
        if self.now() - query.at > self.limits.callback_seconds:
            return None
        query.answered = True
        return query
