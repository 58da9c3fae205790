"""A random walk over everything that people can tap, type and forge around an introduction.

Anna can do what Bram looks for, perhaps for a neighbour without Telegram, or each for the small
group that they started. With Willem, who stands in the guide, they like to walk together; Fatima is
buurtverbinder.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import count
from typing import Any, get_type_hints

from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from bot.callbacks import Payload
from bot.matching import Direction
from bot.messages import PersonId
from bot.people import Role
from handlers import tokens
from storage import behalf, guide, people
from storage import groups as stored_groups
from storage.database import Tx
from storage.tables import (
    group_members,
    groups,
    guide_entries,
    guide_questions,
    introductions,
    nominations,
    talents,
    togethers,
)
from tests.buurt import Buurt, Neighbour
from tests.introduced import Cast, says_talent

NOUNS = ("introductions", "nominations", "guide", "guide", "guide", "together", "behalf")
FORGERIES = [
    sorted(
        (each for each in Payload._registry.values() if each.__module__ == f"bot.{noun}"),
        key=lambda each: each.tag,
    )
    for noun in NOUNS  # of the guide three times, as it has the most buttons
]
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
LATEST = {
    "nomination": nominations,
    "question": guide_questions,
    "entry": guide_entries,
    "together": togethers,
    "talent": talents,
}
_numbers = count(1)  # people of an earlier walk must not be taken for those of this one

_BEGINS = st.tuples(st.just("begins"), st.integers(0, 1), st.integers(0, len(BEGINNINGS) - 1))
_GOES_ON = st.one_of(
    _BEGINS,
    st.tuples(st.just("taps"), st.integers(0, 3), st.integers(0, 30)),
    st.tuples(st.just("taps"), st.integers(0, 1), st.integers(0, 3)),
    st.tuples(st.just("says"), st.integers(0, 3), st.integers(0, len(TYPED) - 1)),
    st.tuples(st.just("forges"), st.integers(0, 1), st.integers(0, 500)),
    st.tuples(st.just("forges"), st.integers(0, 3), st.integers(0, 500)),
    st.tuples(st.just("follows"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("waits"), st.just(0), st.sampled_from([1, 20, 60])),
)
ACTS = st.tuples(_BEGINS, st.lists(_GOES_ON, min_size=5, max_size=14)).map(
    lambda both: [both[0], *both[1]]
)
Act = tuple[str, int, int]


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
            for table in (togethers, guide_entries, talents, groups):  # an earlier walk's
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
            await guide.add(
                tx,
                person_id=willem.id,
                community_id=buurt.id,
                words="Gras maaien en groen in het park",
                tags=[],
                can="Maaien",
            )
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
        kinds = FORGERIES[number % len(FORGERIES)]
        kind = kinds[number // len(FORGERIES) % len(kinds)]
        hints = get_type_hints(kind)
        async with self.buurt.database.read() as tx:
            values = {
                each.name: await self._value(tx, each.name, hints[each.name], number)
                for each in fields(kind)  # type: ignore[arg-type]  # a dataclass
            }
        message = walker.neighbour.private()[-1]
        pressed = await walker.neighbour.presses(message, kind(**values).pack())
        walker.toasts.append(pressed.toast or "")

    async def _value(self, tx: Tx, name: str, kind: Any, number: int) -> Any:
        if name == "introduction":
            return self.watched
        if name in LATEST:
            return await tx.value(select(func.max(LATEST[name].c.id))) or 1
        if name == "community":
            return self.buurt.id
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
        async with self.buurt.database.read() as tx:
            said = select(introductions.c.giver_said, introductions.c.asker_said).where(
                introductions.c.id == self.watched
            )
            answers = await tx.all(said, lambda **row: set(row.values()))
            if answers == [{"yes"}]:
                return []
            return [
                secret
                for reader, other in ((self.anna, self.bram), (self.bram, self.anna))
                for secret in await self._secrets(tx, reader, other)
                if secret in self._reads(reader)
            ]

    def _reads(self, walker: Walker) -> str:
        cards = [each.text for each in self.buurt.in_group()[self.old_cards :]]
        return "\n".join([walker.neighbour.reads(), *walker.toasts, *cards])

    async def _secrets(self, tx: Tx, reader: Walker, other: Walker) -> list[str]:
        """What one may not read of the other now. A buurtverbinder knows who is suggested; a name
        stands where its owner put it: in the guide, among nominees, at a small group they started
        or share."""
        member = await people.find_member(tx, reader.id, self.buurt.id)
        if member is not None and Role.CONNECTOR in member.roles:
            return []
        listed = talents.c.listed & (talents.c.person_id == other.id)
        own_choice = [
            select(talents.c.id).where(listed),
            select(guide_entries.c.id).where(guide_entries.c.person_id == other.id),
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


async def _walker(buurt: Buurt, name: str, number: int) -> Walker:
    called, username = f"{name}{number}naam", f"{name.lower()}{number}telegram"
    neighbour = await buurt.resident(called, username=username)
    id_ = (await neighbour.member()).id
    return Walker(neighbour, id_, called, username, f"{name.lower()}{number}woorden")


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
