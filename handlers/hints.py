"""Hints in the chat: pointing to a circle, the buurtverbinder's line about it, and contact."""

from __future__ import annotations

from typing import Any

from bot import hints as rules
from bot.connectors import opened_hint
from bot.errors import Refused
from bot.hints import (
    AnswerHint,
    DismissHint,
    Hint,
    HintState,
    OpenHint,
    TellHint,
    WithdrawHint,
    WriteHint,
)
from bot.messages import Courtesy, Message, PersonId, ToPerson
from bot.moments import resolve
from bot.people import Member
from bot.welcomes import NEWS_HOUR, call_at
from handlers import connectors, dialogs, introductions
from handlers.routing import Here, Outcome, Router, show
from storage import hints as stored
from storage import introductions as contacts
from storage import outbox, people, teams, timers
from storage.database import Tx

router = Router()
CALL, CHECK = "hint-call", "hint-check"


@router.command("kring", "circle", quiet_words=True)
@router.press(TellHint)
async def tell(tx: Tx, here: Here, press: TellHint | None = None) -> Outcome:
    """One at a time: what waits for a line still is shown instead."""
    who = here.who
    rules.check_may_tell(by=who, team=await teams.of(tx, who.community_id))
    waiting = await stored.of_person(tx, who.id, who.community_id)
    if waiting is not None:
        await show(tx, here, *rules.told(waiting))
        return None
    await dialogs.begin(tx, here, rules.HINT, rules.preset(here.words))
    return None


@router.finish(rules.HINT.name)
async def keep(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Two working days of the team, in which a buurtverbinder gets a card for it."""
    who = here.who
    team = await teams.of(tx, who.community_id)
    rules.check_may_tell(by=who, team=team)
    day = rules.promised_on(tx.now, who.zone, team)
    new = await stored.add(
        tx,
        person_id=who.id,
        community_id=who.community_id,
        words=answers["words"],
        promised_on=day,
    )
    await timers.put(tx, CALL, new, due_at=call_at(tx.now, who.zone, team))
    await timers.put(tx, CHECK, new, due_at=resolve(day, NEWS_HOUR, who.zone))
    await connectors.show_cards(tx, who.community_id)
    it = await stored.find(tx, new)
    assert it is not None  # noqa: S101  # added just above
    body, buttons = rules.told(it)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.press(WithdrawHint)
async def withdraw(tx: Tx, here: Here, press: WithdrawHint) -> Outcome:
    it, who = await _pressed(tx, here, press.hint)
    rules.check_may_withdraw(it, by=who)
    await stored.remove(tx, it)
    await connectors.show_cards(tx, it.community_id)
    await show(tx, here, *rules.withdrawn())
    return None


@router.timer(CALL)
async def call(tx: Tx, hint_id: int) -> Outcome:
    """A card for the one who works today and has the least."""
    it = await stored.find(tx, hint_id)
    if it is not None and it.state is HintState.TOLD:
        await connectors.call_one(tx, it.community_id, but=it.person_id)
    return None


@router.timer(CHECK)
async def tell_how_it_stands(tx: Tx, hint_id: int) -> Outcome:
    """The promised day: when nobody wrote, its teller hears that honestly."""
    it = await stored.find(tx, hint_id)
    if it is None or it.state is HintState.WRITTEN:
        return None
    await _say(tx, it.person_id, rules.not_yet())
    if it.state is HintState.DISMISSED:
        await stored.remove(tx, it)
    return None


@router.press(OpenHint)
async def open_hint(tx: Tx, here: Here, press: OpenHint) -> Outcome:
    """In the message of the card itself."""
    it, who = await _pressed(tx, here, press.hint)
    rules.check_may_follow(it, by=who, never=await _never(tx, it, who.id))
    await show(tx, here, *opened_hint(it), about=frozenset({it.person_id}))
    return None


@router.press(DismissHint)
async def dismiss(tx: Tx, here: Here, press: DismissHint) -> Outcome:
    it, who = await _pressed(tx, here, press.hint)
    await stored.save(tx, rules.dismiss(it, by=who, never=await _never(tx, it, who.id)))
    await connectors.show_cards(tx, it.community_id)
    return None


@router.press(WriteHint)
async def write(tx: Tx, here: Here, press: WriteHint) -> Outcome:
    it, who = await _pressed(tx, here, press.hint)
    rules.check_may_follow(it, by=who, never=await _never(tx, it, who.id))
    await dialogs.begin(tx, here, rules.LINE, {"hint": it.id})
    return None


@router.finish(rules.LINE.name)
async def pass_on(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The line goes to who told it, with the buurtverbinder's chosen name."""
    it, who = await _pressed(tx, here, int(answers["hint"]))
    await stored.save(tx, rules.write(it, by=who, never=await _never(tx, it, who.id)))
    shown = rules.line(it, writer=who, words=answers["words"])
    await _say(tx, it.person_id, shown, about=frozenset({who.id}))
    about = frozenset({it.person_id})
    await outbox.put(tx, Message(to=here.me, body=rules.passed_on(it), about=about))
    await connectors.show_cards(tx, it.community_id)
    return None


@router.press(AnswerHint)
async def answer(tx: Tx, here: Here, press: AnswerHint) -> Outcome:
    """A yes begins contact; a no is told to nobody."""
    it, who = await _pressed(tx, here, press.hint)
    never = it.writer_id is not None and await _never(tx, it, it.writer_id)
    writer = rules.answer(it, by=who, never=never)
    await stored.remove(tx, it)
    if not press.wanted:
        await show(tx, here, *rules.rather_not())
        return None
    await introductions.open_contact(tx, here, of=it.community_id, giver=who.id, asker=writer)
    return None


async def _never(tx: Tx, it: Hint, other: PersonId) -> bool:
    return await contacts.are_never(tx, it.person_id, other)


async def _pressed(tx: Tx, here: Here, hint_id: int) -> tuple[Hint, Member]:
    it = await stored.find(tx, hint_id)
    if it is None or here.person is None:
        raise Refused("button-old")
    return it, await people.member(tx, here.person.id, it.community_id)


async def _say(
    tx: Tx, to: PersonId, shown: rules.Shown, *, about: frozenset[PersonId] = frozenset()
) -> None:
    """Something silent that was promised to them."""
    body, buttons = shown
    await outbox.put(
        tx,
        Message(
            to=ToPerson(to),
            body=body,
            buttons=buttons,
            courtesy=Courtesy.PROMISED,
            silent=True,
            about=about,
        ),
    )
