"""The connector card in the chat: filling it, opening its lines, and choosing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot import connectors as rules
from bot.connectors import (
    AddWords,
    Beside,
    DismissSuggestion,
    Line,
    OpenSuggestion,
    PassOn,
    PassTo,
    ProposeIntroduction,
    PutOff,
    ShowCard,
    TakeBackChoice,
)
from bot.energy import WEEK, not_offered
from bot.errors import Refused
from bot.ideas import QUIET_AFTER, authors
from bot.introductions import GRACE, Introduction, Shown, would_rather_not
from bot.matching import may_be_asked, suggest_from
from bot.messages import (
    CardId,
    CommunityId,
    Courtesy,
    Edit,
    Message,
    PersonId,
    Strip,
    Text,
    ToPerson,
)
from bot.moments import local
from bot.people import Member, Role
from bot.permissions import Action, require
from bot.teams import Load, away_card, least
from bot.together import Together, Wish, card_line
from bot.together import standing as standing_wish
from bot.together import wish as find_wish
from bot.welcomes import ON_CARD_FOR
from handlers import dialogs
from handlers.encoder import in_use
from handlers.learning import tonight
from handlers.routing import Here, Outcome, Router, show
from storage import (
    communities,
    energy,
    hints,
    ideas,
    introductions,
    learning,
    matching,
    outbox,
    people,
    schedules,
    talents,
    teams,
    timers,
    together,
    welcomes,
)
from storage import connectors as stored
from storage.database import Tx
from storage.matching import StoredIndex
from storage.schedules import Schedule

router = Router()
CARD = "connector-card"
ASK = "introduction-ask"  # the timer after which handlers/introductions.py asks the first one


@router.command("kaart", "card")
async def card_now(tx: Tx, here: Here) -> Outcome:
    """The connector card, now."""
    who = here.who
    require(who, Action.SEE_CONNECTOR_CARD, of=who.community_id)
    mine = await teams.find(tx, who.id, who.community_id)
    if mine.away_until is not None and mine.is_away(local(tx.now, who.zone).date()):
        body, buttons = away_card(mine, mine.away_until)
        await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
        return None
    lines, beside = await _of_now(tx, who)
    if not lines and not beside:
        body, buttons = rules.empty_card(who)
        await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
        return None
    await _send_card(tx, who, lines, beside, Courtesy.ANSWER)
    return None


@router.schedule(CARD)
async def card_of_today(tx: Tx, schedule: Schedule, day: date) -> Outcome:
    """At the hour they chose, and only when there is something new."""
    community, person = CommunityId(schedule.community_id), PersonId(schedule.person_id or 0)
    who = await people.find_member(tx, person, community)
    if who is None or not who.is_(Role.CONNECTOR):
        await schedules.remove(tx, CARD, community=community, person=person)
        return None
    mine = await teams.find(tx, person, community)
    if not mine.works_on(day):
        return None
    lines, beside = await _of_now(tx, who)
    news = any(rules.is_new_for(each, who) for each in lines)
    if news or rules.became_quiet(beside.quiet, at=tx.now, daily=mine.daily):
        await _send_card(tx, who, lines, beside, Courtesy.PROMISED)
    return None


async def _of_now(tx: Tx, who: Member) -> tuple[list[Introduction], Beside]:
    """What a new card holds."""
    shared = await _shared(tx, who)
    return await _fill(tx, who, shared), await _beside(tx, who, shared)


async def _shared(tx: Tx, who: Member) -> tuple[Wish | None, Together | None]:
    """What three or more want together: a wish to ask about, or what was decided about one."""
    here = who.community_id
    decided = await together.under_way(tx, here) or await together.just_dismissed(
        tx, here, by=who.id, since=tx.now - GRACE
    )
    return (await wish_of(tx, here) if decided is None else None), decided


async def _beside(tx: Tx, who: Member, shared: tuple[Wish | None, Together | None]) -> Beside:
    """What else there is to see in the neighbourhood."""
    here, since = who.community_id, local(tx.now, who.zone).date() - ON_CARD_FOR
    quiet = await ideas.quiet(tx, here, before=tx.now - QUIET_AFTER, besides=who.id)
    well = await stored.went_well(tx, here, since=tx.now - WEEK)
    return Beside(
        together=card_line(*shared, of=who),
        welcome=await welcomes.waiting(tx, here, besides=who.id, since=since),
        hint=await hints.waiting(tx, here, to=who.id),
        quiet=quiet,
        piece=await energy.open_piece(
            tx, here, before=tx.now - rules.PIECE_WAITS, but=quiet.id if quiet else None
        ),
        went_well=await line_of(tx, well) if well is not None else None,
        sought=not_offered(
            await energy.most_sought(tx, here), offered=await energy.offered(tx, here)
        ),
    )


async def wish_of(tx: Tx, community_id: CommunityId, about: str | None = None) -> Wish | None:
    """What three or more want to do together, and were not asked about before; or whether they want
    this."""
    wishes = await matching.wishes(tx, community_id) if about is None else [about]
    if not wishes:
        return None
    index = await matching.index_of(tx, community_id)
    asked, never = await together.asked_before(tx, community_id), await stored.never(tx)
    unwelcome = await stored.unwelcome(tx, community_id)
    for each in wishes:
        postings = await index.postings(await matching.who_wishes(tx, community_id, each))
        able = [
            posting
            for posting in postings
            if may_be_asked(posting) and not would_rather_not(posting.owner, [each], unwelcome)
        ]
        found = find_wish(able, asked=asked, never=never, now=tx.now, about=each)
        if found is not None:
            return found
    return None


async def push_card(tx: Tx, who: Member) -> None:
    """A card out of turn: something on it can't wait."""
    lines, beside = await _of_now(tx, who)
    if lines or beside:
        await _send_card(tx, who, lines, beside, Courtesy.PROMISED)


async def call_one(tx: Tx, community_id: CommunityId, *, but: PersonId) -> None:
    """A card out of turn for the one who works today and has the least: not for `but`, whom it is
    about."""
    today = local(tx.now, (await communities.get(tx, community_id)).zone).date()
    team = [each for each in await teams.of(tx, community_id) if each.works_on(today)]
    loads = await teams.loads(tx, team)
    chosen = least(loads, but={but}) or next(iter(loads), None)
    who = await people.find_member(tx, chosen.person_id, community_id) if chosen else None
    if who is not None and who.id != but:
        await push_card(tx, who)


async def show_cards(tx: Tx, community_id: CommunityId) -> None:
    """Write the open cards of the team anew: something on all of them changed."""
    for card, _ in await outbox.cards_of(tx, CARD, community_id):
        await show_card(tx, card)


async def _fill(
    tx: Tx, who: Member, shared: tuple[Wish | None, Together | None]
) -> list[Introduction]:
    """Up to three suggestions for a buurtverbinder: what waits, and what the matcher finds."""
    here = who.community_id
    await _clear(tx, here)
    index = await matching.index_of(tx, here, in_use.meaning)
    standing = standing_wish(*shared)
    gathered = await matching.said_of(tx, here, standing) if standing else frozenset()
    waiting = await _waiting(tx, who, index, gathered)
    if await _search(tx, who, index, gathered, most=rules.ON_A_CARD - len(waiting)):
        waiting = await _waiting(tx, who, index, gathered)
    return await _dealt(tx, who, waiting)


async def _search(
    tx: Tx, who: Member, index: StoredIndex, gathered: frozenset[int], *, most: int
) -> int:
    """Let the matcher look, for those who wait longest first; how many suggestions it made. A
    buurtverbinder does not see who would be asked for themselves."""
    if most <= 0:
        return 0
    here = who.community_id
    met = set(await stored.met(tx, here))
    tried, unwelcome = await stored.tried(tx, here), await stored.unwelcome(tx, here)
    circles, weights = await stored.circles(tx, here), await learning.weights(tx, here)
    refused = frozenset((one, other) for one, other in map(tuple, met))
    made, looked_at = 0, []
    for need in await index.needs(but=who.id):
        if made == most:
            break
        looked_at.append(need)
        if not may_be_asked(need):
            continue
        found = await index.shortlist(need, but=who.id)
        slate = suggest_from(
            found, need, refused=refused, circles=circles, weights=weights, now=tx.now
        )
        one = rules.first_new(slate, met=met, tried=tried, gathered=gathered, unwelcome=unwelcome)
        if one is not None:
            await introductions.add(tx, one, of=here)
            met.add(frozenset({one.offer.owner, one.need.owner}))
            made += 1
    await index.sought(looked_at)
    return made


async def _clear(tx: Tx, community_id: CommunityId) -> None:
    """What waited for weeks leaves the cards by itself."""
    for it in await stored.stale(tx, community_id, before=tx.now - rules.STAYS_FOR):
        if it.handed_at is None:
            await stored.forget(tx, it)
        else:
            await _keep_choice(tx, rules.leave_card(it, at=tx.now), before=it)


async def _dealt(tx: Tx, who: Member, waiting: Sequence[Introduction]) -> list[Introduction]:
    """What comes on this card; what is over is for colleagues who are there."""
    loads = await _loads(tx, who)
    dealt = rules.deal(waiting, of=who.id, team=loads)
    for it, colleague in dealt.over:
        await introductions.save(tx, rules.hand(it, to=colleague, at=tx.now))
    return list(dealt.card)


async def _loads(tx: Tx, who: Member) -> list[Load]:
    """How much each of the team has who is not away."""
    today = local(tx.now, who.zone).date()
    team = await teams.of(tx, who.community_id)
    return await teams.loads(tx, [each for each in team if not each.is_away(today)])


async def _waiting(
    tx: Tx, who: Member, index: StoredIndex, gathered: frozenset[int]
) -> list[Introduction]:
    """What may stand on the card. Groups that came to share a member need no buurtverbinder, and a
    pair none while they are of three or more who may be asked at once; each may meet another. Nor
    does what one of the two would rather not be asked any more."""
    free = await stored.for_card(tx, who.id, who.community_id)
    over = {each for it in free for each in (it.offer_id, it.need_id) if each is not None}
    known = {each.id: each for each in await index.postings(over)}
    able = {each.id for each in known.values() if may_be_asked(each)}
    unwelcome = await stored.unwelcome(tx, who.community_id)
    waiting = []
    for it in free:
        if (
            rules.met_meanwhile(it, known)
            or rules.is_unwelcome(it, known, unwelcome)
            or {it.offer_id, it.need_id} <= gathered
        ):
            await stored.forget(tx, it)
        elif {it.offer_id, it.need_id} <= able:
            waiting.append(it)
    return waiting[: rules.ON_A_CARD]


async def _send_card(
    tx: Tx, who: Member, waiting: Sequence[Introduction], beside: Beside, why: Courtesy
) -> None:
    """A new card below, with what waits; the one before is closed."""
    for old in await cards_of(tx, who):
        await outbox.put(tx, Strip(old))
        await outbox.close_card(tx, old)
    card = await outbox.open_card(tx, chat=who.telegram_id, noun=CARD, subject=who.community_id)
    for each in waiting:
        await introductions.save(tx, rules.put_on_card(each, card, of=who.id, at=tx.now))
    lines = await _lines(tx, card, of=who)
    body, buttons = rules.card(lines, of=who, beside=beside)
    await outbox.put(
        tx,
        Message(
            to=ToPerson(who.id),
            body=body,
            buttons=buttons,
            courtesy=why,
            about=named(lines, beside),
            card=card,
        ),
    )


async def cards_of(tx: Tx, who: Member) -> list[CardId]:
    """The open cards of a buurtverbinder in this neighbourhood: one, if any."""
    found = await outbox.cards_of(tx, CARD, who.community_id)
    return [card for card, chat in found if chat == who.telegram_id]


async def _lines(tx: Tx, card: CardId, *, of: Member) -> list[Line]:
    return [await line_of(tx, each, of=of) for each in await stored.on_card(tx, card)]


async def line_of(tx: Tx, it: Introduction, *, of: Member | None = None) -> Line:
    """One introduction with its names and words, as it stands on somebody's card."""
    passed = of is not None and rules.was_passed_on(it, by=of.id)
    ids = {each for each in (it.giver_id, it.asker_id, it.connector_id) if each is not None}
    names = await introductions.names(tx, ids)
    return Line(
        it=it,
        giver=names.get(it.giver_id) if it.giver_id else None,
        asker=names.get(it.asker_id) if it.asker_id else None,
        offer=await talents.find(tx, it.offer_id) if it.offer_id else None,
        need=await talents.find(tx, it.need_id) if it.need_id else None,
        colleague=names.get(it.connector_id) if passed and it.connector_id else None,
        next_one=it.need_id is not None and await stored.did_not_work(tx, it.need_id),
    )


def named(lines: Sequence[Line], beside: Beside = rules.NOTHING) -> frozenset[PersonId]:
    """Everybody whose name or words these lines tell."""
    all_of_them = [
        person
        for line in lines
        for person in (line.it.giver_id, line.it.asker_id, line.colleague and line.it.connector_id)
    ]
    waiting = (beside.welcome, beside.hint)
    all_of_them += [each.person_id for each in waiting if each is not None]
    told = frozenset(PersonId(each) for each in all_of_them if each)
    return told | authors(beside.quiet, beside.piece)


async def show_card(tx: Tx, card: CardId | None) -> None:
    """Write a card anew, as it is now. A closed one stays as it was."""
    owner = await stored.owner_of(tx, card) if card is not None else None
    who = await people.find_member(tx, *owner) if owner is not None else None
    if card is None or who is None:
        return
    lines = await _lines(tx, card, of=who)
    beside = await _beside(tx, who, await _shared(tx, who))
    if lines or beside:
        body, buttons = rules.card(lines, of=who, beside=beside)
    else:
        body, buttons = rules.empty_card(who)
    await outbox.put(
        tx,
        Edit(
            target=card, to=ToPerson(who.id), body=body, buttons=buttons, about=named(lines, beside)
        ),
    )


@router.press(OpenSuggestion)
async def open_suggestion(tx: Tx, here: Here, press: OpenSuggestion) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    rules.check_may_open(it, by=who)
    if not it.is_waiting or it.card_id is None:
        await show_card(tx, it.card_id)
        return None
    line = await line_of(tx, it)
    shown = rules.opened(line, has_colleagues=bool(await _colleagues(tx, it, of=who)))
    await _show_opened(tx, it.card_id, here, shown, about=named([line]))
    return None


async def _show_opened(
    tx: Tx, card: CardId, here: Here, shown: Shown, *, about: frozenset[PersonId]
) -> None:
    """In the message of the card itself."""
    body, buttons = shown
    await outbox.put(tx, Edit(target=card, to=here.me, body=body, buttons=buttons, about=about))


async def _colleagues(tx: Tx, it: Introduction, *, of: Member) -> list[Member]:
    """Who may get it from whose card it is on: who is there, and has room this week."""
    able = {each.person_id for each in await _loads(tx, of) if each.room}
    found = await people.with_role(tx, it.community_id, Role.CONNECTOR)
    return [each for each in found if each.id in able and rules.may_get(it, each)]


@router.press(ShowCard)
async def back_to_card(tx: Tx, here: Here, press: ShowCard) -> Outcome:
    who = await connector(tx, here, press.community)
    cards = await cards_of(tx, who)
    if cards:
        await show_card(tx, cards[-1])
    else:
        await show(tx, here, *rules.empty_card(who))
    return None


@router.press(ProposeIntroduction)
async def propose(tx: Tx, here: Here, press: ProposeIntroduction) -> Outcome:
    """`Stel voor`: five minutes in which it can be taken back, and only then is anyone asked."""
    it, who = await chosen(tx, here, press.introduction)
    proposed = rules.propose(it, by=who, at=tx.now)
    if proposed is not it:
        await _check_may_ask_both(tx, proposed)
        await timers.put(tx, ASK, it.id, due_at=tx.now + GRACE)
    await _keep_choice(tx, proposed, before=it)
    return None


@router.press(AddWords)
async def add_words(tx: Tx, here: Here, press: AddWords) -> Outcome:
    """A warm sentence goes with the proposal: what would you like to say to both?"""
    it, who = await chosen(tx, here, press.introduction)
    rules.check_may_open(it, by=who)
    if not it.is_waiting:
        raise Refused("button-old")
    await dialogs.begin(tx, here, rules.WARM, {"introduction": it.id, "me": who.name})
    return None


@router.finish(rules.WARM.name)
async def propose_warmly(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """As `Stel voor`, with the sentence that was shown."""
    it, who = await chosen(tx, here, int(answers["introduction"]))
    names = await introductions.every_name(tx, it)
    groups = await introductions.every_group(tx, it)
    warm = rules.propose_warmly(it, answers["words"], by=who, at=tx.now, names=names, groups=groups)
    await _check_may_ask_both(tx, warm)
    await timers.put(tx, ASK, it.id, due_at=tx.now + GRACE)
    await _keep_choice(tx, warm, before=it)
    await outbox.put(tx, Message(to=here.me, body=Text("warm-kept")))
    return None


@router.press(PutOff)
async def put_off(tx: Tx, here: Here, press: PutOff) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    await _keep_choice(tx, rules.put_off(it, by=who, at=tx.now), before=it)
    return None


@router.press(DismissSuggestion)
async def dismiss(tx: Tx, here: Here, press: DismissSuggestion) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    await _keep_choice(tx, rules.dismiss(it, by=who), before=it)
    return None


@router.press(PassOn)
async def pass_on(tx: Tx, here: Here, press: PassOn) -> Outcome:
    """`Geef door`: to whom?"""
    it, who = await chosen(tx, here, press.introduction)
    rules.check_may_open(it, by=who)
    colleagues = await _colleagues(tx, it, of=who)
    if not it.is_waiting or it.card_id is None or not colleagues:
        await show_card(tx, it.card_id)
        return None
    about = frozenset(each.id for each in colleagues)
    shown = rules.to_whom(await line_of(tx, it), colleagues)
    await _show_opened(tx, it.card_id, here, shown, about=about)
    return None


@router.press(PassTo)
async def pass_to(tx: Tx, here: Here, press: PassTo) -> Outcome:
    """Silent: a colleague finds it on the next card, at the hour they chose."""
    it, who = await chosen(tx, here, press.introduction)
    colleagues = {each.id: each for each in await _colleagues(tx, it, of=who)}
    to = colleagues.get(PersonId(press.colleague))
    if to is None:
        raise Refused("button-old")
    await _keep_choice(tx, rules.pass_on(it, by=who, to=to, at=tx.now), before=it)
    return None


@router.press(TakeBackChoice)
async def take_back_choice(tx: Tx, here: Here, press: TakeBackChoice) -> Outcome:
    it, who = await chosen(tx, here, press.introduction)
    await _keep_choice(tx, rules.take_back(it, by=who), before=it)
    return None


async def chosen(tx: Tx, here: Here, introduction_id: int) -> tuple[Introduction, Member]:
    """The introduction of a press, and the presser in its neighbourhood."""
    it = await introductions.find(tx, introduction_id)
    if it is None or here.person is None:
        raise Refused("button-old")
    return it, await people.member(tx, here.person.id, it.community_id)


async def _keep_choice(tx: Tx, it: Introduction, *, before: Introduction) -> None:
    """Save it, and write every card anew on which it stands or stood."""
    await introductions.save(tx, it)
    if it.state is not before.state:
        await tonight(tx, it.community_id)
    for card in {card for each in (before, it) for card in (each.card_id, each.passed_card_id)}:
        await show_card(tx, card)


async def _check_may_ask_both(tx: Tx, it: Introduction) -> None:
    for person in (it.giver_id, it.asker_id):
        if person is None:
            raise Refused("introduction-person-gone")
        if await introductions.asked_enough(tx, person):
            raise Refused("introduction-asked-enough")


async def tell_it_worked(tx: Tx, it: Introduction) -> None:
    await show_card(tx, it.card_id)
    who = (
        await people.find_member(tx, it.connector_id, it.community_id) if it.connector_id else None
    )
    if who is None or not who.is_(Role.CONNECTOR):
        return  # whoever stopped hears no names any more
    line = await line_of(tx, it)
    body, buttons = rules.worked(line)
    await outbox.put(
        tx,
        Message(
            to=ToPerson(who.id),
            body=body,
            buttons=buttons,
            courtesy=Courtesy.PROMISED,
            silent=True,
            about=named([line]),
        ),
    )


async def connector(tx: Tx, here: Here, community: int) -> Member:
    """The presser as buurtverbinder of that neighbourhood; refuses anybody else."""
    if here.person is None:
        raise Refused("button-old")
    who = await people.member(tx, here.person.id, CommunityId(community))
    require(who, Action.SEE_CONNECTOR_CARD, of=who.community_id)
    return who
