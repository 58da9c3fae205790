"""Who may do what: the whole table, cell by cell, and nothing that hangs on somebody's hat."""

from __future__ import annotations

import ast
from itertools import combinations
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.messages import CommunityId, PersonId
from bot.people import Member, Role
from bot.permissions import ALLOWED, Action, may, require
from bot.texts import catalogue

HERE, ELSEWHERE = CommunityId(1), CommunityId(2)
BOT = Path(__file__).parents[2] / "bot"

# What each role adds to being a neighbour. Written out by hand: a change here is a decision.
#                                 resident connector organizer admin
EXPECTED = {
    Action.BRING_IDEA: ("yes", "yes", "yes", "yes"),
    Action.RESPOND_TO_IDEA: ("yes", "yes", "yes", "yes"),
    Action.WITHDRAW_OWN: ("yes", "yes", "yes", "yes"),
    Action.SAY_TALENT: ("yes", "yes", "yes", "yes"),
    Action.SEE_DIRECTORY: ("yes", "yes", "yes", "yes"),
    Action.START_GROUP: ("yes", "yes", "yes", "yes"),
    Action.JOIN_GROUP: ("yes", "yes", "yes", "yes"),
    Action.PLAN_SESSION: ("yes", "yes", "yes", "yes"),
    Action.ANSWER_SESSION: ("yes", "yes", "yes", "yes"),
    Action.CHANGE_SESSION: ("yes", "yes", "yes", "yes"),
    Action.SEE_CONNECTOR_CARD: ("no", "yes", "no", "no"),
    Action.PROPOSE_INTRODUCTION: ("no", "yes", "no", "no"),
    Action.ANSWER_INTRODUCTION: ("yes", "yes", "yes", "yes"),
    Action.OFFER_GUIDANCE: ("yes", "yes", "yes", "yes"),
    Action.ASK_KEY_PERSON: ("yes", "yes", "yes", "yes"),
    Action.ANSWER_QUESTION: ("yes", "yes", "yes", "yes"),
    Action.ASK_WELCOME: ("yes", "yes", "yes", "yes"),
    Action.WRITE_WELCOME: ("no", "yes", "no", "no"),
    Action.GIVE_HINT: ("yes", "yes", "yes", "yes"),
    Action.FOLLOW_HINT: ("no", "yes", "no", "no"),
    Action.SEND_BROADCAST: ("no", "no", "yes", "no"),
    Action.NOMINATE: ("yes", "yes", "yes", "yes"),
    Action.INVITE_TO_ROLE: ("no", "no", "no", "yes"),
    Action.END_ROLE: ("no", "no", "no", "yes"),
    Action.LEAVE_ROLE: ("yes", "yes", "yes", "yes"),
    Action.SEE_TEAM: ("no", "no", "no", "yes"),
    Action.CHOOSE_TOPIC: ("no", "no", "no", "yes"),
    Action.REPLAY_FAILED: ("no", "no", "no", "yes"),
    Action.SEE_OPEN_LOG: ("yes", "yes", "yes", "yes"),
}
COLUMNS = (None, Role.CONNECTOR, Role.ORGANIZER, Role.ADMIN)


def member(*roles: Role, of: CommunityId = HERE) -> Member:
    return Member(
        id=PersonId(1),
        telegram_id=1,
        name="Anna",
        username=None,
        language="nl",
        community_id=of,
        community_name="Broeklanden",
        zone="Europe/Amsterdam",
        roles=frozenset(roles),
    )


def allowed(action: Action, roles: tuple[Role, ...]) -> bool:
    cells = EXPECTED[action]
    return any(cells[COLUMNS.index(each)] == "yes" for each in (None, *roles))


EVERY_SET_OF_ROLES = [each for size in range(4) for each in combinations(Role, size)]


def test_every_action_is_in_the_table():
    """An action that the table lacks would fail for everybody, or worse, for nobody."""
    assert set(Action) == ALLOWED.keys() == EXPECTED.keys()


@pytest.mark.parametrize("roles", EVERY_SET_OF_ROLES, ids=lambda roles: "+".join(roles) or "none")
@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
def test_each_cell_of_the_table(action: Action, roles: tuple[Role, ...]):
    """Roles add up, and give nothing that the table does not say."""
    assert may(member(*roles), action, of=HERE) is allowed(action, roles)


@pytest.mark.parametrize("roles", EVERY_SET_OF_ROLES, ids=lambda roles: "+".join(roles) or "none")
@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
def test_no_role_counts_in_another_neighbourhood(action: Action, roles: tuple[Role, ...]):
    """Who is admin of one neighbourhood is nobody special in the next."""
    admin_elsewhere = member(*roles, of=ELSEWHERE)

    assert not may(admin_elsewhere, action, of=HERE)
    with pytest.raises(Refused) as refused:
        require(admin_elsewhere, action, of=HERE)
    assert refused.value.key == "refused-other-neighbourhood"


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
def test_a_refusal_says_who_can(action: Action):
    """ "No" alone sends people away; the sentence names whom to ask, in every language."""
    if may(member(), action, of=HERE):
        require(member(), action, of=HERE)
        return

    with pytest.raises(Refused) as refused:
        require(member(), action, of=HERE)

    assert all(catalogue(each).has_message(refused.value.key) for each in ("nl", "en"))


PARTY_COUNTS = {
    "nominations": "of the buurtverbinders a majority lives here",
    "communities": "who is invited to be buurtverbinder counts for that majority",
}


@pytest.mark.parametrize("module", sorted(BOT.glob("*.py")), ids=lambda path: path.stem)
def test_nothing_hangs_on_somebodys_party(module: Path):
    """Municipality or neighbour: a hat gives no right whatsoever. Whoever needs an exception for
    organisations puts it on the thing (`namens een organisatie`), and names it here."""
    if module.stem in PARTY_COUNTS:
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    read = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree)
        if isinstance(node, (ast.Attribute, ast.Name))
    }

    assert not {name for name in read if name.lower() == "party"}
