"""A year in a neighbourhood, simulated: asking is spread, and nobody is asked too often."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.matching import Direction, Index, Posting, suggest_from
from bot.matching.knowledge import knowledge
from bot.matching.postings import ASKS_PER_30_DAYS

TALENTS, NEEDS_A_WEEK, WEEKS = 180, 6, 52
POPULAR = 24  # concepts that people offer and seek; some far more often than others
MOST_UNEQUAL = 0.48  # Gini of the asks over everybody who offers something
SAYS_YES = 0.6
START = datetime(2027, 1, 4, tzinfo=UTC)


def year(seed: int) -> dict[int, list[datetime]]:
    """When each person was asked, in a year of needs."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    concepts = sorted(id_ for id_, one in knowledge().concepts.items() if one.parent)
    popular = chance.sample(concepts, POPULAR)
    weights = [1 / place for place in range(1, POPULAR + 1)]
    offers = [
        Posting(
            id=number,
            owner=number,
            text="",
            direction=Direction.OFFER,
            tags=(chance.choices(popular, weights)[0],),
        )
        for number in range(TALENTS)
    ]
    asked: dict[int, list[datetime]] = {number: [] for number in range(TALENTS)}
    for step in range(WEEKS * NEEDS_A_WEEK):
        now = START + timedelta(days=step * 7 / NEEDS_A_WEEK)
        tag = chance.choices(popular, weights)[0]
        need = Posting(id=TALENTS + step, owner=-1, text="", direction=Direction.NEED, tags=(tag,))
        index = Index(
            replace(each, asks_last_30_days=lately(asked[each.owner], now)) for each in offers
        )
        for suggestion in suggest_from(index, need, now=now):
            asked[suggestion.offer.owner].append(now)
            if chance.random() < SAYS_YES:
                break
    return asked


def lately(moments: list[datetime], now: datetime) -> int:
    return sum(now - each < timedelta(days=30) for each in moments)


def gini(counts: list[int]) -> float:
    """How unequal: 0 when all have the same, 1 when one has everything (Gini 1912)."""
    ordered, total = sorted(counts), sum(counts)
    if not total:
        return 0.0
    ranked = sum(place * count for place, count in enumerate(ordered, start=1))
    return 2 * ranked / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def test_gini_by_hand():
    """One of four has everything; two have the same."""
    assert gini([0, 0, 0, 8]) == 0.75
    assert gini([3, 3]) == 0.0


def test_over_a_year_nobody_is_asked_more_than_three_times_in_thirty_days():
    """However much is sought: the promise is to each person."""
    asked = year(seed=1)

    for moments in asked.values():
        for moment in moments:
            within = [each for each in moments if moment <= each < moment + timedelta(days=30)]
            assert len(within) <= ASKS_PER_30_DAYS


def test_over_a_year_asking_is_spread_over_those_who_can():
    """Some things are sought more than others; among people that is no reason to ask one only."""
    asked = year(seed=1)
    counts = Counter({person: len(moments) for person, moments in asked.items()})

    assert sum(counts.values()) > WEEKS * NEEDS_A_WEEK
    assert gini(list(counts.values())) <= MOST_UNEQUAL
