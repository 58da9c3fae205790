"""What is dismissed again and again comes less; everything else stays as it was."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Decision, Direction, Index, Posting, learn, suggest_from
from bot.matching.learning import FEWEST_DECISIONS
from bot.matching.score import WEIGHTS

NOW = datetime(2026, 6, 11, 12, tzinfo=UTC)
NEED = Posting(
    id=100,
    owner=100,
    text="Wie kan er iets timmeren?",
    direction=Direction.NEED,
    tags=("woodwork",),
    language="nl",
)
NEAR = {"tag_near": 1.0, "cue_near": 1.0, "freshness": 0.5}
SAME = {"cue": 0.9, "freshness": 0.5, "language": 1.0}


def offer(id_: int, **more) -> Posting:
    kept = {"id": id_, "owner": id_, "text": "", "direction": Direction.OFFER}
    return Posting(**kept | more)


OFFERS = [
    offer(1, tags=("woodwork",), language="nl"),
    offer(2, tags=("woodwork",), language="tr"),
    offer(3, text="Ik timmer graag", language="nl", asks_last_30_days=1),
    offer(4, text="Timmeren, zagen en schaven", language="nl"),
    offer(5, tags=("furniture-fix",), language="nl"),
]


def ranking(weights) -> list[int]:
    return [one.id for one, _ in Index(OFFERS).rank(NEED, now=NOW, weights=weights)]


def decisions(dismissed: dict[str, float], count: int = 20) -> list[Decision]:
    return [Decision(SAME, introduced=True)] * count + [
        Decision(dismissed, introduced=False)
    ] * count


def test_a_neighbourhood_that_dismisses_a_kind_sees_less_of_it():
    """Its buurtverbinder says the same thing every evening; the bot should hear it."""
    learned = learn(decisions({"cue": 0.9, "language_apart": 1.0, "freshness": 0.5}))
    foreign = offer(6, text="Timmeren", language="tr")

    def total(weights, one) -> float:
        return Index([one]).rank(NEED, now=NOW, weights=weights)[0][1].total

    assert total(learned, foreign) < total(WEIGHTS, foreign)
    before = total(WEIGHTS, OFFERS[3]) - total(WEIGHTS, foreign)
    assert total(learned, OFFERS[3]) - total(learned, foreign) > before


def test_what_is_dismissed_leaves_the_slate_and_the_others_keep_their_order():
    """Fewer of one kind, and nobody else pays for it."""
    rest = [id_ for id_ in ranking(WEIGHTS) if id_ != 5]
    learned = learn(decisions(NEAR))

    assert [id_ for id_ in ranking(learned) if id_ != 5] == rest
    near = suggest_from(Index([OFFERS[4]]), NEED, now=NOW, weights=WEIGHTS)
    after = suggest_from(Index([OFFERS[4]]), NEED, now=NOW, weights=learned)
    assert not after or after[0].score < near[0].score
    assert learned["tag_near"] < WEIGHTS["tag_near"]


def test_few_decisions_teach_nothing():
    """One bad week is not a rule."""
    few = [Decision(NEAR, introduced=False)] * (FEWEST_DECISIONS - 1)

    assert learn(few) == WEIGHTS
    assert (
        learn([*few, Decision(NEAR, introduced=False), Decision(SAME, introduced=True)]) != WEIGHTS
    )


def test_who_takes_little_is_not_shown_less():
    """Dismissing three of four of every kind says nothing about any kind."""
    both = [Decision(kind, introduced=taken) for kind in (SAME, NEAR) for taken in (1, 0, 0, 0)]

    learned = learn(both * 10)

    assert ranking(learned) == ranking(WEIGHTS)
    assert abs(learned["freshness"] - WEIGHTS["freshness"]) < 0.02


@pytest.mark.parametrize("name", ["avoid", "load", "times_apart"])
def test_promises_to_those_who_are_asked_are_not_learned_away(name):
    """Whoever is asked often stays asked less, whatever a buurtverbinder prefers."""
    eager = [Decision({"cue": 0.9, name: 1.0}, introduced=True)] * 50
    choosy = [Decision({"cue": 0.9}, introduced=False)] * 50

    assert learn(eager + choosy)[name] <= WEIGHTS[name]


features = st.dictionaries(st.sampled_from([*WEIGHTS, "unknown"]), st.floats(0, 1), max_size=6)


@given(st.lists(st.builds(Decision, features, st.booleans()), min_size=15, max_size=30))
def test_whatever_is_decided_the_weights_stay_sane(decided):
    """Same features, same signs, at most twice as heavy, and the same each time."""
    learned = learn(decided)

    assert learned == learn(decided)
    assert learned.keys() == WEIGHTS.keys()
    for name, weight in learned.items():
        assert weight / WEIGHTS[name] >= 0.25 - 1e-9
        assert abs(weight) <= 2 * abs(WEIGHTS[name]) + 0.06 + 1e-9
