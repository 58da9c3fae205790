"""Stories: what somebody may be called about, and whom do I need?"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from storage import people
from storage.tables import guide_entries, guide_questions
from tests.buurt import START, Buurt, Neighbour
from tests.guided import GRASS, Cast, becomes_stand_in, says_entry, searches_along


@pytest.fixture
async def cast(buurt: Buurt) -> Cast:
    return await Cast.begins(buurt)


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
    """From the menu people type the same words, and read whom to ask, at once; it is a search only
    when they say so."""
    await cast.bram.says("/zoek")
    await cast.bram.says("wie gaat er over het gras?")
    assert "Vraag Willem" in cast.bram.buttons()
    assert "Waar gaat het over?" not in cast.bram.reads()
    await cast.bram.says("/mijn")
    assert "het gras" not in cast.bram.last()

    await cast.bram.taps("Zoek een buur")
    await cast.bram.taps("Geen van deze")
    await cast.bram.taps("Opslaan")

    assert "laat ik weten" in cast.bram.last()
    await cast.bram.says("/mijn")
    await cast.bram.taps("Wat ik kan en zoek")
    assert "Dit zoek ik: wie gaat er over het gras?" in cast.bram.last()


async def test_from_what_somebody_can_a_search_for_whom_to_ask_is_heard(cast: Cast):
    """Who began at the wrong button need not begin again; what they tell of themselves stays."""
    await cast.bram.says("/talent")
    await cast.bram.says("wie gaat er over het gras?")
    await cast.bram.taps("Dit zoek ik")

    assert "Vraag Willem" in cast.bram.buttons()
    await cast.bram.says("/talent ik weet wie gaat er over het gras")
    await cast.bram.taps("Dit kan ik")
    assert "Waar gaat het over?" in cast.bram.last()


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


# --- a stand-in --------------------------------------------------------------------------------


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
