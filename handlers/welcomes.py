"""Welcomes in the chat: asking who is new, the buurtverbinder's line, and a hi back."""

from __future__ import annotations

from typing import Any

from bot import welcomes as rules
from bot.errors import Refused
from bot.introductions import does_not_go_on
from bot.messages import Courtesy, Message, PersonId, ToPerson, text
from bot.mine import Section, back_to
from bot.moments import resolve
from bot.people import Member
from bot.welcomes import (
    AnswerWelcome,
    RatherNotHi,
    ReportContact,
    SayHi,
    ShowContact,
    Shown,
    StopContact,
    Welcome,
    WelcomeState,
    WriteBack,
    WriteWelcome,
)
from handlers import connectors, dialogs, introductions
from handlers.routing import Here, Outcome, Router, ask_anew, show, strip_cards
from storage import outbox, people, teams, timers
from storage import welcomes as stored
from storage.database import Tx

router = Router()
OFFER, CALL, CHECK = "welcome-offer", "welcome-call", "welcome-check"


async def offer(tx: Tx, here: Here) -> None:
    """The end of coming in: would you like to meet somebody? Once, where somebody could write;
    later, when they came for something that asks them more."""
    who = here.member
    if who is None:
        return
    team = await teams.of(tx, who.community_id)
    if all(each.person_id == who.id for each in team):
        return
    it = await stored.offer(tx, who.id, who.community_id)
    if it is None:
        return
    if await dialogs.is_open(tx, here):
        await timers.put(tx, OFFER, it.id, due_at=tx.now + rules.OFFER_LATER)
        return
    body, buttons = rules.offer(it)
    card = await outbox.open_card(tx, chat=who.telegram_id, noun=OFFER, subject=it.id)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons, card=card))


@router.timer(OFFER)
async def offer_later(tx: Tx, welcome_id: int) -> Outcome:
    it = await stored.find(tx, welcome_id)
    if it is not None and it.state is WelcomeState.OFFERED:
        who = await people.get(tx, it.person_id)
        await ask_anew(tx, who, OFFER, it.id, *rules.offer(it, pushed=True))
    return None


@router.press(AnswerWelcome)
async def answer(tx: Tx, here: Here, press: AnswerWelcome) -> Outcome:
    """`Ja, graag`: two working days of the team, in which a buurtverbinder gets a card for it."""
    it, who = await _pressed(tx, here, press.welcome)
    team = await teams.of(tx, who.community_id)
    said = rules.answer(it, wanted=press.wanted, by=who, at=tx.now, team=team)
    await stored.save(tx, said)
    for kind in (CALL, CHECK):
        await timers.drop(tx, kind, it.id)
    if said.promised_on is not None:
        await timers.put(tx, CALL, it.id, due_at=rules.call_at(tx.now, who.zone, team))
        due_at = resolve(said.promised_on, rules.NEWS_HOUR, who.zone)
        await timers.put(tx, CHECK, it.id, due_at=due_at)
    if it.state is WelcomeState.WANTED:
        await connectors.show_cards(tx, it.community_id)
    await show(tx, here, *rules.answered(said))
    return None


@router.timer(CALL)
async def call(tx: Tx, welcome_id: int) -> Outcome:
    """A card for the one who works today and has the least."""
    it = await stored.find(tx, welcome_id)
    if it is not None and it.state is WelcomeState.WANTED:
        await connectors.call_one(tx, it.community_id, but=it.person_id)
    return None


@router.timer(CHECK)
async def tell_how_it_stands(tx: Tx, welcome_id: int) -> Outcome:
    """The promised day: when nobody wrote, the newcomer hears that honestly."""
    it = await stored.find(tx, welcome_id)
    if it is not None and it.state is WelcomeState.WANTED:
        await _say(tx, it.person_id, rules.not_yet(it), Courtesy.PROMISED)
    return None


@router.press(WriteWelcome)
async def write(tx: Tx, here: Here, press: WriteWelcome) -> Outcome:
    it, who = await _pressed(tx, here, press.welcome)
    rules.check_may_write(it, by=who)
    await dialogs.begin(tx, here, rules.WELCOME, {"welcome": it.id})
    return None


@router.finish(rules.WELCOME.name)
async def pass_on(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The line goes to the newcomer, with the buurtverbinder's chosen name; there is nothing left
    to take back."""
    it, who = await _pressed(tx, here, int(answers["welcome"]))
    await stored.save(tx, rules.write(it, by=who))
    await strip_cards(tx, OFFER, it.id)
    shown = rules.line(it, greeter=who, words=answers["words"])
    await _say(tx, it.person_id, shown, Courtesy.PROMISED, about=who.id)
    await outbox.put(
        tx, Message(to=here.me, body=rules.passed_on(it), about=frozenset({it.person_id}))
    )
    await connectors.show_cards(tx, it.community_id)
    return None


@router.press(SayHi)
async def say_hi(tx: Tx, here: Here, press: SayHi) -> Outcome:
    it, who = await _pressed(tx, here, press.welcome)
    greeted = rules.say_hi(it, by=who)
    if it.greeter_id is None:
        raise Refused("introduction-person-gone")
    greeter = await people.get(tx, it.greeter_id)
    if greeted.state is not it.state:
        await stored.save(tx, greeted)
        await _say(tx, greeter.id, rules.hi(it), Courtesy.PROMISED, about=who.id)
    shown = rules.said_hi(greeted, greeter=greeter.name)
    await show(tx, here, *shown, about=frozenset({greeter.id}))
    return None


@router.press(RatherNotHi)
async def rather_not(tx: Tx, here: Here, press: RatherNotHi) -> Outcome:
    """Told to nobody."""
    it, who = await _pressed(tx, here, press.welcome)
    rules.check_was_written(it, by=who)
    if it.state is WelcomeState.GREETED:
        raise Refused("button-old")
    await show(tx, here, *rules.rather_not())
    return None


# --- writing through the bot -------------------------------------------------------------------


@router.press(ShowContact)
async def show_contact(tx: Tx, here: Here, press: ShowContact) -> Outcome:
    it, who = await _pressed(tx, here, press.welcome)
    other = await _other(tx, it, rules.check_may_write_back(it, by=who))
    body, buttons = rules.contact(it, name=other.name)
    below = (back_to(Section.INTRODUCTIONS),)
    await show(tx, here, body, (*buttons, below), about=frozenset({other.id}))
    return None


@router.press(WriteBack)
async def write_back(tx: Tx, here: Here, press: WriteBack) -> Outcome:
    it, who = await _pressed(tx, here, press.welcome)
    rules.check_may_write_back(it, by=who)
    await dialogs.begin(tx, here, rules.WRITE, {"welcome": it.id})
    return None


@router.finish(rules.WRITE.name)
async def deliver(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Pass on what was typed, with a way to answer, to stop and to report."""
    it, who = await _pressed(tx, here, int(answers["welcome"]))
    other = await _other(tx, it, rules.check_may_write_back(it, by=who))
    body, buttons = rules.wrote(it, name=who.name, words=answers["words"])
    await outbox.put(
        tx,
        Message(
            to=ToPerson(other.id),
            body=body,
            buttons=buttons,
            courtesy=Courtesy.PROMISED,
            about=frozenset({who.id}),
        ),
        Message(
            to=here.me,
            body=text("introduction-sent", name=other.name),
            about=frozenset({other.id}),
        ),
    )
    return None


@router.press(StopContact)
async def stop_contact(tx: Tx, here: Here, press: StopContact) -> Outcome:
    """For ever, and asked once more; the other hears one neutral sentence."""
    it, who = await _pressed(tx, here, press.welcome)
    other = await _other(tx, it, rules.other_of(it, by=who))
    if not press.sure:
        await show(tx, here, *rules.stopping(it, name=other.name), about=frozenset({other.id}))
        return None
    await _stop(tx, it, by=who, other=other)
    await show(tx, here, *rules.stopped())
    return None


@router.press(ReportContact)
async def report(tx: Tx, here: Here, press: ReportContact) -> Outcome:
    it, who = await _pressed(tx, here, press.welcome)
    rules.other_of(it, by=who)
    await dialogs.begin(tx, here, rules.REPORT, {"welcome": it.id})
    return None


@router.finish(rules.REPORT.name)
async def send_report(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The admins hear it, and the contact ends at once."""
    it, who = await _pressed(tx, here, int(answers["welcome"]))
    other = await _other(tx, it, rules.other_of(it, by=who))
    told = await introductions.tell_readers(tx, by=who, about=other, words=answers["words"])
    await _stop(tx, it, by=who, other=other)
    await outbox.put(tx, Message(to=here.me, body=told))
    return None


async def _stop(tx: Tx, it: Welcome, *, by: Member, other: Member) -> None:
    """Not here, and not elsewhere. Who never heard a hi back hears nothing of an end either."""
    await stored.save(tx, rules.stop(it, by=by))
    if it.state is WelcomeState.GREETED:
        await _say(tx, other.id, does_not_go_on(), Courtesy.PROMISED)
    await introductions.end_contact(tx, by.id, other.id)


async def _other(tx: Tx, it: Welcome, other: PersonId) -> Member:
    found = await people.find_member(tx, other, it.community_id)
    if found is None:
        raise Refused("introduction-person-gone")
    return found


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Somebody leaves for good: no card asks for a line to them any more."""
    for community in await stored.forget(tx, person):
        await connectors.show_cards(tx, community)


async def _pressed(tx: Tx, here: Here, welcome_id: int) -> tuple[Welcome, Member]:
    it = await stored.find(tx, welcome_id)
    if it is None or here.person is None:
        raise Refused("button-old")
    return it, await people.member(tx, here.person.id, it.community_id)


async def _say(
    tx: Tx, to: PersonId, shown: Shown, why: Courtesy, *, about: PersonId | None = None
) -> None:
    """Something silent that they said yes to, or a question."""
    body, buttons = shown
    named = frozenset({about}) if about is not None else frozenset()
    await outbox.put(
        tx,
        Message(
            to=ToPerson(to), body=body, buttons=buttons, courtesy=why, silent=True, about=named
        ),
    )
