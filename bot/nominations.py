"""Nominations: who knows many people here? Buurtverbinders come from the neighbourhood itself.

    open ──Ja──► standing ──a few neighbours know them──► given
      │             │
      │ Liever niet │ Toch niet, or fourteen quiet days
      ▼             ▼
    ended ◄─────────┘

Whoever is nominated says yes or no in private, and a no is told to nobody. Neighbours then say that
they know them; there is no vote against. Nobody is appointed, and those who live here stay in the
majority of all buurtverbinders, nominated or invited (EXPERIENCE 31 lists the exception). Each is
asked whether they live or work here; who never said counts for neither.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.callbacks import Payload, Rest
from bot.errors import Refused
from bot.messages import Button, CommunityId, Keyboard, PersonId, Text, button, column, text
from bot.people import FewerMessages, Member, Role
from bot.permissions import Action, require

CONFIRMATIONS = 3
LASTS = timedelta(days=14)  # a link, and the question in the group
OPEN_AT_ONCE = 3  # links of one person that nobody answered yet


class NominationState(StrEnum):
    OPEN = "open"
    STANDING = "standing"
    GIVEN = "given"
    ENDED = "ended"


class Party(StrEnum):
    """The hat that somebody wears here. It gives no right."""

    RESIDENT = "resident"
    PROFESSIONAL = "professional"


class WhoKnowsMany(Payload, tag="nw"):
    """`Wie kent veel mensen?`"""


class Nominate(Payload, tag="nn"):
    """Make a link to pass on, or, `myself`, stand at once."""

    myself: bool


class UseNomination(Payload, tag="nu"):
    token: Rest


class AcceptNomination(Payload, tag="na"):
    nomination: int
    party: Party


class DeclineNomination(Payload, tag="nd"):
    """`Liever niet`, and `Toch niet` while it stands."""

    nomination: int


class ConfirmNomination(Payload, tag="nf"):
    """A neighbour knows them, and is glad of it."""

    nomination: int


class TakeBackConfirmation(Payload, tag="nt"):
    nomination: int


class TellParty(Payload, tag="np"):
    """Somebody who became buurtverbinder before this was asked says it now, or anew."""

    community: int
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """Somebody who may become buurtverbinder. `person_id` None: the link waits to be opened."""

    id: int
    community_id: CommunityId
    nominated_by: PersonId | None
    person_id: PersonId | None
    party: Party | None
    state: NominationState
    expires_at: datetime


# --- decisions ---------------------------------------------------------------------------------


def nominate(by: Member, *, open_now: int) -> None:
    """Refuse one link more than somebody may have out at once."""
    require(by, Action.NOMINATE, of=by.community_id)
    if open_now >= OPEN_AT_ONCE:
        raise Refused("nomination-enough")


def opened(it: Nomination | None, *, by: Member, at: datetime) -> Nomination:
    """Somebody opens the link: from now on it is theirs."""
    if it is None or it.expires_at <= at:
        raise Refused("nomination-old")
    require(by, Action.NOMINATE, of=it.community_id)
    if it.nominated_by == by.id and it.person_id is None:
        raise Refused("nomination-own")
    if it.person_id not in {None, by.id} or it.state is not NominationState.OPEN:
        raise Refused("nomination-old")
    _check_not_yet(by)
    return replace(it, person_id=by.id)


def accept(
    it: Nomination, party: Party, *, by: Member, team: Collection[Party | None], at: datetime
) -> Nomination:
    """Yes: the group is asked. `team`: what those who are buurtverbinder now said of themselves."""
    _check_mine(it, by)
    if it.state is NominationState.STANDING:
        return it
    if it.state is not NominationState.OPEN or it.expires_at <= at:
        raise Refused("nomination-old")
    _check_not_yet(by)
    if not keeps_majority(party, team):
        raise Refused("nomination-residents-first")
    return replace(it, party=party, state=NominationState.STANDING, expires_at=at + LASTS)


def decline(it: Nomination, *, by: Member) -> Nomination:
    """No, quietly: whoever nominated them never hears it."""
    _check_mine(it, by)
    if it.state is NominationState.GIVEN:
        raise Refused("nomination-old")
    return replace(it, state=NominationState.ENDED)


def check_may_confirm(it: Nomination, *, by: Member) -> None:
    """Refuse knowing oneself, and what is over."""
    require(by, Action.NOMINATE, of=it.community_id)
    if it.person_id == by.id:
        raise Refused("nomination-yourself")
    if it.state is not NominationState.STANDING:
        raise Refused("nomination-over")


def confirmed(it: Nomination, *, by_neighbours: int, team: Collection[Party | None]) -> Nomination:
    """Whether enough neighbours know them by now."""
    enough = by_neighbours >= CONFIRMATIONS
    if enough and it.party is not None and keeps_majority(it.party, team):
        return replace(it, state=NominationState.GIVEN)
    return it


def keeps_majority(new: Party, team: Collection[Party | None]) -> bool:
    """Whether those who live here stay more than those who work here, once `new` is there. Who
    never said which counts for neither.

    >>> keeps_majority(Party.RESIDENT, [])
    True
    >>> keeps_majority(Party.PROFESSIONAL, [Party.RESIDENT])
    False
    >>> keeps_majority(Party.PROFESSIONAL, [Party.RESIDENT, Party.RESIDENT, None])
    True
    """
    if new is Party.RESIDENT:
        return True
    live_here = sum(each is Party.RESIDENT for each in team)
    return live_here > 1 + sum(each is Party.PROFESSIONAL for each in team)


def lives_here(team: Collection[Party | None]) -> bool:
    """Whether a team keeps to it that most of it lives here. Nobody is held in a role for this.

    >>> lives_here([None])
    True
    >>> lives_here([Party.RESIDENT, Party.PROFESSIONAL])
    False
    """
    work_here = sum(each is Party.PROFESSIONAL for each in team)
    return not work_here or sum(each is Party.RESIDENT for each in team) > work_here


def check_may_tell_party(by: Member) -> None:
    """Refuse who is no buurtverbinder here."""
    require(by, Action.SEE_CONNECTOR_CARD, of=by.community_id)


def _check_mine(it: Nomination, by: Member) -> None:
    require(by, Action.NOMINATE, of=it.community_id)
    if it.person_id != by.id:
        raise Refused("button-not-yours")


def _check_not_yet(by: Member) -> None:
    if by.is_(Role.CONNECTOR):
        raise Refused("nomination-already")


# --- what is shown -----------------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def who_knows_many(neighbourhood: str) -> Shown:
    """What a buurtverbinder is, and who could be one."""
    return text("nomination-who", name=neighbourhood), column(
        button("nomination-somebody", Nominate(myself=False)),
        button("nomination-myself", Nominate(myself=True)),
    )


def question(it: Nomination, *, name: str, neighbourhood: str) -> Shown:
    """Would you? With the exact words that the group reads after a yes."""
    whose = "nomination-by-myself" if it.nominated_by == it.person_id else "nomination-by-neighbour"
    asked = text(whose, neighbourhood=neighbourhood)
    return text("nomination-question", asked=asked, name=name), column(
        *(
            button(f"nomination-yes-{party}", AcceptNomination(nomination=it.id, party=party))
            for party in Party
        ),
        button("nomination-no", DeclineNomination(nomination=it.id)),
    )


def ask_party(of: Member) -> Shown:
    """To a buurtverbinder of whom nobody knows: do you live here, or work here?"""
    body = text("party-ask", name=of.community_name)
    return body, column(*_parties(of), button("fewer-messages", FewerMessages()))


def party_told(of: Member, party: Party) -> Shown:
    """Thanks, and the way to say otherwise."""
    body = text(f"party-told-{party}", name=of.community_name)
    return body, column(*_parties(of, besides=party))


def _parties(of: Member, *, besides: Party | None = None) -> list[Button]:
    return [
        button(f"party-i-{party}", TellParty(community=of.community_id, party=party))
        for party in Party
        if party is not besides
    ]


def stands(it: Nomination) -> Shown:
    """After a yes: what happens now, and the way back."""
    return Text("nomination-stands"), column(
        button("not-after-all", DeclineNomination(nomination=it.id))
    )


def card(it: Nomination, *, name: str) -> Shown:
    """The question in the group; afterwards what became of it."""
    if it.state is NominationState.GIVEN:
        return text("nomination-card-given", name=name), ()
    if it.state is not NominationState.STANDING:
        return Text("nomination-card-over"), ()
    return text("nomination-card", name=name), column(
        button("nomination-confirm", ConfirmNomination(nomination=it.id))
    )


def thanks(it: Nomination, *, name: str) -> Shown:
    """What a neighbour reads who said yes, with the way back."""
    return text("nomination-confirmed", name=name), column(
        button("not-after-all", TakeBackConfirmation(nomination=it.id))
    )


def begins(of: Member) -> Shown:
    """Enough neighbours know them: what they do from now on."""
    role = Text(f"role-{Role.CONNECTOR}")
    body = text("role-welcome", role=role, name=of.community_name)
    return body, column(button("fewer-messages", FewerMessages()))


def ended_quietly(*, by_neighbours: int) -> Shown:
    """Fourteen days without enough neighbours, or with enough while too few who live here are
    buurtverbinder: nobody's fault."""
    known = by_neighbours >= CONFIRMATIONS
    body = Text("nomination-residents-first" if known else "nomination-quiet")
    return body, column(button("fewer-messages", FewerMessages()))
