"""Buurtverbinders come from the neighbourhood: nominated, asked in private, known by neighbours."""

from __future__ import annotations

import pytest

from bot.people import Role
from storage import people, privacy
from tests.buurt import Buurt, Neighbour

CONFIRM = "Ja, dat lijkt me fijn"


async def nominated(buurt: Buurt, by: Neighbour, person: Neighbour) -> None:
    """Somebody passes on the link, and it is opened."""
    await by.says("/verbinders")
    await by.taps("Ik weet iemand")
    [link] = [each.url for each in by.private()[-1].buttons[0]]
    await person.starts(link.split("?start=")[1])


async def known_by(buurt: Buurt, *neighbours: Neighbour) -> None:
    for each in neighbours:
        await each.taps_in_group(CONFIRM)


async def cast(buurt: Buurt) -> tuple[Neighbour, ...]:
    return tuple([await buurt.resident(name) for name in ("Anna", "Bram", "Fatima", "Noor")])


async def test_whom_neighbours_know_becomes_buurtverbinder(buurt: Buurt):
    """Nominated by a neighbour, asked in private, known by a few: then the work begins."""
    anna, bram, fatima, noor = await cast(buurt)
    await nominated(buurt, bram, fatima)
    asked = fatima.last()
    await fatima.taps("Ja, ik woon hier")

    await known_by(buurt, anna, bram)
    before = (await fatima.member()).roles
    await known_by(buurt, noor)

    assert "Zeg je nee, dan hoort niemand dat" in asked
    assert before == frozenset()
    assert (await fatima.member()).roles == {Role.CONNECTOR}
    assert "Je bent nu buurtverbinder" in fatima.reads()
    assert "Fatima is nu buurtverbinder" in buurt.group_last()
    assert CONFIRM not in buurt.group_reads()
    await anna.says("/logboek")
    assert "buren kenden Fatima" in anna.last()


async def test_a_no_is_told_to_nobody(buurt: Buurt):
    """Being asked must never put somebody on the spot."""
    _, bram, fatima, _ = await cast(buurt)
    await nominated(buurt, bram, fatima)
    before = bram.reads(), buurt.group_reads()

    await fatima.taps("Liever niet")

    assert "Niemand hoort hiervan" in fatima.last()
    assert (bram.reads(), buurt.group_reads()) == before


async def test_one_neighbour_counts_once_and_nobody_knows_themselves(buurt: Buurt):
    """Three taps by one person are one person; and the nominee's own say nothing."""
    anna, bram, fatima, noor = await cast(buurt)
    await nominated(buurt, bram, fatima)
    await fatima.taps("Ja, ik woon hier")

    await known_by(buurt, anna, anna, anna, bram)
    own = await fatima.taps_in_group(CONFIRM)

    assert own.toast is not None
    assert "gaat over jou" in own.toast
    assert (await fatima.member()).roles == frozenset()
    await anna.taps("Toch niet")
    await known_by(buurt, noor)
    assert (await fatima.member()).roles == frozenset(), "what was taken back counted"


async def test_who_withdraws_is_asked_about_no_more(buurt: Buurt):
    """`Toch niet` after a yes: the group's question goes, and old buttons say so."""
    anna, bram, fatima, _ = await cast(buurt)
    await nominated(buurt, bram, fatima)
    await fatima.taps("Ja, ik woon hier")
    card = buurt.in_group()[-1]
    data = card.buttons[0][0].data

    await fatima.taps("Toch niet")
    late = await anna.presses(card, data)

    assert "voorbij" in buurt.group_last()
    assert late.toast is not None
    assert "voorbij" in late.toast
    assert (await fatima.member()).roles == frozenset()


async def test_a_quiet_fortnight_ends_it_without_blame(buurt: Buurt):
    """Nobody hangs in the group for ever."""
    _, bram, fatima, _ = await cast(buurt)
    await nominated(buurt, bram, fatima)
    await fatima.taps("Ja, ik woon hier")

    await buurt.moves(days=15)

    assert "veel redenen" in fatima.last()
    assert CONFIRM not in buurt.group_reads()


async def test_those_who_live_here_stay_in_the_majority(buurt: Buurt):
    """Willem of the municipality is welcome once enough neighbours do it themselves."""
    anna, bram, fatima, noor = await cast(buurt)
    willem = await buurt.resident("Willem")
    await nominated(buurt, bram, willem)

    await willem.taps("Ja, ik werk hier")
    refused = willem.last()
    for each, neighbours in ((fatima, (anna, bram, noor)), (anna, (bram, noor, willem))):
        await each.says("/verbinders")
        await each.taps("Dat ben ik zelf")
        await each.taps("Ja, ik woon hier")
        await known_by(buurt, *neighbours)
    await willem.taps("Ja, ik werk hier")
    await buurt.moves(days=1)  # the group heard enough for one day
    await known_by(buurt, bram, noor, fatima)

    assert "wonen hier zelf" in refused
    assert (await willem.member()).roles == {Role.CONNECTOR}


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_link_is_for_one_person_and_for_another(buurt: Buurt):
    """Not for who made it, and not for a second one."""
    anna, bram, fatima, _ = await cast(buurt)
    await bram.says("/verbinders")
    await bram.taps("Ik weet iemand")
    payload = bram.private()[-1].buttons[0][0].url.split("?start=")[1]

    await bram.starts(payload)
    await fatima.starts(payload)
    await anna.starts(payload)

    assert "eigen bericht" in bram.last()
    assert "Wil je buurtverbinder worden?" in fatima.last()
    assert "al beantwoord" in anna.last()


async def test_who_erases_everything_leaves_the_group_no_question(buurt: Buurt):
    """No name stays behind in the group."""
    _, bram, fatima, _ = await cast(buurt)
    await nominated(buurt, bram, fatima)
    await fatima.taps("Ja, ik woon hier")

    await fatima.says("/privacy")
    await fatima.taps("Wis alles")
    await fatima.taps("Ja, wis alles")

    assert "Fatima" not in buurt.group_reads()


async def test_who_nominated_does_not_read_a_no_in_their_download(buurt: Buurt):
    """What nobody hears must not stand in a file either."""
    _, bram, fatima, _ = await cast(buurt)
    await nominated(buurt, bram, fatima)
    await fatima.taps("Liever niet")

    async with buurt.database.read() as tx:
        person = await people.find(tx, bram.user.id)
        assert person is not None
        [row] = (await privacy.export(tx, person))["nominations"]

    assert row.keys() == {"id", "community_id", "expires_at"}


async def test_a_role_that_came_another_way_begins_once(buurt: Buurt):
    """Neighbours who knew them need not see a second welcome."""
    anna, bram, fatima, noor = await cast(buurt)
    await nominated(buurt, bram, fatima)
    await fatima.taps("Ja, ik woon hier")
    who = await fatima.member()
    async with buurt.database.begin() as tx:
        await people.give_role(tx, who.id, who.community_id, Role.CONNECTOR)

    await known_by(buurt, anna, bram, noor)
    await anna.says("/logboek")

    assert "Je bent nu buurtverbinder" not in fatima.reads()
    assert CONFIRM not in buurt.group_reads()
    assert "Fatima" not in anna.last()
