"""The team as rules: which day a card comes, and which day is promised."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot import teams as rules
from bot.errors import Refused
from bot.people import Role
from bot.schedules import Rule
from bot.teams import Colleague, Rhythm, team_day, team_days_later
from tests.bot.acquaintances import ANNA, FATIMA, HERE, assert_can_be_said, member

MONDAY = date(2027, 6, 7)
MON, TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(days=each) for each in range(7))
FATIMAS = Colleague(person_id=FATIMA, community_id=HERE, days=Rule.weekly(0, 1, 3))
ANNAS = Colleague(person_id=ANNA, community_id=HERE, days=Rule.weekly(3, 4))


@pytest.mark.parametrize(
    ("days", "daily", "comes"),
    [
        (range(7), False, [3]),
        (range(7), True, list(range(7))),
        ((0, 1), False, [0]),
        ((2,), False, [2]),
        ((4, 0), False, [4]),
        ((0, 1), True, [0, 1]),
    ],
)
def test_the_card_comes_on_working_days(days, daily: bool, comes: list[int]):
    """Each of them, or once a week: on Thursday, or the first one after it."""
    mine = replace(FATIMAS, days=Rule.weekly(*days), daily=daily)

    assert sorted(mine.card_days().weekdays) == comes


@pytest.mark.parametrize(
    ("team", "day", "promised"),
    [
        ([], SAT, SAT),
        ([FATIMAS], MON, MON),
        ([FATIMAS], WED, THU),
        ([FATIMAS, ANNAS], FRI, FRI),
        ([FATIMAS, ANNAS], SAT, MON + timedelta(days=7)),
        ([replace(FATIMAS, away_until=FRI), ANNAS], MON, THU),
        ([replace(FATIMAS, away_until=MON + timedelta(days=300))], SAT, SAT),
    ],
)
def test_what_is_promised_falls_on_a_day_of_the_team(team, day: date, promised: date):
    """A promise for a day on which nobody works is kept by nobody."""
    assert team_day(team, day) == promised


def test_two_working_days_of_the_team_are_counted():
    """From Tuesday: Thursday, and Friday because Anna works then."""
    assert team_days_later([FATIMAS, ANNAS], TUE, 2) == FRI
    assert team_days_later([], TUE, 2) == THU


def test_one_working_day_stays():
    """Who works on no day is away, and can say so."""
    fatima = member(FATIMA, Role.CONNECTOR)
    mine = replace(FATIMAS, days=Rule.weekly(2))

    with pytest.raises(Refused):
        rules.work_on(mine, 2, by=fatima)
    assert rules.work_on(mine, 0, by=fatima).days == Rule.weekly(0, 2)


def test_every_screen_of_the_team_can_be_said():
    """Nothing on it is cut off."""
    away = replace(FATIMAS, away_until=FRI)

    assert_can_be_said(
        [
            rules.days_screen(each, card, today=MON)
            for each in (FATIMAS, away, replace(FATIMAS, daily=True))
            for card in (Rhythm(), Rhythm(at=time(9, 30)))
        ]
        + [rules.weekday_screen(FATIMAS, Rhythm())]
        + [rules.away_card(away, FRI)]
    )
