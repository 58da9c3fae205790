"""Stories: from two texts that fit, over a buurtverbinder's card, to two neighbours in contact."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.matching import Direction
from bot.people import Role
from storage import introductions as stored
from storage import people, talents
from storage.tables import guide_questions, introductions
from tests.buurt import Buurt, Neighbour
from tests.guided import asks, says_entry
from tests.introduced import Cast, member_of, says_talent, states
from tests.walk import ACTS, EACH_FORGERY, Act, Behalf, Walk

NOT_THIS_TIME = "Deze keer is het niet gelukt. Dat kan veel redenen hebben."
NOT_ON = "Deze kennismaking gaat niet door. Dat kan veel redenen hebben."


# --- the two answers ---------------------------------------------------------------------------


async def test_accepting_tells_both_neighbours(cast: Cast):
    """A buurtverbinder says yes; each side is asked; both say yes and only then hear a name."""
    await cast.proposes()
    assert "Wil je kennismaken?" in cast.anna.last()
    assert "Iemand in je buurt zoekt hulp bij: Timmeren." in cast.anna.last()
    assert cast.bram.hears() == []

    await cast.anna.taps("Ja, graag")
    assert "Je zei ja, ma 7 jun" in cast.anna.last()
    assert "Iemand in je buurt kan dit goed: Timmeren." in cast.bram.last()
    assert "Bram" not in cast.anna.reads()
    assert "Anna" not in cast.bram.reads()

    await cast.bram.taps("Ja, graag")
    assert "De ander heet Bram" in cast.anna.last()
    assert "De ander heet Anna" in cast.bram.last()
    assert "anna_hout" not in cast.bram.reads()


async def test_each_sees_the_exact_sentence_about_oneself_first(cast: Cast):
    """Consent means knowing what is told: this sentence, and never one's own words."""
    sentence = "Iemand in je buurt kan dit goed: Timmeren."
    await cast.proposes()
    assert f"Dit leest de ander over jou: {sentence}" in cast.anna.last()

    await cast.anna.taps("Ja, graag")

    assert sentence in cast.bram.last()
    assert "meubelmaker" not in cast.bram.reads()


@pytest.mark.parametrize(
    ("beside", "tag", "told"),
    [
        (3, "beekeeping", ""),
        (4, "beekeeping", " en Bijen houden"),
        (3, "compost", ""),
        (4, "compost", " en Tuin en groen"),
    ],
)
async def test_what_fewer_than_five_share_is_not_told(
    buurt: Buurt, beside: int, tag: str, told: str
):
    """Who keeps bees here? Only Anna: that would say who she is. That somebody does carpentry tells
    Bram, who looks for that, no more than that they fit."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "Ik timmer en imker", Direction.OFFER, "woodwork", "beekeeping")
    await says_talent(buurt, bram, "wie timmert", Direction.NEED, "woodwork")
    for number in range(beside):
        other = await buurt.resident(f"Buur{number}")
        await says_talent(buurt, other, "Dat kan ik", Direction.OFFER, tag)
        await says_talent(buurt, other, "Dat kan ik ook", Direction.OFFER, tag)
    await Cast(buurt, anna, bram, fatima).proposes()
    sentence = f"Iemand in je buurt kan dit goed: Timmeren{told}."
    assert f"Dit leest de ander over jou: {sentence}" in anna.last()

    await anna.taps("Ja, graag")

    assert sentence in bram.last()


async def test_not_now_is_told_to_nobody(cast: Cast):
    """A no is silent: Bram is not even asked, and Fatima hears nothing."""
    await cast.proposes()
    heard = len(cast.fatima.hears())

    await cast.anna.taps("Nu niet")
    assert "We laten niemand weten dat je nee zei" in cast.anna.last()
    await cast.buurt.moves(days=10)

    assert cast.bram.hears() == []
    assert len(cast.fatima.hears()) == heard


@pytest.mark.parametrize("silent", [True, False])
async def test_a_no_and_silence_look_alike(cast: Cast, silent: bool):
    """Who said yes hears the same sentence at the same hour, whatever the other did."""
    await cast.proposes()
    await cast.anna.taps("Ja, graag")
    if not silent:
        await cast.bram.taps("Nu niet")

    await cast.buurt.moves(hours=72)
    assert NOT_THIS_TIME not in cast.anna.reads()
    await cast.buurt.moves(hours=24)

    assert cast.anna.last() == NOT_THIS_TIME
    assert NOT_THIS_TIME not in cast.bram.reads()
    assert "Ja, graag" not in cast.bram.buttons()


async def test_a_yes_can_be_taken_back_until_there_are_two(cast: Cast):
    """Second thoughts are told to nobody."""
    await cast.proposes()
    await cast.anna.taps("Ja, graag")
    await cast.anna.taps("Toch niet")
    assert "Ja, graag" in cast.anna.buttons()
    await cast.anna.taps("Nu niet")

    await cast.bram.taps("Ja, graag")
    assert "Je zei ja" in cast.bram.last()
    await cast.buurt.moves(days=5)

    assert cast.bram.last() == NOT_THIS_TIME
    assert "Anna" not in cast.bram.reads()
    assert "Bram" not in cast.anna.reads()


async def test_a_late_answer_is_met_kindly(cast: Cast):
    """After 72 hours the question is over; an old copy of its button says so."""
    await cast.proposes()
    question = cast.anna.private()[-1]
    await cast.buurt.moves(days=5)

    await cast.anna.presses(question, "ka_1_yes")

    assert "Deze vraag is voorbij" in cast.anna.last()
    assert await states(cast.buurt) == ["lapsed"]
    assert cast.bram.hears() == []


async def test_somebody_elses_question_cannot_be_answered(cast: Cast):
    """Only the two themselves say yes."""
    await cast.proposes()
    await cast.bram.says("/talent")

    await cast.fatima.presses(cast.fatima.private()[-1], "ka_1_yes")
    await cast.bram.presses(cast.bram.private()[-1], "ka_1_yes")

    assert "voor iemand anders" in cast.fatima.last()
    assert "knop is oud" in cast.bram.last()
    assert await states(cast.buurt) == ["asking_giver"]


async def test_who_left_is_as_silent_as_who_says_no(cast: Cast):
    """Nobody learns from the bot that somebody erased everything."""
    await cast.proposes()
    await cast.anna.taps("Ja, graag")
    anna = await cast.anna.member()
    async with cast.buurt.database.begin() as tx:
        await people.erase(tx, anna.id)

    await cast.bram.taps("Ja, graag")
    assert "Je zei ja" in cast.bram.last()
    await cast.buurt.moves(days=5)

    assert cast.bram.last() == NOT_THIS_TIME


async def test_a_withdrawn_talent_is_as_silent_as_a_no(cast: Cast):
    """What was taken back is not asked about, and nobody hears why."""
    await cast.proposes()
    await cast.anna.taps("Ja, graag")
    await withdraws(cast.anna)

    await cast.bram.taps("Ja, graag")
    await cast.buurt.moves(days=5)

    assert cast.bram.last() == NOT_THIS_TIME
    assert "Anna" not in cast.bram.reads()


async def withdraws(who: Neighbour) -> None:
    """All that they told."""
    member = await who.member()
    async with who.buurt.database.begin() as tx:
        for mine in await talents.of_person(tx, member.id, member.community_id):
            await talents.withdraw(tx, mine.id)


async def test_the_same_two_are_never_introduced_twice(cast: Cast):
    """A no once is no reason to be asked again."""
    await cast.proposes()
    await cast.anna.taps("Nu niet")
    await says_talent(cast.buurt, cast.anna, "Ik timmer graag", Direction.OFFER, "woodwork")
    await cast.buurt.moves(days=40)

    await cast.fatima.says("/kaart")

    assert "Dat mag ook" in cast.fatima.last()


async def test_rather_not_keeps_such_questions_away(cast: Cast):
    """`Zoiets liever niet` holds for the tag, with anybody."""
    await cast.proposes()
    await cast.anna.taps("Zoiets liever niet")
    willem = await cast.buurt.resident("Willem")
    await says_talent(cast.buurt, willem, "wie timmert er", Direction.NEED, "woodwork")

    await cast.fatima.says("/kaart")

    assert "Dat mag ook" in cast.fatima.last()


@pytest.mark.parametrize("tags", [["woodwork"], []])
@pytest.mark.parametrize("says_no", ["anna", "bram"])
@pytest.mark.parametrize("then", ["stays", "withdraws", "leaves"])
async def test_rather_not_holds_whatever_the_other_told_or_takes_back(
    buurt: Buurt, tags: list[str], says_no: str, then: str
):
    """`Zoiets vraag ik je niet meer` is a promise, to who is asked first and to the second: it
    holds when the other withdraws or leaves, and where nobody ever confirmed a tag."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    offer = ("Ik kan goed timmeren", Direction.OFFER, *tags)
    need = ("wie kan er timmeren", Direction.NEED, *tags)
    await says_talent(buurt, anna, *offer)
    await says_talent(buurt, bram, *need)
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)
    if says_no == "bram":
        await anna.taps("Ja, graag")
    refuses, other = (anna, bram) if says_no == "anna" else (bram, anna)
    await refuses.taps("Zoiets liever niet")
    await buurt.moves(days=5)
    if then == "withdraws":
        await withdraws(other)
    if then == "leaves":
        await other.says("/privacy")
        await other.taps("Wis alles")
        await other.taps("Ja, wis alles")
    await says_talent(buurt, willem, *(need if says_no == "anna" else offer))

    await fatima.says("/kaart")

    assert "Willem" not in fatima.last()


async def test_rather_not_holds_for_a_small_group_too(buurt: Buurt):
    """Anna would rather not walk with somebody; a group of three that walks is such a thing."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    willem, fatima = await buurt.resident("Willem"), await buurt.verbinder("Fatima")
    for who in (anna, bram):
        await says_talent(buurt, who, "samen wandelen", Direction.TOGETHER, "walking")
    await fatima.says("/kaart")
    await fatima.taps("1 Wandelen")
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)
    [refuses] = [each for each in (anna, bram) if "Zoiets liever niet" in each.buttons()]
    await refuses.taps("Zoiets liever niet")
    await buurt.moves(days=8)
    await says_talent(buurt, willem, "samen wandelen", Direction.TOGETHER, "walking")

    await fatima.says("/kaart")

    assert "Samen: Wandelen" not in fatima.buttons()
    assert "1 Wandelen" in fatima.buttons()


@pytest.mark.parametrize("gone_on", ["proposed", "on the card"])
async def test_rather_not_holds_for_what_was_found_already(cast: Cast, gone_on: str):
    """A second neighbour sought the same, and stood on the card before Anna said so."""
    willem = await cast.buurt.resident("Willem")
    await says_talent(cast.buurt, willem, "wie timmert er", Direction.NEED, "woodwork")
    await cast.fatima.says("/kaart")
    for number in (1, 2):
        await cast.fatima.taps(f"{number} Timmeren")
        await cast.fatima.taps("Stel voor" if number == 1 or gone_on == "proposed" else "Terug")
    await cast.buurt.moves(minutes=6)
    await cast.anna.taps("Zoiets liever niet")

    await cast.buurt.moves(days=9)
    await cast.fatima.says("/kaart")

    assert "Ja, graag" not in cast.anna.buttons()
    assert "Anna en Willem" not in cast.fatima.last()


async def test_a_refusal_taken_back_is_none(cast: Cast):
    """`Toch niet`: and what was refused may be asked again."""
    await cast.proposes()
    await cast.anna.taps("Zoiets liever niet")
    await cast.anna.taps("Toch niet")
    await cast.anna.taps("Nu niet")
    willem = await cast.buurt.resident("Willem")
    await says_talent(cast.buurt, willem, "wie timmert er", Direction.NEED, "woodwork")

    await cast.fatima.says("/kaart")

    assert "1. Timmeren: Anna en Willem" in cast.fatima.last()


async def test_nobody_is_asked_more_than_three_times_a_month(cast: Cast):
    """Anna is good at something; that is no reason to wear her out, even if she allows it."""
    anna = await cast.anna.member()
    async with cast.buurt.database.begin() as tx:
        await people.change(tx, anna.id, asks_a_month=9)
    for number in range(3):
        other = await cast.buurt.resident(f"Buur{number}")
        await says_talent(cast.buurt, other, "wie timmert er", Direction.NEED, "woodwork")
    for _ in range(3):
        await cast.fatima.says("/kaart")
        await cast.fatima.taps("1 Timmeren")
        await cast.fatima.taps("Stel voor")
        await cast.buurt.moves(days=8)
        async with cast.buurt.database.read() as tx:
            who = await member_of(tx, cast.anna)
            asked = await stored.times_asked(tx, who.id)

    await cast.fatima.says("/kaart")

    assert asked == 3
    assert "Dat mag ook" in cast.fatima.last()


async def test_a_question_waits_for_the_morning(cast: Cast):
    """Fatima works late; Anna sleeps. The 72 hours begin when she is asked."""
    await cast.buurt.moves(hours=12)
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")

    await cast.buurt.moves(hours=1)
    assert cast.anna.hears() == []
    assert "Toch niet" in cast.fatima.buttons()
    await cast.buurt.moves(hours=10)

    assert "Wil je kennismaken?" in cast.anna.last()


async def test_no_forged_button_tells_who_the_other_is(buurt: Buurt):
    """Every button that could is tried, where the walk below comes to a few of them by chance."""
    walk = await Walk.begins(buurt, on_behalf=Behalf.THEMSELVES)
    await walk.opens(together=True, warm="Jullie passen bij elkaar.")
    for act in EACH_FORGERY:
        await walk.goes(act)
        assert await walk.leaks() == [], act


@given(
    acts=ACTS,
    warm=st.sampled_from(
        ["Leuk, jullie twee!", "Vraag {anna}tje", "{anna}s buur", "Ken je {bram}?"]
    ),
    together=st.booleans(),
    on_behalf=st.sampled_from(Behalf),
)
@settings(
    max_examples=settings.default.max_examples // 3,
    phases=[Phase.generate],  # to shrink a story takes minutes, and the acts are told anyway
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_no_identity_appears_before_two_yeses(
    buurt: Buurt, acts: list[Act], warm: str, together: bool, on_behalf: Behalf
):
    """Whatever people tap, type or forge, in introductions, nominations, the guide, welcomes, small
    groups, of who they know and for somebody else, and whatever the buurtverbinder writes: a name,
    a username or own words of one reach the other only while both have said yes, or where their
    owner put them."""
    walk = await Walk.begins(buurt, on_behalf=on_behalf)
    await walk.opens(together=together, warm=warm)
    assert await walk.leaks() == []
    for act in acts:
        await walk.goes(act)
        assert await walk.leaks() == [], act


async def test_a_second_question_waits_a_week_and_then_has_its_full_time(cast: Cast):
    """One question a week; the 72 hours begin when it is asked, not when it was proposed."""
    willem = await cast.buurt.resident("Willem")
    await says_talent(cast.buurt, willem, "wie timmert er", Direction.NEED, "woodwork")
    await cast.proposes()
    await cast.anna.taps("Nu niet")
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")

    await cast.buurt.moves(days=6)
    assert "Ja, graag" not in cast.anna.buttons()
    await cast.buurt.moves(days=2)
    await cast.anna.taps("Ja, graag")

    assert "Wil je kennismaken?" in willem.last()


# --- somebody pauses ---------------------------------------------------------------------------


async def pauses(who: Neighbour, span: str) -> None:
    await who.says("/instellingen")
    await who.taps("Pauze")
    await who.taps(span)


@pytest.mark.parametrize("span", ["Een week", "Een maand", "Tot ik weer begin"])
@pytest.mark.parametrize("who", ["anna", "bram"])
async def test_who_pauses_before_anybody_is_asked_holds_nobody_up(cast: Cast, who: str, span: str):
    """Fatima may go on with the next who fits, and reads nothing of a pause."""
    noor = await cast.buurt.resident("Noor")
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")
    await pauses({"anna": cast.anna, "bram": cast.bram}[who], span)
    await says_talent(cast.buurt, noor, "Ik timmer ook", Direction.OFFER, "woodwork")
    await cast.buurt.moves(minutes=6)

    assert "Dit kan nu niet. Ik zoek verder." in cast.fatima.last()
    assert "Gevraagd op" not in cast.fatima.last()
    assert "Wil je kennismaken?" not in cast.anna.reads() + cast.bram.reads()
    assert "auze" not in cast.fatima.reads()
    await cast.fatima.says("/kaart")
    assert ("1. Timmeren: Noor en Bram" in cast.fatima.last()) == (who == "anna")


async def test_a_short_pause_is_waited_for(cast: Cast):
    """Until the day after tomorrow is within the time that there is for an answer; the 72 hours
    begin when Anna is asked."""
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")
    await cast.anna.says("/instellingen")
    await cast.anna.taps("Pauze")
    await cast.anna.says("tot overmorgen")
    await cast.anna.taps("Opslaan")

    await cast.buurt.moves(days=1)
    assert "Wil je kennismaken?" not in cast.anna.reads()
    assert "Gevraagd op" in cast.fatima.last()
    await cast.buurt.moves(days=3)
    await cast.anna.taps("Ja, graag")

    assert "Wil je kennismaken?" in cast.bram.last()


async def test_the_two_may_be_proposed_again_after_a_pause(cast: Cast):
    """Nobody was asked, so nobody is asked twice."""
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")
    await pauses(cast.anna, "Een week")
    await cast.buurt.moves(days=8)

    await cast.proposes()

    assert "Wil je kennismaken?" in cast.anna.last()


@pytest.mark.parametrize("span", ["Een week", "Een maand", "Tot ik weer begin"])
async def test_a_pause_of_the_second_looks_like_silence_to_the_first(cast: Cast, span: str):
    """Anna said yes and hears at the usual hour that it did not work; Bram is left in peace."""
    await cast.proposes()
    await pauses(cast.bram, span)
    await cast.anna.taps("Ja, graag")

    await cast.buurt.moves(hours=72)
    assert NOT_THIS_TIME not in cast.anna.reads()
    await cast.buurt.moves(hours=24)

    assert cast.anna.last() == NOT_THIS_TIME
    assert "Wil je kennismaken?" not in cast.bram.reads()
    assert await states(cast.buurt) == ["lapsed"]


# --- a parent is asked ------------------------------------------------------------------------


async def about_a_child(buurt: Buurt, *, words: str = "oppas voor donderdag") -> Cast:
    """Anna looks after children; Bram seeks that, and she said yes."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "ik pas graag op", Direction.OFFER, "babysitting")
    await says_talent(buurt, bram, words, Direction.NEED, "babysitting")
    await fatima.says("/kaart")
    await fatima.taps("1 Oppassen op kinderen")
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)
    assert "Dan beslist een ouder" in anna.last()
    await anna.taps("Ja, graag")
    return Cast(buurt, anna, bram, fatima)


async def test_for_a_child_a_parent_is_asked_before_anything_goes_on(buurt: Buurt):
    """A yes is none until a parent gave it; both read that they meet in public, with a parent."""
    cast = await about_a_child(buurt)
    anna, bram = cast.anna, cast.bram
    assert "De eerste keer zien jullie elkaar op een plek met mensen" in bram.last()

    await bram.taps("Ja, graag")
    assert "Voor wie is het?" in bram.last()
    assert "Bram" not in anna.reads()
    await bram.taps("Ik vraag het eerst")
    assert "Je hebt nog niets gekozen" in bram.last()
    await bram.taps("Ja, graag")
    await bram.taps("De ouder zei ja")

    assert "De ander heet Anna" in bram.last()
    for who in (anna, bram):
        await who.taps("Begin contact")
    for who in (anna, bram):
        assert "met een ouder erbij" in who.last()
    async with buurt.database.read() as tx:
        assert await tx.values(select(introductions.c.for_whom)) == ["parent-agreed"]


async def test_without_a_child_it_goes_on_as_ever(buurt: Buurt):
    """Who wants lessons for themselves is no child."""
    cast = await about_a_child(buurt)

    await cast.bram.taps("Ja, graag")
    await cast.bram.taps("Niet voor een kind")
    for who in (cast.anna, cast.bram):
        await who.taps("Begin contact")

    assert "met een ouder erbij" not in cast.bram.last() + cast.anna.last()
    assert "Kies een plek met mensen" in cast.bram.last()


async def test_what_the_seeker_wrote_of_a_child_is_not_told_before_two_yeses(buurt: Buurt):
    """Anna cooks and looks after children; that it is for a child, only Bram's own words say."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "Koken, oppassen", Direction.OFFER, "babysitting", "cooking")
    await says_talent(buurt, bram, "oppas voor donderdag", Direction.NEED)
    await fatima.says("/kaart")
    await fatima.taps("1 Oppassen op kinderen")
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)
    assert "Iemand in je buurt zoekt iets wat hierbij past." in anna.last()
    assert "kind?" not in anna.last()
    await anna.taps("Ja, graag")
    assert "Dan beslist een ouder" in bram.last()

    await bram.taps("Ja, graag")
    await bram.taps("Ik ben de ouder")
    for who in (anna, bram):
        await who.taps("Begin contact")

    for who in (anna, bram):
        assert "met een ouder erbij" in who.last()


async def test_silence_about_the_parent_is_a_no(buurt: Buurt):
    """And a second thought is asked about anew; nobody else can say it for the parent."""
    cast = await about_a_child(buurt)
    await cast.anna.presses(cast.anna.private()[-1], "kcw_1_my-child")
    assert "voor iemand anders" in cast.anna.last()
    await cast.bram.taps("Ja, graag")

    await cast.buurt.moves(days=5)
    await cast.bram.presses(cast.bram.private()[-1], "kcw_1_my-child")

    assert "Deze vraag is voorbij" in cast.bram.last()
    assert NOT_THIS_TIME in cast.anna.hears()
    assert "Anna" not in cast.bram.reads()
    assert await states(cast.buurt) == ["lapsed"]


# --- contact -----------------------------------------------------------------------------------


async def test_contact_opens_when_both_begin_and_the_buurtverbinder_hears_it(cast: Cast):
    """The way both chose once each taps `Begin contact`; Fatima hears that it worked."""
    await cast.both_say_yes()
    await cast.anna.taps("Begin contact")
    assert "Zodra Bram ook begint" in cast.anna.last()
    assert "Gelukt" not in cast.fatima.reads()

    await cast.bram.taps("Begin contact")

    assert "contact via de bot" in cast.anna.last()
    assert "Tik op ‘Schrijf Bram’" in cast.anna.last()
    assert "Schrijf Bram" in cast.anna.buttons()
    assert "Kies een plek met mensen" in cast.anna.last()
    assert "contact via de bot" in cast.bram.last()
    assert cast.fatima.last() == "Het is gelukt: Anna en Bram hebben contact. Dank je wel!"


async def test_who_is_no_buurtverbinder_any_more_hears_no_names(cast: Cast):
    """The role gave the right to know who meets whom, and went with it."""
    await cast.both_say_yes()
    who = await cast.fatima.member()
    async with cast.buurt.database.begin() as tx:
        await people.end_role(tx, who.id, who.community_id, Role.CONNECTOR)

    await cast.anna.taps("Begin contact")
    await cast.bram.taps("Begin contact")

    assert "contact via de bot" in cast.bram.last()
    assert "Het is gelukt: Anna en Bram" not in cast.fatima.reads()


async def test_beginning_can_be_taken_back(cast: Cast):
    """While the other did not begin, nothing has happened."""
    await cast.both_say_yes()
    await cast.anna.taps("Begin contact")
    await cast.anna.taps("Toch niet")
    await cast.bram.taps("Begin contact")

    assert await states(cast.buurt) == ["accepted"]
    assert "Begin contact" in cast.anna.buttons()


@pytest.mark.parametrize("began", [[], ["anna"], ["bram"]])
async def test_two_weeks_without_contact_end_it_and_only_who_began_hears_so(
    cast: Cast, began: list[str]
):
    """Who waits is not left waiting; who did nothing is not reminded of it."""
    two = {"anna": cast.anna, "bram": cast.bram}
    await cast.both_say_yes()
    for each in began:
        await two[each].taps("Begin contact")

    await cast.buurt.moves(days=13, hours=23)
    assert await states(cast.buurt) == ["accepted"]
    assert NOT_ON not in cast.anna.hears() + cast.bram.hears()
    await cast.buurt.moves(hours=2)

    assert await states(cast.buurt) == ["ended"]
    assert [name for name, who in two.items() if NOT_ON in who.hears()] == began
    for name, who in two.items():
        if name not in began:
            await who.taps("Begin contact")
            assert "Dit contact is er niet meer" in who.last()


@pytest.mark.parametrize(
    ("annas", "brams", "read"),
    [
        ("Mijn Telegram-naam", "Mijn Telegram-naam", "@anna_hout"),
        ("Mijn Telegram-naam", "✓ Via de bot", "contact via de bot"),
        ("Mijn Telegram-naam", "Bij een bijeenkomst", "zien elkaar bij een bijeenkomst"),
    ],
)
async def test_the_more_careful_choice_holds_for_both(
    cast: Cast, annas: str, brams: str, read: str
):
    """Nobody gives more than they chose because the other is easier about it."""
    await cast.both_say_yes()
    await cast.anna.taps(annas)
    await cast.anna.taps("Begin contact")
    await cast.bram.taps(brams)
    await cast.bram.taps("Begin contact")

    assert read in cast.bram.last()
    assert ("@anna_hout" in cast.bram.reads()) == (read == "@anna_hout")
    assert ("@bram_groen" in cast.anna.reads()) == (read == "@anna_hout")


async def test_who_has_no_telegram_name_is_not_offered_it(buurt: Buurt):
    """A way that does not exist is no choice."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await says_talent(buurt, anna, "Ik timmer", Direction.OFFER, "woodwork")
    await says_talent(buurt, bram, "wie timmert", Direction.NEED, "woodwork")

    await Cast(buurt, anna, bram, fatima).both_say_yes()

    assert "Mijn Telegram-naam" not in anna.buttons()


async def test_messages_are_passed_on_with_a_way_to_answer_stop_and_report(cast: Cast):
    """Contact through the bot needs no number and no username."""
    await cast.are_in_contact()
    await cast.anna.taps("Schrijf Bram")
    await cast.anna.says("Dag Bram, zaterdag timmeren?")

    assert cast.bram.last() == "Anna schrijft:\nDag Bram, zaterdag timmeren?"
    assert cast.bram.buttons()[:3] == ["Antwoord", "Stop contact", "Melden"]
    assert "doorgegeven aan Bram" in cast.anna.last()
    await cast.bram.taps("Antwoord")
    await cast.bram.says("Graag!")
    assert cast.anna.last() == "Bram schrijft:\nGraag!"


async def test_a_question_that_nobody_asked_for_leads_to_fewer(cast: Cast):
    """Anna chose nothing yet: she can ask for less there and then, also after a second thought."""
    await cast.proposes()
    first = cast.anna.buttons()
    await cast.anna.taps("Nu niet")

    await cast.anna.taps("Toch niet")

    assert first[-1] == "Minder berichten"
    assert cast.anna.buttons() == first


async def test_not_with_this_person_is_for_ever_and_says_little(cast: Cast):
    """The other hears one neutral sentence, and the two are never brought together again."""
    await cast.both_say_yes()

    await cast.bram.taps("Niet met deze persoon")
    await cast.bram.taps("Ja, geen contact")

    assert cast.anna.last() == NOT_ON
    assert await states(cast.buurt) == ["ended"]
    async with cast.buurt.database.read() as tx:
        anna, bram = await member_of(tx, cast.anna), await member_of(tx, cast.bram)
        assert await stored.are_never(tx, anna.id, bram.id)


async def test_stopping_contact_stops_messages(cast: Cast):
    """After `Stop contact` nothing is passed on, also what was being typed."""
    await cast.are_in_contact()
    await cast.anna.taps("Schrijf Bram")
    await cast.bram.taps("Stop contact")
    await cast.bram.taps("Ja, geen contact")

    await cast.anna.says("Hoe is het?")

    assert "Hoe is het?" not in cast.bram.reads()
    assert "Dit contact is er niet meer" in cast.anna.reads()


@pytest.mark.parametrize("under", ["the question", "the introduction"])
async def test_stopping_contact_stops_it_everywhere(cast: Cast, under: str):
    """Two who met over wood and wrote about the park have one contact: who stops it under either
    reads nothing more of the other under both."""
    await says_entry(cast.anna)
    await cast.are_in_contact()
    await cast.bram.says("/zoek wie gaat er over het gras?")
    await asks(cast.bram, "Vraag Anna")
    await cast.anna.taps("Antwoord")
    await cast.anna.says("Vrijdag wordt er gemaaid")
    async with cast.buurt.database.read() as tx:
        [it] = await tx.values(select(introductions.c.id))
        [asked] = await tx.values(
            select(guide_questions.c.id).where(guide_questions.c.state == "done")
        )
    stop, write = {
        "the question": (f"guy_{asked}_1", f"ks_{it}"),
        "the introduction": (f"kn_{it}_1", f"gur_{asked}"),
    }[under]

    await cast.anna.presses(cast.anna.private()[-1], stop)
    await cast.bram.presses(cast.bram.private()[-1], write)
    await cast.bram.says("Hoe is het?")

    assert await states(cast.buurt) == ["ended"]
    assert NOT_ON in cast.bram.hears()
    assert "Hoe is het?" not in cast.anna.reads()


async def test_two_yeses_after_contact_was_stopped_elsewhere_tell_no_name(cast: Cast):
    """Neither knows that it is the other: to both it is as silent as a no."""
    await says_entry(cast.anna)
    await cast.proposes()
    await cast.anna.taps("Ja, graag")
    await cast.bram.says("/zoek wie gaat er over het gras?")
    await asks(cast.bram, "Vraag Anna")
    await cast.anna.taps("Stop contact")
    await cast.anna.taps("Ja, geen contact")

    await cast.bram.taps("Ja, graag")
    assert "Je zei ja" in cast.bram.reads()
    await cast.buurt.moves(days=5)

    assert cast.anna.last() == NOT_THIS_TIME
    assert cast.bram.last() == NOT_THIS_TIME
    assert "De ander heet" not in cast.anna.reads() + cast.bram.reads()


async def test_reporting_ends_the_contact_and_reaches_an_admin(cast: Cast):
    """Somebody looks at it, and the other cannot write meanwhile."""
    karel = await cast.buurt.admin("Karel")
    await cast.are_in_contact()

    await cast.anna.taps("Melden")
    await cast.anna.says("Bram is niet aardig")
    await cast.anna.taps("Versturen")

    assert "Bram is niet aardig" in karel.last()
    assert "Hun contact is gestopt" in karel.last()
    assert "Deze melding staat alleen hier" in karel.last()
    assert "rol in het team" not in karel.last()
    assert karel.buttons() == ["Minder berichten"]
    assert "Het contact is gestopt" in cast.anna.last()
    assert await states(cast.buurt) == ["ended"]
    assert "niet aardig" not in cast.bram.reads()


@pytest.mark.parametrize(
    "data", ["kw_1_username", "kc_1_bot", "kn_1_1", "ks_1", "kx_1", "kr_1", "kt_1"]
)
async def test_forged_contact_buttons_do_nothing_before_two_yeses(cast: Cast, data: str):
    """No press, however made, shows a name early."""
    await cast.proposes()
    await cast.anna.taps("Ja, graag")
    before = await states(cast.buurt)

    await cast.bram.presses(cast.bram.private()[-1], data)
    if data != "kt_1":
        await cast.anna.presses(cast.anna.private()[-1], data)

    assert "Anna" not in cast.bram.reads()
    assert "Bram" not in cast.anna.reads()
    assert "Tip: tik op het microfoontje" not in cast.bram.reads()
    assert await states(cast.buurt) == before


async def test_nothing_is_lost_when_the_bot_restarts_in_between(cast: Cast):
    """Timers, questions and answers are rows."""
    await cast.fatima.says("/kaart")
    await cast.fatima.taps("1 Timmeren")
    await cast.fatima.taps("Stel voor")
    await cast.buurt.restarts()
    await cast.buurt.moves(minutes=6)
    await cast.buurt.restarts()
    await cast.anna.taps("Ja, graag")
    await cast.buurt.restarts()
    await cast.bram.taps("Ja, graag")

    assert "De ander heet Bram" in cast.anna.last()
    async with cast.buurt.database.read() as tx:
        assert await tx.value(select(func.count()).select_from(introductions)) == 1


# --- what it brought ---------------------------------------------------------------------------


async def test_ten_days_later_the_asker_tells_what_it_brought_and_may_thank(cast: Cast):
    """ "Gelukt" is worth a thank-you, once, silent, and only when Bram agrees."""
    await cast.are_in_contact()

    await cast.buurt.moves(days=11)
    assert "Heeft dit iets opgeleverd?" in cast.bram.last()
    assert "opgeleverd" not in cast.anna.reads()
    await cast.bram.taps("Ja, gelukt")
    assert "bedankt!" not in cast.anna.reads()
    await cast.bram.taps("Ja, zeg bedankt")

    assert "Bram zegt: bedankt!" in cast.anna.last()
    assert "Ik heb Anna namens jou bedankt." in cast.bram.last()


async def test_not_yet_is_asked_again_and_no_is_no(cast: Cast):
    """Things take time; and a no needs no reason."""
    await cast.are_in_contact()
    await cast.buurt.moves(days=11)

    await cast.bram.taps("Nog niet")
    await cast.buurt.moves(days=11)
    assert "Heeft dit iets opgeleverd?" in cast.bram.last()
    await cast.bram.taps("Nee")

    await cast.buurt.moves(days=30)
    assert cast.bram.reads().count("opgeleverd?") == 0
    assert "zegt: bedankt" not in cast.anna.reads()


async def test_only_the_asker_is_believed_and_thanks_come_once(cast: Cast):
    """Forged and old buttons do nothing."""
    await cast.are_in_contact()
    await cast.buurt.moves(days=11)
    [it] = await everything(cast)

    await cast.anna.presses(cast.anna.private()[-1], f"kq_{it}_it-worked")
    await cast.bram.presses(cast.bram.private()[-1], f"ky_{it}")
    assert "bedankt" not in cast.anna.reads()
    await cast.bram.taps("Ja, gelukt")
    await cast.bram.taps("Ja, zeg bedankt")
    await cast.bram.presses(cast.bram.private()[-1], f"ky_{it}")

    assert cast.anna.reads().count("bedankt!") == 1


async def test_no_thanks_after_contact_was_stopped(cast: Cast):
    """No contact is none, also not a kind word."""
    await cast.are_in_contact()
    await cast.buurt.moves(days=11)
    await cast.bram.taps("Ja, gelukt")
    await cast.anna.taps("Stop contact")
    await cast.anna.taps("Ja, geen contact")

    await cast.bram.taps("Ja, zeg bedankt")

    assert "bedankt" not in cast.anna.reads()


async def test_who_left_is_not_asked_about(cast: Cast):
    """Nothing names somebody who erased themselves."""
    await cast.are_in_contact()
    await cast.anna.says("/privacy")
    await cast.anna.taps("Wis alles")
    await cast.anna.taps("Ja, wis alles")

    await cast.buurt.moves(days=11)

    assert "opgeleverd" not in cast.bram.reads()


async def everything(cast: Cast) -> list[int]:
    async with cast.buurt.database.read() as tx:
        return await tx.values(select(introductions.c.id))
