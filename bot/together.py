"""Three or more who want the same thing together: a small group, once three of them say yes.

    planned ─5 min─► asked ─three yeses─► group
       │ `Toch niet`   └──── silence ───► closed ◄─ `Past niet`
       ▼
      gone

Each is asked in private and without names. Who says yes reads the chosen names of the others who
said yes, and only when there are three. A no and silence look the same, to everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.callbacks import Payload
from bot.connectors import ShowCard
from bot.errors import Refused
from bot.groups import OpenGroup
from bot.introductions import Reply, Shown, fewer
from bot.matching import Direction, Index, Posting, small_group
from bot.messages import Button, CommunityId, PersonId, Text, button, column, text
from bot.moments import local
from bot.people import Member
from bot.permissions import Action, require
from bot.sessions import PlanSession

FEWEST, MOST = 3, 8
REPLIES = (Reply.YES, Reply.NOT_NOW)

Pair = frozenset[int]


class OpenTogether(Payload, tag="kgo"):
    """The line on the card, opened."""

    community: int
    concept: str


class DismissTogether(Payload, tag="kgd"):
    """`Past niet`"""

    community: int
    concept: str


class PlanTogether(Payload, tag="kgp"):
    """`Vraag wie mee wil`, on the card."""

    community: int
    concept: str


class TakeBackPlan(Payload, tag="kgt"):
    """`Toch niet`, while nobody was asked."""

    together: int


class AnswerTogether(Payload, tag="kga"):
    together: int
    reply: Reply


class TakeBackTogether(Payload, tag="kgn"):
    """`Toch niet`, under an answer."""

    together: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What three or more want together, and who."""

    concept: str
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One of those who are asked."""

    person_id: PersonId
    asked_at: datetime | None = None
    said: Reply | None = None
    joined: bool = False  # put in the group; who leaves it is not put there again


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A wish that a buurtverbinder wants to ask about, and what came of it."""

    id: int
    community_id: CommunityId
    concept: str
    connector_id: PersonId | None
    planned_at: datetime
    asked_at: datetime | None = None
    closed_at: datetime | None = None
    group_id: int | None = None
    people: tuple[Asked, ...] = ()

    @property
    def dismissed(self) -> bool:
        """It did not fit, and nobody was asked."""
        return self.closed_at is not None and self.asked_at is None

    @property
    def waiting(self) -> list[PersonId]:
        """Who said yes, and knows nobody's name yet."""
        return [
            each.person_id for each in self.people if each.said is Reply.YES and not each.joined
        ]


# --- the buurtverbinder ------------------------------------------------------------------------


def wish(
    postings: Sequence[Posting],
    *,
    asked: Collection[tuple[int, str]],
    never: frozenset[Pair],
    now: datetime,
    about: str | None = None,
) -> Wish | None:
    """What most people want to do together, of those who may be asked. `asked`: who was asked
    about what before, which happens once. `never`: pairs of whom one rules the other out. `about`:
    this concept only."""
    wanting: dict[str, list[Posting]] = defaultdict(list)
    for each in postings:
        for concept in each.tags if each.direction is Direction.TOGETHER else ():
            if (each.owner, concept) not in asked and about in {None, concept}:
                wanting[concept].append(each)
    refused = frozenset((one, other) for one, other in map(sorted, never))
    for concept, found in sorted(wanting.items(), key=lambda one: (-len(one[1]), one[0])):
        need, *others = found
        group = small_group(Index(others), need, refused=refused, now=now)
        if group is None or group.reason.params["tag"] != concept:
            continue
        people = [PersonId(each.offer.owner) for each in group.others]
        able = without_quarrels([PersonId(need.owner), *people], never)
        if len(able) >= FEWEST:
            return Wish(concept=concept, people=tuple(able[:MOST]))
    return None


def without_quarrels(people: Sequence[PersonId], never: frozenset[Pair]) -> list[PersonId]:
    """Those who may all meet each other; who comes first stays."""
    chosen: list[PersonId] = []
    for person in people:
        if not any(frozenset({person, other}) in never for other in chosen):
            chosen.append(person)
    return chosen


def judge(found: Wish | None, *, by: Member) -> Wish:
    """Decide about it; refuses what is no shared wish any more."""
    require(by, Action.PROPOSE_INTRODUCTION, of=by.community_id)
    if found is None:
        raise Refused("button-old")
    return found


def standing(found: Wish | None, decided: Together | None) -> Wish | None:
    """The wish that is on a card or is asked about: for that its people are no pairs meanwhile."""
    if decided is None:
        return found
    people = tuple(each.person_id for each in decided.people)
    return Wish(concept=decided.concept, people=people)


def check_may_take_back(it: Together, *, by: Member) -> None:
    require(by, Action.PROPOSE_INTRODUCTION, of=it.community_id)
    if it.connector_id != by.id:
        raise Refused("button-not-yours")
    if it.asked_at is not None:
        raise Refused("introduction-too-late")


def ask(it: Together, able: Collection[PersonId], *, at: datetime) -> Together | None:
    """Ask those who still may be asked; None when that are too few."""
    people = tuple(replace(each, asked_at=at) for each in it.people if each.person_id in able)
    return replace(it, people=people, asked_at=at) if len(people) >= FEWEST else None


# --- those who are asked -----------------------------------------------------------------------


def answer(it: Together, reply: Reply, *, by: Member) -> Together:
    """Yes or no. Whatever it is, the others learn nothing, but after three yeses who said yes."""
    mine = _asked(it, by)
    if mine.said is reply:
        return it
    if it.closed_at is not None:
        raise Refused("introduction-over")
    if mine.said is not None or reply not in REPLIES:
        raise Refused("button-old")
    return _with(it, replace(mine, said=reply))


def take_back(it: Together, *, by: Member) -> Together:
    """`Toch niet`: the question is open again. Who is in the group leaves it there."""
    mine = _asked(it, by)
    if it.closed_at is not None or mine.joined:
        raise Refused("introduction-too-late")
    if mine.said is None:
        raise Refused("button-old")
    return _with(it, replace(mine, said=None))


def _asked(it: Together, by: Member) -> Asked:
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    for each in it.people:
        if each.person_id == by.id and each.asked_at is not None:
            return each
    raise Refused("button-not-yours")


def _with(it: Together, changed: Asked) -> Together:
    same = changed.person_id
    people = tuple(changed if each.person_id == same else each for each in it.people)
    return replace(it, people=people)


def newcomers(
    it: Together, inside: Sequence[PersonId], *, never: frozenset[Pair]
) -> list[PersonId]:
    """Who comes into the group now: nobody before three said yes who may all meet. `inside`: who
    came in before, and is there still."""
    able = without_quarrels([*inside, *it.waiting], never)
    return able[len(inside) :] if len(able) >= FEWEST else []


def joined(it: Together, new: Collection[PersonId], *, group: int) -> Together:
    """They are in the group, and know the others there."""
    people = tuple(
        replace(each, joined=True) if each.person_id in new else each for each in it.people
    )
    return replace(it, people=people, group_id=group)


def lapse(it: Together, *, at: datetime) -> tuple[Together, list[PersonId]]:
    """The time to answer is over; who said yes and hears that it did not work this time."""
    return (it, []) if it.closed_at is not None else (replace(it, closed_at=at), it.waiting)


# --- what they see -----------------------------------------------------------------------------


def card_line(
    found: Wish | None, under_way: Together | None, *, of: Member
) -> tuple[Text, Button | None] | None:
    """The line on the card: a wish to ask about, or when it was asked, or that it did not fit."""
    if under_way is not None and under_way.dismissed:
        back = button("not-after-all", TakeBackPlan(together=under_way.id))
        return text("card-together-dismissed", tag=under_way.concept), back
    if under_way is not None:
        day = local(under_way.planned_at, of.zone).date()
        line = text("card-together-asked", tag=under_way.concept, day=day)
        if under_way.asked_at is not None or under_way.connector_id != of.id:
            return line, None
        return line, button("not-after-all", TakeBackPlan(together=under_way.id))
    if found is None:
        return None
    opening = OpenTogether(community=of.community_id, concept=found.concept)
    label = text("card-together-open", tag=found.concept)
    return text("card-together", tag=found.concept), button(label, opening)


def opened(found: Wish, *, of: Member) -> Shown:
    """The choices."""
    here, concept = of.community_id, found.concept
    return text("card-together-opened", tag=concept), column(
        button("card-together-ask", PlanTogether(community=here, concept=concept)),
        button("card-dismiss", DismissTogether(community=here, concept=concept)),
        button("back", ShowCard(community=here)),
    )


def question(it: Together, *, pushed: bool = True) -> Shown:
    """Who else wants this is not told, and what a yes tells the others is."""
    replies = [
        button(f"introduction-{each}", AnswerTogether(together=it.id, reply=each))
        for each in REPLIES
    ]
    buttons = column(*replies, *([fewer()] if pushed else []))
    return text("together-question", tag=it.concept), buttons


def answered(it: Together, reply: Reply, *, of: Member, at: datetime) -> Shown:
    """What the question becomes after an answer."""
    back = button("not-after-all", TakeBackTogether(together=it.id))
    day = local(at, of.zone).date()
    is_in = any(each.person_id == of.id and each.joined for each in it.people)
    body = text(f"together-said-{reply}", day=day, tag=it.concept)
    return body, () if is_in else column(back)


def you_joined(it: Together, names: Sequence[str], *, group: int, name: str) -> Shown:
    """The names of the others, to each who said yes."""
    lines = [text("together-name", name=each) for each in names]
    body = text("together-joined", tag=it.concept, names=lines, name=name)
    return body, column(
        button("way-session", PlanSession()),
        button("group-open", OpenGroup(group=group)),
        fewer(),
    )


def somebody_joined(newcomer: str, *, group: int, name: str) -> Shown:
    """One more who said yes."""
    body = text("together-one-more", newcomer=newcomer, name=name)
    return body, column(button("group-open", OpenGroup(group=group)), fewer())


def worked(it: Together) -> Shown:
    """What the buurtverbinder hears: that it worked, and no more."""
    return text("together-worked", tag=it.concept), column(fewer())
