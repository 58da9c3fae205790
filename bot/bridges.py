"""Bridges between small groups: what one looks for and another can share.

Its starter tells that of a group, and is asked when another group fits. Neither reads which group
the other is before both starters said yes: the card of a group tells who began it, so that its name
would be theirs, and a no could be read off it. What happens between the two is in
`bot/introductions.py`.
"""

from __future__ import annotations

from bot.dialogs import Dialog
from bot.errors import Refused
from bot.groups import Group, GroupState
from bot.matching import Direction
from bot.messages import button, column, text
from bot.people import Member
from bot.permissions import Action, require
from bot.talents import TAGS, WORDS, Shown, Talent, WithdrawTalent, direction_of, preview

TOLD = (Direction.NEED, Direction.OFFER)
DIALOG = {
    direction: Dialog(
        name=f"group-{direction}", questions=(WORDS, TAGS), preview=preview, finish="dialog-save"
    )
    for direction in TOLD
}


def check_may_tell(group: Group, direction: Direction, *, by: Member) -> None:
    """Refuse whoever did not start the group, and what nobody tells of one."""
    require(by, Action.SAY_TALENT, of=group.community_id)
    if group.founder_id != by.id:
        raise Refused("button-not-yours")
    if group.state is GroupState.ENDED:
        raise Refused("group-gone")
    if direction not in TOLD:
        raise Refused("button-old")


def saved(it: Talent) -> Shown:
    """Thanks, who is asked when another group fits, and the way to take it away again."""
    body = text("group-tell-saved", direction=direction_of(it), words=it.words)
    return body, column(button("talent-withdraw", WithdrawTalent(talent=it.id)))
