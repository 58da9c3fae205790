"""The team of buurtverbinders: when each gets a card, on which days they work, and who is away.

What stands on a card is in `bot/connectors.py`. What the bot promises to residents counts the days
on which somebody of the team works (EXPERIENCE 17).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Option, Question
from bot.errors import Refused
from bot.messages import (
    Button,
    CommunityId,
    Keyboard,
    PersonId,
    Text,
    button,
    column,
    marked,
    text,
)
from bot.moments import NotUnderstood, local, understand, understand_day
from bot.people import Member
from bot.permissions import Action, require
from bot.schedules import Rule

CARD_HOURS = (9, 10, 12, 16, 19)  # as buttons; any other hour can be typed
CARD_WEEKDAY = 3  # Thursday, until somebody chooses
EVERY_DAY, WEEKLY = Rule.daily(), Rule.weekly(CARD_WEEKDAY)
LOADS, LOAD = (3, 6, 9), 6  # suggestions a week, at most
LONGEST_ABSENCE = timedelta(days=183)
WEEKS_AWAY = (1, 2, 3)  # as buttons; any other day can be typed
ONE_DAY = timedelta(days=1)
A_MONTH = 31  # days; a team of which nobody works so long works on no day


# --- what its buttons say ----------------------------------------------------------------------


class OtherHour(Payload, tag="kh"):
    """`Mijn dagen en uur`"""

    community: int


class CardHour(Payload, tag="ki"):
    community: int
    hour: int


class OwnHour(Payload, tag="kjh"):
    """An hour of one's own, typed."""

    community: int


class CardDays(Payload, tag="kj"):
    community: int
    daily: bool


class CardWeekday(Payload, tag="kjw"):
    """The day of the week on which the card comes."""

    community: int
    weekday: int


class WorkingDay(Payload, tag="kwd"):
    """A day of the week on which somebody works, put on or off."""

    community: int
    weekday: int


class CardLoad(Payload, tag="kwl"):
    """How many suggestions a week, at most."""

    community: int
    most: int


class GoAway(Payload, tag="kwa"):
    """`Ik ben er even niet`"""

    community: int


class BackAgain(Payload, tag="kwb"):
    """`Ik ben er weer`"""

    community: int


class Leaving(StrEnum):
    ASK = "ask"
    SURE = "sure"
    STAY = "stay"


class LeaveTeam(Payload, tag="kwx"):
    """`Ik stop als verbinder`: asked once more, and then done, or not after all."""

    community: int
    step: Leaving


# --- what it is --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """What a buurtverbinder chose for one neighbourhood. `away_until` is the first day back."""

    person_id: PersonId
    community_id: CommunityId
    days: Rule = EVERY_DAY  # on which they work
    daily: bool = False
    away_until: date | None = None
    most_a_week: int = LOAD

    def is_away(self, day: date) -> bool:
        return self.away_until is not None and day < self.away_until

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.days.weekdays and not self.is_away(day)

    def card_days(self, weekday: int = CARD_WEEKDAY) -> Rule:
        """When the card comes: each working day, or the first one from this weekday on."""
        if self.daily:
            return self.days
        ahead = ((weekday + step) % 7 for step in range(7))
        return Rule.weekly(next(each for each in ahead if each in self.days.weekdays))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a card comes: at which hour, and on which days."""

    at: time = time(10)
    days: Rule = WEEKLY

    @property
    def weekday(self) -> int:
        """The day of a card that comes once a week, also to go back to from each day."""
        return next(iter(self.days.weekdays)) if len(self.days.weekdays) == 1 else CARD_WEEKDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much a buurtverbinder has: what they got in seven days, and what waits for a choice."""

    person_id: PersonId
    got: int = 0
    waiting: int = 0
    most: int = LOAD

    @property
    def room(self) -> int:
        """How many more they may get now; a pile that nobody works off does not grow."""
        return max(0, self.most - max(self.got, self.waiting))

    def with_one_more(self) -> Load:
        return replace(self, got=self.got + 1, waiting=self.waiting + 1)


def least(team: Sequence[Load], *, but: Collection[PersonId | None]) -> Load | None:
    """Who has the least and has room; None when nobody has."""
    able = [each for each in team if each.room and each.person_id not in but]
    return min(able, key=lambda each: each.got, default=None)


def team_day(team: Sequence[Colleague], day: date) -> date:
    """The first day, from this one on, on which somebody of the team works.

    Where nobody does, any day is as good as another.
    """
    ahead = (day + step * ONE_DAY for step in range(A_MONTH))
    return next((each for each in ahead if any(one.works_on(each) for one in team)), day)


def team_days_later(team: Sequence[Colleague], day: date, count: int) -> date:
    """The day on which so many working days of the team have passed."""
    for _ in range(count):
        day = team_day(team, day + ONE_DAY)
    return day


# --- decisions ---------------------------------------------------------------------------------


def work_on(mine: Colleague, weekday: int, *, by: Member) -> Colleague:
    """Put a working day on or off; one stays."""
    require(by, Action.SEE_CONNECTOR_CARD, of=mine.community_id)
    if weekday not in range(7):
        raise Refused("button-old")
    days = mine.days.weekdays ^ {weekday}
    if not days:
        raise Refused("team-one-day")
    return replace(mine, days=Rule.weekly(*days))


def come_daily(mine: Colleague, *, daily: bool, by: Member) -> Colleague:
    require(by, Action.SEE_CONNECTOR_CARD, of=mine.community_id)
    return replace(mine, daily=daily)


def want_at_most(mine: Colleague, most: int, *, by: Member) -> Colleague:
    require(by, Action.SEE_CONNECTOR_CARD, of=mine.community_id)
    if most not in LOADS:
        raise Refused("button-old")
    return replace(mine, most_a_week=most)


def go_away(mine: Colleague, answers: Answers, *, by: Member) -> Colleague:
    """No card until that day; what waits is for the others."""
    require(by, Action.SEE_CONNECTOR_CARD, of=mine.community_id)
    return replace(mine, away_until=date.fromisoformat(answers["back"]))


def come_back(mine: Colleague, *, by: Member) -> Colleague:
    """Back already, or not away after all."""
    require(by, Action.SEE_CONNECTOR_CARD, of=mine.community_id)
    return replace(mine, away_until=None)


def come_on(mine: Colleague, weekday: int, *, by: Member) -> Colleague:
    """Once a week, on a day on which they work."""
    if weekday not in mine.days.weekdays:
        raise Refused("button-old")
    return come_daily(mine, daily=False, by=by)


def check_hour(hour: int) -> time:
    """The hour somebody chose; refuses one that was not offered."""
    if hour not in CARD_HOURS:
        raise Refused("button-old")
    return time(hour)


def _read_hour(written: str, context: Context) -> str:
    """A time of the day, as people say it."""
    tomorrow = local(context.now, context.zone).date() + ONE_DAY  # all of it is yet to come
    try:
        moment = understand(
            written, language=context.language, now=context.now, zone=context.zone, on=tomorrow
        )
    except NotUnderstood as unclear:
        raise Refused("card-hour-unclear") from unclear
    return moment.time.isoformat("minutes")


HOUR = Dialog(
    name="hour",
    questions=(Question(key="at", read=_read_hour),),
    preview=lambda answers, context: text("hour-preview", at=time.fromisoformat(answers["at"])),
    finish="dialog-save",
)


# --- being away --------------------------------------------------------------------------------


def _read_back(written: str, context: Context) -> str:
    """The first day back; refuses today, the past, and more than half a year."""
    day = understand_day(written, language=context.language, now=context.now, zone=context.zone)
    today = local(context.now, context.zone).date()
    if not today < day <= today + LONGEST_ABSENCE:
        raise Refused("team-away-when", until=today + LONGEST_ABSENCE)
    return day.isoformat()


def _days_back(answers: Answers, context: Context) -> Sequence[Option]:
    """The coming Mondays."""
    today = local(context.now, context.zone).date()
    monday = today + (7 - today.weekday()) * ONE_DAY
    days = [monday + timedelta(weeks=each - 1) for each in WEEKS_AWAY]
    return [Option(text("team-back-on", day=each), each.isoformat()) for each in days]


def _away_preview(answers: Answers, context: Context) -> Text:
    return text("away-preview", day=date.fromisoformat(answers["back"]))


AWAY = Dialog(
    name="away",
    questions=(Question(key="back", read=_read_back, options=_days_back),),
    preview=_away_preview,
    finish="dialog-save",
)


# --- what is shown -----------------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def days_screen(mine: Colleague, card: Rhythm, *, today: date) -> Shown:
    """When the card comes, and the buttons to change that; what holds now has a mark."""
    community = mine.community_id
    days = [
        marked(
            Text(f"team-day-{weekday}"),
            WorkingDay(community=community, weekday=weekday),
            on=weekday in mine.days.weekdays,
        )
        for weekday in range(7)
    ]
    loads = [
        marked(
            text("team-load", most=most),
            CardLoad(community=community, most=most),
            on=most == mine.most_a_week,
        )
        for most in LOADS
    ]
    rows = (*_hours(mine, card), *column(*_how_often(mine, card)), tuple(days[:4]), tuple(days[4:]))
    away, button_for_it = _away(mine, today)
    body = text("card-when", days=_card_days(mine, card), at=card.at, away=away)
    leaving = button("team-leave", LeaveTeam(community=community, step=Leaving.ASK))
    return body, (*rows, *column(*loads), (button_for_it,), (leaving,))


def _hours(mine: Colleague, card: Rhythm) -> Keyboard:
    """A few hours, and one of one's own, which is shown when it holds."""
    offered = [time(hour) for hour in CARD_HOURS]
    community = mine.community_id
    hours = [
        marked(text("card-hour", at=each), CardHour(community=community, hour=each.hour), on=on)
        for each in offered
        for on in [each == card.at]
    ]
    other = card.at not in offered
    label = text("card-hour", at=card.at) if other else Text("card-own-hour")
    hours.append(marked(label, OwnHour(community=community), on=other))
    return tuple(tuple(hours[at : at + 2]) for at in range(0, len(hours), 2))


def _how_often(mine: Colleague, card: Rhythm) -> list[Button]:
    community = mine.community_id
    weekly = Text("card-weekly") if mine.daily else text("card-weekly-on", weekday=_day(card))
    return [
        _daily(mine),
        marked(weekly, CardDays(community=community, daily=False), on=not mine.daily),
    ]


def _daily(mine: Colleague) -> Button:
    return marked(
        Text("card-daily"), CardDays(community=mine.community_id, daily=True), on=mine.daily
    )


def weekday_screen(mine: Colleague, card: Rhythm) -> Shown:
    """On which of the working days the card of the week comes, or on each after all."""
    community = mine.community_id
    days = [
        marked(
            Text(f"team-weekday-{each}"),
            CardWeekday(community=community, weekday=each),
            on=not mine.daily and each == card.weekday,
        )
        for each in sorted(mine.days.weekdays)
    ]
    return Text("card-which-day"), column(*days, _daily(mine))


def leaving(of: Member) -> Shown:
    """Would you stop? One may always; no reason is asked for."""
    community = of.community_id
    return text("team-leave-ask", name=of.community_name), column(
        button("team-leave-sure", LeaveTeam(community=community, step=Leaving.SURE)),
        button("not-after-all", LeaveTeam(community=community, step=Leaving.STAY)),
    )


def away_card(mine: Colleague, until: date) -> Shown:
    """Instead of the card, while somebody is away."""
    back = button("team-back", BackAgain(community=mine.community_id))
    return text("team-is-away", day=until), column(back)


def _card_days(mine: Colleague, card: Rhythm) -> Text:
    if mine.daily:
        return Text("card-days-daily")
    return text("card-days-weekly", weekday=_day(card))


def _day(card: Rhythm) -> Text:
    return Text(f"team-weekday-{card.weekday}")


def _away(mine: Colleague, today: date) -> tuple[list[Text], Button]:
    community = mine.community_id
    if mine.away_until is None or not mine.is_away(today):
        return [], button("team-away", GoAway(community=community))
    told = [text("team-is-away", day=mine.away_until)]
    return told, button("team-back", BackAgain(community=community))
