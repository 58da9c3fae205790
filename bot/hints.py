"""A hint: somebody knows a circle of people, and a buurtverbinder follows that up in person.

    told ─a line is written─► written ─Ja, graag─► gone: the two have contact
      │                          └─Liever niet───► gone
      ├─Past niet─► dismissed, and gone once its teller heard that nobody wrote
      └─Weghalen──► gone

A circle is described and nobody in it is named, and no list of circles is kept: what came to
nothing is forgotten after three weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Question, words
from bot.errors import Refused
from bot.messages import CommunityId, Keyboard, PersonId, Text, button, column, text
from bot.moderation import cautions, leads_to_somebody
from bot.moments import local
from bot.people import FewerMessages, Member
from bot.permissions import Action, require
from bot.teams import Colleague, team_days_later
from bot.welcomes import LONGEST_LINE, WITHIN

SHORTEST, LONGEST = 2, 500


class HintState(StrEnum):
    TOLD = "told"
    WRITTEN = "written"
    DISMISSED = "dismissed"


class TellHint(Payload, tag="hk"):
    """`Ik ken mensen die…`"""


class WithdrawHint(Payload, tag="hkt"):
    hint: int


class OpenHint(Payload, tag="hko"):
    """The line on the card, opened."""

    hint: int


class WriteHint(Payload, tag="hkw"):
    """`Schrijf erover`"""

    hint: int


class DismissHint(Payload, tag="hkd"):
    hint: int


class AnswerHint(Payload, tag="hka"):
    """`Ja, graag` and `Liever niet`, under the buurtverbinder's line."""

    hint: int
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What somebody told about a circle. `writer_id`: the buurtverbinder who followed it up."""

    id: int
    community_id: CommunityId
    person_id: PersonId
    name: str
    words: str
    state: HintState
    promised_on: date
    writer_id: PersonId | None = None


# --- the two dialogs ---------------------------------------------------------------------------


def _read_circle(written: str, context: Context) -> str:
    """A circle in somebody's own words; refuses what leads to one of them."""
    if leads_to_somebody(written):
        raise Refused("hint-no-contact")
    return str(words(LONGEST, shortest=SHORTEST)(written, context))


def _preview(answers: Answers, context: Context) -> Text:
    return text("hint-preview", words=answers["words"], cautions=cautions(answers["words"]))


def _line_preview(answers: Answers, context: Context) -> Text:
    return text("hint-line-preview", words=answers["words"], cautions=cautions(answers["words"]))


HINT = Dialog(
    name="hint",
    questions=(Question(key="words", read=_read_circle, free=True),),
    preview=_preview,
    finish="dialog-send",
)
LINE = Dialog(
    name="hint-line",
    questions=(Question(key="words", read=words(LONGEST_LINE), free=True),),
    preview=_line_preview,
    finish="dialog-send",
)


def preset(written: str) -> dict[str, str]:
    """The words that came with the command, where they can be kept."""
    tidy = written.strip()
    fits = SHORTEST <= len(tidy) <= LONGEST and not leads_to_somebody(tidy)
    return {"words": tidy} if fits else {}


# --- decisions ---------------------------------------------------------------------------------


def check_may_tell(*, by: Member, team: Sequence[Colleague]) -> None:
    """Refuse a hint that nobody else would read."""
    require(by, Action.GIVE_HINT, of=by.community_id)
    if all(each.person_id == by.id for each in team):
        raise Refused("hint-no-team")


def promised_on(at: datetime, zone: str, team: Sequence[Colleague]) -> date:
    """The day on which its teller hears at the latest."""
    return team_days_later(team, local(at, zone).date(), WITHIN)


def check_may_withdraw(it: Hint, *, by: Member) -> None:
    require(by, Action.GIVE_HINT, of=it.community_id)
    if it.person_id != by.id:
        raise Refused("button-not-yours")
    if it.state is HintState.WRITTEN:
        raise Refused("button-old")


def check_may_follow(it: Hint, *, by: Member, never: bool) -> None:
    """Refuse who is no buurtverbinder here, and what is followed up. `never`: one of the two wants
    no contact with the other."""
    require(by, Action.FOLLOW_HINT, of=it.community_id)
    if it.person_id == by.id:
        raise Refused("button-not-yours")
    if it.state is not HintState.TOLD or never:
        raise Refused("hint-over")


def write(it: Hint, *, by: Member, never: bool) -> Hint:
    """A buurtverbinder writes about it; the first one does."""
    check_may_follow(it, by=by, never=never)
    return replace(it, state=HintState.WRITTEN, writer_id=by.id)


def dismiss(it: Hint, *, by: Member, never: bool) -> Hint:
    """`Past niet`, for the whole team. Its teller hears no more than that nobody wrote."""
    check_may_follow(it, by=by, never=never)
    return replace(it, state=HintState.DISMISSED)


def answer(it: Hint, *, by: Member, never: bool) -> PersonId:
    """With whom the teller may have contact now."""
    require(by, Action.GIVE_HINT, of=it.community_id)
    if it.person_id != by.id:
        raise Refused("button-not-yours")
    if it.state is not HintState.WRITTEN:
        raise Refused("button-old")
    if it.writer_id is None or never:
        raise Refused("introduction-person-gone")
    return it.writer_id


# --- what is shown -----------------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def told(it: Hint) -> Shown:
    """What happens now, and the way back."""
    back = button("talent-withdraw", WithdrawHint(hint=it.id))
    return text("hint-told", words=it.words, day=it.promised_on), column(back)


def withdrawn() -> Shown:
    return Text("talent-withdrawn"), ()


def line(it: Hint, *, writer: Member, words: str) -> Shown:
    """What the teller reads: the buurtverbinder's own line and chosen name."""
    body = text("hint-line", name=writer.name, place=writer.community_name, words=words)
    return body, column(
        button("introduction-yes", AnswerHint(hint=it.id, wanted=True)),
        button("welcome-rather-not", AnswerHint(hint=it.id, wanted=False)),
        button("fewer-messages", FewerMessages()),
    )


def passed_on(it: Hint) -> Text:
    return text("hint-passed-on", name=it.name)


def rather_not() -> Shown:
    return Text("welcome-kept-quiet"), ()


def not_yet() -> Shown:
    """The honest word on the promised day, whether nobody had time or it did not fit."""
    return Text("hint-not-yet"), column(button("fewer-messages", FewerMessages()))
