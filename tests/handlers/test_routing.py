"""Routing: every button leads somewhere, and nobody gets further by forging one."""

from __future__ import annotations

import ast
import importlib
from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import texts
from bot.callbacks import Payload, Rest, _hints
from bot.dialogs import DIALOGS
from bot.menu import KEYBOARD
from bot.people import FewerMessages, TooYoung, Younger
from bot.privacy import EraseAll
from handlers import commands, communities, dialogs, people
from handlers.application import everything
from handlers.routing import Router
from storage import updates
from storage.tables import failed_updates
from tests.buurt import Buurt

ROOT = Path(__file__).parents[2]
WHOLE = everything()
LARGEST, FIRST = 2**63 - 1, 1  # an id that never was, and one that most likely is
HOSTILE = {
    bool: (True, False),
    str: ("", "x", "-"),
    Rest: (Rest(""), Rest("m"), Rest("x" * 22), Rest("g_1_m")),
}


def ours() -> set[type[Payload]]:
    return {each for each in Payload._registry.values() if each.__module__.split(".")[0] != "tests"}


def forged(kind: type[Payload], number: int) -> list[str]:
    """Presses of this kind that no button of ours would make."""
    hints = _hints(kind)
    values = {**HOSTILE, int: (number,)}
    choices = {
        name: tuple(hints[name]) if issubclass(hints[name], StrEnum) else values[hints[name]]
        for name in kind.__match_args__
    }
    most = max((len(each) for each in choices.values()), default=1)
    written = set()
    for turn in range(most):
        payload = kind(**{name: each[turn % len(each)] for name, each in choices.items()})
        try:
            written.add(payload.pack())
        except ValueError:  # it would not fit in a button
            continue
    return sorted(written)


def all_forged(number: int) -> list[str]:
    """Erasing is no forgery: it is what Anna may always do, and there is no Anna after it."""
    kinds = sorted(WHOLE.presses.keys() - {EraseAll, TooYoung, Younger}, key=lambda each: each.tag)
    return [data for kind in kinds for data in forged(kind, number)]


def test_every_payload_has_a_route():
    """A button without a route says that it is old the moment it is new."""
    assert ours() <= WHOLE.presses.keys()


def test_every_route_has_a_payload_that_can_be_read():
    """A route for a payload that lost its tag is never reached."""
    assert WHOLE.presses.keys() <= ours()


def test_every_dialog_has_an_end_and_every_end_a_dialog():
    """Somebody who answered every question must not tap `Plaatsen` for nothing."""
    assert WHOLE.finishes.keys() == DIALOGS.keys()


def test_every_label_of_the_small_keyboard_has_a_route():
    """It stands in everybody's screen all the time."""
    assert {label.key for row in KEYBOARD for label in row} <= WHOLE.labels.keys()


def test_no_two_labels_or_commands_read_the_same():
    """A word that means two things in two languages would start either."""
    spelled = [each for key in WHOLE.labels for each in texts.every_way(key)]

    assert len(spelled) == len(set(spelled))


def test_nothing_is_answered_twice():
    """Which of two routes would win depends on the order of a list."""

    async def run() -> None:
        return None

    one, other = Router(), Router()
    one.press(FewerMessages)(run)
    other.press(FewerMessages)(run)
    again = one.press(FewerMessages)

    with pytest.raises(ValueError, match="twice"):
        again(run)
    with pytest.raises(ValueError, match="twice"):
        one.include(other)


def put_kinds(module: Path) -> set[str]:
    """The kinds of timers that a module sets, its constants followed."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    loaded = importlib.import_module(f"handlers.{module.stem}")
    kinds = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "timers.put":
            kind = node.args[1]
            if isinstance(kind, ast.Constant):
                kinds.add(kind.value)
            elif isinstance(kind, ast.Name):
                kinds.add(getattr(loaded, kind.id))
    return kinds


def test_every_timer_that_is_set_has_a_route():
    """A timer without a route stays due for ever and does nothing."""
    modules = sorted((ROOT / "handlers").glob("*.py"))
    kinds = set().union(*(put_kinds(module) for module in modules))

    assert kinds, "no module sets a timer any more"
    assert kinds <= WHOLE.timers.keys()


def test_every_command_that_is_shown_has_a_route():
    """A command in Telegram's list that the bot does not know is a broken promise."""
    shown = {*commands.PRIVATE.values(), *commands.GROUP.values()}

    assert {name for names in shown for name in names} <= WHOLE.commands.keys()


async def test_telegram_hears_which_commands_to_list(buurt: Buurt, monkeypatch: pytest.MonkeyPatch):
    """In each language, in private and in groups; again when it was away."""
    monkeypatch.setattr(commands, "FIRST_WAIT", 0.0)
    buurt.standin.faults.fail_next("setMyCommands", 502, "Bad Gateway")

    await commands.keep_registering(buurt.bot.bot)

    heard = [each for each in buurt.standin.calls if each.method == "setMyCommands"]
    listed = [
        {each["command"] for each in call.params["commands"]}
        for call in heard
        if call.status == 200
    ]
    shown = [*commands.PRIVATE.values(), *commands.GROUP.values()]
    assert sorted(map(sorted, listed)) == sorted(map(sorted, shown))


async def breaks(*_: object, **__: object) -> None:
    raise RuntimeError("a fault of the bot")


async def test_a_group_command_that_fails_is_apologised_for_in_private(
    buurt: Buurt, monkeypatch: pytest.MonkeyPatch
):
    """Silence would look as if nobody had listened; the group need not read of it."""
    anna = await buurt.resident("Anna")
    monkeypatch.setattr(dialogs, "begin", breaks)

    await anna.says_in_group("/idee Een schaakbord op het plein")

    assert "Dat ging mis" in anna.last()
    assert buurt.in_group() == []


async def kept_failures(buurt: Buurt) -> list[updates.FailedUpdate]:
    async with buurt.database.read() as tx:
        return await updates.failed(tx)


@pytest.mark.parametrize("said", ["/idee Een schaakbord", "gewoon een vraag"])
async def test_a_strangers_message_that_fails_is_not_kept(
    buurt: Buurt, monkeypatch: pytest.MonkeyPatch, said: str
):
    """Nothing is kept before the yes, the bot's own faults included; the apology says so."""
    kees = await buurt.stranger("Kees")
    monkeypatch.setattr(people, "ask_consent", breaks)

    await kees.says(said)

    assert "Dat ging mis" in kees.last()
    assert "Ik bewaar nog niets van je" in kees.last()
    assert await kept_failures(buurt) == []


async def test_a_neighbours_message_that_fails_is_kept(
    buurt: Buurt, monkeypatch: pytest.MonkeyPatch
):
    """It is done again as soon as it can be."""
    anna = await buurt.resident("Anna")
    monkeypatch.setattr(dialogs, "begin", breaks)

    await anna.says("/idee Een schaakbord")

    assert "je tekst is bewaard" in anna.last()
    (kept,) = await kept_failures(buurt)
    assert kept.payload["message"]["text"] == "/idee Een schaakbord"


async def test_what_fails_of_a_group_itself_is_kept_without_who_did_it(
    buurt: Buurt, monkeypatch: pytest.MonkeyPatch
):
    """A bot that was added and heard nothing of it would never greet; it is done again."""
    owner = buurt.standin.add_user("Karel")
    street = buurt.standin.add_group("Kerkstraat", creator=owner, supergroup=True)
    with monkeypatch.context() as patch:
        patch.setattr(communities, "_greet", breaks)
        await buurt.standin.add_bot(street, by=owner, admin=True)
        await buurt.settles()
    (kept,) = await kept_failures(buurt)
    assert "Karel" not in str(kept.payload)

    await buurt.bot.intake.replay(kept)
    await buurt.settles()

    assert "Ik ben de buurtbot" in buurt.standin.messages(street)[-1].text


async def incidents(buurt: Buurt) -> list[str]:
    async with buurt.database.read() as tx:
        rows = await tx.all(
            select(failed_updates.c.payload, failed_updates.c.reason), lambda **row: row
        )
    return [f"{row['reason']}: {row['payload']['callback_query']['data']}" for row in rows]


async def test_no_forged_press_in_private_breaks_anything(buurt: Buurt):
    """Whoever writes a client of their own can press anything on any message. Each press is done,
    or refused with a sentence; none ends as a fault of the bot, and none works for who may not."""
    anna = await buurt.resident("Anna")
    await anna.says("/start")
    message = anna.private()[-1]

    for data in all_forged(LARGEST):
        await buurt.standin.press(anna.user, message, data=data)
    await buurt.settles()

    assert await incidents(buurt) == []
    assert (await anna.member()).roles == frozenset()
    assert (await anna.member()).community_id == buurt.id


async def test_no_forged_press_in_the_group_breaks_anything(buurt: Buurt):
    """The same on a card in the group, by somebody whom the bot does not know."""
    anna, kees = await buurt.resident("Anna"), await buurt.stranger("Kees")
    await anna.says("/idee Moestuin")
    await anna.taps("Overslaan")
    await anna.taps("Overslaan")
    await anna.taps("Plaatsen")
    card = buurt.in_group()[-1]

    for data in all_forged(FIRST):
        await buurt.standin.press(kees.user, card, data=data)
    await buurt.settles()

    assert await incidents(buurt) == []
    assert kees.hears() == []
