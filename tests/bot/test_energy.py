"""What moves, as rules: the hint whom to invite, and counts that betray nobody."""

from collections import Counter

import pytest

from bot import energy as rules
from bot import matching
from bot.connectors import ShowCard
from bot.energy import Energy, Said, Sought, not_offered
from bot.matching import Direction
from bot.messages import PersonId, button
from tests.bot.acquaintances import assert_can_be_said


def said(person: int, direction: Direction, *tags: str) -> Said:
    return Said(person_id=PersonId(person), direction=direction, tags=tags)


@pytest.mark.parametrize(
    ("sought", "offered", "tag"),
    [
        ([], set(), None),
        ([("woodwork",)], {"woodwork"}, None),
        ([("woodwork",)], set(), "woodwork"),
        ([("woodwork",)], {"bike-repair"}, "woodwork"),
        ([("woodwork",), ("bike-repair",), ("bike-repair",)], set(), "bike-repair"),
        ([("woodwork",), ("bike-repair",), ("bike-repair",)], {"bike-repair"}, "woodwork"),
        ([("woodwork", "bike-repair")], {"woodwork"}, "bike-repair"),
        ([(matching.concept("woodwork").parent,)], {"woodwork"}, None),
        ([("woodwork",)], {matching.concept("woodwork").parent}, None),
    ],
)
def test_the_hint_is_what_most_people_seek_and_nobody_offers(sought, offered, tag: str | None):
    """What somebody offers needs no recruiting, nor what is near it."""
    counted = Counter(tag for tags in sought for tag in tags)
    everybody = [Sought(tag=tag, people=people) for tag, people in counted.items()]

    found = not_offered(everybody, offered=frozenset(offered))

    assert (found.tag if found else None) == tag


def test_the_week_can_be_said():
    """In every language, with and without anything in it."""
    people = [said(each, Direction.OFFER, "woodwork", "bike-repair") for each in range(6)]
    back = button("back", ShowCard(community=1))

    assert_can_be_said(
        [
            rules.screen(Energy(new=people, sought=people[:2], moving=None, quiet=None), back=back),
            rules.screen(Energy(new=[], sought=[], moving=None, quiet=None)),
        ]
    )
