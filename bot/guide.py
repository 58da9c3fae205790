"""The guide to people: who knows more about something here?

Somebody who says "hierover kun je mij bellen" has an entry: a neighbour or somebody who works here,
in the same form. Whoever asks "wie moet ik hebben?" reads at most three of them, with why, and who
searches along. What is then asked of one of them, and promised, is in `bot/asking.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot import matching
from bot.asking import AskConnector, Asked, AskEntry, SeekInstead
from bot.callbacks import Payload, Rest
from bot.dialogs import Answers, Context, Dialog, Option, Question, only_buttons, words
from bot.errors import Refused
from bot.ideas import BringIdea
from bot.introductions import Shown, fewer
from bot.matching import Direction, Posting, Reason, Suggestion
from bot.matching.slate import choose
from bot.matching.whom import asked_about
from bot.messages import Button, CommunityId, PersonId, Text, brief, button, column, text
from bot.moderation import cautions
from bot.moments import local
from bot.people import Member
from bot.permissions import Action, require
from bot.tags import tag_names, tags_of
from bot.talents import LONGEST, SHORTEST, TALENT, TRIES, preset

LONGEST_TOPIC = 150  # three people, with all that they may tell, fit in one message
LONGEST_CAN = 300
LONGEST_LINE = 120
MOST_ENTRIES = 3  # of one person in one neighbourhood
SHOWN = 3
GOOD_ENOUGH = 0.35  # less sure than for an introduction: these people put their own name there
IN_A_BUTTON, IN_A_LIST = 14, 18
FADED = 2  # asked twice whether it is still so, without an answer
STAND_IN_LINK_LASTS = timedelta(hours=48)


# --- buttons -----------------------------------------------------------------------------------


class SayEntry(Payload, tag="gus"):
    """`Ik weet ergens veel van`."""


class LookForSomebody(Payload, tag="gul"):
    """`Wie moet ik hebben?`"""


class OpenEntry(Payload, tag="gue"):
    entry: int


class ChangeEntry(Payload, tag="guc"):
    entry: int


class WithdrawEntry(Payload, tag="guw"):
    entry: int
    sure: bool


class EntryStillTrue(Payload, tag="guj"):
    entry: int


class InviteStandIn(Payload, tag="gut"):
    entry: int


class BecomeStandIn(Payload, tag="gub"):
    token: Rest


class AnswerStandIn(Payload, tag="gug"):
    yes: bool
    token: Rest


class EndStandIn(Payload, tag="guz"):
    entry: int


# --- what it is --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody may be called about. `catch_all`: who does not know whom to ask may ask them.
    `reach`: other ways than through the bot, which always works."""

    id: int
    community_id: CommunityId
    person_id: PersonId
    words: str
    tags: tuple[str, ...]
    can: str
    reach: str
    warm: str
    catch_all: bool
    stand_in_id: PersonId | None
    created_at: datetime
    confirmed_at: datetime | None
    unanswered: int

    @property
    def true_at(self) -> datetime:
        """When its owner last said that it is so."""
        return self.confirmed_at or self.created_at

    @property
    def faded(self) -> bool:
        """Its owner did not answer "Klopt dit nog?": it says so, and comes last."""
        return self.unanswered >= FADED

    @property
    def rests(self) -> bool:
        """It is shown to nobody until its owner says that it is still so."""
        return self.unanswered > TRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry with its owner's chosen name. `away`: paused, stopped or not to be reached."""

    entry: Entry
    name: str
    away: bool

    @property
    def shown(self) -> bool:
        return not self.away and not self.entry.rests


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody to ask, and what the matcher saw."""

    listed: Listed
    reasons: tuple[Reason, ...]


# --- whom to ask -------------------------------------------------------------------------------


def check_may_look(by: Member) -> None:
    """Every neighbour may ask whom to ask."""
    require(by, Action.ASK_KEY_PERSON, of=by.community_id)


def find(written: str, listed: Sequence[Listed], *, by: PersonId, now: datetime) -> list[Found]:
    """At most three to ask, one entry of each, best first; what is not confirmed comes last."""
    found: dict[PersonId, Found] = {}
    shown = [each for each in listed if each.shown]
    for faded in (False, True):
        some = {each.entry.id: each for each in shown if each.entry.faded is faded}
        for one in choose(_fitting(written, list(some.values()), by=by, now=now)):
            who = some[one.offer.id]
            found.setdefault(who.entry.person_id, Found(who, one.reasons))
    return list(found.values())[:SHOWN]


def _fitting(
    written: str, listed: Sequence[Listed], *, by: PersonId, now: datetime
) -> list[Suggestion]:
    """Of each person the entry that fits best, for the whole question and for what it is about:
    "wie gaat er over het gras" is about who looks after the green, and about grass."""
    index = matching.Index(_posting(each) for each in listed)
    readings = dict.fromkeys((written, asked_about(written)))
    needs = [Posting(id=0, owner=by, text=each, direction=Direction.NEED) for each in readings]
    fitting = [
        Suggestion(need, offer, score)
        for need in needs
        for offer, score in index.rank(need, now=now)
        if score.total >= GOOD_ENOUGH
    ]
    best: dict[int, Suggestion] = {}
    for one in sorted(fitting, key=lambda one: (-one.score, one.offer.id)):
        best.setdefault(one.offer.owner, one)
    return list(best.values())


def _posting(listed: Listed) -> Posting:
    entry = listed.entry
    return Posting(
        id=entry.id,
        owner=entry.person_id,
        text=entry.words,
        direction=Direction.OFFER,
        tags=entry.tags,
        posted_at=entry.true_at,
    )


def helpers(listed: Sequence[Listed], *, besides: Collection[PersonId]) -> list[Listed]:
    """Who searches along with whoever does not know whom to ask, confirmed most recently first."""
    able = [
        each
        for each in listed
        if each.shown and each.entry.catch_all and each.entry.person_id not in besides
    ]
    return sorted(able, key=lambda each: (each.entry.faded, -each.entry.true_at.timestamp()))


# --- the dialogs -------------------------------------------------------------------------------


def _yes(answers: Answers, context: Context) -> Sequence[Option]:
    return [Option(Text("guide-along-yes"), True), Option(Text("guide-along-no"), False)]


def _entry_preview(answers: Answers, context: Context) -> Text:
    lines = [text("guide-about", tags=tag_names(tags_of(answers)))] if tags_of(answers) else []
    lines += _details(
        can=answers["can"],
        reach=answers.get("reach") or "",
        warm=answers.get("warm") or "",
        catch_all=bool(answers.get("along")),
    )
    written = (answers.get(key) or "" for key in ("words", "can", "reach", "warm"))
    return text("guide-preview", words=answers["words"], lines=[*lines, *cautions(*written)])


ENTRY = Dialog(
    name="guide",
    questions=(
        Question(key="words", read=words(LONGEST_TOPIC, shortest=SHORTEST), free=True),
        TALENT.question("tags"),
        Question(key="can", read=words(LONGEST_CAN, shortest=SHORTEST), free=True),
    ),
    more=(
        Question(
            key="reach",
            read=words(LONGEST_LINE),
            optional=True,
            skip_label="guide-only-bot",
            free=True,
        ),
        Question(key="warm", read=words(LONGEST_LINE), optional=True, free=True),
        Question(key="along", read=only_buttons, optional=True, options=_yes, default=False),
    ),
    preview=_entry_preview,
)
LOOK = Dialog(
    name="look",
    questions=(Question(key="words", read=words(LONGEST, shortest=SHORTEST), free=True),),
    preview=lambda answers, context: Text("look-title"),
    confirm=False,
)


# --- decisions ---------------------------------------------------------------------------------


def check_may_offer(by: Member, *, entries: int) -> None:
    """Everybody may be in the guide, with a few topics each."""
    require(by, Action.OFFER_GUIDANCE, of=by.community_id)
    if entries >= MOST_ENTRIES:
        raise Refused("guide-full", most=MOST_ENTRIES)


def placed(answers: Answers) -> dict[str, Any]:
    """What is kept of the answers."""
    return {
        "words": answers["words"],
        "tags": tags_of(answers),
        "can": answers["can"],
        "reach": answers.get("reach") or "",
        "warm": answers.get("warm") or "",
        "catch_all": bool(answers.get("along")),
    }


def changed(entry: Entry, answers: Answers) -> dict[str, Any]:
    """What is kept of a change. About another topic nobody said yes to standing in yet, and a link
    that asks for it works no more."""
    news = placed(answers)
    if news["words"] == entry.words:
        return news
    return {**news, "stand_in_id": None, "token_hash": None, "token_until": None}


def begun(written: str) -> dict[str, Any]:
    """What is known of a new entry: it is something that somebody can; and perhaps its topic."""
    if len(written) > LONGEST_TOPIC:
        raise Refused("dialog-too-long", limit=LONGEST_TOPIC, length=len(written))
    return preset(written, direction=Direction.OFFER.value)


def answers_of(entry: Entry) -> dict[str, Any]:
    """The answers of an entry that stands there, to change one of them."""
    told = {"reach": entry.reach, "warm": entry.warm, "along": entry.catch_all}
    return {
        **begun(entry.words),
        "entry": entry.id,
        "tags": list(entry.tags),
        "can": entry.can,
        **{key: each for key, each in told.items() if each},
    }


def check_mine(entry: Entry, *, by: Member) -> None:
    """Refuse changing what is somebody else's."""
    require(by, Action.WITHDRAW_OWN, of=entry.community_id)
    if entry.person_id != by.id:
        raise Refused("button-not-yours")


def confirmed(entry: Entry, *, by: Member, at: datetime) -> Entry:
    """It is still so: shown in full again, and asked only after a long while."""
    check_mine(entry, by=by)
    return replace(entry, confirmed_at=at, unanswered=0)


def asked_again(entry: Entry) -> Entry:
    """One more "Klopt dit nog?" goes out, or, after the last, it comes to rest."""
    return replace(entry, unanswered=entry.unanswered + 1)


def stand_in(entry: Entry, *, by: Member) -> Entry:
    """Somebody says yes to being the stand-in, for themselves only."""
    require(by, Action.OFFER_GUIDANCE, of=entry.community_id)
    if entry.person_id == by.id:
        raise Refused("guide-own-stand-in")
    return replace(entry, stand_in_id=by.id)


def no_stand_in(entry: Entry, *, by: Member) -> Entry:
    """The stand-in, or whose entry it is, ends it."""
    require(by, Action.WITHDRAW_OWN, of=entry.community_id)
    if by.id not in {entry.stand_in_id, entry.person_id}:
        raise Refused("button-not-yours")
    return replace(entry, stand_in_id=None)


# --- what is shown: the guide ------------------------------------------------------------------


def front(mine: Sequence[Entry]) -> Shown:
    """`/wegwijzer`: look, say something of yourself, and what you said."""
    own = [
        button(text("mine-name", name=brief(each.words, IN_A_LIST)), OpenEntry(entry=each.id))
        for each in mine
    ]
    return Text("guide"), column(
        button("guide-look", LookForSomebody()), button("guide-say", SayEntry()), *own
    )


def result(
    it: Asked, found: Sequence[Found], *, helper: Listed | None, connectors: bool, zone: str
) -> Shown:
    """Whom to ask: at most three with why, who searches along, and the ordinary search."""
    buttons = [_ask(it, each.listed) for each in found]
    along = None
    if helper is not None:
        label = text("guide-to-along", name=brief(helper.name, IN_A_BUTTON))
        buttons.append(button(label, AskEntry(question=it.id, entry=helper.entry.id)))
        along = text("guide-along", name=helper.name)
    elif connectors:
        buttons.append(button("guide-to-connector", AskConnector(question=it.id)))
        along = Text("guide-along-connectors")
    buttons.append(button("guide-seek", SeekInstead(question=it.id)))
    if not found and along is None:
        buttons.append(button("search-idea", BringIdea()))
    lines = [_found(each, zone) for each in found]
    key = "guide-found" if found else "guide-found-nobody"
    return text(key, words=it.words, lines=lines, along=along), column(*buttons)


def _ask(it: Asked, listed: Listed) -> Button:
    label = text("guide-to", name=brief(listed.name, IN_A_BUTTON))
    return button(label, AskEntry(question=it.id, entry=listed.entry.id))


def _found(found: Found, zone: str) -> Text:
    entry = found.listed.entry
    rest = [_why(found.reasons), *_shown_details(entry)]
    if entry.faded:
        rest.append(text("guide-since", day=local(entry.true_at, zone).date()))
    return text("guide-person", name=found.listed.name, words=entry.words, rest=rest)


def _why(reasons: Sequence[Reason]) -> Text:
    """The topic that the question and the entry share, in words."""
    for each in reasons:
        if "tag" in each.params:
            return text("guide-why-tag", tag=each.params["tag"])
        if "sought" in each.params:
            return text(
                "guide-why-near", sought=each.params["sought"], offered=each.params["offered"]
            )
    return Text("guide-why-words")


def _shown_details(entry: Entry) -> list[Text]:
    return _details(can=entry.can, reach=entry.reach, warm=entry.warm, catch_all=entry.catch_all)


def _details(*, can: str, reach: str, warm: str, catch_all: bool) -> list[Text]:
    """What everybody reads of an entry, below its topic."""
    lines = [text("guide-can", words=can)]
    lines.append(text("guide-reach", words=reach) if reach else Text("guide-reach-bot"))
    if warm:
        lines.append(text("guide-warm", words=warm))
    if catch_all:
        lines.append(Text("guide-searches-along"))
    return lines


def entry_screen(entry: Entry, *, stand_in: str | None, zone: str, new: bool = False) -> Shown:
    """My entry as the neighbourhood reads it, and what I can do with it."""
    lines = _shown_details(entry)
    lines.append(text("guide-stand-in", name=stand_in) if stand_in else Text("guide-no-stand-in"))
    if entry.faded:
        lines.append(text("guide-since", day=local(entry.true_at, zone).date()))
    buttons = [button("guide-still-yes", EntryStillTrue(entry=entry.id))] if entry.faded else []
    buttons += [
        button("dialog-adjust-button", ChangeEntry(entry=entry.id)),
        button("guide-stand-in-ask", InviteStandIn(entry=entry.id)),
    ]
    if stand_in is not None:
        buttons.append(button("guide-stand-in-end", EndStandIn(entry=entry.id)))
    buttons.append(button("guide-withdraw", WithdrawEntry(entry=entry.id, sure=False)))
    key = "guide-placed" if new else "guide-entry"
    return text(key, words=entry.words, lines=lines), column(*buttons)


def withdrawing(entry: Entry) -> Shown:
    """Are you sure?"""
    return text("guide-withdraw-ask", words=entry.words), column(
        button("talent-withdraw-yes", WithdrawEntry(entry=entry.id, sure=True)),
        button("back", OpenEntry(entry=entry.id)),
    )


def still(entry: Entry) -> Shown:
    """Is this still so?"""
    return text("guide-still", words=entry.words, lines=_shown_details(entry)), column(
        button("guide-still-yes", EntryStillTrue(entry=entry.id)),
        button("dialog-adjust-button", ChangeEntry(entry=entry.id)),
        button("guide-withdraw", WithdrawEntry(entry=entry.id, sure=False)),
        fewer(),
    )


# --- what is shown: the stand-in ---------------------------------------------------------------


def stand_in_link(entry: Entry, *, name: str, until: datetime, token: str) -> Shown:
    """What its owner passes on to whom they have in mind."""
    body = text("guide-stand-in-forward", name=name, words=entry.words, until=until)
    return body, column(button("guide-stand-in-open", start=BecomeStandIn(token=Rest(token))))


def stand_in_question(entry: Entry, *, name: str, token: Rest) -> Shown:
    """What it means, before a yes."""
    return text("guide-stand-in-question", name=name, words=entry.words), column(
        button("guide-stand-in-yes", AnswerStandIn(yes=True, token=token)),
        button("guide-stand-in-no", AnswerStandIn(yes=False, token=token)),
    )


def stand_in_found(entry: Entry, *, name: str) -> Shown:
    """Who it is, for the owner."""
    return text("guide-stand-in-accepted", name=name, words=entry.words), column(
        button("guide-open", OpenEntry(entry=entry.id)), fewer()
    )


def stand_in_over(entry: Entry, *, name: str) -> Shown:
    """The topic became another one, so their yes no longer holds."""
    return text("guide-stand-in-over", name=name, words=entry.words), column(fewer())


def stand_in_screen(entry: Entry, *, name: str) -> Shown:
    """What the stand-in finds back, and how it ends."""
    return text("guide-stand-in-mine", name=name, words=entry.words), column(
        button("guide-stand-in-stop", EndStandIn(entry=entry.id))
    )


# --- lines in a list ---------------------------------------------------------------------------


def line(entry: Entry, *, of: PersonId, names: Mapping[PersonId, str]) -> Text:
    """One of my own entries, or one for which I am the stand-in."""
    if entry.person_id != of:
        name = names.get(entry.person_id) or Text("introduction-gone")
        return text("guide-line-stand-in", name=name, words=entry.words)
    key = "talent-line-rests" if entry.rests else "talent-line"
    return text(key, direction=Text("guide-line"), words=entry.words)
