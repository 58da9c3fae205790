"""An encoder is one more hint, and without one nothing is different."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from bot.matching import Direction, Index, Posting, Strength, suggest_from
from bot.matching.score import WEIGHTS
from tests.matching.data import need_posting, offer_posting, read
from tests.matching.methods import NOW


class Told:
    """An encoder that finds alike what it was told is."""

    def __init__(self, alike: Mapping[str, float], *, unread: Sequence[str] = ()) -> None:
        self._alike = alike
        self._unread = unread

    def alike(self, _text: str, others: Sequence[str]) -> Sequence[float | None]:
        return [None if one in self._unread else self._alike.get(one, 0.1) for one in others]


def offers(*texts: str) -> list[Posting]:
    return [
        Posting(id=place, owner=place, text=text, direction=Direction.OFFER)
        for place, text in enumerate((*texts, *(f"iets anders {n}" for n in range(20))))
    ]


def need(text: str) -> Posting:
    return Posting(id=-1, owner=-1, text=text, direction=Direction.NEED)


def test_without_an_encoder_and_with_nothing_read_every_ranking_is_the_same():
    """It is off by default, and off until a text was read."""
    labelled = read()
    postings = [
        offer_posting(place, one, place, labelled.confirmed.get(one.id, ()))
        for place, one in enumerate(labelled.talents)
    ]
    blind = Told({}, unread=[one.text for one in postings])
    plain, waiting = Index(postings), Index(postings, blind)

    for one in labelled.needs:
        asked = need_posting(one, -1)
        expected = plain.rank(asked, now=NOW)
        assert waiting.rank(asked, now=NOW) == expected
        assert all("meaning" not in score.features for _, score in expected)


def test_what_stands_out_in_meaning_is_found_and_never_proposed_alone():
    """It brings somebody to the ranking whom no word brings there, and no further."""
    index = Index(offers("Qwerty zxcvb"), Told({"Qwerty zxcvb": 0.9}))

    [(found, score)] = index.rank(need("Asdfg hjkl"), now=NOW)

    assert found.text == "Qwerty zxcvb"
    assert score.features["meaning"] == 1.0
    assert score.strength is Strength.WEAK
    assert suggest_from(index, need("Asdfg hjkl"), now=NOW) == []


def test_it_makes_nobody_surer():
    """It orders who is found; whom to propose is decided as if it were not there."""
    asked, alike = need("Wie kan er timmeren?"), {"Mijn buurman had ooit een hamer in de gang": 0.9}
    every = offers(*alike, "Ik timmer hokken")
    with_it, plain = Index(every, Told(alike)), Index(every)

    found = {offer.id: score for offer, score in with_it.rank(asked, now=NOW)}

    assert found[0].features["meaning"] == 1.0
    sure = {offer.id: score.strength for offer, score in plain.rank(asked, now=NOW)}
    assert {id_: score.strength for id_, score in found.items()} == {0: Strength.WEAK, **sure}
    nearly = replace(found[0], features={**found[0].features, "cue": 0.7}, focus=1.0)
    assert nearly.total > 0.5
    assert nearly.strength is Strength.WEAK


def test_of_two_who_can_the_one_who_means_the_same_comes_first():
    """And the card says why."""
    both = offers("Ik timmer kastjes", "Ik timmer hokken")
    asked = need("Wie kan er timmeren?")

    first = suggest_from(Index(both, Told({"Ik timmer hokken": 0.9})), asked, now=NOW)[0]

    assert first.offer.text == "Ik timmer hokken"
    assert "match-reason-meaning" in [why.key for why in first.reasons]
    plain = suggest_from(Index(both), asked, now=NOW)
    assert all(why.key != "match-reason-meaning" for one in plain for why in one.reasons)


@pytest.mark.parametrize("alike", [{}, {"Qwerty zxcvb": 0.11}])
def test_an_encoder_that_finds_everything_alike_adds_nothing(alike: Mapping[str, float]):
    """Some find any two sentences alike; what counts is who stands out."""
    index = Index(offers("Qwerty zxcvb"), Told(alike))

    assert index.rank(need("Asdfg hjkl"), now=NOW) == []


def test_its_weight_is_modest():
    """A hint beside the cues, not instead of them."""
    assert 0 < WEIGHTS["meaning"] <= WEIGHTS["cue"] / 4


def test_among_few_nobody_stands_out():
    """What is the most alike of three says nothing."""
    few = offers("Qwerty zxcvb")[:5]

    assert Index(few, Told({"Qwerty zxcvb": 0.9})).rank(need("Asdfg"), now=NOW) == []
