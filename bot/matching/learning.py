"""What a neighbourhood's buurtverbinders teach the matcher by taking or dismissing suggestions.

Logistic regression over the features of the score, with the shipped weights as prior: a few
decisions move them little, many decisions further, and none of them past what is sane.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.matching.score import WEIGHTS

FEWEST_DECISIONS = 15
MOST_DECISIONS = 200  # the newest; what a team chose long ago need not hold
_STEEPNESS = 8.0  # how much surer a whole point of score makes somebody
_HOLD = 2.0  # how hard the prior pulls back
_ROUNDS = 300
_LEAST, _MOST = 0.25, 2.0  # a weight stays between these shares of what was shipped
_ROOM = 0.06  # and may always grow by this, or the lightest could teach nothing
_NEVER_LESS = frozenset({"avoid", "load", "times_apart"})  # promises to those who are asked


@dataclass(frozen=True, slots=True)
class Decision:
    """A suggestion as the buurtverbinder saw it, and whether it became an introduction."""

    features: Mapping[str, float]
    introduced: bool


def learn(
    decisions: Sequence[Decision], *, prior: Mapping[str, float] = WEIGHTS
) -> Mapping[str, float]:
    """The weights that fit these decisions; the prior itself while there are fewer than fifteen.

    >>> learn([Decision({"cue": 0.9}, True)] * 14) == WEIGHTS
    True
    >>> taken = [Decision({"cue": 0.9, "language": 1.0}, True)] * 10
    >>> dismissed = [Decision({"cue": 0.9, "language_apart": 1.0}, False)] * 10
    >>> learn(taken + dismissed)["language_apart"] < WEIGHTS["language_apart"]
    True
    """
    if len(decisions) < FEWEST_DECISIONS:
        return dict(prior)
    weights, level = dict(prior), 0.0
    # Of this size a step never overshoots: the curve bends no more than this anywhere.
    longest = max(1.0 + sum(value**2 for value in one.features.values()) for one in decisions)
    step = 1.0 / (len(decisions) * longest * _STEEPNESS**2 / 4 + _HOLD * _STEEPNESS**2)
    for _ in range(_ROUNDS):
        pull, lift = _gradient(decisions, weights, level)
        for name in weights:
            back = _HOLD * _STEEPNESS**2 * (weights[name] - prior[name])
            moved = weights[name] + step * (pull.get(name, 0.0) - back)
            weights[name] = _sane(name, moved, prior[name])
        level += step * lift
    return weights


def lessons(weights: Mapping[str, float]) -> Mapping[str, float]:
    """What is worth keeping of learned weights: those that differ from what is shipped, so that
    who taught nothing follows each new version.

    >>> lessons(WEIGHTS)
    {}
    """
    return {name: weight for name, weight in weights.items() if weight != WEIGHTS.get(name)}


def with_lessons(kept: Mapping[str, float]) -> Mapping[str, float]:
    """The weights to score with: lessons over what is shipped. They may be of another version, with
    other features and other weights.

    >>> with_lessons({"cue": 0.5, "gone": 1.0}) == {**WEIGHTS, "cue": 0.5}
    True
    """
    return {
        name: _sane(name, kept.get(name, shipped), shipped) for name, shipped in WEIGHTS.items()
    }


def _gradient(
    decisions: Sequence[Decision], weights: Mapping[str, float], level: float
) -> tuple[dict[str, float], float]:
    """How each weight should move to fit better, and the level: a buurtverbinder who takes little
    teaches by what is taken, not by how little it is."""
    pull: dict[str, float] = {}
    lift = 0.0
    for one in decisions:
        known = {name: value for name, value in one.features.items() if name in weights}
        total = level + sum(weights[name] * value for name, value in known.items())
        surprise = _STEEPNESS * (one.introduced - _likely(total))
        lift += surprise
        for name, value in known.items():
            pull[name] = pull.get(name, 0.0) + surprise * value
    return pull, lift


def _likely(total: float) -> float:
    return 1.0 / (1.0 + math.exp(-_STEEPNESS * total))


def _sane(name: str, weight: float, shipped: float) -> float:
    """Nothing turns round, nothing vanishes, and nothing takes over."""
    least = shipped if name in _NEVER_LESS else _LEAST * shipped
    lowest, highest = sorted((least, _MOST * shipped + math.copysign(_ROOM, shipped)))
    return min(max(weight, lowest), highest)
