"""Dialogs with people: asking, taking answers, going back, leaving.

What a dialog is and where somebody is in it, `bot/dialogs.py` knows; here it meets the chat. After
a tap the message changes in place; after a typed answer the next question is a new message and the
old one loses its buttons.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot import dialogs
from bot.callbacks import Payload
from bot.dialogs import (
    Adjust,
    Back,
    Change,
    Choose,
    Chosen,
    Confirm,
    Context,
    Dialog,
    Enough,
    FinishFirst,
    Help,
    Instead,
    NewAnswer,
    RefusedAnswer,
    Screen,
    Skip,
    StartOver,
    State,
    Stop,
    TellMore,
    ToPreview,
)
from bot.errors import Refused
from bot.messages import (
    CardId,
    Edit,
    Message,
    PersonId,
    Remove,
    Strip,
    Text,
    ToPerson,
    button,
    column,
    text,
)
from bot.moments import local
from bot.people import Member, Person
from bot.texts import FALLBACK, known, plain
from handlers.routing import Here, Outcome, Router, Run
from storage import dialogs as stored
from storage import outbox, people, process_roles
from storage.database import Tx
from storage.dialogs import Stored
from storage.errors import is_passing

AtQuestion = Callable[[Tx, Here, Stored, Any], Awaitable[Outcome]]

log = logging.getLogger(__name__)

router = Router()
TAPS_LAST = timedelta(seconds=150)  # so long Telegram keeps a tap for a bot that is away
OUTAGE = timedelta(minutes=3)  # between two signs of life, of which there is one a minute
LATELY = timedelta(days=1)
finishes: dict[str, Run] = {}  # filled by handlers/application.py from every router


async def begin(
    tx: Tx, here: Here, dialog: Dialog, answers: Mapping[str, Any] | None = None
) -> None:
    """Start a dialog in private, with what is known already. One dialog per person: when another
    is open, ask which of the two."""
    person = _person(here)
    open_now = await stored.find(tx, person)
    if open_now is not None and _worth_asking(open_now, dialog):
        waiting = {"name": dialog.name, "answers": dict(answers or {})}
        await stored.let_wait(tx, person, waiting)
        await outbox.put(
            tx,
            Message(
                to=here.me,
                body=text("dialog-busy", now=Text(f"{open_now.state.dialog.name}-title")),
                buttons=column(
                    button("dialog-finish-first", FinishFirst()),
                    button("dialog-start-over", StartOver()),
                ),
            ),
        )
        return
    if open_now is not None:
        await _leave(tx, open_now)
    await _start(tx, here, dialog, answers or {})


async def listen(tx: Tx, here: Here, dialog: Dialog) -> None:
    """What is typed next answers this dialog: its question stands elsewhere, with buttons that are
    no part of it. Not while another one is open."""
    person = _person(here)
    if await stored.find(tx, person) is None:
        community = here.member.community_id if here.member else None
        await stored.save(tx, person, State(dialog=dialog), community_id=community, card_id=None)


async def leave_off(tx: Tx, here: Here, dialog: Dialog) -> None:
    """What this dialog asked is settled otherwise; any other one goes on."""
    current = await stored.find(tx, _person(here))
    if current is not None and current.state.dialog is dialog:
        await _leave(tx, current)


async def is_open(tx: Tx, here: Here) -> bool:
    """Whether this person is in a dialog now."""
    return here.person is not None and await stored.find(tx, here.person.id) is not None


async def typed(tx: Tx, here: Here) -> None:
    """Take what somebody typed as the answer to the open question."""
    current = await _current(tx, here)
    context = _context(tx, here)
    if await _typed_button(tx, here, current, context):
        return
    try:
        outcome = dialogs.type_answer(current.state, here.words, at=here.at, context=context)
    except Refused as refusal:
        await _say_again(tx, here, current, refusal)
        return
    if outcome.joined:
        more = outcome.state.current is not None  # at the preview there is no other answer to give
        apart = column(button("dialog-new-answer", NewAnswer())) if more else ()
        await outbox.put(
            tx, Message(to=here.me, body=Text("dialog-joined"), buttons=apart, silent=True)
        )
    await _go_on(tx, here, current, outcome.state, new_message=True)


async def stop(tx: Tx, here: Here) -> None:
    """Leave the dialog; what was typed in it is gone."""
    current = await _current(tx, here)
    await _leave(tx, current)
    await outbox.put(tx, Message(to=here.me, body=Text("dialog-stopped")))


async def beat(tx: Tx, *, was_awake: bool) -> None:
    """Write down a sign of life. When the one before is too long ago, taps were lost meanwhile:
    what was asked lately and is still open is shown afresh, once and silently (EXPERIENCE 7). Not
    by who `was_awake`: then only the clock was put forward."""
    before = await process_roles.beat(tx)
    if was_awake or before is None or tx.now - before < OUTAGE:
        return
    for each in await stored.seen_between(tx, before - LATELY, tx.now - TAPS_LAST):
        try:
            async with tx.savepoint():
                await _show_afresh(tx, each)
        except Exception as problem:
            if is_passing(problem):
                raise
            log.exception("a question could not be shown afresh")


async def _show_afresh(tx: Tx, person_id: PersonId) -> None:
    current = await stored.find(tx, person_id)
    assert current is not None  # noqa: S101  # found in this transaction
    person = await people.get(tx, person_id)
    member = await people.find_member(tx, person_id, current.community_id)
    context = _context_of(tx, person, member, person.telegram_language)
    shown = dialogs.screen(current.state, context)
    await _drop_buttons(tx, current)
    card = await outbox.open_card(tx, chat=person.telegram_id, noun="dialog", subject=person_id)
    await stored.show_on(tx, person_id, card)
    to = ToPerson(person_id)
    await outbox.put(
        tx, Message(to=to, body=shown.body, buttons=shown.buttons, card=card, silent=True)
    )


def _at_question(run: AtQuestion) -> Run:
    """Give a route the dialog whose question was tapped. When no dialog is open, that message
    loses its buttons. An older question, or a copy that a crash left behind, goes away; a tap on a
    copy of the open question counts all the same."""

    async def route(tx: Tx, here: Here, press: Payload) -> Outcome:
        current = await stored.find(tx, _person(here))
        if current is not None and here.pressed is not None:
            subject, card = current.person_id, current.card_id
            if await outbox.is_card(tx, here.pressed, "dialog", subject, card):
                return await run(tx, here, current, press)
            if _names_open_question(press, current):
                await outbox.put(tx, Remove(here.pressed))
                return await run(tx, here, current, press)
        if here.pressed is not None:
            await outbox.put(tx, Strip(here.pressed) if current is None else Remove(here.pressed))
        await outbox.put(tx, Message(to=here.me, body=Text("button-old")))
        return None

    return route


def _names_open_question(press: Payload, current: Stored) -> bool:
    question = current.state.current
    return question is not None and getattr(press, "question", None) == question.key


@router.press(Choose, newcomer=True)
@_at_question
async def choose(tx: Tx, here: Here, current: Stored, press: Choose) -> Outcome:
    context = _context(tx, here)
    state = dialogs.choose(current.state, press.question, press.option, context)
    await _go_on(tx, here, current, state)
    return None


@router.press(Chosen, newcomer=True)
@_at_question
async def chosen(tx: Tx, here: Here, current: Stored, press: Chosen) -> Outcome:
    await _go_on(tx, here, current, dialogs.done_choosing(current.state, press.question))
    return None


@router.press(Skip, newcomer=True)
@_at_question
async def skip(tx: Tx, here: Here, current: Stored, press: Skip) -> Outcome:
    await _go_on(tx, here, current, dialogs.skip(current.state, press.question))
    return None


@router.press(Back, newcomer=True)
@_at_question
async def back(tx: Tx, here: Here, current: Stored, press: Back) -> Outcome:
    await _go_on(tx, here, current, dialogs.back(current.state))
    return None


@router.press(Adjust, newcomer=True)
@_at_question
async def adjust(tx: Tx, here: Here, current: Stored, press: Adjust) -> Outcome:
    await _show(tx, here, current.card_id, dialogs.adjust_screen(current.state))
    return None


@router.press(ToPreview, newcomer=True)
@_at_question
async def to_preview(tx: Tx, here: Here, current: Stored, press: ToPreview) -> Outcome:
    await _go_on(tx, here, current, current.state)
    return None


@router.press(Change, newcomer=True)
@_at_question
async def change(tx: Tx, here: Here, current: Stored, press: Change) -> Outcome:
    await _go_on(tx, here, current, dialogs.change(current.state, press.question))
    return None


@router.press(TellMore, newcomer=True)
@_at_question
async def tell_more(tx: Tx, here: Here, current: Stored, press: TellMore) -> Outcome:
    await _go_on(tx, here, current, dialogs.tell_more(current.state))
    return None


@router.press(Enough, newcomer=True)
@_at_question
async def enough(tx: Tx, here: Here, current: Stored, press: Enough) -> Outcome:
    await _go_on(tx, here, current, dialogs.enough(current.state))
    return None


@router.press(Instead, newcomer=True)
@_at_question
async def instead(tx: Tx, here: Here, current: Stored, press: Instead) -> Outcome:
    await _go_on(tx, here, current, dialogs.instead(current.state, press.dialog))
    return None


@router.press(NewAnswer, newcomer=True)
async def new_answer(tx: Tx, here: Here, press: NewAnswer) -> Outcome:
    current = await _current(tx, here)
    state = dialogs.split_joined(current.state, at=here.at, context=_context(tx, here))
    await _go_on(tx, here, current, state, new_message=True)
    if here.pressed is not None:
        await outbox.put(tx, Remove(here.pressed))
    return None


@router.press(Help, newcomer=True)
async def explain(tx: Tx, here: Here, press: Help | None = None) -> Outcome:
    """What the open question means."""
    current = await _current(tx, here)
    await outbox.put(tx, Message(to=here.me, body=dialogs.help_text(current.state)))
    return None


@router.press(Stop, newcomer=True)
@_at_question
async def leave(tx: Tx, here: Here, current: Stored, press: Stop) -> Outcome:
    if current.card_id is not None:
        await outbox.put(tx, Edit(target=current.card_id, to=here.me, body=Text("dialog-stopped")))
        await outbox.close_card(tx, current.card_id)
    await stored.end(tx, current.person_id)
    return None


@router.press(FinishFirst, newcomer=True)
async def finish_first(tx: Tx, here: Here, press: FinishFirst) -> Outcome:
    """Go on with this one; the other comes after it."""
    current = await _current(tx, here)
    if current.waiting is None:
        raise Refused("button-old")
    if here.pressed is not None:
        await outbox.put(tx, Remove(here.pressed))
    await _go_on(tx, here, current, current.state, new_message=True)
    return None


@router.press(StartOver, newcomer=True)
async def start_over(tx: Tx, here: Here, press: StartOver) -> Outcome:
    current = await _current(tx, here)
    if current.waiting is None:
        raise Refused("button-old")
    if here.pressed is not None:
        await outbox.put(tx, Remove(here.pressed))
    await _leave(tx, current)
    waiting = current.waiting
    await _start(tx, here, dialogs.DIALOGS[waiting["name"]], waiting["answers"])
    return None


@router.press(Confirm, newcomer=True)
@_at_question
async def confirm(tx: Tx, here: Here, current: Stored, press: Confirm) -> Outcome:
    if current.state.current is not None:
        raise Refused("button-old")
    return await _finish(tx, here, current)


async def _finish(tx: Tx, here: Here, current: Stored) -> Outcome:
    """Hand the answers to the noun's handler. Refused there, the dialog stays as it was, or goes
    back to the one answer that it is about."""
    name = current.state.dialog.name
    answers = {key: each for key, each in current.state.answers.items() if key[0] != "?"}
    try:
        outcome = await finishes[name](tx, here, answers)
    except RefusedAnswer as refusal:
        again = replace(current, state=dialogs.change(current.state, refusal.question))
        await _say_again(tx, here, again, refusal)
        return None
    await _drop_buttons(tx, current)
    still_this = await stored.find(tx, current.person_id)
    if still_this is not None and still_this.card_id == current.card_id:
        await stored.end(tx, current.person_id)
        if still_this.waiting is not None:
            waiting = still_this.waiting
            await _start(tx, here, dialogs.DIALOGS[waiting["name"]], waiting["answers"])
    return outcome


async def _start(tx: Tx, here: Here, dialog: Dialog, answers: Mapping[str, Any]) -> None:
    more = any(each.key in answers for each in dialog.more)
    state = State(dialog=dialog, answers=dict(answers), more=more)
    await _ask_anew(tx, here, state)


async def _go_on(
    tx: Tx, here: Here, current: Stored, state: State, *, new_message: bool = False
) -> None:
    """Show where somebody is now, and remember it."""
    if state.is_over:
        await stored.save(
            tx,
            current.person_id,
            state,
            community_id=current.community_id,
            card_id=current.card_id,
        )
        found = await stored.find(tx, current.person_id)
        assert found is not None  # noqa: S101  # saved just above
        await _finish(tx, here, found)
        return
    if new_message or current.card_id is None:
        await _drop_buttons(tx, current)
        await _ask_anew(tx, here, state)
        return
    await stored.save(
        tx, current.person_id, state, community_id=current.community_id, card_id=current.card_id
    )
    await _show(tx, here, current.card_id, dialogs.screen(state, _context(tx, here)))


async def _ask_anew(tx: Tx, here: Here, state: State, shown: Screen | None = None) -> None:
    """Show where somebody is, or what they asked to see, in a new message below everything."""
    person = _person(here)
    card = await outbox.open_card(tx, chat=here.user.id, noun="dialog", subject=person)
    await stored.save(
        tx,
        person,
        state,
        community_id=here.member.community_id if here.member else None,
        card_id=card,
    )
    shown = shown or dialogs.screen(state, _context(tx, here))
    await outbox.put(tx, Message(to=here.me, body=shown.body, buttons=shown.buttons, card=card))


async def _show(tx: Tx, here: Here, card: CardId | None, shown: Screen) -> None:
    if card is not None:
        await outbox.put(tx, Edit(target=card, to=here.me, body=shown.body, buttons=shown.buttons))


async def _say_again(tx: Tx, here: Here, current: Stored, refusal: Refused) -> None:
    """What was typed can't be the answer: say why and what can be, and ask again, below it."""
    await outbox.put(tx, Message(to=here.me, body=Text(refusal.key, refusal.params)))
    await _go_on(tx, here, current, current.state, new_message=True)


async def _drop_buttons(tx: Tx, current: Stored) -> None:
    """What was asked is asked elsewhere now, or over."""
    if current.card_id is not None:
        await outbox.put(tx, Strip(current.card_id))
        await outbox.close_card(tx, current.card_id)


async def _leave(tx: Tx, current: Stored) -> None:
    await _drop_buttons(tx, current)
    await stored.end(tx, current.person_id)


async def _current(tx: Tx, here: Here) -> Stored:
    found = await stored.find(tx, _person(here))
    if found is None:
        raise Refused("button-old")
    return found


async def _typed_button(tx: Tx, here: Here, current: Stored, context: Context) -> bool:
    """Everything that can be tapped can be typed: the label of a button that is shown now."""
    wanted = here.words.strip().casefold()
    shown = list(dialogs.screen(current.state, context).buttons)
    if current.state.current is None:
        shown += dialogs.adjust_screen(current.state).buttons
    for row in shown:
        for each in row:
            if plain(each.label, context.language).casefold() != wanted or each.press is None:
                continue
            if isinstance(each.press, Choose):
                return False  # the question reads its own options
            await _press_typed(tx, here, current, each.press)
            return True
    return False


async def _press_typed(tx: Tx, here: Here, current: Stored, press: object) -> None:
    match press:
        case Confirm():
            await _finish(tx, here, current)
        case Stop():
            await stop(tx, here)
        case Adjust():
            await _drop_buttons(tx, current)
            await _ask_anew(tx, here, current.state, dialogs.adjust_screen(current.state))
        case Change(question=key):
            state = dialogs.change(current.state, key)
            await _go_on(tx, here, current, state, new_message=True)
        case ToPreview():
            await _go_on(tx, here, current, current.state, new_message=True)
        case Back():
            await _go_on(tx, here, current, dialogs.back(current.state), new_message=True)
        case Skip(question=key):
            state = dialogs.skip(current.state, key)
            await _go_on(tx, here, current, state, new_message=True)
        case Chosen(question=key):
            state = dialogs.done_choosing(current.state, key)
            await _go_on(tx, here, current, state, new_message=True)
        case TellMore():
            state = dialogs.tell_more(current.state)
            await _go_on(tx, here, current, state, new_message=True)
        case Enough():
            await _go_on(tx, here, current, dialogs.enough(current.state), new_message=True)
        case Instead(dialog=name):
            state = dialogs.instead(current.state, name)
            await _go_on(tx, here, current, state, new_message=True)


def _worth_asking(open_now: Stored, asked_for: Dialog) -> bool:
    """A dialog without a typed answer yet, or the same one again, is simply replaced."""
    keys = {each.key for each in open_now.state.questions}
    begun = bool(keys & open_now.state.answers.keys())
    return begun and open_now.state.dialog.name != asked_for.name


def _context(tx: Tx, here: Here) -> Context:
    return _context_of(tx, here.person, here.member, here.user.language)


def _context_of(
    tx: Tx, person: Person | None, member: Member | None, telegram: str | None
) -> Context:
    """`telegram`: the language that Telegram tells, for who has no neighbourhood."""
    if member is not None:
        zone, language = member.zone, member.language
    else:
        chosen = person.language if person else None
        zone, language = "Europe/Amsterdam", chosen or known(telegram) or FALLBACK
    return Context(language=language, zone=zone, now=local(tx.now, zone))


def _person(here: Here) -> Any:
    if here.person is None:
        raise Refused("button-old")
    return here.person.id
