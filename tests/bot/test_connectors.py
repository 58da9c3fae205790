"""The connector card as rules: who is found, who may choose, and how it looks."""

from dataclasses import replace

import pytest

from bot import connectors as rules
from bot.connectors import Beside, Line
from bot.energy import Sought
from bot.errors import Refused
from bot.hints import Hint, HintState
from bot.ideas import Idea, IdeaState
from bot.introductions import IntroductionState, Shown
from bot.matching import Direction, Posting, with_lessons
from bot.messages import PersonId
from bot.people import Role
from bot.texts import html
from bot.welcomes import Welcome, WelcomeState
from tests.bot.acquaintances import (
    ANNA,
    BRAM,
    ELSEWHERE,
    FATIMA,
    HERE,
    NOW,
    assert_can_be_said,
    introduction,
    member,
    posting,
    talent,
)


def found(*postings: Posting, **options: object) -> list[tuple[int, int]]:
    known: dict[str, object] = {
        "met": frozenset(),
        "tried": frozenset(),
        "gathered": frozenset(),
        "busy": frozenset(),
        "unwelcome": frozenset(),
        "not_of": FATIMA,
        "most": 3,
        "circles": (),
        "weights": with_lessons({}),
        "now": NOW,
    }
    return [
        (each.offer.id, each.need.id)
        for each in rules.find(postings, **(known | options))  # type: ignore[arg-type]  # as spelled
    ]


OFFER = posting(1, ANNA, Direction.OFFER)
NEED = posting(2, BRAM, Direction.NEED)


def test_an_offer_and_a_need_that_fit_are_found():
    """The base from which the refusals below differ by one thing."""
    assert found(OFFER, NEED) == [(1, 2)]


def test_two_who_want_the_same_together_are_found_once():
    """A pair is one suggestion, not one in each direction."""
    one = posting(1, ANNA, Direction.TOGETHER)
    other = posting(2, BRAM, Direction.TOGETHER)

    assert len(found(one, other)) == 1


@pytest.mark.parametrize(
    ("offer", "need", "options"),
    [
        (OFFER, NEED, {"met": frozenset({frozenset({ANNA, BRAM})})}),
        (OFFER, NEED, {"tried": frozenset({(1, 2)})}),
        (OFFER, NEED, {"unwelcome": frozenset({(ANNA, "woodwork")})}),
        (OFFER, NEED, {"unwelcome": frozenset({(BRAM, "woodwork")})}),
        (OFFER, NEED, {"gathered": frozenset({1, 2})}),
        (OFFER, NEED, {"busy": frozenset({2})}),
        (OFFER, NEED, {"not_of": ANNA}),
        (OFFER, NEED, {"not_of": BRAM}),
        (OFFER, NEED, {"most": 0}),
        (replace(OFFER, paused=True), NEED, {}),
        (OFFER, replace(NEED, paused=True), {}),
        (replace(OFFER, asks_last_30_days=3), NEED, {}),
        (replace(OFFER, asks_last_30_days=1, asks_agreed=1), NEED, {}),
        (OFFER, replace(NEED, asks_last_30_days=3), {}),
    ],
)
def test_who_should_not_be_asked_is_not_found(offer: Posting, need: Posting, options):
    """Met, tried, unwelcome, one's own card, paused, or asked three times."""
    assert found(offer, need, **options) == []


def screens() -> list[Shown]:
    """All that a buurtverbinder sees, with names and tags as long as they get."""
    name, tag = "N" * 40, "woodwork"
    mine = talent(ANNA, Direction.OFFER, tag)
    waiting = introduction(IntroductionState.SUGGESTED)
    lines = [
        Line(it=each, giver=name, asker=None, offer=mine, need=mine)
        for each in (
            waiting,
            replace(waiting, put_off_until=NOW),
            introduction(IntroductionState.PROPOSED, proposed_at=NOW),
            introduction(IntroductionState.DISMISSED),
            introduction(IntroductionState.IN_CONTACT),
        )
    ]
    fatima = member(FATIMA, Role.CONNECTOR)
    newcomer = Welcome(
        id=1,
        community_id=HERE,
        person_id=BRAM,
        name=name,
        state=WelcomeState.WANTED,
        promised_on=NOW.date(),
    )
    hint = Hint(
        id=1,
        community_id=HERE,
        person_id=BRAM,
        name=name,
        words="mensen die vissen " * 20,
        state=HintState.TOLD,
        promised_on=NOW.date(),
    )
    return [
        rules.card(lines, of=fatima, beside=Beside(welcome=newcomer, hint=hint)),
        rules.opened_hint(hint),
        rules.card(lines[:1], of=fatima),
        rules.empty_card(fatima),
        rules.card([replace(lines[0], colleague=name)], of=fatima),
        rules.opened(lines[0], has_colleagues=True),
        rules.to_whom(lines[0], [replace(fatima, name=name)]),
        rules.worked(lines[0]),
    ]


def test_every_screen_of_the_card_can_be_said():
    """Nothing on it is cut off."""
    assert_can_be_said(screens())


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda it: rules.propose(it, by=member(ANNA), at=NOW), "refused-needs-connector"),
        (lambda it: rules.dismiss(it, by=member(BRAM)), "refused-needs-connector"),
        (lambda it: rules.put_off(it, by=member(BRAM), at=NOW), "refused-needs-connector"),
        (
            lambda it: rules.propose(it, by=member(FATIMA, Role.CONNECTOR, of=ELSEWHERE), at=NOW),
            "refused-other-neighbourhood",
        ),
        (
            lambda it: rules.propose(it, by=member(PersonId(9), Role.CONNECTOR), at=NOW),
            "button-not-yours",
        ),
    ],
)
def test_a_line_refuses_whoever_may_not(act, refusal: str):
    """Ids are no secrets: each decision looks at who presses, where, and at the state."""
    with pytest.raises(Refused) as refused:
        act(introduction(IntroductionState.SUGGESTED))

    assert refused.value.key == refusal


def test_one_candidate_at_a_time_is_found_for_a_need():
    """Two who could both help are asked one after the other, never at once."""
    another = posting(3, FATIMA, Direction.OFFER)

    assert len(found(OFFER, another, NEED, not_of=PersonId(9))) == 1


def test_a_full_card_still_fits_on_a_phone():
    """Six lines at most, what waits for somebody first."""
    tag = "woodwork"
    mine = talent(ANNA, Direction.OFFER, tag)
    waiting = introduction(IntroductionState.SUGGESTED)
    line = Line(it=waiting, giver="Anna", asker="Bram", offer=mine, need=mine)
    idea = Idea(
        id=1,
        community_id=HERE,
        author_id=ANNA,
        title="Een bankje " * 20,
        needs="iemand die kan timmeren " * 20,
        excluded=None,
        state=IdeaState.SKETCH,
        created_at=NOW,
    )
    everything = Beside(quiet=idea, piece=idea, went_well=line, sought=Sought(tag=tag, people=2))

    body, _ = rules.card([line] * 3, of=member(FATIMA, Role.CONNECTOR), beside=everything)

    written = html(body, "nl")
    assert "Nog stil" in written
    assert "biedt nog niemand" not in written
    assert len(written) < 900
