"""The menu and the help: what somebody can do here."""

from __future__ import annotations

from bot.digest import Overview
from bot.directory import ShowDirectory
from bot.groups import StartGroup
from bot.guide import LookForSomebody
from bot.hints import TellHint
from bot.ideas import BringIdea
from bot.messages import Keyboard, Text, button, column, text
from bot.nominations import WhoKnowsMany
from bot.people import HelpOnTheWay, Role
from bot.sessions import PlanSession
from bot.talents import SayTalent, SeekTalent

KEYBOARD = ((Text("keyboard-menu"), Text("keyboard-week"), Text("keyboard-help")),)


def menu_screen(neighbourhood: str | None, *, unknown: bool = False) -> tuple[Text, Keyboard]:
    """The five things to do, or how to come in without a neighbourhood.

    `unknown`: somebody wrote words that belong to nothing.
    """
    if neighbourhood is None:
        return Text("no-neighbourhood"), ()
    body = text("menu-unknown" if unknown else "menu", name=neighbourhood)
    return body, column(
        button("menu-idea", BringIdea()),
        button("menu-talent", SayTalent()),
        button("menu-seek", SeekTalent()),
        button("menu-overview", Overview()),
        button("menu-help", HelpOnTheWay()),
    )


def way_screen() -> tuple[Text, Keyboard]:
    """`Help me op weg`: what everybody may do here, each with its button."""
    return Text("way"), column(
        button("menu-overview", Overview()),
        button("directory-title", ShowDirectory(page=0)),
        button("menu-talent", SayTalent()),
        button("guide-look", LookForSomebody()),
        button("way-group", StartGroup()),
        button("way-session", PlanSession()),
        button("menu-idea", BringIdea()),
        button("way-hint", TellHint()),
        button("way-connector", WhoKnowsMany()),
    )


def help_screen(roles: frozenset[Role]) -> Text:
    """The commands, with those of somebody's roles."""
    parts = [Text("help-everyone"), *(Text(f"help-{role}") for role in sorted(roles))]
    return text("help", parts=parts)
