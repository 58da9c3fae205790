"""The matcher and two baselines, each of which ranks the talents for a need.

All see the same: who means what (the button), and nobody is proposed to himself.
"""

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from weakref import finalize

from bot.matching import Direction, Index, Meaning, Posting, Strength
from bot.matching.score import Score
from tests.matching.data import LabelledSet, Need, Talent, need_posting, offer_posting

NOW = datetime(2000, 1, 1, tzinfo=UTC)  # the set carries no dates


@dataclass(frozen=True, slots=True)
class Ranked:
    """A talent in a ranking; `weak` means that the matcher would not propose it."""

    talent: str
    weak: bool = False


class Method(Protocol):
    name: str
    proposes: bool  # whether it tells a weak suggestion from one to propose

    def rank(self, need: Need) -> list[Ranked]: ...


def everything(labelled: LabelledSet, meaning: Meaning | None = None) -> tuple[Method, ...]:
    return (
        Bm25(labelled.talents),
        FourGrams(labelled.talents),
        Matcher(labelled, meaning=meaning),
        Matcher(labelled, confirmed=True, meaning=meaning),
    )


def may_answer(need: Need, talent: Talent) -> bool:
    together = Direction.TOGETHER
    wanted = together if need.direction is together else Direction.OFFER
    return talent.direction is wanted and talent.owner != need.owner


class Bm25:
    """Full-text search as SQLite ships it."""

    name = "SQLite FTS5 BM25"
    proposes = False

    def __init__(self, talents: Sequence[Talent]) -> None:
        self._talents = talents
        self._database = sqlite3.connect(":memory:")
        finalize(self, self._database.close)
        self._database.execute(
            "CREATE VIRTUAL TABLE talent USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
        )
        rows = [(place, one.text) for place, one in enumerate(talents)]
        self._database.executemany("INSERT INTO talent(rowid, text) VALUES (?, ?)", rows)

    def rank(self, need: Need) -> list[Ranked]:
        words = re.findall(r"\w+", need.text)
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        found = self._database.execute(
            "SELECT rowid FROM talent WHERE talent MATCH ? ORDER BY rank, rowid", (query,)
        )
        talents = (self._talents[place] for (place,) in found)
        return [Ranked(one.id) for one in talents if may_answer(need, one)]


class FourGrams:
    """Cosine between counts of four characters in a row."""

    name = "character 4-grams"
    proposes = False

    def __init__(self, talents: Sequence[Talent]) -> None:
        self._talents = [(one, _grams(one.text)) for one in talents]

    def rank(self, need: Need) -> list[Ranked]:
        asked = _grams(need.text)
        alike = [
            (_cosine(asked, grams), one.id) for one, grams in self._talents if may_answer(need, one)
        ]
        return [
            Ranked(id_) for worth, id_ in sorted(alike, key=lambda one: (-one[0], one[1])) if worth
        ]


class Matcher:
    """The bot's own, from text alone or with the tags that people confirmed."""

    proposes = True

    def __init__(
        self, labelled: LabelledSet, *, confirmed: bool = False, meaning: Meaning | None = None
    ) -> None:
        self.name = f"bot.matching, {'confirmed tags' if confirmed else 'text only'}"
        self._chosen = labelled.confirmed if confirmed else {}
        self._talents = labelled.talents
        self._owners: dict[str, int] = {}
        offers = (
            offer_posting(place, one, self._owner(one.owner), self._chosen.get(one.id, ()))
            for place, one in enumerate(labelled.talents)
        )
        self._index = Index(offers, meaning)

    def posting(self, need: Need) -> Posting:
        return need_posting(need, self._owner(need.owner), self._chosen.get(need.id, ()))

    def scores(self, need: Need) -> list[tuple[Posting, Score]]:
        return self._index.rank(self.posting(need), now=NOW)

    def rank(self, need: Need) -> list[Ranked]:
        return [
            Ranked(self._talents[offer.id].id, score.strength is Strength.WEAK)
            for offer, score in self.scores(need)
        ]

    def _owner(self, name: str) -> int:
        return self._owners.setdefault(name, len(self._owners))


def _grams(text: str) -> Counter[str]:
    padded = " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
    return Counter(padded[start : start + 4] for start in range(len(padded) - 3))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    dot = sum(count * other[gram] for gram, count in one.items() if gram in other)
    return dot / (_norm(one) * _norm(other)) if dot else 0.0


def _norm(counts: Counter[str]) -> float:
    return math.sqrt(sum(count**2 for count in counts.values()))
