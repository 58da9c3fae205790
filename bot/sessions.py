"""Sessions: meeting each other. Planning, answering, changing, being reminded.

    planned ──► over        two hours after the start
       └──────► cancelled   by the one who planned it; everybody who might come hears it

The group sees only how many come; who comes is for the one who planned it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.callbacks import Payload
from bot.courtesy import Reader, earlier_than_quiet
from bot.dialogs import Answers, Context, Dialog, Question, words
from bot.errors import Refused
from bot.messages import Button, CommunityId, Keyboard, PersonId, Text, brief, button, column, text
from bot.moderation import cautions
from bot.moments import Moment, local, understand
from bot.paging import Page
from bot.people import FewerMessages, Member
from bot.permissions import Action, require

LONGEST_TITLE = 200
LONGEST_PLACE = 200
LASTS = timedelta(hours=2)  # nobody is asked for an end
DAY_BEFORE = timedelta(hours=24)
SHORTLY_BEFORE = timedelta(hours=2)
MOST_NAMES = 40  # so that a list of who comes fits in one message
IN_A_BUTTON = 18


class SessionState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"
    OVER = "over"


class Answer(StrEnum):
    GOING = "going"
    MAYBE = "maybe"
    NOT_GOING = "not-going"


MIGHT_COME = (Answer.GOING, Answer.MAYBE)


# --- buttons -----------------------------------------------------------------------------------


class PlanSession(Payload, tag="ps"):
    pass


class ListSessions(Payload, tag="ls"):
    page: int


class OpenSession(Payload, tag="so"):
    session: int


class AnswerSession(Payload, tag="sa"):
    session: int
    answer: Answer


class TakeBackAnswer(Payload, tag="sat"):
    """`Toch niet`: as if I never answered."""

    session: int


class WhoComes(Payload, tag="sw"):
    session: int


class ChangeTime(Payload, tag="sct"):
    session: int


class ChangePlace(Payload, tag="scp"):
    session: int


class CancelSession(Payload, tag="sc"):
    """`Afzeggen`, which asks once more."""

    session: int


class ReallyCancel(Payload, tag="scy"):
    session: int


# --- what it is --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What somebody wants to do, when and where."""

    title: str
    moment: Moment
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    id: int
    community_id: CommunityId
    organizer_id: PersonId | None
    organizer_name: str | None
    title: str
    day: date
    local_time: time
    zone: str
    starts_at: datetime
    place: str
    state: SessionState

    @property
    def at(self) -> datetime:
        """The start as the clocks in the neighbourhood show it."""
        return local(self.starts_at, self.zone)

    @property
    def over_at(self) -> datetime:
        return self.starts_at + LASTS

    @property
    def about(self) -> frozenset[PersonId]:
        """Whom its card names."""
        return frozenset() if self.organizer_id is None else frozenset({self.organizer_id})

    def is_of(self, who: Member) -> bool:
        return self.organizer_id == who.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A session in a list, with how many come and what the reader answered."""

    session: Session
    going: int
    mine: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    id: PersonId
    name: str
    answer: Answer


# --- the questions -----------------------------------------------------------------------------


def read_moment(written: str, context: Context) -> dict[str, str]:
    """Read a day and a time; refuses what is unclear, past or too far away."""
    moment = understand(written, language=context.language, now=context.now, zone=context.zone)
    return {
        "day": moment.day.isoformat(),
        "time": moment.time.strftime("%H:%M"),
        "zone": moment.zone,
    }


def moment_of(answer: Mapping[str, str]) -> Moment:
    """The moment that a stored answer holds."""
    return Moment(
        day=date.fromisoformat(answer["day"]),
        time=time.fromisoformat(answer["time"]),
        zone=answer["zone"],
    )


def read_title(written: str) -> str:
    """What somebody wrote behind the command; refuses what is too long."""
    if len(written) > LONGEST_TITLE:
        raise Refused("dialog-too-long", limit=LONGEST_TITLE, length=len(written))
    return written


def plan_of(answers: Answers) -> Plan:
    """The answers of the dialog, put together."""
    return Plan(title=answers["what"], moment=moment_of(answers["when"]), place=answers["where"])


def _preview(answers: Answers, context: Context) -> Text:
    plan = plan_of(answers)
    lines = text(
        "session-preview-lines", title=plan.title, at=_shown(answers["when"]), place=plan.place
    )
    return text("session-preview", lines=[lines, *cautions(plan.title)])


def _shown(answer: Mapping[str, str]) -> datetime:
    moment = moment_of(answer)
    return local(moment.instant(), moment.zone)


def _time_preview(answers: Answers, context: Context) -> Text:
    return text("sessiontime-preview", title=answers["title"], at=_shown(answers["when"]))


def _place_preview(answers: Answers, context: Context) -> Text:
    return text("sessionplace-preview", title=answers["title"], place=answers["where"])


_WHEN = Question(key="when", read=read_moment)
_WHERE = Question(key="where", read=words(LONGEST_PLACE), free=True)
SESSION = Dialog(
    name="session",
    questions=(
        Question(key="what", read=words(LONGEST_TITLE), free=True),
        _WHEN,
        _WHERE,
    ),
    preview=_preview,
)
NEW_TIME = Dialog(
    name="sessiontime", questions=(_WHEN,), preview=_time_preview, finish="session-pass-on"
)
NEW_PLACE = Dialog(
    name="sessionplace", questions=(_WHERE,), preview=_place_preview, finish="session-pass-on"
)


# --- decisions ---------------------------------------------------------------------------------


def check_may_plan(by: Member, *, of: CommunityId) -> None:
    """Refuse planning in a neighbourhood that somebody is not a member of."""
    require(by, Action.PLAN_SESSION, of=of)


def plan(by: Member, plan: Plan, *, of: CommunityId, at: datetime) -> Plan:
    """Plan a meeting; refuses a moment that has passed while the dialog lay open."""
    require(by, Action.PLAN_SESSION, of=of)
    if plan.moment.instant() <= at:
        raise Refused("moment-past")
    return plan


def check_may_answer(session: Session, *, by: Member, at: datetime) -> None:
    """Refuse an answer to a meeting that is off, or has begun."""
    require(by, Action.ANSWER_SESSION, of=session.community_id)
    _check_is_ahead(session, at)


def check_may_change(session: Session, *, by: Member, at: datetime) -> None:
    """Refuse everybody but the one who planned it, and changes to what is off or has begun."""
    require(by, Action.CHANGE_SESSION, of=session.community_id)
    if not session.is_of(by):
        raise Refused("button-not-yours")
    _check_is_ahead(session, at)


def check_may_see_guests(session: Session, *, by: Member) -> None:
    """Refuse the list of who comes to everybody but the one who planned it."""
    require(by, Action.CHANGE_SESSION, of=session.community_id)
    if not session.is_of(by):
        raise Refused("button-not-yours")


def move(session: Session, moment: Moment, *, by: Member, at: datetime) -> Session:
    """Give a meeting another time."""
    check_may_change(session, by=by, at=at)
    if moment.instant() <= at:
        raise Refused("moment-past")
    return replace(
        session,
        day=moment.day,
        local_time=moment.time,
        zone=moment.zone,
        starts_at=moment.instant(),
    )


def relocate(session: Session, place: str, *, by: Member, at: datetime) -> Session:
    """Give a meeting another place."""
    check_may_change(session, by=by, at=at)
    return replace(session, place=place)


def cancel(session: Session, *, by: Member, at: datetime) -> Session:
    """Call a meeting off."""
    check_may_change(session, by=by, at=at)
    return replace(session, state=SessionState.CANCELLED)


def changes_count(before: Answer | None, after: Answer | None) -> bool:
    """Whether the number that the group sees changes."""
    return (before is Answer.GOING) != (after is Answer.GOING)


def ended(session: Session) -> Session:
    """A meeting whose time has passed."""
    return replace(session, state=SessionState.OVER)


def remind_at(starts_at: datetime, zone: str, *, now: datetime) -> datetime | None:
    """When the guests are reminded: the day before, or else two hours before; earlier rather than
    in quiet hours. None when it is too soon for either."""
    calm = Reader(zone=zone)
    for before in (DAY_BEFORE, SHORTLY_BEFORE):
        moment = earlier_than_quiet(starts_at - before, calm)
        if moment > now:
            return moment
    return None


def _check_is_ahead(session: Session, at: datetime) -> None:
    if session.state is SessionState.CANCELLED:
        raise Refused("session-is-off", title=session.title)
    if session.state is SessionState.OVER or session.starts_at <= at:
        raise Refused("session-has-begun", title=session.title)


# --- what people see ---------------------------------------------------------------------------

Screen = tuple[Text, Keyboard]


def card(session: Session, *, going: int) -> Screen:
    """The meeting as its group sees it."""
    match session.state:
        case SessionState.CANCELLED:
            return text("session-card-off", title=session.title, at=session.at), ()
        case SessionState.OVER:
            return text("session-card-over", title=session.title, at=session.at), ()
    return _described("session-card", session, going), column(*_answers(session.id))


def opened(
    session: Session, *, going: int, mine: Answer | None, host: bool, at: datetime
) -> Screen:
    """The meeting as somebody opens it in private, with what they can do with it."""
    back = button("sessions-all", ListSessions(page=0))
    if session.state is not SessionState.PLANNED:
        return card(session, going=going)[0], column(back)
    if session.starts_at <= at:
        return card(ended(session), going=going)[0], column(back)
    lines = [_described("session-card", session, going)]
    if mine is not None:
        lines.append(Text(f"session-mine-{mine}"))
    buttons = _answers(session.id, besides=mine)
    if mine is not None:
        buttons.append(button("not-after-all", TakeBackAnswer(session=session.id)))
    if host:
        buttons += _hosting(session.id)
    return text("session-open", lines=lines), column(*buttons, back)


def planned(session: Session, *, groups: int) -> Screen:
    """What the one who planned it gets, with the buttons to look after it."""
    body = text(
        "session-planned",
        title=session.title,
        at=session.at,
        place=session.place,
        announced=Text("session-planned-group" if groups else "session-planned-no-group"),
    )
    return body, column(*_hosting(session.id))


def answered(session: Session, mine: Answer) -> Screen:
    """What somebody answered, to be changed or taken back."""
    body = text(f"session-you-said-{mine}", title=session.title, at=session.at, place=session.place)
    return body, column(
        button("not-after-all", TakeBackAnswer(session=session.id)),
        *_answers(session.id, besides=mine),
    )


def taken_back(session: Session) -> Screen:
    """The answer is gone; another one can be given."""
    body = text("session-answer-gone", title=session.title, at=session.at)
    return body, column(*_answers(session.id))


def reminder(session: Session, mine: Answer) -> Screen:
    """For who said yes or perhaps."""
    body = text(f"session-reminder-{mine}", title=session.title, at=session.at, place=session.place)
    return body, _pushed(*_answers(session.id, besides=mine))


def changed(session: Session, *, what: str) -> Screen:
    """For who said yes or perhaps: another `time`, or another `place`."""
    body = text(f"session-changed-{what}", title=session.title, at=session.at, place=session.place)
    return body, _pushed(*_answers(session.id))


def called_off(session: Session) -> Screen:
    """For who said yes or perhaps: it is off."""
    return text("session-off", title=session.title, at=session.at), _pushed()


def host_told(session: Session, *, told: int, what: str) -> Screen:
    """For the one who changed something: that it is done, and how many hear it."""
    body = text(
        f"session-done-{what}",
        title=session.title,
        at=session.at,
        place=session.place,
        told=told,
    )
    return body, column(button("session-open-it", OpenSession(session=session.id)))


def ask_whether_to_cancel(session: Session, *, told: int) -> Screen:
    """Once more: is it really off?"""
    body = text("session-cancel-ask", title=session.title, at=session.at, told=told)
    return body, column(
        button("session-cancel-yes", ReallyCancel(session=session.id)),
        button("dialog-back", OpenSession(session=session.id)),
    )


def guest_list(session: Session, guests: Sequence[Guest]) -> Screen:
    """Who comes, for the one who planned it."""
    parts = []
    for answer in MIGHT_COME:
        names = [each.name for each in guests if each.answer is answer]
        if names:
            shown = ", ".join(names[:MOST_NAMES])
            rest = len(names) - len(names[:MOST_NAMES])
            parts.append(text(f"session-guests-{answer}", names=shown, rest=rest))
    body = text(
        "session-guests",
        title=session.title,
        at=session.at,
        parts=parts or [Text("session-guests-none")],
    )
    return body, column(button("dialog-back", OpenSession(session=session.id)))


def list_screen(page: Page[Listed], neighbourhood: str) -> Screen:
    """The meetings that are coming, with my answers, a few at a time."""
    planning = button("session-plan", PlanSession())
    if not page.items:
        return text("sessions-none", name=neighbourhood), column(planning)
    lines = [_line(number, each) for number, each in page.numbered()]
    opening = [
        button(
            text("list-open", number=number, title=brief(each.session.title, IN_A_BUTTON)),
            OpenSession(session=each.session.id),
        )
        for number, each in page.numbered()
    ]
    turning = page.turns(lambda number: ListSessions(page=number))
    body = text("sessions", name=neighbourhood, lines=lines)
    return body, (*column(*opening), *turning, (planning,))


def audience(guests: Collection[Guest], *, besides: PersonId) -> list[Guest]:
    """Who has to hear of a change: everybody who might come, but the one who makes it."""
    return [each for each in guests if each.answer in MIGHT_COME and each.id != besides]


def _line(number: int, each: Listed) -> Text:
    return text(
        "sessions-line",
        number=number,
        title=each.session.title,
        at=each.session.at,
        place=each.session.place,
        mine=Text(f"session-mine-{each.mine}") if each.mine else Text("session-mine-none"),
    )


def _described(key: str, session: Session, going: int) -> Text:
    host: dict[str, Any] = {"by": Text("session-by-somebody")}
    if session.organizer_name is not None:
        host = {"by": text("session-by", name=session.organizer_name)}
    return text(key, title=session.title, at=session.at, place=session.place, going=going, **host)


def _answers(session: int, *, besides: Answer | None = None) -> list[Button]:
    return [
        button(f"session-{each}", AnswerSession(session=session, answer=each))
        for each in Answer
        if each is not besides
    ]


def _hosting(session: int) -> list[Button]:
    return [
        button("session-who-comes", WhoComes(session=session)),
        button("session-change-time", ChangeTime(session=session)),
        button("session-change-place", ChangePlace(session=session)),
        button("session-cancel", CancelSession(session=session)),
    ]


def _pushed(*buttons: Button) -> Keyboard:
    return column(*buttons, button("fewer-messages", FewerMessages()))
