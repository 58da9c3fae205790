"""Whom to propose: few people, fairly chosen, and nobody rather than somebody wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from bot.matching.index import Index, Ranks
from bot.matching.postings import Direction, Posting
from bot.matching.reasons import Reason, cautions, reasons
from bot.matching.score import WEIGHTS, Kinship, Score, Strength

SLATE_SIZE = 3
_SHARE_OF_BEST = 0.6  # who comes this near may go first when asked less
_NEWCOMER_SHARE = 0.8
_OTHERS_IN_GROUP, _MOST_OTHERS = 2, 7  # three make a small group, more than eight a large one

Circles = Sequence[AbstractSet[int]]  # people who know each other already


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two postings that may bring their owners together, and why."""

    need: Posting
    offer: Posting
    found: Score

    @property
    def score(self) -> float:
        return round(self.found.total, 4)

    @property
    def strength(self) -> Strength:
        return self.found.strength

    @property
    def features(self) -> Mapping[str, float]:
        """What a decision on it teaches."""
        return self.found.features

    @property
    def shared(self) -> tuple[str, ...]:
        """Concepts that both are about, the surest first."""
        links = self.found.links
        return tuple(link.sought for link in links if link.kinship is Kinship.EXACT)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Put into words when somebody asks: of a hundred suggestions three are read."""
        return reasons(self.need, self.found)

    @property
    def cautions(self) -> tuple[Reason, ...]:
        return cautions(self.offer, self.found)


@dataclass(frozen=True, slots=True)
class SmallGroup:
    """A need and at least two others who want the same thing together."""

    need: Posting
    others: tuple[Suggestion, ...]
    reason: Reason


def suggest(
    need: Posting,
    offers: Sequence[Posting],
    *,
    refused: frozenset[tuple[int, int]] = frozenset(),
    circles: Circles = (),
    weights: Mapping[str, float] = WEIGHTS,
    now: datetime,
) -> list[Suggestion]:
    """The slate for one need: at most three, best first, none when nothing is good enough."""
    return suggest_from(
        Index(offers), need, refused=refused, circles=circles, weights=weights, now=now
    )


def suggest_from(
    index: Ranks,
    need: Posting,
    *,
    refused: frozenset[tuple[int, int]] = frozenset(),
    circles: Circles = (),
    weights: Mapping[str, float] = WEIGHTS,
    now: datetime,
) -> list[Suggestion]:
    """As `suggest`, with the offers already read.

    Links that bring together circles who do not meet yet win ties; `weights` is what one
    neighbourhood learned.
    """
    return choose(_fitting(index, need, refused, weights, now), circles)


def small_group(
    index: Ranks,
    need: Posting,
    *,
    refused: frozenset[tuple[int, int]] = frozenset(),
    weights: Mapping[str, float] = WEIGHTS,
    now: datetime,
) -> SmallGroup | None:
    """When three or more want the same thing together: all of them at once, instead of in pairs."""
    sharing: dict[str, list[Suggestion]] = defaultdict(list)
    for one in _fitting(index, need, refused, weights, now):
        if one.offer.direction is not Direction.OFFER:
            for concept in one.shared:
                sharing[concept].append(one)
    wanted = max(sharing, key=lambda one: (len(sharing[one]), one), default=None)
    if wanted is None or len(sharing[wanted]) < _OTHERS_IN_GROUP:
        return None
    together = tuple(sharing[wanted][:_MOST_OTHERS])
    return SmallGroup(need, together, Reason("match-reason-group", {"tag": wanted}))


def _fitting(
    index: Ranks,
    need: Posting,
    refused: frozenset[tuple[int, int]],
    weights: Mapping[str, float],
    now: datetime,
) -> list[Suggestion]:
    """Everybody who is good enough and may be asked, once each, best first."""
    if need.paused:
        return []
    return _one_per_owner(
        Suggestion(need, offer, score)
        for offer, score in index.rank(need, now=now, weights=weights)
        if _may_meet_again(need, offer, refused) and score.strength is not Strength.WEAK
    )


def choose(ranked: Sequence[Suggestion], circles: Circles = ()) -> list[Suggestion]:
    """Of those near the best, take the least asked, those who bridge, and one close newcomer."""
    if not ranked:
        return []
    best = max(one.score for one in ranked)
    bridges = _across(circles, ranked[0].need.owner)
    near = [one for one in ranked if one.score >= _SHARE_OF_BEST * best]
    near.sort(
        key=lambda one: (
            one.offer.asks_last_30_days,
            -round(one.score, 1),
            one.offer.owner not in bridges,
            _lot(one),
        )
    )
    chosen, others = near[:SLATE_SIZE], near[SLATE_SIZE:]
    if not any(one.offer.newcomer for one in chosen):
        chosen[SLATE_SIZE - 1 :] = _newcomers(others, best)[:1] or chosen[SLATE_SIZE - 1 :]
    return sorted(
        chosen,
        key=lambda one: (
            -round(one.score, 2),
            one.offer.owner not in bridges,
            -one.score,
            one.offer.id,
        ),
    )


def _across(circles: Circles, person: int) -> AbstractSet[int]:
    """Who belongs somewhere, and nowhere together with somebody who does too: who stands alone
    makes no bridge."""
    ours = [circle for circle in circles if person in circle]
    return set().union(*circles).difference(*ours) if ours else frozenset()


def _lot(one: Suggestion) -> int:
    """Among equals another one comes first for each need, and the same one each time it is asked:
    otherwise who came first to the neighbourhood would always be asked first."""
    return crc32(f"{one.need.id} {one.offer.id}".encode())


def _newcomers(others: Iterable[Suggestion], best: float) -> list[Suggestion]:
    return [one for one in others if one.offer.newcomer and one.score >= _NEWCOMER_SHARE * best]


def _may_meet_again(need: Posting, offer: Posting, refused: frozenset[tuple[int, int]]) -> bool:
    return not {(need.owner, offer.owner), (offer.owner, need.owner)} & refused


def _one_per_owner(ranked: Iterable[Suggestion]) -> list[Suggestion]:
    """Somebody with three fitting postings still is one person to meet."""
    first: dict[int, Suggestion] = {}
    for one in ranked:
        first.setdefault(one.offer.owner, one)
    return list(first.values())
