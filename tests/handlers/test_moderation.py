"""Words that need a person now, and words of a child: help in private, and nothing kept of them."""

import pytest
from sqlalchemy import select

from storage.tables import metadata
from tests.buurt import Buurt

DANGER = {
    "nl": ("/idee ik wil dood", "Bel 113"),
    "en": ("/idea I want to die", "Call 113"),
    "unread": ("/zoek ik wil dood", "Bel 113"),
}
YOUNG = {
    "nl": ("/idee ik ben 13 en wil voetballen", "Ja, ik ben 16 of ouder"),
    "en": ("/idea I am 13 and like voetballen", "Yes, I am 16 or older"),
    "unread": ("/zoek ik ben 13 en wil voetballen", "Ja, ik ben 16 of ouder"),
}
LANGUAGE = {"nl": "nl", "en": "en", "unread": "nl"}


async def kept(buurt: Buurt) -> str:
    """All that the database holds, as one text."""
    async with buurt.database.read() as tx:
        rows = [await tx.all(select(table), dict) for table in metadata.sorted_tables]
    return str(rows).casefold()


def nods(buurt: Buurt) -> int:
    return sum(each.method == "setMessageReaction" for each in buurt.standin.calls)


@pytest.mark.parametrize("said", DANGER)
async def test_help_for_a_neighbour_in_danger_comes_in_private(buurt: Buurt, said: str):
    """In the group nothing is said of it, not even a nod, and the words are kept nowhere."""
    words, help_line = DANGER[said]
    anna = await buurt.resident("Anna", language_code=LANGUAGE[said])

    await anna.says_in_group(words)

    assert help_line in anna.last()
    assert len(anna.hears()) == 1
    assert (buurt.in_group(), nods(buurt)) == ([], 0)
    assert "wil dood" not in await kept(buurt)
    assert "want to die" not in await kept(buurt)


@pytest.mark.parametrize("said", DANGER)
async def test_a_stranger_in_danger_reads_the_help_before_anything_else(buurt: Buurt, said: str):
    """The bot may not write first to who never opened it, so the group shows the way; it leads to
    the help and to no question."""
    words, help_line = DANGER[said]
    kees = await buurt.stranger("Kees", language_code=LANGUAGE[said])

    await kees.says_in_group(words)
    assert kees.hears() == []
    assert "113" not in buurt.group_reads()
    await kees.taps_in_group("Ga verder")

    assert help_line in kees.last()
    assert len(kees.hears()) == 1
    assert "wil dood" not in await kept(buurt)
    assert "want to die" not in await kept(buurt)


async def test_a_stranger_who_opened_the_bot_once_has_the_help_at_once(buurt: Buurt):
    """Whoever can be reached need not tap first."""
    kees = await buurt.stranger("Kees")
    kees.user.started = True

    await kees.says_in_group("/idee ik wil dood")

    assert "Bel 113" in kees.last()


async def test_words_of_danger_are_nobodys_idea(buurt: Buurt):
    """Replying `/idee` to them gives help to who replied, and keeps nothing."""
    anna, kees = await buurt.resident("Anna"), await buurt.stranger("Kees")
    await kees.says_in_group("ik wil dood")
    said = buurt.standin.messages(buurt.group)[-1]

    await anna.says_in_group("/idee", reply_to=said.id)

    assert "Bel 113" in anna.last()
    assert buurt.in_group() == []
    assert "wil dood" not in await kept(buurt)


@pytest.mark.parametrize("said", YOUNG)
async def test_a_child_in_the_group_is_asked_again_in_private(buurt: Buurt, said: str):
    """As in private: no form before the answer, and after a no nothing is kept."""
    words, yes = YOUNG[said]
    mees = await buurt.resident("Mees", language_code=LANGUAGE[said])

    await mees.says_in_group(words)
    assert mees.buttons()[0] == yes
    assert len(mees.hears()) == 1
    waits = "wacht hier een uur" in mees.last() or "waits an hour" in mees.last()
    assert waits == ("voetballen" in await kept(buurt))  # no more is promised than is so
    await mees.taps(mees.buttons()[1])

    assert "voetballen" not in await kept(buurt)
    assert "mees" not in await kept(buurt)


async def test_who_is_old_enough_goes_on_from_the_group(buurt: Buurt):
    """In the neighbourhood of that group, with what they wrote there."""
    zeynep = await buurt.elsewhere("Zeynep")
    buurt.standin.seat(buurt.group, zeynep.user)

    await zeynep.says_in_group("/idee voetballen voor wie zegt: ik ben 13")
    await zeynep.taps("Ja, ik ben 16 of ouder")

    assert "nog nodig" in zeynep.last()
    assert (await zeynep.member()).community_id == buurt.id


@pytest.mark.parametrize("where", ["in the group", "in private"])
async def test_words_of_a_child_do_not_wait_for_the_yes(buurt: Buurt, where: str):
    """A stranger is asked for their age anyway; what a child wrote is kept nowhere until then."""
    mees = await buurt.stranger("Mees")

    if where == "in private":
        await mees.says("/idee ik ben 13 en wil voetballen")
    else:
        await mees.says_in_group("/idee ik ben 13 en wil voetballen")
        await mees.taps_in_group("Ga verder")

    assert "Ben je 16 jaar of ouder" in mees.last()
    assert "voetballen" not in await kept(buurt)


async def test_a_childs_message_made_an_idea_asks_for_the_age_first(buurt: Buurt):
    """What was written before somebody pointed at it counts as well."""
    anna, mees = await buurt.resident("Anna"), await buurt.resident("Mees")
    await mees.says_in_group("ik ben 13 en wil voetballen")
    said = buurt.standin.messages(buurt.group)[-1]
    await anna.says_in_group("/idee", reply_to=said.id)

    await mees.taps_in_group("Maak er een idee van")

    assert "ben je 16 of ouder?" in mees.last()
