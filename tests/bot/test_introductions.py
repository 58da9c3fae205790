"""Introductions as rules: who may move what, when a no is told, and what is never told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot import introductions as rules
from bot import matching, tags
from bot.errors import Refused
from bot.introductions import (
    MOVES,
    IntroductionState,
    Reply,
    Side,
    Way,
)
from bot.matching import Direction
from bot.people import Role
from bot.texts import LANGUAGES, html
from tests.bot.acquaintances import (
    AMSTERDAM,
    ANNA,
    BRAM,
    FATIMA,
    NOW,
    assert_can_be_said,
    introduction,
    member,
    talent,
)


@pytest.mark.parametrize(("before", "after"), list(product(IntroductionState, repeat=2)))
def test_only_moves_with_a_reason_are_made(before: IntroductionState, after: IntroductionState):
    """The table is the whole truth: what is not in it can't happen."""
    it = introduction(before)

    if before is after:
        assert rules.moved(it, after) is it
    elif (before, after) in MOVES:
        assert rules.moved(it, after).state is after
    else:
        with pytest.raises(Refused):
            rules.moved(it, after)


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
        (lambda it: rules.answer(it, Reply.YES, by=member(FATIMA)), "button-not-yours"),
        (lambda it: rules.answer(it, Reply.YES, by=member(ANNA)), "button-old"),
        (lambda it: rules.begin(it, Way.BOT, by=member(ANNA)), "button-old"),
        (lambda it: rules.end(it, by=member(ANNA), at=NOW), "button-old"),
    ],
)
def test_an_introduction_refuses_whoever_may_not(act, refusal: str):
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


@pytest.mark.parametrize(
    ("direction", "tags", "words", "offered", "child"),
    [
        (Direction.NEED, ("babysitting",), "wie past er op", ("babysitting",), True),
        (Direction.NEED, ("maths", "dutch"), "bijles", (), True),
        (Direction.LEARN, (), "huiswerk maken lukt mijn zoon niet", (), True),
        (Direction.NEED, ("cooking",), "op kinderen passen en koken", (), True),
        (Direction.NEED, (), "donderdagmiddag", ("babysitting", "homework"), True),
        (Direction.NEED, ("gardening",), "mijn heg", ("gardening", "maths"), False),
        (Direction.NEED, ("pet-sitting",), "op de hond passen", (), False),
        (Direction.TOGETHER, ("babysitting",), "samen oppassen", ("babysitting",), False),
    ],
)
def test_a_parent_is_asked_about_what_is_sought_for_a_child(
    direction: Direction,
    tags: tuple[str, ...],
    words: str,
    offered: tuple[str, ...],
    child: bool,
):
    """By the tags that the seeker chose, by their words, or by what alone is offered."""
    postings = (
        talent(BRAM, direction, *tags, words=words),
        talent(ANNA, Direction.OFFER, *offered),
    )

    assert rules.may_be_for_a_child(postings) is child
    assert rules.may_be_for_a_child(postings[::-1]) is child


def test_a_parents_answer_goes_when_the_yes_is_taken_back():
    """A second yes is asked about anew."""
    it = introduction(
        IntroductionState.ASKING_ASKER,
        giver_said=Reply.YES,
        giver_asked_at=NOW,
        asker_asked_at=NOW,
    )
    it = replace(it, giver_said=None, state=IntroductionState.ASKING_GIVER)
    said = rules.answer(
        rules.for_whom(it, rules.ForWhom.MY_CHILD, by=member(BRAM)), Reply.YES, by=member(BRAM)
    )

    assert said.for_whom is rules.ForWhom.MY_CHILD
    assert rules.for_whom(said, rules.ForWhom.NO_CHILD, by=member(BRAM)) is said
    assert rules.take_back_answer(said, by=member(BRAM)).for_whom is None


def test_what_is_for_a_child_are_concepts_that_exist():
    """A concept that was renamed would ask no parent any more."""
    assert all(matching.concept(each) for each in tags.FOR_A_CHILD)


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

    it = introduction(IntroductionState.ASKING_GIVER)
    body, _ = rules.question(it, mine=mine, other=other, common=())

    written = html(body, language)
    assert SECRET not in written
    told = rules.before_yes(mine, reader=other, common=())
    assert html(rules.someone(told), language) in written


@pytest.mark.parametrize(
    ("common", "told"),
    [
        ((), ["woodwork"]),
        ((("someone", "offer", "cycling"),), ["woodwork", "cycling"]),
        ((("someone", "need", "cycling"), ("group", "offer", "cycling")), ["woodwork"]),
        ((("someone", "offer", "sport"),), ["woodwork", "sport"]),
        (
            (("someone", "offer", "sport"), ("someone", "offer", "cycling")),
            ["woodwork", "cycling", "sport"],
        ),
    ],
)
def test_what_few_people_share_is_not_told_before_two_yeses(
    common: tuple[rules.Common, ...], told: list[str]
):
    """A rare tag says who somebody is, or where not, its topic says enough; what the reader said
    too is no news."""
    mine, other = talent(BRAM, Direction.NEED, "woodwork"), talent(ANNA, Direction.OFFER)
    other = replace(other, tags=("woodwork", "cycling", "skating"))

    shown = rules.before_yes(other, reader=mine, common=common)

    assert list(shown.tags) == told


@pytest.mark.parametrize(
    ("words", "tags", "refused", "kept"),
    [
        ("wie timmert", ("woodwork",), "woodwork", True),
        ("wie timmert", ("woodwork",), "making", True),  # the topic, which may be all they read
        ("wie timmert", ("woodwork",), "metalwork", False),
        ("wie kan er timmeren", (), "woodwork", True),
        ("wieberdewap", (), rules.SOMETHING, True),
        ("wie timmert", ("woodwork",), rules.SOMETHING, False),
    ],
)
def test_what_somebody_would_rather_not_is_known_again(
    words: str, tags: tuple[str, ...], refused: str, kept: bool
):
    """By its tag or the topic of that, by its words, or as the something that it was."""
    told = rules.about(words, tags, Direction.NEED, reasons=())

    assert rules.would_rather_not(ANNA, told, {(ANNA, refused), (BRAM, "garden")}) is kept


def screens() -> list[rules.Shown]:
    """Everything that this noun shows, with names and tags as long as they get."""
    name, tag = "N" * 40, "woodwork"
    it = introduction(IntroductionState.IN_CONTACT, giver_way=Way.BOT, asker_way=Way.BOT)
    mine = talent(ANNA, Direction.OFFER, tag)
    groups = [
        replace(talent(ANNA, direction, *tags), group_id=1, group_name="N" * 60)
        for direction in (Direction.OFFER, Direction.NEED)
        for tags in ((), (tag,), ("cargo-bike",))
    ]
    return [
        rules.question(it, mine=mine, other=mine, common=()),
        *(rules.question(it, mine=each, other=each, common=()) for each in groups),
        rules.question(
            replace(it, warm_words="Dag"), mine=mine, other=mine, common=(), connector=name
        ),
        *(rules.answered(it, reply, on=NOW.date()) for reply in Reply),
        rules.ask_for_whom(it),
        rules.waits(
            rules.question(it, mine=mine, other=talent(BRAM, Direction.NEED, "maths"), common=())
        ),
        rules.not_this_time(),
        rules.over(),
        *(rules.both_yes(it, name=name, way=way, has_username=True, pushed=True) for way in Way),
        rules.began(it, name=name),
        *(
            rules.contact(
                replace(it, giver_way=way, asker_way=way, for_whom=for_whom),
                name=name,
                beside=name,
                username=username,
            )
            for way in Way
            for for_whom in (None, rules.ForWhom.MY_CHILD)
            for username in (None, "anna_h")
        ),
        rules.really_never(it, name=name),
        rules.passed_on(it, name=name, words="Dag"),
        rules.does_not_go_on(),
        *(
            rules.reported(
                to=member(FATIMA, role), by=member(ANNA), about=member(BRAM, role), words=name
            )
            for role in (Role.ADMIN, Role.CONNECTOR)
        ),
    ]


def test_every_screen_can_be_said_in_every_language():
    """Nothing of what the two read is cut off."""
    assert_can_be_said(screens())


def test_reasons_survive_being_stored():
    """What the card tells tomorrow is what the matcher said today."""
    reasons = introduction(IntroductionState.SUGGESTED).reasons

    assert rules.read_reasons(rules.written_reasons(reasons)) == reasons


def test_reasons_of_an_older_version_are_still_read():
    """They had a third part, that nobody read."""
    reasons = introduction(IntroductionState.SUGGESTED).reasons
    older = [{**each, "shareable": True} for each in rules.written_reasons(reasons)]

    assert rules.read_reasons(older) == reasons


def test_each_side_knows_the_other():
    """A slip here would tell somebody about themselves."""
    assert [each.other for each in Side] == [Side.ASKER, Side.GIVER]
