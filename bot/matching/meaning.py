"""What an encoder of sentences adds, where the operator supplies one: how much texts mean the same.

The encoder itself is I/O and lives elsewhere; here stands what the matcher asks of it.
"""

import math
from collections.abc import Sequence
from operator import mul
from typing import Protocol

_FEWEST = 10  # offers; among fewer, what stands out is chance
_LEAST = 2.0  # deviations above the usual, from where a likeness begins to count
_WHOLE = 4.0  # and where it counts in full
_SMOOTH = 0.02  # encoders that find everything alike must not make something of nothing


class Meaning(Protocol):
    """Likeness in meaning, as far as the texts were read before."""

    def alike(self, text: str, others: Sequence[str]) -> Sequence[float | None]:
        """The cosine of a text with each of the others; None where one was not read yet."""


def standing_out(alike: Sequence[float | None]) -> dict[int, float]:
    """By place, how far an offer stands out among all, up to 1: encoders differ in what they call
    alike, but not in what they find the most alike.

    >>> standing_out([0.8] * 20 + [0.9]), standing_out([0.1, 0.9])
    ({20: 1.0}, {})
    """
    known = [value for value in alike if value is not None]
    if len(known) < _FEWEST:
        return {}
    usual = sum(known) / len(known)
    squares = sum(map(mul, known, known)) / len(known)
    spread = max(_SMOOTH, math.sqrt(max(0.0, squares - usual * usual)))
    least, reach = usual + _LEAST * spread, (_WHOLE - _LEAST) * spread
    return {
        place: min(1.0, (value - least) / reach)
        for place, value in enumerate(alike)
        if value is not None and value > least
    }
