"""Broadcasts: a message of an organiser to everybody in the neighbourhood who wants it.

    waiting ──► sending ──► done
       └──────► stopped     taken back in time, or the sender is no organiser any more

Never twice to anybody: what may have arrived is shown to the sender, who decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.callbacks import Payload
from bot.courtesy import At, Reader, when
from bot.dialogs import Answers, Context, Dialog, Question, words
from bot.errors import Refused
from bot.messages import (
    CardId,
    CommunityId,
    Courtesy,
    Keyboard,
    PersonId,
    Text,
    button,
    column,
    text,
)
from bot.moderation import cautions
from bot.moments import local
from bot.people import FewerMessages, Member, so_many
from bot.permissions import Action, may, require

LONGEST = 3000
UNDO = timedelta(seconds=60)
BATCH = 500  # recipients in one transaction
AHEAD = 2000  # at most so many before the postman
EVERY = timedelta(seconds=5)  # between two looks at how far it is
SMALLEST_TEAM = 2  # with fewer, a broadcast reaches only the group itself


class BroadcastState(StrEnum):
    WAITING = "waiting"  # a minute in which it can still be taken back
    SENDING = "sending"
    DONE = "done"
    STOPPED = "stopped"


class WriteBroadcast(Payload, tag="wb"):
    pass


class TakeBackBroadcast(Payload, tag="wbx"):
    broadcast: int


class SendDoubtful(Payload, tag="wba"):
    """Send again what may have arrived already."""

    broadcast: int


class LeaveDoubtful(Payload, tag="wbl"):
    broadcast: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a broadcast would reach now: people in private, and groups."""

    people: int
    groups: int
    team: int

    @property
    def only_group(self) -> bool:
        return self.team < SMALLEST_TEAM

    @property
    def total(self) -> int:
        return 0 if self.only_group else self.people


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """`cursor`: the last person for whom a row was put; `complete`: everybody has one. `shown`:
    what its sender saw last of how far it is."""

    id: int
    community_id: CommunityId
    sender_id: PersonId | None
    words: str
    state: BroadcastState
    only_group: bool
    cursor: int
    complete: bool
    total: int
    shown: str
    card_id: CardId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the messages of a broadcast. `due`: could go now, groups included; `later`:
    people whose morning or next week is waited for. The first moment of those is `next_due`."""

    sent: int = 0
    due: int = 0
    later: int = 0
    next_due: datetime | None = None
    unreachable: int = 0
    unwanted: int = 0
    doubtful: int = 0
    let_be: int = 0  # doubtful, and the sender said to leave it
    groups: int = 0  # groups where it stands
    groups_later: int = 0  # groups that have had enough for today

    @property
    def people(self) -> int:
        """To how many people it went, or tried to go."""
        settled = self.sent + self.unreachable + self.unwanted + self.doubtful + self.let_be
        return settled + self.later


# --- the question ------------------------------------------------------------------------------


def _preview(answers: Answers, context: Context) -> Text:
    audience = Audience(people=answers["people"], groups=answers["groups"], team=answers["team"])
    shown = text(
        "broadcast",
        words=answers["words"],
        name=answers["name"],
        neighbourhood=answers["neighbourhood"],
    )
    notes = [*cautions(answers["words"]), reach(audience)]
    return text("broadcast-preview", message=shown, notes=notes)


BROADCAST = Dialog(
    name="broadcast",
    questions=(Question(key="words", read=words(LONGEST), free=True),),
    preview=_preview,
    finish="broadcast-send",
)


def known_before(by: Member, audience: Audience) -> dict[str, object]:
    """What the preview needs besides the words."""
    return {
        "community": by.community_id,
        "name": by.name,
        "neighbourhood": by.community_name,
        "people": audience.people,
        "groups": audience.groups,
        "team": audience.team,
    }


def read_words(written: str) -> str:
    """What somebody wrote behind the command; refuses what is too long."""
    if len(written) > LONGEST:
        raise Refused("dialog-too-long", limit=LONGEST, length=len(written))
    return written


# --- decisions ---------------------------------------------------------------------------------


def check_may_write(by: Member, audience: Audience, *, of: CommunityId) -> None:
    """Refuse who is no organiser, and a message that nobody would get."""
    require(by, Action.SEND_BROADCAST, of=of)
    if not audience.total and not audience.groups:
        raise Refused("broadcast-nobody")


def check_may_take_back(broadcast: Broadcast, *, by: Member) -> None:
    """Refuse somebody else, and a message that is on its way."""
    _check_is_of(broadcast, by)
    if broadcast.state is not BroadcastState.WAITING:
        raise Refused("broadcast-left")


def check_may_settle(broadcast: Broadcast, *, by: Member) -> None:
    """Refuse deciding about the doubtful ones of somebody else's message."""
    _check_is_of(broadcast, by)


def may_still_send(sender: Member | None, *, of: CommunityId) -> bool:
    """Whether the sender still is who may send, at the moment that it leaves."""
    return sender is not None and may(sender, Action.SEND_BROADCAST, of=of)


def leaves_at(now: datetime, zone: str) -> datetime:
    """When messages of a broadcast may leave: now, or after the neighbourhood's quiet hours."""
    answer = when(Courtesy.NEWS, Reader(zone=zone), now=now)
    return answer.instant if isinstance(answer, At) else now


def look_again_at(broadcast: Broadcast, counts: Counts, *, now: datetime) -> datetime | None:
    """When to look again how far it is; None when it is done."""
    soon = now + EVERY
    if not broadcast.complete or counts.due:
        return soon
    return max(soon, counts.next_due) if counts.next_due is not None else None


def mark(broadcast: Broadcast, counts: Counts) -> str:
    """Changes exactly when what the sender sees of it changes."""
    busy = _is_busy(broadcast, counts)
    seen = (busy, counts.sent, counts.later, counts.unreachable, counts.unwanted)
    more = (counts.doubtful, counts.let_be, counts.groups, counts.groups_later)
    return ",".join(str(int(each)) for each in (*seen, *more))


def _check_is_of(broadcast: Broadcast, by: Member) -> None:
    require(by, Action.SEND_BROADCAST, of=broadcast.community_id)
    if broadcast.sender_id != by.id:
        raise Refused("button-not-yours")


# --- what people see ---------------------------------------------------------------------------

Screen = tuple[Text, Keyboard]


def message(broadcast: Broadcast, sender: Member) -> Screen:
    """What everybody gets."""
    return _message(broadcast, sender), column(button("fewer-messages", FewerMessages()))


def group_message(broadcast: Broadcast, sender: Member) -> Text:
    """What stands in the group."""
    return _message(broadcast, sender)


def reach(audience: Audience) -> Text:
    """How many will get it, in words."""
    if audience.only_group:
        return Text("broadcast-reach-only-group")
    return text("broadcast-reach", people=audience.people, groups=audience.groups)


def waiting(broadcast: int, audience: Audience) -> Screen:
    """The minute in which it can still be taken back."""
    body = text("broadcast-waiting", audience=reach(audience))
    return body, column(button("broadcast-take-back", TakeBackBroadcast(broadcast=broadcast)))


def waiting_until(broadcast: Broadcast, moment: datetime, zone: str) -> Screen:
    """It leaves after the quiet hours, and can be taken back until then."""
    body = text("broadcast-waiting-until", at=local(moment, zone))
    return body, column(button("broadcast-take-back", TakeBackBroadcast(broadcast=broadcast.id)))


def stopped(broadcast: Broadcast, *, by_sender: bool) -> Screen:
    """It was not sent; the words are shown, so that they are not lost."""
    key = "broadcast-taken-back" if by_sender else "broadcast-stopped"
    return text(key, words=broadcast.words), ()


def progress(broadcast: Broadcast, counts: Counts) -> Screen:
    """How far it is while it is being sent, and the report at the end; with the doubtful ones."""
    lines = _under_way(broadcast, counts) if _is_busy(broadcast, counts) else _report(counts)
    if not counts.doubtful:
        return text("broadcast-lines", lines=lines), ()
    lines.append(text("broadcast-doubtful", count=counts.doubtful))
    return text("broadcast-lines", lines=lines), column(
        button("broadcast-send-again", SendDoubtful(broadcast=broadcast.id)),
        button("broadcast-let-be", LeaveDoubtful(broadcast=broadcast.id)),
    )


def _is_busy(broadcast: Broadcast, counts: Counts) -> bool:
    return not broadcast.complete or counts.due > 0


def _under_way(broadcast: Broadcast, counts: Counts) -> list[Text]:
    if broadcast.only_group:
        return [Text("broadcast-progress-group")]
    total = max(broadcast.total, counts.sent)
    return [text("broadcast-progress", sent=counts.sent, total=total)]


def _report(counts: Counts) -> list[Text]:
    lines = [text("broadcast-report-sent", sent=counts.sent)] if counts.people else []
    if counts.groups:
        lines.append(Text("broadcast-report-group"))
    if counts.groups_later:
        lines.append(Text("broadcast-report-group-later"))
    for what, count in (
        ("later", counts.later),
        ("unreachable", counts.unreachable),
        ("unwanted", counts.unwanted),
        ("unsure", counts.let_be),
    ):
        if count:
            lines.append(text(f"broadcast-report-{what}", people=so_many(count)))
    return lines or [Text("broadcast-report-nobody")]


def _message(broadcast: Broadcast, sender: Member) -> Text:
    return text(
        "broadcast",
        words=broadcast.words,
        name=sender.name,
        neighbourhood=sender.community_name,
    )
