"""Who may do what: one table of roles and actions, per neighbourhood.

A party (resident, volunteer, municipality, ...) says what hat someone wears and gives no right.
"""

from __future__ import annotations

from enum import Enum, auto

from bot.errors import Refused
from bot.messages import CommunityId
from bot.people import Member, Role


class Action(Enum):
    """Everything that somebody may be refused for who they are."""

    BRING_IDEA = auto()
    RESPOND_TO_IDEA = auto()
    WITHDRAW_OWN = auto()
    SAY_TALENT = auto()
    SEE_DIRECTORY = auto()
    START_GROUP = auto()
    JOIN_GROUP = auto()
    PLAN_SESSION = auto()
    ANSWER_SESSION = auto()
    CHANGE_SESSION = auto()
    SEE_CONNECTOR_CARD = auto()
    PROPOSE_INTRODUCTION = auto()
    ANSWER_INTRODUCTION = auto()
    OFFER_GUIDANCE = auto()
    ASK_KEY_PERSON = auto()
    ANSWER_QUESTION = auto()
    ASK_WELCOME = auto()
    WRITE_WELCOME = auto()
    GIVE_HINT = auto()
    FOLLOW_HINT = auto()
    SEND_BROADCAST = auto()
    NOMINATE = auto()
    INVITE_TO_ROLE = auto()
    END_ROLE = auto()
    LEAVE_ROLE = auto()
    SEE_TEAM = auto()
    CHOOSE_TOPIC = auto()
    REPLAY_FAILED = auto()
    SEE_OPEN_LOG = auto()


EVERYONE: frozenset[Role] = frozenset()

# The roles of which one is needed; EVERYONE asks for none but being a member.
ALLOWED: dict[Action, frozenset[Role]] = {
    Action.BRING_IDEA: EVERYONE,
    Action.RESPOND_TO_IDEA: EVERYONE,
    Action.WITHDRAW_OWN: EVERYONE,
    Action.SAY_TALENT: EVERYONE,
    Action.SEE_DIRECTORY: EVERYONE,
    Action.START_GROUP: EVERYONE,
    Action.JOIN_GROUP: EVERYONE,
    Action.PLAN_SESSION: EVERYONE,
    Action.ANSWER_SESSION: EVERYONE,
    Action.CHANGE_SESSION: EVERYONE,
    Action.SEE_CONNECTOR_CARD: frozenset({Role.CONNECTOR}),
    Action.PROPOSE_INTRODUCTION: frozenset({Role.CONNECTOR}),
    Action.ANSWER_INTRODUCTION: EVERYONE,
    Action.OFFER_GUIDANCE: EVERYONE,
    Action.ASK_KEY_PERSON: EVERYONE,
    Action.ANSWER_QUESTION: EVERYONE,
    Action.ASK_WELCOME: EVERYONE,
    Action.WRITE_WELCOME: frozenset({Role.CONNECTOR}),
    Action.GIVE_HINT: EVERYONE,
    Action.FOLLOW_HINT: frozenset({Role.CONNECTOR}),
    Action.SEND_BROADCAST: frozenset({Role.ORGANIZER}),
    Action.NOMINATE: EVERYONE,
    Action.INVITE_TO_ROLE: frozenset({Role.ADMIN}),
    Action.END_ROLE: frozenset({Role.ADMIN}),
    Action.LEAVE_ROLE: EVERYONE,
    Action.SEE_TEAM: frozenset({Role.ADMIN}),
    Action.CHOOSE_TOPIC: frozenset({Role.ADMIN}),
    Action.REPLAY_FAILED: frozenset({Role.ADMIN}),
    Action.SEE_OPEN_LOG: EVERYONE,
}


def may(by: Member, action: Action, *, of: CommunityId) -> bool:
    """Whether somebody may do this in that neighbourhood, by the roles they have there now."""
    needed = ALLOWED[action]
    return by.community_id == of and (not needed or bool(needed & by.roles))


def require(by: Member, action: Action, *, of: CommunityId) -> None:
    """Refuse what somebody may not do. The first line of every decision."""
    if by.community_id != of:
        raise Refused("refused-other-neighbourhood")
    if not may(by, action, of=of):
        raise Refused(f"refused-needs-{min(ALLOWED[action])}")
