"""Why somebody is proposed, in words that betray nobody."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Direction, Posting, Suggestion, suggest
from bot.matching.knowledge import knowledge

NOW = datetime(2026, 6, 11, 12, tzinfo=UTC)


def offer(text: str, **more) -> Posting:
    return Posting(**{"id": 1, "owner": 1, "direction": Direction.OFFER} | more, text=text)


def need(text: str, **more) -> Posting:
    return Posting(**{"id": 2, "owner": 2, "direction": Direction.NEED} | more, text=text)


def suggested(one: Posting, other: Posting) -> Suggestion:
    (found,) = suggest(other, [one], now=NOW)
    return found


def test_a_tag_both_chose_is_the_first_reason():
    """It is the one thing both said of themselves."""
    found = suggested(
        offer("Ik timmer", tags=("woodwork",)), need("bakken timmeren", tags=("woodwork",))
    )

    first = found.reasons[0]
    assert first.key == "match-reason-tag"
    assert first.words("nl") == {"tag": "Timmeren", "direction": "need"}


def test_what_was_read_in_a_text_is_called_a_guess():
    """A buurtverbinder knows better than a word that was heard."""
    found = suggested(offer("Ik was meubelmaker"), need("bakken timmeren"))

    assert found.reasons[0].key == "match-reason-cue"
    assert "match-caution-guess" in [why.key for why in found.cautions]


def test_the_buurtverbinder_is_warned():
    """A suggestion with its doubts is worth more than one without."""
    old = NOW - timedelta(days=200)
    found = suggested(
        offer("Ik timmer, zaag en schaaf hout", language="en", asks_last_30_days=2, posted_at=old),
        need("hout zagen, schaven en timmeren", language="nl"),
    )

    assert {why.key for why in found.cautions} == {
        *("match-caution-guess", "match-caution-language"),
        *("match-caution-busy", "match-caution-old"),
    }


def test_reasons_are_facts_of_the_score():
    """Nothing is said about area or language when nobody told it."""
    found = suggested(offer("Ik timmer"), need("bakken timmeren"))

    assert "match-reason-area" not in [why.key for why in found.reasons]
    assert "match-reason-language" not in [why.key for why in found.reasons]


WORDS = [
    "timmeren",
    "taarten",
    "Kerkstraat",
    "zaterdagochtend",
    "Zeynep",
    "0612345678",
    "gitaar",
    "koken",
]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
    st.sampled_from([Direction.NEED, Direction.LEARN]),
)
def test_reasons_and_cautions_carry_only_concepts_and_direction(offered, asked, direction):
    """Own words, streets, names, numbers and times never travel, however they were written."""
    allowed = knowledge().concepts.keys() | set(Direction)
    times = frozenset({"sat-morning"})

    for found in suggest(
        need(asked, direction=direction, area="Noord", times=times, tags=("woodwork",)),
        [offer(offered, area="Noord", times=times, tags=("woodwork",), avoid="zaterdag in Noord")],
        now=NOW,
    ):
        assert len(found.reasons) <= 4
        assert len(found.cautions) <= 4
        for why in (*found.reasons, *found.cautions):
            assert why.key.startswith(("match-reason-", "match-caution-"))
            assert set(why.params.values()) <= allowed
