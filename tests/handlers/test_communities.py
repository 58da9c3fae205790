"""A group becomes a neighbourhood, and its team grows by invitation."""

from datetime import timedelta

import pytest

from bot.messages import ToChat
from bot.nominations import Party
from bot.people import Role
from handlers import tokens
from handlers.communities import Opening
from storage import communities, nominations, people, timers
from storage.database import Database
from tests.buurt import Buurt, Neighbour
from tests.introduced import brings


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
    karel = await buurt.admin("Karel")
    await brings(karel, "Moestuin")

    pressed = await karel.presses(buurt.in_group()[-1], "su")

    assert "al een buurt" in (pressed.toast or "")


async def test_a_role_starts_after_the_inviter_saw_who_it_is(buurt: Buurt):
    """A link that went astray gives nobody a role."""
    karel, fatima = await buurt.admin("Karel"), await buurt.resident("Fatima")
    await karel.says("/team")
    await karel.taps("Nodig verbinder uit")
    link = karel.private()[-1].buttons[0][0].url

    await fatima.starts(link.split("?start=")[1])
    assert "Woon je hier, of werk je hier?" in fatima.last()
    assert fatima.buttons() == ["Ja, ik woon hier", "Ja, ik werk hier", "Liever niet"]
    forged = fatima.private()[-1]
    await fatima.taps("Liever niet")
    assert "Niemand hoort hiervan" in fatima.last()
    await fatima.presses(forged, "id_1")
    assert "Fatima" not in karel.reads()
    await fatima.starts(link.split("?start=")[1])
    assert "Fatima" not in karel.reads()
    await fatima.taps("Ja, ik woon hier")
    assert (await fatima.member()).roles == set()
    assert "Fatima wil buurtverbinder worden met je uitnodiging, en woont hier" in karel.last()
    await karel.taps("Ja, klopt")

    assert (await fatima.member()).roles == {Role.CONNECTOR}
    assert "Je bent nu buurtverbinder" in fatima.reads()


async def invited(karel: Neighbour, who: Neighbour) -> None:
    """An admin makes a link to be buurtverbinder, and somebody opens it."""
    await karel.says("/team")
    await karel.taps("Nodig verbinder uit")
    await who.starts(karel.private()[-1].buttons[0][0].url.split("?start=")[1])


async def test_who_is_invited_counts_for_the_majority_too(buurt: Buurt):
    """Willem of the municipality waits until enough neighbours do it; everybody reads why, and
    nothing has to be done twice."""
    karel = await buurt.admin("Karel")
    willem, anna, bram = [await buurt.resident(name) for name in ("Willem", "Anna", "Bram")]
    await invited(karel, willem)
    assert "alleen iemand zijn die hier woont" in karel.hears()[-2]
    await willem.taps("Ja, ik werk hier")
    assert "Er is eerst nog een bewoner nodig" in willem.last()

    for each in (anna, bram):
        await invited(karel, each)
        await each.taps("Ja, ik woon hier")
        await karel.taps("Ja, klopt")
    await willem.taps("Ja, ik werk hier")
    assert "Willem wil buurtverbinder worden met je uitnodiging, en werkt hier" in karel.last()
    async with buurt.database.begin() as tx:
        who = await anna.member()
        await people.end_role(tx, who.id, who.community_id, Role.CONNECTOR)
    await karel.taps("Ja, klopt")
    assert "Dat kan nu nog niet" in karel.last()
    assert (await willem.member()).roles == set()
    async with buurt.database.begin() as tx:
        await people.give_role(tx, who.id, who.community_id, Role.CONNECTOR)
        await nominations.tell_party(tx, who.id, who.community_id, Party.RESIDENT)
    await karel.taps("Ja, klopt")

    assert (await willem.member()).roles == {Role.CONNECTOR}
    async with buurt.database.read() as tx:
        team = await nominations.parties(tx, buurt.id)
    assert sorted(team) == ["professional", "resident", "resident"]


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_only_who_opened_the_invitation_says_where_they_live(buurt: Buurt):
    """Opened twice it asks again; a forged or a late answer gives nothing."""
    karel = await buurt.admin("Karel")
    fatima, bram = await buurt.resident("Fatima"), await buurt.resident("Bram")
    await invited(karel, fatima)
    link = karel.private()[-1].buttons[0][0].url.split("?start=")[1]
    await bram.starts(link)
    assert "al gebruikt" in bram.last()

    await bram.presses(bram.private()[-1], "ip_1_resident")
    await fatima.starts(link)
    assert "Woon je hier, of werk je hier?" in fatima.last()
    await fatima.taps("Ja, ik woon hier")
    await fatima.presses(fatima.private()[-1], "ip_1_resident")
    await fatima.starts(link)

    assert "voor iemand anders" in bram.last()
    assert "al gebruikt" in fatima.last()
    assert karel.reads().count("Fatima wil buurtverbinder worden") == 1
    await invited(karel, bram)
    await buurt.moves(hours=49)
    await bram.taps("Ja, ik woon hier")
    assert "te oud" in bram.last()


async def test_who_was_there_before_is_asked_once(buurt: Buurt):
    """A team of before this was asked says it by one tap, and may say otherwise."""
    fatima, anna = await buurt.verbinder("Fatima"), await buurt.resident("Anna")
    who = await fatima.member()
    async with buurt.database.begin() as tx:
        await timers.put(tx, "connector-party", who.id, due_at=tx.now)
    await buurt.moves(minutes=1)
    assert "Woon je hier, of werk je hier?" in fatima.last()

    await fatima.taps("Ik werk hier")
    assert fatima.buttons() == ["Ik woon hier"]
    await fatima.taps("Ik woon hier")
    await brings(anna, "Moestuin")
    await anna.presses(buurt.in_group()[-1], f"np_{buurt.id}_resident")

    assert "Ik weet nu dat je in Broeklanden woont" in fatima.last()
    assert (await anna.member()).roles == set()
    async with buurt.database.read() as tx:
        assert await nominations.parties(tx, buurt.id) == [Party.RESIDENT]


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


async def connects(buurt: Buurt, name: str, party: Party) -> Neighbour:
    """Somebody of the team, who said whether they live or work here."""
    it = await buurt.verbinder(name)
    who = await it.member()
    async with buurt.database.begin() as tx:
        await nominations.tell_party(tx, who.id, who.community_id, party)
    return it


async def test_nobody_is_held_in_a_role_and_the_team_reads_what_it_needs(buurt: Buurt):
    """When a resident goes and most of the team no longer lives here, that is said before and
    after, and refused to nobody: who wants to stop may, and so may who must."""
    karel = await buurt.admin("Karel")
    anna, bram, willem = [
        await connects(buurt, name, party)
        for name, party in (
            ("Anna", Party.RESIDENT),
            ("Bram", Party.RESIDENT),
            ("Willem", Party.PROFESSIONAL),
        )
    ]
    await karel.says("/team")
    assert "Te weinig buurtverbinders wonen hier" not in karel.last()
    await karel.taps("Willem")
    await karel.taps("Stop als verbinder")
    assert "Klopt het dat Willem geen buurtverbinder meer is?" in karel.last()
    assert "Te weinig" not in karel.last()
    await karel.taps("Terug")
    await karel.taps("Terug")
    await karel.taps("Anna")
    await karel.taps("Stop als verbinder")

    assert "Nodig iemand uit die hier woont" in karel.last()
    assert (await anna.member()).roles == {Role.CONNECTOR}
    await karel.taps("Ja, dat klopt")
    assert "Anna is geen buurtverbinder meer" in karel.last()
    assert "Nodig iemand uit die hier woont" in karel.last()
    assert "Je bent geen buurtverbinder meer" in anna.last()
    await karel.taps("Naar het team")
    assert "Te weinig buurtverbinders wonen hier" in karel.last()
    assert (await willem.member()).roles == {Role.CONNECTOR}
    await anna.presses(karel.private()[-1], f"ez_{(await bram.member()).id}_connector_1")
    assert (await bram.member()).roles == {Role.CONNECTOR}


async def test_a_buurtverbinder_may_always_stop(buurt: Buurt):
    """`Stoppen kan altijd`, they read when they began: without asking anybody."""
    karel, fatima = await buurt.admin("Karel"), await connects(buurt, "Fatima", Party.RESIDENT)
    await fatima.says("/kaart")
    await fatima.taps("Mijn dagen en uur")
    days = fatima.private()[-1]

    await fatima.taps("Ik stop als verbinder")
    await fatima.taps("Toch niet")
    assert "Je kaart komt" in fatima.last()
    await fatima.taps("Ik stop als verbinder")
    await fatima.taps("Ja, ik stop")

    assert "Je bent geen buurtverbinder meer" in fatima.last()
    assert (await fatima.member()).roles == set()
    assert "Fatima is gestopt als buurtverbinder" in karel.last()
    await fatima.presses(days, f"kwx_{(await fatima.member()).community_id}_sure")
    assert karel.reads().count("is gestopt als buurtverbinder") == 1


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


async def test_who_is_known_from_elsewhere_gets_a_reaction_only_too(buurt: Buurt):
    """Whoever writes in the group is of its neighbourhood; they agreed once, and that is enough."""
    zeynep = await buurt.elsewhere("Zeynep")
    buurt.standin.seat(buurt.group, zeynep.user)

    await zeynep.says_in_group("/idee Een schaakbord op het plein")
    assert "Wat is er nog nodig?" in zeynep.last()
    assert buurt.in_group() == []
    await zeynep.taps("Overslaan")
    await zeynep.taps("Overslaan")
    await zeynep.taps("Plaatsen")

    assert "Een schaakbord op het plein" in buurt.group_last()
    assert (await zeynep.member()).community_id == buurt.id


async def test_a_command_in_the_group_is_about_that_neighbourhood(buurt: Buurt):
    """Whichever one somebody of two looked at before, and whatever else they answer in private."""
    zeynep = await buurt.elsewhere("Zeynep")
    other = (await zeynep.member()).community_id
    buurt.standin.seat(buurt.group, zeynep.user)
    await zeynep.opens_from_group()
    await zeynep.presses(zeynep.private()[-1], f"la_{other}")

    await zeynep.says_in_group("/idee Een schaakbord op het plein")
    await zeynep.says("iemand met verf")
    await zeynep.taps("Overslaan")
    await zeynep.taps("Plaatsen")

    assert "Een schaakbord op het plein" in buurt.group_last()


async def test_where_there_is_no_neighbourhood_yet_a_command_is_greeted(empty: Buurt):
    """Somebody known changes nothing of that."""
    owner = await founder(empty)
    await owner.taps_in_group("Buurt instellen")
    await owner.taps("Ja, ik ben 16 of ouder")

    await owner.says_in_group("/idee Een schaakbord op het plein")

    assert "Buurt instellen" in empty.group_reads()


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
    """Somebody's words become an idea only by their own hand; who else taps spoils nothing."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    said = await buurt.standin.send(anna.user, buurt.group, "Een moestuin, dat zou leuk zijn")

    await bram.says_in_group("/idee", reply_to=said.id)
    assert "Anna, hier zit een idee in" in buurt.group_last()
    await bram.taps_in_group("Maak er een idee van")
    assert "werkt niet meer" in bram.reads()
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


async def test_what_came_meanwhile_is_posted_when_the_bot_comes_back(buurt: Buurt):
    """Who brings something hears that it is not in the group yet, and it comes once it can; what
    was there before is not posted twice."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    noor = await buurt.organizer("Noor")
    await brings(anna, "Moestuin")
    await buurt.standin.remove_bot(buurt.group, by=buurt.founder)
    await buurt.settles()
    before = len(buurt.in_group())

    await brings(bram, "Buurtsoep")
    assert "staat erop" not in bram.last()
    assert "In de groep kan ik het nu niet zetten" in bram.last()
    await bram.fills_in("group", "Plaatsen", name="Wandelclub", about=None, places=8)
    assert "In de groep kan ik het nu niet zetten" in bram.reads().split("Wandelclub")[-1]
    await noor.says("/bijeenkomst Koffie")
    await noor.says("donderdag 10.00")
    await noor.says("Buurthuis")
    await noor.taps("Plaatsen")
    assert "In de groep kan ik het nu niet zetten" in noor.last()
    await buurt.moves(hours=1)
    await buurt.standin.add_bot(buurt.group, by=buurt.founder, admin=True)
    await buurt.settles()
    await buurt.moves(days=2)

    overview, *cards = [each.text for each in buurt.in_group()[before:]]
    assert "Wat speelt er in Broeklanden?" in overview
    assert len(cards) == 3
    for title in ("Buurtsoep", "Wandelclub", "Koffie"):
        assert sum(title in each for each in cards) == 1


async def test_a_card_that_waited_for_the_morning_comes_when_the_bot_is_back(buurt: Buurt):
    """The bot was gone at the moment that it should have come."""
    anna = await buurt.resident("Anna")
    await buurt.moves(hours=13)
    await brings(anna, "Moestuin")
    await buurt.standin.remove_bot(buurt.group, by=buurt.founder)
    await buurt.settles()
    await buurt.moves(hours=12)
    assert "Moestuin" not in buurt.group_reads()

    await buurt.standin.add_bot(buurt.group, by=buurt.founder, admin=True)
    await buurt.settles()
    await buurt.moves(days=2)

    cards = [each.text for each in buurt.in_group() if "Wat speelt er" not in each.text]
    assert sum("Moestuin" in each for each in cards) == 1


async def test_a_group_that_becomes_a_supergroup_is_the_same_neighbourhood(buurt: Buurt):
    """Telegram gives it a new id; everything that names it follows."""
    founder = buurt.founder
    small = buurt.standin.add_group("Klein", creator=founder)
    await buurt.standin.add_bot(small, by=founder)
    await buurt.settles()
    async with buurt.database.begin() as tx:
        await communities.give_chat(tx, ToChat(small.id), buurt.id)

    grown = await buurt.standin.upgrade(small)
    await buurt.settles()

    async with buurt.database.read() as tx:
        assert await communities.of_chat(tx, grown.id) == buurt.id
        assert await communities.of_chat(tx, small.id) is None
    assert [each.text.split("\n")[0] for each in buurt.standin.messages(grown)] == [
        "Wat speelt er in Broeklanden?"
    ]


async def small_group(buurt: Buurt) -> Neighbour:
    """An ordinary group with the bot in it, that is no neighbourhood yet."""
    buurt.group = buurt.standin.add_group("Broeklanden", creator=buurt.founder)
    await buurt.standin.add_bot(buurt.group, by=buurt.founder)
    await buurt.settles()
    return Neighbour(buurt, buurt.founder)


@pytest.mark.parametrize("taps_before", [1, 3])
async def test_a_group_that_becomes_a_supergroup_while_it_is_set_up(
    buurt_without_neighbourhood: Buurt, taps_before: int
):
    """ "In de groep staat nu een knop" is true in the new group as well."""
    buurt = buurt_without_neighbourhood
    karel = await small_group(buurt)
    taps = ["Ja, ik ben 16 of ouder", "Oprichter is goed", "Broeklanden", "Ja, zet de buurt aan"]
    await karel.taps_in_group("Buurt instellen")
    for label in taps[:taps_before]:
        await karel.taps(label)

    old, buurt.group = buurt.group, await buurt.standin.upgrade(buurt.group)
    await buurt.settles()
    buurt.standin.calls.clear()
    for label in taps[taps_before:]:
        await karel.taps(label)

    assert "In de groep staat nu een knop" in karel.last()
    (overview,) = [each for each in buurt.in_group() if each.buttons]
    assert "Wat speelt er in Broeklanden?" in overview.text
    async with buurt.database.read() as tx:
        found = await communities.find_chat(tx, buurt.group.id)
        assert await communities.find_chat(tx, old.id) is None
    assert found is not None
    assert found.community_id is not None
    assert old.id not in {call.params.get("chat_id") for call in buurt.standin.calls}


async def test_setting_up_that_waits_for_another_form_follows_the_group(buurt: Buurt):
    """Its first answers wait with it, and name the group."""
    karel = await buurt.resident("Karel")
    small = buurt.standin.add_group("Zuidwijk", creator=karel.user)
    await buurt.standin.add_bot(small, by=karel.user)
    await buurt.settles()
    await karel.says("/idee Moestuin")
    await karel.taps_in_group("Buurt instellen", chat=small)

    grown = await buurt.standin.upgrade(small)
    await buurt.settles()
    buurt.standin.calls.clear()
    await karel.taps("Opnieuw beginnen")
    await karel.taps("Zuidwijk")
    await karel.taps("Ja, zet de buurt aan")

    assert "Wat speelt er in Zuidwijk?" in buurt.standin.messages(grown)[-1].text
    assert small.id not in {call.params.get("chat_id") for call in buurt.standin.calls}


async def test_a_group_that_became_a_supergroup_can_be_set_up(buurt_without_neighbourhood: Buurt):
    """The greeting stayed behind in the old group; the new one gets its own, once."""
    buurt = buurt_without_neighbourhood
    karel = await small_group(buurt)

    buurt.group = await buurt.standin.upgrade(buurt.group)
    await buurt.settles()

    (greeting,) = buurt.in_group()
    assert "Ik ben de buurtbot" in greeting.text
    await karel.taps_in_group("Buurt instellen")
    assert "Wat bewaar ik?" in karel.last()
