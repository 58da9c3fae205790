"""Talents: what people can, seek, want to learn, or like to do together.

How often somebody may be asked is theirs and not a talent's: who says five things is not asked five
times as often, and one promise is easier to keep in mind, and to keep.

Only buurtverbinders read the words; anybody else at most reads the tags that were confirmed, and
the direction, without a name. Who chooses so stands with name and words in the directory too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot import times
from bot.callbacks import Payload
from bot.dialogs import (
    DIALOGS,
    Answers,
    Context,
    Dialog,
    Option,
    Question,
    only_buttons,
    words,
)
from bot.errors import Refused
from bot.ideas import BringIdea
from bot.matching import Direction
from bot.matching.whom import asks_whom
from bot.messages import Button, CommunityId, Keyboard, PersonId, Text, button, column, text
from bot.moderation import cautions, is_address
from bot.moments import local
from bot.people import FewerMessages, Member, so_many
from bot.permissions import Action, require
from bot.preferences import ASKS, asks_in_words
from bot.tags import suggested_tags, tag_names, tags_of, tags_question
from bot.teams import Colleague, team_day

SHORTEST, LONGEST = 2, 500
LONGEST_AVOID = 200
LONGEST_AREA = 60
STILL_AFTER = timedelta(days=60)  # "Klopt dit nog?"
ASK_AGAIN_AFTER = timedelta(days=14)
TRIES = 3
REPORT_EVERY = timedelta(days=7)
SEARCH_LASTS = timedelta(days=21)  # then an honest "Ik vond niemand" (EXPERIENCE 22)
OPEN_SEARCHES = 3  # per person, besides what ideas ask for


class SayTalent(Payload, tag="ta"):
    """`Ik kan iets`, in the menu."""


class SeekTalent(Payload, tag="se"):
    """`Ik zoek iemand`, in the menu."""


class WithdrawTalent(Payload, tag="tw"):
    talent: int


class ReallyWithdraw(Payload, tag="tr"):
    talent: int


class StillTrue(Payload, tag="tj"):
    """Yes, this is still so."""

    talent: int


class OpenResting(Payload, tag="th"):
    """What rests, from the list of my own: is it still so?"""

    talent: int


class SearchOn(Payload, tag="tz"):
    """`Zoek door`."""

    talent: int


class OpenTalent(Payload, tag="tn"):
    """All that was told, from the list of my own."""

    talent: int


class ChangeTalent(Payload, tag="tc"):
    """Tell it anew, beginning from what was told."""

    talent: int


class KeepTalent(Payload, tag="tk"):
    """No, leave it there."""

    talent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Talent:
    """Something that one person said about themselves, in one direction."""

    id: int
    community_id: CommunityId
    person_id: PersonId
    direction: Direction
    words: str
    tags: tuple[str, ...]
    avoid: str
    times: tuple[str, ...] = ()
    area: str = ""
    listed: bool = False  # in the directory, for everyone in the neighbourhood
    on_behalf: str | None = None  # told by a proxy for somebody of this name, if they gave one
    idea_id: int | None
    group_id: int | None = None
    group_name: str | None = None  # of the small group that its starter told this of
    created_at: datetime
    confirmed_at: datetime | None = None
    unanswered: int = 0  # times in a row that "Klopt dit nog?" stayed without an answer

    @property
    def rests(self) -> bool:
        """Nobody is asked about it any more until its owner says that it is still so."""
        return self.unanswered > TRIES

    @property
    def is_search(self) -> bool:
        """Somebody looks for it themselves; an idea's needs live with the idea, and a group's with
        the group."""
        of_somebody = self.idea_id is None and self.group_id is None
        return self.direction is Direction.NEED and of_somebody


# --- the dialogs -------------------------------------------------------------------------------


def somebody(nickname: str | None) -> str | Text:
    """What a neighbour is called for whom something was told."""
    return nickname or Text("behalf-somebody")


def with_nickname(name: str, talent: Talent) -> str:
    """The name of whose talent it is, and of the neighbour or the group for whom they told it."""
    beside = talent.on_behalf or talent.group_name
    return f"{name} ({beside})" if beside else name


def is_for_guide(answers: Answers) -> bool:
    """Whether who is asked whom they seek asks whom to ask. `new`: it was not answered before."""
    seeks = answers.get("direction") == Direction.NEED and bool(answers.get("new"))
    return seeks and asks_whom(answers.get("words") or "")


def _found(answers: Answers) -> list[str]:
    direction = Direction(answers.get("direction") or Direction.NEED)
    return suggested_tags(str(answers.get("words") or ""), direction)


def _direction_options(answers: Answers, context: Context) -> Sequence[Option]:
    return [Option(Text(f"talent-direction-{each}"), each.value) for each in Direction]


def _read_area(written: str, context: Context) -> str:
    """About where, in somebody's own words; refuses an address."""
    if is_address(written):
        raise Refused("talent-area-no-address")
    return str(words(LONGEST_AREA)(written, context))


def _asks_options(answers: Answers, context: Context) -> Sequence[Option]:
    return [Option(asks_in_words(each), each) for each in ASKS]


def _is_no_search(answers: Answers) -> bool:
    return answers.get("direction") not in (None, Direction.NEED)


def _listed_options(answers: Answers, context: Context) -> Sequence[Option]:
    return [
        Option(Text("talent-show-connectors"), value=False),
        Option(Text("talent-show-everyone"), value=True),
    ]


def _listed(answers: Answers) -> bool:
    """Whether everyone may see it; what somebody looks for stays with the buurtverbinders."""
    return bool(answers.get("listed")) and _is_no_search(answers)


def _seen_by(*, listed: bool) -> Text:
    return Text("talent-seen-by-everyone" if listed else "talent-seen-by-connectors")


def _details(answers: Answers) -> list[Text]:
    """All that was told besides the words, a line each."""
    lines = []
    if tags_of(answers):
        lines.append(text("talent-preview-tags", tags=tag_names(tags_of(answers))))
    if answers.get("avoid"):
        lines.append(text("talent-preview-avoid", words=answers["avoid"]))
    if answers.get("times"):
        lines.append(text("talent-preview-times", times=times.in_words(answers["times"])))
    if answers.get("area"):
        lines.append(text("talent-preview-area", words=answers["area"]))
    return lines


def preview(answers: Answers, context: Context) -> Text:
    """All that will be kept, and who will see it."""
    lines = _details(answers)
    if asks := answers.get("asks") or answers.get("agreed"):
        lines.append(text("talent-preview-asks", asks=asks_in_words(asks)))
    lines += cautions(*(answers.get(each) or "" for each in ("words", "avoid", "area")))
    direction = Direction(answers.get("direction") or Direction.NEED)
    return text(
        "talent-preview",
        direction=_said(direction, of_group="group" in answers),
        words=answers["words"],
        lines=lines,
        seen_by=_seen_by(listed=_listed(answers)),
    )


read_words = words(LONGEST, shortest=SHORTEST)
WORDS = Question(key="words", read=read_words, free=True)
DIRECTION = Question(key="direction", read=only_buttons, options=_direction_options)
TAGS = tags_question("tags", heard=_found)
_AVOID = Question(key="avoid", read=words(LONGEST_AVOID), optional=True)
_TIMES = Question(
    key="times",
    read=only_buttons,
    optional=True,
    options=times.options,
    many=len(times.Cell),
    skip_label="talent-any-time",
)
_AREA = Question(key="area", read=_read_area, optional=True)
_ASKS = Question(key="asks", read=only_buttons, optional=True, options=_asks_options)
_LISTED = Question(
    key="listed",
    read=only_buttons,
    optional=True,
    options=_listed_options,
    asked=_is_no_search,
)
MORE = (_AVOID, _TIMES, _AREA, _ASKS)

TALENT = Dialog(
    name="talent",
    questions=(
        WORDS,
        DIRECTION,
        TAGS,
    ),
    more=(*MORE, _LISTED),
    preview=preview,
    finish="dialog-save",
    instead={"talent-by-questions": "talk", "talent-on-behalf": "behalf"},
    enough=True,
    over=is_for_guide,
)
SEEK = Dialog(
    name="seek",
    questions=(WORDS, TAGS),
    more=MORE,
    preview=preview,
    finish="dialog-save",
    enough=True,
    over=is_for_guide,
)


# --- decisions ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTalent:
    """What is about to be kept."""

    person_id: PersonId
    community_id: CommunityId
    direction: Direction
    words: str
    tags: tuple[str, ...]
    avoid: str
    times: tuple[str, ...]
    area: str
    listed: bool
    group_id: int | None
    asks_a_month: int | None  # of the person, for all they said; None: as it was


def say(by: Member, answers: Answers, *, open_searches: int) -> NewTalent:
    """Keep what somebody said; refuses a fourth open search."""
    require(by, Action.SAY_TALENT, of=by.community_id)
    direction = Direction(answers.get("direction") or Direction.NEED)
    if direction is Direction.NEED and open_searches >= OPEN_SEARCHES:
        raise Refused("talent-searches-full", most=OPEN_SEARCHES)
    return NewTalent(
        person_id=by.id,
        community_id=by.community_id,
        direction=direction,
        words=answers["words"],
        tags=tuple(tags_of(answers)),
        avoid=answers.get("avoid") or "",
        times=times.in_order(answers.get("times") or ()),
        area=answers.get("area") or "",
        listed=_listed(answers),
        group_id=answers.get("group"),
        asks_a_month=answers.get("asks"),
    )


def confirmed(talent: Talent, *, by: Member, at: datetime) -> Talent:
    """It is still so: asked again only after a long while, and a search begins anew."""
    may_withdraw(talent, by=by)
    return begun_anew(talent, at=at)


def begun_anew(talent: Talent, *, at: datetime) -> Talent:
    """What counts from when it was last said counts from now."""
    return replace(talent, confirmed_at=at, unanswered=0)


def changed(talent: Talent, new: NewTalent, *, by: Member, at: datetime) -> Talent:
    """The same talent as it is told now, which is a way to say that it is still so."""
    return replace(
        confirmed(talent, by=by, at=at),
        direction=new.direction,
        words=new.words,
        tags=new.tags,
        avoid=new.avoid,
        times=new.times,
        area=new.area,
        listed=new.listed,
    )


def asked_again(talent: Talent) -> Talent:
    """One more "Klopt dit nog?" goes out, or, after the last, it comes to rest."""
    return replace(talent, unanswered=talent.unanswered + 1)


def report_on(
    talent: Talent, *, at: datetime, zone: str, team: Sequence[Colleague] = ()
) -> date | None:
    """The local day on which a search is reported on next; None for anything else.

    A week later, or the first day after on which somebody of the team works.
    """
    return team_day(team, local(at + REPORT_EVERY, zone).date()) if talent.is_search else None


def is_over(talent: Talent, *, at: datetime) -> bool:
    """Whether a search lasted long enough to say that nobody was found."""
    return at - (talent.confirmed_at or talent.created_at) >= SEARCH_LASTS


def may_withdraw(talent: Talent, *, by: Member) -> None:
    """Refuse withdrawing what is somebody else's."""
    require(by, Action.WITHDRAW_OWN, of=talent.community_id)
    if talent.person_id != by.id:
        raise Refused("button-not-yours")


# --- what is shown -----------------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def saved(talent: Talent, *, report_on: date | None = None, also: int = 0) -> Shown:
    """Thanks, when a search is reported on, and the way to take it away again. `also`: how many
    others here told the same; it is good to know that one is not alone."""
    known: dict[str, Any] = {"direction": direction_of(talent), "words": talent.words}
    others = [text(f"talent-also-{talent.direction}", people=so_many(also))] if also else []
    body = (
        text("talent-saved", seen_by=_seen_by(listed=talent.listed), also=others, **known)
        if report_on is None
        else text("talent-saved-search", day=report_on, **known)
    )
    return body, column(button("talent-withdraw", WithdrawTalent(talent=talent.id)))


def still(talent: Talent) -> Shown:
    """Is this still so?"""
    return (
        text("talent-still", direction=direction_of(talent), words=talent.words),
        column(
            button("talent-still-yes", StillTrue(talent=talent.id)),
            button("talent-withdraw", WithdrawTalent(talent=talent.id)),
            button("fewer-messages", FewerMessages()),
        ),
    )


def still_true() -> Shown:
    return Text("talent-still-thanks"), ()


def report(talent: Talent, *, again_on: date | None) -> Shown:
    """How a search stands, each week, whatever goes on behind it."""
    return (
        text("search-report", words=talent.words, day=again_on),
        column(*_search_buttons(talent)),
    )


def nobody_found(talent: Talent) -> Shown:
    """The honest end of a search, and another way."""
    idea = button("search-idea", BringIdea())
    return text("search-nobody", words=talent.words), column(idea, *_search_buttons(talent))


def searched_on(talent: Talent, *, report_on: date) -> Shown:
    """`Zoek door`, with what happens next."""
    return text("search-goes-on", words=talent.words, day=report_on), column(search_stop(talent))


def search_stop(talent: Talent) -> Button:
    """`Stop zoeken`."""
    return button("search-stop", WithdrawTalent(talent=talent.id))


def _search_buttons(talent: Talent) -> tuple[Button, ...]:
    return (
        button("search-on", SearchOn(talent=talent.id)),
        search_stop(talent),
        button("fewer-messages", FewerMessages()),
    )


def withdrawing(talent: Talent) -> Shown:
    """Are you sure?"""
    return (
        text("talent-withdraw-ask", words=talent.words),
        column(
            button("talent-withdraw-yes", ReallyWithdraw(talent=talent.id)),
            button("talent-withdraw-no", KeepTalent(talent=talent.id)),
        ),
    )


def withdrawn() -> Shown:
    return Text("talent-withdrawn"), ()


def line(talent: Talent) -> Text:
    """One line in a list of somebody's own talents."""
    key = "talent-line-rests" if talent.rests else "talent-line"
    said = text(key, direction=direction_of(talent), words=talent.words)
    if talent.on_behalf is None and talent.group_name is None:
        return said
    return text("behalf-line", name=talent.group_name or somebody(talent.on_behalf), line=said)


def opened_from_list(talent: Talent) -> Payload:
    """What a tap on a line of the list does: wake what rests, or show what was told."""
    if talent.rests:
        return OpenResting(talent=talent.id)
    return OpenTalent(talent=talent.id)


def opened(talent: Talent) -> Shown:
    """All that was told, to change or to take away. What an idea seeks changes with the idea."""
    whose = []
    if talent.on_behalf is not None:
        whose.append(text("behalf-is-for", name=somebody(talent.on_behalf)))
    if talent.group_name is not None:
        whose.append(text("behalf-is-for", name=talent.group_name))
    body = text(
        "talent-opened",
        direction=direction_of(talent),
        words=talent.words,
        lines=[*whose, *_details(told(talent))],
        seen_by=_seen_by(listed=talent.listed),
    )
    withdraw = button("talent-withdraw", WithdrawTalent(talent=talent.id))
    if talent.idea_id is not None:
        return body, column(withdraw)
    return body, column(button("talent-change", ChangeTalent(talent=talent.id)), withdraw)


def also_told(talent: Talent) -> list[Text]:
    """What was told for the buurtverbinders besides words and tags, a line each."""
    return _details(told(talent) | {"tags": []})


def dialog_of(talent: Talent) -> Dialog:
    """The dialog in which a talent is told anew."""
    if talent.on_behalf is not None:
        return DIALOGS["behalf"]
    if talent.group_id is not None:
        return DIALOGS[f"group-{talent.direction}"]
    return SEEK if talent.direction is Direction.NEED else TALENT


def told(talent: Talent) -> dict[str, Any]:
    """A talent as the answers of its dialog; how often somebody may be asked stays as it is."""
    answers = {
        "talent": talent.id,
        "words": talent.words,
        "direction": talent.direction.value,
        "tags": list(talent.tags),
        "avoid": talent.avoid or None,
        "times": list(talent.times),
        "area": talent.area or None,
        "asks": None,
    }
    if talent.on_behalf is not None:
        return answers | {"yes": True, "name": talent.on_behalf or None}
    if talent.group_id is not None:
        return answers | {"group": talent.group_id}
    return answers | ({} if talent.direction is Direction.NEED else {"listed": talent.listed})


def direction_of(talent: Talent) -> Text:
    """What is meant by it, as who said it reads that."""
    return _said(talent.direction, of_group=talent.group_id is not None)


def _said(direction: Direction, *, of_group: bool) -> Text:
    return Text(f"group-says-{direction}" if of_group else f"talent-direction-{direction}")


def preset(written: str, **known: Any) -> dict[str, Any]:
    """The first answers of a dialog that began with words behind its command. `agreed`: how often
    somebody may be asked now."""
    tidy = written.strip()
    if len(tidy) > LONGEST:
        raise Refused("dialog-too-long", limit=LONGEST, length=len(tidy))
    return {"words": tidy, **known} if len(tidy) >= SHORTEST else known
