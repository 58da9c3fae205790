"""The rules of a question: its moves, its days, and who may read a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot import asking
from bot.asking import Asked, QuestionState, Receiver, Step
from bot.errors import Refused
from bot.introductions import Shown
from bot.messages import CommunityId, PersonId
from bot.texts import LANGUAGES, html, plain
from tests.bot.test_permissions import member

NOW = datetime(2027, 6, 7, 8, 0, tzinfo=UTC)  # Monday, 10.00 in Amsterdam
TODAY = date(2027, 6, 7)
ZONE = "Europe/Amsterdam"
ANNA, WILLEM, SAMIRA, FATIMA = PersonId(1), PersonId(2), PersonId(3), PersonId(4)


def asked(state: QuestionState = QuestionState.WAITING, **known: Any) -> Asked:
    """By Samira, to Anna (who is `member()`)."""
    given = {
        "asker_id": SAMIRA,
        "person_id": ANNA,
        "entry_id": 1,
        "passed_by": None,
        "named": True,
        "promised_on": date(2027, 6, 10) if state is QuestionState.PROMISED else None,
    } | known
    return Asked(
        id=1,
        community_id=CommunityId(1),
        words="wie gaat er over het gras",
        why="het is hoog",
        hope="dat het kort wordt",
        state=state,
        asked_at=NOW,
        **given,
    )


# --- moves -------------------------------------------------------------------------------------


def test_a_question_never_goes_back():
    """Not to who asked, who has it, who passed it on, or with whom there is no contact."""
    able = [
        Receiver(person_id=each, name="x", entry_id=None, named=True)
        for each in (ANNA, SAMIRA, WILLEM, FATIMA)
    ]
    it = asked(passed_by=WILLEM)

    assert asking.next_receiver(it, able, never=()).person_id == FATIMA
    with pytest.raises(Refused, match="guide-nobody-else"):
        asking.next_receiver(it, able, never={FATIMA})


W, P, D, N, E = (
    QuestionState.WAITING,
    QuestionState.PROMISED,
    QuestionState.DONE,
    QuestionState.DECLINED,
    QuestionState.ENDED,
)
MOVES: dict[str, tuple[Callable[[Asked], Asked], dict[QuestionState, QuestionState]]] = {
    "promise": (
        lambda it: asking.promise(it, date(2027, 6, 11), by=member(), today=TODAY),
        {W: P, P: P, D: P},
    ),
    "kept": (lambda it: asking.kept(it, by=member()), {P: D, D: D}),
    "decline": (lambda it: asking.decline(it, by=member()), {W: N, P: N, N: N}),
    "pass on": (
        lambda it: asking.pass_on(
            it,
            Receiver(person_id=FATIMA, name="F", entry_id=None, named=False),
            by=member(),
            at=NOW,
        ),
        {W: W, P: W},
    ),
    "write": (lambda it: asking.wrote(it, by=member()), {W: D, P: D, D: D, N: D}),
    "stop": (lambda it: asking.stop(it, by=member()), {W: E, P: E, D: E, N: E}),
}


@pytest.mark.parametrize("state", QuestionState)
@pytest.mark.parametrize("name", MOVES)
def test_each_move_goes_from_where_it_may(name: str, state: QuestionState):
    """The picture at the top of the module, cell by cell; a stale button is refused."""
    move, allowed = MOVES[name]
    if state in allowed:
        assert move(asked(state)).state is allowed[state]
    else:
        with pytest.raises(Refused):
            move(asked(state))


@pytest.mark.parametrize("name", MOVES)
def test_no_move_is_made_for_another(name: str):
    """Every press is weighed against who has the question now."""
    move, _ = MOVES[name]

    for person in (WILLEM, None):
        with pytest.raises(Refused, match="button-not-yours"):
            move(asked(P, person_id=person))
    with pytest.raises(Refused, match="guide-over"):
        move(asked(P, person_id=WILLEM, passed_by=ANNA))


def test_whoever_asked_writes_only_after_an_answer():
    """Otherwise one question becomes ten."""
    mine = asked(asker_id=ANNA, person_id=WILLEM)

    with pytest.raises(Refused, match="guide-not-yet"):
        asking.check_may_write(mine, by=member())
    asking.check_may_write(replace(mine, state=D), by=member())


# --- when --------------------------------------------------------------------------------------


def test_the_days_on_the_buttons_are_working_days():
    """Nobody has to promise a Sunday."""
    friday = date(2027, 6, 11)

    assert asking.days_to_promise(friday) == [
        date(2027, 6, 14),
        date(2027, 6, 16),
        date(2027, 6, 18),
    ]


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (TODAY, None),
        (TODAY - timedelta(days=1), "guide-day-past"),
        (TODAY + asking.FURTHEST, None),
        (TODAY + asking.FURTHEST + timedelta(days=1), "guide-day-far"),
    ],
)
def test_a_day_is_to_come_and_not_too_far(day: date, refused: str | None):
    """Also when the button is forged."""
    if refused is None:
        assert asking.check_day(day, today=TODAY) == day
        return
    with pytest.raises(Refused, match=refused):
        asking.check_day(day, today=TODAY)


def test_a_forged_day_is_an_old_button():
    """What is no date is no crash either."""
    with pytest.raises(Refused, match="button-old"):
        asking.read_day("2027-02-30")


def test_a_promise_is_looked_at_three_times_and_then_no_more():
    """The day before, on the day, and once when it passed; what is too late is left out."""
    day = date(2027, 6, 10)
    moments = []
    after: datetime | None = NOW
    while after := asking.next_step_at(day, after=after, zone=ZONE):
        moments.append((after, asking.step_on(day, today=after.date())))

    assert moments == [
        (datetime(2027, 6, 9, 7, tzinfo=UTC), Step.EVE),
        (datetime(2027, 6, 10, 7, tzinfo=UTC), Step.TODAY),
        (datetime(2027, 6, 11, 8, tzinfo=UTC), Step.PASSED),
    ]


# --- what is shown -----------------------------------------------------------------------------

NOBODY = Receiver(person_id=FATIMA, name="Fatima", entry_id=None, named=False)


def every_screen() -> list[Shown]:
    """Each with each state that it has."""
    screens = [
        asking.choose_day(asked(), name="Samira", today=TODAY),
        asking.passing(asked(), NOBODY, name="Samira"),
        asking.handed_over(NOBODY, name="Samira"),
        asking.arrived(asked(), name="Samira"),
        asking.arrived(asked(), name="Samira", by="Willem"),
        asking.declining(asked(), name="Samira"),
        asking.nobody_waits(),
        asking.is_free(asked(E), name="Samira"),
        asking.sent(asked(), name="Willem"),
        asking.person_left(asked(E)),
        asking.passed_on(asked(P), name="Samira", words="hoi"),
        asking.written(asked(P), by=member(), name="Samira"),
        asking.stopping(asked(P)),
        asking.stopped(),
        asking.promised(asked(P), name="Willem", before=None),
        asking.promised(asked(P), name="Willem", before=TODAY),
        asking.done(asked(D), name="Willem"),
        asking.passed(asked(named=False), by="Willem", to="Fatima"),
        asking.does_not_go_on(asked(E), to=SAMIRA),
        asking.does_not_go_on(asked(E), to=ANNA),
    ]
    for state in (W, P, D, N, E):
        for named in (True, False):
            screens += [
                asking.question(asked(state, named=named), name="Samira"),
                asking.my_question(asked(state, named=named), name="Willem"),
                asking.no_word(asked(state, named=named), name=None, until=TODAY),
                asking.taking_back(asked(state, named=named), name="Willem"),
                asking.taken_back(asked(state, named=named), name="Willem"),
                asking.declined(asked(state, named=named), name="Willem"),
            ]
    return screens + [asking.reminder(asked(P), step, name="Samira") for step in Step]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_read(language: str):
    """A gap that stays open would show only when somebody is there; a label must fit."""
    assert_can_be_read(every_screen(), language)


def assert_can_be_read(screens: list[Shown], language: str) -> None:
    """No missing text, no label that a telephone cuts off, no payload that does not fit."""
    for body, buttons in screens:
        assert html(body, language)
        for row in buttons:
            for each in row:
                assert len(plain(each.label, language)) <= 24
                assert each.press is None or len(each.press.pack()) <= 64


def test_a_buurtverbinder_has_no_name_before_she_answers():
    """She did not put it in the guide."""
    for shown in (
        asking.passing(asked(), NOBODY, name="x"),
        asking.handed_over(NOBODY, name="x"),
    ):
        assert "Fatima" not in plain(shown[0], "nl")
    silence, _ = asking.no_word(asked(named=False), name="Fatima", until=TODAY)
    assert "Fatima" not in plain(silence, "nl")
    for shown in (asking.my_question, asking.taking_back, asking.taken_back, asking.declined):
        body, _ = shown(asked(named=False), name="Fatima")
        assert "Fatima" not in plain(body, "nl")
    assert "Fatima" not in plain(asking.sent(asked(named=False), name="Fatima")[0], "nl")
