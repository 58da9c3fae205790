"""What stands on the connector cards, and what must not come on one again."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)

from bot.connectors import Pair
from bot.introductions import WENT_WELL, Introduction, IntroductionState, Reply
from bot.matching import Circles
from bot.messages import CardId, CommunityId, PersonId
from storage.database import Tx
from storage.introductions import ASKED_NOBODY, PROPOSED_IN_VAIN, as_introduction, select_all
from storage.tables import (
    cards,
    group_members,
    groups,
    idea_participants,
    ideas,
    introductions,
    never_pairs,
    people,
)

HERE = bindparam("community", type_=BigInteger)
TOGETHER = union_all(
    select(
        literal("group").label("kind"),
        groups.c.id.label("number"),
        group_members.c.person_id.label("person"),
    )
    .join(group_members, group_members.c.group_id == groups.c.id)
    .where(groups.c.community_id == HERE, ~group_members.c.waiting),
    select(literal("idea"), ideas.c.id, idea_participants.c.person_id)
    .join(idea_participants, idea_participants.c.idea_id == ideas.c.id)
    .where(ideas.c.community_id == HERE),
    select(literal("idea"), ideas.c.id, ideas.c.author_id).where(
        ideas.c.community_id == HERE, ideas.c.author_id.is_not(None)
    ),
)


async def for_card(tx: Tx, connector_id: PersonId, community_id: CommunityId) -> list[Introduction]:
    """What may stand on this buurtverbinder's card: their own, and what nobody has; not what they
    put off. First what is theirs already, then what waits longest."""
    put_off = introductions.c.put_off_until.is_not(None)
    mine_to_see = or_(
        and_(~put_off, introductions.c.connector_id == connector_id),
        introductions.c.connector_id.is_(None),
        and_(put_off, introductions.c.put_off_by != connector_id),
        introductions.c.put_off_until <= tx.now,
    )
    statement = (
        select_all()
        .where(
            introductions.c.community_id == community_id,
            introductions.c.state == IntroductionState.SUGGESTED,
            mine_to_see,
            introductions.c.giver_id.is_not(None) & (introductions.c.giver_id != connector_id),
            introductions.c.asker_id.is_not(None) & (introductions.c.asker_id != connector_id),
        )
        .order_by(
            case((and_(~put_off, introductions.c.connector_id == connector_id), 0), else_=1),
            introductions.c.suggested_at,
            introductions.c.id,
        )
    )
    return await tx.all(statement, as_introduction)


async def on_card(tx: Tx, card_id: CardId) -> list[Introduction]:
    """The lines of a card, in their order; what was passed on from it among them."""
    mine = or_(introductions.c.card_id == card_id, introductions.c.passed_card_id == card_id)
    return await tx.all(select_all().where(mine).order_by(introductions.c.id), as_introduction)


async def owner_of(tx: Tx, card_id: CardId) -> tuple[PersonId, CommunityId] | None:
    """Whose card this is, and of which neighbourhood."""
    statement = (
        select(people.c.id, cards.c.subject_id)
        .join(people, people.c.telegram_id == cards.c.chat_id)
        .where(cards.c.id == card_id)
    )
    return await tx.one(statement, lambda id, subject_id: (PersonId(id), CommunityId(subject_id)))


async def went_well(tx: Tx, community_id: CommunityId, *, since: datetime) -> Introduction | None:
    """The newest introduction that brought something."""
    statement = (
        select_all()
        .where(
            introductions.c.community_id == community_id,
            introductions.c.state == IntroductionState.IN_CONTACT,
            introductions.c.result.in_(WENT_WELL),
            introductions.c.result_at > since,
        )
        .order_by(introductions.c.result_at.desc(), introductions.c.id.desc())
        .limit(1)
    )
    return await tx.one(statement, as_introduction)


async def stale(tx: Tx, community_id: CommunityId, *, before: datetime) -> list[Introduction]:
    """What was suggested before this moment, and nobody chose about."""
    old = select_all().where(
        introductions.c.community_id == community_id,
        introductions.c.state == IntroductionState.SUGGESTED,
        introductions.c.suggested_at <= before,
    )
    return await tx.all(old, as_introduction)


async def forget(tx: Tx, it: Introduction) -> None:
    """As if it had not been suggested; the matcher may find it again."""
    await tx.run(delete(introductions).where(introductions.c.id == it.id))


async def let_go(tx: Tx, connector_id: PersonId, community_id: CommunityId) -> None:
    """Somebody is no buurtverbinder any more: what waited on their card is free for others."""
    mine = and_(
        introductions.c.connector_id == connector_id,
        introductions.c.community_id == community_id,
        introductions.c.state == IntroductionState.SUGGESTED,
    )
    await tx.run(
        update(introductions)
        .where(mine)
        .values(connector_id=None, card_id=None, passed_by=None, passed_card_id=None)
    )


async def met(tx: Tx, community_id: CommunityId) -> frozenset[Pair]:
    """Who need not be introduced: they were, one of them never wants it, or they wait on a card."""
    both = select(introductions.c.giver_id, introductions.c.asker_id).where(
        introductions.c.community_id == community_id,
        introductions.c.state != IntroductionState.DISMISSED,
        ~ASKED_NOBODY,
        introductions.c.giver_id.is_not(None),
        introductions.c.asker_id.is_not(None),
    )
    introduced = await tx.all(both, lambda giver_id, asker_id: frozenset({giver_id, asker_id}))
    return frozenset(introduced) | await never(tx)


async def never(tx: Tx) -> frozenset[Pair]:
    """Of whom one wants never to meet the other."""
    pairs = await tx.all(
        select(never_pairs.c.person_id, never_pairs.c.other_id),
        lambda person_id, other_id: frozenset({person_id, other_id}),
    )
    return frozenset(pairs)


async def circles(tx: Tx, community_id: CommunityId) -> Circles:
    """Who know each other already: they are together in a small group, or joined the same idea."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for kind, number, person in await tx.all(
        TOGETHER, lambda kind, number, person: (kind, number, person), community=community_id
    ):
        found[kind, number].add(person)
    return [frozenset(circle) for circle in found.values() if len(circle) > 1]


async def tried(tx: Tx, community_id: CommunityId) -> frozenset[tuple[int, int]]:
    """The offers and needs that were brought together before."""
    statement = select(introductions.c.offer_id, introductions.c.need_id).where(
        introductions.c.community_id == community_id,
        introductions.c.offer_id.is_not(None),
        introductions.c.need_id.is_not(None),
        ~PROPOSED_IN_VAIN,
    )
    return frozenset(await tx.all(statement, lambda offer_id, need_id: (offer_id, need_id)))


async def did_not_work(tx: Tx, need_id: int) -> bool:
    """Whether somebody else was asked for this need, and it came to nothing."""
    statement = select(func.count()).where(
        introductions.c.need_id == need_id,
        introductions.c.state.in_([IntroductionState.DECLINED, IntroductionState.LAPSED]),
        introductions.c.proposed_at.is_not(None),
        introductions.c.closed_at.is_not(None),
    )
    return bool(await tx.value(statement))


async def unwelcome(
    tx: Tx, community_id: CommunityId, *, to: PersonId | None = None
) -> frozenset[tuple[int, str]]:
    """Who said `Zoiets liever niet`, and to what. `to`: only this person."""
    found: set[tuple[int, str]] = set()
    for person, said in (
        (introductions.c.giver_id, introductions.c.giver_said),
        (introductions.c.asker_id, introductions.c.asker_said),
    ):
        statement = select(person.label("person"), introductions.c.about).where(
            introductions.c.community_id == community_id,
            said == Reply.RATHER_NOT,
            person.is_not(None) if to is None else person == to,
        )
        for who, about in await tx.all(statement, lambda person, about: (person, about)):
            found |= {(who, each) for each in about}
    return frozenset(found)
