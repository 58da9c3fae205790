"""The connector card as rules: who is found, who may choose, and how it looks."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot import connectors as rules
from bot.connectors import Beside, Line
from bot.energy import Sought
from bot.errors import Refused
from bot.hints import Hint, HintState
from bot.ideas import Idea, IdeaState
from bot.introductions import IntroductionState, Shown
from bot.matching import Direction, Posting, suggest
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

OFFER = posting(1, ANNA, Direction.OFFER)
NEED = posting(2, BRAM, Direction.NEED)


def first_new(*, offers: Sequence[Posting] = (OFFER,), **options: object) -> tuple[int, int] | None:
    """Of a slate of suggestions for Bram: who is the first."""
    known = dict.fromkeys(("met", "tried", "gathered", "unwelcome"), frozenset())
    slate = suggest(NEED, offers, now=NOW)
    found = rules.first_new(slate, **(known | options))  # type: ignore[arg-type]  # as spelled
    return found and (found.offer.id, found.need.id)


def test_an_offer_and_a_need_that_fit_are_brought_together():
    """The base from which the refusals below differ by one thing."""
    assert first_new() == (1, 2)


@pytest.mark.parametrize(
    "options",
    [
        {"met": frozenset({frozenset({ANNA, BRAM})})},
        {"tried": frozenset({(1, 2)})},
        {"gathered": frozenset({1, 2})},
        {"unwelcome": frozenset({(ANNA, "woodwork")})},
        {"unwelcome": frozenset({(BRAM, "woodwork")})},
    ],
)
def test_who_should_not_be_asked_is_not_suggested(options):
    """Met, tried, wanted by three or more, or unwelcome."""
    assert first_new(**options) is None


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

    assert first_new() == (1, 2)
    assert first_new(offers=[OFFER, another], tried=frozenset({(1, 2)})) == (3, 2)


def test_a_full_card_keeps_a_line_of_each_kind():
    """Cut to a length that a phone shows, and none left out."""
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
    for each in ("3. ", "Nog stil", "Nog niemand gevonden", "Dit ging goed", "biedt nog niemand"):
        assert each in written
    assert len(written) < 1_500
    assert len(written) < 900
