"""A welcome: a human hello for who is new, from a buurtverbinder, in one own line (EXPERIENCE 23).

    offered ─Ja, graag─► wanted ─a line is written─► written ─Zeg hoi─► greeted
       └────Nu niet────► declined

Asked of nobody twice. `Liever niet`, under the line, is told to nobody and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Question, words
from bot.errors import Refused
from bot.messages import CommunityId, Keyboard, PersonId, Text, button, column, text
from bot.moderation import cautions
from bot.moments import local, resolve
from bot.people import FewerMessages, Member
from bot.permissions import Action, require
from bot.teams import Colleague, team_day, team_days_later

WITHIN = 2  # working days of the team
CALL_HOUR, NEWS_HOUR = time(10), time(16)  # when a card comes for it; when the newcomer hears more
OFFER_LATER = timedelta(days=1)  # when somebody comes in for something that asks them more
LONGEST_LINE = 300
ON_CARD_FOR = timedelta(weeks=3)


class WelcomeState(StrEnum):
    OFFERED = "offered"
    WANTED = "wanted"
    DECLINED = "declined"
    WRITTEN = "written"
    GREETED = "greeted"


class AnswerWelcome(Payload, tag="wka"):
    """`Ja, graag` and `Nu niet`, and the way back from either."""

    welcome: int
    wanted: bool


class WriteWelcome(Payload, tag="wkw"):
    """`Schrijf een welkom`, on the card."""

    welcome: int


class SayHi(Payload, tag="wkh"):
    welcome: int


class RatherNotHi(Payload, tag="wkr"):
    welcome: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Somebody who is new in a neighbourhood. `greeter_id`: who wrote to them."""

    id: int
    community_id: CommunityId
    person_id: PersonId
    name: str
    state: WelcomeState
    promised_on: date | None = None
    greeter_id: PersonId | None = None


# --- decisions ---------------------------------------------------------------------------------


def answer(
    it: Welcome, *, wanted: bool, by: Member, at: datetime, team: Sequence[Colleague]
) -> Welcome:
    """Say yes or no; either can be changed until a line was written."""
    require(by, Action.ASK_WELCOME, of=it.community_id)
    _check_is_mine(it, by)
    if it.state in {WelcomeState.WRITTEN, WelcomeState.GREETED}:
        raise Refused("button-old")
    if not wanted:
        return replace(it, state=WelcomeState.DECLINED, promised_on=None)
    today = local(at, by.zone).date()
    return replace(it, state=WelcomeState.WANTED, promised_on=team_days_later(team, today, WITHIN))


def call_at(at: datetime, zone: str, team: Sequence[Colleague]) -> datetime:
    """When a buurtverbinder gets a card for it: the first working day of the team."""
    today = local(at, zone).date()
    day = team_day(team, today)
    moment = resolve(day, CALL_HOUR, zone)
    return moment if moment > at else resolve(team_days_later(team, day, 1), CALL_HOUR, zone)


def write(it: Welcome, *, by: Member) -> Welcome:
    """A buurtverbinder writes the line; the first one does."""
    check_may_write(it, by=by)
    return replace(it, state=WelcomeState.WRITTEN, greeter_id=by.id)


def check_may_write(it: Welcome, *, by: Member) -> None:
    """Refuse a line where one was written, or that nobody wants any more."""
    require(by, Action.WRITE_WELCOME, of=it.community_id)
    if it.person_id == by.id:
        raise Refused("button-not-yours")
    if it.state is not WelcomeState.WANTED:
        raise Refused("welcome-not-needed")


def say_hi(it: Welcome, *, by: Member) -> Welcome:
    """The newcomer says hi to who wrote."""
    check_was_written(it, by=by)
    return replace(it, state=WelcomeState.GREETED)


def check_was_written(it: Welcome, *, by: Member) -> None:
    """Refuse who did not get this line."""
    require(by, Action.ASK_WELCOME, of=it.community_id)
    _check_is_mine(it, by)
    if it.state not in {WelcomeState.WRITTEN, WelcomeState.GREETED}:
        raise Refused("button-old")


def _check_is_mine(it: Welcome, by: Member) -> None:
    if it.person_id != by.id:
        raise Refused("button-not-yours")


# --- the line ----------------------------------------------------------------------------------


def _preview(answers: Answers, context: Context) -> Text:
    return text("welcome-preview", words=answers["words"], cautions=cautions(str(answers["words"])))


WELCOME = Dialog(
    name="welcome",
    questions=(Question(key="words", read=words(LONGEST_LINE), free=True),),
    preview=_preview,
    finish="dialog-send",
)


# --- what is shown -----------------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def offer(it: Welcome, *, pushed: bool = False) -> Shown:
    """Would you like to meet somebody?"""
    fewer = [button("fewer-messages", FewerMessages())] if pushed else []
    return text("welcome-offer"), column(
        button("welcome-yes", AnswerWelcome(welcome=it.id, wanted=True)),
        button("welcome-no", AnswerWelcome(welcome=it.id, wanted=False)),
        *fewer,
    )


def answered(it: Welcome) -> Shown:
    """What happens now, and the way back."""
    if it.promised_on is None:
        again = button("welcome-after-all", AnswerWelcome(welcome=it.id, wanted=True))
        return text("welcome-declined"), column(again)
    return text("welcome-wanted", day=it.promised_on), column(
        button("not-after-all", AnswerWelcome(welcome=it.id, wanted=False))
    )


def not_yet(it: Welcome) -> Shown:
    """The honest word on the promised day, when nobody wrote."""
    fewer = button("fewer-messages", FewerMessages())
    return Text("welcome-not-yet"), column(fewer)


def line(it: Welcome, *, greeter: Member, words: str) -> Shown:
    """What the newcomer reads: the buurtverbinder's own line and chosen name."""
    body = text("welcome-line", name=greeter.name, place=greeter.community_name, words=words)
    return body, column(
        button("welcome-hi", SayHi(welcome=it.id)),
        button("welcome-rather-not", RatherNotHi(welcome=it.id)),
        button("fewer-messages", FewerMessages()),
    )


def passed_on(it: Welcome) -> Text:
    return text("welcome-passed-on", name=it.name)


def said_hi(*, greeter: str) -> Shown:
    return text("welcome-said-hi", name=greeter), ()


def rather_not() -> Shown:
    return Text("welcome-kept-quiet"), ()


def hi(it: Welcome) -> Shown:
    """What the buurtverbinder reads."""
    return text("welcome-hi-back", name=it.name), column(button("fewer-messages", FewerMessages()))
