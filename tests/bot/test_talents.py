"""Talents as rules: what is asked, what is kept, and who may take it away."""

from datetime import UTC, datetime
from itertools import product

import pytest

from bot import dialogs, tags, talents, times
from bot.dialogs import Context, State
from bot.errors import Refused
from bot.matching import Direction, topics
from bot.matching.knowledge import knowledge
from bot.messages import CommunityId, PersonId, Text
from bot.people import Member
from bot.texts import LANGUAGES, html, plain

CONTEXT = Context(language="nl", zone="Europe/Amsterdam", now=datetime(2027, 6, 7, tzinfo=UTC))
ANNA = Member(
    id=PersonId(1),
    telegram_id=1,
    name="Anna",
    username=None,
    language="nl",
    community_id=CommunityId(1),
    community_name="Broeklanden",
    zone="Europe/Amsterdam",
    roles=frozenset(),
)


def kept(**values: object) -> talents.Talent:
    known: dict[str, object] = {
        "id": 1,
        "community_id": CommunityId(1),
        "person_id": PersonId(1),
        "direction": Direction.OFFER,
        "words": "Ik was meubelmaker",
        "tags": (),
        "avoid": "",
        "idea_id": None,
        "created_at": datetime(2027, 6, 7, tzinfo=UTC),
    }
    return talents.Talent(**(known | values))  # type: ignore[arg-type]  # as the test spells them


@pytest.mark.parametrize("dialog", [talents.TALENT, talents.SEEK], ids=lambda each: each.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_be_asked_and_explained(dialog: dialogs.Dialog, language: str):
    """Texts follow from names, so a missing one shows only here."""
    for each in (*dialog.questions, *dialog.more):
        for kind in ("ask", "help", "name"):
            assert plain(Text(f"{dialog.name}-{kind}-{each.key}"), language)
    assert plain(Text(f"{dialog.name}-title"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_shows_everything_that_will_be_kept(language: str):
    """Nobody confirms what they did not see."""
    answers = {
        "words": "Ik was <meubelmaker>",
        "direction": "offer",
        "tags": ["woodwork", "cycling", "handyman"],
        "avoid": "geen zwaar werk",
        "times": ["week-morning"],
        "area": "bij de kerk",
    }

    shown = html(talents.TALENT.preview(answers, CONTEXT), language)

    assert "Ik was &lt;meubelmaker&gt;" in shown
    assert "geen zwaar werk" in shown
    assert "bij de kerk" in shown
    assert plain(times.in_words(answers["times"]), language) in shown
    for tag in answers["tags"]:
        assert knowledge().concepts[tag].label(language) in shown


def test_at_most_five_tags_are_offered_and_three_are_taken():
    """Choosing stays easy."""
    words = "timmeren, fietsen, koken, tuinieren, naaien, zingen en wandelen"
    state = State(dialog=talents.TALENT, answers={"words": words, "direction": "offer"})
    question = talents.TALENT.question("tags")
    options = question.options(state.answers, CONTEXT)

    assert [each.opens for each in options] == [False] * 5 + [True]
    for index in range(3):
        state = dialogs.choose(state, "tags", index, CONTEXT)
    with pytest.raises(Refused):
        dialogs.choose(state, "tags", 3, CONTEXT)


def test_every_concept_is_found_in_the_list_within_three_taps():
    """Residents' own confirmation is worth most, so no concept may be out of reach."""
    state = State(dialog=talents.TALENT, answers={"words": "Wieberdewap", "direction": "offer"})
    question = talents.TALENT.question("tags")
    [to_list] = [each.opens for each in question.options(state.answers, CONTEXT)]
    listed = dialogs.choose(state, "tags", 0, CONTEXT)
    within_reach: set[str] = set()
    for index, topic in enumerate(question.options(listed.answers, CONTEXT)):
        opened = dialogs.choose(listed, "tags", index, CONTEXT)
        assert topic.opens
        within_reach |= {each.value for each in question.options(opened.answers, CONTEXT)}

    assert to_list
    assert within_reach == set(knowledge().concepts)


def test_what_was_chosen_in_the_list_stays_chosen_and_in_sight():
    """`Terug` closes the list one drawer at a time, and forgets nothing."""
    state = State(dialog=talents.TALENT, answers={"words": "Wieberdewap", "direction": "offer"})
    for index in (0, 0, 1):
        state = dialogs.choose(state, "tags", index, CONTEXT)
    [chosen] = dialogs.picked(state, talents.TALENT.question("tags"))

    state = dialogs.back(dialogs.back(state))

    first, *_ = dialogs.screen(state, CONTEXT).buttons
    assert plain(first[0].label, "nl") == f"✓ {knowledge().concepts[chosen].label('nl')}"
    assert dialogs.done_choosing(state, "tags").answers["tags"] == [chosen]


def test_a_long_name_that_is_chosen_still_fits_on_its_button():
    """A telephone would cut it off without a sign that there is more."""
    state = State(
        dialog=talents.TALENT, answers={"words": "ik heb een schuur", "direction": "offer"}
    )
    offered = talents.TALENT.question("tags").options(state.answers, CONTEXT)
    storage = next(index for index, each in enumerate(offered) if each.value == "storage")

    chosen = dialogs.choose(state, "tags", storage, CONTEXT)

    label = dialogs.screen(chosen, CONTEXT).buttons[storage][0].label
    assert plain(label, "nl") == "✓ Schuur, garage of ops…"


def test_a_list_that_was_opened_and_closed_leaves_no_trace():
    """Who only looked is where they were."""
    before = State(dialog=talents.TALENT, answers={"words": "Wieberdewap", "direction": "offer"})
    opened = dialogs.choose(before, "tags", 0, CONTEXT)

    assert opened != before
    assert dialogs.back(opened) == before


@pytest.mark.parametrize(
    "written",
    [
        "ik heb een schuur",
        "ik heb een grote tafel",
        "we hebben een zaaltje",
        "ik heb een aanhanger",
        "je mag mijn boormachine lenen",
    ],
)
def test_a_place_or_a_thing_gives_a_button_too(written: str):
    """What somebody has helps as much as what they can (PLEK)."""
    offered = tags.suggested_tags(written, Direction.OFFER)

    assert any(tags.are_things([each]) for each in offered)


def test_who_does_something_together_is_offered_no_desk():
    """The park is where they walk, and not whom it concerns; who seeks may mean either."""
    written = "Graag samen wandelen door het park"

    assert tags.suggested_tags(written, Direction.TOGETHER) == ["walking"]
    assert "public-green" in tags.suggested_tags(written, Direction.NEED)


@pytest.mark.parametrize(
    ("chosen", "things"),
    [
        (["storage"], True),
        (["tools", "van"], True),
        (["storage", "woodwork"], False),
        (["driving"], False),
        (["gone-for-good"], False),
    ],
)
def test_only_what_somebody_has_is_called_something_to_share(chosen: list[str], things: bool):
    """Nobody "has" woodwork, and nobody is good at a shed."""
    assert tags.are_things(chosen) is things


@pytest.mark.parametrize(
    "written",
    [
        "Kerkstraat 12",
        "Kerkstraat twaalf",
        "kerkstraat 12b",
        "1234 AB",
        "1234ab",
        "bij nummer 7",
        "0612345678",
    ],
)
def test_an_address_is_not_taken_for_about_where(written: str):
    """Where somebody lives is theirs to tell, later and to one person."""
    with pytest.raises(Refused) as refused:
        talents.TALENT.question("area").read(written, CONTEXT)

    assert refused.value.key == "talent-area-no-address"


@pytest.mark.parametrize("written", ["bij de kerk", "achter het winkelcentrum", "Noord"])
def test_about_where_is_said_in_own_words(written: str):
    """No list of streets, and no map."""
    assert talents.TALENT.question("area").read(written, CONTEXT) == written


def test_a_typed_word_without_a_concept_is_met_with_what_is_possible():
    """A refusal that says how to go on."""
    with pytest.raises(Refused) as refused:
        talents.TALENT.question("tags").read("wieberdewap", CONTEXT)

    assert refused.value.key == "talent-no-such-tag"


@pytest.mark.parametrize(("direction", "open_searches"), list(product(Direction, (2, 3))))
def test_only_a_fourth_search_is_refused(direction: Direction, open_searches: int):
    """What somebody offers or wants to learn has no maximum."""
    answers = {"words": "timmeren", "direction": direction.value}

    if direction is Direction.NEED and open_searches == 3:
        with pytest.raises(Refused):
            talents.say(ANNA, answers, open_searches=open_searches)
    else:
        assert talents.say(ANNA, answers, open_searches=open_searches).direction is direction


@pytest.mark.parametrize(
    ("talent", "refusal"),
    [
        (kept(person_id=PersonId(2)), "button-not-yours"),
        (kept(community_id=CommunityId(2)), "refused-other-neighbourhood"),
    ],
)
def test_only_ones_own_talent_can_be_withdrawn(talent: talents.Talent, refusal: str):
    """What somebody said of themselves is theirs."""
    with pytest.raises(Refused) as refused:
        talents.may_withdraw(talent, by=ANNA)

    assert refused.value.key == refusal


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_a_name_that_fits_on_a_button(language: str):
    """Labels come from files that anybody may extend."""
    for each in knowledge().concepts.values():
        assert 0 < len(plain(tags.tag_name(each.id), language)) <= 24
    assert topics()


def test_a_concept_that_was_removed_is_shown_by_its_id():
    """An old talent does not break the page."""
    assert plain(tags.tag_name("gone-for-good"), "nl") == "gone-for-good"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_said(language: str):
    """No missing text and no label that a telephone cuts off."""
    for body, buttons in (
        talents.saved(kept()),
        *(
            talents.saved(kept(direction=each), also=7)
            for each in (Direction.OFFER, Direction.TOGETHER)
        ),
        talents.withdrawing(kept()),
        talents.withdrawn(),
        (talents.line(kept()), ()),
    ):
        assert html(body, language)
        for row in buttons:
            for each in row:
                assert len(plain(each.label, language)) <= 24


def test_words_behind_the_command_that_are_too_long_are_refused_with_the_limit():
    """Nothing that somebody typed is cut off in silence."""
    with pytest.raises(Refused) as refused:
        talents.preset("x" * 501)

    assert refused.value.params["limit"] == 500
