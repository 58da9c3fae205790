"""Dialogs in the chat: going back, leaving, being interrupted, and typing instead of tapping."""

from __future__ import annotations

from datetime import timedelta

from bot.playground import Message
from tests.buurt import Buurt, Neighbour

IDEA = "Wat is je idee?"
NEEDS = "Wat is er nog nodig?"
EXCLUDED = "Wie kan misschien niet meedoen?"


async def at_preview(anna: Neighbour) -> None:
    """Anna's idea, all questions answered."""
    await anna.says("/idee Moestuin")
    await anna.says("iemand die timmert")
    await anna.says("wie overdag werkt")


async def quickly(anna: Neighbour, *words: str) -> None:
    """Several messages within five seconds, each handled before the next."""
    anna.buurt.passes(timedelta(seconds=7))
    for each in words:
        await anna.buurt.standin.send(anna.user, None, each)
        await anna.buurt.settles()
        anna.buurt.passes(timedelta(seconds=1))


def question(anna: Neighbour, words: str) -> Message:
    """The newest message with these words."""
    return next(each for each in reversed(anna.private()) if words in each.text)


def open_questions(anna: Neighbour) -> list[str]:
    """The first words of every message that still has buttons."""
    return [each.text.split("\n")[0] for each in anna.private() if each.buttons]


# --- back, skip, stop, help --------------------------------------------------------------------


async def test_back_opens_the_question_before(buurt: Buurt):
    """A tap changes the message in place; what was answered earlier stays."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    await anna.says("iemand die timmert")

    await anna.taps("Terug")
    await anna.says("een kraan")
    await anna.taps("Overslaan")

    assert "Moestuin" in anna.last()
    assert "een kraan" in anna.last()
    assert "timmert" not in anna.last()


async def test_the_first_question_has_no_back(buurt: Buurt):
    """There is nothing to go back to, only out."""
    anna = await buurt.resident("Anna")

    await anna.says("/idee")

    assert IDEA in anna.last()
    assert anna.buttons() == ["Stoppen"]


async def test_skipping_changes_the_question_in_place(buurt: Buurt):
    """After a tap no new message appears, so that the chat stays short (EXPERIENCE 2)."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    heard = len(anna.hears())

    await anna.taps("Overslaan")

    assert EXCLUDED in anna.last()
    assert len(anna.hears()) == heard


async def test_stopping_leaves_and_places_nothing(buurt: Buurt):
    """The message itself says so, and nothing is in the group."""
    anna = await buurt.resident("Anna")
    await at_preview(anna)
    posted = len(buurt.in_group())

    await anna.taps("Stoppen")
    await anna.says("en nu?")

    assert "Gestopt. Er is niets geplaatst." in anna.reads()
    assert "Dat begreep ik niet helemaal." in anna.last()
    assert len(buurt.in_group()) == posted


async def test_stop_can_be_typed(buurt: Buurt):
    """As a word, as a command, in either language, all mean the same within a form."""
    anna = await buurt.resident("Anna")
    for word in ("stop", "Stoppen", "/stop", "/cancel"):
        await anna.says("/idee Moestuin")

        await anna.says(word)

        assert anna.last() == "Gestopt. Er is niets geplaatst. Typ /start voor het menu."
        assert open_questions(anna) == []


async def test_help_in_a_dialog_explains_its_question(buurt: Buurt):
    """Help for where you are, after which the question is still open."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")

    await anna.says("/hulp")
    assert anna.last().startswith("Bijvoorbeeld: iemand die bakken kan timmeren.")

    await anna.says("een kraan")
    assert EXCLUDED in anna.last()


# --- answers that are none ---------------------------------------------------------------------


async def test_a_bad_answer_is_asked_again_and_keeps_the_rest(buurt: Buurt):
    """What was wrong is said, below it the question stands again, and earlier answers stay."""
    anna = await buurt.resident("Anna")
    await anna.says("/bijeenkomst Soep koken")

    await anna.says("ooit eens")
    assert "Ik begrijp nog niet wanneer." in anna.hears()[-2]
    assert "Wanneer is het?" in anna.last()

    await anna.says("donderdag 19.30")
    await anna.says("de speeltuin")
    assert "Soep koken" in anna.last()


async def test_an_unknown_command_is_no_answer(buurt: Buurt):
    """A slip of the finger must not become the text of an idea."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")

    await anna.says("/dansen")
    assert "Dat commando ken ik niet." in anna.last()

    await anna.says("een kraan")
    assert EXCLUDED in anna.last()


async def test_an_edited_message_changes_nothing_and_says_so(buurt: Buurt):
    """Telegram lets people edit what is already read; the form goes by what was read."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")
    await anna.says("Moestuin")
    said = next(each for each in anna.private() if each.text == "Moestuin")

    await anna.edits(said, "Zwembad")
    await anna.taps("Overslaan")
    await anna.taps("Overslaan")

    assert "Je veranderde een bericht. Daar doe ik niets mee." in anna.reads()
    assert "💡 Moestuin" in anna.reads()
    assert "Zwembad" not in anna.reads()


# --- typing what can be tapped -----------------------------------------------------------------


async def test_everything_can_be_typed(buurt: Buurt):
    """Who cannot tap, or does not see the buttons, types what stands on them."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")

    await anna.says("overslaan")
    assert EXCLUDED in anna.last()
    await anna.says("Terug")
    assert NEEDS in anna.last()
    await anna.says("een kraan")
    await anna.says("OVERSLAAN")
    assert "een kraan" in anna.last()
    await anna.says("aanpassen")
    await anna.says("het idee")
    assert IDEA in anna.last()
    await anna.says("Kas")
    assert "Kas" in anna.last()
    await anna.says("plaatsen")

    assert "Je idee ‘Kas’ staat erop." in anna.reads()


async def test_options_of_a_question_can_be_typed(buurt: Buurt):
    """The words on an option are its answer."""
    anna = await buurt.resident("Anna")
    await anna.says("/talent Ik was meubelmaker")

    await anna.says("dit kan ik")
    await anna.says("klaar")
    await anna.says("timmeren")

    assert "Dit gaat over: Timmeren" in anna.last()


# --- adjusting ---------------------------------------------------------------------------------


async def test_adjusting_one_answer_leaves_the_others(buurt: Buurt):
    """One answer is given again, and then the preview is there at once."""
    anna = await buurt.resident("Anna")
    await at_preview(anna)

    await anna.taps("Aanpassen")
    await anna.taps("Wat is er nodig")
    await anna.says("een kraan")

    assert "een kraan" in anna.last()
    assert "Moestuin" in anna.last()
    assert "wie overdag werkt" in anna.last()


async def test_looking_at_the_answers_and_going_back_loses_none(buurt: Buurt):
    """`Terug` in the list of answers means: never mind."""
    anna = await buurt.resident("Anna")
    await at_preview(anna)

    await anna.taps("Aanpassen")
    await anna.taps("Terug")

    assert "Zo ziet de groep het" in anna.last()
    assert "wie overdag werkt" in anna.last()
    assert "Plaatsen" in anna.buttons()


# --- two messages that are one answer ----------------------------------------------------------


async def test_two_quick_messages_are_one_answer(buurt: Buurt):
    """People press enter in the middle of a thought (EXPERIENCE 2)."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")

    await quickly(anna, "Een moestuin", "in de Kerkstraat")
    assert NEEDS in anna.last()
    assert "Ik heb dit bij je vorige antwoord gezet." in anna.reads()
    await anna.taps("Overslaan")
    await anna.taps("Overslaan")

    assert "Een moestuin\nin de Kerkstraat" in anna.last()


async def test_what_was_joined_wrongly_becomes_the_next_answer(buurt: Buurt):
    """A fast typist says so with one tap."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")
    await quickly(anna, "Een moestuin", "iemand die timmert")

    await anna.taps("Nee, nieuw antwoord")
    await anna.taps("Overslaan")

    assert "Een moestuin" in anna.last()
    assert "Nog gezocht: iemand die timmert" in anna.last()


async def test_a_second_half_that_comes_after_the_preview_is_not_lost(buurt: Buurt):
    """The last answer may be sent in two halves as well."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    await anna.taps("Overslaan")

    await quickly(anna, "wie overdag", "werkt")

    assert "wie overdag\nwerkt" in anna.last()
    assert "Nee, nieuw antwoord" not in anna.reads()


async def test_messages_that_come_slowly_are_two_answers(buurt: Buurt):
    """Five seconds later it is an answer to the next question."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")

    await anna.says("Een moestuin")
    await anna.says("iemand die timmert")

    assert EXCLUDED in anna.last()


# --- one question is open ----------------------------------------------------------------------


async def test_a_typed_answer_takes_the_buttons_off_the_question(buurt: Buurt):
    """Only the newest question can be tapped, and it stands at the bottom."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")

    await anna.says("Moestuin")

    assert question(anna, IDEA).buttons == []
    assert open_questions(anna) == [NEEDS + " Denk aan mensen, kennis, een plek of spullen."]


async def test_a_button_of_an_older_question_goes_away(buurt: Buurt):
    """Somebody taps what a slow phone still showed: that message goes, the open one stays."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")
    old = question(anna, IDEA)
    await anna.says("Moestuin")

    await anna.presses(old, "db")

    assert IDEA not in anna.reads()
    assert "Deze knop is oud" in anna.last()
    await anna.taps("Overslaan")
    assert EXCLUDED in anna.reads()


async def test_a_copy_of_a_question_goes_away_when_it_is_tapped_and_the_tap_counts(buurt: Buurt):
    """A crash between sending and noting it leaves two of the same; nobody taps in vain."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    copy = await copy_of(buurt, question(anna, NEEDS))

    await anna.presses(copy, "ds_needs")

    assert copy.id not in [each.id for each in anna.private()]
    assert EXCLUDED in question(anna, EXCLUDED).text


async def copy_of(buurt: Buurt, message: Message) -> Message:
    await buurt.bot.bot.call(
        "sendMessage",
        {
            "chat_id": message.chat.id,
            "text": message.html,
            "parse_mode": "HTML",
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": each.text, "callback_data": each.data} for each in row]
                    for row in message.buttons
                ]
            },
        },
    )
    return buurt.standin.messages(message.chat)[-1]


async def test_a_button_of_a_form_that_is_over_does_nothing(buurt: Buurt):
    """After `Plaatsen` a forged `Plaatsen` places nothing again."""
    anna = await buurt.resident("Anna")
    await at_preview(anna)
    preview = question(anna, "Zo ziet de groep het")
    await anna.taps("Plaatsen")
    posted = len(buurt.in_group())

    await anna.presses(preview, "dp")

    assert "Deze knop is oud" in anna.last()
    assert len(buurt.in_group()) == posted


async def test_somebody_elses_form_cannot_be_tapped(buurt: Buurt):
    """A press says who pressed; the form of that person is the one that counts."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await at_preview(anna)
    await bram.says("/start")

    await bram.presses(bram.private()[-1], "dp")

    assert "Deze knop is oud" in bram.last()
    assert "Plaatsen" in anna.buttons()


# --- two forms ---------------------------------------------------------------------------------


async def test_another_form_waits_until_the_first_is_finished(buurt: Buurt):
    """Two forms are never mixed; after the first, the second comes by itself."""
    anna = await buurt.resident("Anna")
    await at_preview(anna)

    await anna.says("/groep Timmerclub")
    assert "Je was nog bezig met je idee." in anna.last()
    await anna.taps("Eerst afmaken")
    assert "Moestuin" in anna.last()
    await anna.taps("Plaatsen")

    assert "Je idee ‘Moestuin’ staat erop." in anna.reads()
    assert "Wat gaan jullie samen doen?" in anna.last()


async def test_starting_over_drops_the_first_form(buurt: Buurt):
    """The second form begins with what was typed behind its command."""
    anna = await buurt.resident("Anna")
    await at_preview(anna)

    await anna.says("/groep Timmerclub")
    await anna.taps("Opnieuw beginnen")

    assert "Wat gaan jullie samen doen?" in anna.last()
    assert len(open_questions(anna)) == 1


async def test_what_is_typed_between_two_forms_belongs_to_the_first(buurt: Buurt):
    """As long as nobody chose, the form that was open is the form that is open."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    await anna.says("/groep Timmerclub")

    await anna.says("iemand die timmert")

    assert EXCLUDED in anna.last()


async def test_a_form_without_an_answer_simply_gives_way(buurt: Buurt):
    """There is nothing to lose, so nothing is asked."""
    anna = await buurt.resident("Anna")
    await anna.says("/bijeenkomst")

    await anna.says("/idee")

    assert IDEA in anna.last()
    assert len(open_questions(anna)) == 1


# --- restarts ----------------------------------------------------------------------------------


async def test_a_draft_survives_a_restart(buurt: Buurt):
    """Nobody notices that the bot was away: the same question, the same answers."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    await anna.says("iemand die timmert")

    await buurt.restarts()
    await anna.taps("Overslaan")

    assert "Moestuin" in anna.last()
    assert "Nog gezocht: iemand die timmert" in anna.last()


async def test_a_choice_of_two_forms_survives_a_restart(buurt: Buurt):
    """What waits is stored, not remembered."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee Moestuin")
    await anna.says("/groep Timmerclub")

    await buurt.restarts()
    await anna.taps("Opnieuw beginnen")

    assert "Wat gaan jullie samen doen?" in anna.last()
