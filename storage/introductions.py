"""Suggestions and introductions, from the card to contact."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from sqlalchemy import Select, and_, delete, func, or_, select, update

from bot.introductions import (
    ASKS,
    ASKS_WITHIN,
    KNOWN,
    STILL_LOOKING,
    Common,
    Introduction,
    IntroductionState,
    Reply,
    Side,
    Way,
    Who,
    read_reasons,
    who_tells,
    written_reasons,
)
from bot.matching import Suggestion, children
from bot.messages import CommunityId, PersonId
from bot.people import SHOWN_COUNT
from bot.tags import topic_of
from bot.talents import Talent
from storage.database import Tx
from storage.tables import (
    behalf,
    groups,
    introductions,
    never_pairs,
    people,
    reading_concepts,
    talents,
    together_people,
)

INTRODUCTION = [introductions.c[each.name] for each in fields(Introduction)]
UNCHANGING = {"id", "community_id", "reasons", "cautions", "score", "suggested_at"}
CHANGING = [each.name for each in fields(Introduction) if each.name not in UNCHANGING]
# The two know each other by name, and the asker is not looking for somebody else.
FOUND = and_(
    introductions.c.state.in_(KNOWN),
    or_(introductions.c.result.is_(None), introductions.c.result.not_in(STILL_LOOKING)),
)
ENOUGH_TO_TELL = 60  # postings to look at, for whether five people told something
ASKED_NOBODY = and_(
    introductions.c.state == IntroductionState.LAPSED, introductions.c.giver_asked_at.is_(None)
)
PROPOSED_IN_VAIN = and_(ASKED_NOBODY, introductions.c.proposed_at.is_not(None))


async def find(tx: Tx, introduction_id: int) -> Introduction | None:
    """The introduction with this id, or None: the id came from a button."""
    return await tx.one(select_all().where(introductions.c.id == introduction_id), as_introduction)


async def add(tx: Tx, suggestion: Suggestion, *, of: CommunityId) -> bool:
    """Remember a suggestion; False when these two texts were brought together before. Where that
    was proposed and nobody could be asked, it is made afresh."""
    both = and_(
        introductions.c.offer_id == suggestion.offer.id,
        introductions.c.need_id == suggestion.need.id,
    )
    await tx.run(delete(introductions).where(both, PROPOSED_IN_VAIN))
    return await tx.insert_new(
        introductions,
        community_id=of,
        giver_id=suggestion.offer.owner,
        asker_id=suggestion.need.owner,
        offer_id=suggestion.offer.id,
        need_id=suggestion.need.id,
        reasons=written_reasons(suggestion.reasons),
        cautions=written_reasons(suggestion.cautions),
        score=round(suggestion.score * 1000),
        features=dict(suggestion.features),
        state=IntroductionState.SUGGESTED,
        suggested_at=tx.now,
    )


async def begin(tx: Tx, of: CommunityId, *, giver: PersonId, asker: PersonId) -> Introduction:
    """Contact through the bot, of two who said yes to each other elsewhere."""
    new = await tx.new_id(
        introductions,
        community_id=of,
        giver_id=giver,
        asker_id=asker,
        reasons=[],
        cautions=[],
        score=0,
        state=IntroductionState.IN_CONTACT,
        giver_said=Reply.YES,
        asker_said=Reply.YES,
        giver_way=Way.BOT,
        asker_way=Way.BOT,
        suggested_at=tx.now,
    )
    it = await find(tx, new)
    assert it is not None  # noqa: S101  # added just above
    return it


async def save(tx: Tx, it: Introduction) -> None:
    """Write down what became of it."""
    values = {name: getattr(it, name) for name in CHANGING} | {"about": list(it.about)}
    await tx.run(update(introductions).where(introductions.c.id == it.id).values(**values))


async def times_asked(tx: Tx, person_id: PersonId) -> int:
    """How often somebody was asked in the last thirty days, about a small group too."""
    since = tx.now - ASKS_WITHIN
    as_giver = and_(introductions.c.giver_id == person_id, introductions.c.giver_asked_at > since)
    as_asker = and_(introductions.c.asker_id == person_id, introductions.c.asker_asked_at > since)
    count = select(func.count()).select_from(introductions)
    together = select(func.count()).where(
        together_people.c.person_id == person_id, together_people.c.asked_at > since
    )
    asked = int(await tx.value(count.where(or_(as_giver, as_asker))))
    return asked + int(await tx.value(together))


async def asked_enough(tx: Tx, person_id: PersonId) -> bool:
    """Whether somebody was asked as often as they agreed to, or as often as anybody may be."""
    agreed = await tx.value(select(people.c.asks_a_month).where(people.c.id == person_id))
    return await times_asked(tx, person_id) >= min(ASKS, int(agreed))


async def never_again(tx: Tx, one: PersonId, other: PersonId) -> None:
    """These two are never brought together again; in whichever order they are looked up."""
    first, second = sorted((one, other))
    await tx.insert_new(never_pairs, person_id=first, other_id=second, at=tx.now)


async def are_never(tx: Tx, one: PersonId, other: PersonId) -> bool:
    """Whether one of them wants never to meet the other."""
    first, second = sorted((one, other))
    statement = select(func.count()).where(
        never_pairs.c.person_id == first, never_pairs.c.other_id == second
    )
    return bool(await tx.value(statement))


async def known_between(tx: Tx, one: PersonId, other: PersonId) -> list[Introduction]:
    """The introductions in which these two know each other by name, wherever they live."""
    both = [one, other]
    statement = select_all().where(
        introductions.c.giver_id.in_(both),
        introductions.c.asker_id.in_(both),
        introductions.c.state.in_(KNOWN),
    )
    return await tx.all(statement, as_introduction)


async def names(tx: Tx, person_ids: Collection[PersonId]) -> dict[PersonId, str]:
    """The names that people chose."""
    statement = select(people.c.id, people.c.name).where(people.c.id.in_(list(person_ids)))
    return dict(await tx.all(statement, lambda id, name: (PersonId(id), str(name))))


async def every_name(tx: Tx, it: Introduction) -> list[str]:
    """The names and usernames of the two, and of whom they told something for."""
    both = [each for each in (it.giver_id, it.asker_id) if each is not None]
    over = [each for each in (it.offer_id, it.need_id) if each is not None]
    others = await tx.values(select(behalf.c.name).where(behalf.c.talent_id.in_(over)))
    rows = await tx.all(
        select(people.c.name, people.c.username).where(people.c.id.in_(both)),
        lambda name, username: (name, username),
    )
    return [each for each in (*others, *(each for row in rows for each in row)) if each]


async def every_group(tx: Tx, it: Introduction) -> list[str]:
    """The names of the small groups for which the two told something, if they are about that."""
    over = [each for each in (it.offer_id, it.need_id) if each is not None]
    theirs = select(groups.c.name).join(talents, talents.c.group_id == groups.c.id)
    return await tx.values(theirs.where(talents.c.id.in_(over)))


async def common(tx: Tx, *postings: Talent) -> frozenset[Common]:
    """Of what these are about, and of the topics above: what so many people in their neighbourhood
    told in the same way that it says of nobody who it is. Of groups it is as many groups."""
    found: set[Common] = set()
    for posting in postings:
        topics = {topic for tag in posting.tags if (topic := topic_of(tag))}
        for concept in {*posting.tags, *topics}:
            if await _is_common(tx, posting, concept):
                found.add((who_tells(posting), posting.direction, concept))
    return frozenset(found)


async def _is_common(tx: Tx, posting: Talent, concept: str) -> bool:
    """Looks at some of who told it; many more tell no more than these."""
    who = talents.c.person_id if who_tells(posting) is Who.SOMEONE else talents.c.group_id
    statement = (
        select(who)
        .join(reading_concepts, reading_concepts.c.talent_id == talents.c.id)
        .where(
            reading_concepts.c.community_id == posting.community_id,
            reading_concepts.c.confirmed,
            reading_concepts.c.direction == posting.direction,
            reading_concepts.c.concept.in_([concept, *(each.id for each in children(concept))]),
            talents.c.group_id.is_(None) if who is talents.c.person_id else who.is_not(None),
        )
        .limit(ENOUGH_TO_TELL)
    )
    return len(set(await tx.values(statement))) >= SHOWN_COUNT


async def of_person(tx: Tx, person_id: PersonId, community_id: CommunityId) -> list[Introduction]:
    """The introductions in which somebody knows the other by name, newest first."""
    statement = (
        select_all()
        .where(
            introductions.c.community_id == community_id,
            or_(introductions.c.giver_id == person_id, introductions.c.asker_id == person_id),
            introductions.c.state.in_([IntroductionState.ACCEPTED, IntroductionState.IN_CONTACT]),
        )
        .order_by(introductions.c.id.desc())
    )
    return await tx.all(statement, as_introduction)


async def waiting_for(tx: Tx, person_id: PersonId, community_id: CommunityId) -> list[Introduction]:
    """The introductions about which somebody was asked and did not answer yet."""
    as_giver = and_(
        introductions.c.giver_id == person_id,
        introductions.c.state == IntroductionState.ASKING_GIVER,
        introductions.c.giver_asked_at.is_not(None),
        introductions.c.giver_said.is_(None),
    )
    as_asker = and_(
        introductions.c.asker_id == person_id,
        introductions.c.state == IntroductionState.ASKING_ASKER,
        introductions.c.asker_asked_at.is_not(None),
        introductions.c.asker_said.is_(None),
    )
    here = introductions.c.community_id == community_id
    statement = select_all().where(here, or_(as_giver, as_asker))
    return await tx.all(statement.order_by(introductions.c.id), as_introduction)


async def over(tx: Tx, talent_id: int) -> list[Introduction]:
    """The introductions over something that was told, oldest first."""
    its = or_(introductions.c.offer_id == talent_id, introductions.c.need_id == talent_id)
    return await tx.all(select_all().where(its).order_by(introductions.c.id), as_introduction)


async def of_either(tx: Tx, person_id: PersonId) -> list[Introduction]:
    """Every introduction in which somebody is one of the two."""
    mine = or_(introductions.c.giver_id == person_id, introductions.c.asker_id == person_id)
    return await tx.all(select_all().where(mine), as_introduction)


async def without(tx: Tx, person_id: PersonId) -> None:
    """Forget that somebody was one of the two, and why, and what they wrote as buurtverbinder; what
    the other was asked still counts, and what the other would rather not."""
    for side in Side:
        column = introductions.c[f"{side}_id"]
        other_said = func.coalesce(introductions.c[f"{side.other}_said"], Reply.YES)
        refused_alone = and_(column == person_id, other_said != Reply.RATHER_NOT)
        await tx.run(update(introductions).where(refused_alone).values(about=[]))
        await tx.run(
            update(introductions)
            .where(column == person_id)
            .values(
                {
                    column: None,
                    introductions.c.reasons: [],
                    introductions.c.cautions: [],
                    introductions.c.features: {},
                    introductions.c.warm_words: None,
                    introductions.c.for_whom: None,
                }
            )
        )
    written = introductions.c.connector_id == person_id
    await tx.run(update(introductions).where(written).values(warm_words=None))


def select_all() -> Select[Any]:
    """Every column of an introduction, for `as_introduction`."""
    return select(*INTRODUCTION)


def as_introduction(
    *,
    reasons: list[dict[str, Any]],
    cautions: list[dict[str, Any]],
    about: list[str],
    **row: Any,
) -> Introduction:
    return Introduction(
        reasons=read_reasons(reasons), cautions=read_reasons(cautions), about=tuple(about), **row
    )
