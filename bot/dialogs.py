"""Dialogs: a few questions in a row, as data.

A dialog is a name and its questions; a noun's module declares it (`bot/ideas.py`: `IDEA`), its
handler says what happens at the end. Where somebody is follows from the answers stored, so that a
restart interrupts nobody. Texts follow from names: question `when` of dialog `session` asks
`session-ask-when`, explains itself with `session-help-when`, and its preview is `session-preview`.

    typed text ──► read ──► stored under the question's key ──► the next question, or the preview
    Overslaan  ──► None stored (optional questions)
    Terug      ──► the last answer forgotten
    Aanpassen  ──► one answer chosen to be given again; the others stay
    enough     ──► all questions that are left are skipped (dialogs that say so)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.callbacks import Payload
from bot.errors import Refused
from bot.messages import Button, Keyboard, Param, Text, brief, button
from bot.texts import plain

SHORT_LABEL = 12
MARKED_LABEL = 22  # 24 with the mark
ONE_ANSWER = timedelta(seconds=5)  # two messages this close together are one answer

Answers = Mapping[str, Any]  # values as JSON has them
JOINED = "?joined"  # how long the answer before was, until another message joined it


# --- what its buttons say ----------------------------------------------------------------------


class Choose(Payload, tag="dc"):
    """Answer a question with one of its options (for a question of many: put it on or off)."""

    question: str
    option: int


class Chosen(Payload, tag="dd"):
    """Done choosing at a question of many."""

    question: str


class Skip(Payload, tag="ds"):
    question: str


class Back(Payload, tag="db"):
    pass


class Stop(Payload, tag="dx"):
    pass


class Help(Payload, tag="dh"):
    pass


class Adjust(Payload, tag="da"):
    """Show the answers, to give one again."""


class Change(Payload, tag="dg"):
    """Give this answer again."""

    question: str


class ToPreview(Payload, tag="dv"):
    """Leave the list of answers: nothing to give again."""


class TellMore(Payload, tag="dm"):
    """Ask the questions that have a default too."""


class Confirm(Payload, tag="dp"):
    """Place it: what the preview shows is what I want."""


class Enough(Payload, tag="de"):
    """Leave the questions that are left, and see the preview."""


class Instead(Payload, tag="di"):
    """Before the first answer: ask it in the way of this other dialog."""

    dialog: str


class FinishFirst(Payload, tag="df"):
    """Another dialog was asked for: no, go on with this one."""


class StartOver(Payload, tag="do"):
    """Another dialog was asked for: yes, drop this one."""


class NewAnswer(Payload, tag="dn"):
    """What was joined to the answer before was meant as the answer to the next question."""


# --- what it is --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Context:
    """What reading an answer may need to know."""

    language: str
    zone: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Option:
    """A button that is an answer; `value` is what is stored. One that `opens` is no answer but a
    drawer: the options then are those of what it holds, until `Terug`."""

    label: Text
    value: Any
    opens: bool = False


Read = Callable[[str, Context], Any]
Options = Callable[[Answers, Context], Sequence[Option]]


def no_options(answers: Answers, context: Context) -> Sequence[Option]:
    return ()


def words(longest: int, *, shortest: int = 1) -> Read:
    """Read free text; refuses what is too short or too long and says the limit."""

    def read(written: str, context: Context) -> str:
        tidy = written.strip()
        if len(tidy) < shortest:
            raise Refused("dialog-too-short")
        if len(tidy) > longest:
            raise Refused("dialog-too-long", limit=longest, length=len(tidy))
        return tidy

    return read


def only_buttons(written: str, context: Context) -> Any:
    """Read nothing: this question is answered with its buttons, or with their words."""
    raise Refused("dialog-choose-button")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `free`: its answer is running text, to which a second message may belong."""

    key: str
    read: Read
    optional: bool = False
    options: Options = no_options
    many: int = 0  # more than one option may be chosen, up to this many
    free: bool = False
    default: Any = None  # for questions under `Meer vertellen`
    skip_label: str = "dialog-skip"
    asked: Callable[[Answers], bool] = lambda answers: True  # False: nothing to ask here


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """Questions in a row. `preview` gives the text that shows all answers; `finish` its button.

    `instead`: other dialogs to go to before the first answer, with the label of their button.
    `enough`: who has answered something may leave the questions that are left, all at once.
    `over`: these answers say that nothing else is to be asked, or shown before it is done."""

    name: str
    questions: tuple[Question, ...]
    preview: Callable[[Answers, Context], Text]
    more: tuple[Question, ...] = ()
    finish: str = "dialog-place"
    instead: Mapping[str, str] = field(default_factory=dict)
    enough: bool = False
    confirm: bool = True  # False: done after the last answer, without a preview
    over: Callable[[Answers], bool] = lambda answers: False

    def __post_init__(self) -> None:
        keys = [each.key for each in (*self.questions, *self.more)]
        if len(set(keys)) != len(keys) or not all(key.isalnum() for key in keys):
            raise ValueError(f"the keys of {self.name} must differ and fit in a button")
        DIALOGS[self.name] = self

    def question(self, key: str) -> Question:
        """The question with this key; Refused when this dialog has none."""
        for each in (*self.questions, *self.more):
            if each.key == key:
                return each
        raise Refused("button-old")


DIALOGS: dict[str, Dialog] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A dialog that somebody is in. Everything about where they are follows from this."""

    dialog: Dialog
    answers: Answers = field(default_factory=dict)
    changing: str | None = None
    more: bool = False
    last_key: str | None = None  # the answer that was typed last, and when
    last_at: datetime | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.dialog.questions + (self.dialog.more if self.more else ())

    @property
    def current(self) -> Question | None:
        """The question that is open now, or None when the preview is."""
        if self.changing is not None:
            return self.dialog.question(self.changing)
        still = (each for each in self.questions if each.key not in self.answers)
        return next((each for each in still if each.asked(self.answers)), None)

    @property
    def is_over(self) -> bool:
        """Whether it is done now, without a preview."""
        done = self.current is None and not self.dialog.confirm
        return done or self.dialog.over(self.answers)


class RefusedAnswer(Refused):
    """One answer cannot be kept, as was seen at the end only: its question is asked again, and what
    was answered stays until there is another."""

    def __init__(self, question: str, key: str, **params: Param) -> None:
        super().__init__(key, **params)
        self.question = question


# --- what can happen ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typed:
    """The outcome of a typed text: the new state, and whether it joined the answer before."""

    state: State
    joined: bool = False


def type_answer(state: State, written: str, *, at: datetime, context: Context) -> Typed:
    """Take typed text as the answer to the open question.

    Within five seconds after another typed free answer it belongs to that one (EXPERIENCE 2),
    unless the open question understands it as its own. Refused when it can't be read.
    """
    question = state.current
    if _belongs_to_last(state, question, at):
        return Typed(_join(state, written, at, context), joined=True)
    if question is None:
        raise Refused("dialog-use-preview")
    option = _option_typed(state, question, written, context)
    if option is not None and option.opens:
        opened = (*drawers(state.answers, question.key), option.value)
        return Typed(_with_drawers(state, question, opened))
    value = question.read(written, context) if option is None else _value(option, question)
    if question.many:
        value = _together(picked(state, question), value, question.many)
    return Typed(_answered(state, question, value, at=at))


def choose(state: State, key: str, index: int, context: Context) -> State:
    """Take a tapped option; at a question of many, put it on or off."""
    question = _open_question(state, key)
    options = question.options(state.answers, context)
    if not 0 <= index < len(options):
        raise Refused("button-old")
    value = options[index].value
    if options[index].opens:
        return _with_drawers(state, question, (*drawers(state.answers, key), value))
    if not question.many:
        return _answered(state, question, value)
    return _with_picked(state, question, _toggled(picked(state, question), value, question.many))


def done_choosing(state: State, key: str) -> State:
    """Close a question of many; at least one option must be on, unless it may be skipped."""
    question = _open_question(state, key)
    chosen = picked(state, question)
    if not chosen and not question.optional:
        raise Refused("dialog-choose-one")
    return _answered(_with_picked(state, question, []), question, chosen)


def skip(state: State, key: str) -> State:
    """Leave a question without an answer, where that is possible."""
    question = _open_question(state, key)
    if not question.optional:
        raise Refused("dialog-cannot-skip")
    return _answered(state, question, question.default)


def back(state: State) -> State:
    """Forget the last answer, so that its question is open again; or stop changing one, or stop
    telling more."""
    question = state.current
    if question is not None and (opened := drawers(state.answers, question.key)):
        return _with_drawers(state, question, opened[:-1])
    half = () if question is None else (f"?{question.key}",)
    if state.changing is not None:
        return replace(state, changing=None, answers=_without(state.answers, *half))
    given = [each.key for each in state.questions if each.key in state.answers]
    if not given:
        raise Refused("dialog-first-question")
    if question in state.dialog.more and given[-1] not in {each.key for each in state.dialog.more}:
        return replace(state, more=False, last_key=None, last_at=None)
    kept = _without(state.answers, given[-1], JOINED, *half)
    return replace(state, answers=kept, last_key=None, last_at=None)


def change(state: State, key: str) -> State:
    """Open one given answer again, from the preview."""
    question = state.dialog.question(key)
    _check_at_preview(state)
    if not question.asked(state.answers):
        raise Refused("button-old")
    return replace(state, changing=key, last_key=None, last_at=None)


def tell_more(state: State) -> State:
    """Ask the further questions too, from the preview."""
    _check_at_preview(state)
    if not state.dialog.more:
        raise Refused("button-old")
    return replace(state, more=True)


def enough(state: State) -> State:
    """Leave the questions that are left: all may be skipped, and something was answered."""
    question = state.current
    if question is None or not _may_leave(state):
        raise Refused("button-old")
    left = {each.key: each.default for each in _left(state)}
    if chosen := picked(state, question):
        left[question.key] = chosen
    answers = {key: each for key, each in state.answers.items() if key[0] != "?"}
    return replace(state, answers=left | answers, changing=None, last_key=None, last_at=None)


def instead(state: State, name: str) -> State:
    """Ask it in the way of another dialog, as long as nothing was answered."""
    if name not in state.dialog.instead.values() or _begun(state):
        raise Refused("button-old")
    return State(dialog=DIALOGS[name], answers=state.answers)


def split_joined(state: State, *, at: datetime, context: Context) -> State:
    """Undo a joining: its second part becomes the answer to the open question. Refused when that
    can't be read."""
    question, key, length = state.current, state.last_key, state.answers.get(JOINED)
    if question is None or key is None or length is None:
        raise Refused("button-old")
    whole = str(state.answers[key])
    first, second = whole[:length], question.read(whole[length:], context)
    apart = replace(state, answers={**state.answers, key: first})
    return _answered(apart, question, second, at=at)


def picked(state: State, question: Question) -> list[Any]:
    """The options that are on now at an open question of many."""
    return list(state.answers.get(f"?{question.key}", ()))


def drawers(answers: Answers, key: str) -> tuple[Any, ...]:
    """What was opened at a question, the outermost first."""
    return tuple(answers.get(f"?{key}:open", ()))


def _with_drawers(state: State, question: Question, opened: tuple[Any, ...]) -> State:
    key = f"?{question.key}:open"
    closed = _without(state.answers, key)
    return replace(state, answers={**closed, key: list(opened)} if opened else closed)


def _begun(state: State) -> bool:
    return any(each.key in state.answers for each in state.questions)


def _left(state: State) -> list[Question]:
    return [each for each in state.questions if each.key not in state.answers]


def _may_leave(state: State) -> bool:
    left = _left(state)
    can = state.dialog.enough and _begun(state) and state.changing is None
    return can and all(each.optional for each in left)


def _check_at_preview(state: State) -> None:
    if state.current is not None:
        raise Refused("button-old")


def _belongs_to_last(state: State, question: Question | None, at: datetime) -> bool:
    if state.last_key is None or state.last_at is None:
        return False
    if question is not None and not question.free:
        return False
    return at - state.last_at < ONE_ANSWER and state.dialog.question(state.last_key).free


def _join(state: State, written: str, at: datetime, context: Context) -> State:
    assert state.last_key is not None  # noqa: S101  # _belongs_to_last saw it
    before = str(state.answers[state.last_key])
    whole = f"{before}\n{written.strip()}"
    read = state.dialog.question(state.last_key).read(whole, context)
    joined = {state.last_key: read, JOINED: len(before)}
    return replace(state, answers={**state.answers, **joined}, last_at=at)


def _open_question(state: State, key: str) -> Question:
    question = state.current
    if question is None or question.key != key:
        raise Refused("button-old")
    return question


def _value(option: Option, question: Question) -> Any:
    return [option.value] if question.many else option.value


def _option_typed(
    state: State, question: Question, written: str, context: Context
) -> Option | None:
    """Everything that a button does can be typed too: the words of an option."""
    wanted = written.strip().casefold()
    for option in question.options(state.answers, context):
        if plain(option.label, context.language).casefold() == wanted:
            return option
    return None


def _together(chosen: list[Any], typed: list[Any], most: int) -> list[Any]:
    """What was tapped and what was typed, once each."""
    both = [*chosen, *(each for each in typed if each not in chosen)]
    if len(both) > most:
        raise Refused("dialog-choose-at-most", most=most)
    return both


def _without(answers: Answers, *keys: str) -> Answers:
    return {key: each for key, each in answers.items() if key not in keys}


def _answered(state: State, question: Question, value: Any, at: datetime | None = None) -> State:
    typed = question.key if at is not None and question.free else None
    kept = _without(state.answers, f"?{question.key}", f"?{question.key}:open", JOINED)
    return replace(
        state,
        answers={**kept, question.key: value},
        changing=None,
        last_key=typed,
        last_at=at if typed else None,
    )


def _toggled(chosen: list[Any], value: Any, most: int) -> list[Any]:
    if value in chosen:
        return [each for each in chosen if each != value]
    if len(chosen) >= most:
        raise Refused("dialog-choose-at-most", most=most)
    return [*chosen, value]


def _with_picked(state: State, question: Question, chosen: list[Any]) -> State:
    return replace(state, answers={**state.answers, f"?{question.key}": chosen})


# --- what is shown -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Screen:
    """What somebody sees now: words and buttons."""

    body: Text
    buttons: Keyboard


def screen(state: State, context: Context) -> Screen:
    """The open question, or the preview."""
    question = state.current
    return _preview(state, context) if question is None else _asked(state, question, context)


def help_text(state: State) -> Text:
    """What the open question means."""
    question = state.current
    if question is None:
        return Text("dialog-help-preview")
    return Text(f"{state.dialog.name}-help-{question.key}")


def adjust_screen(state: State) -> Screen:
    """The answers as buttons, to choose which one to give again."""
    rows = [
        (button(f"{state.dialog.name}-name-{each.key}", Change(question=each.key)),)
        for each in state.questions
        if each.asked(state.answers)
    ]
    return Screen(Text("dialog-adjust"), (*rows, (button("dialog-back", ToPreview()),)))


def _asked(state: State, question: Question, context: Context) -> Screen:
    on = picked(state, question)
    choices = []
    for index, option in enumerate(question.options(state.answers, context)):
        label = _marked(option.label, context) if option.value in on else option.label
        choices.append(button(label, Choose(question=question.key, option=index)))
    opened = drawers(state.answers, question.key)
    rows: list[tuple[Button, ...]] = [(each,) for each in choices]
    if opened:
        rows = _two_by_two(choices, context)
    if question.many and on:
        rows.append((button("dialog-done", Chosen(question=question.key)),))
    if question.optional:
        rows.append((button(question.skip_label, Skip(question=question.key)),))
    first = not opened and not _begun(state)
    if first:
        others = state.dialog.instead.items()
        rows += [(button(label, Instead(dialog=name)),) for label, name in others]
    more_to_come = sum(each.asked(state.answers) for each in _left(state)) > 1
    if more_to_come and _may_leave(state):
        rows.append((button("dialog-enough", Enough()),))
    leave = (button("dialog-stop", Stop()),)
    rows.append(leave if first else (button("dialog-back", Back()), *leave))
    return Screen(Text(f"{state.dialog.name}-ask-{question.key}"), tuple(rows))


def _marked(label: Text, context: Context) -> Text:
    """An option that is on; with its mark it still fits on a button."""
    return Text("dialog-on", {"label": brief(plain(label, context.language), MARKED_LABEL)})


def _two_by_two(choices: Sequence[Button], context: Context) -> list[tuple[Button, ...]]:
    """A long list in fewer rows: two short labels stand next to each other (EXPERIENCE 4)."""
    rows: list[tuple[Button, ...]] = []
    for each in choices:
        short = len(plain(each.label, context.language)) <= SHORT_LABEL
        last: tuple[Button, ...] = rows[-1] if rows else ()
        if short and len(last) == 1 and len(plain(last[0].label, context.language)) <= SHORT_LABEL:
            rows[-1] = (*last, each)
        else:
            rows.append((each,))
    return rows


def _preview(state: State, context: Context) -> Screen:
    rows: list[tuple[Button, ...]] = [(button(state.dialog.finish, Confirm()),)]
    rows.append((button("dialog-adjust-button", Adjust()), button("dialog-stop", Stop())))
    if state.dialog.more and not state.more:
        rows.append((button("dialog-tell-more", TellMore()),))
    return Screen(state.dialog.preview(state.answers, context), tuple(rows))
