"""Small groups in the chat: starting one, its card, joining, waiting and leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot import groups as rules
from bot.errors import Refused
from bot.groups import (
    EndGroup,
    Group,
    GroupState,
    JoinGroup,
    LeaveGroup,
    LetGoOfGroup,
    ListGroups,
    Membership,
    OpenGroup,
    Place,
    StartGroup,
    TakeGroup,
)
from bot.messages import (
    CommunityId,
    Courtesy,
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
from storage import groups as stored
from storage.database import Tx

router = Router()
CARD = "group"


@router.command("groep", "group")
@router.press(StartGroup)
async def start(tx: Tx, here: Here, press: StartGroup | None = None) -> Outcome:
    rules.check_may_start(here.who)
    known = {"name": here.words} if 2 <= len(here.words) <= rules.LONGEST_NAME else {}
    await dialogs.begin(tx, here, rules.GROUP, known)
    return None


@router.finish("group")
async def place(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The group exists, with its founder in it, and its card appears in the neighbourhood."""
    who = here.who
    rules.check_may_start(who)
    group = await stored.add(
        tx,
        community_id=who.community_id,
        founder_id=who.id,
        name=answers["name"],
        about=answers.get("about"),
        places=answers["places"],
    )
    where = await communities.groups_of(tx, who.community_id)
    await _post(tx, group, where)
    await digest.refresh(tx, who.community_id)
    body, buttons = rules.placed(group, posted=bool(where))
    await outbox.put(tx, Message(to=here.me, body=body, buttons=buttons))
    return None


@router.press(JoinGroup)
async def join(tx: Tx, here: Here, press: JoinGroup) -> Outcome:
    """A place, or one on the waiting list; to be taken back."""
    group, who = await _group(tx, here, press.group)
    members = await stored.members(tx, group.id)
    place = rules.join(group, members, by=who)
    await drop_orphan(tx, here, CARD, group.id)
    new = all(each.person_id != who.id for each in members)
    if new:
        await stored.put_member(tx, group.id, who.id, waiting=place is Place.WAITING)
    await show(
        tx,
        here,
        text(f"group-you-{place}", name=group.name),
        column(button("not-after-all", LeaveGroup(group=group.id))),
    )
    if new:
        await _refresh(tx, group)
        await _tell_founder(tx, group, who, place)
    return toast(f"group-you-{place}-toast")


@router.press(LeaveGroup)
async def leave(tx: Tx, here: Here, press: LeaveGroup) -> Outcome:
    """`Toch niet`: the place goes to the first who waits."""
    group, who = await _group(tx, here, press.group)
    if group.founder_id == who.id:
        raise Refused("group-founder-ends")
    if not await stored.remove_member(tx, group.id, who.id):
        raise Refused("button-old")
    await _offer_place(tx, group)
    if rules.is_empty(group, await stored.members(tx, group.id)):
        await show(tx, here, text("group-you-left-last", name=group.name))
        await _close(tx, group)
        return None
    await show(
        tx,
        here,
        text("group-you-left", name=group.name),
        column(button("group-join-again", JoinGroup(group=group.id))),
    )
    await _refresh(tx, group)
    return None


@router.press(TakeGroup)
async def take(tx: Tx, here: Here, press: TakeGroup) -> Outcome:
    """`Ik trek dit groepje`: asked once more, for their name comes on its card."""
    group, who = await _group(tx, here, press.group)
    taken = rules.take(group, await stored.members(tx, group.id), by=who)
    if not press.sure:
        await show(tx, here, *rules.taking_on(group))
        return None
    await stored.set_founder(tx, taken)
    await _refresh(tx, taken)
    await show(tx, here, *rules.taken(taken))
    return None


@router.press(LetGoOfGroup)
async def let_go(tx: Tx, here: Here, press: LetGoOfGroup) -> Outcome:
    group, who = await _group(tx, here, press.group)
    free = rules.let_go(group, by=who)
    await talents.end_of_group(tx, group.id)
    await stored.set_founder(tx, free)
    await _refresh(tx, free)
    body, buttons = rules.private_card(
        free, await stored.members(tx, group.id), founder=None, me=who.id
    )
    await show(tx, here, body, buttons)
    return None


@router.press(EndGroup)
async def end(tx: Tx, here: Here, press: EndGroup) -> Outcome:
    """Asked once more; then everyone in it hears it, with thanks."""
    group, who = await _group(tx, here, press.group)
    rules.check_may_end(group, by=who)
    if not press.sure:
        sure = button("group-end-sure", EndGroup(group=group.id, sure=True))
        back = button("back", OpenGroup(group=group.id))
        await show(tx, here, text("group-end-ask", name=group.name), column(sure, back))
        return None
    await show(tx, here, text("group-ended", name=group.name))
    for each in await stored.members(tx, group.id):
        if each.person_id != who.id:
            await outbox.put(
                tx,
                Message(
                    to=ToPerson(each.person_id),
                    body=text("group-ended-thanks", name=group.name),
                    buttons=column(button("fewer-messages", FewerMessages())),
                    courtesy=Courtesy.PROMISED,
                ),
            )
    await _close(tx, group)
    return None


async def _close(tx: Tx, group: Group) -> None:
    """It is over: on its cards, for other groups, and in what the neighbourhood looks back on."""
    ended = replace(group, state=GroupState.ENDED)
    await stored.set_state(tx, ended)
    await talents.end_of_group(tx, group.id)
    await _refresh(tx, ended)
    for card, _ in await outbox.cards_of(tx, CARD, group.id):
        await outbox.close_card(tx, card)
    await digest.refresh(tx, group.community_id)


@router.command("groepen", "groups")
@router.press(ListGroups)
async def look_around(tx: Tx, here: Here, press: ListGroups | None = None) -> Outcome:
    page = await stored.page(tx, here.who.community_id, press.page if press else 0)
    await show(tx, here, *rules.list_screen(page))
    return None


@router.press(OpenGroup)
async def open_group(tx: Tx, here: Here, press: OpenGroup) -> Outcome:
    group, who = await _group(tx, here, press.group)
    members = await stored.members(tx, group.id)
    founder = await _founder(tx, group)
    await show(tx, here, *rules.private_card(group, members, founder=founder, me=who.id))
    return None


async def _offer_place(tx: Tx, group: Group) -> None:
    person = rules.next_in_line(group, await stored.members(tx, group.id))
    if person is None:
        return
    await stored.put_member(tx, group.id, person, waiting=False)
    await outbox.put(
        tx,
        Message(
            to=ToPerson(person),
            body=text("group-place-free", name=group.name),
            buttons=column(
                button("not-after-all", LeaveGroup(group=group.id)),
                button("fewer-messages", FewerMessages()),
            ),
            courtesy=Courtesy.PROMISED,
        ),
    )


async def _tell_founder(tx: Tx, group: Group, who: Member, place: Place) -> None:
    if group.founder_id is None:
        return
    await outbox.put(
        tx,
        Message(
            to=ToPerson(group.founder_id),
            body=text(f"group-somebody-{place}", name=who.name, group=group.name),
            buttons=column(button("fewer-messages", FewerMessages())),
            courtesy=Courtesy.PROMISED,
            about=frozenset({who.id}),
        ),
    )


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Somebody leaves for good: their place goes to the first who waits. A group of theirs stays,
    without the name, unless nobody else is in it."""
    for group in await stored.by_founder(tx, person):
        await talents.end_of_group(tx, group.id)
        others = [each for each in await stored.members(tx, group.id) if each.person_id != person]
        if others and group.state is GroupState.OPEN:
            free = replace(group, founder_id=None)
            await stored.set_founder(tx, free)
            await _tell_orphans(tx, free, others)
            if await outbox.recall(tx, CARD, group.id):
                await _post(tx, free, await communities.groups_of(tx, free.community_id))
        else:
            await _remove(tx, group)
    for group in await stored.of_person(tx, person):
        await stored.remove_member(tx, group.id, person)
        await _offer_place(tx, group)
        if rules.is_empty(group, await stored.members(tx, group.id)):
            await _remove(tx, group)
        else:
            await _refresh(tx, group)


async def _tell_orphans(tx: Tx, group: Group, others: Sequence[Membership]) -> None:
    body, buttons = rules.orphaned(group)
    for each in others:
        if not each.waiting:
            to = ToPerson(each.person_id)
            await outbox.put(
                tx,
                Message(to=to, body=body, buttons=buttons, courtesy=Courtesy.PROMISED, silent=True),
            )


async def _remove(tx: Tx, group: Group) -> None:
    """Nobody is in it any more, and nothing of it stays."""
    await outbox.recall(tx, CARD, group.id)
    await end_cards(tx, CARD, group.id)
    await stored.remove(tx, group.id)


async def post_missing(tx: Tx, where: ToChat, community_id: CommunityId) -> None:
    """The bot can speak there again: post the groups that could not be."""
    shown = await outbox.shown_in(tx, where.id, CARD)
    for group in await stored.all_open(tx, community_id):
        if group.id not in shown:
            await _post(tx, group, [where])


async def _post(tx: Tx, group: Group, to: Sequence[ToChat]) -> None:
    """Put the group's card in the neighbourhood's own groups."""
    about = _named(group)
    await post_cards(tx, CARD, group.id, *await _card(tx, group), to=to, about=about)


async def _refresh(tx: Tx, group: Group) -> None:
    await refresh_cards(tx, CARD, group.id, *await _card(tx, group), about=_named(group))


def _named(group: Group) -> frozenset[PersonId]:
    return frozenset({group.founder_id} if group.founder_id else ())


async def _card(tx: Tx, group: Group) -> tuple[Text, Any]:
    members = await stored.members(tx, group.id)
    return rules.card(group, members, founder=await _founder(tx, group))


async def _founder(tx: Tx, group: Group) -> str | None:
    return (await people.get(tx, group.founder_id)).name if group.founder_id else None


async def _group(tx: Tx, here: Here, group_id: int) -> tuple[Group, Member]:
    """The group and who looks at it; refuses somebody of another neighbourhood."""
    group = await stored.get(tx, group_id)
    assert here.person is not None  # noqa: S101  # no strangers here
    return group, await people.member(tx, here.person.id, group.community_id)
