"""People: how many there are is told in words, below five."""

from __future__ import annotations

import pytest

from bot.people import so_many
from bot.texts import html


@pytest.mark.parametrize(
    ("count", "told"), [(1, "een paar mensen"), (4, "een paar mensen"), (5, "5 mensen")]
)
def test_few_people_are_not_counted(count: int, told: str):
    """Four could be recognised."""
    assert html(so_many(count), "nl") == told
