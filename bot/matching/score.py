"""How well an offer answers a need: a weighted sum of named features, each between 0 and 1.

Nothing here looks at origin, religion, health, age or gender.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache, cached_property

from bot.matching.analysis import Analysis, analyse
from bot.matching.knowledge import Facet, Side, children, four_grams, kinds, knowledge
from bot.matching.postings import Direction, Posting, Reading
from bot.matching.words import same_area

WEIGHTS: Mapping[str, float] = {
    "tag_exact": 0.40,  # on top of the cue, which a confirmed tag fills completely
    "tag_parent": 0.35,
    "tag_near": 0.20,
    "tag_sibling": 0.15,
    "cue": 0.60,
    "cue_near": 0.20,
    "cue_sibling": 0.15,
    "common": -0.08,
    "kind": 0.03,
    "kind_apart": -0.10,
    "words": 0.25,
    "spelling": 0.02,
    "meaning": 0.10,
    "avoid": -1.00,
    "area": 0.04,
    "times": 0.04,
    "times_apart": -0.10,
    "language": 0.01,
    "language_apart": -0.01,
    "freshness": 0.03,
    "load": -0.10,
}
_STRONG, _POSSIBLE = 0.55, 0.48
_POSSIBLE_BY_TOPIC = 0.52  # a topic is less than the thing itself
_IN_PASSING = 0.34  # of what is asked: a link about less may rest on a word said in passing
_SURE_ANYWAY = 0.58
_UNCONFIRMED = 0.5  # what a text hints at beside the tags its writer chose
_FADES_IN_DAYS = 120.0
_ASKS_CAP = 3
_USUAL = 0.25  # a concept that a quarter of all offers are about is as common as can be


class Strength(StrEnum):
    """How sure the matcher is, as the ranking prints it."""

    STRONG = "sterk"
    POSSIBLE = "mogelijk"
    WEAK = "zwak"


class Kinship(StrEnum):
    """How two concepts are related in the tree."""

    EXACT = "exact"
    PARENT = "parent"
    NEAR = "near"
    SIBLING = "sibling"


@dataclass(frozen=True)  # no slots: it remembers its letters
class Profile:
    """A posting, read."""

    posting: Posting
    said: Analysis
    evidence: Mapping[str, float]  # tags and text together
    tags: frozenset[str]  # those the knowledge base still has
    avoids: Analysis

    @property
    def length(self) -> int:
        """How many words it has that say something."""
        return sum(self.said.terms.values())

    @cached_property
    def letters(self) -> frozenset[str]:
        """The four-letter pieces of its words."""
        return frozenset().union(*map(four_grams, self.said.terms))


@dataclass(frozen=True, slots=True)
class Link:
    """One thing the two postings share; `confirmed` when both people chose it as a tag."""

    sought: str
    offered: str
    kinship: Kinship
    weight: float
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The total with everything it was made of."""

    features: Mapping[str, float]
    links: tuple[Link, ...]
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS, repr=False)
    focus: float = 1.0  # how much of what is asked the surest link is about
    total: float = field(init=False)  # asked for many times while ranking

    def __post_init__(self) -> None:
        total = sum(self.weights[name] * value for name, value in self.features.items())
        object.__setattr__(self, "total", total)

    @property
    def strength(self) -> Strength:
        """How sure this is. What is only near, what is of another kind, and what rests on one word
        of many are never proposed: no suggestion beats a wrong one. What an encoder finds alike
        orders only: it made more wrong proposals than right ones, whichever model was tried."""
        exact = self.features.get("cue")
        if self.features.get("kind_apart") or not (exact or self.features.get("tag_parent")):
            return Strength.WEAK
        sure = self.total - self.weights["meaning"] * self.features.get("meaning", 0.0)
        if self.focus < _IN_PASSING and sure < _SURE_ANYWAY:
            return Strength.WEAK
        if sure >= _STRONG:
            return Strength.STRONG
        least = _POSSIBLE if exact else _POSSIBLE_BY_TOPIC
        return Strength.POSSIBLE if sure >= least else Strength.WEAK


_CLOSENESS = {kinship: place for place, kinship in enumerate(Kinship)}
_SIDES: Mapping[Direction, Side] = {
    Direction.OFFER: Side.OFFER,
    Direction.NEED: Side.ASK,
    Direction.LEARN: Side.ASK,
    Direction.TOGETHER: Side.BOTH,
}


def read(posting: Posting) -> Reading:
    """Read the words of a posting, once."""
    said = analyse(posting.text, side=_SIDES[posting.direction], language=posting.language)
    return Reading(said, analyse(posting.avoid, side=Side.BOTH, language=posting.language))


def profile(posting: Posting) -> Profile:
    """A posting as it is compared with others; what was read before is not read again."""
    reading = posting.reading or read(posting)
    return profile_of(posting, reading.said, reading.avoids)


def profile_of(posting: Posting, said: Analysis, avoids: Analysis) -> Profile:
    """What was read of a posting, together with the tags that were confirmed."""
    known = knowledge().concepts
    chosen = frozenset(tag for tag in posting.tags if tag in known)
    evidence = said.evidence
    if chosen:
        doubted = {concept: weight * _UNCONFIRMED for concept, weight in evidence.items()}
        evidence = {**doubted, **dict.fromkeys(chosen, 1.0)}
    return Profile(posting, said, evidence, chosen, avoids)


def compare(
    need: Profile,
    offer: Profile,
    *,
    words: float,
    now: datetime,
    share: Callable[[str], float],
    meaning: float = 0.0,
    weights: Mapping[str, float] = WEIGHTS,
) -> Score:
    """Score an offer for a need.

    `words` is how much of the need's own words the offer covers; `share` tells the part of all
    offers that is about a concept, for what nearly everybody offers tells little; `meaning` is how
    far an encoder finds it standing out.
    """
    links = _links(need, offer)
    features = {
        **_kinships(links),
        "common": _common(links, share),
        **_kinds(need, offer, links),
        "words": words,
        "meaning": meaning,
        "spelling": _spelling(need.letters, offer.letters),
        "avoid": max(_avoided(need, offer), _avoided(offer, need)),
        **_circumstances(need.posting, offer.posting, now),
    }
    found = {name: value for name, value in features.items() if value}
    return Score(found, links, weights, _focus(need, links))


def _links(need: Profile, offer: Profile) -> tuple[Link, ...]:
    found = []
    for sought, asks in need.evidence.items():
        related = _related(sought)
        for offered, gives in offer.evidence.items():
            kinship = related.get(offered)
            if kinship is not None:
                confirmed = sought in need.tags and offered in offer.tags
                found.append(Link(sought, offered, kinship, math.sqrt(asks * gives), confirmed))
    found.sort(
        key=lambda one: (
            _CLOSENESS[one.kinship],
            not one.confirmed,
            -one.weight,
            one.sought,
            one.offered,
        )
    )
    return tuple(found)


@cache
def _related(sought: str) -> Mapping[str, Kinship]:
    """The concepts that are of the same family or near, and how; the closest of two ways counts."""
    above = knowledge().concepts[sought].parent
    found = {one.id: Kinship.SIBLING for one in (children(above) if above else ())}
    found |= dict.fromkeys(knowledge().near.get(sought, ()), Kinship.NEAR)
    found |= {one.id: Kinship.PARENT for one in children(sought)}
    if above is not None:
        found[above] = Kinship.PARENT
    return {**found, sought: Kinship.EXACT}


def _kinships(links: tuple[Link, ...]) -> dict[str, float]:
    exact = any(link.confirmed and link.kinship is Kinship.EXACT for link in links)
    features = {"tag_exact": float(exact), "cue": _best(links, Kinship.EXACT)}
    if not features["cue"]:
        for kinship in (Kinship.PARENT, Kinship.NEAR, Kinship.SIBLING):
            features[f"tag_{kinship}"] = _best(links, kinship, confirmed=True)
        features["cue_near"] = _best(links, Kinship.NEAR)
        if not features["cue_near"]:
            loose = max(_best(links, Kinship.PARENT), _best(links, Kinship.SIBLING))
            features["cue_sibling"] = loose
    return features


def _best(links: tuple[Link, ...], kinship: Kinship, *, confirmed: bool | None = None) -> float:
    return max(
        (
            link.weight
            for link in links
            if link.kinship is kinship and confirmed in (None, link.confirmed)
        ),
        default=0.0,
    )


def _common(links: tuple[Link, ...], share: Callable[[str], float]) -> float:
    """How usual the thing is that links the two most surely; confirmed it is no guess any more."""
    if not links or links[0].confirmed:
        return 0.0
    return min(1.0, math.sqrt(share(links[0].offered) / _USUAL))


def _focus(need: Profile, links: tuple[Link, ...]) -> float:
    """How much of what was asked the link is about; all of it when the asker chose it as a tag."""
    if not links:
        return 0.0
    sought = links[0].sought
    return 1.0 if sought in need.tags else need.said.focus.get(sought, 0.0)


def _kinds(need: Profile, offer: Profile, links: tuple[Link, ...]) -> dict[str, float]:
    """Whether both name the same kind of what links them, or each another one."""
    if not links or not need.said.kinds:
        return {}
    known = knowledge().concepts
    linked = links[0].sought, links[0].offered
    around = frozenset(linked) | {known[one].parent or one for one in linked}
    asked, given = _by_facet(need.said.kinds), _by_facet(offer.said.kinds)
    mixing = need.posting.direction is Direction.TOGETHER
    deciding = [
        facet
        for facet in map(kinds().facets.__getitem__, asked)
        if facet.decides(around) and not (mixing and facet.mixes)
    ]
    apart = any(
        not asked[facet.id] & given.get(facet.id, frozenset())
        for facet in deciding
        if facet.id in given or (facet.needed and not _names_it(facet, offer))
    )
    together = any(asked[facet.id] & given.get(facet.id, frozenset()) for facet in deciding)
    return {"kind": float(together and not apart), "kind_apart": float(apart)}


def _by_facet(named: frozenset[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in named:
        facet = one.partition("/")[0]
        found[facet] = found.get(facet, frozenset()) | {one}
    return found


def _names_it(facet: Facet, offer: Profile) -> bool:
    known = knowledge().concepts
    return any(
        concept in facet.answered_by or known[concept].parent in facet.answered_by
        for concept in offer.evidence
    )


def _avoided(one: Profile, other: Profile) -> float:
    """How much of what one is about the other would rather not do."""
    refused = {*other.avoids.evidence, *other.avoids.denied} | (other.said.denied - other.tags)
    if not refused and not other.avoids.terms:
        return 0.0
    known = knowledge().concepts
    about = max(
        (
            weight
            for concept, weight in one.evidence.items()
            if concept in refused or known[concept].parent in refused
        ),
        default=0.0,
    )
    mentioned = one.said.terms.keys() & other.avoids.terms.keys()
    return max(about, 0.5 if mentioned else 0.0)


def _spelling(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Likeness in letters: the share of four-letter pieces that two texts have in common."""
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _circumstances(need: Posting, offer: Posting, now: datetime) -> dict[str, float]:
    both_timed = bool(need.times and offer.times)
    both_spoken = bool(need.language and offer.language)
    meet, talk = bool(need.times & offer.times), need.language == offer.language
    return {
        "area": float(same_area(need.area, offer.area)),
        "times": float(both_timed and meet),
        "times_apart": float(both_timed and not meet),
        "language": float(both_spoken and talk),
        "language_apart": float(both_spoken and not talk),
        "freshness": freshness(offer, now),
        "load": min(offer.asks_last_30_days, _ASKS_CAP) / _ASKS_CAP,
    }


def freshness(posting: Posting, now: datetime) -> float:
    """From 1 for what was said today, down; a half when nobody knows."""
    if posting.posted_at is None:
        return 0.5
    days = max(0.0, (now - posting.posted_at).total_seconds() / 86_400)
    return math.exp(-days / _FADES_IN_DAYS)
