"""The team of buurtverbinders in the chat: joining it, when the card comes, and being away."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from bot import teams as rules
from bot.introductions import Shown, fewer
from bot.messages import CommunityId, Courtesy, Message, Strip, ToPerson, text
from bot.moments import local
from bot.people import Member
from bot.schedules import Rule
from bot.teams import (
    BackAgain,
    CardDays,
    CardHour,
    CardLoad,
    CardWeekday,
    Colleague,
    GoAway,
    OtherHour,
    OwnHour,
    Rhythm,
    WorkingDay,
)
from handlers import dialogs
from handlers.connectors import CARD, cards_of, connector, show_cards
from handlers.routing import Here, Outcome, Router, show
from storage import connectors, outbox, schedules
from storage import teams as stored
from storage.database import Tx

router = Router()
CARD_GRACE = timedelta(hours=12)  # a card that is later than this waits for the next day


async def join(tx: Tx, member: Member) -> None:
    """Somebody became buurtverbinder: their card comes from now on, and they choose when."""
    if await schedules.find(tx, CARD, community=member.community_id, person=member.id) is None:
        await _plan(tx, member, await _mine(tx, member), Rhythm())
    body, buttons = await _days_screen(tx, member)
    await outbox.put(
        tx,
        Message(
            to=ToPerson(member.id),
            body=text("card-hello", body=body),
            buttons=(*buttons, (fewer(),)),
            courtesy=Courtesy.PROMISED,
            silent=True,
        ),
    )


async def leave(tx: Tx, member: Member) -> None:
    """Somebody is no buurtverbinder any more: no card, and what waited on it is for others."""
    await schedules.remove(tx, CARD, community=member.community_id, person=member.id)
    await _let_go(tx, member)


async def _let_go(tx: Tx, who: Member) -> None:
    """Their card is closed, and what waited on it free; the cards of the others say so."""
    await connectors.let_go(tx, who.id, who.community_id)
    for card in await cards_of(tx, who):
        await outbox.put(tx, Strip(card))
        await outbox.close_card(tx, card)
    await show_cards(tx, who.community_id)


# --- when the card comes -----------------------------------------------------------------------


@router.press(OtherHour)
async def other_hour(tx: Tx, here: Here, press: OtherHour) -> Outcome:
    """In a message of its own, so that the card stays what it is."""
    who = await connector(tx, here, press.community)
    body, buttons = await _days_screen(tx, who)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.press(CardHour)
async def card_hour(tx: Tx, here: Here, press: CardHour) -> Outcome:
    who = await connector(tx, here, press.community)
    await _come_at(tx, who, rules.check_hour(press.hour))
    await show_days(tx, here, who)
    return None


@router.press(OwnHour)
async def ask_hour(tx: Tx, here: Here, press: OwnHour) -> Outcome:
    who = await connector(tx, here, press.community)
    await dialogs.begin(tx, here, rules.HOUR, {"community": who.community_id})
    return None


@router.finish(rules.HOUR.name)
async def own_hour(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    who = await connector(tx, here, CommunityId(int(answers["community"])))
    await _come_at(tx, who, time.fromisoformat(answers["at"]))
    body, buttons = await _days_screen(tx, who)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


async def _come_at(tx: Tx, who: Member, at: time) -> None:
    await _plan(tx, who, await _mine(tx, who), replace(await _rhythm(tx, who), at=at))


@router.press(CardDays)
async def card_days(tx: Tx, here: Here, press: CardDays) -> Outcome:
    """On each working day, or once a week, and then on which."""
    who = await connector(tx, here, press.community)
    mine = await _mine(tx, who)
    if press.daily:
        await _choose(tx, here, who, rules.come_daily(mine, daily=True, by=who))
    else:
        await show(tx, here, *rules.weekday_screen(mine, await _rhythm(tx, who)))
    return None


@router.press(CardWeekday)
async def card_weekday(tx: Tx, here: Here, press: CardWeekday) -> Outcome:
    who = await connector(tx, here, press.community)
    mine = rules.come_on(await _mine(tx, who), press.weekday, by=who)
    await stored.save(tx, mine)
    card = replace(await _rhythm(tx, who), days=Rule.weekly(press.weekday))
    await _plan(tx, who, mine, card)
    await show_days(tx, here, who)
    return None


@router.press(WorkingDay)
async def working_day(tx: Tx, here: Here, press: WorkingDay) -> Outcome:
    who = await connector(tx, here, press.community)
    await _choose(tx, here, who, rules.work_on(await _mine(tx, who), press.weekday, by=who))
    return None


@router.press(CardLoad)
async def card_load(tx: Tx, here: Here, press: CardLoad) -> Outcome:
    who = await connector(tx, here, press.community)
    await _choose(tx, here, who, rules.want_at_most(await _mine(tx, who), press.most, by=who))
    return None


async def _choose(tx: Tx, here: Here, who: Member, mine: Colleague) -> None:
    """Keep it, and let the card come on the days that follow from it."""
    await stored.save(tx, mine)
    await _plan(tx, who, mine, await _rhythm(tx, who))
    await show_days(tx, here, who)


async def _mine(tx: Tx, who: Member) -> Colleague:
    return await stored.find(tx, who.id, who.community_id)


async def show_days(tx: Tx, here: Here, who: Member) -> None:
    await show(tx, here, *await _days_screen(tx, who))


async def _days_screen(tx: Tx, who: Member) -> Shown:
    today = local(tx.now, who.zone).date()
    return rules.days_screen(await _mine(tx, who), await _rhythm(tx, who), today=today)


async def _rhythm(tx: Tx, who: Member) -> Rhythm:
    """When the card comes; the schedule is what remembers it."""
    found = await schedules.find(tx, CARD, community=who.community_id, person=who.id)
    return Rhythm() if found is None else Rhythm(at=found.local_time, days=Rule.parse(found.rule))


async def _plan(tx: Tx, who: Member, mine: Colleague, card: Rhythm) -> None:
    await schedules.put(
        tx,
        CARD,
        community=who.community_id,
        person=who.id,
        rule=mine.card_days(card.weekday),
        local_time=card.at,
        zone=who.zone,
        grace=CARD_GRACE,
    )


# --- being away --------------------------------------------------------------------------------


@router.press(GoAway)
async def ask_until_when(tx: Tx, here: Here, press: GoAway) -> Outcome:
    """`Ik ben er even niet`: until when?"""
    who = await connector(tx, here, press.community)
    await dialogs.begin(tx, here, rules.AWAY, {"community": who.community_id})
    return None


@router.finish(rules.AWAY.name)
async def go_away(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """No card until that day; what waits on it goes to the others."""
    who = await connector(tx, here, CommunityId(int(answers["community"])))
    mine = rules.go_away(await _mine(tx, who), answers, by=who)
    await stored.save(tx, mine)
    await _let_go(tx, who)
    body, buttons = await _days_screen(tx, who)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.press(BackAgain)
async def back_again(tx: Tx, here: Here, press: BackAgain) -> Outcome:
    who = await connector(tx, here, press.community)
    await _choose(tx, here, who, rules.come_back(await _mine(tx, who), by=who))
    return None
