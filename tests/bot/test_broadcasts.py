"""Broadcasts as rules: whom they reach, how far they are, what the report says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import broadcasts
from bot.broadcasts import Audience, Broadcast, BroadcastState, Counts
from bot.dialogs import Context
from bot.errors import Refused
from bot.messages import CardId, CommunityId, PersonId
from bot.people import Member, Role
from bot.texts import LANGUAGES, plain

ZONE = "Europe/Amsterdam"
NOW = datetime(2027, 6, 7, 8, 0, tzinfo=UTC)  # 10.00 in Amsterdam
NOOR = Member(
    id=PersonId(1),
    telegram_id=11,
    name="N" * 40,
    username=None,
    language="nl",
    community_id=CommunityId(1),
    community_name="B" * 60,
    zone=ZONE,
    roles=frozenset({Role.ORGANIZER}),
)
SENDING = Broadcast(
    id=7,
    community_id=CommunityId(1),
    sender_id=NOOR.id,
    words="Zaterdag is de straat dicht.",
    state=BroadcastState.SENDING,
    only_group=False,
    cursor=0,
    complete=True,
    total=500,
    shown="",
    card_id=CardId(1),
)


def says(counts: Counts, broadcast: Broadcast = SENDING) -> str:
    return plain(broadcasts.progress(broadcast, counts)[0], "nl")


def test_alone_in_a_team_nobody_is_reached_in_private():
    """One stolen phone must not reach a whole neighbourhood."""
    alone = Audience(people=300, groups=1, team=1)

    assert alone.total == 0
    assert "alleen in de groep" in plain(broadcasts.reach(alone), "nl")


def test_a_message_for_nobody_is_refused():
    """No group and nobody who wants it: say so before somebody writes it."""
    with pytest.raises(Refused, match="broadcast-nobody"):
        broadcasts.check_may_write(NOOR, Audience(people=0, groups=0, team=2), of=NOOR.community_id)


@pytest.mark.parametrize("role", [None, Role.CONNECTOR, Role.ADMIN])
def test_only_organisers_may_write(role: Role | None):
    """The right hangs on the role and on nothing else."""
    somebody = replace(NOOR, roles=frozenset({role} if role else ()))

    with pytest.raises(Refused, match="refused-needs-organizer"):
        broadcasts.check_may_write(
            somebody, Audience(people=5, groups=1, team=2), of=NOOR.community_id
        )
    assert not broadcasts.may_still_send(somebody, of=NOOR.community_id)


def test_who_left_may_not_send_any_more():
    """Between the tap and the sending lies a minute."""
    assert broadcasts.may_still_send(NOOR, of=NOOR.community_id)
    assert not broadcasts.may_still_send(None, of=NOOR.community_id)


@pytest.mark.parametrize(
    ("complete", "counts", "again"),
    [
        (False, Counts(), NOW + broadcasts.EVERY),
        (True, Counts(due=3), NOW + broadcasts.EVERY),
        (True, Counts(sent=5), None),
        (True, Counts(sent=5, doubtful=2), None),
        (True, Counts(later=1, next_due=NOW + timedelta(days=2)), NOW + timedelta(days=2)),
        (True, Counts(later=1, next_due=NOW), NOW + broadcasts.EVERY),
    ],
)
def test_the_next_look_comes_when_there_is_something_to_see(
    complete: bool, counts: Counts, again: datetime | None
):
    """Someone whose week is full makes nobody look every five seconds for a week."""
    broadcast = replace(SENDING, complete=complete)

    assert broadcasts.look_again_at(broadcast, counts, now=NOW) == again


def test_it_leaves_after_the_quiet_hours():
    """In the evening it waits for eight in the morning there."""
    evening = NOW.replace(hour=20)

    assert broadcasts.leaves_at(NOW, ZONE) == NOW
    assert broadcasts.leaves_at(evening, ZONE) == datetime(2027, 6, 8, 6, 0, tzinfo=UTC)


def test_progress_counts_what_is_sent():
    """120 of 500, not 120 of what happens to be in the queue."""
    assert says(Counts(sent=120, due=30)) == "Ik verstuur je bericht: 120 van 500."


def test_the_report_names_numbers_only_from_five_on():
    """Three who want no news live in a street where everybody knows which three."""
    report = says(Counts(sent=480, unreachable=12, unwanted=4, let_be=1, groups=1))

    assert "480 mensen kregen je bericht." in report
    assert "Het staat in de groep." in report
    assert "Niet te bereiken: 12 mensen." in report
    assert "Geen nieuws gewenst: een paar mensen." in report
    assert "Misschien niet aangekomen: een paar mensen." in report


def test_the_doubtful_can_be_decided_about_while_the_rest_goes_on():
    """Within a minute of a restart the sender can see them."""
    body, buttons = broadcasts.progress(SENDING, Counts(sent=10, due=400, doubtful=3))

    assert "10 van 500" in plain(body, "nl")
    assert "Bij 3 mensen weet ik niet" in plain(body, "nl")
    assert len(buttons) == 2


def test_a_report_without_anything_is_honest():
    """The bot was put out of the group meanwhile."""
    assert "nergens aangekomen" in says(Counts(), replace(SENDING, only_group=True))


@pytest.mark.parametrize(
    "counts",
    [Counts(sent=1), Counts(sent=1, later=1), Counts(unwanted=1), Counts(doubtful=1)],
)
def test_the_mark_changes_with_what_is_shown(counts: Counts):
    """An edit that changes nothing costs a place in the queue."""
    assert broadcasts.mark(SENDING, counts) != broadcasts.mark(SENDING, Counts())
    assert broadcasts.mark(SENDING, counts) != broadcasts.mark(
        replace(SENDING, complete=False), counts
    )
    assert broadcasts.mark(SENDING, counts) == broadcasts.mark(SENDING, replace(counts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_message_fits_with_everything_around_it(language: str):
    """Telegram refuses 4,097 signs; every warning may stand in the preview."""
    written = "dokter schulden 06-12345678 Kerkstraat 12 anna@voorbeeld.nl ".ljust(
        broadcasts.LONGEST, "x"
    )
    audience = Audience(people=100_000, groups=3, team=2)
    answers = {**broadcasts.known_before(NOOR, audience), "words": written}
    context = Context(language=language, zone=ZONE, now=NOW)
    broadcast = replace(SENDING, words=written)

    for body in (
        broadcasts.BROADCAST.preview(answers, context),
        broadcasts.message(broadcast, NOOR)[0],
        broadcasts.stopped(broadcast, by_sender=True)[0],
        broadcasts.stopped(broadcast, by_sender=False)[0],
    ):
        assert len(plain(body, language)) <= 4096
