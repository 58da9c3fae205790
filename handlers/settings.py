"""Settings in the chat: each tap changes one choice and shows all of them again; and `/stop`."""

from __future__ import annotations

from typing import Any

from bot import preferences as rules
from bot.messages import Message
from bot.people import NAME, FewerMessages, Person
from bot.preferences import (
    AskSetting,
    ChangeName,
    ChooseAsks,
    ChooseLanguage,
    ChooseMaximum,
    ChooseQuiet,
    EndPause,
    PauseUntil,
    ResumeMessages,
    Setting,
    ShowSettings,
    StopMessages,
    StopNothing,
    TakePause,
    WantNews,
)
from handlers import dialogs
from handlers.routing import Here, Outcome, Router, show
from storage import outbox
from storage import people as stored
from storage.database import Tx

router = Router()
ZONE = "UTC"  # of somebody without a neighbourhood


@router.command("instellingen", "settings", newcomer=True)
@router.press(ShowSettings, newcomer=True)
async def settings(tx: Tx, here: Here, press: ShowSettings | None = None) -> Outcome:
    await _show_all(tx, here)
    return None


@router.press(AskSetting, newcomer=True)
async def ask(tx: Tx, here: Here, press: AskSetting) -> Outcome:
    person = await _me(tx, here)
    places = []
    if press.setting is Setting.PAUSE:
        await dialogs.listen(tx, here, rules.PAUSE)
    if press.setting is Setting.NEIGHBOURHOOD:
        places = await stored.neighbourhoods(tx, person.id)
    await show(tx, here, *rules.setting_screen(press.setting, person, places=places, now=tx.now))
    return None


@router.press(ChooseLanguage, newcomer=True)
async def choose_language(tx: Tx, here: Here, press: ChooseLanguage) -> Outcome:
    return await _change(tx, here, rules.language(press.language))


@router.press(WantNews, newcomer=True)
async def want_news(tx: Tx, here: Here, press: WantNews) -> Outcome:
    kind = rules.Kind.NEWS
    if not press.wanted:
        await _hold_back(tx, here, kind)
    return await _change(tx, here, rules.resume(kind) if press.wanted else rules.stop(kind))


@router.press(ChooseMaximum, newcomer=True)
async def choose_maximum(tx: Tx, here: Here, press: ChooseMaximum) -> Outcome:
    return await _change(tx, here, rules.maximum(press.most))


@router.press(ChooseAsks, newcomer=True)
async def choose_asks(tx: Tx, here: Here, press: ChooseAsks) -> Outcome:
    return await _change(tx, here, rules.asks(press.times))


@router.press(ChooseQuiet, newcomer=True)
async def choose_quiet(tx: Tx, here: Here, press: ChooseQuiet) -> Outcome:
    """Both hours stand on one screen, so it stays there."""
    person = await _me(tx, here)
    await stored.change(tx, person.id, **rules.quiet(press.start, press.end))
    await outbox.look_again(tx, person.id)
    changed = await _me(tx, here)
    await show(tx, here, *rules.setting_screen(Setting.QUIET, changed, now=tx.now))
    return None


@router.press(TakePause, newcomer=True)
async def take_pause(tx: Tx, here: Here, press: TakePause) -> Outcome:
    return await _change(tx, here, rules.pause(press.span, now=tx.now))


@router.press(PauseUntil, newcomer=True)
async def ask_until_when(tx: Tx, here: Here, press: PauseUntil) -> Outcome:
    """`Tot een dag`, in own words."""
    await dialogs.begin(tx, here, rules.PAUSE)
    return None


@router.finish(rules.PAUSE.name)
async def pause_until(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    return await _change(tx, here.anew(), rules.pause_until(answers, zone=_zone(here)))


@router.press(EndPause, newcomer=True)
async def end_pause(tx: Tx, here: Here, press: EndPause) -> Outcome:
    return await _change(tx, here, {"paused_until": None})


@router.press(ChangeName, newcomer=True)
async def change_name(tx: Tx, here: Here, press: ChangeName) -> Outcome:
    await dialogs.begin(tx, here, NAME)
    return None


# --- fewer messages, or none -------------------------------------------------------------------


@router.press(FewerMessages, newcomer=True)
async def fewer(tx: Tx, here: Here, press: FewerMessages) -> Outcome:
    """Below the message that it was pressed on, which stays as it is."""
    body, buttons = rules.fewer_screen()
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.command("stop", "cancel", newcomer=True)
async def stop(tx: Tx, here: Here) -> Outcome:
    """Leave the form, or ask what has to stop."""
    await dialogs.leave_off(tx, here, rules.PAUSE)
    if await dialogs.is_open(tx, here):
        await dialogs.stop(tx, here)
    else:
        await show(tx, here, *rules.stop_screen())
    return None


@router.press(StopMessages, newcomer=True)
async def stop_messages(tx: Tx, here: Here, press: StopMessages) -> Outcome:
    """At once, also what waits already; to be taken back."""
    person = await _me(tx, here)
    await stored.change(tx, person.id, **rules.stop(press.kind))
    await _hold_back(tx, here, press.kind)
    await show(tx, here, *rules.stopped_screen(press.kind))
    return None


@router.press(ResumeMessages, newcomer=True)
async def resume_messages(tx: Tx, here: Here, press: ResumeMessages) -> Outcome:
    person = await _me(tx, here)
    await stored.change(tx, person.id, **rules.resume(press.kind))
    await outbox.release(tx, person.id, reason=press.kind)
    await show(tx, here, *rules.resumed_screen(press.kind))
    return None


@router.press(StopNothing, newcomer=True)
async def stop_nothing(tx: Tx, here: Here, press: StopNothing) -> Outcome:
    await _show_all(tx, here)
    return None


async def _hold_back(tx: Tx, here: Here, kind: rules.Kind) -> None:
    person = await _me(tx, here)
    await outbox.hold_back(tx, person.id, rules.kinds_of(kind), reason=kind)


async def _change(tx: Tx, here: Here, change: rules.Change) -> Outcome:
    person = await _me(tx, here)
    await stored.change(tx, person.id, **change)
    if change.get("news"):
        await outbox.release(tx, person.id, reason=rules.Kind.NEWS)
    await outbox.look_again(tx, person.id)
    await _show_all(tx, here)
    return None


async def _show_all(tx: Tx, here: Here) -> None:
    person = await _me(tx, here)
    await dialogs.leave_off(tx, here, rules.PAUSE)
    places = len(await stored.neighbourhoods(tx, person.id))
    screen = rules.settings_screen(person, places=places, now=tx.now, zone=_zone(here))
    await show(tx, here, *screen)


def _zone(here: Here) -> str:
    return here.member.zone if here.member else ZONE


async def _me(tx: Tx, here: Here) -> Person:
    """The person as they are now, with what was just changed."""
    assert here.person is not None  # noqa: S101  # no strangers here
    return await stored.get(tx, here.person.id)
