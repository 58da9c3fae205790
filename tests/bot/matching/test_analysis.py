"""What the matcher hears in a text, and what it must not hear."""

import pytest

from bot.matching import Side, tags
from bot.matching.analysis import analyse, compound_parts
from bot.matching.words import guess_language, languages, stem, tokens


def concepts(text: str, side: Side = Side.OFFER, language: str | None = None) -> dict[str, float]:
    return dict(analyse(text, side=side, language=language).evidence)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ik was vroeger meubelmaker", "woodwork"),
        ("iemand die bakken kan timmeren", "woodwork"),
        ("Ze timmert de mooiste kasten", "woodwork"),
        ("Ik bak graag taarten", "baking"),
        ("Lekke banden plak ik zo", "bike-repair"),
        ("Ik knip heggen en hou van snoeien", "pruning"),
        ("I used to be a carpenter", "woodwork"),
        ("Ik lees graag voor", "reading-aloud"),
        ("Oud-verhuizer. Trap op trap af maakt mij niks uit", "moving-house"),
        ("Rijsttafel voor veertig man draai ik mijn hand niet voor om", "cooking"),
        ("أعمل بالحديد والخشب", "woodwork"),
        ("ik kan snoeie en maaie", "pruning"),
    ],
)
def test_people_betray_what_they_can_in_their_own_words(text, concept):
    """Few people name their talent; a trade they had or a verb they use must be enough."""
    assert concept in concepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iemand die op mijn dochter past op woensdagmiddag",
        "Ik zoek iemand die op mijn zoontje kan passen",
        "Iemand die af en toe op de kleine let",
    ],
)
def test_a_child_is_looked_after_by_any_name(text):
    found = concepts(text, Side.ASK)
    assert max(found, key=found.__getitem__) == "babysitting"


@pytest.mark.parametrize(
    ("text", "side", "concept"),
    [
        ("iemand die bakken kan timmeren", Side.ASK, "baking"),
        ("Ik heb een bakfiets", Side.OFFER, "baking"),
        ("De accu van mijn telefoon is leeg", Side.ASK, "car-repair"),
        ("Ik speel in een bandje", Side.OFFER, "bike-repair"),
        ("Mijn fiets heeft een lekke band", Side.ASK, "band"),
        ("Ik werkte bij een bank", Side.OFFER, "lifting"),
        ("Wij maken het wijkblad", Side.OFFER, "gardening"),
        ("Ik ben yogadocent", Side.OFFER, "learning"),
        ("Kan iemand de heg voor mij knippen?", Side.ASK, "hairdressing"),
        ("Wie kan mijn haar knippen?", Side.ASK, "pruning"),
        ("Ik heb een bijenkast", Side.OFFER, "lifting"),
        ("Wie past er op mijn poes?", Side.ASK, "babysitting"),
        ("Wie past er op mijn hond?", Side.ASK, "dog-walking"),
        ("Ik zoek iemand die op mijn zoontje kan passen", Side.ASK, "dance"),
        ("Mag ik een grasmaaier lenen?", Side.ASK, "lawn"),
        ("Pas op voor de drempel", Side.OFFER, "babysitting"),
    ],
)
def test_words_that_only_look_alike_are_not_heard(text, side, concept):
    """A wrong suggestion costs more trust than a missing one."""
    assert concept not in concepts(text, side)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ik kan niet koken", "cooking"),
        ("Koken doe ik nooit", "cooking"),
        ("Ik was timmerman, maar dat lukt niet meer", "woodwork"),
        ("Ik zoek iemand die mijn fiets kan repareren", "bike-repair"),
        ("Don't speak much Dutch, but I cook well", "dutch"),
        ("Eskiden terziydim ama gözlerim bozuldu, artık dikemiyorum", "sewing"),
        ("Раніше шила, тепер не можу", "sewing"),
    ],
)
def test_who_cannot_or_seeks_it_does_not_offer_it(text, concept):
    """Nobody is asked for what they just said they cannot do."""
    said = analyse(text, side=Side.OFFER)

    assert concept not in said.evidence
    assert concept in said.denied


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ik kan wel wat hulp gebruiken in de tuin", "gardening"),
        ("Zoek zelf ook iemand voor mijn lekkende kraan", "plumbing"),
        ("mijn computer is stuk, wie helpt", "computer-help"),
        ("Would a kind soul cut my hedge?", "pruning"),
        ("Сама шукаю когось, хто полагодить кран", "plumbing"),
        ("دراجتي معطلة، مين بصلحها؟", "repair"),
        ("Koken? Laat dat maar aan een ander over", "cooking"),
        (
            "Ik deed altijd tuinen, snoeien en zo, maar door mijn rug gaat dat niet meer",
            "gardening",
        ),
        ("Used to do plumbing, bad knees now", "plumbing"),
        ("Dikiş dikerdim, gözlerim gitti", "sewing"),
    ],
)
def test_who_asks_or_had_to_stop_is_heard_as_such(text, concept):
    """Asked for oneself, handed over, or no longer possible: by whatever button it came in."""
    said = analyse(text, side=Side.OFFER)

    assert concept not in said.evidence
    assert concept in said.denied


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("zoek je iemand voor de tuin? dat doe ik graag", "gardening"),
        ("Kun je wel wat hulp gebruiken in de tuin? Ik kom graag snoeien", "pruning"),
        ("mijn computer is stuk geweest en zelf gemaakt", "computer-help"),
        ("I used to be a plumber and still help neighbours", "plumbing"),
        ("I teach anyone who wants to learn to knit", "knitting"),
        ("Bad knees, but I sew every day", "sewing"),
        ("Ik kan niet stilzitten, ik klus graag", "handyman"),
        ("Ik ben gestopt met werken en bak nu de hele dag taarten", "baking"),
        ("Nie wyobrażam sobie dnia bez robienia na drutach", "knitting"),
        ("كنت سباكا وما زلت أساعد الجيران", "plumbing"),
        ("Ik geef bijles wiskunde aan wie het niet snapt", "maths"),
        ("Ik ben op zoek naar mensen die ik kan leren haken", "knitting"),
        ("I could use my van to help people move house", "moving-house"),
        ("أطبخ لمن لا يستطيع الطبخ", "cooking"),
        ("Heggen snoeien: na afloop vind je geen takje meer terug", "pruning"),
    ],
)
def test_who_only_sounds_like_asking_or_stopping_still_offers(text, concept):
    """A real offer that is not heard is somebody who is never asked."""
    assert concept in concepts(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ik kook niet alleen voor mezelf", "cooking"),
        ("Don't speak much Dutch, but I cook well", "cooking"),
        ("Ik ben geen bakker, maar timmeren kan ik goed", "woodwork"),
    ],
)
def test_a_denial_holds_no_further_than_its_clause(text, concept):
    """Modest people begin with what they cannot."""
    assert concept in concepts(text)


@pytest.mark.parametrize(
    "text", ["Ik kan niet koken, wie helpt?", "Mijn fiets rijdt niet meer, lekke band"]
)
def test_who_asks_may_say_not(text):
    """Not being able is why people ask."""
    assert concepts(text, Side.ASK)


def test_what_the_work_is_for_counts_less_than_the_work():
    """A carpenter is sought, for a vegetable garden; not a gardener."""
    said = concepts("iemand die bakken kan timmeren voor de moestuin", Side.ASK)

    assert said["vegetable-garden"] < said["woodwork"]


def test_a_misspelt_word_is_still_heard():
    """Dictation and haste spell as they like."""
    assert "woodwork" in concepts("Ik kan goed timeren")


def test_a_wrong_language_setting_does_no_harm():
    """Many leave their telephone in another language than they write."""
    assert "woodwork" in concepts("Ik was vroeger meubelmaker", language="en")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("bakfiets", ()),
        ("bijenkast", ()),
        ("kleinkinderen", ()),
        ("moestuinrek", ("moestuin", "rek")),
        ("pianohoes", ("piano",)),
        ("verwarming", ()),
    ],
)
def test_compounds_fall_apart_only_into_known_parts(word, parts):
    """Dutch glues words together; half of them tell, the other half mislead."""
    assert compound_parts(word) == parts


@pytest.mark.parametrize(
    ("apart", "together"),
    [("yoga docent", "yogadocent"), ("taal maatje", "taalmaatje"), ("bak fiets", "bakfiets")],
)
def test_a_compound_written_as_two_words_is_the_same_thing(apart, together):
    """Many write a space where Dutch has none; a yoga teacher helps nobody with homework."""
    assert concepts(apart).keys() == concepts(together).keys()


def test_what_is_loved_is_heard_beside_what_cannot_be_done():
    """Of "fietsen repareren" only the half behind "maar" is denied."""
    said = analyse("Fietsen vind ik heerlijk maar repareren kan ik niet", side=Side.OFFER)

    assert "cycling" in said.evidence
    assert "bike-repair" in said.denied


@pytest.mark.parametrize(
    ("one", "other"),
    [("timmert", "timmeren"), ("repareert", "reparatie"), ("fiets", "fietsen"), ("past", "passen")],
)
def test_forms_of_a_word_share_a_stem(one, other):
    """Otherwise every cue would have to be written five times."""
    assert stem(one, "nl") == stem(other, "nl")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("nl", "schuurtje", "schuren"),
        ("nl", "gedicht", "dichtmaken"),
        ("nl", "kleding", "kleden"),
        ("en", "mindfulness", "mind"),
        ("en", "fitness", "fit"),
        ("en", "accountant", "account"),
        ("en", "boxing", "box"),
    ],
)
def test_words_of_another_meaning_keep_their_own_stem(language: str, one: str, other: str):
    """A shed is not sanded, and who does not mind needs no mindfulness."""
    assert stem(one, language) != stem(other, language)


def test_tape_and_bicycle_tyre_keep_their_own_stem():
    """A small band makes music, a band of a bicycle goes flat."""
    assert stem("bandje", "nl") != stem("band", "nl")


def test_at_most_five_buttons_are_offered():
    """More than five buttons is a form again."""
    text = "Ik kan timmeren, koken, bakken, naaien, snoeien, schaken en fietsen repareren"

    assert len(tags(text)) == 5
    assert len(tags(text, limit=2)) == 2


def test_no_button_is_offered_for_a_text_that_says_nothing():
    """A guess on a button steers people away from what they meant."""
    assert tags("Hallo, hoe gaat het?") == ()
    assert tags("") == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Ik heb een schuur", "house-painting"),
        ("wie gaat er over de afvalbakken", "fitness"),
        ("mijn tv doet raar", "collecting"),
        ("I've a spare room with a projector and 20 chairs", "guest-room"),
        ("yaprak sarma", "snow-leaves"),
        ("Het seinpaal van mn miniatuurbaan brandt niet meer", "job-search"),
        ("Ik ben druk bezig", "bookbinding"),
        ("Wie leent mij een ladder", "yoga"),
        ("Ik heb recht op toeslag", "cooking"),
        ("Ik help met email", "restoring"),
        ("I felt lonely", "crafts"),
        ("I'm exhausted", "car-repair"),
        ("I improve your Dutch", "theatre"),
        ("вода капає", "driving"),
    ],
)
def test_a_word_with_two_meanings_gives_no_button_for_the_other(text, wrong):
    """Who reads "Verven en behangen" at "Ik heb een schuur" trusts no button after that."""
    assert wrong not in {tag.id for tag in tags(text)}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("mijn vader kan niet meer alleen onder de douche", "home-care"),
        ("de stoppen slaan door als ik de oven aan doe", "electrics"),
        ("De penningmeester is weg en nu snapt niemand de cijfertjes", "administration"),
        ("Bij welk hokje moet ik zijn voor mijn paspoort", "municipality"),
        ("nachtdienst en geen crèche, wie let op de tweeling", "babysitting"),
        ("wie schenkt er op de buurtmarkt", "coffee-hosting"),
        ("wieczory są długie, zagrałbym w coś", "board-games"),
        ("Need somewhere to show a film to the street", "meeting-space"),
        ("mijn zoontje moet leren van zich af te bijten", "martial-arts"),
        ("Мама після операції, хтось має бути поряд", "practical-care"),
        ("wie moet ik hebben voor schimmel in de badkamer", "housing-repairs"),
        ("Sinds mijn man dood is komt er niemand meer over de vloer", "visiting"),
        ("wie gaat er over de afvalbakken", "waste-containers"),
        ("mijn tv doet raar", "audio-repair"),
        ("een tuin waar wel 30 mensen in kunnen", "meeting-space"),
        ("Het seinpaal van mn miniatuurbaan brandt niet meer", "models"),
    ],
)
def test_who_says_it_sideways_gets_the_button_all_the_same(text, concept):
    """People tell what happened to them, not which of our words it is."""
    assert concept in {tag.id for tag in tags(text)}


def test_a_topic_steps_back_for_what_was_heard_under_it():
    """Music and guitar as two buttons would ask the same thing twice."""
    assert [tag.id for tag in tags("Ik hou van muziek en speel gitaar")] == ["guitar"]


def test_every_language_file_is_complete():
    """A missing list would silently switch off a rule for one language."""
    assert {"nl", "en"} <= languages().keys()
    assert all(language.stopwords and language.negations for language in languages().values())


def test_the_more_words_of_a_cue_are_said_the_surer_it_is():
    """A word may mean much else; a whole phrase that people use hardly can."""
    one = concepts("eenzaam", Side.ASK)["visiting"]
    two = concepts("zit alleen", Side.ASK)["visiting"]
    four = concepts("niemand om mee te praten", Side.ASK)["visiting"]

    assert one < two < four < 0.9


def test_a_longer_cue_never_hides_a_surer_one_of_the_same_thing():
    """More cues must not make the matcher less sure."""
    assert concepts("bakken timmeren", Side.ASK)["woodwork"] >= 0.9


def test_a_trap_reaches_no_further_than_its_clause():
    """Who does not know what to do about a flat tyre still has a bicycle to mend."""
    said = concepts("bisikletimin tekeri iniyor, ne yapacağımı bilmiyorum", Side.ASK)

    assert "bike-repair" in said


def test_things_of_one_topic_support_each_other():
    """Soil and pruning together leave less doubt than either alone."""
    alone = concepts("onkruid", Side.ASK)["gardening"]

    assert concepts("onkruid en een heg", Side.ASK)["gardening"] > alone


@pytest.mark.parametrize(
    ("text", "language"),
    [("Saçlarım uzadı", "tr"), ("Trawa urosła za wysoka, łąka", "pl"), ("computer", None)],
)
def test_a_language_is_told_by_its_own_letters(text, language):
    """A telephone set to Dutch says nothing about what its owner writes."""
    words = frozenset(token.word for token in tokens(text))

    assert guess_language(text, words) == language
