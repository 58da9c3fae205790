"""Preferences: what somebody wants to hear, and when. They choose alone; nobody else may."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.callbacks import Payload
from bot.communities import LookAt
from bot.dialogs import Answers, Context, Dialog, Option, Question
from bot.errors import Refused
from bot.messages import (
    Button,
    CommunityId,
    Courtesy,
    Keyboard,
    Param,
    Text,
    brief,
    button,
    column,
    text,
)
from bot.moments import NotUnderstood, local, resolve, understand_day
from bot.people import Person
from bot.texts import LANGUAGES

MAXIMA = (1, 3, 5, 10)  # messages a week
ASKS = (1, 2, 3)  # introductions to be asked for in thirty days
QUIET_FROM = (20, 21, 22, 23)
QUIET_UNTIL = (7, 8, 9, 10)
LONGEST_PAUSE = timedelta(days=366)
OPEN_END = datetime(3000, 1, 1, tzinfo=UTC)  # a pause that lasts until somebody ends it
IN_A_BUTTON = 20


class Setting(StrEnum):
    """What has a screen of its own."""

    LANGUAGE = "language"
    MAXIMUM = "maximum"
    ASKS = "asks"
    QUIET = "quiet"
    PAUSE = "pause"
    NEIGHBOURHOOD = "place"


class Span(StrEnum):
    """How long a pause lasts."""

    WEEK = "week"
    MONTH = "month"
    OPEN = "open"


SPANS = {Span.WEEK: timedelta(days=7), Span.MONTH: timedelta(days=30)}


class Kind(StrEnum):
    """What somebody stops."""

    ALL = "all"
    NEWS = "news"


class ShowSettings(Payload, tag="st"):
    pass


class AskSetting(Payload, tag="stq"):
    setting: Setting


class ChooseLanguage(Payload, tag="stl"):
    language: str


class WantNews(Payload, tag="stn"):
    wanted: bool


class ChooseMaximum(Payload, tag="stm"):
    most: int


class ChooseAsks(Payload, tag="sta"):
    times: int


class ChooseQuiet(Payload, tag="sth"):
    start: int
    end: int


class TakePause(Payload, tag="stp"):
    span: Span


class PauseUntil(Payload, tag="stpd"):
    """`Tot een dag`: until which?"""


class EndPause(Payload, tag="ste"):
    pass


class ChangeName(Payload, tag="stc"):
    pass


class StopMessages(Payload, tag="stx"):
    kind: Kind


class ResumeMessages(Payload, tag="sty"):
    """`Toch niet`, after stopping."""

    kind: Kind


class StopNothing(Payload, tag="stk"):
    """`Niets`"""


# --- decisions: what changes about a person ----------------------------------------------------

Change = dict[str, Any]


def language(chosen: str) -> Change:
    if chosen not in LANGUAGES:
        raise Refused("button-old")
    return {"language": chosen}


def maximum(most: int) -> Change:
    if most not in MAXIMA:
        raise Refused("button-old")
    return {"weekly_maximum": most}


def asks(times: int) -> Change:
    """How often somebody may be asked for an introduction."""
    if times not in ASKS:
        raise Refused("button-old")
    return {"asks_a_month": times}


def quiet(start: int, end: int) -> Change:
    """Hours in which nothing arrives; they run over midnight."""
    if start not in QUIET_FROM or end not in QUIET_UNTIL:
        raise Refused("button-old")
    return {"quiet_from": time(start), "quiet_until": time(end)}


def pause(span: Span, *, now: datetime) -> Change:
    """Nothing arrives for a while, except what is off at the last moment."""
    return {"paused_until": OPEN_END if span is Span.OPEN else now + SPANS[span]}


def pause_until(answers: Answers, *, zone: str) -> Change:
    """Nothing arrives until that day begins."""
    return {"paused_until": resolve(date.fromisoformat(answers["until"]), time(), zone)}


def stop(kind: Kind) -> Change:
    """Stop all messages, or only news."""
    return {"stopped": True} if kind is Kind.ALL else {"news": False}


def resume(kind: Kind) -> Change:
    """Take stopping back."""
    return {"stopped": False} if kind is Kind.ALL else {"news": True}


def kinds_of(kind: Kind) -> frozenset[Courtesy]:
    """What no longer arrives; what somebody said yes to goes on, and answers too."""
    if kind is Kind.ALL:
        return frozenset({Courtesy.QUESTION, Courtesy.NEWS})
    return frozenset({Courtesy.NEWS})


# --- a pause until a day -----------------------------------------------------------------------

_UNTIL = re.compile(r"(?:tot|until|till)\s+", re.IGNORECASE)
_THROUGH = re.compile(r"(?:tot en met|t/m|up to and including|through)\s+", re.IGNORECASE)


def _read_until(written: str, context: Context) -> str:
    """The first day with messages again, as people say it: "1 mei", "tot 1 mei", "t/m 30 april"."""
    today = local(context.now, context.zone).date()
    last = today + LONGEST_PAUSE
    through = _THROUGH.match(written.strip())
    said = _UNTIL.sub("", _THROUGH.sub("", written.strip(), count=1), count=1)
    try:
        day = understand_day(said, language=context.language, now=context.now, zone=context.zone)
    except NotUnderstood as unclear:
        raise Refused("pause-when", until=last) from unclear
    day += timedelta(days=1 if through else 0)
    if not today < day <= last:
        raise Refused("pause-when", until=last)
    return day.isoformat()


def _spans(answers: Answers, context: Context) -> Sequence[Option]:
    today = local(context.now, context.zone).date()
    return [
        Option(Text(f"settings-pause-{span}"), (today + length).isoformat())
        for span, length in SPANS.items()
    ]


PAUSE = Dialog(
    name="pause",
    questions=(Question(key="until", read=_read_until, options=_spans),),
    preview=lambda answers, context: text(
        "pause-preview", until=date.fromisoformat(answers["until"])
    ),
    finish="dialog-save",
)


# --- screens -----------------------------------------------------------------------------------

Screen = tuple[Text, Keyboard]
BACK = button("back", ShowSettings())


def settings_screen(person: Person, *, places: int, now: datetime, zone: str) -> Screen:
    """All choices, each with the button that changes it. `places`: of how many neighbourhoods."""
    lines = [
        text("settings-name", name=person.name),
        Text(f"settings-language-{person.language}" if person.language else "settings-language"),
        Text("settings-stopped" if person.stopped else "settings-not-stopped"),
        Text("settings-news-on" if person.news else "settings-news-off"),
        text("settings-maximum", most=person.weekly_maximum),
        text("settings-asks", asks=asks_in_words(person.asks_a_month)),
        text("settings-quiet", start=person.quiet_from, end=person.quiet_until),
        _paused(person, now=now, zone=zone),
    ]
    rows = [
        button("settings-change-name", ChangeName()),
        button("settings-ask-language", AskSetting(setting=Setting.LANGUAGE)),
        _news_button(person),
        button("settings-ask-maximum", AskSetting(setting=Setting.MAXIMUM)),
        button("settings-ask-asks", AskSetting(setting=Setting.ASKS)),
        button("settings-ask-quiet", AskSetting(setting=Setting.QUIET)),
        button("settings-ask-pause", AskSetting(setting=Setting.PAUSE)),
    ]
    if places > 1:
        rows.append(button("settings-ask-place", AskSetting(setting=Setting.NEIGHBOURHOOD)))
    rows.append(
        button("settings-resume", ResumeMessages(kind=Kind.ALL))
        if person.stopped
        else button("messages-stop-all", StopMessages(kind=Kind.ALL))
    )
    return text("settings", lines=lines), column(*rows)


def setting_screen(
    setting: Setting,
    person: Person,
    *,
    places: Sequence[tuple[CommunityId, str]] = (),
    now: datetime,
) -> Screen:
    """The choices for one setting; the one that holds now is marked."""
    rows: Keyboard
    match setting:
        case Setting.LANGUAGE:
            rows = column(
                *(
                    _choice(Text(f"language-{each}"), ChooseLanguage(language=each), on=on)
                    for each in LANGUAGES
                    for on in [each == person.language]
                )
            )
        case Setting.MAXIMUM:
            rows = column(
                *(
                    _choice(
                        text("settings-a-week", most=each),
                        ChooseMaximum(most=each),
                        on=each == person.weekly_maximum,
                    )
                    for each in MAXIMA
                )
            )
        case Setting.ASKS:
            rows = column(
                *(
                    _choice(asks_in_words(each), ChooseAsks(times=each), on=on)
                    for each in ASKS
                    for on in [each == person.asks_a_month]
                )
            )
        case Setting.QUIET:
            rows = _hours(person)
        case Setting.PAUSE:
            rows = column(
                *(button(f"settings-pause-{each}", TakePause(span=each)) for each in Span),
                button("settings-pause-until", PauseUntil()),
            )
            if _is_paused(person, now):
                rows = (*rows, (button("settings-pause-end", EndPause()),))
        case Setting.NEIGHBOURHOOD:
            rows = column(
                *(
                    _choice(
                        text("settings-place", name=brief(name, IN_A_BUTTON)),
                        LookAt(community=each),
                        on=each == person.community_id,
                    )
                    for each, name in places
                )
            )
    return Text(f"settings-{setting}-question"), (*rows, (BACK,))


def asks_in_words(times: int) -> Text:
    """How often that is, on a button and in a line."""
    return text("settings-asks-a-month", times=times)


def fewer_screen() -> Screen:
    """`Minder berichten`: four ways to have less."""
    return Text("messages-fewer"), column(
        button("messages-stop-all", StopMessages(kind=Kind.ALL)),
        button("messages-stop-news", StopMessages(kind=Kind.NEWS)),
        button("messages-less-often", AskSetting(setting=Setting.MAXIMUM)),
        button("messages-pause", AskSetting(setting=Setting.PAUSE)),
    )


def stop_screen() -> Screen:
    """`/stop` outside a form: what exactly?"""
    return Text("messages-stop-what"), column(
        button("messages-all", StopMessages(kind=Kind.ALL)),
        button("messages-only-news", StopMessages(kind=Kind.NEWS)),
        button("messages-nothing", StopNothing()),
    )


def stopped_screen(kind: Kind) -> Screen:
    """It is stopped, and can be taken back."""
    return Text(f"messages-stopped-{kind}"), column(
        button("not-after-all", ResumeMessages(kind=kind))
    )


def resumed_screen(kind: Kind) -> Screen:
    return Text(f"messages-resumed-{kind}"), column(button("messages-to-settings", ShowSettings()))


def _news_button(person: Person) -> Button:
    key = "settings-no-news" if person.news else "settings-yes-news"
    return button(key, WantNews(wanted=not person.news))


def _paused(person: Person, *, now: datetime, zone: str) -> Text:
    if not _is_paused(person, now):
        return Text("settings-no-pause")
    assert person.paused_until is not None  # noqa: S101  # _is_paused saw it
    if person.paused_until == OPEN_END:
        return Text("settings-paused-open")
    until: date = local(person.paused_until, zone).date()
    return text("settings-paused", until=until)


def _is_paused(person: Person, now: datetime) -> bool:
    return person.paused_until is not None and person.paused_until > now


def _hours(person: Person) -> Keyboard:
    start, end = person.quiet_from, person.quiet_until
    return (
        *_pairs(
            [
                _choice(
                    text("settings-from", at=time(hour)),
                    ChooseQuiet(start=hour, end=_kept(end.hour, QUIET_UNTIL)),
                    on=hour == start.hour,
                )
                for hour in QUIET_FROM
            ]
        ),
        *_pairs(
            [
                _choice(
                    text("settings-until", at=time(hour)),
                    ChooseQuiet(start=_kept(start.hour, QUIET_FROM), end=hour),
                    on=hour == end.hour,
                )
                for hour in QUIET_UNTIL
            ]
        ),
    )


def _kept(hour: int, offered: Sequence[int]) -> int:
    return hour if hour in offered else offered[1]


def _pairs(buttons: Sequence[Button]) -> Keyboard:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _choice(label: Text, press: Payload, *, on: bool) -> Button:
    shown: dict[str, Param] = {"label": label}
    return button(Text("dialog-on", shown) if on else label, press)
