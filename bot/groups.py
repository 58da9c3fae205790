"""Small groups: a few people who do something together, made by anyone, with a waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Option, Question, words
from bot.errors import Refused
from bot.matching import Direction
from bot.messages import Button, CommunityId, Keyboard, PersonId, Text, brief, button, column, text
from bot.moderation import cautions
from bot.paging import Page
from bot.people import SHOWN_COUNT, FewerMessages, Member
from bot.permissions import Action, require

LONGEST_NAME = 60
LONGEST_ABOUT = 500
IN_A_BUTTON = 18
FEWEST, MOST = 2, 30  # places
USUAL = 8


class GroupState(StrEnum):
    OPEN = "open"
    ENDED = "ended"


class StartGroup(Payload, tag="sg"):
    pass


class ListGroups(Payload, tag="lg"):
    page: int


class OpenGroup(Payload, tag="og"):
    group: int


class JoinGroup(Payload, tag="gj"):
    group: int


class LeaveGroup(Payload, tag="gl"):
    group: int


class EndGroup(Payload, tag="ge"):
    group: int
    sure: bool


class TakeGroup(Payload, tag="gt"):
    """`Ik trek dit groepje`, where nobody does."""

    group: int
    sure: bool


class LetGoOfGroup(Payload, tag="gn"):
    """`Toch niet`: it is nobody's own again."""

    group: int


class TellOfGroup(Payload, tag="gw"):
    """`Wat we zoeken` and `Wat we kunnen delen`."""

    group: int
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`places` counts the founder, who is a member too. Without a founder it is of all who are in
    it, until one of them takes it on."""

    id: int
    community_id: CommunityId
    founder_id: PersonId | None
    name: str
    about: str | None
    places: int
    state: GroupState
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    person_id: PersonId
    waiting: bool


class Place(StrEnum):
    """Where somebody stands in a group."""

    MEMBER = "member"
    WAITING = "waiting"


def read_places(written: str, context: Context) -> int:
    """Read a number of places; refuses what is no number, or not between 2 and 30."""
    digits = "".join(each for each in written if each.isdigit())
    if not digits or len(digits) > 4 or not FEWEST <= int(digits) <= MOST:
        raise Refused("group-places-unclear", fewest=FEWEST, most=MOST)
    return int(digits)


def _usual_places(answers: Answers, context: Context) -> Sequence[Option]:
    return [Option(text("group-places-option", places=places), places) for places in (3, 5, 8, 12)]


def _preview(answers: Answers, context: Context) -> Text:
    return text(
        "group-preview",
        name=answers["name"],
        details=_details(answers.get("about")),
        places=answers["places"],
        cautions=cautions(answers["name"], str(answers.get("about") or "")),
    )


GROUP = Dialog(
    name="group",
    questions=(
        Question(key="name", read=words(LONGEST_NAME, shortest=2)),
        Question(key="about", read=words(LONGEST_ABOUT), optional=True, free=True),
        Question(key="places", read=read_places, options=_usual_places),
    ),
    preview=_preview,
)


def check_may_start(by: Member) -> None:
    require(by, Action.START_GROUP, of=by.community_id)


def join(group: Group, members: Sequence[Membership], *, by: Member) -> Place:
    """Where somebody who joins now ends up: at a place, or on the waiting list."""
    require(by, Action.JOIN_GROUP, of=group.community_id)
    if group.state is GroupState.ENDED:
        raise Refused("group-gone")
    for each in members:
        if each.person_id == by.id:
            return Place.WAITING if each.waiting else Place.MEMBER
    taken = sum(not each.waiting for each in members)
    return Place.MEMBER if taken < group.places else Place.WAITING


def next_in_line(group: Group, members: Sequence[Membership]) -> PersonId | None:
    """Who gets the place that came free: the first on the waiting list."""
    taken = sum(not each.waiting for each in members)
    if group.state is GroupState.ENDED or taken >= group.places:
        return None
    return next((each.person_id for each in members if each.waiting), None)


def take(group: Group, members: Sequence[Membership], *, by: Member) -> Group:
    """Take on a group that nobody does, as one of its members; their name comes on its card."""
    require(by, Action.START_GROUP, of=group.community_id)
    if group.state is GroupState.ENDED:
        raise Refused("group-gone")
    if not any(each.person_id == by.id and not each.waiting for each in members):
        raise Refused("button-not-yours")
    if group.founder_id not in {None, by.id}:
        raise Refused("group-is-taken")
    return replace(group, founder_id=by.id)


def let_go(group: Group, *, by: Member) -> Group:
    """It is nobody's own again; who took it on stays in it."""
    require(by, Action.WITHDRAW_OWN, of=group.community_id)
    if group.founder_id != by.id:
        raise Refused("button-not-yours")
    return replace(group, founder_id=None)


def is_empty(group: Group, members: Sequence[Membership]) -> bool:
    """Whether the last one left, so that it ends by itself."""
    return group.state is GroupState.OPEN and not members


def check_may_end(group: Group, *, by: Member) -> None:
    """Refuse ending what is not one's own, or ended before."""
    require(by, Action.WITHDRAW_OWN, of=group.community_id)
    if group.founder_id != by.id:
        raise Refused("button-not-yours")
    if group.state is GroupState.ENDED:
        raise Refused("group-gone")


def card(
    group: Group, members: Sequence[Membership], *, founder: str | None
) -> tuple[Text, Keyboard]:
    """The group as the neighbourhood sees it."""
    if group.state is GroupState.ENDED:
        return text("group-card-ended", name=group.name), ()
    body = text(
        "group-card",
        name=group.name,
        details=_details(group.about),
        founder=text("group-by", founder=founder) if founder else Text("group-by-somebody"),
        taken=_taken(group, members),
    )
    return body, column(button("group-join", JoinGroup(group=group.id)))


def private_card(
    group: Group, members: Sequence[Membership], *, founder: str | None, me: PersonId
) -> tuple[Text, Keyboard]:
    """The group as somebody opens it in private, with what they can do."""
    body, buttons = card(group, members, founder=founder)
    if group.state is GroupState.ENDED:
        return body, buttons
    back = button("groups-all", ListGroups(page=0))
    if group.founder_id == me:
        ending = button("group-end", EndGroup(group=group.id, sure=False))
        return body, column(*telling(group), ending, back)
    mine = next((each for each in members if each.person_id == me), None)
    if mine is None:
        return body, column(button("group-join", JoinGroup(group=group.id)), back)
    leaving = button("group-leave", LeaveGroup(group=group.id))
    if group.founder_id is None and not mine.waiting:
        taking = button("group-take", TakeGroup(group=group.id, sure=False))
        return body, column(taking, leaving, back)
    return body, column(leaving, back)


def orphaned(group: Group) -> tuple[Text, Keyboard]:
    """To who is in it, when who began it left: it goes on, and one of them may take care of it."""
    return text("group-orphaned", name=group.name), column(
        button("group-take", TakeGroup(group=group.id, sure=False)),
        button("group-open", OpenGroup(group=group.id)),
        button("fewer-messages", FewerMessages()),
    )


def taking_on(group: Group) -> tuple[Text, Keyboard]:
    """Asked once: their name comes on the card."""
    return text("group-take-ask", name=group.name), column(
        button("group-take-sure", TakeGroup(group=group.id, sure=True)),
        button("back", OpenGroup(group=group.id)),
    )


def taken(group: Group) -> tuple[Text, Keyboard]:
    back = button("not-after-all", LetGoOfGroup(group=group.id))
    opening = button("group-open", OpenGroup(group=group.id))
    return text("group-taken-on", name=group.name), column(opening, back)


def telling(group: Group) -> tuple[Button, ...]:
    """What its starter may tell of it, so that another group may be found."""
    return tuple(
        button(f"group-tell-{each}", TellOfGroup(group=group.id, direction=each))
        for each in (Direction.NEED, Direction.OFFER)
    )


def placed(group: Group, *, posted: bool) -> tuple[Text, Keyboard]:
    """It is there; what does it look for, or what can it share? `posted`: whether there is a group
    of the neighbourhood in which its card comes now."""
    opening = button("group-open", OpenGroup(group=group.id))
    where = text("group-placed-group" if posted else "group-placed-no-group", name=group.name)
    return text("group-placed", placed=where), column(opening, *telling(group))


def list_screen(page: Page[Group]) -> tuple[Text, Keyboard]:
    """The groups of a neighbourhood, newest first, a few at a time."""
    if not page.items:
        return Text("groups-none"), column(button("way-group", StartGroup()))
    lines = [
        text("groups-line", number=number, name=group.name) for number, group in page.numbered()
    ]
    opening = [
        button(
            text("list-open", number=number, title=brief(group.name, IN_A_BUTTON)),
            OpenGroup(group=group.id),
        )
        for number, group in page.numbered()
    ]
    turning = page.turns(lambda number: ListGroups(page=number))
    return text("groups", lines=lines), (*column(*opening), *turning)


def _details(about: str | None) -> list[Text]:
    return [text("group-about", about=about)] if about else []


def _taken(group: Group, members: Sequence[Membership]) -> Text:
    """How full it is, without a number of people below five."""
    taken = sum(not each.waiting for each in members)
    if taken >= group.places:
        return Text("group-full")
    if taken < SHOWN_COUNT:
        return Text("group-has-places")
    return text("group-taken", taken=taken, places=group.places)
