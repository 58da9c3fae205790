"""Where is energy? A short look at the week for buurtverbinders, in words.

Nobody is scored or ranked here: topics and ideas are named, people are not, and fewer than five of
them are "een paar mensen".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import matching
from bot.callbacks import Payload
from bot.ideas import Idea, OpenIdea
from bot.matching import Direction
from bot.messages import Button, CommunityId, Keyboard, PersonId, Text, brief, button, column, text
from bot.people import so_many
from bot.tags import MOST_TAGS, tag_names

WEEK = timedelta(days=7)
LONGEST_TITLE = 60


class ShowEnergy(Payload, tag="kwe"):
    """`Waar zit energie?`"""

    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said they can or seek, as far as this needs it."""

    person_id: PersonId
    direction: Direction
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A topic that people seek, and how many."""

    tag: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Energy:
    """A week: what is new, what is still sought, which idea moves and which is quiet."""

    new: Sequence[Said]
    sought: Sequence[Said]
    moving: Idea | None
    quiet: Idea | None


SEEKS = frozenset({Direction.NEED, Direction.LEARN})


def not_offered(sought: Sequence[Sought], *, offered: frozenset[str]) -> Sought | None:
    """The topic that most people seek and nobody offers, as a hint whom to invite.

    Who offers a topic offers what is under it and above it too, as far as a hint goes.
    """
    above = {parent for tag in offered if (parent := matching.concept(tag).parent)}
    missing = [
        each
        for each in sought
        if each.tag not in offered | above and matching.concept(each.tag).parent not in offered
    ]
    return min(missing, key=lambda each: (-each.people, each.tag), default=None)


# --- what is shown -----------------------------------------------------------------------------

Shown = tuple[Text, Keyboard]


def screen(energy: Energy, *, back: Button | None = None) -> Shown:
    """The week in at most four lines, and the ideas in it to open."""
    lines = [
        *_people("energy-new", energy.new),
        *_people("energy-sought", energy.sought),
    ]
    opening = []
    for key, idea in (("energy-moving", energy.moving), ("energy-quiet", energy.quiet)):
        if idea is not None:
            lines.append(text(key, title=brief(idea.title, LONGEST_TITLE)))
            opening.append(button(f"{key}-open", OpenIdea(idea=idea.id)))
    body = text("energy", lines=lines) if lines else Text("energy-none")
    return body, column(*opening, *([back] if back else []))


def energy_button(community: CommunityId) -> Button:
    return button("energy-button", ShowEnergy(community=community))


def _people(key: str, said: Sequence[Said]) -> list[Text]:
    who = {each.person_id for each in said}
    if not who:
        return []
    tags = most_named([each.tags for each in said])
    about = [text("energy-about", tags=tag_names(tags))] if tags else []
    return [text(key, people=so_many(len(who)), about=about)]


def most_named(tags: Collection[Sequence[str]]) -> list[str]:
    """The topics that come up most, a few of them."""
    counted = Counter(tag for each in tags for tag in each)
    return sorted(counted, key=lambda each: (-counted[each], each))[:MOST_TAGS]
