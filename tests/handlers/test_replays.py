"""Stories: what failed is done again when an admin asks for it."""

import asyncio
from typing import Any

import pytest

from bot import ideas
from storage import updates
from storage.database import Tx
from storage.errors import Unavailable
from tests.buurt import Buurt, Neighbour


async def fails(buurt: Buurt, patch: pytest.MonkeyPatch) -> tuple[Neighbour, Neighbour]:
    """Something of Anna's went wrong, by a mistake that is mended now; Karel is an admin."""
    anna, karel = await buurt.resident("Anna"), await buurt.admin("Karel")

    def mistake(*_: object, **__: object) -> None:
        raise KeyError("mistake")

    with patch.context() as context:
        context.setattr(ideas, "check_may_bring", mistake)
        await anna.says("/idee Moestuin")
    assert "Dat ging mis" in anna.last()
    return anna, karel


async def asks_again(karel: Neighbour) -> None:
    await karel.says("/team")
    (label,) = [each for each in karel.buttons() if each.startswith("Doe opnieuw")]
    await karel.taps(label)


async def goes_on(anna: Neighbour) -> None:
    """Wait until the bot asks Anna what her idea needs."""
    await anna.buurt.standin.wait_until(lambda: "Wat is er nog nodig?" in anna.last(), 10)
    await anna.buurt.settles()
    assert anna.reads().count("Wat is er nog nodig?") == 1


async def test_an_admin_has_it_done_again(buurt: Buurt, monkeypatch: pytest.MonkeyPatch):
    """Nothing that somebody typed is lost by a mistake of ours."""
    anna, karel = await fails(buurt, monkeypatch)

    await asks_again(karel)

    await goes_on(anna)
    assert "Ik probeer het opnieuw" in karel.last()
    await karel.says("/team")
    assert not [each for each in karel.buttons() if each.startswith("Doe opnieuw")]


async def test_a_slow_commit_loses_no_wish(buurt: Buurt, monkeypatch: pytest.MonkeyPatch):
    """Who looks before the commit sees nothing to do, and nobody would tell it again."""
    anna, karel = await fails(buurt, monkeypatch)
    commit = Tx.commit

    async def slowly(tx: Tx) -> None:
        await asyncio.sleep(0.03)
        await commit(tx)

    monkeypatch.setattr(Tx, "commit", slowly)
    await asks_again(karel)

    await goes_on(anna)


async def test_a_wish_outlives_a_restart(buurt: Buurt, monkeypatch: pytest.MonkeyPatch):
    """The tap was committed, and then the server stopped."""
    anna, _ = await fails(buurt, monkeypatch)
    async with buurt.database.begin() as tx:
        (failed,) = await updates.failed(tx)
        await updates.want_replay(tx, failed.id)

    await buurt.restarts()

    await goes_on(anna)


async def test_what_fails_again_is_not_tried_at_each_start(
    buurt: Buurt, monkeypatch: pytest.MonkeyPatch
):
    """It may be what ends the process; the button stays."""
    anna, karel = await fails(buurt, monkeypatch)
    tried = []

    def mistake(*_: object, **__: object) -> None:
        tried.append(1)
        raise KeyError("mistake")

    monkeypatch.setattr(ideas, "check_may_bring", mistake)
    await asks_again(karel)
    await buurt.standin.wait_until(lambda: bool(tried), 10)
    await buurt.restarts()
    await buurt.settles()

    assert len(tried) == 1
    await karel.says("/team")
    assert [each for each in karel.buttons() if each.startswith("Doe opnieuw")]
    assert "Wat is er nog nodig?" not in anna.reads()


async def test_a_database_that_is_away_for_a_moment_ends_nothing(
    buurt: Buurt, monkeypatch: pytest.MonkeyPatch
):
    """Looking for a wish fails; it is looked for again."""
    anna, karel = await fails(buurt, monkeypatch)
    look, away = updates.take_wanted, [Unavailable("away")]

    async def badly(tx: Tx) -> Any:
        if away:
            raise away.pop()
        return await look(tx)

    monkeypatch.setattr(updates, "take_wanted", badly)
    await asks_again(karel)

    await goes_on(anna)
    assert not away
