"""Asking in the chat: a question to one person, what they promise, and writing to each other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from bot import asking as rules
from bot import guide, matching
from bot.asking import (
    AskConnector,
    Asked,
    AskEntry,
    CannotDo,
    ChooseDay,
    KeptPromise,
    NoLongerNeeded,
    OtherDay,
    PassOn,
    PromiseDay,
    QuestionState,
    Receiver,
    ReportTalk,
    ShowQuestion,
    Step,
    StopTalking,
    WriteBack,
)
from bot.errors import Refused
from bot.introductions import Shown
from bot.messages import CommunityId, Courtesy, Message, PersonId, ToPerson
from bot.moments import local, resolve
from bot.people import Member, Role
from handlers import dialogs, introductions
from handlers.routing import Here, Outcome, Router, show
from storage import asking as stored
from storage import communities, outbox, people, timers
from storage import guide as entries
from storage import introductions as contacts
from storage.database import Tx

router = Router()
SILENCE, PROMISE, END = "guide-silence", "guide-promise", "guide-end"
REMINDER_LASTS = timedelta(days=2)  # from the promised day: later it helps nobody


# --- asking ------------------------------------------------------------------------------------


@router.press(AskEntry)
async def ask(tx: Tx, here: Here, press: AskEntry) -> Outcome:
    it, who = await question_of(tx, here, press.question)
    await _receiver(tx, it, press.entry, who)
    await dialogs.begin(tx, here, rules.ASK, {"question": it.id, "entry": press.entry})
    return None


@router.press(AskConnector)
async def ask_connector(tx: Tx, here: Here, press: AskConnector) -> Outcome:
    it, who = await question_of(tx, here, press.question)
    await _receiver(tx, it, None, who)
    await dialogs.begin(tx, here, rules.ASK, {"question": it.id, "entry": None})
    return None


@router.finish(rules.ASK.name)
async def send(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The question goes to one person, with the asker's name."""
    look, who = await question_of(tx, here, answers["question"])
    to = await _receiver(tx, look, answers["entry"], who)
    it = await stored.ask(
        tx,
        asker_id=who.id,
        community_id=look.community_id,
        person_id=to.person_id,
        entry_id=to.entry_id,
        named=to.named,
        words=look.words,
        why=answers["why"],
        hope=answers["hope"],
        state=QuestionState.WAITING,
    )
    await _keep(tx, it, zone=who.zone)
    await tell(tx, to.person_id, rules.arrived(it, name=who.name), about={who.id})
    body, buttons = rules.sent(it, name=to.name)
    about = _readable(it)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons, about=about))
    return None


async def _receiver(tx: Tx, it: Asked, entry_id: int | None, who: Member) -> Receiver:
    """Who gets this question; refuses, kindly, when that can't be."""
    rules.check_mine_to_ask(it, by=who)
    open_now = await stored.open_of(tx, who.id, it.community_id)
    rules.check_room_to_ask(who, open_now=open_now)
    waits_for = await stored.waits_for(tx, who.id)
    if entry_id is None:
        besides = await not_to_ask(tx, it) | await stored.asked_before(tx, it)
        able = await connectors(tx, it.community_id, besides=besides)
        nobody = "guide-asked-already" if able else "guide-person-away"
        return rules.next_receiver(it, able, never=besides | waits_for, nobody=nobody)
    entry = await entries.find(tx, entry_id)
    if entry is None or entry.rests or entry.community_id != it.community_id:
        raise Refused("guide-person-away")
    rules.check_may_ask(
        who,
        entry.person_id,
        never=await stored.never_of(tx, who.id),
        waits=entry.person_id in waits_for,
    )
    there = await entries.present(tx, [entry.person_id], it.community_id)
    if entry.person_id not in there:
        raise Refused("guide-person-away")
    return Receiver(
        person_id=entry.person_id, name=there[entry.person_id], entry_id=entry.id, named=True
    )


async def not_to_ask(tx: Tx, it: Asked) -> set[PersonId]:
    """The asker, with whom there is no contact any more, and, for somebody else than who was asked,
    all who were asked the same."""
    besides = {it.asker_id, *await stored.never_of(tx, it.asker_id)}
    if it.state is not QuestionState.LOOKING:
        besides |= await stored.asked_before(tx, it)
    return besides


async def connectors(
    tx: Tx, community_id: CommunityId, *, besides: Collection[PersonId]
) -> list[Receiver]:
    """The buurtverbinders who can be asked now, the least burdened first."""
    found = [each.id for each in await people.with_role(tx, community_id, Role.CONNECTOR)]
    able = await entries.present(tx, set(found) - set(besides), community_id)
    burden = await stored.burden(tx, community_id)
    return [
        Receiver(person_id=each, name=able[each], entry_id=None, named=False)
        for each in sorted(found, key=lambda each: burden.get(each, 0))
        if each in able
    ]


async def _keep(tx: Tx, it: Asked, *, zone: str) -> None:
    """Write down how it stands, and when the clock looks at it again. A timer of before finds that
    it has nothing to say; that a silence would end it holds no more."""
    await stored.save(tx, it)
    await timers.drop(tx, END, it.id)
    if it.state is QuestionState.WAITING:
        await timers.put(tx, SILENCE, it.id, due_at=tx.now + rules.SILENCE)
    if it.state is QuestionState.PROMISED:
        await _watch(tx, it, zone=zone)


async def _watch(tx: Tx, it: Asked, *, zone: str, said: Step | None = None) -> None:
    if it.promised_on is None:
        return
    due_at = rules.next_step_at(it.promised_on, after=tx.now, zone=zone, said=said)
    if due_at is not None:
        await timers.put(tx, PROMISE, it.id, due_at=due_at)


async def question_of(tx: Tx, here: Here, question_id: int) -> tuple[Asked, Member]:
    """The question of a press, and the presser in its neighbourhood."""
    it = await stored.find(tx, question_id)
    if it is None or here.person is None:
        raise Refused("button-old")
    return it, await people.member(tx, here.person.id, it.community_id)


# --- answering ---------------------------------------------------------------------------------


@router.press(ShowQuestion)
async def show_question(tx: Tx, here: Here, press: ShowQuestion) -> Outcome:
    """How it stands, for whoever asked or was asked."""
    it, who = await question_of(tx, here, press.question)
    if it.asker_id == who.id:
        shown = rules.my_question(it, name=await _asked(tx, it))
        await show(tx, here, *shown, about=_readable(it))
        return None
    if it.person_id != who.id:
        rules.check_answers(it, who)
    await _show_asked(tx, here, it)
    return None


async def _show_asked(tx: Tx, here: Here, it: Asked) -> None:
    """The question as whoever was asked sees it now."""
    shown = rules.question(it, name=await _asker(tx, it))
    await show(tx, here, *shown, about=frozenset({it.asker_id}))


async def _asker(tx: Tx, it: Asked) -> str:
    return (await people.get(tx, it.asker_id)).name


async def _asked(tx: Tx, it: Asked) -> str | None:
    """The name of whoever was asked, unless they left."""
    names = await contacts.names(tx, {it.person_id} if it.person_id else set())
    return names.get(it.person_id) if it.person_id else None


def _readable(it: Asked) -> frozenset[PersonId]:
    """Whoever was asked, if whoever asked may read who that is."""
    return frozenset({it.person_id} if it.person_id and it.named else ())


@router.press(NoLongerNeeded)
async def no_longer_needed(tx: Tx, here: Here, press: NoLongerNeeded) -> Outcome:
    """`Toch niet meer nodig`, asked once more; whoever was asked hears that they are free."""
    it, who = await question_of(tx, here, press.question)
    ended = rules.no_longer_needed(it, by=who)
    name = await _asked(tx, it)
    shown = rules.taken_back(it, name=name) if press.sure else rules.taking_back(it, name=name)
    if press.sure:
        await _keep(tx, ended, zone=who.zone)
        if it.person_id is not None:
            told = rules.is_free(ended, name=who.name)
            await tell(tx, it.person_id, told, about={who.id})
    await show(tx, here, *shown, about=_readable(it))
    return None


@router.press(ChooseDay)
async def choose_day(tx: Tx, here: Here, press: ChooseDay) -> Outcome:
    it, who = await question_of(tx, here, press.question)
    rules.check_answers(it, who)
    today = local(tx.now, who.zone).date()
    shown = rules.choose_day(it, name=await _asker(tx, it), today=today)
    await show(tx, here, *shown, about=frozenset({it.asker_id}))
    return None


@router.press(OtherDay)
async def other_day(tx: Tx, here: Here, press: OtherDay) -> Outcome:
    it, who = await question_of(tx, here, press.question)
    rules.check_answers(it, who)
    await dialogs.begin(tx, here, rules.DAY, {"question": it.id})
    return None


@router.press(PromiseDay)
async def promise_day(tx: Tx, here: Here, press: PromiseDay) -> Outcome:
    """`Je hoort van mij`, with a date."""
    it = await _promise(tx, here, press.question, rules.read_day(press.day))
    await _show_asked(tx, here, it)
    return None


@router.finish(rules.DAY.name)
async def promise_typed_day(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    it = await _promise(tx, here, answers["question"], rules.read_day(answers["day"]))
    await _show_asked(tx, here.anew(), it)
    return None


async def _promise(tx: Tx, here: Here, question_id: int, day: date) -> Asked:
    """Keep the day, and tell whoever waits; the same day again tells nothing."""
    it, who = await question_of(tx, here, question_id)
    said = rules.promise(it, day, by=who, today=local(tx.now, who.zone).date())
    if said is not it:
        await _keep(tx, said, zone=who.zone)
        before = it.promised_on if it.state is QuestionState.PROMISED else None
        shown = rules.promised(said, name=who.name, before=before)
        await tell(tx, it.asker_id, shown, about={who.id})
    return said


@router.press(KeptPromise)
async def kept_promise(tx: Tx, here: Here, press: KeptPromise) -> Outcome:
    """`Gedaan`; whoever asked hears that, and can say that they heard nothing."""
    it, who = await question_of(tx, here, press.question)
    done = rules.kept(it, by=who)
    if it.state is not done.state:
        await _keep(tx, done, zone=who.zone)
        await tell(tx, it.asker_id, rules.done(done, name=who.name), about={who.id})
    await _show_asked(tx, here, done)
    return None


@router.press(CannotDo)
async def cannot_do(tx: Tx, here: Here, press: CannotDo) -> Outcome:
    """A no, asked once more; whoever asked hears it with another way."""
    it, who = await question_of(tx, here, press.question)
    declined = rules.decline(it, by=who)
    if not press.sure:
        shown = rules.declining(it, name=await _asker(tx, it))
        await show(tx, here, *shown, about=frozenset({it.asker_id}))
        return None
    if it.state is not declined.state:
        await _keep(tx, declined, zone=who.zone)
        await tell(tx, it.asker_id, rules.declined(declined, name=who.name), about={who.id})
    await _show_asked(tx, here, declined)
    return None


@router.press(PassOn)
async def pass_on(tx: Tx, here: Here, press: PassOn) -> Outcome:
    """`Ik weet iemand anders`: to whom it would go, and then it goes there."""
    it, who = await question_of(tx, here, press.question)
    rules.check_may_pass(it, by=who)
    to, name = await _next_receiver(tx, it), await _asker(tx, it)
    if not press.sure:
        shown = rules.passing(it, to, name=name)
        await show(tx, here, *shown, about=frozenset({it.asker_id, to.person_id}))
        return None
    passed = rules.pass_on(it, to, by=who, at=tx.now)
    await _keep(tx, passed, zone=who.zone)
    by = rules.called(it, who.name)
    shown = rules.arrived(passed, name=name, by=by)
    await tell(tx, to.person_id, shown, about={it.asker_id, who.id})
    told = rules.passed(passed, by=by, to=to.name)
    await tell(tx, it.asker_id, told, about={who.id, to.person_id})
    about = frozenset({it.asker_id, to.person_id})
    await show(tx, here, *rules.handed_over(to, name=name), about=about)
    return None


async def _next_receiver(tx: Tx, it: Asked) -> Receiver:
    """The stand-in, else who searches along, else a buurtverbinder."""
    besides = await stored.never_of(tx, it.asker_id)
    entry = await entries.find(tx, it.entry_id) if it.entry_id else None
    able = []
    if entry is not None and entry.stand_in_id is not None:
        there = await entries.present(tx, [entry.stand_in_id], it.community_id)
        able += [
            Receiver(person_id=person, name=name, entry_id=None, named=True)
            for person, name in there.items()
        ]
    able += [
        Receiver(person_id=each.entry.person_id, name=each.name, entry_id=each.entry.id, named=True)
        for each in guide.helpers(await entries.listed(tx, it.community_id), besides=besides)
    ]
    able += await connectors(tx, it.community_id, besides=besides)
    return rules.next_receiver(it, able, never=besides)


# --- what was promised -------------------------------------------------------------------------


@router.timer(PROMISE)
async def remind(tx: Tx, question_id: int) -> Outcome:
    """A day ahead, on the day, and once when it passed: then whoever waits hears it too."""
    it = await stored.find(tx, question_id)
    if it is None or it.state is not QuestionState.PROMISED or it.promised_on is None:
        return None
    zone = (await communities.get(tx, it.community_id)).zone
    step = rules.step_on(it.promised_on, today=local(tx.now, zone).date())
    until = resolve(it.promised_on + REMINDER_LASTS, rules.REMINDER_HOUR, zone)
    if it.person_id is not None:
        shown = rules.reminder(it, step, name=await _asker(tx, it))
        lasts = None if step is Step.PASSED else until
        await tell(tx, it.person_id, shown, about={it.asker_id}, expires_at=lasts)
    if step is Step.PASSED:
        await _tell_no_word(tx, it, zone=zone)
    await _watch(tx, it, zone=zone, said=step)
    return None


@router.timer(SILENCE)
async def still_silent(tx: Tx, question_id: int) -> Outcome:
    """A week without an answer: whoever asked hears that, with another way."""
    it = await stored.find(tx, question_id)
    if it is not None and it.state is QuestionState.WAITING:
        zone = (await communities.get(tx, it.community_id)).zone
        await _tell_no_word(tx, it, zone=zone)
    return None


async def _tell_no_word(tx: Tx, it: Asked, *, zone: str) -> None:
    """And when the question ends, if it stays so."""
    ends_at = tx.now + rules.ENDS_AFTER
    await timers.put(tx, END, it.id, due_at=ends_at)
    shown = rules.no_word(it, name=await _asked(tx, it), until=local(ends_at, zone).date())
    await tell(tx, it.asker_id, shown, about=_readable(it))


@router.timer(END)
async def end_unanswered(tx: Tx, question_id: int) -> Outcome:
    """Weeks after that it is over, as was said then: it no longer waits for anybody."""
    it = await stored.find(tx, question_id)
    if it is not None and it.state in rules.OPEN:
        await stored.save(tx, rules.ended(it))
    return None


# --- writing through the bot -------------------------------------------------------------------


@router.press(WriteBack)
async def write_back(tx: Tx, here: Here, press: WriteBack) -> Outcome:
    it, who = await question_of(tx, here, press.question)
    rules.check_may_write(it, by=who)
    await dialogs.begin(tx, here, rules.WRITE, {"question": it.id})
    return None


@router.finish(rules.WRITE.name)
async def deliver(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Pass on what was typed. From whoever was asked it is the answer that was waited for."""
    it, who = await question_of(tx, here, answers["question"])
    said = rules.wrote(it, by=who)
    other = await _other(tx, said, who)
    if not (await people.get(tx, other.id)).reachable:
        raise Refused("guide-person-away")
    if said is not it:
        await _keep(tx, said, zone=who.zone)
    shown = rules.passed_on(said, name=who.name, words=answers["words"])
    await tell(tx, other.id, shown, about={who.id})
    body, buttons = rules.written(said, by=who, name=other.name)
    about = frozenset({other.id})
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons, about=about))
    return None


@router.press(StopTalking)
async def stop_talking(tx: Tx, here: Here, press: StopTalking) -> Outcome:
    """For ever, and asked once more; the other hears one neutral sentence."""
    it, who = await question_of(tx, here, press.question)
    stopped = rules.stop(it, by=who)
    if not press.sure:
        await show(tx, here, *rules.stopping(it))
        return None
    await _end(tx, stopped, by=who)
    await show(tx, here, *rules.stopped())
    return None


@router.press(ReportTalk)
async def report(tx: Tx, here: Here, press: ReportTalk) -> Outcome:
    it, who = await question_of(tx, here, press.question)
    rules.check_side(it, by=who)
    await dialogs.begin(tx, here, rules.REPORT, {"question": it.id})
    return None


@router.finish(rules.REPORT.name)
async def send_report(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The admins hear it, and the contact ends at once."""
    it, who = await question_of(tx, here, answers["question"])
    stopped = rules.stop(it, by=who)
    other = await _other(tx, it, who)
    told = await introductions.tell_readers(tx, by=who, about=other, words=answers["words"])
    await _end(tx, stopped, by=who)
    await outbox.put(tx, Message(to=here.me, body=told))
    return None


async def _end(tx: Tx, it: Asked, *, by: Member) -> None:
    """These two are never brought together again, here or elsewhere."""
    await _keep(tx, it, zone=by.zone)
    other = it.person_id if by.id == it.asker_id else it.asker_id
    if other is not None:
        await tell(tx, other, rules.does_not_go_on(it, to=other), about={it.asker_id})
        await introductions.end_contact(tx, by.id, other)


async def _other(tx: Tx, it: Asked, who: Member) -> Member:
    """The other one; refuses when they left."""
    other = it.person_id if who.id == it.asker_id else it.asker_id
    found = await people.find_member(tx, other, it.community_id) if other is not None else None
    if found is None:
        raise Refused("guide-person-away")
    return found


async def tell(
    tx: Tx,
    to: PersonId,
    shown: Shown,
    *,
    about: Collection[PersonId] = (),
    expires_at: datetime | None = None,
) -> None:
    """Something new for one person."""
    body, buttons = shown
    await outbox.put(
        tx,
        Message(
            to=ToPerson(to),
            body=body,
            buttons=buttons,
            courtesy=Courtesy.PROMISED,
            about=frozenset(about),
            expires_at=expires_at,
        ),
    )


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Somebody leaves for good: whoever waits for them gets another way, and whoever promised them
    something need not do it."""
    for it in await stored.open_anywhere(tx, person):
        if it.person_id == person:
            left = rules.without_person(it)
            await stored.save(tx, left)
            await tell(tx, it.asker_id, rules.person_left(left))
        elif it.person_id is not None:
            await tell(tx, it.person_id, rules.nobody_waits())
    matching.forget()
