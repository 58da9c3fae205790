"""Courtesy: when may something arrive that nobody asked for just now?

Everything that is not an answer to a tap passes `when`, for people and for groups alike, when it is
put in the outbox and again when it is about to be sent. The rules are EXPERIENCE 12 and 14.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import assert_never

from bot.messages import Courtesy
from bot.moments import local, resolve

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
QUESTIONS_A_WEEK = 1
GROUP_POSTS_A_DAY = 2
WEEK = timedelta(days=7)
URGENT = timedelta(hours=12)  # a cancellation this close to the meeting breaks the quiet


@dataclass(frozen=True, slots=True)
class At:
    """It may arrive, at this moment or later."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class Never:
    """It may not arrive; `why` is kept with the row."""

    why: str


Answer = At | Never


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is known of a person, or a group, that decides when something may arrive.

    `questions` and `news` are the moments of what arrived, or will, in the last seven days.
    """

    zone: str
    reachable: bool = True
    stopped: bool = False
    wants_news: bool = True
    paused_until: datetime | None = None
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    weekly_maximum: int = 5
    questions: tuple[datetime, ...] = ()
    news: tuple[datetime, ...] = ()


def when(courtesy: Courtesy, reader: Reader, *, now: datetime, urgent: bool = False) -> Answer:
    """The first moment, from `now` on, at which this may reach this person.

    `urgent`: it concerns something that starts within twelve hours.
    """
    if not reader.reachable:
        return Never("unreachable")
    match courtesy:
        case Courtesy.ANSWER:
            return At(now)
        case Courtesy.PROMISED:
            return At(now) if urgent else At(_after_quiet(_after_pause(now, reader), reader))
        case Courtesy.QUESTION:
            if reader.stopped:
                return Never("stopped")
            return _within(reader.questions, QUESTIONS_A_WEEK, reader, now)
        case Courtesy.NEWS:
            if reader.stopped:
                return Never("stopped")
            if not reader.wants_news:
                return Never("no-news")
            spent = tuple(sorted((*reader.questions, *reader.news)))
            return _within(spent, reader.weekly_maximum, reader, now)
    assert_never(courtesy)


def when_in_group(reader: Reader, *, now: datetime, posts_today: tuple[datetime, ...]) -> Answer:
    """The first moment at which a group may get a new post: not in quiet hours, two a day."""
    moment = _after_quiet(now, reader)
    for _ in range(31):
        day = local(moment, reader.zone).date()
        if sum(local(post, reader.zone).date() == day for post in posts_today) < GROUP_POSTS_A_DAY:
            return At(moment)
        moment = resolve(day + timedelta(days=1), reader.quiet_until, reader.zone)
    return Never("group-full")


def earlier_than_quiet(moment: datetime, reader: Reader) -> datetime:
    """The last moment before quiet hours for a reminder that would fall in them."""
    if not is_quiet(moment, reader):
        return moment
    there = local(moment, reader.zone)
    day = there.date()
    if there.time() < reader.quiet_from:
        day -= timedelta(days=1)
    begin = resolve(day, reader.quiet_from, reader.zone)
    return min(moment, begin) - timedelta(minutes=30)  # clocks that skip the hour put `begin` later


def is_quiet(moment: datetime, reader: Reader) -> bool:
    """Whether this moment falls in the reader's quiet hours, which may run over midnight."""
    clock = local(moment, reader.zone).time()
    if reader.quiet_from <= reader.quiet_until:
        return reader.quiet_from <= clock < reader.quiet_until
    return clock >= reader.quiet_from or clock < reader.quiet_until


def _after_pause(moment: datetime, reader: Reader) -> datetime:
    return max(moment, reader.paused_until) if reader.paused_until else moment


def _after_quiet(moment: datetime, reader: Reader) -> datetime:
    if not is_quiet(moment, reader):
        return moment
    there = local(moment, reader.zone)
    day = there.date()
    if there.time() >= reader.quiet_until:
        day += timedelta(days=1)
    until = resolve(day, reader.quiet_until, reader.zone)
    if is_quiet(until, reader):  # clocks that skip the hour made it part of the next quiet hours
        until = resolve(day + timedelta(days=1), reader.quiet_until, reader.zone)
    return until


def _within(spent: tuple[datetime, ...], most: int, reader: Reader, now: datetime) -> Answer:
    """The first moment with a place left in the seven days before it."""
    if most <= 0:
        return Never("weekly-maximum")
    moment = _after_quiet(_after_pause(now, reader), reader)
    recent = sorted(each for each in spent if each > moment - WEEK)
    if len(recent) >= most:
        moment = _after_quiet(recent[-most] + WEEK, reader)
    return At(moment)
