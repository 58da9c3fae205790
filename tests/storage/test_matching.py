"""The matcher's index in tables: it ranks as the one in memory, and keeps to who may be asked."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, insert, select, update

from bot.introductions import IntroductionState
from bot.matching import Direction, Index, SmallGroup, edition, profile, small_group, suggest_from
from bot.messages import CommunityId, PersonId
from storage import groups, matching, talents, together
from storage.database import Database, Tx
from storage.matching import StoredIndex
from storage.tables import (
    communities,
    introductions,
    memberships,
    people,
    reading_concepts,
    reading_terms,
    readings,
)
from storage.tables import talents as rows
from tests.bot.matching.test_meaning import Told
from tests.matching.data import LabelledSet, Need, read

TUNE = "tune"  # the other half is nobody's business here
KEPT = (readings, reading_concepts, reading_terms)


async def neighbourhood(tx: Tx) -> CommunityId:
    values = {"name": "Broeklanden", "language": "nl", "zone": "Europe/Amsterdam"}
    return CommunityId(await tx.new_id(communities, **values, created_at=tx.now))


async def neighbours(tx: Tx, here: CommunityId, many: int) -> list[PersonId]:
    """People who live here, and may be asked three times a month."""
    agreed = {"name": "Buur", "asks_a_month": 3, "consent_version": 1, "consented_at": tx.now}
    ids = await tx.new_ids(people, [{**agreed, "telegram_id": 1 + each} for each in range(many)])
    lives = {"community_id": here, "joined_at": tx.now}
    await tx.many(insert(memberships), [{**lives, "person_id": each} for each in ids])
    return [PersonId(each) for each in ids]


async def says(
    tx: Tx, who: PersonId, here: CommunityId, words: str, direction: Direction, *tags: str
) -> int:
    told = {"direction": direction, "words": words, "tags": tags}
    return await talents.add(tx, person_id=who, community_id=here, **told)


async def club(tx: Tx, here: CommunityId, founder: PersonId, *others: PersonId) -> int:
    """A small group of these."""
    new = {"community_id": here, "founder_id": founder, "name": "Club", "about": None, "places": 8}
    group = await groups.add(tx, **new)
    for each in others:
        await groups.put_member(tx, group.id, each, waiting=False)
    return group.id


async def indexed(
    tx: Tx, here: CommunityId, meaning: Told | None = None
) -> tuple[StoredIndex, Index]:
    """Both indexes of what a neighbourhood said."""
    stored = await matching.index_of(tx, here, meaning)
    everything = await stored.postings(await tx.values(select(rows.c.id)))
    fresh = [replace(each, reading=None) for each in everything]
    assert [profile(each).said for each in fresh] == [profile(each).said for each in everything]
    return stored, Index((each for each in fresh if each.direction is not Direction.LEARN), meaning)


# --- as in memory ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def labelled() -> LabelledSet:
    return read()


@pytest.mark.parametrize("seed", range(3))
async def test_both_indexes_rank_alike(database: Database, labelled: LabelledSet, seed: int):
    """Of any talents, for any need, to the last digit of each score: with tags and without, of
    people and of small groups, with an encoder and without."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    told = chance.sample(labelled.talents, chance.randint(5, len(labelled.talents)))
    needs = [each for each in labelled.needs if each.half == TUNE]
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        owners = await neighbours(tx, here, len(told) + 2)
        clubs = [await club(tx, here, each, *chance.sample(owners, 3)) for each in owners[:4]]
        for owner, each in zip(owners, told, strict=False):
            chosen = labelled.confirmed.get(each.id, ()) if chance.random() < 0.5 else ()
            await talents.add(
                tx,
                person_id=owner if chance.random() < 0.9 else owners[0],
                community_id=here,
                direction=each.direction,
                words=each.text,
                tags=chosen,
                avoid=each.avoid,
                area=each.area,
                group_id=chance.choice(clubs) if chance.random() < 0.3 else None,
            )
        asking = await needs_of(tx, owners[-1], here, chance.sample(needs, 12), labelled)
        theirs = rows.c.id.in_(asking[:4])
        await tx.run(update(rows).where(theirs).values(group_id=clubs[0]))
        away = {"paused_until": tx.now + timedelta(days=1)}
        await tx.run(update(people).where(people.c.id.in_(owners[1:3])).values(**away))
    standing_out = Told({each.text: 0.9 for each in chance.sample(told, 3)})
    async with database.read() as tx:
        for meaning in (None, standing_out):
            stored, memory = await indexed(tx, here, meaning)
            for need in await stored.postings(asking):
                expected = memory.rank(replace(need, reading=None), now=tx.now)
                found = (await stored.shortlist(need)).rank(need, now=tx.now)

                assert [(each.id, score) for each, score in found] == [
                    (each.id, score) for each, score in expected
                ]


async def needs_of(
    tx: Tx, who: PersonId, here: CommunityId, some: Iterable[Need], labelled: LabelledSet
) -> Sequence[int]:
    return [
        await says(tx, who, here, each.text, each.direction, *labelled.confirmed.get(each.id, ()))
        for each in some
    ]


async def test_many_who_may_not_be_asked_hide_nobody(database: Database):
    """The likeliest are fetched some at a time, until there are enough who may be asked."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        owners = await neighbours(tx, here, matching.FETCHED + 3)
        for each in owners[:-1]:
            await says(tx, each, here, "Ik timmer graag", Direction.OFFER, "woodwork")
        need = await says(tx, owners[-1], here, "Wie timmert", Direction.NEED, "woodwork")
        stopped = people.c.id.in_(owners[:-2])
        await tx.run(update(people).where(stopped).values(stopped=True))
    async with database.read() as tx:
        index = await matching.index_of(tx, here)
        [asking] = await index.postings([need])
        found = suggest_from(await index.shortlist(asking), asking, now=tx.now)

    assert [each.offer.owner for each in found] == [owners[-2]]


async def test_a_group_meets_only_a_group_without_a_shared_member(database: Database):
    """What it seeks is no errand for one neighbour, and who share a member need no introduction;
    who waits for a place in a group is not in it yet."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        anna, bram, karel, fatima = await neighbours(tx, here, 4)
        seeking, sharing = await club(tx, here, anna, fatima), await club(tx, here, bram)
        tells = {"community_id": here, "words": "timmeren", "tags": ("woodwork",)}
        share, seek = {"direction": Direction.OFFER}, {"direction": Direction.NEED}
        ours = await talents.add(tx, person_id=bram, group_id=sharing, **share, **tells)
        mine = await talents.add(tx, person_id=karel, **share, **tells)
        needs = [
            await talents.add(tx, person_id=anna, group_id=seeking, **seek, **tells),
            await talents.add(tx, person_id=fatima, **seek, **tells),
        ]

        assert await answers(tx, here, needs) == [[ours], [mine]]
        await groups.put_member(tx, sharing, fatima, waiting=True)
        assert await answers(tx, here, needs) == [[ours], [mine]]
        await groups.put_member(tx, sharing, fatima, waiting=False)
        assert await answers(tx, here, needs) == [[], [mine]]


async def answers(tx: Tx, here: CommunityId, needs: Sequence[int]) -> list[list[int]]:
    """Who is suggested for each of these."""
    index = await matching.index_of(tx, here)
    return [
        [each.offer.id for each in suggest_from(await index.shortlist(one), one, now=tx.now)]
        for one in await index.postings(needs)
    ]


async def test_what_one_neighbour_can_is_not_read_for_a_group(database: Database):
    """Among ten thousand neighbours the few groups would be found last."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        anna, bram, karel = await neighbours(tx, here, 3)
        for _ in range(matching.FETCHED):
            await says(tx, karel, here, "Ik timmer graag", Direction.OFFER, "woodwork")
        tells = {"community_id": here, "words": "timmeren", "tags": ("woodwork",)}
        group = {"group_id": await club(tx, here, bram), "direction": Direction.OFFER}
        ours = await talents.add(tx, person_id=bram, **group, **tells)
        group = {"group_id": await club(tx, here, anna), "direction": Direction.NEED}
        need = await talents.add(tx, person_id=anna, **group, **tells)
        index = await matching.index_of(tx, here)
        [asking] = await index.postings([need])

        assert [each.posting.id for each in (await index.shortlist(asking)).offers] == [ours]
        assert set(index._profiles) == {ours}


# --- who may be asked, and whose turn it is ----------------------------------------------------


async def test_a_need_has_its_turn_when_its_owner_may_be_asked(database: Database):
    """Not while they pause, not when somebody is suggested already, and nobody's own card."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        anna, bram, fatima, karel = await neighbours(tx, here, 4)
        offer = await says(tx, anna, here, "Ik timmer graag", Direction.OFFER, "woodwork")
        first = await says(tx, bram, here, "Wie timmert", Direction.NEED, "woodwork")
        second = await says(tx, karel, here, "Wie loopt mee", Direction.TOGETHER, "walking")
        index = await matching.index_of(tx, here)

        assert await turns(index) == [first, second]
        assert await turns(index, but=bram) == [second]
        await tx.run(update(people).where(people.c.id == bram).values(reachable=False))
        assert await turns(index) == [second]
        await tx.run(update(people).where(people.c.id == bram).values(reachable=True))
        await tx.insert(
            introductions,
            community_id=here,
            giver_id=anna,
            asker_id=bram,
            offer_id=offer,
            need_id=first,
            reasons=[],
            cautions=[],
            score=1,
            state=IntroductionState.SUGGESTED,
            suggested_at=tx.now,
        )
        assert await turns(index) == [second]
        assert fatima not in {each.owner for each in await index.needs()}


async def turns(index: StoredIndex, *, but: PersonId | None = None, most: int = 20) -> list[int]:
    return [each.id for each in await index.needs(but=but, most=most)]


async def test_every_need_has_its_turn(database: Database):
    """A card looks at a few; the next one looks at others first."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        (bram,) = await neighbours(tx, here, 1)
        one, two, three = [
            await says(tx, bram, here, "Wie timmert", Direction.NEED, "woodwork") for _ in range(3)
        ]
        index = await matching.index_of(tx, here)

        assert await turns(index, most=2) == [one, two]
        await index.sought(await index.needs(most=2))
        assert await turns(index, most=1) == [three]
        assert await turns(index, most=2) == [one, three]


async def test_who_looks_for_what_somebody_new_can_has_a_turn_first(database: Database):
    """Among a thousand searches the one that can be answered now must not wait for the others."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        anna, bram = await neighbours(tx, here, 2)
        for words, tag in (("Wie breit", "knitting"), ("Wie timmert", "woodwork")):
            last = await says(tx, bram, here, words, Direction.NEED, tag)
        index = await matching.index_of(tx, here)
        await index.sought(await index.needs())

        await says(tx, anna, here, "Ik timmer graag", Direction.OFFER, "woodwork")

        assert await turns(index, most=1) == [last]


async def test_nobody_is_found_for_their_own_card_or_need(database: Database):
    """A buurtverbinder does not see who would be asked for themselves."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        anna, bram = await neighbours(tx, here, 2)
        for each in (anna, bram):
            await says(tx, each, here, "Ik timmer graag", Direction.OFFER, "woodwork")
        need = await says(tx, bram, here, "Wie timmert", Direction.NEED, "woodwork")
        index = await matching.index_of(tx, here)
        [asking] = await index.postings([need])

        found = await index.shortlist(asking)
        assert [each.posting.owner for each in found.offers] == [anna]
        assert (await index.shortlist(asking, but=anna)).offers == []


async def test_who_was_asked_enough_is_not_asked_again(database: Database):
    """Also about a small group: three times in thirty days, however much they would agree to."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        anna, bram, karel = await neighbours(tx, here, 3)
        await says(tx, anna, here, "Ik timmer graag", Direction.OFFER, "woodwork")
        need = await says(tx, bram, here, "Wie timmert", Direction.NEED, "woodwork")
        wish = matching_wish([anna, bram, karel])
        for _ in range(3):
            new = await together.add(tx, wish, community_id=here, connector_id=karel)
            asked = await together.find(tx, new)
            assert asked is not None
            people_asked = tuple(replace(each, asked_at=tx.now) for each in asked.people)
            await together.save(tx, replace(asked, people=people_asked, asked_at=tx.now))
        index = await matching.index_of(tx, here)
        [asking] = await index.postings([need])

        assert (await index.shortlist(asking)).offers == []


def matching_wish(who: Sequence[PersonId]) -> together.Wish:
    return together.Wish(concept="walking", people=tuple(who))


# --- what several want -------------------------------------------------------------------------


async def test_three_who_want_the_same_are_a_wish(database: Database):
    """Counted without reading a text; who was asked about it before is not counted."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        walkers = await neighbours(tx, here, 4)
        said = [
            await says(tx, each, here, "Samen wandelen", Direction.TOGETHER, "walking")
            for each in walkers
        ]
        await says(tx, walkers[0], here, "Samen timmeren", Direction.TOGETHER, "woodwork")
        await says(tx, walkers[1], here, "Ik loop", Direction.OFFER, "walking")

        assert await matching.wishes(tx, here) == ["walking"]
        assert await matching.who_wishes(tx, here, "walking") == said
        group = await grouped(tx, here, said)
        assert group is not None
        assert {each.offer.owner for each in group.others} == set(walkers[1:])
        wish = matching_wish(walkers[2:])
        await together.add(tx, wish, community_id=here, connector_id=walkers[0])
        assert await matching.wishes(tx, here) == []
        assert await matching.who_wishes(tx, here, "walking") == said[:2]


async def grouped(tx: Tx, here: CommunityId, said: list[int]) -> SmallGroup | None:
    need, *others = await (await matching.index_of(tx, here)).postings(said)
    return small_group(Index(others), need, now=tx.now)


# --- kept with the talent ----------------------------------------------------------------------


async def counts(tx: Tx) -> list[int]:
    return [int(await tx.value(select(func.count()).select_from(each))) for each in KEPT]


async def test_what_was_read_follows_the_talent_and_goes_with_it(database: Database):
    """Words that were taken back must not be found by what the matcher made of them."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        anna, bram = await neighbours(tx, here, 2)
        mine = await says(tx, anna, here, "Ik timmer graag", Direction.OFFER, "woodwork")
        await says(tx, bram, here, "Ik brei truien", Direction.OFFER, "knitting")
        assert await holders(tx, "woodwork") == [mine]

        told = await talents.find(tx, mine)
        assert told is not None
        await talents.rewrite(tx, replace(told, words="Ik bak taarten", tags=("baking",)))
        assert await holders(tx, "woodwork") == []
        assert await holders(tx, "baking") == [mine]
        await talents.withdraw(tx, mine)
        assert await holders(tx, "baking") == []
        await tx.run(delete(people))
        assert await counts(tx) == [0, 0, 0]


async def holders(tx: Tx, concept: str) -> list[int]:
    about = reading_concepts.c.concept == concept
    return await tx.values(select(reading_concepts.c.talent_id).where(about))


async def test_what_another_edition_read_is_read_anew(database: Database):
    """Until then its words count and not what was made of them."""
    async with database.begin() as tx:
        here = await neighbourhood(tx)
        (anna,) = await neighbours(tx, here, 1)
        mine = await says(tx, anna, here, "Ik timmer graag", Direction.OFFER, "woodwork")
        assert await matching.unread(tx, most=10) == []
        await tx.run(update(readings).values(edition="older", said={}, avoids={}))

        [posting] = await (await matching.index_of(tx, here)).postings([mine])
        assert posting.reading is None
        [(where, told)] = await matching.unread(tx, most=10)
        assert (where, told.id, told.text) == (here, mine, "Ik timmer graag")
        await matching.keep(tx, told, community_id=where)
        [posting] = await (await matching.index_of(tx, here)).postings([mine])
        assert posting.reading is not None
        assert await tx.values(select(readings.c.edition)) == [edition()]
