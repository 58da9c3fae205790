"""The guide to people: who knows more about something here, and when do I hear?

Somebody who says "hierover kun je mij bellen" has an entry: a neighbour or somebody who works here,
in the same form. Whoever asks "wie moet ik hebben?" reads at most three of them, with why, and who
searches along. A question then goes to one person:

    looking ─send─► waiting ─Je hoort van mij─► promised ─Gedaan, or words─► done
                     │  ▲ │                       │  ▲
                     │  └─┴─ Ik weet iemand anders┘  └ Nieuwe datum
                     └─ Dit kan ik niet ─► declined

ended: stopped, taken back, without a word for weeks, or one of the two left.

A no always comes with another way, and a date that passed is told to the one who waits, only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot import matching
from bot.callbacks import Payload, Rest
from bot.dialogs import Answers, Context, Dialog, Option, Question, only_buttons, words
from bot.errors import Refused
from bot.ideas import BringIdea
from bot.introductions import relay, report
from bot.matching import Direction, Posting, Reason, Suggestion
from bot.matching.slate import choose
from bot.matching.whom import asked_about
from bot.messages import Button, CommunityId, Keyboard, PersonId, Text, brief, button, column, text
from bot.moderation import cautions
from bot.moments import NO_TIME, NotUnderstood, local, resolve, understand
from bot.people import FewerMessages, Member
from bot.permissions import Action, require
from bot.tags import tag_names, tags_of
from bot.talents import LONGEST, SHORTEST, TALENT, TRIES, preset

LONGEST_TOPIC = 150  # three people, with all that they may tell, fit in one message
LONGEST_CAN = 300
LONGEST_LINE = 120
LONGEST_WHY = 300
MOST_ENTRIES = 3  # of one person in one neighbourhood
MOST_OPEN = 3  # questions of one person in one neighbourhood
SHOWN = 3
GOOD_ENOUGH = 0.35  # less sure than for an introduction: these people put their own name there
IN_A_BUTTON, IN_A_LIST = 14, 18
FADED = 2  # asked twice whether it is still so, without an answer
STAND_IN_LINK_LASTS = timedelta(hours=48)
SILENCE = timedelta(days=7)  # then whoever asked hears that nobody answered yet
ENDS_AFTER = timedelta(weeks=3)  # without a word since they heard that
PROMISE_IN = (1, 3, 5)  # working days, on the three buttons
FURTHEST = timedelta(days=90)
REMINDER_HOUR, NEWS_HOUR = time(9), time(10)
SATURDAY = 5


# --- buttons -----------------------------------------------------------------------------------


class SayEntry(Payload, tag="gus"):
    """`Ik weet ergens veel van`."""


class LookForSomebody(Payload, tag="gul"):
    """`Wie moet ik hebben?`"""


class ShowFound(Payload, tag="guk"):
    """Whom to ask about the words of this question, as it is now."""

    question: int


class AskEntry(Payload, tag="gua"):
    question: int
    entry: int


class AskConnector(Payload, tag="guv"):
    """Nobody offered to search along, so a buurtverbinder does."""

    question: int


class SeekInstead(Payload, tag="gui"):
    """Go on with the ordinary search for a neighbour."""

    question: int


class OpenEntry(Payload, tag="gue"):
    entry: int


class ChangeEntry(Payload, tag="guc"):
    entry: int


class WithdrawEntry(Payload, tag="guw"):
    entry: int
    sure: bool


class EntryStillTrue(Payload, tag="guj"):
    entry: int


class InviteStandIn(Payload, tag="gut"):
    entry: int


class BecomeStandIn(Payload, tag="gub"):
    token: Rest


class AnswerStandIn(Payload, tag="gug"):
    yes: bool
    token: Rest


class EndStandIn(Payload, tag="guz"):
    entry: int


class ShowQuestion(Payload, tag="guq"):
    question: int


class ChooseDay(Payload, tag="gud"):
    question: int


class PromiseDay(Payload, tag="gup"):
    question: int
    day: str


class OtherDay(Payload, tag="guo"):
    question: int


class KeptPromise(Payload, tag="guf"):
    question: int


class PassOn(Payload, tag="gun"):
    question: int
    sure: bool


class CannotDo(Payload, tag="gux"):
    question: int
    sure: bool


class WriteBack(Payload, tag="gur"):
    question: int


class NoLongerNeeded(Payload, tag="guh"):
    """`Toch niet meer nodig`, of whoever asked."""

    question: int
    sure: bool


class StopTalking(Payload, tag="guy"):
    question: int
    sure: bool


class ReportTalk(Payload, tag="gum"):
    question: int


# --- what it is --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody may be called about. `catch_all`: who does not know whom to ask may ask them.
    `reach`: other ways than through the bot, which always works."""

    id: int
    community_id: CommunityId
    person_id: PersonId
    words: str
    tags: tuple[str, ...]
    can: str
    reach: str
    warm: str
    catch_all: bool
    stand_in_id: PersonId | None
    created_at: datetime
    confirmed_at: datetime | None
    unanswered: int

    @property
    def true_at(self) -> datetime:
        """When its owner last said that it is so."""
        return self.confirmed_at or self.created_at

    @property
    def faded(self) -> bool:
        """Its owner did not answer "Klopt dit nog?": it says so, and comes last."""
        return self.unanswered >= FADED

    @property
    def rests(self) -> bool:
        """It is shown to nobody until its owner says that it is still so."""
        return self.unanswered > TRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry with its owner's chosen name. `away`: paused, stopped or not to be reached."""

    entry: Entry
    name: str
    away: bool

    @property
    def shown(self) -> bool:
        return not self.away and not self.entry.rests


class QuestionState(StrEnum):
    LOOKING = "looking"  # only words yet, sent to nobody
    WAITING = "waiting"
    PROMISED = "promised"
    DONE = "done"
    DECLINED = "declined"
    ENDED = "ended"


OPEN = (QuestionState.WAITING, QuestionState.PROMISED)
HEARD = (QuestionState.PROMISED, QuestionState.DONE, QuestionState.DECLINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to know, and who was asked. `named`: whoever asked may read who it is;
    a buurtverbinder who did not offer it is named once she answers."""

    id: int
    community_id: CommunityId
    asker_id: PersonId
    person_id: PersonId | None
    entry_id: int | None
    passed_by: PersonId | None
    named: bool
    words: str
    why: str
    hope: str
    state: QuestionState
    asked_at: datetime
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody to ask, and what the matcher saw."""

    listed: Listed
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who gets a question next. `entry_id` None: a buurtverbinder, or a stand-in."""

    person_id: PersonId
    name: str
    entry_id: int | None
    named: bool

    @property
    def called(self) -> str | Text:
        """As others may read it before they answered."""
        return self.name if self.named else Text("guide-connector")


# --- whom to ask -------------------------------------------------------------------------------


def find(written: str, listed: Sequence[Listed], *, by: PersonId, now: datetime) -> list[Found]:
    """At most three to ask, one entry of each, best first; what is not confirmed comes last."""
    found: dict[PersonId, Found] = {}
    shown = [each for each in listed if each.shown]
    for faded in (False, True):
        some = {each.entry.id: each for each in shown if each.entry.faded is faded}
        for one in choose(_fitting(written, list(some.values()), by=by, now=now)):
            who = some[one.offer.id]
            found.setdefault(who.entry.person_id, Found(who, one.reasons))
    return list(found.values())[:SHOWN]


def _fitting(
    written: str, listed: Sequence[Listed], *, by: PersonId, now: datetime
) -> list[Suggestion]:
    """Of each person the entry that fits best, for the whole question and for what it is about:
    "wie gaat er over het gras" is about who looks after the green, and about grass."""
    index = matching.Index(_posting(each) for each in listed)
    readings = dict.fromkeys((written, asked_about(written)))
    needs = [Posting(id=0, owner=by, text=each, direction=Direction.NEED) for each in readings]
    fitting = [
        Suggestion(need, offer, score)
        for need in needs
        for offer, score in index.rank(need, now=now)
        if score.total >= GOOD_ENOUGH
    ]
    best: dict[int, Suggestion] = {}
    for one in sorted(fitting, key=lambda one: (-one.score, one.offer.id)):
        best.setdefault(one.offer.owner, one)
    return list(best.values())


def _posting(listed: Listed) -> Posting:
    entry = listed.entry
    return Posting(
        id=entry.id,
        owner=entry.person_id,
        text=entry.words,
        direction=Direction.OFFER,
        tags=entry.tags,
        posted_at=entry.true_at,
    )


def helpers(listed: Sequence[Listed], *, besides: Collection[PersonId]) -> list[Listed]:
    """Who searches along with whoever does not know whom to ask, confirmed most recently first."""
    able = [
        each
        for each in listed
        if each.shown and each.entry.catch_all and each.entry.person_id not in besides
    ]
    return sorted(able, key=lambda each: (each.entry.faded, -each.entry.true_at.timestamp()))


def next_receiver(
    it: Asked,
    able: Sequence[Receiver],
    *,
    never: Collection[PersonId],
    nobody: str = "guide-nobody-else",
) -> Receiver:
    """To whom a question goes on; refuses when there is nobody else."""
    had_it = {it.asker_id, it.person_id, it.passed_by, *never}
    for each in able:
        if each.person_id not in had_it:
            return each
    raise Refused(nobody)


# --- the dialogs -------------------------------------------------------------------------------


def _yes(answers: Answers, context: Context) -> Sequence[Option]:
    return [Option(Text("guide-along-yes"), True), Option(Text("guide-along-no"), False)]


def _entry_preview(answers: Answers, context: Context) -> Text:
    lines = [text("guide-about", tags=tag_names(tags_of(answers)))] if tags_of(answers) else []
    lines += _details(
        can=answers["can"],
        reach=answers.get("reach") or "",
        warm=answers.get("warm") or "",
        catch_all=bool(answers.get("along")),
    )
    written = (answers.get(key) or "" for key in ("words", "can", "reach", "warm"))
    return text("guide-preview", words=answers["words"], lines=[*lines, *cautions(*written)])


ENTRY = Dialog(
    name="guide",
    questions=(
        Question(key="words", read=words(LONGEST_TOPIC, shortest=SHORTEST), free=True),
        TALENT.question("tags"),
        Question(key="can", read=words(LONGEST_CAN, shortest=SHORTEST), free=True),
    ),
    more=(
        Question(
            key="reach",
            read=words(LONGEST_LINE),
            optional=True,
            skip_label="guide-only-bot",
            free=True,
        ),
        Question(key="warm", read=words(LONGEST_LINE), optional=True, free=True),
        Question(key="along", read=only_buttons, optional=True, options=_yes, default=False),
    ),
    preview=_entry_preview,
)
LOOK = Dialog(
    name="look",
    questions=(Question(key="words", read=words(LONGEST, shortest=SHORTEST), free=True),),
    preview=lambda answers, context: Text("look-title"),
    confirm=False,
)


def _ask_preview(answers: Answers, context: Context) -> Text:
    warnings = cautions(answers["why"], answers["hope"])
    return text("guideask-preview", why=answers["why"], hope=answers["hope"], lines=warnings)


ASK = Dialog(
    name="guideask",
    questions=(
        Question(key="why", read=words(LONGEST_WHY, shortest=SHORTEST), free=True),
        Question(key="hope", read=words(LONGEST_WHY, shortest=SHORTEST), free=True),
    ),
    preview=_ask_preview,
    finish="dialog-send",
)


def _read_day(written: str, context: Context) -> str:
    """A day as people say it; a time is not needed."""
    try:
        day = understand(written, language=context.language, now=context.now, zone=context.zone).day
    except NotUnderstood as unclear:
        if unclear.reason != NO_TIME or unclear.day is None:
            raise
        day = unclear.day
    return check_day(day, today=context.now.date()).isoformat()


def _day_preview(answers: Answers, context: Context) -> Text:
    return text("guideday-preview", day=date.fromisoformat(answers["day"]))


DAY = Dialog(
    name="guideday",
    questions=(Question(key="day", read=_read_day),),
    preview=_day_preview,
    finish="guide-promise-send",
)
WRITE = relay("guidewrite")
REPORT = report("guidereport")


# --- decisions: entries ------------------------------------------------------------------------


def check_may_offer(by: Member, *, entries: int) -> None:
    """Everybody may be in the guide, with a few topics each."""
    require(by, Action.OFFER_GUIDANCE, of=by.community_id)
    if entries >= MOST_ENTRIES:
        raise Refused("guide-full", most=MOST_ENTRIES)


def placed(answers: Answers) -> dict[str, Any]:
    """What is kept of the answers."""
    return {
        "words": answers["words"],
        "tags": tags_of(answers),
        "can": answers["can"],
        "reach": answers.get("reach") or "",
        "warm": answers.get("warm") or "",
        "catch_all": bool(answers.get("along")),
    }


def changed(entry: Entry, answers: Answers) -> dict[str, Any]:
    """What is kept of a change. About another topic nobody said yes to standing in yet, and a link
    that asks for it works no more."""
    news = placed(answers)
    if news["words"] == entry.words:
        return news
    return {**news, "stand_in_id": None, "token_hash": None, "token_until": None}


def begun(written: str) -> dict[str, Any]:
    """What is known of a new entry: it is something that somebody can; and perhaps its topic."""
    if len(written) > LONGEST_TOPIC:
        raise Refused("dialog-too-long", limit=LONGEST_TOPIC, length=len(written))
    return preset(written, direction=Direction.OFFER.value)


def answers_of(entry: Entry) -> dict[str, Any]:
    """The answers of an entry that stands there, to change one of them."""
    told = {"reach": entry.reach, "warm": entry.warm, "along": entry.catch_all}
    return {
        **begun(entry.words),
        "entry": entry.id,
        "tags": list(entry.tags),
        "can": entry.can,
        **{key: each for key, each in told.items() if each},
    }


def check_mine(entry: Entry, *, by: Member) -> None:
    """Refuse changing what is somebody else's."""
    require(by, Action.WITHDRAW_OWN, of=entry.community_id)
    if entry.person_id != by.id:
        raise Refused("button-not-yours")


def confirmed(entry: Entry, *, by: Member, at: datetime) -> Entry:
    """It is still so: shown in full again, and asked only after a long while."""
    check_mine(entry, by=by)
    return replace(entry, confirmed_at=at, unanswered=0)


def asked_again(entry: Entry) -> Entry:
    """One more "Klopt dit nog?" goes out, or, after the last, it comes to rest."""
    return replace(entry, unanswered=entry.unanswered + 1)


def stand_in(entry: Entry, *, by: Member) -> Entry:
    """Somebody says yes to being the stand-in, for themselves only."""
    require(by, Action.OFFER_GUIDANCE, of=entry.community_id)
    if entry.person_id == by.id:
        raise Refused("guide-own-stand-in")
    return replace(entry, stand_in_id=by.id)


def no_stand_in(entry: Entry, *, by: Member) -> Entry:
    """The stand-in, or whose entry it is, ends it."""
    require(by, Action.WITHDRAW_OWN, of=entry.community_id)
    if by.id not in {entry.stand_in_id, entry.person_id}:
        raise Refused("button-not-yours")
    return replace(entry, stand_in_id=None)


# --- decisions: questions ----------------------------------------------------------------------


def check_may_look(by: Member) -> None:
    """Every neighbour may ask whom to ask."""
    require(by, Action.ASK_KEY_PERSON, of=by.community_id)


def check_mine_to_ask(it: Asked, *, by: Member) -> None:
    """Refuse going on with what somebody else looks for."""
    require(by, Action.ASK_KEY_PERSON, of=it.community_id)
    if it.asker_id != by.id:
        raise Refused("button-not-yours")


def check_room_to_ask(by: Member, *, open_now: int) -> None:
    """A few open questions each, so that nobody is flooded."""
    require(by, Action.ASK_KEY_PERSON, of=by.community_id)
    if open_now >= MOST_OPEN:
        raise Refused("guide-asked-enough", most=MOST_OPEN)


def check_may_ask(by: Member, to: PersonId, *, never: Collection[PersonId], waits: bool) -> None:
    """One question at a time to the same person, and never to somebody who stopped it."""
    require(by, Action.ASK_KEY_PERSON, of=by.community_id)
    if to == by.id:
        raise Refused("guide-yourself")
    if to in never:
        raise Refused("guide-person-away")
    if waits:
        raise Refused("guide-asked-already")


def promise(it: Asked, day: date, *, by: Member, today: date) -> Asked:
    """`Je hoort van mij`: a day, or another one. The same again changes nothing."""
    check_answers(it, by)
    if it.state is QuestionState.PROMISED and it.promised_on == day:
        return it
    if it.state is QuestionState.DECLINED:
        raise Refused("button-old")
    on = check_day(day, today=today)
    return replace(it, state=QuestionState.PROMISED, promised_on=on, named=True)


def kept(it: Asked, *, by: Member) -> Asked:
    """`Gedaan`: what was promised has been done."""
    check_answers(it, by)
    if it.state not in {QuestionState.PROMISED, QuestionState.DONE}:
        raise Refused("button-old")
    return replace(it, state=QuestionState.DONE)


def decline(it: Asked, *, by: Member) -> Asked:
    """`Dit kan ik niet`."""
    check_answers(it, by)
    if it.state is QuestionState.DONE:
        raise Refused("button-old")
    return replace(it, state=QuestionState.DECLINED, promised_on=None)


def pass_on(it: Asked, to: Receiver, *, by: Member, at: datetime) -> Asked:
    """`Ik weet iemand anders`: from here on it is a question to that person."""
    check_may_pass(it, by=by)
    return replace(
        it,
        person_id=to.person_id,
        entry_id=to.entry_id or it.entry_id,
        named=to.named,
        passed_by=by.id,
        state=QuestionState.WAITING,
        asked_at=at,
        promised_on=None,
    )


def check_may_pass(it: Asked, *, by: Member) -> None:
    """Only what is open still can go to somebody else."""
    check_answers(it, by)
    if it.state not in OPEN:
        raise Refused("button-old")


def check_may_write(it: Asked, *, by: Member) -> None:
    """Whoever was asked may always write; whoever asked, once there was an answer."""
    if by.id == it.asker_id:
        check_mine_to_ask(it, by=by)
        _check_not_over(it)
        if it.state not in HEARD or not it.named:
            raise Refused("guide-not-yet")
    else:
        check_answers(it, by)


def wrote(it: Asked, *, by: Member) -> Asked:
    """Words from whoever was asked are what was waited for."""
    check_may_write(it, by=by)
    if by.id == it.asker_id:
        return it
    return replace(it, state=QuestionState.DONE, named=True)


def stop(it: Asked, *, by: Member) -> Asked:
    """One of the two ends it."""
    check_side(it, by=by)
    return ended(it)


def no_longer_needed(it: Asked, *, by: Member) -> Asked:
    """`Toch niet meer nodig`: whoever asked takes back what is still open."""
    check_mine_to_ask(it, by=by)
    if it.state not in OPEN:
        raise Refused("guide-over")
    return ended(it)


def ended(it: Asked) -> Asked:
    """It is over, whoever of the two wanted that and wherever they said so."""
    return replace(it, state=QuestionState.ENDED, promised_on=None)


def without_person(it: Asked) -> Asked:
    """Whoever was asked left for good."""
    return replace(ended(it), person_id=None)


def check_side(it: Asked, *, by: Member) -> None:
    """Refuse whoever is neither of the two, and what is over."""
    if by.id == it.asker_id:
        check_mine_to_ask(it, by=by)
        _check_not_over(it)
    else:
        check_answers(it, by)


def check_answers(it: Asked, by: Member) -> None:
    """Refuse whoever is not the one who was asked, and what is over."""
    require(by, Action.ANSWER_QUESTION, of=it.community_id)
    if it.passed_by == by.id and it.person_id != by.id:
        raise Refused("guide-over")
    if it.person_id != by.id:
        raise Refused("button-not-yours")
    _check_not_over(it)


def _check_not_over(it: Asked) -> None:
    if it.state in {QuestionState.ENDED, QuestionState.LOOKING}:
        raise Refused("guide-over")


# --- when --------------------------------------------------------------------------------------


class Step(StrEnum):
    """What the clock has to say about a promise."""

    EVE = "eve"
    TODAY = "today"
    PASSED = "passed"


def check_day(day: date, *, today: date) -> date:
    """Refuse a day that passed, or one that is too far away to wait for."""
    if day < today:
        raise Refused("guide-day-past")
    if day - today > FURTHEST:
        raise Refused("guide-day-far", most=FURTHEST.days)
    return day


def read_day(written: str) -> date:
    """The day on a button; refuses a forged one."""
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise Refused("button-old") from problem


def days_to_promise(today: date) -> list[date]:
    """The working days that the buttons offer."""
    ahead = (today + timedelta(days=count) for count in range(1, 15))
    working = [day for day in ahead if day.weekday() < SATURDAY]
    return [working[count - 1] for count in PROMISE_IN]


def step_on(promised_on: date, *, today: date) -> Step:
    """What is said on this day."""
    if today < promised_on:
        return Step.EVE
    return Step.TODAY if today == promised_on else Step.PASSED


def next_step_at(
    promised_on: date, *, after: datetime, zone: str, said: Step | None = None
) -> datetime | None:
    """When the clock looks at a promise again; None once it passed and that was told. What was
    `said`, perhaps before its hour, is not said again."""
    day = timedelta(days=1)
    moments = {
        Step.EVE: resolve(promised_on - day, REMINDER_HOUR, zone),
        Step.TODAY: resolve(promised_on, REMINDER_HOUR, zone),
        Step.PASSED: resolve(promised_on + day, NEWS_HOUR, zone),
    }
    steps = list(Step)
    left = steps if said is None else steps[steps.index(said) + 1 :]
    return next((moments[each] for each in left if moments[each] > after), None)


# --- what is shown: the guide ------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def front(mine: Sequence[Entry]) -> Shown:
    """`/wegwijzer`: look, say something of yourself, and what you said."""
    own = [
        button(text("mine-name", name=brief(each.words, IN_A_LIST)), OpenEntry(entry=each.id))
        for each in mine
    ]
    return Text("guide"), column(
        button("guide-look", LookForSomebody()), button("guide-say", SayEntry()), *own
    )


def result(
    it: Asked, found: Sequence[Found], *, helper: Listed | None, connectors: bool, zone: str
) -> Shown:
    """Whom to ask: at most three with why, who searches along, and the ordinary search."""
    buttons = [_ask(it, each.listed) for each in found]
    along = None
    if helper is not None:
        label = text("guide-to-along", name=brief(helper.name, IN_A_BUTTON))
        buttons.append(button(label, AskEntry(question=it.id, entry=helper.entry.id)))
        along = text("guide-along", name=helper.name)
    elif connectors:
        buttons.append(button("guide-to-connector", AskConnector(question=it.id)))
        along = Text("guide-along-connectors")
    buttons.append(button("guide-seek", SeekInstead(question=it.id)))
    if not found and along is None:
        buttons.append(button("search-idea", BringIdea()))
    lines = [_found(each, zone) for each in found]
    key = "guide-found" if found else "guide-found-nobody"
    return text(key, words=it.words, lines=lines, along=along), column(*buttons)


def _ask(it: Asked, listed: Listed) -> Button:
    label = text("guide-to", name=brief(listed.name, IN_A_BUTTON))
    return button(label, AskEntry(question=it.id, entry=listed.entry.id))


def _found(found: Found, zone: str) -> Text:
    entry = found.listed.entry
    rest = [_why(found.reasons), *_shown_details(entry)]
    if entry.faded:
        rest.append(text("guide-since", day=local(entry.true_at, zone).date()))
    return text("guide-person", name=found.listed.name, words=entry.words, rest=rest)


def _why(reasons: Sequence[Reason]) -> Text:
    """The topic that the question and the entry share, in words."""
    for each in reasons:
        if "tag" in each.params:
            return text("guide-why-tag", tag=each.params["tag"])
        if "sought" in each.params:
            return text(
                "guide-why-near", sought=each.params["sought"], offered=each.params["offered"]
            )
    return Text("guide-why-words")


def _shown_details(entry: Entry) -> list[Text]:
    return _details(can=entry.can, reach=entry.reach, warm=entry.warm, catch_all=entry.catch_all)


def _details(*, can: str, reach: str, warm: str, catch_all: bool) -> list[Text]:
    """What everybody reads of an entry, below its topic."""
    lines = [text("guide-can", words=can)]
    lines.append(text("guide-reach", words=reach) if reach else Text("guide-reach-bot"))
    if warm:
        lines.append(text("guide-warm", words=warm))
    if catch_all:
        lines.append(Text("guide-searches-along"))
    return lines


def entry_screen(entry: Entry, *, stand_in: str | None, zone: str, new: bool = False) -> Shown:
    """My entry as the neighbourhood reads it, and what I can do with it."""
    lines = _shown_details(entry)
    lines.append(text("guide-stand-in", name=stand_in) if stand_in else Text("guide-no-stand-in"))
    if entry.faded:
        lines.append(text("guide-since", day=local(entry.true_at, zone).date()))
    buttons = [button("guide-still-yes", EntryStillTrue(entry=entry.id))] if entry.faded else []
    buttons += [
        button("dialog-adjust-button", ChangeEntry(entry=entry.id)),
        button("guide-stand-in-ask", InviteStandIn(entry=entry.id)),
    ]
    if stand_in is not None:
        buttons.append(button("guide-stand-in-end", EndStandIn(entry=entry.id)))
    buttons.append(button("guide-withdraw", WithdrawEntry(entry=entry.id, sure=False)))
    key = "guide-placed" if new else "guide-entry"
    return text(key, words=entry.words, lines=lines), column(*buttons)


def withdrawing(entry: Entry) -> Shown:
    """Are you sure?"""
    return text("guide-withdraw-ask", words=entry.words), column(
        button("talent-withdraw-yes", WithdrawEntry(entry=entry.id, sure=True)),
        button("back", OpenEntry(entry=entry.id)),
    )


def still(entry: Entry) -> Shown:
    """Is this still so?"""
    return text("guide-still", words=entry.words, lines=_shown_details(entry)), column(
        button("guide-still-yes", EntryStillTrue(entry=entry.id)),
        button("dialog-adjust-button", ChangeEntry(entry=entry.id)),
        button("guide-withdraw", WithdrawEntry(entry=entry.id, sure=False)),
        _fewer(),
    )


# --- what is shown: the stand-in ---------------------------------------------------------------


def stand_in_link(entry: Entry, *, name: str, until: datetime, token: str) -> Shown:
    """What its owner passes on to whom they have in mind."""
    body = text("guide-stand-in-forward", name=name, words=entry.words, until=until)
    return body, column(button("guide-stand-in-open", start=BecomeStandIn(token=Rest(token))))


def stand_in_question(entry: Entry, *, name: str, token: Rest) -> Shown:
    """What it means, before a yes."""
    return text("guide-stand-in-question", name=name, words=entry.words), column(
        button("guide-stand-in-yes", AnswerStandIn(yes=True, token=token)),
        button("guide-stand-in-no", AnswerStandIn(yes=False, token=token)),
    )


def stand_in_found(entry: Entry, *, name: str) -> Shown:
    """Who it is, for the owner."""
    return text("guide-stand-in-accepted", name=name, words=entry.words), column(
        button("guide-open", OpenEntry(entry=entry.id)), _fewer()
    )


def stand_in_over(entry: Entry, *, name: str) -> Shown:
    """The topic became another one, so their yes no longer holds."""
    return text("guide-stand-in-over", name=name, words=entry.words), column(_fewer())


def stand_in_screen(entry: Entry, *, name: str) -> Shown:
    """What the stand-in finds back, and how it ends."""
    return text("guide-stand-in-mine", name=name, words=entry.words), column(
        button("guide-stand-in-stop", EndStandIn(entry=entry.id))
    )


# --- what is shown: to whoever was asked -------------------------------------------------------


def arrived(it: Asked, *, name: str, by: str | Text | None = None) -> Shown:
    """A question that comes in, perhaps from somebody who passed it on."""
    body, buttons = question(it, name=name)
    if by is not None:
        body = text("guide-arrived", by=by, body=body)
    return body, (*buttons, (_fewer(),))


def question(it: Asked, *, name: str) -> Shown:
    """The question and what can be done with it now."""
    known = {"name": name, "words": it.words, "why": it.why, "hope": it.hope}
    if it.state is QuestionState.PROMISED:
        body = text("guide-asked-promised", day=it.promised_on, **known)
    else:
        body = text(f"guide-asked-{it.state}", **known)
    buttons = _answers(it)
    if it.state is QuestionState.WAITING and not it.named:
        body = text("guide-asked-along", body=body)
    return body, column(*buttons)


def _answers(it: Asked) -> list[Button]:
    if it.state is QuestionState.ENDED:
        return []
    buttons = [button("introduction-answer", WriteBack(question=it.id))]
    if it.state is QuestionState.WAITING:
        buttons.append(button("guide-promise", ChooseDay(question=it.id)))
    elif it.state is not QuestionState.DECLINED:
        buttons.append(button("guide-new-day", ChooseDay(question=it.id)))
    if it.state is QuestionState.PROMISED:
        buttons.append(button("guide-done", KeptPromise(question=it.id)))
    if it.state in OPEN:
        buttons += [
            button("guide-pass", PassOn(question=it.id, sure=False)),
            button("guide-cannot", CannotDo(question=it.id, sure=False)),
        ]
    return [*buttons, *_safety(it)]


def choose_day(it: Asked, *, name: str, today: date) -> Shown:
    """Three days, or another one."""
    days = [
        button(text("guide-day", day=day), PromiseDay(question=it.id, day=day.isoformat()))
        for day in days_to_promise(today)
    ]
    return text("guide-choose-day", name=name), column(
        *days,
        button("guide-other-day", OtherDay(question=it.id)),
        button("back", ShowQuestion(question=it.id)),
    )


def passing(it: Asked, to: Receiver, *, name: str) -> Shown:
    """To whom it would go, before it goes."""
    return text("guide-pass-ask", to=to.called, name=name), column(
        button("guide-pass-yes", PassOn(question=it.id, sure=True)),
        button("back", ShowQuestion(question=it.id)),
    )


def handed_over(to: Receiver, *, name: str) -> Shown:
    """It went there, and whoever passed it on is done."""
    return text("guide-passed", name=name, to=to.called), ()


def declining(it: Asked, *, name: str) -> Shown:
    """What the other hears, before they hear it."""
    return text("guide-cannot-ask", name=name), column(
        button("guide-cannot-yes", CannotDo(question=it.id, sure=True)),
        button("back", ShowQuestion(question=it.id)),
    )


def reminder(it: Asked, step: Step, *, name: str) -> Shown:
    """To whoever promised, kindly: a day ahead, on the day, and once when it passed."""
    body = text(f"guide-remind-{step}", name=name, words=it.words, day=it.promised_on)
    return body, column(
        button("introduction-answer", WriteBack(question=it.id)),
        button("guide-new-day", ChooseDay(question=it.id)),
        button("guide-done", KeptPromise(question=it.id)),
        _fewer(),
    )


def is_free(it: Asked, *, name: str) -> Shown:
    """Whoever asked no longer needs an answer."""
    return text("guide-told-no-longer", name=name, words=it.words), column(_fewer())


def nobody_waits() -> Shown:
    """Whoever asked has left: nothing needs an answer, or to be done."""
    return Text("guide-nobody-waits"), column(_fewer())


# --- what is shown: to whoever asked -----------------------------------------------------------


def called(it: Asked, name: str | None) -> str | Text:
    """Who was asked, as far as whoever asked may read it."""
    if name is None:
        return Text("introduction-gone")
    return name if it.named else Text("guide-connector")


def my_question(it: Asked, *, name: str | None) -> Shown:
    """How my question stands."""
    known: dict[str, Any] = {"name": called(it, name), "words": it.words}
    if it.state is QuestionState.PROMISED:
        body = text("guide-mine-promised", day=it.promised_on, **known)
    else:
        body = text(f"guide-mine-{it.state}", **known)
    return body, column(*_other_ways(it), *_talk(it), *_take_back(it))


def sent(it: Asked, *, name: str) -> Shown:
    """It is on its way; what happens next."""
    return text("guide-sent", name=called(it, name)), column(*_take_back(it))


def taking_back(it: Asked, *, name: str | None) -> Shown:
    """What the other hears, before they hear it."""
    return text("guide-no-longer-ask", name=called(it, name)), column(
        button("guide-cannot-yes", NoLongerNeeded(question=it.id, sure=True)),
        button("back", ShowQuestion(question=it.id)),
    )


def taken_back(it: Asked, *, name: str | None) -> Shown:
    return text("guide-no-longer-told", name=called(it, name)), ()


def promised(it: Asked, *, name: str, before: date | None) -> Shown:
    """The day, or that it moved, told to whoever waits."""
    key = "guide-told-promise" if before is None else "guide-told-moved"
    known: dict[str, Any] = {"name": name, "words": it.words, "day": it.promised_on}
    if before is not None:
        known["before"] = before
    return text(key, **known), column(*_talk(it), _fewer())


def done(it: Asked, *, name: str) -> Shown:
    """Whoever promised says that it is done."""
    return text("guide-told-done", name=name, words=it.words), column(*_talk(it), _fewer())


def declined(it: Asked, *, name: str | None) -> Shown:
    """A no, with another way."""
    body = text("guide-told-declined", name=called(it, name), words=it.words)
    return body, column(*_other_ways(it), _fewer())


def passed(it: Asked, *, by: str | Text, to: str) -> Shown:
    """Who has the question now."""
    body = text("guide-told-passed", by=by, words=it.words, to=called(it, to))
    return body, column(_fewer())


def no_word(it: Asked, *, name: str | None, until: date) -> Shown:
    """Nothing was heard: after a week, or when the day passed. No blame, and another way. `until`:
    when the question ends if it stays so."""
    known: dict[str, Any] = {"name": called(it, name), "words": it.words, "until": until}
    if it.promised_on is not None:
        body = text("guide-told-passed-day", day=it.promised_on, **known)
    else:
        body = text("guide-told-silence", **known)
    return body, column(*_other_ways(it), *_talk(it), *_take_back(it), _fewer())


def person_left(it: Asked) -> Shown:
    """Whoever was asked left for good."""
    return text("guide-told-left", words=it.words), column(*_other_ways(it), _fewer())


def _other_ways(it: Asked) -> list[Button]:
    return [
        button("guide-somebody-else", ShowFound(question=it.id)),
        button("guide-seek", SeekInstead(question=it.id)),
    ]


def _take_back(it: Asked) -> list[Button]:
    if it.state not in OPEN:
        return []
    return [button("guide-no-longer", NoLongerNeeded(question=it.id, sure=False))]


def _talk(it: Asked) -> list[Button]:
    """Writing back, and the ways out, once somebody answered."""
    if it.state not in HEARD or not it.named:
        return []
    return [button("introduction-answer", WriteBack(question=it.id)), *_safety(it)]


# --- what is shown: to both --------------------------------------------------------------------


def passed_on(it: Asked, *, name: str, words: str) -> Shown:
    """A message from the other, through the bot."""
    return text("introduction-passed-on", name=name, words=words), column(
        button("introduction-answer", WriteBack(question=it.id)), *_safety(it), _fewer()
    )


def written(it: Asked, *, by: Member, name: str) -> Shown:
    """It was passed on; whoever was asked may still promise more."""
    more = [button("guide-new-day", ChooseDay(question=it.id))] if by.id == it.person_id else []
    return text("introduction-sent", name=name), column(*more)


def stopping(it: Asked) -> Shown:
    """Are you sure? It is for ever, and the other does not hear why."""
    return Text("guide-stop-ask"), column(
        button("introduction-never-yes", StopTalking(question=it.id, sure=True)),
        button("back", ShowQuestion(question=it.id)),
    )


def stopped() -> Shown:
    return Text("introduction-ended"), ()


def does_not_go_on(it: Asked, *, to: PersonId | None) -> Shown:
    """All that the other hears of an end; whoever asked also gets another way."""
    ways = _other_ways(it) if to == it.asker_id else []
    return text("guide-told-ended", words=it.words), column(*ways, _fewer())


def _safety(it: Asked) -> tuple[Button, Button]:
    return (
        button("introduction-stop", StopTalking(question=it.id, sure=False)),
        button("introduction-report", ReportTalk(question=it.id)),
    )


def _fewer() -> Button:
    return button("fewer-messages", FewerMessages())


# --- lines in a list ---------------------------------------------------------------------------


def line(entry: Entry, *, of: PersonId, names: Mapping[PersonId, str]) -> Text:
    """One of my own entries, or one for which I am the stand-in."""
    if entry.person_id != of:
        name = names.get(entry.person_id) or Text("introduction-gone")
        return text("guide-line-stand-in", name=name, words=entry.words)
    key = "talent-line-rests" if entry.rests else "talent-line"
    return text(key, direction=Text("guide-line"), words=entry.words)


def question_line(it: Asked, *, of: PersonId, names: Mapping[PersonId, str]) -> Text:
    """A question to me, or one of mine."""
    if it.asker_id == of:
        return text("guide-line-mine", words=it.words)
    name = names.get(it.asker_id) or Text("introduction-gone")
    return text("guide-line-to-me", name=name, words=it.words)
