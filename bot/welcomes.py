"""A welcome: a human hello for who is new, from a buurtverbinder, in one own line (EXPERIENCE 23).

    offered ─Ja, graag─► wanted ─a line is written─► written ─Zeg hoi─► greeted
       └────Nu niet────► declined                       └────Melden────► ended ◄─ Stop contact

Asked of nobody twice. `Liever niet`, under the line, is told to nobody and kept nowhere. After a hi
the two write to each other through the bot, with the names that each knows already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Question, words
from bot.errors import Refused
from bot.introductions import IN_A_BUTTON, fewer, relay, report
from bot.messages import (
    Button,
    CommunityId,
    Keyboard,
    PersonId,
    Text,
    brief,
    button,
    column,
    text,
)
from bot.moderation import cautions
from bot.moments import local, resolve
from bot.people import Member
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
    ENDED = "ended"


TALKING = frozenset({WelcomeState.WRITTEN, WelcomeState.GREETED})
AFTER_A_LINE = TALKING | {WelcomeState.ENDED}


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


class WriteBack(Payload, tag="wkt"):
    """`Schrijf <naam>` and `Antwoord`."""

    welcome: int


class ShowContact(Payload, tag="wkc"):
    welcome: int


class StopContact(Payload, tag="wks"):
    """Asked once more first."""

    welcome: int
    sure: bool


class ReportContact(Payload, tag="wkm"):
    """`Melden`"""

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

    def beside(self, one: PersonId) -> PersonId | None:
        """The other of the two: who wrote, or the newcomer."""
        return self.greeter_id if one == self.person_id else self.person_id


# --- decisions ---------------------------------------------------------------------------------


def answer(
    it: Welcome, *, wanted: bool, by: Member, at: datetime, team: Sequence[Colleague]
) -> Welcome:
    """Say yes or no; either can be changed until a line was written."""
    require(by, Action.ASK_WELCOME, of=it.community_id)
    _check_is_mine(it, by)
    if it.state in AFTER_A_LINE:
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
    if it.state not in TALKING:
        raise Refused("button-old")


def other_of(it: Welcome, *, by: Member) -> PersonId:
    """With whom somebody has contact through a welcome: the newcomer with who wrote, from the line
    on, and who wrote only after a hi. Refuses everybody else, and what is over."""
    require(by, Action.ASK_WELCOME, of=it.community_id)
    if by.id not in {it.person_id, it.greeter_id}:
        raise Refused("button-not-yours")
    if it.state not in TALKING or (it.state is WelcomeState.WRITTEN and by.id != it.person_id):
        raise Refused("introduction-no-contact")
    found = it.beside(by.id)
    if found is None:
        raise Refused("introduction-person-gone")
    return found


def check_may_write_back(it: Welcome, *, by: Member) -> PersonId:
    """To whom somebody writes; not before the hi."""
    found = other_of(it, by=by)
    if it.state is not WelcomeState.GREETED:
        raise Refused("introduction-no-contact")
    return found


def stop(it: Welcome, *, by: Member) -> Welcome:
    """One of the two wants no more contact."""
    other_of(it, by=by)
    return ended(it)


def ended(it: Welcome) -> Welcome:
    return replace(it, state=WelcomeState.ENDED)


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


WRITE = relay("welcomewrite")
REPORT = report("welcomereport")

# --- what is shown -----------------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def offer(it: Welcome, *, pushed: bool = False) -> Shown:
    """Would you like to meet somebody?"""
    return text("welcome-offer"), column(
        button("welcome-yes", AnswerWelcome(welcome=it.id, wanted=True)),
        button("welcome-no", AnswerWelcome(welcome=it.id, wanted=False)),
        *([fewer()] if pushed else []),
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
    return Text("welcome-not-yet"), column(fewer())


def line(it: Welcome, *, greeter: Member, words: str) -> Shown:
    """What the newcomer reads: the buurtverbinder's own line and chosen name."""
    body = text("welcome-line", name=greeter.name, place=greeter.community_name, words=words)
    return body, column(
        button("welcome-hi", SayHi(welcome=it.id)),
        button("welcome-rather-not", RatherNotHi(welcome=it.id)),
        button("introduction-report", ReportContact(welcome=it.id)),
        fewer(),
    )


def passed_on(it: Welcome) -> Text:
    return text("welcome-passed-on", name=it.name)


def said_hi(it: Welcome, *, greeter: str) -> Shown:
    """After a hi: the way to write more."""
    return text("welcome-said-hi", name=greeter), column(*_ways(it, greeter))


def contact(it: Welcome, *, name: str) -> Shown:
    """What the two have together."""
    return text("welcome-contact", name=name, write=_write(name)), column(*_ways(it, name))


def rather_not() -> Shown:
    return Text("welcome-kept-quiet"), ()


def hi(it: Welcome) -> Shown:
    """What the buurtverbinder reads."""
    return text("welcome-hi-back", name=it.name), column(*_ways(it, it.name), fewer())


def wrote(it: Welcome, *, name: str, words: str) -> Shown:
    """A message from the other, through the bot."""
    answer = button("introduction-answer", WriteBack(welcome=it.id))
    return text("introduction-passed-on", name=name, words=words), column(
        answer, *_safety(it), fewer()
    )


def stopping(it: Welcome, *, name: str) -> Shown:
    """Are you sure? It is for ever, and the other does not hear why."""
    return text("introduction-never-ask", name=name), column(
        button("introduction-never-yes", StopContact(welcome=it.id, sure=True)),
        button("back", ShowContact(welcome=it.id)),
    )


def stopped() -> Shown:
    return Text("introduction-ended"), ()


def _ways(it: Welcome, name: str) -> Sequence[Button]:
    return [button(_write(name), WriteBack(welcome=it.id)), *_safety(it)]


def _write(name: str) -> Text:
    return text("introduction-write", name=brief(name, IN_A_BUTTON))


def _safety(it: Welcome) -> Sequence[Button]:
    return [
        button("introduction-stop", StopContact(welcome=it.id, sure=False)),
        button("introduction-report", ReportContact(welcome=it.id)),
    ]
