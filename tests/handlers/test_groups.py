"""Small groups: started by anyone, with places and a waiting list."""

from tests.buurt import Buurt, Neighbour


async def starts_club(neighbour: Neighbour, *, places: int = 3) -> None:
    await neighbour.fills_in("group", "Plaatsen", name="Timmerclub", about=None, places=places)


async def test_two_join_and_the_third_waits(buurt: Buurt):
    """The founder has a place too, so a group of three has two left."""
    anna = await buurt.resident("Anna")
    await starts_club(anna)
    others = [await buurt.resident(name) for name in ("Bram", "Noor", "Willem")]

    for other in others:
        await other.taps_in_group("Ik wil erbij")

    assert "Je hoort nu bij ‘Timmerclub’" in others[0].last()
    assert "Je hoort nu bij ‘Timmerclub’" in others[1].last()
    assert "Je staat op de wachtlijst" in others[2].last()
    assert "Alle plekken zijn bezet" in buurt.group_reads()
    assert "Willem staat op de wachtlijst" in anna.last()


async def test_a_free_place_goes_to_the_first_who_waits(buurt: Buurt):
    """`Toch niet` of one is good news for another."""
    anna = await buurt.resident("Anna")
    await starts_club(anna)
    bram, noor, willem = [await buurt.resident(name) for name in ("Bram", "Noor", "Willem")]
    for other in (bram, noor, willem):
        await other.taps_in_group("Ik wil erbij")

    await bram.taps("Toch niet")

    assert "Er is plek voor jou in ‘Timmerclub’" in willem.last()


async def test_tapping_twice_is_tapping_once(buurt: Buurt):
    """A nervous finger takes one place."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await starts_club(anna)

    await bram.taps_in_group("Ik wil erbij")
    await bram.taps_in_group("Ik wil erbij")

    assert anna.reads().count("Bram komt bij ‘Timmerclub’") == 1


async def test_only_the_founder_ends_it_and_everyone_hears(buurt: Buurt):
    """With thanks; a forged button of a member is refused."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await starts_club(anna)
    await bram.taps_in_group("Ik wil erbij")

    await bram.presses(bram.private()[-1], "ge_1_1")
    assert "voor iemand anders" in bram.last()
    await anna.taps("Bekijk het groepje")
    await anna.taps("Stop dit groepje")
    await anna.taps("Ja, stop")

    assert "Bedankt dat je meedeed" in bram.last()
    assert bram.buttons() == ["Minder berichten"]
    assert "Dit groepje is gestopt" in buurt.group_reads()


async def test_a_number_of_places_that_makes_no_sense_is_asked_again(buurt: Buurt):
    """And what was said before is still there."""
    anna = await buurt.resident("Anna")
    await anna.says("/groep Timmerclub")
    await anna.taps("Overslaan")

    await anna.says("heel veel")
    assert "Typ een getal van 2 tot 30" in anna.reads()
    await anna.says("vier")
    await anna.says("4 mensen")

    assert "4 plekken, jij hebt er één van" in anna.last()


async def test_nothing_is_left_of_a_group_when_its_last_member_erases_everything(buurt: Buurt):
    """Anna began it and left; it stayed for Bram, and for nobody after him."""
    anna, bram, noor = [await buurt.resident(name) for name in ("Anna", "Bram", "Noor")]
    await starts_club(anna)
    await bram.taps_in_group("Ik wil erbij")
    for each in (anna, bram):
        await noor.says("/groepen")
        assert "1. Timmerclub" in noor.last()
        await each.says("/privacy")
        await each.taps("Wis alles")
        await each.taps("Ja, wis alles")
        if each is anna:
            assert "doet niet meer mee. Jullie gaan gewoon door" in bram.last()
            assert bram.buttons()[0] == "Ik neem dit groepje over"
            assert "Anna" not in bram.last()

    await noor.says("/groepen")

    assert "Er zijn nog geen groepjes" in noor.last()
