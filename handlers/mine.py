"""`/mijn` and `Mijn week`: my own things, found back and opened."""

from __future__ import annotations

from collections.abc import Collection

from bot import mine as rules
from bot.errors import Refused
from bot.messages import Edit, Message, PersonId, Pin, ToPerson, Unpin
from bot.mine import Mine, OpenQuestion, Screen, ShowMine, ShowSection
from bot.people import Member, Person
from handlers.introductions import question_of
from handlers.routing import Here, Outcome, Router, show, strip_cards
from storage import (
    asking,
    groups,
    guide,
    ideas,
    introductions,
    outbox,
    people,
    sessions,
    talents,
    timers,
    welcomes,
)
from storage.database import Tx

router = Router()
WEEK = "my-week"


@router.command("mijn", "my")
@router.press(ShowMine)
async def mine(tx: Tx, here: Here, press: ShowMine | None = None) -> Outcome:
    await show(tx, here, *rules.overview(await _of(tx, here.who)))
    return None


@router.press(ShowSection)
async def section(tx: Tx, here: Here, press: ShowSection) -> Outcome:
    found = await _of(tx, here.who)
    body, buttons = rules.section_screen(found, press.section, press.page)
    naming = press.section in {rules.Section.INTRODUCTIONS, rules.Section.GUIDE}
    about = frozenset(found.names) if naming else frozenset()
    await show(tx, here, body, buttons, about=about)
    return None


@router.press(OpenQuestion)
async def open_question(tx: Tx, here: Here, press: OpenQuestion) -> Outcome:
    """The question of an introduction again, as it was asked."""
    it = await introductions.find(tx, press.introduction)
    if it is None or here.person is None:
        raise Refused("button-old")
    who = await people.member(tx, here.person.id, it.community_id)
    waiting = await introductions.waiting_for(tx, who.id, it.community_id)
    if it not in waiting or it.offer_id is None or it.need_id is None:
        raise Refused("button-old")
    offer, need = await talents.find(tx, it.offer_id), await talents.find(tx, it.need_id)
    if offer is None or need is None:
        raise Refused("button-old")
    mine, other = (offer, need) if offer.person_id == who.id else (need, offer)
    body, buttons = await question_of(tx, it, mine=mine, other=other)
    about = frozenset({it.connector_id} if it.connector_id is not None else ())
    below = (rules.back_to(rules.Section.INTRODUCTIONS),)
    await show(tx, here, body, (*buttons, below), about=about)
    return None


@router.label("keyboard-week")
async def week(tx: Tx, here: Here) -> Outcome:
    """`Mijn week`: what I do in the coming seven days, pinned (EXPERIENCE 5). The one before goes
    off the top: it would stand there twice."""
    who = here.who
    await outbox.put(tx, *(Unpin(old) for old, _ in await outbox.cards_of(tx, WEEK, who.id)))
    await strip_cards(tx, WEEK, who.id)
    body, buttons = await _week_screen(tx, who)
    card = await outbox.open_card(tx, chat=who.telegram_id, noun=WEEK, subject=who.id)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons, card=card), Pin(card))
    return None


@router.timer(WEEK)
async def week_goes_on(tx: Tx, person: int) -> Outcome:
    """A day later something else may be within seven days."""
    await refresh_weeks(tx, {PersonId(person)})
    return None


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Nobody's week goes on without them; called when they are erased."""
    await timers.drop(tx, WEEK, person)


async def beside_week(tx: Tx, here: Here) -> Here:
    """What is opened from the pinned week comes in a message of its own: the week stays."""
    is_week = (
        here.private
        and here.pressed is not None
        and here.person is not None
        and await outbox.is_card(tx, here.pressed, WEEK, here.person.id)
    )
    return here.anew() if is_week else here


async def refresh_weeks(tx: Tx, of: Collection[PersonId]) -> None:
    """Show on the pinned weeks of these people how it is now, without a sound."""
    for person in of:
        for card, _ in await outbox.cards_of(tx, WEEK, person):
            body, buttons = await _week_screen(tx, await people.get(tx, person))
            await outbox.put(tx, Edit(target=card, to=ToPerson(person), body=body, buttons=buttons))


async def _week_screen(tx: Tx, who: Person | Member) -> Screen:
    coming = await sessions.of_person(tx, who.id)
    looks_at = who.community_id
    open_to_all = await sessions.coming(tx, looks_at) if looks_at is not None else []
    suggestion = open_to_all[0] if open_to_all else None
    changes_at = rules.week_changes_at(coming, suggestion=suggestion, now=tx.now)
    if changes_at is None:
        await timers.drop(tx, WEEK, who.id)
    else:
        await timers.put(tx, WEEK, who.id, due_at=changes_at)
    return rules.week_screen(coming, suggestion=suggestion, now=tx.now)


async def _of(tx: Tx, who: Member) -> Mine:
    contacts = await introductions.of_person(tx, who.id, who.community_id)
    entries = await guide.of_person(tx, who.id, who.community_id)
    questions = await asking.open_questions(tx, who.id, who.community_id)
    others = {each.person(each.side_of(who.id).other) for each in contacts}
    greetings = await welcomes.of_person(tx, who.id, who.community_id)
    others |= {each.beside(who.id) for each in greetings}
    others |= {each.person_id for each in entries} | {each.asker_id for each in questions}
    return Mine(
        ideas=await ideas.of_person(tx, who.id),
        talents=await talents.of_person(tx, who.id, who.community_id),
        groups=await groups.of_person(tx, who.id),
        sessions=await sessions.of_person(tx, who.id),
        waiting=await introductions.waiting_for(tx, who.id, who.community_id),
        contacts=contacts,
        greetings=greetings,
        entries=entries,
        questions=questions,
        names=await introductions.names(tx, {each for each in others if each is not None}),
        me=who.id,
    )
