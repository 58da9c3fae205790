"""Texts under "Dit kan ik" that seek, or cannot, beside real offers that only look like those.

Of the "holdout" half only the numbers are looked at.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching import Side
from bot.matching.analysis import analyse
from tests.matching.data import HALVES, SET, lines

KINDS = ("seeks", "cannot")


@dataclass(frozen=True, slots=True)
class Meant:
    id: str
    text: str
    lang: str
    kind: str
    offers: bool  # what a neighbour would understand
    half: str


@dataclass(frozen=True, slots=True)
class Heard:
    """How often the matcher kept silent and should, or should not; what it knows no word of is not
    counted."""

    rightly: int
    wrongly: int
    missed: int

    @property
    def precision(self) -> float:
        return self.rightly / (self.rightly + self.wrongly)

    @property
    def recall(self) -> float:
        return self.rightly / (self.rightly + self.missed)


def read() -> tuple[Meant, ...]:
    return tuple(Meant(**one) for one in lines(SET / "meant.jsonl"))


def measure(half: str, kind: str) -> Heard:
    found = Counter(
        (one.offers, silent) for one, silent in _heard() if (one.half, one.kind) == (half, kind)
    )
    return Heard(found[False, True], found[True, True], found[False, False])


def summaries(half: str) -> Iterator[str]:
    """How often the matcher is right to keep silent, and how many it should keep silent about."""
    for each in HALVES if half == "both" else (half,):
        for kind in KINDS:
            heard = measure(each, kind)
            yield f"{each} {kind}: precision {heard.precision:.2f}, recall {heard.recall:.2f}"


def misses() -> Iterator[str]:
    """The texts of the tune half that are heard as what they do not mean."""
    for one, silent in _heard():
        if one.half == "tune" and silent is one.offers:
            yield f"{'offers' if one.offers else one.kind} ({one.lang}): {one.text}"


def _heard() -> Iterator[tuple[Meant, bool]]:
    for one in read():
        said = analyse(one.text, side=Side.OFFER)
        if said.evidence or said.denied:
            yield one, not said.evidence
