"""Which neighbours could meet: reads what people offer and seek, and proposes few, with reasons.

Pure and deterministic. Knowledge of what people do (`knowledge/*.toml`) is read on first use.
"""

from bot.matching.analysis import forget, tags
from bot.matching.index import Index
from bot.matching.knowledge import Concept, Side, children, concept, topics
from bot.matching.learning import (
    FEWEST_DECISIONS,
    MOST_DECISIONS,
    Decision,
    learn,
    lessons,
    with_lessons,
)
from bot.matching.meaning import Meaning
from bot.matching.postings import Direction, Posting
from bot.matching.reasons import Reason
from bot.matching.score import Strength
from bot.matching.slate import Circles, SmallGroup, Suggestion, small_group, suggest, suggest_from

__all__ = [
    "FEWEST_DECISIONS",
    "MOST_DECISIONS",
    "Circles",
    "Concept",
    "Decision",
    "Direction",
    "Index",
    "Meaning",
    "Posting",
    "Reason",
    "Side",
    "SmallGroup",
    "Strength",
    "Suggestion",
    "children",
    "concept",
    "forget",
    "learn",
    "lessons",
    "small_group",
    "suggest",
    "suggest_from",
    "tags",
    "topics",
    "with_lessons",
]
