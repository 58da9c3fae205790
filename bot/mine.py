"""Mine: what I placed, said and promised, each to open and to change or withdraw; and my week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.asking import Asked, ShowQuestion, question_line
from bot.callbacks import Payload
from bot.digest import Overview
from bot.groups import Group, OpenGroup
from bot.guide import Entry, OpenEntry
from bot.guide import line as entry_line
from bot.ideas import BringIdea, Idea, OpenIdea
from bot.introductions import Introduction, ShowContact
from bot.messages import Button, Keyboard, PersonId, Text, brief, button, column, text
from bot.paging import PAGE, Page, page_of, within
from bot.sessions import Listed, OpenSession, Session
from bot.talents import SayTalent, Talent, opened_from_list
from bot.talents import line as talent_line
from bot.welcomes import ShowContact as ShowGreeted
from bot.welcomes import Welcome

WEEK = timedelta(days=7)
IN_A_BUTTON = 18


class Section(StrEnum):
    IDEAS = "ideas"
    TALENTS = "talents"
    GROUPS = "groups"
    SESSIONS = "sessions"
    INTRODUCTIONS = "introductions"
    GUIDE = "guide"


class ShowMine(Payload, tag="mi"):
    pass


class ShowSection(Payload, tag="mis"):
    section: Section
    page: int


class OpenQuestion(Payload, tag="miq"):
    """An introduction that waits for my answer: the question again."""

    introduction: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of mine: its line, and the short name and payload of its button."""

    line: Text
    name: Text
    opens: Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """Everything of one person, as it is stored. `waiting`: introductions to be answered.
    `entries` and `questions`: of the guide to people."""

    ideas: Sequence[Idea]
    talents: Sequence[Talent]
    groups: Sequence[Group]
    sessions: Sequence[Listed]
    waiting: Sequence[Introduction]
    contacts: Sequence[Introduction]
    greetings: Sequence[Welcome]  # of who said hi to each other
    entries: Sequence[Entry]
    questions: Sequence[Asked]
    names: Mapping[PersonId, str]  # of the people of all these
    me: PersonId


Screen = tuple[Text, Keyboard]


def back_to(section: Section) -> Button:
    """`Terug` under what was opened from a list."""
    return button("back", ShowSection(section=section, page=0))


def overview(mine: Mine) -> Screen:
    """How much there is of each kind, with a button to see it."""
    filled = [(section, items(mine, section)) for section in Section]
    filled = [(section, found) for section, found in filled if found]
    if not filled:
        return Text("mine-nothing"), column(
            button("menu-idea", BringIdea()),
            button("menu-talent", SayTalent()),
            button("menu-overview", Overview()),
        )
    lines = [text(f"mine-count-{section}", count=len(found)) for section, found in filled]
    rows = [
        button(f"mine-{section}", ShowSection(section=section, page=0)) for section, _ in filled
    ]
    return text("mine", lines=lines), column(*rows)


def section_screen(mine: Mine, section: Section, number: int) -> Screen:
    """One kind, a few at a time, each to be opened."""
    number = within(number)
    page: Page[Item] = page_of(
        items(mine, section)[number * PAGE : (number + 1) * PAGE + 1], number
    )
    back = button("back", ShowMine())
    if not page.items:
        return Text("mine-section-empty"), column(back)
    lines = [text("mine-line", number=place, line=item.line) for place, item in page.numbered()]
    opening = [_opening(place, item) for place, item in page.numbered()]
    turning = page.turns(lambda other: ShowSection(section=section, page=other))
    body = text("mine-section", title=Text(f"mine-{section}"), lines=lines)
    return body, (*column(*opening), *turning, (back,))


def items(mine: Mine, section: Section) -> list[Item]:
    """The things of one kind, newest or soonest first."""
    match section:
        case Section.IDEAS:
            return [_item(each.title, OpenIdea(idea=each.id)) for each in mine.ideas]
        case Section.TALENTS:
            return [
                Item(talent_line(each), _words(each.words), opened_from_list(each))
                for each in mine.talents
            ]
        case Section.GROUPS:
            return [_item(each.name, OpenGroup(group=each.id)) for each in mine.groups]
        case Section.SESSIONS:
            return [
                Item(
                    _session_line(each.session),
                    _words(each.session.title),
                    OpenSession(session=each.session.id),
                )
                for each in mine.sessions
            ]
        case Section.INTRODUCTIONS:
            return [
                *(
                    Item(
                        Text("mine-waiting"),
                        Text("mine-answer"),
                        OpenQuestion(introduction=each.id),
                    )
                    for each in mine.waiting
                ),
                *(
                    _contact(
                        mine, it.person(it.side_of(mine.me).other), ShowContact(introduction=it.id)
                    )
                    for it in mine.contacts
                ),
                *(
                    _contact(mine, each.beside(mine.me), ShowGreeted(welcome=each.id))
                    for each in mine.greetings
                ),
            ]
        case Section.GUIDE:
            return [
                Item(
                    question_line(each, of=mine.me, names=mine.names),
                    _words(each.words),
                    ShowQuestion(question=each.id),
                )
                for each in mine.questions
            ] + [
                Item(
                    entry_line(each, of=mine.me, names=mine.names),
                    _words(each.words),
                    OpenEntry(entry=each.id),
                )
                for each in mine.entries
            ]


def week_screen(coming: Sequence[Listed], *, suggestion: Session | None, now: datetime) -> Screen:
    """What I do in the coming seven days; in a quiet week, one thing to join."""
    soon = [each.session for each in coming if each.session.starts_at < now + WEEK]
    if soon:
        rows = [button(_words(each.title), OpenSession(session=each.id)) for each in soon]
        lines = [_session_line(each) for each in soon]
        return text("week", lines=lines), column(*rows)
    if suggestion is None:
        return Text("week-quiet"), column(button("menu-overview", Overview()))
    body = text("week-quiet-suggestion", session=_session_line(suggestion))
    opening = button(_words(suggestion.title), OpenSession(session=suggestion.id))
    return body, column(opening)


def week_changes_at(
    coming: Sequence[Listed], *, suggestion: Session | None, now: datetime
) -> datetime | None:
    """When the week shows something else because time passed: a meeting comes within seven days,
    or one begins. What people change is told by them."""
    begins = [each.session.starts_at for each in coming]
    begins += [suggestion.starts_at] if suggestion is not None else []
    moments = [*begins, *(each - WEEK for each in begins)]
    return min((each for each in moments if each > now), default=None)


def _contact(mine: Mine, other: PersonId | None, opens: Payload) -> Item:
    name = mine.names.get(other) if other is not None else None
    shown = name or Text("introduction-gone")
    return Item(
        text("mine-contact", name=shown),
        text("mine-name", name=brief(name, IN_A_BUTTON) if name else shown),
        opens,
    )


def _item(words: str, opens: Payload) -> Item:
    return Item(text("mine-name", name=words), _words(words), opens)


def _words(words: str) -> Text:
    """The beginning of what somebody wrote, for a button."""
    return text("mine-name", name=brief(words, IN_A_BUTTON))


def _opening(place: int, item: Item) -> Button:
    return button(text("list-open", number=place, title=item.name), item.opens)


def _session_line(session: Session) -> Text:
    return text("mine-session", title=session.title, at=session.at, place=session.place)
