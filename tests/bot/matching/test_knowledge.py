"""The knowledge base is written by people; these tests are their proof-reader."""

import subprocess
import sys

import pytest

from bot.matching import children, concept, topics
from bot.matching.knowledge import (
    LABEL_LENGTH,
    WEIGHTS,
    Concept,
    Cue,
    Side,
    _ambiguous,
    _label_findings,
    _named_twice,
    _repeated,
    kinds,
    knowledge,
    lint,
)


def cue(concept_id: str, *words: str, side: Side = Side.BOTH, weight: float = 0.9) -> Cue:
    return Cue(concept_id, side, "nl", words, weight, " ".join(words))


def test_the_knowledge_base_is_lint_clean():
    """A cue in two places pulls two ways."""
    assert lint() == []


def test_there_is_enough_to_know():
    """String tricks find little; concepts and cues are what finds people."""
    found = knowledge()

    assert len([one for one in found.concepts.values() if one.parent]) >= 120
    assert len(found.cues) >= 1_200


def test_labels_fit_on_a_button_and_are_unique():
    """A cut-off or double label leaves people guessing."""
    for language in ("nl", "en"):
        labels = [one.label(language) for one in knowledge().concepts.values()]
        assert max(map(len, labels)) <= LABEL_LENGTH
        assert len(set(labels)) == len(labels)


def test_the_tree_has_two_levels():
    """Topic, then concept: found within three taps."""
    tree = {topic.id: children(topic.id) for topic in topics()}

    assert all(tree.values())
    assert sum(map(len, tree.values())) + len(tree) == len(knowledge().concepts)
    assert all(not children(one.id) for below in tree.values() for one in below)


def test_ids_fit_in_a_button():
    """A button carries 64 bytes, of which the concept gets a part."""
    assert max(len(id_) for id_ in knowledge().concepts) <= 20


def test_an_unknown_concept_is_an_error():
    """A tag that is gone must not quietly become another."""
    with pytest.raises(KeyError):
        concept("alchemy")


def test_an_unknown_language_reads_dutch():
    """Better a Dutch word than none."""
    assert concept("woodwork").label("pl") == "Timmeren"
    assert concept("woodwork").label("en-GB") == "Woodwork"


def test_lint_finds_repeats():
    """Whoever changes one of two forgets the other."""
    assert list(_repeated([cue("a", "zaag"), cue("a", "zaag", weight=0.3)]))
    assert not list(_repeated([cue("a", "zaag", side=Side.ASK), cue("a", "zaag", side=Side.OFFER)]))


def test_lint_finds_words_that_are_sure_of_two_things():
    """Then they are sure of neither."""
    assert list(_ambiguous([cue("a", "bank"), cue("b", "bank")]))
    assert not list(_ambiguous([cue("a", "bank"), cue("b", "bank", weight=WEIGHTS["hint"])]))


def test_lint_finds_words_that_name_two_kinds():
    """Then they tell nothing apart; of two facets they may be."""
    assert list(_named_twice([cue("pet/dog", "beest"), cue("pet/cat", "beest")]))
    assert not list(_named_twice([cue("pet/dog", "beest"), cue("party/beast", "beest")]))


def test_every_kind_is_named_in_all_languages():
    """Who writes Ukrainian is not to be offered the wrong instrument either."""
    spoken: dict[str, set[str]] = {}
    for cues in kinds().by_anchor.values():
        for one in cues:
            spoken.setdefault(one.concept, set()).add(one.language)

    assert {kind.partition("/")[0] for kind in spoken} == kinds().facets.keys()
    assert not {kind for kind, codes in spoken.items() if len(codes) < 6}


def test_lint_finds_labels_that_are_missing_long_or_double():
    """They are found when writing, not when a neighbour reads them."""
    concepts = [
        Concept("a", None, {"nl": "Zagen", "en": "Sawing"}),
        Concept("b", None, {"nl": "Zagen", "en": "A very long label, longer than fits"}),
        Concept("c", None, {"nl": "Vijlen"}),
    ]

    assert len(list(_label_findings(concepts))) == 3


def test_importing_reads_nothing():
    """The bot starts without waiting for the matcher."""
    code = (
        "import bot.matching; from bot.matching.knowledge import knowledge; "
        "print(knowledge.cache_info().currsize)"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "0"
