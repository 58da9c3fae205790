"""A small group of people who want the same, in the chat: planning, asking, and starting it."""

from __future__ import annotations

from datetime import datetime

from bot import courtesy
from bot import together as rules
from bot.errors import Refused
from bot.groups import USUAL, Group, GroupState
from bot.introductions import GRACE, Reply, Shown, lapses_at, not_this_time
from bot.matching import concept
from bot.messages import Courtesy, Message, PersonId, ToPerson
from bot.people import Member
from bot.together import (
    AnswerTogether,
    DismissTogether,
    OpenTogether,
    PlanTogether,
    TakeBackPlan,
    TakeBackTogether,
    Together,
)
from handlers.connectors import connector, show_cards, wish_of
from handlers.routing import Here, Outcome, Router, show
from storage import communities, connectors, groups, introductions, outbox, people, timers
from storage import together as stored
from storage.database import Tx

router = Router()
ASK = "together-ask"
LAPSE = "together-lapse"


@router.press(OpenTogether)
async def open_wish(tx: Tx, here: Here, press: OpenTogether) -> Outcome:
    """In the message of the card itself."""
    who = await connector(tx, here, press.community)
    found = rules.judge(await wish_of(tx, who.community_id, press.concept), by=who)
    await show(tx, here, *rules.opened(found, of=who))
    return None


@router.press(DismissTogether)
async def dismiss(tx: Tx, here: Here, press: DismissTogether) -> Outcome:
    """`Past niet`: these people are not asked about it; `Toch niet` takes that back."""
    who = await connector(tx, here, press.community)
    found = rules.judge(await wish_of(tx, who.community_id, press.concept), by=who)
    await stored.add(tx, found, community_id=who.community_id, connector_id=who.id, dismissed=True)
    await show_cards(tx, who.community_id)
    return None


@router.press(PlanTogether)
async def plan(tx: Tx, here: Here, press: PlanTogether) -> Outcome:
    """`Vraag wie mee wil`: five minutes in which it can be taken back, and only then is anyone
    asked."""
    who = await connector(tx, here, press.community)
    if await stored.under_way(tx, who.community_id) is None:
        found = rules.judge(await wish_of(tx, who.community_id, press.concept), by=who)
        new = await stored.add(tx, found, community_id=who.community_id, connector_id=who.id)
        await timers.put(tx, ASK, new, due_at=tx.now + GRACE)
    await show_cards(tx, who.community_id)
    return None


@router.press(TakeBackPlan)
async def take_back_plan(tx: Tx, here: Here, press: TakeBackPlan) -> Outcome:
    it, who = await _together(tx, here, press.together)
    rules.check_may_take_back(it, by=who)
    await stored.remove(tx, it)
    await timers.drop(tx, ASK, it.id)
    await show_cards(tx, it.community_id)
    return None


@router.timer(ASK)
async def ask(tx: Tx, together_id: int) -> Outcome:
    """Each in private, when courtesy lets it; nobody when fewer than three may be asked."""
    it = await stored.find(tx, together_id)
    if it is None or it.asked_at is not None:
        return None
    able = {each.person_id: await _reached_at(tx, it, each.person_id) for each in it.people}
    moments = {person: at for person, at in able.items() if at is not None}
    asked = rules.ask(it, moments, at=tx.now)
    if asked is None:
        await stored.remove(tx, it)
    else:
        zone = (await communities.get(tx, it.community_id)).zone
        until = lapses_at(max(moments.values()), zone)
        await stored.save(tx, asked)
        await timers.put(tx, LAPSE, it.id, due_at=until)
        for each in asked.people:
            await outbox.put(
                tx,
                _message(
                    each.person_id, rules.question(asked), Courtesy.QUESTION, expires_at=until
                ),
            )
    await show_cards(tx, it.community_id)
    return None


async def _reached_at(tx: Tx, it: Together, person: PersonId) -> datetime | None:
    """When a question may reach somebody; None when it may not."""
    member = await people.find_member(tx, person, it.community_id)
    if member is None or await introductions.asked_enough(tx, person):
        return None
    reached = await outbox.question_at(tx, person)
    return reached.instant if isinstance(reached, courtesy.At) else None


@router.press(AnswerTogether)
async def answer(tx: Tx, here: Here, press: AnswerTogether) -> Outcome:
    """After three yeses there is a group, and they read each other's name."""
    it, who = await _together(tx, here, press.together)
    said = rules.answer(it, press.reply, by=who)
    await stored.save(tx, said)
    if said is not it and press.reply is Reply.YES:
        said = await _bring_together(tx, said)
    await show(tx, here, *rules.answered(said, press.reply, of=who, at=tx.now))
    return None


@router.press(TakeBackTogether)
async def take_back(tx: Tx, here: Here, press: TakeBackTogether) -> Outcome:
    it, who = await _together(tx, here, press.together)
    taken_back = rules.take_back(it, by=who)
    await stored.save(tx, taken_back)
    await show(tx, here, *rules.question(taken_back, pushed=False))
    return None


@router.timer(LAPSE)
async def lapse(tx: Tx, together_id: int) -> Outcome:
    """At the fixed hour: who said yes and is in no group hears that it did not work this time."""
    it = await stored.find(tx, together_id)
    if it is None:
        return None
    closed, told = rules.lapse(it, at=tx.now)
    await stored.save(tx, closed)
    for person in told:
        await outbox.put(tx, _message(person, not_this_time(), Courtesy.PROMISED))
    await show_cards(tx, it.community_id)
    return None


async def _bring_together(tx: Tx, it: Together) -> Together:
    """Put who said yes in a group, as soon as they are three, and tell each the others' names."""
    group = await _open_group(tx, it)
    there = {each.person_id for each in await groups.members(tx, group.id)} if group else set()
    inside = [each.person_id for each in it.people if each.joined and each.person_id in there]
    new = rules.newcomers(it, inside, never=await connectors.never(tx))
    if not new:
        return it
    if group is None:
        group = await _new_group(tx, it)
    for person in new:
        await groups.put_member(tx, group.id, person, waiting=False)
    if it.group_id is None and it.connector_id is not None:
        await outbox.put(tx, _message(it.connector_id, rules.worked(it), Courtesy.PROMISED))
    started = rules.joined(it, new, group=group.id)
    await stored.save(tx, started)
    await _tell_names(tx, started, group, inside=inside, new=new)
    return started


async def _tell_names(
    tx: Tx, it: Together, group: Group, *, inside: list[PersonId], new: list[PersonId]
) -> None:
    """The new ones hear who else is in it, and who was in it hears who is new."""
    names = await introductions.names(tx, [*inside, *new])
    for person in new:
        others = [each for each in (*inside, *new) if each != person]
        listed = [names[each] for each in others]
        shown = rules.you_joined(it, listed, group=group.id, name=group.name)
        await outbox.put(tx, _message(person, shown, Courtesy.PROMISED, about=frozenset(others)))
        one_more = rules.somebody_joined(names[person], group=group.id, name=group.name)
        for each in inside:
            await outbox.put(
                tx, _message(each, one_more, Courtesy.PROMISED, about=frozenset({person}))
            )


async def _open_group(tx: Tx, it: Together) -> Group | None:
    """The group that they are in, unless it ended meanwhile."""
    group = await groups.get(tx, it.group_id) if it.group_id is not None else None
    return group if group is not None and group.state is GroupState.OPEN else None


async def _new_group(tx: Tx, it: Together) -> Group:
    """A group for them; nobody's own, so that nobody's name stands on it."""
    language = (await communities.get(tx, it.community_id)).language
    return await groups.add(
        tx,
        community_id=it.community_id,
        founder_id=None,
        name=concept(it.concept).label(language),
        about=None,
        places=USUAL,
    )


async def _together(tx: Tx, here: Here, together_id: int) -> tuple[Together, Member]:
    """What a press is about, and the presser in its neighbourhood."""
    it = await stored.find(tx, together_id)
    if it is None or here.person is None:
        raise Refused("button-old")
    return it, await people.member(tx, here.person.id, it.community_id)


def _message(
    to: PersonId,
    shown: Shown,
    why: Courtesy,
    *,
    about: frozenset[PersonId] = frozenset(),
    expires_at: datetime | None = None,
) -> Message:
    body, buttons = shown
    return Message(
        to=ToPerson(to),
        body=body,
        buttons=buttons,
        courtesy=why,
        silent=True,
        about=about,
        expires_at=expires_at,
    )
