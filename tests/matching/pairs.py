"""Pairs of one talent and one need about the same thing, each ranked among all the others.

Of the "fresh" and the "oblique" ones only the numbers are looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching import Direction, Index, Meaning, Posting, Strength, tags
from tests.matching.data import KINDS, SET, lines
from tests.matching.methods import NOW
from tests.matching.metrics import mean, reciprocal_rank

HALVES = ("tune", "fresh", "oblique")


@dataclass(frozen=True, slots=True)
class Pair:
    concept: str
    kind: str
    half: str
    talent: str
    talent_lang: str
    need: str
    need_lang: str

    def offer(self, place: int) -> Posting:
        together = KINDS[self.kind] is Direction.TOGETHER
        direction = Direction.TOGETHER if together else Direction.OFFER
        return Posting(
            id=place,
            owner=place,
            text=self.talent,
            direction=direction,
            language=self.talent_lang,
        )

    def asked(self) -> Posting:
        return Posting(
            id=-1, owner=-1, text=self.need, direction=KINDS[self.kind], language=self.need_lang
        )


def read() -> tuple[Pair, ...]:
    return tuple(Pair(**one) for one in lines(SET / "pairs.jsonl"))


def places(
    every: tuple[Pair, ...], half: str, meaning: Meaning | None = None
) -> Iterator[tuple[Pair, list[tuple[Pair, bool]]]]:
    """Each pair of one half, with the pairs whose talents its need finds, best first, and whether
    each would be proposed."""
    index = Index((one.offer(place) for place, one in enumerate(every)), meaning)
    for pair in every:
        if pair.half == half:
            ranked = index.rank(pair.asked(), now=NOW)
            yield (
                pair,
                [(every[one.id], score.strength is not Strength.WEAK) for one, score in ranked],
            )


def summary(half: str, meaning: Meaning | None = None) -> str:
    """How early a talent for the same thing comes, how often one is proposed, and how often its
    button is shown."""
    ranked = list(places(read(), half, meaning))
    first = mean(
        reciprocal_rank([one.concept for one, _ in found], {pair.concept}) for pair, found in ranked
    )
    proposed = mean(
        any(sure and one.concept == pair.concept for one, sure in found) for pair, found in ranked
    )
    shown = mean(
        pair.concept in {tag.id for tag in tags(text, language=language)}
        for pair, _ in ranked
        for text, language in (
            (pair.talent, pair.talent_lang),
            (pair.need, pair.need_lang),
        )
    )
    return (
        f"{half}: {len(ranked)} pairs, MRR {first:.3f}, proposed {proposed:.3f}, "
        f"right button {shown:.3f}"
    )


def misses() -> Iterator[str]:
    """The pairs of the tune half whose talent does not come first, with what did."""
    for pair, found in places(read(), "tune"):
        best = found[0][0] if found else None
        if best is None or best.concept != pair.concept:
            first = f"{best.concept}: {best.talent}" if best else "nobody"
            yield f"{pair.concept}: {pair.need} <> {pair.talent}\n    first {first}"
