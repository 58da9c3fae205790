"""What the bot has to say, as plain values: nothing here knows Telegram, a language or a database.

A `Text` is a catalogue key with its parameters; `storage/outbox.py` renders it in the reader's
language and the postman in `handlers/delivery.py` says it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from bot.callbacks import Payload

PersonId = NewType("PersonId", int)
CommunityId = NewType("CommunityId", int)
CardId = NewType("CardId", int)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence: a key of the catalogue and what fills its gaps."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


# Texts nest: a list of texts is shown as lines, one below the other.
Param = str | int | date | datetime | time | Text | Sequence[Text] | None


def text(key: str, /, **params: Param) -> Text:
    """Write a `Text` the short way."""
    return Text(key, params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button with words: it presses a payload, opens a link or copies something, one of these."""

    label: Text
    press: Payload | None = None
    url: str | None = None
    start: Payload | None = None  # opens the private chat with this payload
    copies: str | None = None  # at most 256 signs


Keyboard = Sequence[Sequence[Button]]


def button(
    label: Text | str,
    press: Payload | None = None,
    *,
    start: Payload | None = None,
    url: str | None = None,
    copies: str | None = None,
) -> Button:
    """Write a `Button` the short way; a label may be just its key."""
    label = Text(label) if isinstance(label, str) else label
    return Button(label=label, press=press, start=start, url=url, copies=copies)


def brief(written: str, most: int) -> str:
    """What somebody wrote, on one line and as far as it fits in so many signs."""
    line = " ".join(written.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def marked(label: Text, press: Payload, *, on: bool) -> Button:
    """A button with a mark when it is what holds now."""
    return button(text("dialog-on", label=label) if on else label, press)


def column(*buttons: Button) -> Keyboard:
    """One button a row, which long labels need (EXPERIENCE: above 12 characters)."""
    return tuple((each,) for each in buttons)


class Courtesy(StrEnum):
    """Why somebody gets a message; `bot/courtesy.py` rules when each may arrive."""

    ANSWER = "answer"  # they tapped or wrote just now
    PROMISED = "promised"  # something they said yes to
    QUESTION = "question"  # a question to them
    NEWS = "news"  # everything else


class Repeat(StrEnum):
    """What to do when nobody can know whether a message arrived."""

    RETRY = "retry"  # rather twice than never
    HOLD = "hold"  # rather never than twice; the sender decides


class Priority:
    """Who goes first between chats; within one chat it is first in, first out."""

    ANSWER = 0
    ANNOUNCEMENT = 1
    BROADCAST = 2


@dataclass(frozen=True, slots=True)
class ToPerson:
    """To one person, in private."""

    id: PersonId


@dataclass(frozen=True, slots=True)
class ToChat:
    """To a group, in one of its topics when `thread` is given. The id is Telegram's."""

    id: int
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class ToStranger:
    """To the private chat of somebody of whom nothing is stored (no consent yet)."""

    id: int
    language: str | None


Recipient = ToPerson | ToChat | ToStranger


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message that Telegram already has."""

    chat: int
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something new to say.

    `card`: this message becomes that live card; later `Edit`s name the card.
    `about`: people whom the text names, so that erasing finds it.
    `expires_at`: after this moment it is reported instead of sent.
    """

    to: Recipient
    body: Text
    buttons: Keyboard = ()
    courtesy: Courtesy = Courtesy.ANSWER
    repeat: Repeat = Repeat.RETRY
    about: frozenset[PersonId] = frozenset()
    card: CardId | None = None
    expires_at: datetime | None = None
    silent: bool = False
    keyboard: Sequence[Sequence[Text]] = ()  # the small keyboard that stays (private chats)
    broadcast: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Change a message in place: a live card, or the message somebody pressed."""

    target: CardId | MessageRef
    to: Recipient  # whose language it is in
    body: Text
    buttons: Keyboard = ()
    about: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Strip:
    """Take the buttons off a message and leave its words."""

    target: CardId | MessageRef


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete a message."""

    target: CardId | MessageRef


@dataclass(frozen=True, slots=True)
class React:
    """Answer with a reaction only, which makes no noise in a group."""

    target: MessageRef
    emoji: str


@dataclass(frozen=True, slots=True)
class Pin:
    """Pin a live card, without a sound."""

    target: CardId


@dataclass(frozen=True, slots=True)
class Unpin:
    """A live card goes off the top; the message stays."""

    target: CardId


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that somebody asked for, as text."""

    to: Recipient
    filename: str
    content: str
    caption: Text


Outgoing = Message | Document | Edit | Strip | Remove | React | Pin | Unpin


@dataclass(frozen=True, slots=True)
class Toast:
    """The short line over the chat after a tap. Never the only answer to it."""

    body: Text
    alert: bool = False


def toast(key: str, /, **params: Param) -> Toast:
    """Write a `Toast` the short way."""
    return Toast(Text(key, params))
