"""The matcher's index in tables: what it read of each talent, so that a need fetches only those
that share something with it.

Written in the transaction that writes the talent, and gone with it. What another edition of the
knowledge base read is read again in the background (`unread`). What is found here ranks as
`bot.matching.Index` ranks it in memory; a test holds the two equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Select,
    String,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    union_all,
    update,
)

from bot.introductions import UNDER_WAY, IntroductionState
from bot.matching import (
    ANSWERS,
    MOST_COMPARED,
    NOTHING,
    Analysis,
    Direction,
    Holders,
    Meaning,
    Posting,
    Profile,
    Reading,
    Shared,
    Shortlist,
    alike_and_apart,
    edition,
    likeliest,
    may_meet,
    profile,
    standing_out,
    usual_length,
    wanted,
)
from bot.messages import CommunityId, PersonId
from bot.talents import TRIES
from bot.together import FEWEST, Wish
from storage.database import Tx
from storage.introductions import FOUND
from storage.tables import (
    group_members,
    groups,
    introductions,
    memberships,
    people,
    reading_concepts,
    reading_terms,
    readings,
    talents,
    together_people,
    togethers,
)
from storage.types import among

ASKS_COUNT_FOR = timedelta(days=30)
NEW_FOR = timedelta(days=30)
FETCHED = 140  # offers at a time, of which some may not meet whoever asks
MOST_NEEDS = 20  # looked at for one card: first what was not yet, and then what waits longest
MOST_WISHES = 10
NOBODY: frozenset[int] = frozenset()

HERE = bindparam("community", type_=BigInteger)
NOW = bindparam("now", type_=readings.c.sought_at.type)
SINCE = bindparam("since", type_=readings.c.sought_at.type)

# --- what was read -----------------------------------------------------------------------------

FORGET = delete(readings).where(readings.c.talent_id == bindparam("talent"))
# Somebody new may be the answer: whoever looks for this has a turn on the next card.
TURN_AGAIN = (
    update(readings)
    .where(
        readings.c.talent_id.in_(
            select(reading_concepts.c.talent_id).where(
                reading_concepts.c.community_id == HERE,
                among(reading_concepts.c.concept, "concepts"),
                reading_concepts.c.direction != Direction.OFFER,
            )
        ),
        readings.c.sought_at.is_not(None),
    )
    .values(sought_at=None)
)
UNREAD = (
    select(
        talents.c.id,
        talents.c.person_id,
        talents.c.community_id,
        talents.c.direction,
        talents.c.words,
        talents.c.tags,
        talents.c.avoid,
    )
    .outerjoin(readings, readings.c.talent_id == talents.c.id)
    .where(
        or_(readings.c.edition.is_(None), readings.c.edition != bindparam("edition", type_=String))
    )
    .order_by(talents.c.id)
    .limit(bindparam("most"))
)


async def keep(tx: Tx, posting: Posting, *, community_id: CommunityId) -> None:
    """Read a posting and write down what it says, instead of what was read before."""
    read = profile(posting)
    await tx.run(FORGET, talent=posting.id)
    await tx.insert(
        readings,
        talent_id=posting.id,
        community_id=community_id,
        direction=posting.direction,
        edition=edition(),
        length=read.length,
        said=_written(read.said),
        avoids=None if read.avoids == NOTHING else _written(read.avoids),
    )
    here: dict[str, Any] = {"talent_id": posting.id, "community_id": community_id}
    await tx.many(
        reading_concepts.insert(),
        [
            {
                **here,
                "direction": posting.direction,
                "concept": concept,
                "weight": weight,
                "confirmed": concept in read.tags,
            }
            for concept, weight in read.evidence.items()
        ],
    )
    if posting.direction not in ANSWERS:
        return
    await tx.many(reading_terms.insert(), [{**here, "term": term} for term in read.said.terms])
    if read.evidence:
        await tx.run(TURN_AGAIN, community=community_id, concepts=sorted(read.evidence))


async def unread(tx: Tx, *, most: int) -> list[tuple[CommunityId, Posting]]:
    """Talents that were never read, or by another edition; the oldest first."""

    def one(*, community_id: int, **row: Any) -> tuple[CommunityId, Posting]:
        return CommunityId(community_id), _told(**row)

    return await tx.all(UNREAD, one, edition=edition(), most=most)


def _told(*, person_id: int, words: str, tags: list[str], **row: Any) -> Posting:
    return Posting(owner=person_id, text=words, tags=tuple(tags), **row)


def _written(said: Analysis) -> dict[str, Any]:
    """In pairs: PostgreSQL puts the names of an object in an order of its own, and the order in
    which numbers are added up shows in their last digit."""
    return {
        "evidence": [list(pair) for pair in said.evidence.items()],
        "denied": sorted(said.denied),
        "terms": [list(pair) for pair in said.terms.items()],
        "company": said.wants_company,
        "kinds": sorted(said.kinds),
        "focus": [list(pair) for pair in said.focus.items()],
    }


def _analysis(written: Mapping[str, Any]) -> Analysis:
    return Analysis(
        dict(written["evidence"]),
        frozenset(written["denied"]),
        dict(written["terms"]),
        written["company"],
        frozenset(written["kinds"]),
        dict(written["focus"]),
    )


# --- what may be known of people ---------------------------------------------------------------

AVAILABLE = and_(
    ~people.c.stopped,
    people.c.reachable,
    or_(people.c.paused_until.is_(None), people.c.paused_until <= NOW),
    talents.c.unanswered <= TRIES,
)
POSTINGS = (
    select(
        *(talents.c[name] for name in ("id", "person_id", "direction", "words", "tags", "avoid")),
        *(talents.c[name] for name in ("area", "times", "created_at", "confirmed_at")),
        people.c.asks_a_month,
        AVAILABLE.label("available"),
        memberships.c.joined_at,
        readings.c.edition.label("read_by"),
        readings.c.said,
        readings.c.avoids,
    )
    .join(people, people.c.id == talents.c.person_id)
    .join(
        memberships,
        (memberships.c.person_id == people.c.id)
        & (memberships.c.community_id == talents.c.community_id),
    )
    .outerjoin(readings, readings.c.talent_id == talents.c.id)
    .where(
        # Not by its index: SQLite would read all talents of the neighbourhood to find these.
        talents.c.community_id + 0 == HERE,
        among(talents.c.id, "ids"),
    )
)


def _asked(person: Any, moment: Any) -> Select[Any]:
    return (
        select(person.label("person"), func.count().label("times"))
        .where(introductions.c.community_id == HERE, moment > SINCE)
        .group_by(person)
    )


ASKED = union_all(
    _asked(introductions.c.giver_id, introductions.c.giver_asked_at),
    _asked(introductions.c.asker_id, introductions.c.asker_asked_at),
    select(together_people.c.person_id.label("person"), func.count().label("times"))
    .join(togethers, togethers.c.id == together_people.c.together_id)
    .where(togethers.c.community_id == HERE, together_people.c.asked_at > SINCE)
    .group_by(together_people.c.person_id),
)


async def _asks(tx: Tx, community_id: CommunityId) -> dict[int, int]:
    """How often each person of a neighbourhood was asked in the last thirty days."""
    counts: dict[int, int] = defaultdict(int)
    since = tx.now - ASKS_COUNT_FOR
    for person_id, times in await tx.rows(ASKED, community=community_id, since=since):
        counts[person_id] += times
    return counts


# What a group says, and who is in it: it is for another group.
MEMBERS = (
    select(talents.c.id, group_members.c.person_id)
    .select_from(groups)
    .join(talents, talents.c.group_id == groups.c.id)
    .join(group_members, group_members.c.group_id == groups.c.id)
    .where(groups.c.community_id == HERE, ~group_members.c.waiting)
)


async def _members(tx: Tx, community_id: CommunityId) -> dict[int, frozenset[int]]:
    """Who is in the group that says this, of all that groups say."""
    found: dict[int, set[int]] = defaultdict(set)
    for talent_id, person_id in await tx.rows(MEMBERS, community=community_id):
        found[talent_id].add(person_id)
    return {talent_id: frozenset(inside) for talent_id, inside in found.items()}


# --- the index ---------------------------------------------------------------------------------

LENGTHS = select(func.count().label("offers"), func.sum(readings.c.length).label("words")).where(
    readings.c.community_id == HERE, readings.c.direction.in_(ANSWERS)
)
# Those that are about something as surely as each other in one row: there are thousands of them.
HOLDERS = (
    select(
        reading_concepts.c.concept,
        reading_concepts.c.weight,
        func.aggregate_strings(cast(reading_concepts.c.talent_id, String), ",").label("offers"),
    )
    .where(
        reading_concepts.c.community_id == HERE,
        among(reading_concepts.c.concept, "concepts"),
        reading_concepts.c.direction.in_(ANSWERS),
    )
    .group_by(reading_concepts.c.concept, reading_concepts.c.weight)
)
SAYING = select(reading_terms.c.term, reading_terms.c.talent_id).where(
    reading_terms.c.community_id == HERE,
    among(reading_terms.c.term, "terms"),
)
TEXTS = (
    select(talents.c.id, talents.c.words)
    .where(talents.c.community_id == HERE, talents.c.direction.in_(ANSWERS))
    .order_by(talents.c.id)
)
# Somebody is suggested, asked now or found. A no counts as asking until the hour at which it is
# told, so that nobody reads it off a card.
IS_BUSY = exists().where(
    introductions.c.need_id == talents.c.id,
    or_(
        introductions.c.state.in_([IntroductionState.SUGGESTED, *UNDER_WAY]),
        FOUND,
        and_(
            introductions.c.state == IntroductionState.DECLINED, introductions.c.closed_at.is_(None)
        ),
    ),
)
NEEDS = (
    select(talents.c.id)
    .join(people, people.c.id == talents.c.person_id)
    .join(readings, readings.c.talent_id == talents.c.id)
    .where(
        talents.c.community_id == HERE,
        talents.c.direction != Direction.OFFER,
        talents.c.person_id != bindparam("but", type_=BigInteger),
        AVAILABLE,
        ~IS_BUSY,
    )
    .order_by(readings.c.sought_at.nulls_first(), talents.c.created_at, talents.c.id)
    .limit(bindparam("most"))
)
SOUGHT = update(readings).where(among(readings.c.talent_id, "ids")).values(sought_at=NOW)


@dataclass(slots=True, kw_only=True)
class StoredIndex:
    """The postings of one neighbourhood, as one transaction finds them. What it fetched for one
    need it remembers for the next."""

    tx: Tx
    community_id: CommunityId
    asks: Mapping[int, int]
    members: Mapping[int, frozenset[int]]  # of the groups, by what they say
    meaning: Meaning | None = None
    _texts: tuple[Sequence[int], Sequence[str]] | None = None
    _offers: int | None = None
    _usual_length: float = 1.0
    _concepts: dict[str, Holders] = field(default_factory=dict)
    _terms: dict[str, Sequence[int]] = field(default_factory=dict)
    _profiles: dict[int, Profile] = field(default_factory=dict)

    async def postings(self, ids: Collection[int]) -> list[Posting]:
        """What the matcher may know of these, oldest first."""
        if not ids:
            return []
        found = await self.tx.all(
            POSTINGS, self._posting, community=self.community_id, now=self.tx.now, ids=list(ids)
        )
        return sorted(found, key=lambda one: one.id)

    async def needs(self, *, but: PersonId | None = None, most: int = MOST_NEEDS) -> list[Posting]:
        """What people look for and nobody was found for yet, oldest first, but of this person: a
        number of them, each in its turn."""
        ids = await self.tx.values(
            NEEDS, community=self.community_id, now=self.tx.now, but=but or 0, most=most
        )
        return await self.postings(ids)

    async def sought(self, needs: Iterable[Posting]) -> None:
        """These had their turn."""
        if ids := [each.id for each in needs]:
            await self.tx.run(SOUGHT, ids=ids, now=self.tx.now)

    async def shortlist(self, need: Posting, *, but: PersonId | None = None) -> Shortlist:
        """The offers that answer a need best, but of this person; to be ranked."""
        asked = profile(need)
        shared = await self._shared(asked)
        offers: list[Profile] = []
        likely = (
            id_
            for id_ in likeliest(asked, shared)
            if alike_and_apart(need.members, self._members_of(id_))  # not read in vain
        )
        while len(offers) < MOST_COMPARED and (some := list(islice(likely, FETCHED))):
            offers += [
                each
                for each in await self._read(some)
                if each.posting.owner != but and may_meet(asked, each)
            ]
        return Shortlist(shared, offers[:MOST_COMPARED])

    async def _shared(self, asked: Profile) -> Shared:
        look_up = wanted(asked)
        await self._count()
        await self._find_holders(look_up.concepts - self._concepts.keys())
        await self._find_saying(set(look_up.terms) - self._terms.keys())
        return Shared(
            self._offers or 0,
            self._usual_length,
            self._concepts,
            self._terms,
            await self._alike(asked.posting),
        )

    async def _alike(self, need: Posting) -> Mapping[int, float]:
        if self.meaning is None or not need.text:
            return {}
        if self._texts is None:
            rows = await self.tx.rows(TEXTS, community=self.community_id)
            self._texts = [id_ for id_, _ in rows], tuple(words for _, words in rows)
        ids, texts = self._texts
        found = standing_out(self.meaning.alike(need.text, texts))
        return {ids[place]: value for place, value in found.items()}

    def _members_of(self, talent_id: int) -> frozenset[int]:
        return self.members.get(talent_id, NOBODY)

    async def _count(self) -> None:
        if self._offers is not None:
            return
        [(self._offers, words)] = await self.tx.all(
            LENGTHS, lambda offers, words: (offers, words), community=self.community_id
        )
        self._usual_length = usual_length(int(words or 0), of=self._offers)

    async def _find_holders(self, concepts: Collection[str]) -> None:
        if not concepts:
            return
        found: dict[str, dict[float, list[int]]] = {each: {} for each in concepts}
        for concept, weight, offers in await self.tx.rows(
            HOLDERS, community=self.community_id, concepts=sorted(concepts)
        ):
            found[concept][weight] = list(map(int, offers.split(",")))
        self._concepts.update(found)

    async def _find_saying(self, terms: Collection[str]) -> None:
        if not terms:
            return
        found: dict[str, list[int]] = {each: [] for each in terms}
        for term, talent_id in await self.tx.rows(
            SAYING, community=self.community_id, terms=sorted(terms)
        ):
            found[term].append(talent_id)
        self._terms.update(found)

    async def _read(self, ids: Sequence[int]) -> list[Profile]:
        """These offers, in this order; one whose owner left this neighbourhood is not there."""
        for each in await self.postings([id_ for id_ in ids if id_ not in self._profiles]):
            self._profiles[each.id] = profile(each)
        return [self._profiles[id_] for id_ in ids if id_ in self._profiles]

    def _posting(
        self,
        *,
        id: int,
        person_id: int,
        words: str,
        tags: list[str],
        times: list[str],
        created_at: datetime,
        confirmed_at: datetime | None,
        asks_a_month: int,
        available: bool,
        joined_at: datetime,
        read_by: str | None,
        said: dict[str, Any] | None,
        avoids: dict[str, Any] | None,
        **row: Any,
    ) -> Posting:
        return Posting(
            id=id,
            owner=person_id,
            text=words,
            tags=tuple(tags),
            members=self._members_of(id),
            times=frozenset(times),
            posted_at=confirmed_at or created_at,
            asks_last_30_days=self.asks.get(person_id, 0),
            asks_agreed=asks_a_month,
            paused=not available,
            newcomer=self.tx.now - joined_at < NEW_FOR,
            reading=_reading(read_by, said, avoids),
            **row,
        )


def _reading(
    by: str | None, said: dict[str, Any] | None, avoids: dict[str, Any] | None
) -> Reading | None:
    """What was kept; nothing when another edition read it."""
    if by != edition() or said is None:
        return None
    return Reading(_analysis(said), NOTHING if avoids is None else _analysis(avoids))


async def index_of(
    tx: Tx, community_id: CommunityId, meaning: Meaning | None = None
) -> StoredIndex:
    """The index of a neighbourhood. `meaning`: the operator's encoder, where there is one."""
    return StoredIndex(
        tx=tx,
        community_id=community_id,
        asks=await _asks(tx, community_id),
        members=await _members(tx, community_id),
        meaning=meaning,
    )


# --- what several want -------------------------------------------------------------------------

ASKED_BEFORE = (
    exists()
    .where(
        togethers.c.id == together_people.c.together_id,
        togethers.c.community_id == HERE,
        togethers.c.concept == reading_concepts.c.concept,
        together_people.c.person_id == talents.c.person_id,
    )
    .correlate(reading_concepts, talents)
)
WANTING_TOGETHER = (
    select()
    .select_from(reading_concepts)
    .join(talents, talents.c.id == reading_concepts.c.talent_id)
    .join(people, people.c.id == talents.c.person_id)
    .where(
        reading_concepts.c.community_id == HERE,
        reading_concepts.c.direction == Direction.TOGETHER,
        reading_concepts.c.confirmed,
        AVAILABLE,
        ~ASKED_BEFORE,
    )
)
MANY = func.count(talents.c.person_id.distinct())
WISHES = (
    WANTING_TOGETHER.add_columns(reading_concepts.c.concept)
    .group_by(reading_concepts.c.concept)
    .having(MANY >= FEWEST)
    .order_by(MANY.desc(), reading_concepts.c.concept)
    .limit(MOST_WISHES)
)
WHO_WISHES = (
    WANTING_TOGETHER.add_columns(talents.c.id)
    .where(reading_concepts.c.concept == bindparam("concept", type_=String))
    .order_by(talents.c.created_at, talents.c.id)
    .limit(MOST_COMPARED)
)


async def wishes(tx: Tx, community_id: CommunityId) -> list[str]:
    """What three or more like to do together and were not asked about before, most wanted first."""
    return await tx.values(WISHES, community=community_id, now=tx.now)


async def who_wishes(tx: Tx, community_id: CommunityId, concept: str) -> list[int]:
    """The postings of those who like to do this together, oldest first."""
    return await tx.values(WHO_WISHES, community=community_id, now=tx.now, concept=concept)


HOW_MANY_ALSO = (
    select(MANY)
    .select_from(reading_concepts)
    .join(talents, talents.c.id == reading_concepts.c.talent_id)
    .join(people, people.c.id == talents.c.person_id)
    .where(
        reading_concepts.c.community_id == HERE,
        reading_concepts.c.confirmed,
        reading_concepts.c.direction == bindparam("direction"),
        among(reading_concepts.c.concept, "concepts"),
        talents.c.person_id != bindparam("but"),
        AVAILABLE,
    )
)


async def how_many_also(
    tx: Tx,
    community_id: CommunityId,
    concepts: Collection[str],
    direction: Direction,
    *,
    but: PersonId,
) -> int:
    """How many others confirmed one of these in the same direction, and can be reached now."""
    found = await tx.value(
        HOW_MANY_ALSO,
        community=community_id,
        concepts=concepts,
        direction=direction,
        but=but,
        now=tx.now,
    )
    return int(found)


SAID_OF = (
    select(reading_concepts.c.talent_id)
    .join(talents, talents.c.id == reading_concepts.c.talent_id)
    .where(
        reading_concepts.c.community_id == HERE,
        reading_concepts.c.confirmed,
        reading_concepts.c.direction == Direction.TOGETHER,
        reading_concepts.c.concept == bindparam("concept", type_=String),
        among(talents.c.person_id, "people"),
    )
)


async def said_of(tx: Tx, community_id: CommunityId, wish: Wish) -> frozenset[int]:
    """The postings in which these people said that they like to do this together."""
    return frozenset(
        await tx.values(
            SAID_OF, community=community_id, concept=wish.concept, people=list(wish.people)
        )
    )
