"""How good a ranking is."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], *, at: int = 5) -> float:
    """Discounted gain of the first few, as a share of the best possible; gains are 2^grade - 1."""
    best = _discounted(sorted(grades.values(), reverse=True)[:at])
    return _discounted(grades.get(one, 0) for one in ranking[:at]) / best if best else 0.0


def reciprocal_rank(ranking: Sequence[str], fitting: Collection[str]) -> float:
    """One over the place of the first that fits; nought when none does."""
    places = (place for place, one in enumerate(ranking, 1) if one in fitting)
    first = next(places, None)
    return 1 / first if first else 0.0


def mean(values: Iterable[float]) -> float | None:
    """The average, or nothing when there is nothing to average."""
    found = list(values)
    return sum(found) / len(found) if found else None


def _discounted(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
