"""First contact: consent, a name, the menu; and the ways in that lead there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot import people as rules
from bot.behalf import UseCode, read_code
from bot.callbacks import Payload, Rest, Unreadable, unpack
from bot.communities import JoinCommunity, LookAt
from bot.errors import Refused
from bot.menu import KEYBOARD, help_screen, menu_screen, way_screen
from bot.messages import (
    CommunityId,
    Message,
    Text,
    brief,
    button,
    column,
    text,
)
from bot.moderation import sounds_under_16
from bot.people import (
    NAME,
    NOTHING,
    Agree,
    HelpOnTheWay,
    KeepName,
    Menu,
    OfAge,
    OtherName,
    ReadHelp,
    StartWith,
    Younger,
)
from bot.people import first_name as telegram_name
from handlers import behalf, dialogs, privacy, tokens, welcomes
from handlers.routing import Here, Outcome, Route, Router, at_home, show
from storage import communities, outbox
from storage import people as stored
from storage.database import Tx

router = Router()
IN_A_BUTTON = 19
presses: dict[type[Payload], Route] = {}  # filled by handlers/application.py
commands: dict[str, Route] = {}


@router.command("start", stranger=True)
async def start(tx: Tx, here: Here) -> Outcome:
    """Come in: by hand, or through a link."""
    code = read_code(here.words)
    then = Rest(here.words if code is None else UseCode(code=code).pack())
    if here.person is None and isinstance(_unpacked(then), ReadHelp):
        return await read_help(tx, here)
    if here.person is None:
        await ask_consent(tx, here, then)
        return None
    await arrive(tx, here, then)
    return None


@router.press(ReadHelp, newcomer=True)
async def read_help(tx: Tx, here: Here, press: ReadHelp | None = None) -> Outcome:
    await show(tx, here, Text("danger"))
    return None


@router.door("stranger", stranger=True)
async def stranger(tx: Tx, here: Here, command: str) -> Outcome:
    """Somebody new used a command or just wrote: agree first, and nothing they wrote is lost,
    unless a child wrote it."""
    code = read_code(here.words)
    then = NOTHING if code is None else Rest(UseCode(code=code).pack())
    if command and here.words and not sounds_under_16(here.words):
        then = Rest(
            StartWith(token=Rest(await tokens.keep(tx, command, here.words, chat=here.chat))).pack()
        )
    await ask_consent(tx, here, then)
    return None


@router.press(Agree, stranger=True)
async def agree(tx: Tx, here: Here, press: Agree) -> Outcome:
    """The yes, with its moment. From here on the person exists."""
    person = here.person
    if person is None:
        person = await stored.add(tx, here.user, name=telegram_name(here.user))
    here = await _joined(tx, replace(here, person=person), press.then)
    await show(tx, here, *rules.name_screen(person.name, press.then))
    return None


@router.press(Younger, stranger=True)
async def younger(tx: Tx, here: Here, press: Younger) -> Outcome:
    """Nothing is kept of who is younger than 16, nor what waited for a yes."""
    waiting = _unpacked(press.then)
    if isinstance(waiting, StartWith):
        await tokens.drop(tx, waiting.token)
    if here.person is None:
        await show(tx, here, Text("consent-younger-answer"))
    elif rules.came_just_now(here.person, at=tx.now):
        await privacy.forget(tx, here, Text("age-no"))
    else:
        await show(tx, here, *rules.younger_screen())
    return None


@router.door("age", newcomer=True)
async def ask_age(tx: Tx, here: Here, command: str) -> Outcome:
    """Ask again; what they wrote waits an hour for the answer, where it may be used at all."""
    kept = await tokens.keep(tx, command, here.words, chat=here.chat, only_for=here.user.id)
    body, buttons = rules.age_screen(Rest(kept), waits=bool(here.words))
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.press(OfAge, newcomer=True)
async def of_age(tx: Tx, here: Here, press: OfAge) -> Outcome:
    """Old enough: go on with what was typed, in the neighbourhood of the group it was typed in."""
    token = await tokens.use(tx, press.token, by=here.user.id)
    await show(tx, here, Text("age-yes"))
    of = await communities.of_chat(tx, token.chat_id)
    if of is not None:
        here = await at_home(tx, here, of)
    heard = replace(here, words=token.words, pressed=None)
    return await _run(tx, heard, token.command) if token.command else await wrote(tx, heard)


@router.press(KeepName, newcomer=True)
async def keep_name(tx: Tx, here: Here, press: KeepName) -> Outcome:
    await show(tx, here, text("name-kept", name=_name(here)))
    await welcome(tx, here, press.then)
    return None


@router.press(OtherName, newcomer=True)
async def other_name(tx: Tx, here: Here, press: OtherName) -> Outcome:
    await show(tx, here, Text("name-other-asked"))
    await dialogs.begin(tx, here, NAME, {"then": str(press.then)})
    return None


@router.finish("name")
async def named(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    assert here.person is not None  # noqa: S101  # a dialog has a person
    await stored.change(tx, here.person.id, name=answers["name"])
    await outbox.put(tx, Message(to=here.me, body=text("name-kept", name=answers["name"])))
    then = answers.get("then")
    if then is not None:
        await welcome(tx, here, Rest(then))
    return None


@router.press(Menu, newcomer=True)
@router.command("menu")
@router.label("keyboard-menu")
async def menu(tx: Tx, here: Here, press: Menu | None = None) -> Outcome:
    await show_menu(tx, here)
    return None


@router.press(HelpOnTheWay)
async def help_on_the_way(tx: Tx, here: Here, press: HelpOnTheWay) -> Outcome:
    await show(tx, here, *way_screen())
    return None


@router.command("hulp", "help", newcomer=True)
@router.label("keyboard-help", newcomer=True)
async def help_here(tx: Tx, here: Here) -> Outcome:
    """Help for where somebody is: in a dialog its question, elsewhere the commands."""
    if await dialogs.is_open(tx, here):
        return await dialogs.explain(tx, here)
    member = here.member
    roles = member.roles if member else frozenset()
    await outbox.put(tx, Message(to=here.me, body=help_screen(roles)))
    return None


@router.press(LookAt, newcomer=True)
async def look_at(tx: Tx, here: Here, press: LookAt) -> Outcome:
    """Look at another one of my neighbourhoods."""
    assert here.person is not None  # noqa: S101  # no strangers here
    await stored.member(tx, here.person.id, CommunityId(press.community))
    here = await at_home(tx, here, CommunityId(press.community))
    await show_menu(tx, here)
    return None


@router.press(JoinCommunity, newcomer=True)
async def join(tx: Tx, here: Here, press: JoinCommunity) -> Outcome:
    """Who came by the right link is in by now (`arrive`); a guess leads nowhere."""
    if here.member is not None and here.member.community_id != press.community:
        raise Refused("refused-other-neighbourhood")
    await show_menu(tx, here)
    return None


@router.press(StartWith, newcomer=True)
async def start_with(tx: Tx, here: Here, press: StartWith) -> Outcome:
    """Go on in private with what was tapped or asked in a group, or before the yes."""
    token = await tokens.find(tx, press.token, by=here.user.id)
    if token is None:
        await outbox.put(tx, Message(to=here.me, body=Text("link-old")))
        await show_menu(tx, here)
        return None
    await tokens.drop(tx, press.token)
    if token.command == tokens.TAP:
        await _tap(tx, here, unpack(token.words))
        return None
    heard = replace(here, words=token.words)
    if sounds_under_16(token.words):
        return await ask_age(tx, heard, token.command)
    return await _run(tx, heard, token.command)


async def _run(tx: Tx, here: Here, command: str) -> Outcome:
    """Do what a command that waited does."""
    route = commands.get(command)
    if route is None:
        raise Refused("link-old")
    if here.member is None and not route.newcomer:
        raise Refused("no-neighbourhood")
    return await route.run(tx, here)


@router.door("text", newcomer=True)
async def wrote(tx: Tx, here: Here) -> Outcome:
    """Typed words: an answer in a dialog, or else the menu with a line that says so."""
    code = read_code(here.words)
    if code is not None and await behalf.knows(tx, code):
        return await behalf.use_code(tx, here, UseCode(code=code))
    if here.words.casefold() in {"stop", "stoppen"} or not await dialogs.is_open(tx, here):
        if here.words.casefold() in {"stop", "stoppen"}:
            return await commands["stop"].run(tx, here)
        body, buttons = menu_screen(
            here.member.community_name if here.member else None, unknown=True
        )
        await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
        return None
    if not here.words:
        raise Refused("dialog-needs-words")
    if here.words.startswith("/"):
        raise Refused("unknown-command")
    await dialogs.typed(tx, here)
    return None


@router.door("edited", newcomer=True)
async def edited(tx: Tx, here: Here) -> Outcome:
    """An edited message changes nothing, and says so."""
    if await dialogs.is_open(tx, here):
        await outbox.put(tx, Message(to=here.me, body=Text("dialog-edited"), silent=True))
    return None


async def ask_consent(tx: Tx, here: Here, then: Rest) -> None:
    """Ask before anything is stored. Links that no longer mean anything lead to the menu."""
    body, buttons = rules.consent_screen(_readable(then))
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))


async def arrive(tx: Tx, here: Here, then: Rest) -> None:
    """Do what a start link carries, or show the menu."""
    here = await _joined(tx, here, then)
    payload = _unpacked(then)
    if payload is None:
        if then:
            await outbox.put(tx, Message(to=here.me, body=Text("link-old")))
        await show_menu(tx, here)
        return
    await _tap(tx, replace(here, pressed=None), payload)


async def _tap(tx: Tx, here: Here, payload: Payload) -> None:
    """Do what a button does, away from its message. A toast belongs to a tap; what matters is said
    in the chat."""
    route = presses.get(type(payload))
    if route is None or route.ask is not None:
        raise Refused("link-old")
    if here.member is None and not route.newcomer:
        raise Refused("no-neighbourhood")
    await route.run(tx, here, payload)


async def welcome(tx: Tx, here: Here, then: Rest) -> None:
    """Thank somebody for coming in, hand them the small keyboard, and go on where they were."""
    await outbox.put(tx, Message(to=here.me, body=Text("consent-thanks"), keyboard=KEYBOARD))
    await arrive(tx, here, then)
    await welcomes.offer(tx, here)


async def show_menu(tx: Tx, here: Here) -> None:
    """The menu, or how to come in for who has no neighbourhood yet."""
    if here.member is None:
        await outbox.put(tx, Message(to=here.me, body=Text("no-neighbourhood")))
        return
    body, buttons = menu_screen(here.member.community_name)
    others = await stored.neighbourhoods(tx, here.member.id)
    if len(others) > 1:
        rows = [
            button(text("menu-look-at", name=brief(name, IN_A_BUTTON)), LookAt(community=each))
            for each, name in others
            if each != here.member.community_id
        ]
        buttons = (*buttons, *column(*rows))
    await show(tx, here, body, buttons)


async def _joined(tx: Tx, here: Here, then: Rest) -> Here:
    """Join the neighbourhood whose group a link comes from; `here` as it is after that."""
    of = await _comes_from(tx, here, then)
    return here if of is None else await at_home(tx, here, of)


async def _comes_from(tx: Tx, here: Here, then: Rest) -> CommunityId | None:
    match _unpacked(then):
        case JoinCommunity() as link if tokens.fits(link):
            found = await communities.find(tx, link.community)
            return None if found is None else found.id
        case StartWith(token=token):
            kept = await tokens.find(tx, token, by=here.user.id)
            return None if kept is None else await communities.of_chat(tx, kept.chat_id)
    return None


def _name(here: Here) -> str:
    return here.person.name if here.person else ""


def _unpacked(then: Rest) -> Payload | None:
    try:
        return unpack(then)
    except Unreadable:
        return None


def _readable(then: Rest) -> Rest:
    """What a link carried, as far as it fits behind a button; nonsense becomes nothing."""
    payload = _unpacked(then)
    if payload is None:
        return NOTHING
    try:
        Agree(then=then).pack()
    except ValueError:
        return NOTHING
    return then
