"""Introductions: from two postings that fit to two neighbours who have contact.

What a buurtverbinder decides about them is in `bot/connectors.py`.

    suggested ─Stel voor─► proposed ─5 min─► asking giver ─Ja─► asking asker ─Ja─► accepted
       ▲ │                    │                  │  │              │  │              │
       │ Past niet            │                  │  └─── Nu niet ──┴──│► declined    both begin
       │ ▼                    ▼                  ▼                    ▼              ▼
     dismissed              lapsed ◄────── 72 hours of silence ───────┘  ended ◄─ in contact

`MOVES` has them all, each with its reason.

Before both said yes neither learns who the other is: what they read is made here from confirmed
tags and the direction alone. A no, a taken back yes and silence look the same to the other.

Where it may be about a child, to look after or to teach, a parent decides: a yes of the asker
counts only with what they say about that, and both read that they first meet in public, with a
parent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.callbacks import Payload
from bot.communities import Team
from bot.dialogs import Answers, Context, Dialog, Question, words
from bot.errors import Refused
from bot.matching import Direction, Reason
from bot.messages import (
    Button,
    CardId,
    CommunityId,
    Keyboard,
    Param,
    PersonId,
    Text,
    brief,
    button,
    column,
    marked,
    text,
)
from bot.moments import local, resolve
from bot.people import FewerMessages, Member
from bot.permissions import Action, may, require
from bot.tags import (
    FOR_A_CHILD,
    are_for_a_child,
    are_things,
    suggested_tags,
    tag_names,
    topic_of,
)
from bot.talents import Talent, search_stop, somebody

GRACE = timedelta(minutes=5)  # between `Stel voor` and the first question
SILENCE = timedelta(hours=72)
NEWS_HOUR = time(10)  # when whoever said yes hears that it did not work
IN_A_BUTTON = 14  # of a name, after a verb
ASKS, ASKS_WITHIN = 3, timedelta(days=30)
BEGIN_WITHIN = timedelta(days=14)  # after two yeses
RESULT_AFTER = timedelta(days=10)  # of contact: "Heeft dit iets opgeleverd?"
UNTOLD_AFTER = timedelta(days=21)  # of silence after that question: as long as a search lasts
LONGEST_MESSAGE = 1000
LONGEST_REPORT = 500


class IntroductionState(StrEnum):
    SUGGESTED = "suggested"
    PROPOSED = "proposed"
    ASKING_GIVER = "asking_giver"
    ASKING_ASKER = "asking_asker"
    ACCEPTED = "accepted"
    IN_CONTACT = "in_contact"
    DISMISSED = "dismissed"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ENDED = "ended"


class Reply(StrEnum):
    """What somebody answers to the first question."""

    YES = "yes"
    NOT_NOW = "not-now"
    RATHER_NOT = "rather-not"


class Result(StrEnum):
    """What a contact brought, as the asker says ten days later."""

    WORKED = "it-worked"
    NOT_YET = "not-yet"
    NO = "no"
    THANKED = "was-thanked"  # it worked, and the giver heard so
    UNTOLD = "untold"  # the asker never said, and is served again


WENT_WELL = frozenset({Result.WORKED, Result.THANKED})
STILL_LOOKING = frozenset({Result.NO, Result.UNTOLD})  # the search is open for somebody else
ANSWERS = (Result.WORKED, Result.NOT_YET, Result.NO)


class ForWhom(StrEnum):
    """What the asker said where it may be about a child. Nobody's age is asked or kept: who is here
    is 16 or older, and the parent meets who would come, and judges."""

    MY_CHILD = "my-child"
    PARENT_AGREED = "parent-agreed"
    NO_CHILD = "no-child"


class Who(StrEnum):
    """What stands behind a talent, as the other side hears it."""

    SOMEONE = "someone"
    GROUP = "group"


class Way(StrEnum):
    """How two people reach each other."""

    BOT = "bot"
    USERNAME = "username"
    MEETING = "meeting"


class Side(StrEnum):
    """The giver offers something; the asker looks for it. Of two who want company, the one who
    said so first is the asker."""

    GIVER = "giver"
    ASKER = "asker"

    @property
    def other(self) -> Side:
        return Side.ASKER if self is Side.GIVER else Side.GIVER


State = IntroductionState

# Every move there is, and why somebody makes it; `moved` refuses all others.
MOVES: Mapping[tuple[IntroductionState, IntroductionState], str] = {
    (State.SUGGESTED, State.PROPOSED): "a buurtverbinder taps `Stel voor`",
    (State.SUGGESTED, State.DISMISSED): "a buurtverbinder taps `Past niet`",
    (State.SUGGESTED, State.LAPSED): "no buurtverbinder chose for weeks",
    (State.DISMISSED, State.SUGGESTED): "and takes that back",
    (State.PROPOSED, State.SUGGESTED): "`Toch niet`, while nobody was asked",
    (State.PROPOSED, State.ASKING_GIVER): "the grace is over: the giver is asked",
    (State.PROPOSED, State.LAPSED): "one of the two can't be asked",
    (State.ASKING_GIVER, State.ASKING_ASKER): "the giver says yes",
    (State.ASKING_GIVER, State.DECLINED): "the giver says no",
    (State.ASKING_GIVER, State.ACCEPTED): "the giver says yes again, after the asker did",
    (State.ASKING_GIVER, State.LAPSED): "silence",
    (State.ASKING_ASKER, State.ASKING_GIVER): "the giver takes the yes back",
    (State.ASKING_ASKER, State.DECLINED): "the asker says no",
    (State.ASKING_ASKER, State.ACCEPTED): "both said yes",
    (State.ASKING_ASKER, State.LAPSED): "silence",
    (State.DECLINED, State.ASKING_GIVER): "a no is taken back in time",
    (State.DECLINED, State.ASKING_ASKER): "a no is taken back in time",
    (State.ACCEPTED, State.IN_CONTACT): "both began contact",
    (State.ACCEPTED, State.ENDED): "not with this person, or nobody began",
    (State.IN_CONTACT, State.ENDED): "one of them stops contact",
}
NEVER_PROPOSED = frozenset({State.SUGGESTED, State.DISMISSED})
ASKING = frozenset({State.ASKING_GIVER, State.ASKING_ASKER})
UNDER_WAY = frozenset({State.PROPOSED, *ASKING})
KNOWN = frozenset({State.ACCEPTED, State.IN_CONTACT})  # the two know each other's name
SHARED = ("tag", "sought", "offered")  # where a reason names a concept
SEEKS_OF_A_CHILD = frozenset({Direction.NEED, Direction.LEARN})
CARE = (Way.USERNAME, Way.BOT, Way.MEETING)  # the more careful one holds for both


# --- what its buttons say ----------------------------------------------------------------------


class AnswerIntroduction(Payload, tag="ka"):
    introduction: int
    reply: Reply


class TellForWhom(Payload, tag="kcw"):
    """Yes, and for whom it is."""

    introduction: int
    whom: ForWhom


class AskParentFirst(Payload, tag="kcp"):
    """`Ik vraag het eerst`: the question stays open."""

    introduction: int


class TakeBackAnswer(Payload, tag="kt"):
    """`Toch niet`, under an answer."""

    introduction: int


class ChooseWay(Payload, tag="kw"):
    introduction: int
    way: Way


class BeginContact(Payload, tag="kc"):
    introduction: int
    way: Way


class NeverMeet(Payload, tag="kn"):
    """`Niet met deze persoon`, or stop contact; asked once more first."""

    introduction: int
    sure: bool


class WriteTo(Payload, tag="ks"):
    """`Schrijf <naam>` and `Antwoord`."""

    introduction: int


class ShowContact(Payload, tag="kx"):
    introduction: int


class ReportContact(Payload, tag="kr"):
    """`Melden`"""

    introduction: int


class TellResult(Payload, tag="kq"):
    """What the contact brought."""

    introduction: int
    result: Result


class SayThanks(Payload, tag="ky"):
    """Yes, thank the other for me."""

    introduction: int


# --- what it is --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Two people who may meet, from the suggestion on. Somebody who left is None."""

    id: int
    community_id: CommunityId
    connector_id: PersonId | None
    giver_id: PersonId | None
    asker_id: PersonId | None
    offer_id: int | None
    need_id: int | None
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    score: int
    state: IntroductionState
    giver_said: Reply | None = None
    asker_said: Reply | None = None
    about: tuple[str, ...] = ()  # the concepts of what one of the two would rather not
    for_whom: ForWhom | None = None
    giver_way: Way | None = None
    asker_way: Way | None = None
    card_id: CardId | None = None
    put_off_by: PersonId | None = None
    put_off_until: datetime | None = None
    passed_by: PersonId | None = None  # the colleague on whose card it was before, and still shows
    passed_card_id: CardId | None = None
    suggested_at: datetime
    handed_at: datetime | None = None  # when it came to this buurtverbinder
    proposed_at: datetime | None = None
    warm_words: str | None = None  # a sentence of the buurtverbinder, which both read
    giver_asked_at: datetime | None = None
    asker_asked_at: datetime | None = None
    closed_at: datetime | None = None
    result: Result | None = None
    result_at: datetime | None = None

    def person(self, side: Side) -> PersonId | None:
        return self.giver_id if side is Side.GIVER else self.asker_id

    def said(self, side: Side) -> Reply | None:
        return self.giver_said if side is Side.GIVER else self.asker_said

    def way(self, side: Side) -> Way | None:
        return self.giver_way if side is Side.GIVER else self.asker_way

    def asked_at(self, side: Side) -> datetime | None:
        return self.giver_asked_at if side is Side.GIVER else self.asker_asked_at

    def side_of(self, person: PersonId) -> Side:
        """Which side somebody is on; refuses who has nothing to do with it."""
        for side in Side:
            if self.person(side) == person:
                return side
        raise Refused("button-not-yours")

    @property
    def asked_nobody(self) -> bool:
        """Proposed, and over before anybody was asked: the two may be proposed again."""
        return self.state is State.LAPSED and self.giver_asked_at is None

    @property
    def is_waiting(self) -> bool:
        """On a card, and not decided about."""
        return self.state is State.SUGGESTED and self.put_off_until is None


# --- what the two answer -----------------------------------------------------------------------


def next_to_ask(it: Introduction) -> Side | None:
    """Whose turn it is to be asked, if anybody's: one at a time, the giver first."""
    if it.state is State.PROPOSED:
        return Side.GIVER
    if it.state is State.ASKING_ASKER and it.asker_asked_at is None:
        return Side.ASKER
    return None


def asked(it: Introduction, side: Side, *, at: datetime) -> Introduction:
    """The question goes out now."""
    if side is Side.GIVER:
        return replace(moved(it, State.ASKING_GIVER), giver_asked_at=at)
    return replace(it, asker_asked_at=at)


def cannot_ask(it: Introduction, *, at: datetime) -> Introduction:
    """Nobody may ask the next one: that is as silent as silence. While none of the two was asked
    there is nothing to be silent about, and another one may be found at once."""
    if it.state is State.PROPOSED:
        return replace(moved(it, State.LAPSED), closed_at=at)
    return it


def answer(
    it: Introduction,
    reply: Reply,
    *,
    by: Member,
    never: bool = False,
    about: Collection[str] = (),
) -> Introduction:
    """Say yes or no. Whatever it is, the other learns nothing but, after two yeses, a name.
    `never`: one of the two wants no contact with the other, and then not that either. `about`: what
    the question was about, kept with `Zoiets liever niet`."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    side = it.side_of(by.id)
    if it.said(side) is reply:
        return it
    _check_is_asked(it, side)
    if reply is Reply.RATHER_NOT:
        it = replace(it, about=tuple(sorted({*it.about, *about})))
    return _settled(_with_said(it, side, reply), never=never)


SOMETHING = ""  # what nobody heard a concept in


def about(
    words: str, tags: Sequence[str], direction: Direction, *, reasons: Sequence[Reason]
) -> frozenset[str]:
    """What a question is about that rests on what the other told: what they confirmed and what the
    two share, or else what their words say most."""
    shared = {each.params[name] for each in reasons for name in SHARED if name in each.params}
    heard = {*tags, *shared} or suggested_tags(words, direction)[:1]
    return frozenset(heard or {SOMETHING})


def refused(
    it: Introduction, *, mine: Talent, other: Talent, common: Collection[Common]
) -> set[str]:
    """What `Zoiets` means to who says it: what they read, or else what it is about."""
    read = before_yes(other, reader=mine, common=common).tags
    return {*read} or {*about_of(it, other)}


def about_of(it: Introduction, other: Talent) -> frozenset[str]:
    return about(other.words, other.tags, other.direction, reasons=it.reasons)


def would_rather_not(
    person: int | None, about: Collection[str], unwelcome: Collection[tuple[int, str]]
) -> bool:
    """Whether somebody refused this, or the topic that it falls under."""
    above = {topic for each in about if (topic := topic_of(each))}
    return any((person, each) in unwelcome for each in {*about, *above})


def _check_is_asked(it: Introduction, side: Side) -> None:
    if it.closed_at is not None:
        raise Refused("introduction-over")
    if it.asked_at(side) is None or it.said(side) is not None:
        raise Refused("button-old")
    if it.state not in {*ASKING, State.DECLINED}:
        raise Refused("introduction-over")


def waits_for_parent(
    it: Introduction, reply: Reply, *, by: Member, postings: Sequence[Talent]
) -> bool:
    """Whether this yes counts only with the answer of a parent, which was not given."""
    side = it.side_of(by.id)
    fresh = it.said(side) is None and it.for_whom is None
    return fresh and side is Side.ASKER and reply is Reply.YES and may_be_for_a_child(postings)


def for_whom(it: Introduction, whom: ForWhom, *, by: Member) -> Introduction:
    """For whom it is: a parent decided, or there is no child in it."""
    if it.side_of(by.id) is Side.ASKER and it.asker_said is Reply.YES:
        return it
    check_may_tell_for_whom(it, by=by)
    return replace(it, for_whom=whom)


def check_may_tell_for_whom(it: Introduction, *, by: Member) -> None:
    """Refuse everybody but the asker, and that one too when the question is not open."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    if it.side_of(by.id) is not Side.ASKER:
        raise Refused("button-not-yours")
    _check_is_asked(it, Side.ASKER)


def may_be_for_a_child(postings: Sequence[Talent]) -> bool:
    """Whether somebody seeks what is mostly sought for a child. The seeker's own tags say so, or
    what is heard in their words first, or an offer of nothing else."""
    for posting in postings:
        if posting.direction in SEEKS_OF_A_CHILD:
            heard = suggested_tags(posting.words, posting.direction)[:1]
            others = [each.tags for each in postings if each is not posting and each.tags]
            only_offered = bool(others) and all(set(tags) <= FOR_A_CHILD for tags in others)
            return only_offered or are_for_a_child([*posting.tags, *heard])
    return False


def take_back_answer(it: Introduction, *, by: Member) -> Introduction:
    """`Toch niet` under an answer: the question is open again, unless both said yes already."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    side = it.side_of(by.id)
    if it.closed_at is not None or it.state not in {*ASKING, State.DECLINED}:
        raise Refused("introduction-too-late")
    if it.said(side) is None or it.offer_id is None or it.need_id is None:
        raise Refused("button-old")
    return _settled(_with_said(it, side, None))


def lapse(it: Introduction, *, at: datetime) -> tuple[Introduction, tuple[Side, ...]]:
    """The 72 hours are over: who said yes, and so hears that it did not work this time."""
    if it.closed_at is not None or it.state not in {*ASKING, State.DECLINED}:
        return it, ()
    told = tuple(side for side in Side if it.said(side) is Reply.YES)
    if it.state in ASKING:
        it = moved(it, State.LAPSED)
    return replace(it, closed_at=at), told


def lapses_at(asked_at: datetime, zone: str) -> datetime:
    """The first news hour at least 72 hours after a question: always the same hour, so that it
    tells nothing about when somebody said no."""
    earliest = asked_at + SILENCE
    day = local(earliest, zone).date()
    while resolve(day, NEWS_HOUR, zone) < earliest:
        day += timedelta(days=1)
    return resolve(day, NEWS_HOUR, zone)


def _with_said(it: Introduction, side: Side, said: Reply | None) -> Introduction:
    if side is Side.GIVER:
        return replace(it, giver_said=said)
    return replace(it, asker_said=said, for_whom=it.for_whom if said is Reply.YES else None)


def _settled(it: Introduction, *, never: bool = False) -> Introduction:
    """The state that follows from what both said."""
    given = {it.giver_said, it.asker_said}
    if it.giver_id is None or it.asker_id is None or never:
        return moved(it, State.DECLINED)  # who left is as silent as who says no
    if given & {Reply.NOT_NOW, Reply.RATHER_NOT}:
        return moved(it, State.DECLINED)
    if given == {Reply.YES}:
        return moved(it, State.ACCEPTED)
    return moved(it, State.ASKING_ASKER if it.giver_said is Reply.YES else State.ASKING_GIVER)


def moved(it: Introduction, to: IntroductionState) -> Introduction:
    """In another state; refuses a move that is not in the table."""
    if it.state is to:
        return it
    if (it.state, to) not in MOVES:
        raise Refused("button-old")
    return replace(it, state=to)


# --- after two yeses ---------------------------------------------------------------------------


def begin(it: Introduction, way: Way, *, by: Member) -> Introduction:
    """Begin contact this way; it opens when both did."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    side = it.side_of(by.id)
    if it.state is State.IN_CONTACT and it.way(side) is way:
        return it
    if it.state is not State.ACCEPTED:
        raise Refused(_why_closed(it))
    it = _with_way(it, side, way)
    return moved(it, State.IN_CONTACT) if it.giver_way and it.asker_way else it


def take_back_way(it: Introduction, *, by: Member) -> Introduction:
    """`Toch niet`, while the other did not begin."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    side = it.side_of(by.id)
    if it.state is not State.ACCEPTED:
        raise Refused("introduction-too-late")
    return _with_way(it, side, None)


def end(it: Introduction, *, by: Member, at: datetime) -> Introduction:
    """Not with this person, for ever; or stop contact, which is the same."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    it.side_of(by.id)
    if it.state not in KNOWN:
        raise Refused(_why_closed(it))
    return ended(it, at=at)


def ended(it: Introduction, *, at: datetime) -> Introduction:
    """It is over, whoever of the two wanted that and wherever they said so."""
    return replace(moved(it, State.ENDED), closed_at=at)


def nobody_began(it: Introduction, *, at: datetime) -> tuple[Introduction, tuple[Side, ...]]:
    """Two yeses, but no contact in two weeks: who did begin, and so hears that it ends."""
    if it.state is not State.ACCEPTED:
        return it, ()
    told = tuple(side for side in Side if it.way(side) is not None)
    return ended(it, at=at), told


def contact_of(it: Introduction, *, by: Member) -> Side:
    """The side of who may see their contact; refuses before two yeses and after the end."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    side = it.side_of(by.id)
    if it.state not in KNOWN:
        raise Refused(_why_closed(it))
    return side


def check_may_write(it: Introduction, *, by: Member) -> Side:
    """Refuse writing to somebody with whom there is no contact through the bot."""
    side = contact_of(it, by=by)
    if it.state is not State.IN_CONTACT or way_of_both(it) is Way.MEETING:
        raise Refused("introduction-no-contact")
    return side


def way_of_both(it: Introduction) -> Way:
    """The more careful of what the two chose."""
    return max((it.giver_way or Way.BOT, it.asker_way or Way.BOT), key=CARE.index)


def _with_way(it: Introduction, side: Side, way: Way | None) -> Introduction:
    return replace(it, giver_way=way) if side is Side.GIVER else replace(it, asker_way=way)


def _why_closed(it: Introduction) -> str:
    return "introduction-no-contact" if it.state is State.ENDED else "button-old"


Shown = tuple[Text, Keyboard]


# --- what the two see --------------------------------------------------------------------------


Common = tuple[Who, Direction, str]  # a concept or topic that enough people share in this way


def who_tells(posting: Talent) -> Who:
    return Who.SOMEONE if posting.group_id is None else Who.GROUP


def before_yes(posting: Talent, *, reader: Talent, common: Collection[Common]) -> Talent:
    """What somebody told with only those tags that the other may read before two yeses. What five
    people share says of nobody who it is, and neither does what the reader said as well: that the
    other fits there is all it tells. Of a rarer tag its topic is told, if five share that."""
    kind = who_tells(posting), posting.direction
    told = (
        next(
            each
            for each in (tag, topic_of(tag), None)
            if each is None or each in reader.tags or (*kind, each) in common
        )
        for tag in posting.tags
    )
    return replace(posting, tags=tuple(dict.fromkeys(each for each in told if each is not None)))


def someone(posting: Talent) -> Text:
    """All that one may know of the other before two yeses: the direction and the tags; and whether
    it is a group, for then it is about one's own group too."""
    who = who_tells(posting)
    if not posting.tags:
        return Text(f"introduction-{who}-{posting.direction}")
    tags = tag_names(posting.tags)
    if posting.direction in {Direction.OFFER, Direction.NEED} and are_things(posting.tags):
        return text(f"introduction-{who}-{posting.direction}-things", tags=tags)
    return text(f"introduction-{who}-{posting.direction}-tags", tags=tags)


def question(
    it: Introduction,
    *,
    mine: Talent,
    other: Talent,
    common: Collection[Common],
    connector: str | None = None,
) -> Shown:
    """The first question, with the exact sentence that the other reads about oneself, and what the
    buurtverbinder wrote to both."""
    warm = []
    if it.warm_words is not None and connector is not None:
        warm.append(text("introduction-warm", name=connector, words=it.warm_words))
    theirs = before_yes(other, reader=mine, common=common)
    # Not from the other's own words: that they seek it for a child is theirs to tell.
    child = may_be_for_a_child((mine, replace(theirs, words="")))
    known: dict[str, Param] = {
        "other": someone(theirs),
        "words": mine.words,
        "about_me": someone(before_yes(mine, reader=other, common=common)),
        "warm": warm,
        "child": [Text("introduction-child")] if child else [],
    }
    body = text("introduction-ask", **known)
    if mine.on_behalf is not None:
        body = text("introduction-ask-behalf", name=somebody(mine.on_behalf), **known)
    if mine.group_name is not None:
        body = text("introduction-ask-group", group=mine.group_name, **known)
    return body, column(
        *(
            button(f"introduction-{reply}", AnswerIntroduction(introduction=it.id, reply=reply))
            for reply in Reply
        ),
        fewer(),
    )


def ask_for_whom(it: Introduction) -> Shown:
    """After the asker's yes, where it may be about a child: for whom is it?"""
    return Text("introduction-for-whom"), column(
        *(
            button(f"introduction-for-{whom}", TellForWhom(introduction=it.id, whom=whom))
            for whom in ForWhom
        ),
        button("introduction-ask-parent", AskParentFirst(introduction=it.id)),
    )


def waits(asked: Shown) -> Shown:
    """The question again, while the parent is asked."""
    body, buttons = asked
    return text("introduction-waits", question=body), buttons


def answered(it: Introduction, reply: Reply, *, on: date) -> Shown:
    """What the question becomes after an answer."""
    body = text(f"introduction-said-{reply}", day=on)
    return body, column(button("not-after-all", TakeBackAnswer(introduction=it.id)))


def not_this_time() -> Shown:
    """What whoever said yes hears after 72 hours, whether the other said no or nothing."""
    return Text("introduction-not-this-time"), column(fewer())


def over() -> Shown:
    """What a question without an answer becomes."""
    return Text("introduction-question-over"), ()


def both_yes(
    it: Introduction, *, name: str, way: Way, has_username: bool, pushed: bool = False
) -> Shown:
    """The name, and the choice of a way to reach each other."""
    ways = [each for each in Way if each is not Way.USERNAME or has_username]
    chosen = way if way in ways else Way.BOT
    buttons = [
        marked(
            Text(f"introduction-way-{each}"),
            ChooseWay(introduction=it.id, way=each),
            on=each is chosen,
        )
        for each in ways
    ]
    buttons += [
        button("introduction-begin", BeginContact(introduction=it.id, way=chosen)),
        button("introduction-never", NeverMeet(introduction=it.id, sure=False)),
    ]
    body = text("introduction-both-yes", name=name, way=Text(f"introduction-way-is-{chosen}"))
    return body, column(*buttons, *([fewer()] if pushed else []))


def tell_result(it: Introduction, result: Result, *, by: Member, at: datetime) -> Introduction:
    """Keep what a contact brought; only the asker is asked, and may change it."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    open_still = it.state is State.IN_CONTACT and it.result is not Result.THANKED
    if it.side_of(by.id) is not Side.ASKER or not open_still or result not in ANSWERS:
        raise Refused("button-old")
    return replace(it, result=result, result_at=at)


def never_told(it: Introduction, *, at: datetime) -> Introduction:
    """The asker did not say what it brought: the search is not held up by that any longer. The
    contact stays as it is, and they may still say."""
    if it.state is not State.IN_CONTACT or it.result not in {None, Result.NOT_YET}:
        return it
    return replace(it, result=Result.UNTOLD, result_at=at)


def say_thanks(it: Introduction, *, by: Member) -> Introduction:
    """The giver may hear that it worked: once, and only after the asker said so."""
    require(by, Action.ANSWER_INTRODUCTION, of=it.community_id)
    open_still = it.state is State.IN_CONTACT and it.result is Result.WORKED
    if it.side_of(by.id) is not Side.ASKER or not open_still:
        raise Refused("button-old")
    return replace(it, result=Result.THANKED)


def ask_result(it: Introduction, *, name: str) -> Shown:
    """Ten days later: did it bring anything?"""
    results = [
        button(f"introduction-result-{each}", TellResult(introduction=it.id, result=each))
        for each in ANSWERS
    ]
    return text("introduction-result-question", name=name), column(*results, fewer())


def result_told(it: Introduction, *, name: str, search: Talent | None) -> Shown:
    """Thanks for saying so; when it worked, may the other hear that (EXPERIENCE 23), and is the
    search over?"""
    if it.result is not Result.WORKED:
        return Text(f"introduction-result-is-{it.result}"), ()
    thank = button("introduction-thank", SayThanks(introduction=it.id))
    return text("introduction-result-is-it-worked", name=name), column(thank, *_stop(search))


def thanked(*, name: str, search: Talent | None) -> Shown:
    return text("introduction-thanked", name=name), column(*_stop(search))


def _stop(search: Talent | None) -> Sequence[Button]:
    return [search_stop(search)] if search is not None and search.is_search else []


def thanks(*, name: str) -> Shown:
    """What the giver reads: once, silent, without a count."""
    return text("introduction-thanks", name=name), column(fewer())


def began(it: Introduction, *, name: str) -> Shown:
    """Waiting until the other begins too."""
    return text("introduction-began", name=name), column(
        button("not-after-all", TakeBackAnswer(introduction=it.id)),
        button("introduction-never", NeverMeet(introduction=it.id, sure=False)),
    )


def contact(
    it: Introduction, *, name: str, beside: str, username: str | None, pushed: bool = False
) -> Shown:
    """The way to each other. `beside`: the name, and for whom the other told it. `username`: the
    other's, shown only when both chose that way."""
    way = way_of_both(it)
    if way is Way.USERNAME and username is None:
        way = Way.BOT
    buttons = []
    write = text("introduction-write", name=brief(name, IN_A_BUTTON))
    if way is Way.BOT:
        buttons.append(button(write, WriteTo(introduction=it.id)))
    buttons += [*_safety(it), *([fewer()] if pushed else [])]
    with_child = it.for_whom in {ForWhom.MY_CHILD, ForWhom.PARENT_AGREED}
    safe = Text("introduction-first-meeting-child" if with_child else "introduction-first-meeting")
    if way is Way.USERNAME:
        body = text("introduction-contact-username", name=beside, username=username, safe=safe)
    else:
        body = text(f"introduction-contact-{way}", name=beside, write=write, safe=safe)
    return body, column(*buttons)


def really_never(it: Introduction, *, name: str) -> Shown:
    """Are you sure? It is for ever, and the other does not hear why."""
    return text("introduction-never-ask", name=name), column(
        button("introduction-never-yes", NeverMeet(introduction=it.id, sure=True)),
        button("back", ShowContact(introduction=it.id)),
    )


def passed_on(it: Introduction, *, name: str, words: str) -> Shown:
    """A message from the other, through the bot."""
    return text("introduction-passed-on", name=name, words=words), column(
        button("introduction-answer", WriteTo(introduction=it.id)), *_safety(it), fewer()
    )


def does_not_go_on() -> Shown:
    """All that the other hears of an end."""
    return Text("introduction-does-not-go-on"), column(fewer())


def _safety(it: Introduction) -> tuple[Button, Button]:
    return (
        button("introduction-stop", NeverMeet(introduction=it.id, sure=False)),
        button("introduction-report", ReportContact(introduction=it.id)),
    )


def fewer() -> Button:
    """Under every message that nobody asked for just now."""
    return button("fewer-messages", FewerMessages())


# --- writing through the bot -------------------------------------------------------------------


def _report_preview(answers: Answers, context: Context) -> Text:
    return text("report-preview", words=answers["words"])


def relay(name: str) -> Dialog:
    """One message to the other, through the bot."""
    return Dialog(
        name=name,
        questions=(Question(key="words", read=words(LONGEST_MESSAGE), free=True),),
        preview=lambda answers, context: Text(f"{name}-title"),
        confirm=False,
    )


def report(name: str) -> Dialog:
    """What happened, for the admins."""
    return Dialog(
        name=name,
        questions=(Question(key="words", read=words(LONGEST_REPORT), free=True),),
        preview=_report_preview,
        finish="dialog-send",
    )


RELAY = relay("relay")
REPORT = report("report")


def reported(*, to: Member, by: Member, about: Member, words: str) -> Shown:
    """What an admin of the neighbourhood reads when somebody reports a contact, and what can be
    done about it: the role of who has one is ended in the team."""
    ends_roles = about.roles and may(to, Action.SEE_TEAM, of=to.community_id)
    body = text(
        "introduction-reported",
        by=by.name,
        about=about.name,
        words=words,
        role=[text("introduction-reported-role", name=about.name)] if ends_roles else [],
    )
    return body, column(*([button("team-button", Team())] if ends_roles else []), fewer())


def written_reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Reasons as they are stored."""
    return [{"key": each.key, "params": dict(each.params)} for each in reasons]


def read_reasons(written: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Reasons as they were stored."""
    return tuple(Reason(each["key"], each["params"]) for each in written)
