"""Dialogs: whatever somebody types and taps, they are somewhere and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import dialogs
from bot.dialogs import (
    DIALOGS,
    JOINED,
    Back,
    Choose,
    Chosen,
    Confirm,
    Context,
    Dialog,
    Option,
    Question,
    Screen,
    Skip,
    State,
    Stop,
    ToPreview,
    words,
)
from bot.errors import Refused
from bot.messages import Text
from bot.texts import LANGUAGES, html, plain
from handlers.application import everything

everything()  # loads every module that declares a dialog

NAMES = sorted(DIALOGS)
NOW = datetime(2027, 6, 7, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
CONTEXT = Context(language="nl", zone="Europe/Amsterdam", now=NOW)

# What a handler knows when it begins a dialog. A dialog that is not here begins with nothing.
KNOWN: dict[str, dict[str, Any]] = {
    "broadcast": {
        "community": 1,
        "name": "Noor",
        "neighbourhood": "Broeklanden",
        "people": 12,
        "groups": 1,
        "team": 2,
    },
    "response": {"idea": 1, "title": "Moestuin"},
    "session": {"community": 1},
    "sessiontime": {"session": 1, "title": "Soep"},
    "sessionplace": {"session": 1, "title": "Soep"},
    "setup": {"title": "Broeklanden", "chat": -100, "message": 3},
}
WRITTEN = st.sampled_from(
    [
        "Moestuin in de Kerkstraat",
        "iemand die bakken kan timmeren",
        "donderdag 19.30",
        "zaterdag om 3 uur",
        "6",
        "12",
        "ja",
        "x",
        "",
        "timmeren",
        "Dit kan ik",
        "Ik bouw verder",
        "koken voor de buren",
        "twee\nregels",
        "a" * 5_000,
    ]
)

Change = Callable[[State], State]


def begun(name: str) -> State:
    return State(dialog=DIALOGS[name], answers=dict(KNOWN.get(name, {})))


def keys(state: State) -> dict[str, Any]:
    """The answers to questions that somebody gave."""
    asked = {each.key for each in (*state.dialog.questions, *state.dialog.more)}
    return {key: each for key, each in state.answers.items() if key in asked}


def shown(state: State) -> Screen:
    return dialogs.screen(state, CONTEXT)


def as_read(screen: Screen, language: str = "nl") -> tuple[str, list[list[str]]]:
    rows = [[plain(each.label, language) for each in row] for row in screen.buttons]
    return html(screen.body, language), rows


def restarted(state: State) -> State:
    """The same dialog, after its answers went through the database."""
    return replace(state, answers=json.loads(json.dumps(state.answers)))


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, Change]:
    """Something that somebody may do now; what is not possible at this point is refused."""
    kind = draw(st.sampled_from(["type", "type", "choose", "skip", "done", "change", "more"]))
    written, index = draw(WRITTEN), draw(st.integers(-1, 5))
    which = draw(st.integers(0, 9))

    def typed(state: State) -> State:
        later = (state.last_at or NOW) + timedelta(minutes=1)
        return dialogs.type_answer(state, written, at=later, context=CONTEXT).state

    def open_key(state: State) -> str:
        return state.current.key if state.current else "none"

    def changed(state: State) -> State:
        questions = state.questions
        return dialogs.change(state, questions[which % len(questions)].key)

    changes: dict[str, Change] = {
        "type": typed,
        "choose": lambda state: dialogs.choose(state, open_key(state), index, CONTEXT),
        "skip": lambda state: dialogs.skip(state, open_key(state)),
        "done": lambda state: dialogs.done_choosing(state, open_key(state)),
        "change": changed,
        "more": dialogs.tell_more,
    }
    return kind, changes[kind]


def taken(state: State, step: Change) -> State:
    try:
        return step(state)
    except Refused:
        return state


def played(name: str, done: list[tuple[str, Change]]) -> Iterator[tuple[str, State, State]]:
    """Each step that was possible, with the state before and after it."""
    state = begun(name)
    for kind, step in done:
        after = taken(state, step)
        if after is not state:
            yield kind, state, after
        state = after


some_steps = st.lists(steps(), max_size=14)
FEW = settings(max_examples=settings.default.max_examples // 3)  # for each of many dialogs


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(done=some_steps)
def test_where_somebody_is_follows_from_the_answers(name: str, done: list[tuple[str, Change]]):
    """The open question is the first without an answer, unless one is being changed: so a restart
    interrupts nobody."""
    for _, _, state in played(name, done):
        question = state.current
        if state.changing is not None:
            assert question == state.dialog.question(state.changing)
            continue
        unanswered = [
            each
            for each in state.questions
            if each.key not in state.answers and each.asked(state.answers)
        ]
        assert question == (unanswered[0] if unanswered else None)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(done=some_steps)
def test_no_step_loses_an_answer_that_it_is_not_about(name: str, done: list[tuple[str, Change]]):
    """A form that forgets what somebody typed is a form that nobody fills in twice."""
    for _, before, after in played(name, done):
        question = before.current
        about = {question.key} if question is not None else set()
        for key, answer in keys(before).items():
            if key not in about:
                assert after.answers[key] == answer


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(done=some_steps)
def test_a_restart_shows_the_same_screen(name: str, done: list[tuple[str, Change]]):
    """What is stored is all there is: after JSON and back the same words and buttons."""
    for _, _, state in played(name, done):
        assert as_read(shown(restarted(state))) == as_read(shown(state))
        assert restarted(state) == state


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(done=some_steps)
def test_every_screen_that_can_be_reached_can_be_shown(name: str, done: list[tuple[str, Change]]):
    """In every language, within Telegram's limits, with a way out and a row for each long label."""
    states = [begun(name), *(after for _, _, after in played(name, done))]
    for state in states:
        for screen in (shown(state), dialogs.adjust_screen(state)):
            for language in LANGUAGES:
                check_screen(screen, language)
            assert any(
                isinstance(each.press, (Stop, ToPreview)) for row in screen.buttons for each in row
            )


def check_screen(screen: Screen, language: str) -> None:
    body, rows = as_read(screen, language)
    assert body.strip()
    for row in rows:
        for label in row:
            assert 0 < len(label) <= 24, label
            assert len(row) == 1 or len(label) <= 12, row


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(done=some_steps)
def test_back_undoes_the_last_answer(name: str, done: list[tuple[str, Change]]):
    """After an answer `Terug` opens exactly its question again, with everything before it kept."""
    for kind, before, after in played(name, done):
        question = before.current
        answered = question is not None and question.key in keys(after)
        if kind not in {"type", "skip", "choose", "done"} or before.changing or not answered:
            continue
        if question.key != [each.key for each in after.questions if each.key in keys(after)][-1]:
            continue  # a change opened an earlier question: `Terug` goes by their order
        undone = dialogs.back(after)

        assert undone.current == question
        assert keys(undone) == keys(before)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(done=some_steps)
def test_back_again_and_again_ends_at_the_first_question(name: str, done: list[tuple[str, Change]]):
    """`Terug` always leads somewhere, and stops with a sentence."""
    state = begun(name)
    for _, step in done:
        state = taken(state, step)

    while keys(state) or state.changing:
        before = state
        state = dialogs.back(state)
        assert state != before

    with pytest.raises(Refused, match="dialog-first-question"):
        dialogs.back(state)
    assert state.current == state.dialog.questions[0]
    assert state.answers == begun(name).answers


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(done=some_steps)
def test_every_tap_that_is_shown_is_possible(name: str, done: list[tuple[str, Change]]):
    """No button of a question is refused, except one option too many."""
    states = [begun(name), *(after for _, _, after in played(name, done))]
    for state in states:
        for row in shown(state).buttons:
            for each in row:
                tap(state, each.press)


def tap(state: State, press: object) -> None:
    match press:
        case Choose(question=key, option=index):
            question = state.dialog.question(key)
            value = question.options(state.answers, CONTEXT)[index].value
            chosen = dialogs.picked(state, question)
            if value in chosen or not question.many or len(chosen) < question.many:
                dialogs.choose(state, key, index, CONTEXT)
        case Skip(question=key):
            dialogs.skip(state, key)
        case Chosen(question=key):
            dialogs.done_choosing(state, key)
        case Back():
            dialogs.back(state)
        case Confirm():
            assert state.current is None


@pytest.mark.parametrize("name", NAMES)
def test_changing_an_answer_and_going_back_changes_nothing(name: str):
    """Looking at a question again is not answering it."""
    state = finished(name)
    for question in state.questions:
        looked = dialogs.back(dialogs.change(state, question.key))

        assert looked.answers == state.answers
        assert looked.current == state.current


def finished(name: str) -> State:
    """At the preview, each question answered in a way that it understands."""
    state = begun(name)
    for _ in range(12):
        question = state.current
        if question is None:
            return state
        state = answered(state, question)
    raise AssertionError(f"{name} has no end")


def answered(state: State, question: Question) -> State:
    for written in ("Moestuin met bakken timmeren", "donderdag 19.30", "6"):
        try:
            outcome = dialogs.type_answer(state, written, at=NOW, context=CONTEXT)
        except Refused:
            continue
        return replace(outcome.state, last_key=None, last_at=None)
    return dialogs.choose(state, question.key, 0, CONTEXT)


# --- what every dialog keeps -------------------------------------------------------------------

MORE_THAN_THREE = {  # exceptions to EXPERIENCE 3, by name
    "behalf",  # the spoken yes comes before anything is told, and is one tap
}


@pytest.mark.parametrize("name", NAMES)
def test_no_dialog_asks_more_than_three_questions_before_its_preview(name: str):
    """EXPERIENCE 3: the rest has a default, shown there, and waits under `Meer vertellen`. Where
    one answer is enough, the preview is one tap away after each."""
    dialog = DIALOGS[name]
    may_stop = dialog.enough and all(each.optional for each in dialog.questions)
    assert len(dialog.questions) <= 3 or may_stop or name in MORE_THAN_THREE


def test_enough_skips_what_is_left_and_forgets_nothing():
    """Whoever has said one thing has said enough; what was told stays told."""
    told = dialogs.type_answer(begun("talk"), "planten", at=NOW, context=CONTEXT).state

    left = dialogs.enough(told)

    assert left.current is None
    assert left.answers["head"] == "planten"
    assert {each for each in keys(left).values() if each is not None} == {"planten"}


def test_enough_keeps_what_was_chosen_at_the_open_question():
    """A mark that somebody sees on the screen is an answer."""
    told = dialogs.type_answer(begun("talk"), "planten", at=NOW, context=CONTEXT).state
    [first, *_] = told.dialog.question("headtags").options(told.answers, CONTEXT)

    left = dialogs.enough(dialogs.choose(told, "headtags", 0, CONTEXT))

    assert left.answers["headtags"] == [first.value]


@pytest.mark.parametrize("name", ["talk", "talent", "idea"])
def test_enough_before_the_first_answer_is_refused(name: str):
    """There is nothing to keep yet, something must be answered still, or no such button."""
    with pytest.raises(Refused):
        dialogs.enough(begun(name))


@pytest.mark.parametrize(("state", "to"), [("talk", "idea"), ("idea", "talent")])
def test_only_the_ways_that_are_offered_lead_to_another_dialog(state: str, to: str):
    """A forged button opens no question that is not meant here."""
    with pytest.raises(Refused):
        dialogs.instead(begun(state), to)


def test_what_is_not_asked_can_not_be_given_again_either():
    """After another direction a question may no longer fit."""
    answers = {"words": "timmeren", "direction": "need", "tags": []}
    state = State(dialog=DIALOGS["talent"], answers=answers, more=False)

    with pytest.raises(Refused):
        dialogs.change(state, "listed")


@pytest.mark.parametrize("name", NAMES)
def test_what_waits_under_tell_more_has_a_default(name: str):
    """A preview that lacks an answer shows something that nobody chose."""
    assert all(each.optional for each in DIALOGS[name].more)


@pytest.mark.parametrize("name", NAMES)
def test_telling_more_and_going_back_returns_to_the_preview(name: str):
    """Who looks what more there is to tell loses nothing by not telling it."""
    state = finished(name)
    if not state.dialog.more:
        return

    again = dialogs.back(dialogs.tell_more(state))

    assert as_read(shown(again)) == as_read(shown(state))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_its_words(name: str, language: str):
    """Question, help and button of each: a missing text would show only when somebody is there."""
    dialog = DIALOGS[name]
    for question in (*dialog.questions, *dialog.more):
        for part in ("ask", "help", "name"):
            assert plain(Text(f"{name}-{part}-{question.key}"), language).strip()
        assert len(plain(Text(f"{name}-name-{question.key}"), language)) <= 24
    assert plain(Text(f"{name}-title"), language).strip()
    assert len(plain(Text(dialog.finish), language)) <= 24


# --- two messages that are one answer ----------------------------------------------------------


def preview(answers: Mapping[str, Any], context: Context) -> Text:
    return Text("dialog-help-preview")


def number(written: str, context: Context) -> int:
    if not written.isdigit():
        raise Refused("group-places-unclear", fewest=1, most=9)
    return int(written)


@pytest.fixture(scope="module")
def plain_dialog() -> Iterator[Dialog]:
    """Two free questions, one that only takes numbers, and one of many."""
    yield Dialog(
        name="trial",
        questions=(
            Question(key="first", read=words(40), free=True),
            Question(key="second", read=words(20, shortest=3), free=True, optional=True),
            Question(key="number", read=number),
            Question(key="many", read=dialogs.only_buttons, options=colours, many=2),
        ),
        preview=preview,
    )
    del DIALOGS["trial"]


def colours(answers: Mapping[str, Any], context: Context) -> list[Option]:
    return [Option(Text(f"role-{each}"), each) for each in ("admin", "organizer", "connector")]


def after(state: State, *said: tuple[float, str]) -> State:
    """Typed, each with its moment in seconds."""
    for second, written in said:
        moment = NOW + timedelta(seconds=second)
        state = dialogs.type_answer(state, written, at=moment, context=CONTEXT).state
    return state


@pytest.mark.parametrize(
    ("seconds", "joined"), [(0, True), (1, True), (4.9, True), (5, False), (60, False)]
)
def test_two_messages_within_five_seconds_are_one_answer(
    plain_dialog: Dialog, seconds: float, joined: bool
):
    """People press enter in the middle of a thought (EXPERIENCE 2)."""
    state = after(State(dialog=plain_dialog), (0, "een moestuin"))
    outcome = dialogs.type_answer(
        state, "in de straat", at=NOW + timedelta(seconds=seconds), context=CONTEXT
    )

    assert outcome.joined is joined
    expected = "een moestuin\nin de straat" if joined else "een moestuin"
    assert outcome.state.answers["first"] == expected
    assert ("second" in outcome.state.answers) is not joined


def test_three_messages_in_a_row_are_one_answer(plain_dialog: Dialog):
    """Each within five seconds of the one before."""
    state = after(State(dialog=plain_dialog), (0, "een"), (4, "twee"), (8, "drie"))

    assert state.answers["first"] == "een\ntwee\ndrie"
    assert state.current == plain_dialog.questions[1]


def test_a_quick_answer_to_a_question_that_reads_its_own_is_not_joined(plain_dialog: Dialog):
    """A number is a number, however fast it comes."""
    state = after(State(dialog=plain_dialog), (0, "een"), (10, "twee"), (12, "3"))

    assert state.answers["second"] == "twee"
    assert state.answers["number"] == 3


def test_a_tap_ends_the_answer_before_it(plain_dialog: Dialog):
    """What is typed after a tap belongs to what is asked after it."""
    state = dialogs.skip(after(State(dialog=plain_dialog), (0, "een")), "second")

    with pytest.raises(Refused):
        after(state, (1, "twee"))
    assert state.answers["first"] == "een"


def test_words_that_come_after_the_last_answer_still_join_it():
    """The preview is there already when somebody sends the second half of their only answer."""
    state = after(begun("reply"), (0, "Ja hoor"))
    assert state.current is None

    whole = after(state, (2, "om drie uur"))

    assert whole.answers["words"] == "Ja hoor\nom drie uur"
    with pytest.raises(Refused, match="dialog-use-preview"):
        after(whole, (60, "en nog iets"))


def test_what_was_joined_wrongly_comes_apart_whole(plain_dialog: Dialog):
    """`Nee, nieuw antwoord` gives back both, line breaks included."""
    state = after(State(dialog=plain_dialog), (0, "een\ntwee"), (1, "drie\nvier"))
    apart = dialogs.split_joined(restarted(state), at=NOW, context=CONTEXT)

    assert apart.answers["first"] == "een\ntwee"
    assert apart.answers["second"] == "drie\nvier"
    assert JOINED not in apart.answers


def test_what_comes_apart_must_be_an_answer(plain_dialog: Dialog):
    """A limit that joining gets around is no limit."""
    state = after(State(dialog=plain_dialog), (0, "een"), (1, "a" * 30))

    with pytest.raises(Refused, match="dialog-too-long"):
        dialogs.split_joined(state, at=NOW, context=CONTEXT)


def test_what_was_not_joined_does_not_come_apart(plain_dialog: Dialog):
    """A line break of one's own is no joint, and an old button joins nothing."""
    state = after(State(dialog=plain_dialog), (0, "een\ntwee"))
    with pytest.raises(Refused, match="button-old"):
        dialogs.split_joined(state, at=NOW, context=CONTEXT)

    later = after(State(dialog=plain_dialog), (0, "een"), (1, "twee"), (30, "drie vier"))
    with pytest.raises(Refused, match="button-old"):
        dialogs.split_joined(later, at=NOW, context=CONTEXT)


def test_joining_keeps_to_the_limit(plain_dialog: Dialog):
    """Two halves that are too long together are refused, and the first one stays."""
    state = after(State(dialog=plain_dialog), (0, "a" * 30))

    with pytest.raises(Refused, match="dialog-too-long"):
        after(state, (1, "b" * 30))
    assert state.answers["first"] == "a" * 30


# --- questions of many -------------------------------------------------------------------------


@pytest.fixture
def at_many(plain_dialog: Dialog) -> State:
    answers = {"first": "een", "second": None, "number": 3}
    return State(dialog=plain_dialog, answers=answers)


def labels(state: State) -> list[str]:
    return [plain(each.label, "nl") for row in shown(state).buttons for each in row]


def on(state: State, *options: int) -> State:
    for each in options:
        state = dialogs.choose(state, "many", each, CONTEXT)
    return state


def test_options_go_on_and_off_and_stay_open_until_done(at_many: State):
    """Nothing is decided before `Klaar`."""
    state = on(at_many, 0, 1, 0)

    assert state.current is not None
    assert dialogs.picked(state, state.current) == ["organizer"]
    assert dialogs.done_choosing(state, "many").answers["many"] == ["organizer"]
    assert [each for each in labels(state) if each.startswith("✓")] == ["✓ organisator"]


def test_one_too_many_is_refused_and_changes_nothing(at_many: State):
    """The sentence says how many, and the choice stays."""
    state = on(at_many, 0, 1)

    with pytest.raises(Refused) as refused:
        on(state, 2)
    assert refused.value.params == {"most": 2}
    assert dialogs.done_choosing(state, "many").answers["many"] == ["admin", "organizer"]


def test_done_is_shown_only_when_something_is_on(at_many: State):
    """A button that is always refused is no button."""
    assert "Klaar" not in labels(at_many)
    assert "Klaar" in labels(on(at_many, 0))
    with pytest.raises(Refused, match="dialog-choose-one"):
        dialogs.done_choosing(at_many, "many")


def test_typing_an_option_adds_to_what_was_tapped(at_many: State):
    """Tapping one and typing another is choosing both."""
    typed = dialogs.type_answer(on(at_many, 0), "Organisator", at=NOW, context=CONTEXT)

    assert typed.state.answers["many"] == ["admin", "organizer"]
    with pytest.raises(Refused, match="dialog-choose-at-most"):
        dialogs.type_answer(on(at_many, 0, 1), "buurtverbinder", at=NOW, context=CONTEXT)


def test_back_from_a_half_made_choice_forgets_it(at_many: State):
    """What was on for other words than the new ones must not count unseen."""
    state = dialogs.back(on(at_many, 0))

    assert state.current == at_many.dialog.question("number")
    assert "?many" not in state.answers


@pytest.mark.parametrize("index", [-1, 3, 99])
def test_an_option_that_is_not_there_is_an_old_button(at_many: State, index: int):
    """Forged, or of a question that has changed since."""
    with pytest.raises(Refused, match="button-old"):
        on(at_many, index)


def test_a_button_of_another_question_is_an_old_button(at_many: State):
    """Only the open question can be answered."""
    for step in (
        lambda: dialogs.choose(at_many, "first", 0, CONTEXT),
        lambda: dialogs.skip(at_many, "second"),
        lambda: dialogs.done_choosing(at_many, "number"),
    ):
        with pytest.raises(Refused, match="button-old"):
            step()


def test_a_question_that_is_needed_cannot_be_skipped(at_many: State):
    """Only what is optional has `Overslaan`, and a forged one is refused."""
    with pytest.raises(Refused, match="dialog-cannot-skip"):
        dialogs.skip(at_many, "many")


def test_only_the_preview_opens_an_answer_again_or_tells_more(at_many: State):
    """In the middle of the questions such a button is of an older screen."""
    for step in (lambda: dialogs.change(at_many, "first"), lambda: dialogs.tell_more(at_many)):
        with pytest.raises(Refused, match="button-old"):
            step()


# --- declaring ---------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["with-hyphen", "with_underscore", ""])
def test_a_key_that_does_not_fit_in_a_button_fails_when_declared(key: str):
    """It would fail at the first person who gets there."""
    with pytest.raises(ValueError, match="fit in a button"):
        Dialog(name="wrong", questions=(Question(key=key, read=words(9)),), preview=preview)


def test_two_questions_with_one_key_fail_when_declared():
    """The second would never be asked."""
    twice = Question(key="same", read=words(9))

    with pytest.raises(ValueError, match="must differ"):
        Dialog(name="wrong", questions=(twice,), more=(twice,), preview=preview)
