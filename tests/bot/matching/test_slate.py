"""Whom the buurtverbinder gets to see: few, fairly chosen, or nobody."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Direction, Index, Posting, small_group, suggest

NOW = datetime(2026, 6, 11, 12, tzinfo=UTC)
EVENING = frozenset({"week-evening"})
NEED = Posting(id=100, owner=100, text="iemand die bakken kan timmeren", direction=Direction.NEED)


def carpenter(id_: int, **more) -> Posting:
    return Posting(
        **{"id": id_, "owner": id_, "text": "Ik timmer graag", "direction": Direction.OFFER} | more
    )


def proposed(offers, **more) -> list[int]:
    return [one.offer.id for one in suggest(NEED, offers, now=NOW, **more)]


def test_at_most_three_are_proposed():
    """Three is what one can judge on a small screen."""
    assert len(proposed([carpenter(id_) for id_ in range(1, 9)])) == 3


def test_among_equals_each_need_has_another_first():
    """Otherwise whoever came first to the neighbourhood is always asked first."""
    offers = [carpenter(id_) for id_ in range(1, 9)]
    slates = [suggest(replace(NEED, id=id_), offers, now=NOW) for id_ in range(100, 120)]

    assert {one.offer.id for slate in slates for one in slate} == set(range(1, 9))
    assert suggest(NEED, offers, now=NOW) == suggest(NEED, offers, now=NOW)


def test_nobody_is_better_than_somebody_wrong():
    """An empty slate keeps trust."""
    assert proposed([carpenter(1, text="ik bak graag taarten")]) == []
    assert proposed([]) == []


def test_somebody_in_the_same_trade_is_not_near_enough():
    """Who sews does not always mend; that is for people to say, not for us to guess."""
    need = replace(NEED, text="Wie kan een rits vervangen?")

    assert suggest(need, [carpenter(1, text="Ik brei veel")], now=NOW) == []


@pytest.mark.parametrize(
    "more",
    [
        {"paused": True},
        {"asks_last_30_days": 3},
        {"asks_last_30_days": 1, "asks_agreed": 1},
        {"owner": NEED.owner},
        {"direction": Direction.LEARN},
    ],
    ids=["paused", "asked three times", "asked as agreed", "oneself", "wants to learn it"],
)
def test_who_may_not_be_asked_is_not_proposed(more):
    """These are promises, not preferences."""
    assert proposed([carpenter(1)]) == [1]
    assert proposed([carpenter(1, **more)]) == []


@pytest.mark.parametrize("pair", [(1, 100), (100, 1)])
def test_a_refused_pair_is_never_proposed_again(pair):
    """No means no, whoever said it."""
    assert proposed([carpenter(1), carpenter(2)], refused=frozenset({pair})) == [2]


def test_among_good_answers_the_least_asked_come_first():
    """The same handy neighbour should not carry the whole street."""
    tired = [carpenter(id_, asks_last_30_days=2, tags=("woodwork",)) for id_ in (1, 2, 3)]
    rested = [carpenter(id_, text="Timmeren is mijn vak, met hout en zaag") for id_ in (4, 5)]
    need = replace(NEED, tags=("woodwork",))

    slate = suggest(need, [*tired, *rested], now=NOW)

    assert [one.offer.id for one in slate] == [1, 4, 5]


def test_a_much_better_answer_is_not_passed_over_for_rest():
    """Fairness between equals, not a lottery."""
    need = Posting(id=100, owner=100, text="timmeren", direction=Direction.NEED, tags=("woodwork",))
    best = carpenter(1, tags=("woodwork",), asks_last_30_days=2)
    poor = [carpenter(id_, text="Ik heb een hamer en zin in wat", tags=()) for id_ in (2, 3, 4)]

    assert suggest(need, [best, *poor], now=NOW)[0].offer.id == 1


def test_a_newcomer_who_is_close_gets_a_chance():
    """Otherwise those who came first stay first."""
    offers = [carpenter(id_) for id_ in (1, 2, 3, 4)]

    slate = proposed([*offers, carpenter(9, newcomer=True)])

    assert len(slate) == 3
    assert 9 in slate


@pytest.mark.parametrize(
    ("newcomer", "gets_a_chance"),
    [
        ({"tags": ("woodwork",)}, True),
        ({"text": "Ik was meubelmaker", "area": "Noord", "times": EVENING}, False),
    ],
    ids=["nearly as good", "much less sure"],
)
def test_a_newcomer_goes_before_nobody_who_fits_much_better(newcomer, gets_a_chance: bool):
    """A chance is for who could be asked anyway; a poor introduction helps nobody come in."""
    need = replace(NEED, tags=("woodwork",), times=EVENING, area="Noord")
    offers = [carpenter(id_, tags=("woodwork",), times=EVENING) for id_ in (1, 2, 3, 4)]

    ranked = Index([*offers, carpenter(9, newcomer=True, **newcomer)]).rank(need, now=NOW)
    slate = suggest(need, [each for each, _ in ranked], now=NOW)

    best, *_, last = (score.total for _, score in ranked)
    assert 0.6 * best < last < best  # near enough to be looked at
    assert (9 in [one.offer.id for one in slate]) is gets_a_chance


def test_somebody_with_three_fitting_postings_is_one_person():
    """Three times the same neighbour is no choice."""
    assert proposed([carpenter(id_, owner=7) for id_ in (1, 2, 3)]) == [1]


def test_a_paused_need_rests():
    """Who paused hears nothing."""
    need = Posting(id=1, owner=9, text="timmeren", direction=Direction.NEED, paused=True)

    assert suggest(need, [carpenter(1)], now=NOW) == []


TEXTS = ["Ik timmer graag", "Ik was meubelmaker", "ik bak taarten", "Ik heb hout", ""]
OFFERS = st.lists(
    st.builds(
        carpenter,
        st.integers(1, 12),
        owner=st.integers(98, 104),
        text=st.sampled_from(TEXTS),
        direction=st.sampled_from(Direction),
        asks_last_30_days=st.integers(0, 5),
        paused=st.booleans(),
        newcomer=st.booleans(),
    ),
    max_size=12,
)


@given(OFFERS, st.frozensets(st.tuples(st.integers(98, 104), st.integers(98, 104)), max_size=4))
def test_the_promises_hold_for_every_neighbourhood(offers, refused):
    """Whatever people posted: no promise is broken, and the same slate comes back."""
    slate = suggest(NEED, offers, refused=refused, now=NOW)

    owners = [one.offer.owner for one in slate]
    assert len(owners) == len(set(owners)) <= 3
    assert NEED.owner not in owners
    assert all(not one.offer.paused and one.offer.asks_last_30_days < 3 for one in slate)
    assert not {(owner, NEED.owner) for owner in owners} & refused
    assert [one.score for one in slate] == sorted((one.score for one in slate), reverse=True)
    assert suggest(NEED, offers, refused=refused, now=NOW) == slate


def walker(id_: int, text: str = "Elke ochtend een rondje wandelen", **more) -> Posting:
    kept = {"id": id_, "owner": id_, "text": text, "direction": Direction.TOGETHER}
    return Posting(**kept | more)


def test_who_bridges_two_circles_wins_a_tie():
    """A link between people whose friends do not meet yet does more for a neighbourhood."""
    offers = [carpenter(id_) for id_ in range(1, 9)]
    circles = [{NEED.owner, 1, 2, 3, 4, 6, 7}, {8, 9}]

    for number in range(100, 110):
        slate = suggest(replace(NEED, id=number), offers, circles=circles, now=NOW)
        assert slate[0].offer.id == 8


def test_a_bridge_does_not_win_from_a_better_answer():
    """It decides between equals; it does not make somebody a carpenter."""
    offers = [carpenter(1, text="Bakken timmeren, met hout en zaag"), carpenter(2)]

    slate = suggest(NEED, offers, circles=[{NEED.owner, 1}, {2, 3}], now=NOW)

    assert [one.offer.id for one in slate] == [1, 2]


GROUP = replace(NEED, members=frozenset({100, 101}))


def test_a_group_that_seeks_meets_one_that_shares():
    """With a word about why it is a bridge, before all else."""
    [found] = suggest(GROUP, [carpenter(1, members=frozenset({1, 2}))], now=NOW)

    assert found.reasons[0].key == "match-reason-bridge"
    assert "match-reason-bridge" not in {
        each.key for one in suggest(NEED, [carpenter(1)], now=NOW) for each in one.reasons
    }


@pytest.mark.parametrize(
    ("need", "members"),
    [
        (GROUP, frozenset({1, 101})),  # somebody is in both
        (GROUP, frozenset()),  # a person offers it
        (NEED, frozenset({1, 2})),  # a person seeks it
    ],
)
def test_a_group_meets_only_a_group_that_it_does_not_know(need: Posting, members: frozenset[int]):
    """Who share a member need no bridge; and what a club seeks is no errand for one neighbour."""
    assert suggest(need, [carpenter(1, members=members)], now=NOW) == []


def test_three_who_want_the_same_are_a_small_group():
    """Three pairs out of three people is two introductions too many."""
    need = walker(100, "Wie gaat er mee wandelen?")

    found = small_group(Index([walker(1), walker(2)]), need, now=NOW)

    assert found is not None
    assert {one.offer.id for one in found.others} == {1, 2}
    assert (found.reason.key, found.reason.params) == ("match-reason-group", {"tag": "walking"})


@pytest.mark.parametrize(
    "others",
    [
        [walker(1)],
        [walker(1), walker(2, owner=1)],
        [walker(1), walker(2, paused=True)],
        [walker(1), walker(2, "Samen schaken op dinsdag")],
        [walker(1), walker(2, direction=Direction.OFFER)],
    ],
    ids=["one other", "one other twice", "one rests", "something else", "one offers it"],
)
def test_fewer_than_three_are_no_group(others):
    """Two people who want the same meet as two people."""
    assert small_group(Index(others), walker(100), now=NOW) is None
