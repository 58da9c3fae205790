"""The labelled set keeps its promises, and the evaluator counts right."""

import math
import re
from collections import Counter

import pytest

from bot.matching import Direction, children, topics
from tests.matching import meant, pairs
from tests.matching.__main__ import main
from tests.matching.data import (
    HALVES,
    KINDS,
    SET,
    LabelledSet,
    Need,
    Talent,
    lines,
    read,
    unanswerable,
)
from tests.matching.methods import Bm25, FourGrams, Matcher, Ranked
from tests.matching.metrics import mean, ndcg, reciprocal_rank
from tests.matching.report import measure, nobody

LANGUAGES = {"nl", "en", "tr", "pl", "ar", "uk"}


@pytest.fixture(scope="module")
def labelled() -> LabelledSet:
    return read()


def test_files_are_well_formed() -> None:
    fields = {
        "talents": {"id", "text", "lang", "direction", "owner", "area", "not"},
        "needs": {"id", "text", "lang", "kind", "owner", "half"},
        "judgements": {"need", "talent", "grade"},
        "confirmed": {"id", "tags"},
        "unanswerable": {"id", "text", "lang", "kind", "half"},
        "meant": {"id", "text", "lang", "kind", "offers", "half"},
    }
    for name, expected in fields.items():
        found = list(lines(SET / f"{name}.jsonl"))
        assert all(set(one) == expected for one in found), name
        keys = [(one.get("id"), one.get("need"), one.get("talent")) for one in found]
        assert len(keys) == len(set(keys)), name


def test_sizes_and_languages(labelled: LabelledSet) -> None:
    assert len(labelled.talents) >= 110
    assert len(labelled.needs) >= 80
    for spoken in ([one.lang for one in labelled.talents], [one.lang for one in labelled.needs]):
        share = {lang: count / len(spoken) for lang, count in Counter(spoken).items()}
        assert set(share) == LANGUAGES
        assert 0.40 <= share["nl"] <= 0.50
        assert 0.15 <= share["en"] <= 0.25
        assert min(share.values()) >= 0.06
    assert {one.kind for one in labelled.needs} == set(KINDS)
    answering = {Direction.OFFER, Direction.LEARN, Direction.TOGETHER}
    assert {one.direction for one in labelled.talents} == answering
    assert all(one.text.strip() for one in labelled.texts)
    assert 10 <= sum(not labelled.fitting(one.id) for one in labelled.needs) <= 15


def test_judgements_name_what_exists(labelled: LabelledSet) -> None:
    talents = {one.id: one for one in labelled.talents}
    needs = {one.id: one for one in labelled.needs}
    assert set(labelled.confirmed) <= talents.keys() | needs.keys()
    assert all(len(tags) <= 3 for tags in labelled.confirmed.values())
    for need, grades in labelled.grades.items():
        assert set(grades) <= talents.keys()
        assert set(grades.values()) <= {0, 1, 2, 3}
        for talent in labelled.fitting(need):
            assert talents[talent].owner != needs[need].owner


def test_confirmed_tags_exist(labelled: LabelledSet) -> None:
    known = {one.id for topic in topics() for one in (topic, *children(topic.id))}
    missing = {tag for tags in labelled.confirmed.values() for tag in tags} - known
    assert not missing, "renamed in bot/matching/knowledge: mend set/confirmed.jsonl too"


def test_fitting_pairs_hardly_share_words(labelled: LabelledSet) -> None:
    texts = {one.id: one.text for one in labelled.texts}

    def long_words(id_: str) -> set[str]:
        return set(re.findall(r"\w{5,}", texts[id_].casefold()))

    pairs = [(need, talent) for need in labelled.grades for talent in labelled.fitting(need)]
    sharing = [pair for pair in pairs if long_words(pair[0]) & long_words(pair[1])]
    assert len(sharing) <= 0.12 * len(pairs), sharing


def test_halves_are_balanced(labelled: LabelledSet) -> None:
    def differ(key: dict[str, str]) -> int:
        counts = Counter((key[one.id], one.half) for one in labelled.needs)
        return max(abs(counts[one, "tune"] - counts[one, "holdout"]) for one in key.values())

    assert {one.half for one in labelled.needs} == set(HALVES)
    assert differ(dict.fromkeys((one.id for one in labelled.needs), "all")) <= 2
    assert differ({one.id: one.lang for one in labelled.needs}) <= 3
    assert differ({one.id: one.kind for one in labelled.needs}) <= 2
    assert differ({x.id: str(bool(labelled.fitting(x.id))) for x in labelled.needs}) <= 3


def test_ndcg_by_hand() -> None:
    grades = {"a": 3, "b": 1, "c": 2}  # gains 7, 1 and 3
    ideal = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg(["a", "c", "b"], grades) == pytest.approx(1)
    assert ndcg(["x", "b", "a"], grades) == pytest.approx((1 / math.log2(3) + 7 / 2) / ideal)
    assert ndcg(["x", "x", "x", "x", "x", "a"], grades) == 0
    assert ndcg(["a"], {}) == 0
    assert ndcg(["a", "b"], {"a": 1, "b": 3}, at=1) == pytest.approx(1 / 7)


def test_mrr_by_hand() -> None:
    assert reciprocal_rank(["x", "y", "a", "b"], {"a", "b"}) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"], {"a"}) == 0
    assert mean([1, 0.5, 0]) == pytest.approx(0.5)
    assert mean([]) is None


class Fixed:
    """A method that always says the same."""

    name = "fixed"
    proposes = True

    def rank(self, need: Need) -> list[Ranked]:
        return [Ranked("wrong", weak=need.id == "n2"), Ranked("good")]


def test_columns_by_hand() -> None:
    needs = [
        Need("n1", "a", "nl", "offer_wanted", "p1", "tune"),
        Need("n2", "b", "ar", "offer_wanted", "p2", "tune"),
        Need("n3", "c", "pl", "offer_wanted", "p3", "tune"),  # nobody can answer it
    ]
    grades = {"n1": {"good": 3, "wrong": 0}, "n2": {"good": 1, "wrong": 0}}
    found = measure(Fixed(), LabelledSet((), tuple(needs), grades, {}), needs, 0.25).columns
    assert found == {
        "nDCG@5": pytest.approx(1 / math.log2(3)),
        "MRR": pytest.approx(0.5),
        "embarrassing@3": pytest.approx(1),
        "..proposed": pytest.approx(0.5),
        "nDCG@5 rest": pytest.approx(1 / math.log2(3)),
        "unansw. proposed": pytest.approx(1),
        "right button": 0.25,
    }


def test_needs_that_nobody_answers_are_many() -> None:
    """A dozen say too little about how often somebody is proposed all the same."""
    found = unanswerable()

    assert sum(one.half == "tune" for one in found) >= 60
    assert {one.half for one in found} == set(HALVES)
    assert {one.lang for one in found} == LANGUAGES
    assert {one.kind for one in found} == set(KINDS)
    row = nobody(Fixed(), ["MRR", "unansw. proposed"], found)
    assert row.columns == {"MRR": None, "unansw. proposed": 1.0}


def test_few_are_proposed_who_cannot_answer(labelled: LabelledSet) -> None:
    """No suggestion beats a wrong one; the tune half alone, as the other is only counted."""
    lonely = [one for one in unanswerable() if one.half == "tune"]

    for confirmed in (False, True):
        row = nobody(Matcher(labelled, confirmed=confirmed), ["unansw. proposed"], lonely)
        assert row.columns["unansw. proposed"] <= 0.10


def test_baselines_keep_directions_apart() -> None:
    talents = [
        Talent("t1", "ik wil gitaar leren", "nl", Direction.LEARN, "p1", "", ""),
        Talent("t2", "gitaar spelen", "nl", Direction.OFFER, "p2", "", ""),
        Talent("t3", "gitaar is mijn leven", "nl", Direction.OFFER, "q", "", ""),
    ]
    need = Need("n1", 'gitaar "graag"', "nl", "learn_from", "q", "tune")
    assert Bm25(talents).rank(need) == [Ranked("t2")]
    assert FourGrams(talents).rank(need) == [Ranked("t2")]


def test_misses_are_refused_for_the_holdout() -> None:
    with pytest.raises(SystemExit):
        main(["--misses", "--half", "holdout"])


def test_pairs_are_about_concepts_that_exist() -> None:
    known = {child.id for topic in topics() for child in children(topic.id)}
    found = pairs.read()

    assert {one.half for one in found} == set(pairs.HALVES)
    assert {one.concept for one in found} <= known
    assert {one.need_lang for one in found} | {one.talent_lang for one in found} == LANGUAGES
    assert {one.kind for one in found} == set(KINDS)


@pytest.mark.parametrize("kind", meant.KINDS)
def test_who_seeks_or_cannot_is_hardly_taken_for_an_offer(kind: str) -> None:
    """In every language; and a real offer is hardly ever taken for one of them."""
    assert {one.lang for one in meant.read() if one.kind == kind} == LANGUAGES
    heard = meant.measure("tune", kind)

    assert heard.precision >= 0.95
    assert heard.recall >= 0.93
