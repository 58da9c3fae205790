"""What a neighbourhood's buurtverbinders chose, as the matcher learns from it, and what it learned.

Features and weights only: nothing here says who was suggested to whom.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import or_, select

from bot.introductions import IntroductionState
from bot.matching import Decision, with_lessons
from bot.messages import CommunityId
from storage.database import Tx
from storage.tables import introductions, learned_weights


async def decisions(tx: Tx, community_id: CommunityId, *, most: int) -> list[Decision]:
    """The newest suggestions that were proposed or dismissed, and still are.

    What was put off, taken back or left lying says nothing; neither does a pair of which somebody
    left, or one from before its features were kept.
    """
    proposed = introductions.c.proposed_at.is_not(None)
    statement = (
        select(introductions.c.features, proposed.label("introduced"))
        .where(
            introductions.c.community_id == community_id,
            or_(proposed, introductions.c.state == IntroductionState.DISMISSED),
        )
        .order_by(introductions.c.id.desc())
        .limit(most)
    )
    found = await tx.all(
        statement,
        lambda features, introduced: Decision(features, introduced=bool(introduced)),
    )
    return [each for each in found if each.features]


async def keep(tx: Tx, community_id: CommunityId, lessons: Mapping[str, float]) -> None:
    """What was learned, instead of what was learned before."""
    key = {"community_id": community_id}
    await tx.upsert(learned_weights, key=key, values={"weights": dict(lessons), "at": tx.now})


async def weights(tx: Tx, community_id: CommunityId) -> Mapping[str, float]:
    """The weights to score with here: those that are shipped, where nothing was learned yet."""
    learned = select(learned_weights.c.weights).where(
        learned_weights.c.community_id == community_id
    )
    return with_lessons(await tx.value(learned) or {})
