"""A small group as rules: whose wish it is, and how it reads."""

from dataclasses import replace

import pytest

from bot import together as rules
from bot.errors import Refused
from bot.introductions import Reply
from bot.matching import Direction, Posting
from bot.messages import PersonId
from bot.people import Role
from bot.together import Asked, Pair, Together, Wish
from tests.bot.acquaintances import (
    ANNA,
    BRAM,
    ELSEWHERE,
    FATIMA,
    HERE,
    NOW,
    assert_can_be_said,
    member,
    posting,
)

KAREL = PersonId(4)
WALKERS = (ANNA, BRAM, KAREL)
IT = Together(
    id=3,
    community_id=HERE,
    concept="walking",
    connector_id=FATIMA,
    planned_at=NOW,
    people=tuple(Asked(person_id=each) for each in WALKERS),
)


def walks(owner: int, **more: object) -> Posting:
    walking = posting(owner, owner, Direction.TOGETHER, text="samen wandelen", tags=("walking",))
    return replace(walking, **more)  # type: ignore[arg-type]  # as the test spells them


def wish(
    *postings: Posting,
    asked: frozenset[tuple[int, str]] = frozenset(),
    never: tuple[Pair, ...] = (),
) -> Wish | None:
    return rules.wish(postings, asked=asked, never=frozenset(never), now=NOW)


def test_three_who_want_the_same_share_a_wish():
    """The base from which the refusals below differ by one thing."""
    assert wish(*map(walks, WALKERS)) == Wish(concept="walking", people=WALKERS)


@pytest.mark.parametrize(
    "last",
    [
        walks(BRAM),
        walks(KAREL, direction=Direction.OFFER),
        walks(KAREL, tags=("woodwork",), text="timmeren"),
        walks(KAREL, paused=True),
    ],
    ids=["the same person twice", "somebody who offers it", "something else", "a pause"],
)
def test_fewer_than_three_share_no_wish(last: Posting):
    """Two are an introduction."""
    assert wish(walks(ANNA), walks(BRAM), last) is None


def test_who_was_asked_or_rules_another_out_is_not_one_of_the_three():
    """Nobody is asked twice for the same, and nobody meets whom they never want to meet."""
    assert wish(*map(walks, WALKERS), asked=frozenset({(KAREL, "walking")})) is None
    assert wish(*map(walks, WALKERS), never=(frozenset({ANNA, KAREL}),)) is None


def test_a_wish_that_stood_on_a_card_is_found_among_newer_ones():
    """A button must not grow old because others want something too."""
    singers = [walks(10 + each, tags=("singing",), text="samen zingen") for each in WALKERS]
    newest = wish(*map(walks, WALKERS), *singers)
    asked = rules.wish(
        [*map(walks, WALKERS), *singers], asked=(), never=frozenset(), now=NOW, about="walking"
    )

    assert (newest and newest.concept, asked and asked.concept) == ("singing", "walking")


def test_only_a_buurtverbinder_of_this_neighbourhood_asks():
    """What several people want is for their own team."""
    found = Wish(concept="walking", people=WALKERS)

    assert rules.judge(found, by=member(FATIMA, Role.CONNECTOR)) == found
    with pytest.raises(Refused, match="needs-connector"):
        rules.judge(found, by=member(ANNA))
    with pytest.raises(Refused):
        rules.check_may_take_back(IT, by=member(FATIMA, Role.CONNECTOR, of=ELSEWHERE))
    with pytest.raises(Refused, match="button-old"):
        rules.judge(None, by=member(FATIMA, Role.CONNECTOR))


def test_everything_can_be_said():
    """In every language, with buttons that fit."""
    fatima, anna = member(FATIMA, Role.CONNECTOR), member(ANNA)
    found = Wish(concept="walking", people=WALKERS)
    asked = replace(IT, asked_at=NOW)
    dismissed = replace(IT, closed_at=NOW)
    lines = [
        rules.card_line(found, None, of=fatima),
        *(rules.card_line(None, each, of=fatima) for each in (IT, dismissed)),
    ]

    assert_can_be_said(
        [
            *((body, ((tapped,),)) for body, tapped in filter(None, lines) if tapped is not None),
            rules.opened(found, of=fatima),
            rules.question(asked),
            rules.answered(asked, Reply.YES, of=anna, at=NOW),
            rules.answered(asked, Reply.NOT_NOW, of=anna, at=NOW),
            rules.you_joined(asked, ["Bram", "Karel"], group=5, name="Wandelen"),
            rules.somebody_joined("Karel", group=5, name="Wandelen"),
            rules.worked(asked),
        ]
    )
