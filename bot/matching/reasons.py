"""Why two people are proposed to each other, in sentences of `bot/texts` and only from the score.

A reason never carries a person's own words, street or times: its parameters are concepts and the
direction, nothing else. What was read in a text is among them, so the two themselves do not read
them before both said yes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.matching.knowledge import knowledge
from bot.matching.postings import Direction, Posting
from bot.matching.score import Kinship, Link, Score, Strength

_AT_MOST = 4
_WORTH_SAYING = 0.2
_BUSY = 2 / 3  # two of the three times a month
_OLD = 0.6  # about sixty days ago
_IN_WORDS = 0.3
_IN_MEANING = 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence: the key of a text, and the concepts it names."""

    key: str
    params: Mapping[str, str]

    def words(self, language: str) -> dict[str, str]:
        """The parameters as people read them: labels in their language."""
        known = knowledge().concepts
        return {
            name: known[value].label(language) if value in known else value
            for name, value in self.params.items()
        }


def reasons(need: Posting, score: Score) -> tuple[Reason, ...]:
    """At most four reasons, the strongest first."""
    found = tuple(_reasons(need.direction, score))
    return (
        (Reason("match-reason-bridge", {}), *found)[:_AT_MOST] if need.members else found[:_AT_MOST]
    )


def cautions(offer: Posting, score: Score) -> tuple[Reason, ...]:
    """At most four things to know before proposing this."""
    return tuple(_cautions(offer, score))[:_AT_MOST]


def _reasons(direction: Direction, score: Score) -> Iterator[Reason]:
    said: set[str] = set()
    for link in score.links:
        if link.weight >= _WORTH_SAYING and link.sought not in said and len(said) < 2:
            said.add(link.sought)
            yield _reason(link, direction)
    for feature, least in (
        ("words", _IN_WORDS),
        ("meaning", _IN_MEANING),
        ("area", 1),
        ("times", 1),
        ("language", 1),
    ):
        if score.features.get(feature, 0.0) >= least:
            yield Reason(f"match-reason-{feature}", {})


def _reason(link: Link, direction: Direction) -> Reason:
    if link.kinship is Kinship.EXACT:
        key = "match-reason-tag" if link.confirmed else "match-reason-cue"
        params = {"tag": link.sought, "direction": direction.value}
    else:
        key, params = (
            "match-reason-near",
            {"sought": link.sought, "offered": link.offered},
        )
    return Reason(key, params)


def _cautions(offer: Posting, score: Score) -> Iterator[Reason]:
    features = score.features
    if features.get("avoid"):
        yield Reason("match-caution-avoid", {})
    if score.strength is Strength.WEAK:
        yield Reason("match-caution-weak", {})
    elif not any(link.kinship is Kinship.EXACT for link in score.links):
        yield Reason("match-caution-near", {})
    elif not any(link.confirmed for link in score.links):
        yield Reason("match-caution-guess", {})
    for feature in ("language", "times"):
        if features.get(f"{feature}_apart"):
            yield Reason(f"match-caution-{feature}", {})
    if features.get("load", 0.0) >= _BUSY:
        yield Reason("match-caution-busy", {})
    if offer.posted_at is not None and features.get("freshness", 0.0) <= _OLD:
        yield Reason("match-caution-old", {})
