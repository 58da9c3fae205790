"""On behalf of a neighbour without Telegram, in the chat: telling it, and the code on paper."""

from __future__ import annotations

from typing import Any

from bot import behalf as rules
from bot import talents
from bot.behalf import Behalf, EraseByCode, TakeOver, UseCode
from bot.errors import Refused
from bot.messages import Message
from bot.people import Person
from bot.talents import Talent
from handlers import tokens
from handlers.routing import Here, Outcome, Router, show
from handlers.talents import keep_told
from storage import behalf as stored
from storage import outbox, people
from storage import talents as stored_talents
from storage.database import Tx

router = Router()


@router.finish(rules.BEHALF.name)
async def keep(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Keep it, and give the code for the neighbour's paper; told anew, the code stays."""
    name = answers.get("name") or ""
    talent = await keep_told(tx, here, answers, open_searches=0)
    if answers.get("talent"):
        await stored.rename(tx, talent.id, name)
        body, buttons = talents.saved(talent)
    else:
        code = tokens.readable()
        it = await stored.add(
            tx, talent.id, proxy_id=here.who.id, name=name, token_hash=tokens.hashed(code)
        )
        body, buttons = rules.saved(it, code)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


async def knows(tx: Tx, code: str | None) -> bool:
    """Whether something typed is a code that still works."""
    return code is not None and await stored.by_code(tx, tokens.hashed(code)) is not None


@router.press(UseCode, newcomer=True)
async def use_code(tx: Tx, here: Here, press: UseCode) -> Outcome:
    _, talent = await _told(tx, press.code)
    await show(tx, here, *rules.found(talent, press.code))
    return None


@router.press(TakeOver, newcomer=True)
async def take_over(tx: Tx, here: Here, press: TakeOver) -> Outcome:
    """From now on the neighbour is asked, and not the proxy; in the same neighbourhood."""
    it, talent = await _told(tx, press.code)
    me = _person(here)
    rules.check_may_take_over(it, by=me)
    await people.join(tx, me.id, talent.community_id)
    await stored.take_over(tx, it, by=me.id)
    await show(tx, here, *rules.taken_over())
    await outbox.put(tx, rules.told_proxy(it, taken=True))
    return None


@router.press(EraseByCode, newcomer=True)
async def erase(tx: Tx, here: Here, press: EraseByCode) -> Outcome:
    it, talent = await _told(tx, press.code)
    await stored_talents.withdraw(tx, talent.id)
    await show(tx, here, *rules.erased())
    if it.proxy_id != _person(here).id:
        await outbox.put(tx, rules.told_proxy(it, taken=False))
    return None


async def _told(tx: Tx, code: str) -> tuple[Behalf, Talent]:
    it = await stored.by_code(tx, tokens.hashed(code))
    talent = await stored_talents.find(tx, it.talent_id) if it is not None else None
    if it is None or talent is None:
        raise Refused("behalf-code-old")
    return it, talent


def _person(here: Here) -> Person:
    if here.person is None:
        raise Refused("button-old")
    return here.person
