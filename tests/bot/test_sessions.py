"""Sessions as rules: when to remind, who may change what, what is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import sessions
from bot.courtesy import Reader, is_quiet
from bot.dialogs import Context
from bot.errors import Refused
from bot.messages import CommunityId, PersonId
from bot.moments import Moment, local
from bot.people import Member
from bot.sessions import Answer, Guest, Session, SessionState
from bot.texts import LANGUAGES, plain

ZONE = "Europe/Amsterdam"
NOW = datetime(2027, 6, 7, 8, 0, tzinfo=UTC)  # Monday, 10.00 in Amsterdam
START = Moment(day=date(2027, 6, 10), time=time(19, 30), zone=ZONE)

NOOR = Member(
    id=PersonId(1),
    telegram_id=11,
    name="Noor",
    username=None,
    language="nl",
    community_id=CommunityId(1),
    community_name="Broeklanden",
    zone=ZONE,
    roles=frozenset(),
)
ANNA = replace(NOOR, id=PersonId(2), name="Anna")
ZEYNEP = replace(NOOR, id=PersonId(3), name="Zeynep", community_id=CommunityId(2))

SESSION = Session(
    id=5,
    community_id=CommunityId(1),
    organizer_id=NOOR.id,
    organizer_name="Noor",
    title="Samen koken",
    day=START.day,
    local_time=START.time,
    zone=ZONE,
    starts_at=START.instant(),
    place="Buurthuis",
    state=SessionState.PLANNED,
)


def at(day: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split("."))
    return Moment(day=date(2027, 6, day), time=time(hour, minute), zone=ZONE).instant()


@pytest.mark.parametrize(
    ("planned", "starts", "reminded"),
    [
        (at(7, "10.00"), at(10, "19.30"), at(9, "19.30")),
        (at(7, "10.00"), at(10, "22.00"), at(9, "20.30")),  # out of the quiet hours, earlier
        (at(7, "10.00"), at(10, "7.00"), at(8, "20.30")),
        (at(7, "10.00"), at(7, "19.30"), at(7, "17.30")),  # the same day: two hours before
        (at(7, "18.00"), at(8, "9.00"), at(7, "20.30")),  # those two hours would be at seven
        (at(7, "10.00"), at(7, "11.30"), None),  # too soon for either
        (at(7, "22.00"), at(8, "9.00"), None),
    ],
)
def test_the_reminder_comes_the_day_before_or_else_two_hours(
    planned: datetime, starts: datetime, reminded: datetime | None
):
    """A reminder helps while one can still arrange something, and never wakes anybody."""
    assert sessions.remind_at(starts, ZONE, now=planned) == reminded


@given(st.integers(1, 60 * 24 * 400), st.integers(0, 60 * 24 * 366))
def test_a_reminder_is_never_late_and_never_in_quiet_hours(ahead: int, shift: int):
    """Whatever people plan, summer time included."""
    now = NOW + timedelta(minutes=shift)
    starts = now + timedelta(minutes=ahead)

    moment = sessions.remind_at(starts, ZONE, now=now)

    if moment is not None:
        assert now < moment < starts
        assert not is_quiet(moment, Reader(zone=ZONE))


def test_a_moment_survives_being_stored():
    """Answers of a dialog are kept as JSON."""
    context = Context(language="nl", zone=ZONE, now=local(NOW, ZONE))

    assert sessions.moment_of(sessions.read_moment("donderdag 19.30", context)) == START


@pytest.mark.parametrize(
    ("by", "session", "now", "key"),
    [
        (ANNA, SESSION, NOW, "button-not-yours"),
        (ZEYNEP, SESSION, NOW, "refused-other-neighbourhood"),
        (NOOR, replace(SESSION, state=SessionState.CANCELLED), NOW, "session-is-off"),
        (NOOR, SESSION, START.instant(), "session-has-begun"),
        (NOOR, replace(SESSION, state=SessionState.OVER), NOW, "session-has-begun"),
    ],
)
def test_only_the_host_changes_what_is_still_to_come(
    by: Member, session: Session, now: datetime, key: str
):
    """Time, place and calling off have the same rule."""
    later = replace(START, day=date(2027, 6, 11))
    for change in (
        lambda: sessions.cancel(session, by=by, at=now),
        lambda: sessions.relocate(session, "Thuis", by=by, at=now),
        lambda: sessions.move(session, later, by=by, at=now),
    ):
        with pytest.raises(Refused) as refusal:
            change()
        assert refusal.value.key == key


def test_a_meeting_does_not_move_to_the_past():
    """A slip in the date would otherwise end it at once."""
    with pytest.raises(Refused, match="moment-past"):
        sessions.move(SESSION, replace(START, day=date(2027, 6, 6)), by=NOOR, at=NOW)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, Answer.GOING, True),
        (Answer.GOING, None, True),
        (Answer.GOING, Answer.MAYBE, True),
        (Answer.GOING, Answer.GOING, False),
        (None, Answer.MAYBE, False),
        (Answer.MAYBE, Answer.NOT_GOING, False),
    ],
)
def test_the_card_changes_only_with_its_number(
    before: Answer | None, after: Answer | None, changes: bool
):
    """Every needless edit is one that another group has to wait for."""
    assert sessions.changes_count(before, after) is changes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_guest_list_fits_in_a_message(language: str):
    """A feast of two hundred people is still one message, and says how many are not shown."""
    guests = [
        Guest(id=PersonId(number), name="ß" * 40, answer=answer)
        for number in range(100)
        for answer in (Answer.GOING, Answer.MAYBE)
    ]
    long_title = replace(SESSION, title="t" * sessions.LONGEST_TITLE)

    body, _ = sessions.guest_list(long_title, guests)

    assert len(plain(body, language)) <= 4096
    assert "60" in plain(body, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_of_guests_is_said_in_words_that_fit_it(language: str):
    """ "1 mensen" is how machines talk."""
    said = [plain(sessions.card(SESSION, going=count)[0], language) for count in (0, 1, 3)]

    assert [each.splitlines()[-1] for each in said] == {
        "nl": ["Wie komt er?", "1 persoon komt.", "3 mensen komen."],
        "en": ["Who is coming?", "1 person is coming.", "3 people are coming."],
    }[language]


def test_the_host_is_not_told_of_their_own_change():
    """Who makes it knows it."""
    host = Guest(id=NOOR.id, name="Noor", answer=Answer.GOING)
    guest = Guest(id=ANNA.id, name="Anna", answer=Answer.MAYBE)
    absent = Guest(id=PersonId(9), name="Bram", answer=Answer.NOT_GOING)

    assert sessions.audience([host, guest, absent], besides=NOOR.id) == [guest]
