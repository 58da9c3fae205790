"""Talents in the chat: saying what you can, whom you seek, and taking it back."""

from __future__ import annotations

from typing import Any

from bot import talents as rules
from bot.errors import Refused
from bot.matching import Direction
from bot.messages import Message
from bot.talents import (
    KeepTalent,
    ReallyWithdraw,
    SayTalent,
    SeekTalent,
    Talent,
    WithdrawTalent,
)
from handlers import dialogs
from handlers.routing import Here, Outcome, Router, show
from storage import outbox, people
from storage import talents as stored
from storage.database import Tx

router = Router()


@router.command("talent", quiet_words=True)
@router.press(SayTalent)
async def say(tx: Tx, here: Here, press: SayTalent | None = None) -> Outcome:
    """Ask what somebody is good at, unless they said it already."""
    await dialogs.begin(tx, here, rules.TALENT, rules.preset(here.words))
    return None


@router.command("zoek", "seek", quiet_words=True)
@router.press(SeekTalent)
async def seek(tx: Tx, here: Here, press: SeekTalent | None = None) -> Outcome:
    """Ask whom somebody looks for, unless they said it already."""
    known = rules.preset(here.words, direction=Direction.NEED.value)
    await dialogs.begin(tx, here, rules.SEEK, known)
    return None


@router.finish(rules.TALENT.name)
@router.finish(rules.SEEK.name)
async def keep(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Keep it, for the buurtverbinders only."""
    who = here.who
    new = rules.say(
        who, answers, open_searches=await stored.open_searches(tx, who.id, who.community_id)
    )
    talent_id = await stored.add(
        tx,
        person_id=new.person_id,
        community_id=new.community_id,
        direction=new.direction,
        words=new.words,
        tags=new.tags,
        avoid=new.avoid,
    )
    talent = await stored.find(tx, talent_id)
    assert talent is not None  # noqa: S101  # added just above
    body, buttons = rules.saved(talent)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.press(WithdrawTalent)
async def ask_to_withdraw(tx: Tx, here: Here, press: WithdrawTalent) -> Outcome:
    await show(tx, here, *rules.withdrawing(await _mine(tx, here, press.talent)))
    return None


@router.press(KeepTalent)
async def leave_it(tx: Tx, here: Here, press: KeepTalent) -> Outcome:
    await show(tx, here, *rules.saved(await _mine(tx, here, press.talent)))
    return None


@router.press(ReallyWithdraw)
async def withdraw(tx: Tx, here: Here, press: ReallyWithdraw) -> Outcome:
    talent = await _mine(tx, here, press.talent)
    await stored.withdraw(tx, talent.id)
    await show(tx, here, *rules.withdrawn())
    return None


async def _mine(tx: Tx, here: Here, talent_id: int) -> Talent:
    """The presser's own talent; refuses one that is gone or somebody else's."""
    talent = await stored.find(tx, talent_id)
    if talent is None or here.person is None:
        raise Refused("button-old")
    who = await people.member(tx, here.person.id, talent.community_id)
    rules.may_withdraw(talent, by=who)
    return talent
