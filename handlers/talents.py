"""Talents in the chat: saying what you can, whom you seek, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot import preferences
from bot import talents as rules
from bot.behalf import NewLink
from bot.errors import Refused
from bot.matching import Direction
from bot.matching.whom import asks_whom
from bot.messages import Courtesy, Message, button
from bot.mine import Section, back_to
from bot.moments import local, resolve
from bot.people import Member
from bot.talents import (
    ChangeTalent,
    KeepTalent,
    NewTalent,
    OpenResting,
    OpenTalent,
    ReallyWithdraw,
    SayTalent,
    SearchOn,
    SeekTalent,
    StillTrue,
    Talent,
    WithdrawTalent,
)
from handlers import dialogs, guide, tokens
from handlers.routing import Here, Outcome, Router, ask_anew, gives_way_until, show, strip_cards
from storage import communities, outbox, people, teams, timers
from storage import matching as index
from storage import talents as stored
from storage.database import Tx

router = Router()

STILL = "talent-still"
REPORT = "search-report"


@router.command("talent", quiet_words=True)
@router.press(SayTalent)
async def say(tx: Tx, here: Here, press: SayTalent | None = None) -> Outcome:
    """Ask what somebody is good at, unless they said it already."""
    known = rules.preset(here.words, new=True, agreed=_agreed(here))
    await dialogs.begin(tx, here, rules.TALENT, known)
    return None


@router.command("zoek", "seek", quiet_words=True)
@router.press(SeekTalent)
async def seek(tx: Tx, here: Here, press: SeekTalent | None = None) -> Outcome:
    """Ask whom somebody looks for, unless they said it already. Who asks whom to ask reads that."""
    if asks_whom(here.words):
        return await guide.look_for(tx, here, here.words)
    known = rules.preset(here.words, new=True, direction=Direction.NEED.value, agreed=_agreed(here))
    await dialogs.begin(tx, here, rules.SEEK, known)
    return None


@router.finish(rules.TALENT.name)
@router.finish(rules.SEEK.name)
async def keep(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Keep it, for the buurtverbinders only. A question whom to ask is for the guide, where who
    would rather look for a neighbour can say so."""
    if rules.is_for_guide(answers):
        return await guide.look_for(tx, here.anew(), answers["words"])
    who = here.who
    open_searches = await stored.open_searches(tx, who.id, who.community_id)
    talent = await keep_told(tx, here, answers, open_searches=open_searches)
    report_on = await _report_on(tx, talent, who.zone)
    also = 0
    if not talent.is_search:
        also = await index.how_many_also(
            tx, who.community_id, talent.tags, talent.direction, but=who.id
        )
    body, buttons = rules.saved(talent, report_on=report_on, also=also)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


async def keep_told(tx: Tx, here: Here, answers: dict[str, Any], *, open_searches: int) -> Talent:
    """Keep what was told, anew or for the first time."""
    who = here.who
    before = await own_talent(tx, here, answers["talent"]) if answers.get("talent") else None
    if before is not None and before.is_search:
        open_searches -= 1
    new = rules.say(who, answers, open_searches=open_searches)
    if new.asks_a_month is not None:
        await people.change(tx, who.id, **preferences.asks(new.asks_a_month))
    if before is None:
        return await keep_new(tx, new, zone=who.zone)
    return await _change(tx, before, new, by=who)


async def keep_new(tx: Tx, new: NewTalent, *, zone: str) -> Talent:
    """Keep a talent, and ask about it later."""
    talent_id = await stored.add(
        tx,
        person_id=new.person_id,
        community_id=new.community_id,
        direction=new.direction,
        words=new.words,
        tags=new.tags,
        avoid=new.avoid,
        times=new.times,
        area=new.area,
        listed=new.listed,
        group_id=new.group_id,
    )
    talent = await stored.find(tx, talent_id)
    assert talent is not None  # noqa: S101  # added just above
    await _ask_later(tx, talent, zone)
    return talent


async def _change(tx: Tx, before: Talent, new: NewTalent, *, by: Member) -> Talent:
    talent = rules.changed(before, new, by=by, at=tx.now)
    await stored.rewrite(tx, talent)
    await _ask_later(tx, talent, by.zone)
    return talent


def _agreed(here: Here) -> int | None:
    """How often whoever is here may be asked."""
    return here.person.asks_a_month if here.person is not None else None


# --- is it still so? ---------------------------------------------------------------------------


@router.timer(STILL)
async def ask_whether_still(tx: Tx, talent_id: int) -> Outcome:
    """After a long while, three times at most; then it rests, and is never deleted."""
    talent = await stored.find(tx, talent_id)
    if talent is None:
        return None
    asked = rules.asked_again(talent)
    if asked.rests:
        await stored.save(tx, asked)
        return None
    later = await gives_way_until(tx, talent.person_id, at_most=rules.ASK_AGAIN_AFTER)
    await timers.put(tx, STILL, talent.id, due_at=later or tx.now + rules.ASK_AGAIN_AFTER)
    if later is None:
        await stored.save(tx, asked)
        who = await people.get(tx, talent.person_id)
        await ask_anew(tx, who, STILL, talent.id, *rules.still(asked))
    return None


@router.press(OpenResting)
async def open_resting(tx: Tx, here: Here, press: OpenResting) -> Outcome:
    await show(tx, here, *rules.still(await own_talent(tx, here, press.talent)))
    return None


@router.press(StillTrue)
async def still_true(tx: Tx, here: Here, press: StillTrue) -> Outcome:
    await _confirm(tx, here, press.talent)
    await strip_cards(tx, STILL, press.talent)
    await show(tx, here, *rules.still_true())
    return None


@router.timer(REPORT)
async def report(tx: Tx, talent_id: int) -> Outcome:
    """Each week the seeker hears how it stands. It is silent while somebody is found, who may go
    again."""
    talent = await stored.find(tx, talent_id)
    if talent is None:
        return None
    zone = (await communities.get(tx, talent.community_id)).zone
    if await stored.found_somebody(tx, talent_id):
        await _ask_later(tx, talent, zone)
        return None
    if rules.is_over(talent, at=tx.now):
        await timers.put(tx, STILL, talent.id, due_at=tx.now + rules.STILL_AFTER)
        await _report(tx, talent, rules.nobody_found(talent))
        return None
    again_on = await _report_on(tx, talent, zone)
    await _ask_later(tx, talent, zone)
    await _report(tx, talent, rules.report(talent, again_on=again_on))
    return None


@router.press(SearchOn)
async def search_on(tx: Tx, here: Here, press: SearchOn) -> Outcome:
    """`Zoek door`: three more weeks from now."""
    talent, who = await _confirm(tx, here, press.talent)
    report_on = await _report_on(tx, talent, who.zone)
    if report_on is None:
        raise Refused("button-old")
    await show(tx, here, *rules.searched_on(talent, report_on=report_on))
    return None


async def _confirm(tx: Tx, here: Here, talent_id: int) -> tuple[Talent, Member]:
    mine = await own_talent(tx, here, talent_id)
    who = await people.member(tx, mine.person_id, mine.community_id)
    talent = rules.confirmed(mine, by=who, at=tx.now)
    await stored.save(tx, talent)
    await _ask_later(tx, talent, who.zone)
    return talent, who


async def _report_on(tx: Tx, talent: Talent, zone: str) -> date | None:
    """The day that is promised: one on which somebody of the team works."""
    team = await teams.of(tx, talent.community_id)
    return rules.report_on(talent, at=tx.now, zone=zone, team=team)


async def _ask_later(tx: Tx, talent: Talent, zone: str) -> None:
    """A search is reported on each week; anything else is asked about after a long while."""
    day = await _report_on(tx, talent, zone)
    if day is not None:
        await timers.drop(tx, STILL, talent.id)
        due_at = resolve(day, local(tx.now, zone).time(), zone)
        await timers.put(tx, REPORT, talent.id, due_at=due_at)
    else:
        await timers.put(tx, STILL, talent.id, due_at=tx.now + rules.STILL_AFTER)


async def _report(tx: Tx, talent: Talent, shown: rules.Shown) -> None:
    who = await people.get(tx, talent.person_id)
    await ask_anew(tx, who, REPORT, talent.id, *shown, courtesy=Courtesy.PROMISED)


# --- telling it anew ---------------------------------------------------------------------------


@router.press(OpenTalent)
async def open_talent(tx: Tx, here: Here, press: OpenTalent) -> Outcome:
    await _show_opened(tx, here, press.talent)
    return None


@router.press(ChangeTalent)
async def change(tx: Tx, here: Here, press: ChangeTalent) -> Outcome:
    """From the preview of what was told, with everything to be given again."""
    talent = await own_talent(tx, here, press.talent)
    if talent.idea_id is not None or talent.community_id != here.who.community_id:
        raise Refused("button-old")
    known = {**rules.told(talent), "agreed": _agreed(here)}
    await dialogs.begin(tx, here, rules.dialog_of(talent), known)
    return None


# --- taking it away ----------------------------------------------------------------------------


@router.press(WithdrawTalent)
async def ask_to_withdraw(tx: Tx, here: Here, press: WithdrawTalent) -> Outcome:
    await show(tx, here, *rules.withdrawing(await own_talent(tx, here, press.talent)))
    return None


@router.press(KeepTalent)
async def leave_it(tx: Tx, here: Here, press: KeepTalent) -> Outcome:
    await _show_opened(tx, here, press.talent)
    return None


async def _show_opened(tx: Tx, here: Here, talent_id: int) -> None:
    """All of it, and for somebody else's the link to the page, where there are pages."""
    talent = await own_talent(tx, here, talent_id)
    body, buttons = rules.opened(talent)
    if talent.on_behalf is not None and tokens.address.public is not None:
        buttons = (*buttons, (button("behalf-new-link-button", NewLink(talent=talent.id)),))
    await show(tx, here, body, (*buttons, (back_to(Section.TALENTS),)))


@router.press(ReallyWithdraw)
async def withdraw(tx: Tx, here: Here, press: ReallyWithdraw) -> Outcome:
    talent = await own_talent(tx, here, press.talent)
    await stored.withdraw(tx, talent.id)
    await show(tx, here, *rules.withdrawn())
    return None


async def own_talent(tx: Tx, here: Here, talent_id: int) -> Talent:
    """The presser's own talent; refuses one that is gone or somebody else's."""
    talent = await stored.find(tx, talent_id)
    if talent is None or here.person is None:
        raise Refused("button-old")
    who = await people.member(tx, here.person.id, talent.community_id)
    rules.may_withdraw(talent, by=who)
    return talent
