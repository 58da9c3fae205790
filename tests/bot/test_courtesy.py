"""Courtesy: nobody is woken, nobody gets more than they chose, and what was promised arrives."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.courtesy import (
    GROUP_POSTS_A_DAY,
    WEEK,
    At,
    Never,
    Reader,
    earlier_than_quiet,
    is_quiet,
    when,
    when_in_group,
)
from bot.messages import Courtesy
from bot.moments import local

ZONES = (
    "Europe/Amsterdam",
    "America/Paramaribo",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Kiritimati",
    "UTC",
)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
changes_of_clocks = st.sampled_from(  # in Europe, New York and on Lord Howe Island
    [
        datetime(2027, month, day, hour, tzinfo=UTC)
        for month, day, hour in (
            (3, 28, 1),
            (10, 31, 1),
            (3, 14, 7),
            (11, 7, 6),
            (4, 3, 15),
            (10, 2, 15),
        )
    ]
)
around_them = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    changes_of_clocks,
    st.integers(-30 * 60, 30 * 60),
)
any_time = st.builds(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes),
    st.integers(0, 3 * 365 * 24 * 60),
)
moments = around_them | any_time
pushed = st.sampled_from([Courtesy.PROMISED, Courtesy.QUESTION, Courtesy.NEWS])


@st.composite
def readers(draw: st.DrawFn, now: datetime) -> Reader:
    """Anybody, with anything sent to them in the last two weeks."""
    past = st.lists(st.integers(0, 14 * 24 * 60), max_size=8).map(
        lambda ago: tuple(now - timedelta(minutes=each) for each in ago)
    )
    pause = st.none() | st.integers(-60, 60).map(lambda days: now + timedelta(days=days))
    return Reader(
        zone=draw(st.sampled_from(ZONES)),
        quiet_from=draw(minutes),
        quiet_until=draw(minutes),
        paused_until=draw(pause),
        weekly_maximum=draw(st.integers(0, 7)),
        questions=draw(past),
        news=draw(past),
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Reader, datetime]:
    now = draw(moments)
    return draw(readers(now)), now


def clock(moment: datetime, reader: Reader) -> time:
    return moment.astimezone(ZoneInfo(reader.zone)).time()


def falls_in_quiet(moment: datetime, reader: Reader) -> bool:
    """Said once more, on its own: what the clock on the wall shows."""
    shown = clock(moment, reader)
    if reader.quiet_from == reader.quiet_until:
        return False
    if reader.quiet_from < reader.quiet_until:
        return reader.quiet_from <= shown < reader.quiet_until
    return shown >= reader.quiet_from or shown < reader.quiet_until


def hours_of_quiet(reader: Reader) -> int:
    return (reader.quiet_until.hour - reader.quiet_from.hour) % 24


def amsterdam(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[misc]  # year to minute


# --- quiet hours -------------------------------------------------------------------------------


SKIPPED_HOUR = Reader(
    zone="Europe/Amsterdam", quiet_from=time(2, 15), quiet_until=time(2), paused_until=None
)


@given(situations(), pushed)
@example((SKIPPED_HOUR, datetime(2027, 3, 27, 22, tzinfo=UTC)), Courtesy.NEWS)
def test_nothing_pushed_arrives_in_quiet_hours(
    situation: tuple[Reader, datetime], courtesy: Courtesy
):
    """Whatever the zone, the hours chosen, or the summer time: a phone stays dark at night."""
    reader, now = situation
    answer = when(courtesy, reader, now=now)

    if isinstance(answer, At):
        assert not falls_in_quiet(answer.instant, reader)
        assert answer.instant >= now


@given(situations(), pushed)
def test_what_may_arrive_still_may_at_that_moment(
    situation: tuple[Reader, datetime], courtesy: Courtesy
):
    """Courtesy is asked again when sending; an answer that moves away for ever arrives never."""
    reader, now = situation
    answer = when(courtesy, reader, now=now)

    if isinstance(answer, At):
        assert when(courtesy, reader, now=answer.instant) == answer


@given(situations())
def test_an_answer_and_an_urgent_promise_come_at_once(situation: tuple[Reader, datetime]):
    """Who taps at night gets an answer at night; who stands before a closed door wants to know."""
    reader, now = situation

    assert when(Courtesy.ANSWER, reader, now=now) == At(now)
    assert when(Courtesy.PROMISED, reader, now=now, urgent=True) == At(now)


@given(situations(), pushed)
def test_waiting_for_quiet_hours_alone_takes_less_than_a_day(
    situation: tuple[Reader, datetime], courtesy: Courtesy
):
    """A night is over in the morning, also when the clocks change in it."""
    reader, now = situation
    free = replace(reader, paused_until=None, questions=(), news=(), weekly_maximum=5)
    assume(hours_of_quiet(free) < 20)
    answer = when(courtesy, free, now=now)

    assert isinstance(answer, At)
    assert answer.instant - now <= timedelta(hours=25)


@pytest.mark.parametrize(
    ("at", "arrives"),
    [
        (amsterdam(2027, 6, 7, 20, 59), amsterdam(2027, 6, 7, 20, 59)),
        (amsterdam(2027, 6, 7, 21, 0), amsterdam(2027, 6, 8, 8, 0)),
        (amsterdam(2027, 6, 7, 23, 59), amsterdam(2027, 6, 8, 8, 0)),
        (amsterdam(2027, 6, 8, 0, 0), amsterdam(2027, 6, 8, 8, 0)),
        (amsterdam(2027, 6, 8, 7, 59), amsterdam(2027, 6, 8, 8, 0)),
        (amsterdam(2027, 6, 8, 8, 0), amsterdam(2027, 6, 8, 8, 0)),
        (amsterdam(2027, 3, 27, 23, 0), amsterdam(2027, 3, 28, 8, 0)),  # 23 hours in this day
        (amsterdam(2027, 10, 30, 23, 0), amsterdam(2027, 10, 31, 8, 0)),  # and 25 in this one
        (amsterdam(2027, 12, 31, 22, 0), amsterdam(2028, 1, 1, 8, 0)),
    ],
)
def test_the_usual_night_runs_from_nine_to_eight(at: datetime, arrives: datetime):
    """EXPERIENCE 12, with its edges and the two nights on which the clocks change."""
    assert when(Courtesy.NEWS, Reader(zone="Europe/Amsterdam"), now=at) == At(arrives)


def test_quiet_hours_by_day_are_kept_as_well():
    """Fatima works at night and sleeps from eight to three."""
    fatima = Reader(zone="Europe/Amsterdam", quiet_from=time(8), quiet_until=time(15))

    assert when(Courtesy.NEWS, fatima, now=amsterdam(2027, 6, 7, 9, 0)) == At(
        amsterdam(2027, 6, 7, 15, 0)
    )
    assert not is_quiet(amsterdam(2027, 6, 7, 23, 0), fatima)


def test_a_quiet_hour_that_the_clocks_skip_ends_when_they_go_on():
    """On the night of summer time there is no half past two; nothing may break on it."""
    owl = Reader(zone="Europe/Amsterdam", quiet_from=time(0), quiet_until=time(2, 30))

    answer = when(Courtesy.NEWS, owl, now=amsterdam(2027, 3, 28, 1, 0))

    assert isinstance(answer, At)
    assert answer.instant.astimezone(AMSTERDAM).time() == time(3, 30) or answer == At(
        amsterdam(2027, 3, 28, 3, 0)
    )


# --- pause, stop, unreachable ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "courtesy", "expected"),
    [
        ({"reachable": False}, Courtesy.ANSWER, Never("unreachable")),
        ({"reachable": False}, Courtesy.PROMISED, Never("unreachable")),
        ({"reachable": False}, Courtesy.QUESTION, Never("unreachable")),
        ({"reachable": False}, Courtesy.NEWS, Never("unreachable")),
        ({"stopped": True}, Courtesy.ANSWER, At),
        ({"stopped": True}, Courtesy.PROMISED, At),
        ({"stopped": True}, Courtesy.QUESTION, Never("stopped")),
        ({"stopped": True}, Courtesy.NEWS, Never("stopped")),
        ({"wants_news": False}, Courtesy.PROMISED, At),
        ({"wants_news": False}, Courtesy.QUESTION, At),
        ({"wants_news": False}, Courtesy.NEWS, Never("no-news")),
        ({"weekly_maximum": 0}, Courtesy.PROMISED, At),
        ({"weekly_maximum": 0}, Courtesy.QUESTION, At),
        ({"weekly_maximum": 0}, Courtesy.NEWS, Never("weekly-maximum")),
    ],
)
def test_what_somebody_chose_is_kept(
    reader: dict[str, object], courtesy: Courtesy, expected: Never | type[At]
):
    """What was promised keeps arriving after `Alle berichten`, because somebody said yes to it."""
    now = amsterdam(2027, 6, 7, 12, 0)
    answer = when(courtesy, Reader(zone="Europe/Amsterdam", **reader), now=now)  # type: ignore[arg-type]

    assert answer == (At(now) if expected is At else expected)


@given(situations(), pushed)
def test_a_pause_holds_back_everything_pushed(
    situation: tuple[Reader, datetime], courtesy: Courtesy
):
    """A holiday is a holiday; only a cancellation at the last moment breaks it."""
    reader, now = situation
    away = replace(reader, paused_until=now + timedelta(days=9))
    answer = when(courtesy, away, now=now)

    if isinstance(answer, At):
        assert answer.instant >= now + timedelta(days=9)
    assert when(Courtesy.PROMISED, away, now=now, urgent=True) == At(now)


# --- how much ----------------------------------------------------------------------------------


def busiest_week(sent: list[datetime]) -> int:
    """The most messages in any seven days."""
    return max((sum(at <= each < at + WEEK for each in sent) for at in sent), default=0)


@pytest.mark.parametrize("seed", range(5))
def test_a_year_of_messages_never_exceeds_what_somebody_chose(seed: int):
    """However busy a neighbourhood gets, a person sets the pace: one question a week, and questions
    and news together no more than the weekly maximum, whichever seven days one looks at."""
    chance = random.Random(seed)  # noqa: S311  # not a secret
    most = chance.choice((1, 2, 3, 5, 7))
    reader = Reader(
        zone=chance.choice(ZONES),
        weekly_maximum=most,
        quiet_from=time(chance.randrange(24)),
        quiet_until=time(chance.randrange(24)),
    )
    now, end = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    waiting: list[tuple[datetime, Courtesy]] = []
    sent: dict[Courtesy, list[datetime]] = {each: [] for each in Courtesy}
    while now < end:
        if chance.random() < 0.2:
            waiting.append((now, chance.choice((Courtesy.QUESTION, Courtesy.NEWS))))
        seen = replace(
            reader,
            questions=tuple(each for each in sent[Courtesy.QUESTION] if each > now - WEEK),
            news=tuple(each for each in sent[Courtesy.NEWS] if each > now - WEEK),
        )
        waiting = waiting[-12:]  # what waits longest is dropped, to keep the test short
        for put_at, courtesy in waiting:
            if when(courtesy, seen, now=now) == At(now):
                waiting.remove((put_at, courtesy))
                sent[courtesy].append(now)
                break
        now += timedelta(minutes=chance.choice((20, 90, 300)))

    assert sent[Courtesy.NEWS], "nothing arrived at all"
    assert busiest_week(sent[Courtesy.QUESTION]) <= 1
    together = sorted((*sent[Courtesy.NEWS], *sent[Courtesy.QUESTION]))
    assert all(
        sum(at - WEEK < each <= at for each in together) <= most for at in sent[Courtesy.NEWS]
    ), "news came on top of a full week"
    assert not any(falls_in_quiet(each, reader) for each in together)


@given(situations())
def test_a_question_waits_until_a_week_after_the_last_one(situation: tuple[Reader, datetime]):
    """Questions share one place a week."""
    reader, now = situation
    asked = replace(reader, questions=(now - timedelta(days=2),), paused_until=None)
    answer = when(Courtesy.QUESTION, asked, now=now)

    assert isinstance(answer, At)
    assert answer.instant >= now + timedelta(days=5)
    assert when(Courtesy.QUESTION, replace(asked, questions=()), now=now) == when(
        Courtesy.PROMISED, asked, now=now
    )


# --- groups ------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ZONES)
def test_a_group_gets_at_most_two_posts_a_day_and_none_at_night(zone: str):
    """Forty ideas on one day come one after the other, not as forty sounds."""
    reader = Reader(zone=zone)
    now = datetime(2027, 10, 29, 18, 0, tzinfo=UTC)  # over the change of clocks
    posts: tuple[datetime, ...] = ()
    for _ in range(40):
        answer = when_in_group(reader, now=now, posts_today=posts)
        assert isinstance(answer, At)
        posts = (*posts, answer.instant)

    a_day = Counter(local(each, zone).date() for each in posts)
    assert set(a_day.values()) == {GROUP_POSTS_A_DAY}
    assert not any(is_quiet(each, reader) for each in posts)
    assert list(posts) == sorted(posts)


def test_a_group_that_is_full_for_a_month_gets_nothing_more():
    """What would come after a month is no news any more."""
    now = amsterdam(2027, 6, 7, 12, 0)
    posts = tuple(now + timedelta(days=each // 2) for each in range(80))

    assert when_in_group(Reader(zone="Europe/Amsterdam"), now=now, posts_today=posts) == Never(
        "group-full"
    )


# --- reminders ---------------------------------------------------------------------------------


@given(situations())
@example((replace(SKIPPED_HOUR, quiet_from=time(2, 45)), datetime(2027, 3, 28, 1, tzinfo=UTC)))
def test_a_reminder_moves_earlier_and_never_into_the_night(situation: tuple[Reader, datetime]):
    """EXPERIENCE 14: later would be too late. It moves by a day at most."""
    reader, moment = situation
    earlier = earlier_than_quiet(moment, reader)

    assert earlier <= moment
    assert moment - earlier < timedelta(hours=26)
    if not falls_in_quiet(moment, reader):
        assert earlier == moment


@given(moments, st.sampled_from(ZONES))
def test_a_reminder_in_the_usual_night_comes_at_half_past_eight(moment: datetime, zone: str):
    """With the usual hours there is always a waking moment just before."""
    reader = Reader(zone=zone)
    earlier = earlier_than_quiet(moment, reader)

    assert not is_quiet(earlier, reader)
    assert earlier == moment or clock(earlier, reader) == time(20, 30)


@pytest.mark.parametrize(
    ("moment", "comes"),
    [
        (amsterdam(2027, 6, 7, 19, 30), amsterdam(2027, 6, 7, 19, 30)),
        (amsterdam(2027, 6, 7, 21, 0), amsterdam(2027, 6, 7, 20, 30)),
        (amsterdam(2027, 6, 7, 23, 30), amsterdam(2027, 6, 7, 20, 30)),
        (amsterdam(2027, 6, 8, 7, 0), amsterdam(2027, 6, 7, 20, 30)),
        (amsterdam(2027, 3, 28, 7, 0), amsterdam(2027, 3, 27, 20, 30)),
    ],
)
def test_a_reminder_at_night_comes_the_evening_before(moment: datetime, comes: datetime):
    """For breakfast at seven the evening before is the moment to hear of it."""
    assert earlier_than_quiet(moment, Reader(zone="Europe/Amsterdam")) == comes


@pytest.mark.parametrize("courtesy", [Courtesy.QUESTION, Courtesy.NEWS])
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_week_over_a_change_of_clocks_is_still_a_week(courtesy: Courtesy, day: date):
    """The maximum counts hours, not what the clock shows; and the morning stays eight o'clock."""
    last = datetime.combine(day - timedelta(days=3), time(8), AMSTERDAM)
    reader = Reader(zone="Europe/Amsterdam", weekly_maximum=1, questions=(last.astimezone(UTC),))
    answer = when(courtesy, reader, now=last + timedelta(hours=1))

    assert isinstance(answer, At)
    assert answer.instant - last.astimezone(UTC) >= WEEK
    assert not is_quiet(answer.instant, reader)
