"""People: who they are to the bot, and what they chose.

Not here: what somebody may do (`bot/permissions.py`) or may be sent (`bot/courtesy.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.callbacks import Payload, Rest
from bot.dialogs import Dialog, Question, words
from bot.messages import CommunityId, Keyboard, PersonId, Text, button, column, text

LONGEST_NAME = 40
SHORT_NAME = 16  # fits in a button with "is goed" behind it
SHOWN_COUNT = 5  # fewer are "een paar mensen": in a small street a number names them
JUST_NOW = timedelta(hours=1)
CONSENT_VERSION = 1  # goes up with each change of what the consent text promises


def so_many(count: int) -> Text:
    """A number of people; few are not counted."""
    return text("so-many-people", count=count) if count >= SHOWN_COUNT else Text("few-people")


class Role(StrEnum):
    """What someone does for a neighbourhood on top of living or working there."""

    CONNECTOR = "connector"
    ORGANIZER = "organizer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who agreed to what the bot keeps. `name` is the one they chose."""

    id: PersonId
    telegram_id: int
    name: str
    username: str | None
    language: str | None
    telegram_language: str | None
    community_id: CommunityId | None  # the neighbourhood they are looking at now
    reachable: bool
    stopped: bool  # "alle berichten" were stopped
    news: bool  # wants news and messages of organisers
    paused_until: datetime | None
    quiet_from: time
    quiet_until: time
    weekly_maximum: int
    asks_a_month: int  # how often they may be asked for an introduction in thirty days
    consent_version: int
    consented_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in one neighbourhood, with the roles they have there now."""

    id: PersonId
    telegram_id: int
    name: str
    username: str | None
    language: str
    community_id: CommunityId
    community_name: str
    zone: str
    roles: frozenset[Role]

    def is_(self, role: Role) -> bool:
        return role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramUser:
    """Whoever is on the other side, as Telegram tells it; not stored before a yes."""

    id: int
    first_name: str
    username: str | None = None
    language: str | None = None


# --- first contact -----------------------------------------------------------------------------


class Agree(Payload, tag="c"):
    """Yes, I am 16 or older and agree; then go on with what was tapped first."""

    then: Rest


class Younger(Payload, tag="cy"):
    """No, I am younger; what waited for the yes goes."""

    then: Rest


class TooYoung(Payload, tag="cn"):
    """No, I am younger, from somebody who agreed before: nothing of them is kept."""


class OfAge(Payload, tag="ca"):
    """Yes, 16 or older after all: what was typed waits under the token."""

    token: Rest


class KeepName(Payload, tag="nk"):
    then: Rest


class OtherName(Payload, tag="no"):
    then: Rest


class StartWith(Payload, tag="t"):
    """A start link to what waits under a one-time token."""

    token: Rest


class ReadHelp(Payload, tag="hd"):
    """Who to call when somebody is in danger; also for who agreed to nothing."""


class Menu(Payload, tag="m"):
    pass


class HelpOnTheWay(Payload, tag="ho"):
    """`Help me op weg`."""


class FewerMessages(Payload, tag="fm"):
    """Under every message that nobody asked for just now."""


NOTHING = Rest("")
NAME = Dialog(
    name="name",
    questions=(Question(key="name", read=words(LONGEST_NAME)),),
    preview=lambda answers, context: Text("name-title"),
    confirm=False,
)


def consent_screen(then: Rest) -> tuple[Text, Keyboard]:
    """The first thing that anybody sees: what is kept, and the two answers."""
    return (
        Text("consent"),
        column(
            button("consent-yes", Agree(then=then)), button("consent-younger", Younger(then=then))
        ),
    )


def came_just_now(person: Person, *, at: datetime) -> bool:
    """Whether somebody has so little here yet that a no needs no second question."""
    return at - person.consented_at < JUST_NOW


def younger_screen() -> tuple[Text, Keyboard]:
    """Once more, to who is in for longer: a thumb may have slipped on an old question."""
    return (
        Text("consent-younger-sure"),
        column(button("consent-yes", Menu()), button("consent-younger", TooYoung())),
    )


def age_screen(token: Rest, *, waits: bool) -> tuple[Text, Keyboard]:
    """The same question once more, to who sounds younger (EXPERIENCE 28). `waits`: whether what
    they wrote is kept for the answer."""
    return (
        Text("age-ask-words-wait" if waits else "age-ask"),
        column(button("consent-yes", OfAge(token=token)), button("consent-younger", TooYoung())),
    )


def name_screen(name: str, then: Rest) -> tuple[Text, Keyboard]:
    """Which name others may see, later."""
    fine = text("name-fine", name=name) if len(name) <= SHORT_NAME else Text("name-fine-long")
    return (
        text("name-ask-first", name=name),
        column(button(fine, KeepName(then=then)), button("name-other", OtherName(then=then))),
    )


def first_name(user: TelegramUser) -> str:
    """The name that Telegram gives, as far as it fits."""
    return user.first_name.strip()[:LONGEST_NAME] or str(user.id)
