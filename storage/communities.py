"""Neighbourhoods, their Telegram groups, invitations, codes and the open log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.communities import Community, Invitation, Logged
from bot.messages import CommunityId, PersonId, ToChat
from bot.people import Role
from storage.database import Tx
from storage.tables import (
    audit_log,
    chats,
    communities,
    invitations,
    people,
    setup_codes,
    start_tokens,
)

COMMUNITY = [communities.c[name] for name in Community.__slots__]
INVITATION = [invitations.c[name] for name in Invitation.__slots__]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A Telegram group that the bot is in, or was."""

    id: int
    community_id: CommunityId | None
    title: str
    thread: int | None
    present: bool

    @property
    def place(self) -> ToChat:
        """Where the bot speaks by itself: in the topic where it was set up."""
        return ToChat(self.id, self.thread)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartToken:
    """What goes on in private after a command or a tap in a group."""

    command: str
    words: str
    chat_id: int
    thread: int | None
    for_telegram_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A line of the open log."""

    at: datetime
    action: Logged
    actor_name: str | None
    details: dict[str, Any]


CHAT = [chats.c[name] for name in Chat.__slots__]
TOKEN = [start_tokens.c[name] for name in StartToken.__slots__]


async def get(tx: Tx, community_id: CommunityId) -> Community:
    found = await tx.one(select(*COMMUNITY).where(communities.c.id == community_id), Community)
    if found is None:
        raise LookupError(f"community {community_id}")
    return found


async def find(tx: Tx, community_id: int) -> Community | None:
    """The neighbourhood with this id, or None: the id came from a link."""
    return await tx.one(select(*COMMUNITY).where(communities.c.id == community_id), Community)


async def add(tx: Tx, *, name: str, language: str, zone: str) -> CommunityId:
    """A new neighbourhood."""
    values = {"name": name, "language": language, "zone": zone, "created_at": tx.now}
    return CommunityId(await tx.new_id(communities, **values))


async def all_ids(tx: Tx) -> list[CommunityId]:
    return await tx.values(select(communities.c.id).order_by(communities.c.id))


# --- groups ------------------------------------------------------------------------------------


async def find_chat(tx: Tx, chat: int) -> Chat | None:
    return await tx.one(select(*CHAT).where(chats.c.id == chat), Chat)


async def of_chat(tx: Tx, chat: int) -> CommunityId | None:
    """The neighbourhood that a group belongs to."""
    return await tx.value(OF_CHAT, chat=chat)  # type: ignore[no-any-return]  # an id column


OF_CHAT = select(chats.c.community_id).where(chats.c.id == bindparam("chat"))


async def remember_chat(
    tx: Tx, chat: int, *, title: str, present: bool, language: str | None
) -> None:
    """The bot was added to a group, or removed from it; the neighbourhood stays as it was."""
    values = {"title": title[:255], "present": present, "language": language}
    await tx.upsert(chats, key={"id": chat}, values=values)


async def give_chat(tx: Tx, group: ToChat, community_id: CommunityId) -> None:
    """A group belongs to this neighbourhood from now on, which speaks in this topic of it."""
    values = {"community_id": community_id, "thread": group.thread, "present": True}
    await tx.run(update(chats).where(chats.c.id == group.id).values(**values))


async def groups_of(tx: Tx, community_id: CommunityId) -> list[ToChat]:
    """Where a neighbourhood talks: the groups that the bot is still in."""
    statement = select(chats.c.id, chats.c.thread).where(
        chats.c.community_id == community_id, chats.c.present.is_(True)
    )
    return await tx.all(statement.order_by(chats.c.id), lambda id, thread: ToChat(id, thread))


# --- codes, tokens, invitations: stored hashed, used once ---------------------------------------


async def add_setup_code(tx: Tx, code_hash: str, *, expires_at: datetime) -> None:
    await tx.insert(setup_codes, code_hash=code_hash, expires_at=expires_at)


async def use_setup_code(tx: Tx, code_hash: str) -> bool:
    """Use a code up; False when it is unknown, used or too old."""
    usable = (
        (setup_codes.c.code_hash == code_hash)
        & setup_codes.c.used_at.is_(None)
        & (setup_codes.c.expires_at > tx.now)
    )
    return await tx.run(update(setup_codes).where(usable).values(used_at=tx.now)) == 1


async def add_token(tx: Tx, token_hash: str, token: StartToken, *, expires_at: datetime) -> None:
    values = {name: getattr(token, name) for name in StartToken.__slots__}
    await tx.insert(start_tokens, token_hash=token_hash, expires_at=expires_at, **values)


async def find_token(tx: Tx, token_hash: str) -> StartToken | None:
    """What waits under a token; None when it is unknown or too old."""
    mine = (start_tokens.c.token_hash == token_hash) & (start_tokens.c.expires_at > tx.now)
    return await tx.one(select(*TOKEN).where(mine), StartToken)


async def drop_token(tx: Tx, token_hash: str) -> None:
    await tx.run(start_tokens.delete().where(start_tokens.c.token_hash == token_hash))


async def use_tokens_of(tx: Tx, chat: int, command: str) -> list[int]:
    """Use up what is kept for this command in a chat; for whom it was, each once."""
    mine = (start_tokens.c.chat_id == chat) & (start_tokens.c.command == command)
    found = await tx.values(select(start_tokens.c.for_telegram_id).where(mine).distinct())
    await tx.run(start_tokens.delete().where(mine))
    return found


async def forget_tokens(tx: Tx) -> None:
    """Drop what nobody came back for."""
    await tx.run(start_tokens.delete().where(start_tokens.c.expires_at <= tx.now))


async def add_invitation(
    tx: Tx, token_hash: str, *, by: PersonId, of: CommunityId, role: Role, expires_at: datetime
) -> None:
    await tx.insert(
        invitations,
        token_hash=token_hash,
        community_id=of,
        role=role,
        invited_by=by,
        expires_at=expires_at,
    )


async def find_invitation(
    tx: Tx, *, token_hash: str | None = None, id: int | None = None
) -> Invitation | None:
    mine = invitations.c.id == id if id else invitations.c.token_hash == token_hash
    return await tx.one(select(*INVITATION).where(mine), Invitation)


async def mark_invitation(tx: Tx, invitation_id: int, **values: Any) -> None:
    await tx.run(update(invitations).where(invitations.c.id == invitation_id).values(**values))


# --- the open log ------------------------------------------------------------------------------


async def note(
    tx: Tx, community_id: CommunityId, action: Logged, *, by: PersonId, **details: Any
) -> None:
    """Write a line that every member can read."""
    await tx.insert(
        audit_log, community_id=community_id, at=tx.now, actor_id=by, action=action, details=details
    )


async def open_log(tx: Tx, community_id: CommunityId, *, most: int) -> list[LogLine]:
    """The newest lines, newest first."""
    statement = (
        select(
            audit_log.c.at,
            audit_log.c.action,
            people.c.name.label("actor_name"),
            audit_log.c.details,
        )
        .select_from(audit_log.outerjoin(people, people.c.id == audit_log.c.actor_id))
        .where(audit_log.c.community_id == community_id)
        .order_by(audit_log.c.id.desc())
        .limit(most)
    )

    def line(*, action: str, **row: Any) -> LogLine:
        return LogLine(action=Logged(action), **row)

    return await tx.all(statement, line)
