"""All offers, read once, so that a need is compared only with those that share something."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from bot.matching.knowledge import knowledge
from bot.matching.postings import Direction, Posting
from bot.matching.score import Profile, Score, compare, profile

_SATURATION, _LENGTH = 1.2, 0.75  # BM25's usual k1 and b
_BACKGROUND = 50  # in a small neighbourhood every word would seem common


class Index:
    """A memory of offers, searched by concept and by word."""

    def __init__(self, offers: Iterable[Posting]) -> None:
        self._profiles = [profile(offer) for offer in offers]
        self._by_concept: dict[str, set[int]] = defaultdict(set)
        self._by_term: dict[str, set[int]] = defaultdict(set)
        for place, one in enumerate(self._profiles):
            for concept in one.evidence:
                for key in self._around(concept):
                    self._by_concept[key].add(place)
            for term in one.said.terms:
                self._by_term[term].add(place)
        lengths = [sum(one.said.terms.values()) for one in self._profiles]
        self._usual_length = max(1.0, sum(lengths) / max(1, len(lengths)))

    def rank(self, need: Posting, *, now: datetime) -> list[tuple[Posting, Score]]:
        """Every offer that could answer the need, best first, however weak."""
        asked = profile(need)
        ranked = []
        for place in sorted(self._candidates(asked)):
            offer = self._profiles[place]
            if may_meet(asked, offer):
                words = self._covered(asked, offer)
                ranked.append((offer.posting, compare(asked, offer, words=words, now=now)))
        return sorted(ranked, key=lambda one: (-one[1].total, one[0].id))

    @staticmethod
    def _around(concept: str) -> set[str]:
        """A concept and its topic, by which the rest of the topic finds it."""
        return {concept, knowledge().concepts[concept].parent or concept}

    def _candidates(self, need: Profile) -> set[int]:
        concepts = {key for concept in need.evidence for key in self._around(concept)}
        return set().union(
            *(self._by_concept.get(concept, set()) for concept in concepts),
            *(self._by_term.get(term, set()) for term in need.said.terms),
        )

    def _covered(self, need: Profile, offer: Profile) -> float:
        """BM25, as a share of what an offer in the need's very words would score."""
        terms: Counter[str] = Counter(offer.said.terms)
        length = _LENGTH * terms.total() / self._usual_length
        score = ideal = 0.0
        for term in need.said.terms:
            rarity = self._rarity(term)
            ideal += rarity
            if count := terms[term]:
                slack = _SATURATION * (1 - _LENGTH + length)
                score += rarity * min(1.0, count * (_SATURATION + 1) / (count + slack))
        return score / ideal if ideal else 0.0

    def _rarity(self, term: str) -> float:
        count = len(self._by_term.get(term, ()))
        total = max(len(self._profiles), _BACKGROUND)
        return math.log(1 + (total - count + 0.5) / (count + 0.5))


_ANSWERED_BY = {
    Direction.NEED: Direction.OFFER,
    Direction.LEARN: Direction.OFFER,
    Direction.TOGETHER: Direction.TOGETHER,
}


def may_meet(need: Profile, offer: Profile) -> bool:
    """Hold the directions together: a need meets an offer, company meets company."""
    one, other = need.posting, offer.posting
    if one.owner == other.owner:
        return False
    if _ANSWERED_BY.get(one.direction) is other.direction:
        return True
    return _seeks_company(need) and _seeks_company(offer)


def _seeks_company(one: Profile) -> bool:
    """Two people who each look for somebody to walk with have found each other."""
    direction = one.posting.direction
    return direction is Direction.TOGETHER or (
        direction is Direction.NEED and one.said.wants_company
    )
