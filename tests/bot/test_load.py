"""A year of cards in a busy neighbourhood, simulated: work is limited, shared, never piled up."""

import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot import connectors as rules
from bot.connectors import ON_A_CARD, STAYS_FOR
from bot.introductions import Introduction, IntroductionState
from bot.messages import CardId, PersonId
from bot.teams import Load, least
from tests.bot.acquaintances import NOW, introduction

FATIMA, SAMIRA, WILLEM = PersonId(11), PersonId(12), PersonId(13)
MOST = {FATIMA: 3, SAMIRA: 6, WILLEM: 9}  # what each wants at most in a week
DAYS = {FATIMA: {3}, SAMIRA: {0, 1, 2, 3, 4}, WILLEM: {0, 1, 2, 3, 4}}  # when a card comes
HOLIDAY = range(60, 100)  # Samira is away
NEW_A_DAY = 4
CHOOSES = 0.5
A_DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass
class Year:
    """Everything that was ever suggested, and when who got how much."""

    chance: random.Random
    all: dict[int, Introduction] = field(default_factory=dict)
    got: dict[PersonId, list[datetime]] = field(default_factory=lambda: {who: [] for who in MOST})
    piles: list[int] = field(default_factory=list)
    oldest: timedelta = timedelta()

    def passes(self) -> None:
        for day in range(365):
            now = NOW + day * A_DAY
            self._arrive(day, now)
            there = [who for who in MOST if not (who == SAMIRA and day in HOLIDAY)]
            if day == HOLIDAY.start:
                self._keep(*(replace(it, connector_id=None) for it in self._pile(SAMIRA)))
            for who in there:
                if now.weekday() in DAYS[who]:
                    self._card(who, there, now)
            self.piles += [len(self._pile(who)) for who in MOST]

    def _arrive(self, day: int, now: datetime) -> None:
        for number in range(NEW_A_DAY):
            it = introduction(
                IntroductionState.SUGGESTED,
                connector_id=None,
                giver_id=PersonId(1000 + day),
                asker_id=PersonId(5000 + number),
                suggested_at=now,
            )
            self._keep(replace(it, id=day * NEW_A_DAY + number))

    def _card(self, who: PersonId, there: list[PersonId], now: datetime) -> None:
        for it in self._open():
            if now - it.suggested_at >= STAYS_FOR:
                self._keep(rules.leave_card(it, at=now))
        free = [it for it in self._open() if it.connector_id is None]
        team = [self._load(each, now) for each in there]
        dealt = rules.deal([*self._pile(who), *free], of=who, team=team)
        for it in dealt.card:
            self._note(it, who, now)
            self._keep(rules.put_on_card(it, CardId(1), of=who, at=now))
            if self.chance.random() < CHOOSES:
                self._keep(replace(self.all[it.id], state=IntroductionState.PROPOSED))
        for it, colleague in dealt.over:
            self._note(it, colleague, now)
            self._keep(rules.hand(it, to=colleague, at=now))

    def _note(self, it: Introduction, who: PersonId, now: datetime) -> None:
        self.oldest = max(self.oldest, now - it.suggested_at)
        if it.connector_id != who:
            self.got[who].append(now)

    def _keep(self, *some: Introduction) -> None:
        self.all |= {it.id: it for it in some}

    def _open(self) -> list[Introduction]:
        return [it for it in self.all.values() if it.state is IntroductionState.SUGGESTED]

    def _pile(self, who: PersonId) -> list[Introduction]:
        return [it for it in self._open() if it.connector_id == who]

    def _load(self, who: PersonId, now: datetime) -> Load:
        lately = sum(now - each < WEEK for each in self.got[who])
        return Load(person_id=who, got=lately, waiting=len(self._pile(who)), most=MOST[who])


@pytest.fixture(scope="module")
def year() -> Year:
    lived = Year(random.Random(1))  # noqa: S311  # no secret
    lived.passes()
    return lived


def test_over_a_year_nobody_gets_more_in_a_week_than_they_want(year: Year):
    """However much the matcher finds: the promise is to each buurtverbinder."""
    for who, moments in year.got.items():
        for moment in moments:
            assert sum(moment <= each < moment + WEEK for each in moments) <= MOST[who]


def test_over_a_year_no_pile_grows(year: Year):
    """What waits for a choice is never more than a good week of work, nor older than weeks."""
    assert max(year.piles) <= max(MOST.values())
    assert year.oldest <= STAYS_FOR


def test_over_a_year_work_is_shared(year: Year):
    """Fatima's card comes once a week, and is full each time; the others carry the rest."""
    weekly = {who: len(moments) / 52 for who, moments in year.got.items()}

    assert all(weekly[who] > MOST[who] / 2 for who in MOST)


def test_what_is_over_goes_to_the_one_with_the_least():
    """And never to one of the two who would be introduced."""
    waiting = [
        introduction(IntroductionState.SUGGESTED, connector_id=None, giver_id=WILLEM),
        introduction(IntroductionState.SUGGESTED, connector_id=None),
    ]
    team = [
        Load(person_id=FATIMA, got=3, most=3),
        Load(person_id=SAMIRA, got=2),
        Load(person_id=WILLEM, got=1),
    ]

    dealt = rules.deal(waiting, of=FATIMA, team=team)

    assert dealt.card == ()
    assert [who for _, who in dealt.over] == [SAMIRA, WILLEM]


def test_where_everybody_is_full_it_waits():
    """Nobody is the last resort."""
    full = [Load(person_id=who, got=6) for who in MOST]

    assert least(full, but=()) is None
    waiting = [introduction(IntroductionState.SUGGESTED, connector_id=None)] * ON_A_CARD
    assert rules.deal(waiting, of=FATIMA, team=full) == rules.Dealt(card=(), over=())
