"""Neighbourhoods, the groups they talk in, and the invitations to their team."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.callbacks import Payload, Rest
from bot.dialogs import Answers, Context, Dialog, Option, Question, words
from bot.errors import Refused
from bot.messages import (
    CardId,
    CommunityId,
    Courtesy,
    Keyboard,
    Message,
    PersonId,
    Text,
    ToChat,
    ToPerson,
    brief,
    button,
    column,
    text,
)
from bot.nominations import Party, keeps_majority, lives_here
from bot.people import Member, Role
from bot.permissions import Action, require

LONGEST_NAME = 60
LONGEST_LABEL = 24
INVITATION_LASTS = timedelta(hours=48)
SETUP_CODE_LASTS = timedelta(hours=48)
TOKEN_LASTS = timedelta(hours=1)
TAP_LASTS = timedelta(hours=48)  # a tap in a group by somebody new, who may think it over
LINE_LASTS = timedelta(minutes=10)  # the bot's one line in a group


class SetUp(Payload, tag="su"):
    """`Buurt instellen`, in a group."""


class SetUpHere(Payload, tag="sh"):
    """Go on with it in private; the token names the group."""

    token: Rest


class JoinCommunity(Payload, tag="b"):
    """The button in the group that opens the bot. Its key cannot be guessed."""

    community: int
    key: Rest


class LookAt(Payload, tag="la"):
    """Look at another one of my neighbourhoods."""

    community: int


class InviteTo(Payload, tag="iv"):
    """Make an invitation link for a role."""

    role: Role


class UseInvitation(Payload, tag="ui"):
    token: Rest


class AcceptInvitation(Payload, tag="ip"):
    """Yes, and whether they live or work here."""

    invitation: int
    party: Party


class DeclineInvitation(Payload, tag="id"):
    """`Liever niet`: nobody hears of it."""

    invitation: int


class ConfirmRole(Payload, tag="ic"):
    """The inviter says whether this is who they meant."""

    invitation: int
    right: bool


class Team(Payload, tag="te"):
    pass


class OpenLog(Payload, tag="ol"):
    pass


class OpenTeamMember(Payload, tag="tm"):
    person: int


class EndRole(Payload, tag="ez"):
    """Asked once more, and then done: `sure`."""

    person: int
    role: Role
    sure: bool


class ReplayFailed(Payload, tag="rf"):
    failed: int


class Logged(StrEnum):
    """What the open log tells; never names of who it concerns, never texts."""

    SET_UP = "set-up"
    ROLE_INVITED = "role-invited"
    ROLE_GIVEN = "role-given"
    ROLE_CONFIRMED = "role-confirmed"
    ROLE_ENDED = "role-ended"
    BROADCAST_SENT = "broadcast-sent"
    UPDATE_REPLAYED = "update-replayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    id: CommunityId
    name: str
    language: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link to a role: single use, and the role starts only after the inviter has seen who."""

    id: int
    community_id: CommunityId
    role: Role
    invited_by: PersonId
    expires_at: datetime
    used_by: PersonId | None
    used_at: datetime | None
    settled_at: datetime | None
    party: Party | None = None  # of who used it, where the role asks for that


def _preview(answers: Answers, context: Context) -> Text:
    return text("setup-preview", name=answers["name"])


def _title(answers: Answers, context: Context) -> tuple[Option, ...]:
    """The group's own name, for who wants to call the neighbourhood that too."""
    title = str(answers.get("title", ""))
    return (Option(text("setup-use-title", title=title), title),) if 2 <= len(title) <= 24 else ()


_NAME = Question(key="name", read=words(LONGEST_NAME, shortest=2), options=_title)
_CODE = Question(key="code", read=words(64))
SETUP = Dialog(name="setup", questions=(_NAME,), preview=_preview, finish="setup-finish")
SETUP_WITH_CODE = Dialog(
    name="setupcode", questions=(_CODE, _NAME), preview=_preview, finish="setup-finish"
)


def shut_out(to: PersonId, *, name: str) -> Message:
    """To an admin: no topic of the group takes what the bot posts."""
    return Message(
        to=ToPerson(to),
        body=text("group-shut", name=name),
        courtesy=Courtesy.PROMISED,
        silent=True,
    )


def check_may_set_up(*, is_chat_admin: bool | None, already: bool) -> None:
    """Refuse setting up by somebody who is not an admin of the group at this moment."""
    if already:
        raise Refused("setup-already")
    if not is_chat_admin:
        raise Refused("setup-needs-admin")


def group_greeting(group: ToChat, card: CardId) -> Message:
    """The first words in a new group: one message, one button."""
    return Message(
        to=group,
        body=Text("group-hello"),
        buttons=column(button("group-set-up", SetUp())),
        card=card,
    )


def team_screen(
    name: str,
    team: Mapping[Role, Sequence[Member]],
    *,
    failed: Sequence[tuple[int, str]],
    parties: Collection[Party | None],
) -> tuple[Text, Keyboard]:
    """Who does what here, each with a button, and what waits to be done again: number and code.
    `parties`: what its buurtverbinders said of themselves."""
    lines = [
        text(
            "team-line",
            role=Text(f"role-{role}"),
            names=", ".join(each.name for each in members) or "–",
        )
        for role, members in team.items()
    ]
    everyone = {each.id: each for members in team.values() for each in members}
    lines += _residents_wanted(parties)
    return text("team", name=name, lines=lines), column(
        *(button(f"team-invite-{role}", InviteTo(role=role)) for role in Role),
        *(
            button(
                text("team-member-button", name=brief(each.name, LONGEST_LABEL)),
                OpenTeamMember(person=each.id),
            )
            for each in everyone.values()
        ),
        *(
            button(text("team-replay", incident=incident), ReplayFailed(failed=number))
            for number, incident in failed
        ),
        button("team-log", OpenLog()),
    )


def team_member_screen(of: Member) -> tuple[Text, Keyboard]:
    """What somebody of the team does, and the buttons to end that."""
    held = [role for role in Role if of.is_(role)]
    if not held:
        raise Refused("button-old")
    lines = [Text(f"role-{role}") for role in held]
    return text("team-member", name=of.name, lines=lines), column(
        *(
            button(f"team-end-{role}", EndRole(person=of.id, role=role, sure=False))
            for role in held
        ),
        button("back", Team()),
    )


def ending_screen(
    of: Member, role: Role, *, left: Collection[Party | None]
) -> tuple[Text, Keyboard]:
    """Are you sure? `left`: the buurtverbinders who are left then. It is told, and never refused,
    when most of them no longer live here: nobody is held in a role, nor kept who does harm."""
    notes = _residents_wanted(left) if role is Role.CONNECTOR else []
    body = text("team-really-end", name=of.name, role=Text(f"role-{role}"), notes=notes)
    return body, column(
        button("team-end-sure", EndRole(person=of.id, role=role, sure=True)),
        button("back", OpenTeamMember(person=of.id)),
    )


def ended(of: Member, role: Role, *, left: Collection[Party | None]) -> tuple[Text, Keyboard]:
    """What an admin reads after it."""
    notes = _residents_wanted(left) if role is Role.CONNECTOR else []
    body = text("team-role-ended", name=of.name, role=Text(f"role-{role}"), notes=notes)
    return body, column(button("team-button", Team()))


def left_by(of: Member, to: PersonId, *, left: Collection[Party | None]) -> Message:
    """Somebody stopped as buurtverbinder of their own accord: the admins hear it."""
    body = text("team-left", name=of.name, notes=_residents_wanted(left))
    return Message(
        to=ToPerson(to),
        body=body,
        buttons=column(button("team-button", Team())),
        courtesy=Courtesy.PROMISED,
        about=frozenset({of.id}),
        silent=True,
    )


def _residents_wanted(parties: Collection[Party | None]) -> list[Text]:
    return [] if lives_here(parties) else [Text("team-residents-wanted")]


def invite(by: Member, role: Role) -> None:
    """Refuse an invitation to a role by who may not give it."""
    require(by, Action.INVITE_TO_ROLE, of=by.community_id)


def use(invitation: Invitation | None, *, by: Member, at: datetime) -> Invitation:
    """Somebody opens an invitation: from now on it is theirs."""
    if invitation is None or invitation.used_by not in {None, by.id}:
        raise Refused("invitation-used")
    if invitation.used_by == by.id and not asks_party(invitation):
        raise Refused("invitation-used")
    if invitation.expires_at <= at:
        raise Refused("invitation-expired")
    if invitation.invited_by == by.id:
        raise Refused("invitation-own")
    require(by, Action.SAY_TALENT, of=invitation.community_id)
    return replace(invitation, used_by=by.id, used_at=at)


def asks_party(invitation: Invitation) -> bool:
    """Whether somebody still has to say that they live or work here: of those who connect, a
    majority lives here."""
    return invitation.role is Role.CONNECTOR and invitation.party is None


def party_question(invitation: Invitation, *, name: str) -> tuple[Text, Keyboard]:
    return text("invitation-ask-party", name=name), column(
        *(
            button(
                f"nomination-yes-{party}", AcceptInvitation(invitation=invitation.id, party=party)
            )
            for party in Party
        ),
        button("nomination-no", DeclineInvitation(invitation=invitation.id)),
    )


def decline(invitation: Invitation, *, by: Member) -> Invitation:
    """No, quietly: the inviter never hears it, and the link works as before."""
    require(by, Action.SAY_TALENT, of=invitation.community_id)
    if invitation.used_by != by.id:
        raise Refused("button-not-yours")
    if not asks_party(invitation) or invitation.settled_at is not None:
        raise Refused("button-old")
    return replace(invitation, used_by=None, used_at=None)


def accept(
    invitation: Invitation,
    party: Party,
    *,
    by: Member,
    team: Collection[Party | None],
    at: datetime,
) -> Invitation:
    """Say that they live or work here; refuses one more who works here, while too few live here."""
    require(by, Action.SAY_TALENT, of=invitation.community_id)
    if invitation.used_by != by.id:
        raise Refused("button-not-yours")
    if not asks_party(invitation) or invitation.settled_at is not None:
        raise Refused("button-old")
    if invitation.expires_at <= at:
        raise Refused("invitation-expired")
    if not keeps_majority(party, team):
        raise Refused("invitation-residents-first")
    return replace(invitation, party=party)


def ask_inviter(invitation: Invitation, *, by: Member) -> Message:
    """Is this the right person? Only then the role starts."""
    role = Text(f"role-{invitation.role}")
    body = text("invitation-used-by", name=by.name, role=role)
    if invitation.party is not None:
        party = Text(f"party-{invitation.party}")
        body = text("invitation-used-by-party", name=by.name, role=role, party=party)
    return Message(
        to=ToPerson(invitation.invited_by),
        body=body,
        buttons=column(
            button("invitation-right", ConfirmRole(invitation=invitation.id, right=True)),
            button("invitation-wrong", ConfirmRole(invitation=invitation.id, right=False)),
        ),
        about=frozenset({by.id}),
    )


def settle(
    invitation: Invitation, *, right: bool, by: Member, team: Collection[Party | None]
) -> PersonId:
    """The inviter answers; whom it is about. Refuses anybody else, a second answer, and a yes by
    which those who live here would lose their majority: later it may be good."""
    require(by, Action.INVITE_TO_ROLE, of=invitation.community_id)
    if invitation.invited_by != by.id:
        raise Refused("button-not-yours")
    if invitation.used_by is None or invitation.settled_at is not None:
        raise Refused("button-old")
    if right and invitation.party is not None and not keeps_majority(invitation.party, team):
        raise Refused("invitation-residents-first-inviter")
    return invitation.used_by


def made(role: Role, *, team: Collection[Party | None]) -> Text:
    """What the inviter reads above the link; also when only somebody who lives here can use it."""
    only = role is Role.CONNECTOR and not keeps_majority(Party.PROFESSIONAL, team)
    limit = [Text("invitation-only-residents")] if only else []
    return text("invitation-made", role=Text(f"role-{role}"), limit=limit)


def end_role(by: Member, of: Member, role: Role, *, admins: int) -> None:
    """Refuse ending a role by who may not, or taking away the last admin. Everybody may end what
    they do themselves."""
    require(by, Action.LEAVE_ROLE if by.id == of.id else Action.END_ROLE, of=of.community_id)
    if role not in of.roles:
        raise Refused("button-old")
    if role is Role.ADMIN and admins <= 1:
        raise Refused("team-last-admin")
