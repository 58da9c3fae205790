"""Privacy: what is kept of people, for how long and why, and what they can do about it.

What survives `Wis alles`: nothing of the person. No hash of their number is kept, so nothing can
recognise them later. An idea or a group that others joined stays, without the name; a line in the
open log stays, without the name. What the matcher learned stays too: it is how much each feature of
a suggestion counts in a neighbourhood, and of nobody in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.callbacks import Payload
from bot.messages import Keyboard, Text, button, column, text


class ShowPrivacy(Payload, tag="pv"):
    pass


class ShowKept(Payload, tag="pvk"):
    """`Wat bewaar je precies?`"""


class Download(Payload, tag="pvd"):
    pass


class EraseAll(Payload, tag="pve"):
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something that is kept. `most` None: until the person erases it; a lesson of the matcher is
    of a neighbourhood and not of a person, and stays until the next one."""

    what: str
    most: timedelta | None
    why: str


RETENTION = (
    Kept(what="person", most=None, why="without it nobody can be reached or answered"),
    Kept(what="words", most=None, why="ideas, talents and answers are what the bot is for"),
    Kept(what="lesson", most=None, why="suggestions fit better; of features, never of persons"),
    Kept(what="hint", most=timedelta(days=21), why="a buurtverbinder has time to follow it up"),
    Kept(what="form", most=timedelta(days=30), why="somebody may finish a form later"),
    Kept(what="message", most=timedelta(days=30), why="to see what went wrong with sending"),
    Kept(what="trouble", most=timedelta(days=30), why="to do again what failed"),
    Kept(what="invitation", most=timedelta(days=30), why="to see who let whom into the team"),
    Kept(what="occurrence", most=timedelta(days=400), why="so that nothing is announced twice"),
)


def kept_for(what: str) -> timedelta:
    """How long something is kept that goes by itself."""
    most = next(each.most for each in RETENTION if each.what == what)
    if most is None:
        raise LookupError(what)
    return most


Screen = tuple[Text, Keyboard]


def privacy_screen(*, known: bool) -> Screen:
    """The short version. Of who is not `known` nothing is kept."""
    if not known:
        return Text("privacy-nothing"), ()
    return Text("privacy"), column(
        button("privacy-what", ShowKept()),
        button("privacy-download", Download()),
        button("privacy-erase", EraseAll(sure=False)),
    )


def kept_screen() -> Screen:
    """What is kept and for how long, line by line."""
    lines = [
        text(f"privacy-kept-{each.what}", days=each.most.days if each.most else 0)
        for each in RETENTION
    ]
    return text("privacy-kept", lines=lines), column(button("back", ShowPrivacy()))


def erase_screen() -> Screen:
    """Asked once, with what happens."""
    return Text("privacy-erase-ask"), column(
        button("privacy-download-first", Download()),
        button("privacy-erase-sure", EraseAll(sure=True)),
        button("back", ShowPrivacy()),
    )
