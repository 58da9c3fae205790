"""Moments as people type them: "donderdag half acht", "12 juni 19u30", "next week Tuesday 2 pm".

Words of each language become a few shared marks (`W3`, `M6`, `HALF`, `EVENING`) and one small
grammar reads those; what remains unread makes the whole unclear, because a wrong evening is worse
than a second question. What neighbours leave out is filled in as a neighbour would:

* a weekday is the next one to come, today included while its time is still ahead; "komende" is
  never today; "volgende (week)" means the calendar week, from Monday, after this one;
* a spoken hour without part of the day: 1-8 are in the afternoon or evening, 9-12 as said ("half
  acht" is 19.30, "10 uur" 10.00); in digits with minutes 1-6 are in the afternoon and 7-12 as
  written ("3.30" is 15.30, "8.30" stays), but English digits count as spoken; a leading zero is
  always literal;
* a guessed hour that has passed today means the later one ("vandaag 9 uur", said at ten: 21.00);
* "12 uur 's nachts", "middernacht" and 24.00 end the day that was named, 00.00 begins it;
* a day and month without a year are the next to come; of a range its start counts.

What was understood is shown back in full and confirmed, so guessing kindly is safe. dateparser is
asked only about what the grammar cannot read, and believed only within eighteen months.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.errors import Refused

UNCLEAR = "moment-unclear"
NO_TIME = "moment-no-time"
PAST = "moment-past"
TOO_FAR = "moment-too-far"

HORIZON_MONTHS = 18
LONGEST_TEXT = 120
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


class NotUnderstood(Refused):
    """Say what is missing: `reason` names the sentence, `day` the day understood, if any."""

    def __init__(self, reason: str, *, day: date | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.day = day


@dataclass(frozen=True, slots=True)
class Moment:
    """What people mean by a time: a local date, a local time and a zone."""

    day: date
    time: time
    zone: str

    def instant(self) -> datetime:
        """The one instant, in UTC, at which neighbours' clocks show this."""
        return resolve(self.day, self.time, self.zone)


def resolve(day: date, at: time, zone: str) -> datetime:
    """The UTC instant of a wall-clock time: after a DST gap (RFC 5545), the first of a fold."""
    # fold=0 gives both: inside a gap zoneinfo then counts with the offset from before the gap.
    return datetime.combine(day, at.replace(fold=0), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def local(instant: datetime, zone: str) -> datetime:
    """The same instant as the clocks in this zone show it."""
    return instant.astimezone(ZoneInfo(zone))


def understand(
    text: str, *, language: str, now: datetime, zone: str, on: date | None = None
) -> Moment:
    """The moment that was meant, or `NotUnderstood`; `on` is a day that an earlier answer gave."""
    if len(text) > LONGEST_TEXT:
        raise NotUnderstood(UNCLEAR)
    here = _Here(now=now, zone=zone, today=local(now, zone).date())
    words = _Words.of(text, language)
    try:
        return _within_reach(_read(words, here, on), here)
    except NotUnderstood:
        # What is read but contradicts itself stays so: dateparser would overlook that.
        helpless = words.barred or not _unread(words)
        found = None if helpless else _ask_dateparser(text, language, here)
        if found is None:
            raise
        return found


def understand_day(text: str, *, language: str, now: datetime, zone: str) -> date:
    """The day that was meant, where no time is asked for; or `NotUnderstood`. Four digits are the
    year then, and no time."""
    try:
        day = understand(text, language=language, now=now, zone=zone).day
    except NotUnderstood as unclear:
        if unclear.day is None:
            raise
        day = unclear.day
    if any(int(year) != day.year for year in _YEARS.findall(text)):
        raise NotUnderstood(UNCLEAR)
    return day


# --- days and feasts ------------------------------------------------------------------------------


def easter(year: int) -> date:
    """Easter Sunday (Meeus, Jones and Butcher's reckoning for the Gregorian calendar)."""
    golden, (century, year_of_century) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(year_of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _nth(nth: int, weekday: int, month: int) -> Callable[[int], date | None]:
    return lambda year: _nth_weekday(year, month, weekday, nth)


def _kings_day(year: int) -> date:
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month (0 is the last), or None when the month has no such day."""
    first = date(year, month, 1)
    earliest = _next_weekday(first, weekday)
    every = [earliest + timedelta(days=7 * week) for week in range(5)]
    every = [day for day in every if day.month == month]
    return every[nth - 1] if nth <= len(every) else None


_FEASTS: tuple[tuple[Callable[[int], date | None], str], ...] = (
    (_fixed(1, 1), "nieuwjaarsdag|nieuwjaar|new years day|new year"),
    (_fixed(1, 6), "driekoningen|epiphany"),
    (_fixed(2, 14), "valentijnsdag|valentijn|valentines day"),
    (_after_easter(-46), "aswoensdag|ash wednesday"),
    (_after_easter(-2), "goede vrijdag|good friday"),
    (_after_easter(1), "tweede paasdag|2e paasdag|paasmaandag|easter monday"),
    (_after_easter(0), "eerste paasdag|1e paasdag|paaszondag|pasen|easter sunday|easter"),
    (_kings_day, "koningsdag|kings day"),
    (_fixed(5, 1), "dag van de arbeid|labour day"),
    (_fixed(5, 4), "dodenherdenking|dodenherdenkingsdag|remembrance day"),
    (_fixed(5, 5), "bevrijdingsdag|liberation day"),
    (_nth(2, 6, 5), "moederdag|mothers day"),
    (_after_easter(39), "hemelvaartsdag|hemelvaart|ascension day"),
    (_after_easter(50), "tweede pinksterdag|2e pinksterdag|pinkstermaandag|whit monday"),
    (_after_easter(49), "eerste pinksterdag|1e pinksterdag|pinksterzondag|pinksteren|pentecost"),
    (_nth(3, 6, 6), "vaderdag|fathers day"),
    (_fixed(7, 1), "keti koti|ketikoti"),
    (_nth(3, 1, 9), "prinsjesdag"),
    (_nth(4, 5, 9), "burendag"),
    (_fixed(10, 4), "dierendag"),
    (_fixed(10, 31), "halloween"),
    (_fixed(11, 11), "sint maarten"),
    (_fixed(12, 5), "sinterklaasavond|sinterklaas|pakjesavond"),
    (_fixed(12, 24), "kerstavond|christmas eve"),
    (_fixed(12, 26), "tweede kerstdag|2e kerstdag|boxing day"),
    (_fixed(12, 25), "eerste kerstdag|1e kerstdag|kerstdag|kerstmis|kerst|christmas day|christmas"),
    (_fixed(12, 31), "oudejaarsavond|oudejaarsdag|oudjaar|oud en nieuw|new years eve"),
)


# --- words ----------------------------------------------------------------------------------------

_NL_WEEKDAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
_EN_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_NL_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
)
_EN_MONTHS = "january february march april may june july august september october november december"
_NL_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien"
)
_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_NL_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
_EN_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
_NL_ORDINALS = (
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde"
)
_EN_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NL_PARTS = {
    "ochtend": "MORNING",
    "morgen": "MORNING",
    "voormiddag": "MORNING",
    "middag": "AFTERNOON",
    "namiddag": "AFTERNOON",
    "avond": "EVENING",
    "nacht": "NIGHT",
}
_PART = "(?:MORNING|AFTERNOON|EVENING|NIGHT|AM|PM)"

# Each mark, and the words for it; a mark of "" is a word that may be left out.
_NL_MARKS = {
    "": "s de het op dag graag misschien ik denk wil lijkt me goed dan is start starten begint "
    "beginnen aanvang ongeveer circa ca precies stipt klokslag vanaf",
    "AT": "om rond tegen",
    "A": "een",
    "HOUR": "uur u uurtje uren",
    "MIN": "minuut minuten minuutjes min",
    "QUARTER": "kwart kwartier kwartiertje",
    "HALF": "half halve",
    "1.5": "anderhalf anderhalve",
    "OVER": "over",
    "TO": "voor",
    "UNTIL": "tot",
    "AND": "en",
    "FROM": "van tussen",
    "IN": "in",
    "DAY": "dagen dagje",
    "WEEK": "week weken weekje",
    "MONTH": "maand maanden",
    "NEXT": "volgende volgend",
    "COMING": "komende komend aanstaande aanst eerstvolgende",
    "THIS": "deze dit",
    "OL": "laatste",
    "TODAY": "vandaag",
    "TOMORROW": "morgen",
    "OVERMORROW": "overmorgen",
    "YESTERDAY": "gisteren eergisteren",
    "TODAY MORNING": "vanochtend vanmorgen",
    "TODAY AFTERNOON": "vanmiddag",
    "TODAY EVENING": "vanavond",
    "TONIGHT NIGHT": "vannacht",
    "TOMORROW MORNING": "morgenvroeg",
    "MORNING": "ochtend ochtends sochtends morgens smorgens vroeg voormiddag",
    "AFTERNOON": "middag middags smiddags namiddag snamiddags",
    "EVENING": "avond avonds savonds",
    "NIGHT": "nacht nachts snachts",
    "MIDNIGHT": "middernacht",
    "BARRED": "niet geen elke elk iedere ieder behalve wekelijks maandelijks dagelijks",
}
_EN_MARKS = {
    "": "the on please maybe lets start starts starting beginning exactly sharp time i think",
    "AT": "at around about",
    "A": "a an",
    "HOUR": "hour hours hr hrs h oclock",
    "MIN": "minute minutes mins min",
    "QUARTER": "quarter quarters",
    "HALF": "half",
    "PAST": "past after",
    "TO": "to",
    "UNTIL": "until till",
    "AND": "and",
    "FROM": "from between",
    "IN": "in",
    "OF": "of",
    "DAY": "day days",
    "WEEK": "week weeks",
    "MONTH": "month months",
    "NEXT": "next",
    "COMING": "coming upcoming",
    "THIS": "this",
    "OL": "last",
    "TODAY": "today",
    "TOMORROW": "tomorrow",
    "YESTERDAY": "yesterday",
    "TODAY EVENING": "tonight",
    "MORNING": "morning",
    "AFTERNOON": "afternoon",
    "EVENING": "evening",
    "NIGHT": "night",
    "AM": "am",
    "PM": "pm",
    "NOON": "noon midday",
    "MIDNIGHT": "midnight",
    "BARRED": "not no every each except weekly monthly daily",
}
_PHRASES = {
    "OVERMORROW": "day after tomorrow",
    "AFTERNOON": "tussen de middag",
    "HOUR": "o clock",
    "AT": "een uur of",
    "2 WEEK": "a fortnight",
}

Vocabulary = dict[str, str]


def _spelled(marks: dict[str, str]) -> Vocabulary:
    return {word: mark for mark, words in marks.items() for word in words.split()}


def _numbers(units: str, tens: dict[int, str], both: Callable[[str, str], str]) -> Vocabulary:
    ones = units.split()
    words = {word: str(number) for number, word in enumerate(ones)}
    for ten, name in tens.items():
        words[name] = str(ten)
        words |= {both(name, ones[unit]): str(ten + unit) for unit in range(1, 10)}
    return words


@cache
def _dutch() -> Vocabulary:
    words = _numbers(_NL_UNITS, _NL_TENS, lambda ten, unit: f"{unit}en{ten}")
    # The ending differs, the number is the same: "dertiende", "eenentwintigste".
    late = {w + e: f"O{n}" for w, n in words.items() if int(n) > 12 for e in ("de", "ste")}
    words |= late | {
        word: f"O{number}" for number, word in enumerate(_NL_ORDINALS.split(), start=1)
    }
    for number, name in enumerate(_NL_WEEKDAYS.split()):
        words |= {name: f"W{number}", name[:2]: f"W{number}"}
        words |= {name + part: f"W{number} {mark}" for part, mark in _NL_PARTS.items()}
    words |= {"woe": "W2", "don": "W3", "vrij": "W4", "zat": "W5"}
    for number, name in enumerate(_NL_MONTHS.split(), start=1):
        words |= {name: f"M{number}", name[:3]: f"M{number}"}
    words |= {"mrt": "M3", "sept": "M9"}
    for part, mark in _NL_PARTS.items():
        words |= {f"morgen{part}": f"TOMORROW {mark}", f"overmorgen{part}": f"OVERMORROW {mark}"}
    return words | _spelled(_NL_MARKS)


@cache
def _english() -> Vocabulary:
    words = _numbers(_EN_UNITS, _EN_TENS, lambda ten, unit: ten + unit)
    late = {f"{word}th": f"O{number}" for word, number in words.items() if int(number) > 12}
    words |= late | {
        word: f"O{number}" for number, word in enumerate(_EN_ORDINALS.split(), start=1)
    }
    for ten in ("twenty", "thirty"):
        ordinals = enumerate(_EN_ORDINALS.split()[:9], start=1)
        words |= {ten + word: f"O{int(words[ten]) + number}" for number, word in ordinals}
    words |= {"twentieth": "O20", "thirtieth": "O30"}
    for number, name in enumerate(_EN_WEEKDAYS.split()):
        words |= {name: f"W{number}", name[:3]: f"W{number}"}
    words |= {"tues": "W1", "weds": "W2", "thur": "W3", "thurs": "W3"}
    for number, name in enumerate(_EN_MONTHS.split(), start=1):
        words |= {name: f"M{number}", name[:3]: f"M{number}"}
    return words | {"sept": "M9"} | _spelled(_EN_MARKS)


@cache
def _phrases() -> tuple[re.Pattern[str], Vocabulary]:
    marks = {phrase: mark for mark, phrase in _PHRASES.items()}
    for number, (_, phrases) in enumerate(_FEASTS):
        marks |= dict.fromkeys(phrases.split("|"), f"F{number}")
    longest_first = sorted(marks, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b"), marks


@cache
def _often_misspelled() -> Vocabulary:
    """Names of days, months and feasts, in which a slip of the finger is forgiven."""
    wanted = re.compile(r"[WM]\d+( |$)|TODAY|TOMORROW|OVERMORROW|NEXT")
    short = {*_NL_MONTHS.split(), *_EN_MONTHS.split()} - {"mei", "may"}
    known = (_english() | _dutch()).items()
    words = {w: mark for w, mark in known if (len(w) > 5 or w in short) and wanted.match(mark)}
    return words | {w: mark for w, mark in _phrases()[1].items() if mark[0] == "F" and " " not in w}


def _corrected(word: str) -> str | None:
    """What a misspelled word must have been, when exactly one meaning is nearest."""
    if len(word) < 4:
        return None
    nearest: dict[int, set[str]] = {}
    for known, mark in _often_misspelled().items():
        allowed = 2 if len(known) >= 7 else 1
        if known[0] == word[0] and abs(len(known) - len(word)) <= allowed:
            slips = _slips(word, known)
            if slips <= allowed:
                nearest.setdefault(slips, set()).add(mark)
    best = nearest[min(nearest)] if nearest else set()
    return best.pop() if len(best) == 1 else None


def _slips(typed: str, meant: str) -> int:
    """Letters added, dropped, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(meant, start=1):
            step = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other
            row.append(min(step, earlier[j - 2] + 1) if swapped else step)
    return row[-1]


_TOKEN = re.compile(
    r"""
      (?P<mark>[A-Z][A-Z0-9]*)
    | (?P<iso>20\d\d-\d\d?-\d\d?)(?!\d)t?
    | (?P<full>\d\d?(?P<sep>[-/.])\d\d?(?P=sep)(?:20)?\d\d)(?!\d)
    | (?P<clock>\d\d?(?:[:.]|\s?[uh]\s?)[0-5]\d)(?!\d)(?::00)?
    | (?P<short>\d\d?\.\d)(?!\d)
    | (?P<ordinal>\d\d?)(?:ste|de|e|st|nd|rd|th)\b
    | (?P<number>\d+)
    | (?P<sign>[-/])
    | (?P<word>[^\W\d_]+)
    """,
    re.VERBOSE,
)
_ONES = "|".join(_EN_UNITS.split()[1:10] + _EN_ORDINALS.split()[:9])
_TENS_APART = re.compile(rf"\b({'|'.join(_EN_TENS.values())}) (?=(?:{_ONES})\b)")


def _plain(text: str) -> str:
    """Lower case, plain digits of any script, one kind of dash, no apostrophes."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"['\u2018\u2019`](?=\d\d\b)", "20", text)
    return re.sub(r"['\u2018\u2019`]", "", text)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@dataclass(slots=True)
class _Words:
    """What is left to read, as marks; reading a part of it replaces that part by `_`."""

    rest: str
    english: bool
    barred: bool

    @classmethod
    def of(cls, text: str, language: str) -> _Words:
        """Marks for every word; the language is that of most words, else the reader's."""
        plain = _without_accents(_plain(text)).replace("@", " at ")
        plain = re.sub(r"\b1[.,]5(?= ?(?:uur|hour))", "anderhalf", plain)
        plain = re.sub(r"\b([ap])\.\s?m\b\.?", r" \1m ", plain)
        plain = re.sub(r"\ba\.?\s?s\.", " komende ", plain)
        plain = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", plain)
        plain = _TENS_APART.sub(r"\1", plain)
        pattern, phrases = _phrases()
        plain = pattern.sub(lambda found: f" {phrases[found[0]]} ", plain)
        votes = 0
        marks = []
        for token in _TOKEN.finditer(plain):
            word = token["word"]
            votes += bool(word) and (word in _english()) - (word in _dutch())
            marks.append(_word_mark(word, language) if word else _figure_mark(token))
        rest = " ".join(mark for mark in marks if mark)
        rest = re.sub(r"(?<=\bW\d) TOMORROW\b", " MORNING", rest)
        english = votes > 0 or (votes == 0 and language == "en")
        return cls(rest=rest, english=english, barred="BARRED" in rest.split())

    def take(self, pattern: re.Pattern[str], leave: str = "_") -> re.Match[str] | None:
        """Read the first place that fits, if there is one."""
        found = pattern.search(self.rest)
        if found:
            self.rest = self.rest[: found.start()] + leave + self.rest[found.end() :]
        return found

    def take_all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Read every place that fits."""
        while found := self.take(pattern):
            yield found


def _word_mark(word: str, language: str) -> str:
    first, second = (_english(), _dutch()) if language == "en" else (_dutch(), _english())
    for vocabulary in (first, second):
        if word in vocabulary:
            return vocabulary[word]
    return _corrected(word) or word


def _figure_mark(token: re.Match[str]) -> str:
    kind = token.lastgroup
    text = token[0]
    if kind == "iso":
        year, month, day = token["iso"].split("-")
        return f"D{year}-{month}-{day}"
    if kind == "full":
        day, month, year = token["full"].split(token["sep"])
        return f"D{year if len(year) == 4 else '20' + year}-{month}-{day}"
    if kind == "clock":
        return re.sub(r"\s?[uh]\s?", ":", token["clock"])
    if kind == "short":
        return text.replace(".", " / ")
    return f"O{int(token['ordinal'])}" if kind == "ordinal" else text


# --- the grammar: clocks --------------------------------------------------------------------------


def _marks(pattern: str) -> re.Pattern[str]:
    """A pattern over whole marks; `H` stands for an hour, `PART` for a part of the day."""
    pattern = pattern.replace("<H>", r"(?P<hour>\d\d?|A)").replace("<PART>", _PART)
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int = 0
    digital: bool = False
    literal: bool = False
    part: str | None = None

    @property
    def span(self) -> timedelta:
        """How long after midnight the hands stand so."""
        return timedelta(hours=self.hour, minutes=self.minute)

    def settled(self, part: str | None, *, english: bool) -> tuple[timedelta, bool]:
        """How long after the day's beginning it is, and whether that is a guess."""
        hour, guessed = self.hour, False
        if 1 <= hour <= 12:
            part = self.part or part
            if part:
                hour = _PARTS_OF_DAY[part](hour)
            elif not self.literal:
                written = self.digital and not english
                guessed = not written and hour < 12
                hour += 12 if hour <= (6 if written else 8) else 0
        return timedelta(hours=hour, minutes=self.minute), guessed


_PARTS_OF_DAY: dict[str, Callable[[int], int]] = {
    "AM": lambda hour: hour % 12,
    "PM": lambda hour: hour % 12 + 12,
    "MORNING": lambda hour: hour,
    "AFTERNOON": lambda hour: hour + 12 if hour <= 6 else hour,
    "EVENING": lambda hour: hour + 12,
    "NIGHT": lambda hour: hour if hour <= 6 else hour + 12,
}

_NOT_A_DATE = r"(?! (?:M\d|[-/] \d|WEEK|MONTH|DAY|MIN))"
_TAIL = r"(?: HOUR)?(?: (?P<part><PART>))?"
_END = r"(?P<end>\d\d?)"
# Not the hour of "half acht tot negen" or "half past seven to nine".
_ALONE = "(?<!HALF )(?<!PAST )(?<!OVER )"
_FROM_RANGES = (
    _marks(rf"FROM <H> (?:-|TO|UNTIL|AND) {_END}{_NOT_A_DATE}{_TAIL}"),
    # "ten to nine pm" is a clock, "seven to nine pm" a range.
    _marks(rf"{_ALONE}(?!5 |10 |20 |25 )<H> TO {_END}(?= AM| PM){_TAIL}"),
)
_HOUR_RANGES = (
    _marks(rf"<H> UNTIL {_END}{_NOT_A_DATE}{_TAIL}"),
    _marks(rf"<H> - {_END}(?= HOUR| <PART>){_TAIL}"),
)
_SPOKEN = (
    _marks(
        rf"{_ALONE}(?:(?P<minutes>\d\d?)|(?:A )?QUARTER)(?: MIN)? (?P<way>OVER|PAST|TO) "
        rf"(?P<half>HALF )?<H>{_NOT_A_DATE}{_TAIL}"
    ),
    _marks(rf"(?<!IN )(?P<half>HALF )(?P<past>PAST )?<H>{_NOT_A_DATE}{_TAIL}"),
)
_WRITTEN = (
    _marks(rf"(?P<digits>\d\d?[:.]\d\d){_TAIL}"),
    _marks(r"(?P<digits>\d{3,4}) HOUR(?: (?P<part><PART>))?"),
    _marks(rf"AT (?P<digits>\d{{4}}){_TAIL}"),
    _marks(
        r"<H> HOUR(?: (?P<minutes>[0-5]\d)(?! (?:M\d|[-/] \d)))?(?: MIN)?(?: (?P<part><PART>))?"
    ),
    _marks(r"(?:12 )?(?P<named>NOON|MIDNIGHT)"),
    _marks(rf"(?P<part><PART>) (?:AT )?(?!A)<H>{_NOT_A_DATE}(?: HOUR)?"),
    _marks(rf"(?!A)<H>(?= <PART>){_TAIL}"),
    _marks(rf"AT (?!A)<H>{_NOT_A_DATE}{_TAIL}"),
)
_BARE = _marks(r"(?!A)<H>")
_CLOCK_RANGE = _marks(r"C(?P<start>\d+) (?:-|TO|UNTIL|AND) C(?P<end>\d+)")
_START_OF_RANGE = _marks(r"<H> (?:-|TO|UNTIL|AND) C(?P<end>\d+)")
_END_OF_RANGE = _marks(rf"(?P<start>C\d+) (?:-|TO|UNTIL|AND) \d\d?{_NOT_A_DATE}")
_HOURS_OR_DATE = _marks(rf"<H> - {_END}")
_FOUR_DIGITS = _marks(r"(?P<digits>(?:[01]\d|2[0-3])[0-5]\d)")
_ONE_CLOCK = _marks(r"C(?P<which>\d+)")


def _read_clocks(words: _Words, patterns: Iterable[re.Pattern[str]], clocks: list[_Clock]) -> None:
    """Read every clock these patterns know, leaving `C0`, `C1` … where they stood."""
    for pattern in patterns:
        while found := words.take(pattern, leave=f"C{len(clocks)}"):
            clocks.append(_clock(found.groupdict(), english=words.english))


def _clock(found: dict[str, str | None], *, english: bool) -> _Clock:
    part = found.get("part")
    if named := found.get("named"):
        return _Clock(12 if named == "NOON" else 24, literal=True)
    if digits := found.get("digits"):
        figures = digits.replace(":", "").replace(".", "")
        hour, minute = divmod(int(figures), 100)
        literal = figures.startswith("0") and len(figures) == 4
        return _checked(_Clock(hour, minute, digital=True, literal=literal, part=part))
    written = found["hour"] or ""
    clock = _Clock(_number(written), literal=written.startswith("0"), part=part)
    if end := found.get("end"):
        return _checked(_start_of_range(clock, _Clock(int(end), part=part)))
    minutes = _spoken_minutes(found, english=english)
    # Twelve hours round, so that "half een" is 12.30 and "kwart voor een" 12.45.
    hour, minute = divmod(clock.hour % 12 * 60 + minutes if clock.hour <= 12 else minutes, 60)
    hour = (hour % 12 or 12) if 1 <= clock.hour <= 12 else clock.hour + hour
    return _checked(replace(clock, hour=hour, minute=minute))


def _spoken_minutes(found: dict[str, str | None], *, english: bool) -> int:
    """Minutes from the hour said: "tien voor half" is -40; English "half 8" is half past."""
    half = 0
    if found.get("half"):
        half = 30 if found.get("past") or (english and not found.get("way")) else -30
    minutes = int(found.get("minutes") or (15 if found.get("way") else 0))
    return half + (-minutes if found.get("way") == "TO" else minutes)


def _number(written: str) -> int:
    return 1 if written == "A" else int(written)


def _checked(clock: _Clock) -> _Clock:
    if clock.minute > 59 or not timedelta() <= clock.span <= timedelta(hours=24):
        raise NotUnderstood(UNCLEAR)
    return clock


def _start_of_range(start: _Clock, end: _Clock) -> _Clock:
    """What the end tells about the start: "7-9 pm" begins at 19.00, "8-16 uur" in the morning."""
    if not 1 <= start.hour <= 12:
        return start
    if end.part is None:
        whole_day = start.part is None and start.hour < end.hour and end.hour >= 12
        return replace(start, literal=start.literal or whole_day)
    if start.part and start.part != end.part:
        return start
    in_order = _PARTS_OF_DAY[end.part](start.hour) < _PARTS_OF_DAY[end.part](end.hour % 24)
    before = "AM" if end.part in ("PM", "AFTERNOON") else "PM"
    return replace(start, part=end.part if in_order else before)


def _keep_starts(words: _Words, clocks: list[_Clock]) -> None:
    """Of every range only its start stays."""
    while found := words.take(_CLOCK_RANGE, leave=f"C{len(clocks)}"):
        clocks.append(_start_of_range(clocks[int(found["start"])], clocks[int(found["end"])]))
    while found := words.take(_START_OF_RANGE, leave=f"C{len(clocks)}"):
        start = _checked(_Clock(_number(found["hour"]), literal=found["hour"].startswith("0")))
        clocks.append(_start_of_range(start, clocks[int(found["end"])]))
    if found := _END_OF_RANGE.search(words.rest):
        words.take(_END_OF_RANGE, leave=found["start"])


# --- the grammar: days ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Here:
    now: datetime
    zone: str
    today: date

    @property
    def horizon(self) -> date:
        return _months_later(self.today, HORIZON_MONTHS)

    def years(self) -> range:
        return range(self.today.year, self.today.year + 3)


@dataclass(frozen=True, slots=True)
class _Clue:
    """Days that some words can mean, the likeliest first.

    `rolls`: when the time has passed on one day the next is meant. `today`: the day at hand is
    meant, so that a guessed hour which has passed can be the same one in the evening.
    """

    days: tuple[date, ...]
    rolls: bool = False
    today: bool = False


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _days_in(first)))


def _days_in(first: date) -> int:
    return ((first + timedelta(days=31)).replace(day=1) - first).days


def _yearly(rule: Callable[[int], date | None], year: str | None, here: _Here) -> _Clue:
    years = (int(year),) if year else here.years()
    days = tuple(day for day in map(rule, years) if day)
    if not days:
        leap_day = not year and any(map(rule, range(here.today.year, here.today.year + 9)))
        raise NotUnderstood(TOO_FAR if leap_day else UNCLEAR)
    return _Clue(days)


def _monthly(rule: Callable[[date], date | None], months: Iterable[int], here: _Here) -> _Clue:
    first = here.today.replace(day=1)
    days = tuple(day for month in months if (day := rule(_months_later(first, month))))
    if not days:
        raise NotUnderstood(UNCLEAR)
    return _Clue(days, rolls=True)


_YEAR = r"(?: (?P<year>20\d\d))?"
_WHOLE_DATE = _marks(r"D(?P<year>\d+)-(?P<month>\d+)-(?P<day>\d+)")
_DOTTED_DATE = _marks(
    r"(?P<day>\d\d?)\.(?P<month>0\d|1[0-2])(?= (?:AT |FROM )?(?:\d\d?[:.]\d\d|\d\d? HOUR))"
)
_DAY_MONTH = (
    _marks(rf"O?(?P<day>\d\d?)(?: OF| FROM| IN)? M(?P<month>\d+){_YEAR}"),
    _marks(rf"M(?P<month>\d+) O?(?P<day>\d\d?){_YEAR}"),
    _marks(rf"(?P<day>\d\d?) [-/] (?P<month>\d\d?){_YEAR}"),
)
_FEAST = _marks(rf"F(?P<feast>\d+){_YEAR}")
_WHICH_MONTH = r"(?: (?P<which>NEXT|THIS))? MONTH"
_NTH_WEEKDAY = _marks(
    r"O(?P<nth>[1-5L]) W(?P<weekday>\d)(?: OF| FROM| IN)?"
    rf"(?: M(?P<month>\d+){_YEAR}|{_WHICH_MONTH})"
)
_DAY_OF_MONTH = _marks(rf"O(?P<day>\d+)(?:(?: OF| FROM)?{_WHICH_MONTH})?")
_DAY_AFTER_WEEKDAY = re.compile(r"(?<=\bW\d )(?P<day>\d\d?)(?!\S)")
_BASE = r"TODAY|TOMORROW|OVERMORROW|W\d"
_LATER = (
    _marks(
        rf"(?:(?P<base>{_BASE}) )?(?:IN|OVER) (?P<count>\d{{1,3}}|A) (?P<unit>DAY|WEEK|MONTH)"
        r"(?: W(?P<weekday>\d))?"
    ),
    _marks(rf"(?P<count>\d{{1,3}}|A) (?P<unit>DAY|WEEK|MONTH) FROM (?P<base>{_BASE})(?P<weekday>)"),
)
_NEAR = _marks(rf"TODAY|TONIGHT|TOMORROW|OVERMORROW|YESTERDAY|THIS(?= {_PART})")
_NEAR_DAYS = {"TODAY": 0, "THIS": 0, "TOMORROW": 1, "OVERMORROW": 2, "YESTERDAY": -1}
_WHICH_WEEK = _marks(r"(?P<which>NEXT|THIS|COMING)(?: WEEK|(?= W\d))|(?P<coming>COMING)")
_WEEKDAY = _marks(r"W(?P<weekday>\d)")
_DAY_MARK = _marks(r"[WMFO]\d+|D\d\S+|TODAY|TONIGHT|TOMORROW|OVERMORROW")


def _read_days(words: _Words, here: _Here, *, timed: bool) -> list[_Clue]:
    """Every clue to the day, in an order that lets longer expressions go first."""
    clues = [_whole_date(found) for found in words.take_all(_WHOLE_DATE)]
    clues += [_nth_weekday_clue(found, here) for found in words.take_all(_NTH_WEEKDAY)]
    for pattern in _DAY_MONTH:
        clues += [_day_month(found, here) for found in words.take_all(pattern)]
    for found in words.take_all(_FEAST):
        clues.append(_yearly(_FEASTS[int(found["feast"])][0], found["year"], here))
    for pattern in _LATER:
        clues += [_later(found, here) for found in words.take_all(pattern)]
    clues += [
        _day_of_month(found["day"], found["which"], here) for found in words.take_all(_DAY_OF_MONTH)
    ]
    if timed:
        days = words.take_all(_DAY_AFTER_WEEKDAY)
        clues += [_day_of_month(found["day"], None, here) for found in days]
    clues += [_near(found[0], here) for found in words.take_all(_NEAR)]
    weeks = {found["which"] or found["coming"] for found in words.take_all(_WHICH_WEEK)}
    weekdays = [int(found["weekday"]) for found in words.take_all(_WEEKDAY)]
    if weeks - {"COMING"} and not weekdays and not clues:
        raise NotUnderstood(UNCLEAR)
    return clues + _weekday_clues(weekdays, weeks, clues, here)


def _whole_date(found: re.Match[str]) -> _Clue:
    day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if day is None:
        raise NotUnderstood(UNCLEAR)
    return _Clue((day,))


def _day_month(found: re.Match[str], here: _Here) -> _Clue:
    day, month = int(found["day"]), int(found["month"])
    if month > 12 and "/" in found[0]:  # 6/13 can only be the American order
        day, month = month, day
    groups = found.groupdict()
    return _yearly(lambda year: _day(year, month, day), groups.get("year"), here)


def _nth_weekday_clue(found: re.Match[str], here: _Here) -> _Clue:
    nth = 0 if found["nth"] == "L" else int(found["nth"])
    weekday = int(found["weekday"])
    if found["month"]:
        month = int(found["month"])
        return _yearly(lambda year: _nth_weekday(year, month, weekday, nth), found["year"], here)
    return _monthly(
        lambda first: _nth_weekday(first.year, first.month, weekday, nth),
        _which_months(found["which"]),
        here,
    )


def _day_of_month(day: str, which: str | None, here: _Here) -> _Clue:
    return _monthly(
        lambda first: _day(first.year, first.month, int(day)), _which_months(which), here
    )


def _which_months(which: str | None) -> range:
    """Months from this one: the named one, else the first three in which the day can be."""
    return {"NEXT": range(1, 2), "THIS": range(1)}.get(which or "", range(3))


def _later(found: re.Match[str], here: _Here) -> _Clue:
    base = found["base"] or "TODAY"
    day = _next_weekday(here.today, int(base[1])) if base[0] == "W" else None
    day = day or here.today + timedelta(days=_NEAR_DAYS[base])
    count = _number(found["count"])
    if found["unit"] == "MONTH":
        day = _months_later(day, count)
    else:
        day += timedelta(days=count * (7 if found["unit"] == "WEEK" else 1))
    if found["weekday"]:
        day += timedelta(days=int(found["weekday"]) - day.weekday())
    return _Clue((day,))


def _near(mark: str, here: _Here) -> _Clue:
    if mark == "TONIGHT":
        return _Clue((here.today, here.today + timedelta(days=1)), rolls=True)
    return _Clue((here.today + timedelta(days=_NEAR_DAYS[mark]),), today=_NEAR_DAYS[mark] == 0)


def _next_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekday_clues(
    weekdays: list[int], weeks: set[str], others: list[_Clue], here: _Here
) -> list[_Clue]:
    """A weekday beside a date must agree with it; alone it is the next, or in the week named."""
    week = timedelta(days=7)
    clues = []
    for weekday in weekdays:
        if "NEXT" in weeks or "THIS" in weeks:
            monday = here.today - timedelta(days=here.today.weekday())
            day = monday + timedelta(days=weekday)
            clues.append(_Clue((day + week if "NEXT" in weeks else day,)))
        elif others:
            days = (day for clue in others for day in clue.days if day.weekday() == weekday)
            clues.append(_Clue(tuple(days), rolls=True))
        else:
            start = here.today + timedelta(days="COMING" in weeks)
            first = _next_weekday(start, weekday)
            clues.append(_Clue((first, first + week), rolls=True))
    return clues


# --- the whole ------------------------------------------------------------------------------------

_SOON = _marks(
    r"(?:IN|OVER) (?:(?P<count>\d{1,3}|A|1\.5)(?P<half> AND A HALF)?|(?:A )?(?P<only>HALF)(?: A)?)"
    r" (?P<unit>HOUR|MIN|QUARTER)(?: OF A HOUR)?(?P<more> AND A HALF)?"
)
_PLACE = re.compile(r" (?:bij|by|near|IN|AT)(?: (?:[^\W\dA-Z_]+|A|OF|AND))*$")
_MAY_STAY = re.compile(rf"_|-|C\d+|A|IN|AT|HOUR|FROM|{_PART}")


def _unread(words: _Words) -> list[str]:
    rest = _PLACE.sub("", words.rest)
    return [mark for mark in rest.split() if not _MAY_STAY.fullmatch(mark)]


def _read(words: _Words, here: _Here, on: date | None) -> Moment:
    if words.barred:
        raise NotUnderstood(UNCLEAR)
    clocks: list[_Clock] = []
    dotted = [_day_month(found, here) for found in words.take_all(_DOTTED_DATE)]
    _read_clocks(words, (*_FROM_RANGES, *_SPOKEN, *_HOUR_RANGES), clocks)
    if not clocks and (found := words.take(_SOON)):
        return _soon(found, words, here)
    _read_clocks(words, _WRITTEN, clocks)
    _keep_starts(words, clocks)
    if not clocks:
        _read_date_like_hours(words, clocks, here)
        _read_time_like_years(words, clocks, here)
    clues = dotted + _read_days(words, here, timed=bool(clocks))
    if not clocks:
        _read_clocks(words, (_BARE,), clocks)
    return _settled(words, clocks, clues or ([_Clue((on,))] if on else []), here)


def _read_date_like_hours(words: _Words, clocks: list[_Clock], here: _Here) -> None:
    """ "10-12" beside a day that is not the tenth of December is from ten to twelve."""
    found = _HOURS_OR_DATE.search(words.rest)
    if not found or not _DAY_MARK.search(words.rest):
        return
    day, month = _number(found["hour"]), int(found["end"])
    weekdays = {int(other["weekday"]) for other in _WEEKDAY.finditer(words.rest)}
    dates = [_day(year, month, day) for year in here.years()]
    if not any(date and date.weekday() in weekdays for date in dates):
        _read_clocks(words, (_HOURS_OR_DATE,), clocks)


def _read_time_like_years(words: _Words, clocks: list[_Clock], here: _Here) -> None:
    """Four digits without another clock are a time ("1930", "12 juni 2030") unless a near year."""
    found = _FOUR_DIGITS.search(words.rest)
    if found and int(found["digits"]) not in here.years():
        _read_clocks(words, (_FOUR_DIGITS,), clocks)


def _soon(found: re.Match[str], words: _Words, here: _Here) -> Moment:
    """ "Over anderhalf uur", "in half an hour": counted from now, to the minute."""
    if _unread(words):
        raise NotUnderstood(UNCLEAR)
    count = found["count"]
    amount = {"A": 1.0, None: 0.5}.get(count) or float(count)
    amount += 0.5 if found["half"] or found["more"] else 0
    minutes = amount * {"HOUR": 60, "MIN": 1, "QUARTER": 15}[found["unit"]]
    return _moment(here.now + timedelta(minutes=minutes), here.zone)


def _settled(words: _Words, clocks: list[_Clock], clues: list[_Clue], here: _Here) -> Moment:
    """One clock and one day, or the reason why not."""
    unread = _unread(words)
    chosen = [clocks[int(found["which"])] for found in _ONE_CLOCK.finditer(words.rest)]
    parts = set(words.rest.split()) & set(_PARTS_OF_DAY)
    if len(chosen) > 1 or len(parts) > 1 or any(re.search(r"\d", mark) for mark in unread):
        raise NotUnderstood(UNCLEAR)
    if not chosen and clues:
        raise NotUnderstood(NO_TIME, day=_days_ahead(clues, here)[0])
    if not chosen or unread:
        raise NotUnderstood(UNCLEAR)
    span, guessed = chosen[0].settled(next(iter(parts), None), english=words.english)
    tomorrow = here.today + timedelta(days=1)
    clues = clues or [_Clue((here.today, tomorrow), rolls=True, today=True)]
    return _first_ahead(clues, span, here, guessed=guessed)


def _days_ahead(clues: list[_Clue], here: _Here) -> list[date]:
    days = [day for day in clues[0].days if all(day in clue.days for clue in clues)]
    if not days:
        raise NotUnderstood(UNCLEAR, day=clues[0].days[0])
    ahead = [day for day in days if day >= here.today]
    if not ahead:
        raise NotUnderstood(PAST)
    return ahead


def _first_ahead(clues: list[_Clue], span: timedelta, here: _Here, *, guessed: bool) -> Moment:
    """The first of the possible days on which the time is still to come."""
    days = _days_ahead(clues, here)
    spans = [span]
    if guessed and span < timedelta(hours=12) and all(clue.today for clue in clues):
        spans.append(span + timedelta(hours=12))
    for day in days if all(clue.rolls for clue in clues) else days[:1]:
        for after in spans if day == here.today else spans[:1]:
            moment = _on(day, after, here.zone)
            if moment.instant() > here.now:
                return moment
    raise NotUnderstood(PAST)


def _on(day: date, span: timedelta, zone: str) -> Moment:
    """The moment this long after the day began on the wall clock; a DST gap is stepped over."""
    wall = datetime.combine(day, time(), tzinfo=UTC) + span
    return _moment(resolve(wall.date(), wall.time(), zone), zone)


def _moment(instant: datetime, zone: str) -> Moment:
    here = local(instant, zone)
    return Moment(here.date(), here.time().replace(second=0, microsecond=0, fold=0), zone)


def _within_reach(moment: Moment, here: _Here) -> Moment:
    if moment.instant() <= here.now:
        raise NotUnderstood(PAST)
    if moment.day > here.horizon:
        raise NotUnderstood(TOO_FAR)
    return moment


def _ask_dateparser(text: str, language: str, here: _Here) -> Moment | None:
    """What dateparser makes of it, believed only when it found a day and a time within reach."""
    # Imported on use: it costs a fifth of a second and several megabytes.
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    spoken = [known for known in dict.fromkeys((language, "nl", "en")) if known in language_order]
    settings = {
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": local(here.now, here.zone).replace(tzinfo=None),
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    answer = DateDataParser(languages=spoken, settings=settings).get_date_data(
        _for_dateparser(text)
    )
    if answer.date_obj is None or not {"day", "time"} <= set(answer.parts):
        return None
    moment = _on(answer.date_obj.date(), _since_midnight(answer.date_obj), here.zone)
    try:
        return _within_reach(moment, here)
    except NotUnderstood:
        return None


def _since_midnight(moment: datetime) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute)


def _for_dateparser(text: str) -> str:
    """Its silent mistakes came from "u", "uur" and a dot between hours and minutes."""
    text = re.sub(r"(?<![\d.])(\d\d?)\s?[.u]\s?([0-5]\d)(?![\d.])", r"\1:\2", _plain(text))
    text = re.sub(r"(?<![\d:])(\d\d?)\s?u(?:ur)?\b", r"\1:00", text)
    return re.sub(r"\b(?:om|uur|u|komende|a\.s\.)(?!\w)", " ", text).strip()
