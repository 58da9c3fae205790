"""The Bot API's methods, as strict as the real ones. One function a method, named as it is."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from bot.playground import commands, entities, keyboards
from bot.playground.chats import ADMINISTRATORS, PRESENT, Chat, Message, Raw, User
from bot.playground.limits import Meter
from bot.playground.parameters import Parameters, Upload
from bot.playground.refusals import RefusedError, bad, forbidden
from bot.playground.telegram import MOST_TEXT, Press, Telegram

MOST_CAPTION, MOST_RAW_TEXT, MOST_TOAST = 1024, 32_768, 200
DELETABLE_SECONDS = 2 * 86_400
MOST_UPLOAD, MOST_DOWNLOAD = 50 << 20, 20 << 20
# fmt: off
REACTIONS = frozenset({
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮",
    "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤\u200d🔥", "🌚", "🌭", "💯",
    "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓",
    "👻", "👨\u200d💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄",
    "☃", "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾",
    "🤷\u200d♂", "🤷", "🤷\u200d♀", "😡",
})
# fmt: on
# fmt: off
CHAT_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
})
# fmt: on
PREVIEW_SWITCHES = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")
PAYLOAD = r"[A-Za-z0-9_-]{1,64}"


class Methods:
    """Everything a bot can ask or order, except getUpdates and the webhook: those must wait."""

    def __init__(self, telegram: Telegram, meter: Meter) -> None:
        self.telegram = telegram
        self.meter = meter
        self.files: dict[str, tuple[str, bytes]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.menu_button: Raw = {"type": "commands"}
        self.default_rights: Raw | None = None
        self.logged_out = False
        self.by_name: dict[str, Callable[[Parameters], Any]] = {
            name.lower(): function
            for name, function in {
                "getMe": self.get_me,
                "logOut": self.log_out,
                "close": self.close,
                "sendMessage": self.send_message,
                "sendDocument": self.send_document,
                "sendVenue": self.send_venue,
                "sendLocation": self.send_location,
                "sendChatAction": self.send_chat_action,
                "copyMessage": self.copy_message,
                "forwardMessage": self.forward_message,
                "editMessageText": self.edit_message_text,
                "editMessageReplyMarkup": self.edit_message_reply_markup,
                "deleteMessage": self.delete_message,
                "deleteMessages": self.delete_messages,
                "pinChatMessage": self.pin_chat_message,
                "unpinChatMessage": self.unpin_chat_message,
                "unpinAllChatMessages": self.unpin_all_chat_messages,
                "setMessageReaction": self.set_message_reaction,
                "answerCallbackQuery": self.answer_callback_query,
                "setMyCommands": self.set_my_commands,
                "getMyCommands": self.get_my_commands,
                "deleteMyCommands": self.delete_my_commands,
                "setMyName": self.profile_setter("name", 64),
                "getMyName": self.profile_getter("name"),
                "setMyDescription": self.profile_setter("description", 512),
                "getMyDescription": self.profile_getter("description"),
                "setMyShortDescription": self.profile_setter("short_description", 120),
                "getMyShortDescription": self.profile_getter("short_description"),
                "setMyDefaultAdministratorRights": self.set_default_rights,
                "getMyDefaultAdministratorRights": self.get_default_rights,
                "setChatMenuButton": self.set_chat_menu_button,
                "getChatMenuButton": self.get_chat_menu_button,
                "getChat": self.get_chat,
                "getChatMember": self.get_chat_member,
                "getChatAdministrators": self.get_chat_administrators,
                "getChatMemberCount": self.get_chat_member_count,
                "leaveChat": self.leave_chat,
                "getFile": self.get_file,
            }.items()
        }

    def knows(self, name: str) -> bool:
        """Tell whether there is such a method."""
        return name.lower() in self.by_name

    def call(self, name: str, parameters: Parameters) -> Any:
        """Do it, or raise the refusal."""
        if self.logged_out:
            raise RefusedError(400, "Logged out")
        return self.by_name[name.lower()](parameters)

    # --- who and where --------------------------------------------------------------------

    def chat_for(self, chat_id: Any, *, writing: bool = True) -> Chat:
        """Find the chat that is meant, if the bot may do this there."""
        if chat_id is None or chat_id == "":
            raise bad("chat_id is empty")
        if isinstance(chat_id, str):
            chat_id = self._id_of_name(chat_id)
        if not isinstance(chat_id, int):
            raise bad("chat not found")
        if chat_id == self.telegram.bot.id and writing:
            raise forbidden("the bot can't send messages to the bot")
        chat = self.telegram.chats.get(chat_id)
        if chat is not None and chat.is_group:
            return self._group_for(chat, writing=writing)
        user = self.telegram.users.get(chat_id)
        if user is None or not user.known:
            raise bad("chat not found")
        return self._private_for(user, writing=writing)

    def _id_of_name(self, name: str) -> int | None:
        if name.startswith("@"):
            for chat in self.telegram.chats.values():
                if chat.username and chat.username.lower() == name[1:].lower():
                    return chat.id
        return None

    def _group_for(self, chat: Chat, *, writing: bool) -> Chat:
        kind = "supergroup chat" if chat.type == "supergroup" else "group chat"
        if self.telegram.bot.id not in chat.members:
            raise bad("chat not found")
        if chat.migrated_to is not None:
            if not writing:
                return chat
            raise RefusedError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        if chat.deleted:
            raise forbidden("the group chat was deleted")
        status = chat.member(self.telegram.bot).status
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {kind}")
        if status not in PRESENT:
            raise forbidden(f"bot is not a member of the {kind}")
        return chat

    def _private_for(self, user: User, *, writing: bool) -> Chat:
        if writing:
            if user.deactivated:
                raise forbidden("user is deactivated")
            if user.is_bot:
                raise forbidden("bot can't send messages to bots")
            if user.blocked:
                raise forbidden("bot was blocked by the user")
            if not user.started:
                raise forbidden("bot can't initiate conversation with a user")
        return self.telegram.private_chat(user)

    def _place(
        self, parameters: Parameters, right: str = "can_send_messages"
    ) -> tuple[Chat, int | None]:
        """Find chat and topic to say something in."""
        chat = self.chat_for(parameters.get("chat_id"))
        member = chat.member(self.telegram.bot)
        if member.status == "restricted" and not member.rights.get(right, False):
            what = "text messages" if right == "can_send_messages" else "documents"
            raise bad(f"not enough rights to send {what} to the chat")
        return chat, self._thread(chat, parameters.get("message_thread_id"))

    def _thread(self, chat: Chat, thread: Any) -> int | None:
        manages = chat.member(self.telegram.bot).may("can_manage_topics")
        if not thread:
            if chat.is_forum and chat.general_closed and not manages:
                raise bad("TOPIC_CLOSED")
            return None
        if not isinstance(thread, int) or thread < 0:
            raise bad("invalid message thread identifier specified")
        if not chat.is_forum:
            root = chat.history.get(thread) if chat.type == "supergroup" else None
            if root is None or root.deleted:
                raise bad("message thread not found")
            return thread
        topic = chat.topics.get(thread)
        # The General topic is 1 inside Telegram, but nobody may write to it by that number.
        if topic is None or topic.deleted:
            raise bad("message thread not found")
        if topic.closed and not manages:
            raise bad("TOPIC_CLOSED")
        return thread

    def _message(self, chat: Chat, message_id: Any, purpose: str) -> Message:
        """Find a message, or say that the message to do this with is not there."""
        if message_id is None or message_id == "" or message_id == 0:
            raise bad("message identifier is not specified")
        message = chat.history.get(message_id) if isinstance(message_id, int) else None
        if message is None or message.deleted:
            raise bad(f"message to {purpose} not found")
        return message

    # --- what is said ---------------------------------------------------------------------

    def _formatted(self, text: Any, parameters: Parameters, given: str) -> tuple[str, list[Raw]]:
        """Read text with its markup or its entities."""
        text = "" if text is None else str(text)
        if len(text) > MOST_RAW_TEXT or len(text.encode("utf-8", "replace")) > MOST_RAW_TEXT:
            raise bad("text is too long")
        mode = str(parameters.get("parse_mode") or "").lower() or None
        if mode is not None and mode not in entities.PARSERS:
            raise bad("unsupported parse_mode")
        try:
            if mode is None and isinstance(parameters.get(given), list):
                return entities.given(parameters[given], text, self.telegram.known_user)
            return entities.parse(text, mode, self.telegram.known_user)
        except entities.WrongEntityError as mistake:
            raise bad(str(mistake)) from mistake
        except entities.UnparsableError as mistake:
            raise bad(f"can't parse entities: {mistake}") from mistake

    def _text(self, parameters: Parameters) -> tuple[str, list[Raw]]:
        if parameters.get("text") is None or parameters["text"] == "":
            raise bad("message text is empty")
        text, found = self._formatted(parameters["text"], parameters, "entities")
        if not text:
            raise bad("text must be non-empty")
        if len(text) > MOST_TEXT:
            raise bad("message is too long")
        return text, found

    def _caption(self, parameters: Parameters) -> Raw:
        caption, found = self._formatted(parameters.get("caption"), parameters, "caption_entities")
        if len(caption) > MOST_CAPTION:
            raise bad("message caption is too long")
        fields: Raw = {"caption": caption} if caption else {}
        return fields | ({"caption_entities": found} if found else {})

    def _reply(self, chat: Chat, thread: int | None, parameters: Parameters) -> Raw:
        wanted = parameters.get("reply_parameters")
        if wanted is None or wanted == "":
            return self.telegram.reply_fields(chat, None, thread)
        if not isinstance(wanted, dict):
            raise bad("can't parse reply parameters JSON object")
        if "message_id" not in wanted:
            raise bad('can\'t find field "message_id"')
        message_id = wanted["message_id"]
        replied = chat.history.get(message_id) if isinstance(message_id, int) else None
        if replied is None or replied.deleted:
            if wanted.get("allow_sending_without_reply"):
                return self.telegram.reply_fields(chat, None, thread)
            raise bad("message to be replied not found")
        return self.telegram.reply_fields(chat, replied.id, thread)

    def _link_preview(self, parameters: Parameters, text: str) -> Raw:
        options = parameters.get("link_preview_options")
        if options is None or options == "":
            return {}
        if not isinstance(options, dict):
            raise bad("can't parse link preview options JSON object")
        keyboards.check_switches(options, PREVIEW_SWITCHES)
        if "url" in options and entities.link_problem(str(options["url"])):
            raise bad("WEBPAGE_URL_INVALID")
        return {"link_preview_options": options} if "://" in text or options else {}

    def _send(
        self, parameters: Parameters, chat: Chat, thread: int | None, content: Raw
    ) -> Message:
        """Put a message of the bot in a chat."""
        if parameters.get("allow_paid_broadcast"):
            # This bot has no Stars to pay with.
            raise bad("FLOODSKIP_NOT_ALLOWED")
        markup = keyboards.checked(parameters.get("reply_markup"))
        reply = self._reply(chat, thread, parameters)
        self.meter.spend(chat.id, group=chat.is_group)
        raw: Raw = {
            "message_id": self.telegram.next_message_id(chat),
            "from": self.telegram.bot.raw(),
            "chat": chat.raw(),
            "date": int(self.telegram.now()),
        }
        if thread is not None:
            raw["message_thread_id"] = thread
            if chat.is_forum:
                raw["is_topic_message"] = True
        raw |= reply | content
        if markup is not None and "inline_keyboard" in markup:
            raw["reply_markup"] = markup
        if parameters.get("protect_content"):
            raw["has_protected_content"] = True
        message = self.telegram.keep(chat, self.telegram.bot, raw)
        message.silent = bool(parameters.get("disable_notification"))
        message.protected = bool(parameters.get("protect_content"))
        message.had_reply_markup = markup is not None and "inline_keyboard" not in markup
        message.reply_markup = markup
        message.visible_to_bot = True
        return message

    def send_message(self, parameters: Parameters) -> Raw:
        text, found = self._text(parameters)
        chat, thread = self._place(parameters)
        content: Raw = {"text": text}
        if found:
            content["entities"] = found
        content |= self._link_preview(parameters, text)
        return self._send(parameters, chat, thread, content).raw

    def send_document(self, parameters: Parameters) -> Raw:
        chat, thread = self._place(parameters, "can_send_documents")
        content = {"document": self._document(parameters)} | self._caption(parameters)
        return self._send(parameters, chat, thread, content).raw

    def _document(self, parameters: Parameters) -> Raw:
        given = parameters.get("document")
        if isinstance(given, str) and given.startswith("attach://"):
            given = parameters.get(given.removeprefix("attach://"))
        if given is None or given == "":
            raise bad("there is no document in the request")
        if isinstance(given, str):
            if given not in self.files:
                raise bad("wrong file identifier/HTTP URL specified")
            name, content = self.files[given]
            return self._file(name, content, "application/octet-stream")
        if not isinstance(given, Upload):
            raise bad("there is no document in the request")
        if not given.content:
            raise bad("file must be non-empty")
        if len(given.content) > MOST_UPLOAD:
            raise RefusedError(413, "Request Entity Too Large")
        return self._file(given.filename or "file", given.content, given.content_type)

    def _file(self, name: str, content: bytes, kind: str) -> Raw:
        digest = hashlib.sha256(content + name.encode()).hexdigest()
        file_id = f"BQACAgIAAxkB{digest[:48]}"
        self.files[file_id] = (name, content)
        return {
            "file_name": name,
            "mime_type": kind,
            "file_id": file_id,
            "file_unique_id": f"AgAD{digest[:12]}",
            "file_size": len(content),
        }

    def send_venue(self, parameters: Parameters) -> Raw:
        location = self._location(parameters)
        for name in ("title", "address"):
            if not str(parameters.get(name) or "").strip():
                raise bad(f'parameter "{name}" is required')
        chat, thread = self._place(parameters)
        venue = {
            "location": location,
            "title": str(parameters["title"]),
            "address": str(parameters["address"]),
        }
        return self._send(parameters, chat, thread, {"venue": venue, "location": location}).raw

    def send_location(self, parameters: Parameters) -> Raw:
        location = self._location(parameters)
        chat, thread = self._place(parameters)
        return self._send(parameters, chat, thread, {"location": location}).raw

    @staticmethod
    def _location(parameters: Parameters) -> Raw:
        place: Raw = {}
        for name, most in (("latitude", 90), ("longitude", 180)):
            value = parameters.get(name)
            if value is None or value == "":
                raise bad(f"{name} is empty")
            if not isinstance(value, int | float) or abs(value) > most:
                raise bad("wrong location specified")
            place[name] = float(value)
        return place

    def send_chat_action(self, parameters: Parameters) -> bool:
        if str(parameters.get("action", "")).lower() not in CHAT_ACTIONS:
            raise bad("wrong parameter action in request")
        self._place(parameters)
        return True

    def _source(self, parameters: Parameters, purpose: str) -> Message:
        try:
            chat = self.chat_for(parameters.get("from_chat_id"), writing=False)
        except RefusedError as refusal:
            if refusal.description == "Bad Request: chat_id is empty":
                raise bad("from_chat_id is empty") from refusal
            raise
        message = self._message(chat, parameters.get("message_id"), purpose)
        if message.service or message.protected:
            done = {"copy": "copied", "forward": "forwarded"}[purpose]
            raise bad(f"the message can't be {done}")
        return message

    def copy_message(self, parameters: Parameters) -> Raw:
        chat, thread = self._place(parameters)
        source = self._source(parameters, "copy").raw
        kept = ("text", "entities", "caption", "caption_entities", "document", "venue", "location")
        content = {key: source[key] for key in kept if key in source}
        if "caption" in parameters and "text" not in source:
            content = {
                key: value for key, value in content.items() if not key.startswith("caption")
            }
            content |= self._caption(parameters)
        message = self._send(parameters, chat, thread, content)
        return {"message_id": message.id}

    def forward_message(self, parameters: Parameters) -> Raw:
        chat, thread = self._place(parameters)
        source = self._source(parameters, "forward")
        kept = ("text", "entities", "caption", "caption_entities", "document", "venue", "location")
        content = {key: source.raw[key] for key in kept if key in source.raw}
        content["forward_origin"] = self._origin(source)
        plain = {key: value for key, value in parameters.items() if key != "reply_markup"}
        return self._send(plain, chat, thread, content).raw

    @staticmethod
    def _origin(source: Message) -> Raw:
        if "forward_origin" in source.raw:
            origin: Raw = source.raw["forward_origin"]
            return origin
        if "sender_chat" in source.raw:
            return {"type": "chat", "date": source.date, "sender_chat": source.raw["sender_chat"]}
        return {"type": "user", "date": source.date, "sender_user": source.raw["from"]}

    # --- what was said is changed ---------------------------------------------------------

    def _editable(self, parameters: Parameters) -> Message:
        if parameters.get("inline_message_id"):
            raise bad("MESSAGE_ID_INVALID")
        chat = self.chat_for(parameters.get("chat_id"))
        message = self._message(chat, parameters.get("message_id"), "edit")
        if message.sender is not self.telegram.bot or message.service or message.had_reply_markup:
            raise bad("message can't be edited")
        if "forward_origin" in message.raw:
            raise bad("message can't be edited")
        return message

    def _change(self, message: Message, **fields: Any) -> Raw:
        if all(message.raw.get(name) == value for name, value in fields.items()):
            raise bad(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        self.meter.spend(message.chat.id, group=message.chat.is_group)
        message.change(**fields, edit_date=int(self.telegram.now()))
        message.edits += 1
        self.telegram.changed()
        return message.raw

    def edit_message_text(self, parameters: Parameters) -> Raw:
        text, found = self._text(parameters)
        markup = keyboards.checked(parameters.get("reply_markup"), inline_only=True)
        message = self._editable(parameters)
        if "text" not in message.raw:
            raise bad("there is no text in the message to edit")
        preview = self._link_preview(parameters, text).get("link_preview_options")
        fields: Raw = {"text": text, "entities": found or None, "reply_markup": markup}
        if preview != message.raw.get("link_preview_options") and "://" in text:
            fields["link_preview_options"] = preview
        return self._change(message, **fields)

    def edit_message_reply_markup(self, parameters: Parameters) -> Raw:
        markup = keyboards.checked(parameters.get("reply_markup"), inline_only=True)
        return self._change(self._editable(parameters), reply_markup=markup)

    def delete_message(self, parameters: Parameters) -> bool:
        chat = self._chat_to_delete_in(parameters)
        message = self._message(chat, parameters.get("message_id"), "delete")
        self._check_deletable(message)
        self._delete(message)
        return True

    def delete_messages(self, parameters: Parameters) -> bool:
        ids = parameters.get("message_ids")
        if not isinstance(ids, list) or not ids or not all(isinstance(one, int) for one in ids):
            raise bad("message identifiers are not specified")
        if len(ids) > 100:
            raise bad("too many message identifiers specified")
        chat = self._chat_to_delete_in(parameters)
        for message_id in ids:
            message = chat.history.get(message_id)
            if message is not None and not message.deleted:
                self._check_deletable(message)
                self._delete(message)
        return True

    def _chat_to_delete_in(self, parameters: Parameters) -> Chat:
        """A blocked bot may still take back what it said."""
        chat_id = parameters.get("chat_id")
        user = self.telegram.users.get(chat_id) if isinstance(chat_id, int) else None
        if user is not None and user.started and not user.deactivated:
            return self.telegram.private_chat(user)
        return self.chat_for(chat_id)

    def _check_deletable(self, message: Message) -> None:
        chat = message.chat
        others = message.sender is not self.telegram.bot
        if (
            chat.is_group
            and others
            and not chat.member(self.telegram.bot).may("can_delete_messages")
        ):
            raise bad("message can't be deleted")
        if self.telegram.now() - message.date > DELETABLE_SECONDS:
            raise bad("message can't be deleted for everyone")

    def _delete(self, message: Message) -> None:
        message.deleted = True
        if message.pinned:
            message.chat.pinned.remove(message.id)
        self.telegram.changed()

    def _chat_to_pin_in(self, parameters: Parameters) -> Chat:
        chat = self.chat_for(parameters.get("chat_id"))
        if chat.is_group and not chat.member(self.telegram.bot).may("can_pin_messages"):
            raise bad("not enough rights to manage pinned messages in the chat")
        return chat

    def pin_chat_message(self, parameters: Parameters) -> bool:
        chat = self._chat_to_pin_in(parameters)
        message = self._message(chat, parameters.get("message_id"), "pin")
        if message.service:
            raise bad("message can't be pinned")
        if not message.pinned:
            chat.pinned.append(message.id)
            self.telegram.service_by_bot(chat, {"pinned_message": message.as_reply()})
        return True

    def unpin_chat_message(self, parameters: Parameters) -> bool:
        chat = self._chat_to_pin_in(parameters)
        message_id = parameters.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
        if message_id is None or message_id not in chat.pinned:
            raise bad("message to unpin not found")
        chat.pinned.remove(message_id)
        self.telegram.changed()
        return True

    def unpin_all_chat_messages(self, parameters: Parameters) -> bool:
        self._chat_to_pin_in(parameters).pinned.clear()
        self.telegram.changed()
        return True

    def set_message_reaction(self, parameters: Parameters) -> bool:
        chat = self.chat_for(parameters.get("chat_id"))
        message = self._message(chat, parameters.get("message_id"), "react")
        reaction = parameters.get("reaction") or []
        if not isinstance(reaction, list) or not all(isinstance(one, dict) for one in reaction):
            raise bad("can't parse reaction types: expected an Array of ReactionType")
        if len(reaction) > 1:
            raise bad("REACTIONS_TOO_MANY")
        for one in reaction:
            emoji = str(one.get("emoji")).replace("\ufe0f", "")
            if one.get("type") != "emoji" or emoji not in REACTIONS:
                raise bad("REACTION_INVALID")
        message.reactions[self.telegram.bot.id] = reaction
        self.telegram.changed()
        return True

    # --- buttons and commands -------------------------------------------------------------

    def answer_callback_query(self, parameters: Parameters) -> bool:
        text = str(parameters.get("text") or "")
        if len(text) > MOST_TOAST:
            raise bad("MESSAGE_TOO_LONG")
        url = str(parameters.get("url") or "") or None
        if url is not None and not self._may_open(url):
            raise bad("URL_INVALID")
        query = self.telegram.take_query(str(parameters.get("callback_query_id", "")))
        if query is None:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if not query.answer.done():
            query.answer.set_result(
                Press(True, text or None, bool(parameters.get("show_alert")), url)
            )
        self.telegram.changed()
        return True

    def _may_open(self, url: str) -> bool:
        name = re.escape(self.telegram.bot.username or "")
        web = rf"(?:https?://)?(?:t|telegram)\.me/{name}\?start={PAYLOAD}"
        app = rf"tg://resolve\?domain={name}&start={PAYLOAD}"
        return re.fullmatch(f"{web}|{app}", url, re.IGNORECASE) is not None

    def _scope(self, parameters: Parameters) -> tuple[commands.Key, str]:
        scope = parameters.get("scope") or {"type": "default"}
        if not isinstance(scope, dict):
            raise bad("can't parse BotCommandScope: expected an Object")
        kind = str(scope.get("type"))
        language = str(parameters.get("language_code") or "")
        if not re.fullmatch(r"([a-z]{2})?", language):
            raise bad("invalid language code specified")
        if kind in commands.WITHOUT_CHAT:
            return (kind, 0, 0), language
        if kind not in {"chat", "chat_administrators", "chat_member"}:
            raise bad("can't parse BotCommandScope: unsupported type specified")
        chat_id = scope.get("chat_id")
        if isinstance(chat_id, str) and re.fullmatch(r"-?[0-9]+", chat_id):
            chat_id = int(chat_id)
        chat = self.chat_for(chat_id, writing=False)
        if kind == "chat_administrators" and not chat.is_group:
            raise bad("can't use specified scope in private chats")
        user_id = scope.get("user_id", 0) if kind == "chat_member" else 0
        known = isinstance(user_id, int) and user_id in self.telegram.users
        if kind == "chat_member" and not known:
            raise bad("invalid user_id specified")
        return (kind, chat.id, user_id), language

    def set_my_commands(self, parameters: Parameters) -> bool:
        listed = commands.checked(parameters.get("commands"))
        key, language = self._scope(parameters)
        self.telegram.commands.set(key, language, listed)
        self.telegram.changed()
        return True

    def get_my_commands(self, parameters: Parameters) -> list[Raw]:
        return self.telegram.commands.get(*self._scope(parameters))

    def delete_my_commands(self, parameters: Parameters) -> bool:
        key, language = self._scope(parameters)
        self.telegram.commands.set(key, language, [])
        self.telegram.changed()
        return True

    # --- the bot itself -------------------------------------------------------------------

    def get_me(self, _: Parameters) -> Raw:
        return self.telegram.bot.raw() | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.telegram.bot_reads_all_groups,
            "supports_guest_queries": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }

    def log_out(self, _: Parameters) -> bool:
        self.logged_out = True
        return True

    def close(self, _: Parameters) -> bool:
        return True

    def profile_setter(self, what: str, most: int) -> Callable[[Parameters], bool]:
        """Make the method that sets one of the bot's descriptions."""

        def set_profile(parameters: Parameters) -> bool:
            text = str(parameters.get(what) or "")
            if len(text) > most:
                raise bad(f"{what.replace('_', ' ')} is too long")
            self.profile[what, str(parameters.get("language_code") or "")] = text
            self.telegram.changed()
            return True

        return set_profile

    def profile_getter(self, what: str) -> Callable[[Parameters], Raw]:
        """Make the method that gives one of the bot's descriptions."""

        def get_profile(parameters: Parameters) -> Raw:
            fallback = self.telegram.bot.first_name if what == "name" else ""
            language = str(parameters.get("language_code") or "")
            text = self.profile.get((what, language)) or self.profile.get((what, "")) or fallback
            return {what: text}

        return get_profile

    def set_default_rights(self, parameters: Parameters) -> bool:
        rights = parameters.get("rights")
        self.default_rights = rights if isinstance(rights, dict) else None
        return True

    def get_default_rights(self, _: Parameters) -> Raw:
        names = (*(f"can_{name}" for name in _RIGHTS), "is_anonymous")
        return {name: bool((self.default_rights or {}).get(name)) for name in names}

    def set_chat_menu_button(self, parameters: Parameters) -> bool:
        button = parameters.get("menu_button") or {"type": "default"}
        if not isinstance(button, dict) or str(button.get("type")) not in {
            "commands",
            "default",
            "web_app",
        }:
            raise bad("can't parse menu button: unsupported type specified")
        if parameters.get("chat_id"):
            self.chat_for(parameters["chat_id"], writing=False).menu_button = button
        else:
            self.menu_button = button
        return True

    def get_chat_menu_button(self, parameters: Parameters) -> Raw:
        if parameters.get("chat_id"):
            return (
                self.chat_for(parameters["chat_id"], writing=False).menu_button or self.menu_button
            )
        return self.menu_button

    # --- groups ---------------------------------------------------------------------------

    def get_chat(self, parameters: Parameters) -> Raw:
        chat = self.chat_for(parameters.get("chat_id"), writing=False)
        gifts = (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        )
        shape = chat.raw() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, not chat.is_group),
        }
        if chat.is_group:
            shape["permissions"] = dict.fromkeys(_PERMISSIONS, True)
        pinned = chat.history.get(chat.pinned[-1]) if chat.pinned else None
        if pinned is not None:
            shape["pinned_message"] = pinned.as_reply()
        return shape

    def get_chat_member(self, parameters: Parameters) -> Raw:
        chat = self.chat_for(parameters.get("chat_id"), writing=False)
        user_id = parameters.get("user_id")
        if not isinstance(user_id, int) or user_id <= 0:
            raise bad("invalid user_id specified")
        user = self.telegram.users.get(user_id)
        if user is None:
            raise bad("user not found")
        bot = self.telegram.bot
        administers = chat.member(bot).status in ADMINISTRATORS
        if not chat.is_group:
            if user is not chat.user and user is not bot:
                raise bad("member not found")
            return {"user": user.raw(), "status": "member"}
        if chat.hidden_members and user is not bot and not administers:
            raise bad("CHAT_ADMIN_REQUIRED")
        if not chat.has(user) and not user.known and user.id not in chat.members:
            raise bad("user not found")
        user.known = True
        return chat.member(user).raw(chat.type)

    def get_chat_administrators(self, parameters: Parameters) -> list[Raw]:
        chat = self.chat_for(parameters.get("chat_id"), writing=False)
        if not chat.is_group:
            raise bad("there are no administrators in the private chat")
        found = [one for one in chat.present() if one.status in ADMINISTRATORS]
        for one in found:
            one.user.known = True
        return [
            one.raw(chat.type)
            for one in found
            if not one.user.is_bot or one.user is self.telegram.bot or parameters.get("return_bots")
        ]

    def get_chat_member_count(self, parameters: Parameters) -> int:
        chat = self.chat_for(parameters.get("chat_id"), writing=False)
        return len(chat.present()) if chat.is_group else 2

    def leave_chat(self, parameters: Parameters) -> bool:
        chat = self.chat_for(parameters.get("chat_id"))
        if not chat.is_group:
            raise bad("private chat can't be left")
        self.telegram.leave(chat, self.telegram.bot)
        return True

    def get_file(self, parameters: Parameters) -> Raw:
        file_id = str(parameters.get("file_id") or "")
        if not file_id:
            raise bad("file_id not specified")
        if file_id not in self.files:
            raise bad("invalid file_id")
        name, content = self.files[file_id]
        if len(content) > MOST_DOWNLOAD:
            raise bad("file is too big")
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        return {
            "file_id": file_id,
            "file_unique_id": f"AgAD{file_id[12:24]}",
            "file_size": len(content),
            "file_path": f"documents/{file_id[12:24]}.{suffix}",
        }

    def file_at(self, path: str) -> bytes | None:
        """Give the content of a file by the path that getFile named."""
        for file_id, (_, content) in self.files.items():
            if file_id[12:24] == path.removeprefix("documents/").partition(".")[0]:
                return content
        return None


_RIGHTS = (
    "manage_chat",
    "delete_messages",
    "manage_video_chats",
    "restrict_members",
    "promote_members",
    "change_info",
    "invite_users",
    "post_stories",
    "edit_stories",
    "delete_stories",
)
_PERMISSIONS = (
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
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
