"""A random walk over everything that people can tap, type and forge around an introduction.

Anna can do what Bram looks for, perhaps for a neighbour without Telegram, or each for the small
group that they started. With Willem, who stands in the guide, they like to walk together; Fatima is
buurtverbinder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import timedelta
from enum import StrEnum
from itertools import count
from typing import Any, get_type_hints

from hypothesis import strategies as st
from sqlalchemy import Table, delete, false, insert, or_, select, update

from bot.asking import QuestionState
from bot.callbacks import Payload
from bot.communities import ConfirmRole, EndRole, OpenTeamMember
from bot.hints import HintState
from bot.matching import Direction
from bot.messages import PersonId
from bot.mine import OpenQuestion
from bot.moments import local
from bot.nominations import NominationState
from bot.people import Role
from bot.sessions import Answer, SessionState, WhoComes
from bot.welcomes import WelcomeState
from handlers import tokens
from storage import asking, behalf, guide, people
from storage import groups as stored_groups
from storage.database import Tx
from storage.tables import (
    group_members,
    groups,
    guide_entries,
    guide_questions,
    hints,
    introductions,
    invitations,
    nominations,
    session_answers,
    sessions,
    talents,
    togethers,
    welcomes,
)
from tests.buurt import Buurt, Neighbour
from tests.introduced import Cast, says_talent

NOUNS = (
    "asking",
    "behalf",
    "guide",
    "hints",
    "introductions",
    "nominations",
    "talents",
    "together",
    "welcomes",
)
FORGERIES = sorted(  # what anybody may tap tells of nobody, and is not about anything
    [
        *(
            each
            for each in Payload._registry.values()
            if each.__module__ in {f"bot.{noun}" for noun in NOUNS} and fields(each)  # type: ignore[arg-type]  # a dataclass
        ),
        ConfirmRole,
        EndRole,
        OpenQuestion,
        OpenTeamMember,
        WhoComes,
    ],
    key=lambda each: each.tag,
)
TYPED = (
    "/mijn",
    "/kaart",
    "/talenten",
    "/groepen",
    "{words}",
    "AAAA-AAAA-AAAA-AAAA",
    "{code}",
)
BEGINNINGS = (  # what chance alone would hardly ever come to; a button that is not there is skipped
    ("/verbinders", "[Ik weet iemand]"),
    ("/zoek wie gaat er over het gras?", "[Vraag {willem}]", "{words}", "{words}", "[Versturen]"),
)
ANSWERS = ("{words}", "[Versturen]", "[Stoppen]")  # to what a forged button may have begun
ABOUT = {  # the table of each number that a button may hold, and whom a row of it is about
    "entry": (guide_entries, ("person_id", "stand_in_id")),
    "hint": (hints, ("person_id", "writer_id")),
    "invitation": (invitations, ("used_by",)),
    "nomination": (nominations, ("person_id",)),
    "question": (guide_questions, ("asker_id", "person_id")),
    "session": (sessions, ()),
    "talent": (talents, ("person_id",)),
    "together": (togethers, ()),
    "welcome": (welcomes, ("person_id", "greeter_id")),
}
Act = tuple[str, int, int]
FILLED = (togethers, guide_entries, talents, groups, hints, welcomes, sessions)
_numbers = count(1)  # people of an earlier walk must not be taken for those of this one

EACH_FORGERY: list[Act] = [  # of each button both variants, by each of the two
    ("forges", who, number) for number in range(2 * len(FORGERIES)) for who in (0, 1)
]
_FORGES = st.tuples(st.just("forges"), st.integers(0, 1), st.integers(0, 4 * len(FORGERIES) - 1))
_GOES_ON = st.one_of(
    st.tuples(st.just("begins"), st.integers(0, 1), st.integers(0, len(BEGINNINGS) - 1)),
    st.tuples(st.just("taps"), st.integers(0, 3), st.integers(0, 30)),
    st.tuples(st.just("taps"), st.integers(0, 1), st.integers(0, 3)),
    st.tuples(st.just("says"), st.integers(0, 3), st.integers(0, len(TYPED) - 1)),
    st.tuples(st.just("forges"), st.integers(2, 3), st.integers(0, 4 * len(FORGERIES) - 1)),
    st.tuples(st.just("follows"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("waits"), st.just(0), st.sampled_from([1, 20, 60])),
)
ACTS = st.lists(st.tuples(_GOES_ON, _FORGES), min_size=4, max_size=7).map(
    lambda turns: [act for turn in turns for act in turn]
)


class Behalf(StrEnum):
    """For whom Anna and Bram said what they can and look for."""

    THEMSELVES = "themselves"
    GRANDPA = "grandpa"
    GROUPS = "groups"


@dataclass
class Walker:
    """Somebody, with all that others may come to read of them."""

    neighbour: Neighbour
    id: PersonId
    name: str
    username: str
    words: str
    toasts: list[str] = field(default_factory=list)


@dataclass
class Walk:
    """Anna and Bram, whose introduction is watched, and the others they meet on the way."""

    buurt: Buurt
    anna: Walker
    bram: Walker
    willem: Walker
    fatima: Walker
    code: str
    old_cards: int
    watched: int = 0

    @classmethod
    async def begins(cls, buurt: Buurt, *, on_behalf: Behalf) -> Walk:
        """All that they said is there, and nobody was asked about anything."""
        number = next(_numbers)
        async with buurt.database.begin() as tx:
            for table in FILLED:  # of an earlier walk
                await tx.run(delete(table))
        anna, bram, willem, fatima = [
            await _walker(buurt, name, number) for name in ("Anna", "Bram", "Willem", "Fatima")
        ]
        offer = await says_talent(
            buurt, anna.neighbour, f"{anna.words} timmert", Direction.OFFER, "woodwork"
        )
        await says_talent(buurt, bram.neighbour, f"{bram.words} zoekt", Direction.NEED, "woodwork")
        for each in (anna, bram, willem):
            words = f"{each.words} loopt"
            await says_talent(buurt, each.neighbour, words, Direction.TOGETHER, "walking")
        code = tokens.readable()
        async with buurt.database.begin() as tx:
            await people.give_role(tx, fatima.id, buurt.id, Role.CONNECTOR)
            entry = await guide.add(
                tx,
                person_id=willem.id,
                community_id=buurt.id,
                words="Gras maaien en groen in het park",
                tags=[],
                can="Maaien",
            )
            await _tell(tx, buurt, anna, bram, willem, fatima, entry=entry.id)
            if on_behalf is Behalf.GRANDPA:
                # Of a name that holds Anna's words, so that what is watched of her is his too.
                name = f"Opa {anna.words}"
                await behalf.add(
                    tx, offer, proxy_id=anna.id, name=name, token_hash=tokens.hashed(code)
                )
        if on_behalf is Behalf.GROUPS:
            for each in (anna, bram):
                await _starts_group(buurt, each)
        return cls(buurt, anna, bram, willem, fatima, code, len(buurt.in_group()))

    async def opens(self, *, together: bool, warm: str) -> None:
        """Fatima proposes Anna and Bram; before that she may ask who wants to walk with others."""
        cast = Cast(self.buurt, self.anna.neighbour, self.bram.neighbour, self.fatima.neighbour)
        if together:
            await cast.fatima.says("/kaart")
            await cast.fatima.taps("Samen: Wandelen")
            await cast.fatima.taps("Vraag wie mee wil")
        await cast.proposes_warmly(warm.format(anna=self.anna.name, bram=self.bram.username))
        async with self.buurt.database.read() as tx:
            [self.watched] = await tx.values(select(introductions.c.id).where(self._of_the_two()))

    def _of_the_two(self) -> Any:
        """The same two are never introduced twice."""
        two = [self.anna.id, self.bram.id]
        return introductions.c.giver_id.in_(two) & introductions.c.asker_id.in_(two)

    async def goes(self, act: Act) -> None:
        """One act of one of the four; time passes for all."""
        what, who, number = act
        walker = (self.anna, self.bram, self.willem, self.fatima)[who]
        if what == "waits":
            await self.buurt.moves(hours=number)
        elif what == "says":
            await walker.neighbour.says(TYPED[number].format(**self._told(walker)))
        elif what == "begins":
            for step in BEGINNINGS[number]:
                await self._takes(walker.neighbour, step.format(**self._told(walker)))
        elif what == "follows":
            await self._follow(walker)
        elif what == "forges":
            await self._forge(walker, number)
        else:
            await self._tap(walker, number)

    def _told(self, walker: Walker) -> dict[str, str]:
        """What is filled in. The code on paper is Willem's, who may be the neighbour it is for."""
        code = self.code if walker is self.willem else "no code"
        return {
            "words": f"{walker.words} schrijft",
            "willem": self.willem.name,
            "code": code,
        }

    async def _takes(self, there: Neighbour, step: str) -> None:
        label = step.removeprefix("[").removesuffix("]")
        if label == step:
            await there.says(step)
        elif label in there.buttons():
            await there.taps(label)

    async def _tap(self, walker: Walker, number: int) -> None:
        """A button that can be seen, in private or in the group; the newest first."""
        there = walker.neighbour
        private = [_labels(each) for each in reversed(there.private())]
        group = [_labels(each) for each in reversed(self.buurt.in_group()[self.old_cards :])]
        seen = [(there.taps, label) for labels in private for label in labels][:12]
        seen += [(there.taps_in_group, label) for labels in group for label in labels][:4]
        if seen:
            tap, label = seen[number % len(seen)]
            pressed = await tap(label)
            walker.toasts.append(pressed.toast or "")

    async def _follow(self, walker: Walker) -> None:
        """A link that somebody passed on, to come in with a right that it gives."""
        others = [each for each in (self.willem, self.anna, self.bram) if each is not walker]
        links = [
            each.url
            for giver in others
            for message in giver.neighbour.private()
            for row in message.buttons
            for each in row
            if each.url and "?start=" in each.url
        ]
        if links:
            await walker.neighbour.starts(links[-1].split("?start=")[1])

    async def _forge(self, walker: Walker, number: int) -> None:
        """Data as a client of bad intent can make it, about what is there."""
        if not walker.neighbour.private():
            await walker.neighbour.says("/mijn")
        kind, number = FORGERIES[number % len(FORGERIES)], number // len(FORGERIES)
        other = self.anna if walker is self.bram else self.bram
        types = get_type_hints(kind)
        async with self.buurt.database.read() as tx:
            values = {
                each.name: await self._value(tx, each.name, types[each.name], number, other)
                for each in fields(kind)  # type: ignore[arg-type]  # a dataclass
            }
        there = walker.neighbour
        pressed = await there.presses(there.private()[-1], kind(**values).pack())
        walker.toasts.append(pressed.toast or "")
        if "Stoppen" in there.buttons():
            for step in ANSWERS:
                await self._takes(there, step.format(**self._told(walker)))

    async def _value(self, tx: Tx, name: str, kind: Any, number: int, other: Walker) -> Any:
        if name in ABOUT:
            return await _row(tx, *ABOUT[name], number, other)
        known = {"introduction": self.watched, "community": self.buurt.id, "person": other.id}
        if name in known:
            return known[name]
        if kind is int:
            return number
        if kind is bool:
            return number % 2 == 0
        if issubclass(kind, StrEnum):
            members = list(kind)
            return members[number % len(members)]
        made_up = {"concept": "walking", "day": "2027-06-10", "token": "made-up"}
        return kind(made_up.get(name, "AAAA-AAAA-AAAA-AAAA"))

    async def leaks(self) -> list[str]:
        """What Anna and Bram read of each other that they may not; nothing once both said yes."""
        found = [
            (reader, other, secret)
            for reader, other in ((self.anna, self.bram), (self.bram, self.anna))
            for read in [self._reads(reader)]
            for secret in (other.username, other.words, other.name)
            if secret in read
        ]
        if not found:
            return []
        async with self.buurt.database.read() as tx:
            said = select(introductions.c.giver_said, introductions.c.asker_said).where(
                introductions.c.id == self.watched
            )
            answers = await tx.all(said, lambda **row: set(row.values()))
            if answers == [{"yes"}]:
                return []
            return [
                secret
                for reader, other, secret in found
                if secret in await self._secrets(tx, reader, other)
            ]

    def _reads(self, walker: Walker) -> str:
        cards = [each.text for each in self.buurt.in_group()[self.old_cards :]]
        return "\n".join([walker.neighbour.reads(), *walker.toasts, *cards])

    async def _secrets(self, tx: Tx, reader: Walker, other: Walker) -> list[str]:
        """What one may not read of the other now. A buurtverbinder knows who is suggested, told of
        a circle or is new; a name stands where its owner put it: in the guide, among nominees, at a
        small group they started or share, under a buurtverbinder's own line."""
        if await self._is_connector(tx, reader):
            return []
        listed = talents.c.listed & (talents.c.person_id == other.id)
        own_choice = [
            select(talents.c.id).where(listed),
            select(guide_entries.c.id).where(
                or_(guide_entries.c.person_id == other.id, guide_entries.c.stand_in_id == other.id)
            ),
        ]
        if await self._is_connector(tx, other):
            own_choice += [
                select(table.c.id).where(written_by == other.id, table.c.person_id == reader.id)
                for table, written_by in (
                    (hints, hints.c.writer_id),
                    (welcomes, welcomes.c.greeter_id),
                )
            ]
        if [each for chosen in own_choice for each in await tx.values(chosen)]:
            return [other.username]
        nominated = select(nominations.c.id).where(
            (nominations.c.person_id == other.id) & nominations.c.party.is_not(None)
        )
        theirs = select(group_members.c.group_id).where(group_members.c.person_id == other.id)
        shared = theirs.where(
            group_members.c.group_id.in_(
                select(group_members.c.group_id).where(group_members.c.person_id == reader.id)
            )
        )
        started = select(groups.c.id).where(groups.c.founder_id == other.id)
        if [each for chosen in (nominated, shared, started) for each in await tx.values(chosen)]:
            return [other.username, other.words]
        return [other.username, other.words, other.name]

    async def _is_connector(self, tx: Tx, walker: Walker) -> bool:
        member = await people.find_member(tx, walker.id, self.buurt.id)
        return member is not None and Role.CONNECTOR in member.roles


async def _walker(buurt: Buurt, name: str, number: int) -> Walker:
    called, username = f"{name}{number}naam", f"{name.lower()}{number}telegram"
    neighbour = await buurt.resident(called, username=username)
    id_ = (await neighbour.member()).id
    return Walker(neighbour, id_, called, username, f"{name.lower()}{number}woorden")


async def _tell(
    tx: Tx, buurt: Buurt, anna: Walker, bram: Walker, willem: Walker, fatima: Walker, *, entry: int
) -> None:
    """What a forged button could betray. Each of the two told of a circle, is new, stands on a list
    of guests, and has yet to say yes to a nomination and a role; each was buurtverbinder before,
    and wrote to Willem then."""
    here, day = {"community_id": buurt.id}, tx.now.date() + timedelta(days=7)
    two = (anna, bram)
    told = [(each, HintState.TOLD, None) for each in two]
    told += [(willem, HintState.WRITTEN, each.id) for each in two]
    hint = {**here, "promised_on": day, "told_at": tx.now}
    await tx.many(
        insert(hints),
        [
            {
                **hint,
                "person_id": of.id,
                "words": f"{of.words} kent vissers",
                "state": state,
                "writer_id": writer,
            }
            for of, state, writer in told
        ],
    )
    welcome = {**here, "promised_on": day, "offered_at": tx.now}
    new = (
        (anna, WelcomeState.GREETED, fatima.id),
        (bram, WelcomeState.WANTED, None),
        (willem, WelcomeState.WRITTEN, bram.id),
    )
    await tx.many(
        insert(welcomes),
        [
            {**welcome, "person_id": of.id, "state": state, "greeter_id": greeter}
            for of, state, greeter in new
        ],
    )
    await asking.ask(
        tx,
        **here,
        asker_id=bram.id,
        person_id=willem.id,
        entry_id=entry,
        named=True,
        words=f"{bram.words} vraagt",
        state=QuestionState.WAITING,
    )
    link = {**here, "expires_at": tx.now + timedelta(days=60)}
    await tx.many(
        insert(nominations),
        [
            {
                **link,
                "token_hash": tokens.hashed(tokens.new()),
                "nominated_by": fatima.id,
                "person_id": each.id,
                "state": NominationState.OPEN,
            }
            for each in two
        ],
    )
    await tx.many(
        insert(invitations),
        [
            {
                **link,
                "token_hash": tokens.hashed(tokens.new()),
                "invited_by": fatima.id,
                "role": Role.ORGANIZER,
                "used_by": each.id,
                "used_at": tx.now,
            }
            for each in two
        ],
    )
    zone = "Europe/Amsterdam"
    meeting = await tx.new_id(
        sessions,
        **here,
        organizer_id=fatima.id,
        title="Soep",
        day=day,
        local_time=local(tx.now, zone).time(),
        zone=zone,
        starts_at=tx.now + timedelta(days=7),
        place="Buurthuis",
        state=SessionState.PLANNED,
        created_at=tx.now,
    )
    answer = {"session_id": meeting, "answer": Answer.GOING, "at": tx.now}
    await tx.many(insert(session_answers), [{**answer, "person_id": each.id} for each in two])


async def _row(tx: Tx, table: Table, about: Sequence[str], number: int, other: Walker) -> int:
    """One of the latest rows that are about the other, or else the latest."""
    newest = select(table.c.id).order_by(table.c.id.desc()).limit(2)
    named = or_(false(), *(table.c[each] == other.id for each in about))
    found = await tx.values(newest.where(named)) or await tx.values(newest.limit(1)) or [1]
    return int(found[number % len(found)])


async def _starts_group(buurt: Buurt, walker: Walker) -> None:
    """What they told is for that group from now on."""
    async with buurt.database.begin() as tx:
        group = await stored_groups.add(
            tx,
            community_id=buurt.id,
            founder_id=walker.id,
            name=f"Club {walker.id}",
            about=None,
            places=8,
        )
        told = update(talents).where(talents.c.person_id == walker.id)
        await tx.run(
            told.where(talents.c.direction != Direction.TOGETHER).values(group_id=group.id)
        )


def _labels(message: Any) -> list[str]:
    return [each.text for row in message.buttons for each in row]
