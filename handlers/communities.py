"""Neighbourhoods in their groups: arriving, setting up, the team and its invitations."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from bot import communities as rules
from bot.callbacks import Payload, Rest
from bot.communities import (
    INVITATION_LASTS,
    LINE_LASTS,
    AcceptInvitation,
    ConfirmRole,
    DeclineInvitation,
    EndRole,
    Invitation,
    InviteTo,
    Logged,
    OpenLog,
    OpenTeamMember,
    ReplayFailed,
    SetUp,
    SetUpHere,
    Team,
    UseInvitation,
)
from bot.errors import Refused
from bot.messages import (
    CommunityId,
    Message,
    PersonId,
    React,
    Remove,
    Strip,
    Text,
    ToChat,
    ToPerson,
    ToStranger,
    button,
    column,
    text,
)
from bot.moderation import danger
from bot.moments import local
from bot.people import Member, ReadHelp, Role, StartWith, TelegramUser
from bot.permissions import Action, require
from bot.teams import LeaveTeam, Leaving, leaving
from handlers import dialogs, digest, groups, ideas, sessions, teams, tokens
from handlers import nominations as nominating
from handlers.connectors import connector
from handlers.questions import is_chat_admin
from handlers.routing import Here, MyStatus, Open, Outcome, Route, Router, at_home, show
from storage import communities as stored
from storage import nominations, outbox, people, timers, updates
from storage.database import Tx

router = Router()
NOTED = "👌"
GREETING = "greeting"
GO_ON = Text("group-go-on-button")
LOG_LINES = 15
SHOWN_FAILED = 3


@dataclass(slots=True)
class Opening:
    """Who may open a neighbourhood on this bot, and in which zone it then lives."""

    open_to_all: bool = False
    zone: str = "Europe/Amsterdam"


opening = Opening()  # set once by handlers/application.py from the settings
replay_wanted = asyncio.Event()  # an admin's wish to do a failed update again was stored


# --- the bot and its groups --------------------------------------------------------------------


@router.door("status", stranger=True)
async def my_status(tx: Tx, here: Here, news: MyStatus) -> Outcome:
    """The bot was added to a group or removed from it; in private: unblocked or blocked."""
    if here.private:
        if here.person is not None and not news.present:
            await people.change(tx, here.person.id, reachable=False)
        return None
    before = await stored.find_chat(tx, here.chat)
    await stored.remember_chat(
        tx,
        here.chat,
        title=here.chat_title,
        present=news.present,
        language=here.user.language,
    )
    if not news.present or (before is not None and before.present):
        return None
    if before is None or before.community_id is None:
        await _greet(tx, ToChat(here.chat), here.user)
    else:
        await _come_back(tx, before.place, before.community_id)
    return None


async def _greet(tx: Tx, group: ToChat, asked_by: TelegramUser) -> None:
    """The first words in a group that has no neighbourhood yet. For an hour it is known who asked
    for them: they hear it when no topic takes them."""
    await tokens.keep(tx, GREETING, "", chat=group.id, only_for=asked_by.id)
    card = await outbox.open_card(tx, chat=group.id, noun=GREETING, subject=0)
    await outbox.put(tx, rules.group_greeting(group, card))


async def _come_back(tx: Tx, group: ToChat, community_id: CommunityId) -> None:
    """The bot can speak in its group again: what goes on, and what could not be posted there."""
    await digest.post(tx, group, community_id)
    for noun in (ideas, groups, sessions, nominating):
        await noun.post_missing(tx, group, community_id)


@router.door("opened", stranger=True)
async def topic_opened(tx: Tx, here: Here) -> Outcome:
    """A topic is open again: perhaps the one without which the bot could not speak."""
    group = await stored.find_chat(tx, here.chat)
    if group is None or group.community_id is None or group.present:
        return None
    if here.thread in {None, group.thread}:
        await stored.give_chat(tx, group.place, group.community_id)
        await _come_back(tx, group.place, group.community_id)
    return None


@router.timer(outbox.SHUT)
async def tell_shut_out(tx: Tx, chat: int) -> Outcome:
    """No topic of a group took what had to be said there: tell who can do something about it."""
    group = await stored.find_chat(tx, chat)
    if group is None:
        return None
    if group.community_id is None:
        for each in await stored.use_tokens_of(tx, chat, GREETING):
            body = text("group-shut-hello", name=group.title)
            await outbox.put(tx, Message(to=ToStranger(each, None), body=body))
    elif not group.present:
        for admin in await people.with_role(tx, group.community_id, Role.ADMIN):
            await outbox.put(tx, rules.shut_out(admin.id, name=group.title))
    return None


@router.command("hier", "here")
async def post_here(tx: Tx, here: Here) -> Outcome:
    """From now on what the bot posts by itself goes to this topic."""
    who = here.who
    require(who, Action.CHOOSE_TOPIC, of=who.community_id)
    if here.private:
        raise Refused("group-here-in-group")
    group = ToChat(here.chat, here.thread)
    await stored.give_chat(tx, group, who.community_id)
    await outbox.move_topic(tx, group)
    await _come_back(tx, group, who.community_id)
    await outbox.put(tx, Message(to=here.me, body=text("group-here", name=here.chat_title)))
    return None


@router.door("moved", stranger=True)
async def moved(tx: Tx, here: Here, chat: int) -> Outcome:
    """The group became a supergroup; its pinned message, or the greeting, stayed behind in the old
    one. Telegram tells it twice."""
    group = await stored.find_chat(tx, chat)
    if group is None or not group.present:
        return None
    if group.community_id is not None:
        await digest.ensure(tx, group.place, group.community_id)
    elif not await outbox.cards_in(tx, chat, GREETING, 0):
        await _greet(tx, group.place, here.user)
    return None


@router.door("group", stranger=True)
async def group_command(tx: Tx, here: Here, command: str, route: Route) -> Outcome:
    """A command in a group goes on in private: with a reaction only for who is known. Whoever
    writes in a group is of its neighbourhood."""
    if here.replied is not None and command in {"idee", "idea"}:
        return await _offer_idea(tx, here, command)
    if here.person is not None and here.community_id is not None and here.wrote is not None:
        await outbox.put(tx, React(here.wrote, NOTED))
        here = await at_home(tx, here, here.community_id)
        if route.quiet_words:
            await outbox.put(tx, Message(to=here.me, body=Text("group-words-unread")))
        return await route.run(tx, here)
    token = await tokens.keep(tx, command, here.words, chat=here.chat, thread=here.thread)
    await _line(tx, here, Text("group-go-on"), StartWith(token=Rest(token)))
    return None


@router.door("danger", stranger=True)
async def in_danger(tx: Tx, here: Here) -> Outcome:
    """Who to call, in private; whom the bot may not write to finds it behind a line that says
    nothing of it. What was written is kept nowhere."""
    await outbox.put(tx, Message(to=here.me, body=Text("danger")))
    if here.person is None:
        await _line(tx, here, Text("group-go-on-danger"), ReadHelp())
    return None


async def _offer_idea(tx: Tx, here: Here, command: str) -> Outcome:
    """Replying `/idee` offers the writer of that message, and nobody else, to make it an idea."""
    replied = here.replied
    if replied is None or replied.author is None:
        return None
    if danger(replied.words):
        return await in_danger(tx, here)
    token = await tokens.keep(
        tx,
        command,
        replied.words,
        chat=here.chat,
        thread=here.thread,
        only_for=replied.author.id,
    )
    body = text("group-offer-idea", name=replied.author.first_name)
    label = Text("group-offer-idea-button")
    await _line(tx, here, body, StartWith(token=Rest(token)), label=label, reply_to=replied.id)
    return None


async def _line(
    tx: Tx,
    here: Here,
    body: Text,
    then: Payload,
    *,
    label: Text = GO_ON,
    reply_to: int | None = None,
) -> None:
    """One line in the group with a way to the private chat, gone after ten minutes."""
    if here.community_id is None:
        await _greet(tx, ToChat(here.chat, here.thread), here.user)
        return
    card = await outbox.open_card(tx, chat=here.chat, noun="line", subject=0)
    await timers.put(tx, "line-over", card, due_at=tx.now + LINE_LASTS)
    await outbox.put(
        tx,
        Message(
            to=ToChat(here.chat, here.thread),
            body=body,
            buttons=column(button(label, start=then)),
            card=card,
            silent=True,
            reply_to=reply_to,
        ),
    )


@router.timer("line-over")
async def line_over(tx: Tx, card: int) -> Outcome:
    await outbox.put(tx, Remove(card))  # type: ignore[arg-type]  # timers carry plain ids
    return None


# --- setting up --------------------------------------------------------------------------------


@router.press(SetUp, stranger=True, ask=is_chat_admin)
async def set_up(tx: Tx, here: Here, press: SetUp) -> Outcome:
    """`Buurt instellen`: for an admin of the group at this moment, and on in private."""
    if here.private or here.pressed is None:
        raise Refused("button-old")
    rules.check_may_set_up(is_chat_admin=here.asked, already=here.community_id is not None)
    card = await outbox.adopt_card(tx, here.pressed, noun=GREETING, subject=0)
    token = await tokens.keep(
        tx,
        "setup",
        f"{card} {here.chat_title}",
        chat=here.chat,
        thread=here.thread,
        only_for=here.user.id,
    )
    return Open(SetUpHere(token=Rest(token)))


@router.press(SetUpHere, newcomer=True)
async def set_up_here(tx: Tx, here: Here, press: SetUpHere) -> Outcome:
    """Ask for the name, and for the operator's code where the bot is not open."""
    token = await tokens.use(tx, press.token, by=here.user.id)
    if await stored.of_chat(tx, token.chat_id) is not None:
        raise Refused("setup-already")
    card, _, title = token.words.partition(" ")
    dialog = rules.SETUP if opening.open_to_all else rules.SETUP_WITH_CODE
    kept = {
        "title": title,
        "chat": token.chat_id,
        "thread": token.thread,
        "card": int(card),
    }
    await dialogs.begin(tx, here, dialog, kept)
    return None


@router.finish("setup")
@router.finish("setupcode")
async def finish_setting_up(tx: Tx, here: Here, answers: dict[str, Any]) -> Outcome:
    """The neighbourhood exists; who made it is admin and organiser."""
    assert here.person is not None  # noqa: S101  # a dialog has a person
    chat = int(answers["chat"])
    if await stored.of_chat(tx, chat) is not None:
        raise Refused("setup-already")
    code = answers.get("code")
    if not opening.open_to_all and not (
        code and await stored.use_setup_code(tx, tokens.hashed(str(code).strip()))
    ):
        raise Refused("setup-wrong-code")
    community_id = await stored.add(
        tx,
        name=answers["name"],
        language=await outbox.language_of(tx, here.me),
        zone=opening.zone,
    )
    if await stored.find_chat(tx, chat) is None:
        await stored.remember_chat(
            tx, chat, title=answers["title"], present=True, language=here.user.language
        )
    group = ToChat(chat, answers.get("thread"))
    await stored.give_chat(tx, group, community_id)
    await people.join(tx, here.person.id, community_id)
    for role in (Role.ADMIN, Role.ORGANIZER):
        await people.give_role(tx, here.person.id, community_id, role)
    await stored.note(tx, community_id, Logged.SET_UP, by=here.person.id)
    community = await stored.get(tx, community_id)
    if not await digest.begin(tx, answers["card"], community_id):
        await digest.post(tx, group, community_id)
    for greeting in await outbox.cards_in(tx, chat, GREETING, 0):
        await outbox.put(tx, Strip(greeting))
        await outbox.close_card(tx, greeting)
    await outbox.put(
        tx,
        Message(
            to=here.me,
            body=text("setup-done", name=community.name),
            buttons=column(button("team-button", Team())),
        ),
    )
    return None


# --- the team ----------------------------------------------------------------------------------


@router.command("team")
@router.press(Team)
async def team(tx: Tx, here: Here, press: Team | None = None) -> Outcome:
    """Who does what here, and the buttons to change it."""
    who = here.who
    require(who, Action.SEE_TEAM, of=who.community_id)
    team = {role: await people.with_role(tx, who.community_id, role) for role in Role}
    waiting = await updates.failed_of_members(tx, who.community_id)
    failed = [(each.id, each.incident) for each in waiting[:SHOWN_FAILED]]
    parties = await nominations.parties(tx, who.community_id)
    shown = rules.team_screen(who.community_name, team, failed=failed, parties=parties)
    await show(tx, here, *shown)
    return None


@router.press(OpenTeamMember)
async def open_team_member(tx: Tx, here: Here, press: OpenTeamMember) -> Outcome:
    """What somebody of the team does, before any of it is ended."""
    who = here.who
    require(who, Action.SEE_TEAM, of=who.community_id)
    of = await people.find_member(tx, PersonId(press.person), who.community_id)
    if of is None:
        raise Refused("button-old")
    await show(tx, here, *rules.team_member_screen(of), about=frozenset({of.id}))
    return None


@router.press(InviteTo)
async def invite(tx: Tx, here: Here, press: InviteTo) -> Outcome:
    """Make a link for one person, for 48 hours."""
    who = here.who
    rules.invite(who, press.role)
    token = tokens.new()
    await stored.add_invitation(
        tx,
        tokens.hashed(token),
        by=who.id,
        of=who.community_id,
        role=press.role,
        expires_at=tx.now + INVITATION_LASTS,
    )
    await stored.note(tx, who.community_id, Logged.ROLE_INVITED, by=who.id, role=press.role)
    until = local(tx.now + INVITATION_LASTS, who.zone)
    link = UseInvitation(token=Rest(token))
    await outbox.put(
        tx,
        Message(
            to=here.me,
            body=rules.made(press.role, team=await nominations.parties(tx, who.community_id)),
        ),
        Message(
            to=here.me,
            body=text(
                "invitation-forward",
                name=who.community_name,
                until=until,
                role=Text(f"role-{press.role}"),
            ),
            buttons=column(button("invitation-open", start=link)),
        ),
    )
    return None


@router.press(UseInvitation, newcomer=True)
async def use_invitation(tx: Tx, here: Here, press: UseInvitation) -> Outcome:
    """Somebody opens an invitation; the inviter is asked first."""
    assert here.person is not None  # noqa: S101  # no strangers here
    invitation = await stored.find_invitation(tx, token_hash=tokens.hashed(press.token))
    if invitation is None:
        raise Refused("invitation-used")
    await people.join(tx, here.person.id, invitation.community_id)
    who = await people.member(tx, here.person.id, invitation.community_id)
    used = rules.use(invitation, by=who, at=tx.now)
    await stored.mark_invitation(tx, used.id, used_by=used.used_by, used_at=used.used_at)
    if rules.asks_party(used):
        await show(tx, here, *rules.party_question(used, name=who.community_name))
        return None
    await _ask_inviter(tx, here, used, who)
    return None


@router.press(AcceptInvitation)
async def accept_invitation(tx: Tx, here: Here, press: AcceptInvitation) -> Outcome:
    """Whether they live or work here; now the inviter is asked."""
    invitation, who = await _invitation(tx, here, press.invitation)
    team = await nominations.parties(tx, who.community_id)
    accepted = rules.accept(invitation, press.party, by=who, team=team, at=tx.now)
    await stored.mark_invitation(tx, accepted.id, party=accepted.party)
    await _ask_inviter(tx, here, accepted, who)
    return None


@router.press(DeclineInvitation)
async def decline_invitation(tx: Tx, here: Here, press: DeclineInvitation) -> Outcome:
    """A no is told to nobody, and the link stays good."""
    invitation, who = await _invitation(tx, here, press.invitation)
    declined = rules.decline(invitation, by=who)
    await stored.mark_invitation(tx, declined.id, used_by=None, used_at=None)
    await show(tx, here, Text("invitation-declined"))
    return None


async def _invitation(tx: Tx, here: Here, number: int) -> tuple[Invitation, Member]:
    """The invitation that a button is about, and who taps it."""
    assert here.person is not None  # noqa: S101  # no strangers here
    invitation = await stored.find_invitation(tx, id=number)
    if invitation is None:
        raise Refused("button-old")
    return invitation, await people.member(tx, here.person.id, invitation.community_id)


async def _ask_inviter(tx: Tx, here: Here, invitation: Invitation, who: Member) -> None:
    await outbox.put(tx, rules.ask_inviter(invitation, by=who))
    await show(tx, here, text("invitation-waiting", role=Text(f"role-{invitation.role}")))


@router.press(ConfirmRole)
async def confirm_role(tx: Tx, here: Here, press: ConfirmRole) -> Outcome:
    """The inviter has seen who it is; only now the role starts."""
    invitation, by = await _invitation(tx, here, press.invitation)
    team = await nominations.parties(tx, by.community_id)
    invited = rules.settle(invitation, right=press.right, by=by, team=team)
    await stored.mark_invitation(tx, invitation.id, settled_at=tx.now)
    role = Text(f"role-{invitation.role}")
    name = (await people.get(tx, invited)).name
    if not press.right:
        await show(tx, here, text("invitation-stopped", name=name))
        await outbox.put(tx, Message(to=ToPerson(invited), body=Text("invitation-not-given")))
        return None
    await people.give_role(tx, invited, invitation.community_id, invitation.role)
    if invitation.party is not None:
        await nominations.tell_party(tx, invited, invitation.community_id, invitation.party)
    await stored.note(
        tx, invitation.community_id, Logged.ROLE_GIVEN, by=by.id, role=invitation.role
    )
    await show(tx, here, text("invitation-given", name=name, role=role))
    await outbox.put(
        tx,
        Message(to=ToPerson(invited), body=text("role-welcome", role=role, name=by.community_name)),
    )
    if invitation.role is Role.CONNECTOR:
        await teams.join(tx, await people.member(tx, invited, invitation.community_id))
    return None


@router.press(EndRole)
async def end_role(tx: Tx, here: Here, press: EndRole) -> Outcome:
    """Take a role away, asked once more; never the last admin's."""
    who = here.who
    of = await people.find_member(tx, PersonId(press.person), who.community_id)
    if of is None:
        raise Refused("button-old")
    await _check_may_end(tx, who, of, press.role)
    about = frozenset({of.id})
    if not press.sure:
        left = await nominations.parties(tx, who.community_id, but=of.id)
        await show(tx, here, *rules.ending_screen(of, press.role, left=left), about=about)
        return None
    await _end(tx, who, of, press.role)
    role = Text(f"role-{press.role}")
    if of.id != who.id:
        await outbox.put(
            tx,
            Message(
                to=ToPerson(of.id), body=text("role-ended", role=role, name=who.community_name)
            ),
        )
    left = await nominations.parties(tx, who.community_id)
    await show(tx, here, *rules.ended(of, press.role, left=left), about=about)
    return None


@router.press(LeaveTeam)
async def leave_team(tx: Tx, here: Here, press: LeaveTeam) -> Outcome:
    """A buurtverbinder stops, of their own accord; the admins hear it."""
    who = await connector(tx, here, press.community)
    if press.step is Leaving.ASK:
        await show(tx, here, *leaving(who))
        return None
    if press.step is Leaving.STAY:
        await teams.show_days(tx, here, who)
        return None
    await _check_may_end(tx, who, who, Role.CONNECTOR)
    await _end(tx, who, who, Role.CONNECTOR)
    role = Text(f"role-{Role.CONNECTOR}")
    await show(tx, here, text("role-ended", role=role, name=who.community_name))
    left = await nominations.parties(tx, who.community_id)
    for admin in await people.with_role(tx, who.community_id, Role.ADMIN):
        if admin.id != who.id:
            await outbox.put(tx, rules.left_by(who, admin.id, left=left))
    return None


async def _check_may_end(tx: Tx, who: Member, of: Member, role: Role) -> None:
    admins = await people.with_role(tx, of.community_id, Role.ADMIN)
    rules.end_role(who, of, role, admins=len(admins))


async def _end(tx: Tx, who: Member, of: Member, role: Role) -> None:
    await people.end_role(tx, of.id, of.community_id, role)
    if role is Role.CONNECTOR:
        await teams.leave(tx, of)
    await stored.note(tx, of.community_id, Logged.ROLE_ENDED, by=who.id, role=role)


@router.press(ReplayFailed)
async def replay_failed(tx: Tx, here: Here, press: ReplayFailed) -> Outcome:
    """Do something that failed again, now that its cause may be mended."""
    who = here.who
    require(who, Action.REPLAY_FAILED, of=who.community_id)
    mine = await updates.failed_of_members(tx, who.community_id)
    if all(each.id != press.failed for each in mine):
        raise Refused("button-old")
    await updates.want_replay(tx, press.failed)
    await stored.note(tx, who.community_id, Logged.UPDATE_REPLAYED, by=who.id)
    await show(tx, here, Text("team-replay-wanted"))
    tx.afterwards(replay_wanted.set)
    return None


@router.press(OpenLog)
@router.command("logboek", "log")
async def open_log(tx: Tx, here: Here, press: OpenLog | None = None) -> Outcome:
    """What organisers and admins did: open to every member."""
    who = here.who
    require(who, Action.SEE_OPEN_LOG, of=who.community_id)
    lines = [
        text(
            f"log-{line.action}",
            day=local(line.at, who.zone).date(),
            who=line.actor_name or Text("log-somebody-gone"),
            role=Text(f"role-{line.details['role']}") if "role" in line.details else "",
        )
        for line in await stored.open_log(tx, who.community_id, most=LOG_LINES)
    ]
    body = text("log", name=who.community_name, lines=lines) if lines else Text("log-empty")
    await outbox.put(tx, Message(to=here.me, body=body))
    return None
