"""The labelled set, read from `set/*.jsonl`."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.matching import Direction, Posting

SET = Path(__file__).parent / "set"
HALVES = ("tune", "holdout")
KINDS = {
    "offer_wanted": Direction.NEED,
    "key_person": Direction.NEED,
    "together": Direction.TOGETHER,
    "learn_from": Direction.LEARN,
}


@dataclass(frozen=True, slots=True)
class Talent:
    """What somebody offers, likes to do together or wants to learn."""

    id: str
    text: str
    lang: str
    direction: Direction
    owner: str
    area: str
    avoid: str


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody seeks; `half` says whether the matcher may be tuned on it."""

    id: str
    text: str
    lang: str
    kind: str
    owner: str
    half: str

    @property
    def direction(self) -> Direction:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Talents, needs, grades per need and the tags their writers would tap."""

    talents: tuple[Talent, ...]
    needs: tuple[Need, ...]
    grades: Mapping[str, Mapping[str, int]]
    confirmed: Mapping[str, tuple[str, ...]]

    @property
    def texts(self) -> tuple[Talent | Need, ...]:
        return (*self.talents, *self.needs)

    def fitting(self, need: str) -> dict[str, int]:
        return {talent: grade for talent, grade in self.grades.get(need, {}).items() if grade}

    def embarrassing(self, need: str) -> set[str]:
        return {talent for talent, grade in self.grades.get(need, {}).items() if not grade}


def read(folder: Path = SET) -> LabelledSet:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for one in lines(folder / "judgements.jsonl"):
        grades[one["need"]][one["talent"]] = one["grade"]
    return LabelledSet(
        talents=tuple(_talent(one) for one in lines(folder / "talents.jsonl")),
        needs=tuple(Need(**one) for one in lines(folder / "needs.jsonl")),
        grades=grades,
        confirmed={one["id"]: tuple(one["tags"]) for one in lines(folder / "confirmed.jsonl")},
    )


def unanswerable(folder: Path = SET) -> tuple[Need, ...]:
    """Needs that no talent of the set answers, each of somebody who offers nothing."""
    return tuple(Need(**one, owner=one["id"]) for one in lines(folder / "unanswerable.jsonl"))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _talent(one: Mapping[str, Any]) -> Talent:
    direction = Direction(one["direction"])
    rest = (one["owner"], one["area"], one["not"])
    return Talent(one["id"], one["text"], one["lang"], direction, *rest)


def offer_posting(place: int, talent: Talent, owner: int, chosen: tuple[str, ...] = ()) -> Posting:
    return Posting(
        id=place,
        owner=owner,
        text=talent.text,
        direction=talent.direction,
        tags=chosen,
        language=talent.lang,
        avoid=talent.avoid,
        area=talent.area,
    )


def need_posting(need: Need, owner: int, chosen: tuple[str, ...] = ()) -> Posting:
    return Posting(
        id=-1,
        owner=owner,
        text=need.text,
        direction=need.direction,
        tags=chosen,
        language=need.lang,
    )
