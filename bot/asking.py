"""Asking somebody: my question goes to one person, and when do I hear?

Whom to ask is found in `bot/guide.py`. From there:

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

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Question, words
from bot.errors import Refused
from bot.introductions import Shown, fewer, relay, report
from bot.messages import Button, CommunityId, PersonId, Text, button, column, text
from bot.moderation import cautions
from bot.moments import NO_TIME, NotUnderstood, resolve, understand
from bot.people import Member
from bot.permissions import Action, require
from bot.talents import SHORTEST

LONGEST_WHY = 300
MOST_OPEN = 3  # questions of one person in one neighbourhood
SILENCE = timedelta(days=7)  # then whoever asked hears that nobody answered yet
ENDS_AFTER = timedelta(weeks=3)  # without a word since they heard that
PROMISE_IN = (1, 3, 5)  # working days, on the three buttons
FURTHEST = timedelta(days=90)
REMINDER_HOUR, NEWS_HOUR = time(9), time(10)
SATURDAY = 5


# --- buttons -----------------------------------------------------------------------------------


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


# --- the dialogs -------------------------------------------------------------------------------


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


# --- decisions ---------------------------------------------------------------------------------


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


# --- what is shown: to whoever was asked -------------------------------------------------------


def arrived(it: Asked, *, name: str, by: str | Text | None = None) -> Shown:
    """A question that comes in, perhaps from somebody who passed it on."""
    body, buttons = question(it, name=name)
    if by is not None:
        body = text("guide-arrived", by=by, body=body)
    return body, (*buttons, (fewer(),))


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
        button("guide-cannot", CannotDo(question=it.id, sure=False)),
        fewer(),
    )


def is_free(it: Asked, *, name: str) -> Shown:
    """Whoever asked no longer needs an answer."""
    return text("guide-told-no-longer", name=name, words=it.words), column(fewer())


def nobody_waits() -> Shown:
    """Whoever asked has left: nothing needs an answer, or to be done."""
    return Text("guide-nobody-waits"), column(fewer())


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
    return text(key, **known), column(*_talk(it), fewer())


def done(it: Asked, *, name: str) -> Shown:
    """Whoever promised says that it is done."""
    return text("guide-told-done", name=name, words=it.words), column(*_talk(it), fewer())


def declined(it: Asked, *, name: str | None) -> Shown:
    """A no, with another way."""
    body = text("guide-told-declined", name=called(it, name), words=it.words)
    return body, column(*_other_ways(it), fewer())


def passed(it: Asked, *, by: str | Text, to: str) -> Shown:
    """Who has the question now."""
    body = text("guide-told-passed", by=by, words=it.words, to=called(it, to))
    return body, column(fewer())


def no_word(it: Asked, *, name: str | None, until: date) -> Shown:
    """Nothing was heard: after a week, or when the day passed. No blame, and another way. `until`:
    when the question ends if it stays so."""
    known: dict[str, Any] = {"name": called(it, name), "words": it.words, "until": until}
    if it.promised_on is not None:
        body = text("guide-told-passed-day", day=it.promised_on, **known)
    else:
        body = text("guide-told-silence", **known)
    return body, column(*_other_ways(it), *_talk(it), *_take_back(it), fewer())


def person_left(it: Asked) -> Shown:
    """Whoever was asked left for good."""
    return text("guide-told-left", words=it.words), column(*_other_ways(it), fewer())


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
        button("introduction-answer", WriteBack(question=it.id)), *_safety(it), fewer()
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
    return text("guide-told-ended", words=it.words), column(*ways, fewer())


def _safety(it: Asked) -> tuple[Button, Button]:
    return (
        button("introduction-stop", StopTalking(question=it.id, sure=False)),
        button("introduction-report", ReportTalk(question=it.id)),
    )


# --- lines in a list ---------------------------------------------------------------------------


def question_line(it: Asked, *, of: PersonId, names: Mapping[PersonId, str]) -> Text:
    """A question to me, or one of mine."""
    if it.asker_id == of:
        return text("guide-line-mine", words=it.words)
    name = names.get(it.asker_id) or Text("introduction-gone")
    return text("guide-line-to-me", name=name, words=it.words)
