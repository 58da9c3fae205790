"""Warnings come before anybody else reads along; a warning too many is cheaper than one too few."""

from __future__ import annotations

import random

import pytest

from bot.moderation import (
    cautions,
    danger,
    is_address,
    name_in,
    sounds_under_16,
    whole_name_in,
)

SEED = 20270607
MISSED = 0.1  # of what should have been warned about
SENTENCES = (
    "Wie helpt mee? {}",
    "{} is handig om te weten.",
    "Ik wil graag iets doen, maar {}.",
    "We zoeken iemand ({}).",
    "Just so you know: {}",
    "Onze moestuin. {}! Tot snel",
)
PRIVATE = {
    "caution-phone": (
        "06-12345678", "06 12 34 56 78", "0612345678", "+31 6 12345678", "0031612345678",
        "020-1234567", "(020) 123 45 67", "06.12.34.56.78", "+44 7700 900123", "0800-0000000",
    ),
    "caution-contact": (
        "anna@example.org", "anna.de.vries@example.nl", "anna at example.org",
        "anna (at) example.org",
        "anna[at]example[dot]org", "@annavoorbeeld", "t.me/annavoorbeeld", "NL00 BANK 0123 4567 89",
        "Anna+buurt@example.com", "wa.me/31600000000",
    ),
    "caution-address": (
        "Lindenstraat 12", "Lindenlaan 3a", "Kerkplein 5", "Lange Nieuwstraat 114 bis",
        "Dorpsweg nr. 8", "Oude Gracht 71", "3511 AB", "3511ab Utrecht", "12 Mill Lane",
        "ik woon op nummer 14", "huisnummer 9", "Beukenhof 22", "Kerkstraat twaalf",
        "Oude Gracht tweeëntwintig bis", "ik woon Lindenlaan nummer drie en doe open",
        "twelve Mill Lane", "Kerkstraat honderdvijf",
    ),
    "caution-health": (
        "ik ben depressief", "mijn moeder heeft dementie", "ik zit in een rolstoel",
        "ik heb kanker",
        "mijn medicijnen zijn op", "ik lag in het ziekenhuis", "mijn zoon heeft autisme",
        "ik ben zwanger", "I have diabetes", "my wife is disabled", "ik heb een burn-out",
        "hij is slechthorend", "I take medication", "mijn huisarts zegt dat",
    ),
    "caution-debt": (
        "ik heb schulden", "de deurwaarder komt", "ik zit in de bijstand",
        "wij eten van de voedselbank",
        "ik heb een huurachterstand", "ik kan niet rondkomen", "ik sta rood", "we are in debt",
        "we use the food bank", "ik ben failliet",
        "een brief van het incassobureau", "I can't pay",
        "mijn uitkering is laag",
    ),
}  # fmt: skip
INNOCENT = (
    "Een moestuin achter de flat",
    "Samen koken op donderdag 10 juni om 18.00 uur",
    "Ik kan goed timmeren en leen graag mijn gereedschap uit",
    "In 2027 is de speeltuin 25 jaar oud",
    "We zoeken 12 mensen voor 3 avonden",
    "Op de markt 12 juni staan wij met taart",
    "Een buurtfeest met muziek, eten en spelletjes",
    "I can teach you to play the guitar",
    "Let's plant trees in the park in 2028 or later",
    "Wie wil er schaken op zondagmiddag?",
    "Op het dorpsplein twee tafels en drie banken",
    "Samen in de Kerkstraat een boom planten",
    "We komen op de markt drie keer per jaar",
)


@pytest.mark.parametrize("kind", PRIVATE)
def test_what_is_private_gets_its_warning(kind: str) -> None:
    """Somebody who types a number or an illness may not realise that the whole group reads it."""
    dice = random.Random(SEED)  # noqa: S311  # the same sentences every time
    corpus = [
        dice.choice((str, str.lower, str.upper))(dice.choice(SENTENCES).format(each))
        for each in PRIVATE[kind]
        for _ in range(5)
    ]

    missed = [each for each in corpus if kind not in keys(each)]

    assert len(missed) / len(corpus) <= MISSED, missed


@pytest.mark.parametrize(
    ("about_where", "is_one"),
    [
        ("Kerkstraat twaalf", True),
        ("De Wilgen, nummer acht", True),
        ("blok drie", True),
        ("bij de Drie Molens", False),
        ("Achterveld", False),
        ("rond de Kerkstraat", False),
        ("het Vierkant", False),
    ],
)
def test_about_where_is_no_house(about_where: str, is_one: bool) -> None:
    """A number in words tells as much as one in figures."""
    assert is_address(about_where) is is_one


@pytest.mark.parametrize("sentence", INNOCENT)
def test_an_everyday_idea_gets_no_warning(sentence: str) -> None:
    """Warnings that come with everything are read by nobody."""
    assert keys(sentence) == []


def test_one_warning_of_each_kind_is_enough() -> None:
    """Two numbers and an address in three answers are two warnings, not three."""
    found = keys("Bel 06-12345678", "of 020-1234567", "Lindenstraat 12")

    assert found == ["caution-phone", "caution-address"]


@pytest.mark.parametrize(
    "words",
    [
        "Ik wil dood",
        "ik zie het niet meer zitten",
        "Ik denk aan zelfmoord.",
        "ik wil mezelf iets aandoen",
        "Mijn man slaat mij",
        "ik word bedreigd door mijn buurman",
        "het is niet veilig thuis",
        "ik ben bang voor mijn vader",
        "I want to die",
        "I don’t want to live any more",
        "my husband hits me",
        "i am going to kill him",
        "zelf\N{COMBINING ACUTE ACCENT}moord",
    ],
)
def test_danger_is_heard(words: str) -> None:
    """Whoever writes this needs a person now, and no form."""
    assert danger(words)


@pytest.mark.parametrize(
    "words",
    [
        *INNOCENT,
        "We slaan onze slag op de rommelmarkt",
        "Ik gun je een mooie dag, dat steekt",
        "De bijen worden bedreigd",
        "Een EHBO-cursus voor noodgevallen",
        "Auto's rijden hier te hard",
        "Een einde maken aan zwerfvuil",
        "Dat is om je dood te lachen",
        "De kerstboom is dood",
    ],
)
def test_an_everyday_sentence_is_no_danger(words: str) -> None:
    """Who only wants to tidy up the street is not sent to a helpline."""
    assert not danger(words)


@pytest.mark.parametrize(
    "words",
    [
        "ik ben 13",
        "Ik ben 15 jaar oud en wil meedoen",
        "hoi ik ben dertien",
        "ik zit in groep 8",
        "Groep 8",
        "I'm 12 and I like football",
        "i am only 14",
        "ik zit in de brugklas",
        "mijn leeftijd is 11",
    ],
)
def test_a_child_is_heard(words: str) -> None:
    """Under 16 we keep nothing; somebody at home can bring the idea."""
    assert sounds_under_16(words)


@pytest.mark.parametrize(
    "words",
    [
        "ik ben 16",
        "ik ben 68 jaar",
        "Ik ben 13 keer verhuisd",
        "ik ben 8 jaar bezig met tuinieren",
        "I am 45",
        "we zijn een groep van 8 mensen",
        "I am 5 minutes away",
    ],
)
def test_a_grown_up_is_not_taken_for_a_child(words: str) -> None:
    """Being asked one's age for nothing is unkind."""
    assert not sounds_under_16(words)


def keys(*texts: str) -> list[str]:
    return [each.key for each in cautions(*texts)]


@pytest.mark.parametrize(
    ("name", "written", "word"),
    [
        ("José", "vraag Jose eens", "Jose"),
        ("Łukasz", "Lukasz helpt", "Lukasz"),
        ("Søren", "bij soren thuis", "soren"),
        ("Jan-Willem", "Janwillem kan dat", "Janwillem"),
        ("Jan-Willem", "Jan Willem kan dat", "Jan"),
        ("Janwillem", "Jan Willem kan dat", "Jan Willem"),
        ("anna_hout", "@annahout weet het", "annahout"),
        ("Jan", "Jantjes fiets, Jannes fiets", "Jantjes"),
        ("Bo", "Bo's tuin", "Bo's"),
        ("Anna de Vries", "de familie De Vries", "Vries"),
        ("Ayşe", "Aysenin bahcesi", "Aysenin"),
    ],
)
def test_a_name_is_seen_however_it_is_written(name: str, written: str, word: str):
    """With or without accents, strokes and hyphens, with an ending, or as part of a longer word."""
    assert name_in(written, ["Karel", name]) == word


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jan", "in januari"),
        ("Tom", "tomaten in de kas"),
        ("Wil", "jullie willen dit vast"),
        ("Ben", "als je benieuwd bent"),
        ("Anna de Vries", "de een kan wat de ander zoekt"),
        ("Bo", "een boom"),
    ],
)
def test_everyday_words_are_no_names(name: str, written: str):
    """A buurtverbinder must be able to write at all."""
    assert name_in(written, [name]) is None


@pytest.mark.parametrize("written", ["bij Soep & Zo!", "de SoepZo kookt", "soep zo"])
def test_the_name_of_a_group_counts_whole(written: str):
    """Its words may be everyday words."""
    assert whole_name_in(written, ["Karel", "Soep & Zo"]) == "Soep & Zo"
    assert whole_name_in("soep, en zo meer", ["Soep & Zo"]) is None
