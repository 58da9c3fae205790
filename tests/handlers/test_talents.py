"""Stories: what somebody can do, whom they seek, and taking it back."""

from dataclasses import replace
from typing import Any

import pytest

from bot.matching import Direction
from bot.matching.analysis import analyse
from bot.playground import Message
from storage import introductions, matching, talents
from tests.buurt import Buurt, Neighbour
from tests.introduced import Cast


async def kept(buurt: Buurt, of: Neighbour) -> list[talents.Talent]:
    who = await of.member()
    async with buurt.database.read() as tx:
        return await talents.of_person(tx, who.id, who.community_id)


async def timmert(
    buurt: Buurt, who: Neighbour, direction: Direction = Direction.OFFER, **more: Any
) -> None:
    """Somebody who can do woodwork, or looks for it, as the dialog keeps it."""
    member = await who.member()
    async with buurt.database.begin() as tx:
        await talents.add(
            tx,
            person_id=member.id,
            community_id=member.community_id,
            direction=direction,
            words="bakken timmeren",
            tags=["woodwork"],
            **more,
        )


async def skips(who: Neighbour, *questions: str) -> None:
    """Leave questions under `Meer vertellen` as they are."""
    for each in questions:
        await who.taps("Maakt niet uit" if each == "times" else "Overslaan")


async def test_saying_a_talent_takes_three_steps_and_a_preview(buurt: Buurt):
    """What is kept is exactly what was confirmed: words, direction and tag."""
    anna = await buurt.resident("Anna")

    await anna.says("/talent")
    await anna.says("Ik was meubelmaker")
    await anna.taps("Dit kan ik")
    await anna.taps("Timmeren")
    await anna.taps("Klaar")
    assert "Ik was meubelmaker" in anna.last()
    await anna.taps("Opslaan")

    [talent] = await kept(buurt, anna)
    assert (talent.direction, talent.words) == (Direction.OFFER, "Ik was meubelmaker")
    assert talent.tags == ("woodwork",)


async def test_each_question_says_who_sees_the_answer(buurt: Buurt):
    """People tell more when they know who reads it."""
    anna = await buurt.resident("Anna")

    await anna.says("/talent")
    assert "Alleen de buurtverbinders" in anna.last()
    await anna.says("Ik was meubelmaker")
    assert "Wie ziet dit?" in anna.last()
    await anna.taps("Dit kan ik")
    assert "Wie ziet dit?" in anna.last()


async def test_words_behind_the_command_are_not_asked_again(buurt: Buurt):
    """Whoever says it in one go needs fewer steps."""
    anna = await buurt.resident("Anna")

    await anna.says("/talent Ik was meubelmaker")

    assert "Dit kan ik" in anna.buttons()


async def test_none_of_these_tags_is_fine(buurt: Buurt):
    """No mandatory category: own words are enough."""
    anna = await buurt.resident("Anna")

    await anna.says("/talent Ik was meubelmaker")
    await anna.taps("Dit kan ik")
    await anna.taps("Geen van deze")
    await anna.taps("Opslaan")

    [talent] = await kept(buurt, anna)
    assert talent.tags == ()


async def test_what_was_not_heard_in_the_words_is_found_in_the_list(buurt: Buurt):
    """Three taps from any words to any concept; nobody has to know our word for it."""
    anna = await buurt.resident("Anna")

    await anna.says("/talent Wieberdewap")
    await anna.taps("Dit kan ik")
    await anna.taps("Kies uit de lijst")
    await anna.taps("Maken en klussen")
    await anna.taps("Timmeren")
    await anna.taps("Klaar")
    await anna.taps("Opslaan")

    [talent] = await kept(buurt, anna)
    assert talent.tags == ("woodwork",)


async def test_the_list_can_be_typed_and_left_again(buurt: Buurt):
    """Whoever does not tap types the words on the buttons."""
    anna = await buurt.resident("Anna")
    await anna.says("/talent Wieberdewap")
    await anna.says("dit kan ik")

    await anna.says("kies uit de lijst")
    await anna.says("maken en klussen")
    assert "Timmeren" in anna.buttons()
    await anna.taps("Terug")
    assert "Maken en klussen" in anna.buttons()
    await anna.taps("Terug")

    assert anna.buttons() == ["Kies uit de lijst", "Geen van deze", "Terug", "Stoppen"]


async def test_a_tag_may_be_typed(buurt: Buurt):
    """Everything that can be tapped can be typed."""
    anna = await buurt.resident("Anna")

    await anna.says("/talent Ik was meubelmaker")
    await anna.says("dit kan ik")
    await anna.says("timmeren")
    await anna.says("opslaan")

    [talent] = await kept(buurt, anna)
    assert talent.tags == ("woodwork",)


async def test_when_somebody_can_is_told_in_taps_and_said_back_in_words(buurt: Buurt):
    """Two who are never free at the same time do not help each other much."""
    anna = await buurt.resident("Anna")
    await anna.says("/talent Wieberdewap")
    await anna.taps("Dit kan ik")
    await anna.taps("Geen van deze")

    await anna.taps("Meer vertellen")
    await anna.taps("Overslaan")
    assert "Wie ziet dit? Alleen de buurtverbinders." in anna.last()
    await anna.taps("Doordeweeks avond")
    await anna.taps("Weekend ochtend")
    await anna.says("weekend middag")
    await anna.taps("Genoeg voor nu")

    assert "doordeweeks 's avonds, in het weekend 's ochtends en 's middags" in anna.last()
    await anna.taps("Opslaan")
    [talent] = await kept(buurt, anna)
    assert talent.times == ("week-evening", "weekend-morning", "weekend-afternoon")


async def test_about_where_is_kept_and_an_address_is_not(buurt: Buurt):
    """Two who live near each other meet more easily; nobody needs a house number for that."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await timmert(buurt, bram, Direction.NEED, area="Bij de kerk")
    await anna.says("/talent Ik kan bakken timmeren")
    for label in ("Dit kan ik", "Timmeren", "Klaar", "Meer vertellen"):
        await anna.taps(label)
    await skips(anna, "avoid", "times")

    await anna.says("Kerkstraat 12")
    assert "zonder huisnummer of postcode" in anna.hears()[-2]
    await anna.says("bij de kerk")
    await skips(anna, "asks", "listed")
    assert "Waar ongeveer: bij de kerk" in anna.last()
    await anna.taps("Opslaan")

    [talent] = await kept(buurt, anna)
    assert talent.area == "bij de kerk"
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    assert "Ze noemden hetzelfde stukje van de buurt." in fatima.last()


@pytest.mark.parametrize(
    ("of_bram", "said"),
    [
        ("weekend-morning", "Let op: ze kunnen niet op dezelfde momenten."),
        ("week-evening", "Ze kunnen op dezelfde momenten."),
    ],
)
async def test_the_card_says_whether_two_can_at_the_same_times(
    buurt: Buurt, of_bram: str, said: str
):
    """A buurtverbinder sees before asking whether the two could ever meet; nobody else does."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await timmert(buurt, anna, times=["week-evening"])
    await timmert(buurt, bram, Direction.NEED, times=[of_bram])

    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")

    assert said in fatima.last()


@pytest.mark.parametrize(("chosen", "most"), [("één keer per maand", 1), (None, 2)])
async def test_nobody_is_asked_more_than_agreed(buurt: Buurt, chosen: str | None, most: int):
    """One promise for all that somebody can, whoever proposes it and however many seek it at once;
    twice a month for who said nothing."""
    anna, fatima = await buurt.resident("Anna"), await buurt.verbinder("Fatima")
    await anna.says("/talent Ik kan bakken timmeren")
    await anna.taps("Dit kan ik")
    await anna.taps("Timmeren")
    await anna.taps("Klaar")
    assert "hoogstens: twee keer per maand" in anna.last()
    await anna.taps("Meer vertellen")
    await skips(anna, "avoid", "times", "area")
    await anna.taps(chosen or "Overslaan")
    await skips(anna, "listed")
    assert f"hoogstens: {chosen or 'twee keer per maand'}" in anna.last()
    await anna.taps("Opslaan")
    for number in range(3):
        await timmert(buurt, await buurt.resident(f"Buur{number}"), Direction.NEED)

    await fatima.says("/kaart")
    for number in (1, 2, 3):
        await fatima.taps(f"{number} Timmeren")
        await fatima.taps("Stel voor")
    await buurt.moves(days=29)

    who = await anna.member()
    async with buurt.database.read() as tx:
        assert await introductions.times_asked(tx, who.id) == most


async def test_a_search_needs_no_direction(buurt: Buurt):
    """Whoever types /zoek already said what they mean."""
    bram = await buurt.resident("Bram")

    await bram.says("/zoek iemand die bakken kan timmeren")
    await bram.taps("Timmeren")
    await bram.taps("Klaar")
    await bram.taps("Opslaan")

    [talent] = await kept(buurt, bram)
    assert talent.direction is Direction.NEED


async def test_a_warning_says_nothing_else_than_who_sees_it(buurt: Buurt):
    """Only buurtverbinders read a talent, so it does not ask whether everybody may."""
    anna = await buurt.resident("Anna")

    await anna.says("/zoek iemand die meegaat naar het ziekenhuis")
    await anna.taps("Geen van deze")

    assert "misschien over gezondheid" in anna.last()
    assert "Wie ziet dit? Alleen de buurtverbinders" in anna.last()
    assert "iedereen" not in anna.last()


async def test_a_fourth_open_search_is_refused_kindly(buurt: Buurt):
    """Three open searches leave room for others."""
    bram = await buurt.resident("Bram")
    who = await bram.member()
    async with buurt.database.begin() as tx:
        for _ in range(3):
            await talents.add(
                tx,
                person_id=who.id,
                community_id=who.community_id,
                direction=Direction.NEED,
                words="iemand die timmert",
            )

    await bram.says("/zoek een wieberdewap")
    await bram.taps("Geen van deze")
    await bram.taps("Opslaan")

    assert "Je zoekt al 3 dingen" in bram.last()
    assert len(await kept(buurt, bram)) == 3


async def test_text_behind_the_command_in_a_group_is_not_read(buurt: Buurt):
    """What somebody is good at is theirs to tell in private."""
    anna = await buurt.resident("Anna")

    await anna.says_in_group("/talent Ik was meubelmaker")

    assert "meubelmaker" not in buurt.group_reads()
    assert "meubelmaker" not in anna.reads()
    assert "Wat kun je goed" in anna.last()


async def test_withdrawing_asks_once_and_then_forgets(buurt: Buurt):
    """Taken away is gone."""
    anna = await buurt.resident("Anna")
    await anna.says("/talent Wieberdewap")
    await anna.taps("Dit kan ik")
    await anna.taps("Geen van deze")
    await anna.taps("Opslaan")

    await anna.taps("Weghalen")
    await anna.taps("Terug")
    assert len(await kept(buurt, anna)) == 1
    await anna.taps("Weghalen")
    await anna.taps("Ja, haal weg")

    assert await kept(buurt, anna) == []


async def test_what_was_told_is_shown_in_full_and_can_be_changed(buurt: Buurt):
    """People change; nobody has to throw away what they said to say one thing better."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await timmert(buurt, anna, times=["week-evening"], area="bij de kerk", listed=True)

    await anna.says("/mijn")
    await anna.taps("Wat ik kan en zoek")
    await anna.taps("1 bakken timmeren")
    for each in ("Timmeren", "doordeweeks 's avonds", "bij de kerk", "Iedereen in je buurt"):
        assert each in anna.last()
    await anna.taps("Veranderen")
    for label in ("Aanpassen", "Wie dit ziet", "Alleen buurtverbinders", "Aanpassen"):
        await anna.taps(label)
    await anna.taps("Mijn woorden")
    await anna.says("Ik maak kasten")
    await anna.taps("Opslaan")

    [talent] = await kept(buurt, anna)
    assert (talent.words, talent.listed) == ("Ik maak kasten", False)
    assert (talent.tags, talent.area) == (("woodwork",), "bij de kerk")
    await bram.says("/talenten")
    assert "Anna" not in bram.reads()


async def test_a_third_search_can_be_changed(buurt: Buurt):
    """It is no fourth one."""
    bram = await buurt.resident("Bram")
    for _ in range(3):
        await timmert(buurt, bram, Direction.NEED)

    await bram.says("/mijn")
    await bram.taps("Wat ik kan en zoek")
    await bram.taps("1 bakken timmeren")
    for label in ("Veranderen", "Aanpassen", "Mijn woorden"):
        await bram.taps(label)
    await bram.says("wie timmert een kast")
    await bram.taps("Opslaan")

    assert {each.words for each in await kept(buurt, bram)} == {
        "bakken timmeren",
        "wie timmert een kast",
    }


async def test_a_suggestion_over_old_words_is_looked_at_afresh(buurt: Buurt):
    """A card must not bring two together for what one of them no longer says."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await timmert(buurt, anna)
    await timmert(buurt, bram, Direction.NEED)
    await fatima.says("/kaart")
    assert "Anna en Bram" in fatima.last()

    [talent] = await kept(buurt, anna)
    async with buurt.database.begin() as tx:
        told_anew = replace(talent, words="Ik brei truien", tags=("knitting",))
        await talents.rewrite(tx, told_anew)
    await fatima.says("/kaart")

    assert "Dat mag ook" in fatima.last()


async def test_what_is_taken_away_is_not_left_in_memory(buurt: Buurt):
    """The matcher remembers what it read; gone means there too."""
    anna = await buurt.resident("Anna")
    await says_can(anna)
    analyse("Ik was meubelmaker", side="offer")  # as a match does
    assert analyse.cache_info().currsize > 0

    await anna.taps("Weghalen")
    await anna.taps("Ja, haal weg")

    assert analyse.cache_info().currsize == 0


@pytest.mark.parametrize("tag", ["tw", "tr", "tk", "tn", "tc"])
async def test_somebody_elses_talent_cannot_be_withdrawn(buurt: Buurt, tag: str):
    """A forged button does nothing to what is another person's."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await anna.says("/talent Wieberdewap")
    await anna.taps("Dit kan ik")
    await anna.taps("Geen van deze")
    await anna.taps("Opslaan")
    [talent] = await kept(buurt, anna)
    await bram.says("/talent")

    await bram.presses(bram.private()[-1], f"{tag}_{talent.id}")

    assert "voor iemand anders" in bram.last()
    assert "Wieberdewap" not in bram.reads()
    assert await kept(buurt, anna) == [talent]


# --- is it still so? ---------------------------------------------------------------------------


async def says_can(of: Neighbour) -> None:
    known = {"words": "Ik was meubelmaker", "direction": "offer", "tags": ["woodwork"]}
    await of.fills_in("talent", "Opslaan", agreed=2, **known)


async def seeks(of: Neighbour) -> None:
    known = {"words": "een wieberdewap", "direction": "need", "tags": None}
    await of.fills_in("seek", "Opslaan", agreed=2, **known)


async def test_who_tells_something_hears_that_others_do_it_too(buurt: Buurt):
    """Nobody is alone with it; fewer than five are not counted, and nobody is named."""
    neighbours = [
        await buurt.resident(name) for name in ("Anna", "Bram", "Cem", "Dirk", "Els", "Fien")
    ]
    heard = []
    for each in neighbours:
        await says_can(each)
        heard.append(each.last())

    assert "die dit ook kunnen" not in heard[0]
    assert "In je buurt zijn een paar mensen die dit ook kunnen of hebben." in heard[1]
    assert "een paar mensen" in heard[4]
    assert "In je buurt zijn 5 mensen die dit ook kunnen of hebben." in heard[5]
    assert not any(name in heard[5] for name in ("Anna", "Bram"))


def has_buttons(message: Message) -> bool:
    return any(message.buttons)


def asked(of: Neighbour) -> int:
    return of.reads().count("Klopt dit nog?")


async def test_after_sixty_days_somebody_is_asked_whether_it_is_still_so(buurt: Buurt):
    """What people said two months ago may have changed; a yes is enough for two more."""
    anna = await buurt.resident("Anna")
    await says_can(anna)

    await buurt.moves(days=59)
    assert asked(anna) == 0
    await buurt.moves(days=2)
    assert "Ik was meubelmaker" in anna.last()
    await anna.taps("Ja, klopt")

    assert "Ik laat het zo staan" in anna.last()
    await buurt.moves(days=58)
    assert asked(anna) == 0  # the question changed into the thanks
    await buurt.moves(days=3)
    assert asked(anna) == 1


async def test_after_three_tries_it_rests_and_is_never_deleted(buurt: Buurt):
    """Silence is no reason to throw away what somebody said; a yes wakes it, weeks later too."""
    anna = await buurt.resident("Anna")
    await says_can(anna)

    await buurt.moves(days=60 + 4 * 14)

    assert asked(anna) == 3
    assert [has_buttons(each) for each in anna.private() if "Klopt dit nog?" in each.text] == [
        False,
        False,
        True,
    ]
    [talent] = await kept(buurt, anna)
    assert talent.rests
    assert await is_offered(buurt, anna) is False
    await anna.says("/mijn")
    await anna.taps("Wat ik kan en zoek")
    assert "(rust)" in anna.last()
    await anna.taps(anna.buttons()[0])
    await anna.taps("Ja, klopt")
    assert await is_offered(buurt, anna) is True
    assert not any(has_buttons(each) for each in anna.private() if "Klopt dit nog?" in each.text)


async def tells_three(of: Neighbour) -> None:
    """Three answers in one talk: all are to be asked about at the same moment."""
    await of.says("/talent")
    await of.taps("Vier korte vraagjes")
    for words in ("Ik weet veel van planten", "Ik was meubelmaker", "Samen wandelen"):
        await of.says(words)
        await of.taps("Geen van deze")
    await of.taps("Overslaan")
    await of.taps("Opslaan")


async def test_what_was_told_in_one_talk_is_asked_about_week_by_week(buurt: Buurt):
    """One question a week; none gives way to another for ever."""
    anna = await buurt.resident("Anna")
    await tells_three(anna)

    seen = []
    for days in (61, 7, 7):
        await buurt.moves(days=days)
        seen.append(asked(anna))
        await anna.taps("Ja, klopt")

    assert seen == [1, 1, 1]  # each changed into thanks
    assert [each.unanswered for each in await kept(buurt, anna)] == [0, 0, 0]


async def test_a_try_that_nobody_read_does_not_count(buurt: Buurt):
    """Anna pauses over the sixty days; afterwards she is asked, and what she told does not rest."""
    anna = await buurt.resident("Anna")
    await tells_three(anna)
    await buurt.moves(days=50)
    await anna.says("/instellingen")
    await anna.taps("Pauze")
    await anna.taps("Tot ik weer begin")

    await buurt.moves(days=100)
    assert asked(anna) == 0
    await anna.taps("Pauze")
    await anna.taps("Pauze stoppen")
    await buurt.moves(days=21)

    assert asked(anna) >= 2
    assert not any(each.rests for each in await kept(buurt, anna))


async def test_an_introduction_goes_before_what_can_wait(cast: Cast):
    """Bram waits for an answer; whether it still holds what Anna told two months ago can wait."""
    await tells_three(cast.anna)
    await cast.buurt.moves(days=61)
    assert asked(cast.anna) == 1

    await cast.proposes()
    await cast.buurt.moves(days=7)

    assert "Ja, graag" in cast.anna.buttons()
    assert asked(cast.anna) == 1


async def is_offered(buurt: Buurt, of: Neighbour) -> bool:
    """Whether the matcher may propose what this neighbour said."""
    who = await of.member()
    async with buurt.database.read() as tx:
        index = await matching.index_of(tx, who.community_id)
        [posting] = await index.postings(await talents.all_of(tx, who.id))
    return not posting.paused


async def test_who_seeks_hears_each_week_how_it_stands(buurt: Buurt):
    """The bot promises a day and keeps to it, also when there is nothing to tell."""
    bram = await buurt.resident("Bram")
    await seeks(bram)
    assert "laat ik weten hoe het staat" in bram.last()

    await buurt.moves(days=7)
    assert "Ik zoek nog" in bram.last()
    await buurt.moves(days=7)
    assert bram.reads().count("Ik zoek nog") == 2


async def test_after_three_weeks_the_bot_says_that_it_found_nobody(buurt: Buurt):
    """Honest, with another way; and only a tap makes it go on."""
    bram = await buurt.resident("Bram")
    await seeks(bram)

    await buurt.moves(days=21)
    assert "Ik vond niemand" in bram.last()
    assert "Maak er een idee van" in bram.buttons()
    await bram.taps("Zoek door")

    assert "Ik zoek door" in bram.last()
    await buurt.moves(days=7)
    assert "Ik zoek nog" in bram.last()


async def seeks_a_carpenter(cast: Cast) -> None:
    """Bram seeks in his own words, as the dialog keeps it; what the cast knew of him goes."""
    [before] = await kept(cast.buurt, cast.bram)
    async with cast.buurt.database.begin() as tx:
        await talents.withdraw(tx, before.id)
    words = "iemand die bakken kan timmeren"
    known = {"words": words, "direction": "need", "tags": ["woodwork"]}
    await cast.bram.fills_in("seek", "Opslaan", agreed=2, **known)


async def test_a_search_goes_on_when_a_contact_ends(cast: Cast):
    """Who was found can go again; the weekly word, silent meanwhile, comes back."""
    await seeks_a_carpenter(cast)
    await cast.both_say_yes()

    await cast.buurt.moves(days=8)
    assert "Ik zoek nog" not in cast.bram.reads()
    await cast.anna.taps("Niet met deze persoon")
    await cast.anna.taps("Ja, geen contact")
    await cast.buurt.moves(days=7)

    assert "Ik zoek nog" in cast.bram.last()


async def test_a_search_that_found_somebody_asks_nobody_else(cast: Cast):
    """Noor stays free for others; when it worked the search can end at once, thanks or not."""
    noor = await cast.buurt.resident("Noor")
    await seeks_a_carpenter(cast)
    await cast.are_in_contact()
    await timmert(cast.buurt, noor)

    await cast.fatima.says("/kaart")
    assert "Noor" not in cast.fatima.reads()
    await cast.buurt.moves(days=11)
    await cast.bram.taps("Ja, gelukt")
    assert cast.bram.buttons() == ["Ja, zeg bedankt", "Stop zoeken"]
    await cast.bram.taps("Ja, zeg bedankt")
    await cast.bram.taps("Stop zoeken")
    await cast.bram.taps("Ja, haal weg")

    assert await kept(cast.buurt, cast.bram) == []


async def test_a_search_goes_on_when_it_brought_nothing(cast: Cast):
    """A contact without a result is no reason to stop looking."""
    noor = await cast.buurt.resident("Noor")
    await seeks_a_carpenter(cast)
    await cast.are_in_contact()
    await timmert(cast.buurt, noor)

    await cast.buurt.moves(days=11)
    await cast.bram.taps("Nee")
    await cast.fatima.says("/kaart")

    assert "Noor en Bram" in cast.fatima.last()


async def test_a_search_goes_on_when_nobody_told_what_it_brought(cast: Cast):
    """Silence is no answer, and no reason to wait for ever: three weeks after the question Bram is
    served again. The two keep their contact, and he may still tell."""
    noor = await cast.buurt.resident("Noor")
    await seeks_a_carpenter(cast)
    await cast.are_in_contact()
    await timmert(cast.buurt, noor)
    await cast.buurt.moves(days=30)
    assert "Heeft dit iets opgeleverd?" in cast.bram.last()
    await cast.fatima.says("/kaart")
    assert "Noor" not in cast.fatima.reads()
    heard = cast.anna.hears()

    await cast.buurt.moves(days=8)
    await cast.fatima.says("/kaart")

    assert "Noor en Bram" in cast.fatima.last()
    assert "Ik zoek nog" in cast.bram.last()
    assert cast.anna.hears() == heard
    await cast.anna.taps("Schrijf Bram")
    await cast.anna.says("Zaterdag?")
    assert "Zaterdag?" in cast.bram.last()
    await cast.bram.taps("Ja, gelukt")
    await cast.buurt.moves(days=8)
    assert cast.bram.reads().count("Ik zoek nog") == 1


async def test_who_says_not_yet_has_time_again(cast: Cast):
    """And who then says nothing is served again too."""
    await seeks_a_carpenter(cast)
    await cast.are_in_contact()
    await cast.buurt.moves(days=20)
    await cast.bram.taps("Nog niet")

    await cast.buurt.moves(days=25)
    assert "Ik zoek nog" not in cast.bram.reads()
    await cast.buurt.moves(days=14)

    assert "Ik zoek nog" in cast.bram.last()


async def test_who_stops_looking_hears_no_more_of_it(buurt: Buurt):
    """Taken away is gone, and so is what was to be said about it."""
    bram = await buurt.resident("Bram")
    await seeks(bram)
    await buurt.moves(days=7)

    await bram.taps("Stop zoeken")
    await bram.taps("Ja, haal weg")
    await buurt.moves(days=30)

    assert bram.reads().count("Ik vond niemand") == 0
    assert await kept(buurt, bram) == []


@pytest.mark.parametrize("tag", ["tj", "tz"])
async def test_nobody_else_confirms_a_talent(buurt: Buurt, tag: str):
    """A forged button changes nothing of somebody else's."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await says_can(anna)
    [talent] = await kept(buurt, anna)
    await bram.says("/talent")

    await bram.presses(bram.private()[-1], f"{tag}_{talent.id}")

    assert await kept(buurt, anna) == [talent]
