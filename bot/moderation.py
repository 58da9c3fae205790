"""What somebody is about to share: friendly warnings, and words that need a person now.

Nothing here forbids anything. A warning is shown in the preview, and the writer decides. Better one
too many than one too few; words are compared whole, without accents or capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from bot.matching.words import normalise
from bot.messages import Text

# A word ending in "-" also stands for everything that begins with it.
_HEALTH = """
    ziek- zieke ziekte- ziekenhuis dokter- huisarts- psycholoog psychiater psychisch- ggz
    therapie- therapeut medicijn- medicatie pillen diagnose kanker- tumor chemo- bestraling
    diabetes suikerziekte epilepsie reuma artrose astma copd hartaanval hartinfarct hartpatient
    beroerte herseninfarct hersenbloeding niet-aangeboren dement- dementie alzheimer parkinson
    adhd add autis- asperger depressi- burn-out burnout angststoornis paniekaanval- ptss ptsd
    bipolair schizo- borderline psychose- verslaafd- verslaving- alcoholist alcoholisme afkicken
    anorexia boulimia eetstoornis zwanger- miskraam abortus hiv aids soa corona covid invalide
    handicap- gehandicapt- beperking- rolstoel- rollator scootmobiel doof slechthorend- blind-
    slechtziend- operatie geopereerd revalidatie- revalideer- mantelzorg- thuiszorg wmo wlz
    zorgverzekering dialyse nierziekte hernia migraine chronisch- arbeidsongeschikt- wia wajong
    opgenomen terminaal palliatief rouw- trauma- ill illness- sick sickness disease- hospital
    doctor gp psychologist psychiatrist therapy therapist medicine- medication- diagnosis
    diagnosed cancer tumour chemotherapy diabetic epilepsy rheumatism arthritis asthma stroke
    dementia autism depressed depression anxiety addicted addiction- alcoholic pregnant
    pregnancy miscarriage abortion disabled disability- wheelchair deaf surgery chronic- bipolar
    schizophrenia eating-disorder mental-health
"""
_DEBT = """
    schuld schulden schuldhulp- schuldsanering schuldeiser- schuldenaar wsnp bewindvoer-
    bewindvoerder onder-bewind incasso- deurwaarder- aanmaning- betalingsachterstand-
    huurachterstand- achterstand- betalingsregeling- rood-staan sta-rood beslag beslaglegging
    loonbeslag failliet- faillissement- uitkering- bijstand bijstandsuitkering voedselbank-
    minima armoede blut geldproblemen geldzorgen geldnood bijzondere-bijstand huisuitzetting-
    uitgezet rekeningen-niet-betalen kan-niet-betalen niet-rondkomen nauwelijks-rondkomen
    lening- krediet- bkr gokschuld gokschulden gokken gokverslaafd debt debts in-debt bailiff-
    overdue arrears bankrupt- bankruptcy eviction evicted loan loans food-bank foodbank benefits
    on-welfare welfare overdraft overdrawn poverty broke creditor- owe money-problems
    money-worries cannot-pay cant-pay
"""
_DANGER = """
    zelfmoord- zelfdoding suicid- mezelf-doden mijzelf-doden mezelf-iets-aandoen
    mezelf-wat-aandoen mezelf-pijn-doen mijzelf-iets-aandoen mezelf-ombrengen van-kant-maken
    wil-dood wil-niet-meer-leven wil-niet-meer-verder wil-liever-dood niet-meer-willen-leven
    niet-verder-leven wil-niet-verder-leven uit-het-leven-stappen einde-aan-mijn-leven
    einde-maken-aan-mijn-leven mijn-leven-beeindigen beter-af-zonder-mij wil-er-niet-meer-zijn
    zie-het-niet-meer-zitten liever-dood dood-wil snij-mezelf snijd-mezelf mezelf-snijden
    mezelf-te-snijden zelfbeschadiging automutilatie maak-mezelf-dood maak-me-dood
    mezelf-ophangen mishandel- huiselijk-geweld kindermishandeling ben-geslagen word-geslagen
    wordt-geslagen geslagen-door slaat-mij slaat-me slaat-mijn slaat-zijn slaat-haar slaat-ons
    slaan-mij slaan-me sla-mijn in-elkaar-geslagen schopt-mij schopt-me wurgt- wurgen gewurgd
    verkracht- verkrachting aanranding aangerand misbruikt seksueel-misbruik word-bedreigd
    wordt-bedreigd ben-bedreigd bedreigd-door bedreigt-me bedreigt-mij bedreigt-mijn
    bedreigt-ons vermoord- vermoorden moord-gepleegd steekt-me steekt-mij steekpartij
    neergestoken neergeschoten schietpartij doodmaken dood-maken doodslaan doodschieten
    heeft-een-pistool vuurwapen vuurwapens is-een-noodgeval levensgevaar ben-in-gevaar
    is-in-gevaar zijn-in-gevaar niet-veilig-thuis thuis-niet-veilig niet-veilig-bij-mij-thuis
    onveilig-thuis bang-voor-mijn-man bang-voor-mijn-vrouw bang-voor-mijn-vader
    bang-voor-mijn-moeder bang-voor-mijn-partner bang-voor-mijn-vriend bang-voor-mijn-ex stalkt-
    gestalkt stalker wordt-uitgebuit mensenhandel ben-opgesloten sluit-me-op sluit-mij-op
    eerwraak loverboy suicide- suicidal kill-myself killing-myself hurt-myself harm-myself
    self-harm want-to-die wanna-die end-my-life dont-want-to-live do-not-want-to-live
    better-off-dead better-off-without-me cut-myself cutting-myself hang-myself kill-you
    kill-him kill-her kill-them kill-me murdered beats-me hits-me hits-my hitting-me beating-me
    beat-me-up abuses-me abused being-abused domestic-violence rape raped rapes molested
    strangled strangles choked-me threatens-me threatens-to-kill threatened-me
    threatened-to-kill stabbed shot-me has-a-gun i-am-in-danger im-in-danger is-an-emergency
    not-safe-at-home unsafe-at-home dont-feel-safe-at-home afraid-of-my-husband
    afraid-of-my-wife afraid-of-my-father afraid-of-my-mother afraid-of-my-partner trafficked
    stalked stalks-me stalking-me
"""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_word, words.split()))})(?!\w)")


def _word(written: str) -> str:
    begins = written.endswith("-")
    whole = r"[\s-]+".join(map(re.escape, written.strip("-").split("-")))
    return whole + r"\w*" if begins else whole


_UNITS = "een|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TEENS = "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_UNDER_100 = rf"(?:(?:{_UNITS})en)?(?:{_TENS})|{_TEENS}|{_UNITS}"
_ENGLISH_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_IN_WORDS = (
    rf"(?:(?:{_UNITS})?honderd(?:en)?(?:{_UNDER_100})?|{_UNDER_100}"
    rf"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{_ENGLISH_UNITS}))?"
    rf"|{_ENGLISH_UNITS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen)"
)
_ENDS = r"(?=\s*(?:$|[.,;:!?)]))"
_GOES_ON = r"(?=\s*(?:$|[.,;:!?)])|\s+(?:en|in|te|bij|op|is|and|at)\b)"
_STREETS = (
    "straat|str\\.|laan|weg|plein|kade|gracht|dijk|pad|hof|dreef|singel|steeg|park|plantsoen|markt|"
    "baan|wal|akker|veld|erf|waard|burg|meent|gaarde|horst|donk|kamp|brink|haven|allee|boulevard|"
    "werf|oord|zoom|vaart|sluis|poort|street|road|lane|avenue|square"
)
_NUMBER = r"(?:nr\.?\s*|nummer\s+|number\s+|no\.?\s*)?"
_STROKES = str.maketrans({"ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_BEFORE_A_SURNAME = frozenset(
    ("de", "den", "der", "het", "la", "le", "op", "te", "ten", "ter", "van", "von")
)
_SHORTEST_BEGINNING = 3
_ENDS_A_NAME = r"(?:s|(?:[tpk]|et)?jes?|ke[ns]?|ies?|ys?)"
_CHILDS_AGE = r"(?:[4-9]|1[0-5])"
_NO_HOUSE = (
    "uur|mensen|personen|keer|euro|jaar|dagen|weken|people|times|years|days|weeks|o'?clock|am|pm|"
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_AFTER_A_YEAR = "om|en|in|is|op|te|of|de|we|ik|je|ze|er|na|nu|at|on|to|it|or|so|he"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "caution-phone",
        re.compile(
            r"(?<![\w+])(?:\+|00)\d(?:[\s().-]*\d){7,13}(?!\w)"  # from abroad: +31 6 ...
            r"|(?<!\w)\(?0(?:[\s().-]*\d){8,10}(?!\w)"  # 06-..., 020-...
        ),
    ),
    (
        "caution-contact",
        re.compile(
            r"[\w.+-]+\s*(?:@|\(at\)|\[at\]|\bapenstaartje\b)\s*[\w-]+"
            r"\s*(?:\.|\(punt\)|\[dot\]|\(dot\)|\bpunt\b)\s*[a-z]{2,}"
            r"|\bat\s[\w-]+\.[a-z]{2,}\b"
            r"|(?<![\w@])@[a-z]\w{4,31}\b"  # a username
            r"|\b(?:t\.me|wa\.me|facebook\.com|instagram\.com)/\S+"
            r"|\b(?:nl\s?\d{2}\s?[a-z]{4}(?:\s?\d){10})\b"  # a bank account
        ),
    ),
    (
        "caution-address",
        re.compile(
            rf"\b[\w'’.-]*(?:{_STREETS})\s+{_NUMBER}\d{{1,4}}\s?[a-z]?\b"
            rf"(?!\s*(?:{_NO_HOUSE})\b)"
            rf"|\b[\w'’.-]*(?:{_STREETS})\s+{_NUMBER}(?!(?:een|one)\s+\w){_IN_WORDS}"
            rf"(?:\s[a-z]|\s+(?:bis|boven|beneden|\w*hoog))?{_GOES_ON}"
            r"|\b\d{1,4}[a-z]?\s+(?:[\w'’-]+\s+){1,2}(?:street|road|lane|avenue|square)\b"
            rf"|\b(?!een|one){_IN_WORDS}\s+[\w'’-]+\s+(?:street|road|lane|avenue|square)\b"
            rf"|\b(?!(?:19|20)\d\d (?:{_AFTER_A_YEAR})\b)"
            r"[1-9]\d{3}\s?[a-z]{2}\b"  # a postcode, not a year
            r"|\b(?:woon|wonen|live)\s+(?:op|aan|in|at)\s+(?:nummer|nr\.?|number)\s*\d{1,4}\b"
            r"|\bhuisnummer\s+\d{1,4}\b"
        ),
    ),
    ("caution-health", _pattern(_HEALTH)),
    ("caution-debt", _pattern(_DEBT)),
)
_LAST_NUMBER = re.compile(rf"\w[ ,]+{_NUMBER}{_IN_WORDS}(?: [a-z])?{_ENDS}")
_DANGERS = _pattern(_DANGER)
_UNDER_16 = re.compile(
    rf"(?<!\w)(?:ik ben(?: pas| nu| net| bijna| al| nog maar)*|ik word(?: bijna)?|"
    rf"i am|im)(?: only| just| nearly| almost)* {_CHILDS_AGE}"
    r"(?: ?(?:jaar|jr|jaartjes|years old|yo|y/o)(?: oud)?)?"
    r"(?=\s*(?:$|[.,;:!?)]|en\b|and\b|maar\b|but\b|of\b|dus\b|so\b|wil\b|zit\b))"
    rf"|(?<!\w)(?:mijn leeftijd is|my age is) {_CHILDS_AGE}(?!\d)"
    r"|(?<!\w)(?:ik (?:zit|ga|kom) (?:nog )?(?:in|naar|uit) )?groep [1-8](?!\w)"
    r"|(?<!\w)(?:ik zit|i am) (?:nog )?(?:op|in|at) (?:de )?(?:basisschool|primary school|brugklas)"
    r"|(?<!\w)(?:ik zit in )?de brugklas(?!\w)"
    r"|(?<!\w)ik zit in (?:de )?(?:klas )?(?:[1-3]e?|eerste|tweede|derde) (?:klas|van de)"
    r"|(?<!\w)(?:year [1-9]|grade [1-9])(?!\w)"
)
_AGES = {
    "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8",
    "negen": "9", "tien": "10", "elf": "11", "twaalf": "12", "dertien": "13", "veertien": "14",
    "vijftien": "15", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
    "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
}  # fmt: skip
_AGE = re.compile(rf"\b(?:{'|'.join(_AGES)})\b")


def cautions(*texts: str) -> list[Text]:
    """The warnings for what somebody wrote, at most one of each kind."""
    written = [_plain(each) for each in texts]
    return [Text(key) for key, pattern in _KINDS if _any(pattern, written)]


def leads_to_somebody(text: str) -> bool:
    """Whether this holds a telephone number, another way to reach somebody, or an address."""
    ways = ("caution-phone", "caution-contact", "caution-address")
    return any(each.key in ways for each in cautions(text))


def is_address(text: str) -> bool:
    """Whether this says where exactly somebody lives. Where a few words for about where are asked,
    any number is a house, a postcode or a telephone, and so is one in words that comes last."""
    ends_in_number = _LAST_NUMBER.search(_plain(text)) is not None
    return leads_to_somebody(text) or ends_in_number or any(map(str.isdigit, text))


def name_in(written: str, names: Iterable[str]) -> str | None:
    """The first word that is one of these names, a part of one, or begins with one; None without.

    >>> name_in("Brammetjes bakken", ["Bram"]), name_in("in januari", ["Jan"])
    ('Brammetjes', None)
    >>> name_in("vraag het @annahout!", ["anna_hout"]), name_in("Jose", ["Jos\u00e9 van Dam"])
    ('annahout', 'Jose')
    """
    called = {each for name in names for each in _called(name) if len(each) > 1}
    words = written.split()
    for word in words:
        parts = _letters(word)
        if any(_begins_with(each, name) for each in (*parts, "".join(parts)) for name in called):
            return _bare(word)
    for one, two in pairwise(words):
        if "".join(_letters(f"{one} {two}")) in called:
            return _bare(f"{one} {two}")
    return None


def whole_name_in(written: str, names: Iterable[str]) -> str | None:
    """The first of these names that stands there whole, in one word or more."""
    there = _letters(written)
    for name in names:
        sought = _letters(name)
        in_one = len(sought) > 1 and "".join(sought) in there
        if in_one or (sought and f" {' '.join(sought)} " in f" {' '.join(there)} "):
            return name
    return None


def _called(name: str) -> list[str]:
    parts = _letters(name)
    own = [each for each in parts if each not in _BEFORE_A_SURNAME]
    return ["".join(parts), *(own or parts)]


def _letters(written: str) -> list[str]:
    """The parts of words, without accents, strokes and capitals."""
    return re.findall(r"[^\W_]+", normalise(written.casefold().translate(_STROKES)))


def _bare(word: str) -> str:
    return word.strip(".,;:!?()\"'@‘’“”")


def _begins_with(word: str, name: str) -> bool:
    """What begins with a name of three letters has to end as names do: "jantje", not "januari"."""
    if word == name or len(name) < _SHORTEST_BEGINNING:
        return word == name
    if len(name) > _SHORTEST_BEGINNING:
        return word.startswith(name)
    return re.fullmatch(rf"{name}{name[-1]}?{_ENDS_A_NAME}", word) is not None


def danger(text: str) -> bool:
    """Whether this speaks of danger, violence or not wanting to live."""
    return _any(_DANGERS, (_plain(text),))


def sounds_under_16(text: str) -> bool:
    """Whether somebody says that they are a child."""
    written = _AGE.sub(lambda found: _AGES[found[0]], _plain(text))
    return _any(_UNDER_16, (written,))


def _any(pattern: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(pattern.search(each) for each in texts)


def _plain(written: str) -> str:
    """Small letters, without accents and apostrophes, with single spaces."""
    parts = unicodedata.normalize("NFKD", written.casefold())
    kept = (each for each in parts if each not in "'’" and not unicodedata.combining(each))
    return " ".join("".join(kept).split())
