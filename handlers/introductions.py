"""Introductions in the chat: the two questions, and contact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot import asking, courtesy, welcomes
from bot import introductions as rules
from bot.errors import Refused
from bot.introductions import (
    AnswerIntroduction,
    AskParentFirst,
    BeginContact,
    ChooseWay,
    Introduction,
    IntroductionState,
    NeverMeet,
    Reply,
    ReportContact,
    Result,
    SayThanks,
    ShowContact,
    Shown,
    Side,
    TakeBackAnswer,
    TellForWhom,
    TellResult,
    Way,
    WriteTo,
)
from bot.messages import (
    CommunityId,
    Courtesy,
    Edit,
    Keyboard,
    Message,
    PersonId,
    Strip,
    Text,
    ToPerson,
    text,
)
from bot.mine import Section, back_to
from bot.moments import local
from bot.people import Member, Role
from bot.talents import Talent, begun_anew, with_nickname
from handlers import dialogs
from handlers.connectors import ASK, chosen, show_card, tell_it_worked
from handlers.routing import Here, Outcome, Router, strip_cards
from storage import asking as questions
from storage import communities, connectors, outbox, people, talents, timers
from storage import introductions as stored
from storage import welcomes as greetings
from storage.database import Tx

router = Router()
LAPSE, BEGIN = "introduction-lapse", "introduction-begin"
RESULT, UNTOLD = "introduction-result", "introduction-untold"
QUESTIONS = {Side.GIVER: "intro-giver", Side.ASKER: "intro-asker"}  # cards: one a person


# --- asking the two, one at a time -------------------------------------------------------------


@router.timer(ASK)
async def ask_next(tx: Tx, introduction_id: int) -> Outcome:
    """The grace is over, or courtesy now allows the question."""
    it = await stored.find(tx, introduction_id)
    if it is not None:
        await _ask(tx, it)
    return None


async def _ask(tx: Tx, it: Introduction) -> None:
    """Put the question to whose turn it is: now, when courtesy lets it, or not at all."""
    side = rules.next_to_ask(it)
    if side is None:
        return
    zone = (await communities.get(tx, it.community_id)).zone
    mine, other = await _postings(tx, it, side)
    moment = await _may_ask(tx, it, side, zone=zone)
    if (
        moment is None
        or mine is None
        or other is None
        or await _would_rather_not(tx, it, side, other)
    ):
        await _cannot_ask(tx, it, zone=zone)
        return
    until = rules.lapses_at(moment, zone)
    await timers.put(tx, LAPSE, it.id, due_at=until)
    if moment > tx.now:
        await stored.save(tx, it)
        await timers.put(tx, ASK, it.id, due_at=moment)
        return
    it = rules.asked(it, side, at=tx.now)
    await stored.save(tx, it)
    shown = await question_of(tx, it, mine=mine, other=other)
    await _say(tx, it, side, shown, courtesy=Courtesy.QUESTION, expires_at=until)
    await show_card(tx, it.card_id)


async def question_of(tx: Tx, it: Introduction, *, mine: Talent, other: Talent) -> Shown:
    """The first question, with what the buurtverbinder wrote, if they are still there."""
    connector = None
    if it.warm_words is not None and it.connector_id is not None:
        connector = (await stored.names(tx, {it.connector_id})).get(it.connector_id)
    common = await stored.common(tx, mine, other)
    return rules.question(it, mine=mine, other=other, common=common, connector=connector)


async def _may_ask(tx: Tx, it: Introduction, side: Side, *, zone: str) -> datetime | None:
    """From when on this side may be asked: never more often than they agreed to, and never for
    somebody they ruled out. The giver not either, while the asker could not be asked after them."""
    person = it.person(side)
    if person is None or it.person(side.other) is None or await _are_never(tx, it):
        return None
    if await stored.asked_enough(tx, person):
        return None
    if side is Side.GIVER and await _when(tx, it, Side.ASKER, zone=zone) is None:
        return None
    return await _when(tx, it, side, zone=zone)


async def _would_rather_not(tx: Tx, it: Introduction, side: Side, other: Talent) -> bool:
    """Whether they said `Zoiets liever niet` to something like it meanwhile."""
    person = it.person(side)
    unwelcome = await connectors.unwelcome(tx, it.community_id, to=person)
    return rules.would_rather_not(person, rules.about_of(it, other), unwelcome)


async def _when(tx: Tx, it: Introduction, side: Side, *, zone: str) -> datetime | None:
    """When courtesy lets a question through. A longer pause than the time there is for an answer
    counts as silence."""
    person = it.person(side)
    if person is None or await people.find_member(tx, person, it.community_id) is None:
        return None
    reader = await outbox.courtesy_reader(tx, person)
    if reader.paused_until is not None and reader.paused_until > rules.lapses_at(tx.now, zone):
        return None
    answer = courtesy.when(Courtesy.QUESTION, reader, now=tx.now)
    return answer.instant if isinstance(answer, courtesy.At) else None


async def _are_never(tx: Tx, it: Introduction) -> bool:
    """Whether one of the two wants no contact with the other, wherever they said so."""
    both = [each for each in (it.giver_id, it.asker_id) if each is not None]
    return len(both) == len(Side) and await stored.are_never(tx, *both)


async def _cannot_ask(tx: Tx, it: Introduction, *, zone: str) -> None:
    await stored.save(tx, rules.cannot_ask(it, at=tx.now))
    await timers.put(tx, LAPSE, it.id, due_at=rules.lapses_at(tx.now, zone))
    await show_card(tx, it.card_id)


@router.press(AnswerIntroduction)
async def answer(tx: Tx, here: Here, press: AnswerIntroduction) -> Outcome:
    """Yes or no. After two yeses both get the name; a no is told to nobody."""
    it, who = await chosen(tx, here, press.introduction)
    await _answer(tx, here, it, press.reply, who)
    return None


@router.press(TellForWhom)
async def tell_for_whom(tx: Tx, here: Here, press: TellForWhom) -> Outcome:
    """Yes, and a parent decided, or there is no child in it."""
    it, who = await chosen(tx, here, press.introduction)
    await _answer(tx, here, rules.for_whom(it, press.whom, by=who), Reply.YES, who)
    return None


@router.press(AskParentFirst)
async def ask_parent_first(tx: Tx, here: Here, press: AskParentFirst) -> Outcome:
    """Nothing is decided yet."""
    it, who = await chosen(tx, here, press.introduction)
    rules.check_may_tell_for_whom(it, by=who)
    asked = await _question_again(tx, it, Side.ASKER)
    await _change(tx, here, rules.waits(asked), about=it.connector_id)
    return None


async def _answer(tx: Tx, here: Here, it: Introduction, reply: Reply, who: Member) -> None:
    side = it.side_of(who.id)
    mine, other = await _postings(tx, it, side)
    about: set[str] = set()
    if mine is not None and other is not None and reply is Reply.RATHER_NOT:
        common = await stored.common(tx, mine, other)
        about = rules.refused(it, mine=mine, other=other, common=common)
    said = rules.answer(it, reply, by=who, never=await _are_never(tx, it), about=about)
    postings = [each for each in (mine, other) if each is not None]
    if rules.waits_for_parent(it, reply, by=who, postings=postings):
        await _change(tx, here, rules.ask_for_whom(it))
        return
    await stored.save(tx, said)
    if said.state is IntroductionState.ACCEPTED and it.state is not said.state:
        await _tell_names(tx, said, here, side)
        return
    if said.state in rules.KNOWN:
        await _show_contact(tx, here, said, side)
        return
    shown = rules.answered(said, reply, on=local(tx.now, who.zone).date())
    await _change(tx, here, shown)
    if said is not it:
        await _ask(tx, said)


@router.press(TakeBackAnswer)
async def take_back_answer(tx: Tx, here: Here, press: TakeBackAnswer) -> Outcome:
    """`Toch niet`: the question, or the choice of a way, is open again."""
    it, who = await chosen(tx, here, press.introduction)
    side = it.side_of(who.id)
    if it.state in rules.KNOWN:
        again = rules.take_back_way(it, by=who)
        await stored.save(tx, again)
        await _show_contact(tx, here, again, side)
        return None
    again = rules.take_back_answer(it, by=who)
    await stored.save(tx, again)
    shown = await _question_again(tx, again, side)
    await _change(tx, here, shown, about=again.connector_id)
    return None


async def _question_again(tx: Tx, it: Introduction, side: Side) -> Shown:
    mine, other = await _postings(tx, it, side)
    if mine is None or other is None:
        raise Refused("button-old")
    return await question_of(tx, it, mine=mine, other=other)


@router.timer(LAPSE)
async def lapse(tx: Tx, introduction_id: int) -> Outcome:
    """After 72 hours, at a fixed hour: who said yes hears that it did not work this time."""
    it = await stored.find(tx, introduction_id)
    if it is None:
        return None
    gone, told = rules.lapse(it, at=tx.now)
    await stored.save(tx, gone)
    for side in Side:
        if side not in told and gone.asked_at(side) is not None:
            await _close_question(tx, gone, side)
    for side in told:
        await _say(tx, gone, side, rules.not_this_time(), courtesy=Courtesy.PROMISED)
    return None


async def _close_question(tx: Tx, it: Introduction, side: Side) -> None:
    """An unanswered question becomes a line; under an answer `Toch niet` goes away."""
    person = it.person(side)
    for card, _ in await outbox.cards_of(tx, QUESTIONS[side], it.id):
        if it.said(side) is None and person is not None:
            body, buttons = rules.over()
            await outbox.put(tx, Edit(target=card, to=ToPerson(person), body=body, buttons=buttons))
        else:
            await outbox.put(tx, Strip(card))
        await outbox.close_card(tx, card)


async def _postings(tx: Tx, it: Introduction, side: Side) -> tuple[Talent | None, Talent | None]:
    """What this side said about themselves, and what the other did."""
    offer = await talents.find(tx, it.offer_id) if it.offer_id else None
    need = await talents.find(tx, it.need_id) if it.need_id else None
    return (offer, need) if side is Side.GIVER else (need, offer)


# --- contact -----------------------------------------------------------------------------------


async def _tell_names(tx: Tx, it: Introduction, here: Here, side: Side) -> None:
    """Both said yes: both hear the chosen name, and choose a way."""
    await timers.drop(tx, LAPSE, it.id)
    await timers.put(tx, BEGIN, it.id, due_at=tx.now + rules.BEGIN_WITHIN)
    await _show_contact(tx, here, it, side)
    await _say(
        tx,
        it,
        side.other,
        await _both_yes(tx, it, side.other, Way.BOT, pushed=True),
        courtesy=Courtesy.PROMISED,
    )


async def _both_yes(
    tx: Tx, it: Introduction, side: Side, way: Way, *, pushed: bool = False
) -> Shown:
    mine, other = await _two(tx, it, side)
    name = await _with_whom(tx, it, side, other)
    return rules.both_yes(
        it, name=name, way=way, has_username=mine.username is not None, pushed=pushed
    )


async def _contact(tx: Tx, it: Introduction, side: Side, *, pushed: bool = False) -> Shown:
    _, other = await _two(tx, it, side)
    beside = await _with_whom(tx, it, side, other)
    return rules.contact(it, name=other.name, beside=beside, username=other.username, pushed=pushed)


async def _show_contact(
    tx: Tx, here: Here, it: Introduction, side: Side, *, below: Keyboard = ()
) -> None:
    """What one of the two sees of their contact now, in the message they tapped."""
    if it.state is IntroductionState.IN_CONTACT:
        shown = await _contact(tx, it, side)
    elif it.way(side) is not None:
        _, other = await _two(tx, it, side)
        shown = rules.began(it, name=other.name)
    else:
        shown = await _both_yes(tx, it, side, Way.BOT)
    body, buttons = shown
    await _change(tx, here, (body, (*buttons, *below)), about=it.person(side.other))


async def open_contact(
    tx: Tx, here: Here, *, of: CommunityId, giver: PersonId, asker: PersonId
) -> None:
    """Two who said yes to each other elsewhere have contact through the bot, from a tap of the
    giver on; once, however often they meet."""
    known = await stored.known_between(tx, giver, asker)
    it = next((each for each in known if each.state is IntroductionState.IN_CONTACT), None)
    if it is None:
        it = await stored.begin(tx, of, giver=giver, asker=asker)
        await timers.put(tx, RESULT, it.id, due_at=tx.now + rules.RESULT_AFTER)
    mine = it.side_of(giver)
    await _show_contact(tx, here, it, mine)
    shown = await _contact(tx, it, mine.other, pushed=True)
    await _say(tx, it, mine.other, shown, courtesy=Courtesy.PROMISED)


@router.press(ShowContact)
async def show_contact(tx: Tx, here: Here, press: ShowContact) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    side = rules.contact_of(it, by=who)
    await _show_contact(tx, here, it, side, below=((back_to(Section.INTRODUCTIONS),),))
    return None


@router.press(ChooseWay)
async def choose_way(tx: Tx, here: Here, press: ChooseWay) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    side = rules.contact_of(it, by=who)
    if it.state is IntroductionState.IN_CONTACT or it.way(side) is not None:
        await _show_contact(tx, here, it, side)
        return None
    shown = await _both_yes(tx, it, side, press.way)
    await _change(tx, here, shown, about=it.person(side.other))
    return None


@router.press(BeginContact)
async def begin_contact(tx: Tx, here: Here, press: BeginContact) -> Outcome:
    """`Begin contact`; when the other did too it opens, and the buurtverbinder hears that."""
    it, who = await chosen(tx, here, press.introduction)
    side = rules.contact_of(it, by=who)
    begun = rules.begin(it, press.way, by=who)
    await stored.save(tx, begun)
    await _show_contact(tx, here, begun, side)
    if begun.state is IntroductionState.IN_CONTACT and it.state is not begun.state:
        await timers.drop(tx, BEGIN, it.id)
        await timers.put(tx, RESULT, it.id, due_at=tx.now + rules.RESULT_AFTER)
        shown = await _contact(tx, begun, side.other, pushed=True)
        await _say(tx, begun, side.other, shown, courtesy=Courtesy.PROMISED)
        await tell_it_worked(tx, begun)
    return None


@router.timer(RESULT)
async def ask_result(tx: Tx, introduction_id: int) -> Outcome:
    """Ten days of contact: the asker says whether it brought anything."""
    it = await stored.find(tx, introduction_id)
    if it is None or it.state is not IntroductionState.IN_CONTACT or it.asker_id is None:
        return None
    try:
        _, giver = await _two(tx, it, Side.ASKER)
    except Refused:  # one of the two has left: there is nothing to ask
        return None
    await timers.put(tx, UNTOLD, it.id, due_at=tx.now + rules.UNTOLD_AFTER)
    shown = rules.ask_result(it, name=giver.name)
    await _say_beside(tx, it.asker_id, giver.id, shown, Courtesy.QUESTION)
    return None


@router.timer(UNTOLD)
async def never_told(tx: Tx, introduction_id: int) -> Outcome:
    """Nobody said what it brought: the search goes on, for as long as a new one. Told to nobody."""
    it = await stored.find(tx, introduction_id)
    if it is None:
        return None
    untold = rules.never_told(it, at=tx.now)
    if untold is it:
        return None
    await stored.save(tx, untold)
    search, _ = await _postings(tx, untold, Side.ASKER)
    if search is not None and search.is_search:
        await talents.save(tx, begun_anew(search, at=tx.now))
    return None


@router.press(TellResult)
async def tell_result(tx: Tx, here: Here, press: TellResult) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    told = rules.tell_result(it, press.result, by=who, at=tx.now)
    await stored.save(tx, told)
    await timers.drop(tx, UNTOLD, it.id)
    if told.result is Result.NOT_YET:
        await timers.put(tx, RESULT, it.id, due_at=tx.now + rules.RESULT_AFTER)
    _, giver = await _two(tx, told, Side.ASKER)
    search, _ = await _postings(tx, told, Side.ASKER)
    shown = rules.result_told(told, name=giver.name, search=search)
    await _change(tx, here, shown, about=giver.id)
    return None


@router.press(SayThanks)
async def say_thanks(tx: Tx, here: Here, press: SayThanks) -> Outcome:
    """The giver hears it, and the asker sees that."""
    it, who = await chosen(tx, here, press.introduction)
    thanked = rules.say_thanks(it, by=who)
    asker, giver = await _two(tx, thanked, Side.ASKER)
    await stored.save(tx, thanked)
    await _say_beside(tx, giver.id, asker.id, rules.thanks(name=asker.name), Courtesy.PROMISED)
    search, _ = await _postings(tx, thanked, Side.ASKER)
    await _change(tx, here, rules.thanked(name=giver.name, search=search), about=giver.id)
    return None


async def _say_beside(
    tx: Tx, to: PersonId, about: PersonId, shown: Shown, courtesy: Courtesy
) -> None:
    """Something silent to one of the two that leaves what they see of their contact as it is."""
    body, buttons = shown
    await outbox.put(
        tx,
        Message(
            to=ToPerson(to),
            body=body,
            buttons=buttons,
            courtesy=courtesy,
            silent=True,
            about=frozenset({about}),
        ),
    )


@router.press(NeverMeet)
async def never_meet(tx: Tx, here: Here, press: NeverMeet) -> Outcome:
    """For ever, and asked once more; the other hears one neutral sentence."""
    it, who = await chosen(tx, here, press.introduction)
    side = rules.contact_of(it, by=who)
    if not press.sure:
        _, other = await _two(tx, it, side)
        await _change(tx, here, rules.really_never(it, name=other.name), about=other.id)
        return None
    await _stop(tx, it, by=who)
    await _change(tx, here, (Text("introduction-ended"), ()))
    return None


@router.timer(BEGIN)
async def nobody_began(tx: Tx, introduction_id: int) -> Outcome:
    """Two weeks after two yeses without contact: it ends, and who did begin hears that."""
    it = await stored.find(tx, introduction_id)
    if it is None:
        return None
    ended, told = rules.nobody_began(it, at=tx.now)
    await stored.save(tx, ended)
    for side in told:
        await _say(tx, ended, side, rules.does_not_go_on(), courtesy=Courtesy.PROMISED)
    return None


async def _stop(tx: Tx, it: Introduction, *, by: Member) -> None:
    """One of the two wants no more contact: not here, and not elsewhere."""
    side = it.side_of(by.id)
    await _end(tx, rules.end(it, by=by, at=tx.now), side)
    other = it.person(side.other)
    if other is not None:
        await end_contact(tx, by.id, other)


async def end_contact(tx: Tx, one: PersonId, other: PersonId) -> None:
    """Never again these two, for `one` wants that: what they still have together ends too, and the
    other hears so of what was going on."""
    await stored.never_again(tx, one, other)
    for it in await stored.known_between(tx, one, other):
        await _end(tx, rules.ended(it, at=tx.now), it.side_of(one))
    for welcome in await greetings.between(tx, one, other):
        await greetings.save(tx, welcomes.ended(welcome))
    for asked in await questions.between(tx, one, other):
        ended = asking.ended(asked)
        await questions.save(tx, ended)
        if asked.state in asking.OPEN:
            shown = asking.does_not_go_on(ended, to=other)
            await _say_beside(tx, other, asked.asker_id, shown, Courtesy.PROMISED)


async def _end(tx: Tx, it: Introduction, side: Side) -> None:
    """One side ended it, and the other hears that it does not go on."""
    await stored.save(tx, it)
    await timers.drop(tx, BEGIN, it.id)
    await _say(tx, it, side.other, rules.does_not_go_on(), courtesy=Courtesy.PROMISED)


async def _two(tx: Tx, it: Introduction, side: Side) -> tuple[Member, Member]:
    """This side and the other; refuses when the other has left."""
    mine, other = it.person(side), it.person(side.other)
    if mine is None or other is None:
        raise Refused("introduction-person-gone")
    found = await people.find_member(tx, other, it.community_id)
    if found is None:
        raise Refused("introduction-person-gone")
    return await people.member(tx, mine, it.community_id), found


async def _with_whom(tx: Tx, it: Introduction, side: Side, other: Member) -> str:
    """The other's name, and the neighbour or the group for whom they told it."""
    _, theirs = await _postings(tx, it, side)
    return other.name if theirs is None else with_nickname(other.name, theirs)


async def _say(
    tx: Tx,
    it: Introduction,
    side: Side,
    shown: Shown,
    *,
    courtesy: Courtesy,
    expires_at: datetime | None = None,
) -> None:
    """Something new for one of the two; what they saw of it before loses its buttons."""
    person = it.person(side)
    if person is None:
        return
    await strip_cards(tx, QUESTIONS[side], it.id)
    telegram_id = (await people.get(tx, person)).telegram_id
    card = await outbox.open_card(tx, chat=telegram_id, noun=QUESTIONS[side], subject=it.id)
    other = it.person(side.other)
    named = {other} if it.state in rules.KNOWN else set()
    if it.warm_words is not None:
        named.add(it.connector_id)
    await outbox.put(
        tx,
        Message(
            to=ToPerson(person),
            body=shown[0],
            buttons=shown[1],
            courtesy=courtesy,
            about=frozenset(each for each in named if each is not None),
            card=card,
            expires_at=expires_at,
        ),
    )


async def _change(tx: Tx, here: Here, shown: Shown, *, about: PersonId | None = None) -> None:
    """Answer a tap in its own message."""
    body, buttons = shown
    named = frozenset({about}) if about is not None else frozenset()
    if here.pressed is None:
        await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons, about=named))
        return
    await outbox.put(
        tx, Edit(target=here.pressed, to=here.me, body=body, buttons=buttons, about=named)
    )


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Somebody leaves for good. To the other side that is as silent as silence, or, after two
    yeses, the one neutral sentence."""
    mine = await stored.of_either(tx, person)
    for it in mine:
        if it.state in rules.KNOWN:
            who = await people.member(tx, person, it.community_id)
            await _end(tx, rules.end(it, by=who, at=tx.now), it.side_of(person))
    for talent_id in await talents.all_of(tx, person):
        await talents.withdraw(tx, talent_id)
    await stored.without(tx, person)
    for card in {card for it in mine for card in (it.card_id, it.passed_card_id)}:
        await show_card(tx, card)


# --- writing through the bot -------------------------------------------------------------------


@router.press(WriteTo)
async def write_to(tx: Tx, here: Here, press: WriteTo) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    rules.check_may_write(it, by=who)
    await dialogs.begin(tx, here, rules.RELAY, {"introduction": it.id})
    return None


@router.finish(rules.RELAY.name)
async def pass_on(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Pass on what was typed, with a way to answer, to stop and to report."""
    it, who = await chosen(tx, here, int(answers["introduction"]))
    side = rules.check_may_write(it, by=who)
    _, other = await _two(tx, it, side)
    body, buttons = rules.passed_on(it, name=who.name, words=answers["words"])
    await outbox.put(
        tx,
        Message(
            to=ToPerson(other.id),
            body=body,
            buttons=buttons,
            courtesy=Courtesy.PROMISED,
            about=frozenset({who.id}),
        ),
        Message(to=here.me, body=text("introduction-sent", name=other.name)),
    )
    return None


@router.press(ReportContact)
async def report(tx: Tx, here: Here, press: ReportContact) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    rules.contact_of(it, by=who)
    await dialogs.begin(tx, here, rules.REPORT, {"introduction": it.id})
    return None


@router.finish(rules.REPORT.name)
async def send_report(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The admins hear it, and the contact ends at once."""
    it, who = await chosen(tx, here, int(answers["introduction"]))
    side = rules.contact_of(it, by=who)
    _, other = await _two(tx, it, side)
    told = await tell_readers(tx, by=who, about=other, words=answers["words"])
    await _stop(tx, it, by=who)
    await outbox.put(tx, Message(to=here.me, body=told))
    return None


async def tell_readers(tx: Tx, *, by: Member, about: Member, words: str) -> Text:
    """A report, to those who read them in this neighbourhood; what its writer hears of that."""
    both = {by.id, about.id}
    readers = await _readers_of_reports(tx, by.community_id, besides=both)
    for reader in readers:
        body, buttons = rules.reported(to=reader, by=by, about=about, words=words)
        await outbox.put(
            tx,
            Message(
                to=ToPerson(reader.id),
                body=body,
                buttons=buttons,
                courtesy=Courtesy.PROMISED,
                about=frozenset(both),
            ),
        )
    return Text("report-sent" if readers else "report-nobody")


async def _readers_of_reports(
    tx: Tx, community_id: CommunityId, *, besides: set[PersonId]
) -> list[Member]:
    """The admins, or the buurtverbinders where no other admin is there."""
    for role in (Role.ADMIN, Role.CONNECTOR):
        found = await people.with_role(tx, community_id, role)
        if others := [each for each in found if each.id not in besides]:
            return others
    return []
