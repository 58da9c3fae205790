"""Schedules: what recurs on local days, and what a tick does about it. No clock, no database.

A schedule knows its next local day and the instant that falls on. An occurrence belongs to a
local day, so that a clock change neither repeats nor loses one; a day that a place never had
(Apia skipped 30 December 2011) has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.moments import local, resolve

_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ONE_DAY = timedelta(days=1)


class Outcome(StrEnum):
    """What becomes of an occurrence whose time has come; neither is ever silent."""

    FIRED = "fired"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Rule:
    """On which weekdays something recurs; Monday is 0. As text: `daily` or `weekly:mon,thu`."""

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError(f"a rule needs weekdays from 0 to 6, not {sorted(self.weekdays)}")

    @classmethod
    def daily(cls) -> Rule:
        """Every day."""
        return cls(frozenset(range(7)))

    @classmethod
    def weekly(cls, *weekdays: int) -> Rule:
        """Every week on these days."""
        return cls(frozenset(weekdays))

    @classmethod
    def parse(cls, text: str) -> Rule:
        """The rule that `str()` wrote."""
        if text == "daily":
            return cls.daily()
        kind, _, days = text.partition(":")
        names = days.split(",")
        if kind != "weekly" or not set(names) <= set(_NAMES):
            raise ValueError(f"not a rule: {text!r}")
        return cls.weekly(*(_NAMES.index(name) for name in names))

    def __str__(self) -> str:
        if len(self.weekdays) == len(_NAMES):
            return "daily"
        return "weekly:" + ",".join(_NAMES[weekday] for weekday in sorted(self.weekdays))


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next time: its local day, which is its key, and its instant in UTC."""

    day: date
    instant: datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that has come: its local day, its instant in UTC, and if it still was of use."""

    day: date
    instant: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tick:
    """What a tick has to record, oldest first, and where the schedule then points."""

    occurrences: tuple[Occurrence, ...]
    next: Upcoming


def next_occurrence(rule: Rule, *, at: time, zone: str, after: date) -> Upcoming:
    """The first day of the rule after this one that exists in this place."""
    day = after + _ONE_DAY
    while day.weekday() not in rule.weekdays or not _exists(day, zone):
        day += _ONE_DAY
    return Upcoming(day, resolve(day, at, zone))


def first_occurrence(rule: Rule, *, at: time, zone: str, now: datetime) -> Upcoming:
    """The first time still to come: today's when its hour is ahead."""
    # From two days back: where a clock change crosses midnight, yesterday's time can be ahead.
    upcoming = next_occurrence(rule, at=at, zone=zone, after=local(now, zone).date() - 2 * _ONE_DAY)
    while upcoming.instant <= now:
        upcoming = next_occurrence(rule, at=at, zone=zone, after=upcoming.day)
    return upcoming


def due_days(
    rule: Rule, *, at: time, zone: str, next_day: date, now: datetime, grace: timedelta
) -> Tick:
    """Every occurrence from `next_day` until now: fired when at most `grace` late, else skipped.

    When nothing is due, or the clock was put back, nothing happens and the pointer stays.
    """
    upcoming = Upcoming(next_day, resolve(next_day, at, zone))
    occurrences = []
    while upcoming.instant <= now:
        outcome = Outcome.FIRED if now - upcoming.instant <= grace else Outcome.SKIPPED
        occurrences.append(Occurrence(upcoming.day, upcoming.instant, outcome))
        upcoming = next_occurrence(rule, at=at, zone=zone, after=upcoming.day)
    return Tick(tuple(occurrences), upcoming)


def _exists(day: date, zone: str) -> bool:
    return local(resolve(day, time.min, zone), zone).date() == day
