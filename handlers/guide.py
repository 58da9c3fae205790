"""The guide in the chat: who may be called about what, and whom to ask."""

from __future__ import annotations

from typing import Any

from bot import guide as rules
from bot.asking import Asked, QuestionState, SeekInstead, ShowFound, check_mine_to_ask
from bot.errors import Refused
from bot.guide import (
    AnswerStandIn,
    BecomeStandIn,
    ChangeEntry,
    EndStandIn,
    Entry,
    EntryStillTrue,
    InviteStandIn,
    LookForSomebody,
    OpenEntry,
    SayEntry,
    WithdrawEntry,
)
from bot.matching import Direction
from bot.matching.whom import asks_whom
from bot.messages import Keyboard, Message, PersonId, Text
from bot.mine import Section, back_to
from bot.moments import local
from bot.people import Member
from bot.talents import ASK_AGAIN_AFTER, SEEK, STILL_AFTER, preset
from handlers import asking, dialogs, tokens
from handlers.routing import Here, Outcome, Router, ask_anew, gives_way_until, show, strip_cards
from storage import asking as questions
from storage import guide as stored
from storage import introductions as contacts
from storage import outbox, people, timers
from storage.database import Tx

router = Router()
STILL = "guide-still"


@router.command("wegwijzer", "guide", quiet_words=True)
async def guide(tx: Tx, here: Here) -> Outcome:
    """Look whom to ask, or say what you may be asked about."""
    if asks_whom(here.words):
        return await look_for(tx, here, here.words)
    if here.words:
        return await say(tx, here)
    who = here.who
    mine = await stored.of_person(tx, who.id, who.community_id)
    await show(tx, here, *rules.front([each for each in mine if each.person_id == who.id]))
    return None


# --- entries -----------------------------------------------------------------------------------


@router.press(SayEntry)
async def say(tx: Tx, here: Here, press: SayEntry | None = None) -> Outcome:
    """Ask what somebody may be called about, unless they said it already."""
    await _check_room(tx, here.who)
    await dialogs.begin(tx, here, rules.ENTRY, rules.begun(here.words))
    return None


async def _check_room(tx: Tx, who: Member) -> None:
    mine = await stored.of_person(tx, who.id, who.community_id)
    rules.check_may_offer(who, entries=sum(each.person_id == who.id for each in mine))


@router.finish(rules.ENTRY.name)
async def place(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """From now on the neighbourhood finds it; after a change as if it were new."""
    if "entry" in answers:
        entry, who = await _mine(tx, here, answers["entry"])
        await _change(tx, entry, answers, by=who)
    else:
        who = here.who
        await _check_room(tx, who)
        entry = await stored.add(
            tx, person_id=who.id, community_id=who.community_id, **rules.placed(answers)
        )
    await timers.put(tx, STILL, entry.id, due_at=tx.now + STILL_AFTER)
    entry, _ = await _mine(tx, here, entry.id)
    body, buttons, about = await _entry_screen(tx, entry, who, new=True)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons, about=about))
    return None


async def _change(tx: Tx, entry: Entry, answers: dict[str, Any], *, by: Member) -> None:
    """A stand-in whose yes no longer holds hears so."""
    news = rules.changed(entry, answers)
    await stored.change(tx, entry.id, **news)
    if entry.stand_in_id is not None and "stand_in_id" in news:
        await asking.tell(
            tx, entry.stand_in_id, rules.stand_in_over(entry, name=by.name), about={by.id}
        )


@router.press(OpenEntry)
async def open_entry(tx: Tx, here: Here, press: OpenEntry) -> Outcome:
    """My entry; or, for its stand-in, whose it is."""
    entry, who = await _entry(tx, here, press.entry)
    if entry.stand_in_id == who.id:
        await _show_as_stand_in(tx, here, entry)
        return None
    rules.check_mine(entry, by=who)
    await _show_entry(tx, here, entry, who)
    return None


@router.press(ChangeEntry)
async def change(tx: Tx, here: Here, press: ChangeEntry) -> Outcome:
    """The preview of what stands there, to change an answer."""
    entry, _ = await _mine(tx, here, press.entry)
    await dialogs.begin(tx, here, rules.ENTRY, rules.answers_of(entry))
    return None


@router.press(WithdrawEntry)
async def withdraw(tx: Tx, here: Here, press: WithdrawEntry) -> Outcome:
    """Asked once more; then nobody finds it any more."""
    entry, _ = await _mine(tx, here, press.entry)
    if not press.sure:
        await show(tx, here, *rules.withdrawing(entry))
        return None
    await stored.withdraw(tx, entry.id)
    await show(tx, here, Text("talent-withdrawn"))
    return None


@router.timer(STILL)
async def ask_whether_still(tx: Tx, entry_id: int) -> Outcome:
    """After a long while, three times at most; then it rests, and is never deleted."""
    entry = await stored.find(tx, entry_id)
    if entry is None:
        return None
    asked = rules.asked_again(entry)
    if asked.rests:
        await stored.save(tx, asked)
        return None
    later = await gives_way_until(tx, entry.person_id, at_most=ASK_AGAIN_AFTER)
    await timers.put(tx, STILL, entry.id, due_at=later or tx.now + ASK_AGAIN_AFTER)
    if later is None:
        await stored.save(tx, asked)
        owner = await people.get(tx, entry.person_id)
        await ask_anew(tx, owner, STILL, entry.id, *rules.still(asked))
    return None


@router.press(EntryStillTrue)
async def still_true(tx: Tx, here: Here, press: EntryStillTrue) -> Outcome:
    entry, who = await _mine(tx, here, press.entry)
    await stored.save(tx, rules.confirmed(entry, by=who, at=tx.now))
    await timers.put(tx, STILL, entry.id, due_at=tx.now + STILL_AFTER)
    await strip_cards(tx, STILL, entry.id)
    await show(tx, here, Text("talent-still-thanks"))
    return None


async def _show_entry(tx: Tx, here: Here, entry: Entry, who: Member) -> None:
    body, buttons, about = await _entry_screen(tx, entry, who)
    await show(tx, here, body, (*buttons, (back_to(Section.GUIDE),)), about=about)


async def _entry_screen(
    tx: Tx, entry: Entry, who: Member, *, new: bool = False
) -> tuple[Text, Keyboard, frozenset[PersonId]]:
    about = frozenset({entry.stand_in_id} if entry.stand_in_id else ())
    names = await contacts.names(tx, about)
    name = names.get(entry.stand_in_id) if entry.stand_in_id else None
    return (*rules.entry_screen(entry, stand_in=name, zone=who.zone, new=new), about)


async def _entry(tx: Tx, here: Here, entry_id: int) -> tuple[Entry, Member]:
    """The entry of a press, and the presser in its neighbourhood."""
    entry = await stored.find(tx, entry_id)
    if entry is None or here.person is None:
        raise Refused("button-old")
    return entry, await people.member(tx, here.person.id, entry.community_id)


async def _mine(tx: Tx, here: Here, entry_id: int) -> tuple[Entry, Member]:
    entry, who = await _entry(tx, here, entry_id)
    rules.check_mine(entry, by=who)
    return entry, who


# --- the stand-in ------------------------------------------------------------------------------


@router.press(InviteStandIn)
async def invite_stand_in(tx: Tx, here: Here, press: InviteStandIn) -> Outcome:
    """A link for one person, for 48 hours; nobody is a stand-in before their own yes."""
    entry, who = await _mine(tx, here, press.entry)
    token, until = tokens.new(), tx.now + rules.STAND_IN_LINK_LASTS
    await stored.keep_link(tx, entry.id, tokens.hashed(token), until=until)
    body, buttons = rules.stand_in_link(
        entry, name=who.name, until=local(until, who.zone), token=token
    )
    await outbox.put(
        tx,
        Message(to=here.me, body=Text("guide-stand-in-made")),
        Message(to=here.me, body=body, buttons=buttons),
    )
    return None


@router.press(BecomeStandIn)
async def become_stand_in(tx: Tx, here: Here, press: BecomeStandIn) -> Outcome:
    """Somebody opens the link: first what it means."""
    entry, who = await _by_link(tx, here, press.token)
    rules.stand_in(entry, by=who)
    owner = await people.get(tx, entry.person_id)
    shown = rules.stand_in_question(entry, name=owner.name, token=press.token)
    await show(tx, here, *shown, about=frozenset({owner.id}))
    return None


@router.press(AnswerStandIn)
async def answer_stand_in(tx: Tx, here: Here, press: AnswerStandIn) -> Outcome:
    """Yes, and the owner hears who; or no, which nobody hears."""
    entry, who = await _by_link(tx, here, press.token)
    accepted = rules.stand_in(entry, by=who)
    await stored.use_link(tx, tokens.hashed(press.token))
    if not press.yes:
        await show(tx, here, Text("guide-stand-in-declined"))
        return None
    await stored.save(tx, accepted)
    shown = rules.stand_in_found(accepted, name=who.name)
    await asking.tell(tx, entry.person_id, shown, about={who.id})
    await _show_as_stand_in(tx, here, accepted)
    return None


@router.press(EndStandIn)
async def end_stand_in(tx: Tx, here: Here, press: EndStandIn) -> Outcome:
    """Either of the two ends it; the owner sees so on the entry."""
    entry, who = await _entry(tx, here, press.entry)
    ended = rules.no_stand_in(entry, by=who)
    await stored.save(tx, ended)
    if who.id == entry.person_id:
        await _show_entry(tx, here, ended, who)
    else:
        await show(tx, here, Text("guide-stand-in-stopped"))
    return None


async def _by_link(tx: Tx, here: Here, token: str) -> tuple[Entry, Member]:
    entry = await stored.find_by_link(tx, tokens.hashed(token))
    if entry is None or here.person is None:
        raise Refused("link-old")
    return entry, await people.member(tx, here.person.id, entry.community_id)


async def _show_as_stand_in(tx: Tx, here: Here, entry: Entry) -> None:
    owner = await people.get(tx, entry.person_id)
    shown = rules.stand_in_screen(entry, name=owner.name)
    await show(tx, here, *shown, about=frozenset({owner.id}))


# --- whom to ask -------------------------------------------------------------------------------


@router.press(LookForSomebody)
async def look(tx: Tx, here: Here, press: LookForSomebody) -> Outcome:
    """`Wie moet ik hebben?`"""
    await dialogs.begin(tx, here, rules.LOOK)
    return None


@router.finish(rules.LOOK.name)
async def looked(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    return await look_for(tx, here.anew(), answers["words"])


async def look_for(tx: Tx, here: Here, words: str) -> Outcome:
    """At most three to ask about these words; kept for a while, so that a tap can go on."""
    who = here.who
    rules.check_may_look(who)
    it = await questions.ask(
        tx,
        asker_id=who.id,
        community_id=who.community_id,
        words=preset(words).get("words", words),
        state=QuestionState.LOOKING,
        named=False,
    )
    await _show_found(tx, here, it, who)
    return None


@router.press(ShowFound)
async def show_found(tx: Tx, here: Here, press: ShowFound) -> Outcome:
    """`Vraag iemand anders`: without those who were asked the same."""
    it, who = await asking.question_of(tx, here, press.question)
    check_mine_to_ask(it, by=who)
    await _show_found(tx, here, it, who)
    return None


async def _show_found(tx: Tx, here: Here, it: Asked, who: Member) -> None:
    besides = await asking.not_to_ask(tx, it)
    listed = [
        each
        for each in await stored.listed(tx, it.community_id)
        if each.entry.person_id not in besides
    ]
    found = rules.find(it.words, listed, by=who.id, now=tx.now)
    there = {each.listed.entry.person_id for each in found}
    helpers = rules.helpers(listed, besides=there)
    body, buttons = rules.result(
        it,
        found,
        helper=helpers[0] if helpers else None,
        connectors=bool(await asking.connectors(tx, it.community_id, besides=besides | there)),
        zone=who.zone,
    )
    named = there | {each.entry.person_id for each in helpers[:1]}
    await show(tx, here, body, buttons, about=frozenset(named))


@router.press(SeekInstead)
async def seek_instead(tx: Tx, here: Here, press: SeekInstead) -> Outcome:
    """On with the ordinary search, with the same words."""
    it, who = await asking.question_of(tx, here, press.question)
    check_mine_to_ask(it, by=who)
    await dialogs.begin(tx, here, SEEK, preset(it.words, direction=Direction.NEED.value))
    return None
