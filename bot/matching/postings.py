"""What people say they can, seek, want to learn or like to do together."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.matching.analysis import Analysis

ASKS_PER_30_DAYS = 3


class Direction(StrEnum):
    """What a person means by a text; set by button, never guessed from the words."""

    OFFER = "offer"
    NEED = "need"
    LEARN = "learn"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a posting says, without its words."""

    said: Analysis
    avoids: Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One text of one person, or of a small group, with what the matcher may know about it."""

    id: int
    owner: int
    text: str
    direction: Direction
    tags: tuple[str, ...] = ()  # concepts the person confirmed
    language: str | None = None
    avoid: str = ""  # "wat doe je liever niet?"
    area: str = ""
    times: frozenset[str] = frozenset()  # cells of the grid, such as "weekend-morning"
    posted_at: datetime | None = None
    asks_last_30_days: int = 0
    asks_agreed: int = 3  # how often the owner may be asked in that time
    paused: bool = False
    newcomer: bool = False
    members: frozenset[int] = frozenset()  # of the small group that says this; none: one person
    reading: Reading | None = field(default=None, compare=False, repr=False)  # kept from before


def may_be_asked(posting: Posting) -> bool:
    """Whether the owner is not pausing, and was not asked as often as they agreed to in thirty
    days: three times at most."""
    agreed = min(posting.asks_agreed, ASKS_PER_30_DAYS)
    return not posting.paused and posting.asks_last_30_days < agreed
