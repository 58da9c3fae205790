"""The guide's rules: what asks whom to ask, and who is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot import guide
from bot.guide import Entry, Found, Listed
from bot.introductions import Shown
from bot.matching import Reason
from bot.matching.whom import asks_whom
from bot.messages import CommunityId, PersonId
from bot.texts import LANGUAGES, plain
from tests.bot.test_asking import ANNA, FATIMA, NOW, SAMIRA, WILLEM, ZONE, asked, assert_can_be_read


def entry(number: int, words: str, of: PersonId = WILLEM, **known: Any) -> Entry:
    given = {
        "tags": (),
        "reach": "",
        "warm": "",
        "catch_all": False,
        "stand_in_id": None,
        "confirmed_at": None,
        "unanswered": 0,
    } | known
    return Entry(
        id=number,
        community_id=CommunityId(1),
        person_id=of,
        words=words,
        can="maaien wel",
        created_at=NOW,
        **given,
    )


def listed(each: Entry, *, away: bool = False) -> Listed:
    return Listed(entry=each, name=f"Buur {each.person_id}", away=away)


# --- is it a question for a key person? --------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "wie gaat er over het gras?",
        "Wie gaat over de straatverlichting",
        "wie moet ik hebben voor een losse stoeptegel",
        "bij wie kan ik terecht met een vraag over huur",
        "ik weet niet bij wie ik moet zijn",
        "wie weet iets van subsidie",
        "Wie  weet hoe je een straatfeest aanvraagt?",
        "waar moet ik zijn voor een vergunning",
        "weet iemand wie er over de speeltuin gaat?",
        "wie moet ik hebben, is er iemand die over het gras gaat?",
        "wie kan ik bellen over afval",
        "who do I ask about the street lights",
        "Who should I call about rubbish?",
        "who is responsible for the playground",
        "who knows about permits",
        "to whom do I turn",
        "WIE-WEET hoe dat moet, ik zoek ook iemand bij wie ik koffie kan drinken",
        "Çimlerle kim ilgileniyor?",
        "kırık lamba için kimi aramalıyım",
        "KİME BAŞVURMALIYIM kira yardımı için?",
        "çöpü nereye bildirebilirim",
        "Kto zajmuje się trawą w parku?",
        "komu mam zgłosić zepsutą lampę",
        "Czy ktoś wie, gdzie złożyć wniosek?",
        "do kogo się zwrócić w sprawie śmieci",
        "مين المسؤول عن العشب؟",
        "من المسئول عن القمامة",
        "بمن أتّصل بخصوص الإنارة",
        "عندي سؤال عن الإيجار، لمن أتوجه؟",
        "Хто відповідає за траву?",
        "до кого звернутися щодо сміття",
        "з ким зв’язатися про ліхтар",
        "Підкажіть, куди повідомити про яму",
        "wie belt ik over de vuilnis",
        "hoe kom ik in contact met de wijkagent",
        "wie is onze wijkagent",
        "wie gaat er bij het ziekenhuis over klachten",
        "Welke persoon bij de gemeente doet de speeltuin",
        "wat is het nummer van de huismeester",
        "waar kan ik klagen over stank",
        "how do I get in touch with the council",
        "who is our community police officer",
        "mahalle polisimiz kim",
        "belediyeye nasıl ulaşırım",
        "kto jest naszym dzielnicowym",
        "jak skontaktować się z gminą",
        "مين بحكي معو عن الزبالة",
        "كيف أتواصل مع البلدية",
        "хто наш дільничний",
        "як зв'язатися з мерією",
    ],
)
def test_asking_whom_to_ask_is_heard(words: str):
    """In each of the six languages, however it is typed and wherever in the sentence it stands."""
    assert asks_whom(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "iemand die mijn gras maait",
        "wie timmert een bak voor mij",
        "wie wil er met mij wandelen",
        "wie kan mij helpen met mijn fiets",
        "iemand bij wie ik koffie kan drinken",
        "someone who knows how to sew",
        "who wants to walk with me",
        "who can fix my bike",
        "een bewijs, niet hoe",
        "çocuğuma bakacak birini arıyorum",
        "kim benimle yürümek ister",
        "szukam kogoś, kto zajmuje się ogrodem",
        "kto umie naprawić rower",
        "مين بيقدر يصلح دراجتي",
        "أبحث عن شخص يعرف كيف يخيط",
        "шукаю когось, хто займається садом",
        "хто може полагодити велосипед",
        "wie gaat er mee wandelen",
        "wie gaat er over een half uur mee naar de markt",
        "met wie kan ik wandelen",
        "hoe kom ik in contact met andere moeders",
        "ik zoek contact met mensen van mijn leeftijd",
        "wie onderhoudt mijn tuin",
        "wie belt mij elke dag even op",
        "wie is er goed in computers",
        "who runs with me on Sundays",
        "kim benimle koşuya gelir",
        "kto prowadzi auto i mnie zawiezie",
        "مع مين بقدر أمشي",
        "хто тут вміє шити",
    ],
)
def test_looking_for_a_neighbour_is_not_that(words: str):
    """The ordinary search finds who does something; this finds who knows about something."""
    assert not asks_whom(words)


# --- whom to ask -------------------------------------------------------------------------------


def found(*entries: Listed, by: PersonId = ANNA) -> list[int]:
    some = guide.find("wie gaat er over het gras?", entries, by=by, now=NOW)
    return [each.listed.entry.id for each in some]


def test_what_it_is_about_is_found_and_what_it_is_not_about_is_not():
    """No name is better than a wrong one."""
    assert found(listed(entry(1, "Gras maaien")), listed(entry(2, "Huur", SAMIRA))) == [1]


TOPICS = (
    "Groen en gras in de wijk",
    "Afval en containers",
    "Parkeren en verkeer",
    "Subsidie voor plannen van buren",
    "Huurwoningen: lekkage en schimmel",
    "Straatverlichting en losse stoeptegels",
    "Formulieren en toeslagen",
    "Jongeren en overlast",
)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("wie gaat er over het gras?", TOPICS[0]),
        ("who do I ask about rubbish", TOPICS[1]),
        ("waar meld ik een volle container", TOPICS[1]),
        ("wie gaat er over parkeren", TOPICS[2]),
        ("wie weet iets van subsidie", TOPICS[3]),
        ("bij wie kan ik terecht voor lekkage in mijn huurhuis", TOPICS[4]),
        ("wie moet ik hebben voor een losse stoeptegel", TOPICS[5]),
        ("wie gaat er over de straatlantaarn", TOPICS[5]),
        ("waar moet ik zijn voor huurtoeslag", TOPICS[6]),
        ("wie weet meer over hangjongeren", TOPICS[7]),
        ("park yeri konusunda kime sorabilirim", TOPICS[2]),
        ("kto odpowiada za trawę?", TOPICS[0]),
        ("مين المسؤول عن العشب", TOPICS[0]),
        ("ліхтар не світить, куди повідомити", TOPICS[5]),
        ("kto zajmuje się trawą przy ulicy?", TOPICS[0]),
        ("ağaçlardan kim sorumlu", TOPICS[0]),
        ("хто займається газоном", TOPICS[0]),
        ("wie gaat er over hondenpoep", TOPICS[1]),
        ("hondenpoep", TOPICS[1]),
        ("kto zajmuje się psimi kupami", TOPICS[1]),
        ("sokakların temizliğinden kim sorumlu", TOPICS[1]),
        ("من المسؤول عن نظافة الشارع", TOPICS[1]),
        ("من المسؤول عن مواقف السيارات", TOPICS[2]),
        ("do kogo się zwrócić o dotację", TOPICS[3]),
        ("لمن أتوجه للحصول على منحة", TOPICS[3]),
        ("хто займається ремонтом будинку", TOPICS[4]),
        ("kto odpowiada za oświetlenie ulicy", TOPICS[5]),
        ("gençlerle kim ilgileniyor", TOPICS[7]),
        ("до кого звернутися щодо підлітків", TOPICS[7]),
        ("wie moet ik hebben voor mijn paspoort", None),
        ("wie weet hoe laat het is", None),
    ],
)
def test_people_ask_in_their_own_words(words: str, topic: str | None):
    """Nobody knows what the other called it; and nobody is named for what nobody knows."""
    guides = [listed(entry(place, each, PersonId(place))) for place, each in enumerate(TOPICS, 10)]

    some = guide.find(words, guides, by=ANNA, now=NOW)

    assert [each.listed.entry.words for each in some[:1]] == ([topic] if topic else [])


def test_at_most_three_people_each_with_one_topic():
    """More is a list to wade through; the same person twice is no choice."""
    twice = [listed(entry(number, "Gras maaien")) for number in (1, 2)]
    others = [listed(entry(number, "Gras maaien", PersonId(number))) for number in range(10, 15)]

    assert len(found(*twice, *others)) == 3
    assert len(found(*twice)) == 1


def test_what_is_not_confirmed_comes_last():
    """However well it fits."""
    old = listed(entry(1, "het gras", SAMIRA, unanswered=guide.FADED))
    new = listed(entry(2, "Gras maaien en bomen snoeien"))

    assert found(old, new) == [2, 1]


def test_nobody_is_sent_to_themselves_or_to_who_is_not_there():
    """Nor to what rests."""
    mine = listed(entry(1, "Gras maaien", ANNA))
    away = listed(entry(2, "Gras maaien"), away=True)
    resting = listed(entry(3, "Gras maaien", SAMIRA, unanswered=9))

    assert found(mine, away, resting) == []


def test_who_confirmed_last_searches_along_first():
    """And never who asks, or was asked already."""
    early = listed(entry(1, "x", WILLEM, catch_all=True))
    late = listed(entry(2, "x", SAMIRA, catch_all=True, confirmed_at=NOW + timedelta(days=1)))
    not_along = listed(entry(3, "x", FATIMA))

    assert guide.helpers([early, late, not_along], besides=()) == [late, early]
    assert guide.helpers([early, late, not_along], besides={SAMIRA}) == [early]


# --- what is shown -----------------------------------------------------------------------------

FULL = entry(1, "gras", reach="buurthuis", warm="groen", catch_all=True, unanswered=guide.FADED)
REASONS = [
    Reason("match-reason-tag", {"tag": "lawn", "direction": "need"}),
    Reason("match-reason-near", {"sought": "lawn", "offered": "pruning"}),
    Reason("match-reason-words", {}),
]


def every_screen() -> list[Shown]:
    """Each with each state that it has."""
    some = listed(FULL)
    screens = [
        guide.front([FULL]),
        guide.entry_screen(FULL, stand_in="Samira", zone=ZONE),
        guide.entry_screen(entry(2, "huur"), stand_in=None, zone=ZONE, new=True),
        guide.withdrawing(FULL),
        guide.still(FULL),
        guide.stand_in_link(FULL, name="Willem", until=NOW, token="abc"),
        guide.stand_in_screen(FULL, name="Willem"),
        guide.stand_in_over(FULL, name="Willem"),
        guide.stand_in_found(FULL, name="Samira"),
    ]
    for reason in REASONS:
        some_found = [Found(some, (reason,))]
        screens.append(guide.result(asked(), some_found, helper=some, connectors=True, zone=ZONE))
    return screens + [
        guide.result(asked(), [], helper=None, connectors=connectors, zone=ZONE)
        for connectors in (True, False)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_read(language: str):
    """A gap that stays open would show only when somebody is there; a label must fit."""
    assert_can_be_read(every_screen(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_people_who_tell_all_they_may_fit_in_one_message(language: str):
    """Otherwise nobody hears anything."""
    most = replace(
        FULL,
        words="w" * guide.LONGEST_TOPIC,
        can="w" * guide.LONGEST_CAN,
        reach="w" * guide.LONGEST_LINE,
        warm="w" * guide.LONGEST_LINE,
    )
    some = Listed(entry=most, name="W" * 40, away=False)
    it = replace(asked(), words="w" * 500)

    body, _ = guide.result(
        it, [Found(some, (REASONS[1],))] * 3, helper=some, connectors=True, zone=ZONE
    )

    assert len(plain(body, language)) <= 4096
