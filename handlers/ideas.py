"""Ideas in the chat: bringing them, their card in the group, joining and responding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot import ideas as rules
from bot.errors import Refused
from bot.ideas import (
    AnswerResponse,
    BringIdea,
    Idea,
    IdeaState,
    JoinIdea,
    LeaveIdea,
    ListIdeas,
    OpenIdea,
    RespondToIdea,
    Response,
    WithdrawIdea,
)
from bot.matching import Direction
from bot.messages import (
    CommunityId,
    Courtesy,
    Keyboard,
    Message,
    PersonId,
    Text,
    ToChat,
    ToPerson,
    button,
    column,
    text,
    toast,
)
from bot.people import FewerMessages, Member
from handlers import dialogs, digest
from handlers.routing import (
    Here,
    Outcome,
    Router,
    drop_orphan,
    end_cards,
    post_cards,
    refresh_cards,
    show,
)
from storage import communities, outbox, people, talents
from storage import ideas as stored
from storage.database import Tx

router = Router()
CARD = "idea"


@router.command("idee", "idea")
@router.press(BringIdea)
async def bring(tx: Tx, here: Here, press: BringIdea | None = None) -> Outcome:
    """Ask what the idea is, unless it was said already."""
    who = here.who
    rules.check_may_bring(who, last=await stored.last_by(tx, who.id), at=tx.now)
    known = {"title": here.words} if 3 <= len(here.words) <= rules.LONGEST_TITLE else {}
    if here.words and not known:
        await outbox.put(
            tx,
            Message(to=here.me, body=text("idea-title-length", limit=rules.LONGEST_TITLE)),
        )
    await dialogs.begin(tx, here, rules.IDEA, known)
    return None


@router.finish("idea")
async def place(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Post the card in the group, and let the matcher look for what is still needed."""
    who = here.who
    rules.check_may_bring(who, last=await stored.last_by(tx, who.id), at=tx.now)
    idea = await stored.add(
        tx,
        community_id=who.community_id,
        author_id=who.id,
        title=answers["title"],
        needs=answers.get("needs"),
        excluded=answers.get("excluded"),
    )
    if idea.needs:
        await talents.add(
            tx,
            person_id=who.id,
            community_id=who.community_id,
            direction=Direction.NEED,
            words=idea.needs,
            tags=None,
            idea_id=idea.id,
        )
    groups = await communities.groups_of(tx, who.community_id)
    await _post(tx, idea, groups)
    await digest.refresh(tx, who.community_id)
    body, buttons = rules.placed(idea, posted=bool(groups))
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.press(JoinIdea)
async def join(tx: Tx, here: Here, press: JoinIdea) -> Outcome:
    """`Ik doe mee`: told to the one who brought it, and to be taken back."""
    idea, who = await _idea(tx, here, press.idea)
    rules.join(idea, by=who)
    new = idea.author_id != who.id and await stored.join(tx, idea.id, who.id)
    await drop_orphan(tx, here, CARD, idea.id)
    if idea.author_id == who.id:
        await show(tx, here, text("idea-yours", title=idea.title))
        return toast("idea-yours-toast")
    body = text("idea-you-join", title=idea.title)
    undo = column(button("not-after-all", LeaveIdea(idea=idea.id)))
    await show(tx, here, body, undo, about=rules.authors(idea))
    if new:
        await _refresh(tx, idea)
        await _tell_author(tx, idea, who)
    return toast("idea-you-join-toast")


@router.press(LeaveIdea)
async def leave(tx: Tx, here: Here, press: LeaveIdea) -> Outcome:
    """`Toch niet`."""
    idea, who = await _idea(tx, here, press.idea)
    if not await stored.leave(tx, idea.id, who.id):
        raise Refused("button-old")
    body = text("idea-you-left", title=idea.title)
    again = column(button("idea-join-again", JoinIdea(idea=idea.id)))
    await show(tx, here, body, again, about=rules.authors(idea))
    await _refresh(tx, idea)
    return None


@router.press(RespondToIdea)
async def respond(tx: Tx, here: Here, press: RespondToIdea) -> Outcome:
    """`Ik wil iets zeggen`: goes on in private."""
    idea, who = await _idea(tx, here, press.idea)
    rules.join(idea, by=who)
    await drop_orphan(tx, here, CARD, idea.id)
    if idea.author_id is None:
        raise Refused("idea-without-author")
    await dialogs.begin(tx, here, rules.RESPONSE, {"idea": idea.id, "title": idea.title})
    return toast("went-private")


@router.finish("response")
async def send_response(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """Pass a response on to the one who brought the idea; nobody else sees it."""
    idea, who = await _idea(tx, here, answers["idea"])
    rules.join(idea, by=who)
    kind = Response(answers["kind"])
    said = await stored.respond(tx, idea.id, who.id, kind, answers["words"])
    if idea.author_id is None:
        raise Refused("idea-without-author")
    body = text(f"idea-said-{kind}", name=who.name, title=idea.title, words=answers["words"])
    await outbox.put(
        tx,
        Message(
            to=ToPerson(idea.author_id),
            body=body,
            buttons=column(
                button("idea-answer", AnswerResponse(response=said)),
                button("fewer-messages", FewerMessages()),
            ),
            courtesy=Courtesy.PROMISED,
            about=frozenset({who.id}),
        ),
        Message(
            to=here.me,
            body=text("response-sent", title=idea.title),
            about=rules.authors(idea),
        ),
    )
    return None


@router.press(AnswerResponse)
async def answer(tx: Tx, here: Here, press: AnswerResponse) -> Outcome:
    said = await stored.response(tx, press.response)
    idea, who = await _idea(tx, here, said.idea_id)
    if idea.author_id != who.id:
        raise Refused("button-not-yours")
    await dialogs.begin(tx, here, rules.REPLY, {"response": said.id})
    return None


@router.finish("reply")
async def send_answer(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The answer goes to the one who responded."""
    said = await stored.response(tx, answers["response"])
    idea, who = await _idea(tx, here, said.idea_id)
    if idea.author_id != who.id:
        raise Refused("button-not-yours")
    body = text("idea-answered", name=who.name, title=idea.title, words=answers["words"])
    await outbox.put(
        tx,
        Message(
            to=ToPerson(said.person_id),
            body=body,
            buttons=column(
                button("idea-open", OpenIdea(idea=idea.id)),
                button("fewer-messages", FewerMessages()),
            ),
            courtesy=Courtesy.PROMISED,
            about=frozenset({who.id}),
        ),
        Message(to=here.me, body=Text("reply-sent")),
    )
    return None


@router.command("ideeen", "ideas")
@router.press(ListIdeas)
async def look_around(tx: Tx, here: Here, press: ListIdeas | None = None) -> Outcome:
    page = await stored.page(tx, here.who.community_id, press.page if press else 0)
    await show(tx, here, *rules.list_screen(page), about=rules.authors(*page.items))
    return None


@router.press(OpenIdea)
async def open_idea(tx: Tx, here: Here, press: OpenIdea) -> Outcome:
    idea, who = await _idea(tx, here, press.idea)
    joined = await stored.participants(tx, idea.id)
    body, buttons = rules.private_card(
        idea,
        author=await _author(tx, idea),
        joined=len(joined),
        mine=idea.author_id == who.id,
        i_join=who.id in joined,
    )
    await show(tx, here, body, buttons, about=rules.authors(idea))
    return None


@router.press(WithdrawIdea)
async def withdraw(tx: Tx, here: Here, press: WithdrawIdea) -> Outcome:
    """Asked once more, then the card in the group closes."""
    idea, who = await _idea(tx, here, press.idea)
    gone = rules.withdraw(idea, by=who)
    if not press.sure:
        sure = button("idea-withdraw-sure", WithdrawIdea(idea=idea.id, sure=True))
        body = text("idea-withdraw-ask", title=idea.title)
        await show(tx, here, body, column(sure, button("back", OpenIdea(idea=idea.id))))
        return None
    await stored.set_state(tx, gone)
    await talents.end_of_idea(tx, idea.id)
    await show(tx, here, text("idea-withdrawn", title=idea.title))
    await _refresh(tx, gone)
    for card, _ in await outbox.cards_of(tx, CARD, idea.id):
        await outbox.close_card(tx, card)
    await digest.refresh(tx, idea.community_id)
    return None


async def _tell_author(tx: Tx, idea: Idea, who: Member) -> None:
    if idea.author_id is None:
        return
    await outbox.put(
        tx,
        Message(
            to=ToPerson(idea.author_id),
            body=text("idea-somebody-joins", name=who.name, title=idea.title),
            buttons=column(button("fewer-messages", FewerMessages())),
            courtesy=Courtesy.PROMISED,
            about=frozenset({who.id}),
        ),
    )


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Somebody leaves for good: an idea that others joined stays, without the name; one that
    nobody joined goes."""
    for idea in await stored.by_author(tx, person):
        others = set(await stored.participants(tx, idea.id)) - {person}
        await talents.end_of_idea(tx, idea.id)
        if others and idea.state is not IdeaState.WITHDRAWN:
            await stored.without_author(tx, idea.id)
            await _show_anew(tx, replace(idea, author_id=None))
        else:
            await outbox.recall(tx, CARD, idea.id)
            await end_cards(tx, CARD, idea.id)
            await stored.remove(tx, idea.id)
    for idea in await stored.joined_by(tx, person):
        await stored.leave(tx, idea.id, person)
        await _refresh(tx, idea)


async def post_missing(tx: Tx, group: ToChat, community_id: CommunityId) -> None:
    """The bot can speak in this group again: post the ideas that could not be."""
    shown = await outbox.shown_in(tx, group.id, CARD)
    for idea in await stored.all_open(tx, community_id):
        if idea.id not in shown:
            await _post(tx, idea, [group])


async def _post(tx: Tx, idea: Idea, to: Sequence[ToChat]) -> None:
    """Put the idea's card in groups of its neighbourhood."""
    about = rules.authors(idea)
    await post_cards(tx, CARD, idea.id, *await _card(tx, idea), to=to, about=about)


async def _refresh(tx: Tx, idea: Idea) -> None:
    """Show the idea on its cards as it is now."""
    await refresh_cards(tx, CARD, idea.id, *await _card(tx, idea), about=rules.authors(idea))


async def _show_anew(tx: Tx, idea: Idea) -> None:
    """As `_refresh`, but a card that has not left yet is written anew too."""
    if await outbox.recall(tx, CARD, idea.id):
        await _post(tx, idea, await communities.groups_of(tx, idea.community_id))
    else:
        await _refresh(tx, idea)


async def _card(tx: Tx, idea: Idea) -> tuple[Text, Keyboard]:
    joined = len(await stored.participants(tx, idea.id))
    return rules.card(idea, author=await _author(tx, idea), joined=joined)


async def _author(tx: Tx, idea: Idea) -> str | None:
    return (await people.get(tx, idea.author_id)).name if idea.author_id else None


async def _idea(tx: Tx, here: Here, idea_id: int) -> tuple[Idea, Member]:
    """The idea and who looks at it; refuses somebody of another neighbourhood."""
    idea = await stored.get(tx, idea_id)
    assert here.person is not None  # noqa: S101  # no strangers here
    return idea, await people.member(tx, here.person.id, idea.community_id)
