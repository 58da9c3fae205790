"""Moments as people type them: a table of what neighbours write, and promises over all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.easter import easter as reckoned_easter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.errors import Refused
from bot.moments import Moment, NotUnderstood, easter, local, resolve, understand, understand_day

AMSTERDAM = "Europe/Amsterdam"
# Monday 7 June 2027, ten in the morning.
NOW = datetime(2027, 6, 7, 10, 0, tzinfo=ZoneInfo(AMSTERDAM))


def read(text: str, *, language: str = "nl", now: datetime = NOW) -> str:
    moment = understand(text, language=language, now=now, zone=AMSTERDAM)
    return f"{moment.day} {moment.time:%H:%M}"


DUTCH = """
donderdag 19.30                                  | 2027-06-10 19:30
do 19u30                                         | 2027-06-10 19:30
do 19:30                                         | 2027-06-10 19:30
do 19.30u                                        | 2027-06-10 19:30
do 1930                                          | 2027-06-10 19:30
19.30 donderdag                                  | 2027-06-10 19:30
donderdag om half acht 's avonds                 | 2027-06-10 19:30
donderdag om half acht ’s avonds                 | 2027-06-10 19:30
half 8 donderdagavond                            | 2027-06-10 19:30
savonds om 8 donderdag                           | 2027-06-10 20:00
donderdag half acht                              | 2027-06-10 19:30
donderdag half 8                                 | 2027-06-10 19:30
donderdag 8 uur                                  | 2027-06-10 20:00
donderdag 8 uur 's ochtends                      | 2027-06-10 08:00
donderdag 08:00                                  | 2027-06-10 08:00
donderdag 8.30                                   | 2027-06-10 08:30
donderdag 3.30                                   | 2027-06-10 15:30
donderdag 10 uur                                 | 2027-06-10 10:00
donderdag 3 uur                                  | 2027-06-10 15:00
donderdag om 3                                   | 2027-06-10 15:00
donderdag om een uur of acht                     | 2027-06-10 20:00
donderdag rond half 8                            | 2027-06-10 19:30
ik denk donderdag 19.30                          | 2027-06-10 19:30
donderdag 19.30 bij Anna thuis                   | 2027-06-10 19:30
donderdag 19.30 in de buurtkamer                 | 2027-06-10 19:30
morgen 14.00                                     | 2027-06-08 14:00
morgen, dinsdag 8 juni, 19.30                    | 2027-06-08 19:30
overmorgen om 3 uur 's middags                   | 2027-06-09 15:00
vanavond 8 uur                                   | 2027-06-07 20:00
vanavond om 8                                    | 2027-06-07 20:00
vanavond half negen                              | 2027-06-07 20:30
vanmiddag 4 uur                                  | 2027-06-07 16:00
vannacht 2 uur                                   | 2027-06-08 02:00
vannacht 12 uur                                  | 2027-06-08 00:00
morgenavond half 8                               | 2027-06-08 19:30
morgenochtend kwart over negen                   | 2027-06-08 09:15
morgen ochtend 9 uur                             | 2027-06-08 09:00
zaterdag morgen 10 uur                           | 2027-06-12 10:00
zondagmiddag drie uur                            | 2027-06-13 15:00
volgende week donderdag 19.30                    | 2027-06-17 19:30
volgende week do 19u30                           | 2027-06-17 19:30
donderdagavond volgende week half 8              | 2027-06-17 19:30
volgende donderdag 19.30                         | 2027-06-17 19:30
deze week vrijdag 17.00                          | 2027-06-11 17:00
deze donderdag 19.30                             | 2027-06-10 19:30
komende donderdag 20.00                          | 2027-06-10 20:00
donderdag a.s. 20.00 uur                         | 2027-06-10 20:00
komende maandag 20.00                            | 2027-06-14 20:00
maandag 20.00                                    | 2027-06-07 20:00
maandag 9.00                                     | 2027-06-14 09:00
12 juni 19.30                                    | 2027-06-12 19:30
12 juni 2027 om 19:30 uur                        | 2027-06-12 19:30
12 juni '27 19:30                                | 2027-06-12 19:30
za. 12 jun. 14h                                  | 2027-06-12 14:00
om 19.30 op 12 juni                              | 2027-06-12 19:30
12-6 19.30                                       | 2027-06-12 19:30
12.06 19.30                                      | 2027-06-12 19:30
12/06/2027 19u                                   | 2027-06-12 19:00
12.6.2027 19.30                                  | 2027-06-12 19:30
12-06-27 om 8 uur                                | 2027-06-12 20:00
2027-06-12 19:30                                 | 2027-06-12 19:30
2027-06-12T19:30:00                              | 2027-06-12 19:30
12 juni 1930                                     | 2027-06-12 19:30
12 juni 2030                                     | 2027-06-12 20:30
twaalf juni half acht                            | 2027-06-12 19:30
twaalfde juni half acht                          | 2027-06-12 19:30
eenentwintig juni om twintig uur                 | 2027-06-21 20:00
zaterdag de 12e om 14.00                         | 2027-06-12 14:00
de 6e om 14.00                                   | 2027-07-06 14:00
zaterdag 12 om 14.00                             | 2027-06-12 14:00
6 juni 19.30                                     | 2028-06-06 19:30
29 februari 19.30                                | 2028-02-29 19:30
7 december 2028 19.30                            | 2028-12-07 19:30
kwart over zeven                                 | 2027-06-07 19:15
tien voor half acht                              | 2027-06-07 19:20
donderdag tien over half acht                    | 2027-06-10 19:40
vijf voor twaalf                                 | 2027-06-07 11:55
donderdag kwart voor een                         | 2027-06-10 12:45
donderdag half een                               | 2027-06-10 12:30
donderdag één uur                                | 2027-06-10 13:00
dinsdag kwart voor 8 's ochtends                 | 2027-06-08 07:45
vrijdag 20 uur 15                                | 2027-06-11 20:15
over een week om 10 uur                          | 2027-06-14 10:00
over 2 weken om 19.30                            | 2027-06-21 19:30
over twee weken op donderdag 19.30               | 2027-06-24 19:30
donderdag over een week 19.30                    | 2027-06-17 19:30
over 3 dagen om 9 uur                            | 2027-06-10 09:00
over een maand om 20.00                          | 2027-07-07 20:00
over anderhalf uur                               | 2027-06-07 11:30
over 1,5 uur                                     | 2027-06-07 11:30
over een half uur                                | 2027-06-07 10:30
over drie kwartier                               | 2027-06-07 10:45
over 20 minuten                                  | 2027-06-07 10:20
over twee en een half uur                        | 2027-06-07 12:30
eerste maandag van december 20.00                | 2027-12-06 20:00
eerste maandag van de maand 20.00                | 2027-06-07 20:00
eerste maandag van de maand 9.00                 | 2027-07-05 09:00
laatste vrijdag van de maand 16 uur              | 2027-06-25 16:00
tweede dinsdag van volgende maand 19.30          | 2027-07-13 19:30
Koningsdag 14 uur                                | 2028-04-27 14:00
Koningsdag 2028 14.00                            | 2028-04-27 14:00
Sinterklaas 19.00                                | 2027-12-05 19:00
eerste kerstdag 12 uur                           | 2027-12-25 12:00
2e kerstdag 15.00                                | 2027-12-26 15:00
oudejaarsavond 22 uur                            | 2027-12-31 22:00
nieuwjaarsdag 14.00                              | 2028-01-01 14:00
Goede Vrijdag 20.00                              | 2028-04-14 20:00
Pasen 11.00                                      | 2028-04-16 11:00
tweede paasdag 11.00                             | 2028-04-17 11:00
Hemelvaart 10 uur                                | 2028-05-25 10:00
Pinksteren 14.00                                 | 2028-06-04 14:00
Bevrijdingsdag 13.00                             | 2028-05-05 13:00
Dodenherdenking 19.30                            | 2028-05-04 19:30
vaderdag 11 uur                                  | 2027-06-20 11:00
burendag 14.00                                   | 2027-09-25 14:00
19.30-21.00 donderdag                            | 2027-06-10 19:30
dinsdag 15 juni, 20:00 – 22:00                   | 2027-06-15 20:00
donderdag van 19.30 tot 21.00 uur                | 2027-06-10 19:30
do van 19u tot 21u                               | 2027-06-10 19:00
donderdag 14-16 uur                              | 2027-06-10 14:00
donderdag tussen 7 en 9                          | 2027-06-10 19:00
donderdag half 8 tot 10 uur                      | 2027-06-10 19:30
zaterdag van 10 tot 12                           | 2027-06-12 10:00
zaterdag 8 tot 12 uur                            | 2027-06-12 08:00
zaterdag 10-12                                   | 2027-06-12 10:00
middernacht                                      | 2027-06-08 00:00
donderdag 24.00                                  | 2027-06-11 00:00
donderdag 0.00 uur                               | 2027-06-10 00:00
donderdag 12 uur 's middags                      | 2027-06-10 12:00
donderdag 12 uur 's nachts                       | 2027-06-11 00:00
vanavond half 1                                  | 2027-06-08 00:30
donderdg 19.30                                   | 2027-06-10 19:30
woesdag 19.30                                    | 2027-06-09 19:30
dinsgad 20u                                      | 2027-06-08 20:00
12 augstus 19.30                                 | 2027-08-12 19:30
koningsdg 14 uur                                 | 2028-04-27 14:00
vandaag 9 uur                                    | 2027-06-07 21:00
9 uur                                            | 2027-06-07 21:00
9.00                                             | 2027-06-08 09:00
9 juni ٢٠:٣٠                                     | 2027-06-09 20:30
１２ juni １９：３０                             | 2027-06-12 19:30
"""

ENGLISH = """
thursday 7.30 pm                                 | 2027-06-10 19:30
Thursday 7:30                                    | 2027-06-10 19:30
Thu 19:30                                        | 2027-06-10 19:30
tomorrow at noon                                 | 2027-06-08 12:00
next week Tuesday 14:00                          | 2027-06-15 14:00
next Thursday 19:30                              | 2027-06-17 19:30
this Thursday at seven                           | 2027-06-10 19:00
12 June at 7pm                                   | 2027-06-12 19:00
June 12, 2027 at 7:30 PM                         | 2027-06-12 19:30
June 12th 7 p.m.                                 | 2027-06-12 19:00
the 12th of June at 7 in the evening             | 2027-06-12 19:00
6/13 7pm                                         | 2027-06-13 19:00
half past seven                                  | 2027-06-07 19:30
half 8 on Thursday                               | 2027-06-10 20:30
twenty past seven tomorrow                       | 2027-06-08 19:20
twenty-five to eight tomorrow                    | 2027-06-08 19:35
the day after tomorrow at quarter to eight       | 2027-06-09 19:45
tonight at 8                                     | 2027-06-07 20:00
this evening 8 o'clock                           | 2027-06-07 20:00
tomorrow morning at ten                          | 2027-06-08 10:00
first Monday of December 8pm                     | 2027-12-06 20:00
last Friday of the month 4 pm                    | 2027-06-25 16:00
the second Tuesday of next month at 8 pm         | 2027-07-13 20:00
in half an hour                                  | 2027-06-07 10:30
in an hour and a half                            | 2027-06-07 11:30
in two weeks at 10 am                            | 2027-06-21 10:00
in a fortnight at 19:30                          | 2027-06-21 19:30
a week from Thursday at 7pm                      | 2027-06-17 19:00
Thursday from 7 to 9 pm                          | 2027-06-10 19:00
Thursday 7-9pm                                   | 2027-06-10 19:00
Tuesday half past 7 to 9 pm                      | 2027-06-08 19:30
Thursday ten to nine pm                          | 2027-06-10 20:50
Saturday 11-1 pm                                 | 2027-06-12 11:00
Christmas Eve 6pm                                | 2027-12-24 18:00
Easter Monday 11 am                              | 2028-04-17 11:00
King's Day 2pm                                   | 2028-04-27 14:00
Thursday at 7 at the library                     | 2027-06-10 19:00
thursday midnight                                | 2027-06-11 00:00
12:30 am thursday                                | 2027-06-10 00:30
thrusday 7pm                                     | 2027-06-10 19:00
"""

REFUSED = """
donderdag                                        | moment-no-time 2027-06-10
donderdagavond                                   | moment-no-time 2027-06-10
over een week                                    | moment-no-time 2027-06-14
donderdag na het eten                            | moment-no-time 2027-06-10
do. 10 jun.                                      | moment-no-time 2027-06-10
do. 11 jun. 19.30                                | moment-unclear 2027-06-11
gisteren 19.30                                   | moment-past None
vandaag 8.00                                     | moment-past None
7 juni 9.00                                      | moment-past None
zondag 6 juni 19.30                              | moment-past None
6 juni 2027 19.30                                | moment-past None
12 juni 2026 20.00                               | moment-past None
8 december 2028 19.30                            | moment-too-far None
over 999 weken om 10 uur                         | moment-too-far None
hallo                                            | moment-unclear None
elke donderdag 19.30                             | moment-unclear None
niet donderdag 19.30                             | moment-unclear None
donderdag of vrijdag 19.30                       | moment-unclear None
donderdag 19.30 vrijdag 20.30                    | moment-unclear None
dag na hemelvaart 19.30                          | moment-unclear None
volgende week 19.30                              | moment-unclear None
31 juni 19.30                                    | moment-unclear None
vijfde maandag van volgende maand 19.30          | moment-unclear None
31e van deze maand 19.30                         | moment-unclear None
13-13 20.00                                      | moment-unclear None
donderdag 25.00                                  | moment-unclear None
donderdag 19.75                                  | moment-unclear None
3 dec 14                                         | 2027-12-03 14:00
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [
        (text.strip(), meant.strip())
        for text, _, meant in (line.partition("|") for line in table.strip().splitlines())
    ]


@pytest.mark.parametrize(("text", "meant"), rows(DUTCH))
def test_dutch_is_understood_as_a_neighbour_means_it(text: str, meant: str) -> None:
    """Who plans a meeting types as they talk; nobody learns a notation first."""
    assert read(text) == meant


@pytest.mark.parametrize(("text", "meant"), rows(ENGLISH))
def test_english_is_understood_as_a_neighbour_means_it(text: str, meant: str) -> None:
    """Whoever reads the bot in English may also write to it in English."""
    assert read(text, language="en") == meant


@pytest.mark.parametrize(("text", "answer"), rows(REFUSED))
def test_what_is_missing_is_named(text: str, answer: str) -> None:
    """A wrong evening is worse than a question, and the question should be the right one."""
    try:
        told = read(text)
    except NotUnderstood as puzzled:
        told = f"{puzzled.reason} {puzzled.day}"

    assert told == answer


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "yarın 19:30"),
        ("pl", "jutro o 19.30"),
        ("ar", "غدا ١٩:٣٠"),
        ("uk", "завтра о 19:30"),
    ],
)
def test_other_languages_fall_back_to_dateparser(language: str, text: str) -> None:
    """Neighbours who write another language are helped too, as far as it goes."""
    assert read(text, language=language) == "2027-06-08 19:30"


@pytest.mark.parametrize("text", ["yarın", "1 Ocak 2029 19:30", "1 Ocak 2020 19:30"])
def test_the_fallback_is_not_believed_without_a_time_or_out_of_reach(text: str) -> None:
    """dateparser once turned "do 19u30" into the year 2030."""
    with pytest.raises(NotUnderstood) as puzzled:
        read(text, language="tr")

    assert puzzled.value.reason == "moment-unclear"


def test_an_unknown_language_is_no_problem() -> None:
    """Telegram passes any language code on."""
    assert read("donderdag 19.30", language="xx") == "2027-06-10 19:30"
    with pytest.raises(NotUnderstood):
        read("yarın 19.30", language="xx")


def test_half_eight_depends_on_the_words_around_it() -> None:
    """Half eight is 8.30 in English and half acht 7.30 in Dutch, whatever the reader's language."""
    assert read("Thursday half 8", language="nl") == "2027-06-10 20:30"
    assert read("donderdag half 8", language="en") == "2027-06-10 19:30"
    assert read("half 8", language="en") == "2027-06-07 20:30"
    assert read("half 8", language="nl") == "2027-06-07 19:30"


def test_a_time_alone_completes_a_day_given_before() -> None:
    """After "donderdag" the bot asks only for the time."""
    thursday = date(2027, 6, 10)

    moment = understand("half acht", language="nl", now=NOW, zone=AMSTERDAM, on=thursday)

    assert moment == Moment(thursday, time(19, 30), AMSTERDAM)


def test_another_day_overrules_the_day_given_before() -> None:
    """Who changes their mind just types the other day."""
    moment = understand(
        "vrijdag half acht", language="nl", now=NOW, zone=AMSTERDAM, on=date(2027, 6, 10)
    )

    assert moment.day == date(2027, 6, 11)


def test_a_weekday_today_counts_while_its_time_is_ahead() -> None:
    """On Monday morning "maandag 20.00" is tonight; on Monday night it is next week."""
    late = datetime(2027, 6, 7, 21, 0, tzinfo=ZoneInfo(AMSTERDAM))

    assert read("maandag 20.00") == "2027-06-07 20:00"
    assert read("maandag 20.00", now=late) == "2027-06-14 20:00"


def test_next_week_is_the_calendar_week_after_this_one() -> None:
    """On Sunday, "volgende week dinsdag" is the day after tomorrow."""
    sunday = datetime(2027, 6, 13, 12, 0, tzinfo=ZoneInfo(AMSTERDAM))

    assert read("volgende week dinsdag 19.30", now=sunday) == "2027-06-15 19:30"


def test_after_midnight_tonight_is_still_this_night() -> None:
    """At one o'clock "vannacht 2 uur" is in an hour, not in a day."""
    night = datetime(2027, 6, 8, 1, 0, tzinfo=ZoneInfo(AMSTERDAM))

    assert read("vannacht 2 uur", now=night) == "2027-06-08 02:00"


def test_kings_day_on_a_sunday_is_celebrated_the_day_before() -> None:
    """27 April 2031 is a Sunday."""
    spring = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)

    assert read("Koningsdag 14 uur", now=spring) == "2031-04-26 14:00"


def test_now_may_be_given_in_any_zone() -> None:
    """At 23:30 in UTC it is already Tuesday in Amsterdam."""
    now = datetime(2027, 6, 7, 23, 30, tzinfo=UTC)

    assert read("vandaag 14.00", now=now) == "2027-06-08 14:00"


def test_saying_no_is_a_refusal() -> None:
    """What nobody catches is told kindly, as every refusal."""
    with pytest.raises(Refused) as refused:
        read("hallo")

    assert refused.value.key == "moment-unclear"


def test_a_whole_story_is_not_searched_for_a_time() -> None:
    """Long text is no answer to "when?", and costs no time to refuse."""
    with pytest.raises(NotUnderstood):
        read("misschien " * 20 + "donderdag 19.30")


def test_in_the_hour_that_summer_time_skips_people_are_an_hour_later() -> None:
    """02:30 on 29 March 2026 does not exist; RFC 5545 puts it after the gap, and so it is shown."""
    winter = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    instant = resolve(date(2026, 3, 29), time(2, 30), AMSTERDAM)

    assert instant == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert local(instant, AMSTERDAM).time() == time(3, 30)
    assert read("29 maart 2026 02:30", now=winter) == "2026-03-29 03:30"


def test_in_the_hour_that_comes_twice_the_first_counts() -> None:
    """02:30 on 25 October 2026 comes twice."""
    instant = resolve(date(2026, 10, 25), time(2, 30, fold=1), AMSTERDAM)

    assert instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert Moment(date(2026, 10, 25), time(2, 30), AMSTERDAM).instant() == instant


@pytest.mark.parametrize(
    ("written", "day"),
    [("1 mei 2028", date(2028, 5, 1)), ("1 mei 2031", None), ("1 mei 2026", None)],
)
def test_four_digits_beside_a_day_are_its_year(written: str, day: date | None) -> None:
    """Where no time is asked for, 2031 is not half past eight."""
    if day is None:
        with pytest.raises(NotUnderstood):
            understand_day(written, language="nl", now=NOW, zone=AMSTERDAM)
    else:
        assert understand_day(written, language="nl", now=NOW, zone=AMSTERDAM) == day


@pytest.mark.parametrize("year", range(1900, 2100))
def test_easter_is_when_the_churches_say(year: int) -> None:
    """Five feasts hang on it."""
    assert easter(year) == reckoned_easter(year)


WEEKDAYS = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def shown(moment: datetime, language: str) -> list[str]:
    """The ways in which the bot, or a calendar, writes this moment in full."""
    weekday = WEEKDAYS[language][moment.weekday()]
    month = MONTHS[language].split()[moment.month - 1]
    day = f"{moment.day} {month} {moment.year}"
    if language == "nl":
        return [
            f"{weekday} {day} om {moment:%H.%M} uur",
            f"{weekday} {day} om {moment:%H:%M}",
            f"{weekday[:2]} {moment.day} {month[:3]} {moment.year} {moment:%H:%M}",
            f"{moment:%d-%m-%Y} {moment:%H:%M}",
        ]
    half_day = (
        f"{(moment.hour - 1) % 12 + 1}:{moment:%M}\u202f{'PM' if moment.hour >= 12 else 'AM'}"
    )
    return [
        f"{weekday} {day} at {moment:%H:%M}",
        f"{weekday}, {day} at {half_day}",
        f"{weekday}, {month} {moment.day}, {moment.year} at {half_day}",
        f"{weekday[:3]} {moment.day} {month[:3]} {moment.year}, {moment:%H:%M}",
    ]


instants = st.datetimes(
    # Hypothesis wants naive bounds and adds the zone itself.
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
MANY = settings(max_examples=3 * settings.default.max_examples)
zones = st.sampled_from(
    [AMSTERDAM, "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]
)


@given(
    now=instants,
    ahead=st.integers(min_value=1, max_value=500 * 24 * 60),
    zone=zones,
    language=st.sampled_from(["nl", "en"]),
    reader=st.sampled_from(["nl", "en", "tr"]),
)
@example(
    now=datetime(2026, 3, 1, tzinfo=UTC), ahead=28 * 1440 + 60, zone=AMSTERDAM, language="nl",
    reader="nl",
)  # fmt: skip
@MANY
def test_what_is_shown_back_is_understood_as_the_same_moment(
    now: datetime, ahead: int, zone: str, language: str, reader: str
) -> None:
    """People copy what the bot wrote; it must know its own words again."""
    meant = local((now + timedelta(minutes=ahead)).replace(second=0, microsecond=0), zone)
    moment = Moment(meant.date(), meant.time().replace(fold=0), zone)

    for text in shown(meant, language):
        if moment.instant() > now:
            assert understand(text, language=reader, now=now, zone=zone) == moment, text


PIECES = [text for table in (DUTCH, ENGLISH, REFUSED) for text, _ in rows(table)]
WORDS = sorted({word for text in PIECES for word in text.split()})


@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
        st.from_regex(r"[0-9 .:/uh-]{1,30}", fullmatch=True),
    ),
    now=instants,
    language=st.sampled_from(["nl", "en", "ar", "xx", ""]),
)
@MANY
def test_whatever_is_typed_gives_a_coming_moment_or_a_reason(
    text: str, now: datetime, language: str
) -> None:
    """No text makes the bot stumble, and no meeting is ever planned in the past or out of reach."""
    try:
        moment = understand(text, language=language, now=now, zone=AMSTERDAM)
    except NotUnderstood as puzzled:
        assert puzzled.reason in {  # noqa: PT017 - either outcome is right
            "moment-unclear",
            "moment-no-time",
            "moment-past",
            "moment-too-far",
        }
        assert (puzzled.day is not None) or puzzled.reason != "moment-no-time"  # noqa: PT017
    else:
        assert now < moment.instant() < now + timedelta(days=18 * 31)
