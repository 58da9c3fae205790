"""A group becomes a neighbourhood, and its team grows by invitation."""

from datetime import timedelta

import pytest

from bot.people import Role
from handlers import tokens
from handlers.communities import Opening
from storage import communities
from storage.database import Database
from tests.buurt import Buurt, Neighbour


@pytest.fixture
async def empty(database: Database):
    """A bot without a neighbourhood, that asks for the operator's code."""
    buurt = await Buurt.begins(database, opening=Opening(open_to_all=False), set_up=False)
    yield buurt
    await buurt.ends()


async def code(buurt: Buurt) -> str:
    made = tokens.new()
    async with buurt.database.begin() as tx:
        until = tx.now + timedelta(hours=48)
        await communities.add_setup_code(tx, tokens.hashed(made), expires_at=until)
    return made


async def founder(buurt: Buurt) -> Neighbour:
    owner = Neighbour(buurt, buurt.founder)
    await buurt.standin.add_bot(buurt.group, by=buurt.founder, admin=True)
    await buurt.settles()
    return owner


async def test_an_admin_sets_the_neighbourhood_up_with_the_operators_code(empty: Buurt):
    """The whole way: from the bot's first words in the group to a team of one."""
    karel = await founder(empty)

    await karel.taps_in_group("Buurt instellen")
    await karel.taps("Ja, ik ben 16 of ouder")
    await karel.taps("Oprichter is goed")
    await karel.says(await code(empty))
    await karel.taps("Broeklanden")
    assert "beheerder en organisator" in karel.last()
    await karel.taps("Ja, zet de buurt aan")

    assert "Wat speelt er in Broeklanden?" in empty.group_last()
    assert empty.in_group()[-1].pinned
    assert (await karel.member()).roles == {Role.ADMIN, Role.ORGANIZER}


async def test_a_wrong_code_opens_nothing_and_loses_nothing(empty: Buurt):
    """A typing mistake costs one answer, not all of them."""
    karel = await founder(empty)
    await karel.taps_in_group("Buurt instellen")
    await karel.taps("Ja, ik ben 16 of ouder")
    await karel.taps("Oprichter is goed")
    await karel.says("nietdecode")
    await karel.says("De Broek")

    await karel.taps("Ja, zet de buurt aan")
    assert "code klopt niet" in karel.last()
    await karel.taps("Aanpassen")
    await karel.taps("Code")
    await karel.says(await code(empty))
    await karel.taps("Ja, zet de buurt aan")

    assert "Wat speelt er in De Broek?" in empty.group_last()


async def test_a_code_works_once(empty: Buurt):
    """Otherwise one code would open the bot to everybody."""
    karel = await founder(empty)
    used = await code(empty)
    async with empty.database.begin() as tx:
        assert await communities.use_setup_code(tx, tokens.hashed(used))
    await karel.taps_in_group("Buurt instellen")
    await karel.taps("Ja, ik ben 16 of ouder")
    await karel.taps("Oprichter is goed")
    await karel.says(used)
    await karel.says("De Broek")

    await karel.taps("Ja, zet de buurt aan")

    assert "code klopt niet" in karel.last()


async def test_who_is_no_admin_of_the_group_cannot_set_it_up(empty: Buurt):
    """Telegram is asked who is an admin at that moment."""
    await founder(empty)
    anna = await empty.stranger("Anna")

    pressed = await anna.taps_in_group("Buurt instellen")

    assert pressed.alert
    assert "Alleen een beheerder van deze groep" in (pressed.toast or "")


async def test_an_anonymous_admin_can_set_it_up(empty: Buurt):
    """A button they press carries who they really are."""
    await founder(empty)
    anna = await empty.stranger("Anna")
    empty.standin.promote(empty.group, anna.user, anonymous=True)

    await anna.taps_in_group("Buurt instellen")

    assert "Wat bewaar ik?" in anna.last()


async def test_a_group_belongs_to_one_neighbourhood(buurt: Buurt):
    """A second `Buurt instellen`, from an old message, changes nothing."""
    karel = Neighbour(buurt, buurt.founder)
    message = buurt.standin.messages(buurt.group)[-1]

    pressed = await karel.presses(message, "su")

    assert "al een buurt" in (pressed.toast or "")


async def test_a_role_starts_after_the_inviter_saw_who_it_is(buurt: Buurt):
    """A link that went astray gives nobody a role."""
    karel, fatima = await buurt.admin("Karel"), await buurt.resident("Fatima")
    await karel.says("/team")
    await karel.taps("Nodig verbinder uit")
    link = karel.private()[-1].buttons[0][0].url

    await fatima.starts(link.split("?start=")[1])
    assert (await fatima.member()).roles == set()
    assert "Fatima gebruikte je uitnodiging" in karel.last()
    await karel.taps("Ja, klopt")

    assert (await fatima.member()).roles == {Role.CONNECTOR}
    assert "Je bent nu buurtverbinder" in fatima.reads()


async def test_an_invitation_works_once_and_not_for_ever(buurt: Buurt):
    """Who finds the link later gets nothing."""
    karel = await buurt.admin("Karel")
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await karel.says("/team")
    await karel.taps("Nodig beheerder uit")
    link = karel.private()[-1].buttons[0][0].url.split("?start=")[1]
    await anna.starts(link)

    await bram.starts(link)
    assert "al gebruikt" in bram.last()

    await karel.taps("Nee, stop")
    assert (await anna.member()).roles == set()
    await karel.says("/team")
    await karel.taps("Nodig beheerder uit")
    late = karel.private()[-1].buttons[0][0].url.split("?start=")[1]
    await buurt.moves(hours=49)
    await bram.starts(late)
    assert "te oud" in bram.last()


async def test_only_an_admin_sees_the_team(buurt: Buurt):
    """A resident is told who can, and a forged button is refused as well."""
    anna = await buurt.resident("Anna")

    await anna.says("/team")
    assert "alleen een beheerder" in anna.last()
    await anna.presses(anna.private()[-1], "iv_admin")

    assert "alleen een beheerder" in anna.last()
    assert (await anna.member()).roles == set()


async def test_the_last_admin_stays(buurt: Buurt):
    """A neighbourhood without an admin could never get one again."""
    karel = await buurt.admin("Karel")
    await karel.says("/team")

    await karel.taps("Karel")
    await karel.taps("Stop als beheerder")

    assert "laatste beheerder" in karel.last()
    assert (await karel.member()).roles == {Role.ADMIN}


async def test_everybody_can_read_what_the_team_did(buurt: Buurt):
    """The log names the one who acted and never whom it concerned."""
    karel, anna = await buurt.admin("Karel"), await buurt.resident("Anna")
    await karel.says("/team")
    await karel.taps("Nodig organisator uit")

    await anna.says("/logboek")

    assert "Karel maakte een uitnodiging voor een organisator" in anna.last()


async def test_a_group_command_of_somebody_known_gets_a_reaction_only(buurt: Buurt):
    """The group stays quiet; the rest is said in private."""
    anna = await buurt.resident("Anna")
    before = len(buurt.in_group())

    await anna.says_in_group("/idee Een schaakbord op het plein")

    assert len(buurt.in_group()) == before
    assert "Wat is er nog nodig?" in anna.last()


async def test_a_group_command_of_a_stranger_gets_one_line_that_goes_away(buurt: Buurt):
    """After ten minutes the group is as it was."""
    anna = await buurt.stranger("Anna")

    await anna.says_in_group("/idee Een schaakbord op het plein")
    assert "We praten verder in ons eigen gesprek" in buurt.group_last()
    await anna.taps_in_group("Ga verder")
    await anna.taps("Ja, ik ben 16 of ouder")
    await anna.taps("Anna is goed")
    assert "Wat is er nog nodig?" in anna.last()
    await buurt.moves(minutes=11)

    assert "We praten verder" not in buurt.group_reads()


async def test_replying_offers_the_writer_and_nobody_else(buurt: Buurt):
    """Somebody's words become an idea only by their own hand."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    said = await buurt.standin.send(anna.user, buurt.group, "Een moestuin, dat zou leuk zijn")

    await bram.says_in_group("/idee", reply_to=said.id)
    assert "Anna, hier zit een idee in" in buurt.group_last()
    await bram.taps_in_group("Maak er een idee van")
    assert "werkt niet meer" in bram.last()
    await bram.says_in_group("/idee", reply_to=said.id)
    await anna.taps_in_group("Maak er een idee van")

    assert "Wat is er nog nodig?" in anna.last()


async def test_the_bot_comes_back_to_its_neighbourhood(buurt: Buurt):
    """Removed and added again, the group is still Broeklanden."""
    karel = buurt.founder
    await buurt.standin.remove_bot(buurt.group, by=karel)
    await buurt.settles()

    await buurt.standin.add_bot(buurt.group, by=karel, admin=True)
    await buurt.settles()

    assert "Wat speelt er in Broeklanden?" in buurt.group_last()


async def test_a_group_that_becomes_a_supergroup_is_the_same_neighbourhood(buurt: Buurt):
    """Telegram gives it a new id; everything that names it follows."""
    founder = buurt.founder
    small = buurt.standin.add_group("Klein", creator=founder)
    await buurt.standin.add_bot(small, by=founder)
    await buurt.settles()
    async with buurt.database.begin() as tx:
        await communities.give_chat(tx, small.id, buurt.id, thread=None)

    grown = await buurt.standin.upgrade(small)
    await buurt.settles()

    async with buurt.database.read() as tx:
        assert await communities.of_chat(tx, grown.id) == buurt.id
        assert await communities.of_chat(tx, small.id) is None
    assert [each.text.split("\n")[0] for each in buurt.standin.messages(grown)] == [
        "Wat speelt er in Broeklanden?"
    ]
