"""Ideas: brought in private, shown in the group, joined by a tap."""

from tests.buurt import Buurt, Neighbour

NEED = "iemand die bakken kan timmeren"


async def brings(neighbour: Neighbour, idea: str, *, needs: str = NEED) -> None:
    await neighbour.fills_in("idea", "Plaatsen", title=idea, needs=needs, excluded=None)


async def test_an_idea_is_three_questions_and_a_preview_away_from_the_group(buurt: Buurt):
    """What is still needed and who may be left out stand on the card."""
    bram = await buurt.resident("Bram")

    await bram.says("/idee Moestuin in de Kerkstraat")
    assert "Wat is er nog nodig?" in bram.last()
    await bram.says(NEED)
    assert "Wie kan misschien niet meedoen?" in bram.last()
    await bram.says("mensen die slecht kunnen bukken")
    assert "Zo ziet de groep het" in bram.last()
    assert "Moestuin" not in buurt.group_reads()
    await bram.taps("Plaatsen")

    card = buurt.group_last()
    assert "Moestuin in de Kerkstraat" in card
    assert "Een idee van Bram" in card
    assert NEED in card
    assert "slecht kunnen bukken" in card


async def test_joining_is_visible_and_can_be_taken_back(buurt: Buurt):
    """A tap in the group leads to a private message; the one who brought it hears who joins."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(bram, "Moestuin")

    await anna.taps_in_group("Ik doe mee")
    assert "Je doet mee met ‘Moestuin’" in anna.last()
    assert "Anna doet mee met je idee" in bram.last()
    assert "Een paar mensen doen al mee" in buurt.group_reads()
    await anna.taps("Toch niet")

    assert "Wie doet er mee?" in buurt.group_reads()


async def test_the_number_shows_from_five_people_on(buurt: Buurt):
    """Fewer could be counted back to who they are."""
    bram = await buurt.resident("Bram")
    await brings(bram, "Moestuin")
    neighbours = [await buurt.resident(name) for name in ("Anna", "Noor", "Willem", "Fatima")]
    for neighbour in neighbours:
        await neighbour.taps_in_group("Ik doe mee")
    assert "4 mensen" not in buurt.group_reads()

    fifth = await buurt.resident("Yusuf")
    await fifth.taps_in_group("Ik doe mee")

    assert "5 mensen doen mee" in buurt.group_reads()


async def test_a_stranger_who_taps_comes_in_and_joins(buurt: Buurt):
    """After the yes exactly that is done, and not the menu shown (EXPERIENCE 1)."""
    bram, anna = await buurt.resident("Bram"), await buurt.stranger("Anna")
    await brings(bram, "Moestuin")

    await anna.taps_in_group("Ik doe mee")
    assert "Wat bewaar ik?" in anna.last()
    await anna.taps("Ja, ik ben 16 of ouder")
    await anna.taps("Anna is goed")

    assert "Je doet mee met ‘Moestuin’" in anna.last()


async def test_a_response_reaches_only_the_one_who_brought_the_idea(buurt: Buurt):
    """A worry begins a talk; it blocks nothing and nobody else reads it."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(bram, "Moestuin")

    await anna.taps_in_group("Ik wil iets zeggen")
    await anna.taps("Ik maak me zorgen")
    await anna.says("Komen er dan ratten?")
    await anna.taps("Versturen")

    assert "Anna maakt zich zorgen" in bram.reads()
    assert "ratten" in bram.reads()
    assert "ratten" not in buurt.group_reads()
    await bram.taps("Antwoord")
    await bram.says("Nee, we leggen er gaas onder.")
    await bram.taps("Versturen")
    assert "gaas" in anna.last()


async def test_one_idea_a_day(buurt: Buurt):
    """So that everyone gets some room."""
    bram = await buurt.resident("Bram")
    await brings(bram, "Moestuin")

    await bram.says("/idee Nog een idee")
    assert "Morgen kun je er weer een plaatsen" in bram.last()
    await buurt.moves(days=1)
    await bram.says("/idee Nog een idee")

    assert "Wat is er nog nodig?" in bram.last()


async def test_only_who_brought_it_can_take_it_back(buurt: Buurt):
    """A forged button of somebody else is refused; the card stays."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(bram, "Moestuin")
    await anna.says("/ideeen")

    await anna.presses(anna.private()[-1], "iw_1_1")
    assert "voor iemand anders" in anna.last()
    await bram.taps("Bekijk het idee")
    await bram.taps("Neem het idee terug")
    await bram.taps("Ja, neem het terug")

    assert "Dit idee is teruggenomen" in buurt.group_reads()


async def test_another_neighbourhood_cannot_join(buurt: Buurt):
    """An id is no secret; being a neighbour is what counts."""
    bram, zeynep = await buurt.resident("Bram"), await buurt.elsewhere("Zeynep")
    await brings(bram, "Moestuin")
    await zeynep.says("/ideeen")

    await zeynep.presses(zeynep.private()[-1], "ij_1")

    assert "andere buurt" in zeynep.last()
    assert "Wie doet er mee?" in buurt.group_reads()


async def test_markup_in_an_idea_is_shown_as_typed(buurt: Buurt):
    """Nobody's words may change what the bot says."""
    bram = await buurt.resident("Bram")

    await brings(bram, "<b>Gratis</b> & <a href='x'>voor niets</a>")

    assert "<b>Gratis</b> & <a href='x'>voor niets</a>" in buurt.group_reads()


async def test_a_copy_of_the_card_that_a_crash_left_goes_at_its_first_tap(buurt: Buurt):
    """A message that was sent twice would otherwise stay wrong for ever."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(bram, "Moestuin")
    copy = await buurt.copy_of(buurt.in_group()[-1])

    await anna.presses(copy, "ij_1")

    assert "Je doet mee" in anna.last()
    assert buurt.group_reads().count("Een idee van Bram") == 1


async def test_ideas_are_paged(buurt: Buurt):
    """Five at a time, newest first."""
    for number in range(7):
        await brings(await buurt.resident(f"Buur{number}"), f"Idee {number}")
    anna = await buurt.resident("Anna")

    await anna.says("/ideeen")
    assert "1. Idee 6" in anna.last()
    assert "Idee 1" not in anna.last()
    await anna.taps("Volgende")

    assert "7. Idee 0" in anna.last()
