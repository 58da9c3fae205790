"""Stories: asking somebody of the guide, and the day on which I hear."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.matching.analysis import analyse
from storage.tables import guide_entries, guide_questions
from tests.buurt import START, Buurt
from tests.guided import (
    GRASS,
    Cast,
    asks,
    becomes_stand_in,
    letters,
    says_entry,
    searches_along,
    states,
)
from tests.handlers.test_privacy import CANARY, _where, erase


@pytest.fixture
async def cast(buurt: Buurt) -> Cast:
    return await Cast.begins(buurt)


# --- asking and answering ----------------------------------------------------------------------


async def test_a_buurtverbinder_searches_along_and_keeps_her_name_until_she_answers(buurt: Buurt):
    """She did not offer it in the guide, so her name is hers until she says something."""
    fatima, bram = await buurt.verbinder("Fatima"), await buurt.resident("Bram")
    await bram.says(GRASS)

    await asks(bram, "Vraag een verbinder")
    assert "Het gras staat kniehoog" in fatima.last()
    assert "Fatima" not in bram.reads()
    await fatima.taps("Antwoord")
    await fatima.says("Ik vraag het na bij de wijkraad")

    assert "Fatima schrijft" in bram.last()
    assert "Ik vraag het na bij de wijkraad" in bram.last()


async def test_a_question_arrives_in_private_with_why_and_hope(cast: Cast):
    """Two lines, so that the talk starts well; said before with whose name it goes."""
    await cast.bram.says(GRASS)
    await cast.bram.taps("Vraag Willem")
    assert "met je naam erbij" in cast.bram.last()
    await cast.bram.says("Het gras staat kniehoog")
    await cast.bram.says("Dat het gemaaid is")
    assert "met je naam erbij" in cast.bram.last()
    assert letters(cast.willem, "vraagt je iets") == 0
    await cast.bram.taps("Versturen")

    assert "Bram vraagt je iets" in cast.willem.last()
    assert "Waarom: Het gras staat kniehoog" in cast.willem.last()
    assert "Minder berichten" in cast.willem.buttons()
    assert "doorgegeven aan Willem" in cast.bram.last()


async def test_the_two_write_to_each_other_through_the_bot(cast: Cast):
    """An answer, and an answer to that; each with the ways out."""
    await cast.asked()

    await cast.willem.taps("Antwoord")
    await cast.willem.says("Vrijdag wordt er gemaaid")
    assert "Willem schrijft" in cast.bram.last()
    await cast.bram.taps("Antwoord")
    await cast.bram.says("Wat fijn")

    assert "Wat fijn" in cast.willem.last()
    assert {"Stop contact", "Melden"} <= set(cast.willem.buttons())
    assert await states(cast.buurt) == ["done"]


async def test_one_question_at_a_time_and_never_to_oneself(cast: Cast):
    """Nobody is asked twice before they could answer; a forged tap does not help."""
    await cast.asked()

    await cast.bram.says("/zoek wie weet iets van gras maaien")
    await cast.bram.taps("Vraag Willem")
    assert "al iets" in cast.bram.last()
    await cast.willem.says(GRASS)
    async with cast.buurt.database.read() as tx:
        look = await tx.value(select(func.max(guide_questions.c.id)))
        entry = await tx.value(select(guide_entries.c.id))
    await cast.willem.presses(cast.willem.private()[-1], f"gua_{look}_{entry}")

    assert "Dit ben jij zelf" in cast.willem.last()
    assert await states(cast.buurt) == ["waiting"]


async def test_a_buurtverbinder_too_has_one_question_of_a_person_at_a_time(buurt: Buurt):
    """Other words are no way around it: who searches along for everybody would drown."""
    fatima, bram = await buurt.verbinder("Fatima"), await buurt.resident("Bram")
    await bram.says(GRASS)
    await asks(bram, "Vraag een verbinder")

    await bram.says("/zoek wie gaat er over de straatlamp?")
    await bram.taps("Vraag een verbinder")
    assert "al iets" in bram.last()
    await fatima.taps("Antwoord")
    await fatima.says("Dat zoek ik uit")
    await asks(bram, "Vraag een verbinder")

    assert await states(buurt) == ["done", "waiting"]


async def test_a_fourth_open_question_waits_for_an_answer(buurt: Buurt):
    """Three at a time, to whomever; each that is answered makes room."""
    bram, fatima = await buurt.resident("Bram"), await buurt.verbinder("Fatima")
    for _ in range(3):
        await buurt.verbinder("Karel")
    for words in ("gras", "licht", "afval"):
        await bram.says(f"/zoek wie gaat er over het {words}?")
        await asks(bram, "Vraag een verbinder")

    await bram.says("/zoek wie gaat er over de sleutel?")
    await bram.taps("Vraag een verbinder")
    assert "al 3 vragen" in bram.last()
    await fatima.taps("Antwoord")
    await fatima.says("Dat zoek ik uit")
    await asks(bram, "Vraag een verbinder")

    assert await states(buurt) == ["done", "waiting", "waiting", "waiting"]


async def test_the_same_question_may_be_asked_again_later(cast: Cast):
    """Who helped last month is found this month too."""
    await cast.asked()
    await cast.willem.taps("Antwoord")
    await cast.willem.says("Vrijdag wordt er gemaaid")

    await cast.bram.says(GRASS)

    assert "Vraag Willem" in cast.bram.buttons()
    await asks(cast.bram, "Vraag Willem")
    assert await states(cast.buurt) == ["done", "waiting"]


async def test_a_no_is_asked_once_more_and_comes_with_another_way(cast: Cast):
    """Honest, without blame, told once, and never a dead end."""
    samira = await cast.buurt.resident("Samira")
    await searches_along(samira)
    await cast.asked()

    await cast.willem.taps("Dit kan ik niet")
    assert await states(cast.buurt) == ["waiting"]
    await cast.willem.taps("Ja, vertel het")
    assert letters(cast.bram, "Daar kan het niet") == 1
    await cast.bram.taps("Vraag iemand anders")

    assert "Willem" not in cast.bram.last()
    assert cast.bram.buttons()[0] == "Samira zoekt mee"


async def test_a_question_goes_on_to_the_stand_in_who_said_yes(cast: Cast):
    """By a link that works once; the owner sees who, and each hears where the question is."""
    samira = await cast.buurt.resident("Samira")
    await becomes_stand_in(cast.willem, samira)
    assert "Samira is nu je vervanger" in cast.willem.reads()
    await cast.asked()

    await cast.willem.taps("Ik weet iemand anders")
    assert "aan Samira" in cast.willem.last()
    await cast.willem.taps("Ja, geef door")

    assert "Willem gaf een vraag aan jou door" in samira.last()
    assert "Bram vraagt je iets" in samira.last()
    assert "van Willem naar Samira" in cast.bram.last()
    await samira.taps("Ik weet iemand anders")
    assert "niemand anders" in samira.last()


async def test_without_a_stand_in_a_question_goes_to_a_buurtverbinder(cast: Cast):
    """There is always somebody who knows many people, named only once she answers."""
    fatima = await cast.buurt.verbinder("Fatima")
    await cast.asked()

    await cast.willem.taps("Ik weet iemand anders")
    await cast.willem.taps("Ja, geef door")

    assert "Bram vraagt je iets" in fatima.last()
    assert "naar een buurtverbinder" in cast.bram.last()
    assert "Fatima" not in cast.bram.reads() + cast.willem.reads()


async def test_after_a_week_without_answer_the_asker_hears_that(cast: Cast):
    """Once, without blame, with another way; also after a restart."""
    await cast.asked()
    await cast.buurt.restarts()

    await cast.buurt.moves(days=6)
    assert letters(cast.bram, "Een week geleden") == 0
    await cast.buurt.moves(days=14)

    assert letters(cast.bram, "Een week geleden") == 1
    assert "Vraag iemand anders" in cast.bram.buttons()


async def test_who_no_longer_needs_an_answer_says_so(cast: Cast):
    """Asked once more; the other is free, hears no reason, and may be asked something again."""
    await cast.asked()
    await cast.bram.says("/mijn")
    await cast.bram.taps("Wegwijzer")
    await cast.bram.taps(cast.bram.buttons()[0])

    await cast.bram.taps("Toch niet meer nodig")
    assert await states(cast.buurt) == ["waiting"]
    assert letters(cast.willem, "niet meer nodig") == 0
    await cast.bram.taps("Ja, vertel het")
    assert "deze vraag is gestopt" in cast.bram.last()
    assert letters(cast.willem, "Bram heeft je antwoord niet meer nodig") == 1
    await cast.buurt.moves(days=10)
    await cast.asked()

    assert letters(cast.bram, "Een week geleden") == 0
    assert await states(cast.buurt) == ["ended", "waiting"]


async def test_only_the_asker_withdraws_a_question_and_only_while_it_is_open(cast: Cast):
    """A forged tap of another, or an old one, ends nothing."""
    await cast.asked()
    async with cast.buurt.database.read() as tx:
        question = await tx.value(select(func.max(guide_questions.c.id)))

    await cast.willem.presses(cast.willem.private()[-1], f"guh_{question}_1")
    assert "voor iemand anders" in cast.willem.last()
    await cast.willem.taps("Antwoord")
    await cast.willem.says("Vrijdag wordt er gemaaid")
    await cast.bram.presses(cast.bram.private()[-1], f"guh_{question}_1")

    assert "al verder gegaan" in cast.bram.last()
    assert await states(cast.buurt) == ["done"]


@pytest.mark.parametrize("promised", [False, True])
async def test_a_question_that_stays_unanswered_ends_some_weeks_later(cast: Cast, promised: bool):
    """Nobody is kept waiting for ever, and nothing stands in the way of asking again. The day is
    told with the word that nothing came."""
    await (cast.promised() if promised else cast.asked())

    await cast.buurt.moves(days=24)
    assert "Is er op " in cast.bram.last()
    assert await states(cast.buurt) == ["promised" if promised else "waiting"]
    await cast.buurt.moves(days=5)
    await cast.willem.taps("Antwoord")

    assert await states(cast.buurt) == ["ended"]
    assert "al verder gegaan" in cast.willem.last()


async def test_a_new_day_after_a_silence_keeps_a_question_open(cast: Cast):
    """Late is fine: what was promised anew is waited for."""
    await cast.asked()
    await cast.buurt.moves(days=27)

    await cast.willem.taps("Je hoort van mij")
    await cast.willem.taps(cast.willem.buttons()[2])
    await cast.buurt.moves(days=3)

    assert await states(cast.buurt) == ["promised"]


async def test_stopping_is_for_ever_and_tells_no_reason(cast: Cast):
    """Who stops is asked nothing more by the other."""
    await cast.asked()

    await cast.willem.taps("Stop contact")
    await cast.willem.taps("Ja, geen contact")
    assert "Dat kan veel redenen hebben" in cast.bram.last()
    await cast.bram.says("/zoek wie weet iets van gras maaien")

    assert "Willem" not in cast.bram.last()
    assert await states(cast.buurt) == ["ended"]


async def test_stopping_ends_every_question_of_the_two(cast: Cast):
    """Whoever wants no more contact means the person: an older question is no way around it, also
    not for words that were being typed. Whoever waits hears it of each that was open."""
    await cast.promised()
    await cast.bram.says("/zoek wie weet iets van gras maaien")
    await asks(cast.bram, "Vraag Willem")
    await cast.bram.taps("Antwoord")

    await cast.willem.taps("Stop contact")
    await cast.willem.taps("Ja, geen contact")
    await cast.bram.says("Luister naar mij")
    refused = cast.bram.last()
    await cast.bram.taps("Antwoord")

    assert "al verder gegaan" in refused
    assert "al verder gegaan" in cast.bram.last()
    assert "Luister naar mij" not in cast.willem.reads()
    assert letters(cast.bram, "Dit gesprek gaat niet door") == 2
    assert await states(cast.buurt) == ["ended", "ended"]


async def test_a_report_reaches_an_admin_and_ends_the_contact(cast: Cast):
    """As with every passed-on message."""
    karel = await cast.buurt.admin("Karel")
    await cast.asked()

    await cast.willem.taps("Melden")
    await cast.willem.says("Dit is geen vraag")
    await cast.willem.taps("Versturen")

    assert "Willem meldt iets over Bram" in karel.last()
    assert await states(cast.buurt) == ["ended"]


@pytest.mark.parametrize(
    "forged",
    [
        "gud_{}",
        "gup_{}_2027-06-10",
        "guf_{}",
        "gux_{}_1",
        "gun_{}_1",
        "gur_{}",
        "guy_{}_1",
        "guq_{}",
    ],
)
async def test_a_question_to_somebody_else_is_not_mine_to_answer(cast: Cast, forged: str):
    """Nobody reads along, and nobody promises for another."""
    await cast.asked()
    anna = await cast.buurt.resident("Anna")
    await anna.says("/wegwijzer")
    async with cast.buurt.database.read() as tx:
        question = await tx.value(select(func.max(guide_questions.c.id)))

    await anna.presses(anna.private()[-1], forged.format(question))

    assert "voor iemand anders" in anna.last()
    assert "kniehoog" not in anna.reads()
    assert await states(cast.buurt) == ["waiting"]


# --- you hear from me --------------------------------------------------------------------------


async def test_a_promise_is_a_date_that_both_read(cast: Cast):
    """Three working days to choose from; a double tap tells it once."""
    await cast.asked()

    await cast.willem.taps("Je hoort van mij")
    assert cast.willem.buttons()[:3] == ["di 8 jun", "do 10 jun", "ma 14 jun"]
    choice = cast.willem.private()[-1]
    await cast.willem.taps("do 10 jun")
    async with cast.buurt.database.read() as tx:
        question = await tx.value(select(func.max(guide_questions.c.id)))
    await cast.willem.presses(choice, f"gup_{question}_2027-06-10")

    assert letters(cast.bram, "uiterlijk donderdag 10 juni") == 1
    assert "uiterlijk donderdag 10 juni" in cast.willem.last()


async def test_another_day_is_typed_as_people_say_it(cast: Cast):
    """And read back in full before it counts; what passed is refused."""
    await cast.asked()
    await cast.willem.taps("Je hoort van mij")
    await cast.willem.taps("Andere dag")

    await cast.willem.says("12 oktober")
    assert "binnen 90 dagen" in cast.willem.reads()
    await cast.willem.says("volgende week vrijdag")
    assert "vrijdag 18 juni" in cast.willem.last()
    await cast.willem.taps("Ja, dat beloof ik")

    assert "uiterlijk vrijdag 18 juni" in cast.bram.last()


async def test_from_a_reminder_one_may_still_say_that_it_does_not_work_out(cast: Cast):
    """Whoever waits hears it sooner, and with another way, than from a day that passed."""
    await cast.promised()
    await cast.buurt.moves(days=2)
    assert "Je beloofde Bram" in cast.willem.last()
    assert "Dit kan ik niet" in cast.willem.buttons()

    await cast.willem.taps("Dit kan ik niet")
    await cast.willem.taps("Ja, vertel het")

    assert await states(cast.buurt) == ["declined"]
    assert "Vraag iemand anders" in cast.bram.buttons()


async def test_whoever_promised_is_reminded_and_whoever_waits_is_told(cast: Cast):
    """A day ahead, on the day, and when it passed; each once, also after a restart."""
    await cast.promised()

    await cast.buurt.moves(days=2)
    assert "Je beloofde Bram iets te laten horen" in cast.willem.last()
    await cast.buurt.restarts()
    await cast.buurt.moves(days=1)
    assert "Vandaag, donderdag 10 juni" in cast.willem.last()
    assert letters(cast.bram, "Via mij kwam er nog niets") == 0
    await cast.buurt.moves(days=10)

    assert letters(cast.willem, "Je beloofde Bram iets te laten horen") == 1
    assert letters(cast.willem, "Vandaag,") == 1
    assert letters(cast.willem, "Ik heb gezegd dat er via mij nog niets kwam") == 1
    assert letters(cast.bram, "Via mij kwam er nog niets") == 1
    assert "Willem" not in cast.buurt.group_reads()


async def test_a_bot_that_was_away_tells_only_what_is_still_of_use(cast: Cast):
    """A reminder of a day that is over would only confuse; that nothing came is told, once."""
    await cast.promised()

    cast.buurt.passes(timedelta(days=12))
    await cast.buurt.moves(days=3)

    assert letters(cast.willem, "Vandaag,") == 0
    assert letters(cast.willem, "Je beloofde Bram iets te laten horen") == 0
    assert letters(cast.willem, "Ik heb gezegd dat er via mij nog niets kwam") == 1
    assert letters(cast.bram, "Via mij kwam er nog niets") == 1


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(days=2, hours=22), "Vandaag,"),  # until eight on the day itself
        (timedelta(days=3, hours=23.5), "Via mij kwam er nog niets"),  # half past nine, a day later
    ],
)
async def test_a_bot_that_comes_back_before_the_hour_says_it_once(
    cast: Cast, away: timedelta, words: str
):
    """What was late is said on return, and not again when its own hour comes."""
    await cast.promised()

    cast.buurt.passes(START + away - cast.buurt.now)
    await cast.buurt.moves(days=3)

    assert letters(cast.willem, "Vandaag,") == (words == "Vandaag,")
    assert letters(cast.willem, "Ik heb gezegd dat er via mij nog niets kwam") == 1
    assert letters(cast.bram, "Via mij kwam er nog niets") == 1


async def test_a_new_date_is_told_and_starts_anew(cast: Cast):
    """More time is fine, as long as whoever waits knows."""
    await cast.promised()
    await cast.buurt.moves(days=3)

    await cast.willem.taps("Nieuwe datum")
    await cast.willem.taps("vr 11 jun")
    assert "heeft meer tijd nodig" in cast.bram.last()
    assert "vrijdag 11 juni" in cast.bram.last()
    await cast.buurt.moves(days=3)

    assert letters(cast.bram, "Je zou uiterlijk vrijdag 11 juni iets horen") == 1
    assert letters(cast.bram, "Je zou uiterlijk donderdag") == 0


async def test_what_is_done_is_not_reminded_of(cast: Cast):
    """`Gedaan`, told once to whoever waited, who may say that they heard nothing."""
    await cast.promised()
    await cast.buurt.moves(days=2)

    await cast.willem.taps("Gedaan")
    await cast.buurt.moves(days=10)

    assert letters(cast.willem, "Vandaag,") == 0
    assert letters(cast.bram, "zegt dat het gedaan is") == 1
    assert letters(cast.bram, "Via mij kwam er nog niets") == 0
    assert letters(cast.bram, "Tik op ‘Antwoord’") == 1
    await cast.bram.taps("Antwoord")
    await cast.bram.says("Ik hoorde nog niets")
    assert "Ik hoorde nog niets" in cast.willem.last()


# --- leaving -----------------------------------------------------------------------------------


async def test_whoever_waits_for_somebody_who_left_gets_another_way(cast: Cast):
    """And hears it without the name."""
    await cast.promised()

    await erase(cast.willem)
    await cast.buurt.moves(days=10)

    assert "doet niet meer mee" in cast.bram.last()
    assert "Vraag iemand anders" in cast.bram.buttons()
    assert letters(cast.bram, "Via mij kwam er nog niets") == 0
    assert await _where(cast.buurt.database, "Willem") == []


async def test_nothing_of_who_asked_is_left_and_whoever_promised_is_free(buurt: Buurt):
    """Words, why and hope go too, also from letters that went to others."""
    willem, bram = await buurt.resident("Willem"), await buurt.resident(CANARY.title())
    await says_entry(willem)
    await says_entry(bram, f"Alles over {CANARY}")
    await bram.says(f"{GRASS} {CANARY}")
    await bram.taps("Vraag Willem")
    await bram.says(f"Waarom {CANARY}")
    await bram.says(f"Hoop {CANARY}")
    await bram.taps("Versturen")
    await willem.taps("Je hoort van mij")
    await willem.taps("do 10 jun")

    await erase(bram)

    assert analyse.cache_info().currsize == 0
    await buurt.moves(days=10)
    assert await _where(buurt.database, CANARY) == []
    assert "niets meer te doen" in willem.last()
    assert letters(willem, "Vandaag,") == 0


async def test_who_promised_nothing_is_not_told_of_a_promise(cast: Cast):
    """Somebody who left asked something; that is all that the other did."""
    await cast.asked()

    await erase(cast.bram)

    assert "Iemand die jou iets vroeg, doet niet meer mee" in cast.willem.last()
    assert "beloofde" not in cast.willem.last()


async def test_mine_shows_how_my_questions_stand_on_both_sides(cast: Cast):
    """What somebody promised, and what was promised to them, is found back."""
    await cast.promised()

    await cast.bram.says("/mijn")
    await cast.bram.taps("Wegwijzer")
    await cast.bram.taps(cast.bram.buttons()[0])
    await cast.willem.says("/mijn")
    await cast.willem.taps("Wegwijzer")
    await cast.willem.taps(cast.willem.buttons()[0])

    assert "Je hoort van Willem, uiterlijk donderdag 10 juni" in cast.bram.last()
    assert "Je beloofde Bram" in cast.willem.last()
    assert "Nieuwe datum" in cast.willem.buttons()
