"""The page, and what it asks: one person plays everyone from a browser on this machine."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground.chats import ADMINISTRATORS, PRESENT, Chat, Message, Raw, User
from bot.playground.parameters import Upload

if TYPE_CHECKING:
    from bot.playground.server import Call, StandIn

MOST_CALLS = 500
TAP_SECONDS = 10.0
HEARTBEAT_SECONDS = 15.0
SAFETY = {
    "Content-Security-Policy": (
        "default-src 'self' 'unsafe-inline' data:; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

Deed = Callable[[Raw], Awaitable[Any]]


def page_for(stand_in: "StandIn") -> Starlette:
    """Make the web app of the page."""
    page = Page(stand_in)
    looks = {
        "/": page.html,
        "/playground/state": page.state,
        "/playground/messages": page.messages,
        "/playground/commands": page.commands,
        "/playground/calls": page.calls,
        "/playground/events": page.events,
    }
    deeds: dict[str, Deed] = {
        "say": page.say,
        "edit": page.edit,
        "tap": page.tap,
        "start": page.start,
        "people": page.add_person,
        "groups": page.add_group,
        "groups/bot": page.set_bot,
        "join": page.join,
        "leave": page.leave,
        "block": page.block,
        "upgrade": page.upgrade,
        "faults": page.faults,
        "advance": page.advance,
    }
    routes = [Route(path, guarded(look)) for path, look in looks.items()]
    routes += [
        Route(f"/playground/{path}", doing(deed), methods=["POST"]) for path, deed in deeds.items()
    ]
    return Starlette(routes=routes)


def is_local(address: str) -> bool:
    """Tell whether a Host or Origin is this machine."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname in LOOPBACK
    except ValueError:
        return False


def refused_visitor(request: Request) -> Response | None:
    """Keep out pages from elsewhere that try to speak through the reader's browser."""
    host, origin = request.headers.get("host", ""), request.headers.get("origin")
    if not is_local(host):
        return JSONResponse({"error": "This page is only for this computer."}, status_code=403)
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        return JSONResponse({"error": "Only this page itself may ask this."}, status_code=403)
    return None


def guarded(
    look: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Answer a look, or say in a sentence why not."""

    async def endpoint(request: Request) -> Response:
        refused = refused_visitor(request)
        if refused is not None:
            return refused
        try:
            return await look(request)
        except (ValueError, LookupError) as mistake:
            return JSONResponse({"error": sentence(mistake)}, status_code=400)

    return endpoint


def doing(deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    """Answer a deed that comes as JSON."""

    async def look(request: Request) -> Response:
        wanted = await request.json()
        if not isinstance(wanted, dict):
            raise ValueError("a JSON object is expected")  # noqa: TRY004 (told to the page)
        return JSONResponse(await deed(wanted) or {})

    return guarded(look)


def sentence(mistake: Exception) -> str:
    if isinstance(mistake, KeyError):
        return f"unknown or missing: {mistake.args[0]}"
    return str(mistake)


class Page:
    """What the page sees and does."""

    def __init__(self, stand_in: "StandIn") -> None:
        self._stand_in = stand_in
        self._telegram = stand_in.telegram

    # --- looking --------------------------------------------------------------------------

    async def html(self, _: Request) -> Response:
        """Give the page itself."""
        text = files("bot.playground").joinpath("page.html").read_text(encoding="utf-8")
        return HTMLResponse(text, headers=SAFETY)

    async def state(self, _: Request) -> Response:
        """Give everyone, every group and every switch."""
        telegram, faults = self._telegram, self._stand_in.faults
        people = [user for user in telegram.users.values() if not user.is_bot]
        state = {
            "version": telegram.version,
            "now": telegram.now(),
            "bot": telegram.bot.raw(),
            "people": [self._person(user) for user in people],
            "chats": [self._chat(chat) for chat in telegram.chats.values()],
            "commands": telegram.commands.everything(),
            "faults": {
                "outage": faults.outage,
                "flood": faults.flood,
                "drop_replies": faults.drop_replies,
            },
            "can_advance": self._stand_in.advance is not None,
            "notice": self._stand_in.notice,
        }
        return JSONResponse(state)

    @staticmethod
    def _person(user: User) -> Raw:
        fields = ("id", "first_name", "last_name", "username", "language_code", "blocked")
        return {field: getattr(user, field) for field in fields}

    @staticmethod
    def _chat(chat: Chat) -> Raw:
        members = [{"user_id": one.user.id, "status": one.status} for one in chat.members.values()]
        title = chat.title if chat.user is None else chat.user.first_name
        return {
            "id": chat.id,
            "type": chat.type,
            "title": title,
            "is_forum": chat.is_forum,
            "members": members,
            "migrated_to": chat.migrated_to,
        }

    async def messages(self, request: Request) -> Response:
        """Give what one person sees in one chat."""
        viewer = self._user(request.query_params.get("viewer"))
        chat = self._place(request.query_params.get("chat"), viewer)
        if chat.is_group and viewer.id not in chat.members:
            return JSONResponse({"messages": []})
        shown = [shown_message(one) for one in chat.history.values() if not one.deleted]
        return JSONResponse({"messages": shown})

    async def commands(self, request: Request) -> Response:
        """Give the commands one person is offered in one chat."""
        user = self._user(request.query_params.get("user"))
        chat = self._place(request.query_params.get("chat"), user)
        return JSONResponse({"commands": self._telegram.commands.seen_by(user, chat)})

    async def calls(self, request: Request) -> Response:
        """Give the bot's calls after a number."""
        after = int(request.query_params.get("after") or 0)
        found = [call for call in self._stand_in.calls[-MOST_CALLS:] if call.number > after]
        return Response(
            json.dumps({"calls": [shown_call(call) for call in found]}, default=shown_upload),
            media_type="application/json",
        )

    async def events(self, request: Request) -> Response:
        """Tell of each change, as long as the page listens."""
        return StreamingResponse(
            self._changes(request),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    async def _changes(self, request: Request) -> AsyncIterator[str]:
        flag = self._telegram.watch()
        try:
            while not await request.is_disconnected():
                yield f"data: {json.dumps({'version': self._telegram.version})}\n\n"
                flag.clear()
                try:
                    await asyncio.wait_for(flag.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                # Many changes at once are one look.
                await asyncio.sleep(0.02)
        finally:
            self._telegram.unwatch(flag)

    # --- doing ----------------------------------------------------------------------------

    async def say(self, wanted: Raw) -> Raw:
        user = self._user(wanted.get("user"))
        chat = self._place(wanted.get("chat"), user)
        message = self._telegram.say(
            user,
            chat,
            str(wanted.get("text", "")),
            reply_to=wanted.get("reply_to"),
            thread=wanted.get("thread"),
        )
        return {"message_id": message.id}

    async def edit(self, wanted: Raw) -> Raw:
        user = self._user(wanted.get("user"))
        message = self._message(wanted, user)
        self._telegram.edit(user, message, str(wanted.get("text", "")))
        return {"message_id": message.id}

    async def tap(self, wanted: Raw) -> Raw:
        user = self._user(wanted.get("user"))
        message = self._message(wanted, user)
        try:
            button = message.buttons[int(wanted["row"])][int(wanted["column"])]
        except IndexError:
            raise ValueError("that button is not there any more") from None
        if button.data is None:
            return {"answered": True, "toast": None, "alert": False, "url": button.url}
        press = await self._stand_in.press(user, message, data=button.data, timeout=TAP_SECONDS)
        return {
            "answered": press.answered,
            "toast": press.toast,
            "alert": press.alert,
            "url": press.url,
        }

    async def start(self, wanted: Raw) -> Raw:
        user = self._user(wanted.get("user"))
        message = await self._stand_in.start(user, str(wanted.get("payload") or ""))
        return {"message_id": message.id}

    async def add_person(self, wanted: Raw) -> Raw:
        first_name = str(wanted.get("first_name") or "").strip()
        if not 1 <= len(first_name) <= 64:
            raise ValueError("a first name has 1 to 64 characters")
        user = self._telegram.add_user(
            first_name,
            last_name=wanted.get("last_name") or None,
            username=wanted.get("username") or None,
            language_code=wanted.get("language_code") or None,
        )
        return {"id": user.id}

    async def add_group(self, wanted: Raw) -> Raw:
        title = str(wanted.get("title") or "").strip()
        if not 1 <= len(title) <= 128:
            raise ValueError("a group's name has 1 to 128 characters")
        creator = self._user(wanted.get("creator"))
        return {"id": self._telegram.add_group(title, creator=creator).id}

    async def set_bot(self, wanted: Raw) -> Raw:
        by = self._user(wanted.get("by"))
        chat, status = self._group(wanted.get("chat")), str(wanted.get("status"))
        if chat.member(by).status not in PRESENT:
            raise ValueError(f"{by.first_name} is not in this group")
        self._set_bot(chat, by, status)
        return {}

    def _set_bot(self, chat: Chat, by: User, status: str) -> None:
        bot, telegram = self._telegram.bot, self._telegram
        present = chat.has(bot)
        if status in {"left", "kicked"} and present:
            telegram.leave(chat, bot, by=by)
        elif status in {"member", "administrator"} and not present:
            telegram.join(chat, bot, by=by, status=status)
        elif status == "administrator" and chat.member(bot).status not in ADMINISTRATORS:
            telegram.promote(chat, bot)
        elif status == "member" and chat.member(bot).status in ADMINISTRATORS:
            telegram.demote(chat, bot)

    async def join(self, wanted: Raw) -> Raw:
        chat, user = self._group(wanted.get("chat")), self._user(wanted.get("user"))
        if not chat.has(user):
            self._telegram.join(chat, user)
        return {}

    async def leave(self, wanted: Raw) -> Raw:
        chat, user = self._group(wanted.get("chat")), self._user(wanted.get("user"))
        if chat.has(user):
            self._telegram.leave(chat, user)
        return {}

    async def block(self, wanted: Raw) -> Raw:
        self._telegram.block(
            self._user(wanted.get("user")), blocked=bool(wanted.get("blocked", True))
        )
        return {}

    async def upgrade(self, wanted: Raw) -> Raw:
        return {"id": self._telegram.upgrade(self._group(wanted.get("chat"))).id}

    async def faults(self, wanted: Raw) -> Raw:
        faults = self._stand_in.faults
        if "outage" in wanted:
            faults.outage = bool(wanted["outage"])
        if "flood" in wanted:
            faults.flood = int(wanted["flood"]) if wanted["flood"] else None
        if "drop_replies" in wanted:
            faults.drop_replies = int(wanted["drop_replies"] or 0)
        self._telegram.changed()
        return {}

    async def advance(self, wanted: Raw) -> Raw:
        if self._stand_in.advance is None:
            raise ValueError("the clock cannot be moved here")
        seconds = float(wanted["seconds"])
        if not 0 < seconds <= 366 * 86_400:
            raise ValueError("the clock moves forward only, at most a year")
        await self._stand_in.advance(seconds)
        self._telegram.changed()
        return {"now": self._telegram.now()}

    # --- finding --------------------------------------------------------------------------

    def _user(self, user_id: Any) -> User:
        user = self._telegram.users.get(int(user_id or 0))
        if user is None or user.is_bot:
            raise ValueError("there is no such person")
        return user

    def _group(self, chat_id: Any) -> Chat:
        chat = self._telegram.chats.get(int(chat_id or 0))
        if chat is None or not chat.is_group:
            raise ValueError("there is no such group")
        return chat

    def _place(self, chat_id: Any, user: User) -> Chat:
        number = int(chat_id or 0)
        if number in {0, user.id}:
            return self._telegram.private_chat(user)
        return self._group(number)

    def _message(self, wanted: Raw, user: User) -> Message:
        message = self._place(wanted.get("chat"), user).history.get(
            int(wanted.get("message_id") or 0)
        )
        if message is None or message.deleted:
            raise ValueError("that message is not there any more")
        return message


def shown_message(message: Message) -> Raw:
    """Write a message for the page."""
    shown = {
        **message.raw,
        "edited": message.edits > 0 and bool(message.raw.get("edit_date")),
        "deleted": False,
        "pinned": message.pinned,
        "silent": message.silent,
        "reactions": [one for given in message.reactions.values() for one in given],
    }
    if "pinned_message" not in message.raw and message.reply_markup and message.had_reply_markup:
        shown["reply_markup"] = message.reply_markup
    if "pinned_message" in message.raw:
        shown["pinned"] = False
    return shown


def shown_call(call: "Call") -> Raw:
    return {
        "number": call.number,
        "at": call.at,
        "method": call.method,
        "params": call.params,
        "status": call.status,
        "answer": call.answer,
    }


def shown_upload(thing: Any) -> Any:
    if isinstance(thing, Upload):
        return f"{thing.filename} ({len(thing.content)} bytes)"
    raise TypeError(f"cannot show {type(thing).__name__}")
