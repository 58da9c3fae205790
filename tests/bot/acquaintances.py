"""Anna, Bram and Fatima as plain values, for the rules of cards and introductions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

from bot.introductions import Introduction, IntroductionState, Shown
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
        reasons=(Reason("match-reason-tag", {"tag": "woodwork", "direction": "need"}),),
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


def assert_can_be_said(screens: Sequence[Shown]) -> None:
    """In every language: no missing text, no label that a telephone cuts off, no payload that does
    not fit."""
    for (body, buttons), language in product(screens, LANGUAGES):
        assert html(body, language)
        for row in buttons:
            for each in row:
                label = plain(each.label, language)
                assert len(label) <= 24, label
                assert len(row) == 1 or len(label) <= 12, label
                assert each.press is not None
                each.press.pack()
