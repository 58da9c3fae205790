"""Ideas: what somebody would like, and who joins in.

Nobody approves an idea and nobody votes. Responses are `Ik doe mee` on the card, and in private
building on it, asking, or saying a worry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Option, Question, only_buttons, words
from bot.errors import Refused
from bot.messages import CommunityId, Keyboard, PersonId, Text, brief, button, column, text
from bot.moderation import cautions
from bot.paging import Page
from bot.people import SHOWN_COUNT, Member
from bot.permissions import Action, require

LONGEST_TITLE = 300
LONGEST_WORDS = 1000
IN_A_BUTTON = 18
BETWEEN_TWO = timedelta(days=1)  # one new idea card a day per person


class IdeaState(StrEnum):
    """Where an idea is. No order is imposed and nothing runs out."""

    SKETCH = "sketch"
    WITHDRAWN = "withdrawn"


class Response(StrEnum):
    """What somebody says to an idea, besides joining. There is no for or against."""

    BUILD_ON = "build_on"
    QUESTION = "question"
    CONCERN = "concern"


class BringIdea(Payload, tag="bi"):
    pass


class ListIdeas(Payload, tag="li"):
    page: int


QUIET_AFTER = timedelta(days=3)  # without a human reaction: then the buurtverbinders hear of it


class OpenIdea(Payload, tag="oi"):
    idea: int


class JoinIdea(Payload, tag="ij"):
    idea: int


class LeaveIdea(Payload, tag="il"):
    idea: int


class RespondToIdea(Payload, tag="ir"):
    idea: int


class AnswerResponse(Payload, tag="ia"):
    """The one who brought the idea answers a response."""

    response: int


class WithdrawIdea(Payload, tag="iw"):
    idea: int
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    id: int
    community_id: CommunityId
    author_id: PersonId | None
    title: str
    needs: str | None
    excluded: str | None
    state: IdeaState
    created_at: datetime


def _preview(answers: Answers, context: Context) -> Text:
    return text(
        "idea-preview",
        title=answers["title"],
        details=_details(answers.get("needs"), answers.get("excluded")),
        cautions=cautions(*(str(each) for each in answers.values() if each)),
    )


IDEA = Dialog(
    name="idea",
    questions=(
        Question(key="title", read=words(LONGEST_TITLE, shortest=3), free=True),
        Question(key="needs", read=words(LONGEST_WORDS), optional=True, free=True),
        Question(key="excluded", read=words(LONGEST_WORDS), optional=True, free=True),
    ),
    preview=_preview,
)


def _kinds(answers: Answers, context: Context) -> Sequence[Option]:
    return [Option(Text(f"idea-{kind}"), kind.value) for kind in Response]


def _response_preview(answers: Answers, context: Context) -> Text:
    return text("response-preview", words=answers["words"])


RESPONSE = Dialog(
    name="response",
    questions=(
        Question(key="kind", read=only_buttons, options=_kinds),
        Question(key="words", read=words(LONGEST_WORDS), free=True),
    ),
    preview=_response_preview,
    finish="dialog-send",
)
REPLY = Dialog(
    name="reply",
    questions=(Question(key="words", read=words(LONGEST_WORDS), free=True),),
    preview=_response_preview,
    finish="dialog-send",
)


def check_may_bring(by: Member, *, last: datetime | None, at: datetime) -> None:
    """Refuse a second idea within a day."""
    require(by, Action.BRING_IDEA, of=by.community_id)
    if last is not None and at - last < BETWEEN_TWO:
        raise Refused("idea-one-a-day")


def join(idea: Idea, *, by: Member) -> None:
    """Refuse joining an idea that is not there any more."""
    require(by, Action.RESPOND_TO_IDEA, of=idea.community_id)
    if idea.state is IdeaState.WITHDRAWN:
        raise Refused("idea-gone")


def withdraw(idea: Idea, *, by: Member) -> Idea:
    """Take back one's own idea; nobody else can."""
    require(by, Action.WITHDRAW_OWN, of=idea.community_id)
    if idea.author_id != by.id:
        raise Refused("button-not-yours")
    if idea.state is IdeaState.WITHDRAWN:
        raise Refused("idea-gone")
    return replace(idea, state=IdeaState.WITHDRAWN)


def authors(*ideas: Idea | None) -> frozenset[PersonId]:
    """Whose names and words these ideas are."""
    return frozenset(each.author_id for each in ideas if each and each.author_id)


def card(idea: Idea, *, author: str | None, joined: int) -> tuple[Text, Keyboard]:
    """The idea as its group sees it: two buttons, and a number only from five people on."""
    if idea.state is IdeaState.WITHDRAWN:
        return text("idea-card-withdrawn", title=idea.title), ()
    body = text(
        "idea-card",
        title=idea.title,
        author=_by(author),
        details=_details(idea.needs, idea.excluded),
        joined=_joined(joined),
    )
    return body, column(
        button("idea-join", JoinIdea(idea=idea.id)),
        button("idea-respond", RespondToIdea(idea=idea.id)),
    )


def placed(idea: Idea, *, posted: bool) -> tuple[Text, Keyboard]:
    """It is there. `posted`: whether there is a group of the neighbourhood in which its card comes
    now."""
    body = text("idea-placed" if posted else "idea-placed-no-group", title=idea.title)
    return body, column(button("idea-open", OpenIdea(idea=idea.id)))


def private_card(
    idea: Idea, *, author: str | None, joined: int, mine: bool, i_join: bool
) -> tuple[Text, Keyboard]:
    """The idea as somebody opens it in private, with what they can do with it."""
    body, _ = card(idea, author=author, joined=joined)
    if idea.state is IdeaState.WITHDRAWN:
        return body, ()
    if mine:
        buttons = [button("idea-withdraw", WithdrawIdea(idea=idea.id, sure=False))]
    elif i_join:
        buttons = [button("idea-leave", LeaveIdea(idea=idea.id))]
    else:
        buttons = [button("idea-join", JoinIdea(idea=idea.id))]
    if not mine:
        buttons.append(button("idea-respond", RespondToIdea(idea=idea.id)))
    buttons.append(button("ideas-all", ListIdeas(page=0)))
    return body, column(*buttons)


def list_screen(page: Page[Idea]) -> tuple[Text, Keyboard]:
    """The ideas of a neighbourhood, newest first, a few at a time."""
    if not page.items:
        return Text("ideas-none"), column(button("menu-idea", BringIdea()))
    lines = [
        text("ideas-line", number=number, title=idea.title) for number, idea in page.numbered()
    ]
    opening = [
        button(
            text("list-open", number=number, title=brief(idea.title, IN_A_BUTTON)),
            OpenIdea(idea=idea.id),
        )
        for number, idea in page.numbered()
    ]
    turning = page.turns(lambda number: ListIdeas(page=number))
    return text("ideas", lines=lines), (*column(*opening), *turning)


def _details(needs: str | None, excluded: str | None) -> list[Text]:
    details = []
    if needs:
        details.append(text("idea-needs", needs=needs))
    if excluded:
        details.append(text("idea-excluded", excluded=excluded))
    return details


def _by(author: str | None) -> Text:
    return text("idea-by", author=author) if author else Text("idea-by-somebody")


def _joined(count: int) -> Text:
    if count == 0:
        return Text("idea-joined-none")
    if count < SHOWN_COUNT:
        return Text("idea-joined-few")
    return text("idea-joined", count=count)
