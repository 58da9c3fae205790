"""All offers, read once, so that a need is compared only with those that share something."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.matching.knowledge import knowledge
from bot.matching.meaning import Meaning, standing_out
from bot.matching.postings import Direction, Posting
from bot.matching.score import WEIGHTS, Profile, Score, compare, profile

_SATURATION, _LENGTH = 1.2, 0.75  # BM25's usual k1 and b
MOST_COMPARED = 100  # in full, of those that share something
_NEIGHBOURHOOD = 200  # offers; among fewer, how many share a thing tells little
_FAR_BEHIND = 0.3  # of the best: what only resembles it is no answer beside it
_FAR_BEHIND_A_TAG = 0.4
_BACKGROUND = 50  # in a small neighbourhood every word would seem common


class Index:
    """A memory of offers, searched by concept and by word, and by meaning with an encoder."""

    def __init__(self, offers: Iterable[Posting], meaning: Meaning | None = None) -> None:
        self._profiles = [profile(offer) for offer in offers]
        self._meaning = meaning
        self._texts = tuple(one.posting.text for one in self._profiles)
        self._by_concept: dict[str, dict[int, float]] = defaultdict(dict)
        self._by_topic: dict[str, dict[int, float]] = defaultdict(dict)
        self._by_term: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._profiles):
            for concept, weight in one.evidence.items():
                self._by_concept[concept][place] = weight
                around = self._by_topic[_topic(concept)]
                around[place] = max(weight, around.get(place, 0.0))
            for term in one.said.terms:
                self._by_term[term].append(place)
        lengths = [sum(one.said.terms.values()) for one in self._profiles]
        total = max(len(self._profiles), _NEIGHBOURHOOD)
        self._shares = {concept: len(found) / total for concept, found in self._by_concept.items()}
        self._usual_length = max(1.0, sum(lengths) / max(1, len(lengths)))

    def rank(
        self, need: Posting, *, now: datetime, weights: Mapping[str, float] = WEIGHTS
    ) -> list[tuple[Posting, Score]]:
        """The offers that could answer the need, best first, down to a third of the best."""
        asked = profile(need)
        alike = self._alike(need)
        rough = self._rough(asked, alike)
        likely = heapq.nsmallest(
            MOST_COMPARED,
            (place for place in rough if may_meet(asked, self._profiles[place])),
            key=lambda place: (-rough[place], place),
        )
        ranked = []
        for place in likely:
            offer = self._profiles[place]
            score = compare(
                asked,
                offer,
                words=self._covered(asked, offer),
                now=now,
                meaning=alike.get(place, 0.0),
                shares=self._shares,
                weights=weights,
            )
            ranked.append((offer.posting, score))
        ranked.sort(key=lambda one: (-one[1].total, one[0].id))
        return _without_the_far_behind(ranked)

    def _alike(self, need: Posting) -> Mapping[int, float]:
        if self._meaning is None or not need.text:
            return {}
        return standing_out(self._meaning.alike(need.text, self._texts))

    def _rough(self, need: Profile, alike: Mapping[int, float]) -> dict[int, float]:
        """About how well each offer answers that shares a concept, a topic or a word, so that only
        the likeliest are compared in full."""
        rough: dict[int, float] = {}
        for concept, asks in need.evidence.items():
            related = [
                (self._by_concept.get(concept, {}), WEIGHTS["cue"] + WEIGHTS["tag_exact"]),
                (self._by_topic.get(_topic(concept), {}), WEIGHTS["tag_sibling"]),
                *(
                    (self._by_concept.get(other, {}), WEIGHTS["tag_near"])
                    for other in knowledge().near.get(concept, ())
                ),
            ]
            for places, share in related:
                for place, gives in places.items():
                    found = share * math.sqrt(asks * gives)
                    if found > rough.get(place, 0.0):
                        rough[place] = found
        rarities = {term: self._rarity(term) for term in need.said.terms}
        whole = sum(rarities.values())
        for term, rarity in rarities.items():
            for place in self._by_term.get(term, ()):
                rough[place] = rough.get(place, 0.0) + WEIGHTS["words"] * rarity / whole
        for place, value in alike.items():
            rough[place] = rough.get(place, 0.0) + WEIGHTS["meaning"] * value
        return rough

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


def _without_the_far_behind(
    ranked: list[tuple[Posting, Score]],
) -> list[tuple[Posting, Score]]:
    if not ranked:
        return []
    _, best = ranked[0]
    share = _FAR_BEHIND_A_TAG if best.features.get("tag_exact") else _FAR_BEHIND
    return [one for one in ranked if one[1].total >= share * best.total]


def _topic(concept: str) -> str:
    """The topic that a concept stands under, or is."""
    return knowledge().concepts[concept].parent or concept


_ANSWERED_BY = {
    Direction.NEED: Direction.OFFER,
    Direction.LEARN: Direction.OFFER,
    Direction.TOGETHER: Direction.TOGETHER,
}


def may_meet(need: Profile, offer: Profile) -> bool:
    """Hold the directions together: a need meets an offer, company meets company; and a group meets
    a group in which nobody of it is."""
    one, other = need.posting, offer.posting
    if one.owner == other.owner or not _are_alike_and_apart(one, other):
        return False
    if _ANSWERED_BY.get(one.direction) is other.direction:
        return True
    return _seeks_company(need) and _seeks_company(offer)


def _are_alike_and_apart(one: Posting, other: Posting) -> bool:
    """Two people, or two groups that do not know each other yet."""
    return bool(one.members) is bool(other.members) and one.members.isdisjoint(other.members)


def _seeks_company(one: Profile) -> bool:
    """Two people who each look for somebody to walk with have found each other."""
    direction = one.posting.direction
    return direction is Direction.TOGETHER or (
        direction is Direction.NEED and one.said.wants_company
    )
