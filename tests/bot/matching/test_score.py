"""Which offers answer a need, and how surely."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.matching import Direction, Index, Posting, Strength
from bot.matching.score import WEIGHTS, Score

NOW = datetime(2026, 6, 11, 12, tzinfo=UTC)


def offer(text: str, **more) -> Posting:
    return Posting(**{"id": 1, "owner": 1, "direction": Direction.OFFER} | more, text=text)


def need(text: str, **more) -> Posting:
    return Posting(**{"id": 2, "owner": 2, "direction": Direction.NEED} | more, text=text)


def score(one: Posting, other: Posting) -> Score | None:
    ranked = Index([one]).rank(other, now=NOW)
    return ranked[0][1] if ranked else None


def strength(one: Posting, other: Posting) -> Strength:
    found = score(one, other)
    return found.strength if found else Strength.WEAK


def test_a_furniture_maker_answers_who_can_build_boxes():
    """No word in common, yet any neighbour would see it."""
    asked = need("iemand die bakken kan timmeren")

    assert strength(offer("Ik was vroeger meubelmaker"), asked) is Strength.STRONG
    assert strength(offer("ik bak graag taarten"), asked) is Strength.WEAK


@pytest.mark.parametrize(
    ("talent", "asked"),
    [
        ("Ik repareer fietsen", "Ik heb een lekke band"),
        ("Ik schrijf voor de wijkkrant", "Wie maakt het wijkblad met ons?"),
        ("Ik heb een schuur", "Plek gezocht voor opslag van stoelen"),
        ("I used to be a carpenter", "Wie kan een bankje timmeren?"),
        ("Administratie is mijn ding", "Stapel ongeopende post, wie helpt?"),
        ("naaien en kleding herstellen", "rits van mijn jas is stuk"),
        ("Vroeger taxichauffeur", "Iemand die mijn moeder naar het ziekenhuis rijdt"),
    ],
)
def test_knowledge_bridges_different_words(talent, asked):
    """Who offers and who asks hardly ever use the same words."""
    assert score(offer(talent), need(asked)).features["cue"] > 0.5


@pytest.mark.parametrize(
    ("talent", "asked"),
    [
        ("Ik speel in een bandje", "Mijn fiets heeft een lekke band"),
        ("Ik plak lekke banden", "Wie speelt er mee in ons bandje?"),
        ("Ik heb bij een bank gewerkt", "Wie helpt de bank naar boven tillen?"),
        ("Ik hark graag bladeren", "Wie maakt het wijkblad met ons?"),
        ("Ik heb een bakfiets", "Wie bakt er een taart voor het feest?"),
        ("Ik ben yogadocent", "Mijn dochter zoekt bijles"),
        ("Ik knip haar, ben kapster geweest", "Wie kan de heg knippen?"),
        ("Ik heb een bijenkast", "Wie tilt een zware kast naar beneden?"),
        ("Ik pas graag op kinderen", "Wie past er op mijn poes in de vakantie?"),
        ("Don't speak much Dutch", "I want to practise Dutch with someone"),
        ("Ik kan niet koken", "Wie kan er koken?"),
        ("Ik woon in de Kerkstraat", "Bankje voor de Kerkstraat"),
        ("Ik heb een grote schuur", "Wie kan mijn kozijnen schuren en schilderen"),
        ("Ik doe al jaren aan keramiek en heb een oven", "de oven doet het niet meer"),
        ("Ik heb een kaart van de stad", "wie speelt kaart met mij"),
        ("ik kan je belasting doen", "mijn rug mag geen belasting hebben, wie tilt"),
        ("Ik trim honden", "wie kan mijn heg trimmen"),
        ("Ik lak nagels", "wie kan mijn deur lakken"),
        ("Ik verzamel postzegels en munten", "wie heeft er munt voor de thee"),
        ("yoga op een stoel", "we hebben stoelen nodig voor het buurtfeest"),
        ("Ik heb een bank over, wie wil hem hebben", "ik kan niet inloggen bij de bank"),
        ("Ik haak graag", "de haak zit los van de muur"),
        ("Ik hak hout", "de hak van mijn schoen is los"),
        ("Ik spreek Pools", "Zullen we een potje poolen?"),
        ("I play the keyboard", "my keyboard is broken, laptop"),
        ("I run a book club", "I want to go running"),
        ("I can watch your kids", "my watch stopped"),
        ("I can mind your child", "mindfulness, who joins me?"),
        ("I iron shirts", "iron gate needs welding"),
        ("I have a trailer", "watch a movie trailer"),
        ("I teach boxing", "who carries my moving boxes?"),
        ("yaprak sarma, börek, kalabalığa yemek yaparım", "u mnie w kuchni kapie"),
        ("śpiewam w chórze", "mama jest chora"),
        ("тримаю вулики", "на нашій вулиці брудно"),
    ],
)
def test_likeness_without_meaning_is_weak(talent, asked):
    """These would embarrass the buurtverbinder who proposed them."""
    assert strength(offer(talent), need(asked)) is Strength.WEAK


def test_tags_that_both_chose_count_most():
    """People know best what they mean."""
    asked = need("Wie kan timmeren?", tags=("woodwork",))
    by_text = score(offer("Ik timmer graag"), asked)
    by_tag = score(offer("Ik timmer graag", tags=("woodwork",)), asked)

    assert by_tag.total > by_text.total
    assert by_tag.features["tag_exact"] == 1.0


def test_a_tag_that_is_gone_is_ignored():
    """Knowledge changes; what people once chose must not break anything."""
    assert strength(offer("Ik timmer", tags=("alchemy",)), need("timmeren")) is Strength.STRONG


def test_what_a_text_mentions_beside_the_chosen_tags_counts_less():
    """Who chose baking and mentions wood in passing is no carpenter."""
    asked = need("Wie kan timmeren?")
    chosen = score(offer("Ik timmer en bak", tags=("baking",)), asked)

    assert chosen.total < score(offer("Ik timmer en bak"), asked).total


def test_a_topic_answers_what_is_under_it():
    """Who chose "Tuin en groen" may well mow a lawn, but less surely."""
    asked = need("Gras maaien", tags=("lawn",))
    exact, near = (score(offer("", tags=(tag,)), asked).total for tag in ("lawn", "garden"))

    assert 0.3 <= near < exact


def test_what_is_near_in_another_topic_comes_before_the_rest_of_the_topic():
    """Who reads letters along may well help with benefits; who does taxes is further away."""
    asked = need("", tags=("benefits",))
    near, sibling = offer("", tags=("digital-government",)), offer("", tags=("legal",))

    assert score(near, asked).total > score(sibling, asked).total


def test_what_somebody_avoids_is_not_suggested():
    """ "Liever niet" is a promise we made."""
    asked = need("Wie kan er koken?")

    assert strength(offer("Ik kook graag"), asked) is Strength.STRONG
    assert strength(offer("Ik kook graag", avoid="liever niet koken"), asked) is Strength.WEAK


def test_what_the_seeker_avoids_is_not_suggested_either():
    """Who looks for music and would rather not have a piano, said so to be heard."""
    words = "Wie maakt er samen muziek, gitaar of piano?"
    pianist, guitarist = offer("Ik speel piano"), offer("Ik speel gitaar")

    assert strength(pianist, need(words)) is Strength.STRONG
    assert strength(pianist, need(words, avoid="liever geen piano")) is Strength.WEAK
    assert strength(guitarist, need(words, avoid="liever geen piano")) is Strength.STRONG


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"area": "Noord"}, {"area": "Zuid"}),
        ({"times": frozenset({"sat-morning"})}, {"times": frozenset({"mon-evening"})}),
        ({"language": "nl"}, {"language": "en"}),
        ({"posted_at": NOW}, {"posted_at": NOW - timedelta(days=300)}),
        ({"asks_last_30_days": 0}, {"asks_last_30_days": 2}),
    ],
)
def test_circumstances_order_what_is_otherwise_equal(better, worse):
    """Near, free, fresh and rested go first."""
    asked = need("timmeren", area="noord", times=frozenset({"sat-morning"}), language="nl")

    assert (
        score(offer("timmeren", **better), asked).total
        > score(offer("timmeren", **worse), asked).total
    )


def test_circumstances_alone_are_no_ground():
    """Living in one area is no reason to be introduced."""
    asked = need("Wie heeft een accordeon?", area="Noord", language="nl")

    assert score(offer("Ik bak taarten", area="Noord", language="nl"), asked) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kerkstraat", "kerkstraat ", True),
        ("de Kerkstraat", "Kerkstraat.", True),
        ("Vogelbuurt", "in de vogelbuurt", True),
        ("rond het Prins Bernhardplein", "Prins-Bernhardplein", True),
        ("'t Zand", "het zand", True),
        ("Café de Bél", "cafe bel", True),
        ("near the station", "Station", True),
        ("Noord", "Zuid", False),
        ("Kerkstraat", "Kerkplein", False),
        ("Oud-Zuid", "Zuid", False),
        ("de buurt", "in de buurt", False),
        ("", "", False),
    ],
)
def test_one_area_may_be_written_in_several_ways(one, other, same):
    """Who types "de Kerkstraat" lives in the Kerkstraat; "the neighbourhood" says nothing."""
    found = score(offer("timmeren", area=one), need("timmeren", area=other))

    assert found.features.get("area", 0.0) == float(same)


@pytest.mark.parametrize(
    ("offered", "asked", "meet"),
    [
        (Direction.OFFER, Direction.NEED, True),
        (Direction.OFFER, Direction.LEARN, True),
        (Direction.TOGETHER, Direction.TOGETHER, True),
        (Direction.LEARN, Direction.LEARN, False),
        (Direction.NEED, Direction.NEED, False),
        (Direction.LEARN, Direction.NEED, False),
        (Direction.OFFER, Direction.OFFER, False),
    ],
)
def test_directions_that_answer_each_other_meet(offered, asked, meet):
    """Two who both want to learn the guitar have no teacher."""
    found = score(offer("gitaar spelen", direction=offered), need("gitaar spelen", direction=asked))

    assert (found is not None) is meet


def test_two_who_both_seek_a_walking_companion_fit_each_other():
    """Each is the answer to the other."""
    one = offer("Ik zoek een wandelmaatje", direction=Direction.NEED)

    assert strength(one, need("Zoek iemand om mee te wandelen")) is Strength.STRONG


def test_nobody_meets_oneself():
    """Who offers and seeks the same thing would be first in line."""
    assert score(offer("timmeren", owner=2), need("timmeren", owner=2)) is None


@pytest.mark.parametrize(
    ("talent", "asked"),
    [
        ("Ik geef gitaarles", "Mag ik een avond een gitaar lenen?"),  # to have, not to learn
        ("Ik vertaal Arabisch en Nederlands", "Wie kan voor mij Chinees vertalen?"),
        ("Tafeltennis is mijn lust en mijn leven", "Wie kan mij leren tennissen, tennisbaan is er"),
        ("Huurrecht gedaan bij het juridisch loket", "Ik zoek een advocaat voor mijn ontslag"),
    ],
)
def test_another_kind_of_the_same_thing_is_no_answer(talent, asked):
    """The topic is right and the thing is not: nobody is bothered with that."""
    assert strength(offer(talent), need(asked)) is Strength.WEAK


@pytest.mark.parametrize(
    ("talent", "asked"),
    [
        ("Gitaarles geef ik graag", "Wie leert mij gitaar spelen?"),
        ("Ik leen mijn gereedschap graag uit", "Mag ik een boormachine lenen?"),
        ("Ik vertaal Arabisch en Nederlands", "Wie vertaalt een brief in het Arabisch?"),
        ("Wij passen op honden en katten", "Wie past er op onze kat?"),
    ],
)
def test_the_same_kind_of_the_same_thing_is_an_answer(talent, asked):
    """What tells things apart must not keep apart what belongs together."""
    found = score(offer(talent), need(asked))

    assert found.strength is not Strength.WEAK
    assert "kind_apart" not in found.features


def test_who_plays_together_may_each_bring_another_instrument():
    """A violin and a recorder are a duet."""
    one = offer("Ik speel viool en zoek iemand om mee te spelen", direction=Direction.TOGETHER)
    other = need("Ik speel klarinet, wie speelt er mee?", direction=Direction.TOGETHER)

    assert "kind_apart" not in score(one, other).features


def test_what_is_only_near_is_not_proposed():
    """Tags that are near and beside each other add up, and still are another thing."""
    found = score(offer("", tags=("piano", "music-lessons")), need("", tags=("guitar",)))

    assert found.total > 0
    assert found.strength is Strength.WEAK


def test_a_word_in_passing_is_not_enough():
    """Who mentions a bike mender on the way to another thing does not ask for one."""
    mender = offer("Fietsen maken is mijn hobby")

    asked = "De veerpont stopt, mijn fietsenmaker zit aan de overkant, wie organiseert protest?"
    assert strength(mender, need(asked)) is Strength.WEAK
    assert strength(mender, need("Ik zoek een fietsenmaker")) is not Strength.WEAK


def test_dirty_streets_find_who_cleans_them():
    """People say what they step in, not which department it is."""
    cleaner = offer("Ik werk bij de reiniging van de gemeente")

    for asked in ("overal hondenpoep op de stoep", "dog mess on the pavement", "köpek pisliği"):
        assert strength(cleaner, need(asked)) is not Strength.WEAK


def test_the_score_is_the_weighted_sum_of_its_features():
    """A score that can be taken apart can be explained."""
    found = score(offer("Ik timmer graag"), need("timmeren"))

    assert found.total == pytest.approx(
        sum(WEIGHTS[name] * value for name, value in found.features.items())
    )


def test_no_feature_is_about_who_somebody_is():
    """Origin, religion, health, age and gender play no part."""
    assert set(WEIGHTS) == {
        *("tag_exact", "tag_parent", "tag_near", "tag_sibling"),
        *("cue", "cue_near", "cue_sibling", "common", "words", "spelling"),
        *("kind", "kind_apart", "meaning"),
        *(
            "avoid",
            "area",
            "times",
            "times_apart",
            "language",
            "language_apart",
            "freshness",
            "load",
        ),
    }
