"""Nominations in the chat: who knows many people, their yes, and the neighbours who know them."""

from __future__ import annotations

from collections.abc import Sequence

from bot import nominations as rules
from bot.callbacks import Rest
from bot.communities import Logged
from bot.errors import Refused
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
from bot.moments import local
from bot.nominations import (
    AcceptNomination,
    ConfirmNomination,
    DeclineNomination,
    Nominate,
    Nomination,
    NominationState,
    TakeBackConfirmation,
    TellParty,
    UseNomination,
    WhoKnowsMany,
)
from bot.people import Member, Role
from handlers import teams, tokens
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
from storage import communities, outbox, people, timers
from storage import nominations as stored
from storage.database import Tx

router = Router()
CARD = "nomination"
QUIET = "nomination-quiet"
ASK_PARTY = "connector-party"  # set by migration 0009 alone


@router.command("verbinders", "connectors")
@router.press(WhoKnowsMany)
async def who_knows_many(tx: Tx, here: Here, press: WhoKnowsMany | None = None) -> Outcome:
    await show(tx, here, *rules.who_knows_many(here.who.community_name))
    return None


@router.press(Nominate)
async def nominate(tx: Tx, here: Here, press: Nominate) -> Outcome:
    """A link to pass on to one person; who thinks of themselves is asked at once."""
    who = here.who
    rules.nominate(who, open_now=await stored.open_of(tx, who.id, who.community_id))
    token = tokens.new()
    mine = who.id if press.myself else None
    it = await stored.add(
        tx, token_hash=tokens.hashed(token), by=who.id, of=who.community_id, person=mine
    )
    if press.myself:
        await _ask(tx, here, rules.opened(it, by=who, at=tx.now), who)
        return None
    link = button("nomination-open", start=UseNomination(token=Rest(token)))
    until = local(it.expires_at, who.zone).date()
    await outbox.put(
        tx,
        Message(to=here.me, body=Text("nomination-made")),
        Message(
            to=here.me,
            body=text("nomination-forward", name=who.community_name, until=until),
            buttons=column(link),
        ),
    )
    return None


@router.press(UseNomination, newcomer=True)
async def use(tx: Tx, here: Here, press: UseNomination) -> Outcome:
    """Somebody opens the link that a neighbour passed on."""
    assert here.person is not None  # noqa: S101  # no strangers here
    it = await stored.find_by_link(tx, tokens.hashed(press.token))
    if it is None:
        raise Refused("nomination-old")
    await people.join(tx, here.person.id, it.community_id)
    who = await people.member(tx, here.person.id, it.community_id)
    it = rules.opened(it, by=who, at=tx.now)
    await stored.save(tx, it)
    await _ask(tx, here, it, who)
    return None


async def _ask(tx: Tx, here: Here, it: Nomination, who: Member) -> None:
    await show(tx, here, *rules.question(it, name=who.name, neighbourhood=who.community_name))


@router.press(AcceptNomination)
async def accept(tx: Tx, here: Here, press: AcceptNomination) -> Outcome:
    """Yes: from now on the group may say that it knows them."""
    it, who = await _nomination(tx, here, press.nomination)
    before = it.state
    it = rules.accept(
        it, press.party, by=who, team=await stored.parties(tx, who.community_id), at=tx.now
    )
    if before is not NominationState.STANDING:
        if await stored.standing_of(tx, who.id, who.community_id) is not None:
            raise Refused("nomination-stands-already")
        await stored.save(tx, it)
        await timers.put(tx, QUIET, it.id, due_at=it.expires_at)
        await _post(tx, it, who, await communities.groups_of(tx, who.community_id))
    await show(tx, here, *rules.stands(it))
    return None


@router.press(DeclineNomination)
async def decline(tx: Tx, here: Here, press: DeclineNomination) -> Outcome:
    """No, or not after all: nobody hears why."""
    it, who = await _nomination(tx, here, press.nomination)
    it = rules.decline(it, by=who)
    await stored.save(tx, it)
    await timers.drop(tx, QUIET, it.id)
    await _close(tx, it, who)
    await show(tx, here, Text("nomination-declined"))
    return None


@router.press(ConfirmNomination)
async def confirm(tx: Tx, here: Here, press: ConfirmNomination) -> Outcome:
    """A neighbour knows them. With a few of those the role begins."""
    it, who = await _nomination(tx, here, press.nomination)
    rules.check_may_confirm(it, by=who)
    await drop_orphan(tx, here, CARD, it.id)
    nominee = await _nominee(tx, it)
    await stored.confirm(tx, it.id, who.id)
    about = frozenset({nominee.id})
    await show(tx, here, *rules.thanks(it, name=nominee.name), about=about)
    it = await _weighed(tx, it)
    if it.state is NominationState.GIVEN:
        await _begin(tx, it, nominee)
    return toast("nomination-confirmed-toast")


async def _weighed(tx: Tx, it: Nomination) -> Nomination:
    """Whether enough neighbours know them, as the team is now."""
    team = await stored.parties(tx, it.community_id)
    return rules.confirmed(it, by_neighbours=await stored.count(tx, it.id), team=team)


@router.press(TakeBackConfirmation)
async def take_back(tx: Tx, here: Here, press: TakeBackConfirmation) -> Outcome:
    it, who = await _nomination(tx, here, press.nomination)
    rules.check_may_confirm(it, by=who)
    if not await stored.take_back(tx, it.id, who.id):
        raise Refused("button-old")
    await show(tx, here, Text("nomination-taken-back"))
    return None


@router.timer(QUIET)
async def stayed_quiet(tx: Tx, nomination_id: int) -> Outcome:
    """Fourteen days, and not enough neighbours: the question goes, without blame. Were there
    enough, but too few who live here, then that is said."""
    it = await stored.find(tx, nomination_id)
    if it is None or it.state is not NominationState.STANDING:
        return None
    nominee = await _nominee(tx, it)
    it = await _weighed(tx, it)
    if it.state is NominationState.GIVEN:
        await _begin(tx, it, nominee)
        return None
    it = rules.decline(it, by=nominee)
    await stored.save(tx, it)
    await _close(tx, it, nominee)
    body, buttons = rules.ended_quietly(by_neighbours=await stored.count(tx, it.id))
    to = ToPerson(nominee.id)
    await outbox.put(
        tx,
        Message(to=to, body=body, buttons=buttons, courtesy=Courtesy.PROMISED, silent=True),
    )
    return None


@router.timer(ASK_PARTY)
async def ask_party(tx: Tx, person: int) -> Outcome:
    """Once, to who became buurtverbinder before this was asked."""
    for community in await stored.untold(tx, PersonId(person)):
        who = await people.member(tx, PersonId(person), community)
        body, buttons = rules.ask_party(who)
        to = ToPerson(who.id)
        await outbox.put(
            tx,
            Message(to=to, body=body, buttons=buttons, courtesy=Courtesy.QUESTION, silent=True),
        )
    return None


@router.press(TellParty)
async def tell_party(tx: Tx, here: Here, press: TellParty) -> Outcome:
    if here.person is None:
        raise Refused("button-old")
    who = await people.member(tx, here.person.id, CommunityId(press.community))
    rules.check_may_tell_party(who)
    await stored.tell_party(tx, who.id, who.community_id, press.party)
    await show(tx, here, *rules.party_told(who, press.party))
    return None


async def forget_person(tx: Tx, person: PersonId) -> None:
    """Somebody leaves for good: the group's question about them goes too."""
    for it in await stored.of_person(tx, person):
        await outbox.recall(tx, CARD, it.id)
        await end_cards(tx, CARD, it.id)
        await stored.remove(tx, it.id)


async def _begin(tx: Tx, it: Nomination, nominee: Member) -> None:
    await stored.save(tx, it)
    await timers.drop(tx, QUIET, it.id)
    await _close(tx, it, nominee)
    new = await people.give_role(tx, nominee.id, it.community_id, Role.CONNECTOR)
    if it.party is not None:
        await stored.tell_party(tx, nominee.id, it.community_id, it.party)
    if not new:
        return  # an invitation came first
    await communities.note(
        tx, it.community_id, Logged.ROLE_CONFIRMED, by=nominee.id, role=Role.CONNECTOR
    )
    body, buttons = rules.begins(nominee)
    to = ToPerson(nominee.id)
    await outbox.put(
        tx, Message(to=to, body=body, buttons=buttons, courtesy=Courtesy.PROMISED, silent=True)
    )
    await teams.join(tx, await people.member(tx, nominee.id, it.community_id))


async def post_missing(tx: Tx, group: ToChat, community_id: CommunityId) -> None:
    """The bot can speak in this group again: ask what could not be asked there."""
    shown = await outbox.shown_in(tx, group.id, CARD)
    for it in await stored.standing(tx, community_id):
        if it.id not in shown:
            await _post(tx, it, await _nominee(tx, it), [group])


async def _post(tx: Tx, it: Nomination, nominee: Member, to: Sequence[ToChat]) -> None:
    """Ask groups of the neighbourhood."""
    body, buttons = rules.card(it, name=nominee.name)
    about = frozenset({nominee.id})
    await post_cards(tx, CARD, it.id, body, buttons, to=to, about=about)


async def _close(tx: Tx, it: Nomination, nominee: Member) -> None:
    """The group's question becomes what came of it."""
    await outbox.recall(tx, CARD, it.id)
    body, buttons = rules.card(it, name=nominee.name)
    await refresh_cards(tx, CARD, it.id, body, buttons, about=frozenset({nominee.id}))
    for card, _ in await outbox.cards_of(tx, CARD, it.id):
        await outbox.close_card(tx, card)


async def _nomination(tx: Tx, here: Here, nomination_id: int) -> tuple[Nomination, Member]:
    """The nomination of a press, and the presser in its neighbourhood."""
    it = await stored.find(tx, nomination_id)
    if it is None or here.person is None:
        raise Refused("button-old")
    return it, await people.member(tx, here.person.id, it.community_id)


async def _nominee(tx: Tx, it: Nomination) -> Member:
    if it.person_id is None:
        raise Refused("button-old")
    return await people.member(tx, it.person_id, it.community_id)
