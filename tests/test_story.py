"""The whole story of a neighbourhood, from the bot's first words to the last report.

Each step has its own tests next to its noun; this one shows that they hang together, on both
databases, with the bot stopped and started between any two chapters.
"""

from tests.buurt import Buurt, Neighbour


async def test_the_story_of_broeklanden(buurt_without_neighbourhood: Buurt):
    """What the README promises, played from end to end."""
    buurt = buurt_without_neighbourhood
    karel = await sets_up(buurt)
    anna, bram = await comes_in(buurt, "Anna"), await comes_in(buurt, "Bram")
    await buurt.restarts()
    await an_idea_and_a_talent(buurt, anna, bram)
    await buurt.restarts()
    fatima = await becomes_verbinder(buurt, karel)
    await buurt.restarts()
    await they_are_introduced(buurt, fatima, anna, bram)
    await buurt.restarts()
    noor = await comes_in(buurt, "Noor")
    await a_meeting(buurt, noor, anna, bram)
    await buurt.restarts()
    await a_small_group(buurt, anna, [bram, noor, fatima])
    await buurt.restarts()
    await a_message_to_all(buurt, karel, [anna, bram, fatima, noor])


async def sets_up(buurt: Buurt) -> Neighbour:
    karel = Neighbour(buurt, buurt.founder)
    await buurt.standin.add_bot(buurt.group, by=buurt.founder, admin=True)
    await buurt.settles()
    await karel.taps_in_group("Buurt instellen")
    await karel.taps("Ja, ik ben 16 of ouder")
    await karel.taps("Oprichter is goed")
    await karel.taps("Broeklanden")
    await karel.taps("Ja, zet de buurt aan")
    assert "Gelukt! Broeklanden staat aan" in karel.last()
    return karel


async def comes_in(buurt: Buurt, name: str) -> Neighbour:
    neighbour = await buurt.stranger(name)
    await neighbour.taps_in_group("Open de buurtbot")
    await neighbour.taps("Ja, ik ben 16 of ouder")
    await neighbour.taps(f"{name} is goed")
    assert "Wat wil je doen?" in neighbour.reads()
    return neighbour


async def an_idea_and_a_talent(buurt: Buurt, anna: Neighbour, bram: Neighbour) -> None:
    await bram.says("/idee Moestuin in de Kerkstraat")
    await bram.says("iemand die bakken kan timmeren")
    await bram.taps("Overslaan")
    await bram.taps("Plaatsen")
    assert "Moestuin in de Kerkstraat" in buurt.group_reads()

    await anna.says("/talent Ik was vroeger meubelmaker")
    await anna.taps("Dit kan ik")
    await anna.taps(next(each for each in anna.buttons() if "immer" in each.lower()))
    await anna.taps("Klaar")
    await anna.taps("Opslaan")
    assert "ik heb het bewaard" in anna.last()


async def becomes_verbinder(buurt: Buurt, karel: Neighbour) -> Neighbour:
    fatima = await comes_in(buurt, "Fatima")
    await karel.says("/team")
    await karel.taps("Nodig verbinder uit")
    link = karel.private()[-1].buttons[0][0].url
    await fatima.starts(link.split("?start=")[1])
    await fatima.taps("Ja, ik woon hier")
    await karel.taps("Ja, klopt")
    assert "Je bent nu buurtverbinder" in fatima.reads()
    await fatima.taps("Elke werkdag")
    await fatima.taps("16.00 uur")
    return fatima


async def they_are_introduced(
    buurt: Buurt, fatima: Neighbour, anna: Neighbour, bram: Neighbour
) -> None:
    before = len(fatima.hears())
    await buurt.moves(hours=7)
    assert len(fatima.hears()) == before + 1
    assert "Je verbinderskaart" in fatima.last()
    await fatima.taps(next(each for each in fatima.buttons() if each.startswith("1 ")))
    await fatima.taps("Stel voor")
    assert "Bram" not in anna.reads()

    await buurt.moves(minutes=6)
    assert "Wil je kennismaken?" in anna.last()
    assert "Bram" not in anna.reads()
    assert "kennismaken" not in bram.reads()
    await anna.taps("Ja, graag")
    assert "Wil je kennismaken?" in bram.last()
    assert "Anna" not in bram.last()
    await bram.taps("Ja, graag")

    assert "De ander heet Bram" in anna.reads()
    assert "De ander heet Anna" in bram.reads()
    await anna.taps("Begin contact")
    await bram.taps("Begin contact")
    assert "hebben contact via de bot" in anna.reads()
    assert "Anna en Bram hebben contact" in fatima.reads()


async def a_meeting(buurt: Buurt, noor: Neighbour, anna: Neighbour, bram: Neighbour) -> None:
    await noor.says("/bijeenkomst Samen de bakken schilderen")
    await noor.says("donderdag 19.30")
    await noor.says("De speeltuin")
    assert "donderdag 10 juni 2027 om 19.30 uur" in noor.last()
    await noor.taps("Plaatsen")
    await buurt.moves(hours=16)
    assert "Samen de bakken schilderen" in buurt.group_reads()
    await anna.taps_in_group("Ik kom")
    await bram.taps_in_group("Ik kom niet")
    assert "1 persoon komt" in buurt.group_reads()

    await buurt.moves(days=3)
    assert "⏰ Je zei ja: Samen de bakken schilderen" in anna.reads()
    assert "⏰" not in bram.reads()


async def a_small_group(buurt: Buurt, anna: Neighbour, others: list[Neighbour]) -> None:
    await anna.says("/groep Timmerclub")
    await anna.taps("Overslaan")
    await anna.taps("3 plekken")
    await anna.taps("Plaatsen")
    await buurt.moves(hours=20)
    for other in others:
        await other.taps_in_group("Ik wil erbij")
    assert "Je hoort nu bij ‘Timmerclub’" in others[1].last()
    assert "Je staat op de wachtlijst" in others[2].last()


async def a_message_to_all(buurt: Buurt, noor: Neighbour, others: list[Neighbour]) -> None:
    await noor.says("/bericht Zaterdag is de opening van de moestuin!")
    await noor.taps("Versturen")
    await buurt.moves(hours=14)
    for other in others:
        assert other.reads().count("de opening van de moestuin") == 1
    assert buurt.group_reads().count("de opening van de moestuin") == 1
