"""All offers, read once, so that a need is compared only with those that share something.

`Index` holds them in memory; `Shortlist` holds what another index (`storage/matching.py`) found for
one need. Both rank alike: what they know of a need is `Shared`, and the rest happens here.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Generic, Protocol, TypeVar

from bot.matching.analysis import NOTHING, Analysis
from bot.matching.knowledge import children, knowledge
from bot.matching.meaning import Meaning, standing_out
from bot.matching.postings import Direction, Posting, may_be_asked
from bot.matching.score import WEIGHTS, Profile, Score, compare, profile, profile_of

_SATURATION, _LENGTH = 1.2, 0.75  # BM25's usual k1 and b
MOST_COMPARED = 100  # in full, of those that share something
_NEIGHBOURHOOD = 200  # offers; among fewer, how many share a thing tells little
_FAR_BEHIND = 0.3  # of the best: what only resembles it is no answer beside it
_FAR_BEHIND_A_TAG = 0.4
_BACKGROUND = 50  # in a small neighbourhood every word would seem common

Value = TypeVar("Value", int, float)
Holders = Mapping[float, Sequence[int]]  # how surely offers are about something, and which
Ranking = list[tuple[Posting, Score]]
_NOBODY: Holders = {}


class Ranks(Protocol):
    """An index: it knows who could answer a need."""

    def rank(
        self, need: Posting, *, now: datetime, weights: Mapping[str, float] = WEIGHTS
    ) -> Ranking:
        """The offers that could answer the need, best first, down to a third of the best."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Which offers are about something that a need is about, or mean the same, and how usual it is
    among them."""

    offers: int  # in the whole index
    usual_length: float
    concepts: Mapping[str, Holders]  # at least all of `Wanted`
    terms: Mapping[str, Sequence[int]]
    alike: Mapping[int, float] = field(default_factory=dict)  # how far an encoder finds one does

    def share(self, concept: str) -> float:
        """The part of all offers that is about a concept."""
        many = sum(map(len, self.concepts.get(concept, _NOBODY).values()))
        return many / max(self.offers, _NEIGHBOURHOOD)

    def rarity(self, term: str) -> float:
        """How much it tells that a word is in an offer."""
        count = len(self.terms.get(term, ()))
        total = max(self.offers, _BACKGROUND)
        return math.log(1 + (total - count + 0.5) / (count + 0.5))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look up for a need."""

    concepts: frozenset[str]
    terms: tuple[str, ...]


def wanted(need: Profile) -> Wanted:
    """The concepts and words that make an offer worth comparing."""
    concepts = frozenset(other for concept in need.evidence for other in _related(concept))
    return Wanted(concepts, tuple(need.said.terms))


class Index:
    """A memory of offers, searched by concept and by word, and by meaning with an encoder.

    Ten thousand are kept at once, so what was read of each lies in a few long rows of numbers
    instead of in objects, and is taken out only of those that are compared.
    """

    def __init__(self, offers: Iterable[Posting], meaning: Meaning | None = None) -> None:
        self._postings: list[Posting] = []
        self._meaning = meaning
        self._concepts: _Rows[float] = _Rows(array("d"))
        self._terms: _Rows[int] = _Rows(array("H"))
        self._company = bytearray()
        self._denied: dict[int, frozenset[str]] = {}  # of the few who said no to something
        self._kinds: dict[int, frozenset[str]] = {}
        self._avoids: dict[int, Analysis] = {}
        by_concept: dict[str, dict[float, array[int]]] = {}
        by_term: dict[str, array[int]] = {}
        length = 0
        for place, one in enumerate(map(profile, offers)):
            self._keep(place, one)
            for concept, weight in one.evidence.items():
                by_concept.setdefault(concept, {}).setdefault(weight, array("I")).append(place)
            for term in one.said.terms:
                by_term.setdefault(self._terms.names.same(term), array("I")).append(place)
            length += one.length
        self._texts = tuple(one.text for one in self._postings) if meaning is not None else ()
        self._shared = Shared(
            len(self._postings), usual_length(length, of=len(self._postings)), by_concept, by_term
        )

    def rank(
        self, need: Posting, *, now: datetime, weights: Mapping[str, float] = WEIGHTS
    ) -> Ranking:
        """The offers that could answer the need, best first, down to a third of the best."""
        asked = profile(need)
        shared = replace(self._shared, alike=self._alike(need))
        company = _seeks_company(asked.posting, asked.said.wants_company)
        likely = (
            place
            for place in likeliest(asked, shared)
            if _may_meet(
                need, self._postings[place], company=company and self._wants_company(place)
            )
        )
        offers = ((place, self._profile(place)) for place in islice(likely, MOST_COMPARED))
        return _ranked(asked, offers, shared, now, weights)

    def _alike(self, need: Posting) -> Mapping[int, float]:
        if self._meaning is None or not need.text:
            return {}
        return standing_out(self._meaning.alike(need.text, self._texts))

    def _keep(self, place: int, one: Profile) -> None:
        said = one.said
        self._postings.append(one.posting)
        self._concepts.append(said.evidence)
        self._terms.append(said.terms)
        self._company.append(said.wants_company)
        if said.denied:
            self._denied[place] = said.denied
        if said.kinds:
            self._kinds[place] = said.kinds
        if one.avoids != NOTHING:
            self._avoids[place] = one.avoids

    def _profile(self, place: int) -> Profile:
        """As an offer is compared: how much of its words is about what, only a need tells."""
        said = Analysis(
            self._concepts[place],
            self._denied.get(place, frozenset()),
            self._terms[place],
            bool(self._company[place]),
            self._kinds.get(place, frozenset()),
        )
        return profile_of(self._postings[place], said, self._avoids.get(place, NOTHING))

    def _wants_company(self, place: int) -> bool:
        return _seeks_company(self._postings[place], bool(self._company[place]))


class _Names:
    """Words as numbers and back; each is kept once."""

    def __init__(self) -> None:
        self.known: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        found = self._numbers.setdefault(name, len(self.known))
        if found == len(self.known):
            self.known.append(name)
        return found

    def same(self, name: str) -> str:
        return self.known[self.number(name)]


class _Rows(Generic[Value]):
    """Many small mappings from names to numbers, one after the other."""

    def __init__(self, values: "array[Value]") -> None:
        self.names = _Names()
        self._keys, self._ends = array("I"), array("I", [0])
        self._values: array[Value] = values

    def append(self, one: Mapping[str, Value]) -> None:
        self._keys.extend(map(self.names.number, one))
        self._values.extend(one.values())
        self._ends.append(len(self._keys))

    def __getitem__(self, place: int) -> dict[str, Value]:
        here = slice(self._ends[place], self._ends[place + 1])
        names = map(self.names.known.__getitem__, self._keys[here])
        return dict(zip(names, self._values[here], strict=True))


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The likeliest answers to one need, from an index that is not in memory."""

    shared: Shared
    offers: Sequence[Profile]  # the likeliest `MOST_COMPARED` that may meet whoever asks

    def rank(
        self, need: Posting, *, now: datetime, weights: Mapping[str, float] = WEIGHTS
    ) -> Ranking:
        """As `Index` ranks them."""
        offers = ((one.posting.id, one) for one in self.offers)
        return _ranked(profile(need), offers, self.shared, now, weights)


def usual_length(words: int, *, of: int) -> float:
    """How many words an offer has in the middle, of this many words in so many offers."""
    return max(1.0, words / max(1, of))


def likeliest(need: Profile, shared: Shared) -> list[int]:
    """All that share a concept, a topic or a word with the need, or mean the same; the likeliest
    first."""
    rough = _roughly(need, shared)
    return sorted(sorted(rough), key=rough.__getitem__, reverse=True)


def _roughly(need: Profile, shared: Shared) -> dict[int, float]:
    """About how well each offer answers that shares a concept, a topic or a word, so that only the
    likeliest are compared in full."""
    rough: dict[int, float] = {}
    known = rough.get
    for concept, asks in need.evidence.items():
        for other, share in _related(concept).items():
            for gives, places in shared.concepts.get(other, _NOBODY).items():
                found = share * math.sqrt(asks * gives)
                for place in places:
                    if found > known(place, 0.0):
                        rough[place] = found
    rarities = {term: shared.rarity(term) for term in need.said.terms}
    whole = sum(rarities.values())
    for term, rarity in rarities.items():
        found = WEIGHTS["words"] * rarity / whole
        for place in shared.terms.get(term, ()):
            rough[place] = known(place, 0.0) + found
    for place, value in shared.alike.items():
        rough[place] = known(place, 0.0) + WEIGHTS["meaning"] * value
    return rough


def may_meet(need: Profile, offer: Profile) -> bool:
    """Hold the directions together: a need meets an offer, company meets company; and a group meets
    a group in which nobody of it is. Whoever offers may be asked, and is somebody else."""
    return _may_meet(
        need.posting,
        offer.posting,
        company=_seeks_company(need.posting, need.said.wants_company)
        and _seeks_company(offer.posting, offer.said.wants_company),
    )


@cache
def _related(concept: str) -> Mapping[str, float]:
    """The concepts of offers that come near this one, and about how much that counts."""
    topic = knowledge().concepts[concept].parent or concept
    found = dict.fromkeys((topic, *(one.id for one in children(topic))), WEIGHTS["tag_sibling"])
    found |= dict.fromkeys(knowledge().near.get(concept, ()), WEIGHTS["tag_near"])
    return {**found, concept: WEIGHTS["cue"] + WEIGHTS["tag_exact"]}


def _ranked(
    need: Profile,
    offers: Iterable[tuple[int, Profile]],  # each with its place in what is shared
    shared: Shared,
    now: datetime,
    weights: Mapping[str, float],
) -> Ranking:
    ranked = [
        (offer.posting, score) for offer, score in _compared(need, offers, shared, now, weights)
    ]
    ranked.sort(key=lambda one: (-one[1].total, one[0].id))
    return _without_the_far_behind(ranked)


def _compared(
    need: Profile,
    offers: Iterable[tuple[int, Profile]],
    shared: Shared,
    now: datetime,
    weights: Mapping[str, float],
) -> Iterator[tuple[Profile, Score]]:
    rarities = {term: shared.rarity(term) for term in need.said.terms}
    for place, offer in offers:
        yield (
            offer,
            compare(
                need,
                offer,
                words=_covered(offer, rarities, shared.usual_length),
                now=now,
                share=shared.share,
                meaning=shared.alike.get(place, 0.0),
                weights=weights,
            ),
        )


def _covered(offer: Profile, rarities: Mapping[str, float], usual: float) -> float:
    """BM25, as a share of what an offer in the need's very words would score."""
    length = _LENGTH * offer.length / usual
    score = ideal = 0.0
    for term, rarity in rarities.items():
        ideal += rarity
        if count := offer.said.terms.get(term, 0):
            slack = _SATURATION * (1 - _LENGTH + length)
            score += rarity * min(1.0, count * (_SATURATION + 1) / (count + slack))
    return score / ideal if ideal else 0.0


def _without_the_far_behind(ranked: Ranking) -> Ranking:
    if not ranked:
        return []
    _, best = ranked[0]
    share = _FAR_BEHIND_A_TAG if best.features.get("tag_exact") else _FAR_BEHIND
    return [one for one in ranked if one[1].total >= share * best.total]


ANSWERS = frozenset({Direction.OFFER, Direction.TOGETHER, Direction.NEED})  # what can be found
_ANSWERED_BY = {
    Direction.NEED: Direction.OFFER,
    Direction.LEARN: Direction.OFFER,
    Direction.TOGETHER: Direction.TOGETHER,
}


def _may_meet(need: Posting, offer: Posting, *, company: bool) -> bool:
    if need.owner == offer.owner or not may_be_asked(offer):
        return False
    if not alike_and_apart(need.members, offer.members):
        return False
    return company or _ANSWERED_BY.get(need.direction) is offer.direction


def alike_and_apart(members: frozenset[int], others: frozenset[int]) -> bool:
    """Whether these are of two people, or of two groups that do not know each other yet."""
    return bool(members) is bool(others) and members.isdisjoint(others)


def _seeks_company(posting: Posting, says_so: bool) -> bool:
    """Two people who each look for somebody to walk with have found each other."""
    return posting.direction is Direction.TOGETHER or (
        posting.direction is Direction.NEED and says_so
    )
