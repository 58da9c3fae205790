"""Whom to propose: few people, fairly chosen, and nobody rather than somebody wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from bot.matching.index import Index
from bot.matching.postings import Posting
from bot.matching.reasons import Reason, cautions, reasons
from bot.matching.score import Score, Strength

SLATE_SIZE = 3
ASKS_PER_30_DAYS = 3
_SHARE_OF_BEST = 0.6  # who comes this near may go first when asked less
_NEWCOMER_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two postings that may bring their owners together, and why."""

    offer: Posting
    need: Posting
    score: float
    strength: Strength
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]


def suggest(
    need: Posting,
    offers: Sequence[Posting],
    *,
    refused: frozenset[tuple[int, int]] = frozenset(),
    now: datetime,
) -> list[Suggestion]:
    """The slate for one need: at most three, best first, none when nothing is good enough."""
    return suggest_from(Index(offers), need, refused=refused, now=now)


def suggest_from(
    index: Index,
    need: Posting,
    *,
    refused: frozenset[tuple[int, int]] = frozenset(),
    now: datetime,
) -> list[Suggestion]:
    """As `suggest`, with the offers already read."""
    if need.paused:
        return []
    ranked = [
        suggestion(need, offer, score)
        for offer, score in index.rank(need, now=now)
        if _may_be_asked(need, offer, refused) and score.strength is not Strength.WEAK
    ]
    return choose(_one_per_owner(ranked))


def suggestion(need: Posting, offer: Posting, score: Score) -> Suggestion:
    """Put a score into words."""
    return Suggestion(
        offer,
        need,
        round(score.total, 4),
        score.strength,
        reasons(need, score),
        cautions(offer, score),
    )


def choose(ranked: Sequence[Suggestion]) -> list[Suggestion]:
    """Of those near the best, take the least asked, and a newcomer when one is close."""
    if not ranked:
        return []
    best = max(one.score for one in ranked)
    near = [one for one in ranked if one.score >= _SHARE_OF_BEST * best]
    near.sort(key=lambda one: (one.offer.asks_last_30_days, -round(one.score, 1), _lot(one)))
    chosen, others = near[:SLATE_SIZE], near[SLATE_SIZE:]
    if not any(one.offer.newcomer for one in chosen):
        chosen[SLATE_SIZE - 1 :] = _newcomers(others, best)[:1] or chosen[SLATE_SIZE - 1 :]
    return sorted(chosen, key=lambda one: (-one.score, one.offer.id))


def _lot(one: Suggestion) -> int:
    """Among equals another one comes first for each need, and the same one each time it is asked:
    otherwise who came first to the neighbourhood would always be asked first."""
    return crc32(f"{one.need.id} {one.offer.id}".encode())


def _newcomers(others: Iterable[Suggestion], best: float) -> list[Suggestion]:
    return [one for one in others if one.offer.newcomer and one.score >= _NEWCOMER_SHARE * best]


def _may_be_asked(need: Posting, offer: Posting, refused: frozenset[tuple[int, int]]) -> bool:
    pairs = {(need.owner, offer.owner), (offer.owner, need.owner)}
    return not offer.paused and offer.asks_last_30_days < ASKS_PER_30_DAYS and not pairs & refused


def _one_per_owner(ranked: Iterable[Suggestion]) -> list[Suggestion]:
    """Somebody with three fitting postings still is one person to meet."""
    first: dict[int, Suggestion] = {}
    for one in ranked:
        first.setdefault(one.offer.owner, one)
    return list(first.values())
