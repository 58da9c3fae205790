"""`/mijn` and `Mijn week`: my own things, found back and opened."""

from __future__ import annotations

from bot import mine as rules
from bot.errors import Refused
from bot.mine import Mine, OpenQuestion, ShowMine, ShowSection
from bot.people import Member
from handlers.introductions import question_of
from handlers.routing import Here, Outcome, Router, show
from storage import groups, guide, ideas, introductions, people, sessions, talents, welcomes
from storage.database import Tx

router = Router()


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
    await show(tx, here, body, buttons, about=about)
    return None


@router.label("keyboard-week")
async def week(tx: Tx, here: Here) -> Outcome:
    """`Mijn week`: what I do in the coming seven days."""
    who = here.who
    coming = await sessions.of_person(tx, who.id)
    open_to_all = await sessions.coming(tx, who.community_id)
    suggestion = open_to_all[0] if open_to_all else None
    await show(tx, here, *rules.week_screen(coming, suggestion=suggestion, now=tx.now))
    return None


async def _of(tx: Tx, who: Member) -> Mine:
    contacts = await introductions.of_person(tx, who.id, who.community_id)
    entries = await guide.of_person(tx, who.id, who.community_id)
    questions = await guide.open_questions(tx, who.id, who.community_id)
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
