"""Schedules: one occurrence per local day, whatever clocks, downtime and governments do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.moments import local
from bot.schedules import Outcome, Rule, due_days, first_occurrence, next_occurrence

AMSTERDAM = "Europe/Amsterdam"
# With a gap at night, at midnight, of half an hour, of a whole day, and none at all.
ZONES = [AMSTERDAM, "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"]
NINE = time(9, 0)
DAY = timedelta(days=1)

rules = st.sets(st.integers(0, 6), min_size=1).map(lambda days: Rule(frozenset(days)))
# Hypothesis wants naive bounds and adds the zone itself.
starts = st.datetimes(
    datetime(2010, 1, 1),  # noqa: DTZ001
    datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(rule=rules)
def test_a_rule_is_read_back_as_it_was_written(rule: Rule) -> None:
    """The database keeps the text."""
    assert Rule.parse(str(rule)) == rule


def test_a_rule_reads_as_words() -> None:
    """Whoever looks into the database understands what it says."""
    assert str(Rule.daily()) == "daily"
    assert str(Rule.weekly(3, 0)) == "weekly:mon,thu"


@pytest.mark.parametrize(
    "text", ["", "weekly", "weekly:", "weekly:maandag", "monthly:mon", "DAILY"]
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    """A row that cannot be read must not become a schedule that is silent for ever."""
    with pytest.raises(ValueError, match="rule"):
        Rule.parse(text)


def test_a_rule_without_days_is_refused() -> None:
    """Looking for its next day would never end."""
    with pytest.raises(ValueError, match="weekdays"):
        Rule.weekly()


def test_todays_time_counts_while_it_is_ahead() -> None:
    """Who chooses nine o'clock at eight gets the first card today."""
    eight, ten = (datetime(2027, 6, 7, hour, tzinfo=UTC) for hour in (6, 8))

    today = first_occurrence(Rule.weekly(0), at=NINE, zone=AMSTERDAM, now=eight)
    next_week = first_occurrence(Rule.weekly(0), at=NINE, zone=AMSTERDAM, now=ten)

    assert (today.day, next_week.day) == (date(2027, 6, 7), date(2027, 6, 14))
    assert today.instant == datetime(2027, 6, 7, 7, tzinfo=UTC)


def test_nothing_is_due_before_its_time() -> None:
    """A tick that comes early, or a clock put back, moves nothing."""
    now = datetime(2027, 6, 7, 6, 59, tzinfo=UTC)

    tick = due_days(
        Rule.daily(), at=NINE, zone=AMSTERDAM, next_day=date(2027, 6, 7), now=now, grace=DAY
    )

    assert tick.occurrences == ()
    assert tick.next.day == date(2027, 6, 7)


def test_at_its_very_instant_it_is_due() -> None:
    """Advancing the clock hops to exactly this instant."""
    now = datetime(2027, 6, 7, 7, 0, tzinfo=UTC)

    tick = due_days(
        Rule.daily(),
        at=NINE,
        zone=AMSTERDAM,
        next_day=date(2027, 6, 7),
        now=now,
        grace=timedelta(),
    )

    assert [occurrence.outcome for occurrence in tick.occurrences] == [Outcome.FIRED]
    assert tick.next.day == date(2027, 6, 8)


def test_after_downtime_the_late_are_skipped_and_the_recent_fired() -> None:
    """Three mornings down: two cards are too old to be of use, and that is recorded."""
    now = datetime(2027, 6, 9, 9, 0, tzinfo=UTC)

    tick = due_days(
        Rule.daily(),
        at=NINE,
        zone=AMSTERDAM,
        next_day=date(2027, 6, 7),
        now=now,
        grace=timedelta(hours=2),
    )

    assert [(o.day.day, o.outcome) for o in tick.occurrences] == [
        (7, Outcome.SKIPPED),
        (8, Outcome.SKIPPED),
        (9, Outcome.FIRED),
    ]
    assert tick.next.day == date(2027, 6, 10)
    assert tick.next.instant == datetime(2027, 6, 10, 7, tzinfo=UTC)


def test_the_hour_that_summer_time_skips_is_an_hour_later() -> None:
    """02:30 on 29 March 2026 is announced at 03:30, once."""
    upcoming = next_occurrence(
        Rule.daily(), at=time(2, 30), zone=AMSTERDAM, after=date(2026, 3, 28)
    )

    assert upcoming.instant == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_day_that_a_place_never_had_is_passed_over() -> None:
    """Samoa went from 29 to 31 December 2011; nobody hears twice on the 31st."""
    upcoming = next_occurrence(Rule.daily(), at=NINE, zone="Pacific/Apia", after=date(2011, 12, 29))

    assert upcoming.day == date(2011, 12, 31)


@given(rule=rules, at=times, zone=st.sampled_from(ZONES), year=st.integers(2000, 2037))
@example(rule=Rule.daily(), at=time(2, 30), zone=AMSTERDAM, year=2026)
@example(rule=Rule.daily(), at=time(0, 0), zone="America/Sao_Paulo", year=2018)
@example(rule=Rule.daily(), at=time(23, 45), zone="Pacific/Apia", year=2011)
def test_every_local_day_of_the_rule_has_exactly_one_occurrence(
    rule: Rule, at: time, zone: str, year: int
) -> None:
    """Five zones, thirty-eight years: never two on one day, never a day without."""
    noons = (datetime(year, 1, 1, 0, tzinfo=UTC) + timedelta(hours=6 * n) for n in range(366 * 4))
    lived = sorted({local(noon, zone).date() for noon in noons})
    wanted = [day for day in lived[1:-1] if day.weekday() in rule.weekdays]

    found = [next_occurrence(rule, at=at, zone=zone, after=lived[0])]
    while found[-1].day < lived[-1]:
        found.append(next_occurrence(rule, at=at, zone=zone, after=found[-1].day))

    assert [upcoming.day for upcoming in found if upcoming.day < lived[-1]] == wanted
    instants = [upcoming.instant for upcoming in found]
    assert all(earlier < later for earlier, later in pairwise(instants))
    assert all(local(upcoming.instant, zone).date() == upcoming.day for upcoming in found)


@given(
    rule=rules,
    at=times,
    zone=st.sampled_from(ZONES),
    start=starts,
    jumps=st.lists(st.integers(-2 * 60, 5 * 24 * 60), min_size=1, max_size=25),
    grace=st.integers(0, 72).map(lambda hours: timedelta(hours=hours)),
)
def test_however_ticks_fall_each_day_is_accounted_for_once(
    rule: Rule, at: time, zone: str, start: datetime, jumps: list[int], grace: timedelta
) -> None:
    """Downtime and clocks that jump, also back: every day is fired or skipped, once, in order."""
    upcoming = first_occurrence(rule, at=at, zone=zone, now=start)
    now, latest, told = start, start, []

    for jump in jumps:
        now += timedelta(minutes=jump)
        latest = max(latest, now)
        tick = due_days(rule, at=at, zone=zone, next_day=upcoming.day, now=now, grace=grace)
        for occurrence in tick.occurrences:
            on_time = now - occurrence.instant <= grace
            assert (occurrence.outcome is Outcome.FIRED) == on_time
        told += [occurrence.day for occurrence in tick.occurrences]
        upcoming = tick.next

    expected, day = [], first_occurrence(rule, at=at, zone=zone, now=start)
    while day.instant <= latest:
        expected.append(day.day)
        day = next_occurrence(rule, at=at, zone=zone, after=day.day)
    assert told == expected
    assert upcoming == day
