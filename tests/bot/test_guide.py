"""The guide's rules: what asks whom to ask, who is found, and when a promise is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot import guide
from bot.errors import Refused
from bot.guide import Asked, Entry, Found, Listed, QuestionState, Receiver, Step
from bot.matching import Reason
from bot.matching.whom import asks_whom
from bot.messages import CommunityId, PersonId
from bot.texts import LANGUAGES, html, plain
from tests.bot.test_permissions import member

NOW = datetime(2027, 6, 7, 8, 0, tzinfo=UTC)  # Monday, 10.00 in Amsterdam
TODAY = date(2027, 6, 7)
ZONE = "Europe/Amsterdam"
ANNA, WILLEM, SAMIRA, FATIMA = PersonId(1), PersonId(2), PersonId(3), PersonId(4)


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


def asked(state: QuestionState = QuestionState.WAITING, **known: Any) -> Asked:
    """By Samira, to Anna (who is `member()`)."""
    given = {
        "asker_id": SAMIRA,
        "person_id": ANNA,
        "entry_id": 1,
        "passed_by": None,
        "named": True,
        "promised_on": date(2027, 6, 10) if state is QuestionState.PROMISED else None,
    } | known
    return Asked(
        id=1,
        community_id=CommunityId(1),
        words="wie gaat er over het gras",
        why="het is hoog",
        hope="dat het kort wordt",
        state=state,
        asked_at=NOW,
        **given,
    )


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


def test_a_question_never_goes_back():
    """Not to who asked, who has it, who passed it on, or with whom there is no contact."""
    able = [
        Receiver(person_id=each, name="x", entry_id=None, named=True)
        for each in (ANNA, SAMIRA, WILLEM, FATIMA)
    ]
    it = asked(passed_by=WILLEM)

    assert guide.next_receiver(it, able, never=()).person_id == FATIMA
    with pytest.raises(Refused, match="guide-nobody-else"):
        guide.next_receiver(it, able, never={FATIMA})


# --- moves -------------------------------------------------------------------------------------

W, P, D, N, E = (
    QuestionState.WAITING,
    QuestionState.PROMISED,
    QuestionState.DONE,
    QuestionState.DECLINED,
    QuestionState.ENDED,
)
MOVES: dict[str, tuple[Callable[[Asked], Asked], dict[QuestionState, QuestionState]]] = {
    "promise": (
        lambda it: guide.promise(it, date(2027, 6, 11), by=member(), today=TODAY),
        {W: P, P: P, D: P},
    ),
    "kept": (lambda it: guide.kept(it, by=member()), {P: D, D: D}),
    "decline": (lambda it: guide.decline(it, by=member()), {W: N, P: N, N: N}),
    "pass on": (
        lambda it: guide.pass_on(
            it,
            Receiver(person_id=FATIMA, name="F", entry_id=None, named=False),
            by=member(),
            at=NOW,
        ),
        {W: W, P: W},
    ),
    "write": (lambda it: guide.wrote(it, by=member()), {W: D, P: D, D: D, N: D}),
    "stop": (lambda it: guide.stop(it, by=member()), {W: E, P: E, D: E, N: E}),
}


@pytest.mark.parametrize("state", QuestionState)
@pytest.mark.parametrize("name", MOVES)
def test_each_move_goes_from_where_it_may(name: str, state: QuestionState):
    """The picture at the top of the module, cell by cell; a stale button is refused."""
    move, allowed = MOVES[name]
    if state in allowed:
        assert move(asked(state)).state is allowed[state]
    else:
        with pytest.raises(Refused):
            move(asked(state))


@pytest.mark.parametrize("name", MOVES)
def test_no_move_is_made_for_another(name: str):
    """Every press is weighed against who has the question now."""
    move, _ = MOVES[name]

    for person in (WILLEM, None):
        with pytest.raises(Refused, match="button-not-yours"):
            move(asked(P, person_id=person))
    with pytest.raises(Refused, match="guide-over"):
        move(asked(P, person_id=WILLEM, passed_by=ANNA))


def test_whoever_asked_writes_only_after_an_answer():
    """Otherwise one question becomes ten."""
    mine = asked(asker_id=ANNA, person_id=WILLEM)

    with pytest.raises(Refused, match="guide-not-yet"):
        guide.check_may_write(mine, by=member())
    guide.check_may_write(replace(mine, state=D), by=member())


# --- when --------------------------------------------------------------------------------------


def test_the_days_on_the_buttons_are_working_days():
    """Nobody has to promise a Sunday."""
    friday = date(2027, 6, 11)

    assert guide.days_to_promise(friday) == [
        date(2027, 6, 14),
        date(2027, 6, 16),
        date(2027, 6, 18),
    ]


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (TODAY, None),
        (TODAY - timedelta(days=1), "guide-day-past"),
        (TODAY + guide.FURTHEST, None),
        (TODAY + guide.FURTHEST + timedelta(days=1), "guide-day-far"),
    ],
)
def test_a_day_is_to_come_and_not_too_far(day: date, refused: str | None):
    """Also when the button is forged."""
    if refused is None:
        assert guide.check_day(day, today=TODAY) == day
        return
    with pytest.raises(Refused, match=refused):
        guide.check_day(day, today=TODAY)


def test_a_forged_day_is_an_old_button():
    """What is no date is no crash either."""
    with pytest.raises(Refused, match="button-old"):
        guide.read_day("2027-02-30")


def test_a_promise_is_looked_at_three_times_and_then_no_more():
    """The day before, on the day, and once when it passed; what is too late is left out."""
    day = date(2027, 6, 10)
    moments = []
    after: datetime | None = NOW
    while after := guide.next_step_at(day, after=after, zone=ZONE):
        moments.append((after, guide.step_on(day, today=after.date())))

    assert moments == [
        (datetime(2027, 6, 9, 7, tzinfo=UTC), Step.EVE),
        (datetime(2027, 6, 10, 7, tzinfo=UTC), Step.TODAY),
        (datetime(2027, 6, 11, 8, tzinfo=UTC), Step.PASSED),
    ]


# --- what is shown -----------------------------------------------------------------------------

FULL = entry(1, "gras", reach="buurthuis", warm="groen", catch_all=True, unanswered=guide.FADED)
NOBODY = Receiver(person_id=FATIMA, name="Fatima", entry_id=None, named=False)
REASONS = [
    Reason("match-reason-tag", {"tag": "lawn", "direction": "need"}),
    Reason("match-reason-near", {"sought": "lawn", "offered": "pruning"}),
    Reason("match-reason-words", {}),
]


def every_screen() -> list[guide.Shown]:
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
        guide.choose_day(asked(), name="Samira", today=TODAY),
        guide.passing(asked(), NOBODY, name="Samira"),
        guide.handed_over(NOBODY, name="Samira"),
        guide.arrived(asked(), name="Samira"),
        guide.arrived(asked(), name="Samira", by="Willem"),
        guide.stand_in_found(FULL, name="Samira"),
        guide.declining(asked(), name="Samira"),
        guide.nobody_waits(),
        guide.is_free(asked(E), name="Samira"),
        guide.sent(asked(), name="Willem"),
        guide.person_left(asked(E)),
        guide.passed_on(asked(P), name="Samira", words="hoi"),
        guide.written(asked(P), by=member(), name="Samira"),
        guide.stopping(asked(P)),
        guide.stopped(),
        guide.promised(asked(P), name="Willem", before=None),
        guide.promised(asked(P), name="Willem", before=TODAY),
        guide.done(asked(D), name="Willem"),
        guide.passed(asked(named=False), by="Willem", to="Fatima"),
        guide.does_not_go_on(asked(E), to=SAMIRA),
        guide.does_not_go_on(asked(E), to=ANNA),
    ]
    for reason in REASONS:
        some_found = [Found(some, (reason,))]
        screens.append(guide.result(asked(), some_found, helper=some, connectors=True, zone=ZONE))
    screens += [
        guide.result(asked(), [], helper=None, connectors=connectors, zone=ZONE)
        for connectors in (True, False)
    ]
    for state in (W, P, D, N, E):
        for named in (True, False):
            screens += [
                guide.question(asked(state, named=named), name="Samira"),
                guide.my_question(asked(state, named=named), name="Willem"),
                guide.no_word(asked(state, named=named), name=None, until=TODAY),
                guide.taking_back(asked(state, named=named), name="Willem"),
                guide.taken_back(asked(state, named=named), name="Willem"),
                guide.declined(asked(state, named=named), name="Willem"),
            ]
    return screens + [guide.reminder(asked(P), step, name="Samira") for step in Step]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_read(language: str):
    """A gap that stays open would show only when somebody is there; a label must fit."""
    for body, buttons in every_screen():
        assert html(body, language)
        for row in buttons:
            for each in row:
                assert len(plain(each.label, language)) <= 24
                assert each.press is None or len(each.press.pack()) <= 64


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


def test_a_buurtverbinder_has_no_name_before_she_answers():
    """She did not put it in the guide."""
    for shown in (
        guide.passing(asked(), NOBODY, name="x"),
        guide.handed_over(NOBODY, name="x"),
    ):
        assert "Fatima" not in plain(shown[0], "nl")
    silence, _ = guide.no_word(asked(named=False), name="Fatima", until=TODAY)
    assert "Fatima" not in plain(silence, "nl")
    for shown in (guide.my_question, guide.taking_back, guide.taken_back, guide.declined):
        body, _ = shown(asked(named=False), name="Fatima")
        assert "Fatima" not in plain(body, "nl")
    assert "Fatima" not in plain(guide.sent(asked(named=False), name="Fatima")[0], "nl")
