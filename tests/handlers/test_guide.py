"""Stories: whom do I need, asking them, and the day on which I hear."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.matching.analysis import analyse
from storage import people
from storage.tables import guide_entries, guide_questions
from tests.buurt import START, Buurt, Neighbour
from tests.handlers.test_privacy import CANARY, _where, erase

GRASS = "/zoek wie gaat er over het gras?"


async def says_entry(of: Neighbour, words: str = "Gras maaien en groen in het park") -> None:
    """Somebody says what they may be called about."""
    can = "Maaien laten doen wel, bomen kappen niet"
    await of.fills_in("guide", "Plaatsen", words=words, direction="offer", tags=None, can=can)


async def searches_along(of: Neighbour) -> None:
    """Somebody who searches along with who does not know whom to ask."""
    known = {"words": "Wieberdewap", "can": "Ik ken veel mensen", "along": True}
    other = {"direction": "offer", "tags": None, "reach": None, "warm": None}
    await of.fills_in("guide", "Plaatsen", **known, **other)


async def asks(someone: Neighbour, button: str) -> None:
    """Why, and what they hope."""
    await someone.taps(button)
    hope = "Dat het voor het feest gemaaid is"
    await someone.fills_in("guideask", "Versturen", why="Het gras staat kniehoog", hope=hope)


@dataclass
class Cast:
    """Willem may be called about the green; Bram wants to know something about it."""

    buurt: Buurt
    willem: Neighbour
    bram: Neighbour

    async def asked(self) -> None:
        await self.bram.says(GRASS)
        await asks(self.bram, "Vraag Willem")

    async def promised(self) -> None:
        """On Monday, for Tuesday, Thursday or next Monday; Thursday it is."""
        await self.asked()
        await self.willem.taps("Je hoort van mij")
        await self.willem.taps("do 10 jun")


@pytest.fixture
async def cast(buurt: Buurt) -> Cast:
    willem, bram = await buurt.resident("Willem"), await buurt.resident("Bram")
    await says_entry(willem)
    return Cast(buurt, willem, bram)


async def states(buurt: Buurt) -> list[str]:
    """Of the questions that were sent."""
    statement = select(guide_questions.c.state).order_by(guide_questions.c.id)
    async with buurt.database.read() as tx:
        return [str(each) for each in await tx.values(statement) if each != "looking"]


def letters(of: Neighbour, words: str) -> int:
    return sum(words in each for each in of.hears())


# --- being in the guide ------------------------------------------------------------------------


async def test_an_entry_is_three_answers_and_a_preview_that_says_who_sees_it(buurt: Buurt):
    """Nobody's name stands anywhere before they knew that it would; the rest has a default."""
    willem = await buurt.resident("Willem")

    await willem.says("/wegwijzer")
    await willem.taps("Ik weet ergens veel van")
    assert "De hele buurt, met je naam erbij" in willem.last()
    await willem.says("Gras maaien in het park")
    await willem.taps("Gras maaien")
    await willem.taps("Klaar")
    await willem.says("Maaien wel, bomen kappen niet")
    preview = willem.last()
    await willem.taps("Plaatsen")

    assert "De hele buurt, met je naam erbij" in preview
    assert "Bereiken: via de bot" in preview
    assert "staat nu in de wegwijzer" in willem.last()


async def test_the_rest_waits_under_tell_more(buurt: Buurt):
    """A spreekuur, what somebody cares about, and searching along: for who wants to."""
    willem, bram = await buurt.resident("Willem"), await buurt.resident("Bram")
    await willem.says("/guide Gras maaien")
    await willem.taps("Geen van deze")
    await willem.says("Maaien wel")
    await willem.taps("Meer vertellen")
    await willem.says("dinsdag in het buurthuis")
    await willem.says("een park voor iedereen")
    await willem.taps("Ik zoek mee")
    await willem.taps("Plaatsen")

    await bram.says(GRASS)

    assert "via de bot, of dinsdag in het buurthuis" in bram.last()
    assert "een park voor iedereen" in bram.last()
    assert "Zoekt mee" in bram.last()


async def test_an_entry_is_found_back_changed_and_withdrawn(cast: Cast):
    """What stands with my name is mine to change."""
    await cast.willem.says("/mijn")
    await cast.willem.taps("Wegwijzer")
    await cast.willem.taps(cast.willem.buttons()[0])
    await cast.willem.taps("Aanpassen")
    await cast.willem.taps("Aanpassen")
    await cast.willem.taps("Wat wel en wat niet")
    await cast.willem.says("Alleen nog gras maaien")
    await cast.willem.taps("Plaatsen")
    await cast.bram.says(GRASS)
    assert "Alleen nog gras maaien" in cast.bram.last()

    await cast.willem.taps("Weghalen")
    await cast.willem.taps("Ja, haal weg")
    await cast.bram.says(GRASS)

    assert "nog niemand in de wegwijzer" in cast.bram.last()


async def test_an_entry_that_waits_is_called_by_what_it_is(buurt: Buurt):
    """In a sentence about something half done, it is about being called."""
    willem = await buurt.resident("Willem")
    await willem.says("/wegwijzer Gras maaien in het park")
    await willem.taps("Geen van deze")

    await willem.says("/idee Een moestuin")

    assert "waarover mensen jou mogen bellen" in willem.last()


async def test_a_fourth_topic_is_refused_kindly(cast: Cast):
    """A few topics each leaves room for others."""
    await says_entry(cast.willem)
    await says_entry(cast.willem)

    await cast.willem.says("/wegwijzer nog iets")

    assert "al 3 onderwerpen" in cast.willem.last()


@pytest.mark.parametrize("forged", ["guc_{}", "guw_{}_1", "guj_{}", "gut_{}", "gue_{}", "guz_{}"])
async def test_somebody_elses_entry_is_not_mine_to_change(cast: Cast, forged: str):
    """A forged button changes nothing of another person."""
    async with cast.buurt.database.read() as tx:
        entry = await tx.value(select(guide_entries.c.id))
    await cast.bram.says("/wegwijzer")

    await cast.bram.presses(cast.bram.private()[-1], forged.format(entry))

    assert "voor iemand anders" in cast.bram.last()
    await cast.bram.says(GRASS)
    assert "Willem" in cast.bram.last()


async def test_an_entry_fades_and_then_rests(cast: Cast):
    """Who does not answer "Klopt dit nog?" is shown so, then rests, and a yes wakes it."""
    await cast.buurt.moves(days=61)
    assert "Klopt dit nog?" in cast.willem.last()
    await cast.bram.says(GRASS)
    assert "Niet bevestigd" not in cast.bram.last()

    await cast.buurt.moves(days=14)
    await cast.bram.says(GRASS)
    assert "Niet bevestigd sinds ma 7 jun" in cast.bram.last()
    asked = [each for each in cast.willem.private() if "Klopt dit nog?" in each.text]
    assert [any(each.buttons) for each in asked] == [False, True]

    await cast.buurt.moves(days=40)
    await cast.bram.taps("Vraag Willem")
    assert "er nu niet" in cast.bram.last()
    await cast.bram.says(GRASS)
    assert "Willem" not in cast.bram.last()
    await cast.willem.says("/mijn")
    await cast.willem.taps("Wegwijzer")
    assert "(rust)" in cast.willem.last()
    await cast.willem.taps(cast.willem.buttons()[0])
    await cast.willem.taps("Terug")
    await cast.willem.taps(cast.willem.buttons()[0])
    await cast.willem.taps("Ja, klopt")
    await cast.bram.says(GRASS)

    assert "Willem" in cast.bram.last()
    assert "Niet bevestigd" not in cast.bram.last()


# --- whom to ask -------------------------------------------------------------------------------


async def test_whom_to_ask_is_answered_with_why_and_with_what_they_can_do(cast: Cast):
    """In own words, at once, and with who searches along and the ordinary search below."""
    samira = await cast.buurt.resident("Samira")
    await searches_along(samira)

    await cast.bram.says(GRASS)

    assert "Willem: Gras maaien en groen in het park" in cast.bram.last()
    assert "Waarom: dit past bij je vraag (" in cast.bram.last()
    assert "Maaien laten doen wel, bomen kappen niet" in cast.bram.last()
    assert "Samira zoekt met je mee" in cast.bram.last()
    assert cast.bram.buttons() == ["Vraag Willem", "Samira zoekt mee", "Zoek een buur"]


async def test_the_ordinary_search_is_one_tap_away(cast: Cast):
    """Who did want a neighbour with a mower need not type it again."""
    await cast.bram.says(GRASS)

    await cast.bram.taps("Zoek een buur")

    assert "Waar gaat het over?" in cast.bram.last()


async def test_an_ordinary_search_stays_one(cast: Cast):
    """Looking for somebody who does something is not asking whom to ask."""
    await cast.bram.says("/zoek iemand die mijn gras maait")

    assert "Willem" not in cast.bram.reads()
    assert "Waar gaat het over?" in cast.bram.last()


async def test_without_anybody_there_is_still_a_way(buurt: Buurt):
    """Nobody is sent away with nothing."""
    bram = await buurt.resident("Bram")

    await bram.says("/wegwijzer")
    await bram.taps("Wie moet ik hebben?")
    await bram.says("een losse stoeptegel")

    assert "nog niemand in de wegwijzer" in bram.last()
    assert bram.buttons() == ["Zoek een buur", "Maak er een idee van"]


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


async def test_another_neighbourhood_is_another_guide(cast: Cast):
    """Names go no further than the neighbourhood that was told of; a forged tap neither, also when
    somebody lives in both."""
    zeynep = await cast.buurt.elsewhere("Zeynep")
    there, willem = await zeynep.member(), await cast.willem.member()
    async with cast.buurt.database.begin() as tx:
        await people.join(tx, willem.id, there.community_id)
    await cast.bram.says(GRASS)
    async with cast.buurt.database.read() as tx:
        look = await tx.value(select(guide_questions.c.id))
        entry = await tx.value(select(guide_entries.c.id))

    await zeynep.starts()
    await zeynep.says(GRASS)
    await zeynep.presses(zeynep.private()[-1], f"gua_{look}_{entry}")
    refused = zeynep.last()
    await zeynep.presses(zeynep.private()[-1], f"gua_{look + 1}_{entry}")

    assert "andere buurt" in refused
    assert "er nu niet" in zeynep.last()
    assert "Willem" not in zeynep.reads()


async def test_the_question_in_the_ordinary_form_is_heard_too(cast: Cast):
    """From the menu people type the same words; they lose neither answer."""
    await cast.bram.says("/zoek")
    await cast.bram.says("wie gaat er over het gras?")
    await cast.bram.taps("Geen van deze")
    await cast.bram.taps("Opslaan")

    assert "Vraag Willem" in cast.bram.buttons()


async def test_who_asks_in_another_language_is_heard_too(cast: Cast):
    """Yusuf and Oksana write as they speak; the question is not kept as a search of theirs."""
    for words in (
        "مين المسؤول عن العشب؟",
        "Kto odpowiada za trawę?",
        "Çimler için kime sorabilirim?",
    ):
        await cast.bram.says(f"/zoek {words}")
        assert cast.bram.buttons()[0] in {"Vraag Willem", "Vraag een verbinder"}

    assert "Vraag Willem" in cast.bram.reads()


@pytest.mark.parametrize(
    "away",
    [{"reachable": False}, {"stopped": True}, {"paused_until": START + timedelta(days=9)}],
)
async def test_who_cannot_be_reached_is_not_shown(cast: Cast, away: dict[str, Any]):
    """A question that nobody reads is worse than none; who looked before hears it kindly."""
    await cast.bram.says(GRASS)
    who = await cast.willem.member()
    async with cast.buurt.database.begin() as tx:
        await people.change(tx, who.id, **away)

    await cast.bram.taps("Vraag Willem")
    assert "er nu niet" in cast.bram.last()
    await cast.bram.says(GRASS)

    assert "Willem" not in cast.bram.last()


# --- asking and answering ----------------------------------------------------------------------


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


async def becomes_stand_in(owner: Neighbour, other: Neighbour) -> str:
    """The link is passed on and taken; it comes back for a second try."""
    await owner.taps("Vraag een vervanger")
    [link] = [each.url for row in owner.private()[-1].buttons for each in row]
    assert link is not None
    token = link.split("?start=")[1]
    await other.starts(token)
    await other.taps("Ja, dat is goed")
    return token


async def test_a_link_for_a_stand_in_works_once(cast: Cast):
    """A forwarded link must not change who stands in, and nobody hears of a no."""
    samira = await cast.buurt.resident("Samira")
    token = await becomes_stand_in(cast.willem, samira)

    await cast.bram.starts(token)
    assert "werkt niet meer" in cast.bram.last()
    await samira.taps("Stop als vervanger")
    await cast.asked()
    await cast.willem.taps("Ik weet iemand anders")

    assert "niemand anders" in cast.willem.last()


async def test_a_stand_in_said_yes_to_this_topic_only(cast: Cast):
    """Another topic needs another yes, also over a link that was sent before; other details of the
    same topic do not."""
    samira, anna = await cast.buurt.resident("Samira"), await cast.buurt.resident("Anna")
    await becomes_stand_in(cast.willem, samira)
    await changes(cast.willem, "Wat wel en wat niet", "Alleen nog gras maaien")
    assert "Vervanger: Samira" in cast.willem.last()
    await cast.willem.taps("Vraag een vervanger")
    [link] = [each.url for row in cast.willem.private()[-1].buttons for each in row]
    assert link is not None

    await changes(cast.willem, "Waarover", "Geld en belasting")
    await anna.starts(link.split("?start=")[1])

    assert "Nog geen vervanger" in cast.willem.last()
    assert "geen vervanger meer voor Willem" in samira.last()
    assert "Gras maaien en groen in het park" in samira.last()
    assert "werkt niet meer" in anna.last()


async def changes(owner: Neighbour, what: str, words: str) -> None:
    """One answer of the entry becomes another."""
    await owner.taps("Aanpassen")
    await owner.taps("Aanpassen")
    await owner.taps(what)
    await owner.says(words)
    await owner.taps("Plaatsen")


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
