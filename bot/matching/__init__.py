"""Which neighbours could meet: reads what people offer and seek, and proposes few, with reasons.

Pure and deterministic. Knowledge of what people do (`knowledge/*.toml`) is read on first use.
"""

from bot.matching.analysis import LONGEST_WORD, NOTHING, Analysis, forget, tags
from bot.matching.index import (
    ANSWERS,
    MOST_COMPARED,
    Holders,
    Index,
    Shared,
    Shortlist,
    alike_and_apart,
    likeliest,
    may_meet,
    usual_length,
    wanted,
)
from bot.matching.knowledge import (
    EDITION_LENGTH,
    Concept,
    Side,
    children,
    concept,
    edition,
    topics,
)
from bot.matching.learning import (
    FEWEST_DECISIONS,
    MOST_DECISIONS,
    Decision,
    learn,
    lessons,
    with_lessons,
)
from bot.matching.meaning import Meaning, standing_out
from bot.matching.postings import Direction, Posting, Reading, may_be_asked
from bot.matching.reasons import Reason
from bot.matching.score import Profile, Strength, profile
from bot.matching.slate import Circles, SmallGroup, Suggestion, small_group, suggest, suggest_from

__all__ = [
    "ANSWERS",
    "EDITION_LENGTH",
    "FEWEST_DECISIONS",
    "LONGEST_WORD",
    "MOST_COMPARED",
    "MOST_DECISIONS",
    "NOTHING",
    "Analysis",
    "Circles",
    "Concept",
    "Decision",
    "Direction",
    "Holders",
    "Index",
    "Meaning",
    "Posting",
    "Profile",
    "Reading",
    "Reason",
    "Shared",
    "Shortlist",
    "Side",
    "SmallGroup",
    "Strength",
    "Suggestion",
    "alike_and_apart",
    "children",
    "concept",
    "edition",
    "forget",
    "learn",
    "lessons",
    "likeliest",
    "may_be_asked",
    "may_meet",
    "profile",
    "small_group",
    "standing_out",
    "suggest",
    "suggest_from",
    "tags",
    "topics",
    "usual_length",
    "wanted",
    "with_lessons",
]
