"""Introductions as rules: who may move what, when a no is told, and what is never told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot import introductions as rules
from bot.errors import Refused
from bot.introductions import (
    MOVES,
    Introduction,
    IntroductionState,
    Line,
    Reply,
    Side,
    Way,
)
from bot.matching import Direction, Posting, Reason
from bot.messages import CommunityId, PersonId
from bot.people import Member, Role
from bot.talents import Talent
from bot.texts import LANGUAGES, html, plain

NOW = datetime(2027, 6, 7, 8, 0, tzinfo=UTC)
HERE, ELSEWHERE = CommunityId(1), CommunityId(2)
ANNA, BRAM, FATIMA = PersonId(1), PersonId(2), PersonId(3)
AMSTERDAM = "Europe/Amsterdam"


def member(who: PersonId, *roles: Role, of: CommunityId = HERE) -> Member:
    return Member(
        id=who,
        telegram_id=who,
        name=f"Naam{who}",
        username=None,
        language="nl",
        community_id=of,
        community_name="Broeklanden",
        zone=AMSTERDAM,
        roles=frozenset(roles),
    )


def introduction(state: IntroductionState, **values: object) -> Introduction:
    known = Introduction(
        id=7,
        community_id=HERE,
        connector_id=FATIMA,
        giver_id=ANNA,
        asker_id=BRAM,
        offer_id=1,
        need_id=2,
        reasons=(Reason("match-reason-tag", {"tag": "woodwork", "direction": "need"}, True),),
        cautions=(Reason("match-caution-busy", {}),),
        score=900,
        state=state,
        suggested_at=NOW,
    )
    return replace(known, **values)  # type: ignore[arg-type]  # as the test spells them


def talent(of: PersonId, direction: Direction, *tags: str, words: str = "eigen woorden") -> Talent:
    return Talent(
        id=of,
        community_id=HERE,
        person_id=of,
        direction=direction,
        words=words,
        tags=tags,
        avoid="",
        idea_id=None,
        created_at=NOW,
    )


def posting(number: int, owner: int, direction: Direction, **values: object) -> Posting:
    known = Posting(
        id=number,
        owner=owner,
        text="timmeren",
        direction=direction,
        tags=("woodwork",),
        posted_at=NOW,
    )
    return replace(known, **values)  # type: ignore[arg-type]  # as the test spells them


@pytest.mark.parametrize(("before", "after"), list(product(IntroductionState, repeat=2)))
def test_only_moves_with_a_reason_are_made(before: IntroductionState, after: IntroductionState):
    """The table is the whole truth: what is not in it can't happen."""
    it = introduction(before)

    if before is after:
        assert rules._moved(it, after) is it
    elif (before, after) in MOVES:
        assert rules._moved(it, after).state is after
    else:
        with pytest.raises(Refused):
            rules._moved(it, after)


def test_two_yeses_are_the_only_way_to_a_name():
    """Every pair of answers, given in either order."""
    for first, second in product(Reply, repeat=2):
        it = introduction(IntroductionState.ASKING_GIVER, giver_asked_at=NOW)
        it = rules.answer(it, first, by=member(ANNA))
        it = replace(it, asker_asked_at=NOW)
        it = rules.answer(it, second, by=member(BRAM))

        accepted = it.state is IntroductionState.ACCEPTED
        assert accepted == (first is second is Reply.YES)
        if not accepted:
            with pytest.raises(Refused):
                rules.contact_of(it, by=member(BRAM))


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda it: rules.propose(it, by=member(ANNA), at=NOW), "refused-needs-connector"),
        (lambda it: rules.dismiss(it, by=member(BRAM)), "refused-needs-connector"),
        (lambda it: rules.put_off(it, by=member(BRAM), at=NOW), "refused-needs-connector"),
        (
            lambda it: rules.propose(it, by=member(FATIMA, Role.CONNECTOR, of=ELSEWHERE), at=NOW),
            "refused-other-neighbourhood",
        ),
        (
            lambda it: rules.propose(it, by=member(PersonId(9), Role.CONNECTOR), at=NOW),
            "button-not-yours",
        ),
        (lambda it: rules.answer(it, Reply.YES, by=member(FATIMA)), "button-not-yours"),
        (lambda it: rules.answer(it, Reply.YES, by=member(ANNA)), "button-old"),
        (lambda it: rules.begin(it, Way.BOT, by=member(ANNA)), "button-old"),
        (lambda it: rules.end(it, by=member(ANNA), at=NOW), "button-old"),
    ],
)
def test_a_suggestion_refuses_whoever_may_not(act, refusal: str):
    """Ids are no secrets: each decision looks at who presses, where, and at the state."""
    with pytest.raises(Refused) as refused:
        act(introduction(IntroductionState.SUGGESTED))

    assert refused.value.key == refusal


@pytest.mark.parametrize("asked", ["2027-06-07T09:59", "2027-06-07T10:00", "2027-06-07T10:01"])
def test_it_did_not_work_is_told_at_the_same_hour_whenever_it_was_asked(asked: str):
    """An hour that moved along would betray a quick no."""
    moment = datetime.fromisoformat(asked).replace(tzinfo=ZoneInfo(AMSTERDAM))

    told = rules.lapses_at(moment.astimezone(UTC), AMSTERDAM)

    assert told.astimezone(ZoneInfo(AMSTERDAM)).hour == 10
    assert timedelta(hours=72) <= told - moment < timedelta(hours=96)


def test_the_hour_stays_the_hour_when_the_clock_changes():
    """Summer time ends on 31 October 2027; ten o'clock stays ten o'clock."""
    moment = datetime(2027, 10, 29, 12, 0, tzinfo=ZoneInfo(AMSTERDAM))

    told = rules.lapses_at(moment.astimezone(UTC), AMSTERDAM).astimezone(ZoneInfo(AMSTERDAM))

    assert (told.day, told.hour) == (2, 10)


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (Way.USERNAME, Way.USERNAME, Way.USERNAME),
        (Way.USERNAME, Way.BOT, Way.BOT),
        (Way.BOT, Way.MEETING, Way.MEETING),
        (Way.USERNAME, Way.MEETING, Way.MEETING),
        (Way.USERNAME, None, Way.BOT),
    ],
)
def test_the_more_careful_way_holds(one: Way, other: Way | None, holds: Way):
    """Nobody gives more than they chose."""
    state = IntroductionState.IN_CONTACT
    assert rules.way_of_both(introduction(state, giver_way=one, asker_way=other)) is holds
    assert rules.way_of_both(introduction(state, giver_way=other, asker_way=one)) is holds


def found(*postings: Posting, **options: object) -> list[tuple[int, int]]:
    known: dict[str, object] = {
        "met": frozenset(),
        "tried": frozenset(),
        "unwelcome": frozenset(),
        "not_of": FATIMA,
        "most": 3,
        "now": NOW,
    }
    return [
        (each.offer.id, each.need.id)
        for each in rules.find(postings, **(known | options))  # type: ignore[arg-type]  # as spelled
    ]


OFFER = posting(1, ANNA, Direction.OFFER)
NEED = posting(2, BRAM, Direction.NEED)


def test_an_offer_and_a_need_that_fit_are_found():
    """The base from which the refusals below differ by one thing."""
    assert found(OFFER, NEED) == [(1, 2)]


def test_two_who_want_the_same_together_are_found_once():
    """A pair is one suggestion, not one in each direction."""
    one = posting(1, ANNA, Direction.TOGETHER)
    other = posting(2, BRAM, Direction.TOGETHER)

    assert len(found(one, other)) == 1


@pytest.mark.parametrize(
    ("offer", "need", "options"),
    [
        (OFFER, NEED, {"met": frozenset({frozenset({ANNA, BRAM})})}),
        (OFFER, NEED, {"tried": frozenset({(1, 2)})}),
        (OFFER, NEED, {"unwelcome": frozenset({(ANNA, "woodwork")})}),
        (OFFER, NEED, {"unwelcome": frozenset({(BRAM, "woodwork")})}),
        (OFFER, NEED, {"not_of": ANNA}),
        (OFFER, NEED, {"not_of": BRAM}),
        (OFFER, NEED, {"most": 0}),
        (replace(OFFER, paused=True), NEED, {}),
        (OFFER, replace(NEED, paused=True), {}),
        (replace(OFFER, asks_last_30_days=3), NEED, {}),
        (OFFER, replace(NEED, asks_last_30_days=3), {}),
    ],
)
def test_who_should_not_be_asked_is_not_found(offer: Posting, need: Posting, options):
    """Met, tried, unwelcome, one's own card, paused, or asked three times."""
    assert found(offer, need, **options) == []


SECRET = "Kerkstraat 12"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("tags", [(), ("woodwork",), ("woodwork", "cycling", "cooking")])
def test_the_question_never_holds_the_others_words(
    language: str, direction: Direction, tags: tuple[str, ...]
):
    """Only the direction and confirmed tags of the other are told, and what is told of oneself."""
    mine = talent(ANNA, Direction.OFFER, "woodwork", words="Ik was meubelmaker")
    other = talent(BRAM, direction, *tags, words=SECRET)

    body, _ = rules.question(introduction(IntroductionState.ASKING_GIVER), mine=mine, other=other)

    written = html(body, language)
    assert SECRET not in written
    assert html(rules.someone(mine), language) in written


def screens() -> list[rules.Shown]:
    """Everything that this noun shows, with names and tags as long as they get."""
    name, tag = "N" * 40, "woodwork"
    it = introduction(IntroductionState.IN_CONTACT, giver_way=Way.BOT, asker_way=Way.BOT)
    mine = talent(ANNA, Direction.OFFER, tag)
    waiting = introduction(IntroductionState.SUGGESTED)
    lines = [
        Line(it=each, giver=name, asker=None, offer=mine, need=mine)
        for each in (
            waiting,
            replace(waiting, put_off_until=NOW),
            introduction(IntroductionState.PROPOSED, proposed_at=NOW),
            introduction(IntroductionState.DISMISSED),
            it,
        )
    ]
    fatima = member(FATIMA, Role.CONNECTOR)
    return [
        rules.card(lines, of=fatima, pushed=True),
        rules.card(lines[:1], of=fatima),
        rules.empty_card(fatima),
        rules.opened(lines[0]),
        rules.worked(lines[0]),
        *(rules.hour_screen(fatima, rules.CARD_HOUR, daily=daily) for daily in (True, False)),
        rules.question(it, mine=mine, other=mine),
        *(rules.answered(it, reply, on=NOW.date()) for reply in Reply),
        rules.not_this_time(),
        rules.over(),
        *(rules.both_yes(it, name=name, way=way, has_username=True, pushed=True) for way in Way),
        rules.began(it, name=name),
        *(
            rules.contact(replace(it, giver_way=way, asker_way=way), name=name, username="anna_h")
            for way in Way
        ),
        rules.really_never(it, name=name),
        rules.passed_on(it, name=name, words="Dag"),
        rules.does_not_go_on(),
        rules.reported(by=name, about=name, words="Dag"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_said_in_every_language(language: str):
    """No missing text, no label that a telephone cuts off, no payload that does not fit."""
    for body, buttons in screens():
        assert html(body, language)
        for row in buttons:
            for each in row:
                label = plain(each.label, language)
                assert len(label) <= 24, label
                assert len(row) == 1 or len(label) <= 12, label
                assert each.press is not None
                each.press.pack()


def test_reasons_survive_being_stored():
    """What the card tells tomorrow is what the matcher said today."""
    reasons = introduction(IntroductionState.SUGGESTED).reasons

    assert rules.read_reasons(rules.written_reasons(reasons)) == reasons


def test_each_side_knows_the_other():
    """A slip here would tell somebody about themselves."""
    assert [each.other for each in Side] == [Side.ASKER, Side.GIVER]
