"""On behalf of a neighbour without Telegram, in the chat: telling it, and the code on paper."""

from __future__ import annotations

from typing import Any

from bot import behalf as rules
from bot import talents
from bot.behalf import Behalf, EraseByCode, NewLink, Page, TakeOver, UseCode, read_code
from bot.communities import Community
from bot.errors import Refused
from bot.introductions import Side, before_yes, lapses_at
from bot.matching import Direction
from bot.messages import Message
from bot.moments import local
from bot.people import Person
from bot.talents import Talent
from bot.texts import FALLBACK
from handlers import tokens
from handlers.routing import Here, Outcome, Router, show
from handlers.talents import keep_told, own_talent
from storage import behalf as stored
from storage import communities, introductions, outbox, people
from storage import talents as stored_talents
from storage.database import Tx

router = Router()
Told = tuple[Behalf, list[tuple[Behalf, Talent]]]  # whose code or link it is, and all of theirs


@router.finish(rules.BEHALF.name)
async def keep(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Keep it, and give the code for the neighbour's paper; told anew, the code stays."""
    name = answers.get("name") or ""
    if answers["direction"] == Direction.NEED:
        who, told = here.who, answers.get("talent")
        searching = await stored.searching(tx, who.id, who.community_id, besides=told)
        rules.check_may_seek(name, searching)
    talent = await keep_told(tx, here, answers, open_searches=0)
    if answers.get("talent"):
        await stored.rename(tx, talent.id, name)
        body, buttons = talents.saved(talent)
    else:
        code = tokens.readable()
        it = await stored.add(
            tx, talent.id, proxy_id=here.who.id, name=name, token_hash=tokens.hashed(code)
        )
        body, buttons = rules.saved(it, code, link=await _new_link(tx, talent.id))
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


async def _new_link(tx: Tx, talent_id: int) -> str | None:
    """The address of the page, with a token of which only the hash is kept; None without pages."""
    token = tokens.new()
    link = tokens.address.page(token)
    if link is None:
        return None
    if not await stored.give_link(tx, talent_id, link_hash=tokens.hashed(token)):
        raise Refused("button-old")
    return link


@router.press(NewLink)
async def new_link(tx: Tx, here: Here, press: NewLink) -> Outcome:
    """For a link that was lost, or that went to the wrong one: the one before works no more."""
    talent = await own_talent(tx, here, press.talent)
    link = await _new_link(tx, talent.id)
    if link is None:
        raise Refused("behalf-no-page")
    body, buttons = rules.new_link(link)
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


async def knows(tx: Tx, code: str | None) -> bool:
    """Whether something typed is a code that still works."""
    return code is not None and await stored.by_code(tx, tokens.hashed(code)) is not None


@router.press(UseCode, newcomer=True)
async def use_code(tx: Tx, here: Here, press: UseCode) -> Outcome:
    _, told = await _told(tx, press.code)
    await show(tx, here, *rules.found([talent for _, talent in told], press.code))
    return None


@router.press(TakeOver, newcomer=True)
async def take_over(tx: Tx, here: Here, press: TakeOver) -> Outcome:
    """From now on the neighbour is asked, and not the proxy; in the same neighbourhood."""
    it, told = await _told(tx, press.code)
    me = _person(here)
    rules.check_may_take_over(it, by=me)
    for each, talent in told:
        await people.join(tx, me.id, talent.community_id)
        await stored.take_over(tx, each, by=me.id)
    await show(tx, here, *rules.taken_over())
    await outbox.put(tx, rules.told_proxy(it, taken=True))
    return None


@router.press(EraseByCode, newcomer=True)
async def erase(tx: Tx, here: Here, press: EraseByCode) -> Outcome:
    it, told = await _told(tx, press.code)
    await _erase(tx, told)
    await show(tx, here, *rules.erased())
    if it.proxy_id != _person(here).id:
        await outbox.put(tx, rules.told_proxy(it, taken=False))
    return None


# --- the page, for who has no Telegram -----------------------------------------------------------


async def read_page(tx: Tx, token: str, *, bot: str, wrong_code: bool = False) -> tuple[Page, str]:
    """What stands on the page of a link now, and in which language. `bot`: its name at Telegram."""
    found = await _of_link(tx, token)
    if found is None:
        return rules.page_gone(), FALLBACK
    _, told = found
    community = await _community(tx, found)
    waiting = [
        each for _, talent in told for each in await _waiting(tx, talent, zone=community.zone)
    ]
    shown = rules.page(
        [talent for _, talent in told],
        waiting,
        today=local(tx.now, community.zone).date(),
        bot=bot,
        address=tokens.address.page(token),
        wrong_code=wrong_code,
    )
    return shown, community.language


async def _waiting(tx: Tx, talent: Talent, *, zone: str) -> list[rules.Waiting]:
    """The questions that wait about what was told."""
    waiting = []
    for each in await introductions.over(tx, talent.id):
        side = rules.waits(each, talent)
        asked_at = each.asked_at(side) if side is not None else None
        other_id = each.need_id if side is Side.GIVER else each.offer_id
        other = await stored_talents.find(tx, other_id) if other_id is not None else None
        if asked_at is not None and other is not None:
            until = local(lapses_at(asked_at, zone), zone).date()
            common = await introductions.common(tx, other)
            told = before_yes(other, reader=talent, common=common)
            waiting.append(rules.Waiting(other=told, until=until))
    return waiting


async def erase_on_page(tx: Tx, token: str, *, code: str, bot: str) -> tuple[Page, str]:
    """Erase what a page shows, for who has a code of it on paper too."""
    found = await _of_link(tx, token)
    if found is None:
        return rules.page_gone(), FALLBACK
    it, told = found
    typed = read_code(code)
    meant = await stored.by_code(tx, tokens.hashed(typed)) if typed is not None else None
    if meant not in [each for each, _ in told]:
        return await read_page(tx, token, bot=bot, wrong_code=True)
    language = (await _community(tx, found)).language
    await _erase(tx, told)
    await outbox.put(tx, rules.told_proxy(it, taken=False))
    return rules.page_erased(), language


async def _of_link(tx: Tx, token: str) -> Told | None:
    it = await stored.by_link(tx, tokens.hashed(token))
    return None if it is None else (it, await _same_neighbour(tx, it))


async def _told(tx: Tx, code: str) -> Told:
    it = await stored.by_code(tx, tokens.hashed(code))
    if it is None:
        raise Refused("behalf-code-old")
    return it, await _same_neighbour(tx, it)


async def _same_neighbour(tx: Tx, it: Behalf) -> list[tuple[Behalf, Talent]]:
    """All that was told for the neighbour whom this was told for."""
    same = rules.of_same_neighbour(it, await stored.told_by(tx, it.proxy_id))
    found = [(each, await stored_talents.find(tx, each.talent_id)) for each in same]
    return [(each, talent) for each, talent in found if talent is not None]


async def _community(tx: Tx, told: Told) -> Community:
    """The neighbourhood in which a code or link was given."""
    it, all_of_it = told
    [talent] = [talent for each, talent in all_of_it if each == it]
    return await communities.get(tx, talent.community_id)


async def _erase(tx: Tx, told: list[tuple[Behalf, Talent]]) -> None:
    for _, talent in told:
        await stored_talents.withdraw(tx, talent.id)


def _person(here: Here) -> Person:
    if here.person is None:
        raise Refused("button-old")
    return here.person
