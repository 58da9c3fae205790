"""Sessions in the chat: planning, the card in the group, answers, reminders, changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot import sessions as rules
from bot.dialogs import Dialog
from bot.messages import (
    CommunityId,
    Courtesy,
    Edit,
    Message,
    PersonId,
    ToChat,
    ToPerson,
    toast,
)
from bot.people import Member
from bot.sessions import (
    NEW_PLACE,
    NEW_TIME,
    SESSION,
    AnswerSession,
    CancelSession,
    ChangePlace,
    ChangeTime,
    Guest,
    ListSessions,
    OpenSession,
    PlanSession,
    ReallyCancel,
    Screen,
    Session,
    SessionState,
    TakeBackAnswer,
    WhoComes,
)
from handlers import dialogs, digest, mine
from handlers.routing import Here, Outcome, Router, card_for, drop_orphan, end_cards, show
from storage import communities, outbox, people, timers
from storage import sessions as stored
from storage.database import Tx

router = Router()
CARD = "session"  # in a group
ANSWER = "session-answer"  # what somebody answered, in private
NOTICE = "session-notice"  # reminders and changes, in private
ANNOUNCE, REMIND, OVER = "session-announce", "session-remind", "session-over"


# --- planning ----------------------------------------------------------------------------------


@router.command("bijeenkomst", "meeting")
@router.press(PlanSession)
async def begin(tx: Tx, here: Here, press: PlanSession | None = None) -> Outcome:
    """Ask what, when and where."""
    who = here.who
    rules.check_may_plan(who, of=who.community_id)
    known: dict[str, Any] = {"community": who.community_id}
    if here.words:
        known["what"] = rules.read_title(here.words)
    await dialogs.begin(tx, here, SESSION, known)
    return None


@router.finish("session")
async def place(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The meeting is there; the clock announces it."""
    who = await _member(tx, here, answers["community"])
    plan = rules.plan(who, rules.plan_of(answers), of=answers["community"], at=tx.now)
    session = await stored.add(tx, plan, community_id=who.community_id, organizer_id=who.id)
    await timers.put(tx, ANNOUNCE, session.id, due_at=tx.now)
    await _set_clock(tx, session)
    await digest.refresh(tx, who.community_id)
    await mine.refresh_weeks(tx, [who.id])
    groups = await communities.groups_of(tx, who.community_id)
    await _tell(tx, who, rules.planned(session, groups=len(groups)))
    return None


@router.timer(ANNOUNCE)
async def announce(tx: Tx, session_id: int) -> None:
    """Post the card in the neighbourhood's groups, while that still makes sense."""
    session = await stored.find(tx, session_id)
    if session is None or session.state is not SessionState.PLANNED:
        return
    body, buttons = rules.card(session, going=await stored.count_going(tx, session_id))
    for group in await communities.groups_of(tx, session.community_id):
        if session_id in await outbox.shown_in(tx, group.id, CARD):
            continue
        card = await card_for(tx, group.id, CARD, session_id)
        await outbox.put(
            tx,
            Message(
                to=group,
                body=body,
                buttons=buttons,
                card=card,
                courtesy=Courtesy.NEWS,
                expires_at=session.starts_at,
                about=session.about,
            ),
        )


async def post_missing(tx: Tx, group: ToChat, community_id: CommunityId) -> None:
    """The bot can speak in this group again: announce what was planned meanwhile."""
    shown = await outbox.shown_in(tx, group.id, CARD)
    for session in await stored.coming(tx, community_id):
        if session.id not in shown:
            await timers.put(tx, ANNOUNCE, session.id, due_at=tx.now)


# --- looking around ----------------------------------------------------------------------------


@router.command("bijeenkomsten", "meetings")
@router.press(ListSessions)
async def look_around(tx: Tx, here: Here, press: ListSessions | None = None) -> Outcome:
    """What is coming, with my answers."""
    who = here.who
    number = press.page if press else 0
    page = await stored.page(tx, who.community_id, number, reader=who.id)
    await show(tx, here, *rules.list_screen(page, who.community_name))
    return None


@router.press(OpenSession)
async def open_session(tx: Tx, here: Here, press: OpenSession) -> Outcome:
    """One meeting, with what I can do with it."""
    session, who = await _session(tx, here, press.session)
    screen = rules.opened(
        session,
        going=await stored.count_going(tx, session.id),
        mine=await stored.find_answer(tx, session.id, who.id),
        host=session.is_of(who),
        at=tx.now,
    )
    await show(tx, await mine.beside_week(tx, here), *screen)
    return None


# --- answering ---------------------------------------------------------------------------------


@router.press(AnswerSession)
async def answer(tx: Tx, here: Here, press: AnswerSession) -> Outcome:
    """`Ik kom`, `Misschien` or `Ik kom niet`; told back in private, and to be taken back there."""
    session, who = await _session(tx, here, press.session)
    rules.check_may_answer(session, by=who, at=tx.now)
    await drop_orphan(tx, here, CARD, session.id)
    before = await stored.find_answer(tx, session.id, who.id)
    await stored.set_answer(tx, session.id, who.id, press.answer)
    await _show_answer(tx, here, who, session, rules.answered(session, press.answer))
    await mine.refresh_weeks(tx, [who.id])
    if rules.changes_count(before, press.answer):
        await _refresh(tx, session)
    return toast(f"session-toast-{press.answer}")


@router.press(TakeBackAnswer)
async def take_back(tx: Tx, here: Here, press: TakeBackAnswer) -> Outcome:
    """`Toch niet`."""
    session, who = await _session(tx, here, press.session)
    rules.check_may_answer(session, by=who, at=tx.now)
    before = await stored.find_answer(tx, session.id, who.id)
    await stored.drop_answer(tx, session.id, who.id)
    await _show_answer(tx, here, who, session, rules.taken_back(session))
    await mine.refresh_weeks(tx, [who.id])
    if rules.changes_count(before, None):
        await _refresh(tx, session)
    return None


@router.timer(REMIND)
async def remind(tx: Tx, session_id: int) -> None:
    """Remind everybody who might come, all at once and only once."""
    session = await stored.find(tx, session_id)
    if session is None or session.state is not SessionState.PLANNED:
        return
    for guest in await stored.guests(tx, session_id):
        await _notify(tx, guest, session, rules.reminder(session, guest.answer))


@router.timer(OVER)
async def end(tx: Tx, session_id: int) -> None:
    """The card becomes one line."""
    session = await stored.find(tx, session_id)
    if session is None or session.state is not SessionState.PLANNED:
        return
    await stored.save(tx, rules.ended(session))
    await _refresh(tx, rules.ended(session))
    await digest.refresh(tx, session.community_id)


# --- for the one who planned it ----------------------------------------------------------------


@router.press(WhoComes)
async def who_comes(tx: Tx, here: Here, press: WhoComes) -> Outcome:
    session, who = await _session(tx, here, press.session)
    rules.check_may_see_guests(session, by=who)
    guests = await stored.guests(tx, session.id)
    about = frozenset(each.id for each in guests)
    await show(tx, here, *rules.guest_list(session, guests), about=about)
    return None


@router.press(ChangeTime)
async def ask_time(tx: Tx, here: Here, press: ChangeTime) -> Outcome:
    return await _ask_change(tx, here, press.session, NEW_TIME)


@router.press(ChangePlace)
async def ask_place(tx: Tx, here: Here, press: ChangePlace) -> Outcome:
    return await _ask_change(tx, here, press.session, NEW_PLACE)


@router.finish("sessiontime")
async def move(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Another time: everybody who might come hears it, and will be reminded of that one."""
    session, who = await _session(tx, here, answers["session"])
    moment = rules.moment_of(answers["when"])
    moved = rules.move(session, moment, by=who, at=tx.now)
    await _change(tx, moved, who, what="time")
    await _set_clock(tx, moved)
    return None


@router.finish("sessionplace")
async def relocate(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Another place: everybody who might come hears it."""
    session, who = await _session(tx, here, answers["session"])
    await _change(
        tx, rules.relocate(session, answers["where"], by=who, at=tx.now), who, what="place"
    )
    return None


@router.press(CancelSession)
async def ask_to_cancel(tx: Tx, here: Here, press: CancelSession) -> Outcome:
    session, who = await _session(tx, here, press.session)
    rules.check_may_change(session, by=who, at=tx.now)
    guests = await _others(tx, session, who)
    await show(tx, here, *rules.ask_whether_to_cancel(session, told=len(guests)))
    return None


@router.press(ReallyCancel)
async def cancel(tx: Tx, here: Here, press: ReallyCancel) -> Outcome:
    """It is off: everybody who might come hears it, within twelve hours of the start at once."""
    session, who = await _session(tx, here, press.session)
    cancelled = rules.cancel(session, by=who, at=tx.now)
    await stored.save(tx, cancelled)
    for kind in (ANNOUNCE, REMIND, OVER):
        await timers.drop(tx, kind, session.id)
    guests = await _others(tx, session, who)
    await outbox.recall(tx, CARD, session.id)
    await outbox.recall(tx, NOTICE, session.id)
    for guest in guests:
        await _notify(tx, guest, cancelled, rules.called_off(cancelled))
    await _refresh(tx, cancelled)
    await mine.refresh_weeks(tx, [who.id, *(each.id for each in guests)])
    await digest.refresh(tx, session.community_id)
    await show(tx, here, *rules.host_told(cancelled, told=len(guests), what="off"))
    return None


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Somebody leaves for good: what they planned is off, and whoever might come hears that."""
    for session in await stored.answered_by(tx, person):
        await stored.drop_answer(tx, session.id, person)
        if session.organizer_id != person:
            await _refresh(tx, session)
    for session in await stored.by_organizer(tx, person):
        for kind in (ANNOUNCE, REMIND, OVER):
            await timers.drop(tx, kind, session.id)
        await outbox.recall(tx, CARD, session.id)
        await outbox.recall(tx, NOTICE, session.id)
        if session.state is SessionState.PLANNED and session.starts_at > tx.now:
            off = replace(session, state=SessionState.CANCELLED)
            for guest in rules.audience(await stored.guests(tx, session.id), besides=person):
                await _notify(tx, guest, session, rules.called_off(off))
        guests = await stored.guests(tx, session.id)
        await end_cards(tx, CARD, session.id)
        await stored.remove(tx, session.id)
        await mine.refresh_weeks(tx, [each.id for each in guests])


# --- steps -------------------------------------------------------------------------------------


async def _ask_change(tx: Tx, here: Here, session_id: int, dialog: Dialog) -> Outcome:
    session, who = await _session(tx, here, session_id)
    rules.check_may_change(session, by=who, at=tx.now)
    await dialogs.begin(tx, here, dialog, {"session": session.id, "title": session.title})
    return None


async def _change(tx: Tx, session: Session, who: Member, *, what: str) -> None:
    await stored.save(tx, session)
    guests = await _others(tx, session, who)
    await outbox.recall(tx, NOTICE, session.id)  # what they had not heard yet is not true any more
    for guest in guests:
        await _notify(tx, guest, session, rules.changed(session, what=what))
    if await outbox.recall(tx, CARD, session.id):
        await timers.put(tx, ANNOUNCE, session.id, due_at=tx.now)
    await _refresh(tx, session)
    await mine.refresh_weeks(tx, [who.id, *(each.id for each in guests)])
    await digest.refresh(tx, session.community_id)
    await _tell(tx, who, rules.host_told(session, told=len(guests), what=what))


async def _set_clock(tx: Tx, session: Session) -> None:
    """What will happen by itself: a reminder, if there is time for one, and the end."""
    reminding = rules.remind_at(session.starts_at, session.zone, now=tx.now)
    if reminding is None:
        await timers.drop(tx, REMIND, session.id)
    else:
        await timers.put(tx, REMIND, session.id, due_at=reminding)
    await timers.put(tx, OVER, session.id, due_at=session.over_at)


async def _refresh(tx: Tx, session: Session) -> None:
    """Show in the groups how it is now."""
    body, buttons = rules.card(session, going=await stored.count_going(tx, session.id))
    for card, chat in await outbox.cards_of(tx, CARD, session.id):
        await outbox.put(
            tx,
            Edit(target=card, to=ToChat(chat), body=body, buttons=buttons, about=session.about),
        )


async def _show_answer(tx: Tx, here: Here, who: Member, session: Session, screen: Screen) -> None:
    """Change the message that was tapped in private, or the one that tells an earlier answer;
    without either, send a new one."""
    card = await stored.card_in(tx, ANSWER, session.id, chat=who.telegram_id)
    is_it = False
    if here.private and here.pressed is not None:
        is_it = card is not None and await outbox.is_card(
            tx, here.pressed, ANSWER, session.id, card
        )
        if not is_it:
            await show(tx, here, *screen)
    elif here.pressed is None or card is None:
        card = await outbox.open_card(tx, chat=who.telegram_id, noun=ANSWER, subject=session.id)
        body, buttons = screen
        await outbox.put(tx, Message(to=ToPerson(who.id), body=body, buttons=buttons, card=card))
        return
    if card is not None:
        body, buttons = screen
        await outbox.put(tx, Edit(target=card, to=ToPerson(who.id), body=body, buttons=buttons))


async def _notify(tx: Tx, guest: Guest, session: Session, screen: Screen) -> None:
    """Tell a guest something that they said yes to hearing."""
    chat = (await people.get(tx, guest.id)).telegram_id
    card = await outbox.open_card(tx, chat=chat, noun=NOTICE, subject=session.id)
    body, buttons = screen
    await outbox.put(
        tx,
        Message(
            to=ToPerson(guest.id),
            body=body,
            buttons=buttons,
            courtesy=Courtesy.PROMISED,
            expires_at=session.starts_at,
            card=card,
        ),
    )


async def _tell(tx: Tx, who: Member, screen: Screen) -> None:
    body, buttons = screen
    await outbox.put(tx, Message(to=ToPerson(who.id), body=body, buttons=buttons))


async def _others(tx: Tx, session: Session, who: Member) -> list[Guest]:
    return rules.audience(await stored.guests(tx, session.id), besides=who.id)


async def _session(tx: Tx, here: Here, session_id: int) -> tuple[Session, Member]:
    session = await stored.get(tx, session_id)
    return session, await _member(tx, here, session.community_id)


async def _member(tx: Tx, here: Here, community_id: CommunityId) -> Member:
    assert here.person is not None  # noqa: S101  # no strangers here
    return await people.member(tx, here.person.id, community_id)
