"""The grid of times: what is chosen is said back as people say it."""

import pytest

from bot import times
from bot.texts import plain
from bot.times import Cell


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["week-evening"], "doordeweeks 's avonds"),
        (["weekend-afternoon", "weekend-morning"], "in het weekend 's ochtends en 's middags"),
        (
            ["weekend-evening", "week-morning", "week-afternoon", "week-evening"],
            "doordeweeks de hele dag, in het weekend 's avonds",
        ),
    ],
)
def test_times_are_said_as_people_say_them(chosen: list[str], said: str):
    """A row of marks in a grid is no sentence that somebody can check."""
    assert plain(times.in_words(chosen), "nl") == said


def test_in_whatever_order_they_were_tapped_times_are_kept_in_that_of_a_week():
    """The same choice is the same thing."""
    assert times.in_order({"weekend-morning", "week-evening"}) == (
        Cell.WEEK_EVENING,
        Cell.WEEKEND_MORNING,
    )
